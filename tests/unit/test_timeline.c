/* The timeline against Tabel 1 and decisions 1-6 of the domain. */
#include "check.h"
#include "sample.h"

#include "data/data.h"

static const struct readings defaults;

static struct timeline of(struct sample *s, const char *start)
{
    const struct readings r = {s->turned};
    struct timeline t;
    timeline_of(&t, s->program, &r, start ? day(start) : UNKNOWN);
    return t;
}

static struct moment at(struct sample *s, const struct timeline *t, date on)
{
    const struct readings r = {s->turned};
    struct moment m;
    timeline_at(&m, t, s->program, &r, on);
    return m;
}

static struct moment stands(struct sample *s, const char *start, const char *on)
{
    struct timeline t = of(s, start);
    return at(s, &t, day(on));
}

/* Tabel 1 as it is printed, and the version of a group on a day by looking along its row. */
static const char *const rows[4][SAMPLE_VERSIONS] = {
    {"2023-04-01", "2025-04-01", "2026-04-01", "2028-04-01"},
    {"2023-07-01", "2025-07-01", "2026-07-01", "2028-07-01"},
    {"2023-10-01", "2025-10-01", "2026-10-01", "2028-10-01"},
    {"2024-01-01", NULL, "2026-01-01", "2028-01-01"},
};

static index_t looked_up(int group, date on)
{
    index_t version = NONE;
    for (index_t v = 0; v < SAMPLE_VERSIONS; v++)
        if (rows[group][v] && day(rows[group][v]) <= on) version = v;
    return on > day("2028-12-31") ? NONE : version;
}

static void every_day_of_every_group(void **state)
{
    struct sample *s = sample_create(*state);
    for (int g = 0; g < 4; g++) {
        struct timeline t = of(s, rows[g][0]);
        assert_int_equal(t.group, g + 1);
        assert_false(t.rests_on_every_cell);
        for (date d = day("2022-12-01"); d <= day("2029-03-01"); d++) {
            struct moment m = at(s, &t, d);
            assert_int_equal(m.version, looked_up(g, d));
            assert_int_equal(m.reason, d < t.start             ? NOG_NIET_INGESTROOMD
                                       : d > day("2028-12-31") ? GEEN_LEIDRAAD_VAN_KRACHT
                                                               : UNDETERMINED_NOT);
            if (m.version == NONE) continue;
            assert_true(m.from <= d && d < m.to);
        }
    }
}

static void every_cell_is_an_intake_moment(void **state)
{
    struct sample *s = sample_create(*state);
    for (index_t v = 0; v < SAMPLE_VERSIONS; v++) {
        for (int g = 0; g < 4; g++) {
            if (!rows[g][v]) continue;
            struct timeline t = of(s, rows[g][v]);
            struct moment m = at(s, &t, t.start);
            assert_int_equal(t.group, g + 1);
            assert_int_equal(m.version, v);
            assert_int_equal(m.from, t.start);
            assert_int_equal(m.groeijaar, 1);
            assert_int_equal(t.rests_on_every_cell, v > 0);
        }
    }
}

static void another_date_is_not_guessed(void **state)
{
    struct sample *s = sample_create(*state);
    struct timeline t = of(s, "2024-04-01");
    assert_int_equal(t.reason, GEEN_INSTROOMMOMENT);
    assert_int_equal(t.group, 0);
    assert_true(t.has_nearest[0] && t.has_nearest[1]);
    assert_int_equal(t.nearest[0], day("2024-01-01"));
    assert_int_equal(t.nearest[1], day("2025-04-01"));
    assert_true(t.rests_on_every_cell); /* the later one is a moment in one reading only */

    t = of(s, "2023-05-15");
    assert_int_equal(t.nearest[0], day("2023-04-01"));
    assert_int_equal(t.nearest[1], day("2023-07-01"));
    assert_false(t.rests_on_every_cell);

    t = of(s, "2023-01-01");
    assert_false(t.has_nearest[0]);
    assert_int_equal(t.nearest[1], day("2023-04-01"));

    t = of(s, "2028-11-01");
    assert_int_equal(t.nearest[0], day("2028-10-01"));
    assert_false(t.has_nearest[1]);
}

static void four_cohorts_only(void **state)
{
    struct sample *s = sample_create(*state);
    sample_turn(s, INSTROOMMOMENT, "vier_cohorten");
    assert_int_equal(of(s, "2023-10-01").group, 3);
    struct timeline t = of(s, "2025-04-01");
    assert_int_equal(t.reason, GEEN_INSTROOMMOMENT);
    assert_int_equal(t.nearest[0], day("2024-01-01"));
    assert_false(t.has_nearest[1]);
    assert_true(t.rests_on_every_cell);
}

static void the_first_reason_that_holds(void **state)
{
    struct sample *s = sample_create(*state);
    assert_int_equal(stands(s, NULL, "2029-06-01").reason, INSTROOM_ONBEKEND);
    assert_int_equal(stands(s, "2024-04-01", "2029-06-01").reason, GEEN_INSTROOMMOMENT);
    assert_int_equal(stands(s, "2026-01-01", "2025-12-31").reason, NOG_NIET_INGESTROOMD);
    assert_int_equal(stands(s, "2026-01-01", "2029-01-01").reason, GEEN_LEIDRAAD_VAN_KRACHT);
    assert_int_equal(stands(s, "2026-01-01", "2028-12-31").reason, UNDETERMINED_NOT);
}

static void periods_are_half_open(void **state)
{
    struct sample *s = sample_create(*state);
    struct moment m = stands(s, "2024-01-01", "2025-12-31");
    assert_int_equal(m.version, V2023);
    assert_int_equal(m.to, day("2026-01-01")); /* footnote 8: not 2025 */
    m = stands(s, "2024-01-01", "2026-01-01");
    assert_int_equal(m.version, V2026);
    assert_int_equal(m.from, day("2026-01-01"));
    assert_int_equal(m.groeijaar, 3);
    assert_int_equal(stands(s, "2024-01-01", "2028-06-01").to, day("2029-01-01"));
}

/* What follows of footnote 8 for a start in the column 2023. */
static void growth_years(void **state)
{
    struct sample *s = sample_create(*state);
    for (int g = 0; g < 3; g++) {
        assert_int_equal(stands(s, rows[g][0], rows[g][1]).groeijaar, 3);
        assert_int_equal(stands(s, rows[g][0], rows[g][2]).groeijaar, 4);
        assert_int_equal(stands(s, rows[g][0], rows[g][3]).groeijaar, 6);
    }
    assert_int_equal(stands(s, rows[3][0], rows[3][2]).groeijaar, 3);
    assert_int_equal(stands(s, rows[3][0], rows[3][3]).groeijaar, 5);
    assert_int_equal(stands(s, "2023-07-01", "2024-06-30").groeijaar, 1);
    assert_int_equal(stands(s, "2023-07-01", "2024-07-01").groeijaar, 2);

    sample_turn(s, GROEIJAARBEGRIP, "kalenderjaar");
    assert_int_equal(stands(s, "2023-07-01", "2023-12-31").groeijaar, 1);
    assert_int_equal(stands(s, "2023-07-01", "2024-01-01").groeijaar, 2);
    assert_int_equal(stands(s, "2023-07-01", "2025-07-01").groeijaar, 3);
}

/* Year n is the days between the ends of n - 1 and n, in both readings. */
static void ends_of_growth_years(void **state)
{
    struct sample *s = sample_create(*state);
    static const char *const choices[] = {"eigen_jaar", "kalenderjaar"};
    static const char *const ends[] = {"2025-06-30", "2024-12-31"};
    for (int c = 0; c < 2; c++) {
        sample_turn(s, GROEIJAARBEGRIP, choices[c]);
        const struct readings r = {s->turned};
        date start = day("2023-07-01");
        assert_int_equal(groeijaar_end(s->program, &r, V2023, start, 2), day(ends[c]));
        for (date d = start; d < start + 2500; d++) {
            int32_t n = groeijaar_on(s->program, &r, V2023, start, d);
            assert_true(groeijaar_end(s->program, &r, V2023, start, n - 1) < d);
            assert_true(d <= groeijaar_end(s->program, &r, V2023, start, n));
        }
        assert_int_equal(groeijaar_end(s->program, &r, V2023, start, INT64_MAX), DATE_MAX);
        assert_int_equal(groeijaar_end(s->program, &r, V2023, start, INT64_MIN + 1), DATE_MIN);
    }
}

static void a_forced_version(void **state)
{
    struct sample *s = sample_create(*state);
    struct timeline t = of(s, "2023-04-01");
    assert_true(timeline_force(&t, s->program, V2026));
    assert_int_equal(at(s, &t, day("2023-03-31")).reason, NOG_NIET_INGESTROOMD);
    struct moment m = at(s, &t, day("2023-05-01"));
    assert_int_equal(m.version, V2026);
    assert_int_equal(m.from, day("2026-04-01")); /* `van` is the group's date, also before it */
    assert_int_equal(m.groeijaar, 1);
    assert_int_equal(at(s, &t, day("2031-05-01")).version, V2026);

    t = of(s, "2024-01-01");
    assert_false(timeline_force(&t, s->program, V2025));
    assert_int_equal(at(s, &t, day("2025-06-01")).reason, VERSIE_OVERGESLAGEN);
    assert_int_equal(at(s, &t, day("2023-06-01")).reason, NOG_NIET_INGESTROOMD);

    t = of(s, "2024-04-01");
    assert_true(timeline_force(&t, s->program, V2025));
    assert_int_equal(at(s, &t, day("2025-06-01")).reason, GEEN_INSTROOMMOMENT);
}

static void calendar_years_of_duties(void **state)
{
    struct sample *s = sample_create(*state);
    struct duty_year y =
        duty_year_of(s->program, &defaults, V2026, day("2023-04-01"), day("2026-04-01"));
    assert_int_equal(y.name, 2026);
    assert_int_equal(y.first, day("2026-01-01"));
    assert_int_equal(y.last, day("2026-12-31"));
}

static void own_years_of_duties(void **state)
{
    struct sample *s = sample_create(*state);
    sample_turn(s, JAARBEGRIP, "eigen_jaar");
    const struct readings r = {s->turned};
    date start = day("2023-04-01");
    struct duty_year y = duty_year_of(s->program, &r, V2026, start, day("2026-03-31"));
    assert_int_equal(y.name, 2025); /* the one begun in 2025 */
    assert_int_equal(y.first, day("2025-04-01"));
    assert_int_equal(y.last, day("2026-03-31"));
    /* Also before the start, where a forced version may lie. */
    y = duty_year_of(s->program, &r, V2026, start, day("2021-12-31"));
    assert_int_equal(y.name, 2021);
    /* A subject without intake has calendar years. */
    y = duty_year_of(s->program, &r, NONE, UNKNOWN, day("2026-03-31"));
    assert_int_equal(y.name, 2026);
}

static void years_of_duties_follow_each_other(void **state)
{
    struct sample *s = sample_create(*state);
    sample_turn(s, JAARBEGRIP, "eigen_jaar");
    const struct readings r = {s->turned};
    for (date start = day("2023-12-28"); start < day("2024-03-03"); start++) {
        for (int32_t name = 2020; name < 2032; name++) {
            struct duty_year y = duty_year_named(s->program, &r, V2026, start, name);
            struct duty_year next = duty_year_named(s->program, &r, V2026, start, name + 1);
            assert_int_equal(y.last + 1, next.first);
            assert_int_equal(duty_year_of(s->program, &r, V2026, start, y.first).name, name);
            assert_int_equal(duty_year_of(s->program, &r, V2026, start, y.last).name, name);
        }
    }
}

static void versions_in_force(void **state)
{
    struct sample *s = sample_create(*state);
    const struct program *p = s->program;
    assert_false(version_in_force(p, V2023, day("2023-03-31")));
    assert_true(version_in_force(p, V2023, day("2023-04-01")));
    assert_true(version_in_force(p, V2023, day("2025-12-31"))); /* group 4 */
    assert_false(version_in_force(p, V2023, day("2026-01-01")));
    assert_false(version_in_force(p, V2025, day("2026-10-01")));
    assert_true(version_in_force(p, V2025, day("2026-09-30"))); /* group 3 */
    assert_true(version_in_force(p, V2028, day("2028-12-31")));
    assert_false(version_in_force(p, V2028, day("2029-01-01")));
}

/* A default may differ by version; what is turned holds for all. */
static void readings_by_version(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    index_t other = p->readings[GROEIJAARBEGRIP].standard + 1;
    p->refs[p->versions[V2028].standards.first + GROEIJAARBEGRIP].to = other;
    assert_int_not_equal(reading_choice(p, &defaults, GROEIJAARBEGRIP, V2026), other);
    assert_int_equal(reading_choice(p, &defaults, GROEIJAARBEGRIP, V2028), other);
    assert_int_equal(reading_choice(p, &defaults, GROEIJAARBEGRIP, NONE), other);
    sample_turn(s, GROEIJAARBEGRIP, "eigen_jaar");
    const struct readings r = {s->turned};
    assert_int_not_equal(reading_choice(p, &r, GROEIJAARBEGRIP, V2028), other);
}

static void what_a_moment_rests_on(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    index_t skip = V2025 * 4 + 3;
    p->cells[skip].assumptions = (struct range){p->texts_count, 1};
    index_t text = program_add_texts(p);
    p->texts[text].to = program_symbol(p, STR("meteen"));

    struct timeline t = of(s, "2024-01-01");
    struct moment m = at(s, &t, day("2026-02-01"));
    struct rests_on on = {0};
    timeline_rests_on_cells(&on, s->arena, p, &t, &m);
    assert_int_equal(on.assumptions.len, 1);
    assert_int_equal(on.readings.len, 0);
    timeline_rests_on(&on, s->arena, p, &t, &m);
    assert_int_equal(on.assumptions.len, 1); /* each once */
    assert_int_equal(on.readings.len, 1);
    assert_int_equal(on.readings.at[0], GROEIJAARBEGRIP);

    t = of(s, "2025-04-01"); /* another group: it skips nothing */
    m = at(s, &t, day("2026-02-01"));
    on = (struct rests_on){0};
    timeline_rests_on_cells(&on, s->arena, p, &t, &m);
    assert_int_equal(on.assumptions.len, 0);
    assert_int_equal(on.readings.len, 1);
    assert_int_equal(on.readings.at[0], INSTROOMMOMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(every_day_of_every_group),
        ARENA_TEST(every_cell_is_an_intake_moment),
        ARENA_TEST(another_date_is_not_guessed),
        ARENA_TEST(four_cohorts_only),
        ARENA_TEST(the_first_reason_that_holds),
        ARENA_TEST(periods_are_half_open),
        ARENA_TEST(growth_years),
        ARENA_TEST(ends_of_growth_years),
        ARENA_TEST(a_forced_version),
        ARENA_TEST(calendar_years_of_duties),
        ARENA_TEST(own_years_of_duties),
        ARENA_TEST(years_of_duties_follow_each_other),
        ARENA_TEST(versions_in_force),
        ARENA_TEST(readings_by_version),
        ARENA_TEST(what_a_moment_rests_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
