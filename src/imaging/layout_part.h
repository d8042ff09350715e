/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/layout_part: what the files of the layout share. Inside the room only.
 */
#ifndef IMAGING_LAYOUT_PART_H
#define IMAGING_LAYOUT_PART_H

#include <leptonica/allheaders.h>

#include "imaging/clean_parts.h"
#include "imaging/clean_plane.h"
#include "imaging/layout.h"

/* The ink of a page that can be text. */
struct layout_ink {
    PIX *mask;                 /* kept parts only */
    struct parts parts;        /* of the mask before parts were dropped */
    bool *kept;                /* a flag each part */
    float *dark;               /* mean darkness of each kept part, grey levels */
    float *sharp;              /* of that, how much its edge rises a pixel */
    double x_height;           /* median, 8 to 40 */
    double usual, usual_sharp; /* darkness and sharpness of most of the ink */
};
/* smooth: page->work, blurred. */
enum err_code layout_ink_find(const struct clean_page *page, const struct raster *smooth,
                              const struct layout_settings *settings, struct layout_ink *ret,
                              struct err *err) MUST_CHECK;
void layout_ink_release(struct layout_ink *ink);

/* Tables from the masks of the rules. */
enum err_code layout_grid_find(const struct clean_page *page,
                               const struct layout_settings *settings, struct arena *arena,
                               struct layout *layout, struct err *err) MUST_CHECK;
/* imaging/layout_cells: which cells of the heads are one; part of layout_grid_find. */
void layout_cells_find(const struct clean_page *page, struct arena *arena, struct layout *layout);
/* Table, row and column of a point, of joined cells the first; false when it is in no table. */
bool layout_cell_at(const struct layout *layout, int x, int y, int *ret_table, int *ret_row,
                    int *ret_column);
/* The place of a cell, with those joined to it. */
struct rect layout_cell_box(const struct layout *layout, int table, int row, int column);
/* Does column edge number edge part two cells in that row? */
bool layout_edge_drawn(const struct layout *layout, size_t table, size_t row, size_t edge);

/* Text lines from the ink. */
enum err_code layout_lines_find(const struct layout_ink *ink, const struct raster *plane,
                                const struct layout_settings *settings, struct arena *arena,
                                struct layout *layout, struct err *err) MUST_CHECK;

#endif
