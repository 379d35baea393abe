/* Diagnostics: a user's mistake as a record, not as a printed line.
 *
 * A kind (from a .def table: compiler/diag.def, data/data.def) holds the code, the
 * severity and the message with numbered places {0} {1} ...; a diagnostic adds the values, where
 * it is, related places, and a hint.  The message and the hint are English msgids, translated by
 * gettext when they are rendered (diag_message()), so that one record can be shown in any
 * language.  Records are sorted by file, line and column before they are shown. */
#ifndef LEIDRAAD_BASE_DIAG_H
#define LEIDRAAD_BASE_DIAG_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTICE };

/* A stretch of a text file.  Lines and columns count from 1, columns in code points; end_column is
 * the column behind the last character.  line 0: the file as a whole, or no place (file empty). */
struct span {
    uint32_t file; /* index in the file table of the list (diags_file), or SPAN_NO_FILE */
    uint32_t line, column;
    uint32_t end_line, end_column;
};
#define SPAN_NO_FILE UINT32_MAX
#define SPAN_NONE ((struct span){SPAN_NO_FILE, 0, 0, 0, 0})

struct diag_kind {
    const char *code; /* "P017", "D004": stable, in the manual and in golden files */
    enum severity severity;
    const char *message; /* msgid with {0}..{5} */
    const char *hint;    /* msgid with the same places, or NULL */
};

enum { DIAG_ARGS = 6 };

struct diag_related {
    struct span span;
    const char *message; /* msgid with {0}.. of its own arguments */
    struct str args[2];
};

struct diag {
    const struct diag_kind *kind;
    struct span span;
    struct str path; /* path inside the file for JSON ("praktijk[3].instroom"), or empty */
    struct str args[DIAG_ARGS];
    struct str suggestion; /* "did you mean": the text to write instead, or empty */
    VEC(struct diag_related) related;
};

/* A file that diagnostics point into: its name as the user knows it, and its text for the line
 * that is shown (empty when it is not kept). */
struct diag_file {
    struct str name;
    struct str text;
};

struct diags {
    struct arena *arena;
    VEC(struct diag) list;
    VEC(struct diag_file) files;
    size_t errors, warnings, notices; /* the dropped ones too */
    size_t cap;     /* at most this many errors are kept (0: no limit); the rest only counted */
    size_t kept;    /* errors in the list */
    size_t dropped; /* errors counted but not kept */
    struct diag scratch;
};

struct diags *diags_create(struct arena *arena);

/* Adds a file.  The name is copied; the text is not, and must live as long as the list. */
uint32_t diags_file(struct diags *diags, struct str name, struct str text);

/* Adds a record; arguments are copied.  The returned record (never NULL; a scratch one when the
 * cap is reached) may be given related places and a suggestion until the next diag_add. */
struct diag *diag_add(struct diags *diags, const struct diag_kind *kind, struct span span);

/* Fills the next free place; beyond the last one it is ignored. */
void diag_arg(struct diags *diags, struct diag *diag, struct str arg);
void diag_argf(struct diags *diags, struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_relate(struct diags *diags, struct diag *diag, struct span span, const char *message,
                 struct str arg0);

/* Sorts by file, line, column, then order of arrival; drops exact repetitions, which are then no
 * longer counted. */
void diags_sort(struct diags *diags);

/* The message or the hint with its places filled in, in the language of the locale.  A place that
 * has no argument stays as it is written. */
struct str diag_message(struct arena *arena, const struct diag *diag);
struct str diag_hint(struct arena *arena, const struct diag *diag); /* empty: none */
struct str diag_related_message(struct arena *arena, const struct diag_related *related);

#endif
