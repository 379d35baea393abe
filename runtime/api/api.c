/* The public header: what every part of it needs.  Statuses, memory, errors, diagnostics.
 *
 * The other parts: policies.c, data.c, evaluate.c, result.c and report.c; and
 * compiler/api/api.c, which is not in libleidraad-run. */
#include "api/handles.h"
#include "base/text.h"
#include "report/diag_render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)LEIDRAAD_OK == STATUS_OK && (int)LEIDRAAD_ERROR_MEMORY == STATUS_MEMORY &&
                   (int)LEIDRAAD_ERROR_USAGE == STATUS_USAGE &&
                   (int)LEIDRAAD_ERROR_POLICIES == STATUS_POLICIES &&
                   (int)LEIDRAAD_ERROR_DATA == STATUS_DATA &&
                   (int)LEIDRAAD_ERROR_SYSTEM == STATUS_SYSTEM &&
                   (int)LEIDRAAD_STOPPED == STATUS_STOPPED &&
                   (int)LEIDRAAD_ERROR_RACE == STATUS_RACE,
               "a status goes out as it is");
_Static_assert((int)LEIDRAAD_DIAG_TEXT == DIAG_TEXT &&
                   (int)LEIDRAAD_DIAG_TEXT_COLOUR == DIAG_TEXT_COLOUR &&
                   (int)LEIDRAAD_DIAG_JSON == DIAG_JSON && (int)LEIDRAAD_DIAG_SARIF == DIAG_SARIF,
               "a format goes in as it is");

const char *leidraad_version(void)
{
    return LEIDRAAD_VERSION;
}

const char *leidraad_status_text(leidraad_status s)
{
    static const char *const texts[] = {
        [LEIDRAAD_OK] = N_("done"),
        [LEIDRAAD_ERROR_MEMORY] = N_("there is not enough memory"),
        [LEIDRAAD_ERROR_USAGE] = N_("something was asked for that does not exist"),
        [LEIDRAAD_ERROR_POLICIES] = N_("the policies do not compile"),
        [LEIDRAAD_ERROR_DATA] = N_("the data is bad"),
        [LEIDRAAD_ERROR_SYSTEM] = N_("a file cannot be read or written"),
        [LEIDRAAD_STOPPED] = N_("stopped by the receiver"),
        [LEIDRAAD_ERROR_RACE] = N_("another publisher was first"),
    };
    bool known = (size_t)s < sizeof texts / sizeof *texts;
    return known ? _(texts[s]) : _("unknown status");
}

/* ---- memory ---- */

static int enter(struct arena **arena, guarded_fn *body, void *context)
{
    if (arena_create(arena)) return STATUS_MEMORY;
    if (ARENA_CAUGHT(*arena)) {
        arena_free(*arena);
        *arena = NULL;
        return STATUS_MEMORY;
    }
    return body(*arena, context);
}

int api_guarded(guarded_fn *body, void *context)
{
    struct arena *arena;
    int status = enter(&arena, body, context);
    arena_free(arena);
    return status;
}

int api_opened(guarded_fn *body, void *context)
{
    struct arena *arena;
    return enter(&arena, body, context);
}

/* ---- errors ---- */

/* Cuts off what follows the last whole character. */
static void cut(char *text)
{
    size_t len = strlen(text);
    while (len && !str_is_utf8((struct str){text, len})) len--;
    text[len] = '\0';
}

int api_error(error_text error, int status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(error, ERROR_SIZE, format, args);
    va_end(args);
    if (n < 0) *error = '\0';
    if (n >= ERROR_SIZE) cut(error);
    return status;
}

/* ---- options ---- */

bool api_take_options(void *to, size_t size, const void *from)
{
    size_t given;
    if (!from) return true;
    memcpy(&given, from, sizeof given); /* `size` is the first member of each */
    if (given < sizeof given) return false;
    memcpy(to, from, given < size ? given : size);
    return true;
}

/* ---- diagnostics ---- */

struct shown_diagnostics show_diagnostics(struct arena *arena, const struct diags *diags)
{
    struct shown_diagnostics shown = {
        .at = ARENA_ARRAY(arena, leidraad_diagnostic, diags->list.len), .count = diags->list.len};
    for (size_t i = 0; i < shown.count; i++) {
        const struct diag *diag = &diags->list.at[i];
        bool placed = diag->span.file != SPAN_NO_FILE;
        struct str file = placed ? diags->files.at[diag->span.file].name : (struct str){0};
        shown.at[i] = (leidraad_diagnostic){
            .code = diag->kind->code,
            .severity = (leidraad_severity)diag->kind->severity,
            .file = str_copy(arena, file).at,
            .line = diag->span.line,
            .column = diag->span.column,
            .end_line = diag->span.end_line,
            .end_column = diag->span.end_column,
            .path = str_copy(arena, diag->path).at,
            .message = str_copy(arena, diag_message(arena, diag)).at,
            .hint = str_copy(arena, diag_hint(arena, diag)).at,
            .suggestion = str_copy(arena, diag->suggestion).at,
        };
    }
    return shown;
}

struct rendering {
    const struct diags *diags;
    leidraad_diag_format format;
    leidraad_write_fn *write;
    void *context;
};

static int render(struct arena *arena, void *context)
{
    const struct rendering *rendering = context;
    struct out *out = ARENA_NEW(arena, struct out);
    out_init(out, rendering->write, rendering->context);
    diag_render(out, arena, rendering->diags, (enum diag_format)rendering->format);
    return out_flush(out) ? STATUS_STOPPED : STATUS_OK;
}

int write_diagnostics(const struct diags *diags, leidraad_diag_format format,
                      leidraad_write_fn *write, void *context)
{
    struct rendering rendering = {diags, format, write, context};
    if ((size_t)format > LEIDRAAD_DIAG_SARIF) return STATUS_USAGE;
    return api_guarded(render, &rendering);
}
