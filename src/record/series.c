/* SPDX-License-Identifier: Apache-2.0
 *
 * record/series: running numbers of a register page against each other. A number that was lost or
 * damaged in reading is proposed where its neighbours leave only one; what was read stays beside
 * it. Numbers that were read and only differ are left alone: books have gaps. Includes base, model,
 * record.
 */
#include "record/part.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { NONE = -1 };

/* The number read in row i, or NONE. */
static long number_at(const struct proposal_list *list, size_t row, size_t field)
{
    const struct proposed_field *at = &list->items[row].fields[field];
    long number = NONE;
    if (at->value.status == VALUE_OK && at->value.written)
        (void)text_to_long(at->value.written, 0, 99999999, &number);
    return number;
}

/* What row must hold if the numbers above and below rise one by one. */
static long expected_at(const struct proposal_list *list, size_t row, size_t field)
{
    long above = row > 0 ? number_at(list, row - 1, field) : NONE;
    long below = row + 1 < list->count ? number_at(list, row + 1, field) : NONE;
    if (above != NONE && below != NONE)
        return below == above + 2 ? above + 1 : NONE;
    if (above != NONE && row > 1 && number_at(list, row - 2, field) == above - 1)
        return above + 1;
    if (below != NONE && row + 2 < list->count && number_at(list, row + 2, field) == below + 1)
        return below - 1;
    return NONE;
}

/* As many digits as its neighbours have: 04 05 06. */
static const char *number_text(const struct proposal_list *list, size_t row, size_t field,
                               long number, struct arena *arena)
{
    size_t other = row > 0 && number_at(list, row - 1, field) != NONE ? row - 1 : row + 1;
    const char *like = list->items[other].fields[field].value.written;
    int digits = like[0] == '0' ? (int)strlen(like) : 1;
    return arena_format(arena, "%0*ld", digits, number);
}

static void mend_number(struct proposal_list *list, size_t row, size_t field, struct arena *arena)
{
    struct proposed_field *at = &list->items[row].fields[field];
    long expected = at->handwritten ? NONE : expected_at(list, row, field);
    if (expected < 1 || number_at(list, row, field) != NONE)
        return;
    at->other = at->value.written;
    at->value.written = number_text(list, row, field, expected, arena);
    at->value.normal = at->value.written;
    at->value.status = VALUE_OK;
    at->confidence = .8f;
}

/* digits only: a number with a year or letters is no running number. */
void series_mend(const struct schema *schema, struct proposal_list *list, struct arena *arena)
{
    for (size_t f = 0; f < schema->field_count; f++) {
        size_t read = 0;
        if (schema->fields[f].kind != KIND_NUMBER || schema->fields[f].find != FIND_LABEL)
            continue;
        for (size_t r = 0; r < list->count; r++)
            read += number_at(list, r, f) != NONE;
        for (size_t r = 0; r < list->count && read >= 2; r++)
            mend_number(list, r, f, arena);
        for (size_t r = list->count; r-- > 0 && read >= 2;)
            mend_number(list, r, f, arena);
    }
}
