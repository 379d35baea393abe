/* Text of a repository, of which git promises nothing. */
#include "store/internal.h"

/* The length of the character that begins here, 0: none does.  As Unicode has it: nothing longer
 * than it need be, no surrogates, nothing beyond U+10FFFF. */
static size_t character(const unsigned char *at, size_t len)
{
    if (at[0] < 0x80) return 1;
    size_t n = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
    if (at[0] < 0xc2 || at[0] > 0xf4 || len < n) return 0;
    for (size_t i = 1; i < n; i++)
        if ((at[i] & 0xc0) != 0x80) return 0;
    if (at[0] == 0xe0 && at[1] < 0xa0) return 0;
    if (at[0] == 0xed && at[1] > 0x9f) return 0;
    if (at[0] == 0xf0 && at[1] < 0x90) return 0;
    if (at[0] == 0xf4 && at[1] > 0x8f) return 0;
    return n;
}

bool utf8_valid(const char *at, size_t len)
{
    const unsigned char *p = (const unsigned char *)at;
    while (len) {
        size_t n = character(p, len);
        if (!n) return false;
        p += n;
        len -= n;
    }
    return true;
}

size_t utf8_from(char *out, const char *at, size_t len)
{
    size_t n = 0;
    bool valid = utf8_valid(at, len);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)at[i];
        if (valid || c < 0x80) {
            out[n++] = (char)c;
        } else {
            out[n++] = (char)(0xc0 | c >> 6);
            out[n++] = (char)(0x80 | (c & 0x3f));
        }
    }
    out[n] = '\0';
    return n;
}
