/* Notices: what is worth a look in the data of a subject, though it is no error.
 *
 * That a planned intervention has a start date is found by the names that are fixed for the
 * columns of data: the language has no declaration for it, and one notice does not ask for one. */
#include "evaluate/internal.h"

const char *notice_name(enum notice_kind kind)
{
    static const char *const names[NOTICE_KINDS] = {
        [NOTICE_DANGLING] = "verwijzing_zonder_rij",
        [NOTICE_STARTED] = "gepland_maar_gestart",
    };
    return names[kind];
}

static struct notice *add_notice(struct subject *s, enum notice_kind kind, struct str datum,
                                 struct str value, struct record record)
{
    const struct data_table *table = &s->context.data->tables[record.table];
    struct notice *notice = VEC_PUSH(s->arena, &s->result->notices);
    *notice = (struct notice){.kind = kind, .datum = datum, .value = value, .table = NONE};
    if (table->places) notice->place = table->places[record.row];
    return notice;
}

/* Not where there are no records of that kind at all: then it is a file that is missing, and no
 * mistake in this one. */
static void find_dangling(struct subject *s)
{
    const struct context *c = &s->context;
    const struct range columns = c->program->tables[c->table].columns;
    struct record self = {c->table, (int64_t)c->row};
    for (index_t i = columns.first; i < columns.first + columns.count; i++) {
        const struct column *column = &c->program->columns[i];
        if (column->type.kind != TYPE_VERWIJZING) continue;
        int64_t key = record_value(c->data, self, i);
        const struct data_table *referred = &c->data->tables[column->type.ref];
        if (key == UNKNOWN || (!referred->present && !referred->rows)) continue;
        if (record_referred(c->data, i, key).row != UNKNOWN) continue;
        add_notice(s, NOTICE_DANGLING, program_text(c->program, column->id),
                   intern_text(c->data->symbols, (uint32_t)key), self)
            ->table = column->type.ref;
    }
}

static index_t column_named(const struct program *p, index_t table, index_t id)
{
    const struct range columns = p->tables[table].columns;
    for (index_t i = columns.first; i < columns.first + columns.count; i++)
        if (p->columns[i].id == id) return i;
    return NONE;
}

static void find_started_in(struct subject *s, index_t list, index_t status, index_t planned,
                            index_t started)
{
    const struct context *c = &s->context;
    struct record self = {c->table, (int64_t)c->row};
    size_t first, end;
    if (!record_rows(c->data, self, list, &first, &end)) return;
    for (size_t i = first; i < end; i++) {
        struct record row = {list, (int64_t)i};
        int64_t day = record_value(c->data, row, started);
        if (record_value(c->data, row, status) != planned || day == UNKNOWN || day > c->on)
            continue;
        struct str list_id = program_text(c->program, c->program->tables[list].id);
        char *iso = arena_alloc(s->arena, DATE_ISO_SIZE);
        const char *datum =
            arena_printf(s->arena, STR_FMT "[%zu].status", STR_ARG(list_id), i - first + 1);
        add_notice(s, NOTICE_STARTED, str_from(datum), str_from(date_iso((date)day, iso)), row);
    }
}

static void find_started(struct subject *s)
{
    const struct program *p = s->context.program;
    uint32_t status, planned, started;
    if (!intern_find(p->symbols, STR("status"), &status) ||
        !intern_find(p->symbols, STR("gepland"), &planned) ||
        !intern_find(p->symbols, STR("gestart"), &started))
        return;
    const struct range lists = p->tables[s->context.table].lists;
    for (index_t i = lists.first; i < lists.first + lists.count; i++) {
        index_t status_column = column_named(p, i, status);
        index_t started_column = column_named(p, i, started);
        if (status_column != NONE && started_column != NONE)
            find_started_in(s, i, status_column, planned, started_column);
    }
}

void subject_notices(struct subject *s)
{
    find_dangling(s);
    find_started(s);
}
