/* What was known on a day. */
#include "compiler/known.h"

/* Is this a declaration that somebody adopts? */
static bool is_adopted_kind(const struct ast *node)
{
    return node->kind == AST_LEIDRAAD || node->kind == AST_KADER || node->kind == AST_REGIOPLAN;
}

static bool came_later(const struct ast *node, date on)
{
    const struct ast *adopted = ast_child(node, AST_VASTGESTELD);
    const struct ast *day = adopted ? ast_child(adopted, AST_DATUM) : NULL;
    return node->flags & FLAG_CONCEPT || (day && day->value > on);
}

bool is_known(const struct ast_file *file, date on)
{
    AST_EACH(node, file->tree) {
        if (is_adopted_kind(node) && came_later(node, on)) return false;
    }
    return true;
}

size_t known_files(struct ast_file *const **known, struct arena *arena,
                   struct ast_file *const *files, size_t count, date on)
{
    struct ast_file **kept = ARENA_ARRAY(arena, struct ast_file *, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (is_known(files[i], on)) kept[n++] = files[i];
    *known = kept;
    return n;
}

int compile_known_files(struct compiled *out, struct arena *arena, struct ast_file *const *files,
                        size_t count, date on, struct diags *diags)
{
    struct ast_file *const *known;
    size_t n = known_files(&known, arena, files, count, on);
    return compile(out, arena, known, n, diags);
}
