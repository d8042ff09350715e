/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/field: makes the grids. May include base.
 */
#include "field.h"

#include <stdlib.h>

#include "base/mem.h"

struct field field_make(struct dice *dice, int width, int height, double cell)
{
    struct field field = {.per_pixel = 1 / cell};
    field.columns = (int)(width * field.per_pixel) + 3;
    field.rows = (int)(height * field.per_pixel) + 3;
    field.values = mem_new((size_t)field.columns * (size_t)field.rows, sizeof *field.values);
    for (int i = 0; i < field.columns * field.rows; i++)
        field.values[i] = (float)dice_real(dice, 0, 1);
    return field;
}

void field_release(struct field *field)
{
    free(field->values);
    field->values = NULL;
}
