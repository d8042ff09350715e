/* SPDX-License-Identifier: Apache-2.0
 *
 * draw/piece: the piece of the paper that the input is about, as plain pixels of any size; for the
 * snippet over the input and for terminals.
 */
#ifndef DRAW_PIECE_H
#define DRAW_PIECE_H

#include "base/err.h"
#include "model/raster.h"
#include "present/shown.h"

/* Which part of the picture is shown, in pixels of its level 0: the box of the field and somewhat
 * more, so that tones and neighbours are seen. shape = width / height of the place it goes to. */
struct rect piece_region(const struct shown_picture *picture, double shape);

/* The same as RGB24, width by height pixels, each tall times as high as wide (1 on a screen, 2.1 in
 * quadrants of terminal cells); outside of the page it is white. ERR_EMPTY (not filled) when there
 * is no picture or the field has no place on it; ERR_NOMEM. Owned by the caller. */
enum err_code piece_get(const struct shown_picture *picture, int width, int height, double tall,
                        struct raster *ret_new, struct err *err) MUST_CHECK;

#endif
