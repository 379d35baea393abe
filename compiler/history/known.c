/* What was known on a day. */
#include "compiler/history/known.h"

#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "compiler/tree.h"

#include <stdlib.h>

/* What the files say of days, gathered once. */
struct calendar {
    struct arena *arena;
    struct ast_file *const *files;
    size_t count;
    date first_kader; /* when it was adopted; DATE_MAX: there is none */
    date now;         /* the last day of adoption that is not after the day asked for; DATE_MIN */
    date last;        /* of all; DATE_MIN: nothing is adopted */
};

/* ---- the days in one file ---- */

static bool is_adopted_kind(const struct ast *node)
{
    return node->kind == AST_LEIDRAAD || node->kind == AST_KADER || node->kind == AST_REGIOPLAN;
}

static bool is_vocabulary_kind(const struct ast *node)
{
    return node->kind == AST_STELSEL || node->kind == AST_ONDERWERP || node->kind == AST_BRON;
}

static bool has_any(const struct ast_file *file, bool (*is_kind)(const struct ast *node))
{
    AST_EACH(node, file->tree) {
        if (is_kind(node)) return true;
    }
    return false;
}

/* DATE_MAX: a concept, adopted on no day yet.  DATE_MIN: it does not say. */
static date adopted_on(const struct ast *node)
{
    const struct ast *adopted = ast_child(node, AST_VASTGESTELD);
    const struct ast *day = adopted ? ast_child(adopted, AST_DATUM) : NULL;
    if (node->flags & FLAG_CONCEPT) return DATE_MAX;
    return day ? (date)day->value : DATE_MIN;
}

static date latest_adoption(const struct ast_file *file)
{
    date latest = DATE_MIN;
    AST_EACH(node, file->tree) {
        date day = is_adopted_kind(node) ? adopted_on(node) : DATE_MIN;
        if (day > latest) latest = day;
    }
    return latest;
}

/* ---- the days of the sources ---- */

/* DATE_MIN: it has no date, or is not declared. */
static date source_dated(const struct calendar *c, struct str id)
{
    for (size_t i = 0; i < c->count; i++) {
        AST_EACH(node, c->files[i]->tree) {
            if (node->kind != AST_BRON || !str_equal(node->text, id)) continue;
            const struct ast *dated = ast_child(node, AST_GEDATEERD);
            const struct ast *day = dated ? ast_child(dated, AST_DATUM) : NULL;
            return day ? (date)day->value : DATE_MIN;
        }
    }
    return DATE_MIN;
}

static date latest_source(const struct calendar *c, const struct ast *node)
{
    date latest = node->kind == AST_BRON_REF ? source_dated(c, node->text) : DATE_MIN;
    AST_EACH(child, node) {
        date day = latest_source(c, child);
        if (day > latest) latest = day;
    }
    return latest;
}

/* ---- a version that is announced ---- */

static const struct ast *intake_of(const struct ast *version)
{
    return ast_child(version, AST_INSTROOM);
}

/* Where no source of the intake dates has a date, nobody knows when they were announced. */
static bool is_announced(const struct calendar *c, const struct ast *node)
{
    if (node->kind != AST_LEIDRAAD || !intake_of(node)) return false;
    date day = latest_source(c, intake_of(node));
    return day != DATE_MIN && day <= c->now;
}

static void add_citations(struct ast *to, const struct calendar *c, const struct ast *from)
{
    AST_EACH(child, from) {
        if (child->kind == AST_BRON_REF && latest_source(c, child) <= c->now)
            tree_add(c->arena, to, child);
    }
}

/* The version as a concept: its name, what it revises, its sources of that day, its intake dates.
 * Where none of its own sources was there yet, those of its first date are. */
static struct ast *announcement(const struct calendar *c, const struct ast *version)
{
    struct ast *node = tree_node(c->arena, version);
    node->flags |= FLAG_CONCEPT;
    tree_add(c->arena, node, ast_child(version, AST_TITLE));
    tree_add(c->arena, node, ast_child(version, AST_HERZIET));
    add_citations(node, c, version);
    if (!ast_child(node, AST_BRON_REF)) add_citations(node, c, intake_of(version)->first);
    tree_add(c->arena, node, intake_of(version));
    return node;
}

/* Only the announced versions of a file; NULL: there are none. */
static struct ast_file *announced_file(const struct calendar *c, struct diags *diags,
                                       const struct ast_file *file)
{
    struct ast *tree = tree_node(c->arena, file->tree);
    AST_EACH(node, file->tree) {
        if (is_announced(c, node)) tree_add(c->arena, tree, announcement(c, node));
    }
    if (!tree->first) return NULL;
    const struct ast_file stripped = {.file = file->file, .name = file->name, .tree = tree};
    return parse_file(c->arena, diags, file->name, format_file(c->arena, &stripped));
}

/* ---- the states ---- */

static struct calendar calendar_of(struct arena *arena, struct ast_file *const *files, size_t count,
                                   date on)
{
    struct calendar c = {arena, files, count, DATE_MAX, DATE_MIN, DATE_MIN};
    for (size_t i = 0; i < count; i++) {
        AST_EACH(node, files[i]->tree) {
            date day = is_adopted_kind(node) ? adopted_on(node) : DATE_MAX;
            if (day == DATE_MAX) continue;
            if (day > c.last) c.last = day;
            if (day > c.now && day <= on) c.now = day;
            if (node->kind == AST_KADER && day < c.first_kader) c.first_kader = day;
        }
    }
    return c;
}

static bool is_whole(const struct calendar *c, const struct ast_file *file)
{
    if (c->now == c->last || has_any(file, is_vocabulary_kind)) return true;
    if (has_any(file, is_adopted_kind)) return latest_adoption(file) <= c->now;
    return c->first_kader <= c->now && latest_source(c, file->tree) <= c->now;
}

size_t known_files(struct ast_file *const **known, struct arena *arena, struct diags *diags,
                   struct ast_file *const *files, size_t count, date on)
{
    const struct calendar c = calendar_of(arena, files, count, on);
    struct ast_file **kept = ARENA_ARRAY(arena, struct ast_file *, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct ast_file *file =
            is_whole(&c, files[i]) ? files[i] : announced_file(&c, diags, files[i]);
        if (file) kept[n++] = file;
    }
    *known = kept;
    return n;
}

static int by_day(const void *a, const void *b)
{
    date x = *(const date *)a, y = *(const date *)b;
    return (x > y) - (x < y);
}

size_t adoption_days(date **days, struct arena *arena, struct ast_file *const *files, size_t count)
{
    VEC(date) all = {0};
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        AST_EACH(node, files[i]->tree) {
            date day = is_adopted_kind(node) ? adopted_on(node) : DATE_MIN;
            if (day != DATE_MIN && day != DATE_MAX) *VEC_PUSH(arena, &all) = day;
        }
    }
    if (all.len) qsort(all.at, all.len, sizeof *all.at, by_day);
    for (size_t i = 0; i < all.len; i++)
        if (!n || all.at[i] != all.at[n - 1]) all.at[n++] = all.at[i];
    *days = all.at;
    return n;
}
