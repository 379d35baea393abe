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
    struct buf text = {.arena = arena};
    const char *term = impact_cause_term(impact, cause);
    if (term) return str_from(term);
    const struct difference *d = &impact->differences->list.at[cause];
    buf_printf(&text, "%s " STR_FMT, subject_term(d->subject), STR_ARG(d->id));
    if (d->owner.len) buf_printf(&text, " (" STR_FMT ")", STR_ARG(d->owner));
    if (d->part.len) buf_printf(&text, ", " STR_FMT, STR_ARG(d->part));
    buf_printf(&text, ": %s", difference_term(d->kind));
    if (d->versions.len) buf_printf(&text, " [" STR_FMT "]", STR_ARG(d->versions));
    return buf_str(&text);
}
