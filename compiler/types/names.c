/* Names in expressions: what a word means where it stands.
 *
 * A bare name is looked for in the row that a quantifier is at, then in the subject, then among the
 * words of the context, then among the parameters.  Columns come first because that is what a
 * reader expects inside `met (…)`; a name that is both a column and a parameter is refused, since
 * either could be meant.  A dotted name goes along references: lsv.wor_aanbod. */
#include "compiler/types/expr.h"

#include "base/text.h"
#include "compiler/tree.h"

#include <string.h>

/* ---- the context ---- */

static const struct {
    const char *word;
    enum opcode op;
    enum type_kind type;
    unsigned needs; /* enum context_need */
} context[] = {
    {"peildatum", OP_PEILDATUM, TYPE_DATUM, 0},
    {"versiedatum", OP_VERSIEDATUM, TYPE_DATUM, NEEDS_INTAKE},
    {"vigerende_leidraad", OP_LEIDRAAD, TYPE_VERSIE, NEEDS_INTAKE},
    {"groep", OP_GROEP, TYPE_GETAL, NEEDS_INTAKE},
    {"groeijaar", OP_GROEIJAAR, TYPE_GETAL, NEEDS_INTAKE},
    {"verplichtingsjaar", OP_JAAR, TYPE_JAAR, NEEDS_YEAR},
};
enum { CONTEXT_WORDS = sizeof context / sizeof *context };

bool allow_context(struct scope *s, const struct ast *ast, struct str word, unsigned needs)
{
    const struct schema *schema = s->typing->schema;
    unsigned lacking = needs & ~s->allowed;
    s->needs |= needs;
    if (lacking && s->self == NONE) {
        SAY(s->typing->diags, READINGS_ONLY, ast->span, word);
    } else if (lacking & NEEDS_INTAKE) {
        uint32_t subject = schema_subject(schema, s->self);
        if (schema->intake_table != NONE || !is_uncertain(schema, subject))
            SAY(s->typing->diags, NEEDS_INTAKE_HERE, ast->span, word,
                schema->tables.at[subject].id);
    } else if (lacking & NEEDS_YEAR) {
        SAY(s->typing->diags, NEEDS_YEAR_HERE, ast->span, word);
    }
    return !lacking;
}

static const struct expr *type_context(struct scope *s, const struct ast *ast, size_t word)
{
    struct type type = plain_type(context[word].type);
    if (context[word].op == OP_GROEP)
        type = number_type(TYPE_GETAL, 0, 1, s->typing->groups ? s->typing->groups : 1);
    if (context[word].op == OP_GROEIJAAR) type = number_type(TYPE_GETAL, 0, 1, PROGRAM_YEAR_MAX);
    if (s->self == NONE) {
        SAY(s->typing->diags, READINGS_ONLY, ast->span, ast->text);
        return NULL;
    }
    if (!allow_context(s, ast, str_from(context[word].word), context[word].needs)) return NULL;
    return with_operands(new_expr(s, context[word].op, ast, type), NULL, NULL, NULL);
}

/* ---- records ---- */

static const struct expr *record(struct scope *s, unsigned op, const struct ast *ast,
                                 uint32_t table)
{
    struct type type = {.kind = TYPE_RECORD, .ref = table};
    return with_operands(new_expr(s, op, ast, type), NULL, NULL, NULL);
}

static const struct expr *column_of(struct scope *s, const struct ast *ast, const struct expr *of,
                                    uint32_t column)
{
    const struct schema_column *c = &s->typing->schema->columns.at[column];
    if (c->type.kind == TYPE_POISON) return NULL;
    struct expr *e = new_expr(s, OP_KOLOM, ast, c->type);
    e->ref = column;
    return with_operands(e, of, NULL, NULL);
}

static const struct expr *definition_of(struct scope *s, const struct ast *ast,
                                        const struct expr *of, uint32_t number)
{
    const struct typed_definition *definition = use_definition(s->env, number, ast, s->uses);
    if (!definition) return NULL;
    if (definition->needs & NEEDS_LISTS && s->row != NONE) {
        struct diag *diag = SAY(s->typing->diags, LIST_IN_LIST, ast->span, ast->text,
                                s->typing->schema->tables.at[s->row].id);
        diag_relate(s->typing->diags, diag, definition->entry->declared->name_span,
                    N_("it goes through a list itself"), (struct str){0});
        return NULL;
    }
    s->needs |= definition->needs & NEEDS_LISTS;
    if (!allow_context(s, ast, ast->text, definition->needs & ~(unsigned)NEEDS_LISTS)) return NULL;
    struct expr *e = new_expr(s, OP_DEFINITIE, ast, definition->body->type);
    e->definition = definition;
    return with_operands(e, of, NULL, NULL);
}

/* The number of the definition of this name about a table, in any version; NONE. */
static uint32_t find_definition(const struct scope *s, uint32_t table, struct str name)
{
    struct str path = textf(s->typing->arena, STR_FMT "." STR_FMT,
                            STR_ARG(schema_path(s->typing->schema, table)), STR_ARG(name));
    uint32_t number;
    if (!intern_find(s->typing->all->numbers[ENTRY_DEFINITIE], path, &number)) return NONE;
    return edition_find(s->typing->all, s->env->edition, ENTRY_DEFINITIE, path) ? number : NONE;
}

/* ---- what was probably meant ---- */

static void offer_table(const struct scope *s, uint32_t table, struct closest *closest)
{
    const struct schema *schema = s->typing->schema;
    const struct schema_table *t = &schema->tables.at[table];
    struct str prefix = textf(s->typing->arena, STR_FMT ".", STR_ARG(schema_path(schema, table)));
    for (uint32_t c = t->first_column; c < t->first_column + t->column_count; c++)
        closest_offer(closest, schema->columns.at[c].id);
    for (uint32_t l = t->first_list; l < t->first_list + t->list_count; l++)
        closest_offer(closest, schema->tables.at[l].id);
    for (size_t i = 0; i < s->env->edition->entries[ENTRY_DEFINITIE].len; i++) {
        const struct entry *entry = s->env->edition->entries[ENTRY_DEFINITIE].at[i];
        if (entry && str_starts(entry->id, prefix))
            closest_offer(closest,
                          (struct str){entry->id.at + prefix.len, entry->id.len - prefix.len});
    }
}

/* The list of the subject that has a column of this name; NONE. */
static uint32_t list_with(const struct scope *s, struct str name)
{
    const struct schema_table *t = &s->typing->schema->tables.at[s->self];
    for (uint32_t l = t->first_list; l < t->first_list + t->list_count; l++)
        if (schema_column(s->typing->schema, l, name) != NONE ||
            find_definition(s, l, name) != NONE)
            return l;
    return NONE;
}

/* The keuze that has a member of this name, or NULL. */
static const struct entry *keuze_with(const struct scope *s, struct str name)
{
    for (size_t i = 0; i < s->env->edition->entries[ENTRY_KEUZE].len; i++) {
        const struct entry *keuze = s->env->edition->entries[ENTRY_KEUZE].at[i];
        if (keuze && entry_item(keuze, name).ast) return keuze;
    }
    return NULL;
}

/* The suggestion is the whole path, which is what the message underlines; `name` is a part of
 * it.  diag NULL: nothing was said. */
static void suggest_part(struct scope *s, struct diag *diag, const struct ast *ast, struct str name,
                         const struct closest *closest)
{
    size_t before = (size_t)(name.at - ast->text.at), after = before + name.len;
    if (!diag || !closest->found.len) return;
    diag->suggestion =
        textf(s->typing->arena, "%.*s" STR_FMT "%.*s", (int)before, ast->text.at,
              STR_ARG(closest->found), (int)(ast->text.len - after), ast->text.at + after);
}

/* A definition or a parameter of this name that a later version brings. */
static bool comes_later(struct scope *s, const struct ast *ast, struct str name)
{
    const uint32_t tables[] = {s->row, s->self};
    for (size_t i = 0; i < 2; i++) {
        if (tables[i] == NONE) continue;
        struct str path = textf(s->typing->arena, STR_FMT "." STR_FMT,
                                STR_ARG(schema_path(s->typing->schema, tables[i])), STR_ARG(name));
        if (report_later(s->env, ENTRY_DEFINITIE, path, ast->span)) return true;
    }
    return report_later(s->env, ENTRY_PARAMETER, name, ast->span);
}

static const struct expr *unknown_name(struct scope *s, const struct ast *ast, struct str name)
{
    struct diags *diags = s->typing->diags;
    const struct schema *schema = s->typing->schema;
    uint32_t list = list_with(s, name);
    const struct entry *keuze = keuze_with(s, name);
    struct closest closest = closest_to(name);
    if (list != NONE) {
        SAY(diags, NAME_IN_LIST, ast->span, name, schema->tables.at[list].id);
        return NULL;
    }
    if (keuze) {
        SAY(diags, NAME_IS_MEMBER, ast->span, name, keuze->id);
        return NULL;
    }
    if (comes_later(s, ast, name)) return NULL;
    if (s->row != NONE) offer_table(s, s->row, &closest);
    offer_table(s, s->self, &closest);
    for (size_t i = 0; i < CONTEXT_WORDS; i++) closest_offer(&closest, str_from(context[i].word));
    for (size_t i = 0; i < s->env->edition->entries[ENTRY_PARAMETER].len; i++) {
        const struct entry *entry = s->env->edition->entries[ENTRY_PARAMETER].at[i];
        if (entry) closest_offer(&closest, entry->id);
    }
    struct str of = schema_path(schema, s->row != NONE ? s->row : s->self);
    suggest_part(s,
                 SAY_UNKNOWN(s->typing->names, LACKS_TOP | LACKS_VERSION | LACKS_SUBJECT, &closest,
                             NAME_UNKNOWN, ast->span, name, of),
                 ast, name, &closest);
    return NULL;
}

static const struct expr *unknown_part(struct scope *s, const struct ast *ast, struct str name,
                                       uint32_t table)
{
    struct closest closest = closest_to(name);
    offer_table(s, table, &closest);
    suggest_part(s,
                 SAY_UNKNOWN(s->typing->names, LACKS_VERSION | LACKS_SUBJECT, &closest,
                             PART_UNKNOWN, ast->span, name, schema_path(s->typing->schema, table)),
                 ast, name, &closest);
    return NULL;
}

/* ---- paths ---- */

/* Takes the first part of a dotted path off. */
static struct str next_part(struct str *path)
{
    const char *dot = path->len ? memchr(path->at, '.', path->len) : NULL;
    struct str part = {path->at, dot ? (size_t)(dot - path->at) : path->len};
    size_t taken = part.len + (dot != NULL);
    *path = (struct str){path->at + taken, path->len - taken};
    return part;
}

static const struct expr *list_as_value(struct scope *s, const struct ast *ast, struct str name)
{
    SAY(s->typing->diags, LIST_AS_VALUE, ast->span, name);
    return NULL;
}

/* The record that a reference column leads to; `part` is that column in the path. */
static const struct expr *follow(struct scope *s, const struct ast *ast, struct str part,
                                 const struct expr *value)
{
    if (value->type.kind != TYPE_VERWIJZING || value->op != OP_KOLOM) {
        SAY(s->typing->diags, NOT_REFERENCE, ast->span, ast->text, part, words_of(s, &value->type));
        return NULL;
    }
    struct type type = {.kind = TYPE_RECORD, .ref = value->type.ref};
    struct expr *e = new_expr(s, OP_VERWIJZING, value->ast, type);
    e->ref = value->ref;
    return with_operands(e, value->a, NULL, NULL);
}

/* A column or definition of a record; *found tells whether the name is one. */
static const struct expr *part_of(struct scope *s, const struct ast *ast, const struct expr *of,
                                  struct str name, bool *found)
{
    uint32_t table = of->type.ref;
    uint32_t column = schema_column(s->typing->schema, table, name);
    uint32_t definition = column == NONE ? find_definition(s, table, name) : NONE;
    *found = column != NONE || definition != NONE;
    if (column != NONE) return column_of(s, ast, of, column);
    return definition != NONE ? definition_of(s, ast, of, definition) : NULL;
}

static bool find_parameter(const struct scope *s, struct str name, uint32_t *number)
{
    return edition_find(s->typing->all, s->env->edition, ENTRY_PARAMETER, name) &&
           intern_find(s->typing->all->numbers[ENTRY_PARAMETER], name, number);
}

static const struct expr *type_parameter(struct scope *s, const struct ast *ast, uint32_t number)
{
    const struct typed_parameter *parameter = use_parameter(s->env, number, ast, s->uses);
    if (!parameter) return NULL;
    struct expr *e = new_expr(s, OP_PARAMETER, ast, parameter->type);
    e->parameter = parameter;
    return with_operands(e, NULL, NULL, NULL);
}

/* The first part of a path. */
static const struct expr *type_first(struct scope *s, const struct ast *ast, struct str name)
{
    uint32_t number;
    bool found = false, is_parameter = find_parameter(s, name, &number);
    const struct expr *e = NULL;
    if (s->self == NONE) {
        SAY(s->typing->diags, READINGS_ONLY, ast->span, ast->text);
        return NULL;
    }
    if (s->row != NONE) e = part_of(s, ast, record(s, OP_RIJ, ast, s->row), name, &found);
    if (!found) e = part_of(s, ast, record(s, OP_ZELF, ast, s->self), name, &found);
    if (found && is_parameter && !names_data(s->typing->schema, name, NULL)) {
        SAY(s->typing->diags, NAME_AMBIGUOUS, ast->span, name);
        return NULL;
    }
    if (found) return e;
    for (size_t i = 0; i < CONTEXT_WORDS; i++)
        if (str_equal(name, str_from(context[i].word))) return type_context(s, ast, i);
    if (schema_list(s->typing->schema, s->self, name) != NONE) return list_as_value(s, ast, name);
    return is_parameter ? type_parameter(s, ast, number) : unknown_name(s, ast, name);
}

const struct expr *type_name(struct scope *s, const struct ast *ast)
{
    struct str path = ast->text, name = next_part(&path);
    const struct expr *e = type_first(s, ast, name);
    while (e && path.len) {
        const struct expr *of = follow(s, ast, name, e);
        if (!of) return NULL;
        bool found;
        name = next_part(&path);
        e = part_of(s, ast, of, name, &found);
        if (!found && schema_list(s->typing->schema, of->type.ref, name) != NONE)
            return list_as_value(s, ast, ast->text);
        if (!found) return unknown_part(s, ast, name, of->type.ref);
    }
    return e;
}

/* ---- lists ---- */

/* The record whose list a quantifier goes through, and that list. */
static const struct expr *list_owner(struct scope *s, const struct ast *ast, uint32_t *list)
{
    const struct expr *of = record(s, OP_ZELF, ast, s->self);
    struct str path = ast->text, name = next_part(&path);
    while (path.len) {
        bool found;
        const struct expr *column = part_of(s, ast, of, name, &found);
        if (!found) return unknown_part(s, ast, name, of->type.ref);
        of = column ? follow(s, ast, name, column) : NULL;
        if (!of) return NULL;
        name = next_part(&path);
    }
    *list = schema_list(s->typing->schema, of->type.ref, name);
    if (*list != NONE) return of;

    const struct schema *schema = s->typing->schema;
    const struct schema_table *table = &schema->tables.at[of->type.ref];
    struct closest closest = closest_to(name);
    for (uint32_t l = table->first_list; l < table->first_list + table->list_count; l++)
        closest_offer(&closest, schema->tables.at[l].id);
    suggest_part(s,
                 SAY_UNKNOWN(s->typing->names, LACKS_SUBJECT, &closest, LIST_UNKNOWN,
                             ast->name_span, name, schema_path(schema, of->type.ref)),
                 ast, name, &closest);
    return NULL;
}

/* `elke x met (a) heeft (b)`: of every row, not a or b. */
static const struct expr *implication(struct scope *s, const struct ast *ast,
                                      const struct expr *met, const struct expr *heeft)
{
    if (!met) return heeft;
    struct arena *arena = s->typing->arena;
    struct ast *niet = ast_new(arena, AST_NIET, met->ast->span);
    struct ast *of = ast_new(arena, AST_OF, ast->span);
    tree_add(arena, niet, met->ast);
    tree_add(arena, of, niet);
    tree_add(arena, of, heeft->ast);

    const struct expr **list = ARENA_ARRAY(arena, const struct expr *, 2);
    list[0] = with_operands(new_expr(s, OP_NIET, niet, plain_type(TYPE_JA_NEE)), met, NULL, NULL);
    list[1] = heeft;
    return with_list(new_expr(s, OP_OF, of, plain_type(TYPE_JA_NEE)), list, 2);
}

static const struct expr *row_condition(struct scope *s, const struct ast *ast, uint32_t list)
{
    struct scope row = *s;
    row.row = list;
    const struct ast *first = ast_at(ast, 0), *second = ast_at(ast, 1);
    bool has_met = first && first->kind != AST_EMPTY;
    const struct expr *met = has_met ? type_condition(&row, first) : NULL;
    const struct expr *e;
    if (ast->kind == AST_ELKE) {
        const struct expr *heeft = second ? type_condition(&row, second) : NULL;
        e = heeft && (met || !has_met) ? implication(&row, ast, met, heeft) : NULL;
    } else if (has_met) {
        e = met;
    } else {
        struct expr *ja = new_expr(&row, OP_JA_NEE, ast_new(s->typing->arena, AST_JA, ast->span),
                                   plain_type(TYPE_JA_NEE));
        ja->value = 1;
        e = with_operands(ja, NULL, NULL, NULL);
    }
    s->needs |= row.needs;
    return e;
}

const struct expr *type_list(struct scope *s, const struct ast *ast)
{
    uint32_t list = NONE;
    if (s->self == NONE) {
        SAY(s->typing->diags, READINGS_ONLY, ast->span, ast->text);
        return NULL;
    }
    if (s->row != NONE) {
        SAY(s->typing->diags, LIST_IN_LIST, ast->span, ast->text,
            s->typing->schema->tables.at[s->row].id);
        return NULL;
    }
    s->needs |= NEEDS_LISTS;
    const struct expr *of = list_owner(s, ast, &list);
    const struct expr *condition = of ? row_condition(s, ast, list) : NULL;
    if (!condition) return NULL;
    unsigned op = ast->kind == AST_ER_IS ? OP_ER_IS : ast->kind == AST_ELKE ? OP_ELKE : OP_AANTAL;
    struct type type = op == OP_AANTAL ? number_type(TYPE_GETAL, 0, 0, PROGRAM_COUNT_MAX)
                                       : plain_type(TYPE_JA_NEE);
    struct expr *e = new_expr(s, op, ast, type);
    e->ref = list;
    return with_operands(e, of, NULL, condition);
}

/* ---- members and sets ---- */

/* `code is regiolijst`, where `code in regiolijst` is meant. */
static bool is_set_not_member(struct scope *s, const struct ast *name, const struct expr *left)
{
    const struct edition *edition = s->env->edition;
    const struct entry *keuze = left->type.ref < edition->entries[ENTRY_KEUZE].len
                                    ? edition->entries[ENTRY_KEUZE].at[left->type.ref]
                                    : NULL;
    if (!keuze || entry_item(keuze, name->text).ast ||
        !edition_find(s->typing->all, edition, ENTRY_VERZAMELING, name->text))
        return false;
    SAY(s->typing->diags, MEMBER_IS_SET, name->span, name->text, keuze->id);
    return true;
}

const struct expr *type_member(struct scope *s, const struct ast *name, const struct expr *left)
{
    if (is_set_not_member(s, name, left)) return NULL;
    if (!use_member(s->env, left->type.ref, name->text, name->span, s->uses)) return NULL;
    struct expr *e = new_expr(s, OP_SYMBOOL, name, left->type);
    e->text = name->text;
    return with_operands(e, NULL, NULL, NULL);
}

static const struct expr *in_members(struct scope *s, const struct ast *ast,
                                     const struct expr *left, const struct ast *set)
{
    bool sound = true;
    if (left->type.kind != TYPE_KEUZE) {
        SAY(s->typing->diags, MEMBERS_OF, set->span, phrase_of(s, left), words_of(s, &left->type));
        return NULL;
    }
    size_t count = ast_count(set);
    struct str *members = ARENA_ARRAY(s->typing->arena, struct str, count);
    count = 0;
    AST_EACH(name, set) {
        if (name->kind == AST_ERROR) return NULL;
        sound &= use_member(s->env, left->type.ref, name->text, name->span, s->uses);
        const struct ast *first = set->first;
        while (!str_equal(first->text, name->text)) first = first->next;
        if (first == name) {
            members[count++] = name->text;
            continue;
        }
        struct diag *diag = SAY(s->typing->diags, TWICE, name->span, name->text);
        diag_relate(s->typing->diags, diag, first->span, N_("first given here"), (struct str){0});
    }
    if (!sound) return NULL;
    struct expr *e = new_expr(s, TYPED_LEDEN, ast, plain_type(TYPE_JA_NEE));
    e->members = members;
    e->count = count;
    return with_operands(e, left, NULL, NULL);
}

static const struct expr *in_year(struct scope *s, const struct ast *ast, const struct expr *left,
                                  const struct ast *year)
{
    if (!allow_context(s, year, year->text, NEEDS_YEAR)) return NULL;
    if (left->type.kind != TYPE_DATUM) {
        SAY(s->typing->diags, IN_YEAR_DATE, left->ast->span, phrase_of(s, left),
            words_of(s, &left->type));
        return NULL;
    }
    return with_operands(new_expr(s, OP_IN_JAAR, ast, plain_type(TYPE_JA_NEE)), left, NULL, NULL);
}

static const struct expr *in_set(struct scope *s, const struct ast *ast, const struct expr *left,
                                 const struct ast *name)
{
    const struct edition *edition = s->env->edition;
    if (!edition_find(s->typing->all, edition, ENTRY_VERZAMELING, name->text)) {
        if (report_later(s->env, ENTRY_VERZAMELING, name->text, name->span)) return NULL;
        struct closest closest = closest_to(name->text);
        for (size_t i = 0; i < edition->entries[ENTRY_VERZAMELING].len; i++) {
            const struct entry *entry = edition->entries[ENTRY_VERZAMELING].at[i];
            if (entry) closest_offer(&closest, entry->id);
        }
        SAY_UNKNOWN(s->typing->names, LACKS_TOP | LACKS_VERSION, &closest, SET_UNKNOWN, name->span,
                    name->text);
        return NULL;
    }
    const struct typed_set *set = use_set(s->env, name->text, name, s->uses);
    if (!set) return NULL;
    struct type of = {.kind = TYPE_KEUZE, .ref = set->keuze};
    if (left->type.kind != TYPE_KEUZE || left->type.ref != set->keuze) {
        SAY(s->typing->diags, SET_TYPE, ast->span, phrase_of(s, left), words_of(s, &left->type),
            name->text, words_of(s, &of));
        return NULL;
    }
    struct expr *e = new_expr(s, OP_IN_SET, ast, plain_type(TYPE_JA_NEE));
    e->set = set;
    return with_operands(e, left, NULL, NULL);
}

const struct expr *type_in(struct scope *s, const struct ast *ast)
{
    const struct ast *right = ast_at(ast, 1);
    const struct expr *left = type_expression(s, ast_at(ast, 0)), *e = NULL;
    const struct ast *in = ast;
    if (!left || !right || (right->kind != AST_LEDEN && right->kind != AST_NAAM)) return NULL;
    if (ast->kind == AST_NIET_IN) {
        struct ast *positive = tree_copy(s->typing->arena, ast);
        positive->kind = AST_IN;
        in = positive;
    }
    if (right->kind == AST_LEDEN)
        e = in_members(s, in, left, right);
    else if (str_equal(right->text, STR("verplichtingsjaar")))
        e = in_year(s, in, left, right);
    else
        e = in_set(s, in, left, right);
    if (!e || ast->kind == AST_IN) return e;
    return with_operands(new_expr(s, OP_NIET, ast, plain_type(TYPE_JA_NEE)), e, NULL, NULL);
}
