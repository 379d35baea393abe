/* Policies in a store. */
#include "compiler/history/repository.h"

#include "base/status.h"
#include "base/text.h"
#include "report/words.h"

#include <string.h>

enum { SECONDS_A_MINUTE = 60, SECONDS_A_DAY = 24 * 60 * 60 };

int repository_status(const struct repository *r, int status)
{
    if (status && status != STATUS_MEMORY)
        api_error(r->error, status, "%s", r->driver->error(r->store));
    return status;
}

static int newest(const struct repository *r, struct store_id *commit)
{
    const char *branch;
    bool has;
    int status = repository_status(r, r->driver->head(r->store, &branch, commit, &has));
    if (status || has) return status;
    return api_error(r->error, STATUS_USAGE, _("nothing has been published here yet"));
}

int repository_commit(const struct repository *r, const char *revision, struct store_id *commit)
{
    if (!revision) return newest(r, commit);
    return repository_status(r, r->driver->resolve(r->store, revision, commit));
}

date store_day(const struct store_who *who)
{
    int64_t local = who->time + (int64_t)who->offset * SECONDS_A_MINUTE;
    int64_t day = local / SECONDS_A_DAY - (local % SECONDS_A_DAY < 0);
    return day < DATE_MIN ? DATE_MIN : day > DATE_MAX ? DATE_MAX : (date)day;
}

int repository_known_at(const struct repository *r, struct arena *arena, date on,
                        struct store_id *commit)
{
    struct store_commit step;
    int status = newest(r, commit);
    while (!status) {
        status = repository_status(r, r->driver->step(r->store, commit, &step));
        if (status || store_day(&step.committer) <= on) return status;
        if (!step.has_parent) break;
        *commit = step.parent;
    }
    if (status) return status;
    return api_error(r->error, STATUS_USAGE, _("the history begins after %s"),
                     words_date(arena, on).at);
}

struct blob {
    const struct store_driver *driver;
    struct store *store;
    const void *bytes;
};

static void release(void *object)
{
    struct blob *blob = object;
    if (blob->bytes) blob->driver->release(blob->store, blob->bytes);
    blob->bytes = NULL;
}

/* A copy, since the store's memory is its own. */
int repository_text(const struct repository *r, struct arena *arena, const struct store_id *id,
                    struct str *text)
{
    struct blob *blob = ARENA_NEW(arena, struct blob);
    size_t size;
    blob->driver = r->driver;
    blob->store = r->store;
    arena_defer(arena, release, blob);
    int status = repository_status(r, r->driver->blob(r->store, id, &blob->bytes, &size));
    if (status) return status;
    *text = str_copy(arena, (struct str){blob->bytes, size});
    release(blob);
    return STATUS_OK;
}

int repository_list(const struct repository *r, struct arena *arena, const struct store_id *tree,
                    struct tree_files *out)
{
    const struct store_file *files;
    *out = (struct tree_files){0};
    int status = repository_status(r, r->driver->files(r->store, tree, &files, &out->count));
    if (status) return status;
    out->at = ARENA_ARRAY(arena, struct store_file, out->count);
    for (size_t i = 0; i < out->count; i++)
        out->at[i] =
            (struct store_file){str_copy(arena, str_from(files[i].name)).at, files[i].blob};
    return STATUS_OK;
}

int repository_files(const struct repository *r, struct arena *arena, const struct store_id *tree,
                     struct policy_text **out)
{
    struct tree_files list;
    *out = source_create(arena);
    int status = repository_list(r, arena, tree, &list);
    for (size_t i = 0; i < list.count && !status; i++) {
        struct str text;
        status = repository_text(r, arena, &list.at[i].blob, &text);
        if (!status) source_add(*out, arena, str_from(list.at[i].name), text);
    }
    source_finish(*out);
    return status;
}
