/* Reading a file whole, and finding the policy files in a folder. */
#ifndef LEIDRAAD_TOOL_FILE_H
#define LEIDRAAD_TOOL_FILE_H

#include "exit.h"

#include <stddef.h>

struct bytes {
    char *at; /* to be freed */
    size_t size, room;
};

/* path "-": standard input.  Says what is wrong, if something is. */
enum exit_status file_read(struct bytes *bytes, const char *path);

/* Adds; a leidraad_write_fn, with the bytes as its context. */
int bytes_write(void *bytes, const char *at, size_t n);

/* Adds the .leidraad files in a folder and the folders below it, in an order that does not depend
 * on locale or disk; of a path that is no folder, the path itself. */
struct files {
    char **at;
    size_t count;
};
enum exit_status files_find(struct files *files, const char *path);
void files_free(struct files *files);

#endif
