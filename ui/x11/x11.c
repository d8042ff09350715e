/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/x11: the window's life: events of the display and news of the desk in one loop. Draws only
 * when nothing waits. May include: base, present, draw, cli.
 */
#include "x11/x11.h"

#include <X11/Xatom.h>
#include <X11/Xresource.h>
#include <X11/Xutil.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "x11/window.h"

enum { START_WIDTH = 1366, START_HEIGHT = 768, WHEEL_UP = 4, WHEEL_DOWN = 5 };
#define SCALE_MIN 0.75
#define SCALE_MAX 3.0

static bool usable(void)
{
    const char *display = getenv("DISPLAY");
    return display && *display;
}

/* ---- opening ---- */

static double clamp(double scale)
{
    return scale < SCALE_MIN ? SCALE_MIN : scale > SCALE_MAX ? SCALE_MAX : scale;
}

/* SOHOA_SCALE, else the display's resolution, else 1. */
static double find_scale(Display *display)
{
    double scale = 1;
    const char *chosen = getenv("SOHOA_SCALE");
    const char *dpi = XGetDefault(display, "Xft", "dpi");
    if (chosen && text_to_double(chosen, SCALE_MIN, SCALE_MAX, &scale))
        return scale;
    if (dpi && text_to_double(dpi, 48, 384, &scale))
        scale /= 96;
    return clamp(scale);
}

static enum err_code check_visual(struct window *window, struct err *err)
{
    int screen = DefaultScreen(window->display);
    window->visual = DefaultVisual(window->display, screen);
    window->depth = DefaultDepth(window->display, screen);
    if (window->depth < 24 || window->visual->red_mask != 0xff0000 ||
        window->visual->blue_mask != 0xff)
        return err_set(err, ERR_USAGE, 1964,
                       _("this display shows %d bits of colour, 24 are needed; change its setting "
                         "or use: sohoa desk --term"),
                       window->depth);
    return ERR_OK;
}

static void make_window(struct window *window)
{
    Display *display = window->display;
    int screen = DefaultScreen(display);
    int width = DisplayWidth(display, screen), height = DisplayHeight(display, screen);
    window->width = width < START_WIDTH ? width : START_WIDTH;
    window->height = height < START_HEIGHT ? height : START_HEIGHT;
    XSetWindowAttributes attributes = {
        .background_pixmap = None,
        .bit_gravity = NorthWestGravity,
        .event_mask = KeyPressMask | ButtonPressMask | ButtonReleaseMask | Button1MotionMask |
                      ExposureMask | StructureNotifyMask | FocusChangeMask,
    };
    window->id =
        XCreateWindow(display, RootWindow(display, screen), 0, 0, (unsigned)window->width,
                      (unsigned)window->height, 0, window->depth, InputOutput, window->visual,
                      CWBackPixmap | CWBitGravity | CWEventMask, &attributes);
    window->gc = XCreateGC(display, window->id, 0, NULL);
    window->delete_window = XInternAtom(display, "WM_DELETE_WINDOW", False);
    window->clipboard = XInternAtom(display, "CLIPBOARD", False);
    window->utf8 = XInternAtom(display, "UTF8_STRING", False);
    window->pasted = XInternAtom(display, "SOHOA_PASTED", False);
    XSetWMProtocols(display, window->id, &window->delete_window, 1);
    XStoreName(display, window->id, "sohoa");
    XClassHint hint = {.res_name = (char[]){"sohoa"}, .res_class = (char[]){"Sohoa"}};
    XSetClassHint(display, window->id, &hint);
    XMapWindow(display, window->id);
}

static enum err_code open_window(struct window *window, struct err *err)
{
    if (!setlocale(LC_CTYPE, "") || !XSupportsLocale())
        setlocale(LC_CTYPE, "C.UTF-8");
    window->display = XOpenDisplay(NULL);
    if (!window->display)
        return err_set(err, ERR_USAGE, 1965,
                       _("the display %s does not answer; try: sohoa desk --term"),
                       XDisplayName(NULL));
    enum err_code code = check_visual(window, err);
    if (code)
        return code;
    window->base = find_scale(window->display);
    window->scale = clamp(window->base * desk_scale(window->desk));
    make_window(window);
    im_open(window);
    return draw_new(window->width, window->height, window->scale, &window->draw, err);
}

static void close_window(struct window *window)
{
    draw_free(window->draw);
    if (!window->display)
        return;
    im_close(window);
    if (window->gc)
        XFreeGC(window->display, window->gc);
    XCloseDisplay(window->display);
}

/* ---- events ---- */

static void on_button(struct window *window, const XButtonEvent *event)
{
    bool up = event->button == WHEEL_UP;
    im_flush(window);
    if (event->button == WHEEL_UP || event->button == WHEEL_DOWN) {
        if (event->state & ControlMask)
            desk_press(
                window->desk,
                &(struct press){.code = PRESS_RUNE, .with = WITH_ALT, .rune = up ? '+' : '-'});
        else
            desk_pan(window->desk, 0, up ? -0.1 : 0.1);
        window->stale = true;
        return;
    }
    struct hit hit = draw_hit(window->draw, desk_shown(window->desk), event->x, event->y);
    if (event->button != Button1)
        return;
    if (hit.kind == HIT_ROW)
        desk_choose(window->desk, hit.index);
    else if (hit.kind == HIT_INPUT)
        desk_place(window->desk, hit.index);
    window->drag = hit.kind == HIT_PICTURE;
    window->drag_x = event->x;
    window->drag_y = event->y;
    window->stale = true;
}

static void on_motion(struct window *window, const XMotionEvent *event)
{
    struct hit hit = draw_hit(window->draw, desk_shown(window->desk), event->x, event->y);
    if (!window->drag || hit.kind != HIT_PICTURE || hit.width < 1 || hit.height < 1)
        return;
    desk_pan(window->desk, (double)(window->drag_x - event->x) / hit.width,
             (double)(window->drag_y - event->y) / hit.height);
    window->drag_x = event->x;
    window->drag_y = event->y;
    window->stale = true;
}

static void on_size(struct window *window, const XConfigureEvent *event)
{
    struct err err = {0};
    if (event->width == window->width && event->height == window->height)
        return;
    if (draw_resize(window->draw, event->width, event->height, window->scale, &err) == ERR_OK) {
        window->width = event->width;
        window->height = event->height;
        window->stale = true;
    }
}

static void on_paste(struct window *window, const XSelectionEvent *event)
{
    Atom type;
    int format;
    unsigned long count, left;
    unsigned char *data = NULL;
    if (event->property == None)
        return;
    if (XGetWindowProperty(window->display, window->id, window->pasted, 0, 4096, True, window->utf8,
                           &type, &format, &count, &left, &data) == Success &&
        data && type == window->utf8)
        desk_commit(window->desk, window->paste_token, (const char *)data);
    XFree(data);
    window->stale = true;
}

static void on_event(struct window *window, XEvent *event)
{
    switch (event->type) {
    case KeyPress: im_key(window, &event->xkey); break;
    case ButtonPress: on_button(window, &event->xbutton); break;
    case ButtonRelease: window->drag = false; break;
    case MotionNotify: on_motion(window, &event->xmotion); break;
    case ConfigureNotify: on_size(window, &event->xconfigure); break;
    case Expose:
        if (event->xexpose.count == 0)
            show_all(window);
        break;
    case FocusIn:
        if (window->context)
            XSetICFocus(window->context);
        break;
    case FocusOut: im_flush(window); break;
    case SelectionNotify: on_paste(window, &event->xselection); break;
    case MappingNotify: XRefreshKeyboardMapping(&event->xmapping); break;
    case ClientMessage:
        if ((Atom)event->xclient.data.l[0] == window->delete_window) {
            im_flush(window);
            desk_press(window->desk,
                       &(struct press){.code = PRESS_RUNE, .with = WITH_CTRL, .rune = 'q'});
        }
        break;
    default: break;
    }
}

/* The person wants larger or smaller letters. */
static void rescale(struct window *window)
{
    double scale = clamp(window->base * desk_scale(window->desk));
    if (scale == window->scale ||
        draw_resize(window->draw, window->width, window->height, scale, NULL) != ERR_OK)
        return;
    window->scale = scale;
    window->stale = true;
}

static void loop(struct window *window)
{
    struct pollfd files[] = {{ConnectionNumber(window->display), POLLIN, 0},
                             {desk_fd(window->desk), POLLIN, 0}};
    XEvent event;
    while (!desk_over(window->desk)) {
        while (XPending(window->display) > 0 && !desk_over(window->desk)) {
            XNextEvent(window->display, &event);
            if (!XFilterEvent(&event, None))
                on_event(window, &event);
        }
        if (desk_style(window->desk) != window->style) {
            im_close(window);
            im_open(window);
        }
        rescale(window);
        if (window->stale)
            show_bands(window);
        XFlush(window->display);
        if (XPending(window->display) > 0 || desk_over(window->desk))
            continue;
        if (poll(files, 2, desk_timeout(window->desk)) < 0 && errno != EINTR)
            break;
        if (desk_step(window->desk))
            window->stale = true;
    }
}

static enum err_code run(struct office *office, struct err *err)
{
    struct window window = {.stale = true};
    enum err_code code = desk_new(office, &window.desk, err);
    if (!code)
        code = open_window(&window, err);
    if (!code)
        loop(&window);
    close_window(&window);
    desk_free(window.desk);
    return code;
}

const struct front front_x11 = {.name = "x11", .usable = usable, .run = run};
