/* Consolidated text.
 *
 * What is printed stands in no file, so a tree is made for it out of the clauses of the edition,
 * and given places of its own: line after line, with the origins as comments between.  The
 * formatter then lays it out like any file. */
#include "compiler/consolidated.h"

#include "compiler/format/format.h"
#include "compiler/tree.h"

struct writing {
    const struct editions *all;
    struct arena *arena;
    struct ast_file file;
    uint32_t line;
    bool every_clause; /* origins above each clause, also where they are those of the block */
};

/* ---- places ---- */

static void put_on_line(struct ast *node, uint32_t line)
{
    node->span = (struct span){0, line, 1, line, 2};
    node->name_span = node->span;
    for (struct ast *child = node->first; child; child = child->next) put_on_line(child, line);
}

/* A copy on a line of its own, behind what is there. */
static struct ast *append(struct writing *w, struct ast *parent, const struct ast *node)
{
    tree_add(w->arena, parent, node);
    put_on_line(parent->last, ++w->line);
    return parent->last;
}

static void blank(struct writing *w)
{
    *VEC_PUSH(w->arena, &w->file.blank_lines) = ++w->line;
}

static void comment(struct writing *w, struct str text)
{
    struct ast_comment *comment = VEC_PUSH(w->arena, &w->file.comments);
    uint32_t line = ++w->line;
    comment->text = text;
    comment->own_line = true;
    comment->span = (struct span){0, line, 1, line, 2};
}

static struct str file_name(const struct writing *w, uint32_t file)
{
    const struct names *names = w->all->names;
    for (size_t i = 0; i < names->file_count; i++)
        if (names->files[i]->file == file) return names->files[i]->name;
    return STR("?");
}

/* "# leidraad 2025, leidraad-2025.leidraad:14" */
static void comment_origin(struct writing *w, const struct owner *owner, struct span span)
{
    struct buf text = {.arena = w->arena};
    buf_adds(&text, "# ");
    if (owner->kind != OWNER_VOCABULARY) {
        buf_add(&text, owner_name(w->arena, owner));
        buf_adds(&text, ", ");
    }
    buf_add(&text, file_name(w, span.file));
    buf_printf(&text, ":%u", (unsigned)span.line);
    comment(w, buf_str(&text));
}

/* ---- entries ---- */

/* The order of the clauses.  Citations come before items: behind them they would be the last
 * item's. */
static const enum ast_kind clause_order[] = {
    AST_NAME,    AST_TYPE,        AST_PER,    AST_SOORT,       AST_BRON_REF, AST_GELDT,
    AST_BEHALVE, AST_UITERLIJK,   AST_EIS,    AST_GEVOLG,      AST_AANNAME,  AST_HERHALING,
    AST_LID,     AST_ALTERNATIEF, AST_WAARDE, AST_GEEN_WAARDE,
};

/* The part of a heading has no line for a comment of its own. */
static bool is_heading(enum ast_kind kind)
{
    return kind == AST_NAME || kind == AST_TYPE || kind == AST_PER;
}

static void write_clauses(struct writing *w, struct ast *block, const struct entry *entry,
                          const struct ast *written_in, enum ast_kind kind)
{
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind != kind) continue;
        /* Citations go with the block they stand in; only another block is worth a line. */
        bool told = kind == AST_BRON_REF || kind == AST_AANNAME || !w->every_clause;
        if (!is_heading(kind) && (piece->block != written_in || !told))
            comment_origin(w, piece->owner, piece->ast->span);
        append(w, block, piece->ast)->mod = MOD_NEW;
    }
}

/* An expression and what it cites: all on one line, since it has no block. */
static void write_definition(struct writing *w, struct ast *block, const struct entry *entry)
{
    tree_add(w->arena, block, entry_body(entry).ast);
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == AST_BRON_REF || piece->ast->kind == AST_AANNAME)
            tree_add(w->arena, block, piece->ast);
    }
    put_on_line(block, block->span.line);
}

static void write_entry(struct writing *w, struct ast *parent, const struct entry *entry)
{
    /* The clause that tells where most of it comes from: the title, which is there from the start
     * and seldom changes, or else the first. */
    struct piece first = entry_clause(entry, AST_TITLE);
    if (!first.ast && entry->clauses.len) first = entry->clauses.at[0];
    if (!first.ast) return;
    blank(w);
    comment_origin(w, first.owner, first.block->span);
    struct ast *head = tree_node(w->arena, entry->declared);
    head->mod = entry->sharpens ? MOD_VERSCHERPT : MOD_NEW;
    head->text = entry->id;
    struct ast *block = append(w, parent, head);
    tree_add(w->arena, block, entry_clause(entry, AST_TITLE).ast);
    put_on_line(block, w->line);
    if (entry->kind == ENTRY_DEFINITIE) {
        write_definition(w, block, entry);
        return;
    }
    for (size_t i = 0; i < sizeof clause_order / sizeof *clause_order; i++)
        write_clauses(w, block, entry, first.block, clause_order[i]);
    block->span.end_line = ++w->line;
}

/* ---- versions ---- */

static void write_heading(struct writing *w, struct ast *version, const struct ast *declared)
{
    static const enum ast_kind parts[] = {AST_TITLE, AST_VASTGESTELD, AST_BRON_REF, AST_AANNAME};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        AST_EACH(child, declared) {
            if (child->kind == parts[i]) append(w, version, child);
        }
    }
}

static void write_intake(struct writing *w, struct ast *version, const struct ast *intake)
{
    if (!intake) return;
    blank(w);
    struct ast *block = append(w, version, tree_node(w->arena, intake));
    AST_EACH(cell, intake) append(w, block, cell);
    block->span.end_line = ++w->line;
}

static void write_version(struct writing *w, const struct edition *edition)
{
    static const enum entry_kind order[] = {ENTRY_KEUZE,     ENTRY_VERZAMELING, ENTRY_LEZING,
                                            ENTRY_PARAMETER, ENTRY_DEFINITIE,   ENTRY_REGEL};
    struct ast *version = append(w, w->file.tree, tree_node(w->arena, edition->ast));
    write_heading(w, version, edition->ast);
    write_intake(w, version, ast_child(edition->ast, AST_INSTROOM));
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        for (size_t i = 0; i < edition->entries[order[k]].len; i++) {
            const struct entry *entry = edition->entries[order[k]].at[i];
            if (entry && !entry->lapsed && entry->owner->kind != OWNER_VOCABULARY)
                write_entry(w, version, entry);
        }
    }
    version->span.end_line = ++w->line;
}

static struct writing begin(const struct editions *all, struct arena *arena)
{
    struct writing w = {.all = all, .arena = arena};
    w.file.tree = ast_new(arena, AST_FILE, SPAN_NONE);
    return w;
}

/* ---- kaders and regional plans ---- */

static const struct rule_list *list_in(const struct rule_list *lists, size_t count, struct str id)
{
    for (size_t k = 0; k < count; k++)
        if (str_equal(lists[k].ast->text, id)) return &lists[k];
    return NULL;
}

static const struct rule_list *list_of(const struct editions *all, struct str id)
{
    const struct rule_list *kader = list_in(all->kaders.at, all->kaders.len, id);
    return kader ? kader : list_in(all->plans.at, all->plans.len, id);
}

/* What stands above the rules is its own; a rule that sharpens is shown with what it takes over. */
static void write_list(struct writing *w, const struct rule_list *list)
{
    struct ast *block = append(w, w->file.tree, tree_node(w->arena, list->ast));
    AST_EACH(child, list->ast) {
        if (child->kind != AST_REGEL) append(w, block, child);
    }
    for (size_t i = 0; i < list->rules.len; i++) write_entry(w, block, list->rules.at[i]);
    block->span.end_line = ++w->line;
}

/* ---- what has a text ---- */

bool consolidated_has(const struct editions *all, struct str name)
{
    return edition_of(all, name) || list_of(all, name);
}

struct str consolidated_version(const struct editions *all, struct arena *arena, struct str name)
{
    const struct edition *edition = edition_of(all, name);
    const struct rule_list *list = list_of(all, name);
    struct writing w = begin(all, arena);
    if (!edition && !list) return (struct str){0};
    if (edition)
        write_version(&w, edition);
    else
        write_list(&w, list);
    return format_file(arena, &w.file);
}

/* ---- one rule ---- */

static const struct entry *rule_in(const struct editions *all, const struct edition *edition,
                                   struct str id)
{
    return edition ? edition_find(all, edition, ENTRY_REGEL, id) : NULL;
}

/* As the version has it; without one, as it was last in force. */
static const struct entry *find_rule(const struct editions *all, struct str label, struct str id)
{
    if (label.len) return rule_in(all, edition_of(all, label), id);
    const struct entry *rule = NULL;
    for (size_t v = all->versions.len; v-- > 0 && (!rule || rule->lapsed);) {
        const struct entry *found = rule_in(all, &all->versions.at[v], id);
        if (found) rule = found;
    }
    return rule;
}

/* The `vervalt`, which says by itself why and on what ground. */
static void write_lapse(struct writing *w, const struct entry *rule)
{
    if (!rule || !rule->lapsed) return;
    blank(w);
    comment_origin(w, rule->lapsed_in, rule->lapsed->span);
    append(w, w->file.tree, rule->lapsed);
}

/* Those of the lists that belong with the version, or all. */
static void write_listed(struct writing *w, const struct rule_list *lists, size_t count,
                         struct str label, struct str id)
{
    for (size_t k = 0; k < count; k++) {
        const struct edition *edition = lists[k].edition;
        bool of_version = edition && edition->ast && str_equal(edition->owner->label, label);
        bool itself = str_equal(lists[k].ast->text, label);
        bool always = edition && !edition->ast && !list_of(w->all, label);
        if (label.len && !of_version && !itself && !always) continue;
        for (size_t i = 0; i < lists[k].rules.len; i++)
            if (str_equal(lists[k].rules.at[i]->id, id))
                write_entry(w, w->file.tree, lists[k].rules.at[i]);
    }
}

struct str consolidated_rule(const struct editions *all, struct arena *arena, struct str label,
                             struct str id)
{
    struct writing w = begin(all, arena);
    const struct entry *rule = find_rule(all, label, id);
    const struct edition *last =
        all->versions.len ? &all->versions.at[all->versions.len - 1] : NULL;
    w.every_clause = true;
    if (rule && !rule->lapsed) write_entry(&w, w.file.tree, rule);
    write_lapse(&w, label.len ? rule : rule_in(all, last, id));
    write_listed(&w, all->kaders.at, all->kaders.len, label, id);
    write_listed(&w, all->plans.at, all->plans.len, label, id);
    return w.file.tree->first ? format_file(arena, &w.file) : (struct str){0};
}
