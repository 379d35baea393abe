/* The same data as CSV and as JSON gives the same tables: the sample region in tests/data. */
#include "check.h"
#include "test_data_sample.h"

static struct data *open_data(struct arena *arena, const char *path)
{
    struct data *data;
    int status = data_open(&data, arena, sample_program(arena), str_from(path), STR(""), NULL);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(data->diags->errors, 0);
    assert_int_equal(data->diags->warnings, 0);
    return data;
}

static void compare_table(const struct data *a, const struct data *b, index_t t)
{
    const struct data_table *x = &a->tables[t], *y = &b->tables[t];
    struct range columns = a->program->tables[t].columns;
    index_t parent = a->program->tables[t].parent;
    assert_int_equal(x->rows, y->rows);
    assert_true(x->rows > 0);
    for (index_t c = 0; c < columns.count; c++) {
        const struct type *type = &a->program->columns[columns.first + c].type;
        for (size_t row = 0; row < x->rows; row++) {
            assert_int_equal(x->columns[c].values[row] == UNKNOWN,
                             y->columns[c].values[row] == UNKNOWN);
            assert_str_equal(data_text(a, a->arena, type, x->columns[c].values[row]),
                             data_text(b, b->arena, type, y->columns[c].values[row]));
        }
    }
    for (size_t row = 0; row < x->rows; row++)
        assert_str_equal(data_key(a, a->arena, t, row), data_key(b, b->arena, t, row));
    if (parent == NONE) return;
    for (size_t row = 0; row < a->tables[parent].rows; row++) {
        assert_int_equal(x->offsets[row + 1], y->offsets[row + 1]);
        assert_int_equal(list_known(a, t, row), list_known(b, t, row));
    }
}

static void test_region(void **state)
{
    struct data *csv = open_data(*state, "tests/data/regio");
    struct data *json = open_data(*state, "tests/data/regio.json");
    for (index_t t = 0; t < SAMPLE_TABLES; t++) compare_table(csv, json, t);
    assert_int_equal(csv->tables[PRAKTIJK].rows, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {ARENA_TEST(test_region)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
