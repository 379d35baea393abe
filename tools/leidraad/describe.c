/* The forms of --describe-as. */
#include "describe.h"

enum form { FORM_NONE, FORM_MANUAL, FORM_COMPLETION };

const struct choice description_forms[] = {
    {"man", FORM_MANUAL},
    {"bash", FORM_COMPLETION},
    {0},
};

void describe(struct output *out, int form)
{
    static void (*const forms[])(struct output *) = {
        [FORM_MANUAL] = describe_manual, [FORM_COMPLETION] = describe_completion};
    forms[form](out);
}
