/* The expressions of sample.h, read by a small recursive reader: "(" operator operands ")", or one
 * word.  Types and ranges are filled in as far as the verifier asks for them. */
#include "check.h"
#include "sample_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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
    index_t from = self_node(r), column = sample_column(r->s->program, r->self, name);
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
    } else if (r->row != NONE && sample_column(p, r->row, word) == NONE) {
        node = self_node(r);
        table = r->self;
    } else {
        node = record_node(r, &table);
    }
    column = sample_column(p, table, word);
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
        if (p->definitions[i].table == table &&
            str_equal(program_text(p, p->definitions[i].id), name))
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
    if (r->row == NONE || sample_column(r->s->program, r->row, word) == NONE)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_equal(word, str_from(words[i].word))) {
                index_t node = add_node(r, words[i].op, 0, 0, 0, words[i].value, words[i].kind);
                if (words[i].max) set_range(r, node, 1, words[i].max);
                return node;
            }
    switch (word.at[0]) {
    case '\'': return add_node(r, OP_SYMBOOL, 0, 0, 0, word_symbol(r, rest(word, 1)), TYPE_CODE);
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
    if (op == OP_PLUS)
        set_range(r, node, (int128)x->min + y->min, (int128)x->max + y->max);
    else
        set_range(r, node, (int128)x->min - y->max, (int128)x->max - y->min);
    return node;
}

/* A symbol is of the type that it is compared with. */
static void adapt_symbols(struct reader *r, index_t a, index_t b)
{
    struct node *nodes = r->s->program->nodes;
    if (nodes[a].op == OP_SYMBOOL)
        nodes[a].type = nodes[b].type;
    else if (nodes[b].op == OP_SYMBOOL)
        nodes[b].type = nodes[a].type;
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
        {"niet", OP_NIET, 1, TYPE_JA_NEE},
        {"als", OP_ALS, 3, TYPE_JA_NEE},
        {"=", OP_GELIJK, 2, TYPE_JA_NEE},
        {"!=", OP_ONGELIJK, 2, TYPE_JA_NEE},
        {"<", OP_KLEINER, 2, TYPE_JA_NEE},
        {"<=", OP_KLEINER_GELIJK, 2, TYPE_JA_NEE},
        {">", OP_GROTER, 2, TYPE_JA_NEE},
        {">=", OP_GROTER_GELIJK, 2, TYPE_JA_NEE},
        {"in_jaar", OP_IN_JAAR, 1, TYPE_JA_NEE},
        {"gevuld", OP_GEVULD, 1, TYPE_JA_NEE},
        {"van_kracht", OP_VAN_KRACHT, 1, TYPE_JA_NEE},
        {"later", OP_DATUM_PLUS, 2, TYPE_DATUM},
        {"vroeger", OP_DATUM_MIN, 2, TYPE_DATUM},
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
    struct reader r = {s, text, sample_table(s, table), NONE};
    index_t node = read_expr(&r);
    skip_space(&r);
    assert_int_equal(*r.at, '\0');
    return node;
}
