/* What the readers stand on: splitting CSV, encodings, patterns, likely names. */
#include "check.h"

#include "data/encoding.h"
#include "data/likely.h"
#include "data/pattern.h"
#include "data/split.h"

#include <string.h>

/* ---- Splitting */

/* Writes a field as RFC 4180 has it, in quotes where it must be, or always. */
static void write_field(struct buf *out, struct str content, bool quoted)
{
    for (size_t i = 0; i < content.len; i++) quoted |= strchr(";\"\n\r", content.at[i]) != NULL;
    if (quoted) buf_addc(out, '"');
    for (size_t i = 0; i < content.len; i++) {
        if (content.at[i] == '"') buf_addc(out, '"');
        buf_addc(out, content.at[i]);
    }
    if (quoted) buf_addc(out, '"');
}

/* The nth text over the characters that matter; the length of the texts before it adds up. */
static struct str nth_text(size_t n, char room[4])
{
    static const char alphabet[] = {'a', ' ', ';', '"', '\n', '\r'};
    size_t len = 0;
    for (size_t count = 1; n >= count; count *= sizeof alphabet, len++) n -= count;
    for (size_t i = 0; i < len; i++, n /= sizeof alphabet) room[i] = alphabet[n % sizeof alphabet];
    return (struct str){room, len};
}

static void read_back(struct arena *arena, struct str a, struct str b, bool quoted, const char *end)
{
    struct buf text = {.arena = arena}, scratch = {.arena = arena};
    write_field(&text, a, quoted);
    buf_addc(&text, ';');
    write_field(&text, b, quoted);
    buf_adds(&text, end);
    buf_adds(&text, "x");
    struct csv_reader csv = {.arena = arena, .text = buf_str(&text), .separator = ';', .line = 1};
    assert_true(csv_next(&csv));
    assert_int_equal(csv.error, CSV_FINE);
    assert_int_equal(csv.fields.len, 2);
    assert_str_equal(csv_content(&csv, &csv.fields.at[0], &scratch), a);
    assert_str_equal(csv_content(&csv, &csv.fields.at[1], &scratch), b);
    assert_int_equal(csv.end + strlen(end) + 1, text.len);
    assert_true(csv_next(&csv));
    assert_int_equal(csv.fields.len, 1);
    assert_false(csv_next(&csv));
}

/* What is written is read back: every two fields of up to three characters. */
static void test_round_trip(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    enum { TEXTS = 1 + 6 + 36 + 216 };
    char room_a[4], room_b[4];
    for (size_t i = 0; i < TEXTS; i++) {
        for (size_t j = 0; j < TEXTS; j++) {
            struct str a = nth_text(i, room_a), b = nth_text(j, room_b);
            read_back(*state, a, b, (i + j) % 2, ends[(i + j) % 3]);
        }
        arena_reset(*state);
    }
}

static void test_split_places(void **state)
{
    const char *text = "a;\"b\r\nc\"\r\n\n\"x\"y;\"";
    struct csv_reader csv = {.arena = *state, .text = str_from(text), .separator = ';', .line = 1};
    assert_true(csv_next(&csv));
    assert_int_equal(csv.fields.len, 2);
    assert_int_equal(csv.fields.at[1].at, 3);
    assert_int_equal(csv.fields.at[1].len, 4);
    assert_int_equal(csv.start_line, 1);
    assert_int_equal(csv.end, 8);
    assert_true(csv_next(&csv));
    assert_true(csv_is_blank(&csv));
    assert_int_equal(csv.start_line, 3);
    assert_true(csv_next(&csv));
    assert_int_equal(csv.start_line, 4);
    assert_int_equal(csv.error, CSV_QUOTE_TEXT); /* the first of two */
    assert_int_equal(csv.error_at, 14);
    assert_false(csv_next(&csv));
}

/* ---- Encodings */

static void test_decode(void **state)
{
    const struct str utf8 = STR("Coöp – €"), ansi = STR("Co\xF6p \x96 \x80");
    struct decoded d = decode_text(*state, utf8, TEXT_ANY);
    assert_ptr_equal(d.text.at, utf8.at); /* not copied */
    assert_false(d.unreadable || d.mixed || d.nul || d.utf16);
    d = decode_text(*state, ansi, TEXT_ANY);
    assert_str_equal(d.text, utf8);
    assert_false(d.unreadable || d.mixed);
    d = decode_text(*state, ansi, TEXT_UTF8);
    assert_str_equal(d.text, STR("Co\uFFFDp \uFFFD \uFFFD"));
    assert_true(d.unreadable);
    assert_int_equal(d.bad_at, 2);
    d = decode_text(*state, STR("é\xE9"), TEXT_ANY);
    assert_str_equal(d.text, STR("Ã©é"));
    assert_true(d.mixed);
    assert_int_equal(d.mixed_at, 4);
    assert_true(decode_text(*state, STR("a\0b"), TEXT_ANY).nul);
    assert_true(decode_text(*state,
                            STR("\xFF\xFE"
                                "a\0"),
                            TEXT_ANY)
                    .utf16);
}

/* Every byte gives well-formed UTF-8. */
static void test_every_byte(void **state)
{
    size_t bad = 0;
    for (int c = 0; c < 256; c++) {
        char bytes[] = {'x', (char)c, 'y'};
        struct decoded d = decode_text(*state, (struct str){bytes, 3}, TEXT_ANY);
        assert_true(str_is_utf8(d.text));
        assert_int_equal(str_columns(d.text), 3);
        bad += d.unreadable;
    }
    assert_int_equal(bad, 5);
}

/* ---- Patterns */

static bool fits(const char *pattern, const char *text)
{
    struct pattern p;
    assert_true(pattern_compile(&p, str_from(pattern)));
    return pattern_fits(&p, str_from(text));
}

static void test_patterns(void **state)
{
    static const struct {
        const char *pattern, *fit, *unfit; /* texts with spaces between */
    } cases[] = {
        {"[0-9]{8}", "99000001", "9900001 990000012 9900000a"},
        {"[A-Z]{2,4}-?[0-9]+", "AB1 ABCD-12 ABC12", "A1 ABCDE1 AB- AB--1 ab1"},
        {"a*b?c", "c ac aaac abc bc", "a b abbc cc"},
        {"x{2,}", "xx xxx xxxxxxxxx", "x"},
        {"[^0-9]+", "abc x-y", "a1 1"},
        {".\\.[]x-]", "a.x b.] c.-", "a.y ax"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char texts[100];
        strcpy(texts, cases[i].fit);
        for (char *t = strtok(texts, " "); t; t = strtok(NULL, " "))
            assert_true(fits(cases[i].pattern, t));
        strcpy(texts, cases[i].unfit);
        for (char *t = strtok(texts, " "); t; t = strtok(NULL, " "))
            assert_false(fits(cases[i].pattern, t));
        assert_false(fits(cases[i].pattern, "é"));
    }
}

static void test_no_patterns(void **state)
{
    static const char *const bad[] = {"",        "(a)",   "a|b", "*",    "a**",    "[",
                                      "[]",      "[z-a]", "a{",  "a{0}", "a{3,2}", "a{64}",
                                      "a{9999}", "\\",    "é",   "a{1",  "[a"};
    struct pattern p;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (pattern_compile(&p, str_from(bad[i]))) fail_msg("a pattern: %s", bad[i]);
    assert_true(pattern_compile(&p, STR("a{63}")));
    assert_int_equal(pattern_digits(&p), 0);
    assert_true(pattern_compile(&p, STR("[0-9]{8}")));
    assert_int_equal(pattern_digits(&p), 8);
    assert_true(pattern_compile(&p, STR("[0-9]+")));
    assert_int_equal(pattern_digits(&p), 0);
}

/* ---- Likely names */

static const char *likely(const char *text, const char *a, const char *b)
{
    size_t budget = 100;
    struct likely l = likely_start(str_from(text), &budget);
    likely_try(&l, str_from(a), str_from(a));
    likely_try(&l, str_from(b), str_from(b));
    struct str best = likely_best(&l);
    return best.len ? best.at : "";
}

static void test_likely(void **state)
{
    (void)state;
    assert_string_equal(likely("instrom", "instroom", "intern"), "instroom");
    assert_string_equal(likely("INSTROOM", "instroom", "intern"), "instroom");
    assert_string_equal(likely("goed gesprek", "goede_gesprek", "anders_werken"), "goede_gesprek");
    assert_string_equal(likely("2026", "2026-2027", "2028"), "2026-2027");
    assert_string_equal(likely("2024", "2023", "2025"), "");
    assert_string_equal(likely("praktijken", "praktijk", "rho"), "praktijk");
    assert_string_equal(likely("anders", "anders_werken", "anders_lezen"), ""); /* which? */
    assert_string_equal(likely("x", "xy", "y"), "");
    assert_string_equal(likely("rho_ondersteuning", "rho", "lsv"), "");
}

static void test_likely_has_a_budget(void **state)
{
    size_t budget = 1;
    struct likely l = likely_start(STR("rho"), &budget);
    (void)state;
    likely_try(&l, STR("xxx"), STR("xxx"));
    likely_try(&l, STR("rho"), STR("rho"));
    assert_int_equal(likely_best(&l).len, 0);
    assert_int_equal(budget, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_round_trip),     ARENA_TEST(test_split_places),
        ARENA_TEST(test_decode),         ARENA_TEST(test_every_byte),
        cmocka_unit_test(test_patterns), cmocka_unit_test(test_no_patterns),
        cmocka_unit_test(test_likely),   cmocka_unit_test(test_likely_has_a_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
