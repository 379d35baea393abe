/* Where the files are that came with the program.
 *
 * The same three places for all of them: beside an installed program, wherever that tree was put;
 * beside a program in its build folder; and where `make install` was told to put them. */
#ifndef LEIDRAAD_TOOL_PLACE_H
#define LEIDRAAD_TOOL_PLACE_H

#include <stdbool.h>
#include <stddef.h>

enum { PLACE_MAX = 4096 };

/* The folder of the policies, of the translations.  False: they are nowhere. */
bool place_policies(char *folder, size_t size);
bool place_locale(char *folder, size_t size);

#endif
