/* DATA as a user names it: which files there are, and what each holds. */
#include "data/build.h"
#include "data/disk.h"
#include "data/likely.h"

#include "base/status.h"

#include <errno.h>
#include <string.h>

enum { IGNORED_TOLD = 20 };

enum format { FORMAT_BY_BYTES, FORMAT_CSV, FORMAT_JSON, FORMAT_NDJSON };

struct opener {
    struct arena *arena;
    const struct program *program;
    struct data_builder *b;
    int status; /* what stopped us, if it is not the data */
};

static struct opener opener_of(struct arena *arena, const struct program *program,
                               const struct data_options *options)
{
    struct opener o = {.arena = arena, .program = program};
    o.b = data_builder_create(arena, program, diags_create(arena), options);
    return o;
}

static int finish(struct opener *o, struct data **out)
{
    int status = data_builder_finish(o->b, out);
    diags_sort(o->b->diags);
    return o->status ? o->status : status;
}

/* A fault that is not about what a file says. */
static void fail(struct opener *o, int status, const struct data_fault *fault)
{
    builder_fail_file(o->b, fault, SPAN_NO_FILE);
    o->status = status;
}

/* By errno. */
static void fail_to_read(struct opener *o, struct str name)
{
    char why[128];
    if (strerror_r(errno, why, sizeof why)) why[0] = '\0';
    struct data_fault fault = FAULT2(DATA_CANNOT_READ, name, str_from(why));
    fail(o, STATUS_SYSTEM, &fault);
}

static bool read_file(struct opener *o, struct str name, const char *path, struct str *bytes)
{
    struct data_fault fault;
    switch (disk_read(o->arena, path, DATA_FILE_MAX, bytes)) {
    case DISK_READ: return true;
    case DISK_TOO_LARGE:
        fault = FAULT2(DATA_TOO_LARGE, name, count_text(o->arena, DATA_FILE_MIB));
        fail(o, STATUS_DATA, &fault);
        return false;
    case DISK_FAILED: fail_to_read(o, name); return false;
    }
    return false;
}

/* ---- Names */

/* "regio/praktijk.csv" -> "praktijk", ".csv" */
static void split_name(struct str path, struct str *stem, struct str *ending)
{
    size_t from = path.len, dot;
    while (from && path.at[from - 1] != '/') from--;
    *stem = (struct str){path.at + from, path.len - from};
    for (dot = stem->len; dot && stem->at[dot - 1] != '.'; dot--) continue;
    *ending = (struct str){0};
    if (dot < 2) return; /* no dot, or a name that begins with its only one */
    *ending = (struct str){stem->at + dot - 1, stem->len - dot + 1};
    stem->len = dot - 1;
}

static bool equal_any_case(struct str s, const char *lower)
{
    if (s.len != strlen(lower)) return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c != lower[i]) return false;
    }
    return true;
}

static enum format format_of(struct str ending)
{
    static const struct {
        const char *ending;
        enum format format;
    } endings[] = {{".csv", FORMAT_CSV},   {".tsv", FORMAT_CSV},       {".txt", FORMAT_CSV},
                   {".json", FORMAT_JSON}, {".ndjson", FORMAT_NDJSON}, {".jsonl", FORMAT_NDJSON}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (equal_any_case(ending, endings[i].ending)) return endings[i].format;
    return FORMAT_BY_BYTES;
}

static struct str likely_table(struct opener *o, struct str name)
{
    struct likely likely = likely_start(name, &o->b->tries_left);
    for (index_t t = 0; t < o->program->tables_count; t++) {
        struct str like = table_name(o->program, t);
        likely_try(&likely, like, like);
    }
    return likely_best(&likely);
}

/* ---- Formats by their bytes */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct str skip_space(struct str s)
{
    while (s.len && is_space(s.at[0])) s = (struct str){s.at + 1, s.len - 1};
    return s;
}

/* Behind the object that begins the text, if it ends on the same line; else NULL.  Of one line by
 * itself it matters whether it has an "onderwerp". */
static const char *end_of_object(struct str text, bool *onderwerp)
{
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len && text.at[i] != '\n'; i++) {
        char c = text.at[i];
        struct str rest = {text.at + i, text.len - i};
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (depth == 1 && str_starts(rest, STR("\"onderwerp\""))) *onderwerp = true;
        quoted = c == '"';
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && !--depth) return text.at + i + 1;
    }
    return NULL;
}

/* JSON is one value; NDJSON is one a line. */
static enum format format_by_bytes(struct str bytes)
{
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) bytes = (struct str){bytes.at + 3, bytes.len - 3};
    bytes = skip_space(bytes);
    if (!bytes.len || (bytes.at[0] != '{' && bytes.at[0] != '[')) return FORMAT_CSV;
    if (bytes.at[0] == '[') return FORMAT_JSON;
    bool onderwerp = false;
    const char *end = end_of_object(bytes, &onderwerp);
    if (!end) return FORMAT_JSON;
    bool more = skip_space((struct str){end, bytes.len - (size_t)(end - bytes.at)}).len > 0;
    return more || onderwerp ? FORMAT_NDJSON : FORMAT_JSON;
}

/* ---- One file */

/* The table that --onderwerp names, or the name of the file.  False: it names none. */
static bool find_table(struct opener *o, struct str stem, struct str onderwerp, index_t *table)
{
    *table = program_find_table(o->program, onderwerp.len ? onderwerp : stem);
    if (*table != NONE || !onderwerp.len) return true;
    struct data_fault fault =
        FAULT2(DATA_NO_SUCH_TABLE, shorten(o->arena, onderwerp), table_names(o->b, true));
    fault.suggestion = likely_table(o, onderwerp);
    fail(o, STATUS_USAGE, &fault);
    return false;
}

/* JSON says itself what it holds, but for a list or a line that leaves it out; and there a child
 * would have no parent. */
static bool find_json_table(struct opener *o, struct str onderwerp, index_t *table)
{
    if (*table == NONE || o->program->tables[*table].parent == NONE) return true;
    if (!onderwerp.len) { /* from the name of the file, which need not mean it */
        *table = NONE;
        return true;
    }
    index_t parent = o->program->tables[*table].parent;
    struct data_fault fault = FAULT2(DATA_LIST_AT_TOP, onderwerp, table_name(o->program, parent));
    fail(o, STATUS_USAGE, &fault);
    return false;
}

static void read_bytes(struct opener *o, struct str name, struct str bytes, struct str onderwerp)
{
    struct str stem, ending;
    index_t table;
    split_name(name, &stem, &ending);
    if (!find_table(o, stem, onderwerp, &table)) return;
    enum format format = format_of(ending);
    if (format == FORMAT_BY_BYTES) format = format_by_bytes(bytes);
    if (format == FORMAT_CSV) {
        if (table != NONE) {
            csv_read(o->b, name, bytes, table);
            return;
        }
        struct data_fault fault = FAULT2(DATA_NOT_NAMED, name, table_names(o->b, true));
        fault.suggestion = likely_table(o, stem);
        fail(o, STATUS_USAGE, &fault);
        return;
    }
    if (!find_json_table(o, onderwerp, &table)) return;
    if (format == FORMAT_JSON)
        json_read(o->b, name, bytes, table);
    else
        ndjson_read(o->b, name, bytes, table);
}

/* ---- A folder */

static void tell_ignored(struct opener *o, struct str name)
{
    struct str stem, ending;
    split_name(name, &stem, &ending);
    struct data_fault fault = FAULT1(DATA_FILE_IGNORED, shorten(o->arena, name));
    struct str likely = likely_table(o, stem);
    if (likely.len && format_of(ending) == FORMAT_CSV)
        fault.suggestion = str_from(arena_printf(o->arena, STR_FMT ".csv", STR_ARG(likely)));
    builder_fail_file(o->b, &fault, SPAN_NO_FILE);
}

static index_t table_of_file(const struct opener *o, struct str name)
{
    const struct str csv = STR(".csv");
    if (name.len <= csv.len) return NONE;
    struct str stem = {name.at, name.len - csv.len};
    if (!str_equal((struct str){stem.at + stem.len, csv.len}, csv)) return NONE;
    return program_find_table(o->program, stem);
}

static void read_folder_file(struct opener *o, const char *folder, index_t table)
{
    struct str bytes, id = table_name(o->program, table);
    size_t len = strlen(folder);
    const char *slash = len && folder[len - 1] == '/' ? "" : "/";
    const char *path = arena_printf(o->arena, "%s%s" STR_FMT ".csv", folder, slash, STR_ARG(id));
    if (disk_kind(path) != DISK_FILE) { /* a pipe would make us wait for whoever writes to it */
        struct data_fault fault = FAULT1(DATA_NOT_PLAIN, str_from(path));
        fail(o, STATUS_SYSTEM, &fault);
    } else if (read_file(o, str_from(path), path, &bytes)) {
        csv_read(o->b, str_from(path), bytes, table);
        return;
    }
    /* It is there, and what is in it unknown: nothing to say about its children. */
    data_builder_table(o->b, table);
    o->b->tables[table].broken = true;
}

static void read_folder(struct opener *o, const char *folder)
{
    struct disk_names names = {0};
    struct data_fault fault;
    size_t ignored = 0, found = 0;
    bool *is_there = ARENA_ARRAY(o->arena, bool, o->program->tables_count);
    if (!disk_names(o->arena, folder, &names)) {
        fail_to_read(o, str_from(folder));
        return;
    }
    for (size_t i = 0; i < names.list.len; i++) {
        index_t table = table_of_file(o, names.list.at[i]);
        if (table != NONE) {
            is_there[table] = true;
            found++;
        } else if (ignored++ < IGNORED_TOLD) {
            tell_ignored(o, names.list.at[i]);
        }
    }
    if (ignored > IGNORED_TOLD) {
        fault = FAULT1(DATA_FILES_IGNORED, count_text(o->arena, ignored - IGNORED_TOLD));
        builder_fail_file(o->b, &fault, SPAN_NO_FILE);
    }
    if (!found) {
        fault = FAULT2(DATA_NOTHING_TO_READ, str_from(folder), table_names(o->b, true));
        fail(o, STATUS_DATA, &fault);
    }
    for (index_t t = 0; t < o->program->tables_count; t++)
        if (is_there[t]) read_folder_file(o, folder, t);
}

/* ---- All */

static void open_path(struct opener *o, struct str path, struct str onderwerp)
{
    const char *name = arena_copy(o->arena, path.at, path.len);
    struct data_fault fault;
    struct str bytes;
    if (str_equal(path, STR("-"))) {
        path = STR("<stdin>");
        if (read_file(o, path, NULL, &bytes)) read_bytes(o, path, bytes, onderwerp);
        return;
    }
    switch (disk_kind(name)) {
    case DISK_FOLDER:
        if (!onderwerp.len) {
            read_folder(o, name);
            return;
        }
        fault = FAULT0(DATA_FOLDER_NAMED);
        fail(o, STATUS_USAGE, &fault);
        return;
    case DISK_MISSING:
        if (errno != ENOENT && errno != ENOTDIR) break;
        fault = FAULT1(DATA_NO_SUCH_PATH, path);
        fail(o, STATUS_SYSTEM, &fault);
        return;
    case DISK_FILE:
    case DISK_OTHER: break;
    }
    if (read_file(o, path, name, &bytes)) read_bytes(o, path, bytes, onderwerp);
}

int data_open(struct data **out, struct arena *arena, const struct program *program,
              struct str path, struct str onderwerp, const struct data_options *options)
{
    struct opener o = opener_of(arena, program, options);
    open_path(&o, path, onderwerp);
    return finish(&o, out);
}

int data_read(struct data **out, struct arena *arena, const struct program *program,
              struct str name, struct str bytes, struct str onderwerp,
              const struct data_options *options)
{
    struct opener o = opener_of(arena, program, options);
    struct data_fault fault;
    if (bytes.len > DATA_FILE_MAX) {
        fault = FAULT2(DATA_TOO_LARGE, name, count_text(arena, DATA_FILE_MIB));
        fail(&o, STATUS_DATA, &fault);
    } else {
        read_bytes(&o, name, bytes, onderwerp);
    }
    return finish(&o, out);
}
