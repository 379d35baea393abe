/* The calendar, and dates as people write them.
 *
 * The conversions count in years that begin on 1 March, so that the leap day is the last of its
 * year and the lengths of the months follow one line: month m of such a year (March is 0) begins on
 * day (153 * m + 2) / 5.  (The method is that of Howard Hinnant, "chrono-compatible low-level date
 * algorithms".)  There is no table, no loop and no branch on leap years. */
#include "value/date.h"

#include <stddef.h>

enum {
    DAYS_PER_ERA = 146097, /* 400 years */
    DAYS_TO_1970 = 719468, /* 0000-03-01 to 1970-01-01 */
    DAYS_PER_YEAR = 365,
    DAYS_PER_CENTURY = 36524, /* without its leap century */
    DAYS_PER_4_YEARS = 1460,  /* without their leap day */
};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct civil c)
{
    return c.year >= 1 && c.year <= 9999 && c.month >= 1 && c.month <= 12 && c.day >= 1 &&
           c.day <= days_in_month(c.year, c.month);
}

date date_from_civil(struct civil c)
{
    int year = c.month > 2 ? c.year : c.year - 1; /* never negative: 0001-01-01 is in year 0 */
    int month = c.month > 2 ? c.month - 3 : c.month + 9;
    int day_of_year = (153 * month + 2) / 5 + c.day - 1;
    int era = year / 400, year_of_era = year % 400;
    int day_of_era =
        year_of_era * DAYS_PER_YEAR + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct civil civil_from_date(date d)
{
    int days = d + DAYS_TO_1970;
    int era = days / DAYS_PER_ERA, day_of_era = days % DAYS_PER_ERA;
    int year_of_era = (day_of_era - day_of_era / DAYS_PER_4_YEARS + day_of_era / DAYS_PER_CENTURY -
                       day_of_era / (DAYS_PER_ERA - 1)) /
                      DAYS_PER_YEAR;
    int day_of_year =
        day_of_era - (DAYS_PER_YEAR * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month = (5 * day_of_year + 2) / 153;
    return (struct civil){
        .year = era * 400 + year_of_era + (month >= 10),
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
}

date date_of(int year, int month, int day)
{
    return date_from_civil((struct civil){year, month, day});
}

int date_year(date d)
{
    return civil_from_date(d).year;
}

date date_add_months(date d, int months, enum month_rounding rounding)
{
    struct civil c = civil_from_date(d);
    int64_t month = (int64_t)c.year * 12 + (c.month - 1) + months; /* since January of year 0 */
    if (month < 1 * 12) return DATE_MIN;
    if (month >= 10000 * 12) return DATE_MAX;
    c.year = (int)(month / 12);
    c.month = (int)(month % 12) + 1;

    int last = days_in_month(c.year, c.month);
    if (c.day <= last) return date_from_civil(c);
    c.day = last;
    return date_from_civil(c) + (rounding == MONTH_ROUND_UP);
}

int date_whole_years(date from, date to, enum month_rounding rounding)
{
    int years = date_year(to) - date_year(from);
    return date_add_months(from, 12 * years, rounding) <= to ? years : years - 1;
}

/* Reading.  A cursor is a slice that gets shorter; each function takes what it finds at the front,
 * or leaves the slice alone and says no. */

static bool take_char(struct str *s, char c)
{
    if (!s->len || s->at[0] != c) return false;
    s->at++;
    s->len--;
    return true;
}

/* A number of min to max digits, with no further digit behind it. */
static bool take_number(struct str *s, size_t min, size_t max, int *out)
{
    size_t n = 0;
    int number = 0;
    for (; n < s->len && s->at[n] >= '0' && s->at[n] <= '9'; n++) {
        if (n == max) return false;
        number = 10 * number + (s->at[n] - '0');
    }
    if (n < min) return false;
    *s = (struct str){s->at + n, s->len - n};
    *out = number;
    return true;
}

static bool take_spaces(struct str *s)
{
    if (!take_char(s, ' ')) return false;
    while (take_char(s, ' ')) continue;
    return true;
}

static bool take_month_name(struct str *s, int *out)
{
    size_t n = 0;
    while (n < s->len && s->at[n] != ' ') n++;
    *out = month_from_dutch((struct str){s->at, n});
    if (!*out) return false;
    *s = (struct str){s->at + n, s->len - n};
    return true;
}

static enum date_parse checked(struct civil c, date *out)
{
    if (!date_valid(c)) return DATE_PARSE_DAY;
    *out = date_from_civil(c);
    return DATE_PARSE_OK;
}

enum date_parse date_parse_iso(struct str s, date *out)
{
    struct civil c;
    bool read = take_number(&s, 4, 4, &c.year) && take_char(&s, '-') &&
                take_number(&s, 2, 2, &c.month) && take_char(&s, '-') &&
                take_number(&s, 2, 2, &c.day) && !s.len;
    return read ? checked(c, out) : DATE_PARSE_FORM;
}

static enum date_parse parse_day_first(struct str s, date *out)
{
    struct civil c;
    if (!take_number(&s, 1, 2, &c.day)) return DATE_PARSE_FORM;
    bool read = take_char(&s, '-')
                    ? take_number(&s, 1, 2, &c.month) && take_char(&s, '-')
                    : take_spaces(&s) && take_month_name(&s, &c.month) && take_spaces(&s);
    read = read && take_number(&s, 4, 4, &c.year) && !s.len;
    return read ? checked(c, out) : DATE_PARSE_FORM;
}

enum date_parse date_parse(struct str text, date *out)
{
    enum date_parse iso = date_parse_iso(text, out);
    return iso == DATE_PARSE_FORM ? parse_day_first(text, out) : iso;
}

/* Writing. */

char *date_iso(date d, char out[DATE_ISO_SIZE])
{
    struct civil c = civil_from_date(d);
    int parts[] = {c.year / 100, c.year % 100, c.month, c.day};
    char *at = out;
    for (size_t i = 0; i < 4; i++) {
        if (i > 1) *at++ = '-';
        *at++ = (char)('0' + parts[i] / 10);
        *at++ = (char)('0' + parts[i] % 10);
    }
    *at = '\0';
    return out;
}

static const char *const dutch_months[] = {
    "januari", "februari", "maart",     "april",   "mei",      "juni",
    "juli",    "augustus", "september", "oktober", "november", "december",
};
static const char *const english_months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

struct str date_words(struct arena *arena, date d, bool dutch)
{
    struct civil c = civil_from_date(d);
    const char *month = dutch ? dutch_months[c.month - 1] : english_months[c.month - 1];
    return str_from(arena_printf(arena, "%d %s %d", c.day, month, c.year));
}

/* Not strcasecmp: in a Turkish locale I is not the capital of i. */
static bool equal_any_case(struct str s, const char *lower)
{
    size_t i = 0;
    for (; i < s.len && lower[i]; i++) {
        char c = s.at[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c != lower[i]) return false;
    }
    return i == s.len && !lower[i];
}

int month_from_dutch(struct str name)
{
    for (int month = 1; month <= 12; month++)
        if (equal_any_case(name, dutch_months[month - 1])) return month;
    return 0;
}

const char *month_dutch(int month)
{
    return dutch_months[month - 1];
}
