/* The public header: opening a store, and the policies of a revision.
 * (Publishing is publish.c, histories history.c.) */
#include "compiler/api/api.h"

#include "base/text.h"

#include <string.h>

/* ---- opening ---- */

int store_prepare(struct leidraad_store *store, const leidraad_store_options *options)
{
    leidraad_store_options asked = {.size = sizeof asked};
    const char *why;
    store->repository.error = store->error;
    if (!api_take_options(&asked, sizeof asked, options))
        return api_error(store->error, STATUS_USAGE, _("the size of the options is not set"));
    if (asked.cache) store->cache = arena_copy(store->arena, asked.cache, strlen(asked.cache));
    store->repository.driver = store_load(&why);
    if (!store->repository.driver) return api_error(store->error, STATUS_SYSTEM, "%s", why);
    return STATUS_OK;
}

static void close_repository(void *object)
{
    struct repository *repository = object;
    repository->driver->close(repository->store);
    repository->store = NULL;
}

void store_opened(struct leidraad_store *store, struct store *opened)
{
    if (!opened) return;
    store->repository.store = opened;
    arena_defer(store->arena, close_repository, &store->repository);
}

struct opening {
    const char *path;
    const leidraad_store_options *options;
    struct leidraad_store *store;
};

static int open_store(struct arena *arena, void *context)
{
    struct opening *opening = context;
    struct leidraad_store *store = ARENA_NEW(arena, struct leidraad_store);
    struct store *opened = NULL;
    store->arena = arena;
    opening->store = store;
    int status = store_prepare(store, opening->options);
    if (status) return status;
    status = store->repository.driver->open(&opened, opening->path);
    store_opened(store, opened);
    if (status && !opened)
        return api_error(store->error, status, _("'%s' cannot be opened as a store"),
                         opening->path);
    return repository_status(&store->repository, status);
}

leidraad_status leidraad_store_open(leidraad_store **out, const char *path,
                                    const leidraad_store_options *options)
{
    struct opening opening = {path, options, NULL};
    int status = api_opened(open_store, &opening);
    *out = status == STATUS_MEMORY ? NULL : opening.store;
    return (leidraad_status)status;
}

void leidraad_store_free(leidraad_store *store)
{
    if (store) arena_free(store->arena);
}

const char *leidraad_store_error(const leidraad_store *store)
{
    return store->error;
}

/* ---- the policies of a revision ---- */

struct asking {
    struct leidraad_store *store;
    const char *revision, *known_at;
    leidraad_policies *policies;
};

int store_revision(struct arena *arena, struct leidraad_store *store, const char *revision,
                   const char *known_at, struct store_id *commit)
{
    date on;
    if (!known_at) return repository_commit(&store->repository, revision, commit);
    if (revision)
        return api_error(store->error, STATUS_USAGE,
                         _("a revision and a day were both given; choose one"));
    if (date_parse_iso(str_from(known_at), &on) != DATE_PARSE_OK)
        return api_error(store->error, STATUS_USAGE,
                         _("'%s' is not a date: write it as 2026-04-01"), known_at);
    return repository_known_at(&store->repository, arena, on, commit);
}

static int read_policies(struct arena *arena, void *context)
{
    struct asking *asking = context;
    const struct repository *repository = &asking->store->repository;
    struct store_id id;
    struct store_commit commit;
    struct policy_text *source;
    char hex[STORE_ID_HEX];
    int status = store_revision(arena, asking->store, asking->revision, asking->known_at, &id);
    if (!status)
        status = repository_status(repository,
                                   repository->driver->step(repository->store, &id, &commit));
    if (!status) status = repository_files(repository, arena, &commit.tree, &source);
    if (status) return status;

    leidraad_file *files = ARENA_ARRAY(arena, leidraad_file, source->files.len);
    for (size_t i = 0; i < source->files.len; i++) {
        const struct source_file *file = &source->files.at[i];
        files[i] = (leidraad_file){file->name.at, file->text.at, file->text.len};
    }
    status = (int)leidraad_policies_compile(&asking->policies, files, source->files.len);
    if (!asking->policies) return status;
    store_id_hex(hex, &id);
    int named =
        (int)leidraad_policies_set_name(asking->policies, arena_printf(arena, "git:%s", hex));
    return status ? status : named;
}

leidraad_status leidraad_store_policies(leidraad_policies **out, leidraad_store *store,
                                        const char *revision, const char *known_at)
{
    struct asking asking = {store, revision, known_at, NULL};
    *out = NULL;
    if (!store->repository.store) return LEIDRAAD_ERROR_SYSTEM;
    int status = api_guarded(read_policies, &asking);
    if (status == STATUS_MEMORY) {
        leidraad_policies_free(asking.policies);
        asking.policies = NULL;
    }
    *out = asking.policies;
    return (leidraad_status)status;
}
