/* Subjects, lists and columns. */
#include "compiler/types/schema.h"

#include "base/text.h"
#include "data/pattern.h"

struct reading_schema {
    struct schema *schema;
    const struct editions *all;
    struct arena *arena;
    struct diags *diags;
};

bool is_context_word(struct str name)
{
    static const char *const words[] = {"peildatum", "versiedatum", "vigerende_leidraad",
                                        "groep",     "groeijaar",   "verplichtingsjaar"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(name, str_from(words[i]))) return true;
    return false;
}

/* ---- finding ---- */

uint32_t schema_table(const struct schema *schema, struct str id)
{
    for (uint32_t t = 0; t < schema->tables.len; t++)
        if (str_equal(schema->tables.at[t].id, id)) return t;
    return NONE;
}

uint32_t schema_column(const struct schema *schema, uint32_t table, struct str id)
{
    const struct schema_table *t = &schema->tables.at[table];
    for (uint32_t c = t->first_column; c < t->first_column + t->column_count; c++)
        if (str_equal(schema->columns.at[c].id, id)) return c;
    return NONE;
}

uint32_t schema_list(const struct schema *schema, uint32_t table, struct str id)
{
    const struct schema_table *t = &schema->tables.at[table];
    for (uint32_t l = t->first_list; l < t->first_list + t->list_count; l++)
        if (str_equal(schema->tables.at[l].id, id)) return l;
    return NONE;
}

const struct ast *names_data(const struct schema *schema, struct str id, uint32_t *table)
{
    for (uint32_t t = 0; t < schema->tables.len; t++) {
        uint32_t column = schema_column(schema, t, id), list = schema_list(schema, t, id);
        if (table) *table = t;
        if (column != NONE) return schema->columns.at[column].ast;
        if (list != NONE) return schema->tables.at[list].ast;
    }
    return NULL;
}

bool is_uncertain(const struct schema *schema, uint32_t table)
{
    const struct schema_table *t = &schema->tables.at[table];
    for (uint32_t c = t->first_column; c < t->first_column + t->column_count; c++)
        if (schema->columns.at[c].type.kind == TYPE_POISON) return true;
    return schema->all->names->lacks & LACKS_SUBJECT;
}

uint32_t schema_subject(const struct schema *schema, uint32_t table)
{
    uint32_t parent = schema->tables.at[table].parent;
    return parent == NONE ? table : parent;
}

struct str schema_path(const struct schema *schema, uint32_t table)
{
    const struct schema_table *t = &schema->tables.at[table];
    if (t->parent == NONE) return t->id;
    return textf(schema->all->names->arena, STR_FMT "." STR_FMT,
                 STR_ARG(schema->tables.at[t->parent].id), STR_ARG(t->id));
}

/* ---- types ---- */

/* An amount without a declared range is at most a billion euro either way: more than any sum in
 * the domain, and small enough to multiply by a count of patients. */
enum { AMOUNT_MAX = 1000000000 };
/* A number of which nothing more is known, a parameter without a value: the same. */
enum { NUMBER_MAX = 1000000000 };

static const struct {
    const char *word;
    enum type_kind kind;
    enum ast_kind details[2]; /* what may be said about it; AST_FILE: nothing */
} builtin[] = {
    {"ja/nee", TYPE_JA_NEE, {0}},
    {"getal", TYPE_GETAL, {AST_DECIMALEN, AST_BEREIK}},
    {"bedrag", TYPE_BEDRAG, {AST_BEREIK, AST_BEREIK}},
    {"datum", TYPE_DATUM, {0}},
    {"tekst", TYPE_TEKST, {0}},
    {"code", TYPE_CODE, {AST_PATROON, AST_PATROON}},
    {"versie", TYPE_VERSIE, {0}},
    {"verwijzing", TYPE_VERWIJZING, {AST_NAAR, AST_NAAR}},
};
enum { BUILTIN = sizeof builtin / sizeof *builtin };

struct str type_words(const struct schema *schema, const struct type *type)
{
    static const char *const words[TYPE_KINDS] = {
        [TYPE_JA_NEE] = "ja/nee",
        [TYPE_GETAL] = "getal",
        [TYPE_BEDRAG] = "bedrag",
        [TYPE_DATUM] = "datum",
        [TYPE_DUUR_DAGEN] = "duur in dagen",
        [TYPE_DUUR_MAANDEN] = "duur in maanden of jaren",
        [TYPE_TEKST] = "tekst",
        [TYPE_CODE] = "code",
        [TYPE_VERSIE] = "versie",
        [TYPE_JAAR] = "verplichtingsjaar",
    };
    struct arena *arena = schema->all->names->arena;
    switch (type->kind) {
    case TYPE_KEUZE:
        return textf(arena, "keuze " STR_FMT,
                     STR_ARG(intern_text(schema->all->numbers[ENTRY_KEUZE], type->ref)));
    case TYPE_VERWIJZING:
        return textf(arena, "verwijzing naar " STR_FMT, STR_ARG(schema->tables.at[type->ref].id));
    case TYPE_GETAL:
        if (!type->scale) return STR("getal");
        return textf(arena, "getal met %u decimalen", (unsigned)type->scale);
    default: return str_from(type->kind < TYPE_KINDS ? words[type->kind] : NULL);
    }
}

bool literal_units(const struct ast *literal, unsigned scale, int64_t *out)
{
    int64_t value = literal->value;
    unsigned decimals = literal->scale;
    while (decimals > scale && value % 10 == 0) {
        value /= 10;
        decimals--;
    }
    return decimals <= scale && decimal_widen(value, decimals, scale, out);
}

void report_units(const struct names *names, const struct ast *literal, unsigned scale)
{
    int64_t units;
    bool fits = literal_units(literal, DECIMAL_SCALE_MAX, &units) || literal->scale > scale;
    struct diag *diag =
        diag_add(names->diags, fits ? KIND(LITERAL_SCALE) : KIND(LITERAL_LARGE), literal->span);
    diag_argf(names->diags, diag, "%u", scale);
    diag_arg(names->diags, diag, ast_phrase(names->arena, literal));
}

static bool read_range(const struct names *names, const struct ast *range, struct type *type)
{
    const struct ast *least = ast_at(range, 0), *most = ast_at(range, 1);
    if (damaged(range) || !least || !most) return false;
    const struct ast *bad = !literal_units(least, type->scale, &type->min)  ? least
                            : !literal_units(most, type->scale, &type->max) ? most
                                                                            : NULL;
    if (bad)
        report_units(names, bad, type->scale);
    else if (type->min > type->max)
        diag_add(names->diags, KIND(RANGE_BACKWARDS), range->span);
    return !bad && type->min <= type->max;
}

static bool read_number(const struct names *names, const struct ast *ast, bool declared,
                        struct type *type)
{
    const struct ast *decimals = ast_child(ast, AST_DECIMALEN);
    const struct ast *range = ast_child(ast, AST_BEREIK);
    if (decimals && (decimals->value < 0 || decimals->value > DECIMAL_SCALE_MAX)) {
        struct diag *diag = diag_add(names->diags, KIND(SCALE_MANY), decimals->span);
        diag_argf(names->diags, diag, "%d", DECIMAL_SCALE_MAX);
        return false;
    }
    type->scale = type->kind == TYPE_BEDRAG ? 2 : decimals ? (uint8_t)decimals->value : 0;
    if (range) return read_range(names, range, type);
    if (declared && type->kind == TYPE_GETAL) {
        diag_add(names->diags, KIND(RANGE_MISSING), ast->span);
        return false;
    }
    decimal_widen(type->kind == TYPE_BEDRAG ? AMOUNT_MAX : NUMBER_MAX, 0, type->scale, &type->max);
    type->min = -type->max;
    return true;
}

static bool read_reference(const struct names *names, const struct ast *ast, struct type *type)
{
    const struct registry *subjects = &names->declared[AST_ONDERWERP];
    const struct ast *to = ast_child(ast, AST_NAAR);
    if (!to) return false;
    /* Which number the onderwerp has is known once all are (link_references); until then its place
     * among the onderwerpen. */
    if (subjects->index && intern_find(subjects->index, to->text, &type->ref)) return true;
    struct closest closest = closest_to(to->text);
    for (size_t i = 0; i < subjects->list.len; i++)
        closest_offer(&closest, subjects->list.at[i]->text);
    SAY_UNKNOWN(names, LACKS_TOP, &closest, SUBJECT_UNKNOWN, to->name_span, to->text);
    return false;
}

static bool read_pattern(const struct names *names, const struct ast *ast, struct type *type,
                         struct str *out)
{
    const struct ast *text = ast_child(ast, AST_PATROON);
    struct pattern pattern;
    type->ref = NONE;
    if (!text) return true;
    if (!pattern_compile(&pattern, text->text)) {
        SAY(names->diags, PATTERN_BAD, text->name_span, text->text);
        return false;
    }
    *out = text->text;
    return true;
}

static bool read_keuze(const struct editions *all, const struct ast *ast, struct type *type)
{
    const struct names *names = all->names;
    type->kind = TYPE_KEUZE;
    if (intern_find(all->numbers[ENTRY_KEUZE], ast->text, &type->ref)) return true;
    struct closest closest = closest_to(ast->text);
    for (size_t i = 0; i < BUILTIN; i++) closest_offer(&closest, str_from(builtin[i].word));
    for (uint32_t i = 0; i < intern_count(all->numbers[ENTRY_KEUZE]); i++)
        closest_offer(&closest, intern_text(all->numbers[ENTRY_KEUZE], i));
    SAY_UNKNOWN(names, LACKS_TOP | LACKS_VERSION, &closest, TYPE_UNKNOWN, ast->name_span,
                ast->text);
    return false;
}

static bool read_kind(const struct editions *all, const struct ast *ast, bool declared,
                      struct type *type, struct str *pattern)
{
    size_t row = 0;
    while (row < BUILTIN && !str_equal(ast->text, str_from(builtin[row].word))) row++;
    AST_EACH(detail, ast) {
        if (detail->kind == AST_ERROR) return false;
        if (row < BUILTIN &&
            (detail->kind == builtin[row].details[0] || detail->kind == builtin[row].details[1]))
            continue;
        SAY(all->names->diags, TYPE_DETAIL, detail->span, ast->text);
        return false;
    }
    if (row == BUILTIN) return read_keuze(all, ast, type);
    type->kind = (uint8_t)builtin[row].kind;
    switch (builtin[row].kind) {
    case TYPE_GETAL:
    case TYPE_BEDRAG: return read_number(all->names, ast, declared, type);
    case TYPE_CODE: return read_pattern(all->names, ast, type, pattern);
    case TYPE_VERWIJZING: return read_reference(all->names, ast, type);
    default: return true;
    }
}

struct type read_type(const struct editions *all, const struct ast *ast, bool declared,
                      struct str *pattern)
{
    struct type type = {.kind = TYPE_POISON};
    if (!ast || !read_kind(all, ast, declared, &type, pattern)) type.kind = TYPE_POISON;
    return type;
}

/* ---- tables ---- */

static void report_twice(struct reading_schema *r, const struct ast *node, const struct ast *first)
{
    struct diag *diag =
        SAY(r->diags, DECLARED_TWICE, node->name_span, kind_word(node->kind), node->text);
    diag_relate(r->diags, diag, first->name_span, N_("first declared here"), (struct str){0});
}

static uint32_t add_table(struct reading_schema *r, const struct ast *ast, uint32_t parent)
{
    *VEC_PUSH(r->arena, &r->schema->tables) = (struct schema_table){
        .id = ast->text, .ast = ast, .parent = parent, .dated = NONE, .intake = NONE, .year = NONE};
    return (uint32_t)(r->schema->tables.len - 1);
}

/* Whether the name is still free in its table, and can be one at all. */
static bool take_column_name(struct reading_schema *r, struct interner *seen,
                             const struct ast *field)
{
    uint32_t before = intern_count(seen);
    if (is_context_word(field->text)) {
        SAY(r->diags, CONTEXT_NAME, field->name_span, field->text);
        return false;
    }
    return intern(seen, field->text) == before;
}

static void check_key(struct reading_schema *r, struct schema_table *t, const struct ast *field)
{
    if (!(field->flags & FLAG_SLEUTEL)) return;
    if (t->parent != NONE) {
        SAY(r->diags, KEY_IN_LIST, field->name_span, field->text, t->id);
    } else if (t->key_count < t->column_count) {
        SAY(r->diags, KEY_LATE, field->name_span, field->text);
        t->key_count = t->column_count + 1; /* one message a table */
    } else {
        t->key_count++;
    }
}

static void add_columns(struct reading_schema *r, uint32_t table)
{
    struct schema_table *t = &r->schema->tables.at[table];
    struct interner *seen = interner_create(r->arena);
    t->first_column = (uint32_t)r->schema->columns.len;
    AST_EACH(field, t->ast) {
        if (field->kind != AST_VELD) continue;
        if (!take_column_name(r, seen, field)) {
            uint32_t first = schema_column(r->schema, table, field->text);
            if (first != NONE) report_twice(r, field, r->schema->columns.at[first].ast);
            continue;
        }
        check_key(r, t, field);
        struct schema_column *column = VEC_PUSH(r->arena, &r->schema->columns);
        column->id = field->text;
        column->ast = field;
        column->table = table;
        column->type = read_type(r->all, ast_child(field, AST_TYPE), true, &column->pattern);
        t->column_count++;
    }
    if (t->key_count > t->column_count) t->key_count = t->column_count;
    if (t->parent == NONE && !t->key_count && !damaged(t->ast))
        SAY(r->diags, KEY_NONE, t->ast->name_span, t->id);
}

static void add_lists(struct reading_schema *r, uint32_t subject)
{
    const struct ast *ast = r->schema->tables.at[subject].ast;
    r->schema->tables.at[subject].first_list = (uint32_t)r->schema->tables.len;
    AST_EACH(list, ast) {
        if (list->kind != AST_LIJST) continue;
        uint32_t first = schema_table(r->schema, list->text);
        uint32_t column = schema_column(r->schema, subject, list->text);
        if (first != NONE) {
            report_twice(r, list, r->schema->tables.at[first].ast);
        } else if (column != NONE) {
            report_twice(r, list, r->schema->columns.at[column].ast);
        } else if (is_context_word(list->text)) {
            SAY(r->diags, CONTEXT_NAME, list->name_span, list->text);
        } else {
            uint32_t table = add_table(r, list, subject);
            add_columns(r, table);
            r->schema->tables.at[subject].list_count++;
        }
    }
}

/* ---- columns with a role ---- */

/* The column that `gedateerd`, `ingedeeld naar` or `beoordeeld over` names; NONE. */
static uint32_t role_column(struct reading_schema *r, uint32_t table, enum ast_kind role,
                            enum type_kind kind)
{
    const struct schema_table *t = &r->schema->tables.at[table];
    const struct ast *ast = ast_child(t->ast, role);
    if (!ast) return NONE;
    uint32_t found = schema_column(r->schema, table, ast->text);
    if (found == NONE) {
        struct closest closest = closest_to(ast->text);
        for (uint32_t c = t->first_column; c < t->first_column + t->column_count; c++)
            closest_offer(&closest, r->schema->columns.at[c].id);
        SAY_UNKNOWN(r->all->names, LACKS_SUBJECT, &closest, COLUMN_UNKNOWN, ast->name_span,
                    ast->text, t->id);
        return NONE;
    }
    const struct schema_column *column = &r->schema->columns.at[found];
    if (column->type.kind == TYPE_POISON) return NONE;
    bool fits = column->type.kind == kind;
    if (kind == TYPE_GETAL)
        fits = fits && !column->type.scale && column->type.min >= 1 &&
               column->type.max <= PROGRAM_YEAR_MAX;
    if (fits) return found;
    struct diag *diag =
        SAY(r->diags, ROLE_TYPE, ast->name_span, ast->text, type_words(r->schema, &column->type),
            kind == TYPE_GETAL ? STR("getal van 1 tot en met 9999") : STR("datum"));
    diag_relate(r->diags, diag, column->ast->name_span, N_("declared here"), (struct str){0});
    return NONE;
}

static void give_roles(struct reading_schema *r, uint32_t table)
{
    struct schema_table *t = &r->schema->tables.at[table];
    t->dated = role_column(r, table, AST_GEDATEERD_NAAR, TYPE_DATUM);
    t->intake = role_column(r, table, AST_INGEDEELD, TYPE_DATUM);
    t->year = role_column(r, table, AST_BEOORDEELD, TYPE_GETAL);
    if (!ast_child(t->ast, AST_INGEDEELD)) return;
    if (r->schema->intake_table == NONE) { /* also where its column is poisoned */
        r->schema->intake_table = table;
        return;
    }
    const struct schema_table *other = &r->schema->tables.at[r->schema->intake_table];
    struct diag *diag =
        SAY(r->diags, INTAKE_TWICE, ast_child(t->ast, AST_INGEDEELD)->span, other->id, t->id);
    diag_relate(r->diags, diag, ast_child(other->ast, AST_INGEDEELD)->span, N_("first here"),
                (struct str){0});
    t->intake = NONE;
}

/* A column of such a type would not have the keuze that its reader expects. */
static void check_keuze_names(struct reading_schema *r)
{
    for (uint32_t i = 0; i < intern_count(r->all->numbers[ENTRY_KEUZE]); i++) {
        struct str id = intern_text(r->all->numbers[ENTRY_KEUZE], i);
        const struct ast *first = first_declared(r->all, ENTRY_KEUZE, i);
        for (size_t b = 0; b < BUILTIN; b++)
            if (str_equal(id, str_from(builtin[b].word)))
                SAY(r->diags, TYPE_NAME, first->name_span, id);
    }
}

/* From the place of an onderwerp among the onderwerpen to its number among the tables. */
static void link_references(struct schema *schema)
{
    for (size_t c = 0; c < schema->columns.len; c++) {
        struct type *type = &schema->columns.at[c].type;
        if (type->kind != TYPE_VERWIJZING) continue;
        struct str id = schema->all->names->declared[AST_ONDERWERP].list.at[type->ref]->text;
        type->ref = schema_table(schema, id);
        if (type->ref == NONE) type->kind = TYPE_POISON; /* two of its name */
    }
}

struct schema *read_schema(const struct editions *all)
{
    struct schema *schema = ARENA_NEW(all->names->arena, struct schema);
    struct reading_schema r = {
        .schema = schema, .all = all, .arena = all->names->arena, .diags = all->names->diags};
    const struct registry *subjects = &all->names->declared[AST_ONDERWERP];
    schema->all = all;
    schema->intake_table = NONE;
    for (size_t i = 0; i < subjects->list.len; i++) {
        uint32_t first = schema_table(schema, subjects->list.at[i]->text);
        if (first != NONE) { /* a list of an earlier onderwerp: data is found by one name */
            report_twice(&r, subjects->list.at[i], schema->tables.at[first].ast);
            continue;
        }
        uint32_t subject = add_table(&r, subjects->list.at[i], NONE);
        add_columns(&r, subject);
        add_lists(&r, subject);
    }
    link_references(schema);
    check_keuze_names(&r);
    for (uint32_t t = 0; t < schema->tables.len; t++) give_roles(&r, t);
    return schema;
}
