/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arena: a chain of blocks, the newest first; big things get a block of their own.
 * May include: base only.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK_BYTES = 64 * 1024, ALIGN = _Alignof(max_align_t) };

struct block {
    struct block *older;
    size_t used, room;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *newest;
};

static void block_add(struct arena *arena, size_t need)
{
    size_t room = need > BLOCK_BYTES ? need : BLOCK_BYTES;
    struct block *block = mem_new(1, sizeof *block + room);
    block->room = room;
    block->older = arena->newest;
    arena->newest = block;
}

struct arena *arena_new(void)
{
    return mem_new(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    while (arena->newest) {
        struct block *block = arena->newest;
        arena->newest = block->older;
        free(block);
    }
    free(arena);
}

void arena_clear(struct arena *arena)
{
    struct block *block = arena->newest;
    while (block && block->older) {
        arena->newest = block->older;
        free(block);
        block = arena->newest;
    }
    if (!block)
        return;
    memset(block->bytes, 0, block->used);
    block->used = 0;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    size_t need;
    if (__builtin_mul_overflow(count, size, &need) || need > PTRDIFF_MAX - ALIGN)
        abort();
    need = (need + ALIGN - 1) / ALIGN * ALIGN;
    if (need == 0)
        need = ALIGN;
    if (!arena->newest || arena->newest->room - arena->newest->used < need)
        block_add(arena, need);
    struct block *block = arena->newest;
    void *taken = block->bytes + block->used;
    block->used += need;
    return taken;
}

char *arena_copy_text(struct arena *arena, const char *text)
{
    return text ? arena_copy_span(arena, text, strlen(text)) : NULL;
}

char *arena_copy_span(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_take(arena, length + 1, 1);
    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(length >= 0);
    char *text = arena_take(arena, (size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
