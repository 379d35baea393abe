/* What can change: the items of an impact in the order of the reports, and their values.
 *
 * Items are known by the kind of subject and their id, so that a rule is the same item in every
 * version of either side.  A value is a number while verdicts are compared, and a text only when it
 * is written. */
#include "base/text.h"
#include "compiler/impact/internal.h"
#include "report/words.h"

#include <string.h>

const char *impact_kind_term(enum impact_kind kind)
{
    static const char *const terms[IMPACT_KINDS] = {
        [IMPACT_VERSION] = "leidraad",       [IMPACT_OORDEEL] = "oordeel",
        [IMPACT_DECISION] = "besluit",       [IMPACT_RULE] = "regel",
        [IMPACT_CALCULATION] = "berekening",
    };
    return terms[kind];
}

/* ---- the list ---- */

struct making {
    struct impact_work *w;
    struct interner *names; /* the same numbers as in the list */
};

static uint32_t add_item(struct making *m, enum impact_kind kind, struct str table, struct str id)
{
    struct impact *impact = m->w->impact;
    uint32_t n = intern(m->names, str_from(arena_printf(impact->arena, "%d " STR_FMT " " STR_FMT,
                                                        (int)kind, STR_ARG(table), STR_ARG(id))));
    if (n == impact->items.len)
        *VEC_PUSH(impact->arena, &impact->items) =
            (struct impact_item){.kind = kind, .table = table, .id = id, .renamed = NONE};
    return n;
}

static void add_decisions(struct making *m, int side, index_t table, struct str name)
{
    const struct program *p = m->w->impact->side[side].program;
    for (index_t i = 0; i < p->decisions_count; i++)
        if (p->decisions[i].table == table)
            m->w->decision_items[side][i] =
                add_item(m, IMPACT_DECISION, name, program_text(p, p->decisions[i].id));
}

static void add_calculations(struct making *m, int side, index_t table, struct str name)
{
    const struct program *p = m->w->impact->side[side].program;
    for (index_t i = 0; i < p->calculations_count; i++)
        if (p->calculations[i].table == table)
            m->w->calculation_items[side][i] =
                add_item(m, IMPACT_CALCULATION, name, program_text(p, p->calculations[i].id));
}

static void add_rules(struct making *m, int side, index_t table, struct str name)
{
    const struct program *p = m->w->impact->side[side].program;
    for (index_t i = 0; i < p->rules_count; i++)
        if (p->rules[i].table == table)
            m->w->rule_items[side][i] =
                add_item(m, IMPACT_RULE, name, program_text(p, p->rules[i].id));
}

/* The new side first: its order is the one that people have before them. */
static void add_table(struct making *m, const index_t table[2], struct str name)
{
    static void (*const adders[])(struct making *, int, index_t,
                                  struct str) = {add_decisions, add_calculations, add_rules};
    struct impact_work *w = m->w;
    uint32_t first = add_item(m, IMPACT_VERSION, name, (struct str){0});
    add_item(m, IMPACT_OORDEEL, name, (struct str){0});
    for (size_t i = 0; i < sizeof adders / sizeof *adders; i++)
        for (int side = 1; side >= 0; side--)
            if (table[side] != NONE) adders[i](m, side, table[side], name);
    if (table[0] != NONE) w->first_item[table[0]] = first;
    if (table[1] != NONE)
        w->first_item[w->impact->side[0].program->tables_count + table[1]] = first;
}

static void add_tables(struct making *m)
{
    struct impact_work *w = m->w;
    const struct program *p = w->impact->side[0].program, *q = w->impact->side[1].program;
    for (index_t a = 0; a < p->tables_count; a++) {
        struct str name = program_text(p, p->tables[a].id);
        index_t b = program_find_table(q, name);
        w->tables[a] = NONE;
        if (p->tables[a].parent != NONE) continue;
        if (b != NONE && q->tables[b].parent != NONE) b = NONE;
        w->tables[a] = b;
        add_table(m, (const index_t[2]){a, b}, name);
    }
    for (index_t b = 0; b < q->tables_count; b++) {
        struct str name = program_text(q, q->tables[b].id);
        index_t a = program_find_table(p, name);
        if (q->tables[b].parent != NONE || (a != NONE && p->tables[a].parent == NONE)) continue;
        add_table(m, (const index_t[2]){NONE, b}, name);
    }
}

/* A rule with another name is one rule wherever only the one is there before, and only the other
 * after. */
static void find_renamed(struct making *m)
{
    struct impact *impact = m->w->impact;
    for (size_t n = 0; n < impact->differences->list.len; n++) {
        const struct difference *d = &impact->differences->list.at[n];
        if (d->kind != DIFFERENCE_RENAMED || d->subject != SUBJECT_REGEL) continue;
        for (uint32_t i = 0; i < impact->items.len; i++) {
            struct impact_item *item = &impact->items.at[i];
            uint32_t other;
            if (item->kind != IMPACT_RULE || !str_equal(item->id, d->id)) continue;
            struct str name =
                str_from(arena_printf(impact->arena, "%d " STR_FMT " " STR_FMT, (int)IMPACT_RULE,
                                      STR_ARG(item->table), STR_ARG(d->renamed)));
            if (intern_find(m->names, name, &other)) item->renamed = other;
        }
    }
}

void impact_make_items(struct impact_work *w)
{
    struct arena *arena = w->impact->arena;
    struct making m = {w, interner_create(arena)};
    const struct program *p = w->impact->side[0].program, *q = w->impact->side[1].program;
    for (int side = 0; side < 2; side++) {
        const struct program *it = w->impact->side[side].program;
        w->rule_items[side] = ARENA_ARRAY(arena, index_t, it->rules_count);
        w->decision_items[side] = ARENA_ARRAY(arena, index_t, it->decisions_count);
        w->calculation_items[side] = ARENA_ARRAY(arena, index_t, it->calculations_count);
    }
    w->tables = ARENA_ARRAY(arena, index_t, p->tables_count);
    w->first_item = ARENA_ARRAY(arena, uint32_t, (size_t)p->tables_count + q->tables_count);
    add_tables(&m);
    find_renamed(&m);
    w->slots = ARENA_ARRAY(arena, struct impact_slot, w->impact->items.len);
}

/* ---- values ---- */

static impact_code oordeel_code(enum oordeel oordeel, enum undetermined reason)
{
    impact_code why = oordeel == NIET_BEPAALD ? (impact_code)reason : 0;
    return 1 + (impact_code)oordeel * UNDETERMINED_KINDS + why;
}

static enum oordeel oordeel_of(impact_code code)
{
    return (enum oordeel)((code - 1) / UNDETERMINED_KINDS);
}

static enum undetermined reason_of(impact_code code)
{
    return (enum undetermined)((code - 1) % UNDETERMINED_KINDS);
}

enum { AMOUNT_UNKNOWN = 1, AMOUNT_FIRST };

static impact_code amount_code(struct impact_work *w, const struct calculation_result *amount)
{
    char text[DECIMAL_TEXT_SIZE];
    if (!amount) return IMPACT_ABSENT;
    if (!value_known(amount->value)) return AMOUNT_UNKNOWN;
    decimal_text(amount->value.lo, amount->calculation->type.scale, '.', text);
    return AMOUNT_FIRST + intern(w->impact->texts, str_from(text));
}

/* ---- of one subject on one date ---- */

struct impact_slot *impact_slot_of(struct impact_work *w, uint32_t item)
{
    struct impact_slot *slot = &w->slots[item];
    if (slot->stamp == w->stamp) return slot;
    *slot = (struct impact_slot){
        .stamp = w->stamp, .change = slot->change, .change_at = slot->change_at};
    *VEC_PUSH(w->impact->arena, &w->touched) = item;
    return slot;
}

void impact_take(struct impact_work *w, int side)
{
    const struct result *r = w->result[side];
    const struct program *p = w->impact->side[side].program;
    if (!r) return;
    uint32_t first =
        w->first_item[r->table + (side ? w->impact->side[0].program->tables_count : 0)];
    if (!w->impact->versions && r->moment.reason == UNDETERMINED_NOT && r->moment.version != NONE) {
        struct str label = program_text(p, p->versions[r->moment.version].label);
        impact_slot_of(w, first)->code[side] = 1 + intern(w->impact->texts, label);
    }
    impact_slot_of(w, first + 1)->code[side] = oordeel_code(r->oordeel, r->reason);
    for (size_t i = 0; i < r->decisions.len; i++) {
        const struct decision_result *decision = &r->decisions.at[i];
        uint32_t item = w->decision_items[side][decision->decision - p->decisions];
        impact_slot_of(w, item)->code[side] = 1 + (impact_code)decision->answer;
    }
    for (size_t i = 0; i < r->calculations.len; i++) {
        const struct calculation_result *amount = &r->calculations.at[i];
        uint32_t item = w->calculation_items[side][amount->calculation - p->calculations];
        impact_slot_of(w, item)->amount[side] = amount;
    }
    for (size_t i = 0; i < r->rules.len; i++) {
        const struct rule_result *rule = &r->rules.at[i];
        struct impact_slot *slot = impact_slot_of(w, w->rule_items[side][rule->rule - p->rules]);
        slot->code[side] = 1 + (impact_code)rule->verdict;
        slot->rule[side] = rule;
    }
}

static bool same_amount(const struct calculation_result *a, const struct calculation_result *b)
{
    if (!a || !b) return a == b;
    if (!value_known(a->value) || !value_known(b->value))
        return value_known(a->value) == value_known(b->value);
    return a->value.lo == b->value.lo && a->calculation->type.scale == b->calculation->type.scale;
}

static impact_code asks_nothing(enum impact_kind kind)
{
    return kind == IMPACT_RULE       ? 1 + (impact_code)NIET_VAN_TOEPASSING
           : kind == IMPACT_DECISION ? 1 + (impact_code)ANSWER_NIET_VAN_TOEPASSING
                                     : IMPACT_ABSENT;
}

bool impact_differs(struct impact_work *w, uint32_t item)
{
    struct impact_slot *slot = &w->slots[item];
    enum impact_kind kind = w->impact->items.at[item].kind;
    if (kind == IMPACT_CALCULATION) {
        if (same_amount(slot->amount[0], slot->amount[1])) return false;
        for (int side = 0; side < 2; side++) slot->code[side] = amount_code(w, slot->amount[side]);
        return slot->code[0] != slot->code[1];
    }
    impact_code a = slot->code[0], b = slot->code[1], nothing = asks_nothing(kind);
    if (a == b) return false;
    /* Who is not judged at all on one side has not come under another version. */
    if (kind == IMPACT_VERSION) return w->result[0] && w->result[1];
    return !((a == IMPACT_ABSENT && b == nothing) || (b == IMPACT_ABSENT && a == nothing));
}

/* ---- said ---- */

struct str impact_value(const struct impact *impact, const struct impact_item *item,
                        impact_code code)
{
    if (code == IMPACT_ABSENT) return STR("-");
    switch (item->kind) {
    case IMPACT_RULE: return str_from(verdict_name((enum verdict)(code - 1)));
    case IMPACT_OORDEEL: return str_from(oordeel_name(oordeel_of(code)));
    case IMPACT_DECISION: return str_from(answer_name((enum answer)(code - 1)));
    case IMPACT_CALCULATION:
        return code == AMOUNT_UNKNOWN ? STR("onbekend")
                                      : intern_text(impact->texts, code - AMOUNT_FIRST);
    default: return intern_text(impact->texts, code - 1);
    }
}

struct str impact_reason(const struct impact_item *item, impact_code code)
{
    if (item->kind != IMPACT_OORDEEL || code == IMPACT_ABSENT) return (struct str){0};
    return str_from(undetermined_name(reason_of(code)));
}

static struct str oordeel_words(struct arena *arena, impact_code code)
{
    const char *words = words_oordeel(oordeel_of(code));
    if (reason_of(code) == UNDETERMINED_NOT) return str_from(words);
    return str_from(arena_printf(arena, "%s (%s)", words, words_undetermined(reason_of(code))));
}

struct str impact_words(const struct impact *impact, struct arena *arena,
                        const struct impact_item *item, impact_code code)
{
    if (code == IMPACT_ABSENT)
        return str_from(item->kind == IMPACT_VERSION ? _("none") : _("not listed"));
    switch (item->kind) {
    case IMPACT_RULE: return str_from(words_verdict((enum verdict)(code - 1)));
    case IMPACT_OORDEEL: return oordeel_words(arena, code);
    case IMPACT_DECISION: return str_from(words_answer((enum answer)(code - 1)));
    case IMPACT_CALCULATION:
        if (code == AMOUNT_UNKNOWN) return str_from(words_verdict(VERDICT_ONBEKEND));
        break;
    default: break;
    }
    return impact_value(impact, item, code);
}
