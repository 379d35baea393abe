/* One value: from the text of a cell or a JSON scalar to the int64 of its column.
 *
 * Nothing is guessed.  What is not certain is a fault that says what was expected and, where there
 * is one, what was probably meant.  Spaces around a date, a number or a ja/nee mean nothing; codes,
 * keys and members compare exactly, so there a space is kept and pointed at. */
#include "data/build.h"

#include "data/likely.h"

#include <string.h>

/* What one reader of a type has before it. */
struct scalar {
    struct data_builder *b;
    const struct column *column;
    index_t index; /* of the column */
    enum data_form form;
    struct str text;
    int64_t *out;
    struct data_fault *fault;
};

/* A message about the cell: {0} is what was written, {1} the column, and perhaps more. */
static bool bad(struct scalar *cell, enum data_diag kind, struct str more, struct str yet_more)
{
    *cell->fault = FAULT0(kind);
    if (builder_counts_only(cell->b)) return false;
    *cell->fault = fault_of(kind, shorten(cell->b->arena, cell->text),
                            column_name(cell->b->program, cell->index), more, yet_more);
    return false;
}
#define NO_MORE  \
    (struct str) \
    {            \
        0        \
    }

/* meant: empty when nobody knows.  Text of the input is only suggested when it can be
 * shown whole. */
static bool bad_meant_more(struct scalar *cell, enum data_diag kind, struct str meant,
                           struct str more)
{
    bad(cell, kind, more, NO_MORE);
    if (!builder_counts_only(cell->b) && str_equal(shorten(cell->b->arena, meant), meant))
        cell->fault->suggestion = meant;
    return false;
}

static bool bad_meant(struct scalar *cell, enum data_diag kind, struct str meant)
{
    return bad_meant_more(cell, kind, meant, NO_MORE);
}

static bool is_json(const struct scalar *cell)
{
    return cell->form != FORM_CSV;
}

static bool all_digits(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9') return false;
    return s.len > 0;
}

/* ---- ja/nee */

static bool read_ja_nee(struct scalar *cell)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = {{"ja", true},      {"nee", false}, {"j", true},      {"n", false}, {"waar", true},
                 {"onwaar", false}, {"true", true}, {"false", false}, {"1", true},  {"0", false}};
    char lower[8];
    struct str text = str_trim(cell->text);
    if (cell->form == FORM_JSON_TRUE || cell->form == FORM_JSON_FALSE) {
        *cell->out = cell->form == FORM_JSON_TRUE;
        return true;
    }
    if (text.len < sizeof lower) {
        for (size_t i = 0; i < text.len; i++) {
            char c = text.at[i];
            lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            if (!str_equal(str_from(words[i].word), (struct str){lower, text.len})) continue;
            *cell->out = words[i].value;
            return true;
        }
    }
    return bad(cell, DATA_JA_NEE, NO_MORE, NO_MORE);
}

/* ---- Dates */

static struct str iso_text(struct scalar *cell, date d)
{
    char iso[DATE_ISO_SIZE];
    return str_copy(cell->b->arena, str_from(date_iso(d, iso)));
}

/* Spreadsheets count days from 30-12-1899; five digits are the years 1927 to 2173. */
static bool is_serial(struct str text, date *out)
{
    enum { DIGITS = 5, EPOCH_SERIAL = 25569 };
    int serial = 0;
    if (text.len != DIGITS || !all_digits(text) || text.at[0] == '0') return false;
    for (size_t i = 0; i < text.len; i++) serial = 10 * serial + (text.at[i] - '0');
    *out = serial - EPOCH_SERIAL;
    return true;
}

static bool read_date(struct scalar *cell)
{
    struct str text = str_trim(cell->text);
    bool json = is_json(cell);
    date d;
    enum date_parse parsed = json ? date_parse_iso(text, &d) : date_parse(text, &d);
    if (parsed == DATE_PARSE_OK) {
        *cell->out = d;
        return true;
    }
    if (parsed == DATE_PARSE_DAY) return bad(cell, DATA_DATE_DAY, NO_MORE, NO_MORE);
    if (json && date_parse(text, &d) == DATE_PARSE_OK)
        return bad_meant(cell, DATA_DATE_ISO, iso_text(cell, d));
    if (is_serial(text, &d)) return bad_meant(cell, DATA_DATE_SERIAL, iso_text(cell, d));
    /* With a time behind it, as databases export it. */
    if (text.len > DATE_ISO_SIZE && (text.at[10] == 'T' || text.at[10] == ' ') &&
        date_parse_iso((struct str){text.at, 10}, &d) == DATE_PARSE_OK)
        return bad_meant(cell, json ? DATA_DATE_ISO : DATA_DATE_FORM, iso_text(cell, d));
    return bad(cell, json ? DATA_DATE_ISO : DATA_DATE_FORM, NO_MORE, NO_MORE);
}

/* ---- Numbers */

/* As people write it: no zeros at the end of the decimals. */
static struct str number_text(struct scalar *cell, int64_t value)
{
    char number[DECIMAL_TEXT_SIZE];
    struct str s =
        str_from(decimal_text(value, cell->column->type.scale, is_json(cell) ? '.' : ',', number));
    if (cell->column->type.scale) {
        while (s.at[s.len - 1] == '0') s.len--;
        if (s.at[s.len - 1] == ',' || s.at[s.len - 1] == '.') s.len--;
    }
    return str_copy(cell->b->arena, s);
}

/* Or one of all numbers that there are, which is not worth naming. */
static bool has_range(const struct type *type)
{
    return type->min > INT64_MIN + 1 || type->max < INT64_MAX;
}

static bool bad_range(struct scalar *cell)
{
    const struct type *type = &cell->column->type;
    if (!has_range(type)) return bad(cell, DATA_NUMBER_SIZE, NO_MORE, NO_MORE);
    return bad(cell, DATA_NUMBER_RANGE, number_text(cell, type->min), number_text(cell, type->max));
}

/* 2.095 may be a thousand or a fraction, and is asked about; 1.234.567 and 1.234,5 can only be
 * thousands, but to read those and not the other would be a trap. */
static bool bad_dot(struct scalar *cell)
{
    struct str text = str_trim(cell->text);
    struct buf without = {.arena = cell->b->arena}, comma = {.arena = cell->b->arena};
    size_t dots = 0, commas = 0;
    if (text.len > DECIMAL_TEXT_SIZE) return bad(cell, DATA_NUMBER_DOTS, NO_MORE, NO_MORE);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        dots += c == '.';
        commas += c == ',';
        if (c != '.') buf_addc(&without, c);
        buf_addc(&comma, c == '.' ? ',' : c);
    }
    if (dots == 1 && !commas && text.at[0] != '.' && text.at[text.len - 1] != '.')
        return bad(cell, DATA_NUMBER_DOT, buf_str(&without), buf_str(&comma));
    return bad_meant(cell, DATA_NUMBER_DOTS, buf_str(&without));
}

static bool read_number(struct scalar *cell)
{
    const struct type *type = &cell->column->type;
    struct str text = str_trim(cell->text);
    int64_t value = 0;
    enum decimal_parse parsed;
    if (cell->form == FORM_JSON_STRING) {
        bool number = decimal_parse_json(text, type->scale, &value) != DECIMAL_FORM;
        return bad_meant(cell, DATA_JSON_NUMBER, number ? text : (struct str){0});
    }
    parsed = is_json(cell) ? decimal_parse_json(text, type->scale, &value)
                           : decimal_parse_dutch(text, type->scale, &value);
    switch (parsed) {
    case DECIMAL_OK: break;
    case DECIMAL_FORM: return bad(cell, DATA_NUMBER_FORM, NO_MORE, NO_MORE);
    case DECIMAL_AMBIGUOUS: return bad_dot(cell);
    case DECIMAL_RANGE: return bad_range(cell);
    case DECIMAL_SCALE:
        if (!type->scale) return bad(cell, DATA_NUMBER_WHOLE, NO_MORE, NO_MORE);
        return bad(cell, DATA_NUMBER_SCALE, count_text(cell->b->arena, type->scale), NO_MORE);
    }
    if (value == UNKNOWN || (has_range(type) && (value < type->min || value > type->max)))
        return bad_range(cell);
    *cell->out = value;
    return true;
}

/* ---- Text, codes, keys */

static bool keep_symbol(struct scalar *cell)
{
    *cell->out = intern(cell->b->symbols, cell->text);
    return true;
}

/* A name of something, with a character that nobody sees: another name, which can be neither shown
 * nor asked for.  at: where the first of them is. */
static bool bad_unseen(struct scalar *cell, size_t at)
{
    struct arena *arena = cell->b->arena;
    struct buf seen = {.arena = arena};
    struct str rest = cell->text;
    uint32_t point = 0;
    str_first((struct str){rest.at + at, rest.len - at}, &point);
    for (size_t n; (n = str_first(rest, NULL)); rest.at += n, rest.len -= n)
        if (!str_unseen(rest)) buf_add(&seen, (struct str){rest.at, n});
    return bad_meant_more(cell, DATA_UNSEEN, str_trim(buf_str(&seen)),
                          str_from(arena_printf(arena, "U+%04X", (unsigned)point)));
}

/* Where the first character is that nobody sees; the length: there is none. */
static size_t find_unseen(struct str s)
{
    size_t at = 0;
    while (at < s.len && !str_unseen((struct str){s.at + at, s.len - at})) at++;
    return at;
}

/* A value that is kept, but with a warning, once a column: it will equal no other without the
 * space. */
static bool keep_exact(struct scalar *cell)
{
    struct str trimmed = str_trim(cell->text);
    size_t unseen = find_unseen(cell->text);
    if (unseen < cell->text.len) return bad_unseen(cell, unseen);
    if (trimmed.len != cell->text.len && !cell->b->spaces_told[cell->index]) {
        cell->b->spaces_told[cell->index] = true;
        bad_meant(cell, DATA_SPACES, trimmed);
    }
    return keep_symbol(cell);
}

static const struct pattern *pattern_of(struct scalar *cell, index_t symbol)
{
    struct pattern **pattern = &cell->b->patterns[cell->index];
    if (!*pattern) {
        struct pattern *made = ARENA_NEW(cell->b->arena, struct pattern);
        if (!pattern_compile(made, program_text(cell->b->program, symbol))) made->items = 0;
        *pattern = made;
    }
    return *pattern;
}

static bool bad_code(struct scalar *cell, const struct pattern *pattern, struct str text_of_pattern)
{
    char longer[64 + 1];
    struct str text = cell->text, trimmed = str_trim(text);
    unsigned digits = pattern_digits(pattern);
    if (builder_counts_only(cell->b)) return bad(cell, DATA_CODE_PATTERN, NO_MORE, NO_MORE);
    if (all_digits(text) && text.len < sizeof longer) {
        longer[0] = '0';
        memcpy(longer + 1, text.at, text.len);
        struct str whole = {longer, text.len + 1};
        if (pattern_fits(pattern, whole))
            return bad_meant(cell, DATA_CODE_ZERO, str_copy(cell->b->arena, whole));
    }
    if (digits)
        bad(cell, DATA_CODE_DIGITS, count_text(cell->b->arena, digits), NO_MORE);
    else
        bad(cell, DATA_CODE_PATTERN, text_of_pattern, NO_MORE);
    if (pattern_fits(pattern, trimmed)) cell->fault->suggestion = trimmed;
    return false;
}

static bool read_code_as(struct scalar *cell, const struct type *type)
{
    if (type->ref == NONE) return keep_exact(cell);
    const struct pattern *pattern = pattern_of(cell, type->ref);
    struct str text = program_text(cell->b->program, type->ref);
    if (!pattern->items) return bad(cell, DATA_PATTERN, text, NO_MORE);
    return pattern_fits(pattern, cell->text) ? keep_symbol(cell) : bad_code(cell, pattern, text);
}

static bool read_code(struct scalar *cell)
{
    return read_code_as(cell, &cell->column->type);
}

/* The key of another record.  Where that key has a pattern, a reference that does not fit it is a
 * mistake here, and not a record that is missing there. */
static bool read_reference(struct scalar *cell)
{
    const struct program *p = cell->b->program;
    struct range keys = p->tables[cell->column->type.ref].keys;
    const struct type *key = &p->columns[keys.first].type;
    bool code = keys.count == 1 && key->kind == TYPE_CODE;
    return code ? read_code_as(cell, key) : keep_exact(cell);
}

static bool read_text(struct scalar *cell)
{
    return keep_symbol(cell);
}

/* ---- Members and versions */

/* Looking a text up makes no symbol of it, and the program's symbols come first. */
static bool is_marked(const struct scalar *cell, const uint8_t *marks, uint32_t *symbol)
{
    return intern_find(cell->b->symbols, cell->text, symbol) &&
           *symbol < intern_count(cell->b->program->symbols) && marks[*symbol];
}

static const uint8_t *members_of(struct data_builder *b, index_t keuze)
{
    if (b->members[keuze]) return b->members[keuze];
    struct range members = b->program->keuzes[keuze].members;
    uint8_t *marks = ARENA_ARRAY(b->arena, uint8_t, intern_count(b->program->symbols));
    for (index_t i = 0; i < members.count; i++)
        marks[b->program->members[members.first + i].id] = true;
    return b->members[keuze] = marks;
}

static const uint8_t *versions_of(struct data_builder *b)
{
    if (b->versions) return b->versions;
    b->versions = ARENA_ARRAY(b->arena, uint8_t, intern_count(b->program->symbols));
    for (index_t v = 0; v < b->program->versions_count; v++)
        b->versions[b->program->versions[v].label] = true;
    return b->versions;
}

/* "a, b, c", cut off after a dozen. */
static void add_name(struct buf *names, struct str name, index_t n)
{
    enum { NAMES_MAX = 12 };
    if (n > NAMES_MAX) return;
    if (n) buf_adds(names, ", ");
    if (n < NAMES_MAX)
        buf_add(names, name);
    else
        buf_adds(names, "…");
}

static struct str likely_member(const struct scalar *cell, bool titles)
{
    const struct program *p = cell->b->program;
    struct range members = p->keuzes[cell->column->type.ref].members;
    struct likely likely = likely_start(cell->text, &cell->b->tries_left);
    for (index_t i = 0; i < members.count; i++) {
        const struct member *member = &p->members[members.first + i];
        struct str id = program_text(p, member->id);
        likely_try(&likely, id, id);
        if (titles) likely_try(&likely, program_text(p, member->title), id);
    }
    return likely_best(&likely);
}

/* An open list takes any code; a new one that is nearly one of the list is pointed at, the first
 * time it is seen. */
static bool read_open_member(struct scalar *cell)
{
    uint32_t symbol;
    if (!intern_find(cell->b->symbols, cell->text, &symbol)) {
        struct str meant = likely_member(cell, false);
        if (meant.len) bad_meant(cell, DATA_MEMBER_LIKE, meant);
    }
    return keep_exact(cell);
}

static struct str member_names(const struct scalar *cell)
{
    const struct program *p = cell->b->program;
    struct range members = p->keuzes[cell->column->type.ref].members;
    struct buf names = {.arena = cell->b->arena};
    for (index_t i = 0; i < members.count; i++)
        add_name(&names, program_text(p, p->members[members.first + i].id), i);
    return buf_str(&names);
}

/* ---- Words of other policies */

static bool has_word(const struct program *p, const struct type *type, struct str text)
{
    if (type->kind == TYPE_VERSIE) return program_find_version(p, text) != NONE;
    struct range members = p->keuzes[type->ref].members;
    for (index_t i = 0; i < members.count; i++)
        if (str_equal(program_text(p, p->members[members.first + i].id), text)) return true;
    return false;
}

/* Whether the column of that name has the word in its closed list. */
static bool knows(const struct program *other, const struct scalar *cell)
{
    const struct program *p = cell->b->program;
    index_t table = program_find_table(other, table_name(p, cell->column->table));
    if (table == NONE) return false;
    struct range columns = other->tables[table].columns;
    for (index_t c = columns.first; c < columns.first + columns.count; c++) {
        const struct type *type = &other->columns[c].type;
        if (type->kind == cell->column->type.kind &&
            str_equal(column_name(other, c), column_name(p, cell->index)))
            return has_word(other, type, cell->text);
    }
    return false;
}

static bool is_elsewhere(const struct scalar *cell)
{
    const struct data_options *options = &cell->b->options;
    for (size_t i = 0; i < options->others_count; i++)
        if (knows(options->others[i], cell)) return true;
    return false;
}

/* The first time that it is seen: a new word stands in many records.  Few are kept, since the
 * policies have no more. */
static void tell_elsewhere(struct scalar *cell)
{
    struct data_builder *b = cell->b;
    for (size_t i = 0; i < b->elsewhere_told.len; i++) {
        const struct told_value *told = &b->elsewhere_told.at[i];
        if (told->column == cell->index && str_equal(told->text, cell->text)) return;
    }
    *VEC_PUSH(b->arena, &b->elsewhere_told) =
        (struct told_value){cell->index, str_copy(b->arena, cell->text)};
    if (cell->column->type.kind == TYPE_VERSIE)
        bad(cell, DATA_VERSION_ELSEWHERE, NO_MORE, NO_MORE);
    else
        bad(cell, DATA_MEMBER_ELSEWHERE, member_names(cell), NO_MORE);
}

/* ---- Members and versions, read */

static bool read_member(struct scalar *cell)
{
    const struct program *p = cell->b->program;
    index_t keuze = cell->column->type.ref;
    uint32_t symbol;
    if (is_marked(cell, members_of(cell->b, keuze), &symbol)) {
        *cell->out = symbol;
        return true;
    }
    if (p->keuzes[keuze].open) return read_open_member(cell);

    if (is_elsewhere(cell)) {
        tell_elsewhere(cell);
        cell->b->elsewhere++;
        return true;
    }
    if (builder_counts_only(cell->b)) return bad(cell, DATA_MEMBER, NO_MORE, NO_MORE);
    bad(cell, DATA_MEMBER, member_names(cell), NO_MORE);
    cell->fault->suggestion = likely_member(cell, true);
    return false;
}

static bool read_version(struct scalar *cell)
{
    const struct program *p = cell->b->program;
    uint32_t symbol;
    if (is_marked(cell, versions_of(cell->b), &symbol)) {
        *cell->out = symbol;
        return true;
    }
    if (cell->b->options.any_version) return keep_symbol(cell);
    if (is_elsewhere(cell)) {
        tell_elsewhere(cell);
        return keep_symbol(cell);
    }
    if (!p->versions_count) return bad(cell, DATA_NO_VERSIONS, NO_MORE, NO_MORE);
    if (builder_counts_only(cell->b)) return bad(cell, DATA_VERSION, NO_MORE, NO_MORE);
    struct buf names = {.arena = cell->b->arena};
    struct likely likely = likely_start(cell->text, &cell->b->tries_left);
    for (index_t v = 0; v < p->versions_count; v++) {
        struct str label = program_text(p, p->versions[v].label);
        add_name(&names, label, v);
        likely_try(&likely, label, label);
    }
    bad(cell, DATA_VERSION, buf_str(&names), NO_MORE);
    cell->fault->suggestion = likely_best(&likely);
    return false;
}

/* ---- All of them */

static bool (*const readers[TYPE_KINDS])(struct scalar *) = {
    [TYPE_JA_NEE] = read_ja_nee,        [TYPE_GETAL] = read_number,
    [TYPE_BEDRAG] = read_number,        [TYPE_DATUM] = read_date,
    [TYPE_DUUR_DAGEN] = read_number,    [TYPE_DUUR_MAANDEN] = read_number,
    [TYPE_TEKST] = read_text,           [TYPE_CODE] = read_code,
    [TYPE_KEUZE] = read_member,         [TYPE_VERSIE] = read_version,
    [TYPE_VERWIJZING] = read_reference, [TYPE_JAAR] = read_number,
    [TYPE_RECORD] = read_reference,
};

static bool takes_form(const struct type *type, enum data_form form)
{
    bool number = readers[type->kind] == read_number;
    bool ja_nee = type->kind == TYPE_JA_NEE;
    switch (form) {
    case FORM_JSON_NUMBER: return number || ja_nee;
    case FORM_JSON_TRUE:
    case FORM_JSON_FALSE: return ja_nee;
    case FORM_CSV:
    case FORM_JSON_STRING: break;
    }
    return true;
}

/* A JSON number where text is wanted: an AGB of seven digits as likely as not, so its digits are
 * read as text to see what they should have been. */
static bool bad_form(struct scalar *cell)
{
    if (cell->form != FORM_JSON_NUMBER) return bad(cell, DATA_JSON_BOOL, NO_MORE, NO_MORE);
    struct scalar as_text = *cell;
    const size_t elsewhere = cell->b->elsewhere, told = cell->b->elsewhere_told.len;
    struct data_fault fault = {0};
    int64_t value;
    as_text.form = FORM_JSON_STRING;
    as_text.out = &value;
    as_text.fault = &fault;
    struct str meant = readers[cell->column->type.kind](&as_text) ? cell->text : fault.suggestion;
    cell->b->elsewhere = elsewhere; /* nothing was read, or told of */
    cell->b->elsewhere_told.len = told;
    struct str quoted = {0};
    if (meant.len && meant.len < LIKELY_MAX)
        quoted = str_from(arena_printf(cell->b->arena, "\"" STR_FMT "\"", STR_ARG(meant)));
    return bad_meant(cell, DATA_JSON_TEXT, quoted);
}

bool data_value(struct data_builder *b, const struct column *column, enum data_form form,
                struct str text, int64_t *out, struct data_fault *fault)
{
    struct scalar cell = {.b = b,
                          .column = column,
                          .index = (index_t)(column - b->program->columns),
                          .form = form,
                          .text = text,
                          .out = out,
                          .fault = fault};
    *out = UNKNOWN;
    *fault = (struct data_fault){0};
    if (form == FORM_CSV || form == FORM_JSON_STRING) {
        if (!str_trim(text).len) {
            if (column->type.kind == TYPE_TEKST) *out = intern(b->symbols, STR(""));
            return true;
        }
    }
    return takes_form(&column->type, form) ? readers[column->type.kind](&cell) : bad_form(&cell);
}
