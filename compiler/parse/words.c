/* Raw tokens to tokens: which words are keywords, which belong together, and which numbers are part
 * of a date.  Also who opened which brace, for messages about blocks.
 *
 * Words are joined here and not in the scanner, because so the language's vocabulary is one table
 * (keyword.def) instead of a rule a word, and white space and comments may stand between the words
 * of `op of voor`.  A queue holds the tokens that were looked at too far; those in front are
 * `ready`: joined already, and given as they are. */
#include "grammar/parser.h"

#include "grammar/leidraad.tab.h"
#include "value/date.h"

#include <string.h>

#define T LEVEL_TOP
#define V LEVEL_VERSION
#define C LEVEL_CLAUSE
const struct keyword keywords[] = {
#define KEYWORD(token, text, use, starts) {text, LEIDRAAD_##token, use, starts},
#include "grammar/keyword.def"
#undef KEYWORD
};
#undef T
#undef V
#undef C
const size_t keyword_count = sizeof keywords / sizeof *keywords;

/* By token: one more than where its entry stands.  It is asked for every token of every file. */
enum {
#define KEYWORD(token, text, use, starts) ENTRY_##token,
#include "grammar/keyword.def"
#undef KEYWORD
};
static const uint8_t entry_by_token[] = {
#define KEYWORD(token, text, use, starts) [LEIDRAAD_##token] = ENTRY_##token + 1,
#include "grammar/keyword.def"
#undef KEYWORD
};
_Static_assert(sizeof keywords / sizeof *keywords < UINT8_MAX, "an entry and one fit a byte");

const struct keyword *keyword_of(int token)
{
    bool in_table = token >= 0 && (size_t)token < sizeof entry_by_token;
    return in_table && entry_by_token[token] ? &keywords[entry_by_token[token] - 1] : NULL;
}

/* ---- the queue ---- */

/* Moves what waits, so that it begins at this place of the array. */
static void shift(struct parser *p, size_t to)
{
    memmove(p->ahead + to, p->ahead + p->ahead_first, p->ahead_len * sizeof *p->ahead);
    p->ahead_first = to;
}

/* The i-th token that waits; tokens are scanned until there is one. */
static struct token *peek(struct parser *p, size_t i)
{
    if (p->ahead_first + i >= AHEAD_MAX) shift(p, 0);
    while (p->ahead_len <= i) p->ahead[p->ahead_first + p->ahead_len++] = scanner_next(p);
    return &p->ahead[p->ahead_first + i];
}

static void drop(struct parser *p, size_t n)
{
    p->ahead_len -= n;
    p->ahead_first = p->ahead_len ? p->ahead_first + n : 0;
}

static void push(struct parser *p, const struct token *token)
{
    if (!p->ahead_first) shift(p, 1);
    p->ahead[--p->ahead_first] = *token;
    p->ahead_len++;
    p->ready++;
}

/* The first n tokens become one. */
static void join(struct parser *p, size_t n, int kind)
{
    struct token *first = peek(p, 0), *last = peek(p, n - 1);
    for (size_t i = 1; i < n; i++) first->reported |= peek(p, i)->reported;
    first->kind = kind;
    first->lexeme.span.end_line = last->lexeme.span.end_line;
    first->lexeme.span.end_column = last->lexeme.span.end_column;
    const char *begin = first->lexeme.text.at, *end = last->lexeme.text.at + last->lexeme.text.len;
    first->lexeme.text = (struct str){begin, (size_t)(end - begin)};
    *last = *first;
    drop(p, n - 1);
}

const struct token *words_peek(struct parser *p, size_t i)
{
    return peek(p, i);
}

/* ---- keywords ---- */

static bool is_keyword_letter(char c)
{
    return c >= 'a' && c < 'a' + KEYWORD_LETTERS;
}

/* Also finds where the entries of each first letter begin: most words of a policy are names, and a
 * name is told from a keyword by looking at the few of its letter. */
void words_open(struct parser *p, struct str text)
{
    char *copy = arena_alloc(p->arena, text.len + 2); /* flex writes into its buffer */
    if (text.len) memcpy(copy, text.at, text.len);
    scanner_open(p, copy, text.len + 2);
    p->line = p->column = 1;
    size_t k = 0;
    for (size_t letter = 0; letter <= KEYWORD_LETTERS; letter++) {
        while (k < keyword_count && (size_t)(keywords[k].text[0] - 'a') < letter) k++;
        p->letters[letter] = (uint8_t)k;
    }
}

/* The length of the text's first word if it is this one, or 0.  The text ends in a NUL, which no
 * word holds. */
static size_t begins_with(const char *text, struct str word)
{
    size_t n = 0;
    while (n < word.len && text[n] == word.at[n]) n++;
    return n == word.len && (!text[n] || text[n] == ' ') ? n : 0;
}

/* The first entry that begins with this word, or NULL. */
static const struct keyword *entries_of(const struct parser *p, struct str word)
{
    if (!is_keyword_letter(word.at[0])) return NULL;
    const uint8_t *letter = &p->letters[word.at[0] - 'a'];
    for (size_t k = letter[0]; k < letter[1]; k++)
        if (begins_with(keywords[k].text, word)) return &keywords[k];
    return NULL;
}

/* How many of the tokens that wait are the words of this text; 0: they are not. */
static size_t match_words(struct parser *p, const char *text)
{
    size_t n = 0;
    for (const char *at = text; *at; n++) {
        const struct token *token = peek(p, n);
        size_t length = token->kind == LEIDRAAD_NAME ? begins_with(at, token->lexeme.text) : 0;
        if (!length) return 0;
        at += length;
        if (*at) at++;
    }
    return n;
}

static void join_words(struct parser *p)
{
    struct str word = peek(p, 0)->lexeme.text;
    const struct keyword *best = NULL, *end = keywords + keyword_count;
    size_t length = 0;
    for (const struct keyword *k = entries_of(p, word); k && k < end && begins_with(k->text, word);
         k++) {
        size_t n = match_words(p, k->text);
        if (n <= length) continue;
        best = k;
        length = n;
    }
    if (!best) return;
    join(p, length, best->token);
    peek(p, 0)->lexeme.text = str_from(best->text);
}

/* ---- dates ---- */

static bool is_small_number(const struct token *token)
{
    return token->kind == LEIDRAAD_NUMBER && !token->lexeme.scale && token->lexeme.value < 10000;
}

/* A word between a day and a year that is nearly a month; 0: it is not, or it is a keyword. */
static int month_nearly(const struct parser *p, struct str word)
{
    if (entries_of(p, word)) return 0;
    if (str_equal(word, STR("mrt"))) return 3;
    for (int month = 1; month <= 12; month++) {
        struct str name = str_from(month_dutch(month));
        if (word.len >= 3 && str_starts(name, word)) return month; /* cut short: apr, sept */
        unsigned limit = name.len < 5 || word.len < 5 ? 1 : 2;
        if (str_distance(word, name, limit) <= limit) return month;
    }
    return 0;
}

static int read_month(struct parser *p, const struct token *word, bool in_date)
{
    int month = month_from_dutch(word->lexeme.text);
    if (month || !in_date) return month;
    month = month_nearly(p, word->lexeme.text);
    if (month) literal_mistake(p, &word->lexeme, KIND(MONTH_UNKNOWN), month_dutch(month));
    return month;
}

/* `31 december`; `1 april 2026`.  A year of two digits is reported, and read as 20xx. */
static void join_date(struct parser *p)
{
    if (!is_small_number(peek(p, 0)) || peek(p, 1)->kind != LEIDRAAD_NAME) return;
    bool year = is_small_number(peek(p, 2)) && peek(p, 2)->lexeme.text.len != 3;
    bool full_year = year && peek(p, 2)->lexeme.text.len == 4;
    int64_t day = peek(p, 0)->lexeme.value;
    int month = read_month(p, peek(p, 1), full_year && day <= 31);
    if (!month) return;
    int64_t number = year ? peek(p, 2)->lexeme.value : 2000; /* a leap year */
    join(p, year ? 3 : 2, year ? LEIDRAAD_DATE : LEIDRAAD_DAYMONTH);

    size_t errors = p->diags->errors;
    struct token *joined = peek(p, 0);
    struct lexeme *lexeme = &joined->lexeme;
    struct civil civil = {(int)(!year || full_year ? number : 2000 + number), month, (int)day};
    if (!date_valid(civil)) {
        literal_mistake(p, lexeme, KIND(DAY_NONE), NULL);
        civil.day = civil.year = 1;
    }
    lexeme->value = year ? date_from_civil(civil) : 100 * civil.month + civil.day;
    if (year && !full_year)
        literal_mistake(p, lexeme, KIND(DATE_FORM),
                        date_words(p->arena, (date)lexeme->value, true).at);
    joined->reported |= p->diags->errors > errors;
}

/* ---- braces and headings ---- */

/* The brace of `in {a, b}` and `uit {a, b}` opens no block. */
static bool is_set_brace(const struct parser *p)
{
    int kind = p->now.last.kind;
    return kind == LEIDRAAD_IN || kind == LEIDRAAD_NIET_IN || kind == LEIDRAAD_UIT;
}

static bool is_version(int kind)
{
    return kind == LEIDRAAD_LEIDRAAD || kind == LEIDRAAD_KADER || kind == LEIDRAAD_REGIOPLAN;
}

static void open_block(struct parser *p, const struct token *brace)
{
    bool heading = !p->now.last.first_on_line || keyword_of(p->now.last.kind);
    struct token word = heading ? p->now.heading : p->now.last;
    bool version = p->now.depth == 0 && is_version(word.kind);
    if (p->now.depth < BLOCKS_MAX)
        p->blocks[p->now.depth] = (struct block){
            .opener = brace->lexeme.span,
            .word = word,
            .name = heading ? p->now.heading_name : (struct str){0},
            .inside = version ? LEVEL_VERSION : LEVEL_CLAUSE,
            .column = p->now.heading_column,
        };
    p->now.depth++;
}

/* A brace behind which the text goes on deeper than the heading of its block: should an error
 * follow, it is one too many (parse.c). */
static void note_early(struct parser *p, const struct token *brace)
{
    if (p->mistake.line || !brace->first_on_line) return;
    const struct token *next = peek(p, 0);
    if (next->kind != LEIDRAAD_EOF && next->first_on_line &&
        next->lexeme.span.column > p->blocks[p->now.depth].column)
        p->early = brace->lexeme.span;
}

/* A brace that closes one block but stands below the heading of an outer one: whichever error
 * follows, the inner block is the one that was not closed. */
static void close_block(struct parser *p, const struct token *brace)
{
    if (!p->now.depth) return;
    p->now.depth--;
    if (!p->now.depth) p->now.heading = (struct token){0};
    if (p->now.depth < BLOCKS_MAX) note_early(p, brace);
    if (p->now.depth >= BLOCKS_MAX || !brace->first_on_line || p->suspect_at.kind) return;
    uint32_t column = brace->lexeme.span.column;
    if (p->blocks[p->now.depth].column == column) return;
    for (size_t i = 0; i < p->now.depth; i++) {
        if (p->blocks[i].column != column) continue;
        p->suspect = p->blocks[p->now.depth];
        p->suspect_at = *brace;
        return;
    }
}

static void note_heading(struct parser *p, const struct token *token)
{
    const struct keyword *keyword = keyword_of(token->kind);
    int last = p->now.last.kind;
    bool at_start = token->first_on_line || last == LEIDRAAD_LBRACE || last == LEIDRAAD_WIJZIGT ||
                    last == LEIDRAAD_VERSCHERPT || last == LEIDRAAD_VERVALT;
    if (token->first_on_line) p->now.line_column = token->lexeme.span.column;
    /* The `bron` on a line of its own in the heading of a version. */
    bool in_heading = !p->now.depth && is_version(p->now.heading.kind) &&
                      p->now.line_column > p->now.heading_column;
    if (keyword && keyword->starts && at_start && !in_heading) {
        p->now.heading = *token;
        p->now.heading_name = (struct str){0};
        p->now.heading_column = p->now.line_column;
    } else if (last && last == p->now.heading.kind && !p->now.heading_name.at) {
        p->now.heading_name = token->lexeme.text;
    }
}

static void give(struct parser *p, struct token *token)
{
    p->before = p->now;
    if (token->kind == LEIDRAAD_LBRACE && is_set_brace(p)) {
        token->kind = LEIDRAAD_SET;
        p->in_set = true;
    } else if (token->kind == LEIDRAAD_LBRACE) {
        open_block(p, token);
    } else if (token->kind == LEIDRAAD_RBRACE && p->in_set) {
        p->in_set = false;
    } else if (token->kind == LEIDRAAD_RBRACE) {
        close_block(p, token);
    }
    note_heading(p, token);
    p->now.last = *token;
}

/* ---- the next token ---- */

/* The brace that another reading found to be one too many. */
static void skip_brace(struct parser *p)
{
    const struct token *brace = peek(p, 0);
    if (!p->skip.line || p->ready || brace->kind != LEIDRAAD_RBRACE || !p->now.depth ||
        brace->lexeme.span.line != p->skip.line || brace->lexeme.span.column != p->skip.column)
        return;
    mistake_brace(p, brace);
    p->skip.line = 0;
    drop(p, 1);
}

struct token words_next(struct parser *p)
{
    skip_brace(p);
    struct token token = *peek(p, 0);
    if (p->ready) {
        p->ready--;
    } else {
        if (token.kind == LEIDRAAD_NAME) join_words(p);
        if (token.kind == LEIDRAAD_NUMBER) join_date(p);
        token = *peek(p, 0);
    }
    if (token.kind != LEIDRAAD_EOF) drop(p, 1); /* the end stays */
    give(p, &token);
    return token;
}

void words_unget(struct parser *p, const struct token *token)
{
    if (token->kind != LEIDRAAD_EOF) push(p, token); /* the end has stayed */
    p->now = p->before;
}

void words_insert(struct parser *p, int kind)
{
    struct token token = {.kind = kind, .lexeme.span = peek(p, 0)->lexeme.span};
    token.lexeme.span.end_line = token.lexeme.span.line;
    token.lexeme.span.end_column = token.lexeme.span.column;
    token.lexeme.text = kind == LEIDRAAD_LBRACE ? STR("{") : STR("}");
    push(p, &token);
}

int leidraad_lex(union parser_value *value, struct span *span, struct parser *p)
{
    struct token token = words_next(p);
    value->lexeme = token.lexeme;
    *span = token.lexeme.span;
    return token.kind;
}
