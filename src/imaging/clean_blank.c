/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_blank: is anything on this page? Counts the parts of the small copy.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include "imaging/clean_parts.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(blank, "no page is blank"),
    CLEAN_PARAM(blank, size, 0.9, 0.3, 5, "mm; smaller specks do not count"),
    CLEAN_PARAM(blank, parts, 9, 1, 100, "a page with fewer parts is blank"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_blank, settings, err);
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    PIX *mask = NULL;
    struct parts parts;
    if (!settings->blank.use)
        return ERR_OK;
    enum err_code code = plane_mask(&page->small, clean_level(page, 0.75), &mask, err);
    if (code)
        return code;
    code = parts_find(mask, &parts, err);
    pixDestroy(&mask);
    if (code)
        return code;
    int least = clean_px(page->small.dpi, settings->blank.size, 2), count = 0;
    for (size_t i = 0; i < parts.count; i++) {
        struct rect box = parts.items[i].box;
        count += box.w >= least && box.h >= least;
    }
    parts_release(&parts);
    page->blank = count < settings->blank.parts;
    return ERR_OK;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->small;
}

const struct clean_step clean_step_blank = {
    .name = "blank",
    .comment = "is there anything on the page",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
