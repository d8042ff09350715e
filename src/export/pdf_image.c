/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the layers of a page as images; their bytes stay as they are. The size and colours of
 * a JPEG come from its markers; nothing is decoded. May include: qpdf, model, base.
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

static enum err_code jpeg_new(qpdf_data qpdf, const struct pdf_layer *layer, qpdf_oh *ret,
                              struct err *err)
{
    struct jpeg_shape shape;
    struct str dict = STR_INIT;
    enum err_code code = jpeg_look(layer->data, layer->length, &shape, err);
    if (code != ERR_OK)
        return code;
    str_format(&dict,
               "<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8"
               " /ColorSpace /%s >>",
               shape.width, shape.height, shape.parts == 1 ? "DeviceGray" : "DeviceRGB");
    *ret = pdf_stream_new(qpdf, str_peek(&dict), layer->data, layer->length, "/DCTDecode");
    str_release(&dict);
    return ERR_OK;
}

static enum err_code stencil_new(qpdf_data qpdf, const struct pdf_layer *layer, qpdf_oh *ret,
                                 struct err *err)
{
    if (layer->length == 0 || layer->width <= 0 || layer->height <= 0)
        return err_set(err, ERR_FORMAT, 621, _("a layer for the PDF is empty; make it again"));
    struct str dict = STR_INIT;
    str_format(&dict,
               "<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1"
               " /ImageMask true /DecodeParms << /K -1 /Columns %d /Rows %d >> >>",
               layer->width, layer->height, layer->width, layer->height);
    *ret = pdf_stream_new(qpdf, str_peek(&dict), layer->data, layer->length, "/CCITTFaxDecode");
    str_release(&dict);
    return ERR_OK;
}

enum err_code pdf_layer_new(qpdf_data qpdf, const struct pdf_layer *layer, qpdf_oh *ret,
                            struct err *err)
{
    return layer->kind == PDF_STENCIL ? stencil_new(qpdf, layer, ret, err)
                                      : jpeg_new(qpdf, layer, ret, err);
}
