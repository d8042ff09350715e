/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/window: the window and its input method, as the files of this room share them. One thread.
 */
#ifndef X11_WINDOW_H
#define X11_WINDOW_H

#include <X11/Xlib.h>
#include <stdbool.h>

#include "draw/draw.h"
#include "present/desk.h"

struct window {
    struct desk *desk;
    struct draw *draw;
    Display *display;
    Window id;
    GC gc;
    Visual *visual;
    int depth, width, height;
    double base, scale; /* of the display; with what the person wants */
    Atom delete_window, clipboard, utf8, pasted;
    bool stale; /* what is shown is not what the desk has */
    bool drag;  /* the picture is held by the mouse */
    int drag_x, drag_y;
    unsigned paste_token; /* field that asked for the clipboard */

    XIM method; /* NULL: none, keys come as they are */
    XIC context;
    enum typing_style style; /* that the method was opened for */
    char preedit[512];       /* what the method shows now */
};

/* ---- input methods (im.c) ---- */

/* Opens the method that fits the desk's typing style: none where the desk composes by itself, so
 * that an active Unikey does not compose twice. Called again when the style changed. */
void im_open(struct window *window);
void im_close(struct window *window);
/* Before every focus move, click and command: what is being composed goes into the field it was
 * typed in. */
void im_flush(struct window *window);
/* Text of a key press; a commit of the method goes to the field in focus. False: it was no text. */
void im_key(struct window *window, XKeyEvent *event);

/* ---- showing (show.c) ---- */
void show_bands(struct window *window);
void show_all(struct window *window); /* after an expose */

#endif
