/* Reading a receipt: see receipt.h.
 *
 * Two passes over JSON: one takes the object apart by its keys, the other the opdracht.  Every key
 * must be there, once, and no other: what this program writes has no more, and a line that has less
 * is no receipt.  Whether the line is as it was written is for the hashes to say, which are over
 * its bytes; so nothing here needs to be strict about space or order. */
#include "replay/receipt.h"

#include "base/vec.h"
#include "data/json_parse.h"
#include "report/receipt.h"

#include <string.h>

/* ---- the object ---- */

static const struct field {
    const char *key;
    char kind;     /* 's' string, 'o' object, 'n' number */
    size_t offset; /* of its str in struct receipt; of a number: 0, and not kept */
} fields[] = {
    {"bewijs", 'n', 0},
    {"beleid", 's', offsetof(struct receipt, beleid)},
    {"beleid_inhoud", 's', offsetof(struct receipt, beleid_inhoud)},
    {"programma", 's', offsetof(struct receipt, programma)},
    {"opdracht", 'o', offsetof(struct receipt, opdracht)},
    {"onderwerp", 's', offsetof(struct receipt, onderwerp)},
    {"sleutel", 's', offsetof(struct receipt, sleutel)},
    {"invoer_hash", 's', offsetof(struct receipt, invoer_hash)},
    {"invoer", 'o', offsetof(struct receipt, invoer)},
    {"resultaat", 'o', offsetof(struct receipt, resultaat)},
    {"bewijs_hash", 's', offsetof(struct receipt, bewijs_hash)},
};
enum { FIELDS = sizeof fields / sizeof fields[0], ALL = (1 << FIELDS) - 1 };

struct taking {
    struct json_reader json;
    struct receipt *receipt;
    int field; /* whose value comes, or is being passed over; -1: none */
    unsigned depth;
    size_t from; /* where an object begins */
    unsigned seen;
};

static int field_of(struct str key)
{
    for (int i = 0; i < FIELDS; i++)
        if (str_equal(key, str_from(fields[i].key))) return i;
    return -1;
}

static void put(const struct taking *t, struct str value)
{
    memcpy((char *)t->receipt + fields[t->field].offset, &value, sizeof value);
}

static bool take_key(struct taking *t, struct str key)
{
    t->field = field_of(key);
    if (t->field < 0 || (t->seen & 1u << t->field)) return false;
    t->seen |= 1u << t->field;
    return true;
}

/* A value of the object at the top. */
static bool take_value(struct taking *t, enum json_event event, struct str text)
{
    char kind = fields[t->field].kind;
    if (event == JSON_STRING && kind == 's') {
        if (t->json.bad_escape) return false;
        put(t, str_copy(t->json.arena, text));
        return true;
    }
    return event == JSON_NUMBER && kind == 'n';
}

static bool on_receipt(void *context, enum json_event event, struct str text)
{
    struct taking *t = context;
    bool opens = event == JSON_OBJECT || event == JSON_LIST;
    bool closes = event == JSON_OBJECT_END || event == JSON_LIST_END;
    if (t->depth == 0) {
        t->depth = 1;
        return event == JSON_OBJECT;
    }
    if (closes) {
        if (--t->depth == 1) put(t, (struct str){t->json.text.at + t->from, t->json.end - t->from});
        return true;
    }
    if (t->depth == 1 && event == JSON_KEY) return take_key(t, text);
    if (t->depth == 1 && event == JSON_OBJECT && fields[t->field].kind == 'o')
        t->from = t->json.at;
    else if (t->depth == 1)
        return take_value(t, event, text);
    t->depth += opens;
    return true;
}

static bool take_apart(struct receipt *out, struct arena *arena, struct str line)
{
    struct taking t = {
        .json = {.arena = arena, .text = line, .handler = on_receipt}, .receipt = out, .field = -1};
    struct str why;
    t.json.context = &t;
    return json_parse(&t.json, &why) == JSON_FINE && t.seen == ALL;
}

/* ---- the opdracht ---- */

struct request_taking {
    struct json_reader json;
    struct receipt *receipt;
    struct str key;
    unsigned depth;
    VEC(const char *) readings;
    unsigned seen; /* keys */
};

static bool take_text(struct request_taking *t, enum json_event event, struct str text)
{
    const char **to = str_equal(t->key, STR("peildatum"))  ? &t->receipt->peildatum
                      : str_equal(t->key, STR("leidraad")) ? &t->receipt->leidraad
                                                           : NULL;
    if (!to || (event != JSON_STRING && event != JSON_NULL)) return false;
    *to = event == JSON_NULL ? NULL : arena_copy(t->json.arena, text.at, text.len);
    return true;
}

static bool on_request(void *context, enum json_event event, struct str text)
{
    struct request_taking *t = context;
    bool readings = str_equal(t->key, STR("lezingen"));
    switch (event) {
    case JSON_OBJECT: return t->depth++ == 0;
    case JSON_OBJECT_END: return true;
    case JSON_KEY:
        t->key = str_copy(t->json.arena, text);
        t->seen++;
        return true;
    case JSON_LIST:
    case JSON_LIST_END: return readings;
    case JSON_TRUE:
    case JSON_FALSE:
        t->receipt->alle_lezingen = event == JSON_TRUE;
        return str_equal(t->key, STR("alle_lezingen"));
    default: break;
    }
    if (!readings) return take_text(t, event, text);
    if (event != JSON_STRING) return false;
    const char *reading = arena_copy(t->json.arena, text.at, text.len);
    *VEC_PUSH(t->json.arena, &t->readings) = reading;
    return true;
}

static bool take_request(struct receipt *out, struct arena *arena)
{
    enum { KEYS = 4 };
    struct request_taking t = {
        .json = {.arena = arena, .text = out->opdracht, .handler = on_request}, .receipt = out};
    struct str why;
    t.json.context = &t;
    bool fine = json_parse(&t.json, &why) == JSON_FINE && t.seen == KEYS;
    *VEC_PUSH(arena, &t.readings) = NULL;
    out->lezingen = t.readings.at;
    return fine;
}

/* ---- the hashes ---- */

static bool ends_in(struct str s, struct str ending)
{
    return s.len >= ending.len && memcmp(s.at + s.len - ending.len, ending.at, ending.len) == 0;
}

/* Byte for byte: also a digit in another case is a changed bit. */
static bool is_intact(struct str line)
{
    const size_t digits = SHA256_HEX - 1, key = sizeof RECEIPT_HASH - 1, end = 2;
    const size_t tail = key + digits + end;
    char named[SHA256_NAMED];
    if (line.len < tail || !ends_in(line, STR(RECEIPT_END))) return false;
    struct str covered = {line.at, line.len - tail};
    const char *written = line.at + covered.len;
    sha256_named(named, covered);
    return memcmp(written, RECEIPT_HASH, key) == 0 &&
           memcmp(written + key, named + sizeof "sha256:" - 1, digits) == 0;
}

static bool input_is_intact(const struct receipt *receipt)
{
    char named[SHA256_NAMED];
    return str_equal(receipt->invoer_hash, str_from(sha256_named(named, receipt->invoer)));
}

/* ---- all of it ---- */

bool receipt_is_like(struct str line)
{
    return str_starts(line, STR(RECEIPT_BEGIN));
}

enum receipt_state receipt_read(struct receipt *out, struct arena *arena, struct str line)
{
    *out = (struct receipt){0};
    if (!receipt_is_like(line) || !str_is_utf8(line)) return RECEIPT_DAMAGED;
    bool intact = is_intact(line);
    if (!str_starts(line, STR(RECEIPT_BEGIN RECEIPT_FORMAT ","))) return RECEIPT_FOREIGN;
    if (!take_apart(out, arena, line)) return RECEIPT_DAMAGED;
    if (!input_is_intact(out)) return RECEIPT_INPUT;
    if (!intact || !take_request(out, arena)) return RECEIPT_DAMAGED;
    return RECEIPT_FINE;
}
