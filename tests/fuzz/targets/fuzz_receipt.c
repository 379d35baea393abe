/* Receipts from nowhere, but with their hashes in order, so that what is behind the hashes is
 * reached: what was asked, the input, and the result that they are said to have had.
 *
 * The input is those three, with a NUL between them, each JSON or not; without a NUL it is a whole
 * file of receipts.  Whatever they say, a replay ends, and says of each line what became of it, in
 * UTF-8. */
#include "base/sha256.h"
#include "base/str.h"
#include "leidraad.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char policy_text[] =
    "stelsel s \"S\" {\n"
    "  loopt van 1 april 2023 tot en met 31 december 2028\n"
    "  maandafronding omlaag\n"
    "}\n"
    "bron b \"B\" van \"C\"\n"
    "keuze soort \"Soorten\" { bron b \"p\" plicht \"een plicht\" }\n"
    "onderwerp praktijk \"praktijk\" {\n"
    "  sleutel agb : code\n"
    "  instroom : datum\n"
    "  rho : verwijzing naar rho\n"
    "  a : ja/nee\n"
    "  ingedeeld naar instroom\n"
    "  lijst deel \"deel\" { b : ja/nee }\n"
    "}\n"
    "onderwerp rho \"rho\" { sleutel rho : code terug : verwijzing naar praktijk }\n"
    "leidraad 2023 \"Eerste\" vastgesteld op 1 maart 2023 bron b \"p\" {\n"
    "  bron b \"p\"\n"
    "  instroom { groep 1 : 1 april 2023 bron b \"p\" }\n"
    "  regel r \"R\" { soort plicht bron b \"p\" geldt voor praktijk\n"
    "    eis a en rho.terug.a en elke deel heeft (b) }\n"
    "}\n";

static void must(bool holds)
{
    if (!holds) abort();
}

static leidraad_status open_policies(void *context, const char *beleid, leidraad_policies **out,
                                     const char **why)
{
    const leidraad_file file = {"p.leidraad", policy_text, sizeof policy_text - 1};
    (void)context, (void)beleid, (void)why;
    return leidraad_policies_compile(out, &file, 1);
}

struct reading {
    struct str rest;
};

static int give(void *context, void *to, size_t room, size_t *n)
{
    struct reading *r = context;
    *n = r->rest.len < room ? r->rest.len : room;
    if (*n) memcpy(to, r->rest.at, *n);
    r->rest = (struct str){r->rest.at + *n, r->rest.len - *n};
    return 0;
}

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static void add_hash(struct buf *line, struct str bytes)
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    char hex[SHA256_HEX];
    sha256_init(&hash);
    sha256_add(&hash, bytes);
    sha256_end(&hash, digest);
    sha256_hex(digest, hex);
    buf_printf(line, "\"sha256:%s\"", hex);
}

static struct str next_part(struct str *rest)
{
    const char *end = rest->len ? memchr(rest->at, '\0', rest->len) : NULL;
    struct str part = {rest->at, end ? (size_t)(end - rest->at) : rest->len};
    size_t step = part.len + (end != NULL);
    *rest = (struct str){rest->at + step, rest->len - step};
    return part;
}

static struct str sealed(struct arena *arena, struct str parts)
{
    struct buf line = {.arena = arena};
    leidraad_policies *policies;
    must(open_policies(NULL, "", &policies, NULL) == LEIDRAAD_OK);
    struct str asked = next_part(&parts), input = next_part(&parts);
    buf_printf(&line,
               "{\"bewijs\":1,\"beleid\":\"map:p\",\"beleid_inhoud\":\"%s\","
               "\"programma\":\"leidraad 0\",\"opdracht\":",
               leidraad_policies_content(policies));
    leidraad_policies_free(policies);
    buf_add(&line, asked);
    buf_adds(&line, ",\"onderwerp\":\"praktijk\",\"sleutel\":\"1\",\"invoer_hash\":");
    add_hash(&line, input);
    buf_adds(&line, ",\"invoer\":");
    buf_add(&line, input);
    buf_adds(&line, ",\"resultaat\":");
    buf_add(&line, next_part(&parts));
    struct str covered = str_copy(arena, buf_str(&line));
    buf_adds(&line, ",\"bewijs_hash\":");
    add_hash(&line, covered);
    buf_addc(&line, '}');
    return buf_str(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const leidraad_format_kind formats[] = {LEIDRAAD_FORMAT_TEXT, LEIDRAAD_FORMAT_JSON,
                                                   LEIDRAAD_FORMAT_CSV};
    struct arena *arena;
    struct str text = {(const char *)bytes, size};
    if (arena_create(&arena)) return 0;
    if (size && memchr(bytes, '\0', size)) text = sealed(arena, text);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct reading reading = {text};
        struct buf said = {.arena = arena};
        leidraad_replayed counts = {0};
        leidraad_report_options report = {.size = sizeof report, .format = formats[i]};
        leidraad_status status =
            leidraad_replay(give, &reading, open_policies, NULL, &report, &counts, append, &said);
        must(status == LEIDRAAD_OK || status == LEIDRAAD_ERROR_DATA);
        must(str_is_utf8(buf_str(&said)));
        must(counts.receipts == counts.equal + counts.different + counts.impossible);
    }
    arena_free(arena);
    return 0;
}
