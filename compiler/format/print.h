/* The pen of the formatter: text on lines, with the comments of the file between. Private to
 * compiler/format/.
 *
 * A comment is printed when what follows it in the source is about to be printed; so whoever prints
 * something that has a place in the source first says print_comments(p, place). */
#ifndef LEIDRAAD_COMPILER_FORMAT_PRINT_H
#define LEIDRAAD_COMPILER_FORMAT_PRINT_H

#include "compiler/ast.h"

struct printer {
    struct arena *arena;
    struct buf out;
    const struct ast_file *file;
    size_t column;  /* where the next character goes, from 0 */
    size_t pending; /* spaces owed before it: a line that stays empty gets none */
    size_t comment; /* the first that is not yet printed */
    size_t blank;   /* the first empty line that may still count */
    size_t hang;    /* where a line goes on that a comment has cut off */
    bool cut;       /* it has: what follows begins on a new line */
    bool first;     /* nothing in this block yet: no empty line here */
    bool flat;      /* an expression that is known to fit, without comments */
};

void print(struct printer *p, struct str text);
void print_word(struct printer *p, const char *word);
void print_quoted(struct printer *p, struct str text);
void print_pad(struct printer *p, size_t column);  /* spaces up to a column, at least one */
void print_line(struct printer *p, size_t indent); /* ends the line */

/* The comments before a place inside an item; the line goes on in the column `hang`. */
void print_comments(struct printer *p, const struct span *before, size_t hang);
/* Whether there are any before the end of a span, or before its beginning. */
bool has_comments(const struct printer *p, const struct span *inside);
bool has_comments_before(const struct printer *p, const struct span *place);

/* Begins an item on a line of its own, with the comments before it and an empty line where the
 * source has one. */
void print_item_start(struct printer *p, const struct span *item, size_t indent);
/* The comments at the end of a block, before the brace that ends it; span NULL: of the file. */
void print_block_end(struct printer *p, const struct span *block, size_t indent);

size_t text_columns(struct str text);
bool fits(const struct printer *p, size_t columns);

/* A piece of a line: behind a space, or on a line of its own where it would not fit. */
void print_piece(struct printer *p, struct str piece, size_t hang);

/* ---- expr.c ---- */

/* An expression, broken over lines at en and of where it would not fit, with `tail` more columns
 * behind it. */
void print_expr(struct printer *p, const struct ast *e, size_t tail);
/* Whether a comment will be printed inside it: one that stands before its last part. */
bool expr_has_comments(const struct printer *p, const struct ast *e);
/* The names among the children of a kind, with commas. */
void print_names(struct printer *p, const struct ast *first, enum ast_kind kind);

/* ---- item.c ---- */

/* The items of a block, a line each or more, and the comments at its end. */
void print_items(struct printer *p, const struct ast *block, size_t indent);

/* ---- block.c ---- */

/* An item with a heading and items of its own. */
void print_block(struct printer *p, const struct ast *node, size_t indent);
bool is_block(const struct ast *node);
const char *block_word(const struct ast *node); /* what it begins with, also when it lapses */
bool in_heading(const struct ast *parent, const struct ast *child);

/* ---- both ---- */

struct str periode_text(struct arena *arena, const struct ast *periode);
void print_cites(struct printer *p, const struct ast *node, size_t hang);
void print_type(struct printer *p, const struct ast *type);

#endif
