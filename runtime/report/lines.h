/* Lines of running text that the text reports share. */
#ifndef LEIDRAAD_REPORT_LINES_H
#define LEIDRAAD_REPORT_LINES_H

#include "report/report.h"

enum { LINES_INDENT = 2 };

/* A paragraph: indented, wrapped to the width, its further lines indented once more. */
void lines_say(const struct report *report, size_t indent, struct str text);

/* The policies that were judged by, with the commit where they are in a store: on one line, however
 * long, so that it can be copied. */
void lines_policies(const struct report *report);

/* What an answer rests on: readings, external sources, assumptions. */
void lines_rests_on(const struct report *report, struct arena *scratch,
                    const struct rests_on *rests_on);

/* The same where many answers follow each other: assumptions are numbered, and their texts come
 * once, behind the last. */
struct footnotes;
struct footnotes *footnotes_create(const struct report *report);
void lines_rests_on_numbered(const struct report *report, struct arena *scratch,
                             struct footnotes *notes, const struct rests_on *rests_on);
void footnotes_write(const struct report *report, const struct footnotes *notes);

/* That a version has not been adopted; nothing where it has. */
void lines_concept(const struct report *report, struct arena *scratch,
                   const struct version *version);

#endif
