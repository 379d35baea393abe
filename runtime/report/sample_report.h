/* `sample`, written out: what a draw needs to be done again, and what came of it. */
#ifndef LEIDRAAD_REPORT_SAMPLE_REPORT_H
#define LEIDRAAD_REPORT_SAMPLE_REPORT_H

#include "evaluate/draw.h"
#include "report/report.h"

struct sample_report {
    const struct report *report;
    const struct sample *sample;
    struct str seed;
    size_t asked;   /* how many were asked for */
    const char *by; /* NULL: one stratum */
};

void sample_text(const struct sample_report *s);
void sample_json(const struct sample_report *s);
void sample_ndjson(const struct sample_report *s);
void sample_csv(const struct sample_report *s);

#endif
