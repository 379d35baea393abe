/* What the later phases make of the policies, for people (--dump): one text a phase.  (Tokens and
 * trees are the parser's, and a program dumps itself: program_dump.) */
#ifndef LEIDRAAD_COMPILER_DUMP_H
#define LEIDRAAD_COMPILER_DUMP_H

#include "compiler/types/typed.h"

/* Every version as consolidated.h gives it. */
void dump_consolidated(const struct editions *all, struct buf *out);

/* The typed tree: each rule with its expressions, a node a line, each with its type.  Also of
 * policies with errors, as far as they were typed: what is poisoned says so. */
void dump_typed(const struct typed *typed, struct buf *out);

#endif
