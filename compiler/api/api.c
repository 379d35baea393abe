/* The public header: what needs the compiler.  Opening policies, and the texts made from them.
 * (The rest is in the files beside this one, and in runtime/api/.)
 *
 * Policies that were compiled keep their files and what the compiler made of them beside the
 * program; those that were loaded have a program alone, and no text to show. */
#include "compiler/api/api.h"
#include "compiler/api/files.h"

#include "base/text.h"
#include "compiler/consolidated.h"
#include "compiler/dump.h"
#include "compiler/format/format.h"
#include "compiler/history/known.h"
#include "compiler/parse/dump.h"
#include "report/diag_render.h"
#include "report/words.h"

#include <string.h>

/* ---- opening ---- */

/* Where policies come from, and the handle that is made of them. */
struct opening {
    const char *path;           /* NULL: from memory */
    const leidraad_file *files; /* in memory */
    size_t count;
    const char *known_on; /* only what was adopted by then, ISO; or NULL */
    date known;
    struct leidraad_policies *policies;
};

static bool ends_with(struct str s, struct str ending)
{
    return s.len >= ending.len && memcmp(s.at + s.len - ending.len, ending.at, ending.len) == 0;
}

/* Diagnostics show a file as the user would name it: with the folder that was opened.  What the
 * program says of it, and the hash, go without, so that they are the same wherever it lies. */
static void name_files(struct leidraad_policies *policies, const struct compilation *compilation,
                       struct str path)
{
    while (path.len > 1 && path.at[path.len - 1] == '/') path.len--;
    if (str_equal(path, STR("."))) return; /* nobody writes ./ */
    for (size_t i = 0; i < compilation->count; i++) {
        const struct ast_file *file = compilation->files[i];
        struct str *name = &policies->diags->files.at[file->file].name;
        if (ends_with(path, file->name))
            *name = path; /* that one file was opened */
        else
            *name = str_from(arena_printf(policies->arena, STR_FMT "/" STR_FMT, STR_ARG(path),
                                          STR_ARG(file->name)));
    }
}

static int compile_files(struct leidraad_policies *policies, const struct policy_files *files,
                         const struct opening *opening)
{
    struct arena *arena = policies->arena;
    struct compilation *compilation = ARENA_NEW(arena, struct compilation);
    compilation->files = files->at;
    compilation->count = files->count;
    if (opening->known_on)
        compilation->count = known_files(&compilation->files, arena, policies->diags, files->at,
                                         files->count, opening->known);
    int status = compile(&compilation->compiled, arena, compilation->files, compilation->count,
                         policies->diags);
    if (opening->path) name_files(policies, compilation, str_from(opening->path));
    policies->compiled = compilation;
    policies->program = compilation->compiled.program;
    return status;
}

/* Before anything was adopted there were no policies, which is no state of them. */
static int check_known(struct leidraad_policies *policies, const struct policy_files *files,
                       const struct opening *opening)
{
    date *days;
    size_t count = adoption_days(&days, policies->arena, files->at, files->count);
    if (!count || opening->known >= days[0]) return STATUS_OK;
    return api_error(policies->error, STATUS_USAGE, _("the history begins after %s"),
                     words_date(policies->arena, opening->known).at);
}

static int open_files(struct leidraad_policies *policies, struct opening *opening)
{
    struct policy_files files;
    struct str path = str_from(opening->path);
    int status = STATUS_OK;
    if (opening->known_on &&
        date_parse_iso(str_from(opening->known_on), &opening->known) != DATE_PARSE_OK)
        return api_error(policies->error, STATUS_USAGE,
                         _("'%s' is not a date: write it as 2026-04-01"), opening->known_on);
    if (opening->path)
        status = policy_files_read(&files, policies->arena, policies->diags, path);
    else
        policy_files_given(&files, policies->arena, policies->diags, opening->files,
                           opening->count);
    if (status) return status;
    if (!files.saved.at && opening->known_on) status = check_known(policies, &files, opening);
    if (status) return status;
    if (!files.saved.at) return compile_files(policies, &files, opening);
    if (opening->known_on)
        return api_error(policies->error, STATUS_USAGE,
                         _("a compiled program does not say what was known on a day"));
    return policies_load(policies, path, files.saved);
}

static int open_policies(struct arena *arena, void *context)
{
    struct opening *opening = context;
    struct leidraad_policies *policies =
        policies_create(arena, opening->path ? str_from(opening->path) : STR("-"));
    opening->policies = policies;
    int status = open_files(policies, opening), finished = policies_finish(policies);
    if (status == STATUS_SYSTEM && policies->shown.count)
        api_error(policies->error, 0, "%s", policies->shown.at[0].message);
    return status ? status : finished;
}

static leidraad_status run_opening(leidraad_policies **out, struct opening *opening)
{
    int status = api_opened(open_policies, opening);
    *out = status == STATUS_MEMORY ? NULL : opening->policies;
    return (leidraad_status)status;
}

leidraad_status leidraad_policies_open(leidraad_policies **out, const char *path)
{
    struct opening opening = {.path = path};
    return run_opening(out, &opening);
}

leidraad_status leidraad_policies_open_known(leidraad_policies **out, const char *path,
                                             const char *day)
{
    struct opening opening = {.path = path, .known_on = day};
    return run_opening(out, &opening);
}

leidraad_status leidraad_policies_compile(leidraad_policies **out, const leidraad_file *files,
                                          size_t count)
{
    struct opening opening = {.files = files, .count = count};
    return run_opening(out, &opening);
}

/* ---- show ---- */

struct showing {
    struct leidraad_policies *policies;
    const char *version, *rule;
    leidraad_write_fn *write;
    void *context;
};

static int put(leidraad_write_fn *write, void *context, struct str text)
{
    return text.len && write(context, text.at, text.len) ? STATUS_STOPPED : STATUS_OK;
}

static int show(struct arena *arena, void *context)
{
    const struct showing *showing = context;
    struct leidraad_policies *policies = showing->policies;
    const struct compilation *compilation = policies->compiled;
    struct str version = str_from(showing->version), rule = str_from(showing->rule), text;
    if (!compilation)
        return api_error(policies->error, STATUS_USAGE,
                         _("a compiled program has no text to show"));
    if (version.len && !consolidated_has(compilation->compiled.editions, version))
        return api_error(policies->error, STATUS_USAGE,
                         _("there is no version, kader or regional plan '%s'"), showing->version);
    if (rule.len) {
        text = consolidated_rule(compilation->compiled.editions, arena, version, rule);
        if (!text.len && version.len)
            return api_error(policies->error, STATUS_USAGE, _("'%s' has no rule '%s'"),
                             showing->version, showing->rule);
        if (!text.len)
            return api_error(policies->error, STATUS_USAGE, _("there is no rule '%s'"),
                             showing->rule);
    } else if (version.len) {
        text = consolidated_version(compilation->compiled.editions, arena, version);
    } else {
        struct buf all = {.arena = arena};
        dump_consolidated(compilation->compiled.editions, &all);
        text = buf_str(&all);
    }
    return put(showing->write, showing->context, text);
}

leidraad_status leidraad_show(leidraad_policies *policies, const char *version, const char *rule,
                              leidraad_write_fn *write, void *context)
{
    struct showing showing = {policies, version, rule, write, context};
    if (!policies->program) return LEIDRAAD_ERROR_POLICIES;
    return (leidraad_status)api_guarded(show, &showing);
}

/* ---- dumps ---- */

static void dump_files(struct buf *text, const struct compilation *compilation,
                       void (*dump)(const struct ast_file *file, struct buf *text))
{
    for (size_t i = 0; i < compilation->count; i++) {
        buf_printf(text, "# " STR_FMT "\n", STR_ARG(compilation->files[i]->name));
        dump(compilation->files[i], text);
    }
}

static void dump_tree(const struct ast_file *file, struct buf *text)
{
    ast_dump(file->tree, text);
}

struct dumping {
    const struct leidraad_policies *policies;
    leidraad_dump what;
    leidraad_write_fn *write;
    void *context;
};

static int dump(struct arena *arena, void *context)
{
    const struct dumping *dumping = context;
    const struct compilation *compilation = dumping->policies->compiled;
    struct buf text = {.arena = arena};
    switch (dumping->what) {
    case LEIDRAAD_DUMP_TOKENS: dump_files(&text, compilation, parse_dump_tokens); break;
    case LEIDRAAD_DUMP_AST: dump_files(&text, compilation, dump_tree); break;
    case LEIDRAAD_DUMP_CONSOLIDATED:
        dump_consolidated(compilation->compiled.editions, &text);
        break;
    case LEIDRAAD_DUMP_TYPED: dump_typed(compilation->compiled.typed, &text); break;
    case LEIDRAAD_DUMP_PROGRAM:
        if (dumping->policies->program) program_dump(dumping->policies->program, &text);
        break;
    default: return STATUS_USAGE;
    }
    return put(dumping->write, dumping->context, buf_str(&text));
}

/* Also of policies with errors, as far as the phases came: a dump is for finding out why. */
leidraad_status leidraad_policies_dump(const char *path, leidraad_dump what,
                                       leidraad_write_fn *write, void *context)
{
    leidraad_policies *policies;
    leidraad_status opened = leidraad_policies_open(&policies, path);
    leidraad_status status = opened;
    if (policies && policies->compiled) {
        struct dumping dumping = {policies, what, write, context};
        status = (leidraad_status)api_guarded(dump, &dumping);
    }
    leidraad_policies_free(policies);
    return status ? status : opened;
}

/* ---- format ---- */

struct formatting {
    struct str name, text;
    leidraad_write_fn *write, *complain;
    void *context, *complain_context;
};

static int format(struct arena *arena, void *context)
{
    const struct formatting *f = context;
    struct diags *diags = diags_create(arena);
    struct str text;
    int status = format_text(&text, arena, diags, f->name, f->text);
    if (status == STATUS_OK) return put(f->write, f->context, text);
    struct out *out = ARENA_NEW(arena, struct out);
    out_init(out, f->complain, f->complain_context);
    diags_sort(diags);
    diag_render(out, arena, diags, DIAG_TEXT);
    return out_flush(out) ? STATUS_STOPPED : status;
}

leidraad_status leidraad_format(const char *name, const char *bytes, size_t size,
                                leidraad_write_fn *write, void *context,
                                leidraad_write_fn *complain, void *complain_context)
{
    struct formatting formatting = {.name = str_from(name),
                                    .text = {bytes, size},
                                    .write = write,
                                    .context = context,
                                    .complain = complain,
                                    .complain_context = complain_context};
    return (leidraad_status)api_guarded(format, &formatting);
}
