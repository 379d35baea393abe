/* The calendar against that of the C library, and the dates that people write. */
#define _DEFAULT_SOURCE /* timegm */
#include "tests/unit/check.h"

#include "value/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SECONDS_PER_DAY = 86400 };

static void every_day_is_that_of_the_c_library(void **state)
{
    (void)state;
    struct tm first = {.tm_year = 1900 - 1900, .tm_mon = 0, .tm_mday = 1};
    struct tm last = {.tm_year = 2199 - 1900, .tm_mon = 11, .tm_mday = 31};
    date from = (date)(timegm(&first) / SECONDS_PER_DAY);
    date to = (date)(timegm(&last) / SECONDS_PER_DAY);
    assert_int_equal(to - from + 1, 300 * 365 + 73); /* 1900 and 2100 have no leap day; 2000 has */

    for (date d = from; d <= to; d++) {
        time_t seconds = (time_t)d * SECONDS_PER_DAY;
        struct tm tm;
        assert_non_null(gmtime_r(&seconds, &tm));
        struct civil c = civil_from_date(d);
        assert_int_equal(c.year, tm.tm_year + 1900);
        assert_int_equal(c.month, tm.tm_mon + 1);
        assert_int_equal(c.day, tm.tm_mday);
        assert_true(date_valid(c));
        assert_int_equal(date_from_civil(c), d);
        assert_int_equal(date_year(d), c.year);
    }
}

/* The whole range, by its own step: the day after is the next day, month or year. */
static void every_day_follows_the_one_before(void **state)
{
    (void)state;
    struct civil c = {1, 1, 1};
    for (date d = DATE_MIN; d <= DATE_MAX; d++) {
        struct civil is = civil_from_date(d);
        if (is.year != c.year || is.month != c.month || is.day != c.day || date_from_civil(c) != d)
            fail_msg("day %d is not %d-%d-%d", d, c.year, c.month, c.day);
        if (++c.day > days_in_month(c.year, c.month)) {
            c.day = 1;
            if (++c.month > 12) c = (struct civil){c.year + 1, 1, 1};
        }
    }
    assert_int_equal(c.year, 10000);
}

static void leap_days_and_what_is_no_day(void **state)
{
    (void)state;
    assert_true(date_valid((struct civil){2024, 2, 29}));
    assert_true(date_valid((struct civil){2000, 2, 29}));
    static const struct civil no_days[] = {
        {2023, 2, 29}, {1900, 2, 29}, {2100, 2, 29}, {2024, 2, 30}, {2024, 4, 31}, {2024, 1, 0},
        {2024, 1, 32}, {2024, 0, 1},  {2024, 13, 1}, {0, 12, 31},   {10000, 1, 1}, {2024, 1, -1},
    };
    for (size_t i = 0; i < sizeof no_days / sizeof *no_days; i++)
        assert_false(date_valid(no_days[i]));
}

static void check_months(date from, int months, date down, date up)
{
    assert_int_equal(date_add_months(from, months, MONTH_ROUND_DOWN), down);
    assert_int_equal(date_add_months(from, months, MONTH_ROUND_UP), up);
}

static void months_are_added_and_rounded_once(void **state)
{
    (void)state;
    date d = date_of(2026, 1, 31);
    check_months(d, 0, d, d);
    check_months(d, 1, date_of(2026, 2, 28), date_of(2026, 3, 1));
    check_months(d, 2, date_of(2026, 3, 31), date_of(2026, 3, 31)); /* not by way of February */
    check_months(d, 3, date_of(2026, 4, 30), date_of(2026, 5, 1));
    check_months(d, 25, date_of(2028, 2, 29), date_of(2028, 3, 1));
    check_months(d, -1, date_of(2025, 12, 31), date_of(2025, 12, 31));
    check_months(d, -2, date_of(2025, 11, 30), date_of(2025, 12, 1));
    check_months(d, -11, date_of(2025, 2, 28), date_of(2025, 3, 1));
    check_months(d, -13, date_of(2024, 12, 31), date_of(2024, 12, 31));
    check_months(date_of(2024, 2, 29), 12, date_of(2025, 2, 28), date_of(2025, 3, 1));
    check_months(date_of(2024, 2, 29), 48, date_of(2028, 2, 29), date_of(2028, 2, 29));
    check_months(date_of(2024, 12, 15), 1, date_of(2025, 1, 15), date_of(2025, 1, 15));
    check_months(DATE_MAX, 1, DATE_MAX, DATE_MAX);
    check_months(DATE_MIN, -1, DATE_MIN, DATE_MIN);
    check_months(d, INT32_MAX, DATE_MAX, DATE_MAX);
    check_months(d, INT32_MIN, DATE_MIN, DATE_MIN);
    check_months(date_of(9999, 11, 30), 1, date_of(9999, 12, 30), date_of(9999, 12, 30));
}

static void whole_years_count_anniversaries(void **state)
{
    (void)state;
    enum month_rounding down = MONTH_ROUND_DOWN, up = MONTH_ROUND_UP;
    date leap = date_of(2024, 2, 29);
    assert_int_equal(date_whole_years(leap, leap, down), 0);
    assert_int_equal(date_whole_years(leap, date_of(2025, 2, 27), down), 0);
    assert_int_equal(date_whole_years(leap, date_of(2025, 2, 28), down), 1);
    assert_int_equal(date_whole_years(leap, date_of(2025, 2, 28), up), 0);
    assert_int_equal(date_whole_years(leap, date_of(2025, 3, 1), up), 1);
    assert_int_equal(date_whole_years(leap, date_of(2028, 2, 28), down), 3);
    assert_int_equal(date_whole_years(leap, date_of(2028, 2, 29), down), 4);
    assert_int_equal(date_whole_years(leap, date_of(2028, 2, 28), up), 3);
    assert_int_equal(date_whole_years(leap, date_of(2028, 2, 29), up), 4);
    assert_int_equal(date_whole_years(date_of(2024, 1, 1), date_of(2025, 12, 31), down), 1);
    assert_int_equal(date_whole_years(date_of(2024, 1, 1), date_of(2026, 1, 1), down), 2);
    assert_int_equal(date_whole_years(date_of(2023, 4, 1), date_of(2025, 3, 31), down), 1);
}

/* Against the definition, by counting. */
static void check_whole_years(enum month_rounding rounding)
{
    for (date from = date_of(2023, 1, 1); from <= date_of(2024, 12, 31); from++) {
        int count = 0;
        for (date to = from; to <= date_of(2029, 3, 2); to++) {
            while (date_add_months(from, 12 * (count + 1), rounding) <= to) count++;
            assert_int_equal(date_whole_years(from, to, rounding), count);
        }
    }
}

static void whole_years_agree_with_their_definition(void **state)
{
    (void)state;
    check_whole_years(MONTH_ROUND_DOWN);
    check_whole_years(MONTH_ROUND_UP);
}

static void the_forms_of_a_date_are_read(void **state)
{
    (void)state;
    static const struct str forms[] = {
        STR_INIT("2026-04-01"),     STR_INIT("1-4-2026"),     STR_INIT("01-04-2026"),
        STR_INIT("1-04-2026"),      STR_INIT("01-4-2026"),    STR_INIT("1 april 2026"),
        STR_INIT("01 april 2026"),  STR_INIT("1 APRIL 2026"), STR_INIT("1 April 2026"),
        STR_INIT("1  april  2026"),
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        date d = 0;
        assert_int_equal(date_parse(forms[i], &d), DATE_PARSE_OK);
        assert_int_equal(d, date_of(2026, 4, 1));
    }
    for (int month = 1; month <= 12; month++) {
        char text[40];
        date d = 0;
        snprintf(text, sizeof text, "28 %s 1999", month_dutch(month));
        assert_int_equal(date_parse(str_from(text), &d), DATE_PARSE_OK);
        assert_int_equal(d, date_of(1999, month, 28));
        assert_int_equal(month_from_dutch(str_from(month_dutch(month))), month);
    }
    date d;
    assert_int_equal(date_parse_iso(STR("0001-01-01"), &d), DATE_PARSE_OK);
    assert_int_equal(d, DATE_MIN);
    assert_int_equal(date_parse_iso(STR("9999-12-31"), &d), DATE_PARSE_OK);
    assert_int_equal(d, DATE_MAX);
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const struct str no_form[] = {
        STR_INIT(""),
        STR_INIT("-"),
        STR_INIT("2026"),
        STR_INIT("2026-04"),
        STR_INIT("2026-4-1"),
        STR_INIT("26-04-01"),
        STR_INIT("1-4-26"),
        STR_INIT("001-4-2026"),
        STR_INIT("1-4-20260"),
        STR_INIT("12026-04-01"),
        STR_INIT("2026-04-011"),
        STR_INIT("2026/04/01"),
        STR_INIT("1/4/2026"),
        STR_INIT("1.4.2026"),
        STR_INIT(" 2026-04-01"),
        STR_INIT("2026-04-01 "),
        STR_INIT("+1-4-2026"),
        STR_INIT("1 apr 2026"),
        STR_INIT("1 march 2026"),
        STR_INIT("april 2026"),
        STR_INIT("1april 2026"),
        STR_INIT("1 april2026"),
        STR_INIT("1 april"),
        STR_INIT("1 april 26"),
        STR_INIT("1-april-2026"),
        STR_INIT("1 4 2026"),
        STR_INIT("2026-04-01T00:00"),
        STR_INIT("1 aprill 2026"),
        STR_INIT("46113"),
        STR_INIT("2026-0a-01"),
        STR_INIT("1 april 2026 "),
        STR_INIT("1\tapril\t2026"),
    };
    static const struct str no_day[] = {
        STR_INIT("2026-02-29"),       STR_INIT("2026-02-30"), STR_INIT("30-2-2026"),
        STR_INIT("30 februari 2026"), STR_INIT("31-04-2026"), STR_INIT("0-4-2026"),
        STR_INIT("1-0-2026"),         STR_INIT("1-13-2026"),  STR_INIT("2026-13-01"),
        STR_INIT("2026-00-01"),       STR_INIT("2026-01-00"), STR_INIT("0000-01-01"),
        STR_INIT("99-99-9999"),       STR_INIT("29-2-2100"),
    };
    date d = 12345;
    for (size_t i = 0; i < sizeof no_form / sizeof *no_form; i++)
        if (date_parse(no_form[i], &d) != DATE_PARSE_FORM) fail_msg("%s", no_form[i].at);
    for (size_t i = 0; i < sizeof no_day / sizeof *no_day; i++)
        if (date_parse(no_day[i], &d) != DATE_PARSE_DAY) fail_msg("%s", no_day[i].at);
    assert_int_equal(date_parse_iso(STR("1-4-2026"), &d), DATE_PARSE_FORM);
    assert_int_equal(date_parse_iso(STR("2026-02-30"), &d), DATE_PARSE_DAY);
    assert_int_equal(d, 12345); /* what is refused leaves no trace */
    assert_int_equal(month_from_dutch(STR("")), 0);
    assert_int_equal(month_from_dutch(STR("mei ")), 0);
    assert_int_equal(month_from_dutch(STR("me")), 0);
}

static void dates_are_written(void **state)
{
    struct arena *arena = *state;
    char iso[DATE_ISO_SIZE];
    assert_string_equal(date_iso(date_of(2026, 4, 1), iso), "2026-04-01");
    assert_string_equal(date_iso(DATE_MIN, iso), "0001-01-01");
    assert_string_equal(date_iso(DATE_MAX, iso), "9999-12-31");
    assert_string_equal(date_iso(0, iso), "1970-01-01");
    assert_string_equal(date_words(arena, date_of(2026, 4, 1), true).at, "1 april 2026");
    assert_string_equal(date_words(arena, date_of(2026, 3, 31), false).at, "31 March 2026");
    for (date d = date_of(2023, 1, 1); d <= date_of(2029, 12, 31); d++) {
        date iso_read, words_read;
        assert_int_equal(date_parse_iso(str_from(date_iso(d, iso)), &iso_read), DATE_PARSE_OK);
        assert_int_equal(iso_read, d);
        assert_int_equal(date_parse(date_words(arena, d, true), &words_read), DATE_PARSE_OK);
        assert_int_equal(words_read, d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_is_that_of_the_c_library),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(leap_days_and_what_is_no_day),
        cmocka_unit_test(months_are_added_and_rounded_once),
        cmocka_unit_test(whole_years_count_anniversaries),
        cmocka_unit_test(whole_years_agree_with_their_definition),
        cmocka_unit_test(the_forms_of_a_date_are_read),
        cmocka_unit_test(what_is_no_date_is_refused),
        ARENA_TEST(dates_are_written),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
