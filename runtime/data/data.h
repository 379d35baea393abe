/* Tables of typed columns: the data that rules are judged on.
 *
 * The tables and columns are those of a program (program/program.h).  A value is one int64 in its
 * column, as its type says (a date: days; a decimal: units of the scale; ja/nee: 0 or 1; text,
 * codes, members, versions, keys: symbols of the data's own interner, which starts as a copy of the
 * program's, so that a program's symbol has the same id here).  UNKNOWN is the one value that is
 * no value.
 *
 * Rows of a child list are sorted by parent and stand in the order of the input; `offsets` tells
 * where the rows of a parent begin, so that a columnar evaluator can run over them:
 *
 *     rows of parent r: offsets[r] .. offsets[r + 1] - 1, if list_known(parent r)
 *
 * A list that is not known (file or key absent) has no rows and is unknown; a known one may be
 * empty.  A bad record of a list that skip_bad left out is a row of UNKNOWNs there, so that
 * whatever it could decide is unknown.  Each row keeps where it came from. */
#ifndef LEIDRAAD_DATA_DATA_H
#define LEIDRAAD_DATA_DATA_H

#include "base/diag.h"
#include "program/program.h"

#define UNKNOWN INT64_MIN

struct row_place {
    uint32_t file;    /* index in data.diags' file table */
    uint32_t line;    /* of the first line of the record; 0: not known */
    uint32_t ordinal; /* the how-manieth record of its file or array, from 1 */
};

struct data_column {
    int64_t *values; /* one a row */
    bool present;    /* the input had this column (anywhere); false: unknown for all */
};

struct data_table {
    index_t table; /* in program.tables: the same index as in data.tables */
    bool present;  /* there was input for this table at all */
    size_t rows;
    size_t read;     /* records in the input: rows + left_out - made - unknown */
    size_t left_out; /* records that skip_bad left out, with a parent or alone */
    size_t unknown;  /* those of them that have a row, of which everything is UNKNOWN */
    size_t made;     /* rows without a record: made from the keys that child rows name */
    struct data_column *columns; /* one a column of the table, in its order */
    struct row_place *places;    /* of a made row: the child row that first named it */
    /* child lists only: */
    size_t *offsets; /* parent rows + 1 entries */
    uint8_t *known;  /* one a parent row: is its list known? */
    /* onderwerpen only: */
    struct key_index *index; /* from key to row; see data_find */
};

struct data {
    struct arena *arena;
    const struct program *program;
    struct interner *symbols;
    struct data_table *tables; /* program->tables_count */
    struct diags *diags;       /* errors and notices of reading; owns the file names */
    struct rejects *rejects;   /* what skip_bad left out (rejects.h); NULL without skip_bad */
    size_t elsewhere;          /* values that are UNKNOWN since only other policies know them */
    size_t lines_left_out;     /* NDJSON lines that skip_bad left out and that name no table */
};

/* The row with this key, or NONE.  key: the symbol of the text that data_key gives, which is the
 * value of a reference column. */
index_t data_find(const struct data *data, index_t table, int64_t key);

/* The key of a row as text: "99000004", "oost/2025".  Empty when it has none. */
struct str data_key(const struct data *data, struct arena *arena, index_t table, size_t row);

/* The list of parent row `parent` in list table `list`: is it known? */
static inline bool list_known(const struct data *data, index_t list, size_t parent)
{
    const struct data_table *t = &data->tables[list];
    return t->known && t->known[parent];
}

/* A value as text, as an input file would have it (ISO dates, decimal point,
 * ja/nee); UNKNOWN: empty. */
struct str data_text(const struct data *data, struct arena *arena, const struct type *type,
                     int64_t value);

/* ---- building ----
 * Used by the CSV and JSON readers and by the examples of a policy.  Rows may come in any order;
 * data_builder_finish sorts the children and reports duplicate keys and orphans.  Columns are
 * indices in program->columns. */

struct data_builder;

struct data_options {
    bool skip_bad;    /* leave bad records out, those of lists as UNKNOWN, and go on */
    size_t error_cap; /* report at most this many errors (0: 100) */
    /* Policies of other days: what a closed list of theirs has, and the same list of the program
     * has not, is no mistake of typing.  A version is kept as a label that equals none of the
     * program's; a member is UNKNOWN, since it can stand for what the program has another word
     * for.  Each is told once a column. */
    const struct program *const *others;
    size_t others_count;
    bool any_version; /* the data was read before, as of a receipt: every label is kept */
};

/* options may be NULL. */
struct data_builder *data_builder_create(struct arena *arena, const struct program *program,
                                         struct diags *diags, const struct data_options *options);

/* The symbol of a text in the data's interner. */
uint32_t data_builder_symbol(struct data_builder *b, struct str text);

/* The input has a table (and, child lists, every parent's list is known unless told otherwise). */
void data_builder_table(struct data_builder *b, index_t table);
/* The input has a column, perhaps without a value or even a row. */
void data_builder_column(struct data_builder *b, index_t column);

/* Begins a row of an onderwerp or, by parent key, of a child list.  place: for diagnostics. */
void data_builder_row(struct data_builder *b, index_t table, struct row_place place);
/* A nested child row: its parent is the row of an onderwerp begun last. */
void data_builder_child(struct data_builder *b, index_t list, struct row_place place);
/* Back from the children to that row, to set more of its columns. */
void data_builder_resume(struct data_builder *b);
/* Its list is known (perhaps empty), or unknown. */
void data_builder_list(struct data_builder *b, index_t list, bool known);
/* Sets a column of the row begun last, or resumed.  UNKNOWN is allowed. */
void data_builder_set(struct data_builder *b, index_t column, int64_t value);
/* For a child row of a flat file: the symbol of its parent's key, as data_key would give it. */
void data_builder_parent(struct data_builder *b, uint32_t key);

/* Builds the data.  STATUS_DATA when there were errors and skip_bad is off, or when an error is
 * about more than single records: *out then has only its diags.
 *
 * An onderwerp without input whose key a list names gets its rows from there, with all else
 * unknown: but not one that is judged on a date of its own (program/program.h: intake, year), which
 * would be nothing without its record. */
int data_builder_finish(struct data_builder *b, struct data **out);

/* What is wrong with a value: the message's kind (NULL: nothing), what stands in it, and what was
 * probably meant (or empty).  The reader knows where it is, and reports it. */
struct data_fault {
    const struct diag_kind *kind;
    struct str args[4];
    struct str suggestion;
};

/* Reads one value of a column from spreadsheet text or from a JSON scalar.  False: *fault says
 * what is wrong.  True: *fault may hold a warning or a notice.  Empty text is UNKNOWN, or the empty
 * text in a TYPE_TEKST column. */
enum data_form { FORM_CSV, FORM_JSON_STRING, FORM_JSON_NUMBER, FORM_JSON_TRUE, FORM_JSON_FALSE };
bool data_value(struct data_builder *b, const struct column *column, enum data_form form,
                struct str text, int64_t *out, struct data_fault *fault);

/* ---- reading (csv.c, json.c, open.c) ---- */

/* DATA as the command takes it: a folder of CSV files, one CSV file, a JSON file, NDJSON, or "-"
 * (standard input, read to its end).  onderwerp: what one file holds where its name does not say
 * (empty: from the name); a list has a name too.  The format follows from the name's ending, else
 * from the first bytes.
 *
 * STATUS_DATA: the data is bad; STATUS_USAGE: onderwerp is missing or wrong; STATUS_SYSTEM: a file
 * cannot be read.  *out is always set, and its diags say what is the matter. */
int data_open(struct data **out, struct arena *arena, const struct program *program,
              struct str path, struct str onderwerp, const struct data_options *options);

/* The same of bytes in memory, which must live as long as the data; name stands in messages. */
int data_read(struct data **out, struct arena *arena, const struct program *program,
              struct str name, struct str bytes, struct str onderwerp,
              const struct data_options *options);

/* Readers of one input that is in memory already and lives as long as the data.  name: for the
 * diags; table: what CSV holds; what a list at the top of JSON, or a line of NDJSON without an
 * "onderwerp", is about (NONE: that is an error). */
void csv_read(struct data_builder *b, struct str name, struct str bytes, index_t table);
void json_read(struct data_builder *b, struct str name, struct str bytes, index_t table);
void ndjson_read(struct data_builder *b, struct str name, struct str bytes, index_t table);

#endif
