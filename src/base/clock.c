/* SPDX-License-Identifier: Apache-2.0
 *
 * base/clock: the wall clock in UTC milliseconds, shown at +07:00 whatever TZ says.
 * May include: base only.
 */
#include "base/clock.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/str.h"

enum { VIETNAM_SECONDS = 7 * 3600 };

static int64_t read_clock(clockid_t clock, int64_t per_second)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * per_second + now.tv_nsec / (1000000000 / per_second);
}

int64_t clock_now_ms(void)
{
    long fixed;
    if (text_to_long(getenv("SOHOA_CLOCK_MS"), LONG_MIN, LONG_MAX, &fixed))
        return fixed;
    return read_clock(CLOCK_REALTIME, 1000);
}

int64_t clock_monotonic_us(void)
{
    return read_clock(CLOCK_MONOTONIC, 1000000);
}

int64_t clock_cpu_us(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID, 1000000);
}

/* Broken-down time at +07:00; returns the milliseconds of the second. */
static int split(int64_t ms, struct tm *ret)
{
    int64_t seconds = ms / 1000;
    int rest = (int)(ms % 1000);
    if (rest < 0) {
        rest += 1000;
        seconds--;
    }
    time_t there = (time_t)(seconds + VIETNAM_SECONDS);
    gmtime_r(&there, ret);
    return rest;
}

void clock_show(int64_t ms, char out[CLOCK_TEXT_SIZE])
{
    struct tm tm = {0};
    split(ms, &tm);
    strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%d %H:%M:%S", &tm);
}

void clock_iso(int64_t ms, char out[CLOCK_TEXT_SIZE])
{
    struct tm tm = {0};
    int rest = split(ms, &tm);
    char text[24];
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(out, CLOCK_TEXT_SIZE, "%.20s.%03d+07:00", text, rest % 1000);
}

int clock_year(int64_t ms)
{
    struct tm tm = {0};
    split(ms, &tm);
    return tm.tm_year + 1900;
}
