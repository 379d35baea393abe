/* Dates as typed. */
#include "day.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Of exactly `digits` digits, or of one or two where that is 0.  Returns what follows, or NULL. */
static const char *number(const char *at, int digits, int *out)
{
    int n = 0;
    *out = 0;
    for (; n < 4 && at[n] >= '0' && at[n] <= '9'; n++) *out = *out * 10 + (at[n] - '0');
    bool right = digits ? n == digits : n == 1 || n == 2;
    return right ? at + n : NULL;
}

static const char *hyphen(const char *at)
{
    return at && *at == '-' ? at + 1 : NULL;
}

static const char *month_name(const char *at, int *month)
{
    static const char *const names[] = {"januari",   "februari", "maart",    "april",
                                        "mei",       "juni",     "juli",     "augustus",
                                        "september", "oktober",  "november", "december"};
    if (!at || *at++ != ' ') return NULL;
    for (int i = 0; i < 12; i++) {
        size_t length = strlen(names[i]);
        if (strncasecmp(at, names[i], length) != 0 || at[length] != ' ') continue;
        *month = i + 1;
        return at + length + 1;
    }
    return NULL;
}

static bool is_day(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (month == 2 && leap);
}

struct parts {
    int year, month, day;
};

/* Each form returns what follows it, or NULL where the text does not have that form. */

static const char *iso_form(const char *at, struct parts *p)
{
    at = hyphen(number(at, 4, &p->year));
    at = at ? hyphen(number(at, 2, &p->month)) : NULL;
    return at ? number(at, 2, &p->day) : NULL;
}

static const char *dutch_form(const char *at, struct parts *p)
{
    at = hyphen(number(at, 0, &p->day));
    at = at ? hyphen(number(at, 0, &p->month)) : NULL;
    return at ? number(at, 4, &p->year) : NULL;
}

static const char *spelled_form(const char *at, struct parts *p)
{
    at = month_name(number(at, 0, &p->day), &p->month);
    return at ? number(at, 4, &p->year) : NULL;
}

bool day_read(struct day *day, const char *text)
{
    static const char *(*const forms[])(const char *, struct parts *) = {iso_form, dutch_form,
                                                                         spelled_form};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct parts p;
        const char *end = forms[i](text, &p);
        if (!end || *end || !is_day(p.year, p.month, p.day)) continue;
        snprintf(day->iso, sizeof day->iso, "%04d-%02d-%02d", p.year, p.month, p.day);
        return true;
    }
    return false;
}

const char *day_iso(const struct day *day)
{
    return *day->iso ? day->iso : NULL;
}
