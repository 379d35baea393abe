/* Writing a commit: the parent's tree with other policy files in it.
 *
 * Trees are put together here and not by an index, which would read the whole of the parent's tree
 * and write modes and names its own way: what is not a policy file keeps every byte.  Nothing is
 * written that is there already, and nothing that is written can be seen before a branch moves. */
#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>

struct file {
    const char *name;
    const struct draft_file *from;
};

struct writer {
    struct store *store;
    struct file *files; /* by name */
    struct visits visits;
};

/* ---- is it fit to be written? ---- */

static int refuse(struct store *store, const char *name, const char *what)
{
    return store_fail(store, STATUS_USAGE, "%s: %s", name, what);
}

static int check_name(struct store *store, const char *name)
{
    size_t depth = 0;
    const char *part = name;
    for (;; part++, depth++) {
        size_t len = strcspn(part, "/");
        if (part[0] == '.' || name_is_bad(part, len) || len > 255)
            return refuse(store, name, _("this cannot be the name of a policy file"));
        part += len;
        if (!*part) break;
    }
    part = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;
    if (!name_is_policy(part, strlen(part)))
        return refuse(store, name, _("a policy file has a name that ends in .leidraad"));
    if (!utf8_valid(name, strlen(name)))
        return refuse(store, name, _("the name of this policy file is not UTF-8"));
    return depth >= STORE_DEPTH_MAX ? refuse(store, name, _("it lies too deep in folders"))
                                    : STATUS_OK;
}

static int by_name(const void *a, const void *b)
{
    const struct file *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static int check_files(struct store *store, const struct store_draft *draft)
{
    size_t total = 0;
    if (draft->count > STORE_FILES_MAX)
        return store_fail(store, STATUS_POLICIES, _("there are more than %d policy files"),
                          STORE_FILES_MAX);
    for (size_t i = 0; i < draft->count; i++) {
        const struct draft_file *file = &draft->files[i];
        int status = check_name(store, file->name);
        if (status) return status;
        if (file->size > STORE_FILE_MAX)
            return store_fail(
                store, STATUS_POLICIES,
                _("file %s is too large: %zu bytes, and a policy file has at most %d"), file->name,
                file->size, STORE_FILE_MAX);
        total += file->size;
        if (total > STORE_TOTAL_MAX)
            return store_fail(store, STATUS_POLICIES,
                              _("the policy files are more than %d bytes together"),
                              STORE_TOTAL_MAX);
    }
    return STATUS_OK;
}

static int sort_files(struct writer *writer, const struct store_draft *draft)
{
    writer->files = malloc((draft->count + 1) * sizeof *writer->files);
    if (!writer->files) return store_no_memory(writer->store);
    for (size_t i = 0; i < draft->count; i++)
        writer->files[i] = (struct file){draft->files[i].name, &draft->files[i]};
    if (draft->count) qsort(writer->files, draft->count, sizeof *writer->files, by_name);
    for (size_t i = 1; i < draft->count; i++)
        if (!strcmp(writer->files[i - 1].name, writer->files[i].name))
            return refuse(writer->store, writer->files[i].name, _("this file was given twice"));
    return STATUS_OK;
}

/* ---- objects, written only where they are new ---- */

static int write_new(struct store *store, struct store_id *id, git_object_t type, const void *bytes,
                     size_t size, const struct store_id *there)
{
    int status = object_name(store, id, type, bytes, size);
    if (status || (there && id_equal(id, there))) return status;
    return object_write(store, id, type, bytes, size);
}

/* ---- one folder ---- */

/* What the draft has in this folder under one name: a file, or a folder of files. */
struct group {
    struct entry entry; /* mode and id of a file: those it had, until it is written */
    size_t first, end;
    bool done, was_there;
};

struct folder {
    struct tree old;
    struct group *groups; /* in the order of entry_compare(): files are sorted by whole name */
    size_t groups_count;
    struct entry *entries;
    size_t count;
};

static void folder_free(struct folder *folder)
{
    tree_free(&folder->old);
    free(folder->groups);
    free(folder->entries);
}

static void entry_is(struct entry *entry, const char *mode, unsigned kind)
{
    entry->mode = mode;
    entry->mode_len = (uint32_t)strlen(mode);
    entry->kind = kind;
}

static bool find_groups(struct writer *writer, struct folder *folder, size_t first, size_t end,
                        size_t prefix)
{
    folder->groups = calloc(end - first + 1, sizeof *folder->groups);
    if (!folder->groups) return false;
    for (size_t i = first; i < end;) {
        const char *name = writer->files[i].name + prefix;
        size_t len = strcspn(name, "/"), stop = i + 1;
        struct group *group = &folder->groups[folder->groups_count++];
        bool is_folder = name[len];
        while (is_folder && stop < end &&
               !strncmp(writer->files[stop].name + prefix, name, len + 1))
            stop++;
        *group = (struct group){.first = i, .end = stop};
        group->entry.name = name;
        group->entry.name_len = (uint32_t)len;
        entry_is(&group->entry, is_folder ? "40000" : "100644",
                 is_folder ? ENTRY_FOLDER : ENTRY_FILE);
        i = stop;
    }
    return true;
}

static int by_entry(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    return entry_compare(&x->entry, &y->entry);
}

static struct group *group_of(struct folder *folder, const struct entry *entry)
{
    struct group key = {.entry = *entry};
    if (!folder->groups_count) return NULL;
    return bsearch(&key, folder->groups, folder->groups_count, sizeof key, by_entry);
}

static int write_folder(struct writer *writer, const struct store_id *old, size_t first, size_t end,
                        size_t prefix, size_t depth, struct store_id *id, bool *empty);

static int keep_folder(struct writer *writer, struct folder *folder, struct entry entry,
                       size_t prefix, size_t depth)
{
    struct group *group = group_of(folder, &entry);
    struct store_id old = entry.id;
    bool empty;
    int status = write_folder(writer, &old, group ? group->first : 0, group ? group->end : 0,
                              prefix + entry.name_len + 1, depth + 1, &entry.id, &empty);
    if (status) return status;
    if (group) group->done = true;
    /* git keeps no empty folders; one that was there already is not ours to remove. */
    if (!empty || id_equal(&old, &entry.id)) folder->entries[folder->count++] = entry;
    return STATUS_OK;
}

static int keep(struct writer *writer, struct folder *folder, const struct entry *entry,
                size_t prefix, size_t depth)
{
    if (entry->kind == ENTRY_FOLDER && entry->name[0] != '.')
        return keep_folder(writer, folder, *entry, prefix, depth);
    if (entry->kind == ENTRY_FOLDER || !name_is_policy(entry->name, entry->name_len)) {
        folder->entries[folder->count++] = *entry;
        return STATUS_OK;
    }
    struct group *group = entry->kind == ENTRY_FILE ? group_of(folder, entry) : NULL;
    if (group) {
        group->entry = *entry;
        group->was_there = true;
    }
    return STATUS_OK;
}

static int put(struct writer *writer, struct folder *folder, struct group *group, size_t prefix,
               size_t depth)
{
    struct entry entry = group->entry;
    int status;
    if (entry.kind == ENTRY_FOLDER) {
        bool empty;
        status = write_folder(writer, NULL, group->first, group->end, prefix + entry.name_len + 1,
                              depth + 1, &entry.id, &empty);
    } else {
        const struct draft_file *file = writer->files[group->first].from;
        struct store_id old = entry.id;
        status = write_new(writer->store, &entry.id, GIT_OBJECT_BLOB, file->bytes, file->size,
                           group->was_there ? &old : NULL);
    }
    if (!status) folder->entries[folder->count++] = entry;
    return status;
}

static int by_order(const void *a, const void *b)
{
    return entry_compare(a, b);
}

static int write_entries(struct writer *writer, struct folder *folder, const struct store_id *old,
                         struct store_id *id)
{
    size_t size = 0;
    if (folder->count) qsort(folder->entries, folder->count, sizeof *folder->entries, by_order);
    const struct entry *clash = entries_clash(folder->entries, folder->count);
    if (clash)
        return store_fail(writer->store, STATUS_USAGE,
                          _("\"%.*s\" would be both a file and a folder in the repository"),
                          (int)clash->name_len, clash->name);
    for (size_t i = 0; i < folder->count; i++)
        size += folder->entries[i].mode_len + 1 + folder->entries[i].name_len + 1 + STORE_ID_BYTES;
    char *bytes = malloc(size + 1), *at = bytes;
    if (!bytes) return store_no_memory(writer->store);
    for (size_t i = 0; i < folder->count; i++) {
        const struct entry *entry = &folder->entries[i];
        memcpy(at, entry->mode, entry->mode_len);
        at += entry->mode_len;
        *at++ = ' ';
        memcpy(at, entry->name, entry->name_len);
        at += entry->name_len;
        *at++ = '\0';
        memcpy(at, entry->id.bytes, STORE_ID_BYTES);
        at += STORE_ID_BYTES;
    }
    int status = write_new(writer->store, id, GIT_OBJECT_TREE, bytes, size, old);
    free(bytes);
    return status;
}

/* old: what the parent had here, or NULL.  The files are those from first to end; of their names,
 * prefix bytes lead to this folder. */
static int write_folder(struct writer *writer, const struct store_id *old, size_t first, size_t end,
                        size_t prefix, size_t depth, struct store_id *id, bool *empty)
{
    struct folder folder = {0};
    int status = tree_read(writer->store, &folder.old, old, &writer->visits, depth);
    if (status) return status;
    folder.entries = malloc((folder.old.count + end - first + 1) * sizeof *folder.entries);
    if (!folder.entries || !find_groups(writer, &folder, first, end, prefix))
        status = store_no_memory(writer->store);
    for (size_t i = 0; i < folder.old.count && !status; i++)
        status = keep(writer, &folder, &folder.old.entries[i], prefix, depth);
    for (size_t i = 0; i < folder.groups_count && !status; i++)
        if (!folder.groups[i].done) status = put(writer, &folder, &folder.groups[i], prefix, depth);
    *empty = !folder.count;
    /* An empty folder only stands in a tree where it is the tree itself. */
    if (!status && *empty && depth)
        status = object_name(writer->store, id, GIT_OBJECT_TREE, "", 0);
    else if (!status)
        status = write_entries(writer, &folder, old, id);
    folder_free(&folder);
    return status;
}

/* ---- the commit ---- */

static bool plain(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 127) return false;
    return true;
}

int signature_of(struct store *store, git_signature **out, const struct store_who *who)
{
    *out = NULL;
    bool fit = plain(who->name) && plain(who->email) && utf8_valid(who->name, strlen(who->name)) &&
               utf8_valid(who->email, strlen(who->email));
    /* libgit2 writes a time in 32 bits. */
    fit = fit && who->time >= 0 && who->time <= UINT32_MAX;
    if (!fit || who->offset <= -24 * 60 || who->offset >= 24 * 60)
        return store_fail(store, STATUS_USAGE, _("a commit cannot be by %s <%s> at that time"),
                          who->name, who->email);
    if (git_signature_new(out, who->name, who->email, who->time, who->offset))
        return store_git_fail(store, STATUS_USAGE, _("a commit cannot be by %s <%s>"), who->name,
                              who->email);
    return STATUS_OK;
}

/* As snprintf(): the length it has, or would have. */
static int format_who(char *out, size_t size, const git_signature *who)
{
    int offset = who->when.offset < 0 ? -who->when.offset : who->when.offset;
    return snprintf(out, size, "%s <%s> %lld %c%02d%02d", who->name, who->email,
                    (long long)who->when.time, who->when.offset < 0 ? '-' : '+', offset / 60,
                    offset % 60);
}

/* git_commit_create() would not do: on a full disk it says that all went well. */
static int write_text(struct store *store, const struct store_draft *draft,
                      const struct store_id *tree, const git_signature *author,
                      const git_signature *committer, struct store_id *commit)
{
    static const size_t lines = 3 * (STORE_ID_HEX + 16);
    size_t names = (size_t)format_who(NULL, 0, author) + (size_t)format_who(NULL, 0, committer);
    size_t size = names + lines + strlen(draft->message);
    if (size > COMMIT_SIZE_MAX)
        return store_fail(store, STATUS_USAGE, "%s", _("the message is too long"));
    char *text = malloc(size), *at = text;
    if (!text) return store_no_memory(store);
    at += sprintf(at, "tree %s\n", id_text(tree).hex);
    if (draft->parent) at += sprintf(at, "parent %s\n", id_text(draft->parent).hex);
    at = stpcpy(at, "author ");
    at += format_who(at, size, author);
    at = stpcpy(at, "\ncommitter ");
    at += format_who(at, size, committer);
    at = stpcpy(at, "\n\n");
    at = stpcpy(at, draft->message);
    int status = object_write(store, commit, GIT_OBJECT_COMMIT, text, (size_t)(at - text));
    free(text);
    return status;
}

static int write_commit(struct store *store, const struct store_draft *draft,
                        const struct store_id *tree, struct store_id *commit)
{
    git_signature *author = NULL, *committer = NULL;
    int status = signature_of(store, &author, &draft->author);
    if (!status) status = signature_of(store, &committer, &draft->committer);
    if (!status && !utf8_valid(draft->message, strlen(draft->message)))
        status = store_fail(store, STATUS_USAGE, "%s", _("the message is not UTF-8"));
    if (!status) status = write_text(store, draft, tree, author, committer, commit);
    if (!status) status = objects_sync(store);
    git_signature_free(author);
    git_signature_free(committer);
    return status;
}

int store_write(struct store *store, const struct store_draft *draft, struct store_id *commit,
                bool *same)
{
    struct writer writer = {.store = store};
    struct store_commit parent;
    struct store_id tree;
    bool empty;
    *same = false;
    int status = check_files(store, draft);
    if (!status && draft->parent) status = store_step(store, draft->parent, &parent);
    if (!status) status = sort_files(&writer, draft);
    if (!status)
        status = write_folder(&writer, draft->parent ? &parent.tree : NULL, 0, draft->count, 0, 0,
                              &tree, &empty);
    free(writer.files);
    if (status) return status;
    *same = draft->parent && id_equal(&tree, &parent.tree);
    if (!*same) return write_commit(store, draft, &tree, commit);
    *commit = *draft->parent;
    return STATUS_OK;
}
