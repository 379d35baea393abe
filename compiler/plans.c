/* Rules of kaders and regional plans.
 *
 * A plan cannot weaken because it has no means to: what it may hold is a rule under an id that
 * nothing national has, and `verscherpt`, which becomes a second obligation beside the first.
 * So nothing here compares norms; it is enough to refuse every other declaration. */
#include "compiler/plans.h"

#include "base/text.h"

/* An id of a rule, and where it was first declared.  Ids are unique over the layers, because a
 * result names a rule by its id alone. */
struct rule_name {
    const struct ast *ast;
    const struct owner *owner;
};

struct listing {
    struct editions *all;
    struct arena *arena;
    struct diags *diags;
    struct interner *ids;
    VEC(struct rule_name) names;
};

static const struct rule_name *name_of(const struct listing *l, struct str id)
{
    uint32_t number;
    return intern_find(l->ids, id, &number) ? &l->names.at[number] : NULL;
}

static void take_name(struct listing *l, const struct ast *ast, const struct owner *owner)
{
    if (intern(l->ids, ast->text) == l->names.len)
        *VEC_PUSH(l->arena, &l->names) = (struct rule_name){ast, owner};
}

static void take_names_of_versions(struct listing *l)
{
    for (size_t v = 0; v < l->all->versions.len; v++) {
        const struct edition *edition = &l->all->versions.at[v];
        AST_EACH(block, edition->ast) {
            if (block->kind == AST_REGEL && block->mod == MOD_NEW)
                take_name(l, block, edition->owner);
        }
    }
}

static void report_taken(struct listing *l, const struct diag_kind *kind, const struct ast *block,
                         const struct rule_name *first)
{
    const struct str args[] = {kind_word(block->kind), block->text,
                               owner_name(l->arena, first->owner)};
    struct diag *diag = say(l->diags, kind, block->name_span, args, sizeof args / sizeof *args);
    diag_relate(l->diags, diag, first->ast->name_span, N_("first declared here"), (struct str){0});
}

static struct entry *rule_entry(struct listing *l, const struct ast *block,
                                const struct owner *owner)
{
    struct entry *entry = ARENA_NEW(l->arena, struct entry);
    entry->kind = ENTRY_REGEL;
    entry->id = block->text;
    entry->declared = block;
    entry->owner = owner;
    AST_EACH(clause, block) {
        if (clause->kind != AST_ERROR && clause->kind != AST_OMDAT)
            *VEC_PUSH(l->arena, &entry->clauses) = (struct piece){clause, owner, block};
    }
    return entry;
}

/* ---- kaders ---- */

static void add_kader_rule(struct listing *l, struct rule_list *list, const struct ast *block)
{
    const struct rule_name *first = name_of(l, block->text);
    if (block->mod == MOD_VERSCHERPT) {
        SAY(l->diags, SHARPEN_OUTSIDE, block->name_span, block->text);
    } else if (block->mod != MOD_NEW) {
        SAY(l->diags, KADER_AMENDS, block->name_span, block->text, list->owner->label);
    } else if (first) {
        report_taken(l, KIND(RULE_ID_TAKEN), block, first);
    } else {
        take_name(l, block, list->owner);
        *VEC_PUSH(l->arena, &list->rules) = rule_entry(l, block, list->owner);
    }
}

/* ---- regional plans ---- */

/* The national rule of this id: of the version that the plan belongs to, or of a kader. */
static const struct entry *national_rule(const struct listing *l, const struct edition *edition,
                                         struct str id)
{
    const struct entry *rule = edition_find(l->all, edition, ENTRY_REGEL, id);
    for (size_t k = 0; k < l->all->kaders.len && !rule; k++) {
        const struct rule_list *kader = &l->all->kaders.at[k];
        for (size_t i = 0; i < kader->rules.len && !rule; i++)
            if (str_equal(kader->rules.at[i]->id, id)) rule = kader->rules.at[i];
    }
    return rule;
}

static void report_sharpens_nothing(struct listing *l, const struct rule_list *list,
                                    const struct ast *block)
{
    struct closest closest = closest_to(block->text);
    for (size_t i = 0; i < list->edition->entries[ENTRY_REGEL].len; i++) {
        const struct entry *rule = list->edition->entries[ENTRY_REGEL].at[i];
        if (rule && !rule->lapsed) closest_offer(&closest, rule->id);
    }
    for (size_t k = 0; k < l->all->kaders.len; k++)
        for (size_t i = 0; i < l->all->kaders.at[k].rules.len; i++)
            closest_offer(&closest, l->all->kaders.at[k].rules.at[i]->id);
    const struct rule_name *elsewhere = name_of(l, block->text);
    if (elsewhere) closest.found = (struct str){0};
    struct diag *diag = SAY_UNKNOWN(l->all->names, elsewhere ? 0 : LACKS_TOP | LACKS_VERSION,
                                    &closest, SHARPEN_UNKNOWN, block->name_span, block->text,
                                    owner_name(l->arena, list->edition->owner));
    if (diag && elsewhere)
        diag_relate(l->diags, diag, elsewhere->ast->name_span, N_("it comes with {0}"),
                    owner_name(l->arena, elsewhere->owner));
}

static bool given_by(const struct ast *block, unsigned kind)
{
    return ast_child(block, (enum ast_kind)kind) != NULL;
}

/* What `verscherpt` leaves out it takes from the national rule: who is bound and what follows stay
 * as they are, and only the obligation and its deadline are the plan's own. */
static void inherit_clauses(struct listing *l, struct entry *entry, const struct entry *national)
{
    PIECES(piece, national->clauses) {
        unsigned kind = piece->ast->kind;
        bool inherits = kind == AST_TITLE || kind == AST_SOORT || kind == AST_GELDT ||
                        kind == AST_GEVOLG || kind == AST_BEHALVE;
        /* Exceptions belong with whom the rule binds: who says that anew says them anew. */
        if (kind == AST_BEHALVE && given_by(entry->declared, AST_GELDT)) inherits = false;
        if (inherits && !given_by(entry->declared, kind))
            *VEC_PUSH(l->arena, &entry->clauses) = *piece;
    }
}

static void add_sharpening(struct listing *l, struct rule_list *list, const struct ast *block)
{
    if (!list->edition) return;
    const struct entry *national = national_rule(l, list->edition, block->text);
    if (!national) {
        report_sharpens_nothing(l, list, block);
        return;
    }
    if (national->lapsed) {
        struct diag *diag = SAY(l->diags, SHARPEN_LAPSED, block->name_span, block->text,
                                owner_name(l->arena, national->lapsed_in));
        diag_relate(l->diags, diag, national->lapsed->name_span, N_("it lapsed here"),
                    (struct str){0});
        return;
    }
    for (size_t i = 0; i < list->rules.len; i++) {
        const struct entry *other = list->rules.at[i];
        if (!other->sharpens || !str_equal(other->id, block->text)) continue;
        struct diag *diag = SAY(l->diags, SHARPENED_TWICE, block->name_span, block->text);
        diag_relate(l->diags, diag, other->declared->name_span, N_("first here"), (struct str){0});
        return;
    }
    struct entry *entry = rule_entry(l, block, list->owner);
    entry->sharpens = national;
    inherit_clauses(l, entry, national);
    *VEC_PUSH(l->arena, &list->rules) = entry;
}

static void add_plan_rule(struct listing *l, struct rule_list *list, const struct ast *block)
{
    const struct rule_name *first = name_of(l, block->text);
    if (block->mod == MOD_VERSCHERPT) {
        add_sharpening(l, list, block);
    } else if (block->mod != MOD_NEW) {
        SAY(l->diags, PLAN_AMENDS, block->name_span, kind_word(block->kind), block->text,
            block->mod == MOD_WIJZIGT ? STR("wijzigt") : STR("vervalt"));
    } else if (first && first->owner->kind != OWNER_PLAN) {
        report_taken(l, KIND(PLAN_REDECLARES), block, first);
    } else if (first) {
        report_taken(l, KIND(RULE_ID_TAKEN), block, first);
    } else {
        take_name(l, block, list->owner);
        *VEC_PUSH(l->arena, &list->rules) = rule_entry(l, block, list->owner);
    }
}

/* Definitions, parameters, readings, keuzes and sets: refused, with the reason that fits. */
static void refuse(struct listing *l, const struct rule_list *list, const struct ast *block)
{
    static const struct {
        enum ast_kind ast;
        enum entry_kind entry;
    } refused[] = {{AST_DEFINITIE, ENTRY_DEFINITIE},
                   {AST_PARAMETER, ENTRY_PARAMETER},
                   {AST_LEZING, ENTRY_LEZING},
                   {AST_KEUZE, ENTRY_KEUZE},
                   {AST_VERZAMELING, ENTRY_VERZAMELING}};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (block->kind != refused[i].ast) continue;
        const struct entry *national =
            list->edition ? edition_find(l->all, list->edition, refused[i].entry, block->text)
                          : NULL;
        if (block->mod != MOD_NEW) {
            SAY(l->diags, PLAN_AMENDS, block->name_span, kind_word(block->kind), block->text,
                block->mod == MOD_WIJZIGT ? STR("wijzigt") : STR("vervalt"));
        } else if (national) {
            report_taken(l, KIND(PLAN_REDECLARES), block,
                         &(struct rule_name){national->declared, national->owner});
        } else {
            SAY(l->diags, PLAN_DECLARES, block->name_span, kind_word(block->kind), block->text);
        }
    }
}

static const struct edition *edition_of_plan(struct listing *l, const struct ast *plan)
{
    const struct names *names = l->all->names;
    const struct ast *bij = ast_child(plan, AST_BIJ);
    const struct edition *edition = bij ? edition_of(l->all, bij->text) : NULL;
    /* A version that is declared and has no edition fell out of the chain, with a message. */
    if (edition || !bij || registry_find(&names->declared[AST_LEIDRAAD], bij->text)) return edition;
    report_no_version(names, bij->name_span, bij->text);
    return NULL;
}

/* ---- both ---- */

static const struct owner *owner_of(struct listing *l, enum owner_kind kind, struct str label)
{
    struct owner *owner = ARENA_NEW(l->arena, struct owner);
    owner->kind = kind;
    owner->label = label;
    return owner;
}

void add_rule_lists(struct editions *all)
{
    const struct names *names = all->names;
    const struct registry *kaders = &names->declared[AST_KADER];
    const struct registry *plans = &names->declared[AST_REGIOPLAN];
    struct listing l = {.all = all,
                        .arena = names->arena,
                        .diags = names->diags,
                        .ids = interner_create(names->arena)};
    take_names_of_versions(&l);
    for (size_t i = 0; i < kaders->list.len; i++) {
        struct rule_list *list = VEC_PUSH(l.arena, &all->kaders);
        list->ast = kaders->list.at[i];
        list->owner = owner_of(&l, OWNER_KADER, list->ast->text);
        list->edition = &all->base;
        AST_EACH(block, list->ast) {
            if (block->kind == AST_REGEL) add_kader_rule(&l, list, block);
        }
    }
    for (size_t i = 0; i < plans->list.len; i++) {
        struct rule_list *list = VEC_PUSH(l.arena, &all->plans);
        list->ast = plans->list.at[i];
        list->owner = owner_of(&l, OWNER_PLAN, list->ast->text);
        list->edition = edition_of_plan(&l, list->ast);
        AST_EACH(block, list->ast) {
            if (block->kind == AST_REGEL)
                add_plan_rule(&l, list, block);
            else
                refuse(&l, list, block);
        }
    }
}
