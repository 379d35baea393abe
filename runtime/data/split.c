/* Splitting CSV: one pass over the bytes, no copies. */
#include "data/split.h"

#include <string.h>

/* Line ends in a stretch of text: LF, CRLF and CR each count for one. */
static uint32_t count_lines(const char *at, const char *end, const char *text_end)
{
    uint32_t lines = 0;
    for (; at < end; at++)
        lines += *at == '\n' || (*at == '\r' && (at + 1 == text_end || at[1] != '\n'));
    return lines;
}

static void fail(struct csv_reader *csv, enum csv_error error, size_t at)
{
    if (csv->error) return;
    csv->error = error;
    csv->error_at = at;
}

static void skip_plain(struct csv_reader *csv)
{
    const char *at = csv->text.at + csv->at, *end = csv->text.at + csv->text.len;
    char separator = csv->separator;
    while (at < end && *at != separator && *at != '\n' && *at != '\r') at++;
    csv->at = (size_t)(at - csv->text.at);
}

static void split_quoted(struct csv_reader *csv, struct csv_field *field)
{
    const char *text = csv->text.at, *end = text + csv->text.len;
    const char *from = text + csv->at + 1, *at = from;
    field->quoted = true;
    field->at = csv->at + 1;
    for (;;) {
        const char *quote = at < end ? memchr(at, '"', (size_t)(end - at)) : NULL;
        if (!quote) {
            fail(csv, CSV_QUOTE_OPEN, csv->at);
            field->len = (size_t)(end - from);
            csv->at = csv->text.len;
            break;
        }
        if (quote + 1 < end && quote[1] == '"') {
            field->doubled = true;
            at = quote + 2;
            continue;
        }
        field->len = (size_t)(quote - from);
        csv->at = (size_t)(quote + 1 - text);
        break;
    }
    csv->line += count_lines(from, from + field->len, end);
}

static void split_field(struct csv_reader *csv)
{
    struct csv_field field = {.at = csv->at};
    if (csv->at < csv->text.len && csv->text.at[csv->at] == '"') {
        split_quoted(csv, &field);
        size_t behind = csv->at;
        skip_plain(csv);
        if (csv->at > behind) fail(csv, CSV_QUOTE_TEXT, behind);
    } else {
        skip_plain(csv);
        field.len = csv->at - field.at;
    }
    *VEC_PUSH(csv->arena, &csv->fields) = field;
}

bool csv_next(struct csv_reader *csv)
{
    if (csv->at >= csv->text.len) return false;
    csv->fields.len = 0;
    csv->error = CSV_FINE;
    csv->start = csv->at;
    csv->start_line = csv->line;
    split_field(csv);
    while (csv->at < csv->text.len && csv->text.at[csv->at] == csv->separator) {
        csv->at++;
        split_field(csv);
    }
    csv->end = csv->at;
    if (csv->at < csv->text.len) {
        bool crlf =
            str_starts((struct str){csv->text.at + csv->at, csv->text.len - csv->at}, STR("\r\n"));
        csv->at += crlf ? 2 : 1;
        csv->line++;
    }
    return true;
}

struct str csv_content(const struct csv_reader *csv, const struct csv_field *field,
                       struct buf *scratch)
{
    struct str content = {csv->text.at + field->at, field->len};
    if (!field->doubled) return content;
    scratch->len = 0;
    while (content.len) {
        const char *quote = memchr(content.at, '"', content.len);
        size_t n = quote ? (size_t)(quote - content.at) + 1 : content.len;
        size_t step = quote && n < content.len ? n + 1 : n; /* over the second of two */
        buf_add(scratch, (struct str){content.at, n});
        content = (struct str){content.at + step, content.len - step};
    }
    return buf_str(scratch);
}

bool csv_is_blank(const struct csv_reader *csv)
{
    return csv->start == csv->end;
}
