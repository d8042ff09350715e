/* SPDX-License-Identifier: Apache-2.0
 *
 * barcode/zxing: the C face of the one C++ file. For files of src/barcode only.
 */
#ifndef BARCODE_ZXING_H
#define BARCODE_ZXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One code. Strings live until the callback returns; corners are pixels, clockwise. */
struct zxing_code {
    const char *kind;           /* "QRCode", "Code128", ... */
    const unsigned char *bytes; /* payload without any conversion of character sets */
    size_t length;
    const char *text; /* payload as the library guesses it, UTF-8 */
    int corners[8];   /* x0, y0 .. x3, y3 */
};

/* grey: 8 bit, 0 = black. Calls take for each code; returns their number, -1 on an exception. */
int zxing_read(const uint8_t *grey, int width, int height, int stride,
               void (*take)(const struct zxing_code *code, void *context), void *context);

#ifdef __cplusplus
}
#endif

#endif
