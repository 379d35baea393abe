/* The program: an empty one, adding to it, and finding things in it by name.
 *
 * The arrays of a program stand in its struct as items and a count, without a capacity, because
 * every reader sees that struct and only this file grows it.  The room of an array follows from
 * its count: the smallest power of two that holds it, and ROOM_LEAST at least.  So an array is
 * full exactly when its count is 0 or such a power, and adding takes constant time on average.
 * The loader makes its arrays by the same rule (program_room), so that a loaded program can be
 * added to like any other. */
#include "program/program.h"

#include "program/internal.h"

#include <string.h>

enum { ROOM_LEAST = 8 };

static const struct {
    const char *name, *operands;
    char result;
} opcodes[] = {
#define OPCODE(name, operands, result) {#name, operands, result},
#include "program/opcode.def"
#undef OPCODE
};

_Static_assert(sizeof opcodes / sizeof *opcodes == OP_COUNT, "one row an opcode");

size_t program_room(index_t count)
{
    size_t room = ROOM_LEAST;
    while (room < count) room *= 2;
    return count ? room : 0;
}

/* The items with room for one more, which is zeroed; they may have moved. */
static void *grow(struct arena *arena, void *items, index_t count, size_t size)
{
    size_t room = program_room(count), bytes;
    if (count == NONE) arena_fail(arena); /* the next index would read as "no such item" */
    if (count == room) {
        if (__builtin_mul_overflow(program_room(count + 1), size, &bytes)) arena_fail(arena);
        items = arena_resize(arena, items, room * size, bytes);
    }
    memset((char *)items + count * size, 0, size);
    return items;
}

#define PROGRAM_ARRAY(type, name)                                            \
    index_t program_add_##name(struct program *p)                            \
    {                                                                        \
        p->name = grow(p->arena, p->name, p->name##_count, sizeof *p->name); \
        return p->name##_count++;                                            \
    }
#include "program/arrays.def"
#undef PROGRAM_ARRAY

struct program *program_create(struct arena *arena)
{
    struct program *p = ARENA_NEW(arena, struct program);
    p->arena = arena;
    p->symbols = interner_create(arena);
    return p;
}

index_t program_symbol(struct program *p, struct str text)
{
    return intern(p->symbols, text);
}

struct str program_text(const struct program *p, index_t symbol)
{
    return symbol == NONE ? (struct str){0} : intern_text(p->symbols, symbol);
}

/* Names are few (versions, tables, readings), and comparing two is comparing numbers: a walk along
 * them is quicker than any index would be to build. */
static index_t find(const struct program *p, enum program_array array, struct range among,
                    struct str name)
{
    uint32_t symbol;
    if (!intern_find(p->symbols, name, &symbol)) return NONE;
    for (index_t i = among.first; i < among.first + among.count; i++)
        if (program_name(p, array, i) == symbol) return i;
    return NONE;
}

index_t program_find_version(const struct program *p, struct str label)
{
    return find(p, ARRAY_versions, (struct range){0, p->versions_count}, label);
}

index_t program_find_table(const struct program *p, struct str id)
{
    return find(p, ARRAY_tables, (struct range){0, p->tables_count}, id);
}

index_t program_find_reading(const struct program *p, struct str id)
{
    return find(p, ARRAY_readings, (struct range){0, p->readings_count}, id);
}

index_t program_find_choice(const struct program *p, index_t reading, struct str id)
{
    return reading == NONE ? NONE : find(p, ARRAY_choices, p->readings[reading].choices, id);
}

const char *opcode_name(enum opcode op)
{
    return opcodes[op].name;
}

const char *opcode_operands(enum opcode op)
{
    return opcodes[op].operands;
}

char opcode_result(enum opcode op)
{
    return opcodes[op].result;
}
