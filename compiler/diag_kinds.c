/* The table of diag.def. */
#include "compiler/diag_kinds.h"

#include "base/text.h"

const struct diag_kind compiler_diag_kinds[DIAG_KINDS] = {
#define DIAG(id, code, severity, message, hint) [DIAG_##id] = {code, severity, message, hint},
#include "compiler/diag.def"
#undef DIAG
};
