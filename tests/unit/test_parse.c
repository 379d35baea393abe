/* Text to tree: what is accepted, what is said about what is not, and that it always ends. */
#include "tests/unit/check.h"

#include "base/out.h"
#include "base/status.h"
#include "compiler/parse/parse.h"
#include "grammar/leidraad.tab.h"
#include "grammar/parser.h"
#include "report/diag_render.h"
#include "tests/unit/alloc.h"
#include "tests/unit/golden.h"

#include <stdio.h>
#include <string.h>

static const char syntax[] = "tests/golden/bad/syntax";

/* ---- helpers ---- */

static const struct ast_file *parse(struct arena *arena, struct diags **diags, struct str text)
{
    *diags = diags_create(arena);
    return parse_file(arena, *diags, STR("test.leidraad"), text);
}

/* Parses what must be right. */
static const struct ast *parse_good(struct arena *arena, const char *text)
{
    struct diags *diags;
    const struct ast_file *file = parse(arena, &diags, str_from(text));
    if (diags->errors)
        fail_msg("%u:%u: %s\nin: %s", diags->list.at[0].span.line, diags->list.at[0].span.column,
                 diag_message(arena, &diags->list.at[0]).at, text);
    return file->tree;
}

static const char *dump(struct arena *arena, const struct ast *tree)
{
    struct buf buf = {.arena = arena};
    ast_dump(tree, &buf);
    return buf_str(&buf).at;
}

static const struct ast *first_of(const struct ast *node, enum ast_kind kind)
{
    if (node->kind == kind) return node;
    AST_EACH(child, node) {
        const struct ast *found = first_of(child, kind);
        if (found) return found;
    }
    return NULL;
}

/* The first node of a kind in `eis <expression>`, dumped. */
static const struct ast *eis(struct arena *arena, const char *expression)
{
    const char *text = arena_printf(arena,
                                    "kader k van 1 mei 2025 vastgesteld op 1 mei 2025 {\n"
                                    "regel r { soort s geldt voor praktijk eis %s\n} }\n",
                                    expression);
    const struct ast *found = first_of(parse_good(arena, text), AST_EIS);
    assert_non_null(found);
    return found->first;
}

static void assert_phrase(struct arena *arena, const char *source, const char *phrase)
{
    struct str text = ast_phrase(arena, eis(arena, source));
    assert_string_equal(str_copy(arena, text).at, phrase);
}

static int append(void *context, const char *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return 0;
}

static struct str render(struct arena *arena, struct diags *diags, enum diag_format format)
{
    struct buf *buf = ARENA_NEW(arena, struct buf);
    struct out *out = ARENA_NEW(arena, struct out);
    buf->arena = arena;
    out_init(out, append, buf);
    diags_sort(diags);
    diag_render(out, arena, diags, format);
    out_flush(out);
    return buf_str(buf);
}

/* ---- words ---- */

static void keywords_are_sorted_and_agree_with_the_grammar(void **state)
{
    (void)state;
    for (size_t i = 0; i < keyword_count; i++) {
        const struct keyword *k = &keywords[i];
        assert_string_equal(grammar_word(k->token), k->text);
        assert_ptr_equal(keyword_of(k->token), k);
        assert_int_equal(strchr(k->text, ' ') != NULL, k->use == PHRASE);
        if (i) assert_true(strcmp(keywords[i - 1].text, k->text) < 0);
    }
}

/* The rule `name` admits the words that keyword.def says are free, and no others. */
static void free_words_are_names(void **state)
{
    for (size_t i = 0; i < keyword_count; i++) {
        const struct keyword *k = &keywords[i];
        struct diags *diags;
        if (k->use == PHRASE) continue;
        parse(*state, &diags,
              str_from(arena_printf(*state, "onderwerp p { lijst l { %s : tekst } }", k->text)));
        if ((diags->errors == 0) != (k->use == FREE)) fail_msg("%s", k->text);
    }
}

static void words_of_an_operator_may_stand_apart(void **state)
{
    assert_phrase(*state, "a op\n   of # why\n\tvoor b", "a op of voor b");
    assert_phrase(*state, "er\nis een x met(y)", "er is een x met (y)");
    assert_phrase(*state, "a in{b,c}", "a in {b, c}");
}

static void columns_may_be_called_like_clauses(void **state)
{
    assert_phrase(*state, "datum op of na instroom en jaar is verplichtingsjaar",
                  "datum op of na instroom en jaar is verplichtingsjaar");
    assert_phrase(*state, "vastgesteld op of voor peildatum", "vastgesteld op of voor peildatum");
    assert_phrase(*state, "er is een rho.regioplan met (leidraad is vigerende_leidraad)",
                  "er is een rho.regioplan met (leidraad is vigerende_leidraad)");
    assert_phrase(*state, "soort is regioplan en gevolg en eis",
                  "soort is regioplan en gevolg en eis");
}

/* ---- literals ---- */

static void literals_have_values(void **state)
{
    const struct ast *e = eis(*state, "4,60");
    assert_int_equal(e->value, 460);
    assert_int_equal(e->scale, 2);
    assert_int_equal(eis(*state, "-3")->value, -3);
    assert_int_equal(eis(*state, "€ 3,2")->value, 320);
    assert_int_equal(eis(*state, "€3")->value, 300);
    assert_int_equal(eis(*state, "2026-04-01")->value, eis(*state, "1 April 2026")->value);
    assert_int_equal(eis(*state, "2 jaar")->value, 24);
    assert_int_equal(eis(*state, "1 maand")->kind, AST_MAANDEN);
    assert_int_equal(eis(*state, "14 dagen")->value, 14);
    assert_int_equal(eis(*state, "2026-2027")->kind, AST_VERSIE);
    assert_int_equal(eis(*state, "2026 - 2027")->kind, AST_MIN);
    assert_str_equal(eis(*state, "\"a \\\"b\\\" \\\\ c\"")->text, STR("a \"b\" \\ c"));
}

static void expressions_are_printed_canonically(void **state)
{
    assert_phrase(*state, "(a en b) of (c)", "(a en b) of c");
    assert_phrase(*state, "a en b of c", "(a en b) of c");
    assert_phrase(*state, "a en (b of c)", "a en (b of c)");
    assert_phrase(*state, "(a en b) en c", "(a en b) en c");
    assert_phrase(*state, "a en b en c", "a en b en c");
    assert_phrase(*state, "niet (a of b)", "niet (a of b)");
    assert_phrase(*state, "niet (x is gevuld)", "x is niet gevuld");
    assert_phrase(*state, "niet lezing l is k", "lezing l is niet k");
    assert_phrase(*state, "(a + b) × c - (d - e)", "(a + b) × c - (d - e)");
    assert_phrase(*state, "a * b / (c / d)", "a × b / (c / d)");
    assert_phrase(*state, "ten minste 2 x met (y)", "aantal x met (y) ten minste 2");
    assert_phrase(*state, "als a dan b anders als c dan d anders e",
                  "als a dan b anders als c dan d anders e");
    assert_phrase(*state, "(als a dan b anders c) en d", "(als a dan b anders c) en d");
    assert_phrase(*state, "a voor b", "a voor b");
    assert_phrase(*state, "a minder dan b", "a minder dan b");
    assert_phrase(*state, "einde van groeijaar (1 + 1)", "einde van groeijaar (1 + 1)");
    assert_phrase(*state, "gestart + 24 maanden na 2026-04-01", "gestart + 2 jaar na 1 april 2026");
    assert_phrase(*state, "onbekend omdat \"x\"", "onbekend omdat \"x\"");
}

/* ---- trees ---- */

static void a_citation_belongs_to_the_item_before_it(void **state)
{
    const struct ast *tree = parse_good(*state, "keuze k {\n bron a \"1\"\n x bron b \"2\"\n"
                                                " y \"Y\"\n bron c \"3\"\n}\n");
    assert_string_equal(dump(*state, tree), "FILE\n"
                                            "  KEUZE \"k\"\n"
                                            "    BRON_REF \"a\"\n"
                                            "      TITLE \"1\"\n"
                                            "    LID \"x\"\n"
                                            "      BRON_REF \"b\"\n"
                                            "        TITLE \"2\"\n"
                                            "    LID \"y\"\n"
                                            "      TITLE \"Y\"\n"
                                            "      BRON_REF \"c\"\n"
                                            "        TITLE \"3\"\n");
}

static void a_heading_has_its_parts_in_any_order(void **state)
{
    const struct ast *a = parse_good(
        *state, "leidraad 2025 \"L\" herziet 2023 vastgesteld op 1 mei 2024 bron b \"c\" { }");
    const struct ast *b = parse_good(
        *state, "leidraad 2025 \"L\" vastgesteld op 1 mei 2024 bron b \"c\" herziet 2023 { }");
    for (int i = 0; i < 2; i++) {
        const struct ast *leidraad = (i ? b : a)->first;
        assert_str_equal(ast_child(leidraad, AST_HERZIET)->text, STR("2023"));
        assert_non_null(ast_child(ast_child(leidraad, AST_VASTGESTELD), AST_BRON_REF));
    }
    assert_true(parse_good(*state, "leidraad 2028 concept herziet 2025 { }")->first->flags &
                FLAG_CONCEPT);
}

static void spans_cover_the_item(void **state)
{
    const struct ast *tree = parse_good(*state, "leidraad 2025 concept {\n"
                                                "  wijzigt regel l2 \"é\" {\n    eis a\n  }\n}\n");
    const struct ast *regel = first_of(tree, AST_REGEL), *title = first_of(tree, AST_TITLE);
    assert_int_equal(regel->span.line, 2);
    assert_int_equal(regel->span.column, 3); /* from `wijzigt` */
    assert_int_equal(regel->span.end_line, 4);
    assert_int_equal(regel->span.end_column, 4);
    assert_int_equal(regel->name_span.column, 17);
    assert_int_equal(regel->name_span.end_column, 19);
    assert_int_equal(title->span.column, 20);
    assert_int_equal(title->span.end_column, 23); /* in characters, not bytes */
}

static void comments_and_empty_lines_are_kept(void **state)
{
    struct diags *diags;
    const struct ast_file *file =
        parse(*state, &diags, STR("# één\r\n\n\nkeuze k { # twee \n\n a\n}\n#drie"));
    assert_int_equal(diags->errors, 0);
    assert_int_equal(file->comments.len, 3);
    assert_str_equal(file->comments.at[0].text, STR("# één"));
    assert_true(file->comments.at[0].own_line);
    assert_int_equal(file->comments.at[0].span.end_column, 6);
    assert_str_equal(file->comments.at[1].text, STR("# twee"));
    assert_false(file->comments.at[1].own_line);
    assert_str_equal(file->comments.at[2].text, STR("#drie"));
    assert_int_equal(file->blank_lines.len, 3);
    assert_int_equal(file->blank_lines.at[0], 2);
    assert_int_equal(file->blank_lines.at[2], 5);
}

static void an_empty_file_is_a_file(void **state)
{
    assert_null(parse_good(*state, "")->first);
    assert_null(parse_good(*state, "\xEF\xBB\xBF")->first);
    assert_null(parse_good(*state, "  \n\t# only this")->first);
}

/* ---- mistakes ---- */

static void mistakes_give_the_messages_that_are_written_down(void **state)
{
    struct golden golden = golden_open(*state, syntax);
    assert_true(golden.cases.len >= 45);
    for (size_t i = 0; i < golden.cases.len; i++) {
        const struct golden_case *one = &golden.cases.at[i];
        struct diags *diags = diags_create(*state);
        parse_file(*state, diags, one->name, one->text);
        if (!diags->list.len) fail_msg(STR_FMT " has no mistake", STR_ARG(one->name));
        golden_check(*state, syntax, one, render(*state, diags, DIAG_TEXT));
    }
}

/* Cut off anywhere, or with any one byte taken out, a text is read to its end. */
static void reading_ends_whatever_is_missing(void **state)
{
    struct golden golden = golden_open(*state, "tests/golden/fmt");
    for (size_t i = 0; i < golden.cases.len; i++) {
        struct str text = golden.cases.at[i].text;
        for (size_t cut = 0; cut < text.len; cut++) {
            struct arena *arena;
            struct diags *diags;
            assert_int_equal(arena_create(&arena), 0);
            parse(arena, &diags, (struct str){text.at, cut});
            char *without = arena_copy(arena, text.at, text.len);
            memmove(without + cut, without + cut + 1, text.len - cut - 1);
            parse(arena, &diags, (struct str){without, text.len - 1});
            arena_free(arena);
        }
    }
}

static void depth_is_limited_in_every_way(void **state)
{
    static const char *const parts[][2] = {
        {"(", ")"},
        {"niet ", ""},
        {"er is een x met (", ")"},
        {"einde van groeijaar ", ""},
        {"als a dan b anders ", ""},
        {"1 + ", ""},
        {"elke x heeft (", ")"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buf buf = {.arena = *state};
        struct diags *diags;
        buf_adds(&buf, "kader k van 1 mei 2025 vastgesteld op 1 mei 2025 {\n"
                       "regel r { soort s geldt voor praktijk eis ");
        for (int n = 0; n < 5000; n++) buf_adds(&buf, parts[i][0]);
        buf_addc(&buf, 'a');
        for (int n = 0; n < 5000; n++) buf_adds(&buf, parts[i][1]);
        buf_adds(&buf, "\n} }\n");
        parse(*state, &diags, buf_str(&buf));
        assert_int_equal(diags->errors, 1);
        assert_string_equal(diags->list.at[0].kind->code, "P036");
    }
}

static void long_chains_are_not_deep(void **state)
{
    struct buf buf = {.arena = *state};
    buf_adds(&buf, "a");
    for (int n = 0; n < 5000; n++) buf_adds(&buf, n % 2 ? " en (b of c)" : " en b");
    assert_int_equal(ast_count(eis(*state, buf_str(&buf).at)), 5001);
}

static void diagnostics_are_json_and_sarif_too(void **state)
{
    struct diags *diags;
    parse(*state, &diags, STR("kuze k {\n}\n"));
    struct str json = render(*state, diags, DIAG_JSON), sarif = render(*state, diags, DIAG_SARIF);
    assert_string_equal(json.at,
                        "[\n{\"code\":\"P032\",\"severity\":\"error\",\"file\":\"test.leidraad\","
                        "\"line\":1,\"column\":1,\"end_line\":1,\"end_column\":5,"
                        "\"message\":\"`kuze` is not a word that can stand here\","
                        "\"suggestion\":\"keuze\",\"related\":[]}\n]\n");
    assert_non_null(strstr(sarif.at, "\"version\":\"2.1.0\""));
    assert_non_null(strstr(sarif.at, "\"insertedContent\":{\"text\":\"keuze\"}"));
}

/* Whichever allocation fails, the arena's recovery point is reached and nothing is leaked. */
static void memory_may_run_out(void **state)
{
    struct str text = golden_read(*state, "tests/golden/fmt/alles.leidraad");
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct arena *arena;
        struct diags *diags;
        alloc_fail_at(n);
        if (arena_create(&arena) == 0) {
            if (ARENA_CAUGHT(arena)) {
                arena_free(arena);
            } else {
                parse(arena, &diags, text);
                arena_free(arena);
            }
        }
        failed = alloc_failed();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keywords_are_sorted_and_agree_with_the_grammar),
        ARENA_TEST(free_words_are_names),
        ARENA_TEST(words_of_an_operator_may_stand_apart),
        ARENA_TEST(columns_may_be_called_like_clauses),
        ARENA_TEST(literals_have_values),
        ARENA_TEST(expressions_are_printed_canonically),
        ARENA_TEST(a_citation_belongs_to_the_item_before_it),
        ARENA_TEST(a_heading_has_its_parts_in_any_order),
        ARENA_TEST(spans_cover_the_item),
        ARENA_TEST(comments_and_empty_lines_are_kept),
        ARENA_TEST(an_empty_file_is_a_file),
        ARENA_TEST(mistakes_give_the_messages_that_are_written_down),
        ARENA_TEST(reading_ends_whatever_is_missing),
        ARENA_TEST(depth_is_limited_in_every_way),
        ARENA_TEST(long_chains_are_not_deep),
        ARENA_TEST(diagnostics_are_json_and_sarif_too),
        ARENA_TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
