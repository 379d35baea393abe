/* The agenda: which windows a year has, and how they are written. */
#include "check.h"
#include "page.h"
#include "sample.h"

#include <string.h>

static struct program *tasks_program(struct arena *arena)
{
    struct program *p = hand_program(arena);
    struct range source = hand_citation(p, AFSPRAKEN, "afspraak 3, 4e punt");
    struct range parties = hand_text(p, "LHV");
    hand_text(p, "ZN");
    parties.count = 2;
    struct range assumed = hand_text(p, "half mei is 15 mei");
    for (int i = 0; i < 4; i++) program_add_tasks(p);
    p->tasks[0] = (struct task){.id = hand_symbol(p, "keuze"),
                                .title = hand_symbol(p, "Kiezen"),
                                .kind = TASK_UNDATED,
                                .because = hand_symbol(p, "geen dag"),
                                .parties = parties,
                                .citations = source};
    p->tasks[1] = (struct task){
        .id = hand_symbol(p, "effectmeting"),
        .title = hand_symbol(
            p, "Effectmeting over het voorbije jaar, landelijk en per HHZ-regio; daarna "
               "overleg met de Nederlandse Zorgautoriteit én de partijen"),
        .kind = TASK_YEARLY,
        .from_month = 1,
        .from_day = 1,
        .to_month = 5,
        .to_day = 15,
        .from_year = 2025,
        .to_year = 2026,
        .because = NONE,
        .parties = parties,
        .citations = source,
        .assumptions = assumed};
    p->tasks[2] = (struct task){.id = hand_symbol(p, "herziening"),
                                .title = hand_symbol(p, "Herzien"),
                                .kind = TASK_ONCE,
                                .from = day("2024-04-01"),
                                .to = day("2024-05-31"),
                                .because = NONE,
                                .parties = parties,
                                .citations = source};
    p->tasks[3] = (struct task){.id = hand_symbol(p, "winter"),
                                .title = hand_symbol(p, "Winter"),
                                .kind = TASK_YEARLY,
                                .from_month = 12,
                                .from_day = 1,
                                .to_month = 2,
                                .to_day = 29,
                                .from_year = 2025,
                                .to_year = 2025,
                                .because = NONE,
                                .parties = parties,
                                .citations = source};
    return p;
}

static void the_agenda_of_a_year(void **state)
{
    struct program *p = tasks_program(*state);
    struct agenda agenda = agenda_of(*state, p, 0);
    assert_int_equal(agenda.count, 5);
    assert_ptr_equal(agenda.windows[0].task, &p->tasks[2]);
    assert_int_equal(agenda.windows[1].from, day("2025-01-01"));
    assert_int_equal(agenda.windows[1].to, day("2025-05-15"));
    assert_false(agenda.windows[4].dated);

    agenda = agenda_of(*state, p, 2026); /* the winter of 2025 ends in it, on the 28th */
    assert_int_equal(agenda.count, 3);
    assert_int_equal(agenda.windows[0].from, day("2025-12-01"));
    assert_int_equal(agenda.windows[0].to, day("2026-02-28"));
    assert_int_equal(agenda.windows[1].from, day("2026-01-01"));
    assert_int_equal(agenda_of(*state, p, 2030).count, 1);
}

static void agenda_as_json_and_text(void **state)
{
    struct arena *arena = *state;
    struct program *p = tasks_program(arena);
    struct agenda agenda = agenda_of(arena, p, 2024);
    struct page *page = page_of(arena, p);
    agenda_json(&page->report, &agenda);
    assert_string_equal(
        text_of(page),
        "[\n{\"taak\":\"herziening\",\"titel\":\"Herzien\",\"van\":\"2024-04-01\","
        "\"tot_en_met\":\"2024-05-31\",\"jaarlijks\":false,\"partijen\":[\"LHV\",\"ZN\"],"
        "\"bron\":[{\"id\":\"afspraken\",\"plaats\":\"afspraak 3, 4e punt\"}],\"aannames\":[]},\n"
        "{\"taak\":\"keuze\",\"titel\":\"Kiezen\",\"van\":null,\"tot_en_met\":null,"
        "\"jaarlijks\":false,\"reden\":\"geen dag\",\"partijen\":[\"LHV\",\"ZN\"],"
        "\"bron\":[{\"id\":\"afspraken\",\"plaats\":\"afspraak 3, 4e "
        "punt\"}],\"aannames\":[]}\n]\n");
    page = page_of(arena, p);
    agenda_text(&page->report, &agenda);
    assert_string_equal(
        text_of(page),
        "from          up to and including  by       task\n"
        "1 April 2024  31 May 2024          LHV, ZN  Herzien\n"
        "                                            source: afspraken, afspraak 3, 4e punt\n"
        "not known     -                    LHV, ZN  Kiezen\n"
        "                                            no date: geen dag\n"
        "                                            source: afspraken, afspraak 3, 4e punt\n");
}

static void agenda_as_calendar(void **state)
{
    struct arena *arena = *state;
    struct program *p = tasks_program(arena);
    struct agenda agenda = agenda_of(arena, p, 2025);
    struct page *page = page_of(arena, p);
    agenda.count = 1; /* the yearly one */
    agenda_ics(&page->report, &agenda);
    assert_string_equal(
        text_of(page),
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//leidraad//leidraad MTVP//NL\r\n"
        "CALSCALE:GREGORIAN\r\nX-WR-CALNAME:MTVP\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:effectmeting-2025@mtvp.leidraad\r\n"
        "DTSTAMP:20250701T000000Z\r\n"
        "DTSTART;VALUE=DATE:20250101\r\n"
        "DTEND;VALUE=DATE:20250516\r\n"
        "SUMMARY:Effectmeting over het voorbije jaar\\, landelijk en per HHZ-regio\\; \r\n"
        " daarna overleg met de Nederlandse Zorgautoriteit én de partijen\r\n"
        "DESCRIPTION:Door: LHV\\, ZN\\nBron: Bestuurlijke afspraken\\, afspraak 3\\, 4e \r\n"
        " punt\\nAanname: half mei is 15 mei\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n");

    agenda = agenda_of(arena, p, 2030);
    page = page_of(arena, p);
    agenda_ics(&page->report, &agenda);
    const char *ics = text_of(page);
    assert_non_null(strstr(ics, "BEGIN:VTODO\r\nUID:keuze@mtvp.leidraad\r\n"
                                "DTSTAMP:20250701T000000Z\r\nSUMMARY:Kiezen\r\n"));
    assert_null(strstr(ics, "DTSTART"));
    assert_non_null(strstr(ics, "\\nZonder datum: geen dag"));
}

/* No line is longer than 75 octets, none parts a character, and unfolding gives back the text. */
static void calendar_lines_fold_between_characters(void **state)
{
    struct arena *arena = *state;
    for (size_t shift = 0; shift < 4; shift++) {
        struct program *p = tasks_program(arena);
        struct buf title = {.arena = arena}, unfolded = {.arena = arena};
        for (size_t i = 0; i < shift; i++) buf_addc(&title, 'x');
        for (size_t i = 0; i < 60; i++) buf_adds(&title, i % 3 ? "é" : "€");
        p->tasks[2].title = program_symbol(p, buf_str(&title));
        struct agenda agenda = agenda_of(arena, p, 2024);
        struct page *page = page_of(arena, p);
        agenda_ics(&page->report, &agenda);
        const char *at = text_of(page), *end;
        for (; (end = strstr(at, "\r\n")); at = end + 2) {
            struct str line = {at, (size_t)(end - at)};
            assert_true(line.len <= 75);
            assert_true(str_is_utf8(line));
            bool folded = *at == ' ';
            if (!folded) buf_addc(&unfolded, '\n');
            buf_add(&unfolded, (struct str){at + folded, line.len - folded});
        }
        assert_non_null(strstr(buf_str(&unfolded).at, buf_str(&title).at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(the_agenda_of_a_year),
        ARENA_TEST(agenda_as_json_and_text),
        ARENA_TEST(agenda_as_calendar),
        ARENA_TEST(calendar_lines_fold_between_characters),
    };
    return cmocka_run_group_tests_name("agenda", tests, NULL, NULL);
}
