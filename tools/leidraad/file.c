/* Reading files and folders. */
#include "file.h"

#include "message.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEEPEST = 32 }; /* folders in folders: a loop of links has no end */

static enum exit_status cannot_read(const char *path)
{
    complain(_("cannot read '%s': %s"), path, strerror(errno));
    return EXIT_SYSTEM;
}

static void make_room(struct bytes *bytes, size_t n)
{
    if (bytes->room - bytes->size >= n) return;
    if (n > SIZE_MAX / 4 || bytes->room > SIZE_MAX / 4) out_of_memory();
    size_t room = 2 * bytes->room > bytes->size + n ? 2 * bytes->room : bytes->size + n;
    char *at = realloc(bytes->at, room);
    if (!at) out_of_memory();
    bytes->at = at;
    bytes->room = room;
}

int bytes_write(void *context, const char *at, size_t n)
{
    struct bytes *bytes = context;
    make_room(bytes, n);
    memcpy(bytes->at + bytes->size, at, n);
    bytes->size += n;
    return 0;
}

enum exit_status file_read(struct bytes *bytes, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : 1;
    while (n > 0 || (n < 0 && fd >= 0 && errno == EINTR)) {
        make_room(bytes, 1 << 16);
        n = read(fd, bytes->at + bytes->size, 1 << 16);
        if (n > 0) bytes->size += (size_t)n;
    }
    enum exit_status status =
        n < 0 ? cannot_read(standard ? _("standard input") : path) : EXIT_DONE;
    if (!standard && fd >= 0) close(fd);
    return status;
}

/* ---- folders ---- */

static bool ends_in(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n > m && strcmp(name + n - m, ending) == 0;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static char *join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    bool slash = *folder && folder[strlen(folder) - 1] != '/';
    char *path = malloc(size);
    if (!path) out_of_memory();
    snprintf(path, size, "%s%s%s", folder, slash ? "/" : "", name);
    return path;
}

/* path: becomes the list's. */
static void add(struct files *files, char *path)
{
    char **at = realloc(files->at, (files->count + 1) * sizeof *at);
    if (!at) out_of_memory();
    files->at = at;
    at[files->count++] = path;
}

static bool is_folder(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

static enum exit_status find_in_folder(struct files *files, const char *folder, int depth)
{
    struct dirent **entries;
    if (depth > DEEPEST) errno = ELOOP;
    int n = depth > DEEPEST ? -1 : scandir(folder, &entries, not_hidden, by_bytes);
    if (n < 0) return cannot_read(folder);
    enum exit_status status = EXIT_DONE;
    for (int i = 0; i < n; i++) {
        char *path = join(folder, entries[i]->d_name);
        bool folder_too = is_folder(path), wanted = ends_in(path, ".leidraad") && !folder_too;
        if (wanted) add(files, path);
        if (folder_too && !status) status = find_in_folder(files, path, depth + 1);
        if (!wanted) free(path);
        free(entries[i]);
    }
    free(entries);
    return status;
}

enum exit_status files_find(struct files *files, const char *path)
{
    if (is_folder(path)) return find_in_folder(files, path, 0);
    add(files, join("", path));
    return EXIT_DONE;
}

void files_free(struct files *files)
{
    for (size_t i = 0; i < files->count; i++) free(files->at[i]);
    free(files->at);
    *files = (struct files){0};
}
