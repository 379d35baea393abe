/* `sample` as CSV: a row for each practice that was drawn, with all that its place in the draw
 * follows from.  A stratum that is not known is an empty cell. */
#include "report/csv.h"
#include "report/sample_report.h"

void sample_csv(const struct sample_report *s)
{
    const struct sample *sample = s->sample;
    struct csv csv;
    csv_begin(&csv, s->report->out);
    out_text(s->report->out, "sleutel;stratum;populatie;omvang;rang;hash;zaad;beleid;"
                             "beleid_inhoud\r\n");
    for (size_t i = 0; i < sample->count; i++) {
        const struct drawn *drawn = &sample->drawn[i];
        const struct stratum *stratum = &sample->strata[drawn->stratum];
        csv_field(&csv, drawn->key);
        csv_field(&csv, stratum->name);
        csv_int(&csv, (int64_t)stratum->population);
        csv_int(&csv, (int64_t)stratum->size);
        csv_int(&csv, (int64_t)drawn->rank);
        csv_text(&csv, drawn->hash);
        csv_field(&csv, s->seed);
        csv_text(&csv, s->report->name);
        csv_text(&csv, s->report->content);
        csv_end_record(&csv);
    }
}
