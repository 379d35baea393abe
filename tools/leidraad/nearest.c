/* Finding what was probably meant. */
#include "nearest.h"

#include <string.h>

enum { LONGEST = 32 }; /* no verb or option is longer */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters to insert, drop, change, or exchange with their neighbour: three rows of the
 * usual table, the last one row for the exchange. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_length; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

void nearest_offer(struct nearest *nearest, const char *word)
{
    size_t wanted = strlen(nearest->wanted), length = strlen(word);
    if (wanted > LONGEST || length > LONGEST) return;
    size_t d = distance(nearest->wanted, wanted, word, length);
    /* A third of the letters may differ; a word that is merely cut short always counts. */
    size_t allowed = 1 + length / 4;
    if (wanted >= 2 && strncmp(nearest->wanted, word, wanted) == 0) d = least(d, allowed);
    if (d > allowed || (nearest->found && d >= nearest->distance)) return;
    nearest->found = word;
    nearest->distance = d;
}
