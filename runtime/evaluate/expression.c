/* Expressions: what a node of a program comes to in a frame.
 *
 * One function an operation, found through a table that program/opcode.def fills, each named do_
 * and the operation.  All of them keep to strong Kleene logic (grammar/REFERENCE.md, Verdicts): a
 * result is known as soon as no value of what is unknown could change it.  Two grades of unknown
 * travel side by side, ONBEKEND and OPEN (value/tribool.h):
 *
 *   - truths combine by tri_and and tri_or, where ONBEKEND beside OPEN gives ONBEKEND, because a
 *     datum could still decide;
 *   - numbers, dates and symbols combine the other way about: with an operand that is open the
 *     result is open, "whatever else it lacks", since no datum can make up for the missing
 *     parameter.
 *
 * A count is an interval, from the rows that certainly meet the condition to those that possibly
 * do.  Nothing here can overflow: the verifier has held every range against those it is made of
 * (program/verify_nodes.c).  Arithmetic is done in 128 bits all the same and held within 64, so
 * that this file is safe by itself. */
#include "evaluate/evaluate.h"

typedef struct value operation(const struct frame *f, const struct node *n);

static const struct node *node_at(const struct frame *f, index_t node)
{
    return &f->context->program->nodes[node];
}

/* ---- Values ---- */

static struct value known(int64_t v)
{
    return (struct value){.state = TRI_JA, .grade = TRI_ONBEKEND, .lo = v, .hi = v};
}

static struct value lacking(enum tribool grade)
{
    return (struct value){.state = (uint8_t)grade, .grade = (uint8_t)grade};
}

static struct value truth(enum tribool t)
{
    return t <= TRI_JA ? known(t) : lacking(t);
}

static struct value known_or_lacking(int64_t v)
{
    return v == UNKNOWN ? lacking(TRI_ONBEKEND) : known(v);
}

/* UNKNOWN is the smallest int64 and never a bound. */
static int64_t held(int128 v)
{
    return v > INT64_MAX ? INT64_MAX : v <= INT64_MIN ? INT64_MIN + 1 : (int64_t)v;
}

static struct value interval(int128 lo, int128 hi, int grade)
{
    return (struct value){.state = TRI_JA, .grade = (uint8_t)grade, .lo = held(lo), .hi = held(hi)};
}

static bool lacks(struct value a, struct value b, struct value *out)
{
    if (a.state == TRI_JA && b.state == TRI_JA) return false;
    *out = lacking(a.state == TRI_OPEN || b.state == TRI_OPEN ? TRI_OPEN : TRI_ONBEKEND);
    return true;
}

/* Of two operands: the grade of what they leave undecided. */
static int grade_of(struct value a, struct value b)
{
    bool unknown =
        (a.lo != a.hi && a.grade == TRI_ONBEKEND) || (b.lo != b.hi && b.grade == TRI_ONBEKEND);
    bool open = a.lo != a.hi || b.lo != b.hi;
    return unknown || !open ? TRI_ONBEKEND : TRI_OPEN;
}

struct value evaluate_node(const struct frame *frame, index_t node);

enum tribool evaluate_truth(const struct frame *frame, index_t node)
{
    struct value v = evaluate_node(frame, node);
    if (v.state != TRI_JA) return (enum tribool)v.state;
    return v.lo ? TRI_JA : TRI_NEE;
}

struct frame frame_of(const struct context *context)
{
    return (struct frame){
        .context = context,
        .self = {context->table, (int64_t)context->row},
        .row = {NONE, UNKNOWN},
    };
}

/* ---- Data ---- */

int64_t record_value(const struct data *data, struct record record, index_t column)
{
    if (record.row == UNKNOWN) return UNKNOWN;
    index_t first = data->program->tables[record.table].columns.first;
    return data->tables[record.table].columns[column - first].values[record.row];
}

struct record record_referred(const struct data *data, index_t column, int64_t value)
{
    index_t table = data->program->columns[column].type.ref;
    index_t row = value == UNKNOWN ? NONE : data_find(data, table, value);
    return (struct record){table, row == NONE ? UNKNOWN : (int64_t)row};
}

bool record_rows(const struct data *data, struct record record, index_t list, size_t *first,
                 size_t *end)
{
    if (record.row == UNKNOWN || !list_known(data, list, (size_t)record.row)) return false;
    *first = data->tables[list].offsets[record.row];
    *end = data->tables[list].offsets[record.row + 1];
    return true;
}

enum tribool row_counts(const struct context *context, index_t list, size_t row)
{
    index_t dated = context->program->tables[list].dated;
    if (dated == NONE) return TRI_JA;
    int64_t day = record_value(context->data, (struct record){list, (int64_t)row}, dated);
    if (day == UNKNOWN) return TRI_ONBEKEND;
    return day <= context->on ? TRI_JA : TRI_NEE;
}

struct record evaluate_record(const struct frame *f, index_t node)
{
    const struct node *n = node_at(f, node);
    if (n->op == OP_RIJ) return f->row;
    if (n->op == OP_ZELF) return f->self;
    if (n->op != OP_VERWIJZING) return (struct record){n->type.ref, UNKNOWN};
    int64_t key = record_value(f->context->data, evaluate_record(f, n->a), n->b);
    return record_referred(f->context->data, n->b, key);
}

static struct value do_KOLOM(const struct frame *f, const struct node *n)
{
    return known_or_lacking(record_value(f->context->data, evaluate_record(f, n->a), n->b));
}

static struct value do_DEFINITIE(const struct frame *f, const struct node *n)
{
    struct frame inner = {
        .context = f->context,
        .self = evaluate_record(f, n->a),
        .row = {NONE, UNKNOWN},
    };
    return evaluate_node(&inner, f->context->program->definitions[n->b].body);
}

/* What a norm asks is as on the day whose V and group are meant: the reference date, or the
 * deadline day of a duty that has fallen due.  A later value does not reach back. */
static bool asked_then(const struct frame *f, date from, date to)
{
    return from <= f->context->context_on && f->context->context_on <= to;
}

static struct value do_PARAMETER(const struct frame *f, const struct node *n)
{
    const struct program *p = f->context->program;
    struct range periods = p->parameters[n->a].periods;
    for (index_t i = periods.first; i < periods.first + periods.count; i++) {
        const struct param_period *period = &p->param_periods[i];
        if (asked_then(f, period->from, period->to)) return known(period->value);
    }
    return lacking(TRI_OPEN);
}

/* A record has no value of its own; its columns have. */
static struct value no_value(const struct frame *f, const struct node *n)
{
    (void)f, (void)n;
    return lacking(TRI_ONBEKEND);
}
#define do_ZELF no_value
#define do_RIJ no_value
#define do_VERWIJZING no_value
#define do_ONBEKEND no_value

/* ---- Constants and context ---- */

static struct value constant(const struct frame *f, const struct node *n)
{
    (void)f;
    return known(n->value);
}
#define do_JA_NEE constant
#define do_GETAL constant
#define do_DATUM constant
#define do_DUUR constant
#define do_SYMBOOL constant

static struct value do_PEILDATUM(const struct frame *f, const struct node *n)
{
    (void)n;
    return known(f->context->on);
}

static struct value do_VERSIEDATUM(const struct frame *f, const struct node *n)
{
    (void)n;
    return known(f->context->van);
}

static struct value do_LEIDRAAD(const struct frame *f, const struct node *n)
{
    const struct context *c = f->context;
    (void)n;
    return c->version == NONE ? lacking(TRI_ONBEKEND)
                              : known(c->program->versions[c->version].label);
}

static struct value do_GROEP(const struct frame *f, const struct node *n)
{
    (void)n;
    return f->context->group ? known(f->context->group) : lacking(TRI_ONBEKEND);
}

static struct value do_GROEIJAAR(const struct frame *f, const struct node *n)
{
    (void)n;
    return f->context->start == UNKNOWN ? lacking(TRI_ONBEKEND) : known(f->context->groeijaar);
}

static struct value do_JAAR(const struct frame *f, const struct node *n)
{
    (void)n;
    return known(f->context->year.name);
}

static struct value do_JAAR_EINDE(const struct frame *f, const struct node *n)
{
    (void)n;
    return known(f->context->year.last);
}

static struct value do_GROEIJAAR_EINDE(const struct frame *f, const struct node *n)
{
    const struct context *c = f->context;
    struct value year = evaluate_node(f, n->a);
    if (year.state != TRI_JA) return year;
    if (c->start == UNKNOWN) return lacking(TRI_ONBEKEND);
    date start = (date)c->start;
    return interval(groeijaar_end(c->program, c->readings, c->version, start, year.lo),
                    groeijaar_end(c->program, c->readings, c->version, start, year.hi), year.grade);
}

static struct value do_LEZING(const struct frame *f, const struct node *n)
{
    const struct context *c = f->context;
    return known(reading_is(c->program, c->readings, n->a, c->version, n->b));
}

/* ---- Logic ---- */

static struct value do_EN(const struct frame *f, const struct node *n)
{
    const struct edge *operands = &f->context->program->edges[n->a];
    enum tribool all = TRI_JA;
    for (index_t i = 0; i < n->b && all != TRI_NEE; i++)
        all = tri_and(all, evaluate_truth(f, operands[i].to));
    return truth(all);
}

static struct value do_OF(const struct frame *f, const struct node *n)
{
    const struct edge *operands = &f->context->program->edges[n->a];
    enum tribool any = TRI_NEE;
    for (index_t i = 0; i < n->b && any != TRI_JA; i++)
        any = tri_or(any, evaluate_truth(f, operands[i].to));
    return truth(any);
}

static struct value do_NIET(const struct frame *f, const struct node *n)
{
    return truth(tri_not(evaluate_truth(f, n->a)));
}

/* With the condition unknown, what both branches agree on is known all the same. */
static struct value do_ALS(const struct frame *f, const struct node *n)
{
    enum tribool condition = evaluate_truth(f, n->a);
    if (condition <= TRI_JA) return evaluate_node(f, condition == TRI_JA ? n->b : n->c);
    struct value then = evaluate_node(f, n->b), otherwise = evaluate_node(f, n->c);
    if (value_known(then) && value_known(otherwise) && then.lo == otherwise.lo) return then;
    bool datum =
        condition == TRI_ONBEKEND || then.state == TRI_ONBEKEND || otherwise.state == TRI_ONBEKEND;
    return lacking(datum ? TRI_ONBEKEND : TRI_OPEN);
}

/* ---- Comparison ---- */

static enum tribool is_less(struct value a, struct value b, bool or_equal)
{
    if (or_equal ? a.hi <= b.lo : a.hi < b.lo) return TRI_JA;
    if (or_equal ? a.lo > b.hi : a.lo >= b.hi) return TRI_NEE;
    return (enum tribool)grade_of(a, b);
}

static enum tribool is_equal(struct value a, struct value b)
{
    if (value_known(a) && value_known(b)) return a.lo == b.lo ? TRI_JA : TRI_NEE;
    if (a.hi < b.lo || b.hi < a.lo) return TRI_NEE;
    return (enum tribool)grade_of(a, b);
}

static struct value compare(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a), b = evaluate_node(f, n->b), none;
    if (lacks(a, b, &none)) return none;
    switch (n->op) {
    case OP_GELIJK: return truth(is_equal(a, b));
    case OP_ONGELIJK: return truth(tri_not(is_equal(a, b)));
    case OP_KLEINER: return truth(is_less(a, b, false));
    case OP_KLEINER_GELIJK: return truth(is_less(a, b, true));
    case OP_GROTER: return truth(is_less(b, a, false));
    default: return truth(is_less(b, a, true));
    }
}
#define do_GELIJK compare
#define do_ONGELIJK compare
#define do_KLEINER compare
#define do_KLEINER_GELIJK compare
#define do_GROTER compare
#define do_GROTER_GELIJK compare

static struct value do_IN_SET(const struct frame *f, const struct node *n)
{
    const struct program *p = f->context->program;
    struct value member = evaluate_node(f, n->a);
    if (member.state != TRI_JA) return member;
    struct range items = p->sets[n->b].items;
    for (index_t i = items.first; i < items.first + items.count; i++) {
        const struct set_item *item = &p->set_items[i];
        if (item->member == member.lo && asked_then(f, item->from, item->to)) return known(1);
    }
    return known(0);
}

static struct value do_IN_JAAR(const struct frame *f, const struct node *n)
{
    struct value day = evaluate_node(f, n->a);
    if (day.state != TRI_JA) return day;
    struct value first = known(f->context->year.first), last = known(f->context->year.last);
    return truth(tri_and(is_less(first, day, true), is_less(day, last, true)));
}

static struct value do_GEVULD(const struct frame *f, const struct node *n)
{
    struct value text = evaluate_node(f, n->a);
    if (text.state != TRI_JA) return text;
    return known(intern_text(f->context->data->symbols, (uint32_t)text.lo).len > 0);
}

static struct value do_VAN_KRACHT(const struct frame *f, const struct node *n)
{
    const struct program *p = f->context->program;
    struct value label = evaluate_node(f, n->a);
    if (label.state != TRI_JA) return label;
    for (index_t v = 0; v < p->versions_count; v++)
        if (p->versions[v].label == label.lo) return known(version_in_force(p, v, f->context->on));
    return known(0);
}

/* ---- Lists ---- */

static struct frame frame_at(const struct frame *f, index_t list, size_t row)
{
    return (struct frame){.context = f->context, .self = f->self, .row = {list, (int64_t)row}};
}

/* A row that may be dated after D may not count. */
static enum tribool row_meets(const struct frame *f, index_t list, size_t row, index_t condition)
{
    struct frame at = frame_at(f, list, row);
    enum tribool counts = row_counts(f->context, list, row);
    return counts == TRI_NEE ? TRI_NEE : tri_and(counts, evaluate_truth(&at, condition));
}

static struct value do_ER_IS(const struct frame *f, const struct node *n)
{
    size_t row, end;
    if (!record_rows(f->context->data, evaluate_record(f, n->a), n->b, &row, &end))
        return lacking(TRI_ONBEKEND);
    enum tribool any = TRI_NEE;
    for (; row < end && any != TRI_JA; row++) any = tri_or(any, row_meets(f, n->b, row, n->c));
    return truth(any);
}

static struct value do_ELKE(const struct frame *f, const struct node *n)
{
    size_t row, end;
    if (!record_rows(f->context->data, evaluate_record(f, n->a), n->b, &row, &end))
        return lacking(TRI_ONBEKEND);
    enum tribool all = TRI_JA;
    for (; row < end && all != TRI_NEE; row++) {
        enum tribool counts = row_counts(f->context, n->b, row);
        if (counts == TRI_NEE) continue;
        struct frame at = frame_at(f, n->b, row);
        all = tri_and(all, tri_or(tri_not(counts), evaluate_truth(&at, n->c)));
    }
    return truth(all);
}

static struct value do_AANTAL(const struct frame *f, const struct node *n)
{
    size_t row, end;
    if (!record_rows(f->context->data, evaluate_record(f, n->a), n->b, &row, &end))
        return interval(0, PROGRAM_COUNT_MAX, TRI_ONBEKEND);
    int64_t of[TRI_ONBEKEND + 1] = {0};
    for (; row < end; row++) of[row_meets(f, n->b, row, n->c)]++;
    int64_t possible = of[TRI_JA] + of[TRI_OPEN] + of[TRI_ONBEKEND];
    return interval(of[TRI_JA], possible, of[TRI_ONBEKEND] ? TRI_ONBEKEND : TRI_OPEN);
}

/* ---- Arithmetic ---- */

static int128 power_of_10(unsigned n)
{
    int128 power = 1;
    while (n--) power *= 10;
    return power;
}

static struct value do_PLUS(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a), b = evaluate_node(f, n->b), none;
    if (lacks(a, b, &none)) return none;
    return interval((int128)a.lo + b.lo, (int128)a.hi + b.hi, grade_of(a, b));
}

static struct value do_MIN(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a), b = evaluate_node(f, n->b), none;
    if (lacks(a, b, &none)) return none;
    return interval((int128)a.lo - b.hi, (int128)a.hi - b.lo, grade_of(a, b));
}

/* The least and the greatest of what the ends of two intervals give. */
static struct value corners(const int128 at[4], int grade)
{
    int128 lo = at[0], hi = at[0];
    for (int i = 1; i < 4; i++) {
        lo = at[i] < lo ? at[i] : lo;
        hi = at[i] > hi ? at[i] : hi;
    }
    return interval(lo, hi, grade);
}

static struct value do_MAAL(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a), b = evaluate_node(f, n->b), none;
    if (lacks(a, b, &none)) return none;
    const int128 at[4] = {(int128)a.lo * b.lo, (int128)a.lo * b.hi, (int128)a.hi * b.lo,
                          (int128)a.hi * b.hi};
    return corners(at, grade_of(a, b));
}

static struct value do_GEDEELD(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a), b = evaluate_node(f, n->b), none;
    if (lacks(a, b, &none)) return none;
    if (b.lo <= 0 && b.hi >= 0) return lacking(TRI_ONBEKEND); /* no quotient */
    int shift = n->type.scale + node_at(f, n->b)->type.scale - node_at(f, n->a)->type.scale;
    int128 up = power_of_10(shift > 0 ? (unsigned)shift : 0);
    int128 down = power_of_10(shift < 0 ? (unsigned)-shift : 0);
    const int64_t ends_a[2] = {a.lo, a.hi}, ends_b[2] = {b.lo, b.hi};
    int128 at[4];
    for (int i = 0; i < 4; i++) {
        int64_t quotient;
        if (!decimal_divide(ends_a[i / 2] * up, ends_b[i % 2] * down, (enum rounding)n->value,
                            &quotient))
            return lacking(TRI_ONBEKEND);
        at[i] = quotient;
    }
    return corners(at, grade_of(a, b));
}

static struct value do_AFGEROND(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a);
    if (a.state != TRI_JA) return a;
    unsigned from = node_at(f, n->a)->type.scale, to = n->type.scale;
    int128 unit = power_of_10(from > to ? from - to : 0);
    int64_t lo, hi;
    if (!decimal_divide(a.lo, unit, (enum rounding)n->value, &lo) ||
        !decimal_divide(a.hi, unit, (enum rounding)n->value, &hi))
        return lacking(TRI_ONBEKEND);
    return interval(lo, hi, a.grade);
}

static struct value do_SCHAAL(const struct frame *f, const struct node *n)
{
    struct value a = evaluate_node(f, n->a);
    if (a.state != TRI_JA) return a;
    unsigned from = node_at(f, n->a)->type.scale, to = n->type.scale;
    int128 unit = power_of_10(to > from ? to - from : 0);
    return interval(a.lo * unit, a.hi * unit, a.grade);
}

/* ---- Dates ---- */

static date date_moved(const struct program *p, int64_t day, int64_t by, bool months)
{
    const int64_t far = 200000; /* months: more than the calendar has */
    if (months) {
        by = by > far ? far : by < -far ? -far : by;
        return date_add_months((date)day, (int)by, (enum month_rounding)p->stelsel.month_rounding);
    }
    int128 moved = (int128)day + by;
    return moved > DATE_MAX ? DATE_MAX : moved < DATE_MIN ? DATE_MIN : (date)moved;
}

static struct value move_date(const struct frame *f, const struct node *n, bool back)
{
    struct value day = evaluate_node(f, n->a), by = evaluate_node(f, n->b), none;
    if (lacks(day, by, &none)) return none;
    const struct program *p = f->context->program;
    bool months = node_at(f, n->b)->type.kind == TYPE_DUUR_MAANDEN;
    int64_t least = back ? -by.hi : by.lo, most = back ? -by.lo : by.hi;
    return interval(date_moved(p, day.lo, least, months), date_moved(p, day.hi, most, months),
                    grade_of(day, by));
}

static struct value do_DATUM_PLUS(const struct frame *f, const struct node *n)
{
    return move_date(f, n, false);
}

static struct value do_DATUM_MIN(const struct frame *f, const struct node *n)
{
    return move_date(f, n, true);
}

static struct value do_JAAR_VAN(const struct frame *f, const struct node *n)
{
    struct value day = evaluate_node(f, n->a);
    if (day.state != TRI_JA) return day;
    return interval(date_year((date)day.lo), date_year((date)day.hi), day.grade);
}

static struct value do_JAAR_GETAL(const struct frame *f, const struct node *n)
{
    return evaluate_node(f, n->a);
}

/* ---- The table ---- */

struct value evaluate_node(const struct frame *frame, index_t node)
{
    static operation *const operations[OP_COUNT] = {
#define OPCODE(name, operands, result) [OP_##name] = do_##name,
#include "program/opcode.def"
#undef OPCODE
    };
    const struct node *n = node_at(frame, node);
    return operations[n->op](frame, n);
}
