/* SPDX-License-Identifier: Apache-2.0
 *
 * ocr/lstm_net: see the header. What depends only on the layer below is multiplied for the whole
 * line at once; only the product with a cell's own last output goes step by step.
 * May include: base.
 */
#include "ocr/lstm_net.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { TAPS = 10 };  /* 3 x 3 neighbours, made even */
enum { STRIP = 32 }; /* steps whose columns are worked on together: stays in the first cache */

/* What the network was trained to see outside of the image: noise. The same for every line. */
static int8_t noise(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u; /* Numerical Recipes, 2nd ed., ch. 7.1 */
    return (int8_t)((int)(*seed >> 24) - 128 == -128 ? 0 : (int)(*seed >> 24) - 128);
}

static int most_of(int a, int b)
{
    return a > b ? a : b;
}

static int widest_layer(const struct lstm_model *model)
{
    int units = most_of(model->column.units, model->class_count);
    for (int i = 0; i < model->layer_count; i++)
        units = most_of(units, 4 * model->layers[i].units);
    return (units + LSTM_BLOCK - 1) / LSTM_BLOCK * LSTM_BLOCK;
}

static void *room_for(void *old, size_t count, size_t size)
{
    free(old);
    return mem_try(count, size);
}

static bool make_room(const struct lstm_model *model, struct lstm_space *space, int steps)
{
    if (steps <= space->steps_room)
        return true;
    size_t room = (size_t)steps + STRIP, wide = (size_t)widest_layer(model);
    space->low = room_for(space->low, room * wide / 4 + wide, sizeof *space->low);
    space->high = room_for(space->high, room * wide / 4 + wide, sizeof *space->high);
    space->totals = room_for(space->totals, room * wide, sizeof *space->totals);
    space->states = room_for(space->states, room * wide, sizeof *space->states);
    bool good = space->low && space->high && space->totals && space->states;
    space->steps_room = good ? steps : 0;
    return good;
}

void lstm_space_release(struct lstm_space *space)
{
    free(space->low);
    free(space->high);
    free(space->totals);
    free(space->states);
    *space = (struct lstm_space){0};
}

/* ---- the image: neighbours of a pixel, column by column, noise outside ---- */

struct window {
    const int8_t *line;
    int width, height;
    size_t row_step;
    uint32_t seed;
};

static void window_edge(struct window *window, int x, int y, int16_t *taps)
{
    for (int dx = -1; dx <= 1; dx++)
        for (int dy = -1; dy <= 1; dy++, taps++) {
            int at = x + dx, row = y + dy;
            bool inside = at >= 0 && at < window->width && row >= 0 && row < window->height;
            *taps = inside ? window->line[(size_t)row * window->row_step + (size_t)at]
                           : noise(&window->seed);
        }
    *taps = 0;
}

static void window_at(struct window *window, int x, int y, int16_t *taps)
{
    if (x == 0 || y == 0 || x == window->width - 1 || y == window->height - 1) {
        window_edge(window, x, y, taps);
        return;
    }
    const int8_t *at = window->line + (size_t)(y - 1) * window->row_step + (size_t)x - 1;
    for (int dx = 0; dx < 3; dx++, at++) {
        *taps++ = at[0];
        *taps++ = at[window->row_step];
        *taps++ = at[2 * window->row_step];
    }
    *taps = 0;
}

/* The features of one place after pooling: the largest total counts, since tanh only rises. */
static void pooled(const struct lstm_model *model, struct window *window, int step, int row,
                   int16_t *out)
{
    int16_t taps[LSTM_POOL_MAX * LSTM_POOL_MAX * TAPS];
    int32_t totals[LSTM_POOL_MAX * LSTM_POOL_MAX * LSTM_FEATURES_MAX];
    int count = 0, features = model->features;
    for (int y = 0; y < model->pool; y++)
        for (int x = 0; x < model->pool; x++)
            window_at(window, step * model->pool + x, row * model->pool + y,
                      taps + (ptrdiff_t)TAPS * count++);
    lstm_product(&model->convolution, taps, TAPS, totals, (size_t)features, (size_t)count);
    for (int i = 1; i < count; i++)
        for (int k = 0; k < features; k++)
            totals[k] = most_of(totals[k], totals[i * features + k]);
    lstm_tanh(totals, model->convolution_scale, features, out);
}

/* ---- from the image up to one row of steps ---- */

/* All columns of a strip go down together, row by row. */
static void column_strip(const struct lstm_model *model, struct lstm_space *space,
                         struct window *window, int first, int count, int16_t *out)
{
    const struct lstm_layer *layer = &model->column;
    int units = layer->units, gates = 4 * units;
    int16_t features[STRIP * LSTM_FEATURES_MAX];
    memset(out, 0, (size_t)count * (size_t)units * sizeof *out);
    memset(space->states, 0, (size_t)count * (size_t)units * sizeof *space->states);
    for (int row = 0; row < window->height / model->pool; row++) {
        for (int i = 0; i < count; i++)
            pooled(model, window, first + i, row, features + (ptrdiff_t)i * model->features);
        lstm_product(&layer->input, features, (size_t)model->features, space->totals, (size_t)gates,
                     (size_t)count);
        lstm_product(&layer->memory, out, (size_t)units, space->totals, (size_t)gates,
                     (size_t)count);
        for (int i = 0; i < count; i++)
            lstm_cells(space->totals + (ptrdiff_t)i * gates, layer->scale, units,
                       space->states + (ptrdiff_t)i * units, out + (ptrdiff_t)i * units);
    }
}

static void along_line(const struct lstm_layer *layer, struct lstm_space *space, int steps)
{
    size_t units = (size_t)layer->units, gates = 4 * units;
    int16_t *before = space->high + (size_t)steps * units; /* zeros: before the first step */
    lstm_product(&layer->input, space->low, (size_t)layer->inputs, space->totals, gates,
                 (size_t)steps);
    memset(before, 0, units * sizeof *before);
    memset(space->states, 0, units * sizeof *space->states);
    for (int i = 0; i < steps; i++) {
        size_t step = (size_t)(layer->backward ? steps - 1 - i : i);
        lstm_product(&layer->memory, before, 0, space->totals + step * gates, 0, 1);
        lstm_cells(space->totals + step * gates, layer->scale, layer->units, space->states,
                   space->high + step * units);
        before = space->high + step * units;
    }
}

static void swap_layers(struct lstm_space *space)
{
    int16_t *low = space->low;
    space->low = space->high;
    space->high = low;
}

const float *lstm_forward(const struct lstm_model *model, struct lstm_space *space,
                          const int8_t *line, int width, size_t row_step, int *ret_steps)
{
    struct window window = {line, width, model->height, row_step, 1};
    int steps = width / model->pool;
    if (steps < 1 || !make_room(model, space, steps))
        return NULL;
    for (int first = 0; first < steps; first += STRIP)
        column_strip(model, space, &window, first, steps - first < STRIP ? steps - first : STRIP,
                     space->high + (ptrdiff_t)first * model->column.units);
    for (int i = 0; i < model->layer_count; i++) {
        swap_layers(space);
        along_line(&model->layers[i], space, steps);
    }
    size_t wide = (size_t)model->output.outputs;
    lstm_product(&model->output, space->high, (size_t)model->output.inputs, space->totals, wide,
                 (size_t)steps);
    for (int i = 0; i < steps; i++)
        lstm_softmax(space->totals + (size_t)i * wide, model->output_scale, model->class_count,
                     space->states + (ptrdiff_t)i * model->class_count);
    *ret_steps = steps;
    return space->states;
}
