/* Who gets another verdict: small policies, a few practices, and the rows that must come of them.
 *
 * The rows are those of CSV, without its head: onderwerp;sleutel;rho;groep;soort;id;van;naar;
 * reden_van;reden_naar;eerste;laatste;peildata;omdat;door.  tests/impact/run holds the whole
 * command against the evaluator, over the sample region. */
#include "alloc.h"
#include "check.h"

#include "compiler/impact/impact.h"
#include "leidraad.h"

#include <stdio.h>
#include <string.h>

/* ---- what the tests have in common ---- */

static const char base[] =
    "stelsel s \"S\" { loopt van 1 april 2023 tot en met 31 december 2028 maandafronding omlaag }\n"
    "bron b \"B\" van \"C\"\n"
    "keuze soort \"Soorten\" { bron b \"p\" plicht \"een plicht\" }\n"
    "keuze gevolg \"Gevolgen\" { bron b \"p\" terug \"terug\" }\n"
    "onderwerp praktijk \"praktijk\" {\n"
    "  sleutel agb : code patroon \"[0-9]{8}\"\n"
    "  instroom : datum\n"
    "  a : ja/nee\n"
    "  n : getal van 0 tot en met 10\n"
    "  uitgave : versie\n"
    "  ingedeeld naar instroom\n"
    "}\n"
    "besluit streng \"Streng?\" {\n"
    "  geldt voor praktijk\n"
    "  ja als een regel met gevolg terug niet_voldaan is\n"
    "  bron b \"p\"\n"
    "}\n";

#define HEAD(groups)                                                        \
    "leidraad 2023 \"Eerste\" vastgesteld op 1 maart 2023 bron b \"p\" {\n" \
    "  bron b \"p\"\n"                                                      \
    "  instroom { " groups " }\n"
#define INTAKE "groep 1 : 1 april 2023 bron b \"p\"  groep 2 : 1 juli 2023 bron b \"p\""
#define RULE_A "regel a \"A\" { soort plicht bron b \"p\" geldt voor praktijk eis a }\n"
#define RULE_N(atleast)                                                                            \
    "regel n \"N\" { soort plicht bron b \"p\" geldt voor praktijk eis n ten minste " atleast " }" \
    "\n"

static const char plain[] = HEAD(INTAKE) RULE_A RULE_N("2") "}\n";
static const char stricter[] = HEAD(INTAKE) RULE_A RULE_N("3") "}\n";

/* A practice of each group; the third has nothing to lose, the fourth starts on no cell. */
static const char people[] =
    "{\"praktijk\":["
    "{\"agb\":\"99000001\",\"instroom\":\"2023-04-01\",\"a\":true,\"n\":2},"
    "{\"agb\":\"99000002\",\"instroom\":\"2023-07-01\",\"a\":true,\"n\":3},"
    "{\"agb\":\"99000003\",\"instroom\":\"2023-04-01\",\"a\":true,\"n\":1},"
    "{\"agb\":\"99000004\",\"instroom\":\"2024-02-29\",\"a\":true,\"n\":2}]}";

struct pair {
    leidraad_policies *policies[2];
    leidraad_data *data[2];
    leidraad_impact_counts counts;
};

static void open_pair(struct pair *pair, const char *from, const char *to, const char *data)
{
    const char *const text[2] = {from, to};
    for (int i = 0; i < 2; i++) {
        const leidraad_file files[] = {{"a.leidraad", base, sizeof base - 1},
                                       {"b.leidraad", text[i], strlen(text[i])}};
        leidraad_data_options options = {.size = sizeof options, .skip_bad = 1};
        leidraad_status status = leidraad_policies_compile(&pair->policies[i], files, 2);
        for (size_t d = 0; d < leidraad_policies_diagnostics(pair->policies[i]); d++)
            if (status)
                print_error("%s\n", leidraad_policies_diagnostic(pair->policies[i], d).message);
        assert_int_equal(status, LEIDRAAD_OK);
        assert_int_equal(leidraad_data_read(&pair->data[i], pair->policies[i], "p.json", data,
                                            strlen(data), &options),
                         LEIDRAAD_OK);
    }
}

static void close_pair(struct pair *pair)
{
    for (int i = 0; i < 2; i++) {
        leidraad_data_free(pair->data[i]);
        leidraad_policies_free(pair->policies[i]);
    }
}

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static int drop(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return 0;
}

static leidraad_status report(struct pair *pair, const char *from, const char *to,
                              const leidraad_impact_options *options, leidraad_format_kind format,
                              leidraad_write_fn *write, void *context)
{
    leidraad_impact_side side[2] = {{pair->policies[0], pair->data[0], from},
                                    {pair->policies[1], pair->data[1], to}};
    leidraad_report_options how = {.size = sizeof how, .format = format};
    return leidraad_report_impact(&side[0], &side[1], options, &how, &pair->counts, write, context);
}

/* The rows of CSV behind the head, ended by \n. */
static const char *rows(struct arena *arena, struct pair *pair, const char *from, const char *to,
                        leidraad_impact_options options)
{
    struct buf all = {.arena = arena}, out = {.arena = arena};
    options.size = sizeof options;
    assert_int_equal(report(pair, from, to, &options, LEIDRAAD_FORMAT_CSV, append, &all),
                     LEIDRAAD_OK);
    const char *text = strchr(buf_str(&all).at, '\n');
    assert_non_null(text);
    for (text++; *text; text++)
        if (*text != '\r') buf_addc(&out, *text);
    return buf_str(&out).at;
}

static const char *changes(struct arena *arena, const char *from, const char *to,
                           leidraad_impact_options options, leidraad_impact_counts *counts)
{
    struct pair pair;
    open_pair(&pair, from, to, people);
    const char *text = rows(arena, &pair, NULL, NULL, options);
    if (counts) *counts = pair.counts;
    close_pair(&pair);
    return text;
}

#define ON(day) ((leidraad_impact_options){.on = (day)})
#define N_CAUSE "regel n, n: drempel [2023]"

/* ---- what changes ---- */

static void a_threshold_hits_who_stood_on_it(void **state)
{
    leidraad_impact_counts counts;
    assert_string_equal(
        changes(*state, plain, stricter, ON("2024-06-01"), &counts),
        "praktijk;99000001;;1;oordeel;;voldoet;voldoet_niet;;;2024-06-01;2024-06-01;1;" N_CAUSE
        ";n\n"
        "praktijk;99000001;;1;regel;n;voldaan;niet_voldaan;;;2024-06-01;2024-06-01;1;" N_CAUSE
        ";\n");
    assert_int_equal(counts.subjects, 4);
    assert_int_equal(counts.affected, 1);
    assert_int_equal(counts.moved, 0);
}

static void the_same_policies_change_nothing(void **state)
{
    leidraad_impact_counts counts;
    assert_string_equal(changes(*state, plain, plain, ON("2024-06-01"), &counts), "");
    assert_int_equal(counts.affected, 0);
}

/* What is only written otherwise, and a source, make no verdict another. */
static void text_and_sources_change_nothing(void **state)
{
    static const char other[] =
        HEAD(INTAKE) "regel a \"Anders gezegd\" { soort plicht bron b \"elders\" geldt voor "
                     "praktijk eis a }\n" RULE_N("2") "}\n";
    assert_string_equal(changes(*state, plain, other, ON("2024-06-01"), NULL), "");
}

static void without_a_date_each_is_judged_on_its_own(void **state)
{
    leidraad_impact_counts counts;
    assert_string_equal(
        changes(*state, plain, stricter, (leidraad_impact_options){0}, &counts),
        "praktijk;99000001;;1;oordeel;;voldoet;voldoet_niet;;;2023-04-01;2023-04-01;1;" N_CAUSE
        ";n\n"
        "praktijk;99000001;;1;regel;n;voldaan;niet_voldaan;;;2023-04-01;2023-04-01;1;" N_CAUSE
        ";\n");
}

static void one_subject_alone(void **state)
{
    leidraad_impact_counts counts;
    leidraad_impact_options options = {.on = "2024-06-01", .subject = "99000002"};
    assert_string_equal(changes(*state, plain, stricter, options, &counts), "");
    assert_int_equal(counts.subjects, 1);
}

/* ---- periods ---- */

/* The rule binds only in two stretches: two periods, each of consecutive dates. */
static void dates_in_a_row_are_one_period(void **state)
{
#define BINDS(atleast)                                                                         \
    HEAD(INTAKE)                                                                               \
    RULE_A "regel n \"N\" { soort plicht bron b \"p\"\n"                                       \
           "  geldt voor praktijk waarvan (peildatum voor 1 maart 2024 of peildatum op of na " \
           "1 mei 2024)\n  eis n ten minste " atleast " }\n}\n"
    leidraad_impact_options options = {
        .from = "2024-01-01", .to = "2024-06-15", .subject = "99000001"};
    assert_string_equal(
        changes(*state, BINDS("2"), BINDS("3"), options, NULL),
        "praktijk;99000001;;1;oordeel;;voldoet;voldoet_niet;;;2024-01-01;2024-02-01;2;" N_CAUSE
        ";n\n"
        "praktijk;99000001;;1;oordeel;;voldoet;voldoet_niet;;;2024-05-01;2024-06-15;3;" N_CAUSE
        ";n\n"
        "praktijk;99000001;;1;regel;n;voldaan;niet_voldaan;;;2024-01-01;2024-02-01;2;" N_CAUSE ";\n"
        "praktijk;99000001;;1;regel;n;voldaan;niet_voldaan;;;2024-05-01;2024-06-15;3;" N_CAUSE
        ";\n");
}

static void check_dates(struct arena *arena, const char *from, const char *to, bool quarters,
                        const char *expected)
{
    struct buf text = {.arena = arena};
    date first, last;
    assert_int_equal(date_parse_iso(str_from(from), &first), DATE_PARSE_OK);
    assert_int_equal(date_parse_iso(str_from(to), &last), DATE_PARSE_OK);
    struct impact_dates dates = impact_dates_of(arena, first, last, quarters);
    for (size_t i = 0; i < dates.count; i++) {
        char iso[DATE_ISO_SIZE];
        buf_printf(&text, "%s%s", i ? " " : "", date_iso(dates.at[i], iso));
    }
    assert_string_equal(buf_str(&text).at, expected);
}

static void the_first_day_firsts_of_months_and_the_last(void **state)
{
    check_dates(*state, "2024-01-01", "2024-03-01", false, "2024-01-01 2024-02-01 2024-03-01");
    check_dates(*state, "2024-01-02", "2024-03-15", false,
                "2024-01-02 2024-02-01 2024-03-01 2024-03-15");
    check_dates(*state, "2023-11-30", "2024-07-31", true,
                "2023-11-30 2024-01-01 2024-04-01 2024-07-01 2024-07-31");
    check_dates(*state, "2024-02-10", "2024-02-10", false, "2024-02-10");
    check_dates(*state, "9999-11-15", "9999-12-31", false, "9999-11-15 9999-12-01 9999-12-31");
}

/* ---- where practices stand ---- */

#define SECOND(cells)                                                                           \
    "leidraad 2025 \"Tweede\" vastgesteld op 1 maart 2025 bron b \"p\" herziet 2023 {\n"        \
    "  bron b \"p\"\n  instroom { " cells " }\n"                                                \
    "  regel m \"M\" { soort plicht bron b \"p\" geldt voor praktijk waarvan (n ten minste 2) " \
    "eis n is 3 }\n}\n"
#define BOTH "groep 1 : 1 april 2025 bron b \"p\"  groep 2 : 1 juli 2025 bron b \"p\""
#define LATER "groep 1 : 1 mei 2025 bron b \"p\"  groep 2 : 1 juli 2025 bron b \"p\""
#define SKIPS "groep 1 : 1 april 2025 bron b \"p\"  groep 2 slaat over omdat \"proef\" bron b \"p\""

/* m does not bind the third practice: it is not listed before, does not apply after, and nothing is
 * asked of it either way. */
static void what_is_not_listed_and_what_does_not_apply_are_one(void **state)
{
    struct pair pair;
    static const char two[] = HEAD(INTAKE) RULE_A "}\n" SECOND(BOTH);
    open_pair(&pair, two, two, people);
    assert_string_equal(
        rows(*state, &pair, "2023", "2025", ON("2025-12-01")),
        "praktijk;99000001;;1;oordeel;;voldoet;voldoet_niet;;;2025-12-01;2025-12-01;1;"
        "regel m: toegevoegd;m\n"
        "praktijk;99000001;;1;regel;m;-;niet_voldaan;;;2025-12-01;2025-12-01;1;"
        "regel m: toegevoegd;\n"
        "praktijk;99000002;;2;regel;m;-;voldaan;;;2025-12-01;2025-12-01;1;"
        "regel m: toegevoegd;\n");
    close_pair(&pair);
}

static void a_group_that_skips_has_no_verdicts(void **state)
{
    struct pair pair;
    static const char two[] = HEAD(INTAKE) RULE_A "}\n" SECOND(SKIPS);
    leidraad_impact_options options = {.on = "2025-12-01", .subject = "99000002"};
    open_pair(&pair, two, two, people);
    assert_string_equal(
        rows(*state, &pair, "2023", "2025", options),
        "praktijk;99000002;;2;oordeel;;voldoet;niet_bepaald;;versie_overgeslagen;2025-12-01;"
        "2025-12-01;1;leidraad 2025, groep 2: instroom;\n"
        "praktijk;99000002;;2;besluit;streng;nee;-;;;2025-12-01;2025-12-01;1;"
        "leidraad 2025, groep 2: instroom;\n"
        "praktijk;99000002;;2;regel;a;voldaan;-;;;2025-12-01;2025-12-01;1;"
        "leidraad 2025, groep 2: instroom;\n");
    close_pair(&pair);
}

/* Group 1 comes a month later: in April it is still under 2023. */
static void another_intake_date_explains_another_version(void **state)
{
    leidraad_impact_counts counts;
    static const char before[] = HEAD(INTAKE) RULE_A "}\n" SECOND(BOTH);
    static const char after[] = HEAD(INTAKE) RULE_A "}\n" SECOND(LATER);
#define MOVED "2025-04-01;2025-04-01;1;leidraad 2025, groep 1: instroom;"
    leidraad_impact_options options = {.from = "2025-03-01", .to = "2025-06-01"};
    assert_string_equal(changes(*state, before, after, options, &counts),
                        "praktijk;99000001;;1;leidraad;;2025;2023;;;" MOVED "\n"
                        "praktijk;99000001;;1;oordeel;;voldoet_niet;voldoet;;;" MOVED "m\n"
                        "praktijk;99000001;;1;regel;m;niet_voldaan;-;;;" MOVED "\n"
                        "praktijk;99000003;;1;leidraad;;2025;2023;;;" MOVED "\n");
    assert_int_equal(counts.moved, 2);
    assert_int_equal(counts.affected, 1); /* another version alone is no other verdict */
}

/* ---- why ---- */

static void a_rule_with_another_name_is_the_same(void **state)
{
    static const char renamed[] = HEAD(INTAKE) "regel elders \"A\" { soort plicht bron b \"p\" "
                                               "geldt voor praktijk eis a }\n" RULE_N("2") "}\n";
    assert_string_equal(changes(*state, plain, renamed, ON("2024-06-01"), NULL), "");
}

/* The verdicts stay; what a decision makes of them does not. */
static void a_consequence_explains_a_decision(void **state)
{
    static const char with[] = HEAD(INTAKE) RULE_A
        "regel n \"N\" { soort plicht bron b \"p\" geldt voor praktijk eis n ten minste 2 gevolg "
        "terug }\n}\n";
    assert_string_equal(changes(*state, plain, with, ON("2024-06-01"), NULL),
                        "praktijk;99000003;;1;besluit;streng;nee;ja;;;2024-06-01;2024-06-01;1;"
                        "regel n: gevolg [2023];\n");
}

/* A record that only one of the two can read is told as such, and not as the work of a rule. */
static void data_that_is_bad_for_one_is_told(void **state)
{
    static const char narrow[] =
        "stelsel s \"S\" { loopt van 1 april 2023 tot en met 31 december 2028 maandafronding "
        "omlaag }\n"
        "bron b \"B\" van \"C\"\n"
        "keuze soort \"Soorten\" { bron b \"p\" plicht \"een plicht\" }\n"
        "onderwerp praktijk \"praktijk\" {\n"
        "  sleutel agb : code patroon \"[0-9]{8}\"\n  instroom : datum\n"
        "  n : getal van 0 tot en met %d\n  ingedeeld naar instroom\n}\n" HEAD(INTAKE)
            RULE_N("1") "}\n";
    struct pair pair;
    for (int i = 0; i < 2; i++) {
        char text[2048];
        int n = snprintf(text, sizeof text, narrow, i ? 2 : 10);
        assert_in_range(n, 1, sizeof text - 1);
        leidraad_file file = {"a.leidraad", text, (size_t)n};
        leidraad_data_options options = {.size = sizeof options, .skip_bad = 1};
        assert_int_equal(leidraad_policies_compile(&pair.policies[i], &file, 1), LEIDRAAD_OK);
        assert_int_equal(leidraad_data_read(&pair.data[i], pair.policies[i], "p.json", people,
                                            sizeof people - 1, &options),
                         LEIDRAAD_OK);
    }
    assert_string_equal(rows(*state, &pair, NULL, NULL, ON("2024-06-01")),
                        "praktijk;99000002;;2;oordeel;;voldoet;-;;;2024-06-01;2024-06-01;1;"
                        "gegevens;\n"
                        "praktijk;99000002;;2;regel;n;voldaan;-;;;2024-06-01;2024-06-01;1;"
                        "gegevens;\n");
    close_pair(&pair);
}

/* Whether a version is in force for anybody rests on the dates of all groups. */
static void an_intake_date_explains_what_asks_for_versions_in_force(void **state)
{
#define IN_FORCE(cells)                                                      \
    HEAD(INTAKE)                                                             \
    RULE_A "regel v \"V\" { soort plicht bron b \"p\" geldt voor praktijk\n" \
           "  eis uitgave is van kracht }\n}\n" SECOND(cells)
    static const char before[] = IN_FORCE(BOTH), after[] = IN_FORCE(LATER);
    leidraad_impact_options options = {.on = "2025-04-15", .subject = "99000002"};
    const char *const text[2] = {before, after};
    static const char data[] = "{\"praktijk\":[{\"agb\":\"99000002\",\"instroom\":\"2023-07-01\","
                               "\"a\":true,\"n\":3,\"uitgave\":\"2025\"}]}";
    struct pair pair;
    open_pair(&pair, text[0], text[1], data);
    assert_string_equal(
        rows(*state, &pair, NULL, NULL, options),
        "praktijk;99000002;;2;oordeel;;voldoet;voldoet_niet;;;2025-04-15;2025-04-15;1;"
        "leidraad 2025, groep 1: instroom;v\n"
        "praktijk;99000002;;2;regel;v;voldaan;niet_voldaan;;;2025-04-15;2025-04-15;1;"
        "leidraad 2025, groep 1: instroom;\n");
    close_pair(&pair);
}

/* ---- the report as such ---- */

static void text_says_who_and_why(void **state)
{
    struct pair pair;
    struct buf text = {.arena = *state};
    leidraad_impact_options options = {.size = sizeof options, .on = "2024-06-01"};
    open_pair(&pair, plain, stricter, people);
    leidraad_policies_set_name(pair.policies[0], "map:voor");
    leidraad_policies_set_name(pair.policies[1], "map:na");
    assert_int_equal(report(&pair, NULL, NULL, &options, LEIDRAAD_FORMAT_TEXT, append, &text),
                     LEIDRAAD_OK);
    assert_string_equal(
        buf_str(&text).at,
        "From map:voor to map:na, on 1 June 2024\n"
        "subjects compared: 4; with another verdict: 1; not affected: 3\n"
        "\n"
        "subject   overall  from      to               how many\n"
        "praktijk  verdict  complies  does not comply         1\n"
        "\n"
        "subject   rule  from  to       how many\n"
        "praktijk  n     met   not met         1\n"
        "\n"
        "group    compared  another verdict  overall\n"
        "1               2                1  complies -> does not comply: 1\n"
        "2               1                -\n"
        "unknown         1                -\n"
        "\n"
        "Why, and who\n"
        "\n"
        "Because of regel n, n: threshold: was ten minste 2, is now ten minste 3 [2023]\n"
        "  praktijk n: met -> not met (1)\n"
        "      99000001\n");
    close_pair(&pair);
}

static void what_cannot_be_asked_is_refused(void **state)
{
    static const leidraad_impact_options wrong[] = {
        {.on = "gisteren"},
        {.from = "2024-01-01"},
        {.to = "2024-01-01"},
        {.on = "2024-01-01", .from = "2024-01-01", .to = "2024-02-01"},
        {.from = "2024-02-01", .to = "2024-01-01"},
        {.subject = "12345678"},
    };
    struct pair pair;
    (void)state;
    open_pair(&pair, plain, stricter, people);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        leidraad_impact_options options = wrong[i];
        options.size = sizeof options;
        assert_int_equal(report(&pair, NULL, NULL, &options, LEIDRAAD_FORMAT_CSV, drop, NULL),
                         LEIDRAAD_ERROR_USAGE);
        assert_true(*leidraad_data_error(pair.data[0]));
    }
    assert_int_equal(report(&pair, "2023", NULL, NULL, LEIDRAAD_FORMAT_CSV, drop, NULL),
                     LEIDRAAD_ERROR_USAGE);
    assert_int_equal(report(&pair, "2023", "2030", NULL, LEIDRAAD_FORMAT_CSV, drop, NULL),
                     LEIDRAAD_ERROR_USAGE);
    assert_int_equal(report(&pair, NULL, NULL, NULL, LEIDRAAD_FORMAT_ICS, drop, NULL),
                     LEIDRAAD_ERROR_USAGE);
    close_pair(&pair);
}

static void memory_may_run_out_anywhere(void **state)
{
    static const leidraad_format_kind formats[] = {LEIDRAAD_FORMAT_TEXT, LEIDRAAD_FORMAT_JSON,
                                                   LEIDRAAD_FORMAT_NDJSON, LEIDRAAD_FORMAT_CSV};
    leidraad_impact_options options = {
        .size = sizeof options, .from = "2025-03-01", .to = "2025-06-01"};
    static const char before[] = HEAD(INTAKE) RULE_A "}\n" SECOND(BOTH);
    static const char after[] = HEAD(INTAKE) RULE_A "}\n" SECOND(LATER);
    struct pair pair;
    (void)state;
    open_pair(&pair, before, after, people);
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
        for (size_t n = 1;; n++) {
            alloc_fail_at(n);
            leidraad_status status = report(&pair, NULL, NULL, &options, formats[f], drop, NULL);
            if (!alloc_failed()) {
                assert_int_equal(status, LEIDRAAD_OK);
                break;
            }
            assert_int_equal(status, LEIDRAAD_ERROR_MEMORY);
        }
    }
    close_pair(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(a_threshold_hits_who_stood_on_it),
        ARENA_TEST(the_same_policies_change_nothing),
        ARENA_TEST(text_and_sources_change_nothing),
        ARENA_TEST(without_a_date_each_is_judged_on_its_own),
        ARENA_TEST(one_subject_alone),
        ARENA_TEST(dates_in_a_row_are_one_period),
        ARENA_TEST(the_first_day_firsts_of_months_and_the_last),
        ARENA_TEST(what_is_not_listed_and_what_does_not_apply_are_one),
        ARENA_TEST(a_group_that_skips_has_no_verdicts),
        ARENA_TEST(another_intake_date_explains_another_version),
        ARENA_TEST(a_rule_with_another_name_is_the_same),
        ARENA_TEST(a_consequence_explains_a_decision),
        ARENA_TEST(data_that_is_bad_for_one_is_told),
        ARENA_TEST(an_intake_date_explains_what_asks_for_versions_in_force),
        ARENA_TEST(text_says_who_and_why),
        ARENA_TEST(what_cannot_be_asked_is_refused),
        ARENA_TEST(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
