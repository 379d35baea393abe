#include "tests/unit/golden.h"

#include "tests/unit/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_file(struct arena *arena, const char *path, struct str *out)
{
    struct buf buf = {.arena = arena};
    char part[4096];
    FILE *file = fopen(path, "rb");
    if (!file) return false;
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        buf_add(&buf, (struct str){part, n});
    fclose(file);
    *out = buf_str(&buf);
    return true;
}

struct str golden_read(struct arena *arena, const char *path)
{
    struct str text;
    if (!read_file(arena, path, &text)) fail_msg("cannot read %s", path);
    return text;
}

static int by_name(const void *a, const void *b)
{
    const struct golden_case *x = a, *y = b;
    return str_compare(x->name, y->name);
}

static bool ends_in(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n > m && strcmp(name + n - m, ending) == 0;
}

struct golden golden_open(struct arena *arena, const char *folder)
{
    struct golden golden = {0};
    DIR *dir = opendir(folder);
    if (!dir) fail_msg("cannot open %s", folder);
    for (const struct dirent *entry; (entry = readdir(dir));) {
        if (!ends_in(entry->d_name, ".leidraad")) continue;
        struct golden_case *one = VEC_PUSH(arena, &golden.cases);
        one->name = str_copy(arena, str_from(entry->d_name));
        one->text = golden_read(arena, arena_printf(arena, "%s/%s", folder, entry->d_name));
    }
    closedir(dir);
    assert_true(golden.cases.len);
    qsort(golden.cases.at, golden.cases.len, sizeof *golden.cases.at, by_name);
    return golden;
}

static bool is_blessed(struct str stem)
{
    const char *wish = getenv("GOLDEN");
    if (!wish || strncmp(wish, "bless", 5) != 0) return false;
    return !wish[5] || str_equal(str_from(wish + 6), stem);
}

static void write_file(const char *path, struct str text)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.at, 1, text.len, file) != text.len || fclose(file))
        fail_msg("cannot write %s", path);
}

void golden_check(struct arena *arena, const char *folder, const struct golden_case *one,
                  struct str actual)
{
    struct str stem = {one->name.at, one->name.len - strlen(".leidraad")}, expected;
    const char *path = arena_printf(arena, "%s/" STR_FMT ".expected", folder, STR_ARG(stem));
    if (is_blessed(stem)) {
        write_file(path, actual);
        return;
    }
    if (!read_file(arena, path, &expected)) fail_msg("%s is not there", path);
    if (!str_equal(expected, actual))
        fail_msg("%s\n---- expected\n" STR_FMT "---- found\n" STR_FMT "----", path,
                 STR_ARG(expected), STR_ARG(actual));
}
