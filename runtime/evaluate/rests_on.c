/* What an answer rests on: readings, assumptions, and sources outside the documents.
 *
 * The lists are a handful of items long, bounded by the policies and not by the data, so a walk
 * along them is cheaper than any index. */
#include "evaluate/timeline.h"

static bool holds(const index_t *at, size_t len, index_t item)
{
    for (size_t i = 0; i < len; i++)
        if (at[i] == item) return true;
    return false;
}

void rests_on_assumptions(struct rests_on *out, struct arena *arena, const struct program *p,
                          struct range assumptions)
{
    for (index_t i = 0; i < assumptions.count; i++) {
        index_t symbol = p->texts[assumptions.first + i].to;
        if (!holds(out->assumptions.at, out->assumptions.len, symbol))
            *VEC_PUSH(arena, &out->assumptions) = symbol;
    }
}

void rests_on_citations(struct rests_on *out, struct arena *arena, const struct program *p,
                        struct range citations)
{
    for (index_t i = 0; i < citations.count; i++) {
        index_t source = p->citations[citations.first + i].source;
        if (p->sources[source].external && !holds(out->externals.at, out->externals.len, source))
            *VEC_PUSH(arena, &out->externals) = source;
    }
}

void rests_on_reading(struct rests_on *out, struct arena *arena, const struct program *p,
                      index_t reading)
{
    if (holds(out->readings.at, out->readings.len, reading)) return;
    *VEC_PUSH(arena, &out->readings) = reading;
    rests_on_assumptions(out, arena, p, p->readings[reading].assumptions);
    rests_on_citations(out, arena, p, p->readings[reading].citations);
}

/* ---- what is used by name ---- */

/* DATE_NONE lies in no period, and so only in what holds for ever. */
static bool covers(date from, date to, date day)
{
    return (from <= day && day <= to) || (from == DATE_MIN && to == DATE_MAX);
}

static void parameter_bases(const struct program *p, const struct parameter *parameter, date day,
                            basis_fn *each, void *context)
{
    each(context, parameter->assumptions, parameter->citations);
    for (index_t i = 0; i < parameter->periods.count; i++) {
        const struct param_period *period = &p->param_periods[parameter->periods.first + i];
        if (covers(period->from, period->to, day))
            each(context, period->assumptions, period->citations);
    }
}

static void set_bases(const struct program *p, const struct set *set, date day, basis_fn *each,
                      void *context)
{
    each(context, set->assumptions, set->citations);
    for (index_t i = 0; i < set->items.count; i++) {
        const struct set_item *item = &p->set_items[set->items.first + i];
        if (covers(item->from, item->to, day)) each(context, item->assumptions, item->citations);
    }
}

void uses_bases(const struct program *p, const struct uses *uses, date day, basis_fn *each,
                void *context)
{
    for (index_t i = 0; i < uses->definitions.count; i++) {
        const struct definition *d = &p->definitions[p->refs[uses->definitions.first + i].to];
        each(context, d->assumptions, d->citations);
    }
    for (index_t i = 0; i < uses->parameters.count; i++)
        parameter_bases(p, &p->parameters[p->refs[uses->parameters.first + i].to], day, each,
                        context);
    for (index_t i = 0; i < uses->sets.count; i++)
        set_bases(p, &p->sets[p->refs[uses->sets.first + i].to], day, each, context);
    for (index_t i = 0; i < uses->keuzes.count; i++) {
        const struct keuze *keuze = &p->keuzes[p->refs[uses->keuzes.first + i].to];
        each(context, keuze->assumptions, keuze->citations);
    }
    for (index_t i = 0; i < uses->members.count; i++) {
        const struct member *member = &p->members[p->refs[uses->members.first + i].to];
        each(context, member->assumptions, member->citations);
    }
}

struct gathering {
    struct rests_on *out;
    struct arena *arena;
    const struct program *p;
};

static void gather_basis(void *context, struct range assumptions, struct range citations)
{
    const struct gathering *g = context;
    rests_on_assumptions(g->out, g->arena, g->p, assumptions);
    rests_on_citations(g->out, g->arena, g->p, citations);
}

struct grounds rule_grounds(const struct rule *rule)
{
    return (struct grounds){rule->readings, rule->assumptions, rule->citations, &rule->uses};
}

struct grounds calculation_grounds(const struct calculation *c)
{
    return (struct grounds){c->readings, c->assumptions, c->citations, &c->uses};
}

static void add_grounds(struct rests_on *out, struct arena *arena, const struct program *p,
                        const struct grounds *grounds, date day)
{
    for (index_t i = 0; i < grounds->readings.count; i++)
        rests_on_reading(out, arena, p, p->refs[grounds->readings.first + i].to);
    rests_on_assumptions(out, arena, p, grounds->assumptions);
    rests_on_citations(out, arena, p, grounds->citations);
    uses_bases(p, grounds->uses, day, gather_basis, &(struct gathering){out, arena, p});
}

void rests_on_rule(struct rests_on *out, struct arena *arena, const struct program *p,
                   const struct rule *rule, date day)
{
    struct grounds grounds = rule_grounds(rule);
    add_grounds(out, arena, p, &grounds, day);
}

void rests_on_calculation(struct rests_on *out, struct arena *arena, const struct program *p,
                          const struct calculation *calculation, date day)
{
    struct grounds grounds = calculation_grounds(calculation);
    add_grounds(out, arena, p, &grounds, day);
}

/* ---- the timeline ---- */

/* The readings that a node over readings asks about. */
static void add_readings_of(struct rests_on *out, struct arena *arena, const struct program *p,
                            index_t node)
{
    if (node == NONE) return;
    const struct node *n = &p->nodes[node];
    switch (n->op) {
    case OP_LEZING: rests_on_reading(out, arena, p, n->a); break;
    case OP_NIET: add_readings_of(out, arena, p, n->a); break;
    case OP_ALS:
        add_readings_of(out, arena, p, n->a);
        add_readings_of(out, arena, p, n->b);
        add_readings_of(out, arena, p, n->c);
        break;
    case OP_EN:
    case OP_OF:
        for (index_t i = 0; i < n->b; i++) add_readings_of(out, arena, p, p->edges[n->a + i].to);
        break;
    default: break;
    }
}

/* Calls for each cell that the moment rests on. */
static void add_cells(struct rests_on *out, struct arena *arena, const struct program *p,
                      const struct timeline *t, const struct moment *m, bool sources)
{
    if (m->version == NONE || !t->count) return;
    for (index_t v = t->spans[0].version; v < p->versions_count; v++) {
        const struct cell *cell = &p->cells[v * p->stelsel.groups + t->group - 1];
        if (v > m->version && !cell->skips) break;
        rests_on_assumptions(out, arena, p, cell->assumptions);
        if (sources) rests_on_citations(out, arena, p, cell->citations);
    }
}

void timeline_rests_on_cells(struct rests_on *out, struct arena *arena, const struct program *p,
                             const struct timeline *t, const struct moment *m)
{
    if (t->rests_on_every_cell) add_readings_of(out, arena, p, p->stelsel.every_cell);
    add_cells(out, arena, p, t, m, false);
}

void timeline_rests_on(struct rests_on *out, struct arena *arena, const struct program *p,
                       const struct timeline *t, const struct moment *m)
{
    timeline_rests_on_cells(out, arena, p, t, m);
    add_cells(out, arena, p, t, m, true);
    if (m->version != NONE) add_readings_of(out, arena, p, p->stelsel.own_growth_year);
}
