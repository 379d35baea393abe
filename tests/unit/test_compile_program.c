/* From expressions to the program: nodes, ranges, readings, and what of a mistake is said once. */
#include "tests/unit/test_compile_sample.h"

#include "compiler/history/known.h"

#include <string.h>

/* The condition of a rule `x` that says this, about a practice. */
static const struct node *condition(struct policies **policies, struct arena *arena,
                                    const char *text)
{
    *policies = compiled_with(
        arena, arena_printf(arena,
                            KADER("regel x { soort naleving  bron ba \"k\"  geldt voor praktijk\n"
                                  "  eis %s\n}\n"),
                            text));
    const struct program *p = (*policies)->p;
    const struct rule *rule = &p->rules[p->refs[p->kaders[0].rules.first].to];
    return &p->nodes[rule->condition];
}

static void two_scales_are_made_one(void **state)
{
    struct policies *policies;
    const struct node *less = condition(&policies, *state, "uren minder dan 4,5");
    const struct node *literal = &policies->p->nodes[less->b];
    assert_int_equal(less->op, OP_KLEINER);
    assert_int_equal(literal->op, OP_GETAL);
    assert_int_equal(literal->value, 450); /* the literal takes the scale: no node for it */

    less = condition(&policies, *state, "patienten minder dan uren");
    const struct node *wide = &policies->p->nodes[less->a];
    assert_int_equal(wide->op, OP_SCHAAL);
    assert_int_equal(wide->type.scale, 2);
    assert_int_equal(wide->type.max, 100000000);
}

static void ranges_follow_from_those_of_the_operands(void **state)
{
    struct policies *policies;
    const struct node *more = condition(&policies, *state, "patienten × uren - 1 meer dan 0");
    const struct node *minus = &policies->p->nodes[more->a];
    const struct node *times = &policies->p->nodes[minus->a];
    assert_int_equal(times->op, OP_MAAL);
    assert_int_equal(times->type.scale, 2);
    assert_int_equal(times->type.max, INT64_C(10000000000));
    assert_int_equal(minus->type.min, -100);
    assert_int_equal(minus->type.max, INT64_C(10000000000) - 100);
}

static void members_in_braces_are_a_set_without_a_name(void **state)
{
    struct policies *policies;
    const struct node *is = condition(
        &policies, *state, "er is een interventie met (status niet in {gepland, gestopt})");
    const struct node *not = &policies->p->nodes[is->c];
    const struct node *in = &policies->p->nodes[not ->a];
    assert_int_equal(not ->op, OP_NIET);
    assert_int_equal(in->op, OP_IN_SET);
    assert_int_equal(policies->p->sets[in->b].id, NONE);
    assert_int_equal(policies->p->sets[in->b].items.count, 2);
    assert_str_equal(text_of(policies, in->phrase), STR("status in {gepland, gestopt}"));
}

static void every_row_with_a_filter_is_an_implication(void **state)
{
    struct policies *policies;
    const struct node *each =
        condition(&policies, *state, "elke interventie met (actief) heeft (doel is gevuld)");
    const struct node * or = &policies->p->nodes[each->c];
    assert_int_equal(each->op, OP_ELKE);
    assert_int_equal(or->op, OP_OF);
    assert_int_equal(policies->p->nodes[policies->p->edges[or->a].to].op, OP_NIET);
    assert_str_equal(text_of(policies, or->phrase), STR("niet actief of doel is gevuld"));
}

static void a_label_a_key_and_a_year_fit_what_they_stand_beside(void **state)
{
    struct policies *policies;
    const struct node *is =
        condition(&policies, *state, "er is een rho.regioplan met (leidraad is 2023)");
    const struct node *equal = &policies->p->nodes[is->c];
    assert_int_equal(policies->p->nodes[equal->b].type.kind, TYPE_VERSIE);
    assert_int_equal(policies->p->nodes[is->a].op, OP_VERWIJZING);

    equal = condition(&policies, *state, "rho is \"ROHA\"");
    assert_int_equal(policies->p->nodes[equal->b].type.kind, TYPE_VERWIJZING);
}

/* ---- readings ---- */

static struct str readings_of(const struct policies *policies, const struct rule *rule)
{
    struct buf text = {.arena = policies->arena};
    for (index_t i = 0; i < rule->readings.count; i++) {
        index_t reading = policies->p->refs[rule->readings.first + i].to;
        buf_printf(&text, "%s" STR_FMT, i ? " " : "",
                   STR_ARG(text_of(policies, policies->p->readings[reading].id)));
    }
    return buf_str(&text);
}

static void a_rule_rests_on_the_readings_behind_what_it_says(void **state)
{
    struct policies *policies = compiled_with(
        *state, "regioplan r \"R\" van rho \"ROHA\" bij leidraad 2023\n"
                "  vastgesteld op 1 juni 2023 bron ba \"r\" {\n"
                "  bron ba \"r\"\n"
                "  kalender van 1 januari 2023 tot en met 31 december 2024\n"
                "  duur als lezing duur is versie dan zolang_leidraad anders kalender\n"
                "  regel a { soort naleving  bron ba \"r\"  geldt voor praktijk  eis plan }\n"
                "  regel b { soort naleving  bron ba \"r\"  geldt voor praktijk\n"
                "    jaarlijks uiterlijk einde van verplichtingsjaar\n"
                "    eis er is een intervisie met (datum in verplichtingsjaar) }\n"
                "  regel c { soort naleving  bron ba \"r\"  geldt voor praktijk waarvan (groeijaar "
                "ten minste 2)\n"
                "    eis plan }\n"
                "  regel d { soort naleving  bron ba \"r\"  geldt voor rho  eis leider }\n"
                "}\n");
    struct range rules = policies->p->plans[0].rules;
    /* Only a practice has a timeline: for an RHO the plan holds by the calendar in any reading. */
    const char *expected[] = {"duur", "duur jaar", "duur groei", ""};
    for (index_t i = 0; i < rules.count; i++) {
        const struct rule *rule = &policies->p->rules[policies->p->refs[rules.first + i].to];
        assert_str_equal(readings_of(policies, rule), str_from(expected[i]));
    }
    assert_str_equal(readings_of(policies, rule_of(policies, 0, "actief")), STR("groei"));
    assert_str_equal(readings_of(policies, rule_of(policies, 0, "omgeving")), STR(""));
}

/* ---- all of it ---- */

static void the_order_of_the_files_makes_no_difference(void **state)
{
    struct policies *one = compiled_with(*state, SECOND(""));
    struct policies *two = ARENA_NEW(*state, struct policies);
    two->arena = *state;
    two->diags = diags_create(*state);
    add_policy(two, "c.leidraad", SECOND(""));
    add_policy(two, "b.leidraad", first_text);
    add_policy(two, "a.leidraad", vocabulary_text);
    compile_expecting(two, "");
    struct str a = program_save(one->p, *state), b = program_save(two->p, *state);
    assert_str_equal(a, b);
}

static void one_mistake_gives_one_message(void **state)
{
    struct policies *policies = policies_of(*state);
    /* A definition that is wrong is used by two rules in two versions; a version that revises none
     * is named by a plan; a column that is no type is compared. */
    add_policy(
        policies, "c.leidraad",
        SECOND(
            "definitie praktijk.fout = patienten is \"3\" bron ba \"9\"\n"
            "regel een { soort naleving  bron ba \"9\"  geldt voor praktijk  eis fout }\n"
            "regel twee { soort naleving  bron ba \"9\"  geldt voor praktijk  eis niet fout }\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "}\n");
    compile_expecting(policies, "TYPES_UNLIKE c.leidraad:4:27\n");
    assert_null(policies->p);
}

static void a_name_that_may_stand_in_what_cannot_be_read_is_not_missed(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(policies, "c.leidraad",
               "lezing { }\n" KADER("regel x { soort naleving  bron ba \"k\"  geldt voor praktijk\n"
                                    "  eis lezing zoek is a of plam }\n"));
    int status =
        compile(&policies->compiled, *state, policies->files, policies->count, policies->diags);
    /* The reading may be the one above; the column is a slip of one that is there. */
    assert_int_equal(status, STATUS_POLICIES);
    assert_null(strstr(diags_text(policies).at, "READING_UNKNOWN"));
    assert_non_null(strstr(diags_text(policies).at, "NAME_UNKNOWN c.leidraad:6:"));
}

static void no_policies_are_no_program(void **state)
{
    struct policies *policies = ARENA_NEW(*state, struct policies);
    policies->arena = *state;
    policies->diags = diags_create(*state);
    compile_expecting(policies, "STELSEL_NONE -:0:0\n");
    add_policy(policies, "a.leidraad", "");
    assert_int_equal(compile(&policies->compiled, *state, policies->files, 1, policies->diags),
                     STATUS_POLICIES);
}

static struct ast_file *const *files_on(struct policies *policies, struct arena *arena, date on,
                                        size_t *count)
{
    struct ast_file *const *known;
    *count = known_files(&known, arena, policies->diags, policies->files, policies->count, on);
    compile(&policies->compiled, arena, known, *count, policies->diags);
    assert_non_null(policies->compiled.program);
    return known;
}

static void an_earlier_day_lacks_what_was_adopted_later(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(policies, "c.leidraad", SECOND(""));
    add_policy(policies, "d.leidraad", KADER(""));
    add_policy(policies, "e.leidraad",
               "besluit b { geldt voor praktijk  bron ba \"b\"\n"
               "  ja als een regel van soort naleving niet_voldaan is }\n");
    static const struct {
        int year, month, day;
        size_t known;
        index_t versions, kaders, decisions;
    } days[] = {{2023, 1, 29, 1, 0, 0, 0},
                {2023, 1, 30, 2, 1, 0, 0},
                {2024, 4, 30, 4, 1, 1, 1},
                {2024, 5, 30, 4, 1, 1, 1},
                {2024, 5, 31, 5, 2, 1, 1}};
    date *adopted;
    assert_int_equal(adoption_days(&adopted, *state, policies->files, policies->count), 3);
    assert_int_equal(adopted[1], date_of(2024, 4, 30));
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        size_t count;
        files_on(policies, *state, date_of(days[i].year, days[i].month, days[i].day), &count);
        const struct program *p = policies->compiled.program;
        assert_int_equal(count, days[i].known);
        assert_int_equal(p->versions_count, days[i].versions);
        assert_int_equal(p->kaders_count, days[i].kaders);
        assert_int_equal(p->decisions_count, days[i].decisions);
    }
}

/* A concept has its dates and nothing else, from when the source of the dates is there; on the last
 * day of all it is whole. */
static void a_version_is_announced_before_it_is_adopted(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(policies, "c.leidraad", "bron tabel \"Tabel\" datum 1 maart 2024\n");
    add_policy(policies, "d.leidraad", KADER(""));
    add_policy(policies, "e.leidraad",
               "leidraad 2025 \"Tweede\" vastgesteld op 31 mei 2024 bron ba \"b\" herziet 2023 {\n"
               "  bron ba \"b\"\n"
               "  instroom { groep 1 : 1 april 2025 bron tabel \"1\"\n"
               "             groep 2 : 1 juli 2025 bron tabel \"1\" }\n"
               "  regel nieuw { soort naleving  bron ba \"b\"  geldt voor praktijk\n"
               "    eis omgeving }\n"
               "}\n"
               "voorbeeld \"v\" { bron ba \"b\"  gegeven praktijk { instroom 1 april 2025 }\n"
               "  verwacht leidraad 2025 }\n");
    size_t count;
    struct ast_file *const *known = files_on(policies, *state, date_of(2024, 4, 30), &count);
    const struct program *p = policies->compiled.program;
    assert_int_equal(count, 5);
    assert_int_equal(p->versions_count, 2);
    assert_int_equal(p->versions[1].status, VERSION_CONCEPT);
    assert_int_equal(p->versions[1].rules.count, p->versions[0].rules.count);
    assert_int_equal(ast_count(known[4]->tree), 1);

    files_on(policies, *state, date_of(2024, 3, 31), &count);
    assert_int_equal(policies->compiled.program->versions_count, 1);
    files_on(policies, *state, date_of(2024, 5, 31), &count);
    p = policies->compiled.program;
    assert_int_equal(p->versions[1].status, VERSION_ADOPTED);
    assert_int_equal(p->versions[1].rules.count, p->versions[0].rules.count + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(two_scales_are_made_one),
        ARENA_TEST(ranges_follow_from_those_of_the_operands),
        ARENA_TEST(members_in_braces_are_a_set_without_a_name),
        ARENA_TEST(every_row_with_a_filter_is_an_implication),
        ARENA_TEST(a_label_a_key_and_a_year_fit_what_they_stand_beside),
        ARENA_TEST(a_rule_rests_on_the_readings_behind_what_it_says),
        ARENA_TEST(the_order_of_the_files_makes_no_difference),
        ARENA_TEST(one_mistake_gives_one_message),
        ARENA_TEST(a_name_that_may_stand_in_what_cannot_be_read_is_not_missed),
        ARENA_TEST(no_policies_are_no_program),
        ARENA_TEST(an_earlier_day_lacks_what_was_adopted_later),
        ARENA_TEST(a_version_is_announced_before_it_is_adopted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
