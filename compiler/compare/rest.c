/* What stands outside of versions: decisions, calculations, tasks, the stelsel, subjects with their
 * data, keuzes and sources.  See internal.h. */
#include "compiler/compare/internal.h"

#include <stdlib.h>

/* ---- lists of named things ---- */

/* A kind of thing that both programs have a list of, matched by name.  Told by `both` where both
 * have it, and by `one` where only one side does. */
struct listed {
    index_t (*count)(const struct program *p);
    struct str (*name)(struct arena *arena, const struct program *p, index_t i);
    void (*both)(struct comparison *c, const struct pairing *pairing, index_t a, index_t b);
    void (*one)(struct comparison *c, const struct pairing *pairing, int side, index_t i);
};

static void compare_listed(struct comparison *c, const struct pairing *pairing,
                           const struct listed *listed)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    struct interner *names = interner_create(c->arena);
    index_t old = listed->count(p), new = listed->count(q);
    bool *found = ARENA_ARRAY(c->arena, bool, old);
    for (index_t i = 0; i < old; i++) intern(names, listed->name(c->arena, p, i));
    for (index_t j = 0; j < new; j++) {
        uint32_t i;
        if (intern_find(names, listed->name(c->arena, q, j), &i)) {
            found[i] = true;
            listed->both(c, pairing, i, j);
        } else {
            listed->one(c, pairing, 1, j);
        }
    }
    for (index_t i = 0; i < old; i++)
        if (!found[i]) listed->one(c, pairing, 0, i);
}

/* One that came or lapsed, where it is no rule: with what it assumes. */
static void tell_one(struct comparison *c, const struct pairing *pairing, int side,
                     const struct difference *base, struct str what, struct range assumptions,
                     struct origin origin, struct range citations)
{
    struct difference d = *base;
    struct str assumed = text_assumed(c->arena, pairing->f[side]->p, assumptions);
    struct str text =
        str_from(arena_printf(c->arena, STR_FMT STR_FMT, STR_ARG(what), STR_ARG(assumed)));
    d.kind = side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED;
    *(side ? &d.to : &d.from) = side_of(pairing->f[side], text, origin, citations);
    differ(c, pairing, &d);
}

#define LISTED(array)                                     \
    static index_t array##_count(const struct program *p) \
    {                                                     \
        return p->array##_count;                          \
    }
#define LISTED_BY_ID(array)                                                                 \
    LISTED(array)                                                                           \
    static struct str array##_name(struct arena *arena, const struct program *p, index_t i) \
    {                                                                                       \
        (void)arena;                                                                        \
        return program_text(p, p->array[i].id);                                             \
    }

/* ---- decisions ---- */

static struct difference decision_base(const struct program *p, const struct decision *d)
{
    return (struct difference){.subject = SUBJECT_BESLUIT,
                               .id = program_text(p, d->id),
                               .title = program_text(p, d->title)};
}

static struct str about(struct arena *arena, const struct program *p, index_t table)
{
    struct str name = text_table(arena, p, table);
    return str_from(arena_printf(arena, "geldt voor " STR_FMT, STR_ARG(name)));
}

static void both_decisions(struct comparison *c, const struct pairing *pairing, index_t a,
                           index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct decision *from = &p->decisions[a], *to = &q->decisions[b];
    struct difference base = decision_base(q, to);
    struct given given = {.citations = {from->citations, to->citations},
                          .assumptions = {from->assumptions, to->assumptions},
                          .origin = {from->origin, to->origin}};
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, from->title, to->title, &given);
    differ_text(c, pairing, &base, DIFFERENCE_APPLIES, about(c->arena, p, from->table),
                about(c->arena, q, to->table), &given);
    differ_text(c, pairing, &base, DIFFERENCE_TERM, text_period(c->arena, from->from, from->to),
                text_period(c->arena, to->from, to->to), &given);
    differ_text(c, pairing, &base, DIFFERENCE_ANSWER, text_decision(c->arena, c, 0, from),
                text_decision(c->arena, c, 1, to), &given);
    differ_basis(c, pairing, &base, &given);
}

static void one_decision(struct comparison *c, const struct pairing *pairing, int side, index_t i)
{
    const struct program *p = pairing->f[side]->p;
    const struct decision *d = &p->decisions[i];
    struct difference base = decision_base(p, d);
    tell_one(c, pairing, side, &base, text_decision(c->arena, c, side, d), d->assumptions,
             d->origin, d->citations);
}

LISTED_BY_ID(decisions)
static const struct listed decisions = {decisions_count, decisions_name, both_decisions,
                                        one_decision};

/* ---- calculations ---- */

static struct difference calculation_base(const struct program *p, const struct calculation *k)
{
    return (struct difference){.subject = SUBJECT_BEREKENING,
                               .id = program_text(p, k->id),
                               .title = program_text(p, k->title)};
}

/* How a result is rounded stands in its last operation. */
static struct str rounding_of(const struct program *p, const struct calculation *k)
{
    static const char *const names[] = {
        [ROUND_DOWN] = "omlaag",
        [ROUND_UP] = "omhoog",
        [ROUND_HALF_UP] = "half omhoog",
        [ROUND_HALF_EVEN] = "half even",
    };
    const struct node *n = &p->nodes[k->value];
    if (n->op != OP_AFGEROND && n->op != OP_GEDEELD) return (struct str){0};
    return str_from(names[n->value]);
}

/* What is rounded, without the rounding. */
static index_t rounded(const struct program *p, index_t node)
{
    return p->nodes[node].op == OP_AFGEROND ? p->nodes[node].a : node;
}

static void both_calculations(struct comparison *c, const struct pairing *pairing, index_t a,
                              index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct calculation *from = &p->calculations[a], *to = &q->calculations[b];
    struct difference base = calculation_base(q, to);
    struct given given = {.citations = {from->citations, to->citations},
                          .assumptions = {from->assumptions, to->assumptions},
                          .origin = {from->origin, to->origin}};
    struct place place = {DIFFERENCE_VALUE, "", "", "", {0}, true, NULL};
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, from->title, to->title, &given);
    differ_text(c, pairing, &base, DIFFERENCE_APPLIES, about(c->arena, p, from->table),
                about(c->arena, q, to->table), &given);
    differ_text(c, pairing, &base, DIFFERENCE_TYPE, text_type(c->arena, p, &from->type),
                text_type(c->arena, q, &to->type), &given);
    differ_text(c, pairing, &base, DIFFERENCE_ROUNDING, rounding_of(p, from), rounding_of(q, to),
                &given);
    compare_nodes(c, pairing, &base, &place, rounded(p, from->value), rounded(q, to->value),
                  &given);
    differ_basis(c, pairing, &base, &given);
    remember_calculation(c, pairing, base.id, from->value, to->value);
}

static void one_calculation(struct comparison *c, const struct pairing *pairing, int side,
                            index_t i)
{
    const struct program *p = pairing->f[side]->p;
    const struct calculation *k = &p->calculations[i];
    struct difference base = calculation_base(p, k);
    index_t at[2] = {NONE, NONE};
    at[side] = k->value;
    tell_one(c, pairing, side, &base, text_phrase(p, k->value), k->assumptions, k->origin,
             k->citations);
    remember_calculation(c, pairing, base.id, at[0], at[1]);
}

LISTED_BY_ID(calculations)
static const struct listed calculations = {calculations_count, calculations_name, both_calculations,
                                           one_calculation};

static thing_list *used_by_calculations(struct comparison *c, struct facts *f)
{
    thing_list *used = ARENA_NEW(c->arena, thing_list);
    for (index_t i = 0; i < f->p->calculations_count; i++)
        reach_from(f, f->p->calculations[i].value, used);
    return used;
}

static void compare_calculations(struct comparison *c, const struct pairing *pairing)
{
    compare_listed(c, pairing, &calculations);
    thing_list *used[2] = {used_by_calculations(c, pairing->f[0]),
                           used_by_calculations(c, pairing->f[1])};
    compare_things(c, pairing, used);
}

/* ---- tasks ---- */

static struct difference task_base(const struct program *p, const struct task *t)
{
    return (struct difference){
        .subject = SUBJECT_TAAK, .id = program_text(p, t->id), .title = program_text(p, t->title)};
}

static void both_tasks(struct comparison *c, const struct pairing *pairing, index_t a, index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct task *from = &p->tasks[a], *to = &q->tasks[b];
    struct difference base = task_base(q, to);
    struct given given = {.citations = {from->citations, to->citations},
                          .assumptions = {from->assumptions, to->assumptions},
                          .origin = {from->origin, to->origin}};
    bool undated = from->kind == TASK_UNDATED && to->kind == TASK_UNDATED;
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, from->title, to->title, &given);
    differ_text(c, pairing, &base, undated ? DIFFERENCE_REASON : DIFFERENCE_WINDOW,
                text_window(c->arena, p, from), text_window(c->arena, q, to), &given);
    differ_text(c, pairing, &base, DIFFERENCE_PARTIES, text_texts(c->arena, p, from->parties),
                text_texts(c->arena, q, to->parties), &given);
    differ_basis(c, pairing, &base, &given);
}

static void one_task(struct comparison *c, const struct pairing *pairing, int side, index_t i)
{
    const struct program *p = pairing->f[side]->p;
    const struct task *t = &p->tasks[i];
    struct difference base = task_base(p, t);
    struct str parties = text_texts(c->arena, p, t->parties);
    struct str window = text_window(c->arena, p, t);
    struct str text = str_from(
        arena_printf(c->arena, STR_FMT "\ndoor " STR_FMT, STR_ARG(window), STR_ARG(parties)));
    tell_one(c, pairing, side, &base, text, t->assumptions, t->origin, t->citations);
}

LISTED_BY_ID(tasks)
static const struct listed tasks = {tasks_count, tasks_name, both_tasks, one_task};

/* ---- sources ---- */

static struct str source_text(struct arena *arena, const struct program *p, const struct source *s)
{
    struct buf text = {.arena = arena};
    buf_printf(&text, "\"" STR_FMT "\"", STR_ARG(program_text(p, s->title)));
    if (s->by != NONE) buf_printf(&text, " van \"" STR_FMT "\"", STR_ARG(program_text(p, s->by)));
    if (s->dated != DATE_NONE) {
        struct str day = text_date(arena, s->dated);
        buf_printf(&text, " datum " STR_FMT, STR_ARG(day));
    }
    if (s->address != NONE)
        buf_printf(&text, " adres \"" STR_FMT "\"", STR_ARG(program_text(p, s->address)));
    return buf_str(&text);
}

static struct difference source_base(const struct program *p, const struct source *s)
{
    return (struct difference){
        .subject = SUBJECT_BRON, .id = program_text(p, s->id), .title = program_text(p, s->title)};
}

static struct str outside(const struct source *s)
{
    return s->external ? STR("extern") : STR("niet extern");
}

static void both_sources(struct comparison *c, const struct pairing *pairing, index_t a, index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct source *from = &p->sources[a], *to = &q->sources[b];
    struct difference base = source_base(q, to);
    struct given given = {.origin = {origin_none(), origin_none()}};
    differ_text(c, pairing, &base, DIFFERENCE_EXTERNAL, outside(from), outside(to), &given);
    differ_text(c, pairing, &base, DIFFERENCE_DETAILS, source_text(c->arena, p, from),
                source_text(c->arena, q, to), &given);
}

/* That a source is declared decides nothing; who cites it is told there. */
static void one_source(struct comparison *c, const struct pairing *pairing, int side, index_t i)
{
    const struct program *p = pairing->f[side]->p;
    struct difference base = source_base(p, &p->sources[i]);
    struct str text = source_text(c->arena, p, &p->sources[i]), none = {0};
    struct given given = {.origin = {origin_none(), origin_none()}};
    differ_text(c, pairing, &base, DIFFERENCE_DETAILS, side ? none : text, side ? text : none,
                &given);
}

LISTED_BY_ID(sources)
static const struct listed sources = {sources_count, sources_name, both_sources, one_source};

/* ---- keuzes ---- */

static struct difference keuze_base(const struct program *p, const struct keuze *k)
{
    return (struct difference){
        .subject = SUBJECT_KEUZE, .id = program_text(p, k->id), .title = program_text(p, k->title)};
}

/* Either may be missing.  It rests on what it cites itself, else on what its keuze does: that is
 * told of the keuze. */
static void compare_member(struct comparison *c, const struct pairing *pairing,
                           const struct difference *base, const struct member *const m[2],
                           const struct keuze *const keuze[2])
{
    struct given own = {.origin = {origin_none(), origin_none()}}, given = own;
    struct str id[2] = {{0}, {0}}, title[2] = {{0}, {0}};
    struct difference d = *base;
    for (int side = 0; side < 2; side++) {
        if (!m[side]) continue;
        id[side] = d.part = program_text(pairing->f[side]->p, m[side]->id);
        title[side] = program_text(pairing->f[side]->p, m[side]->title);
        own.citations[side] = m[side]->citations;
        own.assumptions[side] = m[side]->assumptions;
        given.citations[side] =
            m[side]->citations.count ? m[side]->citations : keuze[side]->citations;
    }
    if (differ_text(c, pairing, &d, DIFFERENCE_MEMBER, id[0], id[1], &given))
        own.citations[0] = own.citations[1] = (struct range){0}; /* shown with the member */
    else
        differ_text(c, pairing, &d, DIFFERENCE_TITLE, title[0], title[1], &given);
    differ_basis(c, pairing, &d, &own);
}

static void compare_members(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, const struct keuze *const keuze[2])
{
    struct interner *ids[2];
    for (int side = 0; side < 2; side++) {
        const struct program *p = pairing->f[side]->p;
        ids[side] = interner_create(c->arena);
        for (index_t i = 0; i < keuze[side]->members.count; i++)
            intern(ids[side], program_text(p, p->members[keuze[side]->members.first + i].id));
    }
    for (int side = 1; side >= 0; side--) {
        const struct program *p = pairing->f[side]->p, *q = pairing->f[!side]->p;
        for (index_t i = 0; i < keuze[side]->members.count; i++) {
            const struct member *member = &p->members[keuze[side]->members.first + i];
            const struct member *pair[2] = {NULL, NULL};
            uint32_t n;
            bool both = intern_find(ids[!side], program_text(p, member->id), &n);
            if (both && !side) continue; /* told from the new side */
            pair[side] = member;
            if (both) pair[!side] = &q->members[keuze[!side]->members.first + n];
            compare_member(c, pairing, base, pair, keuze);
        }
    }
}

/* Members and openness say what good data is: no rule means anything else by them. */
static void both_keuzes(struct comparison *c, const struct pairing *pairing, index_t a, index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct keuze *keuze[2] = {&p->keuzes[a], &q->keuzes[b]};
    struct difference base = keuze_base(q, keuze[1]);
    struct given given = {.citations = {keuze[0]->citations, keuze[1]->citations},
                          .assumptions = {keuze[0]->assumptions, keuze[1]->assumptions},
                          .origin = {origin_none(), origin_none()}};
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, keuze[0]->title, keuze[1]->title, &given);
    differ_text(c, pairing, &base, DIFFERENCE_OPEN, keuze[0]->open ? STR("open") : STR("gesloten"),
                keuze[1]->open ? STR("open") : STR("gesloten"), &given);
    differ_basis(c, pairing, &base, &given);
    compare_members(c, pairing, &base, keuze);
}

static void one_keuze(struct comparison *c, const struct pairing *pairing, int side, index_t i)
{
    const struct program *p = pairing->f[side]->p;
    const struct keuze *k = &p->keuzes[i];
    struct difference base = keuze_base(p, k);
    tell_one(c, pairing, side, &base, text_members(c->arena, p, k), k->assumptions, origin_none(),
             k->citations);
}

LISTED_BY_ID(keuzes)
static const struct listed keuzes = {keuzes_count, keuzes_name, both_keuzes, one_keuze};

/* ---- tables ---- */

static struct difference table_base(struct arena *arena, const struct program *p, index_t table)
{
    return (struct difference){.subject = SUBJECT_ONDERWERP,
                               .id = text_table(arena, p, table),
                               .title = program_text(p, p->tables[table].title)};
}

static struct str column_name(const struct program *p, index_t column)
{
    return column == NONE ? (struct str){0} : program_text(p, p->columns[column].id);
}

/* By which column a subject is judged, or its rows count. */
static void compare_days(struct comparison *c, const struct pairing *pairing,
                         const struct difference *base, const struct table *a,
                         const struct table *b, const struct given *given)
{
    const struct {
        const char *word;
        index_t from, to;
    } days[] = {{"gedateerd", a->dated, b->dated},
                {"ingedeeld naar", a->intake, b->intake},
                {"beoordeeld over", a->year, b->year}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct difference d = *base;
        d.part = str_from(days[i].word);
        differ_text(c, pairing, &d, DIFFERENCE_JUDGED, column_name(pairing->f[0]->p, days[i].from),
                    column_name(pairing->f[1]->p, days[i].to), given);
    }
}

/* A range or a pattern says what good data is; the kind, the scale and what it is of also what a
 * rule means that asks for it. */
static bool means_the_same(const struct program *p, const struct type *a, const struct program *q,
                           const struct type *b)
{
    if (a->kind != b->kind || a->scale != b->scale) return false;
    if (a->kind == TYPE_KEUZE)
        return str_equal(program_text(p, p->keuzes[a->ref].id),
                         program_text(q, q->keuzes[b->ref].id));
    if (a->kind == TYPE_VERWIJZING)
        return str_equal(program_text(p, p->tables[a->ref].id),
                         program_text(q, q->tables[b->ref].id));
    return true;
}

static void compare_column(struct comparison *c, const struct pairing *pairing,
                           const struct difference *base, index_t a, index_t b,
                           const struct given *given)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct column *from = &p->columns[a], *to = &q->columns[b];
    struct difference renamed = *base;
    size_t before = c->noted.len;
    renamed.part = column_name(p, a);
    renamed.renamed = base->part;
    if (differ_text(c, pairing, &renamed, DIFFERENCE_RENAMED, renamed.part, renamed.renamed, given))
        add_causes(c, pairing, before, (struct thing){THING_COLUMN, a},
                   (struct thing){THING_COLUMN, b});
    before = c->noted.len;
    differ_text(c, pairing, base, DIFFERENCE_TYPE, text_type(c->arena, p, &from->type),
                text_type(c->arena, q, &to->type), given);
    if (!means_the_same(p, &from->type, q, &to->type))
        add_causes(c, pairing, before, (struct thing){THING_COLUMN, a},
                   (struct thing){THING_COLUMN, b});
    differ_symbol(c, pairing, base, DIFFERENCE_TITLE, from->title, to->title, given);
}

static void one_column(struct comparison *c, const struct pairing *pairing,
                       const struct difference *base, int side, const struct type *type,
                       const struct given *given)
{
    struct str text[2] = {{0}};
    text[side] = text_type(c->arena, pairing->f[side]->p, type);
    differ_text(c, pairing, base, DIFFERENCE_COLUMN, text[0], text[1], given);
}

static struct interner *column_ids(struct comparison *c, const struct program *p,
                                   struct range columns)
{
    struct interner *ids = interner_create(c->arena);
    for (index_t i = 0; i < columns.count; i++) intern(ids, column_name(p, columns.first + i));
    return ids;
}

/* By name; and by title what is left: it is all that a column has beside its type. */
static void match_columns(struct comparison *c, const struct pairing *pairing,
                          const struct range columns[2], index_t *matched[2])
{
    struct interner *ids = column_ids(c, pairing->f[0]->p, columns[0]);
    struct likeness likeness[2];
    for (int side = 0; side < 2; side++) {
        const struct program *p = pairing->f[side]->p;
        index_t count = columns[side].count;
        struct str *titles = ARENA_ARRAY(c->arena, struct str, count);
        matched[side] = ARENA_ARRAY(c->arena, index_t, count);
        for (index_t i = 0; i < count; i++) {
            titles[i] = program_text(p, p->columns[columns[side].first + i].title);
            matched[side][i] = NONE;
        }
        likeness[side] = (struct likeness){titles, 1, count, matched[side]};
    }
    for (index_t j = 0; j < columns[1].count; j++) {
        uint32_t i;
        if (!intern_find(ids, column_name(pairing->f[1]->p, columns[1].first + j), &i)) continue;
        matched[1][j] = i;
        matched[0][i] = j;
    }
    match_alike(c, likeness);
}

static void compare_columns(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, struct range from, struct range to,
                            const struct given *given)
{
    const struct range columns[2] = {from, to};
    index_t *matched[2];
    match_columns(c, pairing, columns, matched);
    for (int side = 1; side >= 0; side--) {
        const struct program *p = pairing->f[side]->p;
        for (index_t i = 0; i < columns[side].count; i++) {
            index_t column = columns[side].first + i;
            struct difference d = *base;
            d.part = column_name(p, column);
            if (matched[side][i] == NONE)
                one_column(c, pairing, &d, side, &p->columns[column].type, given);
            else if (side)
                compare_column(c, pairing, &d, from.first + matched[1][i], column, given);
        }
    }
}

static void both_tables(struct comparison *c, const struct pairing *pairing, index_t a, index_t b)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct table *from = &p->tables[a], *to = &q->tables[b];
    struct difference base = table_base(c->arena, q, b);
    struct given given = {.origin = {origin_none(), origin_none()}};
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, from->title, to->title, &given);
    size_t before = c->noted.len;
    compare_days(c, pairing, &base, from, to, &given);
    add_causes(c, pairing, before, (struct thing){THING_TABLE, a}, (struct thing){THING_TABLE, b});
    differ_text(c, pairing, &base, DIFFERENCE_KEY, text_column_list(c->arena, p, from->keys),
                text_column_list(c->arena, q, to->keys), &given);
    compare_columns(c, pairing, &base, from->columns, to->columns, &given);
}

static void one_table(struct comparison *c, const struct pairing *pairing, int side, index_t i)
{
    const struct program *p = pairing->f[side]->p;
    struct difference base = table_base(c->arena, p, i);
    tell_one(c, pairing, side, &base, text_column_list(c->arena, p, p->tables[i].columns),
             (struct range){0}, origin_none(), (struct range){0});
}

LISTED(tables)
static const struct listed tables = {tables_count, text_table, both_tables, one_table};

/* ---- the stelsel ---- */

static struct str number_text(struct arena *arena, index_t n)
{
    return str_from(arena_printf(arena, "%u", (unsigned)n));
}

/* A cell of the intake as start date, growth years, and years of a duty.  The first says who comes
 * under a version at all: it affects no rule by itself, and is told of a version too. */
static void compare_notions(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, const struct given *given)
{
    const struct stelsel *a = &pairing->f[0]->p->stelsel, *b = &pairing->f[1]->p->stelsel;
    const struct {
        const char *word;
        index_t from, to;
        unsigned part;
    } notions[] = {{"instroommoment", a->every_cell, b->every_cell, 0},
                   {"groeijaar", a->own_growth_year, b->own_growth_year, ON_GROWTH_YEAR},
                   {"verplichtingsjaar", a->calendar_year, b->calendar_year, ON_DUTY_YEAR}};
    struct place place = {DIFFERENCE_NOTION, "", "", "", {0}, false, NULL};
    for (size_t i = 0; i < sizeof notions / sizeof *notions; i++) {
        struct thing part = {THING_STELSEL, notions[i].part};
        struct difference d = *base;
        size_t before = c->noted.len;
        bool only_if_affects = c->only_if_affects;
        d.part = str_from(notions[i].word);
        if (!notions[i].part) c->only_if_affects = false;
        compare_nodes(c, pairing, &d, &place, notions[i].from, notions[i].to, given);
        c->only_if_affects = only_if_affects;
        if (notions[i].part) add_causes(c, pairing, before, part, part);
    }
}

static void compare_stelsel(struct comparison *c, const struct pairing *pairing)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    const struct stelsel *a = &p->stelsel, *b = &q->stelsel;
    const struct thing rounding = {THING_STELSEL, ON_ROUNDING};
    struct given given = {.origin = {origin_none(), origin_none()}};
    struct difference base = {.subject = SUBJECT_STELSEL,
                              .id = program_text(q, b->id),
                              .title = program_text(q, b->title)};
    differ_symbol(c, pairing, &base, DIFFERENCE_DETAILS, a->id, b->id, &given);
    differ_symbol(c, pairing, &base, DIFFERENCE_TITLE, a->title, b->title, &given);
    differ_text(c, pairing, &base, DIFFERENCE_TERM, text_period(c->arena, a->from, a->to),
                text_period(c->arena, b->from, b->to), &given);
    differ_text(c, pairing, &base, DIFFERENCE_GROUPS, number_text(c->arena, a->groups),
                number_text(c->arena, b->groups), &given);
    differ_text(c, pairing, &base, DIFFERENCE_PARTIES, text_texts(c->arena, p, a->parties),
                text_texts(c->arena, q, b->parties), &given);
    size_t before = c->noted.len;
    differ_text(c, pairing, &base, DIFFERENCE_ROUNDING,
                a->month_rounding == MONTH_ROUND_UP ? STR("omhoog") : STR("omlaag"),
                b->month_rounding == MONTH_ROUND_UP ? STR("omhoog") : STR("omlaag"), &given);
    add_causes(c, pairing, before, rounding, rounding);
    compare_notions(c, pairing, &base, &given);
}

/* ---- all of it ---- */

void compare_vocabulary(struct comparison *c, const struct pairing *pairing)
{
    compare_listed(c, pairing, &keuzes);
    compare_stelsel(c, pairing);
    compare_listed(c, pairing, &tables);
}

/* What holds without any version. */
static void compare_own_standards(struct comparison *c, const struct pairing *pairing)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    if (!p->versions_count && !q->versions_count) compare_standards(c, pairing, NONE, NONE);
}

void compare_rest(struct comparison *c)
{
    struct pairing pairing = pairing_of(c, c->side[0], c->side[1], (struct str){0});
    compare_readings(c, &pairing);
    compare_own_standards(c, &pairing);
    compare_listed(c, &pairing, &decisions);
    compare_calculations(c, &pairing);
    compare_listed(c, &pairing, &tasks);
    compare_vocabulary(c, &pairing);
    compare_listed(c, &pairing, &sources);
}
