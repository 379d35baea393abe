/* The door to grammar/: checks that the bytes are text, sets up the scanner, runs the parser. */
#include "compiler/parse.h"

#include "grammar/parser.h"

#include <string.h>

static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};

static size_t good_prefix(struct str text)
{
    struct str rest = text;
    for (size_t n; (n = str_first(rest, NULL)); rest.len -= n) rest.at += n;
    return text.len - rest.len;
}

/* Windows-1252 differs from Unicode's first 256 in 0x80-0x9F; only what people type is told. */
static const char *windows_1252(struct arena *arena, unsigned char byte)
{
    static const struct {
        unsigned char byte;
        const char *text;
    } odd[] = {{0x80, "€"}, {0x85, "…"}, {0x91, "‘"}, {0x92, "’"}, {0x93, "“"},
               {0x94, "”"}, {0x95, "•"}, {0x96, "–"}, {0x97, "—"}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (odd[i].byte == byte) return odd[i].text;
    if (byte < 0xA0 || byte == 0xC2 || byte == 0xC3) return NULL; /* the first half of UTF-8 */
    return arena_printf(arena, "%c%c", 0xC0 | byte >> 6, 0x80 | (byte & 0x3F));
}

static void report_byte(struct parser *p, struct str text, size_t at)
{
    unsigned char byte = (unsigned char)text.at[at];
    size_t line_start = at;
    while (line_start && text.at[line_start - 1] != '\n') line_start--;
    uint32_t line = 1;
    for (size_t i = 0; i < line_start; i++) line += text.at[i] == '\n';
    uint32_t column =
        1 + (uint32_t)str_columns((struct str){text.at + line_start, at - line_start});
    const char *windows = windows_1252(p->arena, byte);
    struct diag *d = diag_add(p->diags, windows ? KIND(NOT_UTF8_WINDOWS) : KIND(NOT_UTF8),
                              (struct span){p->file->file, line, column, line, column + 1});
    diag_argf(p->diags, d, "0x%02X", byte);
    if (windows) diag_arg(p->diags, d, str_from(windows));
}

static void parse_text(struct parser *p, struct str text)
{
    char *copy = arena_alloc(p->arena, text.len + 2); /* flex writes into its buffer */
    if (text.len) memcpy(copy, text.at, text.len);
    scanner_open(p, copy, text.len + 2);
    leidraad_parse(p);
    check_tree(p);
}

struct ast_file *parse_file(struct arena *arena, struct diags *diags, struct str name,
                            struct str text)
{
    struct ast_file *file = ARENA_NEW(arena, struct ast_file);
    struct parser *p = ARENA_NEW(arena, struct parser);
    file->name = str_copy(arena, name);
    file->text = text;
    file->file = diags_file(diags, name, text);
    file->tree = ast_new(arena, AST_FILE, (struct span){file->file, 1, 1, 1, 1});
    p->arena = arena;
    p->diags = diags;
    p->file = file;
    p->line = p->column = 1;

    if (text.len > PARSE_TEXT_MAX) {
        struct diag *d = diag_add(diags, KIND(FILE_SIZE), (struct span){file->file, 0, 0, 0, 0});
        diag_argf(diags, d, "%d", PARSE_TEXT_MAX);
        return file;
    }
    if (str_starts(text, byte_order_mark)) {
        text.at += byte_order_mark.len;
        text.len -= byte_order_mark.len;
    }
    size_t good = good_prefix(text);
    if (good < text.len)
        report_byte(p, text, good);
    else
        parse_text(p, text);
    return file;
}
