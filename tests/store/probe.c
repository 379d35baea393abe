/* The store on a repository that may be anything, for hostile.py.
 *
 *     probe read REPO          head, and every commit behind it: policy files and their bytes
 *     probe resolve REPO REV   the commit of a revision
 *     probe publish REPO       a commit with one policy file more, the branch moved, the work tree
 *     probe create REPO        a new one
 *     probe flip REPO FILE N   `read` once for every Nth byte of a file, with a bit of it turned
 *
 * Prints what was read, or the error, and ends with the status.  The text is a digest of all that
 * came out, so that two runs can be held against each other. */
#include "base/status.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct store_driver *driver;

struct seen {
    uint64_t digest; /* FNV-1a */
    size_t commits, files;
};

static void see(struct seen *seen, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) seen->digest = (seen->digest ^ at[i]) * 1099511628211u;
}

static int read_files(struct store *store, const struct store_commit *commit, struct seen *seen)
{
    const struct store_file *files;
    size_t count, size;
    const void *bytes;
    int status = driver->files(store, &commit->tree, &files, &count);
    for (size_t i = 0; i < count && !status; i++) {
        see(seen, files[i].name, strlen(files[i].name) + 1);
        status = driver->blob(store, &files[i].blob, &bytes, &size);
        if (status) break;
        see(seen, bytes, size);
        seen->files++;
        driver->release(store, bytes);
    }
    return status;
}

static int read_all(struct store *store, struct seen *seen)
{
    struct store_commit commit = {.has_parent = true};
    const char *branch;
    bool has;
    int status = driver->head(store, &branch, &commit.parent, &has);
    commit.has_parent = has;
    while (!status && commit.has_parent) {
        struct store_id id = commit.parent;
        status = driver->commit(store, &id, &commit);
        if (status) break;
        see(seen, commit.message, strlen(commit.message) + 1);
        seen->commits++;
        status = read_files(store, &commit, seen);
    }
    return status;
}

static int open_and_read(const char *path, struct store **store, struct seen *seen)
{
    *seen = (struct seen){14695981039346656037u, 0, 0};
    int status = driver->open(store, path);
    return status ? status : read_all(*store, seen);
}

/* ---- the verbs ---- */

static int cmd_read(struct store **store, char **argv)
{
    struct seen seen;
    int status = open_and_read(argv[0], store, &seen);
    if (!status)
        printf("%zu commits, %zu files, %016" PRIx64 "\n", seen.commits, seen.files, seen.digest);
    return status;
}

static int cmd_resolve(struct store **store, char **argv)
{
    struct store_id id;
    char hex[STORE_ID_HEX];
    int status = driver->open(store, argv[0]);
    if (!status) status = driver->resolve(*store, argv[1], &id);
    if (status) return status;
    store_id_hex(hex, &id);
    puts(hex);
    return status;
}

static int publish(struct store *store)
{
    static const struct store_who who = {"Beleid", "beleid@example.org", 1767225600, 60};
    static const struct draft_file file = {"nieuw.leidraad", "nieuw\n", 6};
    const char *branch;
    struct store_id tip, commit;
    bool has, same;
    int status = driver->head(store, &branch, &tip, &has);
    struct store_draft draft = {has ? &tip : NULL, &file, 1, who, who, "nieuw\n"};
    if (!status) status = driver->write(store, &draft, &commit, &same);
    if (!status) status = driver->move(store, branch, draft.parent, &commit, &who, "publish");
    if (!status) status = driver->refresh(store, draft.parent, &commit);
    if (!status) puts("published");
    return status;
}

static int cmd_publish(struct store **store, char **argv)
{
    int status = driver->open(store, argv[0]);
    return status ? status : publish(*store);
}

static int cmd_create(struct store **store, char **argv)
{
    int status = driver->create(store, argv[0], "main", true);
    if (!status) puts("created");
    return status;
}

/* ---- turned bits ---- */

static int turn(const char *path, long at, int *byte)
{
    FILE *file = fopen(path, "r+b");
    if (!file || fseek(file, at, SEEK_SET) || (*byte < 0 && (*byte = fgetc(file)) == EOF)) {
        perror(path);
        exit(99);
    }
    return fseek(file, at, SEEK_SET) || fputc(*byte, file) == EOF || fclose(file);
}

static long size_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = file && !fseek(file, 0, SEEK_END) ? ftell(file) : -1;
    if (file) fclose(file);
    return size;
}

static const char *objection(const struct store *store, int status, const struct seen *seen,
                             const struct seen *whole, bool objects)
{
    if (status == STATUS_OK)
        return objects && seen->digest != whole->digest ? "other bytes were read" : NULL;
    if (status != STATUS_SYSTEM && status != STATUS_USAGE && status != STATUS_POLICIES)
        return "an unexpected status";
    return *driver->error(store) ? NULL : "no word of why";
}

static int cmd_flip(struct store **store, char **argv)
{
    struct seen whole, seen;
    long size = size_of(argv[1]), step = atol(argv[2]), tried = 0, noticed = 0;
    bool objects = strstr(argv[1], "/objects/");
    int status = open_and_read(argv[0], store, &whole);
    for (long at = 0; at < size && !status; at += step, tried++) {
        int before = -1, turned;
        driver->close(*store);
        turn(argv[1], at, &before);
        turned = before ^ 1 << (at / step) % 8;
        turn(argv[1], at, &turned);
        int found = open_and_read(argv[0], store, &seen);
        const char *wrong = objection(*store, found, &seen, &whole, objects);
        turn(argv[1], at, &before);
        noticed += found != STATUS_OK;
        if (wrong) {
            printf("%s, byte %ld: %s (status %d)\n", argv[1], at, wrong, found);
            exit(98);
        }
    }
    if (!status) printf("%ld turned, %ld noticed\n", tried, noticed);
    return status;
}

/* ---- */

static const struct verb {
    const char *name;
    int arguments;
    int (*run)(struct store **store, char **argv);
} verbs[] = {
    {"read", 1, cmd_read},     {"resolve", 2, cmd_resolve}, {"publish", 1, cmd_publish},
    {"create", 1, cmd_create}, {"flip", 3, cmd_flip},
};

int main(int argc, char **argv)
{
    const char *why;
    driver = store_load(&why);
    if (!driver) return puts(why), 99;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        struct store *store = NULL;
        if (argc != verbs[i].arguments + 2 || strcmp(argv[1], verbs[i].name)) continue;
        int status = verbs[i].run(&store, argv + 2);
        if (status) puts(driver->error(store));
        driver->close(store);
        return status;
    }
    return puts("usage: see the head of probe.c"), 99;
}
