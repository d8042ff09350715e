/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/layered: between a page worker and export/pdf. May include: base, export.
 */
#include "workflow/layered.h"

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"

/* The floor for a copy is 200 dpi; 300 is what papers are scanned with. */
enum { LAYERED_DPI = 300 };

void layered_release(struct layered *layered)
{
    bytes_release(&layered->bytes);
    *layered = (struct layered){0};
}

void layered_ask(json_t *request)
{
    json_put_text(request, "op", "mix");
    json_put_long(request, "dpi", LAYERED_DPI);
}

static bool read_layer(const json_t *json, const struct bytes *bytes, size_t *at,
                       struct pdf_layer *ret)
{
    const char *kind = json_peek_text(json, "kind");
    const json_t *colour = json_peek_array(json, "colour");
    long length = json_peek_long(json, "bytes", 0);
    if (length <= 0 || (size_t)length > bytes->length - *at)
        return false;
    *ret = (struct pdf_layer){
        .kind = text_equal(kind, "stencil") ? PDF_STENCIL : PDF_JPEG,
        .width = (int)json_peek_long(json, "width", 0),
        .height = (int)json_peek_long(json, "height", 0),
        .data = bytes->data + *at,
        .length = (size_t)length,
    };
    for (size_t i = 0; i < ARRAY_SIZE(ret->colour); i++)
        ret->colour[i] = (uint8_t)json_integer_value(json_array_get(colour, i));
    *at += (size_t)length;
    return true;
}

enum err_code layered_take(const json_t *reply, int fd, struct layered *ret, struct err *err)
{
    const json_t *layers = json_peek_array(reply, "layers");
    struct layered layered = {
        .count = json_array_size(layers),
        .width = (int)json_peek_long(reply, "width", 0),
        .height = (int)json_peek_long(reply, "height", 0),
        .dpi = json_peek_double(reply, "dpi", 0),
    };
    size_t at = 0;
    enum err_code code = file_read_fd(fd, MASTER_BYTES_MAX, "layers", &layered.bytes, err);
    if (code)
        return code;
    bool good = layered.count > 0 && layered.count <= PDF_LAYERS_MAX;
    for (size_t i = 0; good && i < layered.count; i++)
        good = read_layer(json_array_get(layers, i), &layered.bytes, &at, &layered.layers[i]);
    if (!good) {
        layered_release(&layered);
        return err_set(err, ERR_FORMAT, 2891,
                       _("the page worker made no picture of the page; try again"));
    }
    *ret = layered;
    return ERR_OK;
}

struct pdf_page layered_page(const struct layered *layered)
{
    return (struct pdf_page){
        .layers = layered->layers,
        .layer_count = layered->count,
        .width = layered->width,
        .height = layered->height,
        .dpi = layered->dpi,
    };
}
