/* What the files of the compile side of the public header share. */
#ifndef LEIDRAAD_COMPILER_API_H
#define LEIDRAAD_COMPILER_API_H

#include "compiler/compile.h"
#include "handles.h"

/* What policies that were compiled keep beside their program (leidraad_policies.compiled). */
struct compilation {
    struct ast_file *const *files; /* those that were compiled */
    size_t count;
    struct compiled compiled;
};

#endif
