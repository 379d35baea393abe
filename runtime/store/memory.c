/* The memory that libgit2 may take at once.
 *
 * What an object claims to be, libgit2 allocates; so this is where a small pack that unfolds into
 * gigabytes ends.  malloc() and free() all the same, so that nothing goes wrong with memory that
 * was allocated before. */
#include "store/internal.h"

#include <git2/sys/alloc.h>
#include <stdlib.h>

static _Thread_local bool too_large; /* the last allocation was refused for its size */

static void *no_memory(void)
{
    git_error_set_oom();
    return NULL;
}

static bool excessive(size_t n, size_t size)
{
    too_large = size && n > OBJECT_MEMORY_MAX / size;
    return too_large;
}

static void *limited_realloc(void *old, size_t n, size_t size)
{
    void *at = NULL;
    if (!excessive(n, size)) at = n && size ? realloc(old, n * size) : realloc(old, 1);
    return at ? at : no_memory();
}

static void *alloc_array(size_t n, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return limited_realloc(NULL, n, size);
}

static void *alloc_one(size_t n, const char *file, int line)
{
    return alloc_array(n, 1, file, line);
}

static void *alloc_zero(size_t n, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    void *at = excessive(n, size) ? NULL : calloc(n ? n : 1, size ? size : 1);
    return at ? at : no_memory();
}

static void *alloc_again(void *old, size_t n, const char *file, int line)
{
    (void)file;
    (void)line;
    return limited_realloc(old, n, 1);
}

static void *alloc_array_again(void *old, size_t n, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return limited_realloc(old, n, size);
}

static char *alloc_part(const char *text, size_t n, const char *file, int line)
{
    char *copy = alloc_array(n + 1, 1, file, line);
    if (copy) {
        memcpy(copy, text, n);
        copy[n] = '\0';
    }
    return copy;
}

static char *alloc_text(const char *text, const char *file, int line)
{
    return alloc_part(text, strlen(text), file, line);
}

static char *alloc_text_part(const char *text, size_t n, const char *file, int line)
{
    return alloc_part(text, strnlen(text, n), file, line);
}

static git_allocator allocator = {
    .gmalloc = alloc_one,
    .gcalloc = alloc_zero,
    .gstrdup = alloc_text,
    .gstrndup = alloc_text_part,
    .gsubstrdup = alloc_part,
    .grealloc = alloc_again,
    .greallocarray = alloc_array_again,
    .gmallocarray = alloc_array,
    .gfree = free,
};

void memory_limit(void)
{
    git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
}

bool memory_was_refused(void)
{
    return too_large;
}
