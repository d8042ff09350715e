/* SPDX-License-Identifier: Apache-2.0
 *
 * record/spread: a register that is written over two facing pages: the table on the left and the
 * table on the right hold one entry a row together. Private to record/rows.
 */
#ifndef RECORD_SPREAD_H
#define RECORD_SPREAD_H

#include "model/record.h"
#include "record/columns.h"

/* The rows that one table gave. */
struct spread_side {
    struct rect box; /* of the table */
    struct columns columns;
    size_t width; /* columns of the table */
    struct proposal *items;
    size_t count;
};

/* What the schema says of the sides holds: a column of a table that stands on the other side loses
 * its field. right: the table is the right one of two. */
void spread_keep_side(const struct schema *schema, bool right, struct spread_side *side);
/* Do the two tables hold one entry a row together? By the sides that the schema gives its fields,
 * else because they have no field but running numbers in common. */
bool spread_fits(const struct schema *schema, const struct spread_side *left,
                 const struct spread_side *right);
/* True when one stands beside the other at about the same height; *ret_left: a is the left one. */
bool spread_beside(struct rect a, struct rect b, bool *ret_left);
/* Row n of the right joins row n of the left; when one side has more rows, those at the same
 * height. Returns how many rows of the right are left over, moved to the front of right->items. */
size_t spread_join(const struct schema *schema, struct spread_side *left,
                   struct spread_side *right);

#endif
