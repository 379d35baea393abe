/* The words of a policy text.
 *
 * One pass, which knows of the language only what it needs to find the end of a comment, of a text
 * between quotes and of a block.  Wherever the scanner of grammar/ would see something else than
 * this does (other quotation marks, a text over two lines), it reports a mistake, at a place that
 * counts here; so equal words are either both sound or both not. */
#include "compiler/history/words.h"

#include <string.h>

static const struct str example_word = STR_INIT("voorbeeld");

struct reader {
    struct str text;
    size_t at;
    unsigned depth;     /* in braces */
    bool line_is_blank; /* as far as it was read */
    char *kept;
    size_t kept_len;
    char *blanked; /* NULL: no example yet */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
    char small = (char)(c | 0x20);
    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* What curly quotation marks begin with. */
static bool is_punctuation(struct str text, size_t at)
{
    return text.at[at] == '\xE2' && at + 1 < text.len && text.at[at + 1] == '\x80';
}

static size_t name_end(struct str text, size_t at)
{
    while (at < text.len && is_name(text.at[at])) at++;
    return at;
}

static size_t comment_end(struct str text, size_t at)
{
    const char *newline = memchr(text.at + at, '\n', text.len - at);
    return newline ? (size_t)(newline - text.at) : text.len;
}

/* Behind the closing quote, or the end of the line. */
static size_t quoted_end(struct str text, size_t at, bool *closed)
{
    *closed = false;
    while (++at < text.len && text.at[at] != '\n') {
        if (text.at[at] == '"') {
            *closed = true;
            return at + 1;
        }
        if (text.at[at] == '\\' && at + 1 < text.len && text.at[at + 1] != '\n') at++;
    }
    return at;
}

/* ---- examples ---- */

static size_t skip_layout(struct str text, size_t at)
{
    while (at < text.len && (is_blank(text.at[at]) || text.at[at] == '#'))
        at = text.at[at] == '#' ? comment_end(text, at) : at + 1;
    return at;
}

/* Behind the brace that closes the one at `at`; 0: not certain where that is.  A word at the very
 * beginning of a line is rather a declaration, in a block that was not closed; and within
 * quotation marks of another kind a brace may not be one. */
static size_t block_end(struct str text, size_t at)
{
    unsigned depth = 0;
    bool closed = true;
    while (at < text.len && closed) {
        char c = text.at[at];
        if (c == '\'' || is_punctuation(text, at)) return 0;
        if (is_name(c)) {
            if (at && text.at[at - 1] == '\n') return 0;
            at = name_end(text, at);
            continue;
        }
        if (c == '"') {
            at = quoted_end(text, at, &closed);
            continue;
        }
        if (c == '#') {
            at = comment_end(text, at);
            continue;
        }
        at++;
        if (c == '{') depth++;
        if (c == '}' && --depth == 0) return at;
    }
    return 0;
}

/* Behind the example that begins at `at`; 0: none does. */
static size_t example_end(struct str text, size_t at)
{
    bool closed;
    struct str rest = {text.at + at, text.len - at};
    if (!str_starts(rest, example_word)) return 0;
    at = skip_layout(text, at + example_word.len);
    if (at == text.len || text.at[at] != '"') return 0;
    at = skip_layout(text, quoted_end(text, at, &closed));
    if (!closed || at == text.len || text.at[at] != '{') return 0;
    return block_end(text, at);
}

static void blank(struct reader *r, struct arena *arena, size_t end)
{
    if (!r->blanked) r->blanked = arena_copy(arena, r->text.at, r->text.len);
    for (size_t i = r->at; i < end; i++)
        if (r->text.at[i] != '\n') r->blanked[i] = ' ';
}

/* ---- the pass ---- */

static void keep(struct reader *r, size_t end)
{
    memcpy(r->kept + r->kept_len, r->text.at + r->at, end - r->at);
    r->kept_len += end - r->at;
    r->at = end;
}

/* White space of any length, and what is read as if it were: one space. */
static void pass(struct reader *r, size_t end)
{
    if (!r->kept_len || r->kept[r->kept_len - 1] != ' ') r->kept[r->kept_len++] = ' ';
    r->at = end;
}

static void read_name(struct reader *r, struct arena *arena)
{
    size_t end = r->line_is_blank && !r->depth ? example_end(r->text, r->at) : 0;
    if (end) {
        blank(r, arena, end);
        pass(r, end);
        return;
    }
    keep(r, name_end(r->text, r->at));
}

static void read_next(struct reader *r, struct arena *arena)
{
    bool closed;
    char c = r->text.at[r->at];
    if (is_blank(c)) {
        pass(r, r->at + 1);
        r->line_is_blank |= c == '\n';
        return;
    }
    if (c == '#') {
        pass(r, comment_end(r->text, r->at));
        return;
    }
    if (is_name(c))
        read_name(r, arena);
    else if (c == '"')
        keep(r, quoted_end(r->text, r->at, &closed));
    else
        keep(r, r->at + 1);
    if (c == '{') r->depth++;
    if (c == '}' && r->depth) r->depth--;
    r->line_is_blank = false;
}

static void hash(struct words *out, struct str kept)
{
    struct sha256 state;
    sha256_init(&state);
    sha256_add(&state, kept);
    sha256_end(&state, out->hash);
}

void words_read(struct words *out, struct arena *arena, struct str text)
{
    struct reader r = {.text = text, .line_is_blank = true};
    out->text = text;
    if (!str_is_utf8(text)) {
        hash(out, text);
        return;
    }
    r.kept = arena_alloc(arena, text.len);
    while (r.at < text.len) read_next(&r, arena);
    hash(out, (struct str){r.kept, r.kept_len});
    if (r.blanked) out->text.at = r.blanked;
}
