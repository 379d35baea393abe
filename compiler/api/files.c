/* The files of policies: see files.h. */
#include "compiler/api/files.h"

#include "base/status.h"
#include "compiler/parse/parse.h"
#include "compiler/source.h"

static const struct str policy_ending = {".leidraad", 9};

static bool is_policy(struct str name)
{
    if (name.len < policy_ending.len) return false;
    struct str end = {name.at + name.len - policy_ending.len, policy_ending.len};
    return str_equal(end, policy_ending);
}

static void parse(struct policy_files *out, struct arena *arena, struct diags *diags,
                  const struct policy_text *source)
{
    *out = (struct policy_files){
        .at = ARENA_ARRAY(arena, struct ast_file *, source->files.len),
        .count = source->files.len,
    };
    for (size_t i = 0; i < source->files.len; i++)
        out->at[i] = parse_file(arena, diags, source->files.at[i].name, source->files.at[i].text);
}

int policy_files_read(struct policy_files *out, struct arena *arena, struct diags *diags,
                      struct str path)
{
    struct policy_text *source;
    *out = (struct policy_files){0};
    int status = source_read(&source, arena, diags, path);
    if (status) return status;
    if (source->files.len == 1 && !is_policy(source->files.at[0].name))
        out->saved = source->files.at[0].text;
    else
        parse(out, arena, diags, source);
    return STATUS_OK;
}

void policy_files_given(struct policy_files *out, struct arena *arena, struct diags *diags,
                        const leidraad_file *files, size_t count)
{
    struct policy_text *source = source_create(arena);
    for (size_t i = 0; i < count; i++)
        source_add(source, arena, str_copy(arena, str_from(files[i].name)),
                   str_copy(arena, (struct str){files[i].bytes, files[i].size}));
    source_finish(source);
    parse(out, arena, diags, source);
}
