/* Exact decimals: what is read and what is refused, the borders of 64 bits, and rounding. */
#include "tests/unit/check.h"

#include "value/decimal.h"

#include <inttypes.h>
#include <stdio.h>

struct reading {
    const char *text;
    unsigned scale;
    enum decimal_parse result;
    int64_t value;
};

typedef enum decimal_parse parse_fn(struct str text, unsigned scale, int64_t *out);

static void check_readings(parse_fn *parse, const struct reading *readings, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct reading *r = &readings[i];
        int64_t value = -77;
        enum decimal_parse result = parse(str_from(r->text), r->scale, &value);
        int64_t expected = r->result == DECIMAL_OK ? r->value : -77; /* refused: not touched */
        if (result != r->result || value != expected)
            fail_msg("\"%s\" at scale %u: %d, %" PRId64, r->text, r->scale, (int)result, value);
    }
}

static void dutch_numbers(void **state)
{
    (void)state;
    static const struct reading readings[] = {
        {"0", 0, DECIMAL_OK, 0},
        {"-0", 0, DECIMAL_OK, 0},
        {"4,6", 2, DECIMAL_OK, 460},
        {"-4,6", 2, DECIMAL_OK, -460},
        {"2095", 0, DECIMAL_OK, 2095},
        {"2,095", 3, DECIMAL_OK, 2095},
        {"0007", 0, DECIMAL_OK, 7},
        {"4,60000", 1, DECIMAL_OK, 46},
        {"4,000", 0, DECIMAL_OK, 4},
        {"4,61", 1, DECIMAL_SCALE, 0},
        {"0,0000000001", 9, DECIMAL_SCALE, 0},
        {"", 2, DECIMAL_FORM, 0},
        {"-", 2, DECIMAL_FORM, 0},
        {",", 2, DECIMAL_FORM, 0},
        {",5", 2, DECIMAL_FORM, 0},
        {"5,", 2, DECIMAL_FORM, 0},
        {"1,2,3", 2, DECIMAL_FORM, 0},
        {"+5", 2, DECIMAL_FORM, 0},
        {"--5", 2, DECIMAL_FORM, 0},
        {"5-", 2, DECIMAL_FORM, 0},
        {" 5", 2, DECIMAL_FORM, 0},
        {"5 ", 2, DECIMAL_FORM, 0},
        {"1e3", 2, DECIMAL_FORM, 0},
        {"0x10", 2, DECIMAL_FORM, 0},
        {"ja", 2, DECIMAL_FORM, 0},
        {"\xE2\x82\xAC 5", 2, DECIMAL_FORM, 0},
        {"inf", 2, DECIMAL_FORM, 0},
    };
    check_readings(decimal_parse_dutch, readings, sizeof readings / sizeof *readings);
}

static void a_dot_is_asked_about(void **state)
{
    (void)state;
    static const struct reading readings[] = {
        {"2.095", 0, DECIMAL_AMBIGUOUS, 0},
        {"2.095", 3, DECIMAL_AMBIGUOUS, 0},
        {"-2.095", 3, DECIMAL_AMBIGUOUS, 0},
        {"2.095,50", 2, DECIMAL_AMBIGUOUS, 0},
        {"1.234.567", 0, DECIMAL_AMBIGUOUS, 0},
        {"4.6", 1, DECIMAL_AMBIGUOUS, 0},
        {"2,095.50", 2, DECIMAL_AMBIGUOUS, 0},
        {"5.", 2, DECIMAL_AMBIGUOUS, 0},
        {".5", 2, DECIMAL_AMBIGUOUS, 0},
        {".", 2, DECIMAL_FORM, 0},
        {"-.", 2, DECIMAL_FORM, 0},
        {"1,2.3,4", 2, DECIMAL_FORM, 0},
        {"1.5x", 2, DECIMAL_FORM, 0},
        {"1.5-", 2, DECIMAL_FORM, 0},
    };
    check_readings(decimal_parse_dutch, readings, sizeof readings / sizeof *readings);
}

static void json_numbers(void **state)
{
    (void)state;
    static const struct reading readings[] = {
        {"0", 0, DECIMAL_OK, 0},
        {"-0", 2, DECIMAL_OK, 0},
        {"4.6", 2, DECIMAL_OK, 460},
        {"-3", 0, DECIMAL_OK, -3},
        {"1e3", 0, DECIMAL_OK, 1000},
        {"1E+3", 0, DECIMAL_OK, 1000},
        {"2500e-2", 0, DECIMAL_OK, 25},
        {"2501e-2", 0, DECIMAL_SCALE, 0},
        {"2501e-2", 2, DECIMAL_OK, 2501},
        {"0.046e2", 1, DECIMAL_OK, 46},
        {"0.1", 9, DECIMAL_OK, 100000000}, /* exactly, which no binary fraction is */
        {"1.0000000000000000000000", 0, DECIMAL_OK, 1},
        {"0e999999999999999999999", 0, DECIMAL_OK, 0},
        {"0.000e-99999999999999999999", 0, DECIMAL_OK, 0},
        {"1e999999999999999999999", 0, DECIMAL_RANGE, 0},
        {"1e-99999999999999999999", 9, DECIMAL_SCALE, 0},
        {"1e19", 0, DECIMAL_RANGE, 0},
        {"1e18", 0, DECIMAL_OK, 1000000000000000000},
        {"1e10", 9, DECIMAL_RANGE, 0},
        {"", 0, DECIMAL_FORM, 0},
        {"-", 0, DECIMAL_FORM, 0},
        {"01", 0, DECIMAL_FORM, 0},
        {"-01", 0, DECIMAL_FORM, 0},
        {"00", 0, DECIMAL_FORM, 0},
        {".5", 1, DECIMAL_FORM, 0},
        {"5.", 1, DECIMAL_FORM, 0},
        {"5.e1", 1, DECIMAL_FORM, 0},
        {"1e", 0, DECIMAL_FORM, 0},
        {"1e+", 0, DECIMAL_FORM, 0},
        {"1e+-1", 0, DECIMAL_FORM, 0},
        {"1e1.5", 0, DECIMAL_FORM, 0},
        {"+1", 0, DECIMAL_FORM, 0},
        {"4,6", 1, DECIMAL_FORM, 0},
        {"1 ", 0, DECIMAL_FORM, 0},
        {"NaN", 0, DECIMAL_FORM, 0},
    };
    check_readings(decimal_parse_json, readings, sizeof readings / sizeof *readings);
}

static void the_borders_of_64_bits(void **state)
{
    (void)state;
    static const struct reading dutch[] = {
        {"9223372036854775807", 0, DECIMAL_OK, INT64_MAX},
        {"9223372036854775808", 0, DECIMAL_RANGE, 0},
        {"-9223372036854775808", 0, DECIMAL_OK, INT64_MIN},
        {"-9223372036854775809", 0, DECIMAL_RANGE, 0},
        {"92233720368547758,07", 2, DECIMAL_OK, INT64_MAX},
        {"92233720368547758,08", 2, DECIMAL_RANGE, 0},
        {"-92233720368547758,08", 2, DECIMAL_OK, INT64_MIN},
        {"9223372036,854775807", 9, DECIMAL_OK, INT64_MAX},
        {"9223372036854775807", 1, DECIMAL_RANGE, 0},
        {"000000000000000000000000000001", 0, DECIMAL_OK, 1},
        {"99999999999999999999999999999", 0, DECIMAL_RANGE, 0},
    };
    static const struct reading json[] = {
        {"9223372036854775807", 0, DECIMAL_OK, INT64_MAX},
        {"9223372036854775808", 0, DECIMAL_RANGE, 0},
        {"-9.223372036854775808e18", 0, DECIMAL_OK, INT64_MIN},
        {"-9.223372036854775809e18", 0, DECIMAL_RANGE, 0},
        {"9223372036854775807e-9", 9, DECIMAL_OK, INT64_MAX},
    };
    check_readings(decimal_parse_dutch, dutch, sizeof dutch / sizeof *dutch);
    check_readings(decimal_parse_json, json, sizeof json / sizeof *json);
}

static void numbers_are_written_and_read_back(void **state)
{
    (void)state;
    char text[DECIMAL_TEXT_SIZE];
    assert_string_equal(decimal_text(460, 2, '.', text), "4.60");
    assert_string_equal(decimal_text(460, 2, ',', text), "4,60");
    assert_string_equal(decimal_text(460, 0, '.', text), "460");
    assert_string_equal(decimal_text(0, 0, '.', text), "0");
    assert_string_equal(decimal_text(0, 2, '.', text), "0.00");
    assert_string_equal(decimal_text(5, 2, '.', text), "0.05");
    assert_string_equal(decimal_text(-5, 2, '.', text), "-0.05");
    assert_string_equal(decimal_text(-460, 1, '.', text), "-46.0");
    assert_string_equal(decimal_text(INT64_MIN, 9, '.', text), "-9223372036.854775808");
    assert_string_equal(decimal_text(INT64_MAX, 0, '.', text), "9223372036854775807");

    for (unsigned scale = 0; scale <= DECIMAL_SCALE_MAX; scale++)
        for (int64_t value = INT64_MIN;; value = value / 3 + 1) {
            int64_t read;
            struct str dutch = str_from(decimal_text(value, scale, ',', text));
            assert_int_equal(decimal_parse_dutch(dutch, scale, &read), DECIMAL_OK);
            assert_true(read == value);
            struct str json = str_from(decimal_text(value, scale, '.', text));
            assert_int_equal(decimal_parse_json(json, scale, &read), DECIMAL_OK);
            assert_true(read == value);
            if (value == 1) break;
        }
}

static void widening_is_exact_or_refused(void **state)
{
    (void)state;
    int64_t wide = 0;
    assert_true(decimal_widen(46, 1, 3, &wide));
    assert_int_equal(wide, 4600);
    assert_true(decimal_widen(-46, 3, 3, &wide));
    assert_int_equal(wide, -46);
    assert_true(decimal_widen(INT64_MAX / 1000, 0, 3, &wide));
    assert_false(decimal_widen(INT64_MAX / 1000 + 1, 0, 3, &wide));
    assert_true(decimal_widen(INT64_MIN / 1000, 0, 3, &wide));
    assert_false(decimal_widen(INT64_MIN / 1000 - 1, 0, 3, &wide));
    assert_false(decimal_widen(INT64_MAX, 0, 9, &wide));
    assert_true(decimal_widen(0, 0, 9, &wide));
    assert_int_equal(wide, 0);
}

static void check_division(int numerator, int denominator, int down, int up, int half_up,
                           int half_even)
{
    const int expected[] = {down, up, half_up, half_even};
    static const enum rounding modes[] = {ROUND_DOWN, ROUND_UP, ROUND_HALF_UP, ROUND_HALF_EVEN};
    for (int sign = 1; sign >= -1; sign -= 2)
        for (size_t i = 0; i < 4; i++) {
            int64_t quotient = -77;
            assert_true(decimal_divide(sign * numerator, denominator, modes[i], &quotient));
            assert_int_equal(quotient, sign * expected[i]);
            assert_true(decimal_divide(numerator, sign * denominator, modes[i], &quotient));
            assert_int_equal(quotient, sign * expected[i]);
        }
}

static void division_rounds_as_it_is_told(void **state)
{
    (void)state;
    check_division(0, 2, 0, 0, 0, 0);
    check_division(6, 3, 2, 2, 2, 2);
    check_division(1, 2, 0, 1, 1, 0); /* halves: to the even side, or away from zero */
    check_division(3, 2, 1, 2, 2, 2);
    check_division(5, 2, 2, 3, 3, 2);
    check_division(7, 2, 3, 4, 4, 4);
    check_division(1, 3, 0, 1, 0, 0); /* below a half */
    check_division(7, 3, 2, 3, 2, 2);
    check_division(2, 3, 0, 1, 1, 1); /* above */
    check_division(8, 3, 2, 3, 3, 3);
    check_division(250, 100, 2, 3, 3, 2);
    check_division(249, 100, 2, 3, 2, 2);
    check_division(251, 100, 2, 3, 3, 3);
}

/* Every small fraction, against a definition that does not divide: the quotient is the nearest
 * integer of those that the mode allows. */
static void division_agrees_with_its_definition(void **state)
{
    (void)state;
    for (int n = -60; n <= 60; n++)
        for (int d = -13; d <= 13; d++) {
            if (!d) continue;
            int64_t down, up, half_up, half_even;
            assert_true(decimal_divide(n, d, ROUND_DOWN, &down));
            assert_true(decimal_divide(n, d, ROUND_UP, &up));
            assert_true(decimal_divide(n, d, ROUND_HALF_UP, &half_up));
            assert_true(decimal_divide(n, d, ROUND_HALF_EVEN, &half_even));
            int64_t an = n < 0 ? -n : n, ad = d < 0 ? -d : d, sign = (n < 0) != (d < 0) ? -1 : 1;
            assert_true(down * sign >= 0 && up * sign >= 0);
            assert_true(ad * (down * sign) <= an && ad * (down * sign + 1) > an);
            assert_true(ad * (up * sign) >= an && ad * (up * sign - 1) < an);
            int64_t below = 2 * an - 2 * ad * (down * sign), above = 2 * ad * (up * sign) - 2 * an;
            assert_int_equal(half_up, below < above ? down : up);
            assert_int_equal(half_even, below < above   ? down
                                        : below > above ? up
                                        : down % 2      ? up
                                                        : down);
        }
}

static void division_is_exact_in_128_bits(void **state)
{
    (void)state;
    int64_t quotient = -77;
    const int128 most = ((int128)INT64_MAX << 64) + ((int128)UINT64_MAX); /* 2^127 - 1 */
    const int128 least = -most - 1;

    assert_true(decimal_divide((int128)INT64_MAX * INT64_MAX, INT64_MAX, ROUND_DOWN, &quotient));
    assert_true(quotient == INT64_MAX);
    assert_true(decimal_divide((int128)INT64_MIN * 10, 10, ROUND_DOWN, &quotient));
    assert_true(quotient == INT64_MIN);
    assert_true(decimal_divide(most, most, ROUND_HALF_EVEN, &quotient));
    assert_int_equal(quotient, 1);
    assert_true(decimal_divide(least, least, ROUND_HALF_UP, &quotient));
    assert_int_equal(quotient, 1);
    assert_true(decimal_divide(most - 1, least, ROUND_HALF_UP, &quotient));
    assert_int_equal(quotient, -1);
    assert_true(decimal_divide(least / 2, least, ROUND_HALF_UP, &quotient)); /* a half */
    assert_int_equal(quotient, 1);
    assert_true(decimal_divide(least / 2, least, ROUND_HALF_EVEN, &quotient));
    assert_int_equal(quotient, 0);

    /* Rounding may be what makes it not fit. */
    assert_true(decimal_divide((int128)INT64_MAX * 2 + 1, 2, ROUND_DOWN, &quotient));
    assert_false(decimal_divide((int128)INT64_MAX * 2 + 1, 2, ROUND_UP, &quotient));
    assert_true(decimal_divide((int128)INT64_MIN * 2 - 1, 2, ROUND_DOWN, &quotient));
    assert_true(quotient == INT64_MIN);
    assert_false(decimal_divide((int128)INT64_MIN * 2 - 1, 2, ROUND_HALF_UP, &quotient));
    assert_false(decimal_divide(INT64_MIN, -1, ROUND_DOWN, &quotient));
    assert_false(decimal_divide(least, -1, ROUND_DOWN, &quotient));
    assert_false(decimal_divide(most, 1, ROUND_DOWN, &quotient));
    assert_false(decimal_divide(1, 0, ROUND_DOWN, &quotient));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dutch_numbers),
        cmocka_unit_test(a_dot_is_asked_about),
        cmocka_unit_test(json_numbers),
        cmocka_unit_test(the_borders_of_64_bits),
        cmocka_unit_test(numbers_are_written_and_read_back),
        cmocka_unit_test(widening_is_exact_or_refused),
        cmocka_unit_test(division_rounds_as_it_is_told),
        cmocka_unit_test(division_agrees_with_its_definition),
        cmocka_unit_test(division_is_exact_in_128_bits),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
