/* Reading a receipt: a line as report/receipt.h writes it, taken apart and held against its own
 * hashes. */
#ifndef LEIDRAAD_REPLAY_RECEIPT_H
#define LEIDRAAD_REPLAY_RECEIPT_H

#include "base/str.h"

/* Texts and slices; the slices lie in the line. */
struct receipt {
    struct str beleid, beleid_inhoud, programma, onderwerp, sleutel, invoer_hash, bewijs_hash;
    struct str opdracht, invoer, resultaat; /* JSON as it stands */
    /* of the opdracht; each ends in NUL: */
    const char *peildatum, *leidraad; /* NULL: not given */
    const char **lezingen;            /* NULL at the end */
    bool alle_lezingen;
};

enum receipt_state {
    RECEIPT_FINE,
    RECEIPT_DAMAGED, /* it is no receipt, or not as it was written */
    RECEIPT_INPUT,   /* its input is not the one that its hash is of */
    RECEIPT_FOREIGN, /* in another form than this program knows */
};

/* line: without the line end.  Whatever it returns, *out has what could be read: perhaps not all,
 * and when not RECEIPT_FINE nothing to rely on. */
enum receipt_state receipt_read(struct receipt *out, struct arena *arena, struct str line);

/* Does it look like a receipt, even if a bad one? */
bool receipt_is_like(struct str line);

#endif
