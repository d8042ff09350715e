/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/sink: where decoded rows go: an image, the red channel alone, or an exact raster. For
 * files of src/imaging.
 */
#ifndef IMAGING_SINK_H
#define IMAGING_SINK_H

#include "imaging/pix.h"

enum sink_kind { SINK_IMAGE, SINK_RED, SINK_RASTER };

/* Zero-initialise with kind; ends with sink_release whatever was made. */
struct sink {
    enum sink_kind kind;
    enum raster_format format; /* of the rows that come */
    PIX *pix;                  /* SINK_IMAGE, SINK_RED; owned */
    struct raster raster;      /* SINK_RASTER; owned */
};

enum err_code sink_begin(struct sink *sink, enum raster_format format, int width, int height,
                         struct err *err) MUST_CHECK;
void sink_row(struct sink *sink, int y, const uint8_t *row); /* raster_row_bytes of format */
void sink_release(struct sink *sink);

#endif
