/* See sample.h. */
#include "check.h"
#include "sample_internal.h"

#include <string.h>

/* ---- Building blocks ---- */

date day(const char *iso)
{
    date d;
    assert_int_equal(date_parse_iso(str_from(iso), &d), DATE_PARSE_OK);
    return d;
}

static index_t symbol(struct sample *s, const char *text)
{
    return program_symbol(s->program, str_from(text));
}

static index_t optional(struct sample *s, const char *text)
{
    return text ? symbol(s, text) : NONE;
}

index_t sample_column(const struct program *p, index_t table, struct str id)
{
    struct range columns = p->tables[table].columns;
    for (index_t i = columns.first; i < columns.first + columns.count; i++)
        if (str_equal(program_text(p, p->columns[i].id), id)) return i;
    return NONE;
}

index_t sample_table(struct sample *s, const char *name)
{
    index_t table = program_find_table(s->program, str_from(name));
    assert_int_not_equal(table, NONE);
    return table;
}

/* ---- The program ---- */

static index_t add_table(struct sample *s, const char *id, index_t parent)
{
    index_t i = program_add_tables(s->program);
    s->program->tables[i] = (struct table){
        .id = symbol(s, id),
        .title = symbol(s, id),
        .parent = parent,
        .columns = {s->program->columns_count, 0},
        .dated = NONE,
        .intake = NONE,
        .year = NONE,
    };
    return i;
}

static index_t add_column(struct sample *s, const char *id, enum type_kind kind, index_t ref)
{
    struct program *p = s->program;
    index_t i = program_add_columns(p), table = p->tables_count - 1;
    p->columns[i] = (struct column){
        .id = symbol(s, id),
        .title = symbol(s, id),
        .table = table,
        .type = {.kind = (uint8_t)kind, .ref = ref, .max = 1000000},
    };
    p->tables[table].columns.count++;
    return i;
}

static index_t add_keuze(struct sample *s, const char *id, const char *const *members)
{
    struct program *p = s->program;
    index_t i = program_add_keuzes(p);
    p->keuzes[i] = (struct keuze){.id = symbol(s, id), .title = NONE};
    p->keuzes[i].members.first = p->members_count;
    for (; *members; members++, p->keuzes[i].members.count++) {
        index_t m = program_add_members(p);
        p->members[m] = (struct member){.id = symbol(s, *members), .title = NONE};
    }
    return i;
}

static void set_keys(struct sample *s, index_t count)
{
    struct table *table = &s->program->tables[s->program->tables_count - 1];
    table->keys = (struct range){table->columns.first, count};
}

/* The lists of an onderwerp stand together behind it. */
static void set_lists(struct sample *s, index_t parent)
{
    s->program->tables[parent].lists =
        (struct range){parent + 1, s->program->tables_count - parent - 1};
}

/* A reference names a table that comes later, so its index is set at the end. */
static void add_tables(struct sample *s)
{
    static const char *const statuses[] = {"gepland", "ingezet", "doorontwikkeld", "gestopt", NULL};
    static const char *const elements[] = {"anders", "netwerk", "gesprek", NULL};
    struct program *p = s->program;
    index_t status = add_keuze(s, "status", statuses), element = add_keuze(s, "element", elements);

    index_t praktijk = add_table(s, "praktijk", NONE);
    add_column(s, "agb", TYPE_CODE, NONE);
    index_t intake = add_column(s, "instroom", TYPE_DATUM, NONE);
    index_t rho = add_column(s, "rho", TYPE_VERWIJZING, NONE);
    index_t lsv = add_column(s, "lsv", TYPE_VERWIJZING, NONE);
    add_column(s, "patienten", TYPE_GETAL, NONE);
    add_column(s, "a", TYPE_JA_NEE, NONE);
    add_column(s, "b", TYPE_JA_NEE, NONE);
    add_column(s, "c", TYPE_JA_NEE, NONE);
    add_column(s, "tekst", TYPE_TEKST, NONE);
    set_keys(s, 1);
    p->tables[praktijk].intake = intake;
    add_table(s, "interventie", praktijk);
    add_column(s, "kernelement", TYPE_KEUZE, element);
    add_column(s, "gepland", TYPE_DATUM, NONE);
    add_column(s, "gestart", TYPE_DATUM, NONE);
    add_column(s, "status", TYPE_KEUZE, status);
    add_column(s, "doel", TYPE_TEKST, NONE);
    add_table(s, "intervisie", praktijk);
    index_t dated = add_column(s, "datum", TYPE_DATUM, NONE);
    p->tables[p->tables_count - 1].dated = dated;
    add_column(s, "thema", TYPE_JA_NEE, NONE);
    add_column(s, "verslag", TYPE_JA_NEE, NONE);
    set_lists(s, praktijk);

    p->columns[rho].type.ref = add_table(s, "rho", NONE);
    add_column(s, "rho", TYPE_CODE, NONE);
    add_column(s, "a", TYPE_JA_NEE, NONE);
    set_keys(s, 1);
    index_t regioplan = add_table(s, "regioplan", p->columns[rho].type.ref);
    add_column(s, "leidraad", TYPE_VERSIE, NONE);
    p->tables[regioplan].dated = add_column(s, "vastgesteld", TYPE_DATUM, NONE);
    add_column(s, "ok", TYPE_JA_NEE, NONE);
    set_lists(s, p->columns[rho].type.ref);

    p->columns[lsv].type.ref = add_table(s, "lsv", NONE);
    add_column(s, "lsv", TYPE_CODE, NONE);
    add_column(s, "aanbod", TYPE_JA_NEE, NONE);
    set_keys(s, 1);

    index_t regio = add_table(s, "regio", NONE);
    add_column(s, "regio", TYPE_CODE, NONE);
    p->tables[regio].year = add_column(s, "jaar", TYPE_GETAL, NONE);
    p->columns[p->columns_count - 1].type.min = 2000;
    p->columns[p->columns_count - 1].type.max = 2100;
    add_column(s, "consulten", TYPE_GETAL, NONE);
    set_keys(s, 2);

    p->stelsel.table = praktijk;
    p->stelsel.plan_column = rho;
}

static void add_reading(struct sample *s, const char *id, const char *standard, const char *other)
{
    struct program *p = s->program;
    index_t i = program_add_readings(p);
    p->readings[i] = (struct reading){.id = symbol(s, id), .question = symbol(s, id)};
    p->readings[i].choices = (struct range){p->choices_count, 2};
    p->readings[i].standard = p->choices_count;
    const char *const choices[] = {standard, other};
    for (int c = 0; c < 2; c++) {
        index_t choice = program_add_choices(p);
        p->choices[choice] = (struct choice){symbol(s, choices[c]), symbol(s, choices[c])};
    }
}

/* Tabel 1, by version and group; "" for the cell that is skipped. */
static const char *const labels[SAMPLE_VERSIONS] = {"2023", "2025", "2026-2027", "2028"};
static const char *const tabel_1[SAMPLE_VERSIONS][4] = {
    {"2023-04-01", "2023-07-01", "2023-10-01", "2024-01-01"},
    {"2025-04-01", "2025-07-01", "2025-10-01", ""},
    {"2026-04-01", "2026-07-01", "2026-10-01", "2026-01-01"},
    {"2028-04-01", "2028-07-01", "2028-10-01", "2028-01-01"},
};

static void add_versions(struct sample *s)
{
    struct program *p = s->program;
    for (index_t v = 0; v < SAMPLE_VERSIONS; v++) {
        index_t i = program_add_versions(p);
        p->versions[i] = (struct version){
            .label = symbol(s, labels[v]),
            .title = symbol(s, labels[v]),
            .status = v == V2028 ? VERSION_CONCEPT : VERSION_ADOPTED,
            .revises = v ? v - 1 : NONE,
            .standards = {p->refs_count, p->readings_count},
            .origin.file = NONE,
        };
        for (index_t r = 0; r < p->readings_count; r++) {
            index_t ref = program_add_refs(p);
            p->refs[ref].to = p->readings[r].standard;
        }
        for (int g = 0; g < 4; g++) {
            index_t cell = program_add_cells(p);
            const char *from = tabel_1[v][g];
            p->cells[cell] = (struct cell){.skips = !*from, .because = NONE, .origin.file = NONE};
            p->cells[cell].from = *from ? day(from) : DATE_NONE;
        }
    }
}

static void add_layers(struct sample *s)
{
    struct program *p = s->program;
    static const char *const holders[SAMPLE_PLANS] = {"UNICUM", "ROHA"};
    index_t kader = program_add_kaders(p);
    p->kaders[kader] = (struct kader){
        .id = symbol(s, "kader"),
        .title = symbol(s, "kader"),
        .from = day("2025-01-01"),
        .to = day("2028-12-31"),
        .adopted = DATE_NONE,
        .origin.file = NONE,
    };
    index_t by_version = sample_expr(s, "praktijk", "(lezing regioplanduur per_groep)");
    for (int i = 0; i < SAMPLE_PLANS; i++) {
        index_t plan = program_add_plans(p);
        p->plans[plan] = (struct plan){
            .id = symbol(s, holders[i]),
            .title = symbol(s, holders[i]),
            .holder = p->columns[p->stelsel.plan_column].type.ref,
            .holder_key = symbol(s, holders[i]),
            .version = i == PLAN_UNICUM ? V2026 : V2023,
            .from = i == PLAN_UNICUM ? day("2026-01-01") : DATE_MIN,
            .to = i == PLAN_UNICUM ? day("2027-12-31") : DATE_MAX,
            .term = i == PLAN_UNICUM ? by_version : NONE,
            .adopted = DATE_NONE,
            .origin.file = NONE,
        };
    }
}

struct sample *sample_create(struct arena *arena)
{
    struct sample *s = ARENA_NEW(arena, struct sample);
    s->arena = arena;
    struct program *p = s->program = program_create(arena);
    for (int i = 0; i < SAMPLE_READINGS; i++) s->turned[i] = NONE;
    p->stelsel = (struct stelsel){
        .id = symbol(s, "mtvp"),
        .title = symbol(s, "mtvp"),
        .from = day("2023-04-01"),
        .to = day("2028-12-31"),
        .month_rounding = MONTH_ROUND_DOWN,
        .groups = 4,
    };
    add_tables(s);
    add_reading(s, "instroommoment", "elke_cel", "vier_cohorten");
    add_reading(s, "groeijaarbegrip", "eigen_jaar", "kalenderjaar");
    add_reading(s, "jaarbegrip", "kalenderjaar", "eigen_jaar");
    add_reading(s, "regioplanduur", "per_groep", "kalender");
    p->stelsel.every_cell = sample_expr(s, "praktijk", "(lezing instroommoment elke_cel)");
    p->stelsel.own_growth_year = sample_expr(s, "praktijk", "(lezing groeijaarbegrip eigen_jaar)");
    p->stelsel.calendar_year = sample_expr(s, "praktijk", "(lezing jaarbegrip kalenderjaar)");
    add_versions(s);
    add_layers(s);
    return s;
}

/* ---- Rules ---- */

static struct range one_text(struct sample *s, const char *text)
{
    struct range range = {s->program->texts_count, text ? 1 : 0};
    if (!text) return range;
    index_t at = program_add_texts(s->program);
    s->program->texts[at].to = symbol(s, text);
    return range;
}

static struct range exception_of(struct sample *s, const struct sample_rule *rule,
                                 const char *table)
{
    if (!rule->except) return (struct range){s->program->exceptions_count, 0};
    index_t condition = sample_expr(s, table, rule->except);
    index_t i = program_add_exceptions(s->program);
    s->program->exceptions[i] = (struct exception){
        .condition = condition,
        .because = optional(s, rule->except_because),
        .origin.file = NONE,
    };
    return (struct range){i, 1};
}

static index_t add_rule(struct sample *s, enum rule_layer layer, index_t owner,
                        const struct sample_rule *rule)
{
    const char *table = rule->table ? rule->table : "praktijk";
    struct rule made = {
        .id = symbol(s, rule->id),
        .title = symbol(s, rule->title ? rule->title : rule->id),
        .layer = (uint8_t)layer,
        .owner = owner,
        .sharpens = rule->sharpens,
        .yearly = rule->yearly,
        .table = sample_table(s, table),
        .soort = symbol(s, rule->soort ? rule->soort : "naleving"),
        .applies = rule->applies ? sample_expr(s, table, rule->applies) : NONE,
        .applies_because = optional(s, rule->because),
        .exceptions = exception_of(s, rule, table),
        .deadline = rule->deadline ? sample_expr(s, table, rule->deadline) : NONE,
        .condition = sample_expr(s, table, rule->condition),
        .consequences = one_text(s, rule->gevolg),
        .assumptions = one_text(s, rule->assumption),
    };
    for (int part = 0; part < PART_COUNT; part++)
        made.origins[part] = (struct origin){.file = NONE, .owner = NONE};
    index_t i = program_add_rules(s->program);
    s->program->rules[i] = made;
    return i;
}

index_t sample_leidraad(struct sample *s, int first, int last, struct sample_rule rule)
{
    index_t i = add_rule(s, LAYER_LEIDRAAD, (index_t)first, &rule);
    for (int v = first; v <= last; v++) *VEC_PUSH(s->arena, &s->of_version[v]) = i;
    return i;
}

index_t sample_kader(struct sample *s, struct sample_rule rule)
{
    index_t i = add_rule(s, LAYER_KADER, 0, &rule);
    *VEC_PUSH(s->arena, &s->of_kader) = i;
    return i;
}

index_t sample_plan(struct sample *s, int plan, struct sample_rule rule)
{
    index_t i = add_rule(s, LAYER_REGIOPLAN, (index_t)plan, &rule);
    *VEC_PUSH(s->arena, &s->of_plan[plan]) = i;
    return i;
}

index_t sample_definition(struct sample *s, const char *table, const char *name, const char *text)
{
    index_t body = sample_expr(s, table, text), i = program_add_definitions(s->program);
    s->program->definitions[i] = (struct definition){
        .id = symbol(s, name), .table = sample_table(s, table), .body = body, .origin.file = NONE};
    return i;
}

index_t sample_parameter(struct sample *s, const char *name, int64_t value, unsigned scale)
{
    struct program *p = s->program;
    index_t i = program_add_parameters(p);
    p->parameters[i] = (struct parameter){
        .id = symbol(s, name),
        .title = symbol(s, name),
        .type = {.kind = TYPE_GETAL, .scale = (uint8_t)scale, .ref = NONE, .max = 1000000},
        .per = NONE,
        .periods = {p->param_periods_count, value == UNKNOWN ? 0 : 1},
        .none_because = value == UNKNOWN ? symbol(s, "geen bron zegt het") : NONE,
        .origin.file = NONE,
    };
    if (value == UNKNOWN) return i;
    index_t period = program_add_param_periods(p);
    p->param_periods[period] =
        (struct param_period){.from = day("2025-01-01"), .to = day("2025-12-31"), .value = value};
    return i;
}

index_t sample_set(struct sample *s, const char *name, const char *member, date from, date to)
{
    struct program *p = s->program;
    index_t i = program_add_sets(p);
    p->sets[i] =
        (struct set){.id = symbol(s, name), .title = NONE, .items = {p->set_items_count, 1}};
    index_t item = program_add_set_items(p);
    p->set_items[item] = (struct set_item){.member = symbol(s, member), .from = from, .to = to};
    return i;
}

index_t sample_calculation(struct sample *s, const char *name, const char *text)
{
    index_t value = sample_expr(s, "praktijk", text), i = program_add_calculations(s->program);
    s->program->calculations[i] = (struct calculation){
        .id = symbol(s, name),
        .title = symbol(s, name),
        .table = sample_table(s, "praktijk"),
        .value = value,
        .type = s->program->nodes[value].type,
        .origin.file = NONE,
    };
    return i;
}

struct decision *sample_decision(struct sample *s, const char *name, bool found, const char *soort,
                                 const char *gevolg)
{
    struct program *p = s->program;
    struct decision made = {
        .id = symbol(s, name),
        .title = symbol(s, name),
        .table = sample_table(s, "praktijk"),
        .from = DATE_MIN,
        .to = DATE_MAX,
        .found = found,
        .soorten = one_text(s, soort),
        .gevolgen = one_text(s, gevolg),
        .origin.file = NONE,
    };
    index_t i = program_add_decisions(p);
    p->decisions[i] = made;
    return &p->decisions[i];
}

static struct range as_refs(struct sample *s, const index_t *rules, size_t count)
{
    struct range range = {s->program->refs_count, (index_t)count};
    for (size_t i = 0; i < count; i++) {
        index_t ref = program_add_refs(s->program);
        s->program->refs[ref].to = rules[i];
    }
    return range;
}

static void finish(struct sample *s)
{
    struct program *p = s->program;
    if (s->finished) return;
    s->finished = true;
    for (int v = 0; v < SAMPLE_VERSIONS; v++)
        p->versions[v].rules = as_refs(s, s->of_version[v].at, s->of_version[v].len);
    p->kaders[0].rules = as_refs(s, s->of_kader.at, s->of_kader.len);
    for (int i = 0; i < SAMPLE_PLANS; i++)
        p->plans[i].rules = as_refs(s, s->of_plan[i].at, s->of_plan[i].len);
    struct str why;
    if (!program_verify(p, s->arena, &why)) fail_msg(STR_FMT, STR_ARG(why));
}

/* ---- Evaluating ---- */

void sample_turn(struct sample *s, int reading, const char *choice)
{
    s->turned[reading] =
        choice ? program_find_choice(s->program, (index_t)reading, str_from(choice)) : NONE;
    if (choice) assert_int_not_equal(s->turned[reading], NONE);
}

struct data *sample_data(struct sample *s, const char *json)
{
    finish(s);
    size_t len = strlen(json);
    char *text = arena_copy(s->arena, json, len);
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\'') text[i] = '"';
    struct data *data;
    int status = data_read(&data, s->arena, s->program, STR("sample.json"), (struct str){text, len},
                           STR(""), NULL);
    if (status) {
        struct str why = data->diags->list.len ? diag_message(s->arena, &data->diags->list.at[0])
                                               : STR("data_read");
        fail_msg(STR_FMT, STR_ARG(why));
    }
    return data;
}

struct result *sample_evaluate_with(struct sample *s, const char *json, const char *table,
                                    const struct evaluate_options *options)
{
    const struct data *data = sample_data(s, json);
    struct evaluate_options all = *options;
    all.turned = s->turned;
    struct result *result = ARENA_NEW(s->arena, struct result);
    evaluate_subject(result, s->arena, s->program, data, sample_table(s, table), 0, &all);
    return result;
}

struct result *sample_evaluate(struct sample *s, const char *json, const char *on)
{
    struct evaluate_options options = {
        .has_on = on != NULL, .on = on ? day(on) : 0, .force_version = NONE};
    return sample_evaluate_with(s, json, "praktijk", &options);
}

const struct rule_result *sample_find(const struct result *result, const char *rule)
{
    for (size_t i = 0; i < result->rules.len; i++)
        if (str_equal(program_text(result->program, result->rules.at[i].rule->id), str_from(rule)))
            return &result->rules.at[i];
    return NULL;
}

const char *sample_verdict(const struct result *result, const char *rule)
{
    const struct rule_result *found = sample_find(result, rule);
    return found ? verdict_name(found->verdict) : "-";
}

const char *sample_missing(struct sample *s, const struct missing *missing)
{
    struct buf buf = {.arena = s->arena};
    for (size_t i = 0; i < missing->list.len; i++) {
        if (i) buf_addc(&buf, ' ');
        buf_add(&buf, missing->list.at[i]);
    }
    return buf_str(&buf).at;
}

const char *sample_years(struct sample *s, const struct rule_result *rule)
{
    struct buf buf = {.arena = s->arena};
    for (int kind = 0; kind < YEARS_KINDS; kind++) {
        if (!rule->years[kind].len) continue;
        if (buf.len) buf_addc(&buf, ' ');
        buf_adds(&buf, years_name(kind));
        for (size_t i = 0; i < rule->years[kind].len; i++)
            buf_printf(&buf, " %d", (int)rule->years[kind].at[i]);
    }
    return buf_str(&buf).at;
}

const char *sample_answer(const struct result *result, const char *decision)
{
    for (size_t i = 0; i < result->decisions.len; i++) {
        const struct decision_result *d = &result->decisions.at[i];
        if (str_equal(program_text(result->program, d->decision->id), str_from(decision)))
            return answer_name(d->answer);
    }
    return "-";
}
