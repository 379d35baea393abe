/* Messages on standard error.  That they cannot be written is not reported: there is nowhere to. */
#include "message.h"

#include "terminal.h"
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *speaker;

void message_speaker(const char *verb)
{
    speaker = verb;
}

static void __attribute__((format(printf, 1, 0))) say(const char *format, va_list args)
{
    progress_clear();
    fputs("leidraad", stderr);
    if (speaker) fprintf(stderr, " %s", speaker);
    fputs(": ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
}

void complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
}

enum exit_status usage_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
    if (speaker)
        complain(_("see 'leidraad %s --help'"), speaker);
    else
        complain(_("see 'leidraad --help'"));
    return EXIT_USAGE;
}

enum exit_status exit_status_of(leidraad_status status)
{
    static const enum exit_status exits[] = {
        [LEIDRAAD_OK] = EXIT_DONE,           [LEIDRAAD_ERROR_MEMORY] = EXIT_SYSTEM,
        [LEIDRAAD_ERROR_USAGE] = EXIT_USAGE, [LEIDRAAD_ERROR_POLICIES] = EXIT_POLICIES,
        [LEIDRAAD_ERROR_DATA] = EXIT_DATA,   [LEIDRAAD_ERROR_SYSTEM] = EXIT_SYSTEM,
        [LEIDRAAD_STOPPED] = EXIT_SYSTEM,    [LEIDRAAD_ERROR_RACE] = EXIT_RACE,
    };
    return exits[status];
}

enum exit_status conclude(leidraad_status status, const char *error)
{
    if (status != LEIDRAAD_OK && status != LEIDRAAD_STOPPED)
        complain("%s", error && *error ? error : leidraad_status_text(status));
    return exit_status_of(status);
}

void out_of_memory(void)
{
    complain("%s", leidraad_status_text(LEIDRAAD_ERROR_MEMORY));
    exit(EXIT_SYSTEM);
}
