/* What the tables of verbs and options say, in other forms than --help: the sources of
 * tools/man and tools/completion, which are made with --describe-as. */
#ifndef LEIDRAAD_TOOL_DESCRIBE_H
#define LEIDRAAD_TOOL_DESCRIBE_H

#include "options.h"
#include "output.h"

extern const struct choice description_forms[]; /* none of them is 0 */

void describe(struct output *out, int form);

/* describe_manual.c: in the language of the locale, for man(7).  describe_completion.c: bash. */
void describe_manual(struct output *out);
void describe_completion(struct output *out);

#endif
