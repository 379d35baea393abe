/* Lines of running text: see lines.h. */
#include "report/lines.h"

#include "base/text.h"
#include "report/grid.h"
#include "report/words.h"

void lines_say(const struct report *report, size_t indent, struct str text)
{
    out_spaces(report->out, indent);
    out_wrapped(report->out, text, indent, indent + LINES_INDENT, report->width);
    out_char(report->out, '\n');
}

void lines_policies(const struct report *report)
{
    out_text(report->out, _("Policies:"));
    out_char(report->out, ' ');
    out_text(report->out, report->name);
    out_text(report->out, ", ");
    out_text(report->out, report->content);
    out_char(report->out, '\n');
}

static void say_list(const struct report *report, struct arena *scratch, const char *head,
                     struct str list)
{
    struct buf text = {.arena = scratch};
    buf_adds(&text, head);
    buf_addc(&text, ' ');
    buf_add(&text, list);
    lines_say(report, LINES_INDENT, buf_str(&text));
}

static void say_readings_and_sources(const struct report *report, struct arena *scratch,
                                     const struct rests_on *rests_on)
{
    struct buf readings = {.arena = scratch}, externals = {.arena = scratch};
    words_readings(&readings, report->program, rests_on);
    words_externals(&externals, report->program, rests_on);
    if (readings.len) say_list(report, scratch, _("Rests on the readings:"), buf_str(&readings));
    if (externals.len)
        say_list(report, scratch, _("Rests on sources outside the documents:"),
                 buf_str(&externals));
}

void lines_rests_on(const struct report *report, struct arena *scratch,
                    const struct rests_on *rests_on)
{
    say_readings_and_sources(report, scratch, rests_on);
    for (size_t i = 0; i < rests_on->assumptions.len; i++)
        say_list(report, scratch, _("Assumed:"),
                 program_text(report->program, rests_on->assumptions.at[i]));
}

/* ---- footnotes ---- */

/* All that there can be has room from the start: nothing is allocated while subjects go by. */
struct footnotes {
    index_t *texts;   /* symbols, in order of appearance */
    index_t *numbers; /* by symbol, from 1; 0: has not appeared */
    index_t count;
};

struct footnotes *footnotes_create(const struct report *report)
{
    const struct program *p = report->program;
    struct footnotes *notes = ARENA_NEW(report->arena, struct footnotes);
    notes->texts = ARENA_ARRAY(report->arena, index_t, p->texts_count);
    notes->numbers = ARENA_ARRAY(report->arena, index_t, intern_count(p->symbols));
    return notes;
}

void lines_rests_on_numbered(const struct report *report, struct arena *scratch,
                             struct footnotes *notes, const struct rests_on *rests_on)
{
    struct buf numbers = {.arena = scratch};
    say_readings_and_sources(report, scratch, rests_on);
    for (size_t i = 0; i < rests_on->assumptions.len; i++) {
        index_t symbol = rests_on->assumptions.at[i];
        if (!notes->numbers[symbol]) {
            notes->texts[notes->count] = symbol;
            notes->numbers[symbol] = ++notes->count;
        }
        buf_printf(&numbers, "%s%u", i ? ", " : "", (unsigned)notes->numbers[symbol]);
    }
    if (numbers.len) say_list(report, scratch, _("Rests on the assumptions:"), buf_str(&numbers));
}

void footnotes_write(const struct report *report, const struct footnotes *notes)
{
    const struct grid_column columns[] = {{.right = true}, {.wraps = true}};
    struct grid *grid = grid_create(report->arena, columns, 2);
    if (!notes->count) return;
    for (index_t i = 0; i < notes->count; i++) {
        grid_count(grid, i + 1, STYLE_PLAIN);
        grid_cell(grid, program_text(report->program, notes->texts[i]), STYLE_PLAIN);
    }
    out_char(report->out, '\n');
    lines_say(report, 0, str_from(_("Assumptions:")));
    grid_write(grid, report->out, LINES_INDENT, report->width, report->colour);
}

/* ---- concepts ---- */

void lines_concept(const struct report *report, struct arena *scratch,
                   const struct version *version)
{
    if (version->status != VERSION_CONCEPT) return;
    struct str label = program_text(report->program, version->label);
    struct buf text = {.arena = scratch};
    buf_printf(&text,
               _("Leidraad %.*s is a concept: it has not been adopted, and what is said here may "
                 "change with it."),
               STR_ARG(label));
    lines_say(report, LINES_INDENT, buf_str(&text));
}
