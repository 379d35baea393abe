/* What the comparison looks up of one program: see internal.h. */
#include "compiler/compare/internal.h"

#include <stdlib.h>

/* ---- digests of expressions ---- */

/* One node being digested. */
struct digesting {
    const struct facts *f;
    const struct digests *of;
    struct sha256 hash;
};

static void add_text(struct digesting *d, struct str text)
{
    sha256_add_u64(&d->hash, text.len);
    sha256_add(&d->hash, text);
}

static void add_digest(struct digesting *d, const struct digest *digest)
{
    sha256_add(&d->hash, (struct str){(const char *)digest->bytes, sizeof digest->bytes});
}

static const struct digest *digest_of(const struct facts *f, const struct digests *of,
                                      index_t node);

static int compare_digests(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

static int compare_symbols(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    return str_compare(*x, *y);
}

/* 4,6 and 4,60 are one number, in whichever scale it is held. */
static void add_number(struct digesting *d, const struct node *n)
{
    int64_t value = n->value;
    unsigned scale = n->type.scale;
    for (; scale && value % 10 == 0; scale--) value /= 10;
    sha256_add_u64(&d->hash, scale);
    sha256_add_u64(&d->hash, (uint64_t)value);
}

static void add_constant(struct digesting *d, const struct node *n)
{
    bool counts = n->op != OP_GETAL && n->op != OP_DATUM && n->op != OP_DUUR;
    sha256_add_u64(&d->hash, n->type.kind);
    if (d->of->shape && !counts) return;
    if (n->op == OP_SYMBOOL)
        add_text(d, program_text(d->f->p, (index_t)n->value));
    else
        add_number(d, n);
}

/* A set that has a name counts by it, another by its members. */
static void add_set(struct digesting *d, const struct set *set)
{
    add_text(d, program_text(d->f->p, set->id));
    if (set->id != NONE) return;
    struct str *members = ARENA_ARRAY(d->f->arena, struct str, set->items.count);
    for (index_t i = 0; i < set->items.count; i++)
        members[i] = program_text(d->f->p, d->f->p->set_items[set->items.first + i].member);
    qsort(members, set->items.count, sizeof *members, compare_symbols);
    for (index_t i = 0; i < set->items.count; i++) add_text(d, members[i]);
}

static void add_operand(struct digesting *d, char letter, index_t operand)
{
    const struct program *p = d->f->p;
    switch (letter) {
    case 'n': add_digest(d, digest_of(d->f, d->of, operand)); break;
    case 'C': add_text(d, program_text(p, p->columns[operand].id)); break;
    case 'D': add_text(d, program_text(p, p->definitions[operand].id)); break;
    case 'L':
    case 'T': add_text(d, program_text(p, p->tables[operand].id)); break;
    case 'P': add_text(d, program_text(p, p->parameters[operand].id)); break;
    case 'R': add_text(d, program_text(p, p->readings[operand].id)); break;
    case 'S': add_set(d, &p->sets[operand]); break;
    case 'Y': add_text(d, program_text(p, operand)); break;
    default: break;
    }
}

static void add_unordered(struct digesting *d, const struct node *n)
{
    bool edges = *opcode_operands(n->op) == 'e';
    size_t count = edges ? n->b : 2;
    struct digest *digests = ARENA_ARRAY(d->f->arena, struct digest, count);
    for (size_t i = 0; i < count; i++)
        digests[i] = *digest_of(d->f, d->of, edges ? d->f->p->edges[n->a + i].to : i ? n->b : n->a);
    qsort(digests, count, sizeof *digests, compare_digests);
    sha256_add_u64(&d->hash, count);
    for (size_t i = 0; i < count; i++) add_digest(d, &digests[i]);
}

static struct digest digest_node(const struct facts *f, const struct digests *of,
                                 const struct node *n)
{
    struct digesting d = {.f = f, .of = of};
    struct digest digest;
    const char *letters = opcode_operands(n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    if (n->op == OP_SCHAAL) return *digest_of(f, of, n->a); /* how a number is held, not which */
    sha256_init(&d.hash);
    add_text(&d, str_from(opcode_name(n->op)));
    if (n->op == OP_ONBEKEND)
        ; /* its reason is only text */
    else if (opcode_commutes(n->op))
        add_unordered(&d, n);
    else
        for (int k = 0; k < 3; k++) add_operand(&d, letters[k], operands[k]);
    if (letters[3] == 'x') add_constant(&d, n);
    sha256_end(&d.hash, digest.bytes);
    return digest;
}

/* No deeper than PROGRAM_DEPTH_MAX: the verifier has seen to that. */
static const struct digest *digest_of(const struct facts *f, const struct digests *of, index_t node)
{
    if (!of->known[node]) of->at[node] = digest_node(f, of, &f->p->nodes[node]);
    of->known[node] = true;
    return &of->at[node];
}

const struct digest *own_of(const struct facts *f, index_t node)
{
    return digest_of(f, &f->own, node);
}

const struct digest *shape_of(const struct facts *f, index_t node)
{
    return digest_of(f, &f->shape, node);
}

static struct digests digests_of(struct arena *arena, const struct program *p, bool shape)
{
    return (struct digests){ARENA_ARRAY(arena, struct digest, p->nodes_count),
                            ARENA_ARRAY(arena, bool, p->nodes_count), shape};
}

/* ---- what a rule reaches ---- */

static size_t thing_count(const struct program *p, enum thing_kind kind)
{
    const size_t counts[THING_KINDS] = {
        [THING_DEFINITION] = p->definitions_count,
        [THING_PARAMETER] = p->parameters_count,
        [THING_SET] = p->sets_count,
        [THING_READING] = p->readings_count,
        [THING_TABLE] = p->tables_count,
        [THING_COLUMN] = p->columns_count,
        [THING_KEUZE] = p->keuzes_count,
        [THING_STELSEL] = ON_DUTY_YEAR + 1,
        [THING_KADER] = p->kaders_count,
        [THING_PLAN] = p->plans_count,
    };
    return counts[kind];
}

void reach_thing(struct facts *f, thing_list *list, enum thing_kind kind, index_t index)
{
    if (index == NONE || f->seen_things[kind][index] == f->walk) return;
    f->seen_things[kind][index] = f->walk;
    *VEC_PUSH(f->arena, list) = (struct thing){kind, index};
}

static void reach_table(struct facts *f, thing_list *list, index_t table)
{
    for (; table != NONE; table = f->p->tables[table].parent)
        reach_thing(f, list, THING_TABLE, table);
}

static void reach_stelsel(struct facts *f, thing_list *list, unsigned parts)
{
    for (unsigned part = ON_ROUNDING; part <= ON_DUTY_YEAR; part <<= 1)
        if (parts & part) reach_thing(f, list, THING_STELSEL, part);
}

/* No deeper than PROGRAM_DEPTH_MAX: the verifier has seen to that. */
static void reach_node(struct facts *f, thing_list *list, index_t node)
{
    const struct program *p = f->p;
    if (node == NONE || f->seen[node] == f->walk) return;
    f->seen[node] = f->walk;
    const struct node *n = &p->nodes[node];
    const char *letters = opcode_operands(n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    reach_stelsel(f, list, opcode_rests_on(n->op));
    if (n->type.kind == TYPE_KEUZE) reach_thing(f, list, THING_KEUZE, n->type.ref);
    for (int k = 0; k < 3; k++) {
        switch (letters[k]) {
        case 'n': reach_node(f, list, operands[k]); break;
        case 'C': reach_thing(f, list, THING_COLUMN, operands[k]); break;
        case 'D':
            reach_thing(f, list, THING_DEFINITION, operands[k]);
            reach_node(f, list, p->definitions[operands[k]].body);
            break;
        case 'L':
        case 'T': reach_table(f, list, operands[k]); break;
        case 'P': reach_thing(f, list, THING_PARAMETER, operands[k]); break;
        case 'R': reach_thing(f, list, THING_READING, operands[k]); break;
        case 'S': reach_thing(f, list, THING_SET, operands[k]); break;
        default: break;
        }
    }
    if (*letters == 'e')
        for (index_t e = 0; e < n->b; e++) reach_node(f, list, p->edges[n->a + e].to);
}

void reach_from(struct facts *f, index_t node, thing_list *list)
{
    f->walk++;
    reach_node(f, list, node);
}

static void reach_rule(struct facts *f, const struct rule *r, thing_list *list)
{
    const struct program *p = f->p;
    f->walk++;
    reach_table(f, list, r->table);
    reach_node(f, list, r->applies);
    reach_node(f, list, r->deadline);
    reach_node(f, list, r->condition);
    for (index_t i = 0; i < r->exceptions.count; i++)
        reach_node(f, list, p->exceptions[r->exceptions.first + i].condition);
    if (r->yearly) reach_stelsel(f, list, ON_DUTY_YEAR | ON_ROUNDING);
    for (index_t i = 0; i < r->readings.count; i++)
        reach_thing(f, list, THING_READING, p->refs[r->readings.first + i].to);
    if (r->layer == LAYER_KADER) reach_thing(f, list, THING_KADER, r->owner);
    if (r->layer == LAYER_REGIOPLAN) reach_thing(f, list, THING_PLAN, r->owner);
}

const thing_list *reached_by(struct facts *f, index_t rule)
{
    if (!f->reached_known[rule]) reach_rule(f, &f->p->rules[rule], &f->reached[rule]);
    f->reached_known[rule] = true;
    return &f->reached[rule];
}

struct str thing_name(struct arena *arena, const struct facts *f, struct thing thing)
{
    const struct program *p = f->p;
    switch (thing.kind) {
    case THING_DEFINITION: return program_text(p, p->definitions[thing.index].id);
    case THING_PARAMETER: return program_text(p, p->parameters[thing.index].id);
    case THING_SET: return program_text(p, p->sets[thing.index].id);
    case THING_READING: return program_text(p, p->readings[thing.index].id);
    case THING_TABLE: return text_table(arena, p, thing.index);
    case THING_KEUZE: return program_text(p, p->keuzes[thing.index].id);
    case THING_KADER: return program_text(p, p->kaders[thing.index].id);
    case THING_PLAN: return program_text(p, p->plans[thing.index].id);
    default: return (struct str){0};
    }
}

struct facts *facts_of(struct arena *arena, const struct program *p)
{
    struct facts *f = ARENA_NEW(arena, struct facts);
    f->arena = arena;
    f->p = p;
    f->meaning = program_hash_nodes(p, arena);
    f->own = digests_of(arena, p, false);
    f->shape = digests_of(arena, p, true);
    f->reached = ARENA_ARRAY(arena, thing_list, p->rules_count);
    f->reached_known = ARENA_ARRAY(arena, bool, p->rules_count);
    f->seen = ARENA_ARRAY(arena, uint32_t, p->nodes_count);
    for (int kind = 0; kind < THING_KINDS; kind++)
        f->seen_things[kind] = ARENA_ARRAY(arena, uint32_t, thing_count(p, (enum thing_kind)kind));
    f->declared = declared_things(f);
    return f;
}
