/* A text made once: see aside.h. */
#include "report/aside.h"

struct aside {
    struct buf text;
    struct out out; /* large: so there is one for all texts */
};

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

struct aside *aside_create(struct arena *arena)
{
    return ARENA_NEW(arena, struct aside);
}

struct out *aside_begin(struct aside *aside, struct arena *arena)
{
    aside->text = (struct buf){.arena = arena};
    out_init(&aside->out, append, &aside->text);
    return &aside->out;
}

struct str aside_end(struct aside *aside)
{
    out_flush(&aside->out);
    return buf_str(&aside->text);
}
