/* A whole subject: oordeel, decisions, amounts, what a result rests on and is silent about. */
#include "check.h"
#include "sample.h"

#include <string.h>

#define PRACTICE(rest) "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01'" rest "}]}"

static const struct sample_rule rule_a = {.id = "ra", .condition = "a", .soort = "horde"};
static const struct sample_rule rule_b = {
    .id = "rb", .condition = "b", .soort = "naleving", .gevolg = "terug"};

static const char *oordeel(struct sample *s, const char *json, const char *on)
{
    return oordeel_name(sample_evaluate(s, json, on)->oordeel);
}

static void the_oordeel_is_the_worst(void **state)
{
    struct sample *s = sample_create(*state);
    sample_parameter(s, "geen", UNKNOWN, 0);
    sample_leidraad(s, V2023, V2028, rule_a);
    sample_leidraad(s, V2023, V2028, rule_b);
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "loopt", .deadline = "(groeijaar_einde 5)", .condition = "nee"});
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "open", .condition = "(>= patienten $geen)"});
    const char *on = "2024-06-01";
    assert_string_equal(oordeel(s, PRACTICE(",'a':true,'b':true"), on), "voldoet");
    assert_string_equal(oordeel(s, PRACTICE(",'a':true"), on), "onbekend");
    assert_string_equal(oordeel(s, PRACTICE(",'a':false"), on), "voldoet_niet");
    const struct result *r = sample_evaluate(s, PRACTICE(",'a':true,'b':true"), on);
    assert_string_equal(sample_verdict(r, "loopt"), "loopt");
    assert_string_equal(sample_verdict(r, "open"), "open_norm");
}

static void no_rule_that_binds_is_no_oordeel(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "r", .applies = "a", .condition = "b"});
    const struct result *r = sample_evaluate(s, PRACTICE(",'a':false"), "2024-06-01");
    assert_int_equal(r->oordeel, NIET_BEPAALD);
    assert_int_equal(r->reason, GEEN_REGELS);
    assert_int_equal(r->rules.len, 1);
    assert_string_equal(oordeel(s, PRACTICE(""), "2024-06-01"), "onbekend");
}

static void without_a_version_there_is_nothing(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    sample_kader(s, rule_b);
    sample_decision(s, "d", true, "horde", NULL);
    sample_calculation(s, "c", "(* patienten 2)");
    static const struct {
        const char *json, *on;
        enum undetermined reason;
    } cases[] = {
        {PRACTICE(""), "2023-03-31", NOG_NIET_INGESTROOMD},
        {PRACTICE(""), "2029-01-01", GEEN_LEIDRAAD_VAN_KRACHT},
        {"{'praktijk':[{'agb':'99000001'}]}", "2025-06-01", INSTROOM_ONBEKEND},
        {"{'praktijk':[{'agb':'99000001'}]}", NULL, INSTROOM_ONBEKEND},
        {"{'praktijk':[{'agb':'99000001','instroom':'2024-02-01'}]}", "2025-06-01",
         GEEN_INSTROOMMOMENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct result *r = sample_evaluate(s, cases[i].json, cases[i].on);
        assert_int_equal(r->oordeel, NIET_BEPAALD);
        assert_int_equal(r->reason, cases[i].reason);
        assert_int_equal(r->has_on, cases[i].on != NULL);
        assert_int_equal(r->rules.len + r->decisions.len + r->calculations.len, 0);
        assert_int_equal(r->not_judged.len, 0);
        assert_int_equal(r->moment.version, NONE);
    }
}

static void the_own_intake_date_is_the_default(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    const struct result *r = sample_evaluate(s, PRACTICE(""), NULL);
    assert_true(r->has_on);
    assert_int_equal(r->on, day("2023-04-01"));
    assert_int_equal(r->moment.groeijaar, 1);
    assert_str_equal(r->key, STR("99000001"));
}

static void layers_in_order(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM, (struct sample_rule){.id = "plan", .condition = "a"});
    sample_kader(s, (struct sample_rule){.id = "kader", .condition = "a"});
    sample_leidraad(s, V2023, V2028, rule_a);
    const struct result *r = sample_evaluate(s, PRACTICE(",'rho':'UNICUM'"), "2026-06-01");
    assert_int_equal(r->rules.len, 3);
    for (size_t i = 0; i < 3; i++) assert_int_equal(r->rules.at[i].rule->layer, i);
    /* The kader goes by the calendar, whatever the version. */
    r = sample_evaluate(s, PRACTICE(",'rho':'UNICUM'"), "2024-12-31");
    assert_string_equal(sample_verdict(r, "kader"), "-");
    r = sample_evaluate(s, PRACTICE(",'rho':'UNICUM'"), "2025-01-01");
    assert_int_equal(r->moment.version, V2023);
    assert_string_equal(sample_verdict(r, "kader"), "onbekend");
}

/* ---- Other subjects ---- */

static void an_rho(void **state)
{
    struct sample *s = sample_create(*state);
    sample_kader(s, (struct sample_rule){.id = "k", .table = "rho", .condition = "a"});
    sample_kader(
        s, (struct sample_rule){.id = "p",
                                .table = "rho",
                                .condition = "(er_is regioplan (en ok (van_kracht leidraad)))"});
    sample_plan(s, PLAN_UNICUM, (struct sample_rule){.id = "u", .table = "rho", .condition = "a"});
    sample_leidraad(s, V2023, V2028, rule_a);
    const char *json = "{'rho':[{'rho':'UNICUM','a':true,'regioplan':["
                       "{'leidraad':'2026-2027','vastgesteld':'2025-09-30','ok':true}]}]}";
    const char *other = "{'rho':[{'rho':'ROHA','a':false,'regioplan':[]}]}";
    struct evaluate_options options = {.has_on = true, .force_version = NONE};

    options.on = day("2024-12-31");
    const struct result *r = sample_evaluate_with(s, json, "rho", &options);
    assert_int_equal(r->oordeel, NIET_BEPAALD);
    assert_int_equal(r->reason, GEEN_REGELS);
    options.on = day("2025-12-31");
    r = sample_evaluate_with(s, json, "rho", &options);
    assert_string_equal(sample_verdict(r, "k"), "voldaan");
    assert_string_equal(sample_verdict(r, "p"), "niet_voldaan"); /* 2026-2027 is not in force */
    assert_string_equal(sample_verdict(r, "u"), "-");
    assert_string_equal(sample_verdict(r, "ra"), "-");
    options.on = day("2026-01-01");
    r = sample_evaluate_with(s, json, "rho", &options);
    assert_string_equal(sample_verdict(r, "p"), "voldaan");
    assert_string_equal(sample_verdict(r, "u"), "voldaan");
    assert_int_equal(r->not_judged.len, 0);
    r = sample_evaluate_with(s, other, "rho", &options);
    assert_string_equal(sample_verdict(r, "u"), "-");

    date on;
    options.has_on = false;
    assert_false(subject_date(r->data, r->table, r->row, &options, &on));
}

static void a_region_is_judged_for_its_year(void **state)
{
    struct sample *s = sample_create(*state);
    sample_kader(s,
                 (struct sample_rule){.id = "k", .table = "regio", .condition = "(< consulten 5)"});
    const char *json = "{'regio':[{'regio':'oost','jaar':2026,'consulten':4}]}";
    struct evaluate_options options = {
        .has_on = true, .on = day("2025-06-01"), .force_version = NONE};
    const struct result *r = sample_evaluate_with(s, json, "regio", &options);
    assert_int_equal(r->on, day("2026-12-31"));
    assert_str_equal(r->key, STR("oost/2026"));
    assert_string_equal(sample_verdict(r, "k"), "voldaan");
}

static void which_tables_have_rules(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    assert_true(table_has_rules(s->program, program_find_table(s->program, STR("praktijk"))));
    assert_false(table_has_rules(s->program, program_find_table(s->program, STR("lsv"))));
}

/* ---- Decisions and amounts ---- */

static void decisions(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    sample_leidraad(s, V2023, V2028, rule_b);
    struct sample_rule regional = rule_a;
    regional.id = "rc";
    regional.condition = "c";
    sample_plan(s, PLAN_UNICUM, regional);
    sample_decision(s, "mag", false, "horde", NULL)->with_plan = true;
    sample_decision(s, "landelijk", false, "horde", NULL);
    sample_decision(s, "terug", true, NULL, "terug");
    sample_decision(s, "later", true, NULL, "terug")->from = day("2027-01-01");
    static const struct {
        const char *json, *mag, *landelijk, *terug;
    } cases[] = {
        {PRACTICE(",'rho':'UNICUM','a':true,'b':true,'c':true"), "ja", "ja", "nee"},
        {PRACTICE(",'rho':'UNICUM','a':true,'b':false,'c':false"), "nee", "ja", "ja"},
        {PRACTICE(",'rho':'UNICUM','a':false,'b':false"), "nee", "nee", "ja"},
        {PRACTICE(",'rho':'UNICUM','a':true"), "onbekend", "ja", "onbekend"},
        {PRACTICE(",'rho':'ROHA','a':true,'b':true,'c':false"), "ja", "ja", "nee"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct result *r = sample_evaluate(s, cases[i].json, "2026-06-01");
        assert_string_equal(sample_answer(r, "mag"), cases[i].mag);
        assert_string_equal(sample_answer(r, "landelijk"), cases[i].landelijk);
        assert_string_equal(sample_answer(r, "terug"), cases[i].terug);
        assert_string_equal(sample_answer(r, "later"), "niet_van_toepassing");
    }
}

static void earlier_duties_where_they_are_asked_for(void **state)
{
    struct sample *s = sample_create(*state);
    struct sample_rule rule = rule_b;
    rule.deadline = "2024-06-30";
    sample_plan(s, PLAN_ROHA, rule);
    struct decision *d = sample_decision(s, "ook", true, NULL, "terug");
    d->with_plan = d->with_earlier = true;
    sample_decision(s, "niet", true, NULL, "terug")->with_plan = true;
    const struct result *r = sample_evaluate(s, PRACTICE(",'rho':'ROHA','b':false"), "2026-06-01");
    assert_string_equal(sample_answer(r, "ook"), "ja");
    assert_string_equal(sample_answer(r, "niet"), "nee");
    assert_int_equal(r->oordeel, VOLDOET_NIET); /* it stays due all the same */
}

/* What a plan adds to a national rule is regional, though it has the national id. */
static void sharpened_rules_in_decisions(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    sample_plan(
        s, PLAN_UNICUM,
        (struct sample_rule){.id = "ra", .sharpens = true, .condition = "b", .soort = "naleving"});
    sample_decision(s, "landelijk", false, "horde", NULL);
    sample_decision(s, "ook", false, "horde", NULL)->with_plan = true;
    const struct result *r =
        sample_evaluate(s, PRACTICE(",'rho':'UNICUM','a':true,'b':false"), "2026-06-01");
    assert_string_equal(sample_answer(r, "landelijk"), "ja");
    assert_string_equal(sample_answer(r, "ook"), "nee");
}

static void amounts(void **state)
{
    struct sample *s = sample_create(*state);
    sample_parameter(s, "tarief", 323, 2);
    sample_calculation(s, "bedrag", "(* patienten $tarief)");
    sample_leidraad(s, V2023, V2028, rule_a);
    const char *json = PRACTICE(",'patienten':2095");
    const struct calculation_result *c = sample_evaluate(s, json, "2025-06-01")->calculations.at;
    assert_true(value_known(c->value));
    assert_int_equal(c->value.lo, 676685); /* 6766,85 */
    c = sample_evaluate(s, json, "2026-06-01")->calculations.at;
    assert_false(value_known(c->value));
    assert_string_equal(sample_missing(s, &c->missing), "parameter.tarief");
    c = sample_evaluate(s, PRACTICE(""), "2026-06-01")->calculations.at;
    assert_string_equal(sample_missing(s, &c->missing), "patienten parameter.tarief");
}

/* ---- What it rests on ---- */

static void only_what_binds_is_rested_on(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    struct sample_rule binds = rule_a, not = rule_b;
    binds.assumption = "aangenomen";
    not .assumption = "elders";
    not .applies = "nee";
    index_t r = sample_leidraad(s, V2023, V2028, binds);
    sample_leidraad(s, V2023, V2028, not );
    index_t ref = program_add_refs(p);
    p->refs[ref].to = JAARBEGRIP;
    p->rules[r].readings = (struct range){ref, 1};
    index_t source = program_add_sources(p), citation = program_add_citations(p);
    p->sources[source] =
        (struct source){program_symbol(p, STR("bron")), NONE, NONE, NONE, DATE_NONE, true};
    p->citations[citation] = (struct citation){source, NONE};
    p->rules[r].citations = (struct range){citation, 1};

    const struct result *result = sample_evaluate(s, PRACTICE(",'a':true"), "2024-06-01");
    const struct rests_on *on = &result->rests_on;
    assert_int_equal(on->readings.len, 1);
    assert_int_equal(on->readings.at[0], JAARBEGRIP);
    assert_int_equal(on->assumptions.len, 1);
    assert_str_equal(program_text(p, on->assumptions.at[0]), STR("aangenomen"));
    assert_int_equal(on->externals.len, 1);
    assert_int_equal(on->externals.at[0], source);
}

static void a_decision_rests_on_its_own(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    sample_leidraad(s, V2023, V2028, rule_a);
    index_t source = program_add_sources(p), citation = program_add_citations(p);
    p->sources[source] =
        (struct source){program_symbol(p, STR("bron")), NONE, NONE, NONE, DATE_NONE, true};
    p->citations[citation] = (struct citation){source, NONE};
    for (int later = 0; later < 2; later++) { /* the second is not asked yet */
        struct decision *d = sample_decision(s, later ? "later" : "nu", true, "horde", NULL);
        index_t text = program_add_texts(p);
        p->texts[text].to = program_symbol(p, later ? STR("straks") : STR("kan"));
        d->assumptions = (struct range){text, 1};
        d->citations = (struct range){citation, 1};
        if (later) d->from = day("2027-01-01");
    }
    const struct rests_on *on = &sample_evaluate(s, PRACTICE(",'a':true"), "2024-06-01")->rests_on;
    assert_int_equal(on->assumptions.len, 1);
    assert_str_equal(program_text(p, on->assumptions.at[0]), STR("kan"));
    assert_int_equal(on->externals.len, 1);
    assert_int_equal(on->externals.at[0], source);
}

/* One that is not known says nothing, and so rests on nothing. */
static void an_amount_that_is_known_rests_on_its_own(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    sample_parameter(s, "tarief", 323, 2);
    sample_leidraad(s, V2023, V2028, rule_a);
    index_t source = program_add_sources(p), citation = program_add_citations(p);
    p->sources[source] =
        (struct source){program_symbol(p, STR("bron")), NONE, NONE, NONE, DATE_NONE, true};
    p->citations[citation] = (struct citation){source, NONE};
    index_t text = program_add_texts(p);
    p->texts[text].to = program_symbol(p, STR("per kwartaal"));
    index_t amount = sample_calculation(s, "bedrag", "(* patienten $tarief)");
    p->calculations[amount].assumptions = (struct range){text, 1};
    p->calculations[amount].citations = (struct range){citation, 1};
    const char *json = PRACTICE(",'patienten':2095");
    const struct rests_on *on = &sample_evaluate(s, json, "2025-06-01")->rests_on;
    assert_int_equal(on->assumptions.len, 1);
    assert_str_equal(program_text(p, on->assumptions.at[0]), STR("per kwartaal"));
    assert_int_equal(on->externals.len, 1);
    assert_int_equal(on->externals.at[0], source);
    on = &sample_evaluate(s, json, "2026-06-01")->rests_on;
    assert_int_equal(on->assumptions.len + on->externals.len, 0);
}

static const char *not_judged(struct sample *s, const char *json, const char *on)
{
    const struct result *r = sample_evaluate(s, json, on);
    assert_true(r->not_judged.len <= 1);
    return r->not_judged.len ? r->not_judged.at[0].at : "";
}

static void silence_is_said(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    sample_plan(s, PLAN_UNICUM, rule_b);
    sample_plan(s, PLAN_ROHA, rule_b);
    const char *roha = PRACTICE(",'rho':'ROHA'");
    assert_string_equal(not_judged(s, roha, "2024-06-01"), "");
    assert_string_equal(not_judged(s, roha, "2025-06-01"), "regioplan ROHA bij 2025");
    assert_string_equal(not_judged(s, PRACTICE(",'rho':'UNICUM'"), "2026-06-01"), "");
    assert_string_equal(not_judged(s, PRACTICE(""), "2026-06-01"),
                        "regioplan van onbekende RHO bij 2026-2027");
}

/* A plan that was not judged matters to an answer that it could have changed. */
static void an_answer_may_lack_a_plan(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    sample_plan(s, PLAN_UNICUM, rule_b);
    sample_decision(s, "ook", false, "horde", NULL)->with_plan = true;
    sample_decision(s, "landelijk", false, "horde", NULL);
    struct decision *later = sample_decision(s, "later", false, "horde", NULL);
    later->with_plan = true;
    later->from = day("2027-01-01");
    static const struct {
        const char *json, *ook;
        bool lacks;
    } cases[] = {
        {PRACTICE(",'rho':'ROHA','a':true"), "ja", true},
        {PRACTICE(",'rho':'ROHA'"), "onbekend", true},
        {PRACTICE(",'rho':'ROHA','a':false"), "nee", false}, /* whatever a plan would say */
        {PRACTICE(",'rho':'UNICUM','a':true"), "ja", false}, /* judged */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct result *r = sample_evaluate(s, cases[i].json, "2026-06-01");
        assert_string_equal(sample_answer(r, "ook"), cases[i].ook);
        assert_int_equal(decision_lacks_plan(r, &r->decisions.at[0]), cases[i].lacks);
        assert_false(decision_lacks_plan(r, &r->decisions.at[1]));
        assert_false(decision_lacks_plan(r, &r->decisions.at[2]));
    }
}

static void notices(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, rule_a);
    const char *json = "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','rho':'NIEMAND',"
                       "'interventie':[{'status':'gepland','gestart':'2024-02-01'},"
                       "{'status':'gepland','gestart':'2027-02-01'},"
                       "{'status':'ingezet','gestart':'2024-02-01'},{'status':'gepland'}]}],"
                       "'rho':[{'rho':'UNICUM'}]}";
    const struct result *r = sample_evaluate(s, json, "2026-06-01");
    assert_int_equal(r->notices.len, 2);
    assert_int_equal(r->notices.at[0].kind, NOTICE_DANGLING);
    assert_str_equal(r->notices.at[0].datum, STR("rho"));
    assert_str_equal(r->notices.at[0].value, STR("NIEMAND"));
    assert_int_equal(r->notices.at[1].kind, NOTICE_STARTED);
    assert_str_equal(r->notices.at[1].datum, STR("interventie[1].status"));
    assert_str_equal(r->notices.at[1].value, STR("2024-02-01"));
}

/* ---- Readings turned ---- */

static void readings_that_matter(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "r", .deadline = "(groeijaar_einde 2)", .condition = "b"});
    sample_leidraad(s, V2023, V2028, rule_a);
    struct evaluate_options options = {
        .has_on = true, .on = day("2025-02-01"), .force_version = NONE, .turn_readings = true};
    const char *json = PRACTICE(",'a':true,'b':false");
    const struct result *r = sample_evaluate_with(s, json, "praktijk", &options);
    assert_int_equal(r->oordeel, VOLDOET);
    assert_int_equal(r->sensitive.len, 1);
    const struct sensitivity *turned = &r->sensitive.at[0];
    assert_int_equal(turned->reading, GROEIJAARBEGRIP);
    assert_str_equal(program_text(s->program, s->program->choices[turned->choice].id),
                     STR("kalenderjaar"));
    assert_int_equal(turned->result->oordeel, VOLDOET_NIET);

    /* A later intake that is a moment in one reading only: niet_bepaald is another oordeel, but
     * another reason for it is none. */
    const char *later =
        "{'praktijk':[{'agb':'99000001','instroom':'2025-04-01','a':true,'b':true}]}";
    r = sample_evaluate_with(s, later, "praktijk", &options);
    assert_int_equal(r->reason, NOG_NIET_INGESTROOMD);
    assert_int_equal(r->sensitive.len, 0);
    options.on = day("2025-06-01");
    r = sample_evaluate_with(s, later, "praktijk", &options);
    assert_int_equal(r->oordeel, VOLDOET);
    assert_int_equal(r->sensitive.len, 1);
    assert_int_equal(r->sensitive.at[0].reading, INSTROOMMOMENT);
    assert_int_equal(r->sensitive.at[0].result->reason, GEEN_INSTROOMMOMENT);
    options.on = day("2025-02-01");

    /* From the other side: with a reading turned already, the default is the other choice. */
    sample_turn(s, GROEIJAARBEGRIP, "kalenderjaar");
    r = sample_evaluate_with(s, json, "praktijk", &options);
    assert_int_equal(r->oordeel, VOLDOET_NIET);
    assert_int_equal(r->sensitive.len, 1);
    assert_int_equal(r->sensitive.at[0].result->oordeel, VOLDOET);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_oordeel_is_the_worst),
        ARENA_TEST(no_rule_that_binds_is_no_oordeel),
        ARENA_TEST(without_a_version_there_is_nothing),
        ARENA_TEST(the_own_intake_date_is_the_default),
        ARENA_TEST(layers_in_order),
        ARENA_TEST(an_rho),
        ARENA_TEST(a_region_is_judged_for_its_year),
        ARENA_TEST(which_tables_have_rules),
        ARENA_TEST(decisions),
        ARENA_TEST(earlier_duties_where_they_are_asked_for),
        ARENA_TEST(sharpened_rules_in_decisions),
        ARENA_TEST(amounts),
        ARENA_TEST(only_what_binds_is_rested_on),
        ARENA_TEST(silence_is_said),
        ARENA_TEST(a_decision_rests_on_its_own),
        ARENA_TEST(an_amount_that_is_known_rests_on_its_own),
        ARENA_TEST(an_answer_may_lack_a_plan),
        ARENA_TEST(notices),
        ARENA_TEST(readings_that_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
