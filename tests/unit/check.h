/* What every unit test begins with: cmocka with the headers it wants, and an arena for
 * each test. */
#ifndef LEIDRAAD_TESTS_CHECK_H
#define LEIDRAAD_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

/* Setup and teardown that make the test's state an arena.  A test that runs out of memory fails in
 * arena_fail(), which aborts: no test but those of the arena sets a recovery point. */
static inline int with_arena(void **state)
{
    return arena_create((struct arena **)state);
}

static inline int without_arena(void **state)
{
    arena_free(*state);
    return 0;
}

#define ARENA_TEST(test) cmocka_unit_test_setup_teardown(test, with_arena, without_arena)

#define assert_str_equal(a, b)                                             \
    do {                                                                   \
        struct str str_a = (a), str_b = (b);                               \
        assert_int_equal(str_a.len, str_b.len);                            \
        if (str_a.len) assert_memory_equal(str_a.at, str_b.at, str_a.len); \
    } while (0)

#endif
