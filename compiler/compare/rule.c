/* Two rules, part by part, and two expressions: see internal.h. */
#include "compiler/compare/internal.h"

#include <stdlib.h>

static bool same(const struct digest *a, const struct digest *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* ---- expressions that differ in constants ---- */

struct thresholds {
    struct comparison *c;
    const struct pairing *pairing;
    const struct difference *base;
    const struct place *place;
    const struct given *given;
};

static index_t unscaled(const struct program *p, index_t node)
{
    while (p->nodes[node].op == OP_SCHAAL) node = p->nodes[node].a;
    return node;
}

static bool is_constant(const struct node *n)
{
    return n->op == OP_GETAL || n->op == OP_DATUM || n->op == OP_DUUR;
}

static bool is_comparison(const struct node *n)
{
    return n->op >= OP_GELIJK && n->op <= OP_GROTER_GELIJK;
}

/* `consulten minder dan 4,6` is "minder dan 4,6" of "consulten"; where the words stand otherwise,
 * it is told whole. */
static struct str split_phrase(const struct program *p, index_t node, struct str *part)
{
    const struct node *n = &p->nodes[node];
    struct str whole = text_phrase(p, node);
    *part = (struct str){0};
    if (!is_comparison(n) || !is_constant(&p->nodes[unscaled(p, n->b)])) return whole;
    struct str left = text_phrase(p, n->a);
    if (!left.len || !str_starts(whole, left) || whole.len <= left.len + 1) return whole;
    if (whole.at[left.len] != ' ') return whole;
    *part = left;
    return (struct str){whole.at + left.len + 1, whole.len - left.len - 1};
}

/* What stands around the constants: the comparison they are in, or the whole. */
static void tell_threshold(const struct thresholds *t, const index_t around[2])
{
    struct arena *arena = t->c->arena;
    struct str text[2], part[2];
    for (int side = 0; side < 2; side++)
        text[side] = split_phrase(t->pairing->f[side]->p, around[side], &part[side]);
    if (!str_equal(part[0], part[1]))
        for (int side = 0; side < 2; side++)
            text[side] = text_phrase(t->pairing->f[side]->p, around[side]);
    struct difference d = *t->base;
    d.kind = DIFFERENCE_THRESHOLD;
    d.within = t->place->kind;
    d.part = str_equal(part[0], part[1]) ? part[0] : (struct str){0};
    if (*t->place->where)
        d.part = str_from(arena_printf(arena, "%s%s" STR_FMT, t->place->where,
                                       d.part.len ? ": " : "", STR_ARG(d.part)));
    d.from = side_of(t->pairing->f[0], text[0], t->given->origin[0], t->given->citations[0]);
    d.to = side_of(t->pairing->f[1], text[1], t->given->origin[1], t->given->citations[1]);
    differ(t->c, t->pairing, &d);
}

/* An operand, with what it is paired by. */
struct operand {
    const struct digest *shape, *own;
    index_t node;
};

static int by_shape(const void *a, const void *b)
{
    const struct operand *x = a, *y = b;
    int order = memcmp(x->shape, y->shape, sizeof *x->shape);
    return order ? order : memcmp(x->own, y->own, sizeof *x->own);
}

static size_t operands_of(struct arena *arena, const struct facts *f, index_t node,
                          struct operand **out)
{
    const struct node *n = &f->p->nodes[node];
    const char *letters = opcode_operands(n->op);
    const index_t fixed[3] = {n->a, n->b, n->c};
    bool edges = *letters == 'e';
    struct operand *list = ARENA_ARRAY(arena, struct operand, edges ? n->b : 3);
    size_t count = 0;
    for (index_t k = 0; k < (edges ? n->b : 3); k++) {
        if (!edges && letters[k] != 'n') continue;
        index_t at = edges ? f->p->edges[n->a + k].to : fixed[k];
        list[count++] = (struct operand){shape_of(f, at), own_of(f, at), at};
    }
    if (opcode_commutes(n->op)) qsort(list, count, sizeof *list, by_shape);
    *out = list;
    return count;
}

/* Two expressions of one shape. */
static void find_thresholds(const struct thresholds *t, index_t a, index_t b,
                            const index_t around[2])
{
    struct facts *const *f = t->pairing->f;
    const struct program *p = f[0]->p, *q = f[1]->p;
    struct operand *of_a, *of_b;
    if (same(own_of(f[0], a), own_of(f[1], b))) return;
    a = unscaled(p, a);
    b = unscaled(q, b);
    if (is_constant(&p->nodes[a])) {
        tell_threshold(t, around);
        return;
    }
    const index_t here[2] = {a, b};
    const index_t *inner = is_comparison(&p->nodes[a]) ? here : around;
    size_t a_count = operands_of(t->c->arena, f[0], a, &of_a);
    size_t b_count = operands_of(t->c->arena, f[1], b, &of_b);
    struct sorted left = {(char *)of_a, a_count}, right = {(char *)of_b, b_count};
    if (opcode_commutes(p->nodes[a].op)) drop_common(&left, &right, sizeof *of_a, by_shape);
    a_count = left.count;
    b_count = right.count;
    for (size_t i = 0; i < a_count && i < b_count; i++)
        find_thresholds(t, of_a[i].node, of_b[i].node, inner);
}

/* ---- expressions ---- */

static struct str told_phrase(struct arena *arena, const struct facts *f, index_t node,
                              const struct place *place)
{
    if (node == NONE) return place->none;
    struct str phrase = text_phrase(f->p, node);
    if (!*place->before) return phrase;
    return str_from(
        arena_printf(arena, "%s" STR_FMT "%s", place->before, STR_ARG(phrase), place->after));
}

bool compare_nodes(struct comparison *c, const struct pairing *pairing,
                   const struct difference *base, const struct place *place, index_t a, index_t b,
                   const struct given *given)
{
    struct facts *const *f = pairing->f;
    bool both = a != NONE && b != NONE;
    if (a == NONE && b == NONE) return false;
    struct str from = told_phrase(c->arena, f[0], a, place);
    struct str to = told_phrase(c->arena, f[1], b, place);
    if (both &&
        (same(&f[0]->meaning[a], &f[1]->meaning[b]) || same(own_of(f[0], a), own_of(f[1], b)))) {
        differ_text(c, pairing, base, DIFFERENCE_WORDING, from, to, given);
        return false;
    }
    if (both && same_expanded(c->arena, f[0], a, f[1], b)) {
        if (place->rewritten) *place->rewritten = true;
        differ_text(c, pairing, base, DIFFERENCE_WORDING, from, to, given);
        return false;
    }
    if (both && place->thresholds && same(shape_of(f[0], a), shape_of(f[1], b))) {
        struct thresholds t = {c, pairing, base, place, given};
        const index_t around[2] = {a, b};
        find_thresholds(&t, a, b, around);
        return true;
    }
    struct difference d = *base;
    d.kind = place->kind;
    if (from.len) d.from = side_of(f[0], from, given->origin[0], given->citations[0]);
    if (to.len) d.to = side_of(f[1], to, given->origin[1], given->citations[1]);
    differ(c, pairing, &d);
    return true;
}

/* ---- rules ---- */

static struct difference rule_base(const struct pairing *pairing, int side, const struct rule *rule)
{
    const struct program *p = pairing->f[side]->p;
    return (struct difference){
        .subject = SUBJECT_REGEL,
        .id = program_text(p, rule->id),
        .title = program_text(p, rule->title),
        .owner = pairing->owner,
    };
}

/* Where a part stands; what was not given is where its condition is. */
static struct origin origin_at(const struct rule *rule, enum rule_part part)
{
    const struct origin *origin = &rule->origins[part];
    return origin->file != NONE ? *origin : rule->origins[PART_CONDITION];
}

static struct given given_of(const struct rule *a, const struct rule *b, enum rule_part part)
{
    return (struct given){
        .citations = {a->citations, b->citations},
        .assumptions = {a->assumptions, b->assumptions},
        .origin = {origin_at(a, part), origin_at(b, part)},
    };
}

void rule_came_or_went(struct comparison *c, const struct pairing *pairing, int side, index_t rule)
{
    const struct facts *f = pairing->f[side];
    const struct rule *r = &f->p->rules[rule];
    struct difference d = rule_base(pairing, side, r);
    struct side there =
        side_of(f, text_rule(c->arena, f->p, r), origin_at(r, PART_TITLE), r->citations);
    d.kind = side ? DIFFERENCE_ADDED : DIFFERENCE_LAPSED;
    *(side ? &d.to : &d.from) = there;
    d.lapse = lapse_side(c, pairing, !side, LAPSE_REGEL, d.id, (struct str){0});
    differ(c, pairing, &d);
}

static bool compare_applies(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, const struct rule *a,
                            const struct rule *b, bool *rewritten)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    struct given given = given_of(a, b, PART_APPLIES);
    struct str about = text_table(c->arena, p, a->table), now = text_table(c->arena, q, b->table);
    const char *before = arena_printf(c->arena, "geldt voor " STR_FMT " waarvan (", STR_ARG(now));
    struct str all = str_from(arena_printf(c->arena, "geldt voor " STR_FMT, STR_ARG(now)));
    bool told =
        differ_text(c, pairing, base, DIFFERENCE_APPLIES,
                    str_from(arena_printf(c->arena, "geldt voor " STR_FMT, STR_ARG(about))),
                    str_from(arena_printf(c->arena, "geldt voor " STR_FMT, STR_ARG(now))), &given);
    struct place place = {DIFFERENCE_APPLIES, "geldt", before, ")", all, true, rewritten};
    told |= compare_nodes(c, pairing, base, &place, a->applies, b->applies, &given);
    if ((a->applies == NONE) == (b->applies == NONE))
        differ_symbol(c, pairing, base, DIFFERENCE_REASON, a->applies_because, b->applies_because,
                      &given);
    return told;
}

static bool compare_deadline(struct comparison *c, const struct pairing *pairing,
                             const struct difference *base, const struct rule *a,
                             const struct rule *b, bool *rewritten)
{
    struct given given = given_of(a, b, PART_DEADLINE);
    if (a->yearly == b->yearly) {
        struct place place = {.kind = DIFFERENCE_DEADLINE,
                              .where = "",
                              .before = a->yearly ? "jaarlijks uiterlijk " : "uiterlijk ",
                              .after = "",
                              .none = STR("zonder uiterste dag"),
                              .rewritten = rewritten};
        return compare_nodes(c, pairing, base, &place, a->deadline, b->deadline, &given);
    }
    struct str text[2];
    for (int side = 0; side < 2; side++) {
        const struct rule *r = side ? b : a;
        struct str day = text_phrase(pairing->f[side]->p, r->deadline);
        const char *word = r->yearly ? "jaarlijks uiterlijk" : "uiterlijk";
        text[side] = day.len ? str_from(arena_printf(c->arena, "%s " STR_FMT, word, STR_ARG(day)))
                             : STR("zonder uiterste dag");
    }
    return differ_text(c, pairing, base, DIFFERENCE_DEADLINE, text[0], text[1], &given);
}

/* An exception, with what it is matched by. */
struct exempt {
    const struct exception *exception;
    const struct digest *own, *meaning;
    bool matched;
};

static struct exempt *exempts_of(struct arena *arena, const struct facts *f, struct range range)
{
    struct exempt *list = ARENA_ARRAY(arena, struct exempt, range.count);
    for (index_t i = 0; i < range.count; i++) {
        const struct exception *e = &f->p->exceptions[range.first + i];
        list[i] = (struct exempt){e, own_of(f, e->condition), &f->meaning[e->condition], false};
    }
    return list;
}

static struct exempt *match_exempt(struct exempt *list, index_t count, const struct exempt *e)
{
    for (index_t i = 0; i < count; i++)
        if (!list[i].matched && (same(list[i].meaning, e->meaning) || same(list[i].own, e->own)))
            return &list[i];
    return NULL;
}

/* Exceptions that both have are matched; of the others, the first with the first.  A rule has a
 * few: going through them all for each does no harm. */
static bool compare_exceptions(struct comparison *c, const struct pairing *pairing,
                               const struct difference *base, const struct rule *a,
                               const struct rule *b, bool *rewritten)
{
    struct exempt *of_a = exempts_of(c->arena, pairing->f[0], a->exceptions);
    struct exempt *of_b = exempts_of(c->arena, pairing->f[1], b->exceptions);
    struct place place = {
        DIFFERENCE_EXCEPTION, "behalve", "behalve als ", "", {0}, true, rewritten};
    struct given given = given_of(a, b, PART_EXCEPTIONS);
    bool told = false;
    for (index_t i = 0; i < a->exceptions.count; i++) {
        struct exempt *other = match_exempt(of_b, b->exceptions.count, &of_a[i]);
        if (!other) continue;
        of_a[i].matched = other->matched = true;
        given.origin[0] = of_a[i].exception->origin;
        given.origin[1] = other->exception->origin;
        compare_nodes(c, pairing, base, &place, of_a[i].exception->condition,
                      other->exception->condition, &given);
        differ_symbol(c, pairing, base, DIFFERENCE_REASON, of_a[i].exception->because,
                      other->exception->because, &given);
    }
    index_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a->exceptions.count && of_a[i].matched) i++;
        while (j < b->exceptions.count && of_b[j].matched) j++;
        bool more_a = i < a->exceptions.count, more_b = j < b->exceptions.count;
        if (!more_a && !more_b) return told;
        given.origin[0] = more_a ? of_a[i].exception->origin : origin_none();
        given.origin[1] = more_b ? of_b[j].exception->origin : origin_none();
        told |=
            compare_nodes(c, pairing, base, &place, more_a ? of_a[i].exception->condition : NONE,
                          more_b ? of_b[j].exception->condition : NONE, &given);
    }
}

static const struct repeat *repeat_of(const struct program *p, const struct rule *rule,
                                      struct str column)
{
    for (index_t i = 0; i < rule->repeats.count; i++) {
        const struct repeat *repeat = &p->repeats[rule->repeats.first + i];
        if (str_equal(program_text(p, repeat->column), column)) return repeat;
    }
    return NULL;
}

/* Which columns occur more than once knowingly, and why.  A rule has a few, as of exceptions. */
static void compare_repeats(struct comparison *c, const struct pairing *pairing,
                            const struct difference *base, const struct rule *a,
                            const struct rule *b)
{
    const struct rule *const rule[2] = {a, b};
    struct given given = given_of(a, b, PART_CONDITION);
    for (int side = 1; side >= 0; side--) {
        const struct program *p = pairing->f[side]->p, *q = pairing->f[!side]->p;
        for (index_t i = 0; i < rule[side]->repeats.count; i++) {
            const struct repeat *repeat = &p->repeats[rule[side]->repeats.first + i];
            struct str column = program_text(p, repeat->column);
            const struct repeat *other = repeat_of(q, rule[!side], column);
            if (other && !side) continue; /* told from the new side */
            struct difference d = *base;
            d.part = str_from(arena_printf(c->arena, "herhaling " STR_FMT, STR_ARG(column)));
            struct str text[2] = {{0}, {0}};
            text[side] = program_text(p, repeat->because);
            if (other) text[!side] = program_text(q, other->because);
            differ_text(c, pairing, &d, DIFFERENCE_REASON, text[0], text[1], &given);
        }
    }
}

static bool compare_parts(struct comparison *c, const struct pairing *pairing,
                          const struct difference *base, const struct rule *a, const struct rule *b,
                          bool *rewritten)
{
    const struct program *p = pairing->f[0]->p, *q = pairing->f[1]->p;
    bool told = false;
    struct given given = given_of(a, b, PART_TITLE);
    differ_symbol(c, pairing, base, DIFFERENCE_TITLE, a->title, b->title, &given);
    given = given_of(a, b, PART_SOORT);
    told |= differ_text(c, pairing, base, DIFFERENCE_SOORT, program_text(p, a->soort),
                        program_text(q, b->soort), &given);
    told |= compare_applies(c, pairing, base, a, b, rewritten);
    told |= compare_exceptions(c, pairing, base, a, b, rewritten);
    told |= compare_deadline(c, pairing, base, a, b, rewritten);
    given = given_of(a, b, PART_CONDITION);
    struct place condition = {DIFFERENCE_CONDITION, "", "", "", {0}, true, rewritten};
    told |= compare_nodes(c, pairing, base, &condition, a->condition, b->condition, &given);
    compare_repeats(c, pairing, base, a, b);
    given = given_of(a, b, PART_CONSEQUENCE);
    told |= differ_text(c, pairing, base, DIFFERENCE_CONSEQUENCE,
                        text_texts(c->arena, p, a->consequences),
                        text_texts(c->arena, q, b->consequences), &given);
    given = given_of(a, b, PART_CITATIONS);
    differ_basis(c, pairing, base, &given);
    return told;
}

/* A rule that does not differ itself can mean something else by what it uses; which rules do so is
 * told at the end, when it is known what differs. */
void compare_rules(struct comparison *c, const struct pairing *pairing, index_t a, index_t b)
{
    const struct rule *from = &pairing->f[0]->p->rules[a], *to = &pairing->f[1]->p->rules[b];
    struct difference base = rule_base(pairing, 1, to);
    bool same_meaning = memcmp(from->meaning, to->meaning, sizeof from->meaning) == 0;
    bool same_text = memcmp(from->text, to->text, sizeof from->text) == 0;
    struct str id = program_text(pairing->f[0]->p, from->id);
    if (!str_equal(id, base.id)) {
        struct given given = given_of(from, to, PART_TITLE);
        struct difference d = base;
        d.kind = DIFFERENCE_RENAMED;
        d.id = id;
        d.renamed = base.id;
        d.from = side_of(pairing->f[0], id, given.origin[0], from->citations);
        d.to = side_of(pairing->f[1], base.id, given.origin[1], to->citations);
        d.lapse = lapse_side(c, pairing, 1, LAPSE_REGEL, id, (struct str){0});
        differ(c, pairing, &d);
    }
    if (same_meaning && (from->readings.count || to->readings.count))
        remember_pair(c, pairing, a, b, KNOWN_SAME);
    if (same_meaning && same_text) return;
    bool rewritten = false, told = compare_parts(c, pairing, &base, from, to, &rewritten);
    if (!same_meaning)
        remember_pair(c, pairing, a, b,
                      told        ? KNOWN_TOLD
                      : rewritten ? KNOWN_REWRITTEN
                                  : KNOWN_NOTHING);
}
