/* Types: from consolidated versions to the typed tree (typed.h). */
#ifndef LEIDRAAD_COMPILER_TYPES_TYPES_H
#define LEIDRAAD_COMPILER_TYPES_TYPES_H

#include "compiler/types/typed.h"

/* Where something is poisoned a message has been given, so that the result may be lowered when the
 * diagnostics hold no error. */
struct typed *type_policies(const struct editions *all, const struct schema *schema,
                            const struct intake *intake);

/* Whether an expression is about readings and nothing else: what the stelsel and the term of a plan
 * may be, which are asked for before any data is. */
bool about_readings(const struct expr *e);

#endif
