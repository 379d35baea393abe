/* `explain` as JSON: the tree of explain/explain.h, node by node.
 *
 * Each node is an object with "soort" (explained_name) and what that kind has; "delen" holds its
 * children.  The keys are terms of the domain and the texts those of the policies and the data, so
 * that the bytes are the same in every locale. */
#include "report/explain_report.h"
#include "report/json_terms.h"
#include "report/terms.h"

struct writer {
    const struct report *report;
    struct arena *scratch;
    const struct explanation *e;
    struct json json;
};

typedef void fields_fn(struct writer *w, const struct explained *x);

static const struct program *program_of(const struct writer *w)
{
    return w->e->result->program;
}

static void symbol_field(struct writer *w, const char *key, index_t symbol)
{
    if (symbol == NONE) return;
    json_key(&w->json, key);
    json_str(&w->json, program_text(program_of(w), symbol));
}

static void text_field(struct writer *w, const char *key, const char *text)
{
    json_key(&w->json, key);
    json_text(&w->json, text);
}

static void count_field(struct writer *w, const char *key, size_t n)
{
    json_key(&w->json, key);
    json_int(&w->json, (int64_t)n);
}

static void outcome_field(struct writer *w, enum tribool truth)
{
    static const char *const names[] = {"nee", "ja", "open", "onbekend"};
    text_field(w, "uitkomst", names[truth]);
}

/* ---- Sides ---- */

static void place_fields(struct writer *w, struct row_place place)
{
    const struct diags *diags = w->e->result->data->diags;
    if (place.file >= diags->files.len || (!place.line && !place.ordinal)) return;
    json_key(&w->json, "bestand");
    json_str(&w->json, diags->files.at[place.file].name);
    if (place.line)
        count_field(w, "regelnummer", place.line);
    else
        count_field(w, "record", place.ordinal);
}

static void scalar(struct writer *w, const struct type *type, int64_t value)
{
    switch (type->kind) {
    case TYPE_JA_NEE: json_bool(&w->json, value != 0); break;
    case TYPE_JAAR:
    case TYPE_DUUR_DAGEN:
    case TYPE_DUUR_MAANDEN: json_int(&w->json, value); break;
    case TYPE_GETAL:
    case TYPE_BEDRAG: {
        char number[DECIMAL_TEXT_SIZE];
        json_raw(&w->json, str_from(decimal_text(value, type->scale, '.', number)));
        break;
    }
    default: json_str(&w->json, data_text(w->e->result->data, w->scratch, type, value));
    }
}

static void value_fields(struct writer *w, const struct type *type, struct value value)
{
    json_key(&w->json, "waarde");
    if (value.state != TRI_JA) {
        json_null(&w->json);
        return;
    }
    scalar(w, type, value.lo);
    if (value.lo == value.hi) return;
    json_key(&w->json, "tot_en_met");
    scalar(w, type, value.hi);
}

static void side_fields(struct writer *w, const struct finding_side *side)
{
    if (side->name.len) {
        json_key(&w->json, "naam");
        json_str(&w->json, side->name);
    } else if (side->node != NONE && !side->constant) {
        symbol_field(w, "tekst", program_of(w)->nodes[side->node].phrase);
    }
    value_fields(w, &side->type, side->value);
    if (side->dangling.len) {
        json_key(&w->json, "niet_in_gegevens");
        json_str(&w->json, side->dangling);
    }
    place_fields(w, side->place);
}

/* ---- Subject, rules, duties ---- */

static void subject_fields(struct writer *w, const struct explained *x)
{
    const struct result *r = w->e->result;
    (void)x;
    symbol_field(w, "onderwerp", program_of(w)->tables[r->table].id);
    json_key(&w->json, "sleutel");
    json_str(&w->json, r->key);
    json_key(&w->json, "peildatum");
    json_date_or_null(&w->json, r->has_on, r->on);
    text_field(w, "oordeel", oordeel_name(r->oordeel));
    text_field(w, "beleid", w->report->name);
    text_field(w, "beleid_inhoud", w->report->content);
}

static void standing_fields(struct writer *w, const struct explained *x)
{
    const struct result *r = w->e->result;
    (void)x;
    if (r->timeline.reason != INSTROOM_ONBEKEND) {
        json_key(&w->json, "instroom");
        json_date(&w->json, r->timeline.start);
    }
    if (r->moment.version != NONE) {
        const struct version *version = &program_of(w)->versions[r->moment.version];
        symbol_field(w, "leidraad", version->label);
        text_field(w, "status", status_name(version));
        count_field(w, "groep", r->timeline.group);
        json_key(&w->json, "groeijaar");
        json_int(&w->json, r->moment.groeijaar);
        json_key(&w->json, "van");
        json_date(&w->json, r->moment.from);
        json_key(&w->json, "tot");
        json_date_or_null(&w->json, r->moment.to != DATE_MAX, r->moment.to);
    }
    if (r->oordeel != NIET_BEPAALD) return;
    text_field(w, "reden", undetermined_name(r->reason));
    if (r->reason != GEEN_INSTROOMMOMENT) return;
    json_key(&w->json, "dichtstbij");
    json_nearest(&w->json, &r->timeline);
}

static void rule_fields(struct writer *w, const struct explained *x)
{
    symbol_field(w, "regel", x->rule->rule->id);
    symbol_field(w, "titel", x->rule->rule->title);
    text_field(w, "laag", layer_name(x->rule->rule->layer));
    text_field(w, "oordeel", verdict_name(x->rule->verdict));
}

static void part_fields(struct writer *w, const struct explained *x)
{
    text_field(w, "laag", layer_name(x->part->rule->layer));
    json_key(&w->json, "verscherpt");
    json_bool(&w->json, x->part->rule->sharpens);
    text_field(w, "oordeel", verdict_name(x->part->verdict));
}

static void year_fields(struct writer *w, const struct explained *x)
{
    struct duty_year year = x->duty->context.year;
    json_key(&w->json, "jaar");
    json_int(&w->json, year.name);
    json_key(&w->json, "van");
    json_date(&w->json, year.first);
    json_key(&w->json, "tot_en_met");
    json_date(&w->json, year.last);
    text_field(w, "oordeel", verdict_name(x->duty->verdict));
}

static void earlier_fields(struct writer *w, const struct explained *x)
{
    if (x->item != NONE) symbol_field(w, "uit", program_of(w)->versions[x->item].label);
}

static void deadline_fields(struct writer *w, const struct explained *x)
{
    json_key(&w->json, "uiterlijk");
    json_date_or_null(&w->json, x->duty->has_deadline, x->duty->deadline);
    if (!x->duty->has_deadline) return;
    json_key(&w->json, "dagen_over");
    json_int(&w->json, (int64_t)x->duty->deadline - x->duty->context.on);
}

static void norm_fields(struct writer *w, const struct explained *x)
{
    symbol_field(w, "tekst", program_of(w)->nodes[x->item].phrase);
}

static void binding_fields(struct writer *w, const struct explained *x)
{
    outcome_field(w, x->truth);
    struct str reason = duty_reason_text(x->duty);
    if (x->truth != TRI_NEE || !reason.len) return;
    json_key(&w->json, "reden");
    json_str(&w->json, reason);
}

static void exception_fields(struct writer *w, const struct explained *x)
{
    outcome_field(w, x->truth);
    symbol_field(w, "reden", program_of(w)->exceptions[x->item].because);
}

static void missing_fields(struct writer *w, const struct explained *x)
{
    json_key(&w->json, "ontbreekt");
    json_missing(&w->json, x->missing);
}

/* ---- Findings ---- */

static void left_fields(struct writer *w, const struct explained *x)
{
    outcome_field(w, x->truth);
    side_fields(w, &x->left);
}

static void right_fields(struct writer *w, const struct explained *x)
{
    text_field(w, "bewerking", opcode_name((enum opcode)x->op));
    json_key(&w->json, "met");
    json_open(&w->json, '{');
    side_fields(w, &x->right);
    json_close(&w->json, '}');
}

static void comparison_fields(struct writer *w, const struct explained *x)
{
    left_fields(w, x);
    right_fields(w, x);
}

static void in_set_fields(struct writer *w, const struct explained *x)
{
    left_fields(w, x);
    symbol_field(w, "verzameling", program_of(w)->sets[x->item].id);
}

static void in_year_fields(struct writer *w, const struct explained *x)
{
    left_fields(w, x);
    if (!x->duty) return;
    json_key(&w->json, "jaar");
    json_int(&w->json, x->duty->context.year.name);
}

static void holder_fields(struct writer *w, const struct explained *x)
{
    left_fields(w, x);
    symbol_field(w, "houder", program_of(w)->plans[x->item].holder_key);
}

static void list_fields(struct writer *w, const struct explained *x)
{
    const struct tally *t = &x->tally;
    outcome_field(w, x->truth);
    json_key(&w->json, "naam");
    json_str(&w->json, x->left.name);
    symbol_field(w, "tekst", program_of(w)->nodes[x->item].phrase);
    json_key(&w->json, "bekend");
    json_bool(&w->json, t->known);
    if (t->known) {
        count_field(w, "rijen", t->rows);
        count_field(w, "wel", t->met);
        count_field(w, "niet", t->unmet);
        count_field(w, "onbekend", t->unknown);
        count_field(w, "na_peildatum", t->uncounted);
    }
    if (x->kind == EXPLAINED_COUNT) right_fields(w, x);
}

static void choice_fields(struct writer *w, const struct explained *x)
{
    const struct program *p = program_of(w);
    if (x->kind == EXPLAINED_CHOICE) outcome_field(w, x->truth);
    symbol_field(w, "lezing", p->readings[x->item].id);
    symbol_field(w, "vraag", p->readings[x->item].question);
    symbol_field(w, "keuze", p->choices[x->choice].id);
    symbol_field(w, "titel", p->choices[x->choice].title);
}

static void symbol_fields(struct writer *w, const struct explained *x)
{
    symbol_field(w, "tekst", x->item);
}

static void value_only_fields(struct writer *w, const struct explained *x)
{
    side_fields(w, &x->left);
}

/* ---- What it rests on, decisions and the rest ---- */

static void source_fields(struct writer *w, const struct explained *x)
{
    json_key(&w->json, "bron");
    json_open(&w->json, '[');
    json_citations(&w->json, program_of(w), (struct range){x->item, 1});
    json_close(&w->json, ']');
}

static void policy_fields(struct writer *w, const struct explained *x)
{
    const struct origin *origin = explained_origin(w->e, x);
    if (origin->file == NONE) return;
    symbol_field(w, "in", origin->owner);
    symbol_field(w, "bestand", origin->file);
    count_field(w, "regelnummer", origin->line);
}

static void consequence_fields(struct writer *w, const struct explained *x)
{
    symbol_field(w, "gevolg", x->item);
}

static void decision_fields(struct writer *w, const struct explained *x)
{
    const struct decision_result *d = x->decision;
    symbol_field(w, "besluit", d->decision->id);
    symbol_field(w, "titel", d->decision->title);
    text_field(w, "antwoord", answer_name(d->answer));
}

static void about_fields(struct writer *w, const struct explained *x)
{
    const struct decision *d = x->decision->decision;
    const struct {
        const char *key;
        struct range texts;
    } lists[] = {{"regels", d->rule_ids}, {"soorten", d->soorten}, {"gevolgen", d->gevolgen}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        json_key(&w->json, lists[i].key);
        json_texts(&w->json, program_of(w), lists[i].texts);
    }
    json_key(&w->json, "ook_regioplan");
    json_bool(&w->json, d->with_plan);
    json_key(&w->json, "ook_eerdere");
    json_bool(&w->json, d->with_earlier);
    json_key(&w->json, "van");
    json_date_or_null(&w->json, d->from != DATE_MIN, d->from);
    json_key(&w->json, "tot_en_met");
    json_date_or_null(&w->json, d->to != DATE_MAX, d->to);
}

/* Of a part of a rule: one that made the answer of a decision, or was looked at besides. */
static void because_fields(struct writer *w, const struct explained *x)
{
    symbol_field(w, "regel", x->part->rule->id);
    text_field(w, "oordeel", verdict_name(x->part->verdict));
}

static void amount_fields(struct writer *w, const struct explained *x)
{
    const struct calculation_result *c = &w->e->result->calculations.at[x->item];
    symbol_field(w, "berekening", c->calculation->id);
    symbol_field(w, "titel", c->calculation->title);
    value_fields(w, &c->calculation->type, c->value);
}

static void not_judged_fields(struct writer *w, const struct explained *x)
{
    json_key(&w->json, "tekst");
    json_str(&w->json, w->e->result->not_judged.at[x->item]);
}

static void notice_fields(struct writer *w, const struct explained *x)
{
    const struct notice *notice = &w->e->result->notices.at[x->item];
    text_field(w, "melding", notice_name(notice->kind));
    json_key(&w->json, "naam");
    json_str(&w->json, notice->datum);
    json_key(&w->json, "waarde");
    json_str(&w->json, notice->value);
    place_fields(w, notice->place);
}

static void turned_fields(struct writer *w, const struct explained *x)
{
    const struct program *p = program_of(w);
    const struct sensitivity *s = &w->e->result->sensitive.at[x->item];
    symbol_field(w, "lezing", p->readings[s->reading].id);
    symbol_field(w, "keuze", p->choices[s->choice].id);
    text_field(w, "oordeel", oordeel_name(s->result->oordeel));
    json_key(&w->json, "besluiten");
    json_open(&w->json, '{');
    for (size_t i = 0; i < s->result->decisions.len; i++) {
        const struct decision_result *d = &s->result->decisions.at[i];
        json_key_str(&w->json, program_text(p, d->decision->id));
        json_text(&w->json, answer_name(d->answer));
    }
    json_close(&w->json, '}');
}

/* ---- The tree ---- */

static fields_fn *const fields[EXPLAINED_KINDS] = {
    [EXPLAINED_SUBJECT] = subject_fields,
    [EXPLAINED_STANDING] = standing_fields,
    [EXPLAINED_RULE] = rule_fields,
    [EXPLAINED_PART] = part_fields,
    [EXPLAINED_YEAR] = year_fields,
    [EXPLAINED_EARLIER] = earlier_fields,
    [EXPLAINED_DEADLINE] = deadline_fields,
    [EXPLAINED_NORM] = norm_fields,
    [EXPLAINED_BINDING] = binding_fields,
    [EXPLAINED_EXCEPTION] = exception_fields,
    [EXPLAINED_MISSING] = missing_fields,
    [EXPLAINED_DATUM] = left_fields,
    [EXPLAINED_COMPARISON] = comparison_fields,
    [EXPLAINED_FILLED] = left_fields,
    [EXPLAINED_IN_SET] = in_set_fields,
    [EXPLAINED_IN_YEAR] = in_year_fields,
    [EXPLAINED_IN_FORCE] = left_fields,
    [EXPLAINED_HOLDER] = holder_fields,
    [EXPLAINED_LIST] = list_fields,
    [EXPLAINED_COUNT] = list_fields,
    [EXPLAINED_ROW] = left_fields,
    [EXPLAINED_NOT_COUNTED] = left_fields,
    [EXPLAINED_CHOICE] = choice_fields,
    [EXPLAINED_UNTOLD] = symbol_fields,
    [EXPLAINED_VALUE] = value_only_fields,
    [EXPLAINED_READING] = choice_fields,
    [EXPLAINED_ASSUMPTION] = symbol_fields,
    [EXPLAINED_SOURCE] = source_fields,
    [EXPLAINED_POLICY] = policy_fields,
    [EXPLAINED_CONSEQUENCE] = consequence_fields,
    [EXPLAINED_DECISION] = decision_fields,
    [EXPLAINED_ABOUT] = about_fields,
    [EXPLAINED_BECAUSE] = because_fields,
    [EXPLAINED_LOOKED_AT] = because_fields,
    [EXPLAINED_AMOUNT] = amount_fields,
    [EXPLAINED_NOT_JUDGED] = not_judged_fields,
    [EXPLAINED_NOTICE] = notice_fields,
    [EXPLAINED_TURNED] = turned_fields,
};

static void write_node(struct writer *w, const struct explained *x);

static bool write_row(void *context, struct arena *scratch, const struct explained *row)
{
    struct writer *w = context;
    struct arena *before = w->scratch;
    w->scratch = scratch;
    write_node(w, row);
    w->scratch = before;
    return !w->json.out->failed;
}

static void write_node(struct writer *w, const struct explained *x)
{
    json_open(&w->json, '{');
    text_field(w, "soort", explained_name(x->kind));
    fields[x->kind](w, x);
    if (x->first || x->tally.matter) {
        json_key(&w->json, "delen");
        json_open(&w->json, '[');
        for (const struct explained *part = x->first; part; part = part->next) write_node(w, part);
        explain_rows(w->e, x, write_row, w);
        json_close(&w->json, ']');
    }
    json_close(&w->json, '}');
}

void explain_json(const struct report *report, struct arena *scratch, const struct explanation *e)
{
    struct writer w = {report, scratch, e, {.out = report->out}};
    write_node(&w, e->root);
    out_char(report->out, '\n');
}
