/* Printing --help from the tables. */
#include "help.h"

#include "terminal.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, GAP = 2, NARROWEST = 40, WIDEST = 100, LONGEST_FORM = 28 };

/* ---- words on lines ---- */

/* Columns of a text in UTF-8, of which ours has no wide characters. */
static size_t columns(const char *text, size_t bytes)
{
    size_t n = 0;
    for (size_t i = 0; i < bytes; i++) n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

static size_t line_width(const struct output *out)
{
    size_t width = (size_t)terminal_width(out->fd);
    if (!width) width = 80;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

/* Writes a text whose first line is in column `at` already, and whose lines begin in column
 * `indent`.  Of its own line ends only an empty line counts: a paragraph. */
static void wrap(struct output *out, const char *text, size_t at, size_t indent)
{
    size_t width = line_width(out);
    if (at < indent) output_printf(out, "%*s", (int)(indent - at), "");
    if (at < indent) at = indent;
    for (bool first = true; *text; first = false) {
        bool paragraph = strncmp(text, "\n\n", 2) == 0;
        text += strspn(text, " \n");
        size_t bytes = strcspn(text, " \n"), n = columns(text, bytes);
        if (paragraph || (!first && at + 1 + n > width)) {
            output_printf(out, paragraph ? "\n\n%*s" : "\n%*s", (int)indent, "");
            at = indent;
            first = true;
        }
        output_printf(out, "%s%.*s", first ? "" : " ", (int)bytes, text);
        at += n + !first;
        text += bytes;
    }
    output_text(out, "\n");
}

/* A term and what it means.  A term that is too wide gets a line of its own. */
static void explain(struct output *out, const char *term, const char *meaning, size_t width)
{
    size_t n = columns(term, strlen(term)), indent = INDENT + width + GAP;
    output_printf(out, "%*s%s", INDENT, "", term);
    if (n > width) output_text(out, "\n");
    wrap(out, meaning, n > width ? 0 : INDENT + n, indent);
}

/* ---- options ---- */

void help_option_form(char form[OPTION_FORM], const struct option *option)
{
    char letter[] = "-?, ";
    letter[1] = option->letter;
    int n = snprintf(form, OPTION_FORM, "%s--%s", option->letter ? letter : "", option->name);
    const char *before = " ";
    for (const struct choice *choice = option->choices; choice && choice->word; choice++) {
        n += snprintf(form + n, (size_t)(OPTION_FORM - n), "%s%s", before, choice->word);
        before = "|";
    }
    if (option->value) snprintf(form + n, (size_t)(OPTION_FORM - n), " %s", _(option->value));
}

static size_t form_width(const struct option *const *tables)
{
    size_t widest = 0;
    for (; *tables; tables++) {
        for (const struct option *option = *tables; option->name; option++) {
            char form[OPTION_FORM];
            help_option_form(form, option);
            size_t n = columns(form, strlen(form));
            if (option->help && n > widest && n <= LONGEST_FORM) widest = n;
        }
    }
    return widest;
}

static void list_options(struct output *out, const char *title, const struct option *const *tables)
{
    size_t width = form_width(tables);
    output_printf(out, "\n%s\n", title);
    for (; *tables; tables++) {
        for (const struct option *option = *tables; option->name; option++) {
            char form[OPTION_FORM];
            if (!option->help) continue;
            help_option_form(form, option);
            explain(out, form, _(option->help), width);
        }
    }
}

static void list_command_options(struct output *out, const char *title)
{
    list_options(out, title, (const struct option *const[]){command_options, NULL});
}

/* ---- pages ---- */

void help_command(struct output *out)
{
    static const struct {
        const char *number, *meaning;
    } exits[] = {
#define EXIT(name, number, meaning) {#number, meaning},
#include "exit.def"
#undef EXIT
    };
    output_text(out, _("Usage: leidraad [options] VERB [options] [arguments]\n\n"));
    wrap(out,
         _("Works with the policies of the leidraad MTVP: compiles and shows them, says which "
           "version applies to a practice and when, judges practices, regional organisations "
           "and regions, and explains each verdict down to the data and the source."),
         0, 0);
    output_printf(out, "\n%s\n", _("Verbs; each has its own --help:"));
    for (const struct verb *const *verb = verbs; *verb; verb++)
        explain(out, (*verb)->name, _((*verb)->summary), 8);
    list_command_options(out, _("Options, before or behind the verb:"));
    output_printf(out, "\n%s\n", _("Exit status:"));
    for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++)
        explain(out, exits[i].number, _(exits[i].meaning), 1);
}

void help_verb(struct output *out, const struct verb *verb)
{
    output_printf(out, _("Usage: leidraad %s [options]"), verb->name);
    output_printf(out, "%s%s\n\n", verb->arguments ? " " : "",
                  verb->arguments ? _(verb->arguments) : "");
    output_printf(out, "leidraad %s: ", verb->name);
    wrap(out, _(verb->summary), strlen("leidraad : ") + strlen(verb->name), 0);
    if (verb->text) {
        output_text(out, "\n");
        wrap(out, _(verb->text), 0, 0);
    }
    if (verb->options[0]) list_options(out, _("Options:"), verb->options);
    list_command_options(out, _("Options that every verb has:"));
}
