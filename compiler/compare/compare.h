/* Differences in meaning between two programs, or between one version in each.
 *
 * Takes two verified programs (which may be the same one) and says what an auditor would write
 * down: which rules came, lapsed, were renamed or changed, part by part and from what to what;
 * which definitions, parameters, readings, sets, intake dates, decisions, amounts, tasks, kaders
 * and regional plans did.  It compares consolidated versions, not lines: order, layout, comments
 * and the names of files make no difference, and a rule that two versions list unchanged is equal
 * to itself.
 *
 * Two grades.  A difference of meaning can change a verdict, or what a verdict rests on (its
 * source, its assumptions).  A difference of text changes neither: titles, reasons, wording that
 * means the same. */
#ifndef LEIDRAAD_COMPILER_COMPARE_COMPARE_H
#define LEIDRAAD_COMPILER_COMPARE_COMPARE_H

#include "base/vec.h"
#include "program/program.h"

/* What differs: compare.def has a line for each, with its Dutch term for machine output, its grade
 * and its words for people. */
enum difference_kind {
#define DIFFERENCE(name, term, grade, words) DIFFERENCE_##name,
#include "compiler/compare/compare.def"
#undef DIFFERENCE
    DIFFERENCE_KINDS
};

enum grade { GRADE_MEANING, GRADE_TEXT };

/* What it is about. */
enum subject_kind {
    SUBJECT_LEIDRAAD,
    SUBJECT_REGEL,
    SUBJECT_DEFINITIE,
    SUBJECT_PARAMETER,
    SUBJECT_LEZING,
    SUBJECT_VERZAMELING,
    SUBJECT_KEUZE,
    SUBJECT_KADER,
    SUBJECT_REGIOPLAN,
    SUBJECT_BESLUIT,
    SUBJECT_BEREKENING,
    SUBJECT_TAAK,
    SUBJECT_STELSEL,
    SUBJECT_ONDERWERP,
    SUBJECT_BRON,
    SUBJECT_KINDS
};

/* One side of a difference; all empty where that side has nothing. */
struct side {
    const struct program *program; /* whose symbols and citations these are; NULL: not there */
    struct str text;               /* as the policies write it, canonical: "ten minste 2"; a rule
                                      that came or lapsed: its clauses, one a line */
    struct origin origin;          /* where it stands; file NONE: not known */
    struct range citations;        /* citations[]: what it rests on there */
};

/* Something by its name. */
struct named {
    enum subject_kind kind;
    struct str id;
};

struct difference {
    enum difference_kind kind;
    enum difference_kind within; /* DIFFERENCE_THRESHOLD: as what it would be told if more than the
                                    threshold had changed: DIFFERENCE_CONDITION; else nothing */
    enum subject_kind subject;
    struct str id; /* of the subject: "lerende_omgeving"; a leidraad's label; renamed: the old */
    struct named owner; /* of a rule: its kader or plan; id empty: none */
    struct str title;   /* of the subject, on the new side where it is there; or empty */
    struct str renamed; /* DIFFERENCE_RENAMED: the new id, of `part` where there is one; else
                           empty */
    struct str part;    /* what of it, where the kind does not say: "groep 4", a period; or empty */
    uint32_t group;     /* of an intake date: the group that `part` names; 0: none */
    VEC(struct str) versions; /* labels of those in which it differs; none: of no version, or
                                 between the two that are compared */
    struct side from, to;
    struct side lapse; /* of what came, lapsed or was renamed: the `vervalt` with which the version
                          that lacks it says why; not there: none does */
    VEC(struct named) affects; /* the rules and calculations that mean something else because of
                                  it, or rest on what came or lapsed.  Of a kader or a plan that
                                  came or lapsed: its rules */
};

struct differences {
    VEC(struct difference) list; /* by subject kind, then in the order of the policies */
    size_t meaning, text;        /* how many of each grade */
};

/* What is compared on one side. */
struct compared {
    const struct program *program;
    index_t version; /* versions[]: only that one, with what it uses; NONE: the whole program */
};

/* Either both sides name a version, or neither.  Everything is in the arena, or in the programs'
 * symbols.
 *
 * Of whole programs a version that only one has is held against the version that it revises: what
 * it brings is told as differences in that version.  A kader or plan that only one has is one
 * difference, which names its rules.  What only one of two versions uses is told where a rule that
 * differs rests on it. */
struct differences *compare(struct arena *arena, const struct compared *from,
                            const struct compared *to);

/* What the comparison looks up of one program.  Lives as long as the program at most. */
struct facts;
struct facts *facts_of(struct arena *arena, const struct program *p);

/* The same of two whole programs, each of which may be compared with others too. */
struct differences *compare_programs(struct arena *arena, struct facts *from, struct facts *to);

enum grade difference_grade(enum difference_kind kind);
const char *difference_term(enum difference_kind kind);  /* "voorwaarde": machine output */
const char *difference_words(enum difference_kind kind); /* for people, in the locale's language */
const char *subject_term(enum subject_kind kind);        /* "regel" */

bool difference_affects(const struct difference *d, enum subject_kind kind, struct str id);
bool difference_is_in(const struct difference *d, struct str version); /* one of d->versions */
bool named_equal(struct named a, struct named b);

/* ---- as text: in the arena, or a part of what is told ---- */

/* "kader k"; a rule by its id alone; empty where there is no id. */
struct str named_text(struct arena *arena, struct named named);
/* "2025, 2026-2027" */
struct str difference_versions(struct arena *arena, const struct difference *d);
/* One line for people, in the locale's language: "regel x: threshold: was ten minste 2, is now ten
 * minste 3 [2025]".  Not "from … to …": many of the texts begin with `van`. */
struct str difference_line(struct arena *arena, const struct difference *d);
/* The same in terms, without the change: "regel x: drempel [2025]". */
struct str difference_terms(struct arena *arena, const struct difference *d);

#endif
