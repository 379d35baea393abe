/* Writing JSON: see json.h. */
#include "report/json.h"

static void before_value(struct json *json)
{
    if (json->comma) out_char(json->out, ',');
    json->comma = true;
}

void json_open(struct json *json, char bracket)
{
    before_value(json);
    out_char(json->out, bracket);
    json->comma = false;
}

void json_close(struct json *json, char bracket)
{
    out_char(json->out, bracket);
    json->comma = true;
}

void json_key(struct json *json, const char *key)
{
    before_value(json);
    out_char(json->out, '"');
    out_text(json->out, key);
    out_bytes(json->out, "\":", 2);
    json->comma = false;
}

void json_key_str(struct json *json, struct str key)
{
    before_value(json);
    out_json(json->out, key);
    out_char(json->out, ':');
    json->comma = false;
}

void json_str(struct json *json, struct str s)
{
    before_value(json);
    out_json(json->out, s);
}

void json_text(struct json *json, const char *text)
{
    json_str(json, str_from(text));
}

void json_int(struct json *json, int64_t n)
{
    before_value(json);
    out_int(json->out, n);
}

void json_bool(struct json *json, bool b)
{
    before_value(json);
    out_text(json->out, b ? "true" : "false");
}

void json_null(struct json *json)
{
    before_value(json);
    out_text(json->out, "null");
}

void json_date(struct json *json, date d)
{
    char iso[DATE_ISO_SIZE];
    before_value(json);
    out_char(json->out, '"');
    out_bytes(json->out, date_iso(d, iso), DATE_ISO_SIZE - 1);
    out_char(json->out, '"');
}

void json_date_or_null(struct json *json, bool known, date d)
{
    if (known)
        json_date(json, d);
    else
        json_null(json);
}

void json_raw(struct json *json, struct str s)
{
    before_value(json);
    out_str(json->out, s);
}

void json_lines_begin(struct json_lines *lines, struct out *out, bool array)
{
    *lines = (struct json_lines){.json = {.out = out}, .array = array};
    if (array) out_char(out, '[');
}

struct json *json_lines_next(struct json_lines *lines)
{
    struct out *out = lines->json.out;
    if (lines->array && lines->any) out_char(out, ',');
    if (lines->array || lines->any) out_char(out, '\n');
    lines->any = true;
    lines->json.comma = false;
    return &lines->json;
}

void json_lines_end(struct json_lines *lines)
{
    struct out *out = lines->json.out;
    if (lines->any) out_char(out, '\n');
    if (lines->array) out_text(out, "]\n");
}
