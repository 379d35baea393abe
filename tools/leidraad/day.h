/* Dates as people type them on the command line; the library takes ISO. */
#ifndef LEIDRAAD_TOOL_DAY_H
#define LEIDRAAD_TOOL_DAY_H

#include <stdbool.h>

struct day {
    char iso[32]; /* "2026-11-01"; empty: none */
};

/* 2026-11-01, 1-11-2026, 01-11-2026, "1 november 2026".  False: that is no date. */
bool day_read(struct day *day, const char *text);

/* As ISO, or NULL where there is none. */
const char *day_iso(const struct day *day);

#endif
