/* Reports: what is known, written out in one of the formats of the command.
 *
 * A report has a writer for each format, in a file of its own.  Those over data come in pieces, so
 * that a result is written when it is there and forgotten after: `begin` once, then `subject` for
 * each, then `end`.  What a writer keeps between calls lies in the report's arena; what it needs
 * for one subject lies in `scratch`, which is emptied before the next.  For each subject it may
 * allocate there only: the recovery point of the report's arena lies outside of the one of scratch,
 * and would not free that.
 *
 * Writers write to report->out and look at no errors: those are sticky there.  They fail in no way
 * but for memory. */
#ifndef LEIDRAAD_REPORT_REPORT_H
#define LEIDRAAD_REPORT_REPORT_H

#include "base/out.h"
#include "evaluate/evaluate.h"

struct report {
    struct out *out;
    struct arena *arena;
    const struct program *program;
    const char *name;    /* `beleid`: "map:policies" */
    const char *content; /* `beleid_inhoud`: "sha256:…" */
    bool has_on;         /* a reference date was asked for */
    date on;
    index_t force_version; /* --leidraad; NONE */
    bool all_readings;     /* say what each reading, turned alone, would make of it */
    /* for people: */
    size_t width;
    bool colour;
};

/* ---- evaluate ---- */

struct evaluate_writer {
    void *(*begin)(const struct report *report); /* what it keeps */
    void (*subject)(void *kept, struct arena *scratch, const struct result *result);
    void (*end)(void *kept);
};
extern const struct evaluate_writer evaluate_text, evaluate_json, evaluate_ndjson, evaluate_csv;

/* A result without a version or a reference date: there are no rules, decisions or amounts. */
static inline bool result_is_bare(const struct result *result)
{
    return result->oordeel == NIET_BEPAALD && result->reason != GEEN_REGELS;
}

/* What a result says of a rule is what that rule itself says, and no plan adds to it. */
static inline bool rule_stands_alone(const struct rule_result *rule)
{
    return rule->parts.len == 1 && rule->parts.at[0].rule == rule->rule;
}

/* The result of a rule that nothing is known of but the rule: for texts that follow from it. */
static inline struct rule_result rule_alone(const struct rule *rule, struct part *part)
{
    struct rule_result alone = {.rule = rule};
    *part = (struct part){.rule = rule};
    alone.parts.at = part;
    alone.parts.len = 1;
    return alone;
}

/* ---- applies, and timeline of one practice ---- */

/* Where one practice stands on one date, or through one period of its timeline. */
struct standing {
    bool has_key; /* false: a start date without a practice (--intake) */
    struct str key;
    bool has_start, has_on;
    date start, on;
    bool period;            /* a period of the timeline: `on` is its first day */
    int32_t groeijaar_last; /* of the last day of a period */
    struct timeline timeline;
    struct moment moment;
    struct rests_on rests_on;
};

/* start: UNKNOWN when it is not known.  on: UNKNOWN for the start date itself. */
void standing_on(struct standing *out, struct arena *arena, const struct report *report,
                 const struct readings *readings, int64_t start, int64_t on);

/* A report over data has one of `many`; --intake has one object, or the periods of one
 * start date. */
enum standing_shape { STANDING_MANY, STANDING_ONE, STANDING_PERIODS };

struct applies_writer {
    void *(*begin)(const struct report *report, enum standing_shape shape);
    void (*standing)(void *kept, struct arena *scratch, const struct standing *standing);
    void (*end)(void *kept);
};
extern const struct applies_writer applies_text, applies_json, applies_ndjson, applies_csv;

/* ---- timeline: the intake table ---- */

const struct cell *report_cell(const struct program *p, index_t version, uint32_t group);
/* The day on which a group goes over to its next version, or on which the stelsel has ended. */
date intake_until(const struct program *p, index_t version, uint32_t group);

void timeline_text(const struct report *report);
void timeline_json(const struct report *report);
void timeline_ndjson(const struct report *report);
void timeline_csv(const struct report *report);

/* ---- agenda ---- */

/* One window of a task: the task of one year, or the one time that it is due. */
struct window {
    const struct task *task;
    bool dated;
    date from, to; /* inclusive, as the policies write it */
};

struct agenda {
    int year;                     /* 0: all */
    const struct window *windows; /* by date; those without a date last */
    size_t count;
};

/* The windows of all tasks that touch a year.  Tasks without a date are in every year. */
struct agenda agenda_of(struct arena *arena, const struct program *p, int year);

void agenda_text(const struct report *report, const struct agenda *agenda);
void agenda_json(const struct report *report, const struct agenda *agenda);
void agenda_ndjson(const struct report *report, const struct agenda *agenda);
void agenda_ics(const struct report *report, const struct agenda *agenda);

/* ---- records that were left out ---- */

/* Columns bestand, regel, code, melding, record.  Messages are made in `scratch`. */
void rejects_csv(const struct data *data, struct out *out, struct arena *scratch);

#endif
