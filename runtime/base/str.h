/* String slices, a string builder, and interning.
 *
 * A `struct str` is a pointer and a length; it owns nothing and need not end in NUL (the results
 * of functions here that allocate do).  The empty slice may have a NULL pointer. */
#ifndef LEIDRAAD_BASE_STR_H
#define LEIDRAAD_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* The same in the initializer of a static, where ISO C wants constants. */
/* clang-format off */
#define STR_INIT(literal) {(literal), sizeof(literal) - 1}
/* clang-format on */
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).len, (s).at ? (s).at : ""

/* U+FFFD, which stands where bytes are no character, or none that can be shown. */
#define REPLACEMENT "\xEF\xBF\xBD"

struct str str_from(const char *text); /* text may be NULL: the empty slice */
struct str str_copy(struct arena *arena, struct str s);
bool str_equal(struct str a, struct str b);
int str_compare(struct str a, struct str b); /* by bytes, as memcmp */
bool str_starts(struct str s, struct str prefix);
struct str str_trim(struct str s); /* without ASCII white space and U+00A0 at both ends */

/* Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms). */
bool str_is_utf8(struct str s);

/* The length in bytes of the code point that s begins with, 1-4, or 0 when s is empty or does not
 * begin with well-formed UTF-8.  code_point may be NULL. */
size_t str_first(struct str s, uint32_t *code_point);

/* The length in bytes of the character that s begins with where a reader does not see it, or sees
 * by it what follows in another order than it is read: control characters (tab and line feed among
 * them), the soft hyphen, and the usual ones of no width and of direction.  0: another character.
 * (Boucher and Anderson, Trojan Source: Invisible Vulnerabilities, 2021.) */
size_t str_unseen(struct str s);

/* How many code points well-formed UTF-8 holds. */
size_t str_columns(struct str s);

/* The Damerau-Levenshtein distance in code points, where no part is edited twice, or limit + 1 when
 * it is larger than limit.  For names: a text of more than STR_DISTANCE_MAX code points is far
 * from everything. */
enum { STR_DISTANCE_MAX = 100 };
unsigned str_distance(struct str a, struct str b, unsigned limit);

/* Builder: appends to memory in an arena; set up as `struct buf buf = {.arena = arena};`.  What is
 * appended may not lie in the builder itself.  buf_str() is valid until the next append. */
struct buf {
    struct arena *arena;
    char *at;
    size_t len, cap;
};
void buf_add(struct buf *buf, struct str s);
void buf_adds(struct buf *buf, const char *text);
void buf_addc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str buf_str(struct buf *buf); /* NUL behind it */

/* Interning: each distinct text has one id, counting from 0 in order of arrival. */
struct interner;
struct interner *interner_create(struct arena *arena);
uint32_t intern(struct interner *in, struct str s); /* copies s when it is new */
bool intern_find(const struct interner *in, struct str s, uint32_t *id);
struct str intern_text(const struct interner *in, uint32_t id); /* NUL behind it */
uint32_t intern_count(const struct interner *in);

#endif
