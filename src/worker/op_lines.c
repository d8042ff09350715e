/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/op_lines: a request about places of a page: each cut from the plane that is read, cleaned
 * and at its scale, for training a model. May include base, model, imaging.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "imaging/clean.h"
#include "imaging/encode.h"
#include "worker/read_settings.h"
#include "worker/request.h"
#include "worker/session.h"

enum { LINE_MARGIN = 4 }; /* pixels of the plane round a place */

/* The images behind each other, and where each begins. */
struct cut {
    struct bytes all;
    json_t *lines;
};

static void add_bytes(struct cut *cut, const struct bytes *more)
{
    cut->all.data = mem_grow(cut->all.data, cut->all.length + more->length + 1, 1);
    memcpy(cut->all.data + cut->all.length, more->data, more->length);
    cut->all.length += more->length;
}

static enum err_code cut_line(const struct clean_page *page, struct rect box, struct cut *cut,
                              struct err *err)
{
    struct rect all = {0, 0, page->work.width, page->work.height};
    struct rect where = rect_grow(rect_scale(box, page->work_scale), LINE_MARGIN, LINE_MARGIN);
    struct image *image = NULL;
    struct bytes bytes = {0};
    json_t *line = json_object();
    where = rect_cut(where, all);
    if (rect_empty(where)) {
        json_array_append_new(cut->lines, json_null());
        json_decref(line);
        return ERR_OK;
    }
    struct raster part = page->work;
    part.data += (size_t)where.y * part.stride + (size_t)where.x;
    part.width = where.w;
    part.height = where.h;
    enum err_code code = image_from_raster(&part, &image, err);
    if (!code)
        code = image_encode(image, ENCODE_PNG, 0, &bytes, err);
    json_put_long(line, "offset", (long long)cut->all.length);
    json_put_long(line, "bytes", (long long)bytes.length);
    json_array_append_new(cut->lines, line);
    if (!code)
        add_bytes(cut, &bytes);
    bytes_release(&bytes);
    image_free(image);
    return code;
}

static bool read_box(const json_t *json, struct rect *ret)
{
    int *const slots[] = {&ret->x, &ret->y, &ret->w, &ret->h};
    if (json_array_size(json) != ARRAY_SIZE(slots))
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(slots); i++) {
        const json_t *item = json_array_get(json, i);
        json_int_t value = json_integer_value(item);
        if (!json_is_integer(item) || value < 0 || value > IMAGE_SIDE_MAX)
            return false;
        *slots[i] = (int)value;
    }
    return true;
}

static enum err_code cut_all(const json_t *request, const struct clean_page *page, struct cut *cut,
                             struct err *err)
{
    json_t *boxes = json_peek_array(request, "boxes");
    for (size_t i = 0; i < json_array_size(boxes); i++) {
        struct rect box;
        if (json_array_size(boxes) > PAGE_WORDS_MAX || !read_box(json_array_get(boxes, i), &box))
            return err_set(err, ERR_USAGE, 705, _("the page worker was asked for wrong places"));
        enum err_code code = cut_line(page, box, cut, err);
        if (code)
            return code;
    }
    return ERR_OK;
}

static enum err_code clean_as_told(const struct session *session, const struct page_request *page,
                                   int fd, struct clean_page *ret, struct err *err)
{
    struct read_settings settings;
    struct image *image = NULL;
    struct clean_options options = {.turns = {page->turns > 0 ? page->turns : 0, page->turns >= 0},
                                    .skew = {page->skew, page->has_skew}};
    enum err_code code = read_settings_load(&settings, session->profile, err);
    settings.clean.blank.use = 0;
    if (!code)
        code = request_decode(page, fd, true, &image, err);
    if (code)
        return code;
    options.dpi = image_dpi(image);
    return clean_run(image, &settings.clean, &options, ret, err); /* takes image */
}

enum err_code op_lines(struct session *session, const json_t *request, int fd, struct reply *reply,
                       struct err *err)
{
    struct page_request page;
    struct clean_page cleaned;
    struct cut cut = {{0}, json_array()};
    enum err_code code = request_page(request, &page, err);
    if (!code)
        code = clean_as_told(session, &page, fd, &cleaned, err);
    if (!code) {
        code = cut_all(request, &cleaned, &cut, err);
        clean_page_release(&cleaned);
    }
    if (!code)
        code = file_memory_new("lines", cut.all.data, cut.all.length, &reply->fd, err);
    json_put_new(reply->json, "lines", cut.lines);
    bytes_release(&cut.all);
    return code;
}
