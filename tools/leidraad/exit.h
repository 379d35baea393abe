/* How the command ends. */
#ifndef LEIDRAAD_TOOL_EXIT_H
#define LEIDRAAD_TOOL_EXIT_H

enum exit_status {
#define EXIT(name, number, meaning) EXIT_##name = number,
#include "exit.def"
#undef EXIT
};

#endif
