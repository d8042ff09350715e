/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/input: reading a descriptor, and what the headers of single-image files say. For files of
 * src/imaging.
 */
#ifndef IMAGING_INPUT_H
#define IMAGING_INPUT_H

#include "base/file.h"
#include "imaging/probe.h"

enum { INPUT_PREFIX_BYTES = 4 << 20 }; /* headers end before; photos carry 1 MB of them at times */

/* At most limit bytes from the start (pread; a longer file is cut there, no error). K-214, K-217.
 */
enum err_code input_read(int fd, const char *name, size_t limit, struct bytes *ret_new,
                         struct err *err) MUST_CHECK;

/* Tells the kind by its first bytes: K-210, or K-218 for kinds that are known but not read. */
enum err_code input_sniff(const struct bytes *start, const char *name, enum image_kind *ret,
                          struct err *err) MUST_CHECK;

/* Fills frame from the header of any kind but TIFF. K-211, K-212. */
enum err_code input_header(const struct bytes *start, enum image_kind kind, const char *name,
                           struct probe_frame *ret, struct err *err) MUST_CHECK;

#endif
