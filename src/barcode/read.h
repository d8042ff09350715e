/* SPDX-License-Identifier: Apache-2.0
 *
 * barcode/read: QR codes and barcodes of one page (ZXing). Places that look like codes are searched
 * first; each is tried as it is, then up a ladder of restorations (imaging/restore) until it reads.
 *
 * A payload is kept byte for byte when it is UTF-8 (never guessed into another character set), else
 * as the library converts it; control characters other than TAB and line feed make it unusable and
 * it is left out. Runs in the worker only.
 */
#ifndef BARCODE_READ_H
#define BARCODE_READ_H

#include "base/arena.h"
#include "imaging/image.h"
#include "model/text.h"

enum { BARCODE_MAX = 16 }; /* codes of one page */

/* grey: GREY8. Codes from top to bottom, boxes in pixels of grey (page space), text NFC. */
enum err_code barcode_read_page(const struct image *grey, double dpi, struct arena *arena,
                                struct text_code **ret_codes, size_t *ret_count,
                                struct err *err) MUST_CHECK;

/* One area with the whole ladder, wherever a code stands in it. */
enum err_code barcode_read_area(const struct image *grey, struct rect area, struct arena *arena,
                                struct text_code *ret_codes, size_t room, size_t *ret_count,
                                struct err *err) MUST_CHECK;

#endif
