/* Two results as JSON, held against each other: what has become different, value by value. */
#ifndef LEIDRAAD_REPLAY_COMPARE_H
#define LEIDRAAD_REPLAY_COMPARE_H

#include "report/replay.h"

/* Of two texts that differ: at least one.  The texts of *out lie in the arena and in those two. */
size_t replay_compare(const struct replay_difference **out, struct arena *arena, struct str was,
                      struct str now);

#endif
