/* Comparing two results: see compare.h.
 *
 * Each is taken apart into its values, with the place of each: keys with a dot between them.  An
 * object in a list is named after the value of its first key, the way people would name it
 * (regels.wor_aanbod.oordeel): a rule that is there no more must not make every rule behind it
 * different.  Where a list has more of that name, those after the first have a number with it;
 * other items of a list are named by number alone. */
#include "replay/compare.h"

#include "base/vec.h"
#include "data/json_parse.h"

struct leaf {
    uint32_t place; /* symbol */
    struct str value;
};

/* An object or list that is being read. */
struct level {
    size_t len; /* of the path up to it */
    bool list, first;
    unsigned items;
};

struct leaves {
    struct json_reader json;
    struct interner *places;
    struct buf path;
    struct level levels[JSON_DEPTH_MAX + 1];
    size_t depth;
    bool naming;            /* what comes is the first value of an object in a list */
    struct interner *names; /* the places of objects that are named so */
    VEC(unsigned) uses;     /* by their symbol: how many there are */
    VEC(struct leaf) list;
};

static void extend(struct leaves *l, struct str name)
{
    if (l->path.len) buf_addc(&l->path, '.');
    buf_add(&l->path, name);
}

static void begin_item(struct leaves *l)
{
    struct level *level = &l->levels[l->depth];
    if (!l->depth || !level->list) return;
    l->path.len = level->len;
    extend(l, str_from(arena_printf(l->json.arena, "%u", ++level->items)));
}

static void open_level(struct leaves *l, bool list)
{
    begin_item(l);
    bool item = l->depth && l->levels[l->depth].list;
    l->levels[++l->depth] = (struct level){.len = l->path.len, .list = list, .first = item};
}

/* How often there was an object of that name in its list, this one included. */
static unsigned count_use(struct leaves *l)
{
    uint32_t name = intern(l->names, buf_str(&l->path));
    if (name == l->uses.len) *VEC_PUSH(l->json.arena, &l->uses) = 0;
    return ++l->uses.at[name];
}

/* The name of an object goes in the place of its number. */
static void name_object(struct leaves *l, struct str name)
{
    l->path.len = l->levels[l->depth - 1].len;
    extend(l, name);
    unsigned use = count_use(l);
    if (use > 1) buf_printf(&l->path, "(%u)", use);
    l->levels[l->depth].len = l->path.len;
}

static void add_leaf(struct leaves *l, struct str value)
{
    struct leaf leaf = {intern(l->places, buf_str(&l->path)), value};
    *VEC_PUSH(l->json.arena, &l->list) = leaf;
}

static bool on_event(void *context, enum json_event event, struct str text)
{
    struct leaves *l = context;
    struct level *level = &l->levels[l->depth];
    switch (event) {
    case JSON_OBJECT:
    case JSON_LIST:
        l->naming = false;
        open_level(l, event == JSON_LIST);
        return true;
    case JSON_OBJECT_END:
    case JSON_LIST_END:
        /* An empty one is a value too. */
        l->path.len = level->len;
        if (!level->items) add_leaf(l, event == JSON_LIST_END ? STR("[]") : STR("{}"));
        l->depth--;
        return true;
    case JSON_KEY:
        l->path.len = level->len;
        l->naming = level->first;
        level->first = false;
        level->items++;
        extend(l, text);
        return true;
    default:
        begin_item(l);
        if (l->naming && event == JSON_STRING) {
            name_object(l, text);
            l->naming = false;
            return true;
        }
        l->naming = false;
        add_leaf(l, (struct str){l->json.text.at + l->json.at, l->json.end - l->json.at});
        return true;
    }
}

static struct leaves *leaves_of(struct arena *arena, struct interner *places, struct str text)
{
    struct leaves *l = ARENA_NEW(arena, struct leaves);
    struct str why;
    l->json = (struct json_reader){.arena = arena, .text = text, .handler = on_event, .context = l};
    l->places = places;
    l->names = interner_create(arena);
    l->path.arena = arena;
    json_parse(&l->json, &why); /* what is no JSON has no values, and differs in its bytes */
    return l;
}

size_t replay_compare(const struct replay_difference **out, struct arena *arena, struct str was,
                      struct str now)
{
    VEC(struct replay_difference) found = {0};
    struct interner *places = interner_create(arena);
    const struct leaves *old = leaves_of(arena, places, was);
    const struct leaves *new = leaves_of(arena, places, now);
    uint32_t count = intern_count(places);
    struct str *new_at = ARENA_ARRAY(arena, struct str, count);
    bool *is_old = ARENA_ARRAY(arena, bool, count);
    for (size_t i = 0; i < new->list.len; i++)
        new_at[new->list.at[i].place] = new->list.at[i].value;
    for (size_t i = 0; i < old->list.len; i++) {
        const struct leaf *leaf = &old->list.at[i];
        is_old[leaf->place] = true;
        if (str_equal(leaf->value, new_at[leaf->place])) continue;
        *VEC_PUSH(arena, &found) = (struct replay_difference){intern_text(places, leaf->place),
                                                              leaf->value, new_at[leaf->place]};
    }
    for (size_t i = 0; i < new->list.len; i++) {
        const struct leaf *leaf = &new->list.at[i];
        if (is_old[leaf->place]) continue;
        *VEC_PUSH(arena, &found) =
            (struct replay_difference){intern_text(places, leaf->place), {0}, leaf->value};
    }
    /* The same values, in another order or written in another way. */
    if (!found.len) *VEC_PUSH(arena, &found) = (struct replay_difference){STR(""), was, now};
    *out = found.at;
    return found.len;
}
