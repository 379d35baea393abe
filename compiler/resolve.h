/* Names of the top level: what is declared, by kind and name, and in which order the versions
 * revise each other.
 *
 * Takes the trees of all files; gives `struct names`.  What a name inside an expression means is
 * not settled here, because it depends on the version that the expression is read in (amend.h) and
 * on the columns of its subject (types/schema.h). */
#ifndef LEIDRAAD_COMPILER_RESOLVE_H
#define LEIDRAAD_COMPILER_RESOLVE_H

#include "compiler/ast.h"
#include "compiler/say.h"

/* Who wrote a part of the policies: it travels with every part, into struct origin. */
enum owner_kind { OWNER_VOCABULARY, OWNER_VERSION, OWNER_KADER, OWNER_PLAN };
struct owner {
    enum owner_kind kind;
    struct str label; /* of the version, or the id; empty for the vocabulary */
};
extern const struct owner vocabulary;

/* Declarations of one kind, each name once: its number in `index` is its place in `list`. */
struct registry {
    struct interner *index;
    VEC(const struct ast *) list;
};
const struct ast *registry_find(const struct registry *registry, struct str name); /* or NULL */

struct version_decl {
    const struct ast *ast;
    const struct owner *owner;
};

struct names {
    struct arena *arena;
    struct diags *diags;
    struct ast_file *const *files;
    size_t file_count;
    const struct ast *stelsel;           /* NULL: none; a message has been given */
    struct registry declared[AST_KINDS]; /* of the kinds that stand at the top level */
    VEC(struct version_decl) versions;   /* each revises the one before it */
    unsigned lacks;    /* enum lacking: where something that declares names could not be read */
    struct told *told; /* the names of which it has been said that there are none */
};

/* What may be missing because a part of a file could not be read: a name that is not found may
 * stand there. */
enum lacking {
    LACKS_TOP = 1,     /* declarations of a file */
    LACKS_VERSION = 2, /* of a version, kader or plan: amendments and rules */
    LACKS_SUBJECT = 4, /* of an onderwerp: columns, lists, definitions */
    LACKS_ITEMS = 8,   /* of a keuze, set or reading */
};

/* Says that there is no such name, and what was probably meant.  The name is the first argument,
 * and the second may say of what.
 *
 * One mistake, one message: a name that is used in ten places gets one, at the first of them, with
 * some of the others as related places.  And none where it may stand in a part that could not be
 * read (`where`: enum lacking), unless it is almost one that is there.  NULL then. */
#define SAY_UNKNOWN(names, where, closest, id, span, ...)                                         \
    say_unknown((names), (where), (closest), KIND(id), (span), (const struct str[]){__VA_ARGS__}, \
                sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
struct diag *say_unknown(const struct names *names, unsigned where, const struct closest *closest,
                         const struct diag_kind *kind, struct span span, const struct str *args,
                         size_t count);

struct names *resolve(struct arena *arena, struct diags *diags, struct ast_file *const *files,
                      size_t count);

/* Says that no version has this label, and which labels there are. */
void report_no_version(const struct names *names, struct span span, struct str label);

/* The word a policy uses for a kind: "regel", "leidraad", "lid". */
struct str kind_word(unsigned kind); /* enum ast_kind */

/* "leidraad 2025", "regioplan x"; "the vocabulary". */
struct str owner_name(struct arena *arena, const struct owner *owner);

/* Whether an AST_ERROR is among the children: what is missing there has a message already. */
bool damaged(const struct ast *node);

#endif
