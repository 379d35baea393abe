/* Loose objects, each a file of its own, read here instead of by libgit2.
 *
 * libgit2 (1.5) never comes back from a loose object whose file ends too early, and that is just
 * what a crash leaves of one.  Everything but reading (writing, looking whether one is there,
 * making it fresh) it does well, so its own backend stands behind this one and does that. */
#include "store/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { HEADER_MAX = 64 }; /* "commit 123\0": longer ones are none */

struct loose {
    git_odb_backend base;
    git_odb_backend *inner;
    int folder; /* objects/ */
};

static struct loose *loose_of(git_odb_backend *backend)
{
    return (struct loose *)(void *)backend; /* base is its first member */
}

static int damaged(const char *why)
{
    git_error_set_str(GIT_ERROR_ODB, why);
    return -1;
}

/* ---- a file, mapped ---- */

struct bytes {
    const unsigned char *at;
    size_t size;
};

static void unmap(struct bytes *file)
{
    munmap((void *)(uintptr_t)file->at, file->size);
}

static int map(struct bytes *file, int fd)
{
    struct stat info;
    if (fstat(fd, &info) || !S_ISREG(info.st_mode)) return damaged("not a file");
    if (info.st_size <= 0) return damaged("the file of this object is empty");
    if (info.st_size > OBJECT_MEMORY_MAX) return damaged("the file of this object is too large");
    void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return damaged(strerror(errno));
    *file = (struct bytes){at, (size_t)info.st_size};
    return 0;
}

static int open_object(const struct loose *loose, const git_oid *id, struct bytes *file)
{
    char path[GIT_OID_HEXSZ + 2] = {0};
    git_oid_pathfmt(path, id);
    int fd = openat(loose->folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR) return damaged(strerror(errno));
        return GIT_ENOTFOUND;
    }
    int error = map(file, fd);
    close(fd);
    return error;
}

/* ---- what is in it ---- */

struct header {
    git_object_t type;
    size_t size, length; /* of the object; of the header itself, with its NUL */
};

static bool parse(struct header *header, const char *at, size_t len)
{
    const char *end = memchr(at, '\0', len), *space = end ? memchr(at, ' ', len) : NULL;
    char type[16];
    if (!space || space > end || space - at >= (int)sizeof type) return false;
    memcpy(type, at, (size_t)(space - at));
    type[space - at] = '\0';
    header->type = git_object_string2type(type);
    header->length = (size_t)(end - at) + 1;
    header->size = 0;
    if (!git_object_typeisloose(header->type) || end == space + 1 || end - space > 16) return false;
    for (const char *c = space + 1; c < end; c++) {
        if (*c < '0' || *c > '9') return false;
        header->size = 10 * header->size + (size_t)(*c - '0');
    }
    return true;
}

/* The beginning of the object: its header, and as much behind it as comes along. */
static int begin(z_stream *stream, const struct bytes *file, struct header *header,
                 unsigned char start[HEADER_MAX])
{
    *stream = (z_stream){0};
    if (inflateInit(stream) != Z_OK) {
        git_error_set_oom();
        return -1;
    }
    stream->next_in = (Bytef *)(uintptr_t)file->at;
    stream->avail_in = (uInt)file->size;
    stream->next_out = start;
    stream->avail_out = HEADER_MAX;
    int result = inflate(stream, Z_NO_FLUSH);
    if ((result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) &&
        parse(header, (const char *)start, HEADER_MAX - stream->avail_out))
        return 0;
    inflateEnd(stream);
    return damaged("the file of this object is damaged");
}

/* The rest of it, into memory of just its size: more, or less, is damage. */
static int finish(z_stream *stream, const struct header *header, const unsigned char *start,
                  unsigned char *out)
{
    unsigned char more;
    size_t have = HEADER_MAX - stream->avail_out - header->length;
    if (have > header->size) return damaged("the object is longer than it says");
    memcpy(out, start + header->length, have);
    stream->next_out = out + have;
    stream->avail_out = (uInt)(header->size - have);
    while (stream->avail_out && inflate(stream, Z_NO_FLUSH) == Z_OK) continue;
    if (stream->avail_out) return damaged("the object is shorter than it says");
    /* Its checksum is behind the last byte. */
    stream->next_out = &more;
    stream->avail_out = 1;
    int result = inflate(stream, Z_FINISH);
    if ((result == Z_STREAM_END || result == Z_BUF_ERROR || result == Z_OK) && !stream->avail_out)
        return damaged("the object is longer than it says");
    /* Z_STREAM_ERROR cannot be; an end that was reached before is told again. */
    return result == Z_STREAM_END && !stream->avail_in
               ? 0
               : damaged("the file of this object is damaged");
}

static int inflate_object(git_odb_backend *backend, const struct bytes *file, void **out,
                          struct header *header)
{
    z_stream stream;
    unsigned char start[HEADER_MAX];
    int error = begin(&stream, file, header, start);
    if (error) return error;
    *out = NULL;
    if (header->size > OBJECT_MEMORY_MAX) error = damaged("the object is too large to be read");
    if (!error && !(*out = git_odb_backend_data_alloc(backend, header->size + 1))) error = -1;
    if (!error) error = finish(&stream, header, start, *out);
    if (!error) ((unsigned char *)*out)[header->size] = '\0';
    inflateEnd(&stream);
    if (error && *out) git_odb_backend_data_free(backend, *out);
    return error;
}

/* ---- the backend ---- */

static int loose_read(void **out, size_t *size, git_object_t *type, git_odb_backend *backend,
                      const git_oid *id)
{
    struct bytes file;
    struct header header;
    int error = open_object(loose_of(backend), id, &file);
    if (error) return error;
    error = inflate_object(backend, &file, out, &header);
    unmap(&file);
    if (error) return error;
    *size = header.size;
    *type = header.type;
    return 0;
}

static int loose_read_header(size_t *size, git_object_t *type, git_odb_backend *backend,
                             const git_oid *id)
{
    z_stream stream;
    unsigned char start[HEADER_MAX];
    struct bytes file;
    struct header header;
    int error = open_object(loose_of(backend), id, &file);
    if (error) return error;
    error = begin(&stream, &file, &header, start);
    if (!error) inflateEnd(&stream);
    unmap(&file);
    if (error) return error;
    *size = header.size;
    *type = header.type;
    return 0;
}

static int loose_exists_prefix(git_oid *found, git_odb_backend *backend, const git_oid *start,
                               size_t digits)
{
    git_odb_backend *inner = loose_of(backend)->inner;
    return inner->exists_prefix(found, inner, start, digits);
}

static int loose_read_prefix(git_oid *found, void **out, size_t *size, git_object_t *type,
                             git_odb_backend *backend, const git_oid *start, size_t digits)
{
    int error = loose_exists_prefix(found, backend, start, digits);
    return error ? error : loose_read(out, size, type, backend, found);
}

static int loose_write(git_odb_backend *backend, const git_oid *id, const void *bytes, size_t size,
                       git_object_t type)
{
    git_odb_backend *inner = loose_of(backend)->inner;
    return inner->write(inner, id, bytes, size, type);
}

static int loose_exists(git_odb_backend *backend, const git_oid *id)
{
    git_odb_backend *inner = loose_of(backend)->inner;
    return inner->exists(inner, id);
}

static int loose_freshen(git_odb_backend *backend, const git_oid *id)
{
    git_odb_backend *inner = loose_of(backend)->inner;
    return inner->freshen(inner, id);
}

static int loose_foreach(git_odb_backend *backend, git_odb_foreach_cb each, void *context)
{
    git_odb_backend *inner = loose_of(backend)->inner;
    return inner->foreach(inner, each, context);
}

static void loose_free(git_odb_backend *backend)
{
    struct loose *loose = loose_of(backend);
    if (loose->inner) loose->inner->free(loose->inner);
    if (loose->folder >= 0) close(loose->folder);
    free(loose);
}

static git_odb_backend *loose_create(const char *folder)
{
    struct loose *loose = calloc(1, sizeof *loose);
    if (!loose) return NULL;
    git_odb_init_backend(&loose->base, GIT_ODB_BACKEND_VERSION);
    loose->base.read = loose_read;
    loose->base.read_prefix = loose_read_prefix;
    loose->base.read_header = loose_read_header;
    loose->base.write = loose_write;
    loose->base.exists = loose_exists;
    loose->base.exists_prefix = loose_exists_prefix;
    loose->base.freshen = loose_freshen;
    loose->base.foreach = loose_foreach;
    loose->base.free = loose_free;
    loose->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (loose->folder >= 0 && !git_odb_backend_loose(&loose->inner, folder, -1, 1, 0, 0))
        return &loose->base;
    loose_free(&loose->base);
    return NULL;
}

/* ---- the objects of a repository ---- */

static int add_pack(git_odb *odb, git_odb_backend *packs)
{
    /* For a damaged delta it reads where nothing is.  Without it libgit2 reads the whole object,
     * and holds it against its id. */
    packs->read_header = NULL;
    /* Before loose objects, as libgit2 itself has it. */
    int error = git_odb_add_backend(odb, packs, 2);
    if (error) packs->free(packs);
    return error;
}

/* Each by its own index.  packs_check() has looked at those, and not at one over all of them. */
static int add_single_packs(git_odb *odb, const char *folder)
{
    char path[4096 + 300];
    git_odb_backend *pack = NULL;
    int error = 0;
    snprintf(path, sizeof path, "%s/pack", folder);
    DIR *dir = opendir(path);
    if (!dir) return damaged(strerror(errno));
    for (const struct dirent *entry; !error && (entry = readdir(dir));) {
        size_t len = strlen(entry->d_name);
        if (len < 4 || strcmp(entry->d_name + len - 4, ".idx")) continue;
        snprintf(path, sizeof path, "%s/pack/%s", folder, entry->d_name);
        error = git_odb_backend_one_pack(&pack, path);
        if (!error) error = add_pack(odb, pack);
    }
    closedir(dir);
    return error;
}

static int add_packs(git_odb *odb, const char *folder)
{
    char path[4096 + 64];
    git_odb_backend *packs = NULL;
    snprintf(path, sizeof path, "%s/pack/multi-pack-index", folder);
    if (!access(path, F_OK)) return add_single_packs(odb, folder);
    return git_odb_backend_pack(&packs, folder) ? -1 : add_pack(odb, packs);
}

static int add_backends(struct store *store, const char *folder)
{
    git_odb_backend *loose = loose_create(folder);
    if (!loose) return -1;
    if (git_odb_add_backend(store->odb, loose, 1)) {
        loose_free(loose);
        return -1;
    }
    store->loose = loose;
    return add_packs(store->odb, folder);
}

int loose_ask(struct store *store, const git_oid *id, git_object_t *type, size_t *size)
{
    return loose_read_header(size, type, store->loose, id);
}

int objects_open(struct store *store)
{
    char path[4096 + 16];
    int n = snprintf(path, sizeof path, "%sobjects", store->git_folder);
    int error = n < 0 || (size_t)n >= sizeof path || git_odb_new(&store->odb);
    if (!error) error = add_backends(store, path);
    if (!error) error = git_repository_set_odb(store->repo, store->odb);
    return error
               ? store_git_fail(store, STATUS_SYSTEM, _("opening repository %s"), store->git_shown)
               : STATUS_OK;
}

int objects_sync(struct store *store)
{
    char path[4096 + 16];
    snprintf(path, sizeof path, "%sobjects", store->git_folder); /* it fitted in objects_open() */
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = fd < 0 || fsync(fd) ? errno : 0;
    if (fd >= 0) close(fd);
    if (!error) return STATUS_OK;
    return store_fail(store, STATUS_SYSTEM, _("writing into %s: %s"), store->git_shown,
                      strerror(error));
}
