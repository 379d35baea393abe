/* The public header, as a program that uses the library sees it: handles, options, errors, and
 * what happens when memory runs out.  The policies are the sample's, saved and loaded. */
#include "alloc.h"
#include "check.h"
#include "sample.h"

#include "leidraad.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the tests have in common ---- */

#define PRACTICES                                                        \
    "{'praktijk': ["                                                     \
    "{'agb': '99000001', 'instroom': '2023-04-01', 'a': true},"          \
    "{'agb': '99000002', 'instroom': '2024-01-01', 'a': false},"         \
    "{'agb': '99000003', 'instroom': '2024-04-01'},"                     \
    "{'agb': '99000004', 'instroom': '2023-07-01', 'patienten': 2095}]," \
    "'rho': [{'rho': 'UNICUM', 'a': true}]}"

/* Policies with a rule for practices and one for RHO's, and an amount. */
static struct str saved_policies(struct arena *arena)
{
    struct sample *s = sample_create(arena);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "regel_a", .condition = "a"});
    sample_kader(s, (struct sample_rule){.id = "rho_a", .table = "rho", .condition = "a"});
    sample_parameter(s, "tarief", 323, 2);
    sample_decision(s, "mag_starten", false, NULL, NULL);
    sample_data(s, "{'praktijk': []}"); /* lists the rules */
    return program_save(s->program, arena);
}

static leidraad_policies *load(struct arena *arena)
{
    struct str bytes = saved_policies(arena);
    leidraad_policies *policies;
    assert_int_equal(leidraad_policies_load(&policies, bytes.at, bytes.len), LEIDRAAD_OK);
    return policies;
}

static char *double_quoted(struct arena *arena, const char *json)
{
    char *text = arena_copy(arena, json, strlen(json));
    for (char *at = text; *at; at++)
        if (*at == '\'') *at = '"';
    return text;
}

static leidraad_data *read_data(struct arena *arena, const leidraad_policies *policies,
                                const char *json)
{
    leidraad_data *data;
    const char *text = double_quoted(arena, json);
    assert_int_equal(leidraad_data_read(&data, policies, "data.json", text, strlen(text), NULL),
                     LEIDRAAD_OK);
    return data;
}

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static int refuse(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return -1;
}

static int swallow(void *total, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)total += n;
    return 0;
}

/* ---- policies ---- */

static void a_version_and_texts(void **state)
{
    (void)state;
    assert_string_equal(leidraad_version(), LEIDRAAD_VERSION);
    for (int s = LEIDRAAD_OK; s <= LEIDRAAD_ERROR_RACE + 1; s++)
        assert_true(strlen(leidraad_status_text((leidraad_status)s)) > 0);
}

static void what_is_no_program_is_said_so(void **state)
{
    (void)state;
    leidraad_policies *policies;
    assert_int_equal(leidraad_policies_load(&policies, "leidraad", 8), LEIDRAAD_ERROR_POLICIES);
    assert_non_null(policies);
    assert_int_equal(leidraad_policies_diagnostics(policies), 1);
    leidraad_diagnostic diagnostic = leidraad_policies_diagnostic(policies, 0);
    assert_string_equal(diagnostic.code, "L001");
    assert_int_equal(diagnostic.severity, LEIDRAAD_SEVERITY_ERROR);
    assert_true(strlen(diagnostic.message) > 0);
    assert_null(leidraad_policies_diagnostic(policies, 1).code);

    /* There is nothing to ask of them, and asking does no harm. */
    leidraad_standing standing;
    leidraad_data *data;
    size_t total = 0;
    assert_int_equal(leidraad_policies_versions(policies), 0);
    assert_null(leidraad_policies_version(policies, 0));
    assert_int_equal(leidraad_policies_readings(policies), 0);
    assert_string_equal(leidraad_policies_content(policies), "");
    assert_int_equal(leidraad_applies(policies, 0, 0, NULL, &standing), LEIDRAAD_ERROR_POLICIES);
    assert_int_equal(leidraad_policies_save(policies, swallow, &total), LEIDRAAD_ERROR_POLICIES);
    assert_int_equal(leidraad_data_read(&data, policies, "x.json", "{}", 2, NULL),
                     LEIDRAAD_ERROR_POLICIES);
    assert_null(data);
    assert_int_equal(leidraad_report_agenda(policies, 0, NULL, swallow, &total),
                     LEIDRAAD_ERROR_POLICIES);
    leidraad_policies_free(policies);
    leidraad_policies_free(NULL);
}

static void policies_are_saved_and_loaded(void **state)
{
    struct str bytes = saved_policies(*state);
    leidraad_policies *policies;
    struct buf again = {.arena = *state};
    assert_int_equal(leidraad_policies_load(&policies, bytes.at, bytes.len), LEIDRAAD_OK);
    assert_int_equal(leidraad_policies_save(policies, append, &again), LEIDRAAD_OK);
    assert_str_equal(buf_str(&again), bytes);
    assert_int_equal(leidraad_policies_save(policies, refuse, NULL), LEIDRAAD_STOPPED);

    assert_int_equal(leidraad_policies_versions(policies), SAMPLE_VERSIONS);
    assert_string_equal(leidraad_policies_version(policies, V2026), "2026-2027");
    assert_int_equal(leidraad_policies_readings(policies), SAMPLE_READINGS);
    leidraad_reading reading = leidraad_policies_reading(policies, JAARBEGRIP);
    assert_string_equal(reading.id, "jaarbegrip");
    assert_string_equal(reading.standard, "kalenderjaar");
    assert_int_equal(reading.choices, 2);
    assert_string_equal(leidraad_policies_choice(policies, JAARBEGRIP, 1), "eigen_jaar");
    assert_null(leidraad_policies_choice(policies, JAARBEGRIP, 2));
    assert_null(leidraad_policies_choice(policies, SAMPLE_READINGS, 0));
    assert_int_equal(strncmp(leidraad_policies_content(policies), "sha256:", 7), 0);
    assert_int_equal(strlen(leidraad_policies_content(policies)), 7 + 64);

    assert_string_equal(leidraad_policies_name(policies), "map:-");
    assert_int_equal(leidraad_policies_set_name(policies, "git:abc"), LEIDRAAD_OK);
    assert_string_equal(leidraad_policies_name(policies), "git:abc");
    leidraad_policies_free(policies);
}

/* ---- data ---- */

static void bad_data_has_diagnostics(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = load(arena);
    leidraad_data *data;
    const char *json =
        double_quoted(arena, "{'praktijk': [{'agb': '99000001', 'instroom': '2023-02-30'}]}");
    assert_int_equal(leidraad_data_read(&data, policies, "data.json", json, strlen(json), NULL),
                     LEIDRAAD_ERROR_DATA);
    assert_true(leidraad_data_diagnostics(data) > 0);
    assert_string_equal(leidraad_data_diagnostic(data, 0).file, "data.json");
    assert_null(leidraad_data_diagnostic(data, 1000).code);
    assert_int_equal(leidraad_data_subjects(data, "praktijk"), 0);
    assert_int_equal(leidraad_evaluate(policies, data, NULL, NULL, NULL), LEIDRAAD_ERROR_DATA);
    leidraad_data_free(data);

    size_t written = 0;
    leidraad_data_options skip = {.size = sizeof skip, .skip_bad = 1};
    assert_int_equal(leidraad_data_read(&data, policies, "data.json", json, strlen(json), &skip),
                     LEIDRAAD_OK);
    assert_int_equal(leidraad_data_rejected(data), 1);
    assert_int_equal(leidraad_data_write_rejects(data, swallow, &written), LEIDRAAD_OK);
    assert_true(written > 0);
    assert_int_equal(leidraad_data_write_rejects(data, refuse, NULL), LEIDRAAD_STOPPED);
    leidraad_data_free(data);

    skip.size = 0;
    assert_int_equal(leidraad_data_read(&data, policies, "data.json", json, strlen(json), &skip),
                     LEIDRAAD_ERROR_USAGE);
    assert_null(data);
    assert_int_equal(leidraad_data_open(&data, policies, "no/such/folder", NULL),
                     LEIDRAAD_ERROR_SYSTEM);
    assert_true(strlen(leidraad_data_error(data)) > 0);
    leidraad_data_free(data);
    leidraad_data_free(NULL);
    leidraad_policies_free(policies);
}

/* ---- evaluation ---- */

static int note(void *context, const leidraad_result *result)
{
    struct buf *text = context;
    leidraad_summary s = leidraad_result_summary(result);
    buf_printf(text, "%s %s %s %s %d %d %s %s\n", s.onderwerp, s.sleutel,
               s.peildatum ? s.peildatum : "-", s.leidraad ? s.leidraad : "-", s.groep, s.groeijaar,
               s.oordeel, s.reden ? s.reden : "-");
    for (size_t i = 0; i < leidraad_result_rules(result); i++) {
        leidraad_rule_result rule = leidraad_result_rule(result, i);
        buf_printf(text, "  %s %s %s", rule.regel, rule.laag, rule.oordeel);
        for (size_t n = 0; n < rule.ontbreekt; n++)
            buf_printf(text, " %s", leidraad_result_missing(result, i, n));
        buf_adds(text, "\n");
    }
    return 0;
}

static int stop(void *count, const leidraad_result *result)
{
    assert_null(leidraad_result_rule(result, 1000).regel);
    assert_null(leidraad_result_missing(result, 1000, 0));
    assert_int_equal(leidraad_result_years(result, 0, "niets"), 0);
    assert_int_equal(leidraad_result_year(result, 0, "gemist", 0), 0);
    assert_null(leidraad_result_decision(result, 1000, NULL));
    assert_null(leidraad_result_amount(result, 1000, NULL));
    assert_null(leidraad_result_not_judged_text(result, 1000));
    return ++*(int *)count == 2;
}

static void evaluate_walks_in_order(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = load(arena);
    leidraad_data *data = read_data(arena, policies, PRACTICES);
    leidraad_options options = {.size = sizeof options, .on = "2026-11-01"};
    struct buf text = {.arena = arena};
    assert_int_equal(leidraad_data_subjects(data, "praktijk"), 4);
    assert_int_equal(leidraad_evaluate(policies, data, &options, note, &text), LEIDRAAD_OK);
    assert_string_equal(buf_str(&text).at,
                        "praktijk 99000001 2026-11-01 2026-2027 1 4 voldoet -\n"
                        "  regel_a leidraad voldaan\n"
                        "praktijk 99000002 2026-11-01 2026-2027 4 3 voldoet_niet -\n"
                        "  regel_a leidraad niet_voldaan\n"
                        "praktijk 99000003 2026-11-01 - 0 0 niet_bepaald geen_instroommoment\n"
                        "praktijk 99000004 2026-11-01 2026-2027 2 4 onbekend -\n"
                        "  regel_a leidraad onbekend a\n"
                        "rho UNICUM 2026-11-01 - 0 0 voldoet -\n"
                        "  rho_a kader voldaan\n");

    /* Each on its own date: the RHO has none. */
    text = (struct buf){.arena = arena};
    options.on = NULL;
    options.subject = "praktijk:99000002";
    assert_int_equal(leidraad_evaluate(policies, data, &options, note, &text), LEIDRAAD_OK);
    assert_string_equal(buf_str(&text).at, "praktijk 99000002 2024-01-01 2023 4 1 voldoet_niet -\n"
                                           "  regel_a leidraad niet_voldaan\n");
    int count = 0;
    assert_int_equal(leidraad_evaluate(policies, data, NULL, stop, &count), LEIDRAAD_STOPPED);
    assert_int_equal(count, 2);
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void options_that_cannot_be_are_said(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = load(arena), *others = load(arena);
    leidraad_data *data = read_data(arena, policies, PRACTICES);
    static const char *const no_reading[] = {"jaarbegrip=geen_jaar", NULL};
    static const char *const no_sign[] = {"jaarbegrip", NULL};
    static const char *const two_ways[] = {"jaarbegrip=eigen_jaar", "instroommoment=elke_cel",
                                           "jaarbegrip=kalenderjaar", NULL};
    const struct {
        leidraad_options options;
        const char *error;
    } cases[] = {
        {{.size = 0}, "size of the options"},
        {{.size = sizeof(leidraad_options), .on = "1-11-2026"}, "'1-11-2026' is not a date"},
        {{.size = sizeof(leidraad_options), .on = "2026-02-30"}, "is not a date"},
        {{.size = sizeof(leidraad_options), .leidraad = "2024"},
         "there is no version '2024'; there are 2023, 2025, 2026-2027, 2028"},
        {{.size = sizeof(leidraad_options), .readings = no_reading},
         "there is no reading 'jaarbegrip=geen_jaar'; there are instroommoment=elke_cel, "},
        {{.size = sizeof(leidraad_options), .readings = no_sign},
         "there is no reading 'jaarbegrip'"},
        {{.size = sizeof(leidraad_options), .readings = two_ways},
         "the reading 'jaarbegrip' is either 'eigen_jaar' or 'kalenderjaar', not both"},
        {{.size = sizeof(leidraad_options), .subject = "99000009"},
         "no subject '99000009' (one subject, by its key: praktijk:agb, rho:rho"},
        {{.size = sizeof(leidraad_options), .subject = "Unicum"},
         "no subject 'Unicum': did you mean 'UNICUM'?"},
        {{.size = sizeof(leidraad_options), .subject = "rho:unicum"}, "key: rho:rho)"},
        {{.size = sizeof(leidraad_options), .subject = "rho:99000001"}, "no subject"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(leidraad_evaluate(policies, data, &cases[i].options, stop, NULL),
                         LEIDRAAD_ERROR_USAGE);
        assert_non_null(strstr(leidraad_data_error(data), cases[i].error));
    }
    assert_int_equal(leidraad_evaluate(others, data, NULL, stop, NULL), LEIDRAAD_ERROR_USAGE);
    leidraad_data_free(data);
    leidraad_policies_free(others);
    leidraad_policies_free(policies);
}

/* An older header's struct is shorter: what it has not is not asked for. */
static void older_options_are_shorter(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = load(arena);
    leidraad_data *data = read_data(arena, policies, PRACTICES);
    leidraad_options options = {
        .size = offsetof(leidraad_options, subject), .on = "2026-11-01", .subject = "nobody"};
    struct buf text = {.arena = arena};
    assert_int_equal(leidraad_evaluate(policies, data, &options, note, &text), LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at, "99000004"));
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* ---- leidraad_applies ---- */

static void applies_without_text(void **state)
{
    leidraad_policies *policies = load(*state);
    leidraad_standing s;
    assert_int_equal(leidraad_applies(policies, day("2024-01-01"), day("2026-01-01"), NULL, &s),
                     LEIDRAAD_OK);
    assert_null(s.reden);
    assert_int_equal(s.groep, 4);
    assert_int_equal(s.groeijaar, 3);
    assert_int_equal(s.version, V2026);
    assert_int_equal(s.from, day("2026-01-01"));
    assert_int_equal(s.until, day("2028-01-01"));

    assert_int_equal(leidraad_applies(policies, day("2024-04-01"), day("2026-01-01"), NULL, &s),
                     LEIDRAAD_OK);
    assert_string_equal(s.reden, "geen_instroommoment");
    assert_int_equal(s.version, -1);
    assert_int_equal(s.nearest[0], day("2024-01-01"));
    assert_int_equal(s.nearest[1], day("2025-04-01"));

    static const char *const cohorts[] = {"instroommoment=vier_cohorten", NULL};
    assert_int_equal(leidraad_applies(policies, day("2025-04-01"), day("2026-01-01"), cohorts, &s),
                     LEIDRAAD_OK);
    assert_string_equal(s.reden, "geen_instroommoment");
    assert_int_equal(s.nearest[0], day("2024-01-01"));
    assert_int_equal(s.nearest[1], INT32_MIN);

    assert_int_equal(leidraad_applies(policies, INT32_MIN, 0, NULL, &s), LEIDRAAD_OK);
    assert_string_equal(s.reden, "instroom_onbekend");
    static const char *const wrong[] = {"instroommoment=", NULL};
    static const char *const both[] = {"instroommoment=vier_cohorten", "instroommoment=elke_cel",
                                       NULL};
    assert_int_equal(leidraad_applies(policies, 0, 0, wrong, &s), LEIDRAAD_ERROR_USAGE);
    assert_int_equal(leidraad_applies(policies, 0, 0, both, &s), LEIDRAAD_ERROR_USAGE);
    assert_int_equal(leidraad_applies(policies, INT32_MAX, 0, NULL, &s), LEIDRAAD_ERROR_USAGE);
    assert_int_equal(leidraad_applies(policies, 0, INT32_MIN, NULL, &s), LEIDRAAD_ERROR_USAGE);
    leidraad_policies_free(policies);
}

/* ---- reports ---- */

struct progress {
    size_t calls, done, total;
};

static void progressed(void *context, size_t done, size_t total)
{
    struct progress *progress = context;
    progress->calls++;
    progress->done = done;
    progress->total = total;
}

static void a_report_counts_and_tells_how_far_it_is(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = load(arena);
    leidraad_data *data = read_data(arena, policies, PRACTICES);
    struct progress progress = {0};
    struct buf text = {.arena = arena};
    leidraad_counts counts;
    leidraad_report_options report = {.size = sizeof report,
                                      .format = LEIDRAAD_FORMAT_NDJSON,
                                      .progress = progressed,
                                      .progress_context = &progress};
    assert_int_equal(
        leidraad_report_evaluate(policies, data, NULL, &report, &counts, append, &text),
        LEIDRAAD_OK);
    size_t lines = 0;
    for (const char *at = buf_str(&text).at; (at = strchr(at, '\n')); at++) lines++;
    assert_int_equal(lines, 4);
    assert_int_equal(counts.subjects, 4);
    assert_int_equal(counts.voldoet + counts.voldoet_niet + counts.onbekend, 3);
    assert_int_equal(counts.niet_bepaald, 1);
    assert_int_equal(counts.left_out, 1);
    assert_int_equal(progress.done, 5);
    assert_int_equal(progress.total, 5);
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void reports_of_every_kind(void **state)
{
    struct arena *arena = *state;
    leidraad_policies *policies = load(arena);
    leidraad_data *data = read_data(arena, policies, PRACTICES);
    static const bool data_formats[] = {true, true, true, true, false};
    static const bool agenda_formats[] = {true, true, true, false, true};
    for (int format = LEIDRAAD_FORMAT_TEXT; format <= LEIDRAAD_FORMAT_ICS; format++) {
        leidraad_report_options report = {.size = sizeof report,
                                          .format = (leidraad_format_kind)format};
        size_t n = 0;
        int wanted = data_formats[format] ? LEIDRAAD_OK : LEIDRAAD_ERROR_USAGE;
        assert_int_equal(leidraad_report_evaluate(policies, data, NULL, &report, NULL, swallow, &n),
                         wanted);
        assert_int_equal(leidraad_report_applies(policies, data, NULL, &report, swallow, &n),
                         wanted);
        assert_int_equal(
            leidraad_report_applies_intake(policies, "2024-01-01", NULL, &report, swallow, &n),
            wanted);
        assert_int_equal(leidraad_report_timeline(policies, NULL, NULL, &report, swallow, &n),
                         wanted);
        assert_int_equal(
            leidraad_report_timeline(policies, "2024-04-01", NULL, &report, swallow, &n), wanted);
        assert_int_equal(leidraad_report_agenda(policies, 2025, &report, swallow, &n),
                         agenda_formats[format] ? LEIDRAAD_OK : LEIDRAAD_ERROR_USAGE);
        assert_int_equal(
            leidraad_report_applies_intake(policies, "gisteren", NULL, &report, swallow, &n),
            LEIDRAAD_ERROR_USAGE);
        if (wanted == LEIDRAAD_OK) continue;
        assert_true(strlen(leidraad_data_error(data)) > 0);
        assert_true(strlen(leidraad_policies_error(policies)) > 0);
    }
    assert_int_equal(leidraad_report_evaluate(policies, data, NULL, NULL, NULL, refuse, NULL),
                     LEIDRAAD_STOPPED);
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void the_periods_of_a_start_date(void **state)
{
    leidraad_policies *policies = load(*state);
    struct buf text = {.arena = *state};
    leidraad_report_options report = {.size = sizeof report};
    assert_int_equal(leidraad_report_timeline(policies, "2023-04-01", NULL, &report, append, &text),
                     LEIDRAAD_OK);
    assert_string_equal(
        buf_str(&text).at,
        "Start date 1 April 2023: group 1\n"
        "  leidraad 2023 from 1 April 2023 up to and including 31 March 2025, growth years 1 to 2\n"
        "  leidraad 2025 from 1 April 2025 up to and including 31 March 2026, growth year 3\n"
        "  leidraad 2026-2027 from 1 April 2026 up to and including 31 March 2028, growth years 4 "
        "to "
        "5\n"
        "  leidraad 2028 from 1 April 2028 up to and including 31 December 2028, growth year 6; "
        "concept: not\n    adopted\n");
    text = (struct buf){.arena = *state};
    report.format = LEIDRAAD_FORMAT_JSON;
    assert_int_equal(leidraad_report_timeline(policies, "2024-01-01", NULL, &report, append, &text),
                     LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at,
                           "{\"instroom\":\"2024-01-01\",\"peildatum\":\"2026-01-01\","
                           "\"oordeel\":\"van_toepassing\",\"groep\":4,\"leidraad\":\"2026-2027\","
                           "\"van\":\"2026-01-01\",\"tot\":\"2028-01-01\",\"groeijaar\":3,"
                           "\"groeijaar_laatste\":4,\"status\":\"vastgesteld\","));
    leidraad_policies_free(policies);
}

static void the_reasons_for_one_subject(void **state)
{
    leidraad_policies *policies = load(*state);
    leidraad_data *data = read_data(*state, policies, PRACTICES);
    struct buf text = {.arena = *state};
    leidraad_options options = {.size = sizeof options, .on = "2026-11-01", .subject = "99000002"};
    leidraad_report_options report = {.size = sizeof report, .format = LEIDRAAD_FORMAT_JSON};
    assert_int_equal(
        leidraad_report_explain(policies, data, &options, "regel_a", &report, append, &text),
        LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at, "\"regel\":\"regel_a\""));
    assert_int_equal(
        leidraad_report_explain(policies, data, &options, "mag_starten", &report, append, &text),
        LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at, "\"besluit\":\"mag_starten\""));
    report.format = LEIDRAAD_FORMAT_TEXT;
    assert_int_equal(
        leidraad_report_explain(policies, data, &options, NULL, &report, append, &text),
        LEIDRAAD_OK);
    assert_int_equal(leidraad_report_explain(policies, data, &options, NULL, &report, refuse, NULL),
                     LEIDRAAD_STOPPED);

    static const struct {
        leidraad_options options;
        const char *rule;
        int format;
        const char *error;
    } cases[] = {
        {{.size = sizeof(leidraad_options)}, NULL, LEIDRAAD_FORMAT_TEXT, "not said which subject"},
        {{.size = sizeof(leidraad_options), .subject = "UNICUM"},
         NULL,
         LEIDRAAD_FORMAT_TEXT,
         "'UNICUM' has no date of its own"},
        {{.size = sizeof(leidraad_options), .subject = "99000001"},
         "rho_a",
         LEIDRAAD_FORMAT_TEXT,
         "no rule or decision 'rho_a' is there for '99000001'"},
        {{.size = sizeof(leidraad_options), .subject = "99000001"},
         "nergens",
         LEIDRAAD_FORMAT_TEXT,
         "there is no rule or decision 'nergens'"},
        {{.size = sizeof(leidraad_options), .subject = "99000001"},
         NULL,
         LEIDRAAD_FORMAT_CSV,
         "in this format"},
        {{.size = sizeof(leidraad_options), .subject = "99000001"},
         NULL,
         LEIDRAAD_FORMAT_ICS + 1,
         "in this format"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        report.format = (leidraad_format_kind)cases[i].format;
        assert_int_equal(leidraad_report_explain(policies, data, &cases[i].options, cases[i].rule,
                                                 &report, append, &text),
                         LEIDRAAD_ERROR_USAGE);
        assert_non_null(strstr(leidraad_data_error(data), cases[i].error));
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* ---- memory ---- */

static int count_one(void *count, const leidraad_result *result)
{
    *(size_t *)count += leidraad_result_rules(result);
    return 0;
}

static void no_allocation_is_taken_for_granted(void **state)
{
    struct arena *arena = *state;
    struct str bytes = saved_policies(arena);
    const char *json = double_quoted(arena, PRACTICES);
    const leidraad_options one = {.size = sizeof one, .subject = "99000002"};
    for (size_t n = 1;; n++) {
        leidraad_policies *policies = NULL;
        leidraad_data *data = NULL;
        size_t written = 0;
        alloc_fail_at(n);
        leidraad_status status = leidraad_policies_load(&policies, bytes.at, bytes.len);
        if (!status)
            status = leidraad_data_read(&data, policies, "data.json", json, strlen(json), NULL);
        if (!status)
            status = leidraad_report_evaluate(policies, data, NULL, NULL, NULL, swallow, &written);
        if (!status)
            status = leidraad_report_applies(policies, data, NULL, NULL, swallow, &written);
        if (!status) status = leidraad_evaluate(policies, data, NULL, count_one, &written);
        if (!status)
            status = leidraad_report_explain(policies, data, &one, NULL, NULL, swallow, &written);
        if (!status) status = leidraad_policies_set_name(policies, "git:abc");
        bool failed = alloc_failed();
        leidraad_data_free(data);
        leidraad_policies_free(policies);
        if (!failed) {
            assert_int_equal(status, LEIDRAAD_OK);
            break;
        }
        assert_int_equal(status, LEIDRAAD_ERROR_MEMORY);
    }
}

/* ---- threads ---- */

struct job {
    const leidraad_policies *policies;
    const char *json;
    size_t written;
    leidraad_status status;
};

static void *work(void *context)
{
    struct job *job = context;
    leidraad_data *data;
    leidraad_standing standing;
    leidraad_options options = {.size = sizeof options, .all_readings = 1};
    job->status =
        leidraad_data_read(&data, job->policies, "data.json", job->json, strlen(job->json), NULL);
    for (int i = 0; i < 100 && !job->status; i++) {
        job->status = leidraad_report_evaluate(job->policies, data, &options, NULL, NULL, swallow,
                                               &job->written);
        leidraad_applies(job->policies, 19000 + i, 20000, NULL, &standing);
    }
    leidraad_data_free(data);
    return NULL;
}

static void threads_share_policies(void **state)
{
    enum { THREADS = 4 };
    struct job jobs[THREADS];
    pthread_t threads[THREADS];
    leidraad_policies *policies = load(*state);
    for (int i = 0; i < THREADS; i++) {
        jobs[i] = (struct job){.policies = policies, .json = double_quoted(*state, PRACTICES)};
        assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(jobs[i].status, LEIDRAAD_OK);
        assert_true(jobs[i].written > 0 && jobs[i].written == jobs[0].written);
    }
    leidraad_policies_free(policies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_version_and_texts),
        cmocka_unit_test(what_is_no_program_is_said_so),
        ARENA_TEST(policies_are_saved_and_loaded),
        ARENA_TEST(bad_data_has_diagnostics),
        ARENA_TEST(evaluate_walks_in_order),
        ARENA_TEST(options_that_cannot_be_are_said),
        ARENA_TEST(older_options_are_shorter),
        ARENA_TEST(applies_without_text),
        ARENA_TEST(a_report_counts_and_tells_how_far_it_is),
        ARENA_TEST(reports_of_every_kind),
        ARENA_TEST(the_periods_of_a_start_date),
        ARENA_TEST(the_reasons_for_one_subject),
        ARENA_TEST(no_allocation_is_taken_for_granted),
        ARENA_TEST(threads_share_policies),
    };
    return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}
