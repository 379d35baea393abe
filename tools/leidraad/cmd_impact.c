/* leidraad impact: who gets another verdict, and why. */
#include "inputs.h"
#include "message.h"
#include "operand.h"
#include "text.h"
#include "verbs.h"

#include <stdbool.h>

static struct day from, to;
static int format, negative_exit;
static int every; /* 0: not given */

enum { EVERY_MONTH = 1, EVERY_QUARTER };
static const struct choice every_choices[] = {
    {"month", EVERY_MONTH}, {"quarter", EVERY_QUARTER}, {0}};

static const struct option options[] = {
    DAY("from", &from, N_("judge on more than one date: from this one on …")),
    DAY("to", &to, N_("… up to and including this one")),
    CHOICE("every", &every, every_choices,
           N_("and in between on the first of each month (default) or quarter")),
    CHOICE("format", &format, report_formats, N_("how the answer is written")),
    FLAG("exit-code", &negative_exit, N_("end with status 1 if a subject gets another verdict")),
    OPTIONS_END,
};

/* ---- what is asked ---- */

static enum exit_status check_dates(void)
{
    bool on = judge_settings().on, first = day_iso(&from), last = day_iso(&to);
    if (on && (first || last)) return usage_error(_("--on goes without --from and --to"));
    if (first != last) return usage_error(_("--from and --to go together"));
    if (every && !first) return usage_error(_("--every goes with --from and --to"));
    return EXIT_DONE;
}

/* ---- the answer ---- */

static enum exit_status print(const leidraad_impact_side side[2], struct output *out)
{
    leidraad_options judge = judge_settings();
    leidraad_report_options report = answer_settings(out, format);
    leidraad_impact_counts counts = {0};
    leidraad_impact_options asked = {.size = sizeof asked,
                                     .on = judge.on,
                                     .from = day_iso(&from),
                                     .to = day_iso(&to),
                                     .quarters = every == EVERY_QUARTER,
                                     .readings = judge.readings,
                                     .subject = judge.subject};
    leidraad_status printed =
        leidraad_report_impact(&side[0], &side[1], &asked, &report, &counts, output_write, out);
    if (counts.left_out)
        complain(ngettext("%zu RHO was left out: without --on there is no date to judge it on",
                          "%zu RHO's were left out: without --on there is no date to judge them on",
                          counts.left_out),
                 counts.left_out);
    enum exit_status status = conclude(printed, leidraad_data_error(side[0].data));
    return !status && negative_exit && counts.affected ? EXIT_NEGATIVE : status;
}

static enum exit_status answer(const struct operand operand[2], leidraad_data *const data[2])
{
    struct output out;
    leidraad_impact_side side[2];
    enum exit_status status = answer_open(&out);
    if (status) return status;
    for (int i = 0; i < 2; i++)
        side[i] = (leidraad_impact_side){operand[i].policies, data[i], operand[i].version};
    return output_close(&out, print(side, &out));
}

static enum exit_status run(const struct words *arguments)
{
    struct operands operands = {0};
    struct operand operand[2] = {{0}, {0}};
    leidraad_data *data[2] = {NULL, NULL};
    enum exit_status status = check_dates();
    if (!status) status = operands_open(operand, &operands, arguments);
    if (!status) {
        const leidraad_policies *const policies[2] = {operand[0].policies, operand[1].policies};
        status = data_open_pair(data, policies, arguments->at, arguments->at[2]);
    }
    if (!status) status = answer(operand, data);
    data_close_pair(data);
    for (int i = 0; i < 2; i++) operand_close(&operand[i]);
    operands_close(&operands);
    return status;
}

const struct verb verb_impact = {
    .name = "impact",
    .arguments = N_("FROM TO DATA"),
    .argument_kind = ARGUMENT_FILE,
    .least = 3,
    .most = 3,
    .summary = N_("tells who gets another verdict by other policies or another version, and why"),
    .text = N_(
        "FROM and TO are named as for `diff`. Of two versions, every practice is judged by each, "
        "whatever the date, as if it had always been under it: duties that fell due under another "
        "version are left out. Of policies as a whole, it is judged by what the dates say under "
        "each. Without "
        "--on, or --from and --to: practices on their own start date, regions for the year of "
        "their row; RHO's need a date.\n\n"
        "A rule that is not listed and one that does not apply count as the same. Consecutive "
        "dates with the same change are told as one period. With --rejects: the records that "
        "are bad under TO.\n\n"
        "A version or a word of a closed list that one side lacks and the other has, or the newest "
        "policies of the store, is no bad value. It is told, and judged on the side that lacks it "
        "as a version that is none of its own, or as unknown."),
    .options = {options, judge_options, data_options, output_options},
    .run = run,
};
