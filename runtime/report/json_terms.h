/* The parts that the JSON reports share: sources, what an answer rests on, the nearest dates.
 * Each writes a value; the caller has written the key. */
#ifndef LEIDRAAD_REPORT_JSON_TERMS_H
#define LEIDRAAD_REPORT_JSON_TERMS_H

#include "evaluate/evaluate.h"
#include "report/json.h"

/* [{"id":"roha","plaats":"hoofdpunten","extern":true}]: the open bracket is the caller's, so that
 * two ranges can make one list. */
void json_citations(struct json *json, const struct program *p, struct range citations);

/* ["…"] of the symbols in a range of texts[]. */
void json_texts(struct json *json, const struct program *p, struct range texts);

/* {"lezingen":["jaarbegrip"],"aannames":[],"extern":["roha"]} */
void json_rests_on(struct json *json, const struct program *p, const struct rests_on *rests_on);
bool rests_on_nothing(const struct rests_on *rests_on);

/* ["2024-01-01","2025-04-01"]: the intake moments before and after, those that exist. */
void json_nearest(struct json *json, const struct timeline *timeline);

/* A list of names, {"ontbreekt":["rho"]}: the value only. */
void json_missing(struct json *json, const struct missing *missing);

#endif
