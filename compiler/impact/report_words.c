/* Causes as the reports of an impact write them: see report.h. */
#include "base/text.h"
#include "compiler/impact/report.h"

static const struct {
    const char *term, *words;
} causes[IMPACT_CAUSES] = {
    [CAUSE_VERSION] = {"andere_versie",
                       N_("the version itself: the rule is the same, but is judged by another "
                          "version, or since another day")},
    [CAUSE_DATA] = {"gegevens", N_("the data: a record is bad under one of the two and was left "
                                   "out there, or one of the two has no word for what it says")},
};

static bool is_difference(const struct impact *impact, uint32_t cause)
{
    return cause < impact->differences->list.len;
}

const char *impact_cause_term(const struct impact *impact, uint32_t cause)
{
    if (is_difference(impact, cause)) return NULL;
    return causes[cause - impact->differences->list.len].term;
}

struct str impact_cause_line(const struct impact *impact, struct arena *arena, uint32_t cause)
{
    if (is_difference(impact, cause))
        return difference_line(arena, &impact->differences->list.at[cause]);
    return str_from(_(causes[cause - impact->differences->list.len].words));
}

struct str impact_cause_terms(const struct impact *impact, struct arena *arena, uint32_t cause)
{
    if (is_difference(impact, cause))
        return difference_terms(arena, &impact->differences->list.at[cause]);
    return str_from(impact_cause_term(impact, cause));
}
