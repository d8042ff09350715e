/* SPDX-License-Identifier: Apache-2.0
 *
 * base/clock: time. Stored as UTC milliseconds since 1970, shown at +07:00.
 * Tests may fix the wall clock with SOHOA_CLOCK_MS=<ms> (then it stands still).
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now_ms(void);       /* UTC wall clock */
int64_t clock_monotonic_us(void); /* for durations */
int64_t clock_cpu_us(void); /* CPU time of this process: what work cost, however busy others are */
/* "2026-11-22 17:40:05" at +07:00, or ISO 8601 "2026-11-22T17:40:05.123+07:00". */
enum { CLOCK_TEXT_SIZE = 32 };
void clock_show(int64_t ms, char out[CLOCK_TEXT_SIZE]);
void clock_iso(int64_t ms, char out[CLOCK_TEXT_SIZE]);
/* Year at +07:00, for checks of plausible dates. */
int clock_year(int64_t ms);

#endif
