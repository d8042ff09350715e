/* SPDX-License-Identifier: Apache-2.0
 *
 * worker/read: the way of a page through cleaning, layout and reading, top to bottom. Knows neither
 * Leptonica nor Tesseract: imaging and ocr do.
 * May include: imaging, ocr, record, model, base.
 */
#include "worker/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "imaging/clean.h"
#include "imaging/layout.h"
#include "imaging/layout_hand.h"
#include "worker/read_part.h"
#include "worker/read_prose.h"
#include "worker/read_stop.h"

void read_output_release(struct read_output *output)
{
    image_free(output->cleaned);
    output->cleaned = NULL;
}

/* ---- reading ---- */

static struct rect to_upright(const struct read_job *job, struct rect box)
{
    return rect_scale(box, 1 / job->page.work_scale);
}

/* Joins what the engine returned for one rectangle into one line, left to right. */
static struct text_line join_lines(const struct text_line *parts, size_t count, struct arena *arena)
{
    struct text_line line = {.table = -1, .row = -1, .column = -1, .kind = TEXT_PRINT};
    size_t words = 0;
    double sum = 0;
    if (count == 1)
        return parts[0];
    for (size_t i = 0; i < count; i++)
        words += parts[i].word_count;
    line.words = arena_take(arena, words + 1, sizeof *line.words);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < parts[i].word_count; k++) {
            line.words[line.word_count++] = parts[i].words[k];
            line.box = rect_union(line.box, parts[i].words[k].box);
            sum += parts[i].words[k].confidence;
        }
    line.confidence = words ? (float)(sum / (double)words) : 0;
    return line;
}

/* Length of the word without the dots of a leader at its end: two or more, or behind a colon. */
static size_t length_without_dots(const char *text)
{
    size_t length = strlen(text), dots = 0;
    while (length > 0 && text[length - 1] == '.') {
        length--;
        dots++;
    }
    bool leader = length == 0 || dots >= 2 || text[length - 1] == ':';
    return leader ? length : length + dots;
}

/* The part of a word from byte `from` on, `length` bytes long; its box by the share of signs. */
static struct text_word part_of(const struct text_word *word, size_t from, size_t length,
                                struct arena *arena)
{
    struct text_word part = *word;
    char *before = arena_copy_span(arena, word->text, from);
    size_t all = utf8_count(word->text), skipped = utf8_count(before);
    part.text = arena_copy_span(arena, word->text + from, length);
    if (part.char_confidence)
        part.char_confidence += skipped;
    part.box.x += (int)(skipped * (size_t)word->box.w / all);
    part.box.w = (int)(utf8_count(part.text) * (size_t)word->box.w / all);
    return part;
}

/* What the cleaning left of dotted leaders is no text: two dots or more part what is on both sides
 * of them, "tên:....LÊ". No word begins with a stop. */
static void drop_leaders(struct text_line *line, struct arena *arena)
{
    struct text_word *words = line->words;
    size_t count = 0, most = 0;
    for (size_t i = 0; i < line->word_count; i++)
        most += strlen(words[i].text) / 2 + 1;
    line->words = arena_take(arena, most + 1, sizeof *line->words);
    for (size_t i = 0; i < line->word_count; i++) {
        const char *text = words[i].text;
        for (size_t from = strspn(text, ".,") == 1 && text[1] ? 1 : 0; text[from];) {
            const char *dots = strstr(text + from, "..");
            size_t length = dots ? (size_t)(dots - text) - from : strlen(text + from);
            char *piece = arena_copy_span(arena, text + from, length);
            size_t kept = dots ? length : length_without_dots(piece);
            if (kept == strlen(text))
                line->words[count++] = words[i];
            else if (kept > 0)
                line->words[count++] = part_of(&words[i], from, kept, arena);
            from += length + (dots ? strspn(dots, ".") : 0);
        }
    }
    line->word_count = count;
}

/* Bytes of a quotation mark at the start of text, 0 when there is none. */
static size_t quote_length(const char *text)
{
    static const char *const quotes[] = {"'", "\"", "“", "”", "‘", "’"};
    for (size_t i = 0; i < ARRAY_SIZE(quotes); i++)
        if (text_starts(text, quotes[i]))
            return strlen(quotes[i]);
    return 0;
}

/* The model sees a quotation mark in the white before a line: one that nothing closes goes. */
static void drop_lone_quote(struct text_line *line)
{
    if (line->word_count == 0)
        return;
    struct text_word *first = &line->words[0];
    size_t length = quote_length(first->text);
    if (length == 0 || strlen(first->text) == length)
        return;
    for (size_t i = 0; i < line->word_count; i++)
        for (const char *at = line->words[i].text + (i == 0 ? length : 0); *at; at++)
            if (quote_length(at))
                return;
    first->text += length;
    if (first->char_confidence)
        first->char_confidence++;
}

/* Does the line end in a stop that is printed, perhaps or plainly? Told in clear print only. */
static bool ends_in_stop(const struct read_job *job, const struct layout_line *where, bool plainly)
{
    double share = plainly ? 0.45 : 0.64;
    int level = (int)(job->page.ink + share * (CLEAN_PAPER - job->page.ink));
    return stop_printed(&job->page.work, where, job->layout.x_height, level, plainly);
}

/* A full stop that has no ink is none: the model sees it in the white. */
static void drop_lone_stop(struct text_line *line, struct arena *arena)
{
    if (line->word_count == 0)
        return;
    struct text_word *last = &line->words[line->word_count - 1];
    size_t length = strlen(last->text);
    if (length >= 2 && last->text[length - 1] == '.')
        last->text = arena_copy_span(arena, last->text, length - 1);
}

/* "Nhởi,,": the comma at the end, and once more in the white behind it. */
static void drop_doubled_sign(struct text_line *line, struct arena *arena)
{
    struct text_word *last = line->word_count ? &line->words[line->word_count - 1] : NULL;
    size_t length = last ? strlen(last->text) : 0;
    if (length > 2 && strchr(",;:", last->text[length - 1]) &&
        last->text[length - 1] == last->text[length - 2])
        last->text = arena_copy_span(arena, last->text, length - 1);
}

static struct rect from_cut(const struct read_cut *cut, struct rect box)
{
    box.x += cut->box.x;
    box.y += cut->box.y;
    return cut->unit == 1 ? box : rect_scale(box, 1 / cut->unit);
}

/* Boxes of the crop become boxes of the page. */
static void move_words(struct text_line *line, const struct read_cut *cut)
{
    line->box = from_cut(cut, line->box);
    for (size_t i = 0; i < line->word_count; i++)
        line->words[i].box = from_cut(cut, line->words[i].box);
}

/* The line in pixels of what was cut out. */
static struct ocr_place place_of(const struct layout_line *where, enum read_how how,
                                 const struct read_cut *cut)
{
    int grow = how == READ_FINE_SMALL ? 1 : how == READ_FINE_LARGE ? -1 : 0;
    struct rect ink = rect_scale(where->ink, cut->unit);
    struct ocr_place place = {.box = {0, 0, cut->box.w, cut->box.h}};
    place.ink = (struct rect){ink.x - cut->box.x, ink.y - cut->box.y, ink.w, ink.h};
    place.core_top = (int)(where->core_top * cut->unit + 0.5) - cut->box.y - grow;
    place.core_bottom = (int)(where->core_bottom * cut->unit + 0.5) - cut->box.y + grow;
    return place;
}

#define STOP_WHITE 0.35 /* x-heights behind a stop: at the very edge the model does not see it */

enum err_code read_line(struct read_job *job, const struct layout_line *where, enum read_how how,
                        struct text_line *ret, struct err *err)
{
    struct text_line *parts;
    struct read_cut cut;
    size_t count = 0;
    enum err_code code = read_crop(job, where, how, &cut, err);
    if (code)
        return code;
    struct ocr_place place = place_of(where, how, &cut);
    bool clear = job->page.ink < job->settings.pale_ink;
    if (clear && ends_in_stop(job, where, true))
        place.ink.w += (int)(STOP_WHITE * (place.core_bottom - place.core_top));
    code = ocr_set_page(job->input->engine, &cut.pixels, err);
    if (!code)
        code = ocr_read(job->input->engine, &place, NULL, job->arena, &parts, &count, err);
    raster_release(&cut.pixels);
    if (code)
        return code;
    for (size_t i = 0; i < count; i++)
        move_words(&parts[i], &cut);
    *ret = join_lines(parts, count, job->arena);
    drop_leaders(ret, job->arena);
    drop_lone_quote(ret);
    drop_doubled_sign(ret, job->arena);
    if (clear && !ends_in_stop(job, where, false))
        drop_lone_stop(ret, job->arena);
    return ERR_OK;
}

enum read_how read_first_way(const struct read_job *job)
{
    return job->pale ? READ_SHARP : READ_PLAIN;
}

/* What stands before the first colon is a label: the order of the lines depends on it. */
static void note_label(struct layout_line *where, const struct text_line *line, struct arena *arena)
{
    const char *text = line->word_count ? text_line_text(line, arena) : "";
    const char *colon = strchr(text, ':');
    where->label = 0;
    where->ends_label = text_ends(text, ":");
    if (!colon || colon - text < 3)
        return;
    for (const char *at = text; at < colon; at++)
        where->label = where->label * 31 + (unsigned char)*at;
    where->label |= 1;
}

static enum err_code read_lines(struct read_job *job, struct err *err)
{
    struct layout *layout = &job->layout;
    struct text_line *lines = arena_take(job->arena, layout->line_count + 1, sizeof *lines);
    enum err_code code = ERR_OK;
    size_t kept = 0;
    job->prose = arena_take(job->arena, layout->line_count + 1, sizeof *job->prose);
    if (job->input->skip_prose)
        job->prose_count = read_prose_find(layout, job->prose);
    for (size_t i = 0; i < layout->line_count && !code; i++)
        if (layout->lines[i].kind == TEXT_PRINT && !layout_line_other_side(layout, i) &&
            !job->prose[i])
            code = read_turn_take(job, i, &lines[i])
                       ? ERR_OK
                       : read_line(job, &layout->lines[i], read_first_way(job), &lines[i], err);
    if (!code && !job->input->simple)
        code = read_again(job, lines, err);
    job->lines = lines;
    for (size_t i = 0; i < layout->line_count && !code; i++) {
        struct layout_line where = layout->lines[i];
        if (where.kind == TEXT_PRINT && !read_keep(job, &where, &lines[i])) {
            log_debug("read", "no text at %d,%d %dx%d: %zu words, confidence %.2f%s", where.box.x,
                      where.box.y, where.box.w, where.box.h, lines[i].word_count,
                      lines[i].confidence, where.faint ? ", pale" : "");
            continue;
        }
        note_label(&where, &lines[i], job->arena);
        where.source = i;
        layout->lines[kept++] = where;
    }
    layout->line_count = kept;
    return code;
}

/* ---- result ---- */

static void finish_line(const struct read_job *job, const struct layout_line *where,
                        struct text_line *line)
{
    *line = job->lines[where->source];
    line->box = to_upright(job, where->kind == TEXT_PRINT ? line->box : where->box);
    line->x_height = (float)(where->x_height / job->page.work_scale);
    line->table = where->table;
    line->row = where->row;
    line->column = where->column;
    line->kind = where->kind;
    for (size_t i = 0; i < line->word_count; i++)
        line->words[i].box = to_upright(job, line->words[i].box);
}

static void scale_edges(int *edges, size_t count, double scale)
{
    for (size_t i = 0; i <= count; i++)
        edges[i] = (int)(edges[i] / scale + 0.5);
}

static void finish_page(struct read_job *job, struct text_page *page)
{
    struct layout *layout = &job->layout;
    page->lines = arena_take(job->arena, layout->line_count + 1, sizeof *page->lines);
    page->line_count = layout->line_count;
    for (size_t i = 0; i < layout->line_count; i++)
        finish_line(job, &layout->lines[i], &page->lines[i]);
    page->tables = layout->tables;
    page->table_count = layout->table_count;
    for (size_t i = 0; i < layout->table_count; i++) {
        struct text_table *table = &page->tables[i];
        table->box = to_upright(job, table->box);
        scale_edges(table->row_edges, table->row_count, job->page.work_scale);
        scale_edges(table->column_edges, table->column_count, job->page.work_scale);
    }
}

static double passed_ms(int64_t *from)
{
    int64_t now = clock_cpu_us();
    double ms = (double)(now - *from) / 1000;
    *from = now;
    return ms;
}

/* ---- how it was captured ---- */

static int by_height(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Half of the lines of print are written larger. */
static double letter_height(const struct text_page *page, struct arena *arena)
{
    float *heights = arena_take(arena, page->line_count + 1, sizeof *heights);
    size_t count = 0;
    for (size_t i = 0; i < page->line_count; i++)
        if (page->lines[i].kind == TEXT_PRINT && page->lines[i].x_height > 0)
            heights[count++] = page->lines[i].x_height;
    qsort(heights, count, sizeof *heights, by_height);
    return count ? (double)heights[count / 2] : 0;
}

static void finish_quality(struct read_job *job, struct read_output *output)
{
    struct page_quality *quality = &job->page.quality;
    double told = job->input->dpi;
    clean_capture_print(&job->page);
    quality->dpi = told > 0 && fabs(told - job->page.dpi) < 1 ? told : 0;
    quality->skew = job->input->has_skew ? 0 : job->page.skew.value;
    quality->letter = letter_height(&output->page, job->arena);
    quality->blank = job->page.blank;
    output->quality = *quality;
}

/* ---- the way of a page ---- */

static enum err_code clean_stage(struct read_job *job, struct image *image, struct err *err)
{
    struct clean_options options = {.dpi = job->input->dpi, .trace = job->input->trace};
    if (job->input->turns >= 0)
        options.turns = (struct clean_choice){job->input->turns, true};
    if (job->input->has_skew)
        options.skew = (struct clean_choice){job->input->skew, true};
    return clean_run(image, &job->settings.clean, &options, &job->page, err);
}

static enum err_code run_stages(struct read_job *job, struct read_output *ret, struct err *err)
{
    int64_t clock = clock_cpu_us();
    enum err_code code = clean_stage(job, job->input->image, err);
    ret->clean_ms = passed_ms(&clock);
    if (code)
        return code;
    ret->page.view = job->page.view;
    ret->page.dpi = job->page.dpi;
    ret->page.blank = job->page.blank;
    if (job->page.blank || !job->input->want_text)
        return ERR_OK;
    code = layout_find(&job->page, &job->settings.layout, job->arena, &job->layout, err);
    ret->layout_ms = passed_ms(&clock);
    if (!code)
        code = layout_hand_find(&job->page, &job->layout, err);
    job->pale = job->page.ink >= job->settings.sharp_ink;
    if (!code)
        code = read_turn_confirm(job, err);
    if (!code && job->input->trace)
        code = layout_trace(&job->layout, &job->page, job->input->trace, err);
    if (!code)
        code = read_lines(job, err);
    ret->page.view = job->page.view;
    ret->skipped = job->prose_count;
    ret->read_ms = passed_ms(&clock);
    if (code)
        return code;
    layout_order(&job->layout, &job->settings.layout);
    finish_page(job, &ret->page);
    double sure = job->page.turn_score / 5;
    ret->page.orientation_sure = (float)(sure < 1 ? sure : 1);
    return ERR_OK;
}

enum err_code read_page(const struct read_input *input, struct arena *arena,
                        struct read_output *ret, struct err *err)
{
    struct read_job job = {.input = input, .arena = arena};
    struct read_output output = {0};
    enum err_code code = read_settings_load(&job.settings, input->profile, err);
    if (code) {
        image_free(input->image);
        return code;
    }
    code = run_stages(&job, &output, err);
    if (!code)
        finish_quality(&job, &output);
    if (!code && input->want_image)
        code = clean_upright_image(&job.page, &output.cleaned, err);
    clean_page_release(&job.page);
    if (code)
        read_output_release(&output);
    else
        *ret = output;
    return code;
}
