/* `explain` written out: for people, and as JSON.
 *
 * A report of one subject; both write all of it at once. */
#ifndef LEIDRAAD_REPORT_EXPLAIN_REPORT_H
#define LEIDRAAD_REPORT_EXPLAIN_REPORT_H

#include "explain/explain.h"
#include "report/report.h"

void explain_text(const struct report *report, struct arena *scratch, const struct explanation *e);
void explain_json(const struct report *report, struct arena *scratch, const struct explanation *e);

/* Where what a node stands under is written in the policies; file NONE: nowhere that is known. */
static inline const struct origin *explained_origin(const struct explanation *e,
                                                    const struct explained *x)
{
    if (x->item == NONE) return &x->decision->decision->origin;
    return &e->result->program->rules[x->item].origins[PART_CONDITION];
}

/* ---- for explain_text.c: norms and findings as words ----
 *
 * What is found is told as a label and a value, "gestart op (gestart): 3 maart 2026", and what
 * follows from it behind a comma.  So no sentence has to be made around a word of the policies,
 * whose article and plural only its author knows, and a reader sees his own spreadsheet in it. */

/* Adds what a ja/nee node asks. */
void norm_words(struct buf *out, const struct explanation *e, const struct context *context,
                index_t node);
/* "at least", "on or before": of a comparison. */
const char *operator_words(uint8_t op, bool dates);

/* Adds what a finding says, without its place. */
void finding_words(struct buf *out, const struct explanation *e, const struct explained *x);
/* Adds where in the data something stands: " (intervisie.csv, line 12)".  Nothing without
 * a place. */
void place_words(struct buf *out, const struct data *data, struct row_place place);
/* Adds "starting date (instroom)". */
void label_words(struct buf *out, const struct explanation *e, const struct finding_side *side);
/* Adds "3 March 2026", "not known". */
void side_value_words(struct buf *out, const struct explanation *e,
                      const struct finding_side *side);

#endif
