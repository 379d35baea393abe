/* What expressions come to, and which data they miss: one line a case, all over one practice. */
#include "check.h"
#include "sample.h"

#include "data/data.h"

#include <string.h>

/* c and the goal of the second intervention are unknown, and so is what belongs to L9, an LSV that
 * is not in the data.  The third intervisie is dated after D, of the second it is not known. */
static const char practice[] =
    "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','rho':'UNICUM','lsv':'L9',"
    "  'patienten':100,'a':true,'b':false,'tekst':'','interventie':["
    "  {'kernelement':'anders','gestart':'2024-01-01','status':'ingezet','doel':'beter'},"
    "  {'kernelement':'netwerk','status':'ingezet','doel':null},"
    "  {'kernelement':'gesprek','gestart':'2024-06-01','doel':''}],"
    "  'intervisie':[{'datum':'2026-03-01','thema':true},"
    "    {'thema':true,'verslag':false},"
    "    {'datum':'2027-01-01','thema':true,'verslag':false}]},"
    " {'agb':'99000002','instroom':'2023-04-01'}],"
    "'rho':[{'rho':'UNICUM','a':true,'regioplan':["
    "  {'leidraad':'2026-2027','vastgesteld':'2025-09-30','ok':true},"
    "  {'leidraad':'2028','vastgesteld':'2027-09-30','ok':false}]}]}";
static const char reference_date[] = "2026-06-01";

struct test_case {
    const char *expr, *comes_to, *missing;
};

static const struct test_case logic[] = {
    {"ja", "ja", ""},
    {"a", "ja", ""},
    {"b", "nee", ""},
    {"c", "onbekend", "c"},
    {"(niet c)", "onbekend", "c"},
    {"(en a c)", "onbekend", "c"},
    {"(en b c)", "nee", ""},
    {"(of a c)", "ja", ""},
    {"(of b c)", "onbekend", "c"},
    {"(of (en a c) (en b lsv.aanbod))", "onbekend", "c"}, /* what is decided is not named */
    {"(en c (niet c))", "onbekend", "c"},                 /* Kleene, not classical */
    {"(als a c b)", "onbekend", "c"},
    {"(als b c a)", "ja", ""},
    {"(als c a a)", "ja", ""}, /* both branches agree */
    {"(als c a b)", "onbekend", "c"},
    {"(als c a lsv.aanbod)", "onbekend", "c lsv.aanbod"},
    {"?zomaar", "onbekend", ""}, /* no datum takes it away */
    {"(of ?zomaar c)", "onbekend", "c"},
    {"(of ?zomaar a)", "ja", ""},
    {"(lezing regioplanduur per_groep)", "ja", ""},
    {"(lezing regioplanduur kalender)", "nee", ""},
};

static const struct test_case comparisons[] = {
    {"(= patienten 100)", "ja", ""},
    {"(!= patienten 100)", "nee", ""},
    {"(< patienten 100)", "nee", ""},
    {"(<= patienten 100)", "ja", ""},
    {"(> patienten 99)", "ja", ""},
    {"(>= patienten 101)", "nee", ""},
    {"(= rho 'UNICUM)", "ja", ""},
    {"(= leidraad '2026-2027)", "ja", ""},
    {"(= groep 1)", "ja", ""},
    {"(= groeijaar 4)", "ja", ""},
    {"(= peildatum 2026-06-01)", "ja", ""},
    {"(= versiedatum 2026-04-01)", "ja", ""},
    {"(= (later instroom 2m) 2023-06-01)", "ja", ""},
    {"(= (later 2023-12-31 2m) 2024-02-29)", "ja", ""},
    {"(= (vroeger 2023-03-31 1m) 2023-02-28)", "ja", ""},
    {"(= (later instroom 30d) 2023-05-01)", "ja", ""},
    {"(= (later 9999-12-01 60d) 9999-12-31)", "ja", ""},
    {"(= (groeijaar_einde 2) 2025-03-31)", "ja", ""},
    {"(= (jaar_van instroom) 2023)", "ja", ""},
    {"(= (jaar_getal jaar) 2026)", "ja", ""},
    {"(= jaar_einde 2026-12-31)", "ja", ""},
    {"(in_jaar 2026-12-31)", "ja", ""},
    {"(in_jaar 2027-01-01)", "nee", ""},
    {"(gevuld tekst)", "nee", ""},
    {"(in_set rho NU)", "ja", ""},
    {"(in_set rho TOEN)", "nee", ""}, /* the member's period is over */
    {"(van_kracht '2025)", "ja", ""},
    {"(van_kracht '2023)", "nee", ""},
    {"(= (+ patienten 1) 101)", "ja", ""},
    {"(= (- patienten 1) 99)", "ja", ""},
    {"(= (* patienten 0.25) 25.00)", "ja", ""},
    {"(= (/ patienten 3 2) 33.33)", "ja", ""},
    {"(= (/ patienten 0.5 0) 200)", "ja", ""},
    {"(= (/ patienten 8 0) 13)", "ja", ""}, /* 12.5, half up */
    {"(= (rond 2.50 0) 3)", "ja", ""},
};

static const struct test_case lists[] = {
    {"(er_is interventie (= kernelement 'anders))", "ja", ""},
    {"(er_is interventie (en (= kernelement 'anders) (= status 'gestopt)))", "nee", ""},
    {"(er_is interventie (= status 'gestopt))", "onbekend", "interventie[3].status"},
    {"(er_is interventie !begonnen)", "ja", ""},
    {"(er_is interventie (en (= kernelement 'netwerk) !begonnen))", "onbekend",
     "interventie[2].gestart"},
    {"(elke interventie !begonnen)", "onbekend", "interventie[2].gestart interventie[3].status"},
    {"(elke interventie (gevuld doel))", "nee", ""},
    {"(elke interventie (of (gevuld doel) (= kernelement 'gesprek)))", "onbekend",
     "interventie[2].doel"},
    {"(>= (aantal interventie !begonnen) 1)", "ja", ""},
    {"(>= (aantal interventie !begonnen) 2)", "onbekend",
     "interventie[2].gestart interventie[3].status"},
    {"(>= (aantal interventie !begonnen) 4)", "nee", ""}, /* out of reach */
    {"(= (aantal interventie !begonnen) 0)", "nee", ""},
    {"(< (+ (aantal interventie !begonnen) 1) 5)", "ja", ""},
    /* Dated: the first counts, of the second it is unknown, the third comes after D. */
    {"(= (aantal intervisie ja) 0)", "nee", ""},
    {"(>= (aantal intervisie ja) 2)", "onbekend", "intervisie[2].datum"},
    {"(>= (aantal intervisie ja) 3)", "nee", ""},
    {"(er_is intervisie (en thema (in_jaar datum)))", "ja", ""},
    {"(elke intervisie verslag)", "onbekend", "intervisie[1].verslag intervisie[2].datum"},
    {"(er_is intervisie verslag)", "onbekend", "intervisie[1].verslag"},
};

static const struct test_case references[] = {
    {"rho.a", "ja", ""},
    {"lsv.aanbod", "onbekend", "lsv.aanbod"},
    {"(er_is rho.regioplan ok)", "ja", ""},
    {"(er_is rho.regioplan (= leidraad '2028))", "nee", ""}, /* settled after D */
    {"(er_is rho.regioplan (niet ok))", "nee", ""},
};

/* Of the other practice all is unknown, its RHO too. */
static const struct test_case of_another[] = {
    {"rho.a", "onbekend", "rho"},
    {"(er_is rho.regioplan ok)", "onbekend", "rho"},
    {"(er_is interventie !begonnen)", "onbekend", "interventie"},
    {"(elke interventie !begonnen)", "onbekend", "interventie"},
    {"(>= (aantal interventie ja) 0)", "ja", ""},
    {"(>= (aantal interventie ja) 1)", "onbekend", "interventie"},
    {"(< (* (aantal interventie ja) 1000000) 5)", "onbekend", "interventie"},
    {"(= patienten (aantal interventie ja))", "onbekend", "patienten interventie"},
    {"(gevuld tekst)", "onbekend", "tekst"},
};

/* geen has no value ever, toen one in 2025 only. */
static const struct test_case parameters[] = {
    {"(>= patienten $geen)", "open", "parameter.geen"},
    {"(>= patienten $toen)", "open", "parameter.toen"},
    {"(>= (aantal intervisie ja) $geen)", "open", "parameter.geen"}, /* whatever else it lacks */
    {"(en (>= patienten $geen) a)", "open", "parameter.geen"},
    {"(en (>= patienten $geen) b)", "nee", ""},
    {"(of (>= patienten $geen) a)", "ja", ""},
    {"(en (>= patienten $geen) c)", "onbekend", "parameter.geen c"},
    {"(niet (>= patienten $geen))", "open", "parameter.geen"},
    {"(= (+ patienten $geen) $toen)", "open", "parameter.geen parameter.toen"},
    {"(er_is interventie (en (= kernelement 'anders) (>= patienten $geen)))", "open",
     "parameter.geen"},
    {"(er_is interventie (en !begonnen (>= patienten $geen)))", "onbekend",
     "parameter.geen interventie[2].gestart interventie[3].status"},
    {"(>= (aantal interventie (en (= kernelement 'anders) (>= patienten $geen))) 1)", "open",
     "parameter.geen"},
    {"(>= (aantal interventie (en !begonnen (>= patienten $geen))) 1)", "onbekend",
     "parameter.geen interventie[2].gestart interventie[3].status"},
};

static const char *name_of(enum tribool t)
{
    static const char *const names[] = {"nee", "ja", "open", "onbekend"};
    return names[t];
}

/* The names of both in any order: what is missing is a set. */
static bool same_names(struct sample *s, const struct missing *missing, const char *expected)
{
    size_t words = 0;
    for (const char *at = expected; *at; words++) {
        const char *end = strchr(at, ' ');
        struct str word = {at, end ? (size_t)(end - at) : strlen(at)};
        bool found = false;
        for (size_t i = 0; i < missing->list.len; i++)
            found = found || str_equal(missing->list.at[i], word);
        if (!found) return false;
        at += word.len + (end != NULL);
    }
    (void)s;
    return words == missing->list.len;
}

static void check_cases(struct arena *arena, const struct test_case *cases, size_t count,
                        size_t row)
{
    struct sample *s = sample_create(arena);
    sample_set(s, "NU", "UNICUM", day("2026-01-01"), DATE_MAX);
    sample_set(s, "TOEN", "UNICUM", DATE_MIN, day("2025-12-31"));
    sample_parameter(s, "geen", UNKNOWN, 0);
    sample_parameter(s, "toen", 5, 0);
    sample_definition(s, "interventie", "begonnen",
                      "(en (<= gestart peildatum) (= status 'ingezet))");
    index_t *nodes = ARENA_ARRAY(arena, index_t, count);
    for (size_t i = 0; i < count; i++) nodes[i] = sample_expr(s, "praktijk", cases[i].expr);
    const struct data *data = sample_data(s, practice);
    const struct readings readings = {s->turned};
    date on = day(reference_date);
    struct context c = {
        .program = s->program,
        .data = data,
        .readings = &readings,
        .table = s->program->stelsel.table,
        .row = row,
        .on = on,
        .context_on = on,
        .version = V2026,
        .van = day("2026-04-01"),
        .group = 1,
        .groeijaar = 4,
        .start = day("2023-04-01"),
        .year = {2026, day("2026-01-01"), day("2026-12-31")},
    };
    struct frame f = frame_of(&c);
    for (size_t i = 0; i < count; i++) {
        struct missing missing = {.arena = arena};
        enum tribool came_to = evaluate_truth(&f, nodes[i]);
        collect_missing(&f, nodes[i], &missing);
        if (strcmp(name_of(came_to), cases[i].comes_to))
            fail_msg("%s came to %s", cases[i].expr, name_of(came_to));
        if (!same_names(s, &missing, cases[i].missing))
            fail_msg("%s misses %s", cases[i].expr, sample_missing(s, &missing));
    }
}

#define CASES_TEST(name, row)                                            \
    static void test_##name(void **state)                                \
    {                                                                    \
        check_cases(*state, name, sizeof(name) / sizeof *(name), (row)); \
    }
CASES_TEST(logic, 0)
CASES_TEST(comparisons, 0)
CASES_TEST(lists, 0)
CASES_TEST(references, 0)
CASES_TEST(of_another, 1)
CASES_TEST(parameters, 0)

/* Naming thousands of rows takes no more than a walk along them. */
static void many_missing_rows(void **state)
{
    enum { ROWS = 5000 };
    struct sample *s = sample_create(*state);
    struct buf json = {.arena = *state};
    index_t node =
        sample_expr(s, "praktijk", "(elke intervisie (en verslag (niet (niet verslag))))");
    buf_adds(&json, "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','intervisie':[{}");
    for (int i = 1; i < ROWS; i++) buf_adds(&json, ",{}");
    buf_adds(&json, "]}]}");
    const struct data *data = sample_data(s, buf_str(&json).at);
    const struct readings readings = {NULL};
    struct context c = {.program = s->program,
                        .data = data,
                        .readings = &readings,
                        .version = NONE,
                        .start = UNKNOWN};
    struct frame f = frame_of(&c);
    struct missing missing = {.arena = *state};
    collect_missing(&f, node, &missing);
    assert_int_equal(missing.list.len, 2 * ROWS); /* each row's date and its report, once */
}

static void a_reason_is_kept_apart(void **state)
{
    struct sample *s = sample_create(*state);
    index_t node = sample_expr(s, "praktijk", "(of ?daarom (en c ?daarom))");
    const struct data *data = sample_data(s, practice);
    const struct readings readings = {NULL};
    struct context c = {.program = s->program,
                        .data = data,
                        .readings = &readings,
                        .version = NONE,
                        .start = UNKNOWN};
    struct frame f = frame_of(&c);
    struct missing missing = {.arena = *state};
    collect_missing(&f, node, &missing);
    assert_string_equal(sample_missing(s, &missing), "c");
    assert_int_equal(missing.because.len, 1);
    assert_str_equal(program_text(s->program, missing.because.at[0]), STR("daarom"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_logic),        ARENA_TEST(test_comparisons),
        ARENA_TEST(test_lists),        ARENA_TEST(test_references),
        ARENA_TEST(test_of_another),   ARENA_TEST(test_parameters),
        ARENA_TEST(many_missing_rows), ARENA_TEST(a_reason_is_kept_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
