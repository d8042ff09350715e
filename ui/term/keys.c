/* SPDX-License-Identifier: Apache-2.0
 *
 * term/keys: keys of ncurses as presses. May include: base, present.
 */
#include <curses.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "term/term_part.h"

static const struct {
    wint_t key;
    enum press_code code;
    unsigned with;
} NAMED[] = {
    {KEY_ENTER, PRESS_ENTER, 0},
    {KEY_BTAB, PRESS_TAB, WITH_SHIFT},
    {KEY_BACKSPACE, PRESS_BACKSPACE, 0},
    {KEY_DC, PRESS_DELETE, 0},
    {KEY_LEFT, PRESS_LEFT, 0},
    {KEY_RIGHT, PRESS_RIGHT, 0},
    {KEY_SLEFT, PRESS_LEFT, WITH_SHIFT},
    {KEY_SRIGHT, PRESS_RIGHT, WITH_SHIFT},
    {KEY_SR, PRESS_UP, WITH_SHIFT},
    {KEY_SF, PRESS_DOWN, WITH_SHIFT},
    {KEY_UP, PRESS_UP, 0},
    {KEY_DOWN, PRESS_DOWN, 0},
    {KEY_HOME, PRESS_HOME, 0},
    {KEY_END, PRESS_END, 0},
    {KEY_PPAGE, PRESS_PAGE_UP, 0},
    {KEY_NPAGE, PRESS_PAGE_DOWN, 0},
};

static bool named(wint_t key, struct press *ret)
{
    for (size_t i = 0; i < ARRAY_SIZE(NAMED); i++)
        if (NAMED[i].key == key) {
            *ret = (struct press){.code = NAMED[i].code, .with = NAMED[i].with};
            return true;
        }
    if (key >= (wint_t)KEY_F(1) && key <= (wint_t)KEY_F(12)) {
        *ret = (struct press){.code = (enum press_code)(PRESS_F1 + (int)(key - (wint_t)KEY_F(1)))};
        return true;
    }
    return false;
}

static struct press sign(wint_t key)
{
    switch (key) {
    case '\r':
    case '\n': return (struct press){.code = PRESS_ENTER};
    case '\t': return (struct press){.code = PRESS_TAB};
    case 0x1b: return (struct press){.code = PRESS_ESC};
    case 0x7f:
    case '\b': return (struct press){.code = PRESS_BACKSPACE};
    default: break;
    }
    if (key < ' ')
        return (struct press){
            .code = PRESS_RUNE, .with = WITH_CTRL, .rune = (uint32_t)key + 'a' - 1};
    return (struct press){.code = PRESS_RUNE, .rune = (uint32_t)key};
}

/* Esc and a key right behind it is that key with Alt. */
static bool with_alt(struct press *ret)
{
    wint_t key;
    int kind = get_wch(&key);
    if (kind == ERR)
        return false;
    if (kind == KEY_CODE_YES && named(key, ret)) {
        ret->with |= WITH_ALT;
        return true;
    }
    if (kind == OK && key != 0x1b) {
        *ret = sign(key);
        ret->with |= WITH_ALT;
        return true;
    }
    return false;
}

bool keys_next(struct press *ret, bool *ret_resized)
{
    wint_t key;
    int kind = get_wch(&key);
    *ret_resized = kind == KEY_CODE_YES && key == KEY_RESIZE;
    if (kind == KEY_CODE_YES)
        return named(key, ret);
    if (kind != OK)
        return false;
    *ret = sign(key);
    if (ret->code == PRESS_ESC)
        (void)with_alt(ret);
    return true;
}
