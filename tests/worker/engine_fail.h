/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/worker/engine_fail: what ENGINE_FAULT=KIND@WIDTH does on a picture of that width (pixels as
 * the engine gets it):
 *   abort   a failed assertion
 *   memory  asks for memory until there is none; then what C++ does without a handler
 *   spin    works for ever
 */
#ifndef TESTS_WORKER_ENGINE_FAIL_H
#define TESTS_WORKER_ENGINE_FAIL_H

#include <stdlib.h>
#include <string.h>

static inline void engine_fail(const char *kind)
{
    static volatile unsigned turns;
    if (strncmp(kind, "memory@", 7) == 0)
        while (malloc((size_t)16 << 20)) /* never touched: the machine of the test stays quick */
            turns++;
    if (strncmp(kind, "spin@", 5) == 0)
        for (;;)
            turns++;
    abort();
}

static inline void engine_fail_at(int width)
{
    const char *fault = getenv("ENGINE_FAULT");
    const char *at = fault ? strchr(fault, '@') : NULL;
    if (at && strtol(at + 1, NULL, 10) == width)
        engine_fail(fault);
}

#endif
