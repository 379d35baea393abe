/* Whatever the bytes: parsing ends, reports at least one error where it lost something, and what it
 * reads without errors is laid out so that it reads the same again. */
#include "base/arena.h"
#include "base/out.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "report/diag_render.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static int discard(void *context, const char *bytes, size_t n)
{
    (void)context;
    (void)bytes;
    (void)n;
    return 0;
}

static bool holds_error(const struct ast *node)
{
    if (node->kind == AST_ERROR) return true;
    AST_EACH(child, node)
        if (holds_error(child)) return true;
    return false;
}

static void require(bool condition)
{
    if (!condition) abort();
}

static struct str dump(struct arena *arena, const struct ast_file *file)
{
    struct buf buf = {.arena = arena};
    ast_dump(file->tree, &buf);
    return buf_str(&buf);
}

static void render(struct arena *arena, struct diags *diags)
{
    struct out *out = ARENA_NEW(arena, struct out);
    diags_sort(diags);
    for (int format = DIAG_TEXT; format <= DIAG_SARIF; format++) {
        out_init(out, discard, NULL);
        diag_render(out, arena, diags, (enum diag_format)format);
    }
}

static void round_trip(struct arena *arena, const struct ast_file *file)
{
    struct diags *diags = diags_create(arena);
    struct str once = format_file(arena, file), twice;
    require(format_text(&twice, arena, diags, STR("again"), once) == 0);
    require(str_equal(once, twice));
    const struct ast_file *again = parse_file(arena, diags, STR("again"), once);
    require(str_equal(dump(arena, file), dump(arena, again)));
    require(file->comments.len == again->comments.len);
    for (size_t i = 0; i < file->comments.len; i++)
        require(str_equal(file->comments.at[i].text, again->comments.at[i].text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena;
    if (arena_create(&arena)) return 0;
    if (ARENA_CAUGHT(arena)) abort();
    struct diags *diags = diags_create(arena);
    struct str text = {(const char *)bytes, size};
    const struct ast_file *file = parse_file(arena, diags, STR("fuzz"), text);
    require(diags->errors || !holds_error(file->tree));
    if (diags->errors)
        render(arena, diags);
    else
        round_trip(arena, file);
    arena_free(arena);
    return 0;
}
