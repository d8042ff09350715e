/* SPDX-License-Identifier: Apache-2.0
 *
 * present/thumbs: small copies of pictures. May include: base, model.
 */
#include "present/thumbs.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { WIDTH_LEAST = 140 };

static void drop(struct picture *picture)
{
    picture_release(picture);
    free(picture);
}

void thumbs_release(struct thumbs *thumbs)
{
    for (size_t i = 0; i < thumbs->count; i++)
        drop(thumbs->items[i]);
    thumbs->count = 0;
}

/* count = not there. */
static size_t find(const struct thumbs *thumbs, const struct uuid *page, int revision)
{
    size_t at = 0;
    while (at < thumbs->count &&
           !(thumbs->items[at]->revision == revision && uuid_equal(&thumbs->items[at]->page, page)))
        at++;
    return at;
}

static void to_front(struct thumbs *thumbs, size_t at, struct picture *picture)
{
    for (; at > 0; at--)
        thumbs->items[at] = thumbs->items[at - 1];
    thumbs->items[0] = picture;
}

static bool copy_pixels(const struct raster *from, struct raster *ret)
{
    if (!raster_init(ret, RASTER_RGB24, from->width, from->height))
        return false;
    for (int y = 0; y < from->height; y++)
        memcpy(ret->data + (size_t)y * ret->stride, from->data + (size_t)y * from->stride,
               (size_t)from->width * 3);
    return true;
}

/* The smallest level that is not too small. One that failed is kept too: it is not tried again. */
static struct picture *copy_small(const struct picture *picture)
{
    size_t level = 0;
    while (level + 1 < picture->level_count && picture->levels[level + 1].width >= WIDTH_LEAST)
        level++;
    struct picture *thumb = mem_new(1, sizeof *thumb);
    *thumb = (struct picture){.page = picture->page,
                              .revision = picture->revision,
                              .turns = picture->turns,
                              .scale = 1,
                              .failure = picture->failure};
    if (picture->level_count > 0)
        thumb->level_count = copy_pixels(&picture->levels[level], &thumb->levels[0]);
    return thumb;
}

void thumbs_add(struct thumbs *thumbs, const struct picture *picture)
{
    struct picture *thumb = copy_small(picture);
    size_t at = find(thumbs, &picture->page, picture->revision);
    if (at == THUMBS_KEPT)
        at--;
    if (at < thumbs->count)
        drop(thumbs->items[at]);
    else
        thumbs->count++;
    to_front(thumbs, at, thumb);
}

const struct picture *thumbs_peek(struct thumbs *thumbs, const struct uuid *page, int revision)
{
    size_t at = find(thumbs, page, revision);
    if (at == thumbs->count)
        return NULL;
    to_front(thumbs, at, thumbs->items[at]);
    return thumbs->items[0];
}

void thumbs_renew(struct thumbs *thumbs, const struct uuid *page)
{
    for (size_t i = 0; i < thumbs->count; i++)
        if (uuid_equal(&thumbs->items[i]->page, page))
            thumbs->items[i]->stale = true;
}
