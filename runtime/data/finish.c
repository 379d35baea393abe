/* The end of building: takes the rows of a builder as they came, gives tables of columns.
 *
 *   1. keys: each row of an onderwerp gets the symbol of its key; duplicates are found
 *   2. children: each row of a list finds its parent; orphans are found, missing parents made
 *   3. tables: rows that are good are numbered anew, and their values put in columns; and with
 *      them the bad records of lists whose parent is known, as rows of unknowns: a list without
 *      them would be taken for all there is
 *
 * Every step is linear in the rows: keys are symbols, so that looking one up is an array access,
 * and children are put in order by counting. */
#include "base/status.h"
#include "base/text.h"
#include "data/build.h"

static const struct table *table_of(const struct data_builder *b, const struct staged *t)
{
    return &b->program->tables[t->table];
}

/* "agb" or "regio/jaar", for in a message. */
static struct str key_names(struct data_builder *b, index_t table)
{
    struct range keys = b->program->tables[table].keys;
    struct buf buf = {.arena = b->arena};
    for (index_t k = 0; k < keys.count; k++) {
        if (k) buf_addc(&buf, '/');
        buf_add(&buf, column_name(b->program, keys.first + k));
    }
    return buf_str(&buf);
}

/* ---- Keys */

/* The columns of the key are the first of the table. */
static uint32_t key_of(struct data_builder *b, const struct staged *t, size_t row)
{
    const struct table *table = table_of(b, t);
    const int64_t *values = staged_values(t, row);
    for (index_t k = 0; k < table->keys.count; k++)
        if (values[k] == UNKNOWN) return NONE;
    if (!table->keys.count) return NONE;
    if (table->keys.count == 1 && is_symbol(&b->program->columns[table->keys.first].type))
        return (uint32_t)values[0];
    return intern(b->symbols, key_text(b->symbols, b->arena, b->program, t->table, values));
}

static struct data_fault duplicate_fault(struct data_builder *b, const struct staged *t,
                                         uint32_t key)
{
    if (builder_counts_only(b)) return FAULT0(DATA_DUPLICATE);
    return FAULT3(DATA_DUPLICATE, table_name(b->program, t->table), key_names(b, t->table),
                  shorten(b->arena, intern_text(b->symbols, key)));
}

/* Of two records with one key that say the same the second is left out; where they differ, both:
 * to keep either would be to guess. */
static void report_duplicate(struct data_builder *b, struct staged *t, size_t first, size_t second)
{
    struct staged_row *x = &t->rows.at[first], *y = &t->rows.at[second];
    struct data_fault fault = duplicate_fault(b, t, y->key);
    struct diag *diag = builder_fault_row(b, t, second, &fault);
    diag_relate(b->diags, diag, staged_key_span(x), N_("the other one is here"), (struct str){0});
    if (!x->text.len || !str_equal(x->text, y->text)) builder_leave_out(b, t, first, &fault);
}

static void find_keys(struct data_builder *b, struct staged *t)
{
    for (size_t row = 0; row < t->rows.len; row++)
        if (!t->rows.at[row].guessed) t->rows.at[row].key = key_of(b, t, row);
    t->first = ARENA_ARRAY(b->arena, uint32_t, intern_count(b->symbols));
    for (uint32_t i = 0; i < intern_count(b->symbols); i++) t->first[i] = NONE;

    for (size_t row = 0; row < t->rows.len; row++) {
        const struct staged_row *r = &t->rows.at[row];
        if (r->key == NONE || r->guessed) continue;
        if (t->first[r->key] == NONE)
            t->first[r->key] = (uint32_t)row;
        else
            report_duplicate(b, t, t->first[r->key], row);
    }
    /* What a bad key probably was: so that its children are no orphans besides. */
    for (size_t row = 0; row < t->rows.len; row++) {
        const struct staged_row *r = &t->rows.at[row];
        if (r->guessed && t->first[r->key] == NONE) t->first[r->key] = (uint32_t)row;
    }
}

/* ---- Children */

/* Whether rows may be made of the keys that children name: see data_builder_finish. */
static bool may_be_made(const struct data_builder *b, const struct staged *t)
{
    const struct table *table = table_of(b, t);
    return !t->present && table->intake == NONE && table->year == NONE && table->keys.count == 1 &&
           is_symbol(&b->program->columns[table->keys.first].type);
}

static size_t make_parent(struct data_builder *b, struct staged *parents,
                          const struct staged_row *child)
{
    uint32_t key = child->key;
    struct staged_row *row = staged_add(b, parents->table, child->place);
    size_t index = parents->rows.len - 1;
    row->key = key;
    staged_values(parents, index)[0] = key;
    parents->column_present[0] = true;
    parents->first[key] = (uint32_t)index;
    parents->made++;
    return index;
}

/* A child of a record that is left out goes along.  What is nested in that record is not listed
 * again: it stands in the text of the parent. */
static void leave_out_with(struct data_builder *b, struct staged *t, size_t row,
                           const struct staged *parents, const struct staged_row *parent)
{
    struct staged_row *r = &t->rows.at[row];
    if (r->parent != NONE && r->form != RECORD_CSV && parent->fate == ROW_LISTED) {
        if (r->fate == ROW_GOOD) r->fate = ROW_LISTED;
        return;
    }
    struct str key = parent->key == NONE ? STR("") : intern_text(b->symbols, parent->key);
    struct data_fault fault = FAULT2(DATA_PARENT_LEFT_OUT, table_name(b->program, parents->table),
                                     shorten(b->arena, key));
    builder_leave_out(b, t, row, &fault);
}

static void report_orphan(struct data_builder *b, struct staged *t, size_t row,
                          const struct staged *parents)
{
    uint32_t key = t->rows.at[row].key;
    struct str text = key == NONE ? STR("") : intern_text(b->symbols, key);
    struct data_fault fault = FAULT0(DATA_ORPHAN);
    if (!builder_counts_only(b))
        fault = FAULT3(DATA_ORPHAN, table_name(b->program, parents->table),
                       key_names(b, parents->table), shorten(b->arena, text));
    if (parents->broken)
        builder_leave_out(b, t, row, &fault);
    else
        builder_fault_row(b, t, row, &fault);
}

static void find_parent(struct data_builder *b, struct staged *t, size_t row,
                        struct staged *parents, bool made)
{
    struct staged_row *r = &t->rows.at[row];
    bool nested = r->parent != NONE;
    if (!nested && r->key != NONE) r->parent = parents->first[r->key];
    if (r->fate != ROW_GOOD) return;
    if (r->parent == NONE && made && r->key != NONE) {
        r->parent = (uint32_t)make_parent(b, parents, r);
    } else if (r->parent == NONE) {
        report_orphan(b, t, row, parents);
    } else if (parents->rows.at[r->parent].fate != ROW_GOOD) {
        leave_out_with(b, t, row, parents, &parents->rows.at[r->parent]);
    }
}

/* When every parent is there, those too that were made from a later row. */
static void keep_unknown(struct staged *t, const struct staged *parents)
{
    for (size_t row = 0; row < t->rows.len; row++) {
        struct staged_row *r = &t->rows.at[row];
        if (r->fate == ROW_GOOD) continue;
        if (r->parent == NONE && r->key != NONE) r->parent = parents->first[r->key];
        r->unknown = r->parent != NONE && parents->rows.at[r->parent].fate == ROW_GOOD;
    }
}

static void find_parents(struct data_builder *b, struct staged *t)
{
    struct staged *parents = &b->tables[table_of(b, t)->parent];
    bool made = may_be_made(b, parents) || parents->made;
    struct str list = table_name(b->program, t->table);
    struct str onderwerp = table_name(b->program, parents->table);
    if (!t->present) return;
    if (!parents->present && !made) {
        struct data_fault fault = FAULT2(DATA_NO_PARENT_FILE, list, onderwerp);
        builder_fail_file(b, &fault, t->file);
        return;
    }
    size_t before = parents->made;
    for (size_t row = 0; row < t->rows.len; row++) find_parent(b, t, row, parents, made);
    if (b->rejects) keep_unknown(t, parents);
    if (parents->made > before) {
        struct data_fault fault = FAULT3(DATA_PARENTS_MADE, list, onderwerp,
                                         count_text(b->arena, parents->made - before));
        builder_fail_file(b, &fault, t->file);
    }
}

/* ---- Tables */

static bool has_row(const struct staged_row *r)
{
    return r->fate == ROW_GOOD || r->unknown;
}

/* New numbers for the rows that are good, in order of arrival; NONE for the others. */
static index_t *renumber(struct data_builder *b, const struct staged *t, size_t *good)
{
    index_t *number = ARENA_ARRAY(b->arena, index_t, t->rows.len);
    *good = 0;
    for (size_t row = 0; row < t->rows.len; row++)
        number[row] = t->rows.at[row].fate == ROW_GOOD ? (index_t)(*good)++ : NONE;
    return number;
}

/* New numbers for the children, by parent and then in order of arrival: `offsets` counts the
 * children of each parent, then tells where they begin. */
static index_t *order_children(struct data_builder *b, const struct staged *t,
                               const index_t *parent_number, size_t parents, size_t *offsets)
{
    index_t *number = ARENA_ARRAY(b->arena, index_t, t->rows.len);
    size_t *next = ARENA_ARRAY(b->arena, size_t, parents + 1);
    for (size_t row = 0; row < t->rows.len; row++)
        if (has_row(&t->rows.at[row])) offsets[parent_number[t->rows.at[row].parent] + 1]++;
    for (size_t p = 0; p < parents; p++) {
        offsets[p + 1] += offsets[p];
        next[p] = offsets[p];
    }
    for (size_t row = 0; row < t->rows.len; row++) {
        const struct staged_row *r = &t->rows.at[row];
        number[row] = has_row(r) ? (index_t)next[parent_number[r->parent]]++ : NONE;
    }
    return number;
}

static void fill_table(struct data_builder *b, const struct staged *t, const index_t *number,
                       struct data_table *out)
{
    out->table = t->table;
    out->present = t->present;
    out->read = t->rows.len - t->made;
    out->made = t->made;
    out->places = ARENA_ARRAY(b->arena, struct row_place, out->rows);
    out->columns = ARENA_ARRAY(b->arena, struct data_column, t->width);
    for (size_t c = 0; c < t->width; c++) {
        out->columns[c].present = t->column_present[c];
        out->columns[c].values = ARENA_ARRAY(b->arena, int64_t, out->rows);
    }
    for (size_t row = 0; row < t->rows.len; row++) {
        const struct staged_row *r = &t->rows.at[row];
        if (number[row] == NONE) continue;
        const int64_t *values = staged_values(t, row);
        out->unknown += r->unknown;
        out->places[number[row]] = r->place;
        for (size_t c = 0; c < t->width; c++)
            out->columns[c].values[number[row]] = r->unknown ? UNKNOWN : values[c];
    }
    out->left_out = t->rows.len - out->rows + out->unknown;
}

static void fill_index(struct data_builder *b, const struct staged *t, const index_t *number,
                       struct data_table *out)
{
    uint32_t *keys = ARENA_ARRAY(b->arena, uint32_t, out->rows);
    for (size_t row = 0; row < t->rows.len; row++)
        if (number[row] != NONE) keys[number[row]] = t->rows.at[row].key;
    out->index = key_index_create(b->arena, keys, out->rows);
}

static void fill_known(struct data_builder *b, const struct staged *t, const struct staged *parents,
                       const index_t *parent_number, size_t count, struct data_table *out)
{
    out->known = ARENA_ARRAY(b->arena, uint8_t, count);
    for (size_t row = 0; row < parents->rows.len; row++) {
        if (parent_number[row] == NONE) continue;
        uint8_t told = row < t->lists.len ? t->lists.at[row] : LIST_BY_TABLE;
        out->known[parent_number[row]] = told == LIST_BY_TABLE ? t->known : told == LIST_KNOWN;
    }
}

/* What skip_bad has left out of a table. */
static void tell_left_out(struct data_builder *b, const struct staged *t,
                          const struct data_table *out)
{
    if (!b->rejects || !out->left_out) return;
    enum data_diag kind = out->unknown ? DATA_LEFT_UNKNOWN : DATA_LEFT_OUT;
    struct data_fault fault =
        fault_of(kind, count_text(b->arena, out->left_out), count_text(b->arena, out->read),
                 table_name(b->program, t->table), count_text(b->arena, out->unknown));
    builder_fail_file(b, &fault, t->rows.at[0].place.file);
}

static void make_lists(struct data_builder *b, struct data *data, const struct staged *parents,
                       const index_t *parent_number)
{
    size_t count = data->tables[parents->table].rows;
    struct range lists = table_of(b, parents)->lists;
    for (index_t l = lists.first; l < lists.first + lists.count; l++) {
        struct staged *t = &b->tables[l];
        struct data_table *out = &data->tables[l];
        out->offsets = ARENA_ARRAY(b->arena, size_t, count + 1);
        index_t *number = order_children(b, t, parent_number, count, out->offsets);
        out->rows = out->offsets[count];
        fill_table(b, t, number, out);
        fill_known(b, t, parents, parent_number, count, out);
        tell_left_out(b, t, out);
    }
}

static void make_tables(struct data_builder *b, struct data *data)
{
    data->tables = ARENA_ARRAY(b->arena, struct data_table, b->program->tables_count);
    for (index_t i = 0; i < b->program->tables_count; i++) {
        struct staged *t = &b->tables[i];
        if (table_of(b, t)->parent != NONE) continue;
        struct data_table *out = &data->tables[i];
        index_t *number = renumber(b, t, &out->rows);
        fill_table(b, t, number, out);
        fill_index(b, t, number, out);
        tell_left_out(b, t, out);
        make_lists(b, data, t, number);
    }
}

int data_builder_finish(struct data_builder *b, struct data **out)
{
    struct data *data = ARENA_NEW(b->arena, struct data);
    data->arena = b->arena;
    data->program = b->program;
    data->symbols = b->symbols;
    data->diags = b->diags;
    *out = data;

    for (index_t i = 0; i < b->program->tables_count; i++)
        if (b->program->tables[i].parent == NONE) find_keys(b, &b->tables[i]);
    for (index_t i = 0; i < b->program->tables_count; i++)
        if (b->program->tables[i].parent != NONE) find_parents(b, &b->tables[i]);
    if (b->failed) return STATUS_DATA;

    make_tables(b, data);
    data->rejects = b->rejects;
    data->elsewhere = b->elsewhere;
    data->lines_left_out = b->lines_left_out;
    if (b->rejects) rejects_sort(b->rejects, b->arena);
    if (b->lines_left_out) {
        struct data_fault fault =
            FAULT1(DATA_LINES_LEFT_OUT, count_text(b->arena, b->lines_left_out));
        builder_fail_file(b, &fault, b->rejects->list.at[0].place.file);
    }
    return STATUS_OK;
}
