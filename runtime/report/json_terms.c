/* The parts that the JSON reports share: see json_terms.h. */
#include "report/json_terms.h"

void json_citations(struct json *json, const struct program *p, struct range citations)
{
    for (index_t i = 0; i < citations.count; i++) {
        const struct citation *citation = &p->citations[citations.first + i];
        const struct source *source = &p->sources[citation->source];
        json_open(json, '{');
        json_key(json, "id");
        json_str(json, program_text(p, source->id));
        if (citation->place != NONE) {
            json_key(json, "plaats");
            json_str(json, program_text(p, citation->place));
        }
        if (source->external) {
            json_key(json, "extern");
            json_bool(json, true);
        }
        json_close(json, '}');
    }
}

void json_texts(struct json *json, const struct program *p, struct range texts)
{
    json_open(json, '[');
    for (index_t i = 0; i < texts.count; i++)
        json_str(json, program_text(p, p->texts[texts.first + i].to));
    json_close(json, ']');
}

void json_rests_on(struct json *json, const struct program *p, const struct rests_on *rests_on)
{
    json_open(json, '{');
    json_key(json, "lezingen");
    json_open(json, '[');
    for (size_t i = 0; i < rests_on->readings.len; i++)
        json_str(json, program_text(p, p->readings[rests_on->readings.at[i]].id));
    json_close(json, ']');
    json_key(json, "aannames");
    json_open(json, '[');
    for (size_t i = 0; i < rests_on->assumptions.len; i++)
        json_str(json, program_text(p, rests_on->assumptions.at[i]));
    json_close(json, ']');
    json_key(json, "extern");
    json_open(json, '[');
    for (size_t i = 0; i < rests_on->externals.len; i++)
        json_str(json, program_text(p, p->sources[rests_on->externals.at[i]].id));
    json_close(json, ']');
    json_close(json, '}');
}

bool rests_on_nothing(const struct rests_on *rests_on)
{
    return !rests_on->readings.len && !rests_on->assumptions.len && !rests_on->externals.len;
}

void json_nearest(struct json *json, const struct timeline *timeline)
{
    json_open(json, '[');
    for (int side = 0; side < 2; side++)
        if (timeline->has_nearest[side]) json_date(json, timeline->nearest[side]);
    json_close(json, ']');
}

void json_missing(struct json *json, const struct missing *missing)
{
    json_open(json, '[');
    for (size_t i = 0; i < missing->list.len; i++) json_str(json, missing->list.at[i]);
    json_close(json, ']');
}
