/* A source for every norm.
 *
 * A norm needs a source.  The other parts may rest on an assumption instead, because that is what
 * an assumption is: a thing that no source says.  Cells of the intake table need none of their own:
 * they stand in a version, which cites for all of them. */
#include "compiler/citations.h"

enum need { NEED_NOTHING, NEED_ANY, NEED_SOURCE };

/* Of a part that is not an amendment. */
static const uint8_t needs[AST_KINDS] = {
    [AST_LEIDRAAD] = NEED_ANY,  [AST_VASTGESTELD] = NEED_ANY, [AST_KADER] = NEED_ANY,
    [AST_REGIOPLAN] = NEED_ANY, [AST_LEZING] = NEED_ANY,      [AST_PARAMETER] = NEED_ANY,
    [AST_TAAK] = NEED_ANY,      [AST_REGEL] = NEED_SOURCE,
};

static bool is_item(const struct ast *node)
{
    return node->kind == AST_LID || node->kind == AST_ALTERNATIEF;
}

static bool cites_itself(const struct ast *node)
{
    return ast_child(node, AST_BRON_REF) || ast_child(node, AST_AANNAME);
}

/* A citation that ends a block of items belongs to the last of them; the block has one then. */
static bool cites_any(const struct ast *node)
{
    if (cites_itself(node)) return true;
    AST_EACH(child, node) {
        if (is_item(child) && cites_itself(child)) return true;
    }
    return false;
}

/* Which of the members that a revision gives rests on nothing: none where the block cites for all
 * of them, before the first. */
static const struct ast *uncited_member(const struct ast *block)
{
    if (cites_itself(block)) return NULL;
    AST_EACH(child, block) {
        if (is_item(child) && !cites_itself(child) && !damaged(child)) return child;
    }
    return NULL;
}

/* A parameter may leave the citing to its values, if every one does. */
static bool values_cite(const struct ast *parameter)
{
    bool all = ast_child(parameter, AST_WAARDE) != NULL;
    AST_EACH(child, parameter) {
        if (child->kind == AST_WAARDE && !cites_itself(child) && !damaged(child)) all = false;
    }
    return all;
}

static void check_citation(struct names *names, const struct ast *ref)
{
    const struct registry *sources = &names->declared[AST_BRON];
    const struct ast *place = ast_child(ref, AST_TITLE);
    if (!registry_find(sources, ref->text)) {
        struct closest closest = closest_to(ref->text);
        for (size_t i = 0; i < sources->list.len; i++)
            closest_offer(&closest, sources->list.at[i]->text);
        SAY_UNKNOWN(names, LACKS_TOP, &closest, SOURCE_UNKNOWN, ref->name_span, ref->text);
    } else if (!damaged(ref) && (!place || !str_trim(place->text).len)) {
        SAY(names->diags, PLACE_MISSING, ref->span, ref->text);
    }
}

static bool is_amendment(const struct ast *node)
{
    return node->mod == MOD_WIJZIGT || node->mod == MOD_VERVALT;
}

/* What is new in a version is part of its revision, also where the vocabulary may do without. */
static enum need need_of(const struct ast *node, const struct ast *parent)
{
    if (is_item(node)) return NEED_NOTHING; /* the block around it cites */
    if (is_amendment(node)) return NEED_ANY;
    if (parent->kind == AST_LEIDRAAD &&
        (node->kind == AST_KEUZE || node->kind == AST_VERZAMELING || node->kind == AST_DEFINITIE))
        return NEED_ANY;
    return needs[node->kind];
}

static void report_missing(struct names *names, const struct ast *node, const struct ast *parent,
                           enum need need)
{
    struct str word = kind_word(node->kind);
    if (node->kind == AST_VASTGESTELD)
        SAY(names->diags, ADOPTION_SOURCE_MISSING, node->span, kind_word(parent->kind),
            parent->text);
    else if (is_amendment(node))
        SAY(names->diags, AMENDMENT_SOURCE_MISSING, node->name_span, word, node->text);
    else if (need == NEED_SOURCE)
        SAY(names->diags, RULE_SOURCE_MISSING, node->name_span, word, node->text);
    else
        SAY(names->diags, SOURCE_MISSING, node->name_span, word, node->text);
}

void check_citations(struct names *names, const struct ast *node, const struct ast *parent)
{
    if (node->kind == AST_BRON_REF) {
        check_citation(names, node);
        return;
    }
    if (!parent || damaged(node)) return;

    enum need need = need_of(node, parent);
    bool cites = need == NEED_SOURCE ? ast_child(node, AST_BRON_REF) != NULL : cites_any(node);
    if (need == NEED_NOTHING || (node->kind == AST_PARAMETER && values_cite(node))) return;
    const struct ast *member = uncited_member(node);
    if (!cites)
        report_missing(names, node, parent, need);
    else if (member)
        SAY(names->diags, MEMBER_SOURCE_MISSING, member->name_span, member->text,
            kind_word(node->kind), node->text);
}
