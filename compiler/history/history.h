/* What each revision of the policies changed in meaning.
 *
 * Takes a commit of a store and walks along the first parents to the beginning; gives for each
 * revision the differences with the one before it (compare/compare.h).  A revision that does not
 * compile has none, and the one after it is held against the last that did.
 *
 * Compiling is what costs here, so differences are remembered by the ids of the two trees they lie
 * between, which say all about both: within a run, and across runs in a file of the caller's
 * (cache.h).  A revision whose trees are remembered is not even read.  Where it must be, a
 * file that did not change since the revision before is not parsed again, and words that were
 * compiled or compared in this run (words.h: no layout, no comments, no examples) are not again.
 *
 * An example gives no rule its meaning: to change one is to change the file and nothing else, and
 * a mistake in one does not make a revision one that does not compile. */
#ifndef LEIDRAAD_COMPILER_HISTORY_HISTORY_H
#define LEIDRAAD_COMPILER_HISTORY_HISTORY_H

#include "compiler/compare/compare.h"
#include "compiler/history/repository.h"

/* What lies between two trees. */
struct change {
    bool broken; /* the later of the two does not compile; then there are no differences */
    struct differences differences; /* without origins and citations */
    VEC(struct str) files; /* the policy files that came, went or changed in any way, by name */
};

struct revision {
    struct store_commit commit;  /* as `step` gives it: author and message are not there */
    const struct change *change; /* of the first revision: all that it brought; NULL: its tree is
                                    that of the revision before */
};

struct history {
    struct revision *at; /* the newest first */
    size_t count;
};

struct history_options {
    const char *cache; /* folder; NULL: nothing is remembered across runs */
    void (*progress)(void *context, size_t done, size_t total); /* or NULL */
    void *progress_context;
};

/* Puts a change that was found elsewhere among those that are remembered: between a tree and the
 * one that follows it, both of which compile.  Where it cannot, for whatever reason, it
 * does not. */
void history_remember(const struct repository *r, const char *cache, const struct store_id *from,
                      const struct store_id *to, const struct differences *differences);

/* Everything is in the arena. */
int history_read(struct history *out, struct arena *arena, const struct repository *r,
                 const struct store_id *tip, const struct history_options *options);

#endif
