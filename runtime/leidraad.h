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
 * data, and policies where they are not const, are for one thread at a time.  Human text (messages,
 * explanations) is in the language of the process's locale, by gettext, domain "leidraad"; machine
 * output never changes with it.
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
    LEIDRAAD_ERROR_USAGE =
        2, /* an argument names what does not exist: see the error of the handle */
    LEIDRAAD_ERROR_POLICIES = 3, /* the policies do not compile, or the program is not valid */
    LEIDRAAD_ERROR_DATA = 4,     /* the data is bad */
    LEIDRAAD_ERROR_SYSTEM = 5,   /* a file or another part of the system refused */
    LEIDRAAD_STOPPED = 6,        /* a callback asked to stop */
    LEIDRAAD_ERROR_RACE = 7      /* another publisher was first: the branch has moved on */
} leidraad_status;

typedef struct leidraad_policies leidraad_policies; /* compiled policies */
typedef struct leidraad_data leidraad_data;         /* tables of subjects */
typedef struct leidraad_result leidraad_result;     /* verdicts for one subject on one date */
typedef struct leidraad_store leidraad_store;       /* policies in a git repository */

/* The version of this header; leidraad_version() is that of the library. */
#define LEIDRAAD_VERSION "0.2.0"

/* Takes n bytes; returns 0, or anything else to stop. */
typedef int leidraad_write_fn(void *context, const char *bytes, size_t n);
/* How far it has come; total 0: not known. */
typedef void leidraad_progress_fn(void *context, size_t done, size_t total);

LEIDRAAD_API const char *leidraad_version(void); /* [run] "0.2.0" */
LEIDRAAD_API const char *
leidraad_status_text(leidraad_status s); /* [run] in the locale's language */

/* ---- diagnostics [run] ---- */

typedef enum leidraad_severity {
    LEIDRAAD_SEVERITY_ERROR,
    LEIDRAAD_SEVERITY_WARNING,
    LEIDRAAD_SEVERITY_NOTICE
} leidraad_severity;

typedef struct leidraad_diagnostic {
    const char *code; /* "P012": stable */
    leidraad_severity severity;
    const char *file;                            /* as the user named it; "" when there is none */
    uint32_t line, column, end_line, end_column; /* from 1; 0: the file as a whole */
    const char *path;                            /* place inside a JSON file, or "" */
    const char *message;                         /* in the locale's language */
    const char *hint;                            /* or "" */
    const char *suggestion;                      /* what to write instead, or "" */
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
 * dates (compiler/history/known.h). */
LEIDRAAD_API leidraad_status leidraad_policies_open_known(leidraad_policies **out, const char *path,
                                                          const char *date);

/* [run] Loads a compiled program. */
LEIDRAAD_API leidraad_status leidraad_policies_load(leidraad_policies **out, const void *bytes,
                                                    size_t size);
/* [run] Saves it.  LEIDRAAD_STOPPED when write did not return 0. */
LEIDRAAD_API leidraad_status leidraad_policies_save(const leidraad_policies *policies,
                                                    leidraad_write_fn *write, void *context);

LEIDRAAD_API void leidraad_policies_free(leidraad_policies *policies); /* [run] NULL is allowed */

/* [run] The last error of status USAGE or SYSTEM on this handle, in words; "" when none. */
LEIDRAAD_API const char *leidraad_policies_error(const leidraad_policies *policies);

/* [run] Which policies: "map:policies" by the folder, "git:<commit>" of a store, "map:-" from
 * memory, or what leidraad_policies_set_name set; and what is in them: "sha256:<hash>". */
LEIDRAAD_API const char *leidraad_policies_name(const leidraad_policies *policies);
LEIDRAAD_API leidraad_status leidraad_policies_set_name(leidraad_policies *policies,
                                                        const char *name);
LEIDRAAD_API const char *leidraad_policies_content(const leidraad_policies *policies);

LEIDRAAD_API size_t leidraad_policies_diagnostics(const leidraad_policies *policies); /* [run] */
LEIDRAAD_API leidraad_diagnostic leidraad_policies_diagnostic(const leidraad_policies *policies,
                                                              size_t n); /* [run] */
LEIDRAAD_API leidraad_status leidraad_policies_write_diagnostics(const leidraad_policies *policies,
                                                                 leidraad_diag_format format,
                                                                 leidraad_write_fn *write,
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
LEIDRAAD_API leidraad_reading leidraad_policies_reading(const leidraad_policies *policies,
                                                        size_t n);
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
                                                    leidraad_write_fn *write, void *context);
LEIDRAAD_API leidraad_status leidraad_show(leidraad_policies *policies, const char *version,
                                           const char *rule, leidraad_write_fn *write,
                                           void *context);

/* The canonical layout of one policy file.  LEIDRAAD_ERROR_POLICIES when it has syntax errors:
 * these are written to `complain` as text; nothing goes to `write`. */
LEIDRAAD_API leidraad_status leidraad_format(const char *name, const char *bytes, size_t size,
                                             leidraad_write_fn *write, void *context,
                                             leidraad_write_fn *complain, void *complain_context);

/* Looks into the examples (`voorbeeld`) too: opening policies leaves them alone, since no verdict
 * depends on them.  LEIDRAAD_ERROR_POLICIES: they use names that do not exist or hold bad data, and
 * the diagnostics say so.  Whether what they expect comes out is for leidraad_test(). */
LEIDRAAD_API leidraad_status leidraad_policies_check(leidraad_policies *policies);

/* Runs the examples (`voorbeeld`).  A line of text an example that fails, then the totals; with
 * coverage the table of reachable (rule, verdict) pairs too. */
typedef struct leidraad_test_totals {
    size_t passed, failed;
    size_t reachable, covered; /* (rule, verdict) pairs */
} leidraad_test_totals;
LEIDRAAD_API leidraad_status leidraad_test(leidraad_policies *policies, int coverage,
                                           leidraad_test_totals *totals, leidraad_write_fn *write,
                                           void *context);

/* ---- the store ----
 * Policies as the commits of an ordinary git repository.  It is read and written by a shared object
 * of its own, libleidraad-store, which is loaded when a store is first opened; where that is not
 * installed, LEIDRAAD_ERROR_SYSTEM.  A store is for one thread at a time. */

typedef struct leidraad_store_options {
    size_t size;       /* sizeof(leidraad_store_options) */
    const char *cache; /* a folder of the caller's, made when it is wanted, to remember differences
                          between revisions in: answers are the same without it, but later; or
                          NULL */
} leidraad_store_options;

/* A repository, bare or not, of this user.  options may be NULL. */
LEIDRAAD_API leidraad_status leidraad_store_open(leidraad_store **out, const char *path,
                                                 const leidraad_store_options *options);
LEIDRAAD_API void leidraad_store_free(leidraad_store *store); /* NULL is allowed */
/* The last error of status USAGE, POLICIES, SYSTEM or RACE on this store, in words. */
LEIDRAAD_API const char *leidraad_store_error(const leidraad_store *store);

/* The policies of a revision, as git writes them ("HEAD~3", a tag, the start of an id); or, with
 * known_at (ISO), as the branch stood on that day: along first parents, the newest commit whose
 * committer date, by that commit's own clock, is on or before it.  Both NULL: the newest.  Not
 * both.  Their name is "git:<commit id>".  LEIDRAAD_ERROR_USAGE: there is no such revision
 * (leidraad_store_error). */
LEIDRAAD_API leidraad_status leidraad_store_policies(leidraad_policies **out, leidraad_store *store,
                                                     const char *revision, const char *known_at);

/* Somebody, and when.  name NULL: who the repository's configuration says.  Times before 1970, and
 * offsets of more than a day, are refused. */
typedef struct leidraad_person {
    const char *name, *email;
    int64_t time;   /* seconds since 1970 */
    int32_t offset; /* minutes east of UTC, of the clock it was read from */
} leidraad_person;

/* Makes a store in a folder that is empty or not there, whose history follows from the policies at
 * a path: a commit for each day on which something was adopted, marked as reconstructed, and a tag
 * leidraad/<version> where a version was.  The same policies give the same commit ids.
 * *policies, for its diagnostics, is the caller's to free, also after an error; NULL where nothing
 * could be read.  commits, how many were made, may be NULL. */
LEIDRAAD_API leidraad_status leidraad_store_init(leidraad_store **out, leidraad_policies **policies,
                                                 const char *path, const char *policies_path,
                                                 int bare, size_t *commits);

typedef struct leidraad_publish_options {
    size_t size;         /* sizeof(leidraad_publish_options) */
    const char *path;    /* the folder of policies; NULL: the work tree of the store */
    const char *message; /* NULL: what changed in meaning */
    const char *erratum; /* why the meaning of what was adopted changes; or NULL: it may not */
    const char *base;    /* the revision that the policies were made from: refused as a lost race
                            when the branch has moved on since; NULL: the same where they take back
                            what a later revision did, as far as the files show it */
    leidraad_person author, committer;
} leidraad_publish_options;

typedef struct leidraad_publication {
    char commit[65];      /* its id; "" where nothing was published */
    int same;             /* the policies are those of the branch already: nothing was published */
    size_t meaning, text; /* differences with what was there */
    const char *changes;  /* those in meaning, a line each, in the words of the commit's message;
                             NULL: there are none.  Belongs to the policies that were published */
} leidraad_publication;

/* Commits the policies of a folder, if they pass the gate: they compile, their examples pass, and
 * nothing that was adopted changes in meaning without an erratum.  LEIDRAAD_ERROR_POLICIES: they do
 * not, and *policies, which is the caller's to free, has the diagnostics.  LEIDRAAD_ERROR_RACE:
 * another publisher was first, and nothing has changed (also LEIDRAAD_ERROR_POLICIES, with the
 * error of a race, where both are so). */
LEIDRAAD_API leidraad_status leidraad_publish(leidraad_store *store, leidraad_policies **policies,
                                              const leidraad_publish_options *options,
                                              leidraad_publication *publication);

/* ---- data [run] ---- */

typedef struct leidraad_data_options {
    size_t size;           /* sizeof(leidraad_data_options): so that it can grow */
    const char *onderwerp; /* what one file holds, where its name does not say; or NULL */
    int skip_bad;          /* leave bad records out and go on */
    size_t error_cap;      /* report at most this many errors; 0: 100 */
    /* Policies of other days, NULL at the end; or NULL.  Data that is held now has words that
     * earlier policies do not know: what one of these has in a closed list is then no bad value but
     * a notice.  A version is kept, and is none of those that the policies have; a member of a
     * keuze is unknown. */
    const leidraad_policies *const *others;
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
/* The files that were read, by the paths they were opened with; NULL past the last. */
LEIDRAAD_API const char *leidraad_data_file(const leidraad_data *data, size_t n);
LEIDRAAD_API size_t leidraad_data_diagnostics(const leidraad_data *data);
LEIDRAAD_API leidraad_diagnostic leidraad_data_diagnostic(const leidraad_data *data, size_t n);
LEIDRAAD_API leidraad_status leidraad_data_write_diagnostics(const leidraad_data *data,
                                                             leidraad_diag_format format,
                                                             leidraad_write_fn *write,
                                                             void *context);
/* The records that skip_bad left out, as CSV (bestand;regel;code;melding;record). */
LEIDRAAD_API size_t leidraad_data_rejected(const leidraad_data *data);
LEIDRAAD_API leidraad_status leidraad_data_write_rejects(const leidraad_data *data,
                                                         leidraad_write_fn *write, void *context);
/* How many subjects of a kind there are ("praktijk"). */
LEIDRAAD_API size_t leidraad_data_subjects(const leidraad_data *data, const char *onderwerp);

/* ---- evaluation [run] ---- */

typedef struct leidraad_options {
    size_t size;                 /* sizeof(leidraad_options) */
    const char *on;              /* reference date (peildatum), ISO; NULL: each subject's own */
    const char *leidraad;        /* judge by this version whatever the date; or NULL */
    const char *const *readings; /* "lezing=keuze", one keuze a lezing, NULL at the end; or NULL */
    int all_readings;            /* also say what each reading, turned alone, would make of it */
    const char *subject;         /* "[onderwerp:]sleutel": only this one; or NULL */
} leidraad_options;

/* Calls each(context, result) for every subject that has rules, in the order of the data.  Stops
 * with LEIDRAAD_STOPPED when it does not return 0.  LEIDRAAD_ERROR_USAGE when the options name an
 * unknown version, reading, date or subject (leidraad_data_error says which). */
typedef int leidraad_result_fn(void *context, const leidraad_result *result);
LEIDRAAD_API leidraad_status leidraad_evaluate(const leidraad_policies *policies,
                                               leidraad_data *data, const leidraad_options *options,
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
LEIDRAAD_API const char *leidraad_result_missing(const leidraad_result *result, size_t rule,
                                                 size_t n);
/* The years of a yearly rule: kind is gemist, onbekend, lopend or voldaan. */
LEIDRAAD_API size_t leidraad_result_years(const leidraad_result *result, size_t rule,
                                          const char *kind);
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
 * LEIDRAAD_STOPPED when write did not return 0; LEIDRAAD_ERROR_USAGE when there is no such report
 * in that format, or the options name what is not there (see the error of the handle that is not
 * const). */

typedef enum leidraad_format_kind {
    LEIDRAAD_FORMAT_TEXT,
    LEIDRAAD_FORMAT_JSON,
    LEIDRAAD_FORMAT_NDJSON,
    LEIDRAAD_FORMAT_CSV,
    LEIDRAAD_FORMAT_ICS, /* agenda only */
    LEIDRAAD_FORMAT_HTML /* differences only */
} leidraad_format_kind;

typedef struct leidraad_report_options {
    size_t size; /* sizeof(leidraad_report_options) */
    leidraad_format_kind format;
    int colour;                     /* text only */
    int width;                      /* of the terminal, for text; 0: 100 */
    leidraad_progress_fn *progress; /* or NULL */
    void *progress_context;
    /* `evaluate` and `sample`: where a receipt of each verdict goes, or NULL.  A receipt is a line
     * of JSON with all that is needed to come to the verdict again (schema/bewijs.schema.json). */
    leidraad_write_fn *receipts;
    void *receipts_context;
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
                                                      leidraad_write_fn *write, void *context);
/* `explain`: the reasoning for options->subject.  rule: the id of one rule, or of one decision to
 * have it with the rules that it looked at; NULL: all.  Text or JSON. */
LEIDRAAD_API leidraad_status leidraad_report_explain(const leidraad_policies *policies,
                                                     leidraad_data *data,
                                                     const leidraad_options *options,
                                                     const char *rule,
                                                     const leidraad_report_options *report,
                                                     leidraad_write_fn *write, void *context);
/* `applies DATA`: version, group and groeijaar of every practice. */
LEIDRAAD_API leidraad_status leidraad_report_applies(const leidraad_policies *policies,
                                                     leidraad_data *data,
                                                     const leidraad_options *options,
                                                     const leidraad_report_options *report,
                                                     leidraad_write_fn *write, void *context);
/* `applies --intake`: the same for one start date (ISO); on NULL: on the start date itself. */
LEIDRAAD_API leidraad_status leidraad_report_applies_intake(
    leidraad_policies *policies, const char *intake, const leidraad_options *options,
    const leidraad_report_options *report, leidraad_write_fn *write, void *context);
/* `timeline`: the intake table (intake NULL), or the periods of one start date. */
LEIDRAAD_API leidraad_status leidraad_report_timeline(leidraad_policies *policies,
                                                      const char *intake,
                                                      const leidraad_options *options,
                                                      const leidraad_report_options *report,
                                                      leidraad_write_fn *write, void *context);
/* `agenda`: the parties' duties; year 0: all.  Text, JSON, NDJSON or iCalendar. */
LEIDRAAD_API leidraad_status leidraad_report_agenda(leidraad_policies *policies, int year,
                                                    const leidraad_report_options *report,
                                                    leidraad_write_fn *write, void *context);

/* `diff`: what differs in meaning between two versions, of these policies or of two (both named),
 * or between policies as a whole (neither named); differences of text alone apart.  Text, JSON or
 * HTML (one page that fetches nothing).  LEIDRAAD_ERROR_USAGE where there is no such version.  Not
 * [run]. */
typedef struct leidraad_differences {
    size_t meaning, text;
} leidraad_differences;
LEIDRAAD_API leidraad_status leidraad_report_diff(const leidraad_policies *from,
                                                  const char *from_version,
                                                  const leidraad_policies *to,
                                                  const char *to_version,
                                                  const leidraad_report_options *report,
                                                  leidraad_differences *counts, /* may be NULL */
                                                  leidraad_write_fn *write, void *context);

/* `impact`: who gets another verdict under other policies or another version, on which rule, from
 * what to what, and because of which difference; and how many, by rule, RHO and group.  Text, JSON,
 * NDJSON or CSV.  Not [run]. */
typedef struct leidraad_impact_side {
    const leidraad_policies *policies;
    leidraad_data *data; /* the same for both sides, each read for its own policies */
    const char *version; /* judge by this one whatever the date; both sides name one, or neither */
} leidraad_impact_side;

typedef struct leidraad_impact_options {
    size_t size;                 /* sizeof(leidraad_impact_options) */
    const char *on;              /* ISO; or */
    const char *from, *to;       /* on these days, and on the first of each month between them; all
                                    NULL: each subject on its own date */
    int quarters;                /* the first of each quarter instead */
    const char *const *readings; /* as in leidraad_options */
    const char *subject;
} leidraad_impact_options;

typedef struct leidraad_impact_counts {
    size_t subjects; /* that were compared */
    size_t affected; /* that get another verdict */
    size_t moved;    /* that fall under another version */
    size_t left_out; /* RHO's without a reference date */
} leidraad_impact_counts;

/* LEIDRAAD_ERROR_USAGE: see the error of from->data. */
LEIDRAAD_API leidraad_status leidraad_report_impact(
    const leidraad_impact_side *from, const leidraad_impact_side *to,
    const leidraad_impact_options *options, const leidraad_report_options *report,
    leidraad_impact_counts *counts, /* may be NULL */
    leidraad_write_fn *write, void *context);

/* `sample`: draws practices, so that anybody can do it again.  Practices are ordered by the SHA-256
 * of "seed:key", smallest first; of each stratum the first so many are drawn.  How many, follows
 * from the sizes of the strata alone: its share of `count`, at least 1 where count is enough for
 * that, rounded by largest remainder (evaluate/draw.h has it to the letter).  Receipts, if asked
 * for, are of the practices that are drawn. */
typedef struct leidraad_sample {
    size_t size;      /* sizeof(leidraad_sample) */
    size_t count;     /* how many to draw */
    const char *seed; /* any text */
    const char *by;   /* "rho" (the column that names it) or "groep"; NULL: one stratum */
} leidraad_sample;
LEIDRAAD_API leidraad_status leidraad_report_sample(const leidraad_policies *policies,
                                                    leidraad_data *data,
                                                    const leidraad_options *options,
                                                    const leidraad_sample *sample,
                                                    const leidraad_report_options *report,
                                                    leidraad_write_fn *write, void *context);

/* Histories of a store.  Not [run]. */
typedef struct leidraad_history_options {
    size_t size;                     /* sizeof(leidraad_history_options) */
    const char *revision, *known_at; /* up to where, as in leidraad_store_policies */
    const char *version; /* a version, or the id of a kader or a regional plan; NULL: any */
    const char *rule;    /* NULL: any */
    int all;             /* of a log: revisions that touched text only too */
} leidraad_history_options;

/* `log`: the revisions that changed a version or a rule in meaning, the newest first, with what
 * changed.  Text, JSON or NDJSON.  LEIDRAAD_ERROR_USAGE where no revision speaks of what was asked
 * (leidraad_store_error). */
LEIDRAAD_API leidraad_status leidraad_report_log(leidraad_store *store,
                                                 const leidraad_history_options *options,
                                                 const leidraad_report_options *report,
                                                 leidraad_write_fn *write, void *context);
/* `blame`: for each rule of options->version, and each part of it, the revision that gave it its
 * present meaning. */
LEIDRAAD_API leidraad_status leidraad_report_blame(leidraad_store *store,
                                                   const leidraad_history_options *options,
                                                   const leidraad_report_options *report,
                                                   leidraad_write_fn *write, void *context);

/* Where a practice stands, without any text: for callers that ask millions of times.  Dates are
 * days since 1970-01-01; from/until half-open.  A start of INT32_MIN is not known.  version is an
 * index for leidraad_policies_version; -1: there is none.  LEIDRAAD_ERROR_USAGE: a date outside the
 * years 1-9999, a reading that is not there, or two choices of one. */
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

/* ---- replay [run] ----
 * Comes to the verdicts of receipts again, and holds them against what the receipts say. */

/* Puts at most `room` bytes in `to`, and how many in *n (0: there are no more); returns 0, or
 * anything else when they cannot be read. */
typedef int leidraad_read_fn(void *context, void *to, size_t room, size_t *n);

/* Opens the policies that a receipt names ("git:…", "map:…") for a replay, which frees them.  When
 * it does not return LEIDRAAD_OK, *why may say why in words (they are copied), and what it returns,
 * what the receipts are then not possible for: LEIDRAAD_ERROR_USAGE, there is no such commit;
 * LEIDRAAD_ERROR_POLICIES, they do not compile; LEIDRAAD_ERROR_SYSTEM, they cannot be read.
 * LEIDRAAD_ERROR_MEMORY ends the replay. */
typedef leidraad_status leidraad_open_fn(void *context, const char *beleid, leidraad_policies **out,
                                         const char **why);

typedef struct leidraad_replayed {
    size_t receipts; /* lines; these three together */
    size_t equal, different, impossible;
} leidraad_replayed;

/* Text, JSON, NDJSON or CSV.  LEIDRAAD_ERROR_DATA: what was read holds no receipts (and nothing is
 * written); LEIDRAAD_ERROR_SYSTEM: it could not be read to its end.  That a receipt is not equal is
 * no error: see counts, which may be NULL. */
LEIDRAAD_API leidraad_status leidraad_replay(leidraad_read_fn *read, void *read_context,
                                             leidraad_open_fn *open, void *open_context,
                                             const leidraad_report_options *report,
                                             leidraad_replayed *counts, leidraad_write_fn *write,
                                             void *context);

#ifdef __cplusplus
}
#endif
#endif
