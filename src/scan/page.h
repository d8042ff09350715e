/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/page: the bytes of one page as they come from SANE, turned into a raster. Knows frames of
 * one or three passes, padding at the end of lines, lines that are not known beforehand. For files
 * of src/scan only; no device in here.
 */
#ifndef SCAN_PAGE_H
#define SCAN_PAGE_H

#include <sane/sane.h>
#include <stdbool.h>

#include "base/err.h"
#include "model/raster.h"

/* Zero-initialise; ends with page_release. */
struct page {
    SANE_Parameters params; /* of the frame in work */
    struct raster raster;   /* height = lines there is room for */
    int lines;              /* complete lines of the frame in work */
    int passes;             /* frames done of a three-pass page */
    int height;             /* lines of the first pass; -1 before it is done */
    uint8_t *line;          /* one line of SANE; heap */
    size_t filled;          /* bytes in line */
};

/* A frame begins. ERR_DEVICE K-340 (a kind that SANE does not define), K-341 (passes that do not
 * fit together), ERR_LIMIT K-342, ERR_NOMEM K-343. */
enum err_code page_begin(struct page *page, const SANE_Parameters *params,
                         struct err *err) MUST_CHECK;
/* ERR_DEVICE K-344 when more lines come than were announced. */
enum err_code page_add(struct page *page, const SANE_Byte *data, size_t length,
                       struct err *err) MUST_CHECK;
/* The frame ended: checks the byte count (K-345). *ret_whole: the page is complete. */
enum err_code page_end(struct page *page, bool *ret_whole, struct err *err) MUST_CHECK;
/* Gives the raster away; page is as new. */
void page_take(struct page *page, struct raster *ret);
double page_progress(const struct page *page);
void page_release(struct page *page);

#endif
