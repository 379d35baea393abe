/* A store, by its table alone, in a folder of its own for each test, in which it is; `git` runs
 * there without anybody's configuration and with a fixed clock, so that what it makes has ids that
 * can be compared.  Who includes this defines _DEFAULT_SOURCE first, for mkdtemp(). */
#ifndef LEIDRAAD_TESTS_STORE_SAMPLE_H
#define LEIDRAAD_TESTS_STORE_SAMPLE_H

#include "base/status.h"
#include "store/store.h"
#include "tests/unit/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ; /* no header of POSIX has it */

static const struct store_driver *driver;
static char origin[4096], home[64], folder[64];
static char output[1 << 16];

static const struct store_who who = {"Beleid", "beleid@example.org", 1767225600, 60};

/* ---- the folder, and git in it ---- */

static inline int setup(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/leidraad-store-XXXXXX");
    if (!mkdtemp(folder) || chdir(folder)) return -1;
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
static inline int run(const char *command)
{
    char line[4096];
    snprintf(line, sizeof line, "( %s ) 2>&1", command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    size_t n = fread(output, 1, sizeof output - 1, pipe);
    output[n] = '\0';
    return pclose(pipe);
}

static inline int teardown(void **state)
{
    char command[300];
    (void)state;
    if (chdir(origin)) return -1;
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s %s/.gitconfig", folder, folder,
             home);
    return run(command);
}

/* What it printed, without the last line feed. */
static inline const char *git(const char *command)
{
    if (run(command)) fail_msg("%s:\n%s", command, output);
    size_t n = strlen(output);
    if (n && output[n - 1] == '\n') output[n - 1] = '\0';
    return output;
}

static inline void assert_clean(const char *repository)
{
    char command[200];
    snprintf(command, sizeof command, "git -C %s fsck --strict --no-dangling", repository);
    if (run(command) || strstr(output, "error") || strstr(output, "warning"))
        fail_msg("%s:\n%s", command, output);
}

/* ---- the store ---- */

static inline void check_status(struct store *store, int status, int expected, int line)
{
    if (status != expected)
        fail_msg("line %d: status %d and not %d: %s", line, status, expected, driver->error(store));
}

#define OK(call) check_status(store, (call), STATUS_OK, __LINE__)
#define FAILS(expected, call, words)                                 \
    do {                                                             \
        check_status(store, (call), expected, __LINE__);             \
        if (!strstr(driver->error(store), words))                    \
            fail_msg("line %d: %s", __LINE__, driver->error(store)); \
    } while (0)

static inline struct store *opened(const char *path)
{
    struct store *store = NULL;
    OK(driver->open(&store, path));
    return store;
}

static inline struct store *created(const char *path, bool bare)
{
    struct store *store = NULL;
    OK(driver->create(&store, path, "main", bare));
    return store;
}

static inline struct draft_file file(const char *name, const char *text)
{
    return (struct draft_file){name, text, strlen(text)};
}

#define FILES(...)                            \
    (const struct draft_file[]){__VA_ARGS__}, \
        sizeof((const struct draft_file[]){__VA_ARGS__}) / sizeof(struct draft_file)

/* Writes a commit on this one, or the first. */
static inline struct store_id written(struct store *store, const struct store_id *parent,
                                      const struct draft_file *files, size_t count, bool *same)
{
    struct store_draft draft = {parent, files, count, who, who, "Versie\n"};
    struct store_id commit;
    bool ignored;
    OK(driver->write(store, &draft, &commit, same ? same : &ignored));
    return commit;
}

static inline struct store_id published(struct store *store, const struct store_id *parent,
                                        const struct draft_file *files, size_t count)
{
    struct store_id commit = written(store, parent, files, count, NULL);
    OK(driver->move(store, "refs/heads/main", parent, &commit, &who, "publish"));
    return commit;
}

static inline struct store_id tip(struct store *store)
{
    struct store_id id;
    const char *branch;
    bool has;
    OK(driver->head(store, &branch, &id, &has));
    assert_true(has);
    assert_string_equal(branch, "refs/heads/main");
    return id;
}

static inline const char *hex(struct store_id id)
{
    static char text[4][STORE_ID_HEX];
    static int n;
    n = (n + 1) % 4;
    store_id_hex(text[n], &id);
    return text[n];
}

static inline struct store_id resolved(struct store *store, const char *revision)
{
    struct store_id id;
    OK(driver->resolve(store, revision, &id));
    return id;
}

static inline void assert_blob(struct store *store, const struct store_id *tree, const char *name,
                               const char *text)
{
    struct store_id id, named;
    const void *bytes;
    size_t size;
    OK(driver->find(store, tree, name, &id));
    OK(driver->name(store, text, strlen(text), &named));
    assert_memory_equal(&named, &id, sizeof id);
    OK(driver->blob(store, &id, &bytes, &size));
    assert_int_equal(size, strlen(text));
    assert_memory_equal(bytes, text, size);
    driver->release(store, bytes);
}

/* The names of the policy files of a commit, with a space between them. */
static inline const char *names(struct store *store, struct store_id commit)
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

/* ---- all of them ---- */

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

/* Where a hook of git runs the tests, they name its repository, in which all would be done. */
static inline void forget_variables_of_git(void)
{
    for (char **at = environ; *at;) {
        size_t n = strcspn(*at, "=");
        char name[64];
        if (strncmp(*at, "GIT_", 4) || n >= sizeof name) {
            at++;
            continue;
        }
        memcpy(name, *at, n);
        name[n] = '\0';
        unsetenv(name);
        at = environ;
    }
}

/* The home is the same for all: libgit2 asks for it once. */
static inline bool begin(void)
{
    const char *why = NULL;
    strcpy(home, "/tmp/leidraad-home-XXXXXX");
    driver = store_load(&why);
    if (!driver || !getcwd(origin, sizeof origin) || !mkdtemp(home)) {
        fprintf(stderr, "%s\n", why ? why : "no folder");
        return false;
    }
    setenv("HOME", home, 1);
    unsetenv("XDG_CONFIG_HOME");
    forget_variables_of_git();
    return true;
}

static inline int end(int failed)
{
    return rmdir(home) ? 1 : failed;
}

#endif
