/* What each revision of the policies changed in meaning. */
#include "compiler/history/history.h"

#include "base/status.h"
#include "compiler/compile.h"
#include "compiler/history/cache.h"
#include "compiler/history/words.h"
#include "compiler/parse/parse.h"

#include <string.h>

enum { PARSED_MAX = 200 }; /* files that are kept parsed, besides those of one tree */

/* A tree that is looked at, with as much of it as was wanted. */
struct look {
    struct store_id tree;
    bool listed, read;
    struct tree_files files;
    uint8_t words[SHA256_BYTES]; /* of all of them, with their names */
    struct arena *arena;         /* of the names: emptied when another takes its place */
};

/* A program, by the words that it was compiled from: most trees have those of the one before. */
struct build {
    bool compiled;
    uint8_t words[SHA256_BYTES];
    const struct program *program; /* NULL although compiled: it does not */
    struct facts *facts;           /* of the program, made when it is first compared */
    struct arena *arena;
};

/* A file that was read. */
struct parsed {
    struct words words;
    struct ast_file *file; /* NULL: not parsed */
    bool sound;
};

struct walker {
    const struct repository *r;
    struct arena *arena; /* of the answer */
    struct history_cache *cache;
    struct look looks[2];
    struct build builds[2];
    struct arena *scratch; /* for one comparison */
    struct arena *parse_arena;
    struct diags *parse_diags;
    struct buf key;
    struct interner *names; /* blob and name of those that are read, by number: */
    VEC(struct parsed) files;
    struct interner *pairs; /* words of two trees, by number: */
    VEC(const struct change *) between;
};

static bool same_id(const struct store_id *a, const struct store_id *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

static bool same_words(const uint8_t a[SHA256_BYTES], const uint8_t b[SHA256_BYTES])
{
    return memcmp(a, b, SHA256_BYTES) == 0;
}

/* ---- files ---- */

static void forget_files(struct walker *w)
{
    arena_reset(w->parse_arena);
    w->parse_diags = diags_create(w->parse_arena);
    w->names = interner_create(w->parse_arena);
    memset(&w->files, 0, sizeof w->files);
}

/* Not while a file of another tree is still wanted. */
static void forget_too_many(struct walker *w, const struct look *look)
{
    if (w->files.len > PARSED_MAX + look->files.count) forget_files(w);
}

/* Reads a file, without parsing it.  The pointer is good until the next call. */
static int read_file(struct walker *w, const struct store_file *file, struct parsed **out)
{
    struct arena *arena = w->parse_arena;
    struct str text;
    uint32_t number;
    w->key.len = 0;
    buf_add(&w->key, (struct str){(const char *)file->blob.bytes, STORE_ID_BYTES});
    buf_adds(&w->key, file->name);
    if (intern_find(w->names, buf_str(&w->key), &number)) {
        *out = &w->files.at[number];
        return STATUS_OK;
    }
    int status = repository_text(w->r, arena, &file->blob, &text);
    if (status) return status;
    intern(w->names, buf_str(&w->key));
    *out = VEC_PUSH(arena, &w->files);
    words_read(&(*out)->words, arena, text);
    return STATUS_OK;
}

static int parse(struct walker *w, const struct store_file *file, struct ast_file **out,
                 bool *sound)
{
    struct parsed *parsed;
    int status = read_file(w, file, &parsed);
    if (status) return status;
    if (!parsed->file) {
        size_t errors = w->parse_diags->errors;
        parsed->file =
            parse_file(w->parse_arena, w->parse_diags, str_from(file->name), parsed->words.text);
        parsed->sound = w->parse_diags->errors == errors;
    }
    *out = parsed->file;
    *sound = *sound && parsed->sound;
    return STATUS_OK;
}

/* ---- trees ---- */

static int list(struct walker *w, struct look *look)
{
    if (look->listed) return STATUS_OK;
    int status = repository_list(w->r, look->arena, &look->tree, &look->files);
    look->listed = !status;
    return status;
}

/* The words of all files. */
static int read_look(struct walker *w, struct look *look)
{
    struct sha256 hash;
    int status = list(w, look);
    if (status || look->read) return status;
    forget_too_many(w, look);
    sha256_init(&hash);
    for (size_t i = 0; i < look->files.count; i++) {
        struct parsed *parsed;
        const char *name = look->files.at[i].name;
        status = read_file(w, &look->files.at[i], &parsed);
        if (status) return status;
        sha256_add(&hash, (struct str){name, strlen(name) + 1});
        sha256_add(&hash, (struct str){(const char *)parsed->words.hash, SHA256_BYTES});
    }
    sha256_end(&hash, look->words);
    look->read = true;
    return STATUS_OK;
}

static int compile_build(struct walker *w, const struct look *look, struct build *build)
{
    forget_too_many(w, look);
    struct ast_file **files = ARENA_ARRAY(build->arena, struct ast_file *, look->files.count);
    struct diags *diags = diags_create(build->arena);
    struct compiled compiled;
    bool sound = true;
    int status = STATUS_OK;
    for (size_t i = 0; i < look->files.count && !status; i++)
        status = parse(w, &look->files.at[i], &files[i], &sound);
    if (status) return status;
    diags->files = w->parse_diags->files; /* spans point into these */
    if (sound && !compile(&compiled, build->arena, files, look->files.count, diags))
        build->program = compiled.program;
    build->compiled = true;
    return STATUS_OK;
}

/* The program of a tree that was read; it takes the place of another than `keep`. */
static int build_of(struct walker *w, const struct look *look, const struct build *keep,
                    struct build **out)
{
    for (int i = 0; i < 2; i++) {
        *out = &w->builds[i];
        if ((*out)->compiled && same_words((*out)->words, look->words)) return STATUS_OK;
    }
    struct build *build = *out = &w->builds[keep == &w->builds[0]];
    arena_reset(build->arena);
    *build = (struct build){.arena = build->arena};
    memcpy(build->words, look->words, sizeof build->words);
    return compile_build(w, look, build);
}

/* The place for another tree: not that of the one to keep. */
static struct look *look_at(struct walker *w, const struct look *keep, const struct store_id *tree)
{
    for (int i = 0; i < 2; i++)
        if (w->looks[i].listed && same_id(&w->looks[i].tree, tree)) return &w->looks[i];
    struct look *look = &w->looks[keep == &w->looks[0]];
    arena_reset(look->arena);
    *look = (struct look){.tree = *tree, .arena = look->arena};
    return look;
}

/* ---- what lies between two trees ---- */

static void add_name(struct arena *arena, struct change *change, const char *name)
{
    *VEC_PUSH(arena, &change->files) = str_copy(arena, str_from(name));
}

/* Lists the files that are not the same. */
static void compare_files(struct arena *arena, const struct tree_files *a,
                          const struct tree_files *b, struct change *change)
{
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        int order = i == a->count ? 1 : k == b->count ? -1 : strcmp(a->at[i].name, b->at[k].name);
        if (order) {
            add_name(arena, change, order < 0 ? a->at[i++].name : b->at[k++].name);
            continue;
        }
        const struct store_file *x = &a->at[i++], *y = &b->at[k++];
        if (!same_id(&x->blob, &y->blob)) add_name(arena, change, y->name);
    }
}

/* ---- the first revision ---- */

static struct difference *add_new(struct walker *w, struct change *change,
                                  enum subject_kind subject, struct str id)
{
    struct difference *d = VEC_PUSH(w->arena, &change->differences.list);
    *d = (struct difference){
        .kind = DIFFERENCE_ADDED,
        .subject = subject,
        .id = str_copy(w->arena, id),
        .from.origin = {.file = NONE, .owner = NONE},
        .to.origin = {.file = NONE, .owner = NONE},
        .lapse.origin = {.file = NONE, .owner = NONE},
    };
    change->differences.meaning++;
    return d;
}

static bool lists(const struct program *p, struct range rules, index_t rule)
{
    for (index_t i = rules.first; i < rules.first + rules.count; i++)
        if (p->refs[i].to == rule) return true;
    return false;
}

static void add_new_rule(struct walker *w, struct change *change, const struct program *p,
                         index_t index)
{
    const struct rule *rule = &p->rules[index];
    struct difference *d = add_new(w, change, SUBJECT_REGEL, program_text(p, rule->id));
    if (rule->layer == LAYER_KADER)
        d->owner = (struct named){SUBJECT_KADER, program_text(p, p->kaders[rule->owner].id)};
    if (rule->layer == LAYER_REGIOPLAN)
        d->owner = (struct named){SUBJECT_REGIOPLAN, program_text(p, p->plans[rule->owner].id)};
    d->owner.id = str_copy(w->arena, d->owner.id);
    for (index_t v = 0; v < p->versions_count; v++)
        if (lists(p, p->versions[v].rules, index))
            *VEC_PUSH(w->arena, &d->versions) =
                str_copy(w->arena, program_text(p, p->versions[v].label));
}

/* All that it brought: what people ask the history of. */
static void all_is_new(struct walker *w, struct change *change, const struct program *p)
{
    for (index_t i = 0; i < p->versions_count; i++)
        add_new(w, change, SUBJECT_LEIDRAAD, program_text(p, p->versions[i].label));
    for (index_t i = 0; i < p->kaders_count; i++)
        add_new(w, change, SUBJECT_KADER, program_text(p, p->kaders[i].id));
    for (index_t i = 0; i < p->plans_count; i++)
        add_new(w, change, SUBJECT_REGIOPLAN, program_text(p, p->plans[i].id));
    for (index_t i = 0; i < p->rules_count; i++) add_new_rule(w, change, p, i);
    for (index_t i = 0; i < p->decisions_count; i++)
        add_new(w, change, SUBJECT_BESLUIT, program_text(p, p->decisions[i].id));
    for (index_t i = 0; i < p->calculations_count; i++)
        add_new(w, change, SUBJECT_BEREKENING, program_text(p, p->calculations[i].id));
    for (index_t i = 0; i < p->tasks_count; i++)
        add_new(w, change, SUBJECT_TAAK, program_text(p, p->tasks[i].id));
}

/* ---- one change ---- */

/* A tree that the store refuses for what somebody has put among the policies (a link, a module) is
 * a revision that does not compile, and no reason to show nothing of the others. */
static int read_sound(struct walker *w, struct look *to, struct change *change)
{
    int status = read_look(w, to);
    change->broken = status == STATUS_POLICIES;
    return change->broken ? STATUS_OK : status;
}

static int first_change(struct walker *w, struct look *to, struct change *change)
{
    struct build *build;
    int status = read_sound(w, to, change);
    if (status || change->broken) return status;
    status = build_of(w, to, NULL, &build);
    if (status) return status;
    for (size_t i = 0; i < to->files.count; i++) add_name(w->arena, change, to->files.at[i].name);
    change->broken = !build->program;
    if (build->program) all_is_new(w, change, build->program);
    return STATUS_OK;
}

/* A program is held against the one before it and the one behind it. */
static struct facts *facts_of_build(struct build *build)
{
    if (!build->facts) build->facts = facts_of(build->arena, build->program);
    return build->facts;
}

/* Copies what outlives the two programs. */
static int compare_builds(struct walker *w, struct build *before, struct build *now,
                          struct differences *kept)
{
    struct arena *arena = w->arena;
    arena_reset(w->scratch);
    const struct differences *all =
        compare_programs(w->scratch, facts_of_build(before), facts_of_build(now));
    for (size_t i = 0; i < all->list.len; i++) {
        const struct difference *d = &all->list.at[i];
        struct difference *copy = VEC_PUSH(arena, &kept->list);
        copy->kind = d->kind;
        copy->within = d->within;
        copy->subject = d->subject;
        copy->owner.kind = d->owner.kind;
        copy->group = d->group;
        const struct str *const texts[] = {&d->id,        &d->owner.id, &d->renamed,   &d->part,
                                           &d->from.text, &d->to.text,  &d->lapse.text};
        struct str *const copies[] = {&copy->id,        &copy->owner.id,  &copy->renamed,
                                      &copy->part,      &copy->from.text, &copy->to.text,
                                      &copy->lapse.text};
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
            *copies[t] = str_copy(arena, *texts[t]);
        for (size_t v = 0; v < d->versions.len; v++)
            *VEC_PUSH(arena, &copy->versions) = str_copy(arena, d->versions.at[v]);
        for (size_t a = 0; a < d->affects.len; a++)
            *VEC_PUSH(arena, &copy->affects) =
                (struct named){d->affects.at[a].kind, str_copy(arena, d->affects.at[a].id)};
        copy->from.origin.file = copy->to.origin.file = copy->lapse.origin.file = NONE;
    }
    kept->meaning = all->meaning;
    kept->text = all->text;
    return STATUS_OK;
}

static int compile_and_compare(struct walker *w, const struct look *from, const struct look *to,
                               struct change *change)
{
    struct build *before, *now;
    int status = build_of(w, from, NULL, &before);
    if (!status) status = build_of(w, to, before, &now);
    if (status) return status;
    change->broken = !now->program;
    if (change->broken || !before->program) return STATUS_OK;
    return compare_builds(w, before, now, &change->differences);
}

/* Words that came back after something else have been compared before. */
static int next_change(struct walker *w, struct look *from, struct look *to, struct change *change)
{
    int status = read_look(w, from);
    if (!status) status = read_sound(w, to, change);
    if (status || change->broken) return status;
    compare_files(w->arena, &from->files, &to->files, change);
    if (same_words(from->words, to->words)) return STATUS_OK;

    char key[2 * SHA256_BYTES];
    memcpy(key, from->words, SHA256_BYTES);
    memcpy(key + SHA256_BYTES, to->words, SHA256_BYTES);
    uint32_t number = intern(w->pairs, (struct str){key, sizeof key});
    if (number < w->between.len) {
        change->broken = w->between.at[number]->broken;
        change->differences = w->between.at[number]->differences;
        return STATUS_OK;
    }
    status = compile_and_compare(w, from, to, change);
    *VEC_PUSH(w->arena, &w->between) = change;
    return status;
}

/* from NULL: `to` is the first. */
static int change_between(struct walker *w, const struct store_id *from, const struct store_id *to,
                          const struct change **out)
{
    *out = history_cache_find(w->cache, from, to);
    if (*out) return STATUS_OK;
    struct change *change = ARENA_NEW(w->arena, struct change);
    struct look *before = from ? look_at(w, NULL, from) : NULL;
    struct look *now = look_at(w, before, to);
    int status = before ? next_change(w, before, now, change) : first_change(w, now, change);
    if (status) return status;
    history_cache_add(w->cache, from, to, change);
    *out = change;
    return STATUS_OK;
}

/* ---- the walk ---- */

static int list_revisions(struct history *out, struct walker *w, const struct store_id *tip)
{
    VEC(struct revision) list = {0};
    struct store_id id = *tip;
    for (;;) {
        struct revision *revision = VEC_PUSH(w->arena, &list);
        int status =
            repository_status(w->r, w->r->driver->step(w->r->store, &id, &revision->commit));
        if (status) return status;
        if (!revision->commit.has_parent) break;
        id = revision->commit.parent;
    }
    *out = (struct history){list.at, list.len};
    return STATUS_OK;
}

static int fill_changes(struct history *out, struct walker *w,
                        const struct history_options *options)
{
    const struct store_id *last = NULL, *sound = NULL; /* trees */
    for (size_t i = out->count; i-- > 0;) {
        struct revision *revision = &out->at[i];
        const struct store_id *tree = &revision->commit.tree;
        if (!last || !same_id(last, tree)) {
            int status = change_between(w, sound, tree, &revision->change);
            if (status) return status;
            if (!revision->change->broken) sound = tree;
        }
        last = tree;
        if (options->progress)
            options->progress(options->progress_context, out->count - i, out->count);
    }
    return STATUS_OK;
}

static struct walker *walker_of(struct arena *arena, const struct repository *r, const char *cache)
{
    struct walker *w = ARENA_NEW(arena, struct walker);
    *w = (struct walker){.r = r,
                         .arena = arena,
                         .key.arena = arena,
                         .cache = history_cache_open(arena, cache),
                         .looks[0].arena = arena_child(arena),
                         .looks[1].arena = arena_child(arena),
                         .builds[0].arena = arena_child(arena),
                         .builds[1].arena = arena_child(arena),
                         .pairs = interner_create(arena),
                         .scratch = arena_child(arena),
                         .parse_arena = arena_child(arena)};
    return w;
}

int history_read(struct history *out, struct arena *arena, const struct repository *r,
                 const struct store_id *tip, const struct history_options *options)
{
    struct walker *w = walker_of(arena, r, options->cache);
    forget_files(w);
    int status = list_revisions(out, w, tip);
    if (!status) status = fill_changes(out, w, options);
    history_cache_save(w->cache);
    return status;
}

static void remember(struct arena *arena, const struct repository *r, const char *folder,
                     const struct store_id *from, const struct store_id *to,
                     const struct differences *differences)
{
    error_text ignored;
    const struct repository quiet = {r->driver, r->store, ignored};
    struct tree_files before, now;
    struct change change = {.differences = *differences};
    if (repository_list(&quiet, arena, from, &before)) return;
    if (repository_list(&quiet, arena, to, &now)) return;
    compare_files(arena, &before, &now, &change);
    struct history_cache *cache = history_cache_open(arena, folder);
    history_cache_add(cache, from, to, &change);
    history_cache_save(cache);
}

void history_remember(const struct repository *r, const char *cache, const struct store_id *from,
                      const struct store_id *to, const struct differences *differences)
{
    struct arena *arena;
    if (!cache || arena_create(&arena)) return;
    if (!ARENA_CAUGHT(arena)) remember(arena, r, cache, from, to, differences);
    arena_free(arena);
}
