/* What is one thing under another name, of what only one of two sides has.  See internal.h.
 *
 * A thing is its parts, the first of them its title.  Two are one thing renamed where all their
 * parts are the same, or all but one: then it was changed in that one too.  Where another part than
 * the title is not the same they must have a title: without one, the rest (whom it is about, of
 * which kind it is) is what many have.
 *
 * Nothing is guessed: where one of the two is as much like a third, neither is said to be renamed.
 *
 * A key is all parts, or all but one.  Two are alike where they share a key, so that going through
 * the keys once finds all that are. */
#include "compiler/compare/internal.h"

/* Who has a key. */
struct sharing {
    index_t count[2], last[2];
};

struct matching {
    const struct likeness *likeness[2];
    VEC(struct sharing) keys; /* by number */
    index_t *of[2];           /* keys of an item in the round at hand, `ways` each; NONE */
    size_t ways;
};

/* `without`: the part that is left out; the number of parts: none is.  Empty: by this nothing can
 * be told. */
static struct str key_of(struct arena *arena, const struct likeness *l, index_t item,
                         size_t without)
{
    const struct str *parts = l->parts + item * l->size;
    struct buf key = {.arena = arena};
    if (l->size == 1 && (!without || !parts[0].len)) return (struct str){0};
    if (without && without < l->size && !parts[0].len) return (struct str){0};
    buf_printf(&key, "%zu", without);
    for (size_t i = 0; i < l->size; i++) {
        if (i == without) continue;
        buf_printf(&key, " %zu ", parts[i].len);
        buf_add(&key, parts[i]);
    }
    return buf_str(&key);
}

static void number_keys(struct comparison *c, struct matching *m, const size_t *without)
{
    struct interner *keys = interner_create(c->arena);
    m->keys.len = 0;
    for (int side = 0; side < 2; side++) {
        const struct likeness *l = m->likeness[side];
        for (index_t i = 0; i < l->count; i++) {
            for (size_t w = 0; w < m->ways; w++) {
                index_t *at = &m->of[side][i * m->ways + w];
                *at = NONE;
                if (l->matched[i] != NONE) continue;
                struct str key = key_of(c->arena, l, i, without[w]);
                if (!key.len) continue;
                *at = intern(keys, key);
                if (*at == m->keys.len) *VEC_PUSH(c->arena, &m->keys) = (struct sharing){0};
                m->keys.at[*at].count[side]++;
                m->keys.at[*at].last[side] = i;
            }
        }
    }
}

/* The one item of the other side that this one is like; NONE: there are none, or several. */
static index_t only_one(const struct matching *m, int side, index_t item)
{
    index_t found = NONE, count = 0;
    for (size_t w = 0; w < m->ways; w++) {
        index_t key = m->of[side][item * m->ways + w];
        if (key == NONE) continue;
        count += m->keys.at[key].count[!side];
        if (m->keys.at[key].count[!side]) found = m->keys.at[key].last[!side];
    }
    return count == 1 ? found : NONE;
}

static void match_round(struct comparison *c, struct matching *m, const size_t *without)
{
    number_keys(c, m, without);
    for (index_t j = 0; j < m->likeness[1]->count; j++) {
        index_t i = only_one(m, 1, j);
        if (i == NONE || only_one(m, 0, i) != j) continue;
        m->likeness[1]->matched[j] = i;
        m->likeness[0]->matched[i] = j;
    }
}

void match_alike(struct comparison *c, const struct likeness likeness[2])
{
    struct matching m = {.likeness = {&likeness[0], &likeness[1]}};
    size_t size = likeness[0].size, *without = ARENA_ARRAY(c->arena, size_t, size);
    if (!likeness[0].count || !likeness[1].count) return;
    for (size_t i = 0; i < size; i++) without[i] = i;
    for (int side = 0; side < 2; side++)
        m.of[side] = ARENA_ARRAY(c->arena, index_t, likeness[side].count * size);
    m.ways = 1;
    match_round(c, &m, &size);
    m.ways = size;
    match_round(c, &m, without);
}
