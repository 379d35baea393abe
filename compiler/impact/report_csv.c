/* Impact as CSV: a row for each subject, period and rule, with the causes in words of
 * the domain. */
#include "compiler/impact/report.h"
#include "report/csv.h"

static struct str because(const struct impact *impact, struct arena *arena, uint32_t set)
{
    struct buf text = {.arena = arena};
    size_t n = impact_set_size(impact, set);
    for (size_t i = 0; i < n; i++)
        csv_join(&text, " | ",
                 impact_cause_terms(impact, arena, impact_set_member(impact, set, i)));
    return n ? buf_str(&text) : STR("niet herleid");
}

static struct str through(const struct impact *impact, struct arena *arena, uint32_t set)
{
    struct buf text = {.arena = arena};
    size_t n = impact_set_size(impact, set);
    for (size_t i = 0; i < n; i++)
        csv_join(&text, " ", impact->items.at[impact_set_member(impact, set, i)].id);
    return buf_str(&text);
}

/* The texts of a set are made once: few sets stand behind many changes. */
struct texts {
    struct str *because, *through; /* by set; empty: not made yet */
};

/* Amounts as a Dutch spreadsheet has them, as in the other tables. */
static struct str value(const struct impact *impact, struct arena *arena,
                        const struct impact_item *item, impact_code code)
{
    struct str text = impact_value(impact, item, code);
    const char *dot = text.len ? memchr(text.at, '.', text.len) : NULL;
    if (item->kind != IMPACT_CALCULATION || !dot) return text;
    char *comma = arena_copy(arena, text.at, text.len);
    comma[dot - text.at] = ',';
    return (struct str){comma, text.len};
}

static void write_change(struct csv *csv, const struct impact *impact, struct texts *texts,
                         const struct impact_change *change, struct arena *arena)
{
    const struct impact_subject *subject = &impact->subjects.at[change->subject];
    const struct impact_item *item = &impact->items.at[change->item];
    if (!texts->because[change->because].len)
        texts->because[change->because] = because(impact, arena, change->because);
    if (!texts->through[change->through].len && impact_set_size(impact, change->through))
        texts->through[change->through] = through(impact, arena, change->through);
    csv_field(csv, subject->table);
    csv_field(csv, subject->key);
    csv_field(csv, subject->holder);
    if (subject->group)
        csv_int(csv, subject->group);
    else
        csv_empty(csv, 1);
    csv_text(csv, impact_kind_term(item->kind));
    csv_field(csv, item->id);
    csv_field(csv, value(impact, arena, item, change->from));
    csv_field(csv, value(impact, arena, item, change->to));
    csv_field(csv, impact_reason(item, change->from));
    csv_field(csv, impact_reason(item, change->to));
    csv_date_or_empty(csv, change->has_date, change->first);
    csv_date_or_empty(csv, change->has_date, change->last);
    csv_int(csv, change->dates);
    csv_field(csv, texts->because[change->because]);
    csv_field(csv, texts->through[change->through]);
    csv_end_record(csv);
}

void impact_csv(const struct impact_report *r)
{
    static const char *const heads[] = {
        "onderwerp", "sleutel",    "rho",    "groep",   "soort",    "id",    "van", "naar",
        "reden_van", "reden_naar", "eerste", "laatste", "peildata", "omdat", "door"};
    const struct impact *impact = r->impact;
    struct csv csv;
    uint32_t sets = intern_count(impact->sets);
    struct texts texts = {ARENA_ARRAY(r->base.arena, struct str, sets),
                          ARENA_ARRAY(r->base.arena, struct str, sets)};
    csv_begin(&csv, r->base.out);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(&csv, heads[i]);
    csv_end_record(&csv);
    for (size_t i = 0; i < impact->changes.len; i++)
        write_change(&csv, impact, &texts, &impact->changes.at[i], r->base.arena);
}
