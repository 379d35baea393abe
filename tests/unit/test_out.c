/* Buffered output, JSON strings and hashes. */
#include "tests/unit/check.h"

#include "base/out.h"
#include "base/sha256.h"

#include <string.h>

struct sink {
    struct buf got;
    int calls;
    int fail_at; /* this call and later ones would fail; 0: none */
};

static int take(void *context, const char *bytes, size_t n)
{
    struct sink *sink = context;
    if (++sink->calls == sink->fail_at) return 42;
    buf_add(&sink->got, (struct str){bytes, n});
    return 0;
}

static void everything_arrives_in_order(void **state)
{
    struct sink sink = {.got = {.arena = *state}};
    struct buf expected = {.arena = *state};
    static struct out out;
    out_init(&out, take, &sink);
    for (int i = 0; i < 20000; i++) {
        out_text(&out, "ab");
        out_char(&out, ';');
        out_int(&out, i - 10000);
        out_printf(&out, "%x", (unsigned)i);
        out_str(&out, (struct str){0});
        buf_printf(&expected, "ab;%d%x", i - 10000, (unsigned)i);
    }
    out_printf(&out, "%100000d", 1);
    buf_printf(&expected, "%100000d", 1);
    struct str large = {expected.at, expected.len};
    out_str(&out, large);
    buf_add(&expected, str_copy(*state, large));
    assert_int_equal(out_flush(&out), 0);
    assert_str_equal(buf_str(&sink.got), buf_str(&expected));
}

static void nothing_unseen_is_shown(void **state)
{
    struct sink sink = {.got = {.arena = *state}};
    static struct out out;
    out_init(&out, take, &sink);
    out_text(&out, "\x1b[1m\x7f ");
    assert_int_equal(out_flush(&out), 0);
    assert_str_equal(buf_str(&sink.got), STR("\x1b[1m\x7f ")); /* a machine gets it as it is */
    sink.got.len = 0;
    out_show(&out);
    out_text(&out, "\x1b[1mé\tb\xC2\x9B\nc\r");
    out_char(&out, '\a');
    out_text(&out, "\xC2\xA0\xE2\x80\xAE.");
    out_escape(&out, "\x1b[0m");
    assert_int_equal(out_flush(&out), 0);
    assert_str_equal(buf_str(&sink.got), STR("�[1mé\tb�\nc��\xC2\xA0�.\x1b[0m"));
}

static void the_first_failure_stays(void **state)
{
    struct sink sink = {.got = {.arena = *state}, .fail_at = 2};
    static struct out out;
    out_init(&out, take, &sink);
    for (int i = 0; i < 100000; i++) out_text(&out, "0123456789");
    assert_int_equal(out_flush(&out), 42);
    assert_int_equal(sink.calls, 2); /* nothing is written after a hole */
    assert_true(sink.got.len <= sizeof out.at);
    out_text(&out, "more");
    assert_int_equal(out_flush(&out), 42);
    assert_int_equal(sink.calls, 2);
}

static void check_json(struct arena *arena, struct str s, const char *expected)
{
    struct sink sink = {.got = {.arena = arena}};
    static struct out out;
    out_init(&out, take, &sink);
    out_json(&out, s);
    assert_int_equal(out_flush(&out), 0);
    assert_string_equal(buf_str(&sink.got).at, expected);
}

static void json_strings_are_always_json(void **state)
{
    check_json(*state, STR(""), "\"\"");
    check_json(*state, (struct str){0}, "\"\"");
    check_json(*state, STR("Pati\xC3\xABnt"), "\"Pati\xC3\xABnt\"");
    check_json(*state, STR("a\"b\\c"), "\"a\\\"b\\\\c\"");
    check_json(*state, STR("\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
    check_json(*state, STR("\0\x1F\x7F"), "\"\\u0000\\u001f\x7F\"");
    check_json(*state, STR("x\xE9y\xC3"), "\"x\xEF\xBF\xBDy\xEF\xBF\xBD\"");
}

static void check_int(struct arena *arena, int64_t n, const char *expected)
{
    struct sink sink = {.got = {.arena = arena}};
    static struct out out;
    out_init(&out, take, &sink);
    out_int(&out, n);
    assert_int_equal(out_flush(&out), 0);
    assert_string_equal(buf_str(&sink.got).at, expected);
}

static void integers_to_their_borders(void **state)
{
    check_int(*state, 0, "0");
    check_int(*state, -1, "-1");
    check_int(*state, INT64_MAX, "9223372036854775807");
    check_int(*state, INT64_MIN, "-9223372036854775808");
}

static void check_hash(struct str bytes, const char *expected)
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    char hex[SHA256_HEX];
    sha256_init(&hash);
    sha256_add(&hash, (struct str){bytes.at, bytes.len / 2});
    if (bytes.len) sha256_add(&hash, (struct str){bytes.at + bytes.len / 2, (bytes.len + 1) / 2});
    sha256_end(&hash, digest);
    sha256_hex(digest, hex);
    assert_string_equal(hex, expected);
}

static void hashes_are_those_of_the_standard(void **state)
{
    (void)state;
    check_hash((struct str){0}, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_hash(STR("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check_hash(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
               "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");

    struct sha256 by_number, by_bytes;
    uint8_t a[SHA256_BYTES], b[SHA256_BYTES];
    sha256_init(&by_number);
    sha256_add_u64(&by_number, 0x0102030405060708u);
    sha256_end(&by_number, a);
    sha256_init(&by_bytes);
    sha256_add(&by_bytes, STR("\x08\x07\x06\x05\x04\x03\x02\x01"));
    sha256_end(&by_bytes, b);
    assert_memory_equal(a, b, SHA256_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(everything_arrives_in_order), ARENA_TEST(the_first_failure_stays),
        ARENA_TEST(nothing_unseen_is_shown),     ARENA_TEST(json_strings_are_always_json),
        ARENA_TEST(integers_to_their_borders),   cmocka_unit_test(hashes_are_those_of_the_standard),
    };
    return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
