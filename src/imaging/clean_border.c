/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_border: finds what is not paper: the dark bed of the scanner round the page, black
 * edges, punch holes. Works on the small copy; the next step paints over it.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include "imaging/clean_parts.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(border, "what is dark at the edges stays"),
    CLEAN_PARAM(border, dark, 0.50, 0.1, 0.9,
                "share of the paper's grey below which a solid area can be border"),
    CLEAN_PARAM(border, thick, 1.3, 0.3, 10, "mm; thinner dark things are print or rules"),
    CLEAN_PARAM(border, margin, 22, 0, 60,
                "mm from the edge within which a round dark spot is a punch hole"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_border, settings, err);
}

/* The grey that 70 % of the pixels do not exceed in darkness: paper, even on a dark bed. */
static int paper_level(const struct raster *small)
{
    size_t histogram[256] = {0}, sum = 0;
    for (int y = 0; y < small->height; y++)
        for (int x = 0; x < small->width; x++)
            histogram[plane_row(small, y)[x]]++;
    size_t want = (size_t)small->width * (size_t)small->height / 4;
    int level = 255;
    while (level > 0 && (sum += histogram[level]) < want)
        level--;
    return level;
}

static bool touches_edge(struct rect box, PIX *framed)
{
    return box.x <= 1 || box.y <= 1 || rect_right(box) >= pixGetWidth(framed) - 1 ||
           rect_bottom(box) >= pixGetHeight(framed) - 1;
}

/* A dark disc of 3 to 10 mm in the margin. */
static bool is_hole(const struct part *part, const struct raster *small, int frame, double margin)
{
    struct rect box = {part->box.x - frame, part->box.y - frame, part->box.w, part->box.h};
    int least = clean_px(small->dpi, 3, 3), most = clean_px(small->dpi, 10, 6);
    int zone = clean_px(small->dpi, margin, 0);
    if (box.w < least || box.h < least || box.w > most || box.h > most)
        return false;
    if (box.w * 4 < box.h * 3 || box.h * 4 < box.w * 3 || part->area * 100 < box.w * box.h * 68)
        return false;
    return rect_right(box) < zone || rect_bottom(box) < zone || box.x > small->width - zone ||
           box.y > small->height - zone;
}

static enum err_code no_border(struct clean_page *page, struct err *err)
{
    page->border = pixCreate(page->small.width, page->small.height, 1);
    if (!page->border)
        return err_set(err, ERR_NOMEM, 203, _("not enough memory for the edges of a page"));
    return ERR_OK;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    const struct clean_border *set = &settings->border;
    struct raster *small = &page->small;
    int level = (int)(paper_level(small) * set->dark);
    PIX *mask = NULL, *solid = NULL, *border = NULL, *framed = NULL;
    struct parts parts = {0};
    enum err_code code = set->use ? plane_mask(small, level, &mask, err) : no_border(page, err);
    if (code || !set->use)
        return code;
    int thick = clean_px(small->dpi, set->thick, 2);
    /* What lies outside counts as dark, so that thin dark strips along the edge survive. */
    framed = pixAddBorder(mask, thick, 1);
    solid = framed ? pixOpenBrick(NULL, framed, thick, thick) : NULL;
    border = framed ? pixCreateTemplate(framed) : NULL;
    if (!solid || !border) {
        code = err_set(err, ERR_NOMEM, 237, _("not enough memory to find the edges of a page"));
        goto out;
    }
    code = parts_find(solid, &parts, err);
    if (code)
        goto out;
    for (size_t i = 0; i < parts.count; i++)
        if (touches_edge(parts.items[i].box, solid) ||
            is_hole(&parts.items[i], small, thick, set->margin))
            part_paint(&parts, i, border, true);
    pixDilateBrick(border, border, 5, 5);
    page->border = pixRemoveBorder(border, thick);
    if (!page->border)
        code = err_set(err, ERR_NOMEM, 247, _("not enough memory for the edges of a page"));
out:
    parts_release(&parts);
    pixDestroy(&mask);
    pixDestroy(&framed);
    pixDestroy(&solid);
    pixDestroy(&border);
    return code;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->small;
}

const struct clean_step clean_step_border = {
    .name = "border",
    .comment = "dark bed of the scanner, black edges, punch holes",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
