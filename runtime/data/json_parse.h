/* JSON as a row of events, each with its place: yajl, with what it leaves out.
 *
 * yajl gives the digits of a number as they stand, and how far it has read.  From that follows
 * where a token begins.  What it would let pass is found here: escapes that stand for no character,
 * of which it makes a question mark, and nesting without end. */
#ifndef LEIDRAAD_DATA_JSON_PARSE_H
#define LEIDRAAD_DATA_JSON_PARSE_H

#include "base/str.h"

enum json_event {
    JSON_NULL,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_KEY,
    JSON_OBJECT,
    JSON_OBJECT_END,
    JSON_LIST,
    JSON_LIST_END
};

enum { JSON_DEPTH_MAX = 64 };

struct json_reader {
    struct arena *arena;
    struct str text; /* well-formed UTF-8 */
    /* text: digits, string or key (until the handler returns); else as written.  False: stop. */
    bool (*handler)(void *context, enum json_event event, struct str text);
    void *context;
    /* of the event: */
    size_t at, end;  /* its token in text, with the quotes of a string */
    bool bad_escape; /* a string or key with an escape for no character: its text is as written */
    /* inside: */
    void *handle;
    unsigned depth;
    bool deep, completing;
    struct json_memory *memory;
};

enum json_status {
    JSON_FINE,
    JSON_STOPPED, /* by the handler */
    JSON_DEEP,    /* nested deeper than JSON_DEPTH_MAX; at, end: where */
    JSON_BAD      /* no JSON; *message says why, in English; at, end: where */
};

/* One parser can read many texts in turn: set `text` and call again. */
enum json_status json_parse(struct json_reader *json, struct str *message);

#endif
