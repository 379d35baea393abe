/* `log` and `blame` as JSON: an object for each revision, or for each rule. */
#include "compiler/history/report.h"

#include "base/status.h"
#include "compiler/compare/report.h"

#include <stdlib.h>

/* "2026-04-01T12:00:00+02:00": the moment, on the clock of whoever did it. */
static void write_moment(struct json *json, struct arena *arena, const struct store_who *who)
{
    char iso[DATE_ISO_SIZE];
    int64_t local = who->time + (int64_t)who->offset * 60;
    int seconds = (int)((local % 86400 + 86400) % 86400), offset = abs((int)who->offset);
    json_text(json,
              arena_printf(arena, "%sT%02d:%02d:%02d%c%02d:%02d", date_iso(store_day(who), iso),
                           seconds / 3600, seconds / 60 % 60, seconds % 60,
                           who->offset < 0 ? '-' : '+', offset / 60, offset % 60));
}

/* Bytes of somebody else's that need not be UTF-8, which JSON must. */
static void write_foreign(struct json *json, struct arena *arena, struct str text)
{
    struct buf clean = {.arena = arena};
    while (text.len) {
        size_t n = str_first(text, NULL);
        if (n)
            buf_add(&clean, (struct str){text.at, n});
        else
            buf_adds(&clean, REPLACEMENT);
        n = n ? n : 1;
        text.at += n;
        text.len -= n;
    }
    json_str(json, buf_str(&clean));
}

/* Members of an object that say which commit, when, by whom and why. */
static int write_commit(struct json *json, const struct history_report *report,
                        const struct revision *revision)
{
    const struct repository *r = report->repository;
    struct store_commit commit;
    char hex[STORE_ID_HEX];
    int status = repository_status(r, r->driver->commit(r->store, &revision->commit.id, &commit));
    if (status) return status;
    store_id_hex(hex, &commit.id);
    json_key(json, "commit");
    json_text(json, hex);
    json_key(json, "tijd");
    write_moment(json, report->arena, &commit.committer);
    json_key(json, "auteur");
    write_foreign(json, report->arena, str_from(commit.author.name));
    json_key(json, "bericht");
    write_foreign(json, report->arena, first_line(commit.message));
    if (erratum_of(commit.message).len) {
        json_key(json, "erratum");
        write_foreign(json, report->arena, erratum_of(commit.message));
    }
    return STATUS_OK;
}

/* ---- log ---- */

static int write_entry(struct json *json, const struct history_report *report,
                       const struct entry_of_log *entry)
{
    const struct change *change = entry->revision->change;
    json_open(json, '{');
    int status = write_commit(json, report, entry->revision);
    json_key(json, "compileert");
    json_bool(json, !change->broken);
    json_key(json, "verschillen");
    json_open(json, '[');
    for (size_t i = 0; i < entry->differences.len; i++)
        difference_object(json, report->arena, entry->differences.at[i]);
    json_close(json, ']');
    json_key(json, "bestanden");
    json_open(json, '[');
    for (size_t i = 0; i < change->files.len; i++) json_str(json, change->files.at[i]);
    json_close(json, ']');
    json_close(json, '}');
    return status;
}

int log_json(const struct history_report *report, const struct log *log)
{
    struct json_lines lines;
    int status = STATUS_OK;
    json_lines_begin(&lines, report->out, report->array);
    for (size_t i = 0; i < log->entries.len && !status; i++)
        status = write_entry(json_lines_next(&lines), report, &log->entries.at[i]);
    json_lines_end(&lines);
    return status;
}

/* ---- blame ---- */

static int write_line(struct json *json, const struct history_report *report,
                      const struct blame_line *line)
{
    json_open(json, '{');
    json_key(json, "deel");
    json_text(json, line->subject == SUBJECT_REGEL ? rule_part_term(line->part)
                                                   : subject_term(line->subject));
    if (line->id.len) {
        json_key(json, "id");
        json_str(json, line->id);
    }
    int status = write_commit(json, report, line->revision);
    if (line->difference) {
        json_key(json, "verschil");
        difference_object(json, report->arena, line->difference);
    }
    json_close(json, '}');
    return status;
}

static int write_rule(struct json *json, const struct history_report *report,
                      const struct program *now, const struct blamed_rule *blamed)
{
    int status = STATUS_OK;
    json_open(json, '{');
    json_key(json, "regel");
    json_str(json, program_text(now, now->rules[blamed->rule].id));
    json_key(json, "delen");
    json_open(json, '[');
    for (size_t i = 0; i < blamed->lines.len && !status; i++)
        if (blamed->lines.at[i].revision) status = write_line(json, report, &blamed->lines.at[i]);
    json_close(json, ']');
    json_close(json, '}');
    return status;
}

int blame_json(const struct history_report *report, const struct program *now,
               const struct blame *blame)
{
    struct json_lines lines;
    int status = STATUS_OK;
    json_lines_begin(&lines, report->out, report->array);
    for (size_t i = 0; i < blame->rules.len && !status; i++)
        status = write_rule(json_lines_next(&lines), report, now, &blame->rules.at[i]);
    json_lines_end(&lines);
    return status;
}
