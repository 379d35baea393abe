/* The store, by its table alone, and git as the judge of what it writes.  The work tree is in
 * test_store_work.c. */
#define _DEFAULT_SOURCE /* mkdtemp() */
#include "tests/unit/test_store_sample.h"

#include <signal.h>
#include <sys/resource.h>
#include <utime.h>

/* ---- ids ---- */

static void test_ids(void **state)
{
    struct store_id id = {.bytes = {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef}};
    char text[STORE_ID_HEX];
    (void)state;
    id.bytes[STORE_ID_BYTES - 1] = 0xff;
    store_id_hex(text, &id);
    assert_string_equal(text, "0123456789abcdef0000000000000000000000ff");
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
    assert_false(!driver->work_folder(store));
    published(store, NULL,
              FILES(file("leidraad-2023.leidraad", "een\n"), file("a/b/diep.leidraad", "diep\n"),
                    file("a.leidraad", ""), file("a-b.leidraad", "streep\n")));
    git("git init -q -b main b && cd b && mkdir -p a/b && printf 'een\\n' >leidraad-2023.leidraad "
        "&&"
        "printf 'diep\\n' >a/b/diep.leidraad && : >a.leidraad && printf 'streep\\n' >a-b.leidraad "
        "&&"
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
    struct store_id second =
        published(store, &first,
                  FILES(file("map/blijft.leidraad", "2\n"), file("nieuw/in/map.leidraad", "5\n")));
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

static void test_times(void **state)
{
    static const struct {
        int64_t time;
        int32_t offset;
        const char *date;
    } times[] = {
        {0, 0, "1970-01-01T00:00:00+00:00"},
        {UINT32_MAX, -90, "2106-02-07T04:58:15-01:30"},
        {1774000000, 14 * 60, "2026-03-20T23:46:40+14:00"},
    };
    (void)state;
    struct store *store = created("a", true);
    struct store_draft draft = {NULL, NULL, 0, who, who, "x"};
    struct store_id commit;
    bool same;
    char command[100];
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        draft.author.time = draft.committer.time = times[i].time;
        draft.author.offset = draft.committer.offset = times[i].offset;
        OK(driver->write(store, &draft, &commit, &same));
        snprintf(command, sizeof command, "git -C a log -1 --format=%%aI%%cI %s", hex(commit));
        assert_memory_equal(git(command), times[i].date, 25);
        assert_string_equal(output + 25, times[i].date);
        snprintf(command, sizeof command, "refs/heads/tak-%zu", i);
        OK(driver->move(store, command, NULL, &commit, &draft.committer, "x"));
    }
    draft.committer.time = (int64_t)UINT32_MAX + 1;
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "at that time");
    FAILS(STATUS_USAGE,
          driver->move(store, "refs/heads/later", NULL, &commit, &draft.committer, "x"),
          "at that time");
    assert_clean("a");
    driver->close(store);
}

/* A limit on the size of files is as good as a full disk. */
static void test_no_room_for_the_commit(void **state)
{
    enum { ROOM = 4096, MESSAGE = 1 << 16 };
    struct rlimit limit, before;
    (void)state;
    struct store *store = created("a", true);
    struct draft_file one = file("x.leidraad", "1");
    struct store_draft draft = {NULL, &one, 1, who, who, NULL};
    struct store_id commit;
    uint32_t random = 1;
    bool same;
    char *message = malloc(MESSAGE + 1); /* that does not compress */
    assert_non_null(message);
    for (size_t i = 0; i < MESSAGE; i++) {
        random = random * 1664525 + 1013904223;
        message[i] = (char)('!' + (random >> 24) % 90);
    }
    message[MESSAGE] = '\0';
    draft.message = message;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    limit = before;
    limit.rlim_cur = ROOM;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    int status = driver->write(store, &draft, &commit, &same);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
    FAILS(STATUS_SYSTEM, status, "File too large");
    OK(driver->write(store, &draft, &commit, &same));
    OK(driver->move(store, "refs/heads/main", NULL, &commit, &who, "x"));
    assert_clean("a");
    free(message);
    driver->close(store);
}

static void test_message_that_would_not_be_read(void **state)
{
    enum { MESSAGE = 4 << 20 };
    (void)state;
    struct store *store = created("a", true);
    struct store_draft draft = {NULL, NULL, 0, who, who, NULL};
    struct store_commit read;
    struct store_id commit;
    bool same;
    char *message = malloc(MESSAGE + 1);
    assert_non_null(message);
    memset(message, 'x', MESSAGE);
    message[MESSAGE] = '\0';
    draft.message = message;
    FAILS(STATUS_USAGE, driver->write(store, &draft, &commit, &same), "too long");
    message[MESSAGE - 1000] = '\0';
    OK(driver->write(store, &draft, &commit, &same));
    OK(driver->commit(store, &commit, &read));
    assert_string_equal(read.message, message);
    free(message);
    driver->close(store);
}

/* ---- reading ---- */

static void test_reading_what_git_made(void **state)
{
    static const char *const forms[] = {
        "true",                                  /* as it was made */
        "git -C a pack-refs --all",              /* no loose references */
        "git -C a gc -q --prune=now",            /* packs, deltas, a commit graph */
        "git -C a repack -q -a -d --write-midx", /* an index over packs */
    };
    (void)state;
    git("git init -q -b main a && cd a && for i in 1 2 3 4 5; do seq $i 500 >x.leidraad;"
        "git add . && git commit -q -m \"versie $i\"; git tag v$i; done && git tag -a -m n noot "
        "v2");
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
    git("git clone -q --bare a bare.git && git clone -q a kloon && git -C a worktree add -q ../w "
        "v1");
    for (int i = 0; i < 3; i++) {
        struct store *store = opened((const char *[]){"bare.git", "kloon", "kloon/.git"}[i]);
        assert_int_equal(!driver->work_folder(store), i == 0);
        assert_string_equal(names(store, tip(store)), "x.leidraad");
        driver->close(store);
    }
}

/* Each of them, from the first to the last or the other way round. */
static void read_all(struct store *store, const struct store_id *tree, bool backwards)
{
    const struct store_file *files;
    size_t count, size;
    OK(driver->files(store, tree, &files, &count));
    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        const struct store_file *file = &files[backwards ? count - 1 - i : i];
        size_t expected = file->name[0] == '0' ? 0 : file->name[0] == '7' ? 5000000 : 1000000;
        const void *bytes;
        OK(driver->blob(store, &file->blob, &bytes, &size));
        assert_int_equal(size, expected);
        for (size_t k = 0; k < size; k += 999)
            assert_int_equal(((const char *)bytes)[k], *file->name);
        driver->release(store, bytes);
    }
}

/* What was read to know its size is kept until it is asked for, but not more than some megabytes of
 * it: in any order, and again, a blob is the same. */
static void test_blobs_in_any_order(void **state)
{
    (void)state;
    git("git init -q -b main a && cd a && : >0.leidraad && for i in 1 2 3 4 5 6; do "
        "head -c 1000000 /dev/zero | tr '\\0' $i >$i.leidraad; done && "
        "head -c 5000000 /dev/zero | tr '\\0' 7 >7.leidraad && git add . && git commit -q -m x");
    for (int packed = 0; packed < 2; packed++) {
        for (int backwards = 0; backwards < 2; backwards++) {
            struct store *store = opened("a");
            struct store_id id = tip(store);
            struct store_commit commit;
            OK(driver->commit(store, &id, &commit));
            read_all(store, &commit.tree, backwards);
            read_all(store, &commit.tree, !backwards);
            driver->close(store);
        }
        git("git -C a gc -q --prune=now");
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
    memset(&id, 7, sizeof id);
    FAILS(STATUS_USAGE, driver->commit(store, &id, &commit), "there is no commit 0707");
    struct store_id root = tip(store), blob;
    OK(driver->step(store, &root, &commit));
    FAILS(STATUS_USAGE, driver->find(store, &commit.tree, "y.leidraad", &blob), "no file y");
    FAILS(STATUS_USAGE, driver->find(store, &commit.tree, "x.leidraad/z", &blob), "no file");
    OK(driver->find(store, &commit.tree, "x.leidraad", &blob));
    FAILS(STATUS_USAGE, driver->step(store, &blob, &commit), "is a blob and not a commit");
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
    FAILS(STATUS_SYSTEM, driver->move(store, "refs/heads/main", &first, &other, &who, "x"),
          "locked by a/.git/refs/heads/main.lock");
    assert_non_null(strstr(driver->error(store), "remove that file"));
    assert_int_equal(access("a/.git/refs/heads/main.lock", F_OK), 0);
    assert_string_equal(hex(tip(store)), hex(first));
    git("rm a/.git/refs/heads/main.lock; : >a/.git/index.lock");
    OK(driver->move(store, "refs/heads/main", &first, &other, &who, "x"));
    FAILS(STATUS_RACE, driver->refresh(store, &first, &other), "it holds a/.git/index.lock");
    assert_int_equal(utime("a/.git/index.lock", &(struct utimbuf){0, 0}), 0);
    FAILS(STATUS_SYSTEM, driver->refresh(store, &first, &other), "locked by a/.git/index.lock");
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

static void test_names_in_the_way(void **state)
{
    (void)state;
    struct store *store = created("a", true);
    struct store_id first = published(store, NULL, FILES(file("x.leidraad", "1")));
    OK(driver->tag(store, "leidraad", &first));
    OK(driver->tag(store, "a/b", &first));
    for (int packed = 0; packed < 2; packed++) {
        FAILS(STATUS_SYSTEM, driver->tag(store, "a", &first), "making tag a");
        FAILS(STATUS_SYSTEM, driver->tag(store, "leidraad/a/2023", &first),
              "refs/tags/leidraad/a/2023 cannot be made: refs/tags/leidraad is in the way");
        FAILS(STATUS_SYSTEM, driver->move(store, "refs/heads/main/x", NULL, &first, &who, "x"),
              "refs/heads/main/x cannot be made: refs/heads/main is in the way");
        git("git -C a pack-refs --all");
    }
    assert_string_equal(git("git -C a for-each-ref --format='%(refname)'; find a -name '*.lock'"),
                        "refs/heads/main\nrefs/tags/a/b\nrefs/tags/leidraad");
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

/* Errors name it as it was given: that of the whole path is nobody's question. */
static void test_named_as_given(void **state)
{
    static const struct {
        const char *path, *error;
    } wrong[] = {
        {"nowhere", "nowhere: No such file or directory"},
        {"plain", "plain: this is not a git repository"},
        {"./plain/", "./plain/: this is not a git repository"},
        {".", ".: this is not a git repository"},
        {"alternates.git", "alternates.git/objects/info/alternates: this repository borrows"},
        {"link/../alternates.git/", "link/../alternates.git/objects/info/alternates: this rep"},
        {"worktree", "worktree/.git/config: this repository has its work tree elsewhere"},
        {"worktree/.git/", "worktree/.git/config: this repository has its work tree elsewhere"},
        {"nonsense", "reading nonsense/.git/config: failed to parse config file"},
        {"pipe", "pipe/.git/refs/heads/pipe: neither a file nor a folder"},
    };
    (void)state;
    git("git init -q --bare alternates.git && echo x >alternates.git/objects/info/alternates &&"
        "mkdir plain && ln -s plain link && git init -q worktree && git init -q nonsense &&"
        "git -C worktree config core.worktree /x && echo '[[[' >nonsense/.git/config &&"
        "git init -q pipe && mkfifo pipe/.git/refs/heads/pipe");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct store *store = NULL;
        check_status(store, driver->open(&store, wrong[i].path), STATUS_SYSTEM, __LINE__);
        if (strncmp(driver->error(store), wrong[i].error, strlen(wrong[i].error)) ||
            strstr(driver->error(store), folder))
            fail_msg("%s: %s", wrong[i].path, driver->error(store));
        driver->close(store);
    }
}

/* Also in the words of libgit2, which has the whole path. */
static void test_named_as_given_by_libgit2(void **state)
{
    static const char *const ways[][2] = {
        {"a", "a/.git/index"},
        {"./a/", "./a/.git/index"},
        {"a/.git", "a/.git/index"},
        {"link", "link/.git/index"},
        {"a/sub/..", "a/sub/../.git/index"},
    };
    (void)state;
    struct store *store = created("a", false);
    struct store_id first = published(store, NULL, FILES(file("x.leidraad", "1")));
    driver->close(store);
    git("ln -s a link; mkdir a/sub a/.git/index");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        /* Before it was opened the index would be refused for what it is. */
        git("rmdir a/.git/index");
        store = opened(ways[i][0]);
        git("mkdir a/.git/index");
        FAILS(STATUS_SYSTEM, driver->refresh(store, NULL, &first), ways[i][1]);
        assert_null(strstr(driver->error(store), folder));
        driver->close(store);
    }
}

/* In ~/.gitconfig it is of no repository, and git does not heed it. */
static void test_global_configuration_is_not_of_the_repository(void **state)
{
    static const char *const said[] = {
        "worktree = /tmp",
        "worktree = /no/such/place",
        "bare = true",
        "bare = false",
    };
    char command[200];
    (void)state;
    git("git init -q -b main a && git init -q --bare b.git && git -C a config --unset core.bare");
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        snprintf(command, sizeof command, "printf '[core]\\n%s\\n' >%s/.gitconfig", said[i], home);
        git(command);
        for (int bare = 0; bare < 2; bare++) {
            struct store *store = opened(bare ? "b.git" : "a");
            assert_int_equal(!driver->work_folder(store), bare);
            snprintf(command, sizeof command, "%s/a/", folder);
            if (!bare) assert_string_equal(driver->work_folder(store), command);
            driver->close(store);
        }
    }
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids),
        TEST(test_first_commit_is_that_of_git),
        TEST(test_kept_and_replaced),
        TEST(test_drafts_that_are_refused),
        TEST(test_times),
        TEST(test_no_room_for_the_commit),
        TEST(test_message_that_would_not_be_read),
        TEST(test_reading_what_git_made),
        TEST(test_blobs_in_any_order),
        TEST(test_pushed_and_fetched),
        TEST(test_no_such_revision),
        TEST(test_ambiguous_revision),
        TEST(test_odd_messages),
        TEST(test_detached_head),
        TEST(test_race),
        TEST(test_locked),
        TEST(test_reflog_has_the_time_of_the_caller),
        TEST(test_tag),
        TEST(test_names_in_the_way),
        TEST(test_create),
        TEST(test_not_a_repository),
        TEST(test_named_as_given),
        TEST(test_named_as_given_by_libgit2),
        TEST(test_global_configuration_is_not_of_the_repository),
        TEST(test_configured_who),
    };
    return begin() ? end(cmocka_run_group_tests(tests, NULL, NULL)) : 1;
}
