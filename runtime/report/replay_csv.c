/* `replay` as CSV: a row for each receipt, or for each value of it that has become different. */
#include "report/csv.h"
#include "report/replay.h"

static void *begin(const struct replay_report *report)
{
    struct csv *csv = ARENA_NEW(report->arena, struct csv);
    csv_begin(csv, report->out);
    out_text(report->out,
             "regel;onderwerp;sleutel;beleid;programma;uitkomst;reden;plaats;was;nu\r\n");
    return csv;
}

static void write_row(struct csv *csv, const struct replayed *replayed,
                      const struct replay_difference *difference)
{
    csv_int(csv, (int64_t)replayed->line);
    if (replayed->named) {
        csv_field(csv, replayed->onderwerp);
        csv_field(csv, replayed->sleutel);
        csv_field(csv, replayed->beleid);
        csv_field(csv, replayed->programma);
    } else {
        csv_empty(csv, 4);
    }
    csv_text(csv, outcome_name(replayed->outcome));
    csv_text(csv, reason_name(replayed->reason));
    if (difference) {
        csv_field(csv, difference->place);
        csv_field(csv, difference_shown(difference->was));
        csv_field(csv, difference_shown(difference->now));
    } else {
        csv_empty(csv, 3);
    }
    csv_end_record(csv);
}

static void one(void *kept, struct arena *scratch, const struct replayed *replayed)
{
    (void)scratch;
    if (!replayed->differences_count) write_row(kept, replayed, NULL);
    for (size_t i = 0; i < replayed->differences_count; i++)
        write_row(kept, replayed, &replayed->differences[i]);
}

static void end(void *kept, const leidraad_replayed *counts)
{
    (void)kept, (void)counts;
}

const struct replay_writer replay_csv = {begin, one, end};
