/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join_beside: facing pages that do not overlap, edge to edge. Their rows stand at the same
 * height: the dark rows (rules, lines of text) of both sides are compared over small turns and
 * offsets, and the offset nearest to none wins among those that fit alike, since rows repeat.
 * May include base, model.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/join_part.h"

enum { HEIGHT = 640, TURNS = 8 }; /* pixels of the reduced pictures; steps of turn to each side */
#define TURN_STEP   0.2           /* degrees */
#define OFFSET_MOST 0.12          /* of the height */
#define FAR_COSTS   0.25          /* likeness that the largest offset costs */
#define LIKE_LEAST  0.4           /* below: nothing is known of the offset */
#define INNER       0.5           /* share of each page at the fold that is looked at */

/* Mean ink of each row between two columns. */
static void take_profile(const struct join_plane *plane, int from, int to, double *ret)
{
    for (int y = 0; y < plane->h; y++) {
        double sum = 0;
        for (int x = from; x < to; x++)
            sum += (double)plane->ink[(size_t)y * (size_t)plane->w + (size_t)x];
        ret[y] = sum / (to - from);
    }
}

/* -1..1 when row y of the one is row y - down of the other. */
static double profiles_like(const double *one, int height, const double *other, int other_height,
                            int down)
{
    int from = down > 0 ? down : 0;
    int to = other_height + down < height ? other_height + down : height;
    double n = to - from, a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    if (n < HEIGHT / 2.0)
        return -1;
    for (int y = from; y < to; y++) {
        double p = one[y], q = other[y - down];
        a += p;
        b += q;
        aa += p * p;
        bb += q * q;
        ab += p * q;
    }
    double spread = (aa - a * a / n) * (bb - b * b / n);
    return spread > 0 ? (ab - a * b / n) / sqrt(spread) : -1;
}

struct beside {
    double degrees, like, score;
    int down;
};

static void try_offsets(const double *one, int height, const double *other, int other_height,
                        double degrees, struct beside *best)
{
    int most = (int)(height * OFFSET_MOST);
    for (int down = -most; down <= most; down++) {
        double like = profiles_like(one, height, other, other_height, down);
        double score = like - FAR_COSTS * abs(down) / most;
        if (score > best->score)
            *best = (struct beside){degrees, like, score, down};
    }
}

static enum err_code search(const struct join_plane *one, const struct join_plane *other,
                            struct beside *best, struct err *err)
{
    double *left = mem_new((size_t)one->h, sizeof *left);
    double *right = mem_new((size_t)other->h, sizeof *right);
    enum err_code code = ERR_OK;
    *best = (struct beside){.score = -1};
    take_profile(one, (int)(one->w * (1 - INNER)), one->w, left);
    for (int turn = -TURNS; turn <= TURNS && !code; turn++) {
        struct join_plane turned;
        code = join_plane_turn(other, turn * TURN_STEP, &turned, err);
        if (code)
            break;
        take_profile(&turned, 0, (int)(turned.w * INNER) + 1, right);
        try_offsets(left, one->h, right, turned.h, turn * TURN_STEP, best);
        join_plane_release(&turned);
    }
    free(left);
    free(right);
    return code;
}

/* The turned right page with its left edge at the left page's right one. */
static void place(const struct image *left, const struct image *right, double ratio,
                  const struct beside *best, double scale, struct join_fit *ret)
{
    double angle = best->degrees / 57.29577951308232;
    double a = cos(angle) * ratio, b = sin(angle) * ratio;
    double mx = image_width(right) / 2.0, my = image_height(right) / 2.0;
    *ret = (struct join_fit){
        .a = a,
        .b = b,
        .dx = image_width(left) + ratio * mx - (a * mx - b * my),
        .dy = best->down / scale + ratio * my - (b * mx + a * my),
        .light = {1000, 1000, 1000},
        .seam = image_width(left),
        .sure = best->like > 0 ? best->like : 0,
    };
}

enum err_code join_beside(const struct image *left, const struct image *right, struct join_fit *ret,
                          struct err *err)
{
    double l = image_dpi(left), r = image_dpi(right), ratio = l > 0 && r > 0 ? l / r : 1;
    double scale = (double)HEIGHT / image_height(left);
    struct image *grey[2] = {NULL, NULL};
    struct join_plane one = {0}, other = {0};
    struct beside best;
    enum err_code code = image_grey(left, &grey[0], err);
    if (!code)
        code = image_grey(right, &grey[1], err);
    if (!code)
        code = join_plane_rows(grey[0], scale, &one, err);
    if (!code)
        code = join_plane_rows(grey[1], scale * ratio, &other, err);
    if (!code)
        code = search(&one, &other, &best, err);
    if (!code && best.like < LIKE_LEAST)
        best = (struct beside){0};
    if (!code)
        place(left, right, ratio, &best, scale, ret);
    join_plane_release(&one);
    join_plane_release(&other);
    image_free(grey[0]);
    image_free(grey[1]);
    return code;
}
