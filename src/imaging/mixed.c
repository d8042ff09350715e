/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/mixed: from a page to its layers: find the ink, sort it by colour, lift the paper, encode
 * each, and look whether the writing is still there. May include: Leptonica, model, base.
 */
#include "imaging/mixed.h"

#include <stdlib.h>
#include <string.h>

#include "imaging/encode.h"
#include "imaging/fault.h"
#include "imaging/mixed_part.h"

enum { GROUND_QUALITY = 45, WHOLE_QUALITY = 65 };
/* More of the writing may not be lost, and more of grainy writing not be coarse. */
#define LOST_MOST 0.002
#define SOFT_MOST 0.6
/* On grainy paper the edges of stencils fray: pale writing there must be thick enough. */
enum { GRAIN_FINE = 3, GRAIN_CONTRAST = 12 };
#define THICK_LEAST 3.0

const char *mixed_kind_name(enum mixed_kind kind)
{
    static const char *const names[MIXED_KIND_COUNT] = {"jpeg", "stencil"};
    return names[kind];
}

void mixed_release(struct mixed *mixed)
{
    for (size_t i = 0; i < mixed->count; i++)
        bytes_release(&mixed->layers[i].bytes);
    *mixed = (struct mixed){0};
}

void mixed_work_release(struct mixed_work *work)
{
    raster_release(&work->page);
    raster_release(&work->ground);
    free(work->tiles.paper);
    free(work->tiles.limit);
    free(work->tiles.strong);
    free(work->key.data);
    free(work->ink.data);
    *work = (struct mixed_work){0};
}

/* ---- layers ---- */

struct mixed_layer *mixed_layer_add(struct mixed *mixed, enum mixed_kind kind, int width,
                                    int height)
{
    struct mixed_layer *layer = &mixed->layers[mixed->count++];
    *layer = (struct mixed_layer){.kind = kind, .width = width, .height = height};
    return layer;
}

static enum err_code add_jpeg(struct mixed *mixed, const struct raster *plane, int quality,
                              struct err *err)
{
    struct image *image = NULL;
    enum err_code code = image_from_raster(plane, &image, err);
    if (code)
        return code;
    struct mixed_layer *layer = mixed_layer_add(mixed, MIXED_JPEG, plane->width, plane->height);
    code = image_encode(image, ENCODE_JPEG_SMALL, quality, &layer->bytes, err);
    image_free(image);
    return code;
}

/* ---- ways ---- */

/* Black and white alone: as it is. */
static enum err_code mix_bits(struct image *image, struct mixed *ret, struct err *err)
{
    struct raster bits;
    enum err_code code = image_copy_raster(image, &bits, err);
    image_free(image);
    if (code)
        return code;
    struct mixed_layer *layer = mixed_layer_add(ret, MIXED_STENCIL, bits.width, bits.height);
    code = raster_encode_g4(&bits, &layer->bytes, err);
    raster_release(&bits);
    return code;
}

/* Would the writing be worse to read than before? */
static bool is_worse(const struct mixed_work *work, const struct mixed_loss *loss)
{
    bool grainy = work->grain > GRAIN_FINE;
    bool pale = work->tiles.contrast < GRAIN_CONTRAST * work->grain;
    return loss->lost > LOST_MOST || (grainy && loss->soft > SOFT_MOST) ||
           (grainy && pale && loss->thickness < THICK_LEAST);
}

/* One JPEG instead of what is there. */
static enum err_code mix_whole(const struct raster *page, struct mixed *ret, struct err *err)
{
    for (size_t i = 0; i < ret->count; i++)
        bytes_release(&ret->layers[i].bytes);
    ret->count = 0;
    return add_jpeg(ret, page, WHOLE_QUALITY, err);
}

/* Frees the image as soon as its pixels are copied: two colour pages are 60 MB at 300 dpi. */
static enum err_code mix_shades(struct image *image, struct mixed *ret, struct err *err)
{
    struct mixed_work work = {0};
    struct mixed_loss loss = {0};
    enum err_code code = image_copy_raster(image, &work.page, err);
    image_free(image);
    work.page.dpi = ret->dpi;
    work.parts = work.page.format == RASTER_RGB24 ? 3 : 1;
    if (!code)
        code = mixed_find_ink(&work, err);
    if (!code)
        code = mixed_sort_ink(&work, err);
    if (!code)
        code = mixed_lift_ground(&work, err);
    if (!code)
        code = add_jpeg(ret, &work.ground, GROUND_QUALITY, err);
    if (!code)
        code = mixed_measure(&work, &ret->layers[0].bytes, &loss, err);
    ret->lost = loss.lost;
    ret->whole = !code && is_worse(&work, &loss);
    if (!code)
        code = ret->whole ? mix_whole(&work.page, ret, err) : mixed_cut_stencils(&work, ret, err);
    mixed_work_release(&work);
    return code;
}

/* At most the resolution asked for, 8 bits a part. */
static enum err_code prepare(struct image **image, double most_dpi, struct err *err)
{
    struct image *next = NULL;
    double dpi = image_dpi(*image);
    enum err_code code = ERR_OK;
    if (image_format(*image) == RASTER_GREY16) {
        code = image_grey(*image, &next, err);
        image_free(*image);
        *image = next;
    }
    if (!code && most_dpi > 0 && dpi > most_dpi && image_format(*image) != RASTER_BIT1) {
        next = NULL;
        code = image_scale(*image, most_dpi / dpi, &next, err);
        image_free(*image);
        *image = next;
    }
    return code;
}

enum err_code image_mix(struct image *image, const struct mixed_options *options, struct mixed *ret,
                        struct err *err)
{
    struct mixed mixed = {0};
    enum err_code code = prepare(&image, options->most_dpi, err);
    if (code) {
        image_free(image);
        return code;
    }
    mixed.width = image_width(image);
    mixed.height = image_height(image);
    mixed.dpi = image_dpi(image);
    if (image_format(image) == RASTER_BIT1)
        code = mix_bits(image, &mixed, err);
    else
        code = mix_shades(image, &mixed, err);
    if (code)
        mixed_release(&mixed);
    else
        *ret = mixed;
    return code;
}
