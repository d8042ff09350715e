/* SPDX-License-Identifier: Apache-2.0
 *
 * record/recognise: which kind of paper a page is, by its title first, by its labels and shape
 * second. Includes base, model and record.
 */
#include "record/extract.h"
#include "record/part.h"

#include <string.h>

#include "base/log.h"
#include "base/str.h"
#include "base/utf8.h"

enum { TOKENS_ENOUGH = 1500 }; /* of a page, to tell its kind by labels */

#define TITLE_LEAST 0.72 /* likeness below which a line is no title */
#define TITLE_CLEAR 0.88 /* from here on papers without a title on the page are not looked at */
#define TITLE_NEAR  0.15 /* titles so much worse than the best are not looked at then */
#define FIT_LEAST   0.40
/* A form whose title is lost, by its labels, when no other paper comes near. */
#define FIT_UNTITLED 0.34
#define FIT_AHEAD    0.10
#define PROSE_LOSS   0.20 /* a letter has few labels: without "Kính gửi", "V/v" they say little */

/* A run of words that stands alone in the upper part of the page, folded. */
struct heading {
    const char *fold;
    bool upper;
};
struct headings {
    struct heading *items;
    size_t count;
};

static bool is_upper(const char *text)
{
    size_t upper = 0, letters = 0;
    for (uint32_t rune = utf8_next(&text); rune; rune = utf8_next(&text)) {
        if (!utf8_is_letter(rune))
            continue;
        letters++;
        upper += utf8_upper_rune(rune) == rune;
    }
    return letters > 3 && upper * 10 >= letters * 8;
}

static void headings_add(struct headings *headings, const struct sheet *sheet, size_t from,
                         size_t to)
{
    struct token_list list = {0};
    list.items = arena_take(sheet->arena, to - from + 1, sizeof *list.items);
    for (size_t i = from; i < to; i++)
        list.items[list.count++] = &sheet->tokens[i];
    const char *text = token_list_text(&list, sheet->arena);
    struct heading *made = &headings->items[headings->count++];
    made->fold = label_fold(text, sheet->arena);
    made->upper = is_upper(text);
}

/* Each run of words without a wide gap, and each two that follow in two rows ("GIẤY CHỨNG NHẬN",
 * "KẾT HÔN"). */
static void headings_find(struct headings *headings, const struct sheet *sheet)
{
    int wide = 2 * sheet->line_height;
    headings->count = 0;
    headings->items = arena_take(sheet->arena, 2 * sheet->token_count + 2, sizeof *headings->items);
    for (size_t r = 0; r < sheet->row_count; r++) {
        const struct row *row = &sheet->rows[r];
        if (row->box.y > sheet->height / 2)
            break;
        size_t end = row->first + row->count, from = row->first;
        for (size_t i = from + 1; i <= end; i++)
            if (i == end || sheet->tokens[i].box.x - rect_right(sheet->tokens[i - 1].box) > wide) {
                headings_add(headings, sheet, from, i);
                from = i;
            }
    }
    size_t single = headings->count;
    for (size_t i = 0; i + 1 < single; i++) {
        struct heading *made = &headings->items[headings->count++];
        made->fold = arena_format(sheet->arena, "%s%s", headings->items[i].fold,
                                  headings->items[i + 1].fold);
        made->upper = headings->items[i].upper && headings->items[i + 1].upper;
    }
}

static double title_fit(const struct headings *headings, text_list papers, struct arena *arena)
{
    double best = 0;
    for (size_t p = 0; papers[p]; p++) {
        const char *fold = label_fold(papers[p], arena);
        for (size_t i = 0; i < headings->count; i++) {
            double like = fold_likeness(fold, headings->items[i].fold);
            if (text_starts(headings->items[i].fold, fold) && strlen(fold) <= 7)
                like = like > .8 ? like : .8; /* "Kính gửi: …", "V/v …" */
            if (!headings->items[i].upper && strlen(fold) > 7)
                like -= .1;
            best = like > best ? like : best;
        }
    }
    return best >= TITLE_LEAST ? best : 0;
}

/* Fields of the form whose labels stand on the page, as a share. */
static double label_share(const struct schema *schema, const struct sheet *sheet)
{
    struct label_set set;
    struct stream stream;
    struct instance_list found;
    bool columns = schema->shape == PAPER_ROWS;
    size_t seen = 0, all = 0;
    label_set_init(&set, schema, columns, sheet->arena);
    stream_init(&stream, sheet, NULL, 0, sheet->row_count, sheet->arena);
    if (stream.count > TOKENS_ENOUGH)
        stream.count = TOKENS_ENOUGH;
    label_find(&set, &stream, sheet, &found);
    if (found.count > 300)
        found.count = 300;
    int *fields = arena_take(sheet->arena, found.count + 1, sizeof *fields);
    bool *used = arena_take(sheet->arena, schema->field_count, sizeof *used);
    assign_fields(schema, &found, fields, NULL);
    for (size_t i = 0; i < found.count; i++)
        if (fields[i] >= 0)
            used[fields[i]] = true;
    for (size_t i = 0; i < schema->field_count; i++) {
        seen += used[i];
        all += schema->fields[i].find == FIND_LABEL;
    }
    if (columns && all > 14)
        all = 14; /* no book has all columns */
    double share = all ? (double)seen / (double)all : 0;
    return share < 1 ? share : 1;
}

/* Does the page look as such papers do: a wide table, or none? */
static double shape_fit(const struct schema *schema, const struct text_page *page)
{
    bool table = false;
    for (size_t i = 0; i < page->table_count; i++)
        table |= page->tables[i].column_count >= 5 && page->tables[i].row_count >= 3;
    return (schema->shape == PAPER_ROWS) == table ? 1 : 0;
}

struct fit {
    double title,
        other; /* likeness of the headings to its titles, to titles that speak against it */
    float whole;
};

static void fit_titles(const struct schema *schema, const struct sheet *sheet,
                       const struct headings *headings, struct fit *ret)
{
    ret->title = title_fit(headings, schema->papers, sheet->arena);
    ret->other = title_fit(headings, schema->not_papers, sheet->arena);
}

/* labels: look for its labels too, which takes time. */
static void fit_whole(const struct schema *schema, const struct sheet *sheet, bool labels,
                      struct fit *fit)
{
    double whole = .55 * fit->title + .15 * shape_fit(schema, sheet->page);
    if (labels)
        whole += .3 * label_share(schema, sheet);
    if (schema->prose && fit->title <= 0)
        whole -= PROSE_LOSS;
    if (fit->other > 0 && fit->other >= fit->title)
        whole -= .3;
    fit->whole = (float)(whole > 0 ? whole : 0);
}

float extract_fit(const struct schema *schema, const struct text_page *page)
{
    struct arena *arena = arena_new();
    struct sheet sheet;
    struct headings headings;
    sheet_init(&sheet, page, SHEET_ALL, arena);
    headings_find(&headings, &sheet);
    struct fit fit;
    fit_titles(schema, &sheet, &headings, &fit);
    fit_whole(schema, &sheet, true, &fit);
    arena_free(arena);
    return fit.whole;
}

const struct schema *schema_recognise(const struct schema *const *schemas, size_t count,
                                      const struct text_page *page, float *ret_sure)
{
    struct arena *arena = arena_new();
    struct sheet sheet;
    struct headings headings;
    const struct schema *best = NULL;
    float best_fit = 0, second = 0;
    sheet_init(&sheet, page, SHEET_ALL, arena);
    headings_find(&headings, &sheet);
    struct fit *fits = arena_take(arena, count + 1, sizeof *fits);
    double title = 0;
    for (size_t i = 0; i < count; i++) {
        fit_titles(schemas[i], &sheet, &headings, &fits[i]);
        title = fits[i].title > title ? fits[i].title : title;
    }
    for (size_t i = 0; i < count; i++) {
        bool labels = title < TITLE_CLEAR || fits[i].title > title - TITLE_NEAR;
        fit_whole(schemas[i], &sheet, labels, &fits[i]);
        log_debug("record", "%s: title %.2f, against %.2f, whole %.2f", schemas[i]->name,
                  fits[i].title, fits[i].other, (double)fits[i].whole);
        if (fits[i].whole > best_fit) {
            second = best_fit;
            best_fit = fits[i].whole;
            best = schemas[i];
        } else if (fits[i].whole > second) {
            second = fits[i].whole;
        }
    }
    arena_free(arena);
    float least = best_fit - second >= (float)FIT_AHEAD ? (float)FIT_UNTITLED : (float)FIT_LEAST;
    if (best_fit < least)
        best = NULL;
    float clear = best_fit > 0 ? (best_fit - second) / best_fit * 2 : 0;
    *ret_sure = best ? best_fit * (clear < 1 ? clear : 1) : 0;
    return best;
}
