/* SPDX-License-Identifier: Apache-2.0
 *
 * record/columns: which field each column of a register table holds: by its heading, the heading of
 * its group, its place between known columns and what its cells look like. Private to record/rows.
 */
#ifndef RECORD_COLUMNS_H
#define RECORD_COLUMNS_H

#include "record/grid.h"
#include "record/label.h"

struct columns {
    int field[GRID_COLUMNS_MAX];   /* index or -1 */
    float score[GRID_COLUMNS_MAX]; /* how well its heading was read */
    /* its field was told by its place alone, or its heading stands for several people and the
     * heading over them was not seen */
    bool unclear[GRID_COLUMNS_MAX];
    size_t body;   /* first row that is no heading */
    size_t known;  /* columns with a field */
    size_t headed; /* columns whose heading was read */
};

void columns_find(const struct schema *schema, const struct grid *grid, struct columns *ret);

#endif
