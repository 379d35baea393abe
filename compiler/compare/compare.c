/* The comparison as a whole, and the list of differences it makes: see compare.h. */
#include "compiler/compare/internal.h"

#include "base/text.h"

#include <stdlib.h>

/* ---- the kinds ---- */

static const struct {
    const char *term;
    enum grade grade;
    const char *words;
} kinds[DIFFERENCE_KINDS] = {
#define DIFFERENCE(name, term, grade, words) {term, GRADE_##grade, words},
#include "compiler/compare/compare.def"
#undef DIFFERENCE
};

enum grade difference_grade(enum difference_kind kind)
{
    return kinds[kind].grade;
}

const char *difference_term(enum difference_kind kind)
{
    return kinds[kind].term;
}

const char *difference_words(enum difference_kind kind)
{
    return _(kinds[kind].words);
}

const char *subject_term(enum subject_kind kind)
{
    static const char *const terms[SUBJECT_KINDS] = {
        [SUBJECT_LEIDRAAD] = "leidraad",
        [SUBJECT_KADER] = "kader",
        [SUBJECT_REGIOPLAN] = "regioplan",
        [SUBJECT_REGEL] = "regel",
        [SUBJECT_DEFINITIE] = "definitie",
        [SUBJECT_PARAMETER] = "parameter",
        [SUBJECT_LEZING] = "lezing",
        [SUBJECT_VERZAMELING] = "verzameling",
        [SUBJECT_KEUZE] = "keuze",
        [SUBJECT_BESLUIT] = "besluit",
        [SUBJECT_BEREKENING] = "berekening",
        [SUBJECT_TAAK] = "taak",
        [SUBJECT_STELSEL] = "stelsel",
        [SUBJECT_ONDERWERP] = "onderwerp",
        [SUBJECT_BRON] = "bron",
    };
    return terms[kind];
}

/* ---- what a difference is about ---- */

bool named_equal(struct named a, struct named b)
{
    return a.kind == b.kind && str_equal(a.id, b.id);
}

bool difference_affects(const struct difference *d, enum subject_kind kind, struct str id)
{
    for (size_t i = 0; i < d->affects.len; i++)
        if (named_equal(d->affects.at[i], (struct named){kind, id})) return true;
    return false;
}

bool difference_is_in(const struct difference *d, struct str version)
{
    for (size_t i = 0; i < d->versions.len; i++)
        if (str_equal(d->versions.at[i], version)) return true;
    return false;
}

struct str named_text(struct arena *arena, struct named named)
{
    if (named.kind == SUBJECT_REGEL || !named.id.len) return named.id;
    return str_from(
        arena_printf(arena, "%s " STR_FMT, subject_term(named.kind), STR_ARG(named.id)));
}

struct str difference_versions(struct arena *arena, const struct difference *d)
{
    struct buf out = {.arena = arena};
    for (size_t i = 0; i < d->versions.len; i++) {
        if (i) buf_adds(&out, ", ");
        buf_add(&out, d->versions.at[i]);
    }
    return buf_str(&out);
}

/* ---- one difference in a line ---- */

/* A rule that came has its clauses on lines of their own. */
static void add_in_line(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n')
            buf_adds(out, "; ");
        else
            buf_addc(out, text.at[i]);
}

static void add_change(struct buf *out, const struct difference *d)
{
    struct buf from = {.arena = out->arena}, to = {.arena = out->arena};
    add_in_line(&from, d->from.text);
    add_in_line(&to, d->to.text);
    if (from.len && to.len)
        buf_printf(out, _(": was %s, is now %s"), buf_str(&from).at, buf_str(&to).at);
    else if (to.len && d->kind != DIFFERENCE_ADDED && d->kind != DIFFERENCE_IN_USE)
        buf_printf(out, _(": added: %s"), buf_str(&to).at);
    else if (from.len && d->kind != DIFFERENCE_LAPSED && d->kind != DIFFERENCE_OUT_OF_USE)
        buf_printf(out, _(": lapsed: %s"), buf_str(&from).at);
    if (!d->lapse.text.len) return;
    buf_adds(out, ": ");
    add_in_line(out, d->lapse.text);
}

/* what: its kind. */
static void add_head(struct buf *out, const struct difference *d, const char *what)
{
    struct str owner = named_text(out->arena, d->owner);
    buf_printf(out, "%s " STR_FMT, subject_term(d->subject), STR_ARG(d->id));
    if (owner.len) buf_printf(out, " (" STR_FMT ")", STR_ARG(owner));
    if (d->part.len) buf_printf(out, ", " STR_FMT, STR_ARG(d->part));
    buf_printf(out, ": %s", what);
}

static void add_versions(struct buf *out, const struct difference *d)
{
    struct str versions = difference_versions(out->arena, d);
    if (versions.len) buf_printf(out, " [" STR_FMT "]", STR_ARG(versions));
}

struct str difference_line(struct arena *arena, const struct difference *d)
{
    struct buf out = {.arena = arena};
    add_head(&out, d, difference_words(d->kind));
    add_change(&out, d);
    add_versions(&out, d);
    return buf_str(&out);
}

struct str difference_terms(struct arena *arena, const struct difference *d)
{
    struct buf out = {.arena = arena};
    add_head(&out, d, difference_term(d->kind));
    add_versions(&out, d);
    return buf_str(&out);
}

/* ---- adding differences ---- */

struct origin origin_none(void)
{
    return (struct origin){.file = NONE, .owner = NONE};
}

struct side side_none(void)
{
    return (struct side){.origin = {.file = NONE, .owner = NONE}};
}

struct side side_of(const struct facts *f, struct str text, struct origin origin,
                    struct range citations)
{
    return (struct side){f->p, text, origin, citations};
}

/* What is the same of two versions is told once: this is what must be the same. */
static struct str key_of(struct arena *arena, const struct difference *d)
{
    const struct str parts[] = {d->id,        d->owner.id, d->renamed,   d->part,
                                d->from.text, d->to.text,  d->lapse.text};
    struct buf key = {.arena = arena};
    buf_printf(&key, "%d %d %d %d %d", d->kind, d->subject, d->owner.kind, d->from.program != NULL,
               d->to.program != NULL);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_printf(&key, " %zu ", parts[i].len);
        buf_add(&key, parts[i]);
    }
    return buf_str(&key);
}

static uint32_t subject_number(struct comparison *c, const struct difference *d)
{
    struct buf key = {.arena = c->arena};
    bool renamed = d->kind == DIFFERENCE_RENAMED && !d->part.len;
    struct str id = renamed ? d->renamed : d->id;
    buf_printf(&key, "%d %zu " STR_FMT " %d " STR_FMT, d->subject, id.len, STR_ARG(id),
               d->owner.kind, STR_ARG(d->owner.id));
    return intern(c->subjects, buf_str(&key));
}

void add_version(struct comparison *c, struct draft *draft, const struct pairing *pairing)
{
    if (!pairing || !pairing->label.len || draft->pairing == pairing->number) return;
    draft->pairing = pairing->number;
    *VEC_PUSH(c->arena, &draft->d.versions) = pairing->label;
}

size_t differ(struct comparison *c, const struct pairing *pairing, const struct difference *d)
{
    uint32_t n = intern(c->keys, key_of(c->arena, d));
    if (n == c->drafts.len) {
        struct draft *draft = VEC_PUSH(c->arena, &c->drafts);
        draft->d = *d;
        draft->subject = subject_number(c, d);
        draft->arrived = n;
        draft->if_affects = c->only_if_affects;
        if (!d->from.program) draft->d.from.origin = origin_none();
        if (!d->to.program) draft->d.to.origin = origin_none();
        if (!d->lapse.program) draft->d.lapse.origin = origin_none();
    }
    add_version(c, &c->drafts.at[n], pairing);
    *VEC_PUSH(c->arena, &c->noted) = n;
    return n;
}

bool differ_text(struct comparison *c, const struct pairing *pairing, const struct difference *base,
                 enum difference_kind kind, struct str from, struct str to,
                 const struct given *given)
{
    if (str_equal(from, to)) return false;
    struct difference d = *base;
    struct facts *const *f = pairing->f;
    d.kind = kind;
    if (from.len) d.from = side_of(f[0], from, given->origin[0], given->citations[0]);
    if (to.len) d.to = side_of(f[1], to, given->origin[1], given->citations[1]);
    differ(c, pairing, &d);
    return true;
}

void differ_symbol(struct comparison *c, const struct pairing *pairing,
                   const struct difference *base, enum difference_kind kind, index_t from,
                   index_t to, const struct given *given)
{
    differ_text(c, pairing, base, kind, program_text(pairing->f[0]->p, from),
                program_text(pairing->f[1]->p, to), given);
}

/* ---- sources and assumptions ---- */

struct basis {
    struct str text;
    index_t citation; /* NONE: an assumption */
};

static int by_text(const void *a, const void *b)
{
    const struct basis *x = a, *y = b;
    return str_compare(x->text, y->text);
}

/* Each once, in order: to cite a place twice says no more than once. */
static struct basis *bases_of(struct arena *arena, const struct program *p, struct range range,
                              bool cited, size_t *count)
{
    *count = range.count;
    struct basis *list = ARENA_ARRAY(arena, struct basis, range.count);
    for (index_t i = 0; i < range.count; i++) {
        index_t at = range.first + i;
        list[i] = cited ? (struct basis){text_citation(arena, p, &p->citations[at]), at}
                        : (struct basis){program_text(p, p->texts[at].to), NONE};
    }
    if (*count) qsort(list, *count, sizeof *list, by_text);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!i || !str_equal(list[i].text, list[i - 1].text)) list[kept++] = list[i];
    *count = kept;
    return list;
}

void drop_common(struct sorted *a, struct sorted *b, size_t size, compare_fn *order_of)
{
    size_t i = 0, j = 0, kept_a = 0, kept_b = 0;
    while (i < a->count || j < b->count) {
        const char *x = a->at + i * size, *y = b->at + j * size;
        int order = i == a->count ? 1 : j == b->count ? -1 : order_of(x, y);
        if (order < 0)
            memmove(a->at + kept_a++ * size, x, size);
        else if (order > 0)
            memmove(b->at + kept_b++ * size, y, size);
        i += order <= 0;
        j += order >= 0;
    }
    a->count = kept_a;
    b->count = kept_b;
}

static struct side basis_side(const struct facts *f, const struct basis *basis,
                              struct origin origin)
{
    struct range cited = {basis->citation, 1};
    return side_of(f, basis->text, origin, basis->citation == NONE ? (struct range){0} : cited);
}

static void tell_basis(struct comparison *c, const struct pairing *pairing,
                       const struct difference *base, const struct basis *a, const struct basis *b,
                       const struct origin origin[2])
{
    struct difference d = *base;
    bool cited = (a ? a : b)->citation != NONE;
    d.kind = cited ? DIFFERENCE_SOURCE : DIFFERENCE_ASSUMPTION;
    if (a) d.from = basis_side(pairing->f[0], a, origin[0]);
    if (b) d.to = basis_side(pairing->f[1], b, origin[1]);
    differ(c, pairing, &d);
}

/* What came is told as instead of what lapsed, the first of the first; but not where the two are of
 * different things (`apart`), and one has nothing to do with the other. */
static void differ_bases(struct comparison *c, const struct pairing *pairing,
                         const struct difference *base, bool cited, bool apart,
                         const struct range range[2], const struct origin origin[2])
{
    size_t a_count, b_count;
    struct basis *a = bases_of(c->arena, pairing->f[0]->p, range[0], cited, &a_count);
    struct basis *b = bases_of(c->arena, pairing->f[1]->p, range[1], cited, &b_count);
    struct sorted of_a = {(char *)a, a_count}, of_b = {(char *)b, b_count};
    drop_common(&of_a, &of_b, sizeof *a, by_text);
    for (size_t i = 0; i < of_a.count || i < of_b.count; i++) {
        const struct basis *from = i < of_a.count ? &a[i] : NULL;
        const struct basis *to = i < of_b.count ? &b[i] : NULL;
        if (!apart) {
            tell_basis(c, pairing, base, from, to, origin);
            continue;
        }
        if (from) tell_basis(c, pairing, base, from, NULL, origin);
        if (to) tell_basis(c, pairing, base, NULL, to, origin);
    }
}

void differ_basis(struct comparison *c, const struct pairing *pairing,
                  const struct difference *base, const struct given *given)
{
    differ_bases(c, pairing, base, true, false, given->citations, given->origin);
    differ_bases(c, pairing, base, false, false, given->assumptions, given->origin);
}

void differ_assumptions(struct comparison *c, const struct pairing *pairing,
                        const struct difference *base, const struct given *given)
{
    differ_bases(c, pairing, base, false, true, given->assumptions, given->origin);
}

/* ---- causes ---- */

enum { CAUSE_KEY = 3 };

static struct str cause_key(uint32_t key[CAUSE_KEY], const struct comparison *c,
                            const struct facts *f, struct thing thing)
{
    key[0] = f == c->side[1];
    key[1] = thing.kind;
    key[2] = thing.index;
    return (struct str){(const char *)key, CAUSE_KEY * sizeof *key};
}

struct cause *cause_of(struct comparison *c, const struct facts *f, struct thing thing)
{
    uint32_t n, key[CAUSE_KEY];
    if (!intern_find(c->causes, cause_key(key, c, f, thing), &n)) return NULL;
    return &c->cause_list.at[n];
}

void add_cause(struct comparison *c, const struct facts *f, struct thing thing, size_t draft)
{
    uint32_t key[CAUSE_KEY], n = intern(c->causes, cause_key(key, c, f, thing));
    if (n == c->cause_list.len) *VEC_PUSH(c->arena, &c->cause_list) = (struct cause){0};
    struct cause *cause = &c->cause_list.at[n];
    if (draft != NO_DRAFT) *VEC_PUSH(c->arena, &cause->drafts) = draft;
}

/* ---- all of it ---- */

static int in_order(const void *a, const void *b)
{
    const struct draft *x = a, *y = b;
    if (x->d.subject != y->d.subject) return x->d.subject < y->d.subject ? -1 : 1;
    if (x->subject != y->subject) return x->subject < y->subject ? -1 : 1;
    return x->arrived < y->arrived ? -1 : x->arrived > y->arrived;
}

static struct differences *finish(struct comparison *c)
{
    struct differences *out = ARENA_NEW(c->arena, struct differences);
    if (c->drafts.len) qsort(c->drafts.at, c->drafts.len, sizeof *c->drafts.at, in_order);
    for (size_t i = 0; i < c->drafts.len; i++) {
        const struct draft *draft = &c->drafts.at[i];
        if (draft->if_affects && !draft->d.affects.len) continue;
        *VEC_PUSH(c->arena, &out->list) = draft->d;
        if (difference_grade(draft->d.kind) == GRADE_MEANING)
            out->meaning++;
        else
            out->text++;
    }
    return out;
}

static struct comparison begin(struct arena *arena, struct facts *from, struct facts *to)
{
    struct comparison c = {.arena = arena, .side = {from, to}};
    struct interner **const interners[] = {&c.keys, &c.subjects, &c.told, &c.causes, &c.renamed};
    for (size_t i = 0; i < sizeof interners / sizeof *interners; i++)
        *interners[i] = interner_create(arena);
    return c;
}

struct differences *compare_programs(struct arena *arena, struct facts *from, struct facts *to)
{
    struct comparison c = begin(arena, from, to);
    compare_layers(&c);
    compare_rest(&c);
    tell_affected(&c);
    return finish(&c);
}

struct differences *compare(struct arena *arena, const struct compared *from,
                            const struct compared *to)
{
    struct facts *a = facts_of(arena, from->program);
    struct facts *b = to->program == from->program ? a : facts_of(arena, to->program);
    if (from->version == NONE) return compare_programs(arena, a, b);
    struct comparison c = begin(arena, a, b);
    c.versions = true;
    compare_versions(&c, from->version, to->version);
    tell_affected(&c);
    return finish(&c);
}
