/* What became of a replay, receipt by receipt, and its writers. */
#ifndef LEIDRAAD_REPORT_REPLAY_H
#define LEIDRAAD_REPORT_REPLAY_H

#include "base/out.h"
#include "leidraad.h"

enum replay_outcome { REPLAY_EQUAL, REPLAY_DIFFERENT, REPLAY_IMPOSSIBLE, REPLAY_OUTCOMES };
const char *outcome_name(enum replay_outcome outcome); /* gelijk anders onmogelijk */

/* Why it is impossible. */
enum replay_reason {
    REASON_NONE,
    REASON_DAMAGED,       /* bewijs_beschadigd */
    REASON_INPUT,         /* invoer_gewijzigd */
    REASON_FOREIGN,       /* ander_formaat */
    REASON_NO_COMMIT,     /* commit_ontbreekt */
    REASON_UNREADABLE,    /* beleid_onleesbaar */
    REASON_INVALID,       /* beleid_ongeldig */
    REASON_CONTENT,       /* beleid_inhoud_verschilt */
    REASON_INPUT_REFUSED, /* invoer_geweigerd */
    REASON_REQUEST,       /* opdracht_onmogelijk */
    REPLAY_REASONS
};
const char *reason_name(enum replay_reason reason);

/* One value that the receipt has otherwise. */
struct replay_difference {
    struct str place;    /* "regels.wor_aanbod.oordeel"; "" of bytes that make no other value */
    struct str was, now; /* JSON; empty: it is not there */
};
/* A value as people write it: a text without the quotes of JSON, if it needs nothing else of it. */
struct str difference_shown(struct str value);

/* One receipt. */
struct replayed {
    size_t line; /* in what was read, from 1 */
    bool named;  /* it could be read so far that this is known: */
    struct str onderwerp, sleutel;
    struct str beleid, programma;
    enum replay_outcome outcome;
    enum replay_reason reason;
    const char *why; /* in words, besides the reason; or NULL */
    const struct replay_difference *differences;
    size_t differences_count;
};

struct replay_report {
    struct out *out;
    struct arena *arena;
    size_t width;
    bool colour;
};

/* As those of report.h: `one` allocates in scratch only. */
struct replay_writer {
    void *(*begin)(const struct replay_report *report);
    void (*one)(void *kept, struct arena *scratch, const struct replayed *replayed);
    void (*end)(void *kept, const leidraad_replayed *counts);
};
extern const struct replay_writer replay_text, replay_json, replay_ndjson, replay_csv;

#endif
