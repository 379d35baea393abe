/* Making new trees of old ones. */
#include "compiler/tree.h"

struct ast *tree_node(struct arena *arena, const struct ast *node)
{
    struct ast *copy = ARENA_NEW(arena, struct ast);
    *copy = *node;
    copy->first = copy->last = copy->next = NULL;
    return copy;
}

struct ast *tree_copy(struct arena *arena, const struct ast *node)
{
    struct ast *copy = tree_node(arena, node);
    AST_EACH(child, node) tree_add(arena, copy, child);
    return copy;
}

void tree_add(struct arena *arena, struct ast *parent, const struct ast *child)
{
    if (!child) return;
    struct ast *copy = tree_copy(arena, child);
    if (parent->last)
        parent->last->next = copy;
    else
        parent->first = copy;
    parent->last = copy;
}
