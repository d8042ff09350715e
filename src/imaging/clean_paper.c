/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_paper: the first step. Settles the resolution of the page (from the file, else from
 * the size of paper it must be) and makes the two small copies that the measuring steps use.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include "base/limits.h"

static const struct clean_param params[] = {
    CLEAN_PARAM(paper, most_dpi, 300, 150, 600,
                "pages of more than 1.5 times this resolution are reduced when they come in"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_paper, settings, err);
}

/* A resolution is believed when it makes a page between a card and a double A2 sheet. */
static double settle_dpi(double dpi, int width, int height)
{
    int longest = width > height ? width : height;
    if (dpi >= IMAGE_DPI_MIN && dpi <= IMAGE_DPI_MAX) {
        double inches = longest / dpi;
        if (inches >= 2 && inches <= 34)
            return dpi;
    }
    return longest / 11.69; /* A4 */
}

static enum err_code reduce_to(const struct raster *from, double dpi, struct raster *ret,
                               struct err *err)
{
    int factor = (int)(from->dpi / dpi + 0.5);
    return plane_reduce(from, factor > 1 ? factor < 16 ? factor : 16 : 1, ret, err);
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    page->dpi = settle_dpi(page->dpi, page->width, page->height);
    page->source.dpi = page->dpi;
    page->source_scale = 1;
    int factor = (int)(page->dpi / settings->paper.most_dpi + 0.5);
    if (factor > 1) {
        struct raster reduced;
        enum err_code code = plane_reduce(&page->source, factor < 16 ? factor : 16, &reduced, err);
        if (code)
            return code;
        raster_release(&page->source);
        page->source = reduced;
        page->source_scale = 1.0 / factor;
    }
    return reduce_to(&page->source, 75, &page->small, err);
}

const struct clean_step clean_step_paper = {
    .name = "paper",
    .comment = "resolution of the page",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = clean_peek_source,
};
