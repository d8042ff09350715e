/* SPDX-License-Identifier: Apache-2.0
 *
 * present/grid_show: the grid over the page, its lines as rows. May include: base, model, record,
 * store, workflow.
 */
#include "present/grid_screen.h"
#include "store/page.h"

static const char *percent(struct desk *desk, int value)
{
    return arena_format(desk->arena, _("%d.%d %%"), value / 100, value / 10 % 10);
}

static const char *column_label(const struct ruling *ruling, size_t column)
{
    if (column == ruling->grid.column_count)
        return _("right edge");
    const char *name = ruling->grid.fields[column];
    const struct schema_field *field = name ? schema_field_lookup(ruling->schema, name) : NULL;
    return field ? schema_field_label(field) : _("(no field)");
}

static void add_rows(struct desk *desk, const struct ruling *ruling, struct shown *ret)
{
    struct row_list rows = {0};
    const struct grid *grid = &ruling->grid;
    struct shown_row *row = row_add(desk, &rows, ROW_ITEM, _("All lines"));
    row->text = arena_format(desk->arena, "%+d  %+d", ruling->dx, ruling->dy);
    row->extra = _("nudge it on this page");
    for (size_t i = 0; i <= grid->column_count; i++) {
        row = row_add(desk, &rows, ROW_ITEM, column_label(ruling, i));
        row->text = percent(desk, grid->columns[i]);
        row->extra =
            i < grid->column_count ? arena_format(desk->arena, _("column %zu"), i + 1) : "";
    }
    for (size_t i = 0; i <= grid->row_count; i++) {
        row = row_add(desk, &rows, ROW_ITEM,
                      i < grid->row_count ? arena_format(desk->arena, _("row %d"), (int)i + 1)
                                          : _("lower edge"));
        row->text = percent(desk, grid->rows[i]);
    }
    rows_hand_over(desk, &rows, ret);
    ret->focus = (int)ruling->line;
}

/* ---- over the page ---- */

struct sheet {
    const struct ruling *ruling;
    int width, height;
};

static int x_of(const struct sheet *sheet, size_t column)
{
    return (int)((long)(sheet->ruling->grid.columns[column] + sheet->ruling->dx) * sheet->width /
                 GRID_UNIT);
}

static int y_of(const struct sheet *sheet, size_t row)
{
    return (int)((long)(sheet->ruling->grid.rows[row] + sheet->ruling->dy) * sheet->height /
                 GRID_UNIT);
}

static void add_lines(struct desk *desk, const struct sheet *sheet, struct shown_picture *picture)
{
    const struct grid *grid = &sheet->ruling->grid;
    size_t count = 0, all = ruling_line_count(sheet->ruling);
    struct shown_line *lines = arena_take(desk->arena, all, sizeof *lines);
    int left = x_of(sheet, 0), right = x_of(sheet, grid->column_count);
    int top = y_of(sheet, 0), bottom = y_of(sheet, grid->row_count);
    for (size_t i = 1; i < all; i++) {
        bool column = ruling_is_column(sheet->ruling, i);
        bool chosen = sheet->ruling->line == 0 || sheet->ruling->line == i;
        int at = column ? x_of(sheet, i - 1) : y_of(sheet, i - 2 - grid->column_count);
        lines[count++] = column ? (struct shown_line){at, top, at, bottom, chosen}
                                : (struct shown_line){left, at, right, at, chosen};
    }
    picture->lines = lines;
    picture->line_count = count;
}

/* The first cell of the line in hand: what a person would key from. */
static struct rect cell_in_hand(const struct sheet *sheet)
{
    const struct ruling *ruling = sheet->ruling;
    const struct grid *grid = &ruling->grid;
    size_t column = 0, row = 0;
    if (ruling_is_column(ruling, ruling->line))
        column = ruling->line - 1;
    else if (ruling->line > 0)
        row = ruling->line - 2 - grid->column_count;
    column = column < grid->column_count ? column : grid->column_count - 1;
    row = row < grid->row_count ? row : grid->row_count - 1;
    struct rect cell = {x_of(sheet, column), y_of(sheet, row), 0, 0};
    cell.w = x_of(sheet, column + 1) - cell.x;
    cell.h = y_of(sheet, row + 1) - cell.y;
    return cell;
}

static void add_picture(struct desk *desk, const struct ruling *ruling, struct shown *ret)
{
    struct page page;
    const struct uuid *id = &ruling->pages[ruling->at].id;
    if (page_get(office_store(desk->office), id, desk->arena, &page, NULL) != ERR_OK)
        return;
    const struct picture *picture = pictures_peek(desk->pictures, id, page.revision);
    picture_show(desk, picture, &ruling->lens, &ret->picture);
    ret->picture.snippet = true;
    if (!ret->picture.picture)
        return;
    struct sheet sheet = {ruling, picture->levels[0].width, picture->levels[0].height};
    add_lines(desk, &sheet, &ret->picture);
    ret->picture.box = cell_in_hand(&sheet);
}

void grid_show(struct desk *desk, void *state, struct shown *ret)
{
    struct ruling *ruling = state;
    add_rows(desk, ruling, ret);
    ret->picture = (struct shown_picture){
        .on = true,
        .missing = _("The machine found rows on all pages of this book, or it has none.")};
    if (ruling->count == 0) {
        ret->place =
            arena_format(desk->arena, "%s %s", schema_title(ruling->schema), ruling->number);
        return;
    }
    ret->place =
        arena_format(desk->arena, "%s %s  ·  %zu/%zu  ·  %s", schema_title(ruling->schema),
                     ruling->number, ruling->at + 1, ruling->count,
                     ruling->pages[ruling->at].laid ? _("the grid lies here") : _("no rows yet"));
    add_picture(desk, ruling, ret);
}
