/* Expressions with their definitions written out: whether `onderhanden` in one rule and its body in
 * another say the same.
 *
 * A definition is about its record (ZELF), which where it is asked for is a subject or a row;
 * written out, the body is about that.  So the digest of a body depends on what it is about.  It is
 * made only where nothing simpler shows two expressions to be the same, and for each body and
 * record once. */
#include "compiler/compare/internal.h"

#include <stdlib.h>

struct expanding {
    struct arena *arena;
    const struct facts *f;
    struct interner *seen; /* (node, record) */
    VEC(struct digest) at; /* by number */
};

static struct digest expand(struct expanding *e, index_t node, const struct digest *record);

static void add_text(struct buf *out, struct str text)
{
    buf_printf(out, "%zu ", text.len);
    buf_add(out, text);
}

static void add_digest(struct buf *out, const struct digest *digest)
{
    buf_add(out, (struct str){(const char *)digest->bytes, sizeof digest->bytes});
}

static struct digest digest_of(struct str text)
{
    struct sha256 hash;
    struct digest digest;
    sha256_init(&hash);
    sha256_add(&hash, text);
    sha256_end(&hash, digest.bytes);
    return digest;
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct digest));
}

static void add_set(struct buf *out, const struct program *p, const struct set *set)
{
    struct digest *items = ARENA_ARRAY(out->arena, struct digest, set->items.count);
    for (index_t i = 0; i < set->items.count; i++) {
        const struct set_item *item = &p->set_items[set->items.first + i];
        struct buf text = {.arena = out->arena};
        buf_printf(&text, "%d %d ", (int)item->from, (int)item->to);
        buf_add(&text, program_text(p, item->member));
        items[i] = digest_of(buf_str(&text));
    }
    if (set->items.count) qsort(items, set->items.count, sizeof *items, by_bytes);
    for (index_t i = 0; i < set->items.count; i++) add_digest(out, &items[i]);
}

static void add_operand(struct expanding *e, struct buf *out, char letter, index_t operand,
                        const struct digest *record)
{
    const struct program *p = e->f->p;
    struct digest digest;
    switch (letter) {
    case 'n':
        digest = expand(e, operand, record);
        add_digest(out, &digest);
        break;
    case 'C': add_text(out, program_text(p, p->columns[operand].id)); break;
    case 'L':
    case 'T': add_text(out, program_text(p, p->tables[operand].id)); break;
    case 'S': add_set(out, p, &p->sets[operand]); break;
    default: break; /* the others are those of nodes without operands */
    }
}

static void add_unordered(struct expanding *e, struct buf *out, const struct node *n,
                          const struct digest *record)
{
    bool edges = *opcode_operands(n->op) == 'e';
    index_t count = edges ? n->b : 2;
    struct digest *digests = ARENA_ARRAY(e->arena, struct digest, count);
    for (index_t i = 0; i < count; i++)
        digests[i] = expand(e, edges ? e->f->p->edges[n->a + i].to : i ? n->b : n->a, record);
    qsort(digests, count, sizeof *digests, by_bytes);
    for (index_t i = 0; i < count; i++) add_digest(out, &digests[i]);
}

static struct digest expand_node(struct expanding *e, const struct node *n,
                                 const struct digest *record)
{
    struct buf out = {.arena = e->arena};
    const char *letters = opcode_operands(n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    add_text(&out, str_from(opcode_name(n->op)));
    buf_printf(&out, "%d %d ", n->type.kind, n->type.scale);
    if (letters[3] == 'x') buf_printf(&out, "%lld ", (long long)n->value);
    if (opcode_commutes(n->op))
        add_unordered(e, &out, n, record);
    else
        for (int k = 0; k < 3; k++) add_operand(e, &out, letters[k], operands[k], record);
    return digest_of(buf_str(&out));
}

/* No deeper than PROGRAM_DEPTH_MAX. */
static struct digest expand(struct expanding *e, index_t node, const struct digest *record)
{
    const struct node *n = &e->f->p->nodes[node];
    const char *letters = opcode_operands(n->op);
    struct digest digest;
    if (n->op == OP_ZELF) return *record;
    if (letters[0] != 'n' && letters[0] != 'e') return e->f->meaning[node];

    struct buf key = {.arena = e->arena};
    buf_add(&key, (struct str){(const char *)&node, sizeof node});
    add_digest(&key, record);
    uint32_t number;
    if (intern_find(e->seen, buf_str(&key), &number)) return e->at.at[number];
    if (n->op == OP_DEFINITIE) {
        struct digest about = expand(e, n->a, record);
        digest = expand(e, e->f->p->definitions[n->b].body, &about);
    } else {
        digest = expand_node(e, n, record);
    }
    intern(e->seen, buf_str(&key));
    *VEC_PUSH(e->arena, &e->at) = digest;
    return digest;
}

static struct digest expanded(struct arena *arena, const struct facts *f, index_t node)
{
    struct expanding e = {.arena = arena, .f = f, .seen = interner_create(arena)};
    struct digest subject = digest_of(STR("subject"));
    return expand(&e, node, &subject);
}

bool same_expanded(struct arena *arena, const struct facts *f, index_t a, const struct facts *g,
                   index_t b)
{
    struct digest x = expanded(arena, f, a), y = expanded(arena, g, b);
    return memcmp(&x, &y, sizeof x) == 0;
}
