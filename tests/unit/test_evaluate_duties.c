/* Binding, deadlines, duties that stay, years and sharpened rules (grammar/REFERENCE.md, Verdicts).
 */
#include "check.h"
#include "sample.h"

#define PRACTICE(intake, rest) "{'praktijk':[{'agb':'99000001','instroom':'" intake "'" rest "}]}"
#define GROUP_1 "2023-04-01"
#define GROUP_4 "2024-01-01"

static void expect(struct sample *s, const char *json, const char *on, const char *rule,
                   const char *verdict)
{
    assert_string_equal(sample_verdict(sample_evaluate(s, json, on), rule), verdict);
}

static const struct rule_result *found(struct sample *s, const char *json, const char *on,
                                       const char *rule)
{
    const struct rule_result *r = sample_find(sample_evaluate(s, json, on), rule);
    assert_non_null(r);
    return r;
}

/* ---- One duty ---- */

static void a_deadline_runs_to_its_last_day(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "r",
                             .deadline = "(groeijaar_einde 2)",
                             .condition = "(er_is interventie (<= gestart peildatum))"});
    const char *none = PRACTICE(GROUP_1, ",'interventie':[]");
    expect(s, none, "2023-04-01", "r", "loopt");
    expect(s, none, "2025-03-31", "r", "loopt");
    expect(s, none, "2025-04-01", "r", "niet_voldaan");
    expect(s, PRACTICE(GROUP_1, ""), "2023-04-01", "r", "onbekend");
    /* A norm met late is met from then on. */
    const char *late = PRACTICE(GROUP_1, ",'interventie':[{'gestart':'2025-06-01'}]");
    expect(s, late, "2025-03-31", "r", "loopt");
    expect(s, late, "2025-05-31", "r", "niet_voldaan");
    expect(s, late, "2025-06-01", "r", "voldaan");
    const struct rule_result *r = found(s, late, "2025-06-01", "r");
    assert_true(r->has_deadline);
    assert_int_equal(r->deadline, day("2025-03-31"));
    assert_int_equal(r->uit, NONE); /* it binds still */
}

static void the_deadline_follows_the_reading(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "r", .deadline = "(groeijaar_einde 2)", .condition = "b"});
    sample_turn(s, GROEIJAARBEGRIP, "kalenderjaar");
    const char *not = PRACTICE(GROUP_1, ",'b':false");
    expect(s, not, "2024-12-31", "r", "loopt");
    expect(s, not, "2025-01-01", "r", "niet_voldaan");
}

static void an_unknown_deadline(void **state)
{
    struct sample *s = sample_create(*state);
    sample_parameter(s, "geen", UNKNOWN, 0);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){
                        .id = "r", .deadline = "(als c 2025-01-01 2027-01-01)", .condition = "b"});
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){
                        .id = "open", .deadline = "(groeijaar_einde $geen)", .condition = "b"});
    const char *not = PRACTICE(GROUP_1, ",'b':false");
    const struct rule_result *r = found(s, not, "2026-01-01", "r");
    assert_int_equal(r->verdict, VERDICT_ONBEKEND);
    assert_false(r->has_deadline);
    assert_string_equal(sample_missing(s, &r->missing), "c");
    expect(s, PRACTICE(GROUP_1, ",'b':true"), "2026-01-01", "r", "voldaan");
    r = found(s, not, "2026-01-01", "open");
    assert_int_equal(r->verdict, OPEN_NORM);
    assert_string_equal(sample_missing(s, &r->missing), "parameter.geen");
}

/* ---- Binding ---- */

static void what_does_not_apply_says_why(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){
            .id = "r", .applies = "(>= groeijaar 3)", .because = "pas later", .condition = "b"});
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "kaal", .applies = "(>= groeijaar 3)", .condition = "b"});
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){
                        .id = "x", .except = "a", .except_because = "behalve", .condition = "b"});
    const char *json = PRACTICE(GROUP_1, ",'a':true,'b':false");
    assert_str_equal(found(s, json, "2025-03-31", "r")->reason, STR("pas later"));
    assert_str_equal(found(s, json, "2025-03-31", "kaal")->reason, STR("(>= groeijaar 3)"));
    assert_str_equal(found(s, json, "2025-03-31", "x")->reason, STR("behalve"));
    expect(s, json, "2025-03-31", "r", "niet_van_toepassing");
    expect(s, json, "2025-04-01", "r", "niet_voldaan");
    expect(s, PRACTICE(GROUP_1, ",'a':false,'b':false"), "2025-03-31", "x", "niet_voldaan");
}

static void unknown_binding_is_unknown(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){
            .id = "r", .applies = "a", .except = "(en b c)", .condition = "(gevuld tekst)"});
    const char *met = PRACTICE(GROUP_1, ",'a':true,'b':true,'tekst':'x'");
    const struct rule_result *r = found(s, met, "2025-01-01", "r");
    assert_int_equal(r->verdict, VERDICT_ONBEKEND);
    assert_string_equal(sample_missing(s, &r->missing), "c"); /* what is met is not named */
    r = found(s, PRACTICE(GROUP_1, ",'b':true"), "2025-01-01", "r");
    assert_string_equal(sample_missing(s, &r->missing), "a c tekst");
    /* One false part decides. */
    expect(s, PRACTICE(GROUP_1, ",'a':false,'b':true"), "2025-01-01", "r", "niet_van_toepassing");
    expect(s, PRACTICE(GROUP_1, ",'b':true,'c':true"), "2025-01-01", "r", "niet_van_toepassing");
}

static void the_plan_of_an_rho(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, (struct sample_rule){.id = "u", .condition = "b"});
    sample_plan(s, PLAN_ROHA, (struct sample_rule){.id = "v", .condition = "b"});
    const char *unicum = PRACTICE(GROUP_1, ",'rho':'UNICUM','b':false");
    expect(s, unicum, "2026-03-31", "u", "-");
    expect(s, unicum, "2026-04-01", "u", "niet_voldaan");
    expect(s, unicum, "2028-03-31", "u", "niet_voldaan");
    expect(s, unicum, "2028-04-01", "u", "-"); /* no deadline: nothing stays */
    expect(s, unicum, "2026-04-01", "v", "-");
    const char *nobody = PRACTICE(GROUP_1, ",'b':false");
    const struct rule_result *r = found(s, nobody, "2026-04-01", "u");
    assert_int_equal(r->verdict, VERDICT_ONBEKEND);
    assert_string_equal(sample_missing(s, &r->missing), "rho");
}

static void a_plan_by_the_calendar(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM,
                (struct sample_rule){.id = "u", .condition = "(= versiedatum 2026-01-01)"});
    sample_turn(s, REGIOPLANDUUR, "kalender");
    const char *group_1 = PRACTICE(GROUP_1, ",'rho':'UNICUM'");
    expect(s, group_1, "2025-12-31", "u", "-");
    expect(s, group_1, "2026-01-01", "u", "voldaan"); /* under leidraad 2025 */
    expect(s, group_1, "2027-12-31", "u", "voldaan");
    expect(s, group_1, "2028-01-01", "u", "-");
    /* `van` is the later of the start and the first day of the plan. */
    expect(s, PRACTICE("2026-07-01", ",'rho':'UNICUM'"), "2026-08-01", "u", "niet_voldaan");
}

/* ---- What fell due ---- */

static void a_duty_that_fell_due_stays(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(
        s, PLAN_ROHA,
        (struct sample_rule){.id = "r",
                             .deadline = "(groeijaar_einde 2)",
                             .condition = "(>= (aantal interventie (<= gestart peildatum)) 1)"});
    const char *none = PRACTICE(GROUP_1, ",'rho':'ROHA','interventie':[]");
    expect(s, none, "2025-03-31", "r", "loopt");
    const struct rule_result *r = found(s, none, "2025-04-01", "r");
    assert_int_equal(r->verdict, NIET_VOLDAAN);
    assert_int_equal(r->uit, V2023);
    assert_int_equal(r->deadline, day("2025-03-31"));
    expect(s, none, "2028-06-01", "r", "niet_voldaan");
    /* Judged on every later day: with peildatum D, and so met from then on. */
    const char *late = PRACTICE(GROUP_1, ",'rho':'ROHA','interventie':[{'gestart':'2027-01-01'}]");
    expect(s, late, "2026-12-31", "r", "niet_voldaan");
    expect(s, late, "2027-01-01", "r", "voldaan");
    /* Who was under another plan then has no such duty; of an unknown RHO it is unknown. */
    expect(s, PRACTICE(GROUP_1, ",'rho':'UNICUM','interventie':[]"), "2025-04-01", "r", "-");
    expect(s, PRACTICE(GROUP_1, ",'interventie':[]"), "2025-04-01", "r", "onbekend");
}

static void a_duty_lapses_with_its_version(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2023,
        (struct sample_rule){.id = "r", .deadline = "(groeijaar_einde 3)", .condition = "b"});
    const char *not = PRACTICE(GROUP_1, ",'b':false");
    expect(s, not, "2025-03-31", "r", "loopt");
    expect(s, not, "2025-04-01", "r", "-");
    expect(s, not, "2026-06-01", "r", "-");
}

/* What binds in it (V, van, groeijaar) is as on its deadline day; D is the day of judgement. */
static void the_context_of_the_deadline_day(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2023,
        (struct sample_rule){.id = "r",
                             .applies = "(en (= groeijaar 1) (<= peildatum 2024-01-31))",
                             .deadline = "2024-01-31",
                             .condition =
                                 "(en (= groeijaar 1) (= leidraad '2023) (= versiedatum 2023-04-01)"
                                 " (>= peildatum 2024-02-01))"});
    const char *json = PRACTICE(GROUP_1, "");
    expect(s, json, "2024-01-31", "r", "loopt");
    expect(s, json, "2024-02-01", "r", "voldaan");
    /* Also in the version that lists it, where it binds no longer. */
    const struct rule_result *r = found(s, json, "2024-06-01", "r");
    assert_int_equal(r->verdict, VOLDAAN);
    assert_int_equal(r->uit, V2023);
    assert_int_equal(found(s, json, "2027-06-01", "r")->uit, V2023);
}

static void a_rule_that_did_not_bind_did_not_fall_due(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2023,
                    (struct sample_rule){
                        .id = "r", .applies = "a", .deadline = "2024-01-31", .condition = "b"});
    expect(s, PRACTICE(GROUP_1, ",'a':false,'b':false"), "2024-06-01", "r", "niet_van_toepassing");
    expect(s, PRACTICE(GROUP_1, ",'a':false,'b':false"), "2026-06-01", "r", "-");
    expect(s, PRACTICE(GROUP_1, ",'b':false"), "2026-06-01", "r", "onbekend");
}

/* A rule of that id that binds on D speaks; else the one that fell due last. */
static void an_amended_rule(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2023,
        (struct sample_rule){.id = "r", .deadline = "(groeijaar_einde 2)", .condition = "a"});
    sample_leidraad(
        s, V2025, V2025,
        (struct sample_rule){.id = "r", .deadline = "(groeijaar_einde 3)", .condition = "b"});
    const char *json = PRACTICE(GROUP_1, ",'a':true,'b':false");
    expect(s, json, "2025-03-31", "r", "voldaan");
    expect(s, json, "2025-04-01", "r", "loopt");
    const struct rule_result *r = found(s, json, "2026-04-01", "r");
    assert_int_equal(r->verdict, NIET_VOLDAAN);
    assert_int_equal(r->uit, V2025);
    /* Group 4 skips 2025, so of it the first fell due last. */
    r = found(s, PRACTICE(GROUP_4, ",'a':true,'b':false"), "2026-04-01", "r");
    assert_int_equal(r->verdict, VOLDAAN);
    assert_int_equal(r->uit, V2023);
}

/* ---- Years ---- */

static const struct sample_rule intervisie = {
    .id = "r",
    .yearly = true,
    .deadline = "jaar_einde",
    .condition = "(er_is intervisie (en thema (in_jaar datum)))",
    .gevolg = "terugvordering",
};

static void expect_years(struct sample *s, const char *json, const char *on, const char *verdict,
                         const char *years, index_t uit)
{
    const struct rule_result *r = found(s, json, on, "r");
    assert_string_equal(verdict_name(r->verdict), verdict);
    assert_string_equal(sample_years(s, r), years);
    assert_int_equal(r->uit, uit);
}

static void years_of_group_4(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, intervisie);
    const char *in_2026 =
        PRACTICE(GROUP_4, ",'rho':'UNICUM','intervisie':[{'datum':'2026-05-01','thema':true}]");
    expect_years(s, in_2026, "2026-04-30", "loopt", "lopend 2026", NONE);
    expect_years(s, in_2026, "2026-05-01", "voldaan", "voldaan 2026", NONE);
    expect_years(s, in_2026, "2027-12-31", "loopt", "lopend 2027 voldaan 2026", NONE);
    expect_years(s, in_2026, "2028-01-01", "niet_voldaan", "gemist 2027 voldaan 2026", V2026);
    expect_years(s, in_2026, "2028-12-31", "niet_voldaan", "gemist 2027 voldaan 2026", V2026);
    assert_int_equal(found(s, in_2026, "2028-12-31", "r")->deadline, day("2027-12-31"));
}

static void the_unfinished_year_of_group_1_lapses(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, intervisie);
    const char *both = PRACTICE(GROUP_1, ",'rho':'UNICUM','intervisie':["
                                         "{'datum':'2026-02-01','thema':true},"
                                         "{'datum':'2027-05-01','thema':true}]");
    /* The year of `van`, though the intervisie came before `van`. */
    expect_years(s, both, "2026-04-01", "voldaan", "voldaan 2026", NONE);
    expect_years(s, both, "2028-03-31", "loopt", "lopend 2028 voldaan 2026 2027", NONE);
    expect_years(s, both, "2028-04-01", "voldaan", "voldaan 2026 2027", V2026);
}

static void unknown_and_missed_years(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, intervisie);
    const char *undated = PRACTICE(GROUP_4, ",'rho':'UNICUM','intervisie':[{'thema':true}]");
    expect_years(s, undated, "2026-06-01", "onbekend", "onbekend 2026", NONE);
    const struct rule_result *r = found(s, undated, "2027-06-01", "r");
    assert_string_equal(sample_years(s, r), "onbekend 2026 2027");
    assert_string_equal(sample_missing(s, &r->missing), "intervisie[1].datum");
    /* A year that is missed decides, whatever the others. */
    const char *nothing = PRACTICE(GROUP_4, ",'rho':'UNICUM','intervisie':[]");
    expect_years(s, nothing, "2027-06-01", "niet_voldaan", "gemist 2026 lopend 2027", NONE);
}

static void own_years(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, intervisie);
    sample_turn(s, JAARBEGRIP, "eigen_jaar");
    const char *one =
        PRACTICE(GROUP_1, ",'rho':'UNICUM','intervisie':[{'datum':'2027-03-31','thema':true}]");
    expect_years(s, one, "2027-03-31", "voldaan", "voldaan 2026", NONE);
    expect_years(s, one, "2027-04-01", "loopt", "lopend 2027 voldaan 2026", NONE);
    expect_years(s, one, "2028-04-01", "niet_voldaan", "gemist 2027 voldaan 2026", V2026);
    /* By the calendar the first is the year begun in 2025, and the one begun in 2027 lapses. */
    sample_turn(s, REGIOPLANDUUR, "kalender");
    expect_years(s, one, "2026-01-01", "loopt", "lopend 2025", NONE);
    expect_years(s, one, "2026-04-01", "niet_voldaan", "gemist 2025 lopend 2026", NONE);
    expect_years(s, one, "2027-12-31", "niet_voldaan", "gemist 2025 lopend 2027 voldaan 2026",
                 NONE);
    expect_years(s, one, "2028-01-01", "niet_voldaan", "gemist 2025 voldaan 2026", V2026);
}

/* A rule that two versions share: the years that fell due under the first are years of it still. */
static void years_under_two_versions(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2026, intervisie);
    const char *one = PRACTICE(GROUP_1, ",'intervisie':[{'datum':'2024-05-01','thema':true}]");
    expect_years(s, one, "2025-06-01", "niet_voldaan", "gemist 2023 lopend 2025 voldaan 2024",
                 NONE);
    expect_years(s, one, "2028-03-31", "niet_voldaan",
                 "gemist 2023 2025 2026 2027 lopend 2028 voldaan 2024", NONE);
    expect_years(s, one, "2028-04-01", "niet_voldaan", "gemist 2023 2025 2026 2027 voldaan 2024",
                 V2026);
}

/* Of two duties for one year the later speaks: here the one that still runs. */
static void a_year_with_two_deadlines(void **state)
{
    struct sample *s = sample_create(*state);
    struct sample_rule early = intervisie;
    early.deadline = "(vroeger jaar_einde 300d)"; /* in March */
    sample_leidraad(s, V2023, V2023, early);
    sample_leidraad(s, V2025, V2028, intervisie);
    const char *none = PRACTICE(GROUP_1, ",'intervisie':[]");
    expect_years(s, none, "2025-03-31", "niet_voldaan", "gemist 2024 2025", NONE);
    expect_years(s, none, "2025-06-01", "niet_voldaan", "gemist 2024 lopend 2025", NONE);
    expect_years(s, none, "2026-02-01", "niet_voldaan", "gemist 2024 2025 lopend 2026", NONE);
    assert_int_equal(found(s, none, "2025-06-01", "r")->deadline, day("2025-12-31"));
}

static void a_year_binds_for_itself(void **state)
{
    struct sample *s = sample_create(*state);
    struct sample_rule rule = intervisie;
    rule.applies = "(<= groeijaar 2)";
    sample_leidraad(s, V2023, V2028, rule);
    const char *none = PRACTICE(GROUP_1, ",'intervisie':[]");
    expect_years(s, none, "2024-06-01", "niet_voldaan", "gemist 2023 lopend 2024", NONE);
    /* In groeijaar 3 it does not bind, and 2025 never falls due; what fell due stays. */
    expect_years(s, none, "2025-06-01", "niet_voldaan", "gemist 2023 2024", V2023);
    expect_years(s, none, "2026-06-01", "niet_voldaan", "gemist 2023 2024", V2023);
}

static void years_of_an_unknown_rho(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, intervisie);
    const char *json = PRACTICE(GROUP_4, ",'intervisie':[]");
    expect_years(s, json, "2027-06-01", "onbekend", "onbekend 2026 2027", NONE);
    expect_years(s, json, "2028-06-01", "onbekend", "onbekend 2026 2027", V2026);
    const struct rule_result *r = found(s, json, "2028-06-01", "r");
    assert_string_equal(sample_missing(s, &r->missing), "rho");
}

/* ---- Sharpened ---- */

static void the_worse_of_both(void **state)
{
    static const struct {
        const char *data, *verdict;
    } cases[] = {
        {PRACTICE(GROUP_4, ",'rho':'UNICUM','a':true,'b':true"), "voldaan"},
        {PRACTICE(GROUP_4, ",'rho':'UNICUM','a':true,'b':false"), "niet_voldaan"},
        {PRACTICE(GROUP_4, ",'rho':'UNICUM','a':false,'b':true"), "niet_voldaan"},
        {PRACTICE(GROUP_4, ",'rho':'UNICUM','a':true"), "onbekend"},
        {PRACTICE(GROUP_4, ",'rho':'ROHA','a':true,'b':false"), "voldaan"},
        {PRACTICE(GROUP_4, ",'a':true,'b':true"), "onbekend"},
        {PRACTICE(GROUP_4, ",'a':false,'b':true"), "niet_voldaan"},
    };
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    sample_plan(s, PLAN_UNICUM,
                (struct sample_rule){.id = "r", .sharpens = true, .condition = "b"});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct result *result = sample_evaluate(s, cases[i].data, "2026-06-01");
        assert_int_equal(result->rules.len, 1);
        assert_string_equal(sample_verdict(result, "r"), cases[i].verdict);
        assert_int_equal(result->rules.at[0].rule->layer, LAYER_LEIDRAAD);
    }
}

static void what_sharpened_and_fell_due_stays(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    sample_plan(s, PLAN_ROHA,
                (struct sample_rule){
                    .id = "r", .sharpens = true, .deadline = "2024-06-30", .condition = "b"});
    const char *json = PRACTICE(GROUP_1, ",'rho':'ROHA','a':true,'b':false");
    expect(s, json, "2024-06-30", "r", "loopt");
    const struct rule_result *r = found(s, json, "2026-06-01", "r");
    assert_int_equal(r->verdict, NIET_VOLDAAN);
    assert_int_equal(r->uit, V2023); /* the part that decides comes from there */
    r = found(s, PRACTICE(GROUP_1, ",'rho':'ROHA','a':false,'b':false"), "2026-06-01", "r");
    assert_int_equal(r->uit, NONE); /* the rule itself binds, and is not met */
}

/* ---- Forced ---- */

static void a_forced_version(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2023,
        (struct sample_rule){.id = "oud", .deadline = "(groeijaar_einde 1)", .condition = "b"});
    sample_leidraad(s, V2026, V2028,
                    (struct sample_rule){.id = "nieuw", .condition = "(= versiedatum 2026-04-01)"});
    sample_kader(s, (struct sample_rule){.id = "kader", .condition = "b"});
    sample_plan(s, PLAN_UNICUM, intervisie);
    const char *json = PRACTICE(GROUP_1, ",'rho':'UNICUM','b':false,'intervisie':[]");
    struct evaluate_options options = {
        .has_on = true, .on = day("2024-06-01"), .force_version = V2026};
    const struct result *result = sample_evaluate_with(s, json, "praktijk", &options);
    assert_string_equal(sample_verdict(result, "nieuw"), "voldaan");
    assert_string_equal(sample_verdict(result, "oud"), "-");
    assert_string_equal(sample_verdict(result, "kader"), "-"); /* by D */
    /* Before the first year: judged under that version, and nothing is asked yet. */
    assert_string_equal(sample_verdict(result, "r"), "niet_van_toepassing");
    assert_str_equal(sample_find(result, "r")->reason,
                     STR("er is nog geen verplichtingsjaar begonnen"));
    options.on = day("2026-06-01");
    result = sample_evaluate_with(s, json, "praktijk", &options);
    assert_string_equal(sample_verdict(result, "oud"), "-");
    assert_string_equal(sample_verdict(result, "kader"), "niet_voldaan");
    assert_string_equal(sample_verdict(result, "r"), "loopt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_deadline_runs_to_its_last_day),
        ARENA_TEST(the_deadline_follows_the_reading),
        ARENA_TEST(an_unknown_deadline),
        ARENA_TEST(what_does_not_apply_says_why),
        ARENA_TEST(unknown_binding_is_unknown),
        ARENA_TEST(the_plan_of_an_rho),
        ARENA_TEST(a_plan_by_the_calendar),
        ARENA_TEST(a_duty_that_fell_due_stays),
        ARENA_TEST(a_duty_lapses_with_its_version),
        ARENA_TEST(the_context_of_the_deadline_day),
        ARENA_TEST(a_rule_that_did_not_bind_did_not_fall_due),
        ARENA_TEST(an_amended_rule),
        ARENA_TEST(years_of_group_4),
        ARENA_TEST(the_unfinished_year_of_group_1_lapses),
        ARENA_TEST(unknown_and_missed_years),
        ARENA_TEST(own_years),
        ARENA_TEST(years_under_two_versions),
        ARENA_TEST(a_year_with_two_deadlines),
        ARENA_TEST(a_year_binds_for_itself),
        ARENA_TEST(years_of_an_unknown_rho),
        ARENA_TEST(the_worse_of_both),
        ARENA_TEST(what_sharpened_and_fell_due_stays),
        ARENA_TEST(a_forced_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
