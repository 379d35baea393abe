/* Moments as typed. */
#include "moment.h"

#include "day.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DATE_LENGTH = 10, MINUTES_A_DAY = 24 * 60 };

/* Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant, "chrono-compatible
 * low-level date algorithms", days_from_civil). */
static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

/* How far the clock of this machine is from UTC. */
static int32_t local_offset(time_t now)
{
    struct tm local;
    if (!localtime_r(&now, &local)) return 0;
    int64_t seconds = days_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday) * 86400 +
                      local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec;
    return (int32_t)((seconds - (int64_t)now) / 60);
}

/* Two digits, and goes past them.  (sscanf() would take spaces and signs for part of a number.) */
static bool read_pair(const char **at, int *out)
{
    const char *c = *at;
    if (c[0] < '0' || c[0] > '9' || c[1] < '0' || c[1] > '9') return false;
    *out = 10 * (c[0] - '0') + (c[1] - '0');
    *at += 2;
    return true;
}

/* "+02:00", "+0200" or "Z", and nothing behind it. */
static bool read_offset(const char *text, int32_t *offset)
{
    int hours, minutes;
    char sign = *text++;
    *offset = 0;
    if (sign == 'Z') return !*text;
    if ((sign != '+' && sign != '-') || !read_pair(&text, &hours)) return false;
    if (*text == ':') text++;
    if (!read_pair(&text, &minutes) || *text || minutes > 59) return false;
    *offset = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
    return hours * 60 + minutes < MINUTES_A_DAY;
}

bool moment_read(const char *text, int64_t *moment, int32_t *offset)
{
    char date[DATE_LENGTH + 1];
    struct day day;
    int year, month, month_day, hour, minute, second = 0;
    if (!text) {
        time_t now = time(NULL);
        *moment = now;
        *offset = local_offset(now);
        return true;
    }
    if (strlen(text) <= DATE_LENGTH || (text[DATE_LENGTH] != 'T' && text[DATE_LENGTH] != ' '))
        return false;
    memcpy(date, text, DATE_LENGTH);
    date[DATE_LENGTH] = '\0';
    if (!day_read(&day, date) || strcmp(day.iso, date) != 0) return false;
    if (sscanf(date, "%4d-%2d-%2d", &year, &month, &month_day) != 3) return false;
    const char *clock = text + DATE_LENGTH + 1;
    if (!read_pair(&clock, &hour) || *clock++ != ':' || !read_pair(&clock, &minute)) return false;
    if (*clock == ':') {
        clock++;
        if (!read_pair(&clock, &second)) return false;
    }
    if (hour > 23 || minute > 59 || second > 59 || !read_offset(clock, offset)) return false;
    *moment = days_of(year, month, month_day) * 86400 + hour * 3600 + minute * 60 + second -
              (int64_t)*offset * 60;
    return *moment >= 0;
}
