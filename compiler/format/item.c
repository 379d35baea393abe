/* Items: what stands on a line of its own in a block.
 *
 * An item begins with a label (a keyword, a column, a member) and goes on with the rest; the labels
 * of one group in a block are padded to one width, so that fields, cells, members and the values of
 * clauses stand below each other.  The table says for each kind what its label is and how the rest
 * is printed. */
#include "compiler/format/print.h"

#include "value/date.h"

/* What is aligned with each other within a block. */
enum group { ALONE, CLAUSE, FIELD, MEMBER, CELL, MOMENT };

enum { LABEL_MAX = 40 }; /* a longer label does not push the others */

static const char *const mod_words[] = {"", "wijzigt ", "vervalt ", "verscherpt "};

/* ---- parts ---- */

struct str periode_text(struct arena *arena, const struct ast *periode)
{
    const struct ast *from = periode->first, *to = periode->last;
    struct buf buf = {.arena = arena};
    if (from->kind == AST_DATUM) {
        buf_adds(&buf, "van ");
        buf_add(&buf, ast_phrase(arena, from));
    }
    if (to->kind == AST_DATUM) {
        buf_adds(&buf, from->kind == AST_DATUM ? " tot en met " : "tot en met ");
        buf_add(&buf, ast_phrase(arena, to));
    }
    return buf_str(&buf);
}

static struct str quoted(struct printer *p, struct str text)
{
    struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}};
    print_quoted(&scratch, text);
    return buf_str(&scratch.out);
}

static struct str cite_text(struct printer *p, const struct ast *cite)
{
    struct buf buf = {.arena = p->arena};
    if (cite->kind == AST_AANNAME) {
        buf_adds(&buf, "aanname ");
        buf_add(&buf, quoted(p, cite->text));
    } else {
        buf_adds(&buf, "bron ");
        buf_add(&buf, cite->text);
        if (cite->first) {
            buf_addc(&buf, ' ');
            buf_add(&buf, quoted(p, cite->first->text));
        }
    }
    return buf_str(&buf);
}

void print_cites(struct printer *p, const struct ast *node, size_t hang)
{
    AST_EACH(child, node) {
        if (child->kind != AST_BRON_REF && child->kind != AST_AANNAME) continue;
        print_comments(p, &child->span, hang);
        print_piece(p, cite_text(p, child), hang);
    }
}

static void print_omdat(struct printer *p, const struct ast *node, size_t hang)
{
    const struct ast *omdat = ast_child(node, AST_OMDAT);
    if (!omdat) return;
    print_comments(p, &omdat->span, hang);
    struct buf buf = {.arena = p->arena};
    buf_adds(&buf, "omdat ");
    buf_add(&buf, quoted(p, omdat->text));
    print_piece(p, buf_str(&buf), hang);
}

static void print_child(struct printer *p, const struct ast *child, size_t hang)
{
    print_comments(p, &child->span, hang);
    print(p, ast_phrase(p->arena, child));
}

void print_type(struct printer *p, const struct ast *type)
{
    print_comments(p, &type->span, p->column);
    print(p, type->text);
    AST_EACH(child, type) {
        print_word(p, " ");
        print_comments(p, &child->span, p->column);
        switch (child->kind) {
        case AST_DECIMALEN: {
            struct buf buf = {.arena = p->arena};
            buf_printf(&buf, "%lld decimalen", (long long)child->value);
            print(p, buf_str(&buf));
            break;
        }
        case AST_BEREIK:
            print_word(p, "van ");
            print_child(p, child->first, p->column);
            print_word(p, " tot en met ");
            print_child(p, child->last, p->column);
            break;
        case AST_PATROON:
            print_word(p, "patroon ");
            print_quoted(p, child->text);
            break;
        default: /* AST_NAAR */
            print_word(p, "naar ");
            print(p, child->text);
            break;
        }
    }
}

static void print_title(struct printer *p, const struct ast *node)
{
    const struct ast *title = ast_child(node, AST_TITLE);
    if (!title) return;
    print_word(p, " ");
    print_comments(p, &title->span, p->column);
    print_quoted(p, title->text);
}

/* ---- the rest of an item, behind its label ---- */

typedef void rest_fn(struct printer *p, const struct ast *node, size_t hang);

static void rest_text(struct printer *p, const struct ast *node, size_t hang)
{
    print_comments(p, &node->name_span, hang);
    print(p, node->text);
}

static void rest_nothing(struct printer *p, const struct ast *node, size_t hang)
{
    (void)p, (void)node, (void)hang;
}

static void rest_quoted(struct printer *p, const struct ast *node, size_t hang)
{
    print_comments(p, &node->name_span, hang);
    print_quoted(p, node->text);
}

static void rest_expr(struct printer *p, const struct ast *node, size_t hang)
{
    (void)hang;
    print_expr(p, node->first, 0);
}

static void rest_names(struct printer *p, const struct ast *node, size_t hang)
{
    (void)hang;
    print_names(p, node->first, AST_NAME);
}

static void rest_periode(struct printer *p, const struct ast *node, size_t hang)
{
    const struct ast *periode = node->kind == AST_PERIODE ? node : node->first;
    print_comments(p, &periode->first->span, hang);
    print_comments(p, &periode->last->span, hang);
    print(p, periode_text(p->arena, periode));
}

static void rest_bron_ref(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    print_title(p, node);
}

/* `van`, `datum` and `adres` behind the title. */
static void rest_bron(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    if (node->flags & FLAG_EXTERN) print_word(p, " extern");
    print_title(p, node);
    AST_EACH(child, node) {
        struct buf buf = {.arena = p->arena};
        if (child->kind == AST_TITLE) continue;
        buf_adds(&buf, child->kind == AST_VAN_PARTIJ  ? "van "
                       : child->kind == AST_GEDATEERD ? "datum "
                                                      : "adres ");
        buf_add(&buf, child->first ? ast_phrase(p->arena, child->first) : quoted(p, child->text));
        print_comments(p, &child->span, hang);
        print_piece(p, buf_str(&buf), hang);
    }
}

static void rest_geldt(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    AST_EACH(child, node) {
        if (child->kind == AST_OMDAT) {
            print_omdat(p, node, hang);
        } else if (child->kind == AST_PERIODE) {
            print_word(p, " ");
            rest_periode(p, child, hang);
        } else {
            print_word(p, " waarvan (");
            print_expr(p, child, 1);
            print_word(p, ")");
        }
    }
}

static void rest_behalve(struct printer *p, const struct ast *node, size_t hang)
{
    print_expr(p, node->first, 0);
    print_omdat(p, node, hang);
}

static void rest_herhaling(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    print_omdat(p, node, hang);
}

static void rest_definitie(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    if (node->mod != MOD_VERVALT) {
        print_word(p, " =");
        size_t width = text_columns(ast_phrase(p->arena, node->first));
        if (expr_has_comments(p, node->first) || !fits(p, 1 + width))
            print_line(p, hang);
        else
            print_word(p, " ");
        print_expr(p, node->first, 0);
    }
    print_omdat(p, node, hang);
    print_cites(p, node, hang);
}

/* `vervalt regel x omdat "…"`, of anything that has a block where it does not lapse. */
static void rest_lapse(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    print_omdat(p, node, hang);
    print_cites(p, node, hang);
}

static void rest_veld(struct printer *p, const struct ast *node, size_t hang)
{
    const struct ast *title = ast_child(node, AST_TITLE);
    print_word(p, ": ");
    print_type(p, ast_child(node, AST_TYPE));
    if (!title) return;
    print_comments(p, &title->span, hang);
    print_piece(p, quoted(p, title->text), hang);
}

static void rest_lid(struct printer *p, const struct ast *node, size_t hang)
{
    const struct ast *title = ast_child(node, AST_TITLE), *periode = ast_child(node, AST_PERIODE);
    if (title) {
        print_comments(p, &title->span, hang);
        print_quoted(p, title->text);
    }
    if (periode) {
        if (title) print_word(p, " ");
        rest_periode(p, periode, hang);
    }
    if (node->flags & FLAG_STANDAARD) print_word(p, title ? " standaard" : "standaard");
    if (node->mod == MOD_VERVALT) print_omdat(p, node, hang);
    print_cites(p, node, hang);
}

static void rest_cel(struct printer *p, const struct ast *node, size_t hang)
{
    if (node->first->kind == AST_DATUM) {
        print_word(p, ": ");
        print_child(p, node->first, hang);
    } else {
        print_word(p, "slaat over");
        print_omdat(p, node, hang);
    }
    print_cites(p, node, hang);
}

static void rest_waarde(struct printer *p, const struct ast *node, size_t hang)
{
    const struct ast *value = ast_at(node, 1);
    rest_periode(p, node, hang);
    print_word(p, " : ");
    print_child(p, value, hang);
    print_cites(p, node, hang);
}

static void rest_venster(struct printer *p, const struct ast *node, size_t hang)
{
    static const char *const before[] = {"van ", " tot en met ", " van ", " tot en met "};
    size_t i = 0;
    if (node->first->kind == AST_OMDAT) {
        print_word(p, "zonder datum");
        print_omdat(p, node, hang);
        return;
    }
    if (node->flags & FLAG_JAARLIJKS) print_word(p, "jaarlijks ");
    AST_EACH(child, node) {
        print_word(p, before[i++]);
        print_child(p, child, hang);
    }
}

static void rest_afronding(struct printer *p, const struct ast *node, size_t hang)
{
    struct buf buf = {.arena = p->arena};
    print_comments(p, &node->name_span, hang);
    for (size_t i = 0; i < node->text.len; i++)
        buf_addc(&buf, node->text.at[i] == '_' ? ' ' : node->text.at[i]);
    print(p, buf_str(&buf));
}

/* Selectors of one kind that follow each other are one list. */
static void rest_antwoord(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    print_word(p, " als een regel");
    for (const struct ast *child = node->first, *next; child; child = next) {
        for (next = child->next; next && next->kind == child->kind && child->kind != AST_GEVOLG;)
            next = next->next;
        struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
        if (child != node->first) print_word(&scratch, "of ");
        print_word(&scratch, child->kind == AST_SOORT    ? "van soort "
                             : child->kind == AST_GEVOLG ? "met gevolg "
                                                         : "uit {");
        if (child->kind == AST_GEVOLG)
            print_names(&scratch, child->first, AST_NAME);
        else
            print_names(&scratch, child, child->kind);
        if (child->kind == AST_REGEL_REF) print_word(&scratch, "}");
        print_comments(p, &child->span, hang);
        print_piece(p, buf_str(&scratch.out), hang);
    }
    if (node->flags & FLAG_PLAN) print_piece(p, STR("ook regioplan"), hang);
    if (node->flags & FLAG_EARLIER) print_piece(p, STR("ook eerdere"), hang);
    print_piece(p, STR("niet_voldaan is"), hang);
}

static void rest_stand(struct printer *p, const struct ast *node, size_t hang)
{
    rest_text(p, node, hang);
    print_word(p, " is ");
    print_comments(p, &node->first->span, hang);
    print(p, node->first->text);
}

static void add_expectation(struct printer *scratch, const struct ast *node)
{
    print(scratch, node->text);
    AST_EACH(child, node) {
        print_word(scratch, " ");
        if (child->kind == AST_VERWACHT)
            add_expectation(scratch, child);
        else
            print(scratch, ast_phrase(scratch->arena, child));
    }
}

static void rest_op(struct printer *p, const struct ast *node, size_t hang)
{
    print_word(p, "verwacht");
    AST_EACH(child, node) {
        if (child->kind != AST_VERWACHT) continue;
        struct printer scratch = {.arena = p->arena, .out = {.arena = p->arena}, .flat = true};
        add_expectation(&scratch, child);
        if (child->next) print_word(&scratch, ",");
        print_comments(p, &child->span, hang);
        print_piece(p, buf_str(&scratch.out), hang);
    }
}

/* ---- labels ---- */

static struct str label_of(struct arena *arena, const struct ast *node);

static const struct style {
    const char *word; /* NULL: the label is made by label_of() */
    enum group group;
    rest_fn *rest; /* NULL: a block */
} styles[AST_KINDS] = {
    [AST_BRON] = {"bron", ALONE, rest_bron},
    [AST_PERIODE] = {"loopt", CLAUSE, rest_periode}, /* of a stelsel */
    [AST_PARTIJEN] = {"partijen", CLAUSE, rest_names},
    [AST_MAANDAFRONDING] = {"maandafronding", CLAUSE, rest_text},
    [AST_INSTROOMMOMENT] = {"instroommoment", CLAUSE, rest_expr},
    [AST_GROEIJAARBEGRIP] = {"groeijaar", CLAUSE, rest_expr},
    [AST_JAARBEGRIP] = {"verplichtingsjaar", CLAUSE, rest_expr},
    [AST_BRON_REF] = {"bron", CLAUSE, rest_bron_ref},
    [AST_AANNAME] = {"aanname", CLAUSE, rest_quoted},
    [AST_GEEN_AANNAME] = {"geen aanname", ALONE, rest_nothing},
    [AST_LID] = {NULL, MEMBER, rest_lid},
    [AST_ALTERNATIEF] = {NULL, MEMBER, rest_lid},
    [AST_VELD] = {NULL, FIELD, rest_veld},
    [AST_INGEDEELD] = {"ingedeeld naar", ALONE, rest_text},
    [AST_BEOORDEELD] = {"beoordeeld over", ALONE, rest_text},
    [AST_DEFINITIE] = {NULL, ALONE, rest_definitie},
    [AST_WAARDE] = {"", ALONE, rest_waarde},
    [AST_GEEN_WAARDE] = {"geen waarde omdat", ALONE, rest_quoted},
    [AST_CEL] = {NULL, CELL, rest_cel},
    [AST_KALENDER] = {"kalender", CLAUSE, rest_periode},
    [AST_DUUR] = {"duur", CLAUSE, rest_expr},
    [AST_SOORT] = {"soort", CLAUSE, rest_text},
    [AST_GELDT] = {"geldt voor", ALONE, rest_geldt},
    [AST_BEHALVE] = {"behalve als", ALONE, rest_behalve},
    [AST_UITERLIJK] = {NULL, CLAUSE, rest_expr},
    [AST_EIS] = {"eis", CLAUSE, rest_expr},
    [AST_GEVOLG] = {"gevolg", CLAUSE, rest_names},
    [AST_HERHALING] = {"herhaling", CLAUSE, rest_herhaling},
    [AST_ANTWOORD] = {"", ALONE, rest_antwoord},
    [AST_FORMULE] = {"waarde", CLAUSE, rest_expr},
    [AST_AFRONDING] = {"afronding", CLAUSE, rest_afronding},
    [AST_DOOR] = {"door", CLAUSE, rest_names},
    [AST_VENSTER] = {"", ALONE, rest_venster},
    [AST_STAND] = {"lezing", CLAUSE, rest_stand},
    [AST_OP] = {NULL, MOMENT, rest_op},
    [AST_KEUZE] = {NULL, ALONE, rest_lapse},
    [AST_VERZAMELING] = {NULL, ALONE, rest_lapse},
    [AST_LEZING] = {NULL, ALONE, rest_lapse},
    [AST_PARAMETER] = {NULL, ALONE, rest_lapse},
    [AST_REGEL] = {NULL, ALONE, rest_lapse},
};

static struct str label_of(struct arena *arena, const struct ast *node)
{
    struct buf buf = {.arena = arena};
    if (styles[node->kind].word) return str_from(styles[node->kind].word);
    buf_adds(&buf, mod_words[node->mod]);
    switch (node->kind) {
    case AST_VELD:
        if (node->flags & FLAG_SLEUTEL) buf_adds(&buf, "sleutel ");
        buf_add(&buf, node->text);
        break;
    case AST_LID:
    case AST_ALTERNATIEF: buf_add(&buf, node->text); break;
    case AST_CEL: buf_printf(&buf, "groep %lld", (long long)node->value); break;
    case AST_UITERLIJK:
        buf_adds(&buf, node->flags & FLAG_JAARLIJKS ? "jaarlijks uiterlijk" : "uiterlijk");
        break;
    case AST_OP:
        if (node->first->kind == AST_DATUM) {
            buf_adds(&buf, "op ");
            buf_add(&buf, ast_phrase(arena, node->first));
        }
        break;
    default: /* what can lapse: named by the word of its kind */
        buf_adds(&buf, block_word(node));
        break;
    }
    return buf_str(&buf);
}

/* A label of several words is not padded and does not push the others; nor is that of a member
 * without a title, or a moment without a date. */
static bool is_aligned(const struct ast *node)
{
    switch (styles[node->kind].group) {
    case ALONE: return false;
    case MEMBER: return ast_child(node, AST_TITLE);
    case MOMENT: return node->first->kind == AST_DATUM;
    default: return !(node->kind == AST_UITERLIJK && node->flags & FLAG_JAARLIJKS);
    }
}

/* What comes next brings its own space, or is not there. */
static bool brings_space(const struct ast *node)
{
    if (styles[node->kind].group != MEMBER || ast_child(node, AST_TITLE)) return false;
    return !ast_child(node, AST_PERIODE) && !(node->flags & FLAG_STANDAARD);
}

static void measure(struct printer *p, const struct ast *block, size_t widths[MOMENT + 1])
{
    for (size_t i = 0; i <= MOMENT; i++) widths[i] = 0;
    AST_EACH(child, block) {
        if (in_heading(block, child) || !is_aligned(child)) continue;
        size_t width = text_columns(label_of(p->arena, child));
        size_t *widest = &widths[styles[child->kind].group];
        if (width <= LABEL_MAX && width > *widest) *widest = width;
    }
}

static void print_item(struct printer *p, const struct ast *node, size_t indent, size_t width)
{
    enum { HANG = 2 };
    struct str label = label_of(p->arena, node);
    print(p, label);
    if (is_aligned(node))
        print_pad(p, indent + width + 1);
    else if (label.len && !brings_space(node))
        print_word(p, " ");
    styles[node->kind].rest(p, node, indent + HANG);
}

void print_items(struct printer *p, const struct ast *block, size_t indent)
{
    size_t widths[MOMENT + 1];
    measure(p, block, widths);
    AST_EACH(child, block) {
        if (in_heading(block, child)) continue;
        print_item_start(p, &child->span, indent);
        if (is_block(child))
            print_block(p, child, indent);
        else
            print_item(p, child, indent, widths[styles[child->kind].group]);
    }
}
