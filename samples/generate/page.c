/* SPDX-License-Identifier: Apache-2.0
 *
 * generate/page: the way of a made page, top to bottom. May include base, model, paint.
 */
#include "page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "damage.h"
#include "form.h"
#include "paint/png.h"
#include "truth.h"
#include "wide.h"

/* Chance is split by purpose, so that a change in one place moves nothing else. */
enum stream { STREAM_CONTENT, STREAM_WEAR, STREAM_DAMAGE, STREAM_BEHIND, STREAM_COUNT };

enum { HALF_SEED = 0x5a17 };

struct making {
    const struct page_order *order;
    struct maker maker;
    struct wear wear;
    struct sheet sheet;
    struct canvas *behind;
    struct view view;
    struct raster paper, page;
    bool handwritten, blank;
    double dpi;
};

static struct dice stream_dice(const struct page_order *order, enum stream stream)
{
    return dice_make(order->seed, order->number * STREAM_COUNT + stream);
}

static void choose(struct making *making)
{
    const struct page_order *order = making->order;
    struct dice dice = stream_dice(order, STREAM_WEAR);
    making->wear = wear_choose(&dice, order->level);
    making->handwritten =
        (order->handwritten || dice_chance(&dice, order->paper->book ? 1.0 / 3 : 0)) &&
        !order->printed;
    making->blank = order->blank;
    making->dpi = order->dpi;
    bool coarse = dice_chance(&dice, 0.3);
    if (order->level == LEVEL_WORN && order->dpi > 200 && coarse)
        making->dpi = 200;
    making->wear.coarse = order->coarse;
    if (order->wide)
        making->dpi = wide_scan(&making->wear, &dice, making->dpi);
    if (order->turns >= 0)
        making->wear.turns = order->turns;
    if (order->tone != TONE_CHANCE)
        making->wear.colour = order->tone == TONE_COLOUR;
}

static enum err_code write_sheet(struct making *making, struct sheet *sheet, struct err *err)
{
    const struct paper *paper = making->order->paper;
    enum err_code code = sheet_init(sheet, &making->maker, paper->width, paper->height,
                                    making->dpi * making->order->size, err);
    if (code)
        return code;
    look_choose(sheet, making->handwritten, (int)making->order->level);
    wide_look(sheet);
    if (!making->blank)
        paper->write(sheet);
    return ERR_OK;
}

/* The other side of the sheet, which only shines through. */
static enum err_code write_behind(struct making *making, struct err *err)
{
    if (making->wear.bleed <= 0)
        return ERR_OK;
    struct sheet sheet;
    bool blank = making->blank;
    making->maker.dice = stream_dice(making->order, STREAM_BEHIND);
    making->blank = false;
    enum err_code code = write_sheet(making, &sheet, err);
    making->blank = blank;
    if (code)
        return code;
    making->behind = sheet.canvas;
    sheet.canvas = NULL;
    sheet_release(&sheet);
    return ERR_OK;
}

/* True when all text still lies on the picture. */
static bool text_inside(const struct making *making)
{
    for (size_t i = 0; i < making->sheet.lines.count; i++) {
        struct rect box = making->sheet.lines.items[i].box;
        for (int corner = 0; corner < 4; corner++) {
            double x, y;
            view_point_to_page(&making->view, box.x + (corner & 1 ? box.w : 0),
                               box.y + (corner & 2 ? box.h : 0), &x, &y);
            if (x < 2 || y < 2 || x > making->view.page_width - 2 ||
                y > making->view.page_height - 2)
                return false;
        }
    }
    return true;
}

/* Less and less skew until no text is cut off. */
static void choose_view(struct making *making)
{
    int width = canvas_width(making->sheet.canvas), height = canvas_height(making->sheet.canvas);
    bool odd = making->wear.turns % 2;
    making->view = (struct view){.page_width = odd ? height : width,
                                 .page_height = odd ? width : height,
                                 .turns = making->wear.turns,
                                 .skew = round(making->wear.skew * 100) / 100};
    while (!text_inside(making) && fabs(making->view.skew) > 0.02)
        making->view.skew = round(making->view.skew * 80) / 100;
}

static enum err_code make_picture(struct making *making, struct err *err)
{
    struct dice dice = stream_dice(making->order, STREAM_DAMAGE);
    double scale = making->sheet.scale;
    enum err_code code = damage_paper(&making->wear, &dice, making->sheet.canvas, making->behind,
                                      scale, &making->paper, err);
    if (!code)
        code = damage_lay(&making->wear, &dice, &making->paper, &making->view, scale, &making->page,
                          err);
    if (!code)
        code = damage_scan(&making->wear, &dice, scale, &making->page, err);
    making->page.dpi = making->dpi;
    if (!code && making->order->half != HALF_NONE)
        code = half_take(dice_make(making->order->seed ^ HALF_SEED, making->order->number),
                         making->order->half, &making->page, err);
    return code;
}

/* Binary grey or colour map (P5, P6): what scanners and the virtual feeder take. */
static enum err_code pnm_encode(const struct raster *raster, struct bytes *ret_new, struct err *err)
{
    bool grey = raster->format == RASTER_GREY8;
    size_t row = raster_row_bytes(raster->format, raster->width);
    struct str head = STR_INIT;
    str_format(&head, "P%c\n%d %d\n255\n", grey ? '5' : '6', raster->width, raster->height);
    size_t length = head.length + row * (size_t)raster->height;
    unsigned char *data = mem_try(length + 1, 1);
    if (data) {
        memcpy(data, head.text, head.length);
        for (int y = 0; y < raster->height; y++)
            memcpy(data + head.length + (size_t)y * row, raster->data + (size_t)y * raster->stride,
                   row);
        data[length] = 0;
        *ret_new = (struct bytes){data, length};
    }
    str_release(&head);
    return data ? ERR_OK : err_set(err, ERR_NOMEM, 991, _("not enough memory for the page"));
}

static enum err_code encode(const struct raster *raster, enum page_format format,
                            struct bytes *ret_new, struct err *err)
{
    return format == PAGE_PNM ? pnm_encode(raster, ret_new, err) : png_encode(raster, ret_new, err);
}

enum err_code page_make(const struct page_order *order, struct bytes *ret_file, json_t **ret_truth,
                        struct err *err)
{
    struct making making = {.order = order};
    making.maker.arena = arena_new();
    making.maker.wide = order->wide;
    choose(&making);
    making.maker.dice = stream_dice(order, STREAM_CONTENT);
    enum err_code code = write_sheet(&making, &making.sheet, err);
    if (!code)
        code = write_behind(&making, err);
    if (code)
        goto out;
    choose_view(&making);
    code = make_picture(&making, err);
    if (!code)
        code = encode(&making.page, order->format, ret_file, err);
    if (code)
        goto out;
    struct truth_page truth = {.schema = order->paper->schema,
                               .level = level_name(order->level),
                               .sheet = &making.sheet,
                               .view = &making.view,
                               .dpi = making.dpi,
                               .blank = making.blank,
                               .handwritten = making.handwritten};
    *ret_truth = truth_new(&truth);
out:
    raster_release(&making.paper);
    raster_release(&making.page);
    canvas_free(making.behind);
    sheet_release(&making.sheet);
    arena_free(making.maker.arena);
    return code;
}
