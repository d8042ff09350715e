/* SPDX-License-Identifier: Apache-2.0
 *
 * record/span: from the end of a label to where its value stops: the next label, an unknown label,
 * a wide gap, the lines that a field may take. Includes base, model and record.
 */
#include "record/part.h"

#include <string.h>

#include "base/utf8.h"

static const struct row *row_of(const struct form *form, const struct token *token)
{
    return &form->sheet.rows[token->row];
}

/* Where labels or the end stop the tokens of instance i. */
static size_t span_limit(const struct form *form, size_t i)
{
    for (size_t k = i + 1; k < form->found.count; k++)
        if (!form->text[k])
            return form->found.items[k].from;
    return form->stream.count;
}

static bool starts_upper(const struct token *token)
{
    const char *at = token->text;
    uint32_t rune = utf8_next(&at);
    return utf8_is_letter(rune) && utf8_lower_rune(rune) != rune;
}

/* "Quan hệ với trẻ: …": letters, a capital first, a colon soon, no digit before it. */
static bool unknown_label(const struct form *form, size_t at, size_t limit)
{
    const struct stream_item *items = form->stream.items;
    int letters = 0;
    if (!starts_upper(items[at].token))
        return false;
    for (size_t i = at; i < limit && i < at + 8 && items[i].segment == items[at].segment; i++) {
        const struct token *token = items[i].token;
        if (strchr(token->fold, '#') || token->leader || token->hand)
            return false;
        letters += token->letters;
        if (token->colon)
            return letters >= 5;
    }
    return false;
}

/* The first token of the piece of row that belongs to the same column as the stream item at. */
static int segment_right(const struct form *form, size_t at)
{
    const struct stream_item *items = form->stream.items;
    size_t i = at;
    while (i + 1 < form->stream.count && items[i + 1].segment == items[at].segment)
        i++;
    while (i > 0 && items[i].token->leader && items[i - 1].segment == items[at].segment)
        i--;
    return rect_right(items[i].token->box);
}

static int segment_left(const struct form *form, size_t at)
{
    const struct stream_item *items = form->stream.items;
    while (at > 0 && items[at - 1].segment == items[at].segment)
        at--;
    return items[at].token->box.x;
}

static bool segment_in_region(const struct form *form, const struct token *token, int *ret_left,
                              int *ret_right)
{
    *ret_left = 0;
    *ret_right = form->sheet.width;
    for (size_t i = 0; i < form->regions.count; i++) {
        const struct region *region = &form->regions.items[i];
        if ((size_t)token->row < region->row_from || (size_t)token->row >= region->row_to)
            continue;
        if (token->box.x + token->box.w / 2 < region->gutter)
            *ret_right = region->gutter;
        else
            *ret_left = region->gutter;
        return true;
    }
    return false;
}

/* May the value that fills row `above` go on in the segment that starts at `at`? */
static bool goes_on(const struct form *form, const struct schema_field *field, size_t before,
                    size_t at, size_t limit, bool empty)
{
    const struct token *last = form->stream.items[before].token;
    const struct token *next = form->stream.items[at].token;
    const struct row *above = row_of(form, last), *here = row_of(form, next);
    int left, right, pitch = form->sheet.pitch;
    bool narrow = segment_in_region(form, next, &left, &right);
    if (here->box.y + here->box.h / 2 - above->box.y - above->box.h / 2 >
        (empty ? pitch * 5 / 2 : pitch * 7 / 4))
        return false;
    if (unknown_label(form, at, limit))
        return false;
    if (next->box.x < segment_left(form, before) - 2 * form->sheet.line_height)
        return false; /* a new paragraph, not a further line */
    if (empty || field->find == FIND_LIST)
        return true;
    /* a full line goes on; one that ends early does not */
    int width = right - left, end = segment_right(form, before);
    return end > left + width * (narrow ? 45 : 55) / 100;
}

static int lines_allowed(const struct form *form, const struct schema_field *field,
                         const struct token *label)
{
    int left, right;
    bool narrow = segment_in_region(form, label, &left, &right);
    switch (field->kind) {
    case KIND_NAME: return narrow ? 2 : 1;
    case KIND_SEX:
    case KIND_ETHNIC:
    case KIND_NATIONALITY:
    case KIND_NUMBER:
    case KIND_PERSON_ID:
    case KIND_YEAR: return field->lines;
    default: return field->lines + (narrow ? 2 : 1);
    }
}

/* A label far right in the same row that no schema knows. */
static bool stops_in_row(const struct form *form, size_t at, size_t limit)
{
    const struct stream_item *items = form->stream.items;
    const struct token *before = items[at - 1].token, *here = items[at].token;
    if (here->box.x - rect_right(before->box) < 2 * form->sheet.line_height)
        return false;
    return unknown_label(form, at, limit);
}

/* Rest of a printed label that no variant has ("… tên chồng:"): ends with a colon close by. */
static size_t skip_label_rest(const struct form *form, size_t i, size_t at, size_t limit)
{
    const struct stream_item *items = form->stream.items;
    if (form->found.items[i].colon)
        return at;
    for (size_t k = at; k < limit && k < at + 4 && items[k].segment == items[at].segment; k++) {
        if (strchr(items[k].token->fold, '#') || items[k].token->hand || items[k].token->leader)
            return at;
        if (items[k].token->colon)
            return k + 1;
    }
    return at;
}

/* First item behind the value of instance i; *ret_from = first item of the value. */
static size_t span_end(const struct form *form, size_t i, size_t *ret_from)
{
    const struct instance *instance = &form->found.items[i];
    const struct schema_field *field = &form->schema->fields[form->fields[i]];
    const struct stream_item *items = form->stream.items;
    size_t limit = span_limit(form, i), at = field->keep ? instance->from : instance->to;
    const struct token *label = items[instance->to - 1].token;
    int segment = items[instance->to - 1].segment, lines = 1;
    int allowed = lines_allowed(form, field, label);
    bool empty = true;
    if (!field->keep)
        at = skip_label_rest(form, i, at, limit);
    *ret_from = at;
    for (; at < limit; at++) {
        const struct token *token = items[at].token;
        if (items[at].segment != segment) {
            if (!empty && lines >= allowed)
                break;
            if (!goes_on(form, field, at - 1, at, limit, empty))
                break;
            lines += !empty;
            segment = items[at].segment;
        } else if (!empty && stops_in_row(form, at, limit)) {
            break;
        }
        if (token->hand || (!token->leader && !token->note && token->letters > 0))
            empty = false;
    }
    return at;
}

/* Labels of one row whose values all stand in the row below: a value belongs to the label above
 * it. Takes from the span what lies left of this label, or adds what lies under it. */
static bool row_is_header(const struct form *form, size_t i, size_t *ret_first, size_t *ret_last)
{
    const struct instance *items = form->found.items;
    int segment = form->stream.items[items[i].from].segment;
    size_t first = i, last = i;
    while (first > 0 && !form->text[first - 1] &&
           form->stream.items[items[first - 1].from].segment == segment)
        first--;
    while (last + 1 < form->found.count && !form->text[last + 1] &&
           form->stream.items[items[last + 1].from].segment == segment)
        last++;
    if (first == last)
        return false;
    for (size_t k = first; k <= last; k++) {
        size_t end = k < last ? items[k + 1].from : items[k].to + 1;
        for (size_t t = items[k].to; t < end && t < form->stream.count; t++) {
            const struct token *token = form->stream.items[t].token;
            if (form->stream.items[t].segment == segment && (token->letters > 0 || token->hand))
                return false;
        }
    }
    *ret_first = first;
    *ret_last = last;
    return true;
}

static struct token_list under_label(const struct form *form, size_t i, size_t first, size_t last)
{
    struct token_list list = {0};
    const struct instance *items = form->found.items;
    size_t from = 0;
    if (form->fields[last] < 0)
        return list;
    size_t end = span_end(form, last, &from);
    int slack = form->sheet.line_height;
    int left = i == first ? 0 : form->stream.items[items[i].from].token->box.x - slack;
    int right =
        i == last ? form->sheet.width : form->stream.items[items[i + 1].from].token->box.x - slack;
    list.items = arena_take(form->sheet.arena, end - from + 1, sizeof *list.items);
    for (size_t t = from; t < end; t++) {
        const struct token *token = form->stream.items[t].token;
        if (token->box.x >= left && token->box.x < right)
            list.items[list.count++] = token;
    }
    return list;
}

struct token_list form_span(const struct form *form, size_t i)
{
    struct token_list list = {0};
    size_t first, last, from = 0;
    if (row_is_header(form, i, &first, &last))
        return under_label(form, i, first, last);
    size_t end = span_end(form, i, &from);
    list.items = arena_take(form->sheet.arena, end - from + 1, sizeof *list.items);
    for (size_t t = from; t < end; t++)
        list.items[list.count++] = form->stream.items[t].token;
    return list;
}

struct rect form_empty_place(const struct form *form, size_t i)
{
    const struct instance *instance = &form->found.items[i];
    const struct token *label = form->stream.items[instance->to - 1].token;
    int left, right;
    (void)segment_in_region(form, label, &left, &right);
    size_t limit = span_limit(form, i);
    if (limit < form->stream.count && form->stream.items[limit].token->row == label->row &&
        form->stream.items[limit].token->box.x > rect_right(label->box))
        right = form->stream.items[limit].token->box.x;
    else if (right == form->sheet.width)
        right -= form->sheet.width / 20;
    struct rect box = {rect_right(label->box), label->box.y, right - rect_right(label->box),
                       label->box.h};
    if (box.w <= 0)
        box.w = 1;
    return box;
}
