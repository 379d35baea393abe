/* What the files of the compile side of the public header share. */
#ifndef LEIDRAAD_COMPILER_API_API_H
#define LEIDRAAD_COMPILER_API_API_H

#include "api/handles.h"
#include "compiler/compile.h"
#include "compiler/history/repository.h"

/* What policies that were compiled keep beside their program (leidraad_policies.compiled). */
struct compilation {
    struct ast_file *const *files; /* those that were compiled */
    size_t count;
    struct compiled compiled;
    bool examples_wrong; /* what is wrong with the examples is among the diagnostics already */
};

struct leidraad_store {
    struct arena *arena;
    struct repository repository;
    const char *cache; /* folder, or NULL */
    error_text error;
};

/* The driver of stores, for one that is not open yet; STATUS_SYSTEM with the error's text where its
 * library is not there. */
int store_prepare(struct leidraad_store *store, const leidraad_store_options *options);
/* Closes the repository together with the handle. */
void store_opened(struct leidraad_store *store, struct store *opened);
/* The commit that is meant by a revision, by a day, or by neither; the arena is for what it says
 * where there is none. */
int store_revision(struct arena *arena, struct leidraad_store *store, const char *revision,
                   const char *known_at, struct store_id *commit);

#endif
