/* Writing JSON: the commas and nothing else.
 *
 * The writer keeps no stack; a caller that closes what it did not open gets what it asked for.
 * That is enough here, since every document is written by one function whose shape is that of the
 * document.  Output is compact: no space is written, so that the bytes follow from the values. */
#ifndef LEIDRAAD_REPORT_JSON_H
#define LEIDRAAD_REPORT_JSON_H

#include "base/out.h"
#include "value/date.h"

#include <stdbool.h>

struct json {
    struct out *out;
    bool comma; /* the next key or element has one before it */
};

void json_open(struct json *json, char bracket);   /* '{' or '[' */
void json_close(struct json *json, char bracket);  /* '}' or ']' */
void json_key(struct json *json, const char *key); /* plain ASCII, which needs no escape */
void json_key_str(struct json *json, struct str key);

void json_str(struct json *json, struct str s);
void json_text(struct json *json, const char *text);
void json_int(struct json *json, int64_t n);
void json_bool(struct json *json, bool b);
void json_null(struct json *json);
void json_date(struct json *json, date d); /* "2026-04-01" */
void json_date_or_null(struct json *json, bool known, date d);

/* A value, or members of an object, that are JSON already. */
void json_raw(struct json *json, struct str s);

/* A document of many objects, each on a line of its own: one array, or NDJSON. */
struct json_lines {
    struct json json;
    bool array;
    bool any; /* an object has been begun */
};
void json_lines_begin(struct json_lines *lines, struct out *out, bool array);
struct json *json_lines_next(struct json_lines *lines); /* ready for the next object */
void json_lines_end(struct json_lines *lines);

#endif
