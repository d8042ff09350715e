/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_join: the request that puts two halves of a sheet together. May include base, model,
 * imaging.
 */
#include <math.h>

#include "base/str.h"
#include "imaging/encode.h"
#include "imaging/join.h"
#include "worker/request.h"
#include "worker/session.h"

#define FINE 1e9
#define MIL  1000.0

struct halves {
    struct image *left, *right, *whole;
    struct join_fit fit;
    int x, y;
};

/* One half, the way up that its page says. */
static enum err_code open_half(const json_t *request, const char *side, int fd,
                               struct image **ret_new, struct err *err)
{
    struct page_request page;
    struct image *image = NULL;
    const json_t *half = json_peek_object(request, side);
    enum err_code code =
        half ? request_page(half, &page, err)
             : err_set(err, ERR_USAGE, 780, _("the page worker was asked to join without a half"));
    if (!code)
        code = request_decode(&page, fd, false, &image, err);
    if (!code && page.turns > 0)
        code = image_turn(image, page.turns, ret_new, err);
    else if (!code)
        *ret_new = image;
    if (code || *ret_new != image)
        image_free(image);
    return code;
}

static bool read_fit(const json_t *request, struct join_fit *ret)
{
    const json_t *fit = json_peek_object(request, "fit");
    if (!fit)
        return false;
    *ret = (struct join_fit){
        .a = (double)json_peek_long(fit, "a", 0) / FINE,
        .b = (double)json_peek_long(fit, "b", 0) / FINE,
        .dx = (double)json_peek_long(fit, "dx", 0) / MIL,
        .dy = (double)json_peek_long(fit, "dy", 0) / MIL,
        .seam = (int)json_peek_long(fit, "seam", 0),
        .sure = (double)json_peek_long(fit, "sure", 0) / MIL,
        .off = (double)json_peek_long(fit, "off", 0) / MIL,
        .places = (int)json_peek_long(fit, "places", 0),
    };
    for (size_t i = 0; i < 3; i++)
        ret->light[i] = (int)json_integer_value(json_array_get(json_peek_array(fit, "light"), i));
    return true;
}

static json_t *fit_json(const struct halves *halves)
{
    const struct join_fit *fit = &halves->fit;
    json_t *json = json_object();
    json_put_long(json, "a", llround(fit->a * FINE));
    json_put_long(json, "b", llround(fit->b * FINE));
    json_put_long(json, "dx", llround(fit->dx * MIL));
    json_put_long(json, "dy", llround(fit->dy * MIL));
    json_put_new(json, "light", json_pack("[i,i,i]", fit->light[0], fit->light[1], fit->light[2]));
    json_put_long(json, "seam", fit->seam);
    json_put_long(json, "sure", llround(fit->sure * MIL));
    json_put_long(json, "off", llround(fit->off * MIL));
    json_put_long(json, "places", fit->places);
    json_put_long(json, "x", halves->x);
    json_put_long(json, "y", halves->y);
    json_put_long(json, "width", image_width(halves->whole));
    json_put_long(json, "height", image_height(halves->whole));
    return json;
}

/* A fit that came with the request: only one that a join could have found. */
static enum err_code check_fit(const struct halves *halves, struct err *err)
{
    const struct join_fit *fit = &halves->fit;
    double scale = hypot(fit->a, fit->b), width = image_width(halves->left);
    if (scale > 0.2 && scale < 5 && fabs(fit->dx) <= 2 * width &&
        fabs(fit->dy) <= 2.0 * image_height(halves->left))
        return ERR_OK;
    return err_set(err, ERR_USAGE, 781, _("the page worker was asked with a wrong value for %s"),
                   "fit");
}

/* As it goes out, so that the picture is the same when it is made again from the answer. */
static void round_fit(struct join_fit *fit)
{
    fit->a = (double)llround(fit->a * FINE) / FINE;
    fit->b = (double)llround(fit->b * FINE) / FINE;
    fit->dx = (double)llround(fit->dx * MIL) / MIL;
    fit->dy = (double)llround(fit->dy * MIL) / MIL;
}

static enum err_code put_together(const json_t *request, int fd, int second, struct halves *halves,
                                  struct err *err)
{
    enum err_code code = open_half(request, "left", fd, &halves->left, err);
    if (!code)
        code = open_half(request, "right", second, &halves->right, err);
    if (code)
        return code;
    if (read_fit(request, &halves->fit))
        code = check_fit(halves, err);
    else if (json_peek_bool(request, "beside", false))
        code = join_beside(halves->left, halves->right, &halves->fit, err);
    else
        code = join_find(halves->left, halves->right, &halves->fit, err);
    round_fit(&halves->fit);
    return code ? code
                : join_make(halves->left, halves->right, &halves->fit, &halves->whole, &halves->x,
                            &halves->y, err);
}

static enum err_code answer(const json_t *request, struct halves *halves, struct reply *reply,
                            struct err *err)
{
    enum encode_format format = ENCODE_JPEG;
    struct bytes bytes = {0};
    struct image *small = NULL;
    const char *name = json_peek_text(request, "format");
    long quality = json_peek_long(request, "quality", 0);
    double dpi = json_peek_double(request, "dpi", 0), now = image_dpi(halves->whole);
    enum err_code code = ERR_OK;
    if (name && !encode_format_parse(name, &format))
        return err_set(err, ERR_USAGE, 782, _("the page worker cannot write images as %s"), name);
    if (dpi > 0 && now > dpi)
        code = image_scale(halves->whole, dpi / now, &small, err);
    const struct image *out = small ? small : halves->whole;
    if (!code)
        code = image_encode(out, format, quality >= 1 && quality <= 100 ? (int)quality : 0, &bytes,
                            err);
    if (!code)
        code = file_memory_new("joined page", bytes.data, bytes.length, &reply->fd, err);
    json_put_new(reply->json, "fit", fit_json(halves));
    json_put_new(reply->json, "sizes",
                 json_pack("[i,i,i,i]", image_width(halves->left), image_height(halves->left),
                           image_width(halves->right), image_height(halves->right)));
    json_put_long(reply->json, "width", image_width(out));
    json_put_long(reply->json, "height", image_height(out));
    json_put_double(reply->json, "dpi", image_dpi(out));
    json_put_long(reply->json, "bytes", (long long)bytes.length);
    bytes_release(&bytes);
    image_free(small);
    return code;
}

enum err_code op_join(struct session *session, const json_t *request, int fd, struct reply *reply,
                      struct err *err)
{
    struct halves halves = {0};
    enum err_code code = put_together(request, fd, session->second, &halves, err);
    if (!code)
        code = answer(request, &halves, reply, err);
    image_free(halves.left);
    image_free(halves.right);
    image_free(halves.whole);
    return code;
}
