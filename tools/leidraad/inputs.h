/* What the verbs work on, opened as the command line says: policies, and data.
 *
 * Options that several verbs have in common are here too, each group as a table and a record that
 * it fills.  One verb runs in a process, so one record of each is enough. */
#ifndef LEIDRAAD_TOOL_INPUTS_H
#define LEIDRAAD_TOOL_INPUTS_H

#include "options.h"
#include "output.h"
#include "runtime/leidraad.h"

/* ---- policies ---- */

/* Filled by command_options. */
extern struct policy_settings {
    const char *path; /* NULL: not given */
    struct day known_at;
} policy_settings;

/* Where the policies are: as the command line says, else the environment, else those that came with
 * the program.  NULL: in the store.  Says what is wrong, if something is. */
enum exit_status policies_path(const char **path);

/* Opens them, and the place for the answer, and hands both to `work`.  What is wrong with the
 * policies is written to standard error. */
typedef enum exit_status policies_work(leidraad_policies *policies, struct output *out);
enum exit_status with_policies(policies_work *work);

/* Opens those at a path (NULL: in the store), and says nothing: *policies is NULL, or has the
 * diagnostics. */
leidraad_status policies_open_at(leidraad_policies **policies, const char *path);

/* Why that failed, where there are no diagnostics; or NULL. */
const char *policies_open_error(const leidraad_policies *policies);

/* Writes what is wrong with them to standard error. */
void policies_complain(const leidraad_policies *policies);

/* ---- data ---- */

/* --onderwerp, --skip-bad, --rejects */
extern const struct option data_options[];

/* The same with data at a path.  What is wrong with the data, or worth noticing, is written to
 * standard error, and what was left out to --rejects. */
typedef enum exit_status data_work(leidraad_policies *policies, leidraad_data *data,
                                   struct output *out);
enum exit_status with_data(const char *path, data_work *work);

/* The same data for two policies, in each of which other columns and values can be good: it is read
 * for each, or once where they are the same (data[1] is then data[0]).  names: of the policies, for
 * what is bad under one of them only.  What was left out under the second goes to --rejects. */
enum exit_status data_open_pair(leidraad_data *data[2], const leidraad_policies *const policies[2],
                                const char *const names[2], const char *path);
void data_close_pair(leidraad_data *data[2]);

/* ---- how to judge ---- */

/* --on, --subject and --reading; --reading alone */
extern const struct option judge_options[], reading_options[];

/* Those, as the library takes them. */
leidraad_options judge_settings(void);

/* ---- how to answer ---- */

/* --output */
extern const struct option output_options[];

/* Of leidraad_format_kind, those that reports about practices have. */
extern const struct choice report_formats[];

/* Opens what --output says. */
enum exit_status answer_open(struct output *out);

/* Options for a report that goes there. */
leidraad_report_options answer_settings(const struct output *out, int format);

#endif
