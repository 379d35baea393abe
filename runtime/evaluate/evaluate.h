/* The reference evaluator: verdicts for one subject on one date.
 *
 * Takes a program, data, a subject (table and row), a reference date and the readings; gives one
 * `struct result` in an arena.  It follows grammar/REFERENCE.md, "Verdicts" and "Decisions",
 * and every other backend is held against it.  Evaluation allocates only in the arena given, reads
 * nothing but its arguments, and takes time linear in the subject's rows.
 *
 * How a rule gets its verdict:
 *   1. does its layer apply on D (layers.c)                        -> listed or not
 *   2. does it bind: RHO of a plan, `waarvan`, exceptions (duty.c) -> niet_van_toepassing, onbekend
 *   3. its duties: one, or one a year; those that fell due before stay due (duties.c)
 *   4. the condition, judged on D (expression.c)                   -> voldaan .. open_norm
 * and the verdicts of the rules together make the oordeel and the decisions (evaluate.c). */
#ifndef LEIDRAAD_EVALUATE_EVALUATE_H
#define LEIDRAAD_EVALUATE_EVALUATE_H

#include "data/data.h"
#include "evaluate/timeline.h"
#include "program/program.h"
#include "value/tribool.h"

/* In the order of badness: the worse of two is the smaller. */
enum verdict {
    NIET_VOLDAAN,
    VERDICT_ONBEKEND,
    LOOPT,
    OPEN_NORM,
    VOLDAAN,
    NIET_VAN_TOEPASSING,
    VERDICTS
};
const char *verdict_name(enum verdict v);

enum oordeel { VOLDOET_NIET, OORDEEL_ONBEKEND, VOLDOET, NIET_BEPAALD };
const char *oordeel_name(enum oordeel o);

enum answer { ANSWER_NEE, ANSWER_JA, ANSWER_ONBEKEND, ANSWER_NIET_VAN_TOEPASSING };
const char *answer_name(enum answer a);

/* What a node came to.  Numbers are intervals (a count is what is certain and what is possible);
 * known means lo == hi.  A truth is a value too: 0 or 1, or no value. */
struct value {
    uint8_t state; /* TRI_JA: known, or an interval; TRI_OPEN, TRI_ONBEKEND: no value */
    uint8_t grade; /* of an interval: what a comparison that it leaves undecided comes to, TRI_OPEN
                      or TRI_ONBEKEND */
    int64_t lo, hi;
};

static inline bool value_known(struct value v)
{
    return v.state == TRI_JA && v.lo == v.hi;
}

/* The context in which the nodes of one duty are evaluated: `peildatum`, V, `van`, group and so
 * on.  For a duty that fell due earlier these are as on its deadline day, but for `on`. */
struct context {
    const struct program *program;
    const struct data *data;
    const struct readings *readings;
    index_t table; /* the subject */
    size_t row;
    date on;         /* D: peildatum */
    date context_on; /* the day whose V, van and groeijaar these are: D, or the deadline day */
    index_t version; /* V; NONE for subjects without intake */
    date van;
    uint32_t group; /* 0: none */
    int32_t groeijaar;
    int64_t start;         /* the practice's own start; UNKNOWN for subjects without intake */
    struct duty_year year; /* the year of the duty, of a yearly rule */
};

/* A row of a table.  row UNKNOWN: it is not known which, or there is none of that key; its data is
 * unknown then. */
struct record {
    index_t table;
    int64_t row;
};

/* One frame of evaluation: the records that ZELF and RIJ mean (table NONE: there is none). */
struct frame {
    const struct context *context;
    struct record self, row;
};

struct frame frame_of(const struct context *context);
struct value evaluate_node(const struct frame *frame, index_t node);
/* Of a ja/nee node. */
enum tribool evaluate_truth(const struct frame *frame, index_t node);

/* The record that a node of result 'R' means. */
struct record evaluate_record(const struct frame *frame, index_t node);
/* The value of a column (columns[]) of a record; UNKNOWN. */
int64_t record_value(const struct data *data, struct record record, index_t column);
/* The record that the value of a reference column names. */
struct record record_referred(const struct data *data, index_t column, int64_t value);

/* The rows of a list of a record: false when the list is not known.  [*first, *end) */
bool record_rows(const struct data *data, struct record record, index_t list, size_t *first,
                 size_t *end);
/* Does a row of a dated list count on D (date on or before it)?  Of another list every row does. */
enum tribool row_counts(const struct context *context, index_t list, size_t row);

/* The names of the data (and parameters) that could decide what is not known:
 * "rho", "interventie[2].gestart", "intervisie", "lsv.wor_aanbod", "parameter.x".  Rows count from
 * 1 in the order of the input.  A datum is named when it is unknown and there are values of the
 * others for which it makes the difference; what is decided whatever else comes is not. */
struct missing {
    struct arena *arena;
    VEC(struct str) list;  /* distinct, in order of discovery */
    VEC(index_t) because;  /* symbols: reasons of `onbekend omdat`, which no datum takes away */
    struct interner *seen; /* the names in list, once there are many */
};
/* Of a node of any kind that is not known.  A comparison that is open names its parameters only. */
void collect_missing(const struct frame *frame, index_t node, struct missing *out);
/* Of a calculation: all that is lacking, its parameters too. */
void collect_missing_amount(const struct frame *frame, index_t node, struct missing *out);
/* A name that stands for itself. */
void missing_add(struct missing *out, struct str name);

/* A duty that was judged: one of a rule, or one year of a yearly rule. */
struct duty {
    const struct rule *rule;
    index_t plan;           /* plans[] of a rule of that layer; NONE */
    struct context context; /* of the condition, which is judged on D */
    bool yearly;            /* context.year is the year of the duty */
    bool has_deadline;      /* the deadline is known */
    date deadline;
    enum tribool passed;    /* is D after the deadline?  JA where the rule has none */
    enum tribool binds;     /* judged on context.context_on */
    index_t exception;      /* exceptions[] that made it not apply; NONE */
    enum tribool condition; /* not judged (ONBEKEND) where the rule does not bind */
    enum verdict verdict;   /* of this duty alone */
};

/* The context in which the binding of a duty was judged: that of its condition, on context_on. */
struct context duty_binding_context(const struct duty *duty);
/* The symbol of the reason why it does not bind: of the exception, or of `waarvan`; NONE. */
index_t duty_reason(const struct duty *duty);
/* Why it is niet_van_toepassing, in words: that, or that no year of it has begun.  Empty: no
 * reason. */
struct str duty_reason_text(const struct duty *duty);
/* Does the plan that a duty comes from concern this subject: is its RHO the holder? */
enum tribool plan_concerns(const struct context *context, index_t plan);

enum { YEARS_MISSED, YEARS_UNKNOWN, YEARS_RUNNING, YEARS_MET, YEARS_KINDS };
const char *years_name(int kind); /* gemist onbekend lopend voldaan */

/* One obligation under the id of a rule: that of the rule itself, or one that a plan adds by
 * sharpening it. */
struct part {
    const struct rule *rule;
    enum verdict verdict;
    bool earlier;       /* does not bind on D; what is judged fell due before */
    index_t uit;        /* versions[]: where an earlier part comes from; NONE */
    enum tribool binds; /* on D; NEE when it is not in the layers of D */
    /* At least one, in order of time.  Of a yearly rule a year each, or one that is not `yearly`
     * when it does not bind or no year has begun. */
    VEC(struct duty) duties;
};

struct rule_result {
    const struct rule *rule; /* the national one where a plan sharpens it */
    VEC(struct part) parts;  /* the rule's own, and those that sharpen it */
    enum verdict verdict;    /* the worst of the parts */
    bool has_deadline;
    date deadline;
    index_t uit; /* versions[]: where an earlier duty comes from; NONE */
    VEC(int32_t) years[YEARS_KINDS];
    struct missing missing; /* onbekend and open_norm */
    struct str reason;      /* niet_van_toepassing: why */
};

struct decision_result {
    const struct decision *decision;
    enum answer answer;
};

/* What one rule that is not met makes the answer, whatever the others are. */
static inline enum answer decision_found(const struct decision *d)
{
    return d->found ? ANSWER_JA : ANSWER_NEE;
}

/* Is a decision about this part of a rule: does it bind, and is it of the layers, soorten and
 * consequences that are asked about? */
bool decision_counts(const struct program *p, const struct decision *d,
                     const struct rule_result *rule, const struct part *part);

struct calculation_result {
    const struct calculation *calculation;
    struct value value;
    struct missing missing;
};

/* Something in the data that is worth a look, though it is no error. */
enum notice_kind {
    NOTICE_DANGLING, /* a reference to a record that is not in the data: its data is unknown */
    NOTICE_STARTED,  /* status gepland, yet gestart on or before D; the status decides */
    NOTICE_KINDS
};
const char *notice_name(enum notice_kind kind); /* verwijzing_zonder_rij gepland_maar_gestart */
struct notice {
    enum notice_kind kind;
    struct str datum;       /* its name: "rho", "interventie[2].status" */
    struct str value;       /* NOTICE_DANGLING: the key; NOTICE_STARTED: the day it started, ISO */
    index_t table;          /* NOTICE_DANGLING: that has no record of that key; else NONE */
    struct row_place place; /* of the row */
};

struct sensitivity { /* what one turned reading makes of the result */
    index_t reading, choice;
    const struct result *result;
};

struct result {
    const struct program *program;
    const struct data *data;
    index_t table;
    size_t row;
    struct str key;
    bool has_on;
    date on;
    struct timeline timeline; /* subjects with an intake */
    struct moment moment;
    struct context context; /* of D: where its calculations were made */
    enum oordeel oordeel;
    enum undetermined reason; /* where oordeel is NIET_BEPAALD */
    VEC(struct rule_result) rules;
    VEC(struct decision_result) decisions;
    VEC(struct calculation_result) calculations;
    VEC(struct str) not_judged; /* niet_beoordeeld */
    struct rests_on rests_on;   /* rust_op */
    VEC(struct notice) notices;
    VEC(struct sensitivity) sensitive; /* with options.turn_readings */
};

struct evaluate_options {
    bool has_on;
    date on;
    index_t force_version; /* --leidraad; NONE */
    const index_t *turned; /* one choice (or NONE) a reading; NULL: all defaults */
    bool turn_readings;    /* fill result.sensitive */
};

/* Might the answer be another if a plan of the RHO had been judged too (not_judged)?  The answer
 * stays what the rules that were judged make it: this says what it is silent about. */
bool decision_lacks_plan(const struct result *r, const struct decision_result *d);

/* Does the program hold rules about this kind of subject? */
bool table_has_rules(const struct program *p, index_t table);

/* The reference date of a subject: the one asked for, its own intake date, or 31 December of its
 * year.  False: there is none (an RHO without --on; an unknown intake date without --on: the
 * result is then niet_bepaald without date). */
bool subject_date(const struct data *data, index_t table, size_t row,
                  const struct evaluate_options *options, date *out);

/* Never fails but for memory (the arena's recovery point). */
void evaluate_subject(struct result *out, struct arena *arena, const struct program *p,
                      const struct data *data, index_t table, size_t row,
                      const struct evaluate_options *options);

#endif
