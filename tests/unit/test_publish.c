/* The gate: what may be published, and what a commit says of it. */
#include "tests/unit/test_compile_sample.h"

#include "compiler/history/publish.h"

#include <string.h>

/* The vocabulary, the first version and one more file, compiled. */
static struct policies *with(struct arena *arena, const char *text)
{
    return compiled_with(arena, text);
}

static struct submission submit(const struct policies *before, const struct policies *now)
{
    return (struct submission){.before = before ? before->p : NULL,
                               .now = now->p,
                               .files = now->files,
                               .count = now->count};
}

/* Passes, with this text for the commit. */
static void passes(struct arena *arena, const struct submission *s, struct policies *now,
                   struct accepted *accepted)
{
    assert_int_equal(publish_gate(accepted, arena, s, now->diags), STATUS_OK);
    assert_string_equal(diags_text(now).at, "");
}

static void refused(struct arena *arena, const struct submission *s, struct policies *now,
                    const char *expected)
{
    struct accepted accepted;
    assert_int_equal(publish_gate(&accepted, arena, s, now->diags), STATUS_POLICIES);
    assert_string_equal(diags_text(now).at, expected);
}

#define RULE(condition) \
    "regel x \"X\" { soort naleving  bron ba \"x\"  geldt voor praktijk  eis " condition " }\n"

static void the_first_has_nothing_to_be_held_against(void **state)
{
    struct policies *now = with(*state, SECOND(""));
    struct submission s = submit(NULL, now);
    struct accepted accepted;
    passes(*state, &s, now, &accepted);
    assert_null(accepted.differences);
    assert_string_equal(accepted.message.at, "Beleid gepubliceerd\n");
    assert_int_equal(accepted.adopted.len, 2);
    assert_true(str_equal(accepted.adopted.at[1], STR("2025")));
}

static void layout_and_words_pass(void **state)
{
    struct policies *before = with(*state, SECOND(RULE("omgeving en plan")));
    struct policies *layout = with(*state, SECOND("# nieuw\n\n" RULE("omgeving   en plan")));
    struct policies *words = with(*state, SECOND(RULE("plan en omgeving")));
    struct submission s = submit(before, layout);
    struct accepted accepted;
    passes(*state, &s, layout, &accepted);
    assert_string_equal(accepted.message.at, "Opmaak van het beleid gewijzigd\n");
    assert_int_equal(accepted.adopted.len, 0);
    s = submit(before, words);
    passes(*state, &s, words, &accepted);
    assert_string_equal(accepted.message.at,
                        "Tekst van het beleid gewijzigd\n\nAlleen in tekst veranderd: 1\n");
}

static void what_was_adopted_does_not_change(void **state)
{
    struct policies *before = with(*state, SECOND(RULE("patienten ten minste 10")));
    struct policies *now = with(*state, SECOND(RULE("patienten ten minste 20")));
    struct submission s = submit(before, now);
    refused(*state, &s, now, "ADOPTED_CHANGES c.leidraad:4:65\n");
}

static void an_erratum_says_why_it_does(void **state)
{
    struct policies *before = with(*state, SECOND(RULE("patienten ten minste 10")));
    struct policies *now = with(*state, SECOND(RULE("patienten ten minste 20")));
    struct submission s = submit(before, now);
    struct accepted accepted;
    s.erratum = STR("een nul vergeten");
    passes(*state, &s, now, &accepted);
    assert_string_equal(accepted.message.at,
                        "regel x: drempel patienten van `ten minste 10` naar `ten minste 20` "
                        "(2025)\n\nErratum: een nul vergeten\n");
    s.message = STR("  Minimum hersteld \n");
    now = with(*state, SECOND(RULE("patienten ten minste 20")));
    s.now = now->p;
    passes(*state, &s, now, &accepted);
    assert_string_equal(
        accepted.message.at,
        "Minimum hersteld\n\nIn betekenis veranderd:\n- regel x: drempel patienten van `ten minste "
        "10` naar `ten minste 20` (2025)\n\nErratum: een nul vergeten\n");
}

/* Once, whatever the number of versions that it changes. */
static void a_definition_can_change_all_versions(void **state)
{
    static const char changed[] = "leidraad 2025 \"T\" vastgesteld op 31 mei 2024 bron ba \"b\" "
                                  "herziet 2023 { bron ba \"b\"\n"
                                  "  instroom { groep 1 : 1 april 2025  groep 2 : 1 juli 2025 }\n"
                                  "}\n";
    struct policies *before = with(*state, changed), *now = policies_of(*state);
    struct buf vocabulary = {.arena = *state};
    const char *was = "status is ingezet\n", *at = strstr(vocabulary_text, was);
    assert_non_null(at);
    buf_add(&vocabulary, (struct str){vocabulary_text, (size_t)(at - vocabulary_text)});
    buf_adds(&vocabulary, "status is gestopt\n");
    buf_adds(&vocabulary, at + strlen(was));
    now->count = 0;
    add_policy(now, "a.leidraad", buf_str(&vocabulary).at);
    add_policy(now, "b.leidraad", first_text);
    add_policy(now, "c.leidraad", changed);
    compile_expecting(now, "");
    struct submission s = submit(before, now);
    refused(*state, &s, now, "ADOPTED_CHANGES a.leidraad:26:34\n");
}

static void what_was_adopted_stays(void **state)
{
    struct policies *before = with(*state, SECOND("")), *now = policies_of(*state);
    compile_expecting(now, "");
    struct submission s = submit(before, now);
    refused(*state, &s, now, "ADOPTED_GONE -:0:0\n");
}

static void a_concept_changes_as_it_likes(void **state)
{
    static const char concept[] = "leidraad 2025 \"T\" concept herziet 2023 { bron ba \"b\"\n"
                                  "  instroom { groep 1 : 1 april 2025  groep 2 : 1 juli 2025 }\n";
    const char *one = arena_printf(*state, "%s%s}\n", concept, RULE("omgeving"));
    const char *other = arena_printf(*state, "%s%s}\n", concept, RULE("plan"));
    struct policies *before = with(*state, one), *now = with(*state, other);
    struct submission s = submit(before, now);
    struct accepted accepted;
    passes(*state, &s, now, &accepted);
    assert_int_equal(accepted.differences->meaning, 1);
}

static void a_concept_is_adopted(void **state)
{
    struct policies *before = with(
        *state, "leidraad 2025 \"Tweede\" concept herziet 2023 { bron ba \"Tabel 1\"\n"
                "instroom { groep 1 : 1 april 2025  groep 2 slaat over omdat \"later\" }\n}\n");
    struct policies *now = with(*state, SECOND(""));
    struct submission s = submit(before, now);
    struct accepted accepted;
    passes(*state, &s, now, &accepted);
    assert_int_equal(accepted.adopted.len, 1);
    assert_true(str_equal(accepted.adopted.at[0], STR("2025")));
}

static void a_kader_and_a_plan_are_adopted_too(void **state)
{
    static const char plan[] =
        "regioplan p \"P\" van rho \"R\" bij leidraad 2023\n"
        "  vastgesteld op 1 mei 2023 bron ba \"p\" {\n  bron ba \"p\"\n"
        "regel y { soort naleving  bron ba \"y\"  geldt voor praktijk  eis %s }\n}\n";
    struct policies *none = with(*state, "");
    struct policies *one = with(*state, arena_printf(*state, plan, "plan"));
    struct policies *other = with(*state, arena_printf(*state, plan, "omgeving"));
    struct submission s = submit(none, one);
    struct accepted accepted;
    passes(*state, &s, one, &accepted); /* a plan that comes changes nothing in its version */
    s = submit(one, other);
    refused(*state, &s, other, "ADOPTED_CHANGES c.leidraad:4:61\n");

    struct policies *kader = with(*state, KADER(RULE("omgeving")));
    struct policies *changed = with(*state, KADER(RULE("plan")));
    s = submit(kader, changed);
    refused(*state, &s, changed, "ADOPTED_CHANGES c.leidraad:4:65\n");
    struct policies *gone = with(*state, "");
    s = submit(kader, gone);
    refused(*state, &s, gone, "ADOPTED_CHANGES -:0:0\n");
}

/* A value that only a kader asks for is in no version: it is held with the kader, and a default of
 * a later version is not. */
static void what_a_kader_uses_was_adopted_with_it(void **state)
{
    static const char text[] =
        "parameter grens : getal van 0 tot en met 100 {\n"
        "  van 1 januari 2023 tot en met 31 december 2028 : %d bron ba \"g\"\n}\n%s";
    static const char asks[] = KADER(RULE("patienten ten minste grens"));
    struct policies *before = with(*state, arena_printf(*state, text, 10, asks));
    struct policies *now = with(*state, arena_printf(*state, text, 20, asks));
    struct submission s = submit(before, now);
    refused(*state, &s, now, "ADOPTED_CHANGES c.leidraad:1:1\n");

    struct accepted accepted;
    before = with(*state, arena_printf(*state, text, 10, ""));
    now = with(*state, arena_printf(*state, text, 20, ""));
    s = submit(before, now);
    passes(*state, &s, now, &accepted); /* nobody asks for it */

    static const char reads[] = KADER(RULE("plan of lezing groei is eigen"));
    static const char later[] = "%sleidraad 2025 \"T\" concept herziet 2023 { bron ba \"b\"\n"
                                "instroom { groep 1 : 1 april 2025  groep 2 : 1 juli 2025 }\n%s}\n";
    before = with(*state, arena_printf(*state, later, reads, ""));
    now = with(*state, arena_printf(*state, later, reads,
                                    "wijzigt lezing groei { bron ba \"g\"  wijzigt kalender "
                                    "standaard }\n"));
    s = submit(before, now);
    passes(*state, &s, now, &accepted);
}

/* The vocabulary with another last day. */
static struct policies *ending(struct arena *arena, const char *day, const char *rest)
{
    static const char was[] = "31 december 2028";
    struct policies *made = policies_of(arena);
    const char *at = strstr(vocabulary_text, was);
    assert_non_null(at);
    made->count = 0;
    add_policy(made, "a.leidraad",
               arena_printf(arena, "%.*s%s%s", (int)(at - vocabulary_text), vocabulary_text, day,
                            at + strlen(was)));
    add_policy(made, "b.leidraad", first_text);
    add_policy(made, "c.leidraad", rest);
    compile_expecting(made, "");
    return made;
}

static void a_term_is_not_cut_short(void **state)
{
    static const char concept[] = "leidraad 2025 \"T\" concept herziet 2023 { bron ba \"b\"\n"
                                  "instroom { groep 1 : 1 april 2025  groep 2 : 1 juli 2025 }\n}\n";
    struct policies *before = with(*state, SECOND(""));
    struct policies *now = ending(*state, "30 november 2028", SECOND(""));
    struct submission s = submit(before, now);
    struct accepted accepted;
    refused(*state, &s, now, "ADOPTED_CHANGES -:0:0\n");
    now = ending(*state, "31 december 2029", SECOND(""));
    s = submit(before, now);
    passes(*state, &s, now, &accepted);
    before = with(*state, concept);
    now = ending(*state, "30 november 2028", concept); /* cuts only what is announced */
    s = submit(before, now);
    passes(*state, &s, now, &accepted);
}

static void an_example_that_fails_is_refused(void **state)
{
    struct policies *now = with(*state, "voorbeeld \"v\" { bron ba \"v\"\n"
                                        "  gegeven praktijk { begin 1 april 2023  omgeving ja }\n"
                                        "  verwacht regel omgeving niet_voldaan, groep 2\n}\n");
    struct submission s = submit(NULL, now);
    refused(*state, &s, now, "EXAMPLE_FAILS c.leidraad:3:12\nEXAMPLE_FAILS c.leidraad:3:41\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_first_has_nothing_to_be_held_against),
        ARENA_TEST(layout_and_words_pass),
        ARENA_TEST(what_was_adopted_does_not_change),
        ARENA_TEST(an_erratum_says_why_it_does),
        ARENA_TEST(a_definition_can_change_all_versions),
        ARENA_TEST(what_was_adopted_stays),
        ARENA_TEST(a_concept_changes_as_it_likes),
        ARENA_TEST(a_concept_is_adopted),
        ARENA_TEST(a_kader_and_a_plan_are_adopted_too),
        ARENA_TEST(what_a_kader_uses_was_adopted_with_it),
        ARENA_TEST(a_term_is_not_cut_short),
        ARENA_TEST(an_example_that_fails_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
