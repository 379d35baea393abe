/* The public header: evaluation.  Reading the options, going over the subjects, and the short way
 * for callers that only ask where a practice stands. */
#include "api/handles.h"
#include "base/text.h"
#include "evaluate/meant.h"

#include <stdlib.h>
#include <string.h>

/* ---- the options ---- */

/* "2023, 2025 and so on": what could have been written instead. */
static struct str versions_of(struct arena *arena, const struct program *p)
{
    struct buf text = {.arena = arena};
    for (index_t v = 0; v < p->versions_count; v++) {
        if (v) buf_adds(&text, ", ");
        buf_add(&text, program_text(p, p->versions[v].label));
    }
    return buf_str(&text);
}

static struct str readings_of(struct arena *arena, const struct program *p)
{
    struct buf text = {.arena = arena};
    for (index_t r = 0; r < p->readings_count; r++) {
        struct range choices = p->readings[r].choices;
        for (index_t c = choices.first; c < choices.first + choices.count; c++) {
            if (text.len) buf_adds(&text, ", ");
            buf_add(&text, program_text(p, p->readings[r].id));
            buf_addc(&text, '=');
            buf_add(&text, program_text(p, p->choices[c].id));
        }
    }
    return buf_str(&text);
}

int turn_readings_by_name(index_t *turned, const struct program *p, const char *const *readings,
                          index_t *other)
{
    *other = NONE;
    for (index_t r = 0; r < p->readings_count; r++) turned[r] = NONE;
    for (int i = 0; readings && readings[i]; i++) {
        const char *sign = strchr(readings[i], '=');
        if (!sign) return i;
        struct str id = {readings[i], (size_t)(sign - readings[i])};
        index_t reading = program_find_reading(p, id);
        if (reading == NONE) return i;
        index_t choice = program_find_choice(p, reading, str_from(sign + 1));
        if (choice == NONE) return i;
        if (turned[reading] != NONE && turned[reading] != choice) {
            *other = turned[reading];
            return i;
        }
        turned[reading] = choice;
    }
    return -1;
}

/* other: of turn_readings_by_name(). */
static int wrong_reading(struct arena *arena, const struct program *p, const char *reading,
                         index_t other, error_text error)
{
    if (other == NONE)
        return api_error(error, STATUS_USAGE, _("there is no reading '%s'; there are %.*s"),
                         reading, STR_ARG(readings_of(arena, p)));
    const char *sign = strchr(reading, '=');
    return api_error(
        error, STATUS_USAGE, _("the reading '%.*s' is either '%.*s' or '%s', not both"),
        (int)(sign - reading), reading, STR_ARG(program_text(p, p->choices[other].id)), sign + 1);
}

/* The subject with this key among one kind of subjects, or among all.  How many there are, with the
 * last of them in *out. */
static int find_subjects(struct request *out, const struct program *p, const struct data *data,
                         index_t only, struct str key)
{
    uint32_t symbol;
    int found = 0;
    if (!intern_find(data->symbols, key, &symbol)) return 0;
    for (index_t t = 0; t < p->tables_count; t++) {
        if (p->tables[t].parent != NONE || (only != NONE && only != t)) continue;
        index_t row = data_find(data, t, symbol);
        if (row == NONE) continue;
        out->table = t;
        out->row = row;
        found++;
    }
    return found;
}

/* "praktijk:agb, regio:regio/jaar": how the keys are written of what rules are about. */
static struct str key_forms(struct arena *arena, const struct program *p, index_t only)
{
    struct buf text = {.arena = arena};
    for (index_t t = 0; t < p->tables_count; t++) {
        struct range keys = p->tables[t].keys;
        if (only != NONE ? only != t : !table_has_rules(p, t)) continue;
        if (text.len) buf_adds(&text, ", ");
        buf_add(&text, program_text(p, p->tables[t].id));
        for (index_t k = 0; k < keys.count; k++) {
            buf_addc(&text, k ? '/' : ':');
            buf_add(&text, program_text(p, p->columns[keys.first + k].id));
        }
    }
    return buf_str(&text);
}

static int no_subject(struct arena *arena, const struct data *data, index_t only,
                      const char *subject, struct str key, error_text error)
{
    struct str forms = key_forms(arena, data->program, only);
    struct str meant = meant_key(arena, data, only, key);
    if (meant.len)
        return api_error(error, STATUS_USAGE,
                         _("there is no subject '%s': did you mean '%.*s'? (one subject, by its "
                           "key: %.*s)"),
                         subject, STR_ARG(meant), STR_ARG(forms));
    return api_error(error, STATUS_USAGE,
                     _("there is no subject '%s' (one subject, by its key: %.*s)"), subject,
                     STR_ARG(forms));
}

/* "99000004" or "praktijk:99000004".  A key may hold a colon: the first part counts as an onderwerp
 * only where there is one of that name. */
static int find_subject(struct request *out, struct arena *arena, const struct program *p,
                        const struct data *data, const char *subject, error_text error)
{
    struct str key = str_from(subject);
    const char *colon = strchr(subject, ':');
    index_t only = NONE;
    if (colon) only = program_find_table(p, (struct str){subject, (size_t)(colon - subject)});
    if (only != NONE && p->tables[only].parent != NONE) only = NONE;
    if (only != NONE) key = str_from(colon + 1);

    int found = find_subjects(out, p, data, only, key);
    if (found == 0) return no_subject(arena, data, only, subject, key, error);
    if (found > 1)
        return api_error(error, STATUS_USAGE,
                         _("more than one kind of subject has the key '%s': write onderwerp:%s"),
                         subject, subject);
    out->has_subject = true;
    return STATUS_OK;
}

int request_of(struct request *out, struct arena *arena, const struct program *p,
               const struct data *data, const leidraad_options *options, error_text error)
{
    leidraad_options asked = {.size = sizeof asked};
    *out = (struct request){.evaluate.force_version = NONE};
    if (!api_take_options(&asked, sizeof asked, options))
        return api_error(error, STATUS_USAGE, _("the size of the options is not set"));

    if (asked.on) {
        if (date_parse_iso(str_from(asked.on), &out->evaluate.on) != DATE_PARSE_OK)
            return api_error(error, STATUS_USAGE, _("'%s' is not a date: write it as 2026-04-01"),
                             asked.on);
        out->evaluate.has_on = true;
    }
    if (asked.leidraad) {
        struct str known = versions_of(arena, p);
        out->evaluate.force_version = program_find_version(p, str_from(asked.leidraad));
        if (out->evaluate.force_version == NONE)
            return api_error(error, STATUS_USAGE, _("there is no version '%s'; there are %.*s"),
                             asked.leidraad, STR_ARG(known));
    }
    if (asked.readings) {
        index_t *turned = ARENA_ARRAY(arena, index_t, p->readings_count);
        index_t other;
        int wrong = turn_readings_by_name(turned, p, asked.readings, &other);
        if (wrong >= 0) return wrong_reading(arena, p, asked.readings[wrong], other, error);
        out->evaluate.turned = turned;
    }
    out->evaluate.turn_readings = asked.all_readings != 0;
    if (!asked.subject) return STATUS_OK;
    if (data) return find_subject(out, arena, p, data, asked.subject, error);
    return api_error(error, STATUS_USAGE, _("a subject is named in data, and there are none"));
}

/* ---- going over the data ---- */

static void count(leidraad_counts *counts, enum oordeel oordeel)
{
    size_t *const by_oordeel[] = {
        [VOLDOET_NIET] = &counts->voldoet_niet,
        [OORDEEL_ONBEKEND] = &counts->onbekend,
        [VOLDOET] = &counts->voldoet,
        [NIET_BEPAALD] = &counts->niet_bepaald,
    };
    counts->subjects++;
    ++*by_oordeel[oordeel];
}

/* A practice without a date is judged (niet_bepaald, and why); another kind of subject has no
 * date of its own, and is left out. */
static int walk_one(struct walk *walk, struct arena *scratch, index_t table, size_t row)
{
    const struct evaluate_options *options = &walk->request->evaluate;
    date on;
    if (walk->program->tables[table].intake == NONE &&
        !subject_date(walk->data, table, row, options, &on)) {
        walk->counts.left_out++;
        return STATUS_OK;
    }
    struct result *result = ARENA_NEW(scratch, struct result);
    evaluate_subject(result, scratch, walk->program, walk->data, table, row, options);
    count(&walk->counts, result->oordeel);
    int stop = walk->each(walk->context, scratch, result);
    arena_reset(scratch);
    return stop ? STATUS_STOPPED : STATUS_OK;
}

static bool is_walked(const struct walk *walk, index_t table)
{
    return walk->program->tables[table].parent == NONE && table_has_rules(walk->program, table);
}

static int walk_all(struct arena *scratch, void *context)
{
    enum { PROGRESS_EVERY = 64 };
    struct walk *walk = context;
    size_t done = 0, total = 0;
    if (walk->request->has_subject)
        return walk_one(walk, scratch, walk->request->table, walk->request->row);
    for (index_t t = 0; t < walk->program->tables_count; t++)
        if (is_walked(walk, t)) total += walk->data->tables[t].rows;
    for (index_t t = 0; t < walk->program->tables_count; t++) {
        size_t rows = is_walked(walk, t) ? walk->data->tables[t].rows : 0;
        for (size_t row = 0; row < rows; row++) {
            int status = walk_one(walk, scratch, t, row);
            if (status) return status;
            if (walk->progress && (++done % PROGRESS_EVERY == 0 || done == total))
                walk->progress(walk->progress_context, done, total);
        }
    }
    return STATUS_OK;
}

int walk_subjects(struct walk *walk)
{
    return api_guarded(walk_all, walk);
}

/* ---- leidraad_evaluate ---- */

int may_evaluate(const struct leidraad_policies *policies, struct leidraad_data *data)
{
    if (!policies->program) return STATUS_POLICIES;
    if (!data->good) return STATUS_DATA;
    if (data->data->program == policies->program) return STATUS_OK;
    return api_error(data->error, STATUS_USAGE, _("the data was read for other policies"));
}

struct evaluation {
    const struct program *program;
    struct leidraad_data *data;
    const leidraad_options *options;
    leidraad_result_fn *each;
    void *context;
};

static int show_result(void *context, struct arena *scratch, const struct result *result)
{
    const struct evaluation *evaluation = context;
    struct leidraad_result view;
    result_view(&view, scratch, result);
    return evaluation->each(evaluation->context, &view);
}

static int evaluate_all(struct arena *arena, void *context)
{
    struct evaluation *evaluation = context;
    struct leidraad_data *data = evaluation->data;
    struct request request;
    int status = request_of(&request, arena, evaluation->program, data->data, evaluation->options,
                            data->error);
    if (status) return status;
    struct walk walk = {.program = evaluation->program,
                        .data = data->data,
                        .request = &request,
                        .each = show_result,
                        .context = evaluation};
    return walk_subjects(&walk);
}

leidraad_status leidraad_evaluate(const leidraad_policies *policies, leidraad_data *data,
                                  const leidraad_options *options, leidraad_result_fn *each,
                                  void *context)
{
    struct evaluation evaluation = {policies->program, data, options, each, context};
    int status = may_evaluate(policies, data);
    if (status) return (leidraad_status)status;
    return (leidraad_status)api_guarded(evaluate_all, &evaluation);
}

/* ---- leidraad_applies ---- */

/* Most policies have fewer readings than this, and then nothing is allocated. */
enum { READINGS_FEW = 64 };

static bool is_day(int32_t d)
{
    return d >= DATE_MIN && d <= DATE_MAX;
}

static void stand(leidraad_standing *out, const struct program *p, const struct readings *readings,
                  int32_t start, int32_t on)
{
    struct timeline timeline;
    struct moment moment;
    timeline_of(&timeline, p, readings, start == INT32_MIN ? UNKNOWN : start);
    timeline_at(&moment, &timeline, p, readings, on);
    *out = (leidraad_standing){.version = -1, .nearest = {INT32_MIN, INT32_MIN}};
    if (moment.reason != UNDETERMINED_NOT) {
        out->reden = undetermined_name(moment.reason);
        for (int side = 0; side < 2 && moment.reason == GEEN_INSTROOMMOMENT; side++)
            if (timeline.has_nearest[side]) out->nearest[side] = timeline.nearest[side];
        return;
    }
    out->groep = (int)timeline.group;
    out->groeijaar = moment.groeijaar;
    out->version = (int)moment.version;
    out->from = moment.from;
    out->until = moment.to;
}

leidraad_status leidraad_applies(const leidraad_policies *policies, int32_t start, int32_t on,
                                 const char *const *readings, leidraad_standing *out)
{
    const struct program *p = policies->program;
    index_t few[READINGS_FEW], *many = NULL, *turned = NULL, other;
    if (!p) return LEIDRAAD_ERROR_POLICIES;
    if (!is_day(on) || (start != INT32_MIN && !is_day(start))) return LEIDRAAD_ERROR_USAGE;
    if (readings && readings[0]) {
        turned = few;
        if (p->readings_count > READINGS_FEW)
            turned = many = calloc(p->readings_count, sizeof *many);
        if (!turned) return LEIDRAAD_ERROR_MEMORY;
        if (turn_readings_by_name(turned, p, readings, &other) >= 0) {
            free(many);
            return LEIDRAAD_ERROR_USAGE;
        }
    }
    struct readings chosen = {turned};
    stand(out, p, &chosen, start, on);
    free(many);
    return LEIDRAAD_OK;
}
