/* Writing CSV: see csv.h. */
#include "report/csv.h"

void csv_begin(struct csv *csv, struct out *out)
{
    *csv = (struct csv){.out = out};
    out_text(out, "\xEF\xBB\xBF");
}

static void separate(struct csv *csv)
{
    if (csv->inside) out_char(csv->out, ';');
    csv->inside = true;
}

static bool is_special(char c)
{
    return c == ';' || c == '"' || c == '\r' || c == '\n' || c == '\t';
}

/* A space at either end is quoted too: some readers trim what is not.  A field that begins with
 * '=' stays as it is.  A spreadsheet would take it for a formula, but a mark before it would make
 * it another key than the one in the user's data. */
static bool needs_quotes(struct str s)
{
    if (s.len && (s.at[0] == ' ' || s.at[s.len - 1] == ' ')) return true;
    for (size_t i = 0; i < s.len; i++)
        if (is_special(s.at[i])) return true;
    return false;
}

void csv_field(struct csv *csv, struct str s)
{
    separate(csv);
    if (!needs_quotes(s)) {
        out_str(csv->out, s);
        return;
    }
    out_char(csv->out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"') out_char(csv->out, '"');
        out_char(csv->out, s.at[i]);
    }
    out_char(csv->out, '"');
}

void csv_text(struct csv *csv, const char *text)
{
    csv_field(csv, str_from(text));
}

void csv_int(struct csv *csv, int64_t n)
{
    separate(csv);
    out_int(csv->out, n);
}

void csv_date(struct csv *csv, date d)
{
    char iso[DATE_ISO_SIZE];
    separate(csv);
    out_bytes(csv->out, date_iso(d, iso), DATE_ISO_SIZE - 1);
}

void csv_date_or_empty(struct csv *csv, bool known, date d)
{
    if (known)
        csv_date(csv, d);
    else
        csv_empty(csv, 1);
}

void csv_empty(struct csv *csv, size_t fields)
{
    while (fields--) separate(csv);
}

void csv_raw(struct csv *csv, struct str fields)
{
    separate(csv);
    out_str(csv->out, fields);
}

void csv_end_record(struct csv *csv)
{
    out_text(csv->out, "\r\n");
    csv->inside = false;
}

void csv_join(struct buf *text, const char *between, struct str s)
{
    if (text->len) buf_adds(text, between);
    buf_add(text, s);
}
