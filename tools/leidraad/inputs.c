/* Opening policies, data, and the place for the answer. */
#include "inputs.h"

#include "claim.h"
#include "file.h"
#include "message.h"
#include "place.h"
#include "store.h"
#include "terminal.h"
#include "text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- policies ---- */

struct policy_settings policy_settings;

enum exit_status policies_path(const char **path)
{
    static char found[PLACE_MAX];
    const char *named = policy_settings.path, *variable = getenv("LEIDRAAD_POLICIES");
    *path = NULL;
    if (store_settings.at && !store_settings.path) return usage_error(_("--at goes with --store"));
    if (store_settings.path && named)
        return usage_error(_("the policies are in a folder or in a store, not in both"));
    if (store_settings.path) return EXIT_DONE;
    if (!named && variable && *variable) named = variable;
    if (!named) {
        *path = found;
        if (place_policies(found, sizeof found)) return EXIT_DONE;
        complain(_("the policies that came with the program are not there; say where they are "
                   "with --policies"));
        return EXIT_SYSTEM;
    }
    struct stat there;
    *path = named;
    if (stat(named, &there) == 0) return EXIT_DONE;
    complain(_("the policies '%s' cannot be read: %s"), named, strerror(errno));
    return EXIT_SYSTEM;
}

leidraad_status policies_open_at(leidraad_policies **policies, const char *path)
{
    const char *known_at = day_iso(&policy_settings.known_at);
    if (!path) return store_policies(policies, NULL);
    return known_at ? leidraad_policies_open_known(policies, path, known_at)
                    : leidraad_policies_open(policies, path);
}

const char *policies_open_error(const leidraad_policies *policies)
{
    const char *error = policies ? leidraad_policies_error(policies) : NULL;
    return error && *error ? error : store_error();
}

/* As they stand today: data that is held now has words of theirs.  NULL where they cannot be
 * opened, so that nothing is known of them. */
static leidraad_policies *open_newest(void)
{
    const char *path;
    leidraad_policies *newest = NULL;
    if (policies_path(&path)) return NULL;
    leidraad_status status = path ? leidraad_policies_open(&newest, path) : store_newest(&newest);
    if (!status) return newest;
    leidraad_policies_free(newest);
    return NULL;
}

static leidraad_diag_format diag_format(void)
{
    return terminal_colour(STDERR_FILENO) ? LEIDRAAD_DIAG_TEXT_COLOUR : LEIDRAAD_DIAG_TEXT;
}

void policies_complain(const leidraad_policies *policies)
{
    leidraad_policies_write_diagnostics(policies, diag_format(), error_write, NULL);
}

static enum exit_status open_policies(leidraad_policies **policies)
{
    const char *path;
    enum exit_status status = policies_path(&path);
    if (status) return status;
    if (path) claim_to_read(path); /* a saved program: of a folder nothing is claimed */
    leidraad_status opened = policies_open_at(policies, path);
    if (opened == LEIDRAAD_ERROR_POLICIES && *policies) policies_complain(*policies);
    return conclude(opened, policies_open_error(*policies));
}

/* ---- data ---- */

static struct {
    const char *onderwerp;
    int skip_bad;
    const char *rejects;
} data_settings;

const struct option data_options[] = {
    TEXT("onderwerp", &data_settings.onderwerp, N_("NAME"),
         N_("what one file holds, where its name does not say: praktijk, rho, regio, …")),
    FLAG("skip-bad", &data_settings.skip_bad,
         N_("leave records with bad values out, and go on with the others")),
    FILE_NAME("rejects", &data_settings.rejects, N_("FILE"),
              N_("with --skip-bad: list the records that were left out here, as CSV")),
    OPTIONS_END,
};

enum exit_status with_policies(policies_work *work)
{
    struct output out;
    leidraad_policies *policies = NULL;
    if (data_settings.onderwerp || data_settings.skip_bad || data_settings.rejects)
        return usage_error(_("--onderwerp, --skip-bad and --rejects go with data"));
    enum exit_status status = open_policies(&policies);
    if (!status) status = answer_open(&out);
    if (!status) status = output_close(&out, work(policies, &out));
    leidraad_policies_free(policies);
    return status;
}

static enum exit_status write_rejects(const leidraad_data *data)
{
    struct output out;
    enum exit_status status = claim_to_write(data_settings.rejects);
    if (!status) status = output_open(&out, data_settings.rejects);
    if (status) return status;
    leidraad_status written = leidraad_data_write_rejects(data, output_write, &out);
    return output_close(&out, conclude(written, NULL));
}

static void claim_files(const leidraad_data *data)
{
    const char *name;
    for (size_t i = 0; data && (name = leidraad_data_file(data, i)); i++) claim_to_read(name);
}

static leidraad_data_options data_how(const leidraad_policies *const *others)
{
    return (leidraad_data_options){.size = sizeof(leidraad_data_options),
                                   .onderwerp = data_settings.onderwerp,
                                   .skip_bad = data_settings.skip_bad,
                                   .others = others};
}

static enum exit_status open_data(leidraad_data **data, const leidraad_policies *policies,
                                  const leidraad_policies *newest, const char *path)
{
    const leidraad_policies *const others[] = {newest, NULL};
    leidraad_data_options options = data_how(others);
    leidraad_status opened = leidraad_data_open(data, policies, path, &options);
    claim_files(*data);
    size_t said = *data ? leidraad_data_diagnostics(*data) : 0;
    if (said) leidraad_data_write_diagnostics(*data, diag_format(), error_write, NULL);
    /* What an option has wrong, or a file, stands among the diagnostics. */
    bool again = opened == LEIDRAAD_ERROR_USAGE || opened == LEIDRAAD_ERROR_SYSTEM;
    if (said && again) return exit_status_of(opened);
    enum exit_status status = conclude(opened, *data ? leidraad_data_error(*data) : NULL);
    return status || !data_settings.rejects ? status : write_rejects(*data);
}

enum exit_status with_data(const char *path, data_work *work)
{
    struct output out;
    leidraad_policies *policies = NULL, *newest = NULL;
    leidraad_data *data = NULL;
    if (data_settings.rejects && !data_settings.skip_bad)
        return usage_error(_("--rejects goes with --skip-bad"));
    enum exit_status status = open_policies(&policies);
    if (!status && (store_settings.at || day_iso(&policy_settings.known_at)))
        newest = open_newest();
    if (!status) status = open_data(&data, policies, newest, path);
    if (!status) status = answer_open(&out);
    if (!status) status = output_close(&out, work(policies, data, &out));
    leidraad_data_free(data);
    leidraad_policies_free(newest);
    leidraad_policies_free(policies);
    return status;
}

/* ---- the same data for two policies ---- */

static leidraad_status read_for(leidraad_data **data, const leidraad_policies *policies,
                                const leidraad_policies *const *others, const char *path,
                                const struct bytes *bytes)
{
    leidraad_data_options options = data_how(others);
    if (bytes->at)
        return leidraad_data_read(data, policies, path, bytes->at, bytes->size, &options);
    return leidraad_data_open(data, policies, path, &options);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool same_diagnostics(const leidraad_data *a, const leidraad_data *b)
{
    size_t n = leidraad_data_diagnostics(a);
    if (n != leidraad_data_diagnostics(b)) return false;
    for (size_t i = 0; i < n; i++) {
        leidraad_diagnostic x = leidraad_data_diagnostic(a, i), y = leidraad_data_diagnostic(b, i);
        if (!same_text(x.code, y.code) || !same_text(x.file, y.file) || x.line != y.line ||
            x.column != y.column || !same_text(x.path, y.path) || !same_text(x.message, y.message))
            return false;
    }
    return true;
}

/* What is said of both alike is said once; else behind the name of the policies. */
static void say_diagnostics(leidraad_data *const data[2], const char *const names[2])
{
    bool alike = data[0] && data[1] && same_diagnostics(data[0], data[1]);
    for (int side = 0; side < (alike ? 1 : 2); side++) {
        if (!data[side] || !leidraad_data_diagnostics(data[side])) continue;
        if (!alike) complain(_("the data, read for %s:"), names[side]);
        leidraad_data_write_diagnostics(data[side], diag_format(), error_write, NULL);
    }
}

static enum exit_status conclude_pair(leidraad_data *const data[2], const leidraad_status opened[2])
{
    claim_files(data[0]);
    for (int side = 0; side < 2; side++) {
        bool said = data[side] && leidraad_data_diagnostics(data[side]);
        bool again = opened[side] == LEIDRAAD_ERROR_USAGE || opened[side] == LEIDRAAD_ERROR_SYSTEM;
        if (said && again) return exit_status_of(opened[side]);
        if (opened[side])
            return conclude(opened[side], data[side] ? leidraad_data_error(data[side]) : NULL);
    }
    return data_settings.rejects ? write_rejects(data[1]) : EXIT_DONE;
}

enum exit_status data_open_pair(leidraad_data *data[2], const leidraad_policies *const policies[2],
                                const char *const names[2], const char *path)
{
    struct bytes bytes = {0};
    leidraad_status opened[2];
    data[0] = data[1] = NULL;
    if (data_settings.rejects && !data_settings.skip_bad)
        return usage_error(_("--rejects goes with --skip-bad"));
    if (same_text(path, "-")) { /* it can be read only once */
        enum exit_status status = file_read(&bytes, path);
        if (status) return status;
    }
    /* What one side has a word for is no mistake on the other, nor is what came after both. */
    leidraad_policies *newest = store_settings.path ? open_newest() : NULL;
    for (int side = 0; side < 2; side++) {
        const leidraad_policies *const others[] = {policies[!side], newest, NULL};
        if (side && policies[1] == policies[0]) {
            data[1] = data[0];
            opened[1] = opened[0];
        } else {
            opened[side] = read_for(&data[side], policies[side], others, path, &bytes);
        }
    }
    leidraad_policies_free(newest);
    free(bytes.at);
    say_diagnostics(data, names);
    return conclude_pair(data, opened);
}

void data_close_pair(leidraad_data *data[2])
{
    if (data[1] != data[0]) leidraad_data_free(data[1]);
    leidraad_data_free(data[0]);
    data[0] = data[1] = NULL;
}

/* ---- how to judge ---- */

static struct {
    struct day on;
    struct words readings;
    const char *subject;
} judging;

#define READING                                              \
    LIST("reading", &judging.readings, N_("READING=CHOICE"), \
         N_("read the sources in another way than the policies do by default; may be repeated"))

const struct option judge_options[] = {
    DAY("on", &judging.on, N_("the reference date (peildatum)")),
    TEXT("subject", &judging.subject, N_("[ONDERWERP:]KEY"), N_("only this subject")),
    READING,
    OPTIONS_END,
};

const struct option reading_options[] = {
    READING,
    OPTIONS_END,
};

leidraad_options judge_settings(void)
{
    return (leidraad_options){.size = sizeof(leidraad_options),
                              .on = day_iso(&judging.on),
                              .readings = judging.readings.at,
                              .subject = judging.subject};
}

/* ---- how to answer ---- */

static const char *output_path;

const struct option output_options[] = {
    FILE_NAME("output", &output_path, N_("FILE"),
              N_("write the answer to this file, which is replaced when it is complete")),
    OPTIONS_END,
};

const struct choice report_formats[] = {
    {"text", LEIDRAAD_FORMAT_TEXT},
    {"json", LEIDRAAD_FORMAT_JSON},
    {"ndjson", LEIDRAAD_FORMAT_NDJSON},
    {"csv", LEIDRAAD_FORMAT_CSV},
    {0},
};

enum exit_status answer_open(struct output *out)
{
    enum exit_status status = claim_to_write(output_path);
    return status ? status : output_open(out, output_path);
}

leidraad_report_options answer_settings(const struct output *out, int format)
{
    return (leidraad_report_options){.size = sizeof(leidraad_report_options),
                                     .format = (leidraad_format_kind)format,
                                     .colour = terminal_colour(out->fd),
                                     .width = terminal_width(out->fd),
                                     .progress = progress_show};
}
