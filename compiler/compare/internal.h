/* What the files of the comparison share, and nobody else includes.
 *
 *     compare.c  the whole, and the list of differences
 *     facts.c    what is looked up of one program: digests of nodes, what a rule reaches
 *     rule.c     two rules, part by part; two expressions
 *     expand.c   expressions with their definitions written out
 *     pair.c     two lists of rules: which is which, renamed ones, and what they use
 *     alike.c    what is one thing under another name
 *     uses.c     definitions, parameters, sets, readings
 *     lapses.c   what versions let lapse
 *     layers.c   versions with their intake, kaders, regional plans
 *     rest.c     what is outside of versions
 *     text.c     things as the policies write them
 *
 * A rule whose own text is the same can mean something else by what it uses.  That is told once, at
 * the definition, parameter, … that changed.  So expressions have two more digests beside that of
 * their meaning: one in which what they use counts by name (`own`), which says whether the rule
 * itself changed; and one in which no constant counts (`shape`), which says whether only a
 * threshold did. */
#ifndef LEIDRAAD_COMPILER_COMPARE_INTERNAL_H
#define LEIDRAAD_COMPILER_COMPARE_INTERNAL_H

#include "compiler/compare/compare.h"

#include <string.h>

/* ---- one program ---- */

/* What a rule can mean something else by. */
enum thing_kind {
    THING_DEFINITION,
    THING_PARAMETER,
    THING_SET,
    THING_READING,
    THING_TABLE,
    THING_COLUMN,
    THING_KEUZE,
    THING_STELSEL, /* index: enum stelsel_part */
    THING_KADER,
    THING_PLAN,
    THING_KINDS
};

struct thing {
    enum thing_kind kind;
    index_t index;
};

typedef VEC(struct thing) thing_list;

/* Digests of nodes, each made when it is first asked for: most expressions mean the same on both
 * sides, and then nobody asks. */
struct digests {
    struct digest *at; /* by node */
    bool *known;       /* by node */
    bool shape;        /* constants do not count */
};

struct facts {
    const struct program *p;
    const struct digest *meaning; /* by node */
    struct digests own, shape;    /* see own_of(), shape_of() */
    thing_list *reached;          /* by rule; filled by reached_by() */
    bool *reached_known;          /* by rule */
    uint32_t *seen;               /* by node: in which walk it was last visited */
    uint32_t *seen_things[THING_KINDS];
    uint32_t walk;
    struct interner *declared; /* things that rules use: kind and name */
    struct arena *arena;
};

/* What an expression means when definitions, sets and parameters count by their names: a change in
 * one of these is told of it, and not of those who use it. */
const struct digest *own_of(const struct facts *f, index_t node);
/* The same without its constants: equal shapes differ in a threshold at most. */
const struct digest *shape_of(const struct facts *f, index_t node);
/* Everything that the rule's meaning can depend on, each once. */
const thing_list *reached_by(struct facts *f, index_t rule);
/* The same of one expression, added to a list. */
void reach_from(struct facts *f, index_t node, thing_list *list);
/* Adds a thing that has not been added since f->walk was last raised. */
void reach_thing(struct facts *f, thing_list *list, enum thing_kind kind, index_t index);
/* The name under which a thing is matched: "praktijk.interventie" of a table.  Empty: a set without
 * a name. */
struct str thing_name(struct arena *arena, const struct facts *f, struct thing thing);

/* ---- the comparison ---- */

/* What a version has let lapse, by name. */
struct lapsed {
    const struct program *p;
    index_t version;
    struct interner *names; /* a number is a place in version.lapses */
};

/* Two lists of rules that are held against each other. */
struct pairing {
    struct facts *f[2];
    const struct lapsed *lapsed[2]; /* of a leidraad; NULL: nothing */
    struct range rules[2];          /* refs[] */
    struct str label;               /* of the version; empty: none is named */
    struct named owner;             /* a kader or a plan; id empty: a leidraad */
    size_t number;                  /* from 1 */
    bool quiet;                     /* what is on one side only is told with the whole */
};

/* A difference being made, with what orders and joins it. */
struct draft {
    struct difference d;
    uint32_t subject; /* a number for each subject, in order of arrival */
    size_t arrived;
    size_t pairing;  /* the last whose label was added; 0: none */
    bool if_affects; /* to be told only where it affects a rule */
    bool anywhere;   /* of no version by itself: of those of the rules that it affects */
};

/* A thing of one program that differs: the drafts that tell so, whose `affects` wants the rules.
 * None: it was looked at, and what differs makes no difference. */
struct cause {
    VEC(size_t) drafts;
};

/* What does not mean the same, and may do so by what it uses. */
struct remembered {
    struct pairing pairing;
    index_t at[2];          /* rules, or the nodes of a calculation; NONE: on one side only */
    struct str calculation; /* empty: a rule */
    /* What is known of the two already. */
    enum known {
        KNOWN_NOTHING,   /* what they use must say why they differ */
        KNOWN_TOLD,      /* a difference says so */
        KNOWN_REWRITTEN, /* with what they use written out they are the same */
        KNOWN_SAME,      /* the same, but for which choice of a reading is the default */
    } known;
};

struct comparison {
    struct arena *arena;
    struct facts *side[2];
    bool versions;        /* one version with another, not the whole */
    bool only_if_affects; /* what is compared now is to be told only where it affects a rule */
    VEC(struct draft) drafts;
    struct interner *keys, *subjects; /* of drafts: the same numbers as in the list */
    VEC(size_t) noted;                /* drafts that were added or joined, in order */
    struct interner *causes;          /* a number for each cause */
    VEC(struct cause) cause_list;
    VEC(struct remembered) remembered; /* what tell_affected() goes through */
    struct interner *told;             /* (draft, rule) that was told */
    struct interner *renamed;          /* old ids of rules; by number: */
    VEC(struct str) renamed_to;
    size_t pairings;
};

/* Adds a difference, or joins it to the one that says the same of another version.  Returns its
 * number in drafts. */
size_t differ(struct comparison *c, const struct pairing *pairing, const struct difference *d);
#define NO_DRAFT SIZE_MAX
/* Adds the version of a pairing to those that a draft names. */
void add_version(struct comparison *c, struct draft *draft, const struct pairing *pairing);
/* A thing of f differs, as a draft tells.  NO_DRAFT: it was looked at, and makes no difference. */
void add_cause(struct comparison *c, const struct facts *f, struct thing thing, size_t draft);
struct cause *cause_of(struct comparison *c, const struct facts *f, struct thing thing);
/* The new id of a rule of the old side: its own where it was not renamed. */
struct str new_id(const struct comparison *c, struct str id);

struct origin origin_none(void);
struct side side_none(void);
/* A side that is there. */
struct side side_of(const struct facts *f, struct str text, struct origin origin,
                    struct range citations);

/* What of a subject is given alike, with the differences in it.  `base` says the subject. */
struct given {
    struct range citations[2], assumptions[2];
    struct origin origin[2];
};
/* Two texts of a kind, where they are not equal; false: they are. */
bool differ_text(struct comparison *c, const struct pairing *pairing, const struct difference *base,
                 enum difference_kind kind, struct str from, struct str to,
                 const struct given *given);
void differ_symbol(struct comparison *c, const struct pairing *pairing,
                   const struct difference *base, enum difference_kind kind, index_t from,
                   index_t to, const struct given *given);
/* Sources and assumptions: what came and what lapsed, the order apart. */
void differ_basis(struct comparison *c, const struct pairing *pairing,
                  const struct difference *base, const struct given *given);
/* Assumptions alone, of what has another version's text on the other side: that it cites another
 * place is no news, what it assumes is. */
void differ_assumptions(struct comparison *c, const struct pairing *pairing,
                        const struct difference *base, const struct given *given);

/* expand.c */
/* Whether two expressions mean the same once their definitions are written out. */
bool same_expanded(struct arena *arena, const struct facts *f, index_t a, const struct facts *g,
                   index_t b);

/* compare.c: of two lists in one order, takes out what both have. */
struct sorted {
    char *at; /* items of one size */
    size_t count;
};
typedef int compare_fn(const void *a, const void *b);
void drop_common(struct sorted *a, struct sorted *b, size_t size, compare_fn *order_of);

/* rule.c */
/* Two expressions in the same place, NONE where there is none: what changed in it itself.
 * *rewritten is set where the two are the same only with their definitions written out.  True:
 * told. */
struct place {
    enum difference_kind kind;
    const char *where; /* which part of the subject: begins the part of a threshold; or "" */
    const char *before, *after; /* of the phrase: "uiterlijk " and "" */
    struct str none;            /* the text where there is no expression */
    bool thresholds;            /* constants are told apart */
    bool *rewritten;            /* or NULL */
};
bool compare_nodes(struct comparison *c, const struct pairing *pairing,
                   const struct difference *base, const struct place *place, index_t a, index_t b,
                   const struct given *given);
void compare_rules(struct comparison *c, const struct pairing *pairing, index_t a, index_t b);
void rule_came_or_went(struct comparison *c, const struct pairing *pairing, int side, index_t rule);

/* alike.c */
/* What one side has that the other has not by name, as parts: the title first, or empty. */
struct likeness {
    const struct str *parts; /* `size` of each */
    size_t size;
    index_t count;
    index_t *matched; /* the item of the other side; NONE.  Items that have one are left alone */
};
void match_alike(struct comparison *c, const struct likeness likeness[2]);

/* pair.c */
void compare_rule_lists(struct comparison *c, const struct pairing *pairing);
/* A pair of rules that do not mean the same, or may not; either NONE where it is only on the other
 * side. */
void remember_pair(struct comparison *c, const struct pairing *pairing, index_t a, index_t b,
                   enum known known);
/* The same for a calculation: its node. */
void remember_calculation(struct comparison *c, const struct pairing *pairing, struct str id,
                          index_t a, index_t b);
/* When everything has been compared: which rules each cause affects. */
void tell_affected(struct comparison *c);

/* uses.c */
/* Of facts that are otherwise made. */
struct interner *declared_things(const struct facts *f);
/* The differences noted since number `from` are those of these two things, either of which may be
 * missing (index NONE): the rules that use them are affected. */
void add_causes(struct comparison *c, const struct pairing *pairing, size_t from, struct thing a,
                struct thing b);
void compare_things(struct comparison *c, const struct pairing *pairing, thing_list *const used[2]);
/* The readings apart from which choice is the default, which goes by version. */
void compare_readings(struct comparison *c, const struct pairing *pairing);
/* from, to: versions; NONE: what holds where a version does not say otherwise. */
void compare_standards(struct comparison *c, const struct pairing *pairing, index_t from,
                       index_t to);

/* lapses.c */
/* NULL: nothing has lapsed in the version; NONE is no version. */
struct lapsed *lapsed_in(struct arena *arena, const struct program *p, index_t version);
/* How a side lets this lapse: its `vervalt`, with the reason.  item: a member or alternative of it;
 * empty: the whole.  A side that is not there: it does not. */
struct side lapse_side(struct comparison *c, const struct pairing *pairing, int side,
                       enum lapse_kind kind, struct str id, struct str item);
/* What only one side lets lapse and leaves no other trace, and what differs in what both do. */
void compare_lapses(struct comparison *c, const struct pairing *pairing);

/* layers.c */
struct pairing pairing_of(struct comparison *c, struct facts *from, struct facts *to,
                          struct str label);
void compare_layers(struct comparison *c);
void compare_versions(struct comparison *c, index_t from, index_t to);

/* rest.c */
void compare_rest(struct comparison *c);
/* The tables, keuzes and words of the stelsel, by which a rule can mean something else. */
void compare_vocabulary(struct comparison *c, const struct pairing *pairing);

/* text.c */
struct str text_period(struct arena *arena, date from, date to); /* both days included */
struct str text_date(struct arena *arena, date d);
struct str text_value(struct arena *arena, const struct type *type, int64_t value);
struct str text_type(struct arena *arena, const struct program *p, const struct type *type);
struct str text_citation(struct arena *arena, const struct program *p, const struct citation *c);
struct str text_texts(struct arena *arena, const struct program *p, struct range texts);
struct str text_column_list(struct arena *arena, const struct program *p, struct range columns);
struct str text_status(struct arena *arena, bool concept, date adopted);
struct str text_cell(struct arena *arena, const struct program *p, const struct cell *cell);
/* The alternatives of a reading, one a line; the members of a keuze, on one. */
struct str text_choices(struct arena *arena, const struct program *p,
                        const struct reading *reading);
struct str text_members(struct arena *arena, const struct program *p, const struct keuze *keuze);
struct str text_decision(struct arena *arena, const struct comparison *c, int side,
                         const struct decision *d);
struct str text_window(struct arena *arena, const struct program *p, const struct task *task);
/* `aanname "…"`, one a line, each with a newline before it. */
struct str text_assumed(struct arena *arena, const struct program *p, struct range assumptions);
struct str text_rule(struct arena *arena, const struct program *p, const struct rule *rule);
struct str text_table(struct arena *arena, const struct program *p, index_t table);
struct str text_phrase(const struct program *p, index_t node);

#endif
