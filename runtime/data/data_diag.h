/* What can be said about data: the kinds of data.def as objects. */
#ifndef LEIDRAAD_DATA_DATA_DIAG_H
#define LEIDRAAD_DATA_DATA_DIAG_H

#include "base/diag.h"

enum data_diag {
#define X(name, code, severity, message, hint) DATA_##name,
#include "data/data.def"
#undef X
    DATA_DIAGS
};

extern const struct diag_kind data_diags[DATA_DIAGS];

#endif
