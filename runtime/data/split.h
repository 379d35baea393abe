/* CSV into records and fields: slices of the text, each with its place.
 *
 * RFC 4180 as spreadsheets write it: a field may stand in quotes, and then holds separators, line
 * ends and quotes (written twice); a line ends in LF, CRLF or CR.  A quote that does not begin a
 * field is an ordinary character, as it is to spreadsheets.  Spaces belong to the field.
 *
 * No field is copied, and each keeps its place, so that a message can point at a cell, at a quote
 * that is never closed, and at the right line behind empty ones. */
#ifndef LEIDRAAD_DATA_SPLIT_H
#define LEIDRAAD_DATA_SPLIT_H

#include "base/str.h"
#include "base/vec.h"

struct csv_field {
    size_t at, len; /* its content in the text: without the quotes around it */
    bool quoted;
    bool doubled; /* has doubled quotes inside: csv_content() */
};

enum csv_error { CSV_FINE, CSV_QUOTE_OPEN, CSV_QUOTE_TEXT };

struct csv_reader {
    struct arena *arena;
    struct str text;
    char separator;
    size_t at;     /* behind the last record */
    uint32_t line; /* of `at`, from 1 */
    /* the last record: */
    VEC(struct csv_field) fields;
    size_t start, end; /* in text, without the line end */
    uint32_t start_line;
    enum csv_error error; /* the first one in it */
    size_t error_at;
};

/* Reads the next record; false at the end of the text.  After CSV_QUOTE_OPEN the rest of the text
 * has been one field; after CSV_QUOTE_TEXT the field ends at the next separator or line end. */
bool csv_next(struct csv_reader *csv);

/* What a field says.  `scratch` is emptied and used where quotes are doubled. */
struct str csv_content(const struct csv_reader *csv, const struct csv_field *field,
                       struct buf *scratch);

/* A line with nothing on it, not even quotes. */
bool csv_is_blank(const struct csv_reader *csv);

#endif
