/* The store: policies as commits of an ordinary git repository.
 *
 * This is all that the rest of the house knows of git.  What stands behind it is a shared object of
 * its own, libleidraad-store, the only one that is linked to libgit2: loading that library costs
 * more time than evaluating a region, so it is loaded when a store is first opened (store_load.c).
 *
 * Bytes go in and out by object id; what policies mean is not known here.  Names are those of the
 * tree, with / between the parts.  What is returned by pointer belongs to the store and is good
 * until the next call on it, unless it says otherwise.  A store is for one thread at a time.
 *
 * Every function that can fail gives a status of base/status.h and, in store_error(), what was
 * wrong: libgit2's words with what was being done, without control characters and in valid UTF-8,
 * with the path of the repository as it was given.
 * Nothing is read outside the repository, and a repository that would lead out of it (alternates,
 * links, included configuration) is refused.
 *
 * STATUS_POLICIES is for what an editor could have committed and a folder of policies would refuse
 * too (a link, too large a file); STATUS_SYSTEM for damage, malice and the disk. */
#ifndef LEIDRAAD_STORE_H
#define LEIDRAAD_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

enum { STORE_ID_BYTES = 20, STORE_ID_HEX = 2 * STORE_ID_BYTES + 1 };

struct store_id {
    uint8_t bytes[STORE_ID_BYTES];
};

/* Limits: beyond them a store is refused, whatever is in it. */
enum {
    STORE_FILES_MAX = 10000,     /* policy files in one tree */
    STORE_DEPTH_MAX = 32,        /* folders in folders */
    STORE_FILE_MAX = 16 << 20,   /* bytes of one policy file */
    STORE_TOTAL_MAX = 256 << 20, /* bytes of all policy files of one tree */
};

/* Who did something, and when. */
struct store_who {
    const char *name, *email;
    int64_t time;   /* seconds since 1970; in what is written at most UINT32_MAX */
    int32_t offset; /* minutes east of UTC */
};

struct store_commit {
    struct store_id id, tree;
    bool has_parent;
    struct store_id parent; /* the first */
    struct store_who author, committer;
    const char
        *message; /* valid UTF-8, as the names are; of any length, with any other character */
};

/* One policy file (*.leidraad) of a tree. */
struct store_file {
    const char *name;
    struct store_id blob;
};

/* What a commit is made of.  Of the parent's tree all is kept but the policy files, which become
 * those given here. */
struct store_draft {
    const struct store_id *parent; /* NULL: the first commit */
    const struct draft_file {
        const char *name;
        const void *bytes;
        size_t size;
    } * files;
    size_t count;
    struct store_who author, committer;
    const char *message;
};

/* The table that the shared object exports under the name in STORE_SYMBOL. */
struct store_driver {
    uint32_t abi; /* STORE_ABI: anything else is not for us */

    /* An existing repository, bare or not, of this user; a folder within one is none.
     * STATUS_SYSTEM: it is not there, not readable, not ours, or not to be trusted; *out is then
     * NULL or a store that can only tell its error and be closed. */
    int (*open)(struct store **out, const char *path);
    /* A new, empty one; branch: what HEAD names ("main").  The folder must not be there, or be
     * empty. */
    int (*create)(struct store **out, const char *path, const char *branch, bool bare);
    void (*close)(struct store *store); /* NULL is allowed */
    const char *(*error)(const struct store *store);
    const char *(*git_folder)(const struct store *store);  /* ".../.git/" */
    const char *(*work_folder)(const struct store *store); /* NULL: bare */
    /* The same as the path that was given leads there: for messages. */
    const char *(*work_shown)(const struct store *store);

    /* The branch that HEAD names, "refs/heads/main", and its commit; *has false: no commit yet.
     * *branch NULL: HEAD is detached, and names only a commit; that can be read, and `move` refuses
     * a branch of NULL with words for the user. */
    int (*head)(struct store *store, const char **branch, struct store_id *tip, bool *has);
    /* A revision as git writes them (HEAD~3, a tag, the start of an id) to its commit.
     * STATUS_USAGE: there is no such one, or more than one. */
    int (*resolve)(struct store *store, const char *revision, struct store_id *commit);
    /* STATUS_USAGE: there is no such commit here. */
    int (*commit)(struct store *store, const struct store_id *id, struct store_commit *out);
    /* Only what a walk along the first parents needs: id, tree, parent and the committer's time. */
    int (*step)(struct store *store, const struct store_id *id, struct store_commit *out);

    /* The policy files of a tree, by name as bytes, in *files (good until the next call of this).
     * What a folder of policies would refuse is refused here: links, modules, names that are not
     * UTF-8 or lead elsewhere (".."), too many, too deep.  Names that begin with a dot are passed
     * over, as in a folder. */
    int (*files)(struct store *store, const struct store_id *tree, const struct store_file **files,
                 size_t *count);
    /* The id of the blob of one path in a tree; STATUS_USAGE: it is not there. */
    int (*find)(struct store *store, const struct store_id *tree, const char *name,
                struct store_id *blob);
    /* The bytes of a blob, held against its id.  The caller gives them back by `release`. */
    int (*blob)(struct store *store, const struct store_id *id, const void **bytes, size_t *size);
    void (*release)(struct store *store, const void *bytes);
    /* The id of a blob of these bytes, whether it is there or not. */
    int (*name)(struct store *store, const void *bytes, size_t size, struct store_id *id);

    /* Writes blobs, trees and a commit.  No branch moves: until `move`, nobody sees it.
     * *same: the tree is that of the parent; nothing was committed, and *commit is the parent.
     * STATUS_USAGE: a name, author or message that a commit cannot carry; STATUS_POLICIES: too many
     * files, or too large. */
    int (*write)(struct store *store, const struct store_draft *draft, struct store_id *commit,
                 bool *same);
    /* Moves the branch from a commit (NULL: it has none yet) to another, if it still stands there.
     * STATUS_RACE: it does not, or another is moving it now.  STATUS_SYSTEM where another ended
     * while it did: its lock is then named in the error, and never removed here. */
    int (*move)(struct store *store, const char *branch, const struct store_id *from,
                const struct store_id *to, const struct store_who *who, const char *why);
    /* A lightweight tag; one that is there is left as it is. */
    int (*tag)(struct store *store, const char *name, const struct store_id *commit);
    /* After a move, for a repository with a work tree: the index, and those policy files of the
     * work tree that are still as they were in the commit before (NULL: none), and that the index
     * does not know as anything else, become those of the new commit.  Again after one that was cut
     * short, it does the rest.  STATUS_RACE: another is writing the index; nothing was touched.
     * STATUS_SYSTEM where another ended while it did, as with `move`. */
    int (*refresh)(struct store *store, const struct store_id *before, const struct store_id *now);
    /* Who the repository's configuration says is at work; NULL where it does not. */
    void (*configured_who)(struct store *store, const char **name, const char **email);
};

#define STORE_ABI 3u
#define STORE_SYMBOL "leidraad_store_driver"
#define STORE_LIBRARY "libleidraad-store.so.1"

/* Loads the shared object, once in a process.  NULL: it is not there, or another version of it;
 * *why says which, and lives as long as the process. */
const struct store_driver *store_load(const char **why);

/* Forty digits and a NUL. */
void store_id_hex(char hex[STORE_ID_HEX], const struct store_id *id);

#endif
