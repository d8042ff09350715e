/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_zeros: the dot within a zero, as typewriters and some faces for numbers have it.
 * The reading model never saw one and takes such a zero for a 9 or a 6. Inside the room only.
 */
#ifndef IMAGING_CLEAN_ZEROS_H
#define IMAGING_CLEAN_ZEROS_H

#include "imaging/clean_parts.h"

/* Paints every small part that a ring as large as a digit closes in, in plane, whose mask and parts
 * these are; how many there were. */
size_t clean_zeros_fill(const struct parts *parts, PIX *mask, struct raster *plane);

#endif
