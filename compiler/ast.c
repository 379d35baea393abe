/* The syntax tree: making nodes, finding children, and the dump.  (The canonical text of an
 * expression, ast_phrase(), is the formatter's: format/expr.c.) */
#include "compiler/ast.h"

#include "value/date.h"
#include "value/decimal.h"

static const struct {
    const char *name, *shape;
} kinds[AST_KINDS] = {
#define AST(kind, shape) [AST_##kind] = {#kind, shape},
#include "compiler/ast.def"
#undef AST
};

static const char *const mod_names[] = {"", "wijzigt", "vervalt", "verscherpt"};

static const struct {
    enum ast_flag flag;
    const char *name;
} flag_names[] = {
    {FLAG_EXTERN, "extern"},       {FLAG_OPEN, "open"},       {FLAG_SLEUTEL, "sleutel"},
    {FLAG_STANDAARD, "standaard"}, {FLAG_CONCEPT, "concept"}, {FLAG_JAARLIJKS, "jaarlijks"},
    {FLAG_PLAN, "plan"},           {FLAG_EARLIER, "earlier"},
};

struct ast *ast_new(struct arena *arena, enum ast_kind kind, struct span span)
{
    struct ast *node = ARENA_NEW(arena, struct ast);
    node->kind = (uint16_t)kind;
    node->span = span;
    node->name_span = span;
    return node;
}

static bool before(uint32_t line_a, uint32_t column_a, uint32_t line_b, uint32_t column_b)
{
    return line_a != line_b ? line_a < line_b : column_a < column_b;
}

static void widen(struct span *span, const struct span *other)
{
    if (!other->line) return;
    if (!span->line) {
        *span = *other;
        return;
    }
    if (before(other->line, other->column, span->line, span->column)) {
        span->line = other->line;
        span->column = other->column;
    }
    if (before(span->end_line, span->end_column, other->end_line, other->end_column)) {
        span->end_line = other->end_line;
        span->end_column = other->end_column;
    }
}

struct ast *ast_add(struct ast *parent, struct ast *child)
{
    if (!child) return parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    widen(&parent->span, &child->span);
    return parent;
}

const struct ast *ast_child(const struct ast *node, enum ast_kind kind)
{
    AST_EACH(child, node)
        if (child->kind == kind) return child;
    return NULL;
}

const struct ast *ast_at(const struct ast *node, size_t n)
{
    AST_EACH(child, node)
        if (!n--) return child;
    return NULL;
}

size_t ast_count(const struct ast *node)
{
    size_t n = 0;
    AST_EACH(child, node) n++;
    return n;
}

const char *ast_kind_name(enum ast_kind kind)
{
    return kinds[kind].name;
}

const char *ast_shape(enum ast_kind kind)
{
    return kinds[kind].shape;
}

static void dump_text(struct str text, struct buf *out)
{
    buf_addc(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') buf_addc(out, '\\');
        buf_addc(out, text.at[i]);
    }
    buf_addc(out, '"');
}

static void dump_value(const struct ast *node, struct buf *out)
{
    char iso[DATE_ISO_SIZE], decimal[DECIMAL_TEXT_SIZE];
    switch (node->kind) {
    case AST_DATUM: buf_printf(out, " %s", date_iso((date)node->value, iso)); break;
    case AST_GETAL:
    case AST_BEDRAG:
        buf_printf(out, " %s", decimal_text(node->value, node->scale, '.', decimal));
        break;
    case AST_DECIMALEN:
    case AST_CEL:
    case AST_DAGMAAND:
    case AST_DAGEN:
    case AST_MAANDEN: buf_printf(out, " %lld", (long long)node->value); break;
    default: break;
    }
}

static void dump(const struct ast *node, struct buf *out, int depth)
{
    buf_printf(out, "%*s%s", 2 * depth, "", ast_kind_name(node->kind));
    if (node->text.at) {
        buf_addc(out, ' ');
        dump_text(node->text, out);
    }
    dump_value(node, out);
    if (node->mod) buf_printf(out, " %s", mod_names[node->mod]);
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
        if (node->flags & flag_names[i].flag) buf_printf(out, " !%s", flag_names[i].name);
    buf_addc(out, '\n');
    AST_EACH(child, node) dump(child, out, depth + 1);
}

void ast_dump(const struct ast *node, struct buf *out)
{
    dump(node, out, 0);
}
