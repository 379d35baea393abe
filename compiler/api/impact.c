/* The public header: who gets another verdict. */
#include "base/text.h"
#include "compiler/api/api.h"
#include "compiler/impact/report.h"
#include "report/words.h"

enum { WIDTH_DEFAULT = 100 };

struct asked {
    const leidraad_impact_side *side[2];
    leidraad_impact_options options;
    leidraad_report_options how;
    leidraad_impact_counts *counts;
    leidraad_write_fn *write;
    void *context;
    char *error;
};

typedef void impact_writer(const struct impact_report *report);

static impact_writer *writer_of(leidraad_format_kind format)
{
    switch (format) {
    case LEIDRAAD_FORMAT_TEXT: return impact_text;
    case LEIDRAAD_FORMAT_JSON: return impact_json;
    case LEIDRAAD_FORMAT_NDJSON: return impact_ndjson;
    case LEIDRAAD_FORMAT_CSV: return impact_csv;
    default: return NULL;
    }
}

/* ---- dates ---- */

static int day_of(date *out, const struct asked *asked, const char *text)
{
    if (date_parse_iso(str_from(text), out) == DATE_PARSE_OK) return STATUS_OK;
    return api_error(asked->error, STATUS_USAGE, _("'%s' is not a date: write it as 2026-04-01"),
                     text);
}

static int dates_of(struct impact_dates *out, struct arena *arena, const struct asked *asked)
{
    const leidraad_impact_options *options = &asked->options;
    date from, to;
    *out = (struct impact_dates){0};
    if (!options->on && !options->from && !options->to) return STATUS_OK;
    if (options->on ? options->from || options->to : !options->from || !options->to)
        return api_error(asked->error, STATUS_USAGE,
                         _("give one date, or the first and the last of a period"));
    int status = day_of(&from, asked, options->on ? options->on : options->from);
    if (!status) status = day_of(&to, asked, options->on ? options->on : options->to);
    if (status) return status;
    if (to < from)
        return api_error(asked->error, STATUS_USAGE,
                         _("the period ends (%s) before it begins (%s)"), words_date(arena, to).at,
                         words_date(arena, from).at);
    *out = impact_dates_of(arena, from, to, options->quarters != 0);
    if (options->on) *out = (struct impact_dates){out->at + out->count - 1, 1};
    return STATUS_OK;
}

/* ---- the two sides ---- */

/* A subject may be in the data of one side only: *found tells, and the error stands until both have
 * been asked. */
static int side_of(struct impact_side *out, struct arena *arena, const struct asked *asked,
                   int side)
{
    const leidraad_impact_side *given = asked->side[side];
    const struct program *p = given->policies->program;
    struct request request;
    leidraad_options options = {
        .size = sizeof options, .leidraad = given->version, .readings = asked->options.readings};
    int status = request_of(&request, arena, p, NULL, &options, asked->error);
    if (status) return status;
    *out = (struct impact_side){.program = p,
                                .data = given->data->data,
                                .options = request.evaluate,
                                .only = asked->options.subject != NULL};
    if (!out->only) return STATUS_OK;
    options.subject = asked->options.subject;
    out->absent = request_of(&request, arena, p, out->data, &options, asked->error) != STATUS_OK;
    out->table = request.table;
    out->row = request.row;
    return STATUS_OK;
}

static int sides_of(struct impact_side side[2], struct arena *arena, const struct asked *asked)
{
    for (int i = 0; i < 2; i++) {
        int status = side_of(&side[i], arena, asked, i);
        if (status) return status;
    }
    return side[0].only && side[0].absent && side[1].absent ? STATUS_USAGE : STATUS_OK;
}

static struct compared_side shown_side(const leidraad_impact_side *given)
{
    return (struct compared_side){.name = given->policies->name,
                                  .content = given->policies->content,
                                  .version = str_from(given->version)};
}

/* ---- the report ---- */

static int report_impact(struct arena *arena, void *context)
{
    const struct asked *asked = context;
    struct impact_side side[2];
    struct impact_dates dates;
    impact_writer *writer = writer_of(asked->how.format);
    if (!writer)
        return api_error(asked->error, STATUS_USAGE, _("there is no such report in this format"));
    if (!asked->side[0]->version != !asked->side[1]->version)
        return api_error(asked->error, STATUS_USAGE,
                         _("a version is held against a version, or policies against policies"));
    int status = sides_of(side, arena, asked);
    if (!status) status = dates_of(&dates, arena, asked);
    if (status) return status;

    struct impact *impact = impact_of(arena, &side[0], &side[1], dates, asked->how.progress,
                                      asked->how.progress_context);
    if (asked->counts)
        *asked->counts = (leidraad_impact_counts){impact->compared, impact->affected, impact->moved,
                                                  impact->left_out};
    struct out *out = ARENA_NEW(arena, struct out);
    out_init(out, asked->write, asked->context);
    if (asked->how.format == LEIDRAAD_FORMAT_TEXT) out_show(out);
    struct impact_report report = {
        .base = {.out = out,
                 .arena = arena,
                 .differences = impact->differences,
                 .from = shown_side(asked->side[0]),
                 .to = shown_side(asked->side[1]),
                 .width = asked->how.width > 0 ? (size_t)asked->how.width : WIDTH_DEFAULT,
                 .colour = asked->how.colour != 0},
        .impact = impact,
    };
    writer(&report);
    return out_flush(out) ? STATUS_STOPPED : STATUS_OK;
}

leidraad_status leidraad_report_impact(const leidraad_impact_side *from,
                                       const leidraad_impact_side *to,
                                       const leidraad_impact_options *options,
                                       const leidraad_report_options *report,
                                       leidraad_impact_counts *counts, leidraad_write_fn *write,
                                       void *context)
{
    struct asked asked = {.side = {from, to},
                          .options = {.size = sizeof asked.options},
                          .how = {.size = sizeof asked.how},
                          .counts = counts,
                          .write = write,
                          .context = context,
                          .error = from->data->error};
    if (counts) *counts = (leidraad_impact_counts){0};
    for (int i = 0; i < 2; i++) {
        int status = may_evaluate(asked.side[i]->policies, asked.side[i]->data);
        if (status) return (leidraad_status)status;
    }
    if (!api_take_options(&asked.options, sizeof asked.options, options) ||
        !api_take_options(&asked.how, sizeof asked.how, report))
        return (leidraad_status)api_error(asked.error, STATUS_USAGE,
                                          _("the size of the options is not set"));
    return (leidraad_status)api_guarded(report_impact, &asked);
}
