/* A program as others write it against the installed library: nothing of this project but its
 * public header, found through pkg-config.
 *
 *     outsider POLICIES DATA DATE      with leidraad:      compiles a folder
 *     outsider PROGRAM  DATA DATE      with leidraad-run:  loads a saved program
 *
 * Prints each practice with its verdict and the rules it does not meet. */
#include <leidraad.h>

#include <stdio.h>
#include <string.h>

static int print(void *context, const leidraad_result *result)
{
    size_t *count = context;
    leidraad_summary summary = leidraad_result_summary(result);
    printf("%s %s: %s", summary.onderwerp, summary.sleutel, summary.oordeel);
    for (size_t i = 0; i < leidraad_result_rules(result); i++) {
        leidraad_rule_result rule = leidraad_result_rule(result, i);
        if (strcmp(rule.oordeel, "niet_voldaan") == 0) printf(" %s", rule.regel);
    }
    putchar('\n');
    ++*count;
    return 0;
}

#ifdef WITH_COMPILER
static leidraad_status open_policies(leidraad_policies **policies, const char *path)
{
    return leidraad_policies_open(policies, path);
}
#else
static leidraad_status open_policies(leidraad_policies **policies, const char *path)
{
    static char bytes[1 << 24];
    FILE *file = fopen(path, "rb");
    if (!file) return LEIDRAAD_ERROR_SYSTEM;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return leidraad_policies_load(policies, bytes, size);
}
#endif

int main(int argc, char **argv)
{
    leidraad_policies *policies = NULL;
    leidraad_data *data = NULL;
    size_t count = 0;
    if (argc != 4) return 2;
    leidraad_options options = {.size = sizeof options, .on = argv[3]};
    leidraad_status status = open_policies(&policies, argv[1]);
    if (status == LEIDRAAD_OK) status = leidraad_data_open(&data, policies, argv[2], NULL);
    if (status == LEIDRAAD_OK) status = leidraad_evaluate(policies, data, &options, print, &count);
    if (status != LEIDRAAD_OK) fprintf(stderr, "%s\n", leidraad_status_text(status));
    printf("%zu with %s\n", count, leidraad_version());
    leidraad_data_free(data);
    leidraad_policies_free(policies);
    return status;
}
