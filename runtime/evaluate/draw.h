/* A sample of practices that anybody can draw again.
 *
 * Everything about it follows from the keys of the practices, the stratum of each, the size and the
 * seed; nothing from the order of the data, from a generator of random numbers, or from a clock.
 *
 * The order.  A practice is given the SHA-256 of the bytes `seed:key`.  Within a stratum they stand
 * by that hash, the smallest first, compared as bytes (or, what is the same, as its hexadecimal
 * digits); keys are unique, and where two hashes are equal, the smaller key is first.
 *
 *     printf '%s' '2026:99000004' | sha256sum
 *
 * How many.  Of N practices in k strata, n are drawn (all, where n is N or more).
 *   - n < k: not every stratum can have one.  Each gets its quota n*Nh/N by largest remainder.
 *   - n >= k: a stratum whose quota n*Nh/N is less than 1 gets 1, and is set aside with it; then
 * the quotas of the others are worked out anew, of what is left of n and N, until none is less than
 *     1.  These get theirs by largest remainder.
 * By largest remainder: each gets its quota without the fraction; what is then left goes, one each,
 * to the largest fractions, and of equal ones to the stratum whose name is first, as bytes.  All of
 * it in whole numbers: fractions are compared by their numerators, over the same denominator.
 *
 * Practices of which the stratum is not known are one stratum too, and can be drawn as well as any
 * other.  Its name is empty, which no key is: so it is first, and no RHO can be taken for it. */
#ifndef LEIDRAAD_EVALUATE_DRAW_H
#define LEIDRAAD_EVALUATE_DRAW_H

#include "evaluate/evaluate.h"

#define STRATUM_UNKNOWN ""
#define STRATUM_ALL "alle" /* the one there is where no strata are asked for */

struct drawn {
    size_t row; /* of the practice */
    struct str key;
    char hash[SHA256_HEX];
    size_t stratum; /* in sample.strata */
    size_t rank;    /* in its stratum, from 1 */
};

struct stratum {
    struct str name;
    size_t population, size; /* practices in it; drawn of those */
};

struct sample {
    size_t population;
    char keys[SHA256_HEX]; /* hash of all keys, in the order of their bytes, each with LF behind it:
                              was it the same population? */
    struct stratum *strata; /* by name */
    size_t strata_count;
    struct drawn *drawn; /* by stratum, then rank */
    size_t count;
};

enum sample_by { SAMPLE_BY_NOTHING, SAMPLE_BY_HOLDER, SAMPLE_BY_GROUP };

/* The stelsel of the program must have a table of practices, and for SAMPLE_BY_HOLDER a plan
 * column. */
struct sample sample_draw(struct arena *arena, const struct data *data,
                          const struct readings *readings, struct str seed, size_t size,
                          enum sample_by by);

/* The sizes alone: sets `size` of each stratum, which stand by name. */
void sample_divide(struct arena *arena, struct stratum *strata, size_t count, size_t size);

#endif
