/* Arena: memory for one compilation, one set of data or one evaluation, freed as a whole.
 *
 * Allocation never returns NULL.  When the system has no memory left, or a size computation
 * overflows, the arena jumps to the recovery point that the public entry point has set, which
 * frees the arena and returns STATUS_MEMORY.  So the code between needs no checks, and there is
 * one place an entry point that can go wrong:
 *
 *     struct arena *arena;
 *     if (arena_create(&arena)) return STATUS_MEMORY;
 *     if (ARENA_CAUGHT(arena)) { arena_free(arena); return STATUS_MEMORY; }
 *     ...
 *
 * Whatever must be released and is not in the arena (a FILE, a library's object) is handed to
 * arena_defer() at once, so that it is released on that path too.  Local variables that are
 * changed after ARENA_CAUGHT and read in the recovery branch must be volatile (ISO C 7.13.2.1).
 *
 * An arena belongs to one thread at a time.  Built with -DARENA_DEBUG every item is a malloc of
 * its own, so that the address sanitizer and valgrind see the borders between items. */
#ifndef LEIDRAAD_BASE_ARENA_H
#define LEIDRAAD_BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Makes an empty arena.  Returns 0, or -1 when there is no memory (*out is then NULL). */
int arena_create(struct arena **out);

/* An arena of its own, for what lives shorter than its parent: it can be reset by itself, and is
 * freed when the parent is freed or reset.  Where it has no recovery point, a failed allocation
 * goes to that of the parent.  Never NULL. */
struct arena *arena_child(struct arena *parent);

/* Runs what was deferred, newest first, and frees everything.  NULL is allowed.  Not for a
 * child. */
void arena_free(struct arena *arena);

/* Forgets every allocation and runs what was deferred, but keeps the memory for reuse (that of
 * large items goes back to the system). */
void arena_reset(struct arena *arena);

/* n zeroed bytes, aligned for any object; n may be 0.  Never NULL. */
void *arena_alloc(struct arena *arena, size_t n);

/* count * size zeroed bytes; the product is checked. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);

/* Makes an item of old_size bytes larger, as realloc does: it may move, and the new bytes are zero.
 * item may be NULL: a new item.  Never shrinks, never NULL. */
void *arena_resize(struct arena *arena, void *item, size_t old_size, size_t new_size);

/* A copy of n bytes with a NUL behind it. */
char *arena_copy(struct arena *arena, const char *bytes, size_t n);

/* The text that printf would print, with a NUL behind it.  The arena owns it. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Calls release(object) when the arena is freed or reset. */
void arena_defer(struct arena *arena, void (*release)(void *), void *object);

/* Jumps to the recovery point, as a failed allocation does: for out-of-memory in a library. */
_Noreturn void arena_fail(struct arena *arena);

/* The recovery point, for ARENA_CAUGHT only.  It may be set again by a nested entry point that
 * saves and restores it. */
jmp_buf *arena_guard(struct arena *arena);

#define ARENA_CAUGHT(arena) (setjmp(*arena_guard(arena)) != 0)
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

#endif
