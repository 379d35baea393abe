/* Writing receipts: see receipt.h. */
#include "report/receipt.h"

#include "leidraad.h"
#include "report/aside.h"
#include "report/input_json.h"
#include "report/json.h"

#include <string.h>

const char *sha256_named(char named[SHA256_NAMED], struct str bytes)
{
    static const char name[] = "sha256:";
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&hash);
    sha256_add(&hash, bytes);
    sha256_end(&hash, digest);
    memcpy(named, name, sizeof name - 1);
    sha256_hex(digest, named + sizeof name - 1);
    return named;
}

/* ---- a result as text ---- */

struct result_text {
    struct report report; /* whose output is `aside` */
    const struct report *given;
    struct aside *aside;
    void *kept; /* by the writer of NDJSON */
};

struct result_text *result_text_create(const struct report *report)
{
    struct result_text *text = ARENA_NEW(report->arena, struct result_text);
    text->report = *report;
    text->given = report;
    text->aside = aside_create(report->arena);
    text->report.out = aside_begin(text->aside, report->arena);
    text->kept = evaluate_ndjson.begin(&text->report);
    aside_end(text->aside);
    return text;
}

struct str result_text(struct result_text *text, struct arena *scratch, const struct result *result)
{
    text->report.all_readings = text->given->all_readings;
    aside_begin(text->aside, scratch); /* always the same, which the writer knows */
    evaluate_ndjson.subject(text->kept, scratch, result);
    struct str line = aside_end(text->aside);
    /* NDJSON has its line ends between the objects. */
    if (line.len && line.at[0] == '\n') line = (struct str){line.at + 1, line.len - 1};
    return line;
}

/* ---- receipts ---- */

struct receipts {
    struct out out;
    struct result_text *result;
    struct aside *aside;
    struct str head; /* what is the same in each, up to "onderwerp" */
};

static void write_request(struct json *json, const struct report *report,
                          const struct evaluate_options *options)
{
    const struct program *p = report->program;
    json_key(json, "opdracht");
    json_open(json, '{');
    json_key(json, "peildatum");
    json_date_or_null(json, options->has_on, options->on);
    json_key(json, "leidraad");
    if (options->force_version == NONE)
        json_null(json);
    else
        json_str(json, program_text(p, p->versions[options->force_version].label));
    json_key(json, "lezingen");
    json_open(json, '[');
    for (index_t r = 0; options->turned && r < p->readings_count; r++) {
        if (options->turned[r] == NONE) continue;
        struct buf turned = {.arena = report->arena};
        buf_add(&turned, program_text(p, p->readings[r].id));
        buf_addc(&turned, '=');
        buf_add(&turned, program_text(p, p->choices[options->turned[r]].id));
        json_str(json, buf_str(&turned));
    }
    json_close(json, ']');
    json_key(json, "alle_lezingen");
    json_bool(json, options->turn_readings);
    json_close(json, '}');
}

static struct str make_head(struct receipts *receipts, const struct report *report,
                            const struct evaluate_options *options)
{
    struct json json = {.out = aside_begin(receipts->aside, report->arena)};
    out_text(json.out, RECEIPT_BEGIN RECEIPT_FORMAT);
    json.comma = true;
    json_key(&json, "beleid");
    json_text(&json, report->name);
    json_key(&json, "beleid_inhoud");
    json_text(&json, report->content);
    json_key(&json, "programma");
    json_text(&json, "leidraad " LEIDRAAD_VERSION);
    write_request(&json, report, options);
    return aside_end(receipts->aside);
}

struct receipts *receipts_create(const struct report *report,
                                 const struct evaluate_options *options, out_write_fn *write,
                                 void *context)
{
    struct receipts *receipts = ARENA_NEW(report->arena, struct receipts);
    out_init(&receipts->out, write, context);
    receipts->result = result_text_create(report);
    receipts->aside = aside_create(report->arena);
    receipts->head = make_head(receipts, report, options);
    return receipts;
}

static struct str input_text(struct receipts *receipts, struct arena *scratch,
                             const struct result *result)
{
    struct out *out = aside_begin(receipts->aside, scratch);
    input_json(out, scratch, result->data, result->table, result->row);
    return aside_end(receipts->aside);
}

int receipts_add(struct receipts *receipts, struct arena *scratch, const struct result *result)
{
    const struct program *p = result->program;
    struct str input = input_text(receipts, scratch, result);
    char named[SHA256_NAMED];

    struct json json = {.out = aside_begin(receipts->aside, scratch)};
    out_str(json.out, receipts->head);
    json.comma = true;
    json_key(&json, "onderwerp");
    json_str(&json, program_text(p, p->tables[result->table].id));
    json_key(&json, "sleutel");
    json_str(&json, result->key);
    json_key(&json, "invoer_hash");
    json_text(&json, sha256_named(named, input));
    json_key(&json, "invoer");
    json_raw(&json, input);
    json_key(&json, "resultaat");
    json_raw(&json, result_text(receipts->result, scratch, result));
    struct str line = aside_end(receipts->aside);

    out_str(&receipts->out, line);
    out_text(&receipts->out, RECEIPT_HASH);
    out_text(&receipts->out, sha256_named(named, line) + sizeof "sha256:" - 1);
    out_text(&receipts->out, RECEIPT_END "\n");
    return receipts->out.failed;
}

int receipts_end(struct receipts *receipts)
{
    return out_flush(&receipts->out);
}
