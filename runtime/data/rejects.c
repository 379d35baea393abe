/* The list of records that were left out. */
#include "data/rejects.h"

#include <stdlib.h>

size_t rejects_count(const struct data *data)
{
    return data->rejects ? data->rejects->list.len : 0;
}

const struct reject *rejects_at(const struct data *data, size_t n)
{
    return &data->rejects->list.at[n];
}

/* Records are listed as they are found bad: a child before its parent ends, an orphan at the very
 * end.  Those of one line are slices of one text, and come in its order. */
struct entry {
    const struct reject *reject;
    size_t arrival;
};

static int by_place(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    const struct row_place *p = &x->reject->place, *q = &y->reject->place;
    if (p->file != q->file) return p->file < q->file ? -1 : 1;
    if (p->line != q->line) return p->line < q->line ? -1 : 1;
    uintptr_t at = (uintptr_t)x->reject->record.at, other = (uintptr_t)y->reject->record.at;
    if (at != other) return at < other ? -1 : 1;
    return x->arrival < y->arrival ? -1 : x->arrival > y->arrival;
}

void rejects_sort(struct rejects *rejects, struct arena *arena)
{
    size_t len = rejects->list.len;
    struct entry *entries = ARENA_ARRAY(arena, struct entry, len);
    struct reject *sorted = ARENA_ARRAY(arena, struct reject, len);
    for (size_t i = 0; i < len; i++) entries[i] = (struct entry){&rejects->list.at[i], i};
    if (len) qsort(entries, len, sizeof *entries, by_place);
    for (size_t i = 0; i < len; i++) sorted[i] = *entries[i].reject;
    rejects->list.at = sorted;
    rejects->list.cap = len;
}
