/* leidraad check: compiles the policies, and prints what is wrong with them and their examples. */
#include "inputs.h"
#include "message.h"
#include "terminal.h"
#include "text.h"
#include "verbs.h"

enum { DUMP_NONE = -1 };

static int format, dump = DUMP_NONE;

static const struct choice formats[] = {
    {"text", LEIDRAAD_DIAG_TEXT},
    {"json", LEIDRAAD_DIAG_JSON},
    {"sarif", LEIDRAAD_DIAG_SARIF},
    {0},
};

static const struct choice dumps[] = {
    {"tokens", LEIDRAAD_DUMP_TOKENS},
    {"ast", LEIDRAAD_DUMP_AST},
    {"consolidated", LEIDRAAD_DUMP_CONSOLIDATED},
    {"typed", LEIDRAAD_DUMP_TYPED},
    {"program", LEIDRAAD_DUMP_PROGRAM},
    {0},
};

static const struct option options[] = {
    CHOICE("format", &format, formats, N_("how what is wrong is written")),
    CHOICE("dump", &dump, dumps,
           N_("instead, print what a phase of the compiler makes of the policies")),
    OPTIONS_END,
};

/* For people: what there is, where nothing is wrong. */
static void print_contents(struct output *out, const leidraad_policies *policies)
{
    size_t n = leidraad_policies_versions(policies);
    output_printf(out, _("The policies compile; versions:"));
    for (size_t i = 0; i < n; i++)
        output_printf(out, "%s %s", i ? "," : "", leidraad_policies_version(policies, i));
    output_printf(out, "\n%s\n", leidraad_policies_content(policies));
}

/* Not with_policies(): here what is wrong with the policies is the answer. */
static enum exit_status print_diagnostics(const char *path, struct output *out)
{
    leidraad_policies *policies = NULL;
    leidraad_status opened = policies_open_at(&policies, path);
    if (opened == LEIDRAAD_OK) opened = leidraad_policies_check(policies);
    bool text = format == LEIDRAAD_DIAG_TEXT;
    leidraad_diag_format as =
        text && terminal_colour(out->fd) ? LEIDRAAD_DIAG_TEXT_COLOUR : (leidraad_diag_format)format;
    if ((opened == LEIDRAAD_OK || opened == LEIDRAAD_ERROR_POLICIES) && policies)
        leidraad_policies_write_diagnostics(policies, as, output_write, out);
    if (opened == LEIDRAAD_OK && text) print_contents(out, policies);
    enum exit_status status = conclude(opened, policies_open_error(policies));
    leidraad_policies_free(policies);
    return status;
}

static enum exit_status print_dump(const char *path, struct output *out)
{
    leidraad_policies *policies = NULL;
    leidraad_status dumped = leidraad_policies_dump(path, (leidraad_dump)dump, output_write, out);
    /* A dump says no more than that it failed. */
    if (dumped == LEIDRAAD_ERROR_POLICIES && policies_open_at(&policies, path) == dumped &&
        policies)
        policies_complain(policies);
    leidraad_policies_free(policies);
    return conclude(dumped, NULL);
}

static enum exit_status run(const struct words *arguments)
{
    (void)arguments;
    struct output out;
    const char *path;
    if (dump != DUMP_NONE && day_iso(&policy_settings.known_at))
        return usage_error(_("--dump does not go with --known-at"));
    enum exit_status status = policies_path(&path);
    if (!status && !path && dump != DUMP_NONE)
        status = usage_error(_("--dump goes with a folder of policies, not with --store"));
    if (!status) status = answer_open(&out);
    if (status) return status;
    status = dump == DUMP_NONE ? print_diagnostics(path, &out) : print_dump(path, &out);
    /* That the policies do not compile is an answer like another, and its file is kept. */
    bool answer = status == EXIT_POLICIES && dump == DUMP_NONE;
    enum exit_status closed = output_close(&out, answer ? EXIT_DONE : status);
    return closed ? closed : status;
}

const struct verb verb_check = {
    .name = "check",
    .summary = N_("compiles the policies and prints what is wrong with them"),
    .options = {options, output_options},
    .run = run,
};
