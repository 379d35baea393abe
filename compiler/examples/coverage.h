/* Which verdicts a rule can have, and which of them the examples show.
 *
 * Every expression is looked at once for the outcomes it can have, each operand by itself: `x of
 * niet x` counts as one that can be nee.  So a verdict that is not reachable is none that can come,
 * and of what is reachable some may yet never come. */
#ifndef LEIDRAAD_COMPILER_EXAMPLES_COVERAGE_H
#define LEIDRAAD_COMPILER_EXAMPLES_COVERAGE_H

#include "compiler/examples/examples.h"

struct rule_coverage {
    index_t id;                  /* symbol */
    const struct rule *rule;     /* the first of this id */
    unsigned reachable, covered; /* 1 << enum verdict; covered is a part of reachable */
};

struct coverage {
    VEC(struct rule_coverage) rules; /* by id, in order of the program */
    size_t reachable, covered;       /* pairs of a rule and a verdict */
};

/* All rules of one id together: of every version, and those of plans that sharpen it. */
struct coverage *coverage_of(struct arena *arena, const struct program *p,
                             const struct examples *examples);

#endif
