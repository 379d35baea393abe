/* Growing array in an arena.
 *
 *     VEC(struct token) tokens = {0};
 *     struct token *t = VEC_PUSH(arena, &tokens);   // a new zeroed item
 *     for (size_t i = 0; i < tokens.len; i++) use(&tokens.at[i]);
 *
 * A push may move the items: keep indices, not pointers, across pushes.  The item is zeroed even
 * where len was lowered before.  The macro evaluates its arguments more than once. */
#ifndef LEIDRAAD_BASE_VEC_H
#define LEIDRAAD_BASE_VEC_H

#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#define VEC(type)   \
    struct {        \
        type *at;   \
        size_t len; \
        size_t cap; \
    }

/* Makes room for one more item of `size` bytes; returns the (possibly moved) items. */
void *vec_grow(struct arena *arena, void *at, size_t len, size_t *cap, size_t size);

#define VEC_PUSH(arena, v)                                                             \
    ((v)->at = (v)->len < (v)->cap                                                     \
                   ? (v)->at                                                           \
                   : vec_grow((arena), (v)->at, (v)->len, &(v)->cap, sizeof *(v)->at), \
     memset(&(v)->at[(v)->len], 0, sizeof *(v)->at), (v)->len++, &(v)->at[(v)->len - 1])

#endif
