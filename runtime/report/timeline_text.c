/* `timeline` for people: the intake table as the policies have it, a row for each group. */
#include "base/text.h"
#include "report/grid.h"
#include "report/lines.h"
#include "report/words.h"

/* What does not fit in a cell stands below the table, in the order of the cells. */
static void write_notes(const struct report *report)
{
    const struct program *p = report->program;
    for (uint32_t group = 1; group <= p->stelsel.groups; group++) {
        for (index_t v = 0; v < p->versions_count; v++) {
            const struct cell *cell = report_cell(p, v, group);
            struct str label = program_text(p, p->versions[v].label);
            struct str because = program_text(p, cell->because);
            struct buf text = {.arena = report->arena};
            if (cell->skips && because.len) {
                buf_printf(&text, _("Group %u skips leidraad %.*s: %.*s"), (unsigned)group,
                           STR_ARG(label), STR_ARG(because));
                lines_say(report, 0, buf_str(&text));
            }
            for (index_t i = 0; i < cell->assumptions.count; i++) {
                struct str assumption = program_text(p, p->texts[cell->assumptions.first + i].to);
                text = (struct buf){.arena = report->arena};
                buf_printf(&text, _("Group %u, leidraad %.*s, assumed: %.*s"), (unsigned)group,
                           STR_ARG(label), STR_ARG(assumption));
                lines_say(report, 0, buf_str(&text));
            }
        }
    }
}

void timeline_text(const struct report *report)
{
    const struct program *p = report->program;
    index_t count = p->versions_count + 1;
    struct grid_column *columns = ARENA_ARRAY(report->arena, struct grid_column, count);
    struct grid *grid = grid_create(report->arena, columns, count);
    for (index_t v = 0; v < p->versions_count; v++) {
        const char *label = program_text(p, p->versions[v].label).at;
        bool concept = p->versions[v].status == VERSION_CONCEPT;
        columns[v + 1].title = arena_printf(
            report->arena, concept ? _("leidraad %s (concept)") : _("leidraad %s"), label);
    }
    columns[0].title = "";
    for (uint32_t group = 1; group <= p->stelsel.groups; group++) {
        grid_cell(grid, str_from(arena_printf(report->arena, _("group %u"), (unsigned)group)),
                  STYLE_STRONG);
        for (index_t v = 0; v < p->versions_count; v++) {
            const struct cell *cell = report_cell(p, v, group);
            if (cell->skips)
                grid_cell(grid, str_from(_("skips")), STYLE_FAINT);
            else
                grid_cell(grid, words_date(report->arena, cell->from), STYLE_PLAIN);
        }
    }
    grid_write(grid, report->out, 0, report->width, report->colour);

    struct str last = words_date(report->arena, p->stelsel.to);
    struct buf text = {.arena = report->arena};
    buf_printf(&text, _("The last version applies up to and including %.*s."), STR_ARG(last));
    out_char(report->out, '\n');
    lines_say(report, 0, buf_str(&text));
    write_notes(report);
}
