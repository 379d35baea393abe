/* Data that occur more than once in one condition.
 *
 * A datum is a column by the path that leads to it from the subject: interventie.status,
 * lsv.wor_aanbod.  Definitions are looked through.  Two quantifiers over one list read the same
 * rows, so their columns count together; and where the list is dated, so does the date by which its
 * rows count, which each quantifier reads without naming it.
 *
 * The branches of an `als` about readings never stand together: of those the one that holds a datum
 * most often counts. */
#include "compiler/types/repeats.h"

#include "base/text.h"
#include "compiler/types/types.h"

#include <string.h>

/* How often each datum occurs; by its number in `paths`. */
typedef VEC(unsigned) counts;

struct counting {
    struct typing *typing;
    struct interner *paths;
    counts named;    /* occurrences in the text */
    counts unnamed;  /* dates by which rows count */
    unsigned budget; /* expressions still to be looked at, definitions each time anew */
};

static unsigned *count_at(struct counting *c, counts *list, uint32_t path)
{
    while (list->len <= path) (void)VEC_PUSH(c->typing->arena, list);
    return &list->at[path];
}

static void count(struct counting *c, counts *list, struct str prefix, uint32_t column)
{
    struct str id = c->typing->schema->columns.at[column].id;
    struct str path = textf(c->typing->arena, STR_FMT STR_FMT, STR_ARG(prefix), STR_ARG(id));
    ++*count_at(c, list, intern(c->paths, path));
}

/* Where a record stands, as the beginning of a path: "", "lsv.", "interventie.". */
struct place {
    struct str self, row;
};

static struct str record_prefix(struct counting *c, const struct expr *record,
                                const struct place *place)
{
    if (record->op == OP_ZELF) return place->self;
    if (record->op == OP_RIJ) return place->row;
    struct str of = record_prefix(c, record->a, place);
    struct str column = c->typing->schema->columns.at[record->ref].id;
    return textf(c->typing->arena, STR_FMT STR_FMT ".", STR_ARG(of), STR_ARG(column));
}

static void visit(struct counting *c, const struct expr *e, const struct place *place);

static counts copy_counts(struct counting *c, const counts *list)
{
    counts copy = {0};
    for (size_t i = 0; i < list->len; i++) *VEC_PUSH(c->typing->arena, &copy) = list->at[i];
    return copy;
}

static void keep_larger(struct counting *c, counts *list, const counts *other)
{
    for (uint32_t i = 0; i < other->len; i++) {
        unsigned *n = count_at(c, list, i);
        if (other->at[i] > *n) *n = other->at[i];
    }
}

/* Either branch, from the counts as they were before. */
static void visit_alternatives(struct counting *c, const struct expr *e, const struct place *place)
{
    counts named = copy_counts(c, &c->named), unnamed = copy_counts(c, &c->unnamed);
    visit(c, e->b, place);
    counts then_named = c->named, then_unnamed = c->unnamed;
    c->named = named;
    c->unnamed = unnamed;
    visit(c, e->c, place);
    keep_larger(c, &c->named, &then_named);
    keep_larger(c, &c->unnamed, &then_unnamed);
}

static void visit_list(struct counting *c, const struct expr *e, const struct place *place)
{
    const struct schema_table *list = &c->typing->schema->tables.at[e->ref];
    struct place inside = *place;
    inside.row = textf(c->typing->arena, STR_FMT STR_FMT ".",
                       STR_ARG(record_prefix(c, e->a, place)), STR_ARG(list->id));
    if (list->dated != NONE) count(c, &c->unnamed, inside.row, list->dated);
    visit(c, e->c, &inside);
}

static void visit(struct counting *c, const struct expr *e, const struct place *place)
{
    if (!e || !c->budget) return;
    c->budget--;
    switch (e->op) {
    case OP_ZELF:
    case OP_RIJ:
    case OP_VERWIJZING: return;
    case OP_KOLOM: count(c, &c->named, record_prefix(c, e->a, place), e->ref); return;
    case OP_ER_IS:
    case OP_ELKE:
    case OP_AANTAL: visit_list(c, e, place); return;
    case OP_DEFINITIE: {
        struct place inside = {.self = record_prefix(c, e->a, place)};
        visit(c, e->definition->body, &inside);
        return;
    }
    case OP_ALS:
        if (!about_readings(e->a)) break;
        visit_alternatives(c, e, place);
        return;
    default: break;
    }
    visit(c, e->a, place);
    visit(c, e->b, place);
    visit(c, e->c, place);
    for (size_t i = 0; e->list && i < e->count; i++) visit(c, e->list[i], place);
}

/* ---- a rule ---- */

static struct str last_part(struct str path)
{
    size_t from = path.len;
    while (from && path.at[from - 1] != '.') from--;
    return (struct str){path.at + from, path.len - from};
}

/* Whether what a `herhaling` names is this datum: its whole path, its column, or its list. */
static bool names_datum(struct str named, struct str path)
{
    if (str_equal(named, path)) return true;
    if (path.len <= named.len) return false;
    size_t rest = path.len - named.len;
    struct str end = {path.at + rest, named.len}, begin = {path.at, named.len};
    return (str_equal(end, named) && path.at[rest - 1] == '.') ||
           (str_equal(begin, named) && path.at[named.len] == '.');
}

/* Marks what a `herhaling` of the rule says about the datum; false: none does. */
static bool is_known(const struct typed_rule *rule, struct str path, bool *used)
{
    size_t n = 0;
    bool known = false;
    PIECES(piece, rule->entry->clauses) {
        if (piece->ast->kind != AST_HERHALING) continue;
        if (names_datum(piece->ast->text, path)) known = used[n] = true;
        n++;
    }
    return known;
}

/* What a `herhaling` that fits no datum was probably meant to name. */
static bool is_slip(const struct typed_rule *rule, struct str path, struct typing *t, bool *used)
{
    size_t n = 0;
    PIECES(piece, rule->entry->clauses) {
        if (piece->ast->kind != AST_HERHALING) continue;
        struct closest closest = closest_to(piece->ast->text);
        closest_offer(&closest, path);
        closest_offer(&closest, last_part(path));
        if (!used[n] && closest.found.len) {
            struct diag *diag =
                SAY(t->diags, REPEAT_UNUSED, piece->ast->name_span, piece->ast->text);
            suggest(t->diags, diag, &closest);
            return used[n] = true;
        }
        n++;
    }
    return false;
}

struct condition {
    const struct expr *e;
    VEC(struct str) repeated; /* without a `herhaling` */
};

static void find_repeated(struct typing *t, const struct typed_rule *rule, struct condition *in,
                          bool *used)
{
    struct counting c = {
        .typing = t, .paths = interner_create(t->arena), .budget = PROGRAM_WORK_MAX};
    visit(&c, in->e, &(struct place){0});
    for (uint32_t i = 0; i < intern_count(c.paths); i++) {
        struct str path = intern_text(c.paths, i);
        if (*count_at(&c, &c.named, i) < 2 && *count_at(&c, &c.unnamed, i) < 2) continue;
        if (!is_known(rule, path, used)) *VEC_PUSH(t->arena, &in->repeated) = path;
    }
}

static void report_repeated(struct typing *t, const struct typed_rule *rule,
                            const struct condition *in, bool *used)
{
    struct buf names = {.arena = t->arena};
    for (size_t i = 0; i < in->repeated.len; i++) {
        if (is_slip(rule, in->repeated.at[i], t, used)) continue;
        if (names.len) buf_adds(&names, ", ");
        buf_add(&names, in->repeated.at[i]);
    }
    if (names.len) SAY(t->diags, DATUM_REPEATED, in->e->ast->span, buf_str(&names));
}

void check_repeats(struct typing *t, const struct typed_rule *rule)
{
    size_t n = 0;
    PIECES(piece, rule->entry->clauses) n += piece->ast->kind == AST_HERHALING;
    bool *used = ARENA_ARRAY(t->arena, bool, n);
    VEC(struct condition) conditions = {0};
    if (rule->has_applies) VEC_PUSH(t->arena, &conditions)->e = rule->applies;
    for (size_t i = 0; i < rule->exceptions.len; i++)
        VEC_PUSH(t->arena, &conditions)->e = rule->exceptions.at[i].condition;
    VEC_PUSH(t->arena, &conditions)->e = rule->condition;
    /* First all, since what a `herhaling` fits anywhere is no slip. */
    for (size_t i = 0; i < conditions.len; i++) find_repeated(t, rule, &conditions.at[i], used);
    for (size_t i = 0; i < conditions.len; i++) report_repeated(t, rule, &conditions.at[i], used);

    n = 0;
    PIECES(piece, rule->entry->clauses) {
        if (piece->ast->kind != AST_HERHALING || used[n++]) continue;
        SAY(t->diags, REPEAT_UNUSED, piece->ast->name_span, piece->ast->text);
    }
}
