/* What stands behind the handles of the public header, and what the files of the API share.
 *
 * A handle is an arena and what lies in it, itself included; freeing the arena frees all.  The
 * compile side (compiler/api/api.c) makes policies too, so this header is for it as well; nobody
 * else includes it.
 *
 * Nothing in a handle is written by a function that takes it as const.  So threads may share
 * policies: what only looks at them records no error in them. */
#ifndef LEIDRAAD_API_HANDLES_H
#define LEIDRAAD_API_HANDLES_H

#include "base/diag.h"
#include "base/out.h"
#include "base/status.h"
#include "data/data.h"
#include "evaluate/evaluate.h"
#include "leidraad.h"
#include "program/program.h"

/* The text of the last error.  It is in the handle itself, so that to say what went wrong needs no
 * memory; a longer text is cut off. */
enum { ERROR_SIZE = 1024 };
typedef char error_text[ERROR_SIZE];

/* Diagnostics as the public header shows them.  Their texts are made once, when the handle is. */
struct shown_diagnostics {
    leidraad_diagnostic *at;
    size_t count;
};

enum { CONTENT_SIZE = sizeof "sha256:" - 1 + SHA256_HEX };

struct leidraad_policies {
    struct arena *arena;
    const struct program *program; /* NULL: there is none, and the diagnostics say why */
    struct diags *diags;
    struct shown_diagnostics shown;
    const char *name;           /* `beleid` */
    char content[CONTENT_SIZE]; /* `beleid_inhoud`; "" without a program */
    void *compiled;             /* what the compiler keeps beside the program, for compiler/api/ */
    error_text error;
};

struct leidraad_data {
    struct arena *arena;
    const struct leidraad_policies *policies;
    struct data *data; /* NULL: there is none; when bad, only its diags may be read */
    bool good;
    struct shown_diagnostics shown;
    error_text error;
};

/* A result while a callback looks at it: the evaluator's, and the texts that C wants of it. */
struct leidraad_result {
    const struct result *result;
    char on[DATE_ISO_SIZE];
    char (*deadlines)[DATE_ISO_SIZE];   /* by rule */
    char (*amounts)[DECIMAL_TEXT_SIZE]; /* by calculation */
};
void result_view(struct leidraad_result *out, struct arena *arena, const struct result *result);

/* ---- memory ----
 * The recovery points of the public header.  Both run body with an arena of its own, and give
 * STATUS_MEMORY when memory ran out in it.  Calls may be nested, for memory that lives shorter. */

typedef int guarded_fn(struct arena *arena, void *context);
/* Frees the arena behind it: for what makes no handle. */
int api_guarded(guarded_fn *body, void *context);
/* Leaves it to the handle that body has made in it; that is gone when memory ran out. */
int api_opened(guarded_fn *body, void *context);

/* ---- errors ---- */

/* Sets the text and returns `status`. */
int api_error(error_text error, int status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- policies ---- */

/* Empty policies in an arena, named "map:<path>" without slashes at its end. */
struct leidraad_policies *policies_create(struct arena *arena, struct str path);
/* When all is in place (program, diags): makes what is shown of them.  Returns STATUS_POLICIES
 * where there is no program. */
int policies_finish(struct leidraad_policies *policies);
/* Loads a saved program into them; STATUS_POLICIES with a diagnostic when it is none.  name: of the
 * file, for that diagnostic. */
int policies_load(struct leidraad_policies *policies, struct str name, struct str bytes);

struct shown_diagnostics show_diagnostics(struct arena *arena, const struct diags *diags);
int write_diagnostics(const struct diags *diags, leidraad_diag_format format,
                      leidraad_write_fn *write, void *context);

/* Can this data be judged by these policies?  Else the status, with the error's text. */
int may_evaluate(const struct leidraad_policies *policies, struct leidraad_data *data);

/* ---- options ---- */

/* Options of the caller, perhaps of an older header and so smaller, over defaults of ours.  False:
 * `size` was not set. */
bool api_take_options(void *to, size_t size, const void *from);

/* leidraad_options, understood. */
struct request {
    struct evaluate_options evaluate;
    bool has_subject;
    index_t table; /* of the subject */
    size_t row;
};

/* data may be NULL: then a subject cannot be named.  STATUS_USAGE with the error's text. */
int request_of(struct request *out, struct arena *arena, const struct program *p,
               const struct data *data, const leidraad_options *options, error_text error);

/* One choice for each reading, NONE where none was named; NULL-ended list of "lezing=keuze".
 * Returns the index of the first that cannot be, or -1.  *other: the choice (choices[]) that was
 * named before for the same reading, where that is why; else NONE. */
int turn_readings_by_name(index_t *turned, const struct program *p, const char *const *readings,
                          index_t *other);

/* ---- going over the data ---- */

/* Subjects one by one, each evaluated in an arena that is emptied before the next. */
struct walk {
    const struct program *program;
    const struct data *data;
    const struct request *request;
    void (*progress)(void *context, size_t done, size_t total);
    void *progress_context;
    leidraad_counts counts;
    /* 0 to go on */
    int (*each)(void *context, struct arena *scratch, const struct result *result);
    void *context;
};
/* STATUS_STOPPED when `each` did not return 0. */
int walk_subjects(struct walk *walk);

#endif
