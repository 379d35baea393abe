/* What rules use: definitions, parameters, sets and readings.  See internal.h. */
#include "compiler/compare/internal.h"

#include <stdlib.h>

/* ---- who is told of a difference ---- */

/* The differences of meaning noted since `from` are those of these two things: the rules that use
 * them are affected.  A source that changed affects nobody's meaning. */
void add_causes(struct comparison *c, const struct pairing *pairing, size_t from, struct thing a,
                struct thing b)
{
    const struct thing things[2] = {a, b};
    for (size_t i = from; i < c->noted.len; i++) {
        enum difference_kind kind = c->drafts.at[c->noted.at[i]].d.kind;
        bool basis = kind == DIFFERENCE_SOURCE || kind == DIFFERENCE_ASSUMPTION;
        if (basis || difference_grade(kind) != GRADE_MEANING) continue;
        for (int side = 0; side < 2; side++)
            if (things[side].index != NONE)
                add_cause(c, pairing->f[side], things[side], c->noted.at[i]);
    }
}

/* ---- definitions ---- */

static void compare_definition(struct comparison *c, const struct pairing *pairing, index_t a,
                               index_t b)
{
    const struct definition *from = &pairing->f[0]->p->definitions[a];
    const struct definition *to = &pairing->f[1]->p->definitions[b];
    struct difference base = {.subject = SUBJECT_DEFINITIE,
                              .id = program_text(pairing->f[1]->p, to->id)};
    struct given given = {.citations = {from->citations, to->citations},
                          .assumptions = {from->assumptions, to->assumptions},
                          .origin = {from->origin, to->origin}};
    struct place place = {DIFFERENCE_CONTENT, "", "", "", {0}, true, NULL};
    compare_nodes(c, pairing, &base, &place, from->body, to->body, &given);
    differ_basis(c, pairing, &base, &given);
}

static struct str definition_text(struct arena *arena, const struct program *p,
                                  const struct definition *definition)
{
    struct str body = text_phrase(p, definition->body);
    struct str assumed = text_assumed(arena, p, definition->assumptions);
    return str_from(arena_printf(arena, STR_FMT STR_FMT, STR_ARG(body), STR_ARG(assumed)));
}

/* ---- parameters ---- */

/* Without a range: that of its values is all that counts (types/environment.c). */
static struct str parameter_type(struct arena *arena, const struct program *p,
                                 const struct parameter *parameter)
{
    bool amount = parameter->type.kind == TYPE_BEDRAG;
    unsigned scale = parameter->type.scale;
    struct str type = amount   ? STR("bedrag")
                      : !scale ? STR("getal")
                               : str_from(arena_printf(arena, "getal %u decimalen", scale));
    if (parameter->per == NONE) return type;
    return str_from(arena_printf(arena, STR_FMT " per " STR_FMT, STR_ARG(type),
                                 STR_ARG(program_text(p, parameter->per))));
}

/* Where one side has a period, going through time. */
struct reader {
    const struct program *p;
    const struct parameter *parameter;
    index_t at;
};

static const struct param_period *period_on(struct reader *r, date day)
{
    const struct range *periods = &r->parameter->periods;
    while (r->at < periods->count && r->p->param_periods[periods->first + r->at].to < day) r->at++;
    if (r->at == periods->count) return NULL;
    const struct param_period *period = &r->p->param_periods[periods->first + r->at];
    return period->from <= day ? period : NULL;
}

/* The last day on which both sides stay as they are on this one. */
static date last_alike(const struct reader *r, date day)
{
    date last = DATE_MAX;
    for (int side = 0; side < 2; side++) {
        const struct range *periods = &r[side].parameter->periods;
        if (r[side].at == periods->count) continue;
        const struct param_period *period = &r[side].p->param_periods[periods->first + r[side].at];
        date until = period->from > day ? period->from - 1 : period->to;
        if (until < last) last = until;
    }
    return last;
}

/* A stretch of days on which both sides have one value, or none. */
struct stretch {
    date from, to;
    const struct param_period *period[2];
    struct str value[2];
};

static void tell_stretch(struct comparison *c, const struct pairing *pairing,
                         const struct difference *base, const struct stretch *s,
                         const struct origin origin[2])
{
    struct difference d = *base;
    struct given given = {.origin = {origin[0], origin[1]}};
    d.part = text_period(c->arena, s->from, s->to);
    for (int side = 0; side < 2; side++) {
        if (!s->period[side]) continue;
        given.citations[side] = s->period[side]->citations;
        given.assumptions[side] = s->period[side]->assumptions;
    }
    if (differ_text(c, pairing, &d, DIFFERENCE_VALUE, s->value[0], s->value[1], &given))
        given.citations[0] = given.citations[1] = (struct range){0}; /* shown with the value */
    differ_basis(c, pairing, &d, &given);
}

static bool goes_on(const struct stretch *s, const struct stretch *next)
{
    return s->period[0] == next->period[0] && s->period[1] == next->period[1];
}

/* Day by day in effect: how the periods are cut makes no difference, only which value
 * holds when. */
static void compare_periods(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, const struct parameter *const of[2])
{
    struct reader reader[2];
    const struct origin origin[2] = {of[0]->origin, of[1]->origin};
    for (int side = 0; side < 2; side++)
        reader[side] = (struct reader){pairing->f[side]->p, of[side], 0};
    struct stretch held = {.from = DATE_MIN, .to = DATE_MIN - 1};
    bool holds = false;
    for (int64_t day = DATE_MIN; day <= DATE_MAX;) {
        struct stretch next = {.from = (date)day};
        for (int side = 0; side < 2; side++) {
            next.period[side] = period_on(&reader[side], (date)day);
            if (next.period[side])
                next.value[side] = text_value(c->arena, &of[side]->type, next.period[side]->value);
        }
        next.to = last_alike(reader, (date)day);
        bool joins = holds && str_equal(held.value[0], next.value[0]) &&
                     str_equal(held.value[1], next.value[1]) &&
                     (!str_equal(next.value[0], next.value[1]) || goes_on(&held, &next));
        if (joins) {
            held.to = next.to;
        } else {
            if (holds) tell_stretch(c, pairing, base, &held, origin);
            held = next;
            holds = true;
        }
        day = (int64_t)next.to + 1;
    }
    if (holds) tell_stretch(c, pairing, base, &held, origin);
}

static bool same_periods(const struct pairing *pairing, const struct parameter *const of[2])
{
    if (of[0]->periods.count != of[1]->periods.count) return false;
    for (index_t i = 0; i < of[0]->periods.count; i++) {
        const struct param_period *a = &pairing->f[0]->p->param_periods[of[0]->periods.first + i];
        const struct param_period *b = &pairing->f[1]->p->param_periods[of[1]->periods.first + i];
        if (a->from != b->from || a->to != b->to || a->value != b->value) return false;
    }
    return true;
}

static void compare_parameter(struct comparison *c, const struct pairing *pairing, index_t a,
                              index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct parameter *const of[2] = {&p->parameters[a], &q->parameters[b]};
    struct difference base = {.subject = SUBJECT_PARAMETER,
                              .id = program_text(q, of[1]->id),
                              .title = program_text(q, of[1]->title)};
    struct given given = {.citations = {of[0]->citations, of[1]->citations},
                          .assumptions = {of[0]->assumptions, of[1]->assumptions},
                          .origin = {of[0]->origin, of[1]->origin}};
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, of[0]->title, of[1]->title, &given);
    differ_text(c, pairing, &base, DIFFERENCE_TYPE, parameter_type(c->arena, p, of[0]),
                parameter_type(c->arena, q, of[1]), &given);
    compare_periods(c, pairing, &base, of);
    if (of[0]->none_because != NONE && of[1]->none_because != NONE)
        differ_symbol(c, pairing, &base, DIFFERENCE_REASON, of[0]->none_because,
                      of[1]->none_because, &given);
    differ_basis(c, pairing, &base, &given);
    if (same_periods(pairing, of)) return;
    add_cause(c, pairing->f[0], (struct thing){THING_PARAMETER, a}, NO_DRAFT);
    add_cause(c, pairing->f[1], (struct thing){THING_PARAMETER, b}, NO_DRAFT);
}

/* Its values, one a line. */
static struct str parameter_text(struct arena *arena, const struct program *p,
                                 const struct parameter *parameter)
{
    struct buf text = {.arena = arena};
    buf_add(&text, parameter_type(arena, p, parameter));
    for (index_t i = 0; i < parameter->periods.count; i++) {
        const struct param_period *period = &p->param_periods[parameter->periods.first + i];
        struct str when = text_period(arena, period->from, period->to);
        struct str value = text_value(arena, &parameter->type, period->value);
        buf_printf(&text, "\n" STR_FMT " : " STR_FMT, STR_ARG(when), STR_ARG(value));
        buf_add(&text, text_assumed(arena, p, period->assumptions));
    }
    if (!parameter->periods.count && parameter->none_because != NONE)
        buf_printf(&text, "\ngeen waarde omdat \"" STR_FMT "\"",
                   STR_ARG(program_text(p, parameter->none_because)));
    buf_add(&text, text_assumed(arena, p, parameter->assumptions));
    return buf_str(&text);
}

/* What its periods cite is what it rests on, where it cites nothing as a whole. */
static struct range parameter_citations(const struct program *p, const struct parameter *parameter)
{
    if (parameter->citations.count || !parameter->periods.count) return parameter->citations;
    return p->param_periods[parameter->periods.first].citations;
}

/* ---- sets ---- */

/* Members in order of name, and of time. */
static int by_member(const void *a, const void *b)
{
    const struct set_item *const *x = a, *const *y = b;
    if ((*x)->member != (*y)->member) return (*x)->member < (*y)->member ? -1 : 1;
    return (*x)->from < (*y)->from ? -1 : (*x)->from > (*y)->from;
}

struct set_member {
    struct str id, text; /* "reablement van 1 januari 2026" */
    struct range citations, assumptions;
};

typedef VEC(struct set_member) member_list;

static void members_of(struct arena *arena, const struct program *p, const struct set *set,
                       struct interner *ids, member_list *out)
{
    const struct set_item **items = ARENA_ARRAY(arena, const struct set_item *, set->items.count);
    for (index_t i = 0; i < set->items.count; i++) items[i] = &p->set_items[set->items.first + i];
    if (set->items.count) qsort(items, set->items.count, sizeof *items, by_member);
    for (index_t i = 0; i < set->items.count; i++) {
        struct str id = program_text(p, items[i]->member), period = {0};
        bool always = items[i]->from == DATE_MIN && items[i]->to == DATE_MAX;
        if (!always) period = text_period(arena, items[i]->from, items[i]->to);
        uint32_t n = intern(ids, id);
        bool more = n < out->len;
        if (!more)
            *VEC_PUSH(arena, out) =
                (struct set_member){id, id, items[i]->citations, items[i]->assumptions};
        struct str *text = &out->at[n].text;
        if (period.len)
            *text = str_from(arena_printf(arena, STR_FMT "%s " STR_FMT, STR_ARG(*text),
                                          more ? " en" : "", STR_ARG(period)));
    }
}

/* Either may be missing.  It rests on what it cites itself, else on what its set does: that is told
 * of the set. */
static void compare_set_member(struct comparison *c, const struct pairing *pairing,
                               const struct difference *base, const struct set_member *const m[2],
                               const struct set *const set[2])
{
    struct given own = {.origin = {origin_none(), origin_none()}}, given = own;
    struct str text[2] = {{0}, {0}};
    struct difference d = *base;
    d.part = m[m[1] != NULL]->id;
    for (int side = 0; side < 2; side++) {
        if (!m[side]) {
            d.lapse = lapse_side(c, pairing, side, LAPSE_VERZAMELING, base->id, d.part);
            continue;
        }
        text[side] = m[side]->text;
        own.citations[side] = m[side]->citations;
        own.assumptions[side] = m[side]->assumptions;
        given.citations[side] =
            m[side]->citations.count ? m[side]->citations : set[side]->citations;
    }
    if (differ_text(c, pairing, &d, DIFFERENCE_MEMBER, text[0], text[1], &given))
        own.citations[0] = own.citations[1] = (struct range){0}; /* shown with the member */
    d.lapse = side_none();
    differ_basis(c, pairing, &d, &own);
}

static void compare_set(struct comparison *c, const struct pairing *pairing, index_t a, index_t b)
{
    struct interner *ids[2] = {interner_create(c->arena), interner_create(c->arena)};
    member_list members[2] = {{0}, {0}};
    const struct set *set[2] = {&pairing->f[0]->p->sets[a], &pairing->f[1]->p->sets[b]};
    const struct program *q = pairing->f[1]->p;
    for (int side = 0; side < 2; side++)
        members_of(c->arena, pairing->f[side]->p, set[side], ids[side], &members[side]);
    struct difference base = {.subject = SUBJECT_VERZAMELING,
                              .id = program_text(q, set[1]->id),
                              .title = program_text(q, set[1]->title)};
    struct given given = {.citations = {set[0]->citations, set[1]->citations},
                          .assumptions = {set[0]->assumptions, set[1]->assumptions},
                          .origin = {origin_none(), origin_none()}};
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, set[0]->title, set[1]->title, &given);
    differ_basis(c, pairing, &base, &given);
    for (int side = 1; side >= 0; side--) {
        for (size_t i = 0; i < members[side].len; i++) {
            const struct set_member *member = &members[side].at[i], *pair[2] = {NULL, NULL};
            uint32_t other;
            bool both = intern_find(ids[!side], member->id, &other);
            if (both && !side) continue; /* told from the new side */
            pair[side] = member;
            if (both) pair[!side] = &members[!side].at[other];
            compare_set_member(c, pairing, &base, pair, set);
        }
    }
}

static struct str set_text(struct arena *arena, const struct program *p, const struct set *set)
{
    struct interner *ids = interner_create(arena);
    struct buf text = {.arena = arena};
    member_list members = {0};
    members_of(arena, p, set, ids, &members);
    for (size_t i = 0; i < members.len; i++) {
        if (i) buf_addc(&text, '\n');
        buf_add(&text, members.at[i].text);
        buf_add(&text, text_assumed(arena, p, members.at[i].assumptions));
    }
    buf_add(&text, text_assumed(arena, p, set->assumptions));
    return buf_str(&text);
}

/* ---- what the rules of two lists use ---- */

static const enum subject_kind subjects[] = {
    [THING_DEFINITION] = SUBJECT_DEFINITIE,
    [THING_PARAMETER] = SUBJECT_PARAMETER,
    [THING_SET] = SUBJECT_VERZAMELING,
};

static const enum lapse_kind lapses[] = {
    [THING_DEFINITION] = LAPSE_DEFINITIE,
    [THING_PARAMETER] = LAPSE_PARAMETER,
    [THING_SET] = LAPSE_VERZAMELING,
};

static struct str thing_text(struct arena *arena, const struct program *p, struct thing thing)
{
    switch (thing.kind) {
    case THING_DEFINITION: return definition_text(arena, p, &p->definitions[thing.index]);
    case THING_PARAMETER: return parameter_text(arena, p, &p->parameters[thing.index]);
    default: return set_text(arena, p, &p->sets[thing.index]);
    }
}

static struct str thing_key(struct arena *arena, const struct facts *f, struct thing thing)
{
    struct str name = thing_name(arena, f, thing);
    return str_from(arena_printf(arena, "%d " STR_FMT, (int)thing.kind, STR_ARG(name)));
}

struct interner *declared_things(const struct facts *f)
{
    const struct {
        enum thing_kind kind;
        index_t count;
    } lists[] = {{THING_DEFINITION, f->p->definitions_count},
                 {THING_PARAMETER, f->p->parameters_count},
                 {THING_SET, f->p->sets_count}};
    struct interner *names = interner_create(f->arena);
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (index_t i = 0; i < lists[k].count; i++)
            intern(names, thing_key(f->arena, f, (struct thing){lists[k].kind, i}));
    return names;
}

static struct origin thing_origin(const struct program *p, struct thing thing)
{
    if (thing.kind == THING_DEFINITION) return p->definitions[thing.index].origin;
    if (thing.kind == THING_PARAMETER) return p->parameters[thing.index].origin;
    return origin_none();
}

/* That others have begun to use what was there already, or do without what stays, is no difference.
 * Of two versions of one program, what the vocabulary has was there. */
static bool was_there(struct comparison *c, const struct facts *f, int side, struct thing thing,
                      const struct origin *origin)
{
    uint32_t n;
    if (c->side[0] == c->side[1]) return thing.kind != THING_SET && origin->owner == NONE;
    return intern_find(c->side[!side]->declared, thing_key(c->arena, f, thing), &n);
}

/* What a version adds, it adds.  Of what stands in the vocabulary, a program has only what is used:
 * whether it is new or was there without use cannot be told. */
static enum difference_kind one_sided_kind(int side, const struct origin *origin)
{
    if (origin->owner != NONE) return side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED;
    return side ? DIFFERENCE_IN_USE : DIFFERENCE_OUT_OF_USE;
}

static bool is_one_sided(struct comparison *c, const struct pairing *pairing, int side,
                         struct thing thing)
{
    const struct facts *f = pairing->f[side];
    const struct origin origin = thing_origin(f->p, thing);
    struct str id = thing_name(c->arena, f, thing);
    if (lapse_side(c, pairing, !side, lapses[thing.kind], id, (struct str){0}).program) return true;
    return !was_there(c, f, side, thing, &origin);
}

/* Told where a rule that differs rests on it, or the version says that it lapsed. */
static void one_sided(struct comparison *c, const struct pairing *pairing, int side,
                      struct thing thing)
{
    const struct facts *f = pairing->f[side];
    const struct program *p = f->p;
    struct difference d = {.subject = subjects[thing.kind], .id = thing_name(c->arena, f, thing)};
    const struct origin origin = thing_origin(p, thing);
    struct range citations = {0};
    if (thing.kind == THING_DEFINITION) citations = p->definitions[thing.index].citations;
    if (thing.kind == THING_SET) {
        d.title = program_text(p, p->sets[thing.index].title);
        citations = p->sets[thing.index].citations;
    }
    if (thing.kind == THING_PARAMETER) {
        const struct parameter *parameter = &p->parameters[thing.index];
        d.title = program_text(p, parameter->title);
        citations = parameter_citations(p, parameter);
    }
    if (!is_one_sided(c, pairing, side, thing)) return;
    d.lapse = lapse_side(c, pairing, !side, lapses[thing.kind], d.id, (struct str){0});
    bool lapsed = d.lapse.program;
    d.kind = lapsed ? (side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED) : one_sided_kind(side, &origin);
    *(side ? &d.to : &d.from) = side_of(f, thing_text(c->arena, p, thing), origin, citations);
    c->only_if_affects = !lapsed;
    add_cause(c, f, thing, differ(c, pairing, &d));
    c->only_if_affects = false;
}

static struct str body_of(const struct facts *f, struct thing thing)
{
    const struct digest *digest = &f->meaning[f->p->definitions[thing.index].body];
    return (struct str){(const char *)digest->bytes, sizeof digest->bytes};
}

static bool is_used_thing(const struct facts *f, struct thing thing)
{
    if (thing.kind == THING_SET) return f->p->sets[thing.index].id != NONE;
    return thing.kind == THING_DEFINITION || thing.kind == THING_PARAMETER;
}

static void compare_thing(struct comparison *c, const struct pairing *pairing, struct thing a,
                          struct thing b)
{
    size_t before = c->noted.len;
    if (pairing->f[0] == pairing->f[1] && a.index == b.index) return;
    switch (a.kind) {
    case THING_DEFINITION: compare_definition(c, pairing, a.index, b.index); break;
    case THING_PARAMETER: compare_parameter(c, pairing, a.index, b.index); break;
    default: compare_set(c, pairing, a.index, b.index); break;
    }
    add_causes(c, pairing, before, a, b);
}

/* The bodies of the definitions that one side uses. */
static struct interner *bodies_of(struct comparison *c, const struct facts *f,
                                  const thing_list *used)
{
    struct interner *bodies = interner_create(c->arena);
    for (size_t i = 0; i < used->len; i++)
        if (used->at[i].kind == THING_DEFINITION) intern(bodies, body_of(f, used->at[i]));
    return bodies;
}

/* A definition without one of its name on the other side, whose body another has there, only has
 * another name. */
static bool is_elsewhere(const struct facts *f, struct thing thing, const struct interner *bodies)
{
    uint32_t n;
    return thing.kind == THING_DEFINITION && intern_find(bodies, body_of(f, thing), &n);
}

/* ---- parameters under another name ---- */

static void add_basis(struct buf *out, const struct program *p, struct range citations,
                      struct range assumptions)
{
    for (index_t i = 0; i < citations.count; i++) {
        buf_add(out, text_citation(out->arena, p, &p->citations[citations.first + i]));
        buf_addc(out, '\n');
    }
    buf_add(out, text_texts(out->arena, p, assumptions));
}

/* Its title, its values and what it rests on. */
enum { PARAMETER_PARTS = 3 };

static void parameter_parts(struct comparison *c, const struct program *p,
                            const struct parameter *parameter, struct str *parts)
{
    struct buf values = {.arena = c->arena}, basis = {.arena = c->arena};
    buf_add(&values, parameter_type(c->arena, p, parameter));
    add_basis(&basis, p, parameter->citations, parameter->assumptions);
    for (index_t i = 0; i < parameter->periods.count; i++) {
        const struct param_period *period = &p->param_periods[parameter->periods.first + i];
        buf_printf(&values, " %lld %lld ", (long long)period->from, (long long)period->to);
        buf_add(&values, text_value(c->arena, &parameter->type, period->value));
        add_basis(&basis, p, period->citations, period->assumptions);
    }
    buf_add(&values, program_text(p, parameter->none_because));
    parts[0] = program_text(p, parameter->title);
    parts[1] = buf_str(&values);
    parts[2] = buf_str(&basis);
}

/* Those that came or lapsed; *at: where they stand in the list. */
static struct likeness parameters_of(struct comparison *c, const struct pairing *pairing, int side,
                                     const thing_list *missed, index_t **at)
{
    const struct facts *f = pairing->f[side];
    struct likeness l = {.size = PARAMETER_PARTS};
    *at = ARENA_ARRAY(c->arena, index_t, missed->len);
    for (index_t i = 0; i < missed->len; i++)
        if (missed->at[i].kind == THING_PARAMETER && is_one_sided(c, pairing, side, missed->at[i]))
            (*at)[l.count++] = i;
    struct str *parts = ARENA_ARRAY(c->arena, struct str, l.count * (size_t)PARAMETER_PARTS);
    l.parts = parts;
    l.matched = ARENA_ARRAY(c->arena, index_t, l.count);
    for (index_t i = 0; i < l.count; i++) {
        l.matched[i] = NONE;
        parameter_parts(c, f->p, &f->p->parameters[missed->at[(*at)[i]].index],
                        parts + i * (size_t)PARAMETER_PARTS);
    }
    return l;
}

static void renamed_parameter(struct comparison *c, const struct pairing *pairing, struct thing a,
                              struct thing b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct parameter *from = &p->parameters[a.index], *to = &q->parameters[b.index];
    struct given given = {.citations = {parameter_citations(p, from), parameter_citations(q, to)},
                          .origin = {from->origin, to->origin}};
    struct difference d = {.subject = SUBJECT_PARAMETER,
                           .id = program_text(p, from->id),
                           .renamed = program_text(q, to->id),
                           .title = program_text(q, to->title)};
    size_t before = c->noted.len;
    d.lapse = lapse_side(c, pairing, 1, LAPSE_PARAMETER, d.id, (struct str){0});
    differ_text(c, pairing, &d, DIFFERENCE_RENAMED, d.id, d.renamed, &given);
    add_causes(c, pairing, before, a, b);
    compare_thing(c, pairing, a, b);
}

/* What the other side has none of by its name. */
static void compare_missed(struct comparison *c, const struct pairing *pairing,
                           const thing_list missed[2])
{
    index_t *at[2], next[2] = {0, 0};
    const struct likeness l[2] = {parameters_of(c, pairing, 0, &missed[0], &at[0]),
                                  parameters_of(c, pairing, 1, &missed[1], &at[1])};
    match_alike(c, l);
    for (int side = 1; side >= 0; side--) {
        for (index_t i = 0; i < missed[side].len; i++) {
            index_t other = NONE;
            if (next[side] < l[side].count && at[side][next[side]] == i)
                other = l[side].matched[next[side]++];
            if (other == NONE)
                one_sided(c, pairing, side, missed[side].at[i]);
            else if (side)
                renamed_parameter(c, pairing, missed[0].at[at[0][other]], missed[1].at[i]);
        }
    }
}

void compare_things(struct comparison *c, const struct pairing *pairing, thing_list *const used[2])
{
    struct facts *const *f = pairing->f;
    struct interner *names = interner_create(c->arena);
    struct interner *bodies[2] = {bodies_of(c, f[0], used[0]), bodies_of(c, f[1], used[1])};
    VEC(struct thing) old = {0};
    for (size_t i = 0; i < used[0]->len; i++) {
        struct thing thing = used[0]->at[i];
        if (!is_used_thing(f[0], thing)) continue;
        if (intern(names, thing_key(c->arena, f[0], thing)) == old.len)
            *VEC_PUSH(c->arena, &old) = thing;
    }
    bool *found = ARENA_ARRAY(c->arena, bool, old.len);
    thing_list missed[2] = {{0}, {0}};
    for (size_t i = 0; i < used[1]->len; i++) {
        struct thing thing = used[1]->at[i];
        uint32_t n;
        if (!is_used_thing(f[1], thing)) continue;
        if (intern_find(names, thing_key(c->arena, f[1], thing), &n)) {
            found[n] = true;
            compare_thing(c, pairing, old.at[n], thing);
        } else if (!is_elsewhere(f[1], thing, bodies[0])) {
            *VEC_PUSH(c->arena, &missed[1]) = thing;
        }
    }
    for (size_t n = 0; n < old.len; n++)
        if (!found[n] && !is_elsewhere(f[0], old.at[n], bodies[1]))
            *VEC_PUSH(c->arena, &missed[0]) = old.at[n];
    compare_missed(c, pairing, missed);
}

/* ---- readings ---- */

static struct difference reading_base(const struct program *p, const struct reading *reading)
{
    return (struct difference){.subject = SUBJECT_LEZING,
                               .id = program_text(p, reading->id),
                               .title = program_text(p, reading->question)};
}

static void compare_choices(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, const struct reading *const reading[2],
                            const struct given *given)
{
    for (int side = 1; side >= 0; side--) {
        const struct program *p = pairing->f[side]->p, *q = pairing->f[!side]->p;
        index_t other = program_find_reading(q, program_text(p, reading[side]->id));
        for (index_t i = 0; i < reading[side]->choices.count; i++) {
            const struct choice *choice = &p->choices[reading[side]->choices.first + i];
            struct str id = program_text(p, choice->id);
            index_t there = program_find_choice(q, other, id);
            struct difference d = *base;
            d.part = id;
            if (there == NONE)
                differ_text(c, pairing, &d, DIFFERENCE_CHOICE, side ? (struct str){0} : id,
                            side ? id : (struct str){0}, given);
            else if (side)
                differ_symbol(c, pairing, &d, DIFFERENCE_TITLE, q->choices[there].title,
                              choice->title, given);
        }
    }
}

static void compare_reading(struct comparison *c, const struct pairing *pairing, index_t a,
                            index_t b)
{
    const struct reading *reading[2] = {&pairing->f[0]->p->readings[a],
                                        &pairing->f[1]->p->readings[b]};
    struct difference base = reading_base(pairing->f[1]->p, reading[1]);
    struct given given = {.citations = {reading[0]->citations, reading[1]->citations},
                          .assumptions = {reading[0]->assumptions, reading[1]->assumptions},
                          .origin = {origin_none(), origin_none()}};
    size_t before = c->noted.len;
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, reading[0]->question, reading[1]->question,
                  &given);
    compare_choices(c, pairing, &base, reading, &given);
    differ_basis(c, pairing, &base, &given);
    add_causes(c, pairing, before, (struct thing){THING_READING, a},
               (struct thing){THING_READING, b});
}

static void reading_came_or_went(struct comparison *c, const struct pairing *pairing, int side,
                                 index_t index)
{
    const struct facts *f = pairing->f[side];
    const struct reading *reading = &f->p->readings[index];
    struct difference d = reading_base(f->p, reading);
    d.kind = side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED;
    struct str choices = text_choices(c->arena, f->p, reading);
    struct str assumed = text_assumed(c->arena, f->p, reading->assumptions);
    struct str text =
        str_from(arena_printf(c->arena, STR_FMT STR_FMT, STR_ARG(choices), STR_ARG(assumed)));
    *(side ? &d.to : &d.from) = side_of(f, text, origin_none(), reading->citations);
    add_cause(c, f, (struct thing){THING_READING, index}, differ(c, pairing, &d));
}

void compare_readings(struct comparison *c, const struct pairing *pairing)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    for (index_t b = 0; b < q->readings_count; b++) {
        index_t a = program_find_reading(p, program_text(q, q->readings[b].id));
        if (a == NONE)
            reading_came_or_went(c, pairing, 1, b);
        else
            compare_reading(c, pairing, a, b);
    }
    for (index_t a = 0; a < p->readings_count; a++)
        if (program_find_reading(q, program_text(p, p->readings[a].id)) == NONE)
            reading_came_or_went(c, pairing, 0, a);
}

static struct str standard_of(const struct program *p, index_t version, index_t reading)
{
    index_t choice = version == NONE ? p->readings[reading].standard
                                     : p->refs[p->versions[version].standards.first + reading].to;
    return program_text(p, p->choices[choice].id);
}

void compare_standards(struct comparison *c, const struct pairing *pairing, index_t from,
                       index_t to)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    for (index_t b = 0; b < q->readings_count; b++) {
        const struct reading *reading = &q->readings[b];
        index_t a = program_find_reading(p, program_text(q, reading->id));
        if (a == NONE) continue;
        struct difference base = reading_base(q, reading);
        struct given given = {.citations = {p->readings[a].citations, reading->citations},
                              .origin = {origin_none(), origin_none()}};
        size_t before = c->noted.len;
        differ_text(c, pairing, &base, DIFFERENCE_STANDARD, standard_of(p, from, a),
                    standard_of(q, to, b), &given);
        add_causes(c, pairing, before, (struct thing){THING_READING, a},
                   (struct thing){THING_READING, b});
    }
}
