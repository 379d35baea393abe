/* The reports `evaluate`, `applies` and `timeline`, byte for byte.  The results of `evaluate` are
 * made by hand here, so that these tests say how something is written and not how it comes about;
 * practices stand on the sample's Tabel 1. */
#include "check.h"
#include "page.h"
#include "sample.h"

#include <string.h>

static struct rule_result *add_result(struct arena *arena, struct result *r, int rule,
                                      enum verdict verdict)
{
    struct rule_result *result = VEC_PUSH(arena, &r->rules);
    result->rule = &r->program->rules[rule];
    result->verdict = verdict;
    result->uit = NONE;
    *VEC_PUSH(arena, &result->parts) =
        (struct part){.rule = result->rule, .verdict = verdict, .uit = NONE};
    return result;
}

static void missing(struct arena *arena, struct missing *out, struct str name)
{
    out->arena = arena;
    *VEC_PUSH(arena, &out->list) = name;
}

/* The example that the formats were agreed by. */
static struct result *hand_result(struct arena *arena, struct program *p)
{
    struct result *r = ARENA_NEW(arena, struct result);
    *r = (struct result){.program = p,
                         .key = STR("99000004"),
                         .has_on = true,
                         .on = day("2026-11-01"),
                         .timeline = {.group = 4},
                         .moment = {.version = 1, .groeijaar = 3},
                         .oordeel = VOLDOET_NIET};
    add_result(arena, r, LERENDE_OMGEVING, VOLDAAN);
    struct rule_result *rule = add_result(arena, r, INTERVISIE, LOOPT);
    rule->has_deadline = true;
    rule->deadline = day("2026-12-31");
    *VEC_PUSH(arena, &rule->years[YEARS_RUNNING]) = 2026;
    rule = add_result(arena, r, NETWERK, NIET_VOLDAAN);
    rule->has_deadline = true;
    rule->deadline = day("2025-12-31");
    rule->uit = 0;
    missing(arena, &add_result(arena, r, VIGEREND, VERDICT_ONBEKEND)->missing, STR("rho"));
    missing(arena, &add_result(arena, r, DOORONTWIKKELING, OPEN_NORM)->missing,
            STR("parameter.minimum_doorontwikkeling"));
    add_result(arena, r, WOR, NIET_VAN_TOEPASSING)->reason = STR("geen \"recept\"");
    static const enum answer answers[] = {ANSWER_JA, ANSWER_ONBEKEND, ANSWER_JA};
    for (size_t i = 0; i < 3; i++)
        *VEC_PUSH(arena, &r->decisions) = (struct decision_result){&p->decisions[i], answers[i]};
    struct calculation_result *amount = VEC_PUSH(arena, &r->calculations);
    amount->calculation = &p->calculations[0];
    amount->value.state = TRI_OPEN;
    missing(arena, &amount->missing, STR("parameter.tarief_mtvp"));
    rests_on_reading(&r->rests_on, arena, p, 0);
    *VEC_PUSH(arena, &r->rests_on.assumptions) = hand_symbol(p, "één telt");
    *VEC_PUSH(arena, &r->rests_on.externals) = ROHA;
    return r;
}

static struct result *hand_bare(struct arena *arena, struct program *p)
{
    struct result *r = ARENA_NEW(arena, struct result);
    *r = (struct result){.program = p,
                         .key = STR("99000005"),
                         .has_on = true,
                         .on = day("2026-11-01"),
                         .timeline = {.reason = GEEN_INSTROOMMOMENT,
                                      .nearest = {day("2024-01-01"), day("2025-04-01")},
                                      .has_nearest = {true, true}},
                         .moment = {.version = NONE, .reason = GEEN_INSTROOMMOMENT},
                         .oordeel = NIET_BEPAALD,
                         .reason = GEEN_INSTROOMMOMENT};
    return r;
}

static const char *written(struct page *page, const struct evaluate_writer *writer,
                           const struct result *const *results, size_t count)
{
    void *kept = writer->begin(&page->report);
    for (size_t i = 0; i < count; i++) writer->subject(kept, page->report.arena, results[i]);
    writer->end(kept);
    return text_of(page);
}

/* ---- evaluate ---- */

#define RESULT_JSON                                                                              \
    "{\"onderwerp\":\"praktijk\",\"sleutel\":\"99000004\",\"peildatum\":\"2026-11-01\","         \
    "\"leidraad\":\"2026-2027\",\"status\":\"vastgesteld\",\"groep\":4,\"groeijaar\":3,"         \
    "\"oordeel\":\"voldoet_niet\","                                                              \
    "\"besluiten\":{\"mag_starten\":\"ja\",\"declaratie_beletsel\":\"onbekend\","                \
    "\"terugvordering_mogelijk\":\"ja\"},"                                                       \
    "\"regels\":["                                                                               \
    "{\"regel\":\"lerende_omgeving\",\"laag\":\"leidraad\",\"oordeel\":\"voldaan\","             \
    "\"bron\":[{\"id\":\"afspraken\",\"plaats\":\"uitgangspunt 3, onder 1\"}],"                  \
    "\"titel\":\"Lerende omgeving\"},"                                                           \
    "{\"regel\":\"intervisie_jaarlijks\",\"laag\":\"regioplan\",\"oordeel\":\"loopt\","          \
    "\"uiterlijk\":\"2026-12-31\",\"jaren\":{\"lopend\":[\"2026\"]},"                            \
    "\"lezingen\":[\"jaarbegrip\",\"regioplanduur\"],"                                           \
    "\"bron\":[{\"id\":\"afspraken\",\"plaats\":\"2e punt\"}],"                                  \
    "\"titel\":\"Elk jaar intervisie\"},"                                                        \
    "{\"regel\":\"roha_netwerk_2\",\"laag\":\"regioplan\",\"uit\":\"2023\","                     \
    "\"oordeel\":\"niet_voldaan\",\"uiterlijk\":\"2025-12-31\","                                 \
    "\"bron\":[{\"id\":\"roha\",\"plaats\":\"hoofdpunten\",\"extern\":true}],"                   \
    "\"aannames\":[\"één telt\"],\"titel\":\"Twee \\\"netwerk\\\"\"},"                         \
    "{\"regel\":\"regioplan_vigerend\",\"laag\":\"kader\",\"oordeel\":\"onbekend\","             \
    "\"ontbreekt\":[\"rho\"],\"bron\":[{\"id\":\"afspraken\"}],\"titel\":\"Regioplan\"},"        \
    "{\"regel\":\"doorontwikkeling\",\"laag\":\"leidraad\",\"oordeel\":\"open_norm\","           \
    "\"ontbreekt\":[\"parameter.minimum_doorontwikkeling\"],"                                    \
    "\"bron\":[{\"id\":\"afspraken\",\"plaats\":\"afspraak 4\"}],\"titel\":\"Verdiept\"},"       \
    "{\"regel\":\"wor_aanbod\",\"laag\":\"regioplan\",\"oordeel\":\"niet_van_toepassing\","      \
    "\"reden\":\"geen \\\"recept\\\"\",\"bron\":[{\"id\":\"afspraken\",\"plaats\":\"blz. 3\"}]," \
    "\"titel\":\"Welzijn; op recept\"}],"                                                        \
    "\"berekeningen\":{\"vergoeding_kwartaal_max\":"                                             \
    "{\"waarde\":null,\"ontbreekt\":[\"parameter.tarief_mtvp\"]}},"                              \
    "\"niet_beoordeeld\":[],"                                                                    \
    "\"rust_op\":{\"lezingen\":[\"jaarbegrip\"],\"aannames\":[\"één "                          \
    "telt\"],\"extern\":[\"roha\"]}"
#define POLICIES_JSON ",\"beleid\":\"map:policies\",\"beleid_inhoud\":\"sha256:00\"}"
#define BARE_JSON                                                                        \
    "{\"onderwerp\":\"praktijk\",\"sleutel\":\"99000005\",\"peildatum\":\"2026-11-01\"," \
    "\"leidraad\":null,\"oordeel\":\"niet_bepaald\",\"reden\":\"geen_instroommoment\","  \
    "\"dichtstbij\":[\"2024-01-01\",\"2025-04-01\"],\"besluiten\":{},\"regels\":[]" POLICIES_JSON

static void evaluate_as_json(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    const struct result *results[] = {hand_result(arena, p), hand_bare(arena, p)};
    assert_string_equal(written(page_of(arena, p), &evaluate_json, results, 2),
                        "[\n" RESULT_JSON POLICIES_JSON ",\n" BARE_JSON "\n]\n");
    assert_string_equal(written(page_of(arena, p), &evaluate_json, results, 0), "[]\n");
    /* The second time a rule is written, its text is a copy. */
    results[1] = results[0];
    assert_string_equal(written(page_of(arena, p), &evaluate_ndjson, results, 2),
                        RESULT_JSON POLICIES_JSON "\n" RESULT_JSON POLICIES_JSON "\n");
    assert_string_equal(written(page_of(arena, p), &evaluate_ndjson, results, 0), "");
}

static void evaluate_adds_readings_and_notices(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    struct result *r = hand_result(arena, p), *other = hand_result(arena, p);
    struct page *page = page_of(arena, p);
    page->report.all_readings = true;
    other->oordeel = VOLDOET;
    other->decisions.len = 1;
    *VEC_PUSH(arena, &r->sensitive) = (struct sensitivity){0, 0, other};
    *VEC_PUSH(arena, &r->notices) =
        (struct notice){.kind = NOTICE_DANGLING, .datum = STR("rho"), .value = STR("UNICUM")};
    const struct result *results[] = {r};
    assert_string_equal(written(page, &evaluate_ndjson, results, 1), RESULT_JSON
                        ",\"lezinggevoelig\":[{\"lezing\":\"jaarbegrip\",\"keuze\":\"eigen_jaar\","
                        "\"oordeel\":\"voldoet\",\"besluiten\":{\"mag_starten\":\"ja\"}}],"
                        "\"meldingen\":[{\"melding\":\"verwijzing_zonder_rij\",\"gegeven\":\"rho\","
                        "\"waarde\":\"UNICUM\"}]" POLICIES_JSON "\n");
}

static void evaluate_writes_amounts_exactly(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    struct result *r = hand_result(arena, p);
    r->calculations.at[0].value = (struct value){.state = TRI_JA, .lo = 676685, .hi = 676685};
    const struct result *results[] = {r};
    const char *json = written(page_of(arena, p), &evaluate_ndjson, results, 1);
    assert_non_null(strstr(json, "\"vergoeding_kwartaal_max\":{\"waarde\":6766.85}"));
    const char *csv = written(page_of(arena, p), &evaluate_csv, results, 1);
    assert_non_null(strstr(csv, ";6766,85;"));
}

static void a_sharpened_rule_has_both_sources(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    struct result *r = hand_result(arena, p);
    *VEC_PUSH(arena, &r->rules.at[0].parts) =
        (struct part){.rule = &p->rules[NETWERK], .verdict = VOLDAAN, .uit = NONE};
    const struct result *results[] = {r, hand_result(arena, p)};
    const char *json = written(page_of(arena, p), &evaluate_ndjson, results, 2);
    assert_non_null(strstr(json,
                           "\"oordeel\":\"voldaan\",\"bron\":[{\"id\":\"afspraken\",\"plaats\":"
                           "\"uitgangspunt 3, onder 1\"},{\"id\":\"roha\",\"plaats\":"
                           "\"hoofdpunten\",\"extern\":true}],\"aannames\":[\"één telt\"],"
                           "\"titel\":\"Lerende omgeving\"}"));
    /* and leaves no trace in the next */
    assert_non_null(strstr(strchr(json, '\n'), RESULT_JSON));
}

static void evaluate_as_csv(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    struct result *without = hand_result(arena, p);
    const struct result *results[] = {without, hand_bare(arena, p)};
    without->rules.len = 0; /* the rules have a test of their own */
    assert_string_equal(
        written(page_of(arena, p), &evaluate_csv, results, 2),
        "\xEF\xBB\xBFonderwerp;sleutel;peildatum;leidraad;status;groep;groeijaar;oordeel;reden;"
        "dichtstbij;regel;titel;laag;regel_oordeel;uiterlijk;uit;jaren_gemist;jaren_onbekend;"
        "jaren_lopend;jaren_voldaan;regel_reden;ontbreekt;lezingen;aannames;bron;mag_starten;"
        "declaratie_beletsel;terugvordering_mogelijk;vergoeding_kwartaal_max;niet_beoordeeld;"
        "beleid;beleid_inhoud\r\n"
        "praktijk;99000004;2026-11-01;2026-2027;vastgesteld;4;3;voldoet_niet;;;;;;;;;;;;;;;;;;"
        "ja;onbekend;ja;;;map:policies;sha256:00\r\n"
        "praktijk;99000005;2026-11-01;;;;;niet_bepaald;geen_instroommoment;2024-01-01, 2025-04-01;"
        ";;;;;;;;;;;;;;;;;;;;map:policies;sha256:00\r\n");
}

static void evaluate_csv_has_a_row_for_each_rule(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    const struct result *results[] = {hand_result(arena, p)};
    const char *csv = written(page_of(arena, p), &evaluate_csv, results, 1);
    size_t rows = 0;
    for (const char *at = csv; (at = strstr(at, "\r\n")); at++) rows++;
    assert_int_equal(rows, 1 + RULES);
    assert_non_null(strstr(csv,
                           ";intervisie_jaarlijks;Elk jaar intervisie;regioplan;loopt;2026-12-31;"
                           ";;;2026;;;;jaarbegrip, regioplanduur;;afspraken: 2e punt;"));
    assert_non_null(strstr(csv, ";roha_netwerk_2;\"Twee \"\"netwerk\"\"\";regioplan;niet_voldaan;"
                                "2025-12-31;2023;;;;;;;;één telt;roha (extern): hoofdpunten;"));
    assert_non_null(strstr(csv,
                           ";wor_aanbod;\"Welzijn; op recept\";regioplan;niet_van_toepassing;;;;;;;"
                           "\"geen \"\"recept\"\"\";;;;afspraken: blz. 3;"));
}

/* The texts are English here: tests run without translations. */
static void evaluate_as_text(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    const struct result *results[] = {hand_result(arena, p), hand_bare(arena, p)};
    struct page *page = page_of(arena, p);
    page->report.has_on = true;
    page->report.on = day("2026-11-01");
    assert_string_equal(
        written(page, &evaluate_text, results, 2),
        "Judged on 1 November 2026.\n"
        "Policies: map:policies, sha256:00\n"
        "\n"
        "praktijk 99000004: does not comply\n"
        "  on 1 November 2026: leidraad 2026-2027, group 4, growth year 3\n"
        "  mag_starten              yes\n"
        "  declaratie_beletsel      unknown\n"
        "  terugvordering_mogelijk  yes\n"
        "  Hoogste vergoeding       unknown; missing: parameter.tarief_mtvp\n"
        "\n"
        "  verdict         rule                  why, and by which source\n"
        "  not met         roha_netwerk_2        Twee \"netwerk\"\n"
        "                                        was due by 31 December 2025\n"
        "                                        a duty that remains from leidraad 2023\n"
        "                                        source: roha (external), hoofdpunten\n"
        "  unknown         regioplan_vigerend    Regioplan\n"
        "                                        missing: rho\n"
        "                                        source: afspraken\n"
        "  still open      intervisie_jaarlijks  Elk jaar intervisie\n"
        "                                        due by 31 December 2026\n"
        "                                        years: running 2026\n"
        "                                        source: afspraken, 2e punt\n"
        "  open norm       doorontwikkeling      Verdiept\n"
        "                                        missing: parameter.minimum_doorontwikkeling\n"
        "                                        source: afspraken, afspraak 4\n"
        "  met             lerende_omgeving      source: afspraken, uitgangspunt 3, onder 1\n"
        "  does not apply  wor_aanbod            geen \"recept\"\n"
        "                                        source: afspraken, blz. 3\n"
        "\n"
        "  Rests on the readings: jaarbegrip\n"
        "  Rests on sources outside the documents: roha\n"
        "  Rests on the assumptions: 1\n"
        "\n"
        "praktijk 99000005: not determined\n"
        "  on 1 November 2026: the start date is not an intake moment; the nearest are 1 January "
        "2024"
        " and 1\n    April 2025\n"
        "\n"
        "Assumptions:\n"
        "  1  één telt\n"
        "\n"
        "subject   does not comply  unknown  complies  not determined  together\n"
        "praktijk                1        -         -               1         2\n"
        "\n"
        "rule                  not met  unknown  still open  open norm\n"
        "intervisie_jaarlijks        -        -           1          -\n"
        "roha_netwerk_2              1        -           -          -\n"
        "regioplan_vigerend          -        1           -          -\n"
        "doorontwikkeling            -        -           -          1\n");
}

/* A year that was missed, beside one that still runs: no day to come is said to be past. */
static void text_says_which_year_is_due_when(void **state)
{
    struct arena *arena = *state;
    struct sample *s = sample_create(arena);
    sample_plan(s, PLAN_UNICUM,
                (struct sample_rule){.id = "jaarlijks",
                                     .yearly = true,
                                     .deadline = "jaar_einde",
                                     .condition = "(er_is intervisie (in_jaar datum))"});
    static const struct {
        const char *intervisie, *on, *line, *not ;
    } cases[] = {
        {"", "2026-06-01", "due by 31 December 2026\n", "was due"},
        {"", "2027-06-01",
         "years: missed 2026; running 2027 (up to and including 31 December 2027)", "due by"},
        {"{'datum':'2027-02-01'}", "2027-06-01", "years: missed 2026; met 2027", "due by"},
        {"{}", "2027-06-01", "due by 31 December 2027\n", "was due"},
        {"{'datum':'2026-02-01'}", "2028-06-01", "was due by 31 December 2027\n", "running"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf json = {.arena = arena};
        buf_printf(&json,
                   "{'praktijk':[{'agb':'99000004','instroom':'2024-01-01','rho':'UNICUM',"
                   "'intervisie':[%s]}]}",
                   cases[i].intervisie);
        const struct result *r = sample_evaluate(s, buf_str(&json).at, cases[i].on);
        struct page *page = page_of(arena, s->program);
        page->report.width = 400;
        const char *text = written(page, &evaluate_text, &r, 1);
        if (!strstr(text, cases[i].line) || strstr(text, cases[i].not ))
            fail_msg("not \"%s\" without \"%s\":\n%s", cases[i].line, cases[i].not, text);
    }
}

static void text_warns_of_a_concept_and_of_own_dates(void **state)
{
    struct arena *arena = *state;
    struct program *p = hand_program(arena);
    struct result *r = hand_result(arena, p);
    r->moment.version = 2;
    const struct result *results[] = {r};
    const char *text = written(page_of(arena, p), &evaluate_text, results, 1);
    assert_non_null(
        strstr(text, "Judged on the subject's own date: a practice on its own intake date"));
    assert_non_null(strstr(text, "  Leidraad 2028 is a concept: it has not been adopted"));
    assert_null(strstr(text, "together")); /* no totals of one */
    text = written(page_of(arena, p), &evaluate_text, results, 0);
    assert_non_null(strstr(text, "There is no subject to judge.\n"));
}

/* ---- applies and timeline ---- */

static const char *standing_json(struct sample *s, const char *start, const char *on,
                                 const char *key)
{
    const struct readings readings = {s->turned};
    struct page *page = page_of(s->arena, s->program);
    struct standing standing;
    void *kept = applies_json.begin(&page->report, STANDING_ONE);
    standing_on(&standing, s->arena, &page->report, &readings, start ? day(start) : UNKNOWN,
                on ? day(on) : UNKNOWN);
    standing.has_key = key != NULL;
    standing.key = str_from(key);
    applies_json.standing(kept, s->arena, &standing);
    applies_json.end(kept);
    return text_of(page);
}

static void applies_is_that_of_the_interface(void **state)
{
    struct sample *s = sample_create(*state);
    assert_string_equal(
        standing_json(s, "2024-01-01", "2026-01-01", "99000004"),
        "{\"praktijk\":\"99000004\",\"instroom\":\"2024-01-01\",\"peildatum\":\"2026-01-01\","
        "\"oordeel\":\"van_toepassing\",\"groep\":4,\"leidraad\":\"2026-2027\","
        "\"van\":\"2026-01-01\",\"tot\":\"2028-01-01\",\"groeijaar\":3,\"status\":\"vastgesteld\","
        "\"rust_op\":{\"lezingen\":[\"groeijaarbegrip\"],\"aannames\":[],\"extern\":[]}}\n");
    assert_non_null(strstr(standing_json(s, "2024-04-01", "2026-01-01", NULL),
                           "{\"instroom\":\"2024-04-01\",\"peildatum\":\"2026-01-01\","
                           "\"oordeel\":\"niet_bepaald\",\"reden\":\"geen_instroommoment\","
                           "\"dichtstbij\":[\"2024-01-01\",\"2025-04-01\"],"
                           "\"groep\":null,\"leidraad\":null"));
    assert_non_null(strstr(standing_json(s, "2024-01-01", "2028-06-01", NULL),
                           "\"tot\":\"2029-01-01\",\"groeijaar\":5,\"status\":\"concept\""));
    assert_non_null(strstr(standing_json(s, NULL, NULL, NULL),
                           "{\"instroom\":null,\"peildatum\":null,\"oordeel\":\"niet_bepaald\","
                           "\"reden\":\"instroom_onbekend\",\"groep\":null,\"leidraad\":null"));
    /* Only the cells of 2023 are intake moments in the other reading. */
    assert_non_null(strstr(standing_json(s, "2025-04-01", NULL, NULL),
                           "\"lezingen\":[\"instroommoment\",\"groeijaarbegrip\"]"));
}

static void the_intake_table(void **state)
{
    struct sample *s = sample_create(*state);
    struct page *page = page_of(s->arena, s->program);
    timeline_json(&page->report);
    const char *json = text_of(page);
    assert_non_null(strstr(json, "[\n{\"groep\":1,\"leidraad\":\"2023\",\"van\":\"2023-04-01\","
                                 "\"tot\":\"2025-04-01\",\"status\":\"vastgesteld\","
                                 "\"slaat_over\":false"));
    assert_non_null(strstr(json, "\"groep\":4,\"leidraad\":\"2025\",\"van\":null,\"tot\":null"));
    assert_non_null(strstr(json, "\"groep\":4,\"leidraad\":\"2023\",\"van\":\"2024-01-01\","
                                 "\"tot\":\"2026-01-01\""));

    page = page_of(s->arena, s->program);
    timeline_csv(&page->report);
    assert_non_null(strstr(text_of(page), "\r\n1;2028;2028-04-01;2029-01-01;concept;nee;\r\n"));

    page = page_of(s->arena, s->program);
    timeline_text(&page->report);
    const char *text = text_of(page);
    assert_non_null(strstr(text, "         leidraad 2023   leidraad 2025   leidraad 2026-2027  "
                                 "leidraad 2028 (concept)\n"
                                 "group 1  1 April 2023    1 April 2025    1 April 2026        "
                                 "1 April 2028\n"));
    assert_non_null(strstr(text, "group 4  1 January 2024  skips           1 January 2026"));
}

static void many_practices_as_text(void **state)
{
    struct sample *s = sample_create(*state);
    struct page *page = page_of(s->arena, s->program);
    const struct readings readings = {s->turned};
    page->report.has_on = true;
    page->report.on = day("2028-06-01");
    void *kept = applies_text.begin(&page->report, STANDING_MANY);
    const char *const starts[] = {"2023-07-01", "2024-04-01"};
    for (size_t i = 0; i < 2; i++) {
        struct standing standing;
        standing_on(&standing, s->arena, &page->report, &readings, day(starts[i]), page->report.on);
        standing.has_key = true;
        standing.key = i ? STR("99000002") : STR("99000001");
        applies_text.standing(kept, s->arena, &standing);
    }
    applies_text.end(kept);
    assert_string_equal(
        text_of(page),
        "On 1 June 2028:\n"
        "praktijk  leidraad   group  year  from               up to and including  remark\n"
        "99000001  2026-2027      2     5  1 July 2026        30 June 2028\n"
        "99000002  -              -     -  -                  -                    the start date "
        "is not an\n"
        "                                                                          intake moment "
        "(1 April\n"
        "                                                                          2024); the "
        "nearest are 1\n"
        "                                                                          January 2024 "
        "and 1 April\n"
        "                                                                          2025\n"
        "\n"
        "leidraad        practices\n"
        "2023                    -\n"
        "2025                    -\n"
        "2026-2027               1\n"
        "2028                    -\n"
        "not determined          1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(evaluate_as_json),
        ARENA_TEST(evaluate_adds_readings_and_notices),
        ARENA_TEST(evaluate_writes_amounts_exactly),
        ARENA_TEST(a_sharpened_rule_has_both_sources),
        ARENA_TEST(evaluate_as_csv),
        ARENA_TEST(evaluate_csv_has_a_row_for_each_rule),
        ARENA_TEST(evaluate_as_text),
        ARENA_TEST(text_says_which_year_is_due_when),
        ARENA_TEST(text_warns_of_a_concept_and_of_own_dates),
        ARENA_TEST(applies_is_that_of_the_interface),
        ARENA_TEST(the_intake_table),
        ARENA_TEST(many_practices_as_text),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
