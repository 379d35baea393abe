/* The explanation of a result: the subject, its rules, their duties (see explain.h).
 *
 * What a reader can do something about comes first: rules stand from bad to good, as R16 orders the
 * verdicts, and within a rule the deadline, then what was asked, then what was found. */
#include "explain/internal.h"

const char *explained_name(enum explained_kind kind)
{
    static const char *const names[EXPLAINED_KINDS] = {
        [EXPLAINED_SUBJECT] = "onderwerp",
        [EXPLAINED_STANDING] = "indeling",
        [EXPLAINED_RULE] = "regel",
        [EXPLAINED_PART] = "deel",
        [EXPLAINED_YEAR] = "jaar",
        [EXPLAINED_EARLIER] = "eerder",
        [EXPLAINED_DEADLINE] = "termijn",
        [EXPLAINED_NORM] = "eis",
        [EXPLAINED_BINDING] = "geldt",
        [EXPLAINED_EXCEPTION] = "uitzondering",
        [EXPLAINED_MISSING] = "ontbreekt",
        [EXPLAINED_DATUM] = "gegeven",
        [EXPLAINED_COMPARISON] = "vergelijking",
        [EXPLAINED_FILLED] = "gevuld",
        [EXPLAINED_IN_SET] = "verzameling",
        [EXPLAINED_IN_YEAR] = "in_jaar",
        [EXPLAINED_IN_FORCE] = "van_kracht",
        [EXPLAINED_HOLDER] = "houder",
        [EXPLAINED_LIST] = "lijst",
        [EXPLAINED_COUNT] = "aantal",
        [EXPLAINED_ROW] = "rij",
        [EXPLAINED_NOT_COUNTED] = "telt_niet",
        [EXPLAINED_CHOICE] = "keuze",
        [EXPLAINED_UNTOLD] = "onbekend_omdat",
        [EXPLAINED_VALUE] = "waarde",
        [EXPLAINED_READING] = "lezing",
        [EXPLAINED_ASSUMPTION] = "aanname",
        [EXPLAINED_SOURCE] = "bron",
        [EXPLAINED_POLICY] = "beleid",
        [EXPLAINED_DECISION] = "besluit",
        [EXPLAINED_BECAUSE] = "wegens",
        [EXPLAINED_AMOUNT] = "berekening",
        [EXPLAINED_NOT_JUDGED] = "niet_beoordeeld",
        [EXPLAINED_NOTICE] = "melding",
        [EXPLAINED_TURNED] = "andere_lezing",
    };
    return names[kind];
}

struct explained *explained_add(struct arena *arena, struct explained *parent,
                                enum explained_kind kind)
{
    struct explained *made = ARENA_NEW(arena, struct explained);
    made->kind = kind;
    made->item = made->choice = NONE;
    if (!parent) return made;
    made->rule = parent->rule;
    made->part = parent->part;
    made->duty = parent->duty;
    if (parent->last)
        parent->last->next = made;
    else
        parent->first = made;
    parent->last = made;
    return made;
}

struct explainer {
    struct arena *arena;
    const struct result *result;
};

static struct explained *add(const struct explainer *x, struct explained *parent,
                             enum explained_kind kind)
{
    return explained_add(x->arena, parent, kind);
}

/* ---- One duty ---- */

static void add_deadline(const struct explainer *x, struct explained *parent,
                         const struct duty *duty)
{
    if (duty->rule->deadline == NONE || duty->verdict == NIET_VAN_TOEPASSING) return;
    struct explained *made = add(x, parent, EXPLAINED_DEADLINE);
    made->truth = duty->passed;
    if (duty->has_deadline) return;
    struct frame f = frame_of(&duty->context);
    add_values(x->arena, made, &f, duty->rule->deadline, true);
}

static void add_norm(const struct explainer *x, struct explained *parent, const struct rule *rule)
{
    add(x, parent, EXPLAINED_NORM)->item = rule->condition;
}

static void add_holder(const struct explainer *x, struct explained *parent, const struct frame *f,
                       const struct duty *duty)
{
    index_t column = f->context->program->stelsel.plan_column;
    if (duty->plan == NONE || column == NONE) return;
    if (plan_concerns(f->context, duty->plan) <= TRI_JA) return;
    struct explained *made = add(x, parent, EXPLAINED_HOLDER);
    made->truth = TRI_ONBEKEND;
    made->item = duty->plan;
    made->left = side_of_subject(x->arena, f, column);
}

/* Of `waarvan` and the exceptions: those that made the outcome; all where it binds. */
static void add_binding(const struct explainer *x, struct explained *parent,
                        const struct duty *duty)
{
    const struct rule *rule = duty->rule;
    const struct program *p = x->result->program;
    if (duty->verdict == NIET_VAN_TOEPASSING && duty->binds != TRI_NEE) {
        struct explained *none = add(x, parent, EXPLAINED_BINDING);
        none->truth = TRI_NEE;
        return;
    }
    if (duty->binds == TRI_JA && rule->applies == NONE) return;
    const struct context context = duty_binding_context(duty);
    struct frame f = frame_of(&context);
    struct explained *made = add(x, parent, EXPLAINED_BINDING);
    made->truth = duty->binds;
    made->item = duty_reason(duty);
    add_holder(x, made, &f, duty);
    if (rule->applies != NONE && duty->exception == NONE) {
        bool decides = duty->binds <= TRI_JA || evaluate_truth(&f, rule->applies) > TRI_JA;
        if (decides) add_findings(x->arena, made, &f, rule->applies);
    }
    for (index_t i = rule->exceptions.first; i < rule->exceptions.first + rule->exceptions.count;
         i++) {
        index_t condition = p->exceptions[i].condition;
        bool decides = i == duty->exception ||
                       (duty->binds > TRI_JA && evaluate_truth(&f, condition) > TRI_JA);
        if (!decides) continue;
        struct explained *exception = add(x, made, EXPLAINED_EXCEPTION);
        exception->item = i;
        exception->truth = evaluate_truth(&f, condition);
        add_findings(x->arena, exception, &f, condition);
    }
}

static void add_condition(const struct explainer *x, struct explained *parent,
                          const struct duty *duty)
{
    if (duty->binds == TRI_NEE) return;
    struct frame f = frame_of(&duty->context);
    add_findings(x->arena, parent, &f, duty->rule->condition);
}

/* ---- One rule ---- */

static void add_year(const struct explainer *x, struct explained *parent, const struct duty *duty)
{
    struct explained *year = add(x, parent, EXPLAINED_YEAR);
    year->duty = duty;
    add_deadline(x, year, duty);
    if (duty->binds != TRI_JA) add_binding(x, year, duty);
    add_condition(x, year, duty);
}

static void add_part(const struct explainer *x, struct explained *parent, const struct part *part)
{
    const struct duty *last = &part->duties.at[part->duties.len - 1];
    struct explained *at = parent;
    at->part = part;
    at->duty = last;
    if (part->earlier) add(x, at, EXPLAINED_EARLIER)->item = part->uit;
    if (!last->yearly) add_deadline(x, at, last);
    if (part->verdict != NIET_VAN_TOEPASSING) add_norm(x, at, part->rule);
    if (!last->yearly) {
        add_binding(x, at, last);
        if (!part->rule->yearly) add_condition(x, at, last);
        return;
    }
    for (size_t i = 0; i < part->duties.len; i++) add_year(x, at, &part->duties.at[i]);
}

static void add_reading(const struct explainer *x, struct explained *parent, index_t reading,
                        const struct context *c)
{
    struct explained *made = add(x, parent, EXPLAINED_READING);
    made->item = reading;
    made->choice = reading_choice(c->program, c->readings, reading, c->version);
}

static void add_rests_on(const struct explainer *x, struct explained *parent,
                         const struct part *part)
{
    const struct program *p = x->result->program;
    const struct rule *rule = part->rule;
    const struct context *c = &part->duties.at[part->duties.len - 1].context;
    for (index_t i = 0; i < rule->readings.count; i++)
        add_reading(x, parent, p->refs[rule->readings.first + i].to, c);
    for (index_t i = 0; i < rule->assumptions.count; i++)
        add(x, parent, EXPLAINED_ASSUMPTION)->item = p->texts[rule->assumptions.first + i].to;
    for (index_t i = 0; i < rule->citations.count; i++)
        add(x, parent, EXPLAINED_SOURCE)->item = rule->citations.first + i;
    add(x, parent, EXPLAINED_POLICY)->item = (index_t)(rule - p->rules);
}

static void add_missing(const struct explainer *x, struct explained *parent,
                        const struct missing *missing)
{
    if (missing->list.len) add(x, parent, EXPLAINED_MISSING)->missing = missing;
}

static void add_rule(const struct explainer *x, struct explained *parent,
                     const struct rule_result *r)
{
    struct explained *rule = add(x, parent, EXPLAINED_RULE);
    rule->rule = r;
    if (r->parts.len == 1) {
        add_part(x, rule, &r->parts.at[0]);
        add_missing(x, rule, &r->missing);
        add_rests_on(x, rule, &r->parts.at[0]);
        return;
    }
    for (size_t i = 0; i < r->parts.len; i++) {
        struct explained *part = add(x, rule, EXPLAINED_PART);
        part->item = r->parts.at[i].rule->sharpens;
        add_part(x, part, &r->parts.at[i]);
        add_rests_on(x, part, &r->parts.at[i]);
    }
    add_missing(x, rule, &r->missing);
}

/* ---- The subject ---- */

static void add_rules(const struct explainer *x, struct explained *root, index_t rule)
{
    const struct result *r = x->result;
    for (int verdict = 0; verdict < VERDICTS; verdict++)
        for (size_t i = 0; i < r->rules.len; i++)
            if ((int)r->rules.at[i].verdict == verdict &&
                (rule == NONE || r->rules.at[i].rule->id == rule))
                add_rule(x, root, &r->rules.at[i]);
}

/* The rules of the worst verdict, where that verdict made the answer. */
static void add_decision(const struct explainer *x, struct explained *root, index_t at)
{
    const struct result *r = x->result;
    const struct decision_result *d = &r->decisions.at[at];
    enum answer found = d->decision->found ? ANSWER_JA : ANSWER_NEE;
    enum verdict decisive = d->answer == found ? NIET_VOLDAAN : VERDICT_ONBEKEND;
    struct explained *made = add(x, root, EXPLAINED_DECISION);
    made->item = at;
    if (d->answer != found && d->answer != ANSWER_ONBEKEND) return;
    for (size_t i = 0; i < r->rules.len; i++) {
        const struct rule_result *rule = &r->rules.at[i];
        for (size_t j = 0; j < rule->parts.len; j++) {
            const struct part *part = &rule->parts.at[j];
            if (part->verdict != decisive || !decision_counts(r->program, d->decision, rule, part))
                continue;
            struct explained *because = add(x, made, EXPLAINED_BECAUSE);
            because->rule = rule;
            because->part = part;
        }
    }
}

static void add_amount(const struct explainer *x, struct explained *root, index_t at,
                       const struct frame *f)
{
    const struct calculation_result *c = &x->result->calculations.at[at];
    struct explained *made = add(x, root, EXPLAINED_AMOUNT);
    made->item = at;
    add_values(x->arena, made, f, c->calculation->value, false);
    add_missing(x, made, &c->missing);
    for (index_t i = 0; i < c->calculation->citations.count; i++)
        add(x, made, EXPLAINED_SOURCE)->item = c->calculation->citations.first + i;
}

static void add_numbered(const struct explainer *x, struct explained *root,
                         enum explained_kind kind, size_t count)
{
    for (index_t i = 0; i < count; i++) add(x, root, kind)->item = i;
}

static void add_decisions(const struct explainer *x, struct explained *root)
{
    for (index_t i = 0; i < x->result->decisions.len; i++) add_decision(x, root, i);
}

static void add_the_rest(const struct explainer *x, struct explained *root)
{
    const struct result *r = x->result;
    struct frame f = frame_of(&r->context);
    for (index_t i = 0; i < r->calculations.len; i++) add_amount(x, root, i, &f);
    add_numbered(x, root, EXPLAINED_NOT_JUDGED, r->not_judged.len);
    add_numbered(x, root, EXPLAINED_NOTICE, r->notices.len);
    add_numbered(x, root, EXPLAINED_TURNED, r->sensitive.len);
    if (!r->rules.len) return; /* without any there is no context of D either */
    for (size_t i = 0; i < r->rests_on.readings.len; i++)
        add_reading(x, root, r->rests_on.readings.at[i], &r->context);
}

static void release(void *arena)
{
    arena_free(arena);
}

struct explanation explain(struct arena *arena, const struct result *result, index_t rule)
{
    const struct explainer x = {arena, result};
    struct explained *root = explained_add(arena, NULL, EXPLAINED_SUBJECT);
    bool whole = rule == NONE;
    add(&x, root, EXPLAINED_STANDING);
    if (whole) add_decisions(&x, root);
    add_rules(&x, root, rule);
    if (whole) add_the_rest(&x, root);
    struct arena *scratch;
    if (arena_create(&scratch)) arena_fail(arena);
    arena_defer(arena, release, scratch);
    return (struct explanation){result, root, whole, arena, scratch};
}
