/* leidraad: a rules engine for guidelines that change over time.  The one public header.
 *
 *     leidraad_policies *policies;
 *     leidraad_data *data;
 *     if (leidraad_policies_open(&policies, "policies") == LEIDRAAD_OK &&
 *         leidraad_data_open(&data, policies, "praktijken/", NULL) == LEIDRAAD_OK)
 *         leidraad_evaluate(policies, data, NULL, print_one, NULL);
 *
 * Handles are opaque.  Whoever gets one through an out-parameter owns it and frees it; texts and
 * structs that a function returns belong to the handle they were asked of, and live as long as it
 * (those of a result: until its callback returns).  Texts are UTF-8.
 *
 * Every function that can fail returns a status and never prints, exits or aborts.  What is wrong
 * with policies or data is in the handle's diagnostics, as data: on LEIDRAAD_ERROR_POLICIES and
 * LEIDRAAD_ERROR_DATA the handle is there all the same, to ask for them.  On LEIDRAAD_ERROR_USAGE
 * and LEIDRAAD_ERROR_SYSTEM an opening function gives it too, for its error text, unless it was not
 * given what it needs to make one; *out is then NULL, as on LEIDRAAD_ERROR_MEMORY.
 *
 * There is no global state.  Threads may share policies for everything that takes them as const;
 * data, and policies where they are not const, are for one thread at a time.  Human text (messages, explanations) is in the language of the
 * process's locale, by gettext, domain "leidraad"; machine output never changes with it.
 *
 * libleidraad-run has what is marked [run]: it evaluates compiled programs and knows no compiler.
 * libleidraad has everything. */
#ifndef LEIDRAAD_H
#define LEIDRAAD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define LEIDRAAD_API __attribute__((visibility("default")))
#else
#define LEIDRAAD_API
#endif

typedef enum leidraad_status {
    LEIDRAAD_OK = 0,
    LEIDRAAD_ERROR_MEMORY = 1,
    LEIDRAAD_ERROR_USAGE = 2,    /* an argument names what does not exist; see leidraad_last_error */
    LEIDRAAD_ERROR_POLICIES = 3, /* the policies do not compile, or the program is not valid */
    LEIDRAAD_ERROR_DATA = 4,     /* the data is bad */
    LEIDRAAD_ERROR_SYSTEM = 5,   /* a file or another part of the system refused */
    LEIDRAAD_STOPPED = 6,        /* a callback asked to stop */
    LEIDRAAD_ERROR_RACE = 7      /* another publisher was first: the branch has moved on */
} leidraad_status;

typedef struct leidraad_policies leidraad_policies; /* compiled policies */
typedef struct leidraad_data leidraad_data;         /* tables of subjects */
typedef struct leidraad_result leidraad_result;     /* verdicts for one subject on one date */

/* The version of this header; leidraad_version() is that of the library. */
#define LEIDRAAD_VERSION "0.1.0"

/* Takes n bytes; returns 0, or anything else to stop. */
typedef int leidraad_write(void *context, const char *bytes, size_t n);

LEIDRAAD_API const char *leidraad_version(void);                  /* [run] "0.1.0" */
LEIDRAAD_API const char *leidraad_status_text(leidraad_status s); /* [run] in the locale's language */

/* ---- diagnostics [run] ---- */

typedef enum leidraad_severity {
    LEIDRAAD_SEVERITY_ERROR,
    LEIDRAAD_SEVERITY_WARNING,
    LEIDRAAD_SEVERITY_NOTICE
} leidraad_severity;

typedef struct leidraad_diagnostic {
    const char *code; /* "P012": stable */
    leidraad_severity severity;
    const char *file;  /* as the user named it; "" when there is none */
    uint32_t line, column, end_line, end_column; /* from 1; 0: the file as a whole */
    const char *path;       /* place inside a JSON file, or "" */
    const char *message;    /* in the locale's language */
    const char *hint;       /* or "" */
    const char *suggestion; /* what to write instead, or "" */
} leidraad_diagnostic;

typedef enum leidraad_diag_format {
    LEIDRAAD_DIAG_TEXT,
    LEIDRAAD_DIAG_TEXT_COLOUR,
    LEIDRAAD_DIAG_JSON,
    LEIDRAAD_DIAG_SARIF
} leidraad_diag_format;

/* ---- policies ---- */

/* Compiles a folder of .leidraad files (searched recursively), one such file, or loads a saved
 * program: a file of any other name.  LEIDRAAD_ERROR_POLICIES: *out is there, for its diagnostics
 * only. */
LEIDRAAD_API leidraad_status leidraad_policies_open(leidraad_policies **out, const char *path);

/* The same for files in memory: names relative to a folder, and their bytes. */
typedef struct leidraad_file {
    const char *name;
    const char *bytes;
    size_t size;
} leidraad_file;
LEIDRAAD_API leidraad_status leidraad_policies_compile(leidraad_policies **out,
                                                       const leidraad_file *files, size_t count);

/* As leidraad_policies_open, as the policies stood on a date (ISO), so far as they say themselves:
 * what was adopted later is left out, and a version that was announced is a concept with its intake
 * dates (compiler/known.h). */
LEIDRAAD_API leidraad_status leidraad_policies_open_known(leidraad_policies **out, const char *path,
                                                          const char *date);

/* [run] Loads a compiled program. */
LEIDRAAD_API leidraad_status leidraad_policies_load(leidraad_policies **out, const void *bytes,
                                                    size_t size);
/* [run] Saves it.  LEIDRAAD_STOPPED when write did not return 0. */
LEIDRAAD_API leidraad_status leidraad_policies_save(const leidraad_policies *policies,
                                                    leidraad_write *write, void *context);

LEIDRAAD_API void leidraad_policies_free(leidraad_policies *policies); /* [run] NULL is allowed */

/* [run] The last error of status USAGE or SYSTEM on this handle, in words; "" when none. */
LEIDRAAD_API const char *leidraad_policies_error(const leidraad_policies *policies);

/* [run] "map:policies" (or what leidraad_policies_set_name set), and "sha256:<hash of the policies>". */
LEIDRAAD_API const char *leidraad_policies_name(const leidraad_policies *policies);
LEIDRAAD_API leidraad_status leidraad_policies_set_name(leidraad_policies *policies, const char *name);
LEIDRAAD_API const char *leidraad_policies_content(const leidraad_policies *policies);

LEIDRAAD_API size_t leidraad_policies_diagnostics(const leidraad_policies *policies); /* [run] */
LEIDRAAD_API leidraad_diagnostic leidraad_policies_diagnostic(const leidraad_policies *policies,
                                                              size_t n); /* [run] */
LEIDRAAD_API leidraad_status leidraad_policies_write_diagnostics(const leidraad_policies *policies,
                                                                 leidraad_diag_format format,
                                                                 leidraad_write *write,
                                                                 void *context); /* [run] */

/* [run] The versions, oldest first: "2023", "2025", … */
LEIDRAAD_API size_t leidraad_policies_versions(const leidraad_policies *policies);
LEIDRAAD_API const char *leidraad_policies_version(const leidraad_policies *policies, size_t n);

/* [run] The readings: id, question, choices and the default. */
typedef struct leidraad_reading {
    const char *id, *question;
    size_t choices;
    const char *standard; /* the id of the default choice */
} leidraad_reading;
LEIDRAAD_API size_t leidraad_policies_readings(const leidraad_policies *policies);
LEIDRAAD_API leidraad_reading leidraad_policies_reading(const leidraad_policies *policies, size_t n);
LEIDRAAD_API const char *leidraad_policies_choice(const leidraad_policies *policies, size_t reading,
                                                  size_t n);

/* Texts made from the policies.  version: "2025", or NULL for all; rule: an id, or NULL. */
typedef enum leidraad_dump {
    LEIDRAAD_DUMP_TOKENS,
    LEIDRAAD_DUMP_AST,
    LEIDRAAD_DUMP_CONSOLIDATED,
    LEIDRAAD_DUMP_TYPED,
    LEIDRAAD_DUMP_PROGRAM
} leidraad_dump;
LEIDRAAD_API leidraad_status leidraad_policies_dump(const char *path, leidraad_dump what,
                                                    leidraad_write *write, void *context);
LEIDRAAD_API leidraad_status leidraad_show(leidraad_policies *policies, const char *version,
                                           const char *rule, leidraad_write *write, void *context);

/* The canonical layout of one policy file.  LEIDRAAD_ERROR_POLICIES when it has syntax errors:
 * these are written to `complain` as text; nothing goes to `write`. */
LEIDRAAD_API leidraad_status leidraad_format(const char *name, const char *bytes, size_t size,
                                             leidraad_write *write, void *context,
                                             leidraad_write *complain, void *complain_context);

/* Runs the examples (`voorbeeld`).  A line of text an example that fails, then the totals; with
 * coverage the table of reachable (rule, verdict) pairs too. */
typedef struct leidraad_test_totals {
    size_t passed, failed;
    size_t reachable, covered; /* (rule, verdict) pairs */
} leidraad_test_totals;
LEIDRAAD_API leidraad_status leidraad_test(leidraad_policies *policies, int coverage,
                                           leidraad_test_totals *totals, leidraad_write *write,
                                           void *context);

/* ---- data [run] ---- */

typedef struct leidraad_data_options {
    size_t size;           /* sizeof(leidraad_data_options): so that it can grow */
    const char *onderwerp; /* what one file holds, where its name does not say; or NULL */
    int skip_bad;          /* leave bad records out and go on */
    size_t error_cap;      /* report at most this many errors; 0: 100 */
} leidraad_data_options;

/* A folder of CSV files, one CSV, JSON or NDJSON file, or "-" for standard input.  The policies
 * must outlive the data.  LEIDRAAD_ERROR_DATA: *out is there, for its diagnostics only.  options
 * may be NULL. */
LEIDRAAD_API leidraad_status leidraad_data_open(leidraad_data **out,
                                                const leidraad_policies *policies, const char *path,
                                                const leidraad_data_options *options);
/* The same from memory, which is copied; name stands in diagnostics, and its ending tells the
 * format. */
LEIDRAAD_API leidraad_status leidraad_data_read(leidraad_data **out,
                                                const leidraad_policies *policies, const char *name,
                                                const void *bytes, size_t size,
                                                const leidraad_data_options *options);
LEIDRAAD_API void leidraad_data_free(leidraad_data *data);
LEIDRAAD_API const char *leidraad_data_error(const leidraad_data *data);
LEIDRAAD_API size_t leidraad_data_diagnostics(const leidraad_data *data);
LEIDRAAD_API leidraad_diagnostic leidraad_data_diagnostic(const leidraad_data *data, size_t n);
LEIDRAAD_API leidraad_status leidraad_data_write_diagnostics(const leidraad_data *data,
                                                             leidraad_diag_format format,
                                                             leidraad_write *write, void *context);
/* The records that skip_bad left out, as CSV (bestand;regel;code;melding;record). */
LEIDRAAD_API size_t leidraad_data_rejected(const leidraad_data *data);
LEIDRAAD_API leidraad_status leidraad_data_write_rejects(const leidraad_data *data,
                                                         leidraad_write *write, void *context);
/* How many subjects of a kind there are ("praktijk"). */
LEIDRAAD_API size_t leidraad_data_subjects(const leidraad_data *data, const char *onderwerp);

/* ---- evaluation [run] ---- */

typedef struct leidraad_options {
    size_t size;            /* sizeof(leidraad_options) */
    const char *on;         /* reference date (peildatum), ISO; NULL: each subject's own */
    const char *leidraad;   /* judge by this version whatever the date; or NULL */
    const char *const *readings; /* "lezing=keuze", …, NULL at the end; or NULL */
    int all_readings;       /* also say what each reading, turned alone, would make of it */
    const char *subject;    /* "[onderwerp:]sleutel": only this one; or NULL */
} leidraad_options;

/* Calls each(context, result) for every subject that has rules, in the order of the data.  Stops
 * with LEIDRAAD_STOPPED when it does not return 0.  LEIDRAAD_ERROR_USAGE when the options name an
 * unknown version, reading, date or subject (leidraad_data_error says which). */
typedef int leidraad_result_fn(void *context, const leidraad_result *result);
LEIDRAAD_API leidraad_status leidraad_evaluate(const leidraad_policies *policies, leidraad_data *data,
                                               const leidraad_options *options,
                                               leidraad_result_fn *each, void *context);

/* What a result says.  Texts are the terms of the domain; NULL where there is none. */
typedef struct leidraad_summary {
    const char *onderwerp, *sleutel;
    const char *peildatum; /* ISO, or NULL */
    const char *leidraad;  /* the version in force, or NULL */
    const char *status;    /* "vastgesteld" or "concept", or NULL */
    int groep, groeijaar;  /* 0: none */
    const char *oordeel;   /* voldoet voldoet_niet onbekend niet_bepaald */
    const char *reden;     /* of niet_bepaald, or NULL */
} leidraad_summary;
LEIDRAAD_API leidraad_summary leidraad_result_summary(const leidraad_result *result);

typedef struct leidraad_rule_result {
    const char *regel, *titel;
    const char *laag;      /* leidraad kader regioplan */
    const char *oordeel;   /* voldaan niet_voldaan loopt onbekend open_norm niet_van_toepassing */
    const char *uiterlijk; /* ISO, or NULL */
    const char *uit;       /* the version an earlier duty comes from, or NULL */
    const char *reden;     /* why it does not apply, or NULL */
    size_t ontbreekt;      /* how many names of missing data */
} leidraad_rule_result;
LEIDRAAD_API size_t leidraad_result_rules(const leidraad_result *result);
LEIDRAAD_API leidraad_rule_result leidraad_result_rule(const leidraad_result *result, size_t n);
LEIDRAAD_API const char *leidraad_result_missing(const leidraad_result *result, size_t rule, size_t n);
/* The years of a yearly rule: kind is gemist, onbekend, lopend or voldaan. */
LEIDRAAD_API size_t leidraad_result_years(const leidraad_result *result, size_t rule, const char *kind);
LEIDRAAD_API int leidraad_result_year(const leidraad_result *result, size_t rule, const char *kind,
                                      size_t n);
LEIDRAAD_API size_t leidraad_result_decisions(const leidraad_result *result);
LEIDRAAD_API const char *leidraad_result_decision(const leidraad_result *result, size_t n,
                                                  const char **answer); /* returns the id */
LEIDRAAD_API size_t leidraad_result_amounts(const leidraad_result *result);
LEIDRAAD_API const char *leidraad_result_amount(const leidraad_result *result, size_t n,
                                                const char **value); /* "12.50", or NULL: unknown */
LEIDRAAD_API size_t leidraad_result_not_judged(const leidraad_result *result);
LEIDRAAD_API const char *leidraad_result_not_judged_text(const leidraad_result *result, size_t n);

/* ---- reports [run] ----
 * LEIDRAAD_STOPPED when write did not return 0; LEIDRAAD_ERROR_USAGE when there is no such report in
 * that format, or the options name what is not there (see the error of the handle that is not
 * const). */

typedef enum leidraad_format_kind {
    LEIDRAAD_FORMAT_TEXT,
    LEIDRAAD_FORMAT_JSON,
    LEIDRAAD_FORMAT_NDJSON,
    LEIDRAAD_FORMAT_CSV,
    LEIDRAAD_FORMAT_ICS /* agenda only */
} leidraad_format_kind;

typedef struct leidraad_report_options {
    size_t size; /* sizeof(leidraad_report_options) */
    leidraad_format_kind format;
    int colour; /* text only */
    int width;  /* of the terminal, for text; 0: 100 */
    void (*progress)(void *context, size_t done, size_t total); /* or NULL */
    void *progress_context;
} leidraad_report_options;

typedef struct leidraad_counts {
    size_t subjects, voldoet, voldoet_niet, onbekend, niet_bepaald;
    size_t left_out; /* RHO's without a reference date: no report speaks of them, so say it */
} leidraad_counts;

/* `evaluate`: every subject's verdicts.  counts may be NULL. */
LEIDRAAD_API leidraad_status leidraad_report_evaluate(const leidraad_policies *policies,
                                                      leidraad_data *data,
                                                      const leidraad_options *options,
                                                      const leidraad_report_options *report,
                                                      leidraad_counts *counts,
                                                      leidraad_write *write, void *context);
/* `explain`: the reasoning for options->subject; rule may be NULL.  Text or JSON. */
LEIDRAAD_API leidraad_status leidraad_report_explain(const leidraad_policies *policies,
                                                     leidraad_data *data,
                                                     const leidraad_options *options,
                                                     const char *rule,
                                                     const leidraad_report_options *report,
                                                     leidraad_write *write, void *context);
/* `applies DATA`: version, group and groeijaar of every practice. */
LEIDRAAD_API leidraad_status leidraad_report_applies(const leidraad_policies *policies,
                                                     leidraad_data *data,
                                                     const leidraad_options *options,
                                                     const leidraad_report_options *report,
                                                     leidraad_write *write, void *context);
/* `applies --intake`: the same for one start date (ISO); on NULL: on the start date itself. */
LEIDRAAD_API leidraad_status leidraad_report_applies_intake(leidraad_policies *policies,
                                                            const char *intake,
                                                            const leidraad_options *options,
                                                            const leidraad_report_options *report,
                                                            leidraad_write *write, void *context);
/* `timeline`: the intake table (intake NULL), or the periods of one start date. */
LEIDRAAD_API leidraad_status leidraad_report_timeline(leidraad_policies *policies,
                                                      const char *intake,
                                                      const leidraad_options *options,
                                                      const leidraad_report_options *report,
                                                      leidraad_write *write, void *context);
/* `agenda`: the parties' duties; year 0: all.  Text, JSON, NDJSON or iCalendar. */
LEIDRAAD_API leidraad_status leidraad_report_agenda(leidraad_policies *policies, int year,
                                                    const leidraad_report_options *report,
                                                    leidraad_write *write, void *context);

/* Where a practice stands, without any text: for callers that ask millions of times.  Dates are
 * days since 1970-01-01; from/until half-open.  A start of INT32_MIN is not known.  version is an
 * index for leidraad_policies_version; -1: there is none.  LEIDRAAD_ERROR_USAGE: a date outside the
 * years 1-9999, or a reading that is not there. */
typedef struct leidraad_standing {
    const char *reden; /* NULL: a version applies */
    int groep, groeijaar;
    int version;
    int32_t from, until;
    int32_t nearest[2]; /* of geen_instroommoment; INT32_MIN: there is none */
} leidraad_standing;
LEIDRAAD_API leidraad_status leidraad_applies(const leidraad_policies *policies, int32_t start,
                                              int32_t on, const char *const *readings,
                                              leidraad_standing *out);

#ifdef __cplusplus
}
#endif
#endif
