/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/damage_paper: yellowing, fading, broken strokes, the other side, stains, folds, holes,
 * specks: all that happens to the paper before it is scanned. May include base, model, paint.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "damage.h"
#include "field.h"

struct paper {
    const struct wear *wear;
    struct field fade, gaps, grain, stains;
    int width, height;
    const uint32_t *front, *behind; /* rows of front_stride / behind_stride words */
    size_t front_stride, behind_stride;
    int behind_width, behind_height;
};

static inline double part(uint32_t pixel, int channel)
{
    return 255 - (double)(pixel >> (16 - 8 * channel) & 255); /* ink, 0..255 */
}

/* Share of the ink that is still there. */
static double ink_left(const struct paper *paper, int x, int y)
{
    const struct wear *wear = paper->wear;
    double left = 1 - wear->fade - wear->fade_patches * field_at(&paper->fade, x, y);
    if (wear->broken > 0) {
        double gap = field_at(&paper->gaps, x, y) * 0.55 + field_at(&paper->grain, x, y) * 0.45;
        double edge = 0.25 + wear->broken * 0.45;
        if (gap < edge)
            left *= 1 - fmin(0.85, (edge - gap) * 4);
    }
    return left < 0.05 ? 0.05 : left;
}

/* Ink of the other side at the mirrored place, smeared over a few pixels. */
static double behind_ink(const struct paper *paper, int x, int y)
{
    if (!paper->behind)
        return 0;
    int mx = paper->behind_width - 1 - x;
    double sum = 0;
    if (mx >= 2 && mx + 2 < paper->behind_width && y >= 2 && y + 2 < paper->behind_height) {
        const uint32_t *at = paper->behind + (size_t)y * paper->behind_stride + mx;
        for (int dy = -2; dy <= 2; dy += 2)
            for (int dx = -2; dx <= 2; dx += 2)
                sum += part(at[dy * (ptrdiff_t)paper->behind_stride + dx], 1);
        return sum / 9;
    }
    for (int dy = -2; dy <= 2; dy += 2) {
        for (int dx = -2; dx <= 2; dx += 2) {
            int bx = mx + dx, by = y + dy;
            if (bx >= 0 && by >= 0 && bx < paper->behind_width && by < paper->behind_height)
                sum += part(paper->behind[(size_t)by * paper->behind_stride + (size_t)bx], 1);
        }
    }
    return sum / 9;
}

static void paper_row(const struct paper *paper, int y, uint8_t *out)
{
    const struct wear *wear = paper->wear;
    const uint32_t *row = paper->front + (size_t)y * paper->front_stride;
    for (int x = 0; x < paper->width; x++) {
        double left = row[x] == 0xffffff ? 1 : ink_left(paper, x, y);
        double shade = 1;
        if (wear->bleed > 0)
            shade -= wear->bleed * behind_ink(paper, x, y) / 255;
        if (wear->stains > 0) {
            double stain = field_at(&paper->stains, x, y);
            shade -= stain > 0.55 ? wear->stains * (stain - 0.55) * 2.2 : 0;
        }
        for (int c = 0; c < 3; c++) {
            double v = wear->paper[c] * shade * (1 - part(row[x] & 0xffffff, c) / 255 * left);
            out[3 * x + c] = damage_byte(v * 255);
        }
    }
}

/* ---- marks ---- */

static void darken(struct raster *raster, int x, int y, double factor)
{
    if (x < 0 || y < 0 || x >= raster->width || y >= raster->height)
        return;
    uint8_t *pixel = raster->data + (size_t)y * raster->stride + 3 * (size_t)x;
    for (int c = 0; c < 3; c++)
        pixel[c] = (uint8_t)fmin(255, pixel[c] * factor);
}

static void put_specks(struct raster *raster, const struct wear *wear, struct dice *dice,
                       double scale)
{
    int count = (int)(wear->specks * raster->width * raster->height / (scale * scale * 100));
    for (int i = 0; i < count; i++) {
        int x = dice_int(dice, 0, raster->width - 1), y = dice_int(dice, 0, raster->height - 1);
        int size = (int)ceil(fabs(dice_normal(dice)) * 0.12 * scale);
        double factor = dice_real(dice, 0.2, 0.8);
        for (int dy = -size; dy <= size; dy++)
            for (int dx = -size; dx <= size; dx++)
                if (dx * dx + dy * dy <= size * size)
                    darken(raster, x + dx, y + dy, factor);
    }
}

/* A crease: one side lighter, the other in shade, its middle rubbed. */
static void put_fold(struct raster *raster, struct dice *dice, double scale)
{
    bool across = dice_chance(dice, 0.65);
    int along_max = across ? raster->width : raster->height;
    int wide_max = across ? raster->height : raster->width;
    double at = wide_max * dice_real(dice, 0.25, 0.75), lean = dice_real(dice, -0.01, 0.01);
    double reach = dice_real(dice, 1.5, 4) * scale, depth = dice_real(dice, 0.06, 0.2);
    for (int along = 0; along < along_max; along++) {
        double middle = at + lean * along;
        for (int d = (int)-reach; d <= (int)reach; d++) {
            double near = 1 - abs(d) / reach, shade = 1 + (d < 0 ? 0.3 : -1) * depth * near * near;
            if (abs(d) < scale * 0.12)
                shade = 1 - depth * 1.4;
            int wide = (int)middle + d;
            darken(raster, across ? along : wide, across ? wide : along, shade);
        }
    }
}

static void put_holes(struct raster *raster, const struct wear *wear, struct dice *dice,
                      double scale)
{
    double radius = 2.8 * scale, x = dice_real(dice, 6.5, 9) * scale;
    double middle = raster->height / 2.0 + dice_real(dice, -3, 3) * scale;
    uint8_t through = (uint8_t)(wear->lid * 235);
    for (int i = 0; i < wear->holes; i++) {
        double y = middle + (i ? 40 : -40) * scale;
        for (int py = (int)(y - radius); py <= (int)(y + radius); py++) {
            for (int px = (int)(x - radius); px <= (int)(x + radius); px++) {
                if (hypot(px - x, py - y) > radius || py < 0 || py >= raster->height || px < 0)
                    continue;
                uint8_t *pixel = raster->data + (size_t)py * raster->stride + 3 * (size_t)px;
                pixel[0] = pixel[1] = pixel[2] = through;
            }
        }
    }
}

static struct paper paper_open(const struct wear *wear, struct dice *dice, struct canvas *front,
                               struct canvas *behind, double scale)
{
    struct paper paper = {
        .wear = wear, .width = canvas_width(front), .height = canvas_height(front)};
    size_t stride;
    paper.front = canvas_peek(front, &stride);
    paper.front_stride = stride / 4;
    if (behind) {
        paper.behind = canvas_peek(behind, &stride);
        paper.behind_stride = stride / 4;
        paper.behind_width = canvas_width(behind);
        paper.behind_height = canvas_height(behind);
    }
    paper.fade = field_make(dice, paper.width, paper.height, 14 * scale);
    paper.gaps = field_make(dice, paper.width, paper.height, 0.55 * scale);
    paper.grain = field_make(dice, paper.width, paper.height, 0.17 * scale);
    paper.stains = field_make(dice, paper.width, paper.height, 30 * scale);
    return paper;
}

static void paper_close(struct paper *paper)
{
    field_release(&paper->fade);
    field_release(&paper->gaps);
    field_release(&paper->grain);
    field_release(&paper->stains);
}

enum err_code damage_raster(enum raster_format format, int width, int height, struct raster *ret,
                            struct err *err)
{
    if (raster_init(ret, format, width, height))
        return ERR_OK;
    return err_set(err, ERR_NOMEM, 990, _("not enough memory for a page; close other programs"));
}

enum err_code damage_paper(const struct wear *wear, struct dice *dice, struct canvas *front,
                           struct canvas *behind, double scale, struct raster *ret, struct err *err)
{
    struct raster raster;
    enum err_code code =
        damage_raster(RASTER_RGB24, canvas_width(front), canvas_height(front), &raster, err);
    if (code)
        return code;
    struct paper paper = paper_open(wear, dice, front, behind, scale);
    for (int y = 0; y < paper.height; y++)
        paper_row(&paper, y, raster.data + (size_t)y * raster.stride);
    paper_close(&paper);
    put_specks(&raster, wear, dice, scale);
    for (int i = 0; i < wear->folds; i++)
        put_fold(&raster, dice, scale);
    put_holes(&raster, wear, dice, scale);
    raster.dpi = scale * 25.4;
    *ret = raster;
    return ERR_OK;
}
