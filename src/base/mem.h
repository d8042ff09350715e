/* SPDX-License-Identifier: Apache-2.0
 *
 * base/mem: small allocations that abort when memory is gone, so that callers stay short.
 * Not for pixels and files: those use mem_try, which may return NULL (then ERR_NOMEM).
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Zeroed; never NULL; freed with free(). Abort on overflow of count * size or no memory. */
void *mem_new(size_t count, size_t size);
/* Grows (or shrinks) to count * size; new bytes are NOT zeroed. Never NULL. */
void *mem_grow(void *old, size_t count, size_t size);
/* Copies; never NULL unless text is NULL. Freed with free(). */
char *mem_copy_text(const char *text);
/* count * size bytes, not zeroed, or NULL (overflow or no memory). For pixels and files. */
void *mem_try(size_t count, size_t size);

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

/* Appends one element to a heap array {T *items; size_t count, capacity}: makes room and returns
 * a pointer to the new zeroed element. */
#define ARRAY_ADD(array)                                                                           \
    (array_reserve((void **)&(array)->items, &(array)->capacity, (array)->count + 1,               \
                   sizeof *(array)->items),                                                        \
     &(array)->items[(array)->count++])
/* Used by ARRAY_ADD: ensures capacity >= need, zeroing what is new. */
void array_reserve(void **items, size_t *capacity, size_t need, size_t size);

#endif
