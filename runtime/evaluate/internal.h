/* What the files of the evaluator share, and nobody else includes: evaluate.c (a subject),
 * layers.c (which rules, when), duties.c (their duties), duty.c (one of them), notices.c. */
#ifndef LEIDRAAD_EVALUATE_INTERNAL_H
#define LEIDRAAD_EVALUATE_INTERNAL_H

#include "evaluate/evaluate.h"

/* A stretch of days on which one layer lists its rules for the subject, under one version. */
struct stretch {
    struct range rules;
    enum rule_layer layer;
    index_t plan;    /* plans[] when the layer is regioplan; else NONE */
    date from, to;   /* inclusive */
    index_t version; /* V on these days; NONE for subjects without intake */
    date van;
};

/* A subject while it is evaluated. */
struct subject {
    struct arena *arena;
    struct context context; /* of D; `van` is that of V, and a stretch may have its own */
    const struct timeline *timeline;
    VEC(struct stretch)
    stretches; /* that began by D: in order of time, within a span leidraad,
                  kader, regioplan */
    struct result *result;
};

/* layers.c */
void subject_layers(struct subject *s);
static inline bool stretch_holds(const struct stretch *stretch, date on)
{
    return stretch->from <= on && on <= stretch->to;
}

/* duty.c */
/* A duty of a rule in a stretch, with V and the rest as on context_on; nothing is judged yet. */
void duty_make(struct duty *out, const struct subject *s, const struct stretch *stretch,
               const struct rule *rule, date context_on);
void duty_set_year(struct duty *duty, struct duty_year year);
/* Fills the deadline and whether D is past it. */
void duty_find_deadline(struct duty *duty);
/* Moves the duty to another day: V stays that of the stretch, groeijaar follows. */
void duty_move(struct duty *duty, date context_on);
/* Fills binds and exception. */
void duty_judge_binding(struct duty *duty);
/* Fills condition and verdict, once binds and the deadline are there. */
void duty_judge(struct duty *duty);
/* Fills verdict alone, from binds, condition and passed. */
void duty_set_verdict(struct duty *duty);
void duty_missing(const struct duty *duty, struct missing *out);

/* duties.c: fills result->rules. */
void subject_duties(struct subject *s);

/* notices.c: fills result->notices. */
void subject_notices(struct subject *s);

#endif
