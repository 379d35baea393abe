/* Buffered output to wherever the caller wants it, with one sticky error.
 *
 * Writers call out_* without checking; the first failure is kept and later writes are dropped, and
 * out_flush() tells.  So a report is never half believed. */
#ifndef LEIDRAAD_BASE_OUT_H
#define LEIDRAAD_BASE_OUT_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Takes n bytes; returns 0, or anything else when they could not be written. */
typedef int out_write_fn(void *context, const char *bytes, size_t n);

struct out {
    out_write_fn *write;
    void *context;
    int failed; /* what write returned first, or 0 */
    bool shown; /* to people: see out_show() */
    size_t len;
    char at[1 << 15];
};

void out_init(struct out *out, out_write_fn *write, void *context);

/* From here on people read it, perhaps on a terminal, to which a control character in somebody's
 * data could do anything: what str_unseen() finds, but for the tab and the line feed, becomes
 * U+FFFD.  The bytes of a character must come in one call. */
void out_show(struct out *out);
void out_escape(struct out *out, const char *sequence); /* of our own, for the terminal */
int out_flush(struct out *out);                         /* 0, or the first failure */
void out_bytes(struct out *out, const char *bytes, size_t n);
void out_str(struct out *out, struct str s);
void out_text(struct out *out, const char *text);
void out_char(struct out *out, char c);
void out_int(struct out *out, int64_t n);
void out_printf(struct out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void out_json(struct out *out, struct str s); /* a JSON string with its quotes */

#endif
