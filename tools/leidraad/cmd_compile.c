/* leidraad compile: saves the compiled program, which libleidraad-run can evaluate without a
 * compiler, and --policies takes in place of a folder. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

#include <unistd.h>

static enum exit_status save(leidraad_policies *policies, struct output *out)
{
    if (isatty(out->fd))
        return usage_error(_("a program is no text for a terminal; name a file with --output"));
    leidraad_status saved = leidraad_policies_save(policies, output_write, out);
    return conclude(saved, leidraad_policies_error(policies));
}

static enum exit_status run(const struct words *arguments)
{
    (void)arguments;
    return with_policies(save);
}

const struct verb verb_compile = {
    .name = "compile",
    .summary = N_("saves the compiled policies as a program"),
    .text =
        N_("--policies takes such a program in place of a folder, and libleidraad-run evaluates "
           "it without a compiler."),
    .options = {output_options},
    .run = run,
};
