/* Examples, what differs from what they expect, and which verdicts they show. */
#include "tests/unit/test_compile_sample.h"

#include "compiler/examples/coverage.h"

static struct examples *run_with(struct policies *policies, const char *text, const char *expected)
{
    struct examples *examples;
    add_policy(policies, "v.leidraad", text);
    compile_expecting(policies, "");
    int status = run_examples(&examples, policies->arena, policies->p, policies->files,
                              policies->count, policies->diags);
    assert_string_equal(diags_text(policies).at, expected);
    assert_int_equal(status, *expected ? STATUS_POLICIES : STATUS_OK);
    return examples;
}

static void examples_pass_where_all_comes_out(void **state)
{
    struct examples *examples = run_with(
        policies_of(*state),
        "besluit start \"Start\" { geldt voor praktijk\n"
        "  nee als een regel van soort horde niet_voldaan is }\n"
        "berekening som \"Som\" : bedrag { geldt voor praktijk  waarde patienten × tarief }\n"
        "voorbeeld \"een\" {\n"
        "  gegeven praktijk { begin 1 april 2023  omgeving nee  patienten 100\n"
        "    interventie { status gepland }\n"
        "    interventie { status ingezet } }\n"
        "  op 1 februari 2025 verwacht leidraad 2023, groep 1, groeijaar 2, oordeel voldoet_niet,\n"
        "    regel omgeving niet_voldaan, besluit start nee, berekening som 323,\n"
        "    regel actief onbekend uiterlijk 31 maart 2025 ontbreekt \"interventie[2].gestart\"\n"
        "  op 1 maart 2023 verwacht niet_bepaald nog_niet_ingestroomd\n"
        "  verwacht groeijaar 1, berekening som onbekend\n"
        "}\n"
        "voorbeeld \"een lezing gedraaid\" {\n"
        "  lezing groei is kalender\n"
        "  gegeven praktijk { begin 1 april 2023 }\n"
        "  op 1 februari 2025 verwacht groeijaar 3\n"
        "}\n",
        "");
    assert_int_equal(examples->passed, 2);
    assert_int_equal(examples->failed, 0);
    assert_int_equal(examples->list.at[0].expectations, 13);
}

static void every_difference_is_told(void **state)
{
    struct examples *examples =
        run_with(policies_of(*state),
                 "voorbeeld \"een\" {\n"
                 "  gegeven praktijk { begin 1 juli 2023  interventie geen }\n"
                 "  op 1 augustus 2023 verwacht groep 1, regel omgeving voldaan,\n"
                 "    regel actief loopt uiterlijk 1 juni 2025\n"
                 "}\n",
                 "");
    static const struct {
        uint32_t line;
        const char *expected, *came;
    } misses[] = {
        {3, "groep 1", "2"},
        {3, "regel omgeving voldaan", "onbekend, ontbreekt: omgeving"},
        {4, "uiterlijk 1 juni 2025", "30 juni 2025"},
    };
    const struct example_result *example = &examples->list.at[0];
    assert_int_equal(examples->failed, 1);
    assert_int_equal(example->misses.len, sizeof misses / sizeof *misses);
    for (size_t i = 0; i < example->misses.len; i++) {
        const struct example_miss *miss = &example->misses.at[i];
        assert_int_equal(miss->span.line, misses[i].line);
        assert_str_equal(miss->expected, str_from(misses[i].expected));
        assert_str_equal(miss->came, str_from(misses[i].came));
        assert_int_equal(miss->on->value, date_of(2023, 8, 1));
    }
}

static void an_example_that_names_what_is_not_there_does_not_run(void **state)
{
    struct examples *examples =
        run_with(policies_of(*state),
                 "voorbeeld \"een\" {\n"
                 "  gegeven praktijk { begin 1 juli 2023  omgevin ja  agb \"123\"  patienten 3,5\n"
                 "    interventies geen }\n"
                 "  op 1 augustus 2023 verwacht groep 1\n"
                 "}\n"
                 "voorbeeld \"twee\" {\n"
                 "  gegeven praktijk { begin 1 juli 2023 }\n"
                 "  op 1 augustus 2023 verwacht regel omgevin voldaan, regel omgeving volldaan, "
                 "leidraad 2030\n"
                 "}\n"
                 "voorbeeld \"drie\" {\n"
                 "  lezing groei is kalnder\n"
                 "  gegeven rho { rho \"X\" }\n"
                 "  gegeven rho { rho \"X\" }\n"
                 "  op 1 augustus 2023 verwacht niet_bepaald geen_regels\n"
                 "}\n",
                 "COLUMN_UNKNOWN v.leidraad:2:41\n"
                 "data v.leidraad:2:57\n"
                 "data v.leidraad:2:74\n"
                 "EXAMPLE_LIST v.leidraad:3:5\n"
                 "EXAMPLE_NAME v.leidraad:8:37\n"
                 "EXAMPLE_WORD v.leidraad:8:69\n"
                 "EXAMPLE_WORD v.leidraad:8:88\n"
                 "EXAMPLE_WORD v.leidraad:11:19\n"
                 "data v.leidraad:13:0\n");
    assert_int_equal(examples->list.len, 0);
}

/* ---- coverage ---- */

#define BIT(verdict) (1u << (verdict))

static unsigned reachable(struct arena *arena, const char *clauses)
{
    static const struct examples none;
    struct policies *policies = policies_of(arena);
    add_policy(
        policies, "c.leidraad",
        arena_printf(arena, KADER("regel x { soort naleving  bron ba \"k\"  %s }\n"), clauses));
    int status =
        compile(&policies->compiled, arena, policies->files, policies->count, policies->diags);
    assert_int_equal(status, STATUS_OK); /* perhaps with a warning: some are always met */
    policies->p = policies->compiled.program;
    struct coverage *coverage = coverage_of(arena, policies->p, &none);
    for (size_t i = 0; i < coverage->rules.len; i++)
        if (str_equal(text_of(policies, coverage->rules.at[i].id), STR("x")))
            return coverage->rules.at[i].reachable;
    return 0;
}

static void reachable_verdicts_follow_from_the_rule(void **state)
{
    const unsigned met_or_not = BIT(VOLDAAN) | BIT(NIET_VOLDAAN), unknown = BIT(VERDICT_ONBEKEND);
    static const char *const about = "geldt voor praktijk";
    const struct {
        const char *clauses;
        unsigned verdicts;
    } cases[] = {
        {"eis plan", met_or_not | unknown},
        {"eis groeijaar ten minste 3", met_or_not},
        {"eis patienten ten minste 1 of groeijaar ten minste 0", BIT(VOLDAAN)},
        {"uiterlijk einde van groeijaar 2  eis plan", met_or_not | unknown | BIT(LOOPT)},
        {"eis aantal interventie ten minste minimum", BIT(OPEN_NORM)},
        {"eis plan en aantal interventie ten minste minimum",
         BIT(NIET_VOLDAAN) | unknown | BIT(OPEN_NORM)},
        {"eis tarief minder dan € 5", BIT(VOLDAAN) | BIT(OPEN_NORM)},
        {"eis plan en onbekend omdat \"?\"", BIT(NIET_VOLDAAN) | unknown},
        {"behalve als groep is 1 omdat \"x\"  eis groeijaar ten minste 3",
         met_or_not | BIT(NIET_VAN_TOEPASSING)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *clauses = arena_printf(*state, "%s  %s", about, cases[i].clauses);
        assert_int_equal(reachable(*state, clauses), cases[i].verdicts);
    }
}

static void examples_cover_what_they_expect(void **state)
{
    struct policies *policies = policies_of(*state);
    struct examples *examples =
        run_with(policies,
                 "voorbeeld \"een\" {\n"
                 "  gegeven praktijk { begin 1 juli 2023  omgeving ja }\n"
                 "  op 1 augustus 2023 verwacht regel omgeving voldaan, regel actief onbekend\n"
                 "  op 1 september 2023 verwacht regel omgeving voldaan\n"
                 "}\n",
                 "");
    struct coverage *coverage = coverage_of(*state, policies->p, examples);
    assert_int_equal(coverage->rules.len, 2);
    assert_int_equal(coverage->reachable, 3 + 4);
    assert_int_equal(coverage->covered, 2);
    assert_int_equal(coverage->rules.at[0].covered, BIT(VOLDAAN));
    assert_int_equal(coverage->rules.at[1].covered, BIT(VERDICT_ONBEKEND));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(examples_pass_where_all_comes_out),
        ARENA_TEST(every_difference_is_told),
        ARENA_TEST(an_example_that_names_what_is_not_there_does_not_run),
        ARENA_TEST(reachable_verdicts_follow_from_the_rule),
        ARENA_TEST(examples_cover_what_they_expect),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
