/* `sample` for people: how much of each stratum, which practices, and how to draw them again. */
#include "base/text.h"
#include "report/grid.h"
#include "report/lines.h"
#include "report/sample_report.h"

/* Not a key of an RHO, whatever those are called. */
static struct str stratum_words(const struct stratum *stratum)
{
    return stratum->name.len ? stratum->name : str_from(_("(unknown)"));
}

static void write_strata(const struct sample_report *s)
{
    const struct grid_column columns[] = {
        {.title = _("stratum"), .wraps = true},
        {.title = _("practices"), .right = true},
        {.title = _("drawn"), .right = true},
    };
    struct grid *grid = grid_create(s->report->arena, columns, 3);
    for (size_t i = 0; i < s->sample->strata_count; i++) {
        const struct stratum *stratum = &s->sample->strata[i];
        grid_cell(grid, stratum_words(stratum), STYLE_STRONG);
        grid_count(grid, stratum->population, STYLE_PLAIN);
        grid_count(grid, stratum->size, STYLE_PLAIN);
    }
    grid_cell(grid, str_from(_("together")), STYLE_PLAIN);
    grid_count(grid, s->sample->population, STYLE_PLAIN);
    grid_count(grid, s->sample->count, STYLE_PLAIN);
    grid_write(grid, s->report->out, 0, s->report->width, s->report->colour);
}

static void write_drawn(const struct sample_report *s)
{
    const struct grid_column columns[] = {
        {.title = _("stratum"), .wraps = true},
        {.title = _("rank"), .right = true},
        {.title = _("key")},
        {.title = _("hash")},
    };
    struct grid *grid = grid_create(s->report->arena, columns, 4);
    for (size_t i = 0; i < s->sample->count; i++) {
        const struct drawn *drawn = &s->sample->drawn[i];
        grid_cell(grid, stratum_words(&s->sample->strata[drawn->stratum]), STYLE_PLAIN);
        grid_count(grid, drawn->rank, STYLE_PLAIN);
        grid_cell(grid, drawn->key, STYLE_STRONG);
        grid_cell(grid, str_from(drawn->hash), STYLE_FAINT);
    }
    grid_write(grid, s->report->out, 0, s->report->width, s->report->colour);
}

static void say(const struct sample_report *s, struct buf *text)
{
    lines_say(s->report, 0, buf_str(text));
    text->len = 0;
}

void sample_text(const struct sample_report *s)
{
    struct arena *arena = s->report->arena;
    struct out *out = s->report->out;
    struct buf text = {.arena = arena};
    write_strata(s);
    if (s->sample->count < s->asked) {
        buf_printf(&text, _("%zu were asked for; that is all there are."), s->asked);
        say(s, &text);
    }
    out_char(out, '\n');
    if (s->sample->count) {
        write_drawn(s);
        out_char(out, '\n');
    }
    buf_printf(&text,
               _("To draw them again: order the practices of each stratum by the SHA-256 of "
                 "%.*s:KEY, smallest first, and take so many as the stratum has drawn."),
               STR_ARG(s->seed));
    say(s, &text);
    buf_printf(&text, _("The SHA-256 of all keys in order, each on a line: %s"), s->sample->keys);
    say(s, &text);
}
