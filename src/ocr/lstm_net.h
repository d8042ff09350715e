/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_net: a line image through the network. Inside the room only.
 */
#ifndef OCR_LSTM_NET_H
#define OCR_LSTM_NET_H

#include "ocr/lstm_file.h"

/* What a line's way through the layers needs; reused from line to line. */
struct lstm_space {
    int16_t *low, *high; /* activations of the layer below and of this one */
    int32_t *totals;
    float *states;
    int steps_room;
};

/* line: model->height rows of width levels, -127 (ink) .. 127 (paper), row_step values apart.
 * Gives width / pool steps of class_count probabilities each; they stay until the next call with
 * the same space. The same line gives the same numbers always. NULL: no memory. */
const float *lstm_forward(const struct lstm_model *model, struct lstm_space *space,
                          const int8_t *line, int width, size_t row_step, int *ret_steps);
void lstm_space_release(struct lstm_space *space);

#endif
