/* yajl's callbacks as events. */
#include "data/json_parse.h"

#include <string.h>
#include <yajl/yajl_parse.h>

/* ---- Memory
 *
 * yajl does not look whether malloc succeeds.  From the arena it never fails to; and a handle that
 * serves one line of NDJSON takes its memory from one piece that the next line uses again. */

enum { PIECE = 1 << 14, ALIGN = 16 };

struct json_memory {
    struct arena *arena;
    size_t used;
    _Alignas(ALIGN) char piece[PIECE];
};

/* Each item has its size before it, for realloc. */
struct header {
    _Alignas(ALIGN) size_t size;
};

static void *take(void *context, size_t size)
{
    struct json_memory *memory = context;
    size_t need = sizeof(struct header) + (size + ALIGN - 1) / ALIGN * ALIGN;
    if (need < size) arena_fail(memory->arena);
    struct header *header;
    if (need <= PIECE - memory->used) {
        header = (void *)(memory->piece + memory->used);
        memory->used += need;
    } else {
        header = arena_alloc(memory->arena, need);
    }
    header->size = size;
    return header + 1;
}

static void *take_again(void *context, void *item, size_t size)
{
    void *larger = take(context, size);
    if (item) {
        size_t old = ((struct header *)item - 1)->size;
        memcpy(larger, item, old < size ? old : size);
    }
    return larger;
}

static void leave(void *context, void *item)
{
    (void)context;
    (void)item;
}

/* ---- Places */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The begin of the token that follows `at`: between two tokens that give an event there is only
 * space, and one colon or comma. */
static size_t next_token(struct str text, size_t at)
{
    while (at < text.len && is_space(text.at[at])) at++;
    if (at < text.len && (text.at[at] == ',' || text.at[at] == ':')) at++;
    while (at < text.len && is_space(text.at[at])) at++;
    return at;
}

/* ---- Escapes */

static int hex(const char *at)
{
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = 16 * value + digit;
    }
    return value;
}

/* Of a string that yajl has accepted, so that four digits follow each \u.  Half a pair of
 * surrogates is no character, and U+0000 is none that belongs in a text. */
static bool escapes_are_fine(struct str raw)
{
    bool high = false; /* behind the first half of a pair */
    for (size_t i = 0; i + 1 < raw.len; i++) {
        bool escape = raw.at[i] == '\\';
        bool unicode = escape && raw.at[i + 1] == 'u' && i + 6 <= raw.len;
        int point = unicode ? hex(raw.at + i + 2) : -1;
        bool low = point >= 0xDC00 && point <= 0xDFFF;
        if (high != low || point == 0) return false;
        high = point >= 0xD800 && point <= 0xDBFF;
        i += unicode ? 5 : escape;
    }
    return !high;
}

/* ---- Events */

static int give(struct json_reader *json, enum json_event event, struct str text)
{
    json->at = next_token(json->text, json->end);
    json->end = json->completing ? json->text.len : yajl_get_bytes_consumed(json->handle);
    json->bad_escape = false;
    struct str raw = {json->text.at + json->at, json->end - json->at};
    if (event == JSON_STRING || event == JSON_KEY) {
        /* As long as written: no escapes in it. */
        json->bad_escape = text.len + 2 != raw.len && !escapes_are_fine(raw);
        if (json->bad_escape) text = (struct str){raw.at + 1, raw.len - 2};
    } else {
        text = raw;
    }
    if (event == JSON_OBJECT || event == JSON_LIST) json->deep = ++json->depth > JSON_DEPTH_MAX;
    if (event == JSON_OBJECT_END || event == JSON_LIST_END) json->depth--;
    return !json->deep && json->handler(json->context, event, text);
}

static int on_null(void *json)
{
    return give(json, JSON_NULL, (struct str){0});
}

static int on_boolean(void *json, int value)
{
    return give(json, value ? JSON_TRUE : JSON_FALSE, (struct str){0});
}

static int on_number(void *json, const char *at, size_t len)
{
    (void)at;
    (void)len;
    return give(json, JSON_NUMBER, (struct str){0});
}

static int on_string(void *json, const unsigned char *at, size_t len)
{
    return give(json, JSON_STRING, (struct str){(const char *)at, len});
}

static int on_key(void *json, const unsigned char *at, size_t len)
{
    return give(json, JSON_KEY, (struct str){(const char *)at, len});
}

static int on_object(void *json)
{
    return give(json, JSON_OBJECT, (struct str){0});
}

static int on_object_end(void *json)
{
    return give(json, JSON_OBJECT_END, (struct str){0});
}

static int on_list(void *json)
{
    return give(json, JSON_LIST, (struct str){0});
}

static int on_list_end(void *json)
{
    return give(json, JSON_LIST_END, (struct str){0});
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_object_end,
    .yajl_start_array = on_list,
    .yajl_end_array = on_list_end,
};

/* "parse error: premature EOF\n" without what is around it.  *inside: the fault is in the middle of
 * a token, and not that this token stands here. */
static struct str error_text(struct json_reader *json, bool *inside)
{
    const unsigned char *text = (const unsigned char *)json->text.at;
    char *whole = (char *)yajl_get_error(json->handle, 0, text, json->text.len);
    const struct str lexer = STR("lexical error: "), parser = STR("parse error: ");
    struct str error = str_trim(str_from(whole));
    bool lexical = str_starts(error, lexer);
    size_t skip = lexical ? lexer.len : str_starts(error, parser) ? parser.len : 0;
    error = (struct str){error.at + skip, error.len - skip};
    if (error.len && error.at[error.len - 1] == '.') error.len--;
    *inside = lexical && !str_equal(error, STR("invalid char in json text"));
    return error;
}

enum json_status json_parse(struct json_reader *json, struct str *message)
{
    if (!json->memory) json->memory = ARENA_NEW(json->arena, struct json_memory);
    json->memory->arena = json->arena;
    json->memory->used = 0;
    yajl_alloc_funcs memory = {take, take_again, leave, json->memory};
    json->handle = yajl_alloc(&callbacks, &memory, json);
    yajl_config(json->handle, yajl_dont_validate_strings, 1);
    json->at = json->end = json->depth = 0;
    json->deep = json->completing = false;
    if (!json->text.at) json->text.at = "";

    const unsigned char *text = (const unsigned char *)json->text.at;
    yajl_status status = yajl_parse(json->handle, text, json->text.len);
    size_t consumed = yajl_get_bytes_consumed(json->handle);
    if (status == yajl_status_ok) {
        consumed = json->text.len;
        json->completing = true; /* yajl counts anew; a number by itself comes only now */
        status = yajl_complete_parse(json->handle);
    }
    if (status == yajl_status_ok) return JSON_FINE;
    if (json->deep) return JSON_DEEP;
    if (status == yajl_status_client_canceled) return JSON_STOPPED;

    bool inside;
    *message = error_text(json, &inside);
    json->at = consumed;
    if (!inside && consumed < json->text.len) json->at = next_token(json->text, json->end);
    json->end = json->at < json->text.len ? json->at + 1 : json->at;
    return JSON_BAD;
}
