/* The public header: policies, as far as they need no compiler. */
#include "api/handles.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const struct diag_kind no_program = {
    "L001", SEVERITY_ERROR, N_("this is not a compiled program of this version: {0}"),
    N_("Compile the policies again.")};

/* ---- making them ---- */

struct leidraad_policies *policies_create(struct arena *arena, struct str path)
{
    struct leidraad_policies *policies = ARENA_NEW(arena, struct leidraad_policies);
    while (path.len > 1 && path.at[path.len - 1] == '/') path.len--;
    policies->arena = arena;
    policies->diags = diags_create(arena);
    policies->name = arena_printf(arena, "map:" STR_FMT, STR_ARG(path));
    return policies;
}

int policies_finish(struct leidraad_policies *policies)
{
    diags_sort(policies->diags);
    policies->shown = show_diagnostics(policies->arena, policies->diags);
    if (!policies->program) return STATUS_POLICIES;
    char hex[SHA256_HEX];
    sha256_hex(policies->program->content, hex);
    snprintf(policies->content, sizeof policies->content, "sha256:%s", hex);
    return STATUS_OK;
}

int policies_load(struct leidraad_policies *policies, struct str name, struct str bytes)
{
    struct program *program = NULL;
    struct str why = {0};
    int status = program_load(&program, policies->arena, bytes, &why);
    if (status == STATUS_POLICIES) {
        struct span span = {.file = diags_file(policies->diags, name, (struct str){0})};
        struct diag *diag = diag_add(policies->diags, &no_program, span);
        diag_arg(policies->diags, diag, why);
    } else if (status == STATUS_OK) {
        policies->program = program;
    }
    return status;
}

struct loading {
    struct leidraad_policies *policies;
    struct str bytes;
};

static int load(struct arena *arena, void *context)
{
    struct loading *loading = context;
    struct str name = STR("-");
    struct leidraad_policies *policies = policies_create(arena, name);
    int status = policies_load(policies, name, loading->bytes);
    if (status == STATUS_OK || status == STATUS_POLICIES) status = policies_finish(policies);
    loading->policies = policies;
    return status;
}

leidraad_status leidraad_policies_load(leidraad_policies **out, const void *bytes, size_t size)
{
    struct loading loading = {.bytes = {bytes, size}};
    int status = api_opened(load, &loading);
    *out = loading.policies;
    return (leidraad_status)status;
}

void leidraad_policies_free(leidraad_policies *policies)
{
    if (policies) arena_free(policies->arena);
}

/* ---- saving ---- */

struct saving {
    const struct program *program;
    leidraad_write_fn *write;
    void *context;
};

static int save(struct arena *arena, void *context)
{
    const struct saving *saving = context;
    struct str bytes = program_save(saving->program, arena);
    return saving->write(saving->context, bytes.at, bytes.len) ? STATUS_STOPPED : STATUS_OK;
}

leidraad_status leidraad_policies_save(const leidraad_policies *policies, leidraad_write_fn *write,
                                       void *context)
{
    struct saving saving = {policies->program, write, context};
    if (!policies->program) return LEIDRAAD_ERROR_POLICIES;
    return (leidraad_status)api_guarded(save, &saving);
}

/* ---- what they are called ---- */

const char *leidraad_policies_error(const leidraad_policies *policies)
{
    return policies->error;
}

const char *leidraad_policies_name(const leidraad_policies *policies)
{
    return policies->name;
}

leidraad_status leidraad_policies_set_name(leidraad_policies *policies, const char *name)
{
    if (ARENA_CAUGHT(policies->arena)) return LEIDRAAD_ERROR_MEMORY; /* the old name stays */
    policies->name = arena_copy(policies->arena, name, strlen(name));
    return LEIDRAAD_OK;
}

const char *leidraad_policies_content(const leidraad_policies *policies)
{
    return policies->content;
}

/* ---- diagnostics ---- */

size_t leidraad_policies_diagnostics(const leidraad_policies *policies)
{
    return policies->shown.count;
}

leidraad_diagnostic leidraad_policies_diagnostic(const leidraad_policies *policies, size_t n)
{
    return n < policies->shown.count ? policies->shown.at[n] : (leidraad_diagnostic){0};
}

leidraad_status leidraad_policies_write_diagnostics(const leidraad_policies *policies,
                                                    leidraad_diag_format format,
                                                    leidraad_write_fn *write, void *context)
{
    return (leidraad_status)write_diagnostics(policies->diags, format, write, context);
}

/* ---- what is in them ---- */

size_t leidraad_policies_versions(const leidraad_policies *policies)
{
    return policies->program ? policies->program->versions_count : 0;
}

const char *leidraad_policies_version(const leidraad_policies *policies, size_t n)
{
    const struct program *p = policies->program;
    return n < leidraad_policies_versions(policies) ? program_text(p, p->versions[n].label).at
                                                    : NULL;
}

size_t leidraad_policies_readings(const leidraad_policies *policies)
{
    return policies->program ? policies->program->readings_count : 0;
}

leidraad_reading leidraad_policies_reading(const leidraad_policies *policies, size_t n)
{
    const struct program *p = policies->program;
    if (n >= leidraad_policies_readings(policies)) return (leidraad_reading){0};
    const struct reading *reading = &p->readings[n];
    return (leidraad_reading){
        .id = program_text(p, reading->id).at,
        .question = program_text(p, reading->question).at,
        .choices = reading->choices.count,
        .standard = program_text(p, p->choices[reading->standard].id).at,
    };
}

const char *leidraad_policies_choice(const leidraad_policies *policies, size_t reading, size_t n)
{
    const struct program *p = policies->program;
    if (reading >= leidraad_policies_readings(policies)) return NULL;
    struct range choices = p->readings[reading].choices;
    return n < choices.count ? program_text(p, p->choices[choices.first + n].id).at : NULL;
}
