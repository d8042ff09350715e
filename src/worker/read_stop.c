/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_stop: does a line end in a full stop that is printed? A stop may stand under the bowl
 * of a P or the arm of a T, so pieces of ink are followed, not columns.
 * May include: imaging, model, base.
 */
#include "worker/read_stop.h"

#include <string.h>

#include "base/mem.h"

enum { WINDOW_MOST = 64 }; /* pixels a side; larger print is looked at in part */

/* The end of a line, as ink or not. */
struct window {
    struct rect box; /* of the plane */
    bool ink[WINDOW_MOST][WINDOW_MOST];
};

static void window_init(struct window *window, const struct raster *plane, struct rect box,
                        int level)
{
    struct rect all = {0, 0, plane->width, plane->height};
    *window = (struct window){.box = rect_cut(box, all)};
    for (int y = 0; y < window->box.h; y++) {
        const uint8_t *row = plane->data + (size_t)(window->box.y + y) * plane->stride;
        for (int x = 0; x < window->box.w; x++)
            window->ink[y][x] = row[window->box.x + x] < level;
    }
}

/* Takes the piece of ink that x, y belongs to out of the window; its box within the window. */
static struct rect take_piece(struct window *window, int x, int y)
{
    struct point_at {
        uint8_t x, y;
    } stack[WINDOW_MOST * WINDOW_MOST];
    static const int STEPS[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    size_t depth = 0;
    struct rect box = {x, y, 1, 1};
    window->ink[y][x] = false;
    stack[depth++] = (struct point_at){(uint8_t)x, (uint8_t)y};
    while (depth > 0) {
        struct point_at at = stack[--depth];
        box = rect_union(box, (struct rect){at.x, at.y, 1, 1});
        for (int i = 0; i < 4; i++) {
            int nx = at.x + STEPS[i][0], ny = at.y + STEPS[i][1];
            if (nx < 0 || ny < 0 || nx >= window->box.w || ny >= window->box.h ||
                !window->ink[ny][nx])
                continue;
            window->ink[ny][nx] = false;
            stack[depth++] = (struct point_at){(uint8_t)nx, (uint8_t)ny};
        }
    }
    return box;
}

/* As low as wide, standing on the base line: no dot below, which hangs under it. */
static bool is_stop(struct rect piece, double core_middle, double base, double x_height)
{
    return piece.h < 0.6 * x_height && piece.w < 0.6 * x_height && piece.y > core_middle &&
           piece.y + piece.h / 2.0 < base + 1;
}

/* As high as wide, and no single pixel: neither a rest of a rule nor a speck. */
static bool is_round(struct rect piece)
{
    return piece.w >= 2 && piece.h >= 2 && piece.w <= 2 * piece.h && piece.h <= 2 * piece.w;
}

bool stop_printed(const struct raster *plane, const struct layout_line *line, double x_height,
                  int level, bool plainly)
{
    struct window window;
    int side = (int)(1.2 * x_height + 0.5), margin = (int)(0.5 * x_height + 0.5);
    int right = rect_right(line->ink) + 2;
    side = side > WINDOW_MOST ? WINDOW_MOST : side;
    int height = line->core_bottom - line->core_top + 2 * margin;
    height = height > WINDOW_MOST ? WINDOW_MOST : height;
    int top = line->core_bottom + margin - height;
    window_init(&window, plane, (struct rect){right - side, top, side, height}, level);
    double middle = (line->core_top + line->core_bottom) / 2.0 - window.box.y;
    for (int x = window.box.w - 1; x >= 0 && x >= window.box.w - 1 - side / 2; x--)
        for (int y = 0; y < window.box.h; y++)
            if (window.ink[y][x]) {
                struct rect piece = take_piece(&window, x, y);
                if (is_stop(piece, middle, line->core_bottom - window.box.y, x_height) &&
                    (!plainly || is_round(piece)))
                    return true;
            }
    return false;
}
