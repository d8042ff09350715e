/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/join_fine: small places of the overlap in full resolution, and the rotation, scale and
 * offset that most of them agree on. May include base, model.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/join_part.h"

enum {
    HALF = 24, /* pixels of a place to each side of its middle */
    SIDE = 2 * HALF + 1,
    REACH_FIRST = 10, /* pixels it may be off */
    REACH_AGAIN = 3,
    REACH_MOST = REACH_FIRST,
    WINDOW = SIDE + 2 * REACH_MOST,
    STEP = 24, /* between the places that are looked at */
    BANDS = 24,
    COLUMNS = 4,
    SPOTS_MOST = BANDS * COLUMNS,
    SPOTS_LEAST = 6, /* that agree */
};
#define CORNER_LEAST 30.0 /* smaller eigenvalue of the gradients, a pixel */
#define LIKE_LEAST   0.5
#define SHARE_LEAST  0.4
#define OFF_MOST     2.5

/* A place of the left picture, and where the right one shows it. */
struct spot {
    double corner;
    int x, y;      /* in the left picture */
    double rx, ry; /* in the right picture */
    double like;   /* 0: nowhere */
    bool agrees;
};

struct fine {
    const struct raster *left, *right;
    struct join_fit fit;
    struct spot spots[SPOTS_MOST];
};

static int pixel(const struct raster *raster, int x, int y)
{
    return raster->data[(size_t)y * raster->stride + (size_t)x];
}

/* How much of a corner is there: the smaller eigenvalue of the mean of the gradients' products. */
static double corner_at(const struct raster *left, int x, int y)
{
    double xx = 0, xy = 0, yy = 0;
    for (int v = -HALF; v <= HALF; v += 2)
        for (int u = -HALF; u <= HALF; u += 2) {
            double gx = pixel(left, x + u + 1, y + v) - pixel(left, x + u - 1, y + v);
            double gy = pixel(left, x + u, y + v + 1) - pixel(left, x + u, y + v - 1);
            xx += gx * gx;
            xy += gx * gy;
            yy += gy * gy;
        }
    double all = (HALF + 1) * (HALF + 1), half = (xx + yy) / 2;
    return (half - sqrt((xx - yy) * (xx - yy) / 4 + xy * xy)) / all;
}

static bool inside(const struct raster *raster, double x, double y, int margin)
{
    return x >= margin && y >= margin && x < raster->width - margin && y < raster->height - margin;
}

/* The best corners of the overlap, spread over it. */
static void choose_spots(struct fine *fine)
{
    const struct raster *left = fine->left;
    double x0, y0;
    join_to_left(&fine->fit, 0, fine->right->height / 2.0, &x0, &y0);
    int first = x0 > 0 ? (int)x0 : 0, width = left->width - first;
    for (int y = HALF + 1; y < left->height - HALF - 1; y += STEP)
        for (int x = first + HALF + 1; x < left->width - HALF - 1; x += STEP) {
            double rx, ry;
            join_to_right(&fine->fit, x, y, &rx, &ry);
            if (!inside(fine->right, rx, ry, HALF + REACH_MOST + 2))
                continue;
            int band = y * BANDS / left->height, column = (x - first) * COLUMNS / (width + 1);
            struct spot *spot = &fine->spots[band * COLUMNS + column];
            double corner = corner_at(left, x, y);
            if (corner > CORNER_LEAST && corner > spot->corner)
                *spot = (struct spot){.corner = corner, .x = x, .y = y};
        }
}

/* What the right picture shows around a place of the left one, on the left one's grid. */
static void look_right(const struct fine *fine, const struct spot *spot, int reach,
                       float window[WINDOW][WINDOW])
{
    const struct raster *right = fine->right;
    for (int v = -HALF - reach; v <= HALF + reach; v++)
        for (int u = -HALF - reach; u <= HALF + reach; u++) {
            double x, y;
            join_to_right(&fine->fit, spot->x + u, spot->y + v, &x, &y);
            int left = (int)floor(x), top = (int)floor(y);
            float value = 0;
            if (left >= 0 && top >= 0 && left + 1 < right->width && top + 1 < right->height) {
                float dx = (float)(x - left), dy = (float)(y - top);
                float a = (float)pixel(right, left, top), b = (float)pixel(right, left + 1, top);
                float c = (float)pixel(right, left, top + 1);
                float d = (float)pixel(right, left + 1, top + 1);
                value = (a + (b - a) * dx) * (1 - dy) + (c + (d - c) * dx) * dy;
            }
            window[v + HALF + reach][u + HALF + reach] = value;
        }
}

static double like_at(float one[SIDE][SIDE], double square, float window[WINDOW][WINDOW], int x,
                      int y)
{
    double product = 0, sum = 0, sums = 0, all = SIDE * SIDE;
    for (int v = 0; v < SIDE; v++) {
        float p = 0, s = 0, q = 0;
        for (int u = 0; u < SIDE; u++) {
            float value = window[y + v][x + u] - 128;
            p += one[v][u] * value;
            s += value;
            q += value * value;
        }
        product += (double)p;
        sum += (double)s;
        sums += (double)q;
    }
    double spread = sums - sum * sum / all;
    return spread < all || square < all ? 0 : product / sqrt(spread * square);
}

/* Between the best shift and its neighbours, by a parabola. */
static double between(double before, double here, double after)
{
    double bend = before - 2 * here + after;
    double shift = bend < 0 ? (before - after) / (2 * bend) : 0;
    return shift > 0.5 ? 0.5 : shift < -0.5 ? -0.5 : shift;
}

static void match_spot(const struct fine *fine, struct spot *spot, int reach)
{
    float one[SIDE][SIDE], window[WINDOW][WINDOW];
    double likes[2 * REACH_MOST + 1][2 * REACH_MOST + 1], mean = 0, square = 0;
    int bx = 0, by = 0;
    for (int v = 0; v < SIDE; v++)
        for (int u = 0; u < SIDE; u++)
            mean += pixel(fine->left, spot->x + u - HALF, spot->y + v - HALF);
    mean /= SIDE * SIDE;
    for (int v = 0; v < SIDE; v++)
        for (int u = 0; u < SIDE; u++) {
            one[v][u] = (float)(pixel(fine->left, spot->x + u - HALF, spot->y + v - HALF) - mean);
            square += (double)one[v][u] * (double)one[v][u];
        }
    look_right(fine, spot, reach, window);
    for (int y = 0; y <= 2 * reach; y++)
        for (int x = 0; x <= 2 * reach; x++) {
            likes[y][x] = like_at(one, square, window, x, y);
            if (likes[y][x] > likes[by][bx]) {
                by = y;
                bx = x;
            }
        }
    bool edge = bx == 0 || by == 0 || bx == 2 * reach || by == 2 * reach;
    spot->like = edge ? 0 : likes[by][bx];
    if (edge)
        return;
    double x = bx - reach + between(likes[by][bx - 1], likes[by][bx], likes[by][bx + 1]);
    double y = by - reach + between(likes[by - 1][bx], likes[by][bx], likes[by + 1][bx]);
    join_to_right(&fine->fit, spot->x + x, spot->y + y, &spot->rx, &spot->ry);
}

/* ---- what they agree on ---- */

static double miss(const struct join_fit *fit, const struct spot *spot)
{
    double x, y;
    join_to_left(fit, spot->rx, spot->ry, &x, &y);
    return hypot(x - spot->x, y - spot->y);
}

/* Least squares over the spots that agree; ret->a, b, dx, dy. */
static bool solve(const struct fine *fine, struct join_fit *ret)
{
    double count = 0, x = 0, y = 0, u = 0, v = 0, dot = 0, cross = 0, square = 0;
    for (size_t i = 0; i < SPOTS_MOST; i++) {
        const struct spot *spot = &fine->spots[i];
        if (!spot->agrees)
            continue;
        count++;
        x += spot->x;
        y += spot->y;
        u += spot->rx;
        v += spot->ry;
    }
    if (count < 2)
        return false;
    x /= count;
    y /= count;
    u /= count;
    v /= count;
    for (size_t i = 0; i < SPOTS_MOST; i++) {
        const struct spot *spot = &fine->spots[i];
        if (!spot->agrees)
            continue;
        double lx = spot->x - x, ly = spot->y - y, rx = spot->rx - u, ry = spot->ry - v;
        dot += rx * lx + ry * ly;
        cross += rx * ly - ry * lx;
        square += rx * rx + ry * ry;
    }
    if (square <= 0)
        return false;
    ret->a = dot / square;
    ret->b = cross / square;
    ret->dx = x - ret->a * u + ret->b * v;
    ret->dy = y - ret->b * u - ret->a * v;
    return true;
}

/* Two spots far from each other say how the right picture lies; which two do most others follow? */
static int follow(struct fine *fine, struct join_fit *ret)
{
    int best = 0;
    struct join_fit fit = fine->fit;
    for (size_t i = 0; i < SPOTS_MOST; i++)
        for (size_t k = i + 1; k < SPOTS_MOST; k++) {
            struct spot *one = &fine->spots[i], *other = &fine->spots[k];
            if (one->like < LIKE_LEAST || other->like < LIKE_LEAST ||
                abs(one->y - other->y) < fine->left->height / 6)
                continue;
            for (size_t n = 0; n < SPOTS_MOST; n++)
                fine->spots[n].agrees = n == i || n == k;
            if (!solve(fine, &fit))
                continue;
            int agree = 0;
            for (size_t n = 0; n < SPOTS_MOST; n++)
                agree +=
                    fine->spots[n].like >= LIKE_LEAST && miss(&fit, &fine->spots[n]) < OFF_MOST;
            if (agree > best) {
                best = agree;
                *ret = fit;
            }
        }
    return best;
}

static int agree_on(struct fine *fine)
{
    struct join_fit fit = fine->fit;
    int count = follow(fine, &fit);
    for (int round = 0; round < 4 && count >= 2; round++) {
        count = 0;
        for (size_t i = 0; i < SPOTS_MOST; i++) {
            struct spot *spot = &fine->spots[i];
            spot->agrees = spot->like >= LIKE_LEAST && miss(&fit, spot) < OFF_MOST;
            count += spot->agrees;
        }
        if (!solve(fine, &fit))
            break;
    }
    fine->fit = fit;
    return count;
}

/* How alike the compared places are, how many agree, how near they lie. */
static void judge(struct fine *fine, int tried)
{
    double like = 0, off = 0;
    int count = 0;
    for (size_t i = 0; i < SPOTS_MOST; i++) {
        const struct spot *spot = &fine->spots[i];
        if (!spot->agrees)
            continue;
        double far = miss(&fine->fit, spot);
        like += spot->like;
        off += far * far;
        count++;
    }
    fine->fit.places = count;
    fine->fit.off = count ? sqrt(off / count) : 0;
    double share = tried ? (double)count / tried : 0, many = count / (count + 3.0);
    fine->fit.sure = count ? like / count * sqrt(share) * many / (1 + fine->fit.off / 8) : 0;
}

static int tried_spots(const struct fine *fine)
{
    int count = 0;
    for (size_t i = 0; i < SPOTS_MOST; i++)
        count += fine->spots[i].corner > 0;
    return count;
}

enum err_code join_fine(const struct raster *left, const struct raster *right, struct join_fit *fit,
                        struct err *err)
{
    static const int reaches[] = {REACH_FIRST, REACH_AGAIN};
    struct fine *fine = mem_new(1, sizeof *fine);
    *fine = (struct fine){.left = left, .right = right, .fit = *fit};
    choose_spots(fine);
    int tried = tried_spots(fine), agreed = 0;
    for (size_t round = 0; round < ARRAY_SIZE(reaches) && tried >= SPOTS_LEAST; round++) {
        for (size_t i = 0; i < SPOTS_MOST; i++)
            if (fine->spots[i].corner > 0)
                match_spot(fine, &fine->spots[i], reaches[round]);
        agreed = agree_on(fine);
        if (agreed < SPOTS_LEAST)
            break;
    }
    judge(fine, tried);
    enum err_code code = ERR_OK;
    if (tried < SPOTS_LEAST)
        code = err_set(err, ERR_FORMAT, 1241,
                       _("where the two pictures should lie over each other there is too little to "
                         "compare; take the pictures with more overlap"));
    else if (agreed < SPOTS_LEAST || agreed < tried * SHARE_LEAST)
        code = err_set(err, ERR_FORMAT, 1242,
                       _("the two pictures do not fit together: only %d of %d compared places "
                         "agree; are they two halves of one sheet, in this order?"),
                       agreed, tried);
    else
        *fit = fine->fit;
    free(fine);
    return code;
}
