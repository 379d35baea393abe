/* leidraad evaluate: verdicts for practices, RHO's and regions. */
#include "inputs.h"
#include "message.h"
#include "receipts.h"
#include "text.h"
#include "verbs.h"

static const char *leidraad;
static int all_readings, format, negative_exit;

static const struct choice all[] = {{"all", 1}, {0}};

static const struct option options[] = {
    TEXT("leidraad", &leidraad, N_("VERSION"),
         N_("judge as if always under this version, whatever the date: duties that fell due under "
            "another are left out")),
    CHOICE("readings", &all_readings, all,
           N_("also say what each reading, turned alone, would make of it")),
    CHOICE("format", &format, report_formats, N_("how the answer is written")),
    FLAG("exit-code", &negative_exit, N_("end with status 1 if a subject does not comply")),
    RECEIPTS_OPTION,
    OPTIONS_END,
};

static enum exit_status print(leidraad_policies *policies, leidraad_data *data, struct output *out)
{
    leidraad_options judge = judge_settings();
    judge.leidraad = leidraad;
    judge.all_readings = all_readings;
    leidraad_report_options report = answer_settings(out, format);
    leidraad_counts counts = {0};
    enum exit_status status = receipts_open(&report);
    if (status) return receipts_close(status);
    leidraad_status printed =
        leidraad_report_evaluate(policies, data, &judge, &report, &counts, output_write, out);
    if (counts.left_out)
        complain(ngettext("%zu RHO was left out: without --on there is no date to judge it on",
                          "%zu RHO's were left out: without --on there is no date to judge them on",
                          counts.left_out),
                 counts.left_out);
    status = conclude(printed, leidraad_data_error(data));
    if (!status && negative_exit && counts.voldoet_niet) status = EXIT_NEGATIVE;
    return receipts_close(status);
}

static enum exit_status run(const struct words *arguments)
{
    return with_data(arguments->at[0], print);
}

const struct verb verb_evaluate = {
    .name = "evaluate",
    .arguments = N_("DATA"),
    .argument_kind = ARGUMENT_FILE,
    .least = 1,
    .most = 1,
    .summary = N_("judges practices, RHO's and regions by the rules that bind them"),
    .text =
        N_("Without --on: practices on their own start date, regions for the year of their row; "
           "RHO's need --on.\n\n"
           "A file of DATA that is there counts as complete: a practice without rows in "
           "interventie.csv has no interventions. Without that file it is not known whether it "
           "has any."),
    .options = {options, judge_options, data_options, output_options},
    .run = run,
};
