/* See sample.h.  The expressions are read by a small recursive reader: "(" operator operands ")",
 * or one word. */
#include "check.h"
#include "sample.h"

#include <ctype.h>
#include <stdlib.h>
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

static index_t column_of(const struct program *p, index_t table, struct str id)
{
    struct range columns = p->tables[table].columns;
    for (index_t i = columns.first; i < columns.first + columns.count; i++)
        if (str_equal(program_text(p, p->columns[i].id), id)) return i;
    return NONE;
}

static index_t table_named(struct sample *s, const char *name)
{
    index_t table = program_find_table(s->program, str_from(name));
    assert_int_not_equal(table, NONE);
    return table;
}

/* ---- Expressions ---- */

struct reader {
    struct sample *s;
    const char *at;
    index_t self, row; /* tables; row NONE outside a list */
};

static index_t read_expr(struct reader *r);

static index_t add_node(struct reader *r, enum opcode op, index_t a, index_t b, index_t c,
                        int64_t value, uint8_t kind)
{
    index_t i = program_add_nodes(r->s->program);
    r->s->program->nodes[i] = (struct node){
        .op = (uint8_t)op,
        .type = {.kind = kind, .ref = NONE},
        .a = a,
        .b = b,
        .c = c,
        .value = value,
        .phrase = NONE,
        .origin = {.file = NONE, .owner = NONE},
    };
    return i;
}

static void skip_space(struct reader *r)
{
    while (isspace((unsigned char)*r->at)) r->at++;
}

static struct str read_word(struct reader *r)
{
    skip_space(r);
    const char *from = r->at;
    while (*r->at && !isspace((unsigned char)*r->at) && *r->at != '(' && *r->at != ')') r->at++;
    return (struct str){from, (size_t)(r->at - from)};
}

static void expect_close(struct reader *r)
{
    skip_space(r);
    assert_int_equal(*r->at, ')');
    r->at++;
}

static struct str rest(struct str s, size_t n)
{
    return (struct str){s.at + n, s.len - n};
}

static index_t word_symbol(struct reader *r, struct str word)
{
    return program_symbol(r->s->program, word);
}

static index_t record_node(struct reader *r, index_t *table)
{
    *table = r->row != NONE ? r->row : r->self;
    index_t node = add_node(r, r->row != NONE ? OP_RIJ : OP_ZELF, 0, 0, 0, 0, TYPE_RECORD);
    r->s->program->nodes[node].type.ref = *table;
    return node;
}

static index_t self_node(struct reader *r)
{
    index_t node = add_node(r, OP_ZELF, 0, 0, 0, 0, TYPE_RECORD);
    r->s->program->nodes[node].type.ref = r->self;
    return node;
}

/* "lsv.aanbod", "rho.regioplan": the record behind the dot, and what comes after it. */
static index_t referred_node(struct reader *r, struct str *word, index_t *table)
{
    const char *dot = memchr(word->at, '.', word->len);
    struct str name = {word->at, dot ? (size_t)(dot - word->at) : 0};
    if (!dot) {
        *table = r->self;
        return self_node(r);
    }
    index_t from = self_node(r), column = column_of(r->s->program, r->self, name);
    assert_int_not_equal(column, NONE);
    *table = r->s->program->columns[column].type.ref;
    index_t node = add_node(r, OP_VERWIJZING, from, column, 0, 0, TYPE_RECORD);
    r->s->program->nodes[node].type.ref = *table;
    *word = rest(*word, name.len + 1);
    return node;
}

static index_t column_node(struct reader *r, struct str word)
{
    struct program *p = r->s->program;
    index_t table, node, column;
    if (memchr(word.at, '.', word.len)) {
        node = referred_node(r, &word, &table);
    } else if (r->row != NONE && column_of(p, r->row, word) == NONE) {
        node = self_node(r);
        table = r->self;
    } else {
        node = record_node(r, &table);
    }
    column = column_of(p, table, word);
    if (column == NONE) fail_msg("no column " STR_FMT, STR_ARG(word));
    index_t result = add_node(r, OP_KOLOM, node, column, 0, 0, 0);
    p->nodes[result].type = p->columns[column].type;
    return result;
}

static index_t definition_node(struct reader *r, struct str name)
{
    struct program *p = r->s->program;
    index_t table, node = record_node(r, &table);
    for (index_t i = 0; i < p->definitions_count; i++)
        if (p->definitions[i].table == table && str_equal(program_text(p, p->definitions[i].id), name))
            return add_node(r, OP_DEFINITIE, node, i, 0, 0, TYPE_JA_NEE);
    fail_msg("no definition " STR_FMT, STR_ARG(name));
    return NONE;
}

static index_t parameter_node(struct reader *r, struct str name)
{
    struct program *p = r->s->program;
    for (index_t i = 0; i < p->parameters_count; i++) {
        if (!str_equal(program_text(p, p->parameters[i].id), name)) continue;
        index_t node = add_node(r, OP_PARAMETER, i, 0, 0, 0, TYPE_GETAL);
        p->nodes[node].type = p->parameters[i].type;
        return node;
    }
    fail_msg("no parameter " STR_FMT, STR_ARG(name));
    return NONE;
}

static void set_range(struct reader *r, index_t node, int128 min, int128 max)
{
    r->s->program->nodes[node].type.min = (int64_t)min;
    r->s->program->nodes[node].type.max = (int64_t)max;
}

static index_t number_node(struct reader *r, struct str word)
{
    char last = word.at[word.len - 1];
    if (last == 'm' || last == 'd')
        return add_node(r, OP_DUUR, 0, 0, 0, strtoll(word.at, NULL, 10),
                        last == 'm' ? TYPE_DUUR_MAANDEN : TYPE_DUUR_DAGEN);
    date d;
    if (date_parse_iso(word, &d) == DATE_PARSE_OK)
        return add_node(r, OP_DATUM, 0, 0, 0, d, TYPE_DATUM);
    const char *dot = memchr(word.at, '.', word.len);
    unsigned scale = dot ? (unsigned)(word.at + word.len - dot - 1) : 0;
    int64_t value;
    assert_int_equal(decimal_parse_json(word, scale, &value), DECIMAL_OK);
    index_t node = add_node(r, OP_GETAL, 0, 0, 0, value, TYPE_GETAL);
    r->s->program->nodes[node].type.scale = (uint8_t)scale;
    set_range(r, node, value, value);
    return node;
}

static index_t word_node(struct reader *r)
{
    static const struct {
        const char *word;
        enum opcode op;
        uint8_t kind;
        int64_t value, max;
    } words[] = {
        {"ja", OP_JA_NEE, TYPE_JA_NEE, 1, 0},
        {"nee", OP_JA_NEE, TYPE_JA_NEE, 0, 0},
        {"peildatum", OP_PEILDATUM, TYPE_DATUM, 0, 0},
        {"versiedatum", OP_VERSIEDATUM, TYPE_DATUM, 0, 0},
        {"leidraad", OP_LEIDRAAD, TYPE_VERSIE, 0, 0},
        {"groep", OP_GROEP, TYPE_GETAL, 0, 4},
        {"groeijaar", OP_GROEIJAAR, TYPE_GETAL, 0, PROGRAM_YEAR_MAX},
        {"jaar", OP_JAAR, TYPE_JAAR, 0, 0},
        {"jaar_einde", OP_JAAR_EINDE, TYPE_DATUM, 0, 0},
    };
    struct str word = read_word(r);
    assert_true(word.len > 0);
    if (r->row == NONE || column_of(r->s->program, r->row, word) == NONE)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_equal(word, str_from(words[i].word))) {
                index_t node = add_node(r, words[i].op, 0, 0, 0, words[i].value, words[i].kind);
                if (words[i].max) set_range(r, node, 1, words[i].max);
                return node;
            }
    switch (word.at[0]) {
    case '\'':
        return add_node(r, OP_SYMBOOL, 0, 0, 0, word_symbol(r, rest(word, 1)), TYPE_CODE);
    case '?': return add_node(r, OP_ONBEKEND, word_symbol(r, rest(word, 1)), 0, 0, 0, TYPE_JA_NEE);
    case '!': return definition_node(r, rest(word, 1));
    case '$': return parameter_node(r, rest(word, 1));
    default: break;
    }
    if (isdigit((unsigned char)word.at[0]) || word.at[0] == '-') return number_node(r, word);
    return column_node(r, word);
}

/* en, of: operands to the closing bracket, which become edges in a row. */
static index_t edges_node(struct reader *r, enum opcode op)
{
    struct program *p = r->s->program;
    index_t operands[16], count = 0;
    for (skip_space(r); *r->at != ')'; skip_space(r)) {
        assert_true(count < 16);
        operands[count++] = read_expr(r);
    }
    index_t first = p->edges_count;
    for (index_t i = 0; i < count; i++) {
        index_t edge = program_add_edges(p);
        p->edges[edge].to = operands[i];
    }
    return add_node(r, op, first, count, 0, 0, TYPE_JA_NEE);
}

static index_t list_node(struct reader *r, enum opcode op)
{
    struct program *p = r->s->program;
    struct str word = read_word(r);
    index_t table, parent = referred_node(r, &word, &table), list = NONE;
    struct range lists = p->tables[table].lists;
    for (index_t i = lists.first; i < lists.first + lists.count; i++)
        if (str_equal(program_text(p, p->tables[i].id), word)) list = i;
    assert_int_not_equal(list, NONE);
    struct reader inner = *r;
    inner.row = list;
    index_t condition = read_expr(&inner);
    r->at = inner.at;
    if (op != OP_AANTAL) return add_node(r, op, parent, list, condition, 0, TYPE_JA_NEE);
    index_t count = add_node(r, op, parent, list, condition, 0, TYPE_GETAL);
    set_range(r, count, 0, PROGRAM_COUNT_MAX);
    return count;
}

static index_t set_node(struct reader *r)
{
    struct program *p = r->s->program;
    index_t member = read_expr(r), set = NONE;
    struct str name = read_word(r);
    for (index_t i = 0; i < p->sets_count; i++)
        if (str_equal(program_text(p, p->sets[i].id), name)) set = i;
    assert_int_not_equal(set, NONE);
    return add_node(r, OP_IN_SET, member, set, 0, 0, TYPE_JA_NEE);
}

static index_t reading_node_of(struct reader *r)
{
    index_t reading = program_find_reading(r->s->program, read_word(r));
    assert_int_not_equal(reading, NONE);
    return add_node(r, OP_LEZING, reading, word_symbol(r, read_word(r)), 0, 0, TYPE_JA_NEE);
}

/* "(/ x y 2)", "(rond x 0)": the scale of the result, rounded half up.  Ranges wide enough. */
static index_t scaled_node(struct reader *r, enum opcode op)
{
    index_t a = read_expr(r), b = op == OP_GEDEELD ? read_expr(r) : 0;
    index_t node = add_node(r, op, a, b, 0, ROUND_HALF_UP, TYPE_GETAL);
    r->s->program->nodes[node].type.scale = (uint8_t)atoi(read_word(r).at);
    set_range(r, node, -INT64_MAX, INT64_MAX);
    return node;
}

static index_t product_node(struct reader *r)
{
    struct program *p = r->s->program;
    index_t a = read_expr(r), b = read_expr(r);
    index_t node = add_node(r, OP_MAAL, a, b, 0, 0, TYPE_GETAL);
    p->nodes[node].type.scale = (uint8_t)(p->nodes[a].type.scale + p->nodes[b].type.scale);
    set_range(r, node, -INT64_MAX, INT64_MAX);
    return node;
}

static index_t sum_node(struct reader *r, enum opcode op)
{
    struct program *p = r->s->program;
    index_t a = read_expr(r), b = read_expr(r), node = add_node(r, op, a, b, 0, 0, TYPE_GETAL);
    const struct type *x = &p->nodes[a].type, *y = &p->nodes[b].type;
    p->nodes[node].type.scale = x->scale;
    if (op == OP_PLUS) set_range(r, node, (int128)x->min + y->min, (int128)x->max + y->max);
    else set_range(r, node, (int128)x->min - y->max, (int128)x->max - y->min);
    return node;
}

/* A symbol is of the type that it is compared with. */
static void adapt_symbols(struct reader *r, index_t a, index_t b)
{
    struct node *nodes = r->s->program->nodes;
    if (nodes[a].op == OP_SYMBOOL) nodes[a].type = nodes[b].type;
    else if (nodes[b].op == OP_SYMBOOL) nodes[b].type = nodes[a].type;
}

static index_t plain_node(struct reader *r, enum opcode op, int operands, uint8_t kind)
{
    index_t of[3] = {0};
    for (int i = 0; i < operands; i++) of[i] = read_expr(r);
    if (op == OP_GELIJK || op == OP_ONGELIJK) adapt_symbols(r, of[0], of[1]);
    if (op == OP_VAN_KRACHT) r->s->program->nodes[of[0]].type.kind = TYPE_VERSIE;
    index_t node = add_node(r, op, of[0], of[1], of[2], 0, kind);
    if (op == OP_ALS) r->s->program->nodes[node].type = r->s->program->nodes[of[1]].type;
    if (kind == TYPE_GETAL) set_range(r, node, 1, PROGRAM_YEAR_MAX);
    return node;
}

static index_t operator_node(struct reader *r)
{
    static const struct {
        const char *word;
        enum opcode op;
        int operands;
        uint8_t kind;
    } plain[] = {
        {"niet", OP_NIET, 1, TYPE_JA_NEE},       {"als", OP_ALS, 3, TYPE_JA_NEE},
        {"=", OP_GELIJK, 2, TYPE_JA_NEE},        {"!=", OP_ONGELIJK, 2, TYPE_JA_NEE},
        {"<", OP_KLEINER, 2, TYPE_JA_NEE},       {"<=", OP_KLEINER_GELIJK, 2, TYPE_JA_NEE},
        {">", OP_GROTER, 2, TYPE_JA_NEE},        {">=", OP_GROTER_GELIJK, 2, TYPE_JA_NEE},
        {"in_jaar", OP_IN_JAAR, 1, TYPE_JA_NEE}, {"gevuld", OP_GEVULD, 1, TYPE_JA_NEE},
        {"van_kracht", OP_VAN_KRACHT, 1, TYPE_JA_NEE},
        {"later", OP_DATUM_PLUS, 2, TYPE_DATUM}, {"vroeger", OP_DATUM_MIN, 2, TYPE_DATUM},
        {"groeijaar_einde", OP_GROEIJAAR_EINDE, 1, TYPE_DATUM},
        {"jaar_van", OP_JAAR_VAN, 1, TYPE_GETAL},
        {"jaar_getal", OP_JAAR_GETAL, 1, TYPE_GETAL},
    };
    struct str word = read_word(r);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (str_equal(word, str_from(plain[i].word)))
            return plain_node(r, plain[i].op, plain[i].operands, plain[i].kind);
    if (str_equal(word, STR("en"))) return edges_node(r, OP_EN);
    if (str_equal(word, STR("of"))) return edges_node(r, OP_OF);
    if (str_equal(word, STR("er_is"))) return list_node(r, OP_ER_IS);
    if (str_equal(word, STR("elke"))) return list_node(r, OP_ELKE);
    if (str_equal(word, STR("aantal"))) return list_node(r, OP_AANTAL);
    if (str_equal(word, STR("in_set"))) return set_node(r);
    if (str_equal(word, STR("lezing"))) return reading_node_of(r);
    if (str_equal(word, STR("/"))) return scaled_node(r, OP_GEDEELD);
    if (str_equal(word, STR("rond"))) return scaled_node(r, OP_AFGEROND);
    if (str_equal(word, STR("*"))) return product_node(r);
    if (str_equal(word, STR("+"))) return sum_node(r, OP_PLUS);
    if (str_equal(word, STR("-"))) return sum_node(r, OP_MIN);
    fail_msg("no operator " STR_FMT, STR_ARG(word));
    return NONE;
}

static index_t read_expr(struct reader *r)
{
    skip_space(r);
    if (*r->at != '(') return word_node(r);
    const char *from = r->at++;
    index_t node = operator_node(r);
    expect_close(r);
    /* Its own text is a phrase good enough to recognise it by. */
    struct str phrase = {from, (size_t)(r->at - from)};
    r->s->program->nodes[node].phrase = word_symbol(r, phrase);
    return node;
}

index_t sample_expr(struct sample *s, const char *table, const char *text)
{
    struct reader r = {s, text, table_named(s, table), NONE};
    index_t node = read_expr(&r);
    skip_space(&r);
    assert_int_equal(*r.at, '\0');
    return node;
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
        p->members[m] = (struct member){symbol(s, *members), NONE};
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
    s->program->tables[parent].lists = (struct range){parent + 1, s->program->tables_count - parent - 1};
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

/* Tabel 1 (domain.md), by version and group; "" for the cell that is skipped. */
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
            p->cells[cell].from = *from ? day(from) : DATE_MIN - 1;
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
        .adopted = DATE_MIN - 1,
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
            .adopted = DATE_MIN - 1,
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
        .table = table_named(s, table),
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
        .id = symbol(s, name), .table = table_named(s, table), .body = body, .origin.file = NONE};
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
    p->param_periods[period] = (struct param_period){
        .from = day("2025-01-01"), .to = day("2025-12-31"), .value = value};
    return i;
}

index_t sample_set(struct sample *s, const char *name, const char *member, date from, date to)
{
    struct program *p = s->program;
    index_t i = program_add_sets(p);
    p->sets[i] = (struct set){symbol(s, name), NONE, {p->set_items_count, 1}};
    index_t item = program_add_set_items(p);
    p->set_items[item] = (struct set_item){symbol(s, member), from, to};
    return i;
}

index_t sample_calculation(struct sample *s, const char *name, const char *text)
{
    index_t value = sample_expr(s, "praktijk", text), i = program_add_calculations(s->program);
    s->program->calculations[i] = (struct calculation){
        .id = symbol(s, name),
        .title = symbol(s, name),
        .table = table_named(s, "praktijk"),
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
        .table = table_named(s, "praktijk"),
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
    evaluate_subject(result, s->arena, s->program, data, table_named(s, table), 0, &all);
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
