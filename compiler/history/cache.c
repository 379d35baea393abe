/* Changes between trees, remembered in a file. */
#include "compiler/history/cache.h"

#include "base/sha256.h"
#include "leidraad.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CACHE_FORMAT = 4,      /* raise when a record says something else, or compare() does */
    CACHE_MAX = 256 << 20, /* bytes; a larger file begins anew */
    KEY_BYTES = 2 * STORE_ID_BYTES,
    CHECK_BYTES = 8,
    NUMBER_MAX = 10,  /* bytes of a number */
    SAVE_LEAST = 200, /* new records: some seconds of work */
};

static const char file_name[] = "differences";

struct history_cache {
    struct arena *arena;
    const char *folder;
    struct interner *keys; /* by number: */
    VEC(struct str) bodies;
    size_t size, added; /* bytes; records that are not in the file */
    struct buf contents;
};

/* ---- numbers and texts ---- */

static void put_number(struct buf *out, uint64_t n)
{
    for (; n >= 0x80; n >>= 7) buf_addc(out, (char)(n | 0x80));
    buf_addc(out, (char)n);
}

static void put_text(struct buf *out, struct str text)
{
    put_number(out, text.len);
    buf_add(out, text);
}

static void put_named(struct buf *out, struct named named)
{
    put_number(out, named.kind);
    put_text(out, named.id);
}

/* Reads what was put; after the first thing that cannot be, everything is empty. */
struct reader {
    struct str rest;
    bool bad;
};

static uint64_t get_number(struct reader *r)
{
    uint64_t n = 0;
    for (unsigned i = 0; i < NUMBER_MAX && i < r->rest.len; i++) {
        uint8_t byte = (uint8_t)r->rest.at[i];
        n |= (uint64_t)(byte & 0x7f) << (7 * i);
        if (byte & 0x80) continue;
        r->rest.at += i + 1;
        r->rest.len -= i + 1;
        return n;
    }
    r->bad = true;
    r->rest.len = 0;
    return 0;
}

static struct str get_bytes(struct reader *r, size_t len)
{
    if (len > r->rest.len) {
        r->bad = true;
        len = r->rest.len = 0;
    }
    struct str bytes = {r->rest.at, len};
    r->rest.at += len;
    r->rest.len -= len;
    return bytes;
}

static struct str get_text(struct reader *r)
{
    return get_bytes(r, get_number(r));
}

/* One of so many. */
static unsigned get_kind(struct reader *r, unsigned kinds)
{
    uint64_t n = get_number(r);
    if (n < kinds) return (unsigned)n;
    r->bad = true;
    return 0;
}

static struct named get_named(struct reader *r)
{
    enum subject_kind kind = get_kind(r, SUBJECT_KINDS);
    return (struct named){kind, get_text(r)};
}

/* ---- a change ---- */

static struct str encode(struct arena *arena, const struct change *change)
{
    struct buf out = {.arena = arena};
    put_number(&out, change->broken);
    put_number(&out, change->files.len);
    for (size_t i = 0; i < change->files.len; i++) put_text(&out, change->files.at[i]);
    put_number(&out, change->differences.list.len);
    for (size_t i = 0; i < change->differences.list.len; i++) {
        const struct difference *d = &change->differences.list.at[i];
        put_number(&out, d->kind);
        put_number(&out, d->within);
        put_number(&out, d->group);
        put_named(&out, (struct named){d->subject, d->id});
        put_named(&out, d->owner);
        put_text(&out, d->renamed);
        put_text(&out, d->part);
        put_text(&out, d->from.text);
        put_text(&out, d->to.text);
        put_text(&out, d->lapse.text);
        put_number(&out, d->versions.len);
        for (size_t v = 0; v < d->versions.len; v++) put_text(&out, d->versions.at[v]);
        put_number(&out, d->affects.len);
        for (size_t a = 0; a < d->affects.len; a++) put_named(&out, d->affects.at[a]);
    }
    return buf_str(&out);
}

static void get_difference(struct arena *arena, struct reader *r, struct difference *d)
{
    static const struct origin nowhere = {.file = NONE, .owner = NONE};
    d->kind = get_kind(r, DIFFERENCE_KINDS);
    d->within = get_kind(r, DIFFERENCE_KINDS);
    d->group = (uint32_t)get_number(r);
    struct named subject = get_named(r);
    d->subject = subject.kind;
    d->id = subject.id;
    d->owner = get_named(r);
    struct str *const texts[] = {&d->renamed, &d->part, &d->from.text, &d->to.text, &d->lapse.text};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = get_text(r);
    d->from.origin = d->to.origin = d->lapse.origin = nowhere;
    for (uint64_t n = get_number(r); n && !r->bad; n--)
        *VEC_PUSH(arena, &d->versions) = get_text(r);
    for (uint64_t n = get_number(r); n && !r->bad; n--)
        *VEC_PUSH(arena, &d->affects) = get_named(r);
}

/* NULL: these bytes are no change. */
static struct change *decode(struct arena *arena, struct str bytes)
{
    struct reader r = {bytes, false};
    struct change *change = ARENA_NEW(arena, struct change);
    change->broken = get_number(&r);
    for (uint64_t n = get_number(&r); n && !r.bad; n--)
        *VEC_PUSH(arena, &change->files) = get_text(&r);
    for (uint64_t n = get_number(&r); n && !r.bad; n--) {
        struct difference *d = VEC_PUSH(arena, &change->differences.list);
        get_difference(arena, &r, d);
        bool meaning = difference_grade(d->kind) == GRADE_MEANING;
        ++*(meaning ? &change->differences.meaning : &change->differences.text);
    }
    return r.bad || r.rest.len ? NULL : change;
}

/* ---- the file ---- */

/* Records hold kinds by number, so the file begins with what the numbers stand for. */
static void kinds_of(char hex[SHA256_HEX])
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&hash);
    for (int kind = 0; kind < DIFFERENCE_KINDS; kind++) {
        const char *term = difference_term((enum difference_kind)kind);
        sha256_add(&hash, (struct str){term, strlen(term) + 1});
    }
    for (int kind = 0; kind < SUBJECT_KINDS; kind++) {
        const char *term = subject_term((enum subject_kind)kind);
        sha256_add(&hash, (struct str){term, strlen(term) + 1});
    }
    sha256_end(&hash, digest);
    sha256_hex(digest, hex);
}

/* What a file must begin with: a program of another make may mean something else by it. */
static struct str heading(struct arena *arena)
{
    struct buf text = {.arena = arena};
    char kinds[SHA256_HEX];
    kinds_of(kinds);
    buf_printf(&text, "leidraad differences %d %s %.16s\n", CACHE_FORMAT, LEIDRAAD_VERSION, kinds);
    return buf_str(&text);
}

static void check_of(uint8_t check[CHECK_BYTES], struct str key, struct str body)
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&hash);
    sha256_add(&hash, key);
    sha256_add(&hash, body);
    sha256_end(&hash, digest);
    memcpy(check, digest, CHECK_BYTES);
}

/* The later of two records of a key counts. */
static void remember(struct history_cache *cache, struct str key, struct str body)
{
    uint32_t number = intern(cache->keys, key);
    if (number < cache->bodies.len)
        cache->bodies.at[number] = body;
    else
        *VEC_PUSH(cache->arena, &cache->bodies) = body;
    cache->size += body.len;
}

static void read_records(struct history_cache *cache, struct str bytes)
{
    struct str head = heading(cache->arena);
    struct reader r = {bytes, false};
    uint8_t check[CHECK_BYTES];
    if (!str_equal(get_bytes(&r, head.len), head)) return;
    while (r.rest.len) {
        struct str key = get_bytes(&r, KEY_BYTES), body = get_text(&r);
        struct str checked = get_bytes(&r, CHECK_BYTES);
        check_of(check, key, body);
        if (r.bad || memcmp(checked.at, check, CHECK_BYTES) != 0) return;
        remember(cache, key, body);
    }
}

static void read_file(struct history_cache *cache, int fd)
{
    struct stat info;
    if (fstat(fd, &info) || !S_ISREG(info.st_mode) || info.st_size > CACHE_MAX) return;
    size_t size = (size_t)info.st_size, len = 0;
    char *bytes = arena_alloc(cache->arena, size);
    while (len < size) {
        ssize_t n = read(fd, bytes + len, size - len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        len += (size_t)n;
    }
    read_records(cache, (struct str){bytes, len});
}

static void close_file(void *object)
{
    int *fd = object;
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

static char *path_of(const struct history_cache *cache, const char *suffix)
{
    return arena_printf(cache->arena, "%s/%s%s", cache->folder, file_name, suffix);
}

struct history_cache *history_cache_open(struct arena *arena, const char *folder)
{
    struct history_cache *cache = ARENA_NEW(arena, struct history_cache);
    cache->arena = arena;
    cache->folder = folder;
    cache->keys = interner_create(arena);
    cache->contents.arena = arena;
    if (!folder) return cache;
    int *fd = ARENA_NEW(arena, int);
    *fd = -1;
    arena_defer(arena, close_file, fd);
    *fd = open(path_of(cache, ""), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (*fd >= 0) read_file(cache, *fd);
    close_file(fd);
    return cache;
}

static struct str key_of(char key[KEY_BYTES], const struct store_id *from,
                         const struct store_id *to)
{
    memset(key, 0, KEY_BYTES);
    if (from) memcpy(key, from->bytes, STORE_ID_BYTES);
    memcpy(key + STORE_ID_BYTES, to->bytes, STORE_ID_BYTES);
    return (struct str){key, KEY_BYTES};
}

const struct change *history_cache_find(struct history_cache *cache, const struct store_id *from,
                                        const struct store_id *to)
{
    char key[KEY_BYTES];
    uint32_t number;
    if (!intern_find(cache->keys, key_of(key, from, to), &number)) return NULL;
    return decode(cache->arena, cache->bodies.at[number]);
}

void history_cache_add(struct history_cache *cache, const struct store_id *from,
                       const struct store_id *to, const struct change *change)
{
    char key[KEY_BYTES];
    remember(cache, key_of(key, from, to), encode(cache->arena, change));
    /* Whenever half of it is new, so that saving stays in proportion to finding. */
    if (++cache->added >= SAVE_LEAST && cache->added >= cache->bodies.len / 2)
        history_cache_save(cache);
}

/* ---- saving ---- */

/* All folders of a path, as far as they are not there. */
static void make_folders(struct arena *arena, const char *path)
{
    char *copy = arena_copy(arena, path, strlen(path));
    for (char *at = copy + 1; *at; at++) {
        if (*at != '/') continue;
        *at = '\0';
        mkdir(copy, 0700);
        *at = '/';
    }
    mkdir(copy, 0700);
}

static bool write_all(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes.at += n;
        bytes.len -= (size_t)n;
    }
    return true;
}

static struct str contents(struct history_cache *cache)
{
    struct buf *out = &cache->contents;
    uint8_t check[CHECK_BYTES];
    out->len = 0;
    buf_add(out, heading(cache->arena));
    for (uint32_t i = 0; i < cache->bodies.len; i++) {
        struct str key = intern_text(cache->keys, i), body = cache->bodies.at[i];
        check_of(check, key, body);
        buf_add(out, key);
        put_text(out, body);
        buf_add(out, (struct str){(const char *)check, CHECK_BYTES});
    }
    return buf_str(out);
}

void history_cache_save(struct history_cache *cache)
{
    if (!cache->added || !cache->folder || cache->size > CACHE_MAX) return;
    char suffix[32];
    snprintf(suffix, sizeof suffix, ".%ld", (long)getpid());
    make_folders(cache->arena, cache->folder);
    const char *temporary = path_of(cache, suffix), *path = path_of(cache, "");
    struct str bytes = contents(cache);
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        cache->folder = NULL; /* nothing can be kept here: to try again would be for nothing */
        return;
    }
    bool written = write_all(fd, bytes);
    written = close(fd) == 0 && written;
    if (!written || rename(temporary, path)) unlink(temporary);
    cache->added = 0;
}
