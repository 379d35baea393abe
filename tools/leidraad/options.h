/* Options: tables of them, from which the command line is read, and --help, the manual and the
 * completion are printed.
 *
 *     static int format;
 *     static const struct option options[] = {
 *         CHOICE("format", &format, formats, N_("how the answer is written")),
 *         OPTIONS_END,
 *     };
 *
 * A table is read in company: the verb's own, those it shares with other verbs, and those that the
 * command has everywhere.  Options and arguments may stand in any order; "--" ends the options,
 * "-" is an argument.  An option that takes one value is given once; a flag may be repeated. */
#ifndef LEIDRAAD_TOOL_OPTIONS_H
#define LEIDRAAD_TOOL_OPTIONS_H

#include "day.h"
#include "exit.h"

#include <stdbool.h>
#include <stddef.h>

/* Words in a row, with a NULL behind them.  `at` is NULL while there are none. */
struct words {
    const char **at;
    size_t count;
};

/* What an option of a closed set may say; the table ends with an empty one. */
struct choice {
    const char *word;
    int value;
};

enum option_kind {
    OPTION_FLAG,   /* stands alone: number becomes 1 */
    OPTION_TEXT,   /* text, as it is written */
    OPTION_FILE,   /* the same; a file's name, for completion */
    OPTION_FOLDER, /* the same; a folder's, or a file's */
    OPTION_DAY,    /* a date, in ISO */
    OPTION_YEAR,   /* number */
    OPTION_CHOICE, /* number: the value of the word */
    OPTION_LIST,   /* may be repeated: gathers words */
};

struct option {
    const char *name; /* without "--" */
    char letter;      /* for "-h", or 0 */
    enum option_kind kind;
    union {
        int *number;
        const char **text;
        struct day *day;
        struct words *words;
    } into;
    const char *value;            /* msgid: what stands for the value in --help, or NULL */
    const struct choice *choices; /* of OPTION_CHOICE */
    const char *help;             /* msgid; NULL: not listed */
};

#define FLAG(n, to, h)                                                     \
    {                                                                      \
        .name = (n), .kind = OPTION_FLAG, .into.number = (to), .help = (h) \
    }
#define TEXT(n, to, v, h)                                                              \
    {                                                                                  \
        .name = (n), .kind = OPTION_TEXT, .into.text = (to), .value = (v), .help = (h) \
    }
#define FILE_NAME(n, to, v, h)                                                         \
    {                                                                                  \
        .name = (n), .kind = OPTION_FILE, .into.text = (to), .value = (v), .help = (h) \
    }
#define FOLDER(n, to, v, h)                                                              \
    {                                                                                    \
        .name = (n), .kind = OPTION_FOLDER, .into.text = (to), .value = (v), .help = (h) \
    }
#define DAY(n, to, h)                                                                       \
    {                                                                                       \
        .name = (n), .kind = OPTION_DAY, .into.day = (to), .value = N_("DATE"), .help = (h) \
    }
#define YEAR(n, to, h)                                                                          \
    {                                                                                           \
        .name = (n), .kind = OPTION_YEAR, .into.number = (to), .value = N_("YEAR"), .help = (h) \
    }
#define CHOICE(n, to, c, h)                                                                  \
    {                                                                                        \
        .name = (n), .kind = OPTION_CHOICE, .into.number = (to), .choices = (c), .help = (h) \
    }
#define LIST(n, to, v, h)                                                               \
    {                                                                                   \
        .name = (n), .kind = OPTION_LIST, .into.words = (to), .value = (v), .help = (h) \
    }
#define OPTIONS_END \
    {               \
        0           \
    }

enum { OPTION_TABLES = 5 }; /* the most that are read together, the command's own included */

/* Reads the options in `args` by some tables (both end with a NULL), and puts the arguments that
 * are not options in `words`.  With before_verb, stops before the first of those.  *rest: what was
 * not read. */
enum exit_status options_read(const struct option *const *tables, char **args, bool before_verb,
                              struct words *words, char ***rest);

/* The words themselves are not copied. */
void words_add(struct words *words, const char *word);
void words_free(struct words *words);

#endif
