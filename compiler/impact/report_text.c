/* Impact for the terminal: how many, then the totals, then by cause who.
 *
 *     From map:before to map:after, on 1 November 2026
 *     80 subjects compared: 12 get another verdict, 68 do not
 *
 *     Because of regel x: threshold: was ten minste 2, is now ten minste 3 [2025]
 *       x: met -> not met (2)
 *         99000001, 99000003
 *
 * What follows from a rule (an oordeel, a decision) is in the totals, and is not told again by
 * cause; nor are the verdicts that come or go with where a practice stands.  JSON and CSV have
 * everything, and every name. */
#include "base/text.h"
#include "compiler/impact/report.h"
#include "report/grid.h"
#include "report/words.h"

enum { INDENT = 2, NAMES_INDENT = 6, NAMES_MOST = 24 };

static void say(const struct impact_report *r, struct str text, size_t indent, size_t further)
{
    out_spaces(r->base.out, indent);
    out_wrapped(r->base.out, text, indent, further, r->base.width);
    out_char(r->base.out, '\n');
}

static void heading(const struct impact_report *r, const char *text)
{
    out_char(r->base.out, '\n');
    out_styled(r->base.out, str_from(text), STYLE_STRONG, r->base.colour);
    out_char(r->base.out, '\n');
}

/* ---- the head ---- */

static void add_dates(struct buf *out, const struct impact *impact, struct arena *arena)
{
    const struct impact_dates *dates = &impact->dates;
    buf_adds(out, ", ");
    if (!dates->count) {
        buf_adds(out, _("each on its own date"));
        return;
    }
    struct str first = words_date(arena, dates->at[0]);
    struct str last = words_date(arena, dates->at[dates->count - 1]);
    if (dates->count == 1)
        buf_printf(out, _("on %.*s"), STR_ARG(first));
    else
        buf_printf(out, _("from %.*s up to and including %.*s, on %zu dates"), STR_ARG(first),
                   STR_ARG(last), dates->count);
}

static void say_count(const struct impact_report *r, const char *format, size_t n)
{
    char *text = arena_printf(r->base.arena, "%zu %s", n, format);
    if (n) say(r, str_from(text), 0, INDENT);
}

static void write_head(const struct impact_report *r)
{
    const struct impact *impact = r->impact;
    struct buf text = {.arena = r->base.arena};
    struct str from = difference_side_name(&r->base, &r->base.from);
    struct str to = difference_side_name(&r->base, &r->base.to);
    buf_printf(&text, _("From %.*s to %.*s"), STR_ARG(from), STR_ARG(to));
    add_dates(&text, impact, r->base.arena);
    say(r, buf_str(&text), 0, INDENT);
    char *counts = arena_printf(
        r->base.arena, _("subjects compared: %zu; with another verdict: %zu; not affected: %zu"),
        impact->compared, impact->affected, impact->compared - impact->affected);
    say(r, str_from(counts), 0, INDENT);
    say_count(r, _("under another version"), impact->moved);
    say_count(r, _("in the data of the former only: bad under the latter, and left out there"),
              impact->only[0]);
    say_count(r, _("in the data of the latter only: bad under the former, and left out there"),
              impact->only[1]);
    say_count(r, _("changes could not be traced to a difference"), impact->unexplained);
}

/* ---- totals ---- */

static struct str name_of(const struct impact_item *item)
{
    return item->kind == IMPACT_OORDEEL   ? str_from(_("verdict"))
           : item->kind == IMPACT_VERSION ? STR("leidraad")
                                          : item->id;
}

/* Versions first: where practices stand.  Then what is made of everything, then rule by rule. */
static void write_kind(const struct impact_report *r, enum impact_kind kind, const char *title)
{
    const struct grid_column columns[] = {{.title = _("subject")},
                                          {.title = title, .wraps = true},
                                          {.title = _("from"), .wraps = true},
                                          {.title = _("to"), .wraps = true},
                                          {.title = _("how many"), .right = true}};
    const struct impact *impact = r->impact;
    struct arena *arena = r->base.arena;
    struct grid *grid = grid_create(arena, columns, sizeof columns / sizeof *columns);
    bool any = false;
    for (size_t i = 0; i < impact->totals.len; i++) {
        const struct impact_total *total = &impact->totals.at[i];
        const struct impact_item *item = &impact->items.at[total->item];
        if (impact->strata.at[total->stratum].axis != AXIS_ALL || item->kind != kind) continue;
        any = true;
        grid_cell(grid, item->table, STYLE_PLAIN);
        grid_cell(grid, name_of(item), STYLE_PLAIN);
        grid_cell(grid, impact_words(impact, arena, item, total->from), STYLE_PLAIN);
        grid_cell(grid, impact_words(impact, arena, item, total->to), STYLE_PLAIN);
        grid_count(grid, total->subjects, STYLE_PLAIN);
    }
    if (!any) return;
    out_char(r->base.out, '\n');
    grid_write(grid, r->base.out, 0, r->base.width, r->base.colour);
}

/* How many of a stratum went from one oordeel to another: "does not comply -> complies: 3".  *at:
 * the first total that is not of a stratum before it, which becomes that of the next.  There may be
 * as many strata as subjects, so that nothing can be looked for in all totals. */
static struct str oordelen_of(const struct impact_report *r, uint32_t stratum, size_t *at)
{
    const struct impact *impact = r->impact;
    struct buf text = {.arena = r->base.arena};
    for (; *at < impact->totals.len && impact->totals.at[*at].stratum <= stratum; ++*at) {
        const struct impact_total *total = &impact->totals.at[*at];
        const struct impact_item *item = &impact->items.at[total->item];
        if (total->stratum != stratum || item->kind != IMPACT_OORDEEL) continue;
        struct str from = impact_words(impact, r->base.arena, item, total->from);
        struct str to = impact_words(impact, r->base.arena, item, total->to);
        if (text.len) buf_addc(&text, '\n');
        buf_printf(&text, STR_FMT " -> " STR_FMT ": %zu", STR_ARG(from), STR_ARG(to),
                   total->subjects);
    }
    return buf_str(&text);
}

static void write_axis(const struct impact_report *r, enum impact_axis axis, const char *title)
{
    const struct grid_column columns[] = {{.title = title},
                                          {.title = _("compared"), .right = true},
                                          {.title = _("another verdict"), .right = true},
                                          {.title = _("overall"), .wraps = true}};
    const struct impact *impact = r->impact;
    struct grid *grid = grid_create(r->base.arena, columns, sizeof columns / sizeof *columns);
    bool any = false;
    size_t at = 0;
    for (uint32_t n = 0; n < impact->strata.len; n++) {
        const struct impact_stratum *stratum = &impact->strata.at[n];
        if (stratum->axis != axis) continue;
        any = any || stratum->name.len;
        grid_cell(grid, stratum->name.len ? stratum->name : str_from(_("unknown")), STYLE_PLAIN);
        grid_count(grid, stratum->subjects, STYLE_PLAIN);
        grid_count(grid, stratum->affected, STYLE_STRONG);
        grid_cell(grid, oordelen_of(r, n, &at), STYLE_PLAIN);
    }
    if (!any) return;
    out_char(r->base.out, '\n');
    grid_write(grid, r->base.out, 0, r->base.width, r->base.colour);
}

/* ---- by cause ---- */

/* Of changes that are the same but for who they are of. */
struct told {
    const struct impact *impact;
    const struct impact_change **at;
    size_t count;
};

static int compare_sets(const struct impact *impact, uint32_t a, uint32_t b)
{
    size_t na = impact_set_size(impact, a), nb = impact_set_size(impact, b);
    if (a == b) return 0;
    if (!na != !nb) return na ? -1 : 1; /* what could not be traced comes last */
    for (size_t i = 0; i < na && i < nb; i++) {
        uint32_t x = impact_set_member(impact, a, i), y = impact_set_member(impact, b, i);
        if (x != y) return x < y ? -1 : 1;
    }
    return na < nb ? -1 : na > nb;
}

static int in_order(const struct impact *impact, const struct impact_change *a,
                    const struct impact_change *b)
{
    int sets = compare_sets(impact, a->because, b->because);
    if (sets) return sets;
    if (a->item != b->item) return a->item < b->item ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->last != b->last) return a->last < b->last ? -1 : 1;
    return 0;
}

static void merge(const struct told *t, const struct impact_change **other, size_t from,
                  size_t middle, size_t end)
{
    size_t a = from, b = middle;
    for (size_t i = from; i < end; i++) {
        bool first = a < middle && (b == end || in_order(t->impact, t->at[a], t->at[b]) <= 0);
        other[i] = first ? t->at[a++] : t->at[b++];
    }
}

/* By merging: it needs the impact to compare by, and leaves subjects in the order of the data. */
static void sort_told(struct told *t, struct arena *arena)
{
    const struct impact_change **other = ARENA_ARRAY(arena, const struct impact_change *, t->count);
    for (size_t width = 1; width < t->count; width *= 2) {
        for (size_t from = 0; from < t->count; from += 2 * width) {
            size_t middle = from + width < t->count ? from + width : t->count;
            size_t end = middle + width < t->count ? middle + width : t->count;
            merge(t, other, from, middle, end);
        }
        const struct impact_change **now = t->at;
        t->at = other;
        other = now;
    }
}

/* By subject: has it no verdicts at all on one side? */
static bool *find_bare(const struct impact_report *r)
{
    const struct impact *impact = r->impact;
    bool *bare = ARENA_ARRAY(r->base.arena, bool, impact->subjects.len);
    for (size_t i = 0; i < impact->changes.len; i++) {
        const struct impact_change *change = &impact->changes.at[i];
        const struct impact_item *item = &impact->items.at[change->item];
        if (item->kind == IMPACT_OORDEEL && !impact_set_size(impact, change->through))
            bare[change->subject] = true;
    }
    return bare;
}

static struct told told_of(const struct impact_report *r)
{
    const struct impact *impact = r->impact;
    const bool *bare = find_bare(r);
    struct told told = {
        impact, ARENA_ARRAY(r->base.arena, const struct impact_change *, impact->changes.len), 0};
    for (size_t i = 0; i < impact->changes.len; i++) {
        const struct impact_change *change = &impact->changes.at[i];
        enum impact_kind kind = impact->items.at[change->item].kind;
        bool follows = impact_set_size(impact, change->through) > 0;
        bool comes = kind != IMPACT_OORDEEL && kind != IMPACT_VERSION &&
                     (change->from == IMPACT_ABSENT || change->to == IMPACT_ABSENT);
        if (follows || (comes && bare[change->subject])) continue;
        told.at[told.count++] = change;
    }
    return told;
}

static void write_because(const struct impact_report *r, uint32_t set)
{
    size_t n = impact_set_size(r->impact, set);
    out_char(r->base.out, '\n');
    if (!n) say(r, str_from(_("Could not be traced to a difference:")), 0, INDENT);
    for (size_t i = 0; i < n; i++) {
        struct str line =
            impact_cause_line(r->impact, r->base.arena, impact_set_member(r->impact, set, i));
        char *text =
            arena_printf(r->base.arena, i ? _("and of %.*s") : _("Because of %.*s"), STR_ARG(line));
        say(r, str_from(text), 0, INDENT);
    }
}

static void write_what(const struct impact_report *r, const struct impact_change *change, size_t n)
{
    const struct impact *impact = r->impact;
    const struct impact_item *item = &impact->items.at[change->item];
    struct arena *arena = r->base.arena;
    struct buf text = {.arena = arena};
    struct str name = name_of(item), from = impact_words(impact, arena, item, change->from);
    struct str to = impact_words(impact, arena, item, change->to);
    buf_printf(&text, STR_FMT " " STR_FMT ": " STR_FMT " -> " STR_FMT, STR_ARG(item->table),
               STR_ARG(name), STR_ARG(from), STR_ARG(to));
    if (change->has_date && impact->dates.count != 1) {
        struct str first = words_date(arena, change->first), last = words_date(arena, change->last);
        if (change->first == change->last)
            buf_printf(&text, _(", on %.*s"), STR_ARG(first));
        else
            buf_printf(&text, _(", on %u dates from %.*s to %.*s"), (unsigned)change->dates,
                       STR_ARG(first), STR_ARG(last));
    }
    buf_printf(&text, " (%zu)", n);
    say(r, buf_str(&text), INDENT, INDENT * 2);
}

static void write_names(const struct impact_report *r, const struct told *t, size_t from,
                        size_t end)
{
    struct buf text = {.arena = r->base.arena};
    for (size_t i = from; i < end && i < from + NAMES_MOST; i++) {
        if (i > from) buf_adds(&text, ", ");
        buf_add(&text, r->impact->subjects.at[t->at[i]->subject].key);
    }
    if (end - from > NAMES_MOST) buf_printf(&text, _(" and %zu more"), end - from - NAMES_MOST);
    say(r, buf_str(&text), NAMES_INDENT, NAMES_INDENT);
}

static void write_by_cause(const struct impact_report *r)
{
    struct told t = told_of(r);
    if (!t.count) return;
    sort_told(&t, r->base.arena);
    heading(r, _("Why, and who"));
    for (size_t i = 0, end; i < t.count; i = end) {
        bool other = !i || compare_sets(r->impact, t.at[i - 1]->because, t.at[i]->because);
        for (end = i + 1; end < t.count && !in_order(r->impact, t.at[i], t.at[end]);) end++;
        if (other) write_because(r, t.at[i]->because);
        write_what(r, t.at[i], end - i);
        write_names(r, &t, i, end);
    }
}

/* Differences that hit nobody are as good to know as those that do.  No more is said than that they
 * are named above as no cause: what a version brings is told there as the version. */
static void write_without(const struct impact_report *r)
{
    const struct impact *impact = r->impact;
    bool any = false;
    for (uint32_t n = 0; n < impact->differences->list.len; n++) {
        const struct difference *d = &impact->differences->list.at[n];
        if (difference_grade(d->kind) != GRADE_MEANING || impact->by_cause[n]) continue;
        if (!any) heading(r, _("Differences that are no cause of any of this by themselves"));
        any = true;
        say(r, difference_line(r->base.arena, d), INDENT, INDENT * 2);
    }
}

void impact_text(const struct impact_report *r)
{
    write_head(r);
    if (r->impact->changes.len) {
        write_kind(r, IMPACT_VERSION, _("version"));
        write_kind(r, IMPACT_OORDEEL, _("overall"));
        write_kind(r, IMPACT_DECISION, _("decision"));
        write_kind(r, IMPACT_CALCULATION, _("calculation"));
        write_kind(r, IMPACT_RULE, _("rule"));
        write_axis(r, AXIS_HOLDER, "rho");
        write_axis(r, AXIS_GROUP, _("group"));
        write_by_cause(r);
    }
    write_without(r);
}
