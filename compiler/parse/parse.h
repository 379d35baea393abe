/* From text to syntax tree: the hand-written door to grammar/.
 *
 * Nothing here can fail for a reason that the text gives: mistakes are reported into the
 * diagnostics, and what could be read is in the tree, with an AST_ERROR in the place of what could
 * not.  A tree of a text with errors is only good for finding more of them. */
#ifndef LEIDRAAD_COMPILER_PARSE_PARSE_H
#define LEIDRAAD_COMPILER_PARSE_PARSE_H

#include "compiler/ast.h"

enum {
    PARSE_TEXT_MAX = 16 << 20, /* bytes in one file */
    PARSE_DEPTH_MAX = 200,     /* levels in one tree: whoever walks it may use recursion */
};

/* Adds the file to the diagnostics and reads it.  Never NULL, and neither is its tree.  The text
 * must live as long as the arena. */
struct ast_file *parse_file(struct arena *arena, struct diags *diags, struct str name,
                            struct str text);

#endif
