/* The public header: what a result says.
 *
 * Everything is there before the callback is called, so that nothing here can fail: an index that
 * is out of range gives nothing. */
#include "api/handles.h"
#include "report/report.h"
#include "report/terms.h"

#include <string.h>

void result_view(struct leidraad_result *out, struct arena *arena, const struct result *result)
{
    *out = (struct leidraad_result){.result = result};
    if (result->has_on) date_iso(result->on, out->on);
    out->deadlines = arena_alloc_array(arena, result->rules.len, sizeof *out->deadlines);
    for (size_t i = 0; i < result->rules.len; i++)
        if (result->rules.at[i].has_deadline)
            date_iso(result->rules.at[i].deadline, out->deadlines[i]);
    out->amounts = arena_alloc_array(arena, result->calculations.len, sizeof *out->amounts);
    for (size_t i = 0; i < result->calculations.len; i++) {
        const struct calculation_result *amount = &result->calculations.at[i];
        if (value_known(amount->value))
            decimal_text(amount->value.lo, amount->calculation->type.scale, '.', out->amounts[i]);
    }
}

leidraad_summary leidraad_result_summary(const leidraad_result *result)
{
    const struct result *r = result->result;
    const struct program *p = r->program;
    leidraad_summary summary = {
        .onderwerp = program_text(p, p->tables[r->table].id).at,
        .sleutel = r->key.at ? r->key.at : "",
        .peildatum = r->has_on ? result->on : NULL,
        .oordeel = oordeel_name(r->oordeel),
        .reden = r->oordeel == NIET_BEPAALD ? undetermined_name(r->reason) : NULL,
    };
    if (r->moment.version != NONE && !result_is_bare(r)) {
        const struct version *version = &p->versions[r->moment.version];
        summary.leidraad = program_text(p, version->label).at;
        summary.status = status_name(version);
        summary.groep = (int)r->timeline.group;
        summary.groeijaar = r->moment.groeijaar;
    }
    return summary;
}

/* ---- rules ---- */

static const struct rule_result *rule_at(const leidraad_result *result, size_t n)
{
    return n < result->result->rules.len ? &result->result->rules.at[n] : NULL;
}

size_t leidraad_result_rules(const leidraad_result *result)
{
    return result->result->rules.len;
}

leidraad_rule_result leidraad_result_rule(const leidraad_result *result, size_t n)
{
    const struct program *p = result->result->program;
    const struct rule_result *rule = rule_at(result, n);
    if (!rule) return (leidraad_rule_result){0};
    return (leidraad_rule_result){
        .regel = program_text(p, rule->rule->id).at,
        .titel = program_text(p, rule->rule->title).at,
        .laag = layer_name(rule->rule->layer),
        .oordeel = verdict_name(rule->verdict),
        .uiterlijk = rule->has_deadline ? result->deadlines[n] : NULL,
        .uit = rule->uit == NONE ? NULL : program_text(p, p->versions[rule->uit].label).at,
        .reden = rule->reason.len ? rule->reason.at : NULL,
        .ontbreekt = rule->missing.list.len,
    };
}

const char *leidraad_result_missing(const leidraad_result *result, size_t rule, size_t n)
{
    const struct rule_result *r = rule_at(result, rule);
    return r && n < r->missing.list.len ? r->missing.list.at[n].at : NULL;
}

static int kind_of(const char *kind)
{
    for (int i = 0; i < YEARS_KINDS; i++)
        if (strcmp(kind, years_name(i)) == 0) return i;
    return YEARS_KINDS;
}

size_t leidraad_result_years(const leidraad_result *result, size_t rule, const char *kind)
{
    const struct rule_result *r = rule_at(result, rule);
    int k = kind_of(kind);
    return r && k < YEARS_KINDS ? r->years[k].len : 0;
}

int leidraad_result_year(const leidraad_result *result, size_t rule, const char *kind, size_t n)
{
    if (n >= leidraad_result_years(result, rule, kind)) return 0;
    return rule_at(result, rule)->years[kind_of(kind)].at[n];
}

/* ---- decisions, amounts, and what was not judged ---- */

size_t leidraad_result_decisions(const leidraad_result *result)
{
    return result->result->decisions.len;
}

const char *leidraad_result_decision(const leidraad_result *result, size_t n, const char **answer)
{
    const struct result *r = result->result;
    if (answer) *answer = NULL;
    if (n >= r->decisions.len) return NULL;
    if (answer) *answer = answer_name(r->decisions.at[n].answer);
    return program_text(r->program, r->decisions.at[n].decision->id).at;
}

size_t leidraad_result_amounts(const leidraad_result *result)
{
    return result->result->calculations.len;
}

const char *leidraad_result_amount(const leidraad_result *result, size_t n, const char **value)
{
    const struct result *r = result->result;
    if (value) *value = NULL;
    if (n >= r->calculations.len) return NULL;
    if (value && *result->amounts[n]) *value = result->amounts[n];
    return program_text(r->program, r->calculations.at[n].calculation->id).at;
}

size_t leidraad_result_not_judged(const leidraad_result *result)
{
    return result->result->not_judged.len;
}

const char *leidraad_result_not_judged_text(const leidraad_result *result, size_t n)
{
    const struct result *r = result->result;
    return n < r->not_judged.len ? r->not_judged.at[n].at : NULL;
}
