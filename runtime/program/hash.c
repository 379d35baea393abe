/* The two hashes of a rule: what it means, and how it is worded.
 *
 * Rules with equal meaning hashes give the same verdict on all data, where both apply.  Different
 * hashes prove nothing: `a > b` and `b < a` have different ones.  A hash is the same whatever the
 * order of declarations, in whichever program and on whichever machine: it is made of names and
 * contents, never of an index, and of the names of operations, never of their numbers.
 *
 * In the meaning, because it decides a verdict:
 *   - the condition, deadline and applicability, the condition of each exception, `jaarlijks`;
 *   - all that these reach: definitions by their bodies, sets by their members and days,
 *     parameters by name, type, unit, periods and values, columns and tables by name, and of a
 *     list the column by which it is dated;
 *   - whom it is about, with the columns that say on which day that subject is judged;
 *   - layer, soort and consequences, by which decisions choose their rules;
 *   - of a kader its period; of a plan its holder, version, days, and by what its term goes;
 *   - `verscherpt`, and then the id too: it says whose verdict becomes the worse of two;
 *   - each reading that any of this depends on: its choices, and which of them is the default;
 *   - of the stelsel what the nodes rest on: how months round, what growth and duty years are.
 *
 * Not in the meaning: its id, so that a rule under a new name is found again; names of definitions
 * and sets; ranges of data and patterns, which decide what is good data; lists of members; the
 * intake table, the adoption of versions and which of them list the rule: these say when a rule
 * applies and are compared apart.  A rule of a leidraad is hashed with the defaults of the version
 * that owns it: where a later version changes a default, the rules that mention the reading are
 * entries of their own.
 *
 * In the text hash: title, reasons, citations, assumptions, and the phrases of its expressions.
 * These are the rule's own words; a definition or parameter that it uses has words of its own.
 *
 * Where order has no meaning there is none in the hash: members, exceptions, choices, the operands
 * of `en` and `of` are sorted by their digests before they go in. */
#include "program/internal.h"

#include <stdlib.h>
#include <string.h>

struct hashing {
    const struct program *p;
    struct arena *arena;
    struct buf message;   /* what is being hashed, the outermost first (begin, end) */
    struct digest *nodes; /* the meaning of each */
    uint64_t *reached;    /* by node: when it was last reached (reach_operands) */
    uint64_t round;
    index_t top;       /* the last of the nodes that are reached and not yet looked at */
    index_t waiting;   /* how many those are */
    unsigned rests_on; /* enum stelsel_part, of the nodes reached */
    bool *mentioned;   /* by reading */
};

/* ---- Messages ----
 *
 * A digest is that of a message: add_* between begin() and end().  Messages nest, one behind the
 * other in one buffer, and each is hashed as a whole.  Numbers and lengths are written as in the
 * saved form, so that most take a byte: the messages are short, and hashing them is all the time
 * there is. */

static size_t begin(const struct hashing *h)
{
    return h->message.len;
}

static struct digest end(struct hashing *h, size_t from)
{
    struct digest d;
    struct sha256 s;
    sha256_init(&s);
    sha256_add(&s, (struct str){h->message.at + from, h->message.len - from});
    sha256_end(&s, d.bytes);
    h->message.len = from;
    return d;
}

static void add_number(struct hashing *h, uint64_t n)
{
    for (; n >= 0x80; n >>= 7) buf_addc(&h->message, (char)(n | 0x80));
    buf_addc(&h->message, (char)n);
}

/* None is not the empty text. */
static void add_symbol(struct hashing *h, index_t symbol)
{
    struct str text = program_text(h->p, symbol);
    add_number(h, symbol == NONE ? 0 : (uint64_t)text.len + 1);
    buf_add(&h->message, text);
}

static void add_name(struct hashing *h, const char *name)
{
    struct str text = str_from(name);
    add_number(h, text.len);
    buf_add(&h->message, text);
}

static void add_digest(struct hashing *h, const struct digest *d)
{
    buf_add(&h->message, (struct str){(const char *)d->bytes, sizeof d->bytes});
}

/* A node that need not be there. */
static void add_meaning(struct hashing *h, index_t node)
{
    add_number(h, node != NONE);
    if (node != NONE) add_digest(h, &h->nodes[node]);
}

static int compare_digests(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

static void add_unordered(struct hashing *h, struct digest *digests, size_t count)
{
    qsort(digests, count, sizeof *digests, compare_digests);
    add_number(h, count);
    for (size_t i = 0; i < count; i++) add_digest(h, &digests[i]);
}

/* ---- Fields by their kind ---- */

/* Adds what field f of an item says, in the meaning or in the words. */
typedef void field_adder(struct hashing *h, const struct field *f, const char *item,
                         enum field_hash want);

static void add_fields(struct hashing *h, const struct layout *layout, const char *item,
                       enum field_hash want);

static struct digest digest_item(struct hashing *h, enum program_array array, index_t i,
                                 enum field_hash want)
{
    const struct layout *layout = program_arrays[array].layout;
    size_t from = begin(h);
    add_name(h, layout->name);
    if (array == ARRAY_texts)
        add_symbol(h, h->p->texts[i].to);
    else
        add_fields(h, layout, program_item(h->p, array, i), want);
    return end(h, from);
}

static void add_byte(struct hashing *h, const struct field *f, const char *item,
                     enum field_hash want)
{
    (void)want;
    add_number(h, *(const uint8_t *)(item + f->at));
}

static void add_i64(struct hashing *h, const struct field *f, const char *item,
                    enum field_hash want)
{
    (void)want;
    int64_t n;
    memcpy(&n, item + f->at, sizeof n);
    add_number(h, (uint64_t)n);
}

static void add_date(struct hashing *h, const struct field *f, const char *item,
                     enum field_hash want)
{
    (void)want;
    date d;
    memcpy(&d, item + f->at, sizeof d);
    add_number(h, (uint64_t)(int64_t)d);
}

static void add_enum(struct hashing *h, const struct field *f, const char *item,
                     enum field_hash want)
{
    (void)want;
    add_name(h, program_enums[f->of].at[*(const uint8_t *)(item + f->at)]);
}

static index_t index_at(const struct field *f, const char *item)
{
    index_t i;
    memcpy(&i, item + f->at, sizeof i);
    return i;
}

static void add_text(struct hashing *h, const struct field *f, const char *item,
                     enum field_hash want)
{
    (void)want;
    add_symbol(h, index_at(f, item));
}

/* A node by what it means or how it is written; anything else by its name. */
static void add_index(struct hashing *h, const struct field *f, const char *item,
                      enum field_hash want)
{
    index_t i = index_at(f, item);
    if (f->of != ARRAY_nodes)
        add_symbol(h, i == NONE ? NONE : program_name(h->p, f->of, i));
    else if (want == HASH_MEANING)
        add_meaning(h, i);
    else
        add_symbol(h, i == NONE ? NONE : h->p->nodes[i].phrase);
}

static void add_range(struct hashing *h, const struct field *f, const char *item,
                      enum field_hash want)
{
    struct range r;
    memcpy(&r, item + f->at, sizeof r);
    struct digest *digests = ARENA_ARRAY(h->arena, struct digest, r.count);
    for (index_t i = 0; i < r.count; i++) digests[i] = digest_item(h, f->of, r.first + i, want);
    if (want == HASH_MEANING) {
        add_unordered(h, digests, r.count);
        return;
    }
    add_number(h, r.count);
    for (index_t i = 0; i < r.count; i++) add_digest(h, &digests[i]);
}

static void add_part(struct hashing *h, const struct field *f, const char *item,
                     enum field_hash want)
{
    const struct layout *part = &program_layouts[f->of];
    for (size_t at = f->at; at < (size_t)f->at + f->size; at += part->size)
        add_fields(h, part, item + at, want);
}

/* What a type is of.  A pattern only says what good data is. */
static void add_referent(struct hashing *h, const struct field *f, const char *item,
                         enum field_hash want)
{
    const struct type *t = (const void *)item;
    (void)f, (void)want;
    if (t->kind == TYPE_KEUZE) add_symbol(h, h->p->keuzes[t->ref].id);
    if (t->kind == TYPE_VERWIJZING || t->kind == TYPE_RECORD)
        add_symbol(h, h->p->tables[t->ref].id);
}

/* The layer that a rule stands in.  Of a leidraad nothing: many versions share a rule. */
static void add_owner(struct hashing *h, const struct field *f, const char *item,
                      enum field_hash want)
{
    const struct rule *r = (const void *)item;
    (void)f;
    if (r->layer == LAYER_LEIDRAAD) return;
    struct digest d =
        digest_item(h, r->layer == LAYER_KADER ? ARRAY_kaders : ARRAY_plans, r->owner, want);
    add_digest(h, &d);
}

/* The kinds that are in a hash: a new one in fields.def wants its line here. */
static field_adder *const field_adders[KINDS] = {
    [KIND_FLAG] = add_byte,          [KIND_BYTE] = add_byte,          [KIND_NUMBER] = add_i64,
    [KIND_ENUM] = add_enum,          [KIND_DATE] = add_date,          [KIND_DATE_OR_NOT] = add_date,
    [KIND_SYMBOL] = add_text,        [KIND_SYMBOL_OR_NOT] = add_text, [KIND_INDEX] = add_index,
    [KIND_INDEX_OR_NOT] = add_index, [KIND_RANGE] = add_range,        [KIND_PART] = add_part,
    [KIND_REFERENT] = add_referent,  [KIND_OWNER] = add_owner,
};

static void add_fields(struct hashing *h, const struct layout *layout, const char *item,
                       enum field_hash want)
{
    for (size_t i = 0; i < layout->count; i++) {
        const struct field *f = &layout->fields[i];
        if (f->hash & want) field_adders[f->kind](h, f, item, want);
    }
}

/* ---- Nodes ---- */

/* Operations whose first two operands, or all edges, may change places. */
static const bool commutes[OP_COUNT] = {
    [OP_EN] = true,       [OP_OF] = true,   [OP_GELIJK] = true,
    [OP_ONGELIJK] = true, [OP_PLUS] = true, [OP_MAAL] = true,
};

bool opcode_commutes(enum opcode op)
{
    return commutes[op];
}

static void add_operands_unordered(struct hashing *h, const struct node *n)
{
    bool edges = *opcode_operands(n->op) == 'e';
    size_t count = edges ? n->b : 2;
    struct digest pair[2], *digests = edges ? ARENA_ARRAY(h->arena, struct digest, count) : pair;
    for (size_t i = 0; i < count; i++)
        digests[i] = h->nodes[edges ? h->p->edges[n->a + i].to : i ? n->b : n->a];
    add_unordered(h, digests, count);
}

static void add_item(struct hashing *h, enum program_array array, index_t i)
{
    struct digest d = digest_item(h, array, i, HASH_MEANING);
    add_digest(h, &d);
}

static void add_operand(struct hashing *h, char letter, index_t operand)
{
    const struct program *p = h->p;
    switch (letter) {
    case 'n': add_digest(h, &h->nodes[operand]); break;
    case 'C': add_symbol(h, p->columns[operand].id); break;
    case 'D': add_digest(h, &h->nodes[p->definitions[operand].body]); break;
    case 'L':
    case 'T': add_item(h, ARRAY_tables, operand); break;
    case 'P': add_item(h, ARRAY_parameters, operand); break;
    case 'R': add_symbol(h, p->readings[operand].id); break;
    case 'S': add_item(h, ARRAY_sets, operand); break;
    case 'Y': add_symbol(h, operand); break;
    default: break; /* unused; the edges are not in order */
    }
}

static void add_node(struct hashing *h, const struct node *n)
{
    const char *letters = opcode_operands(n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    add_name(h, opcode_name(n->op));
    add_fields(h, &program_layouts[STRUCT_type], (const char *)&n->type, HASH_MEANING);
    if (n->op == OP_ONBEKEND) return; /* its reason is only text */
    if (commutes[n->op])
        add_operands_unordered(h, n);
    else
        for (int k = 0; k < 3; k++) add_operand(h, letters[k], operands[k]);
    if (n->op == OP_SYMBOOL)
        add_symbol(h, (index_t)n->value);
    else if (letters[3] == 'x')
        add_number(h, (uint64_t)n->value);
}

/* Every node once, from the first to the last: operands and bodies stand before whoever
 * uses them. */
static void hash_nodes(struct hashing *h)
{
    for (index_t i = 0; i < h->p->nodes_count; i++) {
        size_t from = begin(h);
        add_node(h, &h->p->nodes[i]);
        h->nodes[i] = end(h, from);
    }
}

/* ---- What a rule reaches ---- */

static const uint8_t rests_on[OP_COUNT] = {
    [OP_GROEIJAAR] = ON_GROWTH_YEAR | ON_ROUNDING,
    [OP_GROEIJAAR_EINDE] = ON_GROWTH_YEAR | ON_ROUNDING,
    [OP_JAAR] = ON_DUTY_YEAR | ON_ROUNDING,
    [OP_JAAR_EINDE] = ON_DUTY_YEAR | ON_ROUNDING,
    [OP_IN_JAAR] = ON_DUTY_YEAR | ON_ROUNDING,
    [OP_DATUM_PLUS] = ON_ROUNDING,
    [OP_DATUM_MIN] = ON_ROUNDING,
};

unsigned opcode_rests_on(enum opcode op)
{
    return rests_on[op];
}

static bool is_reached(const struct hashing *h, index_t node)
{
    return h->reached[node] >= h->round;
}

static void reach(struct hashing *h, index_t node)
{
    if (node == NONE || is_reached(h, node)) return;
    h->reached[node] = h->round;
    if (!h->waiting++ || node > h->top) h->top = node;
}

static void look_at(struct hashing *h, const struct node *n)
{
    const struct program *p = h->p;
    const char *letters = opcode_operands(n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    h->rests_on |= rests_on[n->op];
    if (n->op == OP_LEZING) h->mentioned[n->a] = true;
    for (int k = 0; k < 3; k++) {
        if (letters[k] == 'n') reach(h, operands[k]);
        if (letters[k] == 'D') reach(h, p->definitions[operands[k]].body);
    }
    if (letters[0] == 'e')
        for (index_t e = 0; e < n->b; e++) reach(h, p->edges[n->a + e].to);
}

/* Goes down from the last node that waits: what a node uses stands before it, so one pass looks at
 * all, and ends where none waits any more.  A node that waits has the number of the round, one that
 * has been looked at the next; each rule takes two numbers. */
static void reach_operands(struct hashing *h)
{
    for (index_t i = h->top; h->waiting; i--) {
        if (h->reached[i] != h->round) continue;
        h->reached[i]++;
        h->waiting--;
        look_at(h, &h->p->nodes[i]);
    }
}

static void reach_rule(struct hashing *h, const struct rule *r)
{
    const struct stelsel *stelsel = &h->p->stelsel;
    h->round += 2;
    h->rests_on = r->yearly ? ON_DUTY_YEAR | ON_ROUNDING : 0;
    memset(h->mentioned, 0, h->p->readings_count * sizeof *h->mentioned);

    reach(h, r->applies);
    reach(h, r->deadline);
    reach(h, r->condition);
    for (index_t i = 0; i < r->exceptions.count; i++)
        reach(h, h->p->exceptions[r->exceptions.first + i].condition);
    if (r->layer == LAYER_REGIOPLAN) reach(h, h->p->plans[r->owner].term);
    reach_operands(h);

    if (h->rests_on & ON_GROWTH_YEAR) reach(h, stelsel->own_growth_year);
    if (h->rests_on & ON_DUTY_YEAR) reach(h, stelsel->calendar_year);
    reach_operands(h);
}

/* ---- Rules ---- */

static void add_stelsel(struct hashing *h)
{
    const struct stelsel *stelsel = &h->p->stelsel;
    add_number(h, h->rests_on);
    if (h->rests_on & ON_ROUNDING)
        add_name(h, program_enums[ENUM_roundings].at[stelsel->month_rounding]);
    if (h->rests_on & ON_GROWTH_YEAR) add_meaning(h, stelsel->own_growth_year);
    if (h->rests_on & ON_DUTY_YEAR) add_meaning(h, stelsel->calendar_year);
}

/* The choice that is the default of a reading under a version. */
static index_t standard_of(const struct program *p, index_t version, index_t reading)
{
    return p->choices[p->refs[p->versions[version].standards.first + reading].to].id;
}

/* Its default where the rule binds: under its version; of a kader or a plan, under every version
 * that departs from the reading's own, and under the last, which holds where there is none. */
static void add_standards(struct hashing *h, const struct rule *r, index_t reading)
{
    const struct program *p = h->p;
    if (r->layer == LAYER_LEIDRAAD) {
        add_symbol(h, standard_of(p, r->owner, reading));
        return;
    }
    index_t own = p->choices[p->readings[reading].standard].id;
    add_symbol(h, own);
    for (index_t v = 0; v < p->versions_count; v++) {
        index_t standard = standard_of(p, v, reading);
        if (standard == own) continue;
        add_symbol(h, p->versions[v].label);
        add_symbol(h, standard);
        add_number(h, v + 1 == p->versions_count);
    }
}

static void add_readings(struct hashing *h, const struct rule *r)
{
    struct digest *digests = ARENA_ARRAY(h->arena, struct digest, h->p->readings_count);
    size_t count = 0;
    for (index_t i = 0; i < h->p->readings_count; i++) {
        if (!h->mentioned[i]) continue;
        size_t from = begin(h);
        add_item(h, ARRAY_readings, i);
        add_standards(h, r, i);
        digests[count++] = end(h, from);
    }
    add_unordered(h, digests, count);
}

static struct digest meaning_of(struct hashing *h, const struct rule *r)
{
    size_t from = begin(h);
    reach_rule(h, r);
    add_fields(h, &program_layouts[STRUCT_rule], (const char *)r, HASH_MEANING);
    add_symbol(h, r->sharpens ? r->id : NONE);
    add_item(h, ARRAY_tables, r->table);
    add_stelsel(h);
    add_readings(h, r);
    return end(h, from);
}

static struct digest text_of(struct hashing *h, const struct rule *r)
{
    size_t from = begin(h);
    add_fields(h, &program_layouts[STRUCT_rule], (const char *)r, HASH_WORDS);
    return end(h, from);
}

const struct digest *program_hash_nodes(const struct program *p, struct arena *arena)
{
    if (p->meanings) return p->meanings;
    struct hashing h = {.p = p, .arena = arena, .message = {.arena = arena}};
    h.nodes = ARENA_ARRAY(arena, struct digest, p->nodes_count);
    hash_nodes(&h);
    return h.nodes;
}

void program_hash_rules(struct program *p)
{
    struct hashing h = {.p = p, .arena = p->arena, .message = {.arena = p->arena}};
    h.nodes = ARENA_ARRAY(p->arena, struct digest, p->nodes_count);
    h.reached = ARENA_ARRAY(p->arena, uint64_t, p->nodes_count);
    h.mentioned = ARENA_ARRAY(p->arena, bool, p->readings_count);
    hash_nodes(&h);
    p->meanings = h.nodes;
    for (index_t i = 0; i < p->rules_count; i++) {
        struct digest meaning = meaning_of(&h, &p->rules[i]), text = text_of(&h, &p->rules[i]);
        memcpy(p->rules[i].meaning, meaning.bytes, sizeof meaning.bytes);
        memcpy(p->rules[i].text, text.bytes, sizeof text.bytes);
    }
}
