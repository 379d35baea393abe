/* Consolidation.
 *
 * One algorithm serves all that can be amended, because an entry of whatever kind is a list of
 * clauses, and a clause replaces in one of four manners (enum manner).  The alternative, a struct a
 * kind with a merge function each, says the same thing six times.
 *
 * Citations of a rule are clauses like another: a `bron` that is given replaces its sources, an
 * `aanname` its assumptions, and so the amended text says by itself what the norm rests on.  A
 * thing that is made of members or values is another matter: those that are left alone still rest
 * on what their own block cites, and so the citations of a block stay as long as a clause of it
 * stands. */
#include "compiler/amend.h"

#include "base/text.h"
#include "compiler/plans.h"
#include "compiler/tree.h"

static const uint8_t entry_asts[ENTRY_KINDS] = {
    [ENTRY_REGEL] = AST_REGEL,         [ENTRY_DEFINITIE] = AST_DEFINITIE,
    [ENTRY_PARAMETER] = AST_PARAMETER, [ENTRY_LEZING] = AST_LEZING,
    [ENTRY_KEUZE] = AST_KEUZE,         [ENTRY_VERZAMELING] = AST_VERZAMELING,
};

struct str entry_word(enum entry_kind kind)
{
    return kind_word(entry_asts[kind]);
}

/* ENTRY_KINDS: of none. */
static enum entry_kind entry_kind_of(const struct ast *block)
{
    enum entry_kind kind = 0;
    while (kind < ENTRY_KINDS && entry_asts[kind] != block->kind) kind++;
    return kind;
}

/* How a clause that is given relates to what was there. */
enum manner {
    MANNER_REPLACES, /* all of its kind: the default */
    MANNER_ITEM,     /* the item of its name, as its own `wijzigt` or `vervalt` says */
    MANNER_PERIOD,   /* the value of its period */
    MANNER_CITES, /* of a rule all of its kind; otherwise it goes with the clauses of its block */
    MANNER_NONE,  /* no clause of the thing itself */
};
static const uint8_t manners[AST_KINDS] = {
    [AST_LID] = MANNER_ITEM,       [AST_ALTERNATIEF] = MANNER_ITEM,  [AST_WAARDE] = MANNER_PERIOD,
    [AST_BRON_REF] = MANNER_CITES, [AST_AANNAME] = MANNER_CITES,     [AST_OMDAT] = MANNER_NONE,
    [AST_ERROR] = MANNER_NONE,     [AST_GEEN_AANNAME] = MANNER_NONE,
};

/* ---- looking into an entry ---- */

struct piece entry_clause(const struct entry *entry, enum ast_kind kind)
{
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == kind) return *piece;
    }
    return (struct piece){0};
}

struct piece entry_body(const struct entry *entry)
{
    PIECES(piece, entry->clauses) {
        if (manners[piece->ast->kind] == MANNER_REPLACES) return *piece;
    }
    return (struct piece){0};
}

static struct piece item_in(const pieces *list, struct str name)
{
    PIECES(piece, *list) {
        if (manners[piece->ast->kind] == MANNER_ITEM && str_equal(piece->ast->text, name))
            return *piece;
    }
    return (struct piece){0};
}

struct piece entry_item(const struct entry *entry, struct str name)
{
    return item_in(&entry->clauses, name);
}

struct piece entry_lost(const struct entry *entry, struct str name)
{
    return item_in(&entry->lost, name);
}

struct piece entry_standard(const struct entry *entry)
{
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == AST_ALTERNATIEF && piece->ast->flags & FLAG_STANDAARD)
            return *piece;
    }
    return (struct piece){0};
}

const struct entry *edition_at(const struct edition *edition, enum entry_kind kind, uint32_t number)
{
    return number < edition->entries[kind].len ? edition->entries[kind].at[number] : NULL;
}

const struct entry *edition_find(const struct editions *all, const struct edition *edition,
                                 enum entry_kind kind, struct str id)
{
    uint32_t number;
    if (!intern_find(all->numbers[kind], id, &number)) return NULL;
    return edition_at(edition, kind, number);
}

const struct ast *first_declared(const struct editions *all, enum entry_kind kind, uint32_t number)
{
    const struct entry *entry = edition_at(&all->base, kind, number);
    for (size_t v = 0; v < all->versions.len && !entry; v++)
        entry = edition_at(&all->versions.at[v], kind, number);
    return entry->declared; /* a number is given where an entry is */
}

const struct edition *edition_of(const struct editions *all, struct str label)
{
    for (size_t i = 0; i < all->versions.len; i++)
        if (str_equal(all->versions.at[i].owner->label, label)) return &all->versions.at[i];
    return NULL;
}

/* ---- making an entry ---- */

struct amending {
    struct editions *all;
    struct arena *arena;
    struct diags *diags;
    struct edition *edition;   /* the one being made */
    const struct owner *owner; /* whose blocks are read */
};

static void add_piece(struct amending *a, pieces *list, const struct ast *ast,
                      const struct ast *block)
{
    *VEC_PUSH(a->arena, list) = (struct piece){ast, a->owner, block};
}

static bool gives(const struct ast *block, unsigned kind)
{
    return ast_child(block, (enum ast_kind)kind) != NULL;
}

static bool same_period(const struct ast *a, const struct ast *b)
{
    const struct ast *p = ast_child(a, AST_PERIODE), *q = ast_child(b, AST_PERIODE);
    if (!p || !q) return false;
    for (size_t i = 0; i < 2; i++) {
        const struct ast *x = ast_at(p, i), *y = ast_at(q, i);
        if (!x || !y || x->kind != y->kind || x->value != y->value) return false;
    }
    return true;
}

/* The value or the item of the block that speaks of this one; NULL: it is left alone. */
static const struct ast *counterpart(const struct ast *block, const struct ast *clause)
{
    AST_EACH(given, block) {
        if (given->kind != clause->kind) continue;
        if (clause->kind == AST_WAARDE ? same_period(given, clause)
                                       : str_equal(given->text, clause->text))
            return given;
    }
    return NULL;
}

/* What a `wijzigt` of an item makes of it: its title and period where it gives them, and otherwise
 * those that were there. */
static const struct ast *merged_item(struct arena *arena, const struct ast *old,
                                     const struct ast *given)
{
    static const enum ast_kind kept[] = {AST_TITLE, AST_PERIODE};
    struct ast *item = tree_copy(arena, given);
    item->mod = MOD_NEW;
    item->flags |= old->flags & FLAG_STANDAARD;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (!gives(given, kept[i])) tree_add(arena, item, ast_child(old, kept[i]));
    return item;
}

static void amend_item(struct amending *a, struct entry *entry, const struct piece *old,
                       const struct ast *block)
{
    const struct ast *given = counterpart(block, old->ast);
    if (!given) {
        *VEC_PUSH(a->arena, &entry->clauses) = *old;
    } else if (given->mod == MOD_VERVALT) {
        add_piece(a, &entry->lost, given, block);
    } else if (given->mod == MOD_WIJZIGT) {
        add_piece(a, &entry->clauses, merged_item(a->arena, old->ast, given), block);
    } else {
        struct diag *diag = SAY(a->diags, ITEM_EXISTS, given->name_span, kind_word(given->kind),
                                given->text, entry->id);
        diag_relate(a->diags, diag, old->ast->name_span, N_("it is here"), (struct str){0});
        *VEC_PUSH(a->arena, &entry->clauses) = *old;
    }
}

/* The old clauses that the block leaves, and its changes to items. */
static void keep_clauses(struct amending *a, struct entry *entry, const struct entry *old,
                         const struct ast *block)
{
    PIECES(piece, old->clauses) {
        unsigned kind = piece->ast->kind;
        bool replaced = false;
        switch ((enum manner)manners[kind]) {
        case MANNER_ITEM: amend_item(a, entry, piece, block); continue;
        case MANNER_PERIOD:
            replaced = counterpart(block, piece->ast) || gives(block, AST_GEEN_WAARDE);
            break;
        case MANNER_REPLACES:
            /* The one clause of a definition is its expression, of whatever kind. */
            replaced = entry->kind == ENTRY_DEFINITIE || gives(block, kind) ||
                       (kind == AST_GEEN_WAARDE && gives(block, AST_WAARDE));
            break;
        case MANNER_CITES:
            replaced =
                entry->kind == ENTRY_REGEL &&
                (gives(block, kind) || (kind == AST_AANNAME && gives(block, AST_GEEN_AANNAME)));
            break;
        case MANNER_NONE: break;
        }
        if (!replaced) *VEC_PUSH(a->arena, &entry->clauses) = *piece;
    }
}

static void report_item_absent(struct amending *a, const struct entry *entry,
                               const struct ast *given)
{
    struct piece lost = entry_lost(entry, given->text);
    struct closest closest = closest_to(given->text);
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == given->kind) closest_offer(&closest, piece->ast->text);
    }
    const struct str args[] = {entry_word(entry->kind), entry->id, kind_word(given->kind),
                               given->text};
    const struct diag_kind *kind =
        given->mod == MOD_VERVALT ? KIND(LAPSE_ITEM_ABSENT) : KIND(ITEM_ABSENT);
    if (!lost.ast && a->all->names->lacks & (LACKS_ITEMS | LACKS_VERSION) && !closest.found.len)
        return;
    struct diag *diag = say(a->diags, kind, given->name_span, args, sizeof args / sizeof *args);
    if (lost.ast)
        diag_relate(a->diags, diag, lost.ast->name_span, N_("it lapsed here"), (struct str){0});
    else
        suggest(a->diags, diag, &closest);
}

/* The clauses of a block that come on top of what the entry holds. */
static void add_clauses(struct amending *a, struct entry *entry, const struct entry *old,
                        const struct ast *block)
{
    AST_EACH(given, block) {
        bool amends = given->mod == MOD_WIJZIGT || given->mod == MOD_VERVALT;
        if (manners[given->kind] == MANNER_NONE) continue;
        if (manners[given->kind] == MANNER_ITEM) {
            if (old && entry_item(old, given->text).ast) continue; /* amend_item has seen it */
            if (amends) {
                report_item_absent(a, entry, given);
                continue;
            }
        }
        add_piece(a, &entry->clauses, given, block);
    }
}

/* Two items of one name in one block. */
static void check_items(struct amending *a, const struct ast *block)
{
    struct interner *seen = NULL;
    VEC(const struct ast *) first = {0};
    AST_EACH(item, block) {
        if (manners[item->kind] != MANNER_ITEM) continue;
        if (!seen) seen = interner_create(a->arena);
        uint32_t number = intern(seen, item->text);
        if (number == first.len) {
            *VEC_PUSH(a->arena, &first) = item;
            continue;
        }
        struct diag *diag = SAY(a->diags, ITEM_TWICE, item->name_span, kind_word(item->kind),
                                item->text, block->text);
        diag_relate(a->diags, diag, first.at[number]->name_span, N_("first given here"),
                    (struct str){0});
    }
}

/* Whether a clause of the block is among these, its citations aside. */
static bool has_clause_of(const pieces *list, const struct ast *block)
{
    PIECES(piece, *list) {
        if (piece->block == block && manners[piece->ast->kind] != MANNER_CITES) return true;
    }
    return false;
}

/* Citations of blocks of which nothing else stands any more.  A block that gave nothing but
 * citations only adds them. */
static void drop_citations(struct entry *entry, const struct entry *old)
{
    size_t kept = 0;
    for (size_t i = 0; i < entry->clauses.len; i++) {
        struct piece piece = entry->clauses.at[i];
        bool lapsed = manners[piece.ast->kind] == MANNER_CITES && piece.block != entry->declared &&
                      has_clause_of(&old->clauses, piece.block) &&
                      !has_clause_of(&entry->clauses, piece.block);
        if (!lapsed) entry->clauses.at[kept++] = piece;
    }
    entry->clauses.len = kept;
}

/* A default that the block sets takes the place of the one before. */
static void move_standard(struct amending *a, struct entry *entry, const struct ast *block)
{
    const struct ast *standard = NULL;
    AST_EACH(item, block) {
        if (item->kind == AST_ALTERNATIEF && item->flags & FLAG_STANDAARD) standard = item;
    }
    if (!standard) return;
    for (size_t i = 0; i < entry->clauses.len; i++) {
        const struct ast *ast = entry->clauses.at[i].ast;
        if (ast->kind != AST_ALTERNATIEF || !(ast->flags & FLAG_STANDAARD)) continue;
        if (str_equal(ast->text, standard->text) || entry->clauses.at[i].block == block) continue;
        struct ast *plain = tree_copy(a->arena, ast);
        plain->flags &= ~(uint32_t)FLAG_STANDAARD;
        entry->clauses.at[i].ast = plain;
    }
}

static void check_reading(struct amending *a, const struct entry *entry)
{
    const struct ast *first = NULL;
    size_t alternatives = 0;
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind != AST_ALTERNATIEF) continue;
        alternatives++;
        if (!(piece->ast->flags & FLAG_STANDAARD)) continue;
        if (first) {
            struct diag *diag = SAY(a->diags, STANDARD_TWICE, piece->ast->name_span, entry->id,
                                    first->text, piece->ast->text);
            diag_relate(a->diags, diag, first->name_span, N_("the other one is here"),
                        (struct str){0});
            return;
        }
        first = piece->ast;
    }
    if (damaged(entry->declared)) return;
    if (alternatives < 2)
        SAY(a->diags, READING_ALTERNATIVES, entry->declared->name_span, entry->id);
    else if (!first)
        SAY(a->diags, STANDARD_NONE, entry->declared->name_span, entry->id);
}

static struct entry *begin_entry(struct amending *a, enum entry_kind kind, struct str id,
                                 const struct ast *block)
{
    struct entry *entry = ARENA_NEW(a->arena, struct entry);
    entry->kind = kind;
    entry->id = id;
    entry->declared = block;
    entry->owner = a->owner;
    check_items(a, block);
    return entry;
}

static const struct entry *new_entry(struct amending *a, enum entry_kind kind, struct str id,
                                     const struct ast *block)
{
    struct entry *entry = begin_entry(a, kind, id, block);
    add_clauses(a, entry, NULL, block);
    if (kind == ENTRY_LEZING) check_reading(a, entry);
    return entry;
}

static const struct entry *amended_entry(struct amending *a, const struct entry *old,
                                         const struct ast *block)
{
    struct entry *entry = begin_entry(a, old->kind, old->id, block);
    PIECES(lost, old->lost) {
        bool is_back = entry_item(old, lost->ast->text).ast != NULL;
        if (!is_back) *VEC_PUSH(a->arena, &entry->lost) = *lost;
    }
    keep_clauses(a, entry, old, block);
    add_clauses(a, entry, old, block);
    if (old->kind != ENTRY_REGEL) drop_citations(entry, old);
    if (old->kind == ENTRY_LEZING) {
        move_standard(a, entry, block);
        check_reading(a, entry);
    }
    return entry;
}

static const struct entry *lapsed_entry(struct amending *a, const struct entry *old,
                                        const struct ast *block)
{
    struct entry *entry = begin_entry(a, old->kind, old->id, block);
    entry->clauses = old->clauses;
    entry->lapsed = block;
    entry->lapsed_in = a->owner;
    return entry;
}

/* ---- editions ---- */

static void put(struct amending *a, const struct entry *entry)
{
    uint32_t number = intern(a->all->numbers[entry->kind], entry->id);
    while (a->edition->entries[entry->kind].len <= number)
        *VEC_PUSH(a->arena, &a->edition->entries[entry->kind]) = NULL;
    a->edition->entries[entry->kind].at[number] = entry;
}

static void report_absent(struct amending *a, enum entry_kind kind, const struct ast *block)
{
    struct closest closest = closest_to(block->text);
    for (size_t i = 0; i < a->edition->entries[kind].len; i++) {
        const struct entry *entry = a->edition->entries[kind].at[i];
        if (entry && !entry->lapsed) closest_offer(&closest, entry->id);
    }
    const struct str args[] = {entry_word(kind), block->text, owner_name(a->arena, a->owner)};
    say_unknown(a->all->names, LACKS_TOP | LACKS_SUBJECT | LACKS_VERSION, &closest,
                block->mod == MOD_VERVALT ? KIND(LAPSE_ABSENT) : KIND(AMEND_ABSENT),
                block->name_span, args, sizeof args / sizeof *args);
}

static void report_amend(struct amending *a, const struct diag_kind *kind, const struct ast *block,
                         const struct entry *old, const char *there)
{
    const struct str args[] = {entry_word(old->kind), old->id, owner_name(a->arena, a->owner)};
    struct diag *diag = say(a->diags, kind, block->name_span, args, sizeof args / sizeof *args);
    diag_relate(a->diags, diag, old->declared->name_span, there, (struct str){0});
}

static void amend_block(struct amending *a, enum entry_kind kind, const struct ast *block)
{
    const struct entry *old = edition_find(a->all, a->edition, kind, block->text);
    bool in_force = old && !old->lapsed;
    if (block->mod == MOD_VERSCHERPT) {
        SAY(a->diags, SHARPEN_OUTSIDE, block->name_span, block->text);
    } else if (old && old->owner == a->owner && block->mod == MOD_NEW &&
               old->declared->mod == MOD_NEW) {
        report_amend(a, KIND(DECLARED_TWICE), block, old, N_("first declared here"));
    } else if (old && old->owner == a->owner) {
        report_amend(a, KIND(AMENDED_TWICE), block, old, N_("first here"));
    } else if (block->mod == MOD_NEW && in_force) {
        report_amend(a, KIND(AMEND_EXISTS), block, old, N_("it is declared here"));
    } else if (block->mod == MOD_NEW) {
        put(a, new_entry(a, kind, block->text, block));
    } else if (in_force) {
        put(a,
            block->mod == MOD_WIJZIGT ? amended_entry(a, old, block) : lapsed_entry(a, old, block));
    } else if (old) {
        bool lapses = block->mod == MOD_VERVALT;
        report_amend(a, lapses ? KIND(LAPSED_BEFORE) : KIND(AMEND_LAPSED), block, old,
                     N_("it lapsed here"));
    } else {
        report_absent(a, kind, block);
    }
}

static void make_base(struct amending *a)
{
    static const enum entry_kind top[] = {ENTRY_KEUZE, ENTRY_VERZAMELING, ENTRY_LEZING,
                                          ENTRY_PARAMETER};
    const struct names *names = a->all->names;
    for (size_t k = 0; k < sizeof top / sizeof *top; k++) {
        const struct registry *declared = &names->declared[entry_asts[top[k]]];
        for (size_t i = 0; i < declared->list.len; i++)
            put(a, new_entry(a, top[k], declared->list.at[i]->text, declared->list.at[i]));
    }
    const struct registry *subjects = &names->declared[AST_ONDERWERP];
    for (size_t i = 0; i < subjects->list.len; i++) {
        const struct ast *subject = subjects->list.at[i];
        AST_EACH(block, subject) {
            if (block->kind != AST_DEFINITIE) continue;
            struct str id =
                textf(a->arena, STR_FMT "." STR_FMT, STR_ARG(subject->text), STR_ARG(block->text));
            const struct entry *first = edition_find(a->all, a->edition, ENTRY_DEFINITIE, id);
            if (!first) {
                put(a, new_entry(a, ENTRY_DEFINITIE, id, block));
                continue;
            }
            struct diag *diag =
                SAY(a->diags, DECLARED_TWICE, block->name_span, kind_word(AST_DEFINITIE), id);
            diag_relate(a->diags, diag, first->declared->name_span, N_("first declared here"),
                        (struct str){0});
        }
    }
}

static void make_version(struct amending *a, const struct edition *before,
                         const struct version_decl *version)
{
    for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
        for (size_t i = 0; i < before->entries[kind].len; i++)
            *VEC_PUSH(a->arena, &a->edition->entries[kind]) = before->entries[kind].at[i];
    AST_EACH(block, version->ast) {
        enum entry_kind kind = entry_kind_of(block);
        if (kind < ENTRY_KINDS) amend_block(a, kind, block);
    }
}

struct editions *amend(struct names *names)
{
    struct editions *all = ARENA_NEW(names->arena, struct editions);
    struct amending a = {.all = all, .arena = names->arena, .diags = names->diags};
    all->names = names;
    for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++)
        all->numbers[kind] = interner_create(names->arena);

    all->base.owner = a.owner = &vocabulary;
    a.edition = &all->base;
    make_base(&a);
    /* All at once, so that pointers to editions stay good. */
    for (size_t i = 0; i < names->versions.len; i++) (void)VEC_PUSH(names->arena, &all->versions);
    for (size_t i = 0; i < names->versions.len; i++) {
        const struct version_decl *version = &names->versions.at[i];
        a.edition = &all->versions.at[i];
        a.edition->owner = a.owner = version->owner;
        a.edition->ast = version->ast;
        make_version(&a, i ? &all->versions.at[i - 1] : &all->base, version);
    }
    add_rule_lists(all);
    return all;
}
