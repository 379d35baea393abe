/* Receipts (bewijzen): a verdict with all that is needed to come to it again.
 *
 * One line of JSON a subject:
 *
 *     {"bewijs":1,
 *      "beleid":"git:…","beleid_inhoud":"sha256:…",        which policies
 *      "programma":"leidraad 0.2.0",
 *      "opdracht":{"peildatum":"2026-11-01","leidraad":null,"lezingen":[],"alle_lezingen":false},
 *      "onderwerp":"praktijk","sleutel":"99000004",
 *      "invoer_hash":"sha256:…","invoer":{…},              see input_json.h
 *      "resultaat":{…},                                    as `evaluate --format ndjson` prints it
 *      "bewijs_hash":"sha256:…"}
 *
 * (on one line, without space).  A hash is over the bytes as they stand: invoer_hash over the
 * object behind "invoer", bewijs_hash over the line up to the comma before that key.  So the line
 * can be checked by whoever has a SHA-256, and a changed bit anywhere in it is noticed.  The hashes
 * find damage, not forgery: who can rewrite the line can rewrite its hashes.  Against that helps to
 * keep, elsewhere, the hash of the file of receipts.
 *
 * Here they are written; replay/receipt.h reads them. */
#ifndef LEIDRAAD_REPORT_RECEIPT_H
#define LEIDRAAD_REPORT_RECEIPT_H

#include "report/report.h"

#define RECEIPT_FORMAT "1"
#define RECEIPT_BEGIN "{\"bewijs\":"
/* Between what the last hash is over and its digits, and what ends the line. */
#define RECEIPT_HASH ",\"bewijs_hash\":\"sha256:"
#define RECEIPT_END "\"}"

/* "sha256:" and its digits. */
enum { SHA256_NAMED = sizeof "sha256:" - 1 + SHA256_HEX };
const char *sha256_named(char named[SHA256_NAMED], struct str bytes);

/* One result as the object that `evaluate --format ndjson` prints.  Looks at report->all_readings
 * with each result, and at the rest when it is created. */
struct result_text;
struct result_text *result_text_create(const struct report *report);
struct str result_text(struct result_text *text, struct arena *scratch,
                       const struct result *result);

struct receipts;

/* options: those of the evaluation.  What is made here lies in the report's arena. */
struct receipts *receipts_create(const struct report *report,
                                 const struct evaluate_options *options, out_write_fn *write,
                                 void *context);
/* Returns what writing failed with, or 0. */
int receipts_add(struct receipts *receipts, struct arena *scratch, const struct result *result);
/* Writes what is left. */
int receipts_end(struct receipts *receipts);

#endif
