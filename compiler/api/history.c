/* The public header: the histories of a store. */
#include "compiler/api/api.h"

#include "base/text.h"
#include "compiler/history/report.h"

enum { WIDTH_DEFAULT = 100 };

struct asking {
    struct leidraad_store *store;
    leidraad_history_options asked;
    leidraad_report_options how;
    leidraad_policies *now; /* of the newest revision */
    leidraad_write_fn *write;
    void *context;
    bool blame;
};

static int no_such(const struct asking *asking)
{
    const char *version = asking->asked.version, *rule = asking->asked.rule;
    char *error = asking->store->error;
    if (version && rule)
        return api_error(error, STATUS_USAGE, _("no revision speaks of a rule '%s' in '%s'"), rule,
                         version);
    return api_error(error, STATUS_USAGE, _("no revision speaks of '%s'"), rule ? rule : version);
}

static int write_log(const struct asking *asking, const struct history_report *report,
                     const struct history *history, struct question *question)
{
    const struct log *log = chronicle_log(report->arena, history, question);
    if (!log->entries.len && (asking->asked.version || asking->asked.rule)) return no_such(asking);
    bool text = asking->how.format == LEIDRAAD_FORMAT_TEXT;
    return text ? log_text(report, log) : log_json(report, log);
}

static int write_blame(const struct asking *asking, const struct history_report *report,
                       const struct history *history, struct question *question)
{
    const struct blame *blame = chronicle_blame(report->arena, history, question);
    if (!blame->rules.len) return no_such(asking);
    bool text = asking->how.format == LEIDRAAD_FORMAT_TEXT;
    return text ? blame_text(report, question->now, blame)
                : blame_json(report, question->now, blame);
}

static int answer(struct arena *arena, void *context)
{
    const struct asking *asking = context;
    struct leidraad_store *store = asking->store;
    struct store_id tip;
    struct history history;
    struct out *out = ARENA_NEW(arena, struct out);
    const struct history_options options = {store->cache, asking->how.progress,
                                            asking->how.progress_context};
    struct question question = {.now = asking->now ? asking->now->program : NULL,
                                .version = str_from(asking->asked.version),
                                .rule = str_from(asking->asked.rule),
                                .all = asking->asked.all != 0};
    const struct history_report report = {
        .out = out,
        .arena = arena,
        .repository = &store->repository,
        .array = asking->how.format == LEIDRAAD_FORMAT_JSON,
        .width = asking->how.width > 0 ? (size_t)asking->how.width : WIDTH_DEFAULT,
        .colour = asking->how.colour != 0,
    };
    out_init(out, asking->write, asking->context);
    if (asking->how.format == LEIDRAAD_FORMAT_TEXT) out_show(out);
    int status = store_revision(arena, store, asking->asked.revision, asking->asked.known_at, &tip);
    if (!status) status = history_read(&history, arena, &store->repository, &tip, &options);
    if (!status)
        status = (asking->blame ? write_blame : write_log)(asking, &report, &history, &question);
    int failed = out_flush(out);
    return status ? status : failed ? STATUS_STOPPED : STATUS_OK;
}

static leidraad_status run(struct asking *asking, const leidraad_history_options *options,
                           const leidraad_report_options *report)
{
    char *error = asking->store->error;
    asking->asked = (leidraad_history_options){.size = sizeof asking->asked};
    asking->how = (leidraad_report_options){.size = sizeof asking->how};
    if (!asking->store->repository.store) return LEIDRAAD_ERROR_SYSTEM;
    if (!api_take_options(&asking->asked, sizeof asking->asked, options) ||
        !api_take_options(&asking->how, sizeof asking->how, report))
        return (leidraad_status)api_error(error, STATUS_USAGE,
                                          _("the size of the options is not set"));
    if (asking->how.format > LEIDRAAD_FORMAT_NDJSON)
        return (leidraad_status)api_error(error, STATUS_USAGE,
                                          _("there is no such report in this format"));
    if (asking->blame && !asking->asked.version)
        return (leidraad_status)api_error(error, STATUS_USAGE, _("say of which version"));
    leidraad_status status = leidraad_store_policies(
        &asking->now, asking->store, asking->asked.revision, asking->asked.known_at);
    /* A log can do without the policies of now, and is how one finds what broke them. */
    if (status == LEIDRAAD_ERROR_POLICIES && !asking->blame)
        status = LEIDRAAD_OK;
    else if (status == LEIDRAAD_ERROR_POLICIES && asking->now)
        api_error(error, 0, "%s", _("the policies of that revision do not compile"));
    if (!status) status = (leidraad_status)api_guarded(answer, asking);
    leidraad_policies_free(asking->now);
    return status;
}

leidraad_status leidraad_report_log(leidraad_store *store, const leidraad_history_options *options,
                                    const leidraad_report_options *report, leidraad_write_fn *write,
                                    void *context)
{
    struct asking asking = {.store = store, .write = write, .context = context};
    return run(&asking, options, report);
}

leidraad_status leidraad_report_blame(leidraad_store *store,
                                      const leidraad_history_options *options,
                                      const leidraad_report_options *report,
                                      leidraad_write_fn *write, void *context)
{
    struct asking asking = {.store = store, .write = write, .context = context, .blame = true};
    return run(&asking, options, report);
}
