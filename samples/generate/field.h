/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/field: smooth random surfaces: a coarse grid of throws, bilinear between them.
 */
#ifndef GENERATE_FIELD_H
#define GENERATE_FIELD_H

#include "dice.h"

struct field {
    float *values;
    int columns, rows;
    double per_pixel; /* grid cells a pixel */
};

/* Values 0..1; cell in pixels. Release with field_release. */
struct field field_make(struct dice *dice, int width, int height, double cell);
void field_release(struct field *field);

static inline float field_at(const struct field *field, int x, int y)
{
    double fx = x * field->per_pixel, fy = y * field->per_pixel;
    int column = (int)fx, row = (int)fy;
    float dx = (float)(fx - column), dy = (float)(fy - row);
    const float *at = field->values + row * field->columns + column;
    float top = at[0] + (at[1] - at[0]) * dx;
    float low = at[field->columns] + (at[field->columns + 1] - at[field->columns]) * dx;
    return top + (low - top) * dy;
}

#endif
