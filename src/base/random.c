/* SPDX-License-Identifier: Apache-2.0
 *
 * base/random: the kernel's random bytes. Owns nothing. May include: base only.
 */
#include "base/random.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

void random_fill(void *out, size_t length)
{
    unsigned char *at = out;
    while (length > 0) {
        ssize_t got = getrandom(at, length, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            fputs("sohoa: the system gives no random bytes\n", stderr);
            abort();
        }
        at += got;
        length -= (size_t)got;
    }
}
