/* The sizes of blobs, remembered by id.
 *
 * A walk over a history asks for the files of tree after tree, of which nearly all are the same
 * blobs; asking the repository again for each would cost more than the rest of the walk. */
#include "store/internal.h"

#include <stdlib.h>

struct size_slot {
    struct store_id id;
    bool used;
    size_t size;
};

/* Ids are hashes, so any four bytes of them will do. */
static struct size_slot *place(const struct sizes *sizes, const struct store_id *id)
{
    uint32_t hash;
    memcpy(&hash, id->bytes, sizeof hash);
    size_t at = hash & sizes->mask;
    while (sizes->slots[at].used && !id_equal(&sizes->slots[at].id, id))
        at = (at + 1) & sizes->mask;
    return &sizes->slots[at];
}

static bool grow(struct sizes *sizes)
{
    size_t count = sizes->slots ? 2 * (sizes->mask + 1) : 256;
    struct sizes larger = {calloc(count, sizeof *larger.slots), sizes->used, count - 1};
    if (!larger.slots) return false;
    for (size_t i = 0; sizes->slots && i <= sizes->mask; i++)
        if (sizes->slots[i].used) *place(&larger, &sizes->slots[i].id) = sizes->slots[i];
    free(sizes->slots);
    *sizes = larger;
    return true;
}

void sizes_free(struct sizes *sizes)
{
    free(sizes->slots);
    *sizes = (struct sizes){0};
}

int blob_size(struct store *store, const struct store_id *id, size_t *size)
{
    struct sizes *sizes = &store->sizes;
    if ((!sizes->slots || 2 * sizes->used > sizes->mask) && !grow(sizes))
        return store_no_memory(store);
    struct size_slot *slot = place(sizes, id);
    if (!slot->used) {
        int status = object_size(store, id, GIT_OBJECT_BLOB, size);
        if (status) return status;
        *slot = (struct size_slot){*id, true, *size};
        sizes->used++;
    }
    *size = slot->size;
    if (*size <= STORE_FILE_MAX) return STATUS_OK;
    return store_fail(store, STATUS_POLICIES,
                      _("file %s is too large: %zu bytes, and a policy file has at most %d"),
                      id_text(id).hex, *size, STORE_FILE_MAX);
}
