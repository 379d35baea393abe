/* Diagnostics: keeping, sorting and wording them.  Showing them is the caller's. */
#include "base/diag.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct diags *diags_create(struct arena *arena)
{
    struct diags *diags = ARENA_NEW(arena, struct diags);
    diags->arena = arena;
    return diags;
}

uint32_t diags_file(struct diags *diags, struct str name, struct str text)
{
    *VEC_PUSH(diags->arena, &diags->files) = (struct diag_file){str_copy(diags->arena, name), text};
    return (uint32_t)(diags->files.len - 1);
}

static size_t *counter(struct diags *diags, enum severity severity)
{
    return severity == SEVERITY_ERROR     ? &diags->errors
           : severity == SEVERITY_WARNING ? &diags->warnings
                                          : &diags->notices;
}

struct diag *diag_add(struct diags *diags, const struct diag_kind *kind, struct span span)
{
    bool error = kind->severity == SEVERITY_ERROR;
    struct diag *diag = &diags->scratch;
    ++*counter(diags, kind->severity);
    if (error && diags->cap && diags->kept >= diags->cap) {
        diags->dropped++;
        memset(diag, 0, sizeof *diag);
    } else {
        diags->kept += error;
        diag = VEC_PUSH(diags->arena, &diags->list);
    }
    diag->kind = kind;
    diag->span = span;
    return diag;
}

/* Beyond the cap only counting may cost: a file with a million bad rows must not fill the memory
 * with what is never shown. */
static bool is_dropped(const struct diags *diags, const struct diag *diag)
{
    return diag == &diags->scratch;
}

static void put_arg(struct diag *diag, struct str copy)
{
    for (size_t i = 0; i < DIAG_ARGS; i++) {
        if (diag->args[i].at) continue;
        diag->args[i] = copy;
        return;
    }
}

void diag_arg(struct diags *diags, struct diag *diag, struct str arg)
{
    if (!is_dropped(diags, diag)) put_arg(diag, str_copy(diags->arena, arg));
}

void diag_argf(struct diags *diags, struct diag *diag, const char *format, ...)
{
    if (is_dropped(diags, diag)) return;
    va_list args;
    va_start(args, format);
    put_arg(diag, str_from(arena_vprintf(diags->arena, format, args)));
    va_end(args);
}

void diag_relate(struct diags *diags, struct diag *diag, struct span span, const char *message,
                 struct str arg0)
{
    if (is_dropped(diags, diag)) return;
    struct str copy = arg0.len ? str_copy(diags->arena, arg0) : (struct str){0};
    *VEC_PUSH(diags->arena, &diag->related) =
        (struct diag_related){.span = span, .message = message, .args = {copy}};
}

/* A record with its place in the order of arrival: qsort is not stable. */
struct entry {
    struct diag *diag;
    size_t arrival;
};

static int compare_u32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_place(const struct span *a, const struct span *b)
{
    int order = compare_u32(a->file, b->file);
    if (!order) order = compare_u32(a->line, b->line);
    if (!order) order = compare_u32(a->column, b->column);
    return order;
}

static int compare_span(const struct span *a, const struct span *b)
{
    int order = compare_place(a, b);
    if (!order) order = compare_u32(a->end_line, b->end_line);
    if (!order) order = compare_u32(a->end_column, b->end_column);
    return order;
}

static int compare_strs(const struct str *a, const struct str *b, size_t n)
{
    int order = 0;
    for (size_t i = 0; i < n && !order; i++) order = str_compare(a[i], b[i]);
    return order;
}

static int compare_related(const struct diag_related *a, const struct diag_related *b)
{
    int order = compare_span(&a->span, &b->span);
    if (!order) order = strcmp(a->message, b->message);
    if (!order) order = compare_strs(a->args, b->args, sizeof a->args / sizeof a->args[0]);
    return order;
}

/* 0: the one says nothing that the other does not. */
static int compare_content(const struct diag *a, const struct diag *b)
{
    int order = compare_span(&a->span, &b->span);
    if (!order) order = strcmp(a->kind->code, b->kind->code);
    if (!order) order = str_compare(a->path, b->path);
    if (!order) order = compare_strs(a->args, b->args, DIAG_ARGS);
    if (!order) order = str_compare(a->suggestion, b->suggestion);
    if (!order) order = (a->related.len > b->related.len) - (a->related.len < b->related.len);
    for (size_t i = 0; i < a->related.len && !order; i++)
        order = compare_related(&a->related.at[i], &b->related.at[i]);
    return order;
}

static int compare_arrival(const struct entry *a, const struct entry *b)
{
    return (a->arrival > b->arrival) - (a->arrival < b->arrival);
}

static int by_content(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare_content(x->diag, y->diag);
    return order ? order : compare_arrival(x, y);
}

static int by_place(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare_place(&x->diag->span, &y->diag->span);
    return order ? order : compare_arrival(x, y);
}

/* Repetitions need not be neighbours in the order that is wanted, so they are found in an order of
 * their own: two sorts, and no search through all that stand at one place. */
void diags_sort(struct diags *diags)
{
    size_t len = diags->list.len, kept = 0;
    if (len < 2) return;
    struct entry *entries = ARENA_ARRAY(diags->arena, struct entry, len);
    for (size_t i = 0; i < len; i++) entries[i] = (struct entry){&diags->list.at[i], i};

    qsort(entries, len, sizeof *entries, by_content);
    for (size_t i = 0; i < len; i++) {
        if (kept && !compare_content(entries[kept - 1].diag, entries[i].diag)) {
            enum severity severity = entries[i].diag->kind->severity;
            --*counter(diags, severity);
            diags->kept -= severity == SEVERITY_ERROR;
        } else {
            entries[kept++] = entries[i];
        }
    }
    qsort(entries, kept, sizeof *entries, by_place);

    struct diag *sorted = ARENA_ARRAY(diags->arena, struct diag, kept);
    for (size_t i = 0; i < kept; i++) sorted[i] = *entries[i].diag;
    diags->list.at = sorted;
    diags->list.len = diags->list.cap = kept;
}

/* The argument that "0}" and so on asks for, or NULL. */
static const struct str *arg_at(const char *place, const struct str *args, size_t n)
{
    if (place[0] < '0' || place[0] > '9' || place[1] != '}') return NULL;
    size_t i = (size_t)(place[0] - '0');
    return i < n && args[i].at ? &args[i] : NULL;
}

/* The translation of the msgid with its places filled in.  A place without an argument stays as it
 * is written, where a test or a reader will see it. */
static struct str fill(struct arena *arena, const char *msgid, const struct str *args, size_t n)
{
    struct buf buf = {.arena = arena};
    for (const char *at = _(msgid); *at; at++) {
        const struct str *arg = *at == '{' ? arg_at(at + 1, args, n) : NULL;
        if (arg) {
            buf_add(&buf, *arg);
            at += 2; /* the digit and the brace */
        } else {
            buf_addc(&buf, *at);
        }
    }
    return buf_str(&buf);
}

struct str diag_message(struct arena *arena, const struct diag *diag)
{
    return fill(arena, diag->kind->message, diag->args, DIAG_ARGS);
}

struct str diag_hint(struct arena *arena, const struct diag *diag)
{
    if (!diag->kind->hint) return (struct str){0};
    return fill(arena, diag->kind->hint, diag->args, DIAG_ARGS);
}

struct str diag_related_message(struct arena *arena, const struct diag_related *related)
{
    return fill(arena, related->message, related->args,
                sizeof related->args / sizeof related->args[0]);
}
