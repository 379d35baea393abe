/* JSON and NDJSON: shapes, what is known and unknown, paths, and what is wrong with either. */
#include "check.h"
#include "test_data_sample.h"

static void tells(struct arena *arena, const char *name, const char *text, int status,
                  const char *expected)
{
    struct data *data;
    assert_int_equal(sample_read(arena, name, text, false, &data), status);
    assert_string_equal(sample_told(data), expected);
}

static void test_nested_lists(void **state)
{
    struct data *data;
    const char *text = "{\"praktijk\": [\n"
                       " {\"interventie\": [{\"doel\": \"a\"}, {\"doel\": \"b\"}],\n"
                       "  \"agb\": \"99000001\", \"intervisie\": []},\n"
                       " {\"agb\": \"99000002\", \"interventie\": null},\n"
                       " {\"agb\": \"99000003\", \"interventie\": [{}]}],\n"
                       " \"rho\": [], \"lsv\": null}";
    assert_int_equal(sample_read(*state, "x.json", text, false, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    const struct data_table *t = &data->tables[INTERVENTIE];
    assert_int_equal(data->tables[PRAKTIJK].rows, 3);
    assert_int_equal(t->rows, 3);
    assert_true(list_known(data, INTERVENTIE, 0));
    assert_false(list_known(data, INTERVENTIE, 1));
    assert_true(list_known(data, INTERVENTIE, 2));
    assert_int_equal(t->offsets[1], 2);
    assert_int_equal(t->offsets[2], 2);
    assert_int_equal(t->offsets[3], 3);
    assert_string_equal(sample_cell(data, INTERVENTIE, 0, "doel"), "a");
    assert_string_equal(sample_cell(data, INTERVENTIE, 1, "doel"), "b");
    assert_string_equal(sample_cell(data, INTERVENTIE, 2, "doel"), "?"); /* absent: unknown */
    assert_true(list_known(data, INTERVISIE, 0));
    assert_false(list_known(data, INTERVISIE, 1));
    assert_false(list_known(data, BEVESTIGING, 0));
    assert_int_equal(t->places[1].line, 2);
    assert_int_equal(t->places[1].ordinal, 2);
    assert_int_equal(t->places[2].ordinal, 1);
    assert_int_equal(data->tables[PRAKTIJK].places[1].line, 4);
    assert_int_equal(data->tables[PRAKTIJK].places[1].ordinal, 2);
    assert_true(data->tables[RHO].present);
    assert_false(data->tables[LSV].present);
}

static void test_list_at_the_top(void **state)
{
    struct data *data;
    assert_int_equal(sample_read(*state, "praktijk.json", "[{\"agb\":\"99000001\"}]", false, &data),
                     STATUS_OK);
    assert_int_equal(data->tables[PRAKTIJK].rows, 1);
    tells(*state, "x.json", "[]", STATUS_DATA,
          "x.json:1:1-2 D204 the file must hold an object with lists of records");
    tells(*state, "praktijk.json", "3", STATUS_DATA,
          "praktijk.json:1:1-2 D204 the file must hold an object with lists of records");
}

static void test_shapes(void **state)
{
    tells(*state, "x.json", "{\"praktijk\":{\"agb\":[1,{}]}}", STATUS_DATA,
          "x.json:1:13-14 D209 praktijk: a list is expected");
    tells(*state, "x.json", "{\"praktijk\":[3, {\"agb\":\"99000001\"}, [\"x\"]]}", STATUS_DATA,
          "x.json:1:14-15 praktijk[0] D210 praktijk[0]: an object is expected\n"
          "x.json:1:37-38 praktijk[2] D210 praktijk[2]: an object is expected");
    tells(*state, "x.json",
          "{\"praktijk\":[{\"agb\":\"99000001\",\"interventie\":[null],\"intervisie\":{},"
          "\"patienten\":[1]}]}",
          STATUS_DATA,
          "x.json:1:47-51 praktijk[0].interventie[0] D210 praktijk[0].interventie[0]: an object is "
          "expected\n"
          "x.json:1:66-67 praktijk[0].intervisie D209 intervisie: a list is expected\n"
          "x.json:1:81-82 praktijk[0].patienten D211 patienten: one value is expected, no list or "
          "object");
    tells(*state, "x.json", "{\"interventie\":[{}]}", STATUS_DATA,
          "x.json:1:2-15 D208 interventie cannot stand by itself");
}

static void test_keys_of_objects(void **state)
{
    tells(*state, "x.json",
          "{\"praktijk\":[{\"agb\":\"99000001\",\"naam\":\"a\",\"naam\":\"b\"}],\"praktijk\":[]}",
          STATUS_DATA,
          "x.json:1:43-49 praktijk[0].naam D212 the key 'naam' is there twice\n"
          "x.json:1:56-66 D212 the key 'praktijk' is there twice");
    tells(*state, "x.json",
          "{\"praktijk\":[{\"agb\":\"99000001\",\"intervisie\":[],\"intervisie\":[{}]}]}",
          STATUS_DATA,
          "x.json:1:48-60 praktijk[0].intervisie D212 the key 'intervisie' is there "
          "twice");
    /* Told once, with all of its value passed over. */
    tells(*state, "x.json",
          "{\"gemaakt\":{\"op\":[1,{\"x\":null}]},\"praktijk\":["
          "{\"agb\":\"99000001\",\"instrom\":[{}],\"interventie\":[{\"gestrt\":1}]},"
          "{\"agb\":\"99000002\",\"instrom\":1,\"interventie\":[{\"gestrt\":1}]}]}",
          STATUS_OK,
          "x.json:1:2-11 D213 the key 'gemaakt' is not known, and is ignored\n"
          "x.json:1:64-73 praktijk[0].instrom D213 the key 'instrom' is not known, and is ignored "
          "<instroom>\n"
          "x.json:1:95-103 praktijk[0].interventie[0].gestrt D213 the key 'gestrt' is not known, "
          "and is ignored <gestart>");
    tells(*state, "x.json", "{\"praktijken\":[{\"agb\":\"99000001\"}]}", STATUS_DATA,
          "x.json D205 no key of the object names a list of records\n"
          "x.json:1:2-14 D213 the key 'praktijken' is not known, and is ignored <praktijk>");
}

static void test_many_unknown_keys(void **state)
{
    struct buf text = {.arena = *state};
    struct data *data;
    buf_adds(&text, "{\"praktijk\":[{\"agb\":\"99000001\"");
    for (int i = 0; i < 1000; i++) buf_printf(&text, ",\"k%d\":%d", i, i);
    buf_adds(&text, "}]}");
    assert_int_equal(sample_read(*state, "x.json", buf_str(&text).at, false, &data), STATUS_OK);
    assert_int_equal(data->diags->notices, 21);
    assert_non_null(
        strstr(sample_told(data), "D214 keys besides that are not known and are ignored: 980"));
}

static void test_missing_key(void **state)
{
    tells(*state, "x.json", "{\"praktijk\":[\n{\"naam\":\"x\"},\n{\"agb\":null}]}", STATUS_DATA,
          "x.json:2:1-2 praktijk[0] D401 a praktijk without agb\n"
          "x.json:3:1-2 praktijk[1] D401 a praktijk without agb");
    tells(*state, "x.json", "{\"regio\":[{\"regio\":\"oost\"}]}", STATUS_DATA,
          "x.json:1:11-12 regio[0] D401 a regio without jaar");
    /* One mistake, one message. */
    tells(*state, "x.json", "{\"praktijk\":[{\"agb\":[]}]}", STATUS_DATA,
          "x.json:1:21-22 praktijk[0].agb D211 agb: one value is expected, no list or object");
}

static void test_syntax(void **state)
{
    static const struct {
        const char *text, *told;
    } cases[] = {
        {"", "x.json:1:1 D201 this is no JSON: premature EOF"},
        {"{\"praktijk\":[\n{\"agb\":", "x.json:2:8 D201 this is no JSON: premature EOF"},
        {"{\"praktijk\":[{\"agb\" \"99000001\"}]}",
         "x.json:1:21-22 D201 this is no JSON: object key and value must be separated by a colon "
         "(':')"},
        {"{\"praktijk\":[{\"agb\":\"99000001\" \"naam\":\"x\"}]}",
         "x.json:1:32-33 D201 this is no JSON: after key and value, inside map, I expect ',' or "
         "'}'"},
        {"{\"praktijk\":[]} {}", "x.json:1:17-18 D201 this is no JSON: trailing garbage"},
        {"{\"praktijk\":[NaN]}", "x.json:1:14-15 D201 this is no JSON: invalid char in json text"},
        {"{\"praktijk\":[{\"agb\":\"a\nb\"}]}",
         "x.json:1:23-2:1 D201 this is no JSON: invalid character inside string"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        tells(*state, "x.json", cases[i].text, STATUS_DATA, cases[i].told);
}

static void test_bytes(void **state)
{
    struct data *data;
    tells(*state, "x.json", "{\"praktijk\":[\n{\"naam\":\"Co\xF6p\"}]}", STATUS_DATA,
          "x.json:2:12-13 D023 a byte that is not UTF-8");
    tells(*state, "x.json", "\xFE\xFF{", STATUS_DATA, "x.json D021 the file is in UTF-16");
    tells(*state, "x.json", "\xEF\xBB\xBF{\"praktijk\":[3]}", STATUS_DATA,
          "x.json:1:14-15 praktijk[0] D210 praktijk[0]: an object is expected");
    const struct str nul = STR("{\"praktijk\":[{\"naam\":\"a\0b\"}]}");
    data_read(&data, *state, sample_program(*state), STR("x.json"), nul, STR(""), NULL);
    assert_string_equal(sample_told(data), "x.json:1:24-25 D022 a NUL byte, which no text has");
}

static void test_escapes(void **state)
{
    static const char *const bad[] = {"\\u0000", "x\\ud800",       "\\ud800\\u0041",
                                      "\\udc00", "\\ud800\\ud800", "\\\\\\ud800"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct data *data;
        const char *text =
            arena_printf(*state, "{\"praktijk\":[{\"agb\":\"99000001\",\"naam\":\"%s\"}]}", bad[i]);
        assert_int_equal(sample_read(*state, "x.json", text, false, &data), STATUS_DATA);
        assert_non_null(strstr(sample_told(data),
                               " praktijk[0].naam D203 an escape that stands for no character"));
    }
    struct data *data;
    const char *text = "{\"praktijk\":[{\"agb\":\"99000001\",\"na\\u0061m\":\"\\\\ud800\"}]}";
    assert_int_equal(sample_read(*state, "x.json", text, false, &data), STATUS_OK);
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, "naam"), "\\ud800");
}

/* yajl unescapes into memory of ours, which must follow however long the text is. */
static void test_long_escaped_text(void **state)
{
    struct buf text = {.arena = *state}, expected = {.arena = *state};
    struct data *data;
    buf_adds(&text, "{\"agb\":\"99000001\",\"naam\":\"");
    for (int i = 0; i < 100000; i++) {
        buf_adds(&text, "\\u0041x");
        buf_adds(&expected, "Ax");
    }
    buf_adds(&text, "\"}\n");
    assert_int_equal(sample_read(*state, "praktijk.ndjson", buf_str(&text).at, false, &data),
                     STATUS_OK);
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, "naam"), buf_str(&expected).at);
}

static void test_nesting_is_capped(void **state)
{
    struct buf text = {.arena = *state};
    struct data *data;
    buf_adds(&text, "{\"x\":");
    for (int i = 0; i < 100000; i++) buf_addc(&text, '[');
    assert_int_equal(sample_read(*state, "x.json", buf_str(&text).at, false, &data), STATUS_DATA);
    assert_non_null(strstr(sample_told(data),
                           "x.json:1:69-70 D202 lists and objects are nested more than 64 deep"));
}

static void test_ndjson(void **state)
{
    struct data *data;
    const char *text = "{\"onderwerp\":\"praktijk\",\"agb\":\"99000001\",\"interventie\":[{}]}\r\n"
                       "\n"
                       "{\"rho\":\"UNICUM\",\"regioplan\":[],\"onderwerp\":\"rho\"}\n"
                       "{\"agb\":\"99000002\",\"onderwerp\":\"praktijk\"}";
    assert_int_equal(sample_read(*state, "x.ndjson", text, false, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_int_equal(data->tables[PRAKTIJK].rows, 2);
    assert_int_equal(data->tables[RHO].rows, 1);
    assert_int_equal(data->tables[PRAKTIJK].places[1].line, 4);
    assert_true(list_known(data, REGIOPLAN, 0));
    assert_false(list_known(data, INTERVENTIE, 1));
    assert_int_equal(
        sample_read(*state, "praktijk.ndjson", "{\"agb\":\"99000001\"}\n", false, &data),
        STATUS_OK);
    assert_int_equal(sample_read(*state, "praktijk.ndjson", "", false, &data), STATUS_OK);
}

static void test_ndjson_faults(void **state)
{
    tells(
        *state, "x.ndjson",
        "{\"agb\":\"99000001\"}\n"
        "{\"onderwerp\":\"praktijken\"}\n"
        "{\"onderwerp\":\"interventie\"}\n"
        "{\"onderwerp\":\"praktijk\",\"agb\n"
        "{\"agb\n"
        "3\n"
        "{\"onderwerp\":\"praktijk\",\"agb\":\"99000001\"} {}\n"
        "{\"onderwerp\":\"praktijk\",\"agb\":\"99000002\",\"interventie\":[{\"gestart\":\"x\"}]}\n"
        "{\"onderwerp\":\"praktijk\"}\n",
        STATUS_DATA,
        "x.ndjson:1:1-19 D207 the line does not say what it is about\n"
        "x.ndjson:2:14-26 D009 there is no onderwerp 'praktijken' <praktijk>\n"
        "x.ndjson:3:14-27 D208 interventie cannot stand by itself\n"
        "x.ndjson:4:29 D201 this is no JSON: premature EOF\n"
        "x.ndjson:5:6 D201 this is no JSON: premature EOF\n"
        "x.ndjson:6:1-2 D207 the line does not say what it is about\n"
        "x.ndjson:7:43-44 D201 this is no JSON: trailing garbage\n"
        "x.ndjson:8:68-71 interventie[0].gestart D303 gestart: 'x' is not an ISO date\n"
        "x.ndjson:9:1-2 D401 a praktijk without agb");
    tells(*state, "praktijk.ndjson", "3\n{\"agb\":\"99000001\",\"naam\":\"\xF6\"}\n", STATUS_DATA,
          "praktijk.ndjson:1:1-2 D206 the line must hold an object\n"
          "praktijk.ndjson:2:27-28 D023 a byte that is not UTF-8");
    tells(*state, "praktijk.ndjson", "{\"agb\":\"99000001\"}\n{\"agb\":\"99000001\"}\n",
          STATUS_DATA,
          "praktijk.ndjson:2:8-18 agb D403 there is another praktijk with agb '99000001'");
    tells(*state, "praktijk.ndjson", "\xFE\xFF{", STATUS_DATA,
          "praktijk.ndjson D021 the file is in UTF-16");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_nested_lists),
        ARENA_TEST(test_list_at_the_top),
        ARENA_TEST(test_shapes),
        ARENA_TEST(test_keys_of_objects),
        ARENA_TEST(test_many_unknown_keys),
        ARENA_TEST(test_missing_key),
        ARENA_TEST(test_syntax),
        ARENA_TEST(test_bytes),
        ARENA_TEST(test_escapes),
        ARENA_TEST(test_long_escaped_text),
        ARENA_TEST(test_nesting_is_capped),
        ARENA_TEST(test_ndjson),
        ARENA_TEST(test_ndjson_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
