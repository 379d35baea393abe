/* Two lists of rules: which is which, which were renamed, and which mean something else by what
 * they use.  See internal.h. */
#include "compiler/compare/internal.h"

#include <stdlib.h>

/* ---- names ---- */

struct str new_id(const struct comparison *c, struct str id)
{
    uint32_t n;
    return intern_find(c->renamed, id, &n) ? c->renamed_to.at[n] : id;
}

static void add_renamed(struct comparison *c, struct str from, struct str to)
{
    uint32_t n = intern(c->renamed, from);
    if (n == c->renamed_to.len) *VEC_PUSH(c->arena, &c->renamed_to) = to;
}

/* What sharpens a national rule stands beside what it sharpens, under the same id. */
static struct str key_of(struct comparison *c, const struct pairing *pairing, int side,
                         index_t rule)
{
    const struct program *p = pairing->f[side]->p;
    const struct rule *r = &p->rules[rule];
    struct str id = program_text(p, r->id);
    if (!r->sharpens) return id;
    if (!side) id = new_id(c, id);
    return str_from(arena_printf(c->arena, "verscherpt " STR_FMT, STR_ARG(id)));
}

static index_t rule_at(const struct pairing *pairing, int side, index_t i)
{
    return pairing->f[side]->p->refs[pairing->rules[side].first + i].to;
}

/* ---- matching ---- */

/* The rules of the old side that no rule of the new one has the name of, by meaning: of equal ones
 * the first goes with the first. */
struct left {
    struct interner *meanings;
    VEC(index_t) first; /* by meaning: position in the list; NONE: none is left */
    index_t *next;      /* by position */
};

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

static void add_meaning(struct buf *out, const struct facts *f, index_t node)
{
    buf_addc(out, node == NONE ? '-' : '+');
    if (node != NONE)
        buf_add(out, (struct str){(const char *)f->meaning[node].bytes, sizeof(struct digest)});
}

/* What a rule itself says, whoever it is of: its own meaning hash holds the kader or the plan that
 * it stands in, which may have changed too.  Empty of one that sharpens another: it goes by that
 * name. */
static struct str meaning_of(struct comparison *c, const struct pairing *pairing, int side,
                             index_t i)
{
    const struct facts *f = pairing->f[side];
    const struct program *p = f->p;
    const struct rule *r = &p->rules[rule_at(pairing, side, i)];
    struct digest *exceptions = ARENA_ARRAY(c->arena, struct digest, r->exceptions.count);
    struct buf out = {.arena = c->arena};
    if (r->sharpens) return (struct str){0};
    for (index_t n = 0; n < r->exceptions.count; n++)
        exceptions[n] = f->meaning[p->exceptions[r->exceptions.first + n].condition];
    if (r->exceptions.count) qsort(exceptions, r->exceptions.count, sizeof *exceptions, by_bytes);
    add_meaning(&out, f, r->applies);
    add_meaning(&out, f, r->deadline);
    add_meaning(&out, f, r->condition);
    buf_printf(&out, "%d %u ", r->yearly, (unsigned)r->exceptions.count);
    for (index_t n = 0; n < r->exceptions.count; n++)
        buf_add(&out, (struct str){(const char *)exceptions[n].bytes, sizeof *exceptions});
    buf_add(&out, text_table(c->arena, p, r->table));
    buf_addc(&out, ' ');
    buf_add(&out, program_text(p, r->soort));
    buf_addc(&out, ' ');
    buf_add(&out, text_texts(c->arena, p, r->consequences));
    return buf_str(&out);
}

/* From the last to the first, so that the first stands in front. */
static struct left leave(struct comparison *c, const struct pairing *pairing,
                         const index_t *matched)
{
    index_t count = pairing->rules[0].count;
    struct left left = {.meanings = interner_create(c->arena)};
    left.next = ARENA_ARRAY(c->arena, index_t, count);
    for (index_t i = count; i-- > 0;) {
        if (matched[i] != NONE) continue;
        struct str meaning = meaning_of(c, pairing, 0, i);
        if (!meaning.len) continue;
        uint32_t n = intern(left.meanings, meaning);
        if (n == left.first.len) *VEC_PUSH(c->arena, &left.first) = NONE;
        left.next[i] = left.first.at[n];
        left.first.at[n] = i;
    }
    return left;
}

static index_t take(struct left *left, struct str meaning)
{
    uint32_t n;
    if (!intern_find(left->meanings, meaning, &n) || left->first.at[n] == NONE) return NONE;
    index_t found = left->first.at[n];
    left->first.at[n] = left->next[found];
    return found;
}

/* ---- rules that are alike ---- */

/* By what a rule is found again that has another name and was changed in one thing.  Its sources
 * are not among them: who changes a rule cites anew. */
enum likeness_part {
    LIKE_TITLE,
    LIKE_SOORT,
    LIKE_APPLIES,
    LIKE_EXCEPTIONS,
    LIKE_DEADLINE,
    LIKE_CONDITION,
    LIKE_CONSEQUENCE,
    LIKE_PARTS
};

static struct str own_text(const struct facts *f, index_t node)
{
    if (node == NONE) return (struct str){0};
    return (struct str){(const char *)own_of(f, node)->bytes, sizeof(struct digest)};
}

static struct str exceptions_text(struct comparison *c, const struct facts *f, const struct rule *r)
{
    struct digest *list = ARENA_ARRAY(c->arena, struct digest, r->exceptions.count);
    for (index_t i = 0; i < r->exceptions.count; i++)
        list[i] = *own_of(f, f->p->exceptions[r->exceptions.first + i].condition);
    if (r->exceptions.count) qsort(list, r->exceptions.count, sizeof *list, by_bytes);
    return (struct str){(const char *)list, r->exceptions.count * sizeof *list};
}

static struct str joined(struct comparison *c, struct str a, struct str b)
{
    struct buf out = {.arena = c->arena};
    buf_add(&out, a);
    buf_addc(&out, ' ');
    buf_add(&out, b);
    return buf_str(&out);
}

static void parts_of(struct comparison *c, const struct facts *f, const struct rule *r,
                     struct str *parts)
{
    const struct program *p = f->p;
    parts[LIKE_TITLE] = program_text(p, r->title);
    parts[LIKE_SOORT] = program_text(p, r->soort);
    parts[LIKE_APPLIES] = joined(c, text_table(c->arena, p, r->table), own_text(f, r->applies));
    parts[LIKE_EXCEPTIONS] = exceptions_text(c, f, r);
    parts[LIKE_DEADLINE] =
        joined(c, r->yearly ? STR("jaarlijks") : STR(""), own_text(f, r->deadline));
    parts[LIKE_CONDITION] = own_text(f, r->condition);
    parts[LIKE_CONSEQUENCE] = text_texts(c->arena, p, r->consequences);
}

/* The rules of a side that have no partner yet; what sharpens another goes by that name. */
static struct likeness likeness_of(struct comparison *c, const struct pairing *pairing, int side,
                                   const index_t *matched, index_t **at)
{
    const struct facts *f = pairing->f[side];
    struct likeness l = {.size = LIKE_PARTS};
    index_t count = pairing->rules[side].count;
    struct str *parts;
    *at = ARENA_ARRAY(c->arena, index_t, count);
    for (index_t i = 0; i < count; i++)
        if (matched[i] == NONE && !f->p->rules[rule_at(pairing, side, i)].sharpens)
            (*at)[l.count++] = i;
    l.parts = parts = ARENA_ARRAY(c->arena, struct str, l.count * (size_t)LIKE_PARTS);
    l.matched = ARENA_ARRAY(c->arena, index_t, l.count);
    for (index_t i = 0; i < l.count; i++) {
        l.matched[i] = NONE;
        parts_of(c, f, &f->p->rules[rule_at(pairing, side, (*at)[i])],
                 parts + i * (size_t)LIKE_PARTS);
    }
    return l;
}

static void pair_renamed(struct comparison *c, const struct pairing *pairing, index_t *by_old,
                         index_t *by_new, index_t i, index_t j)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    by_new[j] = i;
    by_old[i] = j;
    add_renamed(c, program_text(p, p->rules[rule_at(pairing, 0, i)].id),
                program_text(q, q->rules[rule_at(pairing, 1, j)].id));
}

static void match_changed(struct comparison *c, const struct pairing *pairing, index_t *by_old,
                          index_t *by_new)
{
    index_t *at[2];
    const struct likeness likeness[2] = {likeness_of(c, pairing, 0, by_old, &at[0]),
                                         likeness_of(c, pairing, 1, by_new, &at[1])};
    match_alike(c, likeness);
    for (index_t i = 0; i < likeness[0].count; i++)
        if (likeness[0].matched[i] != NONE)
            pair_renamed(c, pairing, by_old, by_new, at[0][i], at[1][likeness[0].matched[i]]);
}

/* by_new[j]: the position on the old side of rule j of the new, or NONE; by_old the other way. */
static void match(struct comparison *c, const struct pairing *pairing, index_t *by_old,
                  index_t *by_new)
{
    struct interner *names = interner_create(c->arena);
    index_t old = pairing->rules[0].count, new = pairing->rules[1].count;
    for (index_t i = 0; i < old; i++) {
        by_old[i] = NONE;
        intern(names, key_of(c, pairing, 0, rule_at(pairing, 0, i)));
    }
    for (index_t j = 0; j < new; j++) {
        uint32_t i;
        by_new[j] = NONE;
        if (!intern_find(names, key_of(c, pairing, 1, rule_at(pairing, 1, j)), &i)) continue;
        by_new[j] = i;
        by_old[i] = j;
    }
    struct left left = leave(c, pairing, by_old);
    for (index_t j = 0; j < new; j++) {
        if (by_new[j] != NONE) continue;
        index_t i = take(&left, meaning_of(c, pairing, 1, j));
        if (i != NONE) pair_renamed(c, pairing, by_old, by_new, i, j);
    }
    match_changed(c, pairing, by_old, by_new);
}

static void one_sided(struct comparison *c, const struct pairing *pairing, int side, index_t rule)
{
    if (!pairing->quiet) rule_came_or_went(c, pairing, side, rule);
    remember_pair(c, pairing, side ? NONE : rule, side ? rule : NONE, KNOWN_TOLD);
}

/* What the rules of one side use, each thing once. */
static thing_list *used_by(struct comparison *c, const struct pairing *pairing, int side)
{
    struct facts *f = pairing->f[side];
    thing_list *used = ARENA_NEW(c->arena, thing_list);
    for (index_t i = 0; i < pairing->rules[side].count; i++)
        reached_by(f, rule_at(pairing, side, i));
    f->walk++;
    for (index_t i = 0; i < pairing->rules[side].count; i++) {
        const thing_list *reached = reached_by(f, rule_at(pairing, side, i));
        for (size_t t = 0; t < reached->len; t++)
            reach_thing(f, used, reached->at[t].kind, reached->at[t].index);
    }
    return used;
}

void compare_rule_lists(struct comparison *c, const struct pairing *pairing)
{
    index_t old = pairing->rules[0].count, new = pairing->rules[1].count;
    index_t *by_old = ARENA_ARRAY(c->arena, index_t, old);
    index_t *by_new = ARENA_ARRAY(c->arena, index_t, new);
    match(c, pairing, by_old, by_new);
    for (index_t j = 0; j < new; j++) {
        index_t rule = rule_at(pairing, 1, j);
        if (by_new[j] == NONE)
            one_sided(c, pairing, 1, rule);
        else
            compare_rules(c, pairing, rule_at(pairing, 0, by_new[j]), rule);
    }
    for (index_t i = 0; i < old; i++)
        if (by_old[i] == NONE) one_sided(c, pairing, 0, rule_at(pairing, 0, i));
    thing_list *used[2] = {used_by(c, pairing, 0), used_by(c, pairing, 1)};
    compare_things(c, pairing, used);
}

/* ---- what rules mean by what they use ---- */

void remember_pair(struct comparison *c, const struct pairing *pairing, index_t a, index_t b,
                   enum known known)
{
    *VEC_PUSH(c->arena, &c->remembered) =
        (struct remembered){.pairing = *pairing, .at = {a, b}, .known = known};
}

void remember_calculation(struct comparison *c, const struct pairing *pairing, struct str id,
                          index_t a, index_t b)
{
    *VEC_PUSH(c->arena, &c->remembered) = (struct remembered){
        .pairing = *pairing, .at = {a, b}, .calculation = id, .known = KNOWN_TOLD};
}

static void add_affected(struct comparison *c, size_t draft, struct named named)
{
    struct buf key = {.arena = c->arena};
    buf_printf(&key, "%zu %d " STR_FMT, draft, named.kind, STR_ARG(named.id));
    uint32_t before = intern_count(c->told);
    if (intern(c->told, buf_str(&key)) < before) return;
    *VEC_PUSH(c->arena, &c->drafts.at[draft].d.affects) = named;
}

static struct named name_of(const struct remembered *r)
{
    if (r->calculation.len) return (struct named){SUBJECT_BEREKENING, r->calculation};
    int side = r->at[1] != NONE;
    const struct program *p = r->pairing.f[side]->p;
    return (struct named){SUBJECT_REGEL, program_text(p, p->rules[r->at[side]].id)};
}

/* What came rests on what came with it, and means nothing else than before.  A default may change
 * in one version and not in another, while both have the rule. */
static bool is_affected(const struct remembered *r, const struct difference *d)
{
    bool both = r->at[0] != NONE && r->at[1] != NONE;
    bool one_sided = d->kind == DIFFERENCE_ADDED || d->kind == DIFFERENCE_LAPSED ||
                     d->kind == DIFFERENCE_IN_USE || d->kind == DIFFERENCE_OUT_OF_USE;
    bool standard = d->kind == DIFFERENCE_STANDARD;
    struct str label = r->pairing.label;
    if (standard && label.len && d->versions.len && !difference_is_in(d, label)) return false;
    if (r->known == KNOWN_SAME) return standard;
    if (one_sided) return r->known != KNOWN_REWRITTEN;
    return both;
}

static void tell_affects(struct comparison *c, const struct remembered *r, size_t n)
{
    struct draft *draft = &c->drafts.at[n];
    if (!is_affected(r, &draft->d)) return;
    if (draft->anywhere) add_version(c, draft, &r->pairing);
    add_affected(c, n, name_of(r));
}

static bool tell_causes(struct comparison *c, const struct remembered *r, int side)
{
    struct facts *f = r->pairing.f[side];
    thing_list of_node = {0};
    const thing_list *reached = &of_node;
    bool found = false;
    if (r->calculation.len)
        reach_from(f, r->at[side], &of_node);
    else
        reached = reached_by(f, r->at[side]);
    for (size_t t = 0; t < reached->len; t++) {
        const struct cause *cause = cause_of(c, f, reached->at[t]);
        if (!cause) continue;
        found = true;
        for (size_t n = 0; n < cause->drafts.len; n++) tell_affects(c, r, cause->drafts.at[n]);
    }
    return found;
}

/* A pair of which nothing says why it differs: that it does must not be lost. */
static void tell_unexplained(struct comparison *c, const struct remembered *r)
{
    struct str text[2];
    const struct rule *rule[2];
    struct difference d = {.kind = DIFFERENCE_MEANING,
                           .subject = SUBJECT_REGEL,
                           .owner = r->pairing.owner,
                           .id = name_of(r).id};
    for (int side = 0; side < 2; side++) {
        const struct program *p = r->pairing.f[side]->p;
        rule[side] = &p->rules[r->at[side]];
        text[side] = text_phrase(p, rule[side]->condition);
        *(side ? &d.to : &d.from) =
            side_of(r->pairing.f[side], text[side], rule[side]->origins[PART_CONDITION],
                    rule[side]->citations);
        d.title = program_text(p, rule[side]->title);
    }
    differ(c, &r->pairing, &d);
}

void tell_affected(struct comparison *c)
{
    for (size_t i = 0; i < c->drafts.len; i++)
        c->drafts.at[i].anywhere = !c->drafts.at[i].d.versions.len;
    for (size_t i = 0; i < c->remembered.len; i++) {
        const struct remembered *r = &c->remembered.at[i];
        bool found = r->known != KNOWN_NOTHING;
        for (int side = 0; side < 2; side++)
            if (r->at[side] != NONE && tell_causes(c, r, side)) found = true;
        if (!found) tell_unexplained(c, r);
    }
}
