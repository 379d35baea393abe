/* Numbers: scales and ranges.
 *
 * Every number has a scale and a range, worked out in 128 bits from those of its operands, so that
 * what could come to more than 64 bits is an error here and no operation can overflow later.  A
 * literal takes the scale that is asked of it; anything else is widened by a node of its own. */
#include "compiler/types/expr.h"

struct type number_type(enum type_kind kind, unsigned scale, int64_t min, int64_t max)
{
    return (struct type){.kind = (uint8_t)kind, .scale = (uint8_t)scale, .min = min, .max = max};
}

bool is_number(const struct expr *e)
{
    return e->type.kind == TYPE_GETAL || e->type.kind == TYPE_BEDRAG;
}

/* INT64_MIN is the mark of what is unknown. */
static bool fits(int128 n)
{
    return n > INT64_MIN && n <= INT64_MAX;
}

static int128 power_of_10(unsigned n)
{
    int128 power = 1;
    while (n--) power *= 10;
    return power;
}

/* The whole part of a number in units of 10^-scale, in digits. */
static struct str digits_of(struct arena *arena, int128 n, unsigned scale)
{
    char reversed[48];
    size_t len = 0;
    bool negative = n < 0;
    n /= power_of_10(scale);
    if (negative) n = -n;
    do {
        reversed[len++] = (char)('0' + (int)(n % 10));
        n /= 10;
    } while (n && len < sizeof reversed - 1);
    if (negative) reversed[len++] = '-';
    struct buf text = {.arena = arena};
    while (len) buf_addc(&text, reversed[--len]);
    return buf_str(&text);
}

static bool in_range(struct scope *s, const struct ast *ast, int128 min, int128 max, unsigned scale)
{
    if (fits(min) && fits(max)) return true;
    SAY(s->typing->diags, NUMBER_LARGE, ast->span, ast_phrase(s->typing->arena, ast),
        digits_of(s->typing->arena, fits(max) ? min : max, scale));
    return false;
}

/* ---- scales ---- */

static const struct expr *widen(struct scope *s, const struct expr *e, unsigned scale)
{
    if (e->type.scale == scale) return e;
    int128 factor = power_of_10(scale - e->type.scale);
    int128 min = e->type.min * factor, max = e->type.max * factor;
    if (!in_range(s, e->ast, min, max, scale)) return NULL;
    struct type type = number_type((enum type_kind)e->type.kind, scale, (int64_t)min, (int64_t)max);
    if (is_literal(e)) {
        struct expr *literal = new_expr(s, e->op, e->ast, type);
        literal->value = (int64_t)min;
        return literal;
    }
    return with_operands(new_expr(s, OP_SCHAAL, e->ast, type), e, NULL, NULL);
}

bool align_scales(struct scope *s, const struct expr **a, const struct expr **b)
{
    unsigned scale = (*a)->type.scale > (*b)->type.scale ? (*a)->type.scale : (*b)->type.scale;
    const struct expr *wide_a = widen(s, *a, scale);
    const struct expr *wide_b = wide_a ? widen(s, *b, scale) : NULL;
    if (!wide_b) return false;
    *a = wide_a;
    *b = wide_b;
    return true;
}

/* ---- arithmetic ---- */

static const struct {
    enum ast_kind ast;
    const char *sign;
    enum opcode op;      /* on numbers */
    enum opcode of_date; /* on a date and a duration; OP_COUNT: none */
} arithmetic[] = {
    {AST_PLUS, "+", OP_PLUS, OP_DATUM_PLUS},
    {AST_MIN, "-", OP_MIN, OP_DATUM_MIN},
    {AST_MAAL, "×", OP_MAAL, OP_COUNT},
    {AST_GEDEELD, "/", OP_GEDEELD, OP_COUNT},
};

static size_t arithmetic_row(const struct ast *ast)
{
    size_t row = 0;
    while (arithmetic[row].ast != ast->kind) row++;
    return row;
}

static bool is_duration(const struct expr *e)
{
    return e->type.kind == TYPE_DUUR_DAGEN || e->type.kind == TYPE_DUUR_MAANDEN;
}

static const struct expr *unlike(struct scope *s, const struct ast *ast, const struct expr *a,
                                 const struct expr *b)
{
    bool first = a->type.kind == TYPE_DATUM, second = b->type.kind == TYPE_DATUM;
    const struct diag_kind *kind = first && second                    ? KIND(ARITHMETIC_DATES)
                                   : first || second                  ? KIND(ARITHMETIC_DATE)
                                   : is_duration(a) && is_duration(b) ? KIND(ARITHMETIC_DURATIONS)
                                                                      : KIND(ARITHMETIC);
    const struct str args[] = {str_from(arithmetic[arithmetic_row(ast)].sign), phrase_of(s, a),
                               words_of(s, &a->type), phrase_of(s, b), words_of(s, &b->type)};
    say(s->typing->diags, kind, ast->span, args, sizeof args / sizeof *args);
    return NULL;
}

static const struct expr *shift_date(struct scope *s, const struct ast *ast, enum opcode op,
                                     const struct expr *day, const struct expr *duration)
{
    if (duration->type.kind == TYPE_DUUR_MAANDEN && !s->typing->month_rounding) {
        SAY(s->typing->diags, MONTH_ROUNDING, ast->span, phrase_of(s, duration));
        return NULL;
    }
    return with_operands(new_expr(s, op, ast, plain_type(TYPE_DATUM)), day, duration, NULL);
}

static const struct expr *add(struct scope *s, const struct ast *ast, enum opcode op,
                              const struct expr *a, const struct expr *b)
{
    if (a->type.kind != b->type.kind) return unlike(s, ast, a, b);
    if (!align_scales(s, &a, &b)) return NULL;
    bool minus = op == OP_MIN;
    int128 min = (int128)a->type.min + (minus ? -(int128)b->type.max : b->type.min);
    int128 max = (int128)a->type.max + (minus ? -(int128)b->type.min : b->type.max);
    if (!in_range(s, ast, min, max, a->type.scale)) return NULL;
    struct type type =
        number_type((enum type_kind)a->type.kind, a->type.scale, (int64_t)min, (int64_t)max);
    return with_operands(new_expr(s, op, ast, type), a, b, NULL);
}

/* The least and the most of four corners: where a product or a quotient has its extremes. */
static void span_of(const int128 corners[4], int128 *min, int128 *max)
{
    *min = *max = corners[0];
    for (int i = 1; i < 4; i++) {
        if (corners[i] < *min) *min = corners[i];
        if (corners[i] > *max) *max = corners[i];
    }
}

static const struct expr *multiply(struct scope *s, const struct ast *ast, const struct expr *a,
                                   const struct expr *b)
{
    unsigned scale = a->type.scale + b->type.scale;
    int128 min, max;
    if (a->type.kind == TYPE_BEDRAG && b->type.kind == TYPE_BEDRAG) return unlike(s, ast, a, b);
    if (scale > DECIMAL_SCALE_MAX) {
        struct diag *diag = diag_add(s->typing->diags, KIND(SCALE_PRODUCT), ast->span);
        diag_argf(s->typing->diags, diag, "%u", scale);
        diag_argf(s->typing->diags, diag, "%d", DECIMAL_SCALE_MAX);
        return NULL;
    }
    const int128 corners[4] = {(int128)a->type.min * b->type.min, (int128)a->type.min * b->type.max,
                               (int128)a->type.max * b->type.min,
                               (int128)a->type.max * b->type.max};
    span_of(corners, &min, &max);
    if (!in_range(s, ast, min, max, scale)) return NULL;
    enum type_kind kind = a->type.kind == TYPE_BEDRAG ? TYPE_BEDRAG : (enum type_kind)b->type.kind;
    return with_operands(
        new_expr(s, OP_MAAL, ast, number_type(kind, scale, (int64_t)min, (int64_t)max)), a, b,
        NULL);
}

const struct expr *type_arithmetic(struct scope *s, const struct ast *ast)
{
    size_t row = arithmetic_row(ast);
    if (ast->kind == AST_GEDEELD) {
        SAY(s->typing->diags, DIVISION_INSIDE, ast->span, ast_phrase(s->typing->arena, ast));
        return NULL;
    }
    const struct expr *a = type_expression(s, ast_at(ast, 0));
    const struct expr *b = type_expression(s, ast_at(ast, 1));
    if (!a || !b) return NULL;
    if (arithmetic[row].of_date != OP_COUNT) {
        if (a->type.kind == TYPE_DATUM && is_duration(b))
            return shift_date(s, ast, arithmetic[row].of_date, a, b);
        if (ast->kind == AST_PLUS && b->type.kind == TYPE_DATUM && is_duration(a))
            return shift_date(s, ast, OP_DATUM_PLUS, b, a);
    }
    if (!is_number(a) || !is_number(b)) return unlike(s, ast, a, b);
    return ast->kind == AST_MAAL ? multiply(s, ast, a, b) : add(s, ast, arithmetic[row].op, a, b);
}

/* ---- a berekening ---- */

static bool read_rounding(struct scope *s, const struct ast *ast, const struct ast *formula,
                          int64_t *out)
{
    static const struct {
        const char *word;
        enum rounding rounding;
    } words[] = {{"omlaag", ROUND_DOWN},
                 {"omhoog", ROUND_UP},
                 {"half_omhoog", ROUND_HALF_UP},
                 {"half_even", ROUND_HALF_EVEN}};
    for (size_t i = 0; ast && i < sizeof words / sizeof *words; i++) {
        if (!str_equal(ast->text, str_from(words[i].word))) continue;
        *out = words[i].rounding;
        return true;
    }
    if (!ast)
        SAY(s->typing->diags, ROUNDING_NONE, formula->span, ast_phrase(s->typing->arena, formula));
    return false;
}

static const struct expr *divide(struct scope *s, const struct ast *ast, const struct ast *rounding,
                                 const struct type *wanted)
{
    const struct expr *a = type_expression(s, ast_at(ast, 0));
    const struct expr *b = type_expression(s, ast_at(ast, 1));
    int64_t how, quotient;
    if (!a || !b || !read_rounding(s, rounding, ast, &how)) return NULL;
    if (!is_number(a) || !is_number(b) ||
        (a->type.kind == TYPE_GETAL && b->type.kind == TYPE_BEDRAG))
        return unlike(s, ast, a, b);
    if (b->type.min <= 0 && b->type.max >= 0) {
        SAY(s->typing->diags, DIVISION_ZERO, b->ast->span, phrase_of(s, b));
        return NULL;
    }
    int shift = wanted->scale + b->type.scale - a->type.scale;
    int128 up = power_of_10(shift > 0 ? (unsigned)shift : 0);
    int128 down = power_of_10(shift < 0 ? (unsigned)-shift : 0);
    const int64_t ends_a[2] = {a->type.min, a->type.max}, ends_b[2] = {b->type.min, b->type.max};
    int128 corners[4], min, max;
    for (int i = 0; i < 4; i++) {
        int128 numerator = ends_a[i / 2] * up, denominator = ends_b[i % 2] * down;
        if (!decimal_divide(numerator, denominator, (enum rounding)how, &quotient)) {
            in_range(s, ast, 0, numerator / denominator, wanted->scale);
            return NULL;
        }
        corners[i] = quotient;
    }
    span_of(corners, &min, &max);
    enum type_kind kind = b->type.kind == TYPE_BEDRAG ? TYPE_GETAL : (enum type_kind)a->type.kind;
    if (!in_range(s, ast, min, max, wanted->scale)) return NULL;
    struct type type = number_type(kind, wanted->scale, (int64_t)min, (int64_t)max);
    struct expr *e = new_expr(s, OP_GEDEELD, ast, type);
    e->value = how;
    return with_operands(e, a, b, NULL);
}

static const struct expr *round_to(struct scope *s, const struct expr *e,
                                   const struct ast *rounding, unsigned scale)
{
    int64_t how, min, max;
    if (e->type.scale <= scale) return widen(s, e, scale);
    if (!read_rounding(s, rounding, e->ast, &how)) return NULL;
    int128 unit = power_of_10(e->type.scale - scale);
    decimal_divide(e->type.min, unit, (enum rounding)how, &min); /* smaller: it fits */
    decimal_divide(e->type.max, unit, (enum rounding)how, &max);
    struct expr *rounded = new_expr(s, OP_AFGEROND, e->ast,
                                    number_type((enum type_kind)e->type.kind, scale, min, max));
    rounded->value = how;
    return with_operands(rounded, e, NULL, NULL);
}

const struct expr *type_formula(struct scope *s, const struct ast *formula,
                                const struct ast *rounding, struct type *type)
{
    const struct expr *e = formula->kind == AST_GEDEELD ? divide(s, formula, rounding, type)
                                                        : type_expression(s, formula);
    if (!e) return NULL;
    if (e->type.kind != type->kind) {
        SAY(s->typing->diags, FORMULA_TYPE, formula->span, phrase_of(s, e), words_of(s, &e->type),
            words_of(s, type));
        return NULL;
    }
    e = round_to(s, e, rounding, type->scale);
    if (!e || !within_limits(s->typing, e)) return NULL;
    type->min = e->type.min;
    type->max = e->type.max;
    return e;
}

/* ---- comparisons that need no data ---- */

int answer_by_ranges(unsigned op, const struct type *a, const struct type *b)
{
    bool below = a->max<b->min, above = a->min> b->max;
    bool at_most = a->max <= b->min, at_least = a->min >= b->max;
    switch (op) {
    case OP_GELIJK: return below || above ? 0 : -1;
    case OP_ONGELIJK: return below || above ? 1 : -1;
    case OP_KLEINER: return below ? 1 : at_least ? 0 : -1;
    case OP_KLEINER_GELIJK: return at_most ? 1 : above ? 0 : -1;
    case OP_GROTER: return above ? 1 : at_most ? 0 : -1;
    case OP_GROTER_GELIJK: return at_least ? 1 : below ? 0 : -1;
    default: return -1;
    }
}

/* Whether the range is that of data or of the engine.  A parameter has the range of its values,
 * and those change. */
static bool has_fixed_range(const struct expr *e)
{
    if (e->op == OP_SCHAAL) e = e->a;
    return e->op == OP_KOLOM || e->op == OP_AANTAL || e->op == OP_GROEP || e->op == OP_GROEIJAAR ||
           e->op == OP_JAAR_VAN;
}

/* A literal with more decimals than the data have: they are never equal. */
static bool check_decimals(struct scope *s, const struct ast *ast, unsigned op,
                           const struct expr *literal, const struct expr *data)
{
    if (data->op != OP_SCHAAL || !has_fixed_range(data)) return false;
    if (op != OP_GELIJK && op != OP_ONGELIJK) return false;
    if (literal->value % power_of_10(data->type.scale - data->a->type.scale) == 0) return false;
    struct diag *diag = diag_add(s->typing->diags, KIND(COMPARISON_DECIMALS), ast->span);
    diag_arg(s->typing->diags, diag, ast_phrase(s->typing->arena, ast));
    diag_arg(s->typing->diags, diag, op == OP_GELIJK ? STR("nee") : STR("ja"));
    diag_arg(s->typing->diags, diag, phrase_of(s, data));
    diag_argf(s->typing->diags, diag, "%u", (unsigned)data->a->type.scale);
    return true;
}

void check_comparison(struct scope *s, const struct ast *ast, unsigned op, const struct expr *a,
                      const struct expr *b)
{
    if (!is_number(a) || is_literal(a) == is_literal(b)) return;
    const struct expr *range = is_literal(a) ? b : a;
    if (check_decimals(s, ast, op, is_literal(a) ? a : b, range)) return;
    int answer = has_fixed_range(range) ? answer_by_ranges(op, &a->type, &b->type) : -1;
    if (answer < 0) return;
    char from[DECIMAL_TEXT_SIZE], to[DECIMAL_TEXT_SIZE];
    decimal_text(range->type.min, range->type.scale, ',', from);
    decimal_text(range->type.max, range->type.scale, ',', to);
    SAY(s->typing->diags, COMPARISON_FOREGONE, ast->span, ast_phrase(s->typing->arena, ast),
        answer ? STR("ja") : STR("nee"), phrase_of(s, range), str_from(from), str_from(to));
}
