/* What versions let lapse, with the reason and what that rests on.  See internal.h.
 *
 * What lapsed is told where it is missed: of a rule, or of what rules use, it is shown with what it
 * took away.  Here is told what leaves no such trace, since a program holds readings, keuzes and
 * their members over all versions; and what differs in a lapse that both have. */
#include "compiler/compare/internal.h"

static const enum subject_kind subjects[LAPSE_KINDS] = {
    [LAPSE_REGEL] = SUBJECT_REGEL,         [LAPSE_DEFINITIE] = SUBJECT_DEFINITIE,
    [LAPSE_PARAMETER] = SUBJECT_PARAMETER, [LAPSE_LEZING] = SUBJECT_LEZING,
    [LAPSE_KEUZE] = SUBJECT_KEUZE,         [LAPSE_VERZAMELING] = SUBJECT_VERZAMELING,
};

/* ---- finding one ---- */

static struct str key_of(struct arena *arena, enum lapse_kind kind, struct str id, struct str item)
{
    return str_from(
        arena_printf(arena, "%d " STR_FMT " " STR_FMT, (int)kind, STR_ARG(id), STR_ARG(item)));
}

static index_t listed(const struct program *p, index_t version, index_t i)
{
    return p->refs[p->versions[version].lapses.first + i].to;
}

struct lapsed *lapsed_in(struct arena *arena, const struct program *p, index_t version)
{
    if (version == NONE || !p->versions[version].lapses.count) return NULL;
    struct lapsed *lapsed = ARENA_NEW(arena, struct lapsed);
    lapsed->p = p;
    lapsed->version = version;
    lapsed->names = interner_create(arena);
    for (index_t i = 0; i < p->versions[version].lapses.count; i++) {
        const struct lapse *l = &p->lapses[listed(p, version, i)];
        intern(lapsed->names, key_of(arena, (enum lapse_kind)l->kind, program_text(p, l->id),
                                     program_text(p, l->item)));
    }
    return lapsed;
}

static const struct lapse *find(struct arena *arena, const struct lapsed *lapsed,
                                enum lapse_kind kind, struct str id, struct str item)
{
    uint32_t n;
    if (!lapsed || !intern_find(lapsed->names, key_of(arena, kind, id, item), &n)) return NULL;
    return &lapsed->p->lapses[listed(lapsed->p, lapsed->version, n)];
}

static struct side side_of_lapse(struct comparison *c, const struct facts *f, const struct lapse *l)
{
    struct str id = program_text(f->p, l->item == NONE ? l->id : l->item);
    struct buf text = {.arena = c->arena};
    buf_adds(&text, "vervalt ");
    if (l->item == NONE) buf_printf(&text, "%s ", subject_term(subjects[l->kind]));
    buf_printf(&text, STR_FMT " omdat \"" STR_FMT "\"", STR_ARG(id),
               STR_ARG(program_text(f->p, l->because)));
    buf_add(&text, text_assumed(c->arena, f->p, l->assumptions));
    return side_of(f, buf_str(&text), l->origin, l->citations);
}

struct side lapse_side(struct comparison *c, const struct pairing *pairing, int side,
                       enum lapse_kind kind, struct str id, struct str item)
{
    const struct lapse *l = find(c->arena, pairing->lapsed[side], kind, id, item);
    return l ? side_of_lapse(c, pairing->f[side], l) : side_none();
}

/* ---- what is told here ---- */

static struct difference base_of(const struct program *p, const struct lapse *l)
{
    return (struct difference){.subject = subjects[l->kind], .id = program_text(p, l->id)};
}

/* Both sides have it: why, and what that rests on. */
static void compare_lapse(struct comparison *c, const struct pairing *pairing,
                          const struct lapse *a, const struct lapse *b)
{
    const struct program *q = pairing->f[1]->p;
    struct difference base = base_of(q, b);
    struct given given = {.citations = {a->citations, b->citations},
                          .assumptions = {a->assumptions, b->assumptions},
                          .origin = {a->origin, b->origin}};
    base.part = b->item == NONE ? STR("vervalt")
                                : str_from(arena_printf(c->arena, "vervalt " STR_FMT,
                                                        STR_ARG(program_text(q, b->item))));
    differ_symbol(c, pairing, &base, DIFFERENCE_REASON, a->because, b->because, &given);
    differ_basis(c, pairing, &base, &given);
}

/* The keuze that a lapse is about, in a program; NULL: it has none. */
static const struct keuze *keuze_named(const struct program *p, struct str id)
{
    for (index_t i = 0; i < p->keuzes_count; i++)
        if (str_equal(program_text(p, p->keuzes[i].id), id)) return &p->keuzes[i];
    return NULL;
}

/* What a program has of a reading that lapses elsewhere, or of the alternative of it that does.
 * Empty: it has none, so that nothing lapsed. */
static struct str reading_there(struct comparison *c, const struct program *p, struct difference *d,
                                struct str item, struct range *citations)
{
    index_t n = program_find_reading(p, d->id);
    if (n == NONE) return (struct str){0};
    d->title = program_text(p, p->readings[n].question);
    *citations = p->readings[n].citations;
    if (!item.len) return text_choices(c->arena, p, &p->readings[n]);
    return program_find_choice(p, n, item) == NONE ? (struct str){0} : item;
}

/* The same of a keuze, or a member of it. */
static struct str keuze_there(struct comparison *c, const struct program *p, struct difference *d,
                              struct str item, struct range *citations)
{
    const struct keuze *keuze = keuze_named(p, d->id);
    if (!keuze) return (struct str){0};
    d->title = program_text(p, keuze->title);
    *citations = keuze->citations;
    if (!item.len) return text_members(c->arena, p, keuze);
    for (index_t i = 0; i < keuze->members.count; i++) {
        const struct member *member = &p->members[keuze->members.first + i];
        if (!str_equal(program_text(p, member->id), item)) continue;
        if (member->citations.count) *citations = member->citations;
        return item;
    }
    return (struct str){0};
}

/* `side` lets it lapse, and the other does not. */
static void one_lapse(struct comparison *c, const struct pairing *pairing, int side,
                      const struct lapse *l)
{
    const struct facts *f = pairing->f[side], *g = pairing->f[!side];
    struct difference d = base_of(f->p, l);
    struct str item = program_text(f->p, l->item);
    struct range citations = {0};
    bool reading = l->kind == LAPSE_LEZING;
    if (!reading && l->kind != LAPSE_KEUZE) return; /* told where it is missed */
    struct str text = (reading ? reading_there : keuze_there)(c, g->p, &d, item, &citations);
    if (!text.len) return;
    /* What lapses whole takes along what had lapsed of it. */
    if (item.len && find(c->arena, pairing->lapsed[!side], l->kind, d.id, (struct str){0})) return;
    if (item.len)
        d.kind = reading ? DIFFERENCE_CHOICE : DIFFERENCE_MEMBER;
    else
        d.kind = side ? DIFFERENCE_LAPSED : DIFFERENCE_ADDED;
    d.part = item;
    *(side ? &d.from : &d.to) = side_of(g, text, origin_none(), citations);
    d.lapse = side_of_lapse(c, f, l);
    differ(c, pairing, &d);
}

void compare_lapses(struct comparison *c, const struct pairing *pairing)
{
    for (int side = 1; side >= 0; side--) {
        const struct lapsed *lapsed = pairing->lapsed[side];
        const struct program *p = pairing->f[side]->p;
        for (index_t i = 0; lapsed && i < p->versions[lapsed->version].lapses.count; i++) {
            const struct lapse *l = &p->lapses[listed(p, lapsed->version, i)];
            const struct lapse *other =
                find(c->arena, pairing->lapsed[!side], (enum lapse_kind)l->kind,
                     program_text(p, l->id), program_text(p, l->item));
            if (!other)
                one_lapse(c, pairing, side, l);
            else if (side && l != other)
                compare_lapse(c, pairing, other, l);
        }
    }
}
