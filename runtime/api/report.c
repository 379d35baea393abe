/* The public header: reports.  Each picks its writer by format and feeds it; what is written is in
 * runtime/report. */
#include "report/report.h"
#include "api/handles.h"
#include "base/text.h"
#include "report/explain_report.h"
#include "report/receipt.h"
#include "report/sample_report.h"

enum { FORMATS = LEIDRAAD_FORMAT_ICS + 1, WIDTH_DEFAULT = 100 };

/* What every report is asked with. */
struct asked {
    const struct leidraad_policies *policies;
    struct leidraad_data *data; /* NULL: a report on the policies alone */
    const leidraad_options *options;
    const leidraad_report_options *report;
    leidraad_write_fn *write;
    void *context;
    char *error; /* error_text of the handle that may be written */
    leidraad_counts *counts;
    const char *intake; /* NULL: none */
    const char *rule;
    int year;
    const leidraad_sample *sample;
};

/* The same, understood. */
struct job {
    struct report report;
    struct request request;
    leidraad_report_options how;
    struct out out;
};

static int no_format(const struct asked *asked)
{
    return api_error(asked->error, STATUS_USAGE, _("there is no such report in this format"));
}

static int job_of(struct job **out, struct arena *arena, const struct asked *asked)
{
    struct job *job = ARENA_NEW(arena, struct job); /* with its buffer too large for a stack */
    const struct leidraad_policies *policies = asked->policies;
    job->how = (leidraad_report_options){.size = sizeof job->how};
    if (!api_take_options(&job->how, sizeof job->how, asked->report))
        return api_error(asked->error, STATUS_USAGE, _("the size of the options is not set"));
    if ((size_t)job->how.format >= FORMATS) return no_format(asked);
    int status = request_of(&job->request, arena, policies->program,
                            asked->data ? asked->data->data : NULL, asked->options, asked->error);
    if (status) return status;
    out_init(&job->out, asked->write, asked->context);
    if (job->how.format == LEIDRAAD_FORMAT_TEXT) out_show(&job->out);
    job->report = (struct report){
        .out = &job->out,
        .arena = arena,
        .program = policies->program,
        .name = policies->name,
        .content = policies->content,
        .has_on = job->request.evaluate.has_on,
        .on = job->request.evaluate.on,
        .force_version = job->request.evaluate.force_version,
        .all_readings = job->request.evaluate.turn_readings,
        .width = job->how.width > 0 ? (size_t)job->how.width : WIDTH_DEFAULT,
        .colour = job->how.colour != 0,
    };
    *out = job;
    return STATUS_OK;
}

static int finish(struct job *job, int status)
{
    int failed = out_flush(&job->out);
    return status ? status : failed ? STATUS_STOPPED : STATUS_OK;
}

static leidraad_status run(guarded_fn *body, struct asked *asked)
{
    if (!asked->policies->program) return LEIDRAAD_ERROR_POLICIES;
    if (asked->data) {
        int status = may_evaluate(asked->policies, asked->data);
        if (status) return (leidraad_status)status;
    }
    return (leidraad_status)api_guarded(body, asked);
}

/* ---- evaluate ---- */

struct evaluating {
    struct job *job;
    const struct evaluate_writer *writer;
    void *kept;
    struct receipts *receipts; /* NULL: not asked for */
};

/* NULL where they are not asked for. */
static struct receipts *receipts_of(struct job *job)
{
    if (!job->how.receipts) return NULL;
    return receipts_create(&job->report, &job->request.evaluate, job->how.receipts,
                           job->how.receipts_context);
}

static int write_result(void *context, struct arena *scratch, const struct result *result)
{
    struct evaluating *evaluating = context;
    evaluating->writer->subject(evaluating->kept, scratch, result);
    if (evaluating->receipts && receipts_add(evaluating->receipts, scratch, result)) return -1;
    return evaluating->job->out.failed;
}

static int evaluate_report(struct arena *arena, void *context)
{
    static const struct evaluate_writer *const writers[FORMATS] = {
        [LEIDRAAD_FORMAT_TEXT] = &evaluate_text,
        [LEIDRAAD_FORMAT_JSON] = &evaluate_json,
        [LEIDRAAD_FORMAT_NDJSON] = &evaluate_ndjson,
        [LEIDRAAD_FORMAT_CSV] = &evaluate_csv,
    };
    const struct asked *asked = context;
    struct job *job;
    int status = job_of(&job, arena, asked);
    if (status) return status;
    const struct evaluate_writer *writer = writers[job->how.format];
    if (!writer) return no_format(asked);

    struct evaluating evaluating = {job, writer, writer->begin(&job->report), receipts_of(job)};
    struct walk walk = {.program = job->report.program,
                        .data = asked->data->data,
                        .request = &job->request,
                        .progress = job->how.progress,
                        .progress_context = job->how.progress_context,
                        .each = write_result,
                        .context = &evaluating};
    status = walk_subjects(&walk);
    if (!status) writer->end(evaluating.kept);
    if (!status && evaluating.receipts && receipts_end(evaluating.receipts))
        status = STATUS_STOPPED;
    if (asked->counts) *asked->counts = walk.counts;
    return finish(job, status);
}

leidraad_status leidraad_report_evaluate(const leidraad_policies *policies, leidraad_data *data,
                                         const leidraad_options *options,
                                         const leidraad_report_options *report,
                                         leidraad_counts *counts, leidraad_write_fn *write,
                                         void *context)
{
    struct asked asked = {.policies = policies,
                          .data = data,
                          .options = options,
                          .report = report,
                          .counts = counts,
                          .write = write,
                          .context = context,
                          .error = data->error};
    if (counts) *counts = (leidraad_counts){0};
    return run(evaluate_report, &asked);
}

/* ---- explain ---- */

struct explaining {
    struct job *job;
    const struct asked *asked;
    void (*writer)(const struct report *report, struct arena *scratch, const struct explanation *e);
    index_t only; /* symbol of the id of a rule or a decision; NONE: all */
    bool explained;
};

/* Where the result has no such thing there is nothing to explain, and the report stays empty. */
static int explain_result(void *context, struct arena *scratch, const struct result *result)
{
    struct explaining *explaining = context;
    struct explanation explanation = explain(scratch, result, explaining->only);
    if (explanation.found) explaining->writer(&explaining->job->report, scratch, &explanation);
    explaining->explained = explanation.found;
    return explaining->job->out.failed;
}

static int explain_one(struct explaining *explaining)
{
    struct job *job = explaining->job;
    const struct asked *asked = explaining->asked;
    struct walk walk = {.program = job->report.program,
                        .data = asked->data->data,
                        .request = &job->request,
                        .each = explain_result,
                        .context = explaining};
    int status = walk_subjects(&walk);
    if (!status && walk.counts.left_out)
        return api_error(asked->error, STATUS_USAGE,
                         _("'%s' has no date of its own: give a reference date"),
                         asked->options->subject);
    if (!status && !explaining->explained)
        return api_error(asked->error, STATUS_USAGE,
                         _("no rule or decision '%s' is there for '%s' on that date"), asked->rule,
                         asked->options->subject);
    return finish(job, status);
}

static int explain_report(struct arena *arena, void *context)
{
    const struct asked *asked = context;
    struct explaining explaining = {.asked = asked, .only = NONE};
    int status = job_of(&explaining.job, arena, asked);
    if (status) return status;
    if (explaining.job->how.format == LEIDRAAD_FORMAT_TEXT) explaining.writer = explain_text;
    if (explaining.job->how.format == LEIDRAAD_FORMAT_JSON) explaining.writer = explain_json;
    if (!explaining.writer) return no_format(asked);
    if (!explaining.job->request.has_subject)
        return api_error(asked->error, STATUS_USAGE, _("it is not said which subject to explain"));
    if (asked->rule) {
        uint32_t symbol;
        const struct program *p = explaining.job->report.program;
        if (!intern_find(p->symbols, str_from(asked->rule), &symbol))
            return api_error(asked->error, STATUS_USAGE, _("there is no rule or decision '%s'"),
                             asked->rule);
        explaining.only = symbol;
    }
    return explain_one(&explaining);
}

leidraad_status leidraad_report_explain(const leidraad_policies *policies, leidraad_data *data,
                                        const leidraad_options *options, const char *rule,
                                        const leidraad_report_options *report,
                                        leidraad_write_fn *write, void *context)
{
    struct asked asked = {.policies = policies,
                          .data = data,
                          .options = options,
                          .report = report,
                          .write = write,
                          .context = context,
                          .error = data->error,
                          .rule = rule};
    return run(explain_report, &asked);
}

/* ---- applies, and the timeline of one start date ---- */

static const struct applies_writer *const applies_writers[FORMATS] = {
    [LEIDRAAD_FORMAT_TEXT] = &applies_text,
    [LEIDRAAD_FORMAT_JSON] = &applies_json,
    [LEIDRAAD_FORMAT_NDJSON] = &applies_ndjson,
    [LEIDRAAD_FORMAT_CSV] = &applies_csv,
};

struct standing_walk {
    struct job *job;
    const struct data *data;
    const struct applies_writer *writer;
    void *kept;
};

static int write_standings(struct arena *scratch, void *context)
{
    const struct standing_walk *walk = context;
    struct job *job = walk->job;
    const struct program *p = job->report.program;
    const struct request *request = &job->request;
    const struct readings readings = {request->evaluate.turned};
    index_t table = p->stelsel.table;
    int64_t on = request->evaluate.has_on ? request->evaluate.on : UNKNOWN;
    size_t row = request->has_subject ? request->row : 0;
    size_t end = request->has_subject ? row + 1 : walk->data->tables[table].rows;
    for (; row < end && !job->out.failed; row++) {
        struct record self = {table, (int64_t)row};
        int64_t start = record_value(walk->data, self, p->tables[table].intake);
        struct standing *standing = ARENA_NEW(scratch, struct standing);
        standing_on(standing, scratch, &job->report, &readings, start, on);
        standing->has_key = true;
        standing->key = data_key(walk->data, scratch, table, row);
        walk->writer->standing(walk->kept, scratch, standing);
        arena_reset(scratch);
    }
    return STATUS_OK;
}

static int applies_report(struct arena *arena, void *context)
{
    const struct asked *asked = context;
    struct job *job;
    int status = job_of(&job, arena, asked);
    if (status) return status;
    const struct applies_writer *writer = applies_writers[job->how.format];
    if (!writer) return no_format(asked);
    const struct program *p = job->report.program;
    if (p->stelsel.table == NONE)
        return api_error(asked->error, STATUS_USAGE, _("the policies have no intake"));
    if (job->request.has_subject && job->request.table != p->stelsel.table) {
        struct str kind = program_text(p, p->tables[p->stelsel.table].id);
        return api_error(asked->error, STATUS_USAGE, _("only a %.*s has an intake date"),
                         STR_ARG(kind));
    }
    struct standing_walk walk = {job, asked->data->data, writer,
                                 writer->begin(&job->report, STANDING_MANY)};
    status = api_guarded(write_standings, &walk);
    if (!status) writer->end(walk.kept);
    return finish(job, status);
}

leidraad_status leidraad_report_applies(const leidraad_policies *policies, leidraad_data *data,
                                        const leidraad_options *options,
                                        const leidraad_report_options *report,
                                        leidraad_write_fn *write, void *context)
{
    struct asked asked = {.policies = policies,
                          .data = data,
                          .options = options,
                          .report = report,
                          .write = write,
                          .context = context,
                          .error = data->error};
    return run(applies_report, &asked);
}

static int intake_of(date *out, const struct asked *asked)
{
    if (date_parse_iso(str_from(asked->intake), out) == DATE_PARSE_OK) return STATUS_OK;
    return api_error(asked->error, STATUS_USAGE, _("'%s' is not a date: write it as 2026-04-01"),
                     asked->intake);
}

static int intake_report(struct arena *arena, void *context)
{
    const struct asked *asked = context;
    struct job *job;
    struct standing standing;
    date start;
    int status = job_of(&job, arena, asked);
    if (!status) status = intake_of(&start, asked);
    if (status) return status;
    const struct applies_writer *writer = applies_writers[job->how.format];
    if (!writer) return no_format(asked);
    const struct evaluate_options *evaluate = &job->request.evaluate;
    const struct readings readings = {evaluate->turned};
    void *kept = writer->begin(&job->report, STANDING_ONE);
    standing_on(&standing, arena, &job->report, &readings, start,
                evaluate->has_on ? evaluate->on : UNKNOWN);
    writer->standing(kept, arena, &standing);
    writer->end(kept);
    return finish(job, STATUS_OK);
}

leidraad_status leidraad_report_applies_intake(leidraad_policies *policies, const char *intake,
                                               const leidraad_options *options,
                                               const leidraad_report_options *report,
                                               leidraad_write_fn *write, void *context)
{
    struct asked asked = {.policies = policies,
                          .options = options,
                          .report = report,
                          .write = write,
                          .context = context,
                          .error = policies->error,
                          .intake = intake};
    return run(intake_report, &asked);
}

/* ---- sample ---- */

/* The receipts of what was drawn, in that order. */
struct receipting {
    struct job *job;
    const struct data *data;
    const struct sample *sample;
    struct receipts *receipts;
};

static int write_receipts(struct arena *scratch, void *context)
{
    const struct receipting *r = context;
    const struct job *job = r->job;
    const struct program *p = job->report.program;
    for (size_t i = 0; i < r->sample->count; i++) {
        struct result *result = ARENA_NEW(scratch, struct result);
        evaluate_subject(result, scratch, p, r->data, p->stelsel.table, r->sample->drawn[i].row,
                         &job->request.evaluate);
        if (receipts_add(r->receipts, scratch, result)) return STATUS_STOPPED;
        arena_reset(scratch);
        if (job->how.progress)
            job->how.progress(job->how.progress_context, i + 1, r->sample->count);
    }
    return receipts_end(r->receipts) ? STATUS_STOPPED : STATUS_OK;
}

/* By what the strata are: "groep", or the column that names the holder of a plan. */
static int sample_by_of(enum sample_by *out, const struct asked *asked, const struct program *p)
{
    struct str by = str_from(asked->sample->by), holder = {0};
    if (p->stelsel.table == NONE)
        return api_error(asked->error, STATUS_USAGE, _("the policies have no intake"));
    if (p->stelsel.plan_column != NONE)
        holder = program_text(p, p->columns[p->stelsel.plan_column].id);
    if (!asked->sample->by)
        *out = SAMPLE_BY_NOTHING;
    else if (str_equal(by, STR("groep")))
        *out = SAMPLE_BY_GROUP;
    else if (holder.len && str_equal(by, holder))
        *out = SAMPLE_BY_HOLDER;
    else
        return api_error(asked->error, STATUS_USAGE, _("there are no strata by '%s'"),
                         asked->sample->by);
    return STATUS_OK;
}

static int sample_report(struct arena *arena, void *context)
{
    static void (*const writers[FORMATS])(const struct sample_report *) = {
        [LEIDRAAD_FORMAT_TEXT] = sample_text,
        [LEIDRAAD_FORMAT_JSON] = sample_json,
        [LEIDRAAD_FORMAT_NDJSON] = sample_ndjson,
        [LEIDRAAD_FORMAT_CSV] = sample_csv,
    };
    const struct asked *asked = context;
    const leidraad_sample *wanted = asked->sample;
    struct job *job;
    enum sample_by by = SAMPLE_BY_NOTHING;
    int status = job_of(&job, arena, asked);
    if (!status) status = sample_by_of(&by, asked, job->report.program);
    if (status) return status;
    if (!writers[job->how.format]) return no_format(asked);
    if (job->request.has_subject)
        return api_error(asked->error, STATUS_USAGE, _("a sample is drawn of all practices"));
    /* What is published must be what was hashed. */
    if (!str_is_utf8(str_from(wanted->seed)))
        return api_error(asked->error, STATUS_USAGE, _("the seed is not UTF-8"));

    const struct readings readings = {job->request.evaluate.turned};
    struct sample sample =
        sample_draw(arena, asked->data->data, &readings, str_from(wanted->seed), wanted->count, by);
    struct sample_report report = {&job->report, &sample, str_from(wanted->seed), wanted->count,
                                   wanted->by};
    writers[job->how.format](&report);
    if (job->how.receipts) {
        struct receipting r = {job, asked->data->data, &sample, receipts_of(job)};
        status = api_guarded(write_receipts, &r);
    }
    return finish(job, status);
}

leidraad_status leidraad_report_sample(const leidraad_policies *policies, leidraad_data *data,
                                       const leidraad_options *options,
                                       const leidraad_sample *sample,
                                       const leidraad_report_options *report,
                                       leidraad_write_fn *write, void *context)
{
    leidraad_sample wanted = {.size = sizeof wanted};
    struct asked asked = {.policies = policies,
                          .data = data,
                          .options = options,
                          .report = report,
                          .write = write,
                          .context = context,
                          .error = data->error,
                          .sample = &wanted};
    if (!sample || !api_take_options(&wanted, sizeof wanted, sample) || !wanted.seed)
        return (leidraad_status)api_error(data->error, STATUS_USAGE,
                                          _("a sample needs a size and a seed"));
    return run(sample_report, &asked);
}

/* ---- timeline ---- */

/* The periods of a start date; of one that has none, the reason. */
static void write_periods(struct job *job, const struct applies_writer *writer, date start)
{
    struct arena *arena = job->report.arena;
    const struct program *p = job->report.program;
    const struct readings readings = {job->request.evaluate.turned};
    void *kept = writer->begin(&job->report, STANDING_PERIODS);
    struct standing first;
    standing_on(&first, arena, &job->report, &readings, start, UNKNOWN);
    if (first.moment.reason != UNDETERMINED_NOT) writer->standing(kept, arena, &first);
    for (uint32_t i = 0; first.moment.reason == UNDETERMINED_NOT && i < first.timeline.count; i++) {
        const struct timeline_span *span = &first.timeline.spans[i];
        struct standing standing;
        date last = span->to == DATE_MAX ? p->stelsel.to : span->to - 1;
        standing_on(&standing, arena, &job->report, &readings, start,
                    span->from < start ? start : span->from);
        standing.period = true;
        standing.groeijaar_last = groeijaar_on(p, &readings, span->version, start, last);
        writer->standing(kept, arena, &standing);
    }
    writer->end(kept);
}

static int timeline_report(struct arena *arena, void *context)
{
    static void (*const writers[FORMATS])(const struct report *) = {
        [LEIDRAAD_FORMAT_TEXT] = timeline_text,
        [LEIDRAAD_FORMAT_JSON] = timeline_json,
        [LEIDRAAD_FORMAT_NDJSON] = timeline_ndjson,
        [LEIDRAAD_FORMAT_CSV] = timeline_csv,
    };
    const struct asked *asked = context;
    struct job *job;
    date start;
    int status = job_of(&job, arena, asked);
    if (!status && asked->intake) status = intake_of(&start, asked);
    if (status) return status;
    if (!writers[job->how.format]) return no_format(asked);
    if (asked->intake)
        write_periods(job, applies_writers[job->how.format], start);
    else
        writers[job->how.format](&job->report);
    return finish(job, STATUS_OK);
}

leidraad_status leidraad_report_timeline(leidraad_policies *policies, const char *intake,
                                         const leidraad_options *options,
                                         const leidraad_report_options *report,
                                         leidraad_write_fn *write, void *context)
{
    struct asked asked = {.policies = policies,
                          .options = options,
                          .report = report,
                          .write = write,
                          .context = context,
                          .error = policies->error,
                          .intake = intake};
    return run(timeline_report, &asked);
}

/* ---- agenda ---- */

static int agenda_report(struct arena *arena, void *context)
{
    static void (*const writers[FORMATS])(const struct report *, const struct agenda *) = {
        [LEIDRAAD_FORMAT_TEXT] = agenda_text,
        [LEIDRAAD_FORMAT_JSON] = agenda_json,
        [LEIDRAAD_FORMAT_NDJSON] = agenda_ndjson,
        [LEIDRAAD_FORMAT_ICS] = agenda_ics,
    };
    const struct asked *asked = context;
    struct job *job;
    int status = job_of(&job, arena, asked);
    if (status) return status;
    if (!writers[job->how.format]) return no_format(asked);
    struct agenda agenda = agenda_of(arena, job->report.program, asked->year);
    writers[job->how.format](&job->report, &agenda);
    return finish(job, STATUS_OK);
}

leidraad_status leidraad_report_agenda(leidraad_policies *policies, int year,
                                       const leidraad_report_options *report,
                                       leidraad_write_fn *write, void *context)
{
    struct asked asked = {.policies = policies,
                          .report = report,
                          .write = write,
                          .context = context,
                          .error = policies->error,
                          .year = year};
    return run(agenda_report, &asked);
}
