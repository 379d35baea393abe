/* The data of an example.
 *
 * Values are read as JSON scalars by the reader of data itself (data_value): what is a bad value in
 * a file is one here, and there is one place that knows. */
#include "compiler/examples/data.h"

#include "base/status.h"
#include "base/text.h"
#include "compiler/resolve.h"
#include "compiler/say.h"

struct giving {
    struct arena *arena;
    const struct program *p;
    struct diags *diags;
    struct data_builder *b;
    struct diags *found; /* of the builder, which knows no policy files */
    bool *given;         /* by column: it has a value in this row */
    uint32_t *rows;      /* by table: rows given */
    bool sound;
};

struct str label_text(struct arena *arena, const struct ast *ast)
{
    return ast->kind == AST_GETAL ? textf(arena, "%lld", (long long)ast->value) : ast->text;
}

/* ---- values ---- */

static enum data_form scalar_of(struct giving *g, const struct column *column,
                                const struct ast *literal, struct str *text)
{
    char digits[DECIMAL_TEXT_SIZE], iso[DATE_ISO_SIZE];
    switch (literal->kind) {
    case AST_JA: *text = STR("true"); return FORM_JSON_TRUE;
    case AST_NEE: *text = STR("false"); return FORM_JSON_FALSE;
    case AST_DATUM:
        *text = str_copy(g->arena, str_from(date_iso((date)literal->value, iso)));
        return FORM_JSON_STRING;
    case AST_GETAL:
    case AST_BEDRAG:
        if (column->type.kind == TYPE_VERSIE) break;
        decimal_text(literal->value, literal->scale, '.', digits);
        *text = str_copy(g->arena, str_from(digits));
        return FORM_JSON_NUMBER;
    default: break;
    }
    *text = label_text(g->arena, literal);
    return FORM_JSON_STRING;
}

/* Whether the literal is one that a policy writes for a value of this type.  (Data have no such
 * forms: a date is a text there.) */
static bool has_form(const struct type *type, const struct ast *literal)
{
    unsigned kind = literal->kind;
    switch (type->kind) {
    case TYPE_JA_NEE: return kind == AST_JA || kind == AST_NEE;
    case TYPE_GETAL: return kind == AST_GETAL;
    case TYPE_BEDRAG: return kind == AST_GETAL || kind == AST_BEDRAG;
    case TYPE_DATUM: return kind == AST_DATUM;
    case TYPE_VERSIE: return kind == AST_GETAL || kind == AST_VERSIE;
    default: return kind == AST_TEKST || kind == AST_NAAM;
    }
}

static void report_form(struct giving *g, const struct column *column, const struct ast *literal)
{
    static const char *const words[TYPE_KINDS] = {
        [TYPE_JA_NEE] = "ja/nee", [TYPE_GETAL] = "getal",   [TYPE_BEDRAG] = "bedrag",
        [TYPE_DATUM] = "datum",   [TYPE_TEKST] = "tekst",   [TYPE_CODE] = "code",
        [TYPE_KEUZE] = "keuze",   [TYPE_VERSIE] = "versie", [TYPE_VERWIJZING] = "verwijzing"};
    SAY(g->diags, EXAMPLE_VALUE, literal->span, program_text(g->p, column->id),
        str_from(words[column->type.kind]), ast_phrase(g->arena, literal));
    g->sound = false;
}

static void report_value(struct giving *g, const struct data_fault *fault, struct span span)
{
    struct diag *diag = diag_add(g->diags, fault->kind, span);
    for (size_t i = 0; i < sizeof fault->args / sizeof *fault->args; i++)
        if (fault->args[i].at) diag_arg(g->diags, diag, fault->args[i]);
    if (fault->suggestion.len) diag->suggestion = str_copy(g->diags->arena, fault->suggestion);
    g->sound = false;
}

static void give_value(struct giving *g, index_t column, const struct ast *literal)
{
    struct data_fault fault = {0};
    struct str text;
    int64_t value;
    if (literal->kind == AST_NAAM && str_equal(literal->text, STR("onbekend"))) {
        data_builder_set(g->b, column, UNKNOWN);
        return;
    }
    if (!has_form(&g->p->columns[column].type, literal)) {
        report_form(g, &g->p->columns[column], literal);
        return;
    }
    enum data_form form = scalar_of(g, &g->p->columns[column], literal, &text);
    if (data_value(g->b, &g->p->columns[column], form, text, &value, &fault))
        data_builder_set(g->b, column, value);
    else
        report_value(g, &fault, literal->span);
}

/* ---- rows ---- */

static struct str text_of(const struct giving *g, index_t symbol)
{
    return program_text(g->p, symbol);
}

static index_t column_named(const struct giving *g, index_t table, struct str name)
{
    struct range columns = g->p->tables[table].columns;
    for (index_t c = columns.first; c < columns.first + columns.count; c++)
        if (str_equal(text_of(g, g->p->columns[c].id), name)) return c;
    return NONE;
}

static index_t list_named(const struct giving *g, index_t table, struct str name)
{
    struct range lists = g->p->tables[table].lists;
    for (index_t l = lists.first; l < lists.first + lists.count; l++)
        if (str_equal(text_of(g, g->p->tables[l].id), name)) return l;
    return NONE;
}

static void unknown_name(struct giving *g, index_t table, const struct ast *node)
{
    struct range columns = g->p->tables[table].columns, lists = g->p->tables[table].lists;
    struct closest closest = closest_to(node->text);
    for (index_t i = 0; node->kind == AST_PAAR && i < columns.count; i++)
        closest_offer(&closest, text_of(g, g->p->columns[columns.first + i].id));
    for (index_t i = 0; node->kind != AST_PAAR && i < lists.count; i++)
        closest_offer(&closest, text_of(g, g->p->tables[lists.first + i].id));
    const struct diag_kind *kind =
        node->kind == AST_PAAR ? KIND(COLUMN_UNKNOWN) : KIND(EXAMPLE_LIST);
    const struct str args[] = {node->text, text_of(g, g->p->tables[table].id)};
    suggest(g->diags, say(g->diags, kind, node->name_span, args, 2), &closest);
    g->sound = false;
}

static void give_pair(struct giving *g, index_t table, const struct ast *pair)
{
    index_t column = column_named(g, table, pair->text);
    const struct ast *literal = ast_at(pair, 0);
    if (column == NONE) {
        unknown_name(g, table, pair);
    } else if (g->given[column]) {
        SAY(g->diags, EXAMPLE_TWICE, pair->name_span, pair->text);
        g->sound = false;
    } else if (literal) {
        g->given[column] = true;
        give_value(g, column, literal);
    }
}

static void give_pairs(struct giving *g, index_t table, const struct ast *row)
{
    struct range columns = g->p->tables[table].columns;
    for (index_t c = columns.first; c < columns.first + columns.count; c++) g->given[c] = false;
    AST_EACH(pair, row) {
        if (pair->kind == AST_PAAR) give_pair(g, table, pair);
        if (pair->kind == AST_ERROR) g->sound = false;
    }
}

/* An example need not say by which key its subject goes: codes from 99999999 down, numbers from the
 * least that fits up. */
static void give_key(struct giving *g, index_t table)
{
    enum { LAST_CODE = 99999999 };
    struct range keys = g->p->tables[table].keys;
    uint32_t n = g->rows[table];
    for (index_t c = keys.first; c < keys.first + keys.count; c++) {
        const struct type *type = &g->p->columns[c].type;
        if (g->given[c]) continue;
        if (type->kind == TYPE_GETAL || type->kind == TYPE_BEDRAG)
            data_builder_set(g->b, c, type->max - type->min > n ? type->min + n : type->max);
        else if (type->kind == TYPE_CODE || type->kind == TYPE_TEKST)
            data_builder_set(
                g->b, c,
                data_builder_symbol(g->b, textf(g->arena, "%08u", (unsigned)(LAST_CODE - n))));
    }
}

static struct row_place place_of(const struct ast *node, uint32_t ordinal)
{
    return (struct row_place){.file = node->span.file, .line = node->span.line, .ordinal = ordinal};
}

/* A list that an example does not speak of is not known; `geen`: known to be empty. */
static void give_lists(struct giving *g, index_t table, const struct ast *given)
{
    struct range lists = g->p->tables[table].lists;
    for (index_t l = lists.first; l < lists.first + lists.count; l++) {
        data_builder_table(g->b, l);
        data_builder_list(g->b, l, false);
    }
    AST_EACH(node, given) {
        if (node->kind != AST_RIJ && node->kind != AST_GEEN_RIJEN) continue;
        index_t list = list_named(g, table, node->text);
        if (list == NONE) {
            unknown_name(g, table, node);
        } else if (node->kind == AST_GEEN_RIJEN) {
            data_builder_list(g->b, list, true);
        } else {
            data_builder_child(g->b, list, place_of(node, ++g->rows[list]));
            give_pairs(g, list, node);
            data_builder_resume(g->b);
        }
    }
}

static index_t subject_named(struct giving *g, const struct ast *given)
{
    index_t table = program_find_table(g->p, given->text);
    if (table != NONE && g->p->tables[table].parent == NONE) return table;
    struct closest closest = closest_to(given->text);
    for (index_t t = 0; t < g->p->tables_count; t++)
        if (g->p->tables[t].parent == NONE) closest_offer(&closest, text_of(g, g->p->tables[t].id));
    suggest(g->diags, SAY(g->diags, SUBJECT_UNKNOWN, given->name_span, given->text), &closest);
    g->sound = false;
    return NONE;
}

static index_t give(struct giving *g, const struct ast *given)
{
    index_t table = subject_named(g, given);
    if (table == NONE) return NONE;
    data_builder_table(g->b, table);
    data_builder_row(g->b, table, place_of(given, g->rows[table] + 1));
    give_pairs(g, table, given);
    give_key(g, table);
    g->rows[table]++;
    give_lists(g, table, given);
    return table;
}

/* The builder's messages, under the files of the policy. */
static void hand_on(struct giving *g)
{
    for (size_t i = 0; i < g->found->list.len; i++) {
        const struct diag *from = &g->found->list.at[i];
        if (from->kind->severity != SEVERITY_ERROR) continue;
        struct diag *to = diag_add(g->diags, from->kind, from->span);
        for (size_t n = 0; n < DIAG_ARGS && from->args[n].at; n++)
            diag_arg(g->diags, to, from->args[n]);
    }
}

bool example_data(struct data **out, struct arena *arena, const struct program *p,
                  const struct ast *example, struct diags *diags, index_t *table)
{
    struct giving g = {.arena = arena, .p = p, .diags = diags, .sound = true};
    bool first = true;
    g.found = diags_create(arena);
    g.b = data_builder_create(arena, p, g.found, NULL);
    g.given = ARENA_ARRAY(arena, bool, p->columns_count);
    g.rows = ARENA_ARRAY(arena, uint32_t, p->tables_count);
    *table = NONE;
    AST_EACH(given, example) {
        if (given->kind != AST_GEGEVEN) continue;
        index_t given_table = give(&g, given);
        if (first) *table = given_table;
        first = false;
    }
    if (!g.sound || *table == NONE) return false;
    int status = data_builder_finish(g.b, out);
    hand_on(&g);
    return status == STATUS_OK;
}
