/* leidraad log: the revisions that changed a version or a rule in meaning. */
#include "inputs.h"
#include "message.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static const char *rule;
static int all, format;

static const struct option options[] = {
    TEXT("rule", &rule, N_("ID"), N_("only what changed this rule")),
    FLAG("all", &all, N_("also the revisions that touched text or layout only")),
    CHOICE("format", &format, history_formats, N_("how the answer is written")),
    OPTIONS_END,
};

static enum exit_status run(const struct words *arguments)
{
    leidraad_history_options asked = history_settings();
    asked.version = arguments->count ? arguments->at[0] : NULL;
    asked.rule = rule;
    asked.all = all;
    return with_history(leidraad_report_log, &asked, format);
}

const struct verb verb_log = {
    .name = "log",
    .arguments = N_("[VERSION]"),
    .most = 1,
    .summary = N_("lists the revisions that changed something in meaning, and what"),
    .text =
        N_("VERSION: only what changed this version; or the id of a kader or a regional plan. A "
           "rule that was renamed is followed to its former name."),
    .options = {options, output_options},
    .run = run,
};
