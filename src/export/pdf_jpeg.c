/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the size and colours of a JPEG from its markers; nothing is decoded.
 * May include: model, base.
 */
#include "base/limits.h"
#include "export/pdf_part.h"

enum { MARK_SOI = 0xD8, MARK_EOI = 0xD9, MARK_SOS = 0xDA };

static size_t get_u16(const unsigned char *at)
{
    return (size_t)at[0] << 8 | at[1];
}

/* Start of frame: C0 baseline, C1 extended, C2 progressive; the others are rare and not for PDF. */
static bool frame_fits(const unsigned char *at, size_t length, struct jpeg_shape *ret)
{
    if (length < 8 || at[2] != 8)
        return false;
    *ret = (struct jpeg_shape){(int)get_u16(at + 5), (int)get_u16(at + 3), at[7]};
    return ret->width > 0 && ret->height > 0 && (ret->parts == 1 || ret->parts == 3) &&
           ret->width <= IMAGE_SIDE_MAX && ret->height <= IMAGE_SIDE_MAX;
}

/* Walks from marker to marker until the frame. */
static bool find_frame(const unsigned char *bytes, size_t length, struct jpeg_shape *ret)
{
    if (length < 4 || bytes[0] != 0xFF || bytes[1] != MARK_SOI)
        return false;
    for (size_t at = 2; at + 4 <= length;) {
        unsigned char mark = bytes[at + 1];
        if (bytes[at] != 0xFF || mark == MARK_EOI || mark == MARK_SOS)
            return false;
        if (mark == 0xFF) {
            at++; /* filling */
            continue;
        }
        size_t size = get_u16(bytes + at + 2);
        if (size < 2 || size > length - at - 2)
            return false;
        if (mark >= 0xC0 && mark <= 0xC2)
            return frame_fits(bytes + at + 2, size, ret);
        at += 2 + size;
    }
    return false;
}

enum err_code jpeg_look(const unsigned char *bytes, size_t length, struct jpeg_shape *ret,
                        struct err *err)
{
    struct jpeg_shape shape;
    if (!find_frame(bytes, length, &shape))
        return err_set(err, ERR_FORMAT, 601,
                       _("an image for the PDF is no grey or colour JPEG; make it again"));
    *ret = shape;
    return ERR_OK;
}
