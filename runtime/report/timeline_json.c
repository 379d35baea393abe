/* `timeline` as JSON: the intake table, an object for each group and version.
 *
 * The group comes first, since it is along the versions of a group that time runs. */
#include "report/json_terms.h"
#include "report/report.h"
#include "report/terms.h"

static void write_object(struct json *json, const struct program *p, index_t v, uint32_t group)
{
    const struct cell *cell = report_cell(p, v, group);
    json_open(json, '{');
    json_key(json, "groep");
    json_int(json, group);
    json_key(json, "leidraad");
    json_str(json, program_text(p, p->versions[v].label));
    json_key(json, "van");
    json_date_or_null(json, !cell->skips, cell->from);
    json_key(json, "tot");
    json_date_or_null(json, !cell->skips, intake_until(p, v, group));
    json_key(json, "status");
    json_text(json, status_name(&p->versions[v]));
    json_key(json, "slaat_over");
    json_bool(json, cell->skips);
    if (cell->because != NONE) {
        json_key(json, "reden");
        json_str(json, program_text(p, cell->because));
    }
    json_key(json, "bron");
    json_open(json, '[');
    json_citations(json, p, cell->citations);
    json_close(json, ']');
    json_key(json, "aannames");
    json_texts(json, p, cell->assumptions);
    json_close(json, '}');
}

static void write_objects(const struct report *report, bool array)
{
    const struct program *p = report->program;
    struct json_lines lines;
    json_lines_begin(&lines, report->out, array);
    for (uint32_t group = 1; group <= p->stelsel.groups; group++)
        for (index_t v = 0; v < p->versions_count; v++)
            write_object(json_lines_next(&lines), p, v, group);
    json_lines_end(&lines);
}

void timeline_json(const struct report *report)
{
    write_objects(report, true);
}

void timeline_ndjson(const struct report *report)
{
    write_objects(report, false);
}
