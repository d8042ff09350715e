/* SPDX-License-Identifier: Apache-2.0
 *
 * barcode/write: see the header. Includes libqrencode.
 */
#include "barcode/write.h"

#include <string.h>

#include <qrencode.h>

enum { QUIET = 4 }; /* modules, ISO/IEC 18004 */

enum err_code barcode_make_qr(const char *text, int module, struct raster *ret_new, struct err *err)
{
    QRcode *qr = QRcode_encodeData((int)strlen(text), (const unsigned char *)text, 0, QR_ECLEVEL_M);
    if (!qr)
        return err_set(err, ERR_LIMIT, 255, _("the text is too long for a QR code"));
    int side = (qr->width + 2 * QUIET) * module;
    enum err_code code = ERR_OK;
    if (!raster_init(ret_new, RASTER_GREY8, side, side)) {
        code = err_set(err, ERR_NOMEM, 256, _("not enough memory for a QR code"));
    } else {
        for (int y = 0; y < side; y++) {
            int row = y / module - QUIET;
            uint8_t *line = ret_new->data + (size_t)y * ret_new->stride;
            for (int x = 0; x < side; x++) {
                int column = x / module - QUIET;
                bool inside = row >= 0 && column >= 0 && row < qr->width && column < qr->width;
                line[x] = inside && (qr->data[row * qr->width + column] & 1) ? 0 : 255;
            }
        }
    }
    QRcode_free(qr);
    return code;
}
