/* leidraad init: a store with the policies as history. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

static int bare;

static const struct option options[] = {
    FLAG("bare", &bare, N_("without a work tree: to be published to from elsewhere")),
    OPTIONS_END,
};

static enum exit_status tell(const char *path, size_t commits)
{
    struct output out;
    enum exit_status status = output_open(&out, NULL);
    if (status) return status;
    output_printf(
        &out,
        ngettext("%s: a store with %zu revision\n", "%s: a store with %zu revisions\n", commits),
        path, commits);
    return output_close(&out, EXIT_DONE);
}

static enum exit_status run(const struct words *arguments)
{
    leidraad_store *store = NULL;
    leidraad_policies *policies = NULL;
    const char *from, *error = NULL;
    size_t commits = 0;
    enum exit_status status = policies_path(&from);
    if (status) return status;
    if (!from) return usage_error(_("a store is made from a folder: --policies, not --store"));
    leidraad_status made =
        leidraad_store_init(&store, &policies, arguments->at[0], from, bare, &commits);
    if (made == LEIDRAAD_ERROR_POLICIES && policies) policies_complain(policies);
    if (store && *leidraad_store_error(store))
        error = leidraad_store_error(store);
    else if (policies)
        error = leidraad_policies_error(policies);
    status = conclude(made, error);
    leidraad_store_free(store);
    leidraad_policies_free(policies);
    return status ? status : tell(arguments->at[0], commits);
}

const struct verb verb_init = {
    .name = "init",
    .arguments = N_("DIR"),
    .least = 1,
    .most = 1,
    .summary = N_("makes a store, with the policies and their history"),
    .text = N_("The history follows from the policies themselves: a revision for each day on which "
               "something was adopted, marked as reconstructed, and a tag leidraad/VERSION where a "
               "version was. The folder must be empty, or not be there. The same policies give the "
               "same revisions, to the last digit of their ids."),
    .options = {options},
    .run = run,
};
