/* The manual page, in the language of the locale, printed for man(7).
 *
 * Verbs, options and exit statuses come from their tables; the prose that --help has no room for is
 * here, as texts to translate like all others. */
#include "describe.h"
#include "help.h"
#include "text.h"
#include "verbs.h"

#include <string.h>

/* ---- roff ---- */

/* A text as it is: nothing in it means anything to roff. */
static void put(struct output *out, const char *text)
{
    bool line_begins = true;
    for (; *text; text++) {
        if (line_begins && (*text == '.' || *text == '\'')) output_text(out, "\\&");
        line_begins = *text == '\n';
        if (*text == '\\')
            output_text(out, "\\e");
        else if (*text == '-')
            output_text(out, "\\-");
        else
            output_printf(out, "%c", *text);
    }
}

static void section(struct output *out, const char *title)
{
    output_printf(out, ".SH \"%s\"\n", title);
}

/* Paragraphs have an empty line between them. */
static void paragraphs(struct output *out, const char *text)
{
    for (const char *end; (end = strstr(text, "\n\n")); text = end + 2) {
        char paragraph[2048];
        size_t n = (size_t)(end - text);
        if (n >= sizeof paragraph) n = sizeof paragraph - 1;
        memcpy(paragraph, text, n);
        paragraph[n] = '\0';
        put(out, paragraph);
        output_text(out, "\n.PP\n");
    }
    put(out, text);
    output_text(out, "\n");
}

static void term(struct output *out, const char *name, const char *meaning)
{
    output_text(out, ".TP\n\\fB");
    put(out, name);
    output_text(out, "\\fR\n");
    put(out, meaning);
    output_text(out, "\n");
}

/* ---- what is not in the tables ---- */

struct item {
    const char *name, *meaning;
};

static const struct item data_files[] = {
    {N_("a folder"),
     N_("with CSV files named after what they hold: praktijk.csv, interventie.csv, intervisie.csv, "
        "bevestiging.csv, rho.csv, regioplan.csv, lsv.csv, regio.csv. What a file that is there "
        "holds is all there is; of a file that is missing all is unknown.")},
    {N_("a CSV file"),
     N_("as Dutch spreadsheets write it, or as RFC 4180 has it: the separator is found from the "
        "header; UTF-8 or Windows-1252; decimal comma; dates as 2026-04-01, 1-4-2026 or "
        "1 april 2026; ja/nee, WAAR/ONWAAR, true/false, 1/0. An empty cell is unknown.")},
    {N_("a JSON file"), N_("an object with a list for each kind of subject, the lists of a subject "
                           "nested in it.")},
    {N_("an NDJSON file"), N_("one subject a line, with \"onderwerp\" saying what it is.")},
    {"-", N_("standard input. Where the name does not say what a file holds, --onderwerp does.")},
};

static const struct item variables[] = {
    {"LEIDRAAD_POLICIES", N_("where the policies are, if --policies does not say so.")},
    {"LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
     N_("the language of messages: Dutch where these say so, else English. The output for machines "
        "(JSON, CSV, calendars) does not depend on them.")},
    {"NO_COLOR", N_("if set, and not empty: no colour. Without a terminal there is none either.")},
};

static const struct item examples[] = {
    {"leidraad timeline", N_("Tabel 1: from when each version applies to each group")},
    {"leidraad applies --intake 1-1-2024 --on 2026-01-01",
     N_("what applies on New Year's Day 2026 to a practice that started two years before")},
    {"leidraad evaluate praktijken/ --on 2026-11-01 --format csv --output oordelen.csv",
     N_("all practices in a folder, for the spreadsheet")},
    {"leidraad explain praktijken/ --subject 99000004 --on 2026-11-01",
     N_("why one of them was judged as it was")},
    {"leidraad agenda --year 2027 --format ics", N_("what the parties have to do in 2027, for a "
                                                    "calendar")},
};

static void items(struct output *out, const struct item *item, size_t count)
{
    for (size_t i = 0; i < count; i++) term(out, _(item[i].name), _(item[i].meaning));
}
#define ITEMS(out, table) items((out), (table), sizeof(table) / sizeof(table)[0])

/* ---- from the tables ---- */

static void list_options(struct output *out, const struct option *option)
{
    for (; option->name; option++) {
        char form[OPTION_FORM];
        if (!option->help) continue;
        help_option_form(form, option);
        term(out, form, _(option->help));
    }
}

static void list_verb(struct output *out, const struct verb *verb)
{
    output_printf(out, ".SS \"leidraad %s", verb->name);
    if (verb->options[0]) output_printf(out, " [%s]", _("options"));
    if (verb->arguments) output_printf(out, " %s", _(verb->arguments));
    output_text(out, "\"\n");
    put(out, _(verb->summary));
    output_text(out, ".\n");
    if (verb->text) {
        output_text(out, ".PP\n");
        paragraphs(out, _(verb->text));
    }
    for (const struct option *const *table = verb->options; *table; table++)
        list_options(out, *table);
}

static void list_exits(struct output *out)
{
    static const struct item exits[] = {
#define EXIT(name, number, meaning) {#number, meaning},
#include "exit.def"
#undef EXIT
    };
    section(out, _("EXIT STATUS"));
    ITEMS(out, exits);
    output_text(out, ".PP\n");
    paragraphs(out, _("When the reader of a pipe stops reading, the rest of the output is dropped, "
                      "and the status is that of the work."));
}

void describe_manual(struct output *out)
{
    output_text(out, ".\\\" Made by `leidraad --describe-as man`: not to be edited.\n"
                     ".TH LEIDRAAD 1 \"\" leidraad leidraad\n");
    section(out, _("NAME"));
    output_printf(out, "leidraad \\- %s\n", _("rules engine for the leidraad MTVP"));
    section(out, _("SYNOPSIS"));
    output_printf(out, "\\fBleidraad\\fR %s\n",
                  _("[--policies PATH] [--lang nl|en] VERB [options] [arguments]"));
    section(out, _("DESCRIPTION"));
    paragraphs(
        out,
        _("The leidraad MTVP says what a Dutch GP practice must do for Meer Tijd voor de Patiënt. "
          "It is revised every year or two, and a practice comes under a new version on the date "
          "of its group, not on that of the calendar. The policies hold all versions, in a "
          "language that both a policy editor and this program can read, each norm with its "
          "source.\n\n"
          "The results go to standard output; what is wrong, or worth noticing, goes to standard "
          "error. Nothing is guessed: what the data does not tell is unknown in the verdict too, "
          "with the names of what is missing."));
    section(out, _("OPTIONS"));
    paragraphs(out, _("Before or behind the verb. A date may be written as 2026-11-01 or as "
                      "1-11-2026."));
    list_options(out, command_options);
    section(out, _("VERBS"));
    for (const struct verb *const *verb = verbs; *verb; verb++) list_verb(out, *verb);
    section(out, _("DATA"));
    ITEMS(out, data_files);
    output_text(out, ".PP\n");
    paragraphs(out, _("What cannot be read is reported with its place, and the program stops with "
                      "status 4, unless --skip-bad is given."));
    list_exits(out);
    section(out, _("ENVIRONMENT"));
    ITEMS(out, variables);
    section(out, _("EXAMPLES"));
    ITEMS(out, examples);
}
