/* A text that is made once by the writers of a `struct out`, and written many times. */
#ifndef LEIDRAAD_REPORT_ASIDE_H
#define LEIDRAAD_REPORT_ASIDE_H

#include "base/out.h"

struct aside;

struct aside *aside_create(struct arena *arena);

/* What is written to this goes into a text of the arena, until aside_end gives that text. */
struct out *aside_begin(struct aside *aside, struct arena *arena);
struct str aside_end(struct aside *aside);

#endif
