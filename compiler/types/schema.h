/* The subjects (onderwerpen), their lists and columns, with types.
 *
 * Takes the editions, for the names of keuzes; gives tables and columns, numbered as they will be
 * in the program: an onderwerp is followed by its lists, and the columns of a table
 * stand together. */
#ifndef LEIDRAAD_COMPILER_TYPES_SCHEMA_H
#define LEIDRAAD_COMPILER_TYPES_SCHEMA_H

#include "compiler/amend.h"
#include "program/program.h"

/* The type of what could not be typed; a message has been given, and no other follows from it. */
enum { TYPE_POISON = TYPE_KINDS };

struct schema_column {
    struct str id;
    const struct ast *ast; /* AST_VELD */
    uint32_t table;
    struct type type;   /* ref of a code: NONE, see pattern */
    struct str pattern; /* of a code that has one */
};

struct schema_table {
    struct str id;
    const struct ast *ast; /* AST_ONDERWERP or AST_LIJST */
    uint32_t parent;       /* a table; NONE: an onderwerp */
    uint32_t first_column, column_count, key_count;
    uint32_t first_list, list_count;
    uint32_t dated, intake, year; /* columns; NONE */
};

struct schema {
    const struct editions *all;
    VEC(struct schema_table) tables;
    VEC(struct schema_column) columns;
    uint32_t intake_table; /* the onderwerp that the timeline is about; NONE */
};

/* Whether some column or role of the subject may be other than it seems, because a part of the
 * vocabulary could not be read or a column of it is poisoned. */
bool is_uncertain(const struct schema *schema, uint32_t table);

struct schema *read_schema(const struct editions *all);

/* A table, a column or a list of a table by name; NONE. */
uint32_t schema_table(const struct schema *schema, struct str id);
uint32_t schema_column(const struct schema *schema, uint32_t table, struct str id);
uint32_t schema_list(const struct schema *schema, uint32_t table, struct str id);
/* The column or list of this name in any table, and that table; NULL. */
const struct ast *names_data(const struct schema *schema, struct str id, uint32_t *table);
/* The onderwerp that a table is or belongs to. */
uint32_t schema_subject(const struct schema *schema, uint32_t table);
/* "praktijk" or "praktijk.interventie". */
struct str schema_path(const struct schema *schema, uint32_t table);

/* The type that an AST_TYPE names.  `declared` asks for what a column must have and a parameter
 * need not: the range of a getal. */
struct type read_type(const struct editions *all, const struct ast *type, bool declared,
                      struct str *pattern);

/* A number of a policy (GETAL or BEDRAG) in units of 10^-scale: false when it has more decimals, or
 * does not fit. */
bool literal_units(const struct ast *literal, unsigned scale, int64_t *out);
/* Says which of the two it is. */
void report_units(const struct names *names, const struct ast *literal, unsigned scale);

/* "getal met 2 decimalen", "keuze status", "datum": what a message calls a type. */
struct str type_words(const struct schema *schema, const struct type *type);

/* The words of the context of an evaluation, which cannot be names of data. */
bool is_context_word(struct str name);

#endif
