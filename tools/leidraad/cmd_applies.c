/* leidraad applies: which version, group and groeijaar, for a start date or for every practice. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

static struct day intake;
static int format;

static const struct option options[] = {
    DAY("intake", &intake, N_("a practice that starts on this date, instead of data")),
    CHOICE("format", &format, report_formats, N_("how the answer is written")),
    OPTIONS_END,
};

static enum exit_status print_intake(leidraad_policies *policies, struct output *out)
{
    leidraad_options judge = judge_settings();
    leidraad_report_options report = answer_settings(out, format);
    leidraad_status printed = leidraad_report_applies_intake(policies, day_iso(&intake), &judge,
                                                             &report, output_write, out);
    return conclude(printed, leidraad_policies_error(policies));
}

static enum exit_status print_data(leidraad_policies *policies, leidraad_data *data,
                                   struct output *out)
{
    leidraad_options judge = judge_settings();
    leidraad_report_options report = answer_settings(out, format);
    leidraad_status printed =
        leidraad_report_applies(policies, data, &judge, &report, output_write, out);
    return conclude(printed, leidraad_data_error(data));
}

static enum exit_status run(const struct words *arguments)
{
    if ((arguments->count == 1) == (day_iso(&intake) != NULL))
        return usage_error(_("give either data or --intake"));
    return arguments->count ? with_data(arguments->at[0], print_data) : with_policies(print_intake);
}

const struct verb verb_applies = {
    .name = "applies",
    .arguments = N_("[DATA]"),
    .argument_kind = ARGUMENT_FILE,
    .most = 1,
    .summary = N_("says which version applies, with the group and the groeijaar"),
    .text =
        N_("For every practice in DATA, or for one that starts on the date of --intake. Without "
           "--on: on the start date itself.\n\n"
           "In CSV and JSON `tot` is the first day on which the version no longer applies; the "
           "text says up to and including which day it does."),
    .options = {options, judge_options, data_options, output_options},
    .run = run,
};
