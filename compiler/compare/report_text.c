/* Differences for the terminal: by subject, what was above what is, each with its source.
 *
 *     regel consulten "Minder dan 4,6 consulten"  (kader doelstellingen)
 *       threshold, consulten
 *         - minder dan 4,6  [afspraken, afspraak 3]
 *         + minder dan 4,4  [afspraken, afspraak 3]
 *
 * What is only text comes behind, apart. */
#include "base/text.h"
#include "compiler/compare/report.h"
#include "report/grid.h"

enum { INDENT = 2, SIDE_INDENT = 4 };

/* The words that fit in so many columns, at least one. */
static struct str take_words(struct str *rest, size_t columns)
{
    size_t end = 0;
    for (size_t at = 0; at <= rest->len; at++) {
        if (at < rest->len && rest->at[at] != ' ') continue;
        if (end && str_columns((struct str){rest->at, at}) > columns) break;
        end = at;
    }
    struct str taken = {rest->at, end};
    size_t skip = end < rest->len ? end + 1 : end;
    rest->at += skip;
    rest->len -= skip;
    return str_trim(taken);
}

/* Broken at spaces, each piece in its style: colour is no reason for a terminal to break words. */
static void line(const struct difference_report *r, struct str text, size_t indent, size_t further,
                 enum style style)
{
    for (size_t at = indent; text.len; at = further) {
        out_spaces(r->out, at);
        out_styled(r->out, take_words(&text, r->width > at ? r->width - at : 1), style, r->colour);
        out_char(r->out, '\n');
    }
}

static void write_subject(const struct difference_report *r, const struct difference *d)
{
    struct buf text = {.arena = r->arena};
    struct str id = difference_id(d), owner = named_text(r->arena, d->owner);
    buf_printf(&text, "%s " STR_FMT, subject_term(d->subject), STR_ARG(id));
    if (d->title.len) buf_printf(&text, " \"" STR_FMT "\"", STR_ARG(d->title));
    if (owner.len) buf_printf(&text, " (" STR_FMT ")", STR_ARG(owner));
    out_char(r->out, '\n');
    line(r, buf_str(&text), 0, INDENT, STYLE_STRONG);
}

/* The clauses of a rule stand on lines of their own, its sources behind the last. */
static void write_side(const struct difference_report *r, const struct difference *d,
                       const struct side *side, char sign)
{
    struct str rest = side->text, sources = difference_sources(r->arena, d, side);
    while (rest.len) {
        size_t end = 0;
        while (end < rest.len && rest.at[end] != '\n') end++;
        struct buf text = {.arena = r->arena};
        buf_printf(&text, "%c ", sign);
        buf_add(&text, (struct str){rest.at, end});
        rest.at += end < rest.len ? end + 1 : end;
        rest.len -= end < rest.len ? end + 1 : end;
        if (!rest.len && sources.len) buf_printf(&text, "  [" STR_FMT "]", STR_ARG(sources));
        line(r, buf_str(&text), SIDE_INDENT, SIDE_INDENT + 2, sign == '-' ? STYLE_BAD : STYLE_GOOD);
    }
}

static void write_difference(const struct difference_report *r, const struct difference *d)
{
    struct buf heading = {.arena = r->arena};
    struct str versions = difference_versions(r->arena, d);
    buf_add(&heading, difference_heading(r, d));
    if (versions.len) buf_printf(&heading, "  (" STR_FMT ")", STR_ARG(versions));
    line(r, buf_str(&heading), INDENT, SIDE_INDENT, STYLE_PLAIN);
    write_side(r, d, &d->from, '-');
    write_side(r, d, &d->to, '+');
    write_side(r, d, &d->lapse, difference_lapse_is_new(d) ? '+' : '-');
    if (!d->affects.len) return;
    struct buf affected = {.arena = r->arena};
    struct str rules = difference_affected(r->arena, d);
    bool layer = difference_of_layer(d);
    buf_printf(&affected, layer ? _("its rules: %s") : _("affects: %s"), rules.at);
    line(r, buf_str(&affected), SIDE_INDENT, SIDE_INDENT + 2, STYLE_FAINT);
}

static void write_grade(const struct difference_report *r, enum grade grade)
{
    const struct difference *last = NULL;
    for (size_t i = 0; i < r->differences->list.len; i++) {
        const struct difference *d = &r->differences->list.at[i];
        if (difference_grade(d->kind) != grade) continue;
        if (!last || !difference_same_subject(last, d)) write_subject(r, d);
        write_difference(r, d);
        last = d;
    }
}

static void write_head(const struct difference_report *r)
{
    struct str from = difference_side_name(r, &r->from), to = difference_side_name(r, &r->to);
    struct buf text = {.arena = r->arena};
    buf_printf(&text, _("From %.*s to %.*s"), STR_ARG(from), STR_ARG(to));
    line(r, buf_str(&text), 0, INDENT, STYLE_STRONG);
    text = (struct buf){.arena = r->arena};
    buf_printf(&text, _("differences in meaning: %zu; only in text: %zu"), r->differences->meaning,
               r->differences->text);
    line(r, buf_str(&text), 0, INDENT, STYLE_PLAIN);
}

void difference_text(const struct difference_report *r)
{
    write_head(r);
    write_grade(r, GRADE_MEANING);
    if (!r->differences->text) return;
    out_char(r->out, '\n');
    line(r, str_from(_("Only in text, with the same meaning:")), 0, INDENT, STYLE_STRONG);
    write_grade(r, GRADE_TEXT);
}
