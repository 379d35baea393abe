/* Data that occur more than once in one condition.
 *
 * Kleene logic judges each occurrence by itself, so `x of niet x` is unknown while x is.  Where
 * that may be too careful the compiler warns, unless a `herhaling` says that it is known. */
#ifndef LEIDRAAD_COMPILER_TYPES_REPEATS_H
#define LEIDRAAD_COMPILER_TYPES_REPEATS_H

#include "compiler/types/environment.h"

/* Warns about the conditions of a rule, and about a `herhaling` that silences nothing. */
void check_repeats(struct typing *t, const struct typed_rule *rule);

#endif
