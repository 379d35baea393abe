/* A small program, built by hand, for tests of the timeline, the evaluator and the explanation.
 *
 * It has Tabel 1 and the four readings that the engine itself asks about, the tables below, a
 * kader for 2025-2028 and the plans of two RHO's; and no rule but those that a test adds.
 * Expressions are written as in Lisp (sample_expr), data as JSON with ' for ".
 *
 *     praktijk   agb instroom rho lsv patienten a b c tekst
 *       interventie  kernelement gepland gestart status doel
 *       intervisie   datum thema verslag                      (dated by datum)
 *     rho        rho a
 *       regioplan    leidraad vastgesteld ok                  (dated by vastgesteld)
 *     lsv        lsv aanbod
 *     regio      regio jaar consulten                         (judged over jaar) */
#ifndef LEIDRAAD_TESTS_SAMPLE_H
#define LEIDRAAD_TESTS_SAMPLE_H

#include "evaluate/evaluate.h"

enum { V2023, V2025, V2026, V2028, SAMPLE_VERSIONS };
enum { INSTROOMMOMENT, GROEIJAARBEGRIP, JAARBEGRIP, REGIOPLANDUUR, SAMPLE_READINGS };
/* UNICUM's holds by leidraad 2026-2027 or, as regioplanduur says, in 2026 and 2027; ROHA's by
 * leidraad 2023. */
enum { PLAN_UNICUM, PLAN_ROHA, SAMPLE_PLANS };

struct sample {
    struct arena *arena;
    struct program *program;
    VEC(index_t) of_version[SAMPLE_VERSIONS], of_kader, of_plan[SAMPLE_PLANS];
    bool finished;
    index_t turned[SAMPLE_READINGS];
};

struct sample *sample_create(struct arena *arena);

/* A rule; what is not given (NULL) is not there.  Expressions as for sample_expr. */
struct sample_rule {
    const char *id;
    const char *table; /* NULL: praktijk */
    const char *applies, *because;
    const char *except, *except_because;
    const char *deadline, *condition;
    const char *soort, *gevolg, *assumption, *title;
    bool yearly, sharpens;
};
/* Adds it to the versions from first to last. */
index_t sample_leidraad(struct sample *s, int first, int last, struct sample_rule rule);
index_t sample_kader(struct sample *s, struct sample_rule rule);
index_t sample_plan(struct sample *s, int plan, struct sample_rule rule);

/* `table`: whose columns names mean.
 *   ja nee 12 -3 3.23 2026-04-01 2m 5d 'symbol ?reason   constants; onbekend omdat
 *   peildatum versiedatum leidraad groep groeijaar jaar jaar_einde
 *   column  lsv.aanbod  !definition  $parameter          of the row inside a list, else the subject
 *   (en x …) (of x …) (niet x) (als x y z) (= x y) (!= x y) (< x y) (<= x y) (> x y) (>= x y)
 *   (in_set x SET) (in_jaar x) (gevuld x) (van_kracht x) (lezing READING CHOICE)
 *   (er_is LIST x) (elke LIST x) (aantal LIST x)         LIST: interventie, rho.regioplan
 *   (+ x y) (- x y) (* x y) (/ x y SCALE) (rond x SCALE) (later x y) (vroeger x y)
 *   (groeijaar_einde n) (jaar_van x) */
index_t sample_expr(struct sample *s, const char *table, const char *text);

index_t sample_definition(struct sample *s, const char *table, const char *name, const char *text);
/* A parameter with a value in 2025 only; UNKNOWN: without any. */
index_t sample_parameter(struct sample *s, const char *name, int64_t value, unsigned scale);
index_t sample_set(struct sample *s, const char *name, const char *member, date from, date to);
index_t sample_calculation(struct sample *s, const char *name, const char *text);
/* Over rules of a soort, or with a gevolg. */
struct decision *sample_decision(struct sample *s, const char *name, bool found, const char *soort,
                                 const char *gevolg);

/* Turns a reading for the evaluations that follow; choice NULL: back to the default. */
void sample_turn(struct sample *s, int reading, const char *choice);

struct data *sample_data(struct sample *s, const char *json);

/* Evaluates the first practice of the data (or the first record of `table`). */
struct result *sample_evaluate(struct sample *s, const char *json, const char *on);
struct result *sample_evaluate_with(struct sample *s, const char *json, const char *table,
                                    const struct evaluate_options *options);

/* The result of a rule, or NULL when it is not listed. */
const struct rule_result *sample_find(const struct result *result, const char *rule);
/* "voldaan", or "-" when it is not listed. */
const char *sample_verdict(const struct result *result, const char *rule);
/* The names of the data that are missing, with spaces between. */
const char *sample_missing(struct sample *s, const struct missing *missing);
/* "gemist 2026 lopend 2027" */
const char *sample_years(struct sample *s, const struct rule_result *rule);
const char *sample_answer(const struct result *result, const char *decision);

date day(const char *iso);

#endif
