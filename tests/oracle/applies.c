/* Holds the engine's `applies` against applies.sql, for every start date and every reference date
 * from 2023 to 2029, under each reading that the timeline knows: 6.5 million pairs a reading.
 *
 *     applies POLICIES applies.sql INSTROOMMOMENT
 *
 * INSTROOMMOMENT is the choice of that reading; the other is turned both ways.  So two processes
 * share the work.
 *
 * Prints the first differences and the totals; ends with 1 when there is one, or when the oracle
 * gave another number of rows than it must. */
#include "leidraad.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 2557, SHOWN = 10 };

struct turn {
    const char *instroommoment, *groeijaarbegrip;
};

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = NULL;
    size_t size = 0, got;
    char piece[4096];
    while ((got = fread(piece, 1, sizeof piece, file)) > 0) {
        char *more = realloc(text, size + got + 1);
        if (!more) abort();
        text = more;
        memcpy(text + size, piece, got);
        size += got;
        text[size] = '\0';
    }
    fclose(file);
    return text;
}

static int same_text(const unsigned char *a, const char *b)
{
    return a && b ? strcmp((const char *)a, b) == 0 : !a && !b;
}

/* A date column of the oracle, or the engine's mark for "none". */
static int32_t day(sqlite3_stmt *row, int column)
{
    return sqlite3_column_type(row, column) == SQLITE_NULL ? INT32_MIN
                                                           : sqlite3_column_int(row, column);
}

static int differs(sqlite3_stmt *row, const leidraad_standing *s, const leidraad_policies *policies)
{
    if (!same_text(sqlite3_column_text(row, 3), s->reden)) return 1;
    if (s->reden)
        return strcmp(s->reden, "geen_instroommoment") == 0 &&
               (day(row, 9) != s->nearest[0] || day(row, 10) != s->nearest[1]);
    return sqlite3_column_int(row, 4) != s->groep ||
           !same_text(sqlite3_column_text(row, 5),
                      leidraad_policies_version(policies, (size_t)s->version)) ||
           day(row, 6) != s->from || day(row, 7) != s->until ||
           sqlite3_column_int(row, 8) != s->groeijaar;
}

/* Compares under one pair of readings; returns the number of differences, or -1. */
static long compare(sqlite3_stmt *query, const leidraad_policies *policies, const struct turn *turn)
{
    char first[64], second[64];
    snprintf(first, sizeof first, "instroommoment=%s", turn->instroommoment);
    snprintf(second, sizeof second, "groeijaarbegrip=%s", turn->groeijaarbegrip);
    const char *const readings[] = {first, second, NULL};

    sqlite3_reset(query);
    sqlite3_bind_text(query, sqlite3_bind_parameter_index(query, ":instroommoment"),
                      turn->instroommoment, -1, SQLITE_STATIC);
    sqlite3_bind_text(query, sqlite3_bind_parameter_index(query, ":groeijaarbegrip"),
                      turn->groeijaarbegrip, -1, SQLITE_STATIC);
    long rows = 0, wrong = 0;
    int step;
    while ((step = sqlite3_step(query)) == SQLITE_ROW) {
        rows++;
        leidraad_standing standing;
        int32_t start = sqlite3_column_int(query, 0), on = sqlite3_column_int(query, 1);
        if (leidraad_applies(policies, start, on, readings, &standing) != LEIDRAAD_OK ||
            differs(query, &standing, policies)) {
            if (wrong++ < SHOWN)
                printf("differs: start %d, on %d: oracle %s groep %d leidraad %s; engine %s groep "
                       "%d\n",
                       (int)start, (int)on, (const char *)sqlite3_column_text(query, 2),
                       sqlite3_column_int(query, 4),
                       sqlite3_column_text(query, 5) ? (const char *)sqlite3_column_text(query, 5)
                                                     : "-",
                       standing.reden ? standing.reden : "van_toepassing", standing.groep);
        }
    }
    printf("%s, %s: %ld pairs, %ld differences\n", first, second, rows, wrong);
    if (step != SQLITE_DONE || rows != (long)DAYS * DAYS) {
        printf("the oracle gave %ld rows, not %ld\n", rows, (long)DAYS * DAYS);
        return -1;
    }
    return wrong;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: applies POLICIES applies.sql INSTROOMMOMENT\n");
        return 2;
    }
    leidraad_policies *policies = NULL;
    if (leidraad_policies_open(&policies, argv[1]) != LEIDRAAD_OK) {
        fprintf(stderr, "the policies do not compile\n");
        return 1;
    }
    char *sql = read_all(argv[2]);
    char *mark = sql ? strstr(sql, "\n-- query") : NULL;
    if (!mark) {
        fprintf(stderr, "%s: no line '-- query'\n", argv[2]);
        return 1;
    }
    *mark = '\0';
    sqlite3 *db;
    sqlite3_stmt *query;
    if (sqlite3_open(":memory:", &db) || sqlite3_exec(db, sql, NULL, NULL, NULL) ||
        sqlite3_prepare_v2(db, mark + 1, -1, &query, NULL)) {
        fprintf(stderr, "%s: %s\n", argv[2], sqlite3_errmsg(db));
        return 1;
    }
    const struct turn turns[] = {{argv[3], "eigen_jaar"}, {argv[3], "kalenderjaar"}};
    long wrong = 0;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        long n = compare(query, policies, &turns[i]);
        wrong += n < 0 ? 1 : n;
    }
    sqlite3_finalize(query);
    sqlite3_close(db);
    free(sql);
    leidraad_policies_free(policies);
    return wrong ? 1 : 0;
}
