/* `agenda` as iCalendar (RFC 5545), for the calendars of the parties.
 *
 * A window is an event of whole days: DTEND is the day after the last (section 3.6.1).  A task
 * without a date is a VTODO, which needs none.  UID's are made of names in the policies, so that a
 * calendar that reads the file again updates what it has; and DTSTAMP is the day on which the
 * policies were last adopted, not the clock, so that the same policies give the same bytes. */
#include "report/report.h"

#include <stdio.h>

enum { LINE_OCTETS = 75 }; /* without CRLF; section 3.1 */

/* One content line, folded.  A fold does not part the octets of a character, which the RFC allows
 * and many readers do not understand. */
static void write_line(struct out *out, struct str line)
{
    size_t room = LINE_OCTETS;
    while (line.len > room) {
        size_t n = room;
        while (n && ((unsigned char)line.at[n] & 0xC0) == 0x80) n--;
        if (!n) n = room; /* not UTF-8: fold all the same */
        out_bytes(out, line.at, n);
        out_text(out, "\r\n ");
        line = (struct str){line.at + n, line.len - n};
        room = LINE_OCTETS - 1; /* the space counts */
    }
    out_str(out, line);
    out_text(out, "\r\n");
}

static void write_text(struct out *out, const char *text)
{
    write_line(out, str_from(text));
}

/* Text as section 3.3.11 wants it. */
static void add_escaped(struct buf *line, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\r') continue;
        if (c == '\n') {
            buf_adds(line, "\\n");
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') buf_addc(line, '\\');
        if ((unsigned char)c >= ' ' || c == '\t') buf_addc(line, c);
    }
}

static void write_day(struct out *out, const char *property, date d)
{
    struct civil c = civil_from_date(d);
    char line[LINE_OCTETS];
    snprintf(line, sizeof line, "%s%04d%02d%02d", property, c.year, c.month, c.day);
    write_text(out, line);
}

/* The latest day that anything was adopted; the begin of the stelsel where no day is given. */
static date adopted_last(const struct program *p)
{
    date last = DATE_MIN - 1;
    for (index_t i = 0; i < p->versions_count; i++)
        if (p->versions[i].status == VERSION_ADOPTED && p->versions[i].adopted > last)
            last = p->versions[i].adopted;
    for (index_t i = 0; i < p->kaders_count; i++)
        if (p->kaders[i].adopted > last) last = p->kaders[i].adopted;
    for (index_t i = 0; i < p->plans_count; i++)
        if (p->plans[i].adopted > last) last = p->plans[i].adopted;
    return last < DATE_MIN ? p->stelsel.from : last;
}

/* A date later than 9999 cannot be written with four digits. */
static date day_after(date d)
{
    return d < DATE_MAX ? d + 1 : d;
}

static void write_uid(struct out *out, struct arena *arena, const struct program *p,
                      const struct window *window)
{
    struct buf line = {.arena = arena};
    buf_adds(&line, "UID:");
    buf_add(&line, program_text(p, window->task->id));
    if (window->task->kind == TASK_YEARLY) buf_printf(&line, "-%04d", date_year(window->from));
    buf_addc(&line, '@');
    buf_add(&line, program_text(p, p->stelsel.id));
    buf_adds(&line, ".leidraad");
    write_line(out, buf_str(&line));
}

/* Who, why there, on which ground: a line each. */
static struct str description(struct arena *arena, const struct program *p, const struct task *task)
{
    struct buf text = {.arena = arena};
    buf_adds(&text, "Door: ");
    for (index_t i = 0; i < task->parties.count; i++) {
        if (i) buf_adds(&text, ", ");
        buf_add(&text, program_text(p, p->texts[task->parties.first + i].to));
    }
    if (task->kind == TASK_UNDATED && task->because != NONE) {
        buf_adds(&text, "\nZonder datum: ");
        buf_add(&text, program_text(p, task->because));
    }
    for (index_t i = 0; i < task->citations.count; i++) {
        const struct citation *citation = &p->citations[task->citations.first + i];
        buf_adds(&text, "\nBron: ");
        buf_add(&text, program_text(p, p->sources[citation->source].title));
        if (citation->place == NONE) continue;
        buf_adds(&text, ", ");
        buf_add(&text, program_text(p, citation->place));
    }
    for (index_t i = 0; i < task->assumptions.count; i++) {
        buf_adds(&text, "\nAanname: ");
        buf_add(&text, program_text(p, p->texts[task->assumptions.first + i].to));
    }
    return buf_str(&text);
}

static void write_component(const struct report *report, const struct window *window, date stamp)
{
    const struct program *p = report->program;
    struct out *out = report->out;
    struct civil c = civil_from_date(stamp);
    char line[LINE_OCTETS];
    write_text(out, window->dated ? "BEGIN:VEVENT" : "BEGIN:VTODO");
    write_uid(out, report->arena, p, window);
    snprintf(line, sizeof line, "DTSTAMP:%04d%02d%02dT000000Z", c.year, c.month, c.day);
    write_text(out, line);
    if (window->dated) {
        write_day(out, "DTSTART;VALUE=DATE:", window->from);
        write_day(out, "DTEND;VALUE=DATE:", day_after(window->to));
    }
    struct buf summary = {.arena = report->arena}, text = {.arena = report->arena};
    buf_adds(&summary, "SUMMARY:");
    add_escaped(&summary, program_text(p, window->task->title));
    write_line(out, buf_str(&summary));
    buf_adds(&text, "DESCRIPTION:");
    add_escaped(&text, description(report->arena, p, window->task));
    write_line(out, buf_str(&text));
    if (window->dated) write_text(out, "TRANSP:TRANSPARENT"); /* a window keeps nobody busy */
    write_text(out, window->dated ? "END:VEVENT" : "END:VTODO");
}

void agenda_ics(const struct report *report, const struct agenda *agenda)
{
    struct out *out = report->out;
    struct buf name = {.arena = report->arena};
    date stamp = adopted_last(report->program);
    write_text(out, "BEGIN:VCALENDAR");
    write_text(out, "VERSION:2.0");
    write_text(out, "PRODID:-//leidraad//leidraad MTVP//NL");
    write_text(out, "CALSCALE:GREGORIAN");
    buf_adds(&name, "X-WR-CALNAME:");
    add_escaped(&name, program_text(report->program, report->program->stelsel.title));
    write_line(out, buf_str(&name));
    for (size_t i = 0; i < agenda->count; i++) write_component(report, &agenda->windows[i], stamp);
    write_text(out, "END:VCALENDAR");
}
