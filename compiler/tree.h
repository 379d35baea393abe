/* Making new trees of old ones: for what stands in no file, such as a consolidated version. */
#ifndef LEIDRAAD_COMPILER_TREE_H
#define LEIDRAAD_COMPILER_TREE_H

#include "compiler/ast.h"

/* The node alone, without children or siblings. */
struct ast *tree_node(struct arena *arena, const struct ast *node);
/* The node with all below it. */
struct ast *tree_copy(struct arena *arena, const struct ast *node);
/* Adds a copy of the child; NULL: nothing.  Unlike ast_add it leaves the parent's span alone, which
 * goes on telling where the parent stands. */
void tree_add(struct arena *arena, struct ast *parent, const struct ast *child);

#endif
