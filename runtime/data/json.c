/* JSON and NDJSON into rows: a machine with a state for each place a token can stand.
 *
 *     {"praktijk": [{"agb": "…", "interventie": [{"code": "…"}, …]}, …], "rho": […]}
 *     TABLES  TABLE RECORDS RECORD FIELD  LIST    CHILDREN RECORD FIELD
 *
 * Nothing is kept but the rows: a file of any size takes one pass.  A value of the wrong shape
 * makes its record bad and is passed over; what is no JSON ends the file, or in NDJSON the line. */
#include "data/build.h"
#include "data/encoding.h"
#include "data/json_parse.h"
#include "data/likely.h"

#include <string.h>

enum { UNKNOWN_TOLD = 20 };

enum state {
    TOP,      /* nothing yet */
    TABLES,   /* in the object at the top: a key, or the end */
    TABLE,    /* behind such a key */
    RECORDS,  /* in the list of a table: a record, or the end */
    RECORD,   /* in a record or child: a key, or the end */
    FIELD,    /* behind the key of a column */
    LIST,     /* behind the key of a list */
    CHILDREN, /* in that list: a child, or the end */
    SKIP,     /* in a value that is not wanted */
    DONE,
    STATES
};

/* A record that is being read: a subject, or a child in one of its lists. */
struct record {
    index_t table;
    uint32_t ordinal; /* in its list, from 1 */
    size_t at;        /* where it begins in the text */
    struct span span; /* of its first character */
    struct str key;   /* where its key stands; empty: not seen */
    bool key_told;    /* what is wrong with its key has been said */
    index_t next;     /* the column that probably comes, counted in its table */
    uint32_t mark;    /* its own, for `seen` */
};

struct reader {
    struct data_builder *b;
    const struct program *program;
    uint32_t file;
    bool lines;    /* NDJSON: the text is one line */
    index_t given; /* table of a list at the top, or of the line; NONE */
    struct json_reader json;
    struct cursor cursor;
    enum state state;
    bool any_table;
    struct record subject, child;
    struct record *record; /* of those two the one that is being read */
    index_t name;          /* FIELD: a column of the program; TABLE, LIST: a table */
    unsigned depth;        /* SKIP: of what is skipped */
    enum state after;      /* SKIP */
    uint32_t *seen;        /* by column, then by table: the mark of the record that had it last */
    uint32_t marks;
    struct interner *unknown; /* keys that have been told not to be known */
};

static const struct table *shape_of(const struct reader *r, index_t table)
{
    return &r->program->tables[table];
}

static bool is_blank(struct str text)
{
    return str_trim(text).len == 0;
}

/* ---- Places and faults */

static struct span span_here(struct reader *r)
{
    return cursor_span(&r->cursor, r->json.text, r->file, r->json.at, r->json.end);
}

/* "praktijk[3].interventie[2].gestart"; in a line of NDJSON from the record on.  Counts from 0. */
static struct str path_to(struct reader *r, struct str name)
{
    struct buf path = {.arena = r->b->arena};
    if (builder_counts_only(r->b)) return (struct str){0};
    if (!r->lines) {
        buf_add(&path, table_name(r->program, r->subject.table));
        buf_printf(&path, "[%u]", r->subject.ordinal - 1);
    }
    if (r->record == &r->child) {
        if (path.len) buf_addc(&path, '.');
        buf_add(&path, table_name(r->program, r->child.table));
        buf_printf(&path, "[%u]", r->child.ordinal - 1);
    }
    if (path.len && name.len) buf_addc(&path, '.');
    buf_add(&path, name);
    return buf_str(&path);
}

/* A fault of the record, at the token. */
static void fault_here(struct reader *r, const struct data_fault *fault, struct str name)
{
    struct str path = path_to(r, name);
    builder_fault(r->b, fault, span_here(r), path);
}

/* A fault of more than a record, or in NDJSON of the line. */
static void fail_here(struct reader *r, const struct data_fault *fault)
{
    struct span span = span_here(r);
    struct str text = r->json.text;
    struct row_place place = {r->file, span.line, span.line};
    if (!r->lines) {
        builder_fail(r->b, fault, span, (struct str){0});
    } else if (r->given == NONE) {
        builder_line_left_out(r->b, place, text, fault, span);
    } else {
        if (r->state == TOP) data_builder_row(r->b, r->given, place);
        data_builder_resume(r->b);
        builder_fault(r->b, fault, span, (struct str){0});
        builder_end(r->b, text, 1, (struct str){0});
    }
}

/* ---- Skipping */

/* The value that comes, or has just begun, is not wanted. */
static bool skip(struct reader *r, enum json_event event, enum state after)
{
    bool begun = event == JSON_OBJECT || event == JSON_LIST;
    r->depth = begun;
    r->after = after;
    r->state = begun || event == JSON_KEY ? SKIP : after;
    return true;
}

static bool on_skip(struct reader *r, enum json_event event, struct str text)
{
    (void)text;
    r->depth += event == JSON_OBJECT || event == JSON_LIST;
    r->depth -= event == JSON_OBJECT_END || event == JSON_LIST_END;
    if (!r->depth) r->state = r->after;
    return true;
}

/* Whether a key that nothing is called by still has to be told: once, also where records share
 * it. */
static bool is_new_unknown(struct reader *r, struct str key)
{
    uint32_t told;
    if (intern_find(r->unknown, key, &told)) return false;
    return intern(r->unknown, key) < UNKNOWN_TOLD;
}

static void tell_unknown(struct reader *r, struct str key, const struct likely *likely,
                         struct str path)
{
    struct data_fault fault = FAULT1(DATA_KEY_UNKNOWN, shorten(r->b->arena, key));
    fault.suggestion = likely_best(likely);
    builder_fail(r->b, &fault, span_here(r), path);
}

/* ---- The top */

static struct likely likely_table(struct reader *r, struct str name)
{
    struct likely likely = likely_start(name, &r->b->tries_left);
    for (index_t t = 0; t < r->program->tables_count; t++)
        if (shape_of(r, t)->parent == NONE)
            likely_try(&likely, table_name(r->program, t), table_name(r->program, t));
    return likely;
}

static bool on_tables(struct reader *r, enum json_event event, struct str text)
{
    if (event == JSON_OBJECT_END) {
        struct data_fault fault = FAULT1(DATA_JSON_NO_TABLES, table_names(r->b, false));
        if (!r->any_table) builder_fail_file(r->b, &fault, r->file);
        r->state = DONE;
        return true;
    }
    index_t table = program_find_table(r->program, text);
    if (table == NONE) {
        if (is_new_unknown(r, text)) {
            struct likely likely = likely_table(r, text);
            tell_unknown(r, text, &likely, (struct str){0});
        }
        return skip(r, JSON_KEY, TABLES);
    }
    r->any_table = true;
    r->name = table;
    r->state = TABLE;
    uint32_t *seen = &r->seen[r->program->columns_count + table];
    struct str name = table_name(r->program, table);
    index_t parent = shape_of(r, table)->parent;
    if (parent != NONE) {
        struct data_fault fault = FAULT2(DATA_LIST_AT_TOP, name, table_name(r->program, parent));
        fail_here(r, &fault);
        return skip(r, JSON_KEY, TABLES);
    }
    if (*seen) {
        struct data_fault fault = FAULT1(DATA_KEY_TWICE, name);
        fail_here(r, &fault);
        return skip(r, JSON_KEY, TABLES);
    }
    *seen = ++r->marks;
    return true;
}

static void begin_table(struct reader *r, index_t table)
{
    data_builder_table(r->b, table);
    r->b->tables[table].file = r->file;
    r->subject.table = table;
    r->subject.ordinal = 0;
    r->state = RECORDS;
}

static bool on_table(struct reader *r, enum json_event event, struct str text)
{
    (void)text;
    if (event == JSON_LIST) {
        begin_table(r, r->name);
        return true;
    }
    if (event != JSON_NULL) {
        struct data_fault fault = FAULT1(DATA_LIST_EXPECTED, table_name(r->program, r->name));
        fail_here(r, &fault);
    }
    return skip(r, event, TABLES);
}

/* ---- Records */

static void begin_record(struct reader *r, struct record *record, bool nested)
{
    struct span span = span_here(r);
    struct row_place place = {r->file, span.line, ++record->ordinal};
    record->at = r->json.at;
    record->span = span;
    record->key = (struct str){0};
    record->key_told = false;
    record->next = 0;
    record->mark = ++r->marks;
    r->record = record;
    r->state = RECORD;
    if (nested)
        data_builder_child(r->b, record->table, place);
    else
        data_builder_row(r->b, record->table, place);
}

/* What stands where a record is expected: a bad record. */
static bool no_record(struct reader *r, enum json_event event, struct record *record, bool nested)
{
    enum state after = r->state;
    begin_record(r, record, nested);
    struct str path = path_to(r, (struct str){0});
    struct data_fault fault = FAULT1(DATA_OBJECT_EXPECTED, path);
    builder_fault(r->b, &fault, record->span, path);
    builder_end(r->b, (struct str){r->json.text.at + r->json.at, r->json.end - r->json.at},
                record->span.column, record->key);
    if (nested) {
        data_builder_resume(r->b);
        r->record = &r->subject;
    }
    return skip(r, event, after);
}

static bool on_records(struct reader *r, enum json_event event, struct str text)
{
    (void)text;
    if (event == JSON_LIST_END)
        r->state = r->any_table ? TABLES : DONE;
    else if (event == JSON_OBJECT)
        begin_record(r, &r->subject, false);
    else
        return no_record(r, event, &r->subject, false);
    return true;
}

static bool on_children(struct reader *r, enum json_event event, struct str text)
{
    (void)text;
    if (event == JSON_LIST_END)
        r->state = RECORD;
    else if (event == JSON_OBJECT)
        begin_record(r, &r->child, true);
    else
        return no_record(r, event, &r->child, true);
    return true;
}

/* A child has no key of its own. */
static void check_key(struct reader *r, struct record *record)
{
    struct range keys = shape_of(r, record->table)->keys;
    const struct staged *t = r->b->at->table;
    const int64_t *values = staged_values(t, r->b->at->row);
    if (record == &r->child || record->key_told) return;
    for (index_t k = 0; k < keys.count; k++) {
        if (values[k] != UNKNOWN) continue;
        struct str name = column_name(r->program, keys.first + k);
        struct data_fault fault =
            FAULT2(DATA_KEY_EMPTY, table_name(r->program, record->table), name);
        builder_fault(r->b, &fault, record->span, path_to(r, (struct str){0}));
    }
}

static bool end_record(struct reader *r)
{
    struct record *record = r->record;
    struct str text = {r->json.text.at + record->at, r->json.end - record->at};
    check_key(r, record);
    builder_end(r->b, text, record->span.column, record->key);
    if (record == &r->child) {
        data_builder_resume(r->b);
        r->record = &r->subject;
        r->state = CHILDREN;
    } else {
        r->state = r->lines ? DONE : RECORDS;
    }
    return true;
}

/* The column of that name; nearly always the one after the last. */
static index_t find_column(struct reader *r, struct str key)
{
    struct range columns = shape_of(r, r->record->table)->columns;
    for (index_t i = 0; i < columns.count; i++) {
        index_t local = (r->record->next + i) % columns.count;
        if (!str_equal(column_name(r->program, columns.first + local), key)) continue;
        r->record->next = local + 1;
        return columns.first + local;
    }
    return NONE;
}

static index_t find_list(struct reader *r, struct str key)
{
    struct range lists = shape_of(r, r->record->table)->lists;
    for (index_t l = lists.first; l < lists.first + lists.count; l++)
        if (str_equal(table_name(r->program, l), key)) return l;
    return NONE;
}

static struct likely likely_key(struct reader *r, struct str key)
{
    const struct table *shape = shape_of(r, r->record->table);
    struct likely likely = likely_start(key, &r->b->tries_left);
    for (index_t c = 0; c < shape->columns.count; c++) {
        struct str name = column_name(r->program, shape->columns.first + c);
        likely_try(&likely, name, name);
    }
    for (index_t l = 0; l < shape->lists.count; l++) {
        struct str name = table_name(r->program, shape->lists.first + l);
        likely_try(&likely, name, name);
    }
    return likely;
}

static bool on_record(struct reader *r, enum json_event event, struct str key)
{
    if (event == JSON_OBJECT_END) return end_record(r);
    /* It names the table of a line, and was read before. */
    if (r->lines && r->record == &r->subject && str_equal(key, STR("onderwerp")))
        return skip(r, JSON_KEY, RECORD);

    index_t column = find_column(r, key);
    index_t list = column == NONE ? find_list(r, key) : NONE;
    if (column == NONE && list == NONE) {
        if (is_new_unknown(r, key)) {
            struct likely likely = likely_key(r, key);
            tell_unknown(r, key, &likely, path_to(r, shorten(r->b->arena, key)));
        }
        return skip(r, JSON_KEY, RECORD);
    }
    r->name = column == NONE ? list : column;
    r->state = column == NONE ? LIST : FIELD;
    uint32_t *seen = &r->seen[column == NONE ? r->program->columns_count + list : column];
    if (*seen == r->record->mark) {
        struct data_fault fault = FAULT1(DATA_KEY_TWICE, key);
        fault_here(r, &fault, key);
        return skip(r, JSON_KEY, RECORD);
    }
    *seen = r->record->mark;
    return true;
}

/* ---- Values */

/* What is suggested instead of a number has the quotes that it needs. */
static struct str unquoted(struct str s)
{
    bool quoted = s.len > 1 && s.at[0] == '"';
    return quoted ? (struct str){s.at + 1, s.len - 2} : s;
}

/* Whether the field is a part of the subject's key; a child has no key of its own. */
static bool is_key(const struct reader *r)
{
    struct range keys = shape_of(r, r->subject.table)->keys;
    return r->record == &r->subject && r->name >= keys.first && r->name < keys.first + keys.count;
}

static void set_field(struct reader *r, enum data_form form, struct str text)
{
    struct record *record = r->record;
    struct data_fault fault;
    int64_t value = UNKNOWN;
    bool fine = data_value(r->b, &r->program->columns[r->name], form, text, &value, &fault);
    if (r->json.bad_escape) {
        fault = FAULT0(DATA_ESCAPE);
        fine = false;
    }
    if (fault.kind) fault_here(r, &fault, column_name(r->program, r->name));
    if (is_key(r)) {
        struct range keys = shape_of(r, record->table)->keys;
        if (!fine) record->key_told = true;
        if (!fine && keys.count == 1) builder_guess_key(r->b, unquoted(fault.suggestion));
        if (r->name == keys.first)
            record->key = (struct str){r->json.text.at + r->json.at, r->json.end - r->json.at};
    }
    data_builder_set(r->b, r->name, value);
}

static bool on_field(struct reader *r, enum json_event event, struct str text)
{
    struct str name = column_name(r->program, r->name);
    struct data_fault fault;
    r->state = RECORD;
    switch (event) {
    case JSON_NULL: data_builder_set(r->b, r->name, UNKNOWN); return true;
    case JSON_TRUE: set_field(r, FORM_JSON_TRUE, text); return true;
    case JSON_FALSE: set_field(r, FORM_JSON_FALSE, text); return true;
    case JSON_NUMBER: set_field(r, FORM_JSON_NUMBER, text); return true;
    case JSON_STRING: set_field(r, FORM_JSON_STRING, text); return true;
    default:
        fault = FAULT1(DATA_VALUE_EXPECTED, name);
        fault_here(r, &fault, name);
        r->record->key_told |= is_key(r);
        return skip(r, event, RECORD);
    }
}

static bool on_list(struct reader *r, enum json_event event, struct str text)
{
    (void)text;
    if (event == JSON_LIST) {
        data_builder_list(r->b, r->name, true);
        r->child.table = r->name;
        r->child.ordinal = 0;
        r->state = CHILDREN;
        return true;
    }
    if (event != JSON_NULL) {
        struct str name = table_name(r->program, r->name);
        struct data_fault fault = FAULT1(DATA_LIST_EXPECTED, name);
        fault_here(r, &fault, name);
    }
    data_builder_list(r->b, r->name, false);
    return skip(r, event, RECORD);
}

/* ---- The whole */

/* One value is the whole of the text: a file of tables, a list of records, or a line's record. */
static bool on_top(struct reader *r, enum json_event event, struct str text)
{
    (void)text;
    if (r->lines && r->given == NONE) return skip(r, event, DONE);
    if (r->lines && event == JSON_OBJECT) {
        r->subject.table = r->given;
        r->subject.ordinal = r->cursor.line - 1;
        begin_record(r, &r->subject, false);
    } else if (!r->lines && event == JSON_OBJECT) {
        r->state = TABLES;
    } else if (!r->lines && event == JSON_LIST && r->given != NONE) {
        begin_table(r, r->given);
    } else {
        struct data_fault fault =
            r->lines ? FAULT0(DATA_JSON_LINE) : FAULT1(DATA_JSON_TOP, table_name(r->program, 0));
        fail_here(r, &fault);
        return false;
    }
    return true;
}

static bool (*const handlers[STATES])(struct reader *, enum json_event, struct str) = {
    [TOP] = on_top,       [TABLES] = on_tables, [TABLE] = on_table, [RECORDS] = on_records,
    [RECORD] = on_record, [FIELD] = on_field,   [LIST] = on_list,   [CHILDREN] = on_children,
    [SKIP] = on_skip,     [DONE] = on_skip, /* nothing comes any more */
};

static bool on_event(void *context, enum json_event event, struct str text)
{
    struct reader *r = context;
    return handlers[r->state](r, event, text);
}

static void init(struct reader *r, struct data_builder *b, struct str name,
                 const struct decoded *decoded, index_t given)
{
    const struct program *p = b->program;
    memset(r, 0, sizeof *r);
    r->b = b;
    r->program = p;
    r->file = diags_file(b->diags, name, decoded->text);
    r->given = given;
    r->json.arena = b->arena;
    r->json.handler = on_event;
    r->json.context = r;
    r->seen = ARENA_ARRAY(b->arena, uint32_t, (size_t)p->columns_count + p->tables_count);
    r->unknown = interner_create(b->arena);
}

/* Reads the text, which begins on `line`. */
static enum json_status parse(struct reader *r, struct str text, uint32_t line)
{
    struct str why;
    struct data_fault fault;
    r->json.text = text;
    r->cursor = (struct cursor){0, line, 1};
    r->state = TOP;
    r->record = &r->subject;
    enum json_status status = json_parse(&r->json, &why);
    if (status == JSON_FINE || status == JSON_STOPPED) return status;
    if (status == JSON_DEEP)
        fault = FAULT1(DATA_JSON_DEEP, count_text(r->b->arena, JSON_DEPTH_MAX));
    else if (r->json.at < text.len && text.at[r->json.at] == '\0')
        fault = FAULT0(DATA_NUL_BYTE);
    else
        fault = FAULT1(DATA_JSON_SYNTAX, why);
    fail_here(r, &fault);
    return status;
}

static void tell_unknown_count(struct reader *r)
{
    uint32_t count = intern_count(r->unknown);
    if (count <= UNKNOWN_TOLD) return;
    struct data_fault fault =
        FAULT1(DATA_KEYS_UNKNOWN, count_text(r->b->arena, count - UNKNOWN_TOLD));
    builder_fail_file(r->b, &fault, r->file);
}

void json_read(struct data_builder *b, struct str name, struct str bytes, index_t table)
{
    struct decoded decoded = decode_text(b->arena, bytes, TEXT_UTF8);
    struct reader r;
    struct data_fault fault;
    init(&r, b, name, &decoded, table);
    b->form = RECORD_JSON;
    if (decoded.utf16) {
        fault = FAULT0(DATA_UTF16);
        builder_fail_file(b, &fault, r.file);
    } else if (decoded.unreadable) {
        fault = FAULT0(DATA_NOT_UTF8);
        r.json.text = decoded.text;
        r.cursor = (struct cursor){0, 1, 1};
        r.json.at = decoded.bad_at;
        r.json.end = decoded.bad_at + strlen(REPLACEMENT);
        fail_here(&r, &fault);
    } else {
        parse(&r, decoded.text, 1);
        tell_unknown_count(&r);
    }
}

/* ---- NDJSON */

/* The "onderwerp" of a line may stand anywhere in its object, and must be known before the rest is
 * read: a first pass, which as a rule ends after one key. */
struct search {
    struct json_reader json;
    unsigned depth;
    bool key; /* behind the key */
    struct buf found;
    size_t at, end; /* where it stands */
    bool any;
};

static bool on_search(void *context, enum json_event event, struct str text)
{
    struct search *s = context;
    if (s->key && event == JSON_STRING) {
        s->found.len = 0;
        buf_add(&s->found, text);
        s->any = true;
        s->at = s->json.at;
        s->end = s->json.end;
        return false;
    }
    s->depth += event == JSON_OBJECT || event == JSON_LIST;
    s->depth -= event == JSON_OBJECT_END || event == JSON_LIST_END;
    s->key = s->depth == 1 && event == JSON_KEY && str_equal(text, STR("onderwerp"));
    return true;
}

/* The line's table by its own word.  Without one it is the table given for all lines. */
static bool find_table(struct reader *r, struct search *s, struct str line, index_t *table)
{
    struct str why;
    s->json.text = line;
    s->any = s->key = false;
    s->depth = 0;
    json_parse(&s->json, &why);
    if (!s->any) return true;

    struct str name = buf_str(&s->found);
    *table = program_find_table(r->program, name);
    bool found = *table != NONE;
    if (found && shape_of(r, *table)->parent == NONE) return true;
    struct data_fault fault;
    if (found) {
        fault = FAULT2(DATA_LIST_AT_TOP, name, table_name(r->program, shape_of(r, *table)->parent));
    } else {
        struct likely likely = likely_table(r, name);
        fault = FAULT2(DATA_NO_SUCH_TABLE, shorten(r->b->arena, name), table_names(r->b, false));
        fault.suggestion = likely_best(&likely);
    }
    r->given = NONE;
    r->json.at = s->at;
    r->json.end = s->end;
    fail_here(r, &fault);
    return false;
}

static void read_line(struct reader *r, struct search *s, struct str line, uint32_t number,
                      index_t table)
{
    struct data_fault fault;
    r->json.text = line;
    r->cursor = (struct cursor){0, number, 1};
    r->state = TOP;
    if (!find_table(r, s, line, &table)) return;
    r->given = table;
    if (table != NONE) {
        data_builder_table(r->b, table);
        r->b->tables[table].file = r->file;
    }
    if (parse(r, line, number) != JSON_FINE || table != NONE) return;
    fault = FAULT1(DATA_NO_ONDERWERP, table_names(r->b, false));
    r->cursor = (struct cursor){0, number, 1};
    r->json.at = 0;
    r->json.end = line.len;
    fail_here(r, &fault);
}

/* The first unreadable byte of a line became U+FFFD. */
static bool check_line(struct reader *r, struct str line, uint32_t number, index_t table)
{
    const struct str bad = STR(REPLACEMENT);
    for (size_t i = 0; i + bad.len <= line.len; i++) {
        if (memcmp(line.at + i, bad.at, bad.len) != 0) continue;
        struct data_fault fault = FAULT0(DATA_NOT_UTF8);
        r->json.text = line;
        r->cursor = (struct cursor){0, number, 1};
        r->state = TOP;
        r->given = table;
        r->json.at = i;
        r->json.end = i + bad.len;
        fail_here(r, &fault);
        return false;
    }
    return true;
}

void ndjson_read(struct data_builder *b, struct str name, struct str bytes, index_t table)
{
    struct decoded decoded = decode_text(b->arena, bytes, TEXT_UTF8);
    struct reader r;
    struct search s = {.json = {.arena = b->arena, .handler = on_search}, .found.arena = b->arena};
    init(&r, b, name, &decoded, table);
    r.lines = true;
    s.json.context = &s;
    b->form = RECORD_NDJSON;
    if (decoded.utf16) {
        struct data_fault fault = FAULT0(DATA_UTF16);
        builder_fail_file(b, &fault, r.file);
        return;
    }
    struct str rest = decoded.text;
    for (uint32_t number = 1; rest.len; number++) {
        const char *end = memchr(rest.at, '\n', rest.len);
        struct str line = {rest.at, end ? (size_t)(end - rest.at) : rest.len};
        size_t step = line.len + (end != NULL);
        rest = (struct str){rest.at + step, rest.len - step};
        if (is_blank(line)) continue;
        if (!decoded.unreadable || check_line(&r, line, number, table))
            read_line(&r, &s, line, number, table);
    }
    tell_unknown_count(&r);
}
