/* Impact: who gets another verdict, on which rule, from what to what, because of which difference.
 *
 * Takes two programs, or a version of each, with the same data read for each of them; judges every
 * subject under both on every date that is asked about, and keeps what is not the same.  Verdicts
 * come from the evaluator and from nowhere else: a comparison of the policies (compare/compare.h)
 * only says why, never who.
 *
 *     impact.c      subjects and dates, and what changes of one subject
 *     items.c       what can change: its order, its values
 *     causes.c      the differences that explain a change
 *     totals.c      the counts
 *     report_*.c    the reports
 *
 * Not to be listed and niet_van_toepassing are the same here: neither asks anything of the subject,
 * and a rule that came for others would otherwise hit everybody.  Memory goes with the number of
 * changes, not with that of subjects or dates. */
#ifndef LEIDRAAD_COMPILER_IMPACT_IMPACT_H
#define LEIDRAAD_COMPILER_IMPACT_IMPACT_H

#include "compiler/compare/compare.h"
#include "evaluate/evaluate.h"

/* What can change of a subject.  The first is told beside the verdicts and is none: to fall under
 * another version is not yet another verdict. */
enum impact_kind {
    IMPACT_VERSION, /* only where the dates say which: not between two versions that are named */
    IMPACT_OORDEEL,
    IMPACT_DECISION,
    IMPACT_CALCULATION,
    IMPACT_RULE,
    IMPACT_KINDS
};
const char *impact_kind_term(enum impact_kind kind); /* "regel" */

struct impact_item {
    enum impact_kind kind;
    struct str table; /* "praktijk" */
    struct str id;    /* of the rule, decision or calculation; else empty */
    uint32_t renamed; /* items[] that has its new name on the other side; NONE */
};

struct impact_side {
    const struct program *program;
    const struct data *data;         /* read for that program */
    struct evaluate_options options; /* force_version: both sides have one, or neither; the dates
                                        are the impact's own */
    bool only;                       /* one subject; absent: it is not in this data */
    bool absent;
    index_t table; /* of that subject */
    size_t row;
};

struct impact_dates {
    const date *at; /* ascending */
    size_t count;   /* 0: each subject's own date */
};

struct impact_subject {
    struct str table, key;
    struct str holder; /* of a practice: its RHO; empty: not known */
    uint32_t group;    /* 0: none */
    bool practice;     /* it is of the kind that has an intake */
};

/* What a value is depends on the kind of the item: impact_value() and impact_words() say it. */
typedef uint32_t impact_code;
#define IMPACT_ABSENT ((impact_code)0) /* "-": not listed there */

struct impact_change {
    uint32_t subject, item; /* subjects[], items[] */
    impact_code from, to;
    bool has_date;
    date first, last; /* on these and on every date asked about in between */
    uint32_t dates;   /* how many those are */
    uint32_t because; /* a set of causes */
    uint32_t through; /* a set of items: the rules that make an oordeel or a decision another */
};

/* Causes: 0 … differences->list.len - 1 are those, and then come: */
enum impact_cause {
    CAUSE_VERSION, /* the rule is the same, but it is judged by another version, or since another
                      day, and rests on which */
    CAUSE_DATA,    /* a record is bad under one of the two policies and not under the other, or
                      has a member of a keuze that one of them alone knows */
    IMPACT_CAUSES
};

enum impact_axis { AXIS_ALL, AXIS_HOLDER, AXIS_GROUP, IMPACT_AXES };

/* Subjects of one kind; practices also of one RHO, or one group. */
struct impact_stratum {
    enum impact_axis axis;
    struct str table;
    struct str name; /* of the RHO or group; empty: not known, or all */
    size_t subjects, affected;
};

/* How many subjects of a stratum had this change, on whichever date. */
struct impact_total {
    uint32_t stratum; /* strata[] */
    uint32_t item;
    impact_code from, to;
    size_t subjects;
    size_t last; /* while counting: the subject that was last counted, plus one */
};

struct impact {
    struct arena *arena;
    struct impact_side side[2];
    struct impact_dates dates;
    bool versions; /* both sides name one */
    const struct differences *differences;
    VEC(struct impact_item) items; /* in the order of reports */
    VEC(struct impact_subject)
    subjects;                          /* those of which something changes, in order of the data */
    VEC(struct impact_change) changes; /* by subject, item and date */
    struct interner *texts;            /* of the values that are text */
    struct interner *sets;
    VEC(struct impact_stratum) strata; /* by axis, then of the data; the groups in order */
    VEC(struct impact_total) totals;   /* by stratum, item and values */
    size_t compared;                   /* subjects */
    size_t affected;                   /* that get another verdict */
    size_t moved;                      /* that fall under another version */
    size_t left_out;                   /* without a reference date */
    size_t only[2];     /* that are in the data of one side alone: bad records under the other */
    size_t *by_cause;   /* subjects, by cause: differences->list.len + IMPACT_CAUSES */
    size_t unexplained; /* changes without a cause */
};

/* progress: may be NULL. */
struct impact *impact_of(struct arena *arena, const struct impact_side *from,
                         const struct impact_side *to, struct impact_dates dates,
                         void (*progress)(void *context, size_t done, size_t total), void *context);

/* A day, the first days of the months or quarters behind it, and the last day. */
struct impact_dates impact_dates_of(struct arena *arena, date from, date to, bool quarters);

/* As machine output has it: "niet_voldaan", "12.50", "-". */
struct str impact_value(const struct impact *impact, const struct impact_item *item,
                        impact_code code);
/* The reason of an oordeel niet_bepaald: "geen_instroommoment"; or empty. */
struct str impact_reason(const struct impact_item *item, impact_code code);
/* For people, in the locale's language: "not met". */
struct str impact_words(const struct impact *impact, struct arena *arena,
                        const struct impact_item *item, impact_code code);

/* The members of a set, ascending. */
size_t impact_set_size(const struct impact *impact, uint32_t set);
uint32_t impact_set_member(const struct impact *impact, uint32_t set, size_t n);

#endif
