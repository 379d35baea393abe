/* `applies`, and `timeline` of one practice, as JSON: one object for each practice and date.
 *
 * --intake has no practice, and so no key for it; for one date it is the object itself, not an
 * array of one.  The periods of a timeline are an array in any case. */
#include "report/json_terms.h"
#include "report/report.h"
#include "report/terms.h"

struct kept {
    const struct report *report;
    struct json_lines lines;
};

static void write_version(struct json *json, const struct program *p,
                          const struct standing *standing)
{
    const struct moment *moment = &standing->moment;
    const struct version *version = &p->versions[moment->version];
    json_key(json, "groep");
    json_int(json, standing->timeline.group);
    json_key(json, "leidraad");
    json_str(json, program_text(p, version->label));
    json_key(json, "van");
    json_date(json, moment->from);
    json_key(json, "tot");
    /* No end: judged by this version whatever the date. */
    json_date_or_null(json, moment->to != DATE_MAX, moment->to);
    json_key(json, "groeijaar");
    json_int(json, moment->groeijaar);
    if (standing->period) {
        json_key(json, "groeijaar_laatste");
        json_int(json, standing->groeijaar_last);
    }
    json_key(json, "status");
    json_text(json, status_name(version));
}

static void write_reason(struct json *json, const struct standing *standing)
{
    json_key(json, "reden");
    json_text(json, undetermined_name(standing->moment.reason));
    if (standing->moment.reason == GEEN_INSTROOMMOMENT) {
        json_key(json, "dichtstbij");
        json_nearest(json, &standing->timeline);
    }
    json_key(json, "groep");
    json_null(json);
    json_key(json, "leidraad");
    json_null(json);
}

static void standing(void *state, struct arena *scratch, const struct standing *standing)
{
    struct kept *kept = state;
    struct json *json = json_lines_next(&kept->lines);
    const struct program *p = kept->report->program;
    bool placed = standing->moment.reason == UNDETERMINED_NOT;
    (void)scratch;

    json_open(json, '{');
    if (standing->has_key) {
        json_key_str(json, program_text(p, p->tables[p->stelsel.table].id));
        json_str(json, standing->key);
    }
    json_key(json, "instroom");
    json_date_or_null(json, standing->has_start, standing->start);
    json_key(json, "peildatum");
    json_date_or_null(json, standing->has_on, standing->on);
    json_key(json, "oordeel");
    json_text(json, placed ? "van_toepassing" : oordeel_name(NIET_BEPAALD));
    if (placed)
        write_version(json, p, standing);
    else
        write_reason(json, standing);
    if (placed || !rests_on_nothing(&standing->rests_on)) {
        json_key(json, "rust_op");
        json_rests_on(json, p, &standing->rests_on);
    }
    json_close(json, '}');
}

static struct kept *begin(const struct report *report, bool array)
{
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    kept->report = report;
    json_lines_begin(&kept->lines, report->out, array);
    return kept;
}

static void *begin_json(const struct report *report, enum standing_shape shape)
{
    return begin(report, shape != STANDING_ONE);
}

static void *begin_lines(const struct report *report, enum standing_shape shape)
{
    (void)shape;
    return begin(report, false);
}

static void end(void *state)
{
    struct kept *kept = state;
    json_lines_end(&kept->lines);
}

const struct applies_writer applies_json = {begin_json, standing, end};
const struct applies_writer applies_ndjson = {begin_lines, standing, end};
