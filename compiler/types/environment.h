/* Environments: the vocabulary of one edition, typed on demand.
 *
 * An environment says what a definition, parameter, set, member or choice is in one edition.  What
 * the edition before it has, and nothing it rests on was amended since, is the same object: sharing
 * what versions share begins here (program/program.h, rules listed twice). */
#ifndef LEIDRAAD_COMPILER_TYPES_ENVIRONMENT_H
#define LEIDRAAD_COMPILER_TYPES_ENVIRONMENT_H

#include "compiler/types/typed.h"

struct typing;

struct environment {
    struct typing *typing;
    const struct edition *edition;
    struct environment *before; /* of the edition that it revises; NULL: this is the vocabulary */
    /* By number of the entry; NULL: not typed yet. */
    struct typed_definition **definitions;
    struct typed_parameter **parameters;
    struct typed_set **sets;
    const struct ast **busy; /* by number: the definition is being typed, for this use */
};

/* What all phases of typing share. */
struct typing {
    struct arena *arena;
    struct diags *diags;
    const struct names *names;
    const struct editions *all;
    const struct schema *schema;
    struct environment base;
    struct environment *versions; /* in order of editions.versions */
    uint32_t groups;
    bool month_rounding; /* the stelsel says how months are rounded */
    unsigned depth;      /* of the expressions that are being typed, one inside the other */
    VEC(uint32_t) busy;  /* the definitions that are being typed, outermost first */
};

void make_environments(struct typing *t);
struct environment *environment_of(struct typing *t, const struct edition *edition);
/* Types all that the editions hold, also what no rule uses. */
void type_vocabulary(struct typing *t);

/* What a name stands for, with a use added to `uses`.  NULL: poisoned, or not there; where `user`
 * is given, what lapsed or is missing there gets a message at it. */
const struct typed_definition *use_definition(struct environment *env, uint32_t number,
                                              const struct ast *user, uses *uses);
const struct typed_parameter *use_parameter(struct environment *env, uint32_t number,
                                            const struct ast *user, uses *uses);
const struct typed_set *use_set(struct environment *env, struct str id, const struct ast *user,
                                uses *uses);
bool use_member(struct environment *env, uint32_t keuze, struct str member, struct span span,
                uses *uses);
bool use_choice(struct environment *env, uint32_t reading, struct str choice, struct span span,
                uses *uses);

/* Whether all of it is in this environment what it was where it was used. */
bool uses_hold(struct environment *env, const uses *uses);

/* Whether a later version brings what is not here: a message at the use then. */
bool report_later(struct environment *env, enum entry_kind kind, struct str id, struct span span);

/* The reason given for a thing that lapsed: a message at the use. */
void report_lapsed(struct environment *env, const struct entry *entry, struct span span);

#endif
