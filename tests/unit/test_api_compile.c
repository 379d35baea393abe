/* The public header where it needs the compiler: opening policies from everywhere, the texts made
 * of them, and the examples. */
#include "alloc.h"
#include "check.h"

#include "leidraad.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- what the tests have in common ---- */

static const char base[] = "stelsel s \"S\" {\n"
                           "  loopt van 1 april 2023 tot en met 31 december 2028\n"
                           "  maandafronding omlaag\n"
                           "}\n"
                           "bron b \"B\" van \"C\"\n"
                           "keuze soort \"Soorten\" { bron b \"p\" plicht \"een plicht\" }\n"
                           "onderwerp praktijk \"praktijk\" {\n"
                           "  sleutel agb : code patroon \"[0-9]{8}\"\n"
                           "  instroom : datum\n"
                           "  a : ja/nee\n"
                           "  ingedeeld naar instroom\n"
                           "}\n";
static const char first[] =
    "leidraad 2023 \"Eerste\" vastgesteld op 1 maart 2023 bron b \"p\" {\n"
    "  bron b \"p\"\n"
    "  instroom { groep 1 : 1 april 2023 bron b \"p\" }\n"
    "  regel r \"R\" { soort plicht bron b \"p\" geldt voor praktijk eis a }\n"
    "}\n"
    "voorbeeld \"Goed\" {\n"
    "  bron b \"p\"\n"
    "  gegeven praktijk { agb \"00000001\" instroom 1 april 2023 a ja }\n"
    "  op 1 april 2023 verwacht regel r voldaan\n"
    "}\n";
static const char second[] =
    "leidraad 2025 \"Tweede\" vastgesteld op 1 maart 2025 bron b \"p\" herziet 2023 {\n"
    "  bron b \"p\"\n"
    "  instroom { groep 1 : 1 april 2025 bron b \"p\" }\n"
    "}\n";
static const char fails[] = "voorbeeld \"Fout\" {\n"
                            "  bron b \"p\"\n"
                            "  gegeven praktijk { agb \"00000001\" instroom 1 april 2023 a nee }\n"
                            "  op 1 april 2023 verwacht regel r voldaan\n"
                            "}\n";

#define FILE_OF(name, text) ((leidraad_file){(name), (text), sizeof(text) - 1})

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

static int refuse(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return -1;
}

/* Not a failure of what is tested alone: the diagnostics say why. */
static void assert_compiles(leidraad_policies *const *policies, leidraad_status status)
{
    if (status == LEIDRAAD_ERROR_POLICIES && leidraad_policies_diagnostics(*policies))
        fail_msg("%s", leidraad_policies_diagnostic(*policies, 0).message);
    assert_int_equal(status, LEIDRAAD_OK);
}

static leidraad_policies *compiled(void)
{
    const leidraad_file files[] = {FILE_OF("twee.leidraad", second), FILE_OF("a.leidraad", base),
                                   FILE_OF("een.leidraad", first)};
    leidraad_policies *policies;
    assert_compiles(&policies, leidraad_policies_compile(&policies, files, 3));
    return policies;
}

/* A folder with a file in it, both removed at the end. */
struct folder {
    char path[64], file[96];
};

static struct folder folder_with(const char *name, const char *text, size_t size)
{
    struct folder folder;
    const char *base_folder = getenv("TMPDIR");
    snprintf(folder.path, sizeof folder.path, "%s/leidraad-XXXXXX",
             base_folder && strlen(base_folder) < 40 ? base_folder : "/tmp");
    assert_non_null(mkdtemp(folder.path));
    snprintf(folder.file, sizeof folder.file, "%s/%s", folder.path, name);
    FILE *file = fopen(folder.file, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return folder;
}

static void folder_remove(const struct folder *folder)
{
    assert_int_equal(remove(folder->file), 0);
    assert_int_equal(rmdir(folder->path), 0);
}

/* ---- opening ---- */

static void policies_from_memory(void **state)
{
    (void)state;
    leidraad_policies *policies = compiled();
    assert_int_equal(leidraad_policies_versions(policies), 2);
    assert_string_equal(leidraad_policies_version(policies, 1), "2025");
    assert_string_equal(leidraad_policies_name(policies), "map:-");

    /* The order of the files makes no difference. */
    const leidraad_file files[] = {FILE_OF("een.leidraad", first), FILE_OF("a.leidraad", base),
                                   FILE_OF("twee.leidraad", second)};
    leidraad_policies *again;
    assert_compiles(&again, leidraad_policies_compile(&again, files, 3));
    assert_string_equal(leidraad_policies_content(again), leidraad_policies_content(policies));
    leidraad_policies_free(again);
    leidraad_policies_free(policies);
}

static void a_folder_a_file_and_a_saved_program(void **state)
{
    struct buf bytes = {.arena = *state};
    struct folder folder = folder_with("a.leidraad", base, sizeof base - 1);
    leidraad_policies *policies, *same;
    const char *slashed = arena_printf(*state, "%s//", folder.path);
    assert_compiles(&policies, leidraad_policies_open(&policies, slashed));
    const char *name = arena_printf(*state, "map:%s", folder.path);
    assert_string_equal(leidraad_policies_name(policies), name);
    assert_compiles(&same, leidraad_policies_open(&same, folder.file));
    assert_string_equal(leidraad_policies_content(same), leidraad_policies_content(policies));
    leidraad_policies_free(same);
    assert_int_equal(leidraad_policies_save(policies, append, &bytes), LEIDRAAD_OK);
    folder_remove(&folder);

    folder = folder_with("program", buf_str(&bytes).at, bytes.len);
    assert_int_equal(leidraad_policies_open(&same, folder.path), LEIDRAAD_ERROR_POLICIES);
    leidraad_policies_free(same);
    assert_compiles(&same, leidraad_policies_open(&same, folder.file));
    assert_string_equal(leidraad_policies_content(same), leidraad_policies_content(policies));

    /* It has a meaning, and no text. */
    leidraad_test_totals totals;
    assert_int_equal(leidraad_show(same, NULL, NULL, append, &bytes), LEIDRAAD_ERROR_USAGE);
    assert_true(strlen(leidraad_policies_error(same)) > 0);
    assert_int_equal(leidraad_test(same, 0, &totals, append, &bytes), LEIDRAAD_ERROR_USAGE);
    leidraad_policies_free(same);
    assert_int_equal(leidraad_policies_open_known(&same, folder.file, "2024-01-01"),
                     LEIDRAAD_ERROR_USAGE);
    leidraad_policies_free(same);
    leidraad_policies_free(policies);
    folder_remove(&folder);
}

static void what_does_not_compile_says_where(void **state)
{
    static const char wrong[] = "stelsel s \"S\" { loopt van 30 februari 2026 }\n";
    struct folder folder = folder_with("fout.leidraad", wrong, sizeof wrong - 1);
    const char *const paths[] = {folder.path, folder.file};
    for (size_t i = 0; i < 2; i++) {
        leidraad_policies *policies;
        struct buf text = {.arena = *state};
        assert_int_equal(leidraad_policies_open(&policies, paths[i]), LEIDRAAD_ERROR_POLICIES);
        assert_true(leidraad_policies_diagnostics(policies) > 0);
        leidraad_diagnostic diagnostic = leidraad_policies_diagnostic(policies, 0);
        assert_string_equal(diagnostic.file, folder.file);
        assert_int_equal(diagnostic.line, 1);
        assert_int_equal(diagnostic.column, 27);
        assert_int_equal(
            leidraad_policies_write_diagnostics(policies, LEIDRAAD_DIAG_TEXT, append, &text),
            LEIDRAAD_OK);
        assert_non_null(strstr(buf_str(&text).at, folder.file));
        assert_int_equal(
            leidraad_policies_write_diagnostics(policies, LEIDRAAD_DIAG_SARIF, refuse, NULL),
            LEIDRAAD_STOPPED);
        assert_int_equal(leidraad_show(policies, NULL, NULL, append, &text),
                         LEIDRAAD_ERROR_POLICIES);
        assert_int_equal(leidraad_test(policies, 0, NULL, append, &text), LEIDRAAD_ERROR_POLICIES);
        leidraad_policies_free(policies);
    }
    folder_remove(&folder);
}

static void what_is_not_there_is_an_error_of_the_system(void **state)
{
    (void)state;
    leidraad_policies *policies;
    assert_int_equal(leidraad_policies_open(&policies, "no/such/folder"), LEIDRAAD_ERROR_SYSTEM);
    assert_non_null(strstr(leidraad_policies_error(policies), "no/such/folder"));
    leidraad_policies_free(policies);
}

static void what_was_known_on_a_day(void **state)
{
    (void)state;
    leidraad_policies *policies;
    assert_compiles(&policies, leidraad_policies_open_known(&policies, "policies", "2024-04-30"));
    assert_int_equal(leidraad_policies_versions(policies), 4); /* three of them announced */
    leidraad_policies_free(policies);
    assert_compiles(&policies, leidraad_policies_open_known(&policies, "policies", "2024-04-29"));
    assert_int_equal(leidraad_policies_versions(policies), 1);
    leidraad_policies_free(policies);
    assert_int_equal(leidraad_policies_open_known(&policies, "policies", "31-5-2024"),
                     LEIDRAAD_ERROR_USAGE);
    assert_true(strlen(leidraad_policies_error(policies)) > 0);
    leidraad_policies_free(policies);
}

/* ---- texts ---- */

static void show_a_version_or_a_rule(void **state)
{
    leidraad_policies *policies = compiled();
    struct buf text = {.arena = *state};
    assert_int_equal(leidraad_show(policies, "2025", NULL, append, &text), LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at, "regel r \"R\""));
    text = (struct buf){.arena = *state};
    assert_int_equal(leidraad_show(policies, NULL, "r", append, &text), LEIDRAAD_OK);
    assert_int_equal(strncmp(buf_str(&text).at, "# leidraad 2023", 15), 0);
    text = (struct buf){.arena = *state};
    assert_int_equal(leidraad_show(policies, NULL, NULL, append, &text), LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at, "leidraad 2023 \"Eerste\""));
    assert_non_null(strstr(buf_str(&text).at, "leidraad 2025 \"Tweede\""));
    assert_int_equal(leidraad_show(policies, "2024", NULL, append, &text), LEIDRAAD_ERROR_USAGE);
    assert_non_null(strstr(leidraad_policies_error(policies), "2024"));
    assert_int_equal(leidraad_show(policies, NULL, "niets", append, &text), LEIDRAAD_ERROR_USAGE);
    assert_int_equal(leidraad_show(policies, NULL, "r", refuse, NULL), LEIDRAAD_STOPPED);
    leidraad_policies_free(policies);
}

static void dump_every_phase(void **state)
{
    for (int what = LEIDRAAD_DUMP_TOKENS; what <= LEIDRAAD_DUMP_PROGRAM; what++) {
        struct buf text = {.arena = *state};
        assert_int_equal(leidraad_policies_dump("policies", (leidraad_dump)what, append, &text),
                         LEIDRAAD_OK);
        assert_true(text.len > 1000);
        /* Words are joined in a listing of tokens as they are for the grammar. */
        if (what == LEIDRAAD_DUMP_TOKENS)
            assert_non_null(strstr(buf_str(&text).at, " geldt voor\n"));
    }
    struct buf text = {.arena = *state};
    assert_int_equal(leidraad_policies_dump("no/such", LEIDRAAD_DUMP_AST, append, &text),
                     LEIDRAAD_ERROR_SYSTEM);
}

static void format_a_file(void **state)
{
    static const char loose[] = "bron   b \"B\"\n   van \"C\"\n", wrong[] = "bron \n";
    struct buf text = {.arena = *state}, complaint = {.arena = *state};
    assert_int_equal(
        leidraad_format("b.leidraad", loose, sizeof loose - 1, append, &text, append, &complaint),
        LEIDRAAD_OK);
    assert_string_equal(buf_str(&text).at, "bron b \"B\" van \"C\"\n");
    assert_int_equal(complaint.len, 0);
    text.len = 0;
    assert_int_equal(
        leidraad_format("b.leidraad", wrong, sizeof wrong - 1, append, &text, append, &complaint),
        LEIDRAAD_ERROR_POLICIES);
    assert_int_equal(text.len, 0);
    assert_non_null(strstr(buf_str(&complaint).at, "b.leidraad:"));
}

/* ---- examples ---- */

static void examples_that_fail_are_told(void **state)
{
    const leidraad_file files[] = {FILE_OF("a.leidraad", base), FILE_OF("een.leidraad", first),
                                   FILE_OF("fout.leidraad", fails)};
    leidraad_policies *policies;
    leidraad_test_totals totals;
    struct buf text = {.arena = *state};
    assert_compiles(&policies, leidraad_policies_compile(&policies, files, 3));
    assert_int_equal(leidraad_test(policies, 0, &totals, append, &text), LEIDRAAD_OK);
    assert_int_equal(totals.passed, 1);
    assert_int_equal(totals.failed, 1);
    assert_string_equal(buf_str(&text).at,
                        "fout.leidraad:1:1: Fout\n"
                        "  fout.leidraad:4:28: on 1 April 2023 expected regel r voldaan, and came "
                        "niet_voldaan\n"
                        "examples: 1 passed, 1 failed\n");
    text = (struct buf){.arena = *state};
    assert_int_equal(leidraad_test(policies, 1, &totals, append, &text), LEIDRAAD_OK);
    assert_int_equal(totals.reachable, 3); /* voldaan, niet_voldaan, onbekend */
    assert_int_equal(totals.covered, 1);
    assert_non_null(strstr(buf_str(&text).at, "NOT SHOWN"));
    assert_int_equal(leidraad_test(policies, 1, NULL, refuse, NULL), LEIDRAAD_STOPPED);
    leidraad_policies_free(policies);
}

/* What is said of examples stays, with all that is meant by it, when they have been run. */
static void mistakes_in_examples_are_told_afterwards(void **state)
{
    static const char wrong[] = "voorbeeld \"Fout\" {\n"
                                "  bron b \"p\"\n"
                                "  gegeven praktijk { agb \"9900001\" instroom 1 april 2023 }\n"
                                "  op 1 april 2023 verwacht regel r voldaan\n"
                                "}\n";
    const leidraad_file files[] = {FILE_OF("a.leidraad", base), FILE_OF("een.leidraad", first),
                                   FILE_OF("fout.leidraad", wrong)};
    leidraad_policies *policies;
    struct buf text = {.arena = *state};
    assert_compiles(&policies, leidraad_policies_compile(&policies, files, 2));
    assert_int_equal(leidraad_policies_check(policies), LEIDRAAD_OK);
    leidraad_policies_free(policies);

    assert_compiles(&policies, leidraad_policies_compile(&policies, files, 3));
    assert_int_equal(leidraad_policies_diagnostics(policies), 0);
    assert_int_equal(leidraad_policies_check(policies), LEIDRAAD_ERROR_POLICIES);
    assert_int_equal(leidraad_policies_diagnostics(policies), 1);
    /* once, however often they are looked into */
    assert_int_equal(leidraad_policies_check(policies), LEIDRAAD_ERROR_POLICIES);
    assert_int_equal(leidraad_test(policies, 0, NULL, append, &text), LEIDRAAD_ERROR_POLICIES);
    assert_int_equal(leidraad_policies_diagnostics(policies), 1);
    assert_int_equal(text.len, 0);
    assert_int_equal(
        leidraad_policies_write_diagnostics(policies, LEIDRAAD_DIAG_TEXT, append, &text),
        LEIDRAAD_OK);
    assert_non_null(strstr(buf_str(&text).at, "did you mean `09900001`?"));
    leidraad_policies_free(policies);
}

static void the_policies_that_are_shipped_hold(void **state)
{
    leidraad_policies *policies;
    leidraad_test_totals totals;
    struct buf text = {.arena = *state};
    assert_compiles(&policies, leidraad_policies_open(&policies, "policies"));
    assert_int_equal(leidraad_test(policies, 0, &totals, append, &text), LEIDRAAD_OK);
    if (totals.failed) fail_msg("%s", buf_str(&text).at);
    assert_true(totals.passed > 0);
    leidraad_policies_free(policies);
}

/* ---- memory ---- */

static int swallow(void *context, const char *bytes, size_t n)
{
    (void)context, (void)bytes, (void)n;
    return 0;
}

static void no_allocation_is_taken_for_granted(void **state)
{
    (void)state;
    const leidraad_file files[] = {FILE_OF("a.leidraad", base), FILE_OF("een.leidraad", first)};
    for (size_t n = 1;; n++) {
        leidraad_policies *policies = NULL;
        alloc_fail_at(n);
        leidraad_status status = leidraad_policies_compile(&policies, files, 2);
        if (!status) status = leidraad_test(policies, 1, NULL, swallow, NULL);
        if (!status) status = leidraad_show(policies, "2023", NULL, swallow, NULL);
        if (!status)
            status =
                leidraad_format("a.leidraad", base, sizeof base - 1, swallow, NULL, swallow, NULL);
        bool failed = alloc_failed();
        leidraad_policies_free(policies);
        if (!failed) {
            assert_int_equal(status, LEIDRAAD_OK);
            break;
        }
        assert_int_equal(status, LEIDRAAD_ERROR_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(policies_from_memory),
        ARENA_TEST(a_folder_a_file_and_a_saved_program),
        ARENA_TEST(what_does_not_compile_says_where),
        cmocka_unit_test(what_is_not_there_is_an_error_of_the_system),
        cmocka_unit_test(what_was_known_on_a_day),
        ARENA_TEST(show_a_version_or_a_rule),
        ARENA_TEST(dump_every_phase),
        ARENA_TEST(format_a_file),
        ARENA_TEST(examples_that_fail_are_told),
        ARENA_TEST(mistakes_in_examples_are_told_afterwards),
        ARENA_TEST(the_policies_that_are_shipped_hold),
        cmocka_unit_test(no_allocation_is_taken_for_granted),
    };
    return cmocka_run_group_tests_name("api_compile", tests, NULL, NULL);
}
