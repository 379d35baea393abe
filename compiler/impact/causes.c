/* Why: the differences that explain a change.
 *
 * The comparison says of each difference in meaning which rule it is about, or which rules it
 * affects.  Of those, what counts for a subject is narrowed down by the versions and plans that its
 * result rests on: a rule that changed in 2025 explains nothing to a practice under 2023.  A change
 * that the policies make in when a practice comes under which version explains what follows from
 * that.  This can name a difference too many, where several touch one rule; it names none that has
 * nothing to do with the change, and where it finds none, it says none. */
#include "compiler/impact/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets ---- */

uint32_t impact_empty_set(struct impact *impact)
{
    return intern(impact->sets, (struct str){0});
}

size_t impact_set_size(const struct impact *impact, uint32_t set)
{
    return intern_text(impact->sets, set).len / sizeof(uint32_t);
}

uint32_t impact_set_member(const struct impact *impact, uint32_t set, size_t n)
{
    uint32_t member;
    memcpy(&member, intern_text(impact->sets, set).at + n * sizeof member, sizeof member);
    return member;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static void add(struct impact_work *w, uint32_t member)
{
    *VEC_PUSH(w->impact->arena, &w->set) = member;
}

static void add_set(struct impact_work *w, uint32_t set)
{
    size_t n = impact_set_size(w->impact, set);
    for (size_t i = 0; i < n; i++) add(w, impact_set_member(w->impact, set, i));
}

/* The set of what was added, each once; nothing is left of it. */
static uint32_t take_set(struct impact_work *w)
{
    uint32_t *at = w->set.at;
    size_t kept = 0;
    if (w->set.len) qsort(at, w->set.len, sizeof *at, by_number);
    for (size_t i = 0; i < w->set.len; i++)
        if (!kept || at[kept - 1] != at[i]) at[kept++] = at[i];
    w->set.len = 0;
    return intern(w->impact->sets, (struct str){(const char *)at, kept * sizeof *at});
}

uint32_t impact_union(struct impact_work *w, uint32_t a, uint32_t b)
{
    if (a == b) return a;
    add_set(w, a);
    add_set(w, b);
    return take_set(w);
}

/* ---- what the differences are about: once ---- */

/* Versions beyond the last bit are as if each difference was in all: it then explains too much
 * rather than too little. */
static uint64_t bit_of(struct impact_causes *c, struct str label)
{
    uint32_t n = intern(c->labels, label);
    return n < 64 ? (uint64_t)1 << n : UINT64_MAX;
}

/* Kinds that make no verdict another: what it rests on, its name, or the versions as documents. */
static bool may_explain(const struct difference *d)
{
    switch (d->kind) {
    case DIFFERENCE_SOURCE:
    case DIFFERENCE_ASSUMPTION:
    case DIFFERENCE_EXTERNAL:
    case DIFFERENCE_STATUS:
    case DIFFERENCE_REVISES: return false;
    case DIFFERENCE_RENAMED: return d->subject == SUBJECT_ONDERWERP; /* data comes by name */
    default: return difference_grade(d->kind) == GRADE_MEANING;
    }
}

/* Of a rule, but only what a decision makes of it is another. */
static bool is_for_decisions(const struct difference *d)
{
    return d->subject == SUBJECT_REGEL &&
           (d->kind == DIFFERENCE_SOORT || d->kind == DIFFERENCE_CONSEQUENCE);
}

static bool concerns(const struct difference *d, const struct impact_item *item)
{
    static const enum subject_kind subjects[IMPACT_KINDS] = {
        [IMPACT_RULE] = SUBJECT_REGEL,
        [IMPACT_CALCULATION] = SUBJECT_BEREKENING,
        [IMPACT_DECISION] = SUBJECT_BESLUIT,
    };
    enum subject_kind own = subjects[item->kind];
    if (d->subject == own && (str_equal(d->id, item->id) || str_equal(d->renamed, item->id)))
        return true;
    return difference_affects(d, own, item->id);
}

static bool reads(const struct program *p, index_t node, struct str reading)
{
    if (node == NONE) return false;
    const struct node *n = &p->nodes[node];
    switch (n->op) {
    case OP_LEZING: return str_equal(program_text(p, p->readings[n->a].id), reading);
    case OP_NIET: return reads(p, n->a, reading);
    case OP_ALS:
        return reads(p, n->a, reading) || reads(p, n->b, reading) || reads(p, n->c, reading);
    case OP_EN:
    case OP_OF:
        for (index_t i = 0; i < n->b; i++)
            if (reads(p, p->edges[n->a + i].to, reading)) return true;
        return false;
    default: return false;
    }
}

/* May it place a practice in another group, or under another version? */
static bool is_of_timeline(const struct impact *impact, const struct difference *d)
{
    switch (d->subject) {
    case SUBJECT_LEIDRAAD:
        return d->kind == DIFFERENCE_INTAKE || d->kind == DIFFERENCE_ADDED ||
               d->kind == DIFFERENCE_LAPSED;
    case SUBJECT_STELSEL:
        return d->kind == DIFFERENCE_TERM || d->kind == DIFFERENCE_GROUPS ||
               (d->kind == DIFFERENCE_NOTION && str_equal(d->part, STR("instroommoment")));
    case SUBJECT_LEZING:
        for (int side = 0; side < 2; side++) {
            const struct program *p = impact->side[side].program;
            if (reads(p, p->stelsel.every_cell, d->id)) return true;
        }
        return false;
    default: return false;
    }
}

/* Nodes that rest on the whole table of intake dates, and not only on where one practice stands
 * (`van_kracht`).  Operands come before their nodes, so one walk does. */
static const bool *find_in_force(struct arena *arena, const struct program *p)
{
    bool *asks = ARENA_ARRAY(arena, bool, p->nodes_count);
    for (index_t i = 0; i < p->nodes_count; i++) {
        const struct node *n = &p->nodes[i];
        const index_t operands[] = {n->a, n->b, n->c};
        const char *letters = opcode_operands((enum opcode)n->op);
        asks[i] = n->op == OP_VAN_KRACHT;
        for (int k = 0; k < 3; k++) {
            if (letters[k] == 'n') asks[i] = asks[i] || asks[operands[k]];
            if (letters[k] == 'D') asks[i] = asks[i] || asks[p->definitions[operands[k]].body];
            if (letters[k] != 'e') continue;
            for (index_t e = 0; e < n->b; e++) asks[i] = asks[i] || asks[p->edges[n->a + e].to];
        }
    }
    return asks;
}

static bool read_alike(const struct impact *impact)
{
    const struct impact_side *a = &impact->side[0], *b = &impact->side[1];
    if (a->data->elsewhere != b->data->elsewhere) return false;
    for (index_t t = 0; t < a->program->tables_count; t++) {
        index_t u =
            program_find_table(b->program, program_text(a->program, a->program->tables[t].id));
        if (u == NONE) continue;
        if (a->data->tables[t].left_out != b->data->tables[u].left_out) return false;
    }
    return true;
}

void impact_make_causes(struct impact_work *w)
{
    struct impact *impact = w->impact;
    struct impact_causes *c = &w->causes;
    const struct differences *differences = impact->differences;
    c->count = differences->list.len;
    c->labels = interner_create(impact->arena);
    c->by_item = ARENA_ARRAY(impact->arena, set_builder, impact->items.len);
    c->data_differs = !read_alike(impact);
    for (int side = 0; side < 2; side++)
        c->in_force[side] = find_in_force(impact->arena, impact->side[side].program);
    uint64_t *versions = ARENA_ARRAY(impact->arena, uint64_t, c->count);
    for (uint32_t n = 0; n < c->count; n++) {
        const struct difference *d = &differences->list.at[n];
        bool layer = d->subject == SUBJECT_KADER || d->subject == SUBJECT_REGIOPLAN;
        for (size_t i = 0; i < d->versions.len; i++) versions[n] |= bit_of(c, d->versions.at[i]);
        if (!may_explain(d)) continue;
        if (is_of_timeline(impact, d)) *VEC_PUSH(impact->arena, &c->of_timeline) = n;
        if (layer) *VEC_PUSH(impact->arena, &c->of_layers) = n;
        for (uint32_t i = 0; i < impact->items.len; i++)
            if (impact->items.at[i].id.len && concerns(d, &impact->items.at[i]))
                *VEC_PUSH(impact->arena, &c->by_item[i]) = n;
    }
    c->versions = versions;
}

/* ---- the subject at hand ---- */

static uint64_t version_bit(struct impact_work *w, int side, index_t version)
{
    const struct program *p = w->impact->side[side].program;
    return version == NONE ? 0 : bit_of(&w->causes, program_text(p, p->versions[version].label));
}

static uint64_t versions_in_force(struct impact_work *w)
{
    uint64_t bits = 0;
    for (int side = 0; side < 2; side++)
        if (w->result[side]) bits |= version_bit(w, side, w->result[side]->moment.version);
    return bits;
}

/* Those in force, and those under which duties of the rule fell due. */
static uint64_t versions_of_rule(struct impact_work *w, const struct impact_slot *slot)
{
    uint64_t bits = versions_in_force(w);
    for (int side = 0; side < 2; side++) {
        const struct rule_result *rule = slot->rule[side];
        for (size_t i = 0; rule && i < rule->parts.len; i++)
            for (size_t k = 0; k < rule->parts.at[i].duties.len; k++)
                bits |= version_bit(w, side, rule->parts.at[i].duties.at[k].context.version);
    }
    return bits;
}

static bool rests_on_layer(const struct impact_work *w, const struct impact_slot *slot,
                           enum subject_kind kind, struct str id)
{
    for (int side = 0; side < 2; side++) {
        const struct program *p = w->impact->side[side].program;
        const struct rule_result *rule = slot->rule[side];
        for (size_t i = 0; rule && i < rule->parts.len; i++) {
            const struct part *part = &rule->parts.at[i];
            if (kind == SUBJECT_KADER && part->rule->layer == LAYER_KADER &&
                str_equal(program_text(p, p->kaders[part->rule->owner].id), id))
                return true;
            for (size_t k = 0; kind == SUBJECT_REGIOPLAN && k < part->duties.len; k++) {
                index_t plan = part->duties.at[k].plan;
                if (plan != NONE && str_equal(program_text(p, p->plans[plan].id), id)) return true;
            }
        }
    }
    return false;
}

/* Of a rule in a plan that is not this subject's? */
static bool is_elsewhere(const struct impact_work *w, const struct impact_slot *slot,
                         const struct difference *d)
{
    return d->subject == SUBJECT_REGEL && d->owner.kind == SUBJECT_REGIOPLAN &&
           !rests_on_layer(w, slot, SUBJECT_REGIOPLAN, d->owner.id);
}

static void add_of_item(struct impact_work *w, uint32_t item, const struct impact_slot *slot,
                        uint64_t versions)
{
    const struct impact_causes *c = &w->causes;
    for (size_t i = 0; i < c->by_item[item].len; i++) {
        uint32_t n = c->by_item[item].at[i];
        const struct difference *d = &w->impact->differences->list.at[n];
        if (is_for_decisions(d) || (c->versions[n] && !(c->versions[n] & versions))) continue;
        if (!is_elsewhere(w, slot, d)) add(w, n);
    }
}

static void add_of_layers(struct impact_work *w, const struct impact_slot *slot)
{
    const struct impact_causes *c = &w->causes;
    for (size_t i = 0; i < c->of_layers.len; i++) {
        const struct difference *d = &w->impact->differences->list.at[c->of_layers.at[i]];
        if (rests_on_layer(w, slot, d->subject, d->id)) add(w, c->of_layers.at[i]);
    }
}

/* ---- the timeline ---- */

static bool is_placed(const struct result *r)
{
    return r && r->moment.reason == UNDETERMINED_NOT;
}

static struct str label_of(const struct impact_work *w, int side)
{
    const struct program *p = w->impact->side[side].program;
    index_t version = w->result[side] ? w->result[side]->moment.version : NONE;
    return version == NONE ? (struct str){0} : program_text(p, p->versions[version].label);
}

/* Does it stand elsewhere: niet_bepaald, another version, or since another day? */
static bool stands_elsewhere(const struct impact_work *w)
{
    const struct result *a = w->result[0], *b = w->result[1];
    if (!a || !b) return false;
    if (a->moment.reason != b->moment.reason || a->timeline.group != b->timeline.group) return true;
    if (a->moment.reason != UNDETERMINED_NOT) return false;
    return a->moment.from != b->moment.from || !str_equal(label_of(w, 0), label_of(w, 1));
}

/* Did it stand elsewhere before, so that other duties fell due? */
static bool came_elsewhere(const struct impact_work *w)
{
    const struct result *a = w->result[0], *b = w->result[1];
    if (!is_placed(a) || !is_placed(b) || w->impact->versions) return false;
    for (uint32_t i = 0;; i++) {
        bool in_a = i < a->timeline.count && a->timeline.spans[i].from <= a->on;
        bool in_b = i < b->timeline.count && b->timeline.spans[i].from <= b->on;
        if (!in_a || !in_b) return in_a != in_b;
        if (a->timeline.spans[i].from != b->timeline.spans[i].from) return true;
    }
}

static bool is_of_group(const struct impact_work *w, const struct difference *d)
{
    for (int side = 0; side < 2; side++)
        if (w->result[side] && w->result[side]->timeline.group == d->group) return true;
    return false;
}

/* What can be behind it: a cell of its group, a version that came or lapsed, the end of the
 * stelsel, what counts as an intake moment. */
static bool may_place(const struct impact_work *w, const struct difference *d)
{
    bool ended = false;
    for (int side = 0; side < 2; side++)
        ended = ended ||
                (w->result[side] && w->result[side]->moment.reason == GEEN_LEIDRAAD_VAN_KRACHT);
    if (d->subject == SUBJECT_STELSEL && d->kind == DIFFERENCE_TERM) return ended;
    if (d->kind == DIFFERENCE_INTAKE) return is_of_group(w, d);
    if (d->subject == SUBJECT_LEIDRAAD || d->kind == DIFFERENCE_GROUPS) return true;
    return !is_placed(w->result[0]) || !is_placed(w->result[1]);
}

/* Of the versions in force, if there are such; else of any. */
static void add_of_timeline(struct impact_work *w)
{
    struct impact_causes *c = &w->causes;
    uint64_t versions = versions_in_force(w);
    for (int any = 0; any < 2; any++) {
        size_t before = w->set.len;
        for (size_t i = 0; i < c->of_timeline.len; i++) {
            const struct difference *d = &w->impact->differences->list.at[c->of_timeline.at[i]];
            bool version = d->subject == SUBJECT_LEIDRAAD;
            if (version && !any && !(bit_of(c, d->id) & versions)) continue;
            if (may_place(w, d)) add(w, c->of_timeline.at[i]);
        }
        if (w->set.len > before) return;
    }
}

/* ---- of each kind of item ---- */

/* Nothing that differs is about it: then it is where the subject stands, or what is known of it. */
static void add_what_is_left(struct impact_work *w)
{
    if (!w->impact->versions && (stands_elsewhere(w) || came_elsewhere(w)))
        add_of_timeline(w);
    else if (stands_elsewhere(w))
        add(w, (uint32_t)w->causes.count + CAUSE_VERSION);
    if (!w->set.len && w->causes.data_differs) add(w, (uint32_t)w->causes.count + CAUSE_DATA);
}

/* Where one side has no verdicts at all, the rules have no part in it. */
static bool add_of_absence(struct impact_work *w)
{
    for (int side = 0; side < 2; side++) {
        if (w->there[side] || w->table[side] == NONE) continue;
        add(w, (uint32_t)w->causes.count + CAUSE_DATA);
        return true;
    }
    if (!w->result[0] || !w->result[1]) return false;
    if (w->result[0]->moment.reason == w->result[1]->moment.reason) return false;
    add_of_timeline(w);
    if (!w->set.len) add_what_is_left(w);
    return true;
}

static bool asks_in_force(const struct impact_work *w, const struct impact_slot *slot)
{
    for (int side = 0; side < 2; side++) {
        const struct program *p = w->impact->side[side].program;
        const bool *asks = w->causes.in_force[side];
        for (size_t i = 0; slot->rule[side] && i < slot->rule[side]->parts.len; i++) {
            const struct rule *rule = slot->rule[side]->parts.at[i].rule;
            if (asks[rule->condition] || (rule->applies != NONE && asks[rule->applies]))
                return true;
            for (index_t k = 0; k < rule->exceptions.count; k++)
                if (asks[p->exceptions[rule->exceptions.first + k].condition]) return true;
        }
    }
    return false;
}

/* Dates of any group, and the end of the stelsel. */
static void add_of_table(struct impact_work *w)
{
    const struct impact_causes *c = &w->causes;
    for (size_t i = 0; i < c->of_timeline.len; i++) {
        const struct difference *d = &w->impact->differences->list.at[c->of_timeline.at[i]];
        if (d->subject == SUBJECT_LEIDRAAD || d->kind == DIFFERENCE_TERM)
            add(w, c->of_timeline.at[i]);
    }
}

static void add_because_of_rule(struct impact_work *w, uint32_t item)
{
    const struct impact_slot *slot = &w->slots[item];
    uint64_t versions = versions_of_rule(w, slot);
    add_of_item(w, item, slot, versions);
    for (uint32_t old = 0; old < w->impact->items.len; old++)
        if (w->impact->items.at[old].renamed == item) add_of_item(w, old, slot, versions);
    add_of_layers(w, slot);
    if (!w->impact->versions && stands_elsewhere(w)) add_of_timeline(w);
    if (!w->set.len && asks_in_force(w, slot)) add_of_table(w);
    if (!w->set.len) add_what_is_left(w);
}

static bool counts_for(const struct impact_work *w, const struct impact_slot *slot, struct str id)
{
    for (int side = 0; side < 2; side++) {
        const struct program *p = w->impact->side[side].program;
        const struct rule_result *rule = slot->rule[side];
        for (index_t i = 0; rule && i < p->decisions_count; i++) {
            const struct decision *d = &p->decisions[i];
            if (d->table != w->table[side] || !str_equal(program_text(p, d->id), id)) continue;
            for (size_t k = 0; k < rule->parts.len; k++)
                if (decision_counts(p, d, rule, &rule->parts.at[k])) return true;
        }
    }
    return false;
}

/* Could its verdict make an oordeel or a decision another? */
static bool weighs(const struct impact_slot *slot)
{
    for (int side = 0; side < 2; side++)
        if (slot->rule[side] && slot->rule[side]->verdict <= VERDICT_ONBEKEND) return true;
    return false;
}

/* The rules that changed and are behind it: those with a verdict that weighs, if there are. */
static uint32_t rules_behind(struct impact_work *w, struct str decision)
{
    for (int all = 0; all < 2; all++) {
        for (size_t i = 0; i < w->touched.len; i++) {
            const struct impact_slot *slot = &w->slots[w->touched.at[i]];
            if (w->impact->items.at[w->touched.at[i]].kind != IMPACT_RULE || !slot->changed)
                continue;
            if (!all && !weighs(slot)) continue;
            if (!decision.len || counts_for(w, slot, decision)) add(w, w->touched.at[i]);
        }
        if (w->set.len) break;
    }
    return take_set(w);
}

/* A rule may have come among those that a decision is about, or left them. */
static void add_choice_of_rules(struct impact_work *w, struct str decision)
{
    uint64_t versions = versions_in_force(w);
    for (size_t i = 0; i < w->touched.len; i++) {
        uint32_t item = w->touched.at[i];
        const struct impact_slot *slot = &w->slots[item];
        if (w->impact->items.at[item].kind != IMPACT_RULE || !counts_for(w, slot, decision))
            continue;
        for (size_t k = 0; k < w->causes.by_item[item].len; k++) {
            uint32_t n = w->causes.by_item[item].at[k];
            bool here = !w->causes.versions[n] || w->causes.versions[n] & versions;
            if (here && is_for_decisions(&w->impact->differences->list.at[n])) add(w, n);
        }
    }
}

static void add_because_of_rules(struct impact_work *w, uint32_t item, uint32_t through)
{
    size_t rules = impact_set_size(w->impact, through);
    struct str decision = w->impact->items.at[item].id;
    for (size_t i = 0; i < rules; i++)
        add_set(w, w->slots[impact_set_member(w->impact, through, i)].because);
    if (!decision.len) return;
    for (size_t i = 0; i < w->causes.by_item[item].len; i++) add(w, w->causes.by_item[item].at[i]);
    add_choice_of_rules(w, decision);
}

uint32_t impact_because(struct impact_work *w, uint32_t item, uint32_t *through)
{
    const struct impact_item *it = &w->impact->items.at[item];
    if (add_of_absence(w)) return take_set(w);
    switch (it->kind) {
    case IMPACT_VERSION: add_of_timeline(w); break;
    case IMPACT_RULE: add_because_of_rule(w, item); break;
    case IMPACT_CALCULATION:
        add_of_item(w, item, &w->slots[item], versions_in_force(w));
        if (!w->set.len) add_what_is_left(w);
        break;
    default: *through = rules_behind(w, it->id); add_because_of_rules(w, item, *through);
    }
    return take_set(w);
}
