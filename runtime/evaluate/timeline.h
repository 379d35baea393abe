/* The timeline: which version applies to a practice on a date.
 *
 * Takes a program (its intake table, versions and stelsel), an intake date and the choice of each
 * reading; gives the group, the spans of versions, and the growth year.  Source of every rule
 * here: the bestuurlijke afspraken, Tabel 1 and footnote 8, and grammar/REFERENCE.md, "The
 * stelsel" and "Versions". */
#ifndef LEIDRAAD_EVALUATE_TIMELINE_H
#define LEIDRAAD_EVALUATE_TIMELINE_H

#include "base/vec.h"
#include "program/program.h"

/* The choice of every reading: choices[] by reading, or NONE for the default of the version in
 * force (of the last version, where none is).  One array of program->readings_count; turned NULL:
 * all defaults. */
struct readings {
    const index_t *turned;
};

/* The choice (in choices[]) that reading r has under version v (NONE: the last version). */
index_t reading_choice(const struct program *p, const struct readings *r, index_t reading,
                       index_t version);

/* Is reading r, under version v (NONE: before any version is known), set to this choice symbol? */
bool reading_is(const struct program *p, const struct readings *r, index_t reading, index_t version,
                index_t choice_symbol);

/* A ja/nee node over readings only (stelsel.*, plan.term); NONE counts as ja. */
bool reading_node(const struct program *p, const struct readings *r, index_t node, index_t version);

enum undetermined {
    UNDETERMINED_NOT, /* a version applies */
    INSTROOM_ONBEKEND,
    GEEN_INSTROOMMOMENT,
    NOG_NIET_INGESTROOMD,
    GEEN_LEIDRAAD_VAN_KRACHT,
    VERSIE_OVERGESLAGEN, /* --leidraad names a version that the group skips */
    GEEN_REGELS,         /* of a subject: no rule binds */
    UNDETERMINED_KINDS
};
const char *undetermined_name(enum undetermined u);

enum { TIMELINE_SPANS_MAX = PROGRAM_VERSIONS_MAX };

struct timeline_span {
    index_t version;
    date from, to; /* half-open: [from, to) */
};

struct timeline {
    enum undetermined reason; /* UNDETERMINED_NOT, INSTROOM_ONBEKEND or GEEN_INSTROOMMOMENT */
    date start;               /* where known */
    uint32_t group;           /* 1..; 0 where reason is set */
    bool forced;              /* judged by one version whatever the date: timeline_force */
    date nearest[2];          /* GEEN_INSTROOMMOMENT: the intake moments before and after */
    bool has_nearest[2];
    bool rests_on_every_cell; /* another reading of instroommoment would give another answer */
    uint32_t count;
    struct timeline_span spans[TIMELINE_SPANS_MAX];
};

/* start: UNKNOWN (data.h) when it is not known.  Takes time in the size of the intake table
 * alone. */
void timeline_of(struct timeline *out, const struct program *p, const struct readings *r,
                 int64_t start);

/* The same practice judged by one version whatever the date: a single span from the group's date
 * for it, without end, which timeline_at gives for every day from the start on, also before that
 * date.  False: the group skips that version; the timeline is then without spans.  A timeline with
 * a reason stays as it is. */
bool timeline_force(struct timeline *timeline, const struct program *p, index_t version);

struct moment {
    enum undetermined reason;
    index_t version; /* where reason is UNDETERMINED_NOT */
    date from, to;   /* of its span */
    int32_t groeijaar;
};

/* Where the practice stands on a date. */
void timeline_at(struct moment *out, const struct timeline *t, const struct program *p,
                 const struct readings *r, date on);

/* on: not before start. */
int32_t groeijaar_on(const struct program *p, const struct readings *r, index_t version, date start,
                     date on);
/* The last day of growth year n; clamped to the range of dates. */
date groeijaar_end(const struct program *p, const struct readings *r, index_t version, date start,
                   int64_t n);

/* A year of a yearly duty: its name and its days, both inclusive. */
struct duty_year {
    int32_t name;
    date first, last;
};
/* The year that contains a date: the calendar year, or the own year since `start` (start is
 * ignored for calendar years and for subjects without intake, whose years are calendar years). */
struct duty_year duty_year_of(const struct program *p, const struct readings *r, index_t version,
                              int64_t start, date on);
struct duty_year duty_year_named(const struct program *p, const struct readings *r, index_t version,
                                 int64_t start, int32_t name);

/* Is a version in force for at least one group on this date? */
bool version_in_force(const struct program *p, index_t version, date on);

/* What an answer rests on (`rust_op`): readings[], symbols of assumptions, sources[] that are
 * extern; each once. */
struct rests_on {
    VEC(index_t) readings, assumptions, externals;
};

/* Each adds what is not there already.  For short lists: they look through all of them.  A reading
 * brings what it assumes and cites itself. */
void rests_on_reading(struct rests_on *out, struct arena *arena, const struct program *p,
                      index_t reading);
void rests_on_assumptions(struct rests_on *out, struct arena *arena, const struct program *p,
                          struct range assumptions);
void rests_on_citations(struct rests_on *out, struct arena *arena, const struct program *p,
                        struct range citations);

/* What each thing that is used by name assumes and cites, and of a parameter and a set also the
 * period that holds on the day; DATE_NONE: only what holds for ever. */
typedef void basis_fn(void *context, struct range assumptions, struct range citations);
void uses_bases(const struct program *p, const struct uses *uses, date day, basis_fn *each,
                void *context);

/* What a rule, or a calculation, rests on. */
struct grounds {
    struct range readings, assumptions, citations;
    const struct uses *uses;
};
struct grounds rule_grounds(const struct rule *rule);
struct grounds calculation_grounds(const struct calculation *c);

/* All of it, on a day as in uses_bases(). */
void rests_on_calculation(struct rests_on *out, struct arena *arena, const struct program *p,
                          const struct calculation *calculation, date day);
void rests_on_rule(struct rests_on *out, struct arena *arena, const struct program *p,
                   const struct rule *rule, date day);

/* The intake cells that a moment rests on: the group's cells from its first version to the one in
 * force, and the skips that follow, which keep it under that version.  Adds their assumptions, and
 * the reading behind stelsel.every_cell where another choice would give another timeline. */
void timeline_rests_on_cells(struct rests_on *out, struct arena *arena, const struct program *p,
                             const struct timeline *t, const struct moment *m);

/* For output about the timeline itself (`applies`): the cells, the sources of the cells, and the
 * reading behind the groeijaar. */
void timeline_rests_on(struct rests_on *out, struct arena *arena, const struct program *p,
                       const struct timeline *t, const struct moment *m);

#endif
