/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_skew: the angle of the lines, and whether they lie across or along the page. Points
 * on the lower, upper, left and right ends of letters, and on rules, are projected at many angles;
 * where the lines are, the points fall into few classes.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "imaging/clean_parts.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(skew, "the page lies straight"),
    CLEAN_PARAM(skew, limit, 11, 0, 20, "degrees to both sides within which the angle is sought"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_skew, settings, err);
}

/* Position along the line, across it, and how much it counts. */
struct point {
    float along, across, weight;
};
struct points {
    struct point *items;
    size_t count, capacity;
};
enum { SIDE_BELOW, SIDE_ABOVE, SIDE_LEFT, SIDE_RIGHT, SIDE_COUNT };

static void add_point(struct points *points, double along, double across, double weight)
{
    *ARRAY_ADD(points) = (struct point){(float)along, (float)across, (float)weight};
}

static void add_letter(struct points *sides, struct rect box)
{
    double x = box.x + box.w / 2.0, y = box.y + box.h / 2.0;
    add_point(&sides[SIDE_BELOW], x, rect_bottom(box), 1);
    add_point(&sides[SIDE_ABOVE], x, box.y, 1);
    /* A line along the page: seen from the right, its across axis is -x. */
    add_point(&sides[SIDE_LEFT], y, -box.x, 1);
    add_point(&sides[SIDE_RIGHT], y, -rect_right(box), 1);
}

/* Long runs of big parts are rules; they serve both axes, since grids have both. */
static void add_rule(struct points *sides, const struct parts *parts, const struct part *part)
{
    for (int i = 0; i < part->run_count; i++) {
        const struct run *run = &parts->runs[part->run + i];
        int length = run->x1 - run->x0;
        if (length < 10)
            continue;
        double x = (run->x0 + run->x1) / 2.0, weight = (length < 60 ? length : 60) / 30.0;
        for (int side = SIDE_BELOW; side <= SIDE_ABOVE; side++)
            add_point(&sides[side], x, run->y, weight);
    }
}

static void collect_points(const struct parts *parts, double dpi, struct points *sides)
{
    int least = clean_px(dpi, 0.8, 3), most = clean_px(dpi, 9, 20);
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->items[i];
        struct rect box = part->box;
        if (box.w >= least && box.h >= least && box.w <= most && box.h <= most)
            add_letter(sides, box);
        else if (box.w > 3 * most && part->area * 5 < box.w * box.h)
            add_rule(sides, parts, part);
    }
}

/* Sum of squares of the classes at slope tan(angle): high where points share lines. */
static double score_angle(const struct points *points, double angle, double step, float *classes,
                          int class_count)
{
    float slope = (float)tan(angle * M_PI / 180), scale = (float)(1 / step);
    float middle = (float)class_count / 2;
    for (int i = 0; i < class_count; i++)
        classes[i] = 0;
    for (size_t i = 0; i < points->count; i++) {
        const struct point *p = &points->items[i];
        float at = (p->across - p->along * slope) * scale + middle;
        int index = (int)at;
        if (index < 0 || index + 1 >= class_count)
            continue;
        float part = at - (float)index;
        classes[index] += p->weight * (1 - part);
        classes[index + 1] += p->weight * part;
    }
    double sum = 0;
    for (int i = 0; i < class_count; i++)
        sum += (double)classes[i] * classes[i];
    return sum;
}

struct finding {
    double angle, score, contrast; /* contrast: score over the mean of all angles */
};

static struct finding search(const struct points *points, double from, double to, double stride,
                             double step, float *classes, int class_count)
{
    struct finding best = {0, -1, 1};
    double sum = 0;
    int count = (int)((to - from) / stride + 0.5) + 1;
    for (int i = 0; i < count; i++) {
        double angle = from + i * stride;
        double score = score_angle(points, angle, step, classes, class_count);
        sum += score;
        if (score > best.score) {
            best.score = score;
            best.angle = angle;
        }
    }
    best.contrast = sum > 0 ? best.score * count / sum : 1;
    return best;
}

/* Mean angle of the summit, weighted by what rises above nine tenths of it. */
static double refine(const struct points *points, double angle, float *classes, int class_count)
{
    double scores[41], most = 0, sum = 0, weighted = 0;
    for (int i = 0; i < 41; i++) {
        scores[i] = score_angle(points, angle + (i - 20) * 0.025, 1, classes, class_count);
        most = scores[i] > most ? scores[i] : most;
    }
    for (int i = 0; i < 41; i++) {
        double above = scores[i] - 0.92 * most;
        if (above <= 0)
            continue;
        sum += above;
        weighted += above * (angle + (i - 20) * 0.025);
    }
    return sum > 0 ? weighted / sum : angle;
}

/* Finds what nobody set by hand: the angle, and in whole quarter turns the axis of the lines. */
static void measure(struct clean_page *page, const struct parts *parts, double limit)
{
    struct points sides[SIDE_COUNT] = {0};
    collect_points(parts, page->middle.dpi, sides);
    int class_count = 3 * (page->middle.width + page->middle.height);
    float *classes = mem_new((size_t)class_count, sizeof *classes);
    struct finding best = {0, -1, 1};
    int side_best = SIDE_BELOW;
    for (int side = 0; side < SIDE_COUNT; side++) {
        struct finding found =
            search(&sides[side], -limit, limit, 0.2, 2, classes, class_count / 2);
        if (found.contrast > best.contrast || best.score < 0) {
            best = found;
            side_best = side;
        }
    }
    bool plain = sides[SIDE_BELOW].count >= 12 && best.contrast > 1.02;
    if (!page->skew.manual)
        page->skew.value = plain ? -refine(&sides[side_best], best.angle, classes, class_count) : 0;
    if (!page->turns.manual)
        page->turns.value = side_best >= SIDE_LEFT; /* the next step looks closer */
    for (int side = 0; side < SIDE_COUNT; side++)
        free(sides[side].items);
    free(classes);
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    PIX *mask = NULL;
    struct parts parts = {0};
    enum err_code code;
    if (page->skew.manual && page->turns.manual)
        return ERR_OK;
    code = plane_mask(&page->middle, clean_level(page, 0.64), &mask, err);
    if (!code)
        code = parts_find(mask, &parts, err);
    if (!code)
        measure(page, &parts, settings->skew.limit);
    if (!settings->skew.use && !page->skew.manual)
        page->skew.value = 0;
    parts_release(&parts);
    pixDestroy(&mask);
    return code;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->middle;
}

const struct clean_step clean_step_skew = {
    .name = "skew",
    .comment = "angle of the lines",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
