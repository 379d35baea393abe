/* Reading the command line by tables of options. */
#include "options.h"

#include "message.h"
#include "nearest.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

void words_add(struct words *words, const char *word)
{
    const char **at = realloc(words->at, (words->count + 2) * sizeof *at);
    if (!at) out_of_memory();
    at[words->count] = word;
    at[words->count + 1] = NULL;
    words->at = at;
    words->count++;
}

void words_free(struct words *words)
{
    free(words->at);
    *words = (struct words){0};
}

/* ---- values ---- */

static enum exit_status set_text(const struct option *option, const char *value)
{
    *option->into.text = value;
    return EXIT_DONE;
}

static enum exit_status set_word(const struct option *option, const char *value)
{
    words_add(option->into.words, value);
    return EXIT_DONE;
}

static enum exit_status set_day(const struct option *option, const char *value)
{
    if (day_read(option->into.day, value)) return EXIT_DONE;
    return usage_error(_("--%s: '%s' is not a date; write it as 2026-11-01 or as 1-11-2026"),
                       option->name, value);
}

static enum exit_status set_year(const struct option *option, const char *value)
{
    if (strlen(value) == 4 && strspn(value, "0123456789") == 4 && *value != '0') {
        *option->into.number = (int)strtol(value, NULL, 10);
        return EXIT_DONE;
    }
    return usage_error(_("--%s: '%s' is not a year; write it as 2026"), option->name, value);
}

static enum exit_status set_choice(const struct option *option, const char *value)
{
    struct nearest nearest = {.wanted = value};
    char all[128] = "";
    for (const struct choice *choice = option->choices; choice->word; choice++) {
        if (strcmp(choice->word, value) == 0) {
            *option->into.number = choice->value;
            return EXIT_DONE;
        }
        nearest_offer(&nearest, choice->word);
        if (*all) strncat(all, ", ", sizeof all - strlen(all) - 1);
        strncat(all, choice->word, sizeof all - strlen(all) - 1);
    }
    if (nearest.found)
        return usage_error(_("--%s: there is no '%s'; did you mean '%s'?"), option->name, value,
                           nearest.found);
    return usage_error(_("--%s: there is no '%s'; choose from: %s"), option->name, value, all);
}

typedef enum exit_status setter(const struct option *option, const char *value);
static setter *const setters[] = {
    [OPTION_FLAG] = NULL,         [OPTION_TEXT] = set_text, [OPTION_FILE] = set_text,
    [OPTION_FOLDER] = set_text,   [OPTION_DAY] = set_day,   [OPTION_YEAR] = set_year,
    [OPTION_CHOICE] = set_choice, [OPTION_LIST] = set_word,
};

/* ---- options ---- */

/* The option that an argument names, "--name", "--name=value" or "-n"; NULL: there is none. */
static const struct option *find(const struct option *const *tables, const char *arg, size_t length)
{
    bool is_long = arg[1] == '-';
    for (; *tables; tables++) {
        for (const struct option *option = *tables; option->name; option++) {
            if (is_long && strlen(option->name) == length - 2 &&
                strncmp(option->name, arg + 2, length - 2) == 0)
                return option;
            if (!is_long && length == 2 && option->letter == arg[1]) return option;
        }
    }
    return NULL;
}

static enum exit_status unknown_option(const struct option *const *tables, const char *arg,
                                       size_t length, bool before_verb)
{
    char *name = strndup(arg, length);
    if (!name) out_of_memory();
    struct nearest nearest = {.wanted = name + strspn(name, "-")};
    for (; *tables; tables++)
        for (const struct option *option = *tables; option->name; option++)
            if (option->help) nearest_offer(&nearest, option->name);
    enum exit_status status =
        nearest.found
            ? usage_error(_("there is no option '%s'; did you mean '--%s'?"), name, nearest.found)
        : before_verb ? usage_error(_("there is no option '%s' before the verb"), name)
                      : usage_error(_("there is no option '%s'"), name);
    free(name);
    return status;
}

/* Of two values for one thing only one can be meant, and a command line that was put together by a
 * script or from a history is where it happens: not the last, but an error.  Also when one stands
 * before the verb and one behind it. */
static bool is_first(const struct option *option)
{
    enum { MOST = 64 };
    static const struct option *given[MOST];
    static size_t count;
    if (option->kind == OPTION_LIST) return true;
    for (size_t i = 0; i < count; i++)
        if (given[i] == option) return false;
    if (count < MOST) given[count++] = option;
    return true;
}

/* Reads the option at *args, and moves past it and its value. */
static enum exit_status read_option(const struct option *const *tables, char ***args,
                                    bool before_verb)
{
    char *arg = *(*args)++;
    size_t length = strcspn(arg, "=");
    char *value = arg[length] ? arg + length + 1 : NULL;
    const struct option *option = find(tables, arg, length);
    if (!option) return unknown_option(tables, arg, length, before_verb);
    if (option->kind == OPTION_FLAG) {
        if (value) return usage_error(_("--%s takes no value"), option->name);
        *option->into.number = 1;
        return EXIT_DONE;
    }
    if (!value && !**args) return usage_error(_("--%s wants a value"), option->name);
    if (!value) value = *(*args)++;
    if (!is_first(option)) return usage_error(_("--%s is given twice"), option->name);
    return setters[option->kind](option, value);
}

enum exit_status options_read(const struct option *const *tables, char **args, bool before_verb,
                              struct words *words, char ***rest)
{
    enum exit_status status = EXIT_DONE;
    bool options_end = false;
    while (*args && !status) {
        bool is_option = !options_end && (*args)[0] == '-' && (*args)[1];
        if (is_option && strcmp(*args, "--") == 0) {
            options_end = true;
            args++;
        } else if (is_option) {
            status = read_option(tables, &args, before_verb);
        } else if (before_verb) {
            break;
        } else {
            words_add(words, *args++);
        }
    }
    *rest = args;
    return status;
}
