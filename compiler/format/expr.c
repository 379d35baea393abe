/* Expressions in their canonical form: on one line (ast_phrase), or over several.
 *
 * Parentheses are put where the tree needs them, and around `en` inside `of`, which would not need
 * them: nobody should have to know which binds tighter.  A line is broken before en, of, dan,
 * anders and heeft, below the place where the expression begins. */
#include "compiler/format/print.h"

#include "value/date.h"
#include "value/decimal.h"

#include <string.h>

/* How tightly an expression holds together. */
enum binding { BIND_ALS, BIND_OF, BIND_EN, BIND_NIET, BIND_COMPARE, BIND_SUM, BIND_TERM, BIND_ONE };

/* Operators and what stands on their two sides.  What is not in the table is BIND_ONE. */
static const struct operation {
    enum ast_kind kind;
    enum binding binding, left, right;
    const char *word; /* where the node does not keep the one that was written */
} operations[] = {
    {AST_ALS, BIND_ALS, BIND_OF, BIND_ALS, "als"},
    {AST_OF, BIND_OF, BIND_NIET, BIND_NIET, "of"},
    {AST_EN, BIND_EN, BIND_NIET, BIND_NIET, "en"},
    {AST_NIET, BIND_NIET, BIND_NIET, BIND_NIET, "niet"},
    {AST_IS, BIND_COMPARE, BIND_SUM, BIND_SUM, "is"},
    {AST_IS_NIET, BIND_COMPARE, BIND_SUM, BIND_SUM, "is niet"},
    {AST_IN, BIND_COMPARE, BIND_SUM, BIND_SUM, "in"},
    {AST_NIET_IN, BIND_COMPARE, BIND_SUM, BIND_SUM, "niet in"},
    {AST_MINDER, BIND_COMPARE, BIND_SUM, BIND_SUM, "minder dan"},
    {AST_TEN_HOOGSTE, BIND_COMPARE, BIND_SUM, BIND_SUM, "ten hoogste"},
    {AST_MEER, BIND_COMPARE, BIND_SUM, BIND_SUM, "meer dan"},
    {AST_TEN_MINSTE, BIND_COMPARE, BIND_SUM, BIND_SUM, "ten minste"},
    {AST_GEVULD, BIND_COMPARE, BIND_SUM, BIND_SUM, "is gevuld"},
    {AST_VAN_KRACHT, BIND_COMPARE, BIND_SUM, BIND_SUM, "is van kracht"},
    {AST_PLUS, BIND_SUM, BIND_SUM, BIND_TERM, "+"},
    {AST_MIN, BIND_SUM, BIND_SUM, BIND_TERM, "-"},
    {AST_MAAL, BIND_TERM, BIND_TERM, BIND_ONE, "×"},
    {AST_GEDEELD, BIND_TERM, BIND_TERM, BIND_ONE, "/"},
};

static const struct operation *operation_of(const struct ast *e)
{
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        if (operations[i].kind == e->kind) return &operations[i];
    return NULL;
}

/* `x is niet gevuld` is written so, and not as `niet x is gevuld`. */
static const struct {
    enum ast_kind kind;
    const char *word;
} denied[] = {
    {AST_GEVULD, "is niet gevuld"},
    {AST_VAN_KRACHT, "is niet van kracht"},
    {AST_LEZING_IS, "is niet"},
};

static const char *denial(const struct ast *e)
{
    if (e->kind != AST_NIET) return NULL;
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
        if (e->first->kind == denied[i].kind) return denied[i].word;
    return NULL;
}

static enum binding binding_of(const struct ast *e)
{
    const struct operation *operation = operation_of(e);
    if (denial(e)) return e->first->kind == AST_LEZING_IS ? BIND_ONE : BIND_COMPARE;
    return operation ? operation->binding : BIND_ONE;
}

static void print_bound(struct printer *p, const struct ast *e, enum binding least, size_t tail);

/* ---- literals and names ---- */

static struct str literal_text_of(struct arena *arena, const struct ast *e)
{
    char decimal[DECIMAL_TEXT_SIZE];
    int64_t n = e->value;
    switch (e->kind) {
    case AST_JA: return STR("ja");
    case AST_NEE: return STR("nee");
    case AST_EINDE_JAAR: return STR("einde van verplichtingsjaar");
    case AST_GETAL: return str_copy(arena, str_from(decimal_text(n, e->scale, ',', decimal)));
    case AST_BEDRAG: /* the sign before the euro sign: `- € 3,23` */
        return str_from(arena_printf(arena, "%s€ %s", n < 0 ? "-" : "",
                                     decimal_text(n < 0 ? -n : n, e->scale, ',', decimal)));
    case AST_DATUM: return date_words(arena, (date)n, true);
    case AST_DAGMAAND:
        return str_from(arena_printf(arena, "%d %s", (int)(n % 100), month_dutch((int)(n / 100))));
    case AST_DAGEN:
        return str_from(arena_printf(arena, "%lld %s", (long long)n, n == 1 ? "dag" : "dagen"));
    case AST_MAANDEN:
        if (n && n % 12 == 0) return str_from(arena_printf(arena, "%lld jaar", (long long)n / 12));
        return str_from(arena_printf(arena, "%lld %s", (long long)n, n == 1 ? "maand" : "maanden"));
    default: return e->text;
    }
}

void print_names(struct printer *p, const struct ast *first, enum ast_kind kind)
{
    for (const struct ast *name = first; name && name->kind == kind; name = name->next) {
        if (name != first) print_word(p, ", ");
        print_comments(p, &name->span, p->column);
        print(p, name->text);
    }
}

/* ---- what has parts ---- */

static void print_condition(struct printer *p, const char *word, const struct ast *e, size_t tail)
{
    print_word(p, word);
    print_word(p, " (");
    print_bound(p, e, BIND_ALS, tail + 1);
    print_word(p, ")");
}

static void print_list_of(struct printer *p, const char *word, const struct ast *e)
{
    print_word(p, word);
    print_word(p, " ");
    print_comments(p, &e->name_span, p->column);
    print(p, e->text);
}

static void print_quantified(struct printer *p, const char *word, const struct ast *e, size_t tail)
{
    print_list_of(p, word, e);
    if (e->first) print_condition(p, " met", e->first, tail);
}

static void print_elke(struct printer *p, const struct ast *e, bool broken, size_t tail)
{
    size_t start = p->column;
    print_list_of(p, "elke", e);
    if (e->first->kind != AST_EMPTY) {
        print_condition(p, " met", e->first, 0);
        print_comments(p, &e->last->span, start);
        if (broken) print_line(p, start);
    }
    print_condition(p, broken && e->first->kind != AST_EMPTY ? "heeft" : " heeft", e->last, tail);
}

static void print_chain(struct printer *p, const struct operation *operation, const struct ast *e,
                        bool broken, size_t tail)
{
    size_t start = p->column;
    AST_EACH(child, e) {
        if (child != e->first) {
            print_comments(p, &child->span, start);
            if (broken)
                print_line(p, start);
            else
                print_word(p, " ");
            print_word(p, operation->word);
            print_word(p, " ");
        }
        print_bound(p, child, operation->left, child->next ? 0 : tail);
    }
}

static void print_als(struct printer *p, const struct ast *e, bool broken, size_t tail)
{
    static const char *const words[] = {"als ", "dan ", "anders "};
    size_t start = p->column, i = 0;
    AST_EACH(child, e) {
        if (i) print_comments(p, &child->span, start);
        if (i && broken)
            print_line(p, start);
        else if (i)
            print_word(p, " ");
        print_word(p, words[i++]);
        print_bound(p, child, child->next ? BIND_OF : BIND_ALS, child->next ? 0 : tail);
    }
}

static size_t phrase_columns(struct printer *p, const struct ast *e)
{
    return text_columns(ast_phrase(p->arena, e));
}

/* The operator may begin a line of its own. */
static void print_binary(struct printer *p, const struct operation *operation, const struct ast *e,
                         size_t tail)
{
    size_t start = p->column;
    struct str word = e->text.at ? e->text : str_from(operation->word);
    print_bound(p, e->first, operation->left, 0);
    size_t width = p->flat ? 0 : 2 + text_columns(word) + phrase_columns(p, e->last) + tail;
    if (fits(p, width) || p->flat)
        print_word(p, " ");
    else
        print_line(p, start + 2);
    print(p, word);
    print_word(p, " ");
    print_bound(p, e->last, operation->right, tail);
}

static void print_prefix(struct printer *p, const char *word, const struct ast *e,
                         enum binding least, size_t tail)
{
    print_word(p, word);
    print_word(p, " ");
    print_bound(p, e, least, tail);
}

static void print_reading(struct printer *p, const struct ast *e, const char *word)
{
    print_list_of(p, "lezing", e);
    print_word(p, " ");
    print_word(p, word);
    print_word(p, " ");
    print_comments(p, &e->first->span, p->column);
    print(p, e->first->text);
}

static void print_denied(struct printer *p, const struct ast *e)
{
    const struct ast *inner = e->first;
    if (inner->kind == AST_LEZING_IS) {
        print_reading(p, inner, denial(e));
        return;
    }
    print_bound(p, inner->first, BIND_SUM, 0);
    print_word(p, " ");
    print_word(p, denial(e));
}

static void print_inner(struct printer *p, const struct ast *e, bool broken, size_t tail)
{
    const struct operation *operation = operation_of(e);
    switch (e->kind) {
    case AST_ALS: print_als(p, e, broken, tail); break;
    case AST_EN:
    case AST_OF: print_chain(p, operation, e, broken, tail); break;
    case AST_NIET:
        if (denial(e))
            print_denied(p, e);
        else
            print_prefix(p, "niet", e->first, BIND_NIET, tail);
        break;
    case AST_GEVULD:
    case AST_VAN_KRACHT:
        print_bound(p, e->first, BIND_SUM, 0);
        print_word(p, " ");
        print_word(p, operation->word);
        break;
    case AST_ER_IS: print_quantified(p, "er is een", e, tail); break;
    case AST_AANTAL: print_quantified(p, "aantal", e, tail); break;
    case AST_ELKE: print_elke(p, e, broken, tail); break;
    case AST_EINDE_GROEIJAAR:
        print_prefix(p, "einde van groeijaar", e->first, BIND_ONE, tail);
        break;
    case AST_JAAR_VAN: print_prefix(p, "jaar van", e->first, BIND_ONE, tail); break;
    case AST_LEZING_IS: print_reading(p, e, "is"); break;
    case AST_ONBEKEND:
        print_word(p, "onbekend omdat ");
        print_comments(p, &e->name_span, p->column);
        print_quoted(p, e->text);
        break;
    case AST_LEDEN:
        print_word(p, "{");
        print_names(p, e->first, AST_NAME);
        print_word(p, "}");
        break;
    case AST_TEKST: print_quoted(p, e->text); break;
    default:
        if (operation)
            print_binary(p, operation, e, tail);
        else
            print(p, literal_text_of(p->arena, e));
        break;
    }
}

/* A comment is printed before a part that begins behind it, so it is inside if any part does. */
bool expr_has_comments(const struct printer *p, const struct ast *e)
{
    if (has_comments_before(p, &e->span) || (e->first && has_comments_before(p, &e->name_span)))
        return true;
    AST_EACH(child, e)
        if (expr_has_comments(p, child)) return true;
    return false;
}

/* `least`: what binds less tightly than this needs parentheses here.  What fits is printed without
 * asking again for its parts. */
static void print_bound(struct printer *p, const struct ast *e, enum binding least, size_t tail)
{
    bool parentheses = binding_of(e) < least, flat = p->flat;
    if (!flat) {
        print_comments(p, &e->span, p->cut ? p->hang : p->column);
        if (p->cut) print_line(p, p->hang);
        size_t width = phrase_columns(p, e) + 2 * parentheses + tail;
        p->flat = fits(p, width) && !expr_has_comments(p, e);
    }
    if (parentheses) print_word(p, "(");
    print_inner(p, e, !p->flat, tail + parentheses);
    if (parentheses) print_word(p, ")");
    p->flat = flat;
}

void print_expr(struct printer *p, const struct ast *e, size_t tail)
{
    print_bound(p, e, BIND_ALS, tail);
}

struct str ast_phrase(struct arena *arena, const struct ast *expression)
{
    struct printer p = {.arena = arena, .out = {.arena = arena}, .flat = true};
    print_bound(&p, expression, BIND_ALS, 0);
    return buf_str(&p.out);
}
