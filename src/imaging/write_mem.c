/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/write_mem: how Leptonica's pixWriteMem writes in the page worker. Its only caller there
 * is Tesseract, which keeps the image of each line as a PNG that it unpacks again at once; this
 * entry stands before the library's and keeps the pixels as they are (Leptonica's own format, which
 * pixReadMem tells by its first bytes). Belongs into sohoa-worker only; our encoders do not come
 * by here. May include Leptonica.
 */
#include <leptonica/allheaders.h>

l_ok pixWriteMem(l_uint8 **ret_data, size_t *ret_length, PIX *pix, l_int32 format)
{
    (void)format;
    return pixWriteMemSpix(ret_data, ret_length, pix);
}
