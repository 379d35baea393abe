/* Versions with their intake, kaders and regional plans: see internal.h. */
#include "compiler/compare/internal.h"

struct pairing pairing_of(struct comparison *c, struct facts *from, struct facts *to,
                          struct str label)
{
    return (struct pairing){.f = {from, to}, .label = label, .number = ++c->pairings};
}

/* ---- intake ---- */

static const struct cell *cell_of(const struct program *p, index_t version, index_t group)
{
    if (version == NONE || group >= p->stelsel.groups) return NULL;
    return &p->cells[version * p->stelsel.groups + group];
}

static bool same_citation(const struct program *p, index_t a, index_t b)
{
    return p->citations[a].source == p->citations[b].source &&
           p->citations[a].place == p->citations[b].place;
}

/* A cell that cites nothing itself rests on what its version cites (lower/lower.c): what changes
 * there is told of the version. */
static bool cites_itself(const struct program *p, index_t version, const struct cell *cell)
{
    const struct version *v = &p->versions[version];
    if (cell->citations.count > v->citations.count ||
        cell->assumptions.count > v->assumptions.count)
        return true;
    for (index_t i = 0; i < cell->citations.count; i++)
        if (!same_citation(p, cell->citations.first + i, v->citations.first + i)) return true;
    for (index_t i = 0; i < cell->assumptions.count; i++)
        if (p->texts[cell->assumptions.first + i].to != p->texts[v->assumptions.first + i].to)
            return true;
    return false;
}

static bool same_label(const struct pairing *pairing, const index_t version[2])
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    return str_equal(program_text(p, p->versions[version[0]].label),
                     program_text(q, q->versions[version[1]].label));
}

static void compare_cell(struct comparison *c, const struct pairing *pairing,
                         const struct difference *base, const index_t version[2], index_t group)
{
    const struct cell *cell[2];
    struct given given = {.origin = {origin_none(), origin_none()}}, own = given;
    struct str text[2] = {{0}, {0}};
    struct difference d = *base;
    d.group = group + 1;
    d.part = str_from(arena_printf(c->arena, "groep %u", (unsigned)d.group));
    for (int side = 0; side < 2; side++) {
        const struct program *p = pairing->f[side]->p;
        cell[side] = cell_of(p, version[side], group);
        if (!cell[side]) continue;
        text[side] = text_cell(c->arena, p, cell[side]);
        given.origin[side] = own.origin[side] = cell[side]->origin;
        given.citations[side] = cell[side]->citations;
        if (!cites_itself(p, version[side], cell[side])) continue;
        own.citations[side] = cell[side]->citations;
        own.assumptions[side] = cell[side]->assumptions;
    }
    bool skips = cell[0] && cell[1] && cell[0]->skips && cell[1]->skips;
    bool told = differ_text(c, pairing, &d, skips ? DIFFERENCE_REASON : DIFFERENCE_INTAKE, text[0],
                            text[1], &given);
    if (!told && cell[0] && cell[1] && same_label(pairing, version))
        differ_basis(c, pairing, &d, &own);
    else
        differ_assumptions(c, pairing, &d, &own);
}

static void compare_intake(struct comparison *c, const struct pairing *pairing,
                           const struct difference *base, const index_t version[2])
{
    index_t groups[2];
    for (int side = 0; side < 2; side++)
        groups[side] = version[side] == NONE ? 0 : pairing->f[side]->p->stelsel.groups;
    for (index_t g = 0; g < groups[0] || g < groups[1]; g++)
        compare_cell(c, pairing, base, version, g);
}

/* ---- versions ---- */

static struct str revised(const struct program *p, const struct version *v)
{
    return v->revises == NONE ? (struct str){0} : program_text(p, p->versions[v->revises].label);
}

static struct difference version_base(const struct program *p, index_t version)
{
    return (struct difference){.subject = SUBJECT_LEIDRAAD,
                               .id = program_text(p, p->versions[version].label),
                               .title = program_text(p, p->versions[version].title)};
}

static struct str version_status(struct arena *arena, const struct version *v)
{
    return text_status(arena, v->status == VERSION_CONCEPT, v->adopted);
}

static void compare_version_head(struct comparison *c, const struct pairing *pairing,
                                 const struct difference *base, const index_t version[2])
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct version *a = &p->versions[version[0]], *b = &q->versions[version[1]];
    struct given given = {.citations = {a->citations, b->citations},
                          .assumptions = {a->assumptions, b->assumptions},
                          .origin = {a->origin, b->origin}};
    differ_text(c, pairing, base, DIFFERENCE_STATUS, version_status(c->arena, a),
                version_status(c->arena, b), &given);
    if (same_label(pairing, version)) {
        differ_symbol(c, pairing, base, DIFFERENCE_TITLE, a->title, b->title, &given);
        differ_text(c, pairing, base, DIFFERENCE_REVISES, revised(p, a), revised(q, b), &given);
        differ_basis(c, pairing, base, &given);
    } else { /* another version, another document: what it cites is shown with its status */
        differ_assumptions(c, pairing, base, &given);
    }
}

static struct range rules_of(const struct facts *f, index_t version)
{
    return version == NONE ? (struct range){0} : f->p->versions[version].rules;
}

static void compare_version_rules(struct comparison *c, struct pairing *pairing,
                                  const index_t version[2])
{
    for (int side = 0; side < 2; side++) {
        pairing->rules[side] = rules_of(pairing->f[side], version[side]);
        pairing->lapsed[side] = lapsed_in(c->arena, pairing->f[side]->p, version[side]);
    }
    compare_rule_lists(c, pairing);
    compare_lapses(c, pairing);
    if (version[0] != NONE && version[1] != NONE)
        compare_standards(c, pairing, version[0], version[1]);
}

static void both_versions(struct comparison *c, index_t a, index_t b)
{
    const index_t version[2] = {a, b};
    const struct program *q = c->side[1]->p;
    struct pairing pairing =
        pairing_of(c, c->side[0], c->side[1], program_text(q, q->versions[b].label));
    struct pairing head = pairing_of(c, c->side[0], c->side[1], (struct str){0});
    struct difference base = version_base(q, b);
    compare_version_head(c, &head, &base, version);
    compare_intake(c, &head, &base, version);
    compare_version_rules(c, &pairing, version);
}

/* A version that one side has alone, and what it brings beside the one that it revises there: seen
 * from the other side, what goes with it. */
static void one_version(struct comparison *c, int side, index_t version)
{
    struct facts *f = c->side[side];
    const struct version *v = &f->p->versions[version];
    struct pairing pairing = pairing_of(c, f, f, program_text(f->p, v->label));
    struct pairing head = pairing_of(c, c->side[0], c->side[1], (struct str){0});
    index_t brings[2] = {v->revises, v->revises}, alone[2] = {NONE, NONE};
    brings[side] = alone[side] = version;
    struct str status = version_status(c->arena, v), on = revised(f->p, v);
    struct str text = on.len ? str_from(arena_printf(c->arena, STR_FMT ", herziet " STR_FMT,
                                                     STR_ARG(status), STR_ARG(on)))
                             : status;
    struct difference base = version_base(f->p, version), d = base;
    d.kind = side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED;
    *(side ? &d.to : &d.from) = side_of(f, text, v->origin, v->citations);
    differ(c, &head, &d);
    struct given given = {.origin = {origin_none(), origin_none()}};
    given.assumptions[side] = v->assumptions;
    given.origin[side] = v->origin;
    differ_assumptions(c, &head, &base, &given);
    compare_intake(c, &head, &base, alone);
    compare_version_rules(c, &pairing, brings);
}

static void compare_all_versions(struct comparison *c)
{
    const struct program *p = c->side[0]->p, *q = c->side[1]->p;
    for (index_t b = 0; b < q->versions_count; b++) {
        index_t a = program_find_version(p, program_text(q, q->versions[b].label));
        if (a == NONE)
            one_version(c, 1, b);
        else
            both_versions(c, a, b);
    }
    for (index_t a = 0; a < p->versions_count; a++)
        if (program_find_version(q, program_text(p, p->versions[a].label)) == NONE)
            one_version(c, 0, a);
}

/* ---- kaders and plans ---- */

/* What the two have alike. */
struct layer {
    enum thing_kind kind;
    index_t index, id, title;
    date adopted;
    struct range rules, citations, assumptions;
    struct origin origin;
};

static struct layer layer_of(const struct program *p, struct thing thing)
{
    if (thing.kind == THING_KADER) {
        const struct kader *k = &p->kaders[thing.index];
        return (struct layer){thing.kind, thing.index,  k->id,          k->title, k->adopted,
                              k->rules,   k->citations, k->assumptions, k->origin};
    }
    const struct plan *plan = &p->plans[thing.index];
    return (struct layer){thing.kind,      thing.index,       plan->id,
                          plan->title,     plan->adopted,     plan->rules,
                          plan->citations, plan->assumptions, plan->origin};
}

static enum subject_kind layer_subject(const struct layer *l)
{
    return l->kind == THING_KADER ? SUBJECT_KADER : SUBJECT_REGIOPLAN;
}

static struct str plan_holder(struct arena *arena, const struct program *p, const struct plan *plan)
{
    struct str table = text_table(arena, p, plan->holder);
    return str_from(arena_printf(arena, "van " STR_FMT " \"" STR_FMT "\"", STR_ARG(table),
                                 STR_ARG(program_text(p, plan->holder_key))));
}

static struct str text_belongs(struct arena *arena, const struct program *p,
                               const struct plan *plan)
{
    struct str label = program_text(p, p->versions[plan->version].label);
    return str_from(arena_printf(arena, "bij leidraad " STR_FMT, STR_ARG(label)));
}

/* Of two versions, with which plan it is. */
static struct str plan_version(struct comparison *c, const struct program *p,
                               const struct plan *plan)
{
    struct str id = program_text(p, plan->id), belongs = text_belongs(c->arena, p, plan);
    if (!c->versions) return belongs;
    return str_from(arena_printf(c->arena, STR_FMT " " STR_FMT, STR_ARG(id), STR_ARG(belongs)));
}

static struct str plan_calendar(struct arena *arena, const struct plan *plan)
{
    if (plan->from == DATE_MIN && plan->to == DATE_MAX) return (struct str){0};
    struct str period = text_period(arena, plan->from, plan->to);
    return str_from(arena_printf(arena, "kalender " STR_FMT, STR_ARG(period)));
}

static struct str plan_duration(struct arena *arena, const struct program *p,
                                const struct plan *plan)
{
    if (plan->term == NONE) return (struct str){0};
    return str_from(arena_printf(arena, "duur " STR_FMT, STR_ARG(text_phrase(p, plan->term))));
}

static void add_line(struct buf *text, struct str line)
{
    if (!line.len) return;
    if (text->len) buf_addc(text, '\n');
    buf_add(text, line);
}

static struct str layer_text(struct arena *arena, const struct program *p, const struct layer *l)
{
    struct buf text = {.arena = arena};
    if (l->kind == THING_KADER) {
        const struct kader *k = &p->kaders[l->index];
        add_line(&text, text_period(arena, k->from, k->to));
    } else {
        const struct plan *plan = &p->plans[l->index];
        add_line(&text, plan_holder(arena, p, plan));
        add_line(&text, text_belongs(arena, p, plan));
        add_line(&text, plan_calendar(arena, plan));
        add_line(&text, plan_duration(arena, p, plan));
    }
    add_line(&text, text_status(arena, false, l->adopted));
    buf_add(&text, text_assumed(arena, p, l->assumptions));
    return buf_str(&text);
}

static struct difference layer_base(const struct program *p, const struct layer *l)
{
    return (struct difference){.subject = layer_subject(l),
                               .id = program_text(p, l->id),
                               .title = program_text(p, l->title)};
}

/* One difference, with its rules.  What only they use is told of whole programs; of a version it is
 * nothing that came with it. */
static void layer_came_or_went(struct comparison *c, int side, struct thing thing)
{
    struct facts *f = c->side[side];
    struct layer l = layer_of(f->p, thing);
    struct difference d = layer_base(f->p, &l);
    d.kind = side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED;
    *(side ? &d.to : &d.from) = side_of(f, layer_text(c->arena, f->p, &l), l.origin, l.citations);
    for (index_t i = 0; i < l.rules.count; i++)
        *VEC_PUSH(c->arena, &d.affects) = (struct named){
            SUBJECT_REGEL, program_text(f->p, f->p->rules[f->p->refs[l.rules.first + i].to].id)};
    struct pairing pairing = pairing_of(c, c->side[0], c->side[1], (struct str){0});
    differ(c, &pairing, &d);
    if (c->versions) return;
    pairing.rules[side] = l.rules;
    pairing.quiet = true;
    compare_rule_lists(c, &pairing);
}

static void compare_plan(struct comparison *c, const struct pairing *pairing,
                         const struct difference *base, const struct layer l[2],
                         const struct given *given)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct plan *a = &p->plans[l[0].index], *b = &q->plans[l[1].index];
    struct place place = {DIFFERENCE_TERM, "",  "duur ", "", STR("duur zolang_leidraad"),
                          false,           NULL};
    differ_text(c, pairing, base, DIFFERENCE_HOLDER, plan_holder(c->arena, p, a),
                plan_holder(c->arena, q, b), given);
    differ_text(c, pairing, base, DIFFERENCE_VERSION, plan_version(c, p, a), plan_version(c, q, b),
                given);
    differ_text(c, pairing, base, DIFFERENCE_TERM, plan_calendar(c->arena, a),
                plan_calendar(c->arena, b), given);
    compare_nodes(c, pairing, base, &place, a->term, b->term, given);
}

static void compare_layer(struct comparison *c, struct thing of_a, struct thing of_b)
{
    struct facts *const *f = c->side;
    const struct program *p = f[0]->p, *q = f[1]->p;
    struct layer l[2] = {layer_of(p, of_a), layer_of(q, of_b)};
    struct pairing pairing = pairing_of(c, f[0], f[1], (struct str){0});
    struct difference base = layer_base(q, &l[1]);
    struct given given = {.citations = {l[0].citations, l[1].citations},
                          .assumptions = {l[0].assumptions, l[1].assumptions},
                          .origin = {l[0].origin, l[1].origin}};
    size_t before = c->noted.len;
    struct str id = program_text(p, l[0].id);
    if (l[0].kind == THING_KADER) {
        const struct kader *a = &p->kaders[l[0].index], *b = &q->kaders[l[1].index];
        differ_text(c, &pairing, &base, DIFFERENCE_TERM, text_period(c->arena, a->from, a->to),
                    text_period(c->arena, b->from, b->to), &given);
    } else {
        compare_plan(c, &pairing, &base, l, &given);
    }
    add_causes(c, &pairing, before, of_a, of_b);
    if (c->versions) { /* that they belong to two versions is no news, though it is in the hashes */
        add_cause(c, f[0], of_a, NO_DRAFT);
        add_cause(c, f[1], of_b, NO_DRAFT);
    }
    if (!str_equal(id, base.id) && !c->versions) {
        struct difference d = base;
        d.id = id;
        d.renamed = base.id;
        differ_text(c, &pairing, &d, DIFFERENCE_RENAMED, id, base.id, &given);
    }
    differ_symbol(c, &pairing, &base, DIFFERENCE_TITLE, l[0].title, l[1].title, &given);
    differ_text(c, &pairing, &base, DIFFERENCE_STATUS, text_status(c->arena, false, l[0].adopted),
                text_status(c->arena, false, l[1].adopted), &given);
    differ_basis(c, &pairing, &base, &given);
    pairing.owner = (struct named){base.subject, base.id};
    for (int side = 0; side < 2; side++) pairing.rules[side] = l[side].rules;
    compare_rule_lists(c, &pairing);
}

/* By what a layer is found again under another name: the rules it has, by their meaning, which
 * holds its period or its holder, version and days too. */
static struct str layer_content(struct comparison *c, const struct facts *f, struct thing thing)
{
    struct layer l = layer_of(f->p, thing);
    struct buf text = {.arena = c->arena};
    for (index_t i = 0; i < l.rules.count; i++) {
        const struct rule *r = &f->p->rules[f->p->refs[l.rules.first + i].to];
        buf_add(&text, (struct str){(const char *)r->meaning, sizeof r->meaning});
    }
    return buf_str(&text);
}

struct layers {
    thing_list list[2];
    index_t *matched[2]; /* by position: that on the other side, or NONE */
};

/* The names that are left on both sides are matched by what they have. */
static void match_by(struct comparison *c, struct layers *layers,
                     struct str (*key)(struct comparison *c, const struct facts *f,
                                       struct thing thing))
{
    struct interner *keys = interner_create(c->arena);
    VEC(index_t) at = {0};
    for (index_t i = 0; i < layers->list[0].len; i++) {
        if (layers->matched[0][i] != NONE) continue;
        struct str name = key(c, c->side[0], layers->list[0].at[i]);
        if (name.len && intern(keys, name) == at.len) *VEC_PUSH(c->arena, &at) = i;
    }
    for (index_t j = 0; j < layers->list[1].len; j++) {
        uint32_t n;
        if (layers->matched[1][j] != NONE) continue;
        if (!intern_find(keys, key(c, c->side[1], layers->list[1].at[j]), &n)) continue;
        if (at.at[n] == NONE) continue;
        layers->matched[1][j] = at.at[n];
        layers->matched[0][at.at[n]] = j;
        at.at[n] = NONE;
    }
}

static struct str layer_name(struct comparison *c, const struct facts *f, struct thing thing)
{
    return thing_name(c->arena, f, thing);
}

/* Of two versions, the plans of one holder. */
static struct str layer_holder(struct comparison *c, const struct facts *f, struct thing thing)
{
    return plan_holder(c->arena, f->p, &f->p->plans[thing.index]);
}

static void compare_matched(struct comparison *c, struct layers *layers)
{
    for (int side = 0; side < 2; side++) {
        size_t count = layers->list[side].len;
        layers->matched[side] = ARENA_ARRAY(c->arena, index_t, count);
        for (size_t i = 0; i < count; i++) layers->matched[side][i] = NONE;
    }
    match_by(c, layers, layer_name);
    match_by(c, layers, c->versions ? layer_holder : layer_content);
    for (index_t j = 0; j < layers->list[1].len; j++) {
        index_t i = layers->matched[1][j];
        if (i == NONE)
            layer_came_or_went(c, 1, layers->list[1].at[j]);
        else
            compare_layer(c, layers->list[0].at[i], layers->list[1].at[j]);
    }
    for (index_t i = 0; i < layers->list[0].len; i++)
        if (layers->matched[0][i] == NONE) layer_came_or_went(c, 0, layers->list[0].at[i]);
}

void compare_layers(struct comparison *c)
{
    struct layers kaders = {0}, plans = {0};
    for (int side = 0; side < 2; side++) {
        const struct program *p = c->side[side]->p;
        for (index_t i = 0; i < p->kaders_count; i++)
            *VEC_PUSH(c->arena, &kaders.list[side]) = (struct thing){THING_KADER, i};
        for (index_t i = 0; i < p->plans_count; i++)
            *VEC_PUSH(c->arena, &plans.list[side]) = (struct thing){THING_PLAN, i};
    }
    compare_all_versions(c);
    compare_matched(c, &kaders);
    compare_matched(c, &plans);
}

void compare_versions(struct comparison *c, index_t from, index_t to)
{
    const index_t version[2] = {from, to};
    struct layers plans = {0};
    struct pairing pairing = pairing_of(c, c->side[0], c->side[1], (struct str){0});
    struct difference base = version_base(c->side[1]->p, to);
    compare_version_head(c, &pairing, &base, version);
    compare_intake(c, &pairing, &base, version);
    compare_version_rules(c, &pairing, version);
    for (int side = 0; side < 2; side++) {
        const struct program *p = c->side[side]->p;
        for (index_t i = 0; i < p->plans_count; i++)
            if (p->plans[i].version == version[side])
                *VEC_PUSH(c->arena, &plans.list[side]) = (struct thing){THING_PLAN, i};
    }
    compare_matched(c, &plans);
    if (c->side[0] == c->side[1]) return;
    c->only_if_affects = true;
    compare_readings(c, &pairing);
    compare_vocabulary(c, &pairing);
    c->only_if_affects = false;
}
