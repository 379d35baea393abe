/* One value at a time: every form that is read, and the exact message for every one that is not. */
#include "check.h"
#include "test_data_sample.h"

/* A file with one record, which has the cell in that column. */
static int read_cell(struct arena *arena, const char *table, const char *key, const char *column,
                     const char *cell, struct data **out)
{
    const char *text =
        arena_printf(arena, "%s;%s\n%s;%s\n", !strcmp(table, "praktijk") ? "agb" : "regio;jaar",
                     column, key, cell);
    const char *name = arena_printf(arena, "%s.csv", table);
    return sample_read(arena, name, text, false, out);
}

static void reads(struct arena *arena, const char *column, const char *cell, const char *expected)
{
    struct data *data;
    assert_int_equal(read_cell(arena, "praktijk", "99000001", column, cell, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, column), expected);
}

/* What is told about it, without the place before it. */
static void tells(struct arena *arena, const char *column, const char *cell, const char *expected)
{
    struct data *data;
    assert_int_equal(read_cell(arena, "praktijk", "99000001", column, cell, &data), STATUS_DATA);
    const char *place =
        arena_printf(arena, "praktijk.csv:2:10-%zu ", 10 + str_columns(str_from(cell)));
    const char *told = sample_told(data);
    assert_memory_equal(told, place, strlen(place));
    assert_string_equal(told + strlen(place), expected);
}

static void reads_regio(struct arena *arena, const char *column, const char *cell,
                        const char *expected)
{
    struct data *data;
    assert_int_equal(read_cell(arena, "regio", "oost;2025", column, cell, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_string_equal(sample_cell(data, REGIO, 0, column), expected);
}

static void tells_regio(struct arena *arena, const char *column, const char *cell,
                        const char *expected)
{
    struct data *data;
    assert_int_equal(read_cell(arena, "regio", "oost;2025", column, cell, &data), STATUS_DATA);
    const char *told = sample_told(data);
    assert_string_equal(strchr(told, ' ') + 1, expected);
}

static void test_ja_nee(void **state)
{
    static const char *const ja[] = {"ja",   "JA",   "Ja",   "j", "J",   "WAAR",
                                     "waar", "true", "TRUE", "1", " ja "};
    static const char *const nee[] = {"nee", "Nee", "n", "N", "ONWAAR", "Onwaar", "false", "0"};
    for (size_t i = 0; i < sizeof ja / sizeof *ja; i++)
        reads(*state, "lerende_omgeving", ja[i], "ja");
    for (size_t i = 0; i < sizeof nee / sizeof *nee; i++)
        reads(*state, "lerende_omgeving", nee[i], "nee");
    reads(*state, "lerende_omgeving", "", "?");
    reads(*state, "lerende_omgeving", "  ", "?");
    tells(*state, "lerende_omgeving", "ja?", "D301 lerende_omgeving: 'ja?' is neither ja nor nee");
    tells(*state, "lerende_omgeving", "yes", "D301 lerende_omgeving: 'yes' is neither ja nor nee");
    tells(*state, "lerende_omgeving", "2", "D301 lerende_omgeving: '2' is neither ja nor nee");
}

static void test_dates(void **state)
{
    static const char *const forms[] = {
        "2026-04-01",   "1-4-2026",   "01-04-2026",      "1 april 2026",
        "1 APRIL 2026", " 1-4-2026 ", "\302\2401-4-2026"}; /* behind a space that does not break */
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        reads(*state, "instroom", forms[i], "2026-04-01");
    reads(*state, "instroom", "29-2-2024", "2024-02-29");
    reads(*state, "instroom", "", "?");
    tells(*state, "instroom", "30 februari 2026",
          "D304 instroom: there is no day '30 februari 2026'");
    tells(*state, "instroom", "29-2-2026", "D304 instroom: there is no day '29-2-2026'");
    tells(*state, "instroom", "2026-13-01", "D304 instroom: there is no day '2026-13-01'");
    tells(*state, "instroom", "1-4-26", "D302 instroom: '1-4-26' is not a date");
    tells(*state, "instroom", "1/4/2026", "D302 instroom: '1/4/2026' is not a date");
    tells(*state, "instroom", "onbekend", "D302 instroom: 'onbekend' is not a date");
    tells(*state, "instroom", "46113",
          "D305 instroom: '46113' is a date as a spreadsheet counts days <2026-04-01>");
    tells(*state, "instroom", "2026-04-01T00:00:00",
          "D302 instroom: '2026-04-01T00:00:00' is not a date <2026-04-01>");
}

static void test_whole_numbers(void **state)
{
    reads(*state, "patienten", "2095", "2095");
    reads(*state, "patienten", " 2095 ", "2095");
    reads(*state, "patienten", "2095,0", "2095");
    reads(*state, "patienten", "007", "7");
    reads(*state, "patienten", "0", "0");
    reads(*state, "patienten", "", "?");
    tells(*state, "patienten", "2.095", "D307 patienten: is '2.095' 2095 or 2,095?");
    tells(*state, "patienten", "1.234.567",
          "D308 patienten: '1.234.567' has dots between its digits <1234567>");
    tells(*state, "patienten", "1.234,0",
          "D308 patienten: '1.234,0' has dots between its digits <1234,0>");
    tells(*state, "patienten", "2800,5", "D309 patienten: '2800,5' is not a whole number");
    tells(*state, "patienten", "-1", "D311 patienten: '-1' is not between 0 and 1000000");
    tells(*state, "patienten", "1000001", "D311 patienten: '1000001' is not between 0 and 1000000");
    tells(*state, "patienten", "99999999999999999999",
          "D311 patienten: '99999999999999999999' is not between 0 and 1000000");
    tells(*state, "patienten", "veel", "D306 patienten: 'veel' is not a number");
    tells(*state, "patienten", "2 095", "D306 patienten: '2 095' is not a number");
    tells(*state, "patienten", "2e3", "D306 patienten: '2e3' is not a number");
}

static void test_decimals(void **state)
{
    reads_regio(*state, "consulten", "4,6", "4.60");
    reads_regio(*state, "consulten", "4", "4.00");
    reads_regio(*state, "consulten", "4,600", "4.60");
    reads_regio(*state, "wachttijd", "-3,25", "-3.2500");
    tells_regio(*state, "consulten", "4.6", "D307 consulten: is '4.6' 46 or 4,6?");
    tells_regio(*state, "consulten", "4,599",
                "D310 consulten: '4,599' has too many decimals: 2 is the most");
    tells_regio(*state, "consulten", "1000,5",
                "D311 consulten: '1000,5' is not between 0 and 1000");
    tells_regio(*state, "wachttijd", "999999999999999999999",
                "D312 wachttijd: '999999999999999999999' is too large");
    /* The one int64 that stands for "unknown" must not come out of a number. */
    tells_regio(*state, "wachttijd", "-922337203685477,5808",
                "D312 wachttijd: '-922337203685477,5808' is too large");
    reads_regio(*state, "wachttijd", "-922337203685477,5807", "-922337203685477.5807");
}

static void test_codes(void **state)
{
    struct data *data;
    assert_int_equal(sample_read(*state, "praktijk.csv", "agb\n9900002\n", false, &data),
                     STATUS_DATA);
    assert_string_equal(sample_told(data), "praktijk.csv:2:1-8 D314 agb: '9900002' has lost its "
                                           "leading zero <09900002>");
    assert_int_equal(sample_read(*state, "praktijk.csv", "agb\n990000\n", false, &data),
                     STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "praktijk.csv:2:1-7 D313 agb: '990000' is not a code of 8 digits");
    assert_int_equal(sample_read(*state, "praktijk.csv", "agb\n99000001 \n", false, &data),
                     STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "praktijk.csv:2:1-10 D313 agb: '99000001 ' is not a code "
                        "of 8 digits <99000001>");
}

static void test_pattern_of_the_policies(void **state)
{
    struct program *p = sample_program(*state);
    struct data *data;
    p->columns[p->tables[LSV].columns.first].type.ref = program_symbol(p, STR("LSV_[0-9]+"));
    p->columns[p->tables[RHO].columns.first].type.ref = program_symbol(p, STR("(RHO"));
    data_read(&data, *state, p, STR("lsv.csv"), STR("lsv\nLSV_01\nLSV 02\n"), STR(""), NULL);
    assert_string_equal(sample_told(data),
                        "lsv.csv:3:1-7 D315 lsv: 'LSV 02' does not fit the pattern LSV_[0-9]+");
    data_read(&data, *state, p, STR("rho.csv"), STR("rho\nUNICUM\n"), STR(""), NULL);
    assert_string_equal(
        sample_told(data),
        "rho.csv:2:1-7 D316 rho: the pattern (RHO of the policies is not a pattern");
    /* A reference is held against the pattern of the key that it names. */
    data_read(&data, *state, p, STR("praktijk.csv"), STR("agb;lsv\n99000001;LSV-1\n"), STR(""),
              NULL);
    assert_string_equal(sample_told(data),
                        "praktijk.csv:2:10-15 D315 lsv: 'LSV-1' does not fit the "
                        "pattern LSV_[0-9]+");
}

static int read_interventie(struct arena *arena, const char *column, const char *cell,
                            struct data **out)
{
    const char *text = arena_printf(
        arena, "{\"praktijk\":[{\"agb\":\"99000001\",\"interventie\":[{\"%s\":\"%s\"}]}]}", column,
        cell);
    return sample_read(arena, "x.json", text, false, out);
}

static void tells_interventie(struct arena *arena, const char *column, const char *cell, int status,
                              const char *expected)
{
    struct data *data;
    assert_int_equal(read_interventie(arena, column, cell, &data), status);
    const char *path = arena_printf(arena, "praktijk[0].interventie[0].%s ", column);
    const char *told = strstr(sample_told(data), path);
    assert_non_null(told);
    assert_string_equal(told + strlen(path), expected);
}

static void test_members(void **state)
{
    struct data *data;
    assert_int_equal(read_interventie(*state, "status", "ingezet", &data), STATUS_OK);
    assert_string_equal(sample_cell(data, INTERVENTIE, 0, "status"), "ingezet");
    const char *statuses = "gepland, ingezet, doorontwikkeld, gestopt";
    static const struct {
        const char *cell, *suggestion;
    } cases[] = {
        {"afgerond", ""},
        {"Ingezet", " <ingezet>"},
        {"doorontwikeld", " <doorontwikkeld>"},
        {"door", " <doorontwikkeld>"},
        {"loopt", " <ingezet>"},
        {"ge", ""},
        {"gestopt ", " <gestopt>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        tells_interventie(*state, "status", cases[i].cell, STATUS_DATA,
                          arena_printf(*state, "D317 status: '%s' is not one of %s%s",
                                       cases[i].cell, statuses, cases[i].suggestion));
    tells_interventie(*state, "kernelement", "Anders werken", STATUS_DATA,
                      "D317 kernelement: 'Anders werken' is not one of anders_werken, "
                      "samenwerken_netwerk, goede_gesprek, uitbreiding_capaciteit <anders_werken>");
}

/* Of a long list the message names a dozen. */
static void test_many_members(void **state)
{
    struct program *p = sample_program(*state);
    struct data *data;
    p->keuzes[STATUS].members.first = p->members_count;
    p->keuzes[STATUS].members.count = 0;
    for (int i = 0; i < 1000; i++) {
        index_t m = program_add_members(p);
        p->members[m].id = program_symbol(p, str_from(arena_printf(*state, "lid%d", i)));
        p->members[m].title = NONE;
        p->keuzes[STATUS].members.count++;
    }
    data_read(&data, *state, p, STR("x.json"),
              STR("{\"praktijk\":[{\"agb\":\"99000001\",\"interventie\":[{\"status\":\"?\"}]}]}"),
              STR(""), NULL);
    assert_string_equal(strstr(sample_told(data), "D317"),
                        "D317 status: '?' is not one of lid0, lid1, lid2, lid3, lid4, lid5, lid6, "
                        "lid7, lid8, lid9, lid10, lid11, …");
}

static void test_open_list(void **state)
{
    struct data *data;
    assert_int_equal(read_interventie(*state, "code", "zelf_bedacht", &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_string_equal(sample_cell(data, INTERVENTIE, 0, "code"), "zelf_bedacht");
    tells_interventie(*state, "code", "smart_tiping", STATUS_OK,
                      "D318 code: 'smart_tiping' is not on the list, which is open <smart_typing>");
    tells_interventie(*state, "code", "smart_typing ", STATUS_OK,
                      "D320 code: 'smart_typing ' begins or ends with a space, which makes it "
                      "another value <smart_typing>");
}

static void test_versions(void **state)
{
    static const struct {
        const char *cell, *told;
    } cases[] = {
        {"2026", "D319 leidraad: there is no version '2026' <2026-2027>"},
        {"2027", "D319 leidraad: there is no version '2027' <2026-2027>"},
        {"2026/2027", "D319 leidraad: there is no version '2026/2027' <2026-2027>"},
        {"2026–2027", "D319 leidraad: there is no version '2026–2027' <2026-2027>"},
        {"2024", "D319 leidraad: there is no version '2024'"},
        {"202", "D319 leidraad: there is no version '202'"},
    };
    struct data *data;
    assert_int_equal(
        sample_read(*state, "regioplan.csv", "rho;leidraad\nA;2026-2027\nA;\n", false, &data),
        STATUS_OK);
    assert_string_equal(sample_cell(data, REGIOPLAN, 0, "leidraad"), "2026-2027");
    assert_string_equal(sample_cell(data, REGIOPLAN, 1, "leidraad"), "?");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = arena_printf(*state, "rho;leidraad\nA;%s\n", cases[i].cell);
        assert_int_equal(sample_read(*state, "regioplan.csv", text, false, &data), STATUS_DATA);
        assert_string_equal(strchr(sample_told(data), ' ') + 1, cases[i].told);
    }
}

static void test_text(void **state)
{
    reads(*state, "naam", "De Hoek", "De Hoek");
    reads(*state, "naam", "", "");
    reads(*state, "naam", "   ", "");
    reads(*state, "naam", "\" ; \"\"x\"\"\"", " ; \"x\"");
    reads(*state, "rho", "", "?");
    reads(*state, "rho", " ", "?");
}

static void test_exact_keys(void **state)
{
    struct data *data;
    /* Told once for a column. */
    assert_int_equal(sample_read(*state, "praktijk.csv",
                                 "agb;rho\n99000001;ROHA \n99000002;ROHA \n99000003;roha\n", false,
                                 &data),
                     STATUS_OK);
    assert_string_equal(sample_told(data), "praktijk.csv:2:10-15 D320 rho: 'ROHA ' begins or ends "
                                           "with a space, which makes it another value <ROHA>");
    assert_string_equal(sample_cell(data, PRAKTIJK, 1, "rho"), "ROHA ");
    assert_string_equal(sample_cell(data, PRAKTIJK, 2, "rho"), "roha");
}

static void test_long_cells_are_shortened(void **state)
{
    tells(*state, "instroom", "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddée",
          "D302 instroom: 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddé…' is not a date");
}

static void reads_json(struct arena *arena, const char *column, const char *value,
                       const char *expected)
{
    struct data *data;
    const char *text =
        arena_printf(arena, "{\"praktijk\":[{\"agb\":\"99000001\",\"%s\":%s}]}", column, value);
    assert_int_equal(sample_read(arena, "x.json", text, false, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, column), expected);
}

static void tells_json(struct arena *arena, const char *column, const char *value,
                       const char *expected)
{
    struct data *data;
    const char *text =
        arena_printf(arena, "{\"praktijk\":[{\"agb\":\"99000001\",\"%s\":%s}]}", column, value);
    assert_int_equal(sample_read(arena, "x.json", text, false, &data), STATUS_DATA);
    size_t from = strlen("{\"praktijk\":[{\"agb\":\"99000001\",\"\":") + strlen(column) + 1;
    const char *place = arena_printf(arena, "x.json:1:%zu-%zu praktijk[0].%s ", from,
                                     from + str_columns(str_from(value)), column);
    const char *told = sample_told(data);
    assert_memory_equal(told, place, strlen(place));
    assert_string_equal(told + strlen(place), expected);
}

static void test_json_values(void **state)
{
    reads_json(*state, "lerende_omgeving", "true", "ja");
    reads_json(*state, "lerende_omgeving", "false", "nee");
    reads_json(*state, "lerende_omgeving", "\"Nee\"", "nee");
    reads_json(*state, "lerende_omgeving", "1", "ja");
    reads_json(*state, "lerende_omgeving", "null", "?");
    reads_json(*state, "lerende_omgeving", "\"\"", "?");
    reads_json(*state, "instroom", "\"2026-04-01\"", "2026-04-01");
    reads_json(*state, "patienten", "2300", "2300");
    reads_json(*state, "patienten", "2300.0", "2300");
    reads_json(*state, "patienten", "2.3e3", "2300");
    reads_json(*state, "naam", "\"\"", "");
    reads_json(*state, "naam", "null", "?");
    reads_json(*state, "naam", "\"\\u00e9\\ud83d\\ude00\\n\"", "é😀\n");

    tells_json(*state, "lerende_omgeving", "\"ja?\"",
               "D301 lerende_omgeving: 'ja?' is neither ja nor nee");
    tells_json(*state, "lerende_omgeving", "2", "D301 lerende_omgeving: '2' is neither ja nor nee");
    tells_json(*state, "instroom", "\"1-4-2026\"",
               "D303 instroom: '1-4-2026' is not an ISO date <2026-04-01>");
    tells_json(*state, "instroom", "\"2026-02-30\"", "D304 instroom: there is no day '2026-02-30'");
    tells_json(*state, "instroom", "46113",
               "D321 instroom: the number 46113 stands where text is expected <\"2026-04-01\">");
    tells_json(*state, "instroom", "true", "D323 instroom: true is only for ja/nee");
    tells_json(*state, "patienten", "\"2300\"",
               "D322 patienten: the text '2300' stands where a number is expected <2300>");
    tells_json(*state, "patienten", "\"veel\"",
               "D322 patienten: the text 'veel' stands where a number is expected");
    tells_json(*state, "patienten", "2300.5", "D309 patienten: '2300.5' is not a whole number");
    tells_json(*state, "patienten", "1e99", "D311 patienten: '1e99' is not between 0 and 1000000");
}

static void test_json_numbers_are_exact(void **state)
{
    struct data *data;
    const char *text = "{\"regio\":[{\"regio\":\"x\",\"jaar\":2025,\"consulten\":4.59,"
                       "\"wachttijd\":922337203685477.5807}]}";
    assert_int_equal(sample_read(*state, "x.json", text, false, &data), STATUS_OK);
    assert_string_equal(sample_cell(data, REGIO, 0, "consulten"), "4.59");
    assert_string_equal(sample_cell(data, REGIO, 0, "wachttijd"), "922337203685477.5807");
}

static void test_json_code_as_number(void **state)
{
    struct data *data;
    assert_int_equal(
        sample_read(*state, "x.json", "{\"praktijk\":[{\"agb\":9900002}]}", false, &data),
        STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "x.json:1:21-28 praktijk[0].agb D321 agb: the number 9900002 stands where "
                        "text is expected <\"09900002\">");
}

/* What other policies know in a closed list: a version stays itself, a member becomes unknown, and
 * each is told once. */
static void test_words_of_other_policies(void **state)
{
    struct program *p = sample_program(*state);
    const struct program *other = sample_program(*state);
    struct data_options options = {.others = &other, .others_count = 1};
    struct data *data;
    struct str plans = STR("rho;leidraad\nA;2023\nA;2025\nA;2025\n");
    struct str bad = STR("rho;leidraad\nA;2025\nA;2024\n");
    p->versions_count = 1;
    p->keuzes[STATUS].members.count--; /* gestopt */

    assert_int_equal(data_read(&data, *state, p, STR("regioplan.csv"), plans, STR(""), &options),
                     STATUS_OK);
    assert_string_equal(sample_cell(data, REGIOPLAN, 1, "leidraad"), "2025");
    assert_string_equal(sample_cell(data, REGIOPLAN, 2, "leidraad"), "2025");
    assert_int_equal(data->elsewhere, 0);
    assert_int_equal(data->diags->notices, 2); /* and that there is no rho.csv */
    assert_non_null(strstr(sample_told(data), "regioplan.csv:3:3-7 D325 leidraad: version '2025'"));

    assert_int_equal(data_read(&data, *state, p, STR("regioplan.csv"), bad, STR(""), &options),
                     STATUS_DATA);
    assert_non_null(strstr(sample_told(data), "regioplan.csv:3:3-7 D319 leidraad: there is no "));

    struct str lists = STR("{\"praktijk\":[{\"agb\":\"99000001\",\"interventie\":["
                           "{\"status\":\"gestopt\"},{\"status\":\"ingezet\"},"
                           "{\"status\":\"gestopt\"}]}]}");
    assert_int_equal(data_read(&data, *state, p, STR("a.json"), lists, STR(""), &options),
                     STATUS_OK);
    assert_string_equal(sample_cell(data, INTERVENTIE, 0, "status"), "?");
    assert_string_equal(sample_cell(data, INTERVENTIE, 1, "status"), "ingezet");
    assert_string_equal(sample_cell(data, INTERVENTIE, 2, "status"), "?");
    assert_int_equal(data->elsewhere, 2);
    assert_int_equal(data->diags->notices, 1);

    /* A number is no such word, but what it should have been is one. */
    struct str number = STR("{\"rho\":[{\"rho\":\"A\",\"regioplan\":["
                            "{\"leidraad\":2025},{\"leidraad\":\"2025\"}]}]}");
    options.skip_bad = true;
    p->columns[p->tables[RHO].keys.first].type.ref = NONE;
    assert_int_equal(data_read(&data, *state, p, STR("a.json"), number, STR(""), &options),
                     STATUS_OK);
    assert_non_null(strstr(sample_told(data), "D321 "));
    assert_non_null(strstr(sample_told(data), "D325 "));

    options = (struct data_options){.any_version = true};
    assert_int_equal(data_read(&data, *state, p, STR("regioplan.csv"), bad, STR(""), &options),
                     STATUS_OK);
    assert_string_equal(sample_cell(data, REGIOPLAN, 1, "leidraad"), "2024");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_ja_nee),
        ARENA_TEST(test_dates),
        ARENA_TEST(test_whole_numbers),
        ARENA_TEST(test_decimals),
        ARENA_TEST(test_codes),
        ARENA_TEST(test_pattern_of_the_policies),
        ARENA_TEST(test_members),
        ARENA_TEST(test_many_members),
        ARENA_TEST(test_open_list),
        ARENA_TEST(test_versions),
        ARENA_TEST(test_words_of_other_policies),
        ARENA_TEST(test_text),
        ARENA_TEST(test_exact_keys),
        ARENA_TEST(test_long_cells_are_shortened),
        ARENA_TEST(test_json_values),
        ARENA_TEST(test_json_numbers_are_exact),
        ARENA_TEST(test_json_code_as_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
