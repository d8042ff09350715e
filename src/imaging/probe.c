/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/probe: what an image file is, from headers. May include base, model, imaging.
 */
#include "imaging/probe.h"

#include <stdlib.h>

#include "base/mem.h"
#include "imaging/input.h"
#include "imaging/tiff_in.h"

const char *image_kind_name(enum image_kind kind)
{
    static const char *const names[IMAGE_KIND_COUNT] = {
        [IMAGE_PNG] = "png", [IMAGE_JPEG] = "jpeg", [IMAGE_TIFF] = "tiff",
        [IMAGE_PNM] = "pnm", [IMAGE_BMP] = "bmp",   [IMAGE_WEBP] = "webp",
    };
    return names[kind];
}

void probe_release(struct probe *probe)
{
    free(probe->frames);
    *probe = (struct probe){0};
}

/* Orientations 5 to 8 lie on their side. */
static void frame_upright(struct probe_frame *frame)
{
    int width = frame->width;

    if (frame->orientation < 5)
        return;
    frame->width = frame->height;
    frame->height = width;
}

static enum err_code probe_single(const struct bytes *start, const char *name, struct probe *probe,
                                  struct err *err)
{
    probe->frames = mem_new(1, sizeof *probe->frames);
    probe->frame_count = 1;
    return input_header(start, probe->kind, name, probe->frames, err);
}

enum err_code image_probe(int fd, const char *name, struct probe *ret_new, struct err *err)
{
    struct probe probe = {0};
    struct bytes start = {0};
    enum err_code code = input_read(fd, name, INPUT_PREFIX_BYTES, &start, err);

    if (code)
        return code;
    code = input_sniff(&start, name, &probe.kind, err);
    if (!code && probe.kind == IMAGE_TIFF)
        code = tiff_probe(fd, name, &probe, err);
    else if (!code)
        code = probe_single(&start, name, &probe, err);
    bytes_release(&start);
    if (code) {
        probe_release(&probe);
        return code;
    }
    for (size_t i = 0; i < probe.frame_count; i++)
        frame_upright(&probe.frames[i]);
    *ret_new = probe;
    return ERR_OK;
}
