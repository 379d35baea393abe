/* The growing half of VEC_PUSH; the rest is in the header. */
#include "base/vec.h"

void *vec_grow(struct arena *arena, void *at, size_t len, size_t *cap, size_t size)
{
    enum { FIRST_CAP = 8 };
    size_t new_cap, bytes;
    if (len < *cap) return at;
    if (__builtin_mul_overflow(*cap, 2, &new_cap)) arena_fail(arena);
    if (!new_cap) new_cap = FIRST_CAP;
    if (__builtin_mul_overflow(new_cap, size, &bytes)) arena_fail(arena);
    at = arena_resize(arena, at, *cap * size, bytes);
    *cap = new_cap;
    return at;
}
