/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/request: see the header. May include base, model, imaging.
 */
#include "worker/request.h"

#include "base/limits.h"
#include "base/str.h"
#include "imaging/decode.h"

static enum err_code wrong_word(const char *word, struct err *err)
{
    return err_set(err, ERR_USAGE, 701, _("the page worker was asked with a wrong value for %s"),
                   word);
}

static enum err_code read_region(const json_t *request, struct page_request *page, struct err *err)
{
    const json_t *region = json_object_get(request, "region");
    int *slots[] = {&page->region.x, &page->region.y, &page->region.w, &page->region.h};

    if (!region || json_is_null(region))
        return ERR_OK;
    if (!json_is_array(region) || json_array_size(region) != 4)
        return wrong_word("region", err);
    for (size_t i = 0; i < 4; i++) {
        const json_t *item = json_array_get(region, i);
        json_int_t value = json_integer_value(item);
        if (!json_is_integer(item) || value < 0 || value > IMAGE_SIDE_MAX)
            return wrong_word("region", err);
        *slots[i] = (int)value;
    }
    page->has_region = true;
    return ERR_OK;
}

enum err_code request_page(const json_t *request, struct page_request *ret, struct err *err)
{
    struct page_request page = {.name = json_peek_text(request, "name"), .turns = -1};
    const json_t *turns = json_object_get(request, "turns");
    const json_t *skew = json_object_get(request, "skew");
    long frame = json_peek_long(request, "frame", 0);

    if (!page.name)
        page.name = "-";
    if (frame < 0 || frame > MASTER_FRAMES_MAX)
        return wrong_word("frame", err);
    page.frame = (int)frame;
    page.source_dpi = json_peek_double(request, "source_dpi", 0);
    page.orientation = (int)json_peek_long(request, "orientation", 0);
    if (page.orientation < 0 || page.orientation > 8)
        return wrong_word("orientation", err);
    if (turns && !json_is_null(turns)) {
        json_int_t value = json_integer_value(turns);
        if (!json_is_integer(turns) || value < 0 || value > 3)
            return wrong_word("turns", err);
        page.turns = (int)value;
    }
    page.has_skew = skew && !json_is_null(skew);
    page.skew = json_number_value(skew);
    if (page.has_skew && !(json_is_number(skew) && page.skew >= -45 && page.skew <= 45))
        return wrong_word("skew", err);
    *ret = page;
    return read_region(request, ret, err);
}

enum err_code request_file(int fd, struct err *err)
{
    if (fd >= 0)
        return ERR_OK;
    return err_set(err, ERR_USAGE, 702, _("the page worker was asked without a file"));
}

enum err_code request_decode(const struct page_request *page, int fd, bool red,
                             struct image **ret_new, struct err *err)
{
    struct decode_options options = {
        .name = page->name, .frame = page->frame, .red = red, .orientation = page->orientation};
    struct image *whole = NULL;
    enum err_code code = request_file(fd, err);

    if (!code)
        code = image_decode(fd, &options, &whole, err);
    if (!code && page->source_dpi > 0)
        image_set_dpi(whole, page->source_dpi);
    if (code || !page->has_region) {
        if (!code)
            *ret_new = whole;
        return code;
    }
    code = image_cut(whole, page->region, ret_new, err);
    image_free(whole);
    return code;
}

bool request_wants(const json_t *request, const char *what)
{
    const json_t *want = json_peek_array(request, "want"), *item;
    size_t i;

    json_array_foreach (want, i, item)
        if (text_equal(json_string_value(item), what))
            return true;
    return false;
}
