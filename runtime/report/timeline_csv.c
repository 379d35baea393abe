/* `timeline` as CSV: the intake table, a row for each group and version. */
#include "report/csv.h"
#include "report/report.h"
#include "report/terms.h"

void timeline_csv(const struct report *report)
{
    static const char *const heads[] = {"groep",  "leidraad",   "van",  "tot",
                                        "status", "slaat_over", "reden"};
    const struct program *p = report->program;
    struct csv csv;
    csv_begin(&csv, report->out);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(&csv, heads[i]);
    csv_end_record(&csv);
    for (uint32_t group = 1; group <= p->stelsel.groups; group++) {
        for (index_t v = 0; v < p->versions_count; v++) {
            const struct cell *cell = report_cell(p, v, group);
            csv_int(&csv, group);
            csv_field(&csv, program_text(p, p->versions[v].label));
            csv_date_or_empty(&csv, !cell->skips, cell->from);
            csv_date_or_empty(&csv, !cell->skips, intake_until(p, v, group));
            csv_text(&csv, status_name(&p->versions[v]));
            csv_text(&csv, cell->skips ? "ja" : "nee");
            csv_field(&csv, program_text(p, cell->because));
            csv_end_record(&csv);
        }
    }
}
