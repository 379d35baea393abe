/* Reading data back: values and keys as text, and the row that has a key. */
#include "data/build.h"

#include <string.h>

bool is_symbol(const struct type *type)
{
    return type->kind == TYPE_TEKST || type->kind == TYPE_CODE || type->kind == TYPE_KEUZE ||
           type->kind == TYPE_VERSIE || type->kind == TYPE_VERWIJZING;
}

struct str value_text(const struct interner *symbols, struct arena *arena, const struct type *type,
                      int64_t value)
{
    char iso[DATE_ISO_SIZE], number[DECIMAL_TEXT_SIZE];
    if (value == UNKNOWN) return (struct str){0};
    if (is_symbol(type)) return intern_text(symbols, (uint32_t)value);
    if (type->kind == TYPE_JA_NEE) return value ? STR("ja") : STR("nee");
    if (type->kind == TYPE_DATUM) return str_copy(arena, str_from(date_iso((date)value, iso)));
    return str_copy(arena, str_from(decimal_text(value, type->scale, '.', number)));
}

struct str data_text(const struct data *data, struct arena *arena, const struct type *type,
                     int64_t value)
{
    return value_text(data->symbols, arena, type, value);
}

struct str key_text(const struct interner *symbols, struct arena *arena, const struct program *p,
                    index_t table, const int64_t *key_values)
{
    struct range keys = p->tables[table].keys;
    struct buf buf = {.arena = arena};
    if (keys.count == 1)
        return value_text(symbols, arena, &p->columns[keys.first].type, *key_values);
    for (index_t k = 0; k < keys.count; k++) {
        if (k) buf_addc(&buf, '/');
        buf_add(&buf, value_text(symbols, arena, &p->columns[keys.first + k].type, key_values[k]));
    }
    return buf_str(&buf);
}

/* Symbols count up from 0, so that an array from the least key to the largest is the quickest index
 * there is, and one that no choice of keys can slow down. */
struct key_index {
    uint32_t first; /* the least key */
    size_t count;   /* of row_of */
    index_t *row_of;
    const uint32_t *keys; /* by row */
};

struct key_index *key_index_create(struct arena *arena, const uint32_t *keys, size_t rows)
{
    struct key_index *index = ARENA_NEW(arena, struct key_index);
    uint32_t least = UINT32_MAX, most = 0;
    for (size_t row = 0; row < rows; row++) {
        if (keys[row] == NONE) continue;
        if (keys[row] < least) least = keys[row];
        if (keys[row] > most) most = keys[row];
    }
    index->keys = keys;
    if (most < least) return index;
    index->first = least;
    index->count = (size_t)most - least + 1;
    index->row_of = ARENA_ARRAY(arena, index_t, index->count);
    for (size_t i = 0; i < index->count; i++) index->row_of[i] = NONE;
    for (size_t row = 0; row < rows; row++)
        if (keys[row] != NONE) index->row_of[keys[row] - least] = (index_t)row;
    return index;
}

index_t data_find(const struct data *data, index_t table, int64_t key)
{
    const struct key_index *index = data->tables[table].index;
    if (!index || key < index->first || key - index->first >= (int64_t)index->count) return NONE;
    return index->row_of[key - index->first];
}

struct str data_key(const struct data *data, struct arena *arena, index_t table, size_t row)
{
    (void)arena; /* the text is a symbol already */
    const struct key_index *index = data->tables[table].index;
    uint32_t key = index ? index->keys[row] : NONE;
    return key == NONE ? (struct str){0} : intern_text(data->symbols, key);
}
