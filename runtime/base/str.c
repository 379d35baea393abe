/* String slices, the string builder, and interning.
 *
 * The order is that of the header.  Nothing here knows a locale: what counts as a letter or white
 * space must not change with the user's settings. */
#include "base/str.h"

#include "base/vec.h"

#include <stdio.h>
#include <string.h>

struct str str_from(const char *text)
{
    return text ? (struct str){text, strlen(text)} : (struct str){0};
}

struct str str_copy(struct arena *arena, struct str s)
{
    return (struct str){arena_copy(arena, s.at, s.len), s.len};
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (!a.len || !memcmp(a.at, b.at, a.len));
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.at, b.at, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal((struct str){s.at, prefix.len}, prefix);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    const struct str no_break = STR("\xC2\xA0"); /* spreadsheets put it between thousands */
    for (;;) {
        if (s.len && is_space(s.at[0])) {
            s = (struct str){s.at + 1, s.len - 1};
        } else if (str_starts(s, no_break)) {
            s = (struct str){s.at + 2, s.len - 2};
        } else {
            break;
        }
    }
    for (;;) {
        if (s.len && is_space(s.at[s.len - 1])) {
            s.len--;
        } else if (s.len >= 2 && str_equal((struct str){s.at + s.len - 2, 2}, no_break)) {
            s.len -= 2;
        } else {
            return s;
        }
    }
}

size_t str_first(struct str s, uint32_t *code_point)
{
    /* By the length of a form, 1-4: the bits that its first byte adds, and the least code point
     * that needs it (a smaller one is overlong). */
    static const uint8_t bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

    if (!s.len) return 0;
    const unsigned char *at = (const unsigned char *)s.at;
    size_t len = at[0] < 0x80 ? 1 : at[0] < 0xC0 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : 4;
    if (!len || at[0] >= 0xF8 || s.len < len) return 0;

    uint32_t point = at[0] & bits[len];
    for (size_t i = 1; i < len; i++) {
        if ((at[i] & 0xC0) != 0x80) return 0;
        point = point << 6 | (at[i] & 0x3F);
    }
    if (point < least[len] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return 0;
    if (code_point) *code_point = point;
    return len;
}

size_t str_unseen(struct str s)
{
    static const struct {
        uint32_t first, last;
    } unseen[] = {{0, 0x1F},        {0x7F, 0x9F},     {0xAD, 0xAD},      {0x61C, 0x61C},
                  {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E},  {0x2060, 0x206F},
                  {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    uint32_t point;
    if (s.len && s.at[0] > 0x1F && s.at[0] < 0x7F) return 0; /* nearly all of them */
    size_t len = str_first(s, &point);
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (len && point >= unseen[i].first && point <= unseen[i].last) return len;
    return 0;
}

/* Eight bytes as one number, in the order of the machine. */
static uint64_t load64(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

bool str_is_utf8(struct str s)
{
    while (s.len) {
        /* Most text is ASCII: whole data files go through here. */
        size_t step = s.len >= 8 && !(load64(s.at) & 0x8080808080808080) ? 8 : str_first(s, NULL);
        if (!step) return false;
        s.at += step;
        s.len -= step;
    }
    return true;
}

size_t str_columns(struct str s)
{
    /* Every token of a policy is measured, and nearly all of them are ASCII. */
    size_t columns = 0, i = 0;
    for (; s.len - i >= 8 && !(load64(s.at + i) & 0x8080808080808080); i += 8) columns += 8;
    for (; i < s.len; i++) columns += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return columns;
}

/* The code points of s, a malformed byte as itself.  Returns how many, or max + 1. */
static size_t decode(struct str s, uint32_t *points, size_t max)
{
    size_t n = 0;
    while (s.len && n <= max) {
        uint32_t point = (unsigned char)s.at[0];
        size_t step = str_first(s, &point);
        if (!step) step = 1;
        if (n < max) points[n] = point;
        n++;
        s.at += step;
        s.len -= step;
    }
    return n;
}

static unsigned least_of(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
    enum { MAX = STR_DISTANCE_MAX };
    uint32_t x[MAX], y[MAX];
    size_t x_len = decode(a, x, MAX), y_len = decode(b, y, MAX);
    if (x_len > MAX || y_len > MAX) return limit + 1;

    /* rows[r][j] is the distance from the first i of x to the first j of y, for the row of i and
     * the two before it: a swap looks two back. */
    unsigned rows[3][MAX + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= y_len; j++) row[j] = (unsigned)j;
    for (size_t i = 1; i <= x_len; i++) {
        unsigned *oldest = before;
        before = last;
        last = row;
        row = oldest;
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= y_len; j++) {
            unsigned replaced = last[j - 1] + (x[i - 1] != y[j - 1]);
            row[j] = least_of(replaced, least_of(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                row[j] = least_of(row[j], before[j - 2] + 1);
        }
    }
    return row[y_len] <= limit ? row[y_len] : limit + 1;
}

/* Makes room for n more bytes and a NUL. */
static char *buf_room(struct buf *buf, size_t n)
{
    enum { FIRST_CAP = 64 };
    size_t need;
    if (__builtin_add_overflow(buf->len + 1, n, &need)) arena_fail(buf->arena);
    if (need > buf->cap) {
        size_t cap = buf->cap ? buf->cap : FIRST_CAP;
        while (cap < need && cap <= SIZE_MAX / 2) cap *= 2;
        if (cap < need) cap = need;
        buf->at = arena_resize(buf->arena, buf->at, buf->cap, cap);
        buf->cap = cap;
    }
    return buf->at + buf->len;
}

void buf_add(struct buf *buf, struct str s)
{
    char *end = buf_room(buf, s.len);
    if (s.len) memcpy(end, s.at, s.len);
    buf->len += s.len;
}

void buf_adds(struct buf *buf, const char *text)
{
    buf_add(buf, str_from(text));
}

void buf_addc(struct buf *buf, char c)
{
    *buf_room(buf, 1) = c;
    buf->len++;
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    va_list args;
    buf_room(buf, 0);
    va_start(args, format);
    int n = vsnprintf(buf->at + buf->len, buf->cap - buf->len, format, args);
    va_end(args);
    if (n < 0) arena_fail(buf->arena);
    if ((size_t)n >= buf->cap - buf->len) {
        char *end = buf_room(buf, (size_t)n);
        va_start(args, format);
        n = vsnprintf(end, (size_t)n + 1, format, args);
        va_end(args);
        if (n < 0) arena_fail(buf->arena);
    }
    buf->len += (size_t)n;
}

struct str buf_str(struct buf *buf)
{
    *buf_room(buf, 0) = '\0';
    return (struct str){buf->at, buf->len};
}

/* Interning: an open-addressed table of (hash, id), probed in a line, never more than half full,
 * next to an array of texts by id.  The hash is kept to spare nearly every comparison of texts, and
 * so that growing need not look at the texts. */
struct slot {
    uint32_t hash;
    uint32_t id_plus_1; /* 0: free */
};

struct interner {
    struct arena *arena;
    VEC(struct str) texts;
    struct slot *slots;
    size_t mask; /* the number of slots, a power of two, less one */
    uint64_t seed;
};

__extension__ typedef unsigned __int128 uint128;

/* Both halves of the product, so that every bit of the word reaches every bit of the state. */
static uint64_t stir(uint64_t state, uint64_t word)
{
    uint128 product = (uint128)(state ^ word) * 0x9E3779B97F4A7C15u;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint32_t hash_of(uint64_t seed, struct str s)
{
    uint64_t state = stir(seed, s.len);
    const char *at = s.at;
    size_t left = s.len;
    for (; left >= 8; at += 8, left -= 8) state = stir(state, load64(at));
    uint64_t tail = 0;
    if (left) memcpy(&tail, at, left);
    return (uint32_t)(stir(stir(state, tail), seed) >> 32);
}

struct interner *interner_create(struct arena *arena)
{
    enum { FIRST_SLOTS = 64 };
    struct interner *in = ARENA_NEW(arena, struct interner);
    in->arena = arena;
    in->slots = ARENA_ARRAY(arena, struct slot, FIRST_SLOTS);
    in->mask = FIRST_SLOTS - 1;
    /* The address differs from run to run, so that no file can be prepared whose names all fall on
     * one slot.  Ids do not depend on it. */
    in->seed = stir((uintptr_t)in, 0xD1B54A32D192ED03u);
    return in;
}

/* The slot of s, or the free one where it would go. */
static struct slot *find_slot(const struct interner *in, struct str s, uint32_t hash)
{
    for (size_t i = hash & in->mask;; i = (i + 1) & in->mask) {
        struct slot *slot = &in->slots[i];
        if (!slot->id_plus_1) return slot;
        if (slot->hash == hash && str_equal(in->texts.at[slot->id_plus_1 - 1], s)) return slot;
    }
}

static void grow_slots(struct interner *in)
{
    struct slot *old = in->slots;
    size_t old_count = in->mask + 1;
    in->slots = ARENA_ARRAY(in->arena, struct slot, 2 * old_count);
    in->mask = 2 * old_count - 1;
    for (size_t i = 0; i < old_count; i++) {
        if (!old[i].id_plus_1) continue;
        size_t to = old[i].hash & in->mask;
        while (in->slots[to].id_plus_1) to = (to + 1) & in->mask;
        in->slots[to] = old[i];
    }
}

uint32_t intern(struct interner *in, struct str s)
{
    uint32_t hash = hash_of(in->seed, s);
    struct slot *slot = find_slot(in, s, hash);
    if (slot->id_plus_1) return slot->id_plus_1 - 1;

    if (in->texts.len >= in->mask / 2) {
        if (in->texts.len >= UINT32_MAX - 1) arena_fail(in->arena);
        grow_slots(in);
        slot = find_slot(in, s, hash);
    }
    struct str copy = str_copy(in->arena, s);
    *VEC_PUSH(in->arena, &in->texts) = copy;
    *slot = (struct slot){hash, (uint32_t)in->texts.len};
    return slot->id_plus_1 - 1;
}

bool intern_find(const struct interner *in, struct str s, uint32_t *id)
{
    const struct slot *slot = find_slot(in, s, hash_of(in->seed, s));
    if (!slot->id_plus_1) return false;
    *id = slot->id_plus_1 - 1;
    return true;
}

struct str intern_text(const struct interner *in, uint32_t id)
{
    return in->texts.at[id];
}

uint32_t intern_count(const struct interner *in)
{
    return (uint32_t)in->texts.len;
}
