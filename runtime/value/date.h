/* Dates of the proleptic Gregorian calendar, as days since 1970-01-01.
 *
 * One int32 a date: comparison is integer comparison, and adding days is addition.  The calendar
 * arithmetic is that of ISO 8601 (year 0 exists); the range is the years 0001-9999. */
#ifndef LEIDRAAD_VALUE_DATE_H
#define LEIDRAAD_VALUE_DATE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef int32_t date; /* days since 1970-01-01 */

#define DATE_MIN ((date)-719162)         /* 0001-01-01 */
#define DATE_MAX ((date)2932896)         /* 9999-12-31 */
#define DATE_NONE ((date)(DATE_MIN - 1)) /* where a day may be left out: not given */

struct civil {
    int year, month, day;
};

/* What becomes of a day that the month does not have, when months are added: 31 January + 1 month
 * is 28 (29) February, or 1 March.  The stelsel declares which (`maandafronding`). */
enum month_rounding { MONTH_ROUND_DOWN, MONTH_ROUND_UP };

bool date_valid(struct civil c);
date date_from_civil(struct civil c); /* c must be valid */
struct civil civil_from_date(date d);
date date_of(int year, int month, int day); /* the same as date_from_civil */
int days_in_month(int year, int month);
int date_year(date d);

/* d + months (negative: earlier), rounded once.  Clamped to the range. */
date date_add_months(date d, int months, enum month_rounding rounding);

/* Whole years from `from` to `to` (to >= from): how many anniversaries of `from` have come, where
 * the n-th anniversary is date_add_months(from, 12 * n, rounding). */
int date_whole_years(date from, date to, enum month_rounding rounding);

enum date_parse { DATE_PARSE_OK, DATE_PARSE_FORM, DATE_PARSE_DAY }; /* no date; no such day */

/* Reads 2026-04-01, 1-4-2026, 01-04-2026 and "1 april 2026" (any case).  DATE_PARSE_DAY: the form
 * is that of a date, but there is no such day (30 februari). */
enum date_parse date_parse(struct str text, date *out);
/* ISO only: yyyy-mm-dd. */
enum date_parse date_parse_iso(struct str text, date *out);

enum { DATE_ISO_SIZE = 11 };
char *date_iso(date d, char out[DATE_ISO_SIZE]); /* returns out */
/* "1 april 2026" (dutch) or "1 April 2026". */
struct str date_words(struct arena *arena, date d, bool dutch);

/* The number of a Dutch month name, 1-12, or 0 (any case). */
int month_from_dutch(struct str name);
const char *month_dutch(int month);

#endif
