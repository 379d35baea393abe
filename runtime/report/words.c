/* The words of reports: see words.h. */
#include "report/words.h"

#include "base/text.h"
#include "evaluate/meant.h"

#include <string.h>

const char *words_verdict(enum verdict v)
{
    static const char *const words[VERDICTS] = {
        [NIET_VOLDAAN] = N_("not met"), [VERDICT_ONBEKEND] = N_("unknown"),
        [LOOPT] = N_("still open"),     [OPEN_NORM] = N_("open norm"),
        [VOLDAAN] = N_("met"),          [NIET_VAN_TOEPASSING] = N_("does not apply"),
    };
    return _(words[v]);
}

const char *words_oordeel(enum oordeel o)
{
    static const char *const words[] = {
        [VOLDOET_NIET] = N_("does not comply"),
        [OORDEEL_ONBEKEND] = N_("unknown"),
        [VOLDOET] = N_("complies"),
        [NIET_BEPAALD] = N_("not determined"),
    };
    return _(words[o]);
}

const char *words_answer(enum answer a)
{
    static const char *const words[] = {
        [ANSWER_NEE] = N_("no"),
        [ANSWER_JA] = N_("yes"),
        [ANSWER_ONBEKEND] = N_("unknown"),
        [ANSWER_NIET_VAN_TOEPASSING] = N_("does not apply"),
    };
    return _(words[a]);
}

const char *words_undetermined(enum undetermined u)
{
    static const char *const words[UNDETERMINED_KINDS] = {
        [UNDETERMINED_NOT] = N_("a version applies"),
        [INSTROOM_ONBEKEND] = N_("the start date is not known"),
        [GEEN_INSTROOMMOMENT] = N_("the start date is not an intake moment"),
        [NOG_NIET_INGESTROOMD] = N_("has not started yet"),
        [GEEN_LEIDRAAD_VAN_KRACHT] = N_("no version is in force"),
        [VERSIE_OVERGESLAGEN] = N_("the group skips this version"),
        [GEEN_REGELS] = N_("no rule binds"),
    };
    return _(words[u]);
}

const char *words_years(int kind)
{
    static const char *const words[YEARS_KINDS] = {
        [YEARS_MISSED] = N_("missed"),
        [YEARS_UNKNOWN] = N_("unknown"),
        [YEARS_RUNNING] = N_("running"),
        [YEARS_MET] = N_("met"),
    };
    return _(words[kind]);
}

const char *words_forced(void)
{
    return _("Judged as if always under it: duties that fell due under another version are left "
             "out.");
}

/* Dates and numbers go by the language of the other words, not by LC_TIME and LC_NUMERIC, which
 * may differ. */
static bool in_dutch(void)
{
    /* TRANSLATORS: "nl" in Dutch; any other text leaves months and decimals in English. */
    return strcmp(_("language of dates and numbers: en"), "nl") == 0;
}

char words_decimal_mark(void)
{
    return in_dutch() ? ',' : '.';
}

struct str words_date(struct arena *arena, date d)
{
    return date_words(arena, d, in_dutch());
}

struct str words_period(struct arena *arena, date from, date to)
{
    struct buf text = {.arena = arena};
    struct str first = words_date(arena, from);
    if (to == DATE_MAX) {
        buf_printf(&text, _("from %.*s"), STR_ARG(first));
    } else {
        struct str last = words_date(arena, to - 1);
        buf_printf(&text, _("from %.*s up to and including %.*s"), STR_ARG(first), STR_ARG(last));
    }
    return buf_str(&text);
}

void words_citations(struct buf *out, const struct program *p, struct range citations)
{
    for (index_t i = 0; i < citations.count; i++) {
        const struct citation *citation = &p->citations[citations.first + i];
        const struct source *source = &p->sources[citation->source];
        if (i) buf_adds(out, "; ");
        buf_add(out, program_text(p, source->id));
        if (source->external) {
            buf_addc(out, ' ');
            buf_adds(out, _("(external)"));
        }
        if (citation->place == NONE) continue;
        buf_adds(out, ", ");
        buf_add(out, program_text(p, citation->place));
    }
}

void words_missing(struct buf *out, const struct missing *missing)
{
    for (size_t i = 0; i < missing->list.len; i++) {
        if (i) buf_adds(out, ", ");
        buf_add(out, missing->list.at[i]);
    }
}

void words_decided(struct buf *out, const struct result *result, const struct decision_result *d)
{
    buf_adds(out, words_answer(d->answer));
    if (!decision_lacks_plan(result, d)) return;
    for (size_t i = 0; i < result->not_judged.len; i++) {
        buf_adds(out, "; ");
        buf_printf(out, _("%.*s was not judged"), STR_ARG(result->not_judged.at[i]));
    }
}

void words_nearest(struct buf *out, const struct timeline *timeline)
{
    struct str days[2] = {{0}};
    for (int side = 0; side < 2; side++)
        if (timeline->has_nearest[side])
            days[side] = words_date(out->arena, timeline->nearest[side]);
    if (days[0].len && days[1].len)
        buf_printf(out, _("the nearest are %.*s and %.*s"), STR_ARG(days[0]), STR_ARG(days[1]));
    else if (days[0].len || days[1].len)
        buf_printf(out, _("the nearest is %.*s"), STR_ARG(days[days[0].len ? 0 : 1]));
}

void words_readings(struct buf *out, const struct program *p, const struct rests_on *rests_on)
{
    for (size_t i = 0; i < rests_on->readings.len; i++) {
        if (i) buf_adds(out, ", ");
        buf_add(out, program_text(p, p->readings[rests_on->readings.at[i]].id));
    }
}

void words_externals(struct buf *out, const struct program *p, const struct rests_on *rests_on)
{
    for (size_t i = 0; i < rests_on->externals.len; i++) {
        if (i) buf_adds(out, ", ");
        buf_add(out, program_text(p, p->sources[rests_on->externals.at[i]].id));
    }
}

void words_notice(struct buf *out, const struct data *data, const struct notice *notice)
{
    date day;
    struct str value = notice->value;
    if (notice->kind == NOTICE_DANGLING) {
        struct str meant = meant_key(out->arena, data, notice->table, value);
        buf_printf(out, _("Note: %.*s names %.*s, which is not in the data."),
                   STR_ARG(notice->datum), STR_ARG(value));
        if (!meant.len) return;
        buf_addc(out, ' ');
        buf_printf(out, _("Did you mean %.*s?"), STR_ARG(meant));
        return;
    }
    if (date_parse_iso(value, &day) == DATE_PARSE_OK) value = words_date(out->arena, day);
    buf_printf(out, _("Note: %.*s says planned, though it started on %.*s."),
               STR_ARG(notice->datum), STR_ARG(value));
}
