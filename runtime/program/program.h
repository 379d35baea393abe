/* The program: what a set of policies means, in one flat, verified form.
 *
 * The compiler builds it; everything else reads it: the evaluator, explanation, reports, the
 * comparison of versions.  It is arrays of plain structs that refer to each other by index, with
 * no pointers between items, so that it can be saved, loaded and verified (program_save,
 * program_load, program_verify).  Text is in `symbols`, each distinct text once: a string, a
 * member, a code, a version label, a key are all symbols, and comparing two is comparing ids.
 *
 * Expressions are nodes.  A node's operands have smaller indices than the node itself, and so has
 * the body of a definition that it asks for: there can be no cycle, evaluation ends, and one
 * walk from the first node to the last has seen the operands of each before it.  opcode.def says
 * what the operands of each are.
 *
 * Layers and versions are settled here: each version holds the full list of its rules, after
 * consolidation; a rule that two versions share unchanged is one rule, listed twice.  Definitions,
 * parameters and sets that a version amends are entries of their own, which its rules name.
 *
 * All text in a program is UTF-8.  A program owns nothing: its arena does. */
#ifndef LEIDRAAD_PROGRAM_PROGRAM_H
#define LEIDRAAD_PROGRAM_PROGRAM_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "base/str.h"
#include "value/date.h"
#include "value/decimal.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t index_t;
#define NONE UINT32_MAX /* no such item */

enum type_kind {
    TYPE_JA_NEE,
    TYPE_GETAL,
    TYPE_BEDRAG, /* euro, scale 2 */
    TYPE_DATUM,
    TYPE_DUUR_DAGEN,
    TYPE_DUUR_MAANDEN, /* months and years */
    TYPE_TEKST,        /* a symbol; empty is a value */
    TYPE_CODE,         /* a symbol, held against a pattern */
    TYPE_KEUZE,        /* a symbol, a member of keuze `ref` */
    TYPE_VERSIE,       /* a symbol, the label of a version */
    TYPE_VERWIJZING,   /* a symbol, a key of table `ref` */
    TYPE_JAAR,         /* a year of a duty */
    TYPE_RECORD,       /* a row of table `ref` */
    TYPE_KINDS
};

struct type {
    uint8_t kind;     /* enum type_kind */
    uint8_t scale;    /* decimals of a getal or bedrag */
    index_t ref;      /* keuze, table, or pattern symbol of a code (NONE: no pattern) */
    int64_t min, max; /* of a getal or bedrag, in units of the scale */
};

/* A stretch of a range in one of the arrays. */
struct range {
    index_t first, count;
};

/* Where something comes from: the file, the place in it, and the version that wrote it. */
struct origin {
    index_t file; /* symbol: the file's name relative to the policies' folder; NONE */
    uint32_t line, column, end_line, end_column;
    index_t owner; /* symbol: the version, kader or plan that wrote this part; NONE: vocabulary */
};

struct node {
    uint8_t op; /* enum opcode */
    struct type type;
    index_t a, b, c;
    int64_t value;
    index_t phrase; /* symbol: the canonical text of this expression in the policy language */
    struct origin origin;
};

enum opcode {
#define OPCODE(name, operands, result) OP_##name,
#include "program/opcode.def"
#undef OPCODE
    OP_COUNT
};

/* One entry of edges[] (operands of EN and OF: nodes), refs[] (rules, lapses, readings, choices) or
 * texts[] (symbols). */
struct edge {
    index_t to;
};

/* What evaluation can count on, and the verifier holds a program to. */
enum {
    PROGRAM_DEPTH_MAX = 1000,       /* nodes below one another, those of definitions included */
    PROGRAM_WORK_MAX = 1 << 20,     /* nodes that evaluating one visits, were each list one row */
    PROGRAM_VERSIONS_MAX = 64,      /* versions, and so stretches of a timeline */
    PROGRAM_GROUPS_MAX = 99,        /* groups of the intake table */
    PROGRAM_YEAR_MAX = 9999,        /* JAAR_VAN, JAAR_GETAL and GROEIJAAR give 1 up to this */
    PROGRAM_DURATION_MAX = 3660000, /* days or months of a DUUR: further than the calendar goes */
};
#define PROGRAM_COUNT_MAX ((int64_t)UINT32_MAX) /* AANTAL gives 0 up to this */

/* A citation: a source and a place in it.  (Assumptions are texts[].) */
struct citation {
    index_t source; /* sources[] */
    index_t place;  /* symbol */
};

struct source {
    index_t id, title, by, address; /* symbols; NONE where not given */
    date dated;                     /* DATE_NONE: not given */
    bool external;                  /* outside the documents the policies rest on */
};

struct keuze {
    index_t id, title;
    bool open;                           /* data may hold members that are not listed */
    struct range members;                /* members[]: all, of every version */
    struct range citations, assumptions; /* of the whole, in any version; so of each member */
};

struct member {
    index_t id, title; /* symbols */
    struct range citations, assumptions;
};

/* A set of members, each with an optional period (both days inclusive). */
struct set {
    index_t id, title;
    struct range items; /* set_items[] */
    struct range citations, assumptions;
};

struct set_item {
    index_t member;                      /* symbol */
    date from, to;                       /* DATE_MIN / DATE_MAX where open */
    struct range citations, assumptions; /* of this member alone */
};

struct reading {
    index_t id, question;
    struct range choices; /* choices[] */
    index_t standard;     /* the default: an index in choices[]; see version.standards too */
    struct range citations, assumptions; /* of any version */
};

struct choice {
    index_t id, title;
};

/* A parameter: a value a period. */
struct parameter {
    index_t id, title;
    struct type type;
    index_t per;          /* symbol: "kwartaal"; NONE */
    struct range periods; /* param_periods[], in order of time, without overlap */
    index_t none_because; /* symbol: `geen waarde omdat`; NONE */
    struct range citations;
    struct range assumptions; /* texts[] */
    struct origin origin;
};

struct param_period {
    date from, to; /* inclusive; DATE_MAX: until further notice */
    int64_t value;
    struct range citations;
    struct range assumptions; /* texts[] */
};

struct definition {
    index_t id;    /* symbol: "praktijk.interventie.onderhanden" */
    index_t table; /* the table whose rows it is about */
    index_t body;  /* node */
    struct range citations, assumptions;
    struct origin origin;
};

/* A table of data: a kind of subject (onderwerp), or the rows that belong to one (lijst). */
struct table {
    index_t id, title;    /* symbols: "praktijk"; for a list its own name, "interventie" */
    index_t parent;       /* table, or NONE for an onderwerp */
    struct range columns; /* columns[], in order of declaration */
    struct range keys;    /* columns of the key: the first key.count columns; onderwerp only */
    struct range lists;   /* tables[] that have this one as parent: consecutive */
    index_t dated;        /* column: a row whose date lies after the reference date does not
                             count (`gedateerd`); NONE */
    index_t intake;       /* column: `ingedeeld naar`, the date that the timeline follows and the
                             default reference date; NONE */
    index_t year;         /* column: `beoordeeld over`, judged on 31 December of it; NONE */
};

struct column {
    index_t id, title;
    index_t table;
    struct type type;
};

enum rule_layer { LAYER_LEIDRAAD, LAYER_KADER, LAYER_REGIOPLAN };

struct exception {
    index_t condition; /* node */
    index_t because;   /* symbol */
    struct origin origin;
};

/* `herhaling`: a column that its condition knowingly asks for more than once. */
struct repeat {
    index_t column, because; /* symbols */
};

/* The parts of a rule that can be given, amended, compared and blamed one by one. */
enum rule_part {
    PART_TITLE,
    PART_SOORT,
    PART_CITATIONS,
    PART_APPLIES,
    PART_EXCEPTIONS,
    PART_DEADLINE,
    PART_CONDITION,
    PART_CONSEQUENCE,
    PART_ASSUMPTIONS,
    PART_COUNT
};

/* What an expression uses by name, itself or through a definition; each once, in the order in which
 * it is met.  What they assume and cite is assumed and cited by who uses them. */
struct uses {
    struct range definitions, parameters, sets, keuzes, members; /* refs[] */
};

struct rule {
    index_t id, title; /* symbols */
    uint8_t layer;     /* enum rule_layer */
    index_t owner;     /* index in versions[], kaders[] or plans[] by layer: where it is listed
                          first */
    bool sharpens;     /* `verscherpt`: a second obligation under the id of a national rule */
    bool yearly;       /* `jaarlijks`: one duty a year */
    index_t table;     /* the kind of subject it is about */
    index_t soort;     /* symbol */
    index_t applies;   /* node of `waarvan`, or NONE */
    index_t applies_because; /* symbol: the reason when it does not apply; NONE: the phrase */
    struct range exceptions;
    index_t deadline;  /* node: the last day; NONE: no deadline */
    index_t condition; /* node of `eis` */
    struct range repeats;
    struct range consequences; /* texts[]: symbols of `gevolg` */
    struct range citations;
    struct range assumptions; /* texts[] */
    struct range readings;    /* refs[]: readings[] it mentions, in order of id; those of the
                                 deadline, the definitions and the plan's term included */
    struct uses uses;
    struct origin origins[PART_COUNT]; /* file NONE: that part is not given */
    uint8_t meaning[SHA256_BYTES];     /* hash over everything that decides its verdicts */
    uint8_t text[SHA256_BYTES];        /* hash over what is only text: titles, citations, reasons */
};

/* What a version has no longer, though a version before it had: the reason, and what that rests
 * on. */
enum lapse_kind {
    LAPSE_REGEL,
    LAPSE_DEFINITIE,
    LAPSE_PARAMETER,
    LAPSE_LEZING,
    LAPSE_KEUZE,
    LAPSE_VERZAMELING,
    LAPSE_KINDS
};

struct lapse {
    index_t id;      /* symbol: as the thing itself has it */
    uint8_t kind;    /* enum lapse_kind */
    index_t item;    /* symbol: the member or alternative of it that lapsed; NONE: the whole */
    index_t because; /* symbol */
    struct range citations, assumptions;
    struct origin origin;
};

enum version_status { VERSION_ADOPTED, VERSION_CONCEPT };

struct version {
    index_t label, title; /* symbols */
    uint8_t status;
    date adopted;        /* where status is VERSION_ADOPTED */
    index_t revises;     /* versions[], or NONE for the first */
    struct range rules;  /* refs[]: rules[], in order of declaration through the revisions */
    struct range lapses; /* refs[]: lapses[], those of the versions before it too, as far as the
                            thing has not come back */
    struct range citations;
    struct range assumptions; /* texts[]: of the adoption */
    struct range standards;   /* refs[]: for each reading its default (choices[]) under this
                                 version, in the order of readings[] */
    struct origin origin;
};

/* One cell of the intake table, by version and group: cells[version * groups + group - 1]. */
struct cell {
    bool skips;
    date from;       /* where it does not skip */
    index_t because; /* symbol: why it skips; NONE */
    struct range citations, assumptions;
    struct origin origin;
};

struct kader {
    index_t id, title;
    date from, to;      /* both inclusive */
    date adopted;       /* DATE_NONE: not given */
    struct range rules; /* refs[] */
    struct range citations, assumptions;
    struct origin origin;
};

/* A regional plan.  For a subject with an intake it holds while the subject is under version
 * `version` (`term` ja), or from max(start, from) to `to`; for other subjects always by
 * the calendar. */
struct plan {
    index_t id, title;
    index_t holder;     /* table whose key names the RHO */
    index_t holder_key; /* symbol: "UNICUM" */
    index_t version;    /* versions[] */
    date from, to;      /* `kalender`, inclusive; DATE_MIN / DATE_MAX when not given */
    index_t term;       /* node ja/nee (readings only): by version? NONE: yes */
    date adopted;       /* DATE_NONE: not given */
    struct range rules; /* refs[]: added, and those that sharpen */
    struct range citations, assumptions;
    struct origin origin;
};

/* besluit: one rule niet_voldaan gives `found`, else one onbekend gives onbekend, else it is the
 * other of ja and nee. */
struct decision {
    index_t id, title;
    index_t table;
    date from, to;         /* outside: niet_van_toepassing; DATE_MIN / DATE_MAX where open */
    bool found;            /* the answer (ja = true) when one rule is niet_voldaan */
    struct range rule_ids; /* texts[]: named rules */
    struct range soorten;  /* texts[]: rules of these soorten */
    struct range gevolgen; /* texts[]: rules with one of these consequences */
    bool with_plan;        /* `ook regioplan`: rules of plans too */
    bool with_earlier;     /* `ook eerdere`: duties that no longer bind but fell due */
    struct range citations, assumptions;
    struct origin origin;
};

struct calculation {
    index_t id, title;
    index_t table;
    index_t value; /* node, rounded to the type */
    struct type type;
    struct range citations, assumptions;
    struct range readings; /* as those of a rule */
    struct uses uses;
    struct origin origin;
};

enum task_kind { TASK_ONCE, TASK_YEARLY, TASK_UNDATED };

struct task {
    index_t id, title;
    uint8_t kind;
    date from, to;                                  /* TASK_ONCE */
    uint8_t from_month, from_day, to_month, to_day; /* TASK_YEARLY */
    int32_t from_year, to_year;                     /* TASK_YEARLY */
    index_t because;                                /* TASK_UNDATED: symbol */
    struct range parties;                           /* texts[] */
    struct range citations, assumptions;
    struct origin origin;
};

/* The things the engine knows by a policy's word: each a node over readings only. */
struct stelsel {
    index_t id, title;
    date from, to;          /* inclusive */
    uint8_t month_rounding; /* enum month_rounding */
    uint32_t groups;
    struct range parties;    /* texts[] */
    index_t every_cell;      /* ja: every cell of the intake table is an intake moment; nee: only
                                those of the first version */
    index_t own_growth_year; /* ja: groeijaar by the practice's own year; nee: calendar year */
    index_t calendar_year;   /* ja: a year of a duty is a calendar year; nee: the own year */
    index_t table;           /* the onderwerp with an intake */
    index_t plan_column;     /* its reference column that names the holder of a plan; NONE */
};

struct program {
    struct arena *arena;
    struct interner *symbols;

#define PROGRAM_ARRAY(type, name) \
    struct type *name;            \
    index_t name##_count;
#include "program/arrays.def"
#undef PROGRAM_ARRAY

    struct stelsel stelsel;
    const struct digest *meanings; /* by node; NULL: program_hash_rules() was not there yet */
    uint8_t content[SHA256_BYTES]; /* hash of the policies it was compiled from: of the names and
                                      texts of the files, wherever they lie (`beleid_inhoud`) */
};

/* An empty program in an arena; the compiler fills it with program_add_*. */
struct program *program_create(struct arena *arena);

/* Adds one zeroed item (indices NONE are up to the caller) and returns its index. */
#define PROGRAM_ARRAY(type, name) index_t program_add_##name(struct program *p);
#include "program/arrays.def"
#undef PROGRAM_ARRAY

index_t program_symbol(struct program *p, struct str text);
struct str program_text(const struct program *p, index_t symbol); /* NONE: empty */

/* The label of a version; NONE when there is none of that label. */
index_t program_find_version(const struct program *p, struct str label);
index_t program_find_table(const struct program *p, struct str id); /* onderwerp or lijst */
index_t program_find_reading(const struct program *p, struct str id);
/* Index in choices[], or NONE. */
index_t program_find_choice(const struct program *p, index_t reading, struct str id);

/* Holds every index, type and range of the program against each other.  True: evaluating it can
 * touch nothing outside it and ends.  False: *why says what is wrong (in the arena). */
bool program_verify(const struct program *p, struct arena *arena, struct str *why);

/* The saved form: little-endian, with a format version and a SHA-256 over all of it.  A program
 * that the verifier accepts has one form, and another program another. */
struct str program_save(const struct program *p, struct arena *arena);
/* Loads and verifies.  STATUS_POLICIES with *why when the bytes are no valid program. */
int program_load(struct program **out, struct arena *arena, struct str bytes, struct str *why);

/* Fills `meaning` and `text` of every rule of a program that the verifier accepts: after everything
 * else has been added.  Equal meaning hash, equal meaning: over the rule's nodes and every
 * definition, parameter, set and reading they use, by content and names, not by index or place.
 * What is in them and what is not: hash.c.  Fills `meanings` on its way. */
void program_hash_rules(struct program *p);

/* The meaning of every node, by the same rules: equal digests, equal meaning, in whichever program.
 * A definition counts by its body, a set and a parameter by their content.  Those of the program
 * where it has them, else made in the arena. */
struct digest {
    uint8_t bytes[SHA256_BYTES];
};
const struct digest *program_hash_nodes(const struct program *p, struct arena *arena);

/* For people: a readable listing of the whole program. */
void program_dump(const struct program *p, struct buf *out);

const char *opcode_name(enum opcode op);
const char *opcode_operands(enum opcode op); /* the letters of opcode.def */
char opcode_result(enum opcode op);
bool opcode_commutes(enum opcode op); /* its first two operands, or all edges, may change places */

/* The parts of the stelsel that the value of a node can rest on, and which of them it does. */
enum stelsel_part { ON_ROUNDING = 1, ON_GROWTH_YEAR = 2, ON_DUTY_YEAR = 4 };
unsigned opcode_rests_on(enum opcode op);

#endif
