/* Text as UTF-8, whatever a spreadsheet wrote. */
#ifndef LEIDRAAD_DATA_ENCODING_H
#define LEIDRAAD_DATA_ENCODING_H

#include "base/str.h"

enum text_kind { TEXT_ANY, TEXT_UTF8 };

struct decoded {
    struct str text; /* UTF-8 without a byte order mark: the bytes themselves where they are that */
    bool utf16;      /* UTF-16: text is empty */
    bool nul;        /* there are NUL bytes */
    bool unreadable; /* U+FFFD stands where a byte is no character */
    size_t bad_at;   /* of the first of those, in text */
    bool mixed;      /* read as Windows-1252, though some of it would be UTF-8 */
    size_t mixed_at; /* the first place that is not, in text */
};

/* TEXT_UTF8, or the mark of UTF-8 before it: what is not UTF-8 is unreadable.  TEXT_ANY: a file
 * that is not well-formed UTF-8 is Windows-1252.  That is decided for the file as a whole: line by
 * line, one odd name would be read in another way than the next. */
struct decoded decode_text(struct arena *arena, struct str bytes, enum text_kind kind);

#endif
