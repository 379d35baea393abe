/* Questions to a history: log and blame, of a rule, a version, a kader. */
#define _DEFAULT_SOURCE /* mkdtemp() */
#include "tests/unit/test_history_sample.h"

#include "compiler/history/report.h"

#define HEAD(id, title) "regel " id " \"" title "\" { soort naleving  bron ba \"x\"  "
#define RULE(id, condition) HEAD(id, "X") "geldt voor praktijk  eis " condition " }\n"

/* ---- as text ---- */

static const struct program *program_now(struct past *past)
{
    struct policies *policies = ARENA_NEW(past->arena, struct policies);
    policies->arena = past->arena;
    policies->diags = diags_create(past->arena);
    for (size_t i = 0; i < past->count; i++) add_policy(policies, past->names[i], past->texts[i]);
    compile_expecting(policies, "");
    return policies->p;
}

static struct question question(struct past *past, const char *version, const char *rule, bool all)
{
    return (struct question){program_now(past), str_from(version), str_from(rule), all};
}

/* Counted from the first, which is 1. */
static size_t number_of(const struct history *history, const struct revision *revision)
{
    return history->count - (size_t)(revision - history->at);
}

/* "3: x drempel, y bron; 1: x toegevoegd" */
static const char *log_told(struct past *past, const char *version, const char *rule, bool all)
{
    struct question q = question(past, version, rule, all);
    const struct history *history = history_with(past, NULL);
    const struct log *log = chronicle_log(past->arena, history, &q);
    struct buf text = {.arena = past->arena};
    for (size_t i = 0; i < log->entries.len; i++) {
        const struct entry_of_log *entry = &log->entries.at[i];
        buf_printf(&text, "%s%zu:", i ? "; " : "", number_of(history, entry->revision));
        for (size_t d = 0; d < entry->differences.len; d++)
            buf_printf(&text, "%s " STR_FMT " %s", d ? "," : "",
                       STR_ARG(entry->differences.at[d]->id),
                       difference_term(entry->differences.at[d]->kind));
    }
    return buf_str(&text).at;
}

/* "x: titel 1, voorwaarde 3 drempel, definitie klaar 2 inhoud", a rule a line. */
static const char *blame_from(struct past *past, const char *cache, const char *version,
                              const char *rule)
{
    struct question q = question(past, version, rule, false);
    const struct history *history = history_with(past, cache);
    const struct blame *blame = chronicle_blame(past->arena, history, &q);
    struct buf text = {.arena = past->arena};
    for (size_t i = 0; i < blame->rules.len; i++) {
        const struct blamed_rule *blamed = &blame->rules.at[i];
        buf_printf(&text, "%s" STR_FMT ":", i ? "\n" : "",
                   STR_ARG(program_text(q.now, q.now->rules[blamed->rule].id)));
        for (size_t l = 0; l < blamed->lines.len; l++) {
            const struct blame_line *line = &blamed->lines.at[l];
            bool of_rule = line->subject == SUBJECT_REGEL;
            buf_printf(&text, "%s %s", l ? "," : "",
                       of_rule ? rule_part_term(line->part) : subject_term(line->subject));
            if (!of_rule) buf_printf(&text, " " STR_FMT, STR_ARG(line->id));
            assert_non_null(line->revision);
            buf_printf(&text, " %zu", number_of(history, line->revision));
            if (line->difference) buf_printf(&text, " %s", difference_term(line->difference->kind));
        }
    }
    return buf_str(&text).at;
}

static const char *blame_told(struct past *past, const char *version, const char *rule)
{
    return blame_from(past, NULL, version, rule);
}

/* ---- log ---- */

static void log_of_a_rule_is_what_changed_it(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "plan") RULE("y", "omgeving")));
    commit_text(past, SECOND(RULE("x", "omgeving") RULE("y", "omgeving")));
    commit_text(past, SECOND("# opmaak\n" RULE("x", "omgeving") RULE("y", "omgeving")));
    commit_text(past, SECOND("# opmaak\n" RULE("x", "omgeving") RULE("y", "plan")));
    commit_text(past, SECOND("# opmaak\n" HEAD(
                          "x", "Anders") "geldt voor praktijk  eis omgeving }" RULE("y", "plan")));
    assert_string_equal(log_told(past, NULL, "x", false), "2: x voorwaarde; 1: x toegevoegd");
    assert_string_equal(log_told(past, NULL, "x", true),
                        "5: x titel; 3:; 2: x voorwaarde; 1: x toegevoegd");
    assert_string_equal(log_told(past, NULL, NULL, false),
                        "4: y voorwaarde; 2: x voorwaarde; 1: 2023 toegevoegd, 2025 toegevoegd, "
                        "omgeving toegevoegd, actief toegevoegd, x toegevoegd, y toegevoegd");
    assert_string_equal(log_told(past, NULL, "z", false), "");
}

static void log_of_a_version_is_what_stands_in_it(void **state)
{
    struct past *past = past_of(state);
    commit(past, "eerste");
    commit_text(past, SECOND(RULE("x", "plan")));
    commit_text(past, SECOND(RULE("x", "omgeving")));
    put(past, "d.leidraad", KADER(RULE("z", "klaar")));
    commit(past, "kader");
    put(past, "d.leidraad", KADER(RULE("z", "plan")));
    commit(past, "kader anders");
    assert_string_equal(log_told(past, "2025", "x", false), "3: x voorwaarde; 2: x toegevoegd");
    assert_string_equal(log_told(past, "2023", "x", false), "");
    assert_string_equal(log_told(past, "k", NULL, false),
                        "5: z voorwaarde, praktijk.klaar buiten_gebruik; "
                        "4: praktijk.klaar in_gebruik, k toegevoegd");
    assert_string_equal(log_told(past, "2023", NULL, false),
                        "1: 2023 toegevoegd, omgeving toegevoegd, actief toegevoegd");
}

static void log_all_has_only_the_files_asked_about(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "plan")));
    put(past, "d.leidraad", KADER(RULE("z", "klaar")));
    commit(past, "kader");
    put(past, "d.leidraad", "# opmaak\n" KADER(RULE("z", "klaar")));
    commit(past, "opmaak");
    commit_text(past, SECOND("# opmaak\n" RULE("x", "plan")));
    assert_string_equal(log_told(past, "k", "z", true),
                        "3:; 2: praktijk.klaar in_gebruik, k toegevoegd");
    assert_string_equal(log_told(past, NULL, "x", true), "4:; 1: x toegevoegd");
}

static void log_follows_a_rule_that_was_renamed(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "plan en patienten meer dan 7")));
    commit_text(past, SECOND(RULE("x", "plan en patienten meer dan 8")));
    commit_text(past, SECOND(RULE("y", "plan en patienten meer dan 8")));
    commit_text(past, SECOND(RULE("y", "plan en patienten meer dan 9")));
    assert_string_equal(log_told(past, NULL, "y", false),
                        "4: y drempel; 3: x hernoemd; 2: x drempel; 1: x toegevoegd");
    assert_string_equal(blame_told(past, "2025", "y"),
                        "y: titel 1, soort 1, bron 1, toepassing 1, voorwaarde 4 drempel");
}

/* An onderwerp of its own, so that a definition can change outside of the versions. */
#define PROEF(condition)                                                \
    "onderwerp proef \"proef\" { sleutel nr : code patroon \"[0-9]\"\n" \
    "  uren : getal van 0 tot en met 9  definitie ruim = " condition " }\n"
#define PROEF_RULE(id) HEAD(id, "X") "geldt voor proef  eis ruim }\n"

/* What a rule uses is named there, and reaches the log of the rule. */
static void log_of_a_rule_has_what_it_uses(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, PROEF("uren meer dan 3") SECOND(PROEF_RULE("x")));
    commit_text(past, PROEF("uren meer dan 4") SECOND(PROEF_RULE("x")));
    commit_text(past, PROEF("uren meer dan 4") SECOND(PROEF_RULE("x") RULE("y", "plan")));
    assert_string_equal(log_told(past, "2025", "x", false),
                        "2: proef.ruim drempel; 1: x toegevoegd");
    assert_string_equal(blame_told(past, "2025", "x"),
                        "x: titel 1, soort 1, bron 1, toepassing 1, voorwaarde 1, "
                        "definitie proef.ruim 2 drempel");
    assert_string_equal(blame_told(past, "2025", "y"),
                        "y: titel 3, soort 3, bron 3, toepassing 3, voorwaarde 3");
}

static void a_kader_uses_what_belongs_to_no_version(void **state)
{
    struct past *past = past_of(state);
    put(past, "d.leidraad", KADER(PROEF_RULE("z")));
    commit_text(past, PROEF("uren meer dan 3"));
    commit_text(past, PROEF("uren meer dan 4"));
    assert_string_equal(log_told(past, NULL, "z", false), "2: proef.ruim drempel; 1: z toegevoegd");
    assert_string_equal(log_told(past, "k", "z", false), "2: proef.ruim drempel; 1: z toegevoegd");
    assert_string_equal(log_told(past, "k", NULL, false),
                        "2: proef.ruim drempel; 1: k toegevoegd, z toegevoegd");
    assert_string_equal(blame_told(past, "k", NULL),
                        "z: titel 1, soort 1, bron 1, toepassing 1, voorwaarde 1, "
                        "definitie proef.ruim 2 drempel");
}

/* ---- blame ---- */

/* Numbers 1 to 8: one part more each time, in the order of the words below. */
#define PARTS(title, soort, place, applies, exception, condition, deadline, rest)           \
    SECOND("regel x \"" title "\" { soort " soort "  bron ba \"" place "\"\n"               \
           "geldt voor praktijk waarvan (patienten meer dan " applies ") omdat \"groot\"\n" \
           "behalve als uren minder dan " exception " omdat \"klein\"\n"                    \
           "uiterlijk einde van groeijaar " deadline "\n"                                   \
           "eis uren meer dan " condition "\n" rest "}\n")

static void blame_has_each_part(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, PARTS("A", "horde", "1", "5", "2", "6", "2", ""));
    commit_text(past, PARTS("B", "horde", "1", "5", "2", "6", "2", ""));
    commit_text(past, PARTS("B", "naleving", "1", "5", "2", "6", "2", ""));
    commit_text(past, PARTS("B", "naleving", "2", "5", "2", "6", "2", ""));
    commit_text(past, PARTS("B", "naleving", "2", "7", "2", "6", "2", ""));
    commit_text(past, PARTS("B", "naleving", "2", "7", "3", "6", "2", ""));
    commit_text(past, PARTS("B", "naleving", "2", "7", "3", "8", "2", ""));
    commit_text(past, PARTS("B", "naleving", "2", "7", "3", "8", "3", ""));
    commit_text(past, PARTS("B", "naleving", "2", "7", "3", "8", "3", "gevolg terugvordering\n"));
    commit_text(past, PARTS("B", "naleving", "2", "7", "3", "8", "3",
                            "gevolg terugvordering  aanname \"zo\"\n"));
    commit_text(past, "# opmaak\n" PARTS("B", "naleving", "2", "7", "3", "8", "3",
                                         "gevolg terugvordering  aanname \"zo\"\n"));
    assert_string_equal(blame_told(past, "2025", "x"),
                        "x: titel 2 titel, soort 3 soort, bron 4 bron, toepassing 5 drempel, "
                        "uitzondering 6 drempel, uiterlijk 8 uiterlijk, voorwaarde 7 drempel, "
                        "gevolg 9 gevolg, aanname 10 aanname");
}

/* Found at first, and remembered the second time. */
static void blame_is_the_same_of_what_is_remembered(void **state)
{
    struct past *past = past_of(state);
    const char *cache = arena_printf(past->arena, "%s/cache", past->folder);
    put(past, "d.leidraad", KADER(RULE("z", "plan en patienten meer dan 3")));
    commit_text(past, PARTS("A", "horde", "1", "5", "2", "6", "2", ""));
    commit_text(past, PARTS("A", "horde", "1", "7", "2", "6", "2", ""));
    commit_text(past, PARTS("A", "horde", "1", "7", "3", "6", "2", ""));
    put(past, "d.leidraad", KADER(RULE("z", "plan en patienten meer dan 4")));
    commit(past, "kader");
    for (int i = 0; i < 2; i++) {
        assert_string_equal(blame_from(past, cache, "2025", "x"),
                            "x: titel 1, soort 1, bron 1, toepassing 2 drempel, "
                            "uitzondering 3 drempel, uiterlijk 1, voorwaarde 1");
        assert_string_equal(blame_from(past, cache, "k", "z"),
                            "z: titel 1, soort 1, bron 1, toepassing 1, voorwaarde 4 drempel");
    }
}

/* What a threshold is of begins with the name of a column, which may begin as a clause does. */
static void a_column_is_no_clause(void **state)
{
    struct past *past = past_of(state);
    const char *column = "onderwerp proef \"proef\" { sleutel nr : code patroon \"[0-9]\"\n"
                         "  behalve_uren : getal van 0 tot en met 9\n"
                         "  geldt_uren : getal van 0 tot en met 9 }\n";
    put(past, "d.leidraad", column);
    commit_text(past,
                SECOND(HEAD("x", "X") "geldt voor proef  eis behalve_uren meer dan 3 }\n" HEAD(
                    "y", "Y") "geldt voor proef  eis geldt_uren meer dan 3 }\n"));
    commit_text(past,
                SECOND(HEAD("x", "X") "geldt voor proef  eis behalve_uren meer dan 4 }\n" HEAD(
                    "y", "Y") "geldt voor proef  eis geldt_uren meer dan 4 }\n"));
    assert_string_equal(blame_told(past, "2025", "x"),
                        "x: titel 1, soort 1, bron 1, toepassing 1, voorwaarde 2 drempel");
    assert_string_equal(blame_told(past, "2025", "y"),
                        "y: titel 1, soort 1, bron 1, toepassing 1, voorwaarde 2 drempel");
}

/* What a version took over from the one it revises has its meaning from there. */
static void blame_goes_through_the_version_that_is_revised(void **state)
{
    struct past *past = past_of(state);
    commit(past, "eerste");
    put(past, "b.leidraad",
        "leidraad 2023 \"Eerste\" vastgesteld op 30 januari 2023 bron ba \"a\" {\n"
        "  bron ba \"Tabel 1\"\n"
        "  instroom { groep 1 : 1 april 2023  groep 2 : 1 juli 2023 }\n"
        "  regel omgeving \"Omgeving\" {\n"
        "    soort horde  bron ba \"4\"  geldt voor praktijk  eis omgeving en plan\n"
        "  gevolg terugvordering }\n"
        "  regel actief \"Actief\" { soort naleving  bron ba \"5\"  geldt voor praktijk\n"
        "    uiterlijk einde van groeijaar 2  eis er is een interventie met (actief) }\n"
        "}\n");
    commit(past, "tweede");
    commit_text(past, SECOND("wijzigt regel omgeving { soort naleving  bron ba \"9\" }\n" RULE(
                          "x", "plan")));
    commit_text(past, SECOND("wijzigt regel omgeving { soort naleving  bron ba \"9\" }\n" RULE(
                          "x", "omgeving")));
    assert_string_equal(blame_told(past, "2025", "omgeving"),
                        "omgeving: titel 1, soort 3 soort, bron 3 bron, toepassing 1, "
                        "voorwaarde 2 voorwaarde, gevolg 1");
    assert_string_equal(blame_told(past, "2025", "x"),
                        "x: titel 3, soort 3, bron 3, toepassing 3, voorwaarde 4 voorwaarde");
    assert_string_equal(blame_told(past, "2023", "omgeving"),
                        "omgeving: titel 1, soort 1, bron 1, toepassing 1, "
                        "voorwaarde 2 voorwaarde, gevolg 1");
}

/* A version, a kader or a plan that comes with all its rules is one difference. */
static void rules_come_with_what_they_stand_in(void **state)
{
    struct past *past = past_of(state);
    put(past, "b.leidraad", NULL);
    commit(past, "woorden");
    put(past, "b.leidraad", first_text);
    commit(past, "leidraad 2023");
    commit_text(past, SECOND(""));
    put(past, "d.leidraad", KADER(RULE("z", "klaar")));
    commit(past, "kader");
    assert_string_equal(blame_told(past, "2023", "omgeving"),
                        "omgeving: titel 2, soort 2, bron 2, toepassing 2, voorwaarde 2, gevolg 2");
    assert_string_equal(blame_told(past, "2025", "omgeving"),
                        "omgeving: titel 2, soort 2, bron 2, toepassing 2, voorwaarde 2, gevolg 2");
    assert_string_equal(blame_told(past, "k", "z"),
                        "z: titel 4, soort 4, bron 4, toepassing 4, voorwaarde 4");
}

static void blame_passes_over_what_does_not_compile(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "pla")));
    commit_text(past, SECOND(RULE("x", "plan")));
    commit_text(past, SECOND(RULE("x", "omgevin")));
    commit_text(past, SECOND(RULE("x", "omgeving")));
    assert_string_equal(blame_told(past, "2025", "x"),
                        "x: titel 2, soort 2, bron 2, toepassing 2, voorwaarde 4 voorwaarde");
}

static void blame_of_what_is_not_there_is_empty(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "plan")));
    assert_string_equal(blame_told(past, "2025", "y"), "");
    assert_string_equal(blame_told(past, "2023", "x"), "");
    assert_string_equal(blame_told(past, "2024", NULL), "");
}

/* ---- for people ---- */

static int add_bytes(void *context, const char *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return 0;
}

/* Parts of one revision share a line, which says of each other thing what it is. */
static void blame_is_a_line_for_each_revision(void **state)
{
    struct past *past = past_of(state);
    struct out out;
    struct buf text = {.arena = past->arena};
    struct history_report report = {
        .out = &out, .arena = past->arena, .repository = &past->repository, .width = 200};
    put(past, "d.leidraad", PROEF("uren meer dan 3"));
    commit_text(past, SECOND(HEAD("x", "X") "geldt voor proef  eis ruim }\n"));
    put(past, "d.leidraad", PROEF("uren meer dan 4"));
    commit_text(past,
                SECOND(HEAD("x", "Y") "geldt voor proef  eis ruim  gevolg terugvordering }\n"));
    commit_text(
        past, SECOND(HEAD("x", "Y") "geldt voor proef  eis niet ruim  gevolg terugvordering }\n"));
    struct question q = question(past, "2025", "x", false);
    const struct blame *blame = chronicle_blame(past->arena, history_with(past, NULL), &q);
    out_init(&out, add_bytes, &text);
    assert_int_equal(blame_text(&report, q.now, blame), STATUS_OK);
    assert_int_equal(out_flush(&out), 0);

    /* Which commit, when and by whom is the same width everywhere, and not what is at stake. */
    const char *line = buf_str(&text).at, *expected[] = {
                                              "x  Y",
                                              "  title, consequence, definitie proef.ruim  ",
                                              "  kind of rule, source, applicability       ",
                                              "  condition                                 ",
                                          };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_non_null(line);
        assert_memory_equal(line, expected[i], strlen(expected[i]));
        line = strchr(line, '\n');
        if (line) line++;
    }
    assert_non_null(line);
    assert_string_equal(line, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAST_TEST(log_of_a_rule_is_what_changed_it),
        PAST_TEST(log_of_a_version_is_what_stands_in_it),
        PAST_TEST(log_all_has_only_the_files_asked_about),
        PAST_TEST(log_follows_a_rule_that_was_renamed),
        PAST_TEST(log_of_a_rule_has_what_it_uses),
        PAST_TEST(a_kader_uses_what_belongs_to_no_version),
        PAST_TEST(blame_has_each_part),
        PAST_TEST(blame_is_the_same_of_what_is_remembered),
        PAST_TEST(a_column_is_no_clause),
        PAST_TEST(blame_goes_through_the_version_that_is_revised),
        PAST_TEST(rules_come_with_what_they_stand_in),
        PAST_TEST(blame_passes_over_what_does_not_compile),
        PAST_TEST(blame_of_what_is_not_there_is_empty),
        PAST_TEST(blame_is_a_line_for_each_revision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
