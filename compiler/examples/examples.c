/* Running examples: a table of what can be expected, one function each.
 *
 * Every expectation is looked at, so that one run shows all that differs. */
#include "compiler/examples/examples.h"

#include "base/status.h"
#include "base/text.h"
#include "compiler/examples/data.h"
#include "compiler/resolve.h"
#include "compiler/say.h"

/* One `op … verwacht …` while it is judged. */
struct judging {
    struct arena *arena;
    struct arena *scratch; /* for data and results: emptied behind each example */
    const struct program *p;
    struct diags *diags;
    struct examples *all;
    struct example_result *example;
    const struct result *result;
    const struct rule_result *rule; /* the one that `uiterlijk`, `uit` and so on speak of; NULL */
    const struct ast *op;
    bool sound;
};

/* What came, with whether that was expected. */
struct answer_given {
    bool met;
    struct str came;
};

static const struct answer_given no_answer = {true, {0}}; /* a message has been given instead */

static struct answer_given answer_is(bool met, struct str came)
{
    return (struct answer_given){met, came};
}

/* ---- names that must exist ---- */

/* An index that says "there is no such thing" gets a message. */
static bool exists(struct judging *j, bool there, struct str kind, const struct ast *name,
                   const struct closest *closest)
{
    if (there) return true;
    suggest(j->diags, SAY(j->diags, EXAMPLE_NAME, name->span, kind, label_text(j->arena, name)),
            closest);
    j->sound = false;
    return false;
}

/* The same of a word that is one of few: these are named. */
static void not_among(struct judging *j, struct str kind, const struct ast *name,
                      const struct closest *closest, struct buf *all)
{
    suggest(j->diags,
            SAY(j->diags, EXAMPLE_WORD, name->span, kind, label_text(j->arena, name), buf_str(all)),
            closest);
    j->sound = false;
}

static void list_word(struct buf *all, struct str word)
{
    if (all->len) buf_adds(all, ", ");
    buf_add(all, word);
}

static bool version_exists(struct judging *j, const struct ast *name)
{
    struct str label = label_text(j->arena, name);
    struct buf all = {.arena = j->arena};
    if (program_find_version(j->p, label) != NONE) return true;
    for (index_t v = 0; v < j->p->versions_count; v++)
        list_word(&all, program_text(j->p, j->p->versions[v].label));
    not_among(j, STR("leidraad"), name, &(struct closest){0}, &all);
    return false;
}

/* One of the words of an enumeration: its number, or -1 after a message. */
static int word_of(struct judging *j, const struct ast *name, const char *(*word_at)(int),
                   int count, struct str kind)
{
    struct closest closest = closest_to(name->text);
    struct buf all = {.arena = j->arena};
    for (int i = 0; i < count; i++) {
        if (str_equal(name->text, str_from(word_at(i)))) return i;
        closest_offer(&closest, str_from(word_at(i)));
        list_word(&all, str_from(word_at(i)));
    }
    not_among(j, kind, name, &closest, &all);
    return -1;
}

static const char *verdict_word(int i)
{
    return verdict_name((enum verdict)i);
}

static const char *oordeel_word(int i)
{
    return oordeel_name((enum oordeel)i);
}

static const char *answer_word(int i)
{
    return answer_name((enum answer)i);
}

static const char *reason_word(int i)
{
    return undetermined_name((enum undetermined)(i + 1)); /* the first says that there is none */
}

/* ---- what came ---- */

static struct str day_text(struct judging *j, date day)
{
    return date_words(j->arena, day, true);
}

static struct str number_text(struct judging *j, int64_t n)
{
    return textf(j->arena, "%lld", (long long)n);
}

static struct str reason_text(const struct judging *j)
{
    return str_from(undetermined_name(j->result->reason));
}

/* A subject of which nothing is determined has no version, group or growth year. */
static bool undetermined(const struct judging *j)
{
    return j->result->moment.version == NONE;
}

static struct str missing_text(struct judging *j, const struct missing *missing)
{
    struct buf text = {.arena = j->arena};
    for (size_t i = 0; i < missing->list.len; i++) {
        if (i) buf_adds(&text, ", ");
        buf_add(&text, missing->list.at[i]);
    }
    return text.len ? buf_str(&text) : str_from(_("nothing"));
}

/* ---- of the subject ---- */

static struct answer_given expect_version(struct judging *j, const struct ast *e)
{
    const struct ast *name = ast_at(e, 0);
    if (!version_exists(j, name)) return no_answer;
    if (undetermined(j)) return answer_is(false, reason_text(j));
    struct str label = program_text(j->p, j->p->versions[j->result->moment.version].label);
    return answer_is(str_equal(label, label_text(j->arena, name)), label);
}

static struct answer_given expect_group(struct judging *j, const struct ast *e)
{
    if (undetermined(j)) return answer_is(false, reason_text(j));
    uint32_t group = j->result->timeline.group;
    return answer_is(ast_at(e, 0)->value == group, number_text(j, group));
}

static struct answer_given expect_growth_year(struct judging *j, const struct ast *e)
{
    if (undetermined(j)) return answer_is(false, reason_text(j));
    int32_t year = j->result->moment.groeijaar;
    return answer_is(ast_at(e, 0)->value == year, number_text(j, year));
}

static struct answer_given expect_oordeel(struct judging *j, const struct ast *e)
{
    int oordeel = word_of(j, ast_at(e, 0), oordeel_word, NIET_BEPAALD + 1, STR("oordeel"));
    if (oordeel < 0) return no_answer;
    return answer_is(oordeel == (int)j->result->oordeel,
                     str_from(oordeel_name(j->result->oordeel)));
}

static struct answer_given expect_undetermined(struct judging *j, const struct ast *e)
{
    int reason = word_of(j, ast_at(e, 0), reason_word, GEEN_REGELS, STR("reden"));
    if (reason < 0) return no_answer;
    if (j->result->oordeel != NIET_BEPAALD)
        return answer_is(false, str_from(oordeel_name(j->result->oordeel)));
    return answer_is(reason + 1 == (int)j->result->reason, reason_text(j));
}

/* ---- of a rule ---- */

static bool rule_exists(struct judging *j, const struct ast *name)
{
    struct closest closest = closest_to(name->text);
    bool there = false;
    for (index_t r = 0; r < j->p->rules_count && !there; r++) {
        struct str id = program_text(j->p, j->p->rules[r].id);
        there = str_equal(id, name->text);
        closest_offer(&closest, id);
    }
    return exists(j, there, STR("regel"), name, &closest);
}

static struct answer_given expect_rule(struct judging *j, const struct ast *e)
{
    const struct ast *name = ast_at(e, 0);
    j->rule = NULL;
    if (!rule_exists(j, name)) return no_answer;
    int verdict = word_of(j, ast_at(e, 1), verdict_word, VERDICTS, STR("oordeel"));
    if (verdict < 0) return no_answer;
    for (size_t i = 0; i < j->result->rules.len && !j->rule; i++) {
        const struct rule_result *rule = &j->result->rules.at[i];
        if (str_equal(program_text(j->p, rule->rule->id), name->text)) j->rule = rule;
    }
    if (!j->rule)
        return answer_is(false,
                         j->result->oordeel == NIET_BEPAALD ? reason_text(j) : STR("niet vermeld"));
    struct str came = str_from(verdict_name(j->rule->verdict));
    if (j->rule->verdict == VERDICT_ONBEKEND || j->rule->verdict == OPEN_NORM)
        came = textf(j->arena, STR_FMT ", ontbreekt: " STR_FMT, STR_ARG(came),
                     STR_ARG(missing_text(j, &j->rule->missing)));
    if (verdict == (int)j->rule->verdict)
        *VEC_PUSH(j->arena, &j->all->shown) =
            (struct verdict_shown){j->rule->rule->id, j->rule->verdict};
    return answer_is(verdict == (int)j->rule->verdict, came);
}

static struct answer_given expect_deadline(struct judging *j, const struct ast *e)
{
    if (!j->rule->has_deadline) return answer_is(false, STR("geen"));
    return answer_is(ast_at(e, 0)->value == j->rule->deadline, day_text(j, j->rule->deadline));
}

static struct answer_given expect_from(struct judging *j, const struct ast *e)
{
    const struct ast *name = ast_at(e, 0);
    if (!version_exists(j, name) || !j->rule) return no_answer;
    if (j->rule->uit == NONE) return answer_is(false, STR("geen"));
    struct str label = program_text(j->p, j->p->versions[j->rule->uit].label);
    return answer_is(str_equal(label, label_text(j->arena, name)), label);
}

/* A year stands among those of the verdict: a year missed where it is niet_voldaan, and so on. */
static struct answer_given expect_year(struct judging *j, const struct ast *e)
{
    static const int8_t kinds[VERDICTS] = {
        [NIET_VOLDAAN] = YEARS_MISSED, [VERDICT_ONBEKEND] = YEARS_UNKNOWN,
        [LOOPT] = YEARS_RUNNING,       [OPEN_NORM] = YEARS_UNKNOWN,
        [VOLDAAN] = YEARS_MET,         [NIET_VAN_TOEPASSING] = YEARS_MET,
    };
    int kind = kinds[j->rule->verdict];
    struct buf came = {.arena = j->arena};
    bool met = false;
    for (size_t i = 0; i < j->rule->years[kind].len; i++) {
        int32_t year = j->rule->years[kind].at[i];
        buf_printf(&came, "%s%d", i ? ", " : "", (int)year);
        met = met || year == ast_at(e, 0)->value;
    }
    return answer_is(met, came.len ? buf_str(&came) : STR("geen"));
}

/* A column, a list or a subject of any kind: what is missing may be that of another subject. */
static bool is_datum(struct judging *j, struct str name, struct closest *closest)
{
    const struct program *p = j->p;
    bool there = false;
    for (index_t t = 0; t < p->tables_count + p->columns_count && !there; t++) {
        index_t column = t - p->tables_count;
        struct str id =
            program_text(p, t < p->tables_count ? p->tables[t].id : p->columns[column].id);
        there = str_equal(id, name);
        closest_offer(closest, id);
    }
    return there;
}

static bool is_parameter(struct judging *j, struct str name, struct closest *closest)
{
    bool there = false;
    for (index_t i = 0; i < j->p->parameters_count && !there; i++) {
        struct str id = program_text(j->p, j->p->parameters[i].id);
        there = str_equal(id, name);
        closest_offer(closest, id);
    }
    return there;
}

/* "interventie[2].gestart", "parameter.x": every name in it exists. */
static bool missing_exists(struct judging *j, const struct ast *path)
{
    struct str rest = path->text;
    bool of_parameter = str_starts(rest, STR("parameter."));
    if (of_parameter) rest = (struct str){rest.at + 10, rest.len - 10};
    while (rest.len) {
        size_t end = 0, name = 0;
        while (end < rest.len && rest.at[end] != '.') end++;
        while (name < end && rest.at[name] != '[') name++;
        struct closest closest = closest_to((struct str){rest.at, name});
        struct ast part = *path;
        part.text = closest.wanted;
        bool there =
            of_parameter ? is_parameter(j, part.text, &closest) : is_datum(j, part.text, &closest);
        if (!exists(j, there, of_parameter ? STR("parameter") : STR("gegeven"), &part, &closest))
            return false;
        rest.at += end < rest.len ? end + 1 : end;
        rest.len -= end < rest.len ? end + 1 : end;
    }
    return true;
}

static struct answer_given expect_missing(struct judging *j, const struct ast *e)
{
    bool met = false;
    if (!missing_exists(j, ast_at(e, 0)) || !j->rule) return no_answer;
    for (size_t i = 0; i < j->rule->missing.list.len; i++)
        met = met || str_equal(j->rule->missing.list.at[i], ast_at(e, 0)->text);
    return answer_is(met, missing_text(j, &j->rule->missing));
}

/* ---- decisions and amounts ---- */

static struct answer_given expect_decision(struct judging *j, const struct ast *e)
{
    const struct ast *name = ast_at(e, 0);
    struct closest closest = closest_to(name->text);
    bool there = false;
    for (index_t d = 0; d < j->p->decisions_count && !there; d++) {
        struct str id = program_text(j->p, j->p->decisions[d].id);
        there = str_equal(id, name->text);
        closest_offer(&closest, id);
    }
    int answer =
        word_of(j, ast_at(e, 1), answer_word, ANSWER_NIET_VAN_TOEPASSING + 1, STR("antwoord"));
    if (!exists(j, there, STR("besluit"), name, &closest) || answer < 0) return no_answer;
    for (size_t i = 0; i < j->result->decisions.len; i++) {
        const struct decision_result *decision = &j->result->decisions.at[i];
        if (str_equal(program_text(j->p, decision->decision->id), name->text))
            return answer_is(answer == (int)decision->answer,
                             str_from(answer_name(decision->answer)));
    }
    return answer_is(false,
                     j->result->oordeel == NIET_BEPAALD ? reason_text(j) : STR("niet vermeld"));
}

static const struct calculation *find_calculation(struct judging *j, const struct ast *name)
{
    struct closest closest = closest_to(name->text);
    for (index_t c = 0; c < j->p->calculations_count; c++) {
        struct str id = program_text(j->p, j->p->calculations[c].id);
        if (str_equal(id, name->text)) return &j->p->calculations[c];
        closest_offer(&closest, id);
    }
    exists(j, false, STR("berekening"), name, &closest);
    return NULL;
}

/* An amount with more decimals than the result has is never what comes. */
static bool same_amount(const struct ast *literal, const struct type *type, int64_t value)
{
    int64_t a, b;
    unsigned scale = literal->scale > type->scale ? literal->scale : type->scale;
    return decimal_widen(literal->value, literal->scale, scale, &a) &&
           decimal_widen(value, type->scale, scale, &b) && a == b;
}

static struct answer_given expect_amount(struct judging *j, const struct ast *e)
{
    const struct ast *name = ast_at(e, 0), *value = ast_at(e, 1);
    const struct calculation *calculation = find_calculation(j, name);
    bool unknown = value->kind == AST_NAME;
    if (!calculation) return no_answer;
    if (unknown && !str_equal(value->text, STR("onbekend"))) {
        struct closest closest = closest_to(value->text);
        closest_offer(&closest, STR("onbekend"));
        exists(j, false, STR("uitkomst"), value, &closest);
        return no_answer;
    }
    for (size_t i = 0; i < j->result->calculations.len; i++) {
        const struct calculation_result *came = &j->result->calculations.at[i];
        if (came->calculation != calculation) continue;
        if (!value_known(came->value))
            return answer_is(unknown, textf(j->arena, "onbekend, ontbreekt: " STR_FMT,
                                            STR_ARG(missing_text(j, &came->missing))));
        char digits[DECIMAL_TEXT_SIZE];
        decimal_text(came->value.lo, calculation->type.scale, ',', digits);
        return answer_is(!unknown && same_amount(value, &calculation->type, came->value.lo),
                         str_copy(j->arena, str_from(digits)));
    }
    return answer_is(false,
                     j->result->oordeel == NIET_BEPAALD ? reason_text(j) : STR("niet vermeld"));
}

/* ---- all of them ---- */

static const struct expectation {
    const char *word;
    struct answer_given (*judge)(struct judging *j, const struct ast *e);
    bool of_rule; /* speaks of the rule before it, in numbers: nothing to say where none came */
} expectations[] = {
    {"leidraad", expect_version, false},
    {"groep", expect_group, false},
    {"groeijaar", expect_growth_year, false},
    {"oordeel", expect_oordeel, false},
    {"niet_bepaald", expect_undetermined, false},
    {"regel", expect_rule, false},
    {"besluit", expect_decision, false},
    {"berekening", expect_amount, false},
    {"uiterlijk", expect_deadline, true},
    {"uit", expect_from, false},
    {"jaar", expect_year, true},
    {"ontbreekt", expect_missing, false},
};

/* "regel x voldaan": the words of an expectation, without what it says of its rule besides. */
static struct str expected_text(struct judging *j, const struct ast *e)
{
    struct buf text = {.arena = j->arena};
    buf_add(&text, e->text);
    AST_EACH(word, e) {
        if (word->kind == AST_VERWACHT) continue;
        buf_addc(&text, ' ');
        buf_add(&text, word->kind == AST_NAME ? word->text : ast_phrase(j->arena, word));
    }
    return buf_str(&text);
}

static void judge(struct judging *j, const struct ast *e)
{
    size_t row = 0, rows = sizeof expectations / sizeof *expectations;
    while (row < rows && !str_equal(e->text, str_from(expectations[row].word))) row++;
    if (row == rows || damaged(e) || !ast_at(e, 0)) {
        j->sound = false;
        return;
    }
    if (expectations[row].of_rule && !j->rule) return; /* said of the rule itself already */
    struct answer_given answer = expectations[row].judge(j, e);
    j->example->expectations++;
    if (!answer.met) {
        *VEC_PUSH(j->arena, &j->example->misses) = (struct example_miss){
            .span = e->span,
            .on = ast_child(j->op, AST_DATUM),
            .expected = expected_text(j, e),
            .came = answer.came,
        };
    }
    AST_EACH(detail, e) {
        if (detail->kind == AST_VERWACHT) judge(j, detail);
    }
}

/* The choice that `lezing x is y` turns its reading to; NONE after a message. */
static index_t choice_named(struct judging *j, index_t reading, const struct ast *name)
{
    index_t choice = program_find_choice(j->p, reading, name->text);
    struct range choices = j->p->readings[reading].choices;
    struct closest closest = closest_to(name->text);
    struct buf all = {.arena = j->arena};
    for (index_t c = choices.first; c < choices.first + choices.count; c++) {
        closest_offer(&closest, program_text(j->p, j->p->choices[c].id));
        list_word(&all, program_text(j->p, j->p->choices[c].id));
    }
    if (choice == NONE) not_among(j, STR("alternatief"), name, &closest, &all);
    return choice;
}

/* The readings that the example turns: by reading, the choice or NONE. */
static void turn_readings(struct judging *j, const struct ast *example, index_t *turned)
{
    for (index_t r = 0; r < j->p->readings_count; r++) turned[r] = NONE;
    AST_EACH(stand, example) {
        if (stand->kind != AST_STAND) continue;
        const struct ast *name = ast_child(stand, AST_NAME);
        index_t reading = program_find_reading(j->p, stand->text);
        if (reading != NONE && name) {
            turned[reading] = choice_named(j, reading, name);
            continue;
        }
        struct closest closest = closest_to(stand->text);
        for (index_t r = 0; r < j->p->readings_count; r++)
            closest_offer(&closest, program_text(j->p, j->p->readings[r].id));
        if (name)
            suggest(j->diags, SAY(j->diags, READING_UNKNOWN, stand->name_span, stand->text),
                    &closest);
        j->sound = false;
    }
}

static void run(struct judging *j, const struct data *data, index_t table, const index_t *turned)
{
    const struct ast *day = ast_child(j->op, AST_DATUM);
    struct evaluate_options options = {
        .has_on = day, .on = day ? (date)day->value : 0, .force_version = NONE, .turned = turned};
    struct result *result = ARENA_NEW(j->scratch, struct result);
    evaluate_subject(result, j->scratch, j->p, data, table, 0, &options);
    j->result = result;
    AST_EACH(e, j->op) {
        if (e->kind == AST_VERWACHT) judge(j, e);
    }
}

/* Data that are wrong can be judged by nothing; the names in what is expected of them can still be
 * looked at, so that all mistakes are told at once. */
static void look_at_names(struct judging *j)
{
    const struct result nothing = {.moment.version = NONE, .oordeel = NIET_BEPAALD};
    j->result = &nothing;
    AST_EACH(e, j->op) {
        if (e->kind == AST_VERWACHT) judge(j, e);
    }
    j->result = NULL;
}

static bool run_example(struct judging *j, const struct ast *example)
{
    struct data *data;
    index_t table;
    index_t *turned = ARENA_ARRAY(j->scratch, index_t, j->p->readings_count);
    turn_readings(j, example, turned);
    if (!example_data(&data, j->scratch, j->p, example, j->diags, &table) || damaged(example))
        j->sound = false;
    bool can_run = j->sound;
    AST_EACH(op, example) {
        if (op->kind != AST_OP) continue;
        j->op = op;
        j->rule = NULL;
        if (can_run)
            run(j, data, table, turned);
        else
            look_at_names(j);
    }
    return j->sound;
}

static void run_file(struct judging *j, const struct ast_file *file, bool *sound)
{
    AST_EACH(example, file->tree) {
        if (example->kind != AST_VOORBEELD) continue;
        struct example_result result = {.ast = example, .file = file};
        j->example = &result;
        j->sound = true;
        arena_reset(j->scratch);
        if (!run_example(j, example)) {
            *sound = false;
            continue;
        }
        result.passed = !result.misses.len;
        ++*(result.passed ? &j->all->passed : &j->all->failed);
        *VEC_PUSH(j->arena, &j->all->list) = result;
    }
}

int run_examples(struct examples **out, struct arena *arena, const struct program *p,
                 struct ast_file *const *files, size_t count, struct diags *diags)
{
    struct judging j = {.arena = arena, .scratch = arena_child(arena), .p = p, .diags = diags};
    bool sound = true;
    *out = j.all = ARENA_NEW(arena, struct examples);
    for (size_t i = 0; i < count; i++) run_file(&j, files[i], &sound);
    return sound ? STATUS_OK : STATUS_POLICIES;
}
