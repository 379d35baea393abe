/* One duty: does it bind, when is it due, is its condition met, and so what is its verdict.
 *
 * A duty is judged on two days (grammar/REFERENCE.md, Verdicts).  Its condition is judged on D
 * always: a norm that is met late is met from then on.  Whether it binds is judged on context_on: D
 * for a duty that runs, its deadline day for one that has fallen due; and V, van and groeijaar are
 * those of that day in both. */
#include "evaluate/internal.h"

void duty_make(struct duty *out, const struct subject *s, const struct stretch *stretch,
               const struct rule *rule, date context_on)
{
    *out = (struct duty){
        .rule = rule,
        .plan = stretch->plan,
        .context = s->context,
        .exception = NONE,
        .condition = TRI_ONBEKEND,
    };
    out->context.version = stretch->version;
    out->context.van = stretch->van;
    if (context_on != s->context.context_on) duty_move(out, context_on);
}

void duty_move(struct duty *duty, date context_on)
{
    struct context *c = &duty->context;
    c->context_on = context_on;
    if (c->start != UNKNOWN)
        c->groeijaar =
            groeijaar_on(c->program, c->readings, c->version, (date)c->start, context_on);
}

void duty_set_year(struct duty *duty, struct duty_year year)
{
    duty->yearly = true;
    duty->context.year = year;
}

/* A rule without a deadline has passed it always: what is not met is not met. */
void duty_find_deadline(struct duty *duty)
{
    duty->passed = TRI_JA;
    duty->has_deadline = false;
    if (duty->rule->deadline == NONE) return;
    struct frame f = frame_of(&duty->context);
    struct value day = evaluate_node(&f, duty->rule->deadline);
    if (day.state != TRI_JA) {
        duty->passed = (enum tribool)day.state;
        return;
    }
    duty->has_deadline = value_known(day);
    duty->deadline = (date)day.lo;
    duty->passed = duty->context.on > day.hi    ? TRI_JA
                   : duty->context.on <= day.lo ? TRI_NEE
                                                : (enum tribool)day.grade;
}

struct context duty_binding_context(const struct duty *duty)
{
    struct context c = duty->context;
    c.on = c.context_on;
    return c;
}

/* `waarvan` before the exceptions, so that the reason is the rule's own where both would do. */
void duty_judge_binding(struct duty *duty)
{
    const struct rule *rule = duty->rule;
    const struct context c = duty_binding_context(duty);
    struct frame f = frame_of(&c);
    duty->exception = NONE;
    duty->binds = duty->plan == NONE ? TRI_JA : plan_concerns(&c, duty->plan);
    if (rule->applies != NONE)
        duty->binds = tri_and(duty->binds, evaluate_truth(&f, rule->applies));
    struct range exceptions = rule->exceptions;
    for (index_t i = 0; i < exceptions.count && duty->binds != TRI_NEE; i++) {
        index_t at = exceptions.first + i;
        enum tribool excepted = evaluate_truth(&f, c.program->exceptions[at].condition);
        if (excepted == TRI_JA) duty->exception = at;
        duty->binds = tri_and(duty->binds, tri_not(excepted));
    }
}

/* An unknown verdict is open only where no datum is lacking. */
static enum verdict verdict_of(const struct duty *duty)
{
    enum tribool binds = duty->binds, condition = duty->condition;
    if (binds == TRI_NEE) return NIET_VAN_TOEPASSING;
    if (binds == TRI_JA && condition == TRI_JA) return VOLDAAN;
    if (binds == TRI_JA && condition == TRI_NEE) {
        if (duty->passed == TRI_JA) return NIET_VOLDAAN;
        if (duty->passed == TRI_NEE) return LOOPT;
        return duty->passed == TRI_OPEN ? OPEN_NORM : VERDICT_ONBEKEND;
    }
    bool datum = binds == TRI_ONBEKEND || condition == TRI_ONBEKEND;
    return datum ? VERDICT_ONBEKEND : OPEN_NORM;
}

void duty_set_verdict(struct duty *duty)
{
    duty->verdict = verdict_of(duty);
}

void duty_judge(struct duty *duty)
{
    if (duty->binds != TRI_NEE) {
        struct frame f = frame_of(&duty->context);
        duty->condition = evaluate_truth(&f, duty->rule->condition);
    }
    duty_set_verdict(duty);
}

/* ---- Why ---- */

static void missing_of_binding(const struct duty *duty, struct missing *out)
{
    const struct context c = duty_binding_context(duty);
    const struct program *p = c.program;
    struct frame f = frame_of(&c);
    if (duty->plan != NONE && plan_concerns(&c, duty->plan) == TRI_ONBEKEND)
        missing_add(out, program_text(p, p->columns[p->stelsel.plan_column].id));
    if (duty->rule->applies != NONE) collect_missing(&f, duty->rule->applies, out);
    struct range exceptions = duty->rule->exceptions;
    for (index_t i = 0; i < exceptions.count; i++)
        collect_missing(&f, p->exceptions[exceptions.first + i].condition, out);
}

/* The condition is named beside a binding that is unknown: should it bind, both decide.  The
 * deadline only matters to a condition that may not be met. */
void duty_missing(const struct duty *duty, struct missing *out)
{
    struct frame f = frame_of(&duty->context);
    if (duty->binds > TRI_JA) missing_of_binding(duty, out);
    if (duty->condition > TRI_JA) collect_missing(&f, duty->rule->condition, out);
    if (duty->condition != TRI_JA && duty->passed > TRI_JA)
        collect_missing(&f, duty->rule->deadline, out);
}

index_t duty_reason(const struct duty *duty)
{
    const struct program *p = duty->context.program;
    const struct rule *rule = duty->rule;
    if (duty->binds != TRI_NEE) return NONE;
    if (duty->exception != NONE) return p->exceptions[duty->exception].because;
    if (rule->applies_because != NONE || rule->applies == NONE) return rule->applies_because;
    return p->nodes[rule->applies].phrase;
}

/* In Dutch like the reasons that policies give, since it stands among them in machine output. */
struct str duty_reason_text(const struct duty *duty)
{
    bool no_year = duty->rule->yearly && !duty->yearly && duty->binds != TRI_NEE;
    if (no_year) return STR("er is nog geen verplichtingsjaar begonnen");
    return program_text(duty->context.program, duty_reason(duty));
}
