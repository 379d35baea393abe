/* The counts of an impact: of each kind of subject, and of the practices of each RHO and group, how
 * many there are, how many get another verdict, and how many had each change.  A subject counts
 * once, on however many dates it had the change. */
#include "compiler/impact/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct impact_totals {
    struct impact *impact;
    struct interner *strata, *totals; /* the same numbers as in the lists */
};

struct impact_totals *impact_totals_create(struct impact *impact)
{
    struct impact_totals *t = ARENA_NEW(impact->arena, struct impact_totals);
    *t = (struct impact_totals){impact, interner_create(impact->arena),
                                interner_create(impact->arena)};
    return t;
}

static uint32_t stratum_of(struct impact_totals *t, enum impact_axis axis, struct str table,
                           struct str name)
{
    char few[256];
    struct impact *impact = t->impact;
    int len = snprintf(few, sizeof few, "%d " STR_FMT " " STR_FMT, (int)axis, STR_ARG(table),
                       STR_ARG(name));
    struct str key = {few, (size_t)len};
    if (key.len >= sizeof few)
        key = str_from(arena_printf(impact->arena, "%d " STR_FMT " " STR_FMT, (int)axis,
                                    STR_ARG(table), STR_ARG(name)));
    uint32_t n = intern(t->strata, key);
    if (n == impact->strata.len)
        *VEC_PUSH(impact->arena, &impact->strata) = (struct impact_stratum){
            .axis = axis, .table = table, .name = str_copy(impact->arena, name)};
    return n;
}

static void count_change(struct impact_totals *t, uint32_t stratum,
                         const struct impact_change *change)
{
    struct impact *impact = t->impact;
    const uint32_t key[] = {stratum, change->item, change->from, change->to};
    uint32_t n = intern(t->totals, (struct str){(const char *)key, sizeof key});
    if (n == impact->totals.len)
        *VEC_PUSH(impact->arena, &impact->totals) = (struct impact_total){
            .stratum = stratum, .item = change->item, .from = change->from, .to = change->to};
    struct impact_total *total = &impact->totals.at[n];
    if (total->last == (size_t)change->subject + 1) return;
    total->last = (size_t)change->subject + 1;
    total->subjects++;
}

void impact_totals_add(struct impact_totals *t, const struct impact_subject *subject,
                       size_t first_change, bool affected)
{
    struct impact *impact = t->impact;
    uint32_t strata[IMPACT_AXES];
    char group[16] = "";
    int axes = subject->practice ? IMPACT_AXES : 1;
    if (subject->group) snprintf(group, sizeof group, "%u", (unsigned)subject->group);
    const struct str names[IMPACT_AXES] = {
        [AXIS_HOLDER] = subject->holder, [AXIS_GROUP] = str_from(group)};
    for (int axis = 0; axis < axes; axis++) {
        strata[axis] = stratum_of(t, (enum impact_axis)axis, subject->table, names[axis]);
        impact->strata.at[strata[axis]].subjects++;
        impact->strata.at[strata[axis]].affected += affected;
    }
    for (size_t i = first_change; i < impact->changes.len; i++)
        for (int axis = 0; axis < axes; axis++)
            count_change(t, strata[axis], &impact->changes.at[i]);
}

/* ---- in order ---- */

struct placed {
    struct impact_stratum stratum;
    uint32_t number;
};

/* Names in order, what is not known last. */
static int by_axis(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->stratum.axis != y->stratum.axis) return x->stratum.axis < y->stratum.axis ? -1 : 1;
    if (x->stratum.axis == AXIS_ALL) return x->number < y->number ? -1 : 1;
    if (!x->stratum.name.len != !y->stratum.name.len) return x->stratum.name.len ? -1 : 1;
    int order = str_compare(x->stratum.name, y->stratum.name);
    return order ? order : x->number < y->number ? -1 : 1;
}

static int by_stratum(const void *a, const void *b)
{
    const struct impact_total *x = a, *y = b;
    if (x->stratum != y->stratum) return x->stratum < y->stratum ? -1 : 1;
    if (x->item != y->item) return x->item < y->item ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

void impact_totals_finish(struct impact_totals *t)
{
    struct impact *impact = t->impact;
    size_t n = impact->strata.len;
    struct placed *placed = ARENA_ARRAY(impact->arena, struct placed, n);
    uint32_t *now = ARENA_ARRAY(impact->arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) placed[i] = (struct placed){impact->strata.at[i], i};
    if (n) qsort(placed, n, sizeof *placed, by_axis);
    for (uint32_t i = 0; i < n; i++) {
        impact->strata.at[i] = placed[i].stratum;
        now[placed[i].number] = i;
    }
    for (size_t i = 0; i < impact->totals.len; i++)
        impact->totals.at[i].stratum = now[impact->totals.at[i].stratum];
    if (impact->totals.len)
        qsort(impact->totals.at, impact->totals.len, sizeof *impact->totals.at, by_stratum);
}
