/* The verifier: is this program what program.h says a program is?
 *
 * Every program that is loaded passes here before anything else reads it, and so does every one
 * that the compiler has built.  Where the answer is yes, a reader may follow any index, walk any
 * range and look up any symbol without a check of its own.
 *
 * It goes from the outside in, so that each step may lean on those before it:
 *   1. every field by its kind, along the layout: indices, ranges, symbols, days, names;
 *   2. the arrays against each other: tables and columns, versions and cells, rules and owners;
 *   3. the expressions (verify_nodes.c).
 *
 * The first thing that is wrong ends it: "rules[3].deadline points outside its array".  The words
 * are for whoever works on the compiler or was sent a damaged file; a mistake in a policy has been
 * reported long before, at its place in the policy. */
#include "program/internal.h"

#include <inttypes.h>
#include <stdarg.h>

struct check {
    const struct program *p;
    struct arena *arena;
    struct str *why;
    uint32_t symbols;
    uint32_t *met; /* by symbol: the round in which it was last met (distinct_begin) */
    uint32_t round;
};

__attribute__((format(printf, 2, 3))) static bool wrong(const struct check *c, const char *format,
                                                        ...)
{
    va_list args;
    va_start(args, format);
    *c->why = str_from(arena_vprintf(c->arena, format, args));
    va_end(args);
    return false;
}

/* ---- Fields by their kind ---- */

/* What is wrong with the field at `at`, or NULL. */
typedef const char *field_check(const struct check *c, const struct field *f, const void *at);

static const char *check_flag(const struct check *c, const struct field *f, const void *at)
{
    (void)c, (void)f;
    return *(const uint8_t *)at <= 1 ? NULL : "is neither true nor false";
}

static const char *check_enum(const struct check *c, const struct field *f, const void *at)
{
    (void)c;
    return *(const uint8_t *)at < program_enums[f->of].count ? NULL : "is outside its enumeration";
}

static const char *check_date(const struct check *c, const struct field *f, const void *at)
{
    date d = *(const date *)at;
    (void)c;
    if (d == DATE_NONE && f->kind == KIND_DATE_OR_NOT) return NULL;
    return d >= DATE_MIN && d <= DATE_MAX ? NULL : "is no day of the calendar";
}

static const char *check_symbol(const struct check *c, const struct field *f, const void *at)
{
    index_t symbol = *(const index_t *)at;
    if (symbol == NONE && f->kind == KIND_SYMBOL_OR_NOT) return NULL;
    return symbol < c->symbols ? NULL : "is no symbol";
}

static const char *check_index(const struct check *c, const struct field *f, const void *at)
{
    index_t i = *(const index_t *)at;
    if (i == NONE && f->kind == KIND_INDEX_OR_NOT) return NULL;
    return i < program_count(c->p, f->of) ? NULL : "points outside its array";
}

static bool within(struct range r, index_t count)
{
    return r.first <= count && r.count <= count - r.first;
}

static const char *check_range(const struct check *c, const struct field *f, const void *at)
{
    const struct range *r = at;
    return within(*r, program_count(c->p, f->of)) ? NULL : "reaches outside its array";
}

static const char *check_refs(const struct check *c, const struct field *f, const void *at)
{
    const struct range *r = at;
    index_t count = program_count(c->p, f->of);
    if (!within(*r, c->p->refs_count)) return "reaches outside its array";
    for (index_t i = 0; i < r->count; i++)
        if (c->p->refs[r->first + i].to >= count) return "refers to what is outside its array";
    return NULL;
}

/* The kinds that are not here can hold anything (BYTE, COUNT, YEAR, NUMBER, DIGEST), or others know
 * what they mean: check_struct goes into a PART; a REFERENT is for check_type, an OWNER for
 * check_lists, an OPERAND for verify_nodes.c, and a LINK for whoever points there. */
static field_check *const field_checks[KINDS] = {
    [KIND_FLAG] = check_flag,     [KIND_ENUM] = check_enum,
    [KIND_DATE] = check_date,     [KIND_DATE_OR_NOT] = check_date,
    [KIND_SYMBOL] = check_symbol, [KIND_SYMBOL_OR_NOT] = check_symbol,
    [KIND_INDEX] = check_index,   [KIND_INDEX_OR_NOT] = check_index,
    [KIND_RANGE] = check_range,   [KIND_REFS] = check_refs,
};

static const char *check_type(const struct check *c, const struct type *t)
{
    const struct program *p = c->p;
    switch (t->kind) {
    case TYPE_GETAL:
    case TYPE_BEDRAG:
        if (t->scale > DECIMAL_SCALE_MAX) return "has more decimals than a number can have";
        if (t->min > t->max) return "has an empty range";
        if (t->min == INT64_MIN) return "has the mark of unknown data in its range";
        return NULL;
    case TYPE_CODE: return t->ref == NONE || t->ref < c->symbols ? NULL : "has no such pattern";
    case TYPE_KEUZE: return t->ref < p->keuzes_count ? NULL : "is of no such keuze";
    case TYPE_RECORD: return t->ref < p->tables_count ? NULL : "is of no such table";
    case TYPE_VERWIJZING:
        if (t->ref >= p->tables_count) return "refers to no such table";
        return p->tables[t->ref].parent == NONE ? NULL : "refers to what is no onderwerp";
    default: return NULL;
    }
}

/* Where a struct stands, for a message: "rules[3]", or "stelsel" (index NONE). */
struct place {
    const char *name;
    index_t index;
    const char *part; /* "" or ".type" */
};

static bool wrong_at(const struct check *c, struct place at, const char *field, const char *problem)
{
    const char *dot = *field ? "." : "";
    if (at.index == NONE) return wrong(c, "%s%s%s %s", at.name, dot, field, problem);
    return wrong(c, "%s[%" PRIu32 "]%s%s%s %s", at.name, at.index, at.part, dot, field, problem);
}

static bool check_struct(const struct check *c, const struct layout *layout, const char *item,
                         struct place place)
{
    for (size_t n = 0; n < layout->count; n++) {
        const struct field *f = &layout->fields[n];
        const char *at = item + f->at;
        const char *problem = field_checks[f->kind] ? field_checks[f->kind](c, f, at) : NULL;
        if (problem) return wrong_at(c, place, f->name, problem);
        if (f->kind != KIND_PART) continue;
        const struct layout *part = &program_layouts[f->of];
        struct place inside = {place.name, place.index, f->of == STRUCT_type ? ".type" : ".origin"};
        for (const char *end = at + f->size; at < end; at += part->size)
            if (!check_struct(c, part, at, inside)) return false;
    }
    if (layout != &program_layouts[STRUCT_type]) return true;
    const char *problem = check_type(c, (const struct type *)(const void *)item);
    return problem ? wrong_at(c, place, "", problem) : true;
}

static bool check_fields(struct check *c)
{
    for (enum program_array a = 0; a < ARRAYS; a++) {
        index_t count = program_count(c->p, a);
        for (index_t i = 0; i < count; i++)
            if (!check_struct(c, program_arrays[a].layout, program_item(c->p, a, i),
                              (struct place){program_arrays[a].name, i, ""}))
                return false;
    }
    return check_struct(c, &program_layouts[STRUCT_stelsel], (const char *)&c->p->stelsel,
                        (struct place){"stelsel", NONE, ""});
}

static bool check_texts(struct check *c)
{
    for (index_t i = 0; i < c->p->texts_count; i++)
        if (c->p->texts[i].to >= c->symbols) return wrong(c, "texts[%" PRIu32 "] is no symbol", i);
    return true;
}

/* ---- Names ---- */

/* Names that must differ: a round of distinct() tells a name that is met twice. */
static void distinct_begin(struct check *c)
{
    c->round++;
}

static bool distinct(struct check *c, index_t symbol)
{
    bool is_new = c->met[symbol] != c->round;
    c->met[symbol] = c->round;
    return is_new;
}

/* What is looked up by its name, from outside or by results.  Not here: rules, definitions,
 * parameters and sets, of which each version may have its own. */
static const uint8_t named[] = {
    ARRAY_sources, ARRAY_keuzes, ARRAY_readings,  ARRAY_tables,       ARRAY_versions,
    ARRAY_kaders,  ARRAY_plans,  ARRAY_decisions, ARRAY_calculations, ARRAY_tasks,
};

static bool check_names(struct check *c)
{
    for (size_t n = 0; n < sizeof named; n++) {
        distinct_begin(c);
        for (index_t i = 0; i < program_count(c->p, named[n]); i++) {
            index_t name = program_name(c->p, named[n], i);
            if (!distinct(c, name))
                return wrong(c, "%s[%" PRIu32 "] has a name that was there already: " STR_FMT,
                             program_arrays[named[n]].name, i, STR_ARG(program_text(c->p, name)));
        }
    }
    return true;
}

/* The names in a range of members, choices or columns: distinct within it. */
static bool distinct_in(struct check *c, enum program_array array, struct range r)
{
    distinct_begin(c);
    for (index_t i = r.first; i < r.first + r.count; i++)
        if (!distinct(c, program_name(c->p, array, i)))
            return wrong(c, "%s[%" PRIu32 "] has the name of one beside it",
                         program_arrays[array].name, i);
    return true;
}

static bool in_range(index_t i, struct range r)
{
    return i >= r.first && i - r.first < r.count;
}

/* ---- Vocabulary ---- */

static bool check_keuzes(struct check *c)
{
    for (index_t i = 0; i < c->p->keuzes_count; i++)
        if (!distinct_in(c, ARRAY_members, c->p->keuzes[i].members)) return false;
    return true;
}

static bool check_sets(struct check *c)
{
    for (index_t i = 0; i < c->p->set_items_count; i++)
        if (c->p->set_items[i].from > c->p->set_items[i].to)
            return wrong(c, "set_items[%" PRIu32 "] ends before it begins", i);
    return true;
}

static bool check_readings(struct check *c)
{
    const struct program *p = c->p;
    for (index_t i = 0; i < p->readings_count; i++) {
        const struct reading *r = &p->readings[i];
        if (!in_range(r->standard, r->choices))
            return wrong(c, "readings[%" PRIu32 "].standard is none of its choices", i);
        if (!distinct_in(c, ARRAY_choices, r->choices)) return false;
    }
    return true;
}

/* A type that is declared, of a column, a parameter or a calculation, is one that data can have; a
 * bedrag is then in cents, whatever an expression needs on its way. */
static const char *declared_problem(const struct type *t)
{
    if (t->kind == TYPE_DUUR_DAGEN || t->kind == TYPE_DUUR_MAANDEN || t->kind == TYPE_JAAR ||
        t->kind == TYPE_RECORD)
        return "has a type that only expressions have";
    if (t->kind == TYPE_BEDRAG && t->scale != 2) return "is a bedrag that is not in cents";
    return NULL;
}

static const char *number_problem(const struct type *t)
{
    return t->kind == TYPE_GETAL || t->kind == TYPE_BEDRAG ? declared_problem(t)
                                                           : "is no getal or bedrag";
}

static bool check_parameters(struct check *c)
{
    const struct program *p = c->p;
    for (index_t i = 0; i < p->parameters_count; i++) {
        const struct parameter *parameter = &p->parameters[i];
        const struct type *type = &parameter->type;
        const char *problem = number_problem(type);
        if (problem) return wrong(c, "parameters[%" PRIu32 "] %s", i, problem);
        int64_t before = (int64_t)DATE_MIN - 1;
        for (index_t n = 0; n < parameter->periods.count; n++) {
            const struct param_period *period = &p->param_periods[parameter->periods.first + n];
            if (period->from <= before || period->to < period->from)
                return wrong(c, "parameters[%" PRIu32 "] has periods out of order", i);
            if (period->value < type->min || period->value > type->max)
                return wrong(c, "parameters[%" PRIu32 "] has a value outside its range", i);
            before = period->to;
        }
    }
    return true;
}

/* A column of the table, or NONE, of this kind of type. */
static bool column_fits(const struct program *p, const struct table *t, index_t column,
                        uint8_t kind)
{
    return column == NONE || (in_range(column, t->columns) && p->columns[column].type.kind == kind);
}

static const char *table_problem(const struct program *p, index_t i)
{
    const struct table *t = &p->tables[i];
    bool is_list = t->parent != NONE;
    if (is_list && p->tables[t->parent].parent != NONE) return "is a list in a list";
    if (is_list && !in_range(i, p->tables[t->parent].lists))
        return "is not among its parent's lists";
    if (is_list && t->lists.count) return "is a list that has lists";
    for (index_t n = 0; n < t->lists.count; n++)
        if (p->tables[t->lists.first + n].parent != i) return "has the list of another";
    for (index_t n = 0; n < t->columns.count; n++)
        if (p->columns[t->columns.first + n].table != i) return "has a column of another";
    if (is_list ? t->keys.count != 0
                : !t->keys.count || t->keys.first != t->columns.first ||
                      t->keys.count > t->columns.count)
        return is_list ? "is a list with a key" : "has a key that is not its first columns";
    if (!column_fits(p, t, t->dated, TYPE_DATUM) || (!is_list && t->dated != NONE))
        return "has a `dated` that is no date of a list";
    if (!column_fits(p, t, t->intake, TYPE_DATUM) || (is_list && t->intake != NONE))
        return "has an `intake` that is no date of an onderwerp";
    if ((t->intake != NONE) != (p->stelsel.table == i))
        return "and the stelsel differ on who has an intake";
    if (!column_fits(p, t, t->year, TYPE_GETAL) || (is_list && t->year != NONE))
        return "has a `year` that is no number of an onderwerp";
    if (t->year != NONE) {
        const struct type *year = &p->columns[t->year].type; /* 31 December of it must exist */
        if (year->scale || year->min < 1 || year->max > PROGRAM_YEAR_MAX)
            return "has a `year` that reaches outside the calendar";
    }
    return NULL;
}

static bool check_tables(struct check *c)
{
    const struct program *p = c->p;
    for (index_t i = 0; i < p->tables_count; i++) {
        const char *problem = table_problem(p, i);
        if (problem) return wrong(c, "tables[%" PRIu32 "] %s", i, problem);
        if (!distinct_in(c, ARRAY_columns, p->tables[i].columns)) return false;
    }
    for (index_t i = 0; i < p->columns_count; i++) {
        const char *problem = declared_problem(&p->columns[i].type);
        if (!in_range(i, p->tables[p->columns[i].table].columns)) problem = "is not in its table";
        if (problem) return wrong(c, "columns[%" PRIu32 "] %s", i, problem);
    }
    return true;
}

/* ---- Versions and the intake table ---- */

static bool check_stelsel(struct check *c)
{
    const struct program *p = c->p;
    const struct stelsel *s = &p->stelsel;
    if (s->from > s->to) return wrong(c, "stelsel ends before it begins");
    if (s->plan_column == NONE) return true;
    if (s->table == NONE || !in_range(s->plan_column, p->tables[s->table].columns) ||
        p->columns[s->plan_column].type.kind != TYPE_VERWIJZING)
        return wrong(c, "stelsel.plan_column is no reference of its table");
    return true;
}

static const char *version_problem(const struct program *p, index_t i)
{
    const struct version *v = &p->versions[i];
    /* The array is the chain of revisions: the timeline walks it forward in time. */
    if (v->revises != (i ? i - 1 : NONE)) return "does not revise the one before it";
    if (v->status == VERSION_ADOPTED && v->adopted < DATE_MIN) return "has no day of adoption";
    if (v->standards.count != p->readings_count) return "has no default for every reading";
    for (index_t r = 0; r < p->readings_count; r++)
        if (!in_range(p->refs[v->standards.first + r].to, p->readings[r].choices))
            return "has the choice of another reading as default";
    return NULL;
}

static bool check_versions(struct check *c)
{
    for (index_t i = 0; i < c->p->versions_count; i++) {
        const char *problem = version_problem(c->p, i);
        if (problem) return wrong(c, "versions[%" PRIu32 "] %s", i, problem);
    }
    return true;
}

static const char *cell_problem(const struct program *p, index_t version, index_t group)
{
    const struct stelsel *s = &p->stelsel;
    const struct cell *cell = &p->cells[version * s->groups + group];
    if (cell->skips) return version ? NULL : "skips the first version";
    if (cell->from < s->from || cell->from > s->to) return "lies outside the term of the stelsel";
    for (index_t v = 0; v < version; v++) {
        const struct cell *before = &p->cells[v * s->groups + group];
        if (!before->skips && before->from >= cell->from) return "is not later than the one before";
    }
    return NULL;
}

/* Two cells of one date would give two groups: dates may not come twice.  Versions and groups are
 * few, so every pair is compared. */
static bool check_cells(struct check *c)
{
    const struct program *p = c->p;
    if (p->versions_count > PROGRAM_VERSIONS_MAX || p->stelsel.groups > PROGRAM_GROUPS_MAX)
        return wrong(c, "more versions or groups than there may be");
    uint64_t expected = (uint64_t)p->versions_count * p->stelsel.groups;
    if (p->cells_count != expected || (!expected && (p->stelsel.groups || p->versions_count)))
        return wrong(c, "cells are not one for each version and group");
    for (index_t v = 0; v < p->versions_count; v++) {
        for (index_t g = 0; g < p->stelsel.groups; g++) {
            const char *problem = cell_problem(p, v, g);
            if (problem)
                return wrong(c, "cells[%" PRIu32 "] %s", v * p->stelsel.groups + g, problem);
        }
    }
    for (index_t i = 0; i < p->cells_count; i++)
        for (index_t j = 0; j < i; j++)
            if (!p->cells[i].skips && !p->cells[j].skips && p->cells[i].from == p->cells[j].from)
                return wrong(c, "cells[%" PRIu32 "] has the date of another", i);
    return true;
}

/* ---- Rules and who lists them ---- */

/* One list of rules: of a version, a kader or a plan. */
static bool check_list(struct check *c, enum rule_layer layer, index_t owner, struct range rules,
                       uint8_t *listed)
{
    const struct program *p = c->p;
    const char *name = program_enums[ENUM_layers].at[layer];
    distinct_begin(c);
    for (index_t n = 0; n < rules.count; n++) {
        index_t i = p->refs[rules.first + n].to;
        const struct rule *r = &p->rules[i];
        if (r->layer != layer)
            return wrong(c, "rules[%" PRIu32 "] is listed in another layer: %s", i, name);
        if (!distinct(c, r->id))
            return wrong(c, "rules[%" PRIu32 "] has the id of one beside it", i);
        /* A version may list what an earlier one has; the first is the owner. */
        if (listed[i] ? layer != LAYER_LEIDRAAD : r->owner != owner)
            return wrong(c, "rules[%" PRIu32 "] is listed by another than its owner: %s", i, name);
        listed[i] = 1;
    }
    return true;
}

static bool check_lists(struct check *c)
{
    const struct program *p = c->p;
    uint8_t *listed = ARENA_ARRAY(c->arena, uint8_t, p->rules_count);
    for (index_t i = 0; i < p->versions_count; i++)
        if (!check_list(c, LAYER_LEIDRAAD, i, p->versions[i].rules, listed)) return false;
    for (index_t i = 0; i < p->kaders_count; i++)
        if (!check_list(c, LAYER_KADER, i, p->kaders[i].rules, listed)) return false;
    for (index_t i = 0; i < p->plans_count; i++)
        if (!check_list(c, LAYER_REGIOPLAN, i, p->plans[i].rules, listed)) return false;
    for (index_t i = 0; i < p->rules_count; i++)
        if (!listed[i]) return wrong(c, "rules[%" PRIu32 "] is listed nowhere", i);
    return true;
}

static bool is_sharpened(const struct program *p, const struct rule *r)
{
    for (index_t i = 0; i < p->rules_count; i++) {
        const struct rule *national = &p->rules[i];
        if (national->layer != LAYER_REGIOPLAN && national->id == r->id &&
            national->table == r->table)
            return true;
    }
    return false;
}

/* A plan reaches its holder, and who refers to a holder by the stelsel's column. */
static bool plan_reaches(const struct program *p, const struct plan *plan, index_t table)
{
    if (table == plan->holder) return true;
    return table == p->stelsel.table && p->stelsel.plan_column != NONE &&
           p->columns[p->stelsel.plan_column].type.ref == plan->holder;
}

static const char *rule_problem(const struct program *p, const struct rule *r)
{
    if (p->tables[r->table].parent != NONE) return "is about rows of a list";
    if (r->yearly && r->deadline == NONE) return "is yearly without a deadline";
    if (r->layer != LAYER_REGIOPLAN) return r->sharpens ? "sharpens, but is national" : NULL;
    if (r->sharpens && !is_sharpened(p, r)) return "sharpens no national rule";
    if (!plan_reaches(p, &p->plans[r->owner], r->table)) return "is about whom no plan reaches";
    return NULL;
}

static bool check_rules(struct check *c)
{
    for (index_t i = 0; i < c->p->rules_count; i++) {
        const char *problem = rule_problem(c->p, &c->p->rules[i]);
        if (problem) return wrong(c, "rules[%" PRIu32 "] %s", i, problem);
    }
    return true;
}

/* ---- The other declarations ---- */

static bool is_subject(const struct program *p, index_t table)
{
    return p->tables[table].parent == NONE;
}

static bool check_declarations(struct check *c)
{
    const struct program *p = c->p;
    for (index_t i = 0; i < p->kaders_count; i++)
        if (p->kaders[i].from > p->kaders[i].to)
            return wrong(c, "kaders[%" PRIu32 "] ends before it begins", i);
    for (index_t i = 0; i < p->plans_count; i++) {
        if (p->plans[i].from > p->plans[i].to)
            return wrong(c, "plans[%" PRIu32 "] ends before it begins", i);
        if (!is_subject(p, p->plans[i].holder))
            return wrong(c, "plans[%" PRIu32 "] has a holder without key", i);
    }
    for (index_t i = 0; i < p->decisions_count; i++) {
        if (p->decisions[i].from > p->decisions[i].to)
            return wrong(c, "decisions[%" PRIu32 "] ends before it begins", i);
        if (!is_subject(p, p->decisions[i].table))
            return wrong(c, "decisions[%" PRIu32 "] is about rows of a list", i);
    }
    for (index_t i = 0; i < p->calculations_count; i++) {
        const char *problem = number_problem(&p->calculations[i].type);
        if (!is_subject(p, p->calculations[i].table)) problem = "is about rows of a list";
        if (problem) return wrong(c, "calculations[%" PRIu32 "] %s", i, problem);
    }
    return true;
}

/* The windows of a yearly task must exist in every year, so 29 February is none. */
static bool is_day_of_every_year(uint8_t month, uint8_t day)
{
    const int common_year = 2001;
    return date_valid((struct civil){common_year, month, day});
}

static const char *yearly_problem(const struct task *t)
{
    if (!is_day_of_every_year(t->from_month, t->from_day) ||
        !is_day_of_every_year(t->to_month, t->to_day))
        return "has a window that not every year has";
    if (t->from_month * 100 + t->from_day > t->to_month * 100 + t->to_day)
        return "ends before it begins";
    bool years = t->from_year >= 1 && t->from_year <= t->to_year && t->to_year <= PROGRAM_YEAR_MAX;
    return years ? NULL : "has no years";
}

static const char *task_problem(const struct task *t)
{
    if (t->kind == TASK_YEARLY) return yearly_problem(t);
    if (t->kind == TASK_UNDATED)
        return t->because == NONE ? "does not say why it has no date" : NULL;
    if (t->from < DATE_MIN || t->to < DATE_MIN) return "has no window";
    return t->from <= t->to ? NULL : "ends before it begins";
}

static bool check_tasks(struct check *c)
{
    for (index_t i = 0; i < c->p->tasks_count; i++) {
        const char *problem = task_problem(&c->p->tasks[i]);
        if (problem) return wrong(c, "tasks[%" PRIu32 "] %s", i, problem);
    }
    return true;
}

/* ---- All of it ---- */

bool program_verify(const struct program *p, struct arena *arena, struct str *why)
{
    static bool (*const steps[])(struct check *) = {
        check_fields, check_texts,    check_names,      check_stelsel,      check_keuzes,
        check_sets,   check_readings, check_parameters, check_tables,       check_versions,
        check_cells,  check_lists,    check_rules,      check_declarations, check_tasks,
    };
    struct check c = {.p = p, .arena = arena, .why = why, .symbols = intern_count(p->symbols)};
    *why = (struct str){0};
    c.met = ARENA_ARRAY(arena, uint32_t, c.symbols);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (!steps[i](&c)) return false;
    return program_verify_nodes(p, arena, why);
}
