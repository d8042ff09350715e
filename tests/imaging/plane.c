/* SPDX-License-Identifier: Apache-2.0
 *
 * tests/imaging/plane: see the header.
 */
#include "plane.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_first.h"

struct raster plane_make(int width, int height, double dpi, int grey)
{
    struct raster plane = {0};
    assert_true(raster_init(&plane, RASTER_GREY8, width, height));
    plane.dpi = dpi;
    memset(plane.data, grey, plane.stride * (size_t)height);
    return plane;
}

void plane_box(struct raster *plane, int x, int y, int w, int h, int grey)
{
    struct rect all = {0, 0, plane->width, plane->height};
    struct rect cut = rect_cut((struct rect){x, y, w, h}, all);
    for (int row = cut.y; row < rect_bottom(cut); row++)
        memset(plane->data + (size_t)row * plane->stride + cut.x, grey, (size_t)cut.w);
}

int plane_ink(const struct raster *plane, struct rect box, int level)
{
    int count = 0;
    for (int y = box.y; y < rect_bottom(box); y++)
        for (int x = box.x; x < rect_right(box); x++)
            count += plane->data[(size_t)y * plane->stride + (size_t)x] < level;
    return count;
}

void plane_words(struct raster *plane, int x, int base, int letters, int grey)
{
    for (int i = 0; i < letters; i++) {
        int left = x + i * 22 + i / 5 * 14;
        plane_box(plane, left, base - 20, 14, 20, grey);
        plane_box(plane, left + 4, base - 16, 6, 12, CLEAN_PAPER);
        if (i % 3 == 0)
            plane_box(plane, left, base - 34, 4, 16, grey);
    }
}

int plane_difference(const struct raster *a, const struct raster *b, struct rect box)
{
    int most = 0;
    if (a->width != b->width || a->height != b->height)
        return 256;
    for (int y = box.y; y < rect_bottom(box); y++)
        for (int x = box.x; x < rect_right(box); x++) {
            int miss = abs(a->data[(size_t)y * a->stride + (size_t)x] -
                           b->data[(size_t)y * b->stride + (size_t)x]);
            most = miss > most ? miss : most;
        }
    return most;
}

struct raster plane_copy(const struct raster *plane)
{
    struct raster copy = plane_make(plane->width, plane->height, plane->dpi, 0);
    for (int y = 0; y < plane->height; y++)
        memcpy(copy.data + (size_t)y * copy.stride, plane->data + (size_t)y * plane->stride,
               (size_t)plane->width);
    return copy;
}

void run_step(struct clean_page *page, const char *name)
{
    struct clean_settings settings;
    clean_settings_init(&settings);
    run_step_with(page, name, &settings);
}

void run_step_with(struct clean_page *page, const char *name, const struct clean_settings *settings)
{
    struct err err = {0};
    for (size_t i = 0; i < clean_step_count(); i++) {
        const struct clean_step *step = clean_step_peek(i);
        if (strcmp(step->name, name) != 0)
            continue;
        assert_int_equal(step->validate(settings, &err), ERR_OK);
        assert_int_equal(step->run(page, settings, &err), ERR_OK);
        return;
    }
    fail_msg("no cleaning step %s", name);
}
