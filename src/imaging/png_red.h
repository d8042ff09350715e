/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/png_red: the plain kinds of PNG straight into the one channel that is read. For files of
 * src/imaging.
 */
#ifndef IMAGING_PNG_RED_H
#define IMAGING_PNG_RED_H

#include "imaging/pix.h"

/* Grey or red bytes of a PNG of 8 bit grey or colour, neither interlaced nor transparent, as a PIX
 * of 8 bit; owned. width, height: as its header says. NULL for every other kind, for whatever is
 * not in order in the file, and where memory is short: then the general way decides. */
PIX *png_red_read(const struct bytes *file, int width, int height);

#endif
