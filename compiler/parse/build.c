/* The constructors that the actions of the grammar call: nodes, and lists of them on their way to a
 * parent.  Nothing is decided here but the form of a literal. */
#include "grammar/parser.h"

#include <stdarg.h>

struct ast build_end;

struct span build_span(const struct span *first, const struct span *last)
{
    struct span span = *last;
    if (first) {
        span.line = first->line;
        span.column = first->column;
    } else { /* of nothing: the place behind what came before */
        span.line = last->end_line;
        span.column = last->end_column;
    }
    return span;
}

static void add_children(struct ast *node, va_list children)
{
    for (struct ast *child; (child = va_arg(children, struct ast *)) != &build_end;)
        ast_add(node, child);
}

struct ast *build_node(struct parser *p, enum ast_kind kind, struct span span, ...)
{
    struct ast *node = ast_new(p->arena, kind, span);
    va_list children;
    va_start(children, span);
    add_children(node, children);
    va_end(children);
    return node;
}

struct ast *build_named(struct parser *p, enum ast_kind kind, struct span span, struct lexeme name,
                        ...)
{
    struct ast *node = ast_new(p->arena, kind, span);
    node->text = name.text;
    node->name_span = name.span;
    va_list children;
    va_start(children, name);
    add_children(node, children);
    va_end(children);
    return node;
}

struct ast *build_adopt(struct ast *node, struct list list)
{
    for (struct ast *child = list.first, *next; child; child = next) {
        next = child->next;
        child->next = NULL;
        ast_add(node, child);
    }
    return build_flags(node, list.flags);
}

struct ast *build_flags(struct ast *node, unsigned flags)
{
    node->flags |= flags;
    return node;
}

/* The word before a node is part of it. */
struct ast *build_widen(struct ast *node, struct span span)
{
    node->span = span;
    return node;
}

struct ast *build_mod(struct ast *node, enum ast_mod mod, struct span span)
{
    node->mod = (uint8_t)mod;
    return build_widen(node, span);
}

struct ast *build_lapse(struct parser *p, enum ast_kind kind, struct span span, struct lexeme name,
                        struct ast *omdat)
{
    return build_mod(build_named(p, kind, span, name, omdat, &build_end), MOD_VERVALT, span);
}

struct list build_list(struct list list, struct ast *node)
{
    if (list.last)
        list.last->next = node;
    else
        list.first = node;
    list.last = node;
    return list;
}

struct list build_join(struct list a, struct list b)
{
    unsigned flags = a.flags | b.flags;
    if (!a.last)
        a = b;
    else if (b.first) {
        a.last->next = b.first;
        a.last = b.last;
    }
    a.flags = flags;
    return a;
}

struct list build_list_flags(struct list list, unsigned flags)
{
    list.flags |= flags;
    return list;
}

struct list build_attach(struct list list, struct ast *node)
{
    ast_add(list.last, node);
    return list;
}

struct list build_kind(struct list list, enum ast_kind kind)
{
    for (struct ast *node = list.first; node; node = node->next) node->kind = (uint16_t)kind;
    return list;
}

struct ast *build_value(struct parser *p, enum ast_kind kind, struct lexeme lexeme)
{
    struct ast *node = ast_new(p->arena, kind, lexeme.span);
    node->name_span = lexeme.span;
    node->value = lexeme.value;
    node->scale = (uint8_t)lexeme.scale;
    return node;
}

struct ast *build_negative(struct parser *p, struct span span, enum ast_kind kind,
                           struct lexeme lexeme)
{
    struct ast *node = build_value(p, kind, lexeme);
    node->span = node->name_span = span;
    node->value = -node->value;
    return node;
}

/* Groups, years, decimals and the number of days and months are whole. */
static int64_t whole(struct parser *p, const struct lexeme *lexeme)
{
    if (!lexeme->scale) return lexeme->value;
    struct diag *d = diag_add(p->diags, KIND(NUMBER_WHOLE), lexeme->span);
    diag_arg(p->diags, d, lexeme->text);
    return 1;
}

struct ast *build_whole(struct parser *p, enum ast_kind kind, struct span span,
                        struct lexeme lexeme)
{
    struct ast *node = ast_new(p->arena, kind, span);
    node->name_span = lexeme.span;
    node->value = whole(p, &lexeme);
    return node;
}

struct ast *build_duration(struct parser *p, struct span span, struct lexeme lexeme,
                           enum ast_kind kind, int64_t unit)
{
    enum { DURATION_MAX = 9999 * 366 }; /* no date is further away from another */
    struct ast *node = build_whole(p, kind, span, lexeme);
    node->name_span = span;
    if (node->value > DURATION_MAX / unit) {
        struct diag *d = diag_add(p->diags, KIND(NUMBER_RANGE), lexeme.span);
        diag_arg(p->diags, d, lexeme.text);
        node->value = 1;
    }
    node->value *= unit;
    return node;
}

/* A label that is a year is a number to the scanner. */
struct lexeme build_label(struct parser *p, struct lexeme number)
{
    if (number.scale) {
        struct diag *d = diag_add(p->diags, KIND(LABEL_FORM), number.span);
        diag_arg(p->diags, d, number.text);
    }
    return number;
}

struct ast *build_version(struct parser *p, struct lexeme label)
{
    for (size_t i = 0; i < label.text.len; i++)
        if (label.text.at[i] == '-')
            return build_named(p, AST_VERSIE, label.span, label, &build_end);
    return build_value(p, AST_GETAL, label);
}

struct lexeme build_word(const char *text, struct lexeme lexeme)
{
    lexeme.text = str_from(text);
    return lexeme;
}

void build_file(struct parser *p, struct list declarations)
{
    build_adopt(p->file->tree, declarations);
}
