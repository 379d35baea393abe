/* What the files of the explanation share: explain.c (subject, rules, duties) and findings.c (what
 * a condition came to). */
#ifndef LEIDRAAD_EXPLAIN_INTERNAL_H
#define LEIDRAAD_EXPLAIN_INTERNAL_H

#include "explain/explain.h"

/* A new last child; of the root, parent is NULL. */
struct explained *explained_add(struct arena *arena, struct explained *parent,
                                enum explained_kind kind);

/* The facts that a ja/nee node came to what it did by. */
void add_findings(struct arena *arena, struct explained *parent, const struct frame *frame,
                  index_t node);
/* The data and parameters that a number or a date was made of.  unknown_only: those that lack. */
void add_values(struct arena *arena, struct explained *parent, const struct frame *frame,
                index_t node, bool unknown_only);
/* A column of the subject itself. */
struct finding_side side_of_subject(struct arena *arena, const struct frame *frame, index_t column);

#endif
