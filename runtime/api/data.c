/* The public header: data. */
#include "api/handles.h"
#include "data/rejects.h"
#include "report/report.h"

/* Where data comes from, a path or bytes in memory; and the handle that is made of it. */
struct input {
    const struct leidraad_policies *policies;
    const char *name;
    const void *bytes; /* NULL: read the path */
    size_t size;
    leidraad_data_options options;
    struct leidraad_data *data;
};

/* Errors of status USAGE and SYSTEM are diagnostics here; their first is the text of the error. */
static void keep_error(struct leidraad_data *data)
{
    for (size_t i = 0; i < data->shown.count; i++) {
        if (data->shown.at[i].severity != LEIDRAAD_SEVERITY_ERROR) continue;
        api_error(data->error, 0, "%s", data->shown.at[i].message);
        return;
    }
}

static void take_others(struct data_options *how, struct arena *arena,
                        const leidraad_policies *const *others)
{
    size_t n = 0;
    while (others && others[n]) n++;
    const struct program **programs = ARENA_ARRAY(arena, const struct program *, n);
    for (size_t i = 0; i < n; i++)
        if (others[i]->program) programs[how->others_count++] = others[i]->program;
    how->others = programs;
}

static int read_input(struct arena *arena, void *context)
{
    struct input *input = context;
    struct leidraad_data *data = ARENA_NEW(arena, struct leidraad_data);
    struct data_options how = {.skip_bad = input->options.skip_bad != 0,
                               .error_cap = input->options.error_cap};
    struct str onderwerp = str_from(input->options.onderwerp), name = str_from(input->name);
    const struct program *program = input->policies->program;
    int status;
    take_others(&how, arena, input->options.others);
    data->arena = arena;
    data->policies = input->policies;
    if (input->bytes) {
        /* A copy: the tables and the diagnostics look into the text for as long as they live. */
        struct str bytes = str_copy(arena, (struct str){input->bytes, input->size});
        status = data_read(&data->data, arena, program, name, bytes, onderwerp, &how);
    } else {
        status = data_open(&data->data, arena, program, name, onderwerp, &how);
    }
    data->good = status == STATUS_OK;
    data->shown = show_diagnostics(arena, data->data->diags);
    if (status == STATUS_USAGE || status == STATUS_SYSTEM) keep_error(data);
    input->data = data;
    return status;
}

static leidraad_status open_input(leidraad_data **out, struct input *input,
                                  const leidraad_data_options *options)
{
    *out = NULL;
    input->options.size = sizeof input->options;
    if (!input->policies->program) return LEIDRAAD_ERROR_POLICIES;
    if (!api_take_options(&input->options, sizeof input->options, options))
        return LEIDRAAD_ERROR_USAGE;
    int status = api_opened(read_input, input);
    *out = input->data;
    return (leidraad_status)status;
}

leidraad_status leidraad_data_open(leidraad_data **out, const leidraad_policies *policies,
                                   const char *path, const leidraad_data_options *options)
{
    struct input input = {.policies = policies, .name = path};
    return open_input(out, &input, options);
}

leidraad_status leidraad_data_read(leidraad_data **out, const leidraad_policies *policies,
                                   const char *name, const void *bytes, size_t size,
                                   const leidraad_data_options *options)
{
    struct input input = {
        .policies = policies, .name = name, .bytes = bytes ? bytes : "", .size = bytes ? size : 0};
    return open_input(out, &input, options);
}

void leidraad_data_free(leidraad_data *data)
{
    if (data) arena_free(data->arena);
}

const char *leidraad_data_error(const leidraad_data *data)
{
    return data->error;
}

const char *leidraad_data_file(const leidraad_data *data, size_t n)
{
    const struct diags *diags = data->data ? data->data->diags : NULL;
    return diags && n < diags->files.len ? diags->files.at[n].name.at : NULL;
}

size_t leidraad_data_diagnostics(const leidraad_data *data)
{
    return data->shown.count;
}

leidraad_diagnostic leidraad_data_diagnostic(const leidraad_data *data, size_t n)
{
    return n < data->shown.count ? data->shown.at[n] : (leidraad_diagnostic){0};
}

leidraad_status leidraad_data_write_diagnostics(const leidraad_data *data,
                                                leidraad_diag_format format,
                                                leidraad_write_fn *write, void *context)
{
    return (leidraad_status)write_diagnostics(data->data->diags, format, write, context);
}

size_t leidraad_data_rejected(const leidraad_data *data)
{
    return rejects_count(data->data);
}

/* ---- the rejects ---- */

struct rejecting {
    const struct data *data;
    leidraad_write_fn *write;
    void *context;
};

static int write_rejects(struct arena *arena, void *context)
{
    const struct rejecting *r = context;
    struct out *out = ARENA_NEW(arena, struct out);
    out_init(out, r->write, r->context);
    rejects_csv(r->data, out, arena);
    return out_flush(out) ? STATUS_STOPPED : STATUS_OK;
}

leidraad_status leidraad_data_write_rejects(const leidraad_data *data, leidraad_write_fn *write,
                                            void *context)
{
    struct rejecting rejecting = {data->data, write, context};
    return (leidraad_status)api_guarded(write_rejects, &rejecting);
}

/* ---- what is in it ---- */

size_t leidraad_data_subjects(const leidraad_data *data, const char *onderwerp)
{
    if (!data->good) return 0;
    index_t table = program_find_table(data->data->program, str_from(onderwerp));
    return table == NONE ? 0 : data->data->tables[table].rows;
}
