/* The files of policies for the public header: read from a path, or given, and parsed. */
#ifndef LEIDRAAD_COMPILER_API_FILES_H
#define LEIDRAAD_COMPILER_API_FILES_H

#include "compiler/ast.h"
#include "leidraad.h"

struct policy_files {
    struct ast_file **at; /* by name */
    size_t count;
    struct str saved; /* a file that is not named as policies are: a saved program; or empty */
};

/* A folder of .leidraad files, one such file, or a saved program.  STATUS_SYSTEM or
 * STATUS_POLICIES, with the reasons in diags. */
int policy_files_read(struct policy_files *out, struct arena *arena, struct diags *diags,
                      struct str path);

/* From memory; names and texts are copied. */
void policy_files_given(struct policy_files *out, struct arena *arena, struct diags *diags,
                        const leidraad_file *files, size_t count);

#endif
