/* leidraad publish: commits policies that pass the gate. */
#include "inputs.h"
#include "message.h"
#include "moment.h"
#include "store.h"
#include "text.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FORMAT_TEXT, FORMAT_JSON };
enum { A_DAY = 24 * 60 * 60 };

static const char *message, *author, *committer, *when, *erratum, *base;
static int format;

static const struct choice formats[] = {{"text", FORMAT_TEXT}, {"json", FORMAT_JSON}, {0}};

static const struct option options[] = {
    {.name = "message",
     .letter = 'm',
     .kind = OPTION_TEXT,
     .into.text = &message,
     .value = N_("TEXT"),
     .help = N_("what it is for; what changed in meaning is added")},
    TEXT("author", &author, N_("NAME <E-MAIL>"),
         N_("who wrote it (default: user.name and user.email in the configuration of git)")),
    TEXT("committer", &committer, N_("NAME <E-MAIL>"),
         N_("who publishes it (default: the author)")),
    TEXT("time", &when, N_("TIME"), N_("when, as 2026-04-01T12:00:00+02:00 (default: now)")),
    TEXT("erratum", &erratum, N_("REASON"),
         N_("what was adopted changes in meaning, for this reason")),
    TEXT("base", &base, N_("REV"),
         N_("the revision that it was made from: end with status 6 if the branch has moved on")),
    CHOICE("format", &format, formats, N_("how the answer is written")),
    OPTIONS_END,
};

/* "Name <e-mail>", taken apart in place.  NULL: nobody was named. */
static enum exit_status read_person(leidraad_person *person, char *text)
{
    char *open = text ? strrchr(text, '<') : NULL;
    char *close = open ? strchr(open, '>') : NULL;
    if (!text) return EXIT_DONE;
    if (!open || !close || close[1] || open == text)
        return usage_error(_("'%s' is not a person: write it as \"Name <e-mail>\""), text);
    person->name = text;
    person->email = open + 1;
    *close = '\0';
    while (open > text && open[-1] == ' ') open--;
    *open = '\0';
    return EXIT_DONE;
}

static enum exit_status tell(const leidraad_publication *done)
{
    struct output out;
    enum exit_status status = output_open(&out, NULL);
    if (status) return status;
    if (format == FORMAT_JSON)
        output_printf(&out, "{\"commit\":%s%s%s,\"gelijk\":%s,\"betekenis\":%zu,\"tekst\":%zu}\n",
                      done->same ? "" : "\"", done->same ? "null" : done->commit,
                      done->same ? "" : "\"", done->same ? "true" : "false", done->meaning,
                      done->text);
    else if (done->same)
        output_text(&out, _("Nothing to publish: the policies are those of the store.\n"));
    else
        output_printf(&out, _("Published as %s\ndifferences in meaning: %zu, in text: %zu\n"),
                      done->commit, done->meaning, done->text);
    if (format == FORMAT_TEXT && !done->same && done->changes) output_text(&out, done->changes);
    return output_close(&out, EXIT_DONE);
}

static enum exit_status publish(leidraad_store *store, const leidraad_publish_options *asked)
{
    leidraad_policies *policies = NULL;
    leidraad_publication done;
    leidraad_status published = leidraad_publish(store, &policies, asked, &done);
    bool judged = published == LEIDRAAD_OK || published == LEIDRAAD_ERROR_POLICIES;
    if (judged && policies) policies_complain(policies);
    const char *error = leidraad_store_error(store);
    if (published == LEIDRAAD_ERROR_POLICIES && !*error)
        error = _("nothing was published: the policies do not pass");
    else if (!*error && policies)
        error = leidraad_policies_error(policies);
    enum exit_status status = conclude(published, error);
    if (*done.commit && asked->committer.time > time(NULL) + A_DAY)
        complain(_("this revision is of a time to come: until then none that is published can "
                   "follow it"));
    if (*done.commit && status)
        complain(_("the revision %s was published all the same"), done.commit);
    if (!status) status = tell(&done);
    leidraad_policies_free(policies);
    return status;
}

static enum exit_status run(const struct words *arguments)
{
    leidraad_store *store;
    leidraad_publish_options asked = {.size = sizeof asked,
                                      .path = arguments->count ? arguments->at[0] : NULL,
                                      .message = message,
                                      .erratum = erratum,
                                      .base = base};
    char *names[] = {author ? strdup(author) : NULL, committer ? strdup(committer) : NULL};
    if ((author && !names[0]) || (committer && !names[1])) out_of_memory();
    enum exit_status status = EXIT_DONE;
    if (erratum && !*erratum) status = usage_error(_("--erratum wants a reason"));
    if (store_settings.at)
        status = usage_error(_("a revision is published at the end of the branch, "
                               "not --at"));
    if (!status) status = read_person(&asked.author, names[0]);
    asked.committer = asked.author;
    if (!status) status = read_person(&asked.committer, names[1]);
    if (!status && !moment_read(when, &asked.committer.time, &asked.committer.offset))
        status = usage_error(_("'%s' is not a time: write it as 2026-04-01T12:00:00+02:00"), when);
    asked.author.time = asked.committer.time;
    asked.author.offset = asked.committer.offset;
    if (!status) status = store_wanted(&store);
    if (!status) status = publish(store, &asked);
    free(names[0]);
    free(names[1]);
    return status;
}

const struct verb verb_publish = {
    .name = "publish",
    .arguments = N_("[DIR]"),
    .argument_kind = ARGUMENT_FILE,
    .most = 1,
    .summary = N_("commits policies to the store, if they pass"),
    .text =
        N_("DIR: the folder of policies (default: the work tree of the store). They pass if they "
           "compile, their examples do what they say, and no version, kader or regional plan "
           "that was adopted changes in meaning without --erratum.\n\n"
           "What DIR holds takes the place of all policies in the store. So that nothing is "
           "lost which another published, say with --base which revision DIR was made from: "
           "when the branch has moved on, nothing is changed and the status is 6. Without "
           "--base it is told from the files: the status is 6 too where one is as a later "
           "revision found it, lacks what that revision put in, or is gone. Take over what "
           "came, with git, and publish again; or, to go back on purpose, say --base HEAD."),
    .options = {options},
    .run = run,
};
