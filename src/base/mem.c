/* SPDX-License-Identifier: Apache-2.0
 *
 * base/mem: allocations that abort, and the ones that may fail. Owns nothing.
 * May include: base only.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *memory)
{
    if (memory)
        return memory;
    fputs("sohoa: out of memory\n", stderr);
    abort();
}

static size_t product(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        must(NULL);
    return total ? total : 1;
}

void *mem_new(size_t count, size_t size)
{
    return must(calloc(1, product(count, size)));
}

void *mem_grow(void *old, size_t count, size_t size)
{
    return must(realloc(old, product(count, size)));
}

char *mem_copy_text(const char *text)
{
    return text ? must(strdup(text)) : NULL;
}

void *mem_try(size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX)
        return NULL;
    return malloc(total ? total : 1);
}

void array_reserve(void **items, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return;
    size_t room = *capacity ? *capacity * 2 : 8;
    if (room < need)
        room = need;
    *items = mem_grow(*items, room, size);
    memset((char *)*items + *capacity * size, 0, (room - *capacity) * size);
    *capacity = room;
}
