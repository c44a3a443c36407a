// SPDX-License-Identifier: Apache-2.0
#include "CArena.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(carena_resource) == 80, "the layout is shared with Swift");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "short strings are stored lowest byte first");

carena_table *carena_make_table(uint32_t size, carena_table *smaller) {
    carena_table *table = calloc(1, sizeof(carena_table) + size * sizeof(uint32_t));
    if (!table) return NULL;
    table->smaller = smaller;
    table->mask = size - 1;
    return table;
}

void carena_free_table(carena_table *table) {
    while (table) {
        carena_table *smaller = table->smaller;
        free(table);
        table = smaller;
    }
}

struct scanner {
    const uint8_t *text;
    const uint8_t *end;
};

static bool take(struct scanner *scanner, char wanted) {
    if (scanner->text == scanner->end || *scanner->text != (uint8_t)wanted) return false;
    scanner->text++;
    return true;
}

/// Reads between `least` and `most` digits; -1 where there are fewer.
static int number(struct scanner *scanner, int least, int most) {
    int value = 0, count = 0;
    while (count < most && scanner->text < scanner->end && *scanner->text >= '0' && *scanner->text <= '9') {
        value = value * 10 + (*scanner->text++ - '0');
        count++;
    }
    return count >= least ? value : -1;
}

/// Days since 1970 of a date of the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
static int64_t days(int64_t year, int64_t month, int64_t day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400, year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static bool is_date(int year, int month, int day) {
    static const char lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 0 || month < 1 || month > 12 || day < 1) return false;
    bool leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= lengths[month - 1] + (month == 2 && leaps);
}
static bool is_time(int hour, int minute, int second) { return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60; }

/// Reads `Z`, `+01:00`, `+0100` or nothing.
static bool offset(struct scanner *scanner, int64_t *seconds) {
    *seconds = 0;
    if (scanner->text == scanner->end || take(scanner, 'Z')) return true;
    int sign = take(scanner, '-') ? -1 : take(scanner, '+') ? 1 : 0;
    if (!sign) return false;
    int hours = number(scanner, 2, 2);
    take(scanner, ':');
    int minutes = number(scanner, 2, 2);
    *seconds = sign * (hours * 3600 + minutes * 60);
    return hours >= 0 && minutes >= 0;
}

static bool iso(struct scanner *scanner, double *seconds) {
    int year = number(scanner, 4, 4);
    bool dashes = take(scanner, '-');
    int month = number(scanner, 2, 2);
    if (take(scanner, '-') != dashes) return false;
    int day = number(scanner, 2, 2);
    if (!is_date(year, month, day)) return false;
    *seconds = (double)(days(year, month, day) * 86400);
    if (scanner->text == scanner->end) return true;
    if (!take(scanner, 'T') && !take(scanner, ' ')) return false;
    int hour = number(scanner, 2, 2);
    bool colons = take(scanner, ':');
    int minute = number(scanner, 2, 2);
    if (take(scanner, ':') != colons) return false;
    int second = number(scanner, 2, 2);
    if (!is_time(hour, minute, second)) return false;
    if (take(scanner, '.'))
        while (number(scanner, 1, 1) >= 0) {}
    int64_t shift;
    if (!offset(scanner, &shift)) return false;
    *seconds += (double)(hour * 3600 + minute * 60 + second - shift);
    return scanner->text == scanner->end;
}

/// `Feb 13, 2026 6:04:50 AM`, which AWS Config has for API Gateway and Elastic Beanstalk; taken as UTC.
static bool spelled(struct scanner *scanner, double *seconds) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int month = 0;
    for (int place = 0; place < 12 && !month && scanner->end - scanner->text > 3; place++)
        if (memcmp(scanner->text, months + 3 * place, 3) == 0) month = place + 1;
    if (!month) return false;
    scanner->text += 3;
    if (!take(scanner, ' ')) return false;
    int day = number(scanner, 1, 2);
    if (!take(scanner, ',') || !take(scanner, ' ')) return false;
    int year = number(scanner, 4, 4);
    if (!is_date(year, month, day) || !take(scanner, ' ')) return false;
    int hour = number(scanner, 1, 2);
    if (!take(scanner, ':')) return false;
    int minute = number(scanner, 2, 2);
    if (!take(scanner, ':')) return false;
    int second = number(scanner, 2, 2);
    if (!take(scanner, ' ') || hour < 1 || hour > 12) return false;
    bool afternoon = take(scanner, 'P');
    if ((!afternoon && !take(scanner, 'A')) || !take(scanner, 'M') || scanner->text != scanner->end) return false;
    hour = hour % 12 + (afternoon ? 12 : 0);
    if (!is_time(hour, minute, second)) return false;
    *seconds = (double)(days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second);
    return true;
}

bool carena_parse_date(const uint8_t *text, uint64_t length, double *seconds) {
    struct scanner scanner = {text, text + length};
    if (length && *text >= '0' && *text <= '9') return iso(&scanner, seconds);
    return spelled(&scanner, seconds);
}
