/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_step: what the files of the cleaning steps share: the declaration of each step and
 * the helpers of their tables. Inside the room only.
 */
#ifndef IMAGING_CLEAN_STEP_H
#define IMAGING_CLEAN_STEP_H

#include <leptonica/allheaders.h>

#include "base/mem.h"
#include "imaging/clean.h"
#include "imaging/clean_plane.h"

extern const struct clean_step clean_step_paper, clean_step_border, clean_step_capture,
    clean_step_background, clean_step_blank, clean_step_skew, clean_step_turn, clean_step_upright,
    clean_step_dots, clean_step_rules, clean_step_scale, clean_step_stamp;

/* A row of a step's table. */
#define CLEAN_PARAM(step, field, standard_, least_, most_, comment_)                               \
    {                                                                                              \
        .name = #field, .comment = comment_,                                                       \
        .offset = offsetof(struct clean_settings, step.field), .standard = standard_,              \
        .least = least_, .most = most_                                                             \
    }

/* The first row of a step that can be left out. */
#define CLEAN_SWITCH(step, off_)                                                                   \
    {                                                                                              \
        .name = "use", .comment = "1: take this step; 0: " off_,                                   \
        .offset = offsetof(struct clean_settings, step.use), .standard = 1, .least = 0, .most = 1, \
        .whole = true                                                                              \
    }

/* The common validate function: every number within the range of its table. K-236, K-248. */
enum err_code clean_check_ranges(const struct clean_step *step,
                                 const struct clean_settings *settings, struct err *err) MUST_CHECK;

/* Millimetres at dpi in pixels, rounded, at least least. */
static inline int clean_px(double dpi, double mm, int least)
{
    int px = (int)(mm * dpi / 25.4 + 0.5);
    return px > least ? px : least;
}

/* The source through the page's view at that scale of upright space. */
enum err_code clean_sample(const struct clean_page *page, double scale, struct raster *ret,
                           struct err *err) MUST_CHECK;
/* Area average (or plain weights when factor is above 1). */
enum err_code clean_scale_plane(const struct raster *from, double factor, struct raster *ret,
                                struct err *err) MUST_CHECK;
/* The grey that lies this share of the way from the page's ink to its paper. */
static inline int clean_level(const struct clean_page *page, double share)
{
    return (int)(page->ink + share * (CLEAN_PAPER - page->ink) + 0.5);
}

/* What peek shows. */
const struct raster *clean_peek_source(const struct clean_page *page);
const struct raster *clean_peek_upright(const struct clean_page *page);

#endif
