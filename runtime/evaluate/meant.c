/* A key is compared with those that there are, up to a number at which nobody waits yet. */
#include "evaluate/meant.h"

#include "data/likely.h"

enum { TRIES = 100000 };

struct str meant_key(struct arena *arena, const struct data *data, index_t table, struct str key)
{
    size_t budget = TRIES;
    struct likely likely = likely_start(key, &budget);
    for (index_t t = 0; t < data->program->tables_count; t++) {
        if (data->program->tables[t].parent != NONE || (table != NONE && table != t)) continue;
        for (size_t row = 0; row < data->tables[t].rows && budget; row++) {
            struct str there = data_key(data, arena, t, row);
            likely_try(&likely, there, there);
        }
    }
    return likely_best(&likely);
}
