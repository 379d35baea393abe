/* Mistakes that the golden cases (tests/golden/bad/meaning) do not have: one message each.
 *
 * What a message says is for the golden cases to hold; here it is which, and on which line. */
#include "tests/unit/test_compile_sample.h"

#include <string.h>

#define ABOUT_PRACTICE(clauses) \
    KADER("regel x { soort naleving  bron ba \"k\"  geldt voor praktijk\n" clauses "\n}\n")
#define PLAN(id, holder, body)                                        \
    "regioplan " id " \"R\" van " holder " \"R\" bij leidraad 2023\n" \
    "  vastgesteld op 1 juni 2023 bron ba \"r\" { bron ba \"r\"\n" body "}\n"
#define THIRD(groups)                                            \
    "leidraad 2025 \"T\" concept herziet 2023 { bron ba \"c\"\n" \
    "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026\n" groups " } }\n"

static const struct {
    const char *expected; /* "KIND line", of c.leidraad */
    const char *text;
} mistakes[] = {
    {"PLAN_DECLARES 3", PLAN("r", "rho", "lezing z { bron ba \"1\"  a standaard  b }\n")},
    {"HOLDER_KINDS 5",
     "onderwerp zorg { sleutel zorg : code }\n" PLAN("r", "rho", "") PLAN("z", "zorg", "")},
    {"GROUP_NUMBER 3", THIRD("groep 100 : 1 mei 2026")},
    {"GROUP_NUMBER 3", THIRD("groep 0 : 1 mei 2026")},
    {"TYPE_DETAIL 1", "onderwerp z { sleutel z : code  a : datum 2 decimalen }\n"},
    {"SCALE_MANY 1",
     "onderwerp z { sleutel z : code  a : getal 10 decimalen van 0 tot en met 1 }\n"},
    {"TYPE_NAME 1", "keuze datum { a }\n"},
    {"KEY_LATE 2", "onderwerp z { a : datum\nsleutel z : code }\n"},
    {"KEY_IN_LIST 2", "onderwerp z { sleutel z : code\nlijst rij { sleutel a : code } }\n"},
    {"NAME_AMBIGUOUS 6",
     "parameter klaar : getal { van 1 januari 2025 : 3 bron ba \"x\" }\n" ABOUT_PRACTICE(
         "eis klaar")},
    {"MEMBERS_OF 5", ABOUT_PRACTICE("eis patienten in {gepland}")},
    {"IN_YEAR_DATE 6", ABOUT_PRACTICE("jaarlijks uiterlijk einde van verplichtingsjaar\n"
                                      "eis patienten in verplichtingsjaar")},
    {"SCALE_PRODUCT 5", ABOUT_PRACTICE("eis uren × uren × uren × uren × uren is 1")},
    {"CALCULATION_TYPE 1", "berekening z \"Z\" : datum { geldt voor praktijk  waarde begin }\n"},
    {"CALCULATION_RANGE 2", "berekening z \"Z\" : getal van 0 tot en met 10 { geldt voor praktijk\n"
                            "waarde patienten }\n"},
    {"LEAP_DAY 2", "taak z \"Z\" { door LHV  bron ba \"z\"\n"
                   "jaarlijks van 29 februari tot en met 1 maart van 2025 tot en met 2026 }\n"},
    {"WINDOW_YEARS 2", "taak z \"Z\" { door LHV  bron ba \"z\"\n"
                       "jaarlijks van 1 februari tot en met 1 maart van 2025 tot en met 12026 }\n"},
    {"RULE_ABSENT 2", "besluit z \"Z\" { geldt voor praktijk  bron ba \"z\"\n"
                      "ja als een regel uit {komt_nog} niet_voldaan is }\n"},
};

/* The one diagnostic, as "KIND line". */
static void expect_one(struct policies *policies, const char *expected)
{
    compile(&policies->compiled, policies->arena, policies->files, policies->count,
            policies->diags);
    assert_string_equal(kinds_text(policies).at, expected);
}

static void each_has_one_message(void **state)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct policies *policies = policies_of(*state);
        add_policy(policies, "c.leidraad", mistakes[i].text);
        expect_one(policies, mistakes[i].expected);
    }
}

/* The vocabulary with one text in it replaced. */
static struct policies *with_vocabulary(struct arena *arena, const char *old, const char *new)
{
    struct policies *policies = policies_of(arena);
    const char *at = strstr(vocabulary_text, old);
    assert_non_null(at);
    policies->count = 0;
    add_policy(policies, "a.leidraad",
               arena_printf(arena, "%.*s%s%s", (int)(at - vocabulary_text), vocabulary_text, new,
                            at + strlen(old)));
    return policies;
}

static void a_plan_is_found_by_one_column(void **state)
{
    struct policies *policies = with_vocabulary(*state, "  rho : verwijzing naar rho\n",
                                                "  rho : verwijzing naar rho\n"
                                                "  tweede : verwijzing naar rho\n");
    add_policy(policies, "b.leidraad", first_text);
    add_policy(policies, "c.leidraad", PLAN("r", "rho", ""));
    expect_one(policies, "HOLDER_AMBIGUOUS 1");
}

/* Two rules, one missing keuze: said where it is first needed. */
static void a_name_that_is_used_often_is_missed_once(void **state)
{
    struct policies *policies = with_vocabulary(*state, "keuze soort", "keuze soorten");
    add_policy(policies, "b.leidraad", first_text);
    expect_one(policies, "KEUZE_NEEDED 5");
    assert_int_equal(policies->diags->list.at[0].related.len, 1);

    policies = with_vocabulary(*state, "bron ba", "bron bc");
    expect_one(policies, "SOURCE_UNKNOWN 34"); /* five citations of it */
    assert_int_equal(policies->diags->list.at[0].related.len, 3);
}

static void versions_need_a_first_one(void **state)
{
    struct policies *policies = with_vocabulary(*state, "stelsel", "stelsel");
    add_policy(policies, "c.leidraad",
               ABOUT_PRACTICE("eis rho is \"R\" en patienten ten minste 3\n"
                              "en er is een rho.regioplan met (leidraad is 2023)"));
    expect_one(policies, "VERSION_NONE 6");
}

static void groups_are_numbered_without_gaps(void **state)
{
    struct policies *policies = with_vocabulary(*state, "stelsel", "stelsel");
    add_policy(policies, "b.leidraad",
               "leidraad 2023 \"E\" vastgesteld op 30 januari 2023 bron ba \"a\" {\n"
               "bron ba \"Tabel 1\"\n"
               "instroom { groep 1 : 1 april 2023  groep 3 : 1 juli 2023 }\n"
               "}\n");
    expect_one(policies, "GROUP_GAP 3");
}

static void there_is_an_end_to_versions(void **state)
{
    struct policies *policies = with_vocabulary(*state, "31 december 2028", "31 december 2999");
    struct buf text = {.arena = *state};
    buf_adds(&text, first_text);
    for (int year = 2024; year < 2024 + 64; year++)
        buf_printf(&text,
                   "leidraad %d \"V\" concept herziet %d { bron ba \"v\"\n"
                   "instroom { groep 1 : 1 april %d  groep 2 : 1 juli %d } }\n",
                   year, year - 1, year, year);
    add_policy(policies, "b.leidraad", buf_str(&text).at);
    expect_one(policies, "VERSIONS_MANY 139");
}

/* Each definition asks twice for the one before it: the work doubles. */
static void there_is_an_end_to_work(void **state)
{
    struct buf text = {.arena = *state};
    buf_adds(&text, "definitie d0 = plan\n");
    for (int i = 1; i < 40; i++)
        buf_printf(&text, "definitie d%d = d%d en niet d%d\n", i, i - 1, i - 1);
    struct policies *policies =
        with_vocabulary(*state, "definitie klaar = omgeving en plan\n", buf_str(&text).at);
    expect_one(policies, "TOO_MUCH 45");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(each_has_one_message),
        ARENA_TEST(a_plan_is_found_by_one_column),
        ARENA_TEST(a_name_that_is_used_often_is_missed_once),
        ARENA_TEST(versions_need_a_first_one),
        ARENA_TEST(groups_are_numbered_without_gaps),
        ARENA_TEST(there_is_an_end_to_versions),
        ARENA_TEST(there_is_an_end_to_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
