/* Choosing the language.
 *
 * A bare Debian has no locales but C, POSIX and C.UTF-8, and setlocale("nl_NL.UTF-8") fails there.
 * So which locale is in force, and which language is wanted, are taken apart: the language comes
 * from the environment variables by our own reading, and is handed to gettext in LANGUAGE, which
 * it heeds in every locale but C.  Any other locale for messages will do to get out of C. */
#include "language.h"

#include "place.h"
#include "text.h"

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Tried in turn until gettext finds the catalogue.  From glibc 2.39 on LANGUAGE is not heeded in
 * C.UTF-8 either; a name with a country is looked up without it, and so is C.UTF-8 by another
 * name. */
static const char *const locales[] = {"C.UTF-8", "C_NL.UTF-8", "nl_NL.UTF-8", "en_US.UTF-8", ""};

static bool is_dutch(const char *locale)
{
    return strncmp(locale, "nl", 2) == 0 && (!locale[2] || strchr("_.@:", locale[2]));
}

/* LANGUAGE is a list; the first language that there is counts.  English is always there. */
static bool list_is_dutch(const char *list)
{
    for (const char *at = list; at; at = strchr(at, ':')) {
        at += *at == ':';
        if (is_dutch(at)) return true;
        if (strncmp(at, "en", 2) == 0) return false;
    }
    return false;
}

static bool environment_is_dutch(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL, *list = getenv("LANGUAGE");
    for (size_t i = 0; i < sizeof names / sizeof names[0] && !(locale && *locale); i++)
        locale = getenv(names[i]);
    if (!locale || !*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return false;
    return list && *list ? list_is_dutch(list) : is_dutch(locale);
}

/* The last one counts, as with every option.  A value that is no language is left for the parser
 * of options to complain about. */
static const char *asked_for(char **args)
{
    static const char option[] = "--lang";
    const size_t length = sizeof option - 1;
    const char *found = NULL;
    for (; *args && strcmp(*args, "--") != 0; args++) {
        if (strncmp(*args, option, length) != 0) continue;
        if ((*args)[length] == '=')
            found = *args + length + 1;
        else if (!(*args)[length] && args[1])
            found = args[1];
    }
    return found;
}

/* The translation of the empty text is the head of the catalogue; without one, it is empty. */
static bool catalogue_found(void)
{
    static const char empty[] = "";
    return *gettext(empty) != '\0';
}

void language_start(char **args)
{
    const char *asked = asked_for(args);
    bool dutch = asked ? strcmp(asked, "nl") == 0 : environment_is_dutch();
    if (!dutch) return; /* the texts in the program are English, and its locale is C */

    char folder[PLACE_MAX];
    setenv("LANGUAGE", "nl", 1);
    setlocale(LC_CTYPE, "C.UTF-8"); /* for the texts of the C library itself: strerror() */
    if (place_locale(folder, sizeof folder)) bindtextdomain("leidraad", folder);
    bind_textdomain_codeset("leidraad", "UTF-8");
    textdomain("leidraad");
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++)
        if (setlocale(LC_MESSAGES, locales[i]) && catalogue_found()) break;
}
