/* SPDX-License-Identifier: Apache-2.0
 *
 * export/pdf: the words of the text layer. What a person keyed or corrected takes the place of the
 * words that were read inside the value's box, spread over the same lines; where nothing was read
 * (handwriting) it gets a line of its own. May include: model, base.
 */
#include <string.h>

#include "base/utf8.h"
#include "export/pdf_part.h"

/* Words from..end of one line that a value covers; end == from: an empty (handwritten) line. */
struct segment {
    size_t line, from, end;
    struct rect box;
};
struct segments {
    struct segment *items;
    size_t count, room;
};

/* ---- from the page ---- */

static void copy_line(const struct text_line *line, struct arena *arena, struct layer_line *ret)
{
    ret->box = line->box;
    ret->count = line->word_count;
    ret->words = arena_take(arena, ret->count, sizeof *ret->words);
    for (size_t i = 0; i < ret->count; i++)
        ret->words[i] = (struct layer_word){line->words[i].text, line->words[i].box};
}

/* ---- where a value lies ---- */

static bool covered(struct rect word, struct rect box)
{
    return rect_inside(word, box) > 0.5;
}

static void find_segments(const struct layer *layer, struct rect box, struct segments *ret)
{
    for (size_t i = 0; i < layer->count; i++) {
        const struct layer_line *line = &layer->lines[i];
        struct segment segment = {.line = i};
        while (segment.from < line->count && !covered(line->words[segment.from].box, box))
            segment.from++;
        for (segment.end = segment.from;
             segment.end < line->count && covered(line->words[segment.end].box, box); segment.end++)
            segment.box = rect_union(segment.box, line->words[segment.end].box);
        if (line->count == 0 && covered(line->box, box))
            segment.box = line->box;
        if (!rect_empty(segment.box))
            ret->items[ret->count++] = segment;
    }
}

static bool says_already(const struct layer *layer, const struct segments *segments,
                         const char *text)
{
    struct str now = STR_INIT;
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = &segments->items[i];
        for (size_t k = segment->from; k < segment->end; k++)
            str_format(&now, "%s%s", now.length ? " " : "",
                       layer->lines[segment->line].words[k].text);
    }
    bool same = text_equal(str_peek(&now), text);
    str_release(&now);
    return same;
}

/* ---- laying words down ---- */

/* The next word of *at, or NULL at the end; arena text. */
static const char *next_word(const char **at, struct arena *arena)
{
    const char *start = *at, *end;
    uint32_t rune = 0;
    for (end = start; (rune = utf8_next(&end)) && utf8_is_space(rune);)
        start = end;
    if (!*start)
        return NULL;
    for (end = start; *end;) {
        const char *after = end;
        if (utf8_is_space(utf8_next(&after)))
            break;
        end = after;
    }
    *at = end;
    return arena_copy_span(arena, start, (size_t)(end - start));
}

/* Lays `count` words side by side into box, each as wide as its share of the characters. */
static void spread(struct layer_word *words, size_t count, struct rect box)
{
    double all = 0, done = 0;
    for (size_t i = 0; i < count; i++)
        all += (double)utf8_count(words[i].text) + (i + 1 < count);
    for (size_t i = 0; i < count; i++) {
        double wide = (double)utf8_count(words[i].text);
        words[i].box = (struct rect){box.x + (int)(box.w * done / all), box.y,
                                     (int)(box.w * wide / all), box.h};
        done += wide + 1;
    }
}

/* Puts `count` words in the place of the segment's. */
static void replace(struct layer *layer, const struct segment *segment,
                    const struct layer_word *words, size_t count, struct arena *arena)
{
    struct layer_line *line = &layer->lines[segment->line];
    size_t tail = line->count - segment->end, total = segment->from + count + tail;
    struct layer_word *fresh = arena_take(arena, total, sizeof *fresh);
    for (size_t i = 0; i < segment->from; i++)
        fresh[i] = line->words[i];
    for (size_t i = 0; i < count; i++)
        fresh[segment->from + i] = words[i];
    spread(fresh + segment->from, count, segment->box);
    for (size_t i = 0; i < tail; i++)
        fresh[segment->from + count + i] = line->words[segment->end + i];
    line->words = fresh;
    line->count = total;
}

/* Spreads the text over the segments by their widths; the last one takes what is left. */
static void fill(struct layer *layer, const struct segments *segments, const char *text,
                 struct arena *arena)
{
    double width = 0, filled = 0, letters = (double)utf8_count(text), laid = 0;
    for (size_t i = 0; i < segments->count; i++)
        width += segments->items[i].box.w;
    struct layer_word *words = arena_take(arena, strlen(text) + 1, sizeof *words);
    const char *word = next_word(&text, arena);
    for (size_t i = 0; i < segments->count; i++) {
        size_t count = 0;
        filled += segments->items[i].box.w;
        bool last = i + 1 == segments->count;
        while (word && (last || laid + (double)utf8_count(word) / 2 <= letters * filled / width)) {
            laid += (double)utf8_count(word) + 1;
            words[count++].text = word;
            word = next_word(&text, arena);
        }
        replace(layer, &segments->items[i], words, count, arena);
    }
}

/* A line of its own, before the first line that begins below the middle of the box. */
static void insert(struct layer *layer, struct rect box, const char *text, struct arena *arena)
{
    size_t at = 0;
    while (at < layer->count && layer->lines[at].box.y < box.y + box.h / 2)
        at++;
    memmove(&layer->lines[at + 1], &layer->lines[at], (layer->count - at) * sizeof *layer->lines);
    layer->count++;
    layer->lines[at] = (struct layer_line){.box = box};
    struct segment whole = {.line = at, .box = box};
    struct segments one = {&whole, 1, 1};
    fill(layer, &one, text, arena);
}

static void put_value(struct layer *layer, const struct text_page *page,
                      const struct pdf_value *value, struct arena *arena)
{
    struct rect all = {0};
    view_size(&page->view, &all.w, &all.h);
    struct rect box = rect_cut(value->box, all);
    if (rect_empty(box))
        return;
    struct segments segments = {.room = layer->count};
    segments.items = arena_take(arena, segments.room, sizeof *segments.items);
    find_segments(layer, box, &segments);
    if (segments.count == 0 && *value->text)
        insert(layer, box, value->text, arena);
    else if (segments.count > 0 && !says_already(layer, &segments, value->text))
        fill(layer, &segments, value->text, arena);
}

void layer_make(const struct pdf_page *page, struct arena *arena, struct layer *ret)
{
    struct layer layer = {0};
    const struct text_page *text = page->text;
    layer.lines = arena_take(arena, text->line_count + page->value_count + 1, sizeof *layer.lines);
    for (size_t i = 0; i < text->line_count; i++)
        copy_line(&text->lines[i], arena, &layer.lines[layer.count++]);
    for (size_t i = 0; i < page->value_count; i++)
        put_value(&layer, text, &page->values[i], arena);
    *ret = layer;
}
