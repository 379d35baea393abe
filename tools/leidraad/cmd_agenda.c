/* leidraad agenda: the duties of the parties. */
#include "inputs.h"
#include "message.h"
#include "text.h"
#include "verbs.h"

static int year, format;

static const struct choice formats[] = {
    {"text", LEIDRAAD_FORMAT_TEXT},
    {"json", LEIDRAAD_FORMAT_JSON},
    {"ndjson", LEIDRAAD_FORMAT_NDJSON},
    {"ics", LEIDRAAD_FORMAT_ICS},
    {0},
};

static const struct option options[] = {
    YEAR("year", &year, N_("only the duties of this year")),
    CHOICE("format", &format, formats, N_("how the answer is written; ics is for calendars")),
    OPTIONS_END,
};

static enum exit_status print(leidraad_policies *policies, struct output *out)
{
    leidraad_report_options report = answer_settings(out, format);
    leidraad_status printed = leidraad_report_agenda(policies, year, &report, output_write, out);
    return conclude(printed, leidraad_policies_error(policies));
}

static enum exit_status run(const struct words *arguments)
{
    (void)arguments;
    return with_policies(print);
}

const struct verb verb_agenda = {
    .name = "agenda",
    .summary = N_("lists what the parties have to do, and when"),
    .options = {options, output_options},
    .run = run,
};
