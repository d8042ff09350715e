/* SPDX-License-Identifier: Apache-2.0
 *
 * feeder/sheet: one sheet of paper of the virtual feeder: the pixels of a P4, P5 or P6 file, in the
 * mode and resolution asked for. Stands alone: C library only.
 */
#ifndef FEEDER_SHEET_H
#define FEEDER_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sheet_mode { SHEET_AS_STORED, SHEET_LINEART, SHEET_GREY, SHEET_COLOUR };

/* Rows are tight; 1 bit: 1 = black; 16 bit: host order. */
struct sheet {
    uint8_t *data;
    int width, height, depth, channels;
    size_t row_bytes;
};

bool sheet_load(const char *path, struct sheet *ret_new); /* false: no such or no PNM file */
/* In place; scale < 1 averages, scale > 1 repeats. False when memory is gone. */
bool sheet_convert(struct sheet *sheet, enum sheet_mode mode, double scale);
void sheet_release(struct sheet *sheet);

#endif
