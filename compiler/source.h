/* The text of a set of policies: the files of a folder, or of anywhere else, in one order, so that
 * equal policies are equal wherever they lie.
 *
 * Nothing is read into the texts here; whether they are UTF-8 is for parse_file(), which can show
 * the place. */
#ifndef LEIDRAAD_COMPILER_SOURCE_H
#define LEIDRAAD_COMPILER_SOURCE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/vec.h"

enum {
    SOURCE_FILES_MAX = 10000,
    SOURCE_DEPTH_MAX = 32, /* folders in folders */
};

struct source_file {
    struct str name; /* relative to the folder, with / between its parts */
    struct str text;
};

struct policy_text {
    VEC(struct source_file) files; /* by name, as bytes */
};

/* Reads a file, or all *.leidraad files of a folder and the folders in it.  Names that begin with a
 * dot are passed over.  A symbolic link in the folder is never followed, since it may lead out of
 * it; one that would have been read is an error.  The path itself may be one.
 *
 * STATUS_SYSTEM or STATUS_POLICIES with the reasons in diags; *out then holds what could
 * be read. */
int source_read(struct policy_text **out, struct arena *arena, struct diags *diags,
                struct str path);

/* The same from memory: nothing is copied.  source_finish() sorts. */
struct policy_text *source_create(struct arena *arena);
void source_add(struct policy_text *source, struct arena *arena, struct str name, struct str text);
void source_finish(struct policy_text *source);

#endif
