/* What the files of the store share.  Nothing else of the house sees this.
 *
 * Ids: struct store_id and git_oid are the same twenty bytes under two names; oid_of() and id_of()
 * copy them, so that no header of libgit2 is needed to read store.h.
 *
 * Errors: a function that fails has put words in store->error and returns a status; its callers
 * pass both on.  A text is cleaned as it is kept: names of a hostile repository may stand in it,
 * and it goes to a terminal. */
#ifndef LEIDRAAD_STORE_INTERNAL_H
#define LEIDRAAD_STORE_INTERNAL_H

#include "base/status.h"
#include "base/text.h"
#include "store/store.h"

#include <git2.h>
#include <string.h>

/* Beyond these an object is refused. */
enum {
    /* One allocation of libgit2.  Room for the base that a policy file might be a delta of, and git
     * takes those of about the same size. */
    OBJECT_MEMORY_MAX = 128 << 20,
    COMMIT_SIZE_MAX = 4 << 20,
    TREE_SIZE_MAX = 64 << 20,
    TREE_VISITS_MAX = 100000,   /* folders in one walk: a small tree can name itself 2^32 times */
    ENTRY_VISITS_MAX = 4000000, /* things in those folders */
};

struct blobs { /* that were looked at: see blobs.c */
    struct blob_slot *slots;
    size_t used, mask;
    size_t held; /* bytes of those that are kept */
};

struct store {
    git_repository *repo;
    git_odb *odb;
    git_odb_backend *loose;       /* of odb: the objects that are files */
    char *git_folder;             /* whole, with a / behind it */
    char *work_folder;            /* the same; NULL: bare */
    char *git_shown, *work_shown; /* the same two in messages, from the path that was given */
    char *branch;                 /* what head() gave */
    char *commit_text;            /* names and message of the last commit() */
    char *who_name, *who_email;
    struct store_file *files; /* the last files(); the names are in one block */
    char *file_names;
    struct blobs blobs;
    char error[2048];
};

/* ---- errors: error.c ---- */

int store_fail(struct store *store, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* With libgit2's own words behind it, in which the repository too has the name that was given.
 * STATUS_MEMORY instead where it ran out of that. */
int store_git_fail(struct store *store, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int store_no_memory(struct store *store);

/* ---- ids ---- */

static inline git_oid oid_of(const struct store_id *id)
{
    git_oid oid;
    memcpy(oid.id, id->bytes, STORE_ID_BYTES);
    return oid;
}

static inline struct store_id id_of(const git_oid *oid)
{
    struct store_id id;
    memcpy(id.bytes, oid->id, STORE_ID_BYTES);
    return id;
}

static inline bool id_equal(const struct store_id *a, const struct store_id *b)
{
    return !memcmp(a->bytes, b->bytes, STORE_ID_BYTES);
}

/* For messages. */
struct id_text {
    char hex[STORE_ID_HEX];
};
struct id_text id_text(const struct store_id *id);

/* ---- text: utf8.c ---- */

bool utf8_valid(const char *at, size_t len);
/* Bytes to valid UTF-8 with a NUL, from the encoding of most old commits, ISO-8859-1, where they
 * are not that yet.  out has room for 2 * len + 1; returns what was written, without the NUL. */
size_t utf8_from(char *out, const char *at, size_t len);

/* ---- what may be opened at all: guard.c ---- */

/* What was found at a path, before libgit2 has seen it. */
struct found {
    char *named;  /* the git folder in messages, without a / behind it */
    char *config; /* path of the configuration, or NULL: there is none */
    bool foreign; /* owned by somebody else */
};

/* The folders are put into the store.  What is found is the caller's to free, also after
 * an error. */
int guard_find(struct store *store, struct found *found, const char *path);
void guard_free(struct found *found);
/* More words for an object that is not there: where this repository is known to be cut short. */
const char *guard_cut_short(const struct store *store);

/* ---- packs that would keep libgit2 busy for ever: packs.c ---- */

int packs_check(struct store *store);

/* ---- what libgit2 reads from: loose.c ---- */

int objects_open(struct store *store);
/* What a file of an object says that it is.  GIT_ENOTFOUND: it has none. */
int loose_ask(struct store *store, const git_oid *id, git_object_t *type, size_t *size);
/* Brings to the disk that there are the folders of objects, which libgit2 does of what is in
 * them. */
int objects_sync(struct store *store);

/* ---- objects: object.c ---- */

/* An object of this type and at most this size, held against its id; git_odb_object_free() it.
 * missing: the status when it is not there or is something else. */
int object_read(struct store *store, git_odb_object **out, const struct store_id *id,
                git_object_t type, size_t max, int missing);
/* Only its size.  Where that could not be known without reading it, *whole is what was read, of
 * whatever size; else NULL. */
int object_size(struct store *store, const struct store_id *id, git_object_t type, int missing,
                git_odb_object **whole, size_t *size);
/* The id that it has or would have. */
int object_name(struct store *store, struct store_id *id, git_object_t type, const void *bytes,
                size_t size);
/* Writes it where it is not there yet. */
int object_write(struct store *store, struct store_id *id, git_object_t type, const void *bytes,
                 size_t size);

int store_commit_read(struct store *store, const struct store_id *id, struct store_commit *out);
int store_step(struct store *store, const struct store_id *id, struct store_commit *out);
int store_blob(struct store *store, const struct store_id *id, const void **bytes, size_t *size);
void store_release(struct store *store, const void *bytes);
int store_name(struct store *store, const void *bytes, size_t size, struct store_id *id);

/* ---- memory of libgit2: memory.c ---- */

/* From now on it gets at most OBJECT_MEMORY_MAX at once.  Before anybody else uses it. */
void memory_limit(void);
/* The last time that it got none, was that for its size? */
bool memory_was_refused(void);

/* ---- blobs: blobs.c ---- */

/* STATUS_POLICIES: too large for a policy file. */
int blob_size(struct store *store, const struct store_id *id, size_t *size);
/* Its bytes, as object_read(). */
int blob_read(struct store *store, git_odb_object **out, const struct store_id *id);
void blobs_free(struct blobs *blobs);

/* ---- trees: tree.c, files.c ---- */

/* One thing in a tree.  Points into the bytes of it. */
struct entry {
    const char *mode; /* its digits, as they stand */
    uint32_t mode_len, name_len;
    unsigned kind; /* the mode as a number, but for the permissions: ENTRY_… */
    const char *name;
    struct store_id id;
};

enum {
    ENTRY_FOLDER = 0040000,
    ENTRY_FILE = 0100000,
    ENTRY_LINK = 0120000,
    ENTRY_MODULE = 0160000,
};

struct tree {
    git_odb_object *object; /* NULL: an empty one */
    struct entry *entries;
    size_t count;
};

/* A walk over trees counts what it meets, so that it comes to an end. */
struct visits {
    size_t trees, entries;
};

/* STATUS_SYSTEM: it is not there, is no tree, or is one that git would not have made: names that
 * are no names (empty, "..", ".git", with a /), not in order, twice the same.  id NULL: an empty
 * one. */
int tree_read(struct store *store, struct tree *tree, const struct store_id *id,
              struct visits *visits, size_t depth);
void tree_free(struct tree *tree);
/* The order of git: by bytes, folders as if a / stood behind their name. */
int entry_compare(const struct entry *a, const struct entry *b);
/* The first of them, in that order, that has the same name as another; NULL: none. */
const struct entry *entries_clash(const struct entry *entries, size_t count);
/* Not begun with a dot and ending in .leidraad, whatever else it is. */
bool name_is_policy(const char *name, size_t len);
/* "..", ".git" in its many spellings, empty, with a /: nothing that git would take. */
bool name_is_bad(const char *name, size_t len);

int store_files(struct store *store, const struct store_id *tree, const struct store_file **files,
                size_t *count);
int store_find(struct store *store, const struct store_id *tree, const char *name,
               struct store_id *blob);

/* The same list in memory of the caller's: free() both. */
struct file_list {
    struct store_file *at;
    char *names;
    size_t count;
};
int files_list(struct store *store, const struct store_id *tree, struct file_list *list);
/* What stands under the names of policy files, whatever it is and however large: only to know what
 * was there. */
int files_list_any(struct store *store, const struct store_id *tree, struct file_list *list);
void files_free(struct file_list *list);

/* ---- changing: write.c, branch.c, refresh.c, create.c ---- */

int store_write(struct store *store, const struct store_draft *draft, struct store_id *commit,
                bool *same);
int store_head(struct store *store, const char **branch, struct store_id *tip, bool *has);
int store_resolve(struct store *store, const char *revision, struct store_id *commit);
int store_move(struct store *store, const char *branch, const struct store_id *from,
               const struct store_id *to, const struct store_who *who, const char *why);
int store_tag(struct store *store, const char *name, const struct store_id *commit);
int store_refresh(struct store *store, const struct store_id *before, const struct store_id *now);
/* Makes the folder; it is opened by who asked. */
int create_folder(struct store *store, const char *path, const char *branch, bool bare);

/* A signature of libgit2, the caller's to free; *out is NULL after an error, such as a name that a
 * commit cannot carry. */
int signature_of(struct store *store, git_signature **out, const struct store_who *who);
/* STATUS_SYSTEM while git is in the middle of a merge or the like in the work tree. */
int store_check_settled(struct store *store);
/* After an attempt to change what another holds: STATUS_RACE; or once held and left its lock:
 * STATUS_SYSTEM, since to try again would not help. */
int store_locked(struct store *store, const char *what, const char *file);

#endif
