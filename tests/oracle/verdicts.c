/* Prints the engine's verdicts in the line format of the oracle (README.md), so that the two can be
 * compared as text: practices and RHO's on each date, then the regions, for the default reading and
 * for every reading turned alone.
 *
 *     verdicts POLICIES DATA.json D1,D2,…  */
#include "leidraad.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct printing {
    const char *prefix; /* "standaard " or "lezing=keuze " */
    int regions;        /* print the regions, or all but them */
};

static int compare_rules(const void *a, const void *b)
{
    return strcmp(((const leidraad_rule_result *)a)->regel,
                  ((const leidraad_rule_result *)b)->regel);
}

static void print_years(const leidraad_result *result, size_t rule)
{
    static const char *const kinds[] = {"gemist", "onbekend", "lopend", "voldaan"};
    int any = 0;
    for (int k = 0; k < 4; k++) {
        size_t count = leidraad_result_years(result, rule, kinds[k]);
        for (size_t i = 0; i < count; i++) {
            if (i == 0) printf("%s%s(", any ? "" : ":jaren=", kinds[k]);
            printf("%s%d", i ? "+" : "", leidraad_result_year(result, rule, kinds[k], i));
            any = 1;
        }
        if (count) putchar(')');
    }
}

static void print_rules(const leidraad_result *result)
{
    struct {
        leidraad_rule_result rule;
        size_t n;
    } rules[128];
    size_t count = leidraad_result_rules(result);
    if (count > sizeof rules / sizeof *rules) abort();
    for (size_t i = 0; i < count; i++) {
        rules[i].rule = leidraad_result_rule(result, i);
        rules[i].n = i;
    }
    qsort(rules, count, sizeof *rules, compare_rules);
    for (size_t i = 0; i < count; i++) {
        const leidraad_rule_result *rule = &rules[i].rule;
        printf(" %s:%s", rule->regel, rule->oordeel);
        if (rule->uiterlijk) printf(":uiterlijk=%s", rule->uiterlijk);
        if (rule->uit) printf(":uit=%s", rule->uit);
        print_years(result, rules[i].n);
    }
}

static void print_decisions(const leidraad_result *result)
{
    static const char *const ids[] = {"mag_starten", "declaratie_beletsel",
                                      "terugvordering_mogelijk"};
    printf(" besluiten=");
    for (int k = 0; k < 3; k++) {
        const char *answer = "?";
        for (size_t i = 0; i < leidraad_result_decisions(result); i++) {
            const char *found;
            if (strcmp(leidraad_result_decision(result, i, &found), ids[k]) == 0) answer = found;
        }
        printf("%s%s:%s", k ? "," : "", ids[k], answer);
    }
}

static void print_not_judged(const leidraad_result *result)
{
    for (size_t i = 0; i < leidraad_result_not_judged(result); i++) {
        printf(i ? "+" : " nb=");
        for (const char *c = leidraad_result_not_judged_text(result, i); *c; c++)
            putchar(*c == ' ' ? '_' : *c);
    }
}

static int print_line(void *context, const leidraad_result *result)
{
    const struct printing *printing = context;
    leidraad_summary s = leidraad_result_summary(result);
    if ((strcmp(s.onderwerp, "regio") == 0) != printing->regions) return 0;
    printf("%s%s %s %s oordeel=%s", printing->prefix, s.onderwerp, s.sleutel,
           s.peildatum ? s.peildatum : "-", s.oordeel);
    if (s.reden) printf(" reden=%s", s.reden);
    if (strcmp(s.onderwerp, "praktijk") == 0) {
        printf(" leidraad=%s", s.leidraad ? s.leidraad : "-");
        if (s.groep)
            printf(" groep=%d groeijaar=%d", s.groep, s.groeijaar);
        else
            printf(" groep=- groeijaar=-");
        if (strcmp(s.oordeel, "niet_bepaald") != 0) {
            print_decisions(result);
            const char *amount = NULL;
            if (leidraad_result_amounts(result)) leidraad_result_amount(result, 0, &amount);
            printf(" bedrag=%s", amount ? amount : "?");
            print_not_judged(result);
        }
    }
    printf(" |");
    print_rules(result);
    putchar('\n');
    return 0;
}

/* Every date for one setting of the readings, then the regions. */
static int print_setting(const leidraad_policies *policies, leidraad_data *data, char *const *dates,
                         const char *turned, const char *prefix)
{
    const char *const readings[] = {turned, NULL};
    leidraad_options options = {.size = sizeof options, .readings = readings};
    struct printing printing = {prefix, 0};
    for (; *dates; dates++) {
        options.on = *dates;
        if (leidraad_evaluate(policies, data, &options, print_line, &printing)) return -1;
    }
    printing.regions = 1;
    return leidraad_evaluate(policies, data, &options, print_line, &printing) ? -1 : 0;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: verdicts POLICIES DATA.json D1,D2,...\n");
        return 2;
    }
    char *dates[64] = {0};
    size_t count = 0;
    for (char *d = strtok(argv[3], ","); d && count < 63; d = strtok(NULL, ",")) dates[count++] = d;

    leidraad_policies *policies = NULL;
    leidraad_data *data = NULL;
    if (leidraad_policies_open(&policies, argv[1]) != LEIDRAAD_OK) {
        fprintf(stderr, "the policies do not compile\n");
        return 1;
    }
    if (leidraad_data_open(&data, policies, argv[2], NULL) != LEIDRAAD_OK) {
        fprintf(stderr, "the data is bad\n");
        return 1;
    }
    static char buffer[1 << 20];
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    int failed = print_setting(policies, data, dates, NULL, "standaard ");
    for (size_t r = 0; r < leidraad_policies_readings(policies) && !failed; r++) {
        leidraad_reading reading = leidraad_policies_reading(policies, r);
        for (size_t c = 0; c < reading.choices && !failed; c++) {
            const char *choice = leidraad_policies_choice(policies, r, c);
            char turned[128], prefix[132];
            if (strcmp(choice, reading.standard) == 0) continue;
            snprintf(turned, sizeof turned, "%s=%s", reading.id, choice);
            snprintf(prefix, sizeof prefix, "%s ", turned);
            failed = print_setting(policies, data, dates, turned, prefix);
        }
    }
    if (failed) fprintf(stderr, "evaluation failed: %s\n", leidraad_data_error(data));
    leidraad_data_free(data);
    leidraad_policies_free(policies);
    return failed ? 1 : 0;
}
