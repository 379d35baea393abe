/* Marks for text that a person reads, for gettext.
 *
 * _() translates where the text is used; N_() only marks it, for text that stands in a table and
 * is translated when it is shown.  The library names its own domain in every call, so that it
 * works inside a program that has a text domain of its own. */
#ifndef LEIDRAAD_BASE_TEXT_H
#define LEIDRAAD_BASE_TEXT_H

#include <libintl.h>

#define TEXT_DOMAIN "leidraad"
#define _(msgid) dgettext(TEXT_DOMAIN, (msgid))
#define N_(msgid) msgid

#endif
