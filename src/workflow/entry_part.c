/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/entry_part: the geometry of one entry on its page. May include: base, model, store.
 */
#include "workflow/entry_part.h"

#include <math.h>

enum { MARGIN = 8, HEAD_LEAST = 12 }; /* pixels */

/* ---- upright boxes ---- */

/* The box of upright space around which `around` was put on the slanted page. */
static struct rect unslant(const struct view *view, struct rect around)
{
    double angle = fabs(view->skew) * M_PI / 180, c = cos(angle), s = sin(angle), x, y;
    double even = c * c - s * s;
    view_point_to_upright(view, around.x + around.w / 2.0, around.y + around.h / 2.0, &x, &y);
    double w = fmax(1, (around.w * c - around.h * s) / even);
    double h = fmax(1, (around.h * c - around.w * s) / even);
    return (struct rect){(int)lround(x - w / 2), (int)lround(y - h / 2), (int)lround(w),
                         (int)lround(h)};
}

/* Where a record lies, in upright space; empty = all over the page. */
static struct rect record_place(const struct entry_place *place, const struct entry_part *part,
                                const struct record *record)
{
    if (rect_empty(record->region))
        return (struct rect){0};
    struct rect box = page_box_to_picture(place->page, record->region);
    struct view straight = {.turns = part->turns};
    bool odd = part->turns & 1;
    straight.page_width = odd ? part->view.page_height : part->view.page_width;
    straight.page_height = odd ? part->view.page_width : part->view.page_height;
    return unslant(&part->view, view_to_upright(&straight, box));
}

static const struct text_table *table_around(const struct text_page *text, struct rect box)
{
    for (size_t i = 0; text && i < text->table_count; i++)
        if (rect_has(text->tables[i].box, box.x + box.w / 2, box.y + box.h / 2))
            return &text->tables[i];
    return NULL;
}

/* ---- what is covered ---- */

static void hide(struct entry_part *part, struct rect box)
{
    if (!rect_empty(box))
        part->hidden[part->hidden_count++] = box;
}

/* From y to the end of the box. */
static struct rect below(struct rect box, int y)
{
    return (struct rect){box.x, y, box.w, rect_bottom(box) - y};
}

/* From the start of the box to y. */
static struct rect above(struct rect box, int y)
{
    return (struct rect){box.x, box.y, box.w, y - box.y};
}

/* Another entry, but for what lies beside this one. */
static void hide_other(struct entry_part *part, struct rect other, struct rect own)
{
    bool over = other.y + other.h / 2 < own.y + own.h / 2;
    if (rect_empty(own) || rect_empty(rect_cut(other, own)))
        hide(part, other);
    else
        hide(part, over ? above(other, own.y) : below(other, rect_bottom(own)));
}

/* The top of the first entry of the table: what is above is its head. */
static int first_entry(const struct entry_place *place, const struct entry_part *part,
                       const struct text_table *table, int own)
{
    for (size_t i = 0; i < place->record_count; i++) {
        struct rect box = record_place(place, part, &place->records[i]);
        if (!rect_empty(box) && table_around(place->text, box) == table && box.y < own)
            own = box.y;
    }
    return own;
}

/* The rows of a table beside those of the entry, whether they became records or not. */
static void hide_rows(struct entry_part *part, const struct text_table *table, struct rect own,
                      int first)
{
    struct rect body = rect_grow(below(table->box, first), MARGIN, 0);
    hide(part, above(body, own.y));
    hide(part, below(body, rect_bottom(own)));
}

/* ---- what is shown ---- */

static struct rect turned_box(const struct entry_part *part, struct rect upright)
{
    return view_to_page(&part->view, upright);
}

/* The pieces stand below each other: the words of each move as its pixels do. */
static void place_pieces(struct entry_part *part)
{
    struct view stacked = {.skew = part->view.skew};
    for (size_t i = 0; i < part->piece_count; i++) {
        struct rect box = part->pieces[i].turned;
        stacked.page_width = box.w > stacked.page_width ? box.w : stacked.page_width;
        stacked.page_height += box.h;
    }
    int y = 0;
    for (size_t i = 0; i < part->piece_count; i++) {
        struct entry_piece *piece = &part->pieces[i];
        double x0 = part->view.page_width / 2.0, y0 = part->view.page_height / 2.0, x1, y1;
        view_point_to_upright(&stacked, x0 - piece->turned.x, y0 - piece->turned.y + y, &x1, &y1);
        piece->dx = (int)lround(x1 - x0);
        piece->dy = (int)lround(y1 - y0);
        y += piece->turned.h;
    }
    part->view = stacked;
}

static void show(struct entry_part *part, struct rect upright)
{
    struct entry_piece piece = {.upright = upright, .turned = turned_box(part, upright)};
    if (!rect_empty(piece.turned))
        part->pieces[part->piece_count++] = piece;
}

/* ---- all of it ---- */

static struct view turned_view(const struct entry_place *place, int *ret_turns)
{
    struct view view = {0};
    *ret_turns = place->page->turns > 0 ? place->page->turns : 0;
    if (place->text) {
        *ret_turns = place->text->view.turns;
        view_size(&place->text->view, &view.page_width, &view.page_height);
        view.skew = place->text->view.skew;
    }
    return view;
}

void entry_part_plan(const struct entry_place *place, struct arena *arena, struct entry_part *ret)
{
    struct entry_part part = {0};
    struct rect own = {0};
    part.view = turned_view(place, &part.turns);
    part.hidden = arena_take(arena, place->record_count + 2, sizeof *part.hidden);
    *ret = part;
    if (!place->text)
        return; /* nobody knows where the entries lie */
    for (size_t i = 0; i < place->record_count; i++)
        if (uuid_equal(&place->records[i].id, place->record))
            own = record_place(place, &part, &place->records[i]);
    const struct text_table *table = rect_empty(own) ? NULL : table_around(place->text, own);
    int first = table ? first_entry(place, &part, table, own.y) : 0;
    for (size_t i = 0; i < place->record_count && !place->neighbours; i++) {
        const struct record *record = &place->records[i];
        struct rect box = record_place(place, &part, record);
        bool covered = table && table_around(place->text, box) == table;
        if (!uuid_equal(&record->id, place->record) && !rect_empty(box) && !covered)
            hide_other(&part, box, own);
    }
    if (table && !place->neighbours)
        hide_rows(&part, table, own, first);
    if (table && place->rows) {
        struct rect wide = rect_grow(
            rect_union(own, (struct rect){table->box.x, own.y, table->box.w, own.h}), MARGIN, 0);
        struct rect head = above(rect_grow(table->box, MARGIN, 0), first);
        if (head.h >= HEAD_LEAST)
            show(&part, head);
        show(&part, wide);
        place_pieces(&part);
    }
    *ret = part;
}

static json_t *boxes_new(const struct rect *boxes, size_t count, size_t step)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        const struct rect *box =
            (const struct rect *)(const void *)((const char *)boxes + i * step);
        json_array_append_new(list, json_pack("[i,i,i,i]", box->x, box->y, box->w, box->h));
    }
    return list;
}

void entry_part_put(const struct entry_part *part, json_t *request)
{
    json_put_long(request, "turns", part->turns);
    json_put_double(request, "skew", part->view.skew);
    if (part->hidden_count)
        json_put_new(request, "hide",
                     boxes_new(part->hidden, part->hidden_count, sizeof *part->hidden));
    if (part->piece_count)
        json_put_new(request, "show",
                     boxes_new(&part->pieces[0].turned, part->piece_count, sizeof *part->pieces));
}

/* ---- words ---- */

/* Moves a box with its piece; false: it is not to be seen. */
static bool move_box(const struct entry_part *part, struct rect *box)
{
    int x = box->x + box->w / 2, y = box->y + box->h / 2;
    for (size_t i = 0; i < part->hidden_count; i++)
        if (rect_has(part->hidden[i], x, y))
            return false;
    for (size_t i = 0; i < part->piece_count; i++) {
        const struct entry_piece *piece = &part->pieces[i];
        if (!rect_has(piece->upright, x, y))
            continue;
        box->x += piece->dx;
        box->y += piece->dy;
        return true;
    }
    return part->piece_count == 0;
}

/* The words of a line that stay; its box is theirs. */
static void keep_words(const struct entry_part *part, struct text_line *line)
{
    size_t kept = 0;
    struct rect box = {0};
    for (size_t i = 0; i < line->word_count; i++) {
        struct text_word word = line->words[i];
        if (!move_box(part, &word.box))
            continue;
        box = rect_union(box, word.box);
        line->words[kept++] = word;
    }
    if (line->word_count == 0 && !move_box(part, &line->box))
        line->box = (struct rect){0};
    else if (line->word_count > 0)
        line->box = box;
    line->word_count = kept;
}

void entry_part_words(const struct entry_part *part, struct text_page *text,
                      struct page_values *values)
{
    size_t lines = 0, kept = 0;
    for (size_t i = 0; i < text->line_count; i++) {
        keep_words(part, &text->lines[i]);
        if (!rect_empty(text->lines[i].box))
            text->lines[lines++] = text->lines[i];
    }
    text->line_count = lines;
    for (size_t i = 0; i < values->count; i++)
        if (move_box(part, &values->items[i].box))
            values->items[kept++] = values->items[i];
    values->count = kept;
    text->view = part->view;
}
