/* Lowering expressions.
 *
 * A node is added after its operands, which is what keeps the program free of cycles; the body of a
 * definition before the first node that asks for it. */
#include "compiler/lower/lower.h"

#include "compiler/resolve.h"

index_t *memo_at(struct lowering *l, struct memo *memo, const void *thing)
{
    if (!memo->seen) memo->seen = interner_create(l->arena);
    uint32_t number = intern(memo->seen, (struct str){(const char *)&thing, sizeof thing});
    if (number == memo->at.len) *VEC_PUSH(l->arena, &memo->at) = NONE;
    return &memo->at.at[number];
}

/* ---- what expressions name ---- */

static index_t lower_definition(struct lowering *l, const struct typed_definition *definition)
{
    index_t found = *memo_at(l, &l->definitions, definition);
    if (found != NONE) return found;
    index_t body = lower_expr(l, definition->body);
    index_t index = program_add_definitions(l->p);
    l->p->definitions[index] = (struct definition){
        .id = program_symbol(l->p, definition->entry->id),
        .table = definition->table,
        .body = body,
        .citations = cite_entry(l, definition->entry),
        .assumptions = assume_entry(l, definition->entry),
        .origin = origin_of(l, definition->body->ast->span, definition->owner),
    };
    *memo_at(l, &l->definitions, definition) = index;
    return index;
}

static struct range lower_periods(struct lowering *l, const struct typed_parameter *parameter)
{
    /* Citations first: the periods of one parameter must stand together. */
    size_t count = parameter->periods.len;
    struct param_period *periods = ARENA_ARRAY(l->arena, struct param_period, count);
    for (size_t i = 0; i < count; i++) {
        const struct typed_period *period = &parameter->periods.at[i];
        periods[i] = (struct param_period){
            .from = period->from,
            .to = period->to,
            .value = period->value,
            .citations = cite_node(l, period->ast),
            .assumptions = assume_node(l, period->ast),
        };
    }
    struct range range = {l->p->param_periods_count, (index_t)count};
    for (size_t i = 0; i < count; i++) {
        index_t index = program_add_param_periods(l->p);
        l->p->param_periods[index] = periods[i];
    }
    return range;
}

static index_t lower_parameter(struct lowering *l, const struct typed_parameter *parameter)
{
    const struct entry *entry = parameter->entry;
    index_t found = *memo_at(l, &l->parameters, parameter);
    if (found != NONE) return found;
    const struct ast *title = entry_clause(entry, AST_TITLE).ast;
    const struct ast *none = entry_clause(entry, AST_GEEN_WAARDE).ast;
    struct parameter lowered = {
        .id = program_symbol(l->p, entry->id),
        .title = symbol_or_none(l, title ? title->text : (struct str){0}),
        .type = parameter->type,
        .per = symbol_or_none(l, parameter->per),
        .periods = lower_periods(l, parameter),
        .none_because = symbol_or_none(l, none ? none->text : (struct str){0}),
        .citations = cite_entry(l, entry),
        .assumptions = assume_entry(l, entry),
        .origin = origin_of(l, entry->declared->span, entry->owner),
    };
    index_t index = program_add_parameters(l->p);
    l->p->parameters[index] = lowered;
    *memo_at(l, &l->parameters, parameter) = index;
    return index;
}

/* ast: where the member may cite; NULL: it does not. */
static void add_item(struct lowering *l, struct str member, date from, date to,
                     const struct ast *ast)
{
    struct set_item lowered = {.member = program_symbol(l->p, member), .from = from, .to = to};
    if (ast) lowered.citations = cite_node(l, ast);
    if (ast) lowered.assumptions = assume_node(l, ast);
    index_t index = program_add_set_items(l->p);
    l->p->set_items[index] = lowered;
}

static index_t lower_set(struct lowering *l, const struct typed_set *set)
{
    index_t found = *memo_at(l, &l->sets, set);
    if (found != NONE) return found;
    const struct ast *title = entry_clause(set->entry, AST_TITLE).ast;
    struct set lowered = {
        .id = program_symbol(l->p, set->entry->id),
        .title = symbol_or_none(l, title ? title->text : (struct str){0}),
        .items = {l->p->set_items_count, (index_t)set->items.len},
        .citations = cite_entry(l, set->entry),
        .assumptions = assume_entry(l, set->entry),
    };
    for (size_t i = 0; i < set->items.len; i++)
        add_item(l, set->items.at[i].member, set->items.at[i].from, set->items.at[i].to,
                 set->items.at[i].ast);
    index_t index = program_add_sets(l->p);
    l->p->sets[index] = lowered;
    *memo_at(l, &l->sets, set) = index;
    return index;
}

/* `{a, b}`: a set without a name, whose members are in it for ever. */
static index_t lower_members(struct lowering *l, const struct expr *e)
{
    struct set lowered = {
        .id = NONE, .title = NONE, .items = {l->p->set_items_count, (index_t)e->count}};
    for (size_t i = 0; i < e->count; i++) add_item(l, e->members[i], DATE_MIN, DATE_MAX, NULL);
    index_t index = program_add_sets(l->p);
    l->p->sets[index] = lowered;
    return index;
}

/* ---- operands ---- */

static struct range lower_list(struct lowering *l, const struct expr *e)
{
    index_t *nodes = ARENA_ARRAY(l->arena, index_t, e->count);
    for (size_t i = 0; i < e->count; i++) nodes[i] = lower_expr(l, e->list[i]);
    struct range range = {l->p->edges_count, (index_t)e->count};
    for (size_t i = 0; i < e->count; i++) {
        index_t edge = program_add_edges(l->p);
        l->p->edges[edge].to = nodes[i];
    }
    return range;
}

/* The operand that program/opcode.def gives this letter. */
static index_t operand(struct lowering *l, const struct expr *e, char letter,
                       const struct expr *child)
{
    switch (letter) {
    case 'n': return lower_expr(l, child);
    case 'C':
    case 'L':
    case 'R': return e->ref;
    case 'S': return e->op == TYPED_LEDEN ? lower_members(l, e) : lower_set(l, e->set);
    case 'P': return lower_parameter(l, e->parameter);
    case 'D': return lower_definition(l, e->definition);
    case 'Y': return program_symbol(l->p, e->text);
    default: return NONE;
    }
}

/* A code has the pattern of its column, which is a symbol only now. */
static struct type lower_type(const struct lowering *l, const struct expr *e)
{
    return e->op == OP_KOLOM ? l->p->columns[e->ref].type : e->type;
}

index_t lower_expr(struct lowering *l, const struct expr *e)
{
    enum opcode op = e->op == TYPED_LEDEN ? OP_IN_SET : (enum opcode)e->op;
    const char *letters = opcode_operands(op);
    struct node node = {.op = (uint8_t)op, .a = NONE, .b = NONE, .c = NONE, .value = e->value};
    if (*letters == 'e') {
        struct range list = lower_list(l, e);
        node.a = list.first;
        node.b = list.count;
    } else {
        node.a = operand(l, e, letters[0], e->a);
        node.b = operand(l, e, letters[1], e->b);
        node.c = operand(l, e, letters[2], e->c);
    }
    if (op == OP_SYMBOOL) node.value = program_symbol(l->p, e->text);
    node.type = lower_type(l, e);
    node.phrase = program_symbol(l->p, ast_phrase(l->arena, e->ast));
    node.origin = origin_of(l, e->ast->span, e->owner);
    index_t index = program_add_nodes(l->p);
    l->p->nodes[index] = node;
    return index;
}
