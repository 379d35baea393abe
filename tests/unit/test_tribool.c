/* Strong Kleene logic with two grades of unknown, against its definition: a value holds whenever
 * every completion of the unknowns gives it, and a missing datum outranks an open norm. */
#include "tests/unit/check.h"

#include "value/tribool.h"

static const enum tribool all[] = {TRI_NEE, TRI_JA, TRI_OPEN, TRI_ONBEKEND};
enum { ALL = sizeof all / sizeof *all };

static int is_unknown(enum tribool a)
{
    return a == TRI_OPEN || a == TRI_ONBEKEND;
}

/* What `and` (or `or`) of the completions of a and b leave possible. */
static enum tribool by_completion(enum tribool a, enum tribool b, int is_or)
{
    int may_be_true = 0, may_be_false = 0;
    for (int x = 0; x < 2; x++)
        for (int y = 0; y < 2; y++) {
            if (!is_unknown(a) && x != (a == TRI_JA)) continue;
            if (!is_unknown(b) && y != (b == TRI_JA)) continue;
            int result = is_or ? x || y : x && y;
            may_be_true |= result;
            may_be_false |= !result;
        }
    if (may_be_true != may_be_false) return may_be_true ? TRI_JA : TRI_NEE;
    return a == TRI_ONBEKEND || b == TRI_ONBEKEND ? TRI_ONBEKEND : TRI_OPEN;
}

static void every_pair_follows_the_definition(void **state)
{
    (void)state;
    for (int i = 0; i < ALL; i++)
        for (int j = 0; j < ALL; j++) {
            assert_int_equal(tri_and(all[i], all[j]), by_completion(all[i], all[j], 0));
            assert_int_equal(tri_or(all[i], all[j]), by_completion(all[i], all[j], 1));
        }
}

static void not_turns_truth_and_keeps_unknown(void **state)
{
    (void)state;
    assert_int_equal(tri_not(TRI_JA), TRI_NEE);
    assert_int_equal(tri_not(TRI_NEE), TRI_JA);
    assert_int_equal(tri_not(TRI_OPEN), TRI_OPEN);
    assert_int_equal(tri_not(TRI_ONBEKEND), TRI_ONBEKEND);
}

static void the_laws_hold(void **state)
{
    (void)state;
    for (int i = 0; i < ALL; i++)
        for (int j = 0; j < ALL; j++) {
            enum tribool a = all[i], b = all[j];
            assert_int_equal(tri_not(tri_and(a, b)), tri_or(tri_not(a), tri_not(b)));
            assert_int_equal(tri_and(a, b), tri_and(b, a));
            assert_int_equal(tri_or(a, b), tri_or(b, a));
            for (int k = 0; k < ALL; k++) {
                assert_int_equal(tri_and(a, tri_and(b, all[k])), tri_and(tri_and(a, b), all[k]));
                assert_int_equal(tri_or(a, tri_or(b, all[k])), tri_or(tri_or(a, b), all[k]));
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pair_follows_the_definition),
        cmocka_unit_test(not_turns_truth_and_keeps_unknown),
        cmocka_unit_test(the_laws_hold),
    };
    return cmocka_run_group_tests_name("tribool", tests, NULL, NULL);
}
