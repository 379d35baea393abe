/* Typing rules. */
#include "compiler/types/rules.h"

#include "base/text.h"
#include "compiler/types/expr.h"
#include "compiler/types/repeats.h"

uint32_t type_subject(struct typing *t, const struct ast *named)
{
    const struct schema *schema = t->schema;
    uint32_t table = schema_table(schema, named->text);
    if (table != NONE && schema->tables.at[table].parent == NONE) return table;
    struct closest closest = closest_to(named->text);
    for (uint32_t i = 0; i < schema->tables.len; i++)
        if (schema->tables.at[i].parent == NONE) closest_offer(&closest, schema->tables.at[i].id);
    SAY_UNKNOWN(t->names, LACKS_TOP, &closest, SUBJECT_UNKNOWN, named->name_span, named->text);
    return NONE;
}

static bool type_label(struct environment *env, struct str keuze, const struct ast *named,
                       uses *list)
{
    struct typing *t = env->typing;
    uint32_t number;
    if (intern_find(t->all->numbers[ENTRY_KEUZE], keuze, &number))
        return use_member(env, number, named->text, named->name_span, list);
    SAY_UNKNOWN(t->names, LACKS_TOP | LACKS_VERSION, &(struct closest){0}, KEUZE_NEEDED,
                named->name_span, keuze);
    return false;
}

bool type_soort(struct environment *env, const struct ast *named, uses *list)
{
    return type_label(env, STR("soort"), named, list);
}

bool type_gevolg(struct environment *env, const struct ast *named, uses *list)
{
    return type_label(env, STR("gevolg"), named, list);
}

struct rule_typing {
    struct environment *env;
    struct typing *t;
    struct typed_rule *rule;
    const struct lister *lister;
    bool sound;
};

static struct scope scope_of(const struct rule_typing *r, const struct piece *piece)
{
    struct scope scope = {.typing = r->t,
                          .env = r->env,
                          .owner = piece->owner,
                          .self = r->rule->table,
                          .row = NONE,
                          .uses = &r->rule->uses};
    if (r->rule->table == r->t->schema->intake_table) scope.allowed |= NEEDS_INTAKE;
    if (r->rule->yearly) scope.allowed |= NEEDS_YEAR;
    return scope;
}

static const struct expr *condition_of(struct rule_typing *r, const struct piece *piece,
                                       const struct ast *ast)
{
    struct scope scope = scope_of(r, piece);
    const struct expr *e = type_condition(&scope, ast);
    if (e && !within_limits(r->t, e)) e = NULL;
    if (!e) r->sound = false;
    return e;
}

/* Who a plan speaks to: its holder, and the subjects that refer to a holder. */
static void check_reach(struct rule_typing *r, const struct ast *geldt)
{
    const struct lister *lister = r->lister;
    if (lister->layer != LAYER_REGIOPLAN || lister->holder == NONE) return;
    bool reached = r->rule->table == lister->holder ||
                   (r->rule->table == r->t->schema->intake_table && lister->reaches_subjects);
    if (reached) return;
    SAY(r->t->diags, PLAN_SUBJECT, geldt->name_span, geldt->text, lister->owner->label,
        r->t->schema->tables.at[lister->holder].id);
    r->sound = false;
}

static void check_sharpened(struct rule_typing *r, const struct ast *geldt)
{
    const struct entry *national = r->rule->entry->sharpens;
    const struct ast *other = national ? entry_clause(national, AST_GELDT).ast : NULL;
    if (!other || str_equal(other->text, geldt->text)) return;
    struct diag *diag = SAY(r->t->diags, SHARPEN_SUBJECT, geldt->name_span, r->rule->entry->id,
                            geldt->text, other->text);
    diag_relate(r->t->diags, diag, other->name_span, N_("the national rule is about it here"),
                (struct str){0});
    r->sound = false;
}

static void type_applies(struct rule_typing *r)
{
    struct piece piece = entry_clause(r->rule->entry, AST_GELDT);
    if (!piece.ast) {
        r->sound = false;
        return;
    }
    r->rule->table = type_subject(r->t, piece.ast);
    if (r->rule->table == NONE) {
        r->sound = false;
        return;
    }
    check_reach(r, piece.ast);
    check_sharpened(r, piece.ast);
    AST_EACH(child, piece.ast) {
        if (child->kind == AST_OMDAT) {
            r->rule->applies_because = child->text;
        } else if (child->kind == AST_ERROR) {
            r->sound = false;
        } else if (child->kind != AST_PERIODE && child->kind != AST_EMPTY) {
            r->rule->has_applies = true;
            r->rule->applies = condition_of(r, &piece, child);
        }
    }
}

static void type_exceptions(struct rule_typing *r)
{
    PIECES(piece, r->rule->entry->clauses) {
        if (piece->ast->kind != AST_BEHALVE) continue;
        const struct ast *because = ast_child(piece->ast, AST_OMDAT);
        struct typed_exception *exception = VEC_PUSH(r->t->arena, &r->rule->exceptions);
        exception->ast = piece->ast;
        exception->owner = piece->owner;
        exception->because = because ? because->text : (struct str){0};
        exception->condition = condition_of(r, piece, ast_at(piece->ast, 0));
    }
}

static void type_deadline(struct rule_typing *r)
{
    struct piece piece = entry_clause(r->rule->entry, AST_UITERLIJK);
    const struct ast *day = piece.ast ? ast_at(piece.ast, 0) : NULL;
    if (!piece.ast) return;
    r->rule->has_deadline = true;
    struct scope scope = scope_of(r, &piece);
    r->rule->deadline = type_expression(&scope, day);
    if (r->rule->deadline && r->rule->deadline->type.kind != TYPE_DATUM) {
        SAY(r->t->diags, DEADLINE_TYPE, day->span, ast_phrase(r->t->arena, day),
            type_words(r->t->schema, &r->rule->deadline->type));
        r->rule->deadline = NULL;
    }
    if (r->rule->deadline && !within_limits(r->t, r->rule->deadline)) r->rule->deadline = NULL;
    if (r->rule->deadline && r->rule->yearly && !(scope.needs & NEEDS_YEAR)) {
        SAY(r->t->diags, YEARLY_FIXED, day->span, r->rule->entry->id);
        r->rule->deadline = NULL;
    }
    if (!r->rule->deadline) r->sound = false;
}

static void type_labels(struct rule_typing *r)
{
    const struct ast *soort = entry_clause(r->rule->entry, AST_SOORT).ast;
    if (soort && type_soort(r->env, soort, &r->rule->uses))
        r->rule->soort = soort->text;
    else
        r->sound = false;
    PIECES(piece, r->rule->entry->clauses) {
        if (piece->ast->kind != AST_GEVOLG) continue;
        AST_EACH(name, piece->ast) {
            if (name->kind == AST_NAME && type_gevolg(r->env, name, &r->rule->uses))
                *VEC_PUSH(r->t->arena, &r->rule->consequences) = name->text;
            else
                r->sound = false;
        }
    }
}

struct typed_rule *type_rule(struct environment *env, const struct entry *entry,
                             const struct lister *lister)
{
    struct typing *t = env->typing;
    struct typed_rule *rule = ARENA_NEW(t->arena, struct typed_rule);
    struct rule_typing r = {.env = env, .t = t, .rule = rule, .lister = lister, .sound = true};
    struct piece deadline = entry_clause(entry, AST_UITERLIJK);
    struct piece eis = entry_clause(entry, AST_EIS);
    rule->entry = entry;
    rule->owner = lister->owner;
    rule->layer = lister->layer;
    rule->table = NONE;
    rule->yearly = deadline.ast && deadline.ast->flags & FLAG_JAARLIJKS;
    type_labels(&r);
    type_applies(&r);
    if (rule->table != NONE) { /* without it every name would be unknown */
        type_exceptions(&r);
        type_deadline(&r);
        if (eis.ast)
            rule->condition = condition_of(&r, &eis, ast_at(eis.ast, 0));
        else
            r.sound = false;
    }
    rule->poisoned = !r.sound;
    if (r.sound) check_repeats(t, rule);
    return rule;
}
