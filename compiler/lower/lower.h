/* Lowering: from the typed tree to the program (program/program.h).
 *
 *     lower.c   what is declared: sources, tables, versions, plans, decisions, tasks
 *     rule.c    rules, and what a rule rests on: readings, and what it uses by name
 *     expr.c    expressions, with the definitions, parameters and sets they use
 *
 * Nothing here can be wrong with the policies any more: the typed tree holds no poison. */
#ifndef LEIDRAAD_COMPILER_LOWER_LOWER_H
#define LEIDRAAD_COMPILER_LOWER_LOWER_H

#include "compiler/types/typed.h"

/* The policies must have compiled without errors.  The hashes of the rules are not made yet: what
 * reads a program follows its indices, and those are verified first. */
struct program *lower(const struct typed *typed);

/* ---- among the three files ---- */

/* Which index a thing of the typed tree got; things are told apart by address. */
struct memo {
    struct interner *seen;
    VEC(index_t) at;
};

struct lowering {
    struct arena *arena;
    struct program *p;
    const struct typed *typed;
    index_t *files; /* by file of a span: the symbol of its name */
    size_t file_count;
    struct memo definitions, parameters, sets, rules, lapses;
};

/* The index of a thing, NONE at first; valid until the next call for the same memo. */
index_t *memo_at(struct lowering *l, struct memo *memo, const void *thing);

index_t symbol_or_none(struct lowering *l, struct str text); /* empty: NONE */
index_t title_of(struct lowering *l, const struct ast *node);
struct origin origin_of(struct lowering *l, struct span span, const struct owner *owner);
struct origin no_origin(void);
/* The citations and the assumptions among the children of a node, or of an entry. */
struct range cite_node(struct lowering *l, const struct ast *node);
struct range assume_node(struct lowering *l, const struct ast *node);
struct range cite_entry(struct lowering *l, const struct entry *entry);
struct range assume_entry(struct lowering *l, const struct entry *entry);
struct range add_texts(struct lowering *l, const struct str *texts, size_t count);

index_t lower_expr(struct lowering *l, const struct expr *e);

/* owner: its version, kader or plan; plan: where it is one of a plan. */
index_t lower_rule(struct lowering *l, const struct typed_rule *rule, index_t owner,
                   const struct typed_plan *plan);
/* Fills readings and uses; the value has been lowered. */
void add_calculation_rests_on(struct lowering *l, struct calculation *lowered,
                              const struct typed_calculation *calculation);
struct range add_refs(struct lowering *l, const index_t *items, size_t count);

#endif
