/* The language in which the command and the library speak to people. */
#ifndef LEIDRAAD_TOOL_LANGUAGE_H
#define LEIDRAAD_TOOL_LANGUAGE_H

/* Chooses it: what --lang says, wherever that stands on the command line, so that a complaint about
 * the command line is in that language too; else what the environment asks for.  Machine output
 * does not depend on it: of the locale, only messages (and the characters in them) are ever set. */
void language_start(char **args);

#endif
