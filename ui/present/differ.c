/* SPDX-License-Identifier: Apache-2.0
 *
 * present/differ: see the header. May include: base.
 */
#include "present/differ.h"

#include <string.h>

#include "base/utf8.h"

bool text_differs(const char *text, const char *other, struct shown_span *ret)
{
    size_t from = 0, to = strlen(text), end = strlen(other);
    while (text[from] && text[from] == other[from])
        from++;
    while (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80)
        from--; /* inside a letter: from its start */
    while (to > from && end > from && text[to - 1] == other[end - 1]) {
        to--;
        end--;
    }
    while (text[to] && ((unsigned char)text[to] & 0xc0) == 0x80)
        to++;
    if (to == from && text[from]) {
        const char *next = text + from;
        (void)utf8_next(&next);
        to = (size_t)(next - text);
    }
    *ret = (struct shown_span){from, to};
    return to > from;
}
