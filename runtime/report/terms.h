/* Terms of the domain that machine output has and no other module names. */
#ifndef LEIDRAAD_REPORT_TERMS_H
#define LEIDRAAD_REPORT_TERMS_H

#include "program/program.h"

const char *layer_name(uint8_t layer);                  /* leidraad kader regioplan */
const char *status_name(const struct version *version); /* vastgesteld concept */

#endif
