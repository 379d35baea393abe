/* Findings as words: see explain_report.h. */
#include "base/text.h"
#include "report/explain_report.h"
#include "report/words.h"

#include <string.h>

static const struct program *program_of(const struct explanation *e)
{
    return e->result->program;
}

/* ---- Sides ---- */

/* The reader knows where he keeps his data. */
static struct str without_folders(struct str path)
{
    size_t from = path.len;
    while (from && path.at[from - 1] != '/') from--;
    return (struct str){path.at + from, path.len - from};
}

void place_words(struct buf *out, const struct data *data, struct row_place place)
{
    if (place.file >= data->diags->files.len || (!place.line && !place.ordinal)) return;
    struct str file = without_folders(data->diags->files.at[place.file].name);
    buf_addc(out, ' ');
    if (place.line)
        buf_printf(out, _("(%.*s, line %u)"), STR_ARG(file), (unsigned)place.line);
    else
        buf_printf(out, _("(%.*s, record %u)"), STR_ARG(file), (unsigned)place.ordinal);
}

/* Within a row its own number is known: "gestart" and not "interventie[2].gestart". */
static struct str short_name(const struct explanation *e, const struct finding_side *side)
{
    const struct program *p = program_of(e);
    if (side->column != NONE && side->name.len && memchr(side->name.at, '[', side->name.len))
        return program_text(p, p->columns[side->column].id);
    return side->name;
}

static struct str title_of(const struct explanation *e, const struct finding_side *side)
{
    const struct program *p = program_of(e);
    if (side->column != NONE) return program_text(p, p->columns[side->column].title);
    if (side->parameter != NONE) return program_text(p, p->parameters[side->parameter].title);
    return (struct str){0};
}

/* What the context of a judgement is called; of anything else, its phrase in the policy. */
static struct str node_name(const struct explanation *e, index_t node)
{
    const struct program *p = program_of(e);
    if (node == NONE) return (struct str){0};
    switch (p->nodes[node].op) {
    case OP_PEILDATUM: return str_from(_("the reference date"));
    case OP_VERSIEDATUM: return str_from(_("the day since when this applies"));
    case OP_LEIDRAAD: return str_from(_("the version in force"));
    case OP_GROEP: return str_from(_("group"));
    case OP_GROEIJAAR: return str_from(_("growth year"));
    case OP_JAAR:
    case OP_JAAR_GETAL: return str_from(_("the year of the duty"));
    case OP_JAAR_EINDE: return str_from(_("the last day of the year"));
    default: return program_text(p, p->nodes[node].phrase);
    }
}

void label_words(struct buf *out, const struct explanation *e, const struct finding_side *side)
{
    struct str name = short_name(e, side), title = title_of(e, side);
    if (!name.len) name = node_name(e, side->node);
    if (!title.len || str_equal(title, name)) {
        buf_add(out, name);
        return;
    }
    buf_add(out, title);
    buf_printf(out, " (%.*s)", STR_ARG(name));
}

/* An amount has its cents; of another number the zeros that the scale adds say nothing. */
static void number_words(struct buf *out, const struct type *type, int64_t value)
{
    char number[DECIMAL_TEXT_SIZE];
    struct str text = str_from(decimal_text(value, type->scale, words_decimal_mark(), number));
    if (type->kind == TYPE_BEDRAG) {
        buf_adds(out, "€ ");
    } else if (type->scale) {
        while (text.at[text.len - 1] == '0') text.len--;
        if (text.at[text.len - 1] == words_decimal_mark()) text.len--;
    }
    buf_add(out, text);
}

static void value_words(struct buf *out, const struct explanation *e, const struct type *type,
                        int64_t value)
{
    switch (type->kind) {
    case TYPE_JA_NEE: buf_adds(out, value ? _("yes") : _("no")); break;
    case TYPE_DATUM: buf_add(out, words_date(out->arena, (date)value)); break;
    case TYPE_GETAL:
    case TYPE_BEDRAG: number_words(out, type, value); break;
    case TYPE_JAAR: buf_printf(out, "%d", (int)value); break;
    case TYPE_DUUR_DAGEN: buf_printf(out, _("%d days"), (int)value); break;
    case TYPE_DUUR_MAANDEN: buf_printf(out, _("%d months"), (int)value); break;
    default: buf_add(out, intern_text(e->result->data->symbols, (uint32_t)value));
    }
}

void side_value_words(struct buf *out, const struct explanation *e, const struct finding_side *side)
{
    const struct program *p = program_of(e);
    struct value v = side->value;
    if (value_known(v)) {
        value_words(out, e, &side->type, v.lo);
    } else if (v.state == TRI_JA) {
        struct buf lo = {.arena = out->arena}, hi = {.arena = out->arena};
        value_words(&lo, e, &side->type, v.lo);
        value_words(&hi, e, &side->type, v.hi);
        buf_printf(out, _("from %.*s to %.*s"), STR_ARG(buf_str(&lo)), STR_ARG(buf_str(&hi)));
    } else if (side->dangling.len) {
        buf_printf(out, _("not known, since %.*s is not in the data"), STR_ARG(side->dangling));
    } else if (side->parameter != NONE && p->parameters[side->parameter].none_because != NONE) {
        struct str because = program_text(p, p->parameters[side->parameter].none_because);
        buf_printf(out, _("without a value: %.*s"), STR_ARG(because));
    } else if (side->parameter != NONE) {
        buf_adds(out, _("without a value on this date"));
    } else {
        buf_adds(out, _("not known"));
    }
}

/* "starting date (instroom): 3 March 2026" */
static void told(struct buf *out, const struct explanation *e, const struct finding_side *side)
{
    label_words(out, e, side);
    buf_adds(out, ": ");
    side_value_words(out, e, side);
}

/* On the right of a comparison: "1 November 2026 (the reference date)"; of what has no value, the
 * name first. */
static void told_after(struct buf *out, const struct explanation *e,
                       const struct finding_side *side)
{
    const struct program *p = program_of(e);
    if (side->value.state != TRI_JA) {
        if (side->parameter != NONE)
            buf_add(out, program_text(p, p->parameters[side->parameter].id));
        else
            label_words(out, e, side);
        buf_adds(out, ", ");
    }
    side_value_words(out, e, side);
    if (side->constant || side->value.state != TRI_JA) return;
    struct buf label = {.arena = out->arena};
    label_words(&label, e, side);
    buf_printf(out, " (%.*s)", STR_ARG(buf_str(&label)));
}

/* ---- Comparisons ---- */

static uint8_t opposite(uint8_t op)
{
    switch (op) {
    case OP_GELIJK: return OP_ONGELIJK;
    case OP_ONGELIJK: return OP_GELIJK;
    case OP_KLEINER: return OP_GROTER_GELIJK;
    case OP_KLEINER_GELIJK: return OP_GROTER;
    case OP_GROTER: return OP_KLEINER_GELIJK;
    default: return OP_KLEINER;
    }
}

const char *operator_words(uint8_t op, bool dates)
{
    switch (op) {
    case OP_GELIJK: return _("equal to");
    case OP_ONGELIJK: return _("not");
    case OP_KLEINER: return dates ? _("before") : _("less than");
    case OP_KLEINER_GELIJK: return dates ? _("on or before") : _("at most");
    case OP_GROTER: return dates ? _("after") : _("more than");
    default: return dates ? _("on or after") : _("at least");
    }
}

static void compared_with(struct buf *out, const struct explanation *e, uint8_t op,
                          const struct finding_side *right)
{
    buf_adds(out, operator_words(op, right->type.kind == TYPE_DATUM));
    buf_addc(out, ' ');
    told_after(out, e, right);
}

static void asked_for(struct buf *out, const struct explanation *e, uint8_t op,
                      const struct finding_side *right)
{
    struct buf asked = {.arena = out->arena};
    compared_with(&asked, e, op, right);
    buf_adds(out, "; ");
    buf_printf(out, _("asked: %.*s"), STR_ARG(buf_str(&asked)));
}

/* What holds is told as a fact: where "at least 3" fails, "less than 3". */
static void comparison_words(struct buf *out, const struct explanation *e,
                             const struct explained *x)
{
    uint8_t op = x->truth == TRI_NEE ? opposite(x->op) : x->op;
    told(out, e, &x->left);
    if (x->truth > TRI_JA) {
        asked_for(out, e, x->op, &x->right);
        return;
    }
    if (op == OP_GELIJK && x->right.constant) return;
    buf_adds(out, ", ");
    compared_with(out, e, op, &x->right);
}

/* ---- Sets, years, versions ---- */

static void members_words(struct buf *out, const struct explanation *e, index_t set)
{
    const struct program *p = program_of(e);
    struct range items = p->sets[set].items;
    for (index_t i = 0; i < items.count; i++) {
        if (i) buf_adds(out, ", ");
        buf_add(out, program_text(p, p->set_items[items.first + i].member));
    }
}

/* A list with a title is named; one that stands in the condition itself is short, and spelt out. */
static void in_set_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    const struct program *p = program_of(e);
    struct str title = program_text(p, p->sets[x->item].title);
    struct buf members = {.arena = out->arena};
    told(out, e, &x->left);
    if (x->left.value.state != TRI_JA) return;
    if (title.len) {
        buf_adds(out, ", ");
        buf_printf(out, x->truth == TRI_JA ? _("which is in: %.*s") : _("which is not in: %.*s"),
                   STR_ARG(title));
    } else if (x->truth == TRI_NEE) {
        members_words(&members, e, x->item);
        buf_adds(out, ", ");
        buf_printf(out, _("and not one of: %.*s"), STR_ARG(buf_str(&members)));
    }
}

/* A calendar year says when it is; an own year does not. */
static void in_year_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    told(out, e, &x->left);
    if (x->left.value.state != TRI_JA || !x->duty) return;
    struct duty_year year = x->duty->context.year;
    struct civil first = civil_from_date(year.first);
    buf_adds(out, ", ");
    buf_printf(out, x->truth == TRI_JA ? _("in the year %d") : _("not in the year %d"),
               (int)year.name);
    if (first.month == 1 && first.day == 1) return;
    struct str period = words_period(out->arena, year.first, year.last + 1);
    buf_printf(out, " (%.*s)", STR_ARG(period));
}

static void in_force_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    told(out, e, &x->left);
    if (x->truth > TRI_JA) return;
    struct str on = words_date(out->arena, e->result->on);
    buf_adds(out, ", ");
    buf_printf(out,
               x->truth == TRI_JA ? _("in force for a group on %.*s")
                                  : _("not in force for any group on %.*s"),
               STR_ARG(on));
}

static void filled_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    label_words(out, e, &x->left);
    buf_adds(out, ": ");
    if (x->truth > TRI_JA)
        side_value_words(out, e, &x->left);
    else
        buf_adds(out, x->truth == TRI_JA ? _("filled in") : _("empty"));
}

static void holder_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    const struct program *p = program_of(e);
    struct str holder = program_text(p, p->plans[x->item].holder_key);
    told(out, e, &x->left);
    buf_adds(out, "; ");
    buf_printf(out, _("the rule is about %.*s"), STR_ARG(holder));
}

static void not_counted_words(struct buf *out, const struct explanation *e,
                              const struct explained *x)
{
    if (x->truth == TRI_NEE)
        buf_adds(out, _("after the reference date, so it does not count"));
    else
        told(out, e, &x->left);
}

/* ---- Lists ---- */

static void every_words(struct buf *out, const struct tally *t, enum tribool truth)
{
    if (truth == TRI_JA)
        buf_printf(out, _("all in order (of %zu)"), t->rows);
    else if (truth == TRI_NEE)
        buf_printf(out, _("not in order: %zu (of %zu)"), t->unmet, t->rows);
    else
        buf_printf(out, _("not known whether in order: %zu (of %zu)"), t->unknown, t->rows);
}

static void found_words(struct buf *out, const struct tally *t)
{
    if (t->met)
        buf_printf(out, _("found: %zu (of %zu)"), t->met, t->rows);
    else
        buf_printf(out, _("none found (of %zu)"), t->rows);
    if (!t->unknown) return;
    buf_adds(out, ", ");
    buf_printf(out, _("not known of %zu"), t->unknown);
}

/* Is the list all that the rule asks?  Then what is asked of it has been told. */
static bool is_all_asked(const struct explanation *e, const struct explained *x)
{
    if (!x->duty) return false;
    index_t condition = x->duty->rule->condition;
    const struct node *n = &program_of(e)->nodes[condition];
    if (n->op == OP_NIET) {
        condition = n->a;
        n = &program_of(e)->nodes[condition];
    }
    return condition == x->item ||
           (x->kind == EXPLAINED_COUNT && (n->a == x->item || n->b == x->item));
}

/* Which list, or which part of what is asked about it. */
static void list_label(struct buf *out, const struct explanation *e, const struct explained *x)
{
    const struct program *p = program_of(e);
    const struct node *list = &p->nodes[x->item];
    struct str title = program_text(p, p->tables[list->b].title);
    if (!x->tally.known) { /* what is to be found out: the list, or the reference to its owner */
        buf_add(out, x->left.name);
        return;
    }
    if (x->duty && !is_all_asked(e, x)) {
        norm_words(out, e, &x->duty->context, x->item);
        return;
    }
    buf_add(out, title.len ? title : x->left.name);
    if (title.len && !str_equal(title, x->left.name))
        buf_printf(out, " (%.*s)", STR_ARG(x->left.name));
}

/* No rows at all, and not none that counts: a file of which a part is missing looks like this. */
static void none_words(struct buf *out, const struct explanation *e, index_t list)
{
    const struct data *data = e->result->data;
    const struct data_table *table = &data->tables[list];
    size_t file = table->rows && table->places ? table->places[0].file : SIZE_MAX;
    if (file >= data->diags->files.len) {
        buf_adds(out, _("there is none (no row)"));
        return;
    }
    struct str name = without_folders(data->diags->files.at[file].name);
    buf_printf(out, _("there is none (no row in %.*s)"), STR_ARG(name));
}

static void list_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    const struct node *list = &program_of(e)->nodes[x->item];
    list_label(out, e, x);
    buf_adds(out, ": ");
    if (!x->tally.known && x->left.dangling.len)
        buf_printf(out, _("not known, since %.*s is not in the data"), STR_ARG(x->left.dangling));
    else if (!x->tally.known)
        buf_adds(out, _("not known"));
    else if (!x->tally.rows)
        none_words(out, e, list->b);
    else if (list->op == OP_ELKE)
        every_words(out, &x->tally, x->truth);
    else
        found_words(out, &x->tally);
    if (x->tally.uncounted) {
        buf_adds(out, ", ");
        buf_printf(out, _("after the reference date: %zu"), x->tally.uncounted);
    }
    if (x->kind == EXPLAINED_COUNT) asked_for(out, e, x->op, &x->right);
}

/* ---- The table ---- */

static void datum_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    told(out, e, &x->left);
}

static void choice_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    const struct program *p = program_of(e);
    struct str question = program_text(p, p->readings[x->item].question);
    struct str choice = program_text(p, p->choices[x->choice].title);
    buf_printf(out, _("%.*s Chosen here: %.*s"), STR_ARG(question), STR_ARG(choice));
}

static void untold_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    struct str because = program_text(program_of(e), x->item);
    buf_printf(out, _("not known: %.*s"), STR_ARG(because));
}

void finding_words(struct buf *out, const struct explanation *e, const struct explained *x)
{
    typedef void words_fn(struct buf *, const struct explanation *, const struct explained *);
    static words_fn *const words[EXPLAINED_KINDS] = {
        [EXPLAINED_DATUM] = datum_words,     [EXPLAINED_COMPARISON] = comparison_words,
        [EXPLAINED_FILLED] = filled_words,   [EXPLAINED_IN_SET] = in_set_words,
        [EXPLAINED_IN_YEAR] = in_year_words, [EXPLAINED_IN_FORCE] = in_force_words,
        [EXPLAINED_HOLDER] = holder_words,   [EXPLAINED_LIST] = list_words,
        [EXPLAINED_COUNT] = list_words,      [EXPLAINED_NOT_COUNTED] = not_counted_words,
        [EXPLAINED_CHOICE] = choice_words,   [EXPLAINED_UNTOLD] = untold_words,
        [EXPLAINED_VALUE] = datum_words,
    };
    if (words[x->kind]) words[x->kind](out, e, x);
}
