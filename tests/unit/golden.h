/* Golden files: NAME.leidraad is put in, and NAME.expected beside it is what must come out.
 *
 * GOLDEN=bless in the environment (`GOLDEN=bless make unit`) writes what comes out instead, and
 * GOLDEN=bless:NAME for one case; look at the difference before it is kept.  The paths are relative
 * to the root of the project, where `make unit` runs. */
#ifndef LEIDRAAD_TESTS_GOLDEN_H
#define LEIDRAAD_TESTS_GOLDEN_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

struct golden_case {
    struct str name; /* NAME.leidraad, as messages show it */
    struct str text;
};

struct golden {
    VEC(struct golden_case) cases; /* by name */
};

/* The *.leidraad files of a folder. */
struct golden golden_open(struct arena *arena, const char *folder);

/* Fails the test, and shows both, when NAME.expected is not this. */
void golden_check(struct arena *arena, const char *folder, const struct golden_case *one,
                  struct str actual);

/* A whole file; fails the test when it cannot be read. */
struct str golden_read(struct arena *arena, const char *path);

#endif
