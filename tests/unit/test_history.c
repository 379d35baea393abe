/* What each revision of a store changed in meaning, with and without what was remembered. */
#define _DEFAULT_SOURCE /* mkdtemp() */
#include "tests/unit/test_history_sample.h"

#include "compiler/history/words.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define RULE(id, condition)                                                                     \
    "regel " id " \"X\" {\n soort naleving  bron ba \"x\"  geldt voor praktijk  eis " condition \
    "\n}\n"
#define EXAMPLE(verdict)                                                     \
    "voorbeeld \"v\" {\n bron ba \"x\"\n gegeven praktijk { omgeving ja }\n" \
    " op 1 mei 2025 verwacht regel omgeving " verdict "\n}\n"

static void check_told(struct past *past, const char *expected)
{
    assert_string_equal(history_told(past, history_with(past, NULL)), expected);
}

/* ---- words ---- */

static bool same_words(struct arena *arena, const char *a, const char *b)
{
    struct words x, y;
    words_read(&x, arena, str_from(a));
    words_read(&y, arena, str_from(b));
    return memcmp(x.hash, y.hash, sizeof x.hash) == 0;
}

static void layout_and_comments_are_no_words(void **state)
{
    assert_true(same_words(*state, "regel x { eis plan }", "regel  x {\n  # waarom\n eis plan }"));
    assert_true(same_words(*state, "a # een \"tekst", "a # een } andere"));
    assert_true(same_words(*state, "a\r\nb", "a\nb"));
    assert_false(same_words(*state, "eis plan", "eis pla n"));
    assert_false(same_words(*state, "bron ba \"a  b\"", "bron ba \"a b\""));
    assert_false(same_words(*state, "bron ba \"a # b\"", "bron ba \"a # c\""));
    assert_false(same_words(*state, "bron ba \"a \\\" # b\"", "bron ba \"a \\\" # c\""));
    assert_false(same_words(*state, "bron ba \"a", "bron ba \"b"));
}

/* One line for each line of the text, so that places stay what they are. */
static void check_blanked(struct arena *arena, const char *text, const char *expected)
{
    struct words words;
    words_read(&words, arena, str_from(text));
    assert_str_equal(words.text, str_from(expected));
}

static void examples_are_no_words(void **state)
{
    assert_true(
        same_words(*state, EXAMPLE("voldaan") "bron b \"x\"", EXAMPLE("onbekend") "bron b \"x\""));
    assert_false(
        same_words(*state, EXAMPLE("voldaan") "bron b \"x\"", EXAMPLE("voldaan") "bron b \"y\""));
    check_blanked(*state, "a\nvoorbeeld \"v\" { \"}\" # }\n { 3,23 }\n} b",
                  "a\n                       \n         \n  b");
    check_blanked(*state, "voorbeeld # x\n\"v\"\n{\n}", "             \n   \n \n ");
}

/* Where a mistake makes it uncertain what is an example, nothing is left out. */
static void doubtful_examples_stay(void **state)
{
    static const char *const texts[] = {
        "voorbeeld \"v\" { a",                 /* not closed */
        "voorbeeld \"v\" { \"a }\n}",          /* nor is the text */
        "voorbeeld \"v { }\n}",                /* nor the name */
        "voorbeeld { a }",                     /* no name */
        "voorbeeld \"v\" { 'a } }",            /* other quotation marks */
        "voorbeeld \"v\" { \u201ca }\u201d }", /* curly ones */
        "voorbeeld \"v\" {\nregel x { } }",    /* a declaration: a brace is missing before it */
        "voorbeelden \"v\" { a }",             /* another word */
        "a voorbeeld \"v\" { a }",             /* not where a declaration begins */
        "regel x {\nvoorbeeld \"v\" { a }\n}", /* in a block */
        "voorbeeld \"v\" { \xFF }",            /* not UTF-8 */
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_blanked(*state, texts[i], texts[i]);
    assert_false(same_words(*state, "a # \xFF", "a # b"));
}

/* ---- histories ---- */

static void layout_changes_a_file_and_no_meaning(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "omgeving")));
    commit_text(past, SECOND("# waarom\n\n" RULE("x", "omgeving")));
    commit_text(past, SECOND(RULE("x", "omgeving")) EXAMPLE("voldaan"));
    commit_text(past, SECOND(RULE("x", "omgeving")) EXAMPLE("onbekend"));
    commit_text(past, SECOND(RULE("x", "plan")) EXAMPLE("onbekend"));
    check_told(past, "2: c.leidraad\n"
                     "3: c.leidraad\n"
                     "4: c.leidraad\n"
                     "5: c.leidraad\n"
                     "regel x: voorwaarde (2025)\n");
}

static void what_does_not_compile_is_passed_over(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "omgeving")));
    commit_text(past, SECOND(RULE("x", "omgevin")));
    commit_text(past, SECOND("# nog niet\n" RULE("x", "omgevin")));
    commit_text(past, SECOND(RULE("x", "plan")));
    commit_text(past, SECOND("# zo\n" RULE("x", "plan")));
    check_told(past, "2: c.leidraad compileert niet\n"
                     "3: c.leidraad compileert niet\n"
                     "4: c.leidraad\n"
                     "regel x: voorwaarde (2025)\n"
                     "5: c.leidraad\n");
}

static void a_first_that_does_not_compile_has_no_rules(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "omgevin")));
    commit_text(past, SECOND(""));
    struct history *history = history_with(past, NULL);
    assert_int_equal(history->count, 2);
    assert_true(history->at[1].change->broken);
    assert_int_equal(history->at[1].change->differences.list.len, 0);
    assert_false(history->at[0].change->broken);
    struct buf text = {.arena = past->arena};
    for (size_t i = 0; i < history->at[0].change->differences.list.len; i++)
        add_difference(&text, &history->at[0].change->differences.list.at[i]);
    assert_string_equal(buf_str(&text).at, "leidraad 2023: toegevoegd\n"
                                           "leidraad 2025: toegevoegd\n"
                                           "regel omgeving: toegevoegd (2023, 2025)\n"
                                           "regel actief: toegevoegd (2023, 2025)\n");
}

static void what_was_undone_is_told_twice(void **state)
{
    struct past *past = past_of(state);
    const char *a = SECOND(RULE("x", "patienten meer dan 1")),
               *b = SECOND(RULE("x", "patienten meer dan 2"));
    commit_text(past, a);
    commit_text(past, b);
    commit_text(past, a);
    commit_text(past, b);
    const char *told = history_told(past, history_with(past, NULL));
    assert_string_equal(told, "2: c.leidraad\nregel x: drempel, patienten (2025)\n"
                              "3: c.leidraad\nregel x: drempel, patienten (2025)\n"
                              "4: c.leidraad\nregel x: drempel, patienten (2025)\n");
    struct history *history = history_with(past, NULL);
    const struct difference *back = &history->at[1].change->differences.list.at[0];
    assert_str_equal(back->from.text, STR("meer dan 2"));
    assert_str_equal(back->to.text, STR("meer dan 1"));
}

/* Also undone among other trees, with another comment each time: words that come back. */
static void words_that_come_back_are_told_the_same(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "omgeving")));
    commit_text(past, SECOND("# 1\n" RULE("x", "plan")));
    commit_text(past, SECOND("# 2\n" RULE("x", "omgeving")));
    commit_text(past, SECOND("# 3\n" RULE("x", "plan")));
    commit_text(past, SECOND("# 4\n" RULE("x", "pla")));
    commit_text(past, SECOND("# 5\n" RULE("x", "plan")));
    commit_text(past, SECOND("# 6\n" RULE("x", "pla")));
    check_told(past, "2: c.leidraad\nregel x: voorwaarde (2025)\n"
                     "3: c.leidraad\nregel x: voorwaarde (2025)\n"
                     "4: c.leidraad\nregel x: voorwaarde (2025)\n"
                     "5: c.leidraad compileert niet\n"
                     "6: c.leidraad\n"
                     "7: c.leidraad compileert niet\n");
}

static void names_of_files_make_no_difference(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "omgeving")));
    put(past, "c.leidraad", NULL);
    put(past, "map/d.leidraad", SECOND(RULE("x", "omgeving")));
    commit(past, "verplaatst");
    check_told(past, "2: c.leidraad map/d.leidraad\n");
}

static void the_same_tree_is_no_change(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(""));
    commit_nothing(past);
    commit_nothing(past);
    commit_text(past, SECOND(RULE("x", "plan")));
    check_told(past, "2: hetzelfde\n"
                     "3: hetzelfde\n"
                     "4: c.leidraad\n"
                     "regel x: toegevoegd (2025)\n");
}

static void a_renamed_rule_is_the_same_rule(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "plan en patienten meer dan 7")));
    commit_text(past, SECOND(RULE("y", "plan en patienten meer dan 7")));
    check_told(past, "2: c.leidraad\n"
                     "regel x: hernoemd -> y (2025)\n");
}

static void a_version_comes_and_changes(void **state)
{
    struct past *past = past_of(state);
    commit(past, "eerste");
    commit_text(past, SECOND(RULE("x", "plan")));
    commit_text(past, SECOND(RULE("x", "omgeving")));
    check_told(past, "2: c.leidraad\n"
                     "leidraad 2025: toegevoegd\n"
                     "leidraad 2025: instroom, groep 1\n"
                     "leidraad 2025: instroom, groep 2\n"
                     "regel x: toegevoegd (2025)\n"
                     "3: c.leidraad\n"
                     "regel x: voorwaarde (2025)\n");
}

/* ---- what is remembered ---- */

static void write_past(struct past *past)
{
    commit(past, "zonder 2025");
    commit_text(past, SECOND(RULE("x", "omgeving")));
    commit_text(past, SECOND(RULE("x", "omgevin")));
    commit_nothing(past);
    commit_text(past, SECOND(RULE("y", "omgeving en patienten meer dan 3")));
    commit_text(past, SECOND(RULE("y", "omgeving en patienten meer dan 4")));
    put(past, "d.leidraad", KADER(RULE("z", "klaar")));
    commit(past, "kader");
    put(past, "d.leidraad", NULL);
    commit(past, "geen kader");
}

static char *cache_of(struct past *past)
{
    return arena_printf(past->arena, "%s/cache/diep/leidraad", past->folder);
}

static char *cache_file(struct past *past)
{
    return arena_printf(past->arena, "%s/differences", cache_of(past));
}

static struct str read_bytes(struct arena *arena, const char *path)
{
    struct buf bytes = {.arena = arena};
    char part[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t n; (n = fread(part, 1, sizeof part, file));) buf_add(&bytes, (struct str){part, n});
    fclose(file);
    return buf_str(&bytes);
}

static void write_bytes(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static size_t blobs_read;
static int (*blob)(struct store *, const struct store_id *, const void **, size_t *);

static int counted_blob(struct store *store, const struct store_id *id, const void **bytes,
                        size_t *size)
{
    blobs_read++;
    return blob(store, id, bytes, size);
}

static void what_is_remembered_is_not_read(void **state)
{
    struct past *past = past_of(state);
    struct store_driver counting = *past->repository.driver;
    write_past(past);
    const char *expected = history_told(past, history_with(past, NULL));
    blob = counting.blob;
    counting.blob = counted_blob;
    const struct store_driver *driver = past->repository.driver;
    past->repository.driver = &counting;

    blobs_read = 0;
    assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
    assert_true(blobs_read >= 6);
    blobs_read = 0;
    assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
    assert_int_equal(blobs_read, 0);

    past->repository.driver = driver;
    commit_text(past, SECOND(RULE("y", "omgeving en patienten meer dan 5")));
    past->repository.driver = &counting;
    expected = history_told(past, history_with(past, NULL));
    blobs_read = 0;
    assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
    assert_int_equal(blobs_read, 4); /* a, b, and c of both revisions */
    past->repository.driver = driver;
}

/* Cut off at every length, and with each byte changed in turn. */
static void a_damaged_file_changes_no_answer(void **state)
{
    struct past *past = past_of(state);
    commit_text(past, SECOND(RULE("x", "omgeving")));
    commit_text(past, SECOND(RULE("x", "plan")));
    const char *expected = history_told(past, history_with(past, cache_of(past)));
    const char *path = cache_file(past);
    struct str good = read_bytes(past->arena, path);
    char *bad = arena_copy(past->arena, good.at, good.len);
    for (size_t i = 0; i < good.len; i += 1 + i % 5) {
        write_bytes(path, (struct str){good.at, i});
        assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
        bad[i] = (char)(bad[i] ^ 0x41);
        write_bytes(path, (struct str){bad, good.len});
        assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
        bad[i] = good.at[i];
    }
    /* And it is made good again. */
    assert_str_equal(read_bytes(past->arena, path), good);
}

static void a_folder_that_cannot_be_had_changes_no_answer(void **state)
{
    struct past *past = past_of(state);
    write_past(past);
    const char *expected = history_told(past, history_with(past, NULL));
    history_with(past, cache_of(past));
    assert_int_equal(unlink(cache_file(past)), 0);
    assert_int_equal(mkdir(cache_file(past), 0700), 0);
    assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
    assert_int_equal(rmdir(cache_file(past)), 0);
    const char *file = arena_printf(past->arena, "%s/cache/x", past->folder);
    write_bytes(file, STR("geen map"));
    assert_string_equal(history_told(past, history_with(past, file)), expected);
}

/* Each reads the store for itself, and saves what it found; whoever is last has the file. */
static void two_processes_do_not_spoil_it(void **state)
{
    struct past *past = past_of(state);
    pid_t pids[4];
    write_past(past);
    const char *expected = history_told(past, history_with(past, NULL));
    char *path = arena_printf(past->arena, "%s/store", past->folder);
    for (size_t i = 0; i < sizeof pids / sizeof *pids; i++) {
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i]) continue;
        const struct store_driver *driver = past->repository.driver;
        bool good = driver->open(&past->repository.store, path) == STATUS_OK;
        for (int n = 0; n < 20 && good; n++) {
            unlink(cache_file(past));
            good = !strcmp(history_told(past, history_with(past, cache_of(past))), expected);
        }
        /* Not by exiting: what the parent holds is no leak of ours, whatever watches
         * memory says. */
        raise(good ? SIGKILL : SIGABRT);
    }
    for (size_t i = 0; i < sizeof pids / sizeof *pids; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    char line[256];
    run_in(past, "ls cache/diep/leidraad", line, sizeof line);
    assert_string_equal(line, "differences\n"); /* and nothing temporary before it */
    assert_string_equal(history_told(past, history_with(past, cache_of(past))), expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(layout_and_comments_are_no_words),
        ARENA_TEST(examples_are_no_words),
        ARENA_TEST(doubtful_examples_stay),
        PAST_TEST(layout_changes_a_file_and_no_meaning),
        PAST_TEST(what_does_not_compile_is_passed_over),
        PAST_TEST(a_first_that_does_not_compile_has_no_rules),
        PAST_TEST(what_was_undone_is_told_twice),
        PAST_TEST(words_that_come_back_are_told_the_same),
        PAST_TEST(names_of_files_make_no_difference),
        PAST_TEST(the_same_tree_is_no_change),
        PAST_TEST(a_renamed_rule_is_the_same_rule),
        PAST_TEST(a_version_comes_and_changes),
        PAST_TEST(what_is_remembered_is_not_read),
        PAST_TEST(a_damaged_file_changes_no_answer),
        PAST_TEST(a_folder_that_cannot_be_had_changes_no_answer),
        PAST_TEST(two_processes_do_not_spoil_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
