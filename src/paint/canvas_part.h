/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/canvas_part: what a canvas is made of; for the files of src/paint only.
 */
#ifndef PAINT_CANVAS_PART_H
#define PAINT_CANVAS_PART_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "paint/canvas.h"

struct canvas {
    cairo_surface_t *surface; /* CAIRO_FORMAT_RGB24 */
    cairo_t *cairo;
    PangoContext *pango; /* pinned font options; made at the first text */
    PangoLayout *layout; /* reused for each text */
};

#endif
