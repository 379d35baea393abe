/* A subject on a date: from its timeline to its oordeel and decisions.
 *
 * Read evaluate_subject() at the end first; it is the list of steps.  What a rule comes to is
 * decided elsewhere (duties.c); here the rules are put together (grammar/REFERENCE.md,
 * "Verdicts", of a subject, and "Decisions"). */
#include "evaluate/internal.h"

/* ---- Names ---- */

const char *verdict_name(enum verdict v)
{
    static const char *const names[VERDICTS] = {
        [NIET_VOLDAAN] = "niet_voldaan",
        [VERDICT_ONBEKEND] = "onbekend",
        [LOOPT] = "loopt",
        [OPEN_NORM] = "open_norm",
        [VOLDAAN] = "voldaan",
        [NIET_VAN_TOEPASSING] = "niet_van_toepassing",
    };
    return names[v];
}

const char *oordeel_name(enum oordeel o)
{
    static const char *const names[] = {
        [VOLDOET_NIET] = "voldoet_niet",
        [OORDEEL_ONBEKEND] = "onbekend",
        [VOLDOET] = "voldoet",
        [NIET_BEPAALD] = "niet_bepaald",
    };
    return names[o];
}

const char *answer_name(enum answer a)
{
    static const char *const names[] = {
        [ANSWER_NEE] = "nee",
        [ANSWER_JA] = "ja",
        [ANSWER_ONBEKEND] = "onbekend",
        [ANSWER_NIET_VAN_TOEPASSING] = "niet_van_toepassing",
    };
    return names[a];
}

const char *years_name(int kind)
{
    static const char *const names[YEARS_KINDS] = {
        [YEARS_MISSED] = "gemist",
        [YEARS_UNKNOWN] = "onbekend",
        [YEARS_RUNNING] = "lopend",
        [YEARS_MET] = "voldaan",
    };
    return names[kind];
}

/* ---- The date ---- */

bool table_has_rules(const struct program *p, index_t table)
{
    for (index_t i = 0; i < p->rules_count; i++)
        if (p->rules[i].table == table) return true;
    return false;
}

bool subject_date(const struct data *data, index_t table, size_t row,
                  const struct evaluate_options *options, date *out)
{
    const struct table *t = &data->program->tables[table];
    struct record self = {table, (int64_t)row};
    if (t->year != NONE) { /* also with a date asked for: the figures are about that year */
        int64_t year = record_value(data, self, t->year);
        if (year < 1 || year > 9999) return false;
        *out = date_of((int)year, 12, 31);
        return true;
    }
    if (options->has_on) {
        *out = options->on;
        return true;
    }
    int64_t intake = t->intake == NONE ? UNKNOWN : record_value(data, self, t->intake);
    if (intake == UNKNOWN) return false;
    *out = (date)intake;
    return true;
}

/* ---- The oordeel ---- */

/* loopt, open_norm and niet_van_toepassing do not count against it, but a subject that no rule
 * binds has not been judged. */
static void find_oordeel(struct result *r)
{
    enum verdict worst = NIET_VAN_TOEPASSING;
    for (size_t i = 0; i < r->rules.len; i++)
        if (r->rules.at[i].verdict < worst) worst = r->rules.at[i].verdict;
    switch (worst) {
    case NIET_VOLDAAN: r->oordeel = VOLDOET_NIET; break;
    case VERDICT_ONBEKEND: r->oordeel = OORDEEL_ONBEKEND; break;
    case NIET_VAN_TOEPASSING:
        r->oordeel = NIET_BEPAALD;
        r->reason = GEEN_REGELS;
        break;
    default: r->oordeel = VOLDOET;
    }
}

/* ---- Decisions and amounts ---- */

static bool names(const struct program *p, struct range texts, index_t symbol)
{
    for (index_t i = 0; i < texts.count; i++)
        if (p->texts[texts.first + i].to == symbol) return true;
    return false;
}

static bool asks_about(const struct program *p, const struct decision *d, const struct rule *rule)
{
    if (names(p, d->rule_ids, rule->id) || names(p, d->soorten, rule->soort)) return true;
    for (index_t i = 0; i < rule->consequences.count; i++)
        if (names(p, d->gevolgen, p->texts[rule->consequences.first + i].to)) return true;
    return false;
}

/* What sharpens a rule is of the soort and consequences of that rule, besides its own. */
bool decision_counts(const struct program *p, const struct decision *d, const struct rule_result *r,
                     const struct part *part)
{
    if (part->verdict == NIET_VAN_TOEPASSING) return false;
    if (part->earlier && !d->with_earlier) return false;
    if (part->rule->layer == LAYER_REGIOPLAN && !d->with_plan) return false;
    return asks_about(p, d, part->rule) || (part->rule != r->rule && asks_about(p, d, r->rule));
}

static enum answer decide(const struct result *r, const struct decision *d)
{
    if (r->on < d->from || r->on > d->to) return ANSWER_NIET_VAN_TOEPASSING;
    enum verdict worst = NIET_VAN_TOEPASSING;
    for (size_t i = 0; i < r->rules.len; i++) {
        const struct rule_result *rule = &r->rules.at[i];
        for (size_t j = 0; j < rule->parts.len; j++) {
            const struct part *part = &rule->parts.at[j];
            if (part->verdict < worst && decision_counts(r->program, d, rule, part))
                worst = part->verdict;
        }
    }
    bool found = worst == NIET_VOLDAAN;
    if (worst == VERDICT_ONBEKEND) return ANSWER_ONBEKEND;
    return found == d->found ? ANSWER_JA : ANSWER_NEE;
}

bool decision_lacks_plan(const struct result *r, const struct decision_result *d)
{
    bool settled = d->answer == decision_found(d->decision);
    return r->not_judged.len && d->decision->with_plan && !settled &&
           d->answer != ANSWER_NIET_VAN_TOEPASSING;
}

static void make_decisions(struct subject *s)
{
    const struct program *p = s->context.program;
    for (index_t i = 0; i < p->decisions_count; i++) {
        const struct decision *d = &p->decisions[i];
        if (d->table != s->context.table) continue;
        *VEC_PUSH(s->arena, &s->result->decisions) =
            (struct decision_result){.decision = d, .answer = decide(s->result, d)};
    }
}

static void calculate(struct subject *s)
{
    const struct program *p = s->context.program;
    struct frame f = frame_of(&s->context);
    for (index_t i = 0; i < p->calculations_count; i++) {
        const struct calculation *c = &p->calculations[i];
        if (c->table != s->context.table) continue;
        struct calculation_result *r = VEC_PUSH(s->arena, &s->result->calculations);
        r->calculation = c;
        r->value = evaluate_node(&f, c->value);
        r->missing.arena = s->arena;
        if (!value_known(r->value)) collect_missing_amount(&f, c->value, &r->missing);
    }
}

/* ---- What it rests on, and what it is silent about ---- */

static void find_rests_on(struct subject *s)
{
    const struct program *p = s->context.program;
    struct result *r = s->result;
    for (size_t i = 0; i < r->rules.len; i++) {
        for (size_t j = 0; j < r->rules.at[i].parts.len; j++) {
            const struct part *part = &r->rules.at[i].parts.at[j];
            if (part->verdict == NIET_VAN_TOEPASSING) continue;
            for (size_t k = 0; k < part->duties.len; k++)
                rests_on_rule(&r->rests_on, s->arena, p, part->rule,
                              part->duties.at[k].context.context_on);
        }
    }
    for (size_t i = 0; i < r->decisions.len; i++) {
        const struct decision_result *d = &r->decisions.at[i];
        if (d->answer == ANSWER_NIET_VAN_TOEPASSING) continue;
        rests_on_assumptions(&r->rests_on, s->arena, p, d->decision->assumptions);
        rests_on_citations(&r->rests_on, s->arena, p, d->decision->citations);
    }
    for (size_t i = 0; i < r->calculations.len; i++) {
        const struct calculation_result *c = &r->calculations.at[i];
        if (!value_known(c->value)) continue; /* nothing is said that could rest on something */
        rests_on_calculation(&r->rests_on, s->arena, p, c->calculation, s->context.context_on);
    }
    timeline_rests_on_cells(&r->rests_on, s->arena, p, &r->timeline, &r->moment);
}

/* Silence must not pass for compliance: no plan of the practice's RHO on D is said out loud. */
static void find_not_judged(struct subject *s)
{
    const struct context *c = &s->context;
    const struct program *p = c->program;
    if (p->stelsel.plan_column == NONE) return;
    for (size_t i = 0; i < s->stretches.len; i++) {
        const struct stretch *stretch = &s->stretches.at[i];
        if (stretch->plan != NONE && stretch_holds(stretch, c->on) &&
            plan_concerns(c, stretch->plan) == TRI_JA)
            return;
    }
    struct record self = {c->table, (int64_t)c->row};
    int64_t key = record_value(c->data, self, p->stelsel.plan_column);
    struct str holder =
        key == UNKNOWN ? STR("van onbekende RHO") : intern_text(c->data->symbols, (uint32_t)key);
    struct str version = program_text(p, p->versions[c->version].label);
    *VEC_PUSH(s->arena, &s->result->not_judged) = str_from(arena_printf(
        s->arena, "regioplan " STR_FMT " bij " STR_FMT, STR_ARG(holder), STR_ARG(version)));
}

/* ---- The steps ---- */

/* Where a practice stands on D.  False: niet_bepaald. */
static bool find_moment(struct subject *s, index_t force_version)
{
    struct context *c = &s->context;
    struct result *r = s->result;
    struct record self = {c->table, (int64_t)c->row};
    index_t intake = c->program->tables[c->table].intake;
    if (intake != NONE) c->start = record_value(c->data, self, intake);
    timeline_of(&r->timeline, c->program, c->readings, c->start);
    if (force_version != NONE) timeline_force(&r->timeline, c->program, force_version);
    timeline_at(&r->moment, &r->timeline, c->program, c->readings, c->on);
    if (r->moment.reason != UNDETERMINED_NOT) {
        r->oordeel = NIET_BEPAALD;
        r->reason = r->moment.reason;
        timeline_rests_on_cells(&r->rests_on, s->arena, c->program, &r->timeline, &r->moment);
        return false;
    }
    c->version = r->moment.version;
    c->van = r->moment.from;
    c->group = r->timeline.group;
    c->groeijaar = r->moment.groeijaar;
    return true;
}

static void judge(struct subject *s, index_t force_version)
{
    struct context *c = &s->context;
    bool has_intake = c->table == c->program->stelsel.table;
    if (has_intake && !find_moment(s, force_version)) return;
    c->year = duty_year_of(c->program, c->readings, c->version, c->start, c->on);
    subject_layers(s);
    subject_duties(s);
    find_oordeel(s->result);
    make_decisions(s);
    calculate(s);
    find_rests_on(s);
    if (has_intake) find_not_judged(s);
}

/* In the oordeel or a decision: another reason for niet_bepaald leaves what was asked as it is. */
static bool differs(const struct result *a, const struct result *b)
{
    if (a->oordeel != b->oordeel) return true;
    if (a->decisions.len != b->decisions.len) return true;
    for (size_t i = 0; i < a->decisions.len; i++)
        if (a->decisions.at[i].answer != b->decisions.at[i].answer) return true;
    return false;
}

/* One reading turned at a time, to each choice that it does not have. */
static void turn_readings(struct result *out, struct arena *arena,
                          const struct evaluate_options *options)
{
    const struct program *p = out->program;
    const struct readings now = {options->turned};
    index_t *turned = ARENA_ARRAY(arena, index_t, p->readings_count);
    for (index_t i = 0; i < p->readings_count; i++)
        turned[i] = options->turned ? options->turned[i] : NONE;
    struct evaluate_options other = *options;
    other.turned = turned;
    other.turn_readings = false;
    for (index_t i = 0; i < p->readings_count; i++) {
        const struct range choices = p->readings[i].choices;
        index_t kept = turned[i], chosen = reading_choice(p, &now, i, out->moment.version);
        for (index_t c = choices.first; c < choices.first + choices.count; c++) {
            if (c == chosen) continue;
            turned[i] = c;
            struct result *result = ARENA_NEW(arena, struct result);
            evaluate_subject(result, arena, p, out->data, out->table, out->row, &other);
            if (differs(out, result))
                *VEC_PUSH(arena, &out->sensitive) = (struct sensitivity){i, c, result};
        }
        turned[i] = kept;
    }
}

/* The duties in a result keep their context, so the readings must live as long. */
static const struct readings *kept_readings(struct arena *arena, const struct program *p,
                                            const index_t *turned)
{
    struct readings *readings = ARENA_NEW(arena, struct readings);
    if (!turned) return readings;
    index_t *copy = ARENA_ARRAY(arena, index_t, p->readings_count);
    for (index_t i = 0; i < p->readings_count; i++) copy[i] = turned[i];
    readings->turned = copy;
    return readings;
}

void evaluate_subject(struct result *out, struct arena *arena, const struct program *p,
                      const struct data *data, index_t table, size_t row,
                      const struct evaluate_options *options)
{
    *out = (struct result){
        .program = p,
        .data = data,
        .table = table,
        .row = row,
        .key = data_key(data, arena, table, row),
        .moment.version = NONE,
    };
    struct subject s = {
        .arena = arena,
        .context = {.program = p,
                    .data = data,
                    .readings = kept_readings(arena, p, options->turned),
                    .table = table,
                    .row = row,
                    .version = NONE,
                    .start = UNKNOWN},
        .timeline = &out->timeline,
        .result = out,
    };
    out->has_on = subject_date(data, table, row, options, &out->on);
    if (out->has_on) {
        s.context.on = s.context.context_on = out->on;
        judge(&s, options->force_version);
        subject_notices(&s);
        out->context = s.context;
    } else {
        out->oordeel = NIET_BEPAALD;
        out->reason = table == p->stelsel.table ? INSTROOM_ONBEKEND : GEEN_REGELS;
    }
    if (options->turn_readings) turn_readings(out, arena, options);
}
