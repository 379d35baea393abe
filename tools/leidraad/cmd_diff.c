/* leidraad diff: what differs in meaning between two versions, or between policies. */
#include "inputs.h"
#include "message.h"
#include "operand.h"
#include "text.h"
#include "verbs.h"

static int format, negative_exit;

static const struct choice formats[] = {
    {"text", LEIDRAAD_FORMAT_TEXT},
    {"json", LEIDRAAD_FORMAT_JSON},
    {"html", LEIDRAAD_FORMAT_HTML},
    {0},
};

static const struct option options[] = {
    CHOICE("format", &format, formats, N_("how the answer is written")),
    FLAG("exit-code", &negative_exit, N_("end with status 1 if there is a difference in meaning")),
    OPTIONS_END,
};

static enum exit_status print(const struct operand operand[2], struct output *out)
{
    leidraad_report_options report = answer_settings(out, format);
    leidraad_differences counts = {0};
    leidraad_status printed =
        leidraad_report_diff(operand[0].policies, operand[0].version, operand[1].policies,
                             operand[1].version, &report, &counts, output_write, out);
    enum exit_status status = conclude(printed, NULL);
    return !status && negative_exit && counts.meaning ? EXIT_NEGATIVE : status;
}

static enum exit_status run(const struct words *arguments)
{
    struct operands operands = {0};
    struct operand operand[2];
    struct output out;
    enum exit_status status = operands_open(operand, &operands, arguments);
    if (!status) status = answer_open(&out);
    if (!status) status = output_close(&out, print(operand, &out));
    for (int side = 0; side < 2; side++) operand_close(&operand[side]);
    operands_close(&operands);
    return status;
}

const struct verb verb_diff = {
    .name = "diff",
    .arguments = N_("FROM TO"),
    .argument_kind = ARGUMENT_FILE,
    .least = 2,
    .most = 2,
    .summary = N_("prints what differs in meaning between two versions, or between policies"),
    .text =
        N_("FROM and TO are two versions (2023 2025), two folders of policies, or two revisions "
           "of a store (HEAD~3); DIR:2025 and REV:2025 are a version elsewhere. Where a name "
           "could be a version or a revision, it is the version. --at and --known-at say whose "
           "versions are meant; a revision says that itself.\n\n"
           "Consolidated versions are compared, not lines: order, layout, comments and the "
           "names of files make no difference. What is only text stands apart from what differs "
           "in meaning."),
    .options = {options, output_options},
    .run = run,
};
