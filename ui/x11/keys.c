/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/keys: the table. May include: base, present.
 */
#include "x11/keys.h"

#include <X11/keysym.h>
#include <stddef.h>

#include "base/mem.h"
#include "base/utf8.h"

static const struct {
    KeySym sym;
    enum press_code code;
} KEYS[] = {
    {XK_Return, PRESS_ENTER},    {XK_KP_Enter, PRESS_ENTER},
    {XK_Tab, PRESS_TAB},         {XK_ISO_Left_Tab, PRESS_TAB},
    {XK_Escape, PRESS_ESC},      {XK_BackSpace, PRESS_BACKSPACE},
    {XK_Delete, PRESS_DELETE},   {XK_KP_Delete, PRESS_DELETE},
    {XK_Left, PRESS_LEFT},       {XK_KP_Left, PRESS_LEFT},
    {XK_Right, PRESS_RIGHT},     {XK_KP_Right, PRESS_RIGHT},
    {XK_Up, PRESS_UP},           {XK_KP_Up, PRESS_UP},
    {XK_Down, PRESS_DOWN},       {XK_KP_Down, PRESS_DOWN},
    {XK_Home, PRESS_HOME},       {XK_KP_Home, PRESS_HOME},
    {XK_End, PRESS_END},         {XK_KP_End, PRESS_END},
    {XK_Page_Up, PRESS_PAGE_UP}, {XK_KP_Page_Up, PRESS_PAGE_UP},
    {XK_Next, PRESS_PAGE_DOWN},  {XK_KP_Next, PRESS_PAGE_DOWN},
};

bool keys_command(KeySym sym, unsigned state, struct press *ret)
{
    struct press press = {0};
    press.with = (state & ShiftMask ? WITH_SHIFT : 0u) | (state & ControlMask ? WITH_CTRL : 0u) |
                 (state & Mod1Mask ? WITH_ALT : 0u);
    for (size_t i = 0; i < ARRAY_SIZE(KEYS); i++)
        if (KEYS[i].sym == sym)
            press.code = KEYS[i].code;
    if (sym >= XK_F1 && sym <= XK_F12)
        press.code = (enum press_code)(PRESS_F1 + (int)(sym - XK_F1));
    if (press.code == PRESS_NONE && (press.with & (WITH_CTRL | WITH_ALT)) && sym >= ' ' &&
        sym < 0x7f) {
        press.code = PRESS_RUNE;
        press.rune = utf8_lower_rune((uint32_t)sym);
        press.with &= ~(unsigned)WITH_SHIFT; /* Ctrl + is Ctrl Shift = on many keyboards */
    }
    if (press.code == PRESS_NONE)
        return false;
    *ret = press;
    return true;
}
