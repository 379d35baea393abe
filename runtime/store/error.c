/* Errors in words: what was being done, and what libgit2 said of it. */
#include "store/internal.h"

#include <stdarg.h>
#include <stdio.h>

struct id_text id_text(const struct store_id *id)
{
    struct id_text text;
    git_oid oid = oid_of(id);
    git_oid_tostr(text.hex, sizeof text.hex, &oid);
    return text;
}

/* No control characters, and no half of a character where the text was cut. */
static void clean(char *text)
{
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127) *c = *c == '\n' ? ' ' : '?';
    size_t len = strlen(text);
    for (size_t cut = 0; cut < 4 && len > cut; cut++)
        if (utf8_valid(text, len - cut)) {
            text[len - cut] = '\0';
            return;
        }
    for (char *c = text; *c; c++)
        if ((unsigned char)*c > 127) *c = '?';
}

static void __attribute__((format(printf, 2, 0)))
say(struct store *store, const char *format, va_list arguments)
{
    vsnprintf(store->error, sizeof store->error, format, arguments);
}

int store_fail(struct store *store, int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(store, format, arguments);
    va_end(arguments);
    clean(store->error);
    return status;
}

int store_no_memory(struct store *store)
{
    return store_fail(store, STATUS_MEMORY, "%s", _("out of memory"));
}

/* ---- libgit2's words ---- */

/* Does this path begin with the folder, which has a / behind it? */
static bool leads_into(const char *text, const char *folder)
{
    size_t len = strlen(folder) - 1;
    return len && !strncmp(text, folder, len) && (!text[len] || strchr("/ '\":)", text[len]));
}

/* It names whole paths; in their place comes the folder as it was given. */
static void say_git(struct store *store, const char *words)
{
    const char *folders[] = {store->git_folder, store->work_folder};
    const char *shown[] = {store->git_shown, store->work_shown};
    char *at = store->error + strlen(store->error), *end = store->error + sizeof store->error - 1;
    for (const char *c = words; *c && at < end;) {
        bool starts = *c == '/' && (c == words || strchr(" '\"(", c[-1]));
        size_t i = 0;
        while (starts && i < 2 && !(folders[i] && shown[i] && leads_into(c, folders[i]))) i++;
        if (!starts || i == 2) {
            *at++ = *c++;
            continue;
        }
        size_t len = strlen(shown[i]) - 1; /* without the /, as the folder */
        if (len > (size_t)(end - at)) len = (size_t)(end - at);
        memcpy(at, shown[i], len);
        at += len;
        c += strlen(folders[i]) - 1;
    }
    *at = '\0';
}

int store_git_fail(struct store *store, int status, const char *format, ...)
{
    const git_error *error = git_error_last();
    va_list arguments;
    va_start(arguments, format);
    say(store, format, arguments);
    va_end(arguments);
    size_t len = strlen(store->error);
    if (error && error->klass != GIT_ERROR_NONE && error->message &&
        len + 3 < sizeof store->error) {
        strcpy(store->error + len, ": ");
        say_git(store, error->message);
    }
    if (error && error->klass == GIT_ERROR_NOMEMORY) {
        if (!memory_was_refused()) return store_no_memory(store);
        len = strlen(store->error);
        snprintf(store->error + len, sizeof store->error - len, "%s",
                 _(" (an object claims to be larger than is read)"));
    }
    clean(store->error);
    git_error_clear();
    return status;
}
