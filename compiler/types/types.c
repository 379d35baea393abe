/* Types: the declarations, each with its expressions typed in the vocabulary it belongs to.
 *
 * Rules of a version and of the plans that belong to it are read in the vocabulary of that version;
 * kaders, decisions, amounts and the stelsel hold whatever the version, and are read in the
 * vocabulary as it was declared, unamended. */
#include "compiler/types/types.h"

#include "base/text.h"
#include "compiler/types/expr.h"
#include "compiler/types/rules.h"

struct making {
    struct typing *t;
    struct typed *typed;
};

bool about_readings(const struct expr *e)
{
    bool all = e->op == OP_LEZING || e->op == OP_JA_NEE || e->op == OP_NIET || e->op == OP_EN ||
               e->op == OP_OF || e->op == OP_ALS;
    const struct expr *const operands[] = {e->a, e->b, e->c};
    for (int i = 0; i < 3; i++)
        if (operands[i]) all = all && about_readings(operands[i]);
    for (size_t i = 0; e->list && i < e->count; i++) all = all && about_readings(e->list[i]);
    return all;
}

/* ---- readings ---- */

static void add_choices(struct making *m, struct typed_reading *reading, const struct entry *entry)
{
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind != AST_ALTERNATIEF) continue;
        const struct ast *title = ast_child(piece->ast, AST_TITLE);
        size_t i = 0;
        while (i < reading->choices.len && !str_equal(reading->choices.at[i].id, piece->ast->text))
            i++;
        if (i == reading->choices.len)
            VEC_PUSH(m->t->arena, &reading->choices)->id = piece->ast->text;
        if (title) reading->choices.at[i].title = title->text;
    }
}

static void add_reading_of(struct making *m, const struct edition *edition)
{
    for (size_t i = 0; i < edition->entries[ENTRY_LEZING].len; i++) {
        const struct entry *entry = edition->entries[ENTRY_LEZING].at[i];
        struct typed_reading *reading = &m->typed->readings.at[i];
        if (!entry || entry->lapsed) continue;
        if (!reading->first) reading->first = entry;
        if (reading->last != entry) add_choices(m, reading, entry);
        reading->last = entry;
    }
}

static void make_readings(struct making *m)
{
    const struct editions *all = m->t->all;
    for (uint32_t i = 0; i < intern_count(all->numbers[ENTRY_LEZING]); i++)
        VEC_PUSH(m->t->arena, &m->typed->readings)->id = intern_text(all->numbers[ENTRY_LEZING], i);
    add_reading_of(m, &all->base);
    for (size_t v = 0; v < all->versions.len; v++) add_reading_of(m, &all->versions.at[v]);
}

/* The place of a reading's default among its choices, under one edition.  A reading that a later
 * version brings has the default it is born with; one that lapsed keeps the default it had. */
static uint32_t standard_in(const struct making *m, const struct edition *edition, size_t number)
{
    const struct typed_reading *reading = &m->typed->readings.at[number];
    const struct entry *entry = edition_at(edition, ENTRY_LEZING, (uint32_t)number);
    struct piece standard = entry_standard(entry ? entry : reading->first);
    for (uint32_t i = 0; standard.ast && i < reading->choices.len; i++)
        if (str_equal(reading->choices.at[i].id, standard.ast->text)) return i;
    return 0; /* without a default there is a message */
}

/* ---- versions and kaders ---- */

/* A rule by its number in an edition, or NULL where it is not in force there. */
static const struct entry *rule_in_force(const struct edition *edition, size_t number)
{
    const struct entry *entry = edition_at(edition, ENTRY_REGEL, (uint32_t)number);
    return entry && !entry->lapsed ? entry : NULL;
}

static void make_version(struct making *m, size_t v)
{
    const struct edition *edition = &m->t->all->versions.at[v];
    struct environment *env = &m->t->versions[v];
    struct typed_version *version = &m->typed->versions.at[v];
    struct lister lister = {.layer = LAYER_LEIDRAAD, .owner = edition->owner, .holder = NONE};
    version->edition = edition;
    version->standards = ARENA_ARRAY(m->t->arena, uint32_t, m->typed->readings.len);
    for (size_t i = 0; i < m->typed->readings.len; i++)
        version->standards[i] = standard_in(m, edition, i);
    /* The rules of the version before stand in order of their numbers: `next` goes along. */
    const struct typed_version *before = v ? version - 1 : NULL;
    size_t next = 0;
    for (size_t i = 0; i < edition->entries[ENTRY_REGEL].len; i++) {
        const struct entry *entry = rule_in_force(edition, i);
        const struct typed_rule *rule = NULL;
        if (before && rule_in_force(before->edition, i)) rule = before->rules.at[next++];
        if (!entry) continue;
        if (!rule || rule->entry != entry || !(rule->poisoned || uses_hold(env, &rule->uses)))
            rule = type_rule(env, entry, &lister);
        *VEC_PUSH(m->t->arena, &version->rules) = rule;
    }
}

static void make_kaders(struct making *m)
{
    for (size_t k = 0; k < m->t->all->kaders.len; k++) {
        const struct rule_list *list = &m->t->all->kaders.at[k];
        struct lister lister = {.layer = LAYER_KADER, .owner = list->owner, .holder = NONE};
        typed_rules *rules = VEC_PUSH(m->t->arena, &m->typed->kaders);
        for (size_t i = 0; i < list->rules.len; i++)
            *VEC_PUSH(m->t->arena, rules) = type_rule(&m->t->base, list->rules.at[i], &lister);
    }
}

/* ---- regional plans ---- */

/* The reference by which subjects with an intake name who holds a plan; NONE. */
static uint32_t column_to(struct making *m, uint32_t holder, const struct ast *named)
{
    const struct schema *schema = m->t->schema;
    uint32_t found = NONE;
    if (schema->intake_table == NONE) return NONE;
    const struct schema_table *table = &schema->tables.at[schema->intake_table];
    for (uint32_t c = table->first_column; c < table->first_column + table->column_count; c++) {
        const struct schema_column *column = &schema->columns.at[c];
        if (column->type.kind != TYPE_VERWIJZING || column->type.ref != holder) continue;
        if (found == NONE) {
            found = c;
            continue;
        }
        struct diag *diag = SAY(m->t->diags, HOLDER_AMBIGUOUS, named->name_span, table->id,
                                schema->columns.at[found].id, column->id);
        diag_relate(m->t->diags, diag, column->ast->name_span, N_("declared here"),
                    (struct str){0});
        break;
    }
    return found;
}

static void type_holder(struct making *m, struct typed_plan *plan)
{
    const struct ast *named = ast_child(plan->list->ast, AST_VAN_HOUDER);
    const struct ast *key = named ? ast_child(named, AST_TITLE) : NULL;
    plan->holder = named ? type_subject(m->t, named) : NONE;
    plan->key = key ? key->text : (struct str){0};
    if (plan->holder == NONE) return;
    uint32_t column = column_to(m, plan->holder, named);
    if (m->typed->plan_column == NONE) {
        m->typed->plan_column = column;
    } else if (m->typed->plan_column != column) {
        const struct schema_column *other = &m->t->schema->columns.at[m->typed->plan_column];
        SAY(m->t->diags, HOLDER_KINDS, named->name_span, named->text,
            m->t->schema->tables.at[other->type.ref].id);
    }
}

static const struct expr *words_choice(struct making *m, struct environment *env,
                                       const struct owner *owner, const struct ast *clause,
                                       struct str yes, struct str no)
{
    uses unused = {0};
    struct scope scope = {
        .typing = m->t, .env = env, .owner = owner, .self = NONE, .row = NONE, .uses = &unused};
    const struct expr *e = clause ? type_words_choice(&scope, ast_at(clause, 0), yes, no) : NULL;
    if (!e || about_readings(e)) return e;
    SAY(m->t->diags, READINGS_ONLY, e->ast->span, ast_phrase(m->t->arena, e->ast));
    return NULL;
}

static void make_plan(struct making *m, const struct rule_list *list)
{
    struct typed_plan *plan = VEC_PUSH(m->t->arena, &m->typed->plans);
    const struct ast *duur = ast_child(list->ast, AST_DUUR);
    plan->list = list;
    type_holder(m, plan);
    if (!list->edition) return; /* without a version there is no vocabulary to read it in */
    struct environment *env = environment_of(m->t, list->edition);
    if (duur && !ast_child(list->ast, AST_KALENDER) && !damaged(list->ast))
        SAY(m->t->diags, PLAN_CALENDAR, duur->span, list->owner->label);
    plan->term = words_choice(m, env, list->owner, duur, STR("zolang_leidraad"), STR("kalender"));
    struct lister lister = {.layer = LAYER_REGIOPLAN, .owner = list->owner, .holder = plan->holder};
    lister.reaches_subjects =
        m->typed->plan_column != NONE || (m->t->schema->intake_table != NONE &&
                                          is_uncertain(m->t->schema, m->t->schema->intake_table));
    for (size_t i = 0; i < list->rules.len; i++)
        *VEC_PUSH(m->t->arena, &plan->rules) = type_rule(env, list->rules.at[i], &lister);
}

/* ---- decisions ---- */

static bool names_rule(struct str id, const struct rule_list *lists, size_t count)
{
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < lists[k].rules.len; i++)
            if (str_equal(lists[k].rules.at[i]->id, id)) return true;
    return false;
}

static void offer_rules(struct closest *closest, const struct rule_list *lists, size_t count)
{
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < lists[k].rules.len; i++)
            closest_offer(closest, lists[k].rules.at[i]->id);
}

/* A rule that no file has may be one that a later file will bring, as policies of an earlier day do
 * without it; but a name that is almost that of a rule is a slip. */
static void check_rule_name(struct making *m, const struct ast *ref)
{
    const struct editions *all = m->t->all;
    struct closest closest = closest_to(ref->text);
    if (intern_find(all->numbers[ENTRY_REGEL], ref->text, &(uint32_t){0}) ||
        names_rule(ref->text, all->kaders.at, all->kaders.len) ||
        names_rule(ref->text, all->plans.at, all->plans.len))
        return;
    for (uint32_t i = 0; i < intern_count(all->numbers[ENTRY_REGEL]); i++)
        closest_offer(&closest, intern_text(all->numbers[ENTRY_REGEL], i));
    offer_rules(&closest, all->kaders.at, all->kaders.len);
    offer_rules(&closest, all->plans.at, all->plans.len);
    if (closest.found.len)
        suggest(m->t->diags, SAY(m->t->diags, RULE_UNKNOWN, ref->name_span, ref->text), &closest);
    else if (!all->names->lacks)
        SAY(m->t->diags, RULE_ABSENT, ref->name_span, ref->text);
}

/* A rule that only a regional plan has, in a decision that does not look at plans: it would never
 * be among those it decides by. */
static void check_reach(struct making *m, const struct ast *answer, const struct ast *ref)
{
    const struct editions *all = m->t->all;
    if (answer->flags & FLAG_PLAN ||
        intern_find(all->numbers[ENTRY_REGEL], ref->text, &(uint32_t){0}) ||
        names_rule(ref->text, all->kaders.at, all->kaders.len))
        return;
    for (size_t i = 0; i < all->plans.len; i++) {
        if (!names_rule(ref->text, &all->plans.at[i], 1)) continue;
        SAY(m->t->diags, RULE_OF_PLAN, ref->name_span, ref->text,
            owner_name(m->t->arena, all->plans.at[i].owner));
        return;
    }
}

/* Decisions hold whatever the version, so a label of any version will do. */
static bool label_somewhere(const struct making *m, struct str keuze, struct str label)
{
    const struct editions *all = m->t->all;
    for (size_t v = 0; v < all->versions.len; v++) {
        const struct entry *entry = edition_find(all, &all->versions.at[v], ENTRY_KEUZE, keuze);
        if (entry && entry_item(entry, label).ast) return true;
    }
    return false;
}

static void type_answer(struct making *m, struct typed_decision *decision, const struct ast *answer)
{
    uses unused = {0};
    AST_EACH(selector, answer) {
        if (selector->kind == AST_REGEL_REF) {
            check_rule_name(m, selector);
            check_reach(m, answer, selector);
            *VEC_PUSH(m->t->arena, &decision->rule_ids) = selector->text;
        } else if (selector->kind == AST_SOORT) {
            if (!label_somewhere(m, STR("soort"), selector->text))
                type_soort(&m->t->base, selector, &unused);
            *VEC_PUSH(m->t->arena, &decision->soorten) = selector->text;
        } else if (selector->kind == AST_GEVOLG) {
            AST_EACH(name, selector) {
                if (!label_somewhere(m, STR("gevolg"), name->text))
                    type_gevolg(&m->t->base, name, &unused);
                *VEC_PUSH(m->t->arena, &decision->consequences) = name->text;
            }
        }
    }
}

static date day_of(const struct ast *period, size_t n, date otherwise)
{
    const struct ast *day = period ? ast_at(period, n) : NULL;
    return day && day->kind == AST_DATUM ? (date)day->value : otherwise;
}

static void make_decision(struct making *m, const struct ast *ast)
{
    struct typed_decision *decision = VEC_PUSH(m->t->arena, &m->typed->decisions);
    const struct ast *geldt = ast_child(ast, AST_GELDT);
    const struct ast *answer = ast_child(ast, AST_ANTWOORD);
    const struct ast *period = geldt ? ast_child(geldt, AST_PERIODE) : NULL;
    decision->ast = ast;
    decision->table = geldt ? type_subject(m->t, geldt) : NONE;
    decision->from = day_of(period, 0, DATE_MIN);
    decision->to = day_of(period, 1, DATE_MAX);
    if (answer) type_answer(m, decision, answer);
}

/* ---- amounts ---- */

/* A version that amends what an amount rests on would seem to change the amount, and does not. */
static void check_amended(struct making *m, const struct ast *formula, const uses *list)
{
    for (size_t v = 0; v < m->t->all->versions.len; v++) {
        if (uses_hold(&m->t->versions[v], list)) continue;
        SAY(m->t->diags, FORMULA_AMENDED, formula->span, ast_phrase(m->t->arena, formula),
            m->t->all->versions.at[v].owner->label);
        return;
    }
}

static void make_calculation(struct making *m, const struct ast *ast)
{
    struct typing *t = m->t;
    struct typed_calculation *calculation = VEC_PUSH(t->arena, &m->typed->calculations);
    const struct ast *geldt = ast_child(ast, AST_GELDT), *type = ast_child(ast, AST_TYPE);
    const struct ast *formula = ast_child(ast, AST_FORMULE);
    uses list = {0};
    calculation->ast = ast;
    calculation->table = geldt ? type_subject(t, geldt) : NONE;
    calculation->type = read_type(t->all, type, false, &(struct str){0});
    if (calculation->table == NONE || calculation->type.kind == TYPE_POISON || !formula) return;
    if (calculation->type.kind != TYPE_GETAL && calculation->type.kind != TYPE_BEDRAG) {
        SAY(t->diags, CALCULATION_TYPE, type->span, ast->text,
            type_words(t->schema, &calculation->type));
        return;
    }
    struct type declared = calculation->type;
    struct scope scope = {.typing = t,
                          .env = &t->base,
                          .owner = &vocabulary,
                          .self = calculation->table,
                          .row = NONE,
                          .uses = &list};
    if (calculation->table == t->schema->intake_table) scope.allowed = NEEDS_INTAKE;
    formula = ast_at(formula, 0);
    if (!formula) return;
    calculation->value =
        type_formula(&scope, formula, ast_child(ast, AST_AFRONDING), &calculation->type);
    if (!calculation->value) return;
    if (ast_child(type, AST_BEREIK) &&
        (calculation->type.min < declared.min || calculation->type.max > declared.max))
        SAY(t->diags, CALCULATION_RANGE, formula->span, ast_phrase(t->arena, formula), ast->text);
    check_amended(m, formula, &list);
}

/* ---- tasks ---- */

static bool is_day_of_every_year(const struct ast *day)
{
    enum { COMMON_YEAR = 2001 };
    return date_valid(
        (struct civil){COMMON_YEAR, (int)(day->value / 100), (int)(day->value % 100)});
}

static void check_window(struct making *m, const struct ast *window)
{
    const struct ast *from = ast_at(window, 0), *to = ast_at(window, 1);
    const struct ast *first = ast_at(window, 2), *last = ast_at(window, 3);
    struct diags *diags = m->t->diags;
    if (damaged(window) || !from || !to) return;
    if (from->kind == AST_DAGMAAND) {
        const struct ast *leap = !is_day_of_every_year(from) ? from
                                 : !is_day_of_every_year(to) ? to
                                                             : NULL;
        if (leap) {
            diag_add(diags, KIND(LEAP_DAY), leap->span);
            return;
        }
        if (first && last &&
            (first->scale || last->scale || first->value < 1 || last->value > PROGRAM_YEAR_MAX)) {
            diag_add(diags, KIND(WINDOW_YEARS), first->span);
            return;
        }
        if (first && last && last->value < first->value) {
            struct span years = first->span;
            years.end_line = last->span.end_line;
            years.end_column = last->span.end_column;
            diag_add(diags, KIND(PERIOD_BACKWARDS), years);
            return;
        }
    }
    if (to->value < from->value) diag_add(diags, KIND(PERIOD_BACKWARDS), window->span);
}

/* Others than the parties may have a duty too (the NZa, the insurers), so only what is almost a
 * party is a slip. */
static void check_parties(struct making *m, const struct ast *task)
{
    const struct ast *by = ast_child(task, AST_DOOR), *stelsel = m->t->names->stelsel;
    const struct ast *parties = stelsel ? ast_child(stelsel, AST_PARTIJEN) : NULL;
    if (!by || !parties) return;
    AST_EACH(name, by) {
        struct closest closest = closest_to(name->text);
        if (str_equal(name->text, STR("partijen"))) continue;
        AST_EACH(party, parties) closest_offer(&closest, party->text);
        if (closest.found.len && closest.distance)
            suggest(m->t->diags, SAY(m->t->diags, PARTY_UNKNOWN, name->span, name->text), &closest);
    }
}

static void make_task(struct making *m, const struct ast *ast)
{
    check_parties(m, ast);
    const struct ast *window = ast_child(ast, AST_VENSTER);
    if (window) check_window(m, window);
    *VEC_PUSH(m->t->arena, &m->typed->tasks) = ast;
}

/* ---- all of it ---- */

static void make_stelsel(struct making *m)
{
    const struct ast *stelsel = m->t->names->stelsel;
    struct typed_stelsel *out = &m->typed->stelsel;
    const struct {
        enum ast_kind clause;
        const char *yes, *no;
        const struct expr **out;
    } rows[] = {
        {AST_INSTROOMMOMENT, "elke_cel", "eerste_versie", &out->every_cell},
        {AST_GROEIJAARBEGRIP, "eigen_jaar", "kalenderjaar", &out->own_growth_year},
        {AST_JAARBEGRIP, "kalenderjaar", "eigen_jaar", &out->calendar_year},
    };
    for (size_t i = 0; stelsel && i < sizeof rows / sizeof *rows; i++)
        *rows[i].out = words_choice(m, &m->t->base, &vocabulary, ast_child(stelsel, rows[i].clause),
                                    str_from(rows[i].yes), str_from(rows[i].no));
}

static void make_each(struct making *m, enum ast_kind kind,
                      void (*make)(struct making *, const struct ast *))
{
    const struct registry *declared = &m->t->names->declared[kind];
    for (size_t i = 0; i < declared->list.len; i++) make(m, declared->list.at[i]);
}

struct typed *type_policies(const struct editions *all, const struct schema *schema,
                            const struct intake *intake)
{
    const struct names *names = all->names;
    struct typing t = {.arena = names->arena,
                       .diags = names->diags,
                       .names = names,
                       .all = all,
                       .schema = schema,
                       .groups = intake->groups};
    struct typed *typed = ARENA_NEW(names->arena, struct typed);
    struct making m = {&t, typed};
    typed->all = all;
    typed->schema = schema;
    typed->intake = intake;
    typed->plan_column = NONE;
    /* Without a stelsel there is a message already, and every month would add another. */
    t.month_rounding =
        !names->stelsel || damaged(names->stelsel) || ast_child(names->stelsel, AST_MAANDAFRONDING);
    make_environments(&t);
    type_vocabulary(&t);
    make_readings(&m);
    make_stelsel(&m);
    for (size_t v = 0; v < all->versions.len; v++) (void)VEC_PUSH(t.arena, &typed->versions);
    for (size_t v = 0; v < all->versions.len; v++) make_version(&m, v);
    make_kaders(&m);
    for (size_t i = 0; i < all->plans.len; i++) make_plan(&m, &all->plans.at[i]);
    make_each(&m, AST_BESLUIT, make_decision);
    make_each(&m, AST_BEREKENING, make_calculation);
    make_each(&m, AST_TAAK, make_task);
    return typed;
}
