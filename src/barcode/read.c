/* SPDX-License-Identifier: Apache-2.0
 *
 * barcode/read: see the header. Owns the order of tries and the check of payloads; the pixels are
 * imaging's, the reading is zxing.cpp's.
 * May include: base, imaging.
 */
#include "barcode/read.h"

#include <stdlib.h>
#include <string.h>

#include "barcode/zxing.h"
#include "base/log.h"
#include "base/str.h"
#include "base/utf8.h"
#include "imaging/restore.h"

enum { AREAS_MAX = 12 };

struct collect {
    struct arena *arena;
    struct rect area; /* where the tried image lies on the page */
    int factor;       /* how much larger the tried image is */
    struct text_code *codes;
    size_t count, room;
};

static bool plain_text(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (*c < 0x20 && *c != '\t' && *c != '\n' && *c != '\r')
            return false;
    return true;
}

/* The payload as NFC text of the arena, or NULL when it is not text. */
static const char *payload_text(const struct zxing_code *code, struct arena *arena)
{
    bool as_is = utf8_valid((const char *)code->bytes, code->length) &&
                 !memchr(code->bytes, 0, code->length);
    const char *text = as_is ? arena_copy_span(arena, (const char *)code->bytes, code->length)
                             : arena_copy_text(arena, code->text);
    char *nfc = NULL;
    if (!text || !*text || !plain_text(text) || utf8_nfc(text, &nfc, NULL) != ERR_OK)
        return NULL;
    text = arena_copy_text(arena, nfc);
    free(nfc);
    return text;
}

static struct rect corners_box(const struct zxing_code *code, const struct collect *to)
{
    int left = code->corners[0], right = left, top = code->corners[1], bottom = top;
    for (int i = 1; i < 4; i++) {
        int x = code->corners[2 * i], y = code->corners[2 * i + 1];
        left = x < left ? x : left;
        right = x > right ? x : right;
        top = y < top ? y : top;
        bottom = y > bottom ? y : bottom;
    }
    return (struct rect){to->area.x + left / to->factor, to->area.y + top / to->factor,
                         (right - left) / to->factor + 1, (bottom - top) / to->factor + 1};
}

static void take_code(const struct zxing_code *code, void *context)
{
    struct collect *to = context;
    const char *text = payload_text(code, to->arena);
    if (!text || to->count == to->room)
        return;
    struct rect box = corners_box(code, to);
    for (size_t i = 0; i < to->count; i++)
        if (text_equal(to->codes[i].text, text) && rect_overlap(to->codes[i].box, box) > 0.3)
            return;
    to->codes[to->count++] = (struct text_code){
        .kind = arena_copy_text(to->arena, code->kind), .text = text, .box = box};
}

/* One rung: restores the area and reads it. */
static enum err_code try_rung(const struct image *area, enum restore_kind kind, struct collect *to,
                              struct err *err)
{
    struct image *restored = NULL;
    struct raster raster = {0};
    enum err_code code = image_restore(area, kind, &restored, err);
    if (code == ERR_OK)
        code = image_copy_raster(restored, &raster, err);
    if (code == ERR_OK) {
        to->factor = restore_factor(kind);
        if (zxing_read(raster.data, raster.width, raster.height, (int)raster.stride, take_code,
                       to) < 0)
            log_warn("barcode", "the code reader gave up on an area of %dx%d", raster.width,
                     raster.height);
    }
    raster_release(&raster);
    image_free(restored);
    return code;
}

enum err_code barcode_read_area(const struct image *grey, struct rect area, struct arena *arena,
                                struct text_code *ret_codes, size_t room, size_t *ret_count,
                                struct err *err)
{
    struct collect to = {.arena = arena, .area = area, .codes = ret_codes, .room = room};
    struct image *cut = NULL;
    enum err_code code = image_cut(grey, area, &cut, err);
    for (int kind = 0; code == ERR_OK && kind < RESTORE_KIND_COUNT && to.count == 0; kind++)
        code = try_rung(cut, (enum restore_kind)kind, &to, err);
    image_free(cut);
    if (code == ERR_OK)
        *ret_count = to.count;
    return code;
}

static int compare_place(const void *a, const void *b)
{
    const struct text_code *left = a, *right = b;
    return left->box.y != right->box.y
               ? (left->box.y > right->box.y) - (left->box.y < right->box.y)
               : (left->box.x > right->box.x) - (left->box.x < right->box.x);
}

enum err_code barcode_read_page(const struct image *grey, double dpi, struct arena *arena,
                                struct text_code **ret_codes, size_t *ret_count, struct err *err)
{
    struct rect areas[AREAS_MAX];
    size_t area_count = 0, count = 0;
    struct text_code *codes = arena_take(arena, BARCODE_MAX, sizeof *codes);
    enum err_code code = image_find_codes(grey, dpi, areas, AREAS_MAX, &area_count, err);
    for (size_t i = 0; code == ERR_OK && i < area_count && count < BARCODE_MAX; i++) {
        size_t found = 0;
        code = barcode_read_area(grey, areas[i], arena, codes + count, BARCODE_MAX - count, &found,
                                 err);
        count += code == ERR_OK ? found : 0;
    }
    if (code != ERR_OK)
        return code;
    qsort(codes, count, sizeof *codes, compare_place);
    *ret_codes = codes;
    *ret_count = count;
    return ERR_OK;
}
