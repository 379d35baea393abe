/* The data of an example: from `gegeven` to tables.  Private to compiler/examples/. */
#ifndef LEIDRAAD_COMPILER_EXAMPLES_DATA_H
#define LEIDRAAD_COMPILER_EXAMPLES_DATA_H

#include "compiler/ast.h"
#include "data/data.h"

/* The subject that is judged is the first `gegeven`: its table, row 0.  False after a message. */
bool example_data(struct data **out, struct arena *arena, const struct program *p,
                  const struct ast *example, struct diags *diags, index_t *table);

/* A number, a label or a name as the text that names a version: "2023", "2026-2027". */
struct str label_text(struct arena *arena, const struct ast *ast);

#endif
