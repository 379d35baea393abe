/* The records that were left out as CSV: where each stood, what is wrong with it, and what it said.
 * The message is in the language of the locale. */
#include "data/rejects.h"
#include "report/csv.h"
#include "report/report.h"

void rejects_csv(const struct data *data, struct out *out, struct arena *scratch)
{
    struct csv csv;
    csv_begin(&csv, out);
    out_text(out, "bestand;regel;code;melding;record\r\n");
    for (size_t i = 0; i < rejects_count(data); i++) {
        const struct reject *reject = rejects_at(data, i);
        csv_field(&csv, data->diags->files.at[reject->place.file].name);
        csv_int(&csv, reject->place.line);
        csv_text(&csv, reject->reason.kind->code);
        csv_field(&csv, diag_message(scratch, &reject->reason));
        csv_field(&csv, reject->record);
        csv_end_record(&csv);
    }
}
