/* Findings: the facts by which a condition came to what it did.
 *
 * A walk down the nodes, like that of evaluate/missing.c, but for every outcome: of en that is nee
 * the operands that are nee, of of that is nee all of them, and so on.  What connects facts is left
 * out: each is true as it stands, so a list of them says enough, and needs no brackets. */
#include "explain/internal.h"

#include "evaluate/spot.h"

struct walk {
    struct arena *arena;
    struct scene scene;
    struct explained *parent;
};

static const struct program *program_of(const struct walk *w)
{
    return w->scene.context->program;
}

static const struct node *node_at(const struct walk *w, index_t node)
{
    return &program_of(w)->nodes[node];
}

static struct value value_of(const struct walk *w, index_t node)
{
    struct frame f = scene_frame(&w->scene);
    return evaluate_node(&f, node);
}

static enum tribool truth_of(const struct walk *w, index_t node)
{
    struct frame f = scene_frame(&w->scene);
    return evaluate_truth(&f, node);
}

static struct explained *add(const struct walk *w, enum explained_kind kind, enum tribool truth)
{
    struct explained *made = explained_add(w->arena, w->parent, kind);
    made->truth = truth;
    return made;
}

/* ---- Sides ---- */

static const struct finding_side no_side = {
    .node = NONE, .column = NONE, .parameter = NONE, .type = {.ref = NONE}};

static void set_place(const struct walk *w, struct finding_side *side, struct record record)
{
    const struct data_table *table = &w->scene.context->data->tables[record.table];
    if (record.row != UNKNOWN && table->places) side->place = table->places[record.row];
}

static struct finding_side side_of_column(const struct walk *w, const struct spot *spot,
                                          index_t column)
{
    const struct program *p = program_of(w);
    int64_t value = record_value(w->scene.context->data, spot->record, column);
    struct finding_side side = no_side;
    side.name = spot_name(w->arena, p, spot, p->columns[column].id);
    side.type = p->columns[column].type;
    side.value.state = value == UNKNOWN ? TRI_ONBEKEND : TRI_JA;
    side.value.lo = side.value.hi = value == UNKNOWN ? 0 : value;
    if (!spot->instead.len) side.column = column;
    set_place(w, &side, spot->record);
    return side;
}

/* The key of a reference whose record is not in the data. */
static struct str dangling_key(const struct walk *w, index_t record_node)
{
    const struct node *n = node_at(w, record_node);
    const struct data *data = w->scene.context->data;
    if (n->op != OP_VERWIJZING) return (struct str){0};
    struct spot from = scene_spot(&w->scene, w->arena, n->a);
    int64_t key = record_value(data, from.record, n->b);
    if (key == UNKNOWN || record_referred(data, n->b, key).row != UNKNOWN) return (struct str){0};
    return intern_text(data->symbols, (uint32_t)key);
}

static bool is_constant(uint8_t op)
{
    return op == OP_JA_NEE || op == OP_GETAL || op == OP_DATUM || op == OP_DUUR || op == OP_SYMBOOL;
}

static struct finding_side side_of(const struct walk *w, index_t node)
{
    const struct program *p = program_of(w);
    const struct node *n = node_at(w, node);
    if (n->op == OP_SCHAAL) return side_of(w, n->a);
    struct finding_side side = no_side;
    if (n->op == OP_KOLOM) {
        struct spot spot = scene_spot(&w->scene, w->arena, n->a);
        side = side_of_column(w, &spot, n->b);
        side.dangling = dangling_key(w, n->a);
    } else {
        side.type = n->type;
        side.value = value_of(w, node);
        side.constant = is_constant(n->op);
    }
    if (n->op == OP_PARAMETER) {
        const struct spot parameter = {.prefix = STR("parameter.")};
        side.parameter = n->a;
        side.name = spot_name(w->arena, p, &parameter, p->parameters[n->a].id);
    }
    side.node = node;
    return side;
}

struct finding_side side_of_subject(struct arena *arena, const struct frame *frame, index_t column)
{
    const struct walk w = {.arena = arena, .scene = scene_of(frame)};
    return side_of_column(&w, &w.scene.self, column);
}

/* ---- Lists ---- */

struct list {
    const struct node *node; /* er_is, elke or aantal */
    struct spot parent;
    size_t first, end;
    enum tribool outcome; /* of er_is and elke, or of the comparison with a number */
};

/* What the rows of a list are made from, when they are told. */
struct explained_rows {
    struct list list;
    struct scene scene;
    struct context context; /* the scene's */
};

/* A row that does not count has no say; of elke it is as good as met. */
static enum tribool row_truth(const struct walk *w, const struct list *list, size_t row,
                              enum tribool *counts)
{
    struct frame f = scene_frame(&w->scene);
    f.row = (struct record){list->node->b, (int64_t)row};
    *counts = row_counts(w->scene.context, list->node->b, row);
    enum tribool condition = evaluate_truth(&f, list->node->c);
    return list->node->op == OP_ELKE ? tri_or(tri_not(*counts), condition)
                                     : tri_and(*counts, condition);
}

/* Is this row among what decides?  What is found: the rows that meet it.  What is not: those that
 * do not; of a number those that do as well, since they are too few or too many. */
static bool row_matters(const struct list *list, enum tribool row)
{
    bool counted = list->node->op == OP_AANTAL;
    switch (list->outcome) {
    case TRI_JA: return row == TRI_JA && list->node->op != OP_ELKE;
    case TRI_NEE: return counted || row == TRI_NEE;
    default: return row > TRI_JA || (counted && row == TRI_JA);
    }
}

static void add_row(const struct walk *w, const struct list *list, size_t row, enum tribool truth,
                    enum tribool counts)
{
    const struct program *p = program_of(w);
    const struct table *table = &p->tables[list->node->b];
    struct walk in = *w;
    in.scene = scene_at_row(&w->scene, w->arena, &list->parent, list->node->b, row, list->first);
    in.parent = add(w, EXPLAINED_ROW, truth);
    in.parent->item = list->node->b;
    in.parent->op = list->node->op;
    in.parent->left = side_of_column(&in, &in.scene.row, table->columns.first);
    if (counts != TRI_JA) {
        struct explained *dated = add(&in, EXPLAINED_NOT_COUNTED, counts);
        dated->left = side_of_column(&in, &in.scene.row, table->dated);
    }
    struct frame f = scene_frame(&in.scene);
    bool condition_matters =
        counts != TRI_NEE && (counts == TRI_JA || evaluate_truth(&f, list->node->c) > TRI_JA);
    if (condition_matters) add_findings(w->arena, in.parent, &f, list->node->c);
}

static void tally_row(struct tally *tally, enum tribool truth, enum tribool counts)
{
    if (counts == TRI_NEE)
        tally->uncounted++;
    else if (truth == TRI_JA)
        tally->met++;
    else if (truth == TRI_NEE)
        tally->unmet++;
    else
        tally->unknown++;
}

static void fill_list(const struct walk *w, struct explained *into, struct list *list)
{
    const struct program *p = program_of(w);
    list->parent = scene_spot(&w->scene, w->arena, list->node->a);
    into->item = (index_t)(list->node - p->nodes);
    into->left = no_side;
    into->left.name = spot_name(w->arena, p, &list->parent, p->tables[list->node->b].id);
    into->left.dangling = dangling_key(w, list->node->a);
    into->tally.known = record_rows(w->scene.context->data, list->parent.record, list->node->b,
                                    &list->first, &list->end);
    if (!into->tally.known) return;
    into->tally.rows = list->end - list->first;
    for (size_t row = list->first; row < list->end; row++) {
        enum tribool counts, truth = row_truth(w, list, row, &counts);
        tally_row(&into->tally, truth, counts);
        into->tally.matter += row_matters(list, truth);
    }
    struct explained_rows *rows = ARENA_NEW(w->arena, struct explained_rows);
    *rows = (struct explained_rows){*list, w->scene, *w->scene.context};
    rows->scene.context = &rows->context;
    into->rows = rows;
}

void explain_rows(const struct explanation *e, const struct explained *list, explain_row_fn *each,
                  void *context)
{
    const struct explained_rows *rows = list->rows;
    bool go_on = rows != NULL;
    for (size_t row = rows ? rows->list.first : 0; go_on && row < rows->list.end; row++) {
        struct explained above = *list; /* of which the row has its rule, part and duty */
        const struct walk w = {e->scratch, rows->scene, &above};
        enum tribool counts, truth = row_truth(&w, &rows->list, row, &counts);
        if (!row_matters(&rows->list, truth)) continue;
        arena_reset(e->scratch);
        above.first = above.last = NULL;
        add_row(&w, &rows->list, row, truth, counts);
        go_on = each(context, e->scratch, above.first);
    }
}

static void add_list(const struct walk *w, index_t node)
{
    struct list list = {.node = node_at(w, node), .outcome = truth_of(w, node)};
    fill_list(w, add(w, EXPLAINED_LIST, list.outcome), &list);
}

/* ---- Comparisons ---- */

static const struct node *without_scale(const struct walk *w, index_t node)
{
    const struct node *n = node_at(w, node);
    return n->op == OP_SCHAAL ? without_scale(w, n->a) : n;
}

static uint8_t mirrored(uint8_t op)
{
    switch (op) {
    case OP_KLEINER: return OP_GROTER;
    case OP_KLEINER_GELIJK: return OP_GROTER_GELIJK;
    case OP_GROTER: return OP_KLEINER;
    case OP_GROTER_GELIJK: return OP_KLEINER_GELIJK;
    default: return op;
    }
}

/* A count is told by its rows, and stands to the left; so does what is not a constant. */
static void add_comparison(const struct walk *w, index_t node)
{
    const struct node *n = node_at(w, node);
    const struct node *left = without_scale(w, n->a), *right = without_scale(w, n->b);
    enum tribool truth = truth_of(w, node);
    bool counted = left->op == OP_AANTAL || right->op == OP_AANTAL;
    bool turned = (right->op == OP_AANTAL && left->op != OP_AANTAL) ||
                  (is_constant(left->op) && !is_constant(right->op));
    struct explained *made = add(w, counted ? EXPLAINED_COUNT : EXPLAINED_COMPARISON, truth);
    made->op = turned ? mirrored(n->op) : n->op;
    made->right = side_of(w, turned ? n->a : n->b);
    if (counted) {
        struct list list = {.node = turned ? right : left, .outcome = truth};
        fill_list(w, made, &list);
        return;
    }
    made->left = side_of(w, turned ? n->b : n->a);
    made->item = node;
}

/* ---- The walk ---- */

static void walk_node(const struct walk *w, index_t node);

/* One that fails makes en fail, all that hold together make it hold; of is the other way about. */
static void walk_operands(const struct walk *w, index_t node)
{
    const struct node *n = node_at(w, node);
    enum tribool outcome = truth_of(w, node);
    enum tribool all_of = n->op == OP_EN ? TRI_JA : TRI_NEE;
    for (index_t i = 0; i < n->b; i++) {
        index_t operand = program_of(w)->edges[n->a + i].to;
        enum tribool truth = truth_of(w, operand);
        bool alike = outcome <= TRI_JA ? truth == outcome : truth > TRI_JA;
        if (outcome == all_of || alike) walk_node(w, operand);
    }
}

/* A choice between readings is no finding here: what the rule rests on is told apart. */
static void walk_branches(const struct walk *w, const struct node *n)
{
    enum tribool condition = truth_of(w, n->a);
    if (node_at(w, n->a)->op != OP_LEZING) walk_node(w, n->a);
    if (condition != TRI_NEE) walk_node(w, n->b);
    if (condition != TRI_JA) walk_node(w, n->c);
}

static void walk_definition(const struct walk *w, index_t node)
{
    const struct program *p = program_of(w);
    struct walk in = *w;
    in.scene = scene_in_definition(&w->scene, w->arena, node);
    walk_node(&in, p->definitions[p->nodes[node].b].body);
}

static void add_choice(const struct walk *w, const struct node *n, enum tribool truth)
{
    const struct context *c = w->scene.context;
    struct explained *made = add(w, EXPLAINED_CHOICE, truth);
    made->item = n->a;
    made->choice = reading_choice(c->program, c->readings, n->a, c->version);
}

static void add_one_sided(const struct walk *w, enum explained_kind kind, index_t node,
                          index_t left, index_t item)
{
    struct explained *made = add(w, kind, truth_of(w, node));
    made->left = side_of(w, left);
    made->item = item;
}

static void walk_node(const struct walk *w, index_t node)
{
    const struct node *n = node_at(w, node);
    switch (n->op) {
    case OP_EN:
    case OP_OF: walk_operands(w, node); break;
    case OP_NIET: walk_node(w, n->a); break;
    case OP_ALS: walk_branches(w, n); break;
    case OP_DEFINITIE: walk_definition(w, node); break;
    case OP_ER_IS:
    case OP_ELKE: add_list(w, node); break;
    case OP_GELIJK:
    case OP_ONGELIJK:
    case OP_KLEINER:
    case OP_KLEINER_GELIJK:
    case OP_GROTER:
    case OP_GROTER_GELIJK: add_comparison(w, node); break;
    case OP_KOLOM: add_one_sided(w, EXPLAINED_DATUM, node, node, node); break;
    case OP_GEVULD: add_one_sided(w, EXPLAINED_FILLED, node, n->a, node); break;
    case OP_IN_SET: add_one_sided(w, EXPLAINED_IN_SET, node, n->a, n->b); break;
    case OP_IN_JAAR: add_one_sided(w, EXPLAINED_IN_YEAR, node, n->a, node); break;
    case OP_VAN_KRACHT: add_one_sided(w, EXPLAINED_IN_FORCE, node, n->a, node); break;
    case OP_LEZING: add_choice(w, n, truth_of(w, node)); break;
    case OP_ONBEKEND: add(w, EXPLAINED_UNTOLD, TRI_ONBEKEND)->item = n->a; break;
    default: break; /* ja or nee as the policy has it: the norm says so */
    }
}

void add_findings(struct arena *arena, struct explained *parent, const struct frame *frame,
                  index_t node)
{
    const struct walk w = {.arena = arena, .scene = scene_of(frame), .parent = parent};
    walk_node(&w, node);
}

/* ---- Values ---- */

static void walk_values(const struct walk *w, index_t node, bool unknown_only)
{
    const struct program *p = program_of(w);
    const struct node *n = node_at(w, node);
    const char *letters = opcode_operands((enum opcode)n->op);
    const index_t operands[3] = {n->a, n->b, n->c};
    switch (n->op) {
    case OP_KOLOM:
    case OP_PARAMETER: {
        struct finding_side side = side_of(w, node);
        if (unknown_only && value_known(side.value)) break;
        struct explained *made = add(w, EXPLAINED_VALUE, TRI_JA);
        made->left = side;
        break;
    }
    case OP_AANTAL: {
        struct list list = {.node = n,
                            .outcome = value_known(value_of(w, node)) ? TRI_JA : TRI_ONBEKEND};
        fill_list(w, add(w, EXPLAINED_LIST, list.outcome), &list);
        break;
    }
    case OP_ALS: {
        enum tribool condition = truth_of(w, n->a);
        walk_node(w, n->a);
        if (condition != TRI_NEE) walk_values(w, n->b, unknown_only);
        if (condition != TRI_JA) walk_values(w, n->c, unknown_only);
        break;
    }
    case OP_DEFINITIE: {
        struct walk in = *w;
        in.scene = scene_in_definition(&w->scene, w->arena, node);
        walk_values(&in, p->definitions[n->b].body, unknown_only);
        break;
    }
    default:
        for (int i = 0; i < 3; i++)
            if (letters[i] == 'n') walk_values(w, operands[i], unknown_only);
    }
}

void add_values(struct arena *arena, struct explained *parent, const struct frame *frame,
                index_t node, bool unknown_only)
{
    const struct walk w = {.arena = arena, .scene = scene_of(frame), .parent = parent};
    walk_values(&w, node, unknown_only);
}
