/* SPDX-License-Identifier: Apache-2.0
 *
 * present/pieces: cutting and keeping. May include: base, model.
 */
#include "present/pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void drop(struct picture *picture)
{
    picture_release(picture);
    free(picture);
}

void pieces_release(struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        drop(pieces->items[i]);
    pieces->count = 0;
}

static bool same(const struct piece_place *a, const struct piece_place *b)
{
    return a->revision == b->revision && uuid_equal(&a->page, &b->page) && a->box.x == b->box.x &&
           a->box.y == b->box.y && a->box.w == b->box.w && a->box.h == b->box.h;
}

static const struct picture *find(const struct pieces *pieces, const struct piece_place *place)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (same(&pieces->places[i], place))
            return pieces->items[i];
    return NULL;
}

/* The box and somewhat around it, so that tones are seen. */
static struct picture *cut(const struct picture *picture, struct rect box)
{
    struct picture *piece = mem_new(1, sizeof *piece);
    *piece = (struct picture){.page = picture->page, .revision = picture->revision, .scale = 1};
    if (picture->level_count == 0 || rect_empty(box))
        return piece;
    const struct raster *from = &picture->levels[0];
    struct rect at = picture_box(picture, box);
    at =
        rect_cut(rect_grow(at, at.h / 2, at.h / 3), (struct rect){0, 0, from->width, from->height});
    if (rect_empty(at) || !raster_init(&piece->levels[0], RASTER_RGB24, at.w, at.h))
        return piece;
    for (int y = 0; y < at.h; y++)
        memcpy(piece->levels[0].data + (size_t)y * piece->levels[0].stride,
               from->data + (size_t)(at.y + y) * from->stride + (size_t)at.x * 3, (size_t)at.w * 3);
    piece->level_count = 1;
    return piece;
}

static void keep(struct pieces *pieces, const struct piece_place *place, struct picture *piece)
{
    if (pieces->count == PIECES_KEPT) {
        drop(pieces->items[0]);
        pieces->count--;
        memmove(pieces->items, pieces->items + 1, pieces->count * sizeof pieces->items[0]);
        memmove(pieces->places, pieces->places + 1, pieces->count * sizeof pieces->places[0]);
    }
    pieces->places[pieces->count] = *place;
    pieces->items[pieces->count++] = piece;
}

void pieces_get(struct pieces *pieces, struct pictures *pictures, const struct piece_place *places,
                size_t count, const struct picture **ret)
{
    const struct picture *whole = NULL;
    for (size_t i = 0; i < count; i++) {
        if (find(pieces, &places[i]))
            continue;
        bool known = whole && whole->revision == places[i].revision &&
                     uuid_equal(&whole->page, &places[i].page);
        if (!known)
            whole = pictures_peek(pictures, &places[i].page, places[i].revision);
        if (!whole)
            break; /* the others are asked for when this one has come */
        keep(pieces, &places[i], cut(whole, places[i].box));
    }
    for (size_t i = 0; i < count; i++)
        ret[i] = find(pieces, &places[i]);
}
