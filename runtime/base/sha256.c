/* SHA-256: the types of the project around nettle, whose header no other file sees.  Nettle uses
 * the processor's own instructions where it has them; hashing the policies and their rules is
 * otherwise a third of the time that compiling takes. */
#include "base/sha256.h"

#include <nettle/sha2.h>
#undef sha256_init /* nettle renames its functions by macros; this name is ours */

_Static_assert(sizeof(struct sha256) >= sizeof(struct sha256_ctx),
               "struct sha256 holds nettle's context");
_Static_assert(_Alignof(struct sha256) >= _Alignof(struct sha256_ctx), "and is aligned for it");

static struct sha256_ctx *context(struct sha256 *hash)
{
    return (struct sha256_ctx *)(void *)hash->opaque;
}

void sha256_init(struct sha256 *hash)
{
    nettle_sha256_init(context(hash));
}

void sha256_add(struct sha256 *hash, struct str bytes)
{
    if (bytes.len) nettle_sha256_update(context(hash), bytes.len, (const uint8_t *)bytes.at);
}

void sha256_add_u64(struct sha256 *hash, uint64_t n)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(n >> (8 * i));
    nettle_sha256_update(context(hash), sizeof bytes, bytes);
}

void sha256_end(struct sha256 *hash, uint8_t digest[SHA256_BYTES])
{
    nettle_sha256_digest(context(hash), SHA256_BYTES, digest);
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
