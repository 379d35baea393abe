/* Trees, taken apart and looked at.
 *
 * libgit2 would parse them too, but lets much pass that git itself would never have written, and
 * each of those has been a way to make somebody's tools write where they should not.  A tree is
 * small and simple; here it is either as git makes them or refused. */
#include "store/internal.h"

#include <stdlib.h>
#include <strings.h>

/* ---- names ---- */

bool name_is_policy(const char *name, size_t len)
{
    static const char ending[] = ".leidraad";
    size_t n = sizeof ending - 1;
    return len > n && name[0] != '.' && !memcmp(name + len - n, ending, n);
}

/* Characters that a Mac leaves out when it compares names: U+200C to 200F, 202A to 202E, 206A to
 * 206F and U+FEFF. */
static size_t invisible(const char *at, size_t len)
{
    const unsigned char *c = (const unsigned char *)at;
    if (len < 3) return 0;
    if (c[0] == 0xef) return c[1] == 0xbb && c[2] == 0xbf ? 3 : 0;
    if (c[0] != 0xe2) return 0;
    if (c[1] == 0x80)
        return (c[2] >= 0x8c && c[2] <= 0x8f) || (c[2] >= 0xaa && c[2] <= 0xae) ? 3 : 0;
    return c[1] == 0x81 && c[2] >= 0xaa && c[2] <= 0xaf ? 3 : 0;
}

/* The folder of a repository, also where it only becomes that on a Mac (case, characters that are
 * not seen) or under Windows (its short name, dots and spaces at the end). */
static bool is_git_folder(const char *name, size_t len)
{
    char plain[8];
    size_t n = 0;
    for (size_t i = 0; i < len;) {
        size_t skip = invisible(name + i, len - i);
        if (!skip) {
            if (n == sizeof plain) return false;
            plain[n++] = name[i];
        }
        i += skip ? skip : 1;
    }
    while (n && (plain[n - 1] == '.' || plain[n - 1] == ' ')) n--;
    return (n == 4 && !strncasecmp(plain, ".git", n)) ||
           (n == 5 && !strncasecmp(plain, "git~1", n));
}

bool name_is_bad(const char *name, size_t len)
{
    if (!len || memchr(name, '/', len)) return true;
    if (name[0] == '.' && (len == 1 || (len == 2 && name[1] == '.'))) return true;
    return is_git_folder(name, len);
}

int entry_compare(const struct entry *a, const struct entry *b)
{
    size_t n = a->name_len < b->name_len ? a->name_len : b->name_len;
    int order = memcmp(a->name, b->name, n);
    if (order) return order;
    int x = a->name_len > n ? (unsigned char)a->name[n] : a->kind == ENTRY_FOLDER ? '/' : 0;
    int y = b->name_len > n ? (unsigned char)b->name[n] : b->kind == ENTRY_FOLDER ? '/' : 0;
    return x - y;
}

static bool begins_with(const struct entry *entry, const struct entry *begin)
{
    return entry->name_len >= begin->name_len && !memcmp(entry->name, begin->name, begin->name_len);
}

/* Two files or two folders of one name stand side by side; between a file and a folder there can
 * only be names that go on where theirs ends. */
const struct entry *entries_clash(const struct entry *entries, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct entry *one = &entries[i];
        if (!entry_compare(one - 1, one)) return one;
        if (one->kind != ENTRY_FOLDER) continue;
        for (const struct entry *other = one; other-- > entries && begins_with(other, one);)
            if (other->name_len == one->name_len) return one;
    }
    return NULL;
}

/* ---- taking apart ---- */

/* Mode, space, name, NUL, id. */
static bool entry_read(struct entry *entry, const char **at, const char *end)
{
    const char *p = *at;
    unsigned mode = 0;
    while (p < end && p - *at < 7 && *p >= '0' && *p <= '7')
        mode = 8 * mode + (unsigned)(*p++ - '0');
    if (p == *at || p >= end || *p != ' ') return false;
    const char *name = p + 1, *nul = memchr(name, '\0', (size_t)(end - name));
    if (!nul || end - nul <= STORE_ID_BYTES || nul - name > 4096) return false;
    *entry = (struct entry){
        .mode = *at,
        .mode_len = (uint32_t)(p - *at),
        .name = name,
        .name_len = (uint32_t)(nul - name),
        .kind = mode & 0170000,
    };
    memcpy(entry->id.bytes, nul + 1, STORE_ID_BYTES);
    *at = nul + 1 + STORE_ID_BYTES;
    return true;
}

static bool kind_is_known(unsigned kind)
{
    return kind == ENTRY_FILE || kind == ENTRY_FOLDER || kind == ENTRY_LINK || kind == ENTRY_MODULE;
}

static int bad_tree(struct store *store, const struct store_id *id, const char *what,
                    const struct entry *entry)
{
    return store_fail(store, STATUS_SYSTEM, _("tree %s is not as git makes them: %s: \"%.*s\""),
                      id_text(id).hex, what, (int)entry->name_len, entry->name);
}

static int check(struct store *store, const struct tree *tree, const struct store_id *id)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct entry *entry = &tree->entries[i];
        if (name_is_bad(entry->name, entry->name_len))
            return bad_tree(store, id, _("a name that is none"), entry);
        if (!kind_is_known(entry->kind)) return bad_tree(store, id, _("an unknown mode"), entry);
        if (i && entry_compare(entry - 1, entry) > 0)
            return bad_tree(store, id, _("not in order"), entry);
    }
    const struct entry *twice = entries_clash(tree->entries, tree->count);
    return twice ? bad_tree(store, id, _("a name stands in it twice"), twice) : STATUS_OK;
}

static int take_apart(struct store *store, struct tree *tree, const struct store_id *id)
{
    /* The shortest entry: a mode of five digits, a space, a name of one byte, a NUL and an id. */
    size_t size = git_odb_object_size(tree->object), most = size / (5 + 1 + 1 + 1 + STORE_ID_BYTES);
    const char *at = git_odb_object_data(tree->object), *end = at + size;
    if (!size) return STATUS_OK;
    tree->entries = malloc((most + 1) * sizeof *tree->entries);
    if (!tree->entries) return store_no_memory(store);
    while (at < end) {
        if (tree->count >= most + 1 || !entry_read(&tree->entries[tree->count], &at, end))
            return store_fail(store, STATUS_SYSTEM, _("tree %s is damaged"), id_text(id).hex);
        tree->count++;
    }
    return check(store, tree, id);
}

int tree_read(struct store *store, struct tree *tree, const struct store_id *id,
              struct visits *visits, size_t depth)
{
    *tree = (struct tree){0};
    if (!id) return STATUS_OK;
    if (depth >= STORE_DEPTH_MAX) /* as compiler/source.c counts */
        return store_fail(store, STATUS_POLICIES, _("there are more than %d folders in folders"),
                          STORE_DEPTH_MAX);
    int status =
        object_read(store, &tree->object, id, GIT_OBJECT_TREE, TREE_SIZE_MAX, STATUS_SYSTEM);
    if (!status) status = take_apart(store, tree, id);
    visits->entries += tree->count;
    if (!status && (++visits->trees > TREE_VISITS_MAX || visits->entries > ENTRY_VISITS_MAX))
        status = store_fail(store, STATUS_POLICIES, "%s",
                            _("there are too many folders and files to look through"));
    if (status) tree_free(tree);
    return status;
}

void tree_free(struct tree *tree)
{
    git_odb_object_free(tree->object);
    free(tree->entries);
    *tree = (struct tree){0};
}

/* ---- one path ---- */

static const struct entry *entry_named(const struct tree *tree, const char *name, size_t len)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->entries[i].name_len == len && !memcmp(tree->entries[i].name, name, len))
            return &tree->entries[i];
    return NULL;
}

int store_find(struct store *store, const struct store_id *tree_id, const char *name,
               struct store_id *blob)
{
    struct visits visits = {0};
    struct store_id folder = *tree_id;
    const char *part = name;
    for (size_t depth = 0;; depth++) {
        struct tree tree;
        int status = tree_read(store, &tree, &folder, &visits, depth);
        if (status) return status;
        size_t len = strcspn(part, "/");
        const struct entry *entry = entry_named(&tree, part, len);
        unsigned wanted = part[len] ? ENTRY_FOLDER : ENTRY_FILE;
        bool found = entry && entry->kind == wanted;
        if (found) folder = entry->id;
        tree_free(&tree);
        if (!found)
            return store_fail(store, STATUS_USAGE, _("there is no file %s in tree %s"), name,
                              id_text(tree_id).hex);
        if (!part[len]) break;
        part += len + 1;
    }
    *blob = folder;
    return STATUS_OK;
}
