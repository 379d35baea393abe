/* The intake table.
 *
 * Every message shows the row of the group, because a row is what is wrong: a cell that is too
 * early is so beside its neighbour. */
#include "compiler/intake.h"

#include "base/text.h"

#include <stdlib.h>

struct checking {
    const struct editions *all;
    struct arena *arena;
    struct diags *diags;
    struct intake *intake;
    date from, to; /* the stelsel's term */
};

struct intake_cell *intake_cell(const struct intake *intake, size_t version, uint32_t group)
{
    return &intake->cells[version * intake->groups + group - 1];
}

static struct str label_of(const struct checking *c, size_t version)
{
    return c->all->versions.at[version].owner->label;
}

/* "2023: 1 januari 2024, 2025: slaat over, 2026-2027: geen rij" */
static struct str row_of(struct checking *c, uint32_t group)
{
    struct buf row = {.arena = c->arena};
    for (size_t v = 0; v < c->all->versions.len; v++) {
        const struct intake_cell *cell = intake_cell(c->intake, v, group);
        if (v) buf_adds(&row, ", ");
        buf_add(&row, label_of(c, v));
        buf_adds(&row, ": ");
        if (!cell->ast)
            buf_adds(&row, "–");
        else if (cell->skips)
            buf_adds(&row, "slaat over");
        else
            buf_add(&row, date_words(c->arena, cell->from, true));
    }
    return buf_str(&row);
}

static struct diag *complain(struct checking *c, const struct diag_kind *kind, struct span span,
                             size_t version, uint32_t group)
{
    struct diag *diag = diag_add(c->diags, kind, span);
    diag_argf(c->diags, diag, "%u", (unsigned)group);
    diag_arg(c->diags, diag, label_of(c, version));
    diag_arg(c->diags, diag, row_of(c, group));
    return diag;
}

static void relate_cell(struct checking *c, struct diag *diag, size_t version, uint32_t group)
{
    const struct ast *cell = intake_cell(c->intake, version, group)->ast;
    diag_relate(c->diags, diag, cell->span, N_("the cell of leidraad {0}"), label_of(c, version));
}

/* ---- reading ---- */

static const struct ast *intake_of(const struct checking *c, size_t version)
{
    return ast_child(c->all->versions.at[version].ast, AST_INSTROOM);
}

static bool group_fits(const struct ast *cell)
{
    return cell->value >= 1 && cell->value <= PROGRAM_GROUPS_MAX;
}

static void count_groups(struct checking *c)
{
    for (size_t v = 0; v < c->all->versions.len; v++) {
        const struct ast *block = intake_of(c, v);
        const struct ast *version = c->all->versions.at[v].ast;
        if (!block) {
            if (!damaged(version)) SAY(c->diags, INTAKE_NONE, version->name_span, version->text);
            continue;
        }
        AST_EACH(cell, block) {
            if (cell->kind != AST_CEL) continue;
            if (!group_fits(cell)) {
                struct diag *diag = diag_add(c->diags, KIND(GROUP_NUMBER), cell->span);
                diag_argf(c->diags, diag, "%lld", (long long)cell->value);
                diag_argf(c->diags, diag, "%d", PROGRAM_GROUPS_MAX);
            } else if (cell->value > c->intake->groups) {
                c->intake->groups = (uint32_t)cell->value;
            }
        }
    }
}

static void read_cells(struct checking *c, size_t version)
{
    const struct ast *block = intake_of(c, version);
    if (!block) return;
    AST_EACH(ast, block) {
        if (ast->kind != AST_CEL || !group_fits(ast)) continue;
        struct intake_cell *cell = intake_cell(c->intake, version, (uint32_t)ast->value);
        const struct ast *day = ast_child(ast, AST_DATUM);
        if (cell->ast) {
            struct diag *diag = diag_add(c->diags, KIND(GROUP_TWICE), ast->span);
            diag_argf(c->diags, diag, "%lld", (long long)ast->value);
            diag_arg(c->diags, diag, label_of(c, version));
            diag_relate(c->diags, diag, cell->ast->span, N_("first given here"), (struct str){0});
            continue;
        }
        cell->ast = ast;
        cell->skips = !day;
        cell->from = day ? (date)day->value : 0;
    }
}

/* ---- checking ---- */

static void check_cell(struct checking *c, size_t version, uint32_t group, size_t last_dated)
{
    const struct intake_cell *cell = intake_cell(c->intake, version, group);
    if (cell->skips || damaged(cell->ast)) return;
    if (cell->from < c->from || cell->from > c->to) {
        struct diag *diag = complain(c, KIND(GROUP_TERM), cell->ast->span, version, group);
        diag_relate(c->diags, diag, ast_child(c->all->names->stelsel, AST_PERIODE)->span,
                    N_("the term of the stelsel"), (struct str){0});
    } else if (last_dated != SIZE_MAX &&
               cell->from <= intake_cell(c->intake, last_dated, group)->from) {
        struct diag *diag = complain(c, KIND(GROUP_ORDER), cell->ast->span, version, group);
        relate_cell(c, diag, last_dated, group);
    }
}

/* A cell or a whole table that could not be read has its message already. */
static bool row_unknown(const struct checking *c, size_t version)
{
    const struct ast *block = intake_of(c, version);
    return !block || damaged(block);
}

/* Whether the group stands in no version, or might in one that could not be read. */
static bool stands_nowhere(const struct checking *c, uint32_t group)
{
    for (size_t v = 0; v < c->all->versions.len; v++)
        if (intake_cell(c->intake, v, group)->ast || row_unknown(c, v)) return false;
    return true;
}

/* The version in which the group first stands; 0 also where an earlier one could not be read. */
static size_t first_row(const struct checking *c, uint32_t group)
{
    for (size_t v = 0; v < c->all->versions.len; v++) {
        if (row_unknown(c, v)) return 0;
        if (intake_cell(c->intake, v, group)->ast) return v;
    }
    return 0;
}

static void check_row(struct checking *c, uint32_t group)
{
    size_t last_dated = SIZE_MAX;
    if (stands_nowhere(c, group)) {
        struct diag *diag = diag_add(c->diags, KIND(GROUP_GAP), intake_of(c, 0)->span);
        diag_argf(c->diags, diag, "%u", (unsigned)group);
        diag_argf(c->diags, diag, "%u", (unsigned)c->intake->groups);
        return;
    }
    size_t first = first_row(c, group);
    const struct intake_cell *late = first ? intake_cell(c->intake, first, group) : NULL;
    if (late) complain(c, KIND(GROUP_LATE), late->ast->span, first, group);
    for (size_t v = first; v < c->all->versions.len; v++) {
        const struct intake_cell *cell = intake_cell(c->intake, v, group);
        if (!cell->ast) {
            if (!row_unknown(c, v))
                complain(c, KIND(GROUP_MISSING), intake_of(c, v)->span, v, group);
            continue;
        }
        if (!v && cell->skips) complain(c, KIND(GROUP_SKIPS_FIRST), cell->ast->span, v, group);
        check_cell(c, v, group, last_dated);
        if (!cell->skips) last_dated = v;
    }
}

struct dated {
    date from;
    size_t version;
    uint32_t group;
};

static int by_date(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->version != y->version) return x->version < y->version ? -1 : 1;
    return (x->group > y->group) - (x->group < y->group);
}

/* Two cells of one row with one date are out of order, and have been reported as that. */
static void check_dates_differ(struct checking *c)
{
    size_t versions = c->all->versions.len, len = 0;
    struct dated *cells = ARENA_ARRAY(c->arena, struct dated, versions * c->intake->groups);
    for (size_t v = 0; v < versions; v++) {
        for (uint32_t g = 1; g <= c->intake->groups; g++) {
            const struct intake_cell *cell = intake_cell(c->intake, v, g);
            if (cell->ast && !cell->skips && !damaged(cell->ast))
                cells[len++] = (struct dated){cell->from, v, g};
        }
    }
    if (len) qsort(cells, len, sizeof *cells, by_date);
    for (size_t i = 1; i < len; i++) {
        const struct dated *one = &cells[i - 1], *two = &cells[i];
        if (one->from != two->from || one->group == two->group) continue;
        const struct ast *ast = intake_cell(c->intake, two->version, two->group)->ast;
        struct diag *diag = complain(c, KIND(GROUP_SAME_DATE), ast->span, two->version, two->group);
        diag_argf(c->diags, diag, "%u", (unsigned)one->group);
        diag_arg(c->diags, diag, label_of(c, one->version));
        diag_arg(c->diags, diag, date_words(c->arena, one->from, true));
        relate_cell(c, diag, one->version, one->group);
    }
}

static void read_term(struct checking *c)
{
    const struct ast *stelsel = c->all->names->stelsel;
    const struct ast *period = stelsel ? ast_child(stelsel, AST_PERIODE) : NULL;
    const struct ast *from = period ? ast_at(period, 0) : NULL;
    const struct ast *to = period ? ast_at(period, 1) : NULL;
    c->from = from && from->kind == AST_DATUM ? (date)from->value : DATE_MIN;
    c->to = to && to->kind == AST_DATUM ? (date)to->value : DATE_MAX;
}

struct intake *check_intake(const struct editions *all)
{
    struct arena *arena = all->names->arena;
    struct checking c = {.all = all, .arena = arena, .diags = all->names->diags};
    c.intake = ARENA_NEW(arena, struct intake);
    if (all->versions.len > PROGRAM_VERSIONS_MAX) {
        const struct ast *version = all->versions.at[PROGRAM_VERSIONS_MAX].ast;
        struct diag *diag = diag_add(c.diags, KIND(VERSIONS_MANY), version->name_span);
        diag_argf(c.diags, diag, "%d", PROGRAM_VERSIONS_MAX);
    }
    read_term(&c);
    count_groups(&c);
    c.intake->cells =
        ARENA_ARRAY(arena, struct intake_cell, all->versions.len * (size_t)c.intake->groups);
    for (size_t v = 0; v < all->versions.len; v++) read_cells(&c, v);
    for (uint32_t g = 1; g <= c.intake->groups; g++) check_row(&c, g);
    check_dates_differ(&c);
    return c.intake;
}
