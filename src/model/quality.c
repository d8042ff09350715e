/* SPDX-License-Identifier: Apache-2.0
 *
 * model/quality: the measures of a captured page as JSON and back, and the likeness of two pages.
 * May include: base.
 */
#include "model/quality.h"

#include <math.h>
#include <string.h>

#include "base/str.h"

json_t *quality_to_json(const struct page_quality *quality)
{
    json_t *json = json_object();
    json_put_double(json, "dpi", quality->dpi);
    json_put_double(json, "skew", quality->skew);
    json_put_double(json, "blur", quality->blur);
    json_put_double(json, "paper", quality->paper);
    json_put_double(json, "ink", quality->ink);
    json_put_double(json, "letter", quality->letter);
    json_put_new(
        json, "cut",
        json_pack("[i,i,i,i]", quality->cut[0], quality->cut[1], quality->cut[2], quality->cut[3]));
    json_put_bool(json, "blank", quality->blank);
    json_put_bool(json, "partial", quality->partial);
    if (quality->print[0])
        json_put_text(json, "print", quality->print);
    return json;
}

static double number(const json_t *json, const char *name, double least, double most)
{
    double value = json_peek_double(json, name, 0);
    return value >= least && value <= most ? value : 0;
}

void quality_from_json(const json_t *json, struct page_quality *ret)
{
    const char *print = json_peek_text(json, "print");
    const json_t *cut = json_peek_array(json, "cut");
    *ret = (struct page_quality){
        .dpi = number(json, "dpi", 0, 1e5),
        .skew = number(json, "skew", -90, 90),
        .blur = number(json, "blur", 0, 1e3),
        .paper = number(json, "paper", 0, 255),
        .ink = number(json, "ink", 0, 255),
        .letter = number(json, "letter", 0, 1e5),
        .blank = json_peek_bool(json, "blank", false),
        .partial = json_peek_bool(json, "partial", false),
    };
    for (size_t i = 0; i < SIDE_EDGES; i++) {
        json_int_t count = json_integer_value(json_array_get(cut, i));
        ret->cut[i] = count > 0 && count < 100000 ? (int)count : 0;
    }
    if (print && strlen(print) == PRINT_CELLS && strspn(print, "0123456789abcdef") == PRINT_CELLS)
        memcpy(ret->print, print, sizeof ret->print);
}

/* ---- likeness ---- */

/* Each cell with its neighbours, so that half a cell more or less to the side does not matter. */
static void soften(const char *print, float *cells)
{
    for (int y = 0; y < PRINT_HEIGHT; y++)
        for (int x = 0; x < PRINT_WIDTH; x++) {
            float sum = 0;
            for (int v = y > 0 ? y - 1 : 0; v <= y + 1 && v < PRINT_HEIGHT; v++)
                for (int u = x > 0 ? x - 1 : 0; u <= x + 1 && u < PRINT_WIDTH; u++) {
                    char digit = print[v * PRINT_WIDTH + u];
                    int value = digit >= 'a' ? digit - 'a' + 10 : digit - '0';
                    sum += (float)value * (u == x && v == y ? 2 : 1);
                }
            cells[y * PRINT_WIDTH + x] = sum;
        }
}

/* Pearson's correlation over the cells that both have when b is moved by (dx, dy). */
static double correlation(const float *a, const float *b, int dx, int dy)
{
    double sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0, n = 0;
    for (int y = dy > 0 ? dy : 0; y < PRINT_HEIGHT && y - dy < PRINT_HEIGHT; y++)
        for (int x = dx > 0 ? dx : 0; x < PRINT_WIDTH && x - dx < PRINT_WIDTH; x++) {
            double p = (double)a[y * PRINT_WIDTH + x];
            double q = (double)b[(y - dy) * PRINT_WIDTH + x - dx];
            sa += p;
            sb += q;
            saa += p * p;
            sbb += q * q;
            sab += p * q;
            n++;
        }
    double da = saa - sa * sa / n, db = sbb - sb * sb / n;
    return da > 0 && db > 0 ? (sab - sa * sb / n) / sqrt(da * db) : 0;
}

double quality_likeness(const char *a, const char *b)
{
    enum { SHIFT = 2 };
    float cells_a[PRINT_CELLS], cells_b[PRINT_CELLS];
    double best = 0;
    if (strlen(a) != PRINT_CELLS || strlen(b) != PRINT_CELLS)
        return 0;
    soften(a, cells_a);
    soften(b, cells_b);
    for (int dy = -SHIFT; dy <= SHIFT; dy++)
        for (int dx = -SHIFT; dx <= SHIFT; dx++) {
            double now = correlation(cells_a, cells_b, dx, dy);
            best = now > best ? now : best;
        }
    return best;
}
