/* Objects of the repository as bytes, and commits out of them.
 *
 * The size of a tree or a file is asked before it is read, so that a gigabyte under the name of a
 * policy costs nothing; libgit2 holds what it read against the id.  Of one in a pack there is no
 * asking (loose.c says why): it is read, and what was read for its size is not read again.  Commits
 * are taken apart here, not by git_commit_lookup(): a walk over a long history then costs one read
 * a commit and no more. */
#include "store/internal.h"

#include <errno.h>
#include <stdlib.h>

enum { WRITE_TRIES = 8 };

/* ---- reading and writing ---- */

static int not_there(struct store *store, int status, const struct store_id *id, git_object_t type)
{
    const char *kind = git_object_type2string(type);
    git_error_clear();
    return store_fail(store, status, _("there is no %s %s in this repository%s"), kind,
                      id_text(id).hex, guard_cut_short(store));
}

static int wrong_type(struct store *store, int status, const struct store_id *id,
                      git_object_t found, git_object_t type)
{
    return store_fail(store, status, _("object %s is a %s and not a %s"), id_text(id).hex,
                      git_object_type2string(found), git_object_type2string(type));
}

static int cannot_read(struct store *store, const struct store_id *id, git_object_t type,
                       int missing, int error)
{
    if (error == GIT_ENOTFOUND) return not_there(store, missing, id, type);
    return store_git_fail(store, STATUS_SYSTEM, _("reading object %s"), id_text(id).hex);
}

/* Of any size. */
static int read_whole(struct store *store, git_odb_object **out, const struct store_id *id,
                      git_object_t type, int missing)
{
    git_oid oid = oid_of(id);
    *out = NULL;
    int error = git_odb_read(out, store->odb, &oid);
    if (error) return cannot_read(store, id, type, missing, error);
    git_object_t found = git_odb_object_type(*out);
    if (found == type) return STATUS_OK;
    git_odb_object_free(*out);
    *out = NULL;
    return wrong_type(store, missing, id, found, type);
}

int object_size(struct store *store, const struct store_id *id, git_object_t type, int missing,
                git_odb_object **whole, size_t *size)
{
    git_oid oid = oid_of(id);
    git_object_t found;
    *whole = NULL;
    int error = loose_ask(store, &oid, &found, size);
    if (error == GIT_ENOTFOUND) {
        int status = read_whole(store, whole, id, type, missing);
        if (!status) *size = git_odb_object_size(*whole);
        return status;
    }
    if (error) return cannot_read(store, id, type, missing, error);
    return found == type ? STATUS_OK : wrong_type(store, missing, id, found, type);
}

static int check_size(struct store *store, const struct store_id *id, size_t size, size_t max)
{
    if (size <= max) return STATUS_OK;
    return store_fail(store, STATUS_SYSTEM, _("object %s is too large: %zu bytes, of at most %zu"),
                      id_text(id).hex, size, max);
}

int object_read(struct store *store, git_odb_object **out, const struct store_id *id,
                git_object_t type, size_t max, int missing)
{
    size_t size;
    int status = STATUS_OK;
    *out = NULL;
    /* Not for commits: of those a long history is made, and they are never the large ones. */
    if (type != GIT_OBJECT_COMMIT) {
        status = object_size(store, id, type, missing, out, &size);
        if (!status) status = check_size(store, id, size, max);
    }
    if (!status && !*out) status = read_whole(store, out, id, type, missing);
    /* What a file says of itself is not held against the id; the object now was. */
    if (!status) status = check_size(store, id, git_odb_object_size(*out), max);
    if (!status) return STATUS_OK;
    git_odb_object_free(*out);
    *out = NULL;
    return status;
}

int object_name(struct store *store, struct store_id *id, git_object_t type, const void *bytes,
                size_t size)
{
    git_oid oid;
    if (git_odb_hash(&oid, bytes, size, type))
        return store_git_fail(store, STATUS_SYSTEM, "%s", _("making an object id"));
    *id = id_of(&oid);
    return STATUS_OK;
}

/* `git gc` removes folders of objects/ that are empty, which one is when its first object is about
 * to be put there. */
static bool folder_went(void)
{
    const git_error *error = git_error_last();
    return error && error->klass == GIT_ERROR_OS && error->message &&
           strstr(error->message, strerror(ENOENT));
}

int object_write(struct store *store, struct store_id *id, git_object_t type, const void *bytes,
                 size_t size)
{
    git_oid oid;
    int error, tries = 0;
    do error = git_odb_write(&oid, store->odb, bytes, size, type);
    while (error && ++tries < WRITE_TRIES && folder_went());
    if (error) return store_git_fail(store, STATUS_SYSTEM, _("writing into %s"), store->git_shown);
    *id = id_of(&oid);
    return STATUS_OK;
}

/* ---- blobs ---- */

int store_blob(struct store *store, const struct store_id *id, const void **bytes, size_t *size)
{
    git_odb_object *object = NULL;
    *bytes = NULL;
    *size = 0;
    int status = blob_read(store, &object, id);
    if (status) return status;
    size_t n = git_odb_object_size(object);
    char *copy = malloc(n + 1);
    if (copy) {
        memcpy(copy, git_odb_object_data(object), n);
        copy[n] = '\0';
        *bytes = copy;
        *size = n;
    }
    git_odb_object_free(object);
    return copy ? STATUS_OK : store_no_memory(store);
}

void store_release(struct store *store, const void *bytes)
{
    (void)store;
    free((void *)(uintptr_t)bytes);
}

int store_name(struct store *store, const void *bytes, size_t size, struct store_id *id)
{
    return object_name(store, id, GIT_OBJECT_BLOB, bytes, size);
}

/* ---- taking a commit apart ---- */

struct scan {
    const char *at, *end;
};

/* The rest of the line, if it begins with this word; the line feed is passed. */
static bool field(struct scan *scan, const char *word, struct scan *value)
{
    size_t len = strlen(word);
    if ((size_t)(scan->end - scan->at) < len || memcmp(scan->at, word, len)) return false;
    const char *stop = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    if (!stop) return false;
    *value = (struct scan){scan->at + len, stop};
    scan->at = stop + 1;
    return true;
}

static bool id_field(struct scan *scan, const char *word, struct store_id *id)
{
    struct scan value;
    git_oid oid;
    if (!field(scan, word, &value) || value.end - value.at != GIT_OID_HEXSZ) return false;
    if (git_oid_fromstrn(&oid, value.at, GIT_OID_HEXSZ)) {
        git_error_clear();
        return false;
    }
    *id = id_of(&oid);
    return true;
}

/* A number of at most so many digits, so that nothing overflows. */
static bool number(struct scan *scan, int digits, int64_t *out)
{
    int n = 0;
    *out = 0;
    for (; scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9'; scan->at++, n++) {
        if (n >= digits) return false;
        *out = 10 * *out + (*scan->at - '0');
    }
    return n > 0;
}

static bool sign(struct scan *scan, int *out)
{
    if (scan->at >= scan->end || (*scan->at != '+' && *scan->at != '-')) return false;
    *out = *scan->at++ == '-' ? -1 : 1;
    return true;
}

/* "name <email> 1700000000 +0100"; before: 1970 has a minus. */
static bool who_field(struct scan *scan, const char *word, struct scan *name, struct scan *email,
                      struct store_who *who)
{
    struct scan value;
    if (!field(scan, word, &value)) return false;
    const char *close = value.end;
    while (close > value.at && close[-1] != '>') close--;
    const char *open = memchr(value.at, '<', (size_t)(value.end - value.at));
    if (!open || close <= open) return false;
    *name = (struct scan){value.at, open};
    *email = (struct scan){open + 1, close - 1};
    struct scan when = {close, value.end};
    int64_t zone;
    int before = 1, east = 1;
    while (when.at < when.end && *when.at == ' ') when.at++;
    if (when.at < when.end && *when.at == '-') sign(&when, &before);
    if (!number(&when, 18, &who->time)) return false;
    who->time *= before;
    while (when.at < when.end && *when.at == ' ') when.at++;
    if (!sign(&when, &east) || !number(&when, 5, &zone)) return false;
    who->offset = (int32_t)(east * (zone / 100 * 60 + zone % 100));
    return true;
}

struct parts {
    struct scan author_name, author_email, committer_name, committer_email, message;
};

/* All of it but the texts, which are in parts. */
static bool take_apart(git_odb_object *object, struct store_commit *out, struct parts *parts)
{
    const char *bytes = git_odb_object_data(object);
    struct scan scan = {bytes, bytes + git_odb_object_size(object)}, ignored;
    struct store_id other;
    if (!id_field(&scan, "tree ", &out->tree)) return false;
    out->has_parent = id_field(&scan, "parent ", &out->parent);
    while (id_field(&scan, "parent ", &other)) continue;
    if (!who_field(&scan, "author ", &parts->author_name, &parts->author_email, &out->author))
        return false;
    while (field(&scan, "author ", &ignored)) continue; /* git let these pass, long ago */
    if (!who_field(&scan, "committer ", &parts->committer_name, &parts->committer_email,
                   &out->committer))
        return false;
    /* Signatures and the like, up to an empty line. */
    while (scan.at < scan.end && *scan.at != '\n')
        if (!field(&scan, "", &ignored)) break;
    if (scan.at < scan.end && *scan.at == '\n') scan.at++;
    parts->message = scan;
    return true;
}

static int take(struct store *store, git_odb_object **object, const struct store_id *id,
                struct store_commit *out, struct parts *parts)
{
    *out = (struct store_commit){.id = *id};
    int status = object_read(store, object, id, GIT_OBJECT_COMMIT, COMMIT_SIZE_MAX, STATUS_USAGE);
    if (status) return status;
    if (take_apart(*object, out, parts)) return STATUS_OK;
    git_odb_object_free(*object);
    return store_fail(store, STATUS_SYSTEM, _("commit %s is not as git writes them"),
                      id_text(id).hex);
}

int store_step(struct store *store, const struct store_id *id, struct store_commit *out)
{
    git_odb_object *object;
    struct parts parts;
    int status = take(store, &object, id, out, &parts);
    if (!status) git_odb_object_free(object);
    return status;
}

/* Without the spaces around it, and only up to a NUL, as git shows it. */
static const char *text(char **free_at, struct scan part, bool trim)
{
    char *start = *free_at;
    const char *nul = memchr(part.at, '\0', (size_t)(part.end - part.at));
    if (nul) part.end = nul;
    while (trim && part.at < part.end && *part.at == ' ') part.at++;
    while (trim && part.at < part.end && part.end[-1] == ' ') part.end--;
    *free_at += utf8_from(start, part.at, (size_t)(part.end - part.at)) + 1;
    return start;
}

int store_commit_read(struct store *store, const struct store_id *id, struct store_commit *out)
{
    git_odb_object *object;
    struct parts parts;
    int status = take(store, &object, id, out, &parts);
    if (status) return status;
    /* Each byte twice at most, and five NULs. */
    char *at = realloc(store->commit_text, 2 * git_odb_object_size(object) + 5);
    if (at) {
        store->commit_text = at;
        out->author.name = text(&at, parts.author_name, true);
        out->author.email = text(&at, parts.author_email, true);
        out->committer.name = text(&at, parts.committer_name, true);
        out->committer.email = text(&at, parts.committer_email, true);
        out->message = text(&at, parts.message, false);
    }
    git_odb_object_free(object);
    return at ? STATUS_OK : store_no_memory(store);
}
