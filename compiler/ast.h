/* The syntax tree: what stands in one policy file, and nothing of what it means.
 *
 * One node type; ast.def says for each kind what its text, value, flags and children are.  Nodes
 * keep their span, so that the formatter can put comments back where they stood and every later
 * phase can point at the text.  The tree, its texts included, lives in the arena of the
 * compilation and is not changed after parsing. */
#ifndef LEIDRAAD_COMPILER_AST_H
#define LEIDRAAD_COMPILER_AST_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum ast_kind {
#define AST(kind, shape) AST_##kind,
#include "compiler/ast.def"
#undef AST
    AST_KINDS
};

/* How a declaration relates to what the revised version holds. */
enum ast_mod { MOD_NEW, MOD_WIJZIGT, MOD_VERVALT, MOD_VERSCHERPT };

enum ast_flag {
    FLAG_EXTERN = 1,
    FLAG_OPEN = 2,
    FLAG_SLEUTEL = 4,
    FLAG_STANDAARD = 8,
    FLAG_CONCEPT = 16,
    FLAG_JAARLIJKS = 32,
    FLAG_PLAN = 64,     /* ook regioplan */
    FLAG_EARLIER = 128, /* ook eerdere */
};

struct ast {
    uint16_t kind;         /* enum ast_kind */
    uint8_t mod;           /* enum ast_mod */
    uint8_t scale;         /* of value */
    uint32_t flags;        /* enum ast_flag */
    struct span span;      /* of the whole */
    struct span name_span; /* of the text, where there is one: what a message underlines */
    struct str text;
    int64_t value;
    struct ast *first, *last; /* children */
    struct ast *next;         /* sibling */
};

struct ast_comment {
    struct span span;
    struct str text; /* with its # */
    bool own_line;   /* nothing but white space before it on its line */
};

/* One file. */
struct ast_file {
    uint32_t file;   /* index in the diagnostics' file table */
    struct str name; /* relative to the policies' folder */
    struct str text;
    struct ast *tree;                 /* AST_FILE */
    VEC(struct ast_comment) comments; /* in order */
    VEC(uint32_t)
    blank_lines; /* numbers of the empty lines, which the formatter keeps (one each) */
};

struct ast *ast_new(struct arena *arena, enum ast_kind kind, struct span span);
struct ast *ast_add(struct ast *parent, struct ast *child); /* child NULL: nothing; returns parent;
                                                               widens the parent's span */
/* The first child of this kind, or NULL. */
const struct ast *ast_child(const struct ast *node, enum ast_kind kind);
/* The n-th child, counting from 0, or NULL. */
const struct ast *ast_at(const struct ast *node, size_t n);
size_t ast_count(const struct ast *node);
const char *ast_kind_name(enum ast_kind kind);
const char *ast_shape(enum ast_kind kind);

#define AST_EACH(child, parent) \
    for (const struct ast *child = (parent)->first; child; child = child->next)

/* The tree, a node a line, indented. */
void ast_dump(const struct ast *node, struct buf *out);

/* The canonical text of an expression, on one line. */
struct str ast_phrase(struct arena *arena, const struct ast *expression);

#endif
