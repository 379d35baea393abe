/* What `applies` and `timeline` tell: where a practice stands, and the intake table. */
#include "report/report.h"

const struct cell *report_cell(const struct program *p, index_t version, uint32_t group)
{
    return &p->cells[version * p->stelsel.groups + group - 1];
}

date intake_until(const struct program *p, index_t version, uint32_t group)
{
    for (index_t v = version + 1; v < p->versions_count; v++)
        if (!report_cell(p, v, group)->skips) return report_cell(p, v, group)->from;
    return p->stelsel.to + 1;
}

void standing_on(struct standing *out, struct arena *arena, const struct report *report,
                 const struct readings *readings, int64_t start, int64_t on)
{
    const struct program *p = report->program;
    *out = (struct standing){.has_start = start != UNKNOWN};
    if (on == UNKNOWN) on = start;
    out->has_on = on != UNKNOWN;
    if (out->has_start) out->start = (date)start;
    if (out->has_on) out->on = (date)on;

    timeline_of(&out->timeline, p, readings, start);
    if (report->force_version != NONE) timeline_force(&out->timeline, p, report->force_version);
    if (out->has_on)
        timeline_at(&out->moment, &out->timeline, p, readings, out->on);
    else /* no start date, so no default for the date either */
        out->moment = (struct moment){.reason = INSTROOM_ONBEKEND, .version = NONE};
    timeline_rests_on(&out->rests_on, arena, p, &out->timeline, &out->moment);
}
