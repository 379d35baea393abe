/* What the grammar leaves open: a clause that stands twice or is missing, one that belongs in
 * another block, and trees too deep to walk.
 *
 * One table says it for every pair of a block and a clause.  A block in which something could not
 * be read misses nothing: what seems to be missing may be what was not understood. */
#include "compiler/parse/parse.h"
#include "grammar/parser.h"

#include "base/text.h"

enum rule { ONCE = 1, NEEDED = 2, NOT_HERE = 4 };

static const struct check {
    enum ast_kind block, clause;
    const char *word;
    unsigned rules;
} checks[] = {
    {AST_STELSEL, AST_PERIODE, "loopt", ONCE | NEEDED},
    {AST_STELSEL, AST_PARTIJEN, "partijen", ONCE},
    {AST_STELSEL, AST_MAANDAFRONDING, "maandafronding", ONCE},
    {AST_STELSEL, AST_INSTROOMMOMENT, "instroommoment", ONCE},
    {AST_STELSEL, AST_GROEIJAARBEGRIP, "groeijaar", ONCE},
    {AST_STELSEL, AST_JAARBEGRIP, "verplichtingsjaar", ONCE},
    {AST_BRON, AST_VAN_PARTIJ, "van", ONCE},
    {AST_BRON, AST_GEDATEERD, "datum", ONCE},
    {AST_BRON, AST_ADRES, "adres", ONCE},
    {AST_VERZAMELING, AST_NAME, "van", NEEDED},
    {AST_ONDERWERP, AST_INGEDEELD, "ingedeeld naar", ONCE},
    {AST_ONDERWERP, AST_BEOORDEELD, "beoordeeld over", ONCE},
    {AST_TYPE, AST_DECIMALEN, "decimalen", ONCE},
    {AST_TYPE, AST_BEREIK, "van", ONCE},
    {AST_TYPE, AST_PATROON, "patroon", ONCE},
    {AST_PARAMETER, AST_TYPE, "type", NEEDED},
    {AST_PARAMETER, AST_GEEN_WAARDE, "geen waarde", ONCE},
    {AST_LEIDRAAD, AST_VASTGESTELD, "vastgesteld op", ONCE},
    {AST_LEIDRAAD, AST_HERZIET, "herziet", ONCE},
    {AST_LEIDRAAD, AST_INSTROOM, "instroom", ONCE},
    {AST_LEIDRAAD, AST_PERIODE, "van", NOT_HERE},
    {AST_LEIDRAAD, AST_VAN_HOUDER, "van", NOT_HERE},
    {AST_LEIDRAAD, AST_BIJ, "bij leidraad", NOT_HERE},
    {AST_LEIDRAAD, AST_KALENDER, "kalender", NOT_HERE},
    {AST_LEIDRAAD, AST_DUUR, "duur", NOT_HERE},
    {AST_KADER, AST_PERIODE, "van", ONCE | NEEDED},
    {AST_KADER, AST_VASTGESTELD, "vastgesteld op", ONCE | NEEDED},
    {AST_KADER, AST_HERZIET, "herziet", NOT_HERE},
    {AST_KADER, AST_VAN_HOUDER, "van", NOT_HERE},
    {AST_KADER, AST_BIJ, "bij leidraad", NOT_HERE},
    {AST_KADER, AST_KALENDER, "kalender", NOT_HERE},
    {AST_KADER, AST_DUUR, "duur", NOT_HERE},
    {AST_KADER, AST_INSTROOM, "instroom", NOT_HERE},
    {AST_KADER, AST_DEFINITIE, "definitie", NOT_HERE},
    {AST_KADER, AST_PARAMETER, "parameter", NOT_HERE},
    {AST_KADER, AST_LEZING, "lezing", NOT_HERE},
    {AST_KADER, AST_KEUZE, "keuze", NOT_HERE},
    {AST_KADER, AST_VERZAMELING, "verzameling", NOT_HERE},
    {AST_REGIOPLAN, AST_VAN_HOUDER, "van", ONCE | NEEDED},
    {AST_REGIOPLAN, AST_BIJ, "bij leidraad", ONCE | NEEDED},
    {AST_REGIOPLAN, AST_VASTGESTELD, "vastgesteld op", ONCE | NEEDED},
    {AST_REGIOPLAN, AST_KALENDER, "kalender", ONCE},
    {AST_REGIOPLAN, AST_DUUR, "duur", ONCE},
    {AST_REGIOPLAN, AST_HERZIET, "herziet", NOT_HERE},
    {AST_REGIOPLAN, AST_PERIODE, "van", NOT_HERE},
    {AST_REGIOPLAN, AST_INSTROOM, "instroom", NOT_HERE},
    {AST_REGEL, AST_SOORT, "soort", ONCE | NEEDED},
    {AST_REGEL, AST_GELDT, "geldt voor", ONCE | NEEDED},
    {AST_REGEL, AST_UITERLIJK, "uiterlijk", ONCE},
    {AST_REGEL, AST_EIS, "eis", ONCE | NEEDED},
    {AST_REGEL, AST_GEVOLG, "gevolg", ONCE},
    {AST_REGEL, AST_GEEN_AANNAME, "geen aanname", ONCE},
    {AST_BESLUIT, AST_GELDT, "geldt voor", ONCE},
    {AST_BESLUIT, AST_ANTWOORD, "ja als een regel", ONCE | NEEDED},
    {AST_BEREKENING, AST_GELDT, "geldt voor", ONCE},
    {AST_BEREKENING, AST_FORMULE, "waarde", ONCE | NEEDED},
    {AST_BEREKENING, AST_AFRONDING, "afronding", ONCE},
    {AST_TAAK, AST_DOOR, "door", ONCE | NEEDED},
    {AST_TAAK, AST_VENSTER, "van … tot en met …", ONCE | NEEDED},
    {AST_VOORBEELD, AST_GEGEVEN, "gegeven", NEEDED},
    {AST_VOORBEELD, AST_OP, "verwacht", NEEDED},
};

/* Of every kind that is a block in the table above: most nodes are not, and are passed by. */
static const char *const block_words[AST_KINDS] = {
    [AST_STELSEL] = "stelsel",       [AST_BRON] = "bron",         [AST_VERZAMELING] = "verzameling",
    [AST_ONDERWERP] = "onderwerp",   [AST_TYPE] = "type",         [AST_LEZING] = "lezing",
    [AST_PARAMETER] = "parameter",   [AST_LEIDRAAD] = "leidraad", [AST_KADER] = "kader",
    [AST_REGIOPLAN] = "regioplan",   [AST_REGEL] = "regel",       [AST_BESLUIT] = "besluit",
    [AST_BEREKENING] = "berekening", [AST_TAAK] = "taak",         [AST_VOORBEELD] = "voorbeeld",
};

static struct str name_of(struct parser *p, const struct ast *block)
{
    const char *word = block_words[block->kind];
    const char *quote = block->kind == AST_VOORBEELD ? "\"" : "";
    return str_from(
        arena_printf(p->arena, "%s %s" STR_FMT "%s", word, quote, STR_ARG(block->text), quote));
}

/* The first line of the block. */
static struct span heading_of(const struct ast *block)
{
    struct span span = block->span;
    span.end_line = block->name_span.end_line;
    span.end_column = block->name_span.end_column;
    return span;
}

static void report(struct parser *p, const struct diag_kind *kind, struct span span,
                   const struct check *check, struct str block)
{
    struct diag *d = diag_add(p->diags, kind, span);
    diag_arg(p->diags, d, str_from(check->word));
    diag_arg(p->diags, d, block);
}

static void check_clause(struct parser *p, const struct ast *block, const struct check *check)
{
    const struct ast *first = NULL;
    AST_EACH(child, block) {
        if (child->kind != check->clause) continue;
        if (check->rules & NOT_HERE) {
            report(p, KIND(MISPLACED), child->span, check, str_from(block_words[block->kind]));
        } else if (first && check->rules & ONCE) {
            struct diag *d = diag_add(p->diags, KIND(TWICE), child->span);
            diag_arg(p->diags, d, str_from(check->word));
            diag_relate(p->diags, d, first->span, N_("first given here"), (struct str){0});
        }
        if (!first) first = child;
    }
    bool whole =
        block->mod == MOD_NEW || (block->mod == MOD_VERSCHERPT && check->clause == AST_EIS);
    if (!first && check->rules & NEEDED && whole && !ast_child(block, AST_ERROR))
        report(p, KIND(CLAUSE_MISSING), heading_of(block), check, name_of(p, block));
}

/* A version is adopted or a draft; a kader and a regional plan are never drafts. */
static void check_status(struct parser *p, const struct ast *block)
{
    static const struct check concept = {AST_LEIDRAAD, AST_FILE, "concept", 0};
    static const struct check status = {AST_LEIDRAAD, AST_FILE, "vastgesteld op", 0};
    bool draft = block->flags & FLAG_CONCEPT;
    const struct ast *adopted = ast_child(block, AST_VASTGESTELD);
    if (block->kind != AST_LEIDRAAD) {
        if (draft)
            report(p, KIND(MISPLACED), heading_of(block), &concept,
                   str_from(block_words[block->kind]));
        return;
    }
    if (draft && adopted)
        diag_add(p->diags, KIND(STATUS_BOTH), adopted->span);
    else if (!draft && !adopted && !ast_child(block, AST_ERROR))
        report(p, KIND(STATUS_NONE), heading_of(block), &status, name_of(p, block));
}

/* `a "A" standaart`: a misspelt word where a name may stand is read as the next alternative. */
static void check_alternative(struct parser *p, const struct ast *node)
{
    static const struct str standard = {"standaard", 9};
    if (node->first || str_distance(node->text, standard, 3) > 3) return;
    struct diag *d = diag_add(p->diags, KIND(WORD), node->name_span);
    diag_arg(p->diags, d, node->text);
    d->suggestion = standard;
}

/* `geen aanname` says something where a rule is amended and gives no other. */
static void check_assumptions(struct parser *p, const struct ast *rule)
{
    static const struct check none = {AST_REGEL, AST_GEEN_AANNAME, "geen aanname", 0};
    const struct ast *dropped = ast_child(rule, AST_GEEN_AANNAME);
    const struct ast *given = ast_child(rule, AST_AANNAME);
    if (dropped && rule->mod != MOD_WIJZIGT) {
        report(p, KIND(MISPLACED), dropped->span, &none, str_from("nieuwe regel"));
    } else if (dropped && given) {
        struct diag *d = diag_add(p->diags, KIND(ASSUMPTION_BOTH), dropped->span);
        diag_relate(p->diags, d, given->span, N_("it is given here"), (struct str){0});
    }
}

static void check_node(struct parser *p, struct ast *node, int depth)
{
    if (depth > PARSE_DEPTH_MAX) {
        if (node->first) {
            mistake_depth(p, node->span);
            node->kind = AST_ERROR;
            node->first = node->last = NULL;
        }
        return;
    }
    if (block_words[node->kind] && node->mod != MOD_VERVALT)
        for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
            if (checks[i].block == node->kind) check_clause(p, node, &checks[i]);
    if (node->kind == AST_LEIDRAAD || node->kind == AST_KADER || node->kind == AST_REGIOPLAN)
        check_status(p, node);
    if (node->kind == AST_ALTERNATIEF) check_alternative(p, node);
    if (node->kind == AST_REGEL) check_assumptions(p, node);
    for (struct ast *child = node->first; child; child = child->next)
        check_node(p, child, depth + 1);
}

void check_tree(struct parser *p)
{
    check_node(p, p->file->tree, 0);
}
