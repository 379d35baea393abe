/* Canonical layout: what it looks like, and what it must never do: change the tree, lose or move a
 * comment past another, or come out differently the second time. */
#include "tests/unit/check.h"

#include "base/status.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "tests/unit/golden.h"

#include <stdio.h>
#include <string.h>

static const char layouts[] = "tests/golden/fmt";

static const char *const policies[] = {"policies", "policies/regio"};

/* ---- helpers ---- */

static const struct ast_file *parse(struct arena *arena, struct str text)
{
    struct diags *diags = diags_create(arena);
    const struct ast_file *file = parse_file(arena, diags, STR("test"), text);
    if (diags->errors)
        fail_msg("%u:%u: %s\n" STR_FMT, diags->list.at[0].span.line, diags->list.at[0].span.column,
                 diag_message(arena, &diags->list.at[0]).at, STR_ARG(text));
    return file;
}

static struct str dump(struct arena *arena, const struct ast_file *file)
{
    struct buf buf = {.arena = arena};
    ast_dump(file->tree, &buf);
    return buf_str(&buf);
}

static size_t first_difference(struct str a, struct str b)
{
    size_t line = 1;
    for (size_t i = 0; i < a.len && i < b.len && a.at[i] == b.at[i]; i++) line += a.at[i] == '\n';
    return line;
}

static void assert_same(const char *what, struct str a, struct str b)
{
    if (!str_equal(a, b))
        fail_msg("%s: line %zu\n---- one\n" STR_FMT "---- other\n" STR_FMT "----", what,
                 first_difference(a, b), STR_ARG(a), STR_ARG(b));
}

/* The properties of a layout; returns it. */
static struct str layout(struct arena *arena, struct str text)
{
    const struct ast_file *before = parse(arena, text);
    struct str once = format_file(arena, before);
    const struct ast_file *after = parse(arena, once);
    struct str twice = format_file(arena, after);
    assert_same("formatting twice", once, twice);
    assert_same("the tree", dump(arena, before), dump(arena, after));
    assert_int_equal(before->comments.len, after->comments.len);
    for (size_t i = 0; i < before->comments.len; i++)
        assert_same("a comment", before->comments.at[i].text, after->comments.at[i].text);
    return once;
}

/* ---- the layout ---- */

static void layouts_are_as_written_down(void **state)
{
    struct golden golden = golden_open(*state, layouts);
    for (size_t i = 0; i < golden.cases.len; i++) {
        const struct golden_case *one = &golden.cases.at[i];
        golden_check(*state, layouts, one, layout(*state, one->text));
    }
}

static void the_policies_keep_their_meaning(void **state)
{
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        struct golden golden = golden_open(*state, policies[i]);
        for (size_t k = 0; k < golden.cases.len; k++) layout(*state, golden.cases.at[k].text);
    }
}

static void lines_are_not_too_long(void **state)
{
    struct str text = golden_read(*state, "tests/golden/fmt/breed.leidraad");
    struct str rest = layout(*state, text);
    while (rest.len) {
        const char *end = memchr(rest.at, '\n', rest.len);
        struct str line = {rest.at, (size_t)(end - rest.at)};
        bool text_only = memchr(line.at, '"', line.len);
        if (!text_only) assert_true(str_columns(line) <= FORMAT_WIDTH);
        assert_false(line.len && line.at[line.len - 1] == ' ');
        rest.at += line.len + 1;
        rest.len -= line.len + 1;
    }
}

static void a_file_with_mistakes_is_left_alone(void **state)
{
    struct diags *diags = diags_create(*state);
    struct str out = STR("x");
    assert_int_equal(format_text(&out, *state, diags, STR("a"), STR("keuze k {")), STATUS_POLICIES);
    assert_int_equal(out.len, 0);
    assert_int_equal(diags->errors, 1);
}

/* ---- comments anywhere ---- */

/* The places where white space stands: outside texts and comments, and not behind a euro sign. */
static bool next_gap(struct str text, size_t *at)
{
    bool quoted = false, comment = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool euro = i && text.at[i - 1] == '\xAC';
        bool gap = !quoted && !comment && !euro && (c == ' ' || c == '\n');
        if (gap && i >= *at) {
            *at = i;
            return true;
        }
        if (c == '\\' && quoted) i++;
        if (c == '"' && !comment) quoted = !quoted;
        if (c == '#' && !quoted) comment = true;
        if (c == '\n') comment = false;
    }
    return false;
}

static struct str with_comment(struct arena *arena, struct str text, size_t at, const char *comment)
{
    return str_from(arena_printf(arena, "%.*s%s%.*s", (int)at, text.at, comment,
                                 (int)(text.len - at), text.at + at));
}

static void a_comment_may_stand_anywhere(void **state)
{
    static const char *const comments[] = {" # achter\n", "\n\n# op een eigen regel\n",
                                           " # twee\n   # onder elkaar\n\n"};
    static const char *const files[] = {"tests/golden/fmt/alles.leidraad",
                                        "tests/golden/fmt/alles.expected",
                                        "tests/golden/fmt/commentaar.expected"};
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct str text = golden_read(*state, files[f]);
        size_t kind = f;
        for (size_t at = 0; next_gap(text, &at); at++, kind++) {
            struct arena *arena;
            assert_int_equal(arena_create(&arena), 0);
            layout(arena, with_comment(arena, text, at, comments[kind % 3]));
            arena_free(arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(layouts_are_as_written_down),  ARENA_TEST(the_policies_keep_their_meaning),
        ARENA_TEST(lines_are_not_too_long),       ARENA_TEST(a_file_with_mistakes_is_left_alone),
        ARENA_TEST(a_comment_may_stand_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
