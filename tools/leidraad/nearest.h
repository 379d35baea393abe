/* The word nearest to a misspelt one:
 *
 *     struct nearest nearest = {.wanted = word};
 *     for (each word there is) nearest_offer(&nearest, it);
 *     if (nearest.found) …
 */
#ifndef LEIDRAAD_TOOL_NEAREST_H
#define LEIDRAAD_TOOL_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *wanted;
    const char *found; /* NULL: nothing that was offered looks like a slip of it */
    size_t distance;   /* of found */
};

void nearest_offer(struct nearest *nearest, const char *word);

#endif
