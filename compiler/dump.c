/* Dumps of the later phases. */
#include "compiler/dump.h"

#include "compiler/consolidated.h"

void dump_consolidated(const struct editions *all, struct buf *out)
{
    for (size_t v = 0; v < all->versions.len; v++) {
        if (v) buf_addc(out, '\n');
        buf_add(out, consolidated_version(all, out->arena, all->versions.at[v].owner->label));
    }
}

/* ---- expressions ---- */

struct dumping {
    const struct typed *typed;
    struct buf *out;
};

static void dump_range(struct buf *out, const struct type *type)
{
    char from[DECIMAL_TEXT_SIZE], to[DECIMAL_TEXT_SIZE];
    if (type->kind != TYPE_GETAL && type->kind != TYPE_BEDRAG) return;
    buf_printf(out, " %s..%s", decimal_text(type->min, type->scale, '.', from),
               decimal_text(type->max, type->scale, '.', to));
}

static struct str type_text(struct dumping *d, const struct type *type)
{
    if (type->kind == TYPE_RECORD) return schema_path(d->typed->schema, type->ref);
    return type_words(d->typed->schema, type);
}

/* What the node names besides its operands. */
static void dump_name(struct dumping *d, const struct expr *e)
{
    const struct schema *schema = d->typed->schema;
    switch (e->op) {
    case OP_KOLOM:
    case OP_VERWIJZING: buf_add(d->out, schema->columns.at[e->ref].id); break;
    case OP_ER_IS:
    case OP_ELKE:
    case OP_AANTAL: buf_add(d->out, schema->tables.at[e->ref].id); break;
    case OP_LEZING:
        buf_printf(d->out, STR_FMT " " STR_FMT, STR_ARG(d->typed->readings.at[e->ref].id),
                   STR_ARG(e->text));
        break;
    case OP_DEFINITIE: buf_add(d->out, e->definition->entry->id); break;
    case OP_PARAMETER: buf_add(d->out, e->parameter->entry->id); break;
    case OP_IN_SET: buf_add(d->out, e->set->entry->id); break;
    case TYPED_LEDEN:
        for (size_t i = 0; i < e->count; i++)
            buf_printf(d->out, "%s" STR_FMT, i ? " " : "", STR_ARG(e->members[i]));
        break;
    default: buf_add(d->out, ast_phrase(d->out->arena, e->ast)); break;
    }
}

static void dump_expr(struct dumping *d, const struct expr *e, int depth)
{
    if (!e) {
        buf_printf(d->out, "%*spoisoned\n", 2 * depth, "");
        return;
    }
    const struct expr *const operands[] = {e->a, e->b, e->c};
    buf_printf(d->out, "%*s%s ", 2 * depth, "",
               e->op == TYPED_LEDEN ? "LEDEN" : opcode_name((enum opcode)e->op));
    dump_name(d, e);
    buf_adds(d->out, " : ");
    buf_add(d->out, type_text(d, &e->type));
    dump_range(d->out, &e->type);
    buf_addc(d->out, '\n');
    for (int i = 0; i < 3; i++)
        if (operands[i]) dump_expr(d, operands[i], depth + 1);
    for (size_t i = 0; e->list && i < e->count; i++) dump_expr(d, e->list[i], depth + 1);
}

static void dump_part(struct dumping *d, const char *name, const struct expr *e)
{
    buf_printf(d->out, "  %s\n", name);
    dump_expr(d, e, 2);
}

/* ---- declarations ---- */

static void dump_rules(struct dumping *d, const typed_rules *rules, const struct owner *owner)
{
    for (size_t i = 0; i < rules->len; i++) {
        const struct typed_rule *rule = rules->at[i];
        buf_printf(d->out, "regel " STR_FMT "%s", STR_ARG(rule->entry->id),
                   rule->entry->sharpens ? " (verscherpt)" : "");
        if (rule->owner != owner) { /* shown where it was first listed */
            buf_printf(d->out, ", as in " STR_FMT "\n",
                       STR_ARG(owner_name(d->out->arena, rule->owner)));
            continue;
        }
        buf_adds(d->out, rule->poisoned ? " poisoned\n" : "\n");
        if (rule->has_applies) dump_part(d, "waarvan", rule->applies);
        for (size_t n = 0; n < rule->exceptions.len; n++)
            dump_part(d, "behalve als", rule->exceptions.at[n].condition);
        if (rule->has_deadline)
            dump_part(d, rule->yearly ? "jaarlijks uiterlijk" : "uiterlijk", rule->deadline);
        dump_part(d, "eis", rule->condition);
    }
}

void dump_typed(const struct typed *typed, struct buf *out)
{
    struct dumping d = {typed, out};
    for (size_t v = 0; v < typed->versions.len; v++) {
        const struct owner *owner = typed->versions.at[v].edition->owner;
        buf_printf(out, "leidraad " STR_FMT "\n", STR_ARG(owner->label));
        dump_rules(&d, &typed->versions.at[v].rules, owner);
    }
    for (size_t k = 0; k < typed->kaders.len; k++) {
        const struct owner *owner = typed->all->kaders.at[k].owner;
        buf_printf(out, "kader " STR_FMT "\n", STR_ARG(owner->label));
        dump_rules(&d, &typed->kaders.at[k], owner);
    }
    for (size_t i = 0; i < typed->plans.len; i++) {
        const struct typed_plan *plan = &typed->plans.at[i];
        buf_printf(out, "regioplan " STR_FMT "\n", STR_ARG(plan->list->owner->label));
        if (plan->term) dump_part(&d, "duur", plan->term);
        dump_rules(&d, &plan->rules, plan->list->owner);
    }
    for (size_t i = 0; i < typed->calculations.len; i++) {
        buf_printf(out, "berekening " STR_FMT "\n", STR_ARG(typed->calculations.at[i].ast->text));
        dump_part(&d, "waarde", typed->calculations.at[i].value);
    }
}
