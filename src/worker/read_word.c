/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_word: a word without the signs round it.
 * May include: base.
 */
#include <string.h>

#include "base/mem.h"
#include "worker/read_part.h"

char *read_bare_word(const char *text)
{
    static const char signs[] = ".,;:-()\"'/!?*";
    char *bare = mem_copy_text(text + strspn(text, signs));
    size_t length = strlen(bare);
    while (length > 0 && strchr(signs, bare[length - 1]))
        bare[--length] = 0;
    return bare;
}
