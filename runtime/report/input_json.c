/* The input of one subject as JSON: see input_json.h. */
#include "report/input_json.h"

#include "base/vec.h"
#include "report/json.h"

#include <stdlib.h>

struct subject_row {
    index_t table;
    size_t row;
    struct str key;
};

struct gathering {
    struct arena *arena;
    const struct data *data;
    VEC(struct subject_row) rows;
    struct interner *seen; /* the bytes of (table, row): a list may refer to thousands of others */
    bool *wanted;          /* by table: a reference leads there */
};

/* ---- what belongs to it ---- */

static void gather(struct gathering *g, index_t table, size_t row)
{
    const size_t place[] = {table, row};
    uint32_t before = intern_count(g->seen);
    if (intern(g->seen, (struct str){(const char *)place, sizeof place}) != before) return;
    struct subject_row *subject = VEC_PUSH(g->arena, &g->rows);
    *subject = (struct subject_row){table, row, data_key(g->data, g->arena, table, row)};
}

static int64_t value_at(const struct data *data, index_t table, size_t row, index_t local)
{
    return data->tables[table].columns[local].values[row];
}

static void gather_referred(struct gathering *g, index_t table, size_t row)
{
    const struct program *p = g->data->program;
    struct range columns = p->tables[table].columns;
    for (index_t c = 0; c < columns.count; c++) {
        const struct type *type = &p->columns[columns.first + c].type;
        int64_t key = value_at(g->data, table, row, c);
        if (type->kind != TYPE_VERWIJZING || key == UNKNOWN) continue;
        index_t referred = data_find(g->data, type->ref, key);
        g->wanted[type->ref] = true;
        if (referred != NONE) gather(g, type->ref, referred);
    }
}

static void gather_from(struct gathering *g, index_t table, size_t row)
{
    struct range lists = g->data->program->tables[table].lists;
    gather_referred(g, table, row);
    for (index_t l = lists.first; l < lists.first + lists.count; l++) {
        if (!list_known(g->data, l, row)) continue;
        const size_t *offsets = g->data->tables[l].offsets;
        for (size_t child = offsets[row]; child < offsets[row + 1]; child++)
            gather_referred(g, l, child);
    }
}

static int by_key(const void *a, const void *b)
{
    const struct subject_row *x = a, *y = b;
    if (x->table != y->table) return x->table < y->table ? -1 : 1;
    return str_compare(x->key, y->key);
}

/* ---- writing it ---- */

static void write_value(struct json *json, struct arena *arena, const struct data *data,
                        const struct type *type, int64_t value)
{
    switch (type->kind) {
    case TYPE_JA_NEE: json_bool(json, value != 0); break;
    case TYPE_GETAL:
    case TYPE_BEDRAG: json_raw(json, data_text(data, arena, type, value)); break;
    default: json_str(json, data_text(data, arena, type, value));
    }
}

static void write_values(struct json *json, struct arena *arena, const struct data *data,
                         index_t table, size_t row)
{
    const struct program *p = data->program;
    struct range columns = p->tables[table].columns;
    for (index_t c = 0; c < columns.count; c++) {
        const struct column *column = &p->columns[columns.first + c];
        int64_t value = value_at(data, table, row, c);
        if (value == UNKNOWN) continue;
        json_key_str(json, program_text(p, column->id));
        write_value(json, arena, data, &column->type, value);
    }
}

static void write_subject(struct json *json, struct arena *arena, const struct data *data,
                          index_t table, size_t row)
{
    const struct program *p = data->program;
    struct range lists = p->tables[table].lists;
    json_open(json, '{');
    write_values(json, arena, data, table, row);
    for (index_t l = lists.first; l < lists.first + lists.count; l++) {
        if (!list_known(data, l, row)) continue;
        const size_t *offsets = data->tables[l].offsets;
        json_key_str(json, program_text(p, p->tables[l].id));
        json_open(json, '[');
        for (size_t child = offsets[row]; child < offsets[row + 1]; child++) {
            json_open(json, '{');
            write_values(json, arena, data, l, child);
            json_close(json, '}');
        }
        json_close(json, ']');
    }
    json_close(json, '}');
}

void input_json(struct out *out, struct arena *scratch, const struct data *data, index_t table,
                size_t row)
{
    const struct program *p = data->program;
    struct gathering g = {.arena = scratch,
                          .data = data,
                          .seen = interner_create(scratch),
                          .wanted = ARENA_ARRAY(scratch, bool, p->tables_count)};
    struct json json = {.out = out};
    gather(&g, table, row);
    for (size_t i = 0; i < g.rows.len; i++) gather_from(&g, g.rows.at[i].table, g.rows.at[i].row);
    qsort(g.rows.at, g.rows.len, sizeof *g.rows.at, by_key);

    size_t at = 0;
    json_open(&json, '{');
    for (index_t t = 0; t < p->tables_count; t++) {
        bool any = at < g.rows.len && g.rows.at[at].table == t;
        /* A table without input at all is another thing than one without that record. */
        bool there = data->tables[t].present || data->tables[t].rows;
        if (!any && !(g.wanted[t] && there)) continue;
        json_key_str(&json, program_text(p, p->tables[t].id));
        json_open(&json, '[');
        for (; at < g.rows.len && g.rows.at[at].table == t; at++)
            write_subject(&json, scratch, data, t, g.rows.at[at].row);
        json_close(&json, ']');
    }
    json_close(&json, '}');
}
