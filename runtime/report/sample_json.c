/* `sample` as JSON: one object, of the draw and what was drawn; or NDJSON, an object for each
 * practice that was drawn. */
#include "report/json.h"
#include "report/sample_report.h"

#include <string.h>

/* What the order within a stratum is by. */
#define METHOD "sha256(zaad:sleutel)"

static void write_hash(struct json *json, const char *key, const char *hex)
{
    char named[sizeof "sha256:" + SHA256_HEX] = "sha256:";
    memcpy(named + sizeof "sha256:" - 1, hex, SHA256_HEX);
    json_key(json, key);
    json_text(json, named);
}

static void write_kind(struct json *json, const struct sample_report *s)
{
    const struct program *p = s->report->program;
    json_key(json, "onderwerp");
    json_str(json, program_text(p, p->tables[p->stelsel.table].id));
}

/* null: not known. */
static void write_stratum(struct json *json, const struct stratum *stratum)
{
    json_key(json, "stratum");
    if (stratum->name.len)
        json_str(json, stratum->name);
    else
        json_null(json);
}

static void write_drawn(struct json *json, const struct sample_report *s, const struct drawn *drawn)
{
    write_stratum(json, &s->sample->strata[drawn->stratum]);
    json_key(json, "rang");
    json_int(json, (int64_t)drawn->rank);
    json_key(json, "sleutel");
    json_str(json, drawn->key);
    write_hash(json, "hash", drawn->hash);
}

static void write_strata(struct json *json, const struct sample *sample)
{
    json_key(json, "strata");
    json_open(json, '[');
    for (size_t i = 0; i < sample->strata_count; i++) {
        json_open(json, '{');
        write_stratum(json, &sample->strata[i]);
        json_key(json, "populatie");
        json_int(json, (int64_t)sample->strata[i].population);
        json_key(json, "omvang");
        json_int(json, (int64_t)sample->strata[i].size);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void sample_json(const struct sample_report *s)
{
    const struct sample *sample = s->sample;
    struct json json = {.out = s->report->out};
    json_open(&json, '{');
    write_kind(&json, s);
    json_key(&json, "methode");
    json_text(&json, METHOD);
    json_key(&json, "zaad");
    json_str(&json, s->seed);
    json_key(&json, "per");
    if (s->by)
        json_text(&json, s->by);
    else
        json_null(&json);
    json_key(&json, "gevraagd");
    json_int(&json, (int64_t)s->asked);
    json_key(&json, "omvang");
    json_int(&json, (int64_t)sample->count);
    json_key(&json, "populatie");
    json_int(&json, (int64_t)sample->population);
    write_hash(&json, "populatie_hash", sample->keys);
    write_strata(&json, sample);
    json_key(&json, "getrokken");
    json_open(&json, '[');
    for (size_t i = 0; i < sample->count; i++) {
        json_open(&json, '{');
        write_drawn(&json, s, &sample->drawn[i]);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_key(&json, "beleid");
    json_text(&json, s->report->name);
    json_key(&json, "beleid_inhoud");
    json_text(&json, s->report->content);
    json_close(&json, '}');
    out_char(s->report->out, '\n');
}

void sample_ndjson(const struct sample_report *s)
{
    struct json_lines lines;
    json_lines_begin(&lines, s->report->out, false);
    for (size_t i = 0; i < s->sample->count; i++) {
        struct json *json = json_lines_next(&lines);
        json_open(json, '{');
        write_kind(json, s);
        write_drawn(json, s, &s->sample->drawn[i]);
        json_close(json, '}');
    }
    json_lines_end(&lines);
}
