/* Reachable verdicts: the truth tables of the evaluator over sets of outcomes.
 *
 * An outcome is a state of value/tribool.h.  What is no truth has TRI_JA for "there is a value".
 * Nodes come after their operands, so that one walk along them is enough. */
#include "compiler/examples/coverage.h"

#include "compiler/types/expr.h"
#include "value/tribool.h"

enum {
    NEE = 1 << TRI_NEE,
    JA = 1 << TRI_JA,
    OPEN = 1 << TRI_OPEN,
    ONBEKEND = 1 << TRI_ONBEKEND,
    VALUE = JA | NEE, /* of an operand: it has a value, whichever */
    STATES = TRI_ONBEKEND + 1
};

struct outcomes {
    const struct program *p;
    uint8_t *of; /* by node */
};

/* ---- sets under the operators of Kleene ---- */

typedef enum tribool combine(enum tribool a, enum tribool b);

static unsigned pairs(unsigned a, unsigned b, combine *both)
{
    unsigned set = 0;
    for (int x = 0; x < STATES; x++)
        for (int y = 0; y < STATES; y++)
            if (a & 1u << x && b & 1u << y) set |= 1u << both((enum tribool)x, (enum tribool)y);
    return set;
}

static unsigned negated(unsigned a)
{
    unsigned set = a & (OPEN | ONBEKEND);
    if (a & JA) set |= NEE;
    if (a & NEE) set |= JA;
    return set;
}

/* What lacks a value lacks an answer; beside an open one the other makes no difference. */
static unsigned lacking(unsigned a, unsigned b, unsigned answers)
{
    unsigned set = 0;
    if ((a | b) & OPEN) set |= OPEN;
    if (a & ONBEKEND && b & ~(unsigned)OPEN) set |= ONBEKEND;
    if (b & ONBEKEND && a & ~(unsigned)OPEN) set |= ONBEKEND;
    if (a & VALUE && b & VALUE) set |= answers;
    return set;
}

/* ---- one function an operator that needs more than the table says ---- */

static unsigned junction(const struct outcomes *o, const struct node *n)
{
    unsigned set = o->of[o->p->edges[n->a].to];
    for (index_t i = 1; i < n->b; i++)
        set = pairs(set, o->of[o->p->edges[n->a + i].to], n->op == OP_EN ? tri_and : tri_or);
    return set;
}

/* The subject's key is always known; so is its intake date, or nothing is determined at all. */
static bool is_always_known(const struct outcomes *o, const struct node *n)
{
    const struct node *record = &o->p->nodes[n->a];
    const struct table *table = &o->p->tables[record->type.ref];
    if (record->op != OP_ZELF || table->parent != NONE) return false;
    return n->b == table->intake || n->b - table->keys.first < table->keys.count;
}

static unsigned column(const struct outcomes *o, const struct node *n)
{
    unsigned value = n->type.kind == TYPE_JA_NEE ? VALUE : JA;
    return is_always_known(o, n) ? value : value | ONBEKEND;
}

/* The record that a reference leads to may not be there. */
static unsigned definition(const struct outcomes *o, const struct node *n)
{
    unsigned set = o->of[o->p->definitions[n->b].body];
    return o->p->nodes[n->a].op == OP_VERWIJZING ? set | ONBEKEND : set;
}

/* Open on each day of the stelsel on which it has no value. */
static unsigned parameter(const struct outcomes *o, const struct node *n)
{
    struct range periods = o->p->parameters[n->a].periods;
    int64_t day = o->p->stelsel.from;
    unsigned set = 0;
    for (index_t i = 0; i < periods.count; i++) {
        const struct param_period *period = &o->p->param_periods[periods.first + i];
        if (period->from > o->p->stelsel.to || period->to < o->p->stelsel.from) continue;
        if (period->from > day) set |= OPEN;
        set |= JA;
        day = (int64_t)period->to + 1;
    }
    return day <= o->p->stelsel.to ? set | OPEN : set;
}

static unsigned comparison(const struct outcomes *o, const struct node *n)
{
    const struct type *a = &o->p->nodes[n->a].type, *b = &o->p->nodes[n->b].type;
    bool numbers = a->kind == TYPE_GETAL || a->kind == TYPE_BEDRAG;
    int answer = numbers ? answer_by_ranges(n->op, a, b) : -1;
    return lacking(o->of[n->a], o->of[n->b], answer < 0 ? VALUE : answer ? JA : NEE);
}

static unsigned choice(const struct outcomes *o, const struct node *n)
{
    unsigned set = o->of[n->a] & (OPEN | ONBEKEND);
    if (o->of[n->a] & JA) set |= o->of[n->b];
    if (o->of[n->a] & NEE) set |= o->of[n->c];
    return set;
}

/* A list may be unknown, or empty; where it is dated, whether a row counts may be unknown. */
static unsigned list(const struct outcomes *o, const struct node *n)
{
    unsigned rows = o->of[n->c];
    switch (n->op) {
    case OP_ER_IS: return rows | NEE | ONBEKEND;
    case OP_ELKE: return rows | JA | ONBEKEND;
    default: return JA | ONBEKEND | (rows & OPEN);
    }
}

static unsigned outcomes_of(const struct outcomes *o, const struct node *n)
{
    switch ((enum opcode)n->op) {
    case OP_JA_NEE: return n->value ? JA : NEE;
    case OP_ONBEKEND: return ONBEKEND;
    case OP_LEZING: return VALUE; /* an example may turn it */
    case OP_KOLOM: return column(o, n);
    case OP_DEFINITIE: return definition(o, n);
    case OP_PARAMETER: return parameter(o, n);
    case OP_EN:
    case OP_OF: return junction(o, n);
    case OP_NIET: return negated(o->of[n->a]);
    case OP_ALS: return choice(o, n);
    case OP_GELIJK:
    case OP_ONGELIJK:
    case OP_KLEINER:
    case OP_KLEINER_GELIJK:
    case OP_GROTER:
    case OP_GROTER_GELIJK: return comparison(o, n);
    case OP_IN_SET:
    case OP_IN_JAAR:
    case OP_GEVULD:
    case OP_VAN_KRACHT: return lacking(o->of[n->a], JA, VALUE);
    case OP_ER_IS:
    case OP_ELKE:
    case OP_AANTAL: return list(o, n);
    case OP_PLUS:
    case OP_MIN:
    case OP_MAAL:
    case OP_GEDEELD:
    case OP_DATUM_PLUS:
    case OP_DATUM_MIN: return lacking(o->of[n->a], o->of[n->b], JA);
    case OP_AFGEROND:
    case OP_SCHAAL:
    case OP_JAAR_VAN:
    case OP_JAAR_GETAL:
    case OP_GROEIJAAR_EINDE: return lacking(o->of[n->a], JA, JA);
    default: return JA; /* constants, and the context: known wherever a rule is judged */
    }
}

/* ---- verdicts ---- */

/* Whether a plan concerns a subject: its holder knows its own key, others may not know whom they
 * refer to.  Of a plan that does not concern it the rules are not even listed. */
static unsigned concerned(const struct program *p, const struct rule *rule)
{
    bool knows = rule->layer != LAYER_REGIOPLAN || p->plans[rule->owner].holder == rule->table;
    return knows ? JA : JA | ONBEKEND;
}

static unsigned binding(const struct outcomes *o, const struct rule *rule)
{
    unsigned binds = concerned(o->p, rule);
    if (rule->applies != NONE) binds = pairs(binds, o->of[rule->applies], tri_and);
    for (index_t i = 0; i < rule->exceptions.count; i++) {
        index_t condition = o->p->exceptions[rule->exceptions.first + i].condition;
        binds = pairs(binds, negated(o->of[condition]), tri_and);
    }
    return binds;
}

/* Before and after its deadline, which may itself be unknown. */
static unsigned passing(const struct outcomes *o, const struct rule *rule)
{
    return rule->deadline == NONE ? JA : lacking(o->of[rule->deadline], JA, VALUE);
}

static unsigned verdicts_of(const struct outcomes *o, const struct rule *rule)
{
    unsigned binds = binding(o, rule), condition = o->of[rule->condition];
    unsigned passed = passing(o, rule), set = 0;
    unsigned judged = pairs(binds & ~(unsigned)NEE, condition, tri_and);
    if (binds & NEE) set |= 1u << NIET_VAN_TOEPASSING;
    if (judged & ONBEKEND) set |= 1u << VERDICT_ONBEKEND;
    if (judged & OPEN) set |= 1u << OPEN_NORM;
    /* What may not bind and is not met: unknown too, since it might bind. */
    if (condition & NEE && binds & ONBEKEND) set |= 1u << VERDICT_ONBEKEND;
    if (condition & NEE && binds & OPEN) set |= 1u << OPEN_NORM;
    if (!(binds & JA)) return set;
    if (condition & JA) set |= 1u << VOLDAAN;
    if (!(condition & NEE)) return set;
    if (passed & JA) set |= 1u << NIET_VOLDAAN;
    if (passed & NEE) set |= 1u << LOOPT;
    if (passed & OPEN) set |= 1u << OPEN_NORM;
    if (passed & ONBEKEND) set |= 1u << VERDICT_ONBEKEND;
    return set;
}

static unsigned count_bits(unsigned set)
{
    unsigned n = 0;
    for (; set; set &= set - 1) n++;
    return n;
}

struct coverage *coverage_of(struct arena *arena, const struct program *p,
                             const struct examples *examples)
{
    struct coverage *coverage = ARENA_NEW(arena, struct coverage);
    struct outcomes o = {p, ARENA_ARRAY(arena, uint8_t, p->nodes_count)};
    uint32_t *place = ARENA_ARRAY(arena, uint32_t, intern_count(p->symbols)); /* by id, from 1 */
    for (index_t n = 0; n < p->nodes_count; n++) o.of[n] = (uint8_t)outcomes_of(&o, &p->nodes[n]);

    for (index_t r = 0; r < p->rules_count; r++) {
        const struct rule *rule = &p->rules[r];
        if (!place[rule->id]) {
            *VEC_PUSH(arena, &coverage->rules) = (struct rule_coverage){rule->id, rule, 0, 0};
            place[rule->id] = (uint32_t)coverage->rules.len;
        }
        coverage->rules.at[place[rule->id] - 1].reachable |= verdicts_of(&o, rule);
    }
    for (size_t i = 0; i < examples->shown.len; i++) {
        const struct verdict_shown *shown = &examples->shown.at[i];
        coverage->rules.at[place[shown->rule] - 1].covered |= 1u << shown->verdict;
    }
    for (size_t i = 0; i < coverage->rules.len; i++) {
        struct rule_coverage *rule = &coverage->rules.at[i];
        rule->reachable |= rule->covered; /* what came can come */
        coverage->reachable += count_bits(rule->reachable);
        coverage->covered += count_bits(rule->covered);
    }
    return coverage;
}
