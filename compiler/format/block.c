/* Blocks: a heading, an opening brace, items, a closing brace.
 *
 * A heading of several parts that does not fit on a line has each part on its own, and the brace
 * below it.  The rows of a list and the columns of a small one stay together on a line where they
 * fit; a comment inside makes them several lines. */
#include "compiler/format/print.h"

#include "compiler/format/format.h"

enum { INDENT = 2 };

/* What a block begins with, and which of its children belong to the heading. */
static const struct block_style {
    enum ast_kind kind;
    const char *word;
    enum ast_kind heading[6]; /* up to AST_FILE, which is none */
} blocks[] = {
    {AST_STELSEL, "stelsel", {AST_TITLE}},
    {AST_KEUZE, "keuze", {AST_TITLE}},
    {AST_VERZAMELING, "verzameling", {AST_TITLE, AST_NAME}},
    {AST_ONDERWERP, "onderwerp", {AST_TITLE}},
    {AST_LIJST, "lijst", {AST_TITLE, AST_GEDATEERD_NAAR}},
    {AST_LEZING, "lezing", {AST_TITLE}},
    {AST_PARAMETER, "parameter", {AST_TITLE, AST_TYPE, AST_PER}},
    {AST_LEIDRAAD, "leidraad", {AST_TITLE, AST_VASTGESTELD, AST_HERZIET}},
    {AST_KADER, "kader", {AST_TITLE, AST_PERIODE, AST_VASTGESTELD}},
    {AST_REGIOPLAN, "regioplan", {AST_TITLE, AST_VAN_HOUDER, AST_BIJ, AST_VASTGESTELD}},
    {AST_INSTROOM, "instroom", {0}},
    {AST_REGEL, "regel", {AST_TITLE}},
    {AST_BESLUIT, "besluit", {AST_TITLE}},
    {AST_BEREKENING, "berekening", {AST_TITLE, AST_TYPE}},
    {AST_TAAK, "taak", {AST_TITLE}},
    {AST_VOORBEELD, "voorbeeld", {0}},
    {AST_GEGEVEN, "gegeven", {0}},
};

static const struct block_style *style_of(const struct ast *node)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (blocks[i].kind == node->kind) return &blocks[i];
    return NULL;
}

const char *block_word(const struct ast *node)
{
    const struct block_style *style = style_of(node);
    return style ? style->word : "definitie";
}

bool is_block(const struct ast *node)
{
    return style_of(node) && node->mod != MOD_VERVALT;
}

bool in_heading(const struct ast *parent, const struct ast *child)
{
    const struct block_style *style = style_of(parent);
    for (size_t i = 0; style && style->heading[i] != AST_FILE; i++)
        if (style->heading[i] == child->kind) return true;
    return false;
}

/* ---- headings ---- */

/* A part of a heading behind the name and the title, as it is printed. */
static struct str part_text(struct printer *p, const struct ast *part)
{
    struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
    switch (part->kind) {
    case AST_TYPE:
        print_word(&scratch, ": ");
        print_type(&scratch, part);
        break;
    case AST_PER:
        print_word(&scratch, "per ");
        print(&scratch, part->text);
        break;
    case AST_GEDATEERD_NAAR:
        print_word(&scratch, "gedateerd ");
        print(&scratch, part->text);
        break;
    case AST_VASTGESTELD:
        print_word(&scratch, "vastgesteld op ");
        print(&scratch, ast_phrase(p->arena, part->first));
        break;
    case AST_HERZIET:
        print_word(&scratch, "herziet ");
        print(&scratch, part->text);
        break;
    case AST_BIJ:
        print_word(&scratch, "bij leidraad ");
        print(&scratch, part->text);
        break;
    case AST_VAN_HOUDER:
        print_word(&scratch, "van ");
        print(&scratch, part->text);
        print_word(&scratch, " ");
        print_quoted(&scratch, part->first->text);
        break;
    default: print(&scratch, periode_text(p->arena, part)); break;
    }
    return buf_str(&scratch.out);
}

static bool is_part(const struct ast *parent, const struct ast *child)
{
    return in_heading(parent, child) && child->kind != AST_TITLE && child->kind != AST_NAME;
}

/* The word, the name and the title, which are never divided. */
static void print_name(struct printer *p, const struct ast *node)
{
    static const char *const mods[] = {"", "wijzigt ", "vervalt ", "verscherpt "};
    const struct ast *title = ast_child(node, AST_TITLE);
    const struct ast *van = node->kind == AST_VERZAMELING ? ast_child(node, AST_NAME) : NULL;
    print_word(p, mods[node->mod]);
    print_word(p, block_word(node));
    if (node->text.at) {
        print_word(p, " ");
        print_comments(p, &node->name_span, p->column);
        if (node->kind == AST_VOORBEELD)
            print_quoted(p, node->text);
        else
            print(p, node->text);
    }
    if (node->flags & FLAG_OPEN) print_word(p, " open");
    if (van) {
        print_word(p, " van ");
        print(p, van->text);
    }
    if (title) {
        print_word(p, " ");
        print_comments(p, &title->span, p->column);
        print_quoted(p, title->text);
    }
}

static void print_part(struct printer *p, const struct ast *part, bool divided, size_t indent)
{
    print_comments(p, &part->span, indent + INDENT);
    if (divided)
        print_line(p, indent + INDENT);
    else
        print_word(p, " ");
    print(p, part_text(p, part));
    if (part->kind == AST_VASTGESTELD) print_cites(p, part, indent + 2 * INDENT);
}

static void print_parts(struct printer *p, const struct ast *node, bool divided, size_t indent)
{
    if (node->flags & FLAG_CONCEPT) {
        if (divided)
            print_line(p, indent + INDENT);
        else
            print_word(p, " ");
        print_word(p, "concept");
    }
    AST_EACH(child, node)
        if (is_part(node, child)) print_part(p, child, divided, indent);
}

/* Whether a comment will be printed inside the heading: see expr_has_comments(). */
static bool heading_has_comments(const struct printer *p, const struct ast *node)
{
    AST_EACH(child, node) {
        if (!in_heading(node, child)) continue;
        if (has_comments_before(p, &child->span)) return true;
        AST_EACH(part, child)
            if (part->kind != AST_DATUM && has_comments_before(p, &part->span)) return true;
    }
    return false;
}

static void print_heading(struct printer *p, const struct ast *node, size_t indent)
{
    struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
    print_name(&scratch, node);
    size_t name_columns = scratch.column;
    scratch.column = 0; /* so that nothing is divided */
    print_parts(&scratch, node, false, 0);
    size_t width = text_columns(buf_str(&scratch.out)) + 2;
    bool parts = text_columns(buf_str(&scratch.out)) > name_columns;
    bool divided = parts && (!fits(p, width) || heading_has_comments(p, node));
    print_name(p, node);
    print_parts(p, node, divided, indent);
    if (divided)
        print_line(p, indent);
    else
        print_word(p, " ");
    print_word(p, "{");
}

/* ---- blocks of several lines ---- */

static void print_end(struct printer *p, const struct ast *node, size_t indent)
{
    print_block_end(p, &node->span, indent + INDENT);
    print_line(p, indent);
    print_word(p, "}");
    p->first = false;
}

static bool is_empty(const struct printer *p, const struct ast *node)
{
    AST_EACH(child, node)
        if (!in_heading(node, child)) return false;
    return !has_comments(p, &node->span);
}

/* ---- blocks of one line ---- */

static bool on_one_line(const struct ast *node)
{
    return node->span.line == node->span.end_line;
}

/* The columns of a list with two spaces between them. */
static struct str velden_text(struct printer *p, const struct ast *lijst)
{
    struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
    AST_EACH(child, lijst) {
        if (in_heading(lijst, child)) continue;
        const struct ast *title = ast_child(child, AST_TITLE);
        print_word(&scratch, scratch.out.len ? "  " : " ");
        if (child->flags & FLAG_SLEUTEL) print_word(&scratch, "sleutel ");
        print(&scratch, child->text);
        print_word(&scratch, " : ");
        print_type(&scratch, ast_child(child, AST_TYPE));
        if (!title) continue;
        print_word(&scratch, " ");
        print_quoted(&scratch, title->text);
    }
    return buf_str(&scratch.out);
}

/* A list of columns that is on one line in the source stays there. */
static bool print_short_lijst(struct printer *p, const struct ast *node, size_t indent)
{
    if (node->kind != AST_LIJST || !on_one_line(node) || has_comments(p, &node->span)) return false;
    struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
    print_heading(&scratch, node, indent);
    print(&scratch, velden_text(p, node));
    print_word(&scratch, " }");
    struct str text = buf_str(&scratch.out);
    if (!fits(p, text_columns(text))) return false;
    print(p, text);
    return true;
}

/* ---- the data of an example ---- */

static struct str gegeven_text(struct printer *p, const struct ast *node)
{
    struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
    print(&scratch, node->text);
    if (node->kind == AST_GEEN_RIJEN) print_word(&scratch, " geen");
    if (node->kind == AST_RIJ) print_word(&scratch, " {");
    AST_EACH(child, node) {
        if (node->kind == AST_RIJ) {
            print_word(&scratch, child == node->first ? " " : "  ");
            print(&scratch, gegeven_text(p, child));
        } else {
            print_word(&scratch, " ");
            print(&scratch, ast_phrase(p->arena, child));
        }
    }
    if (node->kind == AST_RIJ) print_word(&scratch, " }");
    return buf_str(&scratch.out);
}

static void print_row(struct printer *p, const struct ast *row, size_t indent);

/* A line for each, so that the comments keep their places. */
static void print_spread(struct printer *p, const struct ast *node, size_t indent)
{
    p->first = true;
    AST_EACH(child, node) {
        print_item_start(p, &child->span, indent + INDENT);
        if (child->kind == AST_RIJ)
            print_row(p, child, indent + INDENT);
        else
            print(p, gegeven_text(p, child));
    }
    print_end(p, node, indent);
}

/* As many on a line as fit, rows on lines of their own. */
static bool print_filled(struct printer *p, const struct ast *node, size_t indent)
{
    bool rows = false, after_row = false;
    AST_EACH(child, node) {
        bool row = child->kind == AST_RIJ;
        struct str text = gegeven_text(p, child);
        bool begins = child == node->first;
        size_t brace = child->next ? 0 : 2; /* that follows the last one */
        if (row || after_row || !fits(p, 2 + text_columns(text) + brace))
            print_line(p, indent + INDENT);
        else
            print_word(p, begins ? " " : "  ");
        if (row)
            print_row(p, child, indent + INDENT);
        else
            print(p, text);
        after_row = row;
        rows = rows || row;
    }
    return rows;
}

static void print_row(struct printer *p, const struct ast *row, size_t indent)
{
    struct str text = gegeven_text(p, row);
    bool comments = has_comments(p, &row->span);
    if (!comments && fits(p, text_columns(text))) {
        print(p, text);
        return;
    }
    print(p, row->text);
    print_word(p, " {");
    if (comments) {
        print_spread(p, row, indent);
    } else {
        print_filled(p, row, indent);
        print_word(p, " }");
    }
}

static void print_gegeven(struct printer *p, const struct ast *node, size_t indent)
{
    struct buf buf = {.arena = p->arena};
    buf_adds(&buf, "gegeven ");
    buf_add(&buf, node->text);
    buf_adds(&buf, " {");
    AST_EACH(child, node) {
        buf_adds(&buf, child == node->first ? " " : "  ");
        buf_add(&buf, gegeven_text(p, child));
    }
    buf_adds(&buf, " }");
    struct str text = buf_str(&buf);
    bool comments = has_comments(p, &node->span);
    bool rows = ast_child(node, AST_RIJ) && !on_one_line(node);
    if (!comments && !rows && fits(p, text_columns(text))) {
        print(p, text);
        return;
    }
    print_heading(p, node, indent);
    if (comments) {
        print_spread(p, node, indent);
    } else if (print_filled(p, node, indent)) {
        print_line(p, indent);
        print_word(p, "}");
    } else {
        print_word(p, " }");
    }
}

/* ---- all of them ---- */

void print_block(struct printer *p, const struct ast *node, size_t indent)
{
    if (node->kind == AST_GEGEVEN) {
        print_gegeven(p, node, indent);
        return;
    }
    if (print_short_lijst(p, node, indent)) return;
    print_heading(p, node, indent);
    if (is_empty(p, node)) {
        print_word(p, " }");
        return;
    }
    p->first = true;
    print_items(p, node, indent + INDENT);
    print_end(p, node, indent);
}
