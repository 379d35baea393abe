/* `log` and `blame` for people. */
#include "compiler/history/report.h"

#include "base/text.h"
#include "report/grid.h"
#include "report/words.h"

#include <string.h>

enum { ID_SHOWN = 10, INDENT = 2 };

static int read_commit(const struct history_report *report, const struct revision *revision,
                       struct store_commit *commit)
{
    const struct repository *r = report->repository;
    return repository_status(r, r->driver->commit(r->store, &revision->commit.id, commit));
}

static struct str short_id(struct arena *arena, const struct store_id *id)
{
    char hex[STORE_ID_HEX];
    store_id_hex(hex, id);
    return str_copy(arena, (struct str){hex, ID_SHOWN});
}

struct str first_line(const char *message)
{
    struct str line = str_trim(str_from(message));
    const char *newline = line.len ? memchr(line.at, '\n', line.len) : NULL;
    if (newline) line.len = (size_t)(newline - line.at);
    return line;
}

struct str erratum_of(const char *message)
{
    static const char before[] = "\nErratum: ";
    const char *found = NULL;
    for (const char *at = message; (at = strstr(at, before)); at++) found = at + sizeof before - 1;
    return found ? first_line(found) : (struct str){0};
}

struct str harmless(struct arena *arena, struct str text)
{
    struct buf clean = {.arena = arena};
    for (size_t n; text.len; text.at += n, text.len -= n) {
        n = str_first(text, NULL);
        bool shown = n && !str_unseen(text);
        n = n ? n : 1;
        buf_add(&clean, shown ? (struct str){text.at, n} : STR(REPLACEMENT));
    }
    return buf_str(&clean);
}

/* ---- log ---- */

static int write_entry(const struct history_report *report, const struct entry_of_log *entry)
{
    struct store_commit commit;
    struct out *out = report->out;
    int status = read_commit(report, entry->revision, &commit);
    if (status) return status;
    out_styled(out, short_id(report->arena, &commit.id), STYLE_STRONG, report->colour);
    out_text(out, "  ");
    out_str(out, words_date(report->arena, store_day(&commit.committer)));
    out_text(out, "  ");
    out_str(out, harmless(report->arena, str_from(commit.author.name)));
    out_char(out, '\n');
    out_spaces(out, INDENT);
    out_wrapped(out, harmless(report->arena, first_line(commit.message)), INDENT, 2 * INDENT,
                report->width);
    out_char(out, '\n');
    for (size_t i = 0; i < entry->differences.len; i++) {
        out_text(out, "  - ");
        out_wrapped(out, difference_line(report->arena, entry->differences.at[i]), 2 * INDENT,
                    2 * INDENT, report->width);
        out_char(out, '\n');
    }
    struct str erratum = erratum_of(commit.message);
    if (erratum.len) {
        struct str why = harmless(report->arena, erratum);
        out_text(out, "  - ");
        out_wrapped(out, str_from(arena_printf(report->arena, _("erratum: %.*s"), STR_ARG(why))),
                    2 * INDENT, 2 * INDENT, report->width);
        out_char(out, '\n');
    }
    const struct change *change = entry->revision->change;
    const char *remark = change->broken ? _("does not compile")
                         : !entry->differences.len
                             ? _("nothing but layout, comments or examples here")
                             : NULL;
    if (remark) out_printf(out, "  - %s\n", remark);
    return STATUS_OK;
}

int log_text(const struct history_report *report, const struct log *log)
{
    for (size_t i = 0; i < log->entries.len; i++) {
        if (i) out_char(report->out, '\n');
        int status = write_entry(report, &log->entries.at[i]);
        if (status) return status;
    }
    return STATUS_OK;
}

/* ---- blame ---- */

static struct str line_subject(struct arena *arena, const struct blame_line *line)
{
    if (line->subject == SUBJECT_REGEL) return str_from(rule_part_words(line->part));
    return str_from(
        arena_printf(arena, "%s " STR_FMT, subject_term(line->subject), STR_ARG(line->id)));
}

static bool is_told(const struct blamed_rule *blamed, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (blamed->lines.at[i].revision == blamed->lines.at[line].revision) return true;
    return false;
}

/* "title, source, condition": all that this line's revision gave its meaning. */
static struct str subjects(struct arena *arena, const struct blamed_rule *blamed, size_t line)
{
    struct buf text = {.arena = arena};
    for (size_t i = line; i < blamed->lines.len; i++) {
        if (blamed->lines.at[i].revision != blamed->lines.at[line].revision) continue;
        if (text.len) buf_adds(&text, ", ");
        buf_add(&text, line_subject(arena, &blamed->lines.at[i]));
    }
    return buf_str(&text);
}

/* A line for each revision, in the order of the first part that it gave. */
static int write_rule(const struct history_report *report, const struct program *now,
                      const struct blamed_rule *blamed)
{
    struct arena *arena = report->arena;
    const struct rule *rule = &now->rules[blamed->rule];
    const struct grid_column columns[] = {
        {.least = 14, .wraps = true}, {0}, {0}, {.wraps = true}, {.wraps = true}};
    struct grid *grid = grid_create(arena, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < blamed->lines.len; i++) {
        const struct revision *revision = blamed->lines.at[i].revision;
        struct store_commit commit;
        if (!revision || is_told(blamed, i)) continue;
        int status = read_commit(report, revision, &commit);
        if (status) return status;
        grid_cell(grid, subjects(arena, blamed, i), STYLE_PLAIN);
        grid_cell(grid, short_id(arena, &commit.id), STYLE_STRONG);
        grid_cell(grid, words_date(arena, store_day(&commit.committer)), STYLE_PLAIN);
        grid_cell(grid, harmless(arena, str_from(commit.author.name)), STYLE_PLAIN);
        grid_cell(grid, harmless(arena, first_line(commit.message)), STYLE_PLAIN);
    }
    out_styled(report->out, program_text(now, rule->id), STYLE_STRONG, report->colour);
    out_text(report->out, "  ");
    out_str(report->out, program_text(now, rule->title));
    out_char(report->out, '\n');
    grid_write(grid, report->out, INDENT, report->width, report->colour);
    return STATUS_OK;
}

int blame_text(const struct history_report *report, const struct program *now,
               const struct blame *blame)
{
    for (size_t i = 0; i < blame->rules.len; i++) {
        if (i) out_char(report->out, '\n');
        int status = write_rule(report, now, &blame->rules.at[i]);
        if (status) return status;
    }
    return STATUS_OK;
}
