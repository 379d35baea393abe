/* The rules that stand beside the versions: those of the kaders and of the regional plans, which
 * may add to the national rules and sharpen them, and nothing else. */
#ifndef LEIDRAAD_COMPILER_PLANS_H
#define LEIDRAAD_COMPILER_PLANS_H

#include "compiler/amend.h"

/* Fills kaders and plans; the versions must be there. */
void add_rule_lists(struct editions *all);

#endif
