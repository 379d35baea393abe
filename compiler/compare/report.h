/* Differences written out, for people and for machines.  Each writer takes all that there is and
 * writes to `out`; it fails in no way but for memory. */
#ifndef LEIDRAAD_COMPILER_COMPARE_REPORT_H
#define LEIDRAAD_COMPILER_COMPARE_REPORT_H

#include "base/out.h"
#include "compiler/compare/compare.h"
#include "report/json.h"

#include <stdbool.h>

struct difference_report {
    struct out *out;
    struct arena *arena;
    const struct differences *differences;
    struct compared_side {
        const char *name;    /* "map:policies" */
        const char *content; /* "sha256:…" */
        struct str version;  /* its label; empty: the whole */
    } from, to;
    size_t width; /* of the terminal, for text */
    bool colour;
};

void difference_text(const struct difference_report *report);
void difference_json(const struct difference_report *report);
void difference_html(const struct difference_report *report);

/* One as an object of the JSON; of one that a history remembers, as much as it remembers. */
void difference_object(struct json *json, struct arena *arena, const struct difference *d);

/* ---- what the two for people share ---- */

/* "leidraad 2023", "map:policies, leidraad 2023", "map:policies" (where the two are of different
 * policies, their names belong to it). */
struct str difference_side_name(const struct difference_report *report,
                                const struct compared_side *side);
/* What differs, and of what: "threshold: consulten".  Between two versions a plan does not come and
 * go: it belongs to one. */
struct str difference_heading(const struct difference_report *report, const struct difference *d);
/* By which id its subject is spoken of: the new one where it was renamed. */
struct str difference_id(const struct difference *d);
/* Whether two that follow each other are of one subject. */
bool difference_same_subject(const struct difference *a, const struct difference *b);
/* "afspraken, Tabel 1"; empty where it is the difference itself. */
struct str difference_sources(struct arena *arena, const struct difference *d,
                              const struct side *side);
/* The citations of a side, each once, as ranges of one: *n goes from 0.  False: there are no
 * more. */
bool difference_citation(const struct side *side, index_t *n, struct range *one);
/* Whether it is the new side that lets it lapse. */
bool difference_lapse_is_new(const struct difference *d);
/* A kader or a plan that came or lapsed: what it `affects` is its own rules. */
bool difference_of_layer(const struct difference *d);
/* "a, b, c" of the rules that are affected. */
struct str difference_affected(struct arena *arena, const struct difference *d);

#endif
