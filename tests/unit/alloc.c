/* See alloc.h.  The linker sends the calls of the program here, those inside libc not. */
#include "tests/unit/alloc.h"

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t n);
void *__real_realloc(void *at, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t n);
void *__wrap_realloc(void *at, size_t n);

static size_t until_failure; /* 0: none will fail */
static bool failed;

void alloc_fail_at(size_t n)
{
    until_failure = n;
    failed = false;
}

bool alloc_failed(void)
{
    until_failure = 0;
    return failed;
}

static bool fails(void)
{
    if (!until_failure || --until_failure) return false;
    return failed = true;
}

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t n)
{
    return fails() ? NULL : __real_calloc(count, n);
}

void *__wrap_realloc(void *at, size_t n)
{
    return fails() ? NULL : __real_realloc(at, n);
}
