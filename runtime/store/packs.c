/* Looks at the packs before libgit2 does, for what it does not: deltas in a circle, and places
 * beyond the end of a pack, where it reads what is not there.
 *
 * An object in a pack may be a delta of another one there, by its distance back or by its id.  By
 * ids a pack can say that two objects are each a delta of the other, and libgit2 (1.5) then never
 * comes back.  So every chain is followed here, by its headers alone; what was found to end is
 * marked, and the whole costs one look at each object.  libgit2 finds bases by the same index, so
 * it can walk nowhere that was not walked here, wherever it begins.
 *
 * All else about a pack (sizes, checksums, bytes) libgit2 holds to account itself. */
#define _DEFAULT_SOURCE /* be32toh() */
#include "store/internal.h"

#include <dirent.h>
#include <endian.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CHAIN_MAX = 10000, /* git makes none longer than 4095 */
    TRAILER = STORE_ID_BYTES,
    PACK_HEADER = 12,
    INDEX_HEADER = 8,
    FANOUT = 256 * 4,
    DELTA_BY_DISTANCE = 6,
    DELTA_BY_ID = 7,
};

struct mapped {
    const uint8_t *at;
    uint64_t size;
};

struct pack {
    struct mapped bytes, index;
    uint32_t count;
    const uint8_t *ids, *offsets, *large; /* tables of the index */
    uint64_t large_count;
    uint8_t *ends; /* a bit for each place in the pack: from there it comes to an end */
};

static void unmap(struct mapped *mapped)
{
    if (mapped->size) munmap((void *)(uintptr_t)mapped->at, mapped->size);
    *mapped = (struct mapped){0};
}

/* Nothing where it is not there, empty, or cannot be read: libgit2 has words for that. */
static void map(struct mapped *mapped, int folder, const char *name)
{
    struct stat info;
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return;
    if (!fstat(fd, &info) && S_ISREG(info.st_mode) && info.st_size > 0) {
        void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (at != MAP_FAILED) *mapped = (struct mapped){at, (uint64_t)info.st_size};
    }
    close(fd);
}

static uint32_t word(const uint8_t *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return be32toh(value);
}

/* False: no index of the second version, the only one that git has made since 2008. */
static bool find_tables(struct pack *pack)
{
    static const uint8_t magic[] = {0xff, 't', 'O', 'c', 0, 0, 0, 2};
    const uint8_t *at = pack->index.at;
    if (pack->index.size < INDEX_HEADER + FANOUT + 2 * TRAILER) return false;
    if (pack->bytes.size < PACK_HEADER + TRAILER) return false;
    if (memcmp(at, magic, sizeof magic)) return false;
    pack->count = word(at + INDEX_HEADER + FANOUT - 4);
    uint64_t tables = INDEX_HEADER + FANOUT + (uint64_t)pack->count * (STORE_ID_BYTES + 4 + 4);
    if (tables + 2 * TRAILER > pack->index.size) return false;
    pack->ids = at + INDEX_HEADER + FANOUT;
    pack->offsets = pack->ids + (uint64_t)pack->count * (STORE_ID_BYTES + 4);
    pack->large = at + tables;
    pack->large_count = (pack->index.size - 2 * TRAILER - tables) / 8;
    return true;
}

/* In place of a place in a pack. */
#define NO_BASE (UINT64_MAX - 1) /* it is no delta */
#define NOWHERE UINT64_MAX       /* damage */

static uint64_t offset_of(const struct pack *pack, uint32_t n)
{
    uint32_t offset = word(pack->offsets + 4 * (uint64_t)n);
    if (!(offset & 0x80000000u)) return offset;
    uint64_t large = offset & 0x7fffffffu;
    if (large >= pack->large_count) return NOWHERE;
    const uint8_t *at = pack->large + 8 * large;
    return (uint64_t)word(at) << 32 | word(at + 4);
}

static uint64_t offset_of_id(const struct pack *pack, const uint8_t *id)
{
    uint32_t low = 0, high = pack->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(pack->ids + (uint64_t)STORE_ID_BYTES * middle, id, STORE_ID_BYTES);
        if (!order) return offset_of(pack, middle);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NOWHERE;
}

/* How far back the base lies; 0: nowhere. */
static uint64_t distance(const struct pack *pack, uint64_t at)
{
    uint64_t back = 0;
    for (int n = 0; n < 9 && at < pack->bytes.size; n++, at++) {
        uint8_t byte = pack->bytes.at[at];
        back = (n ? (back + 1) << 7 : 0) | (byte & 127u);
        if (!(byte & 128)) return back;
    }
    return 0;
}

static uint64_t base_of(const struct pack *pack, uint64_t place)
{
    uint64_t end = pack->bytes.size, at = place;
    unsigned kind = pack->bytes.at[at] >> 4 & 7;
    while (at < end && pack->bytes.at[at] & 128) at++;
    at++;
    if (kind == DELTA_BY_DISTANCE) {
        uint64_t back = distance(pack, at);
        return back && back < place ? place - back : NOWHERE;
    }
    if (kind == DELTA_BY_ID)
        return at + STORE_ID_BYTES <= end ? offset_of_id(pack, pack->bytes.at + at) : NOWHERE;
    return NO_BASE;
}

static bool is_inside(const struct pack *pack, uint64_t place)
{
    return place >= PACK_HEADER && place < pack->bytes.size - TRAILER;
}

/* True: from here it comes to an end, and all of the way is within the pack. */
static bool chain_ends(struct pack *pack, uint64_t place, uint64_t *path)
{
    size_t length = 0;
    while (place != NO_BASE) {
        if (length == CHAIN_MAX || !is_inside(pack, place)) return false;
        if (pack->ends[place / 8] >> place % 8 & 1) break;
        path[length++] = place;
        place = base_of(pack, place);
    }
    while (length--) pack->ends[path[length] / 8] |= (uint8_t)(1u << path[length] % 8);
    return true;
}

static int check_chains(struct store *store, struct pack *pack, const char *name)
{
    uint64_t *path = malloc(CHAIN_MAX * sizeof *path);
    int status = STATUS_OK;
    pack->ends = calloc(1, pack->bytes.size / 8 + 1);
    if (!path || !pack->ends) status = store_no_memory(store);
    for (uint32_t n = 0; n < pack->count && !status; n++)
        if (!chain_ends(pack, offset_of(pack, n), path))
            status = store_fail(
                store, STATUS_SYSTEM,
                _("pack %s or its index is damaged: objects that are nowhere, or deltas of "
                  "deltas without an end"),
                name);
    free(path);
    free(pack->ends);
    return status;
}

static int check_pack(struct store *store, int folder, const char *name)
{
    struct pack pack = {0};
    char bytes[256];
    size_t len = strlen(name);
    if (len < 4 || len >= sizeof bytes - 1 || strcmp(name + len - 4, ".idx")) return STATUS_OK;
    snprintf(bytes, sizeof bytes, "%.*s.pack", (int)(len - 4), name);
    map(&pack.index, folder, name);
    map(&pack.bytes, folder, bytes);
    int status = STATUS_OK;
    if (pack.index.size && pack.bytes.size)
        status =
            find_tables(&pack)
                ? check_chains(store, &pack, bytes)
                : store_fail(
                      store, STATUS_SYSTEM,
                      _("pack index %s or its pack is damaged, or very old; \"git index-pack\" "
                        "makes it anew"),
                      name);
    unmap(&pack.index);
    unmap(&pack.bytes);
    return status;
}

int packs_check(struct store *store)
{
    char path[4096 + 16];
    int n = snprintf(path, sizeof path, "%sobjects/pack", store->git_folder);
    DIR *dir = n > 0 && (size_t)n < sizeof path ? opendir(path) : NULL;
    if (!dir) return STATUS_OK; /* then there are none */
    int status = STATUS_OK;
    for (const struct dirent *entry; !status && (entry = readdir(dir));)
        status = check_pack(store, dirfd(dir), entry->d_name);
    closedir(dir);
    return status;
}
