/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/desk/script: see the header. May include: base, present.
 */
#include "script.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "present/desk.h"

static void type(struct desk *desk, const char *word)
{
    for (uint32_t rune; (rune = utf8_next(&word)) != 0;)
        desk_press(desk, &(struct press){.code = PRESS_RUNE, .rune = rune == '_' ? ' ' : rune});
}

static void press_word(struct desk *desk, const char *word)
{
    struct press press;
    char *name = mem_copy_text(word);
    for (char *at = name; *at && at[1]; at++)
        if (*at == '+')
            *at = ' ';
    if (press_parse(name, &press) && (press.code != PRESS_RUNE || press.with))
        desk_press(desk, &press);
    else
        type(desk, word);
    free(name);
}

void script_press(struct desk *desk, const char *keys)
{
    while (*keys) {
        size_t length = strcspn(keys, " ");
        char *word = mem_copy_text(keys);
        word[length] = '\0';
        if (length > 0)
            press_word(desk, word);
        free(word);
        keys += length + (keys[length] == ' ');
    }
}
