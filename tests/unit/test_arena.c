/* The arena: that items are apart, aligned, zeroed and kept, and that memory running out anywhere
 * ends in the recovery branch with everything released. */
#include "tests/unit/check.h"

#include "base/status.h"
#include "base/vec.h"
#include "tests/unit/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 2000 };

static size_t size_of(size_t i)
{
    return i % 50 == 49 ? 20000 + i : i % 97; /* small and large items through each other */
}

static void items_are_zeroed_aligned_and_apart(void **state)
{
    struct arena *arena = *state;
    for (int round = 0; round < 3; round++) {
        unsigned char *items[MANY];
        for (size_t i = 0; i < MANY; i++) {
            items[i] = arena_alloc(arena, size_of(i));
            assert_non_null(items[i]);
            assert_int_equal((uintptr_t)items[i] % _Alignof(max_align_t), 0);
            for (size_t j = 0; j < size_of(i); j++) assert_int_equal(items[i][j], 0);
            memset(items[i], (int)(i % 255 + 1), size_of(i));
        }
        for (size_t i = 0; i < MANY; i++)
            for (size_t j = 0; j < size_of(i); j++) assert_int_equal(items[i][j], i % 255 + 1);
        arena_reset(arena); /* the next round finds dirty blocks, and must not see it */
    }
}

static void text_is_copied_and_printed(void **state)
{
    struct arena *arena = *state;
    assert_string_equal(arena_copy(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    assert_string_equal(arena_printf(arena, "%s %d", "groep", 4), "groep 4");
    for (int len = 250; len < 260; len++) { /* around the size that is formatted at once */
        char *text = arena_printf(arena, "%*d", len, 7);
        assert_int_equal(strlen(text), len);
        assert_int_equal(text[len - 1], '7');
    }
    /* An item behind text is aligned all the same. */
    assert_int_equal((uintptr_t)arena_alloc(arena, 8) % _Alignof(max_align_t), 0);
}

static void resize_keeps_and_zeroes(void **state)
{
    struct arena *arena = *state;
    for (int between = 0; between < 2; between++) {
        unsigned char *item = NULL;
        size_t size = 0;
        for (size_t larger = 1; larger < 200000; larger = larger * 3 + 1) {
            item = arena_resize(arena, item, size, larger);
            for (size_t i = 0; i < size; i++) assert_int_equal(item[i], 0xAB);
            for (size_t i = size; i < larger; i++) assert_int_equal(item[i], 0);
            memset(item, 0xAB, larger);
            size = larger;
            if (between) arena_alloc(arena, 1); /* or the item is the last, and grows in place */
        }
        assert_ptr_equal(arena_resize(arena, item, size, size - 1), item);
    }
}

static void vec_grows_and_zeroes(void **state)
{
    struct arena *arena = *state;
    struct pair {
        int64_t a, b;
    };
    VEC(struct pair) pairs = {0};
    for (int64_t i = 0; i < 10000; i++) {
        struct pair *pair = VEC_PUSH(arena, &pairs);
        assert_int_equal(pair->a | pair->b, 0);
        *pair = (struct pair){i, -i};
    }
    for (int64_t i = 0; i < 10000; i++) {
        assert_int_equal(pairs.at[i].a, i);
        assert_int_equal(pairs.at[i].b, -i);
    }
    pairs.len = 3;
    assert_int_equal(VEC_PUSH(arena, &pairs)->a, 0);
    assert_int_equal(pairs.len, 4);
}

static int order[8];
static int released;

static void note_release(void *object)
{
    order[released++] = *(int *)object;
}

static void deferred_runs_newest_first_with_its_object_alive(void **state)
{
    (void)state;
    struct arena *arena;
    assert_int_equal(arena_create(&arena), 0);
    released = 0;
    for (int i = 1; i <= 3; i++) {
        int *object = ARENA_NEW(arena, int);
        *object = i;
        arena_defer(arena, note_release, object);
    }
    arena_reset(arena);
    assert_int_equal(released, 3);
    for (int i = 0; i < 3; i++) assert_int_equal(order[i], 3 - i);

    int *object = ARENA_NEW(arena, int);
    *object = 7;
    arena_defer(arena, note_release, object);
    arena_free(arena);
    assert_int_equal(released, 4);
    assert_int_equal(order[3], 7);
    arena_free(NULL);
}

static bool overflows(struct arena *arena, size_t count, size_t size)
{
    if (ARENA_CAUGHT(arena)) return true;
    arena_alloc_array(arena, count, size);
    return false;
}

static void sizes_that_overflow_are_caught(void **state)
{
    struct arena *arena = *state;
    assert_true(overflows(arena, SIZE_MAX / 2 + 1, 2));
    assert_true(overflows(arena, SIZE_MAX, SIZE_MAX));
    assert_true(overflows(arena, SIZE_MAX, 1));
    assert_true(overflows(arena, SIZE_MAX - 8, 1));
    assert_false(overflows(arena, 0, SIZE_MAX));
    assert_false(overflows(arena, 10, 10));
}

/* An entry point as the header shows it, with some of everything. */
static int entry_point(void)
{
    struct arena *arena;
    if (arena_create(&arena)) return STATUS_MEMORY;
    if (ARENA_CAUGHT(arena)) {
        arena_free(arena);
        return STATUS_MEMORY;
    }
    VEC(int) numbers = {0};
    struct buf text = {.arena = arena};
    struct interner *names = interner_create(arena);
    for (int i = 0; i < 20000; i++) {
        *VEC_PUSH(arena, &numbers) = i;
        buf_printf(&text, "%d,", i);
        intern(names, str_from(arena_printf(arena, "naam %d", i)));
    }
    for (int i = 0; i < 3; i++) {
        int *outside = malloc(sizeof *outside);
        if (!outside) arena_fail(arena);
        arena_defer(arena, free, outside);
        arena_alloc(arena, 100000);
    }
    arena_free(arena);
    return STATUS_OK;
}

/* That nothing leaks on the way is for the sanitizer and valgrind to see. */
static void every_allocation_may_fail(void **state)
{
    (void)state;
    size_t n = 1;
    for (;; n++) {
        alloc_fail_at(n);
        int status = entry_point();
        if (!alloc_failed()) {
            assert_int_equal(status, STATUS_OK);
            break;
        }
        assert_int_equal(status, STATUS_MEMORY);
        /* Each item is a malloc in the debug arena: the later ones are alike, so take longer steps
         * through them. */
        if (n > 200) n += n / 4;
    }
    assert_true(n > 10);
}

static int nested(struct arena *arena)
{
    jmp_buf outer;
    memcpy(&outer, arena_guard(arena), sizeof outer);
    int status = STATUS_MEMORY;
    if (!ARENA_CAUGHT(arena)) arena_fail(arena);
    memcpy(arena_guard(arena), &outer, sizeof outer);
    return status;
}

static void recovery_points_nest(void **state)
{
    struct arena *arena = *state;
    volatile int inner = STATUS_OK;
    if (ARENA_CAUGHT(arena)) {
        assert_int_equal(inner, STATUS_MEMORY);
        return;
    }
    inner = nested(arena);
    arena_fail(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(items_are_zeroed_aligned_and_apart),
        ARENA_TEST(text_is_copied_and_printed),
        ARENA_TEST(resize_keeps_and_zeroes),
        ARENA_TEST(vec_grows_and_zeroes),
        cmocka_unit_test(deferred_runs_newest_first_with_its_object_alive),
        ARENA_TEST(sizes_that_overflow_are_caught),
        cmocka_unit_test(every_allocation_may_fail),
        ARENA_TEST(recovery_points_nest),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
