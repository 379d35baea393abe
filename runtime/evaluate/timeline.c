/* The timeline of a practice: its group, its versions, its years.
 *
 * Read it from top to bottom as the bestuurlijke afspraken tell Tabel 1: readings, then the intake
 * table, then where a practice stands on a day, then the two kinds of years.  Versions stand in the
 * program in the order of their revisions, and the compiler has seen to it that a group's dates
 * rise along them; so walking the versions of a group is walking forward in time. */
#include "evaluate/timeline.h"

#include "data/data.h"

#include <string.h>

/* ---- Readings ---- */

index_t reading_choice(const struct program *p, const struct readings *r, index_t reading,
                       index_t version)
{
    if (r->turned && r->turned[reading] != NONE) return r->turned[reading];
    if (version == NONE && p->versions_count) version = p->versions_count - 1;
    if (version == NONE || reading >= p->versions[version].standards.count)
        return p->readings[reading].standard;
    return p->refs[p->versions[version].standards.first + reading].to;
}

bool reading_is(const struct program *p, const struct readings *r, index_t reading, index_t version,
                index_t choice_symbol)
{
    return p->choices[reading_choice(p, r, reading, version)].id == choice_symbol;
}

/* The operations that a node over readings may have; the verifier lets no other through. */
bool reading_node(const struct program *p, const struct readings *r, index_t node, index_t version)
{
    if (node == NONE) return true;
    const struct node *n = &p->nodes[node];
    switch (n->op) {
    case OP_JA_NEE: return n->value != 0;
    case OP_LEZING: return reading_is(p, r, n->a, version, n->b);
    case OP_NIET: return !reading_node(p, r, n->a, version);
    case OP_ALS:
        return reading_node(p, r, reading_node(p, r, n->a, version) ? n->b : n->c, version);
    case OP_EN:
        for (index_t i = 0; i < n->b; i++)
            if (!reading_node(p, r, p->edges[n->a + i].to, version)) return false;
        return true;
    case OP_OF:
        for (index_t i = 0; i < n->b; i++)
            if (reading_node(p, r, p->edges[n->a + i].to, version)) return true;
        return false;
    default: return true;
    }
}

/* ---- The intake table ---- */

const char *undetermined_name(enum undetermined u)
{
    static const char *const names[UNDETERMINED_KINDS] = {
        [UNDETERMINED_NOT] = "",
        [INSTROOM_ONBEKEND] = "instroom_onbekend",
        [GEEN_INSTROOMMOMENT] = "geen_instroommoment",
        [NOG_NIET_INGESTROOMD] = "nog_niet_ingestroomd",
        [GEEN_LEIDRAAD_VAN_KRACHT] = "geen_leidraad_van_kracht",
        [VERSIE_OVERGESLAGEN] = "versie_overgeslagen",
        [GEEN_REGELS] = "geen_regels",
    };
    return names[u];
}

static const struct cell *cell_of(const struct program *p, index_t version, uint32_t group)
{
    return &p->cells[version * p->stelsel.groups + group - 1];
}

/* The day on which a group leaves a version: its date for the next one that it does not skip, or
 * the day after the stelsel ends (decision 1: periods are half-open). */
static date cell_end(const struct program *p, index_t version, uint32_t group)
{
    while (++version < p->versions_count)
        if (!cell_of(p, version, group)->skips) return cell_of(p, version, group)->from;
    return p->stelsel.to + 1;
}

/* What the intake table says about a start date. */
struct place {
    uint32_t group; /* 0: the date is no intake moment */
    index_t version;
    date nearest[2];
    bool has_nearest[2];
};

static void come_nearer(struct place *place, date start, date cell)
{
    int side = cell > start;
    if (!place->has_nearest[side] ||
        (side ? cell < place->nearest[side] : cell > place->nearest[side]))
        place->nearest[side] = cell;
    place->has_nearest[side] = true;
}

/* Decisions 2 and 3.  every_cell no: only the cells of the first version are intake moments. */
static struct place place_of(const struct program *p, bool every_cell, date start)
{
    struct place place = {.version = NONE};
    index_t versions = every_cell || !p->versions_count ? p->versions_count : 1;
    for (index_t v = 0; v < versions; v++) {
        for (uint32_t g = 1; g <= p->stelsel.groups; g++) {
            const struct cell *cell = cell_of(p, v, g);
            if (cell->skips) continue;
            if (cell->from == start) return (struct place){.group = g, .version = v};
            come_nearer(&place, start, cell->from);
        }
    }
    return place;
}

static bool same_place(const struct place *a, const struct place *b)
{
    bool same = a->group == b->group && a->version == b->version;
    for (int side = 0; side < 2; side++)
        same = same && a->has_nearest[side] == b->has_nearest[side] &&
               a->nearest[side] == b->nearest[side];
    return same;
}

void timeline_of(struct timeline *out, const struct program *p, const struct readings *r,
                 int64_t start)
{
    memset(out, 0, offsetof(struct timeline, spans)); /* the spans are told by their count */
    out->reason = INSTROOM_ONBEKEND;
    if (start == UNKNOWN) return;

    bool every_cell = reading_node(p, r, p->stelsel.every_cell, NONE);
    struct place place = place_of(p, every_cell, (date)start);
    out->start = (date)start;
    /* A cell of the first version is an intake moment in both readings. */
    if (p->stelsel.every_cell != NONE && place.version != 0) {
        struct place other = place_of(p, !every_cell, (date)start);
        out->rests_on_every_cell = !same_place(&place, &other);
    }
    if (!place.group) {
        out->reason = GEEN_INSTROOMMOMENT;
        for (int side = 0; side < 2; side++) {
            out->nearest[side] = place.nearest[side];
            out->has_nearest[side] = place.has_nearest[side];
        }
        return;
    }
    out->reason = UNDETERMINED_NOT;
    out->group = place.group;
    for (index_t v = place.version; v < p->versions_count; v++) {
        const struct cell *cell = cell_of(p, v, place.group);
        if (cell->skips) continue;
        out->spans[out->count++] =
            (struct timeline_span){v, cell->from, cell_end(p, v, place.group)};
    }
}

bool timeline_force(struct timeline *timeline, const struct program *p, index_t version)
{
    if (timeline->reason != UNDETERMINED_NOT) return true;
    const struct cell *cell = cell_of(p, version, timeline->group);
    timeline->forced = true;
    timeline->count = 0;
    if (cell->skips) return false;
    timeline->spans[timeline->count++] = (struct timeline_span){version, cell->from, DATE_MAX};
    return true;
}

/* ---- Where a practice stands ---- */

static const struct timeline_span *span_at(const struct timeline *t, date on)
{
    if (t->forced) return t->count ? &t->spans[0] : NULL;
    for (uint32_t i = 0; i < t->count; i++)
        if (t->spans[i].from <= on && on < t->spans[i].to) return &t->spans[i];
    return NULL;
}

/* Decision 4: the first reason that holds.  A version that the group skips comes last: it is about
 * practices that have come in. */
void timeline_at(struct moment *out, const struct timeline *t, const struct program *p,
                 const struct readings *r, date on)
{
    *out = (struct moment){.reason = t->reason, .version = NONE};
    if (t->reason != UNDETERMINED_NOT) return;
    const struct timeline_span *span = on < t->start ? NULL : span_at(t, on);
    if (!span) {
        out->reason = on < t->start ? NOG_NIET_INGESTROOMD
                      : t->forced   ? VERSIE_OVERGESLAGEN
                                    : GEEN_LEIDRAAD_VAN_KRACHT;
        return;
    }
    out->version = span->version;
    out->from = span->from;
    out->to = span->to;
    out->groeijaar = groeijaar_on(p, r, span->version, t->start, on);
}

bool version_in_force(const struct program *p, index_t version, date on)
{
    for (uint32_t g = 1; g <= p->stelsel.groups; g++) {
        const struct cell *cell = cell_of(p, version, g);
        if (!cell->skips && cell->from <= on && on < cell_end(p, version, g)) return true;
    }
    return false;
}

/* ---- Years ---- */

static date anniversary(const struct program *p, date start, int64_t n)
{
    const int64_t years_max = 10000; /* further than any two dates lie apart */
    if (n > years_max) n = years_max;
    if (n < -years_max) n = -years_max;
    return date_add_months(start, (int)n * 12, (enum month_rounding)p->stelsel.month_rounding);
}

/* Decision 5. */
int32_t groeijaar_on(const struct program *p, const struct readings *r, index_t version, date start,
                     date on)
{
    int years = reading_node(p, r, p->stelsel.own_growth_year, version)
                    ? date_whole_years(start, on, (enum month_rounding)p->stelsel.month_rounding)
                    : date_year(on) - date_year(start);
    return years + 1;
}

static date last_day_of(int64_t year)
{
    return year < 1 ? DATE_MIN : year > 9999 ? DATE_MAX : date_of((int)year, 12, 31);
}

date groeijaar_end(const struct program *p, const struct readings *r, index_t version, date start,
                   int64_t n)
{
    if (reading_node(p, r, p->stelsel.own_growth_year, version)) {
        date next = anniversary(p, start, n);
        return next == DATE_MIN || next == DATE_MAX ? next : next - 1;
    }
    if (n > DATE_MAX) return DATE_MAX;
    if (n < DATE_MIN) return DATE_MIN;
    return last_day_of(date_year(start) + n - 1);
}

struct duty_year duty_year_named(const struct program *p, const struct readings *r, index_t version,
                                 int64_t start, int32_t name)
{
    if (start == UNKNOWN || reading_node(p, r, p->stelsel.calendar_year, version))
        return (struct duty_year){name, name > 1 ? last_day_of((int64_t)name - 1) + 1 : DATE_MIN,
                                  last_day_of(name)};
    int64_t n = (int64_t)name - date_year((date)start);
    date first = anniversary(p, (date)start, n), next = anniversary(p, (date)start, n + 1);
    return (struct duty_year){name, first, next > first ? next - 1 : first};
}

/* An own year bears the name of the calendar year in which it begins; an anniversary lies in the
 * calendar year of that name, since rounding moves it from 29 February to 1 March at most. */
struct duty_year duty_year_of(const struct program *p, const struct readings *r, index_t version,
                              int64_t start, date on)
{
    struct duty_year year = duty_year_named(p, r, version, start, date_year(on));
    if (on < year.first) year = duty_year_named(p, r, version, start, year.name - 1);
    return year;
}
