/* The verbs: what each is called, takes, and does.  One file a verb, cmd_<name>.c. */
#ifndef LEIDRAAD_TOOL_VERBS_H
#define LEIDRAAD_TOOL_VERBS_H

#include "options.h"

/* What a verb's arguments name, for completion. */
enum argument_kind { ARGUMENT_OTHER, ARGUMENT_FILE, ARGUMENT_POLICY_FILE };

struct verb {
    const char *name;
    const char *arguments; /* msgid: how they stand in the usage, or NULL: it takes none */
    enum argument_kind argument_kind;
    size_t least, most;  /* how many */
    const char *summary; /* msgid: half a line, behind "leidraad NAME:" */
    const char *text;    /* msgid: what else there is to know; paragraphs have an empty line between
                            them.  Or NULL */
    const struct option *options[OPTION_TABLES]; /* ends with a NULL */
    enum exit_status (*run)(const struct words *arguments);
};

#define VERB(name) extern const struct verb verb_##name;
#include "verbs.def"
#undef VERB

/* In the order of --help; ends with a NULL. */
extern const struct verb *const verbs[];

const struct verb *verb_find(const char *name); /* NULL: there is none */

/* The options that stand before or behind any verb (main.c). */
extern const struct option command_options[];

#endif
