/* Preloaded into the command: ends or fails it at the n-th call that changes a file.
 *
 *     DIE_AT=n          which call, counted from 1; without it they are only counted
 *     DIE_HOW=kill      SIGKILL before it (the default)
 *             half      SIGKILL after half of its bytes, for calls that write some
 *             28        it fails with this errno, and so does every later one that would
 *             28half    the same, but first half of the bytes of this one are written
 *             5once     it alone fails
 *     DIE_LOG=file      a line a call: its name and what it was on
 *
 * That each call of the process which changes a file is seen here is not taken for granted:
 * crash.py holds the log against what strace sees.  Writing to a pipe or a terminal counts for
 * nothing, since it changes no repository. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utime.h>

static long at, calls;
static int error, log_fd = -1; /* error 0: kill */
static bool half, once, ready;

static void prepare(void)
{
    const char *number = getenv("DIE_AT"), *how = getenv("DIE_HOW"), *log = getenv("DIE_LOG");
    char *rest = NULL;
    if (ready) return;
    ready = true;
    if (number) at = strtol(number, NULL, 10);
    if (how && *how >= '0' && *how <= '9') error = (int)strtol(how, &rest, 10);
    half = how && strstr(how, "half");
    once = how && strstr(how, "once");
    if (log)
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                              0666);
}

static void note(const char *name, const char *path)
{
    char line[5000];
    int n = snprintf(line, sizeof line, "%s %s\n", name, path);
    if (log_fd >= 0 && n > 0) syscall(SYS_write, log_fd, line, (size_t)n);
}

/* A disk that is full still lets a file go. */
enum needs { SPACE, NOTHING };

enum fate { GO_ON, FAIL, HALF };

/* What is to become of the call that is about to be made; it does not return from a kill. */
static enum fate fate(const char *name, const char *path, enum needs needs, bool has_half)
{
    prepare();
    note(name, path);
    calls++;
    if (!at || calls < at || (calls > at && (once || !error))) return GO_ON;
    if (calls == at && half && has_half) return HALF;
    if (!error) {
        if (!half) kill(getpid(), SIGKILL);
        return GO_ON;
    }
    if (needs == NOTHING && (error == ENOSPC || error == EDQUOT)) return GO_ON;
    errno = error;
    return FAIL;
}

static const char *path_of(int fd)
{
    static char path[4096];
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    return path;
}

static bool is_file(int fd)
{
    struct stat info;
    return !fstat(fd, &info) && S_ISREG(info.st_mode);
}

/* ---- opening ---- */

static bool changes(int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
}

static int open_it(int folder, const char *path, int flags, mode_t mode)
{
    if (changes(flags) && strncmp(path, "/dev/", 5) && fate("open", path, SPACE, false) == FAIL)
        return -1;
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE_OF(flags, mode)                                                                 \
    do {                                                                                     \
        va_list list;                                                                        \
        va_start(list, flags);                                                               \
        if ((flags) & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) (mode) = va_arg(list, mode_t); \
        va_end(list);                                                                        \
    } while (0)

#define OPEN(name)                                   \
    int name(const char *path, int flags, ...)       \
    {                                                \
        mode_t mode = 0;                             \
        MODE_OF(flags, mode);                        \
        return open_it(AT_FDCWD, path, flags, mode); \
    }
#define OPENAT(name)                                       \
    int name(int folder, const char *path, int flags, ...) \
    {                                                      \
        mode_t mode = 0;                                   \
        MODE_OF(flags, mode);                              \
        return open_it(folder, path, flags, mode);         \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int folder, const char *path, int flags);
int __openat64_2(int folder, const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_it(AT_FDCWD, path, flags, 0);
}
int __open64_2(const char *path, int flags)
{
    return open_it(AT_FDCWD, path, flags, 0);
}
int __openat_2(int folder, const char *path, int flags)
{
    return open_it(folder, path, flags, 0);
}
int __openat64_2(int folder, const char *path, int flags)
{
    return open_it(folder, path, flags, 0);
}

int creat(const char *path, mode_t mode)
{
    return open_it(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int creat64(const char *path, mode_t mode)
{
    return open_it(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* The streams of the C library open and write behind our back, so they are made to do it here. */
static FILE *stream_it(const char *path, const char *mode)
{
    bool plus = strchr(mode, '+');
    int flags = *mode == 'r'
                    ? (plus ? O_RDWR : O_RDONLY)
                    : (plus ? O_RDWR : O_WRONLY) | O_CREAT | (*mode == 'w' ? O_TRUNC : O_APPEND);
    if (strchr(mode, 'x')) flags |= O_EXCL;
    if (strchr(mode, 'e')) flags |= O_CLOEXEC;
    int fd = open_it(AT_FDCWD, path, flags, 0666);
    return fd < 0 ? NULL : fdopen(fd, mode);
}

FILE *fopen(const char *path, const char *mode)
{
    return stream_it(path, mode);
}
FILE *fopen64(const char *path, const char *mode)
{
    return stream_it(path, mode);
}

/* ---- writing ---- */

static ssize_t write_it(int fd, const void *bytes, size_t size)
{
    if (is_file(fd)) {
        enum fate what = fate("write", path_of(fd), SPACE, size > 1);
        if (what == FAIL) return -1;
        if (what == HALF) {
            ssize_t n = (ssize_t)syscall(SYS_write, fd, bytes, size / 2);
            if (!error) kill(getpid(), SIGKILL);
            return n;
        }
    }
    return (ssize_t)syscall(SYS_write, fd, bytes, size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    return write_it(fd, bytes, size);
}

static ssize_t pwrite_it(int fd, const void *bytes, size_t size, off_t offset)
{
    enum fate what = fate("write", path_of(fd), SPACE, size > 1);
    if (what == FAIL) return -1;
    ssize_t n = (ssize_t)syscall(SYS_pwrite64, fd, bytes, what == HALF ? size / 2 : size, offset);
    if (what == HALF && !error) kill(getpid(), SIGKILL);
    return n;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
    return pwrite_it(fd, bytes, size, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
    return pwrite_it(fd, bytes, size, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    if (is_file(fd)) {
        enum fate what = fate("write", path_of(fd), SPACE, count && parts[0].iov_len > 1);
        if (what == FAIL) return -1;
        if (what == HALF) {
            ssize_t n = (ssize_t)syscall(SYS_write, fd, parts[0].iov_base, parts[0].iov_len / 2);
            if (!error) kill(getpid(), SIGKILL);
            return n;
        }
    }
    return (ssize_t)syscall(SYS_writev, fd, parts, count);
}

/* ---- all others: a call that is made, or not ---- */

#define CHANGE(word, path, needs, number, ...)                 \
    do {                                                       \
        if (fate(word, path, needs, false) == FAIL) return -1; \
        return (int)syscall(number, __VA_ARGS__);              \
    } while (0)

int rename(const char *from, const char *to)
{
    CHANGE("rename", from, SPACE, SYS_rename, from, to);
}
int renameat(int a, const char *from, int b, const char *to)
{
    CHANGE("rename", from, SPACE, SYS_renameat, a, from, b, to);
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    CHANGE("rename", from, SPACE, SYS_renameat2, a, from, b, to, flags);
}
int link(const char *from, const char *to)
{
    CHANGE("link", from, SPACE, SYS_link, from, to);
}
int linkat(int a, const char *from, int b, const char *to, int flags)
{
    CHANGE("link", from, SPACE, SYS_linkat, a, from, b, to, flags);
}
int symlink(const char *to, const char *at_path)
{
    CHANGE("symlink", at_path, SPACE, SYS_symlink, to, at_path);
}
int symlinkat(const char *to, int folder, const char *at_path)
{
    CHANGE("symlink", at_path, SPACE, SYS_symlinkat, to, folder, at_path);
}
int mkdir(const char *path, mode_t mode)
{
    CHANGE("mkdir", path, SPACE, SYS_mkdir, path, mode);
}
int mkdirat(int folder, const char *path, mode_t mode)
{
    CHANGE("mkdir", path, SPACE, SYS_mkdirat, folder, path, mode);
}
int unlink(const char *path)
{
    CHANGE("unlink", path, NOTHING, SYS_unlink, path);
}
int unlinkat(int folder, const char *path, int flags)
{
    CHANGE(flags & AT_REMOVEDIR ? "rmdir" : "unlink", path, NOTHING, SYS_unlinkat, folder, path,
           flags);
}
int rmdir(const char *path)
{
    CHANGE("rmdir", path, NOTHING, SYS_rmdir, path);
}

/* remove() of the C library calls them behind our back too. */
int remove(const char *path)
{
    struct stat info;
    return !lstat(path, &info) && S_ISDIR(info.st_mode) ? rmdir(path) : unlink(path);
}

int fsync(int fd)
{
    CHANGE("fsync", path_of(fd), SPACE, SYS_fsync, fd);
}
int fdatasync(int fd)
{
    CHANGE("fsync", path_of(fd), SPACE, SYS_fdatasync, fd);
}
int ftruncate(int fd, off_t size)
{
    CHANGE("truncate", path_of(fd), SPACE, SYS_ftruncate, fd, size);
}
int ftruncate64(int fd, off64_t size)
{
    CHANGE("truncate", path_of(fd), SPACE, SYS_ftruncate, fd, size);
}
int truncate(const char *path, off_t size)
{
    CHANGE("truncate", path, SPACE, SYS_truncate, path, size);
}
int chmod(const char *path, mode_t mode)
{
    CHANGE("chmod", path, NOTHING, SYS_chmod, path, mode);
}
int fchmod(int fd, mode_t mode)
{
    CHANGE("chmod", path_of(fd), NOTHING, SYS_fchmod, fd, mode);
}
int fchmodat(int folder, const char *path, mode_t mode, int flags)
{
    (void)flags;
    CHANGE("chmod", path, NOTHING, SYS_fchmodat, folder, path, mode);
}

/* That an object was there already is marked by its time. */
int utime(const char *path, const struct utimbuf *times)
{
    struct timespec to[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
    if (times)
        to[0] = (struct timespec){times->actime, 0}, to[1] = (struct timespec){times->modtime, 0};
    CHANGE("utime", path, NOTHING, SYS_utimensat, AT_FDCWD, path, to, 0);
}
int utimes(const char *path, const struct timeval times[2])
{
    struct timespec to[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
    for (int i = 0; times && i < 2; i++)
        to[i] = (struct timespec){times[i].tv_sec, 1000 * times[i].tv_usec};
    CHANGE("utime", path, NOTHING, SYS_utimensat, AT_FDCWD, path, to, 0);
}
int utimensat(int folder, const char *path, const struct timespec times[2], int flags)
{
    CHANGE("utime", path, NOTHING, SYS_utimensat, folder, path, times, flags);
}
int futimens(int fd, const struct timespec times[2])
{
    CHANGE("utime", path_of(fd), NOTHING, SYS_utimensat, fd, NULL, times, 0);
}
