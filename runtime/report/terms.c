/* Terms of the domain: see terms.h. */
#include "report/terms.h"

const char *layer_name(uint8_t layer)
{
    static const char *const names[] = {
        [LAYER_LEIDRAAD] = "leidraad",
        [LAYER_KADER] = "kader",
        [LAYER_REGIOPLAN] = "regioplan",
    };
    return names[layer];
}

const char *status_name(const struct version *version)
{
    return version->status == VERSION_CONCEPT ? "concept" : "vastgesteld";
}
