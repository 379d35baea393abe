/* --receipts: a second file that a verb writes, beside its answer.
 *
 * Both are there whole or not at all: receipts without the answer they belong to, or the other way
 * round, would be worse than neither. */
#ifndef LEIDRAAD_TOOL_RECEIPTS_H
#define LEIDRAAD_TOOL_RECEIPTS_H

#include "options.h"
#include "output.h"
#include "runtime/leidraad.h"
#include "text.h"

extern const char *receipts_path;

/* For the table of a verb. */
#define RECEIPTS_OPTION                                                                           \
    FILE_NAME("receipts", &receipts_path, N_("FILE"),                                             \
              N_("write a receipt of each verdict to this file: policies, input and result, for " \
                 "`leidraad replay`"))

/* Opens it, where it was asked for, and has the report write there. */
enum exit_status receipts_open(leidraad_report_options *report);

/* Ends it, as output_close does.  The answer is to be closed after it, with what this returns. */
enum exit_status receipts_close(enum exit_status work);

#endif
