/* leidraad sample: draws practices to be checked. */
#include "inputs.h"
#include "message.h"
#include "receipts.h"
#include "text.h"
#include "verbs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *size, *seed;
static int by, format;
static struct day on;

enum { BY_NOTHING, BY_RHO, BY_GROEP };
static const char *const by_names[] = {[BY_RHO] = "rho", [BY_GROEP] = "groep"};
static const struct choice by_choices[] = {{"rho", BY_RHO}, {"groep", BY_GROEP}, {0}};

static const struct option options[] = {
    TEXT("size", &size, N_("N"), N_("how many practices to draw")),
    TEXT("seed", &seed, N_("TEXT"),
         N_("what the draw follows from; settle and publish it before the data is known")),
    CHOICE("by", &by, by_choices, N_("draw from each RHO, or from each group, its share")),
    CHOICE("format", &format, report_formats, N_("how the answer is written")),
    RECEIPTS_OPTION,
    DAY("on", &on, N_("the reference date (peildatum) of the receipts")),
    OPTIONS_END,
};

/* A whole number from 1; 0: it is none. */
static size_t read_size(void)
{
    char *end;
    errno = 0;
    if (strspn(size, "0123456789") != strlen(size)) return 0;
    unsigned long n = strtoul(size, &end, 10);
    return errno || *end ? 0 : (size_t)n;
}

static enum exit_status print(leidraad_policies *policies, leidraad_data *data, struct output *out)
{
    leidraad_options judge = judge_settings();
    judge.on = day_iso(&on);
    leidraad_sample sample = {
        .size = sizeof sample, .count = read_size(), .seed = seed, .by = by_names[by]};
    leidraad_report_options report = answer_settings(out, format);
    enum exit_status status = receipts_open(&report);
    if (status) return receipts_close(status);
    leidraad_status printed =
        leidraad_report_sample(policies, data, &judge, &sample, &report, output_write, out);
    return receipts_close(conclude(printed, leidraad_data_error(data)));
}

static enum exit_status run(const struct words *arguments)
{
    if (!size || !seed) return usage_error(_("say how many to draw with --size, and --seed"));
    if (!read_size()) return usage_error(_("--size: '%s' is not a whole number from 1"), size);
    return with_data(arguments->at[0], print);
}

const struct verb verb_sample = {
    .name = "sample",
    .arguments = N_("DATA"),
    .argument_kind = ARGUMENT_FILE,
    .least = 1,
    .most = 1,
    .summary = N_("draws practices to be checked, so that anybody can draw them again"),
    .text = N_(
        "The practices stand in the order of the SHA-256 of SEED:KEY, smallest first; the first N "
        "are drawn, or with --by of each stratum its share. By hand, the number of each is that "
        "of: echo -n 'SEED:KEY' | sha256sum. Practices of which the stratum is not known "
        "are one too, with an empty name. Nothing depends on the order of the data.\n\n"
        "The share of a stratum is N times its part of all practices. Where N is enough for all "
        "strata, those whose share is less than 1 get 1, and the rest of N is shared out anew "
        "over the others, until none is less than 1. Then each gets the whole part of its share; "
        "what is left goes, one each, to the largest fractions, and of equal ones to the first "
        "name.\n\n"
        "--receipts writes the receipts of the practices that are drawn, judged on --on, or else "
        "on their own start date."),
    .options = {options, reading_options, data_options, output_options},
    .run = run,
};
