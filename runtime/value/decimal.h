/* Exact decimals: a whole number of units of 10^-scale.  The scale stands in the type of the
 * column or the node, never in the value, so that a value is one int64 and comparing two of the
 * same scale is comparing integers.  No binary floating point anywhere. */
#ifndef LEIDRAAD_VALUE_DECIMAL_H
#define LEIDRAAD_VALUE_DECIMAL_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { DECIMAL_SCALE_MAX = 9 };

/* DOWN: towards zero.  UP: away from zero.  HALF_*: to the nearest, a half away from zero or to
 * the even one. */
enum rounding { ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_EVEN };

enum decimal_parse {
    DECIMAL_OK,
    DECIMAL_FORM,      /* not a number */
    DECIMAL_SCALE,     /* more decimals than the scale has */
    DECIMAL_RANGE,     /* does not fit 64 bits */
    DECIMAL_AMBIGUOUS, /* 2.095: a thousand or a fraction? */
};

/* Reads a number as Dutch spreadsheets write it: decimal comma ("4,6"), optional minus; trailing
 * zeros beyond the scale are allowed.  A dot anywhere is DECIMAL_AMBIGUOUS when the text is
 * otherwise digits, dots and at most one comma. */
enum decimal_parse decimal_parse_dutch(struct str text, unsigned scale, int64_t *out);

/* Reads a JSON number ("4.6", "-3", "1e3"), by its digits. */
enum decimal_parse decimal_parse_json(struct str text, unsigned scale, int64_t *out);

enum { DECIMAL_TEXT_SIZE = 32 };
/* "4.60" with all the decimals of the scale and `point` as the mark; returns out. */
char *decimal_text(int64_t value, unsigned scale, char point, char out[DECIMAL_TEXT_SIZE]);

/* value * 10^(to - from) for to >= from: false when it does not fit. */
bool decimal_widen(int64_t value, unsigned from, unsigned to, int64_t *out);

/* numerator / denominator (not 0), rounded to an integer; exact in 128 bits. */
__extension__ typedef __int128 int128;
bool decimal_divide(int128 numerator, int128 denominator, enum rounding rounding, int64_t *out);

#endif
