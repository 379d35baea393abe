/* What publishing would take back: see takeback.h. */
#include "compiler/history/takeback.h"

#include "base/status.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    LOOKS_MAX = 2000,         /* files in older trees */
    TEXT_BYTES_MAX = 1 << 20, /* of older files */
};

/* ---- texts ---- */

/* Each three lines that follow each other, as numbers and sorted.  They say what stands where: of
 * lines that another put in, a copy of before lacks more than the lines, for it still has those
 * around them side by side; one in which they were rewritten has not. */
struct threes {
    uint64_t *at; /* NULL: not made yet */
    size_t count;
};

static uint64_t hash(uint64_t seed, struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        seed = (seed ^ (uint8_t)bytes.at[i]) * UINT64_C(0x100000001b3); /* FNV-1a */
    return seed;
}

static bool says_something(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (isalnum((unsigned char)line.at[i]) || (line.at[i] & 0x80)) return true;
    return false;
}

/* The next line, without its layout; empty: there is none.  Those of braces alone are passed over:
 * all blocks end alike. */
static struct str next_line(struct str *rest)
{
    while (rest->len) {
        const char *end = memchr(rest->at, '\n', rest->len);
        size_t len = end ? (size_t)(end - rest->at) + 1 : rest->len;
        struct str line = str_trim((struct str){rest->at, len});
        rest->at += len;
        rest->len -= len;
        if (says_something(line)) return line;
    }
    return (struct str){0};
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void make_threes(struct threes *out, struct arena *arena, struct str text)
{
    static const uint64_t start = UINT64_C(0xcbf29ce484222325);
    VEC(uint64_t) list = {0};
    struct str first = {0}, second = {0}, third;
    do {
        third = next_line(&text);
        uint64_t number = hash(hash(start, first), STR("\n"));
        *VEC_PUSH(arena, &list) = hash(hash(hash(number, second), STR("\n")), third);
        first = second;
        second = third;
    } while (first.len || third.len);
    qsort(list.at, list.len, sizeof *list.at, by_number);
    *out = (struct threes){list.at, list.len};
}

/* How many there are of the number at the front, which are passed over. */
static size_t take(struct threes *threes, uint64_t number)
{
    size_t n = 0;
    while (n < threes->count && threes->at[n] == number) n++;
    threes->at += n;
    threes->count -= n;
    return n;
}

/* Of what one has more of than the other, how much a third has. */
static size_t share(size_t third, size_t more, size_t less)
{
    if (more <= less || third <= less) return 0;
    return (third < more ? third : more) - less;
}

/* Whether of what lies between two texts more is undone in the copy than kept. */
static bool undoes(struct threes copy, struct threes was, struct threes is)
{
    size_t undone = 0, kept = 0;
    while (was.count || is.count) {
        uint64_t number = was.count ? *was.at : *is.at;
        if (is.count && *is.at < number) number = *is.at;
        while (copy.count && *copy.at < number) copy.at++, copy.count--;
        size_t in_copy = take(&copy, number), before = take(&was, number), now = take(&is, number);
        undone += share(in_copy, before, now);
        kept += share(in_copy, now, before);
    }
    return undone > kept;
}

/* ---- the files that differ ---- */

struct file {
    const char *name;
    bool is, copied; /* in the newest revision, in the copy */
    struct str now, copy;
    struct store_id copy_blob;
    struct threes now_threes, copy_threes;
    bool was; /* in the revision that was looked at last, */
    struct store_id blob;
    bool told;
};

struct search {
    struct arena *arena;
    const struct repository *r;
    const struct broken_revisions *broken;
    VEC(struct file) files; /* by name */
    size_t looks, text_bytes;
};

static bool same_id(const struct store_id *a, const struct store_id *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static void list_files(struct search *s, const struct policy_text *there,
                       struct ast_file *const *files, size_t count)
{
    size_t i = 0, k = 0, n = there->files.len;
    while (i < n || k < count) {
        const struct source_file *now = i < n ? &there->files.at[i] : NULL;
        const struct ast_file *copy = k < count ? files[k] : NULL;
        int order = !now ? 1 : !copy ? -1 : str_compare(now->name, copy->name);
        i += order <= 0;
        k += order >= 0;
        if (!order && str_equal(now->text, copy->text)) continue;
        struct file *file = VEC_PUSH(s->arena, &s->files);
        file->is = order <= 0;
        file->copied = order >= 0;
        file->name = str_copy(s->arena, file->is ? now->name : copy->name).at;
        if (file->is) file->now = now->text;
        if (file->copied) file->copy = copy->text;
        s->r->driver->name(s->r->store, file->copy.at, file->copy.len, &file->copy_blob);
    }
}

/* Under another name, byte for byte. */
static bool is_renamed(const struct search *s, const struct file *file)
{
    for (size_t i = 0; i < s->files.len; i++)
        if (!s->files.at[i].is && str_equal(s->files.at[i].copy, file->now)) return true;
    return false;
}

/* ---- an older revision ---- */

/* Of a file that was changed after it. */
static bool is_taken_back(struct search *s, struct file *file)
{
    struct str text;
    struct threes was;
    if (!file->copied) return !is_renamed(s, file);
    if (!file->was) return false;
    if (same_id(&file->blob, &file->copy_blob)) return true;
    if (s->text_bytes > TEXT_BYTES_MAX) return false;
    if (repository_text(s->r, s->arena, &file->blob, &text)) return false;
    s->text_bytes += text.len;
    if (!file->now_threes.at) make_threes(&file->now_threes, s->arena, file->now);
    if (!file->copy_threes.at) make_threes(&file->copy_threes, s->arena, file->copy);
    make_threes(&was, s->arena, text);
    return undoes(file->copy_threes, was, file->now_threes);
}

/* False: it cannot be told, or has been looked long enough. */
static bool look_at(struct search *s, const struct store_id *tree, struct file *file, bool *changed)
{
    struct store_id blob = {{0}};
    if (s->looks++ == LOOKS_MAX) return false;
    int status = s->r->driver->find(s->r->store, tree, file->name, &blob);
    bool was = !status;
    if (status && status != STATUS_USAGE) return false;
    *changed = was != file->was || !same_id(&blob, &file->blob);
    file->was = was;
    file->blob = blob;
    return true;
}

/* Of what holds none nobody has made a copy: the history begins after it. */
static bool has_policies(const struct search *s, const struct store_id *tree)
{
    const struct store_file *files;
    size_t count;
    return !s->r->driver->files(s->r->store, tree, &files, &count) && count;
}

static bool is_broken(const struct search *s, const struct store_id *revision)
{
    for (size_t i = 0; i < s->broken->list.len; i++)
        if (same_id(&s->broken->list.at[i], revision)) return true;
    return false;
}

/* What came after the tree is named by what it undoes.  False: there is no more to be looked at. */
static bool look_through(struct search *s, const struct store_id *tree,
                         const struct store_id *after, struct takeback *out)
{
    bool mends = !after || is_broken(s, after);
    for (size_t i = 0; i < s->files.len; i++) {
        struct file *file = &s->files.at[i];
        bool changed;
        if (file->told) continue;
        if (!look_at(s, tree, file, &changed)) return false;
        if (mends || !changed || !is_taken_back(s, file)) continue;
        if (!file->was && !has_policies(s, tree)) return false;
        file->told = true;
        *VEC_PUSH(s->arena, &out->files) = (struct taken_back){file->name, *after};
    }
    return out->files.len < s->files.len;
}

void takeback_find(struct takeback *out, struct arena *arena, const struct repository *repository,
                   const struct store_commit *newest, const struct policy_text *there,
                   const struct broken_revisions *broken, struct ast_file *const *files,
                   size_t count)
{
    error_text ignored;
    const struct repository r = {repository->driver, repository->store, ignored};
    struct search s = {.arena = arena, .r = &r, .broken = broken};
    struct store_commit at = *newest;
    *out = (struct takeback){0};
    list_files(&s, there, files, count);
    bool more = s.files.len && look_through(&s, &at.tree, NULL, out);
    while (more && at.has_parent) {
        struct store_commit after = at;
        if (r.driver->step(r.store, &after.parent, &at)) break;
        if (!same_id(&at.tree, &after.tree)) more = look_through(&s, &at.tree, &after.id, out);
    }
}
