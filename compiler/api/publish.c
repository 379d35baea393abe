/* The public header: publishing, and the history that a new store begins with.
 *
 * Publishing ends with moving the branch, which either happens or does not; all before it is
 * invisible to others, and what comes after it (tags, the work tree) is made up for by the next
 * publisher where it was cut short. */
#include "compiler/api/api.h"

#include "base/text.h"
#include "compiler/history/history.h"
#include "compiler/history/known.h"
#include "compiler/history/publish.h"
#include "compiler/history/report.h"
#include "compiler/history/takeback.h"
#include "compiler/parse/parse.h"
#include "compiler/say.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char branch_name[] = "main", branch_ref[] = "refs/heads/main";
static const char tag_folder[] = "leidraad/";

enum { OFFSET_MAX = 24 * 60 };

/* 7 February 2106: what libgit2 writes of a later time is its last 32 bits. */
static const int64_t time_max = UINT32_MAX;

/* ---- what a commit is made of ---- */

static struct store_draft draft_of(struct arena *arena, struct ast_file *const *files, size_t count)
{
    struct draft_file *list = ARENA_ARRAY(arena, struct draft_file, count);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct draft_file){str_copy(arena, files[i]->name).at, files[i]->text.at,
                                      files[i]->text.len};
    return (struct store_draft){.files = list, .count = count};
}

static int tag_versions(const struct repository *r, struct arena *arena,
                        const struct accepted *accepted, const struct store_id *commit)
{
    int status = STATUS_OK;
    for (size_t i = 0; i < accepted->adopted.len && !status; i++)
        status = r->driver->tag(
            r->store,
            arena_printf(arena, "%s" STR_FMT, tag_folder, STR_ARG(accepted->adopted.at[i])),
            commit);
    return repository_status(r, status);
}

/* ---- publishing ---- */

struct publishing {
    struct leidraad_store *store;
    const leidraad_publish_options *options;
    leidraad_publication *publication;
    struct leidraad_policies *policies;
    /* what is there already */
    const char *branch;
    bool has_parent;
    struct store_commit parent;
    const struct policy_text *there; /* the policies of the parent; NULL: there is none */
    struct broken_revisions broken;  /* the parent and those before it that do not compile */
    struct store_id before_tree;     /* of the submission's `before` */
};

static int read_parent(struct publishing *p, struct arena *arena)
{
    const struct repository *r = &p->store->repository;
    struct store_id tip, base;
    const char *branch;
    int status = repository_status(r, r->driver->head(r->store, &branch, &tip, &p->has_parent));
    if (status) return status;
    /* HEAD that is detached names none: move() says so. */
    p->branch = branch ? arena_copy(arena, branch, strlen(branch)) : NULL;
    if (p->options->base) {
        status = repository_commit(r, p->options->base, &base);
        if (status) return status;
        if (!p->has_parent || memcmp(&base, &tip, sizeof tip) != 0)
            return api_error(p->store->error, STATUS_RACE,
                             _("the branch has moved on since %s: take over what came, and publish "
                               "again from there"),
                             p->options->base);
    }
    return p->has_parent ? repository_status(r, r->driver->step(r->store, &tip, &p->parent))
                         : STATUS_OK;
}

/* NULL: it does not compile. */
static const struct program *compile_text(struct arena *arena, const struct policy_text *text)
{
    struct compiled compiled;
    struct diags *diags = diags_create(arena);
    struct ast_file **files = ARENA_ARRAY(arena, struct ast_file *, text->files.len);
    for (size_t i = 0; i < text->files.len; i++)
        files[i] = parse_file(arena, diags, text->files.at[i].name, text->files.at[i].text);
    return compile(&compiled, arena, files, text->files.len, diags) ? NULL : compiled.program;
}

/* The program of the parent; where that does not compile, of the last revision that did, since what
 * was adopted holds through a state that is broken.  NULL: none did, as far as the history is here.
 * An older revision that the store refuses is as broken as one that does not compile. */
static int compile_before(struct publishing *p, struct arena *arena, const struct program **before)
{
    const struct repository *r = &p->store->repository;
    struct arena *kept = arena_child(arena); /* so that what does not compile leaves nothing */
    struct store_commit at = p->parent;
    struct policy_text *text;
    *before = NULL;
    for (bool has = p->has_parent; has;) {
        arena_reset(kept);
        int status = repository_files(r, p->there ? kept : arena, &at.tree, &text);
        if (status && !(p->there && status == STATUS_POLICIES)) return status;
        if (!p->there) p->there = text;
        *before = status ? NULL : compile_text(kept, text);
        p->before_tree = at.tree;
        if (*before) break;
        *VEC_PUSH(arena, &p->broken.list) = at.id;
        struct store_id older = at.parent;
        has = at.has_parent && !r->driver->step(r->store, &older, &at);
    }
    p->store->error[0] = '\0';
    return STATUS_OK;
}

/* Who names the newest revision as what he began with is taken at his word. */
static int check_takeback(const struct publishing *p, struct arena *arena,
                          const struct submission *submission)
{
    enum { NAMED = 5, SHORT = 10 }; /* files; digits, as a log shows them */
    struct takeback back;
    struct buf text = {.arena = arena};
    char hex[STORE_ID_HEX];
    size_t named = 0;
    if (!p->there || p->options->base) return STATUS_OK;
    takeback_find(&back, arena, &p->store->repository, &p->parent, p->there, &p->broken,
                  submission->files, submission->count);
    for (size_t i = 0; i < back.files.len && named <= NAMED; i++) {
        const struct taken_back *one = &back.files.at[i];
        store_id_hex(hex, &one->revision);
        if (named++ == NAMED)
            buf_adds(&text, ", …");
        else
            buf_printf(&text, "%s%s (%.*s)", text.len ? ", " : "",
                       harmless(arena, str_from(one->file)).at, SHORT, hex);
    }
    if (!named) return STATUS_OK;
    store_id_hex(hex, &p->parent.id);
    return api_error(p->store->error, STATUS_RACE,
                     _("this takes back what was published after it was copied: %s; take over what "
                       "came, and publish again, or, to go back on purpose, say that it was made "
                       "from the newest revision: --base %.*s"),
                     buf_str(&text).at, SHORT, hex);
}

/* "2026-04-01 12:00:00 +0200" */
static struct str moment_text(struct arena *arena, const struct store_who *who)
{
    char iso[DATE_ISO_SIZE];
    int64_t local = who->time + (int64_t)who->offset * 60;
    int seconds = (int)(local % 86400 < 0 ? local % 86400 + 86400 : local % 86400);
    int32_t offset = who->offset < 0 ? -who->offset : who->offset;
    return textf(arena, "%s %02d:%02d:%02d %c%02d%02d", date_iso(store_day(who), iso),
                 seconds / 3600, seconds / 60 % 60, seconds % 60, who->offset < 0 ? '-' : '+',
                 (int)offset / 60, (int)offset % 60);
}

static int check_time(const struct publishing *p, const struct store_who *committer)
{
    struct diags *diags = p->policies->diags;
    if (!p->has_parent || committer->time >= p->parent.committer.time) return STATUS_OK;
    SAY(diags, TIME_BACK, SPAN_NONE, moment_text(diags->arena, committer),
        moment_text(diags->arena, &p->parent.committer));
    return STATUS_POLICIES;
}

/* A name that git can write in a commit. */
static bool is_clean(const char *text)
{
    return text && *text && !strpbrk(text, "<>\n\r");
}

static int who_of(struct store_who *out, struct arena *arena, const struct publishing *p,
                  const leidraad_person *person)
{
    const struct repository *r = &p->store->repository;
    const char *name = person->name, *email = person->email;
    if (!name) r->driver->configured_who(r->store, &name, &email);
    if (!is_clean(name) || !email || strpbrk(email, "<>\n\r "))
        return api_error(p->store->error, STATUS_USAGE,
                         _("who publishes?  Give an author as \"Name <e-mail>\", or set user.name "
                           "and user.email in the configuration of git"));
    if (person->time < 0 || person->time > time_max || person->offset > OFFSET_MAX ||
        person->offset < -OFFSET_MAX)
        return api_error(p->store->error, STATUS_USAGE, _("this is no time for a revision"));
    *out =
        (struct store_who){arena_copy(arena, name, strlen(name)),
                           arena_copy(arena, email, strlen(email)), person->time, person->offset};
    return STATUS_OK;
}

/* What follows a move.  The branch stands where it should, so to lose a race here is no reason to
 * publish again. */
static int after_move(const struct publishing *p, int status)
{
    status = repository_status(&p->store->repository, status);
    return status == STATUS_RACE ? STATUS_SYSTEM : status;
}

/* ---- what another publisher left undone ---- */

static bool is_tagged(const struct repository *r, struct arena *arena, struct str label)
{
    struct store_id commit;
    const char *name = arena_printf(arena, "refs/tags/%s" STR_FMT, tag_folder, STR_ARG(label));
    return !r->driver->resolve(r->store, name, &commit);
}

/* The parent's first parent.  False: it is not here, as in a shallow clone. */
static bool read_grandparent(const struct publishing *p, struct store_commit *out)
{
    const struct repository *r = &p->store->repository;
    return p->parent.has_parent && !r->driver->step(r->store, &p->parent.parent, out);
}

/* A publisher that ended between moving the branch and tagging.  A version without a tag may be of
 * long ago, so it is tagged only where the parent is what adopted it. */
static int mend_tags(const struct publishing *p, struct arena *arena, const struct program *parent)
{
    const struct repository *r = &p->store->repository;
    const struct program *older = NULL;
    struct policy_text *text;
    struct store_commit grandparent;
    struct accepted missing = {0};
    for (index_t i = 0; parent && i < parent->versions_count; i++) {
        struct str label = program_text(parent, parent->versions[i].label);
        if (parent->versions[i].status == VERSION_ADOPTED && !is_tagged(r, arena, label))
            *VEC_PUSH(arena, &missing.adopted) = label;
    }
    if (!missing.adopted.len) return STATUS_OK;
    if (p->parent.has_parent) {
        if (!read_grandparent(p, &grandparent)) return STATUS_OK;
        if (repository_files(r, arena, &grandparent.tree, &text)) return STATUS_OK;
        older = compile_text(arena, text);
        if (!older) return STATUS_OK;
    }
    struct accepted here = {0};
    for (size_t i = 0; i < missing.adopted.len; i++) {
        index_t was = older ? program_find_version(older, missing.adopted.at[i]) : NONE;
        if (was == NONE || older->versions[was].status != VERSION_ADOPTED)
            *VEC_PUSH(arena, &here.adopted) = missing.adopted.at[i];
    }
    return after_move(p, tag_versions(r, arena, &here, &p->parent.id));
}

/* One that ended before the work tree was brought up to date.  Only when what is published now is
 * what was published then: else somebody may be taking that back in the work tree. */
static int mend_work(const struct publishing *p)
{
    const struct repository *r = &p->store->repository;
    struct store_commit grandparent;
    bool has = read_grandparent(p, &grandparent);
    if (p->parent.has_parent && !has) return STATUS_OK;
    return after_move(p, r->driver->refresh(r->store, has ? &grandparent.id : NULL, &p->parent.id));
}

/* ---- the commit ---- */

/* A move that failed may have been done all the same: when what failed is bringing it to
 * the disk. */
static bool stands_on(const struct repository *r, const struct store_id *commit)
{
    const char *branch;
    struct store_id now;
    bool has;
    return !r->driver->head(r->store, &branch, &now, &has) && has &&
           memcmp(&now, commit, sizeof now) == 0;
}

/* What lies between the two need not be found again by the next who asks for the history. */
static void remember(const struct publishing *p, const struct store_id *commit,
                     const struct accepted *accepted)
{
    const struct repository *r = &p->store->repository;
    struct store_commit now;
    if (accepted->differences && !r->driver->step(r->store, commit, &now))
        history_remember(r, p->store->cache, &p->before_tree, &now.tree, accepted->differences);
}

static int commit_draft(struct publishing *p, struct arena *arena, struct store_draft *draft,
                        const struct accepted *accepted)
{
    const struct repository *r = &p->store->repository;
    struct store_id commit;
    bool same;
    const struct store_id *before = p->has_parent ? &p->parent.id : NULL;
    draft->parent = before;
    draft->message = accepted->message.at;
    int status = repository_status(r, r->driver->write(r->store, draft, &commit, &same));
    if (status) return status;
    p->publication->same = same;
    if (accepted->differences) {
        p->publication->meaning = accepted->differences->meaning;
        p->publication->text = accepted->differences->text;
        if (accepted->differences->meaning)
            p->publication->changes =
                str_copy(p->policies->arena, publish_lines(arena, accepted->differences)).at;
    }
    if (same) return mend_work(p);
    status = repository_status(
        r, r->driver->move(r->store, p->branch, before, &commit, &draft->committer, "publish"));
    if (!status || stands_on(r, &commit)) store_id_hex(p->publication->commit, &commit);
    if (status) return status;
    status = after_move(p, tag_versions(r, arena, accepted, &commit));
    if (!status) status = after_move(p, r->driver->refresh(r->store, before, &commit));
    remember(p, &commit, accepted);
    return status;
}

static bool same_folder(const char *a, const char *b)
{
    struct stat x, y;
    return !stat(a, &x) && !stat(b, &y) && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* As its owner would write it, since diagnostics name files by it: from the current folder where it
 * is that or in it, else as the store was named; and where that leads elsewhere by now, in full.
 * NULL: there is none. */
static const char *work_tree(const struct publishing *p, struct arena *arena)
{
    enum { CURRENT_MAX = 4096 };
    const struct repository *r = &p->store->repository;
    const char *whole = r->driver->work_folder(r->store), *shown = r->driver->work_shown(r->store);
    char *current = arena_alloc(arena, CURRENT_MAX);
    if (!whole) return NULL;
    if (getcwd(current, CURRENT_MAX - 1)) {
        size_t len = strlen(current);
        if (len > 1) current[len++] = '/';
        if (!strncmp(whole, current, len)) shown = whole[len] ? whole + len : ".";
    }
    return same_folder(whole, shown) ? shown : whole;
}

static int open_folder(struct publishing *p, struct arena *arena)
{
    const char *path = p->options->path ? p->options->path : work_tree(p, arena);
    if (!path)
        return api_error(p->store->error, STATUS_USAGE,
                         _("this store has no work tree: say which folder to publish"));
    return (int)leidraad_policies_open(&p->policies, path);
}

static int publish(struct arena *arena, void *context)
{
    struct publishing *p = context;
    struct submission submission = {.message = str_from(p->options->message),
                                    .erratum = str_trim(str_from(p->options->erratum))};
    struct store_who author, committer;
    struct accepted accepted;
    int status = who_of(&author, arena, p, &p->options->author);
    if (!status) status = who_of(&committer, arena, p, &p->options->committer);
    if (!status) status = open_folder(p, arena);
    if (!status) status = read_parent(p, arena);
    if (!status) status = compile_before(p, arena, &submission.before);
    if (status) return status;

    struct leidraad_policies *policies = p->policies;
    const struct compilation *compilation = policies->compiled;
    if (!compilation)
        return api_error(p->store->error, STATUS_USAGE,
                         _("a compiled program has no text to publish"));
    if (ARENA_CAUGHT(policies->arena)) return STATUS_MEMORY; /* diagnostics are made there */
    submission.now = policies->program;
    submission.files = compilation->files;
    submission.count = compilation->count;
    status = publish_gate(&accepted, arena, &submission, policies->diags);
    /* Also told where the gate refuses: what it complains of may then be nothing of the
     * editor's. */
    int untimely = check_takeback(p, arena, &submission);
    /* Who read the clock before another published was overtaken: the clock need not be wrong. */
    if (!untimely) untimely = check_time(p, &committer);
    diags_sort(policies->diags);
    policies->shown = show_diagnostics(policies->arena, policies->diags);
    if (status || untimely) return status ? status : untimely;

    struct store_draft draft = draft_of(arena, submission.files, submission.count);
    draft.author = author;
    draft.committer = committer;
    status = commit_draft(p, arena, &draft, &accepted);
    return status || p->broken.list.len ? status : mend_tags(p, arena, submission.before);
}

leidraad_status leidraad_publish(leidraad_store *store, leidraad_policies **policies,
                                 const leidraad_publish_options *options,
                                 leidraad_publication *publication)
{
    leidraad_publish_options asked = {.size = sizeof asked};
    leidraad_publication done = {0};
    if (publication) *publication = done;
    *policies = NULL;
    if (!store->repository.store) return LEIDRAAD_ERROR_SYSTEM;
    store->error[0] = '\0'; /* or what an earlier call ended with would be told with this one */
    if (!api_take_options(&asked, sizeof asked, options))
        return (leidraad_status)api_error(store->error, STATUS_USAGE,
                                          _("the size of the options is not set"));
    struct publishing publishing = {.store = store, .options = &asked, .publication = &done};
    int status = api_guarded(publish, &publishing);
    *policies = publishing.policies;
    if (publication) *publication = done;
    return (leidraad_status)status;
}

/* ---- the history of a new store ---- */

struct founding {
    const char *path;
    bool bare;
    struct leidraad_policies *policies;
    struct leidraad_store *store;
    size_t commits;
};

/* One day of the history. */
struct state {
    struct store_id commit;
    struct store_who who;
    struct accepted accepted;
};

/* Nobody in particular: what is reconstructed has no author. */
static struct store_who reconstructed_on(date day)
{
    return (struct store_who){"leidraad (gereconstrueerd)", "leidraad@example.invalid",
                              (int64_t)day * 86400 + 43200, 0};
}

static void add_title(struct buf *text, const char *kind, struct str name, const char *what)
{
    buf_printf(text, "%s%s " STR_FMT "%s", text->len ? ", " : "", kind, STR_ARG(name), what);
}

static bool has_kader(const struct program *p, struct str id)
{
    for (index_t i = 0; p && i < p->kaders_count; i++)
        if (str_equal(program_text(p, p->kaders[i].id), id)) return true;
    return false;
}

static bool has_plan(const struct program *p, struct str id)
{
    for (index_t i = 0; p && i < p->plans_count; i++)
        if (str_equal(program_text(p, p->plans[i].id), id)) return true;
    return false;
}

/* What came: "leidraad 2025 vastgesteld". */
static struct str founding_title(struct arena *arena, const struct program *before,
                                 const struct program *now)
{
    struct buf text = {.arena = arena};
    for (index_t i = 0; i < now->versions_count; i++) {
        const struct version *v = &now->versions[i];
        struct str label = program_text(now, v->label);
        index_t was = before ? program_find_version(before, label) : NONE;
        if (was != NONE && before->versions[was].status == v->status) continue;
        add_title(&text, "leidraad", label,
                  v->status == VERSION_ADOPTED ? " vastgesteld" : " aangekondigd");
    }
    for (index_t i = 0; i < now->kaders_count; i++) {
        struct str id = program_text(now, now->kaders[i].id);
        if (!has_kader(before, id)) add_title(&text, "kader", id, "");
    }
    for (index_t i = 0; i < now->plans_count; i++) {
        struct str id = program_text(now, now->plans[i].id);
        if (!has_plan(before, id)) add_title(&text, "regioplan", id, "");
    }
    return buf_str(&text);
}

static struct str founding_message(struct arena *arena, const struct program *before,
                                   const struct program *now)
{
    struct buf text = {.arena = arena};
    buf_printf(&text, "Stand: " STR_FMT "\n\n", STR_ARG(founding_title(arena, before, now)));
    buf_adds(&text, "Gereconstrueerd: deze stand volgt uit de dagen die het beleid zelf noemt.\n");
    if (before) {
        struct str summary = publish_summary(
            arena, compare(arena, &(struct compared){before, NONE}, &(struct compared){now, NONE}));
        if (summary.len) buf_addc(&text, '\n');
        buf_add(&text, summary);
    }
    return buf_str(&text);
}

/* The states so far.  The branch is moved when all are there. */
struct states {
    const struct program *last; /* NULL: none yet */
    VEC(struct state) list;
};

/* One state: compiled and through the gate, so that what is kept has been seen to be sound. */
static int found_state(struct founding *f, struct arena *arena, date day, struct states *states)
{
    const struct repository *r = &f->store->repository;
    const struct compilation *compilation = f->policies->compiled;
    struct diags *diags = f->policies->diags;
    struct ast_file *const *files;
    struct compiled compiled;
    struct state state = {.who = reconstructed_on(day)};
    bool same;
    size_t count = known_files(&files, arena, diags, compilation->files, compilation->count, day);
    int status = compile(&compiled, arena, files, count, diags);
    if (status) return status;
    const struct submission s = {.now = compiled.program, .files = files, .count = count};
    status = publish_gate(&state.accepted, arena, &s, diags);
    if (status) return status;

    struct store_draft draft = draft_of(arena, files, count);
    size_t n = states->list.len;
    draft.parent = n ? &states->list.at[n - 1].commit : NULL;
    draft.author = draft.committer = state.who;
    draft.message = founding_message(arena, states->last, s.now).at;
    status = repository_status(r, r->driver->write(r->store, &draft, &state.commit, &same));
    if (status || same) return status;
    *VEC_PUSH(arena, &states->list) = state;
    states->last = s.now;
    return STATUS_OK;
}

/* A version is tagged where it was first seen adopted: a tag that is there stays. */
static int show_states(struct founding *f, struct arena *arena, const struct states *states)
{
    const struct repository *r = &f->store->repository;
    size_t n = states->list.len;
    const struct state *tip = &states->list.at[n - 1];
    int status = repository_status(
        r, r->driver->move(r->store, branch_ref, NULL, &tip->commit, &tip->who, "init"));
    for (size_t i = 0; i < n && !status; i++)
        status = tag_versions(r, arena, &states->list.at[i].accepted, &states->list.at[i].commit);
    if (!status) status = repository_status(r, r->driver->refresh(r->store, NULL, &tip->commit));
    f->commits = n;
    return status;
}

static int found_states(struct founding *f, struct arena *arena)
{
    const struct compilation *compilation = f->policies->compiled;
    struct states states = {0};
    date *days;
    int status = STATUS_OK;
    size_t count = adoption_days(&days, arena, compilation->files, compilation->count);
    for (size_t i = 0; i < count && !status; i++) status = found_state(f, arena, days[i], &states);
    if (!status && states.list.len) status = show_states(f, arena, &states);
    return status;
}

static int found(struct arena *arena, void *context)
{
    struct founding *f = context;
    struct leidraad_policies *policies = f->policies;
    if (ARENA_CAUGHT(policies->arena)) return STATUS_MEMORY; /* diagnostics are made there */
    int status = found_states(f, arena);
    diags_sort(policies->diags);
    policies->shown = show_diagnostics(policies->arena, policies->diags);
    return status;
}

static int create(struct arena *arena, void *context)
{
    struct founding *f = context;
    struct leidraad_store *store = ARENA_NEW(arena, struct leidraad_store);
    struct store *made = NULL;
    store->arena = arena;
    f->store = store;
    int status = store_prepare(store, NULL);
    if (status) return status;
    status = store->repository.driver->create(&made, f->path, branch_name, f->bare);
    store_opened(store, made);
    if (status && !made)
        return api_error(store->error, status, _("'%s' cannot be made into a store"), f->path);
    return repository_status(&store->repository, status);
}

leidraad_status leidraad_store_init(leidraad_store **out, leidraad_policies **policies,
                                    const char *path, const char *policies_path, int bare,
                                    size_t *commits)
{
    struct founding f = {.path = path, .bare = bare != 0};
    *out = NULL;
    int status = (int)leidraad_policies_open(&f.policies, policies_path);
    *policies = f.policies;
    if (!status && !f.policies->compiled)
        status = api_error(f.policies->error, STATUS_USAGE,
                           _("a compiled program has no text to publish"));
    if (status) return (leidraad_status)status;
    status = api_opened(create, &f);
    *out = status == STATUS_MEMORY ? NULL : f.store;
    if (!status) status = api_guarded(found, &f);
    if (commits) *commits = f.commits;
    return (leidraad_status)status;
}
