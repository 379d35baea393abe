/* The gate: what may be published, and with what words.
 *
 * Takes a program and the one it follows; says in diagnostics what stands in the way, and gives the
 * text of the commit.  It knows no store.  Three things stand in the way: an example that fails,
 * something adopted that is gone, and something adopted whose meaning changes without an erratum.
 * That is what keeps a judgement of last year standing: a version, kader or plan that was adopted
 * is amended by a next one, and not behind its back; also not through a definition that many
 * versions share or that only a kader uses, nor through a term that ends sooner.
 *
 * The words of a commit are Dutch whatever the locale, and so are the ids that follow from them. */
#ifndef LEIDRAAD_COMPILER_HISTORY_PUBLISH_H
#define LEIDRAAD_COMPILER_HISTORY_PUBLISH_H

#include "compiler/ast.h"
#include "compiler/compare/compare.h"

struct submission {
    const struct program *before; /* of the last revision that compiles; NULL: there is none */
    const struct program *now;
    struct ast_file *const *files; /* what `now` was compiled from */
    size_t count;
    struct str message; /* what the publisher says; empty: nothing */
    struct str erratum; /* why what was adopted changes; empty: it may not */
};

struct accepted {
    struct str message;                    /* of the commit */
    const struct differences *differences; /* with the parent; NULL without one */
    VEC(struct str) adopted; /* labels of the versions that are adopted here and were not
                                before */
};

/* STATUS_POLICIES with the reasons in diags: it may not be published. */
int publish_gate(struct accepted *out, struct arena *arena, const struct submission *submission,
                 struct diags *diags);

/* What changed in meaning, a line a difference, each begun with "- ". */
struct str publish_lines(struct arena *arena, const struct differences *differences);
/* What changed: these lines under a heading, and the other differences counted; empty: nothing
 * did. */
struct str publish_summary(struct arena *arena, const struct differences *differences);

#endif
