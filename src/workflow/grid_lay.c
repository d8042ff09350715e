/* SPDX-License-Identifier: Apache-2.0
 *
 * workflow/grid_lay: a grid laid on pages: its rows become records. May include: base, model,
 * store.
 */
#include <stdlib.h>

#include "store/batch.h"
#include "store/ledger.h"
#include "store/schema.h"
#include "workflow/change.h"
#include "workflow/grid.h"
#include "workflow/office.h"
#include "workflow/page_ids.h"
#include "workflow/page_place.h"

struct lay {
    struct office *office;
    const struct grid *grid;
    int dx, dy;
    struct page page;
    struct page_view view;
    struct view place;
    struct batch batch;
    struct digest schema;
    struct record *records;
    size_t record_count;
    struct change *change;
};

static struct rect row_of(const struct lay *lay, size_t row)
{
    const struct grid *grid = lay->grid;
    int width = 0, height = 0;
    view_size(&lay->place, &width, &height);
    long left = (long)(grid->columns[0] + lay->dx) * width / GRID_UNIT;
    long right = (long)(grid->columns[grid->column_count] + lay->dx) * width / GRID_UNIT;
    long top = (long)(grid->rows[row] + lay->dy) * height / GRID_UNIT;
    long bottom = (long)(grid->rows[row + 1] + lay->dy) * height / GRID_UNIT;
    struct rect upright = {(int)left, (int)top, (int)(right - left), (int)(bottom - top)};
    upright = rect_cut(upright, (struct rect){0, 0, width, height});
    if (rect_empty(upright)) /* moved off the page: it is kept, and seen to be wrong */
        upright = (struct rect){0, height > 0 ? height - 1 : 0, 1, 1};
    return page_box_from_picture(&lay->view, view_to_page(&lay->place, upright));
}

/* What a machine read stays: only rows that came from a grid are laid anew. */
static enum err_code check_page(struct lay *lay, struct arena *arena, struct err *err)
{
    struct store *store = office_store(lay->office);
    enum err_code code = page_place_get(store, &lay->page.id, arena, &lay->view, &lay->place, err);
    if (!code && lay->place.page_width == 0)
        code = err_set(err, ERR_STATE, 2832,
                       _("this page was not read yet; a grid can be laid when it was"));
    if (!code)
        code = change_records_of(store, &lay->page.id, false, arena, &lay->records,
                                 &lay->record_count, err);
    for (size_t i = 0; i < lay->record_count && !code; i++)
        if (lay->records[i].proposed)
            code = err_set(err, ERR_STATE, 2831, _("the machine found rows on this page"));
    return code;
}

static enum err_code lay_row(struct lay *lay, size_t row, struct err *err)
{
    struct rect region = row_of(lay, row);
    struct uuid id;
    for (size_t i = 0; i < lay->record_count; i++)
        if (lay->records[i].row == (int)row) {
            struct record moved = lay->records[i];
            if (moved.state == RECORD_CONFIRMED)
                return ERR_OK; /* it stays where the official saw it */
            moved.region = region;
            return change_record(lay->change, &moved, err);
        }
    struct record plan = {.page = lay->page.id,
                          .revision = lay->page.revision,
                          .region = region,
                          .row = (int)row,
                          .schema = lay->schema,
                          .book = lay->batch.book};
    return change_new_record(lay->change, &plan, -1, &id, err);
}

/* Rows that the grid has no more go, unless somebody keyed in them. */
static enum err_code drop_rows(struct lay *lay, struct err *err)
{
    enum err_code code = ERR_OK;
    for (size_t i = 0; i < lay->record_count && !code; i++) {
        bool touched = false;
        if (lay->records[i].row < (int)lay->grid->row_count)
            continue;
        code = record_touched(office_store(lay->office), &lay->records[i].id, &touched, err);
        if (code || touched)
            continue;
        struct record gone = lay->records[i];
        gone.withdrawn = true;
        code = change_record(lay->change, &gone, err);
    }
    return code;
}

static enum err_code lay_all(struct lay *lay, struct err *err)
{
    enum err_code code = change_involve(lay->change, &lay->batch.id, err);
    for (size_t row = 0; row < lay->grid->row_count && !code; row++)
        code = lay_row(lay, row, err);
    return code ? code : drop_rows(lay, err);
}

enum err_code grid_lay(struct office *office, const struct uuid *page, const struct grid *grid,
                       int dx, int dy, struct arena *arena, struct err *err)
{
    struct store *store = office_store(office);
    struct lay lay = {.office = office, .grid = grid, .dx = dx, .dy = dy};
    struct book book = {0};
    enum err_code code = page_get(store, page, arena, &lay.page, err);
    if (!code)
        code = batch_get(store, &lay.page.batch, arena, &lay.batch, err);
    if (!code)
        code = book_get(store, &lay.batch.book, arena, &book, err);
    if (!code)
        code = check_page(&lay, arena, err);
    if (!code)
        code = office_schema_keep(office, book.schema, &lay.schema, err);
    if (!code)
        code = change_begin(office, "grid", arena, &lay.change, err);
    return code ? code : change_end(lay.change, false, lay_all(&lay, err), err);
}

/* ---- which page is next ---- */

static enum err_code next_in_batch(struct store *store, const struct uuid *batch,
                                   const struct uuid *behind, bool *passed, struct uuid *ret,
                                   struct err *err)
{
    struct id_list pages = {0};
    enum err_code code = page_ids_list(store, batch, 0, &pages, err);
    for (size_t i = 0; i < pages.count && !code && uuid_is_null(ret); i++) {
        struct record_filter filter = {.page = &pages.items[i]};
        long count = 0;
        if (!*passed) {
            *passed = uuid_equal(&pages.items[i], behind);
            continue;
        }
        code = record_count(store, &filter, &count, err);
        if (!code && count == 0)
            *ret = pages.items[i];
    }
    free(pages.items);
    return code;
}

enum err_code grid_next_page(struct office *office, const struct uuid *book,
                             const struct uuid *behind, struct uuid *ret, struct err *err)
{
    struct store *store = office_store(office);
    struct arena *arena = arena_new();
    struct uuid *batches = NULL;
    size_t count = 0;
    bool passed = uuid_is_null(behind);
    *ret = (struct uuid){0};
    enum err_code code = book_batch_list(store, book, arena, &batches, &count, err);
    for (size_t i = 0; i < count && !code && uuid_is_null(ret); i++)
        code = next_in_batch(store, &batches[i], behind, &passed, ret, err);
    arena_free(arena);
    return code;
}
