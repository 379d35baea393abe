/* The terminal, where there is one: colour, width, and a line that shows progress. */
#ifndef LEIDRAAD_TOOL_TERMINAL_H
#define LEIDRAAD_TOOL_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* A terminal that shows colour, where the user did not turn that off (NO_COLOR, TERM=dumb). */
bool terminal_colour(int fd);

/* Columns, or 0: not a terminal, or one that does not tell. */
int terminal_width(int fd);

/* Shows how far work is, on standard error if that is a terminal, once it has taken a while.  Has
 * the shape that leidraad_report_options.progress wants; the context is not used. */
void progress_show(void *context, size_t done, size_t total);

/* Takes the line away again: before anything else is written. */
void progress_clear(void);

#endif
