/* SPDX-License-Identifier: Apache-2.0
 *
 * imaging/clean_rules: straight lines of forms and tables are taken out of the grey page and kept
 * as two masks, from which the layout finds its tables. Strokes of letters that cross a rule stay.
 * May include: Leptonica, model, base.
 */
#include "imaging/clean_step.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "imaging/clean_parts.h"

static const struct clean_param params[] = {
    CLEAN_SWITCH(rules, "rules stay, no table is found"),
    CLEAN_PARAM(rules, level, 0.75, 0.1, 0.98, "share of the way from ink to paper; darker is ink"),
    CLEAN_PARAM(rules, length, 7.6, 2, 50, "mm; shortest straight piece of a rule"),
    CLEAN_PARAM(rules, thick, 1.1, 0.3, 5, "mm; thicker things are no rules"),
    CLEAN_PARAM(rules, side, 3, 1, 50,
                "mm; shortest upright piece that joins two rules: the side of a frame"),
};

static enum err_code validate(const struct clean_settings *settings, struct err *err)
{
    return clean_check_ranges(&clean_step_rules, settings, err);
}

/* Drops what is too thick for a rule. */
static enum err_code drop_thick(PIX *rules, int thick, bool across, struct err *err)
{
    struct parts parts;
    enum err_code code = parts_find(rules, &parts, err);
    if (code)
        return code;
    for (size_t i = 0; i < parts.count; i++) {
        const struct part *part = &parts.items[i];
        int length = across ? part->box.w : part->box.h;
        if (part->area > thick * length)
            part_paint(&parts, i, rules, false);
    }
    parts_release(&parts);
    return ERR_OK;
}

struct piece {
    double contrast;
    int length;
};

static int compare_pieces(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;
    return p->contrast < q->contrast ? -1 : p->contrast > q->contrast;
}

/* The contrast that half of the rules' length exceeds. */
static double usual_contrast(const struct piece *pieces, size_t count)
{
    struct piece *sorted = mem_new(count + 1, sizeof *sorted);
    long total = 0, sum = 0;
    double usual = 0;
    memcpy(sorted, pieces, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_pieces);
    for (size_t i = 0; i < count; i++)
        total += sorted[i].length;
    for (size_t i = 0; i < count && sum * 2 < total; i++) {
        sum += sorted[i].length;
        usual = sorted[i].contrast;
    }
    free(sorted);
    return usual;
}

/* Rules of the other side of the sheet, which show through, are fainter: they are no rules here. */
static enum err_code drop_faint(PIX *rules, const struct raster *plane, double share,
                                struct err *err)
{
    struct parts parts;
    enum err_code code = parts_find(rules, &parts, err);
    if (code)
        return code;
    struct piece *pieces = mem_new(parts.count + 1, sizeof *pieces);
    for (size_t i = 0; i < parts.count; i++) {
        struct rect box = parts.items[i].box;
        pieces[i] = (struct piece){part_darkness(&parts, i, plane), box.w > box.h ? box.w : box.h};
    }
    double usual = usual_contrast(pieces, parts.count);
    for (size_t i = 0; i < parts.count; i++)
        if (pieces[i].contrast < share * usual)
            part_paint(&parts, i, rules, false);
    free(pieces);
    parts_release(&parts);
    return ERR_OK;
}

/* The straight pieces of one direction. */
static enum err_code find_rules(const struct raster *plane, PIX *mask, int length, int thick,
                                bool across, PIX **ret_new, struct err *err)
{
    PIX *rules = pixCopy(NULL, mask);
    if (!rules)
        return err_set(err, ERR_NOMEM, 240, _("not enough memory to find the rules of a page"));
    mask_close_line(rules, 3, across);
    mask_open_line(rules, length, across);
    enum err_code code = drop_thick(rules, thick, across, err);
    if (!code)
        code = drop_faint(rules, plane, 0.6, err);
    if (code)
        pixDestroy(&rules);
    else
        *ret_new = rules;
    return code;
}

/* Does a rule across run along row y, about there? */
static bool rule_near(PIX *across, struct rect part, int y)
{
    enum { REACH = 3 };
    int right = rect_right(part) + REACH;
    for (int row = y - REACH; row <= y + REACH; row++)
        for (int x = part.x - REACH; x < right; x++)
            if (row >= 0 && x >= 0 && row < pixGetHeight(across) && x < pixGetWidth(across) &&
                mask_bit(across, x, row))
                return true;
    return false;
}

/* Upright pieces too short for a rule that stand between two long rules: the sides of the frames
 * round the places of a form. A letter touches none, or one; serifs that touch each other make no
 * rule as long as frame. */
static enum err_code find_sides(PIX *mask, PIX *across, int frame, int length, int thick,
                                PIX **ret_new, struct err *err)
{
    struct parts parts;
    PIX *sides = pixCopy(NULL, mask), *rules = pixCopy(NULL, across);
    if (!sides || !rules) {
        pixDestroy(&sides);
        pixDestroy(&rules);
        return err_set(err, ERR_NOMEM, 205, _("not enough memory to find the frames of a page"));
    }
    mask_open_line(rules, frame, true);
    mask_open_line(sides, length, false);
    enum err_code code = parts_find(sides, &parts, err);
    if (code) {
        pixDestroy(&sides);
        pixDestroy(&rules);
        return code;
    }
    for (size_t i = 0; i < parts.count; i++) {
        struct rect box = parts.items[i].box;
        if (box.w > thick || !rule_near(rules, box, box.y) ||
            !rule_near(rules, box, rect_bottom(box) - 1))
            part_paint(&parts, i, sides, false);
    }
    parts_release(&parts);
    pixDestroy(&rules);
    *ret_new = sides;
    return ERR_OK;
}

static void paint_out(struct raster *plane, PIX *mask)
{
    int words = pixGetWpl(mask);
    for (int y = 0; y < plane->height; y++) {
        const l_uint32 *bits = pixGetData(mask) + (size_t)y * (size_t)words;
        uint8_t *row = plane_row(plane, y);
        for (int word = 0; word < words; word++)
            for (l_uint32 left = bits[word]; left; left &= left - 1) {
                int x = word * 32 + 31 - __builtin_ctz(left);
                if (x < plane->width)
                    row[x] = CLEAN_PAPER;
            }
    }
}

/* Paints one direction out: the rules a pixel fatter, but for strokes that cross them. */
static enum err_code paint_rules(struct raster *plane, PIX *mask, PIX *rules, PIX *others,
                                 int reach, bool across, struct err *err)
{
    l_int32 empty = 0;
    if (!pixZero(rules, &empty) && empty)
        return ERR_OK;
    PIX *fat = pixDilateBrick(NULL, rules, across ? 1 : 3, across ? 3 : 1);
    PIX *crossing = pixSubtract(NULL, mask, others);
    bool done = fat && crossing;
    if (done) {
        mask_open_line(crossing, reach, !across);
        pixSubtract(fat, fat, crossing);
        paint_out(plane, fat);
    }
    pixDestroy(&fat);
    pixDestroy(&crossing);
    return done ? ERR_OK : err_set(err, ERR_NOMEM, 241, _("not enough memory to take out rules"));
}

static enum err_code no_rules(struct clean_page *page, struct err *err)
{
    int width = page->upright.width, height = page->upright.height;
    page->rules_across = pixCreate(width, height, 1);
    page->rules_down = pixCreate(width, height, 1);
    if (!page->rules_across || !page->rules_down)
        return err_set(err, ERR_NOMEM, 204, _("not enough memory for the rules of a page"));
    return ERR_OK;
}

static enum err_code run(struct clean_page *page, const struct clean_settings *settings,
                         struct err *err)
{
    const struct clean_rules *set = &settings->rules;
    double dpi = page->upright.dpi;
    PIX *mask = NULL, *across = NULL, *down = NULL, *sides = NULL;
    if (!set->use)
        return no_rules(page, err);
    int length = clean_px(dpi, set->length, 12), thick = clean_px(dpi, set->thick, 3);
    enum err_code code = plane_mask(&page->upright, clean_level(page, set->level), &mask, err);
    if (!code)
        code = find_rules(&page->upright, mask, length, thick, true, &across, err);
    if (!code)
        code = find_rules(&page->upright, mask, length, thick, false, &down, err);
    if (code)
        goto out;
    int reach = thick + clean_px(dpi, 0.5, 2);
    code = find_sides(mask, across, 3 * length, clean_px(dpi, set->side, 8), thick, &sides, err);
    if (!code)
        code = paint_rules(&page->upright, mask, sides, across, reach, false, err);
    if (!code)
        code = paint_rules(&page->upright, mask, across, down, reach, true, err);
    if (!code)
        code = paint_rules(&page->upright, mask, down, across, reach, false, err);
    if (code)
        goto out;
    page->rules_across = across;
    page->rules_down = down;
    across = down = NULL;
out:
    pixDestroy(&mask);
    pixDestroy(&across);
    pixDestroy(&down);
    pixDestroy(&sides);
    return code;
}

const struct clean_step clean_step_rules = {
    .name = "rules",
    .comment = "lines of forms and tables",
    .params = params,
    .param_count = ARRAY_SIZE(params),
    .validate = validate,
    .run = run,
    .peek = clean_peek_upright,
};
