/* Where results go: standard output, or a file that is there whole or not at all.
 *
 *     struct output out;
 *     if (output_open(&out, path)) return EXIT_SYSTEM;
 *     leidraad_show(…, output_write, &out);
 *     return output_close(&out, status);
 *
 * A file is written beside its place under another name, and renamed when it is complete: who reads
 * it meanwhile, or after a failure, a full disk or an interrupt, finds what was there before.  What
 * is no regular file (/dev/null, a pipe with a name) is written as it is.
 *
 * When the reader of a pipe goes away (`leidraad … | head`), the rest is dropped in silence, and
 * the status is that of the work: to have seen enough is no error, and whether the rest still
 * fitted in the pipe is chance, on which no status may depend. */
#ifndef LEIDRAAD_TOOL_OUTPUT_H
#define LEIDRAAD_TOOL_OUTPUT_H

#include "exit.h"

#include <stdbool.h>
#include <stddef.h>

struct output {
    int fd;
    const char *name; /* as the user knows it, for messages */
    char *path;       /* of the file; NULL: standard output */
    char *temporary;  /* what it is called until it is complete, or NULL */
    int error;        /* errno of the first write that failed, or 0 */
    bool unread;      /* the reader has gone */
};

/* To be called once, before anything is opened: makes sure that no file is ever opened as
 * standard input, output or error, when the caller had those closed, and that a full disk and a
 * closed pipe are errors, not signals. */
void output_start(void);

/* path: NULL and "-" are standard output.  Says what is wrong, if something is. */
enum exit_status output_open(struct output *out, const char *path);

/* A leidraad_write_fn, with the output as its context. */
int output_write(void *out, const char *bytes, size_t n);

void output_text(struct output *out, const char *text);
void output_printf(struct output *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Ends it.  What was written to a file is kept if the work ended with status `work` EXIT_DONE or
 * EXIT_NEGATIVE, else thrown away.  Returns `work`, or EXIT_SYSTEM (and says why) if the writing
 * failed. */
enum exit_status output_close(struct output *out, enum exit_status work);

/* A leidraad_write_fn to standard error; the context is not used. */
int error_write(void *context, const char *bytes, size_t n);

#endif
