/* What the scanner, the grammar and the C code around them share; private to compiler/parse/.
 *
 *     leidraad.l    characters -> raw tokens: words, paths, numbers, texts, signs
 *     literal.c     what the scanner does with them: values of literals, positions, comments
 *     words.c       raw tokens -> tokens: keywords, operators of several words, dates
 *     leidraad.y    tokens -> tree, by the constructors of build.c
 *     mistake.c     what is said about a syntax error
 *     resume.c      where reading goes on after it
 *     check.c       what the grammar leaves open: a clause given twice, one that is missing
 *     parse.c       the door: sets it all up, runs it, and gives the file
 *
 * Tokens are made on demand, from left to right; words looks a few raw tokens ahead.  All memory is
 * the arena's: neither scanner nor parser allocates in another way. */
#ifndef LEIDRAAD_GRAMMAR_PARSER_H
#define LEIDRAAD_GRAMMAR_PARSER_H

#include "compiler/ast.h"
#include "compiler/diag_kinds.h"

/* ---- tokens ---- */

/* What a token carries. */
struct lexeme {
    struct str text; /* as written, texts without their quotes; keywords as keyword.def has them */
    struct span span;
    int64_t value;  /* of a number, an amount, a date (days), a day and month (100 * month + day) */
    unsigned scale; /* of a number or an amount */
};

struct token {
    int kind; /* enum leidraad_tokentype */
    bool first_on_line;
    bool reported; /* something in it has been reported: no second message at its place */
    struct lexeme lexeme;
};

/* Siblings that are not yet in a parent, and flags for it. */
struct list {
    struct ast *first, *last;
    unsigned flags;
};

union parser_value {
    struct lexeme lexeme;
    struct ast *node;
    struct list list;
    unsigned flags;
};

/* ---- blocks ---- */

/* Where items may begin, `starts` in keyword.def. */
enum level { LEVEL_TOP = 1, LEVEL_VERSION = 2, LEVEL_CLAUSE = 4 };

/* A block that is open. */
struct block {
    struct span opener; /* its brace */
    struct token word;  /* what its heading begins with, */
    struct str name;    /* and what follows that: both for messages */
    enum level inside;  /* what its items are */
    uint32_t column;    /* of the first token on the line of the heading */
};

enum {
    BLOCKS_MAX = 16,            /* deeper ones are errors anyway, and only counted */
    AHEAD_MAX = BLOCKS_MAX + 8, /* tokens that wait: 4 for a phrase, a `}` for each block */
    KEYWORD_LETTERS = 26,       /* a keyword begins with one of a to z */
};

/* How far reading has come. */
struct reading {
    struct token last;       /* the token given */
    struct token heading;    /* the word that began the last item, */
    struct str heading_name; /* and what followed it */
    uint32_t heading_column; /* of the first token on its line */
    uint32_t line_column;    /* of the first token on this line */
    size_t depth;            /* blocks that are open */
};

struct parser {
    struct arena *arena;
    struct diags *diags;
    struct ast_file *file;
    void *scanner;

    /* the scanner: the place of the next character, and what its line has had */
    uint32_t line, column;
    bool line_has_token, line_has_comment;

    /* words: tokens that wait, the next one first; the first `ready` need no joining any more */
    struct token ahead[AHEAD_MAX];
    size_t ahead_first, ahead_len, ready;
    uint8_t letters[KEYWORD_LETTERS + 1]; /* by first letter: its first entry in keywords */

    /* words: what the token given last has led to, and what there was before it */
    struct reading now, before;
    struct block blocks[BLOCKS_MAX];
    bool in_set;             /* in the braces of `in {a, b}` */
    struct block suspect;    /* the first block that was closed in the column of another one */
    struct token suspect_at; /* by this brace; kind 0: none */
    struct span early; /* the last brace behind which its block seems to go on; line 0: none */
    struct span skip;  /* the brace that is passed over, with a message; line 0: none */

    /* mistakes */
    struct span mistake; /* the token at which the last error was found */
    int meant;           /* the keyword that was meant by it, or 0, */
    size_t meant_words;  /* and of how many tokens it is made */
    bool rewind;         /* it was found one token late */
    size_t unclosed;     /* how many blocks should have been closed before it */
    struct span resumed; /* the token that reading went on with, */
    int resumed_with;    /* and its kind */
};

/* ---- leidraad.l ---- */

void scanner_open(struct parser *p, char *text, size_t size); /* two NUL bytes end the text */
struct token scanner_next(struct parser *p);

/* ---- compiler/parse/literal.c: for the scanner, on the lexeme whose text and span are set ---- */

struct span scanned(struct parser *p, struct lexeme *lexeme, struct str text);
void scanned_less(struct parser *p, struct lexeme *lexeme, size_t bytes); /* keep so many */
void scanned_newline(struct parser *p);
void scanned_comment(struct parser *p, const struct lexeme *lexeme);

/* Sets value and scale, or reports why not and sets something near it. */
void literal_number(struct parser *p, struct lexeme *lexeme);
void literal_money(struct parser *p, struct lexeme *lexeme);
void literal_dotted(struct parser *p, struct lexeme *lexeme);
int literal_number_word(struct parser *p, struct lexeme *lexeme); /* returns the token */
void literal_date(struct parser *p, struct lexeme *lexeme);
void literal_odd_date(struct parser *p, struct lexeme *lexeme);
void literal_odd_label(struct parser *p, struct lexeme *lexeme);
/* Takes away the quotes, of so many bytes, and the escapes. */
void literal_text(struct parser *p, struct lexeme *lexeme, size_t open, size_t close);
/* The same where the quotes are not the straight ones. */
void literal_quotes(struct parser *p, struct lexeme *lexeme, size_t open, size_t close);
size_t literal_text_end(struct str text); /* of a text that is not closed, its quote included */
/* A text that ends on a later line; returns its length. */
size_t literal_text_lines(struct parser *p, struct lexeme *lexeme);
void literal_slashes(struct parser *p, const struct lexeme *lexeme); /* a comment as in C */
/* Reports a sign that is not of the language; returns the token that was meant. */
int literal_sign(struct parser *p, const struct lexeme *lexeme);
void literal_character(struct parser *p, const struct lexeme *lexeme);
/* suggestion NULL: none */
void literal_mistake(struct parser *p, const struct lexeme *lexeme, const struct diag_kind *kind,
                     const char *suggestion);

/* ---- compiler/parse/words.c ---- */

struct keyword {
    const char *text;
    int token;
    enum keyword_use { RESERVED, FREE, PHRASE } use;
    unsigned starts; /* enum level */
};
extern const struct keyword keywords[];
extern const size_t keyword_count;
const struct keyword *keyword_of(int token);        /* NULL: not a keyword */
void words_open(struct parser *p, struct str text); /* before the first token */

/* The next token, for bison. */
int leidraad_lex(union parser_value *value, struct span *span, struct parser *p);
struct token words_next(struct parser *p);
const struct token *words_peek(struct parser *p, size_t i); /* the i-th that follows, not joined */
void words_unget(struct parser *p, const struct token *token); /* the token given last */
void words_insert(struct parser *p, int kind);                 /* a brace before what follows */

/* ---- leidraad.y ---- */

int leidraad_parse(struct parser *p);
const char *grammar_word(int token); /* the word, or in words what it is, in the user's language */

/* ---- compiler/parse/mistake.c, compiler/parse/resume.c ---- */

/* The token given last cannot stand where it stands; these could. */
void mistake_report(struct parser *p, const int *expected, size_t n);
void mistake_depth(struct parser *p, struct span span);
void mistake_brace(struct parser *p, const struct token *brace); /* one too many, in its block */

/* bison's lookahead, which an action may change. */
struct next_token {
    int *kind;
    union parser_value *value;
    struct span *span;
    int none;
};
/* After an error that took away what stands in the span: choose the next token, so that the parser
 * goes on with an item of the same list or its end; with the items of a block whose heading was not
 * understood; with the rest of a heading. */
void resume_item(struct parser *p, struct span span, struct next_token *next);
void resume_block(struct parser *p, struct span span, struct next_token *next);
void resume_heading(struct parser *p, struct span span, struct next_token *next);

/* ---- compiler/parse/build.c: what the actions call ---- */

#define NOTHING ((struct list){0})

struct span build_span(const struct span *first, const struct span *last);
/* A node, or one with a text, and its children, up to &build_end; those that are NULL are
 * left out. */
extern struct ast build_end;
struct ast *build_node(struct parser *p, enum ast_kind kind, struct span span, ...);
struct ast *build_named(struct parser *p, enum ast_kind kind, struct span span, struct lexeme name,
                        ...);
struct ast *build_adopt(struct ast *node,
                        struct list list); /* its items become the last children */
struct ast *build_flags(struct ast *node, unsigned flags);
struct ast *build_mod(struct ast *node, enum ast_mod mod, struct span span);
struct ast *build_lapse(struct parser *p, enum ast_kind kind, struct span span, struct lexeme name,
                        struct ast *omdat);
struct ast *build_widen(struct ast *node, struct span span);

struct list build_list(struct list list, struct ast *node);
struct list build_join(struct list a, struct list b);
struct list build_list_flags(struct list list, unsigned flags);
struct list build_attach(struct list list, struct ast *node); /* node becomes a child of the last */
struct list build_kind(struct list list, enum ast_kind kind);

struct ast *build_value(struct parser *p, enum ast_kind kind, struct lexeme lexeme);
struct ast *build_negative(struct parser *p, struct span span, enum ast_kind kind,
                           struct lexeme lexeme);
struct ast *build_whole(struct parser *p, enum ast_kind kind, struct span span,
                        struct lexeme lexeme);
struct ast *build_duration(struct parser *p, struct span span, struct lexeme lexeme,
                           enum ast_kind kind, int64_t unit);
struct ast *build_version(struct parser *p, struct lexeme label);
struct lexeme build_label(struct parser *p, struct lexeme number);
struct lexeme build_word(const char *text, struct lexeme lexeme);
void build_file(struct parser *p, struct list declarations);

/* ---- compiler/parse/check.c ---- */

void check_tree(struct parser *p);

#endif
