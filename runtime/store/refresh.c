/* The work tree and the index, after a branch moved.
 *
 * Somebody may be editing there.  So a file is only replaced where it still holds what the commit
 * before said, and the index says so too (else it was put back on purpose), and only by a rename;
 * what is anything else (edited, removed, a link, reached through a link) stays as it is, and `git
 * status` then shows it as a change.  Nothing is checked out through libgit2, whose filters and
 * attributes would change bytes. */
#include "store/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct refresh {
    struct store *store;
    git_index *index;
    int git; /* the git folder, in which new files are made */
};

/* One policy file that the move changed.  An id of NULL: it is not in that commit. */
struct change {
    const char *name;
    const struct store_id *before, *now;
};

static int cannot(struct refresh *r, const char *name, int error)
{
    return store_fail(r->store, STATUS_SYSTEM, "%s%s: %s", r->store->work_shown, name,
                      strerror(error));
}

/* ---- folders, through no link ---- */

static int open_part(int parent, const char *name)
{
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int open_or_make(int parent, const char *name)
{
    int fd = open_part(parent, name);
    if (fd >= 0 || errno != ENOENT) return fd;
    /* Another may be as quick. */
    return mkdirat(parent, name, 0777) && errno != EEXIST ? -1 : open_part(parent, name);
}

/* The folder of a name, and the last part of it in *last; below 0 with errno. */
static int open_folder(struct refresh *r, const char *name, bool make, const char **last)
{
    int fd = open(r->store->work_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const char *part = name, *slash;
    while (fd >= 0 && (slash = strchr(part, '/'))) {
        char folder[256];
        if ((size_t)(slash - part) >= sizeof folder) {
            close(fd);
            errno = ENAMETOOLONG;
            return -1;
        }
        memcpy(folder, part, (size_t)(slash - part));
        folder[slash - part] = '\0';
        int next = make ? open_or_make(fd, folder) : open_part(fd, folder);
        int error = errno;
        close(fd);
        errno = error;
        fd = next;
        part = slash + 1;
    }
    *last = part;
    return fd;
}

/* As git does, folders that hold nothing any more go too. */
static void remove_folders(struct refresh *r, const char *name)
{
    char *path = strdup(name), *slash;
    const char *last;
    while (path && (slash = strrchr(path, '/'))) {
        *slash = '\0';
        int fd = open_folder(r, path, false, &last);
        bool removed = fd >= 0 && !unlinkat(fd, last, AT_REMOVEDIR);
        if (fd >= 0) close(fd);
        if (!removed) break;
    }
    free(path);
}

/* ---- what a file holds ---- */

enum holding { HOLDS_NOTHING, HOLDS_FILE, HOLDS_ELSE };

static bool read_whole(int fd, char *bytes, size_t size)
{
    size_t len = 0;
    while (len < size) {
        ssize_t n = read(fd, bytes + len, size - len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        len += (size_t)n;
    }
    return true;
}

static enum holding file_id(int fd, const struct stat *info, struct store_id *id)
{
    git_oid oid;
    size_t size = (size_t)info->st_size;
    char *bytes = info->st_size > STORE_FILE_MAX ? NULL : malloc(size + 1);
    bool read =
        bytes && read_whole(fd, bytes, size) && !git_odb_hash(&oid, bytes, size, GIT_OBJECT_BLOB);
    free(bytes);
    if (!read) return HOLDS_ELSE;
    *id = id_of(&oid);
    return HOLDS_FILE;
}

static enum holding look(struct refresh *r, const char *name, struct store_id *id,
                         struct stat *info)
{
    const char *last;
    int folder = open_folder(r, name, false, &last);
    if (folder < 0) return errno == ENOENT ? HOLDS_NOTHING : HOLDS_ELSE;
    int fd = openat(folder, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    enum holding holding = fd < 0 && errno == ENOENT ? HOLDS_NOTHING : HOLDS_ELSE;
    close(folder);
    if (fd < 0) return holding;
    if (!fstat(fd, info) && S_ISREG(info->st_mode)) holding = file_id(fd, info, id);
    close(fd);
    return holding;
}

static bool holds(enum holding holding, const struct store_id *held, const struct store_id *id)
{
    return id ? holding == HOLDS_FILE && id_equal(held, id) : holding == HOLDS_NOTHING;
}

/* ---- files that are not in their place yet ---- */

#define TEMPORARY_START ".leidraad-"
#define TEMPORARY_END ".new"

enum {
    TEMPORARY_MARK = 16, /* hexadecimal digits */
    TEMPORARY_SIZE = sizeof TEMPORARY_START + TEMPORARY_MARK + sizeof TEMPORARY_END,
    LEFT_OVER = 3600, /* seconds: nobody takes that long to write one */
};

static bool is_temporary(const char *name)
{
    size_t start = sizeof TEMPORARY_START - 1;
    return !strncmp(name, TEMPORARY_START, start) &&
           strspn(name + start, "0123456789abcdef") == TEMPORARY_MARK &&
           !strcmp(name + start + TEMPORARY_MARK, TEMPORARY_END);
}

/* Those of programs that were ended before their rename. */
static void remove_left_over(int folder)
{
    struct stat info;
    int fd = open_part(folder, ".");
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0) close(fd);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(dir));)
        if (is_temporary(entry->d_name) &&
            !fstatat(folder, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) && S_ISREG(info.st_mode) &&
            time(NULL) - info.st_mtime > LEFT_OVER)
            unlinkat(folder, entry->d_name, 0);
    closedir(dir);
}

static int make_temporary(int folder, char name[TEMPORARY_SIZE])
{
    uint64_t mark;
    if (getrandom(&mark, sizeof mark, 0) != sizeof mark) return -1;
    snprintf(name, TEMPORARY_SIZE, TEMPORARY_START "%016llx" TEMPORARY_END,
             (unsigned long long)mark);
    return openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

/* ---- putting another in its place ---- */

static int write_all(int fd, const char *bytes, size_t size)
{
    while (size) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        bytes += n;
        size -= (size_t)n;
    }
    return fsync(fd) ? errno : 0;
}

/* The group and permissions of the file that is replaced, or as if it were made in its folder. */
static void adapt(int fd, int folder, const char *last)
{
    struct stat info, around;
    bool replaces = !fstatat(folder, last, &info, AT_SYMLINK_NOFOLLOW);
    if (replaces)
        (void)!fchown(fd, (uid_t)-1, info.st_gid);
    else if (!fstat(folder, &around) && around.st_mode & S_ISGID)
        (void)!fchown(fd, (uid_t)-1, around.st_gid);
    if (replaces) (void)!fchmod(fd, info.st_mode & 0777);
}

static int put_from(int start, int folder, const char *last, const void *bytes, size_t size)
{
    char temporary[TEMPORARY_SIZE];
    int fd = make_temporary(start, temporary);
    if (fd < 0) return errno;
    int error = write_all(fd, bytes, size);
    if (!error) adapt(fd, folder, last);
    if (close(fd) && !error) error = errno;
    if (!error && renameat(start, temporary, folder, last)) error = errno;
    if (error) unlinkat(start, temporary, 0);
    return error;
}

/* Made in the git folder, where what a crash leaves is nobody's change; and in its own folder where
 * that is on another disk. */
static int put(struct refresh *r, int folder, const char *last, const void *bytes, size_t size)
{
    int error = put_from(r->git, folder, last, bytes, size);
    if (error != EXDEV) return error;
    remove_left_over(folder);
    return put_from(folder, folder, last, bytes, size);
}

static int replace(struct refresh *r, const struct change *change)
{
    const void *bytes = NULL;
    const char *last;
    size_t size = 0;
    int error = 0, status = STATUS_OK;
    if (change->now) status = store_blob(r->store, change->now, &bytes, &size);
    if (status) return status;
    int folder = open_folder(r, change->name, change->now, &last);
    if (folder < 0)
        error = errno;
    else if (change->now)
        error = put(r, folder, last, bytes, size);
    else if (unlinkat(folder, last, 0))
        error = errno;
    if (folder >= 0) close(folder);
    store_release(r->store, bytes);
    if (error) return cannot(r, change->name, error);
    if (!change->now) remove_folders(r, change->name);
    return STATUS_OK;
}

/* ---- the index ---- */

/* What git remembers of a file, so that it need not read it again to know it unchanged. */
static void remember(git_index_entry *entry, const struct stat *info)
{
    entry->ctime.seconds = (int32_t)info->st_ctim.tv_sec;
    entry->ctime.nanoseconds = (uint32_t)info->st_ctim.tv_nsec;
    entry->mtime.seconds = (int32_t)info->st_mtim.tv_sec;
    entry->mtime.nanoseconds = (uint32_t)info->st_mtim.tv_nsec;
    entry->dev = (uint32_t)info->st_dev;
    entry->ino = (uint32_t)info->st_ino;
    entry->uid = info->st_uid;
    entry->gid = info->st_gid;
    entry->file_size = (uint32_t)info->st_size;
}

/* info NULL: the file holds something else, which git is to find out. */
static int index_change(struct refresh *r, const struct change *change, const struct stat *info)
{
    const git_index_entry *old = git_index_get_bypath(r->index, change->name, 0);
    git_index_entry entry = {0};
    int error;
    if (!change->now) {
        error = old ? git_index_remove(r->index, change->name, 0) : 0;
    } else {
        entry.mode = old && old->mode == GIT_FILEMODE_BLOB_EXECUTABLE ? GIT_FILEMODE_BLOB_EXECUTABLE
                                                                      : GIT_FILEMODE_BLOB;
        entry.path = change->name;
        entry.id = oid_of(change->now);
        if (info) remember(&entry, info);
        error = git_index_add(r->index, &entry);
    }
    return error ? store_git_fail(r->store, STATUS_SYSTEM, _("the index, for %s"), change->name)
                 : STATUS_OK;
}

static bool is_indexed(struct refresh *r, const char *name, const struct store_id *id)
{
    const git_index_entry *entry = git_index_get_bypath(r->index, name, 0);
    if (!entry || !id) return !entry && !id;
    struct store_id indexed = id_of(&entry->id);
    return id_equal(&indexed, id);
}

static int refresh_one(struct refresh *r, const struct change *change)
{
    struct store_id held;
    struct stat info;
    enum holding holding = look(r, change->name, &held, &info);
    if (!holds(holding, &held, change->now) && holds(holding, &held, change->before) &&
        is_indexed(r, change->name, change->before)) {
        int status = replace(r, change);
        if (status) return status;
        holding = look(r, change->name, &held, &info);
    }
    bool as_now = change->now && holds(holding, &held, change->now);
    return index_change(r, change, as_now ? &info : NULL);
}

/* ---- all of them ---- */

/* Both lists are by name.  Only what is removed, or only the rest. */
static int refresh_lists(struct refresh *r, const struct file_list *before,
                         const struct file_list *now, bool removed)
{
    int status = STATUS_OK;
    for (size_t i = 0, j = 0; (i < before->count || j < now->count) && !status;) {
        int order = i == before->count ? 1
                    : j == now->count  ? -1
                                       : strcmp(before->at[i].name, now->at[j].name);
        struct change change = {0};
        if (order <= 0) {
            change.name = before->at[i].name;
            change.before = &before->at[i++].blob;
        }
        if (order >= 0) {
            change.name = now->at[j].name;
            change.now = &now->at[j++].blob;
        }
        if (removed == !change.now && (order || !id_equal(change.before, change.now)))
            status = refresh_one(r, &change);
    }
    return status;
}

static int open_index(struct refresh *r)
{
    char *lock = malloc(strlen(r->store->git_folder) + sizeof "index.lock");
    if (!lock) return store_no_memory(r->store);
    sprintf(lock, "%sindex.lock", r->store->git_folder);
    bool locked = !access(lock, F_OK);
    free(lock);
    /* Before a file of the work tree changes that the index could not follow. */
    if (locked) return store_locked(r->store, _("the index"), "index");
    if (git_repository_index(&r->index, r->store->repo) || git_index_read(r->index, true))
        return store_git_fail(r->store, STATUS_SYSTEM, _("reading the index of %s"),
                              r->store->git_shown);
    return STATUS_OK;
}

/* Between the two sides of a conflict the index holds more than one entry for a file, and what was
 * written there would be neither side. */
static bool is_in_between(struct store *store, bool *conflicts)
{
    git_index *index = NULL;
    *conflicts = !git_repository_index(&index, store->repo) && !git_index_read(index, true) &&
                 git_index_has_conflicts(index);
    git_index_free(index);
    git_error_clear(); /* what is wrong with the index is told by who needs it */
    return *conflicts || git_repository_state(store->repo) != GIT_REPOSITORY_STATE_NONE;
}

int store_check_settled(struct store *store)
{
    bool conflicts;
    if (!store->work_folder || !is_in_between(store, &conflicts)) return STATUS_OK;
    return store_fail(store, STATUS_SYSTEM,
                      conflicts
                          ? _("%s has conflicts of a merge that git has not finished: settle "
                              "them, \"git add\" and \"git commit\", or \"git merge --abort\"")
                          : _("git is in the middle of something in %s (a merge, rebase or the "
                              "like; see \"git status\"): finish that first"),
                      store->work_shown);
}

static int open_git(struct refresh *r)
{
    r->git = open(r->store->git_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (r->git < 0)
        return store_fail(r->store, STATUS_SYSTEM, "%s: %s", r->store->git_shown, strerror(errno));
    remove_left_over(r->git);
    return STATUS_OK;
}

typedef int list_function(struct store *, const struct store_id *, struct file_list *);

static int list_of(struct store *store, const struct store_id *commit, list_function *list_files,
                   struct file_list *list)
{
    struct store_commit step;
    if (!commit) return STATUS_OK;
    int status = store_step(store, commit, &step);
    return status ? status : list_files(store, &step.tree, list);
}

int store_refresh(struct store *store, const struct store_id *before, const struct store_id *now)
{
    struct refresh r = {.store = store, .git = -1};
    struct file_list old = {0}, new = {0};
    if (!store->work_folder) return STATUS_OK;
    int status = store_check_settled(store);
    if (!status) status = list_of(store, before, files_list_any, &old);
    if (!status) status = list_of(store, now, files_list, &new);
    if (!status) status = open_index(&r);
    if (!status) status = open_git(&r);
    /* A folder must be gone before a file can have its name. */
    if (!status) status = refresh_lists(&r, &old, &new, true);
    if (!status) status = refresh_lists(&r, &old, &new, false);
    if (!status) {
        int error = git_index_write(r.index);
        if (error == GIT_ELOCKED)
            status = store_locked(store, _("the index"), "index");
        else if (error)
            status = store_git_fail(store, STATUS_SYSTEM, _("writing the index of %s"),
                                    store->git_shown);
    }
    if (r.git >= 0) close(r.git);
    git_index_free(r.index);
    files_free(&old);
    files_free(&new);
    return status;
}
