/* The words in which reports speak to people, in the language of the locale.
 *
 * Machine output has the terms of the domain instead (verdict_name, oordeel_name, …), in every
 * locale.  Texts that come from the policies (titles, reasons, places) are shown as they are. */
#ifndef LEIDRAAD_REPORT_WORDS_H
#define LEIDRAAD_REPORT_WORDS_H

#include "evaluate/evaluate.h"

const char *words_verdict(enum verdict v);           /* "not met" */
const char *words_oordeel(enum oordeel o);           /* "does not comply" */
const char *words_answer(enum answer a);             /* "yes" */
const char *words_undetermined(enum undetermined u); /* "is no intake moment" */
const char *words_years(int kind);                   /* "missed" */
const char *words_forced(void); /* what judging by one version whatever the date leaves out */

struct str words_date(struct arena *arena, date d);               /* "1 April 2026" */
struct str words_period(struct arena *arena, date from, date to); /* half-open: "… up to and
                                                                     including 31 March 2026" */

char words_decimal_mark(void);

/* These add to a text.  "afspraken, Tabel 1; roha (external), hoofdpunten": */
void words_citations(struct buf *out, const struct program *p, struct range citations);
/* "rho, interventie[2].gestart": */
void words_missing(struct buf *out, const struct missing *missing);
/* "no"; and that a regional plan which might make it another was not judged: */
void words_decided(struct buf *out, const struct result *result, const struct decision_result *d);
/* "the nearest are 1 January 2024 and 1 April 2025": */
void words_nearest(struct buf *out, const struct timeline *timeline);
/* "rho names UNICUM2, which is not in the data; did you mean UNICUM?": */
void words_notice(struct buf *out, const struct data *data, const struct notice *notice);
/* The names of some readings, or of sources. */
void words_readings(struct buf *out, const struct program *p, const struct rests_on *rests_on);
void words_externals(struct buf *out, const struct program *p, const struct rests_on *rests_on);

#endif
