/* A store in a folder of its own, policies in it commit after commit, and its history as text. */
#ifndef LEIDRAAD_TESTS_HISTORY_SAMPLE_H
#define LEIDRAAD_TESTS_HISTORY_SAMPLE_H

#include "tests/unit/test_compile_sample.h"

#include "compiler/history/chronicle.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct past {
    struct arena *arena;
    char folder[64]; /* of everything */
    error_text error;
    struct repository repository;
    struct store_id tip;
    bool begun;
    int64_t clock;
    const char *names[8], *texts[8]; /* what the next commit holds */
    size_t count;
};

static inline struct past *past_of(void **state)
{
    return *state;
}

static inline void run_in(const struct past *past, const char *command, char *line, size_t size)
{
    char whole[1024];
    snprintf(whole, sizeof whole, "cd %s && %s", past->folder, command);
    FILE *pipe = popen(whole, "r");
    assert_non_null(pipe);
    if (!fgets(line, (int)size, pipe)) *line = '\0';
    assert_int_equal(pclose(pipe), 0);
}

/* The policies of test_compile_sample.h are there from the beginning. */
static inline int with_past(void **state)
{
    const char *why;
    char path[128];
    struct arena *arena;
    if (arena_create(&arena)) return -1;
    struct past *past = ARENA_NEW(arena, struct past);
    *past = (struct past){.arena = arena,
                          .folder = "/tmp/leidraad-history-XXXXXX",
                          .clock = 1767225600,
                          .names = {"a.leidraad", "b.leidraad"},
                          .texts = {vocabulary_text, first_text},
                          .count = 2};
    *state = past;
    past->repository = (struct repository){.driver = store_load(&why), .error = past->error};
    if (!past->repository.driver || !mkdtemp(past->folder)) return -1;
    snprintf(path, sizeof path, "%s/store", past->folder);
    return past->repository.driver->create(&past->repository.store, path, "main", true);
}

static inline int without_past(void **state)
{
    struct past *past = *state;
    char nothing[8];
    past->repository.driver->close(past->repository.store);
    run_in(past, "rm -rf store cache", nothing, sizeof nothing);
    int status = rmdir(past->folder);
    arena_free(past->arena);
    return status;
}

#define PAST_TEST(test) cmocka_unit_test_setup_teardown(test, with_past, without_past)

/* text NULL: the file goes. */
static inline void put(struct past *past, const char *name, const char *text)
{
    size_t i = 0;
    while (i < past->count && strcmp(past->names[i], name) != 0) i++;
    if (i == past->count) past->count++;
    past->names[i] = name;
    past->texts[i] = text;
    if (text) return;
    past->count--;
    past->names[i] = past->names[past->count];
    past->texts[i] = past->texts[past->count];
}

static inline void commit(struct past *past, const char *message)
{
    struct draft_file files[8];
    bool same;
    struct store_who who = {"Beleid", "beleid@example.org", past->clock += 86400, 60};
    for (size_t i = 0; i < past->count; i++)
        files[i] = (struct draft_file){past->names[i], past->texts[i], strlen(past->texts[i])};
    struct store_draft draft = {
        past->begun ? &past->tip : NULL, files, past->count, who, who, message};
    struct store_id now;
    assert_int_equal(past->repository.driver->write(past->repository.store, &draft, &now, &same),
                     STATUS_OK);
    assert_false(same);
    past->tip = now;
    past->begun = true;
}

/* c.leidraad becomes this. */
static inline void commit_text(struct past *past, const char *text)
{
    put(past, "c.leidraad", text);
    commit(past, text);
}

/* With the tree of the commit before, as `git commit --allow-empty` makes. */
static inline void commit_nothing(struct past *past)
{
    char hex[STORE_ID_HEX], command[512], line[64];
    store_id_hex(hex, &past->tip);
    snprintf(command, sizeof command,
             "env -i PATH=\"$PATH\" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null git -C store "
             "-c user.name=Beleid -c user.email=beleid@example.org "
             "commit-tree -p %s -m niets '%s^{tree}'",
             hex, hex);
    run_in(past, command, line, sizeof line);
    line[STORE_ID_HEX - 1] = '\0';
    assert_int_equal(past->repository.driver->resolve(past->repository.store, line, &past->tip),
                     STATUS_OK);
}

static inline struct history *history_with(struct past *past, const char *cache)
{
    struct history *history = ARENA_NEW(past->arena, struct history);
    const struct history_options options = {.cache = cache};
    int status = history_read(history, past->arena, &past->repository, &past->tip, &options);
    if (status) fail_msg("status %d: %s", status, past->error);
    return history;
}

/* ---- as text ---- */

static inline void add_difference(struct buf *text, const struct difference *d)
{
    struct str versions = difference_versions(text->arena, d);
    buf_printf(text, "%s " STR_FMT ": %s", subject_term(d->subject), STR_ARG(d->id),
               difference_term(d->kind));
    if (d->kind == DIFFERENCE_INTAKE)
        buf_printf(text, ", groep %u", (unsigned)d->group);
    else if (d->part.len)
        buf_printf(text, ", " STR_FMT, STR_ARG(d->part));
    if (d->renamed.len) buf_printf(text, " -> " STR_FMT, STR_ARG(d->renamed));
    if (versions.len) buf_printf(text, " (" STR_FMT ")", STR_ARG(versions));
    for (size_t i = 0; i < d->affects.len; i++) {
        struct str affected = named_text(text->arena, d->affects.at[i]);
        buf_printf(text, "%s" STR_FMT, i ? ", " : " raakt ", STR_ARG(affected));
    }
    buf_addc(text, '\n');
}

/* Of each revision but the first, the oldest first: its number and files, and its differences. */
static inline const char *history_told(struct past *past, const struct history *history)
{
    struct buf text = {.arena = past->arena};
    for (size_t n = 2; n <= history->count; n++) {
        const struct change *change = history->at[history->count - n].change;
        buf_printf(&text, "%zu:", n);
        if (!change) buf_adds(&text, " hetzelfde");
        for (size_t i = 0; change && i < change->files.len; i++)
            buf_printf(&text, " " STR_FMT, STR_ARG(change->files.at[i]));
        if (change && change->broken) buf_adds(&text, " compileert niet");
        buf_addc(&text, '\n');
        for (size_t i = 0; change && i < change->differences.list.len; i++)
            add_difference(&text, &change->differences.list.at[i]);
    }
    return buf_str(&text).at;
}

#endif
