/* SPDX-License-Identifier: Apache-2.0
 *
 * record/columns: headings to fields. Shared headings ("Dân tộc" of father, mother) are told apart
 * as on a form (record/assign), columns read from left to right. Includes base, model, viet,
 * record.
 */
#include "record/columns.h"

#include <limits.h>
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

/* The number of a short text that has nothing but digits and brackets, which OCR mixes up; 0 =
 * none. A line read twice says it twice: "2) (2)". */
static long column_number(const char *text, bool *ret_bracket)
{
    long number = 0;
    size_t length = strlen(text);
    if (length == 0 || length > 11 || strspn(text, "0123456789()[]{}., ") != length)
        return 0;
    *ret_bracket = strpbrk(text, "()[]{}") != NULL;
    text += strcspn(text, "0123456789");
    for (; *text >= '0' && *text <= '9'; text++)
        number = number * 10 + *text - '0';
    return number <= 99 && (length <= 5 || *ret_bracket) ? number : 0;
}

/* "(1) (2) (3)" or "1 2 3": short numbers, most in brackets or going up with the columns. */
static bool is_number_row(const struct grid *grid, size_t row)
{
    size_t filled = 0, rising = 0, brackets = 0;
    long last = 0;
    for (size_t c = 0; c < grid->columns; c++) {
        bool bracket = false;
        const char *text = grid_text(grid, row, c);
        long number = column_number(text, &bracket);
        filled += text[0] != '\0';
        brackets += bracket;
        if (number == last + 1 || number == (long)c + 1) {
            rising++;
            last = number;
        }
    }
    return filled >= 3 && (rising * 10 >= filled * 6 || brackets * 10 >= filled * 5);
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

/* ---- groups of columns ---- */

struct find_groups {
    const struct schema *schema;
    const struct label_set *set;
    const struct grid *grid;
    const struct label *const *labels; /* of the columns, or NULL */
    const struct label **groups;       /* of the columns: the block's heading */
};

/* Does the heading of the column say something that the block's people have? */
static bool in_block(const struct schema *schema, const struct label *label, int block)
{
    for (size_t i = 0; label && i < label->field_count; i++)
        if (text_equal(schema->fields[label->fields[i]].block, schema->blocks[block].name))
            return true;
    return false;
}

/* Headings of blocks in one row of the table. */
enum { GROUPS_MAX = 12 };
struct heads {
    const struct label *label[GROUPS_MAX];
    int middle[GROUPS_MAX];
    size_t count;
};

/* A column belongs to the group whose heading is nearest. */
static bool is_nearest(const struct grid *grid, const struct heads *heads, size_t head,
                       size_t column)
{
    int middle = (grid->column_edges[column] + grid->column_edges[column + 1]) / 2;
    for (size_t i = 0; i < heads->count; i++)
        if (abs(heads->middle[i] - middle) < abs(heads->middle[head] - middle))
            return false;
    return true;
}

/* Columns around the heading's middle, all of its block, whose middle is nearest to it; false when
 * no two columns lie well under it. */
static bool group_span(const struct find_groups *find, const struct heads *heads, size_t head,
                       size_t *ret_from, size_t *ret_to)
{
    const struct grid *grid = find->grid;
    int best = INT_MAX, middle = heads->middle[head];
    for (size_t from = 0; from < grid->columns; from++)
        for (size_t to = from; to < grid->columns; to++) {
            int left = grid->column_edges[from], right = grid->column_edges[to + 1];
            int off = abs((left + right) / 2 - middle);
            if (!in_block(find->schema, find->labels[to], heads->label[head]->block) ||
                !is_nearest(grid, heads, head, to))
                break;
            if (to == from || middle < left || middle > right || off > best)
                continue;
            best = off;
            *ret_from = from;
            *ret_to = to;
        }
    return best < 3 * grid->line_height;
}

static int by_left(const void *a, const void *b)
{
    const struct token *const *left = a, *const *right = b;
    return ((*left)->box.x > (*right)->box.x) - ((*left)->box.x < (*right)->box.x);
}

/* The words of a row of cells, left to right: a heading over several columns was cut by them. */
static struct token_list row_words(const struct grid *grid, size_t row)
{
    struct token_list list = {0};
    for (size_t c = 0; c < grid->columns; c++)
        list.count += grid_cell(grid, row, c)->count;
    list.items = arena_take(grid->arena, list.count + 1, sizeof *list.items);
    list.count = 0;
    for (size_t c = 0; c < grid->columns; c++)
        for (size_t i = 0; i < grid_cell(grid, row, c)->count; i++)
            list.items[list.count++] = grid_cell(grid, row, c)->items[i];
    qsort(list.items, list.count, sizeof *list.items, by_left);
    return list;
}

static void take_head(const struct find_groups *find, const struct token_list *words,
                      struct heads *heads)
{
    double like = 0;
    struct rect box = token_list_box(words);
    const char *fold = label_fold(token_list_text(words, find->grid->arena), find->grid->arena);
    const struct label *label = best_label(find->set, fold, true, &like);
    if (!label || like < HEADING_GOOD || heads->count == GROUPS_MAX)
        return;
    heads->label[heads->count] = label;
    heads->middle[heads->count++] = box.x + box.w / 2;
}

static struct heads row_heads(const struct find_groups *find, size_t row)
{
    struct heads heads = {0};
    struct token_list words = row_words(find->grid, row);
    for (size_t from = 0, i = 1; i <= words.count; i++) {
        if (i < words.count &&
            words.items[i]->box.x - rect_right(words.items[i - 1]->box) < find->grid->line_height)
            continue;
        struct token_list run = {.items = words.items + from, .count = i - from};
        take_head(find, &run, &heads);
        from = i;
    }
    return heads;
}

static void find_groups(const struct find_groups *find, size_t body)
{
    for (size_t r = 0; r < body; r++) {
        struct heads heads = row_heads(find, r);
        for (size_t i = 0; i < heads.count; i++) {
            size_t from = 0, to = 0;
            if (!group_span(find, &heads, i, &from, &to))
                continue;
            for (size_t c = from; c <= to; c++)
                find->groups[c] = heads.label[i];
        }
    }
}

/* Two columns have one heading and no heading over either says whose it is. */
static bool lacks_group(const struct find_groups *find, size_t column)
{
    for (size_t c = 0; c < find->grid->columns && !find->groups[column]; c++)
        if (c != column && find->labels[c] == find->labels[column] && !find->groups[c])
            return true;
    return false;
}

static void assign_columns(const struct schema *schema, const struct label_set *set,
                           const struct grid *grid, struct columns *ret)
{
    const struct label *groups[GRID_COLUMNS_MAX] = {0}, *labels[GRID_COLUMNS_MAX] = {0};
    double likes[GRID_COLUMNS_MAX] = {0};
    struct instance items[2 * GRID_COLUMNS_MAX];
    int column_of[2 * GRID_COLUMNS_MAX], fields[2 * GRID_COLUMNS_MAX];
    struct instance_list list = {.items = items};
    struct find_groups find = {schema, set, grid, labels, groups};
    for (size_t c = 0; c < grid->columns; c++) {
        labels[c] = column_label(set, grid, ret->body, c, &likes[c]);
        if (likes[c] < HEADING_GOOD)
            labels[c] = NULL;
    }
    find_groups(&find, ret->body);
    for (size_t c = 0; c < grid->columns; c++) {
        const struct label *label = labels[c];
        double like = likes[c];
        if (groups[c] && (c == 0 || groups[c] != groups[c - 1])) {
            column_of[list.count] = -1;
            items[list.count++] = (struct instance){.label = groups[c], .colon = true};
        }
        if (!label)
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
            ret->unclear[column_of[i]] = lacks_group(&find, (size_t)column_of[i]);
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
        ret->unclear[c] = true;
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
