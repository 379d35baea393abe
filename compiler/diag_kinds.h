/* The kinds of diagnostic that the compiler gives (diag.def).
 *
 *     struct diag *d = diag_add(diags, KIND(TWICE), span);
 *     diag_arg(diags, d, name);
 */
#ifndef LEIDRAAD_COMPILER_DIAG_KINDS_H
#define LEIDRAAD_COMPILER_DIAG_KINDS_H

#include "base/diag.h"

enum compiler_diag {
#define DIAG(id, code, severity, message, hint) DIAG_##id,
#include "compiler/diag.def"
#undef DIAG
    DIAG_KINDS
};

extern const struct diag_kind compiler_diag_kinds[DIAG_KINDS];

#define KIND(id) (&compiler_diag_kinds[DIAG_##id])

#endif
