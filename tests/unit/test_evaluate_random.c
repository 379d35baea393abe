/* What must hold of every evaluation, tried on many practices made at random:
 *
 *   - a verdict that is known stays, whatever the unknown data turn out to be (strong Kleene);
 *   - `ontbreekt` names only data that are unknown, and filling in all that it names, as often as
 *     it brings up more, settles the rule;
 *   - there is an explanation, of every rule, and it can be written.
 *
 * A practice is a model here: its data, each with a flag whether it is known.  The generator is
 * seeded, so that a failure comes back. */
#include "check.h"
#include "sample.h"

#include "report/explain_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 400, ROWS = 3, FILL_ROUNDS = 40 };

/* ---- Chance ---- */

static uint64_t chance_state;

static unsigned chance(unsigned n) /* 0 .. n - 1 */
{
    chance_state = chance_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(chance_state >> 33) % n;
}

/* ---- The model ---- */

enum kind { JA_NEE, NUMBER, DAY, ELEMENT, STATUS, VERSION, RHO, KINDS };

struct cell_value {
    bool known;
    unsigned value;
};

struct model_row {
    struct cell_value columns[3];
};

struct model_list {
    bool known;
    size_t count;
    struct model_row rows[ROWS];
};

struct column_spec {
    const char *name;
    enum kind kind;
};

static const struct column_spec own_columns[] = {
    {"a", JA_NEE}, {"b", JA_NEE}, {"c", JA_NEE}, {"patienten", NUMBER}, {"rho", RHO},
};
enum { OWN = sizeof own_columns / sizeof *own_columns };

enum { INTERVENTIE, INTERVISIE, REGIOPLAN, LISTS };
static const struct {
    const char *name, *path;
    struct column_spec columns[3];
} lists[LISTS] = {
    {"interventie",
     "interventie",
     {{"kernelement", ELEMENT}, {"gestart", DAY}, {"status", STATUS}}},
    {"intervisie", "intervisie", {{"datum", DAY}, {"thema", JA_NEE}, {"verslag", JA_NEE}}},
    {"regioplan", "rho.regioplan", {{"leidraad", VERSION}, {"vastgesteld", DAY}, {"ok", JA_NEE}}},
};

struct model {
    struct cell_value own[OWN], aanbod;
    struct model_list lists[LISTS];
};

static unsigned any_value(enum kind kind)
{
    static const unsigned many[KINDS] = {2, 3, 40, 3, 4, 4, 2};
    return chance(many[kind]);
}

static struct cell_value any_cell(enum kind kind, bool known)
{
    return (struct cell_value){known || chance(3) > 0, any_value(kind)};
}

static struct model_list any_list(int list, bool known)
{
    struct model_list made = {.known = known || chance(5) > 0, .count = chance(ROWS + 1)};
    for (size_t i = 0; i < made.count; i++)
        for (int c = 0; c < 3; c++)
            made.rows[i].columns[c] = any_cell(lists[list].columns[c].kind, known);
    return made;
}

static struct model any_model(void)
{
    struct model m = {.aanbod = any_cell(JA_NEE, false)};
    for (int i = 0; i < OWN; i++) m.own[i] = any_cell(own_columns[i].kind, false);
    for (int i = 0; i < LISTS; i++) m.lists[i] = any_list(i, false);
    return m;
}

/* ---- As JSON ---- */

static void write_value(struct buf *out, enum kind kind, struct cell_value cell)
{
    static const char *const elements[] = {"anders", "netwerk", "gesprek"};
    static const char *const statuses[] = {"gepland", "ingezet", "doorontwikkeld", "gestopt"};
    static const char *const versions[] = {"2023", "2025", "2026-2027", "2028"};
    static const char *const rhos[] = {"UNICUM", "ROHA"};
    char iso[DATE_ISO_SIZE];
    if (!cell.known) {
        buf_adds(out, "null");
        return;
    }
    switch (kind) {
    case JA_NEE: buf_adds(out, cell.value ? "true" : "false"); break;
    case NUMBER: buf_printf(out, "%u", cell.value); break;
    case DAY:
        buf_printf(out, "'%s'", date_iso(day("2023-04-01") + 53 * (date)cell.value, iso));
        break;
    case ELEMENT: buf_printf(out, "'%s'", elements[cell.value]); break;
    case STATUS: buf_printf(out, "'%s'", statuses[cell.value]); break;
    case VERSION: buf_printf(out, "'%s'", versions[cell.value]); break;
    default: buf_printf(out, "'%s'", rhos[cell.value]);
    }
}

static void write_list(struct buf *out, const struct model *m, int list)
{
    const struct model_list *l = &m->lists[list];
    buf_printf(out, ",'%s':", lists[list].name);
    if (!l->known) {
        buf_adds(out, "null");
        return;
    }
    buf_addc(out, '[');
    for (size_t i = 0; i < l->count; i++) {
        buf_adds(out, i ? ",{" : "{");
        for (int c = 0; c < 3; c++) {
            buf_printf(out, "%s'%s':", c ? "," : "", lists[list].columns[c].name);
            write_value(out, lists[list].columns[c].kind, l->rows[i].columns[c]);
        }
        buf_addc(out, '}');
    }
    buf_addc(out, ']');
}

static const char *as_json(struct arena *arena, const struct model *m, const char *intake)
{
    struct buf out = {.arena = arena};
    buf_printf(&out, "{'praktijk':[{'agb':'99000001','lsv':'L','instroom':'%s'", intake);
    for (int i = 0; i < OWN; i++) {
        buf_printf(&out, ",'%s':", own_columns[i].name);
        write_value(&out, own_columns[i].kind, m->own[i]);
    }
    write_list(&out, m, INTERVENTIE);
    write_list(&out, m, INTERVISIE);
    buf_adds(&out, "}],'lsv':[{'lsv':'L','aanbod':");
    write_value(&out, JA_NEE, m->aanbod);
    buf_adds(&out, "}],'rho':[{'rho':'UNICUM'");
    write_list(&out, m, REGIOPLAN);
    buf_adds(&out, "},{'rho':'ROHA'");
    write_list(&out, m, REGIOPLAN);
    buf_adds(&out, "}]}");
    return buf_str(&out).at;
}

/* ---- Filling in ---- */

static void fill_cell(struct cell_value *cell, struct str name)
{
    if (cell->known) fail_msg(STR_FMT " is named, but known", STR_ARG(name));
    cell->known = true;
}

static bool fill_row(struct model *m, int list, struct str name)
{
    struct str path = str_from(lists[list].path);
    if (!str_starts(name, path) || name.len == path.len || name.at[path.len] != '[') return false;
    size_t row = (size_t)strtoul(name.at + path.len + 1, NULL, 10) - 1;
    assert_true(row < m->lists[list].count);
    const char *dot = strchr(name.at + path.len, '.');
    for (int c = 0; c < 3; c++)
        if (!strcmp(dot + 1, lists[list].columns[c].name))
            fill_cell(&m->lists[list].rows[row].columns[c], name);
    return true;
}

static void fill_in(struct model *m, struct str name)
{
    if (str_equal(name, STR("lsv.aanbod"))) {
        fill_cell(&m->aanbod, name);
        return;
    }
    for (int i = 0; i < OWN; i++) {
        if (str_equal(name, str_from(own_columns[i].name))) {
            fill_cell(&m->own[i], name);
            return;
        }
    }
    for (int i = 0; i < LISTS; i++) {
        if (str_equal(name, str_from(lists[i].path))) {
            assert_false(m->lists[i].known);
            m->lists[i] = any_list(i, false);
            m->lists[i].known = true;
            return;
        }
        if (fill_row(m, i, name)) return;
    }
    fail_msg(STR_FMT " is no name of a datum", STR_ARG(name));
}

static struct model completed(const struct model *m)
{
    struct model full = *m;
    full.aanbod.known = true;
    for (int i = 0; i < OWN; i++) full.own[i].known = true;
    for (int i = 0; i < LISTS; i++) {
        if (!full.lists[i].known) full.lists[i] = any_list(i, true);
        for (size_t r = 0; r < full.lists[i].count; r++)
            for (int c = 0; c < 3; c++) full.lists[i].rows[r].columns[c].known = true;
    }
    return full;
}

/* ---- The rules ---- */

static struct sample *create(struct arena *arena)
{
    struct sample *s = sample_create(arena);
    sample_parameter(s, "geen", UNKNOWN, 0);
    sample_parameter(s, "soms", 1, 0);
    sample_definition(
        s, "interventie", "loopt",
        "(en (<= gestart peildatum) (of (= status 'ingezet) (= status 'doorontwikkeld)))");
    static const struct sample_rule everywhere[] = {
        {.id = "en", .condition = "(en a (of b c))"},
        {.id = "geldt", .applies = "a", .except = "(en b c)", .condition = "lsv.aanbod"},
        {.id = "er_is",
         .deadline = "(groeijaar_einde 2)",
         .condition =
             "(en (er_is interventie (en (= kernelement 'anders) !loopt)) (er_is interventie"
             " (en (= kernelement 'gesprek) !loopt)))"},
        {.id = "elke",
         .condition = "(elke interventie (of (niet !loopt) (= kernelement 'anders)))"},
        {.id = "aantal", .condition = "(>= (aantal interventie !loopt) patienten)"},
        {.id = "niet", .condition = "(niet (er_is interventie (en (= status 'gepland) b)))"},
        {.id = "als", .condition = "(als a (= patienten 1) (er_is intervisie verslag))"},
        {.id = "open",
         .condition = "(en (er_is interventie !loopt) (>= (aantal interventie !loopt) $geen))"},
        {.id = "soms", .condition = "(of c (> patienten $soms))"},
        {.id = "termijn", .deadline = "(als b 2024-06-30 2027-06-30)", .condition = "c"},
        {.id = "verslag",
         .condition = "(elke intervisie (of (niet thema) (of (< datum versiedatum) verslag)))"},
        {.id = "plan", .condition = "(er_is rho.regioplan (en ok (= leidraad leidraad)))"},
    };
    for (size_t i = 0; i < sizeof everywhere / sizeof *everywhere; i++)
        sample_leidraad(s, V2023, V2028, everywhere[i]);
    struct sample_rule yearly = {.id = "jaar",
                                 .yearly = true,
                                 .deadline = "jaar_einde",
                                 .condition = "(er_is intervisie (en thema (in_jaar datum)))"};
    sample_leidraad(s, V2023, V2025, yearly);
    yearly.id = "regiojaar";
    yearly.applies = "(of a (>= groeijaar 3))";
    sample_plan(s, PLAN_UNICUM, yearly);
    sample_plan(
        s, PLAN_UNICUM,
        (struct sample_rule){.id = "en", .sharpens = true, .condition = "(of a lsv.aanbod)"});
    sample_plan(s, PLAN_ROHA,
                (struct sample_rule){.id = "roha",
                                     .deadline = "(groeijaar_einde 1)",
                                     .except = "(er_is interventie (= status 'gestopt))",
                                     .condition = "(>= (aantal interventie !loopt) 2)"});
    sample_kader(s, (struct sample_rule){.id = "kader",
                                         .deadline = "2026-06-30",
                                         .applies = "(<= groeijaar 3)",
                                         .condition = "b"});
    return s;
}

/* A rule that does not concern the practice is as good as one that is not listed. */
static enum verdict verdict_in(const struct result *r, index_t rule)
{
    for (size_t i = 0; i < r->rules.len; i++)
        if (r->rules.at[i].rule->id == rule) return r->rules.at[i].verdict;
    return NIET_VAN_TOEPASSING;
}

static void check_known_stays(struct sample *s, const struct model *m, const char *intake,
                              const char *on)
{
    const char *json = as_json(s->arena, m, intake);
    const struct result *before = sample_evaluate(s, json, on);
    for (int i = 0; i < 3; i++) {
        struct model full = completed(m);
        const char *full_json = as_json(s->arena, &full, intake);
        const struct result *after = sample_evaluate(s, full_json, on);
        for (size_t j = 0; j < before->rules.len; j++) {
            const struct rule_result *rule = &before->rules.at[j];
            enum verdict then = verdict_in(after, rule->rule->id);
            if (rule->verdict == VERDICT_ONBEKEND || rule->verdict == then) continue;
            fail_msg("on %s " STR_FMT " is %s, then %s\n%s\n%s", on,
                     STR_ARG(program_text(s->program, rule->rule->id)), verdict_name(rule->verdict),
                     verdict_name(then), json, full_json);
        }
        for (size_t j = 0; j < after->rules.len; j++)
            assert_int_not_equal(after->rules.at[j].verdict, VERDICT_ONBEKEND);
    }
}

static void check_missing_settles(struct sample *s, struct model m, const char *intake,
                                  const char *on, index_t rule)
{
    for (int round = 0; round < FILL_ROUNDS; round++) {
        const char *json = as_json(s->arena, &m, intake);
        const struct result *r = sample_evaluate(s, json, on);
        if (verdict_in(r, rule) != VERDICT_ONBEKEND) return;
        const struct rule_result *found = sample_find(r, program_text(s->program, rule).at);
        size_t filled = 0;
        for (size_t i = 0; i < found->missing.list.len; i++) {
            struct str name = found->missing.list.at[i];
            if (str_starts(name, STR("parameter."))) continue;
            fill_in(&m, name);
            filled++;
        }
        if (!filled)
            fail_msg("on %s " STR_FMT " is unknown for no reason\n%s", on,
                     STR_ARG(program_text(s->program, rule)), json);
    }
    fail_msg("what is missing never settles it");
}

static int count_bytes(void *count, const char *bytes, size_t n)
{
    (void)bytes;
    *(size_t *)count += n;
    return 0;
}

static void check_explained(struct sample *s, const struct result *r)
{
    size_t bytes = 0, rules = 0;
    struct out *out = ARENA_NEW(s->arena, struct out);
    out_init(out, count_bytes, &bytes);
    const struct report report = {.out = out,
                                  .arena = s->arena,
                                  .program = s->program,
                                  .name = "",
                                  .content = "",
                                  .force_version = NONE,
                                  .width = 80};
    struct explanation e = explain(s->arena, r, NONE);
    for (const struct explained *x = e.root->first; x; x = x->next)
        rules += x->kind == EXPLAINED_RULE;
    assert_int_equal(rules, r->rules.len);
    explain_text(&report, s->arena, &e);
    explain_json(&report, s->arena, &e);
    assert_int_equal(out_flush(out), 0);
    assert_true(bytes > 0);
}

static void at_random(void **state)
{
    static const char *const intakes[] = {"2023-04-01", "2023-10-01", "2024-01-01", "2026-07-01"};
    struct sample *s = create(*state);
    chance_state = 20260401;
    for (int round = 0; round < ROUNDS; round++) {
        struct arena *arena;
        char on[DATE_ISO_SIZE];
        assert_int_equal(arena_create(&arena), 0);
        s->arena = arena;
        const char *intake = intakes[chance(4)];
        date from = day(intake), last = day("2028-12-31");
        date_iso(from + (date)chance((unsigned)(last - from)), on);
        for (int i = 0; i < SAMPLE_READINGS; i++) s->turned[i] = NONE;
        if (chance(2)) sample_turn(s, GROEIJAARBEGRIP, "kalenderjaar");
        if (chance(2)) sample_turn(s, JAARBEGRIP, "eigen_jaar");
        if (chance(2)) sample_turn(s, REGIOPLANDUUR, "kalender");
        struct model m = any_model();
        check_known_stays(s, &m, intake, on);
        const struct result *r = sample_evaluate(s, as_json(arena, &m, intake), on);
        check_explained(s, r);
        for (size_t i = 0; i < r->rules.len; i++)
            if (r->rules.at[i].verdict == VERDICT_ONBEKEND)
                check_missing_settles(s, m, intake, on, r->rules.at[i].rule->id);
        s->arena = *state;
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {ARENA_TEST(at_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
