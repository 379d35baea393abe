/* Lowering rules: their parts with where each comes from, and what they rest on. */
#include "compiler/lower/lower.h"

#include <stdlib.h>

/* ---- readings, and what is used by name ---- */

/* Indices of the program, each once: a handful. */
typedef VEC(index_t) index_list;

struct resting {
    struct lowering *l;
    bool *readings; /* by number */
    index_list definitions, parameters, sets, keuzes, members;
    bool timeline; /* the subject has one: readings about years make a difference to it */
};

/* True the first time. */
static bool meet(struct resting *r, index_list *met, index_t index)
{
    for (size_t i = 0; i < met->len; i++)
        if (met->at[i] == index) return false;
    *VEC_PUSH(r->l->arena, met) = index;
    return true;
}

static void visit(struct resting *r, const struct expr *e);

/* An open keuze has members too that are not listed. */
static void visit_member(struct resting *r, index_t keuze, struct str id)
{
    const struct program *p = r->l->p;
    struct range members = p->keuzes[keuze].members;
    meet(r, &r->keuzes, keuze);
    for (index_t i = members.first; i < members.first + members.count; i++)
        if (str_equal(program_text(p, p->members[i].id), id)) meet(r, &r->members, i);
}

/* What uses it has been lowered, and so has it. */
static void visit_used(struct resting *r, const struct expr *e)
{
    struct lowering *l = r->l;
    if (e->parameter) meet(r, &r->parameters, *memo_at(l, &l->parameters, e->parameter));
    if (e->set) meet(r, &r->sets, *memo_at(l, &l->sets, e->set));
    if (e->definition && meet(r, &r->definitions, *memo_at(l, &l->definitions, e->definition)))
        visit(r, e->definition->body);
    if (e->op == OP_SYMBOOL && e->type.kind == TYPE_KEUZE) visit_member(r, e->type.ref, e->text);
    if (e->op == TYPED_LEDEN && e->a->type.kind == TYPE_KEUZE)
        for (size_t i = 0; i < e->count; i++) visit_member(r, e->a->type.ref, e->members[i]);
}

/* What the engine reads by the stelsel's word (program/program.h, struct stelsel). */
static const struct expr *behind(const struct typed_stelsel *stelsel, unsigned op)
{
    switch (op) {
    case OP_GROEIJAAR:
    case OP_GROEIJAAR_EINDE: return stelsel->own_growth_year;
    case OP_JAAR:
    case OP_JAAR_EINDE:
    case OP_IN_JAAR: return stelsel->calendar_year;
    default: return NULL;
    }
}

static void visit(struct resting *r, const struct expr *e)
{
    if (!e) return;
    if (e->op == OP_LEZING) r->readings[e->ref] = true;
    visit_used(r, e);
    if (r->timeline) visit(r, behind(&r->l->typed->stelsel, e->op));
    visit(r, e->a);
    visit(r, e->b);
    visit(r, e->c);
    for (size_t i = 0; e->list && i < e->count; i++) visit(r, e->list[i]);
}

struct named_reading {
    struct str id;
    index_t index;
};

static int by_id(const void *a, const void *b)
{
    const struct named_reading *x = a, *y = b;
    return str_compare(x->id, y->id);
}

static struct range add_readings(struct lowering *l, const bool *rests_on)
{
    size_t count = l->typed->readings.len, found = 0;
    struct named_reading *named = ARENA_ARRAY(l->arena, struct named_reading, count);
    for (size_t i = 0; i < count; i++)
        if (rests_on[i])
            named[found++] = (struct named_reading){l->typed->readings.at[i].id, (index_t)i};
    if (found) qsort(named, found, sizeof *named, by_id);
    struct range range = {l->p->refs_count, (index_t)found};
    for (size_t i = 0; i < found; i++) {
        index_t ref = program_add_refs(l->p);
        l->p->refs[ref].to = named[i].index;
    }
    return range;
}

static struct uses add_uses(const struct resting *r)
{
    return (struct uses){
        .definitions = add_refs(r->l, r->definitions.at, r->definitions.len),
        .parameters = add_refs(r->l, r->parameters.at, r->parameters.len),
        .sets = add_refs(r->l, r->sets.at, r->sets.len),
        .keuzes = add_refs(r->l, r->keuzes.at, r->keuzes.len),
        .members = add_refs(r->l, r->members.at, r->members.len),
    };
}

/* A rule rests on the readings that it or its definitions ask about, on those behind the years it
 * counts in, and, in a plan, on those that say when the plan holds.  The last two make a difference
 * only to subjects with a timeline. */
static void add_rests_on(struct lowering *l, struct rule *lowered, const struct typed_rule *rule,
                         const struct typed_plan *plan)
{
    struct resting r = {.l = l,
                        .readings = ARENA_ARRAY(l->arena, bool, l->typed->readings.len),
                        .timeline = rule->table == l->typed->schema->intake_table};
    visit(&r, rule->applies);
    for (size_t i = 0; i < rule->exceptions.len; i++) visit(&r, rule->exceptions.at[i].condition);
    visit(&r, rule->deadline);
    visit(&r, rule->condition);
    if (r.timeline && rule->yearly) visit(&r, l->typed->stelsel.calendar_year);
    if (r.timeline && plan) visit(&r, plan->term);
    lowered->readings = add_readings(l, r.readings);
    lowered->uses = add_uses(&r);
}

void add_calculation_rests_on(struct lowering *l, struct calculation *lowered,
                              const struct typed_calculation *calculation)
{
    struct resting r = {.l = l,
                        .readings = ARENA_ARRAY(l->arena, bool, l->typed->readings.len),
                        .timeline = calculation->table == l->typed->schema->intake_table};
    visit(&r, calculation->value);
    lowered->readings = add_readings(l, r.readings);
    lowered->uses = add_uses(&r);
}

/* ---- parts ---- */

/* The clause that a part is read from: of several the first that was written last. */
static struct piece part_clause(const struct entry *entry, enum ast_kind kind)
{
    struct piece found = {0};
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind != kind) continue;
        if (!found.ast || (piece->block == entry->declared && found.block != entry->declared))
            found = *piece;
    }
    return found;
}

static void add_origins(struct lowering *l, struct rule *rule, const struct entry *entry)
{
    static const enum ast_kind kinds[PART_COUNT] = {
        [PART_TITLE] = AST_TITLE,         [PART_SOORT] = AST_SOORT,
        [PART_CITATIONS] = AST_BRON_REF,  [PART_APPLIES] = AST_GELDT,
        [PART_EXCEPTIONS] = AST_BEHALVE,  [PART_DEADLINE] = AST_UITERLIJK,
        [PART_CONDITION] = AST_EIS,       [PART_CONSEQUENCE] = AST_GEVOLG,
        [PART_ASSUMPTIONS] = AST_AANNAME,
    };
    for (int part = 0; part < PART_COUNT; part++) {
        struct piece piece = part_clause(entry, kinds[part]);
        rule->origins[part] = piece.ast ? origin_of(l, piece.ast->span, piece.owner) : no_origin();
    }
}

static struct range lower_exceptions(struct lowering *l, const struct typed_rule *rule)
{
    size_t count = rule->exceptions.len;
    struct exception *exceptions = ARENA_ARRAY(l->arena, struct exception, count);
    for (size_t i = 0; i < count; i++) {
        const struct typed_exception *exception = &rule->exceptions.at[i];
        exceptions[i] = (struct exception){
            .condition = lower_expr(l, exception->condition),
            .because = symbol_or_none(l, exception->because),
            .origin = origin_of(l, exception->ast->span, exception->owner),
        };
    }
    struct range range = {l->p->exceptions_count, (index_t)count};
    for (size_t i = 0; i < count; i++) {
        index_t index = program_add_exceptions(l->p);
        l->p->exceptions[index] = exceptions[i];
    }
    return range;
}

static struct range lower_repeats(struct lowering *l, const struct entry *entry)
{
    struct range range = {l->p->repeats_count, 0};
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind != AST_HERHALING) continue;
        const struct ast *because = ast_child(piece->ast, AST_OMDAT);
        struct repeat lowered = {
            .column = program_symbol(l->p, piece->ast->text),
            .because = because ? symbol_or_none(l, because->text) : NONE,
        };
        index_t index = program_add_repeats(l->p);
        l->p->repeats[index] = lowered;
    }
    range.count = l->p->repeats_count - range.first;
    return range;
}

index_t lower_rule(struct lowering *l, const struct typed_rule *rule, index_t owner,
                   const struct typed_plan *plan)
{
    const struct entry *entry = rule->entry;
    const struct ast *title = entry_clause(entry, AST_TITLE).ast;
    index_t found = *memo_at(l, &l->rules, rule);
    if (found != NONE) return found;
    struct rule lowered = {
        .id = program_symbol(l->p, entry->id),
        .title = symbol_or_none(l, title ? title->text : (struct str){0}),
        .layer = (uint8_t)rule->layer,
        .owner = owner,
        .sharpens = entry->sharpens != NULL,
        .yearly = rule->yearly,
        .table = rule->table,
        .soort = symbol_or_none(l, rule->soort),
        .applies = rule->has_applies ? lower_expr(l, rule->applies) : NONE,
        .applies_because = symbol_or_none(l, rule->applies_because),
        .exceptions = lower_exceptions(l, rule),
        .deadline = rule->has_deadline ? lower_expr(l, rule->deadline) : NONE,
        .condition = lower_expr(l, rule->condition),
        .repeats = lower_repeats(l, entry),
        .consequences = add_texts(l, rule->consequences.at, rule->consequences.len),
        .citations = cite_entry(l, entry),
        .assumptions = assume_entry(l, entry),
    };
    add_rests_on(l, &lowered, rule, plan);
    add_origins(l, &lowered, entry);
    index_t index = program_add_rules(l->p);
    l->p->rules[index] = lowered;
    *memo_at(l, &l->rules, rule) = index;
    return index;
}

struct range add_refs(struct lowering *l, const index_t *items, size_t count)
{
    struct range range = {l->p->refs_count, (index_t)count};
    for (size_t i = 0; i < count; i++) {
        index_t ref = program_add_refs(l->p);
        l->p->refs[ref].to = items[i];
    }
    return range;
}
