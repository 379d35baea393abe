/* The explanation of a result: the subject, its decisions, its rules, their duties (see explain.h).
 *
 * What a reader can do something about comes first: rules stand from bad to good, as enum verdict
 * orders the verdicts, and within a rule the deadline, then what was asked, then what was found. */
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
        [EXPLAINED_CONSEQUENCE] = "gevolg",
        [EXPLAINED_DECISION] = "besluit",
        [EXPLAINED_ABOUT] = "gaat_over",
        [EXPLAINED_BECAUSE] = "wegens",
        [EXPLAINED_LOOKED_AT] = "bekeken",
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
    made->decision = parent->decision;
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

static void add_numbered(const struct explainer *x, struct explained *parent,
                         enum explained_kind kind, size_t count)
{
    for (index_t i = 0; i < count; i++) add(x, parent, kind)->item = i;
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

static void add_texts(const struct explainer *x, struct explained *parent, enum explained_kind kind,
                      struct range texts)
{
    for (index_t i = 0; i < texts.count; i++)
        add(x, parent, kind)->item = x->result->program->texts[texts.first + i].to;
}

static bool says_same(const struct program *p, const struct explained *told,
                      enum explained_kind kind, index_t item)
{
    if (told->kind != kind) return false;
    if (kind != EXPLAINED_SOURCE) return told->item == item;
    const struct citation *a = &p->citations[told->item], *b = &p->citations[item];
    return a->source == b->source && a->place == b->place;
}

/* Unless it was told: what a rule assumes and cites, a definition that it uses may too. */
static void add_once(const struct explainer *x, struct explained *parent, enum explained_kind kind,
                     index_t item)
{
    for (const struct explained *told = parent->first; told; told = told->next)
        if (says_same(x->result->program, told, kind, item)) return;
    add(x, parent, kind)->item = item;
}

struct basis {
    const struct explainer *x;
    struct explained *parent;
    bool used; /* of something that is used: of its sources those outside the documents travel */
};

static void add_assumptions(void *context, struct range assumptions, struct range citations)
{
    const struct basis *basis = context;
    (void)citations;
    for (index_t i = 0; i < assumptions.count; i++)
        add_once(basis->x, basis->parent, EXPLAINED_ASSUMPTION,
                 basis->x->result->program->texts[assumptions.first + i].to);
}

static void add_sources(void *context, struct range assumptions, struct range citations)
{
    const struct basis *basis = context;
    (void)assumptions;
    const struct program *p = basis->x->result->program;
    for (index_t i = citations.first; i < citations.first + citations.count; i++)
        if (!basis->used || p->sources[p->citations[i].source].external)
            add_once(basis->x, basis->parent, EXPLAINED_SOURCE, i);
}

static void add_grounds(struct basis *basis, const struct grounds *grounds, const date *days,
                        size_t count, basis_fn *add_one)
{
    const struct program *p = basis->x->result->program;
    basis->used = false;
    add_one(basis, grounds->assumptions, grounds->citations);
    basis->used = true;
    for (index_t i = 0; i < grounds->readings.count; i++) {
        const struct reading *reading = &p->readings[p->refs[grounds->readings.first + i].to];
        add_one(basis, reading->assumptions, reading->citations);
    }
    for (size_t i = 0; i < count; i++) uses_bases(p, grounds->uses, days[i], add_one, basis);
}

/* Assumptions, then sources: its own, those of its readings, and on each day those of what it uses;
 * see struct basis for which. */
static void add_basis(const struct explainer *x, struct explained *parent,
                      const struct grounds *grounds, const date *days, size_t count)
{
    struct basis basis = {x, parent, false};
    add_grounds(&basis, grounds, days, count, add_assumptions);
    add_grounds(&basis, grounds, days, count, add_sources);
}

/* Of a yearly rule each year may rest on another period of a parameter. */
static void add_rests_on(const struct explainer *x, struct explained *parent,
                         const struct part *part)
{
    const struct program *p = x->result->program;
    const struct rule *rule = part->rule;
    const struct grounds grounds = rule_grounds(rule);
    size_t count = part->duties.len;
    date *days = ARENA_ARRAY(x->arena, date, count);
    for (size_t i = 0; i < count; i++) days[i] = part->duties.at[i].context.context_on;
    add_texts(x, parent, EXPLAINED_CONSEQUENCE, rule->consequences);
    for (index_t i = 0; i < rule->readings.count; i++)
        add_reading(x, parent, p->refs[rule->readings.first + i].to,
                    &part->duties.at[count - 1].context);
    add_basis(x, parent, &grounds, days, count);
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

/* ---- Decisions ---- */

static bool looked_at(const struct explainer *x, const struct decision_result *d,
                      const struct rule_result *rule)
{
    if (d->answer == ANSWER_NIET_VAN_TOEPASSING) return false;
    for (size_t i = 0; i < rule->parts.len; i++)
        if (decision_counts(x->result->program, d->decision, rule, &rule->parts.at[i])) return true;
    return false;
}

/* The parts that count and have the verdict that made the answer, or those that have not.  An
 * answer that no rule made, because none is missed, has the latter alone. */
static size_t add_counted(const struct explainer *x, struct explained *decision,
                          enum explained_kind kind, struct rests_on *rests_on)
{
    const struct result *r = x->result;
    const struct decision_result *d = decision->decision;
    enum verdict decisive =
        d->answer == decision_found(d->decision) ? NIET_VOLDAAN : VERDICT_ONBEKEND;
    size_t count = 0;
    for (size_t i = 0; i < r->rules.len; i++) {
        const struct rule_result *rule = &r->rules.at[i];
        for (size_t j = 0; j < rule->parts.len; j++) {
            const struct part *part = &rule->parts.at[j];
            if ((part->verdict == decisive) != (kind == EXPLAINED_BECAUSE) ||
                !decision_counts(r->program, d->decision, rule, part))
                continue;
            struct explained *made = add(x, decision, kind);
            made->rule = rule;
            made->part = part;
            count++;
            for (index_t k = 0; k < part->rule->readings.count; k++)
                rests_on_reading(rests_on, x->arena, r->program,
                                 r->program->refs[part->rule->readings.first + k].to);
        }
    }
    return count;
}

static void add_decision(const struct explainer *x, struct explained *root,
                         const struct decision_result *d)
{
    struct explained *made = add(x, root, EXPLAINED_DECISION);
    made->decision = d;
    struct explained *about = add(x, made, EXPLAINED_ABOUT);
    struct rests_on rests_on = {0};
    if (decision_lacks_plan(x->result, d))
        add_numbered(x, made, EXPLAINED_NOT_JUDGED, x->result->not_judged.len);
    if (d->answer != ANSWER_NIET_VAN_TOEPASSING) {
        size_t counted = add_counted(x, made, EXPLAINED_BECAUSE, &rests_on);
        counted += add_counted(x, made, EXPLAINED_LOOKED_AT, &rests_on);
        about->truth = counted ? TRI_JA : TRI_NEE;
    }
    for (size_t i = 0; i < rests_on.readings.len; i++)
        add_reading(x, made, rests_on.readings.at[i], &x->result->context);
    const struct grounds grounds = {.assumptions = d->decision->assumptions,
                                    .citations = d->decision->citations};
    add_basis(x, made, &grounds, NULL, 0);
    add(x, made, EXPLAINED_POLICY);
}

/* ---- The subject ---- */

/* What is asked for by its id: all, where only is NONE. */
static bool asked_for(index_t only, index_t id)
{
    return only == NONE || only == id;
}

static void add_decisions(const struct explainer *x, struct explained *root, index_t only)
{
    for (size_t i = 0; i < x->result->decisions.len; i++) {
        const struct decision_result *d = &x->result->decisions.at[i];
        if (asked_for(only, d->decision->id)) add_decision(x, root, d);
    }
}

static bool is_told(const struct explainer *x, const struct rule_result *rule, index_t only)
{
    if (asked_for(only, rule->rule->id)) return true;
    for (size_t i = 0; i < x->result->decisions.len; i++) {
        const struct decision_result *d = &x->result->decisions.at[i];
        if (d->decision->id == only && looked_at(x, d, rule)) return true;
    }
    return false;
}

static void add_rules(const struct explainer *x, struct explained *root, index_t only)
{
    const struct result *r = x->result;
    for (int verdict = 0; verdict < VERDICTS; verdict++)
        for (size_t i = 0; i < r->rules.len; i++)
            if ((int)r->rules.at[i].verdict == verdict && is_told(x, &r->rules.at[i], only))
                add_rule(x, root, &r->rules.at[i]);
}

static void add_amount(const struct explainer *x, struct explained *root, index_t at,
                       const struct frame *f)
{
    const struct calculation_result *c = &x->result->calculations.at[at];
    struct explained *made = add(x, root, EXPLAINED_AMOUNT);
    made->item = at;
    add_values(x->arena, made, f, c->calculation->value, false);
    add_missing(x, made, &c->missing);
    const struct grounds grounds = calculation_grounds(c->calculation);
    add_basis(x, made, &grounds, &x->result->context.context_on, 1);
}

static void add_the_rest(const struct explainer *x, struct explained *root)
{
    const struct result *r = x->result;
    struct frame f = frame_of(&r->context);
    for (index_t i = 0; i < r->calculations.len; i++) add_amount(x, root, i, &f);
    add_numbered(x, root, EXPLAINED_NOTICE, r->notices.len);
    add_numbered(x, root, EXPLAINED_TURNED, r->sensitive.len);
    if (!r->rules.len) return; /* without any there is no context of D either */
    for (size_t i = 0; i < r->rests_on.readings.len; i++)
        add_reading(x, root, r->rests_on.readings.at[i], &r->context);
}

struct explanation explain(struct arena *arena, const struct result *result, index_t only)
{
    const struct explainer x = {arena, result};
    struct explained *root = explained_add(arena, NULL, EXPLAINED_SUBJECT);
    struct explained *standing = add(&x, root, EXPLAINED_STANDING);
    bool whole = only == NONE;
    if (whole) add_numbered(&x, root, EXPLAINED_NOT_JUDGED, result->not_judged.len);
    add_decisions(&x, root, only);
    add_rules(&x, root, only);
    if (whole) add_the_rest(&x, root);
    bool found = whole || root->last != standing;
    return (struct explanation){result, root, whole, found, arena, arena_child(arena)};
}
