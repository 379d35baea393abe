/* SHA-256: the types of the project around libmd, whose header no other file sees. */
#include "base/sha256.h"

#include <sha2.h>

_Static_assert(sizeof(struct sha256) >= sizeof(SHA2_CTX), "struct sha256 holds libmd's context");
_Static_assert(_Alignof(struct sha256) >= _Alignof(SHA2_CTX), "and is aligned for it");

static SHA2_CTX *context(struct sha256 *hash)
{
    return (SHA2_CTX *)(void *)hash->opaque;
}

void sha256_init(struct sha256 *hash)
{
    SHA256Init(context(hash));
}

void sha256_add(struct sha256 *hash, struct str bytes)
{
    if (bytes.len) SHA256Update(context(hash), (const uint8_t *)bytes.at, bytes.len);
}

void sha256_add_u64(struct sha256 *hash, uint64_t n)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(n >> (8 * i));
    SHA256Update(context(hash), bytes, sizeof bytes);
}

void sha256_end(struct sha256 *hash, uint8_t digest[SHA256_BYTES])
{
    SHA256Final(digest, context(hash));
}

void sha256_hex(const uint8_t digest[SHA256_BYTES], char hex[SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * SHA256_BYTES] = '\0';
}
