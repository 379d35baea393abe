/* `evaluate` as JSON: one array of objects, or NDJSON.  Either has an object a line.
 *
 * The shape is that of runtime/schema/evaluate.schema.json; keys that came later (omdat, aannames,
 * titel, meldingen) are additions.  Practices times rules make much output, and most of what is
 * said of a rule, its sources above all, is the same in every result: that part is made once for
 * each rule and copied after. */
#include "report/aside.h"
#include "report/json_terms.h"
#include "report/report.h"
#include "report/terms.h"

#include <stdio.h>

struct kept {
    const struct report *report;
    struct json_lines lines;
    struct aside *aside;
    struct str *tails;  /* by rule: what ends its object */
    struct str closing; /* "beleid" and "beleid_inhoud", which end every result */
};

static struct str make_closing(struct kept *kept)
{
    struct json json = {.out = aside_begin(kept->aside, kept->report->arena)};
    json_key(&json, "beleid");
    json_text(&json, kept->report->name);
    json_key(&json, "beleid_inhoud");
    json_text(&json, kept->report->content);
    return aside_end(kept->aside);
}

/* ---- rules ---- */

static void write_years(struct json *json, const struct rule_result *rule)
{
    json_key(json, "jaren");
    json_open(json, '{');
    for (int kind = 0; kind < YEARS_KINDS; kind++) {
        if (!rule->years[kind].len) continue;
        json_key(json, years_name(kind));
        json_open(json, '[');
        for (size_t i = 0; i < rule->years[kind].len; i++) {
            char year[16];
            snprintf(year, sizeof year, "%04d", (int)rule->years[kind].at[i]);
            json_text(json, year); /* a name, not a number to count with: own years have it too */
        }
        json_close(json, ']');
    }
    json_close(json, '}');
}

/* What follows from the rules and not from the data: readings, sources, assumptions, title. */
static void write_tail(struct json *json, struct arena *arena, const struct program *p,
                       const struct rule_result *rule)
{
    struct rests_on rests_on = {0};
    for (size_t i = 0; i < rule->parts.len; i++)
        rests_on_rule(&rests_on, arena, p, rule->parts.at[i].rule, DATE_NONE);
    if (rests_on.readings.len) {
        json_key(json, "lezingen");
        json_open(json, '[');
        for (size_t i = 0; i < rests_on.readings.len; i++)
            json_str(json, program_text(p, p->readings[rests_on.readings.at[i]].id));
        json_close(json, ']');
    }
    json_key(json, "bron");
    json_open(json, '[');
    for (size_t i = 0; i < rule->parts.len; i++)
        json_citations(json, p, rule->parts.at[i].rule->citations);
    json_close(json, ']');
    if (rests_on.assumptions.len) {
        json_key(json, "aannames");
        json_open(json, '[');
        for (size_t i = 0; i < rests_on.assumptions.len; i++)
            json_str(json, program_text(p, rests_on.assumptions.at[i]));
        json_close(json, ']');
    }
    json_key(json, "titel");
    json_str(json, program_text(p, rule->rule->title));
}

static struct str make_tail(struct kept *kept, const struct rule *rule)
{
    struct part part;
    struct rule_result alone = rule_alone(rule, &part);
    struct arena *arena = kept->report->arena;
    struct json json = {.out = aside_begin(kept->aside, arena)};
    write_tail(&json, arena, kept->report->program, &alone);
    return aside_end(kept->aside);
}

static void write_rule(struct kept *kept, struct arena *scratch, const struct rule_result *rule)
{
    const struct program *p = kept->report->program;
    struct json *json = &kept->lines.json;
    bool years = false;
    for (int kind = 0; kind < YEARS_KINDS; kind++) years = years || rule->years[kind].len;

    json_open(json, '{');
    json_key(json, "regel");
    json_str(json, program_text(p, rule->rule->id));
    json_key(json, "laag");
    json_text(json, layer_name(rule->rule->layer));
    if (rule->uit != NONE) {
        json_key(json, "uit");
        json_str(json, program_text(p, p->versions[rule->uit].label));
    }
    json_key(json, "oordeel");
    json_text(json, verdict_name(rule->verdict));
    if (rule->has_deadline) {
        json_key(json, "uiterlijk");
        json_date(json, rule->deadline);
    }
    if (years) write_years(json, rule);
    if (rule->reason.len) {
        json_key(json, "reden");
        json_str(json, rule->reason);
    }
    if (rule->missing.list.len) {
        json_key(json, "ontbreekt");
        json_missing(json, &rule->missing);
    }
    if (rule->missing.because.len) {
        json_key(json, "omdat");
        json_open(json, '[');
        for (size_t i = 0; i < rule->missing.because.len; i++)
            json_str(json, program_text(p, rule->missing.because.at[i]));
        json_close(json, ']');
    }
    if (rule_stands_alone(rule))
        json_raw(json, kept->tails[rule->rule - p->rules]);
    else
        write_tail(json, scratch, p, rule);
    json_close(json, '}');
}

/* ---- results ---- */

static void write_decisions(struct json *json, const struct result *result)
{
    json_key(json, "besluiten");
    json_open(json, '{');
    for (size_t i = 0; i < result->decisions.len; i++) {
        const struct decision_result *decision = &result->decisions.at[i];
        json_key_str(json, program_text(result->program, decision->decision->id));
        json_text(json, answer_name(decision->answer));
    }
    json_close(json, '}');
}

static void write_calculations(struct json *json, const struct result *result)
{
    json_key(json, "berekeningen");
    json_open(json, '{');
    for (size_t i = 0; i < result->calculations.len; i++) {
        const struct calculation_result *amount = &result->calculations.at[i];
        char number[DECIMAL_TEXT_SIZE];
        json_key_str(json, program_text(result->program, amount->calculation->id));
        json_open(json, '{');
        json_key(json, "waarde");
        if (value_known(amount->value)) {
            decimal_text(amount->value.lo, amount->calculation->type.scale, '.', number);
            json_raw(json, str_from(number));
        } else {
            json_null(json);
            json_key(json, "ontbreekt");
            json_missing(json, &amount->missing);
        }
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void write_not_judged(struct json *json, const struct result *result)
{
    json_key(json, "niet_beoordeeld");
    json_open(json, '[');
    for (size_t i = 0; i < result->not_judged.len; i++) json_str(json, result->not_judged.at[i]);
    json_close(json, ']');
}

static void write_sensitive(struct json *json, const struct result *result)
{
    const struct program *p = result->program;
    json_key(json, "lezinggevoelig");
    json_open(json, '[');
    for (size_t i = 0; i < result->sensitive.len; i++) {
        const struct sensitivity *turned = &result->sensitive.at[i];
        json_open(json, '{');
        json_key(json, "lezing");
        json_str(json, program_text(p, p->readings[turned->reading].id));
        json_key(json, "keuze");
        json_str(json, program_text(p, p->choices[turned->choice].id));
        json_key(json, "oordeel");
        json_text(json, oordeel_name(turned->result->oordeel));
        write_decisions(json, turned->result);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_notices(struct json *json, const struct result *result)
{
    json_key(json, "meldingen");
    json_open(json, '[');
    for (size_t i = 0; i < result->notices.len; i++) {
        const struct notice *notice = &result->notices.at[i];
        json_open(json, '{');
        json_key(json, "melding");
        json_text(json, notice_name(notice->kind));
        json_key(json, "gegeven");
        json_str(json, notice->datum);
        json_key(json, "waarde");
        json_str(json, notice->value);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_version(struct json *json, const struct result *result)
{
    const struct program *p = result->program;
    json_key(json, "leidraad");
    if (result->moment.version == NONE || result_is_bare(result)) {
        json_null(json);
        return;
    }
    const struct version *version = &p->versions[result->moment.version];
    json_str(json, program_text(p, version->label));
    json_key(json, "status");
    json_text(json, status_name(version));
    json_key(json, "groep");
    json_int(json, result->timeline.group);
    json_key(json, "groeijaar");
    json_int(json, result->moment.groeijaar);
}

static void subject(void *state, struct arena *scratch, const struct result *result)
{
    struct kept *kept = state;
    struct json *json = json_lines_next(&kept->lines);
    bool bare = result_is_bare(result);

    json_open(json, '{');
    json_key(json, "onderwerp");
    json_str(json, program_text(result->program, result->program->tables[result->table].id));
    json_key(json, "sleutel");
    json_str(json, result->key);
    json_key(json, "peildatum");
    json_date_or_null(json, result->has_on, result->on);
    write_version(json, result);
    json_key(json, "oordeel");
    json_text(json, oordeel_name(result->oordeel));
    if (result->oordeel == NIET_BEPAALD) {
        json_key(json, "reden");
        json_text(json, undetermined_name(result->reason));
        if (result->reason == GEEN_INSTROOMMOMENT) {
            json_key(json, "dichtstbij");
            json_nearest(json, &result->timeline);
        }
    }
    write_decisions(json, result);
    json_key(json, "regels");
    json_open(json, '[');
    for (size_t i = 0; i < result->rules.len; i++) write_rule(kept, scratch, &result->rules.at[i]);
    json_close(json, ']');
    if (!bare) {
        write_calculations(json, result);
        write_not_judged(json, result);
    }
    if (!bare || !rests_on_nothing(&result->rests_on)) {
        json_key(json, "rust_op");
        json_rests_on(json, result->program, &result->rests_on);
    }
    if (kept->report->all_readings) write_sensitive(json, result);
    if (result->notices.len) write_notices(json, result);
    json_raw(json, kept->closing);
    json_close(json, '}');
}

static struct kept *begin(const struct report *report, bool array)
{
    const struct program *p = report->program;
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    kept->report = report;
    kept->aside = aside_create(report->arena);
    kept->tails = ARENA_ARRAY(report->arena, struct str, p->rules_count);
    for (index_t i = 0; i < p->rules_count; i++) kept->tails[i] = make_tail(kept, &p->rules[i]);
    kept->closing = make_closing(kept);
    json_lines_begin(&kept->lines, report->out, array);
    return kept;
}

static void *begin_array(const struct report *report)
{
    return begin(report, true);
}

static void *begin_lines(const struct report *report)
{
    return begin(report, false);
}

static void end(void *state)
{
    struct kept *kept = state;
    json_lines_end(&kept->lines);
}

const struct evaluate_writer evaluate_json = {begin_array, subject, end};
const struct evaluate_writer evaluate_ndjson = {begin_lines, subject, end};
