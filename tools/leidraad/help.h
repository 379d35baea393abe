/* What --help prints, and what it shares with the manual. */
#ifndef LEIDRAAD_TOOL_HELP_H
#define LEIDRAAD_TOOL_HELP_H

#include "output.h"
#include "verbs.h"

void help_command(struct output *out);
void help_verb(struct output *out, const struct verb *verb);

/* "--on DATE", "--format text|json", "-h, --help": how an option is written. */
enum { OPTION_FORM = 128 };
void help_option_form(char form[OPTION_FORM], const struct option *option);

#endif
