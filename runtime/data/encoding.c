/* UTF-8 and Windows-1252.
 *
 * A table and no iconv: with glibc that loads its converters from files, which a static program, a
 * chroot or a slim container may lack, and one byte has one meaning. */
#include "data/encoding.h"

#include <string.h>

/* Of the bytes 80-9F; 0: none.  From A0 on a byte is its own code point. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static const struct str byte_order_mark = STR_INIT("\xEF\xBB\xBF");

static struct str behind(struct str s, size_t n)
{
    return (struct str){s.at + n, s.len - n};
}

/* At most three bytes: the table has nothing beyond U+FFFF. */
static size_t encode(uint32_t point, char *out)
{
    if (point < 0x800) {
        out[0] = (char)(0xC0 | point >> 6);
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    out[0] = (char)(0xE0 | point >> 12);
    out[1] = (char)(0x80 | (point >> 6 & 0x3F));
    out[2] = (char)(0x80 | (point & 0x3F));
    return 3;
}

static size_t count_high(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) n += (unsigned char)s.at[i] >= 0x80;
    return n;
}

/* Text of bytes that are not all UTF-8.  strict: what is not is no character; else each high byte
 * is one of Windows-1252. */
static void convert(struct arena *arena, struct str bytes, bool strict, struct decoded *out)
{
    char *text = arena_alloc_array(arena, bytes.len + 2 * count_high(bytes) + 1, 1);
    size_t len = 0;
    bool some_utf8 = false, some_not = false;
    while (bytes.len) {
        unsigned char c = (unsigned char)bytes.at[0];
        size_t form = str_first(bytes, NULL); /* bytes of the UTF-8 that stands here */
        if (form && (strict || form == 1)) {
            memcpy(text + len, bytes.at, form);
            len += form;
            bytes = behind(bytes, form);
            continue;
        }
        if (!form && !some_not) out->mixed_at = len;
        some_utf8 |= form > 0;
        some_not |= !form;
        /* All bytes of a form at once, or its tail would count as not UTF-8. */
        for (size_t i = 0; i < (form ? form : 1); i++) {
            c = (unsigned char)bytes.at[i];
            uint32_t point = strict ? 0 : c >= 0xA0 ? c : windows_1252[c - 0x80];
            if (!point && !out->unreadable) out->bad_at = len;
            out->unreadable |= !point;
            len += encode(point ? point : 0xFFFD, text + len);
        }
        bytes = behind(bytes, form ? form : 1);
    }
    out->text = (struct str){text, len};
    out->mixed = some_utf8 && some_not;
}

static bool is_utf16(struct str bytes)
{
    return str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"));
}

struct decoded decode_text(struct arena *arena, struct str bytes, enum text_kind kind)
{
    struct decoded out = {0};
    if (is_utf16(bytes)) {
        out.utf16 = true;
        return out;
    }
    bool marked = str_starts(bytes, byte_order_mark);
    if (marked) bytes = behind(bytes, byte_order_mark.len);
    out.nul = bytes.len && memchr(bytes.at, '\0', bytes.len);
    out.text = bytes;
    if (!str_is_utf8(bytes)) convert(arena, bytes, marked || kind == TEXT_UTF8, &out);
    return out;
}
