/* Typing expressions: from syntax tree to typed tree (typed.h).
 *
 *     expr.c       operators
 *     names.c      names: columns, definitions, parameters, the context, lists
 *     numbers.c    scales and ranges
 *
 * Each function gives NULL for what is poisoned, after a message or because an operand was. */
#ifndef LEIDRAAD_COMPILER_TYPES_EXPR_H
#define LEIDRAAD_COMPILER_TYPES_EXPR_H

#include "compiler/types/environment.h"

/* Where an expression stands. */
struct scope {
    struct typing *typing;
    struct environment *env;
    const struct owner *owner; /* who wrote the expression */
    uint32_t self;             /* the table of ZELF; NONE: no data here, readings only */
    uint32_t row;              /* inside `met (…)`: the list; NONE */
    unsigned allowed;          /* enum context_need */
    unsigned needs;            /* what was needed: for a definition, which does not know its user */
    uses *uses;
};

/* Any expression, and one of type ja/nee. */
const struct expr *type_expression(struct scope *s, const struct ast *ast);
const struct expr *type_condition(struct scope *s, const struct ast *ast);
/* A condition, or a choice between result words (`als lezing x is y dan a anders b`): ja for the
 * word `yes`, nee for the word `no`. */
const struct expr *type_words_choice(struct scope *s, const struct ast *ast, struct str yes,
                                     struct str no);
/* The value of a berekening, rounded to its type; its range becomes the type's. */
const struct expr *type_formula(struct scope *s, const struct ast *formula,
                                const struct ast *rounding, struct type *type);

/* What the ranges of two numbers leave of a comparison: ja (1), nee (0), or that it
 * depends (-1). */
int answer_by_ranges(unsigned op, const struct type *a, const struct type *b);

/* Reports an expression that is more than evaluation takes on; false then. */
bool within_limits(struct typing *t, const struct expr *e);

/* ---- among the three files ---- */

struct expr *new_expr(struct scope *s, unsigned op, const struct ast *ast, struct type type);
/* The operands of an expression, none of them NULL: adds up work and depth. */
const struct expr *with_operands(struct expr *e, const struct expr *a, const struct expr *b,
                                 const struct expr *c);
const struct expr *with_list(struct expr *e, const struct expr *const *list, size_t count);
struct type plain_type(enum type_kind kind);
struct type number_type(enum type_kind kind, unsigned scale, int64_t min, int64_t max);
bool is_number(const struct expr *e);
bool is_literal(const struct expr *e);
struct str phrase_of(struct scope *s, const struct expr *e);
struct str words_of(struct scope *s, const struct type *type);

/* names.c */
const struct expr *type_name(struct scope *s, const struct ast *ast);
const struct expr *type_list(struct scope *s, const struct ast *ast); /* ER_IS ELKE AANTAL */
const struct expr *type_in(struct scope *s, const struct ast *ast);
/* Whether what a word needs is to be had where it stands; with a message when it is not. */
bool allow_context(struct scope *s, const struct ast *ast, struct str word, unsigned needs);
/* `name` as a member of the keuze that the left side has the type of. */
const struct expr *type_member(struct scope *s, const struct ast *name, const struct expr *left);

/* numbers.c */
/* Both to one scale. */
bool align_scales(struct scope *s, const struct expr **a, const struct expr **b);
const struct expr *type_arithmetic(struct scope *s, const struct ast *ast);
/* Warns where the ranges leave a comparison only one answer. */
void check_comparison(struct scope *s, const struct ast *ast, unsigned op, const struct expr *a,
                      const struct expr *b);

#endif
