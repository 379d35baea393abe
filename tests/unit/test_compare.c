/* Differences in meaning: what must be true of every comparison.  What each difference reads like
 * is in tests/golden/diff. */
#include "tests/unit/test_compile_sample.h"

#include "compiler/compare/compare.h"
#include "leidraad.h"
#include "tests/unit/alloc.h"

#include <stdlib.h>

/* ---- policies of one kader ---- */

#define RULE(id, asked) \
    "regel " id " \"T\" { soort naleving bron ba \"1\" geldt voor praktijk eis " asked " }\n"

static const struct differences *compared(struct arena *arena, const struct program *a,
                                          const struct program *b)
{
    return compare(arena, &(struct compared){a, NONE}, &(struct compared){b, NONE});
}

static const struct differences *kaders(struct arena *arena, const char *a, const char *b)
{
    return compared(arena, compiled_with(arena, a)->p, compiled_with(arena, b)->p);
}

/* "regel x drempel; parameter y waarde": what there is, in its order. */
static struct str said(struct arena *arena, const struct differences *all)
{
    struct buf text = {.arena = arena};
    for (size_t i = 0; i < all->list.len; i++) {
        const struct difference *d = &all->list.at[i];
        buf_printf(&text, "%s%s " STR_FMT " %s", i ? "; " : "", subject_term(d->subject),
                   STR_ARG(d->id), difference_term(d->kind));
    }
    return buf_str(&text);
}

/* ---- the other way round ---- */

static enum difference_kind mirrored(enum difference_kind kind)
{
    switch (kind) {
    case DIFFERENCE_ADDED: return DIFFERENCE_LAPSED;
    case DIFFERENCE_LAPSED: return DIFFERENCE_ADDED;
    case DIFFERENCE_IN_USE: return DIFFERENCE_OUT_OF_USE;
    case DIFFERENCE_OUT_OF_USE: return DIFFERENCE_IN_USE;
    default: return kind;
    }
}

/* The id on the old side: what differs in a thing that was renamed is told of its new one. */
static struct str old_id(const struct differences *all, const struct difference *d)
{
    for (size_t i = 0; i < all->list.len; i++) {
        const struct difference *other = &all->list.at[i];
        if (other->kind == DIFFERENCE_RENAMED && other->subject == d->subject &&
            str_equal(other->renamed, d->id))
            return other->id;
    }
    return d->id;
}

static bool same_versions(const struct difference *a, const struct difference *b)
{
    for (size_t i = 0; i < a->versions.len && i < b->versions.len; i++)
        if (!str_equal(a->versions.at[i], b->versions.at[i])) return false;
    return a->versions.len == b->versions.len;
}

static bool same_difference(const struct differences *all, const struct difference *d,
                            const struct difference *back)
{
    bool renamed = d->renamed.len;
    return mirrored(d->kind) == back->kind && d->subject == back->subject &&
           (renamed ? str_equal(d->id, back->renamed) && str_equal(d->renamed, back->id)
                    : str_equal(old_id(all, d), back->id)) &&
           named_equal(d->owner, back->owner) && str_equal(d->part, back->part) &&
           same_versions(d, back) && str_equal(d->from.text, back->to.text) &&
           str_equal(d->to.text, back->from.text) && d->affects.len == back->affects.len &&
           d->from.program == back->to.program && d->to.program == back->from.program;
}

static void check_mirror(struct arena *arena, const struct program *a, const struct program *b)
{
    const struct differences *there = compared(arena, a, b), *back = compared(arena, b, a);
    assert_int_equal(there->list.len, back->list.len);
    assert_int_equal(there->meaning, back->meaning);
    assert_int_equal(there->text, back->text);
    for (size_t i = 0; i < there->list.len; i++) {
        bool found = false;
        for (size_t j = 0; j < back->list.len; j++)
            found = found || same_difference(there, &there->list.at[i], &back->list.at[j]);
        assert_true(found);
    }
}

#define BESLUIT                                                                              \
    "besluit b \"B\" { geldt voor praktijk ja als een regel van soort horde niet_voldaan is" \
    " bron ba \"1\" }\n"
#define TAAK \
    "taak t \"T\" { door LHV van 1 januari 2025 tot en met 31 januari 2025 bron ba \"1\" }\n"

static const char *const variants[] = {
    KADER(RULE("een", "omgeving") RULE("twee", "patienten ten minste 100")),
    KADER(RULE("een", "omgeving") RULE("twee", "patienten ten minste 200")),
    KADER(RULE("een", "omgeving en plan")),
    KADER(RULE("een", "klaar") RULE("twee", "uren minder dan 4,6")),
    KADER(RULE("een", "omgeving") RULE("drie", "patienten ten minste 300")),
    SECOND("wijzigt regel omgeving { eis omgeving en plan bron ba \"w\" }"),
    SECOND("wijzigt definitie praktijk.klaar = plan bron ba \"w\""
           " regel klaar \"T\" { soort horde bron ba \"1\" geldt voor praktijk eis klaar }"),
    SECOND("vervalt regel actief omdat \"x\" bron ba \"w\""),
    BESLUIT,
    TAAK,
};
enum { VARIANTS = sizeof variants / sizeof *variants };

static void every_pair_is_the_same_the_other_way_round(void **state)
{
    const struct program *programs[VARIANTS];
    for (size_t i = 0; i < VARIANTS; i++) programs[i] = compiled_with(*state, variants[i])->p;
    for (size_t i = 0; i < VARIANTS; i++)
        for (size_t j = 0; j < VARIANTS; j++) {
            check_mirror(*state, programs[i], programs[j]);
            size_t count = compared(*state, programs[i], programs[j])->list.len;
            assert_true(i == j ? count == 0 : count > 0);
        }
}

/* ---- the same ---- */

static void what_was_saved_and_loaded_is_the_same(void **state)
{
    for (size_t i = 0; i < VARIANTS; i++) {
        struct str why;
        struct program *loaded;
        const struct program *p = compiled_with(*state, variants[i])->p;
        assert_int_equal(program_load(&loaded, *state, program_save(p, *state), &why), 0);
        assert_int_equal(compared(*state, p, loaded)->list.len, 0);
        assert_int_equal(compared(*state, loaded, p)->list.len, 0);
        for (index_t v = 0; v < p->versions_count; v++)
            assert_int_equal(
                compare(*state, &(struct compared){p, v}, &(struct compared){loaded, v})->list.len,
                0);
    }
}

static void compiling_twice_gives_the_same(void **state)
{
    assert_int_equal(kaders(*state, variants[0], variants[0])->list.len, 0);
}

/* ---- what is told, and how often ---- */

static void a_shared_rule_is_told_once(void **state)
{
    struct policies *a = policies_of(*state), *b = policies_of(*state);
    add_policy(a, "c.leidraad", SECOND(""));
    add_policy(b, "c.leidraad", SECOND(""));
    compile_expecting(a, "");
    compile_expecting(b, "");
    /* The consequence of one rule, which both versions list. */
    struct program *changed = b->compiled.program;
    for (index_t i = 0; i < changed->rules_count; i++)
        if (str_equal(program_text(changed, changed->rules[i].id), STR("omgeving")))
            changed->rules[i].consequences.count = 0;
    program_hash_rules(changed);
    const struct differences *all = compared(*state, a->p, changed);
    assert_string_equal(said(*state, all).at, "regel omgeving gevolg");
    assert_str_equal(difference_versions(*state, &all->list.at[0]), STR("2023, 2025"));
}

/* Whatever changes the meaning hash of a rule, some difference says so. */
static void nothing_that_changes_a_rule_is_lost(void **state)
{
    struct policies *a = compiled_with(*state, variants[0]);
    struct policies *b = compiled_with(*state, variants[0]);
    struct program *changed = b->compiled.program;
    for (index_t i = 0; i < changed->rules_count; i++) changed->rules[i].meaning[0] ^= 1;
    const struct differences *all = compared(*state, a->p, changed);
    assert_string_equal(said(*state, all).at, "regel omgeving betekenis; regel actief betekenis; "
                                              "regel een betekenis; regel twee betekenis");
}

static void a_threshold_is_told_from_what_to_what(void **state)
{
    const struct differences *all = kaders(*state, variants[0], variants[1]);
    assert_string_equal(said(*state, all).at, "regel twee drempel");
    const struct difference *d = &all->list.at[0];
    assert_str_equal(d->part, STR("patienten"));
    assert_str_equal(d->from.text, STR("ten minste 100"));
    assert_str_equal(d->to.text, STR("ten minste 200"));
    assert_true(named_equal(d->owner, (struct named){SUBJECT_KADER, STR("k")}));
    assert_string_equal(difference_line(*state, d).at,
                        "regel twee (kader k), patienten: threshold: was ten minste 100, "
                        "is now ten minste 200");
}

/* In one line too the reason is told. */
static void a_lapse_is_told_with_its_reason(void **state)
{
    struct policies *a = compiled_with(*state, SECOND(""));
    struct policies *b =
        compiled_with(*state, SECOND("vervalt regel actief omdat \"opgegaan\" bron ba \"w\""));
    const struct differences *all = compared(*state, a->p, b->p);
    assert_int_equal(all->list.len, 1);
    assert_str_equal(difference_line(*state, &all->list.at[0]),
                     STR("regel actief: lapsed: vervalt regel actief omdat \"opgegaan\" [2025]"));
    const struct side *lapse = &all->list.at[0].lapse;
    assert_int_equal(lapse->citations.count, 1);
    index_t place = b->p->citations[lapse->citations.first].place;
    assert_str_equal(program_text(b->p, place), STR("w"));
}

#define NUMBERED(id)                                                            \
    "regel " id "%d \"T%d\" { soort naleving bron ba \"1\" geldt voor praktijk" \
    " eis patienten ten minste %d }\n"

/* However many there are: of each only its own partner. */
static void many_rules_are_renamed_and_changed(void **state)
{
    enum { MANY = 300 };
    struct buf a = {.arena = *state}, b = {.arena = *state};
    for (int i = 0; i < MANY; i++) {
        buf_printf(&a, NUMBERED("a"), i, i, i + 1);
        buf_printf(&b, NUMBERED("b"), i, i, i + 1 + MANY);
    }
    const struct differences *all =
        kaders(*state, arena_printf(*state, KADER("%s"), buf_str(&a).at),
               arena_printf(*state, KADER("%s"), buf_str(&b).at));
    assert_int_equal(all->list.len, 2 * MANY);
    for (int i = 0; i < MANY; i++) {
        const struct difference *renamed = &all->list.at[2 * i];
        assert_int_equal(renamed->kind, DIFFERENCE_RENAMED);
        assert_str_equal(renamed->id, str_from(arena_printf(*state, "a%d", i)));
        assert_str_equal(renamed->renamed, str_from(arena_printf(*state, "b%d", i)));
        assert_int_equal(all->list.at[2 * i + 1].kind, DIFFERENCE_THRESHOLD);
    }
}

/* An amendment of what the rules use is told of the version, and once. */
static void a_definition_that_a_version_amends(void **state)
{
    struct policies *a = compiled_with(
        *state,
        SECOND("regel klaar \"T\" { soort horde bron ba \"1\" geldt voor praktijk eis klaar }"
               "regel ook \"T\" { soort naleving bron ba \"1\" geldt voor praktijk"
               " eis klaar en patienten ten minste 3 }"));
    struct policies *b = compiled_with(
        *state,
        SECOND("wijzigt definitie praktijk.klaar = plan bron ba \"w\""
               " regel klaar \"T\" { soort horde bron ba \"1\" geldt voor praktijk eis klaar }"
               "regel ook \"T\" { soort naleving bron ba \"1\" geldt voor praktijk"
               " eis klaar en patienten ten minste 3 }"));
    const struct differences *all = compared(*state, a->p, b->p);
    assert_string_equal(said(*state, all).at,
                        "definitie praktijk.klaar inhoud; definitie praktijk.klaar bron");
    assert_str_equal(difference_versions(*state, &all->list.at[0]), STR("2025"));
    assert_int_equal(all->list.at[0].affects.len, 2);
    static const struct named first = {SUBJECT_REGEL, STR_INIT("klaar")};
    static const struct named second = {SUBJECT_REGEL, STR_INIT("ook")};
    assert_true(named_equal(all->list.at[0].affects.at[0], first));
    assert_true(named_equal(all->list.at[0].affects.at[1], second));
}

/* A version that is new brings what it changes; one that goes takes it away. */
static void a_version_that_one_side_has(void **state)
{
    struct policies *a = policies_of(*state);
    compile_expecting(a, "");
    struct policies *b = compiled_with(
        *state, SECOND("wijzigt regel omgeving { eis omgeving en plan bron ba \"w\" }"));
    assert_string_equal(said(*state, compared(*state, a->p, b->p)).at,
                        "leidraad 2025 toegevoegd; leidraad 2025 instroom; leidraad 2025 instroom; "
                        "regel omgeving voorwaarde; regel omgeving bron");
    check_mirror(*state, a->p, b->p);
}

/* ---- many ---- */

static const char *many_rules(struct arena *arena, size_t count, unsigned asked, bool backwards)
{
    struct buf text = {.arena = arena};
    buf_adds(&text, "kader k \"K\" van 1 januari 2025 tot en met 31 december 2028\n"
                    "  vastgesteld op 30 april 2024 bron ba \"k\" {\nbron ba \"k\"\n");
    for (size_t i = 0; i < count; i++) {
        size_t n = backwards ? count - 1 - i : i;
        buf_printf(&text,
                   "regel r%zu \"T\" { soort naleving bron ba \"1\" geldt voor praktijk eis "
                   "patienten ten minste %zu }\n",
                   n, n % 1000 + 1 + asked);
    }
    buf_adds(&text, "}\n");
    return buf_str(&text).at;
}

static void many_rules_in_another_order(void **state)
{
    enum { COUNT = 3000 };
    const char *forward = many_rules(*state, COUNT, 0, false);
    assert_int_equal(kaders(*state, forward, many_rules(*state, COUNT, 0, true))->list.len, 0);
    const struct differences *all = kaders(*state, forward, many_rules(*state, COUNT, 7, true));
    assert_int_equal(all->meaning, COUNT);
    for (size_t i = 0; i < all->list.len; i++)
        assert_int_equal(all->list.at[i].kind, DIFFERENCE_THRESHOLD);
}

/* ---- the public header ---- */

static int collect(void *context, const char *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return 0;
}

static leidraad_policies *opened(const char *text)
{
    leidraad_policies *policies;
    const leidraad_file files[] = {{"a.leidraad", vocabulary_text, strlen(vocabulary_text)},
                                   {"b.leidraad", first_text, strlen(first_text)},
                                   {"c.leidraad", text, strlen(text)}};
    assert_int_equal(leidraad_policies_compile(&policies, files, 3), LEIDRAAD_OK);
    return policies;
}

static void memory_runs_out_everywhere(void **state)
{
    leidraad_policies *a = opened(variants[0]), *b = opened(variants[3]);
    for (int format = LEIDRAAD_FORMAT_TEXT; format <= LEIDRAAD_FORMAT_HTML; format++) {
        leidraad_report_options how = {.size = sizeof how, .format = (leidraad_format_kind)format};
        leidraad_differences counts;
        struct buf text = {.arena = *state};
        leidraad_status status =
            leidraad_report_diff(a, NULL, b, NULL, &how, &counts, collect, &text);
        bool known = format == LEIDRAAD_FORMAT_TEXT || format == LEIDRAAD_FORMAT_JSON ||
                     format == LEIDRAAD_FORMAT_HTML;
        assert_int_equal(status, known ? LEIDRAAD_OK : LEIDRAAD_ERROR_USAGE);
        assert_int_equal(text.len > 0, known);
        assert_int_equal(counts.meaning > 0, known);
        for (size_t n = 1; known; n++) {
            struct buf again = {.arena = *state};
            buf_adds(&again, buf_str(&text).at); /* room, so that only the library wants memory */
            again.len = 0;
            alloc_fail_at(n);
            status = leidraad_report_diff(a, NULL, b, NULL, &how, NULL, collect, &again);
            if (!alloc_failed()) break;
            assert_int_equal(status, LEIDRAAD_ERROR_MEMORY);
        }
    }
    leidraad_policies_free(a);
    leidraad_policies_free(b);
}

static void what_cannot_be_compared_is_refused(void **state)
{
    leidraad_policies *a = opened(variants[0]);
    const struct {
        const char *from, *to;
    } asked[] = {{"2023", NULL}, {NULL, "2023"}, {"2023", "2024"}, {"", "2023"}, {"", ""}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        struct buf text = {.arena = *state};
        assert_int_equal(
            leidraad_report_diff(a, asked[i].from, a, asked[i].to, NULL, NULL, collect, &text),
            LEIDRAAD_ERROR_USAGE);
        assert_int_equal(text.len, 0);
    }
    leidraad_policies_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(every_pair_is_the_same_the_other_way_round),
        ARENA_TEST(what_was_saved_and_loaded_is_the_same),
        ARENA_TEST(compiling_twice_gives_the_same),
        ARENA_TEST(a_shared_rule_is_told_once),
        ARENA_TEST(nothing_that_changes_a_rule_is_lost),
        ARENA_TEST(a_threshold_is_told_from_what_to_what),
        ARENA_TEST(a_definition_that_a_version_amends),
        ARENA_TEST(a_lapse_is_told_with_its_reason),
        ARENA_TEST(many_rules_are_renamed_and_changed),
        ARENA_TEST(a_version_that_one_side_has),
        ARENA_TEST(many_rules_in_another_order),
        ARENA_TEST(memory_runs_out_everywhere),
        ARENA_TEST(what_cannot_be_compared_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
