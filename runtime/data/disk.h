/* Bytes and names of files. */
#ifndef LEIDRAAD_DATA_DISK_H
#define LEIDRAAD_DATA_DISK_H

#include "base/str.h"
#include "base/vec.h"

enum disk_kind { DISK_MISSING, DISK_FOLDER, DISK_FILE, DISK_OTHER };

/* What stands at a path (NUL behind it); DISK_MISSING too when it cannot be looked at: then errno
 * says why. */
enum disk_kind disk_kind(const char *path);

enum disk_read { DISK_READ, DISK_TOO_LARGE, DISK_FAILED /* errno says why */ };

/* All bytes of a file, or of standard input (path NULL), at most `max`. */
enum disk_read disk_read(struct arena *arena, const char *path, size_t max, struct str *out);

/* The names in a folder, in order of their bytes, without those that begin with a dot.  False:
 * errno says why not. */
struct disk_names {
    VEC(struct str) list;
};
bool disk_names(struct arena *arena, const char *path, struct disk_names *out);

#endif
