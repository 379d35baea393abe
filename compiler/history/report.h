/* Histories, written out: `log` and `blame`, for people and as JSON.
 *
 * Who did it and why is read from the store when it is written, since of most revisions nobody asks
 * it. */
#ifndef LEIDRAAD_COMPILER_HISTORY_REPORT_H
#define LEIDRAAD_COMPILER_HISTORY_REPORT_H

#include "base/out.h"
#include "compiler/history/chronicle.h"

struct history_report {
    struct out *out;
    struct arena *arena;
    const struct repository *repository;
    bool array; /* of JSON: one array, and not an object a line */
    size_t width;
    bool colour;
};

/* The status of the store, where a revision can no longer be read. */
int log_text(const struct history_report *report, const struct log *log);
int log_json(const struct history_report *report, const struct log *log);
int blame_text(const struct history_report *report, const struct program *now,
               const struct blame *blame);
int blame_json(const struct history_report *report, const struct program *now,
               const struct blame *blame);

/* The first line of what a commit says. */
struct str first_line(const char *message);
/* Why what was adopted changed, as the gate wrote it (publish.c); empty: it did not. */
struct str erratum_of(const char *message);
/* Names and messages are bytes that somebody else wrote: without what a terminal would obey. */
struct str harmless(struct arena *arena, struct str text);

#endif
