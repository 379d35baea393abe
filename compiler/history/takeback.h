/* What publishing would take back.
 *
 * People copy the policies, edit the copy and publish it; what another published in between is not
 * in it, and it does not say which revision it was made from.  But it shows.  Takes the policies to
 * be published and the newest revision; walks back along the first parents, and gives the files
 * that are as a later revision found them, and not as it left them:
 *
 * - the same bytes as in an older revision;
 * - edited, but of what lies between an older revision and the newest more is undone than kept;
 * - missing, although a revision made or changed them; unless their bytes have another name now.
 *
 * What stays unseen is a copy in which whatever another changed was changed once more: it cannot be
 * told from an edit of the newest.
 *
 * The walk is short: no more than two thousand files in older trees and a megabyte of texts,
 * and not beyond the first revision that holds policies.  A copy of one beyond its reach is noticed
 * all the same by what changed within it, which it lacks too.  History that is not here (a shallow
 * clone), or cannot be read, ends the walk and is no error. */
#ifndef LEIDRAAD_COMPILER_HISTORY_TAKEBACK_H
#define LEIDRAAD_COMPILER_HISTORY_TAKEBACK_H

#include "compiler/ast.h"
#include "compiler/history/repository.h"

struct taken_back {
    const char *file;
    struct store_id revision; /* that is undone in it: the newest such */
};

struct takeback {
    VEC(struct taken_back) files; /* those of the newest revision first */
};

/* The revisions that do not compile, the newest first: to undo one is to mend it. */
struct broken_revisions {
    VEC(struct store_id) list;
};

/* files, count: what is to be published, by name; there: the policies of the newest revision.
 * Everything is in the arena. */
void takeback_find(struct takeback *out, struct arena *arena, const struct repository *repository,
                   const struct store_commit *newest, const struct policy_text *there,
                   const struct broken_revisions *broken, struct ast_file *const *files,
                   size_t count);

#endif
