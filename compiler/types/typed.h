/* The typed tree: what the policies say once every name has been found and every type fits.
 *
 * Made in this folder; read by ../lower/ and ../dump.c.  Its expressions are those of the program
 * (program/opcode.def), but as a tree, and with what they name as pointers.  Tables, columns,
 * keuzes and readings have from here on the numbers they will have in the program.
 *
 * NULL in the place of an expression: it is poisoned; a message has been given, and whoever meets
 * it keeps silent. */
#ifndef LEIDRAAD_COMPILER_TYPES_TYPED_H
#define LEIDRAAD_COMPILER_TYPES_TYPED_H

#include "compiler/amend.h"
#include "compiler/intake.h"
#include "compiler/types/schema.h"
#include "program/program.h"

/* An operation that only the typed tree has: `x in {a, b}`, which the program has as IN_SET of a
 * set without a name. */
enum { TYPED_LEDEN = OP_COUNT, TYPED_OPS };

struct expr {
    uint8_t op; /* enum opcode, or TYPED_LEDEN */
    struct type type;
    const struct expr *a, *b, *c;   /* the operands that are expressions, in the program's order */
    const struct expr *const *list; /* EN, OF: `count` operands */
    const struct str *members;      /* TYPED_LEDEN: `count` of them */
    size_t count;
    int64_t value;
    struct str text; /* SYMBOOL; the reason of ONBEKEND; the choice of LEZING */
    uint32_t ref;    /* the column, the list (a table), or the reading */
    const struct typed_definition *definition;
    const struct typed_parameter *parameter;
    const struct typed_set *set;
    const struct ast *ast;     /* what it was read from: its phrase and place */
    const struct owner *owner; /* who wrote that */
    uint32_t work, depth;      /* as program_verify counts them */
};

/* What an expression needs of the place where it stands. */
enum context_need {
    NEEDS_INTAKE = 1, /* a subject with a timeline: groep, groeijaar, versiedatum, ... */
    NEEDS_YEAR = 2,   /* a yearly rule: verplichtingsjaar */
    NEEDS_LISTS = 4, /* a place that is not inside the rows of a list: it goes through one itself */
};

/* What an expression or a declaration takes from the vocabulary of its version.  In a version where
 * all of it is the same, the expression means the same and need not be typed anew. */
enum use_kind { USE_DEFINITION, USE_PARAMETER, USE_SET, USE_MEMBER, USE_CHOICE };
struct use {
    enum use_kind kind;
    struct str id;
    struct str item;   /* of a member or choice */
    const void *found; /* what it was when it was typed: see environment.c */
};
typedef VEC(struct use) uses;

struct typed_period {
    date from, to; /* inclusive */
    int64_t value;
    const struct ast *ast; /* AST_WAARDE */
};

struct typed_parameter {
    const struct entry *entry;
    struct type type; /* its range is that of its values, where it has any */
    struct str per;
    VEC(struct typed_period) periods; /* in order of time */
    bool poisoned;
};

struct typed_item {
    struct str member;
    date from, to;         /* DATE_MIN, DATE_MAX where open */
    const struct ast *ast; /* AST_LID */
};

struct typed_set {
    const struct entry *entry;
    uint32_t keuze;
    VEC(struct typed_item) items;
    uses uses;
    bool poisoned;
};

struct typed_definition {
    const struct entry *entry;
    uint32_t table;
    const struct expr *body; /* NULL: poisoned */
    const struct owner *owner;
    unsigned needs; /* enum context_need */
    uses uses;
};

struct typed_exception {
    const struct expr *condition;
    struct str because;
    const struct ast *ast;
    const struct owner *owner;
};

struct typed_rule {
    const struct entry *entry;
    const struct owner *owner; /* the version, kader or plan that lists it first */
    enum rule_layer layer;
    uint32_t table;
    struct str soort;
    VEC(struct str) consequences;
    bool has_applies, has_deadline; /* given: the expression is NULL where it is poisoned too */
    bool yearly;
    const struct expr *applies; /* `waarvan` */
    struct str applies_because;
    VEC(struct typed_exception) exceptions;
    const struct expr *deadline;
    const struct expr *condition;
    uses uses;
    bool poisoned;
};
typedef VEC(const struct typed_rule *) typed_rules;

/* A reading over all versions. */
struct typed_choice {
    struct str id, title;
};
struct typed_reading {
    struct str id;
    const struct entry *first, *last; /* of the first and of the last edition that has it */
    VEC(struct typed_choice) choices; /* in order of appearance */
};

struct typed_version {
    const struct edition *edition;
    typed_rules rules;
    uint32_t *standards; /* by reading: its default, a place in its choices */
};

struct typed_plan {
    const struct rule_list *list;
    typed_rules rules;
    uint32_t holder; /* table; NONE: poisoned */
    struct str key;
    const struct expr *term; /* NULL: by version */
};

struct typed_decision {
    const struct ast *ast;
    uint32_t table; /* NONE: poisoned */
    date from, to;
    VEC(struct str) rule_ids, soorten, consequences;
};

struct typed_calculation {
    const struct ast *ast;
    uint32_t table;
    struct type type;
    const struct expr *value; /* rounded to the type */
};

struct typed_stelsel {
    const struct expr *every_cell, *own_growth_year, *calendar_year; /* NULL: not given */
};

struct typed {
    const struct editions *all;
    const struct schema *schema;
    const struct intake *intake;
    VEC(struct typed_reading) readings; /* by number of ENTRY_LEZING */
    VEC(struct typed_version) versions;
    VEC(typed_rules) kaders; /* in order of editions.kaders */
    VEC(struct typed_plan) plans;
    VEC(struct typed_decision) decisions;
    VEC(struct typed_calculation) calculations;
    VEC(const struct ast *) tasks;
    struct typed_stelsel stelsel;
    uint32_t plan_column; /* of the intake table: the reference to who holds a plan; NONE */
};

#endif
