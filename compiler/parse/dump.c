/* The tokens of a policy file: the scanner and words.c without the grammar behind them. */
#include "compiler/parse/dump.h"

#include "grammar/parser.h"

static void dump_token(const struct token *token, struct buf *text)
{
    const struct lexeme *lexeme = &token->lexeme;
    const struct keyword *keyword = keyword_of(token->kind);
    buf_printf(text, "%u:%u %s", (unsigned)lexeme->span.line, (unsigned)lexeme->span.column,
               keyword ? keyword->text : grammar_word(token->kind));
    if (!keyword && lexeme->text.len) buf_printf(text, " " STR_FMT, STR_ARG(lexeme->text));
    buf_addc(text, '\n');
}

void parse_dump_tokens(const struct ast_file *file, struct buf *text)
{
    struct arena *arena = text->arena;
    struct parser *p = ARENA_NEW(arena, struct parser);
    struct ast_file *unused = ARENA_NEW(arena, struct ast_file);
    p->arena = arena;
    p->diags = diags_create(arena); /* nobody reads them: the same were in the first reading */
    p->file = unused;               /* takes the comments */
    unused->file = diags_file(p->diags, file->name, file->text);
    if (!str_is_utf8(file->text)) return;

    words_open(p, file->text);
    for (;;) {
        struct token token = words_next(p);
        if (!token.kind) break;
        dump_token(&token, text);
    }
}
