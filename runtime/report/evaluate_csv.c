/* `evaluate` as CSV: one row for each subject and rule, for filtering in a spreadsheet.
 *
 * What is said of the subject is repeated in each of its rows, decisions and amounts in a column
 * of their own.  A subject without rules has one row, so that nobody is missing from the list.  A
 * cell that holds several names has ", " between them; several texts, " | ". */
#include "report/aside.h"
#include "report/csv.h"
#include "report/report.h"
#include "report/terms.h"

#include <stdio.h>

struct kept {
    const struct report *report;
    struct csv csv;
    struct aside *aside;
    struct str *rests_on; /* by rule: its last fields, the same in every row */
};

static const char *const subject_columns[] = {"onderwerp", "sleutel",   "peildatum", "leidraad",
                                              "status",    "groep",     "groeijaar", "oordeel",
                                              "reden",     "dichtstbij"};
static const char *const rule_columns[] = {
    "regel",       "titel",        "laag",           "regel_oordeel", "uiterlijk",
    "uit",         "jaren_gemist", "jaren_onbekend", "jaren_lopend",  "jaren_voldaan",
    "regel_reden", "ontbreekt",    "lezingen",       "aannames",      "bron"};
static const char *const last_columns[] = {"niet_beoordeeld", "beleid", "beleid_inhoud"};

enum {
    STANDING_COLUMNS = 4, /* leidraad to groeijaar, which a subject without a version has not */
    RULE_COLUMNS = sizeof rule_columns / sizeof *rule_columns
};

/* ---- what is said of the subject ---- */

static void write_subject(struct csv *csv, struct arena *scratch, const struct result *result)
{
    const struct program *p = result->program;
    bool placed = result->moment.version != NONE && !result_is_bare(result);
    csv_field(csv, program_text(p, p->tables[result->table].id));
    csv_field(csv, result->key);
    csv_date_or_empty(csv, result->has_on, result->on);
    if (placed) {
        const struct version *version = &p->versions[result->moment.version];
        csv_field(csv, program_text(p, version->label));
        csv_text(csv, status_name(version));
        csv_int(csv, result->timeline.group);
        csv_int(csv, result->moment.groeijaar);
    } else {
        csv_empty(csv, STANDING_COLUMNS);
    }
    csv_text(csv, oordeel_name(result->oordeel));
    csv_text(csv, result->oordeel == NIET_BEPAALD ? undetermined_name(result->reason) : NULL);

    struct buf nearest = {.arena = scratch};
    for (int side = 0; side < 2 && result->timeline.reason == GEEN_INSTROOMMOMENT; side++) {
        char iso[DATE_ISO_SIZE];
        if (result->timeline.has_nearest[side])
            csv_join(&nearest, ", ", str_from(date_iso(result->timeline.nearest[side], iso)));
    }
    csv_field(csv, buf_str(&nearest));
}

/* The columns are those of the whole program; a subject has the answers of its own kind. */
static void write_answers(struct csv *csv, const struct result *result)
{
    const struct program *p = result->program;
    for (index_t i = 0; i < p->decisions_count; i++) {
        const char *answer = NULL;
        for (size_t n = 0; n < result->decisions.len; n++)
            if (result->decisions.at[n].decision == &p->decisions[i])
                answer = answer_name(result->decisions.at[n].answer);
        csv_text(csv, answer);
    }
    for (index_t i = 0; i < p->calculations_count; i++) {
        char number[DECIMAL_TEXT_SIZE] = "";
        for (size_t n = 0; n < result->calculations.len; n++) {
            const struct calculation_result *amount = &result->calculations.at[n];
            if (amount->calculation == &p->calculations[i] && value_known(amount->value))
                decimal_text(amount->value.lo, amount->calculation->type.scale, ',', number);
        }
        csv_text(csv, number);
    }
}

static void write_last(const struct kept *kept, struct csv *csv, struct arena *scratch,
                       const struct result *result)
{
    struct buf texts = {.arena = scratch};
    for (size_t i = 0; i < result->not_judged.len; i++)
        csv_join(&texts, " | ", result->not_judged.at[i]);
    csv_field(csv, buf_str(&texts));
    csv_text(csv, kept->report->name);
    csv_text(csv, kept->report->content);
}

/* ---- what is said of a rule ---- */

static struct str years_text(struct arena *scratch, const struct rule_result *rule, int kind)
{
    struct buf text = {.arena = scratch};
    for (size_t i = 0; i < rule->years[kind].len; i++) {
        char year[16];
        snprintf(year, sizeof year, "%04d", (int)rule->years[kind].at[i]);
        csv_join(&text, ", ", str_from(year));
    }
    return buf_str(&text);
}

/* Why it does not apply, or why no datum can tell. */
static struct str reason_text(struct arena *scratch, const struct program *p,
                              const struct rule_result *rule)
{
    struct buf text = {.arena = scratch};
    if (rule->reason.len) buf_add(&text, rule->reason);
    for (size_t i = 0; i < rule->missing.because.len; i++)
        csv_join(&text, " | ", program_text(p, rule->missing.because.at[i]));
    return buf_str(&text);
}

static void write_rests_on(struct csv *csv, struct arena *scratch, const struct program *p,
                           const struct rule_result *rule)
{
    struct rests_on rests_on = {0};
    struct buf readings = {.arena = scratch}, texts = readings, sources = readings;
    for (size_t i = 0; i < rule->parts.len; i++) {
        const struct rule *part = rule->parts.at[i].rule;
        rests_on_rule(&rests_on, scratch, p, part, DATE_NONE);
        for (index_t c = 0; c < part->citations.count; c++) {
            const struct citation *citation = &p->citations[part->citations.first + c];
            const struct source *source = &p->sources[citation->source];
            csv_join(&sources, " | ", program_text(p, source->id));
            if (source->external) buf_adds(&sources, " (extern)");
            if (citation->place == NONE) continue;
            buf_adds(&sources, ": ");
            buf_add(&sources, program_text(p, citation->place));
        }
    }
    for (size_t i = 0; i < rests_on.readings.len; i++)
        csv_join(&readings, ", ", program_text(p, p->readings[rests_on.readings.at[i]].id));
    for (size_t i = 0; i < rests_on.assumptions.len; i++)
        csv_join(&texts, " | ", program_text(p, rests_on.assumptions.at[i]));
    csv_field(csv, buf_str(&readings));
    csv_field(csv, buf_str(&texts));
    csv_field(csv, buf_str(&sources));
}

static struct str make_rests_on(struct kept *kept, const struct rule *rule)
{
    struct part part;
    struct rule_result alone = rule_alone(rule, &part);
    struct arena *arena = kept->report->arena;
    struct csv csv = {.out = aside_begin(kept->aside, arena)};
    write_rests_on(&csv, arena, kept->report->program, &alone);
    return aside_end(kept->aside);
}

static void write_rule(struct kept *kept, struct arena *scratch, const struct rule_result *rule)
{
    const struct program *p = kept->report->program;
    struct csv *csv = &kept->csv;
    csv_field(csv, program_text(p, rule->rule->id));
    csv_field(csv, program_text(p, rule->rule->title));
    csv_text(csv, layer_name(rule->rule->layer));
    csv_text(csv, verdict_name(rule->verdict));
    csv_date_or_empty(csv, rule->has_deadline, rule->deadline);
    csv_field(csv,
              rule->uit == NONE ? (struct str){0} : program_text(p, p->versions[rule->uit].label));
    for (int kind = 0; kind < YEARS_KINDS; kind++) csv_field(csv, years_text(scratch, rule, kind));
    csv_field(csv, reason_text(scratch, p, rule));
    struct buf missing = {.arena = scratch};
    for (size_t i = 0; i < rule->missing.list.len; i++)
        csv_join(&missing, ", ", rule->missing.list.at[i]);
    csv_field(csv, buf_str(&missing));
    if (rule_stands_alone(rule))
        csv_raw(csv, kept->rests_on[rule->rule - p->rules]);
    else
        write_rests_on(csv, scratch, p, rule);
}

/* ---- the rows ---- */

static void write_heads(struct csv *csv, const char *const *heads, size_t count)
{
    for (size_t i = 0; i < count; i++) csv_text(csv, heads[i]);
}
#define WRITE_HEADS(csv, heads) write_heads((csv), (heads), sizeof(heads) / sizeof *(heads))

static void *begin(const struct report *report)
{
    const struct program *p = report->program;
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    kept->report = report;
    kept->aside = aside_create(report->arena);
    kept->rests_on = ARENA_ARRAY(report->arena, struct str, p->rules_count);
    for (index_t i = 0; i < p->rules_count; i++)
        kept->rests_on[i] = make_rests_on(kept, &p->rules[i]);
    csv_begin(&kept->csv, report->out);
    WRITE_HEADS(&kept->csv, subject_columns);
    WRITE_HEADS(&kept->csv, rule_columns);
    for (index_t i = 0; i < p->decisions_count; i++)
        csv_field(&kept->csv, program_text(p, p->decisions[i].id));
    for (index_t i = 0; i < p->calculations_count; i++)
        csv_field(&kept->csv, program_text(p, p->calculations[i].id));
    WRITE_HEADS(&kept->csv, last_columns);
    csv_end_record(&kept->csv);
    return kept;
}

/* The fields of the subject before and behind those of its rules, to be repeated in each row. */
static struct str subject_head(struct kept *kept, struct arena *scratch,
                               const struct result *result)
{
    struct csv csv = {.out = aside_begin(kept->aside, scratch)};
    write_subject(&csv, scratch, result);
    return aside_end(kept->aside);
}

static struct str subject_tail(struct kept *kept, struct arena *scratch,
                               const struct result *result)
{
    struct csv csv = {.out = aside_begin(kept->aside, scratch)};
    write_answers(&csv, result);
    write_last(kept, &csv, scratch, result);
    return aside_end(kept->aside);
}

static void subject(void *state, struct arena *scratch, const struct result *result)
{
    struct kept *kept = state;
    struct csv *csv = &kept->csv;
    struct str head = subject_head(kept, scratch, result);
    struct str tail = subject_tail(kept, scratch, result);
    size_t i = 0;
    do {
        csv_raw(csv, head);
        if (i < result->rules.len)
            write_rule(kept, scratch, &result->rules.at[i]);
        else
            csv_empty(csv, RULE_COLUMNS);
        csv_raw(csv, tail);
        csv_end_record(csv);
    } while (++i < result->rules.len);
}

static void end(void *state)
{
    (void)state;
}

const struct evaluate_writer evaluate_csv = {begin, subject, end};
