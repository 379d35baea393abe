/* CSV files: separators, quotes, encodings, columns, and what is wrong with a file or a line. */
#include "check.h"
#include "test_data_sample.h"

static void tells(struct arena *arena, const char *text, int status, const char *expected)
{
    struct data *data;
    assert_int_equal(sample_read(arena, "praktijk.csv", text, false, &data), status);
    assert_string_equal(sample_told(data), expected);
}

static void reads(struct arena *arena, const char *text, const char *agb, const char *naam)
{
    struct data *data;
    assert_int_equal(sample_read(arena, "praktijk.csv", text, false, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_int_equal(data->tables[PRAKTIJK].rows, 1);
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, "agb"), agb);
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, "naam"), naam);
}

static void test_separators(void **state)
{
    reads(*state, "agb;naam\n99000001;a,b\n", "99000001", "a,b");
    reads(*state, "agb,naam\n99000001,a;b\n", "99000001", "a;b");
    reads(*state, "agb\tnaam\n99000001\ta;b\n", "99000001", "a;b");
    reads(*state, "sep=,\nagb,naam\n99000001,x\n", "99000001", "x");
    reads(*state, "naam;agb\nx;99000001\n", "99000001", "x");
    reads(*state, "agb\n99000001\n", "99000001", "?");
    /* More commas than semicolons, but these find the columns. */
    reads(*state, "\"agb\";naam\n99000001;x\n", "99000001", "x");
    tells(*state, "agb;naam;a,b,c,d,e\n99000001;x;y\n", STATUS_OK,
          "praktijk.csv:1:10-19 D108 the column 'a,b,c,d,e' is not known, and is ignored");
}

static void test_line_ends(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t i = 0; i < 3; i++) {
        const char *e = ends[i];
        reads(*state, arena_printf(*state, "agb;naam%s99000001;x%s", e, e), "99000001", "x");
        reads(*state, arena_printf(*state, "agb;naam%s99000001;x", e), "99000001", "x");
        reads(*state, arena_printf(*state, "%sagb,naam%s%s99000001,x%s%s", e, e, e, e, e),
              "99000001", "x");
    }
}

static void test_quotes(void **state)
{
    reads(*state, "agb;naam\n\"99000001\";\"a;b\"\n", "99000001", "a;b");
    reads(*state, "agb;naam\n99000001;\"een \"\"twee\"\"\nregel\"\n", "99000001",
          "een \"twee\"\nregel");
    reads(*state, "agb;naam\n99000001;\"\"\n", "99000001", "");
    reads(*state, "agb;naam\n99000001;Praktijk \"De Hoek\"\n", "99000001", "Praktijk \"De Hoek\"");
    tells(*state, "agb;naam\n99000001;\"De Hoek\" 2\n", STATUS_DATA,
          "praktijk.csv:2:19-20 D103 text behind the closing quote of a cell");
    tells(*state, "agb;naam\n99000001;\"De\nHoek\n99000002;x\n", STATUS_DATA,
          "praktijk.csv:2:10-11 D102 this quote is never closed");
    tells(*state, "agb;\"naam\n99000001;x\n", STATUS_DATA,
          "praktijk.csv:1:5-6 D102 this quote is never closed");
}

static void test_hint_of_an_open_quote(void **state)
{
    struct data *data;
    sample_read(*state, "praktijk.csv", "agb;naam\n99000001;\"x\n99000002;y\n", true, &data);
    struct str hint = diag_hint(*state, &data->diags->list.at[0]);
    assert_str_equal(hint, STR("Everything from here up to line 3 would be one cell."));
}

/* Lines are those of an editor, also behind a cell of more lines. */
static void test_places(void **state)
{
    tells(*state, "agb;naam;instroom\r\n99000001;\"een\r\ntwee\";ooit\r\n99000002;é…;nooit\r\n",
          STATUS_DATA,
          "praktijk.csv:3:7-11 D302 instroom: 'ooit' is not a date\n"
          "praktijk.csv:4:13-18 D302 instroom: 'nooit' is not a date");
    tells(*state, "agb;naam;instroom\n99000001;x;\"\nooit\"\n", STATUS_DATA,
          "praktijk.csv:2:12-3:6 D302 instroom: ' ooit' is not a date");
    tells(*state,
          "\xEF\xBB\xBF"
          "agb;instroom\n99000001;ooit\n",
          STATUS_DATA, "praktijk.csv:2:10-14 D302 instroom: 'ooit' is not a date");
    tells(*state, "agb;instroom;patienten\n99000001;ooit;veel\n", STATUS_DATA,
          "praktijk.csv:2:10-14 D302 instroom: 'ooit' is not a date\n"
          "praktijk.csv:2:15-19 D306 patienten: 'veel' is not a number");
}

static void test_encodings(void **state)
{
    reads(*state, "agb;naam\n99000001;Coöperatie – één\n", "99000001", "Coöperatie – één");
    reads(*state,
          "\xEF\xBB\xBF"
          "agb;naam\n99000001;Coöperatie\n",
          "99000001", "Coöperatie");
    reads(*state, "agb;naam\n99000001;Co\xF6peratie \x96 \x80\n", "99000001", "Coöperatie – €");
    tells(*state, "agb;naam\n99000001;M\x81\n", STATUS_DATA,
          "praktijk.csv:2:11-12 D024 a character that is neither UTF-8 nor Windows-1252");
    tells(*state,
          "\xEF\xBB\xBF"
          "agb;naam\n99000001;Co\xF6p\n",
          STATUS_DATA,
          "praktijk.csv:2:12-13 D024 a character that is neither UTF-8 nor Windows-1252");
    tells(*state,
          "\xFF\xFE"
          "a",
          STATUS_DATA, "praktijk.csv D021 the file is in UTF-16");
    tells(*state, "agb;naam\n99000001;\xC3\xAB\n99000002;\xEB\n", STATUS_OK,
          "praktijk.csv:3:10-11 D025 not UTF-8, though other places are: the file is read as "
          "Windows-1252");
}

static void test_nul_byte(void **state)
{
    struct data *data;
    const struct str text = STR("agb;naam\n99000001;a\0b\n99000002;ooit\n");
    int status =
        data_read(&data, *state, sample_program(*state), STR("praktijk.csv"), text, STR(""), NULL);
    assert_int_equal(status, STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "praktijk.csv:2:11-12 D022 a NUL byte, which no text has");
}

static void test_columns(void **state)
{
    struct data *data;
    tells(*state, "agb;opmerking;instrom\n99000001;x;y\n99000002;;\n", STATUS_OK,
          "praktijk.csv:1:5-14 D108 the column 'opmerking' is not known, and is ignored\n"
          "praktijk.csv:1:15-22 D108 the column 'instrom' is not known, and is ignored <instroom>");
    tells(*state, "agb;instroom;naam;instroom\n", STATUS_DATA,
          "praktijk.csv:1:19-27 D107 the column 'instroom' is there twice");
    tells(*state, "AGB;naam\n99000001;x\n", STATUS_DATA,
          "praktijk.csv:1:1-4 D108 the column 'AGB' is not known, and is ignored <agb>\n"
          "praktijk.csv:1:1-9 D106 there is no column 'agb'");
    tells(*state, "agb; naam \n99000001;x\n", STATUS_OK, "");
    tells(*state, "agb;;\n99000001;;\n99000002;;x\n99000003;;y\n", STATUS_OK,
          "praktijk.csv:3:11-12 D110 a column without a name has values, which are ignored");
    /* Which columns there were is known, with or without rows. */
    assert_int_equal(sample_read(*state, "praktijk.csv", "agb;naam\n", false, &data), STATUS_OK);
    assert_true(data->tables[PRAKTIJK].columns[1].present);
    assert_false(data->tables[PRAKTIJK].columns[2].present);
}

static void test_many_unknown_columns(void **state)
{
    struct buf text = {.arena = *state};
    struct data *data;
    buf_adds(&text, "agb");
    for (int i = 0; i < 1000; i++) buf_printf(&text, ";k%d", i);
    buf_adds(&text, "\n");
    assert_int_equal(sample_read(*state, "praktijk.csv", buf_str(&text).at, false, &data),
                     STATUS_OK);
    assert_int_equal(data->diags->notices, 21);
    assert_non_null(
        strstr(sample_told(data), "D109 columns besides that are not known and are ignored: 980"));
}

static void test_fields(void **state)
{
    /* Two files put together: one message, not one a cell. */
    tells(*state, "agb;naam;instroom\n99000001;x;\nagb;naam;instroom\n99000002;y;\n", STATUS_DATA,
          "praktijk.csv:3:1-18 D112 the line with column names is here again");
    tells(*state, "agb;naam;instroom\n99000001;x\n99000002;x;y;1-1-2024\n", STATUS_DATA,
          "praktijk.csv:2:1-11 D104 fields in this record: 2; columns: 3\n"
          "praktijk.csv:3:1-22 D105 fields in this record: 4; columns: 3");
    /* Not even when what is too much is empty: the cell that is too many may stand before it. */
    tells(*state, "agb;naam\n99000001;x;\n", STATUS_DATA,
          "praktijk.csv:2:1-12 D105 fields in this record: 3; columns: 2");
}

static void test_empty(void **state)
{
    tells(*state, "", STATUS_DATA,
          "praktijk.csv D101 the file is empty: it has no line with column names");
    tells(*state, "\xEF\xBB\xBF\r\n\r\n", STATUS_DATA,
          "praktijk.csv D101 the file is empty: it has no line with column names");
    tells(*state, "agb;naam\n", STATUS_OK, "");
    tells(*state, "agb;naam\n;\n99000001;\n ; \n", STATUS_OK,
          "praktijk.csv D111 records without any value, which are skipped: 2");
    tells(*state, "agb;naam\n;x\n", STATUS_DATA, "praktijk.csv:2:1 D401 a praktijk without agb");
}

/* All errors in one go, up to the cap; the rest is counted. */
static void test_error_cap(void **state)
{
    struct buf text = {.arena = *state};
    struct data *data;
    buf_adds(&text, "agb;instroom\n");
    for (int i = 0; i < 250; i++) buf_printf(&text, "%08d;ooit\n", 99000000 + i);
    assert_int_equal(sample_read(*state, "praktijk.csv", buf_str(&text).at, false, &data),
                     STATUS_DATA);
    assert_int_equal(data->diags->list.len, 100);
    assert_int_equal(data->diags->errors, 250);
    assert_int_equal(data->diags->dropped, 150);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_separators),
        ARENA_TEST(test_line_ends),
        ARENA_TEST(test_quotes),
        ARENA_TEST(test_hint_of_an_open_quote),
        ARENA_TEST(test_places),
        ARENA_TEST(test_encodings),
        ARENA_TEST(test_nul_byte),
        ARENA_TEST(test_columns),
        ARENA_TEST(test_many_unknown_columns),
        ARENA_TEST(test_fields),
        ARENA_TEST(test_empty),
        ARENA_TEST(test_error_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
