/* The public header: what differs between policies. */
#include "base/text.h"
#include "compiler/api/api.h"
#include "compiler/compare/report.h"

enum { WIDTH_DEFAULT = 100 };

struct asked {
    const struct leidraad_policies *policies[2];
    const char *version[2];
    const leidraad_report_options *report;
    leidraad_differences *counts;
    leidraad_write_fn *write;
    void *context;
};

typedef void difference_writer(const struct difference_report *report);

static difference_writer *writer_of(leidraad_format_kind format)
{
    switch (format) {
    case LEIDRAAD_FORMAT_TEXT: return difference_text;
    case LEIDRAAD_FORMAT_JSON: return difference_json;
    case LEIDRAAD_FORMAT_HTML: return difference_html;
    default: return NULL;
    }
}

static struct compared_side side_of(const struct asked *asked, int side)
{
    const struct leidraad_policies *policies = asked->policies[side];
    return (struct compared_side){.name = policies->name,
                                  .content = policies->content,
                                  .version = str_from(asked->version[side])};
}

static int report_diff(struct arena *arena, void *context)
{
    const struct asked *asked = context;
    struct compared compared[2];
    leidraad_report_options how = {.size = sizeof how};
    if (!api_take_options(&how, sizeof how, asked->report)) return STATUS_USAGE;
    difference_writer *writer = writer_of(how.format);
    if (!writer || !asked->version[0] != !asked->version[1]) return STATUS_USAGE;
    for (int side = 0; side < 2; side++) {
        const struct program *p = asked->policies[side]->program;
        struct str version = str_from(asked->version[side]);
        compared[side] = (struct compared){p, NONE};
        if (version.len) compared[side].version = program_find_version(p, version);
        if (asked->version[side] && compared[side].version == NONE) return STATUS_USAGE;
    }
    struct out *out = ARENA_NEW(arena, struct out);
    out_init(out, asked->write, asked->context);
    if (how.format != LEIDRAAD_FORMAT_JSON) out_show(out);
    struct difference_report report = {
        .out = out,
        .arena = arena,
        .differences = compare(arena, &compared[0], &compared[1]),
        .from = side_of(asked, 0),
        .to = side_of(asked, 1),
        .width = how.width > 0 ? (size_t)how.width : WIDTH_DEFAULT,
        .colour = how.colour != 0,
    };
    if (asked->counts)
        *asked->counts = (leidraad_differences){.meaning = report.differences->meaning,
                                                .text = report.differences->text};
    writer(&report);
    return out_flush(out) ? STATUS_STOPPED : STATUS_OK;
}

leidraad_status leidraad_report_diff(const leidraad_policies *from, const char *from_version,
                                     const leidraad_policies *to, const char *to_version,
                                     const leidraad_report_options *report,
                                     leidraad_differences *counts, leidraad_write_fn *write,
                                     void *context)
{
    struct asked asked = {.policies = {from, to},
                          .version = {from_version, to_version},
                          .report = report,
                          .counts = counts,
                          .write = write,
                          .context = context};
    if (counts) *counts = (leidraad_differences){0};
    if (!from->program || !to->program) return LEIDRAAD_ERROR_POLICIES;
    return (leidraad_status)api_guarded(report_diff, &asked);
}
