/* Writing receipts beside an answer. */
#include "receipts.h"

#include "claim.h"

const char *receipts_path;

static struct output receipts;

enum exit_status receipts_open(leidraad_report_options *report)
{
    if (!receipts_path) return EXIT_DONE;
    enum exit_status status = claim_to_write(receipts_path);
    if (!status) status = output_open(&receipts, receipts_path);
    if (status) {
        receipts_path = NULL; /* there is nothing to close */
        return status;
    }
    report->receipts = output_write;
    report->receipts_context = &receipts;
    return EXIT_DONE;
}

enum exit_status receipts_close(enum exit_status work)
{
    return receipts_path ? output_close(&receipts, work) : work;
}
