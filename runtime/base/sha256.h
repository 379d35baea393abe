/* SHA-256 (FIPS 180-4), by nettle. */
#ifndef LEIDRAAD_BASE_SHA256_H
#define LEIDRAAD_BASE_SHA256_H

#include "base/str.h"

#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_HEX = 65 };

struct sha256 {
    uint64_t opaque[26]; /* large enough for nettle's context; checked at compile time */
};

void sha256_init(struct sha256 *hash);
void sha256_add(struct sha256 *hash, struct str bytes);
void sha256_add_u64(struct sha256 *hash, uint64_t n); /* eight bytes, little-endian */
void sha256_end(struct sha256 *hash, uint8_t digest[SHA256_BYTES]);
void sha256_hex(const uint8_t digest[SHA256_BYTES], char hex[SHA256_HEX]); /* lower case, NUL */

#endif
