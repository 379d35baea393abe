/* leidraad explain: the reasoning for one subject, down to the data and the sources. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

static const char *leidraad, *rule;
static int format;

static const struct choice formats[] = {
    {"text", LEIDRAAD_FORMAT_TEXT},
    {"json", LEIDRAAD_FORMAT_JSON},
    {0},
};

static const struct option options[] = {
    TEXT("rule", &rule, N_("ID"),
         N_("only this rule, or this decision with the rules that it looked at")),
    TEXT("leidraad", &leidraad, N_("VERSION"),
         N_("judge as if always under this version, whatever the date: duties that fell due under "
            "another are left out")),
    CHOICE("format", &format, formats, N_("how the answer is written")),
    OPTIONS_END,
};

static enum exit_status print(leidraad_policies *policies, leidraad_data *data, struct output *out)
{
    leidraad_options judge = judge_settings();
    judge.leidraad = leidraad;
    leidraad_report_options report = answer_settings(out, format);
    leidraad_status printed =
        leidraad_report_explain(policies, data, &judge, rule, &report, output_write, out);
    return conclude(printed, leidraad_data_error(data));
}

static enum exit_status run(const struct words *arguments)
{
    if (!judge_settings().subject)
        return usage_error(_("say whose verdict to explain, with --subject"));
    return with_data(arguments->at[0], print);
}

const struct verb verb_explain = {
    .name = "explain",
    .arguments = N_("DATA"),
    .argument_kind = ARGUMENT_FILE,
    .least = 1,
    .most = 1,
    .summary = N_("explains a verdict, down to the data and the sources it rests on"),
    .text = N_("--subject says whose verdict. Of a decision (besluit) it tells which rules made "
               "the answer, and which were looked at besides."),
    .options = {options, judge_options, data_options, output_options},
    .run = run,
};
