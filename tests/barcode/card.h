/* SPDX-License-Identifier: Apache-2.0
 *
 * tests: a page with one QR code on it, damaged as paper and scanners do. Header only.
 */
#ifndef TESTS_BARCODE_CARD_H
#define TESTS_BARCODE_CARD_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "barcode/write.h"
#include "imaging/image.h"

static uint64_t card_seed;

static double card_random(void) /* 0..1, splitmix64 */
{
    uint64_t z = card_seed += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static double card_gauss(void)
{
    double u = card_random() + 1e-12;
    return sqrt(-2 * log(u)) * cos(2 * 3.14159265358979 * card_random());
}

/* Area-sampled drawing of the code at a module size that need not be whole. */
static void card_place(const struct raster *qr, int quiet_and_modules, double module,
                       struct raster *page, double left, double top)
{
    double factor = module * quiet_and_modules / qr->width;
    for (int y = 0; y < page->height; y++)
        for (int x = 0; x < page->width; x++) {
            double sum = 0;
            for (int part = 0; part < 16; part++) {
                int u = (int)((x + (part % 4 + 0.5) / 4 - left) / factor);
                int v = (int)((y + (part / 4 + 0.5) / 4 - top) / factor);
                bool in = x + 1 > left && y + 1 > top && u >= 0 && v >= 0 && u < qr->width &&
                          v < qr->height;
                sum += in ? qr->data[(size_t)v * qr->stride + u] : 255;
            }
            page->data[(size_t)y * page->stride + x] = (uint8_t)(sum / 16);
        }
}

static void card_blur(struct raster *page, double sigma)
{
    if (sigma <= 0)
        return;
    int reach = (int)(3 * sigma) + 1;
    double weight[32], total = 0;
    for (int i = -reach; i <= reach; i++)
        total += weight[i + reach] = exp(-i * i / (2 * sigma * sigma));
    float *middle = calloc((size_t)page->width * page->height, sizeof *middle);
    for (int pass = 0; pass < 2; pass++)
        for (int y = 0; y < page->height; y++)
            for (int x = 0; x < page->width; x++) {
                double sum = 0;
                for (int i = -reach; i <= reach; i++) {
                    int u = pass ? x : x + i, v = pass ? y + i : y;
                    u = u < 0 ? 0 : u >= page->width ? page->width - 1 : u;
                    v = v < 0 ? 0 : v >= page->height ? page->height - 1 : v;
                    sum += weight[i + reach] * (pass ? middle[(size_t)v * page->width + u]
                                                     : page->data[(size_t)v * page->stride + u]);
                }
                if (pass)
                    page->data[(size_t)y * page->stride + x] = (uint8_t)(sum / total + 0.5);
                else
                    middle[(size_t)y * page->width + x] = (float)(sum / total);
            }
    free(middle);
}

static void card_noise(struct raster *page, double sigma)
{
    for (int y = 0; sigma > 0 && y < page->height; y++)
        for (int x = 0; x < page->width; x++) {
            uint8_t *at = &page->data[(size_t)y * page->stride + x];
            double value = *at + sigma * card_gauss();
            *at = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
}

/* An invented card: 7 fields as VIETNAM.md 3 lists them. */
static void card_payload(int n, char out[256])
{
    static const char *names[] = {"Nguyễn Thị Huế", "Trần Văn Đường", "Y Bhiăk Niê",
                                  "Lê Nguyễn Quỳnh Như", "Giàng A Sử"};
    snprintf(out, 256,
             "0%02d2%02d%06d|%s|%s|%02d%02d20%02d|%s|Thôn %d, xã Mường Thải, Sơn La|0107%d",
             n % 96 + 1, n % 25, 100000 + 7919 * n % 899999, n % 2 ? "" : "145678901", names[n % 5],
             n % 28 + 1, n % 12 + 1, n % 25, n % 2 ? "Nam" : "Nữ", n + 1, 2021 + n % 4);
}

/* The page as an image; the code lies somewhere in the middle of width x height. */
static struct image *card_make(int n, double module, double blur, double noise, int width,
                               int height)
{
    char text[256];
    struct raster qr = {0}, page = {0};
    struct image *image = NULL;
    card_seed = (uint64_t)n * 1000003 + (uint64_t)(module * 64) + (uint64_t)(blur * 4096);
    card_payload(n, text);
    if (barcode_make_qr(text, 4, &qr, NULL) != ERR_OK ||
        !raster_init(&page, RASTER_GREY8, width, height))
        abort();
    page.dpi = 300;
    int modules = qr.width / 4;
    card_place(&qr, modules, module, &page,
               (width - modules * module) * (0.3 + 0.4 * card_random()),
               (height - modules * module) * (0.3 + 0.4 * card_random()));
    card_blur(&page, blur);
    card_noise(&page, noise);
    if (image_from_raster(&page, &image, NULL) != ERR_OK)
        abort();
    raster_release(&qr);
    raster_release(&page);
    return image;
}

#endif
