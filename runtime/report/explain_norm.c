/* What a rule asks, in words that need no policy language: "at least one intervisie (over een
 * MTVP-thema and datum: in the year of the duty)".
 *
 * Columns and lists go by their titles, the context by name and not by value, since a norm is the
 * same on every day.  A choice between readings is made, as the result has made it.  The exact
 * phrase is in the policies, and stands beside the place where it can be read. */
#include "base/text.h"
#include "report/explain_report.h"

struct norm {
    struct buf *out;
    const struct explanation *e;
    const struct context *context;
};

static void say(const struct norm *norm, index_t node, bool bracketed);

static const struct program *program_of(const struct norm *norm)
{
    return norm->e->result->program;
}

static const struct node *node_at(const struct norm *norm, index_t node)
{
    return &program_of(norm)->nodes[node];
}

static void add(const struct norm *norm, const char *text)
{
    buf_adds(norm->out, text);
}

/* ---- Operands ---- */

static struct str title_of(const struct program *p, index_t title, index_t id)
{
    struct str text = program_text(p, title);
    return text.len ? text : program_text(p, id);
}

/* "praktijk.interventie.onderhanden": the last word of it. */
static struct str last_word(struct str path)
{
    size_t from = path.len;
    while (from && path.at[from - 1] != '.') from--;
    return (struct str){path.at + from, path.len - from};
}

static void say_operand(const struct norm *norm, index_t node)
{
    const struct program *p = program_of(norm);
    const struct node *n = node_at(norm, node);
    switch (n->op) {
    case OP_SCHAAL: say_operand(norm, n->a); break;
    case OP_KOLOM: {
        const struct column *column = &p->columns[n->b];
        buf_add(norm->out, title_of(p, column->title, column->id));
        break;
    }
    case OP_PARAMETER: buf_add(norm->out, program_text(p, p->parameters[n->a].id)); break;
    default: {
        const struct finding_side side = {
            .node = node,
            .constant = true,
            .column = NONE,
            .parameter = NONE,
            .type = n->type,
            .value = {.state = TRI_JA, .lo = n->value, .hi = n->value}};
        bool constant = n->op == OP_GETAL || n->op == OP_DATUM || n->op == OP_DUUR ||
                        n->op == OP_SYMBOOL || n->op == OP_JA_NEE;
        if (constant)
            side_value_words(norm->out, norm->e, &side);
        else
            label_words(norm->out, norm->e, &side);
    }
    }
}

/* ---- Comparisons ---- */

static void say_comparison(const struct norm *norm, const struct node *n)
{
    bool dates = node_at(norm, n->b)->type.kind == TYPE_DATUM;
    if (node_at(norm, n->a)->op == OP_AANTAL)
        say(norm, n->a, false);
    else
        say_operand(norm, n->a);
    add(norm, ": ");
    if (n->op != OP_GELIJK) {
        add(norm, operator_words(n->op, dates));
        add(norm, " ");
    }
    say_operand(norm, n->b);
}

static void say_in_set(const struct norm *norm, const struct node *n)
{
    const struct program *p = program_of(norm);
    const struct set *set = &p->sets[n->b];
    struct str title = program_text(p, set->title);
    say_operand(norm, n->a);
    add(norm, ": ");
    add(norm, title.len ? _("in the list") : _("one of"));
    add(norm, " ");
    buf_add(norm->out, title);
    for (index_t i = 0; i < set->items.count && !title.len; i++) {
        if (i) add(norm, ", ");
        buf_add(norm->out, program_text(p, p->set_items[set->items.first + i].member));
    }
}

/* "doel: filled in" */
static void say_state(const struct norm *norm, index_t operand, const char *state)
{
    say_operand(norm, operand);
    add(norm, ": ");
    add(norm, state);
}

/* ---- Lists ---- */

static void say_list_name(const struct norm *norm, index_t list)
{
    const struct program *p = program_of(norm);
    buf_add(norm->out, title_of(p, p->tables[list].title, p->tables[list].id));
}

static bool always_holds(const struct norm *norm, index_t node)
{
    const struct node *n = node_at(norm, node);
    return n->op == OP_JA_NEE && n->value;
}

static void say_rows(const struct norm *norm, const char *quantifier, const struct node *n)
{
    add(norm, quantifier);
    add(norm, " ");
    say_list_name(norm, n->b);
    if (always_holds(norm, n->c)) return;
    add(norm, " (");
    say(norm, n->c, false);
    add(norm, ")");
}

/* `elke interventie met (A) heeft (B)` comes as "not A, or B". */
static void say_every(const struct norm *norm, const struct node *n)
{
    const struct node *condition = node_at(norm, n->c);
    index_t wanted = n->c;
    add(norm, _("every"));
    add(norm, " ");
    say_list_name(norm, n->b);
    if (condition->op == OP_OF && condition->b == 2) {
        const struct edge *operands = &program_of(norm)->edges[condition->a];
        const struct node *first = node_at(norm, operands[0].to);
        if (first->op == OP_NIET) {
            add(norm, " (");
            say(norm, first->a, false);
            add(norm, ")");
            wanted = operands[1].to;
        }
    }
    add(norm, ": ");
    say(norm, wanted, false);
}

/* ---- Logic ---- */

static void say_all(const struct norm *norm, const struct node *n, const char *word)
{
    const struct edge *operands = &program_of(norm)->edges[n->a];
    for (index_t i = 0; i < n->b; i++) {
        if (i) {
            add(norm, " ");
            add(norm, word);
            add(norm, " ");
        }
        say(norm, operands[i].to, true);
    }
}

static void say_not(const struct norm *norm, const struct node *n)
{
    const struct node *inner = node_at(norm, n->a);
    if (inner->op == OP_ER_IS) {
        say_rows(norm, _("not one"), inner);
    } else if (inner->op == OP_GEVULD) {
        say_state(norm, inner->a, _("empty"));
    } else {
        add(norm, _("not"));
        add(norm, " ");
        say(norm, n->a, true);
    }
}

/* Does a condition ask about readings alone?  Then it is decided for every day. */
static bool is_chosen(const struct norm *norm, index_t node)
{
    const struct node *n = node_at(norm, node);
    if (n->op == OP_NIET) return is_chosen(norm, n->a);
    return n->op == OP_LEZING || n->op == OP_JA_NEE;
}

static void say_if(const struct norm *norm, const struct node *n)
{
    if (is_chosen(norm, n->a)) {
        struct frame f = frame_of(norm->context);
        say(norm, evaluate_truth(&f, n->a) == TRI_JA ? n->b : n->c, false);
        return;
    }
    add(norm, _("if"));
    add(norm, " ");
    say(norm, n->a, true);
    add(norm, ": ");
    say(norm, n->b, true);
    add(norm, "; ");
    add(norm, _("otherwise:"));
    add(norm, " ");
    say(norm, n->c, true);
}

static void say_reading(const struct norm *norm, const struct node *n)
{
    const struct program *p = program_of(norm);
    struct str id = program_text(p, p->readings[n->a].id), choice = program_text(p, n->b);
    buf_printf(norm->out, _("by the reading %.*s: %.*s"), STR_ARG(id), STR_ARG(choice));
}

static void say_node(const struct norm *norm, const struct node *n)
{
    const struct program *p = program_of(norm);
    switch (n->op) {
    case OP_EN: say_all(norm, n, _("and")); break;
    case OP_OF: say_all(norm, n, _("or")); break;
    case OP_NIET: say_not(norm, n); break;
    case OP_ALS: say_if(norm, n); break;
    case OP_LEZING: say_reading(norm, n); break;
    case OP_ER_IS: say_rows(norm, _("at least one"), n); break;
    case OP_ELKE: say_every(norm, n); break;
    case OP_AANTAL: say_rows(norm, _("number of"), n); break;
    case OP_DEFINITIE:
        buf_add(norm->out, last_word(program_text(p, p->definitions[n->b].id)));
        break;
    case OP_GEVULD: say_state(norm, n->a, _("filled in")); break;
    case OP_IN_JAAR: say_state(norm, n->a, _("in the year of the duty")); break;
    case OP_VAN_KRACHT: say_state(norm, n->a, _("in force for a group")); break;
    case OP_IN_SET: say_in_set(norm, n); break;
    case OP_ONBEKEND: add(norm, _("which the data cannot tell")); break;
    case OP_GELIJK:
    case OP_ONGELIJK:
    case OP_KLEINER:
    case OP_KLEINER_GELIJK:
    case OP_GROTER:
    case OP_GROTER_GELIJK: say_comparison(norm, n); break;
    default: say_operand(norm, (index_t)(n - p->nodes));
    }
}

static void say(const struct norm *norm, index_t node, bool bracketed)
{
    const struct node *n = node_at(norm, node);
    bracketed = bracketed && (n->op == OP_EN || n->op == OP_OF || n->op == OP_ALS);
    if (bracketed) add(norm, "(");
    say_node(norm, n);
    if (bracketed) add(norm, ")");
}

void norm_words(struct buf *out, const struct explanation *e, const struct context *context,
                index_t node)
{
    const struct norm norm = {out, e, context};
    say(&norm, node, false);
}
