/* Finding the files that came with the program. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "place.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Relative ones are from the folder that the program is in. */
struct place {
    const char *folder;
    const char *holds; /* a file in it, without which it is another folder of that name */
};

static const struct place policy_places[] = {
    {"../share/leidraad/policies", "stelsel.leidraad"},
    {"../policies", "stelsel.leidraad"},
    {LEIDRAAD_POLICY_DIR, "stelsel.leidraad"},
};

static const struct place locale_places[] = {
    {"../share/locale", "nl/LC_MESSAGES/leidraad.mo"},
    {"locale", "nl/LC_MESSAGES/leidraad.mo"},
    {LEIDRAAD_LOCALE_DIR, "nl/LC_MESSAGES/leidraad.mo"},
};

/* With its last '/'.  Empty where /proc is not mounted: then only the last place can be right. */
static void program_folder(char *folder, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", folder, size - 1);
    folder[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash) slash[1] = '\0';
}

static bool is_there(const char *folder, const char *file)
{
    char path[2 * PLACE_MAX];
    int n = snprintf(path, sizeof path, "%s/%s", folder, file);
    return n >= 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

static bool find(const struct place *places, size_t count, char *folder, size_t size)
{
    char beside[PLACE_MAX];
    program_folder(beside, sizeof beside);
    for (size_t i = 0; i < count; i++) {
        bool absolute = *places[i].folder == '/';
        int n = snprintf(folder, size, "%s%s", absolute ? "" : beside, places[i].folder);
        if (n < 0 || (size_t)n >= size || *folder != '/') continue;
        if (!is_there(folder, places[i].holds)) continue;
        /* Without "..": it stands in messages. */
        char *resolved = realpath(folder, NULL);
        if (resolved && strlen(resolved) < size) strcpy(folder, resolved);
        free(resolved);
        return true;
    }
    return false;
}

bool place_policies(char *folder, size_t size)
{
    return find(policy_places, sizeof policy_places / sizeof policy_places[0], folder, size);
}

bool place_locale(char *folder, size_t size)
{
    return find(locale_places, sizeof locale_places / sizeof locale_places[0], folder, size);
}
