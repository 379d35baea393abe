/* What the scanner does with a token that it has found: its place, its value, and the message where
 * it is not of the language but close to something that is.  Such a token gets the value that was
 * likely meant, so that there is one message and reading goes on. */
#include "grammar/parser.h"

#include "base/text.h"
#include "grammar/leidraad.tab.h"
#include "value/date.h"
#include "value/decimal.h"

#include <string.h>

/* ---- places ---- */

struct span scanned(struct parser *p, struct lexeme *lexeme, struct str text)
{
    uint32_t columns = (uint32_t)str_columns(text);
    lexeme->text = text;
    lexeme->span = (struct span){p->file->file, p->line, p->column, p->line, p->column + columns};
    p->column += columns;
    return lexeme->span;
}

void scanned_less(struct parser *p, struct lexeme *lexeme, size_t bytes)
{
    struct span span = lexeme->span;
    p->column = span.column;
    scanned(p, lexeme, (struct str){lexeme->text.at, bytes});
}

void scanned_newline(struct parser *p)
{
    if (!p->line_has_token && !p->line_has_comment)
        *VEC_PUSH(p->arena, &p->file->blank_lines) = p->line;
    p->line++;
    p->column = 1;
    p->line_has_token = p->line_has_comment = false;
}

/* ---- messages ---- */

void literal_mistake(struct parser *p, const struct lexeme *lexeme, const struct diag_kind *kind,
                     const char *suggestion)
{
    struct diag *d = diag_add(p->diags, kind, lexeme->span);
    diag_arg(p->diags, d, lexeme->text);
    if (suggestion) d->suggestion = str_from(suggestion);
}

/* What is written, what was meant, and its token. */
static const struct {
    const char *written, *meant;
    int token;
} signs[] = {
    {"t/m", "tot en met", LEIDRAAD_TOT_EN_MET},
    {"en/of", "of", LEIDRAAD_OF},
    {"&&", "en", LEIDRAAD_EN},
    {"||", "of", LEIDRAAD_OF},
    {"!", "niet", LEIDRAAD_NIET},
    {"==", "is", LEIDRAAD_IS},
    {"!=", "is niet", LEIDRAAD_IS_NIET},
    {"<>", "is niet", LEIDRAAD_IS_NIET},
    {"≠", "is niet", LEIDRAAD_IS_NIET},
    {"<", "minder dan", LEIDRAAD_MINDER_DAN},
    {">", "meer dan", LEIDRAAD_MEER_DAN},
    {"<=", "ten hoogste", LEIDRAAD_TEN_HOOGSTE},
    {"=<", "ten hoogste", LEIDRAAD_TEN_HOOGSTE},
    {"≤", "ten hoogste", LEIDRAAD_TEN_HOOGSTE},
    {">=", "ten minste", LEIDRAAD_TEN_MINSTE},
    {"=>", "ten minste", LEIDRAAD_TEN_MINSTE},
    {"≥", "ten minste", LEIDRAAD_TEN_MINSTE},
    {"÷", "/", LEIDRAAD_DIVIDE},
};

int literal_sign(struct parser *p, const struct lexeme *lexeme)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_equal(lexeme->text, str_from(signs[i].written))) continue;
        literal_mistake(p, lexeme, KIND(SIGN), signs[i].meant);
        return signs[i].token;
    }
    /* what is left: one of the dashes that a word processor makes of a hyphen */
    literal_mistake(p, lexeme, KIND(SIGN), "-");
    return LEIDRAAD_MINUS;
}

void literal_slashes(struct parser *p, const struct lexeme *lexeme)
{
    struct lexeme slashes = *lexeme;
    slashes.text.len = 2;
    slashes.span.end_column = slashes.span.column + 2;
    literal_mistake(p, &slashes, KIND(SIGN), "#");
}

/* An unseen one is told by its number. */
static void tell_character(struct parser *p, const struct diag_kind *kind,
                           const struct lexeme *lexeme)
{
    uint32_t code_point = (unsigned char)lexeme->text.at[0];
    str_first(lexeme->text, &code_point);
    struct diag *d = diag_add(p->diags, kind, lexeme->span);
    if (str_unseen(lexeme->text))
        diag_argf(p->diags, d, "U+%04X", code_point);
    else
        diag_argf(p->diags, d, "`" STR_FMT "`", STR_ARG(lexeme->text));
}

void literal_character(struct parser *p, const struct lexeme *lexeme)
{
    tell_character(p, KIND(CHARACTER), lexeme);
}

/* Of a text or a comment: the first character in it that nobody sees.  A tab is as good as a space.
 * No error: revisions that have one were published, and what was judged by them can be judged
 * again; nor may a comment decide whether policies compile, for equal words are compiled once (see
 * compiler/history/words.c). */
static void check_seen(struct parser *p, const struct lexeme *lexeme)
{
    struct str text = lexeme->text;
    for (size_t i = 0, n; i < text.len; i++) {
        if (!(n = str_unseen((struct str){text.at + i, text.len - i})) || text.at[i] == '\t')
            continue;
        struct span span = lexeme->span;
        span.column += (uint32_t)str_columns((struct str){text.at, i});
        span.end_line = span.line;
        span.end_column = span.column + 1;
        tell_character(p, KIND(UNSEEN), &(struct lexeme){.text = {text.at + i, n}, .span = span});
        return;
    }
}

/* ---- comments ---- */

static struct str without_trailing_blanks(struct str s)
{
    while (s.len && strchr(" \t\r", s.at[s.len - 1])) s.len--;
    return s;
}

void scanned_comment(struct parser *p, const struct lexeme *lexeme)
{
    struct str text = without_trailing_blanks(lexeme->text);
    struct ast_comment *comment = VEC_PUSH(p->arena, &p->file->comments);
    check_seen(p, &(struct lexeme){.text = text, .span = lexeme->span});
    comment->text = text;
    comment->span = lexeme->span;
    comment->span.end_column = lexeme->span.column + (uint32_t)str_columns(text);
    comment->own_line = !p->line_has_token;
    p->line_has_comment = true;
}

/* ---- numbers ---- */

enum { DIGITS_MAX = 18 };

static bool read_number(struct lexeme *lexeme, struct str digits)
{
    const char *comma = memchr(digits.at, ',', digits.len);
    size_t whole = comma ? (size_t)(comma - digits.at) : digits.len;
    lexeme->scale = comma ? (unsigned)(digits.len - whole - 1) : 0;
    if (whole + lexeme->scale <= DIGITS_MAX && lexeme->scale <= DECIMAL_SCALE_MAX &&
        decimal_parse_dutch(digits, lexeme->scale, &lexeme->value) == DECIMAL_OK)
        return true;
    lexeme->value = 1;
    lexeme->scale = 0;
    return false;
}

void literal_number(struct parser *p, struct lexeme *lexeme)
{
    if (!read_number(lexeme, lexeme->text)) literal_mistake(p, lexeme, KIND(NUMBER_RANGE), NULL);
}

/* Behind the euro sign and the blanks. */
static struct str amount_digits(struct str text)
{
    while (text.len && (text.at[0] < '0' || text.at[0] > '9')) {
        text.at++;
        text.len--;
    }
    return text;
}

void literal_money(struct parser *p, struct lexeme *lexeme)
{
    enum { CENTS = 2 };
    if (!read_number(lexeme, amount_digits(lexeme->text)))
        literal_mistake(p, lexeme, KIND(NUMBER_RANGE), NULL);
    else if (lexeme->scale > CENTS)
        literal_mistake(p, lexeme, KIND(MONEY_SCALE), NULL);
    else if (!decimal_widen(lexeme->value, lexeme->scale, CENTS, &lexeme->value))
        literal_mistake(p, lexeme, KIND(NUMBER_RANGE), NULL);
    lexeme->scale = CENTS;
}

/* 2.095 may be two thousand and something or two and something; 1.234.567 and 1.000,50 can only
 * mean one thing, and 4.6 another. */
void literal_dotted(struct parser *p, struct lexeme *lexeme)
{
    struct str digits = amount_digits(lexeme->text);
    const char *dot = memchr(digits.at, '.', digits.len);
    size_t before = (size_t)(dot - digits.at), behind = digits.len - before - 1;
    bool one_dot = !memchr(dot + 1, '.', behind), comma = memchr(digits.at, ',', digits.len);
    struct buf thousands = {.arena = p->arena}, decimals = {.arena = p->arena};
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.at[i] != '.') buf_addc(&thousands, digits.at[i]);
        buf_addc(&decimals, digits.at[i] == '.' ? ',' : digits.at[i]);
    }
    bool may_be_thousands = comma || !one_dot || (behind == 3 && digits.at[0] != '0');
    bool may_be_decimals = one_dot && !comma;
    if (may_be_thousands && may_be_decimals) {
        struct diag *d = diag_add(p->diags, KIND(NUMBER_DOT), lexeme->span);
        diag_arg(p->diags, d, lexeme->text);
        diag_arg(p->diags, d, buf_str(&thousands));
        diag_arg(p->diags, d, buf_str(&decimals));
    } else {
        struct str meant = may_be_thousands ? buf_str(&thousands) : buf_str(&decimals);
        bool euro = lexeme->text.at != digits.at;
        literal_mistake(p, lexeme, KIND(NUMBER_FORM),
                        arena_printf(p->arena, "%s%s", euro ? "€ " : "", meant.at));
    }
    lexeme->value = 1;
    lexeme->scale = lexeme->text.at != digits.at ? 2 : 0;
}

static bool is_unit(struct str word)
{
    static const char *const units[] = {"dag", "dagen", "maand", "maanden", "jaar"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_equal(word, str_from(units[i]))) return true;
    return false;
}

/* `14dagen` lacks a space; `2e_lijn` is meant as a name. */
int literal_number_word(struct parser *p, struct lexeme *lexeme)
{
    size_t digits = 0;
    while (lexeme->text.at[digits] >= '0' && lexeme->text.at[digits] <= '9') digits++;
    struct str word = {lexeme->text.at + digits, lexeme->text.len - digits};
    if (!is_unit(word)) {
        literal_mistake(p, lexeme, KIND(NAME_FORM), NULL);
        return LEIDRAAD_NAME;
    }
    literal_mistake(
        p, lexeme, KIND(NUMBER_FORM),
        arena_printf(p->arena, "%.*s " STR_FMT, (int)digits, lexeme->text.at, STR_ARG(word)));
    scanned_less(p, lexeme, digits);
    literal_number(p, lexeme);
    return LEIDRAAD_NUMBER;
}

/* ---- dates and labels ---- */

static void no_such_day(struct parser *p, const struct lexeme *lexeme)
{
    literal_mistake(p, lexeme, KIND(DAY_NONE), NULL);
}

void literal_date(struct parser *p, struct lexeme *lexeme)
{
    date value = 0;
    if (date_parse_iso(lexeme->text, &value) != DATE_PARSE_OK) no_such_day(p, lexeme);
    lexeme->value = value;
}

static int number_at(const char **at)
{
    int n = 0;
    for (; **at >= '0' && **at <= '9'; ++*at) n = 10 * n + (**at - '0');
    if (**at) ++*at; /* the sign between two parts */
    return n;
}

/* 1-4-2026, 1/4/2026, 1.4.2026, 2026-4-1: a date for people, but which is the month? */
void literal_odd_date(struct parser *p, struct lexeme *lexeme)
{
    const char *at = arena_copy(p->arena, lexeme->text.at, lexeme->text.len);
    int a = number_at(&at), b = number_at(&at), c = number_at(&at);
    struct civil civil = a > 31 ? (struct civil){a, b, c} : (struct civil){c, b, a};
    const char *suggestion = NULL;
    if (date_valid(civil)) {
        lexeme->value = date_from_civil(civil);
        suggestion = date_words(p->arena, (date)lexeme->value, true).at;
    }
    literal_mistake(p, lexeme, KIND(DATE_FORM), suggestion);
}

/* 2026/2027, 2026–2027, 2026-27 */
void literal_odd_label(struct parser *p, struct lexeme *lexeme)
{
    struct str text = lexeme->text;
    bool two_digits = text.at[text.len - 3] < '0' || text.at[text.len - 3] > '9';
    const char *label = arena_printf(p->arena, "%.4s-%s%.*s", text.at, two_digits ? "20" : "",
                                     two_digits ? 2 : 4, text.at + text.len - (two_digits ? 2 : 4));
    literal_mistake(p, lexeme, KIND(LABEL_FORM), label);
    lexeme->text = str_from(label);
}

/* ---- texts ---- */

/* A quotation mark that is missing should not take the brace at the end of the line with it. */
size_t literal_text_end(struct str text)
{
    struct str s = without_trailing_blanks(text);
    if (s.len > 1 && strchr("{}", s.at[s.len - 1])) {
        s.len--;
        s = without_trailing_blanks(s);
    }
    return s.len ? s.len : 1;
}

/* From the quotation mark on one line to the one on a later line; what is behind that is given
 * back. */
size_t literal_text_lines(struct parser *p, struct lexeme *lexeme)
{
    struct str text = lexeme->text;
    const char *newline = memchr(text.at, '\n', text.len);
    size_t first = (size_t)(newline - text.at), end = first, start = first;
    for (; text.at[end] != '"'; end++) {
        if (text.at[end] != '\n') continue;
        start = end + 1;
        p->line++;
    }
    end++;
    p->column = 1 + (uint32_t)str_columns((struct str){text.at + start, end - start});
    lexeme->span.end_column =
        lexeme->span.column + (uint32_t)str_columns((struct str){text.at, first});
    lexeme->text.len = first;
    literal_mistake(p, lexeme, KIND(TEXT_LINES), NULL);
    lexeme->text = str_trim((struct str){text.at + 1, first - 1});
    lexeme->span.end_line = p->line;
    lexeme->span.end_column = p->column;
    return end;
}

static void bad_escape(struct parser *p, const struct lexeme *lexeme, struct str text, size_t at)
{
    struct lexeme escape = *lexeme;
    size_t len = str_first((struct str){text.at + at + 1, text.len - at - 1}, NULL);
    escape.text = (struct str){text.at + at, 1 + len};
    struct str before = {lexeme->text.at, (size_t)(text.at + at - lexeme->text.at)};
    escape.span.column += (uint32_t)str_columns(before);
    escape.span.end_column = escape.span.column + 2;
    literal_mistake(p, &escape, KIND(TEXT_ESCAPE), NULL);
}

void literal_text(struct parser *p, struct lexeme *lexeme, size_t open, size_t close)
{
    struct str text = {lexeme->text.at + open, lexeme->text.len - open - close};
    check_seen(p, lexeme);
    if (!memchr(text.at, '\\', text.len)) {
        lexeme->text = text;
        return;
    }
    struct buf buf = {.arena = p->arena};
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\\') {
            if (i + 1 < text.len && strchr("\"\\", text.at[i + 1]))
                i++;
            else
                bad_escape(p, lexeme, text, i);
        }
        buf_addc(&buf, text.at[i]);
    }
    lexeme->text = buf_str(&buf);
}

void literal_quotes(struct parser *p, struct lexeme *lexeme, size_t open, size_t close)
{
    struct diag *d = diag_add(p->diags, KIND(TEXT_QUOTES), lexeme->span);
    diag_arg(p->diags, d, (struct str){lexeme->text.at, open});
    literal_text(p, lexeme, open, close);
}
