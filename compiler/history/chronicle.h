/* Questions to the history: which revisions changed a version or a rule, and which of them gave
 * each part of it the meaning that it has now.
 *
 * A rule is followed through its renames, and a version that began as a copy of another to that
 * other: what was carried over unchanged has its meaning from there. */
#ifndef LEIDRAAD_COMPILER_HISTORY_CHRONICLE_H
#define LEIDRAAD_COMPILER_HISTORY_CHRONICLE_H

#include "compiler/history/history.h"

struct question {
    const struct program *now; /* of the newest revision; a log can do without: NULL */
    struct str version;        /* label, or the id of a kader or a regional plan; empty: any */
    struct str rule;           /* id; empty: any */
    bool all;                  /* of a log: text too, and files that changed in layout alone */
};

/* ---- log ---- */

struct entry_of_log {
    const struct revision *revision;
    VEC(const struct difference *) differences; /* those that the question is about */
};
struct log {
    VEC(struct entry_of_log) entries; /* the newest first */
};
struct log *chronicle_log(struct arena *arena, const struct history *history,
                          const struct question *question);

/* ---- blame ---- */

struct blame_line {
    enum subject_kind subject; /* SUBJECT_REGEL: a part of the rule; else what it uses */
    enum rule_part part;       /* of a rule */
    struct str id;             /* of what it uses */
    const struct revision *revision;
    const struct difference *difference; /* that gave it its meaning; NULL: it came with all of the
                                            rule */
};
struct blamed_rule {
    index_t rule; /* in question->now */
    VEC(struct blame_line) lines;
};
struct blame {
    VEC(struct blamed_rule) rules; /* in the order of the policies */
};

/* The question names a version.  No rules: that version has none, or not that one. */
struct blame *chronicle_blame(struct arena *arena, const struct history *history,
                              const struct question *question);

const char *rule_part_term(enum rule_part part);  /* "voorwaarde": machine output */
const char *rule_part_words(enum rule_part part); /* in the locale's language */

#endif
