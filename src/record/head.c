/* SPDX-License-Identifier: Apache-2.0
 *
 * record/head: what stands at the head of a paper without a label: the office that issues it, and
 * "place, ngày … tháng … năm …". Includes base, model and record.
 */
#include "record/part.h"

#include <string.h>

#include "base/str.h"

static int field_that(const struct form *form, enum field_find find)
{
    for (size_t i = 0; i < form->schema->field_count; i++)
        if (form->schema->fields[i].find == find)
            return (int)i;
    return -1;
}

/* ---- place and date ---- */

static bool is_word(const struct stream *stream, size_t at, const char *fold)
{
    return at < stream->count && strcmp(stream->items[at].token->fold, fold) == 0;
}

static size_t next_word(const struct stream *stream, size_t at)
{
    at++;
    while (at < stream->count && stream->items[at].token->leader)
        at++;
    return at;
}

/* "ngày 5 tháng 6 năm 2025" from at on: index behind it, or 0. Numbers may be damaged. */
static size_t date_end(const struct stream *stream, size_t at)
{
    if (at >= stream->count || !text_ends(stream->items[at].token->fold, "ngay"))
        return 0;
    size_t month = next_word(stream, next_word(stream, at));
    if (!is_word(stream, month, "thang"))
        return 0;
    size_t year = next_word(stream, next_word(stream, month));
    if (!is_word(stream, year, "nam"))
        return 0;
    size_t end = next_word(stream, year) + 1;
    if (end > stream->count || stream->items[end - 1].segment != stream->items[at].segment)
        return 0;
    return strchr(stream->items[end - 1].token->fold, '#') ? end : 0;
}

/* The place before it, in the same row, up to a wide gap or a label. */
static size_t place_start(const struct form *form, const struct stream *stream, size_t at)
{
    size_t from = at;
    int wide = form->sheet.line_height * 3 / 2;
    while (from > 0 && stream->items[from - 1].segment == stream->items[at].segment) {
        const struct token *left = stream->items[from - 1].token;
        if (stream->items[from].token->box.x - rect_right(left->box) > wide || left->colon)
            break;
        from--;
    }
    return from;
}

static bool place_good(const struct stream *stream, size_t from, size_t at)
{
    if (from == at || at - from > 8)
        return false;
    for (size_t i = from; i < at; i++)
        if (strchr(stream->items[i].token->fold, '#') || is_word(stream, i, "gio"))
            return false;
    return text_ends(stream->items[at - 1].token->text, ",") ||
           text_ends(stream->items[at - 1].token->text, ".");
}

static bool find_place_date(struct form *form, const struct stream *stream, int field)
{
    for (size_t i = 0; i < stream->count; i++) {
        size_t end = date_end(stream, i);
        size_t from = end ? place_start(form, stream, i) : 0;
        if (end == 0 || !place_good(stream, from, i))
            continue;
        struct token_list list = {0};
        list.items = arena_take(form->sheet.arena, end - from, sizeof *list.items);
        for (size_t k = from; k < end; k++)
            list.items[list.count++] = stream->items[k].token;
        struct picked picked;
        pick_all(&list, form->sheet.arena, &picked);
        propose_value(&form->schema->fields[field], &picked, 1, form->sheet.arena,
                      &form->proposal->fields[field]);
        return true;
    }
    return false;
}

static void extract_place_date(struct form *form, int field)
{
    struct stream foot;
    if (find_place_date(form, &form->stream, field))
        return;
    stream_init(&foot, &form->sheet, NULL, form->foot, form->sheet.row_count, form->sheet.arena);
    (void)find_place_date(form, &foot, field);
}

/* ---- the office ---- */

static int head_gutter(const struct form *form)
{
    for (size_t i = 0; i < form->regions.count; i++)
        if (form->regions.items[i].row_from == 0)
            return form->regions.items[i].gutter;
    return form->sheet.width / 2;
}

static bool starts_label(const struct form *form, size_t at)
{
    for (size_t i = 0; i < form->found.count; i++)
        if (form->found.items[i].from == at && !form->text[i])
            return true;
    return false;
}

static void extract_issuer(struct form *form, int field)
{
    struct token_list list = {0};
    int gutter = head_gutter(form);
    list.items = arena_take(form->sheet.arena, form->stream.count + 1, sizeof *list.items);
    for (size_t i = 0; i < form->stream.count; i++) {
        const struct token *token = form->stream.items[i].token;
        if (starts_label(form, i) || token->box.y > form->sheet.height * 3 / 10)
            break;
        if (rect_right(token->box) <= gutter + form->sheet.line_height)
            list.items[list.count++] = token;
    }
    if (list.count == 0)
        return;
    struct picked picked;
    pick_all(&list, form->sheet.arena, &picked);
    if (picked.written)
        propose_value(&form->schema->fields[field], &picked, 1, form->sheet.arena,
                      &form->proposal->fields[field]);
}

void head_extract(struct form *form)
{
    int place_date = field_that(form, FIND_PLACEDATE), issuer = field_that(form, FIND_ISSUER);
    if (place_date >= 0)
        extract_place_date(form, place_date);
    if (issuer >= 0)
        extract_issuer(form, issuer);
}
