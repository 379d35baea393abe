/* `replay` for people: the receipts that are not equal, and how many there are of each.  That one
 * is equal needs no line of its own: there are thousands. */
#include "base/text.h"
#include "report/grid.h"
#include "report/replay.h"

enum { INDENT = 2, SHOWN = 20 };

struct kept {
    const struct replay_report *report;
    bool any; /* of those lines */
};

static void *begin(const struct replay_report *report)
{
    struct kept *kept = ARENA_NEW(report->arena, struct kept);
    kept->report = report;
    return kept;
}

static const char *words_reason(enum replay_reason reason)
{
    static const char *const words[REPLAY_REASONS] = {
        [REASON_NONE] = "",
        [REASON_DAMAGED] = N_("the receipt is damaged: it is not as it was written"),
        [REASON_INPUT] = N_("the input was changed: it is not the one that its hash is of"),
        [REASON_FOREIGN] = N_("the receipt is in another form than this program knows"),
        [REASON_NO_COMMIT] = N_("the commit is missing"),
        [REASON_UNREADABLE] = N_("the policies cannot be read"),
        [REASON_INVALID] = N_("the policies do not compile"),
        [REASON_CONTENT] = N_("the policies are others than those of the receipt: their hash "
                              "differs"),
        [REASON_INPUT_REFUSED] = N_("the input cannot be read by these policies"),
        [REASON_REQUEST] = N_("what was asked cannot be asked of these policies"),
    };
    return _(words[reason]);
}

static void say(const struct kept *kept, size_t indent, struct str text, enum style style)
{
    const struct replay_report *report = kept->report;
    out_spaces(report->out, indent);
    if (style == STYLE_PLAIN)
        out_wrapped(report->out, text, indent, indent + INDENT, report->width);
    else
        out_styled(report->out, text, style, report->colour);
    out_char(report->out, '\n');
}

static void write_head(const struct kept *kept, struct arena *scratch,
                       const struct replayed *replayed)
{
    struct buf text = {.arena = scratch};
    bool different = replayed->outcome == REPLAY_DIFFERENT;
    buf_printf(&text, _("line %zu"), replayed->line);
    if (replayed->named)
        buf_printf(&text, ", %.*s %.*s, %.*s", STR_ARG(replayed->onderwerp),
                   STR_ARG(replayed->sleutel), STR_ARG(replayed->beleid));
    if (replayed->named && !str_equal(replayed->programma, STR("leidraad " LEIDRAAD_VERSION)))
        buf_printf(&text, ", %.*s", STR_ARG(replayed->programma));
    buf_adds(&text, ": ");
    buf_adds(&text, different ? _("different") : _("impossible"));
    say(kept, 0, buf_str(&text), different ? STYLE_BAD : STYLE_WARN);
}

static struct str shown(struct str value)
{
    return value.len ? difference_shown(value) : str_from(_("nothing"));
}

static void write_difference(const struct kept *kept, struct arena *scratch,
                             const struct replay_difference *difference)
{
    struct buf text = {.arena = scratch};
    struct str was = shown(difference->was), now = shown(difference->now);
    if (difference->place.len)
        buf_printf(&text, _("%.*s: was %.*s, is now %.*s"), STR_ARG(difference->place),
                   STR_ARG(was), STR_ARG(now));
    else
        buf_adds(&text, _("the same values, in other bytes"));
    say(kept, INDENT, buf_str(&text), STYLE_PLAIN);
}

static void one(void *state, struct arena *scratch, const struct replayed *replayed)
{
    struct kept *kept = state;
    if (replayed->outcome == REPLAY_EQUAL) return;
    kept->any = true;
    write_head(kept, scratch, replayed);
    if (replayed->reason) {
        struct buf text = {.arena = scratch};
        buf_adds(&text, words_reason(replayed->reason));
        if (replayed->why) buf_printf(&text, ": %s", replayed->why);
        say(kept, INDENT, buf_str(&text), STYLE_PLAIN);
    }
    size_t count = replayed->differences_count, most = count > SHOWN ? SHOWN : count;
    for (size_t i = 0; i < most; i++) write_difference(kept, scratch, &replayed->differences[i]);
    if (count > most) {
        struct buf text = {.arena = scratch};
        buf_printf(&text, _("and %zu more; --format json has them all"), count - most);
        say(kept, INDENT, buf_str(&text), STYLE_PLAIN);
    }
}

static void end(void *state, const leidraad_replayed *counts)
{
    struct kept *kept = state;
    const struct replay_report *report = kept->report;
    const struct grid_column columns[] = {
        {.title = _("receipts"), .right = true},
        {.title = _("equal"), .right = true},
        {.title = _("different"), .right = true},
        {.title = _("impossible"), .right = true},
    };
    struct grid *grid = grid_create(report->arena, columns, 4);
    if (kept->any) out_char(report->out, '\n');
    grid_count(grid, counts->receipts, STYLE_STRONG);
    grid_count(grid, counts->equal, STYLE_GOOD);
    grid_count(grid, counts->different, STYLE_BAD);
    grid_count(grid, counts->impossible, STYLE_WARN);
    grid_write(grid, report->out, 0, report->width, report->colour);
}

const struct replay_writer replay_text = {begin, one, end};
