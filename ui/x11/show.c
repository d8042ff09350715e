/* SPDX-License-Identifier: Apache-2.0
 *
 * x11/show: pixels to the window, only those that changed. May include: base, present, draw.
 */
#include <X11/Xutil.h>

#include "x11/window.h"

static void put(struct window *window, int y, int height)
{
    size_t stride;
    const uint32_t *pixels = draw_peek(window->draw, &stride);
    int width = draw_width(window->draw);
    XImage *image = XCreateImage(window->display, window->visual, (unsigned)window->depth, ZPixmap,
                                 0, (char *)(uintptr_t)pixels, (unsigned)width,
                                 (unsigned)draw_height(window->draw), 32, (int)stride);
    if (!image)
        return;
    const union {
        uint32_t word;
        char first;
    } order = {1};
    image->byte_order = order.first ? LSBFirst : MSBFirst;
    XPutImage(window->display, window->id, window->gc, image, 0, y, 0, y, (unsigned)width,
              (unsigned)height);
    image->data = NULL; /* it belongs to the canvas */
    XDestroyImage(image);
}

void show_bands(struct window *window)
{
    struct band bands[BANDS_MAX];
    draw_frame(window->draw, desk_shown(window->desk));
    size_t count = draw_bands(window->draw, bands);
    for (size_t i = 0; i < count; i++)
        put(window, bands[i].y, bands[i].height);
    window->stale = false;
}

void show_all(struct window *window)
{
    if (window->stale)
        show_bands(window);
    put(window, 0, draw_height(window->draw));
}
