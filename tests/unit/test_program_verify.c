/* What the verifier refuses: one thing broken at a time, and the words in which it says so. */
#include "tests/unit/check.h"

#include "program/internal.h"
#include "tests/unit/program_sample.h"

static void accepted(struct arena *arena, const struct program *p)
{
    struct str why;
    if (!program_verify(p, arena, &why)) fail_msg("refused: " STR_FMT, STR_ARG(why));
    assert_int_equal(why.len, 0);
}

static void refused(struct arena *arena, const struct program *p, const char *expected)
{
    struct str why;
    if (program_verify(p, arena, &why)) fail_msg("accepted, but %s", expected);
    if (!strstr(why.at, expected)) fail_msg("\"%s\" where \"%s\" was expected", why.at, expected);
}

/* The first node with this operation. */
static struct node *node_of(struct program *p, enum opcode op)
{
    for (index_t i = 0; i < p->nodes_count; i++)
        if (p->nodes[i].op == op) return &p->nodes[i];
    fail_msg("no %s", opcode_name(op));
    return NULL;
}

static index_t index_of(struct program *p, enum opcode op)
{
    return (index_t)(node_of(p, op) - p->nodes);
}

static struct type *type_of(struct program *p, enum opcode op)
{
    return &node_of(p, op)->type;
}

/* ---- One thing at a time ----
 *
 * Each line is a case by its number: what is broken, and what the verifier has to say of it. */

#define CASE(words, ...) \
    case __LINE__: __VA_ARGS__; return words

static const char *break_fields(struct program *p, int line)
{
    enum { OUT = 100000 };
    switch (line) {
        CASE("rules[3].deadline points outside its array", p->rules[3].deadline = OUT);
        CASE("rules[0].condition points outside its array", p->rules[0].condition = NONE);
        CASE("rules[0].id is no symbol", p->rules[0].id = NONE);
        CASE("rules[0].title is no symbol", p->rules[0].title = OUT);
        CASE("rules[0].layer is outside its enumeration", p->rules[0].layer = 3);
        CASE("rules[2].exceptions reaches outside", p->rules[2].exceptions.first = OUT);
        CASE("rules[2].consequences reaches outside", p->rules[2].consequences.count = UINT32_MAX);
        CASE("rules[1].readings reaches outside", p->rules[1].readings.count = OUT);
        CASE("rules[5].readings refers to what is outside",
             p->refs[p->rules[5].readings.first].to = 2);
        CASE("rules[4].origin.file is no symbol", p->rules[4].origins[PART_DEADLINE].file = OUT);
        CASE("nodes[0].op is outside its enumeration", p->nodes[0].op = OP_COUNT);
        CASE("nodes[0].type.kind is outside its enumeration", p->nodes[0].type.kind = TYPE_KINDS);
        CASE("nodes[0].phrase is no symbol", p->nodes[0].phrase = OUT);
        CASE("stelsel.from is no day", p->stelsel.from = DATE_MIN - 1);
        CASE("stelsel.month_rounding is outside", p->stelsel.month_rounding = 2);
        CASE("sources[0].dated is no day", p->sources[0].dated = DATE_MIN - 2);
        CASE("set_items[0].to is no day", p->set_items[0].to = DATE_MAX + 1);
        CASE("texts[0] is no symbol", p->texts[0].to = OUT);
        CASE("citations[0].source points outside", p->citations[0].source = 2);
        CASE("columns[3].type has more decimals", p->columns[3].type.scale = DECIMAL_SCALE_MAX + 1);
        CASE("columns[3].type has an empty range", p->columns[3].type.min = 1000001);
        CASE("columns[3].type has the mark of unknown data", p->columns[3].type.min = INT64_MIN);
        CASE("columns[0].type has no such pattern", p->columns[0].type.ref = OUT);
        CASE("columns[2].type refers to no such table", p->columns[2].type.ref = OUT);
        CASE("columns[2].type refers to what is no onderwerp", p->columns[2].type.ref = 1);
        CASE("columns[6].type is of no such keuze", p->columns[6].type.ref = 1);
        CASE(".type is of no such table", type_of(p, OP_ZELF)->ref = OUT);
    default: return NULL;
    }
}

static const char *break_vocabulary(struct program *p, int line)
{
    switch (line) {
        CASE("tables[2] has a name that was there already: praktijk",
             p->tables[2].id = p->tables[0].id);
        CASE("versions[1] has a name", p->versions[1].label = p->versions[0].label);
        CASE("columns[1] has the name of one beside it", p->columns[1].id = p->columns[0].id);
        CASE("members[2] has the name of one beside it", p->members[2].id = p->members[0].id);
        CASE("choices[1] has the name of one beside it", p->choices[1].id = p->choices[0].id);
        CASE("readings[0].standard is none of its choices", p->readings[0].standard = 2);
        CASE("set_items[1] ends before it begins", p->set_items[1].from = DATE_MAX,
             p->set_items[1].to = 0);
        CASE("parameters[1] is no getal or bedrag", p->parameters[1].type.kind = TYPE_DATUM);
        CASE("parameters[0] is a bedrag that is not in cents", p->parameters[0].type.scale = 3);
        CASE("parameters[0] has a value outside its range", p->param_periods[0].value = -1);
        CASE("parameters[0] has periods out of order",
             p->param_periods[0].to = date_of(2024, 1, 1));
        CASE("columns[4] has a type that only expressions have",
             p->columns[4].type.kind = TYPE_JAAR);
        CASE("columns[5] is not in its table", p->tables[0].columns.count = 5);
        CASE("tables[0] has a column of another", p->columns[5].table = 1);
        CASE("tables[0] has a key that is not its first columns", p->tables[0].keys.count = 0);
        CASE("tables[0] has a key that is not its first columns", p->tables[0].keys.first = 1);
        CASE("tables[1] is a list with a key", p->tables[1].keys.count = 1);
        CASE("tables[1] has a `dated`", p->tables[1].dated = 6);
        CASE("tables[0] has a `dated`", p->tables[0].dated = 1);
        CASE("tables[0] has an `intake`", p->tables[0].intake = 4);
        CASE("tables[0] and the stelsel differ on who has an intake", p->tables[0].intake = NONE);
        CASE("tables[4] has a `year` that is no number", p->tables[4].year = 11);
        CASE("tables[4] has a `year` that reaches outside",
             p->columns[12].type.max = PROGRAM_YEAR_MAX + 1);
        CASE("tables[4] has a `year` that reaches outside", p->columns[12].type.scale = 1);
        CASE("tables[0] has the list of another", p->tables[1].parent = 2);
        CASE("tables[1] is not among its parent's lists", p->tables[0].lists.count = 0);
        CASE("tables[0] has the list of another", p->tables[0].lists.count = 2);
        CASE("tables[3] is a list in a list", p->tables[3].parent = 1,
             p->tables[2].lists.count = 0);
        CASE("tables[1] is a list that has lists", p->tables[1].lists.count = 1);
        CASE("stelsel ends before it begins", p->stelsel.to = p->stelsel.from - 1);
        CASE("stelsel.plan_column is no reference", p->stelsel.plan_column = 1);
        CASE("stelsel.plan_column is no reference", p->stelsel.table = NONE);
    default: return NULL;
    }
}

static const char *break_layers(struct program *p, int line)
{
    switch (line) {
        CASE("versions[1] does not revise the one before it", p->versions[1].revises = NONE);
        CASE("versions[0] does not revise the one before it", p->versions[0].revises = 0);
        CASE("versions[0] has no day of adoption", p->versions[0].adopted = DATE_MIN - 1);
        CASE("versions[1] has no default for every reading", p->versions[1].standards.count = 1);
        CASE("versions[0] has the choice of another reading",
             p->refs[p->versions[0].standards.first].to = 2);
        CASE("versions[1].lapses refers to what is outside its array",
             p->refs[p->versions[1].lapses.first].to = 1);
        CASE("lapses[0].kind is outside its enumeration", p->lapses[0].kind = LAPSE_KINDS);
        CASE("lapses[0].id is no symbol", p->lapses[0].id = NONE);
        CASE("cells are not one for each version and group", p->stelsel.groups = 3);
        CASE("more versions or groups than there may be",
             p->stelsel.groups = PROGRAM_GROUPS_MAX + 1);
        CASE("cells[0] skips the first version", p->cells[0].skips = true);
        CASE("cells[2] is not later than the one before", p->cells[2].from = date_of(2023, 4, 1));
        CASE("cells[1] has the date of another", p->cells[1].from = date_of(2023, 4, 1));
        CASE("cells[1] lies outside the term", p->cells[1].from = date_of(2023, 3, 31));
        CASE("rules[0] is listed by another than its owner", p->rules[0].owner = 1);
        CASE("rules[3] is listed by another than its owner", p->rules[3].owner = 1);
        CASE("rules[3] is listed in another layer: kader", p->rules[3].layer = LAYER_LEIDRAAD);
        CASE("rules[1] has the id of one beside it", p->rules[1].id = p->rules[0].id);
        CASE("rules[4] is listed nowhere", p->kaders[0].rules.count = 1);
        CASE("rules[1] is yearly without a deadline", p->rules[5].deadline = NONE,
             p->rules[1].yearly = true, p->rules[1].deadline = NONE);
        CASE("rules[0] is about rows of a list", p->rules[0].table = 1);
        CASE("rules[3] sharpens, but is national", p->rules[3].sharpens = true);
        CASE("rules[5] sharpens no national rule", p->rules[5].sharpens = true);
        CASE("rules[5] is about whom no plan reaches", p->stelsel.plan_column = NONE);
        CASE("rules[5] is about whom no plan reaches", p->rules[5].table = 4);
        CASE("kaders[0] ends before it begins", p->kaders[0].to = p->kaders[0].from - 1);
        CASE("plans[0] has a holder without key", p->plans[0].holder = 3,
             p->plans[0].rules.count = 0, p->rules_count = 5);
        CASE("plans[0] ends before it begins", p->plans[0].from = 1, p->plans[0].to = 0);
        CASE("decisions[0] ends before it begins", p->decisions[0].from = 1,
             p->decisions[0].to = 0);
        CASE("decisions[0] is about rows of a list", p->decisions[0].table = 1);
        CASE("calculations[0] is about rows of a list", p->calculations[0].table = 1);
        CASE("calculations[0] is no getal or bedrag", p->calculations[0].type.kind = TYPE_DATUM);
        CASE("tasks[0] has no window", p->tasks[0].from = DATE_MIN - 1);
        CASE("tasks[0] ends before it begins", p->tasks[0].from = p->tasks[0].to + 1);
        CASE("tasks[1] has a window that not every year has", p->tasks[1].to_month = 2,
             p->tasks[1].to_day = 29);
        CASE("tasks[1] has a window that not every year has", p->tasks[1].from_month = 0);
        CASE("tasks[1] ends before it begins", p->tasks[1].from_month = 12);
        CASE("tasks[1] has no years", p->tasks[1].to_year = 2024);
        CASE("tasks[1] has no years", p->tasks[1].to_year = INT32_MAX);
        CASE("tasks[2] does not say why", p->tasks[2].because = NONE);
    default: return NULL;
    }
}

static const char *break_operands(struct program *p, int line)
{
    enum { OUT = 100000 };
    switch (line) {
        CASE("KOLOM has an operand that does not stand before it",
             node_of(p, OP_KOLOM)->a = index_of(p, OP_KOLOM));
        CASE("KOLOM has an operand that does not stand before it", node_of(p, OP_KOLOM)->a = NONE);
        CASE("KOLOM has an operand outside its array", node_of(p, OP_KOLOM)->b = OUT);
        CASE("EN has no operands", node_of(p, OP_EN)->b = 0);
        CASE("EN has no operands, or reaches outside", node_of(p, OP_EN)->a = OUT);
        CASE("EN has no operands, or reaches outside", node_of(p, OP_EN)->b = UINT32_MAX);
        CASE("EN has an operand that does not stand",
             p->edges[node_of(p, OP_EN)->a].to = index_of(p, OP_EN));
        CASE("shares its operands with another", node_of(p, OP_OF)->a = 0,
             node_of(p, OP_OF)->b = 4);
        CASE("ER_IS goes through what is no list", node_of(p, OP_ER_IS)->b = 2);
        CASE("IN_SET has an operand outside its array", node_of(p, OP_IN_SET)->b = 1);
        CASE("PARAMETER has an operand outside its array", node_of(p, OP_PARAMETER)->a = 2);
        CASE("LEZING has an operand outside its array", node_of(p, OP_LEZING)->a = 2);
        CASE("LEZING has an operand that is no symbol", node_of(p, OP_LEZING)->b = OUT);
        CASE("LEZING names no choice of its reading", node_of(p, OP_LEZING)->a = 1);
        CASE("ONBEKEND has an operand that is no symbol", node_of(p, OP_ONBEKEND)->a = OUT);
        CASE("DEFINITIE has an operand outside its array", node_of(p, OP_DEFINITIE)->b = 2);
        CASE("asks for a definition that comes later",
             p->definitions[0].body = index_of(p, OP_DEFINITIE));
        CASE("JA_NEE is neither ja nor nee", node_of(p, OP_JA_NEE)->value = 2);
        CASE("DATUM is no day", node_of(p, OP_DATUM)->value = DATE_MAX + 1LL);
        CASE("DATUM is no day", node_of(p, OP_DATUM)->value = INT64_MIN);
        CASE("DUUR is longer than the calendar",
             node_of(p, OP_DUUR)->value = PROGRAM_DURATION_MAX + 1);
        CASE("SYMBOOL is no symbol", node_of(p, OP_SYMBOOL)->value = OUT);
        CASE("SYMBOOL is no symbol", node_of(p, OP_SYMBOOL)->value = -1);
        CASE("SYMBOOL is no member of its keuze", node_of(p, OP_SYMBOOL)->value = p->stelsel.id);
        CASE("AFGEROND rounds in no known way", node_of(p, OP_AFGEROND)->value = 4);
        CASE("GEDEELD rounds in no known way", node_of(p, OP_GEDEELD)->value = -1);
    default: return NULL;
    }
}

static const char *break_types(struct program *p, int line)
{
    switch (line) {
        CASE("KLEINER_GELIJK has a result of another type",
             type_of(p, OP_KLEINER_GELIJK)->kind = TYPE_DATUM);
        CASE("PEILDATUM has a result of another type", type_of(p, OP_PEILDATUM)->kind = TYPE_TEKST);
        CASE("LEIDRAAD is no version", type_of(p, OP_LEIDRAAD)->kind = TYPE_TEKST);
        CASE("ONBEKEND has a result of another type",
             *type_of(p, OP_ONBEKEND) = ps_type(TYPE_RECORD, 0));
        CASE("NIET has an operand of another type",
             node_of(p, OP_NIET)->a = index_of(p, OP_PEILDATUM));
        CASE("EN has an operand of another type",
             p->edges[node_of(p, OP_EN)->a].to = index_of(p, OP_PEILDATUM));
        CASE("KOLOM has an operand of another type",
             node_of(p, OP_KOLOM)->a = index_of(p, OP_PEILDATUM));
        CASE("KOLOM asks for a column that its record does not have", node_of(p, OP_KOLOM)->b = 0);
        CASE("KOLOM has not the type of what it takes", type_of(p, OP_KOLOM)->kind = TYPE_TEKST);
        CASE("VERWIJZING asks for a column", node_of(p, OP_VERWIJZING)->b = 13);
        CASE("VERWIJZING is not the record that its column", node_of(p, OP_VERWIJZING)->b = 5);
        CASE("VERWIJZING is not the record that its column", type_of(p, OP_VERWIJZING)->ref = 0);
        CASE("DEFINITIE asks for the definition of another table", p->definitions[0].table = 0);
        CASE("PARAMETER has not the type", type_of(p, OP_PARAMETER)->kind = TYPE_BEDRAG);
        CASE("PARAMETER has a narrower range", type_of(p, OP_PARAMETER)->max = 99);
        CASE("GELIJK compares what is not alike",
             node_of(p, OP_GELIJK)->b = index_of(p, OP_PEILDATUM));
        CASE("GROTER compares what is not alike", node_of(p, OP_GROTER)->b = index_of(p, OP_DUUR));
        CASE("KLEINER_GELIJK has an operand of another",
             node_of(p, OP_KLEINER_GELIJK)->b = index_of(p, OP_JA_NEE));
        CASE("ALS has not the type", type_of(p, OP_ALS)->kind = TYPE_DATUM);
        CASE("GEVULD has an operand of another type",
             node_of(p, OP_GEVULD)->a = index_of(p, OP_JA_NEE));
        CASE("VAN_KRACHT has an operand of another",
             node_of(p, OP_VAN_KRACHT)->a = index_of(p, OP_JA_NEE));
        CASE("ELKE goes through a list that its record", node_of(p, OP_ELKE)->b = 3);
        CASE("JAAR_GETAL has an operand of another",
             node_of(p, OP_JAAR_GETAL)->a = index_of(p, OP_GETAL));
        CASE("DATUM_PLUS has an operand of another",
             node_of(p, OP_DATUM_PLUS)->b = index_of(p, OP_GETAL));
        CASE("PLUS adds what is not alike", type_of(p, OP_PLUS)->scale = 1);
        CASE("RIJ is a row of no list", type_of(p, OP_RIJ)->ref = 0);
    default: return NULL;
    }
}

static const char *break_ranges(struct program *p, int line)
{
    switch (line) {
        CASE("GETAL can come to more than its range", type_of(p, OP_GETAL)->max = 1,
             type_of(p, OP_GETAL)->min = 1);
        CASE("PLUS can come to more than its range", type_of(p, OP_PLUS)->max = PROGRAM_YEAR_MAX);
        CASE("PLUS can come to more than its range", type_of(p, OP_PLUS)->min = 3);
        CASE("MIN can come to more than its range", type_of(p, OP_MIN)->min = 1);
        CASE("MAAL can come to more than its range", type_of(p, OP_MAAL)->max--);
        CASE("MAAL has not the scale of a product", type_of(p, OP_MAAL)->scale = 3);
        CASE("MAAL multiplies amounts", type_of(p, OP_MAAL)->kind = TYPE_GETAL);
        CASE("GEDEELD can come to more than its range", type_of(p, OP_GEDEELD)->max--);
        CASE("GEDEELD divides amounts", type_of(p, OP_GEDEELD)->kind = TYPE_GETAL);
        CASE("AFGEROND can come to more than its range", type_of(p, OP_AFGEROND)->max--);
        CASE("AFGEROND rounds to another unit", type_of(p, OP_AFGEROND)->scale = 5);
        CASE("SCHAAL widens to another unit", type_of(p, OP_SCHAAL)->scale = 1);
        CASE("AANTAL can come to more than its range", type_of(p, OP_AANTAL)->max--);
        CASE("AANTAL is no whole number", type_of(p, OP_AANTAL)->scale = 1);
        CASE("GROEP can come to more than its range", type_of(p, OP_GROEP)->max = 1);
        CASE("GROEIJAAR can come to more than its range", type_of(p, OP_GROEIJAAR)->min = 2);
        CASE("JAAR_VAN can come to more than its range", type_of(p, OP_JAAR_VAN)->max = 2100);
        CASE("calculations[0] has a narrower range", p->calculations[0].type.max--);
    default: return NULL;
    }
}

static const char *break_stands(struct program *p, int line)
{
    switch (line) {
        CASE("rules[0].condition is of another type",
             p->rules[0].condition = index_of(p, OP_PEILDATUM));
        CASE("rules[1].deadline is of another type", p->rules[1].deadline = index_of(p, OP_JA_NEE));
        CASE("rules[4].condition speaks of another subject",
             p->rules[4].condition = p->rules[0].condition);
        CASE("rules[1].exceptions is of another type",
             p->exceptions[0].condition = index_of(p, OP_PEILDATUM));
        CASE("rules[0].condition speaks of a row, outside any list",
             p->rules[0].condition = index_of(p, OP_VAN_KRACHT));
        CASE("rules[5].deadline asks for the year of a duty", p->rules[5].yearly = false);
        CASE("rules[4].condition asks for the group or version",
             p->rules[4].condition = p->rules[2].applies);
        CASE("rules[4].deadline asks since when",
             p->rules[4].deadline = index_of(p, OP_VERSIEDATUM));
        CASE("plans[0].term asks for more than readings",
             p->plans[0].term = index_of(p, OP_ONBEKEND));
        CASE("stelsel.every_cell asks for more than readings",
             p->stelsel.every_cell = index_of(p, OP_ONBEKEND));
        CASE("stelsel.calendar_year is of another type",
             p->stelsel.calendar_year = index_of(p, OP_PEILDATUM));
        CASE("calculations[0].value is of another type",
             p->calculations[0].value = index_of(p, OP_PEILDATUM));
    default: return NULL;
    }
}

typedef const char *breaker(struct program *p, int line);

/* A breaker answers to the numbers of its lines; a file has no more than this. */
enum { LINES = 1000 };

static void break_each(struct arena *arena, breaker *breaks)
{
    int cases = 0;
    for (int line = 1; line < LINES; line++) {
        struct program *p = program_sample(arena, false);
        const char *words = breaks(p, line);
        if (!words) continue;
        cases++;
        refused(arena, p, words);
    }
    assert_true(cases > 0);
}

static void fields_are_checked(void **state)
{
    break_each(*state, break_fields);
}

static void vocabulary_is_checked(void **state)
{
    break_each(*state, break_vocabulary);
}

static void layers_are_checked(void **state)
{
    break_each(*state, break_layers);
}

static void operands_are_checked(void **state)
{
    break_each(*state, break_operands);
}

static void types_are_checked(void **state)
{
    break_each(*state, break_types);
}

static void ranges_are_checked(void **state)
{
    break_each(*state, break_ranges);
}

static void stands_are_checked(void **state)
{
    break_each(*state, break_stands);
}

/* Only a program is a program: nothing at all is none. */
static void an_empty_program_is_refused(void **state)
{
    refused(*state, program_create(*state), "stelsel.id is no symbol");
}

/* ---- Lists, depth and work ---- */

static struct ps at_the_end_of(struct program *p)
{
    return (struct ps){.p = p, .self = program_find_table(p, STR("praktijk"))};
}

static void a_list_within_a_list_is_refused(void **state)
{
    struct program *p = program_sample(*state, false);
    struct ps s = at_the_end_of(p);
    index_t inner = ps_count(&s, OP_ER_IS, ps_const(&s, OP_JA_NEE, PS_TRUTH, 1), PS_TRUTH);
    accepted(*state, p);
    ps_count(&s, OP_ELKE, inner, PS_TRUTH);
    refused(*state, p, "ELKE goes through a list within a list");

    p = program_sample(*state, false);
    s = at_the_end_of(p);
    index_t asked = ps_node(&s, OP_DEFINITIE, PS_TRUTH, ps_self(&s), PS_BEGONNEN, NONE, 0);
    accepted(*state, p);
    ps_count(&s, OP_ELKE, asked, PS_TRUTH);
    refused(*state, p, "ELKE goes through a list within a list");
}

static void rows_belong_to_the_list_around_them(void **state)
{
    struct program *p = program_sample(*state, false);
    struct ps s = at_the_end_of(p);
    index_t other = ps_row(&s, program_find_table(p, STR("regioplan")));
    index_t label = ps_truth(&s, OP_VAN_KRACHT, ps_get(&s, other, "leidraad"), NONE);
    accepted(*state, p);
    ps_count(&s, OP_ELKE, label, PS_TRUTH);
    refused(*state, p, "ELKE speaks of a row of another list");

    p->nodes_count--;
    index_t row = ps_row(&s, program_find_table(p, STR("interventie")));
    index_t mixed = ps_and(&s, label, ps_truth(&s, OP_IN_SET, ps_get(&s, row, "status"), 0));
    (void)mixed;
    refused(*state, p, "EN speaks of rows of two lists as one");
}

static void subjects_are_not_mixed(void **state)
{
    struct program *p = program_sample(*state, false);
    struct ps s = at_the_end_of(p);
    index_t condition = p->rules[PS_LERENDE].condition;
    ps_and(&s, condition, p->rules[PS_CONSULTEN].condition);
    refused(*state, p, "EN speaks of two kinds of subject as one");

    /* A definition has a record of its own, whoever asks for it; but its rows are its subject. */
    p = program_sample(*state, false);
    p->definitions[PS_INGEVOERD].body = p->rules[PS_LERENDE].condition;
    refused(*state, p, "asks for a definition that comes later");
    p = program_sample(*state, false);
    p->definitions[PS_BEGONNEN].table = program_find_table(p, STR("regio"));
    refused(*state, p, "asks for the definition of another table");
}

static void expressions_may_be_deep_but_not_deeper(void **state)
{
    struct program *p = program_sample(*state, false);
    struct ps s = at_the_end_of(p);
    index_t node = ps_const(&s, OP_JA_NEE, PS_TRUTH, 1);
    for (int depth = 1; depth < PROGRAM_DEPTH_MAX; depth++)
        node = ps_node(&s, OP_NIET, PS_TRUTH, node, NONE, NONE, 0);
    accepted(*state, p);
    ps_node(&s, OP_NIET, PS_TRUTH, node, NONE, NONE, 0);
    refused(*state, p, "NIET is nested too deep");
}

/* Twice the work at every step, in a few nodes: it would take the evaluator for ever. */
static void work_may_not_double_without_end(void **state)
{
    struct program *p = program_sample(*state, false);
    struct ps s = at_the_end_of(p);
    index_t node = ps_const(&s, OP_JA_NEE, PS_TRUTH, 1), half = node;
    uint64_t work = 1;
    while (2 * work + 1 <= PROGRAM_WORK_MAX) {
        half = node;
        node = ps_and(&s, node, node);
        work = 2 * work + 1;
    }
    accepted(*state, p);
    ps_and(&s, node, node);
    refused(*state, p, "EN takes too much work");

    /* The same through definitions. */
    p->nodes_count--;
    p->edges_count -= 2;
    index_t definition = ps_put_definitions(
        p, (struct definition){
               .id = ps_sym(&s, "zwaar"), .table = s.self, .body = half, .origin = ps_origin(&s)});
    index_t asked = ps_node(&s, OP_DEFINITIE, PS_TRUTH, ps_self(&s), definition, NONE, 0);
    accepted(*state, p);
    ps_and(&s, asked, node);
    refused(*state, p, "EN takes too much work");
}

/* ---- Ranges, against all values ---- */

struct operands {
    int64_t min[2], max[2];
    uint8_t scale[2], result; /* scales */
    enum rounding rounding;
};

static int64_t power_of_10(int n)
{
    int64_t power = 1;
    while (n-- > 0) power *= 10;
    return power;
}

/* The value of an operation, by its definition. */
static int64_t value_of(enum opcode op, const struct operands *o, int64_t a, int64_t b)
{
    int64_t value = 0;
    int shift = o->result + o->scale[1] - o->scale[0];
    switch (op) {
    case OP_PLUS: return a + b;
    case OP_MIN: return a - b;
    case OP_MAAL: return a * b;
    case OP_SCHAAL: return a * power_of_10(o->result - o->scale[0]);
    case OP_AFGEROND:
        assert_true(decimal_divide(a, power_of_10(o->scale[0] - o->result), o->rounding, &value));
        return value;
    default:
        assert_true(decimal_divide((int128)a * power_of_10(shift), (int128)b * power_of_10(-shift),
                                   o->rounding, &value));
        return value;
    }
}

static void check_operation(struct arena *arena, enum opcode op, const struct operands *o)
{
    struct program *p = program_sample(arena, false);
    struct ps s = at_the_end_of(p);
    bool one = opcode_operands(op)[1] != 'n';
    int64_t lo = INT64_MAX, hi = INT64_MIN;
    index_t nodes[2];
    for (int i = 0; i < 2; i++)
        nodes[i] = ps_const(&s, OP_GETAL, ps_number(TYPE_GETAL, o->scale[i], o->min[i], o->max[i]),
                            o->min[i]);
    for (int64_t a = o->min[0]; a <= o->max[0]; a++) {
        for (int64_t b = o->min[1]; b <= (one ? o->min[1] : o->max[1]); b++) {
            int64_t value = value_of(op, o, a, b);
            if (value < lo) lo = value;
            if (value > hi) hi = value;
        }
    }
    struct type *type = &p->nodes[ps_node(&s, op, ps_number(TYPE_GETAL, o->result, lo, hi),
                                          nodes[0], one ? NONE : nodes[1], NONE, o->rounding)]
                             .type;
    accepted(arena, p);
    if (lo == hi) return;
    type->min++;
    refused(arena, p, "can come to more than its range");
    type->min--;
    type->max--;
    refused(arena, p, "can come to more than its range");
}

static void ranges_are_exact(void **state)
{
    enum { ROUNDS = 150 };
    uint32_t seed = 5;
    struct arena *arena;
    assert_int_equal(arena_create(&arena), 0);
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct operands o = {.rounding = (enum rounding)(round % (ROUND_HALF_EVEN + 1))};
        for (int i = 0; i < 2; i++) {
            seed = seed * 1664525u + 1013904223u;
            o.min[i] = (int64_t)(seed >> 24) - 128;
            o.max[i] = o.min[i] + (int64_t)(seed >> 12 & 63);
            o.scale[i] = (uint8_t)(seed >> 20 & 1);
        }
        struct operands same = o, product = o, wider = o, narrower = o;
        same.scale[1] = same.result = o.scale[0];
        product.result = (uint8_t)(o.scale[0] + o.scale[1]);
        wider.result = 2;
        narrower.scale[0] = 2;
        narrower.result = 1;
        check_operation(arena, OP_PLUS, &same);
        check_operation(arena, OP_MIN, &same);
        check_operation(arena, OP_MAAL, &product);
        check_operation(arena, OP_SCHAAL, &wider);
        check_operation(arena, OP_AFGEROND, &narrower);
        wider.min[1] +=
            wider.min[1] <= 0 && wider.max[1] >= 0 ? wider.max[1] - wider.min[1] + 200 : 0;
        wider.max[1] = wider.min[1] + 40 > 0 && wider.min[1] < 0 ? -1 : wider.min[1] + 40;
        check_operation(arena, OP_GEDEELD, &wider);
        arena_reset(arena);
    }
    arena_free(arena);
}

static void extremes_do_not_overflow(void **state)
{
    static const struct {
        enum opcode op;
        uint8_t scale, result;
        int64_t min[2], max[2];
        const char *words;
    } extremes[] = {
        {OP_PLUS, 0, 0, {-INT64_MAX, -INT64_MAX}, {INT64_MAX, INT64_MAX}, "can come to more"},
        {OP_MIN, 0, 0, {-INT64_MAX, -INT64_MAX}, {INT64_MAX, INT64_MAX}, "can come to more"},
        {OP_MAAL, 0, 0, {-INT64_MAX, -INT64_MAX}, {INT64_MAX, INT64_MAX}, "can come to more"},
        {OP_SCHAAL, 0, 9, {-INT64_MAX, 0}, {INT64_MAX, 0}, "can come to more"},
        {OP_GEDEELD, 0, 9, {-INT64_MAX, 1}, {INT64_MAX, 1}, "more than 64 bits"},
        {OP_GEDEELD, 0, 0, {1, -1}, {2, 1}, "can divide by zero"},
        {OP_GEDEELD, 0, 0, {1, 0}, {2, 1}, "can divide by zero"},
        {OP_GEDEELD, 0, 0, {1, -1}, {2, 0}, "can divide by zero"},
        {OP_GEDEELD, 9, 0, {-INT64_MAX, 1}, {INT64_MAX, INT64_MAX}, NULL},
        {OP_AFGEROND, 9, 0, {-INT64_MAX, 0}, {INT64_MAX, 0}, NULL},
    };
    for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
        struct program *p = program_sample(*state, false);
        struct ps s = at_the_end_of(p);
        index_t nodes[2];
        for (int k = 0; k < 2; k++)
            nodes[k] = ps_const(
                &s, OP_GETAL,
                ps_number(TYPE_GETAL, extremes[i].scale, extremes[i].min[k], extremes[i].max[k]),
                extremes[i].min[k]);
        ps_node(&s, extremes[i].op,
                ps_number(TYPE_GETAL, extremes[i].result, -INT64_MAX, INT64_MAX), nodes[0],
                nodes[1], NONE, ROUND_DOWN);
        if (extremes[i].words)
            refused(*state, p, extremes[i].words);
        else
            accepted(*state, p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(fields_are_checked),
        ARENA_TEST(vocabulary_is_checked),
        ARENA_TEST(layers_are_checked),
        ARENA_TEST(operands_are_checked),
        ARENA_TEST(types_are_checked),
        ARENA_TEST(ranges_are_checked),
        ARENA_TEST(stands_are_checked),
        ARENA_TEST(an_empty_program_is_refused),
        ARENA_TEST(a_list_within_a_list_is_refused),
        ARENA_TEST(rows_belong_to_the_list_around_them),
        ARENA_TEST(subjects_are_not_mixed),
        ARENA_TEST(expressions_may_be_deep_but_not_deeper),
        ARENA_TEST(work_may_not_double_without_end),
        cmocka_unit_test(ranges_are_exact),
        ARENA_TEST(extremes_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
