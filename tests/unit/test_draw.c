/* The sample: how many of each stratum, and who is drawn.  That an outsider with a SHA-256 draws
 * the same is in tests/replay/run. */
#include "alloc.h"
#include "check.h"

#include "evaluate/draw.h"
#include "leidraad.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- how many ---- */

enum { STRATA_MAX = 8 };

static void divide(struct arena *arena, const size_t *populations, size_t count, size_t size,
                   size_t *sizes)
{
    struct stratum strata[STRATA_MAX] = {{.size = 0}};
    for (size_t i = 0; i < count; i++) strata[i].population = populations[i];
    sample_divide(arena, strata, count, size);
    for (size_t i = 0; i < count; i++) sizes[i] = strata[i].size;
}

static void each_stratum_gets_its_share(void **state)
{
    static const struct {
        const char *why;
        size_t count, populations[STRATA_MAX], size, sizes[STRATA_MAX];
    } cases[] = {
        {"shares that come out even", 2, {900, 100}, 100, {90, 10}},
        {"the largest fraction gets what is left: 3.5, 2.8, 0.7 with 1 apart",
         3,
         {50, 40, 10},
         7,
         {3, 3, 1}},
        {"of equal fractions the first by name", 2, {5, 5}, 5, {3, 2}},
        {"of equal fractions the first two by name", 3, {10, 10, 10}, 5, {2, 2, 1}},
        {"a small one gets 1, and what is left is divided anew", 3, {98, 1, 1}, 3, {1, 1, 1}},
        {"setting one aside makes the quota of another less than 1", 3, {70, 11, 10}, 8, {6, 1, 1}},
        {"as many as strata: 1 each", 4, {1000, 3, 2, 1}, 4, {1, 1, 1, 1}},
        {"fewer than strata: the largest", 4, {10, 20, 30, 40}, 2, {0, 0, 1, 1}},
        {"fewer than strata, and equal: the first by name", 3, {7, 7, 7}, 2, {1, 1, 0}},
        {"all", 3, {5, 1, 2}, 8, {5, 1, 2}},
        {"more than there are", 3, {5, 1, 2}, 1000, {5, 1, 2}},
        {"one stratum", 1, {80}, 9, {9}},
        {"none", 0, {0}, 5, {0}},
        {"nobody drawn", 2, {4, 4}, 0, {0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t sizes[STRATA_MAX] = {0};
        divide(*state, cases[i].populations, cases[i].count, cases[i].size, sizes);
        for (size_t s = 0; s < cases[i].count; s++)
            if (sizes[s] != cases[i].sizes[s])
                fail_msg("%s: stratum %zu has %zu", cases[i].why, s, sizes[s]);
    }
}

/* Every division of small numbers: all are drawn that should be, none twice, none left without that
 * could have one; and without a small stratum nobody is a whole one away from the exact share. */
static void no_division_is_unfair(void **state)
{
    enum { MOST = 9, LARGEST = 30 };
    size_t n[3], sizes[3], tried = 0;
    for (n[0] = 1; n[0] <= LARGEST; n[0] += 4) {
        for (n[1] = 1; n[1] <= MOST; n[1]++) {
            for (n[2] = 1; n[2] <= MOST; n[2]++) {
                size_t all = n[0] + n[1] + n[2];
                for (size_t size = 0; size <= all + 1; size++, tried++) {
                    size_t want = size < all ? size : all, sum = 0;
                    bool small = false;
                    divide(*state, n, 3, size, sizes);
                    for (int s = 0; s < 3; s++) {
                        sum += sizes[s];
                        small = small || want * n[s] < all;
                        assert_true(sizes[s] <= n[s]);
                        assert_true(sizes[s] >= 1 || want < 3);
                    }
                    assert_int_equal(sum, want);
                    for (int s = 0; s < 3 && !small; s++) {
                        assert_true(sizes[s] * all + all > want * n[s]);
                        assert_true(sizes[s] * all < want * n[s] + all);
                    }
                }
            }
        }
        arena_reset(*state);
    }
    assert_true(tried > 5000);
}

/* ---- who ---- */

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static int ignore(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return 0;
}

static leidraad_policies *shipped(void)
{
    leidraad_policies *policies;
    assert_int_equal(leidraad_policies_open(&policies, "policies"), LEIDRAAD_OK);
    return policies;
}

static leidraad_data *data_of(const leidraad_policies *policies, const char *json)
{
    leidraad_data *data;
    assert_int_equal(leidraad_data_read(&data, policies, "d.json", json, strlen(json), NULL),
                     LEIDRAAD_OK);
    return data;
}

static const char *drawn(struct arena *arena, const leidraad_policies *policies,
                         leidraad_data *data, size_t count, const char *by,
                         leidraad_format_kind format)
{
    struct buf text = {.arena = arena};
    leidraad_sample sample = {.size = sizeof sample, .count = count, .seed = "2026", .by = by};
    leidraad_report_options report = {.size = sizeof report, .format = format};
    assert_int_equal(leidraad_report_sample(policies, data, NULL, &sample, &report, append, &text),
                     LEIDRAAD_OK);
    return buf_str(&text).at;
}

static void the_order_of_the_data_makes_no_difference(void **state)
{
    leidraad_policies *policies = shipped();
    leidraad_data *one = data_of(policies, "{\"praktijk\":[{\"agb\":\"99000001\",\"rho\":\"B\"},"
                                           "{\"agb\":\"99000002\",\"rho\":\"A\"},"
                                           "{\"agb\":\"99000003\",\"rho\":\"B\"},"
                                           "{\"agb\":\"99000004\"}]}");
    leidraad_data *other = data_of(policies, "{\"praktijk\":[{\"agb\":\"99000004\"},"
                                             "{\"agb\":\"99000003\",\"rho\":\"B\"},"
                                             "{\"agb\":\"99000002\",\"rho\":\"A\"},"
                                             "{\"agb\":\"99000001\",\"rho\":\"B\"}]}");
    static const char *const strata[] = {NULL, "rho", "groep"};
    for (size_t i = 0; i < sizeof strata / sizeof strata[0]; i++) {
        for (size_t count = 1; count <= 5; count++) {
            const char *text = drawn(*state, policies, one, count, strata[i], LEIDRAAD_FORMAT_JSON);
            assert_string_equal(
                text, drawn(*state, policies, other, count, strata[i], LEIDRAAD_FORMAT_JSON));
        }
    }
    leidraad_data_free(one);
    leidraad_data_free(other);
    leidraad_policies_free(policies);
}

static void strata_are_those_that_are_asked_for(void **state)
{
    static const char data_text[] =
        "{\"praktijk\":[{\"agb\":\"99000001\",\"instroom\":\"2023-04-01\",\"rho\":\"B\"},"
        "{\"agb\":\"99000002\",\"instroom\":\"2024-01-01\",\"rho\":\"A\"},"
        "{\"agb\":\"99000003\",\"instroom\":\"2024-04-01\",\"rho\":\"B\"},"
        "{\"agb\":\"99000004\"},"
        "{\"agb\":\"99000005\",\"instroom\":\"2023-04-01\",\"rho\":\"onbekend\"}]}";
    static const struct {
        const char *by, *strata;
    } cases[] = {
        {NULL, "\"strata\":[{\"stratum\":\"alle\",\"populatie\":5,\"omvang\":5}]"},
        /* No RHO is another stratum than an RHO of that name. */
        {"rho", "\"strata\":[{\"stratum\":null,\"populatie\":1,\"omvang\":1},"
                "{\"stratum\":\"A\",\"populatie\":1,\"omvang\":1},"
                "{\"stratum\":\"B\",\"populatie\":2,\"omvang\":2},"
                "{\"stratum\":\"onbekend\",\"populatie\":1,\"omvang\":1}]"},
        /* No start date, or one that is no intake moment: no group. */
        {"groep", "\"strata\":[{\"stratum\":null,\"populatie\":2,\"omvang\":2},"
                  "{\"stratum\":\"1\",\"populatie\":2,\"omvang\":2},"
                  "{\"stratum\":\"4\",\"populatie\":1,\"omvang\":1}]"},
    };
    leidraad_policies *policies = shipped();
    leidraad_data *data = data_of(policies, data_text);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = drawn(*state, policies, data, 5, cases[i].by, LEIDRAAD_FORMAT_JSON);
        if (!strstr(text, cases[i].strata)) fail_msg("%s", text);
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

/* The hash is the one that sha256sum gives, and decides. */
static void the_smallest_hash_is_drawn(void **state)
{
    leidraad_policies *policies = shipped();
    leidraad_data *data = data_of(policies, "{\"praktijk\":[{\"agb\":\"99000072\"},"
                                            "{\"agb\":\"99000004\"},{\"agb\":\"99000020\"}]}");
    assert_string_equal(
        drawn(*state, policies, data, 3, NULL, LEIDRAAD_FORMAT_NDJSON),
        "{\"onderwerp\":\"praktijk\",\"stratum\":\"alle\",\"rang\":1,\"sleutel\":\"99000020\","
        "\"hash\":\"sha256:"
        "002a0b77593949dffc5dfb3891f773efd703bcc98dd657b43d5c6e0d95707a99\"}\n"
        "{\"onderwerp\":\"praktijk\",\"stratum\":\"alle\",\"rang\":2,\"sleutel\":\"99000072\","
        "\"hash\":\"sha256:"
        "099b37e2d22af6b55e64420fdd6075c5f3a60eda51272de5c69e6ee300b33518\"}\n"
        "{\"onderwerp\":\"praktijk\",\"stratum\":\"alle\",\"rang\":3,\"sleutel\":\"99000004\","
        "\"hash\":\"sha256:"
        "313d7bd0e7bd450e292ee4c664091dd4be7d791ab29f56be7f0ead15e6176043\"}\n");
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void the_drawn_have_receipts_in_their_order(void **state)
{
    leidraad_policies *policies = shipped();
    leidraad_data *data = data_of(
        policies, "{\"praktijk\":[{\"agb\":\"99000072\",\"instroom\":\"2023-04-01\"},"
                  "{\"agb\":\"99000004\"},{\"agb\":\"99000020\",\"instroom\":\"2024-01-01\"}]}");
    struct buf receipts = {.arena = *state};
    leidraad_options options = {.size = sizeof options, .on = "2026-11-01"};
    leidraad_sample sample = {.size = sizeof sample, .count = 2, .seed = "2026"};
    leidraad_report_options report = {
        .size = sizeof report, .receipts = append, .receipts_context = &receipts};
    assert_int_equal(
        leidraad_report_sample(policies, data, &options, &sample, &report, ignore, NULL),
        LEIDRAAD_OK);
    const char *first = buf_str(&receipts).at, *second = strchr(first, '\n') + 1;
    assert_non_null(strstr(first, "\"sleutel\":\"99000020\",\"invoer_hash\""));
    assert_non_null(strstr(second, "\"sleutel\":\"99000072\",\"invoer_hash\""));
    assert_null(strstr(second, "99000020"));
    assert_non_null(strstr(second, "\"resultaat\":{\"onderwerp\":\"praktijk\",\"sleutel\":"
                                   "\"99000072\",\"peildatum\":\"2026-11-01\""));
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void what_cannot_be_drawn_is_said(void **state)
{
    static const leidraad_sample samples[] = {
        {.size = sizeof(leidraad_sample), .count = 1},
        {.count = 1, .seed = "1"},
        {.size = sizeof(leidraad_sample), .count = 1, .seed = "1", .by = "lsv"},
        {.size = sizeof(leidraad_sample), .count = 1, .seed = "1", .by = ""},
    };
    leidraad_policies *policies = shipped();
    leidraad_data *data = data_of(policies, "{\"praktijk\":[]}");
    leidraad_sample fine = {.size = sizeof fine, .count = 1, .seed = "1"};
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        assert_int_equal(
            leidraad_report_sample(policies, data, NULL, &samples[i], NULL, ignore, NULL),
            LEIDRAAD_ERROR_USAGE);
        assert_true(strlen(leidraad_data_error(data)) > 0);
    }
    /* Of nobody, nobody: in every format that there is. */
    for (int format = LEIDRAAD_FORMAT_TEXT; format <= LEIDRAAD_FORMAT_ICS; format++) {
        leidraad_report_options report = {.size = sizeof report,
                                          .format = (leidraad_format_kind)format};
        assert_int_equal(leidraad_report_sample(policies, data, NULL, &fine, &report, ignore, NULL),
                         format == LEIDRAAD_FORMAT_ICS ? LEIDRAAD_ERROR_USAGE : LEIDRAAD_OK);
    }
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

static void no_allocation_is_taken_for_granted(void **state)
{
    leidraad_policies *policies = shipped();
    leidraad_data *data = data_of(policies, "{\"praktijk\":[{\"agb\":\"99000001\"},"
                                            "{\"agb\":\"99000002\"},{\"agb\":\"99000003\"}]}");
    leidraad_sample sample = {.size = sizeof sample, .count = 2, .seed = "1", .by = "groep"};
    leidraad_report_options report = {.size = sizeof report, .receipts = ignore};
    size_t n = 1;
    (void)state;
    for (;; n++) {
        alloc_fail_at(n);
        leidraad_status status =
            leidraad_report_sample(policies, data, NULL, &sample, &report, ignore, NULL);
        if (!alloc_failed()) break;
        assert_int_equal(status, LEIDRAAD_ERROR_MEMORY);
    }
    assert_true(n > 1);
    leidraad_data_free(data);
    leidraad_policies_free(policies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(each_stratum_gets_its_share),
        ARENA_TEST(no_division_is_unfair),
        ARENA_TEST(the_order_of_the_data_makes_no_difference),
        ARENA_TEST(strata_are_those_that_are_asked_for),
        ARENA_TEST(the_smallest_hash_is_drawn),
        ARENA_TEST(the_drawn_have_receipts_in_their_order),
        ARENA_TEST(what_cannot_be_drawn_is_said),
        ARENA_TEST(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests_name("draw", tests, NULL, NULL);
}
