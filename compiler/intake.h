/* The intake table: which group comes under which version, and when.
 *
 * Takes the editions; gives the cells of Tabel 1 as the policies have it, checked: every group has
 * a row in each version, each of its dates is later than the one before, and no date stands twice,
 * because a start date must tell the group. */
#ifndef LEIDRAAD_COMPILER_INTAKE_H
#define LEIDRAAD_COMPILER_INTAKE_H

#include "compiler/amend.h"
#include "evaluate/timeline.h"
#include "value/date.h"

struct intake_cell {
    const struct ast *ast; /* AST_CEL; NULL: the group has no row in this version */
    bool skips;
    date from; /* where it does not skip */
};

struct intake {
    uint32_t groups;
    struct intake_cell *cells; /* versions * groups: see intake_cell() */
};

struct intake *check_intake(const struct editions *all);

/* group: from 1 on. */
struct intake_cell *intake_cell(const struct intake *intake, size_t version, uint32_t group);

#endif
