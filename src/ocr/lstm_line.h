/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_line: a line of a page brought to the height and the levels that the network knows.
 * Inside the room only.
 */
#ifndef OCR_LSTM_LINE_H
#define OCR_LSTM_LINE_H

#include "model/raster.h"
#include "ocr/engine.h"

struct lstm_taps; /* opaque: weights of one new pixel */

/* levels: height rows of width values, -127 (ink) .. 127 (paper). Column x of it begins at column
 * left + x * step of the page. */
struct lstm_line {
    int8_t *levels; /* owned; reused from line to line, as are the next two */
    float *work;
    struct lstm_taps *taps;
    size_t room;
    int width, height;
    double left, step;
};

/* false: nothing to read there, or no memory. */
bool lstm_line_take(struct lstm_line *line, const struct raster *page,
                    const struct ocr_place *where, int height);
void lstm_line_release(struct lstm_line *line);

/* The box of the ink within box; empty when there is none. */
struct rect lstm_line_ink(const struct raster *page, struct rect box);

#endif
