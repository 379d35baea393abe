/* See page.h. */
#include "page.h"

#include "check.h"
#include "sample.h"

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

struct page *page_of(struct arena *arena, const struct program *p)
{
    struct page *page = ARENA_NEW(arena, struct page);
    page->text.arena = arena;
    out_init(&page->out, append, &page->text);
    page->report = (struct report){
        .out = &page->out,
        .arena = arena,
        .program = p,
        .name = "map:policies",
        .content = "sha256:00",
        .force_version = NONE,
        .width = 100,
    };
    return page;
}

const char *text_of(struct page *page)
{
    assert_int_equal(out_flush(&page->out), 0);
    return buf_str(&page->text).at;
}

index_t hand_symbol(struct program *p, const char *text)
{
    return text ? program_symbol(p, str_from(text)) : NONE;
}

struct range hand_citation(struct program *p, index_t source, const char *place)
{
    index_t i = program_add_citations(p);
    p->citations[i] = (struct citation){source, hand_symbol(p, place)};
    return (struct range){i, 1};
}

struct range hand_text(struct program *p, const char *text)
{
    index_t i = program_add_texts(p);
    p->texts[i].to = hand_symbol(p, text);
    return (struct range){i, 1};
}

static void add_rule(struct program *p, const char *id, const char *title, uint8_t layer,
                     index_t source, const char *place)
{
    struct range citations = hand_citation(p, source, place);
    index_t i = program_add_rules(p);
    p->rules[i] = (struct rule){.id = hand_symbol(p, id),
                                .title = hand_symbol(p, title),
                                .layer = layer,
                                .citations = citations};
}

static struct range refs(struct program *p, index_t first, index_t count)
{
    struct range range = {p->refs_count, count};
    for (index_t i = 0; i < count; i++) {
        index_t ref = program_add_refs(p);
        p->refs[ref].to = first + i;
    }
    return range;
}

struct program *hand_program(struct arena *arena)
{
    static const char *const readings[] = {"jaarbegrip", "regioplanduur"};
    static const char *const versions[] = {"2023", "2026-2027", "2028"};
    static const char *const decisions[] = {"mag_starten", "declaratie_beletsel",
                                            "terugvordering_mogelijk"};
    struct program *p = program_create(arena);
    p->stelsel = (struct stelsel){.id = hand_symbol(p, "mtvp"),
                                  .title = hand_symbol(p, "MTVP"),
                                  .from = day("2023-04-01"),
                                  .to = day("2028-12-31"),
                                  .groups = 0,
                                  .table = 0};
    program_add_tables(p);
    p->tables[0] = (struct table){.id = hand_symbol(p, "praktijk"), .parent = NONE, .intake = 0};
    program_add_sources(p);
    program_add_sources(p);
    p->sources[AFSPRAKEN] = (struct source){.id = hand_symbol(p, "afspraken"),
                                            .title = hand_symbol(p, "Bestuurlijke afspraken")};
    p->sources[ROHA] = (struct source){
        .id = hand_symbol(p, "roha"), .title = hand_symbol(p, "Hoofdpunten"), .external = true};
    for (size_t i = 0; i < 2; i++) {
        index_t choice = program_add_choices(p), reading = program_add_readings(p);
        p->choices[choice].id = hand_symbol(p, i ? "kalender" : "eigen_jaar");
        p->readings[reading].id = hand_symbol(p, readings[i]);
        p->readings[reading].choices = (struct range){choice, 1};
    }
    for (size_t i = 0; i < 3; i++) {
        index_t v = program_add_versions(p);
        p->versions[v] = (struct version){.label = hand_symbol(p, versions[i]),
                                          .status = i == 2 ? VERSION_CONCEPT : VERSION_ADOPTED,
                                          .adopted = day("2025-07-01")};
    }
    add_rule(p, "lerende_omgeving", "Lerende omgeving", LAYER_LEIDRAAD, AFSPRAKEN,
             "uitgangspunt 3, onder 1");
    add_rule(p, "intervisie_jaarlijks", "Elk jaar intervisie", LAYER_REGIOPLAN, AFSPRAKEN,
             "2e punt");
    add_rule(p, "roha_netwerk_2", "Twee \"netwerk\"", LAYER_REGIOPLAN, ROHA, "hoofdpunten");
    add_rule(p, "regioplan_vigerend", "Regioplan", LAYER_KADER, AFSPRAKEN, NULL);
    add_rule(p, "doorontwikkeling", "Verdiept", LAYER_LEIDRAAD, AFSPRAKEN, "afspraak 4");
    add_rule(p, "wor_aanbod", "Welzijn; op recept", LAYER_REGIOPLAN, AFSPRAKEN, "blz. 3");
    p->rules[INTERVISIE].readings = refs(p, 0, 2);
    p->rules[NETWERK].assumptions = hand_text(p, "één telt");
    for (size_t i = 0; i < 3; i++) {
        index_t d = program_add_decisions(p);
        p->decisions[d] = (struct decision){.id = hand_symbol(p, decisions[i]),
                                            .title = hand_symbol(p, decisions[i])};
    }
    index_t c = program_add_calculations(p);
    p->calculations[c] = (struct calculation){.id = hand_symbol(p, "vergoeding_kwartaal_max"),
                                              .title = hand_symbol(p, "Hoogste vergoeding"),
                                              .type = {.kind = TYPE_BEDRAG, .scale = 2}};
    return p;
}
