/* A report written into a text, and a small program by hand for it to tell about. */
#ifndef LEIDRAAD_TESTS_PAGE_H
#define LEIDRAAD_TESTS_PAGE_H

#include "report/report.h"

struct page {
    struct buf text;
    struct out out;
    struct report report;
};
struct page *page_of(struct arena *arena, const struct program *p);
const char *text_of(struct page *page); /* what has been written */

/* One kind of subject, the sources, versions, decisions, readings and rules that the example of the
 * formats has in its example of `evaluate`; nothing that could be evaluated. */
enum { AFSPRAKEN, ROHA };
enum { LERENDE_OMGEVING, INTERVISIE, NETWERK, VIGEREND, DOORONTWIKKELING, WOR, RULES };

struct program *hand_program(struct arena *arena);

index_t hand_symbol(struct program *p, const char *text); /* NULL: NONE */
struct range hand_citation(struct program *p, index_t source, const char *place);
struct range hand_text(struct program *p, const char *text); /* one of texts[] */

#endif
