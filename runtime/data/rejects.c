/* The list of records that were left out: walking it, and writing it as CSV. */
#include "data/rejects.h"

#include <stdlib.h>
#include <string.h>

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

static bool needs_quotes(struct str cell)
{
    for (size_t i = 0; i < cell.len; i++)
        if (strchr(";\"\r\n", cell.at[i])) return true; /* a NUL too: harmless */
    return false;
}

static void write_cell(struct out *out, struct str cell)
{
    if (!needs_quotes(cell)) {
        out_str(out, cell);
        return;
    }
    out_char(out, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.at[i] == '"') out_char(out, '"');
        out_char(out, cell.at[i]);
    }
    out_char(out, '"');
}

void rejects_write(const struct data *data, struct out *out, struct arena *scratch)
{
    out_text(out, "\xEF\xBB\xBF"
                  "bestand;regel;code;melding;record\r\n");
    for (size_t i = 0; i < rejects_count(data); i++) {
        const struct reject *reject = rejects_at(data, i);
        write_cell(out, data->diags->files.at[reject->place.file].name);
        out_char(out, ';');
        out_int(out, reject->place.line);
        out_char(out, ';');
        out_text(out, reject->reason.kind->code);
        out_char(out, ';');
        write_cell(out, diag_message(scratch, &reject->reason));
        out_char(out, ';');
        write_cell(out, reject->record);
        out_text(out, "\r\n");
    }
}
