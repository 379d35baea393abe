/* Saving a program as bytes, and loading it again.
 *
 * The form, with nothing between the parts and nothing behind the last:
 *
 *     magic          PROGRAM_MAGIC
 *     format         number: PROGRAM_FORMAT, raised with every change of what follows
 *     content        32 bytes
 *     symbols        count; of each the length and the bytes
 *     arrays         in the order of arrays.def; of each the count and the items, field by
 *                    field in the order of fields.def
 *     stelsel        its fields
 *     checksum       32 bytes: SHA-256 of everything before it
 *
 * A number is written in groups of seven bits, the lowest first, each byte but the last with its
 * highest bit set (LEB128, little-endian whatever the machine).  Numbers with a sign are folded, so
 * that those near 0 are short on both sides, and an index is written plus one, so that NONE is 0.
 * Most numbers in a program are small: this is a third of the fixed-width form, and as much less to
 * read and to hash.
 *
 * Fields are written one by one, never a struct as it lies in memory, so no padding gets out; and
 * both directions run along the same layout with the same table of codecs, so they cannot differ.
 * Each program has one form: a number in more bytes than it needs, a symbol twice, a byte too many
 * are refused, so that equal bytes and equal programs are the same thing.
 *
 * The checksum finds damage.  It does not stop whoever makes a file with intent; that is what
 * program_verify is for, and nothing here trusts a count or a length before it has been held
 * against the bytes that are left. */
#include "program/internal.h"

#include "base/status.h"

#include <inttypes.h>
#include <string.h>

/* ---- Numbers ---- */

enum { NUMBER_BYTES_MAX = 10 };

struct writer {
    struct arena *arena;
    uint8_t *at;
    size_t len, cap;
};

/* The first problem sticks: from then on everything reads as 0, and there are no bytes left. */
struct reader {
    const uint8_t *at, *end;
    const char *problem;
};

static void *room(struct writer *w, size_t n)
{
    enum { FIRST_CAP = 1 << 14 };
    size_t need;
    if (__builtin_add_overflow(w->len, n, &need)) arena_fail(w->arena);
    if (need > w->cap) {
        size_t cap = w->cap ? w->cap : FIRST_CAP;
        while (cap < need && cap <= SIZE_MAX / 2) cap *= 2;
        if (cap < need) cap = need;
        w->at = arena_resize(w->arena, w->at, w->cap, cap);
        w->cap = cap;
    }
    return w->at + w->len;
}

static void put_bytes(struct writer *w, const void *bytes, size_t n)
{
    void *to = room(w, n);
    if (n) memcpy(to, bytes, n);
    w->len += n;
}

static void put_number(struct writer *w, uint64_t n)
{
    uint8_t *to = room(w, NUMBER_BYTES_MAX);
    for (; n >= 0x80; n >>= 7) *to++ = (uint8_t)(n | 0x80);
    *to++ = (uint8_t)n;
    w->len = (size_t)(to - w->at);
}

static void refuse(struct reader *r, const char *problem)
{
    if (!r->problem) r->problem = problem;
    r->at = r->end;
}

static size_t left(const struct reader *r)
{
    return (size_t)(r->end - r->at);
}

static const void *get_bytes(struct reader *r, size_t n)
{
    const void *bytes = r->at;
    if (n > left(r)) {
        refuse(r, "ends too early");
        return NULL;
    }
    r->at += n;
    return bytes;
}

static uint64_t get_number(struct reader *r, uint64_t max)
{
    uint64_t n = 0;
    for (unsigned shift = 0; r->at < r->end; shift += 7) {
        uint8_t byte = *r->at++;
        if (shift == 63 && byte > 1) break; /* a 65th bit */
        n |= (uint64_t)(byte & 0x7F) << shift;
        if (byte & 0x80) continue;
        if (n > max || (shift && !byte)) break;
        return n;
    }
    refuse(r, "has a number that is cut off, too large or too long");
    return 0;
}

static uint64_t fold(int64_t n)
{
    return n < 0 ? ~((uint64_t)n << 1) : (uint64_t)n << 1;
}

static int64_t unfold(uint64_t n)
{
    return (int64_t)(n & 1 ? ~(n >> 1) : n >> 1);
}

/* ---- Fields: for each kind how it is written and how it is read ---- */

static void put_byte(struct writer *w, const void *at)
{
    put_bytes(w, at, 1);
}

static void get_byte(struct reader *r, void *at)
{
    const void *byte = get_bytes(r, 1);
    if (byte) memcpy(at, byte, 1);
}

static void put_u32(struct writer *w, const void *at)
{
    put_number(w, *(const uint32_t *)at);
}

static void get_u32(struct reader *r, void *at)
{
    *(uint32_t *)at = (uint32_t)get_number(r, UINT32_MAX);
}

/* An index plus one, where NONE comes round to 0. */
static void put_index(struct writer *w, const void *at)
{
    put_number(w, *(const index_t *)at + 1u);
}

static void get_index(struct reader *r, void *at)
{
    *(index_t *)at = (index_t)get_number(r, UINT32_MAX) - 1u;
}

static void put_i32(struct writer *w, const void *at)
{
    put_number(w, fold(*(const int32_t *)at));
}

static void get_i32(struct reader *r, void *at)
{
    *(int32_t *)at = (int32_t)unfold(get_number(r, UINT32_MAX));
}

static void put_i64(struct writer *w, const void *at)
{
    put_number(w, fold(*(const int64_t *)at));
}

static void get_i64(struct reader *r, void *at)
{
    *(int64_t *)at = unfold(get_number(r, UINT64_MAX));
}

static void put_range(struct writer *w, const void *at)
{
    const struct range *range = at;
    put_number(w, range->first);
    put_number(w, range->count);
}

static void get_range(struct reader *r, void *at)
{
    struct range *range = at;
    range->first = (index_t)get_number(r, UINT32_MAX);
    range->count = (index_t)get_number(r, UINT32_MAX);
}

static void put_digest(struct writer *w, const void *at)
{
    put_bytes(w, at, SHA256_BYTES);
}

static void get_digest(struct reader *r, void *at)
{
    const void *digest = get_bytes(r, SHA256_BYTES);
    if (digest) memcpy(at, digest, SHA256_BYTES);
}

static const struct codec {
    void (*put)(struct writer *w, const void *at);
    void (*get)(struct reader *r, void *at);
} byte = {put_byte, get_byte}, u32 = {put_u32, get_u32}, index_or_none = {put_index, get_index},
  i32 = {put_i32, get_i32}, i64 = {put_i64, get_i64}, range = {put_range, get_range},
  digest = {put_digest, get_digest};

static const struct codec *const codecs[KINDS] = {
    [KIND_FLAG] = &byte,
    [KIND_BYTE] = &byte,
    [KIND_COUNT] = &u32,
    [KIND_YEAR] = &i32,
    [KIND_NUMBER] = &i64,
    [KIND_ENUM] = &byte,
    [KIND_DATE] = &i32,
    [KIND_DATE_OR_NOT] = &i32,
    [KIND_SYMBOL] = &index_or_none,
    [KIND_SYMBOL_OR_NOT] = &index_or_none,
    [KIND_INDEX] = &index_or_none,
    [KIND_INDEX_OR_NOT] = &index_or_none,
    [KIND_RANGE] = &range,
    [KIND_REFS] = &range,
    [KIND_PART] = NULL, /* its own fields */
    [KIND_DIGEST] = &digest,
    [KIND_OPERAND] = &index_or_none,
    [KIND_REFERENT] = &index_or_none,
    [KIND_OWNER] = &index_or_none,
    [KIND_LINK] = &index_or_none,
};

/* ---- Structs and arrays ---- */

static void put_struct(struct writer *w, const struct layout *layout, const char *item)
{
    for (size_t i = 0; i < layout->count; i++) {
        const struct field *f = &layout->fields[i];
        const char *at = item + f->at;
        if (f->kind != KIND_PART) {
            codecs[f->kind]->put(w, at);
            continue;
        }
        const struct layout *part = &program_layouts[f->of];
        for (const char *end = at + f->size; at < end; at += part->size) put_struct(w, part, at);
    }
}

static void get_struct(struct reader *r, const struct layout *layout, char *item)
{
    for (size_t i = 0; i < layout->count; i++) {
        const struct field *f = &layout->fields[i];
        char *at = item + f->at;
        if (f->kind != KIND_PART) {
            codecs[f->kind]->get(r, at);
            continue;
        }
        const struct layout *part = &program_layouts[f->of];
        for (char *end = at + f->size; at < end; at += part->size) get_struct(r, part, at);
    }
}

/* How many items there are: a field takes a byte at least, so no more than the bytes that are left
 * can hold. */
static index_t get_count(struct reader *r, size_t fields)
{
    uint64_t count = get_number(r, NONE - 1);
    if (count > left(r) / fields) refuse(r, "has a count that its size cannot hold");
    return r->problem ? 0 : (index_t)count;
}

static void put_symbols(struct writer *w, const struct interner *symbols)
{
    uint32_t count = intern_count(symbols);
    put_number(w, count);
    for (uint32_t i = 0; i < count; i++) {
        struct str text = intern_text(symbols, i);
        put_number(w, text.len);
        put_bytes(w, text.at, text.len);
    }
}

static void get_symbols(struct reader *r, struct interner *symbols)
{
    index_t count = get_count(r, 1);
    for (index_t i = 0; i < count && !r->problem; i++) {
        size_t len = (size_t)get_number(r, left(r));
        struct str text = {get_bytes(r, len), len};
        if (r->problem) return;
        if (!str_is_utf8(text)) refuse(r, "has text that is not UTF-8");
        if (intern(symbols, text) != i) refuse(r, "has one symbol twice");
    }
}

static void get_array(struct reader *r, struct program *p, enum program_array array)
{
    const struct layout *layout = program_arrays[array].layout;
    index_t count = get_count(r, layout->count);
    char *item = program_make(p, array, count);
    for (index_t i = 0; i < count; i++, item += layout->size) get_struct(r, layout, item);
}

/* ---- The whole ---- */

static void checksum(struct str bytes, uint8_t out[SHA256_BYTES])
{
    struct sha256 hash;
    sha256_init(&hash);
    sha256_add(&hash, bytes);
    sha256_end(&hash, out);
}

struct str program_save(const struct program *p, struct arena *arena)
{
    struct writer w = {.arena = arena};
    uint8_t sum[SHA256_BYTES];
    put_bytes(&w, PROGRAM_MAGIC, sizeof PROGRAM_MAGIC - 1);
    put_number(&w, PROGRAM_FORMAT);
    put_bytes(&w, p->content, sizeof p->content);
    put_symbols(&w, p->symbols);
    for (enum program_array a = 0; a < ARRAYS; a++) {
        const struct layout *layout = program_arrays[a].layout;
        index_t count = program_count(p, a);
        put_number(&w, count);
        for (index_t i = 0; i < count; i++) put_struct(&w, layout, program_item(p, a, i));
    }
    put_struct(&w, &program_layouts[STRUCT_stelsel], (const char *)&p->stelsel);
    checksum((struct str){(const char *)w.at, w.len}, sum);
    put_bytes(&w, sum, sizeof sum);
    return (struct str){(const char *)w.at, w.len};
}

/* Cuts the checksum off, holds it against the rest, and reads what comes before the symbols. */
static void open_saved(struct reader *r, struct program *p, struct str bytes)
{
    const size_t least = sizeof PROGRAM_MAGIC - 1 + SHA256_BYTES;
    uint8_t sum[SHA256_BYTES];
    if (bytes.len < least || memcmp(bytes.at, PROGRAM_MAGIC, sizeof PROGRAM_MAGIC - 1) != 0) {
        refuse(r, "is no compiled program");
        return;
    }
    r->at = (const uint8_t *)bytes.at + sizeof PROGRAM_MAGIC - 1;
    r->end = (const uint8_t *)bytes.at + bytes.len - SHA256_BYTES;
    if (get_number(r, UINT32_MAX) != PROGRAM_FORMAT) {
        refuse(r, "is of another release");
        return;
    }
    checksum((struct str){bytes.at, bytes.len - SHA256_BYTES}, sum);
    if (memcmp(sum, r->end, sizeof sum) != 0) refuse(r, "is damaged: its checksum is not right");
    get_digest(r, p->content);
}

int program_load(struct program **out, struct arena *arena, struct str bytes, struct str *why)
{
    struct program *p = program_create(arena);
    struct reader r = {0};
    *out = NULL;
    *why = (struct str){0};
    open_saved(&r, p, bytes);
    get_symbols(&r, p->symbols);
    for (enum program_array a = 0; a < ARRAYS; a++) get_array(&r, p, a);
    get_struct(&r, &program_layouts[STRUCT_stelsel], (char *)&p->stelsel);
    if (r.at != r.end) refuse(&r, "goes on after its end");
    if (r.problem) *why = str_from(arena_printf(arena, "the file %s", r.problem));
    if (r.problem || !program_verify(p, arena, why)) return STATUS_POLICIES;
    *out = p;
    return STATUS_OK;
}
