/* leidraad: the command.
 *
 *     leidraad [options] VERB [options] [arguments]
 *
 * Here the command line is taken apart and handed to a verb.  What verbs there are stands in
 * verbs.def; what a verb takes and does, in its cmd_*.c.  The command knows nothing of the library
 * but its public header, as any other program that uses it. */
#include "describe.h"
#include "help.h"
#include "inputs.h"
#include "language.h"
#include "message.h"
#include "nearest.h"
#include "output.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>

static int want_help, want_version, describe_as;

/* Only checked here: language_start() looks for --lang itself, before anything else. */
static int lang;
static const struct choice languages[] = {{"nl", 0}, {"en", 0}, {0}};

const struct option command_options[] = {
    FOLDER("policies", &policy_settings.path, N_("PATH"),
           N_("the policies: a folder, a .leidraad file, or a program that `compile` saved "
              "(default: $LEIDRAAD_POLICIES, else those that came with the program)")),
    FOLDER("store", &store_settings.path, N_("REPO"),
           N_("the policies are in this git repository")),
    TEXT("at", &store_settings.at, N_("REV"),
         N_("as this revision of the store has them (default: the newest)")),
    DAY("known-at", &policy_settings.known_at,
        N_("as they stood on this date: in a store by its revisions, in a folder by what was "
           "adopted on or before it")),
    CHOICE("lang", &lang, languages, N_("the language of messages (default: that of the locale)")),
    {.name = "help", .letter = 'h', .into.number = &want_help, .help = N_("print this")},
    FLAG("version", &want_version, N_("print the version of the program")),
    /* Not listed: what the makers of the manual want. */
    CHOICE("describe-as", &describe_as, description_forms, NULL),
    OPTIONS_END,
};

static enum exit_status unknown_verb(const char *name)
{
    struct nearest nearest = {.wanted = name};
    for (const struct option *option = command_options; option->name; option++)
        if (strcmp(name, option->name) == 0)
            return usage_error(_("there is no verb '%s'; did you mean '--%s'?"), name, name);
    for (const struct verb *const *verb = verbs; *verb; verb++)
        nearest_offer(&nearest, (*verb)->name);
    if (nearest.found)
        return usage_error(_("there is no verb '%s'; did you mean '%s'?"), name, nearest.found);
    return usage_error(_("there is no verb '%s'"), name);
}

/* ---- what is asked of the command itself ---- */

static void print_version(struct output *out, const struct verb *verb)
{
    (void)verb;
    output_printf(out, "leidraad %s\n", leidraad_version());
}

static void print_help(struct output *out, const struct verb *verb)
{
    if (verb)
        help_verb(out, verb);
    else
        help_command(out);
}

static void print_description(struct output *out, const struct verb *verb)
{
    (void)verb;
    describe(out, describe_as);
}

/* Prints what was asked, or returns false: then a verb is to run. */
static bool answered(const struct verb *verb, enum exit_status *status)
{
    void (*print)(struct output *, const struct verb *) = want_help      ? print_help
                                                          : want_version ? print_version
                                                          : describe_as  ? print_description
                                                                         : NULL;
    if (!print) return false;
    struct output out;
    *status = output_open(&out, NULL);
    print(&out, verb);
    *status = output_close(&out, *status);
    return true;
}

/* ---- running a verb ---- */

static enum exit_status check_arguments(const struct verb *verb, const struct words *arguments)
{
    if (arguments->count < verb->least)
        return usage_error(_("what to work on is missing: %s"), _(verb->arguments));
    if (arguments->count > verb->most)
        return usage_error(_("there is no place for '%s'"), arguments->at[verb->most]);
    return EXIT_DONE;
}

static enum exit_status run_verb(const struct verb *verb, char **args)
{
    const struct option *tables[OPTION_TABLES + 1] = {NULL};
    struct words arguments = {0};
    size_t n = 0;
    for (; verb->options[n]; n++) tables[n] = verb->options[n];
    tables[n] = command_options;

    message_speaker(verb->name);
    enum exit_status status = options_read(tables, args, false, &arguments, &args);
    if (!status && !answered(verb, &status)) {
        status = check_arguments(verb, &arguments);
        if (!status) status = verb->run(&arguments);
    }
    words_free(&arguments);
    return status;
}

static enum exit_status run_named(const char *name, char **args)
{
    const struct verb *verb = verb_find(name);
    return verb ? run_verb(verb, args) : unknown_verb(name);
}

int main(int argc, char **argv)
{
    static const struct option *const tables[] = {command_options, NULL};
    char **args = argc ? argv + 1 : argv;
    output_start();
    language_start(args);

    enum exit_status status = options_read(tables, args, true, NULL, &args);
    if (status) return (int)status;
    if (*args) return (int)run_named(*args, args + 1);
    if (answered(NULL, &status)) return (int)status;
    return (int)usage_error(_("what to do is missing: name a verb"));
}
