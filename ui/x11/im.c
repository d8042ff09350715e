/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/im: system input methods (XIM). They commit late: before the focus moves, what they hold is
 * fetched and put into the field it was typed in; the desk knows fields by their tokens. May
 * include: base, present, draw.
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "base/utf8.h"
#include "x11/keys.h"
#include "x11/window.h"

enum { DRAIN_MS = 25, DRAIN_COMPOSING_MS = 80 };

/* ---- what the method shows while it composes ---- */

static int preedit_start(XIC context, XPointer data, XPointer call)
{
    (void)context;
    (void)data;
    (void)call;
    return -1; /* any length */
}

/* Byte offset of the count-th character. */
static size_t offset_of(const char *text, int count)
{
    const char *at = text;
    while (count-- > 0 && *at)
        (void)utf8_next(&at);
    return (size_t)(at - text);
}

static void preedit_set(struct window *window, const char *text)
{
    size_t length = strlen(text);
    if (length >= sizeof window->preedit)
        length = 0;
    memmove(window->preedit, text, length);
    window->preedit[length] = '\0';
    desk_preedit(window->desk, desk_token(window->desk), window->preedit);
    window->stale = true;
}

/* Counts of the call are characters; the text may come in wide letters. */
static void preedit_draw(XIC context, XPointer data, XPointer call)
{
    struct window *window = (struct window *)(void *)data;
    const XIMPreeditDrawCallbackStruct *change = (void *)call;
    struct str text = STR_INIT;
    size_t from = offset_of(window->preedit, change->chg_first);
    size_t to = offset_of(window->preedit, change->chg_first + change->chg_length);
    (void)context;
    str_add_span(&text, window->preedit, from);
    if (change->text && change->text->encoding_is_wchar) {
        const wchar_t *wide = change->text->string.wide_char;
        for (int i = 0; wide && i < change->text->length; i++)
            str_add_rune(&text, (uint32_t)wide[i]);
    } else if (change->text && change->text->string.multi_byte) {
        str_add(&text, change->text->string.multi_byte);
    }
    str_add(&text, window->preedit + to);
    preedit_set(window, str_peek(&text));
    str_release(&text);
}

static void preedit_done(XIC context, XPointer data, XPointer call)
{
    struct window *window = (struct window *)(void *)data;
    (void)context;
    (void)call;
    preedit_set(window, "");
}

static void preedit_caret(XIC context, XPointer data, XPointer call)
{
    (void)context;
    (void)data;
    (void)call;
}

/* ---- opening ---- */

/* The server of the method went away: its pointers are gone with it. */
static void method_gone(XIM method, XPointer data, XPointer call)
{
    struct window *window = (struct window *)(void *)data;
    (void)method;
    (void)call;
    window->method = NULL;
    window->context = NULL;
    preedit_set(window, "");
}

static XIC context_new(struct window *window)
{
    XPointer self = (XPointer)window;
    XIMCallback start = {self, (XIMProc)(void (*)(void))preedit_start};
    XIMCallback draw = {self, (XIMProc)preedit_draw}, done = {self, (XIMProc)preedit_done};
    XIMCallback caret = {self, (XIMProc)preedit_caret};
    XVaNestedList preedit =
        XVaCreateNestedList(0, XNPreeditStartCallback, &start, XNPreeditDrawCallback, &draw,
                            XNPreeditDoneCallback, &done, XNPreeditCaretCallback, &caret, NULL);
    XIC context = XCreateIC(window->method, XNInputStyle, XIMPreeditCallbacks | XIMStatusNothing,
                            XNClientWindow, window->id, XNFocusWindow, window->id,
                            XNPreeditAttributes, preedit, NULL);
    XFree(preedit);
    if (!context)
        context = XCreateIC(window->method, XNInputStyle, XIMPreeditNothing | XIMStatusNothing,
                            XNClientWindow, window->id, XNFocusWindow, window->id, NULL);
    return context;
}

void im_open(struct window *window)
{
    window->style = desk_style(window->desk);
    if (!XSupportsLocale())
        return;
    XSetLocaleModifiers(window->style == TYPING_OFF ? "" : "@im=none");
    window->method = XOpenIM(window->display, NULL, NULL, NULL);
    if (!window->method) {
        log_info("x11", "no input method answers; keys come as they are");
        return;
    }
    XIMCallback gone = {(XPointer)window, method_gone};
    XSetIMValues(window->method, XNDestroyCallback, &gone, NULL);
    window->context = context_new(window);
    if (!window->context)
        return;
    long events = 0;
    XGetICValues(window->context, XNFilterEvents, &events, NULL);
    XWindowAttributes attributes;
    XGetWindowAttributes(window->display, window->id, &attributes);
    XSelectInput(window->display, window->id, attributes.your_event_mask | events);
    XSetICFocus(window->context);
}

void im_close(struct window *window)
{
    if (window->context)
        XDestroyIC(window->context);
    if (window->method)
        XCloseIM(window->method);
    window->context = NULL;
    window->method = NULL;
    window->preedit[0] = '\0';
}

/* ---- text ---- */

static void commit(struct window *window, const char *text)
{
    preedit_set(window, "");
    if (*text)
        desk_commit(window->desk, desk_token(window->desk), text);
    window->stale = true;
}

/* The key's text; heap. */
static char *text_of(struct window *window, XKeyEvent *event, KeySym *ret_sym)
{
    char room[256];
    Status status;
    *ret_sym = NoSymbol;
    if (!window->context) {
        int length = XLookupString(event, room, sizeof room - 1, ret_sym, NULL);
        room[length > 0 ? length : 0] = '\0';
        return strdup((unsigned char)room[0] < 0x80 ? room : "");
    }
    int length = Xutf8LookupString(window->context, event, room, sizeof room - 1, ret_sym, &status);
    if (status == XBufferOverflow) {
        char *large = calloc((size_t)length + 1, 1);
        if (large)
            Xutf8LookupString(window->context, event, large, length, ret_sym, &status);
        return large ? large : strdup("");
    }
    bool text = status == XLookupChars || status == XLookupBoth;
    room[text ? length : 0] = '\0';
    return strdup(room);
}

static void drain(struct window *window)
{
    int64_t end = clock_monotonic_us() + 1000 * (*window->preedit ? DRAIN_COMPOSING_MS : DRAIN_MS);
    XEvent event;
    KeySym sym;
    while (clock_monotonic_us() < end) {
        XSync(window->display, False);
        bool found = XCheckTypedWindowEvent(window->display, window->id, KeyPress, &event);
        if (!found)
            continue;
        if (event.xkey.keycode != 0) { /* typed behind the command: it waits its turn */
            XPutBackEvent(window->display, &event);
            return;
        }
        char *text = text_of(window, &event.xkey, &sym);
        commit(window, text);
        free(text);
        return;
    }
}

void im_flush(struct window *window)
{
    if (!window->context || window->style != TYPING_OFF)
        return;
    XUnsetICFocus(window->context);
    drain(window);
    char *rest = Xutf8ResetIC(window->context);
    if (rest && *rest)
        commit(window, rest);
    else if (*window->preedit) {
        char *copy = strdup(window->preedit);
        if (copy)
            commit(window, copy);
        free(copy);
    }
    XFree(rest);
    XSetICFocus(window->context);
}

void im_key(struct window *window, XKeyEvent *event)
{
    KeySym sym;
    struct press press;
    char *text = text_of(window, event, &sym);
    if (event->keycode == 0) {
        commit(window, text);
    } else if (keys_command(sym, event->state, &press)) {
        im_flush(window);
        if (press.code == PRESS_RUNE && press.with == WITH_CTRL && press.rune == 'v') {
            window->paste_token = desk_token(window->desk);
            XConvertSelection(window->display, window->clipboard, window->utf8, window->pasted,
                              window->id, event->time);
        } else {
            desk_press(window->desk, &press);
        }
    } else {
        const char *at = text;
        for (uint32_t rune; (rune = utf8_next(&at)) != 0;)
            desk_press(window->desk, &(struct press){.code = PRESS_RUNE, .rune = rune});
    }
    free(text);
    window->stale = true;
}
