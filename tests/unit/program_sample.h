/* A program in which everything that a program can hold occurs at least once, built by hand: every
 * array has an item and every operation a node.  For the tests of the program itself; a policy as
 * it would be is in sample.h.
 *
 * With `noise` the same policies are declared otherwise: unrelated symbols and items stand before
 * each of its own, lists whose order has no meaning are turned round, and files, lines and phrases
 * differ.  Nothing of that is in the meaning of a rule.
 *
 * In a header, since a fuzz target is linked with nothing but the library. */
#ifndef LEIDRAAD_TESTS_PROGRAM_SAMPLE_H
#define LEIDRAAD_TESTS_PROGRAM_SAMPLE_H

#include "program/program.h"

#include <string.h>

/* The rules, by index without noise; with noise look them up (ps_rule). */
static const char *const ps_rules[] = {
    "lerende",   "groeimodel", "doorontwikkeling", "regioplan_vigerend",
    "consulten", "intervisie", "lerende",          "bewerkingen"};
enum {
    PS_LERENDE,
    PS_GROEIMODEL,
    PS_DOORONTWIKKELING,
    PS_VIGEREND,
    PS_CONSULTEN,
    PS_INTERVISIE,
    PS_VERSCHERPT,
    PS_BEWERKINGEN,
    PS_RULES
};

struct ps {
    struct program *p;
    bool noise;
    uint32_t serial; /* of noise, and of lines */
    index_t self;    /* the table that expressions are about */
};

/* ---- Adding ---- */

static index_t ps_sym(struct ps *s, const char *text)
{
    if (s->noise) {
        char other[16] = "ruis0000";
        uint32_t n = s->serial++;
        for (int i = 7; i > 3; i--, n /= 10) other[i] = (char)('0' + n % 10);
        program_symbol(s->p, str_from(other));
    }
    return text ? program_symbol(s->p, str_from(text)) : NONE;
}

/* Adds one item and returns its index; with noise, after a copy that nobody refers to.  Not for
 * what must be consecutive: the items of a range. */
#define PS_ADD(s, array, ...)                                            \
    ((s)->noise ? (void)ps_put_##array((s)->p, (__VA_ARGS__)) : (void)0, \
     ps_put_##array((s)->p, (__VA_ARGS__)))
#define PROGRAM_ARRAY(type, name)                                            \
    static inline index_t ps_put_##name(struct program *p, struct type item) \
    {                                                                        \
        index_t i = program_add_##name(p);                                   \
        p->name[i] = item;                                                   \
        return i;                                                            \
    }
#include "program/arrays.def"
#undef PROGRAM_ARRAY

static struct origin ps_origin(struct ps *s)
{
    uint32_t line = ++s->serial;
    return (struct origin){
        ps_sym(s, s->noise ? "ander.leidraad" : "a.leidraad"), line, 3, line, 9, ps_sym(s, "2023")};
}

static struct range ps_texts(struct ps *s, const char *const *texts, index_t count)
{
    index_t symbols[4];
    for (index_t i = 0; i < count; i++) symbols[i] = ps_sym(s, texts[i]);
    struct range r = {s->p->texts_count, count};
    for (index_t i = 0; i < count; i++)
        ps_put_texts(s->p, (struct edge){symbols[s->noise ? count - 1 - i : i]});
    return r;
}

static struct range ps_text(struct ps *s, const char *text)
{
    return ps_texts(s, &text, 1);
}

static struct range ps_refs(struct ps *s, const index_t *to, index_t count)
{
    struct range r = {s->p->refs_count, count};
    for (index_t i = 0; i < count; i++) ps_put_refs(s->p, (struct edge){to[i]});
    return r;
}

static struct range ps_cite(struct ps *s, const char *place)
{
    index_t symbol = ps_sym(s, place);
    return (struct range){ps_put_citations(s->p, (struct citation){0, symbol}), 1};
}

/* ---- Types and nodes ---- */

static struct type ps_type(uint8_t kind, index_t ref)
{
    return (struct type){.kind = kind, .ref = ref};
}

static struct type ps_number(uint8_t kind, uint8_t scale, int64_t min, int64_t max)
{
    return (struct type){kind, scale, NONE, min, max};
}

#define PS_TRUTH ps_type(TYPE_JA_NEE, NONE)
#define PS_DAY ps_type(TYPE_DATUM, NONE)

static index_t ps_node(struct ps *s, enum opcode op, struct type type, index_t a, index_t b,
                       index_t c, int64_t value)
{
    index_t phrase = ps_sym(s, s->noise ? "anders gezegd" : opcode_name(op));
    struct node n = {(uint8_t)op, type, a, b, c, value, phrase, ps_origin(s)};
    if (s->noise && *opcode_operands(op) != 'e') ps_put_nodes(s->p, n);
    return ps_put_nodes(s->p, n);
}

static index_t ps_self(struct ps *s)
{
    return ps_node(s, OP_ZELF, ps_type(TYPE_RECORD, s->self), NONE, NONE, NONE, 0);
}

static index_t ps_row(struct ps *s, index_t list)
{
    return ps_node(s, OP_RIJ, ps_type(TYPE_RECORD, list), NONE, NONE, NONE, 0);
}

static index_t ps_column(struct ps *s, const char *table, const char *column)
{
    const struct table *t = &s->p->tables[program_find_table(s->p, str_from(table))];
    for (index_t i = t->columns.first; i < t->columns.first + t->columns.count; i++)
        if (str_equal(program_text(s->p, s->p->columns[i].id), str_from(column))) return i;
    return NONE;
}

/* A column of the record that a node means. */
static index_t ps_get(struct ps *s, index_t record, const char *column)
{
    index_t table = s->p->nodes[record].type.ref;
    struct str name = program_text(s->p, s->p->tables[table].id);
    index_t i = ps_column(s, name.at, column);
    return ps_node(s, OP_KOLOM, s->p->columns[i].type, record, i, NONE, 0);
}

static index_t ps_many(struct ps *s, enum opcode op, const index_t *nodes, index_t count)
{
    struct range r = {s->p->edges_count, count};
    for (index_t i = 0; i < count; i++)
        ps_put_edges(s->p, (struct edge){nodes[s->noise ? count - 1 - i : i]});
    return ps_node(s, op, PS_TRUTH, r.first, count, NONE, 0);
}

static index_t ps_and(struct ps *s, index_t a, index_t b)
{
    return ps_many(s, OP_EN, (const index_t[]){a, b}, 2);
}

static index_t ps_int(struct ps *s, int64_t value)
{
    return ps_node(s, OP_GETAL, ps_number(TYPE_GETAL, 0, value, value), NONE, NONE, NONE, value);
}

static index_t ps_const(struct ps *s, enum opcode op, struct type type, int64_t value)
{
    return ps_node(s, op, type, NONE, NONE, NONE, value);
}

static index_t ps_truth(struct ps *s, enum opcode op, index_t a, index_t b)
{
    return ps_node(s, op, PS_TRUTH, a, b, NONE, 0);
}

/* ---- Vocabulary ---- */

static void ps_vocabulary(struct ps *s)
{
    struct program *p = s->p;
    static const char *const members[] = {"gepland", "ingezet", "gestopt"};
    static const char *const choices[2][2] = {{"kalenderjaar", "eigen_jaar"},
                                              {"per_groep", "kalender"}};
    static const char *const readings[] = {"jaarbegrip", "regioplanduur"};

    /* The first citation is of the first source: no noise before it. */
    ps_put_sources(p, (struct source){ps_sym(s, "afspraken"), ps_sym(s, "Bestuurlijke afspraken"),
                                      ps_sym(s, "LHV"), ps_sym(s, "lhv.nl"), date_of(2024, 4, 1),
                                      false});
    ps_put_sources(p, (struct source){ps_sym(s, "roha"), NONE, NONE, NONE, DATE_NONE, true});

    index_t ids[3];
    for (index_t i = 0; i < 3; i++) ids[i] = ps_sym(s, members[i]);
    ps_put_keuzes(p, (struct keuze){.id = ps_sym(s, "status"),
                                    .title = NONE,
                                    .members = {p->members_count, 3},
                                    .citations = ps_cite(s, "punt 1")});
    for (index_t i = 0; i < 3; i++)
        ps_put_members(p, (struct member){.id = ids[s->noise ? 2 - i : i], .title = NONE});

    index_t items[2] = {ps_sym(s, "ingezet"), ps_sym(s, "gestopt")};
    struct range range = {p->set_items_count, 2};
    for (index_t i = 0; i < 2; i++)
        ps_put_set_items(p, (struct set_item){.member = items[s->noise ? 1 - i : i],
                                              .from = DATE_MIN,
                                              .to = DATE_MAX});
    PS_ADD(s, sets,
           (struct set){.id = ps_sym(s, s->noise ? "onderweg" : "ingevoerd"),
                        .title = NONE,
                        .items = range});

    for (index_t r = 0; r < 2; r++) {
        index_t pair[2] = {ps_sym(s, choices[r][0]), ps_sym(s, choices[r][1])};
        index_t first = p->choices_count;
        for (index_t i = 0; i < 2; i++)
            ps_put_choices(p, (struct choice){pair[s->noise ? 1 - i : i], NONE});
        ps_put_readings(p, (struct reading){.id = ps_sym(s, readings[r]),
                                            .question = ps_sym(s, "Wat is een jaar?"),
                                            .choices = {first, 2},
                                            .standard = s->noise ? first + 1 : first,
                                            .citations = ps_cite(s, "punt 2")});
    }

    range = (struct range){p->param_periods_count, 1};
    struct range cited = ps_cite(s, "tarieven 2025"),
                 assumed = ps_text(s, "het tarief is een maximum");
    ps_put_param_periods(
        p, (struct param_period){date_of(2025, 1, 1), date_of(2025, 12, 31), 323, cited, assumed});
    PS_ADD(s, parameters,
           (struct parameter){.id = ps_sym(s, "tarief"),
                              .title = NONE,
                              .type = ps_number(TYPE_BEDRAG, 2, 0, 100000),
                              .per = ps_sym(s, "kwartaal"),
                              .periods = range,
                              .none_because = NONE,
                              .origin = ps_origin(s)});
    PS_ADD(s, parameters,
           (struct parameter){.id = ps_sym(s, "minimum"),
                              .title = NONE,
                              .type = ps_number(TYPE_GETAL, 0, 0, 100),
                              .per = NONE,
                              .none_because = ps_sym(s, "geen bron noemt het"),
                              .origin = ps_origin(s)});
}

static void ps_table(struct ps *s, const char *id, index_t parent, struct range lists, index_t keys)
{
    index_t first = s->p->columns_count;
    ps_put_tables(s->p, (struct table){ps_sym(s, id),
                                       ps_sym(s, "titel"),
                                       parent,
                                       {first, 0},
                                       {first, keys},
                                       lists,
                                       NONE,
                                       NONE,
                                       NONE});
}

/* A column of the table that was added last. */
static index_t ps_field(struct ps *s, const char *id, struct type type)
{
    index_t table = s->p->tables_count - 1;
    s->p->tables[table].columns.count++;
    return ps_put_columns(s->p, (struct column){ps_sym(s, id), NONE, table, type});
}

static void ps_tables(struct ps *s)
{
    struct program *p = s->p;
    enum { PRAKTIJK, INTERVENTIE, RHO, REGIOPLAN, REGIO };
    const struct range none = {0, 0};

    ps_table(s, "praktijk", NONE, (struct range){INTERVENTIE, 1}, 1);
    ps_field(s, "agb", ps_type(TYPE_CODE, ps_sym(s, "[0-9]{8}")));
    p->tables[PRAKTIJK].intake = ps_field(s, "instroom", PS_DAY);
    p->stelsel.plan_column = ps_field(s, "rho", ps_type(TYPE_VERWIJZING, RHO));
    ps_field(s, "patienten", ps_number(TYPE_GETAL, 0, 0, 1000000));
    ps_field(s, "lerend", PS_TRUTH);
    ps_field(s, "naam", ps_type(TYPE_TEKST, NONE));

    ps_table(s, "interventie", PRAKTIJK, none, 0);
    ps_field(s, "status", ps_type(TYPE_KEUZE, 0));
    ps_field(s, "gestart", PS_DAY);
    p->tables[INTERVENTIE].dated = ps_field(s, "datum", PS_DAY);

    ps_table(s, "rho", NONE, (struct range){REGIOPLAN, 1}, 1);
    ps_field(s, "rho", ps_type(TYPE_CODE, NONE));
    ps_table(s, "regioplan", RHO, none, 0);
    ps_field(s, "leidraad", ps_type(TYPE_VERSIE, NONE));

    ps_table(s, "regio", NONE, none, 2);
    ps_field(s, "regio", ps_type(TYPE_CODE, NONE));
    p->tables[REGIO].year = ps_field(s, "jaar", ps_number(TYPE_GETAL, 0, 2000, 2100));
    ps_field(s, "consulten", ps_number(TYPE_GETAL, 1, 0, 1000));
}

/* ---- Expressions ---- */

enum { PS_INGEVOERD, PS_BEGONNEN }; /* definitions, without noise */

static index_t ps_definition(struct ps *s, const char *name)
{
    index_t symbol = ps_sym(s, name);
    for (index_t i = s->p->definitions_count; i-- > 0;)
        if (s->p->definitions[i].id == symbol) return i;
    return NONE;
}

static void ps_definitions(struct ps *s)
{
    struct program *p = s->p;
    index_t list = program_find_table(p, STR("interventie"));
    s->self = list;
    index_t today = ps_const(s, OP_PEILDATUM, PS_DAY, 0);
    index_t started = ps_truth(s, OP_KLEINER_GELIJK, ps_get(s, ps_self(s), "gestart"), today);
    index_t body = ps_and(
        s, started, ps_truth(s, OP_IN_SET, ps_get(s, ps_self(s), "status"), p->sets_count - 1));
    PS_ADD(s, definitions,
           (struct definition){.id = ps_sym(s, "interventie.ingevoerd"),
                               .table = list,
                               .body = body,
                               .origin = ps_origin(s)});

    s->self = program_find_table(p, STR("praktijk"));
    index_t row = ps_row(s, list), self = ps_self(s);
    index_t asked =
        ps_node(s, OP_DEFINITIE, PS_TRUTH, row, ps_definition(s, "interventie.ingevoerd"), NONE, 0);
    body = ps_node(s, OP_ER_IS, PS_TRUTH, self, list, asked, 0);
    PS_ADD(s, definitions,
           (struct definition){.id = ps_sym(s, "praktijk.begonnen"),
                               .table = s->self,
                               .body = body,
                               .origin = ps_origin(s)});
}

/* lezing x is y */
static index_t ps_reading(struct ps *s, const char *reading, const char *choice)
{
    return ps_node(s, OP_LEZING, PS_TRUTH, program_find_reading(s->p, str_from(reading)),
                   ps_sym(s, choice), NONE, 0);
}

static index_t ps_count(struct ps *s, enum opcode op, index_t condition, struct type type)
{
    index_t list = program_find_table(s->p, STR("interventie")), self = ps_self(s);
    return ps_node(s, op, type, self, list, condition, 0);
}

/* Every operation that no other rule has. */
static index_t ps_operations(struct ps *s)
{
    struct type year = ps_number(TYPE_GETAL, 0, 1, PROGRAM_YEAR_MAX);
    index_t list = program_find_table(s->p, STR("interventie"));
    index_t status = ps_get(s, ps_row(s, list), "status");
    index_t ingezet = ps_const(s, OP_SYMBOOL, s->p->nodes[status].type, ps_sym(s, "ingezet"));
    index_t each = ps_count(s, OP_ELKE, ps_truth(s, OP_ONGELIJK, status, ingezet), PS_TRUTH);

    index_t month = ps_const(s, OP_DUUR, ps_type(TYPE_DUUR_MAANDEN, NONE), 1);
    index_t days = ps_const(s, OP_DUUR, ps_type(TYPE_DUUR_DAGEN, NONE), 10);
    index_t since = ps_const(s, OP_VERSIEDATUM, PS_DAY, 0);
    index_t later = ps_node(s, OP_DATUM_PLUS, PS_DAY, since, month, NONE, 0);
    index_t sooner = ps_node(s, OP_DATUM_MIN, PS_DAY, later, days, NONE, 0);
    index_t past =
        ps_truth(s, OP_GROTER, sooner, ps_const(s, OP_DATUM, PS_DAY, date_of(2025, 1, 1)));

    index_t sum =
        ps_node(s, OP_PLUS, ps_number(TYPE_GETAL, 0, 2, PROGRAM_YEAR_MAX + 1),
                ps_node(s, OP_JAAR_VAN, year, since, NONE, NONE, 0), ps_int(s, 1), NONE, 0);
    index_t group = ps_const(s, OP_GROEP, ps_number(TYPE_GETAL, 0, 1, 2), 0);
    index_t less =
        ps_node(s, OP_MIN, ps_number(TYPE_GETAL, 0, 0, PROGRAM_YEAR_MAX), sum, group, NONE, 0);
    index_t fewer = ps_truth(s, OP_KLEINER, less, sum);

    index_t either = ps_many(s, OP_OF, (const index_t[]){each, past, fewer}, 3);
    index_t unknown =
        ps_node(s, OP_ONBEKEND, PS_TRUTH, ps_sym(s, "het staat er niet"), NONE, NONE, 0);
    index_t constant = ps_const(s, OP_JA_NEE, PS_TRUTH, 1);
    return ps_node(s, OP_ALS, PS_TRUTH, either, unknown,
                   ps_node(s, OP_NIET, PS_TRUTH, constant, NONE, NONE, 0), 0);
}

/* afgerond(patienten * tarief / 3) + 0,00 */
static index_t ps_amount(struct ps *s)
{
    struct type product = ps_number(TYPE_BEDRAG, 2, 0, 100000000000);
    struct type third = ps_number(TYPE_BEDRAG, 4, 0, 3333333333333);
    struct type result = ps_number(TYPE_BEDRAG, 2, 0, 33333333333);
    index_t tariff = s->p->parameters_count;
    while (s->p->parameters[--tariff].type.kind != TYPE_BEDRAG) {
    }
    index_t patients = ps_get(s, ps_self(s), "patienten");
    index_t rate = ps_node(s, OP_PARAMETER, s->p->parameters[tariff].type, tariff, NONE, NONE, 0);
    index_t times = ps_node(s, OP_MAAL, product, patients, rate, NONE, 0);
    index_t part = ps_node(s, OP_GEDEELD, third, times, ps_int(s, 3), NONE, ROUND_HALF_EVEN);
    index_t zero =
        ps_node(s, OP_SCHAAL, ps_number(TYPE_BEDRAG, 4, 0, 0),
                ps_const(s, OP_GETAL, ps_number(TYPE_BEDRAG, 2, 0, 0), 0), NONE, NONE, 0);
    index_t sum = ps_node(s, OP_PLUS, third, part, zero, NONE, 0);
    return ps_node(s, OP_AFGEROND, result, sum, NONE, NONE, ROUND_HALF_UP);
}

/* ---- Rules ---- */

static inline index_t ps_rule(const struct program *p, int rule)
{
    uint32_t symbol;
    if (!intern_find(p->symbols, str_from(ps_rules[rule]), &symbol)) return NONE;
    for (index_t i = 0; i < p->rules_count; i++)
        if (p->rules[i].id == symbol && p->rules[i].sharpens == (rule == PS_VERSCHERPT)) return i;
    return NONE;
}

static index_t ps_add_rule(struct ps *s, int id, enum rule_layer layer, index_t owner,
                           index_t deadline, index_t condition)
{
    struct rule r = {
        .id = ps_sym(s, ps_rules[id]),
        .title = ps_sym(s, "Een regel"),
        .layer = (uint8_t)layer,
        .owner = owner,
        .table = s->self,
        .soort = ps_sym(s, "naleving"),
        .applies = NONE,
        .applies_because = NONE,
        .deadline = deadline,
        .condition = condition,
    };
    static const char *const consequences[] = {"terugvordering", "gesprek"};
    r.consequences = ps_texts(s, consequences, 2);
    r.citations = ps_cite(s, "uitgangspunt 3");
    r.assumptions = ps_text(s, "zo gelezen");
    for (int i = 0; i < PART_COUNT; i++) r.origins[i] = ps_origin(s);
    return ps_put_rules(s->p, r);
}

static index_t ps_national(struct ps *s, int rule)
{
    struct program *p = s->p;
    index_t self = ps_self(s), node, i;
    struct type count = ps_number(TYPE_GETAL, 0, 0, PROGRAM_COUNT_MAX);
    struct type year = ps_number(TYPE_GETAL, 0, 1, PROGRAM_YEAR_MAX);
    switch (rule) {
    case PS_LERENDE:
        return ps_add_rule(s, rule, LAYER_LEIDRAAD, 0, NONE, ps_get(s, self, "lerend"));
    case PS_GROEIMODEL:
        node = ps_node(s, OP_GROEIJAAR_EINDE, PS_DAY, ps_int(s, 2), NONE, NONE, 0);
        i = ps_definition(s, "praktijk.begonnen");
        i = ps_add_rule(s, rule, LAYER_LEIDRAAD, 0, node,
                        ps_node(s, OP_DEFINITIE, PS_TRUTH, self, i, NONE, 0));
        index_t conditions[2] = {
            ps_node(s, OP_NIET, PS_TRUTH, ps_get(s, self, "lerend"), NONE, NONE, 0),
            ps_truth(s, OP_GROTER_GELIJK, ps_get(s, self, "patienten"), ps_int(s, 9000))};
        p->rules[i].exceptions = (struct range){p->exceptions_count, 2};
        for (int e = 0; e < 2; e++) {
            struct exception made = {conditions[s->noise ? 1 - e : e], ps_sym(s, "te groot"),
                                     ps_origin(s)};
            ps_put_exceptions(p, made);
        }
        p->rules[i].repeats.first = ps_put_repeats(
            p, (struct repeat){ps_sym(s, "gestart"), ps_sym(s, "dezelfde interventies")});
        p->rules[i].repeats.count = 1;
        return i;
    default:
        node = ps_count(s, OP_AANTAL, ps_const(s, OP_JA_NEE, PS_TRUTH, 1), count);
        i = p->parameters_count - 1; /* minimum */
        node = ps_truth(s, OP_GROTER_GELIJK, node,
                        ps_node(s, OP_PARAMETER, p->parameters[i].type, i, NONE, NONE, 0));
        i = ps_add_rule(s, rule, LAYER_LEIDRAAD, 1, NONE, node);
        p->rules[i].applies =
            ps_truth(s, OP_GROTER_GELIJK, ps_const(s, OP_GROEIJAAR, year, 0), ps_int(s, 3));
        p->rules[i].applies_because = ps_sym(s, "pas vanaf jaar 3");
        return i;
    }
}

static index_t ps_vigerend(struct ps *s)
{
    struct program *p = s->p;
    index_t rho = program_find_table(p, STR("rho")), list = program_find_table(p, STR("regioplan"));
    index_t record = ps_node(s, OP_VERWIJZING, ps_type(TYPE_RECORD, rho), ps_self(s),
                             ps_column(s, "praktijk", "rho"), NONE, 0);
    index_t label = ps_get(s, ps_row(s, list), "leidraad");
    index_t current = ps_const(s, OP_LEIDRAAD, ps_type(TYPE_VERSIE, NONE), 0);
    index_t both =
        ps_and(s, ps_truth(s, OP_GELIJK, label, current), ps_truth(s, OP_VAN_KRACHT, label, NONE));
    return ps_add_rule(s, PS_VIGEREND, LAYER_KADER, 0, NONE,
                       ps_node(s, OP_ER_IS, PS_TRUTH, record, list, both, 0));
}

static index_t ps_consulten(struct ps *s)
{
    s->self = program_find_table(s->p, STR("regio"));
    index_t limit = ps_const(s, OP_GETAL, ps_number(TYPE_GETAL, 1, 46, 46), 46);
    index_t node = ps_truth(s, OP_KLEINER, ps_get(s, ps_self(s), "consulten"), limit);
    index_t i = ps_add_rule(s, PS_CONSULTEN, LAYER_KADER, 0, NONE, node);
    s->self = program_find_table(s->p, STR("praktijk"));
    return i;
}

static index_t ps_intervisie(struct ps *s)
{
    index_t list = program_find_table(s->p, STR("interventie"));
    struct type year = ps_number(TYPE_GETAL, 0, 1, PROGRAM_YEAR_MAX);
    index_t day = ps_get(s, ps_row(s, list), "datum");
    index_t number = ps_node(s, OP_JAAR_GETAL, year,
                             ps_const(s, OP_JAAR, ps_type(TYPE_JAAR, NONE), 0), NONE, NONE, 0);
    index_t same =
        ps_truth(s, OP_GELIJK, ps_node(s, OP_JAAR_VAN, year, day, NONE, NONE, 0), number);
    index_t both = ps_and(s, ps_truth(s, OP_IN_JAAR, day, NONE), same);
    index_t i =
        ps_add_rule(s, PS_INTERVISIE, LAYER_REGIOPLAN, 0, ps_const(s, OP_JAAR_EINDE, PS_DAY, 0),
                    ps_count(s, OP_ER_IS, both, PS_TRUTH));
    index_t readings[2] = {program_find_reading(s->p, STR("jaarbegrip")),
                           program_find_reading(s->p, STR("regioplanduur"))};
    s->p->rules[i].yearly = true;
    s->p->rules[i].readings = ps_refs(s, readings, 2);
    return i;
}

static index_t ps_sharper(struct ps *s)
{
    index_t filled = ps_truth(s, OP_GEVULD, ps_get(s, ps_self(s), "naam"), NONE);
    index_t i = ps_add_rule(s, PS_VERSCHERPT, LAYER_REGIOPLAN, 0, NONE,
                            ps_and(s, ps_get(s, ps_self(s), "lerend"), filled));
    s->p->rules[i].sharpens = true;
    return i;
}

/* ---- The rest ---- */

static void ps_cells(struct ps *s)
{
    static const struct civil from[4] = {{2023, 4, 1}, {2023, 7, 1}, {2025, 4, 1}, {0, 0, 0}};
    for (int i = 0; i < 4; i++) {
        bool skips = !from[i].year;
        struct range cited = ps_cite(s, "Tabel 1"), none = {0, 0};
        ps_put_cells(s->p, (struct cell){skips, skips ? DATE_NONE : date_from_civil(from[i]),
                                         skips ? ps_sym(s, "gaat direct door") : NONE, cited, none,
                                         ps_origin(s)});
    }
}

static void ps_versions(struct ps *s, const index_t *rules)
{
    static const char *const labels[] = {"2023", "2025"};
    const index_t lists[2][3] = {{rules[0], rules[1]}, {rules[0], rules[2], rules[1]}};
    const index_t lapse = ps_put_lapses(s->p, (struct lapse){.id = ps_sym(s, "oud"),
                                                             .kind = LAPSE_REGEL,
                                                             .item = NONE,
                                                             .because = ps_sym(s, "opgegaan"),
                                                             .citations = ps_cite(s, "punt 3"),
                                                             .origin = ps_origin(s)});
    index_t standards[2] = {s->p->readings[0].standard, s->p->readings[1].standard};
    for (index_t v = 0; v < 2; v++)
        ps_put_versions(s->p, (struct version){.label = ps_sym(s, labels[v]),
                                               .title = NONE,
                                               .status = v ? VERSION_CONCEPT : VERSION_ADOPTED,
                                               .adopted = v ? DATE_NONE : date_of(2023, 1, 30),
                                               .revises = v ? v - 1 : NONE,
                                               .rules = ps_refs(s, lists[v], 2 + v),
                                               .lapses = ps_refs(s, &lapse, v),
                                               .citations = ps_cite(s, "Tabel 1"),
                                               .standards = ps_refs(s, standards, 2),
                                               .origin = ps_origin(s)});
}

static void ps_declarations(struct ps *s, index_t amount)
{
    struct program *p = s->p;
    index_t table = s->self;
    ps_put_decisions(p, (struct decision){.id = ps_sym(s, "mag_starten"),
                                          .title = NONE,
                                          .table = table,
                                          .from = DATE_MIN,
                                          .to = DATE_MAX,
                                          .found = false,
                                          .rule_ids = ps_text(s, "lerende"),
                                          .soorten = ps_text(s, "naleving"),
                                          .gevolgen = ps_text(s, "terugvordering"),
                                          .with_plan = true,
                                          .with_earlier = true,
                                          .citations = ps_cite(s, "L31"),
                                          .origin = ps_origin(s)});
    ps_put_calculations(p, (struct calculation){.id = ps_sym(s, "vergoeding"),
                                                .title = NONE,
                                                .table = table,
                                                .value = amount,
                                                .type = p->nodes[amount].type,
                                                .origin = ps_origin(s)});
    struct task task = {.id = ps_sym(s, "herziening"),
                        .title = NONE,
                        .kind = TASK_ONCE,
                        .from = date_of(2024, 4, 1),
                        .to = date_of(2024, 5, 31),
                        .because = NONE,
                        .parties = ps_text(s, "LHV"),
                        .origin = ps_origin(s)};
    ps_put_tasks(p, task);
    task.id = ps_sym(s, "effectmeting");
    task.kind = TASK_YEARLY;
    task.from_month = 1, task.from_day = 1, task.to_month = 5, task.to_day = 15;
    task.from_year = 2025, task.to_year = 2028;
    ps_put_tasks(p, task);
    task.id = ps_sym(s, "regioplan");
    task.kind = TASK_UNDATED;
    task.because = ps_sym(s, "de figuur is verloren");
    ps_put_tasks(p, task);
}

/* The program, complete but for the hashes of its rules. */
static inline struct program *program_sample(struct arena *arena, bool noise)
{
    struct ps sample = {.p = program_create(arena), .noise = noise}, *s = &sample;
    struct program *p = s->p;
    index_t rules[PS_RULES];
    memset(p->content, 0xC0, sizeof p->content);
    ps_vocabulary(s);
    p->stelsel = (struct stelsel){.id = ps_sym(s, "mtvp"),
                                  .title = ps_sym(s, "Meer Tijd"),
                                  .from = date_of(2023, 4, 1),
                                  .to = date_of(2028, 12, 31),
                                  .month_rounding = MONTH_ROUND_DOWN,
                                  .groups = 2,
                                  .parties = ps_text(s, "LHV")};
    ps_tables(s);
    p->stelsel.every_cell = ps_const(s, OP_JA_NEE, PS_TRUTH, 1);
    p->stelsel.own_growth_year = NONE;
    p->stelsel.calendar_year = ps_reading(s, "jaarbegrip", "kalenderjaar");
    ps_definitions(s);
    for (int r = PS_LERENDE; r <= PS_DOORONTWIKKELING; r++) {
        int turned = noise ? PS_DOORONTWIKKELING - r : r;
        rules[turned] = ps_national(s, turned);
    }
    rules[PS_VIGEREND] = ps_vigerend(s);
    rules[PS_CONSULTEN] = ps_consulten(s);
    rules[PS_INTERVISIE] = ps_intervisie(s);
    rules[PS_VERSCHERPT] = ps_sharper(s);
    rules[PS_BEWERKINGEN] =
        ps_add_rule(s, PS_BEWERKINGEN, LAYER_REGIOPLAN, 0, NONE, ps_operations(s));
    ps_cells(s);
    ps_versions(s, rules);
    ps_put_kaders(p, (struct kader){.id = ps_sym(s, "afspraken"),
                                    .title = NONE,
                                    .from = date_of(2025, 1, 1),
                                    .to = date_of(2028, 12, 31),
                                    .adopted = date_of(2024, 4, 30),
                                    .rules = ps_refs(s, &rules[PS_VIGEREND], 2),
                                    .origin = ps_origin(s)});
    ps_put_plans(p, (struct plan){.id = ps_sym(s, "unicum"),
                                  .title = NONE,
                                  .holder = program_find_table(p, STR("rho")),
                                  .holder_key = ps_sym(s, "UNICUM"),
                                  .version = 1,
                                  .from = DATE_MIN,
                                  .to = DATE_MAX,
                                  .term = ps_reading(s, "regioplanduur", "per_groep"),
                                  .adopted = DATE_NONE,
                                  .rules = ps_refs(s, &rules[PS_INTERVISIE], 3),
                                  .origin = ps_origin(s)});
    ps_declarations(s, ps_amount(s));
    return p;
}

#endif
