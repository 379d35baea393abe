/* Branches, tags and revisions.
 *
 * A branch moves under the lock that git takes for it too, after a look at where it stands, so that
 * of two publishers, whatever program each uses, one is first and the other is told. git_reference_
 * create_matching() would do that as well, but dates the reflog by the clock; here the time is the
 * caller's, as in the commit. */
#include "store/internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

/* ---- locks ---- */

enum { LOCK_STALE = 60 }; /* seconds: who holds one longer than that is probably gone */

int store_locked(struct store *store, const char *what, const char *file)
{
    char path[4096 + 32];
    struct stat info;
    git_error_clear();
    snprintf(path, sizeof path, "%s%s.lock", store->git_folder, file);
    if (stat(path, &info))
        return store_fail(store, STATUS_RACE, _("another was changing %s at that moment"), what);
    snprintf(path, sizeof path, "%s%s.lock", store->git_shown, file);
    if (time(NULL) - info.st_mtime < LOCK_STALE)
        return store_fail(store, STATUS_RACE, _("another is changing %s now: it holds %s"), what,
                          path);
    return store_fail(store, STATUS_SYSTEM,
                      _("%s is locked by %s, since more than a minute: probably a program ended "
                        "before it was done; if no git or leidraad is at work here, remove that "
                        "file"),
                      what, path);
}

/* ---- where it stands ---- */

/* The commit of a branch; GIT_ENOTFOUND: it has none. */
static int stand(struct store *store, const char *branch, git_oid *id)
{
    git_reference *ref = NULL;
    int error = git_reference_lookup(&ref, store->repo, branch);
    if (error) return error;
    if (git_reference_type(ref) == GIT_REFERENCE_DIRECT) {
        *id = *git_reference_target(ref);
    } else {
        git_error_set_str(GIT_ERROR_REFERENCE, "it is only another name of a branch");
        error = -1;
    }
    git_reference_free(ref);
    return error;
}

static int check_commit(struct store *store, const char *branch, const struct store_id *id)
{
    size_t size;
    git_odb_object *whole;
    int status = object_size(store, id, GIT_OBJECT_COMMIT, STATUS_SYSTEM, &whole, &size);
    git_odb_object_free(whole);
    if (!status) return STATUS_OK;
    char why[sizeof store->error];
    memcpy(why, store->error, sizeof why);
    return store_fail(store, status, _("%s stands on a commit that cannot be read: %s"), branch,
                      why);
}

static int stand_of(struct store *store, const char *branch, struct store_id *tip, bool *has)
{
    git_oid id;
    int error = stand(store, branch, &id);
    if (error && error != GIT_ENOTFOUND)
        return store_git_fail(store, STATUS_SYSTEM, _("reading %s"), branch);
    git_error_clear();
    *has = !error;
    if (!*has) return STATUS_OK;
    *tip = id_of(&id);
    return check_commit(store, branch, tip);
}

int store_head(struct store *store, const char **branch, struct store_id *tip, bool *has)
{
    git_reference *head = NULL;
    *branch = NULL;
    *has = false;
    if (git_reference_lookup(&head, store->repo, "HEAD"))
        return store_git_fail(store, STATUS_SYSTEM, "%s", _("reading HEAD"));
    const char *target = git_reference_symbolic_target(head);
    int status = STATUS_OK;
    if (!target) {
        *has = true;
        *tip = id_of(git_reference_target(head));
        status = check_commit(store, "HEAD", tip);
    } else if (strncmp(target, "refs/heads/", 11)) {
        status = store_fail(store, STATUS_SYSTEM, _("HEAD names no branch, but %s"), target);
    } else {
        free(store->branch);
        store->branch = strdup(target);
        *branch = store->branch;
        status = store->branch ? stand_of(store, store->branch, tip, has) : store_no_memory(store);
    }
    git_reference_free(head);
    return status;
}

/* ---- revisions ---- */

enum { REVISION_MAX = 1000 };

static int no_revision(struct store *store, const char *revision, int error)
{
    if (error == GIT_EAMBIGUOUS)
        return store_git_fail(store, STATUS_USAGE, _("more than one object can be meant by \"%s\""),
                              revision);
    if (error == GIT_ENOTFOUND || error == GIT_EINVALIDSPEC || error == GIT_EPEEL) {
        git_error_clear();
        return store_fail(store, STATUS_USAGE, _("there is no commit \"%s\" in this repository%s"),
                          revision, guard_cut_short(store));
    }
    return store_git_fail(store, STATUS_SYSTEM, _("looking up revision \"%s\""), revision);
}

int store_resolve(struct store *store, const char *revision, struct store_id *commit)
{
    git_object *object = NULL, *peeled = NULL;
    if (!*revision || strlen(revision) > REVISION_MAX || !utf8_valid(revision, strlen(revision)))
        return store_fail(store, STATUS_USAGE, "%s", _("this is no revision"));
    int error = git_revparse_single(&object, store->repo, revision);
    if (!error) error = git_object_peel(&peeled, object, GIT_OBJECT_COMMIT);
    if (!error) *commit = id_of(git_object_id(peeled));
    int status = error ? no_revision(store, revision, error) : STATUS_OK;
    git_object_free(object);
    git_object_free(peeled);
    return status;
}

/* ---- names in the way ---- */

/* Where main is a branch there can be no main/x, since a file is no folder.  libgit2 says so in
 * other words, or, where main is in packed-refs, makes it all the same. */
static int check_way(struct store *store, const char *name)
{
    char shorter[1024];
    git_oid id;
    snprintf(shorter, sizeof shorter, "%s", name);
    const char *kind_end = strchr(shorter + strlen("refs/"), '/'); /* of refs/heads, refs/tags */
    for (char *slash; (slash = strrchr(shorter, '/')) > kind_end;) {
        *slash = '\0';
        if (!git_reference_name_to_id(&id, store->repo, shorter))
            return store_fail(store, STATUS_SYSTEM, _("%s cannot be made: %s is in the way"), name,
                              shorter);
    }
    git_error_clear();
    return STATUS_OK;
}

/* ---- moving ---- */

static int moved_on(struct store *store, const char *branch, bool has, const git_oid *now)
{
    struct store_id id = has ? id_of(now) : (struct store_id){{0}};
    git_error_clear();
    if (!has) return store_fail(store, STATUS_RACE, _("%s is gone"), branch);
    return store_fail(store, STATUS_RACE, _("another was first: %s stands on %s now"), branch,
                      id_text(&id).hex);
}

/* Under the lock. */
static int compare(struct store *store, const char *branch, const struct store_id *from)
{
    git_oid now;
    int error = stand(store, branch, &now);
    bool has = !error;
    if (error && error != GIT_ENOTFOUND)
        return store_git_fail(store, STATUS_SYSTEM, _("reading %s"), branch);
    git_error_clear();
    if (has != !!from) return moved_on(store, branch, has, &now);
    if (!has) return STATUS_OK;
    git_oid expected = oid_of(from);
    return git_oid_equal(&now, &expected) ? STATUS_OK : moved_on(store, branch, has, &now);
}

static int move(struct store *store, git_transaction *change, const char *branch,
                const struct store_id *from, const struct store_id *to,
                const git_signature *signature, const char *why)
{
    git_oid target = oid_of(to);
    int error = git_transaction_lock_ref(change, branch);
    if (error == GIT_ELOCKED) return store_locked(store, branch, branch);
    if (error)
        return store_git_fail(store, STATUS_SYSTEM, _("locking %s in %s"), branch,
                              store->git_shown);
    int status = compare(store, branch, from);
    if (status) return status;
    error = git_transaction_set_target(change, branch, &target, signature, why);
    if (!error) error = git_transaction_commit(change);
    return error ? store_git_fail(store, STATUS_SYSTEM, _("moving %s in %s"), branch,
                                  store->git_shown)
                 : STATUS_OK;
}

static bool is_branch(const char *name)
{
    int valid = 0;
    return name && !strncmp(name, "refs/heads/", 11) && strlen(name) < 1024 &&
           !git_reference_name_is_valid(&valid, name) && valid;
}

int store_move(struct store *store, const char *branch, const struct store_id *from,
               const struct store_id *to, const struct store_who *who, const char *why)
{
    git_transaction *change = NULL;
    if (!branch)
        return store_fail(store, STATUS_SYSTEM, "%s",
                          _("HEAD is detached: it names no branch that could move; "
                            "\"git switch BRANCH\" first"));
    if (!is_branch(branch))
        return store_fail(store, STATUS_USAGE, _("%s is not the name of a branch"), branch);
    git_signature *signature = NULL;
    int status = check_commit(store, branch, to);
    if (!status) status = check_way(store, branch);
    if (!status) status = store_check_settled(store);
    if (!status) status = signature_of(store, &signature, who);
    if (status) return status;
    if (git_transaction_new(&change, store->repo))
        status =
            store_git_fail(store, STATUS_SYSTEM, _("moving %s in %s"), branch, store->git_shown);
    else
        status = move(store, change, branch, from, to, signature, why);
    git_transaction_free(change);
    git_signature_free(signature);
    return status;
}

/* ---- tags ---- */

int store_tag(struct store *store, const char *name, const struct store_id *commit)
{
    char full[1024];
    git_reference *ref = NULL;
    git_oid id = oid_of(commit);
    int n = snprintf(full, sizeof full, "refs/tags/%s", name), valid = 0;
    if (n < 0 || (size_t)n >= sizeof full || name[0] == '-' || !utf8_valid(name, strlen(name)) ||
        git_reference_name_is_valid(&valid, full) || !valid)
        return store_fail(store, STATUS_USAGE, _("\"%.200s\" cannot be the name of a tag"), name);
    int status = check_commit(store, full, commit);
    if (!status) status = check_way(store, full);
    if (status) return status;
    int error = git_reference_create(&ref, store->repo, full, &id, 0, NULL);
    git_reference_free(ref);
    if (error == GIT_EEXISTS) error = 0;
    if (error == GIT_ELOCKED) return store_locked(store, full, full);
    if (error) return store_git_fail(store, STATUS_SYSTEM, _("making tag %s"), name);
    git_error_clear();
    return STATUS_OK;
}
