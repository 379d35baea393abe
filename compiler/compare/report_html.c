/* Differences as one HTML page: everything in the file, nothing fetched, readable on paper.  By
 * subject a table with what was beside what is, and the sources of each below it. */
#include "base/text.h"
#include "compiler/compare/report.h"
#include "report/words.h"

#include <string.h>

/* Old and new are told apart by their columns and by a line at the side, not by colour alone: paper
 * may have none. */
static const char style[] =
    "body{font:11pt/1.4 \"Liberation Sans\",Arial,Helvetica,sans-serif;color:#1a1a1a;"
    "max-width:72em;margin:2em auto;padding:0 1.5em}\n"
    "h1{font-size:1.5em;margin-bottom:.2em}\n"
    "h2{font-size:1.2em;margin:2em 0 .5em;border-bottom:2px solid #1a1a1a}\n"
    "h3{font-size:1em;margin:1.5em 0 .3em}\n"
    "h3 .what{font-weight:normal;color:#555}\n"
    "code{font-family:\"Liberation Mono\",Consolas,monospace;font-size:.92em}\n"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}\n"
    "th,td{border:1px solid #bbb;padding:.4em .6em;text-align:left;vertical-align:top;"
    "overflow-wrap:break-word}\n"
    "thead th{background:#eee}\n"
    "tbody th{width:22%;font-weight:normal}\n"
    "thead th:first-child{width:22%}\n"
    "td.old{border-left:4px solid #b3261e;background:#fdf3f2}\n"
    "td.new{border-left:4px solid #1b6e3c;background:#f1f8f3}\n"
    "td.none{color:#777;background:#fafafa}\n"
    ".source,.versions,.affects{font-size:.85em;color:#444;margin-top:.3em}\n"
    ".summary{margin:.3em 0}\n"
    ".policies{font-size:.85em;color:#555;overflow-wrap:anywhere}\n"
    "dt{margin-top:.4em}dd{margin-left:2em}\n"
    "@media print{\n"
    "@page{margin:15mm}\n"
    "body{font-size:9.5pt;margin:0;padding:0;max-width:none}\n"
    "thead{display:table-header-group}\n"
    "tr{break-inside:avoid}\n"
    "h2,h3{break-after:avoid}\n"
    "}\n";

/* ---- text ---- */

static void html(struct out *out, struct str text)
{
    static const char *const escapes[256] = {['&'] = "&amp;",  ['<'] = "&lt;",   ['>'] = "&gt;",
                                             ['"'] = "&quot;", ['\''] = "&#39;", ['\n'] = "<br>\n"};
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *escape = escapes[(unsigned char)text.at[i]];
        if (!escape) continue;
        out_bytes(out, text.at + from, i - from);
        out_text(out, escape);
        from = i + 1;
    }
    if (text.len > from) out_bytes(out, text.at + from, text.len - from);
}

static void element(struct out *out, const char *open, struct str text, const char *close)
{
    out_text(out, open);
    html(out, text);
    out_text(out, close);
}

/* ---- the page ---- */

static void write_said(const struct difference_report *r, const struct difference *d,
                       const struct side *side)
{
    struct out *out = r->out;
    struct str sources = difference_sources(r->arena, d, side);
    if (!side->program) return;
    html(out, side->text);
    if (!sources.len) return;
    out_text(out, "<div class=\"source\">");
    html(out, str_from(_("source:")));
    out_char(out, ' ');
    html(out, sources);
    out_text(out, "</div>");
}

static void write_side(const struct difference_report *r, const struct difference *d,
                       const struct side *side, const char *class)
{
    struct out *out = r->out;
    const struct side *lapse =
        d->lapse.program && difference_lapse_is_new(d) == (side == &d->to) ? &d->lapse : NULL;
    if (!side->program && !lapse) {
        out_text(out, "<td class=\"none\">&ndash;</td>\n");
        return;
    }
    out_text(out, "<td class=\"");
    out_text(out, class);
    out_text(out, "\" lang=\"nl\">"); /* the words of the policies */
    write_said(r, d, side);
    if (lapse) {
        if (side->program) out_text(out, "<br>");
        write_said(r, d, lapse);
    }
    out_text(out, "</td>\n");
}

static void write_difference(const struct difference_report *r, const struct difference *d)
{
    struct out *out = r->out;
    element(out, "<tr><th scope=\"row\">", difference_heading(r, d), "");
    struct str versions = difference_versions(r->arena, d);
    if (versions.len) element(out, "<div class=\"versions\">leidraad ", versions, "</div>");
    if (d->affects.len) {
        struct buf text = {.arena = r->arena};
        struct str rules = difference_affected(r->arena, d);
        bool layer = difference_of_layer(d);
        buf_printf(&text, layer ? _("its rules: %s") : _("affects: %s"), rules.at);
        element(out, "<div class=\"affects\">", buf_str(&text), "</div>");
    }
    out_text(out, "</th>\n");
    write_side(r, d, &d->from, "old");
    write_side(r, d, &d->to, "new");
    out_text(out, "</tr>\n");
}

static void begin_subject(const struct difference_report *r, const struct difference *d)
{
    struct out *out = r->out;
    struct str id = difference_id(d), owner = named_text(r->arena, d->owner);
    out_text(out, "<h3>");
    out_text(out, subject_term(d->subject));
    element(out, " <code>", id, "</code>");
    if (d->title.len) element(out, " <span class=\"what\">", d->title, "</span>");
    if (owner.len) element(out, " <span class=\"what\">(", owner, ")</span>");
    out_text(out, "</h3>\n<table>\n<thead><tr>");
    element(out, "<th scope=\"col\">", str_from(_("what")), "</th>");
    element(out, "<th scope=\"col\">", difference_side_name(r, &r->from), "</th>");
    element(out, "<th scope=\"col\">", difference_side_name(r, &r->to), "</th>");
    out_text(out, "</tr></thead>\n<tbody>\n");
}

static void write_grade(const struct difference_report *r, enum grade grade)
{
    const struct difference *last = NULL;
    for (size_t i = 0; i < r->differences->list.len; i++) {
        const struct difference *d = &r->differences->list.at[i];
        if (difference_grade(d->kind) != grade) continue;
        bool begins = !last || !difference_same_subject(last, d);
        if (begins && last) out_text(r->out, "</tbody></table>\n");
        if (begins) begin_subject(r, d);
        write_difference(r, d);
        last = d;
    }
    if (last) out_text(r->out, "</tbody></table>\n");
}

static void write_policies(const struct difference_report *r, const struct compared_side *side)
{
    struct buf text = {.arena = r->arena};
    buf_add(&text, difference_side_name(r, side));
    buf_printf(&text, ": %s, %s", side->name, side->content);
    element(r->out, "<div class=\"policies\">", buf_str(&text), "</div>\n");
}

static void write_head(const struct difference_report *r, struct str title)
{
    struct buf counts = {.arena = r->arena};
    out_text(r->out, "<!DOCTYPE html>\n<html lang=\"");
    out_text(r->out, strcmp(_("language of dates and numbers: en"), "nl") == 0 ? "nl" : "en");
    out_text(r->out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n");
    element(r->out, "<title>", title, "</title>\n<style>\n");
    out_text(r->out, style);
    element(r->out, "</style>\n</head>\n<body>\n<h1>", title, "</h1>\n");
    buf_printf(&counts, _("differences in meaning: %zu; only in text: %zu"),
               r->differences->meaning, r->differences->text);
    element(r->out, "<p class=\"summary\">", buf_str(&counts), "</p>\n");
    write_policies(r, &r->from);
    write_policies(r, &r->to);
}

/* ---- the sources ---- */

static void write_source(const struct difference_report *r, const struct program *p,
                         const struct source *source)
{
    struct out *out = r->out;
    element(out, "<dt><code>", program_text(p, source->id), "</code>");
    if (source->external) {
        out_char(out, ' ');
        html(out, str_from(_("(external)")));
    }
    element(out, "</dt><dd>", program_text(p, source->title), "");
    const index_t more[] = {source->by, source->address};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i] != NONE) element(out, ", ", program_text(p, more[i]), "");
    if (source->dated >= DATE_MIN) element(out, ", ", words_date(r->arena, source->dated), "");
    out_text(out, "</dd>\n");
}

/* Those that are cited, each once, in the order in which they are. */
static void write_sources(const struct difference_report *r)
{
    struct interner *seen = interner_create(r->arena);
    for (size_t i = 0; i < r->differences->list.len; i++) {
        const struct difference *d = &r->differences->list.at[i];
        const struct side *sides[] = {&d->to, &d->from, &d->lapse};
        for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
            const struct program *p = sides[s]->program;
            for (index_t c = 0; p && c < sides[s]->citations.count; c++) {
                const struct citation *citation = &p->citations[sides[s]->citations.first + c];
                const struct source *source = &p->sources[citation->source];
                uint32_t before = intern_count(seen);
                if (intern(seen, program_text(p, source->id)) < before) continue;
                if (!before) element(r->out, "<h2>", str_from(_("Sources")), "</h2>\n<dl>\n");
                write_source(r, p, source);
            }
        }
    }
    if (intern_count(seen)) out_text(r->out, "</dl>\n");
}

void difference_html(const struct difference_report *r)
{
    struct str from = difference_side_name(r, &r->from), to = difference_side_name(r, &r->to);
    struct buf title = {.arena = r->arena};
    buf_printf(&title, _("From %.*s to %.*s"), STR_ARG(from), STR_ARG(to));
    write_head(r, buf_str(&title));
    if (r->differences->meaning) {
        element(r->out, "<h2>", str_from(_("Differences in meaning")), "</h2>\n");
        write_grade(r, GRADE_MEANING);
    }
    if (r->differences->text) {
        element(r->out, "<h2>", str_from(_("Only in text, with the same meaning")), "</h2>\n");
        write_grade(r, GRADE_TEXT);
    }
    write_sources(r);
    out_text(r->out, "</body>\n</html>\n");
}
