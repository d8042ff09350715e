/* SPDX-License-Identifier: Apache-2.0
 *
 * bench-grid: the tables that the layout finds against the truth beside the pages; nothing is read.
 *   bench-grid [--pages] FOLDER   FOLDER/NAME.png with FOLDER/NAME.json; --pages: a line each page
 * Between two neighbouring columns of the truth lies one edge: none is a lost one, more are ghosts;
 * the same between two entries. Also the lines that are taken for handwriting.
 * May include: record, imaging, model, base.
 */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "imaging/decode.h"
#include "imaging/layout_hand.h"
#include "record/score.h"

struct tally {
    int pages, whole; /* whole: pages without a fault */
    int columns, columns_lost, columns_ghost;
    int rows, rows_lost, rows_ghost;
    int lines, hand; /* in tables */
};

static void tally_add(struct tally *to, const struct tally *from)
{
    to->pages += from->pages;
    to->whole += from->whole;
    to->columns += from->columns;
    to->columns_lost += from->columns_lost;
    to->columns_ghost += from->columns_ghost;
    to->rows += from->rows;
    to->rows_lost += from->rows_lost;
    to->rows_ghost += from->rows_ghost;
    to->lines += from->lines;
    to->hand += from->hand;
}

static void tally_print(FILE *out, const char *name, const struct tally *it)
{
    fprintf(out, "%-34s %3d %3d  %4d %4d %4d  %4d %4d %4d  %5d %5d\n", name, it->pages, it->whole,
            it->columns, it->columns_lost, it->columns_ghost, it->rows, it->rows_lost,
            it->rows_ghost, it->lines, it->hand);
}

/* ---- truth ---- */

struct places {
    double *at;
    size_t count;
};

static int compare_doubles(const void *a, const void *b)
{
    const double *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare_doubles);
    return values[count / 2];
}

/* The middle of a field's box in upright space, or NAN. */
static double field_middle(const struct view *view, const json_t *field, bool across)
{
    const json_t *box = json_peek_array(field, "box");
    if (json_array_size(box) != 4)
        return NAN;
    double side[4], x, y;
    for (size_t i = 0; i < 4; i++)
        side[i] = json_number_value(json_array_get(box, i));
    view_point_to_upright(view, side[0] + side[2] / 2, side[1] + side[3] / 2, &x, &y);
    return across ? x : y;
}

/* The median of heap values, which are freed; NAN of none. */
static double take_median(double *values, size_t count)
{
    double middle = count ? median(values, count) : NAN;
    free(values);
    return middle;
}

/* The middle of one column, over all entries. */
static double column_middle(const struct view *view, const json_t *records, const char *name)
{
    double *values = mem_new(json_array_size(records) + 1, sizeof *values);
    size_t i, count = 0;
    json_t *record;
    json_array_foreach (records, i, record) {
        double at =
            field_middle(view, json_object_get(json_peek_object(record, "fields"), name), true);
        if (!isnan(at))
            values[count++] = at;
    }
    return take_median(values, count);
}

static double entry_middle(const struct view *view, const json_t *record)
{
    json_t *fields = json_peek_object(record, "fields"), *field;
    double *values = mem_new(json_object_size(fields) + 1, sizeof *values);
    size_t count = 0;
    const char *name;
    json_object_foreach (fields, name, field) {
        double at = field_middle(view, field, false);
        if (!isnan(at))
            values[count++] = at;
    }
    return take_median(values, count);
}

/* Middles that lie nearer to each other than apart are of one column. */
static void settle(struct places *places, double apart)
{
    size_t kept = 0;
    qsort(places->at, places->count, sizeof *places->at, compare_doubles);
    for (size_t i = 0; i < places->count; i++)
        if (kept == 0 || places->at[i] - places->at[kept - 1] > apart)
            places->at[kept++] = places->at[i];
    places->count = kept;
}

static void true_places(const json_t *truth, const struct view *view, struct places *columns,
                        struct places *rows)
{
    const json_t *records = json_peek_array(truth, "records");
    json_t *fields = json_peek_object(json_array_get(records, 0), "fields"), *field, *record;
    columns->at = mem_new(json_object_size(fields) + 1, sizeof *columns->at);
    rows->at = mem_new(json_array_size(records) + 1, sizeof *rows->at);
    const char *name;
    size_t i;
    json_object_foreach (fields, name, field) {
        double at = column_middle(view, records, name);
        if (!isnan(at))
            columns->at[columns->count++] = at;
    }
    json_array_foreach (records, i, record) {
        double at = entry_middle(view, record);
        if (!isnan(at))
            rows->at[rows->count++] = at;
    }
    double dpi = json_peek_double(truth, "dpi", 300);
    settle(columns, 0.12 * dpi);
    settle(rows, 0.05 * dpi);
}

/* ---- what was found ---- */

static void compare(const struct places *places, const int *edges, size_t count, double scale,
                    int *due, int *lost, int *ghosts)
{
    for (size_t i = 0; i + 1 < places->count; i++) {
        int found = 0;
        for (size_t k = 0; k < count; k++)
            found += edges[k] / scale > places->at[i] && edges[k] / scale < places->at[i + 1];
        *due += 1;
        *lost += found == 0;
        *ghosts += found > 1 ? found - 1 : 0;
    }
}

static void count_layout(const struct clean_page *page, const struct layout *layout,
                         const json_t *truth, struct tally *ret)
{
    struct places columns = {0}, rows = {0};
    const struct text_table *table = NULL, none = {0};
    for (size_t i = 0; i < layout->table_count; i++)
        if (!table || layout->tables[i].box.h > table->box.h)
            table = &layout->tables[i];
    table = table ? table : &none;
    true_places(truth, &page->view, &columns, &rows);
    compare(&columns, table->column_edges, table->column_edges ? table->column_count + 1 : 0,
            page->work_scale, &ret->columns, &ret->columns_lost, &ret->columns_ghost);
    compare(&rows, table->row_edges, table->row_edges ? table->row_count + 1 : 0, page->work_scale,
            &ret->rows, &ret->rows_lost, &ret->rows_ghost);
    for (size_t i = 0; i < layout->line_count; i++) {
        ret->lines += layout->lines[i].table >= 0;
        ret->hand += layout->lines[i].table >= 0 && layout->lines[i].kind == TEXT_HAND;
    }
    ret->pages = 1;
    ret->whole = !ret->columns_lost && !ret->columns_ghost && !ret->rows_lost && !ret->rows_ghost;
    free(columns.at);
    free(rows.at);
}

static enum err_code clean_file(const char *path, struct clean_page *ret, struct err *err)
{
    struct decode_options decode = {.name = path, .red = true};
    struct clean_settings settings;
    struct image *image = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    enum err_code code = image_decode(fd, &decode, &image, err);
    if (fd >= 0)
        close(fd);
    if (code)
        return code;
    struct clean_options options = {.dpi = image_dpi(image)};
    clean_settings_init(&settings);
    return clean_run(image, &settings, &options, ret, err); /* takes image */
}

static enum err_code measure(const char *folder, const char *name, const json_t *truth,
                             struct tally *ret, struct err *err)
{
    struct str path = STR_INIT;
    struct arena *arena = arena_new();
    struct clean_page page = {0};
    struct layout layout = {0};
    struct layout_settings settings;
    layout_settings_init(&settings);
    str_format(&path, "%s/%s.png", folder, name);
    enum err_code code = clean_file(str_peek(&path), &page, err);
    if (!code && !page.blank) {
        code = layout_find(&page, &settings, arena, &layout, err);
        if (!code)
            code = layout_hand_find(&page, &layout, err);
    }
    if (!code)
        count_layout(&page, &layout, truth, ret);
    clean_page_release(&page);
    arena_free(arena);
    str_release(&path);
    return code;
}

int main(int argc, char **argv)
{
    struct err err = {0};
    struct tally all = {0};
    json_t *truths = NULL, *truth;
    const char *name, *folder = argc > 1 ? argv[argc - 1] : NULL;
    bool pages = argc == 3 && strcmp(argv[1], "--pages") == 0;
    if (argc != 2 + pages) {
        fputs("usage: bench-grid [--pages] FOLDER\n", stderr);
        return 2;
    }
    enum err_code code = truth_load(folder, &truths, &err);
    printf("%-34s %3s %3s  %4s %4s %4s  %4s %4s %4s  %5s %5s\n", "", "n", "ok", "cols", "lost",
           "more", "rows", "lost", "more", "lines", "hand");
    if (!code)
        json_object_foreach (truths, name, truth) {
            struct tally page = {0};
            if (json_array_size(json_peek_array(truth, "records")) < 2)
                continue;
            code = measure(folder, name, truth, &page, &err);
            if (code)
                break;
            tally_add(&all, &page);
            if (pages)
                tally_print(stdout, name, &page);
        }
    tally_print(stdout, "all", &all);
    json_decref(truths);
    if (code)
        fprintf(stderr, "%s\n", err.text);
    return code ? 1 : 0;
}
