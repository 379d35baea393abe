/* Moments as people type them: 2026-04-01T12:00:00+02:00. */
#ifndef LEIDRAAD_TOOL_MOMENT_H
#define LEIDRAAD_TOOL_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

/* Seconds since 1970, and minutes east of UTC.  text NULL: now, on the clock of this machine.  The
 * seconds may be left out; Z is +00:00.  False: that is no moment, or one before 1970. */
bool moment_read(const char *text, int64_t *time, int32_t *offset);

#endif
