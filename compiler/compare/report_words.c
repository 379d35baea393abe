/* What the reports of differences for people have in common: see report.h. */
#include "compiler/compare/report.h"

#include "base/text.h"
#include "report/words.h"

#include <string.h>

struct str difference_side_name(const struct difference_report *report,
                                const struct compared_side *side)
{
    bool alike = strcmp(report->from.name, report->to.name) == 0;
    struct str version = side->version;
    if (!version.len) return str_from(side->name);
    if (alike) return str_from(arena_printf(report->arena, "leidraad " STR_FMT, STR_ARG(version)));
    return str_from(
        arena_printf(report->arena, "leidraad " STR_FMT " (%s)", STR_ARG(version), side->name));
}

/* "belongs to leidraad 2023, not to leidraad 2025" */
static void add_belongs(struct buf *out, const struct difference_report *report,
                        const struct difference *d)
{
    bool came = d->kind == DIFFERENCE_ADDED;
    struct str here = came ? report->to.version : report->from.version;
    struct str elsewhere = came ? report->from.version : report->to.version;
    buf_printf(out, _("belongs to leidraad %.*s, not to leidraad %.*s"), STR_ARG(here),
               STR_ARG(elsewhere));
}

struct str difference_heading(const struct difference_report *report, const struct difference *d)
{
    struct buf out = {.arena = report->arena};
    bool plan = d->subject == SUBJECT_REGIOPLAN && report->from.version.len &&
                !str_equal(report->from.version, report->to.version);
    if (plan && (d->kind == DIFFERENCE_ADDED || d->kind == DIFFERENCE_LAPSED))
        add_belongs(&out, report, d);
    else
        buf_adds(&out, difference_words(d->kind));
    if (d->part.len) buf_printf(&out, ", " STR_FMT, STR_ARG(d->part));
    return buf_str(&out);
}

struct str difference_id(const struct difference *d)
{
    bool renamed = d->kind == DIFFERENCE_RENAMED && !d->part.len;
    return renamed ? d->renamed : d->id;
}

bool difference_same_subject(const struct difference *a, const struct difference *b)
{
    return a->subject == b->subject && str_equal(difference_id(a), difference_id(b)) &&
           named_equal(a->owner, b->owner);
}

/* The adoption of a version often cites what the version does. */
static bool cited_before(const struct program *p, struct range citations, index_t n)
{
    const struct citation *c = &p->citations[citations.first + n];
    for (index_t i = 0; i < n; i++) {
        const struct citation *before = &p->citations[citations.first + i];
        if (before->source == c->source && before->place == c->place) return true;
    }
    return false;
}

bool difference_citation(const struct side *side, index_t *n, struct range *one)
{
    if (!side->program) return false;
    while (*n < side->citations.count && cited_before(side->program, side->citations, *n)) ++*n;
    if (*n == side->citations.count) return false;
    *one = (struct range){side->citations.first + (*n)++, 1};
    return true;
}

struct str difference_sources(struct arena *arena, const struct difference *d,
                              const struct side *side)
{
    struct buf out = {.arena = arena};
    struct range one;
    for (index_t n = 0; d->kind != DIFFERENCE_SOURCE && difference_citation(side, &n, &one);) {
        if (out.len) buf_adds(&out, "; ");
        words_citations(&out, side->program, one);
    }
    return buf_str(&out);
}

bool difference_lapse_is_new(const struct difference *d)
{
    return d->from.program;
}

bool difference_of_layer(const struct difference *d)
{
    bool layer = d->subject == SUBJECT_KADER || d->subject == SUBJECT_REGIOPLAN;
    return layer && (d->kind == DIFFERENCE_ADDED || d->kind == DIFFERENCE_LAPSED);
}

struct str difference_affected(struct arena *arena, const struct difference *d)
{
    struct buf out = {.arena = arena};
    for (size_t i = 0; i < d->affects.len; i++) {
        if (i) buf_adds(&out, ", ");
        buf_add(&out, named_text(arena, d->affects.at[i]));
    }
    return buf_str(&out);
}
