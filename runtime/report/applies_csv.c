/* `applies`, and `timeline` of one practice, as CSV: a row for each practice and date. */
#include "report/csv.h"
#include "report/report.h"
#include "report/terms.h"

struct kept {
    const struct report *report;
    enum standing_shape shape;
    struct csv csv;
};

static void *begin(const struct report *report, enum standing_shape shape)
{
    static const char *const heads[] = {"instroom", "peildatum", "oordeel",  "reden", "dichtstbij",
                                        "groep",    "leidraad",  "van",      "tot",   "groeijaar",
                                        "status",   "lezingen",  "aannames", "extern"};
    const struct program *p = report->program;
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    *kept = (struct kept){.report = report, .shape = shape};
    csv_begin(&kept->csv, report->out);
    if (shape == STANDING_MANY)
        csv_field(&kept->csv, program_text(p, p->tables[p->stelsel.table].id));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(&kept->csv, heads[i]);
    csv_end_record(&kept->csv);
    return kept;
}

static void write_nearest(struct csv *csv, struct arena *scratch, const struct standing *standing)
{
    struct buf text = {.arena = scratch};
    for (int side = 0; side < 2; side++) {
        char iso[DATE_ISO_SIZE];
        if (standing->timeline.has_nearest[side])
            csv_join(&text, ", ", str_from(date_iso(standing->timeline.nearest[side], iso)));
    }
    csv_field(csv, buf_str(&text));
}

static void write_rests_on(struct csv *csv, struct arena *scratch, const struct program *p,
                           const struct rests_on *rests_on)
{
    struct buf readings = {.arena = scratch}, assumptions = readings, externals = readings;
    for (size_t i = 0; i < rests_on->readings.len; i++)
        csv_join(&readings, ", ", program_text(p, p->readings[rests_on->readings.at[i]].id));
    for (size_t i = 0; i < rests_on->assumptions.len; i++)
        csv_join(&assumptions, " | ", program_text(p, rests_on->assumptions.at[i]));
    for (size_t i = 0; i < rests_on->externals.len; i++)
        csv_join(&externals, ", ", program_text(p, p->sources[rests_on->externals.at[i]].id));
    csv_field(csv, buf_str(&readings));
    csv_field(csv, buf_str(&assumptions));
    csv_field(csv, buf_str(&externals));
}

static void standing(void *state, struct arena *scratch, const struct standing *standing)
{
    enum { VERSION_COLUMNS = 6 }; /* groep to status */
    struct kept *kept = state;
    struct csv *csv = &kept->csv;
    const struct program *p = kept->report->program;
    const struct moment *moment = &standing->moment;
    bool placed = moment->reason == UNDETERMINED_NOT;

    if (kept->shape == STANDING_MANY) csv_field(csv, standing->key);
    csv_date_or_empty(csv, standing->has_start, standing->start);
    csv_date_or_empty(csv, standing->has_on, standing->on);
    csv_text(csv, placed ? "van_toepassing" : oordeel_name(NIET_BEPAALD));
    csv_text(csv, placed ? NULL : undetermined_name(moment->reason));
    write_nearest(csv, scratch, standing);
    if (placed) {
        const struct version *version = &p->versions[moment->version];
        csv_int(csv, standing->timeline.group);
        csv_field(csv, program_text(p, version->label));
        csv_date(csv, moment->from);
        csv_date_or_empty(csv, moment->to != DATE_MAX, moment->to);
        csv_int(csv, moment->groeijaar);
        csv_text(csv, status_name(version));
    } else {
        csv_empty(csv, VERSION_COLUMNS);
    }
    write_rests_on(csv, scratch, p, &standing->rests_on);
    csv_end_record(csv);
}

static void end(void *state)
{
    (void)state;
}

const struct applies_writer applies_csv = {begin, standing, end};
