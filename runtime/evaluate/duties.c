/* The duties of a subject: what it has to do on D, and what fell due before and stays due.
 *
 * Takes the stretches of layers.c; gives a rule_result for each rule, in this order: those in the
 * layers on D, as the layers list them, then those of which only earlier duties are left.  Three
 * passes (grammar/REFERENCE.md, Rules: a duty that has fallen due stays due):
 *
 *   1. current: each rule in a layer that holds D is judged on D; of a yearly rule the years that
 *      still run.
 *   2. fallen due: along all stretches, in order of time, the rules whose deadline day lies in the
 *      stretch and before D, if they bound on that day.  Where an obligation of that id binds on D
 *      it speaks for itself and the earlier one is silent; but of a yearly rule each year is a
 *      duty of its own, so all that fell due are added, also those of an earlier version.
 *      Otherwise the one that fell due last speaks.
 *   3. the verdict of each rule from its duties.
 *
 * What a plan adds by sharpening a rule is an obligation of its own under the same id, with
 * its own deadline: such a part is only silenced by another that sharpens. */
#include "evaluate/internal.h"

/* ---- Finding and adding parts ---- */

static struct rule_result *find_result(const struct result *r, index_t id)
{
    for (size_t i = 0; i < r->rules.len; i++)
        if (r->rules.at[i].rule->id == id) return &r->rules.at[i];
    return NULL;
}

/* With the RHO unknown two plans may hold a rule of one id: one that binds goes first. */
static struct part *find_part(const struct result *r, const struct rule *rule)
{
    struct part *found = NULL;
    for (size_t i = 0; i < r->rules.len; i++) {
        const struct rule_result *result = &r->rules.at[i];
        if (result->rule->id != rule->id) continue;
        for (size_t j = 0; j < result->parts.len; j++) {
            struct part *part = &result->parts.at[j];
            if (part->rule->sharpens != rule->sharpens) continue;
            if (part->binds != TRI_NEE) return part;
            if (!found) found = part;
        }
    }
    return found;
}

static struct part *add_part(struct subject *s, struct rule_result *to, const struct rule *rule)
{
    if (!to) {
        to = VEC_PUSH(s->arena, &s->result->rules);
        to->rule = rule;
        to->uit = NONE;
        /* Nearly every rule has one part with one duty: room for just that. */
        to->parts.at = ARENA_NEW(s->arena, struct part);
        to->parts.cap = 1;
    } else if (!rule->sharpens) {
        to->rule = rule;
    }
    struct part *part = VEC_PUSH(s->arena, &to->parts);
    *part = (struct part){.rule = rule, .uit = NONE, .binds = TRI_NEE};
    part->duties.at = ARENA_NEW(s->arena, struct duty);
    part->duties.cap = 1;
    return part;
}

/* Years in order.  Of two duties for one year the later in time speaks, as for any rule, and one
 * that still runs is later than one that fell due.  Stretches come in order of time, so the place
 * is at the end or a step before it. */
static void add_year(struct subject *s, struct part *part, const struct duty *duty)
{
    if (part->duties.len == 1 && !part->duties.at[0].yearly) part->duties.len = 0;
    int32_t name = duty->context.year.name;
    size_t at = part->duties.len;
    while (at > 0 && part->duties.at[at - 1].context.year.name >= name) at--;
    if (at < part->duties.len && part->duties.at[at].context.year.name == name) {
        if (part->duties.at[at].passed == TRI_JA) part->duties.at[at] = *duty;
        return;
    }
    *VEC_PUSH(s->arena, &part->duties) = *duty;
    for (size_t i = part->duties.len - 1; i > at; i--) part->duties.at[i] = part->duties.at[i - 1];
    part->duties.at[at] = *duty;
}

/* Room for the one duty of a part; what was there is forgotten. */
static struct duty *only_duty(struct part *part)
{
    part->duties.len = 1; /* of which add_part has made sure */
    return &part->duties.at[0];
}

static struct duty_year year_of(const struct duty *duty, date on)
{
    const struct context *c = &duty->context;
    return duty_year_of(c->program, c->readings, c->version, c->start, on);
}

static struct duty_year year_named(const struct duty *duty, int32_t name)
{
    const struct context *c = &duty->context;
    return duty_year_named(c->program, c->readings, c->version, c->start, name);
}

/* ---- 1. On D ---- */

/* The years up to D whose deadline is not past, or not known.  A year may bind or not for itself:
 * `waarvan` may ask about it. */
static void add_running_years(struct subject *s, struct part *part, const struct duty *on_d)
{
    int32_t last = year_of(on_d, s->context.on).name;
    for (int32_t name = year_of(on_d, on_d->context.van).name; name <= last; name++) {
        struct duty duty = *on_d;
        duty_set_year(&duty, year_named(&duty, name));
        duty_find_deadline(&duty);
        if (duty.passed == TRI_JA) continue;
        duty_judge_binding(&duty);
        if (duty.binds == TRI_NEE) continue;
        duty_judge(&duty);
        add_year(s, part, &duty);
    }
}

static void add_current(struct subject *s, const struct stretch *stretch, const struct rule *rule)
{
    struct rule_result *sharpened = rule->sharpens ? find_result(s->result, rule->id) : NULL;
    struct part *part = add_part(s, sharpened, rule);
    struct duty *duty = only_duty(part);
    duty_make(duty, s, stretch, rule, s->context.on);
    duty_judge_binding(duty);
    part->binds = duty->binds;
    if (!rule->yearly && duty->binds != TRI_NEE) {
        duty_find_deadline(duty);
        duty_judge(duty);
        return;
    }
    /* Stands for the rule until a year does.  Before the first year nothing is asked, and what is
     * not asked is not met either: judged by a version that the practice is not yet under, a yearly
     * rule binds and has no years. */
    duty->verdict = NIET_VAN_TOEPASSING;
    if (duty->binds == TRI_NEE) return;
    const struct duty on_d = *duty;
    add_running_years(s, part, &on_d);
}

/* ---- 2. Fallen due ---- */

/* Has this duty fallen due in the stretch?  Sets it on its deadline day, and judges whether it
 * bound.  With a deadline that is not known it may have, if it bound on the last day there was. */
static bool fell_due(const struct stretch *stretch, struct duty *duty)
{
    duty_find_deadline(duty);
    if (duty->passed == TRI_NEE) return false;
    if (duty->has_deadline) {
        if (!stretch_holds(stretch, duty->deadline)) return false;
        duty_move(duty, duty->deadline);
    }
    duty_judge_binding(duty);
    if (duty->binds == TRI_NEE) return false;
    duty->binds = tri_and(duty->binds, duty->passed);
    return true;
}

static struct part *part_for_earlier(struct subject *s, struct part *part, const struct rule *rule)
{
    if (!part) part = add_part(s, find_result(s->result, rule->id), rule);
    if (part->binds == TRI_NEE) {
        part->earlier = true;
        part->rule = rule;
    }
    return part;
}

static void add_fallen_years(struct subject *s, const struct stretch *stretch,
                             const struct rule *rule, date last_day)
{
    struct part *part = find_part(s->result, rule);
    if (part && part->binds != TRI_NEE && !part->rule->yearly) return;
    struct duty base;
    duty_make(&base, s, stretch, rule, last_day);
    int32_t last = year_of(&base, last_day).name;
    for (int32_t name = year_of(&base, stretch->van).name; name <= last; name++) {
        struct duty duty = base;
        duty_set_year(&duty, year_named(&duty, name));
        if (!fell_due(stretch, &duty)) continue;
        duty_judge(&duty);
        part = part_for_earlier(s, part, rule);
        add_year(s, part, &duty);
    }
}

static void add_fallen(struct subject *s, const struct stretch *stretch, const struct rule *rule)
{
    date last_day = stretch->to < s->context.on ? stretch->to : s->context.on;
    if (rule->yearly) {
        add_fallen_years(s, stretch, rule, last_day);
        return;
    }
    struct part *part = find_part(s->result, rule);
    if (part && part->binds != TRI_NEE) return;
    struct duty duty;
    duty_make(&duty, s, stretch, rule, last_day);
    if (!fell_due(stretch, &duty)) return;
    duty_judge(&duty);
    *only_duty(part_for_earlier(s, part, rule)) = duty;
}

/* ---- 3. Verdicts ---- */

/* The worst year decides (grammar/REFERENCE.md, Verdicts: niet_voldaan, else onbekend, else loopt,
 * else voldaan, which is the order of enum verdict). */
static void finish_part(struct part *part)
{
    part->verdict = NIET_VAN_TOEPASSING;
    for (size_t i = 0; i < part->duties.len; i++)
        if (part->duties.at[i].verdict < part->verdict) part->verdict = part->duties.at[i].verdict;
    if (part->earlier) part->uit = part->duties.at[part->duties.len - 1].context.version;
}

static int years_kind(enum verdict v)
{
    switch (v) {
    case NIET_VOLDAAN: return YEARS_MISSED;
    case LOOPT: return YEARS_RUNNING;
    case VOLDAAN: return YEARS_MET;
    default: return YEARS_UNKNOWN;
    }
}

/* Is a year named by another part too, with a verdict that goes before this one? */
static bool overruled(const struct rule_result *r, size_t part, const struct duty *duty)
{
    for (size_t i = 0; i < r->parts.len; i++) {
        const struct part *other = &r->parts.at[i];
        for (size_t j = 0; i != part && j < other->duties.len; j++) {
            const struct duty *d = &other->duties.at[j];
            if (!d->yearly || d->context.year.name != duty->context.year.name) continue;
            if (d->verdict < duty->verdict || (d->verdict == duty->verdict && i < part))
                return true;
        }
    }
    return false;
}

static void finish_years(struct subject *s, struct rule_result *r)
{
    for (size_t i = 0; i < r->parts.len; i++) {
        const struct part *part = &r->parts.at[i];
        for (size_t j = 0; j < part->duties.len; j++) {
            const struct duty *duty = &part->duties.at[j];
            if (!duty->yearly || (r->parts.len > 1 && overruled(r, i, duty))) continue;
            *VEC_PUSH(s->arena, &r->years[years_kind(duty->verdict)]) = duty->context.year.name;
        }
    }
}

static void finish_missing(struct subject *s, struct rule_result *r)
{
    r->missing.arena = s->arena;
    if (r->verdict != VERDICT_ONBEKEND && r->verdict != OPEN_NORM) return;
    for (size_t i = 0; i < r->parts.len; i++) {
        const struct part *part = &r->parts.at[i];
        for (size_t j = 0; j < part->duties.len; j++) {
            const struct duty *duty = &part->duties.at[j];
            if (duty->verdict == VERDICT_ONBEKEND || duty->verdict == OPEN_NORM)
                duty_missing(duty, &r->missing);
        }
    }
}

/* The part that gives the verdict, one that binds on D before an earlier one. */
static const struct part *deciding_part(const struct rule_result *r)
{
    const struct part *deciding = &r->parts.at[0];
    for (size_t i = 1; i < r->parts.len; i++) {
        const struct part *part = &r->parts.at[i];
        if (part->verdict < deciding->verdict ||
            (part->verdict == deciding->verdict && deciding->earlier && !part->earlier))
            deciding = part;
    }
    return deciding;
}

static void finish_rule(struct subject *s, struct rule_result *r)
{
    for (size_t i = 0; i < r->parts.len; i++) finish_part(&r->parts.at[i]);
    const struct part *deciding = deciding_part(r);
    const struct duty *last = &deciding->duties.at[deciding->duties.len - 1];
    r->verdict = deciding->verdict;
    r->uit = deciding->uit;
    if (r->verdict == NIET_VAN_TOEPASSING) {
        r->reason = duty_reason_text(last);
    } else {
        r->has_deadline = last->has_deadline;
        r->deadline = last->deadline;
    }
    finish_years(s, r);
    finish_missing(s, r);
}

static bool concerns(const struct subject *s, const struct rule *rule)
{
    return rule->table == s->context.table;
}

static void reserve_rules(struct subject *s)
{
    size_t room = 0;
    for (size_t i = 0; i < s->stretches.len; i++)
        if (stretch_holds(&s->stretches.at[i], s->context.on))
            room += s->stretches.at[i].rules.count;
    s->result->rules.at = ARENA_ARRAY(s->arena, struct rule_result, room);
    s->result->rules.cap = room;
}

void subject_duties(struct subject *s)
{
    const struct program *p = s->context.program;
    reserve_rules(s);
    for (size_t i = 0; i < s->stretches.len; i++) {
        const struct stretch *stretch = &s->stretches.at[i];
        if (!stretch_holds(stretch, s->context.on)) continue;
        for (index_t j = 0; j < stretch->rules.count; j++) {
            const struct rule *rule = &p->rules[p->refs[stretch->rules.first + j].to];
            if (concerns(s, rule)) add_current(s, stretch, rule);
        }
    }
    for (size_t i = 0; i < s->stretches.len; i++) {
        const struct stretch *stretch = &s->stretches.at[i];
        for (index_t j = 0; j < stretch->rules.count; j++) {
            const struct rule *rule = &p->rules[p->refs[stretch->rules.first + j].to];
            if (rule->deadline != NONE && concerns(s, rule)) add_fallen(s, stretch, rule);
        }
    }
    for (size_t i = 0; i < s->result->rules.len; i++) finish_rule(s, &s->result->rules.at[i]);
}
