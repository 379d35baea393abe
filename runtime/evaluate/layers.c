/* Layers: which rules concern a subject, and on which days.
 *
 * Takes a subject with its timeline; gives the stretches of days on which each layer lists its
 * rules, up to D.  Those that hold D say what is judged now; the others are there for the duties
 * that fell due in them.  A kader and a plan by the
 * calendar run across changes of version, and are cut there: within a stretch V is one version. */
#include "evaluate/internal.h"

static date later(date a, date b)
{
    return a > b ? a : b;
}

static date earlier(date a, date b)
{
    return a < b ? a : b;
}

/* A practice names its RHO; an RHO is one by its key.  Other subjects have no plan. */
enum tribool plan_concerns(const struct context *c, index_t plan)
{
    const struct program *p = c->program;
    const struct plan *it = &p->plans[plan];
    index_t column = NONE;
    if (c->table == p->stelsel.table)
        column = p->stelsel.plan_column;
    else if (c->table == it->holder)
        column = p->tables[c->table].keys.first;
    if (column == NONE) return TRI_NEE;
    int64_t key = record_value(c->data, (struct record){c->table, (int64_t)c->row}, column);
    if (key == UNKNOWN) return TRI_ONBEKEND;
    return key == it->holder_key ? TRI_JA : TRI_NEE;
}

static void add_stretch(struct subject *s, struct stretch stretch)
{
    if (stretch.from <= stretch.to && stretch.from <= s->context.on && stretch.rules.count)
        *VEC_PUSH(s->arena, &s->stretches) = stretch;
}

/* The stretches of the other layers within a span of days that is all under one version, or under
 * none: what they do not say themselves is as in `span`. */
static void add_kaders(struct subject *s, struct stretch span)
{
    const struct program *p = s->context.program;
    struct stretch stretch = span;
    stretch.layer = LAYER_KADER;
    for (index_t i = 0; i < p->kaders_count; i++) {
        const struct kader *kader = &p->kaders[i];
        stretch.rules = kader->rules;
        stretch.from = later(span.from, kader->from);
        stretch.to = earlier(span.to, kader->to);
        if (span.version == NONE) stretch.van = later(span.van, kader->from);
        add_stretch(s, stretch);
    }
}

/* While the practice is under the plan's version, or by the calendar (reading `regioplanduur`);
 * for other subjects always by the calendar. */
static void add_plan(struct subject *s, struct stretch span, index_t plan)
{
    const struct context *c = &s->context;
    const struct plan *it = &c->program->plans[plan];
    struct stretch stretch = span;
    stretch.layer = LAYER_REGIOPLAN;
    stretch.plan = plan;
    stretch.rules = it->rules;
    bool by_version =
        span.version != NONE && reading_node(c->program, c->readings, it->term, span.version);
    if (by_version) {
        if (it->version == span.version) add_stretch(s, stretch);
        return;
    }
    stretch.from = later(span.from, it->from);
    stretch.to = earlier(span.to, it->to);
    stretch.van = later(span.version == NONE ? span.van : (date)c->start, it->from);
    add_stretch(s, stretch);
}

static void add_plans(struct subject *s, struct stretch span)
{
    for (index_t i = 0; i < s->context.program->plans_count; i++)
        if (plan_concerns(&s->context, i) != TRI_NEE) add_plan(s, span, i);
}

/* A practice judged by a forced version is under it from its start on, whatever that version's own
 * date, which is only `van`. */
static void add_span(struct subject *s, const struct timeline_span *span)
{
    struct stretch stretch = {
        .rules = s->context.program->versions[span->version].rules,
        .layer = LAYER_LEIDRAAD,
        .plan = NONE,
        .from = s->timeline->forced ? s->timeline->start : span->from,
        .to = s->timeline->forced ? DATE_MAX : span->to - 1,
        .version = span->version,
        .van = span->from,
    };
    add_stretch(s, stretch);
    add_kaders(s, stretch);
    add_plans(s, stretch);
}

void subject_layers(struct subject *s)
{
    if (s->context.table == s->context.program->stelsel.table) {
        for (uint32_t i = 0; i < s->timeline->count; i++) add_span(s, &s->timeline->spans[i]);
        return;
    }
    struct stretch always = {
        .plan = NONE,
        .from = DATE_MIN,
        .to = DATE_MAX,
        .version = NONE,
        .van = s->context.program->stelsel.from,
    };
    add_kaders(s, always);
    add_plans(s, always);
}
