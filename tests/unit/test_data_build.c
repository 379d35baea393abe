/* Building: keys, children and their parents, what skip_bad leaves out, and running out
 * of memory. */
#include "alloc.h"
#include "check.h"
#include "report/report.h"
#include "test_data_sample.h"

#include <stdlib.h>

/* Reads CSV texts by the names of their tables, as data_open reads a folder. */
struct file {
    int table;
    const char *text;
};

static int read_files(struct arena *arena, const struct file *files, size_t n, bool skip_bad,
                      struct data **out)
{
    struct data_options options = {.skip_bad = skip_bad};
    const struct program *p = sample_program(arena);
    struct data_builder *b = data_builder_create(arena, p, diags_create(arena), &options);
    for (size_t i = 0; i < n; i++) {
        const char *name = arena_printf(arena, "%s.csv", sample_tables[files[i].table].id);
        csv_read(b, str_from(name), str_from(files[i].text), (index_t)files[i].table);
    }
    int status = data_builder_finish(b, out);
    diags_sort((*out)->diags);
    return status;
}
#define READ(arena, skip_bad, out, ...)                                                      \
    read_files((arena), (const struct file[]){__VA_ARGS__},                                  \
               sizeof((const struct file[]){__VA_ARGS__}) / sizeof(struct file), (skip_bad), \
               (out))

static int collect(void *context, const char *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return 0;
}

/* The list of rejects without its first line. */
static const char *rejected(struct data *data)
{
    struct buf buf = {.arena = data->arena};
    struct out *out = ARENA_NEW(data->arena, struct out);
    out_init(out, collect, &buf);
    rejects_csv(data, out, data->arena);
    assert_int_equal(out_flush(out), 0);
    const char *text = buf_str(&buf).at, *head = "\xEF\xBB\xBF"
                                                 "bestand;regel;code;melding;record\r\n";
    assert_memory_equal(text, head, strlen(head));
    return text + strlen(head);
}

static void counts(const struct data *data, int table, size_t read, size_t rows, size_t made)
{
    const struct data_table *t = &data->tables[table];
    assert_int_equal(t->read, read);
    assert_int_equal(t->rows, rows);
    assert_int_equal(t->made, made);
    assert_int_equal(t->left_out, read + made + t->unknown - rows);
}

static void test_children_are_sorted_by_parent(void **state)
{
    struct data *data;
    /* The children come first, in no order of their parents. */
    int status = READ(*state, false, &data,
                      {INTERVISIE, "datum;agb\n1-1-2024;99000003\n2-1-2024;99000001\n"
                                   "3-1-2024;99000003\n4-1-2024;99000001\n"},
                      {PRAKTIJK, "agb\n99000001\n99000002\n99000003\n"});
    assert_int_equal(status, STATUS_OK);
    assert_string_equal(sample_told(data), "");
    const struct data_table *t = &data->tables[INTERVISIE];
    const size_t offsets[] = {0, 2, 2, 4};
    for (size_t i = 0; i < 4; i++) assert_int_equal(t->offsets[i], offsets[i]);
    assert_string_equal(sample_cell(data, INTERVISIE, 0, "datum"), "2024-01-02");
    assert_string_equal(sample_cell(data, INTERVISIE, 1, "datum"), "2024-01-04");
    assert_string_equal(sample_cell(data, INTERVISIE, 2, "datum"), "2024-01-01");
    assert_string_equal(sample_cell(data, INTERVISIE, 3, "datum"), "2024-01-03");
    assert_int_equal(t->places[2].line, 2);
    assert_int_equal(t->places[3].ordinal, 3);
    /* A file that is there: known for each; one that is not: unknown for all. */
    for (size_t row = 0; row < 3; row++) {
        assert_true(list_known(data, INTERVISIE, row));
        assert_false(list_known(data, INTERVENTIE, row));
    }
    assert_int_equal(data->tables[INTERVENTIE].offsets[3], 0);
}

static void test_find_and_key(void **state)
{
    struct data *data;
    int status = READ(*state, false, &data, {PRAKTIJK, "agb;rho\n99000002;B\n99000001;A\n"},
                      {RHO, "rho\nA\nC\n"}, {REGIO, "regio;jaar\noost;2024\noost;2025\n"});
    uint32_t symbol;
    assert_int_equal(status, STATUS_OK);
    assert_str_equal(data_key(data, *state, PRAKTIJK, 1), STR("99000001"));
    assert_str_equal(data_key(data, *state, REGIO, 1), STR("oost/2025"));
    assert_str_equal(data_key(data, *state, INTERVISIE, 0), STR(""));
    assert_true(intern_find(data->symbols, STR("oost/2025"), &symbol));
    assert_int_equal(data_find(data, REGIO, symbol), 1);
    assert_int_equal(data_find(data, PRAKTIJK, symbol), NONE);
    assert_int_equal(data_find(data, PRAKTIJK, UNKNOWN), NONE);
    assert_int_equal(data_find(data, LSV, 0), NONE);
    /* A reference holds the symbol of a key, whether there is such a row or not. */
    const struct data_column *rho = &data->tables[PRAKTIJK].columns[3];
    assert_int_equal(data_find(data, RHO, rho->values[1]), 0);
    assert_int_equal(data_find(data, RHO, rho->values[0]), NONE);
}

static void test_symbols_are_those_of_the_program(void **state)
{
    struct data *data;
    assert_int_equal(
        READ(*state, false, &data, {RHO, "rho\nA\n"}, {REGIOPLAN, "rho;leidraad\nA;2026-2027\n"}),
        STATUS_OK);
    assert_int_equal(data->tables[REGIOPLAN].columns[0].values[0],
                     data->program->versions[2].label);
}

static void test_duplicates(void **state)
{
    struct data *data;
    const char *text = "agb;naam\n99000001;x\n99000002;y\n99000001;z\n99000003;a\n99000003;a\n";
    assert_int_equal(READ(*state, false, &data, {PRAKTIJK, text}), STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "praktijk.csv:4:1-9 D403 there is another praktijk with agb '99000001'\n"
                        "praktijk.csv:6:1-9 D403 there is another praktijk with agb '99000003'");
    const struct diag *first = &data->diags->list.at[0];
    assert_int_equal(first->related.len, 1);
    assert_int_equal(first->related.at[0].span.line, 2);
    assert_str_equal(diag_related_message(*state, &first->related.at[0]),
                     STR("the other one is here"));

    /* Of records that differ neither is kept; of the same twice, one. */
    assert_int_equal(READ(*state, true, &data, {PRAKTIJK, text}), STATUS_OK);
    counts(data, PRAKTIJK, 5, 2, 0);
    assert_string_equal(sample_cell(data, PRAKTIJK, 0, "agb"), "99000002");
    assert_string_equal(sample_cell(data, PRAKTIJK, 1, "agb"), "99000003");
    assert_string_equal(
        rejected(data),
        "praktijk.csv;2;D403;there is another praktijk with agb '99000001';\"99000001;x\"\r\n"
        "praktijk.csv;4;D403;there is another praktijk with agb '99000001';\"99000001;z\"\r\n"
        "praktijk.csv;6;D403;there is another praktijk with agb '99000003';\"99000003;a\"\r\n");
}

static void test_duplicates_of_more_columns(void **state)
{
    struct data *data;
    const char *text = "consulten;jaar;regio\n4,5;2024;oost\n4,5;2025;oost\n4,6;2024;oost\n";
    assert_int_equal(READ(*state, false, &data, {REGIO, text}), STATUS_DATA);
    assert_string_equal(sample_told(data), "regio.csv:4:10-14 D403 there is another regio with "
                                           "regio/jaar 'oost/2024'");
}

static void test_orphans(void **state)
{
    struct data *data;
    assert_int_equal(
        READ(*state, false, &data, {PRAKTIJK, "agb\n99000001\n"},
             {INTERVISIE, "datum;agb\n1-1-2024;99000001\n1-1-2024;99000009\n1-1-2024;\n"}),
        STATUS_DATA);
    assert_string_equal(
        sample_told(data),
        "intervisie.csv:3:10-18 D404 there is no praktijk with agb '99000009'\n"
        "intervisie.csv:4:10 D402 this record does not say of which praktijk it is: "
        "agb is empty");
}

/* The lsv's of this test belong to a region in a year. */
static void test_children_of_a_key_of_more_columns(void **state)
{
    struct program *p = sample_program(*state);
    struct data *data;
    p->tables[LSV].parent = REGIO;
    p->tables[LSV].keys.count = 0;
    p->tables[REGIO].lists = (struct range){LSV, 1};
    struct data_builder *b = data_builder_create(*state, p, diags_create(*state), NULL);
    csv_read(b, STR("regio.csv"), STR("regio;jaar\noost;2024\noost;2025\n"), REGIO);
    csv_read(b, STR("lsv.csv"), STR("lsv;jaar;regio\nA;2025;oost\nB;2024,0;oost\n"), LSV);
    assert_int_equal(data_builder_finish(b, &data), STATUS_OK);
    assert_string_equal(sample_cell(data, LSV, 0, "lsv"), "B");
    assert_string_equal(sample_cell(data, LSV, 1, "lsv"), "A");

    b = data_builder_create(*state, p, diags_create(*state), NULL);
    csv_read(b, STR("regio.csv"), STR("regio;jaar\noost;2024\n"), REGIO);
    csv_read(b, STR("lsv.csv"), STR("lsv;jaar;regio\nA;2025;oost\nA;;oost\n"), LSV);
    assert_int_equal(data_builder_finish(b, &data), STATUS_DATA);
    diags_sort(data->diags);
    assert_string_equal(sample_told(data),
                        "lsv.csv:2:8-12 D404 there is no regio with regio/jaar 'oost/2025'\n"
                        "lsv.csv:3:3 D402 this record does not say of which regio it is: jaar is "
                        "empty");
}

static void test_lists_need_their_onderwerp(void **state)
{
    struct data *data;
    assert_int_equal(READ(*state, false, &data, {INTERVISIE, "agb\n99000001\n99000002\n"}),
                     STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "intervisie.csv D011 the records of intervisie belong to "
                        "praktijk, and there is no praktijk");
    /* A file that cannot be read is there all the same: no message for each of its children. */
    assert_int_equal(READ(*state, false, &data, {PRAKTIJK, "naam\nx\n"},
                          {INTERVISIE, "agb\n99000001\n99000002\n"}),
                     STATUS_DATA);
    assert_string_equal(sample_told(data), "praktijk.csv:1:1-5 D106 there is no column 'agb'");
}

static void test_parents_are_made(void **state)
{
    struct data *data;
    assert_int_equal(READ(*state, false, &data, {PRAKTIJK, "agb;rho\n99000001;B\n"},
                          {REGIOPLAN, "rho;leidraad\nA;2023\nB;2023\nA;2025\n"}),
                     STATUS_OK);
    assert_string_equal(
        sample_told(data),
        "regioplan.csv D012 there is no rho: of the 2 that regioplan names, only the "
        "key is known");
    counts(data, RHO, 0, 2, 2);
    assert_string_equal(sample_cell(data, RHO, 0, "rho"), "A");
    assert_string_equal(sample_cell(data, RHO, 0, "informatie"), "?");
    assert_string_equal(sample_cell(data, RHO, 1, "naam"), "?");
    assert_int_equal(data->tables[REGIOPLAN].offsets[1], 2);
    assert_true(list_known(data, REGIOPLAN, 1));
    assert_int_equal(data_find(data, RHO, data->tables[PRAKTIJK].columns[3].values[0]), 1);
    /* rho.csv is there: then what is not in it is missing. */
    assert_int_equal(
        READ(*state, false, &data, {RHO, "rho\nA\n"}, {REGIOPLAN, "rho;leidraad\nB;2023\n"}),
        STATUS_DATA);
    assert_string_equal(sample_told(data), "regioplan.csv:2:1-2 D404 there is no rho with rho 'B'");
}

static void test_skip_bad_takes_children_along(void **state)
{
    struct data *data;
    assert_int_equal(
        READ(*state, true, &data,
             {PRAKTIJK, "agb;instroom\n99000001;30-2-2024\n99000002;1-1-2024\n9900003;1-1-2024\n"},
             {INTERVISIE, "agb;datum\n99000001;1-1-2024\n99000002;ooit\n99000002;1-2-2024\n"
                          "09900003;1-1-2024\n99000009;1-1-2024\n"}),
        STATUS_OK);
    counts(data, PRAKTIJK, 3, 1, 0);
    counts(data, INTERVISIE, 5, 2, 0);
    assert_string_equal(
        rejected(data),
        "praktijk.csv;2;D304;instroom: there is no day '30-2-2024';\"99000001;30-2-2024\"\r\n"
        "praktijk.csv;4;D314;agb: '9900003' has lost its leading zero;\"9900003;1-1-2024\"\r\n"
        "intervisie.csv;2;D405;the praktijk '99000001' to which it belongs is left out;"
        "\"99000001;1-1-2024\"\r\n"
        "intervisie.csv;3;D302;datum: 'ooit' is not a date;\"99000002;ooit\"\r\n"
        "intervisie.csv;5;D405;the praktijk '09900003' to which it belongs is left out;"
        "\"09900003;1-1-2024\"\r\n"
        "intervisie.csv;6;D404;there is no praktijk with agb '99000009';\"99000009;1-1-2024\"\r\n");
    /* What is left out is told once a table. */
    const char *told = sample_told(data);
    assert_non_null(strstr(told, "praktijk.csv D406 left out of praktijk: 2 of 3 records"));
    assert_non_null(strstr(told, "intervisie.csv D407 left out of intervisie: 4 of 5 records; of "
                                 "these, records that count, with everything unknown: 1"));
    assert_int_equal(data->tables[INTERVISIE].unknown, 1);
    assert_string_equal(sample_cell(data, INTERVISIE, 0, "datum"), "?");
    assert_string_equal(sample_cell(data, INTERVISIE, 1, "datum"), "2024-02-01");
}

/* A child that is bad in one value could have said anything: it stays in its place, and nothing of
 * it is known, not what could be read of it either. */
static void test_bad_child_is_unknown(void **state)
{
    struct data *data;
    assert_int_equal(
        READ(*state, true, &data, {PRAKTIJK, "agb\n99000001\n09900002\n"},
             {INTERVENTIE, "agb;code;gestart;doel\n99000001;alk_training;1-1-2024;a\n"
                           "99000001;smart_typing;30-2-2024;b\n9900002;smart_typing;1-1-2024;\n"
                           ";smart_typing;1-1-2024;\n99000002\n"}),
        STATUS_OK);
    counts(data, INTERVENTIE, 5, 3, 0);
    const struct data_table *t = &data->tables[INTERVENTIE];
    assert_int_equal(t->unknown, 2);
    assert_int_equal(t->left_out, 4);
    assert_int_equal(rejects_count(data), 4);
    assert_true(list_known(data, INTERVENTIE, 0));
    assert_int_equal(t->offsets[1], 2);
    assert_int_equal(t->offsets[2], 3);
    assert_int_equal(t->places[1].line, 3);
    assert_string_equal(sample_cell(data, INTERVENTIE, 0, "code"), "alk_training");
    assert_string_equal(sample_cell(data, INTERVENTIE, 1, "code"), "?");
    assert_string_equal(sample_cell(data, INTERVENTIE, 1, "gestart"), "?");
    assert_string_equal(sample_cell(data, INTERVENTIE, 1, "doel"), "?");
    /* Of a key that lost its zero the parent is meant, as for the children of a bad record. */
    assert_int_equal(t->places[2].line, 4);
    assert_string_equal(sample_cell(data, INTERVENTIE, 2, "doel"), "?");
}

/* A record that cannot be divided into cells still begins with its key: no children are orphans by
 * it, and of a list nothing goes missing. */
static void test_undivided_records(void **state)
{
    struct data *data;
    assert_int_equal(READ(*state, false, &data,
                          {PRAKTIJK, "agb;naam;instroom\n99000001;a;b;1-4-2023\n99000002;\n"},
                          {INTERVISIE, "agb;datum\n99000001;1-5-2023\n99000002;1-5-2023\n"}),
                     STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "praktijk.csv:2:1-22 D105 fields in this record: 4; columns: 3\n"
                        "praktijk.csv:3:1-10 D104 fields in this record: 2; columns: 3");
    assert_int_equal(READ(*state, true, &data, {PRAKTIJK, "agb\n99000001\n"},
                          {INTERVISIE, "agb;datum;verslag\n99000001;1-5-2023\n"
                                       "99000001;\"1-5-2023\" x;ja\n9900;1-5-2023\n"}),
                     STATUS_OK);
    counts(data, INTERVISIE, 3, 2, 0);
    assert_int_equal(data->tables[INTERVISIE].unknown, 2);
}

/* Where an onderwerp has no file its rows come from good records; a bad one joins them, wherever it
 * stands, and makes none. */
static void test_bad_child_makes_no_parent(void **state)
{
    struct data *data;
    assert_int_equal(
        READ(*state, true, &data, {REGIOPLAN, "rho;leidraad\nA;2024\nA;2023\nB;2024\n"}),
        STATUS_OK);
    assert_int_equal(data->tables[RHO].rows, 1);
    counts(data, REGIOPLAN, 3, 2, 0);
    assert_int_equal(data->tables[REGIOPLAN].unknown, 1);
    assert_string_equal(sample_cell(data, REGIOPLAN, 0, "leidraad"), "?");
    assert_string_equal(sample_cell(data, REGIOPLAN, 1, "leidraad"), "2023");
}

static void test_skip_bad_in_json(void **state)
{
    struct data *data;
    const char *text = "{\"praktijk\":[\n"
                       "{\"agb\":\"99000001\",\"interventie\":[{\"gestart\":\"x\"},{}]},\n"
                       "{\"agb\":1,\"interventie\":[{},{\"gestart\":\"y\"}]},\n"
                       "{\"agb\":\"99000003\",\"interventie\":[{}]}]}";
    assert_int_equal(sample_read(*state, "x.json", text, true, &data), STATUS_OK);
    counts(data, PRAKTIJK, 3, 2, 0);
    counts(data, INTERVENTIE, 5, 3, 0);
    assert_string_equal(sample_cell(data, INTERVENTIE, 0, "gestart"), "?");
    assert_int_equal(data->tables[INTERVENTIE].offsets[1], 2);
    /* A child that is listed for itself is so even when its parent is: the second {} is not. */
    assert_int_equal(rejects_count(data), 3);
    assert_str_equal(rejects_at(data, 0)->record, STR("{\"gestart\":\"x\"}"));
    assert_str_equal(rejects_at(data, 1)->record,
                     STR("{\"agb\":1,\"interventie\":[{},{\"gestart\":\"y\"}]}"));
    assert_int_equal(rejects_at(data, 1)->place.line, 3);
    assert_int_equal(rejects_at(data, 1)->table, PRAKTIJK);
    assert_str_equal(rejects_at(data, 2)->record, STR("{\"gestart\":\"y\"}"));
}

static void test_skip_bad_in_ndjson(void **state)
{
    struct data *data;
    const char *text = "{\"onderwerp\":\"praktijk\",\"agb\":\"99000001\"}\n"
                       "{\"agb\":\"99000002\"}\n"
                       "{\"onderwerp\":\"praktijk\",\"agb\":\"99000003\",\"interventie\":[{},\n";
    assert_int_equal(sample_read(*state, "x.ndjson", text, true, &data), STATUS_OK);
    counts(data, PRAKTIJK, 2, 1, 0);
    counts(data, INTERVENTIE, 1, 0, 0);
    assert_int_equal(data->lines_left_out, 1);
    assert_int_equal(rejects_count(data), 2);
    assert_int_equal(rejects_at(data, 0)->table, NONE);
    assert_int_equal(rejects_at(data, 0)->place.line, 2);

    /* Bad in two ways, the second found when the record is at its end: listed once. */
    assert_int_equal(sample_read(*state, "praktijk.ndjson", "{\"naam\":\"x\"} {}\n", true, &data),
                     STATUS_OK);
    assert_int_equal(rejects_count(data), 1);
}

/* What leaves open how many records there are cannot be skipped. */
static void test_skip_bad_has_limits(void **state)
{
    static const char *const texts[] = {"agb;naam\n99000001;\"x\n99000002;y\n", "naam\nx\n",
                                        "agb;agb\n99000001;99000001\n", ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct data *data;
        assert_int_equal(READ(*state, true, &data, {PRAKTIJK, texts[i]}), STATUS_DATA);
    }
}

/* Beyond the cap a reason is still listed. */
static void test_every_reject_is_listed(void **state)
{
    struct buf text = {.arena = *state};
    struct data *data;
    buf_adds(&text, "agb;instroom\n");
    for (int i = 0; i < 250; i++) buf_printf(&text, "%08d;ooit%d\n", 99000000 + i, i);
    assert_int_equal(READ(*state, true, &data, {PRAKTIJK, buf_str(&text).at}), STATUS_OK);
    assert_int_equal(rejects_count(data), 250);
    assert_str_equal(diag_message(*state, &rejects_at(data, 249)->reason),
                     STR("instroom: 'ooit249' is not a date"));
    assert_int_equal(data->diags->dropped, 150);
}

/* As the examples of a policy do: no file, children before the parent's last column. */
static void test_building_by_hand(void **state)
{
    const struct program *p = sample_program(*state);
    struct data_builder *b = data_builder_create(*state, p, diags_create(*state), NULL);
    index_t agb = p->tables[PRAKTIJK].columns.first, datum = p->tables[INTERVISIE].columns.first;
    struct row_place place = {SPAN_NO_FILE, 0, 1};
    struct data *data;
    data_builder_row(b, PRAKTIJK, place);
    data_builder_child(b, INTERVISIE, place);
    data_builder_set(b, datum, date_of(2024, 2, 1));
    data_builder_list(b, INTERVENTIE, true);
    data_builder_resume(b);
    data_builder_set(b, agb, data_builder_symbol(b, STR("99000004")));
    data_builder_row(b, PRAKTIJK, place); /* without a key: nobody can refer to it */
    assert_int_equal(data_builder_finish(b, &data), STATUS_OK);
    assert_int_equal(data->tables[PRAKTIJK].rows, 2);
    assert_str_equal(data_key(data, *state, PRAKTIJK, 0), STR("99000004"));
    assert_str_equal(data_key(data, *state, PRAKTIJK, 1), STR(""));
    assert_true(list_known(data, INTERVENTIE, 0));
    assert_true(list_known(data, INTERVISIE, 0));
    assert_false(list_known(data, INTERVISIE, 1));
    assert_false(list_known(data, BEVESTIGING, 0));
    assert_int_equal(data->tables[INTERVISIE].offsets[1], 1);
}

/* Every allocation made to fail in turn, for both readers and for the way to the rejects. */
static int try_all(bool skip_bad)
{
    struct arena *arena;
    struct data *data;
    const char *json =
        "{\"praktijk\":[{\"agb\":\"99000001\",\"interventie\":[{\"gestart\":\"\\u0041\"},"
        "{\"x\":1}]},{\"agb\":\"99000001\"}]}";
    if (arena_create(&arena)) return STATUS_MEMORY;
    if (ARENA_CAUGHT(arena)) {
        arena_free(arena);
        return STATUS_MEMORY;
    }
    sample_read(arena, "x.json", json, skip_bad, &data);
    sample_read(arena, "praktijk.csv", "agb;naam\n99000001;\"a\"\"\"\n9;\xF6\n", skip_bad, &data);
    arena_free(arena);
    return STATUS_OK;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    for (int skip_bad = 0; skip_bad < 2; skip_bad++) {
        for (size_t n = 1;; n++) {
            alloc_fail_at(n);
            int status = try_all(skip_bad);
            if (!alloc_failed()) break;
            assert_int_equal(status, STATUS_MEMORY);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(test_children_are_sorted_by_parent),
        ARENA_TEST(test_find_and_key),
        ARENA_TEST(test_symbols_are_those_of_the_program),
        ARENA_TEST(test_duplicates),
        ARENA_TEST(test_duplicates_of_more_columns),
        ARENA_TEST(test_orphans),
        ARENA_TEST(test_children_of_a_key_of_more_columns),
        ARENA_TEST(test_lists_need_their_onderwerp),
        ARENA_TEST(test_parents_are_made),
        ARENA_TEST(test_skip_bad_takes_children_along),
        ARENA_TEST(test_bad_child_is_unknown),
        ARENA_TEST(test_undivided_records),
        ARENA_TEST(test_bad_child_makes_no_parent),
        ARENA_TEST(test_skip_bad_in_json),
        ARENA_TEST(test_skip_bad_in_ndjson),
        ARENA_TEST(test_skip_bad_has_limits),
        ARENA_TEST(test_every_reject_is_listed),
        ARENA_TEST(test_building_by_hand),
        ARENA_TEST(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
