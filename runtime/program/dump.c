/* A program as text, for whoever wants to see what a policy has become (`--dump program`).
 *
 * Every array in its order, every item under its index; what refers to an item shows its name where
 * it has one, and %index where it is a node.  Fields that say nothing (no, none, empty) are left
 * out.  The text is the same for equal programs, so that two can be held side by side.
 *
 * It is also what one looks at when the verifier has refused a program, so it takes nothing for
 * granted: what points outside shows as `?` and its number. */
#include "program/internal.h"

#include <inttypes.h>
#include <string.h>

struct dump {
    const struct program *p;
    struct buf *out;
};

static index_t index_at(const void *at)
{
    index_t i;
    memcpy(&i, at, sizeof i);
    return i;
}

/* ---- Things by their name ---- */

static void show_symbol(const struct dump *d, index_t symbol)
{
    if (symbol < intern_count(d->p->symbols))
        buf_add(d->out, program_text(d->p, symbol));
    else if (symbol != NONE)
        buf_printf(d->out, "?%" PRIu32, symbol);
}

static void show_quoted(const struct dump *d, index_t symbol)
{
    if (symbol == NONE) return;
    buf_addc(d->out, '"');
    show_symbol(d, symbol);
    buf_addc(d->out, '"');
}

/* A set without a name is its members. */
static void show_members(const struct dump *d, const struct set *set)
{
    buf_addc(d->out, '{');
    for (index_t i = 0; i < set->items.count; i++) {
        index_t item = set->items.first + i;
        if (item >= d->p->set_items_count) break;
        if (i) buf_adds(d->out, ", ");
        show_symbol(d, d->p->set_items[item].member);
    }
    buf_addc(d->out, '}');
}

static void show_item(const struct dump *d, enum program_array array, index_t i)
{
    if (i == NONE) return;
    if (i >= program_count(d->p, array))
        buf_printf(d->out, "?%" PRIu32, i);
    else if (array == ARRAY_nodes)
        buf_printf(d->out, "%%%" PRIu32, i);
    else if (program_name(d->p, array, i) != NONE)
        show_symbol(d, program_name(d->p, array, i));
    else if (array == ARRAY_sets)
        show_members(d, &d->p->sets[i]);
    else
        buf_printf(d->out, "%s[%" PRIu32 "]", program_arrays[array].name, i);
}

static void show_enum(const struct dump *d, enum program_enum e, unsigned value)
{
    if (value < program_enums[e].count)
        buf_adds(d->out, program_enums[e].at[value]);
    else
        buf_printf(d->out, "?%u", value);
}

static void show_date(const struct dump *d, int64_t day)
{
    char iso[DATE_ISO_SIZE];
    if (day >= DATE_MIN && day <= DATE_MAX)
        buf_adds(d->out, date_iso((date)day, iso));
    else
        buf_printf(d->out, "?%" PRId64, day);
}

static void show_decimal(const struct dump *d, int64_t value, unsigned scale)
{
    char text[DECIMAL_TEXT_SIZE];
    if (scale <= DECIMAL_SCALE_MAX)
        buf_adds(d->out, decimal_text(value, scale, ',', text));
    else
        buf_printf(d->out, "%" PRId64 "e-%u", value, scale);
}

static void show_type(const struct dump *d, const struct type *t)
{
    show_enum(d, ENUM_types, t->kind);
    switch (t->kind) {
    case TYPE_GETAL:
    case TYPE_BEDRAG:
        buf_addc(d->out, ' ');
        show_decimal(d, t->min, t->scale);
        buf_adds(d->out, "..");
        show_decimal(d, t->max, t->scale);
        break;
    case TYPE_CODE:
        if (t->ref != NONE) buf_addc(d->out, ' ');
        show_quoted(d, t->ref);
        break;
    case TYPE_KEUZE:
        buf_addc(d->out, ' ');
        show_item(d, ARRAY_keuzes, t->ref);
        break;
    case TYPE_VERWIJZING:
    case TYPE_RECORD:
        buf_addc(d->out, ' ');
        show_item(d, ARRAY_tables, t->ref);
        break;
    default: break;
    }
}

static void show_origin(const struct dump *d, const struct origin *o)
{
    show_symbol(d, o->file);
    buf_printf(d->out, ":%" PRIu32 ":%" PRIu32, o->line, o->column);
}

/* ---- Fields by their kind ----
 *
 * One function a kind; what writes nothing is left out with its label. */

typedef void field_show(const struct dump *d, const struct field *f, const char *item);

static void show_flag_field(const struct dump *d, const struct field *f, const char *item)
{
    if (*(const uint8_t *)(item + f->at)) buf_adds(d->out, "ja");
}

static void show_byte_field(const struct dump *d, const struct field *f, const char *item)
{
    unsigned n = *(const uint8_t *)(item + f->at);
    if (n) buf_printf(d->out, "%u", n);
}

static void show_count_field(const struct dump *d, const struct field *f, const char *item)
{
    index_t n = index_at(item + f->at);
    if (n) buf_printf(d->out, "%" PRIu32, n);
}

static void show_year_field(const struct dump *d, const struct field *f, const char *item)
{
    int32_t n;
    memcpy(&n, item + f->at, sizeof n);
    if (n) buf_printf(d->out, "%" PRId32, n);
}

static void show_number_field(const struct dump *d, const struct field *f, const char *item)
{
    int64_t n;
    memcpy(&n, item + f->at, sizeof n);
    buf_printf(d->out, "%" PRId64, n);
}

static void show_enum_field(const struct dump *d, const struct field *f, const char *item)
{
    show_enum(d, f->of, *(const uint8_t *)(item + f->at));
}

static void show_date_field(const struct dump *d, const struct field *f, const char *item)
{
    date day;
    memcpy(&day, item + f->at, sizeof day);
    if (day != DATE_NONE) show_date(d, day);
}

static void show_symbol_field(const struct dump *d, const struct field *f, const char *item)
{
    show_quoted(d, index_at(item + f->at));
}

/* A node with its phrase, so that a rule can be read without going to its nodes. */
static void show_index_field(const struct dump *d, const struct field *f, const char *item)
{
    index_t i = index_at(item + f->at);
    show_item(d, f->of, i);
    if (f->of != ARRAY_nodes || i >= d->p->nodes_count || d->p->nodes[i].phrase == NONE) return;
    buf_adds(d->out, "  ");
    show_symbol(d, d->p->nodes[i].phrase);
}

static void show_citation(const struct dump *d, const struct citation *c)
{
    show_item(d, ARRAY_sources, c->source);
    if (c->place == NONE) return;
    buf_addc(d->out, ' ');
    show_quoted(d, c->place);
}

static void show_between(const struct dump *d, index_t i)
{
    if (i) buf_adds(d->out, ", ");
}

static bool show_outside(const struct dump *d, struct range r, index_t count)
{
    bool outside = r.first > count || r.count > count - r.first;
    if (outside) buf_printf(d->out, "?%" PRIu32 "+%" PRIu32, r.first, r.count);
    return outside;
}

static void show_range_field(const struct dump *d, const struct field *f, const char *item)
{
    struct range r;
    memcpy(&r, item + f->at, sizeof r);
    if (!r.count || show_outside(d, r, program_count(d->p, f->of))) return;
    for (index_t i = 0; i < r.count; i++) {
        show_between(d, i);
        if (f->of == ARRAY_texts)
            show_quoted(d, d->p->texts[r.first + i].to);
        else if (f->of == ARRAY_citations)
            show_citation(d, &d->p->citations[r.first + i]);
        else
            show_item(d, f->of, r.first + i);
    }
}

static void show_refs_field(const struct dump *d, const struct field *f, const char *item)
{
    struct range r;
    memcpy(&r, item + f->at, sizeof r);
    if (!r.count || show_outside(d, r, d->p->refs_count)) return;
    for (index_t i = 0; i < r.count; i++) {
        show_between(d, i);
        show_item(d, f->of, d->p->refs[r.first + i].to);
    }
}

/* One part, or the nine places of a rule, each with what stands there. */
static void show_part_field(const struct dump *d, const struct field *f, const char *item)
{
    static const char *const parts[PART_COUNT] = {
        [PART_TITLE] = "titel",   [PART_SOORT] = "soort",        [PART_CITATIONS] = "bron",
        [PART_APPLIES] = "geldt", [PART_EXCEPTIONS] = "behalve", [PART_DEADLINE] = "uiterlijk",
        [PART_CONDITION] = "eis", [PART_CONSEQUENCE] = "gevolg", [PART_ASSUMPTIONS] = "aanname",
    };
    size_t size = program_layouts[f->of].size, start = d->out->len;
    if (f->of == STRUCT_type) {
        show_type(d, (const void *)(item + f->at));
        return;
    }
    for (size_t i = 0; i < f->size / size; i++) {
        const struct origin *origin = (const void *)(item + f->at + i * size);
        if (origin->file == NONE) continue;
        if (d->out->len > start) buf_adds(d->out, ", ");
        if (f->size > size) buf_printf(d->out, "%s ", parts[i]);
        show_origin(d, origin);
    }
}

static void show_digest_field(const struct dump *d, const struct field *f, const char *item)
{
    char hex[SHA256_HEX];
    sha256_hex((const uint8_t *)item + f->at, hex);
    buf_adds(d->out, hex);
}

static void show_owner_field(const struct dump *d, const struct field *f, const char *item)
{
    static const uint8_t owners[] = {
        [LAYER_LEIDRAAD] = ARRAY_versions,
        [LAYER_KADER] = ARRAY_kaders,
        [LAYER_REGIOPLAN] = ARRAY_plans,
    };
    const struct rule *r = (const void *)item;
    (void)f;
    if (r->layer < sizeof owners) show_item(d, owners[r->layer], r->owner);
}

/* OPERAND, REFERENT and LINK are in nodes, types and edges, which have forms of their own. */
static field_show *const field_shows[KINDS] = {
    [KIND_FLAG] = show_flag_field,     [KIND_BYTE] = show_byte_field,
    [KIND_COUNT] = show_count_field,   [KIND_YEAR] = show_year_field,
    [KIND_NUMBER] = show_number_field, [KIND_ENUM] = show_enum_field,
    [KIND_DATE] = show_date_field,     [KIND_DATE_OR_NOT] = show_date_field,
    [KIND_SYMBOL] = show_symbol_field, [KIND_SYMBOL_OR_NOT] = show_symbol_field,
    [KIND_INDEX] = show_index_field,   [KIND_INDEX_OR_NOT] = show_index_field,
    [KIND_RANGE] = show_range_field,   [KIND_REFS] = show_refs_field,
    [KIND_PART] = show_part_field,     [KIND_DIGEST] = show_digest_field,
    [KIND_OWNER] = show_owner_field,
};

/* A field a line; of a struct of a few fields all on one line. */
enum { FEW_FIELDS = 3 };

static void show_fields(const struct dump *d, const struct layout *layout, const char *item)
{
    bool few = layout->count <= FEW_FIELDS;
    for (size_t i = 0; i < layout->count; i++) {
        const struct field *f = &layout->fields[i];
        size_t before = d->out->len;
        buf_printf(d->out, few ? " %s: " : "\n    %s: ", f->name);
        size_t label = d->out->len;
        field_shows[f->kind](d, f, item);
        if (d->out->len == label) d->out->len = before;
    }
    buf_addc(d->out, '\n');
}

/* ---- Nodes ---- */

static void show_constant(const struct dump *d, const struct node *n)
{
    switch (n->type.kind) {
    case TYPE_JA_NEE: buf_adds(d->out, n->value ? "ja" : "nee"); break;
    case TYPE_GETAL:
    case TYPE_BEDRAG: show_decimal(d, n->value, n->type.scale); break;
    case TYPE_DATUM: show_date(d, n->value); break;
    case TYPE_TEKST:
    case TYPE_CODE:
    case TYPE_KEUZE:
    case TYPE_VERSIE:
    case TYPE_VERWIJZING:
        if (n->value >= 0 && n->value < intern_count(d->p->symbols))
            show_symbol(d, (index_t)n->value);
        else
            buf_printf(d->out, "?%" PRId64, n->value);
        break;
    default: buf_printf(d->out, "%" PRId64, n->value); break;
    }
}

static void show_edges(const struct dump *d, const struct node *n)
{
    struct range r = {n->a, n->b};
    if (show_outside(d, r, d->p->edges_count)) return;
    for (index_t i = 0; i < r.count; i++) {
        if (i) buf_addc(d->out, ' ');
        show_item(d, ARRAY_nodes, d->p->edges[r.first + i].to);
    }
}

static void show_operand(const struct dump *d, const struct node *n, char letter, index_t operand)
{
    static const uint8_t arrays[128] = {
        ['n'] = ARRAY_nodes,      ['C'] = ARRAY_columns,  ['D'] = ARRAY_definitions,
        ['L'] = ARRAY_tables,     ['T'] = ARRAY_tables,   ['S'] = ARRAY_sets,
        ['P'] = ARRAY_parameters, ['R'] = ARRAY_readings,
    };
    switch (letter) {
    case '-':
    case 'k': break; /* shown with the edges that it counts */
    case 'e': show_edges(d, n); break;
    case 'Y': show_quoted(d, operand); break;
    default: show_item(d, arrays[(unsigned char)letter], operand); break;
    }
    buf_adds(d->out, letter == '-' || letter == 'k' ? "" : " ");
}

static void show_value(const struct dump *d, const struct node *n)
{
    if (n->op != OP_GEDEELD && n->op != OP_AFGEROND)
        show_constant(d, n);
    else if (n->value >= 0 && n->value <= ROUND_HALF_EVEN)
        buf_adds(d->out, program_roundings[n->value]);
    else
        buf_printf(d->out, "?%" PRId64, n->value);
    buf_addc(d->out, ' ');
}

/* %12 KOLOM datum: %4 instroom   = the phrase */
static void show_node(const struct dump *d, index_t i)
{
    const struct node *n = &d->p->nodes[i];
    buf_printf(d->out, "  %%%" PRIu32 " ", i);
    show_enum(d, ENUM_opcodes, n->op);
    buf_addc(d->out, ' ');
    show_type(d, &n->type);
    buf_adds(d->out, ": ");
    if (n->op < OP_COUNT) {
        const char *letters = opcode_operands(n->op);
        const index_t operands[3] = {n->a, n->b, n->c};
        for (int k = 0; k < 3; k++) show_operand(d, n, letters[k], operands[k]);
        if (letters[3] == 'x') show_value(d, n);
    }
    if (n->phrase != NONE) buf_adds(d->out, "= ");
    show_symbol(d, n->phrase);
    buf_addc(d->out, '\n');
}

/* ---- The whole ---- */

static void show_array(const struct dump *d, enum program_array array)
{
    const struct array *a = &program_arrays[array];
    index_t count = program_count(d->p, array);
    /* Edges and citations are shown where they are used: they say nothing alone. */
    if (!count || a->layout == &program_layouts[STRUCT_edge] || array == ARRAY_citations) return;
    buf_printf(d->out, "\n%s %" PRIu32 "\n", a->name, count);
    for (index_t i = 0; i < count; i++) {
        if (array == ARRAY_nodes) {
            show_node(d, i);
            continue;
        }
        buf_printf(d->out, "  [%" PRIu32 "]", i);
        show_fields(d, a->layout, program_item(d->p, array, i));
    }
}

void program_dump(const struct program *p, struct buf *out)
{
    struct dump d = {p, out};
    char content[SHA256_HEX];
    sha256_hex(p->content, content);
    buf_printf(out, "content %s\n\nstelsel", content);
    show_fields(&d, &program_layouts[STRUCT_stelsel], (const char *)&p->stelsel);
    for (enum program_array a = 0; a < ARRAYS; a++) show_array(&d, a);
}
