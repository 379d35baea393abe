/* `evaluate` for people: a block for each subject, and the totals.
 *
 * The block says first what a reader came for, the verdict and the decisions, then the rules from
 * bad to good: what falls short in full, what is in order in one line.  Blocks are written one by
 * one, so their tables are made equally wide from what the program knows, not from the data. */
#include "base/text.h"
#include "report/grid.h"
#include "report/lines.h"
#include "report/report.h"
#include "report/words.h"

enum { OORDELEN = NIET_BEPAALD + 1 };

struct kept {
    const struct report *report;
    size_t verdict_width, rule_width;
    size_t subjects;
    struct footnotes *notes;
    size_t (*oordelen)[OORDELEN]; /* by table */
    size_t (*verdicts)[VERDICTS]; /* by rule */
};

static const enum style verdict_styles[VERDICTS] = {
    [NIET_VOLDAAN] = STYLE_BAD, [VERDICT_ONBEKEND] = STYLE_WARN,
    [LOOPT] = STYLE_WARN,       [OPEN_NORM] = STYLE_WARN,
    [VOLDAAN] = STYLE_GOOD,     [NIET_VAN_TOEPASSING] = STYLE_FAINT,
};
static const enum style oordeel_styles[OORDELEN] = {
    [VOLDOET_NIET] = STYLE_BAD,
    [OORDEEL_ONBEKEND] = STYLE_WARN,
    [VOLDOET] = STYLE_GOOD,
    [NIET_BEPAALD] = STYLE_WARN,
};

/* ---- before the first ---- */

static void *begin(const struct report *report)
{
    const struct program *p = report->program;
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    kept->report = report;
    kept->notes = footnotes_create(report);
    kept->oordelen = arena_alloc_array(report->arena, p->tables_count, sizeof *kept->oordelen);
    kept->verdicts = arena_alloc_array(report->arena, p->rules_count, sizeof *kept->verdicts);
    for (int v = 0; v < VERDICTS; v++) {
        size_t width = str_columns(str_from(words_verdict((enum verdict)v)));
        if (width > kept->verdict_width) kept->verdict_width = width;
    }
    for (index_t i = 0; i < p->rules_count; i++) {
        size_t width = str_columns(program_text(p, p->rules[i].id));
        if (width > kept->rule_width) kept->rule_width = width;
    }

    struct buf text = {.arena = report->arena};
    if (report->has_on) {
        struct str on = words_date(report->arena, report->on);
        buf_printf(&text, _("Judged on %.*s."), STR_ARG(on));
    } else {
        buf_adds(&text, _("Judged on the subject's own date: a practice on its own intake date, "
                          "a region on the last day of its year."));
    }
    if (report->force_version != NONE) {
        struct str label = program_text(p, p->versions[report->force_version].label);
        buf_addc(&text, ' ');
        buf_printf(&text, _("By leidraad %.*s, whatever the date."), STR_ARG(label));
        buf_addc(&text, ' ');
        buf_adds(&text, words_forced());
    }
    lines_say(report, 0, buf_str(&text));
    lines_policies(report);
    return kept;
}

/* ---- the subject ---- */

static void write_heading(const struct report *report, const struct result *result)
{
    const struct program *p = result->program;
    out_char(report->out, '\n');
    out_styled(report->out, program_text(p, p->tables[result->table].id), STYLE_STRONG,
               report->colour);
    out_char(report->out, ' ');
    out_styled(report->out, result->key, STYLE_STRONG, report->colour);
    out_text(report->out, ": ");
    out_styled(report->out, str_from(words_oordeel(result->oordeel)),
               oordeel_styles[result->oordeel], report->colour);
    out_char(report->out, '\n');
}

static void write_standing(const struct report *report, struct arena *scratch,
                           const struct result *result)
{
    const struct program *p = result->program;
    const struct version *version = result->moment.version == NONE || result_is_bare(result)
                                        ? NULL
                                        : &p->versions[result->moment.version];
    struct buf text = {.arena = scratch};
    if (result->has_on) {
        struct str on = words_date(scratch, result->on);
        buf_printf(&text, _("on %.*s"), STR_ARG(on));
    }
    if (version) {
        struct str label = program_text(p, version->label);
        if (text.len) buf_adds(&text, ": ");
        buf_printf(&text, _("leidraad %.*s, group %u, growth year %d"), STR_ARG(label),
                   (unsigned)result->timeline.group, (int)result->moment.groeijaar);
    }
    if (result->oordeel == NIET_BEPAALD) {
        if (text.len) buf_adds(&text, version ? "; " : ": ");
        buf_adds(&text, words_undetermined(result->reason));
        if (result->reason == GEEN_INSTROOMMOMENT) {
            buf_adds(&text, "; ");
            words_nearest(&text, &result->timeline);
        }
    }
    lines_say(report, LINES_INDENT, buf_str(&text));
    if (version) lines_concept(report, scratch, version);
}

/* Decisions and amounts, as questions and answers. */
static void write_answers(const struct report *report, struct arena *scratch,
                          const struct result *result)
{
    static const struct grid_column columns[] = {{.wraps = true}, {.wraps = true}};
    const struct program *p = result->program;
    struct grid *grid = grid_create(scratch, columns, 2);
    for (size_t i = 0; i < result->decisions.len; i++) {
        const struct decision_result *decision = &result->decisions.at[i];
        grid_cell(grid, program_text(p, decision->decision->title), STYLE_PLAIN);
        struct buf text = {.arena = scratch};
        words_decided(&text, result, decision);
        grid_cell(grid, buf_str(&text), STYLE_STRONG);
    }
    for (size_t i = 0; i < result->calculations.len; i++) {
        const struct calculation_result *amount = &result->calculations.at[i];
        const struct type *type = &amount->calculation->type;
        struct buf text = {.arena = scratch};
        if (value_known(amount->value)) {
            char number[DECIMAL_TEXT_SIZE];
            decimal_text(amount->value.lo, type->scale, words_decimal_mark(), number);
            if (type->kind == TYPE_BEDRAG) buf_adds(&text, "€ ");
            buf_adds(&text, number);
        } else {
            buf_adds(&text, _("unknown; missing:"));
            buf_addc(&text, ' ');
            words_missing(&text, &amount->missing);
        }
        grid_cell(grid, program_text(p, amount->calculation->title), STYLE_PLAIN);
        grid_cell(grid, buf_str(&text), STYLE_STRONG);
    }
    grid_write(grid, report->out, LINES_INDENT, report->width, report->colour);
}

/* ---- the rules ---- */

static void add_line(struct buf *text, const char *head)
{
    if (text->len) buf_addc(text, '\n');
    buf_adds(text, head);
    buf_addc(text, ' ');
}

/* May the duty of this year still be met, and until when? */
static bool still_runs(const struct rule_result *rule, int32_t year, date *until)
{
    for (size_t i = 0; i < rule->parts.len; i++) {
        for (size_t j = 0; j < rule->parts.at[i].duties.len; j++) {
            const struct duty *duty = &rule->parts.at[i].duties.at[j];
            bool open = duty->verdict == LOOPT || duty->verdict == VERDICT_ONBEKEND;
            if (!duty->yearly || !open || !duty->has_deadline || duty->passed != TRI_NEE ||
                duty->context.year.name != year)
                continue;
            *until = duty->deadline;
            return true;
        }
    }
    return false;
}

/* When it was or is due, and from where the duty comes.  The deadline is that of the last year, so
 * where an earlier one was missed, it is told with the year that it is of. */
static void add_deadline(struct buf *text, const struct result *result,
                         const struct rule_result *rule)
{
    const struct program *p = result->program;
    bool missed = rule->years[YEARS_MISSED].len > 0;
    bool past = rule->deadline < result->on;
    if (rule->has_deadline && (past || !missed)) {
        struct str day = words_date(text->arena, rule->deadline);
        add_line(text, rule->verdict == NIET_VOLDAAN ? _("was due by") : _("due by"));
        buf_add(text, day);
    }
    if (rule->uit != NONE) {
        add_line(text, _("a duty that remains from leidraad"));
        buf_add(text, program_text(p, p->versions[rule->uit].label));
    }
    bool any = false;
    for (int kind = 0; kind < YEARS_KINDS; kind++) {
        if (!rule->years[kind].len) continue;
        if (any)
            buf_adds(text, "; ");
        else
            add_line(text, _("years:"));
        any = true;
        buf_adds(text, words_years(kind));
        for (size_t i = 0; i < rule->years[kind].len; i++) {
            int32_t year = rule->years[kind].at[i];
            date until;
            buf_printf(text, "%s %d", i ? "," : "", (int)year);
            if (!missed || !still_runs(rule, year, &until)) continue;
            struct str day = words_date(text->arena, until);
            buf_addc(text, ' ');
            buf_printf(text, _("(up to and including %.*s)"), STR_ARG(day));
        }
    }
}

static void add_reason(struct buf *text, const struct program *p, const struct rule_result *rule)
{
    if (rule->reason.len) {
        if (text->len) buf_addc(text, '\n');
        buf_add(text, rule->reason);
    }
    for (size_t i = 0; i < rule->missing.because.len; i++) {
        if (text->len) buf_addc(text, '\n');
        buf_add(text, program_text(p, rule->missing.because.at[i]));
    }
    if (rule->missing.list.len) {
        add_line(text, _("missing:"));
        words_missing(text, &rule->missing);
    }
}

static struct str why(struct arena *scratch, const struct result *result,
                      const struct rule_result *rule)
{
    const struct program *p = result->program;
    struct buf text = {.arena = scratch};
    if (rule->verdict < VOLDAAN) {
        buf_add(&text, program_text(p, rule->rule->title));
        add_deadline(&text, result, rule);
    }
    add_reason(&text, p, rule);
    add_line(&text, _("source:"));
    for (size_t i = 0; i < rule->parts.len; i++) {
        if (i) buf_adds(&text, "; ");
        words_citations(&text, p, rule->parts.at[i].rule->citations);
    }
    return buf_str(&text);
}

static void write_rules(const struct kept *kept, struct arena *scratch, const struct result *result)
{
    const struct report *report = kept->report;
    const struct grid_column columns[] = {
        {.title = _("verdict"), .least = kept->verdict_width},
        {.title = _("rule"), .least = kept->rule_width, .wraps = true},
        {.title = _("why, and by which source"), .wraps = true},
    };
    struct grid *grid = grid_create(scratch, columns, 3);
    if (!result->rules.len) return;
    for (int verdict = 0; verdict < VERDICTS; verdict++) {
        for (size_t i = 0; i < result->rules.len; i++) {
            const struct rule_result *rule = &result->rules.at[i];
            if ((int)rule->verdict != verdict) continue;
            grid_cell(grid, str_from(words_verdict(rule->verdict)), verdict_styles[rule->verdict]);
            grid_cell(grid, program_text(result->program, rule->rule->id), STYLE_PLAIN);
            grid_cell(grid, why(scratch, result, rule), STYLE_PLAIN);
        }
    }
    out_char(report->out, '\n');
    grid_write(grid, report->out, LINES_INDENT, report->width, report->colour);
}

/* ---- what else is to be known of it ---- */

static void write_sensitive(const struct report *report, struct arena *scratch,
                            const struct result *result)
{
    const struct program *p = result->program;
    for (size_t i = 0; i < result->sensitive.len; i++) {
        const struct sensitivity *turned = &result->sensitive.at[i];
        struct str reading = program_text(p, p->readings[turned->reading].id);
        struct str choice = program_text(p, p->choices[turned->choice].id);
        struct buf text = {.arena = scratch};
        buf_printf(&text, _("Were the reading %.*s set to %.*s: %s"), STR_ARG(reading),
                   STR_ARG(choice), words_oordeel(turned->result->oordeel));
        for (size_t d = 0; d < turned->result->decisions.len; d++) {
            const struct decision_result *decision = &turned->result->decisions.at[d];
            struct str title = program_text(p, decision->decision->title);
            bool differs =
                d >= result->decisions.len || result->decisions.at[d].answer != decision->answer;
            if (differs)
                buf_printf(&text, "; %.*s %s", STR_ARG(title), words_answer(decision->answer));
        }
        lines_say(report, LINES_INDENT, buf_str(&text));
    }
}

static void write_notices(const struct report *report, struct arena *scratch,
                          const struct result *result)
{
    for (size_t i = 0; i < result->notices.len; i++) {
        const struct notice *notice = &result->notices.at[i];
        struct buf text = {.arena = scratch};
        words_notice(&text, result->data, notice);
        lines_say(report, LINES_INDENT, buf_str(&text));
    }
    for (size_t i = 0; i < result->not_judged.len; i++) {
        struct buf text = {.arena = scratch};
        buf_printf(&text, _("Not judged: %.*s"), STR_ARG(result->not_judged.at[i]));
        lines_say(report, LINES_INDENT, buf_str(&text));
    }
}

static void subject(void *state, struct arena *scratch, const struct result *result)
{
    struct kept *kept = state;
    const struct report *report = kept->report;
    kept->subjects++;
    kept->oordelen[result->table][result->oordeel]++;
    for (size_t i = 0; i < result->rules.len; i++) {
        const struct rule_result *rule = &result->rules.at[i];
        kept->verdicts[rule->rule - result->program->rules][rule->verdict]++;
    }
    write_heading(report, result);
    write_standing(report, scratch, result);
    write_answers(report, scratch, result);
    write_rules(kept, scratch, result);
    if (result->rules.len) out_char(report->out, '\n');
    write_notices(report, scratch, result);
    lines_rests_on_numbered(report, scratch, kept->notes, &result->rests_on);
    write_sensitive(report, scratch, result);
}

/* ---- after the last ---- */

static void write_totals(const struct kept *kept)
{
    const struct report *report = kept->report;
    const struct program *p = report->program;
    struct grid_column columns[OORDELEN + 2] = {{.title = _("subject")}};
    for (int o = 0; o < OORDELEN; o++)
        columns[o + 1] =
            (struct grid_column){.title = words_oordeel((enum oordeel)o), .right = true};
    columns[OORDELEN + 1] = (struct grid_column){.title = _("together"), .right = true};

    struct grid *grid = grid_create(report->arena, columns, OORDELEN + 2);
    for (index_t t = 0; t < p->tables_count; t++) {
        size_t sum = 0;
        for (int o = 0; o < OORDELEN; o++) sum += kept->oordelen[t][o];
        if (!sum) continue;
        grid_cell(grid, program_text(p, p->tables[t].id), STYLE_PLAIN);
        for (int o = 0; o < OORDELEN; o++)
            grid_count(grid, kept->oordelen[t][o], oordeel_styles[o]);
        grid_count(grid, sum, STYLE_STRONG);
    }
    out_char(report->out, '\n');
    grid_write(grid, report->out, 0, report->width, report->colour);
}

/* Where most falls short: only rules that somebody has still to meet, or of whom it is
 * not known. */
static void write_rule_totals(const struct kept *kept)
{
    const struct report *report = kept->report;
    const struct program *p = report->program;
    struct grid_column columns[VOLDAAN + 1] = {{.title = _("rule"), .least = kept->rule_width}};
    for (int v = 0; v < VOLDAAN; v++)
        columns[v + 1] =
            (struct grid_column){.title = words_verdict((enum verdict)v), .right = true};

    struct grid *grid = grid_create(report->arena, columns, VOLDAAN + 1);
    bool any = false;
    for (index_t r = 0; r < p->rules_count; r++) {
        size_t sum = 0;
        for (int v = 0; v < VOLDAAN; v++) sum += kept->verdicts[r][v];
        if (!sum) continue;
        any = true;
        grid_cell(grid, program_text(p, p->rules[r].id), STYLE_PLAIN);
        for (int v = 0; v < VOLDAAN; v++) grid_count(grid, kept->verdicts[r][v], verdict_styles[v]);
    }
    if (!any) return;
    out_char(report->out, '\n');
    grid_write(grid, report->out, 0, report->width, report->colour);
}

static void end(void *state)
{
    const struct kept *kept = state;
    if (!kept->subjects) {
        out_char(kept->report->out, '\n');
        out_text(kept->report->out, _("There is no subject to judge."));
        out_char(kept->report->out, '\n');
    }
    footnotes_write(kept->report, kept->notes);
    if (kept->subjects < 2) return;
    write_totals(kept);
    write_rule_totals(kept);
}

const struct evaluate_writer evaluate_text = {begin, subject, end};
