/* The terminal. */
#include "terminal.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

bool terminal_colour(int fd)
{
    const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no_colour && *no_colour) return false; /* https://no-color.org: set, and not empty */
    if (!term || strcmp(term, "dumb") == 0) return false;
    return isatty(fd);
}

int terminal_width(int fd)
{
    struct winsize size;
    return isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* Work that is done sooner shows nothing: a line that flashes by only disturbs. */
static const double PATIENCE = 0.5, PERIOD = 0.1; /* seconds */

static struct {
    double since, shown; /* since: 0 before the first call; shown: when the line was last drawn */
    bool visible;
} progress;

static double now(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_show(void *context, size_t done, size_t total)
{
    (void)context;
    if (!isatty(STDERR_FILENO)) return;
    double moment = now();
    if (progress.since <= 0) progress.since = moment;
    if (moment - progress.since < PATIENCE || moment - progress.shown < PERIOD) return;
    progress.shown = moment;
    progress.visible = true;
    fputc('\r', stderr);
    if (total)
        fprintf(stderr, _("%zu of %zu"), done, total);
    else
        fprintf(stderr, "%zu", done);
}

void progress_clear(void)
{
    static const char erase[] = "\r\033[K";
    if (!progress.visible) return;
    progress.visible = false;
    fputs(erase, stderr);
}
