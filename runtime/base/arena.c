/* The arena: blocks that are cut up by moving a pointer, and large items that stand alone.
 *
 * Small items come from blocks of one size, so that any block can serve after a reset.  A large
 * item is a malloc of its own: it would waste the rest of a block, and as a malloc of its own it
 * can grow by realloc, which for the arrays that matter moves pages and not bytes.  The debug
 * arena is the same code with every item counted as large. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* At most a quarter of a block is lost at its end, for want of room for the next small item. */
enum { BLOCK_BYTES = 1 << 16, LARGE_BYTES = BLOCK_BYTES / 4 };

struct block {
    struct block *next;
    _Alignas(max_align_t) char at[BLOCK_BYTES];
};

/* Large items hang in a ring, so that relinking a moved one knows no special case. */
struct link {
    struct link *prev, *next;
};

struct large {
    struct link link; /* first: a link is turned back into its item */
    _Alignas(max_align_t) char at[];
};

struct deferred {
    struct deferred *older;
    void (*release)(void *);
    void *object;
};

struct arena {
    char *at;    /* the free part of the newest block */
    size_t left; /* its size */
    struct block *blocks;
    struct block *spare; /* blocks that a reset has emptied */
    struct link ring;
    struct deferred *deferred;
    struct arena *parent; /* where a failure goes without a recovery point; or NULL */
    jmp_buf guard;
    bool guarded;
};

static bool is_large(size_t n)
{
#ifdef ARENA_DEBUG
    (void)n;
    return true;
#else
    return n >= LARGE_BYTES;
#endif
}

static void *take_large(struct arena *arena, size_t n)
{
    if (n > SIZE_MAX - sizeof(struct large)) return NULL;
    struct large *large = malloc(sizeof *large + n);
    if (!large) return NULL;
    large->link = (struct link){&arena->ring, arena->ring.next};
    large->link.prev->next = large->link.next->prev = &large->link;
    return large->at;
}

static void *grow_large(void *item, size_t n)
{
    if (n > SIZE_MAX - sizeof(struct large)) return NULL;
    struct large *large = (struct large *)((char *)item - offsetof(struct large, at));
    large = realloc(large, sizeof *large + n);
    if (!large) return NULL;
    large->link.prev->next = large->link.next->prev = &large->link;
    return large->at;
}

static bool next_block(struct arena *arena)
{
    struct block *block = arena->spare;
    if (block) {
        arena->spare = block->next;
    } else {
        block = malloc(sizeof *block);
        if (!block) return false;
    }
    block->next = arena->blocks;
    arena->blocks = block;
    arena->at = block->at;
    arena->left = sizeof block->at;
    return true;
}

/* n bytes that are not yet zeroed, or NULL.  Text needs no alignment, and packs closer without. */
static void *take(struct arena *arena, size_t n, size_t align)
{
    if (is_large(n)) return take_large(arena, n);
    size_t gap = (size_t)(-(uintptr_t)arena->at & (align - 1));
    if (arena->left < gap + n) {
        if (!next_block(arena)) return NULL;
        gap = 0;
    }
    char *item = arena->at + gap;
    arena->at += gap + n;
    arena->left -= gap + n;
    return item;
}

int arena_create(struct arena **out)
{
    struct arena *arena = calloc(1, sizeof *arena);
    *out = arena;
    if (!arena) return -1;
    arena->ring.prev = arena->ring.next = &arena->ring;
    if (!next_block(arena)) {
        free(arena);
        *out = NULL;
        return -1;
    }
    return 0;
}

static void free_child(void *child)
{
    arena_free(child);
}

struct arena *arena_child(struct arena *parent)
{
    struct arena *child;
    if (arena_create(&child)) arena_fail(parent);
    child->parent = parent;
    arena_defer(parent, free_child, child);
    return child;
}

/* What was deferred goes first, while the objects that it may look at still exist. */
static void release_all(struct arena *arena)
{
    while (arena->deferred) {
        struct deferred *newest = arena->deferred;
        arena->deferred = newest->older;
        newest->release(newest->object);
    }
    while (arena->ring.next != &arena->ring) {
        struct link *link = arena->ring.next;
        arena->ring.next = link->next;
        free((struct large *)link);
    }
    arena->ring.prev = &arena->ring;
}

static void free_blocks(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_free(struct arena *arena)
{
    if (!arena) return;
    release_all(arena);
    free_blocks(arena->blocks);
    free_blocks(arena->spare);
    free(arena);
}

void arena_reset(struct arena *arena)
{
    release_all(arena);
    struct block *newest = arena->blocks; /* there is always one: arena_create made it */
    while (newest->next) {
        struct block *block = newest->next;
        newest->next = block->next;
        block->next = arena->spare;
        arena->spare = block;
    }
    arena->at = newest->at;
    arena->left = sizeof newest->at;
}

void *arena_alloc(struct arena *arena, size_t n)
{
    void *item = take(arena, n, _Alignof(max_align_t));
    if (!item) arena_fail(arena);
    return memset(item, 0, n);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    size_t n;
    if (__builtin_mul_overflow(count, size, &n)) arena_fail(arena);
    return arena_alloc(arena, n);
}

void *arena_resize(struct arena *arena, void *item, size_t old_size, size_t new_size)
{
    if (!item) return arena_alloc(arena, new_size);
    if (new_size <= old_size) return item;

    size_t more = new_size - old_size;
    char *bytes = item;
    if (is_large(old_size)) {
        bytes = grow_large(item, new_size);
        if (!bytes) arena_fail(arena);
    } else if (bytes + old_size == arena->at && more <= arena->left && !is_large(new_size)) {
        arena->at += more;
        arena->left -= more;
    } else {
        bytes = take(arena, new_size, _Alignof(max_align_t));
        if (!bytes) arena_fail(arena);
        memcpy(bytes, item, old_size);
    }
    memset(bytes + old_size, 0, more);
    return bytes;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t n)
{
    char *copy = n < SIZE_MAX ? take(arena, n + 1, 1) : NULL;
    if (!copy) arena_fail(arena);
    if (n) memcpy(copy, bytes, n);
    copy[n] = '\0';
    return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    char short_text[256]; /* nearly every text fits, and is then formatted only once */
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(short_text, sizeof short_text, format, args);
    char *text = NULL;
    if (len >= 0 && (size_t)len < sizeof short_text) {
        text = take(arena, (size_t)len + 1, 1);
        if (text) memcpy(text, short_text, (size_t)len + 1);
    } else if (len >= 0) {
        text = take(arena, (size_t)len + 1, 1);
        if (text && vsnprintf(text, (size_t)len + 1, format, again) != len) text = NULL;
    }
    va_end(again);
    if (!text) arena_fail(arena);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void arena_defer(struct arena *arena, void (*release)(void *), void *object)
{
    struct deferred *deferred = take(arena, sizeof *deferred, _Alignof(struct deferred));
    if (!deferred) {
        release(object);
        arena_fail(arena);
    }
    *deferred = (struct deferred){arena->deferred, release, object};
    arena->deferred = deferred;
}

void arena_fail(struct arena *arena)
{
    while (!arena->guarded && arena->parent) arena = arena->parent;
    /* Only an entry point that forgot ARENA_CAUGHT comes here without a place to go. */
    if (!arena->guarded) abort();
    longjmp(arena->guard, 1);
}

jmp_buf *arena_guard(struct arena *arena)
{
    arena->guarded = true;
    return &arena->guard;
}
