/* What an argument such as those of `diff` names: policies, or one version of them.
 *
 *     2025            a version of the policies that the command works on
 *     HEAD~3          a revision of the store
 *     HEAD~3:2025     a version in it
 *     DIR  DIR:2025   a folder, a .leidraad file or a saved program; a version in it
 *
 * Where a name could be more than one, it is the first of these, with the revision only where
 * --store is given; DIR can be written ./DIR.  In a name with colons the version stands behind the
 * last, unless the whole names something itself.
 *
 * --at and --known-at say which policies the command works on, and --known-at how far a folder is
 * read; a revision says that by itself. */
#ifndef LEIDRAAD_TOOL_OPERAND_H
#define LEIDRAAD_TOOL_OPERAND_H

#include "options.h"
#include "runtime/leidraad.h"

#include <stdbool.h>

struct operand {
    const leidraad_policies *policies;
    const char *version;      /* of theirs; NULL: the whole */
    leidraad_policies *owned; /* to be freed, or NULL */
    bool folder;              /* or a file: these are not of the store */
};

/* The policies that the command works on, opened when a name first asks for them. */
struct operands {
    leidraad_policies *current;
};

/* Opens the first two names: two versions, or two wholes.  Says what is wrong, if something is;
 * both are to be closed all the same.  The names must outlive the operands. */
enum exit_status operands_open(struct operand two[2], struct operands *operands,
                               const struct words *names);
void operand_close(struct operand *operand);
void operands_close(struct operands *operands);

#endif
