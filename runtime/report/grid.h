/* A table of text for people: columns that line up, and fit the width.
 *
 *     struct grid *grid = grid_create(arena, columns, 3);
 *     grid_cell(grid, text, STYLE_PLAIN);              // cells in reading order
 *     grid_write(grid, out, indent, width, colour);
 *
 * A column is as wide as its widest cell.  Where that makes the table too wide, the columns that
 * may wrap give way, the widest first, and their cells go on in the lines below.  A newline in a
 * cell begins a new line there.  Width is counted in code points: the texts are Dutch. */
#ifndef LEIDRAAD_REPORT_GRID_H
#define LEIDRAAD_REPORT_GRID_H

#include "base/out.h"

#include <stdbool.h>

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_FAINT, STYLE_GOOD, STYLE_WARN, STYLE_BAD, STYLES };

struct grid_column {
    const char *title; /* in the reader's language; NULL in every column: no heading */
    size_t least;      /* at least this wide, so that one table lines up with the next */
    bool wraps;
    bool right; /* numbers: to the right */
};

struct grid;
struct grid *grid_create(struct arena *arena, const struct grid_column *columns, size_t count);
void grid_cell(struct grid *grid, struct str text, enum style style); /* the text is not copied */
void grid_count(struct grid *grid, size_t n, enum style style);       /* 0 is a faint "-" */
void grid_write(const struct grid *grid, struct out *out, size_t indent, size_t width, bool colour);

/* Text in a style; plain where there is no colour. */
void out_styled(struct out *out, struct str text, enum style style, bool colour);

/* Running text, broken at spaces; every line but the first is indented. */
void out_wrapped(struct out *out, struct str text, size_t first_column, size_t indent,
                 size_t width);

void out_spaces(struct out *out, size_t n);

#endif
