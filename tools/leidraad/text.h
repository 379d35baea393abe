/* Marks for text that a person reads, for gettext: _() translates where the text is used, N_() only
 * marks it, for text that stands in a table and is translated when it is shown. */
#ifndef LEIDRAAD_TOOL_TEXT_H
#define LEIDRAAD_TOOL_TEXT_H

#include <libintl.h>

#define _(msgid) gettext(msgid)
#define N_(msgid) msgid

#endif
