/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/desk/script: see the header. May include: base, present.
 */
#include "script.h"

#include <poll.h>
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

/* The desk alone tells when it is done; the number is for front ends, which are asked by the store.
 */
static void wait_idle(struct desk *desk)
{
    enum { WAIT_MS = 60000 };
    struct pollfd news = {desk_fd(desk), POLLIN, 0};
    do
        while (desk_step(desk))
            continue;
    while (desk_busy(desk) && poll(&news, 1, WAIT_MS) > 0);
}

static void press_word(struct desk *desk, const char *word)
{
    struct press press;
    if (*word == '~') {
        wait_idle(desk);
        return;
    }
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
