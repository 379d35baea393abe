/* What was known on a day: the policies as they stood then, derived from those of today.
 *
 * Policies say themselves when they came: a version, a kader and a regional plan by its adoption, a
 * source by its date.  So the earlier states need not be kept beside them:
 *   - the vocabulary (a file with the stelsel, subjects or sources) was always there;
 *   - a file with a version, kader or plan came on the day of the latest adoption in it;
 *   - a version that is not adopted yet stood there as a concept, with its intake dates and nothing
 *     else of its own, from when the dated sources of these dates are there: it was announced;
 *   - what goes by the calendar and adopts nothing (decisions, amounts, tasks) came with the first
 *     kader, and not before the dated sources it cites.
 * The state of a day is that of the last adoption on or before it; on the last of all and after it
 * everything is there, concepts whole. */
#ifndef LEIDRAAD_COMPILER_HISTORY_KNOWN_H
#define LEIDRAAD_COMPILER_HISTORY_KNOWN_H

#include "compiler/ast.h"
#include "value/date.h"

/* The days on which something was adopted, oldest first, each once. */
size_t adoption_days(date **days, struct arena *arena, struct ast_file *const *files, size_t count);

/* The files as they were on a day, in the order given; *known is in the arena.  An announced
 * version is a file of the same name with a text of its own, read into diags as any file. */
size_t known_files(struct ast_file *const **known, struct arena *arena, struct diags *diags,
                   struct ast_file *const *files, size_t count, date on);

#endif
