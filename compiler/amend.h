/* Consolidation: each version with all that it carries over from the versions before it.
 *
 * Takes the names; gives an edition a version.  An edition holds the rules, definitions,
 * parameters, readings, keuzes and sets of the version as entries, and an entry is the clauses of
 * its declaration, each with who wrote it.  Two editions that hold the same thing unchanged hold
 * the same entry: comparing entries is comparing pointers, and that is how the next phases know
 * what a version left alone. */
#ifndef LEIDRAAD_COMPILER_AMEND_H
#define LEIDRAAD_COMPILER_AMEND_H

#include "compiler/resolve.h"

enum entry_kind {
    ENTRY_REGEL,
    ENTRY_DEFINITIE,
    ENTRY_PARAMETER,
    ENTRY_LEZING,
    ENTRY_KEUZE,
    ENTRY_VERZAMELING,
    ENTRY_KINDS
};
struct str entry_word(enum entry_kind kind);

/* A clause, and where it comes from. */
struct piece {
    const struct ast *ast;
    const struct owner *owner;
    const struct ast *block; /* the declaration or amendment it stands in */
};
typedef VEC(struct piece) pieces;

struct entry {
    enum entry_kind kind;
    struct str id;              /* of a definition its full path: praktijk.interventie.x */
    const struct ast *declared; /* what wrote it last: for pointing at */
    const struct owner *owner;  /* of `declared` */
    pieces clauses;             /* title first, then in the order they were written */
    pieces lost;                /* items that lapsed: the `vervalt` of each */
    const struct ast *lapsed;   /* its `vervalt`; NULL: in force */
    const struct owner *lapsed_in;
    const struct entry *sharpens; /* of a rule in a plan, `verscherpt`: the national one */
};

/* The first clause of a kind, or one without an AST. */
struct piece entry_clause(const struct entry *entry, enum ast_kind kind);
/* The expression of a definition. */
struct piece entry_body(const struct entry *entry);
/* The item (member, alternative) of this name, or one without an AST. */
struct piece entry_item(const struct entry *entry, struct str name);
/* The clause with which it lapsed, where it did. */
struct piece entry_lost(const struct entry *entry, struct str name);
/* The default of a reading. */
struct piece entry_standard(const struct entry *entry);

#define PIECES(it, list)                                                            \
    for (const struct piece *it = (list).at, *it##_end = it ? it + (list).len : it; \
         it != it##_end; it++)

struct edition {
    const struct owner *owner; /* &vocabulary: the edition before any version */
    const struct ast *ast;     /* AST_LEIDRAAD; NULL */
    VEC(const struct entry *) entries[ENTRY_KINDS]; /* by number; NULL: not here */
};

/* The rules of a kader or a regional plan, which stand beside the versions. */
struct rule_list {
    const struct ast *ast; /* AST_KADER or AST_REGIOPLAN */
    const struct owner *owner;
    const struct edition *edition; /* the vocabulary its rules are read in; of a plan that of the
                                      version it belongs to, NULL where there is none */
    VEC(const struct entry *) rules;
};

struct editions {
    const struct names *names;
    struct interner *numbers[ENTRY_KINDS]; /* every name that some edition has */
    struct edition base;                   /* the vocabulary */
    VEC(struct edition) versions;          /* in order of revision: the index in the program */
    VEC(struct rule_list) kaders, plans;
};

struct editions *amend(struct names *names);

/* What stands under a number or a name, also where it lapsed; NULL: nothing. */
const struct entry *edition_at(const struct edition *edition, enum entry_kind kind,
                               uint32_t number);
const struct entry *edition_find(const struct editions *all, const struct edition *edition,
                                 enum entry_kind kind, struct str id);
/* What first declared the name of this number: in the vocabulary, or the version that
 * brought it. */
const struct ast *first_declared(const struct editions *all, enum entry_kind kind, uint32_t number);
/* The edition of a version, or NULL. */
const struct edition *edition_of(const struct editions *all, struct str label);

#endif
