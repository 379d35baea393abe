/* Explanation: why a result is what it is, as a tree down to the data and the sources.
 *
 * Takes a result of the evaluator; gives nodes that say what was found, in numbers, indices and
 * values.  The words are not here: report/explain_text.c tells it to people, in their language, and
 * report/explain_json.c to machines, in none.  Nothing is decided here either: verdicts are those
 * of the result, and what a condition came to is asked of the evaluator again, part by part.
 *
 *   subject -> standing, what is not judged, decisions, rules, amounts, notices, turned readings,
 *              and the readings that all of it rests on
 *   decision -> what it is about, the rules that made the answer, those that it looked at besides;
 *              then readings, assumptions, sources
 *   rule    -> parts (only of a rule that a plan sharpens) -> years (only of a yearly rule)
 *           -> deadline, norm, binding, findings, missing; then consequences, readings,
 *              assumptions, sources
 *
 * Findings are facts, each true as it stands; together they decide what they stand under.  Of a
 * condition that is not met they are the parts that fail, of one that is met what meets it, of one
 * that is unknown what is not known.  A list has the rows that matter below it: not as children,
 * but made one by one when they are told (explain_rows), since there may be a hundred thousand. */
#ifndef LEIDRAAD_EXPLAIN_EXPLAIN_H
#define LEIDRAAD_EXPLAIN_EXPLAIN_H

#include "evaluate/evaluate.h"

enum explained_kind {
    EXPLAINED_SUBJECT,  /* the root */
    EXPLAINED_STANDING, /* group, version, growth year; or why there is none */
    EXPLAINED_RULE,
    EXPLAINED_PART,      /* item: 0 the rule itself, 1 what a plan adds to it */
    EXPLAINED_YEAR,      /* a year of a yearly rule */
    EXPLAINED_EARLIER,   /* item: versions[]: the duty fell due under it, and remains */
    EXPLAINED_DEADLINE,  /* duty: has_deadline, deadline, passed */
    EXPLAINED_NORM,      /* item: nodes[]: the `eis`, whose phrase says what is asked */
    EXPLAINED_BINDING,   /* truth: does the rule bind?  Findings below; item: symbol of the reason
                            why not, or NONE; duty_reason_text(duty) has it in words */
    EXPLAINED_EXCEPTION, /* item: exceptions[]; the findings that made it apply below */
    EXPLAINED_MISSING,   /* missing: what would decide it */

    /* findings; truth is what they came to */
    EXPLAINED_DATUM,       /* left: a ja/nee column */
    EXPLAINED_COMPARISON,  /* left, op, right; item: nodes[] */
    EXPLAINED_FILLED,      /* left: a text, filled or empty */
    EXPLAINED_IN_SET,      /* left; item: sets[] */
    EXPLAINED_IN_YEAR,     /* left: a date; the duty's year */
    EXPLAINED_IN_FORCE,    /* left: a version */
    EXPLAINED_HOLDER,      /* left: the RHO of the subject; item: plans[] */
    EXPLAINED_LIST,        /* item: nodes[] of er_is or elke; left.name, tally; rows below */
    EXPLAINED_COUNT,       /* the same of a number of rows, compared by op with right; item: nodes[]
                              of aantal */
    EXPLAINED_ROW,         /* left: its first column; truth: does it meet what is asked; findings */
    EXPLAINED_NOT_COUNTED, /* left: the date of a row after D, or (truth ONBEKEND) unknown */
    EXPLAINED_CHOICE,      /* item: readings[] that a condition asks about; choice */
    EXPLAINED_UNTOLD,      /* item: symbol: `onbekend omdat` */
    EXPLAINED_VALUE,       /* left: a datum or parameter that a number was made of */

    /* what it rests on */
    EXPLAINED_READING,    /* item: readings[]; choice */
    EXPLAINED_ASSUMPTION, /* item: symbol */
    EXPLAINED_SOURCE,     /* item: citations[] */
    EXPLAINED_POLICY,     /* item: rules[], or NONE of a decision: where it stands in the
                             policies */

    EXPLAINED_CONSEQUENCE, /* item: symbol: of a rule */

    EXPLAINED_DECISION,   /* decision */
    EXPLAINED_ABOUT,      /* of a decision: which rules it is about, and when it is asked; truth:
                             do any of them bind */
    EXPLAINED_BECAUSE,    /* of a decision: a part whose verdict made the answer */
    EXPLAINED_LOOKED_AT,  /* of a decision: a part that counts, and did not make the answer */
    EXPLAINED_AMOUNT,     /* item: in result->calculations; values and missing below */
    EXPLAINED_NOT_JUDGED, /* item: in result->not_judged; of a decision: that it lacks */
    EXPLAINED_NOTICE,     /* item: in result->notices */
    EXPLAINED_TURNED,     /* item: in result->sensitive */
    EXPLAINED_KINDS
};
/* The term of a kind in machine output: "regel", "jaar", "gegeven", … */
const char *explained_name(enum explained_kind kind);

/* One side of a finding: what stood there, and where it came from. */
struct finding_side {
    index_t node;      /* nodes[]; NONE: there is none, but a column (of a row, of an RHO) */
    bool constant;     /* it stands in the policy: only its value says anything */
    struct str name;   /* "interventie[2].gestart", "rho", "parameter.x"; empty: neither */
    index_t column;    /* columns[] of a datum; NONE */
    index_t parameter; /* parameters[]; NONE */
    struct type type;
    struct value value;
    struct row_place place; /* line 0 and ordinal 0: no place */
    struct str dangling;    /* the key of a record that is not in the data; empty */
};

/* The rows of a list, by whether they meet what is asked. */
struct tally {
    bool known;  /* false: the list is not known */
    size_t rows; /* all there are */
    size_t met, unmet, unknown;
    size_t uncounted; /* dated after D */
    size_t matter;    /* those that explain_rows() gives */
};

struct explained_rows;

struct explained {
    enum explained_kind kind;
    enum tribool truth;
    uint8_t op; /* enum opcode: of a comparison, as left and right are told; of a row's list */
    index_t item, choice;
    const struct rule_result *rule;
    const struct part *part;
    const struct duty *duty;
    const struct decision_result *decision; /* of a decision and what stands below it */
    struct finding_side left, right;
    struct tally tally;
    const struct missing *missing;
    const struct explained_rows *rows;     /* of a list that is known; else NULL */
    struct explained *first, *last, *next; /* children, in the order of telling */
};

struct explanation {
    const struct result *result;
    struct explained *root;
    bool whole;                    /* of all, not of one rule or decision */
    bool found;                    /* the result has what was asked for */
    struct arena *arena, *scratch; /* scratch: for explain_rows() */
};

/* only: the symbol of the id of one rule, to tell of it alone, or of one decision, to tell of it
 * and of the rules that it looked at; NONE: of all.  The tree lives in the arena and points into
 * the result, its program and its data. */
struct explanation explain(struct arena *arena, const struct result *result, index_t only);

/* Calls each(context, scratch, row) for the rows of a list that matter, in their order, until it
 * returns false.  A row (EXPLAINED_ROW) and what is below it lie in `scratch`, which is emptied
 * before the next. */
typedef bool explain_row_fn(void *context, struct arena *scratch, const struct explained *row);
void explain_rows(const struct explanation *e, const struct explained *list, explain_row_fn *each,
                  void *context);

#endif
