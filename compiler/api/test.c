/* The public header: the examples (`voorbeeld`) of policies, looked into for mistakes, or run and
 * told how it went. */
#include "compiler/api/api.h"

#include "base/text.h"
#include "compiler/examples/coverage.h"
#include "compiler/examples/examples.h"
#include "report/grid.h"
#include "report/words.h"

enum { WIDTH = 100, INDENT = 2 };

struct testing {
    struct leidraad_policies *policies;
    bool coverage;
    leidraad_test_totals *totals;
    leidraad_write_fn *write;
    void *context;
};

/* ---- the examples that fail ---- */

static struct str place(struct arena *arena, const struct leidraad_policies *policies,
                        struct span span)
{
    struct str file = policies->diags->files.at[span.file].name;
    return str_from(arena_printf(arena, STR_FMT ":%u:%u", STR_ARG(file), (unsigned)span.line,
                                 (unsigned)span.column));
}

static void write_failure(struct out *out, struct arena *arena,
                          const struct leidraad_policies *policies,
                          const struct example_result *example)
{
    struct str at = place(arena, policies, example->ast->span);
    out_str(out, at);
    out_text(out, ": ");
    out_str(out, example->ast->text);
    out_char(out, '\n');
    for (size_t i = 0; i < example->misses.len; i++) {
        const struct example_miss *miss = &example->misses.at[i];
        struct buf text = {.arena = arena};
        struct str on =
            miss->on ? words_date(arena, (date)miss->on->value) : str_from(_("its own date"));
        at = place(arena, policies, miss->span);
        buf_printf(&text, _("%.*s: on %.*s expected %.*s, and came %.*s"), STR_ARG(at), STR_ARG(on),
                   STR_ARG(miss->expected), STR_ARG(miss->came));
        out_spaces(out, INDENT);
        out_str(out, buf_str(&text)); /* not wrapped: an editor finds the place in the line */
        out_char(out, '\n');
    }
}

/* ---- the coverage ---- */

/* A verdict that no example shows is a gap; one that the rule cannot have is none. */
static void write_coverage(struct out *out, struct arena *arena, const struct program *p,
                           const struct coverage *coverage)
{
    struct grid_column columns[VERDICTS + 1] = {{.title = _("rule")}};
    for (int v = 0; v < VERDICTS; v++)
        columns[v + 1] = (struct grid_column){.title = words_verdict((enum verdict)v)};
    struct grid *grid = grid_create(arena, columns, VERDICTS + 1);
    for (size_t i = 0; i < coverage->rules.len; i++) {
        const struct rule_coverage *rule = &coverage->rules.at[i];
        grid_cell(grid, program_text(p, rule->id), STYLE_PLAIN);
        for (int v = 0; v < VERDICTS; v++) {
            bool covered = rule->covered & 1u << v, reachable = rule->reachable & 1u << v;
            const char *text = covered ? _("shown") : reachable ? _("NOT SHOWN") : "-";
            grid_cell(grid, str_from(text), STYLE_PLAIN);
        }
    }
    grid_write(grid, out, 0, WIDTH, false);
}

/* ---- all of it ---- */

/* Runs them.  STATUS_POLICIES: they hold mistakes, which are among the diagnostics from then on,
 * and once, however often this is asked. */
static int run_all(struct examples **out, struct arena *arena, struct leidraad_policies *policies)
{
    struct compilation *compilation = policies->compiled;
    if (compilation->examples_wrong) return STATUS_POLICIES;
    int status = run_examples(out, arena, policies->program, compilation->files, compilation->count,
                              policies->diags);
    if (!status) return STATUS_OK;
    compilation->examples_wrong = true;
    diags_sort(policies->diags);
    policies->shown = show_diagnostics(policies->arena, policies->diags);
    return status;
}

static int check(struct arena *arena, void *context)
{
    struct leidraad_policies *policies = context;
    struct examples *examples;
    if (ARENA_CAUGHT(policies->arena)) return STATUS_MEMORY; /* diagnostics are made there */
    return policies->compiled ? run_all(&examples, arena, policies) : STATUS_OK;
}

leidraad_status leidraad_policies_check(leidraad_policies *policies)
{
    if (!policies->program) return LEIDRAAD_ERROR_POLICIES;
    return (leidraad_status)api_guarded(check, policies);
}

static void write_totals(struct out *out, struct arena *arena, const leidraad_test_totals *totals,
                         bool coverage)
{
    struct buf text = {.arena = arena};
    buf_printf(&text, _("examples: %zu passed, %zu failed"), totals->passed, totals->failed);
    buf_addc(&text, '\n');
    if (coverage) {
        buf_printf(&text, _("verdicts that rules can have: %zu, shown by an example: %zu"),
                   totals->reachable, totals->covered);
        buf_addc(&text, '\n');
    }
    out_str(out, buf_str(&text));
}

static int test(struct arena *arena, void *context)
{
    const struct testing *testing = context;
    struct leidraad_policies *policies = testing->policies;
    struct examples *examples;
    struct out *out = ARENA_NEW(arena, struct out);
    if (ARENA_CAUGHT(policies->arena)) return STATUS_MEMORY; /* diagnostics are made there */
    if (!policies->compiled)
        return api_error(policies->error, STATUS_USAGE, _("a compiled program has no examples"));

    int status = run_all(&examples, arena, policies);
    if (status) return status;
    struct coverage *coverage = coverage_of(arena, policies->program, examples);
    leidraad_test_totals totals = {.passed = examples->passed,
                                   .failed = examples->failed,
                                   .reachable = coverage->reachable,
                                   .covered = coverage->covered};
    out_init(out, testing->write, testing->context);
    out_show(out);
    for (size_t i = 0; i < examples->list.len; i++)
        if (!examples->list.at[i].passed)
            write_failure(out, arena, policies, &examples->list.at[i]);
    if (testing->coverage) write_coverage(out, arena, policies->program, coverage);
    write_totals(out, arena, &totals, testing->coverage);
    if (testing->totals) *testing->totals = totals;
    return out_flush(out) ? STATUS_STOPPED : STATUS_OK;
}

leidraad_status leidraad_test(leidraad_policies *policies, int coverage,
                              leidraad_test_totals *totals, leidraad_write_fn *write, void *context)
{
    struct testing testing = {policies, coverage != 0, totals, write, context};
    if (totals) *totals = (leidraad_test_totals){0};
    if (!policies->program) return LEIDRAAD_ERROR_POLICIES;
    return (leidraad_status)api_guarded(test, &testing);
}
