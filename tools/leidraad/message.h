/* What the command itself has to say, on standard error: "leidraad VERB: …". */
#ifndef LEIDRAAD_TOOL_MESSAGE_H
#define LEIDRAAD_TOOL_MESSAGE_H

#include "exit.h"
#include "runtime/leidraad.h"

/* From here on, messages are those of this verb. */
void message_speaker(const char *verb);

/* Says it, and ends the line. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same, and points to --help. */
enum exit_status usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The status of the library as that of the command. */
enum exit_status exit_status_of(leidraad_status status);

/* What became of a call to the library.  Where it failed in a way that has no diagnostics, says so
 * in its own words (error, may be empty or NULL), or else in general ones.  LEIDRAAD_STOPPED is not
 * spoken of: it is our own writer that stopped, and output_close() says why. */
enum exit_status conclude(leidraad_status status, const char *error);

/* For what cannot go on without memory: says so and ends the program. */
_Noreturn void out_of_memory(void);

#endif
