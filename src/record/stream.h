/* SPDX-License-Identifier: Apache-2.0
 *
 * record/stream: the order in which a form is read: row after row, but one column after the other
 * where head, foot or a part of the form stands in two columns. Private to extraction.
 */
#ifndef RECORD_STREAM_H
#define RECORD_STREAM_H

#include "record/label.h"

/* Rows [row_from, row_to) are two columns, parted near x = gutter. */
struct region {
    size_t row_from, row_to;
    int gutter;
};
enum { REGIONS_MAX = 3 };

struct regions {
    struct region items[REGIONS_MAX];
    size_t count;
};

/* Rows [from, to), each region column by column. */
void stream_init(struct stream *stream, const struct sheet *sheet, const struct regions *regions,
                 size_t from, size_t to, struct arena *arena);

/* Finds head and twin columns by the labels of a first pass over whole rows. */
void regions_find(const struct sheet *sheet, const struct schema *schema,
                  const struct stream *stream, const struct instance_list *labels,
                  struct regions *ret);

/* Index of the first token of row right of the gutter: at the widest gap near it, else by middles.
 */
size_t row_split(const struct sheet *sheet, const struct row *row, int gutter);

#endif
