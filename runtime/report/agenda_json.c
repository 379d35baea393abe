/* `agenda` as JSON: an object for each window of a task.  Both its days are inclusive, and named
 * so: `tot` alone is exclusive everywhere in this project. */
#include "report/json_terms.h"
#include "report/report.h"

static void write_window(struct json *json, const struct program *p, const struct window *window)
{
    const struct task *task = window->task;
    json_open(json, '{');
    json_key(json, "taak");
    json_str(json, program_text(p, task->id));
    json_key(json, "titel");
    json_str(json, program_text(p, task->title));
    json_key(json, "van");
    json_date_or_null(json, window->dated, window->from);
    json_key(json, "tot_en_met");
    json_date_or_null(json, window->dated, window->to);
    json_key(json, "jaarlijks");
    json_bool(json, task->kind == TASK_YEARLY);
    if (task->kind == TASK_UNDATED && task->because != NONE) {
        json_key(json, "reden");
        json_str(json, program_text(p, task->because));
    }
    json_key(json, "partijen");
    json_texts(json, p, task->parties);
    json_key(json, "bron");
    json_open(json, '[');
    json_citations(json, p, task->citations);
    json_close(json, ']');
    json_key(json, "aannames");
    json_texts(json, p, task->assumptions);
    json_close(json, '}');
}

static void write_windows(const struct report *report, const struct agenda *agenda, bool array)
{
    struct json_lines lines;
    json_lines_begin(&lines, report->out, array);
    for (size_t i = 0; i < agenda->count; i++)
        write_window(json_lines_next(&lines), report->program, &agenda->windows[i]);
    json_lines_end(&lines);
}

void agenda_json(const struct report *report, const struct agenda *agenda)
{
    write_windows(report, agenda, true);
}

void agenda_ndjson(const struct report *report, const struct agenda *agenda)
{
    write_windows(report, agenda, false);
}
