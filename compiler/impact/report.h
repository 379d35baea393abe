/* An impact written out, for people and for machines.  Each writer takes all that there is and
 * writes to `out`; it fails in no way but for memory. */
#ifndef LEIDRAAD_COMPILER_IMPACT_REPORT_H
#define LEIDRAAD_COMPILER_IMPACT_REPORT_H

#include "compiler/compare/report.h"
#include "compiler/impact/impact.h"

struct impact_report {
    struct difference_report base; /* of the comparison: out, names of the sides, width, colour */
    const struct impact *impact;
};

void impact_text(const struct impact_report *report);
void impact_json(const struct impact_report *report);
void impact_ndjson(const struct impact_report *report); /* a change a line */
void impact_csv(const struct impact_report *report);

/* ---- what they share ---- */

/* A cause in one line: for people, or in the terms of machine output. */
struct str impact_cause_line(const struct impact *impact, struct arena *arena, uint32_t cause);
struct str impact_cause_terms(const struct impact *impact, struct arena *arena, uint32_t cause);
/* "andere_versie"; NULL: a difference. */
const char *impact_cause_term(const struct impact *impact, uint32_t cause);

#endif
