/* Blobs that were looked at, by id: their sizes, and for a while their bytes.
 *
 * A walk over a history asks for the files of tree after tree, of which nearly all are the same
 * blobs; asking the repository again for each would cost more than the rest of the walk.  The one
 * that is new is read to know its size (it is in a pack), and then asked for: so it is kept until
 * then, and is unpacked and held against its id once, unless too many wait. */
#include "store/internal.h"

#include <stdlib.h>

enum { HELD_MAX = 4 << 20 }; /* bytes that wait to be asked for */

struct blob_slot {
    struct store_id id;
    bool used;
    size_t size;
    git_odb_object *object; /* that is kept; or NULL */
};

/* Ids are hashes, so any four bytes of them will do. */
static struct blob_slot *place(const struct blobs *blobs, const struct store_id *id)
{
    uint32_t hash;
    memcpy(&hash, id->bytes, sizeof hash);
    size_t at = hash & blobs->mask;
    while (blobs->slots[at].used && !id_equal(&blobs->slots[at].id, id))
        at = (at + 1) & blobs->mask;
    return &blobs->slots[at];
}

static bool grow(struct blobs *blobs)
{
    size_t count = blobs->slots ? 2 * (blobs->mask + 1) : 256;
    struct blobs larger = {calloc(count, sizeof *larger.slots), blobs->used, count - 1,
                           blobs->held};
    if (!larger.slots) return false;
    for (size_t i = 0; blobs->slots && i <= blobs->mask; i++)
        if (blobs->slots[i].used) *place(&larger, &blobs->slots[i].id) = blobs->slots[i];
    free(blobs->slots);
    *blobs = larger;
    return true;
}

/* ---- keeping ---- */

static void let_go(struct blobs *blobs)
{
    for (size_t i = 0; blobs->slots && i <= blobs->mask; i++) {
        git_odb_object_free(blobs->slots[i].object);
        blobs->slots[i].object = NULL;
    }
    blobs->held = 0;
}

static void keep(struct blobs *blobs, struct blob_slot *slot, git_odb_object *object)
{
    if (slot->size > HELD_MAX) {
        git_odb_object_free(object);
        return;
    }
    if (blobs->held + slot->size > HELD_MAX) let_go(blobs);
    slot->object = object;
    blobs->held += slot->size;
}

void blobs_free(struct blobs *blobs)
{
    let_go(blobs);
    free(blobs->slots);
    *blobs = (struct blobs){0};
}

/* ---- asking ---- */

static int look(struct store *store, const struct store_id *id, struct blob_slot **slot)
{
    struct blobs *blobs = &store->blobs;
    git_odb_object *whole;
    if ((!blobs->slots || 2 * blobs->used > blobs->mask) && !grow(blobs))
        return store_no_memory(store);
    *slot = place(blobs, id);
    if ((*slot)->used) return STATUS_OK;
    size_t size;
    int status = object_size(store, id, GIT_OBJECT_BLOB, STATUS_SYSTEM, &whole, &size);
    if (status) return status;
    **slot = (struct blob_slot){*id, true, size, NULL};
    blobs->used++;
    if (whole) keep(blobs, *slot, whole);
    return STATUS_OK;
}

static int check(struct store *store, const struct blob_slot *slot)
{
    if (slot->size <= STORE_FILE_MAX) return STATUS_OK;
    return store_fail(store, STATUS_POLICIES,
                      _("file %s is too large: %zu bytes, and a policy file has at most %d"),
                      id_text(&slot->id).hex, slot->size, STORE_FILE_MAX);
}

int blob_size(struct store *store, const struct store_id *id, size_t *size)
{
    struct blob_slot *slot;
    int status = look(store, id, &slot);
    if (status) return status;
    *size = slot->size;
    return check(store, slot);
}

int blob_read(struct store *store, git_odb_object **out, const struct store_id *id)
{
    struct blob_slot *slot;
    *out = NULL;
    int status = look(store, id, &slot);
    if (!status) status = check(store, slot);
    if (status) return status;
    if (!slot->object)
        return object_read(store, out, id, GIT_OBJECT_BLOB, STORE_FILE_MAX, STATUS_SYSTEM);
    *out = slot->object;
    slot->object = NULL;
    store->blobs.held -= slot->size;
    return STATUS_OK;
}
