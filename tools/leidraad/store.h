/* The store that --store names, opened when a verb first wants it. */
#ifndef LEIDRAAD_TOOL_STORE_H
#define LEIDRAAD_TOOL_STORE_H

#include "exit.h"
#include "options.h"
#include "runtime/leidraad.h"

#include <stdbool.h>

/* Filled by command_options. */
extern struct store_settings {
    const char *path; /* NULL: no store */
    const char *at;   /* revision; NULL: the newest */
} store_settings;

/* Opens it; NULL with the status, and *error says why.  It stays open until the program ends. */
leidraad_store *store_open(leidraad_status *status, const char **error);

/* The same for a verb that cannot do without: says what is wrong, if something is. */
enum exit_status store_wanted(leidraad_store **store);

/* What it last refused, or NULL. */
const char *store_error(void);

/* The policies of a revision of it, or of --at and --known-at where revision is NULL. */
leidraad_status store_policies(leidraad_policies **policies, const char *revision);

/* Its newest policies, whatever those say. */
leidraad_status store_newest(leidraad_policies **policies);

/* ---- histories ---- */

extern const struct choice history_formats[];

/* --at and --known-at. */
leidraad_history_options history_settings(void);

typedef leidraad_status history_report(leidraad_store *store,
                                       const leidraad_history_options *options,
                                       const leidraad_report_options *report,
                                       leidraad_write_fn *write, void *context);
enum exit_status with_history(history_report *report, const leidraad_history_options *options,
                              int format);

#endif
