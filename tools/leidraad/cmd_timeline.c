/* leidraad timeline: Tabel 1 as the policies have it, or the periods of one start date. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

static struct day intake;
static int format;

static const struct option options[] = {
    DAY("intake", &intake, N_("the periods of a practice that starts on this date")),
    CHOICE("format", &format, report_formats, N_("how the answer is written")),
    OPTIONS_END,
};

static enum exit_status print(leidraad_policies *policies, struct output *out)
{
    leidraad_options judge = judge_settings();
    leidraad_report_options report = answer_settings(out, format);
    leidraad_status printed =
        leidraad_report_timeline(policies, day_iso(&intake), &judge, &report, output_write, out);
    return conclude(printed, leidraad_policies_error(policies));
}

static enum exit_status run(const struct words *arguments)
{
    (void)arguments;
    return with_policies(print);
}

const struct verb verb_timeline = {
    .name = "timeline",
    .summary = N_("prints from when each version applies, for each group or for one start date"),
    .text =
        N_("Without --intake, the whole table of start dates (Tabel 1) as the policies have it."),
    .options = {options, reading_options, output_options},
    .run = run,
};
