/* Status codes of every function that can fail.
 *
 * A status says what kind of thing went wrong, for the caller to branch on; what exactly went
 * wrong, and where, is in the diagnostics (diag.h).  The values are those of the public header
 * (runtime/leidraad.h), so that no translation is needed on the way out. */
#ifndef LEIDRAAD_BASE_STATUS_H
#define LEIDRAAD_BASE_STATUS_H

enum status {
    STATUS_OK = 0,
    STATUS_MEMORY = 1,   /* an allocation failed; nothing was changed */
    STATUS_USAGE = 2,    /* the caller asked for something that does not exist */
    STATUS_POLICIES = 3, /* the policies do not compile, or a compiled program is not valid */
    STATUS_DATA = 4,     /* the data is bad */
    STATUS_SYSTEM = 5,   /* a file or another part of the system refused */
    STATUS_STOPPED = 6,  /* a callback asked to stop */
    STATUS_RACE = 7,     /* another publisher was first */
};

#endif
