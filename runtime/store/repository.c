/* The driver: opening and closing, and the table that is exported. */
#include "store/internal.h"

#include <git2/sys/repository.h>
#include <pthread.h>
#include <stdlib.h>

/* ---- libgit2, once in a process ---- */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int ready; /* what git_libgit2_init() gave: below 0 it failed */
static char *xdg_folder;

/* Never undone: a library that is unloaded and loaded again costs ten milliseconds each time.  The
 * settings are of the process; each is one that a host which uses libgit2 itself can live with, and
 * the allocator is only changed where nobody was there before us. */
static void prepare(void)
{
    git_buf folder = {0};
    ready = git_libgit2_init();
    if (ready < 0) return;
    if (ready == 1) memory_limit();
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1);
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 1);
    git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1);
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1);
    git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)1 << 18);
    if (!git_libgit2_opts(GIT_OPT_GET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, &folder) && folder.ptr)
        xdg_folder = strdup(folder.ptr);
    git_buf_dispose(&folder);
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_SYSTEM, "");
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_PROGRAMDATA, "");
    git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, "");
}

/* ---- opening ---- */

static void store_close(struct store *store)
{
    if (!store) return;
    blobs_free(&store->blobs); /* objects of odb */
    git_odb_free(store->odb);
    git_repository_free(store->repo);
    free(store->git_folder);
    free(store->work_folder);
    free(store->git_shown);
    free(store->work_shown);
    free(store->branch);
    free(store->commit_text);
    free(store->who_name);
    free(store->who_email);
    free(store->files);
    free(store->file_names);
    free(store);
}

static int start(struct store **out)
{
    struct store *store = calloc(1, sizeof *store);
    *out = store;
    if (!store) return STATUS_MEMORY;
    pthread_once(&once, prepare);
    return ready < 0 ? store_git_fail(store, STATUS_SYSTEM, "%s", _("starting libgit2"))
                     : STATUS_OK;
}

static int cannot_open(struct store *store, const struct found *found)
{
    const char *shown = store->work_folder ? store->work_shown : store->git_shown;
    if (!found->foreign)
        return store_git_fail(store, STATUS_SYSTEM, _("opening repository %s"), shown);
    git_error_clear();
    return store_fail(store, STATUS_SYSTEM,
                      _("repository %s is owned by somebody else; if you trust it: "
                        "git config --global --add safe.directory %s"),
                      shown, store->work_folder ? store->work_folder : store->git_folder);
}

/* From now on only the repository's own configuration is asked. */
static int own_config(struct store *store, const struct found *found)
{
    git_config *config = NULL;
    int error = git_config_new(&config);
    if (!error && found->config)
        error = git_config_add_file_ondisk(config, found->config, GIT_CONFIG_LEVEL_LOCAL,
                                           store->repo, 0);
    if (!error) error = git_repository_set_config(store->repo, config);
    git_config_free(config);
    return error
               ? store_git_fail(store, STATUS_SYSTEM, _("opening repository %s"), store->git_shown)
               : STATUS_OK;
}

/* That libgit2 opened what was looked at, and not what something else made it think. */
static int check_same(struct store *store)
{
    const char *work = git_repository_workdir(store->repo);
    bool same = !strcmp(git_repository_path(store->repo), store->git_folder) &&
                !strcmp(git_repository_commondir(store->repo), store->git_folder) &&
                !work == !store->work_folder && (!work || !strcmp(work, store->work_folder));
    return same ? STATUS_OK
                : store_fail(store, STATUS_SYSTEM, _("repository %s leads to another folder"),
                             store->git_shown);
}

/* As if it were bare, since libgit2 otherwise takes core.worktree and core.bare from ~/.gitconfig
 * too, where they are not of this repository and git does not heed them.  Not where it has to be
 * told to be trusted: safe.directory then has the name of the work tree. */
static int open_repo(struct store *store, const struct found *found)
{
    unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
    if (!store->work_folder || !found->foreign) flags |= GIT_REPOSITORY_OPEN_BARE;
    int error = git_repository_open_ext(&store->repo, store->git_folder, flags, NULL);
    if (!error && store->work_folder && !found->foreign)
        error = git_repository_set_workdir(store->repo, store->work_folder, 0);
    return error ? cannot_open(store, found) : STATUS_OK;
}

static int open_found(struct store *store, const struct found *found)
{
    int status = open_repo(store, found);
    if (!status) status = check_same(store);
    if (!status) status = own_config(store, found);
    return status ? status : objects_open(store);
}

static int open_path(struct store *store, const char *path)
{
    struct found found = {0};
    int status = guard_find(store, &found, path);
    if (!status) status = packs_check(store);
    if (!status) status = open_found(store, &found);
    guard_free(&found);
    return status;
}

static int store_open(struct store **out, const char *path)
{
    int status = start(out);
    return status ? status : open_path(*out, path);
}

static int store_create(struct store **out, const char *path, const char *branch, bool bare)
{
    int status = start(out);
    if (!status) status = create_folder(*out, path, branch, bare);
    return status ? status : open_path(*out, path);
}

/* ---- what it says of itself ---- */

static const char *store_error(const struct store *store)
{
    return store ? store->error : "";
}

static const char *store_git_folder(const struct store *store)
{
    return store->git_folder;
}

static const char *store_work_shown(const struct store *store)
{
    return store->work_shown;
}

static const char *store_work_folder(const struct store *store)
{
    return store->work_folder;
}

/* ---- who is at work ---- */

static void take_text(char **out, git_config *config, const char *key)
{
    git_buf value = {0};
    if (*out) return;
    if (!git_config_get_string_buf(&value, config, key) && value.ptr && *value.ptr)
        *out = strdup(value.ptr);
    git_buf_dispose(&value);
}

static void take_who(struct store *store, git_config *config)
{
    take_text(&store->who_name, config, "user.name");
    take_text(&store->who_email, config, "user.email");
}

/* ~/.gitconfig, and what is in its place for some. */
static void add_global(git_config *config)
{
    const char *instead = getenv("GIT_CONFIG_GLOBAL");
    git_buf path = {0};
    if (instead) {
        if (*instead) git_config_add_file_ondisk(config, instead, GIT_CONFIG_LEVEL_GLOBAL, NULL, 0);
        return;
    }
    if (xdg_folder && *xdg_folder) {
        size_t len = strlen(xdg_folder) + sizeof "/config";
        char *file = malloc(len);
        if (file) {
            memcpy(file, xdg_folder, strlen(xdg_folder));
            memcpy(file + strlen(xdg_folder), "/config", sizeof "/config");
            git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_XDG, NULL, 0);
            free(file);
        }
    }
    if (!git_config_find_global(&path))
        git_config_add_file_ondisk(config, path.ptr, GIT_CONFIG_LEVEL_GLOBAL, NULL, 0);
    git_buf_dispose(&path);
}

static void store_configured_who(struct store *store, const char **name, const char **email)
{
    git_config *own = NULL, *global = NULL;
    free(store->who_name);
    free(store->who_email);
    store->who_name = store->who_email = NULL;
    if (!git_repository_config_snapshot(&own, store->repo)) take_who(store, own);
    git_config_free(own);
    if (!git_config_new(&global)) {
        add_global(global);
        take_who(store, global);
    }
    git_config_free(global);
    git_error_clear();
    *name = store->who_name;
    *email = store->who_email;
}

/* ---- the table ---- */

__attribute__((visibility("default"))) extern const struct store_driver leidraad_store_driver;

const struct store_driver leidraad_store_driver = {
    .abi = STORE_ABI,
    .open = store_open,
    .create = store_create,
    .close = store_close,
    .error = store_error,
    .git_folder = store_git_folder,
    .work_folder = store_work_folder,
    .work_shown = store_work_shown,
    .head = store_head,
    .resolve = store_resolve,
    .commit = store_commit_read,
    .step = store_step,
    .files = store_files,
    .find = store_find,
    .blob = store_blob,
    .release = store_release,
    .name = store_name,
    .write = store_write,
    .move = store_move,
    .tag = store_tag,
    .refresh = store_refresh,
    .configured_who = store_configured_who,
};
