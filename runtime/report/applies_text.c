/* `applies`, and `timeline` of one practice, for people.
 *
 * Over data: a row for each practice and the totals.  Rows are written one by one, so each is a
 * table of its own, with columns as wide as what can stand in them.  For one start date: its
 * answer in sentences, or a sentence for each of its periods. */
#include "base/text.h"
#include "report/grid.h"
#include "report/lines.h"
#include "report/words.h"

enum { DAY_WIDTH = 17 /* "30 september 2026" */, KEY_WIDTH = 8 };

struct kept {
    const struct report *report;
    enum standing_shape shape;
    struct grid_column *columns;
    bool any;
    size_t undetermined;
    size_t *placed; /* by version */
};

static size_t label_width(const struct program *p)
{
    size_t width = 0;
    for (index_t v = 0; v < p->versions_count; v++) {
        size_t columns = str_columns(program_text(p, p->versions[v].label));
        if (columns > width) width = columns;
    }
    return width;
}

enum { MANY_COLUMNS = 7 };

static struct grid_column *many_columns(const struct report *report)
{
    const struct program *p = report->program;
    struct grid_column *columns = ARENA_ARRAY(report->arena, struct grid_column, MANY_COLUMNS);
    const struct grid_column wanted[MANY_COLUMNS] = {
        {.title = program_text(p, p->tables[p->stelsel.table].id).at, .least = KEY_WIDTH},
        {.title = "leidraad", .least = label_width(p)},
        {.title = _("group"), .right = true},
        {.title = _("year"), .right = true},
        {.title = _("from"), .least = DAY_WIDTH},
        {.title = _("up to and including"), .least = DAY_WIDTH},
        {.title = _("remark"), .wraps = true},
    };
    for (int c = 0; c < MANY_COLUMNS; c++) {
        size_t width = str_columns(str_from(wanted[c].title));
        columns[c] = wanted[c];
        if (columns[c].least < width) columns[c].least = width;
    }
    return columns;
}

static void *begin(const struct report *report, enum standing_shape shape)
{
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    *kept = (struct kept){.report = report, .shape = shape};
    kept->placed = ARENA_ARRAY(report->arena, size_t, report->program->versions_count);
    if (shape != STANDING_MANY) return kept;

    struct buf text = {.arena = report->arena};
    struct str on = report->has_on ? words_date(report->arena, report->on) : (struct str){0};
    if (report->has_on)
        buf_printf(&text, _("On %.*s:"), STR_ARG(on));
    else
        buf_adds(&text, _("Each practice on its own intake date:"));
    lines_say(report, 0, buf_str(&text));
    kept->columns = many_columns(report);
    return kept;
}

/* ---- what there is to remark ---- */

/* The start date is told where it is the reason. */
static void add_undetermined(struct buf *text, const struct standing *standing)
{
    enum undetermined reason = standing->moment.reason;
    buf_adds(text, words_undetermined(reason));
    if (reason == GEEN_INSTROOMMOMENT || reason == NOG_NIET_INGESTROOMD) {
        struct str start = words_date(text->arena, standing->start);
        buf_printf(text, " (" STR_FMT ")", STR_ARG(start));
    }
    if (reason == GEEN_INSTROOMMOMENT) {
        buf_adds(text, "; ");
        words_nearest(text, &standing->timeline);
    }
}

static const char *concept_remark(const struct version *version)
{
    return version->status == VERSION_CONCEPT ? _("concept: not adopted") : "";
}

/* ---- many ---- */

static void number_cell(struct grid *grid, struct arena *arena, long n)
{
    grid_cell(grid, str_from(arena_printf(arena, "%ld", n)), STYLE_PLAIN);
}

static void write_row(struct kept *kept, struct arena *scratch, const struct standing *standing)
{
    const struct report *report = kept->report;
    const struct moment *moment = &standing->moment;
    struct grid *grid = grid_create(scratch, kept->columns, MANY_COLUMNS);
    grid_cell(grid, standing->key, STYLE_STRONG);
    if (moment->reason == UNDETERMINED_NOT) {
        const struct version *version = &report->program->versions[moment->version];
        struct str last =
            moment->to == DATE_MAX ? (struct str){0} : words_date(scratch, moment->to - 1);
        grid_cell(grid, program_text(report->program, version->label), STYLE_PLAIN);
        number_cell(grid, scratch, (long)standing->timeline.group);
        number_cell(grid, scratch, moment->groeijaar);
        grid_cell(grid, words_date(scratch, moment->from), STYLE_PLAIN);
        grid_cell(grid, last, STYLE_PLAIN);
        grid_cell(grid, str_from(concept_remark(version)), STYLE_WARN);
        kept->placed[moment->version]++;
    } else {
        struct buf text = {.arena = scratch};
        add_undetermined(&text, standing);
        for (int c = 1; c < MANY_COLUMNS - 1; c++) grid_cell(grid, STR("-"), STYLE_FAINT);
        grid_cell(grid, buf_str(&text), STYLE_WARN);
        kept->undetermined++;
    }
    grid_write(grid, report->out, 0, report->width, report->colour);
    for (int c = 0; c < MANY_COLUMNS; c++) kept->columns[c].title = NULL; /* only above the first */
}

static void write_totals(const struct kept *kept)
{
    const struct report *report = kept->report;
    const struct program *p = report->program;
    const struct grid_column columns[] = {{.title = "leidraad"},
                                          {.title = _("practices"), .right = true}};
    struct grid *grid = grid_create(report->arena, columns, 2);
    for (index_t v = 0; v < p->versions_count; v++) {
        grid_cell(grid, program_text(p, p->versions[v].label), STYLE_PLAIN);
        grid_count(grid, kept->placed[v], STYLE_PLAIN);
    }
    grid_cell(grid, str_from(words_oordeel(NIET_BEPAALD)), STYLE_PLAIN);
    grid_count(grid, kept->undetermined, STYLE_WARN);
    out_char(report->out, '\n');
    grid_write(grid, report->out, 0, report->width, report->colour);
}

/* ---- one start date ---- */

static void write_one(const struct kept *kept, struct arena *scratch,
                      const struct standing *standing)
{
    const struct report *report = kept->report;
    const struct moment *moment = &standing->moment;
    struct str on = words_date(scratch, standing->on), start = words_date(scratch, standing->start);
    struct buf text = {.arena = scratch};
    buf_printf(&text, _("Start date %.*s, on %.*s:"), STR_ARG(start), STR_ARG(on));
    lines_say(report, 0, buf_str(&text));
    text = (struct buf){.arena = scratch};
    if (moment->reason != UNDETERMINED_NOT) {
        buf_adds(&text, words_oordeel(NIET_BEPAALD));
        buf_adds(&text, ": ");
        add_undetermined(&text, standing);
        lines_say(report, LINES_INDENT, buf_str(&text));
    } else {
        const struct version *version = &report->program->versions[moment->version];
        struct str label = program_text(report->program, version->label);
        buf_printf(&text, _("leidraad %.*s, group %u, growth year %d"), STR_ARG(label),
                   (unsigned)standing->timeline.group, (int)moment->groeijaar);
        lines_say(report, LINES_INDENT, buf_str(&text));
        lines_say(report, LINES_INDENT, words_period(scratch, moment->from, moment->to));
        lines_concept(report, scratch, version);
    }
    lines_rests_on(report, scratch, &standing->rests_on);
}

static void write_period(struct kept *kept, struct arena *scratch, const struct standing *standing)
{
    const struct report *report = kept->report;
    const struct moment *moment = &standing->moment;
    struct buf text = {.arena = scratch};
    if (!kept->any) {
        struct str start = words_date(scratch, standing->start);
        buf_printf(&text, _("Start date %.*s: group %u"), STR_ARG(start),
                   (unsigned)standing->timeline.group);
        lines_say(report, 0, buf_str(&text));
    }
    const struct version *version = &report->program->versions[moment->version];
    struct str label = program_text(report->program, version->label);
    struct str period = words_period(scratch, moment->from, moment->to);
    text = (struct buf){.arena = scratch};
    buf_printf(&text, _("leidraad %.*s %.*s"), STR_ARG(label), STR_ARG(period));
    buf_adds(&text, ", ");
    if (moment->groeijaar == standing->groeijaar_last)
        buf_printf(&text, _("growth year %d"), (int)moment->groeijaar);
    else
        buf_printf(&text, _("growth years %d to %d"), (int)moment->groeijaar,
                   (int)standing->groeijaar_last);
    if (version->status == VERSION_CONCEPT) {
        buf_adds(&text, "; ");
        buf_adds(&text, concept_remark(version));
    }
    lines_say(report, LINES_INDENT, buf_str(&text));
}

static void standing(void *state, struct arena *scratch, const struct standing *standing)
{
    struct kept *kept = state;
    if (kept->shape == STANDING_MANY)
        write_row(kept, scratch, standing);
    else if (kept->shape == STANDING_PERIODS && standing->moment.reason == UNDETERMINED_NOT)
        write_period(kept, scratch, standing);
    else
        write_one(kept, scratch, standing);
    kept->any = true;
}

static void end(void *state)
{
    const struct kept *kept = state;
    if (kept->shape != STANDING_MANY) return;
    if (kept->any) {
        write_totals(kept);
        return;
    }
    out_text(kept->report->out, _("There is no practice in the data."));
    out_char(kept->report->out, '\n');
}

const struct applies_writer applies_text = {begin, standing, end};
