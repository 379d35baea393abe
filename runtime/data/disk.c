/* Reading files and folders.
 *
 * read() into memory of our own, no mmap: a mapped file that another program cuts short would end
 * the process by a signal. */
#include "data/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum disk_kind disk_kind(const char *path)
{
    struct stat info;
    if (stat(path, &info)) return DISK_MISSING;
    if (S_ISDIR(info.st_mode)) return DISK_FOLDER;
    return S_ISREG(info.st_mode) ? DISK_FILE : DISK_OTHER;
}

/* An open file that is closed on the way out of memory too.  It is closed as soon as it has been
 * read; what was deferred then finds nothing to do. */
struct open_file {
    int fd; /* -1: closed, or not ours to close */
};

static void close_file(void *context)
{
    struct open_file *file = context;
    if (file->fd >= 0) close(file->fd);
    file->fd = -1;
}

/* The size that a file says it has; 0 for a pipe. */
static size_t size_of(int fd)
{
    struct stat info;
    if (fstat(fd, &info) || !S_ISREG(info.st_mode) || info.st_size < 0) return 0;
    return (size_t)info.st_size;
}

/* One byte more than is expected, so that the end of a file of known size is found without growing;
 * a file that grows meanwhile is read to its end all the same. */
static enum disk_read read_all(struct arena *arena, int fd, size_t max, struct str *out)
{
    enum { FIRST_CAP = 1 << 16 };
    size_t size = size_of(fd);
    if (size > max) return DISK_TOO_LARGE;
    size_t cap = size ? size + 1 : FIRST_CAP, len = 0;
    char *bytes = arena_alloc(arena, cap);
    for (;;) {
        if (len == cap) {
            bytes = arena_resize(arena, bytes, cap, 2 * cap);
            cap *= 2;
        }
        ssize_t n = read(fd, bytes + len, cap - len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return DISK_FAILED;
        if (n == 0) break;
        len += (size_t)n;
        if (len > max) return DISK_TOO_LARGE;
    }
    *out = (struct str){bytes, len};
    return DISK_READ;
}

enum disk_read disk_read(struct arena *arena, const char *path, size_t max, struct str *out)
{
    *out = (struct str){0};
    if (!path) return read_all(arena, STDIN_FILENO, max, out);
    struct open_file *file = ARENA_NEW(arena, struct open_file);
    file->fd = -1;
    arena_defer(arena, close_file, file);
    file->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0) return DISK_FAILED;
    enum disk_read result = read_all(arena, file->fd, max, out);
    int why = errno;
    close_file(file);
    errno = why;
    return result;
}

struct open_folder {
    DIR *dir;
};

static void close_folder(void *context)
{
    struct open_folder *folder = context;
    if (folder->dir) closedir(folder->dir);
    folder->dir = NULL;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

bool disk_names(struct arena *arena, const char *path, struct disk_names *out)
{
    struct open_folder *folder = ARENA_NEW(arena, struct open_folder);
    arena_defer(arena, close_folder, folder);
    folder->dir = opendir(path);
    if (!folder->dir) return false;
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(folder->dir))) {
        if (entry->d_name[0] == '.') continue;
        struct str name = str_copy(arena, str_from(entry->d_name));
        *VEC_PUSH(arena, &out->list) = name;
    }
    int why = errno;
    close_folder(folder);
    errno = why;
    if (why) return false;
    if (out->list.len) qsort(out->list.at, out->list.len, sizeof *out->list.at, by_name);
    return true;
}
