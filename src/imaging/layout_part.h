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
    PIX *mask;          /* kept parts only */
    struct parts parts; /* of the mask before parts were dropped */
    bool *kept;         /* a flag each part */
    size_t kept_count;  /* set by layout_ink_find_pale */
    double x_height;    /* median, 8 to 40 */
    double usual;       /* contrast of the usual ink, grey levels */
};
/* smooth: page->work, blurred. */
enum err_code layout_ink_find(const struct clean_page *page, const struct raster *smooth,
                              const struct layout_settings *settings, struct layout_ink *ret,
                              struct err *err) MUST_CHECK;
/* Paler ink outside the lines found so far: faded typing, or the other side of the sheet. */
enum err_code layout_ink_find_pale(const struct clean_page *page, const struct raster *smooth,
                                   const struct layout_settings *settings,
                                   const struct layout_ink *strong, const struct layout *layout,
                                   struct layout_ink *ret, struct err *err) MUST_CHECK;
void layout_ink_release(struct layout_ink *ink);

/* Tables from the masks of the rules. */
enum err_code layout_grid_find(const struct clean_page *page,
                               const struct layout_settings *settings, struct arena *arena,
                               struct layout *layout, struct err *err) MUST_CHECK;
/* Table, row and column of a point; false when it is in no table. */
bool layout_cell_at(const struct layout *layout, int x, int y, int *ret_table, int *ret_row,
                    int *ret_column);

/* Text lines from the ink, added to those of the layout. */
enum err_code layout_lines_find(const struct layout_ink *ink,
                                const struct layout_settings *settings, bool faint,
                                struct arena *arena, struct layout *layout,
                                struct err *err) MUST_CHECK;

#endif
