/* Buffered output.  Nothing here allocates, but for one formatted text longer than the buffer. */
#include "base/out.h"

#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void out_init(struct out *out, out_write_fn *write, void *context)
{
    out->write = write;
    out->context = context;
    out->failed = 0;
    out->shown = false;
    out->len = 0;
}

void out_show(struct out *out)
{
    out->shown = true;
}

int out_flush(struct out *out)
{
    if (out->len && !out->failed) out->failed = out->write(out->context, out->at, out->len);
    out->len = 0;
    return out->failed;
}

static void put(struct out *out, const char *bytes, size_t n)
{
    if (n > sizeof out->at - out->len) {
        out_flush(out);
        if (n > sizeof out->at) {
            if (!out->failed) out->failed = out->write(out->context, bytes, n);
            return;
        }
    }
    if (n) memcpy(out->at + out->len, bytes, n);
    out->len += n;
}

void out_bytes(struct out *out, const char *bytes, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; out->shown && i < n; i++) {
        size_t unseen = str_unseen((struct str){bytes + i, n - i});
        if (!unseen || bytes[i] == '\n' || bytes[i] == '\t') continue;
        put(out, bytes + from, i - from);
        put(out, REPLACEMENT, strlen(REPLACEMENT));
        from = i + unseen;
        i = from - 1;
    }
    if (n > from) put(out, bytes + from, n - from);
}

void out_escape(struct out *out, const char *sequence)
{
    put(out, sequence, strlen(sequence));
}

void out_str(struct out *out, struct str s)
{
    out_bytes(out, s.at, s.len);
}

void out_text(struct out *out, const char *text)
{
    out_bytes(out, text, strlen(text));
}

void out_char(struct out *out, char c)
{
    if (out->shown)
        out_bytes(out, &c, 1);
    else
        put(out, &c, 1);
}

void out_int(struct out *out, int64_t n)
{
    char digits[20]; /* "-9223372036854775808" */
    size_t at = sizeof digits;
    uint64_t rest = n < 0 ? -(uint64_t)n : (uint64_t)n;
    do digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (n < 0) digits[--at] = '-';
    out_bytes(out, digits + at, sizeof digits - at);
}

void out_printf(struct out *out, const char *format, ...)
{
    va_list args;
    char text[1024];
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n >= 0 && (size_t)n < sizeof text) {
        out_bytes(out, text, (size_t)n);
        return;
    }
    char *longer = n >= 0 ? malloc((size_t)n + 1) : NULL;
    if (!longer) {
        if (!out->failed) out->failed = STATUS_MEMORY;
        return;
    }
    va_start(args, format);
    vsnprintf(longer, (size_t)n + 1, format, args);
    va_end(args);
    out_bytes(out, longer, (size_t)n);
    free(longer);
}

/* Stretches that need no escape go out in one piece.  A byte that is not UTF-8 becomes U+FFFD:
 * no input may make the output something other than JSON. */
void out_json(struct out *out, struct str s)
{
    static const char hex[] = "0123456789abcdef";
    out_char(out, '"');
    size_t from = 0, i = 0;
    while (i < s.len) {
        unsigned char c = (unsigned char)s.at[i];
        size_t step = c < 0x80 ? 1 : str_first((struct str){s.at + i, s.len - i}, NULL);
        if (step && c >= 0x20 && c != '"' && c != '\\') {
            i += step;
            continue;
        }
        out_bytes(out, s.at + from, i - from);
        from = ++i;
        switch (c) {
        case '"': out_text(out, "\\\""); break;
        case '\\': out_text(out, "\\\\"); break;
        case '\b': out_text(out, "\\b"); break;
        case '\f': out_text(out, "\\f"); break;
        case '\n': out_text(out, "\\n"); break;
        case '\r': out_text(out, "\\r"); break;
        case '\t': out_text(out, "\\t"); break;
        default:
            out_text(out, step ? "\\u00" : REPLACEMENT);
            if (step) {
                out_char(out, hex[c >> 4]);
                out_char(out, hex[c & 15]);
            }
        }
    }
    if (s.len > from) out_bytes(out, s.at + from, s.len - from);
    out_char(out, '"');
}
