/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join_find: where the right picture lies, from coarse to fine. May include base, model.
 *
 *   level 0: every overlap, offset and rotation -> the best places, apart from each other
 *   level 1, 2: twice as fine each, near those places -> the best one
 *   imaging/join_fine: full resolution
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/join_part.h"

enum {
    LEVELS = 3,
    HEIGHT_FIRST = 160, /* pixels of level 0 */
    PLACES_MOST = 24,   /* followed from level to level */
    PLACES_LAST = 4,    /* of them on the last one */
    APART = 3,          /* pixels of level 0 between places */
    REACH = 3,          /* pixels of the finer level to each side */
    TURNS = 2,          /* steps of angle to each side */
    ANGLES = 5,
};
#define ANGLE_STEP    1.0 /* degrees of level 0; half of it on each further level */
#define OVERLAP_LEAST 0.02
#define OFFSET_MOST   0.2
#define LIKE_LEAST    0.25 /* of level 2 */

struct place {
    double angle; /* degrees */
    int x, y;     /* of the right picture in the left one */
    double like, score;
};

struct search {
    const struct image *left, *right; /* grey */
    double ratio;                     /* left dpi by right dpi */
    struct join_plane one, other;     /* of the present level */
    struct place places[PLACES_MOST];
    size_t count;
};

static double level_scale(const struct search *search, int level)
{
    int height = image_height(search->left);
    return (double)(HEIGHT_FIRST << level) / height;
}

static enum err_code level_open(struct search *search, int level, struct err *err)
{
    double scale = level_scale(search, level);
    join_plane_release(&search->one);
    join_plane_release(&search->other);
    enum err_code code = join_plane_make(search->left, scale, &search->one, err);
    return code ? code : join_plane_make(search->right, scale * search->ratio, &search->other, err);
}

/* A little likeness over much paper says more than a lot over a strip. */
static double weigh(double like, int overlap, int width)
{
    return like > 0 ? like * sqrt(sqrt((double)overlap / width)) : 0;
}

/* Kept sorted, the best first; a place near a better one is that one. */
static void place_add(struct search *search, struct place place)
{
    struct place *places = search->places;
    for (size_t i = 0; i < search->count; i++) {
        if (abs(places[i].x - place.x) > APART || abs(places[i].y - place.y) > APART)
            continue;
        if (places[i].score >= place.score)
            return;
        for (size_t k = i + 1; k < search->count; k++)
            places[k - 1] = places[k];
        search->count--;
        i--;
    }
    size_t at = search->count;
    while (at > 0 && places[at - 1].score < place.score)
        at--;
    if (at == PLACES_MOST)
        return;
    if (search->count < PLACES_MOST)
        search->count++;
    for (size_t k = search->count - 1; k > at; k--)
        places[k] = places[k - 1];
    places[at] = place;
}

static void try_angle(struct search *search, const struct join_plane *turned, double angle)
{
    const struct join_plane *one = &search->one;
    int width = one->w < turned->w ? one->w : turned->w;
    int least = (int)(width * OVERLAP_LEAST) + 3, offset = (int)(one->h * OFFSET_MOST);
    for (int overlap = least; overlap < width - 2; overlap++)
        for (int y = -offset; y <= offset; y++) {
            int x = one->w - overlap;
            double like = join_plane_like(one, turned, x, y, 1);
            double score = weigh(like, overlap, width);
            if (score > 0.03)
                place_add(search, (struct place){angle, x, y, like, score});
        }
}

static enum err_code search_all(struct search *search, struct err *err)
{
    enum err_code code = level_open(search, 0, err);
    for (int i = 0; i < ANGLES && !code; i++) {
        double angle = (i - ANGLES / 2) * ANGLE_STEP;
        struct join_plane turned;
        code = join_plane_turn(&search->other, angle, &turned, err);
        if (code)
            break;
        try_angle(search, &turned, angle);
        join_plane_release(&turned);
    }
    return code;
}

/* A place of the level before, and the best one found near it on this level. */
struct refining {
    struct place from, best;
};

static void refine_at(const struct search *search, const struct join_plane *turned, double angle,
                      struct refining *refining)
{
    int width = search->one.w < turned->w ? search->one.w : turned->w;
    const struct place *from = &refining->from;
    for (int y = 2 * from->y - REACH; y <= 2 * from->y + REACH; y++)
        for (int x = 2 * from->x - REACH; x <= 2 * from->x + REACH; x++) {
            double like = join_plane_like(&search->one, turned, x, y, 1);
            double score = weigh(like, search->one.w - x, width);
            if (score > refining->best.score)
                refining->best = (struct place){angle, x, y, like, score};
        }
}

/* The same places on a level twice as fine; each angle is turned to once. */
static enum err_code refine(struct search *search, double step, struct err *err)
{
    struct refining all[PLACES_MOST];
    enum err_code code = ERR_OK;
    int most = (int)((ANGLES / 2 + 1) * ANGLE_STEP / step);
    for (size_t i = 0; i < search->count; i++)
        all[i] = (struct refining){search->places[i], {.score = -1}};
    for (int turn = -most; turn <= most && !code; turn++) {
        struct join_plane turned = {0};
        double angle = turn * step;
        for (size_t i = 0; i < search->count && !code; i++) {
            if (fabs(all[i].from.angle - angle) > TURNS * step + step / 2)
                continue;
            if (!turned.ink)
                code = join_plane_turn(&search->other, angle, &turned, err);
            if (!code)
                refine_at(search, &turned, angle, &all[i]);
        }
        join_plane_release(&turned);
    }
    for (size_t i = 0; i < search->count; i++)
        search->places[i] = all[i].best;
    return code;
}

static int by_score(const void *a, const void *b)
{
    const struct place *one = a, *other = b;
    return (one->score < other->score) - (one->score > other->score);
}

static enum err_code search_near(struct search *search, int level, struct err *err)
{
    double step = ANGLE_STEP / (2 << level);
    size_t most = level == 1 ? PLACES_MOST : PLACES_LAST;
    enum err_code code = level_open(search, level, err);
    if (search->count > most)
        search->count = most;
    if (!code)
        code = refine(search, step, err);
    qsort(search->places, search->count, sizeof *search->places, by_score);
    return code;
}

/* From turning about the middle of the reduced picture to pixels of both pictures. */
static void place_to_fit(const struct search *search, const struct place *place,
                         struct join_fit *ret)
{
    double scale = level_scale(search, LEVELS - 1);
    double angle = place->angle / 57.29577951308232, c = cos(angle), s = sin(angle);
    double mx = search->other.w / 2.0, my = search->other.h / 2.0;
    *ret = (struct join_fit){
        .a = c * search->ratio,
        .b = s * search->ratio,
        .dx = (mx - c * mx + s * my + place->x) / scale,
        .dy = (my - s * mx - c * my + place->y) / scale,
    };
}

static enum err_code no_match(struct err *err)
{
    return err_set(err, ERR_FORMAT, 1240,
                   _("the two pictures do not fit together: nothing of the left one's right side "
                     "is on the right one; are they two halves of one sheet, in this order?"));
}

static enum err_code find_place(struct search *search, struct join_fit *ret, struct err *err)
{
    enum err_code code = search_all(search, err);
    for (int level = 1; level < LEVELS && !code; level++)
        code = search_near(search, level, err);
    if (!code && (!search->count || search->places[0].like < LIKE_LEAST))
        code = no_match(err);
    if (!code)
        place_to_fit(search, &search->places[0], ret);
    return code;
}

/* ---- the seam, and the light ---- */

static double grey_at(const struct raster *raster, int x, int y)
{
    return raster->data[(size_t)y * raster->stride + (size_t)x];
}

/* The emptiest column of the middle of the overlap: what is least cut by the seam. */
static int choose_seam(const struct raster *left, const struct join_fit *fit)
{
    double x, y;
    join_to_left(fit, 0, left->height / 2.0, &x, &y);
    int first = x > 0 ? (int)x : 0, width = left->width - first;
    int from = first + width / 5, to = left->width - width / 5, best = (from + to) / 2;
    double least = -1;
    for (int column = from; column < to; column++) {
        double ink = 0;
        for (int row = 0; row < left->height; row += 2)
            for (int near = -3; near <= 3; near++)
                if (column + near >= 0 && column + near < left->width)
                    ink += 255 - grey_at(left, column + near, row);
        if (least < 0 || ink < least) {
            least = ink;
            best = column;
        }
    }
    return best;
}

/* Value that half of the samples are above. */
static int median_of(const long counts[256])
{
    long all = 0, seen = 0;
    int value = 0;
    for (int i = 0; i < 256; i++)
        all += counts[i];
    while (value < 255 && (seen += counts[value]) * 2 < all)
        value++;
    return value;
}

static int sample(const struct raster *raster, int x, int y, int channel)
{
    bool colour = raster->format == RASTER_RGB24;
    return raster->data[(size_t)y * raster->stride + (size_t)x * (colour ? 3 : 1) +
                        (size_t)(colour ? channel : 0)];
}

/* The ground of the paper in both, where they lie over each other. */
static void measure_light(const struct raster *left, const struct raster *right,
                          struct join_fit *fit)
{
    for (int channel = 0; channel < 3; channel++) {
        long one[256] = {0}, other[256] = {0};
        for (int y = 0; y < right->height; y += 5)
            for (int x = 0; x < right->width; x += 5) {
                double lx, ly;
                join_to_left(fit, x, y, &lx, &ly);
                if (lx < 0 || ly < 0 || lx >= left->width || ly >= left->height)
                    continue;
                one[sample(left, (int)lx, (int)ly, channel)]++;
                other[sample(right, x, y, channel)]++;
            }
        int ground = median_of(one), here = median_of(other);
        double light = here > 0 ? (double)ground / here : 1;
        fit->light[channel] = (int)lround(1000 * (light < 0.5 ? 0.5 : light > 2 ? 2 : light));
    }
}

/* ---- all of it ---- */

static enum err_code find_in(const struct image *left, const struct image *right,
                             struct join_fit *ret, struct err *err)
{
    struct search *search = mem_new(1, sizeof *search);
    struct raster one = {0}, other = {0};
    double l = image_dpi(left), r = image_dpi(right);
    *search = (struct search){.left = left, .right = right, .ratio = l > 0 && r > 0 ? l / r : 1};
    enum err_code code = find_place(search, ret, err);
    if (!code)
        code = image_copy_raster(left, &one, err);
    if (!code)
        code = image_copy_raster(right, &other, err);
    if (!code)
        code = join_fine(&one, &other, ret, err);
    if (!code)
        ret->seam = choose_seam(&one, ret);
    raster_release(&one);
    raster_release(&other);
    join_plane_release(&search->one);
    join_plane_release(&search->other);
    free(search);
    return code;
}

static enum err_code find_light(const struct image *left, const struct image *right,
                                struct join_fit *fit, struct err *err)
{
    struct raster one = {0}, other = {0};
    enum err_code code = image_copy_raster(left, &one, err);
    if (!code)
        code = image_copy_raster(right, &other, err);
    if (!code)
        measure_light(&one, &other, fit);
    raster_release(&one);
    raster_release(&other);
    return code;
}

enum err_code join_find(const struct image *left, const struct image *right, struct join_fit *ret,
                        struct err *err)
{
    struct image *one = NULL, *other = NULL;
    struct join_fit fit = {0};
    enum err_code code = image_grey(left, &one, err);
    if (!code)
        code = image_grey(right, &other, err);
    if (!code)
        code = find_in(one, other, &fit, err);
    if (!code && (image_format(left) == RASTER_RGB24) == (image_format(right) == RASTER_RGB24) &&
        image_format(left) != RASTER_BIT1)
        code = find_light(left, right, &fit, err);
    else if (!code)
        code = find_light(one, other, &fit, err);
    image_free(one);
    image_free(other);
    if (!code)
        *ret = fit;
    return code;
}
