/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_scale: the last step: the plane that is read, and the masks of the rules at its
 * scale.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <stdlib.h>

#include "base/mem.h"

static const struct clean_param params[] = {
    CLEAN_PARAM(scale, dpi, 150, 100, 300, "the scale to read at"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_scale, settings, err);
}

/* For each target pixel along one side: first source pixel, and the weights (sum 256) of count. */
struct taps {
    int *first;
    uint16_t *weights; /* count a pixel */
    int count;
};

static void taps_init(struct taps *taps, int from, int to)
{
    double step = (double)from / to;
    taps->count = (int)step + 2;
    taps->first = mem_new((size_t)to, sizeof *taps->first);
    taps->weights = mem_new((size_t)to * (size_t)taps->count, sizeof *taps->weights);
    for (int i = 0; i < to; i++) {
        double begin = i * step, end = begin + step;
        int first = (int)begin, sum = 0;
        if (first > from - taps->count)
            first = from > taps->count ? from - taps->count : 0;
        taps->first[i] = first;
        uint16_t *weights = taps->weights + (size_t)i * (size_t)taps->count;
        for (int k = 0; k < taps->count; k++) {
            double low = first + k > begin ? first + k : begin;
            double high = first + k + 1 < end ? first + k + 1 : end;
            double share = high > low ? (high - low) / step : 0;
            weights[k] = (uint16_t)(share * 256 + 0.5);
            sum += weights[k];
        }
        int middle = (int)((begin + end) / 2) - first;
        weights[middle < taps->count ? middle : 0] =
            (uint16_t)(weights[middle < taps->count ? middle : 0] + 256 - sum);
    }
}

static void taps_release(struct taps *taps)
{
    free(taps->first);
    free(taps->weights);
}

/* One target row: rows weighted into sums, then columns. */
static void scale_row(const struct raster *from, const struct taps *down, const struct taps *across,
                      int y, uint32_t *sums, uint8_t *to, int width)
{
    for (int x = 0; x < from->width; x++)
        sums[x] = 0;
    for (int k = 0; k < down->count; k++) {
        unsigned weight = down->weights[y * down->count + k];
        int source = down->first[y] + k;
        if (!weight || source >= from->height)
            continue;
        const uint8_t *row = plane_row(from, source);
        for (int x = 0; x < from->width; x++)
            sums[x] += row[x] * weight;
    }
    for (int x = 0; x < width; x++) {
        const uint16_t *weights = across->weights + (size_t)x * (size_t)across->count;
        const uint32_t *at = sums + across->first[x];
        uint32_t sum = 32768;
        for (int k = 0; k < across->count; k++)
            sum += weights[k] ? at[k] * weights[k] : 0;
        to[x] = (uint8_t)(sum >> 16);
    }
}

enum err_code clean_scale_plane(const struct raster *from, double factor, struct raster *ret,
                                struct err *err)
{
    struct raster to;
    struct taps down, across;
    int width = (int)(from->width * factor + 0.5), height = (int)(from->height * factor + 0.5);
    enum err_code code = plane_new(width, height, from->dpi * factor, &to, err);
    if (code)
        return code;
    taps_init(&down, from->height, height);
    taps_init(&across, from->width, width);
    uint32_t *sums = mem_new((size_t)from->width + (size_t)across.count, sizeof *sums);
    for (int y = 0; y < height; y++)
        scale_row(from, &down, &across, y, sums, plane_row(&to, y), width);
    free(sums);
    taps_release(&down);
    taps_release(&across);
    *ret = to;
    return ERR_OK;
}

/* Thin rules survive: any pixel counts. */
static enum err_code scale_mask(void **mask, double factor, int width, int height, struct err *err)
{
    PIX *from = *mask;
    PIX *to = pixCreate(width, height, 1);
    if (!to)
        return err_set(err, ERR_NOMEM, 242, _("not enough memory to reduce the rules of a page"));
    int words = pixGetWpl(from);
    for (int y = 0; y < pixGetHeight(from); y++) {
        const l_uint32 *row = pixGetData(from) + (size_t)y * (size_t)words;
        int target = (int)(y * factor);
        if (target >= height)
            break;
        for (int word = 0; word < words; word++)
            for (l_uint32 left = row[word]; left; left &= left - 1) {
                int x = (int)((word * 32 + 31 - __builtin_ctz(left)) * factor);
                if (x < width)
                    mask_span(to, target, x, x + 1, true);
            }
    }
    pixDestroy(&from);
    *mask = to;
    return ERR_OK;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    double factor = settings->scale.dpi / page->upright.dpi;
    enum err_code code;
    if (factor > 0.49 && factor < 0.51)
        code = plane_reduce(&page->upright, 2, &page->work, err);
    else
        code = clean_scale_plane(&page->upright, factor, &page->work, err);
    if (code)
        return code;
    page->work_scale = page->upright_scale * factor;
    code = scale_mask(&page->rules_across, factor, page->work.width, page->work.height, err);
    if (!code)
        code = scale_mask(&page->rules_down, factor, page->work.width, page->work.height, err);
    return code;
}

static const struct raster *peek(const struct clean_page *page)
{
    return &page->work;
}

const struct clean_step clean_step_scale = {
    .name = "scale",
    .comment = "the plane that is read",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = peek,
};
