/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_image: requests about pixels alone: probe, render, pixels. May include base, model,
 * imaging, trust.
 */
#include "base/str.h"
#include "imaging/decode.h"
#include "imaging/encode.h"
#include "imaging/probe.h"
#include "worker/request.h"
#include "worker/session.h"

/* --- probe --- */

static json_t *frame_json(const struct probe_frame *frame, int orientation)
{
    json_t *json = json_object();
    bool aside = orientation && (orientation > 4) != (frame->orientation > 4);

    json_put_long(json, "width", aside ? frame->height : frame->width);
    json_put_long(json, "height", aside ? frame->width : frame->height);
    json_put_double(json, "dpi", frame->dpi);
    json_put_text(json, "format", raster_format_name(frame->format));
    return json;
}

enum err_code op_probe(struct session *session, const json_t *request, int fd, struct reply *reply,
                       struct err *err)
{
    struct page_request page;
    struct probe probe;
    json_t *frames;
    enum err_code code = request_page(request, &page, err);

    (void)session;
    if (!code)
        code = request_file(fd, err);
    if (!code)
        code = image_probe(fd, page.name, &probe, err);
    if (code)
        return code;
    frames = json_array();
    for (size_t i = 0; i < probe.frame_count; i++)
        json_array_append_new(frames, frame_json(&probe.frames[i], page.orientation));
    json_put_text(reply->json, "kind", image_kind_name(probe.kind));
    json_put_new(reply->json, "frames", frames);
    if (probe.damaged)
        json_put_bool(reply->json, "damaged", true);
    probe_release(&probe);
    return ERR_OK;
}

/* --- render --- */

struct render {
    enum encode_format format;
    int quality;
    double dpi; /* 0 = as it is */
    bool grey;
};

static enum err_code read_render(const json_t *request, struct render *ret, struct err *err)
{
    const char *format = json_peek_text(request, "format"), *mode = json_peek_text(request, "mode");
    long quality = json_peek_long(request, "quality", 0);

    *ret = (struct render){.format = ENCODE_JPEG};
    if (format && !encode_format_parse(format, &ret->format))
        return err_set(err, ERR_USAGE, 703, _("the page worker cannot write images as %s"), format);
    ret->quality = quality >= 1 && quality <= 100 ? (int)quality : 0;
    ret->dpi = json_peek_double(request, "dpi", 0);
    ret->grey = text_equal(mode, "grey");
    return ERR_OK;
}

/* Replaces *image by what a step made of it; frees the old one in every case. */
static void step_done(struct image **image, struct image *next)
{
    image_free(*image);
    *image = next;
}

static enum err_code render_steps(struct image **image, const struct render *render, int turns,
                                  struct err *err)
{
    struct image *next = NULL;
    double dpi = image_dpi(*image);
    enum err_code code = ERR_OK;

    if (render->grey && image_format(*image) == RASTER_RGB24) {
        code = image_grey(*image, &next, err);
        step_done(image, next);
    }
    if (!code && render->dpi > 0 && dpi > render->dpi) {
        next = NULL;
        code = image_scale(*image, render->dpi / dpi, &next, err);
        step_done(image, next);
    }
    if (!code && turns > 0) {
        next = NULL;
        code = image_turn(*image, turns, &next, err);
        step_done(image, next);
    }
    return code;
}

/* The encoded image goes out as a memory file. */
static enum err_code reply_image(const struct image *image, enum encode_format format, int quality,
                                 json_t *into, int *ret_fd, struct err *err)
{
    struct bytes bytes = {0};
    enum err_code code = image_encode(image, format, quality, &bytes, err);

    if (!code)
        code = file_memory_new("page image", bytes.data, bytes.length, ret_fd, err);
    if (!code) {
        json_put_long(into, "width", image_width(image));
        json_put_long(into, "height", image_height(image));
        json_put_double(into, "dpi", image_dpi(image));
        json_put_long(into, "bytes", (long long)bytes.length);
    }
    bytes_release(&bytes);
    return code;
}

enum err_code op_render(struct session *session, const json_t *request, int fd, struct reply *reply,
                        struct err *err)
{
    struct page_request page;
    struct render render;
    struct image *image = NULL;
    enum err_code code = request_page(request, &page, err);

    (void)session;
    if (!code)
        code = read_render(request, &render, err);
    if (!code)
        code = request_decode(&page, fd, false, &image, err);
    if (!code)
        code = render_steps(&image, &render, page.turns, err);
    if (!code)
        code = reply_image(image, render.format, render.quality, reply->json, &reply->fd, err);
    image_free(image);
    return code;
}

/* --- pixels --- */

enum err_code op_pixels(struct session *session, const json_t *request, int fd, struct reply *reply,
                        struct err *err)
{
    struct page_request page;
    struct raster raster;
    struct digest digest;
    char text[DIGEST_TEXT_SIZE];
    enum err_code code = request_page(request, &page, err);

    (void)session;
    if (!code)
        code = request_file(fd, err);
    if (!code)
        code = image_decode_raster(fd,
                                   &(struct decode_options){.name = page.name,
                                                            .frame = page.frame,
                                                            .orientation = page.orientation},
                                   &raster, err);
    if (code)
        return code;
    raster_hash(&raster, &digest);
    digest_show(&digest, text);
    json_put_text(reply->json, "sha256", text);
    json_put_long(reply->json, "width", raster.width);
    json_put_long(reply->json, "height", raster.height);
    json_put_text(reply->json, "format", raster_format_name(raster.format));
    json_put_double(reply->json, "dpi", raster.dpi);
    raster_release(&raster);
    return ERR_OK;
}
