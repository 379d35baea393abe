/* leidraad fmt: the canonical layout of policy files. */
#include "file.h"
#include "inputs.h"
#include "message.h"
#include "terminal.h"
#include "text.h"
#include "verbs.h"

#include <stdlib.h>
#include <string.h>

static int check;

static const struct option options[] = {
    FLAG("check", &check, N_("change nothing; name the files that differ, and end with status 1")),
    OPTIONS_END,
};

static bool same(const struct bytes *a, const struct bytes *b)
{
    return a->size == b->size && (!a->size || memcmp(a->at, b->at, a->size) == 0);
}

/* What is done with a file, when it is known what it should be.  `names` is standard output. */

static enum exit_status name_it(const char *path, bool differs, struct output *names)
{
    if (!differs) return EXIT_DONE;
    output_printf(names, "%s\n", path);
    return EXIT_NEGATIVE;
}

static enum exit_status print_it(const struct bytes *canonical, struct output *names)
{
    output_write(names, canonical->at, canonical->size);
    return EXIT_DONE;
}

static enum exit_status rewrite(const char *path, const struct bytes *canonical,
                                struct output *names)
{
    struct output file;
    enum exit_status status = output_open(&file, path);
    if (status) return status;
    output_write(&file, canonical->at, canonical->size);
    status = output_close(&file, EXIT_DONE);
    if (!status) output_printf(names, "%s\n", path);
    return status;
}

static enum exit_status format_file(const char *path, struct output *names)
{
    bool standard = strcmp(path, "-") == 0;
    struct bytes before = {0}, canonical = {0};
    enum exit_status status = file_read(&before, path);
    if (!status)
        status = conclude(leidraad_format(standard ? _("standard input") : path, before.at,
                                          before.size, bytes_write, &canonical, error_write, NULL),
                          NULL);
    if (!status) {
        bool differs = !same(&before, &canonical);
        status = check      ? name_it(path, differs, names)
                 : standard ? print_it(&canonical, names)
                 : differs  ? rewrite(path, &canonical, names)
                            : EXIT_DONE;
    }
    free(before.at);
    free(canonical.at);
    return status;
}

/* Where no files are named: those of the policies. */
static enum exit_status find_files(struct files *files, const struct words *arguments)
{
    const char *path;
    enum exit_status status = EXIT_DONE;
    for (size_t i = 0; i < arguments->count && !status; i++)
        status = files_find(files, arguments->at[i]);
    if (arguments->count) return status;
    status = policies_path(&path);
    if (!status && !path)
        status = usage_error(_("say which files: those in a store are not laid out anew"));
    return status ? status : files_find(files, path);
}

/* A file with a mistake does not keep the others from their layout; of several statuses the
 * gravest, which is the highest, is that of the command. */
static enum exit_status format_files(const struct files *files)
{
    struct output names;
    enum exit_status status = output_open(&names, NULL);
    for (size_t i = 0; i < files->count; i++) {
        progress_show(NULL, i, files->count);
        enum exit_status one = format_file(files->at[i], &names);
        if (one > status) status = one;
    }
    progress_clear();
    return output_close(&names, status);
}

static enum exit_status run(const struct words *arguments)
{
    struct files files = {0};
    enum exit_status status = find_files(&files, arguments);
    if (!status) status = format_files(&files);
    files_free(&files);
    return status;
}

const struct verb verb_fmt = {
    .name = "fmt",
    .arguments = N_("[FILE]..."),
    .argument_kind = ARGUMENT_POLICY_FILE,
    .most = (size_t)-1,
    .summary = N_("puts policy files in the canonical layout"),
    .text = N_("Rewrites the files (of a folder, all .leidraad files in it; without any, those of "
               "the policies) and prints the names of those that changed. Of '-', standard input, "
               "the layout goes to standard output."),
    .options = {options},
    .run = run,
};
