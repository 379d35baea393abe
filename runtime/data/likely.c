/* Likely meanings: a score for each candidate, the least wins. */
#include "data/likely.h"

#include <string.h>

enum {
    SAME = 0,
    SLIP = 10,
    BEGINS = 15,
    HOLDS = 18,
    NOTHING = 1000,
    PART_LEAST = 3,
    ENDING_MAX = 3
};

/* Small letters, and one sign for every space and dash, the en dash included. */
static size_t flatten(struct str text, char out[LIKELY_MAX])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < LIKELY_MAX; i++) {
        char c = text.at[i];
        if (str_starts((struct str){text.at + i, text.len - i}, STR("–"))) {
            c = '_';
            i += 2;
        } else if (c == ' ' || c == '-' || c == '/') {
            c = '_';
        } else if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        out[len++] = c;
    }
    return len;
}

struct likely likely_start(struct str text, size_t *budget)
{
    struct likely likely = {.score = NOTHING, .budget = budget};
    text = str_trim(text);
    if (text.len > LIKELY_MAX) return likely;
    likely.len = flatten(text, likely.text);
    for (size_t i = 0; i < likely.len; i++)
        likely.letters |= (likely.text[i] >= 'a' && likely.text[i] <= 'z');
    return likely;
}

static bool holds(struct str whole, struct str part)
{
    for (size_t i = 0; i + part.len <= whole.len; i++)
        if (str_starts((struct str){whole.at + i, whole.len - i}, part)) return true;
    return false;
}

static unsigned score_of(const struct likely *likely, struct str text, struct str like)
{
    size_t shorter = text.len < like.len ? text.len : like.len;
    size_t gap = text.len + like.len - 2 * shorter;
    unsigned limit = shorter < PART_LEAST ? 0 : shorter < 6 ? 1 : shorter < 12 ? 2 : 3;
    if (str_equal(text, like)) return SAME;
    if (likely->letters && gap <= limit) {
        unsigned slips = str_distance(text, like, limit);
        if (slips <= limit) return SLIP + slips - 1;
    }
    if (shorter < PART_LEAST) return NOTHING;
    if (str_starts(like, text)) return BEGINS;
    if (str_starts(text, like) && gap <= ENDING_MAX) return BEGINS;
    if (holds(like, text)) return HOLDS;
    return NOTHING;
}

void likely_try(struct likely *likely, struct str like, struct str name)
{
    char flat[LIKELY_MAX];
    if (!likely->len || like.len > LIKELY_MAX || !*likely->budget) return;
    --*likely->budget;
    struct str text = {likely->text, likely->len};
    unsigned score = score_of(likely, text, (struct str){flat, flatten(like, flat)});
    if (score == NOTHING || score > likely->score) return;
    likely->tie = score == likely->score && score >= BEGINS && !str_equal(likely->best, name);
    if (score < likely->score) likely->best = name;
    likely->score = score;
}

struct str likely_best(const struct likely *likely)
{
    return likely->tie ? (struct str){0} : likely->best;
}
