/* Claims: what a run reads is not written by it, and nothing is written twice, under whatever name.
 *
 * An answer takes the place of a file when it is complete, so that without this the data, or the
 * receipts that were asked for beside it, would be gone with status 0. */
#ifndef LEIDRAAD_TOOL_CLAIM_H
#define LEIDRAAD_TOOL_CLAIM_H

#include "exit.h"

/* A file that is read.  What is no regular file (a pipe, "-") counts for nothing. */
void claim_to_read(const char *path);

/* A file that is written; NULL and "-" are standard output.  Says what is wrong, if something is.
 * A device or a pipe may be written as often as one wants; standard output, once. */
enum exit_status claim_to_write(const char *path);

#endif
