/* Loading the store: a shared object of its own, so that only who opens a store pays for libgit2.
 *
 * It is looked for where this library or program was (its RUNPATH: see the Makefile) and then where
 * the system keeps libraries.  It stays loaded as long as the process lives. */
#include "base/text.h"
#include "store/store.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct store_driver *driver; /* NULL: see refused */
static char refused[1024];

static void load(void)
{
    void *library = dlopen(STORE_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    const struct store_driver *table = library ? dlsym(library, STORE_SYMBOL) : NULL;
    const char *error = table ? NULL : dlerror();
    if (!table)
        snprintf(refused, sizeof refused, _("the library for policies in git cannot be loaded: %s"),
                 error ? error : STORE_LIBRARY);
    else if (table->abi != STORE_ABI)
        snprintf(refused, sizeof refused,
                 _("%s is of another version of leidraad (%u, where %u is needed)"), STORE_LIBRARY,
                 (unsigned)table->abi, (unsigned)STORE_ABI);
    else
        driver = table;
}

const struct store_driver *store_load(const char **why)
{
    pthread_once(&once, load);
    *why = driver ? NULL : refused;
    return driver;
}

/* ---- ids ---- */

static const char digits[] = "0123456789abcdef";

void store_id_hex(char hex[STORE_ID_HEX], const struct store_id *id)
{
    for (size_t i = 0; i < STORE_ID_BYTES; i++) {
        hex[2 * i] = digits[id->bytes[i] >> 4];
        hex[2 * i + 1] = digits[id->bytes[i] & 15];
    }
    hex[STORE_ID_HEX - 1] = '\0';
}
