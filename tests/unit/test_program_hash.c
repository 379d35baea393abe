/* The two hashes of a rule: what changes them, and what does not.
 *
 * Each change is made to a fresh sample, and the rules whose meaning or text is then another must
 * be exactly those named. */
#include "tests/unit/check.h"

#include "program/internal.h"
#include "tests/unit/program_sample.h"

/* ---- Comparing all rules of two programs ---- */

enum { MEANING, TEXT };

static const uint8_t *hash_of(const struct program *p, index_t rule, int which)
{
    return which == MEANING ? p->rules[rule].meaning : p->rules[rule].text;
}

/* The rules that differ, a bit each.  Without noise a rule is where its name says. */
static unsigned differing(const struct program *a, const struct program *b, int which)
{
    unsigned bits = 0;
    for (index_t rule = 0; rule < PS_RULES; rule++)
        if (memcmp(hash_of(a, rule, which), hash_of(b, rule, which), SHA256_BYTES) != 0)
            bits |= 1u << rule;
    return bits;
}

static struct program *hashed(struct arena *arena, bool noise)
{
    struct program *p = program_sample(arena, noise);
    program_hash_rules(p);
    return p;
}

/* ---- What is the same ---- */

static void rules_differ_from_each_other(void **state)
{
    struct program *p = hashed(*state, false);
    for (index_t a = 0; a < PS_RULES; a++)
        for (index_t b = 0; b < a; b++)
            assert_memory_not_equal(hash_of(p, a, MEANING), hash_of(p, b, MEANING), SHA256_BYTES);
}

static void order_and_place_do_not_matter(void **state)
{
    struct program *p = hashed(*state, false), *noisy = hashed(*state, true);
    assert_true(noisy->nodes_count > p->nodes_count);
    assert_int_not_equal(ps_rule(noisy, PS_LERENDE), PS_LERENDE);
    for (int rule = 0; rule < PS_RULES; rule++)
        assert_memory_equal(hash_of(p, ps_rule(p, rule), MEANING),
                            hash_of(noisy, ps_rule(noisy, rule), MEANING), SHA256_BYTES);
}

static void hashing_twice_gives_the_same(void **state)
{
    struct program *p = hashed(*state, false), *again = hashed(*state, false);
    program_hash_rules(again);
    assert_int_equal(differing(p, again, MEANING), 0);
    assert_int_equal(differing(p, again, TEXT), 0);
}

/* The hashes stand in stores and caches: they may not change by accident.  Where they change with
 * intent, because what they are made of does, caches must be told apart by it (PROGRAM_FORMAT). */
static void hashes_are_stable(void **state)
{
    struct program *p = hashed(*state, false);
    char hex[SHA256_HEX];
    sha256_hex(hash_of(p, PS_LERENDE, MEANING), hex);
    assert_string_equal(hex, "d5060cbbc66f87ef14475e8dcc6e7f1604da10430e0c91bfba74c0b338579874");
    sha256_hex(hash_of(p, PS_INTERVISIE, MEANING), hex);
    assert_string_equal(hex, "747f6905ca7db33d6cd4a2b1c75e83b463380ac426bb86137c80b856fa46ec10");
}

/* ---- What changes ---- */

enum {
    LERENDE = 1u << PS_LERENDE,
    GROEIMODEL = 1u << PS_GROEIMODEL,
    DOORONTWIKKELING = 1u << PS_DOORONTWIKKELING,
    VIGEREND = 1u << PS_VIGEREND,
    CONSULTEN = 1u << PS_CONSULTEN,
    INTERVISIE = 1u << PS_INTERVISIE,
    VERSCHERPT = 1u << PS_VERSCHERPT,
    BEWERKINGEN = 1u << PS_BEWERKINGEN,

    PLAN = INTERVISIE | VERSCHERPT | BEWERKINGEN,
    KADER = VIGEREND | CONSULTEN,
    LISTS = GROEIMODEL | DOORONTWIKKELING | INTERVISIE | BEWERKINGEN, /* through interventie */
    ALL = (1u << PS_RULES) - 1,
};

static struct node *node_of(struct program *p, enum opcode op)
{
    index_t i = 0;
    while (p->nodes[i].op != op) i++;
    return &p->nodes[i];
}

static index_t truth(struct program *p)
{
    struct ps s = {.p = p, .self = 0};
    return ps_const(&s, OP_JA_NEE, PS_TRUTH, 1);
}

static index_t symbol(struct program *p, const char *text)
{
    return program_symbol(p, str_from(text));
}

struct change {
    unsigned meaning, text; /* the rules that it changes */
};

/* Each line is a change by its number. */
#define CASE(meaning, text, ...) \
    case __LINE__:               \
        __VA_ARGS__;             \
        return (struct change)   \
        {                        \
            meaning, text        \
        }
#define NO_CASE ((struct change){~0u, ~0u})

static struct change change_rule(struct program *p, int line)
{
    struct rule *rules = p->rules;
    switch (line) {
        /* what decides a verdict */
        CASE(LERENDE, LERENDE, rules[PS_LERENDE].condition = truth(p));
        CASE(LERENDE, 0, rules[PS_LERENDE].soort = symbol(p, "minimale_horde"));
        CASE(LERENDE, 0, rules[PS_LERENDE].soort = NONE);
        CASE(LERENDE, 0, rules[PS_LERENDE].consequences.count = 1);
        CASE(LERENDE, 0, rules[PS_LERENDE].table = 2);
        CASE(GROEIMODEL, GROEIMODEL, rules[PS_GROEIMODEL].deadline = NONE);
        CASE(GROEIMODEL, 0, p->nodes[node_of(p, OP_GROEIJAAR_EINDE)->a].value = 3);
        CASE(GROEIMODEL, GROEIMODEL, p->exceptions[0].condition = truth(p));
        CASE(GROEIMODEL, GROEIMODEL, rules[PS_GROEIMODEL].exceptions.count = 1);
        CASE(DOORONTWIKKELING, DOORONTWIKKELING, rules[PS_DOORONTWIKKELING].applies = NONE);
        CASE(DOORONTWIKKELING, 0, p->nodes[rules[PS_DOORONTWIKKELING].applies].op = OP_GROTER);
        CASE(INTERVISIE, 0, rules[PS_INTERVISIE].yearly = false);
        CASE(VERSCHERPT, 0, rules[PS_VERSCHERPT].sharpens = false);
        /* what is only text */
        CASE(0, LERENDE, rules[PS_LERENDE].title = symbol(p, "Anders"));
        CASE(0, LERENDE, rules[PS_LERENDE].citations.count = 0);
        CASE(0, LERENDE, p->citations[rules[PS_LERENDE].citations.first].place = NONE);
        CASE(0, LERENDE, p->citations[rules[PS_LERENDE].citations.first].source = 1);
        CASE(0, LERENDE, rules[PS_LERENDE].assumptions.count = 0);
        CASE(0, LERENDE, p->nodes[rules[PS_LERENDE].condition].phrase = symbol(p, "anders"));
        CASE(0, DOORONTWIKKELING, rules[PS_DOORONTWIKKELING].applies_because = NONE);
        CASE(0, GROEIMODEL, p->exceptions[1].because = NONE);
        CASE(0, GROEIMODEL, p->repeats[0].because = NONE);
        CASE(0, GROEIMODEL, rules[PS_GROEIMODEL].repeats.count = 0);
        /* what is neither */
        CASE(0, 0, rules[PS_LERENDE].origins[PART_CONDITION].line++);
        CASE(0, 0, rules[PS_INTERVISIE].readings.count = 0);
        CASE(0, 0, node_of(p, OP_ONBEKEND)->a = symbol(p, "om een andere reden"));
        CASE(0, 0, node_of(p, OP_KOLOM)->origin.line++);
        CASE(0, 0, node_of(p, OP_KOLOM)->phrase = NONE);
    default: return NO_CASE;
    }
}

static struct change change_what_it_uses(struct program *p, int line)
{
    switch (line) {
        CASE(GROEIMODEL, 0, p->set_items[0].to = date_of(2026, 1, 1));
        CASE(GROEIMODEL, 0, p->set_items[0].member = symbol(p, "gepland"));
        CASE(GROEIMODEL, 0, p->sets[0].items.count = 1);
        CASE(0, 0, p->sets[0].id = symbol(p, "anders"));
        CASE(0, 0, p->sets[0].title = symbol(p, "anders"));
        CASE(0, 0, p->sets[0].citations = p->readings[0].citations);
        CASE(0, 0, p->set_items[0].citations = p->readings[0].citations);
        CASE(0, 0, p->keuzes[0].citations.count = 0);
        CASE(0, 0, p->members[0].citations = p->readings[0].citations);
        CASE(GROEIMODEL, 0, p->definitions[PS_INGEVOERD].body = 0);
        CASE(0, 0, p->definitions[PS_INGEVOERD].id = symbol(p, "anders"));
        CASE(0, 0, p->definitions[PS_INGEVOERD].citations = p->readings[0].citations);
        CASE(DOORONTWIKKELING, 0, p->parameters[1].periods = p->parameters[0].periods);
        CASE(DOORONTWIKKELING, 0, p->parameters[1].id = symbol(p, "anders"));
        CASE(DOORONTWIKKELING, 0, p->parameters[1].per = symbol(p, "jaar"));
        CASE(0, 0, p->parameters[1].none_because = NONE);
        CASE(0, 0, p->parameters[1].title = symbol(p, "anders"));
        CASE(0, 0, p->param_periods[0].value++); /* of tarief, which no rule uses */
        CASE(LISTS, 0, p->tables[1].dated = NONE);
        CASE(LISTS, 0, p->tables[1].id = symbol(p, "anders"));
        CASE(CONSULTEN, 0, p->tables[4].year = NONE);
        CASE(CONSULTEN, 0, p->tables[4].id = symbol(p, "anders"));
        CASE(CONSULTEN, 0, p->columns[13].id = symbol(p, "anders"));
        CASE(0, 0, p->columns[13].title = symbol(p, "anders"));
        CASE(0, 0, p->columns[13].type.max--);
        CASE(0, 0, p->columns[0].type.ref = NONE);
        CASE(0, 0, p->tables[4].title = symbol(p, "anders"));
        CASE(GROEIMODEL | BEWERKINGEN, 0, p->keuzes[0].id = symbol(p, "anders"));
        CASE(0, 0, p->members[0].title = symbol(p, "anders"));
        CASE(0, 0, p->keuzes[0].members.count = 2);
        CASE(INTERVISIE, 0, p->stelsel.calendar_year = NONE);
        CASE(DOORONTWIKKELING | GROEIMODEL, 0, p->stelsel.own_growth_year = truth(p));
        CASE(GROEIMODEL | DOORONTWIKKELING | INTERVISIE | BEWERKINGEN, 0,
             p->stelsel.month_rounding ^= 1);
        CASE(0, 0, p->stelsel.every_cell = NONE);
        CASE(0, 0, p->stelsel.to--);
    default: return NO_CASE;
    }
}

static void set_standard(struct program *p, index_t version, index_t reading, index_t choice)
{
    p->refs[p->versions[version].standards.first + reading].to = choice;
}

static struct change change_layers(struct program *p, int line)
{
    switch (line) {
        CASE(KADER, 0, p->kaders[0].to--);
        CASE(0, 0, p->kaders[0].adopted++);
        CASE(0, 0, p->kaders[0].id = symbol(p, "anders"));
        CASE(PLAN, 0, p->plans[0].holder_key = symbol(p, "ROHA"));
        CASE(PLAN, 0, p->plans[0].version = 0);
        CASE(PLAN, 0, p->plans[0].from = date_of(2026, 1, 1));
        CASE(PLAN, 0, p->plans[0].term = NONE);
        CASE(PLAN, 0, p->versions[1].label = symbol(p, "2025-2026"));
        CASE(0, 0, p->plans[0].id = symbol(p, "anders"));
        CASE(0, 0, p->plans[0].adopted = date_of(2025, 9, 30));
        CASE(0, 0, p->cells[0].from++);
        CASE(0, 0, p->versions[0].adopted++);
        CASE(0, 0, p->versions[1].rules.count--);
        /* regioplanduur is in the term of the plan, jaarbegrip in what a year of a duty is */
        CASE(PLAN, 0, p->choices[2].id = symbol(p, "anders"));
        CASE(PLAN, 0, p->readings[1].id = symbol(p, "anders"));
        CASE(PLAN, 0, set_standard(p, 0, 1, 3));
        CASE(PLAN, 0, set_standard(p, 1, 1, 3));
        CASE(INTERVISIE, 0, set_standard(p, 1, 0, 1));
        CASE(INTERVISIE, 0, p->readings[0].choices.count = 1);
        CASE(0, 0, p->readings[0].question = NONE);
        CASE(0, 0, p->choices[0].title = symbol(p, "anders"));
    default: return NO_CASE;
    }
}

typedef struct change changer(struct program *p, int line);

enum { LINES = 1000 };

static void change_each(struct arena *arena, changer *changes)
{
    struct program *before = hashed(arena, false);
    int cases = 0;
    for (int line = 1; line < LINES; line++) {
        struct program *p = program_sample(arena, false);
        struct change expected = changes(p, line);
        if (expected.meaning == ~0u) continue;
        cases++;
        program_hash_rules(p);
        unsigned meaning = differing(before, p, MEANING), text = differing(before, p, TEXT);
        if (meaning != expected.meaning)
            fail_msg("line %d: meaning of %x and not %x", line, meaning, expected.meaning);
        if (text != expected.text)
            fail_msg("line %d: text of %x and not %x", line, text, expected.text);
    }
    assert_true(cases > 0);
}

static void changes_in_a_rule_are_seen(void **state)
{
    change_each(*state, change_rule);
}

static void changes_in_what_it_uses_are_seen(void **state)
{
    change_each(*state, change_what_it_uses);
}

static void changes_in_its_layer_are_seen(void **state)
{
    change_each(*state, change_layers);
}

/* A new name is no new meaning, or a renamed rule would be one that went and one that came. */
static void a_renamed_rule_is_found_again(void **state)
{
    struct program *before = hashed(*state, false), *p = program_sample(*state, false);
    p->rules[PS_GROEIMODEL].id = symbol(p, "groei");
    p->rules[PS_VERSCHERPT].id = symbol(p, "scherp");
    program_hash_rules(p);
    assert_memory_equal(p->rules[PS_GROEIMODEL].meaning, before->rules[PS_GROEIMODEL].meaning,
                        SHA256_BYTES);
    /* But one that sharpens another means which. */
    assert_memory_not_equal(p->rules[PS_VERSCHERPT].meaning, before->rules[PS_VERSCHERPT].meaning,
                            SHA256_BYTES);
}

/* A rule of a leidraad rests on the defaults of the version that owns it, and no other. */
static void later_defaults_leave_earlier_rules_alone(void **state)
{
    struct program *before = program_sample(*state, false), *p = program_sample(*state, false);
    struct program *both[2] = {before, p};
    for (int i = 0; i < 2; i++) {
        struct ps s = {.p = both[i], .self = 0};
        both[i]->rules[PS_LERENDE].condition = ps_reading(&s, "jaarbegrip", "eigen_jaar");
    }
    set_standard(p, 1, 0, 1);
    program_hash_rules(before);
    program_hash_rules(p);
    assert_int_equal(differing(before, p, MEANING), INTERVISIE);
    set_standard(p, 0, 0, 1);
    program_hash_rules(p);
    assert_int_equal(differing(before, p, MEANING), INTERVISIE | LERENDE);
}

/* Operands that may change places do; others do not. */
static void operands_change_places_where_they_may(void **state)
{
    static const enum opcode ops[] = {OP_GELIJK, OP_ONGELIJK, OP_KLEINER, OP_MIN, OP_PLUS};
    struct program *before = hashed(*state, false);
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        struct program *p = program_sample(*state, false);
        struct node *n = node_of(p, ops[i]);
        index_t a = n->a;
        n->a = n->b;
        n->b = a;
        program_hash_rules(p);
        bool same = ops[i] == OP_GELIJK || ops[i] == OP_ONGELIJK || ops[i] == OP_PLUS;
        assert_int_equal(differing(before, p, MEANING) == 0, same);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(rules_differ_from_each_other),
        ARENA_TEST(order_and_place_do_not_matter),
        ARENA_TEST(hashing_twice_gives_the_same),
        ARENA_TEST(hashes_are_stable),
        ARENA_TEST(changes_in_a_rule_are_seen),
        ARENA_TEST(changes_in_what_it_uses_are_seen),
        ARENA_TEST(changes_in_its_layer_are_seen),
        ARENA_TEST(a_renamed_rule_is_found_again),
        ARENA_TEST(later_defaults_leave_earlier_rules_alone),
        ARENA_TEST(operands_change_places_where_they_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
