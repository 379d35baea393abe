/* Diagnostics as text: place and message, the line with the span underlined, what to do. */
#include "report/diag_render.h"

#include "base/text.h"
#include "report/diag_machine.h"

#include <string.h>

enum {
    SHOWN_COLUMNS = 120, /* of a line; a longer one is shown around the span */
    SHOWN_BEFORE = 60,
};

enum style { PLAIN, PLACE, ERROR, WARNING, NOTICE, MARK };

/* Where the lines of a file begin: made when the first is shown, since a file with very many
 * mistakes would else be read through for each. */
struct line_index {
    VEC(size_t) starts;
};

struct writer {
    struct out *out;
    struct arena *arena;
    const struct diags *diags;
    bool colour;
    struct line_index *indexes; /* one a file */
};

static void style(const struct writer *w, enum style style)
{
    static const char *const codes[] = {"\033[0m",    "\033[1m",    "\033[1;31m",
                                        "\033[1;33m", "\033[1;36m", "\033[32m"};
    if (w->colour) out_escape(w->out, codes[style]);
}

static const struct diag_file *file_of(const struct writer *w, const struct span *span)
{
    return span->file < w->diags->files.len ? &w->diags->files.at[span->file] : NULL;
}

/* ---- the line ---- */

static const struct line_index *index_of(const struct writer *w, uint32_t file)
{
    struct line_index *index = &w->indexes[file];
    struct str text = w->diags->files.at[file].text;
    if (index->starts.len) return index;
    *VEC_PUSH(w->arena, &index->starts) = 0;
    for (size_t at = 0; at < text.len;) {
        const char *newline = memchr(text.at + at, '\n', text.len - at);
        if (!newline) break;
        at = (size_t)(newline - text.at) + 1;
        *VEC_PUSH(w->arena, &index->starts) = at;
    }
    return index;
}

static struct str line_of(const struct writer *w, uint32_t file, uint32_t number)
{
    static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};
    const struct line_index *index = index_of(w, file);
    struct str text = w->diags->files.at[file].text;
    if (number > index->starts.len) return (struct str){0};
    size_t start = index->starts.at[number - 1];
    size_t end = number < index->starts.len ? index->starts.at[number] - 1 : text.len;
    struct str line = {text.at + start, end - start};
    if (line.len && line.at[line.len - 1] == '\r') line.len--;
    if (number == 1 && str_starts(line, byte_order_mark)) {
        line.at += byte_order_mark.len;
        line.len -= byte_order_mark.len;
    }
    return line;
}

/* One column of the line, as it can be shown: a tab as a space, what is no text as a question mark
 * in a diamond.  Returns its length in bytes. */
static size_t take_column(struct str rest, struct str *shown)
{
    size_t len = str_first(rest, NULL);
    *shown = (struct str){rest.at, len};
    if (rest.at[0] == '\t')
        *shown = STR(" ");
    else if (!len || str_unseen(rest))
        *shown = STR(REPLACEMENT);
    return len ? len : 1;
}

static uint32_t count_columns(struct str line)
{
    uint32_t columns = 0;
    struct str shown;
    for (size_t n; line.len; line.at += n, line.len -= n, columns++) n = take_column(line, &shown);
    return columns;
}

static void write_columns(const struct writer *w, struct str line, uint32_t from, uint32_t to)
{
    struct str shown;
    uint32_t column = 1;
    for (size_t n; line.len && column < to; line.at += n, line.len -= n, column++) {
        n = take_column(line, &shown);
        if (column >= from) out_str(w->out, shown);
    }
}

static void write_line(const struct writer *w, const struct span *span)
{
    const struct diag_file *file = file_of(w, span);
    if (!file || !file->text.len || !span->line) return;
    struct str line = line_of(w, span->file, span->line);
    uint32_t columns = count_columns(line), column = span->column ? span->column : 1;
    uint32_t from = 1, to = columns + 1;
    if (columns > SHOWN_COLUMNS) {
        if (column > SHOWN_BEFORE) from = column - SHOWN_BEFORE;
        if (to - from > SHOWN_COLUMNS) to = from + SHOWN_COLUMNS;
    }
    uint32_t end = span->end_line > span->line ? columns + 1 : span->end_column;
    if (end > to) end = to;

    out_printf(w->out, "%6u | %s", span->line, from > 1 ? "..." : "");
    write_columns(w, line, from, to);
    out_text(w->out, to <= columns ? "...\n       | " : "\n       | ");
    if (from > 1) out_text(w->out, "   ");
    for (uint32_t i = from; i < column && i < to; i++) out_char(w->out, ' ');
    style(w, MARK);
    out_char(w->out, '^');
    for (uint32_t i = column + 1; i < end; i++) out_char(w->out, '~');
    style(w, PLAIN);
    out_char(w->out, '\n');
}

/* ---- the message ---- */

static void write_place(const struct writer *w, const struct span *span, struct str path)
{
    const struct diag_file *file = file_of(w, span);
    if (!file) return;
    style(w, PLACE);
    out_str(w->out, file->name);
    if (span->line) out_printf(w->out, ":%u:%u", span->line, span->column);
    if (path.len) out_printf(w->out, " (" STR_FMT ")", STR_ARG(path));
    out_text(w->out, ": ");
    style(w, PLAIN);
}

static void write_severity(const struct writer *w, const struct diag_kind *kind)
{
    static const struct {
        const char *word;
        enum style style;
    } words[] = {
        [SEVERITY_ERROR] = {N_("error"), ERROR},
        [SEVERITY_WARNING] = {N_("warning"), WARNING},
        [SEVERITY_NOTICE] = {N_("notice"), NOTICE},
    };
    style(w, words[kind->severity].style);
    out_printf(w->out, "%s %s", _(words[kind->severity].word), kind->code);
    style(w, PLAIN);
    out_text(w->out, ": ");
}

static void write_advice(const struct writer *w, const struct diag *diag)
{
    struct str hint = diag_hint(w->arena, diag);
    if (hint.len) {
        /* TRANSLATORS: begins a line of advice below a message. */
        out_printf(w->out, "       = %s: " STR_FMT "\n", _("hint"), STR_ARG(hint));
    }
    if (diag->suggestion.len)
        out_printf(w->out, "       = %s `" STR_FMT "`?\n", _("did you mean"),
                   STR_ARG(diag->suggestion));
}

static void write_diag(const struct writer *w, const struct diag *diag)
{
    write_place(w, &diag->span, diag->path);
    write_severity(w, diag->kind);
    out_str(w->out, diag_message(w->arena, diag));
    out_char(w->out, '\n');
    write_line(w, &diag->span);
    for (size_t i = 0; i < diag->related.len; i++) {
        const struct diag_related *related = &diag->related.at[i];
        out_text(w->out, "  ");
        write_place(w, &related->span, (struct str){0});
        out_str(w->out, diag_related_message(w->arena, related));
        out_char(w->out, '\n');
        write_line(w, &related->span);
    }
    write_advice(w, diag);
}

/* What the list does not hold must not go unsaid. */
static void write_dropped(const struct writer *w)
{
    size_t n = w->diags->dropped;
    if (n)
        out_printf(w->out,
                   dngettext(TEXT_DOMAIN, "and %zu more error\n", "and %zu more errors\n", n), n);
}

void diag_render(struct out *out, struct arena *arena, const struct diags *diags,
                 enum diag_format format)
{
    const struct writer w = {out, arena, diags, format == DIAG_TEXT_COLOUR,
                             ARENA_ARRAY(arena, struct line_index, diags->files.len)};
    if (format == DIAG_JSON) {
        diag_write_json(out, arena, diags);
        return;
    }
    if (format == DIAG_SARIF) {
        diag_write_sarif(out, arena, diags);
        return;
    }
    out_show(out);
    for (size_t i = 0; i < diags->list.len; i++) write_diag(&w, &diags->list.at[i]);
    write_dropped(&w);
}
