/* The compiler: from the files of a policy to its program.
 *
 *     files --parse--> trees --resolve--> names --amend--> editions
 *           --types--> typed --lower--> program
 *
 * Each phase has a struct of its own for what it gives (names, editions, typed, program), so that
 * what is half done cannot be passed on; see the header of each. */
#ifndef LEIDRAAD_COMPILER_COMPILE_H
#define LEIDRAAD_COMPILER_COMPILE_H

#include "compiler/ast.h"

struct editions;
struct program;
struct typed;

struct compiled {
    struct program *program;         /* NULL when there are errors */
    const struct editions *editions; /* also when there are, as far as they go */
    const struct typed *typed;
};

/* Compiles what parse_file() gave; the order of the files makes no difference.  Everything lives in
 * the arena.  STATUS_POLICIES: there are errors in diags, those of parsing included; all of them,
 * and of one mistake one. */
int compile(struct compiled *out, struct arena *arena, struct ast_file *const *files, size_t count,
            struct diags *diags);

#endif
