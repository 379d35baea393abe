/* Loading a compiled program from bytes that someone else has made.
 *
 * The input is one of two things, by its first byte, so that both the reader of bytes and the
 * verifier behind it are reached without a corpus that must follow every change of the format:
 *
 *   even: what comes between the head and the checksum of a saved program;
 *   odd:  changes to a saved program that has everything in it: three bytes each, where (two
 *         bytes) and what.
 *
 * Head and checksum are put around it, since they would stop nearly every input.  Whatever is let
 * through must be a program: its saved form is the very bytes it came from, and hashing and listing
 * it touch nothing outside it. */
#include "program/internal.h"
#include "tests/unit/program_sample.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Made once, and kept: making it takes longer than all that is done with it. */
static struct str saved_sample(void)
{
    static struct str saved;
    struct arena *arena;
    if (saved.at) return saved;
    if (arena_create(&arena)) abort();
    if (ARENA_CAUGHT(arena)) abort();
    struct program *p = program_sample(arena, false);
    program_hash_rules(p);
    saved = program_save(p, arena);
    char *copy = malloc(saved.len);
    if (!copy) abort();
    memcpy(copy, saved.at, saved.len);
    saved.at = copy;
    arena_free(arena);
    return saved;
}

static void add_changes(struct buf *saved, const uint8_t *data, size_t size)
{
    for (; size >= 3; data += 3, size -= 3) {
        size_t at = (size_t)(data[0] << 8 | data[1]) % saved->len;
        saved->at[at] = (char)data[2];
    }
}

/* The head and the body of a saved program, in memory that may be changed. */
static struct buf body_of(struct arena *arena, const uint8_t *data, size_t size)
{
    struct buf body = {.arena = arena};
    if (size && data[0] & 1) {
        struct str saved = saved_sample();
        buf_add(&body, (struct str){saved.at, saved.len - SHA256_BYTES});
        add_changes(&body, data + 1, size - 1);
    } else {
        buf_adds(&body, PROGRAM_MAGIC);
        buf_addc(&body, PROGRAM_FORMAT);
        if (size) buf_add(&body, (struct str){(const char *)data + 1, size - 1});
    }
    return body;
}

static struct str with_checksum(struct buf *body)
{
    struct sha256 hash;
    uint8_t sum[SHA256_BYTES];
    sha256_init(&hash);
    sha256_add(&hash, buf_str(body));
    sha256_end(&hash, sum);
    buf_add(body, (struct str){(const char *)sum, sizeof sum});
    return buf_str(body);
}

static void check(struct arena *arena, const uint8_t *data, size_t size)
{
    struct buf body = body_of(arena, data, size), listing = {.arena = arena};
    struct str bytes = with_checksum(&body), why;
    struct program *p;
    if (program_load(&p, arena, bytes, &why)) {
        if (p || !why.len) abort();
        return;
    }
    if (!str_equal(program_save(p, arena), bytes)) abort();
    program_hash_rules(p);
    program_dump(p, &listing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena;
    if (arena_create(&arena)) return 0;
    if (!ARENA_CAUGHT(arena)) check(arena, data, size);
    arena_free(arena);
    return 0;
}
