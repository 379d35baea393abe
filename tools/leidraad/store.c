/* The store that --store names. */
#include "store.h"

#include "inputs.h"
#include "message.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>

struct store_settings store_settings;

static leidraad_store *opened;

/* Where differences between revisions are remembered: by the rules of the XDG base directories.
 * NULL: nowhere. */
static const char *cache_folder(void)
{
    static char folder[4096];
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    int n = 0;
    if (cache && *cache == '/')
        n = snprintf(folder, sizeof folder, "%s/leidraad", cache);
    else if (home && *home == '/')
        n = snprintf(folder, sizeof folder, "%s/.cache/leidraad", home);
    return n > 0 && (size_t)n < sizeof folder ? folder : NULL;
}

static void close_store(void)
{
    leidraad_store_free(opened);
    opened = NULL;
}

leidraad_store *store_open(leidraad_status *status, const char **error)
{
    *error = NULL;
    *status = LEIDRAAD_OK;
    if (opened) return opened;
    leidraad_store_options options = {.size = sizeof options, .cache = cache_folder()};
    *status = leidraad_store_open(&opened, store_settings.path, &options);
    atexit(close_store);
    *error = store_error();
    return *status ? NULL : opened;
}

enum exit_status store_wanted(leidraad_store **store)
{
    leidraad_status status;
    const char *error;
    if (!store_settings.path) return usage_error(_("say in which store: --store REPO"));
    if (policy_settings.path)
        return usage_error(_("the policies are in a folder or in a store, not in both"));
    *store = store_open(&status, &error);
    return *store ? EXIT_DONE : conclude(status, error);
}

const char *store_error(void)
{
    return opened ? leidraad_store_error(opened) : NULL;
}

leidraad_status store_policies(leidraad_policies **policies, const char *revision)
{
    leidraad_status status;
    const char *error;
    leidraad_store *store = store_open(&status, &error);
    *policies = NULL;
    if (!store) return status;
    if (revision) return leidraad_store_policies(policies, store, revision, NULL);
    return leidraad_store_policies(policies, store, store_settings.at,
                                   day_iso(&policy_settings.known_at));
}

leidraad_status store_newest(leidraad_policies **policies)
{
    leidraad_status status;
    const char *error;
    leidraad_store *store = store_open(&status, &error);
    *policies = NULL;
    return store ? leidraad_store_policies(policies, store, NULL, NULL) : status;
}

/* ---- histories ---- */

const struct choice history_formats[] = {
    {"text", LEIDRAAD_FORMAT_TEXT},
    {"json", LEIDRAAD_FORMAT_JSON},
    {"ndjson", LEIDRAAD_FORMAT_NDJSON},
    {0},
};

leidraad_history_options history_settings(void)
{
    return (leidraad_history_options){.size = sizeof(leidraad_history_options),
                                      .revision = store_settings.at,
                                      .known_at = day_iso(&policy_settings.known_at)};
}

enum exit_status with_history(history_report *report, const leidraad_history_options *options,
                              int format)
{
    struct output out;
    leidraad_store *store;
    enum exit_status status = store_wanted(&store);
    if (!status) status = answer_open(&out);
    if (status) return status;
    leidraad_report_options how = answer_settings(&out, format);
    leidraad_status reported = report(store, options, &how, output_write, &out);
    return output_close(&out, conclude(reported, leidraad_store_error(store)));
}
