/* The record that a mistyped key was probably meant to name. */
#ifndef LEIDRAAD_EVALUATE_MEANT_H
#define LEIDRAAD_EVALUATE_MEANT_H

#include "data/data.h"

/* The likeliest key (data/likely.h) among the records of a table, or with NONE among those of every
 * kind of subject.  Empty: none is likely.  Takes time in the number of records, so it is for
 * telling people and not for evaluating. */
struct str meant_key(struct arena *arena, const struct data *data, index_t table, struct str key);

#endif
