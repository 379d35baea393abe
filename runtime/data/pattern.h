/* Patterns of codes: the small part of regular expressions that a policy needs for `code patroon`.
 *
 *     [0-9]{8}     [A-Z]{2,4}-?[0-9]+     NL[0-9A-Z_]*
 *
 * A pattern is a row of items: an ASCII character that stands for itself, `.` (any ASCII
 * character), or a class [a-z_] or [^0-9]; `\` takes the meaning from the next character.  Behind
 * an item may stand ? * + {n} {n,} or {n,m}.  It fits a text when it fits all of it.
 *
 * Not POSIX regcomp: its classes change with the locale, its matching wants a NUL behind the text,
 * and repeats of repeats make it slow on text that an outsider chose.  Here there are no groups and
 * at most 63 items once counts are written out, so that matching is one machine word of state and a
 * step a byte. */
#ifndef LEIDRAAD_DATA_PATTERN_H
#define LEIDRAAD_DATA_PATTERN_H

#include "base/str.h"

struct pattern {
    uint64_t accept[256]; /* by byte: the items that take it, a bit each */
    uint64_t optional;    /* items that may be passed over */
    uint64_t repeat;      /* items that may take more than one byte */
    unsigned items;
};

/* False: the text is no pattern, or too large a one. */
bool pattern_compile(struct pattern *pattern, struct str text);

bool pattern_fits(const struct pattern *pattern, struct str text);

/* How many digits the pattern asks for, when that is all it asks for ([0-9]{8}: 8); else 0. */
unsigned pattern_digits(const struct pattern *pattern);

#endif
