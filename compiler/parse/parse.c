/* The door to grammar/: checks that the bytes are text, and reads it.
 *
 * A brace too many closes a block in its middle, and then nothing behind it stands where it should.
 * Where braces end blocks is not for a layout to decide, so that a text is read as it stands first;
 * only if that fails, and the layout points at a brace, it is read again without that brace, and
 * that reading counts unless it finds more mistakes, the brace among them. */
#include "compiler/parse/parse.h"

#include "grammar/parser.h"

#include <string.h>

static const struct str byte_order_mark = {"\xEF\xBB\xBF", 3};

static size_t good_prefix(struct str text)
{
    struct str rest = text;
    if (str_is_utf8(text)) return text.len;
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

static void report_byte(const struct ast_file *file, struct diags *diags, struct str text,
                        size_t at)
{
    unsigned char byte = (unsigned char)text.at[at];
    size_t line_start = at;
    while (line_start && text.at[line_start - 1] != '\n') line_start--;
    uint32_t line = 1;
    for (size_t i = 0; i < line_start; i++) line += text.at[i] == '\n';
    uint32_t column =
        1 + (uint32_t)str_columns((struct str){text.at + line_start, at - line_start});
    const char *windows = windows_1252(diags->arena, byte);
    struct diag *d = diag_add(diags, windows ? KIND(NOT_UTF8_WINDOWS) : KIND(NOT_UTF8),
                              (struct span){file->file, line, column, line, column + 1});
    diag_argf(diags, d, "0x%02X", byte);
    if (windows) diag_arg(diags, d, str_from(windows));
}

/* Into a file that holds nothing yet; without the brace at skip.  Returns the brace that may be one
 * too many, line 0: none. */
static struct span read_text(struct ast_file *file, struct arena *arena, struct diags *diags,
                             struct str text, struct span skip)
{
    struct parser *p = ARENA_NEW(arena, struct parser);
    file->tree = ast_new(arena, AST_FILE, (struct span){file->file, 1, 1, 1, 1});
    p->arena = arena;
    p->diags = diags;
    p->file = file;
    p->skip = skip;
    words_open(p, text);
    leidraad_parse(p);
    check_tree(p);
    return p->early;
}

/* The records of another list in the place of all that came after a mark. */
static void take_instead(struct diags *diags, const struct diags *mark, const struct diags *other)
{
    diags->list.len = mark->list.len;
    for (size_t i = 0; i < other->list.len; i++)
        *VEC_PUSH(diags->arena, &diags->list) = other->list.at[i];
    diags->errors = mark->errors + other->errors;
    diags->warnings = mark->warnings + other->warnings;
    diags->notices = mark->notices + other->notices;
    diags->kept = mark->kept + other->kept;
    diags->dropped = mark->dropped + other->dropped;
}

static void parse_text(struct ast_file *file, struct arena *arena, struct diags *diags,
                       struct str text)
{
    const struct ast_file empty = *file;
    const struct diags mark = *diags;
    struct span early = read_text(file, arena, diags, text, (struct span){0});
    size_t errors = diags->errors - mark.errors;
    if (!errors || !early.line) return;
    struct ast_file again = empty;
    struct diags *found = diags_create(diags->arena);
    found->files = diags->files;
    found->cap = diags->cap;
    read_text(&again, arena, found, text, early);
    if (found->errors > errors) return;
    take_instead(diags, &mark, found);
    *file = again;
}

struct ast_file *parse_file(struct arena *arena, struct diags *diags, struct str name,
                            struct str text)
{
    struct ast_file *file = ARENA_NEW(arena, struct ast_file);
    file->name = str_copy(arena, name);
    file->text = text;
    file->file = diags_file(diags, name, text);
    file->tree = ast_new(arena, AST_FILE, (struct span){file->file, 1, 1, 1, 1});
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
        report_byte(file, diags, text, good);
    else
        parse_text(file, arena, diags, text);
    return file;
}
