/* Explanations: what is told of each way in which a rule can end, and how it is written. */
#include "check.h"
#include "sample.h"

#include "report/explain_report.h"

#include <stdio.h>
#include <string.h>

#define PRACTICE(rest) "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01'" rest "}]}"

static int append(void *text, const char *bytes, size_t n)
{
    buf_add(text, (struct str){bytes, n});
    return 0;
}

typedef void writer_fn(const struct report *, struct arena *, const struct explanation *);

static const char *written(struct sample *s, const struct result *result, const char *rule,
                           writer_fn *write)
{
    struct buf text = {.arena = s->arena};
    struct out *out = ARENA_NEW(s->arena, struct out);
    out_init(out, append, &text);
    const struct report report = {.out = out,
                                  .arena = s->arena,
                                  .program = s->program,
                                  .name = "map:x",
                                  .content = "sha256:y",
                                  .force_version = NONE,
                                  .width = 400};
    index_t id = rule ? program_symbol(s->program, str_from(rule)) : NONE;
    struct explanation e = explain(s->arena, result, id);
    write(&report, s->arena, &e);
    assert_int_equal(out_flush(out), 0);
    return buf_str(&text).at;
}

static const char *told(struct sample *s, const char *json, const char *on, const char *rule)
{
    return written(s, sample_evaluate(s, json, on), rule, explain_text);
}

static void assert_tells(const char *text, const char *line)
{
    if (!strstr(text, line)) fail_msg("no \"%s\" in:\n%s", line, text);
}

static void assert_silent(const char *text, const char *line)
{
    if (strstr(text, line)) fail_msg("\"%s\" in:\n%s", line, text);
}

/* ---- Standing ---- */

static void where_it_stands(void **state)
{
    struct sample *s = sample_create(*state);
    index_t skip = V2025 * 4 + 3;
    s->program->cells[skip].because = program_symbol(s->program, STR("gaat meteen door"));
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    const char *text = told(s, "{'praktijk':[{'agb':'99000001','instroom':'2024-01-01','a':true}]}",
                            "2028-02-01", NULL);
    assert_tells(text, "Praktijk 99000001 on 1 February 2028: complies\n");
    assert_tells(text,
                 "Group 4, started on 1 January 2024: leidraad 2028, from 1 January 2028 up to "
                 "and including 31 December 2028; growth year 5.");
    assert_tells(text, "Its group skips leidraad 2025: gaat meteen door.");
    assert_tells(text, "Leidraad 2028 is a concept");
}

static void why_it_does_not_stand(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    static const struct {
        const char *json, *on, *line;
    } cases[] = {
        {"{'praktijk':[{'agb':'99000001'}]}", NULL, "The start date is not known"},
        {"{'praktijk':[{'agb':'99000001','instroom':'2024-02-01'}]}", NULL,
         "The start date, 1 February 2024, is not in the intake table, so its group is not known "
         "and is not guessed; the nearest are 1 January 2024 and 1 April 2025."},
        {PRACTICE(""), "2023-03-01", "It starts on 1 April 2023, after the reference date."},
        {PRACTICE(""), "2029-03-01", "The agreements ended on 31 December 2028"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = told(s, cases[i].json, cases[i].on, NULL);
        assert_tells(text, ": not determined\n");
        assert_tells(text, cases[i].line);
    }
}

/* ---- Findings ---- */

static void a_datum_and_its_place(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "r", .condition = "(en a b)", .title = "Doet mee"});
    const char *text = told(s, PRACTICE(",'a':true,'b':false"), "2024-01-01", "r");
    assert_tells(text, "Not met: Doet mee [r]\n");
    assert_tells(text, "Asked: a and b\n");
    assert_tells(text, "b: no (sample.json, line 1)\n");
    assert_silent(text, "a: yes"); /* what is met does not explain that it is not */
    text = told(s, PRACTICE(",'a':true,'b':true"), "2024-01-01", "r");
    assert_tells(text, "Met: Doet mee [r]\n");
    assert_tells(text, "a: yes (sample.json, line 1)\n");
    assert_tells(text, "b: yes (sample.json, line 1)\n");
    text = told(s, PRACTICE(",'a':true"), "2024-01-01", "r");
    assert_tells(text, "b: not known (sample.json, line 1)\n");
    assert_tells(text, "What is missing, and could decide it: b\n");
}

static void comparisons_are_facts(void **state)
{
    static const struct {
        const char *condition, *line;
    } cases[] = {
        {"(>= patienten 90)", "patienten: 100, at least 90"},
        {"(>= patienten 110)", "patienten: 100, less than 110"},
        {"(< 110 patienten)", "patienten: 100, at most 110"},
        {"(<= instroom peildatum)", "instroom: 1 April 2023, on or before 1 January 2024 (the "
                                    "reference date)"},
        {"(= rho 'ROHA)", "rho: UNICUM, not ROHA"},
        {"(!= rho 'ROHA)", "rho: UNICUM, not ROHA"},
        {"(= rho 'UNICUM)", "rho: UNICUM (sample.json"},
        {"(= groeijaar 2)", "growth year: 1, not 2"},
        {"(gevuld tekst)", "tekst: empty"},
        {"(niet (gevuld tekst))", "tekst: empty"},
        {"(in_set rho LIJST)", "rho: UNICUM, and not one of: ROHA"},
        {"(>= patienten $geen)", "patienten: 100; asked: at least geen, without a value: geen bron "
                                 "zegt het"},
        {"(of b ?daarom)", "not known: daarom"},
        {"lsv.aanbod", "aanbod (lsv.aanbod): not known, since L9 is not in the data"},
        {"(lezing jaarbegrip eigen_jaar)", "jaarbegrip Chosen here: kalenderjaar"},
    };
    struct sample *s = sample_create(*state);
    sample_parameter(s, "geen", UNKNOWN, 0);
    sample_set(s, "LIJST", "ROHA", DATE_MIN, DATE_MAX);
    s->program->sets[0].title = NONE;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char id[8] = {'r', (char)('a' + i), 0};
        sample_leidraad(
            s, V2023, V2028,
            (struct sample_rule){.id = arena_copy(*state, id, 2), .condition = cases[i].condition});
    }
    const char *json = PRACTICE(",'b':false,'rho':'UNICUM','lsv':'L9','patienten':100,'tekst':''");
    const struct result *result = sample_evaluate(s, json, "2024-01-01");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char id[8] = {'r', (char)('a' + i), 0};
        assert_tells(written(s, result, id, explain_text), cases[i].line);
    }
}

/* In words, and not in those of the policy language. */
static void norms_in_words(void **state)
{
    static const struct {
        const char *condition, *asked;
    } cases[] = {
        {"(en a (of b (niet c)))", "a and (b or not c)"},
        {"(of (en a b) c)", "(a and b) or c"},
        {"(niet (en a b))", "not (a and b)"},
        {"(>= patienten 90)", "patienten: at least 90"},
        {"(!= rho 'ROHA)", "rho: not ROHA"},
        {"(<= instroom peildatum)", "instroom: on or before the reference date"},
        {"(> (later instroom 2m) 2024-01-01)", "(later instroom 2m): after 1 January 2024"},
        {"(er_is intervisie ja)", "at least one intervisie"},
        {"(niet (er_is intervisie thema))", "not one intervisie (thema)"},
        {"(elke intervisie thema)", "every intervisie: thema"},
        {"(elke intervisie (of (niet thema) verslag))", "every intervisie (thema): verslag"},
        {"(>= (aantal interventie !loopt) 2)", "number of interventie (loopt): at least 2"},
        {"(niet (gevuld tekst))", "tekst: empty"},
        {"(in_set rho LIJST)", "rho: one of ROHA"},
        {"(>= patienten $geen)", "patienten: at least geen"},
        {"(als (lezing jaarbegrip kalenderjaar) a b)", "a"},
        {"(als a b c)", "if a: b; otherwise: c"},
        {"lsv.aanbod", "aanbod"},
    };
    struct sample *s = sample_create(*state);
    sample_parameter(s, "geen", UNKNOWN, 0);
    sample_set(s, "LIJST", "ROHA", DATE_MIN, DATE_MAX);
    s->program->sets[0].title = NONE;
    sample_definition(s, "interventie", "loopt", "(= status 'ingezet)");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char id[8] = {'r', (char)('a' + i), 0};
        sample_leidraad(
            s, V2023, V2028,
            (struct sample_rule){.id = arena_copy(*state, id, 2), .condition = cases[i].condition});
    }
    const struct result *result = sample_evaluate(s, PRACTICE(""), "2024-01-01");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char id[8] = {'r', (char)('a' + i), 0}, line[128];
        snprintf(line, sizeof line, "Asked: %s\n", cases[i].asked);
        assert_tells(written(s, result, id, explain_text), line);
    }
}

static const char rows[] =
    ",'interventie':[{'kernelement':'anders','gestart':'2024-02-01','status':'ingezet'},"
    "{'kernelement':'anders','status':'ingezet'},"
    "{'kernelement':'gesprek','gestart':'2024-03-01','status':'gepland'}]";

static void rows_of_a_list(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "er_is",
                                         .condition = "(er_is interventie (= status 'gestopt))"});
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "elke", .condition = "(elke interventie (= status 'ingezet))"});
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "aantal",
                             .condition = "(>= (aantal interventie (<= gestart peildatum)) 4)"});
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "twee",
                             .condition = "(en (er_is interventie (= kernelement 'netwerk)) (er_is "
                                          "interventie (= kernelement 'gesprek)))"});
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "leeg", .condition = "(er_is intervisie thema)"});
    char json[512];
    snprintf(json, sizeof json,
             "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','intervisie':[]%s}]}", rows);
    const struct result *r = sample_evaluate(s, json, "2024-06-01");

    const char *text = written(s, r, "er_is", explain_text);
    assert_tells(text, "interventie: none found (of 3)\n");
    assert_tells(text,
                 "interventie[1], anders (sample.json, line 1): status: ingezet, not gestopt\n");
    text = written(s, r, "elke", explain_text);
    assert_tells(text, "interventie: not in order: 1 (of 3)\n");
    assert_tells(text,
                 "interventie[3], gesprek (sample.json, line 1): status: gepland, not ingezet\n");
    assert_silent(text, "interventie[1]");
    text = written(s, r, "aantal", explain_text);
    assert_tells(text, "interventie: found: 2 (of 3), not known of 1; asked: at least 4\n");
    assert_tells(text, "interventie[1], anders (sample.json, line 1), counts: gestart: 1 February "
                       "2024, on or before 1 June 2024 (the reference date)\n");
    assert_tells(text,
                 "interventie[2], anders (sample.json, line 1), not known whether it counts: "
                 "gestart: not known; asked: on or before 1 June 2024 (the reference date)\n");
    text = written(s, r, "twee", explain_text);
    assert_tells(text, "at least one interventie (kernelement: netwerk): none found (of 3)\n");
    assert_silent(text, "(kernelement: gesprek): ");
    assert_tells(written(s, r, "leeg", explain_text), "intervisie: there is none (no row)\n");
    r = sample_evaluate(
        s,
        "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','intervisie':[]},"
        "{'agb':'99000002','instroom':'2023-04-01','intervisie':[{'thema':true}]}]}",
        "2024-06-01");
    assert_tells(written(s, r, "leeg", explain_text),
                 "intervisie: there is none (no row in sample.json)\n");
}

static const struct explained *list_in(const struct explained *x)
{
    const struct explained *found = x->kind == EXPLAINED_LIST ? x : NULL;
    for (const struct explained *part = x->first; part && !found; part = part->next)
        found = list_in(part);
    return found;
}

static bool count_row(void *count, struct arena *scratch, const struct explained *row)
{
    size_t *n = count;
    (void)scratch;
    assert_int_equal(row->kind, EXPLAINED_ROW);
    assert_non_null(row->rule); /* as what is above it */
    return ++*n < 20;
}

/* In the tree is what the rows come to, and no row. */
static void check_rows_are_made_when_told(struct sample *s, const struct result *r)
{
    size_t n = 0;
    struct explanation e = explain(s->arena, r, NONE);
    const struct explained *list = list_in(e.root);
    assert_null(list->first);
    assert_int_equal(list->tally.matter, 30);
    explain_rows(&e, list, count_row, &n);
    assert_int_equal(n, 20);
    explain_rows(&e, e.root, count_row, &n); /* no list */
    assert_int_equal(n, 20);
}

static void many_rows_are_cut_short(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "r", .condition = "(er_is intervisie thema)"});
    struct buf json = {.arena = *state};
    buf_adds(&json, "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','intervisie':[");
    for (int i = 0; i < 30; i++)
        buf_printf(&json, "%s{'datum':'2024-01-01','thema':false}", i ? "," : "");
    buf_adds(&json, "]}]}");
    const struct result *r = sample_evaluate(s, buf_str(&json).at, "2024-06-01");
    const char *text = written(s, r, "r", explain_text);
    check_rows_are_made_when_told(s, r);
    assert_tells(written(s, r, "r", explain_json), "\"intervisie[30].datum\"");
    assert_tells(text, "intervisie[12], ");
    assert_silent(text, "intervisie[13], ");
    assert_tells(text, "and 18 more\n");
}

static void rows_after_the_reference_date(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "r", .condition = "(er_is intervisie thema)"});
    const char *text =
        told(s, PRACTICE(",'intervisie':[{'datum':'2025-01-01','thema':true}]"), "2024-06-01", "r");
    assert_tells(text, "intervisie: none found (of 1), after the reference date: 1\n");
    assert_tells(text, "intervisie[1], 1 January 2025 (sample.json, line 1): after the reference "
                       "date, so it does not count\n");
    text = told(s, PRACTICE(",'intervisie':[{'thema':true}]"), "2024-06-01", "r");
    assert_tells(text, "intervisie[1] (sample.json, line 1): datum: not known\n");
    assert_tells(told(s, PRACTICE(""), "2024-06-01", "r"), "intervisie: not known\n");
}

/* ---- Rules ---- */

static void deadlines(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_ROHA,
                (struct sample_rule){.id = "r", .deadline = "2024-06-30", .condition = "a"});
    const char *not = PRACTICE(",'rho':'ROHA','a':false");
    assert_tells(told(s, not, "2024-06-01", "r"), "Due by 30 June 2024; days left: 29.\n");
    assert_tells(told(s, not, "2024-06-30", "r"), "Due by 30 June 2024: the reference date is the "
                                                  "last day.\n");
    assert_tells(told(s, not, "2024-07-02", "r"), "Was due by 30 June 2024; days since then: 2.\n");
    assert_tells(told(s, not, "2026-07-02", "r"), "This fell due under leidraad 2023, and remains, "
                                                  "though the rule does not bind now.\n");
    const char *met = PRACTICE(",'rho':'ROHA','a':true");
    assert_tells(told(s, met, "2024-06-01", "r"), "Due by 30 June 2024.\n");
    assert_tells(told(s, met, "2024-07-02", "r"), "Was due by 30 June 2024.\n");
}

static void binding(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "w",
                                         .applies = "(>= groeijaar 3)",
                                         .because = "pas vanaf jaar 3",
                                         .condition = "a"});
    sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){
            .id = "x", .except = "b", .except_because = "behalve zo", .condition = "a"});
    sample_plan(s, PLAN_ROHA, (struct sample_rule){.id = "p", .condition = "a"});
    const char *json = PRACTICE(",'a':true,'b':true");
    const char *text = told(s, json, "2024-01-01", "w");
    assert_tells(text, "Does not apply: w [w]\n");
    assert_tells(text, "Why it does not apply: pas vanaf jaar 3\n");
    assert_tells(text, "growth year: 1, less than 3\n");
    assert_silent(text, "Asked:");
    /* Among all rules the reason is enough. */
    assert_silent(told(s, json, "2024-01-01", NULL), "growth year: 1, less than 3\n");
    text = told(s, json, "2026-01-01", "w");
    assert_tells(text, "It applies, because:\n");
    assert_tells(text, "growth year: 3, at least 3\n");
    text = told(s, json, "2024-01-01", "x");
    assert_tells(text, "Why it does not apply: behalve zo\n");
    assert_tells(text, "There is an exception: behalve zo\n");
    assert_tells(text, "b: yes");
    text = told(s, PRACTICE(",'a':true"), "2024-01-01", "x");
    assert_tells(text, "There may be an exception: behalve zo\n");
    text = told(s, json, "2024-01-01", "p");
    assert_tells(text, "Whether it applies is not known:\n");
    assert_tells(text, "rho: not known; the rule is about ROHA");
}

static void years(void **state)
{
    struct sample *s = sample_create(*state);
    sample_plan(s, PLAN_UNICUM,
                (struct sample_rule){.id = "r",
                                     .yearly = true,
                                     .deadline = "jaar_einde",
                                     .condition = "(er_is intervisie (en thema (in_jaar datum)))"});
    const char *json =
        PRACTICE(",'rho':'UNICUM','intervisie':[{'datum':'2026-05-01','thema':true}]");
    const char *text = told(s, json, "2027-06-01", "r");
    assert_tells(text, "    2026: met\n      Was due by 31 December 2026.\n");
    assert_tells(text, "thema: yes; datum: 1 May 2026, in the year 2026\n");
    assert_tells(text, "    2027: still open\n      Due by 31 December 2027; days left: 213.\n");
    assert_tells(text, "datum: 1 May 2026, not in the year 2027\n");
    sample_turn(s, JAARBEGRIP, "eigen_jaar");
    text = told(s, json, "2027-06-01", "r");
    assert_tells(text, "2026 (from 1 April 2026 up to and including 31 March 2027): met\n");
}

static void sharpened(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    sample_plan(s, PLAN_ROHA, (struct sample_rule){.id = "r", .sharpens = true, .condition = "b"});
    const char *text = told(s, PRACTICE(",'rho':'ROHA','a':true,'b':false"), "2024-01-01", "r");
    assert_tells(text, "The rule itself: met\n");
    assert_tells(text, "What the regional plan adds: not met\n");
}

static void what_it_rests_on(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    index_t r = sample_leidraad(
        s, V2023, V2028,
        (struct sample_rule){.id = "r", .condition = "a", .assumption = "zo gelezen"});
    index_t ref = program_add_refs(p);
    p->refs[ref].to = JAARBEGRIP;
    p->rules[r].readings = (struct range){ref, 1};
    for (int i = 0; i < 2; i++) {
        index_t source = program_add_sources(p), citation = program_add_citations(p);
        p->sources[source] = (struct source){program_symbol(p, i ? STR("b") : STR("a")),
                                             program_symbol(p, i ? STR("Boek") : STR("Akte")),
                                             NONE,
                                             i ? program_symbol(p, STR("boek.nl")) : NONE,
                                             DATE_NONE,
                                             i == 1};
        p->citations[citation] =
            (struct citation){source, i ? NONE : program_symbol(p, STR("artikel 1"))};
        p->rules[r].citations = (struct range){citation - (index_t)i, (index_t)i + 1};
    }
    p->rules[r].origins[PART_CONDITION] = (struct origin){
        program_symbol(p, STR("l.leidraad")), 12, 1, 12, 9, program_symbol(p, STR("2023"))};
    const char *text = told(s, PRACTICE(",'a':true"), "2024-01-01", "r");
    assert_tells(text, "Reading jaarbegrip: jaarbegrip Chosen: kalenderjaar\n");
    assert_tells(text, "Assumed: zo gelezen\n");
    assert_tells(text, "Source: Akte, artikel 1; Boek (external) boek.nl\n");
    assert_tells(text, "In the policies: 2023, l.leidraad, line 12\n");
    /* Of all rules the question is asked once, at the end. */
    text = told(s, PRACTICE(",'a':true"), "2024-01-01", NULL);
    assert_tells(text, "Rests on the reading jaarbegrip: kalenderjaar\n");
    assert_tells(text, "\n  Reading jaarbegrip: jaarbegrip Chosen: kalenderjaar\n");
}

/* ---- The whole subject ---- */

static void from_bad_to_good(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "goed", .condition = "a"});
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "niet", .condition = "nee"});
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "weet", .condition = "c"});
    const char *text = told(s, PRACTICE(",'a':true"), "2024-01-01", NULL);
    const char *bad = strstr(text, "[niet]"), *unknown = strstr(text, "[weet]");
    const char *good = strstr(text, "[goed]");
    assert_true(bad && unknown && good && bad < unknown && unknown < good);
}

static void answers(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "r", .condition = "a", .soort = "horde"});
    sample_decision(s, "Mag het?", false, "horde", NULL);
    sample_parameter(s, "tarief", 323, 2);
    sample_calculation(s, "bedrag", "(* patienten $tarief)");
    const char *json = PRACTICE(",'a':false,'patienten':100,'rho':'X'");
    const char *text = told(s, json, "2025-01-01", NULL);
    assert_tells(text, "Mag het? no\n    About the rules: of soort horde\n"
                       "    because of: r [r], not met\n");
    assert_tells(text, "bedrag: 323\n    patienten: 100 (sample.json, line 1)\n    tarief "
                       "(parameter.tarief): 3.23\n");
    assert_tells(text, "growth year 2.\n  Not judged: regioplan X bij 2023\n\n  Mag het?");
    text = told(s, json, "2026-01-01", NULL);
    assert_tells(text, "tarief (parameter.tarief): without a value on this date\n");
    assert_silent(told(s, json, "2025-01-01", "r"), "Mag het?");
}

/* ---- Decisions ---- */

/* What sample_decision makes of `een` and `twee`, of soort horde, and of the regional `drie`. */
static struct decision *decide(struct sample *s, bool found)
{
    static const struct sample_rule rules[] = {
        {.id = "een", .condition = "a", .soort = "horde", .gevolg = "terug"},
        {.id = "twee", .condition = "b", .soort = "horde"},
        {.id = "niet", .condition = "b", .soort = "horde", .applies = "nee"},
        {.id = "los", .condition = "nee"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        sample_leidraad(s, V2023, V2028, rules[i]);
    sample_plan(s, PLAN_ROHA,
                (struct sample_rule){.id = "drie", .condition = "c", .soort = "horde"});
    struct decision *d = sample_decision(s, "besluit", found, "horde", NULL);
    d->with_plan = true;
    return d;
}

static void why_a_decision(void **state)
{
    static const struct {
        const char *json, *text;
    } cases[] = {
        {PRACTICE(",'rho':'ROHA','a':true,'b':true,'c':true"),
         "besluit no\n    About the rules: of soort horde; those of the regional plan too\n"
         "    because none of these has been missed: een (met), twee (met), drie (met)\n"},
        {PRACTICE(",'rho':'ROHA','a':true,'b':false,'c':true"),
         "besluit yes\n    About the rules: of soort horde; those of the regional plan too\n"
         "    because of: twee [twee], not met\n"
         "    looked at besides: een (met), drie (met)\n"},
        {PRACTICE(",'rho':'ROHA','a':true,'c':true"),
         "besluit unknown\n    About the rules: of soort horde; those of the regional plan too\n"
         "    because of: twee [twee], unknown\n"
         "    looked at besides: een (met), drie (met)\n"},
        {PRACTICE(",'rho':'X','a':true,'b':true"),
         "besluit no; regioplan X bij 2023 was not judged\n"},
        {PRACTICE(",'rho':'X','a':false,'b':true"), "besluit yes\n"},
    };
    struct sample *s = sample_create(*state);
    decide(s, true);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_tells(told(s, cases[i].json, "2024-01-01", NULL), cases[i].text);
}

static void what_an_answer_lacks_stands_with_it(void **state)
{
    struct sample *s = sample_create(*state);
    decide(s, true);
    const struct result *r =
        sample_evaluate(s, PRACTICE(",'rho':'X','a':true,'b':true"), "2024-01-01");
    assert_tells(written(s, r, "besluit", explain_json),
                 "\"van\":null,\"tot_en_met\":null},{\"soort\":\"niet_beoordeeld\","
                 "\"tekst\":\"regioplan X bij 2023\"},{\"soort\":\"bekeken\"");
    assert_silent(written(s, r, "besluit", explain_text), "Not judged:");
}

static void a_decision_that_no_rule_makes(void **state)
{
    struct sample *s = sample_create(*state);
    decide(s, false);
    struct decision *none = sample_decision(s, "geen", true, "nergens", NULL);
    none->with_earlier = true;
    none->from = day("2023-01-01");
    none->to = day("2024-12-31");
    const char *json = PRACTICE(",'rho':'ROHA','a':true,'b':true,'c':true");
    assert_tells(told(s, json, "2024-01-01", NULL),
                 "geen no\n    About the rules: of soort nergens; duties that remain from before "
                 "too; asked from 1 January 2023 up to and including 31 December 2024; none of "
                 "them applies\n");
    const char *text = told(s, json, "2025-01-01", NULL);
    assert_tells(text, "geen does not apply\n");
    assert_silent(text, "none of them applies");
}

static void one_decision_with_its_rules(void **state)
{
    struct sample *s = sample_create(*state);
    struct program *p = s->program;
    struct decision *d = decide(s, true);
    index_t text_at = program_add_texts(p), source = program_add_sources(p);
    index_t citation = program_add_citations(p), ref = program_add_refs(p);
    p->texts[text_at].to = program_symbol(p, STR("kan, niet moet"));
    p->sources[source] = (struct source){
        program_symbol(p, STR("a")), program_symbol(p, STR("Akte")), NONE, NONE, DATE_NONE, false};
    p->citations[citation] = (struct citation){source, program_symbol(p, STR("artikel 1"))};
    p->refs[ref].to = JAARBEGRIP;
    p->rules[0].readings = (struct range){ref, 1};
    d->assumptions = (struct range){text_at, 1};
    d->citations = (struct range){citation, 1};
    d->origin = (struct origin){program_symbol(p, STR("b.leidraad")), 3, 1, 9, 1, NONE};
    const char *json = PRACTICE(",'rho':'ROHA','a':true,'b':false,'c':true");
    const char *text = told(s, json, "2024-01-01", "besluit");
    assert_tells(text, "    Rests on the reading jaarbegrip: kalenderjaar\n"
                       "    Assumed: kan, niet moet\n    Source: Akte, artikel 1\n"
                       "    In the policies: b.leidraad, line 3\n");
    assert_tells(text, "Not met: twee [twee]\n");
    assert_tells(text, "Met: een [een]\n");
    assert_tells(text, "    Consequence: terug\n");
    assert_tells(text, "Met: drie [drie]\n");
    assert_silent(text, "[niet]"); /* does not bind, so it was not looked at */
    assert_silent(text, "[los]");
    text = written(s, sample_evaluate(s, json, "2024-01-01"), "besluit", explain_json);
    assert_tells(text, "{\"soort\":\"besluit\",\"besluit\":\"besluit\",\"titel\":\"besluit\","
                       "\"antwoord\":\"ja\",\"delen\":[{\"soort\":\"gaat_over\",\"regels\":[],"
                       "\"soorten\":[\"horde\"],\"gevolgen\":[],\"ook_regioplan\":true,"
                       "\"ook_eerdere\":false,\"van\":null,\"tot_en_met\":null},"
                       "{\"soort\":\"wegens\",\"regel\":\"twee\",\"oordeel\":\"niet_voldaan\"},"
                       "{\"soort\":\"bekeken\",\"regel\":\"een\",\"oordeel\":\"voldaan\"},"
                       "{\"soort\":\"bekeken\",\"regel\":\"drie\",\"oordeel\":\"voldaan\"},"
                       "{\"soort\":\"lezing\"");
    assert_tells(text, "{\"soort\":\"beleid\",\"bestand\":\"b.leidraad\",\"regelnummer\":3}]}");
    assert_tells(text, "{\"soort\":\"gevolg\",\"gevolg\":\"terug\"}");
}

static void what_is_not_there_is_not_found(void **state)
{
    struct sample *s = sample_create(*state);
    decide(s, true);
    const struct result *r = sample_evaluate(s, PRACTICE(""), "2024-01-01");
    const struct result *bare = sample_evaluate(s, PRACTICE(""), "2023-01-01");
    index_t id = program_symbol(s->program, STR("besluit"));
    assert_true(explain(*state, r, id).found);
    assert_true(explain(*state, r, program_symbol(s->program, STR("een"))).found);
    assert_false(explain(*state, r, program_symbol(s->program, STR("anders"))).found);
    assert_false(explain(*state, bare, id).found);
    assert_true(explain(*state, bare, NONE).found);
}

static void a_version_that_was_asked_for(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    const struct evaluate_options options = {
        .has_on = true, .on = day("2026-06-01"), .force_version = V2025};
    const struct result *r = sample_evaluate_with(s, PRACTICE(",'a':true"), "praktijk", &options);
    assert_tells(written(s, r, NULL, explain_text),
                 "This version was asked for, whatever the date. Judged as if always under it: "
                 "duties that fell due under another version are left out.");
}

static void a_key_that_was_mistyped(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028, (struct sample_rule){.id = "r", .condition = "a"});
    const char *const rhos = "'rho':[{'rho':'UNICUM'},{'rho':'ROHA'}]";
    static const struct {
        const char *rho, *line;
    } cases[] = {
        {"Unicum", "Note: rho names Unicum, which is not in the data. Did you mean UNICUM?"},
        {"ROHE", "Note: rho names ROHE, which is not in the data. Did you mean ROHA?"},
        {"IJMOND", "Note: rho names IJMOND, which is not in the data. (sample.json"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf json = {.arena = *state};
        buf_printf(&json, "{'praktijk':[{'agb':'99000001','instroom':'2023-04-01','rho':'%s'}],%s}",
                   cases[i].rho, rhos);
        assert_tells(told(s, buf_str(&json).at, "2024-01-01", NULL), cases[i].line);
    }
}

static void as_json(void **state)
{
    struct sample *s = sample_create(*state);
    sample_leidraad(s, V2023, V2028,
                    (struct sample_rule){.id = "r", .condition = "(>= patienten 110)"});
    const struct result *r = sample_evaluate(s, PRACTICE(",'patienten':100"), "2024-01-01");
    assert_string_equal(
        written(s, r, "r", explain_json),
        "{\"soort\":\"onderwerp\",\"onderwerp\":\"praktijk\",\"sleutel\":\"99000001\","
        "\"peildatum\":\"2024-01-01\",\"oordeel\":\"voldoet_niet\",\"beleid\":\"map:x\","
        "\"beleid_inhoud\":\"sha256:y\",\"delen\":["
        "{\"soort\":\"indeling\",\"instroom\":\"2023-04-01\",\"leidraad\":\"2023\","
        "\"status\":\"vastgesteld\",\"groep\":1,\"groeijaar\":1,\"van\":\"2023-04-01\","
        "\"tot\":\"2025-04-01\"},"
        "{\"soort\":\"regel\",\"regel\":\"r\",\"titel\":\"r\",\"laag\":\"leidraad\","
        "\"oordeel\":\"niet_voldaan\",\"delen\":["
        "{\"soort\":\"eis\",\"tekst\":\"(>= patienten 110)\"},"
        "{\"soort\":\"vergelijking\",\"uitkomst\":\"nee\",\"naam\":\"patienten\",\"waarde\":100,"
        "\"bestand\":\"sample.json\",\"regelnummer\":1,\"bewerking\":\"GROTER_GELIJK\","
        "\"met\":{\"waarde\":110}},"
        "{\"soort\":\"beleid\"}]}]}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(where_it_stands),
        ARENA_TEST(why_it_does_not_stand),
        ARENA_TEST(a_datum_and_its_place),
        ARENA_TEST(comparisons_are_facts),
        ARENA_TEST(norms_in_words),
        ARENA_TEST(rows_of_a_list),
        ARENA_TEST(many_rows_are_cut_short),
        ARENA_TEST(rows_after_the_reference_date),
        ARENA_TEST(deadlines),
        ARENA_TEST(binding),
        ARENA_TEST(years),
        ARENA_TEST(sharpened),
        ARENA_TEST(what_it_rests_on),
        ARENA_TEST(from_bad_to_good),
        ARENA_TEST(answers),
        ARENA_TEST(why_a_decision),
        ARENA_TEST(what_an_answer_lacks_stands_with_it),
        ARENA_TEST(a_decision_that_no_rule_makes),
        ARENA_TEST(one_decision_with_its_rules),
        ARENA_TEST(what_is_not_there_is_not_found),
        ARENA_TEST(a_version_that_was_asked_for),
        ARENA_TEST(a_key_that_was_mistyped),
        ARENA_TEST(as_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
