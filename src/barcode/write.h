/* SPDX-License-Identifier: Apache-2.0
 *
 * barcode/write: QR codes to print (libqrencode): separator sheets, samples.
 */
#ifndef BARCODE_WRITE_H
#define BARCODE_WRITE_H

#include "base/err.h"
#include "model/raster.h"

/* A GREY8 raster, module pixels a module, four modules of quiet zone; error correction M; UTF-8
 * bytes as they are, without an ECI header (as the identity cards do). ERR_LIMIT K-255 when the
 * text is too long for a code. Ends with raster_release. */
enum err_code barcode_make_qr(const char *text, int module, struct raster *ret_new,
                              struct err *err) MUST_CHECK;

#endif
