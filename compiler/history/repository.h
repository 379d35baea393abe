/* Policies in a store: the files of a commit, and finding the commit.
 *
 * Takes an open store (runtime/store/store.h); gives commits, and the texts of the policies in one,
 * as compile() wants them.  Messages of the store end up in the caller's error text. */
#ifndef LEIDRAAD_COMPILER_HISTORY_REPOSITORY_H
#define LEIDRAAD_COMPILER_HISTORY_REPOSITORY_H

#include "api/handles.h"
#include "compiler/source.h"
#include "store/store.h"

struct repository {
    const struct store_driver *driver;
    struct store *store;
    char *error; /* error_text: the last thing that the store refused */
};

/* Passes a status on, with the store's words for it where it is an error. */
int repository_status(const struct repository *r, int status);

/* The commit that a revision names; NULL: the newest of the branch.  STATUS_USAGE: there is none,
 * or the store holds no commit yet. */
int repository_commit(const struct repository *r, const char *revision, struct store_id *commit);

/* The branch as it stood on a day: the newest commit along the first parents whose committer date,
 * by the clock of that commit, is on or before it.  STATUS_USAGE: the history begins later.
 * arena: for what it then says. */
int repository_known_at(const struct repository *r, struct arena *arena, date on,
                        struct store_id *commit);

/* The day on which something was done, by its own clock. */
date store_day(const struct store_who *who);

/* The names and blobs of the policy files of a tree, by name; in the arena. */
struct tree_files {
    struct store_file *at;
    size_t count;
};
int repository_list(const struct repository *r, struct arena *arena, const struct store_id *tree,
                    struct tree_files *out);

/* The text of a blob, in the arena. */
int repository_text(const struct repository *r, struct arena *arena, const struct store_id *blob,
                    struct str *text);

/* Both: the policy files of a tree with their texts. */
int repository_files(const struct repository *r, struct arena *arena, const struct store_id *tree,
                     struct policy_text **out);

#endif
