/* The builder: takes rows in any order, and what is wrong with them; finish.c makes tables of them.
 *
 * Every message about data goes through here, so that one place knows what an error does: without
 * skip_bad it makes the whole of the data bad; with it, the record. */
#include "data/build.h"

#include "base/text.h"

#include <string.h>

enum { ERROR_CAP = 100, SHOWN_CHARS = 40, LIKELY_TRIES = 20000 };

const struct diag_kind data_diags[DATA_DIAGS] = {
#define X(name, code, severity, message, hint) {code, severity, message, hint},
#include "data/data.def"
#undef X
};

/* The data's own symbols begin as those of the program, in the same order and so with the same
 * ids: a member or a label that a rule names is the same number in a row. */
static struct interner *copy_symbols(struct arena *arena, const struct interner *symbols)
{
    struct interner *copy = interner_create(arena);
    for (uint32_t id = 0; id < intern_count(symbols); id++) intern(copy, intern_text(symbols, id));
    return copy;
}

struct data_builder *data_builder_create(struct arena *arena, const struct program *program,
                                         struct diags *diags, const struct data_options *options)
{
    struct data_builder *b = ARENA_NEW(arena, struct data_builder);
    b->arena = arena;
    b->program = program;
    b->diags = diags;
    if (options) b->options = *options;
    diags->cap = b->options.error_cap ? b->options.error_cap : ERROR_CAP;
    b->symbols = copy_symbols(arena, program->symbols);
    b->tables = ARENA_ARRAY(arena, struct staged, program->tables_count);
    for (index_t t = 0; t < program->tables_count; t++) {
        b->tables[t].table = t;
        b->tables[t].width = program->tables[t].columns.count;
        b->tables[t].column_present = ARENA_ARRAY(arena, bool, b->tables[t].width);
        b->tables[t].file = SPAN_NO_FILE;
    }
    b->patterns = ARENA_ARRAY(arena, struct pattern *, program->columns_count);
    b->members = ARENA_ARRAY(arena, uint8_t *, program->keuzes_count);
    b->spaces_told = ARENA_ARRAY(arena, bool, program->columns_count);
    b->tries_left = LIKELY_TRIES;
    if (b->options.skip_bad) b->rejects = ARENA_NEW(arena, struct rejects);
    return b;
}

uint32_t data_builder_symbol(struct data_builder *b, struct str text)
{
    return intern(b->symbols, text);
}

void data_builder_table(struct data_builder *b, index_t table)
{
    b->tables[table].present = b->tables[table].known = true;
}

void data_builder_column(struct data_builder *b, index_t column)
{
    index_t table = b->program->columns[column].table;
    b->tables[table].column_present[column - b->program->tables[table].columns.first] = true;
}

/* ---- Rows */

struct staged_row *staged_add(struct data_builder *b, index_t table, struct row_place place)
{
    struct staged *t = &b->tables[table];
    size_t row = t->rows.len;
    if (row % CHUNK_ROWS == 0) {
        int64_t *chunk = ARENA_ARRAY(b->arena, int64_t, CHUNK_ROWS * t->width);
        *VEC_PUSH(b->arena, &t->chunks) = chunk;
    }
    int64_t *values = staged_values(t, row);
    for (size_t c = 0; c < t->width; c++) values[c] = UNKNOWN;
    struct staged_row *r = VEC_PUSH(b->arena, &t->rows);
    *r = (struct staged_row){.place = place, .key = NONE, .parent = NONE, .form = (uint8_t)b->form};
    t->present = true;
    return r;
}

static void begin(struct data_builder *b, struct open_record *record, index_t table,
                  struct row_place place)
{
    staged_add(b, table, place);
    record->table = &b->tables[table];
    record->row = record->table->rows.len - 1;
    record->reason.kind = NULL;
    b->at = record;
}

void data_builder_row(struct data_builder *b, index_t table, struct row_place place)
{
    begin(b, &b->subject, table, place);
}

void data_builder_child(struct data_builder *b, index_t list, struct row_place place)
{
    data_builder_list(b, list, true);
    begin(b, &b->child, list, place);
    b->child.table->rows.at[b->child.row].parent = (uint32_t)b->subject.row;
}

void data_builder_resume(struct data_builder *b)
{
    b->at = &b->subject;
}

void data_builder_list(struct data_builder *b, index_t list, bool known)
{
    struct staged *t = &b->tables[list];
    while (t->lists.len <= b->subject.row) *VEC_PUSH(b->arena, &t->lists) = LIST_BY_TABLE;
    t->lists.at[b->subject.row] = known ? LIST_KNOWN : LIST_UNKNOWN;
}

void data_builder_set(struct data_builder *b, index_t column, int64_t value)
{
    struct staged *t = b->at->table;
    index_t local = column - b->program->tables[t->table].columns.first;
    staged_values(t, b->at->row)[local] = value;
    t->column_present[local] = true;
}

void data_builder_parent(struct data_builder *b, uint32_t key)
{
    b->at->table->rows.at[b->at->row].key = key;
}

void builder_guess_key(struct data_builder *b, struct str key)
{
    struct staged_row *row = &b->at->table->rows.at[b->at->row];
    if (!key.len) return;
    row->key = intern(b->symbols, key);
    row->guessed = true;
}

/* An offset in a record; what does not fit is no place worth telling. */
static uint32_t offset_in(struct str text, struct str slice, size_t *len)
{
    *len = 0;
    if (!slice.at || slice.at < text.at || slice.at + slice.len > text.at + text.len) return 0;
    *len = slice.len;
    return (uint32_t)(slice.at - text.at);
}

static void list_reject(struct data_builder *b, struct staged *t, size_t row,
                        const struct diag *reason)
{
    struct staged_row *r = &t->rows.at[row];
    bool listed = r->fate == ROW_LISTED;
    r->fate = ROW_LISTED;
    if (listed || !b->rejects) return;
    *VEC_PUSH(b->arena, &b->rejects->list) =
        (struct reject){.place = r->place, .table = t->table, .reason = *reason, .record = r->text};
}

void builder_end(struct data_builder *b, struct str text, uint32_t column, struct str key)
{
    struct open_record *record = b->at;
    struct staged_row *r = &record->table->rows.at[record->row];
    size_t key_len;
    r->text = text;
    r->column = column;
    r->key_at = offset_in(text, key, &key_len);
    r->key_len = (uint32_t)key_len;
    if (record->reason.kind) list_reject(b, record->table, record->row, &record->reason);
}

/* ---- Faults */

struct data_fault fault_of(enum data_diag kind, struct str a0, struct str a1, struct str a2,
                           struct str a3)
{
    return (struct data_fault){&data_diags[kind], {a0, a1, a2, a3}, {0}};
}

bool builder_counts_only(const struct data_builder *b)
{
    return !b->rejects && b->diags->kept >= b->diags->cap;
}

/* Fills a diag with copies of what the fault and the path say. */
static void fill(struct data_builder *b, struct diag *diag, const struct data_fault *fault,
                 struct str path)
{
    for (size_t i = 0; i < sizeof fault->args / sizeof fault->args[0]; i++)
        if (fault->args[i].at) diag->args[i] = str_copy(b->arena, fault->args[i]);
    if (fault->suggestion.len) diag->suggestion = str_copy(b->arena, fault->suggestion);
    if (path.len) diag->path = str_copy(b->arena, path);
}

/* Adds a diag, and gives a copy to keep as a reason, also when the list is full.  A diag that is
 * neither shown nor kept costs no memory. */
static struct diag *report(struct data_builder *b, const struct data_fault *fault, struct span span,
                           struct str path, struct diag *copy)
{
    struct diag *diag = diag_add(b->diags, fault->kind, span);
    bool shown = diag != &b->diags->scratch;
    if (shown) fill(b, diag, fault, path);
    *copy = *diag;
    if (!shown && b->rejects) fill(b, copy, fault, path);
    return diag;
}

void builder_fault(struct data_builder *b, const struct data_fault *fault, struct span span,
                   struct str path)
{
    struct diag copy;
    report(b, fault, span, path, &copy);
    if (fault->kind->severity != SEVERITY_ERROR) return;
    if (!b->rejects) b->failed = true;
    struct staged_row *row = &b->at->table->rows.at[b->at->row];
    if (row->fate == ROW_GOOD) row->fate = ROW_BAD;
    if (!b->at->reason.kind) b->at->reason = copy;
}

void builder_fail(struct data_builder *b, const struct data_fault *fault, struct span span,
                  struct str path)
{
    struct diag copy;
    report(b, fault, span, path, &copy);
    if (fault->kind->severity == SEVERITY_ERROR) b->failed = true;
}

void builder_fail_file(struct data_builder *b, const struct data_fault *fault, uint32_t file)
{
    builder_fail(b, fault, (struct span){file, 0, 0, 0, 0}, (struct str){0});
}

/* "praktijk[3].agb": only rows at the top are pointed at after they have been read. */
static struct str row_path(struct data_builder *b, const struct staged *t,
                           const struct staged_row *row)
{
    const struct program *p = b->program;
    if (row->form == RECORD_CSV) return (struct str){0};
    struct str key = column_name(p, p->tables[t->table].keys.first);
    if (row->form == RECORD_NDJSON) return key;
    struct str table = table_name(p, t->table);
    return str_from(arena_printf(b->arena, STR_FMT "[%u]." STR_FMT, STR_ARG(table),
                                 row->place.ordinal - 1, STR_ARG(key)));
}

struct diag *builder_fault_row(struct data_builder *b, struct staged *t, size_t row,
                               const struct data_fault *fault)
{
    struct staged_row *r = &t->rows.at[row];
    struct diag copy;
    struct diag *diag = report(b, fault, staged_key_span(r), row_path(b, t, r), &copy);
    if (!b->rejects) b->failed = true;
    if (r->fate == ROW_GOOD) list_reject(b, t, row, &copy);
    return diag;
}

void builder_leave_out(struct data_builder *b, struct staged *t, size_t row,
                       const struct data_fault *fault)
{
    struct staged_row *r = &t->rows.at[row];
    struct diag reason = {.kind = fault->kind, .span = staged_key_span(r)};
    if (b->rejects) fill(b, &reason, fault, row_path(b, t, r));
    if (r->fate == ROW_GOOD) list_reject(b, t, row, &reason);
}

void builder_line_left_out(struct data_builder *b, struct row_place place, struct str text,
                           const struct data_fault *fault, struct span span)
{
    struct diag copy;
    report(b, fault, span, (struct str){0}, &copy);
    b->lines_left_out++;
    if (!b->rejects) {
        b->failed = true;
        return;
    }
    *VEC_PUSH(b->arena, &b->rejects->list) =
        (struct reject){.place = place, .table = NONE, .reason = copy, .record = text};
}

static void move_cursor(struct cursor *cursor, struct str text, size_t at)
{
    for (size_t i = cursor->at; i < at; i++) {
        char c = text.at[i];
        if (c == '\n' || (c == '\r' && (i + 1 == text.len || text.at[i + 1] != '\n'))) {
            cursor->line++;
            cursor->column = 1;
        } else if (c != '\r') {
            cursor->column += ((unsigned char)c & 0xC0) != 0x80;
        }
    }
    cursor->at = at;
}

struct span cursor_span(struct cursor *cursor, struct str text, uint32_t file, size_t at,
                        size_t end)
{
    struct span span = {.file = file};
    move_cursor(cursor, text, at);
    span.line = cursor->line;
    span.column = cursor->column;
    move_cursor(cursor, text, end);
    span.end_line = cursor->line;
    span.end_column = cursor->column;
    return span;
}

struct span staged_key_span(const struct staged_row *row)
{
    struct row_place place = row->place;
    struct cursor cursor = {0, place.line, row->column};
    if (!row->key_len || !row->column)
        return (struct span){place.file, place.line, row->column, place.line, row->column};
    return cursor_span(&cursor, row->text, place.file, row->key_at, row->key_at + row->key_len);
}

/* ---- Names in messages */

struct str column_name(const struct program *p, index_t column)
{
    return program_text(p, p->columns[column].id);
}

struct str table_name(const struct program *p, index_t table)
{
    return program_text(p, p->tables[table].id);
}

struct str table_names(struct data_builder *b, bool lists)
{
    struct buf buf = {.arena = b->arena};
    for (index_t t = 0; t < b->program->tables_count; t++) {
        if (!lists && b->program->tables[t].parent != NONE) continue;
        if (buf.len) buf_adds(&buf, ", ");
        buf_add(&buf, table_name(b->program, t));
    }
    return buf_str(&buf);
}

struct str count_text(struct arena *arena, size_t n)
{
    return str_from(arena_printf(arena, "%zu", n));
}

struct str shorten(struct arena *arena, struct str text)
{
    struct buf buf = {.arena = arena};
    size_t shown = 0;
    while (text.len && shown < SHOWN_CHARS) {
        size_t step = str_first(text, NULL);
        if (!step) step = 1;  /* not UTF-8: only from a reader that has complained already */
        if (str_unseen(text)) /* a line end, among others: a message is one line */
            buf_addc(&buf, ' ');
        else
            buf_add(&buf, (struct str){text.at, step});
        text = (struct str){text.at + step, text.len - step};
        shown++;
    }
    if (text.len) buf_adds(&buf, "…");
    return buf_str(&buf);
}
