/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_mix: the request for a page in layers (imaging/mixed), whole or one entry of it. May
 * include base, model, imaging.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/str.h"
#include "imaging/cover.h"
#include "imaging/mixed.h"
#include "worker/request.h"
#include "worker/session.h"

/* An A4 page stands for what has no resolution. */
#define LONG_SIDE_INCHES (297 / 25.4)

struct boxes {
    struct rect *items; /* owned */
    size_t count;
};

/* A list of [x, y, w, h]; none is fine. */
static enum err_code read_boxes(const json_t *request, const char *name, struct boxes *ret,
                                struct err *err)
{
    const json_t *list = json_object_get(request, name);
    if (!list || json_is_null(list))
        return ERR_OK;
    bool good = json_is_array(list) && json_array_size(list) <= PAGE_WORDS_MAX;
    ret->count = good ? json_array_size(list) : 0;
    ret->items = mem_new(ret->count + 1, sizeof *ret->items);
    for (size_t i = 0; i < ret->count && good; i++) {
        const json_t *box = json_array_get(list, i);
        int *slots[] = {&ret->items[i].x, &ret->items[i].y, &ret->items[i].w, &ret->items[i].h};
        good = json_is_array(box) && json_array_size(box) == 4;
        for (size_t k = 0; k < 4 && good; k++) {
            json_int_t value = json_integer_value(json_array_get(box, k));
            good = value >= -IMAGE_SIDE_MAX && value <= IMAGE_SIDE_MAX;
            *slots[k] = (int)value;
        }
    }
    return good ? ERR_OK
                : err_set(err, ERR_USAGE, 770,
                          _("the page worker was asked for layers with wrong boxes"));
}

/* ---- one entry ---- */

static enum err_code turn(struct image **image, int turns, struct err *err)
{
    struct image *turned = NULL;
    if (turns <= 0)
        return ERR_OK;
    enum err_code code = image_turn(*image, turns, &turned, err);
    image_free(*image);
    *image = turned;
    return code;
}

static enum err_code cover(struct image *image, double skew, const struct boxes *hide,
                           struct err *err)
{
    const struct view view = {image_width(image), image_height(image), 0, skew};
    return image_cover(image, &view, hide->items, hide->count, err);
}

static enum err_code stack(struct image **image, const struct boxes *show, struct err *err)
{
    struct image *parts = NULL;
    if (!show->count)
        return ERR_OK;
    enum err_code code = image_stack(*image, show->items, show->count, &parts, err);
    image_free(*image);
    *image = parts;
    return code;
}

/* ---- the answer ---- */

static json_t *layer_json(const struct mixed_layer *layer)
{
    return json_pack("{s:s, s:i, s:i, s:I, s:[i,i,i]}", "kind", mixed_kind_name(layer->kind),
                     "width", layer->width, "height", layer->height, "bytes",
                     (json_int_t)layer->bytes.length, "colour", layer->colour[0], layer->colour[1],
                     layer->colour[2]);
}

/* The bytes of all layers, one behind the other, as one memory file. */
static enum err_code reply_layers(const struct mixed *mixed, struct reply *reply, struct err *err)
{
    struct str all = STR_INIT;
    json_t *layers = json_array();
    for (size_t i = 0; i < mixed->count; i++) {
        const struct mixed_layer *layer = &mixed->layers[i];
        str_add_span(&all, (const char *)layer->bytes.data, layer->bytes.length);
        json_array_append_new(layers, layer_json(layer));
    }
    json_put_long(reply->json, "width", mixed->width);
    json_put_long(reply->json, "height", mixed->height);
    json_put_double(reply->json, "dpi", mixed->dpi);
    json_put_double(reply->json, "lost", mixed->lost);
    json_put_bool(reply->json, "whole", mixed->whole);
    json_put_new(reply->json, "layers", layers);
    enum err_code code =
        file_memory_new("page layers", str_peek(&all), all.length, &reply->fd, err);
    str_release(&all);
    return code;
}

enum err_code op_mix(struct session *session, const json_t *request, int fd, struct reply *reply,
                     struct err *err)
{
    struct page_request page;
    struct boxes hide = {0}, show = {0};
    struct image *image = NULL;
    struct mixed mixed = {0};
    (void)session;
    enum err_code code = request_page(request, &page, err);
    if (!code)
        code = read_boxes(request, "hide", &hide, err);
    if (!code)
        code = read_boxes(request, "show", &show, err);
    if (!code)
        code = request_decode(&page, fd, false, &image, err);
    if (!code && image_dpi(image) <= 0) {
        int width = image_width(image), height = image_height(image);
        image_set_dpi(image, (width > height ? width : height) / LONG_SIDE_INCHES);
    }
    if (!code)
        code = turn(&image, page.turns, err);
    if (!code)
        code = cover(image, page.skew, &hide, err);
    if (!code)
        code = stack(&image, &show, err);
    if (!code) {
        struct mixed_options options = {.most_dpi = json_peek_double(request, "dpi", 0)};
        code = image_mix(image, &options, &mixed, err);
        image = NULL;
    }
    if (!code)
        code = reply_layers(&mixed, reply, err);
    image_free(image);
    mixed_release(&mixed);
    free(hide.items);
    free(show.items);
    return code;
}
