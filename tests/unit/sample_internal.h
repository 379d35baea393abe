/* What sample.c and sample_expr.c share. */
#ifndef LEIDRAAD_TESTS_SAMPLE_INTERNAL_H
#define LEIDRAAD_TESTS_SAMPLE_INTERNAL_H

#include "sample.h"

index_t sample_column(const struct program *p, index_t table, struct str id); /* NONE */
index_t sample_table(struct sample *s, const char *name);                     /* fails */

#endif
