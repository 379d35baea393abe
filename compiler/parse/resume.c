/* Where reading goes on after a syntax error.
 *
 * bison drops what it had of the item in which the error was found, and leaves the token that did
 * not fit as the lookahead.  Here a better one is chosen, from where a policy editor would say that
 * the next clause begins: a word that begins clauses, or any word that is not indented deeper than
 * the clause that went wrong, at the start of a line; or the brace that closes the block.  A block
 * inside what went wrong is passed over as a whole.
 *
 * Each call uses up at least one token where the one before it left off at the same place, so that
 * parsing ends. */
#include "grammar/parser.h"

#include "grammar/leidraad.tab.h"

static bool same_place(const struct span *a, const struct span *b)
{
    return a->line == b->line && a->column == b->column;
}

/* Makes the token that words gave last the lookahead. */
static void choose(struct parser *p, struct next_token *next)
{
    *next->kind = p->now.last.kind;
    next->value->lexeme = p->now.last.lexeme;
    *next->span = p->now.last.lexeme.span;
    p->resumed = p->now.last.lexeme.span;
    p->resumed_with = p->now.last.kind;
}

/* Braces that the text lacks, before the token given last. */
static void insert_before(struct parser *p, int kind, size_t n)
{
    struct token last = p->now.last;
    words_unget(p, &last);
    for (size_t i = 0; i < n; i++) words_insert(p, kind);
    words_next(p);
}

static void close_all(struct parser *p, struct next_token *next)
{
    bool stuck = same_place(&p->resumed, &p->now.last.lexeme.span);
    size_t n = p->now.depth < BLOCKS_MAX ? p->now.depth : BLOCKS_MAX;
    /* Neither the end nor a brace too many is for ever refused: the grammar is in a block, whether
     * or not that was seen to open, or at the top. */
    if (!n && stuck && p->resumed_with == LEIDRAAD_EOF) n = 1;
    insert_before(p, LEIDRAAD_RBRACE, n);
    choose(p, next);
}

/* A word that goes on with the line above. */
static bool continues(int kind)
{
    switch (kind) {
    case LEIDRAAD_EN:
    case LEIDRAAD_OF:
    case LEIDRAAD_DAN:
    case LEIDRAAD_ANDERS:
    case LEIDRAAD_MET:
    case LEIDRAAD_HEEFT:
    case LEIDRAAD_COMMA:
    case LEIDRAAD_COLON:
    case LEIDRAAD_LPAREN:
    case LEIDRAAD_RPAREN:
    case LEIDRAAD_LBRACE:
    case LEIDRAAD_RBRACE:
    case LEIDRAAD_TEXT:
    case LEIDRAAD_OMDAT: return true;
    default: return false;
    }
}

static bool begins_item(const struct parser *p, struct span lost)
{
    const struct keyword *keyword = keyword_of(p->now.last.kind);
    if (!p->now.last.first_on_line || continues(p->now.last.kind)) return false;
    if (keyword && keyword->starts) return true;
    return p->now.last.lexeme.span.column <= lost.column;
}

/* Whether the last error is mended by reading the keyword that was meant. */
static bool mend(struct parser *p, struct next_token *next)
{
    const struct keyword *keyword = p->meant ? keyword_of(p->meant) : NULL;
    if (!keyword || !same_place(&p->mistake, &p->now.last.lexeme.span)) return false;
    struct token token = p->now.last;
    for (size_t i = 1; i < p->meant_words; i++) words_next(p);
    token.kind = keyword->token;
    token.lexeme.text = str_from(keyword->text);
    words_unget(p, &token);
    words_next(p);
    p->meant = 0;
    choose(p, next);
    return true;
}

void resume_item(struct parser *p, struct span lost, struct next_token *next)
{
    size_t depth = p->before.depth;
    bool stuck = same_place(&p->resumed, &p->now.last.lexeme.span);
    if (p->rewind) {
        struct token last = p->now.last;
        p->rewind = false;
        words_unget(p, &last);
        choose(p, next);
        return;
    }
    if (!stuck && p->meant && keyword_of(p->meant)->starts && mend(p, next)) return;
    if (!stuck && p->unclosed) {
        insert_before(p, LEIDRAAD_RBRACE, p->unclosed);
        p->unclosed = 0;
        choose(p, next);
        return;
    }
    for (;; stuck = false) {
        if (p->now.last.kind == LEIDRAAD_EOF) {
            close_all(p, next);
            return;
        }
        if (p->now.last.first_on_line) p->in_set = false; /* its brace was forgotten */
        bool ends_block = p->now.last.kind == LEIDRAAD_RBRACE && p->now.depth < depth;
        if (!stuck && (ends_block || (p->now.depth == depth && begins_item(p, lost)))) {
            choose(p, next);
            return;
        }
        words_next(p);
    }
}

/* Up to the brace that opens the block, or to the next line or the end of a block, where there is
 * none. */
static void find_brace(struct parser *p, bool *found)
{
    bool first = true;
    while (p->now.last.kind != LEIDRAAD_LBRACE) {
        bool stop = p->now.last.kind == LEIDRAAD_EOF || p->now.last.kind == LEIDRAAD_RBRACE ||
                    (p->now.last.first_on_line && !(first && continues(p->now.last.kind)));
        if (stop) break;
        words_next(p);
        first = false;
    }
    *found = p->now.last.kind == LEIDRAAD_LBRACE;
}

void resume_block(struct parser *p, struct span lost, struct next_token *next)
{
    bool found;
    (void)lost;
    find_brace(p, &found);
    if (!found) insert_before(p, LEIDRAAD_LBRACE, 1);
    *next->kind = next->none; /* the brace has been read */
    p->resumed = p->now.last.lexeme.span;
}

void resume_heading(struct parser *p, struct span lost, struct next_token *next)
{
    bool found, stuck = same_place(&p->resumed, &p->now.last.lexeme.span);
    (void)lost;
    if (!stuck && mend(p, next)) return;
    if (stuck && p->now.last.kind != LEIDRAAD_EOF) words_next(p);
    find_brace(p, &found);
    if (!found) insert_before(p, LEIDRAAD_LBRACE, 1);
    choose(p, next);
}
