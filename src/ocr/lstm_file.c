/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_file: see the header. May include: base.
 */
#include "ocr/lstm_file.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* Parts of the container by their number. */
enum { PART_NETWORK = 17, PART_SIGNS = 21, PART_CODES = 22, PARTS_MAX = 64 };
enum { LAYER_RATES = 64 };                                   /* a flag: learning rates follow */
enum { WEIGHTS_QUANTISED = 1, WEIGHTS_DOUBLE_SCALES = 128 }; /* flags */
enum { ROWS_MAX = 4096, COLUMNS_MAX = 4096, SIGNS_MAX = 8192, SIGN_BYTES_MAX = 64 };
#define SCALE_MOST 100.0 /* of any trained model; what is no number is not less */

/* Reads little-endian numbers; at the first one that is not there, bad is set and all else is 0. */
struct reader {
    const unsigned char *at;
    size_t left;
    bool bad;
};

static const void *take(struct reader *reader, size_t size)
{
    if (reader->bad || reader->left < size) {
        reader->bad = true;
        return NULL;
    }
    const void *at = reader->at;
    reader->at += size;
    reader->left -= size;
    return at;
}

static uint8_t take_byte(struct reader *reader)
{
    const uint8_t *at = take(reader, 1);
    return at ? *at : 0;
}

static uint32_t take_number(struct reader *reader)
{
    uint32_t number = 0;
    const void *at = take(reader, sizeof number);
    if (at)
        memcpy(&number, at, sizeof number);
    return number;
}

/* The next text is exactly this one. */
static bool take_is(struct reader *reader, const char *expected)
{
    uint32_t length = take_number(reader);
    const void *at = take(reader, length);
    return at && length == strlen(expected) && memcmp(at, expected, length) == 0;
}

static void skip_text(struct reader *reader)
{
    take(reader, take_number(reader));
}

/* ---- layers: each begins with its type, numbers that training needs, its size, its name ---- */

struct head {
    uint32_t flags, inputs, outputs;
};

static bool take_head(struct reader *reader, const char *type, struct head *ret)
{
    struct head head;
    if (take_byte(reader) != 0 || !take_is(reader, type))
        return false;
    take(reader, 2);
    head.flags = take_number(reader);
    head.inputs = take_number(reader);
    head.outputs = take_number(reader);
    take_number(reader); /* how many weights */
    skip_text(reader);
    *ret = head;
    return !reader->bad && head.inputs <= COLUMNS_MAX && head.outputs <= ROWS_MAX;
}

/* Is the next layer of this type? Moves nothing. */
static bool next_is(const struct reader *reader, const char *type)
{
    struct reader copy = *reader;
    return take_byte(&copy) == 0 && take_is(&copy, type);
}

/* Behind the layers of a series stand the learning rates of each. */
static void skip_rates(struct reader *reader, struct head head)
{
    if (head.flags & LAYER_RATES)
        take(reader, (size_t)take_number(reader) * sizeof(float));
}

struct weights {
    const int8_t *values; /* in the file */
    int rows, columns;
};

/* A matrix of rows x columns; its scales go to scale, as what one unit of a product is worth. */
static bool take_weights(struct reader *reader, struct weights *ret, float *scale,
                         int rows_expected, int columns_expected)
{
    if (take_byte(reader) & ~(WEIGHTS_QUANTISED | WEIGHTS_DOUBLE_SCALES | 4))
        return false;
    uint32_t rows = take_number(reader), columns = take_number(reader);
    take_byte(reader); /* what an empty place holds */
    if (reader->bad || (int)rows != rows_expected || (int)columns != columns_expected)
        return false;
    ret->rows = (int)rows;
    ret->columns = (int)columns;
    ret->values = take(reader, (size_t)rows * columns);
    if (take_number(reader) != rows)
        return false;
    for (uint32_t i = 0; i < rows; i++) {
        double value = 0;
        const void *at = take(reader, sizeof value);
        if (!at)
            return false;
        memcpy(&value, at, sizeof value);
        if (!(fabs(value) < SCALE_MOST))
            return false;
        scale[i] = (float)(value / 127);
    }
    return true;
}

static bool take_input(struct reader *reader, struct lstm_model *model)
{
    struct head head;
    if (!take_head(reader, "Input", &head))
        return false;
    take_number(reader); /* batch */
    model->height = (int)take_number(reader);
    uint32_t width = take_number(reader), depth = take_number(reader);
    take_number(reader); /* loss */
    return model->height >= 8 && model->height <= 256 && width == 0 && depth == 1;
}

/* Weights of a layer without memory: the last column is the bias. */
static bool take_plain(struct reader *reader, struct head head, struct lstm_matrix *matrix,
                       float **scale)
{
    struct weights weights;
    *scale = mem_new(ROWS_MAX + LSTM_BLOCK, sizeof **scale);
    if (!take_weights(reader, &weights, *scale, (int)head.outputs, (int)head.inputs + 1))
        return false;
    lstm_matrix_pack(matrix, weights.values, weights.rows, weights.columns, 0, (int)head.inputs,
                     true);
    return true;
}

static bool take_convolution(struct reader *reader, struct lstm_model *model)
{
    struct head series, window, sum;
    if (!take_head(reader, "Series", &series) || take_number(reader) != 2 ||
        !take_head(reader, "Convolve", &window) || take_number(reader) != 1 ||
        take_number(reader) != 1 || window.inputs != 1 || !take_head(reader, "Tanh", &sum) ||
        sum.inputs != 9 || sum.outputs % LSTM_BLOCK != 0 || sum.outputs > LSTM_FEATURES_MAX)
        return false;
    model->features = (int)sum.outputs;
    bool good = take_plain(reader, sum, &model->convolution, &model->convolution_scale);
    skip_rates(reader, series);
    return good;
}

static bool take_pool(struct reader *reader, struct lstm_model *model)
{
    struct head head;
    if (!take_head(reader, "Maxpool", &head))
        return false;
    model->pool = (int)take_number(reader);
    return (int)take_number(reader) == model->pool && model->pool >= 1 &&
           model->pool <= LSTM_POOL_MAX;
}

/* The four gates become one matrix, parted in what comes from below and what from memory. */
static bool take_cells(struct reader *reader, const char *type, int inputs, struct lstm_layer *ret)
{
    struct head head;
    if (!take_head(reader, type, &head) || (int)head.inputs != inputs ||
        head.outputs % LSTM_BLOCK != 0)
        return false;
    int units = (int)head.outputs, columns = inputs + units + 1;
    if ((int)take_number(reader) != columns - 1)
        return false;
    ret->units = units;
    ret->inputs = inputs;
    ret->scale = mem_new((size_t)units * 4, sizeof *ret->scale);
    int8_t *all = mem_new((size_t)units * 4 * (size_t)columns, 1);
    bool good = true;
    for (int gate = 0; gate < 4 && good; gate++) {
        struct weights weights;
        good = take_weights(reader, &weights, ret->scale + (ptrdiff_t)gate * units, units, columns);
        if (good)
            memcpy(all + (size_t)gate * (size_t)units * (size_t)columns, weights.values,
                   (size_t)units * (size_t)columns);
    }
    if (good) {
        lstm_matrix_pack(&ret->input, all, units * 4, columns, 0, inputs, true);
        lstm_matrix_pack(&ret->memory, all, units * 4, columns, inputs, units, false);
    }
    free(all);
    return good;
}

static bool take_column(struct reader *reader, struct lstm_model *model)
{
    struct head head;
    bool good = take_head(reader, "XYTranspose", &head) && take_number(reader) == 1 &&
                take_cells(reader, "SummLSTM", model->features, &model->column);
    if (good)
        skip_rates(reader, head);
    return good;
}

static bool take_layer(struct reader *reader, struct lstm_model *model)
{
    struct head head;
    if (model->layer_count == LSTM_LAYERS_MAX)
        return false;
    struct lstm_layer *layer = &model->layers[model->layer_count++];
    int inputs = (layer == model->layers ? &model->column : layer - 1)->units;
    layer->backward = next_is(reader, "RTLReversed");
    if (!layer->backward)
        return take_cells(reader, "LSTM", inputs, layer);
    bool good = take_head(reader, "RTLReversed", &head) && take_number(reader) == 1 &&
                take_cells(reader, "LSTM", inputs, layer);
    if (good)
        skip_rates(reader, head);
    return good;
}

static bool take_output(struct reader *reader, struct lstm_model *model)
{
    struct head head;
    if (!take_head(reader, "Softmax", &head) || model->layer_count == 0 ||
        (int)head.inputs != model->layers[model->layer_count - 1].units)
        return false;
    model->class_count = (int)head.outputs;
    return take_plain(reader, head, &model->output, &model->output_scale);
}

static bool take_network(struct reader *reader, struct lstm_model *model)
{
    struct head head;
    if (!take_head(reader, "Series", &head))
        return false;
    uint32_t count = take_number(reader);
    if (count < 6 || !take_input(reader, model) || !take_convolution(reader, model) ||
        !take_pool(reader, model) || !take_column(reader, model))
        return false;
    for (uint32_t i = 4; i < count - 1; i++)
        if (!take_layer(reader, model))
            return false;
    if (!take_output(reader, model))
        return false;
    skip_rates(reader, head);
    skip_text(reader);                  /* the specification */
    take(reader, 3 * sizeof(uint32_t)); /* how it was trained, how long */
    model->blank = (int)take_number(reader);
    return !reader->bad && model->blank >= 0 && model->blank < model->class_count;
}

/* ---- signs: a line each, then the class that stands for each ---- */

static char *take_sign(struct reader *reader)
{
    const unsigned char *end = memchr(reader->at, '\n', reader->left);
    size_t length = end ? (size_t)(end - reader->at) : 0;
    const char *line = end ? take(reader, length + 1) : NULL;
    if (!line) {
        reader->bad = true;
        return NULL;
    }
    size_t sign = 0;
    while (sign < length && line[sign] != ' ')
        sign++;
    if (sign == 0 || sign > SIGN_BYTES_MAX)
        return NULL;
    char *text = mem_new(sign + 1, 1);
    memcpy(text, line, sign);
    return text;
}

/* Two of the first three names mean no sign; the first, "NULL", is the space. */
static bool is_sign(uint32_t number, const char *text)
{
    return text && number != 1 && number != 2 && utf8_valid(text, strlen(text));
}

static bool take_signs(struct reader *signs, struct reader *codes, struct lstm_model *model)
{
    char *first = take_sign(signs);
    long count = 0;
    bool good = first && text_to_long(first, 1, SIGNS_MAX, &count);
    free(first);
    if (!good || take_number(codes) != (uint32_t)count)
        return false;
    model->signs = mem_new((size_t)model->class_count, sizeof *model->signs);
    for (uint32_t i = 0; i < (uint32_t)count && good; i++) {
        char *text = take_sign(signs);
        take_byte(codes);
        good = take_number(codes) == 1; /* signs of several classes are of other scripts */
        uint32_t code = take_number(codes);
        good = good && !signs->bad && !codes->bad && code < (uint32_t)model->class_count;
        if (good && is_sign(i, text) && (int)code != model->blank && !model->signs[code])
            model->signs[code] = i == 0 ? mem_copy_text(" ") : mem_copy_text(text);
        free(text);
    }
    return good;
}

/* ---- the container: how many parts, where each begins (-1: not there) ---- */

static bool find_part(const struct bytes *file, uint32_t part, struct reader *ret)
{
    struct reader reader = {file->data, file->length};
    int64_t starts[PARTS_MAX], end = (int64_t)file->length;
    uint32_t count = take_number(&reader);
    if (count > PARTS_MAX || part >= count)
        return false;
    const void *at = take(&reader, count * sizeof *starts);
    if (!at)
        return false;
    memcpy(starts, at, count * sizeof *starts);
    for (uint32_t i = 0; i < count; i++)
        if (starts[i] > starts[part] && starts[i] < end)
            end = starts[i];
    if (starts[part] < 0 || starts[part] > (int64_t)file->length)
        return false;
    *ret = (struct reader){file->data + starts[part], (size_t)(end - starts[part])};
    return true;
}

enum err_code lstm_model_parse(const struct bytes *file, struct lstm_model *ret)
{
    struct lstm_model model = {0};
    struct reader network, signs, codes;
    if (find_part(file, PART_NETWORK, &network) && find_part(file, PART_SIGNS, &signs) &&
        find_part(file, PART_CODES, &codes) && take_network(&network, &model) &&
        take_signs(&signs, &codes, &model)) {
        *ret = model;
        return ERR_OK;
    }
    lstm_model_release(&model);
    return ERR_FORMAT;
}

static void layer_release(struct lstm_layer *layer)
{
    lstm_matrix_free(&layer->input);
    lstm_matrix_free(&layer->memory);
    free(layer->scale);
}

void lstm_model_release(struct lstm_model *model)
{
    lstm_matrix_free(&model->convolution);
    free(model->convolution_scale);
    layer_release(&model->column);
    for (int i = 0; i < model->layer_count; i++)
        layer_release(&model->layers[i]);
    lstm_matrix_free(&model->output);
    free(model->output_scale);
    for (int i = 0; model->signs && i < model->class_count; i++)
        free(model->signs[i]);
    free(model->signs);
    *model = (struct lstm_model){0};
}
