/* A new repository, whole or not at all.
 *
 * git_repository_init() would make it file by file in its place, with samples of hooks and whatever
 * the templates of this computer hold.  Here it is made beside its place under another name, with
 * the same bytes everywhere, brought to the disk, and only then renamed: what a crash leaves is a
 * folder with a name that nobody asked for, and never half a repository. */
#define _DEFAULT_SOURCE /* realpath() */
#include "store/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const folders[] = {
    "objects", "objects/info", "objects/pack", "refs", "refs/heads", "refs/tags",
};

enum { FOLDERS = sizeof folders / sizeof *folders };

/* Names that a crash may have left in the folder, and that do not make it "not empty". */
#define LEFT_OVER ".git.new-"

struct creation {
    struct store *store;
    const char *given; /* what it is called in messages */
    char *target;      /* the folder of the repository, in the end */
    char *temporary;   /* where it is made */
    bool inside;       /* target is .git in a folder that is there already */
};

static int cannot(struct creation *c, int error)
{
    return store_fail(c->store, STATUS_SYSTEM, _("making %s: %s"), c->given, strerror(error));
}

static char *joined(const char *a, const char *b, const char *d)
{
    size_t size = strlen(a) + strlen(b) + strlen(d) + 1;
    char *path = malloc(size);
    if (path) snprintf(path, size, "%s%s%s", a, b, d);
    return path;
}

/* ---- what is made ---- */

static int sync_folder(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = fd < 0 || fsync(fd) ? errno : 0;
    if (fd >= 0) close(fd);
    return error;
}

static int write_file(int folder, const char *name, const char *text)
{
    size_t left = strlen(text);
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) return errno;
    int error = 0;
    while (left && !error) {
        ssize_t n = write(fd, text, left);
        if (n >= 0)
            text += n, left -= (size_t)n;
        else if (errno != EINTR)
            error = errno;
    }
    if (!error && fsync(fd)) error = errno;
    if (close(fd) && !error) error = errno;
    return error;
}

static int fill(int folder, const char *branch, bool bare)
{
    char head[1100], config[200];
    int error = 0;
    snprintf(head, sizeof head, "ref: %s\n", branch);
    snprintf(config, sizeof config,
             "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = %s\n%s",
             bare ? "true" : "false", bare ? "" : "\tlogallrefupdates = true\n");
    for (size_t i = 0; i < FOLDERS && !error; i++)
        if (mkdirat(folder, folders[i], 0777)) error = errno;
    if (!error) error = write_file(folder, "config", config);
    if (!error) error = write_file(folder, "HEAD", head);
    for (size_t i = FOLDERS; i-- > 0 && !error;) error = sync_folder(folder, folders[i]);
    if (!error && fsync(folder)) error = errno;
    return error;
}

/* Only what fill() makes. */
static void empty(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        unlinkat(folder, "HEAD", 0);
        unlinkat(folder, "config", 0);
        for (size_t i = FOLDERS; i-- > 0;) unlinkat(folder, folders[i], AT_REMOVEDIR);
        close(folder);
    }
    rmdir(path);
}

/* ---- where ---- */

static int check_empty(struct creation *c, const char *path)
{
    DIR *dir = opendir(path);
    bool full = false;
    if (!dir) return cannot(c, errno);
    for (const struct dirent *entry; !full && (entry = readdir(dir));)
        full = strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") &&
               strncmp(entry->d_name, LEFT_OVER, sizeof LEFT_OVER - 1);
    closedir(dir);
    if (!full) return STATUS_OK;
    return store_fail(c->store, STATUS_USAGE,
                      _("%s is not empty: a repository is made in a folder "
                        "that is empty or not there"),
                      c->given);
}

static void drop_slashes(char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/') path[--len] = '\0';
}

/* temporary is beside target: only within one file system can it be renamed. */
static int settle(struct creation *c, const char *path, bool bare)
{
    char mark[2 * 8 + 1];
    unsigned char random[8];
    struct stat info;
    bool there = !lstat(path, &info);
    if (there) {
        char *real = realpath(path, NULL);
        if (!real) return cannot(c, errno);
        int status = check_empty(c, real);
        c->inside = !bare;
        c->target = bare ? real : joined(real, "/.git", "");
        if (!bare) free(real);
        if (status) return status;
    } else if (errno == ENOENT) {
        c->target = joined(path, "", "");
        if (c->target) drop_slashes(c->target);
    } else {
        return cannot(c, errno);
    }
    if (getrandom(random, sizeof random, 0) != sizeof random) return cannot(c, errno);
    for (size_t i = 0; i < sizeof random; i++) snprintf(mark + 2 * i, 3, "%02x", random[i]);
    if (c->target) c->temporary = joined(c->target, ".new-", mark);
    return c->temporary ? STATUS_OK : store_no_memory(c->store);
}

/* The folder in which a path stands; "." and "/" where it has none. */
static int sync_parent(const char *path)
{
    char *copy = joined(path, "", "");
    if (!copy) return ENOMEM;
    char *slash = strrchr(copy, '/');
    if (slash) slash[slash == copy] = '\0';
    int error = sync_folder(AT_FDCWD, slash ? copy : ".");
    free(copy);
    return error;
}

/* The folder that is replaced had permissions, that somebody may have chosen. */
static void same_mode(const char *from, const char *to)
{
    struct stat info;
    if (!stat(from, &info) && S_ISDIR(info.st_mode)) (void)!chmod(to, info.st_mode & 07777);
}

static int make(struct creation *c, const char *branch, bool bare)
{
    bool beside = !bare && !c->inside; /* the work tree is made too, with .git in it */
    char *git = joined(c->temporary, beside ? "/.git" : "", "");
    int error = git ? 0 : ENOMEM;
    if (!error && mkdir(c->temporary, 0777)) error = errno;
    if (error) {
        free(git);
        return cannot(c, error);
    }
    if (beside && mkdir(git, 0777)) error = errno;
    int folder = error ? -1 : open(git, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (!error) error = folder < 0 ? errno : fill(folder, branch, bare);
    if (folder >= 0) close(folder);
    if (!error && beside) error = sync_folder(AT_FDCWD, c->temporary);
    if (!error && bare) same_mode(c->target, c->temporary);
    if (!error && rename(c->temporary, c->target)) error = errno;
    if (error) {
        empty(git);
        rmdir(c->temporary);
    } else {
        error = sync_parent(c->target);
    }
    free(git);
    return error ? cannot(c, error) : STATUS_OK;
}

int create_folder(struct store *store, const char *path, const char *branch, bool bare)
{
    struct creation creation = {.store = store, .given = path};
    char full[1024];
    int valid = 0, n = snprintf(full, sizeof full, "refs/heads/%s", branch);
    if (n < 0 || (size_t)n >= sizeof full || branch[0] == '-' ||
        git_reference_name_is_valid(&valid, full) || !valid)
        return store_fail(store, STATUS_USAGE, _("\"%.200s\" cannot be the name of a branch"),
                          branch);
    if (!*path) return store_fail(store, STATUS_USAGE, "%s", _("no folder was given"));
    int status = settle(&creation, path, bare);
    if (!status) status = make(&creation, full, bare);
    free(creation.target);
    free(creation.temporary);
    return status;
}
