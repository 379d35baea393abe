/* Diagnostics as JSON and as SARIF 2.1.0 (OASIS, 2020): the messages untranslated, so that the
 * bytes do not depend on the locale. */
#include "report/diag_machine.h"

#include "leidraad.h"
#include "report/json.h"

#include <stdio.h>

/* ---- what both have ---- */

static struct str fill(struct arena *arena, const char *msgid, const struct str *args, size_t n)
{
    struct buf buf = {.arena = arena};
    for (; *msgid; msgid++) {
        size_t i = msgid[0] == '{' && msgid[1] >= '0' && msgid[1] <= '9' && msgid[2] == '}'
                       ? (size_t)(msgid[1] - '0')
                       : n;
        if (i < n && args[i].at) {
            buf_add(&buf, args[i]);
            msgid += 2;
        } else {
            buf_addc(&buf, *msgid);
        }
    }
    return buf_str(&buf);
}

static struct str message_of(struct arena *arena, const struct diag *diag)
{
    return fill(arena, diag->kind->message, diag->args, DIAG_ARGS);
}

static struct str hint_of(struct arena *arena, const struct diag *diag)
{
    return diag->kind->hint ? fill(arena, diag->kind->hint, diag->args, DIAG_ARGS)
                            : (struct str){0};
}

static struct str related_message_of(struct arena *arena, const struct diag_related *related)
{
    return fill(arena, related->message, related->args,
                sizeof related->args / sizeof related->args[0]);
}

static struct str file_name(const struct diags *diags, const struct span *span)
{
    return span->file < diags->files.len ? diags->files.at[span->file].name : (struct str){0};
}

static void pair_str(struct json *json, const char *key, struct str value)
{
    json_key(json, key);
    json_str(json, value);
}

static void pair_int(struct json *json, const char *key, uint32_t value)
{
    json_key(json, key);
    json_int(json, value);
}

/* ---- JSON ---- */

static void write_span(struct json *json, const struct diags *diags, const struct span *span)
{
    pair_str(json, "file", file_name(diags, span));
    pair_int(json, "line", span->line);
    pair_int(json, "column", span->column);
    pair_int(json, "end_line", span->end_line);
    pair_int(json, "end_column", span->end_column);
}

static void write_object(struct json *json, struct arena *arena, const struct diags *diags,
                         const struct diag *diag)
{
    static const char *const severities[] = {"error", "warning", "notice"};
    struct str hint = hint_of(arena, diag);
    json_open(json, '{');
    pair_str(json, "code", str_from(diag->kind->code));
    pair_str(json, "severity", str_from(severities[diag->kind->severity]));
    write_span(json, diags, &diag->span);
    if (diag->path.len) pair_str(json, "path", diag->path);
    pair_str(json, "message", message_of(arena, diag));
    if (hint.len) pair_str(json, "hint", hint);
    if (diag->suggestion.len) pair_str(json, "suggestion", diag->suggestion);
    json_key(json, "related");
    json_open(json, '[');
    for (size_t i = 0; i < diag->related.len; i++) {
        const struct diag_related *related = &diag->related.at[i];
        json_open(json, '{');
        write_span(json, diags, &related->span);
        pair_str(json, "message", related_message_of(arena, related));
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

void diag_write_json(struct out *out, struct arena *arena, const struct diags *diags)
{
    struct json_lines lines;
    json_lines_begin(&lines, out, true);
    for (size_t i = 0; i < diags->list.len; i++)
        write_object(json_lines_next(&lines), arena, diags, &diags->list.at[i]);
    json_lines_end(&lines);
}

/* ---- SARIF ---- */

/* The kinds that occur, in order of appearance: the rules of the run. */
struct rules {
    VEC(const struct diag_kind *) kinds;
};

static size_t rule_index(const struct rules *rules, const struct diag_kind *kind)
{
    size_t i = 0;
    while (i < rules->kinds.len && rules->kinds.at[i] != kind) i++;
    return i;
}

static struct rules rules_of(struct arena *arena, const struct diags *diags)
{
    struct rules rules = {0};
    for (size_t i = 0; i < diags->list.len; i++) {
        const struct diag_kind *kind = diags->list.at[i].kind;
        if (rule_index(&rules, kind) == rules.kinds.len) *VEC_PUSH(arena, &rules.kinds) = kind;
    }
    return rules;
}

static const char *level_of(const struct diag_kind *kind)
{
    static const char *const levels[] = {"error", "warning", "note"};
    return levels[kind->severity];
}

static void write_message(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    json_open(json, '{');
    pair_str(json, "text", text);
    json_close(json, '}');
}

/* A file name as a relative URI reference (RFC 3986). */
static struct str uri_of(struct arena *arena, struct str name)
{
    static const char safe[] = "-._~/!$&'()*+,;=@";
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool plain = letter;
        for (size_t k = 0; k < sizeof safe - 1; k++) plain = plain || c == safe[k];
        if (plain)
            buf_addc(&buf, (char)c);
        else
            buf_printf(&buf, "%%%02X", c);
    }
    return buf_str(&buf);
}

static void write_artifact(struct json *json, struct arena *arena, const struct diags *diags,
                           const struct span *span)
{
    json_key(json, "artifactLocation");
    json_open(json, '{');
    pair_str(json, "uri", uri_of(arena, file_name(diags, span)));
    json_close(json, '}');
}

static void write_region(struct json *json, const char *key, const struct span *span)
{
    json_key(json, key);
    json_open(json, '{');
    pair_int(json, "startLine", span->line);
    pair_int(json, "startColumn", span->column ? span->column : 1);
    if (span->end_line) {
        pair_int(json, "endLine", span->end_line);
        pair_int(json, "endColumn", span->end_column ? span->end_column : 1);
    }
    json_close(json, '}');
}

static void write_physical(struct json *json, struct arena *arena, const struct diags *diags,
                           const struct span *span)
{
    json_key(json, "physicalLocation");
    json_open(json, '{');
    write_artifact(json, arena, diags, span);
    if (span->line) write_region(json, "region", span);
    json_close(json, '}');
}

static void write_locations(struct json *json, struct arena *arena, const struct diags *diags,
                            const struct diag *diag)
{
    json_key(json, "locations");
    json_open(json, '[');
    if (diag->span.file < diags->files.len) {
        json_open(json, '{');
        write_physical(json, arena, diags, &diag->span);
        if (diag->path.len) {
            json_key(json, "logicalLocations");
            json_open(json, '[');
            json_open(json, '{');
            pair_str(json, "fullyQualifiedName", diag->path);
            json_close(json, '}');
            json_close(json, ']');
        }
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_related(struct json *json, struct arena *arena, const struct diags *diags,
                          const struct diag *diag)
{
    json_key(json, "relatedLocations");
    json_open(json, '[');
    for (size_t i = 0; i < diag->related.len; i++) {
        const struct diag_related *related = &diag->related.at[i];
        if (related->span.file >= diags->files.len) continue;
        json_open(json, '{');
        pair_int(json, "id", (uint32_t)i);
        write_message(json, "message", related_message_of(arena, related));
        write_physical(json, arena, diags, &related->span);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_fix(struct json *json, struct arena *arena, const struct diags *diags,
                      const struct diag *diag)
{
    json_key(json, "fixes");
    json_open(json, '[');
    json_open(json, '{');
    json_key(json, "artifactChanges");
    json_open(json, '[');
    json_open(json, '{');
    write_artifact(json, arena, diags, &diag->span);
    json_key(json, "replacements");
    json_open(json, '[');
    json_open(json, '{');
    write_region(json, "deletedRegion", &diag->span);
    write_message(json, "insertedContent", diag->suggestion);
    json_close(json, '}');
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, ']');
}

static void write_result(struct json *json, struct arena *arena, const struct diags *diags,
                         const struct rules *rules, const struct diag *diag)
{
    struct buf text = {.arena = arena};
    struct str hint = hint_of(arena, diag);
    buf_add(&text, message_of(arena, diag));
    if (hint.len) {
        buf_adds(&text, "; ");
        buf_add(&text, hint);
    }
    json_open(json, '{');
    pair_str(json, "ruleId", str_from(diag->kind->code));
    pair_int(json, "ruleIndex", (uint32_t)rule_index(rules, diag->kind));
    pair_str(json, "level", str_from(level_of(diag->kind)));
    write_message(json, "message", buf_str(&text));
    write_locations(json, arena, diags, diag);
    if (diag->related.len) write_related(json, arena, diags, diag);
    if (diag->suggestion.len && diag->span.line && diag->span.file < diags->files.len)
        write_fix(json, arena, diags, diag);
    json_close(json, '}');
}

static void write_tool(struct json *json, const struct rules *rules)
{
    json_key(json, "tool");
    json_open(json, '{');
    json_key(json, "driver");
    json_open(json, '{');
    pair_str(json, "name", STR("leidraad"));
    pair_str(json, "version", STR(LEIDRAAD_VERSION));
    json_key(json, "rules");
    json_open(json, '[');
    for (size_t i = 0; i < rules->kinds.len; i++) {
        const struct diag_kind *kind = rules->kinds.at[i];
        json_open(json, '{');
        pair_str(json, "id", str_from(kind->code));
        write_message(json, "shortDescription", str_from(kind->message));
        json_key(json, "defaultConfiguration");
        json_open(json, '{');
        pair_str(json, "level", str_from(level_of(kind)));
        json_close(json, '}');
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
    json_close(json, '}');
}

void diag_write_sarif(struct out *out, struct arena *arena, const struct diags *diags)
{
    struct json json = {.out = out};
    struct rules rules = rules_of(arena, diags);
    json_open(&json, '{');
    pair_str(&json, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    pair_str(&json, "version", STR("2.1.0"));
    json_key(&json, "runs");
    json_open(&json, '[');
    json_open(&json, '{');
    write_tool(&json, &rules);
    pair_str(&json, "columnKind", STR("unicodeCodePoints"));
    json_key(&json, "results");
    json_open(&json, '[');
    for (size_t i = 0; i < diags->list.len; i++)
        write_result(&json, arena, diags, &rules, &diags->list.at[i]);
    json_close(&json, ']');
    json_close(&json, '}');
    json_close(&json, ']');
    json_close(&json, '}');
    out_char(out, '\n');
}
