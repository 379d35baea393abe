/* Saying what is wrong with a policy: one call a message, and the search for what was meant.
 *
 *     struct closest closest = closest_to(name);
 *     for (each name there is) closest_offer(&closest, it);
 *     suggest(diags, SAY(diags, SOURCE_UNKNOWN, ref->name_span, name), &closest);
 *
 * A phase that has given a message about a thing marks that thing as poisoned (NULL, or a flag of
 * its own), and whoever meets it later keeps silent: one mistake, one message. */
#ifndef LEIDRAAD_COMPILER_SAY_H
#define LEIDRAAD_COMPILER_SAY_H

#include "compiler/diag_kinds.h"

/* Adds a record with its arguments, at least one; returns it for diag_relate() and suggest(). */
#define SAY(diags, id, span, ...)                                     \
    say((diags), KIND(id), (span), (const struct str[]){__VA_ARGS__}, \
        sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
struct diag *say(struct diags *diags, const struct diag_kind *kind, struct span span,
                 const struct str *args, size_t count);

/* printf into the arena. */
struct str textf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The name nearest to the one that was written, among those offered.  Of equals the first wins, so
 * that the order of offering, which is that of the files, decides and not chance. */
struct closest {
    struct str wanted, found;
    unsigned distance; /* of found; one more than allowed while there is none */
};
struct closest closest_to(struct str wanted);
void closest_offer(struct closest *closest, struct str candidate);
/* Puts the name on the record as its suggestion, where there is one. */
void suggest(struct diags *diags, struct diag *diag, const struct closest *closest);

#endif
