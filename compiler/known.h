/* What was known on a day: the policies without the files that came later. */
#ifndef LEIDRAAD_COMPILER_KNOWN_H
#define LEIDRAAD_COMPILER_KNOWN_H

#include "compiler/compile.h"
#include "value/date.h"

/* Whether a file was there on a day: none of its versions, kaders and regional plans was adopted
 * later, and none is a concept.  A file without any of these is always there; so is what says no
 * day. */
bool is_known(const struct ast_file *file, date on);

/* Those that are, in the same order; *known is in the arena. */
size_t known_files(struct ast_file *const **known, struct arena *arena,
                   struct ast_file *const *files, size_t count, date on);

/* compile() of those that are. */
int compile_known_files(struct compiled *out, struct arena *arena, struct ast_file *const *files,
                        size_t count, date on, struct diags *diags);

#endif
