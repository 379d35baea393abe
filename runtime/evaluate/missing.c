/* Missing data: the names of what could decide a node that is not known (`ontbreekt`).
 *
 * Takes the frame in which the node came to nothing; walks down the nodes that are themselves not
 * known, and names the data at the ends.  An operand that is decided is passed by, and so is a row
 * that is: what is named could make the difference, and when all of it is filled in, again where
 * that brings up more, the node is decided.  Two exceptions to naming every lack:
 *
 *   - what is open names its parameters only: no datum can make up for them;
 *   - a condition that is `onbekend omdat` cannot be filled in, so its reason is kept apart.
 *
 * Names are those of spot.h. */
#include "evaluate/spot.h"

struct walk {
    struct scene scene;
    struct missing *out;
    bool amount;          /* of a calculation: name all, though it is open */
    bool parameters_only; /* within something open */
};

static void walk_node(const struct walk *w, index_t node);

static const struct program *program_of(const struct walk *w)
{
    return w->scene.context->program;
}

/* ---- Names ---- */

/* Few names are compared one by one; a list with thousands of unknown rows must not be. */
static bool is_new(struct missing *out, struct str name)
{
    enum { FEW = 16 };
    if (out->list.len < FEW) {
        for (size_t i = 0; i < out->list.len; i++)
            if (str_equal(out->list.at[i], name)) return false;
        return true;
    }
    if (!out->seen) {
        out->seen = interner_create(out->arena);
        for (size_t i = 0; i < out->list.len; i++) intern(out->seen, out->list.at[i]);
    }
    uint32_t before = intern_count(out->seen);
    return intern(out->seen, name) == before;
}

void missing_add(struct missing *out, struct str name)
{
    if (is_new(out, name)) *VEC_PUSH(out->arena, &out->list) = name;
}

static void add_because(struct missing *out, index_t symbol)
{
    for (size_t i = 0; i < out->because.len; i++)
        if (out->because.at[i] == symbol) return;
    *VEC_PUSH(out->arena, &out->because) = symbol;
}

static void add_datum(const struct walk *w, const struct spot *spot, index_t id)
{
    if (!w->parameters_only) missing_add(w->out, spot_name(w->out->arena, program_of(w), spot, id));
}

/* ---- The walk ---- */

static bool is_known(const struct walk *w, index_t node)
{
    struct frame f = scene_frame(&w->scene);
    return value_known(evaluate_node(&f, node));
}

static void walk_if_unknown(const struct walk *w, index_t node)
{
    if (!is_known(w, node)) walk_node(w, node);
}

/* What keeps one row from being decided: whether it counts, and whether it meets the condition.
 * Most rows are decided, and need no name. */
static void walk_row(const struct walk *w, const struct node *n, const struct spot *parent,
                     size_t row, size_t first)
{
    const struct program *p = program_of(w);
    struct frame f = scene_frame(&w->scene);
    f.row = (struct record){n->b, (int64_t)row};
    enum tribool counts = row_counts(w->scene.context, n->b, row);
    enum tribool condition = evaluate_truth(&f, n->c);
    enum tribool decides =
        n->op == OP_ELKE ? tri_or(tri_not(counts), condition) : tri_and(counts, condition);
    if (decides <= TRI_JA) return;
    struct walk in = *w;
    in.scene = scene_at_row(&w->scene, w->out->arena, parent, n->b, row, first);
    if (counts > TRI_JA) add_datum(&in, &in.scene.row, p->columns[p->tables[n->b].dated].id);
    if (condition > TRI_JA) walk_node(&in, n->c);
}

static void walk_list(const struct walk *w, const struct node *n)
{
    struct spot parent = scene_spot(&w->scene, w->out->arena, n->a);
    size_t first, end;
    if (!record_rows(w->scene.context->data, parent.record, n->b, &first, &end)) {
        add_datum(w, &parent, program_of(w)->tables[n->b].id);
        return;
    }
    for (size_t row = first; row < end; row++) walk_row(w, n, &parent, row, first);
}

static void walk_definition(const struct walk *w, index_t node)
{
    struct walk in = *w;
    in.scene = scene_in_definition(&w->scene, w->out->arena, node);
    walk_node(&in, program_of(w)->definitions[program_of(w)->nodes[node].b].body);
}

static void walk_parameter(const struct walk *w, const struct node *n)
{
    const struct program *p = program_of(w);
    const struct spot parameter = {.prefix = STR("parameter.")};
    missing_add(w->out, spot_name(w->out->arena, p, &parameter, p->parameters[n->a].id));
}

static void walk_branches(const struct walk *w, const struct node *n)
{
    struct frame f = scene_frame(&w->scene);
    enum tribool condition = evaluate_truth(&f, n->a);
    if (condition > TRI_JA) walk_node(w, n->a);
    if (condition != TRI_NEE) walk_if_unknown(w, n->b);
    if (condition != TRI_JA) walk_if_unknown(w, n->c);
}

/* Any other operation: its operands that are nodes, as program/opcode.def has them. */
static void walk_operands(const struct walk *w, index_t node)
{
    const struct node *n = &program_of(w)->nodes[node];
    const char *letters = opcode_operands((enum opcode)n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    struct walk in = *w;
    struct frame f = scene_frame(&w->scene);
    if (!w->amount && evaluate_node(&f, node).state == TRI_OPEN) in.parameters_only = true;
    for (int i = 0; i < 3; i++)
        if (letters[i] == 'n') walk_if_unknown(&in, operands[i]);
}

static void walk_node(const struct walk *w, index_t node)
{
    const struct program *p = program_of(w);
    const struct node *n = &p->nodes[node];
    switch (n->op) {
    case OP_KOLOM: {
        struct spot spot = scene_spot(&w->scene, w->out->arena, n->a);
        add_datum(w, &spot, p->columns[n->b].id);
        break;
    }
    case OP_ER_IS:
    case OP_ELKE:
    case OP_AANTAL: walk_list(w, n); break;
    case OP_DEFINITIE: walk_definition(w, node); break;
    case OP_PARAMETER: walk_parameter(w, n); break;
    case OP_ONBEKEND:
        if (!w->parameters_only) add_because(w->out, n->a);
        break;
    case OP_ALS: walk_branches(w, n); break;
    case OP_EN:
    case OP_OF:
        for (index_t i = 0; i < n->b; i++) walk_if_unknown(w, p->edges[n->a + i].to);
        break;
    default: walk_operands(w, node);
    }
}

static void collect(const struct frame *frame, index_t node, struct missing *out, bool amount)
{
    struct walk w = {.scene = scene_of(frame), .out = out, .amount = amount};
    walk_if_unknown(&w, node);
}

void collect_missing(const struct frame *frame, index_t node, struct missing *out)
{
    collect(frame, node, out, false);
}

void collect_missing_amount(const struct frame *frame, index_t node, struct missing *out)
{
    collect(frame, node, out, true);
}
