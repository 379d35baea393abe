/* leidraad blame: which revision gave each part of a rule its present meaning. */
#include "inputs.h"
#include "message.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

static const char *rule;
static int format;

static const struct option options[] = {
    TEXT("rule", &rule, N_("ID"), N_("only this rule")),
    CHOICE("format", &format, history_formats, N_("how the answer is written")),
    OPTIONS_END,
};

static enum exit_status run(const struct words *arguments)
{
    leidraad_history_options asked = history_settings();
    asked.version = arguments->at[0];
    asked.rule = rule;
    return with_history(leidraad_report_blame, &asked, format);
}

const struct verb verb_blame = {
    .name = "blame",
    .arguments = N_("VERSION"),
    .least = 1,
    .most = 1,
    .summary = N_("says which revision gave each part of a rule its present meaning"),
    .text = N_("VERSION: a version, or the id of a kader or a regional plan. A change of layout or "
               "of words that mean the same gives no rule its meaning."),
    .options = {options, output_options},
    .run = run,
};
