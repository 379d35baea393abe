/* One CSV file into the rows of one table.
 *
 * The header is settled first: separator, and for each column of the file what it is.  Then each
 * record becomes a row; an error in one does not hide the next, but what leaves open how many
 * records there are (a quote that is never closed, no key column) ends the file. */
#include "data/build.h"
#include "data/encoding.h"
#include "data/likely.h"
#include "data/split.h"

#include <string.h>

enum { UNKNOWN_TOLD = 20 };

/* What a column of the file is. */
enum target_kind { IGNORED, UNNAMED, COLUMN, PARENT_KEY };
struct target {
    enum target_kind kind;
    index_t column; /* in program.columns: of the table, or of the parent's key */
};

struct reader {
    struct data_builder *b;
    const struct program *program;
    index_t table;
    const struct table *shape;
    index_t parent;    /* of a list; NONE */
    struct range keys; /* columns of its own key, or the parent's */
    uint32_t file;
    struct csv_reader csv;
    struct decoded decoded;
    struct target *targets; /* one a column of the file */
    size_t width;
    struct str header;
    uint32_t ordinal;
    size_t empty_rows;
    bool unnamed_told;
    struct buf scratch;
    int64_t *parent_key; /* values of the parent's key in this record */
    struct str key;      /* where the (parent's) key stands in this record */
    /* How far places have been counted, so that a record full of errors is walked once. */
    struct cursor cursor;
};

/* ---- Places */

/* The span of a slice of the record; slices that are asked for in order cost nothing twice. */
static struct span span_of(struct reader *r, size_t at, size_t end)
{
    if (r->cursor.at < r->csv.start || r->cursor.at > at)
        r->cursor = (struct cursor){r->csv.start, r->csv.start_line, 1};
    return cursor_span(&r->cursor, r->csv.text, r->file, at, end);
}

/* A cell with its quotes, as the user sees it.  Only for fields that are closed. */
static struct span cell_span(struct reader *r, const struct csv_field *field)
{
    return span_of(r, field->at - field->quoted, field->at + field->len + field->quoted);
}

static struct span record_span(struct reader *r)
{
    return span_of(r, r->csv.start, r->csv.end);
}

static struct str record_text(const struct reader *r)
{
    return (struct str){r->csv.text.at + r->csv.start, r->csv.end - r->csv.start};
}

/* ---- The header */

static struct str name_of(struct reader *r, const struct csv_field *field)
{
    return str_trim(csv_content(&r->csv, field, &r->scratch));
}

static struct target target_in(const struct reader *r, struct range columns, struct str name,
                               enum target_kind kind)
{
    for (index_t c = columns.first; c < columns.first + columns.count; c++)
        if (str_equal(column_name(r->program, c), name)) return (struct target){kind, c};
    return (struct target){IGNORED, NONE};
}

/* A list has the key of its parent for its first columns, though these are no columns of it. */
static struct target target_of(const struct reader *r, struct str name)
{
    struct target target = {UNNAMED, NONE};
    if (!name.len) return target;
    target.kind = IGNORED;
    if (r->parent != NONE) target = target_in(r, r->keys, name, PARENT_KEY);
    return target.kind == IGNORED ? target_in(r, r->shape->columns, name, COLUMN) : target;
}

/* The next record that is not just a line end. */
static bool next_filled(struct csv_reader *csv)
{
    while (csv_next(csv))
        if (!csv_is_blank(csv)) return true;
    return false;
}

/* Reads the first record with each separator in turn: the one that finds the most columns is right,
 * or else the one that finds the most fields. */
static char find_separator(struct reader *r)
{
    static const char separators[] = {';', ',', '\t'};
    size_t best_known = 0, best_fields = 0;
    char best = separators[0];
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t known = 0;
        struct csv_reader saved = r->csv;
        r->csv.separator = separators[i];
        size_t fields = next_filled(&r->csv) ? r->csv.fields.len : 0;
        for (size_t f = 0; f < fields; f++)
            known += target_of(r, name_of(r, &r->csv.fields.at[f])).kind >= COLUMN;
        if (known > best_known || (known == best_known && fields > best_fields)) {
            best_known = known;
            best_fields = fields;
            best = separators[i];
        }
        saved.fields.at = r->csv.fields.at; /* the array may have moved */
        saved.fields.cap = r->csv.fields.cap;
        r->csv = saved;
    }
    return best;
}

/* A first line "sep=;", by which Excel lets a file say how it is separated. */
static bool take_separator_line(struct reader *r)
{
    struct csv_reader first = r->csv;
    if (!csv_next(&first)) return false;
    struct str line = {first.text.at + first.start, first.end - first.start};
    if (line.len != 5 || !str_starts(line, STR("sep=")) || !strchr(";,\t", line.at[4]))
        return false;
    r->csv = first;
    r->csv.separator = line.at[4];
    return true;
}

static struct str likely_column(struct reader *r, struct str name)
{
    struct likely likely = likely_start(name, &r->b->tries_left);
    for (index_t k = 0; k < r->keys.count; k++) {
        struct str like = column_name(r->program, r->keys.first + k);
        likely_try(&likely, like, like);
    }
    for (index_t c = 0; c < r->shape->columns.count; c++) {
        struct str like = column_name(r->program, r->shape->columns.first + c);
        likely_try(&likely, like, like);
    }
    return likely_best(&likely);
}

static void tell_unknown(struct reader *r, const struct csv_field *field, size_t n)
{
    if (n >= UNKNOWN_TOLD) return;
    struct str name = name_of(r, field);
    struct data_fault fault = FAULT1(DATA_COLUMN_UNKNOWN, shorten(r->b->arena, name));
    fault.suggestion = likely_column(r, name);
    builder_fail(r->b, &fault, cell_span(r, field), (struct str){0});
}

/* The file as a whole cannot be used: its children are not orphans for that. */
static void give_up(struct reader *r, const struct data_fault *fault, struct span span)
{
    r->b->tables[r->table].broken = true;
    builder_fail(r->b, fault, span, (struct str){0});
}

static bool map_columns(struct reader *r)
{
    size_t unknown = 0;
    index_t first = r->shape->columns.first;
    bool *own = ARENA_ARRAY(r->b->arena, bool, r->shape->columns.count);
    bool *parents = ARENA_ARRAY(r->b->arena, bool, r->keys.count);
    bool fine = true;
    r->width = r->csv.fields.len;
    r->targets = ARENA_ARRAY(r->b->arena, struct target, r->width);
    for (size_t f = 0; f < r->width; f++) {
        const struct csv_field *field = &r->csv.fields.at[f];
        struct target target = target_of(r, name_of(r, field));
        r->targets[f] = target;
        if (target.kind == UNNAMED) continue;
        if (target.kind == IGNORED) {
            tell_unknown(r, field, unknown++);
            continue;
        }
        bool *seen = target.kind == COLUMN ? &own[target.column - first]
                                           : &parents[target.column - r->keys.first];
        if (*seen) {
            struct data_fault fault =
                FAULT1(DATA_COLUMN_TWICE, column_name(r->program, target.column));
            give_up(r, &fault, cell_span(r, field));
            fine = false;
        }
        *seen = true;
        if (target.kind == COLUMN) data_builder_column(r->b, target.column);
    }
    if (unknown > UNKNOWN_TOLD) {
        struct data_fault fault =
            FAULT1(DATA_COLUMNS_UNKNOWN, count_text(r->b->arena, unknown - UNKNOWN_TOLD));
        builder_fail(r->b, &fault, record_span(r), (struct str){0});
    }
    for (index_t k = 0; k < r->keys.count; k++) {
        if (r->parent == NONE ? own[k] : parents[k]) continue;
        index_t table = r->parent == NONE ? r->table : r->parent;
        struct data_fault fault =
            FAULT2(DATA_KEY_COLUMN, column_name(r->program, r->keys.first + k),
                   table_name(r->program, table));
        give_up(r, &fault, record_span(r));
        fine = false;
    }
    return fine;
}

/* Where the first of some bytes stands in the record; NULL: nowhere. */
static const char *find_in_record(const struct reader *r, struct str bytes)
{
    struct str text = record_text(r);
    const char *at = text.at, *end = text.at + text.len;
    while (at < end && (at = memchr(at, bytes.at[0], (size_t)(end - at)))) {
        if (str_starts((struct str){at, (size_t)(end - at)}, bytes)) return at;
        at++;
    }
    return NULL;
}

/* A character in the record that is none: whether there is one, where, and what. */
static bool find_bad_character(struct reader *r, struct data_fault *fault, struct span *span)
{
    const struct str nul = STR("\0"), replaced = STR(REPLACEMENT);
    const char *at = r->decoded.nul ? find_in_record(r, nul) : NULL;
    struct str found = at ? nul : replaced;
    if (!at && r->decoded.unreadable) at = find_in_record(r, replaced);
    if (!at) return false;
    size_t offset = (size_t)(at - r->csv.text.at);
    *fault = FAULT0(found.len == nul.len ? DATA_NUL_BYTE : DATA_UNREADABLE);
    *span = span_of(r, offset, offset + found.len);
    return true;
}

/* The same of an error in how the record is split. */
static bool find_split_error(struct reader *r, struct data_fault *fault, struct span *span)
{
    if (r->csv.error == CSV_FINE) return false;
    *span = span_of(r, r->csv.error_at, r->csv.error_at + 1);
    if (r->csv.error == CSV_QUOTE_TEXT) {
        *fault = FAULT0(DATA_QUOTE_TEXT);
    } else {
        struct str text = r->csv.text;
        uint32_t last = r->csv.line - (text.at[text.len - 1] == '\n');
        *fault = FAULT1(DATA_QUOTE_OPEN, count_text(r->b->arena, last));
    }
    return true;
}

static bool read_header(struct reader *r)
{
    struct data_fault fault;
    struct span span;
    if (!take_separator_line(r)) r->csv.separator = find_separator(r);
    if (!next_filled(&r->csv)) {
        fault = FAULT0(DATA_EMPTY_FILE);
        give_up(r, &fault, (struct span){.file = r->file});
        return false;
    }
    if (find_bad_character(r, &fault, &span) || find_split_error(r, &fault, &span)) {
        give_up(r, &fault, span);
        return false;
    }
    r->header = record_text(r);
    return map_columns(r);
}

/* ---- Records */

static bool is_empty(struct reader *r)
{
    for (size_t f = 0; f < r->csv.fields.len; f++) {
        const struct csv_field *field = &r->csv.fields.at[f];
        if (str_trim((struct str){r->csv.text.at + field->at, field->len}).len) return false;
    }
    return true;
}

static bool is_key(const struct reader *r, index_t column)
{
    return column >= r->keys.first && column < r->keys.first + r->keys.count;
}

/* Where a cell stands, with its quotes. */
static struct str cell_slice(const struct reader *r, const struct csv_field *field)
{
    size_t quote = field->quoted;
    return (struct str){r->csv.text.at + field->at - quote, field->len + 2 * quote};
}

static void read_cell(struct reader *r, const struct csv_field *field, struct target target)
{
    const struct column *column = &r->program->columns[target.column];
    bool own = target.kind == COLUMN;
    bool key = is_key(r, target.column);
    struct data_fault fault;
    int64_t value;
    bool fine = data_value(r->b, column, FORM_CSV, csv_content(&r->csv, field, &r->scratch), &value,
                           &fault);
    if (fine && key && value == UNKNOWN) {
        struct str table = table_name(r->program, own ? r->table : r->parent);
        fine = false;
        fault = FAULT2(own ? DATA_KEY_EMPTY : DATA_PARENT_EMPTY, table,
                       column_name(r->program, target.column));
    }
    if (fault.kind) builder_fault(r->b, &fault, cell_span(r, field), (struct str){0});
    if (key && !fine && r->keys.count == 1) builder_guess_key(r->b, fault.suggestion);
    if (key && target.column == r->keys.first) r->key = cell_slice(r, field);
    if (own)
        data_builder_set(r->b, target.column, value);
    else
        r->parent_key[target.column - r->keys.first] = value;
}

/* The parent's key as a symbol, when all of it could be read. */
static void set_parent(struct reader *r)
{
    const struct type *type = &r->program->columns[r->keys.first].type;
    for (index_t k = 0; k < r->keys.count; k++)
        if (r->parent_key[k] == UNKNOWN) return;
    if (r->keys.count == 1 && is_symbol(type)) {
        data_builder_parent(r->b, (uint32_t)r->parent_key[0]);
        return;
    }
    struct str key = key_text(r->b->symbols, r->b->arena, r->program, r->parent, r->parent_key);
    data_builder_parent(r->b, data_builder_symbol(r->b, key));
}

static void tell_unnamed(struct reader *r, const struct csv_field *field)
{
    struct data_fault fault = FAULT0(DATA_COLUMN_UNNAMED);
    if (r->unnamed_told || !str_trim(cell_slice(r, field)).len) return;
    r->unnamed_told = true;
    builder_fault(r->b, &fault, cell_span(r, field), (struct str){0});
}

static void read_cells(struct reader *r)
{
    for (size_t f = 0; f < r->width; f++) {
        if (r->targets[f].kind >= COLUMN)
            read_cell(r, &r->csv.fields.at[f], r->targets[f]);
        else if (r->targets[f].kind == UNNAMED)
            tell_unnamed(r, &r->csv.fields.at[f]);
    }
    if (r->parent != NONE) set_parent(r);
}

static void check_width(struct reader *r)
{
    size_t fields = r->csv.fields.len;
    struct arena *arena = r->b->arena;
    if (fields == r->width) return;
    struct data_fault fault = FAULT2(fields < r->width ? DATA_TOO_FEW : DATA_TOO_MANY,
                                     count_text(arena, fields), count_text(arena, r->width));
    builder_fault(r->b, &fault, record_span(r), (struct str){0});
}

/* Of a record that cannot be divided into cells the first is still itself: where the key stands
 * there, the record is that onderwerp's, or goes with it. */
static void guess_key(struct reader *r)
{
    struct data_fault fault;
    int64_t value;
    struct target first = r->targets[0];
    bool key = first.kind >= COLUMN && first.column == r->keys.first && r->keys.count == 1;
    if (!key || !r->csv.fields.len) return;
    struct str text = csv_content(&r->csv, &r->csv.fields.at[0], &r->scratch);
    const struct column *column = &r->program->columns[first.column];
    if (is_symbol(&column->type) && data_value(r->b, column, FORM_CSV, text, &value, &fault) &&
        value != UNKNOWN)
        builder_guess_key(r->b, intern_text(r->b->symbols, (uint32_t)value));
}

/* False: the rest of the file cannot be read. */
static bool read_record(struct reader *r)
{
    struct data_fault fault;
    struct span span;
    struct row_place place = {r->file, r->csv.start_line, ++r->ordinal};
    data_builder_row(r->b, r->table, place);
    r->key = (struct str){0};
    if (find_bad_character(r, &fault, &span) || find_split_error(r, &fault, &span)) {
        if (r->csv.error == CSV_QUOTE_OPEN) {
            find_split_error(r, &fault, &span);
            give_up(r, &fault, span);
            return false;
        }
        builder_fault(r->b, &fault, span, (struct str){0});
        guess_key(r);
    } else if (str_equal(record_text(r), r->header)) {
        fault = FAULT0(DATA_HEADER_AGAIN);
        builder_fault(r->b, &fault, record_span(r), (struct str){0});
    } else {
        check_width(r);
        if (r->csv.fields.len == r->width)
            read_cells(r);
        else
            guess_key(r);
    }
    builder_end(r->b, record_text(r), 1, r->key);
    return true;
}

static void read_records(struct reader *r)
{
    while (next_filled(&r->csv)) {
        if (!r->csv.error && is_empty(r))
            r->empty_rows++;
        else if (!read_record(r))
            return;
    }
    if (r->empty_rows) {
        struct data_fault fault = FAULT1(DATA_EMPTY_ROWS, count_text(r->b->arena, r->empty_rows));
        builder_fail_file(r->b, &fault, r->file);
    }
}

void csv_read(struct data_builder *b, struct str name, struct str bytes, index_t table)
{
    const struct table *shape = &b->program->tables[table];
    struct reader r = {.b = b, .program = b->program, .table = table, .shape = shape};
    r.decoded = decode_text(b->arena, bytes, TEXT_ANY);
    r.file = diags_file(b->diags, name, r.decoded.text);
    r.parent = shape->parent;
    r.keys = r.parent == NONE ? shape->keys : b->program->tables[r.parent].keys;
    r.csv =
        (struct csv_reader){.arena = b->arena, .text = r.decoded.text, .line = 1, .separator = ';'};
    r.cursor = (struct cursor){0, 1, 1};
    r.scratch.arena = b->arena;
    r.parent_key = ARENA_ARRAY(b->arena, int64_t, r.keys.count);
    b->form = RECORD_CSV;
    b->tables[table].file = r.file;
    data_builder_table(b, table);

    if (r.decoded.utf16) {
        struct data_fault fault = FAULT0(DATA_UTF16);
        give_up(&r, &fault, (struct span){.file = r.file});
        return;
    }
    if (r.decoded.mixed) {
        size_t at = r.decoded.mixed_at;
        struct str rest = {r.csv.text.at + at, r.csv.text.len - at};
        struct data_fault fault = FAULT0(DATA_MIXED);
        builder_fail(b, &fault, span_of(&r, at, at + str_first(rest, NULL)), (struct str){0});
    }
    if (read_header(&r)) read_records(&r);
}
