/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/decode: foreign image files into pixels, sizes checked first. TIFF goes through
 * imaging/tiff_in, the plain kinds of PNG through imaging/png_red where only one channel is wanted,
 * everything else through Leptonica from memory. May include base, model, imaging,
 * Leptonica.
 */
#include "imaging/decode.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/limits.h"
#include "imaging/fault.h"
#include "imaging/input.h"
#include "imaging/png_red.h"
#include "imaging/sink.h"
#include "imaging/tiff_in.h"

/* --- orientation tags --- */

/* Takes pix, gives the one as a person should see it; NULL when memory is gone. */
static PIX *pix_orient(PIX *pix, int orientation)
{
    static const struct {
        int turns;
        bool mirror, flip;
    } ways[9] = {[2] = {0, true, false}, [3] = {2, false, false}, [4] = {0, false, true},
                 [5] = {1, true, false}, [6] = {1, false, false}, [7] = {1, false, true},
                 [8] = {3, false, false}};
    PIX *turned;

    if (orientation < 2 || orientation > 8)
        return pix;
    turned = pixRotateOrth(pix, ways[orientation].turns);
    pixDestroy(&pix);
    if (turned && ways[orientation].mirror)
        pixFlipLR(turned, turned);
    if (turned && ways[orientation].flip)
        pixFlipTB(turned, turned);
    return turned;
}

static int way_up(const struct decode_options *options, const struct probe_frame *frame)
{
    return options->orientation ? options->orientation : frame->orientation;
}

/* --- files that Leptonica reads --- */

/* libpng and libjpeg talk to stderr by themselves. Returns the kept stderr, for quiet_end. */
static int quiet_begin(void)
{
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    setMsgSeverity(L_SEVERITY_NONE);
    if (kept >= 0 && nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0)
        close(nowhere);
    return kept;
}

static void quiet_end(int kept)
{
    if (kept < 0)
        return;
    dup2(kept, STDERR_FILENO);
    close(kept);
}

/* Takes pix; gives depth 1, 8, 16 or 32 without palette and transparency. */
static PIX *pix_normalise(PIX *pix)
{
    PIX *plain = pix, *opaque;

    if (pixGetColormap(pix))
        plain = pixRemoveColormap(pix, pixGetSpp(pix) == 4 ? REMOVE_CMAP_WITH_ALPHA
                                                           : REMOVE_CMAP_BASED_ON_SRC);
    else if (pixGetDepth(pix) == 2 || pixGetDepth(pix) == 4)
        plain = pixConvertTo8(pix, 0);
    else if (pixGetDepth(pix) == 24)
        plain = pixConvert24To32(pix);
    if (plain != pix)
        pixDestroy(&pix);
    if (!plain || pixGetSpp(plain) != 4)
        return plain;
    opaque = pixRemoveAlpha(plain);
    pixDestroy(&plain);
    if (opaque)
        pixSetSpp(opaque, 3);
    return opaque;
}

/* Damage leaves flat grey; a page where nothing else came through is no page. */
static bool pix_shows_something(PIX *pix)
{
    l_uint32 low = 0, high = 0;
    PIX *grey = pixConvertTo8(pix, 0);

    if (!grey)
        return false;
    pixGetRankValue(grey, 4, 0.0f, &low);
    pixGetRankValue(grey, 4, 1.0f, &high);
    pixDestroy(&grey);
    return high > low + 8;
}

static PIX *read_kind(const struct bytes *file, enum image_kind kind, bool *ret_partial)
{
    l_int32 warnings = 0;
    PIX *pix = NULL;

    switch (kind) {
    case IMAGE_PNG: return pixReadMemPng(file->data, file->length);
    case IMAGE_PNM: return pixReadMemPnm(file->data, file->length);
    case IMAGE_BMP: return pixReadMemBmp(file->data, file->length);
    case IMAGE_WEBP: return pixReadMemWebP(file->data, file->length);
    case IMAGE_JPEG:
        pix = pixReadMemJpeg(file->data, file->length, 0, 1, &warnings,
                             L_JPEG_CONTINUE_WITH_BAD_DATA);
        *ret_partial = warnings > 0;
        if (pix && warnings > 0 && !pix_shows_something(pix))
            pixDestroy(&pix);
        return pix;
    default: return NULL;
    }
}

static enum err_code decode_single(const struct bytes *file, enum image_kind kind,
                                   const struct decode_options *options, struct image **ret_new,
                                   struct err *err)
{
    struct probe_frame frame;
    enum err_code code = input_header(file, kind, options->name, &frame, err);
    bool partial = false;
    PIX *pix = NULL;

    if (code)
        return code;
    if (options->frame != 0)
        return fault_frame(options->name, options->frame, 1, err);
    if (options->red && kind == IMAGE_PNG)
        pix = png_red_read(file, frame.width, frame.height);
    if (!pix) {
        int kept = quiet_begin();
        pix = read_kind(file, kind, &partial);
        quiet_end(kept);
    }
    if (!pix)
        return fault_broken(options->name, 0, err);
    pix = pix_normalise(pix);
    if (pix)
        pix = pix_orient(pix, way_up(options, &frame));
    code = image_take_pix(pix, frame.dpi, ret_new, err);
    if (!code)
        (*ret_new)->partial = partial;
    return code;
}

/* --- TIFF --- */

static enum err_code decode_tiff(int fd, const struct decode_options *options,
                                 struct image **ret_new, struct err *err)
{
    struct sink sink = {.kind = options->red ? SINK_RED : SINK_IMAGE};
    struct probe_frame frame;
    enum err_code code = tiff_decode(fd, options->name, options->frame, &sink, &frame, err);
    PIX *pix = sink.pix;

    if (code) {
        sink_release(&sink);
        return code;
    }
    if (frame.format == RASTER_RGB24 || frame.format == RASTER_RGB48)
        pixSetSpp(pix, options->red ? 1 : 3);
    return image_take_pix(pix_orient(pix, way_up(options, &frame)), frame.dpi, ret_new, err);
}

/* --- public --- */

static enum err_code read_and_sniff(int fd, const char *name, struct bytes *ret,
                                    enum image_kind *ret_kind, struct err *err)
{
    enum err_code code = input_read(fd, name, 64, ret, err);

    if (code)
        return code;
    code = input_sniff(ret, name, ret_kind, err);
    bytes_release(ret);
    if (!code && *ret_kind != IMAGE_TIFF)
        code = input_read(fd, name, IMAGE_PIXELS_MAX * 3ull, ret, err);
    return code;
}

static enum err_code image_to_red(struct image **image, struct err *err)
{
    struct image *red = NULL;
    enum err_code code = ERR_OK;

    if (image_format(*image) == RASTER_GREY8)
        return ERR_OK;
    code = image_red(*image, &red, err);
    image_free(*image);
    *image = red;
    return code;
}

enum err_code image_decode(int fd, const struct decode_options *options, struct image **ret_new,
                           struct err *err)
{
    struct image *image = NULL;
    struct bytes file = {0};
    enum image_kind kind;
    enum err_code code;

    code = read_and_sniff(fd, options->name, &file, &kind, err);
    if (!code && kind == IMAGE_TIFF)
        code = decode_tiff(fd, options, &image, err);
    else if (!code)
        code = decode_single(&file, kind, options, &image, err);
    bytes_release(&file);
    if (!code && options->red)
        code = image_to_red(&image, err);
    if (!code)
        *ret_new = image;
    return code;
}

enum err_code image_decode_raster(int fd, const struct decode_options *options,
                                  struct raster *ret_new, struct err *err)
{
    struct decode_options plain = *options;
    struct sink sink = {.kind = SINK_RASTER};
    struct image *image = NULL;
    struct bytes file = {0};
    struct probe_frame frame;
    enum image_kind kind;
    enum err_code code = read_and_sniff(fd, options->name, &file, &kind, err);

    bytes_release(&file);
    if (!code && kind == IMAGE_TIFF) {
        code = tiff_decode(fd, options->name, options->frame, &sink, &frame, err);
        if (!code && way_up(options, &frame) == 1) {
            sink.raster.dpi = frame.dpi;
            *ret_new = sink.raster;
            return ERR_OK;
        }
        sink_release(&sink);
    }
    if (code)
        return code;
    plain.red = false;
    code = image_decode(fd, &plain, &image, err);
    if (!code)
        code = image_copy_raster(image, ret_new, err);
    image_free(image);
    return code;
}
