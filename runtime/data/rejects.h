/* The records that skip_bad left out: which, why, and what they said.
 *
 * They stand in the order of their files and lines.  A record that went along with its parent is
 * listed too, with that as its reason; only a child nested in a JSON record is not, since the
 * parent's text holds it (data_table.left_out counts them all). */
#ifndef LEIDRAAD_DATA_REJECTS_H
#define LEIDRAAD_DATA_REJECTS_H

#include "data/data.h"

struct reject {
    struct row_place place;
    index_t table;      /* NONE: a line that names no table */
    struct diag reason; /* for diag_message(); its span is the place in the file */
    struct str record;  /* as it stands in the input, without the line end */
};

size_t rejects_count(const struct data *data); /* 0 without skip_bad */
const struct reject *rejects_at(const struct data *data, size_t n);

/* ---- for the builder ---- */

struct rejects {
    VEC(struct reject) list;
};
void rejects_sort(struct rejects *rejects, struct arena *arena);

#endif
