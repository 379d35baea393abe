/* DATA as a user names it: folders, files, formats, standard input, and what cannot be read. */
#include "check.h"
#include "test_data_sample.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test. */
struct place {
    struct arena *arena;
    char folder[64];
};

static int enter(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    if (!p || arena_create(&p->arena)) return -1;
    strcpy(p->folder, "/tmp/test_data_open.XXXXXX");
    *state = p;
    return mkdtemp(p->folder) ? chdir(p->folder) : -1;
}

static int leave(void **state)
{
    struct place *p = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", p->folder);
    int failed = chdir("/") || system(command);
    arena_free(p->arena);
    free(p);
    return failed;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int open_as(struct place *p, const char *path, const char *onderwerp, struct data **out)
{
    return data_open(out, p->arena, sample_program(p->arena), str_from(path), str_from(onderwerp),
                     NULL);
}

static void tells(struct place *p, const char *path, const char *onderwerp, int status,
                  const char *expected)
{
    struct data *data;
    assert_int_equal(open_as(p, path, onderwerp, &data), status);
    assert_string_equal(sample_told(data), expected);
}

static void reads(struct place *p, const char *path, const char *onderwerp, int table, size_t rows)
{
    struct data *data;
    assert_int_equal(open_as(p, path, onderwerp, &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_int_equal(data->tables[table].rows, rows);
}

static void test_folder(void **state)
{
    struct data *data;
    mkdir("d", 0700);
    put("d/intervisie.csv", "agb;datum\n99000001;1-1-2024\n");
    put("d/praktijk.csv", "agb\n99000001\n99000002\n");
    put("d/.~lock.praktijk.csv#", "");
    assert_int_equal(open_as(*state, "d", "", &data), STATUS_OK);
    assert_string_equal(sample_told(data), "");
    assert_int_equal(data->tables[INTERVISIE].rows, 1);
    assert_true(list_known(data, INTERVISIE, 1));
    assert_false(list_known(data, INTERVENTIE, 1));
    assert_str_equal(data->diags->files.at[0].name, STR("d/praktijk.csv"));
    reads(*state, "d/", "", PRAKTIJK, 2);
    reads(*state, ".//d", "", PRAKTIJK, 2);
}

static void test_folder_with_other_files(void **state)
{
    mkdir("d", 0700);
    put("d/praktijk.csv", "agb\n");
    put("d/praktijken.csv", "agb\n");
    put("d/RHO.CSV", "rho\n");
    put("d/rho.json", "{}");
    put("d/README.md", "");
    mkdir("d/oud", 0700);
    tells(*state, "d", "", STATUS_OK,
          "D006 README.md is not read: it is named after nothing known\n"
          "D006 RHO.CSV is not read: it is named after nothing known <rho.csv>\n"
          "D006 oud is not read: it is named after nothing known\n"
          "D006 praktijken.csv is not read: it is named after nothing known <praktijk.csv>\n"
          "D006 rho.json is not read: it is named after nothing known");
}

static void test_folders_that_hold_nothing(void **state)
{
    struct data *data;
    mkdir("d", 0700);
    tells(*state, "d", "", STATUS_DATA, "D005 d holds no file of data");
    put("d/intervisie.csv", "agb\n");
    tells(*state, "d", "", STATUS_DATA,
          "d/intervisie.csv D011 the records of intervisie belong to praktijk, and there is no "
          "praktijk");
    put("d/regioplan.csv", "rho;leidraad\nA;2025\n");
    unlink("d/intervisie.csv");
    assert_int_equal(open_as(*state, "d", "", &data), STATUS_OK);
    assert_int_equal(data->tables[RHO].rows, 1);
    tells(*state, "d", "praktijk", STATUS_USAGE, "D010 an onderwerp cannot be given for a folder");
    for (int i = 0; i < 30; i++) {
        char name[32];
        snprintf(name, sizeof name, "d/x%d", i);
        put(name, "");
    }
    open_as(*state, "d", "", &data);
    assert_int_equal(data->diags->notices, 22); /* 20 files, how many more, and the made rows */
    assert_non_null(strstr(sample_told(data), "D007 files besides that are not read: 10"));
}

static void test_one_file(void **state)
{
    put("praktijk.csv", "agb\n99000001\n");
    put("lijst.csv", "agb\n99000001\n");
    put("praktijk.TXT", "agb\n99000001\n");
    put("praktijk", "agb\n99000001\n");
    put("regioplan.csv", "rho;leidraad\nA;2025\n");
    put("intervisie.csv", "agb\n99000001\n");
    reads(*state, "praktijk.csv", "", PRAKTIJK, 1);
    reads(*state, "./praktijk.csv", "", PRAKTIJK, 1);
    reads(*state, "praktijk.TXT", "", PRAKTIJK, 1);
    reads(*state, "praktijk", "", PRAKTIJK, 1);
    reads(*state, "lijst.csv", "praktijk", PRAKTIJK, 1);
    tells(*state, "lijst.csv", "", STATUS_USAGE,
          "D008 the name of lijst.csv does not say what it holds");
    tells(*state, "lijst.csv", "praktijken", STATUS_USAGE,
          "D009 there is no onderwerp 'praktijken' <praktijk>");
    tells(*state, "intervisie.csv", "", STATUS_DATA,
          "intervisie.csv D011 the records of intervisie belong to praktijk, and there is no "
          "praktijk");
    tells(*state, "lijst.csv", "intervisie", STATUS_DATA,
          "lijst.csv D011 the records of intervisie belong to praktijk, and there is no praktijk");
    tells(
        *state, "regioplan.csv", "", STATUS_OK,
        "regioplan.csv D012 there is no rho: of the 1 that regioplan names, only the key is known");
}

static void test_formats_by_name(void **state)
{
    put("x.json", "{\"praktijk\":[{\"agb\":\"99000001\"}]}");
    put("x.ndjson", "{\"onderwerp\":\"praktijk\",\"agb\":\"99000001\"}\n");
    put("x.jsonl", "{\"onderwerp\":\"praktijk\",\"agb\":\"99000001\"}\n");
    put("lijst.json", "[{\"agb\":\"99000001\"}]");
    put("lijst.ndjson", "{\"agb\":\"99000001\"}");
    put("praktijk.json", "{\"praktijk\":[{\"agb\":\"99000001\"}]}");
    put("interventie.json", "{\"praktijk\":[{\"agb\":\"99000001\"}]}");
    reads(*state, "x.json", "", PRAKTIJK, 1);
    reads(*state, "x.ndjson", "", PRAKTIJK, 1);
    reads(*state, "x.jsonl", "", PRAKTIJK, 1);
    reads(*state, "lijst.json", "praktijk", PRAKTIJK, 1);
    reads(*state, "lijst.ndjson", "praktijk", PRAKTIJK, 1);
    reads(*state, "praktijk.json", "", PRAKTIJK, 1);
    reads(*state, "interventie.json", "", PRAKTIJK, 1);
    tells(*state, "lijst.json", "intervisie", STATUS_USAGE,
          "D208 intervisie cannot stand by itself");
}

static void test_formats_by_bytes(void **state)
{
    static const struct {
        const char *text;
        size_t rows;
    } cases[] = {
        {"agb\n99000001\n", 1},
        {"\"agb\"\n99000001\n", 1},
        {"\n {\"praktijk\":[{\"agb\":\"99000001\"}]}\n", 1},
        {"{\n\"praktijk\":[{\"agb\":\"99000001\"}]}", 1},
        {"\xEF\xBB\xBF[{\"agb\":\"99000001\"}]", 1},
        {"{\"agb\":\"99000001\"}\n{\"agb\":\"99000002\"}\n", 2},
        {"{\"onderwerp\":\"praktijk\",\"agb\":\"99000001\",\"naam\":\"\\\"}{\"}\n", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put("praktijk", cases[i].text);
        reads(*state, "praktijk", "", PRAKTIJK, cases[i].rows);
    }
}

static void test_standard_input(void **state)
{
    int saved = dup(STDIN_FILENO), pipes[2];
    struct data *data;
    const char *text = "{\"onderwerp\":\"praktijk\",\"agb\":\"1\"}\n";
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(write(pipes[1], text, strlen(text)), (ssize_t)strlen(text));
    close(pipes[1]);
    dup2(pipes[0], STDIN_FILENO);
    close(pipes[0]);
    assert_int_equal(open_as(*state, "-", "", &data), STATUS_DATA);
    assert_string_equal(sample_told(data),
                        "<stdin>:1:31-34 agb D313 agb: '1' is not a code of 8 digits");

    /* At its end: no bytes. */
    assert_int_equal(open_as(*state, "-", "", &data), STATUS_USAGE);
    assert_string_equal(sample_told(data), "D008 the name of <stdin> does not say what it holds");
    assert_int_equal(open_as(*state, "-", "praktijk", &data), STATUS_DATA);
    dup2(saved, STDIN_FILENO);
    close(saved);
}

/* More than a pipe or a first read holds. */
static void test_a_long_pipe(void **state)
{
    struct data *data;
    put("make.sh", "echo agb; for i in $(seq 99000001 99020000); do echo $i; done");
    FILE *pipe = popen("sh make.sh", "r");
    assert_non_null(pipe);
    int saved = dup(STDIN_FILENO);
    dup2(fileno(pipe), STDIN_FILENO);
    assert_int_equal(open_as(*state, "-", "praktijk", &data), STATUS_OK);
    assert_int_equal(data->tables[PRAKTIJK].rows, 20000);
    dup2(saved, STDIN_FILENO);
    close(saved);
    pclose(pipe);
}

static void test_what_cannot_be_read(void **state)
{
    struct data *data;
    tells(*state, "nergens.csv", "", STATUS_SYSTEM, "D001 there is no file or folder nergens.csv");
    tells(*state, "", "", STATUS_SYSTEM, "D001 there is no file or folder ");
    put("file", "");
    tells(*state, "file/praktijk.csv", "", STATUS_SYSTEM,
          "D001 there is no file or folder file/praktijk.csv");
    mkdir("d", 0700);
    mkdir("d/praktijk.csv", 0700);
    put("d/intervisie.csv", "agb\n99000001\n");
    tells(*state, "d", "", STATUS_SYSTEM, "D003 d/praktijk.csv is not a file");
    rmdir("d/praktijk.csv");
    mkfifo("d/praktijk.csv", 0600);
    tells(*state, "d", "", STATUS_SYSTEM, "D003 d/praktijk.csv is not a file");
    unlink("d/praktijk.csv");
    assert_int_equal(symlink("nergens", "d/praktijk.csv"), 0);
    tells(*state, "d", "", STATUS_SYSTEM, "D003 d/praktijk.csv is not a file");

    /* A file that opens and then fails. */
    tells(*state, "/proc/self/mem", "praktijk", STATUS_SYSTEM,
          "D002 /proc/self/mem cannot be read: Input/output error");

    /* Too large, without so many bytes on the disk. */
    int fd = open("praktijk.csv", O_CREAT | O_WRONLY, 0600);
    assert_int_equal(ftruncate(fd, (256 << 20) + 1), 0);
    close(fd);
    tells(*state, "praktijk.csv", "", STATUS_DATA, "D004 praktijk.csv is larger than 256 MiB");

    if (geteuid() == 0) return; /* to root every file is open */
    put("rho.csv", "rho\n");
    chmod("rho.csv", 0);
    assert_int_equal(open_as(*state, "rho.csv", "", &data), STATUS_SYSTEM);
    assert_string_equal(sample_told(data), "D002 rho.csv cannot be read: Permission denied");
}

#define PLACE_TEST(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLACE_TEST(test_folder),
        PLACE_TEST(test_folder_with_other_files),
        PLACE_TEST(test_folders_that_hold_nothing),
        PLACE_TEST(test_one_file),
        PLACE_TEST(test_formats_by_name),
        PLACE_TEST(test_formats_by_bytes),
        PLACE_TEST(test_standard_input),
        PLACE_TEST(test_a_long_pipe),
        PLACE_TEST(test_what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
