/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_turn: which way up. Letters rise above their line more often than they hang below
 * it, and in Vietnamese the tones rise too: the sign of Leptonica's score tells the direction.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <math.h>

#include "imaging/clean_parts.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(turn, "the page is upright"),
    CLEAN_PARAM(turn, small, 0.8, 0.1, 5, "mm; smaller parts are no letters"),
    CLEAN_PARAM(turn, large, 15, 3, 50, "mm; larger parts are no letters"),
    CLEAN_PARAM(turn, sure, 14, 0, 50, "score from which the direction needs no second look"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_turn, settings, err);
}

/* Letters only, turned straight. */
static enum err_code letters_new(const struct clean_page *page, const struct clean_turn *set,
                                 PIX **ret_new, struct err *err)
{
    PIX *mask = NULL, *letters = NULL;
    struct parts parts = {0};
    struct raster smooth = {0};
    double dpi = page->middle.dpi;
    enum err_code code = plane_blur(&page->middle, &smooth, err);
    if (!code)
        code = plane_mask(&smooth, clean_level(page, 0.64), &mask, err);
    if (!code)
        code = parts_find(mask, &parts, err);
    if (code)
        goto out;
    int least = clean_px(dpi, set->small, 2), most = clean_px(dpi, set->large, 8);
    for (size_t i = 0; i < parts.count; i++) {
        struct rect box = parts.items[i].box;
        if ((box.w < least && box.h < least) || box.w > most || box.h > most)
            part_paint(&parts, i, mask, false);
    }
    if (fabs(page->skew.value) > 0.05) {
        letters = pixRotateShearCenter(mask, (l_float32)(page->skew.value * M_PI / 180),
                                       L_BRING_IN_WHITE);
        if (!letters)
            code = err_set(err, ERR_NOMEM, 239, _("not enough memory to turn a page"));
    } else {
        letters = pixClone(mask);
    }
    if (!code)
        *ret_new = letters;
out:
    raster_release(&smooth);
    parts_release(&parts);
    pixDestroy(&mask);
    return code;
}

/* Nothing to find out: set by hand, or left out. */
enum { TURN_CERTAIN = 1000 };

static double up_score(PIX *letters)
{
    l_float32 score = 0;
    if (pixUpDownDetect(letters, &score, 10, 0, 0))
        score = 0;
    return score;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    PIX *letters = NULL, *turned = NULL;
    page->turn_score = TURN_CERTAIN;
    if (page->turns.manual)
        return ERR_OK;
    if (!settings->turn.use) {
        page->turns.value = 0;
        return ERR_OK;
    }
    enum err_code code = letters_new(page, &settings->turn, &letters, err);
    if (code)
        return code;
    double up, left = 0;
    bool along = page->turns.value > 0;
    up = along ? 0 : up_score(letters);
    if (along || fabs(up) < 6) {
        turned = pixRotate90(letters, 1);
        left = turned ? up_score(turned) : 0;
        up = along ? up_score(letters) : up;
    }
    /* The step before found the axis; only strong evidence overrules it. */
    if (along ? fabs(up) > 4 + 2 * fabs(left) : fabs(left) > 4 + 2 * fabs(up))
        along = !along;
    page->turns.value = along ? (left >= 0 ? 1 : 3) : (up >= 0 ? 0 : 2);
    page->turn_score = fabs(along ? left : up);
    pixDestroy(&letters);
    pixDestroy(&turned);
    return ERR_OK;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->middle;
}

const struct clean_step clean_step_turn = {
    .name = "turn",
    .comment = "which way up the page is",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
