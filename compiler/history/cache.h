/* Changes between trees, remembered in a file.
 *
 * A record is the ids of two trees, what lies between them, and a checksum; so it holds for every
 * repository, and a damaged one is forgotten.  The file is replaced as a whole, by renaming; what
 * two processes find at once, one of them finds again later.  No answer depends on it: whatever
 * goes wrong with the file is as if it were not there. */
#ifndef LEIDRAAD_COMPILER_HISTORY_CACHE_H
#define LEIDRAAD_COMPILER_HISTORY_CACHE_H

#include "compiler/history/history.h"

struct history_cache;

/* Reads what is there.  folder NULL: an empty one, that is not saved. */
struct history_cache *history_cache_open(struct arena *arena, const char *folder);

/* from NULL: before the first revision.  NULL: not known.  Read anew at each call. */
const struct change *history_cache_find(struct history_cache *cache, const struct store_id *from,
                                        const struct store_id *to);
/* Now and then it is saved too: who ends a long run keeps most of it. */
void history_cache_add(struct history_cache *cache, const struct store_id *from,
                       const struct store_id *to, const struct change *change);

/* Saves it where something was added. */
void history_cache_save(struct history_cache *cache);

#endif
