/* Reading a folder of policies.
 *
 * Files are opened by the descriptor of their folder and with O_NOFOLLOW, so that a link that takes
 * a file's place between looking and opening is not followed either. */
#include "compiler/source.h"

#include "base/status.h"
#include "base/text.h"
#include "compiler/diag_kinds.h"
#include "compiler/parse/parse.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct str file_ending = {".leidraad", 9};

/* ---- descriptors, which are closed also when memory runs out ---- */

struct handle {
    int fd;   /* -1: closed */
    DIR *dir; /* NULL: none */
};

static void handle_close(void *object)
{
    struct handle *handle = object;
    if (handle->dir)
        closedir(handle->dir);
    else if (handle->fd >= 0)
        close(handle->fd);
    *handle = (struct handle){-1, NULL};
}

/* NULL with errno when it cannot be opened. */
static struct handle *handle_open(struct arena *arena, int folder, const char *name, int flags)
{
    struct handle *handle = ARENA_NEW(arena, struct handle);
    handle->fd = -1;
    arena_defer(arena, handle_close, handle);
    handle->fd = openat(folder, name, flags | O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    return handle->fd < 0 ? NULL : handle;
}

/* ---- reading ---- */

struct reader {
    struct policy_text *source;
    struct arena *arena;
    struct diags *diags;
    int status;
};

static void cannot_read(struct reader *r, struct str name, int error)
{
    struct diag *d = diag_add(r->diags, KIND(FILE_READ), SPAN_NONE);
    diag_arg(r->diags, d, name);
    diag_arg(r->diags, d, str_from(strerror(error)));
    r->status = STATUS_SYSTEM;
}

static void not_a_file(struct reader *r, struct str name)
{
    diag_arg(r->diags, diag_add(r->diags, KIND(FILE_KIND), SPAN_NONE), name);
    if (!r->status) r->status = STATUS_POLICIES;
}

static void too_many(struct reader *r)
{
    struct diag *d = diag_add(r->diags, KIND(FILE_MANY), SPAN_NONE);
    diag_argf(r->diags, d, "%d", SOURCE_FILES_MAX);
    diag_argf(r->diags, d, "%d", SOURCE_DEPTH_MAX);
    if (!r->status) r->status = STATUS_POLICIES;
}

static void too_large(struct reader *r, struct str name)
{
    uint32_t file = diags_file(r->diags, name, (struct str){0});
    struct diag *d = diag_add(r->diags, KIND(FILE_SIZE), (struct span){file, 0, 0, 0, 0});
    diag_argf(r->diags, d, "%d", PARSE_TEXT_MAX);
    if (!r->status) r->status = STATUS_POLICIES;
}

/* Up to one byte more than may be, so that a file that grows, or a pipe, is seen to be
 * too large. */
static int read_all(struct arena *arena, int fd, size_t expected, struct str *out)
{
    size_t cap = expected + 1, len = 0;
    char *at = arena_alloc(arena, cap);
    for (;;) {
        ssize_t n = read(fd, at + len, cap - len);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        len += (size_t)n;
        if (n == 0 || len > PARSE_TEXT_MAX) break;
        if (len < cap) continue;
        at = arena_resize(arena, at, cap, 2 * cap);
        cap *= 2;
    }
    *out = (struct str){at, len};
    return 0;
}

static void read_file(struct reader *r, struct handle *handle, const struct stat *info,
                      struct str name)
{
    struct str text;
    if (info->st_size > PARSE_TEXT_MAX) {
        too_large(r, name);
        return;
    }
    int error = read_all(r->arena, handle->fd, (size_t)info->st_size, &text);
    if (error)
        cannot_read(r, name, error);
    else if (text.len > PARSE_TEXT_MAX)
        too_large(r, name);
    else
        source_add(r->source, r->arena, name, text);
}

static bool is_policy(const char *name)
{
    size_t len = strlen(name);
    return len > file_ending.len &&
           str_equal((struct str){name + len - file_ending.len, file_ending.len}, file_ending);
}

static struct str join(struct arena *arena, struct str folder, const char *name)
{
    if (!folder.len) return str_copy(arena, str_from(name));
    return str_from(arena_printf(arena, STR_FMT "/%s", STR_ARG(folder), name));
}

static void read_folder(struct reader *r, struct handle *handle, struct str name, int depth);

static void read_entry(struct reader *r, int folder, struct str folder_name, const char *entry,
                       int depth)
{
    struct stat info;
    if (entry[0] == '.') return;
    struct str name = join(r->arena, folder_name, entry);
    if (fstatat(folder, entry, &info, AT_SYMLINK_NOFOLLOW)) {
        cannot_read(r, name, errno);
        return;
    }
    if (S_ISLNK(info.st_mode)) {
        bool wanted =
            is_policy(entry) || (!fstatat(folder, entry, &info, 0) && S_ISDIR(info.st_mode));
        if (wanted) not_a_file(r, name);
        return;
    }
    if (!S_ISDIR(info.st_mode) && !is_policy(entry)) return;
    if (!S_ISDIR(info.st_mode) && !S_ISREG(info.st_mode)) {
        not_a_file(r, name);
        return;
    }
    if (r->source->files.len >= SOURCE_FILES_MAX || depth >= SOURCE_DEPTH_MAX) {
        too_many(r);
        return;
    }
    struct handle *handle = handle_open(r->arena, folder, entry, O_NOFOLLOW);
    if (!handle || fstat(handle->fd, &info)) {
        cannot_read(r, name, errno);
        return;
    }
    if (S_ISDIR(info.st_mode))
        read_folder(r, handle, name, depth + 1);
    else
        read_file(r, handle, &info, name);
    handle_close(handle);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The order in which a folder gives its names is that of the file system; in ours, what is said of
 * the files is the same on each. */
static void read_folder(struct reader *r, struct handle *handle, struct str name, int depth)
{
    VEC(const char *) entries = {0};
    handle->dir = fdopendir(handle->fd);
    if (!handle->dir) {
        cannot_read(r, name, errno);
        return;
    }
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(handle->dir))) {
        const char *copy = str_copy(r->arena, str_from(entry->d_name)).at;
        *VEC_PUSH(r->arena, &entries) = copy;
    }
    if (errno) cannot_read(r, name, errno);
    if (entries.len) qsort(entries.at, entries.len, sizeof *entries.at, by_bytes);
    for (size_t i = 0; i < entries.len; i++) read_entry(r, handle->fd, name, entries.at[i], depth);
}

static struct str last_part(struct str path)
{
    size_t start = path.len;
    while (start && path.at[start - 1] != '/') start--;
    return (struct str){path.at + start, path.len - start};
}

int source_read(struct policy_text **out, struct arena *arena, struct diags *diags, struct str path)
{
    struct reader r = {source_create(arena), arena, diags, STATUS_OK};
    struct stat info;
    *out = r.source;
    struct handle *handle = handle_open(arena, AT_FDCWD, str_copy(arena, path).at, 0);
    if (!handle || fstat(handle->fd, &info)) {
        cannot_read(&r, path, errno);
        return r.status;
    }
    if (S_ISDIR(info.st_mode))
        read_folder(&r, handle, (struct str){0}, 0);
    else
        read_file(&r, handle, &info, last_part(path));
    handle_close(handle);
    source_finish(r.source);
    if (!r.source->files.len && !r.status) {
        struct diag *d = diag_add(diags, KIND(FILE_NONE), SPAN_NONE);
        diag_arg(diags, d, path);
        r.status = STATUS_POLICIES;
    }
    return r.status;
}

/* ---- order ---- */

struct policy_text *source_create(struct arena *arena)
{
    return ARENA_NEW(arena, struct policy_text);
}

void source_add(struct policy_text *source, struct arena *arena, struct str name, struct str text)
{
    *VEC_PUSH(arena, &source->files) = (struct source_file){name, text};
}

static int by_name(const void *a, const void *b)
{
    const struct source_file *x = a, *y = b;
    return str_compare(x->name, y->name);
}

void source_finish(struct policy_text *source)
{
    if (source->files.len)
        qsort(source->files.at, source->files.len, sizeof *source->files.at, by_name);
}
