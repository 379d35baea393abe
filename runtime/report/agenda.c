/* The windows of the parties' tasks: those of a year, or all, in order of time.
 *
 * A yearly task has a window for each of its years.  It is of a year that it touches: a window from
 * November to February is in two. */
#include "base/vec.h"
#include "report/report.h"

#include <stdlib.h>

/* 29 February in a year without: the last day of that month. */
static date day_of(int year, int month, int day)
{
    int last = days_in_month(year, month);
    return date_of(year, month, day < last ? day : last);
}

static bool touches(date from, date to, int year)
{
    return !year || (date_year(from) <= year && year <= date_year(to));
}

/* By date, then by title of the program: its order of declaration.  Without a date: last. */
static int compare(const void *a, const void *b)
{
    const struct window *x = a, *y = b;
    if (x->dated != y->dated) return x->dated ? -1 : 1;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return x->task < y->task ? -1 : x->task > y->task;
}

struct agenda agenda_of(struct arena *arena, const struct program *p, int year)
{
    VEC(struct window) windows = {0};
    for (index_t i = 0; i < p->tasks_count; i++) {
        const struct task *task = &p->tasks[i];
        if (task->kind == TASK_UNDATED) {
            *VEC_PUSH(arena, &windows) = (struct window){.task = task};
        } else if (task->kind == TASK_ONCE) {
            if (touches(task->from, task->to, year))
                *VEC_PUSH(arena, &windows) = (struct window){task, true, task->from, task->to};
        } else {
            bool over_new_year =
                task->to_month < task->from_month ||
                (task->to_month == task->from_month && task->to_day < task->from_day);
            for (int32_t y = task->from_year; y <= task->to_year; y++) {
                date from = day_of(y, task->from_month, task->from_day);
                date to = day_of(y + over_new_year, task->to_month, task->to_day);
                if (touches(from, to, year))
                    *VEC_PUSH(arena, &windows) = (struct window){task, true, from, to};
            }
        }
    }
    if (windows.len) qsort(windows.at, windows.len, sizeof *windows.at, compare);
    return (struct agenda){year, windows.at, windows.len};
}
