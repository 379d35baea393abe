/* The layout of the structs of a program, as data: fields.def and arrays.def turned
 * into tables, and the few ways to reach an item through them. */
#include "program/internal.h"

#include <stddef.h>
#include <string.h>

/* The kinds, as they are written in fields.def. */
#define FLAG KIND_FLAG, 0
#define BYTE KIND_BYTE, 0
#define COUNT KIND_COUNT, 0
#define YEAR KIND_YEAR, 0
#define NUMBER KIND_NUMBER, 0
#define ENUM(e) KIND_ENUM, ENUM_##e
#define DATE KIND_DATE, 0
#define DATE_OR_NOT KIND_DATE_OR_NOT, 0
#define SYMBOL KIND_SYMBOL, 0
#define SYMBOL_OR_NOT KIND_SYMBOL_OR_NOT, 0
#define INDEX(a) KIND_INDEX, ARRAY_##a
#define INDEX_OR_NOT(a) KIND_INDEX_OR_NOT, ARRAY_##a
#define RANGE(a) KIND_RANGE, ARRAY_##a
#define TEXTS KIND_RANGE, ARRAY_texts
#define REFS(a) KIND_REFS, ARRAY_##a
#define PART(s) KIND_PART, STRUCT_##s
#define DIGEST KIND_DIGEST, 0
#define OPERAND KIND_OPERAND, 0
#define REFERENT KIND_REFERENT, 0
#define OWNER KIND_OWNER, 0
#define LINK KIND_LINK, 0

#define STRUCT(name) static const struct field name##_fields[] = {
#define FIELD(s, f, kind, hash) \
    {#f, offsetof(struct s, f), sizeof((struct s *)0)->f, kind, HASH_##hash},
/* clang-format off */
#define END(name) };
/* clang-format on */
#include "program/fields.def"
#undef STRUCT
#undef FIELD
#undef END

const struct layout program_layouts[STRUCTS] = {
#define STRUCT(name)                                                                       \
    [STRUCT_##name] = {#name, name##_fields, sizeof name##_fields / sizeof *name##_fields, \
                       sizeof(struct name), _Alignof(struct name)},
#define FIELD(...)
#define END(name)
#include "program/fields.def"
};

const struct array program_arrays[ARRAYS] = {
#define PROGRAM_ARRAY(type, name)                                                             \
    [ARRAY_##name] = {#name, &program_layouts[STRUCT_##type], offsetof(struct program, name), \
                      offsetof(struct program, name##_count)},
#include "program/arrays.def"
};

static const char *const types[] = {
    [TYPE_JA_NEE] = "ja/nee",         [TYPE_GETAL] = "getal",
    [TYPE_BEDRAG] = "bedrag",         [TYPE_DATUM] = "datum",
    [TYPE_DUUR_DAGEN] = "dagen",      [TYPE_DUUR_MAANDEN] = "maanden",
    [TYPE_TEKST] = "tekst",           [TYPE_CODE] = "code",
    [TYPE_KEUZE] = "keuze",           [TYPE_VERSIE] = "versie",
    [TYPE_VERWIJZING] = "verwijzing", [TYPE_JAAR] = "jaar",
    [TYPE_RECORD] = "record",
};
static const char *const opcodes[] = {
#define OPCODE(name, operands, result) [OP_##name] = #name,
#include "program/opcode.def"
#undef OPCODE
};
static const char *const layers[] = {
    [LAYER_LEIDRAAD] = "leidraad",
    [LAYER_KADER] = "kader",
    [LAYER_REGIOPLAN] = "regioplan",
};
static const char *const lapses[] = {
    [LAPSE_REGEL] = "regel",   [LAPSE_DEFINITIE] = "definitie", [LAPSE_PARAMETER] = "parameter",
    [LAPSE_LEZING] = "lezing", [LAPSE_KEUZE] = "keuze",         [LAPSE_VERZAMELING] = "verzameling",
};
static const char *const statuses[] = {
    [VERSION_ADOPTED] = "vastgesteld",
    [VERSION_CONCEPT] = "concept",
};
static const char *const tasks[] = {
    [TASK_ONCE] = "eenmalig",
    [TASK_YEARLY] = "jaarlijks",
    [TASK_UNDATED] = "zonder_datum",
};
static const char *const roundings[] = {
    [MONTH_ROUND_DOWN] = "omlaag",
    [MONTH_ROUND_UP] = "omhoog",
};
const char *const program_roundings[] = {
    [ROUND_DOWN] = "omlaag",
    [ROUND_UP] = "omhoog",
    [ROUND_HALF_UP] = "half_omhoog",
    [ROUND_HALF_EVEN] = "half_even",
};

#define NAMES(e) [ENUM_##e] = {e, sizeof(e) / sizeof *(e)}
const struct enum_names program_enums[ENUMS] = {
    NAMES(types),    NAMES(opcodes), NAMES(layers),    NAMES(lapses),
    NAMES(statuses), NAMES(tasks),   NAMES(roundings),
};

_Static_assert(sizeof types / sizeof *types == TYPE_KINDS, "a name for every type");
_Static_assert(sizeof lapses / sizeof *lapses == LAPSE_KINDS, "a name for all that lapses");
_Static_assert(sizeof tasks / sizeof *tasks == TASK_UNDATED + 1, "and for every kind of task");

index_t program_count(const struct program *p, enum program_array array)
{
    return *(const index_t *)((const char *)p + program_arrays[array].count);
}

/* The field that points at the items is a pointer to one struct or another: read as bytes, since
 * no one type of pointer may stand for all. */
static const void *items_of(const struct program *p, enum program_array array)
{
    const void *items;
    memcpy(&items, (const char *)p + program_arrays[array].items, sizeof items);
    return items;
}

const void *program_item(const struct program *p, enum program_array array, index_t i)
{
    return (const char *)items_of(p, array) + i * program_arrays[array].layout->size;
}

void *program_make(struct program *p, enum program_array array, index_t count)
{
    const struct array *a = &program_arrays[array];
    void *items = arena_alloc_array(p->arena, program_room(count), a->layout->size);
    memcpy((char *)p + a->items, &items, sizeof items);
    memcpy((char *)p + a->count, &count, sizeof count);
    return items;
}

index_t program_name(const struct program *p, enum program_array array, index_t i)
{
    const struct field *first = program_arrays[array].layout->fields;
    if (first->kind != KIND_SYMBOL && first->kind != KIND_SYMBOL_OR_NOT) return NONE;
    return *(const index_t *)program_item(p, array, i);
}
