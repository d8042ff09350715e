/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_file: a .traineddata file of Tesseract (version 4 and 5) taken apart: the layers of its
 * line recogniser and the signs that it knows. Inside the room only. The bytes are foreign: every
 * length is checked. Format: found from the files, tesseract 5.3's combine_tessdata and the
 * project's documentation of VGSL specifications.
 *
 * Only the shape of the quantised ("fast") models is taken: grey line of one height, 3 x 3
 * convolution with tanh, maximum over a square, one LSTM down the columns, LSTMs along the line, a
 * softmax. For any other the file is ERR_FORMAT, and Tesseract itself reads (ocr/engine).
 */
#ifndef OCR_LSTM_FILE_H
#define OCR_LSTM_FILE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/file.h"
#include "ocr/lstm_kernel.h"

enum { LSTM_LAYERS_MAX = 8, LSTM_FEATURES_MAX = 64, LSTM_POOL_MAX = 8 };

/* One LSTM: gates in the order of lstm_cells. */
struct lstm_layer {
    struct lstm_matrix input;  /* 4 x units outputs, with bias */
    struct lstm_matrix memory; /* the same from the layer's own last output */
    float *scale;              /* owned; 4 x units: real total of a product */
    int units, inputs;
    bool backward; /* from right to left */
};

struct lstm_model {
    int height;                     /* rows of the line image, pixels */
    struct lstm_matrix convolution; /* 3 x 3 neighbours, column by column, to features */
    float *convolution_scale;       /* owned */
    int features, pool;             /* pool: side of the square whose maximum counts */
    struct lstm_layer column;       /* top to bottom; its last output counts */
    struct lstm_layer layers[LSTM_LAYERS_MAX];
    int layer_count;
    struct lstm_matrix output;
    float *output_scale; /* owned */
    int class_count;     /* of the softmax */
    int blank;           /* the class that stands for "nothing new" */
    char **signs;        /* owned; class_count; UTF-8, " " for the space, NULL where none */
};

/* ERR_FORMAT without a message: the file is whole or not, but not of this shape. */
enum err_code lstm_model_parse(const struct bytes *file, struct lstm_model *ret);
void lstm_model_release(struct lstm_model *model);

#endif
