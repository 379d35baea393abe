/* Writing receipts beside an answer. */
#include "receipts.h"

#include "message.h"

#include <string.h>

const char *receipts_path;

static struct output receipts;

static enum exit_status same_place(const struct output *answer)
{
    bool both_standard = !answer->path && !receipts.path;
    bool both_file = answer->path && receipts.path && strcmp(answer->path, receipts.path) == 0;
    if (!both_standard && !both_file) return EXIT_DONE;
    return usage_error(_("the answer and the receipts cannot go to the same place"));
}

enum exit_status receipts_open(leidraad_report_options *report, const struct output *answer)
{
    if (!receipts_path) return EXIT_DONE;
    enum exit_status status = output_open(&receipts, receipts_path);
    if (status) {
        receipts_path = NULL; /* there is nothing to close */
        return status;
    }
    report->receipts = output_write;
    report->receipts_context = &receipts;
    return same_place(answer);
}

enum exit_status receipts_close(enum exit_status work)
{
    return receipts_path ? output_close(&receipts, work) : work;
}
