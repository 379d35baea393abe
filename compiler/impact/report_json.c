/* Impact as one JSON object: runtime/schema/impact.schema.json says what it looks like.  NDJSON has
 * the changes alone, one a line, with their causes written out.
 *
 * `omdat` of a change has numbers of `verschillen`; empty: it could not be traced ("niet herleid").
 * Keys and terms are the same in every locale. */
#include "compiler/impact/report.h"
#include "report/json.h"

struct writing {
    struct json json;
    const struct impact_report *report;
    const struct impact *impact;
    int64_t *numbers; /* by cause: in `verschillen`; 0: it is not there */
};

static void key_str(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    json_str(json, text);
}

static void key_int(struct json *json, const char *key, size_t n)
{
    json_key(json, key);
    json_int(json, (int64_t)n);
}

static void str_or_null(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    if (text.len)
        json_str(json, text);
    else
        json_null(json);
}

static void write_compared(struct json *json, const char *key, const struct compared_side *side)
{
    json_key(json, key);
    json_open(json, '{');
    key_str(json, "beleid", str_from(side->name));
    key_str(json, "beleid_inhoud", str_from(side->content));
    str_or_null(json, "leidraad", side->version);
    json_close(json, '}');
}

static void write_dates(struct writing *w)
{
    json_key(&w->json, "peildata");
    if (!w->impact->dates.count) {
        json_null(&w->json);
        return;
    }
    json_open(&w->json, '[');
    for (size_t i = 0; i < w->impact->dates.count; i++) json_date(&w->json, w->impact->dates.at[i]);
    json_close(&w->json, ']');
}

static void write_counts(struct writing *w)
{
    const struct impact *impact = w->impact;
    json_key(&w->json, "onderwerpen");
    json_open(&w->json, '{');
    key_int(&w->json, "vergeleken", impact->compared);
    key_int(&w->json, "ander_oordeel", impact->affected);
    key_int(&w->json, "zelfde_oordeel", impact->compared - impact->affected);
    key_int(&w->json, "andere_versie", impact->moved);
    key_int(&w->json, "zonder_peildatum", impact->left_out);
    key_int(&w->json, "alleen_van", impact->only[0]);
    key_int(&w->json, "alleen_naar", impact->only[1]);
    json_close(&w->json, '}');
}

/* ---- why ---- */

static void write_side(struct json *json, const char *key, const struct side *side)
{
    json_key(json, key);
    if (side->program)
        json_str(json, side->text);
    else
        json_null(json);
}

static void write_difference(struct json *json, struct arena *arena, const struct difference *d)
{
    struct str owner = named_text(arena, d->owner), versions = difference_versions(arena, d);
    key_str(json, "over", str_from(subject_term(d->subject)));
    key_str(json, "id", d->id);
    if (owner.len) key_str(json, "van_laag", owner);
    key_str(json, "verschil", str_from(difference_term(d->kind)));
    if (d->part.len) key_str(json, "deel", d->part);
    if (d->renamed.len) key_str(json, "nieuw_id", d->renamed);
    if (versions.len) key_str(json, "leidraden", versions);
    write_side(json, "van", &d->from);
    write_side(json, "naar", &d->to);
    if (d->lapse.program) write_side(json, "vervalt", &d->lapse);
}

static void write_cause(struct writing *w, uint32_t cause)
{
    const char *term = impact_cause_term(w->impact, cause);
    json_open(&w->json, '{');
    if (w->numbers) {
        json_key(&w->json, "nummer");
        json_int(&w->json, w->numbers[cause]);
    }
    if (term)
        key_str(&w->json, "verschil", str_from(term));
    else
        write_difference(&w->json, w->report->base.arena, &w->impact->differences->list.at[cause]);
    if (w->numbers) key_int(&w->json, "getroffen", w->impact->by_cause[cause]);
    json_close(&w->json, '}');
}

/* All differences in meaning, those that hit nobody too; of the other causes those that do. */
static void write_causes(struct writing *w)
{
    const struct differences *differences = w->impact->differences;
    size_t n = differences->list.len + IMPACT_CAUSES;
    int64_t number = 0;
    w->numbers = ARENA_ARRAY(w->report->base.arena, int64_t, n);
    json_key(&w->json, "verschillen");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < n; i++) {
        bool meaning = i < differences->list.len &&
                       difference_grade(differences->list.at[i].kind) == GRADE_MEANING;
        if (!meaning && !w->impact->by_cause[i]) continue;
        w->numbers[i] = ++number;
        write_cause(w, i);
    }
    json_close(&w->json, ']');
}

/* ---- totals ---- */

static void write_value(struct writing *w, const struct impact_item *item, const char *key,
                        const char *reason_key, impact_code code)
{
    struct str reason = impact_reason(item, code);
    key_str(&w->json, key, impact_value(w->impact, item, code));
    if (reason.len) key_str(&w->json, reason_key, reason);
}

static void write_item(struct writing *w, const struct impact_item *item, impact_code from,
                       impact_code to)
{
    key_str(&w->json, "soort", str_from(impact_kind_term(item->kind)));
    if (item->id.len) key_str(&w->json, "id", item->id);
    write_value(w, item, "van", "reden_van", from);
    write_value(w, item, "naar", "reden_naar", to);
}

static void write_stratum(struct writing *w, uint32_t n, size_t *at)
{
    const struct impact *impact = w->impact;
    const struct impact_stratum *stratum = &impact->strata.at[n];
    static const char *const keys[IMPACT_AXES] = {[AXIS_HOLDER] = "rho", [AXIS_GROUP] = "groep"};
    json_open(&w->json, '{');
    key_str(&w->json, "onderwerp", stratum->table);
    if (stratum->axis == AXIS_GROUP && stratum->name.len) {
        json_key(&w->json, keys[AXIS_GROUP]);
        json_raw(&w->json, stratum->name); /* a number */
    } else if (keys[stratum->axis]) {
        str_or_null(&w->json, keys[stratum->axis], stratum->name);
    }
    key_int(&w->json, "vergeleken", stratum->subjects);
    key_int(&w->json, "ander_oordeel", stratum->affected);
    json_key(&w->json, "wijzigingen");
    json_open(&w->json, '[');
    for (; *at < impact->totals.len && impact->totals.at[*at].stratum == n; ++*at) {
        const struct impact_total *total = &impact->totals.at[*at];
        json_open(&w->json, '{');
        write_item(w, &impact->items.at[total->item], total->from, total->to);
        key_int(&w->json, "aantal", total->subjects);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
    json_close(&w->json, '}');
}

static void write_totals(struct writing *w)
{
    static const char *const keys[IMPACT_AXES] = {
        [AXIS_ALL] = "onderwerp", [AXIS_HOLDER] = "rho", [AXIS_GROUP] = "groep"};
    const struct impact *impact = w->impact;
    size_t at = 0;
    uint32_t n = 0;
    json_key(&w->json, "totalen");
    json_open(&w->json, '{');
    for (int axis = 0; axis < IMPACT_AXES; axis++) {
        json_key(&w->json, keys[axis]);
        json_open(&w->json, '[');
        for (; n < impact->strata.len && (int)impact->strata.at[n].axis == axis; n++)
            write_stratum(w, n, &at);
        json_close(&w->json, ']');
    }
    json_close(&w->json, '}');
}

/* ---- changes ---- */

static void write_because(struct writing *w, uint32_t set)
{
    size_t n = impact_set_size(w->impact, set);
    json_key(&w->json, "omdat");
    json_open(&w->json, '[');
    for (size_t i = 0; i < n; i++) {
        uint32_t cause = impact_set_member(w->impact, set, i);
        if (w->numbers)
            json_int(&w->json, w->numbers[cause]);
        else
            write_cause(w, cause);
    }
    json_close(&w->json, ']');
}

static void write_through(struct writing *w, uint32_t set)
{
    size_t n = impact_set_size(w->impact, set);
    if (!n) return;
    json_key(&w->json, "door");
    json_open(&w->json, '[');
    for (size_t i = 0; i < n; i++)
        json_str(&w->json, w->impact->items.at[impact_set_member(w->impact, set, i)].id);
    json_close(&w->json, ']');
}

static void write_change(struct writing *w, const struct impact_change *change)
{
    const struct impact_subject *subject = &w->impact->subjects.at[change->subject];
    struct json *json = &w->json;
    json_open(json, '{');
    key_str(json, "onderwerp", subject->table);
    key_str(json, "sleutel", subject->key);
    if (subject->practice) {
        str_or_null(json, "rho", subject->holder);
        json_key(json, "groep");
        if (subject->group)
            json_int(json, subject->group);
        else
            json_null(json);
    }
    write_item(w, &w->impact->items.at[change->item], change->from, change->to);
    json_key(json, "eerste");
    json_date_or_null(json, change->has_date, change->first);
    json_key(json, "laatste");
    json_date_or_null(json, change->has_date, change->last);
    key_int(json, "peildata", change->dates);
    write_because(w, change->because);
    write_through(w, change->through);
    json_close(json, '}');
}

void impact_json(const struct impact_report *r)
{
    struct writing w = {.json = {.out = r->base.out}, .report = r, .impact = r->impact};
    json_open(&w.json, '{');
    write_compared(&w.json, "van", &r->base.from);
    write_compared(&w.json, "naar", &r->base.to);
    write_dates(&w);
    write_counts(&w);
    write_causes(&w);
    key_int(&w.json, "niet_herleid", r->impact->unexplained);
    write_totals(&w);
    json_key(&w.json, "wijzigingen");
    json_open(&w.json, '[');
    for (size_t i = 0; i < r->impact->changes.len; i++) write_change(&w, &r->impact->changes.at[i]);
    json_close(&w.json, ']');
    json_close(&w.json, '}');
    out_char(r->base.out, '\n');
}

void impact_ndjson(const struct impact_report *r)
{
    struct writing w = {.report = r, .impact = r->impact};
    struct json_lines lines;
    json_lines_begin(&lines, r->base.out, false);
    for (size_t i = 0; i < r->impact->changes.len; i++) {
        w.json = *json_lines_next(&lines);
        write_change(&w, &r->impact->changes.at[i]);
    }
    json_lines_end(&lines);
}
