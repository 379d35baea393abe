/* The verifier's third step: expressions.
 *
 * One walk along nodes[], from the first to the last.  Since operands stand before the node, and
 * the bodies of definitions before whoever asks for them, each node finds what is known of its
 * operands ready: its type in the node itself, the rest in a fact.  There is no recursion here, as
 * there can be no cycle in what passes.  For each node:
 *
 *   - operands by the letters of opcode.def: nodes before this one, and entries of the arrays;
 *   - types by the table below: what each operand must be, and how the result follows;
 *   - ranges of numbers, worked out again in 128 bits from those of the operands: what comes out
 *     must lie within what the node says, so that nothing overflows 64 bits, and a divisor can
 *     not be 0;
 *   - facts: which records it speaks of, what it needs of the place where it stands, how deep and
 *     how much work it is.
 *
 * Then every place where an expression stands (a rule's condition, a definition's body, ...) is
 * held against the fact of its node. */
#include "program/internal.h"

#include <inttypes.h>
#include <stdarg.h>

/* What an expression needs of the place where it stands. */
enum need {
    NEED_DATA = 1,   /* anything but readings */
    NEED_LIST = 2,   /* to be outside a list's condition: it goes through a list itself */
    NEED_YEAR = 4,   /* a year of a duty */
    NEED_INTAKE = 8, /* a subject with an intake: groep, groeijaar, vigerende_leidraad */
    NEED_START = 16, /* a subject with an intake, or a plan: versiedatum */
};

struct fact {
    index_t self; /* the table that ZELF is a record of; NONE: not spoken of */
    index_t row;  /* the list that a RIJ without quantifier around it is a row of; NONE */
    uint32_t work;
    uint16_t depth;
    uint8_t needs;
};

struct walk {
    const struct program *p;
    struct arena *arena;
    struct str *why;
    struct fact *facts;
    uint64_t edges; /* used so far */
};

/* A node with its operands: slot[k] is operand a, b or c where the letter is 'n'. */
struct expr {
    const struct program *p;
    const struct node *n;
    const struct node *slot[3];
};

__attribute__((format(printf, 2, 3))) static bool wrong(const struct walk *w, const char *format,
                                                        ...)
{
    va_list args;
    va_start(args, format);
    *w->why = str_from(arena_vprintf(w->arena, format, args));
    va_end(args);
    return false;
}

/* ---- Types ---- */

#define IS(kind) (1u << (kind))

/* The letters for kinds of types: those of results in opcode.def, and some for operands. */
static const uint32_t kinds_of_letter[128] = {
    ['J'] = IS(TYPE_JA_NEE),
    ['N'] = IS(TYPE_GETAL) | IS(TYPE_BEDRAG),
    ['D'] = IS(TYPE_DATUM),
    ['U'] = IS(TYPE_DUUR_DAGEN) | IS(TYPE_DUUR_MAANDEN),
    ['S'] = IS(TYPE_TEKST) | IS(TYPE_CODE) | IS(TYPE_KEUZE) | IS(TYPE_VERSIE) | IS(TYPE_VERWIJZING),
    ['T'] = IS(TYPE_TEKST),
    ['V'] = IS(TYPE_VERSIE),
    ['Y'] = IS(TYPE_JAAR),
    ['R'] = IS(TYPE_RECORD),
    ['O'] = IS(TYPE_GETAL) | IS(TYPE_BEDRAG) | IS(TYPE_DATUM) | IS(TYPE_DUUR_DAGEN) |
            IS(TYPE_DUUR_MAANDEN) | IS(TYPE_JAAR), /* what has an order */
    ['*'] = IS(TYPE_KINDS) - 1 - IS(TYPE_RECORD),  /* all that has a value */
};

static bool is_kind(const struct type *t, char letter)
{
    return kinds_of_letter[(unsigned char)letter] & IS(t->kind);
}

static bool is_number(const struct type *t)
{
    return is_kind(t, 'N');
}

/* Of one kind and scale, and about one keuze or table: what may be compared. */
static bool alike(const struct type *a, const struct type *b)
{
    if (a->kind != b->kind) return false;
    if (is_number(a)) return a->scale == b->scale;
    if (a->kind == TYPE_KEUZE || a->kind == TYPE_VERWIJZING || a->kind == TYPE_RECORD)
        return a->ref == b->ref;
    return true;
}

/* Can every value of type `from` stand where `to` is said to? */
static const char *must_hold(const struct type *to, const struct type *from)
{
    if (!alike(to, from)) return "has not the type of what it takes its value from";
    if (is_number(to) && (from->min < to->min || from->max > to->max))
        return "has a narrower range than what it takes its value from";
    return NULL;
}

/* ---- Ranges ---- */

static const char *must_span(const struct node *n, int128 lo, int128 hi)
{
    return lo >= n->type.min && hi <= n->type.max ? NULL : "can come to more than its range";
}

static int128 power_of_10(unsigned n)
{
    int128 power = 1;
    while (n--) power *= 10;
    return power;
}

/* ---- How the result of an operation follows from its operands ----
 *
 * One function an operation that needs more than the letters; what is wrong, or NULL. */

typedef const char *type_rule(const struct expr *e);

static const char *is_truth(const struct expr *e)
{
    return e->n->value == 0 || e->n->value == 1 ? NULL : "is neither ja nor nee";
}

static const char *is_in_range(const struct expr *e)
{
    return must_span(e->n, e->n->value, e->n->value);
}

static const char *is_day(const struct expr *e)
{
    return e->n->value >= DATE_MIN && e->n->value <= DATE_MAX ? NULL : "is no day of the calendar";
}

static const char *is_duration(const struct expr *e)
{
    int64_t value = e->n->value;
    return value >= -PROGRAM_DURATION_MAX && value <= PROGRAM_DURATION_MAX
               ? NULL
               : "is longer than the calendar";
}

static const char *is_symbol(const struct expr *e)
{
    const struct program *p = e->p;
    int64_t symbol = e->n->value;
    if (symbol < 0 || symbol >= intern_count(p->symbols)) return "is no symbol";
    if (e->n->type.kind != TYPE_KEUZE || p->keuzes[e->n->type.ref].open) return NULL;
    struct range members = p->keuzes[e->n->type.ref].members;
    for (index_t i = members.first; i < members.first + members.count; i++)
        if (p->members[i].id == symbol) return NULL;
    return "is no member of its keuze";
}

static const char *is_version(const struct expr *e)
{
    return e->n->type.kind == TYPE_VERSIE ? NULL : "is no version";
}

/* Numbers that the engine makes are whole; their ranges are given. */
static const char *whole(const struct expr *e, int64_t lo, int64_t hi)
{
    if (e->n->type.kind != TYPE_GETAL || e->n->type.scale) return "is no whole number";
    return must_span(e->n, lo, hi);
}

static const char *is_group(const struct expr *e)
{
    return whole(e, 1, e->p->stelsel.groups ? e->p->stelsel.groups : 1);
}

static const char *is_year_number(const struct expr *e)
{
    return whole(e, 1, PROGRAM_YEAR_MAX);
}

static const char *is_count(const struct expr *e)
{
    return whole(e, 0, PROGRAM_COUNT_MAX);
}

static const char *of_growth_year(const struct expr *e)
{
    const struct type *year = &e->slot[0]->type;
    return year->kind == TYPE_GETAL && !year->scale ? NULL
                                                    : "is of a growth year that is not whole";
}

static const char *is_reading(const struct expr *e)
{
    struct range choices = e->p->readings[e->n->a].choices;
    for (index_t i = choices.first; i < choices.first + choices.count; i++)
        if (e->p->choices[i].id == e->n->b) return NULL;
    return "names no choice of its reading";
}

static const char *column_problem(const struct expr *e)
{
    return e->p->columns[e->n->b].table == e->slot[0]->type.ref
               ? NULL
               : "asks for a column that its record does not have";
}

static const char *is_reference(const struct expr *e)
{
    const struct type *column = &e->p->columns[e->n->b].type;
    const char *problem = column_problem(e);
    if (problem) return problem;
    return column->kind == TYPE_VERWIJZING && column->ref == e->n->type.ref
               ? NULL
               : "is not the record that its column refers to";
}

static const char *is_column(const struct expr *e)
{
    const char *problem = column_problem(e);
    return problem ? problem : must_hold(&e->n->type, &e->p->columns[e->n->b].type);
}

static const char *is_definition(const struct expr *e)
{
    const struct definition *d = &e->p->definitions[e->n->b];
    if (e->slot[0]->type.ref != d->table) return "asks for the definition of another table";
    return must_hold(&e->n->type, &e->p->nodes[d->body].type);
}

static const char *is_parameter(const struct expr *e)
{
    return must_hold(&e->n->type, &e->p->parameters[e->n->a].type);
}

static const char *is_branch(const struct expr *e)
{
    const char *problem = must_hold(&e->n->type, &e->slot[1]->type);
    return problem ? problem : must_hold(&e->n->type, &e->slot[2]->type);
}

static const char *are_alike(const struct expr *e)
{
    return alike(&e->slot[0]->type, &e->slot[1]->type) ? NULL : "compares what is not alike";
}

static const char *is_list_of(const struct expr *e)
{
    return e->p->tables[e->n->b].parent == e->slot[0]->type.ref
               ? NULL
               : "goes through a list that its record does not have";
}

static const char *is_count_of(const struct expr *e)
{
    const char *problem = is_list_of(e);
    return problem ? problem : is_count(e);
}

static const char *same_unit(const struct expr *e)
{
    return alike(&e->n->type, &e->slot[0]->type) && alike(&e->n->type, &e->slot[1]->type)
               ? NULL
               : "adds what is not alike";
}

static const char *is_sum(const struct expr *e)
{
    const struct type *a = &e->slot[0]->type, *b = &e->slot[1]->type;
    const char *problem = same_unit(e);
    if (problem) return problem;
    return must_span(e->n, (int128)a->min + b->min, (int128)a->max + b->max);
}

static const char *is_difference(const struct expr *e)
{
    const struct type *a = &e->slot[0]->type, *b = &e->slot[1]->type;
    const char *problem = same_unit(e);
    if (problem) return problem;
    return must_span(e->n, (int128)a->min - b->max, (int128)a->max - b->min);
}

/* A product and a quotient are monotonous in each operand (a divisor keeps its sign), so their
 * extremes are at the corners of the ranges. */
static const char *must_span_corners(const struct node *n, const int128 at[4])
{
    for (int i = 0; i < 4; i++) {
        const char *problem = must_span(n, at[i], at[i]);
        if (problem) return problem;
    }
    return NULL;
}

static const char *is_product(const struct expr *e)
{
    const struct type *a = &e->slot[0]->type, *b = &e->slot[1]->type;
    int amounts = (a->kind == TYPE_BEDRAG) + (b->kind == TYPE_BEDRAG);
    if (amounts > 1 || (e->n->type.kind == TYPE_BEDRAG) != amounts)
        return "multiplies amounts into what they do not make";
    if (e->n->type.scale != a->scale + b->scale) return "has not the scale of a product";
    const int128 at[4] = {(int128)a->min * b->min, (int128)a->min * b->max, (int128)a->max * b->min,
                          (int128)a->max * b->max};
    return must_span_corners(e->n, at);
}

static const char *is_rounding(const struct node *n)
{
    return n->value >= 0 && n->value <= ROUND_HALF_EVEN ? NULL : "rounds in no known way";
}

static const char *is_quotient(const struct expr *e)
{
    const struct type *a = &e->slot[0]->type, *b = &e->slot[1]->type;
    const char *problem = is_rounding(e->n);
    if (problem) return problem;
    uint8_t unit = a->kind == TYPE_BEDRAG && b->kind == TYPE_GETAL ? TYPE_BEDRAG : TYPE_GETAL;
    if (e->n->type.kind != unit || (a->kind == TYPE_GETAL && b->kind == TYPE_BEDRAG))
        return "divides amounts into what they do not make";
    if (b->min <= 0 && b->max >= 0) return "can divide by zero";

    /* Units of the result: a / b * 10^shift.  At most 18 + 19 digits: 128 bits hold 38. */
    int shift = e->n->type.scale + b->scale - a->scale;
    int128 up = power_of_10(shift > 0 ? (unsigned)shift : 0);
    int128 down = power_of_10(shift < 0 ? (unsigned)-shift : 0);
    const int64_t ends_a[2] = {a->min, a->max}, ends_b[2] = {b->min, b->max};
    int128 at[4];
    for (int i = 0; i < 4; i++) {
        int64_t quotient;
        if (!decimal_divide(ends_a[i / 2] * up, ends_b[i % 2] * down, (enum rounding)e->n->value,
                            &quotient))
            return "can come to more than 64 bits";
        at[i] = quotient;
    }
    return must_span_corners(e->n, at);
}

static const char *is_rounded(const struct expr *e)
{
    const struct type *a = &e->slot[0]->type;
    const char *problem = is_rounding(e->n);
    if (problem) return problem;
    if (a->kind != e->n->type.kind || a->scale < e->n->type.scale) return "rounds to another unit";
    int128 unit = power_of_10((unsigned)(a->scale - e->n->type.scale));
    int64_t lo = 0, hi = 0; /* nearer to 0 than what is rounded, so they fit */
    decimal_divide(a->min, unit, (enum rounding)e->n->value, &lo);
    decimal_divide(a->max, unit, (enum rounding)e->n->value, &hi);
    return must_span(e->n, lo, hi);
}

static const char *is_widened(const struct expr *e)
{
    const struct type *a = &e->slot[0]->type;
    if (a->kind != e->n->type.kind || a->scale > e->n->type.scale) return "widens to another unit";
    int128 unit = power_of_10((unsigned)(e->n->type.scale - a->scale));
    return must_span(e->n, a->min * unit, a->max * unit);
}

/* takes: a letter for each operand that is a node, in order (of EN and OF: for every edge). */
static const struct {
    const char *takes;
    type_rule *rule;
    uint8_t needs; /* enum need */
} typing[OP_COUNT] = {
    [OP_JA_NEE] = {"", is_truth, 0},
    [OP_GETAL] = {"", is_in_range, NEED_DATA},
    [OP_DATUM] = {"", is_day, NEED_DATA},
    [OP_DUUR] = {"", is_duration, NEED_DATA},
    [OP_SYMBOOL] = {"", is_symbol, NEED_DATA},
    [OP_ONBEKEND] = {"", NULL, NEED_DATA},
    [OP_PEILDATUM] = {"", NULL, NEED_DATA},
    [OP_VERSIEDATUM] = {"", NULL, NEED_DATA | NEED_START},
    [OP_LEIDRAAD] = {"", is_version, NEED_DATA | NEED_INTAKE},
    [OP_GROEP] = {"", is_group, NEED_DATA | NEED_INTAKE},
    [OP_GROEIJAAR] = {"", is_year_number, NEED_DATA | NEED_INTAKE},
    [OP_JAAR] = {"", NULL, NEED_DATA | NEED_YEAR},
    [OP_JAAR_EINDE] = {"", NULL, NEED_DATA | NEED_YEAR},
    [OP_GROEIJAAR_EINDE] = {"N", of_growth_year, NEED_DATA | NEED_INTAKE},
    [OP_LEZING] = {"", is_reading, 0},
    [OP_ZELF] = {"", NULL, NEED_DATA},
    [OP_RIJ] = {"", NULL, NEED_DATA},
    [OP_VERWIJZING] = {"R", is_reference, NEED_DATA},
    [OP_KOLOM] = {"R", is_column, NEED_DATA},
    [OP_DEFINITIE] = {"R", is_definition, NEED_DATA},
    [OP_PARAMETER] = {"", is_parameter, NEED_DATA},
    [OP_EN] = {"J", NULL, 0},
    [OP_OF] = {"J", NULL, 0},
    [OP_NIET] = {"J", NULL, 0},
    [OP_ALS] = {"J**", is_branch, 0},
    [OP_GELIJK] = {"**", are_alike, NEED_DATA},
    [OP_ONGELIJK] = {"**", are_alike, NEED_DATA},
    [OP_KLEINER] = {"OO", are_alike, NEED_DATA},
    [OP_KLEINER_GELIJK] = {"OO", are_alike, NEED_DATA},
    [OP_GROTER] = {"OO", are_alike, NEED_DATA},
    [OP_GROTER_GELIJK] = {"OO", are_alike, NEED_DATA},
    [OP_IN_SET] = {"S", NULL, NEED_DATA},
    [OP_IN_JAAR] = {"D", NULL, NEED_DATA | NEED_YEAR},
    [OP_GEVULD] = {"T", NULL, NEED_DATA},
    [OP_VAN_KRACHT] = {"V", NULL, NEED_DATA},
    [OP_ER_IS] = {"RJ", is_list_of, NEED_DATA | NEED_LIST},
    [OP_ELKE] = {"RJ", is_list_of, NEED_DATA | NEED_LIST},
    [OP_AANTAL] = {"RJ", is_count_of, NEED_DATA | NEED_LIST},
    [OP_PLUS] = {"NN", is_sum, NEED_DATA},
    [OP_MIN] = {"NN", is_difference, NEED_DATA},
    [OP_MAAL] = {"NN", is_product, NEED_DATA},
    [OP_GEDEELD] = {"NN", is_quotient, NEED_DATA},
    [OP_AFGEROND] = {"N", is_rounded, NEED_DATA},
    [OP_SCHAAL] = {"N", is_widened, NEED_DATA},
    [OP_DATUM_PLUS] = {"DU", NULL, NEED_DATA},
    [OP_DATUM_MIN] = {"DU", NULL, NEED_DATA},
    [OP_JAAR_VAN] = {"D", is_year_number, NEED_DATA},
    [OP_JAAR_GETAL] = {"Y", is_year_number, NEED_DATA},
};

/* ---- Operands, by their letters ---- */

/* The letters that stand for an entry of an array: which array.  0, which is nodes, is none. */
static const uint8_t array_of_letter[128] = {
    ['T'] = ARRAY_tables,     ['C'] = ARRAY_columns,     ['L'] = ARRAY_tables,   ['S'] = ARRAY_sets,
    ['P'] = ARRAY_parameters, ['D'] = ARRAY_definitions, ['R'] = ARRAY_readings,
};

static const char *operand_problem(struct walk *w, index_t i, const struct node *n, char letter,
                                   index_t operand)
{
    const struct program *p = w->p;
    enum program_array array = array_of_letter[(unsigned char)letter];
    if (array && operand >= program_count(p, array)) return "has an operand outside its array";
    switch (letter) {
    case 'n': return operand < i ? NULL : "has an operand that does not stand before it";
    case 'Y': return operand < intern_count(p->symbols) ? NULL : "has an operand that is no symbol";
    case 'L': return p->tables[operand].parent != NONE ? NULL : "goes through what is no list";
    case 'D':
        return p->definitions[operand].body < i ? NULL : "asks for a definition that comes later";
    case 'e': /* and the count that goes with it */
        if (!n->b || operand > p->edges_count || n->b > p->edges_count - operand)
            return "has no operands, or reaches outside edges";
        /* Each edge is of one node: else the work here could grow with the square of the input. */
        w->edges += n->b;
        if (w->edges > p->edges_count) return "shares its operands with another";
        for (index_t e = 0; e < n->b; e++)
            if (p->edges[operand + e].to >= i)
                return "has an operand that does not stand before it";
        return NULL;
    default: return NULL;
    }
}

/* Looks up the operands that are nodes, once all are known to be in place. */
static const char *operands_problem(struct walk *w, index_t i, struct expr *e)
{
    const char *letters = opcode_operands(e->n->op);
    const index_t operands[3] = {e->n->a, e->n->b, e->n->c};
    for (int k = 0; k < 3; k++) {
        const char *problem = operand_problem(w, i, e->n, letters[k], operands[k]);
        if (problem) return problem;
        if (letters[k] == 'n') e->slot[k] = &w->p->nodes[operands[k]];
    }
    return NULL;
}

static const char *types_problem(const struct expr *e)
{
    const struct program *p = e->p;
    const char *takes = typing[e->n->op].takes;
    if (!is_kind(&e->n->type, opcode_result(e->n->op))) return "has a result of another type";
    if (*opcode_operands(e->n->op) == 'e') {
        for (index_t i = 0; i < e->n->b; i++)
            if (!is_kind(&p->nodes[p->edges[e->n->a + i].to].type, *takes))
                return "has an operand of another type";
    } else {
        for (int k = 0; k < 3; k++)
            if (e->slot[k] && !is_kind(&e->slot[k]->type, *takes++))
                return "has an operand of another type";
    }
    return typing[e->n->op].rule ? typing[e->n->op].rule(e) : NULL;
}

/* ---- Facts ---- */

/* Two tables of which one name can be a record: the same, or one not spoken of. */
static bool merge(index_t *table, index_t other)
{
    if (*table == NONE) *table = other;
    return other == NONE || *table == other;
}

static const char *add_work(struct fact *f, const struct fact *operand)
{
    f->needs |= operand->needs;
    f->work += operand->work; /* each is at most PROGRAM_WORK_MAX, and so is the sum so far */
    if (f->work > PROGRAM_WORK_MAX) return "takes too much work";
    if (operand->depth >= f->depth) f->depth = (uint16_t)(operand->depth + 1);
    return f->depth > PROGRAM_DEPTH_MAX ? "is nested too deep" : NULL;
}

static const char *add_operand(struct fact *f, const struct fact *operand)
{
    if (!merge(&f->self, operand->self)) return "speaks of two kinds of subject as one";
    if (!merge(&f->row, operand->row)) return "speaks of rows of two lists as one";
    return add_work(f, operand);
}

/* The condition of a list: its RIJ is a row of that list, and it goes through no list itself. */
static const char *add_condition(struct fact *f, const struct fact *condition, index_t list)
{
    if (condition->needs & NEED_LIST) return "goes through a list within a list";
    if (condition->row != NONE && condition->row != list) return "speaks of a row of another list";
    if (!merge(&f->self, condition->self)) return "speaks of two kinds of subject as one";
    return add_work(f, condition);
}

static const char *facts_problem(const struct walk *w, const struct expr *e, struct fact *f)
{
    const struct program *p = w->p;
    const struct node *n = e->n;
    const char *problem = NULL;
    *f = (struct fact){NONE, NONE, 1, 1, typing[n->op].needs};
    if (n->op == OP_ZELF) f->self = n->type.ref;
    if (n->op == OP_RIJ) f->row = n->type.ref;
    if (n->op == OP_RIJ && p->tables[n->type.ref].parent == NONE) return "is a row of no list";

    if (*opcode_operands(n->op) == 'e')
        for (index_t i = 0; i < n->b && !problem; i++)
            problem = add_operand(f, &w->facts[p->edges[n->a + i].to]);
    if (e->slot[0]) problem = add_operand(f, &w->facts[n->a]);
    if (e->slot[1] && !problem) problem = add_operand(f, &w->facts[n->b]);
    if (e->slot[2] && !problem)
        problem = (typing[n->op].needs & NEED_LIST) ? add_condition(f, &w->facts[n->c], n->b)
                                                    : add_operand(f, &w->facts[n->c]);
    /* The records of a definition's body are its own. */
    if (n->op == OP_DEFINITIE && !problem)
        problem = add_work(f, &w->facts[p->definitions[n->b].body]);
    return problem;
}

static bool verify_nodes(struct walk *w)
{
    for (index_t i = 0; i < w->p->nodes_count; i++) {
        struct expr e = {.p = w->p, .n = &w->p->nodes[i]};
        const char *problem = operands_problem(w, i, &e);
        if (!problem) problem = types_problem(&e);
        if (!problem) problem = facts_problem(w, &e, &w->facts[i]);
        if (problem) return wrong(w, "nodes[%" PRIu32 "] %s %s", i, opcode_name(e.n->op), problem);
    }
    return true;
}

/* ---- Where expressions stand ---- */

/* What an expression may need where it stands, and whose record ZELF is there. */
struct stand {
    const char *array;
    index_t index;
    index_t table; /* NONE: there is no record */
    unsigned allowed;
};

static bool verify_stand(const struct walk *w, const struct stand *s, const char *field,
                         index_t node, char letter)
{
    static const char *const needed[] = {
        "asks for more than readings",
        "goes through a list",
        "asks for the year of a duty, of which there is none",
        "asks for the group or version of a subject without intake",
        "asks since when a subject without intake or plan is under its version",
    };
    if (node == NONE) return true;
    const struct fact *f = &w->facts[node];
    const char *problem = NULL;
    if (!is_kind(&w->p->nodes[node].type, letter)) problem = "is of another type";
    if (f->self != NONE && f->self != s->table) problem = "speaks of another subject";
    if (f->row != NONE) problem = "speaks of a row, outside any list";
    for (unsigned bit = 0; bit < sizeof needed / sizeof *needed && !problem; bit++)
        if (f->needs & ~s->allowed & 1u << bit) problem = needed[bit];
    if (!problem) return true;
    if (s->index == NONE) return wrong(w, "%s.%s %s", s->array, field, problem);
    return wrong(w, "%s[%" PRIu32 "].%s %s", s->array, s->index, field, problem);
}

static bool verify_readings_only(const struct walk *w)
{
    const struct program *p = w->p;
    struct stand s = {"stelsel", NONE, NONE, 0};
    if (!verify_stand(w, &s, "every_cell", p->stelsel.every_cell, 'J') ||
        !verify_stand(w, &s, "own_growth_year", p->stelsel.own_growth_year, 'J') ||
        !verify_stand(w, &s, "calendar_year", p->stelsel.calendar_year, 'J'))
        return false;
    for (index_t i = 0; i < p->plans_count; i++) {
        struct stand plan = {"plans", i, NONE, 0};
        if (!verify_stand(w, &plan, "term", p->plans[i].term, 'J')) return false;
    }
    return true;
}

/* A definition may be asked for anywhere; what it needs, who asks for it needs. */
static bool verify_definitions(const struct walk *w)
{
    const struct program *p = w->p;
    for (index_t i = 0; i < p->definitions_count; i++) {
        struct stand s = {"definitions", i, p->definitions[i].table, ~0u};
        if (!verify_stand(w, &s, "body", p->definitions[i].body, '*')) return false;
    }
    return true;
}

static unsigned allowed_about(const struct program *p, index_t table)
{
    return NEED_DATA | NEED_LIST | (table == p->stelsel.table ? NEED_INTAKE | NEED_START : 0u);
}

static bool verify_rule(const struct walk *w, index_t i)
{
    const struct program *p = w->p;
    const struct rule *r = &p->rules[i];
    struct stand s = {"rules", i, r->table, allowed_about(p, r->table)};
    if (r->yearly) s.allowed |= NEED_YEAR;
    if (r->layer == LAYER_REGIOPLAN) s.allowed |= NEED_START;
    for (index_t n = 0; n < r->exceptions.count; n++)
        if (!verify_stand(w, &s, "exceptions", p->exceptions[r->exceptions.first + n].condition,
                          'J'))
            return false;
    return verify_stand(w, &s, "applies", r->applies, 'J') &&
           verify_stand(w, &s, "deadline", r->deadline, 'D') &&
           verify_stand(w, &s, "condition", r->condition, 'J');
}

static bool verify_calculation(const struct walk *w, index_t i)
{
    const struct program *p = w->p;
    const struct calculation *c = &p->calculations[i];
    struct stand s = {"calculations", i, c->table, allowed_about(p, c->table)};
    if (!verify_stand(w, &s, "value", c->value, 'N')) return false;
    const char *problem = must_hold(&c->type, &p->nodes[c->value].type);
    return problem ? wrong(w, "calculations[%" PRIu32 "] %s", i, problem) : true;
}

bool program_verify_nodes(const struct program *p, struct arena *arena, struct str *why)
{
    struct walk w = {.p = p, .arena = arena, .why = why};
    w.facts = ARENA_ARRAY(arena, struct fact, p->nodes_count);
    if (!verify_nodes(&w) || !verify_readings_only(&w) || !verify_definitions(&w)) return false;
    for (index_t i = 0; i < p->rules_count; i++)
        if (!verify_rule(&w, i)) return false;
    for (index_t i = 0; i < p->calculations_count; i++)
        if (!verify_calculation(&w, i)) return false;
    return true;
}
