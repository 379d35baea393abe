/* A source for every norm: what each part of a policy must say about where it comes from. */
#ifndef LEIDRAAD_COMPILER_CITATIONS_H
#define LEIDRAAD_COMPILER_CITATIONS_H

#include "compiler/resolve.h"

/* Reports what is wrong with the citations of one node, its children not included: a source that
 * is not declared, a citation without a place, a part that must cite and does not, an amendment
 * without a source of its own.  (The reason of a lapse is part of the grammar.) */
void check_citations(struct names *names, const struct ast *node, const struct ast *parent);

#endif
