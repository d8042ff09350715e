/* SPDX-License-Identifier: Apache-2.0
 *
 * base/random: bytes from the kernel (getrandom). For ids and salts; aborts when there are none.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>

void random_fill(void *out, size_t length);

#endif
