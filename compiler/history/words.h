/* The words of a policy text: what is left of it when layout, comments and examples are left out.
 *
 * For whoever asks what a text means, and not what it says.  Texts of equal words have equal tokens
 * but for those of their examples (`voorbeeld`), and an example gives no rule its meaning. */
#ifndef LEIDRAAD_COMPILER_HISTORY_WORDS_H
#define LEIDRAAD_COMPILER_HISTORY_WORDS_H

#include "base/sha256.h"
#include "base/str.h"

struct words {
    uint8_t hash[SHA256_BYTES];
    struct str text; /* to parse: the same lines, with white space where the examples stood; the
                        text itself where it has none */
};

/* The text must live as long as the words.  Where it is not certain what is an example (a quotation
 * mark or a brace is missing), it stays in, so that parsing it tells of the mistake.  Of a text
 * that is not UTF-8 everything counts. */
void words_read(struct words *out, struct arena *arena, struct str text);

#endif
