/* Tables of text: see grid.h. */
#include "report/grid.h"

#include "base/vec.h"

#include <string.h>

enum {
    GAP = 2, /* between two columns */
    WRAPPED_LEAST =
        16 /* a column that wraps is no narrower: then the table is too wide after all */
};

struct cell {
    struct str text;
    enum style style;
};

struct grid {
    struct arena *arena;
    const struct grid_column *columns;
    size_t count;
    VEC(struct cell) cells;
};

struct grid *grid_create(struct arena *arena, const struct grid_column *columns, size_t count)
{
    struct grid *grid = ARENA_NEW(arena, struct grid);
    *grid = (struct grid){.arena = arena, .columns = columns, .count = count};
    return grid;
}

void grid_cell(struct grid *grid, struct str text, enum style style)
{
    *VEC_PUSH(grid->arena, &grid->cells) = (struct cell){text, style};
}

void grid_count(struct grid *grid, size_t n, enum style style)
{
    const char *text = n ? arena_printf(grid->arena, "%zu", n) : "-";
    grid_cell(grid, str_from(text), n ? style : STYLE_FAINT);
}

/* ---- text in columns ---- */

void out_spaces(struct out *out, size_t n)
{
    while (n--) out_char(out, ' ');
}

void out_styled(struct out *out, struct str text, enum style style, bool colour)
{
    static const char *const codes[STYLES] = {
        [STYLE_STRONG] = "\x1b[1m", [STYLE_FAINT] = "\x1b[2m", [STYLE_GOOD] = "\x1b[32m",
        [STYLE_WARN] = "\x1b[33m",  [STYLE_BAD] = "\x1b[31m",
    };
    if (!colour || !codes[style] || !text.len) {
        out_str(out, text);
        return;
    }
    out_escape(out, codes[style]);
    out_str(out, text);
    out_escape(out, "\x1b[0m");
}

/* Takes from the front of *rest what fits in a line: to the newline, else to the last space within
 * the width, else (a long word) the width itself. */
static struct str take_line(struct str *rest, size_t width)
{
    size_t at = 0, columns = 0, end = 0, next = 0;
    bool whole = true;
    if (!width) width = 1;
    while (at < rest->len && rest->at[at] != '\n') {
        if (rest->at[at] == ' ') end = at, next = at + 1;
        if (columns == width) {
            whole = false;
            break;
        }
        size_t step = str_first((struct str){rest->at + at, rest->len - at}, NULL);
        at += step ? step : 1;
        columns++;
    }
    if (whole)
        end = at, next = at < rest->len ? at + 1 : at;
    else if (!end)
        end = next = at;
    struct str line = {rest->at, end};
    *rest = (struct str){rest->at + next, rest->len - next};
    return line;
}

void out_wrapped(struct out *out, struct str text, size_t first_column, size_t indent, size_t width)
{
    size_t column = first_column;
    for (bool first = true; first || text.len; first = false) {
        if (!first) {
            out_char(out, '\n');
            out_spaces(out, column = indent);
        }
        out_str(out, take_line(&text, width > column ? width - column : 1));
    }
}

/* ---- the table ---- */

static size_t widest_line(struct str text)
{
    size_t widest = 0;
    while (text.len) {
        size_t columns = str_columns(take_line(&text, SIZE_MAX));
        if (columns > widest) widest = columns;
    }
    return widest;
}

static bool has_titles(const struct grid *grid)
{
    for (size_t c = 0; c < grid->count; c++)
        if (grid->columns[c].title) return true;
    return false;
}

static size_t *fit(const struct grid *grid, size_t width)
{
    size_t *widths = ARENA_ARRAY(grid->arena, size_t, grid->count);
    size_t total = 0;
    for (size_t c = 0; c < grid->count; c++) {
        widths[c] = str_columns(str_from(grid->columns[c].title));
        if (widths[c] < grid->columns[c].least) widths[c] = grid->columns[c].least;
        for (size_t i = c; i < grid->cells.len; i += grid->count) {
            size_t wide = widest_line(grid->cells.at[i].text);
            if (wide > widths[c]) widths[c] = wide;
        }
        total += widths[c] + (c ? GAP : 0);
    }
    /* One column after the other gives up a character: the tables are small. */
    while (total > width) {
        size_t widest = grid->count;
        for (size_t c = 0; c < grid->count; c++)
            if (grid->columns[c].wraps && widths[c] > WRAPPED_LEAST &&
                (widest == grid->count || widths[c] > widths[widest]))
                widest = c;
        if (widest == grid->count) break;
        widths[widest]--;
        total--;
    }
    return widths;
}

static bool is_last(const struct grid *grid, const struct str *rest, size_t column)
{
    for (size_t c = column + 1; c < grid->count; c++)
        if (rest[c].len) return false;
    return true;
}

/* A row takes as many lines as its tallest cell.  No line ends in spaces. */
static void write_row(const struct grid *grid, struct out *out, const struct cell *cells,
                      const size_t *widths, size_t indent, bool colour)
{
    struct str *rest = ARENA_ARRAY(grid->arena, struct str, grid->count);
    for (size_t c = 0; c < grid->count; c++) rest[c] = cells[c].text;
    do {
        out_spaces(out, indent);
        for (size_t c = 0; c < grid->count; c++) {
            bool last = is_last(grid, rest, c);
            struct str line = take_line(&rest[c], widths[c]);
            size_t columns = str_columns(line);
            size_t pad = widths[c] > columns ? widths[c] - columns : 0;
            if (grid->columns[c].right) out_spaces(out, pad);
            out_styled(out, line, cells[c].style, colour);
            if (last) break;
            out_spaces(out, (grid->columns[c].right ? 0 : pad) + GAP);
        }
        out_char(out, '\n');
    } while (!is_last(grid, rest, 0) || rest[0].len);
}

void grid_write(const struct grid *grid, struct out *out, size_t indent, size_t width, bool colour)
{
    size_t *widths = fit(grid, width > indent ? width - indent : 1);
    if (has_titles(grid)) {
        struct cell *titles = ARENA_ARRAY(grid->arena, struct cell, grid->count);
        for (size_t c = 0; c < grid->count; c++)
            titles[c] = (struct cell){str_from(grid->columns[c].title), STYLE_STRONG};
        write_row(grid, out, titles, widths, indent, colour);
    }
    for (size_t i = 0; i + grid->count <= grid->cells.len; i += grid->count)
        write_row(grid, out, &grid->cells.at[i], widths, indent, colour);
}
