/* What the files of the impact share, and nobody else includes: see impact.h. */
#ifndef LEIDRAAD_COMPILER_IMPACT_INTERNAL_H
#define LEIDRAAD_COMPILER_IMPACT_INTERNAL_H

#include "compiler/impact/impact.h"

typedef VEC(uint32_t) set_builder;

/* What an item is for the subject and date at hand. */
struct impact_slot {
    impact_code code[2];
    const struct rule_result *rule[2]; /* of a rule, where it is listed */
    const struct calculation_result *amount[2];
    uint32_t stamp;     /* when it was last filled */
    uint32_t change;    /* of this subject, plus one: the last that it had; 0: none */
    uint32_t change_at; /* the number of the date on which it had that */
    uint32_t because;   /* of a rule that changed on this date */
    bool changed;
};

/* Which differences may explain what: made once. */
struct impact_causes {
    size_t count;             /* differences */
    set_builder *by_item;     /* differences[], by item */
    set_builder of_timeline;  /* those that may place a practice elsewhere */
    set_builder of_layers;    /* those of kaders and plans as a whole */
    const uint64_t *versions; /* by difference: a bit for each version; 0: of none */
    struct interner *labels;  /* of versions: the bits */
    const bool *in_force[2];  /* by node: asks whether a version is in force for anybody */
    bool data_differs;        /* a record was left out of one side's data alone */
};

struct impact_work {
    struct impact *impact;
    struct arena *scratch[2];
    struct impact_causes causes;
    index_t *rule_items[2], *decision_items[2], *calculation_items[2]; /* items[], by index */
    index_t *tables;      /* of the new side's table, by the old side's; NONE */
    uint32_t *first_item; /* of the old side's, then the new side's tables: that of IMPACT_VERSION,
                             behind which IMPACT_OORDEEL stands */
    struct impact_slot *slots; /* by item */
    set_builder touched;       /* items that the subject has on this date */
    uint32_t stamp;
    /* the subject at hand */
    index_t table[2]; /* NONE: that side has no such kind */
    size_t row[2];
    bool there[2];
    struct result *result[2]; /* NULL: not judged there */
    uint32_t subject;         /* subjects[]; NONE: nothing has changed yet */
    size_t changes;           /* where its own begin */
    set_builder set;          /* being made */
};

/* items.c */
void impact_make_items(struct impact_work *w);
void impact_take(struct impact_work *w, int side);
struct impact_slot *impact_slot_of(struct impact_work *w, uint32_t item);
/* Says of a slot whether the two sides differ; of an amount that does, its codes. */
bool impact_differs(struct impact_work *w, uint32_t item);

/* causes.c */
void impact_make_causes(struct impact_work *w);
/* Of a change of an item: the set.  through: of rules, for an oordeel or a decision. */
uint32_t impact_because(struct impact_work *w, uint32_t item, uint32_t *through);
uint32_t impact_union(struct impact_work *w, uint32_t a, uint32_t b);
uint32_t impact_empty_set(struct impact *impact);

/* totals.c */
/* Counts the subject at hand, whose changes are complete. */
struct impact_totals;
struct impact_totals *impact_totals_create(struct impact *impact);
void impact_totals_add(struct impact_totals *t, const struct impact_subject *subject,
                       size_t first_change, bool affected);
void impact_totals_finish(struct impact_totals *t);

#endif
