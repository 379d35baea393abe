/* Spots: see spot.h. */
#include "evaluate/spot.h"

#include <string.h>

static struct str joined(struct arena *arena, struct str a, struct str b, struct str c)
{
    char *at = arena_alloc(arena, a.len + b.len + c.len + 1);
    if (a.len) memcpy(at, a.at, a.len);
    if (b.len) memcpy(at + a.len, b.at, b.len);
    if (c.len) memcpy(at + a.len + b.len, c.at, c.len);
    return (struct str){at, a.len + b.len + c.len};
}

struct str spot_name(struct arena *arena, const struct program *p, const struct spot *spot,
                     index_t id)
{
    if (spot->instead.len) return spot->instead;
    return joined(arena, spot->prefix, program_text(p, id), STR(""));
}

struct scene scene_of(const struct frame *frame)
{
    return (struct scene){
        .context = frame->context,
        .self = {.record = frame->self},
        .row = {.record = frame->row},
    };
}

struct frame scene_frame(const struct scene *scene)
{
    return (struct frame){
        .context = scene->context,
        .self = scene->self.record,
        .row = scene->row.record,
    };
}

static struct spot referred(const struct scene *scene, struct arena *arena, const struct spot *from,
                            index_t column)
{
    const struct context *c = scene->context;
    int64_t key = record_value(c->data, from->record, column);
    struct spot to = {.record = record_referred(c->data, column, key)};
    struct str id = program_text(c->program, c->program->columns[column].id);
    if (from->instead.len)
        to.instead = from->instead;
    else if (key == UNKNOWN)
        to.instead = joined(arena, from->prefix, id, STR(""));
    else
        to.prefix = joined(arena, from->prefix, id, STR("."));
    return to;
}

struct spot scene_spot(const struct scene *scene, struct arena *arena, index_t node)
{
    const struct node *n = &scene->context->program->nodes[node];
    switch (n->op) {
    case OP_RIJ: return scene->row;
    case OP_VERWIJZING: {
        struct spot from = scene_spot(scene, arena, n->a);
        return referred(scene, arena, &from, n->b);
    }
    default: return scene->self;
    }
}

struct scene scene_in_definition(const struct scene *scene, struct arena *arena, index_t node)
{
    const struct node *n = &scene->context->program->nodes[node];
    return (struct scene){
        .context = scene->context,
        .self = scene_spot(scene, arena, n->a),
        .row = {.record = {NONE, UNKNOWN}},
    };
}

struct scene scene_at_row(const struct scene *scene, struct arena *arena, const struct spot *parent,
                          index_t list, size_t row, size_t first)
{
    const struct program *p = scene->context->program;
    struct str id = program_text(p, p->tables[list].id);
    struct scene at = *scene;
    at.row = (struct spot){
        .record = {list, (int64_t)row},
        .prefix = str_from(arena_printf(arena, STR_FMT STR_FMT "[%zu].", STR_ARG(parent->prefix),
                                        STR_ARG(id), row - first + 1)),
    };
    return at;
}
