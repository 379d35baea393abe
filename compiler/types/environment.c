/* Environments: the vocabulary of one edition, typed on demand.
 *
 * A thing is typed once, in the first edition that has it, and again only where something it uses
 * was amended.  Poison sticks: what could not be typed in one edition is not tried in the next
 * unless it was itself amended, because its message has been given. */
#include "compiler/types/environment.h"

#include "base/text.h"
#include "compiler/types/expr.h"

#include <stdlib.h>
#include <string.h>

static const struct entry *entry_at(const struct environment *env, enum entry_kind kind,
                                    uint32_t number)
{
    return edition_at(env->edition, kind, number);
}

static const struct entry *entry_before(const struct environment *env, enum entry_kind kind,
                                        uint32_t number)
{
    return env->before ? entry_at(env->before, kind, number) : NULL;
}

static struct str in_edition(struct environment *env)
{
    return owner_name(env->typing->arena, env->edition->owner);
}

static bool lies_in(struct span span, struct span whole)
{
    if (span.file != whole.file) return false;
    if (span.line != whole.line ? span.line < whole.line : span.column < whole.column) return false;
    return span.end_line != whole.end_line ? span.end_line < whole.end_line
                                           : span.end_column <= whole.end_column;
}

/* Whether the use stands in a text that was there before the version in which the thing lapsed:
 * then that version is where the mistake is, because nobody can mend what was adopted. */
static bool used_before(struct environment *env, struct span use, const struct owner *lapsed_in)
{
    const struct editions *all = env->typing->all;
    const struct edition *version = edition_of(all, lapsed_in->label);
    if (!version || lies_in(use, version->ast->span)) return false;
    for (size_t i = 0; i < all->plans.len; i++)
        if (lies_in(use, all->plans.at[i].ast->span)) return false;
    for (size_t v = 0; &all->versions.at[v] != version; v++)
        if (lies_in(use, all->versions.at[v].ast->span)) return true;
    for (size_t v = 0; v < all->versions.len; v++)
        if (lies_in(use, all->versions.at[v].ast->span)) return false;
    return true;
}

static void report_lapsed_in_use(struct environment *env, const struct ast *lapse, struct span use)
{
    struct diag *diag =
        SAY(env->typing->diags, LAPSED_IN_USE, lapse->name_span, kind_word(lapse->kind),
            lapse->text, owner_name(env->typing->arena, env->edition->owner));
    diag_relate(env->typing->diags, diag, use, N_("it is used here"), (struct str){0});
}

void report_lapsed(struct environment *env, const struct entry *entry, struct span span)
{
    if (used_before(env, span, entry->lapsed_in)) {
        report_lapsed_in_use(env, entry->lapsed, span);
        return;
    }
    struct diag *diag = SAY(env->typing->diags, LAPSED_USE, span, entry_word(entry->kind),
                            entry->id, owner_name(env->typing->arena, entry->lapsed_in));
    diag_relate(env->typing->diags, diag, entry->lapsed->name_span, N_("it lapsed here"),
                (struct str){0});
}

/* ---- parameters ---- */

static date day_or(const struct ast *day, date otherwise)
{
    return day && day->kind == AST_DATUM ? (date)day->value : otherwise;
}

static bool read_value(struct environment *env, const struct typed_parameter *parameter,
                       const struct ast *value, int64_t *out)
{
    struct diags *diags = env->typing->diags;
    const struct type *type = &parameter->type;
    const struct ast *literal = NULL;
    AST_EACH(child, value) {
        if (child->kind == AST_ERROR) return false;
        if (child->kind != AST_PERIODE && child->kind != AST_BRON_REF && child->kind != AST_AANNAME)
            literal = child;
    }
    if (!literal) return false;
    if (literal->kind != (type->kind == TYPE_BEDRAG ? AST_BEDRAG : AST_GETAL)) {
        SAY(diags, PARAMETER_VALUE, literal->span, parameter->entry->id,
            type_words(env->typing->schema, type), ast_phrase(env->typing->arena, literal));
        return false;
    }
    if (!literal_units(literal, type->scale, out)) {
        report_units(env->typing->names, literal, type->scale);
        return false;
    }
    if (*out >= type->min && *out <= type->max) return true;
    char from[DECIMAL_TEXT_SIZE], to[DECIMAL_TEXT_SIZE];
    decimal_text(type->min, type->scale, ',', from);
    decimal_text(type->max, type->scale, ',', to);
    SAY(diags, PARAMETER_RANGE, literal->span, parameter->entry->id,
        ast_phrase(env->typing->arena, literal), str_from(from), str_from(to));
    return false;
}

static int by_from(const void *a, const void *b)
{
    const struct typed_period *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static bool check_overlap(struct environment *env, const struct typed_parameter *parameter)
{
    for (size_t i = 1; i < parameter->periods.len; i++) {
        const struct typed_period *one = &parameter->periods.at[i - 1];
        const struct typed_period *two = &parameter->periods.at[i];
        if (one->to < two->from) continue;
        struct diag *diag =
            SAY(env->typing->diags, PARAMETER_OVERLAP, two->ast->span, parameter->entry->id,
                date_words(env->typing->arena, two->from, true));
        diag_relate(env->typing->diags, diag, one->ast->span, N_("this period holds it too"),
                    (struct str){0});
        return false;
    }
    return true;
}

static bool read_periods(struct environment *env, struct typed_parameter *parameter)
{
    bool sound = true;
    PIECES(piece, parameter->entry->clauses) {
        if (piece->ast->kind != AST_WAARDE) continue;
        const struct ast *period = ast_child(piece->ast, AST_PERIODE);
        struct typed_period read = {.ast = piece->ast};
        sound &= read_value(env, parameter, piece->ast, &read.value);
        read.from = day_or(period ? ast_at(period, 0) : NULL, DATE_MIN);
        read.to = day_or(period ? ast_at(period, 1) : NULL, DATE_MAX);
        sound &= read.from <= read.to;
        *VEC_PUSH(env->typing->arena, &parameter->periods) = read;
    }
    if (!sound || !parameter->periods.len) return sound;
    qsort(parameter->periods.at, parameter->periods.len, sizeof *parameter->periods.at, by_from);
    return check_overlap(env, parameter);
}

/* Nothing but its values can come out of a parameter that has any. */
static void narrow_to_values(struct typed_parameter *parameter)
{
    for (size_t i = 0; i < parameter->periods.len; i++) {
        int64_t value = parameter->periods.at[i].value;
        if (!i || value < parameter->type.min) parameter->type.min = value;
        if (!i || value > parameter->type.max) parameter->type.max = value;
    }
}

static bool has_own_name(struct environment *env, const struct entry *entry)
{
    const struct schema *schema = env->typing->schema;
    uint32_t table;
    const struct ast *data = names_data(schema, entry->id, &table);
    if (!data) return true;
    struct diag *diag = SAY(env->typing->diags, PARAMETER_SHADOWS, entry->declared->name_span,
                            entry->id, schema_path(schema, table));
    diag_relate(env->typing->diags, diag, data->name_span, N_("first declared here"),
                (struct str){0});
    return false;
}

static bool read_parameter(struct environment *env, struct typed_parameter *parameter)
{
    const struct entry *entry = parameter->entry;
    struct diags *diags = env->typing->diags;
    const struct ast *type = entry_clause(entry, AST_TYPE).ast;
    const struct ast *per = entry_clause(entry, AST_PER).ast;
    const struct ast *none = entry_clause(entry, AST_GEEN_WAARDE).ast;
    const struct ast *value = entry_clause(entry, AST_WAARDE).ast;
    parameter->type = read_type(env->typing->all, type, false, &(struct str){0});
    parameter->per = per ? per->text : (struct str){0};
    if (is_context_word(entry->id)) {
        SAY(diags, CONTEXT_NAME, entry->declared->name_span, entry->id);
        return false;
    }
    if (!has_own_name(env, entry) || parameter->type.kind == TYPE_POISON) return false;
    if (parameter->type.kind != TYPE_GETAL && parameter->type.kind != TYPE_BEDRAG) {
        SAY(diags, PARAMETER_TYPE, type->span, entry->id,
            type_words(env->typing->schema, &parameter->type));
        return false;
    }
    if (none && value) {
        struct diag *diag = SAY(diags, PARAMETER_BOTH, none->span, entry->id);
        diag_relate(diags, diag, value->span, N_("a value is here"), (struct str){0});
        return false;
    }
    if (!none && !value) {
        if (!damaged(entry->declared))
            SAY(diags, PARAMETER_EMPTY, entry->declared->name_span, entry->id);
        return false;
    }
    if (!read_periods(env, parameter)) return false;
    narrow_to_values(parameter);
    return true;
}

static struct typed_parameter *parameter_in(struct environment *env, uint32_t number)
{
    const struct entry *entry = entry_at(env, ENTRY_PARAMETER, number);
    if (!entry || entry->lapsed || env->parameters[number]) return env->parameters[number];
    if (entry == entry_before(env, ENTRY_PARAMETER, number)) {
        env->parameters[number] = env->before->parameters[number];
    } else {
        struct typed_parameter *parameter = ARENA_NEW(env->typing->arena, struct typed_parameter);
        parameter->entry = entry;
        parameter->poisoned = !read_parameter(env, parameter);
        env->parameters[number] = parameter;
    }
    return env->parameters[number];
}

/* ---- sets ---- */

static bool set_keuze(struct environment *env, struct typed_set *set)
{
    const struct editions *all = env->typing->all;
    const struct ast *name = entry_clause(set->entry, AST_NAME).ast;
    if (!name) return false;
    if (intern_find(all->numbers[ENTRY_KEUZE], name->text, &set->keuze)) return true;
    struct closest closest = closest_to(name->text);
    for (uint32_t i = 0; i < intern_count(all->numbers[ENTRY_KEUZE]); i++)
        closest_offer(&closest, intern_text(all->numbers[ENTRY_KEUZE], i));
    SAY_UNKNOWN(all->names, LACKS_TOP | LACKS_VERSION, &closest, KEUZE_UNKNOWN, name->span,
                name->text);
    return false;
}

static bool read_set(struct environment *env, struct typed_set *set)
{
    bool sound = true;
    if (!set_keuze(env, set)) return false;
    PIECES(piece, set->entry->clauses) {
        if (piece->ast->kind != AST_LID) continue;
        const struct ast *period = ast_child(piece->ast, AST_PERIODE);
        struct typed_item item = {.member = piece->ast->text, .ast = piece->ast};
        sound &= use_member(env, set->keuze, item.member, piece->ast->name_span, &set->uses);
        item.from = day_or(period ? ast_at(period, 0) : NULL, DATE_MIN);
        item.to = day_or(period ? ast_at(period, 1) : NULL, DATE_MAX);
        sound &= item.from <= item.to;
        *VEC_PUSH(env->typing->arena, &set->items) = item;
    }
    return sound;
}

static struct typed_set *set_in(struct environment *env, uint32_t number)
{
    const struct entry *entry = entry_at(env, ENTRY_VERZAMELING, number);
    if (!entry || entry->lapsed || env->sets[number]) return env->sets[number];
    if (entry == entry_before(env, ENTRY_VERZAMELING, number)) {
        struct typed_set *before = env->before->sets[number];
        if (before->poisoned || uses_hold(env, &before->uses)) env->sets[number] = before;
    }
    if (!env->sets[number]) {
        struct typed_set *set = ARENA_NEW(env->typing->arena, struct typed_set);
        set->entry = entry;
        set->poisoned = !read_set(env, set);
        env->sets[number] = set;
    }
    return env->sets[number];
}

/* ---- definitions ---- */

/* The table that the path of a definition begins with; *name is what remains. */
static uint32_t definition_table(struct environment *env, const struct entry *entry,
                                 struct str *name)
{
    const struct schema *schema = env->typing->schema;
    uint32_t table = NONE;
    *name = entry->id;
    for (;;) {
        const char *dot = name->len ? memchr(name->at, '.', name->len) : NULL;
        if (!dot) return table;
        struct str first = {name->at, (size_t)(dot - name->at)};
        uint32_t next =
            table == NONE ? schema_table(schema, first) : schema_list(schema, table, first);
        if (next == NONE || (table == NONE && schema->tables.at[next].parent != NONE)) return NONE;
        table = next;
        *name = (struct str){dot + 1, name->len - first.len - 1};
    }
}

/* In an onderwerp a definition is named from there on (interventie.x), in a version in full. */
static void report_no_table(struct environment *env, const struct entry *entry)
{
    const struct schema *schema = env->typing->schema;
    struct arena *arena = env->typing->arena;
    struct str written = entry->declared->text, last = written;
    struct closest closest = closest_to(written);
    while (last.len && memchr(last.at, '.', last.len))
        last = (struct str){last.at + 1, last.len - 1};
    for (uint32_t t = 0; t < schema->tables.len; t++) {
        struct str path =
            entry->owner == &vocabulary ? schema->tables.at[t].id : schema_path(schema, t);
        closest_offer(&closest, textf(arena, STR_FMT "." STR_FMT, STR_ARG(path), STR_ARG(last)));
    }
    SAY_UNKNOWN(env->typing->names, LACKS_TOP | LACKS_SUBJECT, &closest, DEFINITION_TABLE,
                entry->declared->name_span, written);
}

static bool check_definition_name(struct environment *env, const struct entry *entry,
                                  uint32_t table, struct str name)
{
    const struct schema *schema = env->typing->schema;
    uint32_t column = schema_column(schema, table, name), list = schema_list(schema, table, name);
    const struct ast *other = column != NONE ? schema->columns.at[column].ast
                              : list != NONE ? schema->tables.at[list].ast
                                             : NULL;
    if (is_context_word(name)) {
        SAY(env->typing->diags, CONTEXT_NAME, entry->declared->name_span, name);
    } else if (other) {
        struct diag *diag = SAY(env->typing->diags, DEFINITION_SHADOWS, entry->declared->name_span,
                                name, schema->tables.at[table].id);
        diag_relate(env->typing->diags, diag, other->name_span, N_("first declared here"),
                    (struct str){0});
    }
    return !other && !is_context_word(name);
}

static const struct expr *type_definition_body(struct environment *env,
                                               struct typed_definition *definition)
{
    struct typing *t = env->typing;
    struct str name;
    struct piece body = entry_body(definition->entry);
    definition->table = definition_table(env, definition->entry, &name);
    if (definition->table == NONE) {
        report_no_table(env, definition->entry);
        return NULL;
    }
    if (!check_definition_name(env, definition->entry, definition->table, name) || !body.ast)
        return NULL;
    definition->owner = body.owner;
    struct scope scope = {.typing = t,
                          .env = env,
                          .owner = body.owner,
                          .self = definition->table,
                          .row = NONE,
                          .allowed = NEEDS_YEAR,
                          .uses = &definition->uses};
    if (schema_subject(t->schema, definition->table) == t->schema->intake_table)
        scope.allowed |= NEEDS_INTAKE;
    const struct expr *e = type_expression(&scope, body.ast);
    definition->needs = scope.needs;
    return e && within_limits(t, e) ? e : NULL;
}

/* "praktijk.a, praktijk.b, praktijk.a": from where the cycle begins to where it closes. */
static void report_definition_cycle(struct environment *env, uint32_t number,
                                    const struct ast *user)
{
    struct typing *t = env->typing;
    struct interner *names = t->all->numbers[ENTRY_DEFINITIE];
    struct buf path = {.arena = t->arena};
    size_t i = 0;
    while (i < t->busy.len && t->busy.at[i] != number) i++;
    for (; i < t->busy.len; i++) {
        buf_add(&path, intern_text(names, t->busy.at[i]));
        buf_adds(&path, " → ");
    }
    buf_add(&path, intern_text(names, number));
    SAY(t->diags, DEFINITION_CYCLE, user->span, intern_text(names, number), buf_str(&path));
}

static struct typed_definition *definition_in(struct environment *env, uint32_t number)
{
    struct typing *t = env->typing;
    const struct entry *entry = entry_at(env, ENTRY_DEFINITIE, number);
    if (!entry || entry->lapsed || env->definitions[number]) return env->definitions[number];
    if (entry == entry_before(env, ENTRY_DEFINITIE, number)) {
        struct typed_definition *before = env->before->definitions[number];
        if (!before->body || uses_hold(env, &before->uses)) {
            env->definitions[number] = before;
            return before;
        }
        /* Looking at what it uses came back here: an amendment has made a cycle. */
        if (env->definitions[number]) return env->definitions[number];
    }
    struct typed_definition *definition = ARENA_NEW(t->arena, struct typed_definition);
    definition->entry = entry;
    env->definitions[number] = definition; /* poisoned until it has a body: see use_definition */
    env->busy[number] = entry->declared;
    *VEC_PUSH(t->arena, &t->busy) = number;
    definition->body = type_definition_body(env, definition);
    t->busy.len--;
    env->busy[number] = NULL;
    return definition;
}

/* ---- uses ---- */

/* What stands for a member or a choice that is there. */
static const char present[] = "present";

static const void *item_identity(const struct entry *entry, struct str item)
{
    if (!entry) return NULL;
    if (entry->lapsed) return entry->lapsed;
    return entry_item(entry, item).ast ? (const void *)present : entry_lost(entry, item).ast;
}

/* What a use finds here: the typed thing, or `present`; where it lapsed the AST of that; NULL. */
static const void *identity(struct environment *env, const struct use *use)
{
    static const uint8_t kinds[] = {[USE_DEFINITION] = ENTRY_DEFINITIE,
                                    [USE_PARAMETER] = ENTRY_PARAMETER,
                                    [USE_SET] = ENTRY_VERZAMELING,
                                    [USE_MEMBER] = ENTRY_KEUZE,
                                    [USE_CHOICE] = ENTRY_LEZING};
    enum entry_kind kind = kinds[use->kind];
    uint32_t number;
    if (!intern_find(env->typing->all->numbers[kind], use->id, &number)) return NULL;
    const struct entry *entry = entry_at(env, kind, number);
    if (!entry) return NULL;
    if (entry->lapsed) return entry->lapsed;
    switch (use->kind) {
    case USE_DEFINITION: return definition_in(env, number);
    case USE_PARAMETER: return parameter_in(env, number);
    case USE_SET: return set_in(env, number);
    default: return item_identity(entry, use->item);
    }
}

bool uses_hold(struct environment *env, const uses *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (identity(env, &list->at[i]) != list->at[i].found) return false;
    return true;
}

static const void *add_use(struct environment *env, uses *list, enum use_kind kind, struct str id,
                           struct str item)
{
    struct use use = {.kind = kind, .id = id, .item = item};
    use.found = identity(env, &use);
    *VEC_PUSH(env->typing->arena, list) = use;
    return use.found;
}

static struct str id_of(const struct environment *env, enum entry_kind kind, uint32_t number)
{
    return intern_text(env->typing->all->numbers[kind], number);
}

bool report_later(struct environment *env, enum entry_kind kind, struct str id, struct span span)
{
    const struct editions *all = env->typing->all;
    for (size_t v = 0; v < all->versions.len; v++) {
        const struct entry *entry = edition_find(all, &all->versions.at[v], kind, id);
        if (!entry) continue;
        struct diag *diag =
            SAY(env->typing->diags, NOT_IN_VERSION, span, entry_word(kind), id, in_edition(env));
        diag_relate(env->typing->diags, diag, entry->declared->name_span, N_("it comes with {0}"),
                    owner_name(env->typing->arena, all->versions.at[v].owner));
        return true;
    }
    return false;
}

/* The entry behind a use, or NULL after a message: it is not here, or no longer. */
static const struct entry *in_force(struct environment *env, enum entry_kind kind, struct str id,
                                    struct span span)
{
    const struct entry *entry = edition_find(env->typing->all, env->edition, kind, id);
    if (!entry)
        SAY_UNKNOWN(env->typing->names, LACKS_VERSION, &(struct closest){0}, NOT_IN_VERSION, span,
                    entry_word(kind), id, in_edition(env));
    if (entry && entry->lapsed) report_lapsed(env, entry, span);
    return entry && !entry->lapsed ? entry : NULL;
}

const struct typed_definition *use_definition(struct environment *env, uint32_t number,
                                              const struct ast *user, uses *list)
{
    struct str id = id_of(env, ENTRY_DEFINITIE, number);
    if (env->busy[number]) {
        report_definition_cycle(env, number, user);
        return NULL;
    }
    const void *found = add_use(env, list, USE_DEFINITION, id, (struct str){0});
    if (!in_force(env, ENTRY_DEFINITIE, id, user->span)) return NULL;
    const struct typed_definition *definition = found;
    return definition->body ? definition : NULL;
}

const struct typed_parameter *use_parameter(struct environment *env, uint32_t number,
                                            const struct ast *user, uses *list)
{
    struct str id = id_of(env, ENTRY_PARAMETER, number);
    const void *found = add_use(env, list, USE_PARAMETER, id, (struct str){0});
    if (!in_force(env, ENTRY_PARAMETER, id, user->span)) return NULL;
    const struct typed_parameter *parameter = found;
    return parameter->poisoned ? NULL : parameter;
}

const struct typed_set *use_set(struct environment *env, struct str id, const struct ast *user,
                                uses *list)
{
    const void *found = add_use(env, list, USE_SET, id, (struct str){0});
    if (!in_force(env, ENTRY_VERZAMELING, id, user->span)) return NULL;
    const struct typed_set *set = found;
    return set->poisoned ? NULL : set;
}

/* The item in the first version that has it, or one without an AST. */
static struct piece item_of_later(struct environment *env, const struct entry *entry,
                                  struct str item)
{
    const struct editions *all = env->typing->all;
    struct piece found = {0};
    for (size_t v = 0; v < all->versions.len && !found.ast; v++) {
        const struct entry *later = edition_find(all, &all->versions.at[v], entry->kind, entry->id);
        if (later) found = entry_item(later, item);
    }
    return found;
}

/* A member or a choice that is not there: where it lapsed, or what was probably meant. */
static void report_item(struct environment *env, const struct diag_kind *kind,
                        const struct entry *entry, struct str item, struct span span)
{
    struct diags *diags = env->typing->diags;
    const struct piece lapse = entry_lost(entry, item);
    const struct ast *lost = lapse.ast;
    const struct str args[] = {item, entry->id, in_edition(env)};
    struct closest closest = closest_to(item);
    if (lost && used_before(env, span, lapse.owner)) {
        report_lapsed_in_use(env, lost, span);
        return;
    }
    if (lost) {
        struct diag *diag = say(diags, kind, span, args, sizeof args / sizeof *args);
        diag_relate(diags, diag, lost->name_span, N_("it lapsed here"), (struct str){0});
        return;
    }
    struct piece later = item_of_later(env, entry, item);
    if (later.ast) {
        diag_relate(diags, say(diags, kind, span, args, sizeof args / sizeof *args),
                    later.ast->name_span, N_("it comes with {0}"),
                    owner_name(env->typing->arena, later.owner));
        return;
    }
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == AST_LID || piece->ast->kind == AST_ALTERNATIEF)
            closest_offer(&closest, piece->ast->text);
    }
    say_unknown(env->typing->names, LACKS_ITEMS | LACKS_VERSION, &closest, kind, span, args,
                sizeof args / sizeof *args);
}

bool use_member(struct environment *env, uint32_t keuze, struct str member, struct span span,
                uses *list)
{
    struct str id = id_of(env, ENTRY_KEUZE, keuze);
    const void *found = add_use(env, list, USE_MEMBER, id, member);
    if (found == present) return true;
    const struct entry *entry = in_force(env, ENTRY_KEUZE, id, span);
    if (entry) report_item(env, KIND(MEMBER_UNKNOWN), entry, member, span);
    return false;
}

bool use_choice(struct environment *env, uint32_t reading, struct str choice, struct span span,
                uses *list)
{
    struct str id = id_of(env, ENTRY_LEZING, reading);
    const void *found = add_use(env, list, USE_CHOICE, id, choice);
    if (found == present) return true;
    const struct entry *entry = in_force(env, ENTRY_LEZING, id, span);
    if (entry) report_item(env, KIND(CHOICE_UNKNOWN), entry, choice, span);
    return false;
}

/* ---- all of it ---- */

static void make_environment(struct typing *t, struct environment *env,
                             const struct edition *edition, struct environment *before)
{
    size_t definitions = intern_count(t->all->numbers[ENTRY_DEFINITIE]);
    *env = (struct environment){.typing = t, .edition = edition, .before = before};
    env->definitions = ARENA_ARRAY(t->arena, struct typed_definition *, definitions);
    env->busy = ARENA_ARRAY(t->arena, const struct ast *, definitions);
    env->parameters = ARENA_ARRAY(t->arena, struct typed_parameter *,
                                  intern_count(t->all->numbers[ENTRY_PARAMETER]));
    env->sets =
        ARENA_ARRAY(t->arena, struct typed_set *, intern_count(t->all->numbers[ENTRY_VERZAMELING]));
}

void make_environments(struct typing *t)
{
    make_environment(t, &t->base, &t->all->base, NULL);
    t->versions = ARENA_ARRAY(t->arena, struct environment, t->all->versions.len);
    for (size_t i = 0; i < t->all->versions.len; i++)
        make_environment(t, &t->versions[i], &t->all->versions.at[i],
                         i ? &t->versions[i - 1] : &t->base);
}

struct environment *environment_of(struct typing *t, const struct edition *edition)
{
    if (edition == &t->all->base) return &t->base;
    return &t->versions[edition - t->all->versions.at];
}

static void type_all(struct environment *env)
{
    for (uint32_t i = 0; i < env->edition->entries[ENTRY_PARAMETER].len; i++) parameter_in(env, i);
    for (uint32_t i = 0; i < env->edition->entries[ENTRY_VERZAMELING].len; i++) set_in(env, i);
    for (uint32_t i = 0; i < env->edition->entries[ENTRY_DEFINITIE].len; i++) definition_in(env, i);
}

void type_vocabulary(struct typing *t)
{
    type_all(&t->base);
    for (size_t i = 0; i < t->all->versions.len; i++) type_all(&t->versions[i]);
}
