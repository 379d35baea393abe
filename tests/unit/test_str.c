/* Slices, UTF-8, edit distance, the builder and interning. */
#include "tests/unit/check.h"

#include <stdio.h>
#include <string.h>

static void slices_compare_by_bytes(void **state)
{
    (void)state;
    const struct str none = {0};
    assert_true(str_equal(none, STR("")));
    assert_true(str_equal(str_from(NULL), none));
    assert_false(str_equal(STR("a"), STR("b")));
    assert_false(str_equal(STR("a"), STR("ab")));
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_true(str_compare(STR("\xC3\xA9"), STR("z")) > 0); /* bytes are unsigned */
    assert_int_equal(str_compare(none, STR("")), 0);
    assert_true(str_starts(STR("groeijaar"), STR("groei")));
    assert_true(str_starts(STR("groei"), none));
    assert_false(str_starts(STR("groei"), STR("groeijaar")));
}

static void trim_takes_white_space_and_no_break_spaces(void **state)
{
    (void)state;
    assert_str_equal(str_trim(STR(" \t\r\n\v\fja \n")), STR("ja"));
    assert_str_equal(str_trim(STR("\xC2\xA0 1\xC2\xA0"
                                  "234 \xC2\xA0")),
                     STR("1\xC2\xA0"
                         "234"));
    assert_str_equal(str_trim(STR(" \xC2\xA0 ")), STR(""));
    assert_str_equal(str_trim((struct str){0}), STR(""));
    assert_str_equal(str_trim(STR("\xC3\xA0")), STR("\xC3\xA0")); /* à ends in the same byte */
}

static void utf8_is_well_formed_or_not(void **state)
{
    (void)state;
    static const struct str good[] = {
        STR_INIT(""),
        STR_INIT("patient"),
        STR_INIT("Pati\xC3\xABnt"),
        STR_INIT("\xC2\x80"), /* the least of each length */
        STR_INIT("\xE0\xA0\x80"),
        STR_INIT("\xF0\x90\x80\x80"),
        STR_INIT("\xDF\xBF"), /* and the most */
        STR_INIT("\xEF\xBF\xBF"),
        STR_INIT("\xF4\x8F\xBF\xBF"),
        STR_INIT("\xED\x9F\xBF"), /* on both sides of the surrogates */
        STR_INIT("\xEE\x80\x80"),
        STR_INIT("a\0b"),
    };
    static const struct str bad[] = {
        STR_INIT("\x80"), /* a continuation on its own */
        STR_INIT("\xBF"),
        STR_INIT("\xC3"), /* cut short */
        STR_INIT("\xE2\x82"),
        STR_INIT("\xF0\x9F\x98"),
        STR_INIT("\xC3("), /* not continued */
        STR_INIT("\xE2(\xA1"),
        STR_INIT("\xC0\x80"), /* overlong */
        STR_INIT("\xC1\xBF"),
        STR_INIT("\xE0\x9F\xBF"),
        STR_INIT("\xF0\x8F\xBF\xBF"),
        STR_INIT("\xED\xA0\x80"), /* surrogates */
        STR_INIT("\xED\xBF\xBF"),
        STR_INIT("\xF4\x90\x80\x80"), /* beyond U+10FFFF */
        STR_INIT("\xF5\x80\x80\x80"),
        STR_INIT("\xF8\x88\x80\x80\x80"),
        STR_INIT("\xFE"),
        STR_INIT("\xFF"),
        STR_INIT("caf\xE9"), /* Windows-1252 */
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_true(str_is_utf8(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(str_is_utf8(bad[i]));
        /* also where the eight bytes before it or after it are read at once */
        char text[40] = "0123456789abcdef";
        memcpy(text + 13, bad[i].at, bad[i].len);
        assert_false(str_is_utf8((struct str){text, 13 + bad[i].len}));
        memset(text + 13 + bad[i].len, 'x', 12);
        assert_false(str_is_utf8((struct str){text, 25 + bad[i].len}));
    }
    assert_int_equal(str_columns(STR("Pati\xC3\xABnt \xE2\x82\xAC \xF0\x9F\x98\x80")), 11);
}

/* Every code point there is, encoded here and read back. */
static void every_code_point_is_read_back(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char at[4];
        size_t len = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        static const unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
        for (size_t i = 0; i < len; i++) {
            uint32_t bits = point >> (6 * (len - 1 - i));
            at[i] = (char)(i ? 0x80 | (bits & 0x3F) : lead[len] | bits);
        }
        uint32_t read = UINT32_MAX;
        size_t step = str_first((struct str){at, len}, &read);
        if (point >= 0xD800 && point <= 0xDFFF) {
            assert_int_equal(step, 0);
        } else {
            assert_int_equal(step, len);
            assert_int_equal(read, point);
        }
    }
}

static void distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(str_distance(STR(""), STR(""), 3), 0);
    assert_int_equal(str_distance(STR("groep"), STR("groep"), 3), 0);
    assert_int_equal(str_distance(STR("groep"), STR("groepp"), 3), 1);
    assert_int_equal(str_distance(STR("groep"), STR("goep"), 3), 1);
    assert_int_equal(str_distance(STR("groep"), STR("graep"), 3), 1);
    assert_int_equal(str_distance(STR("groep"), STR("greop"), 3), 1);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 9), 3);
    assert_int_equal(str_distance(STR("ca"), STR("abc"), 9), 3); /* no part is edited twice */
    assert_int_equal(str_distance(STR(""), STR("abc"), 9), 3);
    assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 2), 3);        /* limit + 1 */
    assert_int_equal(str_distance(STR("een"), STR("\xC3\xA9\xC3\xA9n"), 9), 2); /* code points */
    assert_int_equal(str_distance(STR("\xFF"), STR("a"), 9), 1);
    assert_int_equal(str_distance(STR("ab"), STR("ba"), 0), 1);

    char longest[STR_DISTANCE_MAX + 1];
    memset(longest, 'a', sizeof longest);
    struct str fits = {longest, STR_DISTANCE_MAX}, too_long = {longest, sizeof longest};
    assert_int_equal(str_distance(fits, fits, 2), 0);
    assert_int_equal(str_distance(too_long, too_long, 2), 3);
}

static void builder_appends(void **state)
{
    struct buf buf = {.arena = *state};
    assert_string_equal(buf_str(&buf).at, "");
    struct buf expected = {.arena = *state};
    for (int i = 0; i < 3000; i++) {
        buf_add(&buf, STR("ab"));
        buf_add(&buf, (struct str){0});
        buf_adds(&buf, "c");
        buf_addc(&buf, 'd');
        buf_printf(&buf, "%d", i % 10);
        buf_add(&expected, (struct str){(char[]){'a', 'b', 'c', 'd', (char)('0' + i % 10)}, 5});
    }
    buf_printf(&buf, "%5000d", 1); /* longer than what is free */
    assert_int_equal(buf.len, 3000 * 5 + 5000);
    assert_memory_equal(buf.at, buf_str(&expected).at, 3000 * 5);
    assert_int_equal(strlen(buf_str(&buf).at), buf.len);
}

static void interning_many(void **state)
{
    enum { MANY = 200000 };
    struct interner *in = interner_create(*state);
    char text[32];
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            int len = snprintf(text, sizeof text, "%08u", i * 7919u % 100000000u);
            assert_int_equal(intern(in, (struct str){text, (size_t)len}), i);
        }
    assert_int_equal(intern_count(in), MANY);
    for (uint32_t i = 0; i < MANY; i += 37) {
        int len = snprintf(text, sizeof text, "%08u", i * 7919u % 100000000u);
        struct str kept = intern_text(in, i);
        assert_str_equal(kept, ((struct str){text, (size_t)len}));
        assert_int_equal(kept.at[kept.len], '\0');
        uint32_t id = UINT32_MAX;
        assert_true(intern_find(in, kept, &id));
        assert_int_equal(id, i);
    }
    uint32_t id;
    assert_false(intern_find(in, STR("geen"), &id));
}

/* Texts that a weak hash would take for one another: lengths, zero bytes, order of the words. */
static void interning_tells_alike_texts_apart(void **state)
{
    struct interner *in = interner_create(*state);
    static const char zeros[40] = {0};
    uint32_t next = 0;
    for (size_t len = 0; len < sizeof zeros; len++)
        assert_int_equal(intern(in, (struct str){zeros, len}), next++);
    assert_int_equal(intern(in, STR("aaaaaaaabbbbbbbb")), next++);
    assert_int_equal(intern(in, STR("bbbbbbbbaaaaaaaa")), next++);
    assert_int_equal(intern(in, (struct str){0}), 0);
    assert_int_equal(intern_count(in), next);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_compare_by_bytes),
        cmocka_unit_test(trim_takes_white_space_and_no_break_spaces),
        cmocka_unit_test(utf8_is_well_formed_or_not),
        cmocka_unit_test(every_code_point_is_read_back),
        cmocka_unit_test(distance_counts_edits),
        ARENA_TEST(builder_appends),
        ARENA_TEST(interning_many),
        ARENA_TEST(interning_tells_alike_texts_apart),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
