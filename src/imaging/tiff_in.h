/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/tiff_in: pages of a TIFF file through libtiff, read by pread from a descriptor. For files
 * of src/imaging.
 */
#ifndef IMAGING_TIFF_IN_H
#define IMAGING_TIFF_IN_H

#include "imaging/probe.h"
#include "imaging/sink.h"

/* Every full page of the file; previews (reduced images, masks) do not count. */
enum err_code tiff_probe(int fd, const char *name, struct probe *ret, struct err *err) MUST_CHECK;

/* Rows of one page into the sink, as stored; ret_frame has the stored size and the orientation. */
enum err_code tiff_decode(int fd, const char *name, int frame, struct sink *sink,
                          struct probe_frame *ret_frame, struct err *err) MUST_CHECK;

#endif
