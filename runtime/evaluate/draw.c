/* Drawing a sample: see draw.h, whose head is the definition. */
#include "evaluate/draw.h"

#include "base/vec.h"

#include <stdlib.h>

/* ---- how many of each stratum ---- */

/* What is left to divide among the strata that have not been set aside. */
struct division {
    struct stratum *strata;
    size_t count;
    bool *aside;
    uint64_t size, population;
};

struct fraction {
    struct stratum *stratum;
    uint64_t numerator; /* over division.population */
    size_t order;       /* by name */
};

static int by_fraction(const void *a, const void *b)
{
    const struct fraction *x = a, *y = b;
    if (x->numerator != y->numerator) return x->numerator > y->numerator ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Every stratum whose quota is less than 1 gets 1.  False: there was none. */
static bool set_small_aside(struct division *d)
{
    uint64_t size = d->size, population = d->population;
    bool any = false;
    for (size_t i = 0; i < d->count; i++) {
        struct stratum *stratum = &d->strata[i];
        if (d->aside[i] || size * stratum->population >= population) continue;
        d->aside[i] = any = true;
        stratum->size = 1;
        d->size--;
        d->population -= stratum->population;
    }
    return any;
}

static void by_largest_remainder(struct arena *arena, const struct division *d)
{
    struct fraction *fractions = ARENA_ARRAY(arena, struct fraction, d->count);
    size_t count = 0;
    uint64_t left = d->size;
    for (size_t i = 0; i < d->count; i++) {
        struct stratum *stratum = &d->strata[i];
        if (d->aside[i]) continue;
        uint64_t quota = d->size * stratum->population;
        stratum->size = (size_t)(quota / d->population);
        left -= stratum->size;
        fractions[count++] = (struct fraction){stratum, quota % d->population, i};
    }
    if (count) qsort(fractions, count, sizeof *fractions, by_fraction);
    for (size_t i = 0; i < left && i < count; i++) fractions[i].stratum->size++;
}

void sample_divide(struct arena *arena, struct stratum *strata, size_t count, size_t size)
{
    struct division d = {
        .strata = strata, .count = count, .aside = ARENA_ARRAY(arena, bool, count)};
    for (size_t i = 0; i < count; i++) d.population += strata[i].population;
    d.size = size < d.population ? size : d.population;
    bool enough = d.size >= count;
    while (enough && set_small_aside(&d)) continue;
    by_largest_remainder(arena, &d);
}

/* ---- the practices ---- */

struct drawing {
    struct arena *arena;
    const struct data *data;
    const struct readings *readings;
    struct str seed;
    enum sample_by by;
};

static struct str stratum_of(const struct drawing *d, size_t row)
{
    const struct program *p = d->data->program;
    struct record self = {p->stelsel.table, (int64_t)row};
    if (d->by == SAMPLE_BY_NOTHING) return STR(STRATUM_ALL);
    if (d->by == SAMPLE_BY_HOLDER) {
        int64_t holder = record_value(d->data, self, p->stelsel.plan_column);
        return holder == UNKNOWN ? STR(STRATUM_UNKNOWN)
                                 : intern_text(d->data->symbols, (uint32_t)holder);
    }
    struct timeline timeline;
    int64_t start = record_value(d->data, self, p->tables[p->stelsel.table].intake);
    timeline_of(&timeline, p, d->readings, start);
    if (timeline.reason != UNDETERMINED_NOT) return STR(STRATUM_UNKNOWN);
    return str_from(arena_printf(d->arena, "%u", (unsigned)timeline.group));
}

static void hash_of(const struct drawing *d, struct str key, char hex[SHA256_HEX])
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&hash);
    sha256_add(&hash, d->seed);
    sha256_add(&hash, STR(":"));
    sha256_add(&hash, key);
    sha256_end(&hash, digest);
    sha256_hex(digest, hex);
}

/* A practice, and in which stratum. */
struct candidate {
    struct drawn drawn;
    struct str stratum;
};

static int by_key(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    return str_compare(x->drawn.key, y->drawn.key);
}

static int by_stratum_and_hash(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    int order = str_compare(x->stratum, y->stratum);
    if (!order) order = memcmp(x->drawn.hash, y->drawn.hash, sizeof x->drawn.hash);
    return order ? order : by_key(a, b);
}

static void hash_keys(struct sample *sample, const struct candidate *candidates)
{
    struct sha256 hash;
    uint8_t digest[SHA256_BYTES];
    sha256_init(&hash);
    for (size_t i = 0; i < sample->population; i++) {
        sha256_add(&hash, candidates[i].drawn.key);
        sha256_add(&hash, STR("\n"));
    }
    sha256_end(&hash, digest);
    sha256_hex(digest, sample->keys);
}

static void find_strata(struct sample *sample, struct arena *arena,
                        const struct candidate *candidates)
{
    VEC(struct stratum) strata = {0};
    for (size_t i = 0; i < sample->population; i++) {
        bool same = i && str_equal(candidates[i].stratum, candidates[i - 1].stratum);
        if (!same) VEC_PUSH(arena, &strata)->name = candidates[i].stratum;
        strata.at[strata.len - 1].population++;
    }
    sample->strata = strata.at;
    sample->strata_count = strata.len;
}

static void take(struct sample *sample, struct arena *arena, const struct candidate *candidates)
{
    size_t first = 0;
    sample->drawn = ARENA_ARRAY(arena, struct drawn, sample->population);
    for (size_t s = 0; s < sample->strata_count; s++) {
        for (size_t i = 0; i < sample->strata[s].size; i++) {
            struct drawn *drawn = &sample->drawn[sample->count++];
            *drawn = candidates[first + i].drawn;
            drawn->stratum = s;
            drawn->rank = i + 1;
        }
        first += sample->strata[s].population;
    }
}

struct sample sample_draw(struct arena *arena, const struct data *data,
                          const struct readings *readings, struct str seed, size_t size,
                          enum sample_by by)
{
    struct drawing d = {arena, data, readings, seed, by};
    index_t table = data->program->stelsel.table;
    struct sample sample = {.population = data->tables[table].rows};
    struct candidate *candidates = ARENA_ARRAY(arena, struct candidate, sample.population);
    for (size_t row = 0; row < sample.population; row++) {
        struct candidate *candidate = &candidates[row];
        candidate->drawn.row = row;
        candidate->drawn.key = data_key(data, arena, table, row);
        candidate->stratum = stratum_of(&d, row);
        hash_of(&d, candidate->drawn.key, candidate->drawn.hash);
    }
    if (sample.population) qsort(candidates, sample.population, sizeof *candidates, by_key);
    hash_keys(&sample, candidates);
    if (sample.population)
        qsort(candidates, sample.population, sizeof *candidates, by_stratum_and_hash);
    find_strata(&sample, arena, candidates);
    sample_divide(arena, sample.strata, sample.strata_count, size);
    take(&sample, arena, candidates);
    return sample;
}
