/* Examples (`voorbeeld`): policies that test themselves.
 *
 * Takes a program and the files it came from; runs every example on the reference evaluator, and
 * says for each whether all it expects came out.  The data of an example goes through the checks of
 * any data, so that an AGB of seven digits is a mistake here too. */
#ifndef LEIDRAAD_COMPILER_EXAMPLES_EXAMPLES_H
#define LEIDRAAD_COMPILER_EXAMPLES_EXAMPLES_H

#include "compiler/ast.h"
#include "program/program.h"

#include "evaluate/evaluate.h"

/* An expectation that was not met. */
struct example_miss {
    struct span span;     /* of the expectation */
    const struct ast *on; /* AST_DATUM: the reference date; NULL: the subject's own */
    struct str expected;  /* both as the policies say it: "regel lerende_omgeving voldaan" */
    struct str came;      /* "onbekend, ontbreekt: lerende_omgeving" */
};

/* A verdict that an example expects and that came: for the coverage. */
struct verdict_shown {
    index_t rule; /* symbol: the id */
    enum verdict verdict;
};

struct example_result {
    const struct ast *ast; /* AST_VOORBEELD; its text is the title */
    const struct ast_file *file;
    bool passed;
    size_t expectations;
    VEC(struct example_miss) misses;
};

struct examples {
    VEC(struct example_result) list; /* in order of the files, and in a file of the text */
    size_t passed, failed;
    VEC(struct verdict_shown) shown; /* of all examples, with repetitions */
};

/* STATUS_POLICIES: an example names what does not exist or holds bad data, and is in diags; *out is
 * set all the same, without those examples. */
int run_examples(struct examples **out, struct arena *arena, const struct program *p,
                 struct ast_file *const *files, size_t count, struct diags *diags);

#endif
