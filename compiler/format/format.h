/* The canonical layout of a policy file.
 *
 * Comments stay where they stand, and single empty lines between items; everything else (white
 * space, breaks, the order of options in a heading, how a date or a number is written) is settled
 * here.  Lines have at most FORMAT_WIDTH columns where breaking at words can achieve that: a long
 * text stays on one line.  Formatting a second time changes nothing, and never the tree. */
#ifndef LEIDRAAD_COMPILER_FORMAT_FORMAT_H
#define LEIDRAAD_COMPILER_FORMAT_FORMAT_H

#include "compiler/ast.h"

enum { FORMAT_WIDTH = 100 };

/* The file must have been read without errors. */
struct str format_file(struct arena *arena, const struct ast_file *file);

/* Reads and formats.  STATUS_POLICIES with the mistakes in diags, and *out empty, when the text has
 * errors: what cannot be read cannot be laid out without losing some of it. */
int format_text(struct str *out, struct arena *arena, struct diags *diags, struct str name,
                struct str text);

#endif
