/* Lowering what is declared.
 *
 * The program's arrays refer to each other by stretches, so what a stretch holds must be added in
 * one go: every function first makes what its items need, and then adds the items. */
#include "compiler/lower/lower.h"

#include "base/sha256.h"

/* ---- text, places, sources ---- */

index_t symbol_or_none(struct lowering *l, struct str text)
{
    return text.len ? program_symbol(l->p, text) : NONE;
}

index_t title_of(struct lowering *l, const struct ast *node)
{
    const struct ast *title = ast_child(node, AST_TITLE);
    return title ? symbol_or_none(l, title->text) : NONE;
}

struct origin no_origin(void)
{
    return (struct origin){.file = NONE, .owner = NONE};
}

struct origin origin_of(struct lowering *l, struct span span, const struct owner *owner)
{
    return (struct origin){
        .file = span.file < l->file_count ? l->files[span.file] : NONE,
        .line = span.line,
        .column = span.column,
        .end_line = span.end_line,
        .end_column = span.end_column,
        .owner = symbol_or_none(l, owner->label),
    };
}

struct range add_texts(struct lowering *l, const struct str *texts, size_t count)
{
    struct range range = {l->p->texts_count, (index_t)count};
    for (size_t i = 0; i < count; i++) {
        index_t symbol = program_symbol(l->p, texts[i]);
        index_t text = program_add_texts(l->p);
        l->p->texts[text].to = symbol;
    }
    return range;
}

static void add_citation(struct lowering *l, const struct ast *ref)
{
    uint32_t source = 0; /* it is declared: citations.c has seen to that */
    intern_find(l->typed->all->names->declared[AST_BRON].index, ref->text, &source);
    index_t place = title_of(l, ref);
    index_t index = program_add_citations(l->p);
    l->p->citations[index] = (struct citation){source, place};
}

static void add_text(struct lowering *l, const struct ast *node)
{
    add_texts(l, &node->text, 1);
}

static struct range cite_children(struct lowering *l, const struct ast *node)
{
    struct range range = {l->p->citations_count, 0};
    AST_EACH(child, node) {
        if (child->kind == AST_BRON_REF) add_citation(l, child);
    }
    range.count = l->p->citations_count - range.first;
    return range;
}

struct range cite_node(struct lowering *l, const struct ast *node)
{
    return cite_children(l, node);
}

struct range assume_node(struct lowering *l, const struct ast *node)
{
    struct range range = {l->p->texts_count, 0};
    AST_EACH(child, node) {
        if (child->kind == AST_AANNAME) add_text(l, child);
    }
    range.count = l->p->texts_count - range.first;
    return range;
}

struct range cite_entry(struct lowering *l, const struct entry *entry)
{
    struct range range = {l->p->citations_count, 0};
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == AST_BRON_REF) add_citation(l, piece->ast);
    }
    range.count = l->p->citations_count - range.first;
    return range;
}

struct range assume_entry(struct lowering *l, const struct entry *entry)
{
    struct range range = {l->p->texts_count, 0};
    PIECES(piece, entry->clauses) {
        if (piece->ast->kind == AST_AANNAME) add_text(l, piece->ast);
    }
    range.count = l->p->texts_count - range.first;
    return range;
}

/* What is one thing over all versions rests on all that any of them cites for it, each once: many
 * versions share an entry. */
struct basis {
    struct memo seen;
    VEC(const struct ast *) list;
};

static void gather(struct lowering *l, struct basis *basis, const struct ast *ast)
{
    if (ast->kind != AST_BRON_REF && ast->kind != AST_AANNAME) return;
    index_t *seen = memo_at(l, &basis->seen, ast);
    if (*seen != NONE) return;
    *seen = 0;
    *VEC_PUSH(l->arena, &basis->list) = ast;
}

static struct range cite_basis(struct lowering *l, const struct basis *basis)
{
    struct range range = {l->p->citations_count, 0};
    for (size_t i = 0; i < basis->list.len; i++)
        if (basis->list.at[i]->kind == AST_BRON_REF) add_citation(l, basis->list.at[i]);
    range.count = l->p->citations_count - range.first;
    return range;
}

static struct range assume_basis(struct lowering *l, const struct basis *basis)
{
    struct range range = {l->p->texts_count, 0};
    for (size_t i = 0; i < basis->list.len; i++)
        if (basis->list.at[i]->kind == AST_AANNAME) add_text(l, basis->list.at[i]);
    range.count = l->p->texts_count - range.first;
    return range;
}

/* The entries of a thing in all editions, each once, the first first. */
typedef VEC(const struct entry *) entry_list;

static entry_list entries_of(struct lowering *l, enum entry_kind kind, uint32_t number)
{
    const struct editions *all = l->typed->all;
    entry_list list = {0};
    for (size_t v = 0; v <= all->versions.len; v++) {
        const struct edition *edition = v ? &all->versions.at[v - 1] : &all->base;
        const struct entry *entry = edition_at(edition, kind, number);
        if (entry && (!list.len || list.at[list.len - 1] != entry))
            *VEC_PUSH(l->arena, &list) = entry;
    }
    return list;
}

static struct basis basis_of(struct lowering *l, const entry_list *entries)
{
    struct basis basis = {0};
    for (size_t i = 0; i < entries->len; i++)
        PIECES(piece, entries->at[i]->clauses) gather(l, &basis, piece->ast);
    return basis;
}

/* Two stretches that were added one right after the other. */
static struct range joined(struct range a, struct range b)
{
    return (struct range){a.first, a.count + b.count};
}

/* Of a version, kader or plan: of the whole, and of its adoption. */
static void cite_adopted(struct lowering *l, const struct ast *node, struct range *citations,
                         struct range *assumptions)
{
    const struct ast *adopted = ast_child(node, AST_VASTGESTELD);
    *citations = cite_node(l, node);
    if (adopted) *citations = joined(*citations, cite_node(l, adopted));
    *assumptions = assume_node(l, node);
    if (adopted) *assumptions = joined(*assumptions, assume_node(l, adopted));
}

static date day_of(const struct ast *node, size_t n, date otherwise)
{
    const struct ast *day = node ? ast_at(node, n) : NULL;
    return day && day->kind == AST_DATUM ? (date)day->value : otherwise;
}

static date adopted_on(const struct ast *node)
{
    return day_of(ast_child(node, AST_VASTGESTELD), 0, DATE_NONE);
}

static void lower_sources(struct lowering *l)
{
    const struct registry *sources = &l->typed->all->names->declared[AST_BRON];
    for (size_t i = 0; i < sources->list.len; i++) {
        const struct ast *ast = sources->list.at[i];
        const struct ast *by = ast_child(ast, AST_VAN_PARTIJ), *at = ast_child(ast, AST_ADRES);
        struct source lowered = {
            .id = program_symbol(l->p, ast->text),
            .title = title_of(l, ast),
            .by = by ? symbol_or_none(l, by->text) : NONE,
            .address = at ? symbol_or_none(l, at->text) : NONE,
            .dated = day_of(ast_child(ast, AST_GEDATEERD), 0, DATE_NONE),
            .external = ast->flags & FLAG_EXTERN,
        };
        index_t index = program_add_sources(l->p);
        l->p->sources[index] = lowered;
    }
}

/* ---- vocabulary ---- */

/* Every member that a keuze ever had, as the last that had it says it. */
struct ever {
    const struct ast *last;
    struct basis basis;
};
typedef VEC(struct ever) ever_list;

static ever_list members_of(struct lowering *l, const entry_list *keuze)
{
    struct interner *ids = interner_create(l->arena);
    ever_list list = {0};
    for (size_t i = 0; i < keuze->len; i++) {
        PIECES(piece, keuze->at[i]->clauses) {
            if (piece->ast->kind != AST_LID) continue;
            uint32_t n = intern(ids, piece->ast->text);
            if (n == list.len) *VEC_PUSH(l->arena, &list) = (struct ever){0};
            list.at[n].last = piece->ast;
            AST_EACH(child, piece->ast) gather(l, &list.at[n].basis, child);
        }
    }
    return list;
}

static struct range lower_members(struct lowering *l, const entry_list *keuze)
{
    ever_list list = members_of(l, keuze);
    struct range range = {l->p->members_count, (index_t)list.len};
    for (size_t i = 0; i < list.len; i++) {
        struct member lowered = {
            .id = program_symbol(l->p, list.at[i].last->text),
            .title = title_of(l, list.at[i].last),
            .citations = cite_basis(l, &list.at[i].basis),
            .assumptions = assume_basis(l, &list.at[i].basis),
        };
        index_t index = program_add_members(l->p);
        l->p->members[index] = lowered;
    }
    return range;
}

static void lower_keuze(struct lowering *l, uint32_t number)
{
    const entry_list entries = entries_of(l, ENTRY_KEUZE, number);
    const struct basis basis = basis_of(l, &entries);
    const struct ast *title = entry_clause(entries.at[entries.len - 1], AST_TITLE).ast;
    struct keuze lowered = {
        .id = program_symbol(l->p, intern_text(l->typed->all->numbers[ENTRY_KEUZE], number)),
        .title = title ? symbol_or_none(l, title->text) : NONE,
        .members = lower_members(l, &entries),
        .citations = cite_basis(l, &basis),
        .assumptions = assume_basis(l, &basis),
    };
    for (size_t i = 0; i < entries.len; i++)
        lowered.open = entries.at[i]->declared->flags & FLAG_OPEN || lowered.open;
    index_t index = program_add_keuzes(l->p);
    l->p->keuzes[index] = lowered;
}

static void lower_tables(struct lowering *l)
{
    const struct schema *schema = l->typed->schema;
    for (size_t i = 0; i < schema->columns.len; i++) {
        const struct schema_column *column = &schema->columns.at[i];
        struct column lowered = {
            .id = program_symbol(l->p, column->id),
            .title = title_of(l, column->ast),
            .table = column->table,
            .type = column->type,
        };
        if (column->type.kind == TYPE_CODE) lowered.type.ref = symbol_or_none(l, column->pattern);
        index_t index = program_add_columns(l->p);
        l->p->columns[index] = lowered;
    }
    for (size_t i = 0; i < schema->tables.len; i++) {
        const struct schema_table *table = &schema->tables.at[i];
        struct table lowered = {
            .id = program_symbol(l->p, table->id),
            .title = title_of(l, table->ast),
            .parent = table->parent,
            .columns = {table->first_column, table->column_count},
            .keys = {table->first_column, table->key_count},
            .lists = {table->first_list, table->list_count},
            .dated = table->dated,
            .intake = table->intake,
            .year = table->year,
        };
        index_t index = program_add_tables(l->p);
        l->p->tables[index] = lowered;
    }
}

static void lower_readings(struct lowering *l)
{
    for (size_t i = 0; i < l->typed->readings.len; i++) {
        const struct typed_reading *reading = &l->typed->readings.at[i];
        const struct ast *question = entry_clause(reading->last, AST_TITLE).ast;
        struct piece standard = entry_standard(reading->first);
        const entry_list entries = entries_of(l, ENTRY_LEZING, (uint32_t)i);
        const struct basis basis = basis_of(l, &entries);
        struct reading lowered = {
            .id = program_symbol(l->p, reading->id),
            .question = question ? symbol_or_none(l, question->text) : NONE,
            .choices = {l->p->choices_count, (index_t)reading->choices.len},
            .citations = cite_basis(l, &basis),
            .assumptions = assume_basis(l, &basis),
        };
        for (size_t c = 0; c < reading->choices.len; c++) {
            const struct typed_choice *choice = &reading->choices.at[c];
            index_t id = program_symbol(l->p, choice->id), title = symbol_or_none(l, choice->title);
            index_t index = program_add_choices(l->p);
            l->p->choices[index] = (struct choice){id, title};
            if (str_equal(choice->id, standard.ast->text)) lowered.standard = index;
        }
        index_t index = program_add_readings(l->p);
        l->p->readings[index] = lowered;
    }
}

/* ---- versions ---- */

static struct range lower_rules(struct lowering *l, const typed_rules *rules, index_t owner,
                                const struct typed_plan *plan)
{
    index_t *indices = ARENA_ARRAY(l->arena, index_t, rules->len);
    for (size_t i = 0; i < rules->len; i++) indices[i] = lower_rule(l, rules->at[i], owner, plan);
    return add_refs(l, indices, rules->len);
}

static struct range lower_standards(struct lowering *l, const uint32_t *standards)
{
    struct range range = {l->p->refs_count, l->p->readings_count};
    for (index_t r = 0; r < l->p->readings_count; r++) {
        index_t ref = program_add_refs(l->p);
        l->p->refs[ref].to = l->p->readings[r].choices.first + standards[r];
    }
    return range;
}

static const struct ast *basis_or(const struct ast *node, const struct ast *otherwise)
{
    bool cites = ast_child(node, AST_BRON_REF) || ast_child(node, AST_AANNAME);
    return cites ? node : otherwise;
}

/* An item that lapsed rests on what its block cites, where it cites nothing itself. */
static index_t lower_lapse(struct lowering *l, const struct entry *entry, const struct piece *piece)
{
    index_t found = *memo_at(l, &l->lapses, piece->ast);
    if (found != NONE) return found;
    const struct ast *because = ast_child(piece->ast, AST_OMDAT);
    const struct ast *basis = basis_or(piece->ast, piece->block);
    struct lapse lowered = {
        .id = program_symbol(l->p, entry->id),
        .kind = (uint8_t)entry->kind,
        .item = entry->lapsed ? NONE : program_symbol(l->p, piece->ast->text),
        .because = because ? symbol_or_none(l, because->text) : NONE,
        .citations = cite_node(l, basis),
        .assumptions = assume_node(l, basis),
        .origin = origin_of(l, piece->ast->span, piece->owner),
    };
    index_t index = program_add_lapses(l->p);
    l->p->lapses[index] = lowered;
    *memo_at(l, &l->lapses, piece->ast) = index;
    return index;
}

_Static_assert((int)LAPSE_REGEL == ENTRY_REGEL && (int)LAPSE_VERZAMELING == ENTRY_VERZAMELING &&
                   (int)LAPSE_KINDS == ENTRY_KINDS,
               "what can lapse is what can be amended");

/* Of the whole, or of the items that have not come back. */
static struct range lower_lapses(struct lowering *l, const struct edition *edition)
{
    VEC(index_t) lapses = {0};
    for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
        for (uint32_t n = 0; n < edition->entries[kind].len; n++) {
            const struct entry *entry = edition_at(edition, kind, n);
            if (!entry) continue;
            const struct piece whole = {entry->lapsed, entry->lapsed_in, entry->lapsed};
            if (entry->lapsed) *VEC_PUSH(l->arena, &lapses) = lower_lapse(l, entry, &whole);
            PIECES(lost, entry->lost) {
                if (!entry_item(entry, lost->ast->text).ast)
                    *VEC_PUSH(l->arena, &lapses) = lower_lapse(l, entry, lost);
            }
        }
    }
    return add_refs(l, lapses.at, lapses.len);
}

static void lower_version(struct lowering *l, const struct typed_version *version)
{
    const struct ast *ast = version->edition->ast;
    index_t index = program_add_versions(l->p);
    struct version lowered = {
        .label = program_symbol(l->p, ast->text),
        .title = title_of(l, ast),
        .status = ast->flags & FLAG_CONCEPT ? VERSION_CONCEPT : VERSION_ADOPTED,
        .adopted = adopted_on(ast),
        .revises = index ? index - 1 : NONE,
        .rules = lower_rules(l, &version->rules, index, NULL),
        .lapses = lower_lapses(l, version->edition),
        .standards = lower_standards(l, version->standards),
        .origin = origin_of(l, ast->span, version->edition->owner),
    };
    cite_adopted(l, ast, &lowered.citations, &lowered.assumptions);
    l->p->versions[index] = lowered;
}

/* A cell that cites nothing itself rests on what its version cites. */
static void lower_cell(struct lowering *l, index_t v, uint32_t group)
{
    const struct edition *edition = l->typed->versions.at[v].edition;
    const struct intake_cell *cell = intake_cell(l->typed->intake, v, group);
    const struct ast *because = ast_child(cell->ast, AST_OMDAT);
    const struct ast *basis = basis_or(cell->ast, edition->ast);
    struct cell lowered = {
        .skips = cell->skips,
        .from = cell->skips ? DATE_NONE : cell->from,
        .because = because ? symbol_or_none(l, because->text) : NONE,
        .citations = cite_node(l, basis),
        .assumptions = assume_node(l, basis),
        .origin = origin_of(l, cell->ast->span, edition->owner),
    };
    index_t index = program_add_cells(l->p);
    l->p->cells[index] = lowered;
}

static void lower_kader(struct lowering *l, size_t k)
{
    const struct rule_list *list = &l->typed->all->kaders.at[k];
    const struct ast *period = ast_child(list->ast, AST_PERIODE);
    index_t index = program_add_kaders(l->p);
    struct kader lowered = {
        .id = program_symbol(l->p, list->ast->text),
        .title = title_of(l, list->ast),
        .from = day_of(period, 0, DATE_MIN),
        .to = day_of(period, 1, DATE_MAX),
        .adopted = adopted_on(list->ast),
        .rules = lower_rules(l, &l->typed->kaders.at[k], index, NULL),
        .origin = origin_of(l, list->ast->span, list->owner),
    };
    cite_adopted(l, list->ast, &lowered.citations, &lowered.assumptions);
    l->p->kaders[index] = lowered;
}

static void lower_plan(struct lowering *l, const struct typed_plan *plan)
{
    const struct ast *ast = plan->list->ast;
    const struct ast *calendar = ast_child(ast, AST_KALENDER);
    const struct ast *period = calendar ? ast_child(calendar, AST_PERIODE) : NULL;
    index_t index = program_add_plans(l->p);
    struct plan lowered = {
        .id = program_symbol(l->p, ast->text),
        .title = title_of(l, ast),
        .holder = plan->holder,
        .holder_key = program_symbol(l->p, plan->key),
        .version = (index_t)(plan->list->edition - l->typed->all->versions.at),
        .from = day_of(period, 0, DATE_MIN),
        .to = day_of(period, 1, DATE_MAX),
        .term = plan->term ? lower_expr(l, plan->term) : NONE,
        .adopted = adopted_on(ast),
        .rules = lower_rules(l, &plan->rules, index, plan),
        .origin = origin_of(l, ast->span, plan->list->owner),
    };
    cite_adopted(l, ast, &lowered.citations, &lowered.assumptions);
    l->p->plans[index] = lowered;
}

/* ---- decisions, amounts, tasks ---- */

static void lower_decision(struct lowering *l, const struct typed_decision *decision)
{
    const struct ast *ast = decision->ast, *answer = ast_child(ast, AST_ANTWOORD);
    struct decision lowered = {
        .id = program_symbol(l->p, ast->text),
        .title = title_of(l, ast),
        .table = decision->table,
        .from = decision->from,
        .to = decision->to,
        .found = str_equal(answer->text, STR("ja")),
        .rule_ids = add_texts(l, decision->rule_ids.at, decision->rule_ids.len),
        .soorten = add_texts(l, decision->soorten.at, decision->soorten.len),
        .gevolgen = add_texts(l, decision->consequences.at, decision->consequences.len),
        .with_plan = answer->flags & FLAG_PLAN,
        .with_earlier = answer->flags & FLAG_EARLIER,
        .citations = cite_node(l, ast),
        .assumptions = assume_node(l, ast),
        .origin = origin_of(l, ast->span, &vocabulary),
    };
    index_t index = program_add_decisions(l->p);
    l->p->decisions[index] = lowered;
}

static void lower_calculation(struct lowering *l, const struct typed_calculation *calculation)
{
    const struct ast *ast = calculation->ast;
    struct calculation lowered = {
        .id = program_symbol(l->p, ast->text),
        .title = title_of(l, ast),
        .table = calculation->table,
        .value = lower_expr(l, calculation->value),
        .type = calculation->type,
        .citations = cite_node(l, ast),
        .assumptions = assume_node(l, ast),
        .origin = origin_of(l, ast->span, &vocabulary),
    };
    add_calculation_rests_on(l, &lowered, calculation);
    index_t index = program_add_calculations(l->p);
    l->p->calculations[index] = lowered;
}

static struct range lower_names(struct lowering *l, const struct ast *names)
{
    struct range range = {l->p->texts_count, 0};
    for (const struct ast *name = names ? names->first : NULL; name; name = name->next)
        if (name->kind == AST_NAME) add_text(l, name);
    range.count = l->p->texts_count - range.first;
    return range;
}

static const struct ast *parties_of(const struct lowering *l)
{
    const struct ast *stelsel = l->typed->all->names->stelsel;
    return ast_child(stelsel, AST_PARTIJEN);
}

static void lower_window(struct lowering *l, const struct ast *window, struct task *task)
{
    const struct ast *from = window ? ast_at(window, 0) : NULL;
    const struct ast *to = window ? ast_at(window, 1) : NULL;
    task->from = task->to = DATE_NONE;
    task->because = NONE;
    if (!from || from->kind == AST_OMDAT) {
        task->kind = TASK_UNDATED;
        task->because = program_symbol(l->p, from ? from->text : (struct str){0});
    } else if (from->kind == AST_DAGMAAND) {
        task->kind = TASK_YEARLY;
        task->from_month = (uint8_t)(from->value / 100);
        task->from_day = (uint8_t)(from->value % 100);
        task->to_month = (uint8_t)(to->value / 100);
        task->to_day = (uint8_t)(to->value % 100);
        task->from_year = (int32_t)ast_at(window, 2)->value;
        task->to_year = (int32_t)ast_at(window, 3)->value;
    } else {
        task->kind = TASK_ONCE;
        task->from = (date)from->value;
        task->to = (date)to->value;
    }
}

static void lower_task(struct lowering *l, const struct ast *ast)
{
    const struct ast *by = ast_child(ast, AST_DOOR);
    const struct ast *first = by ? by->first : NULL;
    if (first && !first->next && str_equal(first->text, STR("partijen"))) by = parties_of(l);
    struct task lowered = {
        .id = program_symbol(l->p, ast->text),
        .title = title_of(l, ast),
        .parties = lower_names(l, by),
        .citations = cite_node(l, ast),
        .assumptions = assume_node(l, ast),
        .origin = origin_of(l, ast->span, &vocabulary),
    };
    lower_window(l, ast_child(ast, AST_VENSTER), &lowered);
    index_t index = program_add_tasks(l->p);
    l->p->tasks[index] = lowered;
}

/* ---- all of it ---- */

static void lower_stelsel(struct lowering *l)
{
    const struct typed *typed = l->typed;
    const struct ast *ast = typed->all->names->stelsel;
    const struct ast *term = ast_child(ast, AST_PERIODE);
    const struct ast *rounding = ast_child(ast, AST_MAANDAFRONDING);
    const struct typed_stelsel *words = &typed->stelsel;
    bool up = rounding && str_equal(rounding->text, STR("omhoog"));
    struct stelsel lowered = {
        .id = program_symbol(l->p, ast->text),
        .title = title_of(l, ast),
        .from = day_of(term, 0, DATE_MIN),
        .to = day_of(term, 1, DATE_MAX),
        .month_rounding = up ? MONTH_ROUND_UP : MONTH_ROUND_DOWN,
        .groups = typed->intake->groups,
        .parties = lower_names(l, parties_of(l)),
        .every_cell = words->every_cell ? lower_expr(l, words->every_cell) : NONE,
        .own_growth_year = words->own_growth_year ? lower_expr(l, words->own_growth_year) : NONE,
        .calendar_year = words->calendar_year ? lower_expr(l, words->calendar_year) : NONE,
        .table = typed->schema->intake_table,
        .plan_column = typed->plan_column,
    };
    l->p->stelsel = lowered;
}

/* The same for the same files wherever they lie: names and texts, each with its length before it,
 * so that no two sets of files run together. */
static void hash_content(struct lowering *l)
{
    const struct names *names = l->typed->all->names;
    struct sha256 hash;
    sha256_init(&hash);
    for (size_t i = 0; i < names->file_count; i++) {
        const struct str parts[] = {names->files[i]->name, names->files[i]->text};
        for (size_t n = 0; n < sizeof parts / sizeof *parts; n++) {
            sha256_add_u64(&hash, parts[n].len);
            sha256_add(&hash, parts[n]);
        }
    }
    sha256_end(&hash, l->p->content);
}

static void name_files(struct lowering *l)
{
    const struct names *names = l->typed->all->names;
    for (size_t i = 0; i < names->file_count; i++)
        if (names->files[i]->file >= l->file_count)
            l->file_count = (size_t)names->files[i]->file + 1;
    l->files = ARENA_ARRAY(l->arena, index_t, l->file_count);
    for (size_t i = 0; i < l->file_count; i++) l->files[i] = NONE;
    for (size_t i = 0; i < names->file_count; i++)
        l->files[names->files[i]->file] = program_symbol(l->p, names->files[i]->name);
}

struct program *lower(const struct typed *typed)
{
    struct arena *arena = typed->all->names->arena;
    struct lowering l = {.arena = arena, .p = program_create(arena), .typed = typed};
    name_files(&l);
    lower_sources(&l);
    for (uint32_t i = 0; i < intern_count(typed->all->numbers[ENTRY_KEUZE]); i++)
        lower_keuze(&l, i);
    lower_tables(&l);
    lower_readings(&l);
    lower_stelsel(&l);
    for (size_t v = 0; v < typed->versions.len; v++) lower_version(&l, &typed->versions.at[v]);
    for (index_t v = 0; v < typed->versions.len; v++)
        for (uint32_t g = 1; g <= typed->intake->groups; g++) lower_cell(&l, v, g);
    for (size_t k = 0; k < typed->kaders.len; k++) lower_kader(&l, k);
    for (size_t i = 0; i < typed->plans.len; i++) lower_plan(&l, &typed->plans.at[i]);
    for (size_t i = 0; i < typed->decisions.len; i++) lower_decision(&l, &typed->decisions.at[i]);
    for (size_t i = 0; i < typed->calculations.len; i++)
        lower_calculation(&l, &typed->calculations.at[i]);
    for (size_t i = 0; i < typed->tasks.len; i++) lower_task(&l, typed->tasks.at[i]);
    hash_content(&l);
    return l.p;
}
