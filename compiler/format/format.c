/* Canonical layout: the file as a whole.  Lines and comments are print.c, blocks
 * block.c, what stands in them item.c, expressions expr.c. */
#include "compiler/format/format.h"

#include "base/status.h"
#include "compiler/format/print.h"
#include "compiler/parse/parse.h"

struct str format_file(struct arena *arena, const struct ast_file *file)
{
    struct printer p = {.arena = arena, .out = {.arena = arena}, .file = file, .first = true};
    print_items(&p, file->tree, 0);
    print_block_end(&p, NULL, 0);
    if (p.out.len) print_line(&p, 0);
    return buf_str(&p.out);
}

int format_text(struct str *out, struct arena *arena, struct diags *diags, struct str name,
                struct str text)
{
    size_t errors = diags->errors;
    const struct ast_file *file = parse_file(arena, diags, name, text);
    *out = (struct str){0};
    if (diags->errors > errors) return STATUS_POLICIES;
    *out = format_file(arena, file);
    return STATUS_OK;
}
