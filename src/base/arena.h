/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arena: many small things of one life (the words of a page), freed together.
 * Not thread-safe; one owner. Aborts when memory is gone.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena; /* opaque */

struct arena *arena_new(void);
void arena_free(struct arena *arena);  /* NULL is fine; everything taken from it is gone */
void arena_clear(struct arena *arena); /* reuse: frees all but the first block */

/* Zeroed, aligned for any type; lives as long as the arena. */
void *arena_take(struct arena *arena, size_t count, size_t size);
char *arena_copy_text(struct arena *arena, const char *text);                 /* NULL gives NULL */
char *arena_copy_span(struct arena *arena, const char *bytes, size_t length); /* adds NUL */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
