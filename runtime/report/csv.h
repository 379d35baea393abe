/* Writing CSV for a Dutch spreadsheet.
 *
 * A byte order mark, `;` between the fields and CRLF behind each record: so Excel with Dutch
 * settings opens the file in columns and with its accents right, by a double click.  Quotes as in
 * RFC 4180, only where a field needs them.  Dates are ISO, which Excel takes for dates; decimals
 * have a comma, whatever the locale, for a dot would make text or a thousand of them. */
#ifndef LEIDRAAD_REPORT_CSV_H
#define LEIDRAAD_REPORT_CSV_H

#include "base/out.h"
#include "value/date.h"

#include <stdbool.h>

struct csv {
    struct out *out;
    bool inside; /* the record has a field already */
};

void csv_begin(struct csv *csv, struct out *out); /* writes the mark */
void csv_field(struct csv *csv, struct str s);
void csv_text(struct csv *csv, const char *text); /* NULL: an empty field */
void csv_int(struct csv *csv, int64_t n);
void csv_date(struct csv *csv, date d);
void csv_date_or_empty(struct csv *csv, bool known, date d);
void csv_empty(struct csv *csv, size_t fields);
void csv_raw(struct csv *csv, struct str fields); /* as they stand, separated and quoted */
void csv_end_record(struct csv *csv);

/* Several names or texts in one cell: adds one, with `between` before all but the first. */
void csv_join(struct buf *text, const char *between, struct str s);

#endif
