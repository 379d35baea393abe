/* Writing results. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "output.h"

#include "message.h"
#include "terminal.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The unfinished files, for whoever interrupts us.  Two are enough: an answer, and what a verb
 * writes beside it. */
enum { UNFINISHED = 2 };
static char *volatile unfinished[UNFINISHED];

static void interrupted(int signal)
{
    for (int i = 0; i < UNFINISHED; i++)
        if (unfinished[i]) unlink(unfinished[i]);
    raise(signal); /* which has its own effect again (SA_RESETHAND) */
}

static void replace_unfinished(const char *old, char *new)
{
    for (int i = 0; i < UNFINISHED; i++) {
        if (unfinished[i] != old) continue;
        unfinished[i] = new;
        return;
    }
}

static void clean_up_when_interrupted(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = interrupted, .sa_flags = (int)SA_RESETHAND};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction before;
        /* What is ignored already (nohup) stays so. */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

void output_start(void)
{
    /* Opened the wrong way round, so that a read or a write fails as it would on a closed one. */
    static const int closed[] = {
        [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0) open("/dev/null", closed[fd]);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    clean_up_when_interrupted();
}

/* ---- files ---- */

static enum exit_status cannot_write(const struct output *out, int error)
{
    complain(_("cannot write '%s': %s"), out->name, strerror(error));
    return EXIT_SYSTEM;
}

/* The mode that open() would give a new file. */
static mode_t mode_of_new_file(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* "folder/.name.XXXXXX" of a path: in the same folder, since a rename cannot leave the disk, and
 * hidden, since folders of data and of policies are read whole. */
static char *temporary_name(const char *path)
{
    static const char ending[] = ".XXXXXX";
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    size_t size = strlen(path) + 1 + sizeof ending;
    char *name = malloc(size);
    if (!name) out_of_memory();
    snprintf(name, size, "%.*s.%s%s", (int)folder, path, path + folder, ending);
    return name;
}

/* there: of the file that will be replaced, or NULL. */
static void open_temporary(struct output *out, const struct stat *there)
{
    out->temporary = temporary_name(out->path);
    out->fd = mkstemp(out->temporary);
    if (out->fd < 0) return;
    replace_unfinished(NULL, out->temporary);
    fcntl(out->fd, F_SETFD, FD_CLOEXEC);
    /* Only root can keep the owner, and only root would change it. */
    if (there && fchown(out->fd, there->st_uid, there->st_gid) != 0) errno = 0;
    if (fchmod(out->fd, there ? there->st_mode & 07777 : mode_of_new_file()) != 0) errno = 0;
}

static void free_names(struct output *out)
{
    free(out->path);
    free(out->temporary);
}

enum exit_status output_open(struct output *out, const char *path)
{
    *out = (struct output){.fd = STDOUT_FILENO, .name = _("standard output")};
    if (!path || strcmp(path, "-") == 0) return EXIT_DONE;

    struct stat there;
    bool is_there = stat(path, &there) == 0, is_file = is_there && S_ISREG(there.st_mode);
    out->name = path;
    /* Of a link, the file that it leads to is replaced, not the link.  What is no file need not
     * have a path of its own: /dev/stdout leads to a pipe without one. */
    out->path = is_file ? realpath(path, NULL) : strdup(path);
    if (!out->path) {
        if (errno == ENOMEM) out_of_memory();
        return cannot_write(out, errno);
    }
    if (is_there && !is_file)
        out->fd = open(out->path, O_WRONLY | O_CLOEXEC);
    else
        open_temporary(out, is_there ? &there : NULL);
    if (out->fd >= 0) return EXIT_DONE;

    enum exit_status status = cannot_write(out, errno);
    free_names(out);
    return status;
}

static enum exit_status discard(struct output *out)
{
    if (out->path) close(out->fd);
    if (out->temporary) unlink(out->temporary);
    return EXIT_DONE;
}

/* Some disks tell only at the very end that they are full. */
static enum exit_status keep(struct output *out)
{
    bool failed = false;
    if (out->temporary) failed = fsync(out->fd) != 0 && errno != EINVAL;
    if (out->path) failed |= close(out->fd) != 0;
    if (!failed && out->temporary) failed = rename(out->temporary, out->path) != 0;
    if (!failed) return EXIT_DONE;
    int error = errno;
    if (out->temporary) unlink(out->temporary);
    return cannot_write(out, error);
}

enum exit_status output_close(struct output *out, enum exit_status work)
{
    enum exit_status status;
    if (out->error) {
        discard(out);
        status = cannot_write(out, out->error);
    } else if (work == EXIT_DONE || work == EXIT_NEGATIVE) {
        status = keep(out);
    } else {
        status = discard(out);
    }
    if (out->temporary) replace_unfinished(out->temporary, NULL);
    free_names(out);
    return status ? status : work;
}

/* ---- writing ---- */

/* All of it, or -1 and errno.  Whoever started us may have left a pipe that does not block. */
static int write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t written = write(fd, bytes, n);
        if (written >= 0) {
            bytes += written;
            n -= (size_t)written;
        } else if (errno == EAGAIN) {
            poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return 0;
}

int output_write(void *context, const char *bytes, size_t n)
{
    struct output *out = context;
    if (out->error) return -1;
    if (out->unread || !n) return 0;
    if (!out->path) progress_clear();
    if (write_all(out->fd, bytes, n) == 0) return 0;
    if (errno == EPIPE)
        out->unread = true;
    else
        out->error = errno;
    return out->error ? -1 : 0;
}

void output_text(struct output *out, const char *text)
{
    output_write(out, text, strlen(text));
}

void output_printf(struct output *out, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = n >= 0 ? malloc((size_t)n + 1) : NULL;
    if (!text) out_of_memory();
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    output_write(out, text, (size_t)n);
    free(text);
}

int error_write(void *context, const char *bytes, size_t n)
{
    (void)context;
    progress_clear();
    return write_all(STDERR_FILENO, bytes, n);
}
