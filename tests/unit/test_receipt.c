/* Receipts: the canonical input, read back; the receipt itself; and replay, which finds every
 * changed bit.
 *
 * One small set of policies has a column of every type, references that lead on to others, and
 * lists; the shipped policies and the sample data come in for the property that counts: a receipt
 * of anything replays as equal. */
#include "alloc.h"
#include "check.h"

#include "base/sha256.h"
#include "leidraad.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the tests have in common ---- */

static const char policy_text[] =
    "stelsel s \"S\" {\n"
    "  loopt van 1 april 2023 tot en met 31 december 2028\n"
    "  maandafronding omlaag\n"
    "}\n"
    "bron b \"B\" van \"C\"\n"
    "keuze soort \"Soorten\" { bron b \"p\" plicht \"een plicht\" }\n"
    "keuze kleur open \"Kleuren\" { bron b \"p\" rood \"rood\" blauw \"blauw\" }\n"
    "onderwerp praktijk \"praktijk\" {\n"
    "  sleutel agb : code patroon \"[0-9]{8}\"\n"
    "  naam     : tekst\n"
    "  instroom : datum\n"
    "  rho      : verwijzing naar rho\n"
    "  tarief   : bedrag\n"
    "  maat     : getal 3 decimalen van 0 tot en met 100\n"
    "  kleur    : kleur\n"
    "  a        : ja/nee\n"
    "  ingedeeld naar instroom\n"
    "  lijst deel \"deel\" {\n"
    "    buur  : verwijzing naar buur\n"
    "    notie : tekst\n"
    "  }\n"
    "  lijst ander \"ander\" { b : ja/nee }\n"
    "}\n"
    "onderwerp rho \"rho\" {\n"
    "  sleutel rho : code\n"
    "  koepel : verwijzing naar koepel\n"
    "  lijst plan \"plan\" { leidraad : versie }\n"
    "}\n"
    "onderwerp koepel \"koepel\" { sleutel koepel : code ok : ja/nee }\n"
    "onderwerp buur \"buur\" { sleutel buur : code terug : verwijzing naar praktijk }\n"
    "leidraad 2023 \"Eerste\" vastgesteld op 1 maart 2023 bron b \"p\" {\n"
    "  bron b \"p\"\n"
    "  instroom { groep 1 : 1 april 2023 bron b \"p\" }\n"
    "  regel r \"R\" { soort plicht bron b \"p\" geldt voor praktijk\n"
    "    eis a en rho.koepel.ok en elke deel heeft (notie is gevuld) }\n"
    "}\n";

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static int ignore(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return 0;
}

static int refuse(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return -1;
}

static leidraad_status compile_text(leidraad_policies **policies, const char *text)
{
    const leidraad_file file = {"p.leidraad", text, strlen(text)};
    return leidraad_policies_compile(policies, &file, 1);
}

static leidraad_policies *compiled(void)
{
    leidraad_policies *policies;
    leidraad_status status = compile_text(&policies, policy_text);
    if (status == LEIDRAAD_ERROR_POLICIES)
        fail_msg("%s", leidraad_policies_diagnostic(policies, 0).message);
    assert_int_equal(status, LEIDRAAD_OK);
    return policies;
}

static leidraad_data *data_of(const leidraad_policies *policies, const char *json)
{
    leidraad_data *data;
    leidraad_status status =
        leidraad_data_read(&data, policies, "d.json", json, strlen(json), NULL);
    if (status == LEIDRAAD_ERROR_DATA) fail_msg("%s", leidraad_data_diagnostic(data, 0).message);
    assert_int_equal(status, LEIDRAAD_OK);
    return data;
}

/* The receipts of a run, and in *results what it printed as NDJSON. */
static struct str receipts_of(struct arena *arena, leidraad_policies *policies, leidraad_data *data,
                              const leidraad_options *options, struct str *results)
{
    struct buf receipts = {.arena = arena}, lines = {.arena = arena};
    leidraad_report_options report = {.size = sizeof report,
                                      .format = LEIDRAAD_FORMAT_NDJSON,
                                      .receipts = append,
                                      .receipts_context = &receipts};
    assert_int_equal(
        leidraad_report_evaluate(policies, data, options, &report, NULL, append, &lines),
        LEIDRAAD_OK);
    if (results) *results = buf_str(&lines);
    return buf_str(&receipts);
}

/* What stands behind a key of the object at the top, up to the next key. */
static struct str member(struct arena *arena, struct str line, const char *key, const char *next)
{
    const char *from = strstr(line.at, arena_printf(arena, "\"%s\":", key));
    assert_non_null(from);
    from += strlen(key) + 3;
    const char *to = strstr(from, arena_printf(arena, ",\"%s\":", next));
    assert_non_null(to);
    return str_copy(arena, (struct str){from, (size_t)(to - from)});
}

static struct str first_line(struct arena *arena, struct str text)
{
    const char *end = memchr(text.at, '\n', text.len);
    assert_non_null(end);
    return str_copy(arena, (struct str){text.at, (size_t)(end - text.at)});
}

/* ---- replay ---- */

struct reading {
    struct str text;
    size_t at, piece; /* how much to give at once */
};

static int give(void *context, void *to, size_t room, size_t *n)
{
    struct reading *r = context;
    size_t left = r->text.len - r->at;
    *n = left < room ? left : room;
    if (r->piece && *n > r->piece) *n = r->piece;
    memcpy(to, r->text.at + r->at, *n);
    r->at += *n;
    return 0;
}

/* What a test has for a store: policies by their text. */
struct shelf {
    const char *text;
    leidraad_status status; /* instead of opening */
    const char *why;
    size_t opened;
};

static leidraad_status open_shelf(void *context, const char *beleid, leidraad_policies **out,
                                  const char **why)
{
    struct shelf *shelf = context;
    (void)beleid;
    shelf->opened++;
    *out = NULL;
    *why = shelf->why;
    return shelf->status ? shelf->status : compile_text(out, shelf->text);
}

static leidraad_status open_shipped(void *context, const char *beleid, leidraad_policies **out,
                                    const char **why)
{
    (void)context, (void)beleid, (void)why;
    return leidraad_policies_open(out, "policies");
}

static struct str replay(struct arena *arena, struct str receipts, struct shelf *shelf,
                         leidraad_format_kind format, leidraad_replayed *counts)
{
    struct reading reading = {.text = receipts};
    struct buf text = {.arena = arena};
    leidraad_report_options report = {.size = sizeof report, .format = format};
    struct shelf own = {.text = policy_text};
    assert_int_equal(leidraad_replay(give, &reading, open_shelf, shelf ? shelf : &own, &report,
                                     counts, append, &text),
                     LEIDRAAD_OK);
    return buf_str(&text);
}

static void assert_replays(struct arena *arena, struct str receipts, const char *expected)
{
    leidraad_replayed counts;
    struct str text = replay(arena, receipts, NULL, LEIDRAAD_FORMAT_NDJSON, &counts);
    if (!strstr(text.at, expected)) fail_msg("no %s in %s", expected, text.at);
    assert_int_equal(counts.equal, strcmp(expected, "\"uitkomst\":\"gelijk\"") == 0);
}

/* ---- the canonical input ---- */

static void the_input_has_what_the_verdict_rests_on(void **state)
{
    static const struct {
        const char *data, *input;
    } cases[] = {
        /* Each type of value; columns in the order of the policies; numbers to the digit. */
        {"{\"praktijk\":[{\"a\":true,\"kleur\":\"paars\",\"maat\":4.50,\"tarief\":12.5,"
         "\"instroom\":\"2023-04-01\",\"naam\":\"De \\\"Brug\\\"\\u0009é\",\"agb\":\"00000001\"}]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"naam\":\"De \\\"Brug\\\"\\té\",\"instroom\":"
         "\"2023-04-01\",\"tarief\":12.50,\"maat\":4.500,\"kleur\":\"paars\",\"a\":true}]}"},
        /* Unknown is left out; a text can be known to be empty; a list too. */
        {"{\"praktijk\":[{\"agb\":\"00000001\",\"a\":null,\"naam\":\" \",\"deel\":[],"
         "\"ander\":null}]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"naam\":\"\",\"deel\":[]}]}"},
        /* Rows in the order of the input, one without anything. */
        {"{\"praktijk\":[{\"agb\":\"00000001\",\"ander\":[{\"b\":false},{},{\"b\":true}]}]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"ander\":[{\"b\":false},{},{\"b\":true}]}]}"},
        /* What is referred to, and from there on; nothing else. */
        {"{\"koepel\":[{\"koepel\":\"K\",\"ok\":true},{\"koepel\":\"L\"}],"
         "\"praktijk\":[{\"agb\":\"00000001\",\"rho\":\"R\"}],"
         "\"rho\":[{\"rho\":\"Q\"},{\"rho\":\"R\",\"koepel\":\"K\",\"plan\":[{\"leidraad\":"
         "\"2023\"}]}],\"buur\":[]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"rho\":\"R\"}],"
         "\"rho\":[{\"rho\":\"R\",\"koepel\":\"K\",\"plan\":[{\"leidraad\":\"2023\"}]}],"
         "\"koepel\":[{\"koepel\":\"K\",\"ok\":true}]}"},
        /* From a list, and back to the subject; records by key, whatever the order of the data. */
        {"{\"buur\":[{\"buur\":\"Z\",\"terug\":\"00000001\"},{\"buur\":\"Y\"}],"
         "\"praktijk\":[{\"agb\":\"00000001\",\"deel\":[{\"buur\":\"Z\"},{\"buur\":\"Y\"},"
         "{\"buur\":\"Z\"}]}]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"deel\":[{\"buur\":\"Z\"},{\"buur\":\"Y\"},"
         "{\"buur\":\"Z\"}]}],\"buur\":[{\"buur\":\"Y\"},{\"buur\":\"Z\",\"terug\":\"00000001\"}]"
         "}"},
        /* A reference without its record: there are others of the kind, or none were given. */
        {"{\"praktijk\":[{\"agb\":\"00000001\",\"rho\":\"R\"}],\"rho\":[{\"rho\":\"Q\"}]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"rho\":\"R\"}],\"rho\":[]}"},
        {"{\"praktijk\":[{\"agb\":\"00000001\",\"rho\":\"R\"}]}",
         "{\"praktijk\":[{\"agb\":\"00000001\",\"rho\":\"R\"}]}"},
    };
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        leidraad_data *data = data_of(policies, cases[i].data);
        struct str receipts = receipts_of(arena, policies, data, NULL, NULL);
        struct str line = first_line(arena, receipts);
        assert_string_equal(member(arena, line, "invoer", "resultaat").at, cases[i].input);
        assert_replays(arena, receipts, "\"uitkomst\":\"gelijk\"");
        leidraad_data_free(data);
    }
    leidraad_policies_free(policies);
}

/* ---- the receipt ---- */

#define PRACTICES                                                                               \
    "{\"praktijk\":[{\"agb\":\"00000001\",\"instroom\":\"2023-04-01\",\"a\":true,\"deel\":[]}," \
    "{\"agb\":\"00000002\",\"instroom\":\"2023-04-01\",\"rho\":\"R\"},{\"agb\":\"00000003\"}]}"

static void a_receipt_holds_the_result_as_it_is_printed(void **state)
{
    static const leidraad_options options[] = {
        {.size = sizeof(leidraad_options)},
        {.size = sizeof(leidraad_options), .on = "2024-06-01"},
        {.size = sizeof(leidraad_options), .leidraad = "2023", .all_readings = 1},
    };
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        struct str results, receipts = receipts_of(arena, policies, data, &options[i], &results);
        size_t lines = 0;
        for (struct str rest = receipts; rest.len; lines++) {
            struct str line = first_line(arena, rest), result = first_line(arena, results);
            assert_string_equal(member(arena, line, "resultaat", "bewijs_hash").at, result.at);
            rest = (struct str){rest.at + line.len + 1, rest.len - line.len - 1};
            results = (struct str){results.at + result.len + 1, results.len - result.len - 1};
        }
        assert_int_equal(lines, 3);
        assert_int_equal(results.len, 0);
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void a_receipt_says_what_was_asked(void **state)
{
    leidraad_policies *policies;
    struct arena *arena = *state;
    assert_int_equal(leidraad_policies_open(&policies, "policies"), LEIDRAAD_OK);
    leidraad_data *data = data_of(policies, "{\"praktijk\":[{\"agb\":\"99000001\"}]}");
    /* In the order of the policies, whatever the order on the command line. */
    const char *const readings[] = {"jaarbegrip=eigen_jaar", "groeijaarbegrip=kalenderjaar", NULL};
    leidraad_options options = {.size = sizeof options,
                                .on = "2026-11-01",
                                .leidraad = "2025",
                                .readings = readings,
                                .all_readings = 1};
    struct str receipts = receipts_of(arena, policies, data, &options, NULL);
    struct str line = first_line(arena, receipts);
    assert_string_equal(member(arena, line, "opdracht", "onderwerp").at,
                        "{\"peildatum\":\"2026-11-01\",\"leidraad\":\"2025\",\"lezingen\":["
                        "\"groeijaarbegrip=kalenderjaar\",\"jaarbegrip=eigen_jaar\"],"
                        "\"alle_lezingen\":true}");
    line = first_line(arena, receipts_of(arena, policies, data, NULL, NULL));
    assert_string_equal(member(arena, line, "opdracht", "onderwerp").at,
                        "{\"peildatum\":null,\"leidraad\":null,\"lezingen\":[],"
                        "\"alle_lezingen\":false}");
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* ---- everything replays ---- */

static void assert_all_equal(struct arena *arena, leidraad_policies *policies, leidraad_data *data,
                             const leidraad_options *options)
{
    struct reading reading = {.text = receipts_of(arena, policies, data, options, NULL)};
    struct buf text = {.arena = arena};
    leidraad_replayed counts;
    if (!reading.text.len) return;
    assert_int_equal(
        leidraad_replay(give, &reading, open_shipped, NULL, NULL, &counts, append, &text),
        LEIDRAAD_OK);
    if (counts.equal != counts.receipts) fail_msg("%s", buf_str(&text).at);
    assert_true(counts.receipts > 0);
}

/* The sample region with its gaps, and every input that is bad in some way, as far as skip_bad
 * makes something of it: rows of unknowns, parents made of their children's keys, references to
 * what was left out. */
static void a_receipt_of_anything_replays_as_equal(void **state)
{
    static const char *const paths[] = {
        "tests/data/regio",
        "tests/data/regio.json",
        "tests/data/klein",
        "tests/data/bad/agb_zeven_cijfers",
        "tests/data/bad/datum_bestaat_niet",
        "tests/data/bad/getal_met_punt",
        "tests/data/bad/getal_met_punt_regio",
        "tests/data/bad/json_vorm_kind.json",
        "tests/data/bad/json_vorm_waarde.json",
        "tests/data/bad/kernelement_onbekend",
        "tests/data/bad/kind_zonder_ouder",
        "tests/data/bad/kind_zonder_ouder_rho",
        "tests/data/bad/leidraad_onbekend",
        "tests/data/bad/ndjson_regel_kapot.ndjson",
        "tests/data/bad/sleutel_dubbel",
        "tests/data/bad/status_onbekend",
        "tests/data/bad/te_veel_velden",
    };
    static const char *const readings[] = {"instroommoment=vier_cohorten", "jaarbegrip=eigen_jaar",
                                           "regioplanduur=kalender", NULL};
    static const leidraad_options options[] = {
        {.size = sizeof(leidraad_options)},
        {.size = sizeof(leidraad_options), .on = "2023-01-01"},
        {.size = sizeof(leidraad_options), .on = "2026-11-01", .all_readings = 1},
        {.size = sizeof(leidraad_options), .on = "2028-06-01", .readings = readings},
        {.size = sizeof(leidraad_options), .on = "2026-11-01", .leidraad = "2025"},
        {.size = sizeof(leidraad_options), .on = "2029-01-01"},
    };
    leidraad_policies *policies;
    assert_int_equal(leidraad_policies_open(&policies, "policies"), LEIDRAAD_OK);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        leidraad_data_options how = {.size = sizeof how, .skip_bad = 1};
        leidraad_data *data;
        assert_int_equal(leidraad_data_open(&data, policies, paths[i], &how), LEIDRAAD_OK);
        for (size_t j = 0; j < sizeof options / sizeof options[0]; j++)
            assert_all_equal(*state, policies, data, &options[j]);
        leidraad_data_free(data);
    }
    leidraad_policies_free(policies);
}

/* ---- nothing changed goes unseen ---- */

/* What a replay of a text with one bit of it flipped finds. */
static leidraad_status flipped(char *bytes, size_t size, size_t bit, leidraad_replayed *counts)
{
    struct reading reading = {.text = {bytes, size}};
    struct shelf shelf = {.text = policy_text};
    bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    leidraad_status status =
        leidraad_replay(give, &reading, open_shelf, &shelf, NULL, counts, ignore, NULL);
    bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    return status;
}

static void no_flipped_bit_replays_as_equal(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct str rest = receipts_of(arena, policies, data, NULL, NULL);
    while (rest.len) {
        size_t size = first_line(arena, rest).len + 1;
        char *bytes = arena_copy(arena, rest.at, size);
        for (size_t bit = 0; bit < size * 8; bit++) {
            leidraad_replayed counts;
            leidraad_status status = flipped(bytes, size, bit, &counts);
            /* Of one line of which the begin has changed, nothing says that it is a receipt. */
            bool noticed = status == LEIDRAAD_ERROR_DATA ? bit / 8 < sizeof "{\"bewijs\":" - 1
                                                         : !status && counts.impossible > 0;
            if (!noticed || counts.equal || counts.different)
                fail_msg("bit %zu of byte %zu", bit % 8, bit / 8);
        }
        rest = (struct str){rest.at + size, rest.len - size};
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* A damaged receipt leaves the others as good as they were; also the first, and a line end. */
static void damage_stays_in_its_line(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct str receipts = receipts_of(arena, policies, data, NULL, NULL);
    size_t first = first_line(arena, receipts).len;
    const struct {
        size_t byte, equal, impossible;
    } cases[] = {{0, 2, 1},
                 {3, 2, 1},
                 {first / 2, 2, 1},
                 {first - 1, 2, 1},
                 {first, 1, 1} /* two lines become one */,
                 {first + 1, 2, 1},
                 {receipts.len - 1, 2, 1}};
    char *bytes = arena_copy(arena, receipts.at, receipts.len);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        leidraad_replayed counts;
        assert_int_equal(flipped(bytes, receipts.len, cases[i].byte * 8, &counts), LEIDRAAD_OK);
        assert_int_equal(counts.equal, cases[i].equal);
        assert_int_equal(counts.impossible, cases[i].impossible);
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* The line with a part of it replaced, and its hashes made anew where that is asked: what someone
 * does who wants another verdict. */
enum { AS_IT_IS, NEW_HASH = 1, NEW_INPUT_HASH = 2 };

static const char *hash_text(struct arena *arena, struct str bytes)
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    char *hex = arena_alloc(arena, SHA256_HEX);
    sha256_init(&hash);
    sha256_add(&hash, bytes);
    sha256_end(&hash, digest);
    sha256_hex(digest, hex);
    return hex;
}

static struct str replaced(struct arena *arena, struct str text, const char *old, const char *new)
{
    const char *at = strstr(text.at, old);
    assert_non_null(at);
    struct buf out = {.arena = arena};
    buf_add(&out, (struct str){text.at, (size_t)(at - text.at)});
    buf_adds(&out, new);
    buf_adds(&out, at + strlen(old));
    return buf_str(&out);
}

static struct str forged(struct arena *arena, struct str line, const char *old, const char *new,
                         int hashes)
{
    line = replaced(arena, line, old, new);
    if (hashes & NEW_INPUT_HASH) {
        struct str before = member(arena, line, "invoer_hash", "invoer");
        struct str input = member(arena, line, "invoer", "resultaat");
        line = replaced(arena, line, before.at,
                        arena_printf(arena, "\"sha256:%s\"", hash_text(arena, input)));
    }
    if (hashes & NEW_HASH) {
        const char *end = strstr(line.at, ",\"bewijs_hash\"");
        assert_non_null(end);
        struct str covered = str_copy(arena, (struct str){line.at, (size_t)(end - line.at)});
        line = str_from(arena_printf(arena, "%s,\"bewijs_hash\":\"sha256:%s\"}", covered.at,
                                     hash_text(arena, covered)));
    }
    return str_from(arena_printf(arena, "%s\n", line.at));
}

static void each_way_to_change_a_receipt_has_its_reason(void **state)
{
    static const struct {
        const char *old, *new;
        int hashes;
        const char *found;
    } cases[] = {
        {"", "", AS_IT_IS, "\"uitkomst\":\"gelijk\""},
        {"", "", NEW_HASH | NEW_INPUT_HASH, "\"uitkomst\":\"gelijk\""},
        {"\"oordeel\":\"", "\"oordeel\":\"x", AS_IT_IS, "\"reden\":\"bewijs_beschadigd\""},
        {"{\"agb\":\"00000001\",", "{\"agb\":\"00000001\",\"naam\":\"x\",", AS_IT_IS,
         "\"reden\":\"invoer_gewijzigd\""},
        {"{\"agb\":\"00000001\",", "{\"agb\":\"00000001\",\"naam\":\"x\",", NEW_HASH,
         "\"reden\":\"invoer_gewijzigd\""},
        /* Who changes the input and both hashes gets the verdict on another input. */
        {"\"a\":true", "\"a\":false", NEW_HASH | NEW_INPUT_HASH,
         "{\"plaats\":\"regels.r.oordeel\",\"was\":\"onbekend\",\"nu\":\"niet_voldaan\"}"},
        {"\"regel\":\"r\",\"laag\":\"leidraad\",\"oordeel\":\"onbekend\"",
         "\"regel\":\"r\",\"laag\":\"leidraad\",\"oordeel\":\"voldaan\"", NEW_HASH,
         "{\"plaats\":\"regels.r.oordeel\",\"was\":\"voldaan\",\"nu\":\"onbekend\"}"},
        {"\"bewijs\":1", "\"bewijs\":2", NEW_HASH, "\"reden\":\"ander_formaat\""},
        {"\"programma\":\"", "\"programma\":\"x", NEW_HASH, "\"uitkomst\":\"gelijk\""},
        {"\"sleutel\":\"00000001\",\"invoer_hash\"", "\"sleutel\":\"7\",\"invoer_hash\"", NEW_HASH,
         "\"reden\":\"opdracht_onmogelijk\""},
        {"\"leidraad\":null,\"lezingen\"", "\"leidraad\":\"1999\",\"lezingen\"", NEW_HASH,
         "\"reden\":\"opdracht_onmogelijk\""},
        {"\"instroom\":\"2023-04-01\"", "\"instroom\":\"2023-04-31\"", NEW_HASH | NEW_INPUT_HASH,
         "\"reden\":\"invoer_geweigerd\""},
        {"\"beleid_inhoud\":\"sha256:", "\"beleid_inhoud\":\"sha256:0", NEW_HASH,
         "\"reden\":\"beleid_inhoud_verschilt\""},
        {"\"alle_lezingen\":false", "\"alle_lezingen\":0", NEW_HASH,
         "\"reden\":\"bewijs_beschadigd\""},
        {"\"sleutel\":", "\"sleutels\":", NEW_HASH, "\"reden\":\"bewijs_beschadigd\""},
        {"\"resultaat\":{", "\"resultaat\": {", NEW_HASH, "\"uitkomst\":\"gelijk\""},
        {"\"besluiten\":{}", "\"besluiten\":{ }", NEW_HASH, "{\"plaats\":\"\","},
    };
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct str line = first_line(arena, receipts_of(arena, policies, data, NULL, NULL));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_replays(arena, forged(arena, line, cases[i].old, cases[i].new, cases[i].hashes),
                       cases[i].found);
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void policies_that_are_not_there_are_a_reason(void **state)
{
    static const struct {
        struct shelf shelf;
        const char *reason, *words;
    } cases[] = {
        {{.status = LEIDRAAD_ERROR_USAGE, .why = "weg"},
         "commit_ontbreekt",
         "the commit is missing: weg"},
        {{.status = LEIDRAAD_ERROR_SYSTEM}, "beleid_onleesbaar", "the policies cannot be read"},
        {{.text = "onderwerp"}, "beleid_ongeldig", "the policies do not compile"},
        {{.text = "# as good, but other\nstelsel s \"S\" {\n  loopt van 1 april 2023 tot en met 31 "
                  "december 2028\n  maandafronding omlaag\n}\n"},
         "beleid_inhoud_verschilt",
         "their hash differs"},
    };
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct str receipts = receipts_of(arena, policies, data, NULL, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        leidraad_replayed counts;
        struct shelf shelf = cases[i].shelf;
        struct str text = replay(arena, receipts, &shelf, LEIDRAAD_FORMAT_NDJSON, &counts);
        assert_non_null(strstr(text.at, arena_printf(arena, "\"reden\":\"%s\"", cases[i].reason)));
        assert_int_equal(counts.impossible, 3);
        assert_int_equal(counts.equal, 0);
        assert_int_equal(shelf.opened, 1); /* once for all that name them */
        shelf = cases[i].shelf;
        text = replay(arena, receipts, &shelf, LEIDRAAD_FORMAT_TEXT, &counts);
        assert_non_null(strstr(text.at, cases[i].words));
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* A program that another compiler run made says the same; one that says otherwise is found out. */
static void other_policies_under_the_same_hash_are_different(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = compiled(), *other;
    leidraad_data *data = data_of(policies, PRACTICES);
    struct str receipts = receipts_of(arena, policies, data, NULL, NULL);
    struct str text = replaced(arena, STR(policy_text), "eis a en", "eis niet a en");
    assert_int_equal(compile_text(&other, text.at), LEIDRAAD_OK);
    struct str forged_receipts = first_line(arena, receipts);
    for (int i = 0; i < 2; i++) /* once for the receipt itself, once in its result */
        forged_receipts = forged(arena, forged_receipts, leidraad_policies_content(policies),
                                 leidraad_policies_content(other), NEW_HASH);
    leidraad_replayed counts;
    struct shelf shelf = {.text = text.at};
    struct str found = replay(arena, forged_receipts, &shelf, LEIDRAAD_FORMAT_NDJSON, &counts);
    assert_int_equal(counts.different, 1);
    assert_non_null(strstr(found.at, "{\"plaats\":\"regels.r.oordeel\",\"was\":\"onbekend\","
                                     "\"nu\":\"niet_voldaan\"}"));
    leidraad_data_free(data);
    leidraad_policies_free(other);
    leidraad_policies_free(policies);
}

/* ---- files of receipts ---- */

static void lines_come_in_any_pieces(void **state)
{
    static const size_t pieces[] = {1, 7, 1000, 0};
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct str receipts = receipts_of(arena, policies, data, NULL, NULL);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        /* With empty lines, and without the last line end. */
        struct str text = str_from(arena_printf(arena, "\n%.*s\n\n%.*s", STR_ARG(receipts),
                                                (int)receipts.len - 1, receipts.at));
        struct reading reading = {.text = text, .piece = pieces[i]};
        struct shelf shelf = {.text = policy_text};
        leidraad_replayed counts;
        assert_int_equal(
            leidraad_replay(give, &reading, open_shelf, &shelf, NULL, &counts, ignore, NULL),
            LEIDRAAD_OK);
        assert_int_equal(counts.receipts, 6);
        assert_int_equal(counts.equal, 6);
        assert_int_equal(shelf.opened, 1);
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static int fail_to_read(void *context, void *to, size_t room, size_t *n)
{
    (void)context, (void)to, (void)room, (void)n;
    return -1;
}

static void what_is_no_file_of_receipts_is_said_so(void **state)
{
    static const char *const texts[] = {"", "\n\n", "{}\n", "bewijs\n", "\xFF\xFE\n"};
    struct shelf shelf = {.text = policy_text};
    leidraad_replayed counts;
    leidraad_report_options ics = {.size = sizeof ics, .format = LEIDRAAD_FORMAT_ICS};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct reading reading = {.text = str_from(texts[i])};
        assert_int_equal(
            leidraad_replay(give, &reading, open_shelf, &shelf, NULL, &counts, refuse, NULL),
            LEIDRAAD_ERROR_DATA);
    }
    assert_int_equal(
        leidraad_replay(fail_to_read, NULL, open_shelf, &shelf, NULL, &counts, refuse, NULL),
        LEIDRAAD_ERROR_SYSTEM);
    assert_int_equal(
        leidraad_replay(fail_to_read, NULL, open_shelf, &shelf, &ics, &counts, refuse, NULL),
        LEIDRAAD_ERROR_USAGE);
    assert_int_equal(shelf.opened, 0);
}

static void who_does_not_take_them_stops_it(void **state)
{
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct reading reading = {.text = receipts_of(*state, policies, data, NULL, NULL)};
    struct shelf shelf = {.text = policy_text};
    leidraad_report_options report = {.size = sizeof report, .receipts = refuse};
    assert_int_equal(leidraad_report_evaluate(policies, data, NULL, &report, NULL, ignore, NULL),
                     LEIDRAAD_STOPPED);
    assert_int_equal(leidraad_replay(give, &reading, open_shelf, &shelf, NULL, NULL, refuse, NULL),
                     LEIDRAAD_STOPPED);
    /* A program of before receipts has shorter options. */
    report.size = offsetof(leidraad_report_options, receipts);
    assert_int_equal(leidraad_report_evaluate(policies, data, NULL, &report, NULL, ignore, NULL),
                     LEIDRAAD_OK);
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static leidraad_status load_saved(void *context, const char *beleid, leidraad_policies **out,
                                  const char **why)
{
    const struct str *saved = context;
    (void)beleid, (void)why;
    return leidraad_policies_load(out, saved->at, saved->len);
}

static void no_allocation_is_taken_for_granted(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = compiled();
    leidraad_data *data = data_of(policies, PRACTICES);
    struct buf saved = {.arena = arena};
    assert_int_equal(leidraad_policies_save(policies, append, &saved), LEIDRAAD_OK);
    struct str program = buf_str(&saved);
    struct str line = first_line(arena, receipts_of(arena, policies, data, NULL, NULL));
    /* Equal, different and damaged. */
    struct str receipts = str_from(arena_printf(
        arena, "%s\n%s%s", line.at,
        forged(arena, line, "\"oordeel\":\"onbekend\"", "\"oordeel\":\"voldoet\"", NEW_HASH).at,
        forged(arena, line, "\"oordeel\"", "\"oorzaak\"", AS_IT_IS).at));
    static const leidraad_format_kind formats[] = {LEIDRAAD_FORMAT_TEXT, LEIDRAAD_FORMAT_JSON};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        size_t n = 1;
        for (;; n++) {
            struct reading reading = {.text = receipts};
            leidraad_report_options report = {
                .size = sizeof report, .format = formats[i], .receipts = ignore};
            leidraad_replayed counts;
            alloc_fail_at(n);
            leidraad_status evaluated =
                leidraad_report_evaluate(policies, data, NULL, &report, NULL, ignore, NULL);
            leidraad_status replayed = LEIDRAAD_OK;
            if (!evaluated)
                replayed = leidraad_replay(give, &reading, load_saved, &program, &report, &counts,
                                           ignore, NULL);
            if (!alloc_failed()) break;
            assert_int_equal(evaluated ? evaluated : replayed, LEIDRAAD_ERROR_MEMORY);
        }
        assert_true(n > 1);
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_input_has_what_the_verdict_rests_on),
        ARENA_TEST(a_receipt_holds_the_result_as_it_is_printed),
        ARENA_TEST(a_receipt_says_what_was_asked),
        ARENA_TEST(a_receipt_of_anything_replays_as_equal),
        ARENA_TEST(no_flipped_bit_replays_as_equal),
        ARENA_TEST(damage_stays_in_its_line),
        ARENA_TEST(each_way_to_change_a_receipt_has_its_reason),
        ARENA_TEST(policies_that_are_not_there_are_a_reason),
        ARENA_TEST(other_policies_under_the_same_hash_are_different),
        ARENA_TEST(lines_come_in_any_pieces),
        cmocka_unit_test(what_is_no_file_of_receipts_is_said_so),
        ARENA_TEST(who_does_not_take_them_stops_it),
        ARENA_TEST(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests_name("receipt", tests, NULL, NULL);
}
