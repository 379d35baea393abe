/* Patterns of codes: compiling to bit sets, and matching a byte at a time.
 *
 * State is the set of items that may take the next byte; bit `items` stands for the end of the
 * pattern. */
#include "data/pattern.h"

#include <string.h>

enum { ITEMS_MAX = 63, ASCII = 128 };

struct class
{
    bool has[ASCII];
};

static bool take(struct str *s, char c)
{
    if (!s->len || s->at[0] != c) return false;
    *s = (struct str){s->at + 1, s->len - 1};
    return true;
}

/* One character, perhaps behind a backslash. */
static bool take_char(struct str *s, unsigned char *c)
{
    take(s, '\\');
    if (!s->len) return false;
    *c = (unsigned char)s->at[0];
    *s = (struct str){s->at + 1, s->len - 1};
    return *c && *c < ASCII;
}

/* Behind the `[`. */
static bool take_class(struct str *s, struct class *class)
{
    bool negated = take(s, '^');
    unsigned char from, to;
    do {
        if (!take_char(s, &from)) return false;
        to = from;
        if (s->len > 1 && s->at[0] == '-' && s->at[1] != ']') {
            take(s, '-');
            if (!take_char(s, &to) || to < from) return false;
        }
        memset(class->has + from, true, to - from + 1u);
    } while (!take(s, ']'));
    if (negated)
        for (size_t c = 1; c < ASCII; c++) class->has[c] = !class->has[c];
    return true;
}

static bool take_item(struct str *s, struct class *class)
{
    unsigned char c;
    if (take(s, '[')) return take_class(s, class);
    if (take(s, '.')) {
        memset(class->has + 1, true, ASCII - 1);
        return true;
    }
    if (strchr("?*+{}()|^$]", s->at[0])) return false; /* nothing to repeat, or not offered */
    if (!take_char(s, &c)) return false;
    class->has[c] = true;
    return true;
}

static bool take_count(struct str *s, unsigned *out)
{
    size_t digits = 0;
    for (*out = 0; s->len && s->at[0] >= '0' && s->at[0] <= '9' && digits < 3; digits++) {
        *out = 10 * *out + (unsigned)(s->at[0] - '0');
        *s = (struct str){s->at + 1, s->len - 1};
    }
    return digits > 0;
}

/* How often the item before may come; most 0: without end. */
static bool take_repeat(struct str *s, unsigned *least, unsigned *most)
{
    *least = *most = 1;
    if (take(s, '?')) {
        *least = 0;
    } else if (take(s, '*')) {
        *least = *most = 0;
    } else if (take(s, '+')) {
        *most = 0;
    } else if (take(s, '{')) {
        if (!take_count(s, least)) return false;
        *most = *least;
        if (take(s, ',') && !take_count(s, most))
            *most = 0;
        else if (*most < *least || !*most)
            return false;
        return take(s, '}');
    }
    return true;
}

static bool add_item(struct pattern *p, const struct class *class, bool optional, bool repeat)
{
    if (p->items == ITEMS_MAX) return false;
    uint64_t bit = UINT64_C(1) << p->items++;
    for (size_t c = 0; c < ASCII; c++)
        if (class->has[c]) p->accept[c] |= bit;
    if (optional) p->optional |= bit;
    if (repeat) p->repeat |= bit;
    return true;
}

bool pattern_compile(struct pattern *p, struct str text)
{
    memset(p, 0, sizeof *p);
    while (text.len) {
        struct class class = {0};
        unsigned least, most;
        if (!take_item(&text, &class) || !take_repeat(&text, &least, &most)) return false;
        /* x{2,} is x x+; x* is an x+ that may be passed over. */
        unsigned copies = most ? most : least ? least : 1;
        for (unsigned i = 1; i <= copies; i++)
            if (!add_item(p, &class, i > least, !most && i == copies)) return false;
    }
    return p->items > 0;
}

/* With what can be reached by passing over optional items. */
static uint64_t pass_over(const struct pattern *p, uint64_t state)
{
    uint64_t more;
    while ((more = (state & p->optional) << 1 & ~state)) state |= more;
    return state;
}

bool pattern_fits(const struct pattern *p, struct str text)
{
    uint64_t state = pass_over(p, 1);
    for (size_t i = 0; i < text.len && state; i++) {
        uint64_t taken = state & p->accept[(unsigned char)text.at[i]];
        state = pass_over(p, taken << 1 | (taken & p->repeat));
    }
    return state >> p->items & 1;
}

unsigned pattern_digits(const struct pattern *p)
{
    uint64_t all = (UINT64_C(1) << p->items) - 1;
    if (p->optional || p->repeat) return 0;
    for (size_t c = 0; c < ASCII; c++)
        if (p->accept[c] != (c >= '0' && c <= '9' ? all : 0)) return 0;
    return p->items;
}
