/* Typing rules: those of versions, kaders and regional plans. */
#ifndef LEIDRAAD_COMPILER_TYPES_RULES_H
#define LEIDRAAD_COMPILER_TYPES_RULES_H

#include "compiler/types/environment.h"

/* A table by the name that `geldt voor` (or another clause) gives: an onderwerp; NONE after a
 * message. */
uint32_t type_subject(struct typing *t, const struct ast *named);

/* A member of keuze `soort` or `gevolg`; false after a message. */
bool type_soort(struct environment *env, const struct ast *named, uses *uses);
bool type_gevolg(struct environment *env, const struct ast *named, uses *uses);

/* Who lists a rule. */
struct lister {
    enum rule_layer layer;
    const struct owner *owner;
    uint32_t holder;       /* of a plan: the table of who holds it; NONE */
    bool reaches_subjects; /* of a plan: subjects with an intake refer to who holds it */
};

struct typed_rule *type_rule(struct environment *env, const struct entry *entry,
                             const struct lister *lister);

#endif
