/* The store and a work tree in which people are at work, and what is left of one that was ended
 * there.
 *
 * The calls by which it changes files can be made to fail, or to be its last: the shared object
 * finds these before those of the C library. */
#define _GNU_SOURCE /* syscall(), mkdtemp() */
#include "tests/unit/test_store_sample.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <utime.h>

/* ---- calls that fail ---- */

static struct {
    int renames_left; /* before the process ends; below 0: it does not */
    bool other_disk;  /* from one folder to another cannot be renamed */
    int mkdir_error;
    int renames;         /* that were seen */
    int folders_that_go; /* of objects, each just before something is put there */
} calls = {.renames_left = -1};

__attribute__((visibility("default"))) int renameat(int from, const char *old, int to,
                                                    const char *new)
{
    calls.renames++;
    if (!calls.renames_left--)
        raise(SIGKILL); /* no exit: nothing is looked at or written any more */
    if (calls.other_disk && from != to) {
        errno = EXDEV;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from, old, to, new, 0);
}

__attribute__((visibility("default"))) int link(const char *old, const char *new)
{
    const char *objects = strstr(new, "/objects/");
    if (objects && calls.folders_that_go) {
        char path[4096];
        snprintf(path, sizeof path, "%.*s", (int)(strrchr(new, '/') - new), new);
        if (!rmdir(path)) calls.folders_that_go--;
    }
    return (int)syscall(SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0);
}

__attribute__((visibility("default"))) int mkdirat(int parent, const char *name, mode_t mode)
{
    if (calls.mkdir_error) {
        errno = calls.mkdir_error;
        return -1;
    }
    return (int)syscall(SYS_mkdirat, parent, name, mode);
}

/* A refresh that ends before so many renames were done. */
static void refresh_cut_short(struct store *store, const struct store_id *before,
                              const struct store_id *now, int renames)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        calls.renames_left = renames;
        (void)!driver->refresh(store, before, now);
        _exit(1); /* it came to its end */
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* ---- what people did there ---- */

static void test_refresh(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first =
        published(store, NULL,
                  FILES(file("gelijk.leidraad", "g\n"), file("map/weg.leidraad", "w\n"),
                        file("bewerkt.leidraad", "b\n"), file("gewist.leidraad", "x\n"),
                        file("link.leidraad", "l\n"), file("nieuw.leidraad", "n\n")));
    OK(driver->refresh(store, NULL, &first));
    assert_string_equal(git("git -C a status --porcelain"), "");
    assert_string_equal(git("git -C a diff-files"), "");
    assert_string_equal(git("cat a/map/weg.leidraad"), "w");

    git("cd a && echo mijn >bewerkt.leidraad && rm gewist.leidraad link.leidraad &&"
        "echo buiten >../buiten && ln -s ../buiten link.leidraad && echo n2 >nieuw.leidraad &&"
        "echo ander >README && git add README && chmod 640 gelijk.leidraad");
    struct store_id second =
        published(store, &first,
                  FILES(file("gelijk.leidraad", "g2\n"), file("bewerkt.leidraad", "b2\n"),
                        file("gewist.leidraad", "x2\n"), file("link.leidraad", "l2\n"),
                        file("nieuw.leidraad", "n2\n"), file("erbij/e.leidraad", "e\n")));
    OK(driver->refresh(store, &first, &second));
    assert_string_equal(git("git -C a status --porcelain"),
                        "A  README\n M bewerkt.leidraad\n D gewist.leidraad\n T link.leidraad");
    assert_string_equal(git("cd a && cat gelijk.leidraad bewerkt.leidraad erbij/e.leidraad; "
                            "cat ../buiten; stat -c %a gelijk.leidraad; ls -A"),
                        "g2\nmijn\ne\nbuiten\n640\n.git\nREADME\nbewerkt.leidraad\nerbij\n"
                        "gelijk.leidraad\nlink.leidraad\nnieuw.leidraad");
    OK(driver->refresh(store, &first, &second)); /* again: nothing */
    assert_clean("a");
    driver->close(store);
}

static void test_refresh_follows_no_link(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first = published(store, NULL, FILES(file("map/x.leidraad", "x\n")));
    OK(driver->refresh(store, NULL, &first));
    git("mv a/map buiten && ln -s ../buiten a/map");
    struct store_id second = published(
        store, &first, FILES(file("map/x.leidraad", "y\n"), file("map/z.leidraad", "z\n")));
    OK(driver->refresh(store, &first, &second));
    assert_string_equal(git("cat buiten/x.leidraad; ls buiten"), "x\nx.leidraad");
    driver->close(store);
}

/* What was published is taken back by hand: that is a change to be published, or not. */
static void test_refresh_leaves_what_was_put_back(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first =
        published(store, NULL, FILES(file("anders.leidraad", "1\n"), file("weg.leidraad", "w\n")));
    OK(driver->refresh(store, NULL, &first));
    struct store_id second = published(
        store, &first, FILES(file("anders.leidraad", "2\n"), file("erbij.leidraad", "e\n")));
    OK(driver->refresh(store, &first, &second));
    git("cd a && echo 1 >anders.leidraad && echo w >weg.leidraad && rm erbij.leidraad");
    OK(driver->refresh(store, &first, &second));
    assert_string_equal(git("cd a && cat anders.leidraad weg.leidraad && git status --porcelain"),
                        "1\nw\n M anders.leidraad\n D erbij.leidraad\n?? weg.leidraad");
    driver->close(store);
}

static void test_refresh_where_a_link_was(void **state)
{
    (void)state;
    git("git init -q -b main a && cd a && echo 1 >x.leidraad && ln -s x.leidraad y.leidraad &&"
        "ln -s x.leidraad z.leidraad && git add . && git commit -q -m x &&"
        "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),m.leidraad &&"
        "git commit -q -m y");
    struct store *store = opened("a");
    struct store_id before = tip(store);
    struct store_id now =
        published(store, &before, FILES(file("x.leidraad", "2\n"), file("z.leidraad", "z\n")));
    OK(driver->refresh(store, &before, &now));
    assert_string_equal(git("cd a && cat x.leidraad && git status --porcelain && ls"),
                        "2\n T z.leidraad\n?? y.leidraad\nx.leidraad\ny.leidraad\nz.leidraad");
    assert_clean("a");
    driver->close(store);
}

static void test_refresh_between_files_and_folders(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id id = {{0}};
    for (int n = 0; n < 4; n++) {
        struct draft_file one =
            file(n % 2 ? "x.leidraad" : "x.leidraad/y/z.leidraad", n % 2 ? "1" : "2");
        struct store_id was = id;
        id = published(store, n ? &was : NULL, &one, 1);
        OK(driver->refresh(store, n ? &was : NULL, &id));
        assert_string_equal(git("git -C a status --porcelain"), "");
        assert_string_equal(git("cd a && find . -name .git -prune -o -type f -print"),
                            n % 2 ? "./x.leidraad" : "./x.leidraad/y/z.leidraad");
    }
    driver->close(store);
}

/* ---- what does not come to its end ---- */

static void test_refresh_cut_short(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first =
        published(store, NULL,
                  FILES(file("a.leidraad", "1\n"), file("b.leidraad", "1\n"),
                        file("map/c.leidraad", "1\n"), file("weg.leidraad", "w\n")));
    OK(driver->refresh(store, NULL, &first));
    struct store_id second =
        published(store, &first,
                  FILES(file("a.leidraad", "2\n"), file("b.leidraad", "2\n"),
                        file("map/c.leidraad", "2\n"), file("n/d.leidraad", "2\n")));
    for (int n = 0; n < 4; n++) { /* each time one file further */
        refresh_cut_short(store, &first, &second, n > 0);
        git("git -C a status --porcelain --untracked-files=all");
        assert_null(strstr(output, ".new"));
        assert_clean("a");
    }
    OK(driver->refresh(store, &first, &second));
    assert_string_equal(git("git -C a status --porcelain"), "");
    assert_string_equal(git("cd a && cat a.leidraad b.leidraad map/c.leidraad n/d.leidraad && ls"),
                        "2\n2\n2\n2\na.leidraad\nb.leidraad\nmap\nn");
    driver->close(store);
}

/* Only what is old, and only what was ours. */
static void test_left_over_is_removed(void **state)
{
    static const char *const names[] = {
        ".leidraad-0123456789abcdef.new",  ".leidraad-fedcba9876543210.new",  ".leidraad-mijn.new",
        ".leidraad-0123456789abcdef0.new", ".leidraad-0123456789abcdef.new2",
    };
    char path[100];
    (void)state;
    for (int other_disk = 0; other_disk < 2; other_disk++) {
        const char *place = other_disk ? "b/map" : "a/.git";
        struct store *store = created(other_disk ? "b" : "a", false);
        if (other_disk) git("mkdir b/map");
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            snprintf(path, sizeof path, "%s/%s", place, names[i]);
            close(open(path, O_WRONLY | O_CREAT, 0666));
            if (i != 1) assert_int_equal(utime(path, &(struct utimbuf){0, 0}), 0);
        }
        struct store_id first = published(store, NULL, FILES(file("map/x.leidraad", "x\n")));
        calls.other_disk = other_disk;
        calls.renames = 0;
        OK(driver->refresh(store, NULL, &first));
        calls.other_disk = false;
        assert_int_equal(calls.renames, 1 + other_disk);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            snprintf(path, sizeof path, "%s/%s", place, names[i]);
            assert_int_equal(!access(path, F_OK), i > 0);
        }
        driver->close(store);
    }
    assert_string_equal(
        git("cat a/map/x.leidraad b/map/x.leidraad; find a b -name '.leid*' | wc -l"), "x\nx\n8");
}

static void test_refresh_says_why_there_is_no_folder(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first = published(store, NULL, FILES(file("map/sub/x.leidraad", "x\n")));
    calls.mkdir_error = ENOSPC;
    int status = driver->refresh(store, NULL, &first);
    calls.mkdir_error = 0;
    FAILS(STATUS_SYSTEM, status, "a/map/sub/x.leidraad: No space left on device");
    OK(driver->refresh(store, NULL, &first));
    assert_string_equal(git("git -C a status --porcelain"), "");
    driver->close(store);
}

/* As `git gc` removes them, where they are empty. */
static void test_folders_of_objects_that_go(void **state)
{
    (void)state;
    struct store *store = created("a", true);
    calls.folders_that_go = 5;
    published(store, NULL, FILES(file("x.leidraad", "x\n"), file("map/y.leidraad", "y\n")));
    assert_int_equal(calls.folders_that_go, 0);
    assert_clean("a");
    driver->close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_refresh),
        TEST(test_refresh_follows_no_link),
        TEST(test_refresh_leaves_what_was_put_back),
        TEST(test_refresh_where_a_link_was),
        TEST(test_refresh_between_files_and_folders),
        TEST(test_refresh_cut_short),
        TEST(test_left_over_is_removed),
        TEST(test_refresh_says_why_there_is_no_folder),
        TEST(test_folders_of_objects_that_go),
    };
    return begin() ? end(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
