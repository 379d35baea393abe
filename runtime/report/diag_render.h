/* Diagnostics, written out: for people, and for programs.
 *
 * Text: place, severity, code and message; the line with the span underlined; the related places
 * likewise; what to do.  JSON: an array with an object each (schema/diagnostics.schema.json).
 * SARIF 2.1.0: one run, with the kinds that occur as its rules and the suggestions as fixes.
 *
 * Text is in the language of the locale.  JSON and SARIF have the messages as they are in the
 * source, in English; but an argument that was put into words when the mistake was found is in the
 * locale of that moment, so whoever wants machine output does not set one.
 *
 * The records are written in the order in which they are: sort them first (diags_sort). */
#ifndef LEIDRAAD_REPORT_DIAG_RENDER_H
#define LEIDRAAD_REPORT_DIAG_RENDER_H

#include "base/diag.h"
#include "base/out.h"

/* The values are those of leidraad_diag_format in the public header. */
enum diag_format { DIAG_TEXT, DIAG_TEXT_COLOUR, DIAG_JSON, DIAG_SARIF };

void diag_render(struct out *out, struct arena *arena, const struct diags *diags,
                 enum diag_format format);

#endif
