/* leidraad show: the consolidated text of a version, or one rule with its origin. */
#include "inputs.h"
#include "message.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>

static const char *rule;

static const struct option options[] = {
    TEXT("rule", &rule, N_("ID"), N_("only this rule, with where each part of it comes from")),
    OPTIONS_END,
};

static const char *version; /* NULL: all of them */

/* "DIR:2025" names a version elsewhere, and with --store "REV:2025" in another revision; a
 * version's own name has no colon. */
static void read_version(char *argument)
{
    char *colon = strrchr(argument, ':');
    version = argument;
    if (!colon) return;
    *colon = '\0';
    if (store_settings.path)
        store_settings.at = argument;
    else
        policy_settings.path = argument;
    version = colon[1] ? colon + 1 : NULL;
}

static enum exit_status print(leidraad_policies *policies, struct output *out)
{
    leidraad_status shown = leidraad_show(policies, version, rule, output_write, out);
    return conclude(shown, leidraad_policies_error(policies));
}

static enum exit_status run(const struct words *arguments)
{
    char *argument = arguments->count ? strdup(arguments->at[0]) : NULL;
    if (arguments->count && !argument) out_of_memory();
    if (argument) read_version(argument);
    enum exit_status status = with_policies(print);
    free(argument);
    return status;
}

const struct verb verb_show = {
    .name = "show",
    .arguments = N_("[[DIR:|REV:]VERSION]"),
    .most = 1,
    .summary = N_("prints the text of a version with all its revisions worked in"),
    .text =
        N_("VERSION may be the id of a kader or a regional plan too. Without one, all of them. "
           "DIR:VERSION is a version of the policies in another folder, REV:VERSION, with --store, "
           "one in another revision."),
    .options = {options, output_options},
    .run = run,
};
