/* SPDX-License-Identifier: Apache-2.0
 *
 * record/stream: two-column parts of a page and the stream of tokens through them. Includes base,
 * model and record.
 */
#include "record/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* ---- streams ---- */

static int middle_x(const struct token *token)
{
    return token->box.x + token->box.w / 2;
}

size_t row_split(const struct sheet *sheet, const struct row *row, int gutter)
{
    const struct token *tokens = sheet->tokens + row->first;
    size_t split = 0;
    while (split < row->count && middle_x(&tokens[split]) < gutter)
        split++;
    /* a wide gap close by is where the columns part, if words reach over the gutter */
    int reach = 4 * sheet->line_height, best_gap = 0;
    size_t best = split;
    for (size_t i = 1; i < row->count; i++) {
        int left = rect_right(tokens[i - 1].box), right = tokens[i].box.x;
        if (abs(right - gutter) > reach && abs(left - gutter) > reach &&
            !(left < gutter && right > gutter))
            continue;
        if (right - left > best_gap) {
            best_gap = right - left;
            best = i;
        }
    }
    return best_gap > sheet->line_height ? best : split;
}

static void stream_add(struct stream *stream, const struct sheet *sheet, size_t from, size_t to,
                       int *segment)
{
    for (size_t i = from; i < to; i++) {
        struct stream_item *item = &stream->items[stream->count++];
        item->token = &sheet->tokens[i];
        item->segment = *segment;
        item->first = i == from;
        item->last = i + 1 == to;
    }
    *segment += to > from;
}

static const struct region *region_at(const struct regions *regions, size_t row)
{
    for (size_t i = 0; regions && i < regions->count; i++)
        if (row >= regions->items[i].row_from && row < regions->items[i].row_to)
            return &regions->items[i];
    return NULL;
}

static void add_region(struct stream *stream, const struct sheet *sheet,
                       const struct region *region, size_t from, size_t to, int *segment)
{
    for (int side = 0; side < 2; side++)
        for (size_t r = from; r < to; r++) {
            const struct row *row = &sheet->rows[r];
            size_t split = row->first + row_split(sheet, row, region->gutter);
            stream_add(stream, sheet, side ? split : row->first,
                       side ? row->first + row->count : split, segment);
        }
}

void stream_init(struct stream *stream, const struct sheet *sheet, const struct regions *regions,
                 size_t from, size_t to, struct arena *arena)
{
    int segment = 0;
    *stream = (struct stream){0};
    stream->items = arena_take(arena, sheet->token_count + 1, sizeof *stream->items);
    for (size_t r = from; r < to;) {
        const struct region *region = region_at(regions, r);
        if (!region) {
            const struct row *row = &sheet->rows[r++];
            stream_add(stream, sheet, row->first, row->first + row->count, &segment);
            continue;
        }
        size_t end = region->row_to < to ? region->row_to : to;
        add_region(stream, sheet, region, r, end, &segment);
        r = end;
    }
}

/* ---- regions ---- */

static void regions_add(struct regions *regions, struct region region)
{
    for (size_t i = 0; i < regions->count; i++) {
        struct region *other = &regions->items[i];
        if (region.row_from < other->row_to && region.row_to > other->row_from)
            return;
    }
    if (regions->count < REGIONS_MAX && region.row_to > region.row_from)
        regions->items[regions->count++] = region;
}

/* Does a run of words without a wide gap stand on both sides of the gutter? */
static bool row_crosses(const struct sheet *sheet, const struct row *row, int gutter)
{
    const struct token *tokens = sheet->tokens + row->first;
    int wide = sheet->line_height + sheet->line_height / 4;
    for (size_t i = 0; i < row->count; i++) {
        size_t end = i;
        while (end + 1 < row->count && tokens[end + 1].box.x - rect_right(tokens[end].box) < wide)
            end++;
        if (tokens[i].box.x < gutter - wide && rect_right(tokens[end].box) > gutter + wide)
            return true;
        i = end;
    }
    return false;
}

static const struct token *instance_start(const struct stream *stream,
                                          const struct instance *instance)
{
    return stream->items[instance->from].token;
}

/* The state's name in the right half: what stands left of it is the office's column. */
static void find_head(const struct sheet *sheet, const struct stream *stream,
                      const struct instance_list *labels, struct regions *ret)
{
    const struct token *nation = NULL, *end = NULL;
    for (size_t i = 0; i < labels->count && !nation; i++)
        if (text_starts(labels->items[i].label->fold, "conghoaxahoi") ||
            text_starts(labels->items[i].label->fold, "docaptudo")) {
            nation = instance_start(stream, &labels->items[i]);
            end = stream->items[labels->items[i].to - 1].token;
        }
    if (!nation || nation->box.x < sheet->width * 3 / 10 ||
        (nation->box.x + rect_right(end->box)) / 2 < sheet->width * 56 / 100)
        return; /* over the middle: one column */
    struct region region = {.row_from = 0, .gutter = nation->box.x - sheet->line_height};
    size_t row = (size_t)nation->row + 1;
    while (row < sheet->row_count && row < (size_t)nation->row + 10 &&
           sheet->rows[row].box.y < sheet->height * 2 / 5 &&
           !row_crosses(sheet, &sheet->rows[row], region.gutter))
        row++;
    region.row_to = row;
    regions_add(ret, region);
}

/* "ho_ten" of ho_ten_vo in the part vo. */
static size_t stem_length(const struct schema_field *field)
{
    size_t name = strlen(field->name), block = strlen(field->block);
    if (block > 0 && name > block + 1 && text_ends(field->name, field->block))
        return name - block - 1;
    return name;
}

/* Two labels of one row that say the same of two people. */
static bool are_twins(const struct schema *schema, const struct label *a, const struct label *b)
{
    if (a->block >= 0 && b->block >= 0 && a->block != b->block)
        return true;
    for (size_t i = 0; i < a->field_count; i++)
        for (size_t k = 0; k < b->field_count; k++) {
            const struct schema_field *left = &schema->fields[a->fields[i]];
            const struct schema_field *right = &schema->fields[b->fields[k]];
            size_t stem = stem_length(left);
            if (left != right && left->block[0] && right->block[0] && stem == stem_length(right) &&
                strncmp(left->name, right->name, stem) == 0)
                return true;
        }
    return false;
}

static bool has_twin_field(const struct schema *schema, const struct label *label)
{
    if (label->block >= 0)
        return true;
    for (size_t i = 0; i < label->field_count; i++) {
        const struct schema_field *field = &schema->fields[label->fields[i]];
        size_t stem = stem_length(field);
        for (size_t k = 0; k < schema->field_count; k++) {
            const struct schema_field *other = &schema->fields[k];
            if (other != field && field->block[0] && other->block[0] &&
                !text_equal(field->block, other->block) && stem_length(other) == stem &&
                strncmp(field->name, other->name, stem) == 0)
                return true;
        }
    }
    return false;
}

static int by_value(const void *a, const void *b)
{
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

struct twins {
    int rows[64];
    int starts[64]; /* left edge of the right twin */
    size_t count;
};

static void twins_collect(const struct sheet *sheet, const struct schema *schema,
                          const struct stream *stream, const struct instance_list *labels,
                          struct twins *ret)
{
    for (size_t i = 0; i + 1 < labels->count; i++) {
        const struct token *left = instance_start(stream, &labels->items[i]);
        if (ret->count > 0 && left->box.x < sheet->width * 2 / 5 &&
            !has_twin_field(schema, labels->items[i].label))
            break; /* behind the two columns */
        for (size_t k = i + 1; k < labels->count && ret->count < 64; k++) {
            const struct token *right = instance_start(stream, &labels->items[k]);
            if (right->row != left->row)
                break;
            if (!are_twins(schema, labels->items[i].label, labels->items[k].label))
                continue;
            ret->rows[ret->count] = left->row;
            ret->starts[ret->count++] = right->box.x;
            break;
        }
    }
}

/* A label at the left that no twin can have ends the columns. */
static size_t twins_end(const struct sheet *sheet, const struct schema *schema,
                        const struct stream *stream, const struct instance_list *labels,
                        size_t after, int gutter)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct token *start = instance_start(stream, &labels->items[i]);
        if ((size_t)start->row <= after)
            continue;
        if (!has_twin_field(schema, labels->items[i].label) &&
            start->box.x < gutter - 2 * sheet->line_height)
            return (size_t)start->row;
    }
    return after + 3 < sheet->row_count ? after + 3 : sheet->row_count;
}

static void find_twins(const struct sheet *sheet, const struct schema *schema,
                       const struct stream *stream, const struct instance_list *labels,
                       struct regions *ret)
{
    struct twins twins = {0};
    twins_collect(sheet, schema, stream, labels, &twins);
    if (twins.count == 0)
        return;
    int first = twins.rows[0], last = twins.rows[twins.count - 1];
    qsort(twins.starts, twins.count, sizeof *twins.starts, by_value);
    int gutter = twins.starts[twins.count / 2] - sheet->line_height / 2;
    if (twins.count == 1 && first + 2 >= (int)sheet->row_count)
        return;
    regions_add(ret, (struct region){
                         .row_from = (size_t)first,
                         .row_to = twins_end(sheet, schema, stream, labels, (size_t)last, gutter),
                         .gutter = gutter});
}

void regions_find(const struct sheet *sheet, const struct schema *schema,
                  const struct stream *stream, const struct instance_list *labels,
                  struct regions *ret)
{
    *ret = (struct regions){0};
    find_twins(sheet, schema, stream, labels, ret);
    find_head(sheet, stream, labels, ret);
}
