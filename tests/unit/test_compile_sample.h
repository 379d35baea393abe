/* A small policy, and compiling it together with the files of a test. */
#ifndef LEIDRAAD_TESTS_COMPILE_SAMPLE_H
#define LEIDRAAD_TESTS_COMPILE_SAMPLE_H

#include "tests/unit/check.h"

#include "base/status.h"
#include "compiler/compile.h"
#include "compiler/diag_kinds.h"
#include "compiler/parse/parse.h"
#include "program/program.h"

static const char vocabulary_text[] =
    "stelsel proef \"Proef\" {\n"
    "  loopt van 1 januari 2023 tot en met 31 december 2028\n"
    "  partijen LHV, ZN\n"
    "  maandafronding omlaag\n"
    "  groeijaar als lezing groei is eigen dan eigen_jaar anders kalenderjaar\n"
    "  verplichtingsjaar als lezing jaar is kalender dan kalenderjaar anders eigen_jaar\n"
    "}\n"
    "bron ba \"Afspraken\" van \"LHV\"\n"
    "bron bb extern \"Brief\" van \"ZN\"\n"
    "keuze soort { horde naleving }\n"
    "keuze gevolg { terugvordering }\n"
    "keuze status { gepland ingezet gestopt }\n"
    "keuze aanpak open { lean wor }\n"
    "verzameling lijst van aanpak { lean }\n"
    "onderwerp praktijk \"praktijk\" {\n"
    "  sleutel agb : code patroon \"[0-9]{8}\"\n"
    "  begin : datum\n"
    "  rho : verwijzing naar rho\n"
    "  patienten : getal van 0 tot en met 1000000\n"
    "  uren : getal 2 decimalen van 0 tot en met 100\n"
    "  omgeving : ja/nee\n"
    "  plan : ja/nee\n"
    "  ingedeeld naar begin\n"
    "  lijst interventie { code : aanpak  status : status  gestart : datum  doel : tekst }\n"
    "  lijst intervisie gedateerd datum { datum : datum  thema : ja/nee }\n"
    "  definitie interventie.actief = gestart op of voor peildatum en status is ingezet\n"
    "  definitie klaar = omgeving en plan\n"
    "}\n"
    "onderwerp rho {\n"
    "  sleutel rho : code\n"
    "  leider : ja/nee\n"
    "  lijst regioplan { leidraad : versie  vastgesteld : datum }\n"
    "}\n"
    "lezing groei \"Welk jaar?\" { bron ba \"1\"  eigen standaard  kalender }\n"
    "lezing jaar \"Welk jaar?\" { bron ba \"1\"  kalender standaard  eigen }\n"
    "lezing duur \"Hoe lang?\" { bron ba \"1\"  versie standaard  kalender }\n"
    "parameter minimum : getal van 0 tot en met 10 { geen waarde omdat \"niet bekend\"  bron ba "
    "\"2\" }\n"
    "parameter tarief : bedrag {\n"
    "  van 1 januari 2025 tot en met 31 december 2025 : € 3,23 bron bb \"3\"\n"
    "}\n";

/* Two versions, of which the second says nothing but dates. */
static const char first_text[] =
    "leidraad 2023 \"Eerste\" vastgesteld op 30 januari 2023 bron ba \"a\" {\n"
    "  bron ba \"Tabel 1\"\n"
    "  instroom { groep 1 : 1 april 2023  groep 2 : 1 juli 2023 }\n"
    "  regel omgeving \"Omgeving\" {\n"
    "    soort horde  bron ba \"4\"  geldt voor praktijk  eis omgeving  gevolg terugvordering\n"
    "  }\n"
    "  regel actief \"Actief\" {\n"
    "    soort naleving  bron ba \"5\"  geldt voor praktijk\n"
    "    uiterlijk einde van groeijaar 2\n"
    "    eis er is een interventie met (actief)\n"
    "  }\n"
    "}\n";

#define SECOND(body)                                                                     \
    "leidraad 2025 \"Tweede\" vastgesteld op 31 mei 2024 bron ba \"b\" herziet 2023 {\n" \
    "bron ba \"Tabel 1\"\n"                                                              \
    "instroom { groep 1 : 1 april 2025  groep 2 slaat over omdat \"later\" }\n" body "}\n"

/* A rule of the first version's making, in a kader of its own. */
#define KADER(rule)                                                  \
    "kader k \"K\" van 1 januari 2025 tot en met 31 december 2028\n" \
    "  vastgesteld op 30 april 2024 bron ba \"k\" {\nbron ba \"k\"\n" rule "}\n"

struct policies {
    struct arena *arena;
    struct diags *diags;
    struct ast_file *files[8];
    size_t count;
    struct compiled compiled;
    const struct program *p; /* NULL: it did not compile */
};

static inline void add_policy(struct policies *policies, const char *name, const char *text)
{
    policies->files[policies->count++] =
        parse_file(policies->arena, policies->diags, str_from(name), str_from(text));
}

static inline struct policies *policies_of(struct arena *arena)
{
    struct policies *policies = ARENA_NEW(arena, struct policies);
    policies->arena = arena;
    policies->diags = diags_create(arena);
    add_policy(policies, "a.leidraad", vocabulary_text);
    add_policy(policies, "b.leidraad", first_text);
    return policies;
}

/* The name of a kind in diag.def; codes may be given anew.  What the reader of data says has none
 * here. */
static inline const char *kind_name(const struct diag_kind *kind)
{
    static const char *const names[] = {
#define DIAG(id, code, severity, message, hint) #id,
#include "compiler/diag.def"
#undef DIAG
    };
    bool ours = kind >= compiler_diag_kinds && kind < compiler_diag_kinds + DIAG_KINDS;
    return ours ? names[kind - compiler_diag_kinds] : "data";
}

/* Every diagnostic as "KIND file:line:column", a line each. */
static inline struct str diags_text(struct policies *policies)
{
    struct buf text = {.arena = policies->arena};
    diags_sort(policies->diags);
    for (size_t i = 0; i < policies->diags->list.len; i++) {
        const struct diag *diag = &policies->diags->list.at[i];
        struct str file = diag->span.file == SPAN_NO_FILE
                              ? STR("-")
                              : policies->diags->files.at[diag->span.file].name;
        buf_printf(&text, "%s " STR_FMT ":%u:%u\n", kind_name(diag->kind), STR_ARG(file),
                   (unsigned)diag->span.line, (unsigned)diag->span.column);
    }
    return buf_str(&text);
}

/* The same as "KIND line", with commas between. */
static inline struct str kinds_text(struct policies *policies)
{
    struct buf text = {.arena = policies->arena};
    diags_sort(policies->diags);
    for (size_t i = 0; i < policies->diags->list.len; i++) {
        const struct diag *diag = &policies->diags->list.at[i];
        buf_printf(&text, "%s%s %u", i ? ", " : "", kind_name(diag->kind),
                   (unsigned)diag->span.line);
    }
    return buf_str(&text);
}

/* Compiles, with what it says held against `expected`. */
static inline void compile_expecting(struct policies *policies, const char *expected)
{
    int status = compile(&policies->compiled, policies->arena, policies->files, policies->count,
                         policies->diags);
    policies->p = policies->compiled.program;
    assert_string_equal(diags_text(policies).at, expected);
    assert_int_equal(status, policies->diags->errors ? STATUS_POLICIES : STATUS_OK);
}

/* The vocabulary, the first version and these files. */
static inline struct policies *compiled_with(struct arena *arena, const char *text)
{
    struct policies *policies = policies_of(arena);
    add_policy(policies, "c.leidraad", text);
    compile_expecting(policies, "");
    return policies;
}

static inline struct str text_of(const struct policies *policies, index_t symbol)
{
    return program_text(policies->p, symbol);
}

/* A rule of a version by its id, and its index. */
static inline index_t rule_index(const struct policies *policies, index_t version, const char *id)
{
    struct range rules = policies->p->versions[version].rules;
    for (index_t i = 0; i < rules.count; i++) {
        index_t rule = policies->p->refs[rules.first + i].to;
        if (str_equal(text_of(policies, policies->p->rules[rule].id), str_from(id))) return rule;
    }
    return NONE;
}

static inline const struct rule *rule_of(const struct policies *policies, index_t version,
                                         const char *id)
{
    index_t rule = rule_index(policies, version, id);
    assert_int_not_equal(rule, NONE);
    return &policies->p->rules[rule];
}

static inline struct str phrase_at(const struct policies *policies, index_t node)
{
    return text_of(policies, policies->p->nodes[node].phrase);
}

/* "ba 4, bb 5": the citations in a range. */
static inline struct str cited(const struct policies *policies, struct range citations)
{
    struct buf text = {.arena = policies->arena};
    for (index_t i = 0; i < citations.count; i++) {
        const struct citation *c = &policies->p->citations[citations.first + i];
        buf_printf(&text, "%s" STR_FMT " " STR_FMT, i ? ", " : "",
                   STR_ARG(text_of(policies, policies->p->sources[c->source].id)),
                   STR_ARG(text_of(policies, c->place)));
    }
    return buf_str(&text);
}

#endif
