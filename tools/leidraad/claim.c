/* Which file a name leads to is told by its inode, and by its folder and the name in that: one that
 * is made in between has an inode that nobody knew. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "claim.h"

#include "message.h"
#include "output.h"
#include "text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    dev_t device;
    ino_t inode; /* 0: none */
};

struct claim {
    bool written;
    struct place file, folder;
    char *name; /* in the folder; NULL: standard output */
};

static struct claim *claims;
static size_t count;

static void add(struct claim claim)
{
    struct claim *more = realloc(claims, (count + 1) * sizeof *claims);
    if (!more) out_of_memory();
    claims = more;
    claims[count++] = claim;
}

static bool is_same_place(struct place a, struct place b)
{
    return a.inode && a.device == b.device && a.inode == b.inode;
}

static const struct claim *find(const struct claim *claim)
{
    for (size_t i = 0; i < count; i++) {
        const struct claim *other = &claims[i];
        bool same_name = other->name && claim->name && strcmp(other->name, claim->name) == 0;
        if (is_same_place(other->file, claim->file) ||
            (same_name && is_same_place(other->folder, claim->folder)))
            return other;
    }
    return NULL;
}

static struct place folder_of(const char *path, size_t length)
{
    struct stat there;
    char *folder = length ? strndup(path, length) : strdup(".");
    if (!folder) out_of_memory();
    bool found = stat(folder, &there) == 0;
    free(folder);
    return found ? (struct place){there.st_dev, there.st_ino} : (struct place){0};
}

/* False: nothing that could be lost. */
static bool claim_of(struct claim *claim, const char *path)
{
    struct stat there;
    bool standard = !path || strcmp(path, "-") == 0;
    bool is_there = (standard ? fstat(STDOUT_FILENO, &there) : stat(path, &there)) == 0;
    if (is_there) claim->file = (struct place){there.st_dev, there.st_ino};
    if (standard) return is_there;
    if (is_there && !S_ISREG(there.st_mode)) return false;
    /* Of a link, where it leads: that is what will be replaced. */
    char *whole = is_there ? realpath(path, NULL) : strdup(path);
    if (!whole) out_of_memory();
    const char *slash = strrchr(whole, '/');
    claim->folder = folder_of(whole, slash ? (size_t)(slash - whole) + 1 : 0);
    claim->name = strdup(slash ? slash + 1 : whole);
    if (!claim->name) out_of_memory();
    free(whole);
    return true;
}

void claim_to_read(const char *path)
{
    struct claim claim = {.written = false};
    if (strcmp(path, "-") != 0 && claim_of(&claim, path)) add(claim);
}

enum exit_status claim_to_write(const char *path)
{
    struct claim claim = {.written = true};
    if (!claim_of(&claim, path)) return EXIT_DONE;
    const struct claim *other = find(&claim);
    const char *name = path ? path : "-";
    if (!other) {
        add(claim);
        return EXIT_DONE;
    }
    free(claim.name);
    return other->written ? usage_error(_("'%s' would be written twice"), name)
                          : usage_error(_("'%s' is read, and would be overwritten"), name);
}
