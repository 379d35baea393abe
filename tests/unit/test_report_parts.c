/* What reports are made of: CSV, JSON, tables and running text. */
#include "check.h"
#include "page.h"
#include "sample.h"

#include "report/csv.h"
#include "report/grid.h"
#include "report/json.h"

static void csv_quotes_what_needs_it(void **state)
{
    static const struct {
        const char *text, *field;
    } cases[] = {
        {"", ""},           {"plain", "plain"},       {"a,b", "a,b"},
        {"a;b", "\"a;b\""}, {"a\nb", "\"a\nb\""},     {"a\rb", "\"a\rb\""},
        {"\"", "\"\"\"\""}, {"a\"b", "\"a\"\"b\""},   {" a", "\" a\""},
        {"a ", "\"a \""},   {"07301234", "07301234"}, {"=1+1", "=1+1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct page *page = page_of(*state, NULL);
        struct csv csv;
        csv_begin(&csv, &page->out);
        csv_text(&csv, cases[i].text);
        csv_int(&csv, -7);
        csv_end_record(&csv);
        const char *wanted = arena_printf(*state, "\xEF\xBB\xBF%s;-7\r\n", cases[i].field);
        assert_string_equal(text_of(page), wanted);
    }
}

static void json_puts_commas(void **state)
{
    struct page *page = page_of(*state, NULL);
    struct json json = {.out = &page->out};
    json_open(&json, '{');
    json_key(&json, "a");
    json_open(&json, '[');
    json_int(&json, 1);
    json_null(&json);
    json_open(&json, '{');
    json_close(&json, '}');
    json_bool(&json, true);
    json_close(&json, ']');
    json_key_str(&json, STR("b\"c"));
    json_date(&json, day("2026-04-01"));
    json_close(&json, '}');
    assert_string_equal(text_of(page), "{\"a\":[1,null,{},true],\"b\\\"c\":\"2026-04-01\"}");
}

static void grid_lines_up_and_wraps(void **state)
{
    static const struct grid_column columns[] = {
        {.title = "één"}, {.title = "n", .right = true}, {.title = "tekst", .wraps = true}};
    struct grid *grid = grid_create(*state, columns, 3);
    struct page *page = page_of(*state, NULL);
    grid_cell(grid, STR("a"), STYLE_PLAIN);
    grid_count(grid, 12, STYLE_PLAIN);
    grid_cell(grid, STR("de lange tekst gaat op een volgende regel verder\nen hier weer"),
              STYLE_PLAIN);
    grid_cell(grid, STR("bcde"), STYLE_PLAIN);
    grid_count(grid, 0, STYLE_PLAIN);
    grid_cell(grid, STR(""), STYLE_PLAIN);
    grid_write(grid, &page->out, 1, 31, false);
    assert_string_equal(text_of(page), " één    n  tekst\n"
                                       " a     12  de lange tekst gaat\n"
                                       "           op een volgende\n"
                                       "           regel verder\n"
                                       "           en hier weer\n"
                                       " bcde   -\n");
}

static void long_words_are_cut(void **state)
{
    struct page *page = page_of(*state, NULL);
    out_wrapped(&page->out, STR("ééééééééé en een\nregel"), 0, 2, 6);
    assert_string_equal(text_of(page), "éééééé\n  ééé\n  en\n  een\n  rege\n  l");
}

static void colour_only_where_it_is_asked_for(void **state)
{
    struct page *page = page_of(*state, NULL);
    out_styled(&page->out, STR("a"), STYLE_BAD, true);
    out_styled(&page->out, STR("b"), STYLE_BAD, false);
    out_styled(&page->out, STR("c"), STYLE_PLAIN, true);
    assert_string_equal(text_of(page), "\x1b[31ma\x1b[0mbc");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(csv_quotes_what_needs_it),          ARENA_TEST(json_puts_commas),
        ARENA_TEST(grid_lines_up_and_wraps),           ARENA_TEST(long_words_are_cut),
        ARENA_TEST(colour_only_where_it_is_asked_for),
    };
    return cmocka_run_group_tests_name("report_parts", tests, NULL, NULL);
}
