/* Differences as one JSON object: runtime/schema/verschillen.schema.json says what it looks like.
 * Keys and terms are the same in every locale. */
#include "compiler/compare/report.h"
#include "report/json_terms.h"

static void key_str(struct json *json, const char *key, struct str text)
{
    json_key(json, key);
    json_str(json, text);
}

static void write_compared(struct json *json, const char *key, const struct compared_side *side)
{
    json_key(json, key);
    json_open(json, '{');
    key_str(json, "beleid", str_from(side->name));
    key_str(json, "beleid_inhoud", str_from(side->content));
    json_key(json, "leidraad");
    if (side->version.len)
        json_str(json, side->version);
    else
        json_null(json);
    json_close(json, '}');
}

static void write_place(struct json *json, const struct side *side)
{
    if (side->origin.file == NONE) return;
    json_key(json, "plaats");
    json_open(json, '{');
    key_str(json, "bestand", program_text(side->program, side->origin.file));
    json_key(json, "regel");
    json_int(json, side->origin.line);
    json_key(json, "kolom");
    json_int(json, side->origin.column);
    json_close(json, '}');
}

static void write_sources(struct json *json, const struct side *side)
{
    struct range one;
    json_key(json, "bron");
    json_open(json, '[');
    for (index_t n = 0; difference_citation(side, &n, &one);)
        json_citations(json, side->program, one);
    json_close(json, ']');
}

/* Of a side that is remembered there is the text alone. */
static bool is_there(const struct side *side)
{
    return side->program || side->text.len;
}

static void write_side(struct json *json, const char *key, const struct side *side)
{
    json_key(json, key);
    if (!is_there(side)) {
        json_null(json);
        return;
    }
    json_open(json, '{');
    key_str(json, "tekst", side->text);
    if (side->program) {
        write_sources(json, side);
        write_place(json, side);
    }
    json_close(json, '}');
}

void difference_object(struct json *json, struct arena *arena, const struct difference *d)
{
    struct str owner = named_text(arena, d->owner);
    json_open(json, '{');
    key_str(json, "over", str_from(subject_term(d->subject)));
    key_str(json, "id", d->id);
    if (owner.len) key_str(json, "van_laag", owner);
    if (d->title.len) key_str(json, "titel", d->title);
    key_str(json, "verschil", str_from(difference_term(d->kind)));
    key_str(json, "graad",
            difference_grade(d->kind) == GRADE_MEANING ? STR("betekenis") : STR("tekst"));
    if (d->part.len) key_str(json, "deel", d->part);
    if (d->renamed.len) key_str(json, "nieuw_id", d->renamed);
    json_key(json, "leidraden");
    json_open(json, '[');
    for (size_t i = 0; i < d->versions.len; i++) json_str(json, d->versions.at[i]);
    json_close(json, ']');
    write_side(json, "van", &d->from);
    write_side(json, "naar", &d->to);
    if (is_there(&d->lapse)) write_side(json, "vervalt", &d->lapse);
    json_key(json, "raakt");
    json_open(json, '[');
    for (size_t i = 0; i < d->affects.len; i++) json_str(json, named_text(arena, d->affects.at[i]));
    json_close(json, ']');
    json_close(json, '}');
}

void difference_json(const struct difference_report *r)
{
    struct json json = {.out = r->out};
    json_open(&json, '{');
    write_compared(&json, "van", &r->from);
    write_compared(&json, "naar", &r->to);
    json_key(&json, "betekenis");
    json_int(&json, (int64_t)r->differences->meaning);
    json_key(&json, "tekst");
    json_int(&json, (int64_t)r->differences->text);
    json_key(&json, "verschillen");
    json_open(&json, '[');
    for (size_t i = 0; i < r->differences->list.len; i++)
        difference_object(&json, r->arena, &r->differences->list.at[i]);
    json_close(&json, ']');
    json_close(&json, '}');
    out_char(r->out, '\n');
}
