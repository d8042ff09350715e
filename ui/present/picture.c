/* SPDX-License-Identifier: Apache-2.0
 *
 * present/picture: one picture: from the bytes of a page worker to levels, and where a box lies in
 * it. The thread is in pictures.c. May include: base, model.
 */
#include "present/picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

/* Finer is not seen, and costs memory on an old computer. */
enum { PICTURE_PIXELS_MAX = 5000000 };

/* ---- PNM ---- */

static bool take_number(const unsigned char **at, const unsigned char *end, long *ret)
{
    long number = 0;
    int digits = 0;
    bool comment = false;
    for (; *at < end && (comment || **at == '#' || strchr(" \n\t\r", **at)); ++*at)
        comment = **at == '#' || (comment && **at != '\n');
    for (; *at < end && **at >= '0' && **at <= '9' && digits < 9; digits++)
        number = number * 10 + (*(*at)++ - '0');
    *ret = number;
    return digits > 0;
}

struct pnm {
    int width, height, channels;
    const unsigned char *pixels;
};

static bool pnm_parse(const unsigned char *data, size_t length, struct pnm *ret)
{
    const unsigned char *at = data + 2, *end = data + length;
    long width, height, most;
    if (length < 8 || data[0] != 'P' || (data[1] != '5' && data[1] != '6'))
        return false;
    if (!take_number(&at, end, &width) || !take_number(&at, end, &height) ||
        !take_number(&at, end, &most) || most != 255 || at >= end)
        return false;
    at++;
    if (width < 1 || height < 1 || width > IMAGE_SIDE_MAX || height > IMAGE_SIDE_MAX)
        return false;
    *ret = (struct pnm){(int)width, (int)height, data[1] == '6' ? 3 : 1, at};
    return (double)(end - at) >= (double)width * (double)height * ret->channels;
}

static bool level_from_pnm(const struct pnm *pnm, struct raster *ret)
{
    if (!raster_init(ret, RASTER_RGB24, pnm->width, pnm->height))
        return false;
    for (int y = 0; y < pnm->height; y++) {
        const unsigned char *from = pnm->pixels + (size_t)y * (size_t)(pnm->width * pnm->channels);
        uint8_t *to = ret->data + (size_t)y * ret->stride;
        if (pnm->channels == 3) {
            memcpy(to, from, (size_t)pnm->width * 3);
            continue;
        }
        for (int x = 0; x < pnm->width; x++)
            to[3 * x] = to[3 * x + 1] = to[3 * x + 2] = from[x];
    }
    return true;
}

/* ---- levels ---- */

/* Each pixel the mean of four. */
static bool halve(const struct raster *from, struct raster *ret)
{
    if (!raster_init(ret, RASTER_RGB24, (from->width + 1) / 2, (from->height + 1) / 2))
        return false;
    for (int y = 0; y < ret->height; y++) {
        const uint8_t *one = from->data + (size_t)(2 * y) * from->stride;
        const uint8_t *two = 2 * y + 1 < from->height ? one + from->stride : one;
        uint8_t *to = ret->data + (size_t)y * ret->stride;
        for (int x = 0; x < ret->width; x++) {
            int right = 2 * x + 1 < from->width ? 3 : 0;
            for (int c = 0; c < 3; c++)
                to[3 * x + c] = (uint8_t)((one[6 * x + c] + one[6 * x + right + c] +
                                           two[6 * x + c] + two[6 * x + right + c] + 2) /
                                          4);
        }
    }
    return true;
}

static bool levels_add(struct picture *picture)
{
    enum { SMALLEST = 160 };
    while (picture->level_count < PICTURE_LEVELS_MAX) {
        const struct raster *last = &picture->levels[picture->level_count - 1];
        if (last->width <= SMALLEST)
            break;
        if (!halve(last, &picture->levels[picture->level_count]))
            return false;
        picture->level_count++;
    }
    return true;
}

enum err_code picture_from_pnm(const unsigned char *data, size_t length, struct picture *ret,
                               struct err *err)
{
    struct pnm pnm;
    struct picture picture = {.scale = 1};
    if (!pnm_parse(data, length, &pnm))
        return err_set(err, ERR_FORMAT, 1950, _("the picture of the page came broken"));
    bool fine = level_from_pnm(&pnm, &picture.levels[0]);
    picture.level_count = fine;
    while (fine &&
           (double)picture.levels[0].width * picture.levels[0].height > PICTURE_PIXELS_MAX) {
        struct raster half;
        fine = halve(&picture.levels[0], &half);
        if (!fine)
            break;
        raster_release(&picture.levels[0]);
        picture.levels[0] = half;
        picture.scale /= 2;
    }
    if (!fine || !levels_add(&picture)) {
        picture_release(&picture);
        return err_set(err, ERR_NOMEM, 1951,
                       _("not enough memory for the picture of the page; close other programs"));
    }
    *ret = picture;
    return ERR_OK;
}

void picture_release(struct picture *picture)
{
    for (size_t i = 0; i < picture->level_count; i++)
        raster_release(&picture->levels[i]);
    picture->level_count = 0;
}

/* ---- boxes ---- */

struct rect picture_box(const struct picture *picture, struct rect box)
{
    if (rect_empty(box) || picture->level_count == 0)
        return (struct rect){0};
    box.x -= picture->region.x;
    box.y -= picture->region.y;
    bool odd = picture->turns % 2 != 0;
    const struct raster *top = &picture->levels[0];
    struct view view = {
        .page_width = (int)((odd ? top->height : top->width) / picture->scale + 0.5),
        .page_height = (int)((odd ? top->width : top->height) / picture->scale + 0.5),
        .turns = picture->turns,
    };
    return rect_scale(view_to_upright(&view, box), picture->scale);
}
