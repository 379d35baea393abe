/* What a mistyped name was probably meant to be: the likeliest of some candidates.
 *
 *     struct likely likely = likely_start(text, &budget);
 *     for (…) likely_try(&likely, candidate, candidate);
 *     suggestion = likely_best(&likely);
 *
 * Capitals, spaces and dashes count for nothing; then comes a slip of a letter or two; then a
 * candidate that begins with the text or holds it (2026 in 2026-2027), or is it without its ending
 * (praktijken), if there is only one.  For a
 * text without letters a slip is no reason: 2024 is not a misspelt 2023. */
#ifndef LEIDRAAD_DATA_LIKELY_H
#define LEIDRAAD_DATA_LIKELY_H

#include "base/str.h"

enum { LIKELY_MAX = 64 }; /* bytes; a longer text is like nothing */

struct likely {
    char text[LIKELY_MAX];
    size_t len;
    bool letters;
    unsigned score; /* of best; less is better */
    bool tie;
    struct str best;
    size_t *budget;
};

/* budget: how many comparisons may still be made, so that a file full of mistakes takes no longer
 * than one without. */
struct likely likely_start(struct str text, size_t *budget);

/* Compares with `like`; what is suggested is `name`. */
void likely_try(struct likely *likely, struct str like, struct str name);

struct str likely_best(const struct likely *likely); /* empty: nothing is likely */

#endif
