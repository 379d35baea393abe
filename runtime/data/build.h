/* What the files of this folder share among themselves, and nobody else includes: the state of a
 * builder, and what only the readers of files need of it. */
#ifndef LEIDRAAD_DATA_BUILD_H
#define LEIDRAAD_DATA_BUILD_H

#include "data/data.h"
#include "data/data_diag.h"
#include "data/pattern.h"
#include "data/rejects.h"

/* A larger file is refused: every size and line number below then fits 32 bits, and a mistaken path
 * does not fill the memory. */
enum { DATA_FILE_MIB = 256 };
#define DATA_FILE_MAX ((size_t)DATA_FILE_MIB << 20)

/* How the rows of an input are pointed at. */
enum record_form {
    RECORD_CSV,
    RECORD_JSON,  /* a path from the top: praktijk[3].agb */
    RECORD_NDJSON /* a path inside the line: agb */
};

enum row_fate { ROW_GOOD, ROW_BAD, ROW_LISTED }; /* bad; bad, and in the list of rejects */

/* A row as it was read.  `text` is the whole record in the input and `key` a slice of it, so that
 * place and wording of a message that comes at the end (a duplicate, an orphan) can be worked out
 * then, for the few rows that need it. */
struct staged_row {
    struct row_place place;
    struct str text;
    uint32_t column;          /* where the record begins in its line; 0: not known */
    uint32_t key_at, key_len; /* its key, or its parent's, in `text` */
    uint32_t key;             /* its key, or its parent's: a symbol; NONE: not known */
    uint32_t parent;          /* nested: row of the parent table; NONE: by key */
    uint8_t form;             /* enum record_form */
    uint8_t fate;             /* enum row_fate */
    bool guessed;             /* `key` is what a bad key probably was, for its children */
    bool unknown;             /* lists: bad, but kept as a row of which everything is unknown */
};

/* A value that is told of once. */
struct told_value {
    index_t column;
    struct str text;
};

enum list_state { LIST_BY_TABLE, LIST_KNOWN, LIST_UNKNOWN };

/* The rows of one table in order of arrival.  Values stand row by row in chunks that never move:
 * turning them into columns is one pass at the end, when their number and order are known. */
enum { CHUNK_ROWS = 256 };
struct staged {
    index_t table;
    size_t width; /* columns */
    bool present;
    bool known;    /* lists: known for each parent of which nothing else is told */
    bool broken;   /* its file cannot be read as a whole: its children are no orphans */
    uint32_t file; /* the one that holds it, or SPAN_NO_FILE */
    bool *column_present;
    VEC(struct staged_row) rows;
    VEC(int64_t *) chunks;
    VEC(uint8_t) lists; /* lists: enum list_state by row of the parent table, as far as told */
    /* onderwerpen, from when they are finished: */
    uint32_t *first; /* by symbol: the first row with that key; NONE */
    size_t made;
};

/* A record that is being read: a row, and the first thing found wrong with it. */
struct open_record {
    struct staged *table; /* NULL: none */
    size_t row;
    struct diag reason; /* kind NULL: nothing yet */
};

struct data_builder {
    struct arena *arena;
    const struct program *program;
    struct diags *diags;
    struct data_options options;
    struct interner *symbols;
    struct staged *tables; /* program->tables_count */
    struct open_record subject, child;
    struct open_record *at;  /* of those two the one begun last; NULL: no record */
    enum record_form form;   /* of the rows that come */
    bool failed;             /* an error that skip_bad cannot help */
    struct rejects *rejects; /* NULL without skip_bad */
    size_t lines_left_out;
    /* value.c: made when first needed */
    struct pattern **patterns; /* by column: its pattern */
    uint8_t **members;         /* by keuze: whether a symbol of the program is a member */
    uint8_t *versions;         /* whether a symbol of the program is a label */
    bool *spaces_told;         /* by column: the warning about spaces has been given */
    VEC(struct told_value) elsewhere_told; /* that only other policies know */
    size_t elsewhere;
    size_t tries_left; /* of likely_try; see likely.h */
};

struct staged_row *staged_add(struct data_builder *b, index_t table, struct row_place place);
static inline int64_t *staged_values(const struct staged *t, size_t row)
{
    return t->chunks.at[row / CHUNK_ROWS] + row % CHUNK_ROWS * t->width;
}

/* Makes a fault of up to four arguments. */
struct data_fault fault_of(enum data_diag kind, struct str a0, struct str a1, struct str a2,
                           struct str a3);
#define FAULT0(kind) \
    fault_of(kind, (struct str){0}, (struct str){0}, (struct str){0}, (struct str){0})
#define FAULT1(kind, a) fault_of(kind, (a), (struct str){0}, (struct str){0}, (struct str){0})
#define FAULT2(kind, a, b) fault_of(kind, (a), (b), (struct str){0}, (struct str){0})
#define FAULT3(kind, a, b, c) fault_of(kind, (a), (b), (c), (struct str){0})

/* Whether a further error is only counted, so that its wording would be thrown away. */
bool builder_counts_only(const struct data_builder *b);

/* Reports a fault of the record that is being read, which an error makes bad. */
void builder_fault(struct data_builder *b, const struct data_fault *fault, struct span span,
                   struct str path);
/* Reports a fault of more than a record: after an error, skip_bad or not, there is no data. */
void builder_fail(struct data_builder *b, const struct data_fault *fault, struct span span,
                  struct str path);
/* The same about a file as a whole, or (SPAN_NO_FILE) about none. */
void builder_fail_file(struct data_builder *b, const struct data_fault *fault, uint32_t file);
/* Reports a fault of a row that was read before; gives its diag when the row becomes bad by it. */
struct diag *builder_fault_row(struct data_builder *b, struct staged *t, size_t row,
                               const struct data_fault *fault);
/* Leaves a row out, because of another: nothing is reported, but it is listed. */
void builder_leave_out(struct data_builder *b, struct staged *t, size_t row,
                       const struct data_fault *fault);
/* A line that cannot be read and names no table. */
void builder_line_left_out(struct data_builder *b, struct row_place place, struct str text,
                           const struct data_fault *fault, struct span span);

/* The record that is being read is at its end; `text`, `column` and the place of the key are those
 * of struct staged_row. */
void builder_end(struct data_builder *b, struct str text, uint32_t column, struct str key);

/* What the bad key of the record that is being read probably was (empty: nobody knows): so that
 * children which have it right are no orphans, but go along with it. */
void builder_guess_key(struct data_builder *b, struct str key);

/* A place in a text that moves along with whoever reads it, so that lines and columns are counted
 * once.  LF, CRLF and CR each end a line. */
struct cursor {
    size_t at;
    uint32_t line, column;
};
/* Moves on to the end of a slice and gives its span.  at: not before the cursor. */
struct span cursor_span(struct cursor *cursor, struct str text, uint32_t file, size_t at,
                        size_t end);

/* Where the key of a row stands. */
struct span staged_key_span(const struct staged_row *row);

/* What a value is called in messages, and the others of its kind. */
struct str column_name(const struct program *p, index_t column);
struct str table_name(const struct program *p, index_t table);
struct str table_names(struct data_builder *b, bool lists); /* "praktijk, rho, lsv" */
struct str count_text(struct arena *arena, size_t n);
/* At most some 40 characters of a text, on one line, for in a message. */
struct str shorten(struct arena *arena, struct str text);

bool is_symbol(const struct type *type); /* its values are symbols */
struct str value_text(const struct interner *symbols, struct arena *arena, const struct type *type,
                      int64_t value);
/* The text of a key of more parts, "oost/2025". */
struct str key_text(const struct interner *symbols, struct arena *arena, const struct program *p,
                    index_t table, const int64_t *key_values);

/* From key to row (access.c). */
struct key_index *key_index_create(struct arena *arena, const uint32_t *keys, size_t rows);

#endif
