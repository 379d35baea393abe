/* Text on lines, and the comments between. */
#include "compiler/format/print.h"

#include "compiler/format/format.h"

#include <string.h>

size_t text_columns(struct str text)
{
    return str_columns(text);
}

bool fits(const struct printer *p, size_t columns)
{
    return (p->cut ? p->hang : p->column) + columns <= FORMAT_WIDTH;
}

static void end_line(struct printer *p)
{
    while (p->out.len && p->out.at[p->out.len - 1] == ' ') p->out.len--;
    buf_addc(&p->out, '\n');
}

void print_line(struct printer *p, size_t indent)
{
    end_line(p);
    p->column = p->pending = indent;
    p->cut = false;
}

void print(struct printer *p, struct str text)
{
    if (!text.len) return;
    if (p->cut) print_line(p, p->hang);
    for (; p->pending; p->pending--) buf_addc(&p->out, ' ');
    buf_add(&p->out, text);
    p->column += text_columns(text);
}

void print_word(struct printer *p, const char *word)
{
    print(p, str_from(word));
}

void print_quoted(struct printer *p, struct str text)
{
    struct buf buf = {.arena = p->arena};
    buf_addc(&buf, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') buf_addc(&buf, '\\');
        buf_addc(&buf, text.at[i]);
    }
    buf_addc(&buf, '"');
    print(p, buf_str(&buf));
}

void print_pad(struct printer *p, size_t column)
{
    size_t from = p->cut ? p->hang : p->column;
    print_word(p, " ");
    for (from++; from < column; from++) print_word(p, " ");
}

void print_piece(struct printer *p, struct str piece, size_t hang)
{
    if (!p->cut && fits(p, 1 + text_columns(piece)))
        print_word(p, " ");
    else
        print_line(p, hang);
    print(p, piece);
}

/* ---- comments ---- */

static bool is_before(const struct span *a, uint32_t line, uint32_t column)
{
    return a->line != line ? a->line < line : a->column < column;
}

static const struct ast_comment *next_comment(const struct printer *p, uint32_t line,
                                              uint32_t column)
{
    if (p->comment >= p->file->comments.len) return NULL;
    const struct ast_comment *comment = &p->file->comments.at[p->comment];
    return is_before(&comment->span, line, column) ? comment : NULL;
}

bool has_comments(const struct printer *p, const struct span *inside)
{
    return !p->flat && next_comment(p, inside->end_line, inside->end_column);
}

bool has_comments_before(const struct printer *p, const struct span *place)
{
    return !p->flat && next_comment(p, place->line, place->column);
}

/* Whether something is on the line, and no comment at its end. */
static bool on_line(const struct printer *p)
{
    return !p->cut && !p->pending && p->out.len && p->out.at[p->out.len - 1] != '\n';
}

/* Behind what is on the line already. */
static void print_behind(struct printer *p, const struct ast_comment *comment)
{
    while (p->out.len && p->out.at[p->out.len - 1] == ' ') p->out.len--;
    p->pending = 0;
    buf_adds(&p->out, "  ");
    buf_add(&p->out, comment->text);
    p->cut = true;
}

void print_comments(struct printer *p, const struct span *before, size_t hang)
{
    const struct ast_comment *comment;
    if (p->flat) return;
    if (!p->cut && !on_line(p)) hang = p->pending; /* nothing of the item is printed yet */
    for (; (comment = next_comment(p, before->line, before->column)); p->comment++) {
        if (!comment->own_line && on_line(p)) {
            print_behind(p, comment);
        } else {
            if (p->cut || on_line(p)) print_line(p, hang);
            print(p, comment->text);
            p->cut = true;
        }
        p->hang = hang;
    }
}

/* ---- items ---- */

/* Whether the line above this one is empty in the source.  Asked in the order of the source. */
static bool blank_above(struct printer *p, uint32_t line)
{
    while (p->blank < p->file->blank_lines.len && p->file->blank_lines.at[p->blank] + 1 < line)
        p->blank++;
    return p->blank < p->file->blank_lines.len && p->file->blank_lines.at[p->blank] + 1 == line;
}

static void start(struct printer *p, uint32_t line, size_t indent)
{
    bool blank = blank_above(p, line) && !p->first;
    if (p->out.len) {
        if (blank) end_line(p);
        print_line(p, indent);
    }
    p->first = false;
}

static void print_own_lines(struct printer *p, uint32_t line, uint32_t column, size_t indent)
{
    const struct ast_comment *comment;
    for (; (comment = next_comment(p, line, column)); p->comment++) {
        if (!comment->own_line && on_line(p)) {
            print_behind(p, comment);
        } else {
            start(p, comment->span.line, indent);
            print(p, comment->text);
            p->cut = true;
        }
    }
}

void print_item_start(struct printer *p, const struct span *item, size_t indent)
{
    print_own_lines(p, item->line, item->column, indent);
    start(p, item->line, indent);
}

void print_block_end(struct printer *p, const struct span *block, size_t indent)
{
    if (block)
        print_own_lines(p, block->end_line, block->end_column, indent);
    else
        print_own_lines(p, UINT32_MAX, 0, indent);
}
