/* The store, by its table alone, and git as the judge of what it writes.
 *
 * Each test has a folder of its own, in which it is; `git` runs there without anybody's
 * configuration and with a fixed clock, so that what it makes has ids that can be compared. */
#define _DEFAULT_SOURCE /* mkdtemp() */
#include "base/status.h"
#include "check.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

static const struct store_driver *driver;
static char origin[4096], folder[64];
static char output[1 << 16];

static const struct store_who who = {"Beleid", "beleid@example.org", 1767225600, 60};

/* ---- the folder, and git in it ---- */

static int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/leidraad-store-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder)) return -1;
    setenv("HOME", folder, 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    for (int i = 0; i < 2; i++) {
        const char *role = i ? "COMMITTER" : "AUTHOR";
        char name[64];
        snprintf(name, sizeof name, "GIT_%s_NAME", role);
        setenv(name, who.name, 1);
        snprintf(name, sizeof name, "GIT_%s_EMAIL", role);
        setenv(name, who.email, 1);
        snprintf(name, sizeof name, "GIT_%s_DATE", role);
        setenv(name, "1767225600 +0100", 1);
    }
    return 0;
}

/* All it printed is in output; the exit status is returned. */
static int run(const char *command)
{
    char line[4096];
    snprintf(line, sizeof line, "( %s ) 2>&1", command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    size_t n = fread(output, 1, sizeof output - 1, pipe);
    output[n] = '\0';
    return pclose(pipe);
}

static int teardown(void **state)
{
    char command[200];
    (void)state;
    if (chdir(origin)) return -1;
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", folder, folder);
    return run(command);
}

/* What it printed, without the last line feed. */
static const char *git(const char *command)
{
    if (run(command)) fail_msg("%s:\n%s", command, output);
    size_t n = strlen(output);
    if (n && output[n - 1] == '\n') output[n - 1] = '\0';
    return output;
}

static void assert_clean(const char *repository)
{
    char command[200];
    snprintf(command, sizeof command, "git -C %s fsck --strict --no-dangling", repository);
    if (run(command) || strstr(output, "error") || strstr(output, "warning"))
        fail_msg("%s:\n%s", command, output);
}

/* ---- the store ---- */

static void check_status(struct store *store, int status, int expected, int line)
{
    if (status != expected)
        fail_msg("line %d: status %d and not %d: %s", line, status, expected, driver->error(store));
}

#define OK(call) check_status(store, (call), STATUS_OK, __LINE__)
#define FAILS(expected, call, words)                              \
    do {                                                          \
        check_status(store, (call), expected, __LINE__);          \
        if (!strstr(driver->error(store), words))                 \
            fail_msg("line %d: %s", __LINE__, driver->error(store)); \
    } while (0)

static struct store *opened(const char *path)
{
    struct store *store = NULL;
    OK(driver->open(&store, path));
    return store;
}

static struct store *created(const char *path, bool bare)
{
    struct store *store = NULL;
    OK(driver->create(&store, path, "main", bare));
    return store;
}

static struct draft_file file(const char *name, const char *text)
{
    return (struct draft_file){name, text, strlen(text)};
}

#define FILES(...)                                             \
    (const struct draft_file[]){__VA_ARGS__},                  \
        sizeof((const struct draft_file[]){__VA_ARGS__}) / sizeof(struct draft_file)

/* Writes a commit on this one, or the first. */
static struct store_id written(struct store *store, const struct store_id *parent,
                               const struct draft_file *files, size_t count, bool *same)
{
    struct store_draft draft = {parent, files, count, who, who, "Versie\n"};
    struct store_id commit;
    bool ignored;
    OK(driver->write(store, &draft, &commit, same ? same : &ignored));
    return commit;
}

static struct store_id published(struct store *store, const struct store_id *parent,
                                 const struct draft_file *files, size_t count)
{
    struct store_id commit = written(store, parent, files, count, NULL);
    OK(driver->move(store, "refs/heads/main", parent, &commit, &who, "publish"));
    return commit;
}

static struct store_id tip(struct store *store)
{
    struct store_id id;
    const char *branch;
    bool has;
    OK(driver->head(store, &branch, &id, &has));
    assert_true(has);
    assert_string_equal(branch, "refs/heads/main");
    return id;
}

static const char *hex(struct store_id id)
{
    static char text[4][STORE_ID_HEX];
    static int n;
    n = (n + 1) % 4;
    store_id_hex(text[n], &id);
    return text[n];
}

static struct store_id resolved(struct store *store, const char *revision)
{
    struct store_id id;
    OK(driver->resolve(store, revision, &id));
    return id;
}

static void assert_blob(struct store *store, const struct store_id *tree, const char *name,
                        const char *text)
{
    struct store_id id;
    const void *bytes;
    size_t size;
    OK(driver->find(store, tree, name, &id));
    OK(driver->blob(store, &id, &bytes, &size));
    assert_int_equal(size, strlen(text));
    assert_memory_equal(bytes, text, size);
    driver->release(store, bytes);
}

/* The names of the policy files of a commit, with a space between them. */
static const char *names(struct store *store, struct store_id commit)
{
    static char text[1024];
    struct store_commit step;
    const struct store_file *files;
    size_t count;
    OK(driver->step(store, &commit, &step));
    OK(driver->files(store, &step.tree, &files, &count));
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        if (i) strcat(text, " ");
        strcat(text, files[i].name);
    }
    return text;
}

/* ---- ids ---- */

static void test_ids(void **state)
{
    struct store_id id;
    char text[STORE_ID_HEX];
    (void)state;
    assert_true(store_id_parse(&id, "0123456789abcdefABCDEF000000000000000fff"));
    store_id_hex(text, &id);
    assert_string_equal(text, "0123456789abcdefabcdef000000000000000fff");
    assert_false(store_id_parse(&id, ""));
    assert_false(store_id_parse(&id, "0123456789abcdefABCDEF000000000000000ff"));
    assert_false(store_id_parse(&id, "0123456789abcdefABCDEF000000000000000ffff"));
    assert_false(store_id_parse(&id, "0123456789abcdefABCDEF000000000000000ffg"));
}

/* ---- writing ---- */

static void test_first_commit_is_that_of_git(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_commit commit;
    const char *branch;
    struct store_id id;
    bool has = true;
    OK(driver->head(store, &branch, &id, &has));
    assert_false(has);
    assert_string_equal(branch, "refs/heads/main");
    assert_false(driver->is_bare(store));
    published(store, NULL, FILES(file("leidraad-2023.leidraad", "een\n"),
                                 file("a/b/diep.leidraad", "diep\n"), file("a.leidraad", ""),
                                 file("a-b.leidraad", "streep\n")));
    git("git init -q -b main b && cd b && mkdir -p a/b && printf 'een\\n' >leidraad-2023.leidraad &&"
        "printf 'diep\\n' >a/b/diep.leidraad && : >a.leidraad && printf 'streep\\n' >a-b.leidraad &&"
        "git add . && git commit -q -m Versie");
    id = tip(store);
    assert_string_equal(git("git -C b rev-parse HEAD"), hex(id));
    assert_string_equal(git("git -C a rev-parse main"), hex(id));
    assert_string_equal(names(store, id),
                        "a-b.leidraad a.leidraad a/b/diep.leidraad leidraad-2023.leidraad");
    OK(driver->commit(store, &id, &commit));
    assert_blob(store, &commit.tree, "a/b/diep.leidraad", "diep\n");
    assert_blob(store, &commit.tree, "a.leidraad", "");
    assert_clean("a");
    driver->close(store);
}

static void test_kept_and_replaced(void **state)
{
    (void)state;
    git("git init -q -b main a && cd a && mkdir -p leeg map/sub .github &&"
        "echo x >README && ln -s README link && echo w >.github/x.leidraad &&"
        "echo 1 >leeg/weg.leidraad && echo 2 >map/blijft.leidraad && echo 3 >map/sub/a.txt &&"
        "echo 4 >map/sub/weg.leidraad && chmod +x map/blijft.leidraad && git add . &&"
        "git commit -q -m een");
    struct store *store = opened("a");
    struct store_id first = tip(store);
    char expected[200];
    bool same;
    assert_string_equal(names(store, first),
                        "leeg/weg.leidraad map/blijft.leidraad map/sub/weg.leidraad");
    written(store, &first,
            FILES(file("map/sub/weg.leidraad", "4\n"), file("map/blijft.leidraad", "2\n"),
                  file("leeg/weg.leidraad", "1\n")),
            &same);
    assert_true(same);
    struct store_id second = published(store, &first,
                                       FILES(file("map/blijft.leidraad", "2\n"),
                                             file("nieuw/in/map.leidraad", "5\n")));
    git("cd a && git rm -q -r -f leeg map/sub/weg.leidraad && mkdir -p nieuw/in &&"
        "echo 5 >nieuw/in/map.leidraad && git add .");
    assert_string_equal(git("git -C a diff --cached --stat HEAD"), "");
    snprintf(expected, sizeof expected, "%s %s Beleid <beleid@example.org> 1767225600 Versie",
             hex(second), hex(first));
    assert_string_equal(git("git -C a log -1 --format='%H %P %an <%ae> %at %s'"), expected);
    assert_clean("a");
    driver->close(store);
}

static void test_drafts_that_are_refused(void **state)
{
    static const struct {
        const char *name, *words;
    } bad[] = {
        {"", "name of a policy file"},
        {"/etc/x.leidraad", "name of a policy file"},
        {"../x.leidraad", "name of a policy file"},
        {"a/../x.leidraad", "name of a policy file"},
        {"a//x.leidraad", "name of a policy file"},
        {"a/", "name of a policy file"},
        {".git/x.leidraad", "name of a policy file"},
        {"git~1/x.leidraad", "name of a policy file"},
        {"\xe2\x80\x8c.git/x.leidraad", "name of a policy file"},
        {".x.leidraad", "name of a policy file"},
        {"README", "ends in .leidraad"},
        {".leidraad", "name of a policy file"},
        {"caf\xe9.leidraad", "not UTF-8"},
    };
    (void)state;
    struct store *store = created("a", true);
    struct store_id commit;
    bool same;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct draft_file one = file(bad[i].name, "x");
        struct store_draft draft = {NULL, &one, 1, who, who, "x"};
        FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), bad[i].words);
    }
    struct draft_file two[] = {file("a.leidraad", "x"), file("a.leidraad", "y")};
    struct store_draft draft = {NULL, two, 2, who, who, "x"};
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "twice");
    two[1].name = "a.leidraad/b.leidraad";
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "both a file and a folder");
    two[1].name = "b.leidraad";
    two[1].size = STORE_FILE_MAX + 1;
    FAILS(STATUS_POLICIES, driver->write(store, &draft, &commit, &same), "too large");
    two[1].size = 1;
    draft.author.name = "a\nb";
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "cannot be by");
    draft.author.name = "a<b";
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "cannot be by");
    draft.author = who;
    draft.message = "\xff";
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "not UTF-8");
    driver->close(store);
}

/* ---- reading ---- */

static void test_reading_what_git_made(void **state)
{
    static const char *const forms[] = {
        "true",                                   /* as it was made */
        "git -C a pack-refs --all",               /* no loose references */
        "git -C a gc -q --prune=now",             /* packs, deltas, a commit graph */
        "git -C a repack -q -a -d --write-midx",  /* an index over packs */
    };
    (void)state;
    git("git init -q -b main a && cd a && for i in 1 2 3 4 5; do seq $i 500 >x.leidraad;"
        "git add . && git commit -q -m \"versie $i\"; git tag v$i; done && git tag -a -m n noot v2");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        git(forms[i]);
        struct store *store = opened("a");
        struct store_id id = tip(store);
        struct store_commit commit;
        assert_string_equal(git("git -C a rev-parse HEAD"), hex(id));
        assert_string_equal(hex(resolved(store, "v5")), hex(id));
        assert_string_equal(git("git -C a rev-parse HEAD~3"), hex(resolved(store, "HEAD~3")));
        assert_string_equal(git("git -C a rev-parse HEAD~3"), hex(resolved(store, "noot")));
        struct store_id one = resolved(store, "v1");
        assert_string_equal(hex(one), git("git -C a rev-parse v1"));
        assert_string_equal(hex(one), hex(resolved(store, hex(one))));
        for (int n = 5; n > 0; n--) {
            char message[32];
            snprintf(message, sizeof message, "versie %d\n", n);
            OK(driver->commit(store, &id, &commit));
            assert_string_equal(commit.message, message);
            assert_string_equal(commit.author.name, who.name);
            assert_string_equal(commit.committer.email, who.email);
            assert_true(commit.committer.time == who.time);
            assert_int_equal(commit.author.offset, 60);
            assert_int_equal(commit.has_parent, n > 1);
            id = commit.parent;
        }
        assert_string_equal(names(store, tip(store)), "x.leidraad");
        driver->close(store);
    }
    git("git clone -q --bare a bare.git && git clone -q a kloon && git -C a worktree add -q ../w v1");
    for (int i = 0; i < 3; i++) {
        struct store *store = opened((const char *[]){"bare.git", "kloon", "kloon/.git"}[i]);
        assert_int_equal(driver->is_bare(store), i == 0);
        assert_string_equal(names(store, tip(store)), "x.leidraad");
        driver->close(store);
    }
}

static void test_pushed_and_fetched(void **state)
{
    (void)state;
    struct store *store = created("bron.git", true);
    struct store_id first = published(store, NULL, FILES(file("x.leidraad", "een\n")));
    git("git clone -q bron.git b && cd b && echo twee >x.leidraad && git commit -q -a -m twee &&"
        "git push -q");
    struct store_id second = tip(store);
    assert_string_equal(git("git -C b rev-parse HEAD"), hex(second));
    assert_string_not_equal(hex(first), hex(second));
    published(store, &second, FILES(file("x.leidraad", "drie\n"), file("y.leidraad", "vier\n")));
    assert_string_equal(git("cd b && git pull -q && cat x.leidraad y.leidraad"), "drie\nvier");
    assert_clean("bron.git");
    assert_clean("b");
    driver->close(store);
}

static void test_no_such_revision(void **state)
{
    (void)state;
    git("git init -q -b main a && cd a && echo x >x.leidraad && git add . && git commit -q -m x &&"
        "for i in $(seq 400); do echo $i | git hash-object -w --stdin >/dev/null; done");
    struct store *store = opened("a");
    struct store_id id;
    struct store_commit commit;
    FAILS(STATUS_USAGE, driver->resolve(store, "HEAD~1", &id), "no commit \"HEAD~1\"");
    FAILS(STATUS_USAGE, driver->resolve(store, "2025", &id), "no commit \"2025\"");
    FAILS(STATUS_USAGE, driver->resolve(store, "", &id), "no revision");
    FAILS(STATUS_USAGE, driver->resolve(store, "a..b^{", &id), "no commit");
    FAILS(STATUS_USAGE, driver->resolve(store, "../../etc/passwd", &id), "no commit");
    git("git -C a rev-parse HEAD:x.leidraad");
    FAILS(STATUS_USAGE, driver->resolve(store, output, &id), "no commit");
    assert_true(store_id_parse(&id, output));
    FAILS(STATUS_USAGE, driver->step(store, &id, &commit), "is a blob and not a commit");
    memset(&id, 7, sizeof id);
    FAILS(STATUS_USAGE, driver->commit(store, &id, &commit), "there is no commit 0707");
    struct store_id root = tip(store), blob;
    OK(driver->step(store, &root, &commit));
    FAILS(STATUS_USAGE, driver->find(store, &commit.tree, "y.leidraad", &blob), "no file y");
    FAILS(STATUS_USAGE, driver->find(store, &commit.tree, "x.leidraad/z", &blob), "no file");
    driver->close(store);
}

static void test_ambiguous_revision(void **state)
{
    (void)state;
    struct store *store = created("a", true);
    struct store_id id = published(store, NULL, FILES(file("x.leidraad", "een\n")));
    struct store_draft draft = {NULL, NULL, 0, who, who, NULL};
    char text[32], first[STORE_ID_HEX];
    bool same, found = false;
    memcpy(first, hex(id), sizeof first);
    /* Commits of an empty tree, until one begins as another does: a few hundred. */
    git("mkdir seen");
    for (int n = 0; !found && n < 5000; n++) {
        char start[16];
        snprintf(text, sizeof text, "%d", n);
        draft.message = text;
        OK(driver->write(store, &draft, &id, &same));
        snprintf(start, sizeof start, "seen/%.4s", hex(id));
        found = mkdir(start, 0777) != 0;
        memcpy(first, start + 5, 5);
    }
    assert_true(found);
    FAILS(STATUS_USAGE, driver->resolve(store, first, &id), "more than one object");
    driver->close(store);
}

static void test_odd_messages(void **state)
{
    (void)state;
    git("git init -q -b main a && cd a && git commit -q --allow-empty -m een &&"
        "printf 'tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\\nauthor R\\351n\\351 <> 0 -0130\\n"
        "committer  x  <y@z> -12 +0000\\nencoding ISO-8859-1\\ngpgsig a\\n b\\n\\nfin\\351\\n' |"
        "git hash-object -t commit -w --literally --stdin >../id");
    struct store *store = opened("a");
    struct store_commit commit;
    struct store_id id = resolved(store, git("cat id"));
    OK(driver->commit(store, &id, &commit));
    assert_string_equal(commit.message, "fin\xc3\xa9\n");
    assert_string_equal(commit.author.name, "R\xc3\xa9n\xc3\xa9");
    assert_string_equal(commit.author.email, "");
    assert_int_equal(commit.author.offset, -90);
    assert_string_equal(commit.committer.name, "x");
    assert_true(commit.committer.time == -12);
    assert_false(commit.has_parent);
    driver->close(store);
}

static void test_detached_head(void **state)
{
    (void)state;
    git("git init -q -b main a && cd a && echo x >x.leidraad && git add . && git commit -q -m x &&"
        "git checkout -q --detach");
    struct store *store = opened("a");
    const char *branch = "";
    struct store_id id;
    bool has;
    OK(driver->head(store, &branch, &id, &has));
    assert_true(has);
    assert_null(branch);
    assert_string_equal(git("git -C a rev-parse HEAD"), hex(id));
    FAILS(STATUS_SYSTEM, driver->move(store, branch, &id, &id, &who, "x"), "HEAD is detached");
    driver->close(store);
}

/* ---- moving ---- */

static void test_race(void **state)
{
    (void)state;
    struct store *store = created("a", true);
    struct store_id zero = {{0}};
    struct store_id first = written(store, NULL, FILES(file("x.leidraad", "1")), NULL);
    struct store_id other = written(store, NULL, FILES(file("x.leidraad", "2")), NULL);
    FAILS(STATUS_RACE, driver->move(store, "refs/heads/main", &first, &other, &who, "x"), "gone");
    OK(driver->move(store, "refs/heads/main", NULL, &first, &who, "x"));
    FAILS(STATUS_RACE, driver->move(store, "refs/heads/main", NULL, &other, &who, "x"),
          "another was first");
    FAILS(STATUS_RACE, driver->move(store, "refs/heads/main", &other, &other, &who, "x"),
          "another was first");
    FAILS(STATUS_SYSTEM, driver->move(store, "refs/heads/main", &first, &zero, &who, "x"),
          "cannot be read");
    FAILS(STATUS_USAGE, driver->move(store, "main", &first, &other, &who, "x"), "name of a branch");
    FAILS(STATUS_USAGE, driver->move(store, "refs/heads/../x", &first, &other, &who, "x"),
          "name of a branch");
    assert_string_equal(hex(tip(store)), hex(first));
    git("git -C a pack-refs --all");
    OK(driver->move(store, "refs/heads/main", &first, &other, &who, "x"));
    assert_string_equal(git("git -C a rev-parse main"), hex(other));
    driver->close(store);
}

static void test_locked(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first = published(store, NULL, FILES(file("x.leidraad", "1")));
    struct store_id other = written(store, &first, FILES(file("x.leidraad", "2")), NULL);
    git(": >a/.git/refs/heads/main.lock");
    FAILS(STATUS_RACE, driver->move(store, "refs/heads/main", &first, &other, &who, "x"),
          "a/.git/refs/heads/main.lock");
    assert_null(strstr(driver->error(store), "remove that file"));
    assert_int_equal(utime("a/.git/refs/heads/main.lock", &(struct utimbuf){0, 0}), 0);
    FAILS(STATUS_RACE, driver->move(store, "refs/heads/main", &first, &other, &who, "x"),
          "remove that file");
    assert_int_equal(access("a/.git/refs/heads/main.lock", F_OK), 0);
    assert_string_equal(hex(tip(store)), hex(first));
    git("rm a/.git/refs/heads/main.lock; : >a/.git/index.lock");
    OK(driver->move(store, "refs/heads/main", &first, &other, &who, "x"));
    FAILS(STATUS_RACE, driver->refresh(store, &first, &other), "a/.git/index.lock");
    driver->close(store);
}

static void test_reflog_has_the_time_of_the_caller(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    published(store, NULL, FILES(file("x.leidraad", "1")));
    assert_string_equal(git("cut -d' ' -f3- a/.git/logs/refs/heads/main"),
                        "Beleid <beleid@example.org> 1767225600 +0100\tpublish");
    assert_string_equal(git("cut -d' ' -f3- a/.git/logs/HEAD"),
                        "Beleid <beleid@example.org> 1767225600 +0100\tpublish");
    driver->close(store);
}

static void test_tag(void **state)
{
    (void)state;
    struct store *store = created("a", true);
    struct store_id first = published(store, NULL, FILES(file("x.leidraad", "1")));
    struct store_id second = published(store, &first, FILES(file("x.leidraad", "2")));
    OK(driver->tag(store, "leidraad-2023", &first));
    OK(driver->tag(store, "leidraad-2023", &second));
    assert_string_equal(git("git -C a rev-parse leidraad-2023"), hex(first));
    FAILS(STATUS_USAGE, driver->tag(store, "a..b", &first), "name of a tag");
    FAILS(STATUS_USAGE, driver->tag(store, "../heads/x", &first), "name of a tag");
    FAILS(STATUS_USAGE, driver->tag(store, "-d", &first), "name of a tag");
    assert_clean("a");
    driver->close(store);
}

/* ---- the work tree ---- */

static void test_refresh(void **state)
{
    (void)state;
    struct store *store = created("a", false);
    struct store_id first = published(
        store, NULL,
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
    struct store_id second = published(
        store, &first,
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
    struct store_id second =
        published(store, &first, FILES(file("map/x.leidraad", "y\n"), file("map/z.leidraad", "z\n")));
    OK(driver->refresh(store, &first, &second));
    assert_string_equal(git("cat buiten/x.leidraad; ls buiten"), "x\nx.leidraad");
    driver->close(store);
}

/* ---- making and opening ---- */

static void test_create(void **state)
{
    struct store *store = NULL;
    (void)state;
    driver->close(created("a.git", true));
    driver->close(created("b/", false));
    git("mkdir c d && chmod 750 c d && ln -s d e");
    driver->close(created("c", false));
    driver->close(created("e", true));
    assert_string_equal(git("stat -c %a c d; find a.git b c d -name '*.new*'; ls -A"),
                        "750\n750\na.git\nb\nc\nd\ne");
    assert_clean("b");
    assert_clean("d");
    assert_string_equal(git("git -C b status --porcelain; git -C a.git symbolic-ref HEAD"),
                        "refs/heads/main");
    FAILS(STATUS_USAGE, driver->create(&store, "b", "main", false), "is not empty");
    driver->close(store);
    FAILS(STATUS_SYSTEM, driver->create(&store, "no/such/place", "main", false), "no/such/place");
    driver->close(store);
    FAILS(STATUS_USAGE, driver->create(&store, "f", "a..b", false), "name of a branch");
    driver->close(store);
    git("mkdir g && touch g/.git.new-0123");
    assert_int_equal(chdir("g"), 0);
    driver->close(created(".", false));
    assert_int_equal(chdir(".."), 0);
    assert_clean("g");
}

static void test_not_a_repository(void **state)
{
    struct store *store = NULL;
    (void)state;
    git("git init -q a && mkdir a/sub && echo x >file");
    FAILS(STATUS_SYSTEM, driver->open(&store, "nowhere"), "nowhere: No such file");
    driver->close(store);
    FAILS(STATUS_SYSTEM, driver->open(&store, "file"), "not a git repository");
    driver->close(store);
    FAILS(STATUS_SYSTEM, driver->open(&store, "a/sub"), "not a git repository");
    driver->close(store);
    FAILS(STATUS_SYSTEM, driver->open(&store, "."), "not a git repository");
    driver->close(store);
    driver->close(NULL);
}

static void test_configured_who(void **state)
{
    const char *name, *email;
    (void)state;
    git("git init -q a && git -C a config user.name Eigen");
    struct store *store = opened("a");
    driver->configured_who(store, &name, &email);
    assert_string_equal(name, "Eigen");
    assert_null(email);
    driver->close(store);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const char *why = NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),
        TEST(test_first_commit_is_that_of_git),
        TEST(test_kept_and_replaced),
        TEST(test_drafts_that_are_refused),
        TEST(test_reading_what_git_made),
        TEST(test_pushed_and_fetched),
        TEST(test_no_such_revision),
        TEST(test_ambiguous_revision),
        TEST(test_odd_messages),
        TEST(test_detached_head),
        TEST(test_race),
        TEST(test_locked),
        TEST(test_reflog_has_the_time_of_the_caller),
        TEST(test_tag),
        TEST(test_refresh),
        TEST(test_refresh_follows_no_link),
        TEST(test_create),
        TEST(test_not_a_repository),
        TEST(test_configured_who),
    };
    driver = store_load(&why);
    if (!driver || !getcwd(origin, sizeof origin)) {
        fprintf(stderr, "%s\n", why ? why : "no folder");
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
