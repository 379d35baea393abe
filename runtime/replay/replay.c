/* Replay: reads receipts, comes to each verdict again, and holds the two against each other, byte
 * for byte.
 *
 * Takes whatever gives the bytes of a file of receipts, and whatever opens the policies that a
 * receipt names; gives a report.  It needs no compiler: policies that were compiled elsewhere do.
 *
 *   line -> receipt (its hashes) -> policies (their hash) -> data (of the receipt) -> verdict
 *
 * The first of these that fails makes the receipt impossible to replay, and is the reason.  Memory
 * is that of one line, and of the policies of a few revisions: those used last stay open, since
 * receipts of one run stand together. */
#include "report/replay.h"
#include "api/handles.h"
#include "base/text.h"
#include "replay/compare.h"
#include "replay/receipt.h"
#include "report/receipt.h"

#include <stdlib.h>
#include <string.h>

enum {
    SOURCES = 8,
    PIECE = 1 << 16,     /* bytes that are read at once */
    LINE_MAX_MIB = 64,   /* a longer line is no receipt */
    LINES_BEFORE = 1000, /* which are none, before the first that is */
    PROGRESS_EVERY = 64,
    WIDTH_DEFAULT = 100,
    FORMATS = LEIDRAAD_FORMAT_ICS + 1
};
#define LINE_LONGEST ((size_t)LINE_MAX_MIB << 20)

/* ---- lines ---- */

struct lines {
    leidraad_read_fn *read;
    void *context;
    struct arena *arena;
    char *at; /* what was read and is not used yet: from .. to */
    size_t room, from, to;
    bool ended, failed;
    bool too_long; /* the line that was given is only its beginning */
};

static void fill(struct lines *lines)
{
    size_t n = 0;
    if (lines->from) memmove(lines->at, lines->at + lines->from, lines->to - lines->from);
    lines->to -= lines->from;
    lines->from = 0;
    if (lines->room - lines->to < PIECE) {
        size_t room = 2 * lines->room + PIECE;
        lines->at = arena_resize(lines->arena, lines->at, lines->room, room);
        lines->room = room;
    }
    if (lines->read(lines->context, lines->at + lines->to, PIECE, &n)) lines->failed = true;
    if (n > PIECE) n = PIECE;
    if (lines->failed || !n) lines->ended = true;
    lines->to += lines->failed ? 0 : n;
}

/* Passes over what is left of a line that is too long to keep. */
static void skip_line(struct lines *lines)
{
    for (;;) {
        const char *end = memchr(lines->at + lines->from, '\n', lines->to - lines->from);
        lines->from = end ? (size_t)(end - lines->at) + 1 : lines->to;
        if (end || lines->ended) return;
        fill(lines);
    }
}

/* The next line without its end, which lives until the next call.  False: there is none. */
static bool next_line(struct lines *lines, struct str *line)
{
    size_t looked = 0;
    if (lines->too_long) skip_line(lines);
    lines->too_long = false;
    for (;;) {
        size_t len = lines->to - lines->from;
        const char *begin = lines->at + lines->from;
        const char *end = len > looked ? memchr(begin + looked, '\n', len - looked) : NULL;
        if (end) len = (size_t)(end - begin);
        lines->too_long = !end && len > LINE_LONGEST;
        if (end || lines->too_long || (lines->ended && len)) {
            *line = (struct str){begin, len};
            lines->from += len + (end != NULL);
            return true;
        }
        if (lines->ended) return false;
        looked = len;
        fill(lines);
    }
}

/* ---- policies ---- */

/* Policies that receipts name, or why there are none; with what writes their results. */
struct opened {
    struct arena *arena; /* NULL: this place is free */
    struct str beleid;
    leidraad_policies *policies;
    enum replay_reason reason;
    const char *why;
    struct report report;
    struct result_text *text;
    size_t used; /* the line that asked for it last */
};

struct opening {
    struct opened *source;
    struct str beleid;
    leidraad_open_fn *open;
    void *context;
};

static int open_policies(struct arena *arena, void *context)
{
    static const enum replay_reason reasons[] = {
        [LEIDRAAD_ERROR_USAGE] = REASON_NO_COMMIT,
        [LEIDRAAD_ERROR_POLICIES] = REASON_INVALID,
        [LEIDRAAD_ERROR_SYSTEM] = REASON_UNREADABLE,
    };
    const struct opening *opening = context;
    struct opened *source = opening->source;
    const char *why = NULL;
    source->arena = arena;
    source->beleid = str_copy(arena, opening->beleid);
    int status = (int)opening->open(opening->context, source->beleid.at, &source->policies, &why);
    if (status == STATUS_MEMORY) arena_fail(arena);
    if (why && *why) source->why = arena_copy(arena, why, strlen(why));
    if (!status && (!source->policies || !source->policies->program)) status = STATUS_POLICIES;
    if (status) {
        bool known = (size_t)status < sizeof reasons / sizeof *reasons && reasons[status];
        source->reason = known ? reasons[status] : REASON_UNREADABLE;
        return STATUS_OK;
    }
    source->report = (struct report){.arena = arena,
                                     .program = source->policies->program,
                                     .name = source->beleid.at,
                                     .content = source->policies->content,
                                     .force_version = NONE};
    source->text = result_text_create(&source->report);
    return STATUS_OK;
}

static void close_opened(struct opened *source)
{
    leidraad_policies_free(source->policies);
    arena_free(source->arena);
    *source = (struct opened){0};
}

/* ---- one receipt ---- */

struct replay {
    leidraad_open_fn *open;
    void *open_context;
    const struct replay_writer *writer;
    void *kept;
    struct opened sources[SOURCES];
    leidraad_replayed counts;
    size_t before,
        before_at[LINES_BEFORE]; /* lines that are no receipts: how many, their numbers */
    size_t line;                 /* its number */
    bool cut;                    /* the line is longer than a line may be */
    struct str text;
};

/* The one that is open, or else in the place of the one that was not asked for the longest. */
static int find_opened(struct opened **out, struct replay *replay, struct str beleid)
{
    struct opened *oldest = &replay->sources[0];
    for (size_t i = 0; i < SOURCES; i++) {
        struct opened *source = &replay->sources[i];
        if (source->arena && str_equal(source->beleid, beleid)) {
            source->used = replay->line;
            *out = source;
            return STATUS_OK;
        }
        if (source->used < oldest->used) oldest = source;
    }
    close_opened(oldest);
    struct opening opening = {oldest, beleid, replay->open, replay->open_context};
    int status = api_opened(open_policies, &opening);
    if (status) { /* and its arena is gone */
        leidraad_policies_free(oldest->policies);
        *oldest = (struct opened){0};
        return status;
    }
    oldest->used = replay->line;
    *out = oldest;
    return STATUS_OK;
}

static int impossible(struct replayed *replayed, enum replay_reason reason, const char *why)
{
    replayed->outcome = REPLAY_IMPOSSIBLE;
    replayed->reason = reason;
    replayed->why = why;
    return STATUS_OK;
}

static const char *first_error(struct arena *arena, const struct data *data)
{
    for (size_t i = 0; i < data->diags->list.len; i++) {
        const struct diag *diag = &data->diags->list.at[i];
        if (diag->kind->severity == SEVERITY_ERROR) return diag_message(arena, diag).at;
    }
    return NULL;
}

static struct str evaluate_again(struct opened *source, struct arena *arena,
                                 const struct data *data, const struct request *request)
{
    struct result *result = ARENA_NEW(arena, struct result);
    source->report.all_readings = request->evaluate.turn_readings;
    evaluate_subject(result, arena, source->report.program, data, request->table, request->row,
                     &request->evaluate);
    return result_text(source->text, arena, result);
}

static int compare(struct replayed *replayed, struct arena *arena, struct str was, struct str now)
{
    if (str_equal(was, now)) return STATUS_OK;
    replayed->outcome = REPLAY_DIFFERENT;
    replayed->differences_count = replay_compare(&replayed->differences, arena, was, now);
    return STATUS_OK;
}

static int replay_with(struct replayed *replayed, struct arena *arena, struct opened *source,
                       const struct receipt *receipt)
{
    const struct program *p = source->report.program;
    struct data_options how = {.any_version = true};
    struct data *data;
    int status =
        data_read(&data, arena, p, STR("bewijs.json"), receipt->invoer, (struct str){0}, &how);
    if (status) return impossible(replayed, REASON_INPUT_REFUSED, first_error(arena, data));

    struct request request;
    char *error = arena_alloc(arena, ERROR_SIZE);
    leidraad_options options = {
        .size = sizeof options,
        .on = receipt->peildatum,
        .leidraad = receipt->leidraad,
        .readings = receipt->lezingen,
        .all_readings = receipt->alle_lezingen,
        .subject = arena_printf(arena, STR_FMT ":" STR_FMT, STR_ARG(receipt->onderwerp),
                                STR_ARG(receipt->sleutel)),
    };
    if (request_of(&request, arena, p, data, &options, error))
        return impossible(replayed, REASON_REQUEST, error);
    return compare(replayed, arena, receipt->resultaat,
                   evaluate_again(source, arena, data, &request));
}

static int replay_receipt(struct replay *replay, struct replayed *replayed, struct arena *arena)
{
    static const enum replay_reason reasons[] = {
        [RECEIPT_DAMAGED] = REASON_DAMAGED,
        [RECEIPT_INPUT] = REASON_INPUT,
        [RECEIPT_FOREIGN] = REASON_FOREIGN,
    };
    struct receipt *receipt = ARENA_NEW(arena, struct receipt);
    enum receipt_state state =
        replay->cut ? RECEIPT_DAMAGED : receipt_read(receipt, arena, replay->text);
    replayed->named =
        receipt->onderwerp.at && receipt->sleutel.at && receipt->beleid.at && receipt->programma.at;
    replayed->onderwerp = receipt->onderwerp;
    replayed->sleutel = receipt->sleutel;
    replayed->beleid = receipt->beleid;
    replayed->programma = receipt->programma;
    if (state != RECEIPT_FINE) return impossible(replayed, reasons[state], NULL);

    struct opened *source;
    int status = find_opened(&source, replay, receipt->beleid);
    if (status) return status;
    if (source->reason) return impossible(replayed, source->reason, source->why);
    if (!str_equal(receipt->beleid_inhoud, str_from(source->report.content)))
        return impossible(replayed, REASON_CONTENT, NULL);
    return replay_with(replayed, arena, source, receipt);
}

static int replay_line(struct arena *arena, void *context)
{
    struct replay *replay = context;
    struct replayed replayed = {.line = replay->line};
    int status = replay_receipt(replay, &replayed, arena);
    if (status) return status;
    replay->counts.receipts++;
    replay->counts.equal += replayed.outcome == REPLAY_EQUAL;
    replay->counts.different += replayed.outcome == REPLAY_DIFFERENT;
    replay->counts.impossible += replayed.outcome == REPLAY_IMPOSSIBLE;
    replay->writer->one(replay->kept, arena, &replayed);
    return STATUS_OK;
}

/* ---- all of them ---- */

struct replay_asked {
    leidraad_read_fn *read;
    void *read_context;
    leidraad_open_fn *open;
    void *open_context;
    const leidraad_report_options *report;
    leidraad_write_fn *write;
    void *context;
    leidraad_replayed *counts;
    struct replay replay;
};

/* Lines before the first that looks like a receipt: damaged ones, if there is such a first. */
static int begin_report(struct replay *replay, const struct replay_report *report)
{
    size_t line = replay->line;
    struct str text = replay->text;
    int status = STATUS_OK;
    replay->kept = replay->writer->begin(report);
    replay->text = (struct str){0};
    for (size_t i = 0; i < replay->before && !status; i++) {
        replay->line = replay->before_at[i];
        status = api_guarded(replay_line, replay);
    }
    replay->line = line;
    replay->text = text;
    return status;
}

/* What was read has to be receipts before anything is written: something else is a mistake in the
 * command, and no answer. */
static int replay_lines(struct replay *replay, struct lines *lines, struct out *out,
                        const struct replay_report *report, const leidraad_report_options *how)
{
    while (next_line(lines, &replay->text)) {
        int status = STATUS_OK;
        replay->line++;
        if (!replay->text.len) continue; /* an empty line is nothing */
        replay->cut = lines->too_long;
        if (!replay->kept && !receipt_is_like(replay->text)) {
            if (replay->before == LINES_BEFORE) return STATUS_DATA;
            replay->before_at[replay->before++] = replay->line;
            continue;
        }
        if (!replay->kept) status = begin_report(replay, report);
        if (!status) status = api_guarded(replay_line, replay);
        if (status) return status;
        if (out->failed) return STATUS_STOPPED;
        if (how->progress && replay->line % PROGRESS_EVERY == 0)
            how->progress(how->progress_context, replay->line, 0);
    }
    if (lines->failed) return STATUS_SYSTEM;
    return replay->kept ? STATUS_OK : STATUS_DATA;
}

static int replay_all(struct arena *arena, void *context)
{
    static const struct replay_writer *const writers[FORMATS] = {
        [LEIDRAAD_FORMAT_TEXT] = &replay_text,
        [LEIDRAAD_FORMAT_JSON] = &replay_json,
        [LEIDRAAD_FORMAT_NDJSON] = &replay_ndjson,
        [LEIDRAAD_FORMAT_CSV] = &replay_csv,
    };
    struct replay_asked *asked = context;
    struct replay *replay = &asked->replay;
    leidraad_report_options how = {.size = sizeof how};
    if (!api_take_options(&how, sizeof how, asked->report)) return STATUS_USAGE;
    if ((size_t)how.format >= FORMATS || !writers[how.format]) return STATUS_USAGE;

    struct out *out = ARENA_NEW(arena, struct out);
    out_init(out, asked->write, asked->context);
    if (how.format == LEIDRAAD_FORMAT_TEXT) out_show(out);
    struct replay_report report = {.out = out,
                                   .arena = arena,
                                   .width = how.width > 0 ? (size_t)how.width : WIDTH_DEFAULT,
                                   .colour = how.colour != 0};
    struct lines lines = {.read = asked->read, .context = asked->read_context, .arena = arena};
    replay->open = asked->open;
    replay->open_context = asked->open_context;
    replay->writer = writers[how.format];
    fill(&lines);
    int status = replay_lines(replay, &lines, out, &report, &how);
    if (!status) replay->writer->end(replay->kept, &replay->counts);
    bool failed = out_flush(out) != 0;
    return status ? status : failed ? STATUS_STOPPED : STATUS_OK;
}

leidraad_status leidraad_replay(leidraad_read_fn *read, void *read_context, leidraad_open_fn *open,
                                void *open_context, const leidraad_report_options *report,
                                leidraad_replayed *counts, leidraad_write_fn *write, void *context)
{
    struct replay_asked asked = {.read = read,
                                 .read_context = read_context,
                                 .open = open,
                                 .open_context = open_context,
                                 .report = report,
                                 .write = write,
                                 .context = context};
    int status = api_guarded(replay_all, &asked);
    for (size_t i = 0; i < SOURCES; i++) close_opened(&asked.replay.sources[i]);
    if (counts) *counts = asked.replay.counts;
    return (leidraad_status)status;
}
