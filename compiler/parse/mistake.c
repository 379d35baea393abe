/* What is said about a syntax error: the token that was found, and of all that the parser could
 * have gone on with, what helps a policy editor.
 *
 * In this order: a brace too many; a word that is nearly one that could stand here; a word of the
 * language where a name should stand; a block that was not closed; else what was expected, with
 * what belongs together taken together (a name, an expression, a clause). */
#include "grammar/parser.h"

#include "base/text.h"
#include "compiler/parse/parse.h"
#include "grammar/leidraad.tab.h"
#include "value/date.h"

#include <string.h>

/* The set of tokens that could stand there. */
struct expected {
    struct parser *p;
    const int *tokens;
    size_t n;
};

static bool expects(const struct expected *e, int token)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->tokens[i] == token) return true;
    return false;
}

static bool is_word(const struct token *token)
{
    return token->kind == LEIDRAAD_NAME || keyword_of(token->kind);
}

/* ---- words that are nearly right ---- */

/* What people write for a word of the language, where the spelling alone would not tell. */
static const struct {
    const char *written;
    int meant;
} synonyms[] = {
    {"tenminste", LEIDRAAD_TEN_MINSTE},
    {"minstens", LEIDRAAD_TEN_MINSTE},
    {"minimaal", LEIDRAAD_TEN_MINSTE},
    {"tenhoogste", LEIDRAAD_TEN_HOOGSTE},
    {"hoogstens", LEIDRAAD_TEN_HOOGSTE},
    {"maximaal", LEIDRAAD_TEN_HOOGSTE},
    {"groter dan", LEIDRAAD_MEER_DAN},
    {"hoger dan", LEIDRAAD_MEER_DAN},
    {"kleiner dan", LEIDRAAD_MINDER_DAN},
    {"lager dan", LEIDRAAD_MINDER_DAN},
    {"eerder dan", LEIDRAAD_VOOR},
    {"later dan", LEIDRAAD_NA},
    {"tot", LEIDRAAD_TOT_EN_MET},
    {"and", LEIDRAAD_EN},
    {"or", LEIDRAAD_OF},
    {"not", LEIDRAAD_NIET},
    {"als", LEIDRAAD_WAARVAN},
    {"indien", LEIDRAAD_ALS},
    {"tenzij", LEIDRAAD_BEHALVE_ALS},
    {"want", LEIDRAAD_OMDAT},
    {"omdat", LEIDRAAD_AANNAME},
    {"verplicht", LEIDRAAD_EIS},
    {"norm", LEIDRAAD_EIS},
    {"deadline", LEIDRAAD_UITERLIJK},
    {"versie", LEIDRAAD_LEIDRAAD},
    {"default", LEIDRAAD_STANDAARD},
    {"elk", LEIDRAAD_ELKE},
    {"iedere", LEIDRAAD_ELKE},
};

/* The text of the token given last and of those that follow, as many as the phrase has words. */
static struct str words_from_here(struct parser *p, const char *phrase, size_t *n)
{
    struct buf buf = {.arena = p->arena};
    buf_add(&buf, p->now.last.lexeme.text);
    for (*n = 1; (phrase = strchr(phrase, ' ')); phrase++, ++*n) {
        const struct token *next = words_peek(p, *n - 1);
        if (!is_word(next)) break;
        buf_addc(&buf, ' ');
        buf_add(&buf, next->lexeme.text);
    }
    return buf_str(&buf);
}

static struct str lower(struct arena *arena, struct str s)
{
    char *copy = arena_copy(arena, s.at, s.len);
    for (size_t i = 0; i < s.len; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] = (char)(copy[i] - 'A' + 'a');
    return (struct str){copy, s.len};
}

/* How many letters may differ before two words are different words. */
static unsigned tolerance(size_t length)
{
    return length < 3 ? 0 : length < 5 ? 1 : length < 9 ? 2 : 3;
}

static bool first_words_equal(const char *phrase, struct str word)
{
    return strcspn(phrase, " ") == word.len && !memcmp(phrase, word.at, word.len);
}

static void mean(struct parser *p, int token, size_t words)
{
    p->meant = token;
    p->meant_words = words;
}

static bool find_synonym(const struct expected *e)
{
    size_t n;
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
        if (!expects(e, synonyms[i].meant)) continue;
        struct str written = words_from_here(e->p, synonyms[i].written, &n);
        if (!str_equal(lower(e->p->arena, written), str_from(synonyms[i].written))) continue;
        mean(e->p, synonyms[i].meant, n);
        return true;
    }
    return false;
}

/* A word that is a keyword already is only taken for the beginning of a longer one. */
static bool find_nearest(const struct expected *e)
{
    struct parser *p = e->p;
    const struct token *found = &p->now.last;
    unsigned best = UINT32_MAX;
    for (size_t i = 0; i < e->n; i++) {
        const struct keyword *keyword = keyword_of(e->tokens[i]);
        if (!keyword) continue;
        if (found->kind != LEIDRAAD_NAME && !first_words_equal(keyword->text, found->lexeme.text))
            continue;
        size_t n;
        struct str written = lower(p->arena, words_from_here(p, keyword->text, &n));
        struct str text = str_from(keyword->text);
        unsigned limit = tolerance(written.len < text.len ? written.len : text.len);
        unsigned distance = str_distance(written, text, limit);
        if (distance > limit || distance >= best) continue;
        best = distance;
        mean(p, keyword->token, n);
    }
    return p->meant;
}

static bool report_meant(const struct expected *e)
{
    struct parser *p = e->p;
    if (p->now.last.kind == LEIDRAAD_EQUALS && expects(e, LEIDRAAD_IS)) {
        literal_mistake(p, &p->now.last.lexeme, KIND(WORD), "is");
        return true;
    }
    if (!is_word(&p->now.last) || (!find_synonym(e) && !find_nearest(e))) return false;
    size_t n;
    const char *text = keyword_of(p->meant)->text;
    struct span span = p->now.last.lexeme.span;
    if (p->meant_words > 1) {
        const struct span *last = &words_peek(p, p->meant_words - 2)->lexeme.span;
        span.end_line = last->end_line;
        span.end_column = last->end_column;
    }
    struct str written = words_from_here(p, p->meant_words > 1 ? text : "", &n);
    struct diag *d = diag_add(p->diags, KIND(WORD), span);
    diag_arg(p->diags, d, written);
    d->suggestion = str_from(text);
    return true;
}

/* ---- what was found and what was expected, in words ---- */

static struct str describe(struct arena *arena, const struct token *token)
{
    enum { SHOWN = 24 };
    struct str text = token->lexeme.text;
    if (token->kind == LEIDRAAD_EOF) return str_from(grammar_word(LEIDRAAD_EOF));
    if (token->kind != LEIDRAAD_TEXT)
        return str_from(arena_printf(arena, "`" STR_FMT "`", STR_ARG(text)));
    size_t len = 0;
    for (size_t columns = 0; len < text.len && columns < SHOWN; columns++) {
        size_t n = str_first((struct str){text.at + len, text.len - len}, NULL);
        len += n ? n : 1;
    }
    return str_from(
        arena_printf(arena, "\"%.*s%s\"", (int)len, text.at, len < text.len ? "..." : ""));
}

static struct str describe_kind(struct arena *arena, int kind)
{
    const char *word = grammar_word(kind);
    bool sign = kind >= LEIDRAAD_LBRACE && kind <= LEIDRAAD_DIVIDE;
    if (sign || kind == LEIDRAAD_JA_NEE || keyword_of(kind))
        return str_from(arena_printf(arena, "`%.*s`",
                                     (int)strcspn(word, kind == LEIDRAAD_SET ? " " : ""), word));
    return str_from(word);
}

/* A choice, as a sentence has it. */
struct choice {
    struct arena *arena;
    VEC(struct str) items;
};

static void offer(struct choice *choice, struct str item)
{
    *VEC_PUSH(choice->arena, &choice->items) = item;
}

static struct str choice_text(const struct choice *choice)
{
    struct buf buf = {.arena = choice->arena};
    for (size_t i = 0; i < choice->items.len; i++) {
        /* TRANSLATORS: between the last two of "a name, a number or a text". */
        if (i) buf_adds(&buf, i + 1 < choice->items.len ? ", " : _(" or "));
        buf_add(&buf, choice->items.at[i]);
    }
    return buf_str(&buf);
}

/* What is expected, sorted out: tokens that are part of something larger are not named. */
struct digest {
    bool operand;   /* an expression may begin */
    bool operator_; /* an expression may go on */
    bool value;     /* a value of an example */
    bool name;
    size_t starts; /* words that begin a clause */
};

static struct digest digest_of(const struct expected *e)
{
    struct digest digest = {
        .operand = expects(e, LEIDRAAD_ER_IS),
        .operator_ = expects(e, LEIDRAAD_PLUS),
        .name = expects(e, LEIDRAAD_NAME),
    };
    digest.value =
        !digest.operand && digest.name && expects(e, LEIDRAAD_DATE) && expects(e, LEIDRAAD_MONEY);
    for (size_t i = 0; i < e->n; i++) {
        const struct keyword *keyword = keyword_of(e->tokens[i]);
        if (keyword && keyword->starts && !(digest.name && keyword->use == FREE)) digest.starts++;
    }
    return digest;
}

static bool is_literal(int kind)
{
    return kind >= LEIDRAAD_NAME && kind <= LEIDRAAD_TEXT;
}

/* The tokens of an expression, its operators or its units are named as one. */
static bool is_covered(const struct digest *digest, int kind)
{
    const struct keyword *keyword = keyword_of(kind);
    bool starts = keyword && keyword->starts;
    if (kind == LEIDRAAD_PATH && digest->name) return true;
    if (digest->name && keyword && keyword->use == FREE) return true;
    if (digest->operand)
        return is_literal(kind) || kind == LEIDRAAD_LPAREN || kind == LEIDRAAD_MINUS ||
               (keyword && (!starts || kind == LEIDRAAD_JA || kind == LEIDRAAD_NEE ||
                            kind == LEIDRAAD_LEZING));
    if (digest->operator_)
        return (kind >= LEIDRAAD_PLUS && kind <= LEIDRAAD_DIVIDE) ||
               (keyword && !starts && kind != LEIDRAAD_DAN && kind != LEIDRAAD_ANDERS &&
                kind != LEIDRAAD_OMDAT && kind != LEIDRAAD_PER);
    if (digest->value)
        return is_literal(kind) || kind == LEIDRAAD_MINUS || kind == LEIDRAAD_JA ||
               kind == LEIDRAAD_NEE;
    return false;
}

enum { STARTS_NAMED = 4 }; /* of more than so many clauses, a message says "a clause" */

static void report_expected(const struct expected *e)
{
    struct parser *p = e->p;
    struct digest digest = digest_of(e);
    struct choice choice = {.arena = p->arena}, starts = {.arena = p->arena};
    bool all_starts = digest.starts > STARTS_NAMED;
    if (digest.operand) offer(&choice, str_from(_("an expression")));
    if (digest.value) offer(&choice, str_from(_("a value")));
    if (digest.operator_) {
        offer(&choice, STR("`en`"));
        offer(&choice, STR("`of`"));
    }
    for (size_t i = 0; i < e->n; i++) {
        int kind = e->tokens[i];
        const struct keyword *keyword = keyword_of(kind);
        bool start = keyword && keyword->starts;
        if (is_covered(&digest, kind) || (all_starts && kind == LEIDRAAD_EOF)) continue;
        offer(start && all_starts ? &starts : &choice, describe_kind(p->arena, kind));
    }
    if (all_starts) offer(&choice, str_from(p->before.depth ? _("a clause") : _("a declaration")));

    const struct diag_kind *kind = !choice.items.len ? KIND(UNEXPECTED)
                                   : all_starts      ? KIND(EXPECTED_CLAUSE)
                                                     : KIND(EXPECTED);
    struct diag *d = diag_add(p->diags, kind, p->now.last.lexeme.span);
    diag_arg(p->diags, d, describe(p->arena, &p->now.last));
    diag_arg(p->diags, d, choice_text(&choice));
    if (all_starts) diag_arg(p->diags, d, choice_text(&starts));
    const struct span *after = &p->before.last.lexeme.span;
    if (after->line && after->end_line < p->now.last.lexeme.span.line &&
        !expects(e, LEIDRAAD_RBRACE))
        diag_relate(p->diags, d, *after, N_("after this"), (struct str){0});
}

/* ---- special cases ---- */

/* What verdicts and the like are called in people's mouths, and in a policy with `_` for each
 * space. */
static const char *const spaced[] = {
    "niet voldaan", "niet van toepassing", "open norm", "voldoet niet", "niet bepaald",
};

/* The words of the phrase stand here: from the token given last, or from the one before it on. */
static bool stands_here(struct parser *p, const char *phrase, bool from_before, struct span *span)
{
    const struct token *first = from_before ? &p->before.last : &p->now.last;
    size_t next = 0;
    *span = first->lexeme.span;
    for (const struct token *token = first;;
         token = from_before && token == first ? &p->now.last : words_peek(p, next++)) {
        size_t length = strcspn(phrase, " ");
        if (!is_word(token) || token->lexeme.text.len != length ||
            memcmp(token->lexeme.text.at, phrase, length) != 0)
            return false;
        span->end_line = token->lexeme.span.end_line;
        span->end_column = token->lexeme.span.end_column;
        phrase += length;
        if (!*phrase++) return true;
    }
}

/* `niet voldaan` where an example says what it expects. */
static bool report_spaced(const struct expected *e)
{
    struct parser *p = e->p;
    size_t depth = p->before.depth;
    bool in_example =
        depth && depth <= BLOCKS_MAX && p->blocks[depth - 1].word.kind == LEIDRAAD_VOORBEELD;
    if (!in_example) return false;
    for (size_t i = 0; i < 2 * (sizeof spaced / sizeof *spaced); i++) {
        const char *phrase = spaced[i / 2];
        struct span span;
        if (!stands_here(p, phrase, i % 2, &span)) continue;
        struct diag *d = diag_add(p->diags, KIND(WORD), span);
        diag_arg(p->diags, d, str_from(phrase));
        char *joined = arena_copy(p->arena, phrase, strlen(phrase));
        for (char *at = joined; *at; at++)
            if (*at == ' ') *at = '_';
        d->suggestion = str_from(joined);
        return true;
    }
    return false;
}

/* `uiterlijk 1 december`: which year? */
static bool report_day(const struct expected *e)
{
    struct parser *p = e->p;
    const struct token *found = &p->now.last;
    if (found->kind != LEIDRAAD_DAYMONTH || !expects(e, LEIDRAAD_DATE)) return false;
    struct diag *d = diag_add(p->diags, KIND(DAY_YEAR), found->lexeme.span);
    diag_arg(p->diags, d, found->lexeme.text);
    return true;
}

static bool touches(const struct span *a, const struct span *b)
{
    return a->end_line == b->line && a->end_column == b->column;
}

/* `lerende-omgeving`: to the scanner a name, a minus and a name. */
static bool report_hyphen(const struct expected *e)
{
    struct parser *p = e->p;
    const struct token *before = &p->before.last, *found = &p->now.last, *next = words_peek(p, 0);
    if (found->kind != LEIDRAAD_MINUS || !is_word(before) || !is_word(next)) return false;
    if (!touches(&before->lexeme.span, &found->lexeme.span) ||
        !touches(&found->lexeme.span, &next->lexeme.span))
        return false;
    struct span span = before->lexeme.span;
    span.end_column = next->lexeme.span.end_column;
    struct diag *d = diag_add(p->diags, KIND(NAME_FORM), span);
    diag_argf(p->diags, d, STR_FMT "-" STR_FMT, STR_ARG(before->lexeme.text),
              STR_ARG(next->lexeme.text));
    d->suggestion = str_from(arena_printf(
        p->arena, STR_FMT "_" STR_FMT, STR_ARG(before->lexeme.text), STR_ARG(next->lexeme.text)));
    return true;
}

/* `april 2026`: a date without its day. */
static bool report_month(const struct expected *e)
{
    struct parser *p = e->p;
    const struct token *before = &p->before.last, *found = &p->now.last;
    if (found->kind != LEIDRAAD_NUMBER || !month_from_dutch(before->lexeme.text)) return false;
    struct span span = before->lexeme.span;
    span.end_line = found->lexeme.span.end_line;
    span.end_column = found->lexeme.span.end_column;
    struct diag *d = diag_add(p->diags, KIND(DATE_FORM), span);
    diag_argf(p->diags, d, STR_FMT " " STR_FMT, STR_ARG(before->lexeme.text),
              STR_ARG(found->lexeme.text));
    return true;
}

/* `eis`, and on the next line `gevolg terugvordering`: the keyword was taken for a name, where the
 * line before was to say something.  Reading goes on at the keyword. */
static bool report_empty(const struct expected *e)
{
    struct parser *p = e->p;
    const struct token *before = &p->before.last, *found = &p->now.last;
    const struct keyword *keyword = keyword_of(before->kind);
    size_t depth = p->before.depth;
    if (!keyword || keyword->use != FREE || !before->first_on_line || found->first_on_line)
        return false;
    if (!depth || depth > BLOCKS_MAX || !(keyword->starts & p->blocks[depth - 1].inside))
        return false;
    if (expects(e, LEIDRAAD_COLON) || !(is_word(found) || is_literal(found->kind))) return false;
    bool expression = expects(e, LEIDRAAD_PLUS);
    if (!expression && !expects(e, LEIDRAAD_COMMA)) return false;
    struct diag *d = diag_add(p->diags, KIND(EMPTY_BEFORE), before->lexeme.span);
    diag_arg(p->diags, d, before->lexeme.text);
    diag_arg(p->diags, d, str_from(expression ? _("an expression") : _("a name")));
    p->rewind = true;
    return true;
}

/* `wijzigt regel x` at the top of a file: what belongs in a version. */
static bool report_outside(const struct expected *e)
{
    struct parser *p = e->p;
    const struct keyword *keyword = keyword_of(p->now.last.kind);
    if (p->before.depth || !keyword || keyword->starts & LEVEL_TOP ||
        !(keyword->starts & LEVEL_VERSION))
        return false;
    struct diag *d = diag_add(p->diags, KIND(OUTSIDE), p->now.last.lexeme.span);
    diag_arg(p->diags, d, describe(p->arena, &p->now.last));
    return true;
}

/* ---- names, and blocks ---- */

/* `sleutel bron : tekst`: where a name should stand, and not simply nothing. */
static bool report_reserved(const struct expected *e)
{
    struct parser *p = e->p;
    const struct token *found = &p->now.last;
    const struct keyword *keyword = keyword_of(found->kind);
    if (!keyword || !expects(e, LEIDRAAD_NAME) || strchr(keyword->text, ' ')) return false;
    if (expects(e, LEIDRAAD_ER_IS)) return false; /* an expression: a name is one of many */
    if (found->first_on_line && words_peek(p, 0)->kind != LEIDRAAD_COLON) return false;
    struct diag *d = diag_add(p->diags, KIND(RESERVED), found->lexeme.span);
    diag_arg(p->diags, d, found->lexeme.text);
    return true;
}

static struct str block_name(struct parser *p, const struct block *block)
{
    struct str word = block->word.lexeme.text;
    if (!block->name.at || str_equal(block->name, STR("{"))) return word;
    return str_from(
        arena_printf(p->arena, STR_FMT " " STR_FMT, STR_ARG(word), STR_ARG(block->name)));
}

/* How many blocks must be closed before this token begins an item; 0: none, or it never does. */
static size_t blocks_to_close(const struct parser *p)
{
    const struct token *found = &p->now.last;
    const struct keyword *keyword = keyword_of(found->kind);
    size_t depth = p->before.depth;
    if (depth > BLOCKS_MAX) return 0;
    if (found->kind == LEIDRAAD_EOF) return depth;
    if (!keyword || !found->first_on_line) return 0;
    for (size_t close = 1; close <= depth; close++) {
        unsigned outside =
            close == depth ? LEVEL_TOP : (unsigned)p->blocks[depth - close - 1].inside;
        bool deeper = found->lexeme.span.column > p->blocks[depth - close].column;
        if (keyword->starts & outside) return deeper ? 0 : close;
    }
    return 0;
}

static bool report_unclosed(const struct expected *e)
{
    struct parser *p = e->p;
    size_t n = expects(e, LEIDRAAD_RBRACE) && !p->in_set ? blocks_to_close(p) : 0;
    if (!n) return false;
    p->unclosed = n;
    bool suspect = p->suspect_at.kind;
    const struct block *block = suspect ? &p->suspect : &p->blocks[p->before.depth - 1];
    const struct token *at = suspect ? &p->suspect_at : &p->now.last;
    struct diag *d = diag_add(p->diags, KIND(BLOCK_OPEN), at->lexeme.span);
    diag_arg(p->diags, d, block_name(p, block));
    diag_arg(p->diags, d, describe(p->arena, at));
    diag_relate(p->diags, d, block->opener, N_("opened here"), (struct str){0});
    p->suspect_at.kind = 0;
    return true;
}

void mistake_report(struct parser *p, const int *tokens, size_t n)
{
    const struct expected e = {p, tokens, n};
    const struct token *found = &p->now.last;
    p->meant = 0;
    p->unclosed = 0;
    p->rewind = false;
    if (found->lexeme.span.line == p->mistake.line &&
        found->lexeme.span.column == p->mistake.column)
        return; /* one mistake, one message */
    p->mistake = found->lexeme.span;
    if (found->reported) return;
    if (found->kind == LEIDRAAD_RBRACE && !p->before.depth)
        diag_add(p->diags, KIND(BLOCK_EXTRA), found->lexeme.span);
    else if (!report_empty(&e) && !report_spaced(&e) && !report_day(&e) && !report_meant(&e) &&
             !report_unclosed(&e) && !report_reserved(&e) && !report_hyphen(&e) &&
             !report_month(&e) && !report_outside(&e))
        report_expected(&e);
}

void mistake_brace(struct parser *p, const struct token *brace)
{
    const struct block *block = p->now.depth <= BLOCKS_MAX ? &p->blocks[p->now.depth - 1] : NULL;
    struct diag *d = diag_add(p->diags, KIND(BLOCK_EARLY), brace->lexeme.span);
    if (!block) return;
    diag_arg(p->diags, d, block_name(p, block));
    diag_relate(p->diags, d, block->opener, N_("opened here"), (struct str){0});
}

void mistake_depth(struct parser *p, struct span span)
{
    struct diag *d = diag_add(p->diags, KIND(DEPTH), span);
    diag_argf(p->diags, d, "%d", PARSE_DEPTH_MAX);
}
