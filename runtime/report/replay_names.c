/* The terms of a replay, as machine output has them in every locale, and values as people
 * see them. */
#include "report/replay.h"

#include <string.h>

const char *outcome_name(enum replay_outcome outcome)
{
    static const char *const names[REPLAY_OUTCOMES] = {
        [REPLAY_EQUAL] = "gelijk",
        [REPLAY_DIFFERENT] = "anders",
        [REPLAY_IMPOSSIBLE] = "onmogelijk",
    };
    return names[outcome];
}

const char *reason_name(enum replay_reason reason)
{
    static const char *const names[REPLAY_REASONS] = {
        [REASON_NONE] = "",
        [REASON_DAMAGED] = "bewijs_beschadigd",
        [REASON_INPUT] = "invoer_gewijzigd",
        [REASON_FOREIGN] = "ander_formaat",
        [REASON_NO_COMMIT] = "commit_ontbreekt",
        [REASON_UNREADABLE] = "beleid_onleesbaar",
        [REASON_INVALID] = "beleid_ongeldig",
        [REASON_CONTENT] = "beleid_inhoud_verschilt",
        [REASON_INPUT_REFUSED] = "invoer_geweigerd",
        [REASON_REQUEST] = "opdracht_onmogelijk",
    };
    return names[reason];
}

struct str difference_shown(struct str value)
{
    bool plain = value.len > 2 && value.at[0] == '"' && !memchr(value.at, '\\', value.len);
    return plain ? (struct str){value.at + 1, value.len - 2} : value;
}
