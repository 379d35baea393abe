/* Diagnostics for programs; called by diag_render() only. */
#ifndef LEIDRAAD_REPORT_DIAG_MACHINE_H
#define LEIDRAAD_REPORT_DIAG_MACHINE_H

#include "base/diag.h"
#include "base/out.h"

void diag_write_json(struct out *out, struct arena *arena, const struct diags *diags);
void diag_write_sarif(struct out *out, struct arena *arena, const struct diags *diags);

#endif
