/* The policy files of a tree: what compiler/source.c would have found in the same folder. */
#include "store/internal.h"

#include <stdlib.h>

struct walk {
    struct store *store;
    struct visits visits;
    struct file_list list;
    size_t cap, names_len, names_cap; /* names are offsets until the end: their block moves */
    size_t total;
    bool any; /* nothing is refused for what it is */
    char path[STORE_DEPTH_MAX * 256 + 4096 + 1];
    size_t path_len;
};

static int refuse(struct walk *walk, const char *what)
{
    return store_fail(walk->store, STATUS_POLICIES, "%.*s: %s", (int)walk->path_len, walk->path,
                      what);
}

static bool make_room(struct walk *walk)
{
    if (walk->list.count == walk->cap) {
        size_t cap = walk->cap ? 2 * walk->cap : 64;
        struct store_file *at = realloc(walk->list.at, cap * sizeof *at);
        if (!at) return false;
        walk->list.at = at;
        walk->cap = cap;
    }
    if (walk->names_len + walk->path_len + 1 > walk->names_cap) {
        size_t cap = 2 * walk->names_cap + walk->path_len + 1;
        char *names = realloc(walk->list.names, cap);
        if (!names) return false;
        walk->list.names = names;
        walk->names_cap = cap;
    }
    return true;
}

static int check(struct walk *walk, const struct entry *entry)
{
    size_t size;
    if (entry->kind == ENTRY_LINK) return refuse(walk, _("a link where a policy file should be"));
    if (!utf8_valid(walk->path, walk->path_len))
        return refuse(walk, _("the name of this policy file is not UTF-8"));
    if (walk->list.count >= STORE_FILES_MAX)
        return store_fail(walk->store, STATUS_POLICIES, _("there are more than %d policy files"),
                          STORE_FILES_MAX);
    int status = blob_size(walk->store, &entry->id, &size);
    if (status) return status;
    walk->total += size;
    if (walk->total > STORE_TOTAL_MAX)
        return store_fail(walk->store, STATUS_POLICIES,
                          _("the policy files are more than %d bytes together"), STORE_TOTAL_MAX);
    return STATUS_OK;
}

static int add(struct walk *walk, const struct entry *entry)
{
    int status = walk->any ? STATUS_OK : check(walk, entry);
    if (status) return status;
    if (!make_room(walk)) return store_no_memory(walk->store);
    memcpy(walk->list.names + walk->names_len, walk->path, walk->path_len);
    walk->list.names[walk->names_len + walk->path_len] = '\0';
    walk->list.at[walk->list.count++] = (struct store_file){NULL, entry->id};
    walk->names_len += walk->path_len + 1;
    return STATUS_OK;
}

static int walk_folder(struct walk *walk, const struct store_id *id, size_t depth);

static int walk_entry(struct walk *walk, const struct entry *entry, size_t depth)
{
    bool folder = entry->kind == ENTRY_FOLDER;
    if (entry->name[0] == '.') return STATUS_OK;
    bool module = entry->kind == ENTRY_MODULE && !walk->any;
    if (!folder && !module && !name_is_policy(entry->name, entry->name_len)) return STATUS_OK;
    size_t before = walk->path_len;
    if (before + entry->name_len + 2 > sizeof walk->path)
        return refuse(walk, _("the names in this folder are too long"));
    if (before) walk->path[walk->path_len++] = '/';
    memcpy(walk->path + walk->path_len, entry->name, entry->name_len);
    walk->path_len += entry->name_len;
    int status = folder   ? walk_folder(walk, &entry->id, depth + 1)
                 : module ? refuse(walk, _("a module (another repository): there may be policies "
                                           "in it"))
                          : add(walk, entry);
    walk->path_len = before;
    return status;
}

/* In the order of git, which is that of the whole names by their bytes. */
static int walk_folder(struct walk *walk, const struct store_id *id, size_t depth)
{
    struct tree tree;
    int status = tree_read(walk->store, &tree, id, &walk->visits, depth);
    for (size_t i = 0; i < tree.count && !status; i++)
        status = walk_entry(walk, &tree.entries[i], depth);
    tree_free(&tree);
    return status;
}

static int list_files(struct store *store, const struct store_id *tree, bool any,
                      struct file_list *list)
{
    *list = (struct file_list){0};
    struct walk *walk = calloc(1, sizeof *walk);
    if (!walk) return store_no_memory(store);
    walk->store = store;
    walk->any = any;
    int status = walk_folder(walk, tree, 0);
    *list = walk->list;
    free(walk);
    if (status) {
        files_free(list);
        return status;
    }
    const char *name = list->names;
    for (size_t i = 0; i < list->count; i++, name += strlen(name) + 1) list->at[i].name = name;
    return STATUS_OK;
}

int files_list(struct store *store, const struct store_id *tree, struct file_list *list)
{
    return list_files(store, tree, false, list);
}

int files_list_any(struct store *store, const struct store_id *tree, struct file_list *list)
{
    return list_files(store, tree, true, list);
}

void files_free(struct file_list *list)
{
    free(list->at);
    free(list->names);
    *list = (struct file_list){0};
}

int store_files(struct store *store, const struct store_id *tree, const struct store_file **files,
                size_t *count)
{
    struct file_list list;
    *files = NULL;
    *count = 0;
    int status = files_list(store, tree, &list);
    if (status) return status;
    free(store->files);
    free(store->file_names);
    store->files = list.at;
    store->file_names = list.names;
    *files = list.at;
    *count = list.count;
    return STATUS_OK;
}
