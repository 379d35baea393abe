/* Consolidation: what a version takes over, what it shares, and where each part comes from. */
#include "tests/unit/test_compile_sample.h"

#include "compiler/consolidated.h"
#include "compiler/format/format.h"

#include <string.h>

static const char *owner_of_part(const struct policies *policies, const struct rule *rule, int part)
{
    return text_of(policies, rule->origins[part].owner).at;
}

static void what_is_not_amended_is_shared(void **state)
{
    struct policies *policies = compiled_with(*state, SECOND(""));
    assert_int_equal(policies->p->versions_count, 2);
    assert_int_equal(rule_index(policies, 0, "omgeving"), rule_index(policies, 1, "omgeving"));
    assert_int_equal(rule_index(policies, 0, "actief"), rule_index(policies, 1, "actief"));
    assert_int_equal(rule_of(policies, 1, "actief")->owner, 0); /* where it is listed first */
}

static void a_clause_that_is_given_replaces_that_clause(void **state)
{
    struct policies *policies = compiled_with(
        *state, SECOND("wijzigt regel omgeving { eis omgeving en plan  bron bb \"9\" }\n"));
    const struct rule *old = rule_of(policies, 0, "omgeving");
    const struct rule *new = rule_of(policies, 1, "omgeving");
    assert_ptr_not_equal(old, new);
    assert_str_equal(phrase_at(policies, old->condition), STR("omgeving"));
    assert_str_equal(phrase_at(policies, new->condition), STR("omgeving en plan"));
    assert_str_equal(text_of(policies, new->title), STR("Omgeving"));
    assert_int_equal(new->consequences.count, 1);
    assert_string_equal(owner_of_part(policies, new, PART_CONDITION), "2025");
    assert_string_equal(owner_of_part(policies, new, PART_APPLIES), "2023");
    assert_string_equal(owner_of_part(policies, new, PART_CONSEQUENCE), "2023");
    assert_str_equal(text_of(policies, new->origins[PART_CONDITION].file), STR("c.leidraad"));
    assert_int_equal(new->origins[PART_CONDITION].line, 4);
    assert_int_equal(new->origins[PART_DEADLINE].file, NONE);
    /* The rule that the version does not speak of is still shared. */
    assert_int_equal(rule_index(policies, 0, "actief"), rule_index(policies, 1, "actief"));
}

static void citations_of_a_rule_are_clauses_like_another(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(policies, "c.leidraad",
               SECOND("wijzigt regel omgeving { eis plan  bron ba \"4\"  bron bb \"9\" }\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "wijzigt regel omgeving { gevolg terugvordering  bron bb \"10\" }\n"
               "}\n");
    compile_expecting(policies, "");
    assert_str_equal(cited(policies, rule_of(policies, 0, "omgeving")->citations), STR("ba 4"));
    assert_str_equal(cited(policies, rule_of(policies, 1, "omgeving")->citations),
                     STR("ba 4, bb 9"));
    /* Also where clauses stand that the sources before were given with. */
    assert_str_equal(cited(policies, rule_of(policies, 2, "omgeving")->citations), STR("bb 10"));
}

static size_t assumptions_in(const struct policies *policies, index_t version)
{
    return rule_of(policies, version, "omgeving")->assumptions.count;
}

static void assumptions_stay_are_replaced_or_dropped(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(policies, "c.leidraad",
               SECOND("wijzigt regel omgeving { aanname \"een\"  aanname \"twee\" }\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "wijzigt regel omgeving { eis plan  bron bb \"10\" }\n"
               "}\n"
               "leidraad 2027 \"Vierde\" concept herziet 2026 { bron ba \"d\"\n"
               "instroom { groep 1 : 1 april 2027  groep 2 : 1 juli 2027 }\n"
               "wijzigt regel omgeving { aanname \"drie\" }\n"
               "}\n"
               "leidraad 2028 \"Vijfde\" concept herziet 2027 { bron ba \"e\"\n"
               "instroom { groep 1 : 1 april 2028  groep 2 : 1 juli 2028 }\n"
               "wijzigt regel omgeving { geen aanname  bron bb \"11\" }\n"
               "}\n");
    compile_expecting(policies, "");
    assert_int_equal(assumptions_in(policies, 0), 0);
    assert_int_equal(assumptions_in(policies, 1), 2);
    assert_str_equal(cited(policies, rule_of(policies, 1, "omgeving")->citations), STR("ba 4"));
    assert_int_equal(assumptions_in(policies, 2), 2);
    assert_int_equal(assumptions_in(policies, 3), 1);
    assert_str_equal(cited(policies, rule_of(policies, 3, "omgeving")->citations), STR("bb 10"));
    assert_int_equal(assumptions_in(policies, 4), 0);
}

/* A value that is left alone rests on what its own block cites. */
static void citations_of_a_parameter_go_with_its_values(void **state)
{
    struct policies *policies = compiled_with(
        *state, SECOND("parameter drempel : getal van 0 tot en met 9 { bron ba \"7\"\n"
                       "  van 1 januari 2023 tot en met 31 december 2024 : 1 }\n"
                       "regel telt { soort naleving  bron ba \"9\"  geldt voor praktijk\n"
                       "  eis aantal interventie met (code is wor) ten minste drempel }\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "wijzigt parameter drempel { bron bb \"10\"\n"
               "  van 1 januari 2025 tot en met 31 december 2028 : 2 }\n"
               "}\n");
    compile_expecting(policies, "");
    struct str text = consolidated_version(policies->compiled.editions, *state, STR("2026"));
    const char *parameter = strstr(text.at, "parameter drempel");
    assert_non_null(parameter);
    assert_non_null(strstr(parameter, "bron ba \"7\""));
    assert_non_null(strstr(parameter, "bron bb \"10\""));
}

static void a_rule_that_lapses_is_gone_and_may_come_back(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(policies, "c.leidraad",
               SECOND("vervalt regel omgeving omdat \"nvt\" bron ba \"9\"\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "regel omgeving { soort horde  bron ba \"10\"  geldt voor praktijk  eis plan }\n"
               "}\n");
    compile_expecting(policies, "");
    assert_int_equal(rule_index(policies, 1, "omgeving"), NONE);
    assert_str_equal(phrase_at(policies, rule_of(policies, 2, "omgeving")->condition), STR("plan"));
    assert_int_equal(rule_of(policies, 2, "omgeving")->owner, 2);
}

static void what_uses_an_amended_definition_is_another_rule(void **state)
{
    struct policies *policies = compiled_with(
        *state,
        SECOND(
            "wijzigt definitie praktijk.interventie.actief = status is ingezet bron ba \"9\"\n"));
    const struct rule *old = rule_of(policies, 0, "actief");
    const struct rule *new = rule_of(policies, 1, "actief");
    assert_ptr_not_equal(old, new);
    assert_memory_not_equal(old->meaning, new->meaning, SHA256_BYTES);
    assert_int_equal(policies->p->definitions_count, 2);
    /* The other is untouched, and so are the parts of this one: only what they mean has changed. */
    assert_int_equal(rule_index(policies, 0, "omgeving"), rule_index(policies, 1, "omgeving"));
    assert_string_equal(owner_of_part(policies, new, PART_CONDITION), "2023");
}

static void a_definition_of_an_amended_definition_is_another_too(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(
        policies, "b2.leidraad",
        KADER("regel uren { soort naleving  bron ba \"k\"  geldt voor praktijk  eis klaar }\n"));
    add_policy(
        policies, "c.leidraad",
        SECOND(
            "definitie praktijk.gereed = klaar bron ba \"9\"\n"
            "regel gereed { soort naleving  bron ba \"9\"  geldt voor praktijk  eis gereed }\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "wijzigt definitie praktijk.klaar = plan bron ba \"c\"\n"
               "}\n");
    compile_expecting(policies, "");
    assert_int_not_equal(rule_index(policies, 1, "gereed"), rule_index(policies, 2, "gereed"));
    /* A kader reads the vocabulary as it was declared. */
    struct range rules = policies->p->kaders[0].rules;
    const struct rule *uren = &policies->p->rules[policies->p->refs[rules.first].to];
    const struct node *condition = &policies->p->nodes[uren->condition];
    assert_int_equal(condition->op, OP_DEFINITIE);
    assert_str_equal(phrase_at(policies, policies->p->definitions[condition->b].body),
                     STR("omgeving en plan"));
}

static void a_parameter_gets_a_period_or_another_value_for_one(void **state)
{
    struct policies *policies = policies_of(*state);
    add_policy(
        policies, "c.leidraad",
        SECOND("regel duur { soort naleving  bron ba \"9\"  geldt voor praktijk\n"
               "  eis tarief minder dan € 5 }\n"
               "wijzigt parameter tarief {\n"
               "  van 1 januari 2026 tot en met 31 december 2026 : € 3,30 bron ba \"9\" }\n"));
    add_policy(policies, "d.leidraad",
               "leidraad 2026 \"Derde\" concept herziet 2025 { bron ba \"c\"\n"
               "instroom { groep 1 : 1 april 2026  groep 2 : 1 juli 2026 }\n"
               "wijzigt parameter tarief {\n"
               "  van 1 januari 2025 tot en met 31 december 2025 : € 3,25 bron ba \"10\" }\n"
               "}\n");
    compile_expecting(policies, "");
    const struct program *p = policies->p;
    for (index_t version = 1; version <= 2; version++) {
        const struct node *less = &p->nodes[rule_of(policies, version, "duur")->condition];
        const struct parameter *tarief = &p->parameters[p->nodes[less->a].a];
        const struct param_period *periods = &p->param_periods[tarief->periods.first];
        assert_int_equal(tarief->periods.count, 2);
        assert_int_equal(periods[0].value, version == 1 ? 323 : 325);
        assert_int_equal(periods[1].value, 330);
        assert_int_equal(tarief->type.min, version == 1 ? 323 : 325);
    }
}

static void members_and_sets_change_with_a_version(void **state)
{
    struct policies *policies = compiled_with(
        *state, SECOND("wijzigt keuze aanpak { bron ba \"9\"  slim  vervalt wor omdat \"op\" }\n"
                       "wijzigt verzameling lijst { slim van 1 juni 2025  bron ba \"9\" }\n"
                       "regel lijst { soort naleving  bron ba \"9\"  geldt voor praktijk\n"
                       "  eis elke interventie heeft (code in lijst) }\n"));
    const struct program *p = policies->p;
    const struct node *each = &p->nodes[rule_of(policies, 1, "lijst")->condition];
    const struct set *set = &p->sets[p->nodes[each->c].b];
    assert_int_equal(set->items.count, 2);
    assert_str_equal(text_of(policies, p->set_items[set->items.first + 1].member), STR("slim"));
    assert_int_equal(p->set_items[set->items.first + 1].from, date_of(2025, 6, 1));
    /* Data may hold every member there ever was. */
    assert_int_equal(p->keuzes[3].members.count, 3);
}

static void another_default_of_a_reading_is_of_its_version(void **state)
{
    struct policies *policies = compiled_with(
        *state, SECOND("wijzigt lezing jaar { wijzigt eigen standaard  bron ba \"9\" }\n"));
    const struct program *p = policies->p;
    index_t jaar = program_find_reading(p, STR("jaar"));
    index_t kalender = program_find_choice(p, jaar, STR("kalender"));
    index_t eigen = program_find_choice(p, jaar, STR("eigen"));
    assert_int_equal(p->refs[p->versions[0].standards.first + jaar].to, kalender);
    assert_int_equal(p->refs[p->versions[1].standards.first + jaar].to, eigen);
    assert_int_equal(p->readings[jaar].standard, kalender);
}

static void the_order_of_rules_is_that_of_their_declaration(void **state)
{
    struct policies *policies = compiled_with(
        *state,
        SECOND("regel nieuw { soort naleving  bron ba \"9\"  geldt voor praktijk  eis plan }\n"
               "wijzigt regel actief { eis er is een interventie  bron ba \"9\" }\n"));
    struct range rules = policies->p->versions[1].rules;
    const char *expected[] = {"omgeving", "actief", "nieuw"};
    assert_int_equal(rules.count, 3);
    for (index_t i = 0; i < rules.count; i++) {
        const struct rule *rule = &policies->p->rules[policies->p->refs[rules.first + i].to];
        assert_str_equal(text_of(policies, rule->id), str_from(expected[i]));
    }
}

static void a_sharpening_takes_over_what_it_leaves_out(void **state)
{
    struct policies *policies =
        compiled_with(*state, "regioplan r \"R\" van rho \"ROHA\" bij leidraad 2023\n"
                              "  vastgesteld op 1 juni 2023 bron ba \"r\" {\n"
                              "  bron ba \"r\"\n"
                              "  verscherpt regel omgeving { bron ba \"r2\"  eis plan }\n"
                              "}\n");
    struct range rules = policies->p->plans[0].rules;
    const struct rule *rule = &policies->p->rules[policies->p->refs[rules.first].to];
    assert_true(rule->sharpens);
    assert_int_equal(rule->layer, LAYER_REGIOPLAN);
    assert_str_equal(text_of(policies, rule->soort), STR("horde"));
    assert_int_equal(rule->consequences.count, 1);
    assert_str_equal(cited(policies, rule->citations), STR("ba r2"));
    assert_string_equal(owner_of_part(policies, rule, PART_CONDITION), "r");
    assert_string_equal(owner_of_part(policies, rule, PART_SOORT), "2023");
}

static void a_cell_without_a_source_rests_on_that_of_its_version(void **state)
{
    struct policies *policies = compiled_with(*state, SECOND(""));
    const struct cell *skipped = &policies->p->cells[3];
    assert_true(skipped->skips);
    assert_str_equal(text_of(policies, skipped->because), STR("later"));
    assert_str_equal(cited(policies, skipped->citations), STR("ba Tabel 1"));
}

/* The canonical layout: laying it out again changes nothing. */
static void consolidated_text_is_policy_text(void **state)
{
    struct policies *policies = compiled_with(
        *state, SECOND("wijzigt regel omgeving { eis omgeving en klaar  bron bb \"9\" }\n"
                       "wijzigt definitie praktijk.klaar = plan bron ba \"9\"\n"
                       "wijzigt lezing jaar { wijzigt eigen \"eigen\" standaard  bron ba \"9\" }\n"
                       "parameter grens : getal van 0 tot en met 5 { geen waarde omdat \"?\"  bron "
                       "ba \"9\" }\n"
                       "regel grens { soort naleving  bron ba \"9\"  geldt voor praktijk\n"
                       "  eis aantal interventie ten minste grens }\n"));
    struct str text = consolidated_version(policies->compiled.editions, *state, STR("2025")), again;
    assert_int_equal(format_text(&again, *state, policies->diags, STR("x"), text), STATUS_OK);
    assert_string_equal(again.at, text.at);
    assert_non_null(strstr(text.at, "  regel grens {\n"));
    assert_non_null(strstr(text.at, "    eis    omgeving en klaar\n"));
    assert_non_null(strstr(text.at, "  definitie praktijk.klaar = plan bron ba \"9\"\n"));
    assert_non_null(strstr(text.at, "    eigen \"eigen\" standaard\n"));
    assert_null(strstr(text.at, "herziet"));
    assert_null(strstr(text.at, "wijzigt"));
}

static void every_clause_tells_where_it_comes_from(void **state)
{
    struct policies *policies =
        compiled_with(*state, SECOND("wijzigt regel omgeving { eis plan  bron bb \"9\" }\n"));
    struct str text =
        consolidated_rule(policies->compiled.editions, *state, (struct str){0}, STR("omgeving"));
    assert_string_equal(text.at, "# leidraad 2023, b.leidraad:4\n"
                                 "regel omgeving \"Omgeving\" {\n"
                                 "  # leidraad 2023, b.leidraad:5\n"
                                 "  soort  horde\n"
                                 "  # leidraad 2025, c.leidraad:4\n"
                                 "  bron   bb \"9\"\n"
                                 "  # leidraad 2023, b.leidraad:5\n"
                                 "  geldt voor praktijk\n"
                                 "  # leidraad 2025, c.leidraad:4\n"
                                 "  eis    plan\n"
                                 "  # leidraad 2023, b.leidraad:5\n"
                                 "  gevolg terugvordering\n"
                                 "}\n");
    assert_int_equal(
        consolidated_rule(policies->compiled.editions, *state, (struct str){0}, STR("x")).len, 0);
    assert_int_equal(consolidated_version(policies->compiled.editions, *state, STR("x")).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(what_is_not_amended_is_shared),
        ARENA_TEST(a_clause_that_is_given_replaces_that_clause),
        ARENA_TEST(citations_of_a_rule_are_clauses_like_another),
        ARENA_TEST(assumptions_stay_are_replaced_or_dropped),
        ARENA_TEST(citations_of_a_parameter_go_with_its_values),
        ARENA_TEST(a_rule_that_lapses_is_gone_and_may_come_back),
        ARENA_TEST(what_uses_an_amended_definition_is_another_rule),
        ARENA_TEST(a_definition_of_an_amended_definition_is_another_too),
        ARENA_TEST(a_parameter_gets_a_period_or_another_value_for_one),
        ARENA_TEST(members_and_sets_change_with_a_version),
        ARENA_TEST(another_default_of_a_reading_is_of_its_version),
        ARENA_TEST(the_order_of_rules_is_that_of_their_declaration),
        ARENA_TEST(a_sharpening_takes_over_what_it_leaves_out),
        ARENA_TEST(a_cell_without_a_source_rests_on_that_of_its_version),
        ARENA_TEST(consolidated_text_is_policy_text),
        ARENA_TEST(every_clause_tells_where_it_comes_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
