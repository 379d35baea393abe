/* Saying what is wrong with a policy. */
#include "compiler/say.h"

#include <stdarg.h>

struct diag *say(struct diags *diags, const struct diag_kind *kind, struct span span,
                 const struct str *args, size_t count)
{
    struct diag *diag = diag_add(diags, kind, span);
    for (size_t i = 0; i < count; i++) diag_arg(diags, diag, args[i]);
    return diag;
}

struct str textf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return str_from(text);
}

/* How many edits still look like a slip: a name of five letters with two of them changed is
 * another name. */
static unsigned slip(struct str name)
{
    size_t letters = str_columns(name);
    return letters <= 5 ? 1 : letters <= 8 ? 2 : 3;
}

struct closest closest_to(struct str wanted)
{
    return (struct closest){.wanted = wanted, .distance = slip(wanted) + 1};
}

void closest_offer(struct closest *closest, struct str candidate)
{
    if (!closest->distance) return;
    unsigned distance = str_distance(closest->wanted, candidate, closest->distance - 1);
    if (distance >= closest->distance) return;
    closest->distance = distance;
    closest->found = candidate;
}

void suggest(struct diags *diags, struct diag *diag, const struct closest *closest)
{
    if (closest->found.len) diag->suggestion = str_copy(diags->arena, closest->found);
}
