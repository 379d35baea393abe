/* What the files of the program share among themselves, and nobody else includes (but their tests).
 *
 * The layout: the structs of program.h as data, so that whatever goes along all fields (saving,
 * loading, checking indices, hashing, listing) is one loop over one table, and a field that is
 * added to fields.def is at once saved, checked and listed. */
#ifndef LEIDRAAD_PROGRAM_INTERNAL_H
#define LEIDRAAD_PROGRAM_INTERNAL_H

#include "program/program.h"

enum program_array {
#define PROGRAM_ARRAY(type, name) ARRAY_##name,
#include "program/arrays.def"
#undef PROGRAM_ARRAY
    ARRAYS
};

enum program_struct {
#define STRUCT(name) STRUCT_##name,
#define FIELD(...)
#define END(name)
#include "program/fields.def"
#undef STRUCT
#undef FIELD
#undef END
    STRUCTS
};

enum program_enum {
    ENUM_types,
    ENUM_opcodes,
    ENUM_layers,
    ENUM_lapses,
    ENUM_statuses,
    ENUM_tasks,
    ENUM_roundings,
    ENUMS
};

/* The kinds of fields.def. */
enum field_kind {
    KIND_FLAG,
    KIND_BYTE,
    KIND_COUNT,
    KIND_YEAR,
    KIND_NUMBER,
    KIND_ENUM,
    KIND_DATE,
    KIND_DATE_OR_NOT,
    KIND_SYMBOL,
    KIND_SYMBOL_OR_NOT,
    KIND_INDEX,
    KIND_INDEX_OR_NOT,
    KIND_RANGE,
    KIND_REFS,
    KIND_PART,
    KIND_DIGEST,
    KIND_OPERAND,
    KIND_REFERENT,
    KIND_OWNER,
    KIND_LINK,
    KINDS
};

enum field_hash { HASH_NEITHER = 0, HASH_MEANING = 1, HASH_WORDS = 2, HASH_BOTH = 3 };

struct field {
    const char *name;
    uint16_t at, size; /* in the struct */
    uint8_t kind;      /* enum field_kind */
    uint8_t of;        /* of an ENUM, INDEX, RANGE, REFS, PART: of what */
    uint8_t hash;      /* enum field_hash */
};

struct layout {
    const char *name;
    const struct field *fields;
    size_t count; /* of fields */
    size_t size, align;
};

struct array {
    const char *name;
    const struct layout *layout;
    size_t items, count; /* where in struct program the pointer and the count stand */
};

extern const struct layout program_layouts[STRUCTS];
extern const struct array program_arrays[ARRAYS];

struct enum_names {
    const char *const *at;
    size_t count;
};
extern const struct enum_names program_enums[ENUMS];

/* The names of enum rounding (value/decimal.h). */
extern const char *const program_roundings[ROUND_HALF_EVEN + 1];

index_t program_count(const struct program *p, enum program_array array);
const void *program_item(const struct program *p, enum program_array array, index_t i);

/* Gives the program an array of `count` zeroed items in place of an empty one, and returns them. */
void *program_make(struct program *p, enum program_array array, index_t count);

/* The name of an item: its first field where that is a symbol, or NONE (nodes, citations, ...). */
index_t program_name(const struct program *p, enum program_array array, index_t i);

/* How many items an array of `count` has room for (program.c). */
size_t program_room(index_t count);

/* The saved form opens with this, and closes with the SHA-256 of all that is before
 * (save.c). */
#define PROGRAM_MAGIC "leidraad program\n"
enum { PROGRAM_FORMAT = 3 };

/* verify_nodes.c: the expressions, and what the items ask of theirs.  Called when every
 * index is known to be in range.  False: *why is set. */
bool program_verify_nodes(const struct program *p, struct arena *arena, struct str *why);

#endif
