/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read_crop: a line cut out of the page for the engine: its rectangle, without the tones and
 * tails of the lines above and below that reach into it.
 * May include: imaging, model, base.
 */
#include <string.h>

#include "worker/read_part.h"

static uint8_t *row_of(const struct raster *plane, int y)
{
    return plane->data + (size_t)y * plane->stride;
}

static void blank(struct raster *crop, int y, int from, int to)
{
    if (to > from)
        memset(row_of(crop, y) + from, CLEAN_PAPER, (size_t)(to - from));
}

/* Paints the ink of another line, as far as it lies outside ours. All boxes in pixels of crop. */
static void drop_neighbour(struct raster *crop, struct rect ours, struct rect theirs)
{
    struct rect all = {0, 0, crop->width, crop->height};
    struct rect cut = rect_cut(rect_grow(theirs, 1, 1), all);
    for (int y = cut.y; y < rect_bottom(cut); y++) {
        int left = cut.x, right = rect_right(cut);
        if (y < ours.y || y >= rect_bottom(ours)) {
            blank(crop, y, left, right);
            continue;
        }
        blank(crop, y, left, right < ours.x ? right : ours.x);
        blank(crop, y, left > rect_right(ours) ? left : rect_right(ours), right);
    }
}

static struct rect shifted(struct rect box, struct rect origin)
{
    return (struct rect){box.x - origin.x, box.y - origin.y, box.w, box.h};
}

/* Of the darkest ink of the line: paler is paper, darker is ink; set on worn pages. */
#define PAPER_BELOW 0.40
#define INK_FROM    0.85
#define PEAK        1.45 /* times the mean darkness of the line's ink: its darkest */

/* Pale marks become paper, ink becomes dark, by the darkness of this line's own ink. */
static void sharpen(struct raster *crop, double dark)
{
    uint8_t curve[256];
    double contrast = PEAK * dark;
    for (int level = 0; level < 256; level++) {
        double share = ((CLEAN_PAPER - level) / contrast - PAPER_BELOW) / (INK_FROM - PAPER_BELOW);
        share = share < 0 ? 0 : share > 1 ? 1 : share;
        curve[level] = (uint8_t)(CLEAN_PAPER - share * (CLEAN_PAPER - 40));
    }
    for (int y = 0; y < crop->height; y++)
        for (int x = 0; x < crop->width; x++)
            row_of(crop, y)[x] = curve[row_of(crop, y)[x]];
}

enum err_code read_crop(const struct read_job *job, const struct layout_line *where,
                        enum read_how how, struct read_cut *ret, struct err *err)
{
    const struct raster *plane = how >= READ_FINE ? &job->page.upright : &job->page.work;
    const struct layout *layout = &job->layout;
    double unit = how >= READ_FINE ? job->page.upright_scale / job->page.work_scale : 1;
    struct rect all = {0, 0, plane->width, plane->height};
    struct rect box = rect_cut(rect_scale(where->box, unit), all);
    struct raster crop;
    if (rect_empty(box) || !raster_init(&crop, RASTER_GREY8, box.w, box.h))
        return err_set(err, ERR_NOMEM, 751, _("not enough memory to cut out a line"));
    crop.dpi = plane->dpi;
    for (int y = 0; y < box.h; y++)
        memcpy(row_of(&crop, y), row_of(plane, box.y + y) + box.x, (size_t)box.w);
    struct rect ours = shifted(rect_scale(where->ink, unit), box);
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct layout_line *other = &layout->lines[i];
        struct rect theirs = rect_scale(other->ink, unit);
        if (other != where && !rect_empty(rect_cut(theirs, box)))
            drop_neighbour(&crop, ours, shifted(theirs, box));
    }
    if (how == READ_SHARP)
        sharpen(&crop, (double)where->dark);
    *ret = (struct read_cut){crop, box, unit};
    return ERR_OK;
}
