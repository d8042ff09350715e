/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed_part: what the files of imaging/mixed share. Private to them.
 */
#ifndef IMAGING_MIXED_PART_H
#define IMAGING_MIXED_PART_H

#include "imaging/mixed.h"

/* One byte a pixel or cell. */
struct mixed_plane {
    int width, height;
    uint8_t *data; /* owned */
};
bool mixed_plane_init(struct mixed_plane *plane, int width, int height); /* zeroed */

/* What is known about each tile of the page. */
struct mixed_tiles {
    int side;     /* pixels */
    int contrast; /* of the usual writing, levels; 0 = there is none */
    int across, down;
    uint8_t *paper;  /* level of the paper, owned */
    uint8_t *limit;  /* darker is ink; 0 = no ink here (a picture, the lid of the scanner); owned */
    uint8_t *strong; /* ink must be near something as dark as this; owned */
};

struct mixed_work {
    struct raster page;       /* GREY8 or RGB24, owned */
    int parts;                /* bytes a pixel */
    struct mixed_tiles tiles; /* of the key channel: red, which a red seal leaves bright */
    struct mixed_plane key;   /* red or grey, smoothed where the paper is grainy */
    int grain;                /* deviation of the paper in levels of the key */
    struct mixed_plane ink;   /* 0 = paper, else number of the stencil from 1 */
    uint8_t colours[MIXED_INKS_MAX][3];
    size_t ink_count;     /* stencils */
    struct raster ground; /* the paper, coarse, as many parts; owned */
};
void mixed_work_release(struct mixed_work *work);

/* mixed_ink: tiles and ink (all 1). ERR_NOMEM. */
enum err_code mixed_find_ink(struct mixed_work *work, struct err *err) MUST_CHECK;
/* A value of the tiles between their centres, along row y; ret has a place a pixel. */
void mixed_tiles_row(const struct mixed_tiles *tiles, const uint8_t *values, int y, int width,
                     uint8_t *ret);

/* mixed_colour: ink by colour. */
enum err_code mixed_sort_ink(struct mixed_work *work, struct err *err) MUST_CHECK;

/* mixed_stencil: each ink as a stencil behind the layers that are there. */
enum err_code mixed_cut_stencils(const struct mixed_work *work, struct mixed *mixed,
                                 struct err *err) MUST_CHECK;
/* mixed: an empty layer behind the others. */
struct mixed_layer *mixed_layer_add(struct mixed *mixed, enum mixed_kind kind, int width,
                                    int height);

/* mixed_ground: the paper without its ink. */
enum err_code mixed_lift_ground(struct mixed_work *work, struct err *err) MUST_CHECK;

/* mixed_quiet: makes even what differs by no more than grain. False: no memory. */
bool mixed_quieten(struct raster *plane, int grain);

/* mixed_check: what becomes of the writing when ground is as this JPEG has it. ERR_FORMAT when it
 * cannot be read. */
struct mixed_loss {
    double lost;      /* share of the writing that is gone, 0..1 */
    double soft;      /* share that is coarse: no stencil paints it */
    double thickness; /* of what the stencils paint: pixels for each at its edge */
};
enum err_code mixed_measure(const struct mixed_work *work, const struct bytes *ground,
                            struct mixed_loss *ret, struct err *err) MUST_CHECK;

#endif
