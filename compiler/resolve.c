/* Names of the top level.
 *
 * Everything declared goes into a registry by kind; of two with one name the first stays, so that
 * later phases see each name once.  The versions form one chain, each revising the one before:
 * what does not fit in it is left out after its message, and with it all that revises it. */
#include "compiler/resolve.h"

#include "base/text.h"
#include "compiler/citations.h"

const struct owner vocabulary = {OWNER_VOCABULARY, {0}};

/* By kind: the word for it in a message; whether it may stand at the top level of a file; and what
 * may be missing when a part of it cannot be read. */
static const struct {
    const char *word;
    bool top;
    uint8_t lacks; /* enum lacking */
} kinds[AST_KINDS] = {
    [AST_FILE] = {.lacks = LACKS_TOP},
    [AST_STELSEL] = {.word = "stelsel", .top = true},
    [AST_BRON] = {.word = "bron", .top = true},
    [AST_KEUZE] = {.word = "keuze", .top = true, .lacks = LACKS_ITEMS},
    [AST_VERZAMELING] = {.word = "verzameling", .top = true, .lacks = LACKS_ITEMS},
    [AST_LID] = {.word = "lid"},
    [AST_ONDERWERP] = {.word = "onderwerp", .top = true, .lacks = LACKS_SUBJECT},
    [AST_VELD] = {.word = "kolom"},
    [AST_LIJST] = {.word = "lijst", .lacks = LACKS_SUBJECT},
    [AST_DEFINITIE] = {.word = "definitie"},
    [AST_LEZING] = {.word = "lezing", .top = true, .lacks = LACKS_ITEMS},
    [AST_ALTERNATIEF] = {.word = "alternatief"},
    [AST_PARAMETER] = {.word = "parameter", .top = true},
    [AST_WAARDE] = {.word = "waarde"},
    [AST_LEIDRAAD] = {.word = "leidraad", .top = true, .lacks = LACKS_VERSION},
    [AST_VASTGESTELD] = {.word = "vastgesteld op"},
    [AST_KADER] = {.word = "kader", .top = true, .lacks = LACKS_VERSION},
    [AST_REGIOPLAN] = {.word = "regioplan", .top = true, .lacks = LACKS_VERSION},
    [AST_REGEL] = {.word = "regel"},
    [AST_BESLUIT] = {.word = "besluit", .top = true},
    [AST_BEREKENING] = {.word = "berekening", .top = true},
    [AST_TAAK] = {.word = "taak", .top = true},
    [AST_VOORBEELD] = {.word = "voorbeeld", .top = true},
};

struct str kind_word(unsigned kind)
{
    return str_from(kinds[kind].word);
}

struct str owner_name(struct arena *arena, const struct owner *owner)
{
    static const char *const words[] = {"", "leidraad ", "kader ", "regioplan "};
    if (owner->kind == OWNER_VOCABULARY) return STR("the vocabulary");
    return textf(arena, "%s" STR_FMT, words[owner->kind], STR_ARG(owner->label));
}

bool damaged(const struct ast *node)
{
    return ast_child(node, AST_ERROR) != NULL;
}

const struct ast *registry_find(const struct registry *registry, struct str name)
{
    uint32_t number;
    return registry->index && intern_find(registry->index, name, &number)
               ? registry->list.at[number]
               : NULL;
}

static void declare(struct names *names, const struct ast *node)
{
    struct registry *registry = &names->declared[node->kind];
    if (!registry->index) registry->index = interner_create(names->arena);
    const struct ast *first = registry_find(registry, node->text);
    if (first) {
        struct diag *diag =
            SAY(names->diags, DECLARED_TWICE, node->name_span, kind_word(node->kind), node->text);
        diag_relate(names->diags, diag, first->name_span, N_("first declared here"),
                    (struct str){0});
        return;
    }
    intern(registry->index, node->text);
    *VEC_PUSH(names->arena, &registry->list) = node;
}

static void declare_stelsel(struct names *names, const struct ast *node)
{
    if (!names->stelsel) {
        names->stelsel = node;
        return;
    }
    struct diag *diag = SAY(names->diags, STELSEL_TWICE, node->name_span, node->text);
    diag_relate(names->diags, diag, names->stelsel->name_span, N_("first declared here"),
                (struct str){0});
}

static void declare_all(struct names *names)
{
    for (size_t i = 0; i < names->file_count; i++) {
        AST_EACH(node, names->files[i]->tree) {
            /* What stands here and belongs in a version: the parser has said so. */
            if (!kinds[node->kind].top || node->mod != MOD_NEW) continue;
            if (node->kind == AST_STELSEL)
                declare_stelsel(names, node);
            else
                declare(names, node);
        }
    }
}

static unsigned lacking_in(const struct ast *node)
{
    unsigned lacks = damaged(node) ? kinds[node->kind].lacks : 0;
    AST_EACH(child, node) lacks |= lacking_in(child);
    return lacks;
}

/* A name of which it has been said that there is none: the record, for its related places. */
struct told {
    struct interner *names;
    VEC(size_t) diags; /* by name: a place in the list of diagnostics, or NOT_KEPT */
};
#define NOT_KEPT SIZE_MAX

enum { USES_SHOWN = 3 };

static bool same_place(struct span a, struct span b)
{
    return a.file == b.file && a.line == b.line && a.column == b.column;
}

/* The versions that take a clause over read it again, at the same place. */
static void add_use(const struct names *names, size_t index, struct span span)
{
    if (index == NOT_KEPT) return;
    struct diag *diag = &names->diags->list.at[index];
    bool known = same_place(diag->span, span) || diag->related.len >= USES_SHOWN;
    for (size_t i = 0; i < diag->related.len; i++)
        known = known || same_place(diag->related.at[i].span, span);
    if (!known) diag_relate(names->diags, diag, span, N_("it is used here too"), (struct str){0});
}

struct diag *say_unknown(const struct names *names, unsigned where, const struct closest *closest,
                         const struct diag_kind *kind, struct span span, const struct str *args,
                         size_t count)
{
    struct diags *diags = names->diags;
    struct buf key = {.arena = names->arena};
    if (names->lacks & where && !closest->found.len) return NULL;
    buf_adds(&key, kind->code);
    for (size_t i = 0; i < count && i < 2; i++) {
        buf_addc(&key, '\0');
        buf_add(&key, args[i]);
    }
    uint32_t number = intern(names->told->names, buf_str(&key));
    if (number < names->told->diags.len) {
        add_use(names, names->told->diags.at[number], span);
        return NULL;
    }
    size_t before = diags->list.len;
    struct diag *diag = say(diags, kind, span, args, count);
    *VEC_PUSH(names->arena, &names->told->diags) = diags->list.len > before ? before : NOT_KEPT;
    suggest(diags, diag, closest);
    return diag;
}

/* ---- the chain of versions ---- */

/* One version while the chain is made.  Numbers are those of the registry. */
struct link {
    size_t revises; /* a number, NO_LINK, or BAD_LINK: what cannot be told */
    size_t reviser; /* the first that revises it; NO_LINK */
    size_t walk;    /* the walk that came by first, from version walk - 1; 0: none */
};
#define NO_LINK SIZE_MAX
#define BAD_LINK (SIZE_MAX - 1)

static struct str label_at(const struct names *names, size_t number)
{
    return names->declared[AST_LEIDRAAD].list.at[number]->text;
}

/* No label is suggested for being a digit away: 2026 is as near to 2023 as to 2025. */
void report_no_version(const struct names *names, struct span span, struct str label)
{
    size_t count = names->declared[AST_LEIDRAAD].list.len;
    struct buf labels = {.arena = names->arena};
    struct str part = {0}; /* the label that this one is the beginning of */
    for (size_t i = 0; i < count; i++) {
        if (i) buf_adds(&labels, ", ");
        buf_add(&labels, label_at(names, i));
        if (str_starts(label_at(names, i), label)) part = label_at(names, i);
    }
    struct closest closest = {.found = part};
    if (count)
        SAY_UNKNOWN(names, LACKS_TOP, &closest, VERSION_UNKNOWN, span, label, buf_str(&labels));
    else
        SAY_UNKNOWN(names, LACKS_TOP, &closest, VERSION_NONE, span, label);
}

static size_t revised_by(struct names *names, const struct ast *version)
{
    const struct registry *versions = &names->declared[AST_LEIDRAAD];
    const struct ast *herziet = ast_child(version, AST_HERZIET);
    uint32_t number;
    if (!herziet) return damaged(version) ? BAD_LINK : NO_LINK;
    if (intern_find(versions->index, herziet->text, &number)) return number;
    report_no_version(names, herziet->name_span, herziet->text);
    return BAD_LINK;
}

static void link_reviser(struct names *names, struct link *links, size_t number)
{
    const struct registry *versions = &names->declared[AST_LEIDRAAD];
    struct link *revised = &links[links[number].revises];
    if (revised->reviser == NO_LINK) {
        revised->reviser = number;
        return;
    }
    const struct ast *other = ast_child(versions->list.at[revised->reviser], AST_HERZIET);
    const struct ast *herziet = ast_child(versions->list.at[number], AST_HERZIET);
    struct diag *diag = SAY(names->diags, REVISED_TWICE, herziet->name_span, herziet->text,
                            label_at(names, revised->reviser), label_at(names, number));
    diag_relate(names->diags, diag, other->name_span, N_("revised here by {0}"),
                label_at(names, revised->reviser));
}

/* Versions that lead back to the first of them, which begins the message. */
static void report_cycle(struct names *names, const struct link *links, size_t on_it)
{
    struct buf path = {.arena = names->arena};
    size_t start = on_it;
    for (size_t at = links[on_it].revises; at != on_it; at = links[at].revises)
        if (at < start) start = at;
    size_t at = start;
    do {
        buf_add(&path, label_at(names, at));
        buf_adds(&path, " herziet ");
        at = links[at].revises;
    } while (at != start);
    buf_add(&path, label_at(names, start));

    const struct ast *version = names->declared[AST_LEIDRAAD].list.at[start];
    SAY(names->diags, REVISION_CYCLE, ast_child(version, AST_HERZIET)->name_span, version->text,
        buf_str(&path));
}

/* Each version is walked through once: a walk that comes upon itself has gone round. */
static void report_cycles(struct names *names, struct link *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i, walk = i + 1;
        for (; at < count && !links[at].walk; at = links[at].revises) links[at].walk = walk;
        if (at < count && links[at].walk == walk) report_cycle(names, links, at);
    }
}

static void chain_from(struct names *names, const struct link *links, size_t first)
{
    static const struct owner model = {.kind = OWNER_VERSION};
    for (size_t at = first; at != NO_LINK; at = links[at].reviser) {
        struct owner *owner = ARENA_NEW(names->arena, struct owner);
        *owner = model;
        owner->label = label_at(names, at);
        *VEC_PUSH(names->arena, &names->versions) =
            (struct version_decl){names->declared[AST_LEIDRAAD].list.at[at], owner};
    }
}

/* What is settled cannot rest on what is not.  (A version without either is a message already.) */
static void check_adopted(struct names *names)
{
    for (size_t v = 1; v < names->versions.len; v++) {
        const struct ast *before = names->versions.at[v - 1].ast,
                         *version = names->versions.at[v].ast;
        const struct ast *adopted = ast_child(version, AST_VASTGESTELD);
        if (!adopted || !(before->flags & FLAG_CONCEPT)) continue;
        struct diag *diag =
            SAY(names->diags, CONCEPT_REVISED, adopted->span, version->text, before->text);
        diag_relate(names->diags, diag, before->name_span, N_("the concept"), (struct str){0});
    }
}

static void chain_versions(struct names *names)
{
    const struct registry *versions = &names->declared[AST_LEIDRAAD];
    size_t count = versions->list.len, first = NO_LINK;
    struct link *links = ARENA_ARRAY(names->arena, struct link, count);
    for (size_t i = 0; i < count; i++) {
        links[i].revises = revised_by(names, versions->list.at[i]);
        links[i].reviser = NO_LINK;
    }
    for (size_t i = 0; i < count; i++) {
        if (links[i].revises < count) {
            link_reviser(names, links, i);
        } else if (links[i].revises == NO_LINK && first == NO_LINK) {
            first = i;
        } else if (links[i].revises == NO_LINK) {
            struct diag *diag = SAY(names->diags, VERSION_FIRST_TWICE,
                                    versions->list.at[i]->name_span, label_at(names, i));
            diag_relate(names->diags, diag, versions->list.at[first]->name_span,
                        N_("this is the first version"), (struct str){0});
        }
    }
    if (first != NO_LINK) chain_from(names, links, first);
    check_adopted(names);
    report_cycles(names, links, count);
}

/* ---- what holds for every node ---- */

static void check_period(struct names *names, const struct ast *period)
{
    const struct ast *from = ast_at(period, 0), *to = ast_at(period, 1);
    if (from && to && from->kind == AST_DATUM && to->kind == AST_DATUM && to->value < from->value)
        diag_add(names->diags, KIND(PERIOD_BACKWARDS), period->span);
}

static void check_nodes(struct names *names, const struct ast *node, const struct ast *parent)
{
    if (node->kind == AST_PERIODE) check_period(names, node);
    check_citations(names, node, parent);
    AST_EACH(child, node) check_nodes(names, child, node);
}

struct names *resolve(struct arena *arena, struct diags *diags, struct ast_file *const *files,
                      size_t count)
{
    struct names *names = ARENA_NEW(arena, struct names);
    *names = (struct names){.arena = arena, .diags = diags, .files = files, .file_count = count};
    names->told = ARENA_NEW(arena, struct told);
    names->told->names = interner_create(arena);
    declare_all(names);
    for (size_t i = 0; i < count; i++) names->lacks |= lacking_in(files[i]->tree);
    if (!names->stelsel && !(names->lacks & LACKS_TOP))
        diag_add(diags, KIND(STELSEL_NONE),
                 (struct span){.file = count ? files[0]->file : SPAN_NO_FILE});
    chain_versions(names);
    for (size_t i = 0; i < count; i++) check_nodes(names, files[i]->tree, NULL);
    return names;
}
