/* Typing expressions: operators, literals, comparisons.
 *
 * A table by kind of node, one function an operator.  All operands are typed before any answer is
 * given, so that one reading finds the mistakes in each of them. */
#include "compiler/types/expr.h"

#include "base/text.h"
#include "data/pattern.h"

#include <string.h>

/* ---- making ---- */

struct expr *new_expr(struct scope *s, unsigned op, const struct ast *ast, struct type type)
{
    struct expr *e = ARENA_NEW(s->typing->arena, struct expr);
    e->op = (uint8_t)op;
    e->type = type;
    e->ast = ast;
    e->owner = s->owner;
    e->work = e->depth = 1;
    return e;
}

/* Past the limit it does not matter how far. */
static void add_work(struct expr *e, uint32_t work, uint32_t depth)
{
    e->work = e->work + work > PROGRAM_WORK_MAX ? PROGRAM_WORK_MAX + 1 : e->work + work;
    if (depth >= e->depth) e->depth = depth + 1;
}

const struct expr *with_operands(struct expr *e, const struct expr *a, const struct expr *b,
                                 const struct expr *c)
{
    const struct expr *operands[] = {a, b, c};
    e->a = a;
    e->b = b;
    e->c = c;
    for (int i = 0; i < 3; i++)
        if (operands[i]) add_work(e, operands[i]->work, operands[i]->depth);
    if (e->definition) add_work(e, e->definition->body->work, e->definition->body->depth);
    return e;
}

const struct expr *with_list(struct expr *e, const struct expr *const *list, size_t count)
{
    e->list = list;
    e->count = count;
    for (size_t i = 0; i < count; i++) add_work(e, list[i]->work, list[i]->depth);
    return e;
}

bool within_limits(struct typing *t, const struct expr *e)
{
    if (e->depth > PROGRAM_DEPTH_MAX || e->work > PROGRAM_WORK_MAX)
        SAY(t->diags, TOO_MUCH, e->ast->span, ast_phrase(t->arena, e->ast));
    return e->depth <= PROGRAM_DEPTH_MAX && e->work <= PROGRAM_WORK_MAX;
}

struct type plain_type(enum type_kind kind)
{
    return (struct type){.kind = (uint8_t)kind, .ref = NONE};
}

bool is_literal(const struct expr *e)
{
    return e->op == OP_GETAL;
}

struct str phrase_of(struct scope *s, const struct expr *e)
{
    return ast_phrase(s->typing->arena, e->ast);
}

struct str words_of(struct scope *s, const struct type *type)
{
    return type_words(s->typing->schema, type);
}

static const struct expr *truth(struct scope *s, unsigned op, const struct ast *ast,
                                const struct expr *a, const struct expr *b)
{
    return with_operands(new_expr(s, op, ast, plain_type(TYPE_JA_NEE)), a, b, NULL);
}

/* ---- literals ---- */

static const struct expr *constant(struct scope *s, const struct ast *ast, unsigned op,
                                   struct type type, int64_t value)
{
    struct expr *e = new_expr(s, op, ast, type);
    e->value = value;
    return with_operands(e, NULL, NULL, NULL);
}

static const struct expr *type_ja_nee(struct scope *s, const struct ast *ast)
{
    return constant(s, ast, OP_JA_NEE, plain_type(TYPE_JA_NEE), ast->kind == AST_JA);
}

static const struct expr *type_number(struct scope *s, const struct ast *ast)
{
    enum type_kind kind = ast->kind == AST_BEDRAG ? TYPE_BEDRAG : TYPE_GETAL;
    return constant(s, ast, OP_GETAL, number_type(kind, ast->scale, ast->value, ast->value),
                    ast->value);
}

static const struct expr *type_date(struct scope *s, const struct ast *ast)
{
    return constant(s, ast, OP_DATUM, plain_type(TYPE_DATUM), ast->value);
}

static const struct expr *type_duration(struct scope *s, const struct ast *ast)
{
    /* At most PROGRAM_DURATION_MAX: build_duration() lets nothing longer through. */
    enum type_kind kind = ast->kind == AST_DAGEN ? TYPE_DUUR_DAGEN : TYPE_DUUR_MAANDEN;
    return constant(s, ast, OP_DUUR, plain_type(kind), ast->value);
}

static const struct expr *symbol(struct scope *s, const struct ast *ast, struct type type,
                                 struct str text)
{
    struct expr *e = new_expr(s, OP_SYMBOOL, ast, type);
    e->text = text;
    return with_operands(e, NULL, NULL, NULL);
}

static const struct expr *type_text(struct scope *s, const struct ast *ast)
{
    return symbol(s, ast, plain_type(TYPE_TEKST), ast->text);
}

static const struct expr *version_label(struct scope *s, const struct ast *ast, struct str label)
{
    const struct names *names = s->typing->names;
    const struct registry *versions = &names->declared[AST_LEIDRAAD];
    if (!registry_find(versions, label)) {
        report_no_version(names, ast->span, label);
        return NULL;
    }
    return symbol(s, ast, plain_type(TYPE_VERSIE), label);
}

static const struct expr *type_version(struct scope *s, const struct ast *ast)
{
    return version_label(s, ast, ast->text);
}

static const struct expr *type_unknown(struct scope *s, const struct ast *ast)
{
    struct expr *e = new_expr(s, OP_ONBEKEND, ast, plain_type(TYPE_JA_NEE));
    e->text = ast->text;
    return with_operands(e, NULL, NULL, NULL);
}

/* ---- logic ---- */

const struct expr *type_condition(struct scope *s, const struct ast *ast)
{
    const struct expr *e = type_expression(s, ast);
    if (!e || e->type.kind == TYPE_JA_NEE) return e;
    struct diag *diag =
        SAY(s->typing->diags, NOT_CONDITION, ast->span, phrase_of(s, e), words_of(s, &e->type));
    if (e->op == OP_DEFINITIE) /* it may be in another file, and have been amended */
        diag_relate(s->typing->diags, diag, e->definition->entry->declared->name_span,
                    N_("it is declared here"), (struct str){0});
    return NULL;
}

static const struct expr *type_junction(struct scope *s, const struct ast *ast)
{
    size_t count = 0, sound = 0;
    const struct expr **list = ARENA_ARRAY(s->typing->arena, const struct expr *, ast_count(ast));
    AST_EACH(operand, ast) {
        const struct expr *e = type_condition(s, operand);
        if (e) list[sound++] = e;
        count++;
    }
    if (!sound || sound < count) return NULL;
    return with_list(new_expr(s, ast->kind == AST_EN ? OP_EN : OP_OF, ast, plain_type(TYPE_JA_NEE)),
                     list, count);
}

static const struct expr *type_not(struct scope *s, const struct ast *ast)
{
    const struct expr *e = type_condition(s, ast_at(ast, 0));
    return e ? truth(s, OP_NIET, ast, e, NULL) : NULL;
}

static const struct expr *type_reading_is(struct scope *s, const struct ast *ast)
{
    const struct editions *all = s->typing->all;
    const struct edition *edition = s->env->edition;
    const struct ast *choice = ast_at(ast, 0);
    uint32_t number;
    if (!choice || choice->kind != AST_NAME) return NULL;
    if (!edition_find(all, edition, ENTRY_LEZING, ast->text) ||
        !intern_find(all->numbers[ENTRY_LEZING], ast->text, &number)) {
        if (report_later(s->env, ENTRY_LEZING, ast->text, ast->name_span)) return NULL;
        struct closest closest = closest_to(ast->text);
        for (size_t i = 0; i < edition->entries[ENTRY_LEZING].len; i++)
            if (edition->entries[ENTRY_LEZING].at[i])
                closest_offer(&closest, edition->entries[ENTRY_LEZING].at[i]->id);
        SAY_UNKNOWN(s->typing->names, LACKS_TOP | LACKS_VERSION, &closest, READING_UNKNOWN,
                    ast->name_span, ast->text);
        return NULL;
    }
    if (!use_choice(s->env, number, choice->text, choice->span, s->uses)) return NULL;
    struct expr *e = new_expr(s, OP_LEZING, ast, plain_type(TYPE_JA_NEE));
    e->ref = number;
    e->text = choice->text;
    return with_operands(e, NULL, NULL, NULL);
}

/* ---- making two sides alike ---- */

/* A literal code that the pattern of its column refuses would never be equal to anything. */
static bool code_fits(struct scope *s, const struct expr *literal, const struct expr *column)
{
    struct pattern pattern;
    if (column->op != OP_KOLOM) return true;
    struct str text = s->typing->schema->columns.at[column->ref].pattern;
    if (!text.len || !pattern_compile(&pattern, text) || pattern_fits(&pattern, literal->text))
        return true;
    SAY(s->typing->diags, CODE_PATTERN, literal->ast->span, literal->text, phrase_of(s, column),
        text);
    return false;
}

/* What an expression becomes beside one of another type: a number a label of a version, a text a
 * code or a key, the year of a duty its number.  *e NULL: it was that, and a message was given. */
static void adapt(struct scope *s, const struct expr **e, const struct expr *beside)
{
    const struct expr *from = *e;
    const struct type *to = &beside->type;
    if (from->op == OP_ONBEKEND && to->kind != TYPE_JA_NEE) {
        struct expr *unknown = new_expr(s, OP_ONBEKEND, from->ast, *to);
        unknown->text = from->text;
        *e = unknown;
    } else if (is_literal(from) && from->type.kind == TYPE_GETAL && !from->type.scale &&
               to->kind == TYPE_VERSIE) {
        struct str label = textf(s->typing->arena, "%lld", (long long)from->value);
        *e = version_label(s, from->ast, label);
    } else if (from->op == OP_SYMBOOL && from->type.kind == TYPE_TEKST &&
               (to->kind == TYPE_CODE || to->kind == TYPE_VERWIJZING)) {
        *e = to->kind != TYPE_CODE || code_fits(s, from, beside)
                 ? symbol(s, from->ast, *to, from->text)
                 : NULL;
    } else if (from->op == OP_JAAR && to->kind == TYPE_GETAL) {
        *e = with_operands(
            new_expr(s, OP_JAAR_GETAL, from->ast, number_type(TYPE_GETAL, 0, 1, PROGRAM_YEAR_MAX)),
            from, NULL, NULL);
    }
}

static bool same_kind(const struct type *a, const struct type *b)
{
    if (a->kind != b->kind) return false;
    return (a->kind != TYPE_KEUZE && a->kind != TYPE_VERWIJZING) || a->ref == b->ref;
}

static bool is_text(const struct expr *e)
{
    return e->op == OP_SYMBOOL && e->type.kind == TYPE_TEKST;
}

/* Why two types do not meet, where more can be said than that they are unlike. */
static const struct diag_kind *unlike_kind(const struct expr *a, const struct expr *b)
{
    bool text = is_text(a);
    bool days = a->type.kind == TYPE_DUUR_DAGEN && b->type.kind == TYPE_DUUR_MAANDEN;
    if (text && b->type.kind == TYPE_KEUZE) return KIND(MEMBER_QUOTED);
    if (days) return KIND(DURATIONS_UNLIKE);
    if (a->type.kind == TYPE_JAAR && b->type.kind == TYPE_DATUM) return KIND(YEAR_IS_DATE);
    if (is_literal(a) && b->type.kind == TYPE_DATUM) return KIND(DATE_NUMBER);
    return NULL;
}

/* What stands between quotation marks, written as the other side asks; empty: it cannot be. */
static struct str unquoted(struct scope *s, const struct expr *text, const struct type *to)
{
    date day;
    switch (to->kind) {
    case TYPE_JA_NEE:
        if (str_equal(text->text, STR("ja")) || str_equal(text->text, STR("nee")))
            return text->text;
        break;
    case TYPE_DATUM:
        if (date_parse(text->text, &day) == DATE_PARSE_OK)
            return date_words(s->typing->arena, day, true);
        break;
    case TYPE_VERSIE:
        if (registry_find(&s->typing->names->declared[AST_LEIDRAAD], text->text)) return text->text;
        break;
    case TYPE_KEUZE: {
        const struct entry *keuze = edition_at(s->env->edition, ENTRY_KEUZE, to->ref);
        if (keuze && entry_item(keuze, text->text).ast) return text->text;
        break;
    }
    default: break;
    }
    return (struct str){0};
}

/* What a literal was probably meant to be, beside something of type `to`; empty: who can tell. */
static struct str literal_as(struct scope *s, const struct expr *e, const struct type *to)
{
    struct str phrase = phrase_of(s, e);
    if (is_text(e)) return unquoted(s, e, to);
    if (!is_literal(e) || e->type.kind != TYPE_GETAL) return (struct str){0};
    if (to->kind == TYPE_BEDRAG) return textf(s->typing->arena, "€ " STR_FMT, STR_ARG(phrase));
    if (to->kind == TYPE_TEKST || to->kind == TYPE_CODE || to->kind == TYPE_VERWIJZING)
        return textf(s->typing->arena, "\"" STR_FMT "\"", STR_ARG(phrase));
    if (to->kind == TYPE_JA_NEE && !e->type.scale && (e->value == 0 || e->value == 1))
        return e->value ? STR("ja") : STR("nee");
    return (struct str){0};
}

/* Two sides that are not alike: both named, and where one is a literal in the wrong form, the form
 * that was meant, in its place. */
static void report_unlike(struct scope *s, const struct ast *ast, const struct expr *a,
                          const struct expr *b)
{
    const struct diag_kind *kind = unlike_kind(a, b);
    struct span span = ast->span;
    struct str better = literal_as(s, b, &a->type);
    if (better.len) {
        span = b->ast->span;
    } else {
        better = literal_as(s, a, &b->type);
        if (better.len) span = a->ast->span;
    }
    if (!kind) kind = unlike_kind(b, a);
    if (!kind) kind = KIND(TYPES_UNLIKE);
    if (ast->kind == AST_ALS) kind = KIND(BRANCHES_UNLIKE);
    const struct str args[] = {phrase_of(s, a), words_of(s, &a->type), phrase_of(s, b),
                               words_of(s, &b->type)};
    say(s->typing->diags, kind, span, args, sizeof args / sizeof *args)->suggestion = better;
}

static bool unify(struct scope *s, const struct ast *ast, const struct expr **a,
                  const struct expr **b)
{
    adapt(s, a, *b);
    if (*a) adapt(s, b, *a);
    if (!*a || !*b) return false;
    if (same_kind(&(*a)->type, &(*b)->type)) return !is_number(*a) || align_scales(s, a, b);

    report_unlike(s, ast, *a, *b);
    return false;
}

static const struct expr *type_choice(struct scope *s, const struct ast *ast)
{
    const struct expr *condition = type_condition(s, ast_at(ast, 0));
    const struct expr *then = type_expression(s, ast_at(ast, 1));
    const struct expr *otherwise = type_expression(s, ast_at(ast, 2));
    if (!condition || !then || !otherwise || !unify(s, ast, &then, &otherwise)) return NULL;
    struct type type = then->type;
    if (otherwise->type.min < type.min) type.min = otherwise->type.min;
    if (otherwise->type.max > type.max) type.max = otherwise->type.max;
    return with_operands(new_expr(s, OP_ALS, ast, type), condition, then, otherwise);
}

/* ---- comparison ---- */

static const struct expr *type_equality(struct scope *s, const struct ast *ast)
{
    unsigned op = ast->kind == AST_IS ? OP_GELIJK : OP_ONGELIJK;
    const struct ast *right = ast_at(ast, 1);
    const struct expr *a = type_expression(s, ast_at(ast, 0));
    bool bare = right->kind == AST_NAAM; /* it may be a member of what `a` should have been */
    if (!a && bare) return NULL;
    bool member = a && bare && a->type.kind == TYPE_KEUZE &&
                  !(right->text.len && memchr(right->text.at, '.', right->text.len));
    const struct expr *b = member ? type_member(s, right, a) : type_expression(s, right);
    if (!a || !b || !unify(s, ast, &a, &b)) return NULL;
    check_comparison(s, ast, op, a, b);
    return truth(s, op, ast, a, b);
}

static bool has_order(const struct expr *e)
{
    enum type_kind kind = (enum type_kind)e->type.kind;
    return kind == TYPE_GETAL || kind == TYPE_BEDRAG || kind == TYPE_DATUM || kind == TYPE_JAAR ||
           kind == TYPE_DUUR_DAGEN || kind == TYPE_DUUR_MAANDEN;
}

static const struct expr *type_order(struct scope *s, const struct ast *ast)
{
    static const uint8_t ops[AST_KINDS] = {[AST_MINDER] = OP_KLEINER,
                                           [AST_TEN_HOOGSTE] = OP_KLEINER_GELIJK,
                                           [AST_MEER] = OP_GROTER,
                                           [AST_TEN_MINSTE] = OP_GROTER_GELIJK};
    unsigned op = ops[ast->kind];
    const struct ast *right = ast_at(ast, 1);
    const struct expr *a = type_expression(s, ast_at(ast, 0));
    /* `status ten minste ingezet`: the name would be a member if keuzes had an order. */
    bool member = a && a->type.kind == TYPE_KEUZE && right->kind == AST_NAAM;
    const struct expr *b = member ? a : type_expression(s, right);
    if (!a || !b || !unify(s, ast, &a, &b)) return NULL;
    if (!has_order(a)) {
        SAY(s->typing->diags, NO_ORDER, ast->span, phrase_of(s, a), words_of(s, &a->type));
        return NULL;
    }
    check_comparison(s, ast, op, a, b);
    return truth(s, op, ast, a, b);
}

/* ---- operators that take one type ---- */

static const struct expr *type_unary(struct scope *s, const struct ast *ast)
{
    static const struct {
        enum ast_kind ast;
        enum opcode op;
        enum type_kind takes;
        const char *word;
    } rows[] = {
        {AST_GEVULD, OP_GEVULD, TYPE_TEKST, "is gevuld"},
        {AST_VAN_KRACHT, OP_VAN_KRACHT, TYPE_VERSIE, "is van kracht"},
        {AST_JAAR_VAN, OP_JAAR_VAN, TYPE_DATUM, "jaar van"},
    };
    size_t row = 0;
    while (rows[row].ast != ast->kind) row++;
    const struct expr *e = type_expression(s, ast_at(ast, 0));
    if (!e) return NULL;
    if (is_literal(e) && rows[row].takes == TYPE_VERSIE && e->type.kind == TYPE_GETAL) {
        e = version_label(s, e->ast, ast_phrase(s->typing->arena, e->ast));
        if (!e) return NULL;
    }
    if (e->type.kind != rows[row].takes) {
        struct type wanted = plain_type(rows[row].takes);
        SAY(s->typing->diags, OPERAND_TYPE, e->ast->span, str_from(rows[row].word),
            words_of(s, &wanted), phrase_of(s, e), words_of(s, &e->type));
        return NULL;
    }
    struct type type = rows[row].op == OP_JAAR_VAN ? number_type(TYPE_GETAL, 0, 1, PROGRAM_YEAR_MAX)
                                                   : plain_type(TYPE_JA_NEE);
    return with_operands(new_expr(s, rows[row].op, ast, type), e, NULL, NULL);
}

static const struct expr *type_growth_year_end(struct scope *s, const struct ast *ast)
{
    struct diags *diags = s->typing->diags;
    const struct expr *year = type_expression(s, ast_at(ast, 0));
    if (!year) return NULL;
    if (year->type.kind != TYPE_GETAL || year->type.scale || year->type.max < 1) {
        SAY(diags, GROWTH_YEAR, year->ast->span, phrase_of(s, year));
        return NULL;
    }
    if (!allow_context(s, ast, STR("einde van groeijaar"), NEEDS_INTAKE)) return NULL;
    if (!s->typing->month_rounding) {
        SAY(diags, MONTH_ROUNDING, ast->span, ast_phrase(s->typing->arena, ast));
        return NULL;
    }
    return with_operands(new_expr(s, OP_GROEIJAAR_EINDE, ast, plain_type(TYPE_DATUM)), year, NULL,
                         NULL);
}

static const struct expr *type_duty_year_end(struct scope *s, const struct ast *ast)
{
    if (!allow_context(s, ast, STR("einde van verplichtingsjaar"), NEEDS_YEAR)) return NULL;
    return with_operands(new_expr(s, OP_JAAR_EINDE, ast, plain_type(TYPE_DATUM)), NULL, NULL, NULL);
}

/* ---- all of them ---- */

typedef const struct expr *typer(struct scope *s, const struct ast *ast);

static typer *const typers[AST_KINDS] = {
    [AST_JA] = type_ja_nee,
    [AST_NEE] = type_ja_nee,
    [AST_GETAL] = type_number,
    [AST_BEDRAG] = type_number,
    [AST_DATUM] = type_date,
    [AST_DAGEN] = type_duration,
    [AST_MAANDEN] = type_duration,
    [AST_TEKST] = type_text,
    [AST_VERSIE] = type_version,
    [AST_NAAM] = type_name,
    [AST_ONBEKEND] = type_unknown,
    [AST_LEZING_IS] = type_reading_is,
    [AST_EINDE_GROEIJAAR] = type_growth_year_end,
    [AST_EINDE_JAAR] = type_duty_year_end,
    [AST_JAAR_VAN] = type_unary,
    [AST_EN] = type_junction,
    [AST_OF] = type_junction,
    [AST_NIET] = type_not,
    [AST_ALS] = type_choice,
    [AST_IS] = type_equality,
    [AST_IS_NIET] = type_equality,
    [AST_IN] = type_in,
    [AST_NIET_IN] = type_in,
    [AST_MINDER] = type_order,
    [AST_TEN_HOOGSTE] = type_order,
    [AST_MEER] = type_order,
    [AST_TEN_MINSTE] = type_order,
    [AST_GEVULD] = type_unary,
    [AST_VAN_KRACHT] = type_unary,
    [AST_ER_IS] = type_list,
    [AST_ELKE] = type_list,
    [AST_AANTAL] = type_list,
    [AST_PLUS] = type_arithmetic,
    [AST_MIN] = type_arithmetic,
    [AST_MAAL] = type_arithmetic,
    [AST_GEDEELD] = type_arithmetic,
};

const struct expr *type_expression(struct scope *s, const struct ast *ast)
{
    if (!ast || !typers[ast->kind] || damaged(ast)) return NULL;
    if (s->typing->depth >= PROGRAM_DEPTH_MAX) {
        SAY(s->typing->diags, TOO_MUCH, ast->span, ast_phrase(s->typing->arena, ast));
        return NULL;
    }
    s->typing->depth++;
    const struct expr *e = typers[ast->kind](s, ast);
    s->typing->depth--;
    return e;
}

/* ---- result words ---- */

static const struct expr *result_word(struct scope *s, const struct ast *ast, struct str yes,
                                      struct str no)
{
    if (str_equal(ast->text, yes) || str_equal(ast->text, no))
        return constant(s, ast, OP_JA_NEE, plain_type(TYPE_JA_NEE), str_equal(ast->text, yes));
    struct closest closest = closest_to(ast->text);
    closest_offer(&closest, yes);
    closest_offer(&closest, no);
    suggest(s->typing->diags, SAY(s->typing->diags, RESULT_WORD, ast->span, ast->text, yes, no),
            &closest);
    return NULL;
}

const struct expr *type_words_choice(struct scope *s, const struct ast *ast, struct str yes,
                                     struct str no)
{
    if (!ast || damaged(ast)) return NULL;
    if (ast->kind == AST_NAAM) return result_word(s, ast, yes, no);
    if (ast->kind != AST_ALS) {
        SAY(s->typing->diags, RESULT_WORD, ast->span, ast_phrase(s->typing->arena, ast), yes, no);
        return NULL;
    }
    const struct expr *condition = type_condition(s, ast_at(ast, 0));
    const struct expr *then = type_words_choice(s, ast_at(ast, 1), yes, no);
    const struct expr *otherwise = type_words_choice(s, ast_at(ast, 2), yes, no);
    if (!condition || !then || !otherwise) return NULL;
    return with_operands(new_expr(s, OP_ALS, ast, plain_type(TYPE_JA_NEE)), condition, then,
                         otherwise);
}
