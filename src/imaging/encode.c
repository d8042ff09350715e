/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/encode: JPEG, PNG and PNM in memory, through Leptonica. May include base, model, imaging,
 * Leptonica.
 */
#include "imaging/encode.h"

#include <stdlib.h>

#include "base/str.h"
#include "imaging/fault.h"
#include "imaging/pix.h"

enum {
    JPEG_QUALITY = 75,
    FULL_CHROMA = 90,
    PNG_LEVEL = 3
}; /* FULL_CHROMA: quality from which on colours keep their resolution */

static const char *const format_names[ENCODE_FORMAT_COUNT] = {
    [ENCODE_JPEG] = "jpeg",
    [ENCODE_JPEG_SMALL] = "jpeg-small",
    [ENCODE_PNG] = "png",
    [ENCODE_PNM] = "pnm",
};

const char *encode_format_name(enum encode_format format)
{
    return format_names[format];
}

bool encode_format_parse(const char *name, enum encode_format *ret)
{
    for (int i = 0; i < ENCODE_FORMAT_COUNT; i++)
        if (text_equal(name, format_names[i])) {
            *ret = (enum encode_format)i;
            return true;
        }
    return false;
}

static l_ok write_jpeg(l_uint8 **data, size_t *size, PIX *pix, int quality, bool small)
{
    PIX *even = pixGetDepth(pix) == 32 ? pixClone(pix) : pixConvertTo8(pix, 0);

    if (even && quality >= FULL_CHROMA)
        pixSetChromaSampling(even, 0);
    l_ok bad = !even || pixWriteMemJpeg(data, size, even, quality ? quality : JPEG_QUALITY, small);

    pixDestroy(&even);
    return bad;
}

enum err_code image_encode(const struct image *image, enum encode_format format, int quality,
                           struct bytes *ret_new, struct err *err)
{
    l_uint8 *data = NULL;
    size_t size = 0;
    l_ok bad = 1;

    setMsgSeverity(L_SEVERITY_NONE);
    switch (format) {
    case ENCODE_JPEG: bad = write_jpeg(&data, &size, image->pix, quality, false); break;
    case ENCODE_JPEG_SMALL: bad = write_jpeg(&data, &size, image->pix, quality, true); break;
    case ENCODE_PNG:
        pixSetZlibCompression(image->pix, PNG_LEVEL);
        bad = pixWriteMemPng(&data, &size, image->pix, 0);
        break;
    case ENCODE_PNM: bad = pixWriteMemPnm(&data, &size, image->pix); break;
    default: break;
    }
    if (bad || !data) {
        free(data);
        return fault_encode(encode_format_name(format), err);
    }
    *ret_new = (struct bytes){data, size};
    return ERR_OK;
}
