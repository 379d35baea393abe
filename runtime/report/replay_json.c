/* `replay` as JSON: one array of objects, or NDJSON, an object for each receipt.  What is wrong
 * with policies or data in the words of a language is left out: the reason is a term. */
#include "report/json.h"
#include "report/replay.h"

static void write_difference(struct json *json, const struct replay_difference *difference)
{
    json_open(json, '{');
    json_key(json, "plaats");
    json_str(json, difference->place);
    if (difference->was.len) {
        json_key(json, "was");
        json_raw(json, difference->was);
    }
    if (difference->now.len) {
        json_key(json, "nu");
        json_raw(json, difference->now);
    }
    json_close(json, '}');
}

static void one(void *kept, struct arena *scratch, const struct replayed *replayed)
{
    struct json *json = json_lines_next(kept);
    (void)scratch;
    json_open(json, '{');
    json_key(json, "regel");
    json_int(json, (int64_t)replayed->line);
    if (replayed->named) {
        json_key(json, "onderwerp");
        json_str(json, replayed->onderwerp);
        json_key(json, "sleutel");
        json_str(json, replayed->sleutel);
        json_key(json, "beleid");
        json_str(json, replayed->beleid);
        json_key(json, "programma");
        json_str(json, replayed->programma);
    }
    json_key(json, "uitkomst");
    json_text(json, outcome_name(replayed->outcome));
    if (replayed->reason) {
        json_key(json, "reden");
        json_text(json, reason_name(replayed->reason));
    }
    if (replayed->differences_count) {
        json_key(json, "verschillen");
        json_open(json, '[');
        for (size_t i = 0; i < replayed->differences_count; i++)
            write_difference(json, &replayed->differences[i]);
        json_close(json, ']');
    }
    json_close(json, '}');
}

static void *begin(const struct replay_report *report, bool array)
{
    struct json_lines *lines = ARENA_NEW(report->arena, struct json_lines);
    json_lines_begin(lines, report->out, array);
    return lines;
}

static void *begin_array(const struct replay_report *report)
{
    return begin(report, true);
}

static void *begin_lines(const struct replay_report *report)
{
    return begin(report, false);
}

static void end(void *kept, const leidraad_replayed *counts)
{
    (void)counts;
    json_lines_end(kept);
}

const struct replay_writer replay_json = {begin_array, one, end};
const struct replay_writer replay_ndjson = {begin_lines, one, end};
