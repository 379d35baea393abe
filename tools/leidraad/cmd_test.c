/* leidraad test: runs the examples (voorbeelden) in the policies. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

static int coverage;

static const struct option options[] = {
    FLAG("coverage", &coverage, N_("also list which verdicts of which rules no example reaches")),
    OPTIONS_END,
};

static enum exit_status print(leidraad_policies *policies, struct output *out)
{
    leidraad_test_totals totals = {0};
    leidraad_status tested = leidraad_test(policies, coverage, &totals, output_write, out);
    if (tested == LEIDRAAD_ERROR_POLICIES) policies_complain(policies); /* an example is wrong */
    enum exit_status status = conclude(tested, leidraad_policies_error(policies));
    return !status && totals.failed ? EXIT_NEGATIVE : status;
}

static enum exit_status run(const struct words *arguments)
{
    (void)arguments;
    return with_policies(print);
}

const struct verb verb_test = {
    .name = "test",
    .summary = N_("runs the examples in the policies"),
    .text = N_("Prints the examples that fail, and how many passed and failed. Ends with status 1 "
               "if one fails."),
    .options = {options, output_options},
    .run = run,
};
