/* `agenda` for people: a table of windows, those without a date below it. */
#include "base/text.h"
#include "report/grid.h"
#include "report/lines.h"
#include "report/words.h"

static struct str parties(struct arena *arena, const struct program *p, const struct task *task)
{
    struct buf text = {.arena = arena};
    for (index_t i = 0; i < task->parties.count; i++) {
        if (i) buf_adds(&text, ", ");
        buf_add(&text, program_text(p, p->texts[task->parties.first + i].to));
    }
    return buf_str(&text);
}

/* The title, then the source and what was assumed. */
static struct str what(struct arena *arena, const struct program *p, const struct task *task)
{
    struct buf text = {.arena = arena};
    buf_add(&text, program_text(p, task->title));
    if (task->kind == TASK_UNDATED && task->because != NONE) {
        struct str because = program_text(p, task->because);
        buf_addc(&text, '\n');
        buf_printf(&text, _("no date: %.*s"), STR_ARG(because));
    }
    buf_addc(&text, '\n');
    buf_adds(&text, _("source:"));
    buf_addc(&text, ' ');
    words_citations(&text, p, task->citations);
    for (index_t i = 0; i < task->assumptions.count; i++) {
        struct str assumption = program_text(p, p->texts[task->assumptions.first + i].to);
        buf_addc(&text, '\n');
        buf_printf(&text, _("assumed: %.*s"), STR_ARG(assumption));
    }
    return buf_str(&text);
}

void agenda_text(const struct report *report, const struct agenda *agenda)
{
    const struct program *p = report->program;
    const struct grid_column columns[] = {
        {.title = _("from")},
        {.title = _("up to and including")},
        {.title = _("by"), .wraps = true},
        {.title = _("task"), .wraps = true},
    };
    struct grid *grid = grid_create(report->arena, columns, 4);
    for (size_t i = 0; i < agenda->count; i++) {
        const struct window *window = &agenda->windows[i];
        if (window->dated) {
            grid_cell(grid, words_date(report->arena, window->from), STYLE_PLAIN);
            grid_cell(grid, words_date(report->arena, window->to), STYLE_PLAIN);
        } else {
            grid_cell(grid, str_from(_("not known")), STYLE_WARN);
            grid_cell(grid, STR("-"), STYLE_FAINT);
        }
        grid_cell(grid, parties(report->arena, p, window->task), STYLE_PLAIN);
        grid_cell(grid, what(report->arena, p, window->task), STYLE_PLAIN);
    }
    if (agenda->count)
        grid_write(grid, report->out, 0, report->width, report->colour);
    else
        lines_say(report, 0, str_from(_("There are no tasks.")));
}
