/* leidraad replay: comes to the verdicts of receipts again. */
#include "claim.h"
#include "inputs.h"
#include "message.h"
#include "store.h"
#include "terminal.h"
#include "text.h"
#include "verbs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

enum { COMMIT_ID = 40 }; /* digits of an id */

static int format;

static const struct option options[] = {
    CHOICE("format", &format, report_formats, N_("how the answer is written")),
    OPTIONS_END,
};

/* ---- policies ---- */

/* Receipts of a store name a commit, by its whole id: a name that can move would prove nothing. */
static leidraad_status open_commit(const char *id, leidraad_policies **out, const char **why)
{
    leidraad_status status;
    *out = NULL;
    if (strlen(id) != strspn(id, "0123456789abcdef") || strlen(id) < COMMIT_ID) {
        *why = _("that is no id of a commit");
        return LEIDRAAD_ERROR_USAGE;
    }
    if (!store_settings.path) {
        *why = _("say with --store in which store it is");
        return LEIDRAAD_ERROR_USAGE;
    }
    if (!store_open(&status, why)) return status;
    status = store_policies(out, id);
    if (status == LEIDRAAD_ERROR_POLICIES && *out && leidraad_policies_diagnostics(*out))
        *why = leidraad_policies_diagnostic(*out, 0).message;
    else if (status)
        *why = store_error();
    return status;
}

/* Receipts of a folder name only where it lay.  What policies they were is said by the hash of
 * their content, which the replay holds against those that the command line gives it. */
static leidraad_status open_folder(leidraad_policies **out, const char **why)
{
    const char *path;
    *out = NULL;
    if (policies_path(&path)) return LEIDRAAD_ERROR_SYSTEM;
    leidraad_status status = policies_open_at(out, path);
    if (status == LEIDRAAD_ERROR_POLICIES && *out && leidraad_policies_diagnostics(*out))
        *why = leidraad_policies_diagnostic(*out, 0).message;
    else if (status && *out)
        *why = leidraad_policies_error(*out);
    return status;
}

static leidraad_status open_named(void *context, const char *beleid, leidraad_policies **out,
                                  const char **why)
{
    (void)context;
    static const char git[] = "git:";
    bool commit = strncmp(beleid, git, sizeof git - 1) == 0;
    return commit ? open_commit(beleid + sizeof git - 1, out, why) : open_folder(out, why);
}

/* ---- receipts ---- */

struct input {
    int fd;
    int error; /* errno of a read that failed, or 0 */
};

static int read_some(void *context, void *to, size_t room, size_t *n)
{
    struct input *input = context;
    ssize_t got;
    do got = read(input->fd, to, room);
    while (got < 0 && errno == EINTR);
    if (got < 0) input->error = errno;
    *n = got < 0 ? 0 : (size_t)got;
    return got < 0;
}

static enum exit_status cannot_read(const char *name, int error)
{
    complain(_("cannot read '%s': %s"), name, strerror(error));
    return EXIT_SYSTEM;
}

static enum exit_status print(struct input *input, const char *name, struct output *out)
{
    leidraad_report_options report = answer_settings(out, format);
    leidraad_replayed counts = {0};
    leidraad_status status =
        leidraad_replay(read_some, input, open_named, NULL, &report, &counts, output_write, out);
    if (input->error) return cannot_read(name, input->error);
    if (status == LEIDRAAD_ERROR_DATA) {
        complain(_("'%s' holds no receipts"), name);
        return EXIT_DATA;
    }
    if (status) return conclude(status, NULL);
    return counts.equal == counts.receipts ? EXIT_DONE : EXIT_NEGATIVE;
}

/* Policies or a store that the command line names and that are not there are a mistake in it, and
 * no reason why each of the receipts is impossible. */
static enum exit_status check_policies(void)
{
    const char *path;
    leidraad_store *store;
    enum exit_status status = EXIT_DONE;
    if (policy_settings.path || store_settings.path) status = policies_path(&path);
    return status || !store_settings.path ? status : store_wanted(&store);
}

static enum exit_status run(const struct words *arguments)
{
    const char *path = arguments->at[0];
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? _("standard input") : path;
    struct input input = {.fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)};
    struct output out;
    if (input.fd < 0) return cannot_read(name, errno);
    claim_to_read(path);
    enum exit_status status = check_policies();
    if (!status) status = answer_open(&out);
    if (!status) status = output_close(&out, print(&input, name, &out));
    if (!standard) close(input.fd);
    return status;
}

const struct verb verb_replay = {
    .name = "replay",
    .arguments = N_("RECEIPTS"),
    .argument_kind = ARGUMENT_FILE,
    .least = 1,
    .most = 1,
    .summary = N_("evaluates again what receipts are of, and compares"),
    .text = N_(
        "RECEIPTS is a file that `evaluate --receipts` or `sample --receipts` wrote. Each verdict "
        "is made again, under the policies that its receipt names and from the input that it "
        "holds, and compared byte for byte: equal, different, or impossible, and why. Ends with "
        "status 1 if one is not equal."),
    .options = {options, output_options},
    .run = run,
};
