/* A version as it reads once every amendment is in it, as policy text.
 *
 * Above a declaration stands, as a comment, who wrote it and where; and above each clause that
 * somebody else wrote, the same.  It is text to read, not to compile: what the version amends of
 * the vocabulary stands in it in full, as if it were declared there. */
#ifndef LEIDRAAD_COMPILER_CONSOLIDATED_H
#define LEIDRAAD_COMPILER_CONSOLIDATED_H

#include "compiler/amend.h"

/* A version in force: its intake, what it has of the vocabulary that is not as it was declared, and
 * all its rules.  Or a kader or regional plan, by its name.  Empty: there is nothing of
 * this name. */
struct str consolidated_version(const struct editions *all, struct arena *arena, struct str name);
bool consolidated_has(const struct editions *all, struct str name);

/* One rule, with the origin of every clause: as the version has it (empty: the last that has it),
 * or else a kader or a plan, and behind it what plans add by sharpening it.  Where it has lapsed in
 * the version (empty: in the last), its `vervalt`.  The label may also be the name of a kader or
 * plan.  Empty: there is no such rule. */
struct str consolidated_rule(const struct editions *all, struct arena *arena, struct str label,
                             struct str id);

#endif
