/* The list of phases. */
#include "compiler/compile.h"

#include "base/status.h"
#include "compiler/lower/lower.h"
#include "compiler/resolve.h"
#include "compiler/say.h"
#include "compiler/types/types.h"

#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
    struct ast_file *const *x = a, *const *y = b;
    return str_compare((*x)->name, (*y)->name);
}

static struct ast_file *const *sorted(struct arena *arena, struct ast_file *const *files,
                                      size_t count)
{
    struct ast_file **copy = ARENA_ARRAY(arena, struct ast_file *, count);
    for (size_t i = 0; i < count; i++) copy[i] = files[i];
    if (count) qsort(copy, count, sizeof(struct ast_file *), by_name);
    return copy;
}

int compile(struct compiled *out, struct arena *arena, struct ast_file *const *files, size_t count,
            struct diags *diags)
{
    struct str why;
    files = sorted(arena, files, count);
    struct names *names = resolve(arena, diags, files, count);
    struct editions *editions = amend(names);
    struct intake *intake = check_intake(editions);
    struct schema *schema = read_schema(editions);
    struct typed *typed = type_policies(editions, schema, intake);
    *out = (struct compiled){.editions = editions, .typed = typed};
    if (diags->errors) return STATUS_POLICIES;

    struct program *program = lower(typed);
    if (!program_verify(program, arena, &why)) {
        SAY(diags, PROGRAM_INVALID, SPAN_NONE, why);
        return STATUS_POLICIES;
    }
    program_hash_rules(program);
    out->program = program;
    return STATUS_OK;
}
