/* Things as the policies write them: the texts of a comparison, Dutch in every locale. */
#include "compiler/compare/internal.h"

#include <inttypes.h>
#include <stdlib.h>

struct str text_date(struct arena *arena, date d)
{
    return date_words(arena, d, true);
}

struct str text_period(struct arena *arena, date from, date to)
{
    struct buf text = {.arena = arena};
    if (from > DATE_MIN) {
        buf_adds(&text, "van ");
        buf_add(&text, text_date(arena, from));
    }
    if (from > DATE_MIN && to < DATE_MAX) buf_addc(&text, ' ');
    if (to < DATE_MAX) {
        buf_adds(&text, "tot en met ");
        buf_add(&text, text_date(arena, to));
    }
    if (!text.len) buf_adds(&text, "altijd");
    return buf_str(&text);
}

/* Without zeros at the end; an amount in cents. */
struct str text_value(struct arena *arena, const struct type *type, int64_t value)
{
    char digits[DECIMAL_TEXT_SIZE];
    unsigned scale = type->scale;
    bool amount = type->kind == TYPE_BEDRAG;
    for (; scale && !amount && value % 10 == 0; scale--) value /= 10;
    return str_from(
        arena_printf(arena, "%s%s", amount ? "€ " : "", decimal_text(value, scale, ',', digits)));
}

struct str text_table(struct arena *arena, const struct program *p, index_t table)
{
    const struct table *t = &p->tables[table];
    struct str id = program_text(p, t->id);
    if (t->parent == NONE) return id;
    struct str parent = text_table(arena, p, t->parent);
    return str_from(arena_printf(arena, STR_FMT "." STR_FMT, STR_ARG(parent), STR_ARG(id)));
}

struct str text_type(struct arena *arena, const struct program *p, const struct type *type)
{
    static const char *const names[TYPE_KINDS] = {
        [TYPE_JA_NEE] = "ja/nee",
        [TYPE_GETAL] = "getal",
        [TYPE_BEDRAG] = "bedrag",
        [TYPE_DATUM] = "datum",
        [TYPE_DUUR_DAGEN] = "dagen",
        [TYPE_DUUR_MAANDEN] = "maanden",
        [TYPE_TEKST] = "tekst",
        [TYPE_CODE] = "code",
        [TYPE_KEUZE] = "",
        [TYPE_VERSIE] = "versie",
        [TYPE_VERWIJZING] = "verwijzing naar ",
        [TYPE_JAAR] = "jaar",
        [TYPE_RECORD] = "",
    };
    struct buf text = {.arena = arena};
    buf_adds(&text, names[type->kind]);
    switch (type->kind) {
    case TYPE_GETAL: {
        struct str least = text_value(arena, type, type->min);
        struct str most = text_value(arena, type, type->max);
        if (type->scale) buf_printf(&text, " %u decimalen", (unsigned)type->scale);
        buf_printf(&text, " van " STR_FMT " tot en met " STR_FMT, STR_ARG(least), STR_ARG(most));
        break;
    }
    case TYPE_CODE:
        if (type->ref == NONE) break;
        buf_printf(&text, " patroon \"" STR_FMT "\"", STR_ARG(program_text(p, type->ref)));
        break;
    case TYPE_KEUZE: buf_add(&text, program_text(p, p->keuzes[type->ref].id)); break;
    case TYPE_VERWIJZING:
    case TYPE_RECORD: buf_add(&text, program_text(p, p->tables[type->ref].id)); break;
    default: break;
    }
    return buf_str(&text);
}

struct str text_citation(struct arena *arena, const struct program *p, const struct citation *c)
{
    struct str id = program_text(p, p->sources[c->source].id);
    if (c->place == NONE) return id;
    return str_from(arena_printf(arena, STR_FMT " \"" STR_FMT "\"", STR_ARG(id),
                                 STR_ARG(program_text(p, c->place))));
}

static int by_text(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    return str_compare(*x, *y);
}

/* In the order of the alphabet: that in which they are written means nothing. */
static struct str joined(struct arena *arena, struct str *texts, size_t count)
{
    struct buf text = {.arena = arena};
    if (count) qsort(texts, count, sizeof *texts, by_text);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_adds(&text, ", ");
        buf_add(&text, texts[i]);
    }
    return buf_str(&text);
}

struct str text_texts(struct arena *arena, const struct program *p, struct range texts)
{
    struct str *list = ARENA_ARRAY(arena, struct str, texts.count);
    for (index_t i = 0; i < texts.count; i++)
        list[i] = program_text(p, p->texts[texts.first + i].to);
    return joined(arena, list, texts.count);
}

/* In their own order, which is that in which a key is written. */
struct str text_column_list(struct arena *arena, const struct program *p, struct range columns)
{
    struct buf text = {.arena = arena};
    for (index_t i = 0; i < columns.count; i++) {
        if (i) buf_adds(&text, ", ");
        buf_add(&text, program_text(p, p->columns[columns.first + i].id));
    }
    return buf_str(&text);
}

struct str text_status(struct arena *arena, bool concept, date adopted)
{
    if (concept) return STR("concept");
    if (adopted == DATE_NONE) return (struct str){0};
    struct str day = text_date(arena, adopted);
    return str_from(arena_printf(arena, "vastgesteld op " STR_FMT, STR_ARG(day)));
}

struct str text_cell(struct arena *arena, const struct program *p, const struct cell *cell)
{
    if (!cell->skips) return text_date(arena, cell->from);
    if (cell->because == NONE) return STR("slaat over");
    return str_from(arena_printf(arena, "slaat over omdat \"" STR_FMT "\"",
                                 STR_ARG(program_text(p, cell->because))));
}

struct str text_choices(struct arena *arena, const struct program *p, const struct reading *reading)
{
    struct buf text = {.arena = arena};
    for (index_t i = 0; i < reading->choices.count; i++) {
        index_t choice = reading->choices.first + i;
        if (i) buf_addc(&text, '\n');
        buf_add(&text, program_text(p, p->choices[choice].id));
        if (choice == reading->standard) buf_adds(&text, " standaard");
    }
    return buf_str(&text);
}

struct str text_members(struct arena *arena, const struct program *p, const struct keuze *keuze)
{
    struct buf text = {.arena = arena};
    for (index_t i = 0; i < keuze->members.count; i++) {
        if (i) buf_adds(&text, ", ");
        buf_add(&text, program_text(p, p->members[keuze->members.first + i].id));
    }
    return buf_str(&text);
}

struct str text_phrase(const struct program *p, index_t node)
{
    return node == NONE ? (struct str){0} : program_text(p, p->nodes[node].phrase);
}

static bool has_rule(const struct program *p, struct str id)
{
    for (index_t i = 0; i < p->rules_count; i++)
        if (str_equal(program_text(p, p->rules[i].id), id)) return true;
    return false;
}

/* A rule that was renamed is on the old side spoken of by its new name: naming it so changes
 * nothing.  Not where it was renamed in some versions only: there the two names are two rules. */
static struct str rule_name(const struct comparison *c, struct str id)
{
    struct str now = new_id(c, id);
    return has_rule(c->side[1]->p, id) || has_rule(c->side[0]->p, now) ? id : now;
}

static struct str rule_names(struct arena *arena, const struct comparison *c, int side,
                             const struct decision *d)
{
    const struct program *p = c->side[side]->p;
    struct str *list = ARENA_ARRAY(arena, struct str, d->rule_ids.count);
    for (index_t i = 0; i < d->rule_ids.count; i++) {
        struct str id = program_text(p, p->texts[d->rule_ids.first + i].to);
        list[i] = side ? id : rule_name(c, id);
    }
    return joined(arena, list, d->rule_ids.count);
}

static void add_choosing(struct buf *text, const char *words, struct str names, bool *any)
{
    if (!names.len) return;
    buf_printf(text, "%s %s " STR_FMT, *any ? " of" : "", words, STR_ARG(names));
    *any = true;
}

struct str text_decision(struct arena *arena, const struct comparison *c, int side,
                         const struct decision *d)
{
    const struct program *p = c->side[side]->p;
    struct buf text = {.arena = arena};
    bool any = false;
    buf_printf(&text, "%s als een regel", d->found ? "ja" : "nee");
    add_choosing(&text, "van soort", text_texts(arena, p, d->soorten), &any);
    add_choosing(&text, "met gevolg", text_texts(arena, p, d->gevolgen), &any);
    add_choosing(&text, "uit", rule_names(arena, c, side, d), &any);
    if (d->with_plan) buf_adds(&text, " ook regioplan");
    if (d->with_earlier) buf_adds(&text, " ook eerdere");
    buf_adds(&text, " niet_voldaan is");
    return buf_str(&text);
}

struct str text_window(struct arena *arena, const struct program *p, const struct task *task)
{
    switch (task->kind) {
    case TASK_ONCE: return text_period(arena, task->from, task->to);
    case TASK_YEARLY:
        return str_from(arena_printf(
            arena, "jaarlijks van %d %s tot en met %d %s van %" PRId32 " tot en met %" PRId32,
            task->from_day, month_dutch(task->from_month), task->to_day,
            month_dutch(task->to_month), task->from_year, task->to_year));
    default:
        return str_from(arena_printf(arena, "zonder datum omdat \"" STR_FMT "\"",
                                     STR_ARG(program_text(p, task->because))));
    }
}

static void add_line(struct buf *text, const char *word, struct str said)
{
    if (!said.len) return;
    if (text->len) buf_addc(text, '\n');
    buf_printf(text, "%s " STR_FMT, word, STR_ARG(said));
}

static void add_because(struct buf *text, const struct program *p, index_t because)
{
    if (because == NONE) return;
    buf_printf(text, " omdat \"" STR_FMT "\"", STR_ARG(program_text(p, because)));
}

static struct str text_applies(struct arena *arena, const struct program *p,
                               const struct rule *rule)
{
    struct str table = text_table(arena, p, rule->table);
    if (rule->applies == NONE) return table;
    struct buf text = {.arena = arena};
    buf_printf(&text, STR_FMT " waarvan (" STR_FMT ")", STR_ARG(table),
               STR_ARG(text_phrase(p, rule->applies)));
    add_because(&text, p, rule->applies_because);
    return buf_str(&text);
}

struct str text_assumed(struct arena *arena, const struct program *p, struct range assumptions)
{
    struct buf text = {.arena = arena};
    for (index_t i = 0; i < assumptions.count; i++)
        buf_printf(&text, "\naanname \"" STR_FMT "\"",
                   STR_ARG(program_text(p, p->texts[assumptions.first + i].to)));
    return buf_str(&text);
}

/* Its clauses, one a line. */
struct str text_rule(struct arena *arena, const struct program *p, const struct rule *rule)
{
    struct buf text = {.arena = arena};
    add_line(&text, "soort", program_text(p, rule->soort));
    add_line(&text, "geldt voor", text_applies(arena, p, rule));
    for (index_t i = 0; i < rule->exceptions.count; i++) {
        const struct exception *e = &p->exceptions[rule->exceptions.first + i];
        add_line(&text, "behalve als", text_phrase(p, e->condition));
        add_because(&text, p, e->because);
    }
    add_line(&text, rule->yearly ? "jaarlijks uiterlijk" : "uiterlijk",
             text_phrase(p, rule->deadline));
    add_line(&text, "eis", text_phrase(p, rule->condition));
    add_line(&text, "gevolg", text_texts(arena, p, rule->consequences));
    buf_add(&text, text_assumed(arena, p, rule->assumptions));
    return buf_str(&text);
}
