/* Who gets another verdict: see impact.h.
 *
 * Read impact_of() at the end first.  For each subject the dates are gone through one by one: both
 * sides are evaluated, each in memory that is emptied before the next, and what they come to is
 * laid side by side in a table of slots, one an item.  What differs extends the change that the
 * item had on the date before, if it is the same, or else begins one. */
#include "compiler/impact/internal.h"

#include <stdlib.h>

/* ---- dates ---- */

static date first_of_month(date d)
{
    struct civil c = civil_from_date(d);
    return date_of(c.year, c.month, 1);
}

struct impact_dates impact_dates_of(struct arena *arena, date from, date to, bool quarters)
{
    VEC(date) dates = {0};
    if (from < to) *VEC_PUSH(arena, &dates) = from;
    for (date d = first_of_month(from); d < to; d = date_add_months(d, 1, MONTH_ROUND_DOWN)) {
        bool counts = d > from && (!quarters || civil_from_date(d).month % 3 == 1);
        if (counts) *VEC_PUSH(arena, &dates) = d;
        if (date_add_months(d, 1, MONTH_ROUND_DOWN) <= d) break; /* the calendar ends */
    }
    *VEC_PUSH(arena, &dates) = to;
    return (struct impact_dates){dates.at, dates.len};
}

/* ---- changes of a subject ---- */

static void name_subject(struct impact_work *w, struct impact_subject *out)
{
    struct impact *impact = w->impact;
    int side = w->there[1] ? 1 : 0;
    const struct impact_side *s = &impact->side[side];
    const struct program *p = s->program;
    index_t table = w->table[side];
    *out = (struct impact_subject){.table = program_text(p, p->tables[table].id),
                                   .practice = table == p->stelsel.table};
    out->key = data_key(s->data, w->scratch[side], table, w->row[side]);
    for (int i = 1; i >= 0 && !out->group; i--)
        if (w->result[i]) out->group = w->result[i]->timeline.group;
    if (!out->practice || p->stelsel.plan_column == NONE) return;
    const struct column *column = &p->columns[p->stelsel.plan_column];
    index_t at = p->stelsel.plan_column - p->tables[table].columns.first;
    int64_t holder = s->data->tables[table].columns[at].values[w->row[side]];
    out->holder = data_text(s->data, w->scratch[side], &column->type, holder);
}

static uint32_t kept_subject(struct impact_work *w)
{
    struct impact *impact = w->impact;
    if (w->subject != NONE) return w->subject;
    struct impact_subject *subject = VEC_PUSH(impact->arena, &impact->subjects);
    name_subject(w, subject);
    subject->key = str_copy(impact->arena, subject->key);
    subject->holder = str_copy(impact->arena, subject->holder);
    return w->subject = (uint32_t)(impact->subjects.len - 1);
}

/* The date of the results at hand: a subject may have its own, and has the same under both but
 * where the policies differ on what it is. */
static bool date_at_hand(const struct impact_work *w, date *on)
{
    for (int side = 0; side < 2; side++) {
        if (!w->result[side] || !w->result[side]->has_on) continue;
        *on = w->result[side]->on;
        return true;
    }
    return false;
}

static struct impact_change *change_of(struct impact_work *w, struct impact_slot *slot,
                                       uint32_t item, uint32_t number)
{
    struct impact *impact = w->impact;
    struct impact_change *change = NULL;
    if (slot->change > w->changes) change = &impact->changes.at[slot->change - 1];
    if (change && slot->change_at == number && change->from == slot->code[0] &&
        change->to == slot->code[1])
        return change;
    change = VEC_PUSH(impact->arena, &impact->changes);
    *change = (struct impact_change){.subject = kept_subject(w),
                                     .item = item,
                                     .from = slot->code[0],
                                     .to = slot->code[1],
                                     .because = impact_empty_set(impact),
                                     .through = impact_empty_set(impact)};
    change->has_date = date_at_hand(w, &change->first);
    slot->change = (uint32_t)impact->changes.len;
    return change;
}

static void tell(struct impact_work *w, uint32_t item, uint32_t number)
{
    struct impact_slot *slot = &w->slots[item];
    uint32_t through = impact_empty_set(w->impact);
    slot->because = impact_because(w, item, &through);
    struct impact_change *change = change_of(w, slot, item, number);
    date_at_hand(w, &change->last);
    change->dates++;
    change->because = impact_union(w, change->because, slot->because);
    change->through = impact_union(w, change->through, through);
    slot->change_at = number + 1; /* the date on which it may go on */
}

/* A rule that has another name on the other side is compared under its new one. */
static void join_renamed(struct impact_work *w)
{
    for (size_t i = 0; i < w->touched.len; i++) {
        uint32_t other = w->impact->items.at[w->touched.at[i]].renamed;
        struct impact_slot *old = &w->slots[w->touched.at[i]];
        if (other == NONE || w->slots[other].stamp != w->stamp) continue;
        struct impact_slot *now = &w->slots[other];
        if (old->code[1] != IMPACT_ABSENT || now->code[0] != IMPACT_ABSENT) continue;
        now->code[0] = old->code[0];
        now->rule[0] = old->rule[0];
        old->code[0] = IMPACT_ABSENT;
        old->rule[0] = NULL;
    }
}

static void lay_side_by_side(struct impact_work *w, uint32_t number)
{
    const struct impact_item *items = w->impact->items.at;
    bool any = false;
    w->stamp++;
    w->touched.len = 0;
    for (int side = 0; side < 2; side++) impact_take(w, side);
    join_renamed(w);
    for (size_t i = 0; i < w->touched.len; i++) {
        uint32_t item = w->touched.at[i];
        bool changed = impact_differs(w, item);
        w->slots[item].changed = changed;
        any = any || changed;
    }
    if (!any) return;
    /* The rules first: what they make of an oordeel or a decision is told from them. */
    for (int rules = 1; rules >= 0; rules--)
        for (size_t i = 0; i < w->touched.len; i++) {
            uint32_t item = w->touched.at[i];
            if (w->slots[item].changed && (items[item].kind == IMPACT_RULE) == rules)
                tell(w, item, number);
        }
}

/* ---- one subject ---- */

static void judge(struct impact_work *w, const date *on)
{
    for (int side = 0; side < 2; side++) {
        const struct impact_side *s = &w->impact->side[side];
        struct evaluate_options options = s->options;
        options.has_on = on != NULL;
        if (on) options.on = *on;
        arena_reset(w->scratch[side]);
        w->result[side] = NULL;
        if (!w->there[side] || !table_has_rules(s->program, w->table[side])) continue;
        w->result[side] = ARENA_NEW(w->scratch[side], struct result);
        evaluate_subject(w->result[side], w->scratch[side], s->program, s->data, w->table[side],
                         w->row[side], &options);
    }
}

/* Without a reference date there is nothing to say of a subject that has none of its own; a
 * practice is niet_bepaald, and why. */
static bool has_date(const struct impact_work *w, int side, const date *on)
{
    const struct impact_side *s = &w->impact->side[side];
    struct evaluate_options options = s->options;
    date found;
    if (!w->there[side]) return false;
    options.has_on = on != NULL;
    if (on) options.on = *on;
    return s->program->tables[w->table[side]].intake != NONE ||
           subject_date(s->data, w->table[side], w->row[side], &options, &found);
}

/* The figures of a region are about one year, whatever the date. */
static bool is_of_one_date(const struct impact_work *w)
{
    for (int side = 0; side < 2; side++)
        if (w->there[side] && w->impact->side[side].program->tables[w->table[side]].year == NONE)
            return false;
    return true;
}

static int by_item(const void *a, const void *b)
{
    const struct impact_change *x = a, *y = b;
    if (x->item != y->item) return x->item < y->item ? -1 : 1;
    return x->first < y->first ? -1 : x->first > y->first;
}

static void count_causes(struct impact_work *w)
{
    struct impact *impact = w->impact;
    size_t causes = w->causes.count + IMPACT_CAUSES;
    bool *seen = ARENA_ARRAY(w->scratch[0], bool, causes);
    for (size_t i = w->changes; i < impact->changes.len; i++) {
        uint32_t set = impact->changes.at[i].because;
        size_t n = impact_set_size(impact, set);
        if (!n) impact->unexplained++;
        for (size_t k = 0; k < n; k++) seen[impact_set_member(impact, set, k)] = true;
    }
    for (size_t c = 0; c < causes; c++) impact->by_cause[c] += seen[c];
}

static void finish_subject(struct impact_work *w, struct impact_totals *totals)
{
    struct impact *impact = w->impact;
    struct impact_subject named;
    bool affected = false, moved = false;
    size_t n = impact->changes.len - w->changes;
    for (size_t i = w->changes; i < impact->changes.len; i++) {
        bool version = impact->items.at[impact->changes.at[i].item].kind == IMPACT_VERSION;
        moved = moved || version;
        affected = affected || !version;
    }
    impact->compared++;
    impact->affected += affected;
    impact->moved += moved;
    if (n) qsort(&impact->changes.at[w->changes], n, sizeof *impact->changes.at, by_item);
    if (n) count_causes(w);
    name_subject(w, &named);
    impact_totals_add(totals, &named, w->changes, affected);
}

static void compare_subject(struct impact_work *w, struct impact_totals *totals)
{
    struct impact *impact = w->impact;
    const struct impact_dates *dates = &impact->dates;
    size_t count = dates->count && !is_of_one_date(w) ? dates->count : 1;
    const date *first = dates->count ? dates->at : NULL;
    bool judged = false;
    w->subject = NONE;
    w->changes = impact->changes.len;
    for (int side = 0; side < 2; side++)
        judged = judged || (w->there[side] && has_date(w, side, first) &&
                            table_has_rules(impact->side[side].program, w->table[side]));
    if (!judged) {
        impact->left_out++;
        return;
    }
    for (int side = 0; side < 2; side++)
        if (w->there[side] && !w->there[!side] && w->table[!side] != NONE) impact->only[side]++;
    for (size_t i = 0; i < count; i++) {
        judge(w, first ? &first[i] : NULL);
        lay_side_by_side(w, (uint32_t)i + 1);
    }
    finish_subject(w, totals);
}

/* ---- all of them ---- */

static void find_on_other_side(struct impact_work *w, int side)
{
    const struct impact_side *s = &w->impact->side[side], *other = &w->impact->side[!side];
    uint32_t symbol;
    w->there[side] = true;
    w->there[!side] = false;
    if (w->table[!side] == NONE) return;
    struct str key = data_key(s->data, w->scratch[side], w->table[side], w->row[side]);
    if (!intern_find(other->data->symbols, key, &symbol)) return;
    index_t row = data_find(other->data, w->table[!side], symbol);
    w->there[!side] = row != NONE;
    w->row[!side] = row;
}

struct going {
    struct impact_work *w;
    struct impact_totals *totals;
    void (*progress)(void *context, size_t done, size_t total);
    void *context;
    size_t done, total;
};

static void report_progress(struct going *g)
{
    enum { PROGRESS_EVERY = 64 };
    g->done++;
    if (g->progress && (g->done % PROGRESS_EVERY == 0 || g->done == g->total))
        g->progress(g->context, g->done, g->total);
}

/* The rows of a table of one side; of the new side only what the old one does not have. */
static void go_over_table(struct going *g, int side, const index_t table[2])
{
    struct impact_work *w = g->w;
    const struct impact *impact = w->impact;
    w->table[0] = table[0];
    w->table[1] = table[1];
    size_t rows = impact->side[side].data->tables[table[side]].rows;
    for (size_t row = 0; row < rows; row++) {
        w->row[side] = row;
        find_on_other_side(w, side);
        if (side == 0 || !w->there[0]) compare_subject(w, g->totals);
        arena_reset(w->scratch[0]);
        arena_reset(w->scratch[1]);
        report_progress(g);
    }
}

static bool is_gone_over(const struct impact *impact, const index_t table[2])
{
    for (int side = 0; side < 2; side++)
        if (table[side] != NONE && impact->side[side].program->tables[table[side]].parent == NONE &&
            table_has_rules(impact->side[side].program, table[side]))
            return true;
    return false;
}

/* A table of one side, beside that of the other; NONE where the other has none of its name. */
typedef void visit_table(struct going *g, int side, const index_t table[2]);

static void count_rows(struct going *g, int side, const index_t table[2])
{
    g->total += g->w->impact->side[side].data->tables[table[side]].rows;
}

static void each_table(struct going *g, visit_table *visit)
{
    struct impact_work *w = g->w;
    const struct impact *impact = w->impact;
    const struct program *q = impact->side[1].program;
    for (index_t a = 0; a < impact->side[0].program->tables_count; a++) {
        const index_t table[2] = {a, w->tables[a]};
        if (!is_gone_over(impact, table)) continue;
        for (int side = 0; side < 2; side++)
            if (table[side] != NONE) visit(g, side, table);
    }
    for (index_t b = 0; b < q->tables_count; b++) {
        const index_t table[2] = {NONE, b};
        index_t a = program_find_table(impact->side[0].program, program_text(q, q->tables[b].id));
        if (a != NONE && w->tables[a] == b) continue;
        if (is_gone_over(impact, table)) visit(g, 1, table);
    }
}

static void go_over_one(struct going *g)
{
    struct impact_work *w = g->w;
    const struct impact *impact = w->impact;
    for (int side = 0; side < 2; side++) {
        const struct impact_side *s = &impact->side[side], *other = &impact->side[!side];
        w->there[side] = !s->absent;
        w->row[side] = s->row;
        w->table[side] =
            s->absent ? program_find_table(
                            s->program,
                            program_text(other->program, other->program->tables[other->table].id))
                      : s->table;
    }
    compare_subject(w, g->totals);
}

static void go_over(struct going *g)
{
    if (g->w->impact->side[0].only) {
        go_over_one(g);
        return;
    }
    each_table(g, count_rows);
    each_table(g, go_over_table);
}

/* ---- why ---- */

static bool is_told(const struct differences *list, const struct difference *d)
{
    for (size_t i = 0; i < list->list.len; i++) {
        const struct difference *other = &list->list.at[i];
        if (other->subject == d->subject && other->kind == d->kind && str_equal(other->id, d->id) &&
            named_equal(other->owner, d->owner) && str_equal(other->part, d->part))
            return true;
    }
    return false;
}

/* Between two versions of two policies there is more than those versions: kaders, plans by the
 * calendar and the vocabulary judge everybody too, RHO's and regions by nothing else. */
static void add_outside_of_versions(struct impact *impact, struct differences *list)
{
    const struct compared whole[2] = {{impact->side[0].program, NONE},
                                      {impact->side[1].program, NONE}};
    const struct differences *more = compare(impact->arena, &whole[0], &whole[1]);
    for (size_t i = 0; i < more->list.len; i++) {
        const struct difference *d = &more->list.at[i];
        if (d->subject == SUBJECT_LEIDRAAD || d->versions.len || is_told(list, d)) continue;
        *VEC_PUSH(impact->arena, &list->list) = *d;
        *(difference_grade(d->kind) == GRADE_MEANING ? &list->meaning : &list->text) += 1;
    }
}

static const struct differences *differences_of(struct impact *impact)
{
    const struct impact_side *a = &impact->side[0], *b = &impact->side[1];
    const struct compared compared[2] = {{a->program, a->options.force_version},
                                         {b->program, b->options.force_version}};
    struct differences *list = compare(impact->arena, &compared[0], &compared[1]);
    if (impact->versions && a->program != b->program) add_outside_of_versions(impact, list);
    return list;
}

struct impact *impact_of(struct arena *arena, const struct impact_side *from,
                         const struct impact_side *to, struct impact_dates dates,
                         void (*progress)(void *context, size_t done, size_t total), void *context)
{
    struct impact *impact = ARENA_NEW(arena, struct impact);
    *impact = (struct impact){.arena = arena,
                              .side = {*from, *to},
                              .dates = dates,
                              .versions = from->options.force_version != NONE,
                              .texts = interner_create(arena),
                              .sets = interner_create(arena)};
    impact->differences = differences_of(impact);
    struct impact_work *w = ARENA_NEW(arena, struct impact_work);
    *w = (struct impact_work){
        .impact = impact, .scratch = {arena_child(arena), arena_child(arena)}, .subject = NONE};
    impact_make_items(w);
    impact_make_causes(w);
    impact->by_cause = ARENA_ARRAY(arena, size_t, w->causes.count + IMPACT_CAUSES);
    struct going g = {
        .w = w, .totals = impact_totals_create(impact), .progress = progress, .context = context};
    go_over(&g);
    impact_totals_finish(g.totals);
    return impact;
}
