/* Looks at a repository before libgit2 does, and refuses what would lead out of it.
 *
 * A repository may have been fetched, unpacked or mounted from anywhere, and git has many ways to
 * say "look over there": a .git that is a file, a common folder, alternates, links, a work tree or
 * configuration elsewhere.  libgit2 follows them all.  Somebody who publishes policies needs none
 * of them, so each is an error that says how to do without.
 *
 * What is not a plain file or folder is refused too: to open a pipe is to wait for ever.
 *
 * All is opened by the whole path, and named in messages by the one that was given. */
#define _DEFAULT_SOURCE /* realpath(), DT_DIR */
#include "store/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CONFIG_SIZE_MAX = 1 << 20,
    LOOK_DEPTH_MAX = 64, /* folders in folders of refs */
};

/* "a" and "b" as "a/b"; NULL: out of memory. */
static char *join(const char *folder, const char *name)
{
    size_t len = strlen(folder) + 1 + strlen(name) + 1;
    char *path = malloc(len);
    if (path)
        snprintf(path, len, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
    return path;
}

static int refuse(struct store *store, const char *path, const char *what)
{
    return store_fail(store, STATUS_SYSTEM, "%s: %s", path, what);
}

static int refuse_in(struct store *store, const char *folder, const char *name, const char *what)
{
    char *path = join(folder, name);
    int status = path ? refuse(store, path, what) : store_no_memory(store);
    free(path);
    return status;
}

static int cannot(struct store *store, const char *path, int error)
{
    return refuse(store, path, strerror(error));
}

/* ---- nothing but files and folders ---- */

/* What is looked through: all that libgit2 opens.  Hooks and the like it does not. */
static const struct part {
    const char *name;
    bool needed, folder;
} parts[] = {
    {"HEAD", true, false},     {"objects", true, true},       {"refs", true, true},
    {"config", false, false},  {"packed-refs", false, false}, {"index", false, false},
    {"shallow", false, false}, {"logs", false, true},         {"info", false, true},
};

/* What leads elsewhere by being there. */
static const struct elsewhere {
    const char *name, *why;
} elsewhere[] = {
    {"commondir", N_("this repository keeps its objects in another (it is a linked work tree); "
                     "use the repository itself")},
    {"gitdir", N_("this is the administration of a linked work tree; use the repository itself")},
    {"objects/info/alternates",
     N_("this repository borrows objects from another; make it whole with \"git repack -a -d\" and "
        "remove that file")},
};

static int kind_of(int folder, const char *name, unsigned char hint)
{
    struct stat info;
    if (hint != DT_UNKNOWN) return hint;
    if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW)) return errno == ENOENT ? DT_REG : -1;
    return S_ISREG(info.st_mode)   ? DT_REG
           : S_ISDIR(info.st_mode) ? DT_DIR
           : S_ISLNK(info.st_mode) ? DT_LNK
                                   : DT_BLK;
}

static int strange(struct store *store, const char *path, const char *name, int kind)
{
    return refuse_in(store, path, name,
                     kind == -1 ? strerror(errno)
                     : kind == DT_LNK
                         ? _("a link; a repository that links to elsewhere is not read")
                         : _("neither a file nor a folder"));
}

static int look(struct store *store, int parent, const char *name, const char *path, int depth);

static int look_at(struct store *store, int folder, const char *path, const struct dirent *entry,
                   int depth)
{
    const char *name = entry->d_name;
    if (!strcmp(name, ".") || !strcmp(name, "..")) return STATUS_OK;
    int kind = kind_of(folder, name, entry->d_type);
    if (kind == DT_REG) return STATUS_OK;
    if (kind != DT_DIR) return strange(store, path, name, kind);
    char *below = join(path, name);
    if (!below) return store_no_memory(store);
    int status = look(store, folder, name, below, depth + 1);
    free(below);
    return status;
}

/* A folder that was removed while we looked is none. */
static int look(struct store *store, int parent, const char *name, const char *path, int depth)
{
    int status = STATUS_OK;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return errno == ENOENT ? STATUS_OK : cannot(store, path, errno);
    DIR *dir = depth > LOOK_DEPTH_MAX ? NULL : fdopendir(fd);
    if (!dir) {
        close(fd);
        return refuse(store, path, _("cannot be looked through: too deep, or out of memory"));
    }
    const struct dirent *entry;
    while (!status && (errno = 0, entry = readdir(dir)))
        status = look_at(store, fd, path, entry, depth);
    if (!status && errno) status = cannot(store, path, errno);
    closedir(dir);
    return status;
}

static int look_part(struct store *store, int folder, const char *path, const struct part *part)
{
    struct stat info;
    if (fstatat(folder, part->name, &info, AT_SYMLINK_NOFOLLOW)) {
        if (errno == ENOENT && !part->needed) return STATUS_OK;
        return errno == ENOENT ? refuse(store, path, _("this is not a git repository"))
                               : cannot(store, path, errno);
    }
    if (S_ISLNK(info.st_mode)) return strange(store, path, part->name, DT_LNK);
    if (part->folder ? !S_ISDIR(info.st_mode) : !S_ISREG(info.st_mode))
        return strange(store, path, part->name, DT_BLK);
    if (!part->folder) return STATUS_OK;
    char *below = join(path, part->name);
    if (!below) return store_no_memory(store);
    int status = look(store, folder, part->name, below, 0);
    free(below);
    return status;
}

static int look_elsewhere(struct store *store, int folder, const char *path)
{
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        struct stat info;
        if (fstatat(folder, elsewhere[i].name, &info, AT_SYMLINK_NOFOLLOW)) continue;
        return refuse_in(store, path, elsewhere[i].name, _(elsewhere[i].why));
    }
    return STATUS_OK;
}

static int look_through(struct store *store, const char *path)
{
    int status = STATUS_OK;
    int fd = open(store->git_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return cannot(store, path, errno);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !status; i++)
        status = look_part(store, fd, path, &parts[i]);
    if (!status) status = look_elsewhere(store, fd, path);
    close(fd);
    return status;
}

/* ---- the configuration ---- */

/* libgit2 reads what is included while it parses, so this cannot be left to its parser.  A value in
 * which "[include" stands is refused for nothing; who has one? */
static bool includes(const char *text)
{
    for (const char *c = strchr(text, '['); c; c = strchr(c + 1, '[')) {
        const char *name = c + 1 + strspn(c + 1, " \t");
        if (!strncasecmp(name, "include", 7)) return true;
    }
    return false;
}

/* From `at`; path is for messages, here and below. */
static char *read_config(struct store *store, const char *at, const char *path)
{
    struct stat info;
    char *text = NULL;
    FILE *file = fopen(at, "re");
    if (!file || fstat(fileno(file), &info)) {
        cannot(store, path, errno);
    } else if (info.st_size > CONFIG_SIZE_MAX) {
        refuse(store, path, _("too large for a configuration"));
    } else if ((text = calloc(1, (size_t)info.st_size + 1))) {
        size_t n = fread(text, 1, (size_t)info.st_size, file);
        if (memchr(text, '\0', n)) {
            refuse(store, path, _("this is no text"));
            free(text);
            text = NULL;
        }
    } else {
        store_no_memory(store);
    }
    if (file) fclose(file);
    return text;
}

/* Extensions that libgit2 does not know it refuses by name; these have something to be done. */
static const struct setting {
    const char *key, *value, *why; /* value NULL: any */
} settings[] = {
    {"core.worktree", NULL, N_("this repository has its work tree elsewhere (core.worktree)")},
    {"core.attributesfile", NULL, N_("it names a file elsewhere (core.attributesFile)")},
    {"core.excludesfile", NULL, N_("it names a file elsewhere (core.excludesFile)")},
    {"extensions.objectformat", "sha256", N_("repositories with SHA-256 ids cannot be read yet")},
    {"extensions.partialclone", NULL,
     N_("this is a partial clone, which lacks objects: clone the repository without --filter")},
    {"extensions.refstorage", NULL, N_("this way of keeping branches is not known here")},
    {"extensions.worktreeconfig", NULL,
     N_("this repository has a configuration for each work tree (extensions.worktreeConfig)")},
};

static int check_settings(struct store *store, const char *path, git_config *config, int *bare)
{
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const struct setting *setting = &settings[i];
        git_config_entry *entry = NULL;
        if (git_config_get_entry(&entry, config, setting->key)) continue;
        bool hit = !setting->value || (entry->value && !strcasecmp(entry->value, setting->value));
        git_config_entry_free(entry);
        if (hit) return refuse(store, path, _(setting->why));
    }
    int error = git_config_get_bool(bare, config, "core.bare");
    if (error == GIT_ENOTFOUND)
        *bare = -1;
    else if (error)
        return store_git_fail(store, STATUS_SYSTEM, _("reading %s"), path);
    git_error_clear();
    return STATUS_OK;
}

static int check_config_at(struct store *store, const char *at, const char *path, int *bare)
{
    char *text = read_config(store, at, path);
    if (!text) return STATUS_SYSTEM;
    bool leads_out = includes(text);
    free(text);
    if (leads_out)
        return refuse(store, path, _("it includes other files; put what they say into this one"));
    git_config *config = NULL;
    int status = STATUS_OK;
    if (git_config_open_ondisk(&config, at))
        status = store_git_fail(store, STATUS_SYSTEM, _("reading %s"), path);
    else
        status = check_settings(store, path, config, bare);
    git_config_free(config);
    return status;
}

/* bare: -1 where it does not say. */
static int check_config(struct store *store, struct found *found, int *bare)
{
    char *at = join(store->git_folder, "config"), *path = join(found->named, "config");
    int status = STATUS_OK;
    *bare = -1;
    if (!at || !path) {
        status = store_no_memory(store);
    } else if (!access(at, F_OK)) {
        status = check_config_at(store, at, path, bare);
        found->config = at;
        at = NULL;
    }
    free(at);
    free(path);
    return status;
}

/* ---- finding it ---- */

static bool ours(const struct stat *info)
{
    const char *sudo = getenv("SUDO_UID");
    uid_t user = geteuid();
    if (info->st_uid == user) return true;
    return !user && sudo && *sudo && strtoul(sudo, NULL, 10) == info->st_uid;
}

/* Into .git where there is one; else the folder itself may be a repository. */
static int find_folder(struct store *store, struct found *found, const char *folder,
                       const char *given)
{
    struct stat info;
    char *inner = join(folder, ".git");
    bool has = inner && !lstat(inner, &info);
    if (has) found->foreign = !ours(&info);
    found->named = has ? join(given, ".git") : strdup(given);
    if (inner && found->named) {
        store->git_folder = join(has ? inner : folder, "");
        store->git_shown = join(found->named, "");
    }
    if (has) {
        store->work_folder = join(folder, "");
        store->work_shown = join(given, "");
    }
    free(inner);
    if (!store->git_folder || !store->git_shown ||
        (has && (!store->work_folder || !store->work_shown)))
        return store_no_memory(store);
    if (!has || S_ISDIR(info.st_mode)) return STATUS_OK;
    return refuse(store, found->named,
                  S_ISREG(info.st_mode)
                      ? _("a file that says where the repository is (a linked work tree or a "
                          "module); use the repository itself")
                      : _("a link; a repository that links to elsewhere is not read"));
}

/* The folder around a .git, in messages. */
static char *around(const char *given)
{
    size_t len = strlen(given);
    while (len && given[len - 1] == '/') len--;
    bool plain = len >= 4 && !memcmp(given + len - 4, ".git", 4);
    if (!plain || (len > 4 && given[len - 5] != '/')) return join(given, "../");
    return len == 4 ? strdup("./") : strndup(given, len - 4);
}

/* Who says "not bare" has a work tree around its .git; that of another name would be its parent
 * folder, where it has no business. */
static int settle_work(struct store *store, const char *folder, const char *given, int bare)
{
    const char *last = strrchr(folder, '/');
    bool inside = !store->work_folder && last && !strcmp(last, "/.git");
    if (inside && bare != 1) {
        store->work_folder = strndup(folder, (size_t)(last + 1 - folder));
        store->work_shown = around(given);
        if (!store->work_folder || !store->work_shown) return store_no_memory(store);
    } else if (store->work_folder && bare == 1) {
        free(store->work_folder);
        free(store->work_shown);
        store->work_folder = store->work_shown = NULL;
    } else if (!store->work_folder && bare == 0) {
        return refuse(store, given, _("it says it is not bare (core.bare), but is no .git folder"));
    }
    return STATUS_OK;
}

int guard_find(struct store *store, struct found *found, const char *path)
{
    struct stat info;
    int bare, status;
    char *folder = realpath(path, NULL);
    if (!folder || stat(folder, &info)) {
        status = cannot(store, path, errno);
        free(folder);
        return status;
    }
    if (!S_ISDIR(info.st_mode)) {
        status = refuse(store, path, _("this is not a git repository"));
    } else {
        status = find_folder(store, found, folder, path);
        found->foreign |= !ours(&info);
    }
    if (!status) status = look_through(store, found->named);
    if (!status) status = check_config(store, found, &bare);
    if (!status) status = settle_work(store, folder, path, bare);
    free(folder);
    return status;
}

void guard_free(struct found *found)
{
    free(found->named);
    free(found->config);
    *found = (struct found){0};
}

const char *guard_cut_short(const struct store *store)
{
    char *path = join(store->git_folder, "shallow");
    bool shallow = path && !access(path, F_OK);
    free(path);
    return shallow
               ? _(" (it is a shallow clone, without the older history: \"git fetch --unshallow\")")
               : "";
}
