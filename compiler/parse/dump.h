/* The tokens of a policy file, for people (--dump=tokens). */
#ifndef LEIDRAAD_COMPILER_PARSE_DUMP_H
#define LEIDRAAD_COMPILER_PARSE_DUMP_H

#include "compiler/ast.h"

/* A token a line: its place, what it is, and the text as written.  Of a file that parse_file() has
 * read; what is wrong with it has been said there. */
void parse_dump_tokens(const struct ast_file *file, struct buf *text);

#endif
