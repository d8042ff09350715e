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

#define OWN_RANK   0.75 /* the other side's rules may be as long as ours */
#define OWN_SHARE  0.57
#define TORN_SHARE 0.55
enum {
    SAME_LINE = 3,
    ROWS_LEAST = 5, /* fewer rules have no usual distance */
    ROW_OFF = 12    /* per cent of the usual distance */
};

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

/* The contrast that all but a share rank of the rules' length exceeds. */
static double contrast_at(const struct piece *pieces, size_t count, double rank)
{
    struct piece *sorted = mem_new(count + 1, sizeof *sorted);
    long total = 0, sum = 0;
    double usual = 0;
    memcpy(sorted, pieces, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_pieces);
    for (size_t i = 0; i < count; i++)
        total += sorted[i].length;
    for (size_t i = 0; i < count && (double)sum < rank * (double)total; i++) {
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
    double usual = contrast_at(pieces, parts.count, 0.5);
    for (size_t i = 0; i < parts.count; i++)
        if (pieces[i].contrast < share * usual)
            part_paint(&parts, i, rules, false);
    free(pieces);
    parts_release(&parts);
    return ERR_OK;
}

/* ---- rules of this side ---- */

/* How far a piece stands out of what lies beside it, on the side where it does so less. The other
 * side's rules are pale and blurred, a fold has its shade on one side. */
static double piece_crest(const struct parts *parts, size_t index, const struct raster *plane,
                          int beside, bool across)
{
    const struct part *part = &parts->items[index];
    double middle = 0, before = 0, after = 0;
    long count = 0;
    for (int i = 0; i < part->run_count; i++) {
        const struct run *run = &parts->runs[part->run + i];
        int step = across ? 1 : run->x1 - run->x0;
        for (int at = run->x0; at < run->x1; at += step) {
            int x = across ? at : (run->x0 + run->x1) / 2, y = run->y;
            int dx = across ? 0 : beside, dy = across ? beside : 0;
            if (x < dx || y < dy || x + dx >= plane->width || y + dy >= plane->height)
                continue;
            middle += CLEAN_PAPER - plane_row(plane, y)[x];
            before += CLEAN_PAPER - plane_row(plane, y - dy)[x - dx];
            after += CLEAN_PAPER - plane_row(plane, y + dy)[x + dx];
            count++;
        }
    }
    return count ? (middle - (before > after ? before : after)) / (double)count : 0;
}

/* The pieces of one direction with their crests. */
struct crests {
    struct parts parts;
    struct piece *pieces;
};

static enum err_code find_crests(const struct raster *plane, PIX *rules, int beside, bool across,
                                 struct crests *ret, struct err *err)
{
    enum err_code code = parts_find(rules, &ret->parts, err);
    if (code)
        return code;
    ret->pieces = mem_new(ret->parts.count + 1, sizeof *ret->pieces);
    for (size_t i = 0; i < ret->parts.count; i++) {
        struct rect box = ret->parts.items[i].box;
        ret->pieces[i] = (struct piece){piece_crest(&ret->parts, i, plane, beside, across),
                                        across ? box.w : box.h};
    }
    return ERR_OK;
}

/* The mean crest of a piece's line: one piece may lie under a stain or beside a stamp. */
static double line_crest(const struct crests *crests, size_t piece, bool across)
{
    const struct rect box = crests->parts.items[piece].box;
    int at = across ? 2 * box.y + box.h : 2 * box.x + box.w;
    double sum = 0, length = 0;
    for (size_t i = 0; i < crests->parts.count; i++) {
        const struct rect other = crests->parts.items[i].box;
        int beside = (across ? 2 * other.y + other.h : 2 * other.x + other.w) - at;
        if (abs(beside) > 2 * SAME_LINE)
            continue;
        sum += crests->pieces[i].contrast * crests->pieces[i].length;
        length += crests->pieces[i].length;
    }
    return length > 0 ? sum / length : 0;
}

static void drop_low(const struct crests *crests, double least, bool across, PIX *rules)
{
    for (size_t i = 0; i < crests->parts.count; i++)
        if (line_crest(crests, i, across) < least)
            part_paint(&crests->parts, i, rules, false);
}

/* Leaves the rules that stand out like the best ones. All of them are painted out of the page, but
 * only these make tables. */
static enum err_code keep_own(const struct raster *plane, PIX *across, PIX *down, int beside,
                              double *ret_least, struct err *err)
{
    struct crests rows = {0}, columns = {0};
    enum err_code code = find_crests(plane, across, beside, true, &rows, err);
    if (!code)
        code = find_crests(plane, down, beside, false, &columns, err);
    if (!code) {
        size_t count = rows.parts.count + columns.parts.count;
        struct piece *all = mem_new(count + 1, sizeof *all);
        for (size_t i = 0; i < count; i++)
            all[i] = i < rows.parts.count ? rows.pieces[i] : columns.pieces[i - rows.parts.count];
        double least = OWN_SHARE * contrast_at(all, count, OWN_RANK);
        drop_low(&rows, least, true, across);
        drop_low(&columns, least, false, down);
        *ret_least = least;
        free(all);
    }
    free(rows.pieces);
    free(columns.pieces);
    parts_release(&rows.parts);
    parts_release(&columns.parts);
    return code;
}

/* ---- torn rules ---- */

/* A piece of a torn rule, and the chain that it belongs to. */
struct dash {
    int at, from, to; /* across the line; along it */
    size_t part;
    bool taken;
};

static int compare_dashes(const void *a, const void *b)
{
    const struct dash *p = a, *q = b;
    return p->from != q->from ? p->from - q->from : p->at - q->at;
}

/* Lengths that make pieces one torn rule, in pixels. */
struct torn {
    int piece, thick; /* least length, greatest thickness of a piece */
    int gap;          /* most between two pieces */
    int whole;        /* least length of all */
};

/* Links pieces that follow each other on one line. Returns how many; ret_chain holds them. */
static size_t chain_from(struct dash *dashes, size_t count, size_t first, int gap,
                         size_t *ret_chain, int *ret_covered)
{
    size_t length = 1, last = first;
    int covered = dashes[first].to - dashes[first].from;
    ret_chain[0] = first;
    for (size_t i = first + 1; i < count && dashes[i].from <= dashes[last].to + gap; i++) {
        if (dashes[i].taken || abs(dashes[i].at - dashes[last].at) > SAME_LINE ||
            dashes[i].from < dashes[last].to)
            continue;
        covered += dashes[i].to - dashes[i].from;
        ret_chain[length++] = last = i;
    }
    *ret_covered = covered;
    return length;
}

/* Adds the pieces of chains that are long and mostly drawn. Letters' strokes leave more white
 * between them than they cover. */
static void add_chains(struct dash *dashes, size_t count, const struct torn *torn,
                       const struct parts *parts, PIX *own, PIX *all)
{
    size_t *chain = mem_new(count + 1, sizeof *chain);
    for (size_t i = 0; i < count; i++) {
        int covered;
        if (dashes[i].taken)
            continue;
        size_t length = chain_from(dashes, count, i, torn->gap, chain, &covered);
        int whole = dashes[chain[length - 1]].to - dashes[i].from;
        if (whole < torn->whole || covered < TORN_SHARE * whole)
            continue;
        for (size_t k = 0; k < length; k++) {
            dashes[chain[k]].taken = true;
            part_paint(parts, dashes[chain[k]].part, own, true);
            part_paint(parts, dashes[chain[k]].part, all, true);
        }
    }
    free(chain);
}

/* Worn rules whose pieces are too short to be rules alone. least: how much they must stand out. */
static enum err_code add_torn(const struct raster *plane, PIX *mask, const struct torn *torn,
                              double least, int beside, bool across, PIX *own, PIX *all,
                              struct err *err)
{
    struct crests crests = {0};
    PIX *pieces = pixCopy(NULL, mask);
    if (!pieces)
        return err_set(err, ERR_NOMEM, 207, _("not enough memory to find the rules of a page"));
    mask_close_line(pieces, 3, across);
    mask_open_line(pieces, torn->piece, across);
    enum err_code code = find_crests(plane, pieces, beside, across, &crests, err);
    struct dash *dashes = mem_new(crests.parts.count + 1, sizeof *dashes);
    size_t count = 0;
    for (size_t i = 0; i < crests.parts.count; i++) {
        const struct part *part = &crests.parts.items[i];
        struct rect box = part->box;
        if (crests.pieces[i].contrast < least || part->area > torn->thick * crests.pieces[i].length)
            continue;
        dashes[count++] = (struct dash){.at = across ? box.y + box.h / 2 : box.x + box.w / 2,
                                        .from = across ? box.x : box.y,
                                        .to = across ? rect_right(box) : rect_bottom(box),
                                        .part = i};
    }
    if (count)
        qsort(dashes, count, sizeof *dashes, compare_dashes);
    add_chains(dashes, count, torn, &crests.parts, own, all);
    free(dashes);
    free(crests.pieces);
    parts_release(&crests.parts);
    pixDestroy(&pieces);
    return code;
}

/* ---- rows under a fold ---- */

/* All pieces of one line across. */
struct line {
    int at, length, from, to;
    int longest; /* of its pieces */
};
struct line_list {
    struct line *items;
    size_t count, capacity;
};

static int compare_lines(const void *a, const void *b)
{
    const struct line *p = a, *q = b;
    return p->at - q->at;
}

static enum err_code collect_lines(PIX *rules, struct line_list *ret, struct err *err)
{
    struct parts parts;
    enum err_code code = parts_find(rules, &parts, err);
    if (code)
        return code;
    for (size_t i = 0; i < parts.count; i++) {
        struct rect box = parts.items[i].box;
        *ARRAY_ADD(ret) = (struct line){box.y + box.h / 2, box.w, box.x, rect_right(box), box.w};
    }
    parts_release(&parts);
    if (ret->count == 0)
        return ERR_OK;
    qsort(ret->items, ret->count, sizeof *ret->items, compare_lines);
    size_t kept = 0;
    for (size_t i = 1; i < ret->count; i++) {
        struct line *line = &ret->items[kept], next = ret->items[i];
        if (next.at - line->at > SAME_LINE) {
            ret->items[++kept] = next;
            continue;
        }
        line->length += next.length;
        line->from = next.from < line->from ? next.from : line->from;
        line->to = next.to > line->to ? next.to : line->to;
        line->longest = next.longest > line->longest ? next.longest : line->longest;
    }
    ret->count = kept + 1;
    return ERR_OK;
}

/* Leaves lines of at least length. */
static void drop_short(struct line_list *lines, double length)
{
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].length >= length)
            lines->items[kept++] = lines->items[i];
    lines->count = kept;
}

static int compare_ints(const void *a, const void *b)
{
    const int *p = a, *q = b;
    return *p - *q;
}

static int usual_step(const struct line_list *lines)
{
    int steps[64];
    size_t count = 0;
    for (size_t i = 0; i + 1 < lines->count && count < ARRAY_SIZE(steps); i++)
        steps[count++] = lines->items[i + 1].at - lines->items[i].at;
    qsort(steps, count, sizeof *steps, compare_ints);
    return count ? steps[count / 2] : 0;
}

/* One piece most of the way, and out of the table: the other side's rules are no longer than ours.
 */
static bool is_fold(const struct line *line, const struct line *row, int beyond)
{
    return line->longest * 10 > (row->to - row->from) * 6 &&
           (line->from < row->from - beyond || line->to > row->to + beyond);
}

/* The fold between two rows that makes one of them as high as usual, and neither lower. */
static const struct line *missing_line(const struct line_list *all, const struct line *over,
                                       const struct line *under, int usual, int beyond)
{
    const struct line *best = NULL;
    int best_off = usual * ROW_OFF / 100;
    for (size_t i = 0; i < all->count; i++) {
        const struct line *line = &all->items[i];
        int above = line->at - over->at, below = under->at - line->at;
        int least = above < below ? above : below, off = abs(least - usual);
        if (off <= best_off && is_fold(line, over, beyond)) {
            best = line;
            best_off = off;
        }
    }
    return best;
}

/* A fold along a rule between two rows hides it among the foreign ones. Where rows follow each
 * other at a usual distance and one is missing, a fold that lies in its place is taken for it. */
static enum err_code restore_rows(PIX *across, PIX *own, int beyond, struct err *err)
{
    struct line_list ours = {0}, all = {0};
    enum err_code code = collect_lines(own, &ours, err);
    if (!code)
        code = collect_lines(across, &all, err);
    int longest = 0;
    for (size_t i = 0; i < ours.count; i++)
        longest = ours.items[i].length > longest ? ours.items[i].length : longest;
    drop_short(&ours, 0.4 * longest);
    drop_short(&all, 0.4 * longest);
    int usual = ours.count >= ROWS_LEAST && !code ? usual_step(&ours) : 0;
    for (size_t i = 0; i + 1 < ours.count && usual; i++) {
        const struct line *over = &ours.items[i], *under = &ours.items[i + 1];
        const struct line *line = missing_line(&all, over, under, usual, beyond);
        for (int y = 0; line && y < 3; y++)
            mask_span(own, line->at - 1 + y, over->from, over->to, true);
    }
    free(ours.items);
    free(all.items);
    return code;
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
    PIX *own_across = NULL, *own_down = NULL;
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
    double least = 0;
    int beside = clean_px(dpi, 0.7, 4);
    struct torn torn = {clean_px(dpi, 2.5, 8), clean_px(dpi, 0.7, 3), clean_px(dpi, 10, 20),
                        clean_px(dpi, 40, 80)};
    own_across = pixCopy(NULL, across);
    own_down = pixCopy(NULL, down);
    if (!own_across || !own_down)
        code = err_set(err, ERR_NOMEM, 206, _("not enough memory to find the rules of a page"));
    if (!code)
        code = keep_own(&page->upright, own_across, own_down, beside, &least, err);
    if (!code && least > 0)
        code = add_torn(&page->upright, mask, &torn, least, beside, true, own_across, across, err);
    if (!code && least > 0)
        code = add_torn(&page->upright, mask, &torn, least, beside, false, own_down, down, err);
    if (!code)
        code = restore_rows(across, own_across, clean_px(dpi, 6, 10), err);
    int reach = thick + clean_px(dpi, 0.5, 2);
    if (!code)
        code =
            find_sides(mask, across, 3 * length, clean_px(dpi, set->side, 8), thick, &sides, err);
    if (!code)
        code = paint_rules(&page->upright, mask, sides, across, reach, false, err);
    if (!code)
        code = paint_rules(&page->upright, mask, across, down, reach, true, err);
    if (!code)
        code = paint_rules(&page->upright, mask, down, across, reach, false, err);
    if (code)
        goto out;
    page->rules_across = own_across;
    page->rules_down = own_down;
    own_across = own_down = NULL;
out:
    pixDestroy(&mask);
    pixDestroy(&across);
    pixDestroy(&down);
    pixDestroy(&sides);
    pixDestroy(&own_across);
    pixDestroy(&own_down);
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
