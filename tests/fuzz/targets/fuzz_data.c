/* Data from nowhere: CSV, JSON and NDJSON as an outsider might write them.
 *
 * The first byte chooses the reader, the table and skip_bad; the rest is the file.  Whatever it
 * says, the tables that come out must hold together: every row is read once, every child stands
 * under its parent, and every message can be worded. */
#include "tests/unit/test_data_sample.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void must(bool holds)
{
    if (!holds) abort();
}

static void check_lists(const struct data *data, index_t t)
{
    const struct data_table *list = &data->tables[t];
    size_t parents = data->tables[data->program->tables[t].parent].rows;
    must(list->offsets[0] == 0 && list->offsets[parents] == list->rows);
    for (size_t p = 0; p < parents; p++) {
        must(list->offsets[p] <= list->offsets[p + 1]);
        if (!list_known(data, t, p)) must(list->offsets[p] == list->offsets[p + 1]);
    }
}

static void check_table(const struct data *data, index_t t)
{
    const struct data_table *table = &data->tables[t];
    const struct table *shape = &data->program->tables[t];
    must(table->read + table->made + table->unknown == table->rows + table->left_out);
    must(table->unknown <= table->left_out && (shape->parent != NONE || !table->unknown));
    for (index_t c = 0; c < shape->columns.count; c++) {
        const struct type *type = &data->program->columns[shape->columns.first + c].type;
        for (size_t row = 0; row < table->rows; row++) {
            int64_t value = table->columns[c].values[row];
            struct str text = data_text(data, data->arena, type, value);
            must(str_is_utf8(text));
            must(table->columns[c].present || value == UNKNOWN);
        }
    }
    if (shape->parent != NONE) {
        check_lists(data, t);
        return;
    }
    for (size_t row = 0; row < table->rows; row++) {
        uint32_t symbol = NONE;
        struct str key = data_key(data, data->arena, t, row);
        must(key.len && intern_find(data->symbols, key, &symbol));
        must(data_find(data, t, symbol) == row);
    }
}

static void check_diags(const struct data *data)
{
    for (size_t i = 0; i < data->diags->list.len; i++) {
        const struct diag *diag = &data->diags->list.at[i];
        must(str_is_utf8(diag_message(data->arena, diag)));
        diag_hint(data->arena, diag);
        must(str_is_utf8(diag->suggestion) && str_is_utf8(diag->path));
        must(diag->span.line <= diag->span.end_line);
    }
}

static void check(const struct data *data, int status)
{
    check_diags(data);
    if (status != STATUS_OK) {
        must(data->diags->errors > 0);
        return;
    }
    size_t left_out = data->lines_left_out;
    for (index_t t = 0; t < data->program->tables_count; t++) {
        check_table(data, t);
        left_out += data->tables[t].left_out;
    }
    must(rejects_count(data) <= left_out);
    must((left_out > 0) == (rejects_count(data) > 0));
    for (size_t i = 0; i < rejects_count(data); i++)
        must(str_is_utf8(diag_message(data->arena, &rejects_at(data, i)->reason)));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const names[] = {"praktijk.csv", "regio.csv", "regioplan.csv",
                                        "x.json",       "x.ndjson",  "praktijk.ndjson",
                                        "rho.json",     "lsv"};
    struct arena *arena;
    struct data *data;
    if (!size || arena_create(&arena)) return 0;
    if (ARENA_CAUGHT(arena)) {
        arena_free(arena);
        return 0;
    }
    const char *name = names[bytes[0] % (sizeof names / sizeof *names)];
    struct data_options options = {.skip_bad = bytes[0] & 0x40};
    struct str text = {(const char *)bytes + 1, size - 1};
    int status =
        data_read(&data, arena, sample_program(arena), str_from(name), text, STR(""), &options);
    check(data, status);
    arena_free(arena);
    return 0;
}
