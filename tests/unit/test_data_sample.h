/* The vocabulary of the real policies in small, and data read by it, for the tests of data.
 *
 * Header only: the fuzz target uses it too. */
#ifndef LEIDRAAD_TESTS_DATA_SAMPLE_H
#define LEIDRAAD_TESTS_DATA_SAMPLE_H

#include "base/status.h"
#include "data/data.h"
#include "data/rejects.h"

#include <string.h>

enum { PRAKTIJK, INTERVENTIE, INTERVISIE, BEVESTIGING, RHO, REGIOPLAN, LSV, REGIO, SAMPLE_TABLES };

static const struct {
    const char *id;
    int parent, keys, lists_from, lists;
    const char *intake, *year; /* columns */
} sample_tables[SAMPLE_TABLES] = {
    [PRAKTIJK] = {"praktijk", -1, 1, INTERVENTIE, 3, "instroom", NULL},
    [INTERVENTIE] = {"interventie", PRAKTIJK, 0, 0, 0, NULL, NULL},
    [INTERVISIE] = {"intervisie", PRAKTIJK, 0, 0, 0, NULL, NULL},
    [BEVESTIGING] = {"bevestiging", PRAKTIJK, 0, 0, 0, NULL, NULL},
    [RHO] = {"rho", -1, 1, REGIOPLAN, 1, NULL, NULL},
    [REGIOPLAN] = {"regioplan", RHO, 0, 0, 0, NULL, NULL},
    [LSV] = {"lsv", -1, 1, 0, 0, NULL, NULL},
    [REGIO] = {"regio", -1, 2, 0, 0, NULL, "jaar"},
};

enum { KERNELEMENT, STATUS, INTERVENTIECODE };

static const struct {
    int table;
    const char *id;
    enum type_kind kind;
    int ref; /* keuze or table */
    unsigned scale;
    int64_t min, max;
} sample_columns[] = {
    {PRAKTIJK, "agb", TYPE_CODE, 0, 0, 0, 0},
    {PRAKTIJK, "naam", TYPE_TEKST, 0, 0, 0, 0},
    {PRAKTIJK, "instroom", TYPE_DATUM, 0, 0, 0, 0},
    {PRAKTIJK, "rho", TYPE_VERWIJZING, RHO, 0, 0, 0},
    {PRAKTIJK, "lsv", TYPE_VERWIJZING, LSV, 0, 0, 0},
    {PRAKTIJK, "patienten", TYPE_GETAL, 0, 0, 0, 1000000},
    {PRAKTIJK, "lerende_omgeving", TYPE_JA_NEE, 0, 0, 0, 0},
    {PRAKTIJK, "praktijkplan", TYPE_JA_NEE, 0, 0, 0, 0},
    {INTERVENTIE, "code", TYPE_KEUZE, INTERVENTIECODE, 0, 0, 0},
    {INTERVENTIE, "kernelement", TYPE_KEUZE, KERNELEMENT, 0, 0, 0},
    {INTERVENTIE, "gepland", TYPE_DATUM, 0, 0, 0, 0},
    {INTERVENTIE, "gestart", TYPE_DATUM, 0, 0, 0, 0},
    {INTERVENTIE, "status", TYPE_KEUZE, STATUS, 0, 0, 0},
    {INTERVENTIE, "doel", TYPE_TEKST, 0, 0, 0, 0},
    {INTERVENTIE, "reflectie", TYPE_TEKST, 0, 0, 0, 0},
    {INTERVISIE, "datum", TYPE_DATUM, 0, 0, 0, 0},
    {INTERVISIE, "thema_mtvp", TYPE_JA_NEE, 0, 0, 0, 0},
    {INTERVISIE, "verslag", TYPE_JA_NEE, 0, 0, 0, 0},
    {BEVESTIGING, "jaar", TYPE_GETAL, 0, 0, 2000, 2100},
    {BEVESTIGING, "datum", TYPE_DATUM, 0, 0, 0, 0},
    {RHO, "rho", TYPE_CODE, -1, 0, 0, 0},
    {RHO, "naam", TYPE_TEKST, 0, 0, 0, 0},
    {RHO, "informatie", TYPE_JA_NEE, 0, 0, 0, 0},
    {REGIOPLAN, "leidraad", TYPE_VERSIE, 0, 0, 0, 0},
    {REGIOPLAN, "vastgesteld", TYPE_DATUM, 0, 0, 0, 0},
    {REGIOPLAN, "geaccordeerd", TYPE_JA_NEE, 0, 0, 0, 0},
    {LSV, "lsv", TYPE_CODE, -1, 0, 0, 0},
    {LSV, "wor_aanbod", TYPE_JA_NEE, 0, 0, 0, 0},
    {REGIO, "regio", TYPE_CODE, -1, 0, 0, 0},
    {REGIO, "jaar", TYPE_GETAL, 0, 0, 2000, 2100},
    {REGIO, "consulten", TYPE_GETAL, 0, 2, 0, 100000},
    {REGIO, "patienten_per_fte", TYPE_GETAL, 0, 2, 0, 10000000},
    {REGIO, "wachttijd", TYPE_GETAL, 0, 4, INT64_MIN, INT64_MAX},
};

static const struct {
    int keuze;
    const char *id, *title;
} sample_members[] = {
    {KERNELEMENT, "anders_werken", "Anders werken in de praktijk"},
    {KERNELEMENT, "samenwerken_netwerk", "Samenwerken met het netwerk"},
    {KERNELEMENT, "goede_gesprek", "Het voeren van het goede gesprek"},
    {KERNELEMENT, "uitbreiding_capaciteit", "Uitbreiding van personele capaciteit"},
    {STATUS, "gepland", "nog niet begonnen"},
    {STATUS, "ingezet", "loopt"},
    {STATUS, "doorontwikkeld", "loopt en is verdiept"},
    {STATUS, "gestopt", "gedaan"},
    {INTERVENTIECODE, "smart_typing", "Smart Typing"},
    {INTERVENTIECODE, "alk_training", "ALK-training"},
};

static inline struct program *sample_program(struct arena *arena)
{
    static const char *const keuzes[] = {"kernelement", "status", "interventiecode"};
    static const char *const versions[] = {"2023", "2025", "2026-2027", "2028"};
    struct program *p = program_create(arena);
    for (index_t i = 0; i < SAMPLE_TABLES; i++) {
        index_t t = program_add_tables(p);
        p->tables[t] = (struct table){
            .id = program_symbol(p, str_from(sample_tables[i].id)),
            .title = NONE,
            .parent = sample_tables[i].parent < 0 ? NONE : (index_t)sample_tables[i].parent,
            .lists = {(index_t)sample_tables[i].lists_from, (index_t)sample_tables[i].lists},
            .dated = NONE,
            .intake = NONE,
            .year = NONE};
    }
    for (size_t i = 0; i < sizeof sample_columns / sizeof *sample_columns; i++) {
        index_t c = program_add_columns(p);
        struct table *table = &p->tables[sample_columns[i].table];
        enum type_kind kind = sample_columns[i].kind;
        const char *id = sample_columns[i].id;
        index_t ref = (index_t)sample_columns[i].ref;
        if (kind == TYPE_CODE)
            ref = sample_columns[i].ref < 0 ? NONE : program_symbol(p, STR("[0-9]{8}"));
        p->columns[c] = (struct column){.id = program_symbol(p, str_from(id)),
                                        .title = NONE,
                                        .table = (index_t)sample_columns[i].table,
                                        .type = {.kind = (uint8_t)kind,
                                                 .scale = (uint8_t)sample_columns[i].scale,
                                                 .ref = ref,
                                                 .min = sample_columns[i].min,
                                                 .max = sample_columns[i].max}};
        if (!table->columns.count) {
            table->columns.first = c;
            table->keys = (struct range){c, (index_t)sample_tables[sample_columns[i].table].keys};
        }
        table->columns.count++;
        const char *intake = sample_tables[sample_columns[i].table].intake;
        const char *year = sample_tables[sample_columns[i].table].year;
        if (intake && !strcmp(intake, id)) table->intake = c;
        if (year && !strcmp(year, id)) table->year = c;
    }
    for (index_t i = 0; i < sizeof keuzes / sizeof *keuzes; i++) {
        index_t k = program_add_keuzes(p);
        p->keuzes[k] = (struct keuze){.id = program_symbol(p, str_from(keuzes[i])),
                                      .title = NONE,
                                      .open = i == INTERVENTIECODE};
    }
    for (size_t i = 0; i < sizeof sample_members / sizeof *sample_members; i++) {
        index_t m = program_add_members(p);
        p->members[m].id = program_symbol(p, str_from(sample_members[i].id));
        p->members[m].title = program_symbol(p, str_from(sample_members[i].title));
        struct keuze *keuze = &p->keuzes[sample_members[i].keuze];
        if (!keuze->members.count++) keuze->members.first = m;
    }
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        index_t v = program_add_versions(p);
        p->versions[v].label = program_symbol(p, str_from(versions[i]));
    }
    return p;
}

/* Reads bytes as the file of that name. */
static inline int sample_read(struct arena *arena, const char *name, const char *text,
                              bool skip_bad, struct data **out)
{
    struct data_options options = {.skip_bad = skip_bad};
    return data_read(out, arena, sample_program(arena), str_from(name), str_from(text),
                     (struct str){0}, &options);
}

/* All that was reported, a line each:
 *     praktijk.csv:3:10-13 D301 lerende_omgeving: 'ja?' is neither ja nor nee
 * with the path before the code, and the suggestion behind in <>. */
static inline const char *sample_told(struct data *data)
{
    struct buf told = {.arena = data->arena};
    for (size_t i = 0; i < data->diags->list.len; i++) {
        const struct diag *d = &data->diags->list.at[i];
        if (told.len) buf_adds(&told, "\n");
        if (d->span.file != SPAN_NO_FILE) {
            buf_printf(&told, STR_FMT, STR_ARG(data->diags->files.at[d->span.file].name));
            if (d->span.line) buf_printf(&told, ":%u:%u", d->span.line, d->span.column);
            if (d->span.end_line != d->span.line)
                buf_printf(&told, "-%u:%u", d->span.end_line, d->span.end_column);
            else if (d->span.end_column != d->span.column)
                buf_printf(&told, "-%u", d->span.end_column);
            buf_addc(&told, ' ');
        }
        if (d->path.len) {
            buf_add(&told, d->path);
            buf_addc(&told, ' ');
        }
        buf_printf(&told, "%s ", d->kind->code);
        buf_add(&told, diag_message(data->arena, d));
        if (d->suggestion.len) buf_printf(&told, " <" STR_FMT ">", STR_ARG(d->suggestion));
    }
    return buf_str(&told).at;
}

/* The value of a column of a row, as text; "?" where it is unknown. */
static inline const char *sample_cell(struct data *data, int table, size_t row, const char *column)
{
    struct range columns = data->program->tables[table].columns;
    for (index_t c = 0; c < columns.count; c++) {
        const struct column *shape = &data->program->columns[columns.first + c];
        if (!str_equal(program_text(data->program, shape->id), str_from(column))) continue;
        int64_t value = data->tables[table].columns[c].values[row];
        if (value == UNKNOWN) return "?";
        struct str text = data_text(data, data->arena, &shape->type, value);
        return arena_copy(data->arena, text.at, text.len);
    }
    return "no such column";
}

#endif
