/* SPDX-License-Identifier: Apache-2.0
 *
 * record/columns: headings to fields. Shared headings ("Dân tộc" of father, mother) are told apart
 * as on a form (record/assign), columns read from left to right. Includes base, model, viet,
 * record.
 */
#include "record/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "record/assign.h"
#include "viet/date.h"
#include "viet/ethnic.h"
#include "viet/names.h"
#include "viet/person_id.h"

enum { HEAD_ROWS_MAX = 6 };

#define HEADING_GOOD 0.66 /* least likeness of a heading */

/* ---- heading rows ---- */

static const struct label *best_label(const struct label_set *set, const char *fold, bool blocks,
                                      double *ret_like)
{
    const struct label *best = NULL;
    double best_like = 0;
    for (size_t i = 0; fold[0] && i < set->count; i++) {
        const struct label *label = &set->items[i];
        if (label->stop || (blocks ? label->block < 0 : label->field_count == 0))
            continue;
        double like = fold_likeness(label->fold, fold);
        if (like > best_like) {
            best_like = like;
            best = label;
        }
    }
    *ret_like = best_like;
    return best;
}

/* "(1) (2) (3)" or "1 2 3": numbers that go up with the columns. */
static bool is_number_row(const struct grid *grid, size_t row)
{
    size_t filled = 0, rising = 0;
    long last = 0;
    for (size_t c = 0; c < grid->columns; c++) {
        const char *text = grid_text(grid, row, c);
        char *digits = mem_copy_text(text + strspn(text, "([ "));
        digits[strspn(digits, "0123456789")] = '\0';
        long number = 0;
        filled += text[0] != '\0';
        if (strlen(text) <= 5 && text_to_long(digits, 1, 99, &number) && number > last) {
            rising++;
            last = number;
        }
        free(digits);
    }
    return rising >= 3 && rising * 10 >= filled * 6;
}

static size_t heading_cells(const struct label_set *set, const struct grid *grid, size_t row)
{
    size_t count = 0;
    for (size_t c = 0; c < grid->columns; c++) {
        double like = 0;
        const char *fold = label_fold(grid_text(grid, row, c), grid->arena);
        if (strlen(fold) >= 2 && best_label(set, fold, false, &like) && like >= HEADING_GOOD)
            count++;
    }
    return count;
}

static size_t find_body(const struct label_set *set, const struct grid *grid)
{
    size_t body = 0;
    for (size_t r = 0; r < grid->rows && r < HEAD_ROWS_MAX; r++) {
        if (is_number_row(grid, r))
            return r + 1;
        if (heading_cells(set, grid, r) >= 3)
            body = r + 1;
    }
    return body;
}

/* ---- groups of columns ---- */

static bool cell_empty(const struct grid *grid, size_t row, size_t column)
{
    return !grid_filled(grid, row, column);
}

/* Columns [ret_from, ret_to] that a heading in (row, column) spans: empty neighbours in its row
 * that have a heading below. */
static void group_span(const struct grid *grid, size_t row, size_t column, size_t *ret_from,
                       size_t *ret_to)
{
    size_t from = column, to = column;
    while (from > 0 && cell_empty(grid, row, from - 1) && !cell_empty(grid, row + 1, from - 1))
        from--;
    while (to + 1 < grid->columns && cell_empty(grid, row, to + 1) &&
           !cell_empty(grid, row + 1, to + 1))
        to++;
    /* it stands in the middle of what it spans */
    if (column - from > to - column)
        from = column - (to - column + 1 < column ? to - column + 1 : column);
    else if (to - column > column - from + 1)
        to = column + (column - from) + 1;
    *ret_from = from;
    *ret_to = to;
}

static void find_groups(const struct label_set *set, const struct grid *grid, size_t body,
                        const struct label **groups)
{
    for (size_t r = 0; r + 1 < body; r++)
        for (size_t c = 0; c < grid->columns; c++) {
            double like = 0;
            const char *fold = label_fold(grid_text(grid, r, c), grid->arena);
            const struct label *label = best_label(set, fold, true, &like);
            size_t from, to;
            if (!label || like < HEADING_GOOD || cell_empty(grid, r + 1, c))
                continue;
            group_span(grid, r, c, &from, &to);
            for (size_t k = from; k <= to; k++)
                groups[k] = label;
        }
}

/* ---- headings to fields ---- */

/* The words over a column, all heading rows or only the lowest, whichever names a field better. */
static const struct label *column_label(const struct label_set *set, const struct grid *grid,
                                        size_t body, size_t column, double *ret_like)
{
    struct str all = STR_INIT;
    const struct label *best = NULL;
    *ret_like = 0;
    for (size_t r = 0; r < body; r++) {
        if (is_number_row(grid, r))
            continue;
        const char *fold = label_fold(grid_text(grid, r, column), grid->arena);
        double like = 0;
        const struct label *label = best_label(set, fold, false, &like);
        if (label && like >= *ret_like) {
            best = label;
            *ret_like = like;
        }
        str_add(&all, fold);
        label = best_label(set, str_peek(&all), false, &like);
        if (label && like > *ret_like) {
            best = label;
            *ret_like = like;
        }
    }
    str_release(&all);
    return best;
}

static void assign_columns(const struct schema *schema, const struct label_set *set,
                           const struct grid *grid, struct columns *ret)
{
    const struct label *groups[GRID_COLUMNS_MAX] = {0};
    struct instance items[2 * GRID_COLUMNS_MAX];
    int column_of[2 * GRID_COLUMNS_MAX], fields[2 * GRID_COLUMNS_MAX];
    struct instance_list list = {.items = items};
    find_groups(set, grid, ret->body, groups);
    for (size_t c = 0; c < grid->columns; c++) {
        double like = 0;
        const struct label *label = column_label(set, grid, ret->body, c, &like);
        if (groups[c] && (c == 0 || groups[c] != groups[c - 1])) {
            column_of[list.count] = -1;
            items[list.count++] = (struct instance){.label = groups[c], .colon = true};
        }
        if (!label || like < HEADING_GOOD)
            continue;
        column_of[list.count] = (int)c;
        items[list.count++] =
            (struct instance){.label = label, .score = (float)like, .colon = true};
    }
    assign_fields(schema, &list, fields, NULL);
    for (size_t i = 0; i < list.count; i++)
        if (column_of[i] >= 0 && fields[i] >= 0) {
            ret->field[column_of[i]] = fields[i];
            ret->score[column_of[i]] = items[i].score;
            ret->headed++;
        }
}

/* ---- columns without a heading ---- */

static bool looks_like(enum field_kind kind, const char *text)
{
    struct date_reading date;
    struct person_id id;
    struct ethnic_match match;
    switch (kind) {
    case KIND_DATE:
    case KIND_YEAR: return date_parse(text, &date);
    case KIND_SEX: return sex_parse(text) != SEX_UNKNOWN;
    case KIND_ETHNIC: return ethnic_find(text, &match) && match.likeness > .7f;
    case KIND_NATIONALITY: return nationality_find(text, &match) && match.likeness > .7f;
    case KIND_PERSON_ID: return person_id_parse(text, &id);
    case KIND_NUMBER: return text[0] >= '0' && text[0] <= '9' && strlen(text) < 12;
    case KIND_NAME: return name_likely(text) > .6f;
    default: return false;
    }
}

static double looks_share(const struct grid *grid, size_t body, size_t column, enum field_kind kind)
{
    size_t filled = 0, good = 0;
    for (size_t r = body; r < grid->rows; r++) {
        if (!grid_filled(grid, r, column))
            continue;
        filled++;
        good += looks_like(kind, grid_text(grid, r, column));
    }
    return filled ? (double)good / (double)filled : 0;
}

static bool field_taken(const struct columns *columns, size_t count, int field)
{
    for (size_t c = 0; c < count; c++)
        if (columns->field[c] == field)
            return true;
    return false;
}

/* A field of the form's order between the columns known left and right whose kind the cells have.
 */
static int guess_field(const struct schema *schema, const struct grid *grid,
                       const struct columns *columns, size_t column)
{
    int from = -1, to = (int)schema->field_count;
    for (size_t c = 0; c < column; c++)
        from = columns->field[c] > from ? columns->field[c] : from;
    for (size_t c = grid->columns; c-- > column + 1;)
        if (columns->field[c] >= 0 && columns->field[c] > from)
            to = columns->field[c];
    for (int f = from + 1; f < to; f++)
        if (schema->fields[f].find == FIND_LABEL && !field_taken(columns, grid->columns, f) &&
            looks_share(grid, columns->body, column, schema->fields[f].kind) >= .5)
            return f;
    return -1;
}

/* One free column between two known ones that have one field between them in the form's order. */
static int only_field(const struct columns *columns, const struct grid *grid, size_t column)
{
    if (column == 0 || column + 1 >= grid->columns)
        return -1;
    int before = columns->field[column - 1], after = columns->field[column + 1];
    return before >= 0 && after == before + 2 ? before + 1 : -1;
}

static void guess_columns(const struct schema *schema, const struct grid *grid, struct columns *ret)
{
    for (size_t c = 0; c < grid->columns; c++) {
        if (ret->field[c] >= 0)
            continue;
        int field = only_field(ret, grid, c);
        if (field < 0 || field_taken(ret, grid->columns, field))
            field = guess_field(schema, grid, ret, c);
        ret->field[c] = field;
        ret->score[c] = .5f;
    }
}

void columns_find(const struct schema *schema, const struct grid *grid, struct columns *ret)
{
    struct label_set set;
    label_set_init(&set, schema, true, grid->arena);
    *ret = (struct columns){0};
    for (size_t c = 0; c < GRID_COLUMNS_MAX; c++)
        ret->field[c] = -1;
    ret->body = find_body(&set, grid);
    assign_columns(schema, &set, grid, ret);
    guess_columns(schema, grid, ret);
    for (size_t c = 0; c < grid->columns; c++)
        ret->known += ret->field[c] >= 0;
}
