/* SPDX-License-Identifier: Apache-2.0
 *
 * record/spread: the two sides of an open register. Includes base, model and record.
 */
#include "record/spread.h"

static const double SAME_HEIGHT = 0.6, SAME_ROW = 0.5;

/* How much of the lower one of two stretches both share. */
static double shared(int from, int length, int other, int other_length)
{
    int low = from > other ? from : other;
    int end = from + length < other + other_length ? from + length : other + other_length;
    int least = length < other_length ? length : other_length;
    return least > 0 && end > low ? (double)(end - low) / least : 0;
}

bool spread_beside(struct rect a, struct rect b, bool *ret_left)
{
    *ret_left = a.x < b.x;
    int end = *ret_left ? rect_right(a) : rect_right(b), start = *ret_left ? b.x : a.x;
    int slack = (a.w < b.w ? a.w : b.w) / 20;
    return end <= start + slack && shared(a.y, a.h, b.y, b.h) >= SAME_HEIGHT;
}

void spread_keep_side(const struct schema *schema, bool right, struct spread_side *side)
{
    enum paper_side other = right ? SIDE_LEFT : SIDE_RIGHT;
    for (size_t c = 0; c < side->width; c++) {
        int field = side->columns.field[c];
        if (field < 0 || schema->fields[field].side != other)
            continue;
        side->columns.field[c] = -1;
        side->columns.known--;
    }
}

static bool holds(const struct spread_side *side, int field)
{
    for (size_t c = 0; c < side->width; c++)
        if (side->columns.field[c] == field)
            return true;
    return false;
}

bool spread_fits(const struct schema *schema, const struct spread_side *left,
                 const struct spread_side *right)
{
    bool sided = false;
    size_t common = 0;
    if (!left->count || !right->count)
        return false;
    for (size_t i = 0; i < schema->field_count; i++) {
        bool there = holds(right, (int)i);
        sided |= there && schema->fields[i].side == SIDE_RIGHT;
        common += there && holds(left, (int)i) && schema->fields[i].kind != KIND_NUMBER;
    }
    return sided || common == 0;
}

static bool has_value(const struct proposed_field *field)
{
    return field->value.written || field->handwritten;
}

static void join_row(const struct schema *schema, struct proposal *left,
                     const struct proposal *right)
{
    for (size_t i = 0; i < left->field_count; i++) {
        enum paper_side side = schema->fields[i].side;
        bool blank = right->fields[i].value.status == VALUE_BLANK;
        if (side == SIDE_RIGHT || (side == SIDE_NONE && !has_value(&left->fields[i]) &&
                                   (has_value(&right->fields[i]) || blank)))
            left->fields[i] = right->fields[i];
    }
    left->region = rect_union(left->region, right->region);
}

/* The row of the left at the same height; count when there is none. */
static size_t row_beside(const struct spread_side *left, const struct proposal *row)
{
    size_t best = left->count;
    double most = SAME_ROW;
    for (size_t i = 0; i < left->count; i++) {
        struct rect box = left->items[i].region;
        double now = shared(box.y, box.h, row->region.y, row->region.h);
        if (now > most) {
            most = now;
            best = i;
        }
    }
    return best;
}

size_t spread_join(const struct schema *schema, struct spread_side *left, struct spread_side *right)
{
    bool equal = left->count == right->count;
    size_t over = 0;
    for (size_t i = 0; i < right->count; i++) {
        size_t to = equal ? i : row_beside(left, &right->items[i]);
        if (to < left->count)
            join_row(schema, &left->items[to], &right->items[i]);
        else
            right->items[over++] = right->items[i];
    }
    return over;
}
