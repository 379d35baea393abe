/* Diagnostics: order, repetitions, the cap, and the wording. */
#include "tests/unit/check.h"

#include "base/diag.h"

#include <string.h>

static const struct diag_kind no_such = {"T001", SEVERITY_ERROR, "no {0} named {1}",
                                         "did you mean {2}?"};
static const struct diag_kind careful = {"T002", SEVERITY_WARNING, "{0} stands twice", NULL};
static const struct diag_kind bare = {"T003", SEVERITY_NOTICE, "set {a} to {0}, {9}, {} or {1",
                                      NULL};

static struct span at(uint32_t file, uint32_t line, uint32_t column)
{
    return (struct span){file, line, column, line, column + 3};
}

static void places_are_filled_in(void **state)
{
    struct diags *diags = diags_create(*state);
    struct diag *diag = diag_add(diags, &no_such, SPAN_NONE);
    char word[] = "regel";
    diag_arg(diags, diag, str_from(word));
    word[0] = 'X'; /* the record has a copy */
    diag_argf(diags, diag, "\"%s\"", "lerend");
    assert_str_equal(diag_message(*state, diag), STR("no regel named \"lerend\""));
    assert_str_equal(diag_hint(*state, diag), STR("did you mean {2}?")); /* seen, not lost */
    diag_arg(diags, diag, STR("lerende_omgeving"));
    assert_str_equal(diag_hint(*state, diag), STR("did you mean lerende_omgeving?"));

    diag = diag_add(diags, &careful, SPAN_NONE);
    diag_arg(diags, diag, STR("{0}")); /* an argument is not read for places again */
    assert_str_equal(diag_message(*state, diag), STR("{0} stands twice"));
    assert_int_equal(diag_hint(*state, diag).len, 0);

    diag = diag_add(diags, &bare, SPAN_NONE);
    diag_arg(diags, diag, STR("")); /* empty is an argument too */
    assert_str_equal(diag_message(*state, diag), STR("set {a} to , {9}, {} or {1"));

    diag_relate(diags, diag, at(0, 1, 1), "{0} first declared here{1}", STR("groep"));
    assert_int_equal(diag->related.len, 1);
    assert_str_equal(diag_related_message(*state, &diag->related.at[0]),
                     STR("groep first declared here{1}"));
}

static void more_arguments_than_places_do_no_harm(void **state)
{
    struct diags *diags = diags_create(*state);
    struct diag *diag = diag_add(diags, &careful, SPAN_NONE);
    for (int i = 0; i < 3 * DIAG_ARGS; i++) diag_argf(diags, diag, "%d", i);
    for (int i = 0; i < DIAG_ARGS; i++) assert_int_equal(diag->args[i].at[0], '0' + i);
}

static void sorted_by_place_then_arrival(void **state)
{
    struct diags *diags = diags_create(*state);
    assert_int_equal(diags_file(diags, STR("b.leidraad"), STR("")), 0);
    assert_int_equal(diags_file(diags, STR("a.leidraad"), STR("")), 1);
    static const struct span spans[] = {
        {SPAN_NO_FILE, 0, 0, 0, 0},
        {1, 2, 1, 2, 2},
        {0, 9, 1, 9, 2},
        {0, 2, 5, 2, 6},
        {0, 2, 5, 2, 6},
        {0, 2, 1, 2, 9},
        {1, 0, 0, 0, 0},
        {0, 2, 5, 2, 7},
    };
    enum { SPANS = sizeof spans / sizeof *spans };
    static const int expected[SPANS] = {5, 3, 4, 7, 2, 6, 1, 0};
    for (int i = 0; i < SPANS; i++) diag_argf(diags, diag_add(diags, &no_such, spans[i]), "%d", i);
    diags_sort(diags);
    assert_int_equal(diags->list.len, SPANS);
    for (int i = 0; i < SPANS; i++)
        assert_int_equal(diags->list.at[i].args[0].at[0], '0' + expected[i]);
    diag_add(diags, &no_such, SPAN_NONE); /* the list can grow on */
    assert_int_equal(diags->list.len, SPANS + 1);
}

static void repetitions_are_dropped_and_not_counted(void **state)
{
    struct diags *diags = diags_create(*state);
    static const char *const names[] = {"a", "b", "a", "c", "b", "a"};
    for (size_t i = 0; i < 6; i++) {
        diag_arg(diags, diag_add(diags, &no_such, at(0, 1, 1)), str_from(names[i]));
        diag_arg(diags, diag_add(diags, &careful, at(0, 1, 1)), STR("same"));
    }
    /* Alike, but not the same. */
    struct diag *longer = diag_add(diags, &careful, (struct span){0, 1, 1, 2, 1});
    diag_arg(diags, longer, STR("same"));
    struct diag *elsewhere = diag_add(diags, &careful, at(0, 1, 1));
    diag_arg(diags, elsewhere, STR("same"));
    elsewhere->path = STR("praktijk[3].instroom");
    struct diag *related = diag_add(diags, &careful, at(0, 1, 1));
    diag_arg(diags, related, STR("same"));
    diag_relate(diags, related, at(0, 3, 1), "here", STR(""));

    diags_sort(diags);
    assert_int_equal(diags->errors, 3);
    assert_int_equal(diags->warnings, 4);
    assert_int_equal(diags->list.len, 7);
    static const char *const left[] = {"a", "same", "b", "c", "same", "same", "same"};
    for (size_t i = 0; i < 7; i++) assert_string_equal(diags->list.at[i].args[0].at, left[i]);
    assert_int_equal(diags->list.at[6].related.len, 1);
}

static void beyond_the_cap_errors_are_only_counted(void **state)
{
    struct diags *diags = diags_create(*state);
    diags->cap = 10;
    for (uint32_t i = 0; i < 100; i++) {
        struct diag *diag = diag_add(diags, &no_such, at(0, i + 1, 1));
        diag_argf(diags, diag, "%u", i);
        diag_arg(diags, diag, STR("name"));
        diag_relate(diags, diag, at(0, 1, 1), "here", STR("x"));
        diag->suggestion = STR("y");
    }
    assert_int_equal(diags->errors, 100);
    assert_int_equal(diags->dropped, 90);
    assert_int_equal(diags->list.len, 10);
    diag_add(diags, &careful, at(0, 1, 1)); /* the cap is for errors */
    diag_add(diags, &bare, at(0, 1, 1));
    assert_int_equal(diags->list.len, 12);
    assert_int_equal(diags->warnings, 1);
    assert_int_equal(diags->notices, 1);
}

static void sorting_many_at_one_place_is_quick(void **state)
{
    enum { MANY = 50000 };
    struct diags *diags = diags_create(*state);
    for (int i = 0; i < MANY; i++)
        diag_argf(diags, diag_add(diags, &no_such, SPAN_NONE), "%d", i % (MANY / 2));
    diags_sort(diags);
    assert_int_equal(diags->list.len, MANY / 2);
    assert_int_equal(diags->errors, MANY / 2);
    assert_string_equal(diags->list.at[MANY / 2 - 1].args[0].at, "24999");
    diags_sort(diags_create(*state)); /* none at all */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(places_are_filled_in),
        ARENA_TEST(more_arguments_than_places_do_no_harm),
        ARENA_TEST(sorted_by_place_then_arrival),
        ARENA_TEST(repetitions_are_dropped_and_not_counted),
        ARENA_TEST(beyond_the_cap_errors_are_only_counted),
        ARENA_TEST(sorting_many_at_one_place_is_quick),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
