/* SPDX-License-Identifier: Apache-2.0
 *
 * paint/paper: A4 pages to print, as a PDF of lines and letters (fonts embedded), made in memory.
 * Each page is a canvas whose pixel is a point (1/72 inch); what asks for the pixels of a canvas
 * (canvas_peek, canvas_width) does not work on it. The same calls and time give the same bytes.
 */
#ifndef PAINT_PAPER_H
#define PAINT_PAPER_H

#include <stdint.h>

#include "base/file.h"
#include "paint/canvas.h"

enum { PAPER_WIDTH = 595, PAPER_HEIGHT = 842 }; /* A4 upright, points */

struct paper; /* opaque */
/* title: of the file; made_ms: UTC, stands in the file. With one empty page. ERR_NOMEM. */
enum err_code paper_new(const char *title, int64_t made_ms, struct paper **ret_new,
                        struct err *err) MUST_CHECK;
void paper_free(struct paper *paper);             /* NULL is fine */
struct canvas *paper_canvas(struct paper *paper); /* of the page in hand; borrowed */
void paper_turn(struct paper *paper);             /* ends this page and begins the next */
/* The finished file; the paper can only be freed afterwards. ERR_NOMEM. */
enum err_code paper_finish(struct paper *paper, struct bytes *ret_new, struct err *err) MUST_CHECK;

#endif
