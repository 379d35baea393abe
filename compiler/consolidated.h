/* A version as it reads once every amendment is in it (R6), as policy text.
 *
 * Above a declaration stands, as a comment, who wrote it and where; and above each clause that
 * somebody else wrote, the same.  It is text to read, not to compile: what the version amends of
 * the vocabulary stands in it in full, as if it were declared there. */
#ifndef LEIDRAAD_COMPILER_CONSOLIDATED_H
#define LEIDRAAD_COMPILER_CONSOLIDATED_H

#include "compiler/amend.h"

/* A version in force: its intake, what it has of the vocabulary that is not as it was declared, and
 * all its rules.  Empty: there is no version of this label. */
struct str consolidated_version(const struct editions *all, struct arena *arena, struct str label);

/* One rule, with the origin of every clause: as the version has it (empty: the last that has it),
 * or else a kader or a plan, and behind it what plans add by sharpening it.  Empty: there is none.
 */
struct str consolidated_rule(const struct editions *all, struct arena *arena, struct str label,
                             struct str id);

#endif
